/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/filter.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static bool has_word(const char *text, const char *prefix)
{
	for (const char *at = text; (at = strstr(at, prefix)) != NULL; at++)
		if (at == text || !is_letter(at[-1]))
			return true;
	return false;
}

static bool is_typed(const struct filter *f, const struct asks *a)
{
	for (int i = 0; i < f->prefix_count; i++)
		if (!has_word(a->name, f->prefixes[i]) && !has_word(a->words, f->prefixes[i]))
			return false;
	return true;
}

static bool set_passes(const struct map_set *wanted, const struct map_set *said)
{
	return map_set_is_empty(wanted) || map_sets_meet(wanted, said);
}

static bool byte_passes(const struct map_set *wanted, unsigned bits)
{
	struct map_set said = {{bits, 0}};

	return set_passes(wanted, &said);
}

static bool is_in_district(const struct asks *a, const char *district)
{
	if (*district == '\0' || strcmp(a->district, district) == 0 ||
	    strcmp(a->town, district) == 0)
		return true;
	for (const char *area = a->areas; area < a->end; area += strlen(area) + 1)
		if (*area == '*' || strcmp(area, district) == 0)
			return true;
	return false;
}

static bool childcare_passes(const struct map_set *wanted, unsigned place)
{
	return map_set_is_empty(wanted) || map_set_has(wanted, (int)place);
}

static bool is_wanted(const struct filter *f, const struct asks *a)
{
	const struct map_filter *w = f->wanted;

	if (w->only_stale && a->checked != 0 &&
	    f->today - a->checked <= MAP_STALE_DAYS)
		return false;
	return byte_passes(&w->rungs, a->head[ASKS_AT_RUNGS]) &&
	       byte_passes(&w->levels, a->head[ASKS_AT_LEVELS]) &&
	       childcare_passes(&w->childcare, a->head[ASKS_AT_CHILDCARE]) &&
	       set_passes(&w->benefits, &a->sets[ASKS_BENEFITS]) &&
	       set_passes(&w->languages, &a->sets[ASKS_LANGUAGES]) &&
	       set_passes(&w->themes, &a->sets[ASKS_THEMES]) &&
	       set_passes(&w->preconditions, &a->sets[ASKS_PRECONDITIONS]) &&
	       set_passes(&w->dayparts, &a->sets[ASKS_DAYPARTS]) &&
	       set_passes(&w->kinds, &a->sets[ASKS_KINDS]) &&
	       set_passes(&w->helps, &a->sets[ASKS_HELPS]) &&
	       is_in_district(a, f->district.bytes);
}

bool filter_passes(const struct filter *f, const struct asks *a)
{
	return (f->wanted == NULL || is_wanted(f, a)) && is_typed(f, a);
}

static void prefixes_read(struct filter *f, const char *typed)
{
	text_fold(&f->typed, typed, strlen(typed));
	for (char *at = f->typed.bytes; *at != '\0' && f->prefix_count < FILTER_PREFIXES;) {
		char *begin = at;

		for (; *at != '\0' && is_letter(*at); at++)
			;
		if (at > begin)
			f->prefixes[f->prefix_count++] = begin;
		if (*at != '\0')
			*at++ = '\0';
	}
}

void filter_begin(struct filter *f, const struct map *m, const struct map_filter *wanted,
		  const char *typed)
{
	*f = (struct filter){.wanted = wanted, .district = STR_INIT, .typed = STR_INIT,
			     .today = date_days(&m->today)};
	if (wanted != NULL && wanted->district != NULL)
		map_place_fold(wanted->district, &f->district);
	prefixes_read(f, typed);
}

void filter_end(struct filter *f)
{
	str_release(&f->district);
	str_release(&f->typed);
}
