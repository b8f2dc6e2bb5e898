/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "cmd/progress.h"

/*
 * Rows that cannot be used go to a file beside the one that is read, whole when it gets its name;
 * what had that name stays as .old, for somebody may have mended rows in it.
 */
enum { TOLD_MOST = 20 }; /* rejected rows that are named on standard error */

struct importing {
	struct cmd_args *args;
	int fd;
	struct str rejects, part; /* the file of rejects; the same until it is whole */
	FILE *out;
	bool cannot_write;
	int64_t told;
	sigset_t stops;
	struct progress progress;
};

static enum err open_file(const char *path, int *fd, int64_t *bytes, struct error *e)
{
	struct stat about;

	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (*fd >= 0 && fstat(*fd, &about) == 0 && S_ISREG(about.st_mode)) {
		*bytes = about.st_size;
		return OK;
	}
	(void)error_set(e, ERR_FILE, _("%s: there is no such file, or it cannot be read."), path);
	error_detail(e, "errno %d", errno);
	return ERR_FILE;
}

static enum err read_piece(void *data, int64_t at, char *out, size_t room, size_t *got,
			   struct error *e)
{
	const struct importing *im = data;
	ssize_t n;

	do
		n = pread(im->fd, out, room, at);
	while (n < 0 && errno == EINTR);
	*got = n > 0 ? (size_t)n : 0;
	if (n >= 0)
		return OK;
	(void)error_set(e, ERR_FILE, _("%s cannot be read any further."), im->args->words[0]);
	error_detail(e, "errno %d", errno);
	return ERR_FILE;
}

static void tell(void *data, const char *sentence)
{
	struct importing *im = data;

	progress_clear(&im->progress);
	gate_complain("%s", sentence);
}

