/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/hsds.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define PLACE(id, service, organisation) [MAP_##id] = {service, organisation},
static const char *const places[MAP_FIELD_COUNT][2] = {MAP_HSDS_PLACES(PLACE)};
#undef PLACE

const char *map_hsds_place(enum map_field field, enum map_kind kind)
{
	const char *place = places[field][kind == MAP_ORGANISATION];

	return place ? place : "";
}

/* "trede" in a UUID of version 8, which leaves the rest to whoever makes it; the rest is FNV-1a, twice. */
#define OURS "74726564-65"

static uint64_t hash_of(uint64_t hash, const char *text)
{
	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return (hash ^ 0xff) * UINT64_C(1099511628211);
}

void map_hsds_id(const char *of, const char *what, char id[MAP_HSDS_ID])
{
	uint64_t a = hash_of(hash_of(UINT64_C(14695981039346656037), of), what);
	uint64_t b = hash_of(hash_of(a, what), of);

	(void)snprintf(id, MAP_HSDS_ID,
		       OURS "%02" PRIx64 "-8%03" PRIx64 "-8%03" PRIx64 "-%012" PRIx64, a >> 56,
		       a >> 44 & 0xfff, a >> 32 & 0xfff, (a << 16 ^ b) & UINT64_C(0xffffffffffff));
}

bool map_hsds_is_ours(const char *id)
{
	return strlen(id) == MAP_HSDS_ID - 1 && text_begins(id, OURS);
}

struct making {
	const struct map_words *w;
	const struct map_record *r;
	json_t *object;
	const char *id;
	const struct map_secret *secret;
};

/* The array of this name in object, made when there is none; NULL: something else has the name. */
static json_t *array_in(json_t *object, const char *name)
{
	json_t *array = json_object_get(object, name);

	if (!array)
		json_object_set_new(object, name, array = json_array());
	return json_is_array(array) ? array : NULL;
}

static json_t *object_in(json_t *object, const char *name)
{
	json_t *inner = json_object_get(object, name);

	if (!inner)
		json_object_set_new(object, name, inner = json_object());
	return json_is_object(inner) ? inner : NULL;
}

static json_t *first_in(json_t *object, const char *name)
{
	json_t *array = array_in(object, name), *first;

	if (!array)
		return NULL;
	if (json_array_size(array) == 0)
		json_array_append_new(array, json_object());
	first = json_array_get(array, 0);
	return json_is_object(first) ? first : NULL;
}

/* false: 'more' holds something there. */
static bool put_at(json_t *object, const char *place, json_t *value)
{
	const char *slash;

	while (object && (slash = strchr(place, '/'))) {
		char *name = mem_bytes(place, (size_t)(slash - place));

		object = text_equal(name, "location") ? object_in(object, name)
						      : first_in(object, name);
		free(name);
		place = slash + 1;
	}
	if (!object || json_object_get(object, place)) {
		json_decref(value);
		return false;
	}
	json_object_set_new(object, place, value);
	return true;
}

static json_t *value_of(enum map_field field, const char *text)
{
	if (field == MAP_AGE_FROM || field == MAP_AGE_TO)
		return json_integer(strtoll(text, NULL, 10));
	if (field == MAP_STATUS && text_equal(text, "temporarily_closed"))
		return json_of_text("temporarily closed");
	return json_of_text(text);
}

static void put_attribute(struct making *m, enum map_field field, const char *text)
{
	const struct map_field_info *info = map_field_info(field);
	json_t *attribute = json_object(), *term = json_object();
	json_t *attributes = array_in(m->object, "attributes");
	char id[MAP_HSDS_ID];

	map_hsds_id(m->id, info->name, id);
	json_put_text(attribute, "id", id);
	json_put_text(attribute, "link_entity",
		      m->r->kind == MAP_OFFER ? "service" : "organization");
	json_put_text(attribute, "value", text);
	map_hsds_id(MAP_HSDS_TAXONOMY, info->name, id);
	json_put_text(term, "id", id);
	json_put_text(term, "code", info->name);
	json_put_text(term, "name", _(info->label));
	json_put_text(term, "description", _(info->label));
	json_put_text(term, "taxonomy", MAP_HSDS_TAXONOMY);
	json_object_set_new(attribute, "taxonomy_term", term);
	if (attributes)
		json_array_append_new(attributes, attribute);
	else /* nobody's array has that name: ours goes first */
		json_decref(attribute);
}

static void put_field(struct making *m, enum map_field field)
{
	const char *place = map_hsds_place(field, m->r->kind), *text = m->r->values[field];

	if (field == MAP_SOURCE || *text == '\0' || !map_field_is_of(field, m->r->kind))
		return;
	if (map_secret_hides(m->secret, field, text))
		return;
	if (*place == '\0' || (text_equal(text, MAP_HSDS_EMPTY) && strchr(place, '/')) ||
	    !put_at(m->object, place, value_of(field, text)))
		put_attribute(m, field, text);
}

/* A row that repeats, for others, what is said elsewhere. */
static void put_row(struct making *m, const char *table, const char *what, const char *name,
		    const char *text, const char *other, const char *more)
{
	json_t *array = array_in(m->object, table), *row;
	struct str whole = STR_INIT;
	char id[MAP_HSDS_ID];

	if (!array)
		return;
	str_addf(&whole, "%s/%s", table, what);
	map_hsds_id(m->id, whole.bytes, id);
	row = json_object();
	json_put_text(row, "id", id);
	json_put_text(row, name, text);
	if (other)
		json_put_text(row, other, more);
	json_array_append_new(array, row);
	str_release(&whole);
}

/* Visits what stands between the separators, trimmed, where it is not empty. */
static void each_part(struct making *m, const char *text, char separator,
		      void (*visit)(struct making *m, const char *part))
{
	struct str part = STR_INIT;

	for (bool is_last = false; !is_last; text++) {
		is_last = *text == '\0';
		if (!is_last && *text != separator) {
			str_add_char(&part, *text);
			continue;
		}
		text_trim(&part);
		if (part.len > 0)
			visit(m, part.bytes);
		str_reset(&part);
	}
	str_release(&part);
}

static void put_language(struct making *m, const char *key)
{
	put_row(m, "languages", key, "name", map_word_label(m->w, MAP_LIST_LANGUAGES, key), "code",
		key);
}

static void put_area(struct making *m, const char *area)
{
	if (!map_secret_hides(m->secret, MAP_AREAS, area))
		put_row(m, "service_areas", area, "name", area, NULL, NULL);
}

static void put_rows(struct making *m)
{
	const char *cost = m->r->values[MAP_COST];

	if (m->r->kind != MAP_OFFER)
		return;
	each_part(m, m->r->values[MAP_LANGUAGES], ' ', put_language);
	each_part(m, m->r->values[MAP_AREAS], ',', put_area);
	if (*cost != '\0' && !map_secret_hides(m->secret, MAP_COST, cost))
		put_row(m, "cost_options", "", "amount_description", cost, NULL, NULL);
}

static void fill(json_t *object, const char *name, const char *text)
{
	if (!json_object_get(object, name))
		json_object_set_new(object, name, json_of_text(text));
}

static void fill_row(json_t *row, const char *table)
{
	static const char *const of_address[] = {"address_1", "city", "state_province",
						 "postal_code"};

	if (text_equal(table, "phones"))
		fill(row, "number", MAP_HSDS_EMPTY);
	if (text_equal(table, "locations") || text_equal(table, "location"))
		fill(row, "location_type", "physical");
	if (!text_equal(table, "addresses"))
		return;
	for (size_t i = 0; i < sizeof of_address / sizeof *of_address; i++)
		fill(row, of_address[i], MAP_HSDS_EMPTY);
	fill(row, "country", "NL");
	fill(row, "address_type", "physical");
}

static void complete(const struct making *m, json_t *row, const char *table, const char *of,
		     const char *path);

/* What HSDS has as numbers is kept as text; a text that no number says as it stands stays one. */
static void numbers_make(json_t *row)
{
	static const char *const numbers[] = {"latitude", "longitude", "amount", "minimum_age",
					      "maximum_age", "year_incorporated"};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		const char *text = json_at_text(row, numbers[i]);
		double number = strtod(text, NULL);
		char again[32];

		(void)snprintf(again, sizeof again, "%.15g", number);
		if (*text == '\0' || !text_equal(again, text) || text_equal(text, "-0") ||
		    text[strspn(text, "-.0123456789")] != '\0')
			continue;
		json_object_set_new(row, numbers[i],
				    strchr(text, '.') ? json_real(number)
						      : json_integer(strtoll(text, NULL, 10)));
	}
}

