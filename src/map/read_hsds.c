/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/read_inner.h"

#include <stdlib.h>

/*
 * An object of HSDS as a record (hsds.h): attributes of ours, then what stands in its place, then what can be
 * concluded; what is left of the object is 'more'.
 */
struct object {
	struct read_all *r;
	struct arena arena;
	struct map_record record;
	json_t *json;
	const struct read_place *at;
};

static void object_bad(struct read_all *r, const struct read_place *at, const json_t *json,
		       const char *why)
{
	struct str raw = STR_INIT;

	if (at->raw == NULL)
		json_text_write(&raw, json);
	r->sink->bad(r->sink->data, at->file, at->line, why, at->raw != NULL ? at->raw : raw.bytes,
		     at->raw != NULL ? at->raw_len : raw.len);
	str_release(&raw);
}

bool read_is_nothing(const json_t *value)
{
	const json_t *inner;
	const char *key;
	size_t i;

	if (value == NULL || json_is_null(value) ||
	    (json_is_string(value) && json_string_length(value) == 0))
		return true;
	if (!json_is_object(value) && !json_is_array(value))
		return false;
	json_object_foreach((json_t *)(uintptr_t)value, key, inner) {
		if (!read_is_nothing(inner))
			return false;
	}
	json_array_foreach(value, i, inner) {
		if (!read_is_nothing(inner))
			return false;
	}
	return true;
}

/* ---- attributes of ours ---- */

static bool attribute_take(struct object *o, const char *name, const json_t *row)
{
	const json_t *term = json_object_get(row, "taxonomy_term");
	const json_t *detail = json_object_get(term, "taxonomy_detail");
	int field = map_field_of(json_at_text(term, "code"));

	(void)name; /* they stand in one array only */
	if (!text_equal(json_at_text(term, "taxonomy"), MAP_HSDS_TAXONOMY) &&
	    !text_equal(json_at_text(detail, "name"), MAP_HSDS_TAXONOMY))
		return false;
	return field >= 0 && field != MAP_SOURCE &&
	       map_field_is_of((enum map_field)field, o->record.kind) &&
	       read_fits(&o->arena, o->r->words, o->record.kind, (enum map_field)field,
			 read_text(&o->arena, json_object_get(row, "value")),
			 &o->record.values[field]);
}

/* An export adds ours to them, so they are an array. */
static void attributes_settle(json_t *object)
{
	json_t *rows = json_object_get(object, "attributes"), *array;

	if (rows == NULL || json_is_array(rows))
		return;
	array = json_array();
	json_array_append(array, rows);
	json_object_set_new(object, "attributes", array);
}

/* An array without the rows that were taken; one by one out of a long one takes too long. */
static void rows_leave(json_t *object, const char *name,
		       bool (*is_taken)(struct object *o, const char *name, const json_t *row),
		       struct object *o)
{
	json_t *rows = json_object_get(object, name), *left, *row;
	size_t i;

	if (json_array_size(rows) == 0)
		return;
	left = json_array();
	json_array_foreach(rows, i, row) {
		if (!is_taken(o, name, row))
			json_array_append(left, row);
	}
	json_object_set_new(object, name, left);
}

/* ---- what an export filled in ---- */

static bool is_repeated(struct object *o, const char *table, const json_t *row)
{
	static const struct {
		const char *table, *name;
	} repeated[] = {{"languages", "code"}, {"service_areas", "name"}, {"cost_options", ""}};
	const char *id = json_at_text(row, "id");
	char ours[MAP_HSDS_ID];
	struct str what = STR_INIT;
	bool is = false;

	if (!map_hsds_is_ours(id))
		return false;
	for (size_t i = 0; i < sizeof repeated / sizeof *repeated && !is; i++) {
		if (!text_equal(repeated[i].table, table))
			continue;
		str_addf(&what, "%s/%s", table, json_at_text(row, repeated[i].name));
		map_hsds_id(o->record.values[MAP_SOURCE], what.bytes, ours);
		is = text_equal(ours, id);
	}
	str_release(&what);
	return is;
}

static void repeated_drop(struct object *o)
{
	static const char *const tables[] = {"languages", "service_areas", "cost_options"};

	for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
		rows_leave(o->json, tables[t], is_repeated, o);
}

/* ---- what stands in its place ---- */

static void to_front(json_t *array, size_t i)
{
	json_t *row = json_array_get(array, i);

	if (i == 0 || row == NULL)
		return;
	json_incref(row);
	(void)json_array_remove(array, i);
	json_array_insert_new(array, 0, row);
}

