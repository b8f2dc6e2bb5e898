/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/record.h"

/* The table of fields, and a record as it is shown.  Its body is in record_body.c, its check in record_check.c. */

enum of { OF_B, OF_O, OF_S };

#define MAP_FIELD_INFO(id, name, type, list, of, label)                                            \
	{name,		    label,	 MAP_TYPE_##type,                                           \
	 MAP_LIST_##list, OF_##of != OF_S, OF_##of != OF_O},
static const struct map_field_info fields[MAP_FIELD_COUNT] = {MAP_FIELDS(MAP_FIELD_INFO)};
#undef MAP_FIELD_INFO

const struct map_field_info *map_field_info(enum map_field field)
{
	return &fields[field];
}

bool map_field_is_of(enum map_field field, enum map_kind kind)
{
	return kind == MAP_OFFER ? fields[field].of_offer : fields[field].of_organisation;
}

int map_field_of(const char *name)
{
	for (int i = 0; i < MAP_FIELD_COUNT; i++)
		if (strcmp(fields[i].name, name) == 0)
			return i;
	return -1;
}

void map_record_empty(struct map_record *r, enum map_kind kind)
{
	*r = (struct map_record){.kind = kind, .id = "", .entry = "", .organisation = "", .more = ""};
	for (int i = 0; i < MAP_FIELD_COUNT; i++)
		r->values[i] = "";
}

static const char *keep(struct arena *a, const char *text)
{
	return text_is_empty(text) ? "" : arena_text(a, text);
}

void map_record_copy(struct arena *a, const struct map_record *from, struct map_record *to)
{
	struct map_record made = {.kind = from->kind,
				  .id = keep(a, from->id),
				  .entry = keep(a, from->entry),
				  .organisation = keep(a, from->organisation),
				  .more = keep(a, from->more)};

	for (int i = 0; i < MAP_FIELD_COUNT; i++)
		made.values[i] = keep(a, from->values[i]);
	*to = made;
}

static json_t *more_of(const char *text)
{
	json_t *more = NULL;

	return json_text_read(text, strlen(text), &more, NULL) == OK ? more : NULL;
}

/* In whatever order its keys stand. */
static bool is_same_more(const char *a, const char *b)
{
	json_t *x, *y;
	bool is_same;

	if (strcmp(a, b) == 0)
		return true;
	if (*a == '\0' || *b == '\0')
		return false;
	x = more_of(a);
	y = more_of(b);
	is_same = x != NULL && y != NULL && json_equal(x, y);
	json_decref(x);
	json_decref(y);
	return is_same;
}

bool map_records_equal(const struct map_record *a, const struct map_record *b)
{
	if (a->kind != b->kind || strcmp(a->organisation, b->organisation) != 0)
		return false;
	for (int i = 0; i < MAP_FIELD_COUNT; i++)
		if (strcmp(a->values[i], b->values[i]) != 0)
			return false;
	return is_same_more(a->more, b->more);
}

bool map_record_is_open(const struct map_record *r)
{
	const char *status = r->values[MAP_STATUS];

	return *status == '\0' || strcmp(status, "active") == 0;
}

static void label_add(const struct map_words *w, enum map_list list, const char *key,
		      struct str *out)
{
	if (list == MAP_LIST_LADDER && map_word_at(w, list, key) >= 0)
		str_addf(out, "%s ", key);
	str_add(out, map_word_label(w, list, key));
}

static void labels_add(const struct map_words *w, enum map_list list, const char *keys,
		       struct str *out)
{
	struct str key = STR_INIT;
	const char *between = "";

	for (keys += strspn(keys, " "); *keys != '\0'; keys += strspn(keys, " ")) {
		size_t len = strcspn(keys, " ");

		str_reset(&key);
		str_add_bytes(&key, keys, len);
		str_add(out, between);
		label_add(w, list, key.bytes, out);
		between = ", ";
		keys += len;
	}
	str_release(&key);
}

void map_field_shown(const struct map_words *w, const struct map_record *r, enum map_field field,
		     struct str *out)
{
	const char *value = r->values[field];
	struct date day;

	switch (fields[field].type) {
	case MAP_TYPE_KEY:
	case MAP_TYPE_KEYS:
		labels_add(w, fields[field].list, value, out);
		break;
	case MAP_TYPE_DATE:
		if (date_read(value, &day))
			date_write(out, &day, DATE_LONG, w->language);
		else
			str_add(out, value);
		break;
	case MAP_TYPE_LINE:
	case MAP_TYPE_TEXT:
	case MAP_TYPE_PHONE:
	case MAP_TYPE_PLACES:
	case MAP_TYPE_NUMBER:
	case MAP_TYPE_WORKER:
	case MAP_TYPE_HIDDEN:
		str_add(out, value);
		break;
	}
}

void map_address(const struct map_record *r, struct str *out)
{
	const char *street = r->values[MAP_STREET], *postcode = r->values[MAP_POSTCODE];
	const char *city = r->values[MAP_CITY];

	if (strcmp(r->values[MAP_CONFIDENTIAL], "yes") == 0)
		return;
	str_add(out, street);
	if (*street != '\0' && (*postcode != '\0' || *city != '\0'))
		str_add(out, ", ");
	str_add(out, postcode);
	if (*postcode != '\0' && *city != '\0')
		str_add_char(out, ' ');
	str_add(out, city);
}
