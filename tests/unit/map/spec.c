/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spec.h"

#include "care/care.h"

/* Words as config has them, and offers and women written in one line. */

static void list_fill(struct map_words *w, struct arena *a, const struct care_config *config,
		      enum map_list list)
{
	int count;
	const struct care_item *items = care_config_list(config, map_list_name(list), &count);
	struct map_word *words = arena_array(a, (size_t)count + 1, sizeof *words);

	for (int i = 0; i < count; i++) {
		bool is_dutch = text_equal(w->language, "nl");

		words[i].key = items[i].key;
		words[i].label = is_dutch ? items[i].nl : items[i].en;
		if (list == MAP_LIST_BARRIERS && items[i].is_shielded)
			w->shielded.bits[i / 64] |= UINT64_C(1) << (i % 64);
	}
	w->lists[list].words = words;
	w->lists[list].count = count;
}

void real_words(struct real_words *r, const char *language)
{
	struct error e = ERROR_INIT;

	*r = (struct real_words){.words.language = language};
	assert_int_equal(care_config_read(&r->config, NULL, getenv("TREDE_SHARE"), &e), OK);
	for (int i = MAP_LIST_NONE + 1; i < MAP_LISTS; i++)
		list_fill(&r->words, &r->arena, r->config, (enum map_list)i);
}

void real_words_release(struct real_words *r)
{
	arena_release(&r->arena);
	care_config_free(r->config);
}

/* The next "name=value" up to ';' or the end; false: there is none. */
static bool pair_next(struct arena *a, const char **at, const char **name, const char **value)
{
	size_t len;
	const char *equals;
	char *pair;

	*at += strspn(*at, "; ");
	len = strcspn(*at, ";");
	if (len == 0)
		return false;
	pair = arena_bytes(a, *at, len);
	*at += len;
	equals = strchr(pair, '=');
	assert_non_null(equals);
	pair[equals - pair] = '\0';
	*name = pair;
	*value = equals + 1;
	return true;
}

struct map_record record_of(struct arena *a, enum map_kind kind, const char *spec)
{
	struct map_record r;
	const char *name, *value;

	map_record_empty(&r, kind);
	while (pair_next(a, &spec, &name, &value)) {
		int field = map_field_of(name);

		assert_true(field >= 0);
		r.values[field] = value;
	}
	return r;
}

static int key_at(const char *key, const char *const *keys)
{
	for (int i = 0; keys[i] != NULL; i++)
		if (text_equal(keys[i], key))
			return i;
	fail_msg("no such value: %s", key);
	return -1;
}

static bool number_set(struct map_woman *out, const char *name, const char *value)
{
	const struct { const char *name; int *to; } numbers[] = {
		{"rung", &out->rung}, {"growth", &out->growth_rung}, {"age", &out->age},
		{"hours", &out->hours}};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (text_equal(numbers[i].name, name)) {
			*numbers[i].to = atoi(value);
			return true;
		}
	return false;
}

static bool set_set(const struct map_words *w, struct map_woman *out, const char *name,
		    const char *value)
{
	const struct { const char *name; enum map_list list; struct map_set *to; } sets[] = {
		{"benefit", MAP_LIST_BENEFIT, &out->benefits},
		{"level", MAP_LIST_LEVELS, &out->levels},
		{"dayparts", MAP_LIST_DAYPARTS, &out->dayparts},
		{"loads", MAP_LIST_LOADS, &out->loads},
		{"languages", MAP_LIST_LANGUAGES, &out->languages},
		{"wishes", MAP_LIST_WISHES, &out->wishes},
		{"needs", MAP_LIST_PRECONDITIONS, &out->needs},
		{"barriers", MAP_LIST_BARRIERS, &out->barriers}};

	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		if (text_equal(sets[i].name, name)) {
			*sets[i].to = map_set_of(w, sets[i].list, value);
			out->loads_known = out->loads_known || sets[i].to == &out->loads;
			return true;
		}
	return false;
}

static void choice_set(const struct map_words *w, struct map_woman *out, const char *name,
		       const char *value)
{
	static const char *const sexes[] = {"", "woman", "man", NULL};
	static const char *const alongs[] = {"", "yes", "if_needed", "no", NULL};
	static const char *const consents[] = {"", "not_asked", "asked", "given", "refused", NULL};
	static const char *const diplomas[] = {"", "yes", "no", NULL};

	if (text_equal(name, "sex"))
		out->sex = key_at(value, sexes);
	else if (text_equal(name, "along"))
		out->along = key_at(value, alongs);
	else if (text_equal(name, "consent"))
		out->consent = key_at(value, consents);
	else if (text_equal(name, "diploma"))
		out->diploma = key_at(value, diplomas);
	else if (text_equal(name, "no_permit"))
		out->has_no_permit = true;
	else if (text_equal(name, "trajectory"))
		out->is_in_trajectory = true;
	else if (text_equal(name, "dutch"))
		out->language_level = map_word_at(w, MAP_LIST_LANGUAGE_LEVEL, value);
	else if (text_equal(name, "youngest"))
		out->youngest = map_word_at(w, MAP_LIST_YOUNGEST, value);
	else if (text_equal(name, "city"))
		out->city = value;
	else if (text_equal(name, "district"))
		out->district = value;
	else if (text_equal(name, "postcode"))
		out->postcode = value;
	else if (text_equal(name, "tried"))
		out->tried = value;
	else
		fail_msg("nothing of a woman is called %s", name);
}

struct map_woman woman_of(struct arena *a, const struct map_words *w, const char *spec)
{
	struct map_woman out = {.age = -1, .language_level = -1, .youngest = -1, .hours = -1,
				.city = "", .district = "", .postcode = "", .tried = ""};
	const char *name, *value;

	while (pair_next(a, &spec, &name, &value))
		if (!number_set(&out, name, value) && !set_set(w, &out, name, value))
			choice_set(w, &out, name, value);
	map_woman_settle(w, &out);
	return out;
}
