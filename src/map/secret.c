/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "map/write.h"

#include "base/base.h"

/* What may not be told of an address, and other things that need no map. */

const char *map_written_id(const struct map_record *r)
{
	return *r->values[MAP_SOURCE] ? r->values[MAP_SOURCE] : r->id;
}

bool map_cell_is_marked(const char *text)
{
	size_t marks = strspn(text, "'");

	return marks > 0 && text[marks] != '\0' && strchr(MAP_CSV_SIGNS, text[marks]) != NULL;
}

void map_write_cell(struct str *out, const char *text)
{
	size_t len = strlen(text);

	if (text[strcspn(text, "\",;\t\r\n")] == '\0' &&
	    (len == 0 || (*text != ' ' && text[len - 1] != ' '))) {
		str_add_bytes(out, text, len);
		return;
	}
	str_add_char(out, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			str_add_char(out, '"');
		str_add_char(out, *text);
	}
	str_add_char(out, '"');
}

enum { LEAST = 4 }; /* bytes of a street or postcode that are worth looking for */

/* A street without its number, which is half of it: "Zuidwal 12", "12 Zuidwal", "2e Kade 3"; else all. */
static void street_alone(struct str *tight)
{
	static const char digits[] = "0123456789";
	size_t begin = strspn(tight->bytes, digits), len = strcspn(tight->bytes + begin, digits);

	if (len < LEAST)
		return;
	str_cut(tight, begin + len);
	str_remove(tight, 0, begin);
}

/* As "zuidwal12" can be read in "bij de Zuidwal, 12". */
static char *fold_tight(struct arena *a, const char *text, bool is_street)
{
	struct str folded = STR_INIT, tight = STR_INIT;
	char *out;

	text_fold(&folded, text, strlen(text));
	for (size_t i = 0; i < folded.len; i++)
		if (strchr(" \t\r\n.,;-", folded.bytes[i]) == NULL)
			str_add_char(&tight, folded.bytes[i]);
	if (is_street)
		street_alone(&tight);
	out = arena_text(a, tight.bytes);
	str_release(&folded);
	str_release(&tight);
	return out;
}

static bool is_of_address(enum map_field field)
{
	return field == MAP_STREET || field == MAP_POSTCODE || field == MAP_CITY ||
	       field == MAP_DISTRICT;
}

static bool tells(const struct map_secret *s, const char *text)
{
	struct arena a = ARENA_INIT;
	const char *tight = NULL;
	bool is = false;

	for (size_t i = 0; i < sizeof s->told_by / sizeof *s->told_by && !is; i++) {
		if (strlen(s->told_by[i]) < LEAST)
			continue;
		if (!tight)
			tight = fold_tight(&a, text, false);
		is = strstr(tight, s->told_by[i]) != NULL;
	}
	arena_release(&a);
	return is;
}

bool map_secret_hides(const struct map_secret *s, enum map_field field, const char *text)
{
	if (*text == '\0' || field == MAP_NAME || field == MAP_SOURCE)
		return false;
	return (s->hides && is_of_address(field)) || tells(s, text);
}

bool map_secret_hides_more(const struct map_secret *s, const char *more)
{
	return s->hides || tells(s, more);
}

bool map_secret_has_address(const struct map_secret *s, const struct map_record *r)
{
	for (int f = 0; f < MAP_FIELD_COUNT && s->hides; f++)
		if (is_of_address((enum map_field)f) && *r->values[f] != '\0')
			return true;
	return false;
}

static bool is_yes(const char *value)
{
	return text_equal(value, "yes");
}

static void add_told(struct arena *a, const struct map_record *r, struct map_secret *out, int at)
{
	out->told_by[at] = fold_tight(a, r->values[MAP_STREET], true);
	out->told_by[at + 1] = fold_tight(a, r->values[MAP_POSTCODE], false);
}

/* An offer of a secret organisation is as secret, unless it says otherwise. */
void map_secret_of(struct arena *a, const struct map_record *r,
		   const struct map_record *organisation, struct map_secret *out)
{
	bool is_of_secret = organisation && is_yes(organisation->values[MAP_CONFIDENTIAL]);

	*out = (struct map_secret){.told_by = {"", "", "", ""}};
	out->hides = is_yes(r->values[MAP_CONFIDENTIAL]) ||
		     (is_of_secret && *r->values[MAP_CONFIDENTIAL] == '\0');
	if (out->hides)
		add_told(a, r, out, 0);
	if (is_of_secret) /* what an offer says of its own may be told, but not this */
		add_told(a, organisation, out, 2);
}

const char *map_outside(struct arena *a, const struct map_record *r,
			const struct map_record *organisation, enum map_field field)
{
	struct map_secret secret;

	map_secret_of(a, r, organisation, &secret);
	return map_secret_hides(&secret, field, r->values[field]) ? "" : r->values[field];
}
