/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/read_inner.h"
#include "map/record_inner.h"

#include <stdlib.h>

/* What a text of HSDS says as a field. */

const char *read_text(struct arena *a, const json_t *value)
{
	double real = json_real_value(value);

	if (json_is_string(value))
		return json_string_value(value);
	if (json_is_integer(value))
		return arena_format(a, "%lld", (long long)json_integer_value(value));
	if (json_is_real(value) && real >= 0 && real < 1e6)
		return arena_format(a, "%.15g", real);
	return "";
}

const char *read_shown(struct arena *a, const char *text)
{
	enum { SHOWN_COLUMNS = 40 };
	int used;

	return arena_bytes(a, text,
			   text_fit(text, strcspn(text, "\r\n"), SHOWN_COLUMNS, &used));
}

/* "temporarily closed" and a day with a time behind it. */
static const char *as_ours(struct arena *a, enum map_field field, const char *text)
{
	if (field == MAP_STATUS) {
		char *key = arena_text(a, text);

		for (char *at = key; *at != '\0'; at++)
			if (*at == ' ')
				*at = '_';
		return key;
	}
	if (field == MAP_CHECKED_ON && strlen(text) > 10 && text[10] == 'T')
		return arena_bytes(a, text, 10);
	return text;
}

bool read_fits(struct arena *a, const struct map_words *w, enum map_kind kind,
	       enum map_field field, const char *text, const char **out)
{
	return *text != '\0' &&
	       map_field_check(a, w, kind, field, as_ours(a, field, text), out);
}

/* What the check would leave as it is, so that thousands of ids need none. */
static bool is_plain_id(const char *text)
{
	char before = ' ';

	for (; *text != '\0'; before = *text++)
		if (*text < ' ' || *text > '~' || (*text == ' ' && before == ' '))
			return false;
	return before != ' ';
}

const char *read_id(struct arena *a, const struct map_words *w, const json_t *value)
{
	const char *text = read_text(a, value), *tidy;

	if (text[strspn(text, " \t\r\n")] == '\0')
		return "";
	if (is_plain_id(text))
		return arena_text(a, text);
	return read_fits(a, w, MAP_ORGANISATION, MAP_SOURCE, text, &tidy) ? tidy
									  : arena_text(a, text);
}

enum err read_check(struct arena *a, const struct map_words *w, struct map_record *r,
		    struct error *e)
{
	bool has_status = *r->values[MAP_STATUS] != '\0';
	enum err rc = map_record_check(a, w, r, e);

	if (!has_status)
		r->values[MAP_STATUS] = "";
	return rc;
}

struct deriving {
	struct arena *a;
	const struct map_words *w;
	struct map_record *r;
	const json_t *object;
};

static void put(const struct deriving *d, enum map_field field, const char *text)
{
	if (*d->r->values[field] == '\0' && map_field_is_of(field, d->r->kind))
		(void)read_fits(d->a, d->w, d->r->kind, field, text, &d->r->values[field]);
}

static const char *text_at(const struct deriving *d, const json_t *row, const char *name)
{
	return read_text(d->a, json_object_get(row, name));
}

static void derive_languages(const struct deriving *d)
{
	const json_t *row;
	struct str keys = STR_INIT;
	const char *key;
	size_t i;

	json_array_foreach(json_object_get(d->object, "languages"), i, row) {
		enum map_kind kind = d->r->kind;

		if (read_fits(d->a, d->w, kind, MAP_LANGUAGES, text_at(d, row, "code"), &key) ||
		    read_fits(d->a, d->w, kind, MAP_LANGUAGES, text_at(d, row, "name"), &key))
			str_addf(&keys, " %s", key);
	}
	put(d, MAP_LANGUAGES, keys.bytes);
	put(d, MAP_LANGUAGES, text_at(d, d->object, "interpretation_services"));
	str_release(&keys);
}

/* A name, not a sentence: what is longer or has a comma stays where it is. */
static void derive_areas(const struct deriving *d)
{
	enum { NAME_BYTES = 80 };
	const json_t *row;
	struct str names = STR_INIT;
	size_t i;

	json_array_foreach(json_object_get(d->object, "service_areas"), i, row) {
		const char *name = text_at(d, row, "name");

		if (*name != '\0' && strlen(name) <= NAME_BYTES && strpbrk(name, ",;|") == NULL)
			str_addf(&names, "%s%s", names.len > 0 ? ", " : "", name);
	}
	put(d, MAP_AREAS, names.bytes);
	str_release(&names);
}

