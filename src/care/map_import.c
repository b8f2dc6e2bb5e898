/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>

#include "care/mapping.h"
#include "care/session_inner.h"
#include "care/social_inner.h"

/*
 * Files into the map, in one transaction.  Who is there already is known by its id in the file, else by its
 * name: one pass over the rows before the first record.
 */
struct known { /* ids of what is in the map */
	json_t *by_source[2]; /* by kind */
	json_t *by_name[2];   /* of those that came from no file */
};

struct organisation { /* as it is in the map now */
	char id[STORE_ID_BYTES];
	struct map_record record;
};

struct importing {
	struct care_session *s;
	const struct care_map_import *o;
	struct care_map_count *count;
	struct arena arena;
	struct known known;
	json_t *subjects; /* of organisations, by what the file knows them by: which */
	struct organisation *organisations;
	size_t organisation_count, organisation_room;
	json_t *touched;  /* what was written or found to be the same, in this import */
	enum err failure; /* of the file or the disk: it undoes all */
	struct error why;
};

/* ---- what is there ---- */

/* An organisation by name and postcode, an offer by name and organisation. */
static const char *name_key(struct arena *a, const struct map_record *r)
{
	const char *other = r->kind == MAP_OFFER ? r->organisation : r->values[MAP_POSTCODE];
	struct str key = STR_INIT;
	const char *kept;

	text_fold_bare(&key, r->values[MAP_NAME], strlen(r->values[MAP_NAME]));
	str_add_char(&key, ' ');
	text_fold_bare(&key, other, strlen(other));
	kept = arena_bytes(a, key.bytes, key.len);
	str_release(&key);
	return kept;
}

static void known_set(json_t *of, const char *key, const char *id)
{
	if (json_object_get(of, key) == NULL)
		json_object_set_new(of, key, json_of_text(id));
}

/* A file that gives no postcode means the organisation of that name, if there is one. */
static void name_alone_add(struct importing *im, const struct map_record *r, const char *id)
{
	struct map_record alone = *r;
	const char *key;

	if (r->kind == MAP_OFFER || *r->values[MAP_POSTCODE] == '\0')
		return;
	alone.values[MAP_POSTCODE] = "";
	key = name_key(&im->arena, &alone);
	if (json_object_get(im->known.by_name[MAP_ORGANISATION], key) != NULL)
		id = ""; /* there are two */
	json_object_set_new(im->known.by_name[MAP_ORGANISATION], key, json_of_text(id));
}

static void known_add(struct importing *im, const struct map_record *r, const char *id)
{
	const char *source = r->values[MAP_SOURCE];

	if (*source != '\0') {
		known_set(im->known.by_source[r->kind], source, id);
	} else {
		known_set(im->known.by_name[r->kind], name_key(&im->arena, r), id);
		name_alone_add(im, r, id);
	}
}

static enum err known_visit(void *data, const struct store_social *row, struct error *e)
{
	struct importing *im = data;
	struct arena a = ARENA_INIT;
	struct map_record r;
	enum err rc = OK;

	map_record_empty(&r, row->kind == STORE_OFFER ? MAP_OFFER : MAP_ORGANISATION);
	if (row->kind == STORE_ORGANISATION && *row->source == '\0') /* its postcode */
		rc = map_body_read(&a, row->body, strlen(row->body), &r, e);
	r.values[MAP_NAME] = row->name;
	r.values[MAP_SOURCE] = row->source;
	r.organisation = row->parent;
	if (rc == OK)
		known_add(im, &r, row->id);
	arena_release(&a);
	return rc;
}

static enum err known_read(struct importing *im, struct error *e)
{
	enum err rc = OK;

	for (int kind = STORE_ORGANISATION; kind <= STORE_OFFER && rc == OK; kind++) {
		const struct store_social_find find = {
			.kind = (enum store_social_kind)kind, .after_sort = "", .after_id = "",
			.most = INT_MAX};

		rc = store_social_list(im->s->store, &find, known_visit, im, e);
	}
	return rc;
}

static enum store_social_kind row_kind(enum map_kind kind)
{
	return kind == MAP_OFFER ? STORE_OFFER : STORE_ORGANISATION;
}

/* What it is in the map; NULL: it is not there.  A map that comes back has our own ids. */
static enum err find(struct importing *im, const struct map_record *r, const char **id,
		     struct error *e)
{
	const char *source = r->values[MAP_SOURCE];
	enum store_social_kind kind = row_kind(r->kind);
	struct store_social row = {0};
	enum err rc = OK;

	*id = *source == '\0' ? NULL
			      : json_string_value(json_object_get(im->known.by_source[r->kind], source));
	if (*id == NULL && strlen(source) == STORE_ID_BYTES - 1) {
		rc = store_social_get(im->s->store, kind, source, &row, e);
		if (rc == OK)
			*id = arena_text(&im->arena, row.id);
		rc = rc == ERR_NOT_FOUND ? OK : rc;
		store_social_release(&row);
	}
	if (*id == NULL && rc == OK)
		*id = json_string_value(json_object_get(im->known.by_name[r->kind],
							name_key(&im->arena, r)));
	if (*id != NULL && **id == '\0')
		*id = NULL;
	return rc;
}