static FILE *part_open(const struct importing *im)
{
	const char *path = im->part.bytes;
	struct stat about;
	int fd;

	if (lstat(im->rejects.bytes, &about) == 0 && !S_ISREG(about.st_mode) &&
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
static void write_row(FILE *out, const char *row, size_t len, char separator)
{
	struct str text = STR_INIT;

	if (text_is_utf8(row, len))
		str_add_bytes(&text, row, len);
	else
		(void)encoding_decode(ENCODING_WINDOWS_1252, row, len, true, &text);
	write_guarded(out, &text, separator);
	str_release(&text);
}

static void reject(void *data, unsigned line, const char *why, const char *row, size_t len,
		   char separator)
{
	struct importing *im = data;

	if (line == 0 && !im->args->values[CMD_DRY_RUN]) {
		im->out = part_open(im);
		im->cannot_write = im->out == NULL;
		if (im->out)
			fputs("\xef\xbb\xbf", im->out);
	}
	if (im->out) {
		write_cell(im->out, why ? why : _("trede: reason"));
		fputc(separator, im->out);
		write_row(im->out, row, len, separator);
		fputs("\r\n", im->out);
	}
	if (line > 0 && im->told++ < TOLD_MOST) {
		progress_clear(&im->progress);
		gate_complain(_("line %u: %s"), line, why);
	}
}

static bool progress(void *data, const struct care_import_count *n)
{
	struct importing *im = data;
	const struct progress_now now = {n->done_bytes, n->all_bytes > 0 ? n->all_bytes : 1,
					 n->rows, n->findable};
	sigset_t pending;

	progress_show(&im->progress, &now);
	if (sigpending(&pending) != 0)
		return false;
	return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1 ||
	       sigismember(&pending, SIGHUP) == 1;
}

/* While rows are written these only ask for the end; they wait until somebody looks. */
static void stops_hold(struct importing *im)
{
	(void)sigemptyset(&im->stops);
	(void)sigaddset(&im->stops, SIGINT);
	(void)sigaddset(&im->stops, SIGTERM);
	(void)sigaddset(&im->stops, SIGHUP);
	(void)sigprocmask(SIG_BLOCK, &im->stops, NULL);
}

static void stops_release(struct importing *im)
{
	const struct timespec now = {0};

	while (sigtimedwait(&im->stops, NULL, &now) > 0)
		;
	(void)sigprocmask(SIG_UNBLOCK, &im->stops, NULL);
}

static enum err rejects_end(struct importing *im, struct error *e)
{
	struct str old = STR_INIT;
	bool is_bad = im->cannot_write;

	if (im->out != NULL) {
		is_bad = fflush(im->out) != 0 || fsync(fileno(im->out)) != 0;
		is_bad |= ferror(im->out) != 0;
		is_bad |= fclose(im->out) != 0;
		im->out = NULL;
		str_addf(&old, "%s.old", im->rejects.bytes);
		if (!is_bad && file_exists(im->rejects.bytes))
			(void)rename(im->rejects.bytes, old.bytes); /* else it is written over */
		is_bad = is_bad || rename(im->part.bytes, im->rejects.bytes) != 0;
		if (is_bad) /* half of them would be taken for all */
			(void)unlink(im->part.bytes);
		str_release(&old);
	}
	return is_bad ? error_set(e, ERR_FILE,
				  _("The rows that cannot be used could not be written to %s."),
				  im->rejects.bytes)
		      : OK;
}

static void write_json(const struct care_import_count *n)
{
	json_t *object = json_object();

	json_object_set_new(object, "rows", json_integer(n->rows));
	json_object_set_new(object, "added", json_integer(n->added));
	json_object_set_new(object, "changed", json_integer(n->changed));
	json_object_set_new(object, "same", json_integer(n->same));
	json_object_set_new(object, "rejected", json_integer(n->rejected));
	json_object_set_new(object, "alike", json_integer(n->alike));
	json_object_set_new(object, "findable", json_integer(n->findable));
	cmd_write_json(object);
}

static void write_text(const struct care_import_count *n, bool is_dry)
{
	const int64_t numbers[] = {n->rows, n->added, n->changed, n->same, n->rejected};
	struct str text[5] = {STR_INIT, STR_INIT, STR_INIT, STR_INIT, STR_INIT}, out = STR_INIT;

	for (size_t i = 0; i < 5; i++)
		progress_number(&text[i], numbers[i]);
	str_addf(&out,
		 is_dry ? _("Nothing was written. %s rows would give: %s new, %s changed, %s as they "
			    "were, %s that cannot be used.\n")
			: _("%s rows: %s new, %s changed, %s as they were, %s that cannot be used.\n"),
		 text[0].bytes, text[1].bytes, text[2].bytes, text[3].bytes, text[4].bytes);
	cmd_write(&out);
	for (size_t i = 0; i < 5; i++)
		str_release(&text[i]);
	str_release(&out);
}

static enum err judge(struct importing *im, const struct care_import_count *n, bool was_stopped,
		      struct error *e)
{
	if (was_stopped)
		return error_set(e, ERR_INVALID,
				 _("Stopped. What was done is kept; the same command goes on there."));
	if (n->rejected > 0 && im->args->values[CMD_DRY_RUN])
		return error_set(e, ERR_INVALID,
				 _("Rows that cannot be used: %lld. Nothing was written."),
				 (long long)n->rejected);
	if (n->alike > 0)
		return error_set(e, ERR_INVALID,
				 _("Rows that were not taken: %lld, of which %lld because somebody like "
				   "her is there. They stand in %s; with --alike these can be taken "
				   "from there."),
				 (long long)n->rejected, (long long)n->alike, im->rejects.bytes);
	if (n->rejected > 0)
		return error_set(e, ERR_INVALID,
				 _("Rows that were not taken: %lld. They stand in %s, each with why; "
				   "mend them there and import that file."),
				 (long long)n->rejected, im->rejects.bytes);
	return OK;
}

static enum err import(struct importing *im, struct care_session *session,
		       struct care_import_options *o, struct error *e)
{
	struct care_import_count n = {0};
	bool was_stopped = false;
	enum err rc, written;

	progress_begin(&im->progress, &im->args->clock);
	stops_hold(im);
	rc = care_import_clients(session, o, &n, &was_stopped, e);
	progress_clear(&im->progress);
	written = rejects_end(im, rc == OK ? e : NULL);
	stops_release(im);
	rc = rc == OK ? written : rc;
	if (rc != OK)
		return rc;
	if (im->args->values[CMD_JSON])
		write_json(&n);
	else
		write_text(&n, o->is_dry);
	return judge(im, &n, was_stopped, e);
}

static enum err options_read(struct importing *im, struct care_session *session,
			     struct care_import_options *o, struct str *mapping, struct error *e)
{
	const struct cmd_args *args = im->args;
	enum err rc = cmd_date(args->values[CMD_DATE], care_session_today(session), &o->on, e);

	if (rc == OK && args->values[CMD_MAP]) {
		rc = file_read(args->values[CMD_MAP], FORM_TREE_BYTES, mapping, e);
		o->mapping = mapping->bytes;
		o->mapping_len = mapping->len;
		o->mapping_name = args->values[CMD_MAP];
	}
	o->is_dry = args->values[CMD_DRY_RUN] != NULL;
	o->takes_alike = args->values[CMD_ALIKE] != NULL;
	return rc;
}

static void names_make(struct importing *im)
{
	if (im->args->values[CMD_REJECTS])
		str_add(&im->rejects, im->args->values[CMD_REJECTS]);
	else
		str_addf(&im->rejects, "%s.rejects.csv", im->args->words[0]);
	str_addf(&im->part, "%s.new", im->rejects.bytes);
}

enum err cmd_import_clients(struct cmd_args *args, struct error *e)
{
	struct importing im = {.args = args, .fd = -1, .rejects = STR_INIT, .part = STR_INIT};
	struct care_import_options o = {.file = {read_piece, &im, 0},
					.tell = tell,
					.reject = reject,
					.progress = progress,
					.data = &im};
	struct care_session *session = NULL;
	struct str mapping = STR_INIT;
	enum err rc = open_file(args->words[0], &im.fd, &o.file.bytes, e);

	names_make(&im);
	if (rc == OK)
		rc = cmd_session(args, &session, e);
	if (rc == OK)
		rc = options_read(&im, session, &o, &mapping, e);
	if (rc == OK)
		rc = import(&im, session, &o, e);
	care_session_close(session);
	if (im.fd >= 0)
		(void)close(im.fd); /* only read from */
	str_release(&mapping);
	str_release(&im.rejects);
	str_release(&im.part);
	return rc;
}
