/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/refs.h"
#include "store/social_rows.h"

/*
 * Who has a word for each prefix.  The rarest prefix is walked first.  Few rows have it: each is looked at and
 * the rest is told from its words.  Many do: the others are walked too, each a set of bits, and the
 * index of all in their order is gone along until enough of them were met, so that one letter among a
 * hundred thousand opens no more rows than it shows.  When there are so many that a page of them may stand among
 * the first rows, those are looked at before anything is walked.
 */
enum {
	PREFIXES_MOST = 8,
	FEW = 300,           /* rows that are looked at one by one */
	COMMON = 1000,       /* words that begin with the rarest prefix: as far as SQL_WORD_WEIGHT counts */
	NUMBER_MOST = 1 << 24 /* a number behind it is not as it was written */
};

struct set { /* of numbers */
	unsigned char *bits;
	size_t room; /* bytes */
	int count;
};

static bool set_has(const struct set *x, int64_t number)
{
	return number > 0 && (size_t)number / 8 < x->room &&
	       (x->bits[number / 8] & 1u << (number % 8)) != 0;
}

static void set_add(struct set *x, int64_t number)
{
	size_t at = (size_t)number / 8, room = x->room;

	if (number <= 0 || number > NUMBER_MOST || set_has(x, number))
		return;
	while (room <= at)
		room = room > 0 ? 2 * room : 1024;
	if (room > x->room) {
		x->bits = mem_resize(x->bits, room, 1);
		memset(x->bits + x->room, 0, room - x->room);
		x->room = room;
	}
	x->bits[at] |= (unsigned char)(1u << (number % 8));
	x->count++;
}

/* One that is looked at, by what lists are ordered by. */
struct found {
	int64_t number, kind;
	const char *sort, *id; /* in the arena */
};

struct asked {
	struct store *store;
	const struct store_social_search *search;
	const char *prefixes[PREFIXES_MOST]; /* the rarest first */
	int count;
	int64_t least; /* words of the rarest; COMMON or more is not counted */
	struct arena arena;
	struct found items[FEW];
	int found;
};

static struct sql take_range(struct store *s, enum sql_id id, const char *prefix, struct str *end)
{
	struct sql q = sql_take(s, id);

	str_reset(end);
	refs_end(end, prefix);
	sql_text(&q, ":from", prefix);
	sql_text(&q, ":to", end->bytes);
	return q;
}

static enum err weigh(struct store *s, const char *prefix, int64_t *n, struct error *e)
{
	struct str end = STR_INIT;
	struct sql q = take_range(s, SQL_WORD_WEIGHT, prefix, &end);
	enum err err;

	*n = sql_row(&q) ? sql_number(&q, 0) : 0;
	err = sql_end(&q, e);
	str_release(&end);
	return err;
}

/* Puts the prefix that fewest words begin with first; each is counted no further than its statement does. */
static enum err put_rarest_first(struct asked *a, struct error *e)
{
	int64_t n;
	int rarest = 0;
	const char *first;
	enum err err = OK;

	a->least = INT64_MAX;
	for (int i = 0; err == OK && i < a->count; i++) {
		err = weigh(a->store, a->prefixes[i], &n, e);
		if (err == OK && n < a->least) {
			a->least = n;
			rarest = i;
		}
	}
	first = a->prefixes[rarest];
	a->prefixes[rarest] = a->prefixes[0];
	a->prefixes[0] = first;
	return err;
}

/* Numbers with a word for this prefix that are in 'within' too, which may be NULL. */
static enum err walk(struct store *s, const char *prefix, const struct set *within, struct set *out,
		     struct error *e)
{
	struct str end = STR_INIT;
	struct sql q = take_range(s, SQL_WORD_BEGINS, prefix, &end);
	enum err err;

	while (sql_row(&q)) {
		int64_t number = sql_number(&q, 0);

		if (!within || set_has(within, number))
			set_add(out, number);
	}
	err = sql_end(&q, e);
	str_release(&end);
	return err;
}

static bool fits(const struct asked *a, const char *words)
{
	for (int i = 0; i < a->count; i++)
		if (!social_has_word(words, a->prefixes[i], strlen(a->prefixes[i]), false))
			return false;
	return true;
}

static void bind_passes(struct sql *q, const struct store_social_search *search)
{
	const char *sort = search->after_sort, *id = search->after_id;

	sql_int(q, ":kind", search->after_kind);
	sql_text(q, ":sort", sort ? sort : "");
	sql_text(q, ":id", id ? id : "");
	sql_text(q, ":before", search->checked_before);
	sql_int(q, ":open", search->open_only);
}

static enum err look_at(struct asked *a, int64_t number, struct error *e)
{
	struct sql q = sql_take(a->store, SQL_SOCIAL_BRIEF);

