/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive.h"
#include "care/refer.h"

/*
 * Gaps of a period: each event tells for one woman what was missing and a value for each part.  Sorted, equal
 * ones stand together, and every woman in them counts once.
 */
enum { BY_ALL = -1 }; /* before the parts: the sum itself */

struct told {
	const char *what, *value, *client;
	int by;
};

struct counting {
	struct care_gaps *out;
	const struct care_config *config;
	struct told *told;
	size_t count, room;
};

static void tell(struct counting *c, const char *what, int by, const char *value, size_t len,
		 const char *client)
{
	VEC_ROOM(c->told, c->count, c->room);
	c->told[c->count++] =
		(struct told){what, arena_bytes(&c->out->arena, value, len), client, by};
}

/* Each key of a list; one of none when nothing is known. */
static void tell_keys(struct counting *c, const char *what, int by, const char *keys,
		      const char *client)
{
	const char *at = keys + strspn(keys, " ");

	if (*at == '\0')
		tell(c, what, by, "", 0, client);
	for (; *at != '\0'; at += strspn(at, " ")) {
		tell(c, what, by, at, strcspn(at, " "), client);
		at += strcspn(at, " ");
	}
}

static enum err on_gap(void *data, const struct store_event *ev, struct error *e)
{
	struct counting *c = data;
	struct arena *a = &c->out->arena;
	const char *client = arena_text(a, ev->client), *what;
	json_t *detail;
	enum err rc = json_text_read(ev->detail, strlen(ev->detail), &detail, e);

	if (rc != OK) /* written by derive: never another thing */
		return rc;
	what = care_gap_told(c->config, json_at_text(detail, "what"));
	tell(c, what, BY_ALL, "", 0, client);
	tell(c, what, CARE_GAP_DISTRICT, ev->district, strlen(ev->district), client);
	tell_keys(c, what, CARE_GAP_WHERE, json_at_text(detail, "where"), client);
	tell_keys(c, what, CARE_GAP_DAYPART, json_at_text(detail, "daypart"), client);
	tell_keys(c, what, CARE_GAP_BENEFIT, json_at_text(detail, "benefit"), client);
	tell_keys(c, what, CARE_GAP_LEVEL, json_at_text(detail, "level"), client);
	json_decref(detail);
	return OK;
}

static int by_told(const void *x, const void *y)
{
	const struct told *a = x, *b = y;
	int order = strcmp(a->what, b->what);

	if (order == 0)
		order = a->by < b->by ? -1 : a->by > b->by;
	if (order == 0)
		order = strcmp(a->value, b->value);
	return order != 0 ? order : strcmp(a->client, b->client);
}

static bool is_same(const struct told *a, const struct told *b)
{
	return a->by == b->by && strcmp(a->what, b->what) == 0 && strcmp(a->value, b->value) == 0;
}

/* How many women the group that begins there has; *end is behind it. */
static int women_of(const struct counting *c, size_t begin, size_t *end)
{
	int women = 0;

	for (*end = begin; *end < c->count && is_same(&c->told[*end], &c->told[begin]); (*end)++)
		women += *end == begin ||
			 strcmp(c->told[*end].client, c->told[*end - 1].client) != 0;
	return women;
}

static int most_first(int a, int b)
{
	return a > b ? -1 : a < b;
}

static int part_order(const void *x, const void *y)
{
	const struct care_gap_part *a = x, *b = y;

	return a->women != b->women ? most_first(a->women, b->women) : strcmp(a->value, b->value);
}

static int sum_order(const void *x, const void *y)
{
	const struct care_gap_sum *a = x, *b = y;

	return a->women != b->women ? most_first(a->women, b->women) : strcmp(a->what, b->what);
}

/* All values of one part of one 'what', which stand from begin on; returns what is behind them. */
static size_t part_count(struct counting *c, size_t begin, struct care_gap_sum *sum)
{
	int by = c->told[begin].by, count = 0;
	size_t end = begin, behind;
	struct care_gap_part *parts;

	while (end < c->count && c->told[end].by == by &&
	       strcmp(c->told[end].what, c->told[begin].what) == 0)
		end++;
	parts = arena_array(&c->out->arena, end - begin, sizeof *parts);
	for (size_t at = begin; at < end; at = behind) {
		parts[count].value = c->told[at].value;
		parts[count++].women = women_of(c, at, &behind);
	}
	qsort(parts, (size_t)count, sizeof *parts, part_order);
	sum->parts[by] = parts;
	sum->part_counts[by] = count;
	return end;
}

static void sums_count(struct counting *c)
{
	struct care_gaps *out = c->out;
	size_t at = 0;

	if (c->count == 0)
		return;
	qsort(c->told, c->count, sizeof *c->told, by_told);
	out->sums = arena_array(&out->arena, c->count / CARE_GAP_BYS + 1, sizeof *out->sums);
	while (at < c->count) {
		struct care_gap_sum *sum;

		if (c->told[at].by != BY_ALL) {
			at = part_count(c, at, &out->sums[out->sum_count - 1]);
			continue;
		}
		sum = &out->sums[out->sum_count++];
		sum->what = c->told[at].what;
		sum->women = women_of(c, at, &at);
	}
	qsort(out->sums, (size_t)out->sum_count, sizeof *out->sums, sum_order);
}

static int by_client(const void *x, const void *y)
{
	const struct told *a = x, *b = y;

	return strcmp(a->client, b->client);
}

static void women_count(struct counting *c)
{
	if (c->count > 0)
		qsort(c->told, c->count, sizeof *c->told, by_client);
	for (size_t i = 0; i < c->count; i++)
		c->out->women +=
			i == 0 || strcmp(c->told[i].client, c->told[i - 1].client) != 0;
}

enum err care_gaps_read(struct care_session *s, const struct date *from, const struct date *to,
			struct care_gaps *out, struct error *e)
{
	struct counting c = {.out = out, .config = care_session_config(s)};
	struct str first = STR_INIT, last = STR_INIT;
	enum err rc;

	*out = (struct care_gaps){.arena = ARENA_INIT, .from = *from, .to = *to};
	date_write(&first, from, DATE_ISO, "en");
	date_write(&last, to, DATE_ISO, "en");
	rc = store_events(care_session_store(s), "gap", first.bytes, last.bytes, on_gap, &c, e);
	if (rc == OK) {
		sums_count(&c);
		women_count(&c);
	} else {
		care_gaps_release(out);
	}
	free(c.told);
	str_release(&first);
	str_release(&last);
	return rc;
}

void care_gaps_release(struct care_gaps *g)
{
	arena_release(&g->arena);
	*g = (struct care_gaps){.arena = ARENA_INIT};
}

void care_count_add(int n, bool is_masked, struct str *out)
{
	if (is_masked && n > 0 && n < CARE_SMALL_NUMBER)
		str_addf(out, "<%d", CARE_SMALL_NUMBER);
	else
		str_addf(out, "%d", n);
}
