/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive_run.h"

/*
 * Who is one woman with whom.  As rows: 'merged' (a client to the one whose dossier she is in), 'holds'
 * (that one to all who are in it) and 'pair' (two ids to the last word about them).  In a dossier: a
 * line, and the facts that a merge brings.
 */
struct word { /* what one entry says of a pair */
	const char *keep, *away, *pair, *id, *device;
	int64_t hlc;
	enum care_verdict are;
};

struct words {
	struct arena arena;
	struct word *items;
	size_t count, room;
};

void care_pair_key(const char *one, const char *other, struct str *out)
{
	bool is_in_order = strcmp(one, other) <= 0;

	str_addf(out, "%s %s", is_in_order ? one : other, is_in_order ? other : one);
}

static enum err word_visit(void *data, const struct store_entry *entry, struct error *e)
{
	struct words *w = data;
	struct arena *a = &w->arena;
	struct str pair = STR_INIT;
	struct body_merge body;
	enum err rc;

	if (entry->body == NULL || entry->client == NULL || entry->subject == NULL ||
	    text_equal(entry->client, entry->subject))
		return OK;
	rc = body_merge_read(a, entry->body, entry->body_len, &body, e);
	if (rc != OK || body.are == CARE_UNASKED)
		return rc;
	care_pair_key(entry->client, entry->subject, &pair);
	VEC_ROOM(w->items, w->count, w->room);
	w->items[w->count++] = (struct word){
		.keep = arena_text(a, entry->client),
		.away = arena_text(a, entry->subject),
		.pair = arena_text(a, pair.bytes),
		.id = arena_text(a, entry->id),
		.device = arena_text(a, entry->device),
		.hlc = entry->hlc,
		.are = body.are,
	};
	str_release(&pair);
	return OK;
}

static int by_recording(const void *a, const void *b)
{
	const struct word *x = a, *y = b;
	int order = x->hlc < y->hlc ? -1 : x->hlc > y->hlc;

	if (order == 0)
		order = strcmp(x->device, y->device);
	return order != 0 ? order : strcmp(x->id, y->id);
}

static int by_pair(const void *a, const void *b)
{
	const struct word *x = a, *y = b;
	int order = strcmp(x->pair, y->pair);

	return order != 0 ? order : by_recording(a, b);
}

/* The last word about each pair, in the order they were recorded. */
static void last_words(struct words *w)
{
	size_t kept = 0;

	if (w->count == 0)
		return;
	qsort(w->items, w->count, sizeof *w->items, by_pair);
	for (size_t i = 0; i < w->count; i++)
		if (i + 1 == w->count || strcmp(w->items[i].pair, w->items[i + 1].pair) != 0)
			w->items[kept++] = w->items[i];
	w->count = kept;
	qsort(w->items, w->count, sizeof *w->items, by_recording);
}

struct member { /* of a dossier that several came together in; its keeper leads to itself */
	const char *id;
	size_t keeper;
};

static int by_id(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	return strcmp(x->id, y->id);
}

static size_t members_make(const struct words *w, struct member *members)
{
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < w->count; i++) {
		if (w->items[i].are != CARE_SAME)
			continue;
		members[n++] = (struct member){w->items[i].keep, 0};
		members[n++] = (struct member){w->items[i].away, 0};
	}
	if (n > 0)
		qsort(members, n, sizeof *members, by_id);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || strcmp(members[kept - 1].id, members[i].id) != 0)
			members[kept++] = members[i];
	for (size_t i = 0; i < kept; i++)
		members[i].keeper = i;
	return kept;
}

static size_t keeper_of(const struct member *members, size_t count, const char *id)
{
	const struct member key = {id, 0};
	const struct member *found = bsearch(&key, members, count, sizeof *members, by_id);
	size_t at = (size_t)(found - members);

	while (members[at].keeper != at)
		at = members[at].keeper;
	return at;
}

