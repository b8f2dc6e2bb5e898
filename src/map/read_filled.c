/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/read_inner.h"

/* What is no part of a record: what an export filled in, what the nesting says, that a number is one. */

static void filled_drop(json_t *row, const char *table)
{
	static const struct {
		const char *table, *column, *text;
	} filled[] = {
		{"addresses", "address_1", MAP_HSDS_EMPTY},
		{"addresses", "city", MAP_HSDS_EMPTY},
		{"addresses", "state_province", MAP_HSDS_EMPTY},
		{"addresses", "postal_code", MAP_HSDS_EMPTY},
		{"addresses", "country", "NL"},
		{"addresses", "address_type", "physical"},
		{"phones", "number", MAP_HSDS_EMPTY},
		{"locations", "location_type", "physical"},
		{"location", "location_type", "physical"},
	};

	for (size_t i = 0; i < sizeof filled / sizeof *filled; i++)
		if (text_equal(filled[i].table, table) &&
		    text_equal(json_at_text(row, filled[i].column), filled[i].text))
			(void)json_object_del(row, filled[i].column);
	if (map_hsds_is_ours(json_at_text(row, "id")))
		(void)json_object_del(row, "id");
}

/* A number is a text, as it is in CSV: it comes out of every export as it was. */
static void number_settle(json_t *row, const char *key, const json_t *value)
{
	struct arena a = ARENA_INIT;
	const char *text = json_is_boolean(value)  ? (json_is_true(value) ? "true" : "false")
			   : json_is_number(value) ? read_text(&a, value)
						   : "";

	if (*text == '\0' && json_is_real(value)) /* below nothing, or very large */
		text = arena_format(&a, "%.15g", json_real_value(value));
	if (*text != '\0')
		json_object_set_new(row, key, json_of_text(text));
	arena_release(&a);
}

static bool is_table(const char *array)
{
#define ARRAY(table, array, file) array,
	static const char *const arrays[] = {MAP_HSDS_TABLES(ARRAY) "additional_websites"};
#undef ARRAY

	for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
		if (strcmp(arrays[i], array) == 0)
			return true;
	return false;
}

/* What the nesting says already. */
static void links_drop(json_t *row, const char *array)
{
	const char *key;
	json_t *value;
	void *next;

	if (!is_table(array))
		return;
	if (strcmp(array, "service_at_locations") == 0) /* an export may put a location there */
		(void)json_object_del(row, "location_id");
	json_object_foreach_safe(row, next, key, value)
		if (read_is_link(array, key))
			(void)json_object_del(row, key);
}

/* A row gets an id when it has none; one that is no text is none. */
static void id_settle(json_t *row)
{
	const json_t *id = json_object_get(row, "id");

	if (id != NULL && !json_is_string(id))
		(void)json_object_del(row, "id");
}

void read_filled_drop(json_t *row)
{
	const char *key;
	json_t *value, *inner;
	size_t i;

	json_object_foreach(row, key, value) {
		if (json_is_number(value) || json_is_boolean(value)) {
			number_settle(row, key, value);
			continue;
		}
		if (json_is_object(value)) {
			read_filled_drop(value);
			filled_drop(value, key);
			if (text_equal(key, "location"))
				id_settle(value);
		}
		json_array_foreach(value, i, inner) {
			if (json_is_object(inner)) {
				read_filled_drop(inner);
				links_drop(inner, key);
				filled_drop(inner, key);
				id_settle(inner);
			}
		}
	}
}
