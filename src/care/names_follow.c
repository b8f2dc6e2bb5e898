/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/names_inner.h"

/* What the names in memory follow while work goes on: women that change, and who was seen. */

enum { RECENT_ROWS = 600 }; /* of the access log: some days of work */

struct recent_list {
	struct care_session *s;
	struct care_names *names;
	enum err rc;
	struct error *e;
};

static bool has_recent(const struct care_names *n, uint32_t number)
{
	for (int i = 0; i < n->recent_count; i++)
		if (n->recent[i] == number)
			return true;
	return false;
}

/* Who was erased since has no number any more. */
static void on_recent(void *data, const char *client)
{
	struct recent_list *list = data;
	struct care_names *n = list->names;
	uint32_t number = 0;

	if (n->recent_count == CARE_RECENT_MOST ||
	    store_client_number(list->s->store, client, &number, NULL) != OK ||
	    has_recent(n, number))
		return;
	n->recent[n->recent_count++] = number;
}

enum err care_names_recent_read(struct care_session *s, struct error *e)
{
	struct recent_list list = {.s = s, .names = s->names, .e = e};
	enum err rc = store_access_recent(s->store, s->worker, RECENT_ROWS, on_recent, &list, e);

	if (rc == OK)
		find_dictionary_set_recent(s->names->dictionary, s->names->recent,
					   s->names->recent_count);
	return rc;
}

static struct care_touched *touched_find(struct care_names *n, const char *client)
{
	for (int i = 0; i < n->touched_count; i++)
		if (strcmp(n->touched[i].client, client) == 0)
			return &n->touched[i];
	return NULL;
}

void care_names_touch(struct care_session *s, const char *client)
{
	struct care_names *n = s->names;
	struct care_touched *t;

	if (n == NULL || n->phase == NAMES_BEGIN || n->is_stale || touched_find(n, client) != NULL)
		return;
	n->is_stale = n->touched_count == CARE_TOUCHED_MOST;
	if (n->is_stale)
		return;
	t = &n->touched[n->touched_count++];
	(void)snprintf(t->client, sizeof t->client, "%s", client);
	if (store_client_number(s->store, client, &t->before, NULL) != OK)
		t->before = 0; /* somebody new */
}

void care_names_seen(struct care_session *s, const char *client)
{
	struct care_names *n = s->names;
	uint32_t number;
	int at = 0;

	if (n == NULL || n->phase == NAMES_BEGIN ||
	    store_client_number(s->store, client, &number, NULL) != OK)
		return;
	while (at < n->recent_count && n->recent[at] != number)
		at++;
	if (at == n->recent_count && at < CARE_RECENT_MOST)
		n->recent_count++;
	at = at == CARE_RECENT_MOST ? CARE_RECENT_MOST - 1 : at;
	memmove(&n->recent[1], &n->recent[0], (size_t)at * sizeof *n->recent);
	n->recent[0] = number;
	find_dictionary_set_recent(n->dictionary, n->recent, n->recent_count);
	n->asker = NULL;
}

struct part_list {
	struct arena arena;
	struct find_part *items;
	size_t count, room;
	unsigned kinds;
};

static void on_name_part(void *data, const char *folded, const char *spelling)
{
	struct part_list *list = data;

	(void)spelling;
	VEC_ROOM(list->items, list->count, list->room);
	list->items[list->count++] =
		(struct find_part){arena_text(&list->arena, folded), list->kinds};
}

static void on_name(void *data, const char *name, unsigned kinds)
{
	struct part_list *list = data;

	list->kinds = kinds;
	find_parts(name, on_name_part, list);
}

static enum err put(struct care_session *s, uint32_t number, struct error *e)
{
	struct part_list list = {.arena = ARENA_INIT};
	struct store_client row = {0};
	enum err rc = store_client_by_number(s->store, number, &row, e);

	if (rc == OK)
		rc = store_names_of(s->store, number, on_name, &list, e);
	if (rc == OK) {
		const struct find_person person = {number, find_birth_read(row.birth_date),
						   text_equal(row.status, "open")};

		find_dictionary_put(s->names->dictionary, &person, list.items, (int)list.count);
	}
	free(list.items);
	arena_release(&list.arena);
	store_client_release(&row);
	return rc;
}

static enum err follow_one(struct care_session *s, const struct care_touched *t, struct error *e)
{
	uint32_t now = 0;
	enum err rc = store_client_number(s->store, t->client, &now, e);

	if (rc == ERR_NOT_FOUND) {
		now = 0;
		rc = OK;
	}
	if (rc == OK && t->before != 0 && t->before != now)
		find_dictionary_forget(s->names->dictionary, t->before);
	return rc == OK && now != 0 ? put(s, now, e) : rc;
}

enum err care_names_follow(struct care_session *s, struct error *e)
{
	struct care_names *n = s->names;
	enum err rc = OK;

	if (n->is_stale) {
		care_names_forget(s);
		return OK;
	}
	for (int i = 0; i < n->touched_count && rc == OK; i++)
		rc = follow_one(s, &n->touched[i], e);
	n->asker = NULL;
	if (rc == OK)
		n->touched_count = 0;
	return rc;
}

int care_names_recent(const struct care_session *s, uint32_t number)
{
	const struct care_names *n = s->names;

	for (int i = 0; n != NULL && i < n->recent_count; i++)
		if (n->recent[i] == number)
			return i;
	return CARE_NOT_LATELY;
}
