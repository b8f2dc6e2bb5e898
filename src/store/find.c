/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <strings.h>

#include "store/rows.h"

/*
 * A look-up walks one index: the file number, the postcode, or the rarest of the names and the
 * birth year, in that order of choice.  It keeps what also answers the rest of the question, and
 * reads whole rows only of the few that are shown.
 */
enum {
	PREFIXES_MOST = 8,
	BY_BIRTH = -1,          /* in the place of a prefix that is walked */
	SEEN_ROOM = 4 * STORE_FIND_COUNT_MOST
};

struct candidate {
	const char *id, *shown; /* in the arena; shown is what the list is ordered by */
};

struct looking {
	struct store *store;
	const struct store_find *find;
	struct arena arena;
	struct str year_end, about_year, about_end, postcode_end;
	struct str ends[PREFIXES_MOST]; /* behind all that begins with the prefix */
	int walked;                     /* the prefix whose range is walked */
	struct candidate items[STORE_FIND_COUNT_MOST];
	size_t count;
	const char *seen[SEEN_ROOM];    /* ids of the candidates, by their hash */
};

/* U+10FFFF sorts behind every text that begins with the prefix. */
static void set_end(struct str *out, const char *prefix)
{
	str_set(out, prefix);
	str_add(out, "\xf4\x8f\xbf\xbf");
}

static struct looking *begin(struct store *s, const struct store_find *find)
{
	struct looking *l = mem_new(sizeof *l);

	l->store = s;
	l->find = find;
	l->arena = (struct arena)ARENA_INIT;
	l->year_end = l->about_year = l->about_end = l->postcode_end = (struct str)STR_INIT;
	for (int i = 0; i < PREFIXES_MOST; i++)
		l->ends[i] = (struct str)STR_INIT;
	for (int i = 0; i < find->prefix_count; i++)
		set_end(&l->ends[i], find->prefixes[i]);
	if (find->postcode)
		set_end(&l->postcode_end, find->postcode);
	if (find->birth_year) {
		set_end(&l->year_end, find->birth_year);
		str_addf(&l->about_year, "~%s", find->birth_year);
		set_end(&l->about_end, l->about_year.bytes);
	}
	return l;
}

static void end(struct looking *l)
{
	for (int i = 0; i < PREFIXES_MOST; i++)
		str_release(&l->ends[i]);
	str_release(&l->year_end);
	str_release(&l->about_year);
	str_release(&l->about_end);
	str_release(&l->postcode_end);
	arena_release(&l->arena);
	free(l);
}

static struct sql take_range(struct store *s, enum sql_id id, const char *from, const char *to)
{
	struct sql q = sql_take(s, id);

	sql_text(&q, ":from", from);
	sql_text(&q, ":to", to);
	return q;
}

static enum err weigh(struct looking *l, enum sql_id id, const char *from, const char *to,
		      int64_t *n, struct error *e)
{
	struct sql q = take_range(l->store, id, from, to);

	*n = sql_row(&q) ? sql_number(&q, 0) : 0;
	return sql_end(&q, e);
}

/* What fewest rows begin with, each counted no further than its statement does. */
static enum err choose_walk(struct looking *l, struct error *e)
{
	const struct store_find *f = l->find;
	int64_t least = INT64_MAX, n;
	enum err err = OK;

