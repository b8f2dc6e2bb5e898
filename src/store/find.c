/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <strings.h>

#include "store/refs.h"
#include "store/rows.h"

/*
 * A look-up walks one index: the file number, the postcode, or the rarest of the names and the
 * birth year, in that order of choice.  It reads of each number there what also answers the rest of the
 * question, and whole rows only of the few that are shown.  Names are in memory soon after the
 * file is opened, so this has to be quick before it has to be complete: each woman that it looks
 * at is a page to be opened, about 8 us among a million.
 */
enum {
	PREFIXES_MOST = 8,
	BY_BIRTH = -1, /* in the place of a prefix that is walked */
	LOOKED_MOST = STORE_FIND_COUNT_MOST,
	SEEN_ROOM = 4 * LOOKED_MOST
};

struct candidate {
	uint32_t number;
	const char *shown, *id, *part; /* in the arena; shown is what the list is ordered by */
};

enum look_step { LOOK_WALK, LOOK_AT_EACH, LOOK_SHOW, LOOK_OVER };

struct store_look {
	struct store *store;
	struct store_find find;
	struct arena arena;
	enum look_step step;
	size_t at;                      /* of the step */
	struct str ends[PREFIXES_MOST]; /* behind all that begins with the prefix */
	int walked;                     /* the prefix whose range is walked */
	uint32_t numbers[LOOKED_MOST];  /* in the order of the walk */
	size_t number_count;
	struct candidate items[LOOKED_MOST];
	size_t count;
	uint32_t seen[SEEN_ROOM];       /* numbers that were met, by their hash; 0 free */
};

struct store_look *store_look_new(struct store *s, const struct store_find *find)
{
	struct store_look *l = mem_new(sizeof *l);

	l->store = s;
	l->find = *find;
	l->arena = (struct arena)ARENA_INIT;
	for (int i = 0; i < PREFIXES_MOST; i++)
		l->ends[i] = (struct str)STR_INIT;
	return l;
}

void store_look_free(struct store_look *l)
{
	if (!l)
		return;
	for (int i = 0; i < PREFIXES_MOST; i++)
		str_release(&l->ends[i]);
	arena_release(&l->arena);
	free(l);
}

static enum err weigh_name(struct store_look *l, int prefix, int64_t *n, struct error *e)
{
	struct sql q = sql_take(l->store, SQL_FIND_WEIGHT);

	sql_text(&q, ":from", l->find.prefixes[prefix]);
	sql_text(&q, ":to", l->ends[prefix].bytes);
	*n = sql_row(&q) ? sql_number(&q, 0) : 0;
	return sql_end(&q, e);
}

static enum err weigh_birth(struct store_look *l, int64_t *n, struct error *e)
{
	struct sql q = sql_take(l->store, SQL_FIND_WEIGHT_KEY);
	struct str to = STR_INIT;
	enum err err;

	refs_end(&to, l->find.birth_year);
	sql_int(&q, ":kind", STORE_KEY_BIRTH);
	sql_text(&q, ":from", l->find.birth_year);
	sql_text(&q, ":to", to.bytes);
	*n = sql_row(&q) ? sql_number(&q, 0) : 0;
	err = sql_end(&q, e);
	str_release(&to);
	return err;
}

/* What fewest rows begin with, each counted no further than its statement does. */
static enum err choose_walk(struct store_look *l, struct error *e)
{
	const struct store_find *f = &l->find;
	int64_t least = INT64_MAX, n;
	enum err err = OK;

	l->walked = f->prefix_count > 0 ? 0 : BY_BIRTH;
	if (f->prefix_count + (f->birth_year ? 1 : 0) < 2)
		return OK;
	if (f->birth_year) {
		err = weigh_birth(l, &least, e);
		l->walked = BY_BIRTH;
	}
	for (int i = 0; err == OK && i < f->prefix_count; i++) {
		err = weigh_name(l, i, &n, e);
		if (n < least) {
			least = n;
			l->walked = i;
		}
	}
	return err;
}

/* Of her parts the first that begins with the prefix, in the order of the alphabet; NULL: none does. */
static const char *part_that_begins(const char *const *parts, size_t count, const char *prefix)
{
	const char *first = NULL;

	for (size_t i = 0; i < count; i++)
		if (text_begins(parts[i], prefix) && (!first || strcmp(parts[i], first) < 0))
			first = parts[i];
	return first;
}

