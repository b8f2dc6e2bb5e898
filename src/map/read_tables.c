/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/read_inner.h"

#include <stdlib.h>

/* Rows of HSDS tables, found by their ids, nested as 3.0 nests them and handed on. */

/*
 * many: rows of child whose column 'key' is the id of parent.  one: the row of child whose id is in column 'key'
 * of parent.
 */
static const struct nest {
	enum read_table parent, child;
	const char *key, *name;
	bool is_one;
} nests[] = {
	{READ_ORGANIZATION, READ_PHONE, "organization_id", "phones", false},
	{READ_ORGANIZATION, READ_CONTACT, "organization_id", "contacts", false},
	{READ_ORGANIZATION, READ_LOCATION, "organization_id", "locations", false},
	{READ_ORGANIZATION, READ_ADDRESS, "organization_id", "addresses", false},
	{READ_ORGANIZATION, READ_PROGRAM, "organization_id", "programs", false},
	{READ_ORGANIZATION, READ_FUNDING, "organization_id", "funding", false},
	{READ_ORGANIZATION, READ_IDENTIFIER, "organization_id", "organization_identifiers", false},
	{READ_ORGANIZATION, READ_URL, "organization_id", "additional_websites", false},
	{READ_ORGANIZATION, READ_ATTRIBUTE, "link_id", "attributes", false},
	{READ_ORGANIZATION, READ_METADATA, "resource_id", "metadata", false},
	{READ_SERVICE, READ_PHONE, "service_id", "phones", false},
	{READ_SERVICE, READ_CONTACT, "service_id", "contacts", false},
	{READ_SERVICE, READ_SCHEDULE, "service_id", "schedules", false},
	{READ_SERVICE, READ_LANGUAGE, "service_id", "languages", false},
	{READ_SERVICE, READ_SERVICE_AREA, "service_id", "service_areas", false},
	{READ_SERVICE, READ_COST_OPTION, "service_id", "cost_options", false},
	{READ_SERVICE, READ_REQUIRED_DOCUMENT, "service_id", "required_documents", false},
	{READ_SERVICE, READ_FUNDING, "service_id", "funding", false},
	{READ_SERVICE, READ_CAPACITY, "service_id", "capacities", false},
	{READ_SERVICE, READ_URL, "service_id", "additional_urls", false},
	{READ_SERVICE, READ_ELIGIBILITY, "service_id", "eligibility", false},
	{READ_SERVICE, READ_PAYMENT, "service_id", "payments_accepted", false},
	{READ_SERVICE, READ_SERVICE_AT_LOCATION, "service_id", "service_at_locations", false},
	{READ_SERVICE, READ_ATTRIBUTE, "link_id", "attributes", false},
	{READ_SERVICE, READ_METADATA, "resource_id", "metadata", false},
	{READ_SERVICE, READ_PROGRAM, "program_id", "program", true},
	{READ_SERVICE_AT_LOCATION, READ_PHONE, "service_at_location_id", "phones", false},
	{READ_SERVICE_AT_LOCATION, READ_CONTACT, "service_at_location_id", "contacts", false},
	{READ_SERVICE_AT_LOCATION, READ_SCHEDULE, "service_at_location_id", "schedules", false},
	{READ_SERVICE_AT_LOCATION, READ_SERVICE_AREA, "service_at_location_id", "service_areas",
	 false},
	{READ_SERVICE_AT_LOCATION, READ_ATTRIBUTE, "link_id", "attributes", false},
	{READ_SERVICE_AT_LOCATION, READ_METADATA, "resource_id", "metadata", false},
	{READ_SERVICE_AT_LOCATION, READ_LOCATION, "location_id", "location", true},
	{READ_LOCATION, READ_ADDRESS, "location_id", "addresses", false},
	{READ_LOCATION, READ_PHONE, "location_id", "phones", false},
	{READ_LOCATION, READ_CONTACT, "location_id", "contacts", false},
	{READ_LOCATION, READ_SCHEDULE, "location_id", "schedules", false},
	{READ_LOCATION, READ_LANGUAGE, "location_id", "languages", false},
	{READ_LOCATION, READ_ACCESSIBILITY, "location_id", "accessibility", false},
	{READ_LOCATION, READ_ATTRIBUTE, "link_id", "attributes", false},
	{READ_LOCATION, READ_METADATA, "resource_id", "metadata", false},
	{READ_CONTACT, READ_PHONE, "contact_id", "phones", false},
	{READ_PHONE, READ_LANGUAGE, "phone_id", "languages", false},
	{READ_CAPACITY, READ_UNIT, "unit_id", "unit", true},
	{READ_ATTRIBUTE, READ_TERM, "taxonomy_term_id", "taxonomy_term", true},
	{READ_TERM, READ_TAXONOMY, "taxonomy_id", "taxonomy_detail", true},
};
enum { NESTS = sizeof nests / sizeof *nests };
_Static_assert((int)NESTS <= (int)READ_NESTS_MOST, "by_link has too few places");