/* A pair that would close a circle is in one dossier already: it adds nothing. */
static void members_join(const struct words *w, struct member *members, size_t count)
{
	for (size_t i = 0; i < w->count; i++) {
		size_t keep, away;

		if (w->items[i].are != CARE_SAME)
			continue;
		keep = keeper_of(members, count, w->items[i].keep);
		away = keeper_of(members, count, w->items[i].away);
		members[away].keeper = keep;
	}
}

static void list_add(struct str *list, const char *id)
{
	if (list->len == 0 || !care_words_hold(list->bytes, id))
		str_addf(list, "%s%s", list->len > 0 ? " " : "", id);
}

/* Of each pair at least one is not the keeper; the last merged comes first. */
static void lists_fill(const struct words *w, const struct member *members, size_t count,
		       struct str *lists)
{
	for (size_t i = w->count; i > 0; i--) {
		const char *const both[] = {w->items[i - 1].away, w->items[i - 1].keep};
		size_t keeper;

		if (w->items[i - 1].are != CARE_SAME)
			continue;
		keeper = keeper_of(members, count, both[0]);
		for (int k = 0; k < 2; k++)
			if (strcmp(both[k], members[keeper].id) != 0)
				list_add(&lists[keeper], both[k]);
	}
}

static enum err members_write(struct store *store, const struct words *w,
			      const struct member *members, size_t count, struct error *e)
{
	struct str *lists = mem_array(count + 1, sizeof *lists);
	enum err rc = OK;

	for (size_t i = 0; i < count; i++)
		lists[i] = (struct str)STR_INIT;
	lists_fill(w, members, count, lists);
	for (size_t i = 0; i < count && rc == OK; i++) {
		size_t keeper = keeper_of(members, count, members[i].id);

		rc = keeper == i ? store_thing_put(store, "holds", members[i].id,
						   lists[i].bytes, e)
				 : store_thing_put(store, "merged", members[i].id,
						   members[keeper].id, e);
		if (rc == OK && keeper != i)
			rc = derive_numbers(store, members[i].id, members[keeper].id, e);
	}
	for (size_t i = 0; i < count; i++)
		str_release(&lists[i]);
	free(lists);
	return rc;
}

static enum err rows_forget(struct store *store, struct error *e)
{
	static const char *const kinds[] = {"merged", "holds", "pair", "number"};
	enum err rc = OK;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds && rc == OK; i++)
		rc = store_things_forget(store, kinds[i], e);
	return rc;
}

enum err care_derive_merges(struct store *store, struct error *e)
{
	struct words w = {.arena = ARENA_INIT};
	struct member *members = NULL;
	enum err rc = store_entries_of_kind(store, "merge", word_visit, &w, e);
	size_t count;

	if (rc == OK)
		rc = rows_forget(store, e);
	last_words(&w);
	for (size_t i = 0; i < w.count && rc == OK; i++)
		rc = store_thing_put(store, "pair", w.items[i].pair,
				     body_verdict_key(w.items[i].are), e);
	members = mem_array(2 * w.count + 1, sizeof *members);
	count = members_make(&w, members);
	members_join(&w, members, count);
	if (rc == OK)
		rc = members_write(store, &w, members, count, e);
	free(members);
	free(w.items);
	arena_release(&w.arena);
	return rc;
}

enum err care_keeper(struct store *store, const char *client, char out[STORE_ID_BYTES],
		     struct error *e)
{
	struct str keeper = STR_INIT;
	enum err rc = store_thing(store, "merged", client, &keeper, e);

	(void)snprintf(out, STORE_ID_BYTES, "%s", keeper.len > 0 ? keeper.bytes : client);
	str_release(&keeper);
	return rc;
}