/* What rows that may belong to anything belong to. */
static void link_fill(json_t *row, const char *table, const char *parent)
{
	static const char *const names[][2] = {{"services", "service"},
					       {"organizations", "organization"},
					       {"service_at_locations", "service_at_location"},
					       {"locations", "location"},
					       {"location", "location"}};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!text_equal(parent, names[i][0]))
			continue;
		if (text_equal(table, "attributes"))
			fill(row, "link_entity", names[i][1]);
		if (text_equal(table, "metadata"))
			fill(row, "resource_type", names[i][1]);
	}
}

static void complete_below(const struct making *m, json_t *row, const char *table, const char *of,
			   const char *path)
{
	struct str below = STR_INIT;
	const char *key;
	json_t *value, *inner;
	size_t i;

	json_object_foreach(row, key, value) {
		if (json_is_object(value) && text_equal(key, "location")) {
			str_reset(&below);
			str_addf(&below, "%s/%s", path, key);
			complete(m, value, key, of, below.bytes);
		}
		json_array_foreach(value, i, inner) {
			if (!json_is_object(inner))
				continue;
			str_reset(&below);
			str_addf(&below, "%s/%s/%zu", path, key, i);
			link_fill(inner, key, table);
			complete(m, inner, key, of, below.bytes);
		}
	}
	str_release(&below);
}