/* Nobody need point at these. */
static bool is_list(enum read_table table)
{
	return table == READ_TERM || table == READ_TAXONOMY || table == READ_UNIT ||
	       table == READ_ORGANIZATION || table == READ_SERVICE;
}

struct read_row *read_row_add(struct read_all *r, enum read_table table)
{
	struct read_row *row;

	VEC_ROOM(r->tables[table].rows, r->tables[table].count, r->tables[table].room);
	row = &r->tables[table].rows[r->tables[table].count++];
	*row = (struct read_row){0};
	r->has_any = true;
	return row;
}

static const char *cell_of(struct read_all *r, enum read_table table, const struct read_row *row,
			   const char *column)
{
	const struct read_source *from = row->from;

	if (row->cells == NULL)
		return read_text(&r->arena, read_column_in(table, row->object, column));
	for (size_t i = 0; i < from->width; i++)
		if (strcmp(from->names[i], column) == 0)
			return row->cells[i];
	return "";
}

static void row_bad(struct read_all *r, const struct read_row *row, const char *why)
{
	struct str raw = STR_INIT;

	if (row->raw == NULL)
		json_text_write(&raw, row->object);
	r->sink->bad(r->sink->data, row->from->file, row->line, why,
		     row->raw != NULL ? row->raw : raw.bytes,
		     row->raw != NULL ? row->raw_len : raw.len);
	str_release(&raw);
}

static int row_at(const struct read_index *index, const char *key)
{
	int at;

	return read_index_at(index, key, &at);
}

static void double_tell(struct read_all *r, const struct read_row *row, const char *id,
			const struct read_row *first)
{
	struct str why = STR_INIT;

	str_addf(&why, _("the id '%s' stands in line %u already."), read_shown(&r->arena, id),
		 first->line);
	row_bad(r, row, why.bytes);
	str_release(&why);
}

/* By id; a second row with one is told and passed over. */
static void index_ids(struct read_all *r, enum read_table table)
{
	struct read_index *index = &r->tables[table].by_id;
	struct read_row *rows = r->tables[table].rows;

	for (size_t i = 0; i < r->tables[table].count; i++)
		read_index_add(index, cell_of(r, table, &rows[i], "id"), i);
	read_index_sort(index);
	for (size_t i = 0; i < r->tables[table].count; i++) {
		const char *id = cell_of(r, table, &rows[i], "id");
		int first = row_at(index, id);

		rows[i].is_double = first >= 0 && (size_t)first != i;
		if (rows[i].is_double)
			double_tell(r, &rows[i], id, &rows[first]);
	}
}

static void index_links(struct read_all *r, int n)
{
	enum read_table table = nests[n].child;
	struct read_index *index = &r->by_link[n];

	if (nests[n].is_one || r->tables[nests[n].parent].count == 0)
		return;
	for (size_t i = 0; i < r->tables[table].count; i++) {
		const struct read_row *row = &r->tables[table].rows[i];

		if (!row->is_double)
			read_index_add(index, cell_of(r, table, row, nests[n].key), i);
	}
	read_index_sort(index);
}

bool read_is_link(const char *array, const char *column)
{
	static const char *const links[] = {
		"organization_id", "service_id", "location_id", "service_at_location_id",
		"contact_id",	   "phone_id",	 "link_id",	"link_entity",
		"resource_id",	   "resource_type"};
	const char *tail = strrchr(column, '_'); /* most columns have no such end */

	if (tail == NULL || (strcmp(tail, "_id") != 0 && strcmp(tail, "_entity") != 0 &&
			     strcmp(tail, "_type") != 0))
		return false;
	if (text_equal(array, "service_at_locations") && text_equal(column, "location_id"))
		return false; /* the place may not be in the files */
	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		if (strcmp(links[i], column) == 0)
			return true;
	return false;
}