enum { PARTS_MOST = 256 }; /* of one woman; with more she is found by the first of them */

/* Her parts as texts, in the arena. */
static enum err read_parts(struct store_look *l, struct sql *row, int column, const char **out,
			   size_t *count, struct error *e)
{
	struct refs r = REFS_INIT;
	struct str text = STR_INIT;
	enum err err = OK;

	*count = 0;
	refs_unpack(&r, row, column);
	for (size_t i = 0; err == OK && i < r.part_count && i < PARTS_MOST; i++) {
		err = refs_part_text(l->store, r.parts[i].part, &text, e);
		out[(*count)++] = arena_text(&l->arena, text.bytes);
	}
	str_release(&text);
	refs_release(&r);
	return err;
}

/* The columns of the row are those of SQL_FIND_BY_NUMBER. */
static bool fits_row(const struct store_find *f, struct sql *q)
{
	const char *birth = sql_peek(q, 1);
	struct str postcode = STR_INIT;
	bool fits = true;

	if (f->birth_year && !text_begins(birth + (*birth == '~'), f->birth_year))
		return false;
	if (f->file_number && strcasecmp(sql_peek(q, 2), f->file_number) != 0)
		return false;
	if (f->postcode) {
		refs_key_fold(STORE_KEY_POSTCODE, sql_peek(q, 3), &postcode);
		fits = text_begins(postcode.bytes, f->postcode);
	}
	str_release(&postcode);
	return fits;
}

static enum err fits_names(struct store_look *l, struct sql *q, bool *fits, const char **part,
			   struct error *e)
{
	const char *parts[PARTS_MOST];
	size_t count = 0;
	enum err err = OK;

	*fits = true;
	*part = "";
	if (l->find.prefix_count > 0)
		err = read_parts(l, q, 4, parts, &count, e);
	for (int i = 0; err == OK && *fits && i < l->find.prefix_count; i++) {
		const char *has = part_that_begins(parts, count, l->find.prefixes[i]);

		*fits = has != NULL;
		if (i == 0 && has)
			*part = has;
	}
	return err;
}

/* False: this number was met before. */
static bool is_new(struct store_look *l, uint32_t number)
{
	size_t at = (size_t)(number * 2654435761u) % SEEN_ROOM;

	while (l->seen[at] != 0 && l->seen[at] != number)
		at = (at + 1) % SEEN_ROOM;
	if (l->seen[at] == number)
		return false;
	l->seen[at] = number;
	return true;
}

static enum err consider(struct store_look *l, uint32_t number, struct error *e)
{
	struct sql q = sql_take(l->store, SQL_FIND_BY_NUMBER);
	bool fits = false;
	const char *part = "";
	enum err err = OK, last;

	sql_int(&q, ":number", number);
	if (sql_row(&q) && fits_row(&l->find, &q))
		err = fits_names(l, &q, &fits, &part, e);
	if (err == OK && fits)
		l->items[l->count++] = (struct candidate){
			number, arena_text(&l->arena, sql_peek(&q, 0)),
			arena_text(&l->arena, sql_peek(&q, 5)), part};
	last = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? last : err;
}

static enum err walk(struct store_look *l, struct sql *q, struct error *e)
{
	while (l->number_count < LOOKED_MOST && sql_row(q)) {
		uint32_t number = (uint32_t)sql_number(q, 0);

		if (is_new(l, number))
			l->numbers[l->number_count++] = number;
	}
	return sql_end(q, e);
}

static enum err walk_name(struct store_look *l, struct error *e)
{
	struct sql q = sql_take(l->store, SQL_FIND_BY_NAME);

	sql_text(&q, ":from", l->find.prefixes[l->walked]);
	sql_text(&q, ":to", l->ends[l->walked].bytes);
	return walk(l, &q, e);
}

static enum err walk_key(struct store_look *l, enum store_key kind, const char *key, struct error *e)
{
	bool is_whole = kind == STORE_KEY_FILE_NUMBER;
	struct sql q = sql_take(l->store, is_whole ? SQL_KEY_IS : SQL_KEY_BEGINS);
	struct str from = STR_INIT, to = STR_INIT;
	enum err err;