	sql_int(&q, ":number", number);
	bind_passes(&q, a->search);
	if (sql_row(&q) && fits(a, sql_peek(&q, 3)))
		a->items[a->found++] = (struct found){
			number, sql_number(&q, 0), arena_text(&a->arena, sql_peek(&q, 1)),
			arena_text(&a->arena, sql_peek(&q, 2))};
	return sql_end(&q, e);
}

static int by_order(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int order = strcmp(x->sort, y->sort);

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return order != 0 ? order : strcmp(x->id, y->id);
}

static enum err show(struct asked *a, int64_t number, store_social_visit visit, void *data,
		     struct error *e)
{
	struct store_social row;
	enum err err = store_social_at(a->store, number, &row, e);

	if (err == OK)
		err = visit(data, &row, e);
	store_social_release(&row);
	return err;
}

static enum err show_few(struct asked *a, const struct set *x, store_social_visit visit, void *data,
			 struct error *e)
{
	enum err err = OK;

	for (size_t at = 0; err == OK && at < x->room; at++)
		for (int bit = 0; err == OK && x->bits[at] != 0 && bit < 8; bit++)
			if ((x->bits[at] & 1u << bit) != 0)
				err = look_at(a, (int64_t)at * 8 + bit, e);
	qsort(a->items, (size_t)a->found, sizeof *a->items, by_order);
	for (int i = 0; err == OK && i < a->found && i < a->search->most; i++)
		err = show(a, a->items[i].number, visit, data, e);
	return err;
}

static enum err show_many(struct asked *a, const struct set *x, store_social_visit visit,
			  void *data, struct error *e)
{
	struct sql q = sql_take(a->store, SQL_SOCIAL_ORDER);
	int shown = 0;
	enum err err = OK, end;

	bind_passes(&q, a->search);
	while (err == OK && shown < a->search->most && shown < x->count && sql_row(&q)) {
		int64_t number = sql_number(&q, 0);

		if (!set_has(x, number))
			continue;
		err = show(a, number, visit, data, e);
		shown++;
	}
	end = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? end : err;
}

/* Those that fit among the first rows; *is_done: they are a page, or these rows are all. */
static enum err look_first(struct asked *a, bool *is_done, struct error *e)
{
	struct sql q = sql_take(a->store, SQL_SOCIAL_ORDER);
	int looked = 0;
	bool is_row = true;
	enum err err = OK, end;

	bind_passes(&q, a->search);
	while (err == OK && looked < FEW && a->found < a->search->most && (is_row = sql_row(&q))) {
		err = look_at(a, sql_number(&q, 0), e);
		looked++;
	}
	*is_done = a->found >= a->search->most || !is_row;
	end = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? end : err;
}

static enum err show_first(struct asked *a, store_social_visit visit, void *data, bool *is_done,
			   struct error *e)
{
	enum err err = OK;

	*is_done = false;
	if (a->least < COMMON)
		return OK;
	err = look_first(a, is_done, e);
	for (int i = 0; err == OK && *is_done && i < a->found; i++)
		err = show(a, a->items[i].number, visit, data, e);
	a->found = 0;
	return err;
}

static enum err answer(struct asked *a, store_social_visit visit, void *data, struct error *e)
{
	struct set have = {0}, next = {0};
	bool is_done = false;
	enum err err = put_rarest_first(a, e);

	if (err == OK)
		err = show_first(a, visit, data, &is_done, e);
	if (err != OK || is_done)
		return err;
	err = walk(a->store, a->prefixes[0], NULL, &have, e);
	for (int i = 1; err == OK && have.count > FEW && i < a->count; i++) {
		err = walk(a->store, a->prefixes[i], &have, &next, e);
		free(have.bits);
		have = next;
		next = (struct set){0};
	}
	if (err == OK)
		err = have.count <= FEW ? show_few(a, &have, visit, data, e)
					: show_many(a, &have, visit, data, e);
	free(have.bits);
	return err;
}

enum err store_social_words(struct store *s, const struct store_social_search *search,
			    store_social_visit visit, void *data, struct error *e)
{
	struct asked *a;
	enum err err;

	if (search->prefix_count < 1 || search->prefix_count > PREFIXES_MOST)
		return error_set(e, ERR_USAGE, _("Search with at most eight words."));
	a = mem_new(sizeof *a);
	a->store = s;
	a->search = search;
	a->count = search->prefix_count;
	a->arena = (struct arena)ARENA_INIT;
	for (int i = 0; i < a->count; i++)
		a->prefixes[i] = search->prefixes[i];
	err = answer(a, visit, data, e);
	arena_release(&a->arena);
	free(a);
	return err;
}
