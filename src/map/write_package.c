/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "map/exchange.h"
#include "map/hsds.h"
#include "map/shelf.h"

/*
 * Objects of HSDS taken apart into rows.  It goes twice over the map: first for the columns that there are, and
 * which rows are the same one (a location of two services), then for the rows themselves.
 */
#define TABLE(table, array, file) {table, array, file},
static const struct {
	const char *name, *array, *file;
} tables[] = {MAP_HSDS_TABLES(TABLE)};
#undef TABLE
enum { TABLES = sizeof tables / sizeof *tables };
enum { ORGANISATIONS, SERVICES, SERVICE_AT_LOCATIONS, LOCATIONS }; /* the first of them */

/* Columns that stand first, and whether HSDS wants them filled. */
static const struct {
	const char *table, *columns, *required;
} known[] = {
	{"organization", "id name alternate_name description email website", "id name description"},
	{"service",
	 "id organization_id program_id name alternate_name description url email status "
	 "application_process fees_description eligibility_description minimum_age maximum_age "
	 "assured_date",
	 "id organization_id name status"},
	{"service_at_location", "id service_id location_id", "id service_id location_id"},
	{"location", "id location_type organization_id name", "id location_type"},
	{"address",
	 "id location_id address_1 city region state_province postal_code country address_type",
	 "id address_1 city state_province postal_code country address_type"},
	{"phone", "id location_id service_id organization_id contact_id number", "id number"},
	{"contact", "id organization_id service_id name title", "id"},
	{"schedule", "id service_id location_id service_at_location_id description", "id"},
	{"language", "id service_id location_id phone_id name code", "id"},
	{"service_area", "id service_id service_at_location_id name", "id"},
	{"cost_option", "id service_id amount_description", "id service_id"},
	{"attribute", "id link_id taxonomy_term_id link_type link_entity value",
	 "id link_id taxonomy_term_id link_entity"},
	{"taxonomy_term", "id code name description parent_id taxonomy", "id name description"},
};

struct column {
	const char *name;
	bool is_used, is_json; /* is_json: something in it is no plain text */
};

struct table {
	struct column *columns;
	size_t count, room, first; /* first: how many stand first */
	int64_t rows;
	struct str text;
};

struct writing {
	const struct map *m;
	map_write write;
	void *data;
	bool is_counting; /* the first time over the map */
	struct arena arena;
	struct table tables[TABLES];
	struct write_seen seen; /* rows of which others are the same one */
	json_t *term_said;
	struct error *e;
	enum err rc;
};

static int table_of(const char *name, bool is_array)
{
	for (int i = 0; i < TABLES; i++)
		if (text_equal(is_array ? tables[i].array : tables[i].name, name))
			return i;
	return is_array && text_equal(name, "additional_websites") ? table_of("url", false) : -1;
}