	refs_key_fold(kind, key, &from);
	refs_end(&to, from.bytes);
	sql_int(&q, ":kind", kind);
	sql_text(&q, ":from", from.bytes);
	if (!is_whole)
		sql_text(&q, ":to", to.bytes);
	sql_int(&q, ":most", LOOKED_MOST);
	err = walk(l, &q, e);
	str_release(&from);
	str_release(&to);
	return err;
}

static enum err walk_birth(struct store_look *l, struct error *e)
{
	struct str about = STR_INIT;
	enum err err = walk_key(l, STORE_KEY_BIRTH, l->find.birth_year, e);

	str_addf(&about, "~%s", l->find.birth_year);
	if (err == OK)
		err = walk_key(l, STORE_KEY_BIRTH, about.bytes, e);
	str_release(&about);
	return err;
}

static enum err walk_rarest(struct store_look *l, struct error *e)
{
	const struct store_find *f = &l->find;
	enum err err;

	if (f->file_number)
		return walk_key(l, STORE_KEY_FILE_NUMBER, f->file_number, e);
	if (f->postcode)
		return walk_key(l, STORE_KEY_POSTCODE, f->postcode, e);
	err = choose_walk(l, e);
	if (err == OK && l->walked != BY_BIRTH)
		return walk_name(l, e);
	return err == OK && f->birth_year ? walk_birth(l, e) : err;
}

static int by_name(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	int order = strcasecmp(x->shown, y->shown);

	return order ? order : strcmp(x->id, y->id);
}

/* Who went since she was looked at is left out. */
static enum err show(struct store_look *l, const struct candidate *it, store_look_visit visit,
		     void *to, struct error *e)
{
	struct store_client c = {0};
	enum err err = store_client_by_number(l->store, it->number, &c, e);

	if (err == OK)
		err = visit(to, &c, it->part, e);
	store_client_release(&c);
	return err == ERR_NOT_FOUND ? OK : err;
}

static enum err collect(struct store_look *l, struct error *e)
{
	if (l->find.prefix_count < 0 || l->find.prefix_count > PREFIXES_MOST)
		return error_set(e, ERR_USAGE, _("Search with at most eight words."));
	for (int i = 0; i < l->find.prefix_count; i++)
		refs_end(&l->ends[i], l->find.prefixes[i]);
	return walk_rarest(l, e);
}

/* How many pieces the step has; each takes some tens of microseconds but the first, the walk. */
static size_t pieces(const struct store_look *l)
{
	size_t most = l->find.most < 0 ? 0 : (size_t)l->find.most;

	if (l->step == LOOK_WALK)
		return 1;
	if (l->step == LOOK_AT_EACH)
		return l->number_count;
	return most < l->count ? most : l->count;
}

static enum err piece(struct store_look *l, store_look_visit visit, void *to, struct error *e)
{
	size_t at = l->at++;

	if (l->step == LOOK_WALK)
		return collect(l, e);
	if (l->step == LOOK_AT_EACH)
		return consider(l, l->numbers[at], e);
	return show(l, &l->items[at], visit, to, e);
}

enum err store_look_go(struct store_look *l, bool (*pause)(void *data), void *data,
		       store_look_visit visit, void *to, bool *is_over, struct error *e)
{
	enum err err = OK;

	while (err == OK && l->step != LOOK_OVER) {
		if (l->at < pieces(l)) {
			err = piece(l, visit, to, e);
		} else {
			if (l->step == LOOK_AT_EACH && l->count > 0)
				qsort(l->items, l->count, sizeof *l->items, by_name);
			l->step++;
			l->at = 0;
		}
		if (pause && pause(data))
			break;
	}
	*is_over = l->step == LOOK_OVER;
	return err;
}

int64_t store_look_total(const struct store_look *l)
{
	return (int64_t)l->count;
}

enum err store_find_clients(struct store *s, const struct store_find *find,
			    store_look_visit visit, void *to, int64_t *total, struct error *e)
{
	struct store_look *l = store_look_new(s, find);
	bool is_over;
	enum err err = store_look_go(l, NULL, NULL, visit, to, &is_over, e);

	*total = store_look_total(l);
	store_look_free(l);
	return err;
}