static bool has_text(const char *text, const char *part)
{
	struct str low = STR_INIT;
	bool has;

	text_fold(&low, text, strlen(text));
	has = strstr(low.bytes, part) != NULL;
	str_release(&low);
	return has;
}

/* A number to call before one of a fax. */
static void phone_choose(json_t *object)
{
	json_t *rows = json_object_get(object, "phones"), *row;
	size_t i;

	json_array_foreach(rows, i, row) {
		if (*json_at_text(row, "number") != '\0' &&
		    !has_text(json_at_text(row, "type"), "fax") &&
		    !text_equal(json_at_text(row, "type"), "tty")) {
			to_front(rows, i);
			return;
		}
	}
}

static bool address_choose(json_t *location)
{
	json_t *rows = json_object_get(location, "addresses"), *row;
	size_t i;

	json_array_foreach(rows, i, row) {
		const char *type = json_at_text(row, "address_type");

		if (!read_is_nothing(row) && (*type == '\0' || text_equal(type, "physical"))) {
			to_front(rows, i);
			return true;
		}
	}
	return false;
}

/* The first place that has an address where somebody can go to. */
static void location_choose(json_t *object, const char *name)
{
	json_t *rows = json_object_get(object, name), *row;
	size_t i;

	json_array_foreach(rows, i, row) {
		json_t *below = json_object_get(row, "location");

		if (address_choose(below != NULL ? below : row)) {
			to_front(rows, i);
			return;
		}
	}
}

/* Whose column the place is; NULL: there is none. */
static json_t *row_of(json_t *object, const char *place, const char **column)
{
	const char *slash;

	while (object != NULL && (slash = strchr(place, '/')) != NULL) {
		char name[64];

		(void)snprintf(name, sizeof name, "%.*s", (int)(slash - place), place);
		object = json_object_get(object, name);
		if (json_is_array(object))
			object = json_array_get(object, 0);
		place = slash + 1;
	}
	*column = place;
	return object;
}

static void places_take(struct object *o)
{
	enum map_kind kind = o->record.kind;

	for (int i = 0; i < MAP_FIELD_COUNT; i++) {
		const char *place = map_hsds_place((enum map_field)i, kind), *column;
		json_t *row;

		if (*place == '\0' || *o->record.values[i] != '\0')
			continue;
		row = row_of(o->json, place, &column);
		if (read_fits(&o->arena, o->r->words, kind, (enum map_field)i,
			      read_text(&o->arena, json_object_get(row, column)),
			      &o->record.values[i]))
			(void)json_object_del(row, column);
	}
	if (kind == MAP_ORGANISATION &&
	    read_is_nothing(json_object_get(o->json, "description")) &&
	    text_equal(o->record.values[MAP_TASKS], o->record.values[MAP_NAME]))
		o->record.values[MAP_TASKS] = ""; /* HSDS wants one */
}

/* A status that nobody here knows is not one to send somebody to. */
static void status_settle(struct object *o)
{
	if (o->record.kind == MAP_OFFER && *o->record.values[MAP_STATUS] == '\0' &&
	    *json_at_text(o->json, "status") != '\0')
		o->record.values[MAP_STATUS] = "inactive";
}

/* Before 3.0 it is a table. */
static void eligibility_take(json_t *object)
{
	json_t *row = json_array_get(json_object_get(object, "eligibility"), 0);
	json_t *text = json_object_get(row, "eligibility");

	if (text == NULL || !read_is_nothing(json_object_get(object, "eligibility_description")))
		return;
	json_object_set(object, "eligibility_description", text);
	(void)json_object_del(row, "eligibility");
}

/* ---- what is left ---- */

/* Nothing goes, but for what holds the place of a first row. */
static void nothing_drop(json_t *value)
{
	json_t *inner;
	const char *key;
	void *next;
	size_t i;

	json_object_foreach_safe(value, next, key, inner) {
		nothing_drop(inner);
		if (read_is_nothing(inner))
			(void)json_object_del(value, key);
	}
	json_array_foreach(value, i, inner) {
		nothing_drop(inner);
	}
}

static const char *more_of(struct object *o)
{
	struct str text = STR_INIT;
	const char *more;

	(void)json_object_del(o->json, "id");
	(void)json_object_del(o->json, "organization_id");
	nothing_drop(o->json);
	if (json_object_size(o->json) == 0)
		return "";
	json_text_write(&text, o->json);
	more = arena_bytes(&o->arena, text.bytes, text.len);
	str_release(&text);
	return more;
}