static bool has_word(const char *words, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = words; (at = strstr(at, word)) != NULL; at += len)
		if ((at == words || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

static struct column *column_add(struct writing *w, struct table *t, const char *name, size_t len)
{
	VEC_ROOM(t->columns, t->count, t->room);
	t->columns[t->count] = (struct column){arena_bytes(&w->arena, name, len), false, false};
	return &t->columns[t->count++];
}

static struct column *column_of(struct table *t, const char *name)
{
	for (size_t i = 0; i < t->count; i++)
		if (text_equal(t->columns[i].name, name))
			return &t->columns[i];
	return NULL;
}

static void columns_begin(struct writing *w)
{
	for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
		struct table *t = &w->tables[table_of(known[k].table, false)];

		for (const char *at = known[k].columns; *at != '\0';) {
			size_t len = strcspn(at, " ");
			struct column *c = column_add(w, t, at, len);

			c->is_used = has_word(known[k].required, c->name);
			at += len + (at[len] == ' ');
		}
		t->first = t->count;
	}
}

/* "Name" would be read as name. */
static bool is_alike(const struct table *t, const char *name)
{
	for (size_t i = 0; i < t->first; i++)
		if (strcasecmp(t->columns[i].name, name) == 0 &&
		    !text_equal(t->columns[i].name, name))
			return true;
	return false;
}

static void column_use(struct writing *w, struct table *t, const char *name, const json_t *value)
{
	struct column *c = column_of(t, name);

	if (!c && *name != '\0' && t->count < CSV_COLUMNS)
		c = column_add(w, t, name, strlen(name));
	if (!c)
		return;
	c->is_used = true;
	c->is_json |= !map_is_cell(value) || map_is_json_heading(name) || is_alike(t, name);
}

/* Behind those that stand first, by name: the order is not that in which they were met. */
static int by_name(const void *a, const void *b)
{
	const struct column *one = a, *other = b;

	return strcmp(one->name, other->name);
}

static void columns_sort(struct writing *w)
{
	for (int i = 0; i < TABLES; i++) {
		struct table *t = &w->tables[i];

		if (t->count > t->first)
			qsort(t->columns + t->first, t->count - t->first, sizeof *t->columns, by_name);
	}
}

/* Of a row: a text; a table within it has rows of its own, and what else there is stays JSON. */
static void cell_of(const struct column *c, const json_t *value, struct str *out)
{
	str_reset(out);
	if (!value)
		return;
	if (c->is_json)
		map_write_json_text(out, value);
	else if (json_is_string(value))
		str_add(out, json_string_value(value));
	else if (json_is_real(value))
		str_addf(out, "%.15g", json_real_value(value));
	else if (!json_is_null(value))
		json_text_write(out, value);
}

/* The tables of the one row that a row points at. */
static const char *const pointed[][2] = {{"location", "location"},
					 {"program", "program"},
					 {"taxonomy_term", "taxonomy_term"},
					 {"unit", "unit"},
					 {"taxonomy_detail", "taxonomy"}};
enum { POINTED = sizeof pointed / sizeof *pointed };

static int pointed_table(const char *key)
{
	for (size_t i = 0; i < POINTED; i++)
		if (text_equal(pointed[i][0], key))
			return table_of(pointed[i][1], false);
	return -1;
}

static bool is_table_in(const char *key, const json_t *value)
{
	if (json_is_object(value))
		return pointed_table(key) >= 0;
	if (!json_is_array(value) || table_of(key, true) < 0)
		return false;
	for (size_t i = 0; i < json_array_size(value); i++)
		if (!json_is_object(json_array_get(value, i)))
			return false;
	return true;
}

/* An id of its own, and so for what stands below it. */
static void id_anew(json_t *row, const char *of, const char *what)
{
	struct str place = STR_INIT;
	char id[MAP_HSDS_ID];
	json_t *value, *inner;
	const char *key;
	size_t i;

	map_hsds_id(of, what, id);
	json_object_set_new(row, "id", json_of_text(id));
	json_object_foreach(row, key, value) {
		if (!json_is_array(value) || !is_table_in(key, value))
			continue;
		json_array_foreach(value, i, inner) {
			str_reset(&place);
			str_addf(&place, "%s/%zu", key, i);
			id_anew(inner, id, place.bytes);
		}
	}
	str_release(&place);
}

/*
 * Is this row in the file already?  One of the same id that holds something else gets an id of its own,
 * which stays in the object.
 */
static bool is_written(struct writing *w, int table, json_t *row)
{
	const char *name = tables[table].name;
	uint64_t holds = write_seen_holds(row);
	char *id = mem_text(json_at_text(row, "id")), what[24];
	bool is;

	(void)snprintf(what, sizeof what, "%llx", (unsigned long long)holds);
	if (*id == '\0')
		id_anew(row, name, what);
	else if (write_seen_differs(&w->seen, name, id, holds))
		id_anew(row, id, what);
	is = write_seen_add(&w->seen, name, json_at_text(row, "id"), holds);
	free(id);
	return is;
}

static void row_write(struct writing *w, int table, json_t *row)
{
	struct table *t = &w->tables[table];
	struct str cell = STR_INIT;
	const char *key;
	json_t *value;
	bool is_first = true;

	t->rows += w->is_counting;
	if (w->is_counting) {
		json_object_foreach(row, key, value)
			if (!is_table_in(key, value))
				column_use(w, t, key, value);
		return;
	}
	for (size_t i = 0; i < t->count; i++) {
		if (!t->columns[i].is_used)
			continue;
		value = json_object_get(row, t->columns[i].name);
		cell_of(&t->columns[i], is_table_in(t->columns[i].name, value) ? NULL : value,
			&cell);
		if (map_cell_is_marked(cell.bytes))
			str_insert(&cell, 0, "'", 1);
		if (!is_first)
			str_add_char(&t->text, ',');
		map_write_cell(&t->text, cell.bytes);
		is_first = false;
	}
	str_add(&t->text, "\r\n");
	str_release(&cell);
	if (w->rc == OK)
		w->rc = map_write_some(w->write, w->data, tables[table].file, &t->text,
				       MAP_WRITE_PIECE, w->e);
}

static void take_apart(struct writing *w, int table, json_t *row);

static void link_up(json_t *row, int table, int up, const char *id)
{
	struct str name = STR_INIT;

	if (text_equal(tables[table].name, "attribute")) {
		json_object_set_new(row, "link_id", json_of_text(id));
		json_object_set_new(row, "link_entity", json_of_text(tables[up].name));
	} else if (text_equal(tables[table].name, "metadata")) {
		json_object_set_new(row, "resource_id", json_of_text(id));
		json_object_set_new(row, "resource_type", json_of_text(tables[up].name));
	} else {
		str_addf(&name, "%s_id", tables[up].name);
		json_object_set_new(row, name.bytes, json_of_text(id));
	}
	str_release(&name);
}

/* The row that this one points at. */
static void take_pointed(struct writing *w, json_t *row, const char *key, json_t *one)
{
	struct str name = STR_INIT;
	int table = pointed_table(key);

	if (!is_written(w, table, one))
		take_apart(w, table, one);
	str_addf(&name, "%s_id", tables[table].name);
	json_object_set_new(row, name.bytes, json_of_text(json_at_text(one, "id")));
	str_release(&name);
}

static void array_apart(struct writing *w, int table, json_t *row, const char *key, const char *id)
{
	json_t *array = json_object_get(row, key), *inner;
	int below = table_of(key, true);
	size_t i;

	if (!json_is_array(array) || !is_table_in(key, array))
		return;
	json_array_foreach(array, i, inner) {
		if ((below == LOCATIONS || below == table_of("program", false)) &&
		    is_written(w, below, inner))
			continue;
		link_up(inner, below, table, id);
		take_apart(w, below, inner);
	}
}

/* By the order of the tables, not of the keys.  Depth is that of JSON that was read. */
static void take_apart(struct writing *w, int table, json_t *row)
{
	char *id = mem_text(json_at_text(row, "id"));

	for (size_t i = 0; i < POINTED; i++) {
		json_t *one = json_object_get(row, pointed[i][0]);

		if (json_is_object(one))
			take_pointed(w, row, pointed[i][0], one);
	}
	for (int i = 0; i < TABLES; i++)
		array_apart(w, table, row, tables[i].array, id);
	array_apart(w, table, row, "additional_websites", id);
	row_write(w, table, row);
	free(id);
}

static enum err each(void *data, const struct map_record *r, const char *organisation,
		     const struct map_secret *secret, struct error *e)
{
	struct writing *w = data;
	json_t *object = map_hsds_of(w->m->words, r, organisation, secret);

	w->e = e;
	take_apart(w, r->kind == MAP_OFFER ? SERVICES : ORGANISATIONS, object);
	json_decref(object);
	return w->rc;
}

static void heading_of(const struct column *c, struct str *out)
{
	str_set(out, c->name);
	str_add(out, c->is_json ? MAP_HSDS_JSON : "");
}

static void headers_write(struct writing *w)
{
	struct str heading = STR_INIT;

	for (int i = 0; i < TABLES; i++) {
		struct table *t = &w->tables[i];
		bool is_first = true;

		if (t->rows == 0 && i > SERVICES)
			continue;
		for (size_t c = 0; c < t->count; c++) {
			if (!t->columns[c].is_used)
				continue;
			if (!is_first)
				str_add_char(&t->text, ',');
			heading_of(&t->columns[c], &heading);
			map_write_cell(&t->text, heading.bytes);
			is_first = false;
		}
		str_add(&t->text, "\r\n");
	}
	str_release(&heading);
}

static const char *type_of(const char *column)
{
	return text_equal(column, "assured_date")					? "date"
	       : text_equal(column, "minimum_age") || text_equal(column, "maximum_age") ? "number"
											: "string";
}

static const char *required_of(const char *table)
{
	for (size_t k = 0; k < sizeof known / sizeof *known; k++)
		if (text_equal(known[k].table, table))
			return known[k].required;
	return "id";
}

static json_t *fields_of(const struct table *t, const char *table)
{
	json_t *fields = json_array();
	struct str heading = STR_INIT;

	for (size_t c = 0; c < t->count; c++) {
		const char *name = t->columns[c].name;
		json_t *field;

		if (!t->columns[c].is_used)
			continue;
		field = json_object();
		heading_of(&t->columns[c], &heading);
		json_put_text(field, "name", heading.bytes);
		json_put_text(field, "type", type_of(name));
		if (has_word(required_of(table), name))
			json_object_set_new(field, "constraints",
					    json_pack("{s:b}", "required", 1));
		json_array_append_new(fields, field);
	}
	str_release(&heading);
	return fields;
}

static enum err describe(struct writing *w, struct error *e)
{
	json_t *resources = json_array(), *package = json_object();
	struct str text = STR_INIT;
	enum err rc;

	for (int i = 0; i < TABLES; i++) {
		if (w->tables[i].rows == 0 && i > SERVICES)
			continue;
		json_array_append_new(
			resources,
			json_pack("{s:s, s:s, s:s, s:s, s:{s:o, s:s}}", "profile",
				  "tabular-data-resource", "name", tables[i].name, "path",
				  tables[i].file, "encoding", "utf-8", "schema", "fields",
				  fields_of(&w->tables[i], tables[i].name), "primaryKey", "id"));
	}
	json_put_text(package, "profile", "tabular-data-package");
	json_put_text(package, "name", "human_services_data");
	json_put_text(package, "version", "3.0");
	json_object_set_new(package, "resources", resources);
	json_text_pretty(&text, package);
	str_add_char(&text, '\n');
	json_decref(package);
	rc = map_write_some(w->write, w->data, "datapackage.json", &text, 0, e);
	str_release(&text);
	return rc;
}

static void tables_release(struct writing *w)
{
	for (int i = 0; i < TABLES; i++) {
		free(w->tables[i].columns);
		str_release(&w->tables[i].text);
	}
	arena_release(&w->arena);
}

enum err map_write_package(const struct map *m, map_write write, void *data,
			   struct map_written *out, struct error *e)
{
	struct writing w = {.m = m, .write = write, .data = data, .is_counting = true};
	enum err rc;

	for (int i = 0; i < TABLES; i++)
		w.tables[i].text = (struct str)STR_INIT;
	columns_begin(&w);
	rc = map_write_all(m, each, &w, out, e);
	write_seen_forget(&w.seen);
	w.is_counting = false;
	columns_sort(&w);
	if (rc == OK)
		headers_write(&w);
	if (rc == OK)
		rc = map_write_all(m, each, &w, out, e);
	for (int i = 0; i < TABLES && rc == OK; i++)
		rc = map_write_some(write, data, tables[i].file, &w.tables[i].text, 0, e);
	if (rc == OK)
		rc = describe(&w, e);
	write_seen_forget(&w.seen);
	tables_release(&w);
	return rc;
}