/* ---- one record ---- */

/* What the file leaves empty stays; what was checked later was checked. */
static void fill(struct map_record *r, const struct map_record *before)
{
	const char *checked = before->values[MAP_CHECKED_ON];
	bool is_older = strcmp(r->values[MAP_CHECKED_ON], checked) <= 0;

	if (is_older) {
		r->values[MAP_CHECKED_ON] = checked;
		r->values[MAP_CHECKED_BY] = before->values[MAP_CHECKED_BY];
	}
	for (int i = 0; i < MAP_FIELD_COUNT; i++)
		if (*r->values[i] == '\0' && i != MAP_CHECKED_BY)
			r->values[i] = before->values[i];
	if (strcmp(r->values[MAP_SOURCE], before->id) == 0)
		r->values[MAP_SOURCE] = before->values[MAP_SOURCE]; /* our own */
	if (*r->more == '\0')
		r->more = before->more;
}

/* It would be written as it stands there: nothing need be read of that to see it. */
static bool is_as_it_stands(const struct map_record *r, const char *body)
{
	struct map_record made = *r;
	struct str now = STR_INIT;
	bool is;

	if (made.kind == MAP_OFFER && *made.values[MAP_STATUS] == '\0')
		made.values[MAP_STATUS] = "active"; /* as add has it */
	map_body_write(&made, &now);
	is = text_equal(now.bytes, body);
	str_release(&now);
	return is;
}

/* r becomes what is in the map; its texts in the import's arena when it is an organisation. */
static enum err change(struct importing *im, struct map_record *r, const char *id, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct store_social row = {0};
	struct map_record before;
	enum err rc = store_social_get(im->s->store, row_kind(r->kind), id, &row, e);

	if (rc == OK && is_as_it_stands(r, row.body)) {
		im->count->same++;
		store_social_release(&row);
		return OK;
	}
	if (rc == OK)
		rc = care_map_read(&row, &a, &before, e);
	if (rc == OK) {
		fill(r, &before);
		rc = map_record_check_again(&a, care_map_words(im->s), &before, r, e);
	}
	if (rc == OK && map_records_equal(r, &before)) {
		im->count->same++;
	} else if (rc == OK) {
		if (!im->o->is_dry)
			rc = care_map_append(im->s, r, &row, NULL, e);
		im->count->changed += rc == OK;
	}
	if (r->kind == MAP_ORGANISATION)
		map_record_copy(&im->arena, r, r);
	store_social_release(&row);
	arena_release(&a);
	return rc;
}

/* id gets its subject. */
static enum err add(struct importing *im, struct map_record *r,
		    const struct map_record *organisation, char id[STORE_ID_BYTES],
		    struct error *e)
{
	enum err rc = OK;

	if (r->kind == MAP_OFFER && *r->values[MAP_STATUS] == '\0')
		r->values[MAP_STATUS] = "active";
	if (im->o->is_dry)
		(void)snprintf(id, STORE_ID_BYTES, "new %lld", (long long)im->count->added);
	else
		rc = care_map_append_new(im->s, r, organisation, id, e);
	im->count->added += rc == OK;
	return rc;
}

static enum err put(struct importing *im, struct map_record *r,
		    const struct map_record *organisation, char id[STORE_ID_BYTES],
		    struct error *e)
{
	const char *known;
	enum err rc = find(im, r, &known, e);

	if (rc != OK)
		return rc;
	if (known == NULL) {
		rc = add(im, r, organisation, id, e);
	} else {
		(void)snprintf(id, STORE_ID_BYTES, "%s", known);
		if (json_object_get(im->touched, id) != NULL)
			return error_set(e, ERR_INVALID, _("this stands in the files already."));
		rc = change(im, r, known, e);
	}
	if (rc == OK)
		json_object_set_new(im->touched, id, json_true());
	if (rc == OK && known == NULL)
		known_add(im, r, id);
	return rc;
}

/* What the record is may be wrong, and then the rest goes on; anything else ends it. */
static bool is_of_record(enum err rc)
{
	return rc == OK || rc == ERR_INVALID || rc == ERR_NOT_FOUND;
}

static void organisation_keep(struct importing *im, const char *key, const char *id,
			      const struct map_record *r)
{
	struct organisation *o;

	json_object_set_new(im->subjects, key, json_integer((json_int_t)im->organisation_count));
	VEC_ROOM(im->organisations, im->organisation_count, im->organisation_room);
	o = &im->organisations[im->organisation_count++];
	(void)snprintf(o->id, sizeof o->id, "%s", id);
	map_record_copy(&im->arena, r, &o->record);
	o->record.more = ""; /* nobody asks for it */
}

