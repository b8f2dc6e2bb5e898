/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>

#include "store/bundle.h"
#include "store/rights.h"

/*
 * trede.backups: a line for each good backup of the last time, beside the file and not in it, so
 * that it can be named when the file is damaged.  It holds counts and paths and is not trusted.
 */
#define NOTES_FILE "trede.backups"
#define NOTES_START "trede-backups 1\n"

enum { NOTES_MOST = 20, NOTES_BYTES = 512 * 1024, PATH_MOST = 4096, NUMBERS = 4 };
static const int64_t NUMBER_MOST = INT64_C(1) << 48; /* a time of the year 10889, any count */

void store_backup_about_release(struct store_backup_about *a)
{
	free(a->path);
	*a = (struct store_backup_about){0};
}

/* A path is one word of the line: what would end it, and '%', is written %XX. */
static void add_escaped(struct str *out, const char *path)
{
	for (const unsigned char *p = (const unsigned char *)path; *p; p++) {
		if (*p <= ' ' || *p == 0x7f || *p == '%')
			str_addf(out, "%%%02X", *p);
		else
			str_add_char(out, (char)*p);
	}
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* 0 for what is no byte of a path; *text is moved past it. */
static char read_byte(const char **text)
{
	const char *at = *text;
	int high = 0, low;

	if (*at != '%') {
		*text = at + 1;
		return (unsigned char)*at > ' ' && *at != 0x7f ? *at : 0;
	}
	high = hex(at[1]);
	low = high >= 0 ? hex(at[2]) : -1;
	*text = low >= 0 ? at + 3 : at + 1;
	return low >= 0 ? (char)(high << 4 | low) : 0;
}

/* NULL for what add_escaped does not write; whole paths only. */
static char *read_path(const char *text)
{
	struct str out = STR_INIT;
	bool is_good = *text == '/';

	while (is_good && *text) {
		char c = read_byte(&text);

		is_good = c != 0 && out.len < PATH_MOST;
		str_add_char(&out, c);
	}
	if (is_good)
		return str_detach(&out);
	str_release(&out);
	return NULL;
}

/* made, entries, clients, drafts and the path, with one blank between them */
static bool read_line(const char *line, struct store_backup_about *out)
{
	int64_t n[NUMBERS];

	for (int i = 0; i < NUMBERS; i++) {
		char *end;

		if (*line < '0' || *line > '9')
			return false;
		n[i] = strtoll(line, &end, 10);
		if (*end != ' ' || n[i] > NUMBER_MOST)
			return false;
		line = end + 1;
	}
	*out = (struct store_backup_about){n[0], n[1], n[2], n[3], read_path(line)};
	return out->path != NULL;
}

struct notes {
	struct str text; /* newlines turned to NUL */
	const char *lines[NOTES_MOST];
	int count; /* of the last ones that are whole, oldest first */
};

static void keep_line(struct notes *n, const char *line)
{
	struct store_backup_about about;

	if (!read_line(line, &about))
		return;
	store_backup_about_release(&about);
	if (n->count == NOTES_MOST) {
		n->count--;
		memmove(n->lines, n->lines + 1, (size_t)n->count * sizeof *n->lines);
	}
	n->lines[n->count++] = line;
}

/* What is not there, or is no list of ours, holds nothing. */
static void read_notes(const char *path, struct notes *n)
{
	char *at, *end;

	*n = (struct notes){.text = STR_INIT};
	if (rights_file(path, NULL) != OK ||
	    file_read(path, NOTES_BYTES, &n->text, NULL) != OK ||
	    !text_begins(n->text.bytes, NOTES_START))
		return;
	for (at = n->text.bytes + sizeof NOTES_START - 1; (end = strchr(at, '\n')); at = end + 1) {
		*end = '\0';
		keep_line(n, at);
	}
}

enum err store_backup_last(const char *folder, struct store_backup_about *out, struct error *e)
{
	char *path = file_path(folder, NOTES_FILE);
	struct notes notes;

	(void)e; /* a list that cannot be read names none */
	*out = (struct store_backup_about){0};
	read_notes(path, &notes);
	if (notes.count > 0)
		(void)read_line(notes.lines[notes.count - 1], out); /* it was read before */
	str_release(&notes.text);
	free(path);
	return OK;
}

enum err bundle_note(const char *folder, const struct store_backup_about *made, struct error *e)
{
	char *path = file_path(folder, NOTES_FILE);
	struct str text = STR_INIT;
	struct notes notes;
	enum err err;

	read_notes(path, &notes);
	str_set(&text, NOTES_START);
	for (int i = notes.count == NOTES_MOST ? 1 : 0; i < notes.count; i++)
		str_addf(&text, "%s\n", notes.lines[i]);
	str_addf(&text, "%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " ", made->made_ms,
		 made->entries, made->clients, made->drafts);
	add_escaped(&text, made->path);
	str_add_char(&text, '\n');
	err = file_replace(path, NULL, text.bytes, text.len, e);
	str_release(&text);
	str_release(&notes.text);
	free(path);
	return err;
}