static void object_read(struct object *o)
{
	attributes_settle(o->json);
	rows_leave(o->json, "attributes", attribute_take, o);
	repeated_drop(o);
	read_filled_drop(o->json);
	eligibility_take(o->json);
	phone_choose(o->json);
	location_choose(o->json, o->record.kind == MAP_OFFER ? "service_at_locations" : "locations");
	places_take(o);
	status_settle(o);
	read_derive(&o->arena, o->r->words, &o->record, o->json);
}

/* What was written here need not be read again to be sure of it. */
static enum err object_check(struct object *o, struct error *e)
{
	const char *more = more_of(o);
	enum err rc = read_check(&o->arena, o->r->words, &o->record, e);

	if (rc == OK && (strlen(more) > MAP_MORE_BYTES ||
			 json_text_depth(more, strlen(more)) > MAP_MORE_DEPTH))
		rc = error_set(e, ERR_INVALID,
			       _("What else was imported with this cannot be kept: "
				 "it is too much, or no JSON object."));
	o->record.more = more;
	return rc;
}

static bool record_hand_on(struct read_all *r, enum map_kind kind, json_t *json, const char *key,
			   const char *organisation, const struct read_place *at)
{
	struct object o = {.r = r, .json = json, .at = at};
	struct error why = ERROR_INIT;
	enum err rc;

	map_record_empty(&o.record, kind);
	o.record.id = key;
	o.record.organisation = organisation;
	o.record.values[MAP_SOURCE] = read_id(&o.arena, r->words, json_object_get(json, "id"));
	object_read(&o);
	rc = object_check(&o, &why);
	if (rc == OK)
		rc = r->sink->record(r->sink->data, &o.record, at->line, &why);
	if (rc != OK) {
		json_put_text(json, "id", o.record.values[MAP_SOURCE]);
		json_put_text(json, "name", o.record.values[MAP_NAME]);
		object_bad(r, at, json, why.text);
	}
	arena_release(&o.arena);
	return rc == OK;
}

static void renamed(json_t *object, enum read_table table, const char *old)
{
	const char *now = read_column_of(table, old);
	json_t *value = json_object_get(object, old);

	if (value == NULL || !read_is_nothing(json_object_get(object, now)))
		return;
	json_object_set(object, now, value);
	(void)json_object_del(object, old);
}

/* These say in HSDS to whom it belongs; the columns of a plain file that are called so do not. */
static const char *const owners[][2] = {{"id", "id 2"},
					{"organization_id", "organization_id 2"},
					{"organization", "organization 2"},
					{"services", "services 2"}};
enum { OWNERS = sizeof owners / sizeof *owners };

static bool is_owner(const char *key)
{
	for (size_t i = 0; i < OWNERS; i++)
		if (strcmp(key, owners[i][0]) == 0)
			return true;
	return false;
}

/* ---- what a plain file has beside its fields ---- */

/* Has it what means something in HSDS?  Else nothing of it can be a field, and an export brings it back. */
static bool says_hsds(enum map_kind kind, const json_t *more)
{
	enum read_table table = kind == MAP_OFFER ? READ_SERVICE : READ_ORGANIZATION;
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)more, key, value) {
		const char *now = read_column_of(table, key);

		if (!json_is_string(value) || read_column_is_known(table, now) || is_owner(key))
			return true;
	}
	return false;
}

static void owners_rename(json_t *more)
{
	for (size_t i = 0; i < OWNERS; i++) {
		json_t *value = json_object_get(more, owners[i][0]);

		if (value == NULL)
			continue;
		if (json_object_get(more, owners[i][1]) == NULL)
			json_object_set(more, owners[i][1], value);
		(void)json_object_del(more, owners[i][0]);
	}
}

/* As its export would be read. */
static enum err object_again(struct object *o, const struct map_words *w,
			     const struct map_record *r, struct error *e)
{
	const struct map_secret open_to_all = {.told_by = {"", "", "", ""}};
	enum err rc;

	o->json = map_hsds_of(w, r, "", &open_to_all);
	if (r->kind == MAP_OFFER)
		renamed(o->json, READ_SERVICE, "fees");
	else
		renamed(o->json, READ_ORGANIZATION, "url");
	map_record_empty(&o->record, r->kind);
	o->record.values[MAP_SOURCE] = r->values[MAP_SOURCE];
	object_read(o);
	rc = object_check(o, e);
	json_decref(o->json);
	return rc;
}