/* A cell below a heading that says that JSON is there, and it is. */
static bool json_cell_take(json_t *object, const char *heading, const char *cell)
{
	size_t len = strlen(heading), mark = strlen(MAP_HSDS_JSON);
	json_t *value = NULL;
	struct str array = STR_INIT;
	char *name;

	if (len <= mark || strcmp(heading + len - mark, MAP_HSDS_JSON) != 0)
		return false;
	str_addf(&array, "[%s]", cell); /* a text alone is JSON too */
	if (json_text_read(array.bytes, array.len, &value, NULL) == OK && json_array_size(value) == 1) {
		name = mem_bytes(heading, len - mark);
		json_object_set(object, name, json_array_get(value, 0));
		free(name);
	}
	str_release(&array);
	len = json_array_size(value);
	json_decref(value);
	return len == 1;
}

static const char *array_of(enum read_table table)
{
	return table == READ_SERVICE_AT_LOCATION ? "service_at_locations" : "";
}

static json_t *object_of_cells(enum read_table table, const struct read_row *row, bool is_below)
{
	json_t *object = json_object();

	for (size_t i = 0; i < row->from->width; i++) {
		const char *name = row->from->names[i];

		if (*row->cells[i] == '\0' || (is_below && read_is_link(array_of(table), name)))
			continue;
		if (!json_cell_take(object, name, row->cells[i]))
			json_object_set_new_nocheck(object, name, json_string_nocheck(row->cells[i]));
	}
	return object;
}

static json_t *object_of_object(enum read_table table, const struct read_row *row, bool is_below)
{
	json_t *object = json_object(), *value;
	const char *key;

	json_object_foreach(row->object, key, value) {
		const char *name = read_column_of(table, key);

		if (!read_is_nothing(json_object_get(row->object, name)))
			name = key; /* it has both */
		if (read_is_nothing(value) && json_object_get(object, name) != NULL)
			continue;
		if (!is_below || !read_is_link(array_of(table), name))
			json_object_set_new(object, name, json_deep_copy(value));
	}
	return object;
}

static json_t *object_of(enum read_table table, const struct read_row *row, bool is_below)
{
	json_t *object = row->cells != NULL ? object_of_cells(table, row, is_below)
					    : object_of_object(table, row, is_below);

	if (row->from->set != NULL && json_object_get(object, row->from->set) == NULL &&
	    (!is_below || !read_is_link(array_of(table), row->from->set)))
		json_object_set_new(object, row->from->set, json_of_text(row->from->to));
	return object;
}

/* Bytes that a copy of it takes, more or less. */
static size_t weight_of(struct read_row *row)
{
	if (row->weight == 0)
		row->weight = 64 + (row->cells != NULL ? row->raw_len + row->from->names_len
						       : json_dumpb(row->object, NULL, 0, JSON_COMPACT));
	return row->weight;
}

/* Enough for any directory; a few rows that are pointed at by many could else fill the memory. */
static bool is_too_much(const struct read_all *r)
{
	return r->nested >= r->nested_most || r->nested_bytes >= r->nested_bytes_most ||
	       r->record_bytes >= READ_RECORD_BYTES;
}

static bool may_nest(struct read_all *r)
{
	return !is_too_much(r) && ++r->nested > 0;
}

static void nesting_count(struct read_all *r, struct read_row *row)
{
	r->nested_bytes += weight_of(row);
	r->record_bytes += weight_of(row);
}

static json_t *nested(struct read_all *r, enum read_table table, struct read_row *row,
		      bool is_below);

/*
 * A term of a taxonomy is the same for all that have it, and nobody changes it: what is made of its cells
 * is made once.
 */
static json_t *nested_term(struct read_all *r, struct read_row *row)
{
	size_t before = r->record_bytes;
	json_t *made;

	if (row->shared != NULL) { /* it is written out each time */
		r->nested += NESTS;
		r->nested_bytes += row->shared_bytes;
		r->record_bytes += row->shared_bytes;
		return json_incref(row->shared);
	}
	made = nested(r, READ_TERM, row, true);
	if (!is_too_much(r)) { /* else something of it may be missing */
		row->shared = json_incref(made);
		row->shared_bytes = r->record_bytes - before;
	}
	return made;
}