enum err care_members(struct store *store, const char *keeper, char (**out)[STORE_ID_BYTES],
		      int *count, struct error *e)
{
	struct str holds = STR_INIT;
	enum err rc = store_thing(store, "holds", keeper, &holds, e);
	size_t most = holds.len / (STORE_ID_BYTES - 1) + 2;

	*out = mem_array(most, sizeof **out);
	(void)snprintf((*out)[0], STORE_ID_BYTES, "%s", keeper);
	*count = 1;
	for (const char *at = holds.bytes; *(at += strspn(at, " ")) != '\0' && (size_t)*count < most;
	     at += strcspn(at, " "))
		(void)snprintf((*out)[(*count)++], STORE_ID_BYTES, "%.*s", (int)strcspn(at, " "),
			       at);
	str_release(&holds);
	return rc;
}

enum err care_pair_said(struct store *store, const char *one, const char *other,
			enum care_verdict *out, struct error *e)
{
	struct str key = STR_INIT, said = STR_INIT;
	enum err rc;

	care_pair_key(one, other, &key);
	rc = store_thing(store, "pair", key.bytes, &said, e);
	*out = body_verdict_of(said.bytes);
	str_release(&key);
	str_release(&said);
	return rc;
}

static bool is_pair(const struct derive_entry *a, const struct derive_entry *b)
{
	return (text_equal(a->client, b->client) && text_equal(a->subject, b->subject)) ||
	       (text_equal(a->client, b->subject) && text_equal(a->subject, b->client));
}

/* The one recorded last about this pair counts, of those whose word is known. */
static enum err is_in_force(const struct derive_run *run, const struct derive_entry *entry,
			    bool *out, struct error *e)
{
	enum err rc = OK;

	*out = true;
	for (int i = 0; i < run->count && rc == OK && *out; i++) {
		const struct derive_entry *other = &run->entries[i];
		struct body_merge body;

		if (other == entry || !derive_is(other, "merge") || !is_pair(entry, other) ||
		    derive_recorded_order(other, entry) <= 0)
			continue;
		rc = body_merge_read(&run->d->arena, other->body, other->body_len, &body, e);
		*out = rc != OK || body.are == CARE_UNASKED;
	}
	return rc;
}

static const char *value_of(const struct body_fact *facts, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(facts[i].name, name) == 0)
			return facts[i].value;
	return "";
}

/* "Naïma Boezid, J-0031": as she was registered, so that a worker knows which dossier it was. */
static const char *registered_as(struct derive_run *run, const char *client)
{
	static const char *const parts[] = {"called", "family_name", "file_number"};
	struct str text = STR_INIT;
	const struct body_fact *facts;
	const char *kept;
	int count;

	for (int i = 0; i < run->count && text.len == 0; i++) {
		const struct derive_entry *entry = &run->entries[i];

		if (!derive_is(entry, "client") || !text_equal(entry->client, client) ||
		    body_facts_read(&run->d->arena, entry->body, entry->body_len, &facts, &count,
				    NULL) != OK)
			continue;
		for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
			const char *value = value_of(facts, count, parts[k]);

			if (*value != '\0')
				str_addf(&text, "%s%s",
					 text.len == 0 ? "" : k == 2 ? ", " : " ", value);
		}
	}
	kept = arena_text(&run->d->arena, text.bytes);
	str_release(&text);
	return kept;
}

enum err derive_merge(struct derive_run *run, const struct derive_entry *entry,
		      struct body_merge *out, struct error *e)
{
	struct derive_line *line;
	bool holds = false;
	enum err rc = body_merge_read(&run->d->arena, entry->body, entry->body_len, out, e);

	if (rc == OK)
		rc = is_in_force(run, entry, &holds, e);
	if (rc != OK || !holds || out->are == CARE_UNASKED || out->are == CARE_DIFFERENT) {
		out->are = CARE_UNASKED;
		return rc;
	}
	line = derive_line_add(run, CARE_MERGE, entry);
	line->line.state = body_verdict_key(out->are);
	if (out->are == CARE_SAME)
		line->line.text = registered_as(run, entry->subject);
	return OK;
}
