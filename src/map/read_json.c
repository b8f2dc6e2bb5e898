/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/read_inner.h"

#include <stdlib.h>

/*
 * HSDS as JSON: services with their organization in them, organizations with their services, lists of either as an
 * API hands them out ("contents"), or tables by name.
 */
static bool has_key(const void *data, const char *column)
{
	return json_object_get(json_array_get(data, 0), column) != NULL;
}

static void row_take(struct read_all *r, enum read_table table, const struct read_source *from,
		     json_t *object, size_t place)
{
	struct read_row *row = read_row_add(r, table);

	row->from = from;
	row->object = object;
	row->line = (unsigned)place + 1;
}

/* A service has an organization or says where it is given; all else is taken for an organization. */
static enum read_table kind_of(const json_t *object)
{
	static const char *const of_service[] = {"organization", "organization_id", "status",
						 "service_at_locations", "eligibility_description",
						 "application_process"};

	if (json_object_get(object, "services") != NULL)
		return READ_ORGANIZATION;
	for (size_t i = 0; i < sizeof of_service / sizeof *of_service; i++)
		if (json_object_get(object, of_service[i]) != NULL)
			return READ_SERVICE;
	return READ_ORGANIZATION;
}

static void no_object(struct read_all *r, const char *file, const json_t *value, size_t place)
{
	struct str raw = STR_INIT;

	json_text_write(&raw, value);
	r->sink->bad(r->sink->data, file, (unsigned)place + 1, _("an object belongs here."),
		     raw.bytes, raw.len);
	str_release(&raw);
}

/* table READ_TABLE_COUNT: each says itself what it is. */
static void array_take(struct read_all *r, enum read_table table, const struct read_source *from,
		       const json_t *array)
{
	json_t *object;
	size_t i;

	json_array_foreach(array, i, object) {
		if (!json_is_object(object))
			no_object(r, from->file, object, i);
		else
			row_take(r, table == READ_TABLE_COUNT ? kind_of(object) : table, from,
				 object, i);
	}
}

/* Is it an object of tables?  All of its arrays that are called like one are taken. */
static bool tables_take(struct read_all *r, const char *file, const json_t *object)
{
	static const char *const heads[] = {"organizations", "organization", "services", "service"};
	json_t *array;
	const char *key;
	bool is = false;

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		is |= json_is_array(json_object_get(object, heads[i]));
	if (!is || json_object_get(object, "name") != NULL)
		return false;
	json_object_foreach((json_t *)(uintptr_t)object, key, array) {
		struct read_source *from = arena_new(&r->arena, sizeof *from);
		enum read_table table = read_table_of(key, has_key, array, from);

		from->file = arena_format(&r->arena, "%s: %s", file, key);
		if (table != READ_TABLE_COUNT && json_is_array(array))
			array_take(r, table, from, array);
	}
	return true;
}

static void root_take(struct read_all *r, const char *file, json_t *root)
{
	struct read_source *from = arena_new(&r->arena, sizeof *from);
	json_t *list = json_object_get(root, "contents");

	from->file = file;
	if (json_is_array(root))
		array_take(r, READ_TABLE_COUNT, from, root);
	else if (json_is_array(list))
		array_take(r, READ_TABLE_COUNT, from, list);
	else if (!tables_take(r, file, root))
		row_take(r, kind_of(root), from, root, 0);
}

/*
 * A value is a few bytes in the file and many in memory: what stands there is counted before any of it is made.
 * An array or an object counts as four.
 */
static bool is_too_much(const char *bytes, size_t len)
{
	enum { WEIGHT_MOST = 8 << 20, WEIGHT_HOLDER = 4 };
	size_t weight = 0;
	bool in_text = false;

	for (size_t i = 0; i < len && weight <= WEIGHT_MOST; i++) {
		if (in_text && bytes[i] == '\\')
			i++;
		else if (bytes[i] == '"')
			in_text = !in_text;
		else if (!in_text && (bytes[i] == '[' || bytes[i] == '{'))
			weight += WEIGHT_HOLDER;
		else if (!in_text && bytes[i] == ',')
			weight++;
	}
	return weight > WEIGHT_MOST;
}

enum err map_read_json(const struct map_words *w, const struct map_file *file,
		       const struct map_sink *sink, struct error *e)
{
	struct read_all r = {.words = w, .sink = sink};
	struct error why = ERROR_INIT;
	struct str text = STR_INIT;
	json_t *root = NULL;
	enum err rc = read_size_check(file, e);

	if (rc != OK)
		return rc;
	encoding_text(file->bytes, file->len, &text);
	if (is_too_much(text.bytes, text.len))
		rc = read_too_much(file, e);
	if (rc == OK && json_text_read(text.bytes, text.len, &root, &why) != OK)
		rc = error_set(e, ERR_INVALID, "%s: %s", file->name, why.text);
	if (rc == OK)
		root_take(&r, file->name, root);
	if (rc == OK && !r.has_any)
		rc = error_set(e, ERR_INVALID,
			       _("%s holds no organisation and no service of HSDS."), file->name);
	if (rc == OK)
		read_tables_run(&r);
	read_all_release(&r);
	json_decref(root);
	str_release(&text);
	return rc;
}
