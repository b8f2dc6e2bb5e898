/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive.h"
#include "care/import_inner.h"

/* What a fact wants of its cells: one line or many, a date, words of a list. */

const char *import_folded(struct arena *a, const char *text, size_t len)
{
	struct str folded = STR_INIT;
	const char *kept;

	text_fold_bare(&folded, text, len);
	kept = arena_text(a, folded.bytes);
	str_release(&folded);
	return kept;
}

static const struct {
	const char *name;
	enum import_kind kind;
} kinds[] = {
	{"called", IMPORT_LINE},       {"given_name", IMPORT_LINE},   {"family_name", IMPORT_LINE},
	{"maiden_name", IMPORT_LINE},  {"partner_name", IMPORT_LINE}, {"other_names", IMPORT_LINE},
	{"file_number", IMPORT_LINE},  {"house_number", IMPORT_LINE}, {"city", IMPORT_LINE},
	{"district", IMPORT_LINE},     {"email", IMPORT_LINE},        {"team", IMPORT_LINE},
	{"birth_date", IMPORT_DATE},   {"on", IMPORT_DAY},            {"phone", IMPORT_PHONE},
	{"postcode", IMPORT_POSTCODE}, {"worker", IMPORT_WORKER},
};

static enum import_kind kind_of(const char *name, const char *list)
{
	const struct care_fact_kind *kind = care_fact_kind(name);

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return kinds[i].kind;
	if (list == NULL)
		return IMPORT_TEXT;
	return kind != NULL && kind->is_list ? IMPORT_KEYS : IMPORT_KEY;
}

void import_word_add(struct arena *a, struct import_word *words, int *count, const char *text,
		     size_t len, const char *key)
{
	const char *folded = import_folded(a, text, len);

	for (int i = 0; i < *count; i++)
		if (strcmp(words[i].folded, folded) == 0)
			return;
	words[(*count)++] = (struct import_word){folded, key};
}

/* Keys, labels, and labels without what stands in brackets behind them: Darija (Marokkaans). */
static void words_of_list(struct care_session *s, struct import_map *map, const char *list,
			  struct import_fact *fact)
{
	enum { FORMS = 5 };
	int count = 0;
	struct arena *a = &map->arena;
	const struct care_item *items =
		care_config_list(care_session_config(s), list, &count);
	struct import_word *words;

	if (count == 0)
		return;
	words = arena_array(a, (size_t)count * FORMS, sizeof *words);
	for (int i = 0; i < count; i++)
		import_word_add(a, words, &fact->word_count, items[i].key, strlen(items[i].key),
			 items[i].key);
	for (int i = 0; i < count; i++) {
		const char *labels[] = {items[i].nl, items[i].en};

		for (size_t k = 0; k < 2; k++) {
			const char *bracket = strstr(labels[k], " (");

			import_word_add(a, words, &fact->word_count, labels[k], strlen(labels[k]),
				 items[i].key);
			if (bracket != NULL)
				import_word_add(a, words, &fact->word_count, labels[k],
					 (size_t)(bracket - labels[k]), items[i].key);
		}
	}
	fact->words = words;
}

struct import_fact *import_fact_of(struct care_session *s, struct import_map *map, const char *name,
				   bool may_add)
{
	struct import_fact *fact;
	const struct care_item *item;

	for (int i = 0; i < map->count; i++)
		if (strcmp(map->facts[i].name, name) == 0)
			return &map->facts[i];
	if (!may_add || map->count == IMPORT_FACTS_MOST)
		return NULL;
	fact = &map->facts[map->count++];
	item = care_config_item(care_session_config(s), "facts", name);
	fact->name = arena_text(&map->arena, name);
	fact->last = fact->last_value = (struct str)STR_INIT;
	fact->kind = kind_of(name, item != NULL ? item->list : NULL);
	if (fact->kind == IMPORT_KEY || fact->kind == IMPORT_KEYS)
		words_of_list(s, map, item->list, fact);
	return fact;
}
