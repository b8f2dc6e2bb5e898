/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive_run.h"

/*
 * File numbers of who is in another dossier: they stand on letters and in the lists of others, so they
 * go on leading to her and are not given to somebody else.  Rows of 'number': in small letters, to
 * whose dossier it is.
 */
static void number_fold(const char *number, struct str *out)
{
	for (; *number != '\0'; number++)
		str_add_char(out, *number >= 'A' && *number <= 'Z' ? (char)(*number - 'A' + 'a')
								   : *number);
}

struct numbers {
	struct arena arena;
	const char **items;
	size_t count, room;
};

static enum err on_entry(void *data, const struct store_entry *entry, struct error *e)
{
	static const char *const kinds[] = {"client", "facts", "interview"};
	struct numbers *n = data;
	const struct body_fact *facts = NULL;
	int count = 0;
	bool has_facts = false;
	enum err rc = OK;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		has_facts |= text_equal(entry->kind, kinds[i]);
	if (has_facts && entry->body != NULL)
		rc = body_facts_read(&n->arena, entry->body, entry->body_len, &facts, &count, e);
	for (int i = 0; i < count && rc == OK; i++) {
		if (strcmp(facts[i].name, "file_number") != 0 || *facts[i].value == '\0')
			continue;
		VEC_ROOM(n->items, n->count, n->room);
		n->items[n->count++] = facts[i].value;
	}
	return rc;
}

enum err derive_numbers(struct store *store, const char *away, const char *keeper,
			struct error *e)
{
	struct numbers n = {.arena = ARENA_INIT};
	struct str folded = STR_INIT;
	enum err rc = store_entries_of_client(store, away, on_entry, &n, e);

	for (size_t i = 0; i < n.count && rc == OK; i++) {
		str_reset(&folded);
		number_fold(n.items[i], &folded);
		rc = store_thing_put(store, "number", folded.bytes, keeper, e);
	}
	str_release(&folded);
	free(n.items);
	arena_release(&n.arena);
	return rc;
}

enum err care_number_keeper(struct store *store, const char *number, char out[STORE_ID_BYTES],
			    struct error *e)
{
	struct str folded = STR_INIT, keeper = STR_INIT;
	enum err rc;

	number_fold(number, &folded);
	rc = store_thing(store, "number", folded.bytes, &keeper, e);
	(void)snprintf(out, STORE_ID_BYTES, "%s", keeper.bytes);
	str_release(&folded);
	str_release(&keeper);
	return rc;
}
