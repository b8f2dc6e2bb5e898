/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/rejects.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "care/care.h"

enum { TOLD_MOST = 20 }; /* rows that are named on standard error */

void rejects_begin(struct rejects *r, const char *given, const char *file, bool is_dry,
		   struct progress *progress)
{
	*r = (struct rejects){
		.path = STR_INIT, .part = STR_INIT, .is_dry = is_dry, .progress = progress};
	if (given)
		str_add(&r->path, given);
	else
		str_addf(&r->path, "%s.rejects.csv", file);
	str_addf(&r->part, "%s.new", r->path.bytes);
}

void rejects_release(struct rejects *r)
{
	str_release(&r->path);
	str_release(&r->part);
}

static FILE *part_open(const struct rejects *r)
{
	const char *path = r->part.bytes;
	struct stat about;
	int fd;

	if (lstat(r->path.bytes, &about) == 0 && !S_ISREG(about.st_mode) &&
	    !S_ISLNK(about.st_mode))
		return NULL; /* a folder or a device is not put aside */
	(void)unlink(path); /* of a run that was cut off */
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	return fd >= 0 ? fdopen(fd, "w") : NULL;
}

/* In quotes where its signs would mean something. */
static void write_cell(FILE *out, const char *text)
{
	fputc('"', out);
	for (; *text != '\0'; text++) {
		if (*text == '"')
			fputc('"', out);
		fputc(*text, out);
	}
	fputc('"', out);
}

/* Would a spreadsheet compute with this cell?  A number, as of a phone, is none. */
static bool is_formula(const char *cell, size_t len, char separator)
{
	if (memchr(CARE_IMPORT_SIGNS, *cell, sizeof CARE_IMPORT_SIGNS - 1) == NULL)
		return false;
	for (size_t i = 1; i < len && cell[i] != separator && cell[i] != '"' &&
			   cell[i] != '\r' && cell[i] != '\n'; i++)
		if (memchr("0123456789 ()/.,-", cell[i], 17) == NULL)
			return true;
	return *cell == '=' || *cell == '@';
}

/* The row comes from outside, and a worker will open it in a spreadsheet. */
static void write_guarded(FILE *out, const struct str *row, char separator)
{
	bool begins = true, opens, is_open = false, has_quotes = false;

	for (size_t i = 0; i < row->len; i++) {
		char c = row->bytes[i];

		opens = begins && c == '"' && !is_open;
		has_quotes = opens || (has_quotes && (!begins || is_open));
		if (begins && !opens && is_formula(row->bytes + i, row->len - i, separator))
			fputc('\'', out);
		if (has_quotes && c == '"')
			is_open = !is_open;
		begins = opens || (!is_open && (c == separator || c == '\n' || c == '\r'));
		fputc(c, out);
	}
}

/* A row of another encoding than its file: most are Windows-1252. */
static void row_text(struct str *out, const char *row, size_t len)
{
	if (text_is_utf8(row, len))
		str_add_bytes(out, row, len);
	else
		(void)encoding_decode(ENCODING_WINDOWS_1252, row, len, true, out);
}

static void write_row(FILE *out, const char *row, size_t len, char separator)
{
	struct str text = STR_INIT;

	row_text(&text, row, len);
	write_guarded(out, &text, separator);
	str_release(&text);
}

static void make(struct rejects *r)
{
	if (r->is_dry || r->out || r->cannot_write)
		return;
	r->out = part_open(r);
	r->cannot_write = r->out == NULL;
	if (r->out)
		fputs("\xef\xbb\xbf", r->out);
}

void rejects_header(struct rejects *r, const char *header, size_t len, char separator)
{
	make(r);
	if (!r->out)
		return;
	write_cell(r->out, _("trede: reason"));
	fputc(separator, r->out);
	write_row(r->out, header, len, separator);
	fputs("\r\n", r->out);
}

static void tell(struct rejects *r, const char *file, unsigned line, const char *why)
{
	if (r->told++ >= TOLD_MOST)
		return;
	if (r->progress)
		progress_clear(r->progress);
	if (*file != '\0')
		gate_complain(_("%s, line %u: %s"), file, line, why);
	else
		gate_complain(_("line %u: %s"), line, why);
}

void rejects_add(struct rejects *r, const char *file, unsigned line, const char *why,
		 const char *row, size_t len, char separator)
{
	if (r->out) {
		write_cell(r->out, why);
		fputc(separator, r->out);
		write_row(r->out, row, len, separator);
		fputs("\r\n", r->out);
	}
	tell(r, file, line, why);
}

void rejects_add_whole(struct rejects *r, const char *file, unsigned line, const char *why,
		       const char *row, size_t len)
{
	struct str text = STR_INIT;

	if (!r->out)
		make(r);
	if (r->out) {
		if (r->told == 0)
			fprintf(r->out, "\"%s\";file;line;row\r\n", _("trede: reason"));
		row_text(&text, row, len);
		write_cell(r->out, why);
		fputc(';', r->out);
		write_cell(r->out, file);
		fprintf(r->out, ";%u;", line);
		if (text.len > 0 && is_formula(text.bytes, text.len, '\0'))
			str_insert(&text, 0, "'", 1);
		write_cell(r->out, text.bytes);
		fputs("\r\n", r->out);
	}
	str_release(&text);
	tell(r, file, line, why);
}

enum err rejects_end(struct rejects *r, struct error *e)
{
	struct str old = STR_INIT;
	bool is_bad = r->cannot_write;

	if (r->out != NULL) {
		is_bad = fflush(r->out) != 0 || fsync(fileno(r->out)) != 0;
		is_bad |= ferror(r->out) != 0;
		is_bad |= fclose(r->out) != 0;
		r->out = NULL;
		str_addf(&old, "%s.old", r->path.bytes);
		if (!is_bad && file_exists(r->path.bytes))
			(void)rename(r->path.bytes, old.bytes); /* else it is written over */
		is_bad = is_bad || rename(r->part.bytes, r->path.bytes) != 0;
		if (is_bad) /* half of them would be taken for all */
			(void)unlink(r->part.bytes);
		str_release(&old);
	}
	return is_bad ? error_set(e, ERR_FILE,
				  _("The rows that cannot be used could not be written to %s."),
				  r->path.bytes)
		      : OK;
}
