/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/write.h"

#include <stdlib.h>

#include "base/base.h"

/* Open addressing by hashes (FNV-1a); nothing of the rows themselves is kept. */
#define BEGIN UINT64_C(14695981039346656037)

static uint64_t mixed(uint64_t hash, const char *text)
{
	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return (hash ^ 0xff) * UINT64_C(1099511628211);
}

static void grow(struct write_seen *w)
{
	struct write_seen_row *old = w->rows;
	size_t room = w->room;

	w->room = room ? room * 2 : 1024;
	w->rows = mem_array(w->room, sizeof *w->rows);
	for (size_t i = 0; i < room; i++) {
		size_t at = old[i].id & (w->room - 1);

		if (old[i].id == 0)
			continue;
		while (w->rows[at].id != 0)
			at = (at + 1) & (w->room - 1);
		w->rows[at] = old[i];
	}
	free(old);
}

static struct write_seen_row *row_at(struct write_seen *w, uint64_t id)
{
	size_t at;

	if (w->count * 2 >= w->room)
		grow(w);
	for (at = id & (w->room - 1); w->rows[at].id != 0 && w->rows[at].id != id;)
		at = (at + 1) & (w->room - 1);
	return &w->rows[at];
}

uint64_t write_seen_holds(const json_t *value)
{
	struct str text = STR_INIT;
	uint64_t hash = BEGIN, sum = 0;
	const json_t *inner;
	const char *key;
	size_t i;

	if (json_is_object(value)) {
		json_object_foreach((json_t *)(uintptr_t)value, key, inner)
			sum += mixed(hash, key) * (write_seen_holds(inner) | 1);
		return sum * hash;
	}
	if (json_is_array(value)) {
		json_array_foreach(value, i, inner)
			hash = (hash ^ write_seen_holds(inner)) * UINT64_C(1099511628211);
		return hash;
	}
	json_text_write(&text, value);
	hash = mixed(hash, text.bytes);
	str_release(&text);
	return hash;
}

static uint64_t id_of(const char *table, const char *id)
{
	return mixed(mixed(BEGIN, table), id) | 1; /* 0: nothing stands there */
}

bool write_seen_differs(struct write_seen *w, const char *table, const char *id, uint64_t holds)
{
	const struct write_seen_row *row = row_at(w, id_of(table, id));

	return row->id != 0 && row->holds != holds;
}

bool write_seen_add(struct write_seen *w, const char *table, const char *id, uint64_t holds)
{
	struct write_seen_row *row = row_at(w, id_of(table, id));
	bool was_there = row->id != 0;

	if (!was_there) {
		*row = (struct write_seen_row){id_of(table, id), holds};
		w->count++;
	}
	return was_there;
}

void write_seen_forget(struct write_seen *w)
{
	free(w->rows);
	*w = (struct write_seen){0};
}