enum err read_more_settle(struct arena *a, const struct map_words *w, struct map_record *r,
			  json_t *more, struct error *e)
{
	struct read_all all = {.words = w};
	struct object o = {.r = &all};
	bool has_status = *r->values[MAP_STATUS] != '\0' || json_object_get(more, "status") != NULL;
	struct map_record whole = *r;
	struct str text = STR_INIT;
	enum err rc;

	if (!says_hsds(r->kind, more) || *r->values[MAP_NAME] == '\0')
		return OK;
	owners_rename(more);
	json_text_write(&text, more);
	whole.more = text.bytes;
	rc = object_again(&o, w, &whole, e);
	str_release(&text);
	if (rc == OK) {
		if (!has_status)
			o.record.values[MAP_STATUS] = "";
		o.record.id = r->id;
		o.record.entry = r->entry;
		o.record.organisation = r->organisation;
		map_record_copy(a, &o.record, r);
	}
	arena_release(&o.arena);
	return rc;
}

/* Its id; without one its name tells it from others. */
static const char *organisation_key(struct read_all *r, const json_t *object)
{
	const char *id = read_id(&r->arena, r->words, json_object_get(object, "id"));
	const char *name = json_at_text(object, "name");
	struct str folded = STR_INIT;
	const char *key;

	if (*id != '\0')
		return id;
	text_fold_bare(&folded, name, strlen(name));
	key = arena_format(&r->arena, "name:%s", folded.bytes);
	str_release(&folded);
	return key;
}

/* Takes the services out first: they are records of their own. */
static void organisation_hand_on(struct read_all *r, json_t *object, const char *key,
				 const struct read_place *at)
{
	json_t *services = json_incref(json_object_get(object, "services")), *service;
	const struct read_place below = {.file = at->file, .line = at->line};
	size_t i;
	bool is_good;

	(void)json_object_del(object, "services");
	renamed(object, READ_ORGANIZATION, "url");
	is_good = record_hand_on(r, MAP_ORGANISATION, object, key, "", at);
	json_object_set_new(r->organisations, key, json_integer(is_good));
	json_array_foreach(services, i, service) {
		if (json_is_object(service))
			read_service(r, json_incref(service), key, &below);
		else
			object_bad(r, &below, service, _("an object belongs here."));
	}
	json_decref(services);
}

void read_organisation(struct read_all *r, json_t *object, const struct read_place *at)
{
	const char *key = organisation_key(r, object);

	if (json_object_get(r->organisations, key) != NULL)
		object_bad(r, at, object, _("this organisation stands in the files already."));
	else
		organisation_hand_on(r, object, key, at);
	json_decref(object);
}

/* The organisation that a service names or holds; "" none. */
static const char *organisation_of(struct read_all *r, json_t *object, const struct read_place *at)
{
	const struct read_place below = {.file = at->file, .line = at->line};
	json_t *inner = json_object_get(object, "organization");
	const char *key;

	if (!json_is_object(inner))
		return read_id(&r->arena, r->words, json_object_get(object, "organization_id"));
	key = organisation_key(r, inner);
	if (json_object_get(r->organisations, key) == NULL)
		organisation_hand_on(r, inner, key, &below);
	return key;
}

/* Why it cannot be; "" it can. */
static const char *service_fault(struct read_all *r, const char *organisation, const char *id)
{
	const json_t *known = json_object_get(r->organisations, organisation);

	if (*organisation == '\0')
		return _("it does not say whose offer it is.");
	if (known == NULL)
		return arena_format(&r->arena, _("its organisation '%s' is not in the files."),
				    read_shown(&r->arena, organisation));
	if (json_integer_value(known) == 0)
		return _("its organisation could not be used.");
	if (*id != '\0' && json_object_get(r->services, id) != NULL)
		return arena_format(&r->arena, _("the id '%s' stands in the files already."),
				    read_shown(&r->arena, id));
	return "";
}

void read_service(struct read_all *r, json_t *object, const char *organisation,
		  const struct read_place *at)
{
	const char *id = read_id(&r->arena, r->words, json_object_get(object, "id"));
	const char *fault;

	if (organisation == NULL)
		organisation = organisation_of(r, object, at);
	(void)json_object_del(object, "organization");
	renamed(object, READ_SERVICE, "fees");
	fault = service_fault(r, organisation, id);
	if (*fault != '\0') {
		object_bad(r, at, object, fault);
	} else {
		if (*id == '\0')
			id = arena_format(&r->arena, "offer:%d", ++r->made_up);
		json_object_set_new(r->services, id, json_true());
		(void)record_hand_on(r, MAP_OFFER, object, id, organisation, at);
	}
	json_decref(object);
}
