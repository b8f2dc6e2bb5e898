/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <strings.h>

#include "store/rows.h"

/*
 * A look-up runs over one index (the file number, the postcode, the rarest name or the birth year,
 * in that order), keeps what also answers the rest of the question, and reads whole rows only of
 * the few that are shown.
 */
enum { PREFIXES_MOST = 8 };

struct candidate {
	char *id, *called, *family;
};

struct looking {
	struct store *store;
	const struct store_find *find;
	struct str year_end, postcode_end, about_year;
	struct str ends[PREFIXES_MOST]; /* behind all that begins with the prefix */
	int driver;                     /* the prefix whose index range is walked; -1: none */
	struct candidate *items;
	size_t count, room;
};

/* U+10FFFF sorts behind every text that begins with the prefix. */
static void set_end(struct str *out, const char *prefix)
{
	str_set(out, prefix);
	str_add(out, "\xf4\x8f\xbf\xbf");
}

static void begin(struct looking *l, struct store *s, const struct store_find *find)
{
	*l = (struct looking){.store = s,
			      .find = find,
			      .year_end = STR_INIT,
			      .postcode_end = STR_INIT,
			      .about_year = STR_INIT,
			      .driver = -1};
	for (int i = 0; i < PREFIXES_MOST; i++)
		l->ends[i] = (struct str)STR_INIT;
	for (int i = 0; i < find->prefix_count; i++)
		set_end(&l->ends[i], find->prefixes[i]);
	if (find->postcode)
		set_end(&l->postcode_end, find->postcode);
	if (find->birth_year) {
		set_end(&l->year_end, find->birth_year);
		str_add_char(&l->about_year, '~');
		str_add(&l->about_year, find->birth_year);
	}
}

static void end(struct looking *l)
{
	for (size_t i = 0; i < l->count; i++) {
		free(l->items[i].id);
		free(l->items[i].called);
		free(l->items[i].family);
	}
	free(l->items);
	for (int i = 0; i < PREFIXES_MOST; i++)
		str_release(&l->ends[i]);
	str_release(&l->year_end);
	str_release(&l->postcode_end);
	str_release(&l->about_year);
}

static struct sql take_range(struct store *s, enum sql_id id, const char *from, const char *to)
{
	struct sql q = sql_take(s, id);

	sql_text(&q, ":from", from);
	sql_text(&q, ":to", to);
	return q;
}

/* The prefix that fewest name parts begin with, each counted no further than the statement does. */
static enum err choose_driver(struct looking *l, struct error *e)
{
	int64_t least = INT64_MAX;
	enum err err = OK;

	l->driver = l->find->prefix_count == 1 ? 0 : -1;
	if (l->driver == 0)
		return OK;
	for (int i = 0; err == OK && i < l->find->prefix_count; i++) {
		struct sql q = take_range(l->store, SQL_FIND_WEIGHT, l->find->prefixes[i],
					  l->ends[i].bytes);
		int64_t n = sql_row(&q) ? sql_number(&q, 0) : 0;

		err = sql_end(&q, e);
		if (n < least) {
			least = n;
			l->driver = i;
		}
	}
	return err;
}

/* The spelling of the first part that begins with the prefix; false: she has none. */
static bool has_part(struct looking *l, const char *client, int prefix, struct str *spelling,
		     enum err *err, struct error *e)
{
	struct sql q = take_range(l->store, SQL_FIND_SPELLING, l->find->prefixes[prefix],
				  l->ends[prefix].bytes);
	bool has;

	sql_text(&q, ":client", client);
	has = sql_row(&q);
	if (has && spelling)
		str_set(spelling, sql_peek(&q, 0));
	*err = sql_end(&q, e);
	return has && *err == OK;
}

/* The columns of the row are those that statements.c calls FIND_COLUMNS. */
static bool fits_row(struct looking *l, struct sql *q)
{
	const struct store_find *f = l->find;
	const char *birth = sql_peek(q, 3);

	if (f->birth_year && !text_begins(birth, f->birth_year) &&
	    !text_begins(birth, l->about_year.bytes))
		return false;
	if (f->file_number && strcasecmp(sql_peek(q, 4), f->file_number) != 0)
		return false;
	return !f->postcode || text_begins(sql_peek(q, 5), f->postcode);
}