static void nest_one(struct read_all *r, const struct nest *n, const struct read_row *row,
		     json_t *object)
{
	int at = row_at(&r->tables[n->child].by_id, cell_of(r, n->parent, row, n->key));
	struct read_row *child;

	if (at < 0 || json_object_get(object, n->name) != NULL)
		return;
	child = &r->tables[n->child].rows[at];
	json_object_set_new(object, n->name,
			    n->child == READ_TERM && child->cells != NULL
				    ? nested_term(r, child)
				    : nested(r, n->child, child, true));
	json_object_del(object, n->key);
}

static void nest_many(struct read_all *r, int which, const char *id, json_t *object)
{
	const struct nest *n = &nests[which];
	const struct read_index *index = &r->by_link[which];
	json_t *array = json_object_get(object, n->name);
	int at;

	for (int row = read_index_at(index, id, &at); row >= 0 && !is_too_much(r);
	     row = read_index_next(index, &at)) {
		if (array == NULL)
			json_object_set_new(object, n->name, array = json_array());
		json_array_append_new(array,
				      nested(r, n->child, &r->tables[n->child].rows[row], true));
	}
}

static json_t *nested(struct read_all *r, enum read_table table, struct read_row *row, bool is_below)
{
	json_t *object = object_of(table, row, is_below);
	const char *id = cell_of(r, table, row, "id");

	row->is_used = true;
	if (is_below)
		nesting_count(r, row);
	for (int i = 0; i < NESTS && may_nest(r); i++) {
		if (nests[i].parent != table || r->tables[nests[i].child].count == 0)
			continue;
		if (nests[i].is_one)
			nest_one(r, &nests[i], row, object);
		else if (*id != '\0')
			nest_many(r, i, id, object);
	}
	return object;
}

/* What is left was of a record that is not there. */
static void tell_unused(struct read_all *r)
{
	for (int table = 0; table < READ_TABLE_COUNT; table++) {
		for (size_t i = 0; i < r->tables[table].count; i++) {
			const struct read_row *row = &r->tables[table].rows[i];

			if (!row->is_used && !row->is_double && !is_list((enum read_table)table))
				row_bad(r, row, _("what this row belongs to is not in the files."));
		}
	}
}

static void rows_run(struct read_all *r, enum read_table table)
{
	for (size_t i = 0; i < r->tables[table].count; i++) {
		struct read_row *row = &r->tables[table].rows[i];
		const struct read_place at = {row->from->file, row->line, row->raw, row->raw_len};
		json_t *object;

		if (row->is_double)
			continue;
		r->record_bytes = 0;
		object = nested(r, table, row, false);
		if (is_too_much(r)) {
			row_bad(r, row, _("more hangs on these records than can be read."));
			json_decref(object);
		} else if (table == READ_ORGANIZATION) {
			read_organisation(r, object, &at);
		} else {
			read_service(r, object, NULL, &at);
		}
	}
}

void read_tables_run(struct read_all *r)
{
	size_t rows = 0;

	for (int table = 0; table < READ_TABLE_COUNT; table++) {
		rows += r->tables[table].count;
		index_ids(r, (enum read_table)table);
	}
	for (int i = 0; i < NESTS; i++)
		index_links(r, i);
	r->nested_most = 1000000 + 20 * NESTS * rows;
	r->nested_bytes_most = (size_t)1 << 30;
	r->organisations = json_object();
	r->services = json_object();
	rows_run(r, READ_ORGANIZATION);
	rows_run(r, READ_SERVICE);
	tell_unused(r);
}

void read_all_release(struct read_all *r)
{
	for (int table = 0; table < READ_TABLE_COUNT; table++) {
		for (size_t i = 0; i < r->tables[table].count; i++)
			json_decref(r->tables[table].rows[i].shared);
		free(r->tables[table].rows);
		read_index_release(&r->tables[table].by_id);
	}
	for (int i = 0; i < READ_NESTS_MOST; i++)
		read_index_release(&r->by_link[i]);
	json_decref(r->organisations);
	json_decref(r->services);
	arena_release(&r->arena);
	*r = (struct read_all){0};
}