/*
 * Ids where there are none, and what HSDS wants filled; rows below rows too.  Below a row with an id of its own
 * ids are the same wherever it stands.  Depth is bounded: what is read is JSON of 64 levels.
 */
static void complete(const struct making *m, json_t *row, const char *table, const char *of,
		     const char *path)
{
	const char *own = json_at_text(row, "id");
	char id[MAP_HSDS_ID];

	fill_row(row, table);
	numbers_make(row);
	if (*own != '\0') {
		complete_below(m, row, table, own, "");
		return;
	}
	map_hsds_id(of, path, id);
	json_object_set_new(row, "id", json_of_text(id));
	complete_below(m, row, table, of, path);
}

static void take_more(struct making *m)
{
	json_t *more = NULL;

	if (*m->r->more == '\0' || map_secret_hides_more(m->secret, m->r->more) ||
	    json_text_read(m->r->more, strlen(m->r->more), &more, NULL) != OK)
		return;
	if (json_is_object(more))
		json_object_update_missing(m->object, more);
	json_decref(more);
}

json_t *map_hsds_of(const struct map_words *w, const struct map_record *r,
		    const char *organisation, const struct map_secret *secret)
{
	struct making m = {w, r, json_object(), map_written_id(r), secret};

	json_put_text(m.object, "id", m.id);
	json_put_text(m.object, "organization_id", organisation);
	take_more(&m);
	for (int field = 0; field < MAP_FIELD_COUNT; field++)
		put_field(&m, (enum map_field)field);
	put_rows(&m);
	if (r->kind == MAP_OFFER)
		fill(m.object, "status", "active");
	else
		fill(m.object, "description", r->values[MAP_NAME]);
	complete(&m, m.object, r->kind == MAP_OFFER ? "services" : "organizations", m.id, "");
	return m.object;
}
