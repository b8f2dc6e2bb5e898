/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/alias.h"

#include <stdlib.h>

#include "find/find.h"

enum {
	ALIAS_BYTES = 256 * 1024, /* of the file */
	ALIAS_CLASSES = 4000,
	ALIAS_CLASS_MOST = 64,    /* spellings of one class */
	ALIAS_SPELLING_BYTES = 60
};

/* A spelling and its class; the same rows twice: class by class, and by spelling to look one up. */
struct spelling {
	const char *folded;
	unsigned class;
};

struct find_aliases {
	struct arena arena;
	struct spelling *by_class, *by_folded;
	size_t count, room;
	unsigned *begins; /* of each class in by_class, and the end of the last */
	size_t classes, begins_room;
};

static int compare_folded(const void *a, const void *b)
{
	const struct spelling *left = a, *right = b;

	return strcmp(left->folded, right->folded);
}

static void class_begin(struct find_aliases *a)
{
	VEC_ROOM(a->begins, a->classes, a->begins_room);
	a->begins[a->classes] = (unsigned)a->count;
}

static bool is_in_class(const struct find_aliases *a, const char *folded)
{
	for (size_t i = a->begins[a->classes]; i < a->count; i++)
		if (strcmp(a->by_class[i].folded, folded) == 0)
			return true;
	return false;
}

static enum err spelling_read(struct find_aliases *a, const char *text, size_t len,
			      struct str *folded, unsigned line, struct error *e)
{
	find_fold(text, len, folded);
	if (folded->len == 0 || len > ALIAS_SPELLING_BYTES || strchr(folded->bytes, ' '))
		return error_set(e, ERR_INVALID,
				 _("Line %u of the file aliases has something that is no part of a "
				   "name: write parts of letters, with blanks between them."),
				 line);
	if (is_in_class(a, folded->bytes))
		return OK;
	if (a->count - a->begins[a->classes] == ALIAS_CLASS_MOST)
		return error_set(e, ERR_INVALID,
				 _("Line %u of the file aliases has more than %d names: make two "
				   "lines of it."),
				 line, ALIAS_CLASS_MOST);
	VEC_ROOM(a->by_class, a->count, a->room);
	a->by_class[a->count++] =
		(struct spelling){arena_text(&a->arena, folded->bytes), (unsigned)a->classes};
	return OK;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* One line, up to its comment. */
static enum err class_read(struct find_aliases *a, const char *text, size_t len, unsigned line,
			   struct error *e)
{
	struct str folded = STR_INIT;
	enum err rc = OK;

	class_begin(a);
	for (size_t at = 0; rc == OK && at < len;) {
		size_t from = at;

		while (at < len && !is_blank(text[at]))
			at++;
		if (at > from)
			rc = spelling_read(a, text + from, at - from, &folded, line, e);
		at++;
	}
	str_release(&folded);
	if (rc == OK && a->count == a->begins[a->classes] + 1)
		rc = error_set(e, ERR_INVALID,
			       _("Line %u of the file aliases has one name: write its other spellings "
				 "behind it."),
			       line);
	if (rc == OK && a->count > a->begins[a->classes])
		a->classes++;
	return rc;
}

static enum err lines_read(struct find_aliases *a, const char *text, size_t len, struct error *e)
{
	enum err rc = OK;

	for (unsigned line = 1; rc == OK && len > 0; line++) {
		const char *end = memchr(text, '\n', len);
		size_t whole = end ? (size_t)(end - text) + 1 : len;
		const char *comment = memchr(text, '#', whole);
		size_t used = comment ? (size_t)(comment - text) : whole - (end ? 1 : 0);

		if (a->classes == ALIAS_CLASSES)
			return error_set(e, ERR_INVALID,
					 _("Line %u of the file aliases is past the %d lines that "
					   "trede reads: take some out."),
					 line, ALIAS_CLASSES);
		rc = class_read(a, text, used, line, e);
		text += whole;
		len -= whole;
	}
	return rc;
}

enum err find_aliases_read(const char *text, size_t len, struct find_aliases **out,
			   struct error *e)
{
	struct find_aliases *a;
	enum err rc;

	*out = NULL;
	if (len > ALIAS_BYTES || !text_is_utf8(text, len))
		return error_set(e, ERR_INVALID,
				 _("The file aliases is no text in UTF-8 of at most %d kB: save it "
				   "again as UTF-8."),
				 ALIAS_BYTES / 1024);
	a = mem_new(sizeof *a);
	rc = lines_read(a, text, len, e);
	if (rc != OK) {
		find_aliases_free(a);
		return rc;
	}
	class_begin(a);
	if (a->count > 0) {
		a->by_folded = mem_array(a->count, sizeof *a->by_folded);
		memcpy(a->by_folded, a->by_class, a->count * sizeof *a->by_folded);
		qsort(a->by_folded, a->count, sizeof *a->by_folded, compare_folded);
	}
	*out = a;
	return OK;
}

void find_aliases_free(struct find_aliases *a)
{
	if (a == NULL)
		return;
	free(a->by_class);
	free(a->by_folded);
	free(a->begins);
	arena_release(&a->arena);
	free(a);
}

/* The first row of by_folded that is not before folded. */
static size_t first_of(const struct find_aliases *a, const char *folded)
{
	size_t low = 0, high = a->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(a->by_folded[middle].folded, folded) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void find_aliases_of(const struct find_aliases *a, const char *folded,
		     void (*visit)(void *data, const char *folded), void *data)
{
	if (a == NULL)
		return;
	for (size_t i = first_of(a, folded);
	     i < a->count && strcmp(a->by_folded[i].folded, folded) == 0; i++) {
		unsigned class = a->by_folded[i].class;

		for (size_t at = a->begins[class]; at < a->begins[class + 1]; at++)
			if (strcmp(a->by_class[at].folded, folded) != 0)
				visit(data, a->by_class[at].folded);
	}
}