static enum err consider(struct looking *l, struct sql *q, struct error *e)
{
	enum err err = OK;

	if (!fits_row(l, q))
		return OK;
	for (int i = 0; i < l->find->prefix_count; i++)
		if (i != l->driver && !has_part(l, sql_peek(q, 0), i, NULL, &err, e))
			return err;
	VEC_ROOM(l->items, l->count, l->room);
	l->items[l->count++] = (struct candidate){
		sql_copy_text(q, 0), sql_copy_text(q, 1), sql_copy_text(q, 2)};
	return OK;
}

static enum err walk(struct looking *l, enum sql_id id, const char *from, const char *to,
		     struct error *e)
{
	struct sql q = sql_take(l->store, id);
	enum err err = OK, last;

	sql_text(&q, ":from", from);
	if (to)
		sql_text(&q, ":to", to);
	while (err == OK && l->count < STORE_FIND_COUNT_MOST && sql_row(&q))
		err = consider(l, &q, e);
	last = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? last : err;
}

static enum err collect(struct looking *l, struct error *e)
{
	const struct store_find *f = l->find;
	enum err err;

	if (f->file_number)
		return walk(l, SQL_FIND_BY_FILE_NUMBER, f->file_number, NULL, e);
	if (f->prefix_count > 0) {
		err = choose_driver(l, e);
		if (err == OK)
			err = walk(l, SQL_FIND_BY_NAME, f->prefixes[l->driver],
				   l->ends[l->driver].bytes, e);
		return err;
	}
	if (f->postcode)
		return walk(l, SQL_FIND_BY_POSTCODE, f->postcode, l->postcode_end.bytes, e);
	if (!f->birth_year)
		return OK;
	err = walk(l, SQL_FIND_BY_BIRTH, f->birth_year, l->year_end.bytes, e);
	if (err == OK) {
		set_end(&l->year_end, l->about_year.bytes);
		err = walk(l, SQL_FIND_BY_BIRTH, l->about_year.bytes, l->year_end.bytes, e);
	}
	return err;
}

static int by_name(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	int order = strcasecmp(x->called, y->called);

	if (order == 0)
		order = strcasecmp(x->family, y->family);
	return order ? order : strcmp(x->id, y->id);
}

static enum err show(struct looking *l, const struct candidate *it,
		     enum err (*visit)(void *, const struct store_client *, const char *spelling,
				       struct error *),
		     void *data, struct error *e)
{
	struct str spelling = STR_INIT;
	struct store_client c = {0};
	enum err err = OK;

	if (l->find->prefix_count > 0)
		(void)has_part(l, it->id, 0, &spelling, &err, e); /* "" when it has gone */
	if (err == OK)
		err = store_client_get(l->store, it->id, &c, e);
	if (err == OK)
		err = visit(data, &c, spelling.bytes, e);
	store_client_release(&c);
	str_release(&spelling);
	return err;
}

enum err store_find_clients(struct store *s, const struct store_find *find,
			    enum err (*visit)(void *, const struct store_client *,
					      const char *spelling, struct error *),
			    void *data, int64_t *total, struct error *e)
{
	struct looking l;
	enum err err;

	*total = 0;
	if (find->prefix_count < 0 || find->prefix_count > PREFIXES_MOST)
		return error_set(e, ERR_USAGE, _("Search with at most eight words."));
	begin(&l, s, find);
	err = collect(&l, e);
	if (err == OK && l.count > 0) {
		qsort(l.items, l.count, sizeof *l.items, by_name);
		*total = (int64_t)l.count;
	}
	for (size_t i = 0; err == OK && i < l.count && i < (size_t)find->most; i++)
		err = show(&l, &l.items[i], visit, data, e);
	end(&l);
	return err;
}