static enum err put_offer(struct importing *im, struct map_record *r, char id[STORE_ID_BYTES],
			  struct error *e)
{
	int64_t at = json_at_int(im->subjects, r->organisation, -1);

	if (at < 0) /* the readers see to it that it came first */
		return error_set(e, ERR_INVALID, _("its organisation could not be used."));
	r->organisation = im->organisations[at].id;
	return put(im, r, &im->organisations[at].record, id, e);
}

static enum err take(void *data, const struct map_record *r, unsigned line, struct error *e)
{
	struct importing *im = data;
	struct map_record made = *r;
	char id[STORE_ID_BYTES] = "";
	enum err rc;

	(void)line;
	if (im->failure != OK)
		return im->failure;
	made.id = made.entry = "";
	if (r->kind == MAP_OFFER) {
		rc = put_offer(im, &made, id, e);
	} else {
		rc = put(im, &made, NULL, id, e);
		if (rc == OK)
			organisation_keep(im, r->id, id, &made);
	}
	im->count->organisations += rc == OK && r->kind == MAP_ORGANISATION;
	im->count->offers += rc == OK && r->kind == MAP_OFFER;
	if (!is_of_record(rc)) {
		im->failure = rc;
		if (e != NULL)
			im->why = *e;
	}
	return rc;
}

static void bad(void *data, const char *file, unsigned line, const char *why, const char *row,
		size_t len)
{
	struct importing *im = data;

	if (im->failure != OK)
		return;
	im->count->rejected++;
	if (im->o->bad != NULL)
		im->o->bad(im->o->data, file, line, why, row, len);
}

static void tell(void *data, const char *sentence)
{
	const struct importing *im = data;

	if (im->o->tell != NULL)
		im->o->tell(im->o->data, sentence);
}

/* ---- the files ---- */

static enum err plain_read(struct importing *im, const struct map_sink *sink, struct error *e)
{
	const struct map_file *from = im->o->mapping;
	struct map_mapping mapping;
	enum err rc = OK;

	if (from != NULL)
		rc = care_mapping_read(&im->arena, from->name, from->bytes, from->len, &mapping, e);
	for (int i = 0; i < im->o->file_count && rc == OK; i++)
		rc = map_read_plain(care_map_words(im->s), &im->o->files[i],
				    from != NULL ? &mapping : NULL, sink, e);
	return rc;
}

static enum err files_read(struct importing *im, struct error *e)
{
	const struct map_sink sink = {take, bad, tell, im};
	const struct map_words *w = care_map_words(im->s);
	enum err rc = OK;

	switch (im->o->format) {
	case CARE_MAP_JSON:
		for (int i = 0; i < im->o->file_count && rc == OK; i++)
			rc = map_read_json(w, &im->o->files[i], &sink, e);
		return rc;
	case CARE_MAP_PACKAGE:
		return map_read_package(w, im->o->files, im->o->file_count, &sink, e);
	case CARE_MAP_PLAIN:
		return plain_read(im, &sink, e);
	}
	return rc;
}

static void importing_release(struct importing *im)
{
	for (int kind = 0; kind < 2; kind++) {
		json_decref(im->known.by_source[kind]);
		json_decref(im->known.by_name[kind]);
	}
	json_decref(im->subjects);
	json_decref(im->touched);
	free(im->organisations);
	arena_release(&im->arena);
}

static enum err all_read(struct importing *im, struct error *e)
{
	enum err rc = known_read(im, e);

	if (rc == OK)
		rc = files_read(im, e);
	if (im->failure != OK) {
		rc = im->failure;
		if (e != NULL)
			*e = im->why;
	}
	return rc;
}

/* One transaction around all, and none within: what fails undoes all of it. */
static enum err begin(struct care_session *s, struct error *e)
{
	enum err rc = store_begin(s->store, e);

	if (rc == OK) {
		rc = store_bulk_begin(s->store, e);
		if (rc != OK)
			store_rollback(s->store);
	}
	return rc;
}

static enum err end(struct care_session *s, enum err rc, struct error *e)
{
	if (rc == OK)
		rc = store_bulk_end(s->store, e);
	if (rc == OK)
		return store_commit(s->store, e);
	store_bulk_drop(s->store);
	store_rollback(s->store);
	return rc;
}

enum err care_map_import(struct care_session *s, const struct care_map_import *o,
			 struct care_map_count *out, struct error *e)
{
	struct importing im = {.s = s, .o = o, .count = out};
	enum err rc = o->is_dry ? OK : begin(s, e);

	*out = (struct care_map_count){0};
	if (rc != OK)
		return rc;
	for (int kind = 0; kind < 2; kind++) {
		im.known.by_source[kind] = json_object();
		im.known.by_name[kind] = json_object();
	}
	im.subjects = json_object();
	im.touched = json_object();
	rc = all_read(&im, e);
	importing_release(&im);
	if (!o->is_dry)
		rc = end(s, rc, e);
	if (rc != OK && !o->is_dry)
		*out = (struct care_map_count){0};
	return rc;
}