static void derive_cost(const struct deriving *d)
{
	static const char *const parts[] = {"option", "amount", "currency", "amount_description"};
	const json_t *row = json_array_get(json_object_get(d->object, "cost_options"), 0);
	struct str text = STR_INIT;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		const char *part = text_at(d, row, parts[i]);

		if (*part != '\0')
			str_addf(&text, "%s%s", text.len > 0 ? " " : "", part);
	}
	put(d, MAP_COST, text.bytes);
	str_release(&text);
}

/* 0 Monday; -1 none: "MO", "2TU", "3", "Wednesday", "woensdag". */
static int weekday_of(const char *text, size_t len)
{
	static const char codes[] = "MOTUWETHFRSASU";

	if (len == 1 && *text >= '1' && *text <= '7')
		return *text - '1';
	for (int day = 0; day < 7; day++) {
		if (len >= 2 && strncasecmp(text + len - 2, codes + 2 * day, 2) == 0 &&
		    strspn(text, "+-0123456789") >= len - 2)
			return day;
		for (int k = 0; k < 2; k++) {
			const char *name = date_weekday_name(day, true, k == 0 ? "en" : "nl");

			if (len >= 3 && strncasecmp(text, name, strlen(name)) == 0)
				return day;
		}
	}
	return -1;
}

static void days_add(const char *days, const char *language, struct str *out)
{
	const char *between = "";

	for (days += strspn(days, ", "); *days != '\0'; days += strspn(days, ", ")) {
		size_t len = strcspn(days, ", ");
		int day = weekday_of(days, len);

		if (day >= 0) {
			str_addf(out, "%s%s", between, date_weekday_name(day, false, language));
			between = " ";
		}
		days += len;
	}
}

/* "ma wo 09:00-12:30" */
static void schedule_add(const struct deriving *d, const json_t *row, struct str *out)
{
	const char *opens = text_at(d, row, "opens_at"), *closes = text_at(d, row, "closes_at");
	size_t before = out->len;

	if (before > 0)
		str_add(out, ", ");
	days_add(text_at(d, row, "byday"), d->w->language, out);
	days_add(text_at(d, row, "weekday"), d->w->language, out);
	if (*opens != '\0' && *closes != '\0')
		str_addf(out, " %.5s-%.5s", opens, closes);
	else if (*opens != '\0')
		str_addf(out, " %.5s", opens);
	if (out->len <= before + 2)
		str_cut(out, before);
}

static void derive_times(const struct deriving *d)
{
	enum { SCHEDULES = 14 };
	const json_t *row;
	struct str text = STR_INIT;
	size_t i;

	json_array_foreach(json_object_get(d->object, "schedules"), i, row) {
		if (i < SCHEDULES && text.len < MAP_LINE_BYTES)
			schedule_add(d, row, &text);
	}
	put(d, MAP_TIMES, text.bytes);
	str_release(&text);
}

/* "6", "6 weeks", "6 weken" */
static void derive_wait(const struct deriving *d)
{
	const char *text = text_at(d, d->object, "wait_time");
	size_t digits = strspn(text, "0123456789"), blanks = strspn(text + digits, " ");
	const char *unit = text + digits + blanks;

	if (digits > 0 && digits <= 4 &&
	    (*unit == '\0' || strncasecmp(unit, "week", 4) == 0 ||
	     strncasecmp(unit, "weken", 5) == 0))
		put(d, MAP_WAIT_WEEKS, arena_bytes(d->a, text, digits));
}

void read_derive(struct arena *a, const struct map_words *w, struct map_record *r,
		 const json_t *object)
{
	const struct deriving d = {a, w, r, object};

	derive_languages(&d);
	derive_areas(&d);
	derive_cost(&d);
	derive_times(&d);
	derive_wait(&d);
	if (r->kind == MAP_OFFER)
		put(&d, MAP_NOTE, text_at(&d, object, "alert"));
}