	l->walked = f->prefix_count > 0 ? 0 : BY_BIRTH;
	if (f->prefix_count + (f->birth_year ? 1 : 0) < 2)
		return OK;
	if (f->birth_year) {
		err = weigh(l, SQL_FIND_WEIGHT_BIRTH, f->birth_year, l->year_end.bytes, &least, e);
		l->walked = BY_BIRTH;
	}
	for (int i = 0; err == OK && i < f->prefix_count; i++) {
		err = weigh(l, SQL_FIND_WEIGHT, f->prefixes[i], l->ends[i].bytes, &n, e);
		if (n < least) {
			least = n;
			l->walked = i;
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

/* Stored as it was written; compared without blanks and capitals. */
static bool has_postcode(const char *stored, const char *wanted)
{
	for (; *wanted; wanted++, stored++) {
		while (*stored == ' ')
			stored++;
		if ((*stored >= 'a' && *stored <= 'z' ? *stored - 'a' + 'A' : *stored) != *wanted)
			return false;
	}
	return true;
}

/* The columns of the row are those that statements.c calls FIND_COLUMNS. */
static bool fits_row(struct looking *l, struct sql *q)
{
	const struct store_find *f = l->find;

	if (f->birth_year && !text_begins(sql_peek(q, 2), f->birth_year) &&
	    !text_begins(sql_peek(q, 2), l->about_year.bytes))
		return false;
	if (f->file_number && strcasecmp(sql_peek(q, 3), f->file_number) != 0)
		return false;
	return !f->postcode || has_postcode(sql_peek(q, 4), f->postcode);
}

static bool fits_client(struct looking *l, const char *id, enum err *err, struct error *e)
{
	struct sql q = sql_take(l->store, SQL_FIND_BY_ID);
	bool fits;

	sql_text(&q, ":from", id);
	fits = sql_row(&q) && fits_row(l, &q);
	*err = sql_end(&q, e);
	return fits && *err == OK;
}

/* Where id stands, or would stand, among those seen. */
static size_t place_of(const struct looking *l, const char *id)
{
	uint64_t hash = 14695981039346656037u; /* FNV-1a */
	size_t at;

	for (const char *c = id; *c; c++)
		hash = (hash ^ (unsigned char)*c) * 1099511628211u;
	at = (size_t)(hash % SEEN_ROOM);
	while (l->seen[at] && strcmp(l->seen[at], id) != 0)
		at = (at + 1) % SEEN_ROOM;
	return at;
}

static enum err consider(struct looking *l, struct sql *q, bool is_row_checked, struct error *e)
{
	const struct store_find *f = l->find;
	const char *id = sql_peek(q, 0);
	size_t place = place_of(l, id);
	enum err err = OK;

	if (l->seen[place])
		return OK;
	if (!is_row_checked && (f->birth_year || f->postcode) && !fits_client(l, id, &err, e))
		return err;
	for (int i = 0; i < f->prefix_count; i++)
		if (i != l->walked && !has_part(l, id, i, NULL, &err, e))
			return err;
	l->items[l->count] = (struct candidate){arena_text(&l->arena, id),
						arena_text(&l->arena, sql_peek(q, 1))};
	l->seen[place] = l->items[l->count++].id;
	return OK;
}

static enum err walk(struct looking *l, enum sql_id id, const char *from, const char *to,
		     struct error *e)
{
	struct sql q = sql_take(l->store, id);
	bool has_columns = id != SQL_FIND_BY_NAME;
	enum err err = OK, last;

	sql_text(&q, ":from", from);
	if (to)
		sql_text(&q, ":to", to);
	while (err == OK && l->count < STORE_FIND_COUNT_MOST && sql_row(&q))
		if (!has_columns || fits_row(l, &q))
			err = consider(l, &q, has_columns, e);
	last = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? last : err;
}

static enum err collect(struct looking *l, struct error *e)
{
	const struct store_find *f = l->find;
	enum err err;

	l->walked = BY_BIRTH;
	if (f->file_number)
		return walk(l, SQL_FIND_BY_FILE_NUMBER, f->file_number, NULL, e);
	if (f->postcode)
		return walk(l, SQL_FIND_BY_POSTCODE, f->postcode, l->postcode_end.bytes, e);
	err = choose_walk(l, e);
	if (err == OK && l->walked != BY_BIRTH)
		return walk(l, SQL_FIND_BY_NAME, f->prefixes[l->walked],
			    l->ends[l->walked].bytes, e);
	if (err == OK && f->birth_year)
		err = walk(l, SQL_FIND_BY_BIRTH, f->birth_year, l->year_end.bytes, e);
	if (err == OK && f->birth_year)
		err = walk(l, SQL_FIND_BY_BIRTH, l->about_year.bytes, l->about_end.bytes, e);
	return err;
}

static int by_name(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	int order = strcasecmp(x->shown, y->shown);

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
	struct looking *l;
	enum err err;

	*total = 0;
	if (find->prefix_count < 0 || find->prefix_count > PREFIXES_MOST)
		return error_set(e, ERR_USAGE, _("Search with at most eight words."));
	l = begin(s, find);
	err = collect(l, e);
	if (err == OK) {
		qsort(l->items, l->count, sizeof *l->items, by_name);
		*total = (int64_t)l->count;
	}
	for (size_t i = 0; err == OK && i < l->count && i < (size_t)find->most; i++)
		err = show(l, &l->items[i], visit, data, e);
	end(l);
	return err;
}
