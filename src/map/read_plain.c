/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/read_inner.h"

#include <stdlib.h>

/*
 * Plain CSV: a row is an offer with its organisation, or an organisation alone.  What several rows say of one
 * organisation is put together before it is handed on.
 */
struct row {
	struct map_record offer;
	bool has_offer;
	int organisation; /* which */
	unsigned line;
	const char *raw;
	size_t raw_len;
};

struct organisation {
	struct map_record record;
	int first_row;
	bool is_done, is_bad;
};

struct plain {
	const struct map_words *w;
	const struct map_sink *sink;
	struct read_rows rows;
	struct read_columns columns;
	struct arena arena;
	struct row *items;
	size_t count, room;
	struct organisation *organisations;
	size_t organisation_count, organisation_room;
	json_t *by_key;   /* of an organisation: which */
	json_t *by_name;  /* the first with this name */
	json_t *offers;   /* in which line */
	size_t kept;      /* of READ_KEPT_BYTES */
};

static void row_bad(const struct plain *p, const struct row *row, const char *why)
{
	p->sink->bad(p->sink->data, p->rows.file->name, row->line, why, row->raw, row->raw_len);
}

/* What the mapping says is meant by it. */
static const char *meant(const struct read_column *c, const char *text)
{
	struct str said = STR_INIT, one = STR_INIT;
	const char *key = text;

	if (c->from == NULL || c->from->value_count == 0)
		return text;
	text_fold_bare(&said, text, strlen(text));
	for (int i = 0; i < c->from->value_count; i++) {
		str_reset(&one);
		text_fold_bare(&one, c->from->values[i].text, strlen(c->from->values[i].text));
		if (strcmp(one.bytes, said.bytes) == 0)
			key = c->from->values[i].key;
	}
	str_release(&said);
	str_release(&one);
	return text_equal(key, "-") ? "" : key;
}

/* Joined columns come in the order of the mapping. */
static void field_add(struct plain *p, struct map_record *r, const struct read_column *c,
		      const char *text)
{
	const char **value = &r->values[c->field];
	bool is_places = map_field_info((enum map_field)c->field)->type == MAP_TYPE_PLACES;

	text = meant(c, text);
	if (*text == '\0')
		return;
	*value = **value == '\0' ? text
				 : arena_format(&p->arena, "%s%s%s", *value,
						is_places ? ", " : " ", text);
}

/* JSON of an export; false: it is none. */
static bool more_add(json_t *more, const char *text)
{
	json_t *inner = NULL;
	bool is;

	if (*text == '\0')
		return true;
	is = json_text_read(text, strlen(text), &inner, NULL) == OK && json_is_object(inner);
	if (is) {
		read_filled_drop(inner);
		json_object_update_missing(more, inner);
	}
	json_decref(inner);
	return is;
}

struct reading {
	struct map_record organisation, offer;
	json_t *of_organisation, *of_offer; /* 'more' */
};

static bool cell_take(struct plain *p, struct reading *r, const struct read_column *c,
		      const char *text)
{
	bool is_organisation = c->kind == MAP_ORGANISATION;
	struct map_record *record = is_organisation ? &r->organisation : &r->offer;
	json_t *more = is_organisation ? r->of_organisation : r->of_offer;

	switch (c->what) {
	case READ_SKIP:
		return true;
	case READ_FIELD:
		field_add(p, record, c, text);
		return true;
	case READ_MORE:
		return more_add(more, text);
	case READ_UNKNOWN:
		json_put_text(more, c->heading, text);
		return true;
	}
	return true;
}

static bool cells_take(struct plain *p, struct reading *r)
{
	int least = 0;
	bool is_good = true;

	/* by order: a join goes behind what it is joined to, wherever its column stands */
	for (int next; least >= 0; least = next) {
		next = -1;
		for (size_t i = 0; i < p->columns.count; i++) {
			const struct read_column *c = &p->columns.columns[i];

			if (c->order > least && (next < 0 || c->order < next))
				next = c->order;
			if (c->order == least)
				is_good &= cell_take(p, r, c,
						     read_cell(&p->arena, p->rows.csv.cells[i]));
		}
	}
	return is_good;
}

static bool says_anything(const struct map_record *r, bool only_of_offers)
{
	for (int i = 0; i < MAP_FIELD_COUNT; i++)
		if (*r->values[i] != '\0' &&
		    (!only_of_offers || !map_field_info((enum map_field)i)->of_organisation))
			return true;
	return false;
}

static const char *more_text(struct plain *p, const json_t *more)
{
	struct str text = STR_INIT;
	const char *kept = "";

	if (json_object_size(more) > 0) {
		json_text_write(&text, more);
		kept = arena_bytes(&p->arena, text.bytes, text.len);
		p->kept += text.len;
	}
	str_release(&text);
	return kept;
}

/* A row without the name of an offer says all of its organisation. */
static void alone(struct reading *r)
{
	for (int i = 0; i < MAP_FIELD_COUNT; i++) {
		if (*r->organisation.values[i] == '\0' && i != MAP_NAME &&
		    map_field_info((enum map_field)i)->of_organisation)
			r->organisation.values[i] = r->offer.values[i];
	}
	json_object_update_missing(r->of_organisation, r->of_offer);
}

static struct read_column *column_of(struct plain *p, enum map_kind kind, int field)
{
	for (size_t i = 0; i < p->columns.count; i++) {
		struct read_column *c = &p->columns.columns[i];

		if (c->what == READ_FIELD && c->kind == kind && c->field == field)
			return c;
	}
	return NULL;
}

static void misfit_tell(struct plain *p, struct read_column *c)
{
	struct str text = STR_INIT;

	if (c->is_told)
		return;
	c->is_told = true;
	str_addf(&text, _("Not all of the column '%s' can be understood (line %u is the first); "
			  "that is kept beside the rest."),
		 read_shown(&p->arena, c->heading), p->rows.csv.line);
	p->sink->tell(p->sink->data, text.bytes);
	str_release(&text);
}

/* "geen" as a phone number costs nobody the row. */
static void misfits_keep(struct plain *p, struct map_record *r, json_t *more)
{
	for (int i = 0; i < MAP_FIELD_COUNT; i++) {
		struct read_column *c = column_of(p, r->kind, i);
		const char *fitting;

		if (*r->values[i] == '\0' || i == MAP_NAME || c == NULL ||
		    read_fits(&p->arena, p->w, r->kind, (enum map_field)i, r->values[i], &fitting))
			continue;
		misfit_tell(p, c);
		if (json_object_get(more, c->heading) == NULL)
			json_put_text(more, c->heading, r->values[i]);
		r->values[i] = "";
	}
}

static enum err record_settle(struct plain *p, struct map_record *r, json_t *more,
			      struct error *why)
{
	enum err rc = read_check(&p->arena, p->w, r, why);

	return rc == OK ? read_more_settle(&p->arena, p->w, r, more, why) : rc;
}

static bool settle(struct plain *p, struct reading *r, struct row *row, struct error *why)
{
	misfits_keep(p, &r->organisation, r->of_organisation);
	misfits_keep(p, &r->offer, r->of_offer);
	if (p->columns.is_one && says_anything(&r->offer, false))
		r->offer.values[MAP_NAME] = r->organisation.values[MAP_NAME];
	row->has_offer = *r->offer.values[MAP_NAME] != '\0' || says_anything(&r->offer, true);
	if (!row->has_offer)
		alone(r);
	r->organisation.more = more_text(p, r->of_organisation);
	r->offer.more = more_text(p, r->of_offer);
	if (row->has_offer && *r->organisation.values[MAP_NAME] == '\0') {
		(void)error_set(why, ERR_INVALID, _("it does not say whose offer it is."));
		return false;
	}
	return record_settle(p, &r->organisation, r->of_organisation, why) == OK &&
	       (!row->has_offer || record_settle(p, &r->offer, r->of_offer, why) == OK);
}

static const char *key_of(struct plain *p, const char *kind, const char *a, const char *b)
{
	struct str folded = STR_INIT;
	const char *key;

	str_addf(&folded, "%s:", kind);
	text_fold_bare(&folded, a, strlen(a));
	str_add_char(&folded, '\n');
	text_fold_bare(&folded, b, strlen(b));
	key = arena_bytes(&p->arena, folded.bytes, folded.len);
	str_release(&folded);
	return key;
}

static int found(const json_t *object, const char *key)
{
	const json_t *at = json_object_get(object, key);

	return at == NULL ? -1 : (int)json_integer_value(at);
}

/* By its id, else by name and postcode; a name alone is the first one that has it. */
static int organisation_find(struct plain *p, const struct map_record *r, const char **key)
{
	const char *source = r->values[MAP_SOURCE], *postcode = r->values[MAP_POSTCODE];
	int at;

	*key = *source != '\0' ? arena_format(&p->arena, "id:%s", source)
			       : key_of(p, "name", r->values[MAP_NAME], postcode);
	at = found(p->by_key, *key);
	if (at < 0 && *source == '\0' && *postcode == '\0')
		at = found(p->by_name, key_of(p, "name", r->values[MAP_NAME], ""));
	return at;
}

static int organisation_add(struct plain *p, const struct map_record *r, const char *key)
{
	int at = (int)p->organisation_count;
	const char *name = key_of(p, "name", r->values[MAP_NAME], "");
	struct organisation *o;

	VEC_ROOM(p->organisations, p->organisation_count, p->organisation_room);
	o = &p->organisations[p->organisation_count++];
	*o = (struct organisation){.record = *r, .first_row = (int)p->count};
	o->record.id = *r->values[MAP_SOURCE] != '\0' ? r->values[MAP_SOURCE] : key;
	json_object_set_new(p->by_key, key, json_integer(at));
	if (found(p->by_name, name) < 0)
		json_object_set_new(p->by_name, name, json_integer(at));
	return at;
}

static void organisation_fill(struct map_record *r, const struct map_record *from)
{
	for (int i = 0; i < MAP_FIELD_COUNT; i++)
		if (*r->values[i] == '\0')
			r->values[i] = from->values[i];
	if (*r->more == '\0')
		r->more = from->more;
}

/* An offer twice, or an organisation alone twice: nobody knows which of the two counts. */
static bool is_double(struct plain *p, const struct row *row, bool was_known, struct str *why)
{
	const char *source = row->offer.values[MAP_SOURCE];
	const char *owner = arena_format(&p->arena, "%d", row->organisation), *key;
	int line;

	if (!row->has_offer) {
		if (was_known)
			str_add(why, _("this organisation stands in the files already."));
		return was_known;
	}
	key = *source != '\0' ? arena_format(&p->arena, "id:%s", source)
			      : key_of(p, owner, row->offer.values[MAP_NAME], "");
	line = found(p->offers, key);
	if (line >= 0)
		str_addf(why, _("this offer stands in line %d already."), line);
	else
		json_object_set_new(p->offers, key, json_integer(row->line));
	return line >= 0;
}

static void row_keep(struct plain *p, struct row *row, const struct reading *r)
{
	struct str why = STR_INIT;
	const char *key;
	bool was_known;

	row->organisation = organisation_find(p, &r->organisation, &key);
	was_known = row->organisation >= 0;
	if (!was_known)
		row->organisation = organisation_add(p, &r->organisation, key);
	row->offer = r->offer;
	if (is_double(p, row, was_known, &why)) {
		row_bad(p, row, why.bytes);
	} else {
		if (was_known)
			organisation_fill(&p->organisations[row->organisation].record,
					  &r->organisation);
		VEC_ROOM(p->items, p->count, p->room);
		p->items[p->count++] = *row;
	}
	str_release(&why);
}

static void row_take(struct plain *p)
{
	struct reading r = {.of_organisation = json_object(), .of_offer = json_object()};
	struct error why = ERROR_INIT;
	struct row row = {.line = p->rows.csv.line};
	const char *raw = read_rows_raw(&p->rows, &row.raw_len);

	row.raw = arena_bytes(&p->arena, raw, row.raw_len);
	p->kept += READ_ROW_COSTS + 3 * row.raw_len;
	map_record_empty(&r.organisation, MAP_ORGANISATION);
	map_record_empty(&r.offer, MAP_OFFER);
	if (!cells_take(p, &r))
		row_bad(p, &row, _("what stands under 'more' is no JSON object."));
	else if (!settle(p, &r, &row, &why))
		row_bad(p, &row, why.text);
	else
		row_keep(p, &row, &r);
	json_decref(r.of_organisation);
	json_decref(r.of_offer);
}

static void organisation_hand_on(const struct plain *p, struct organisation *o,
				 const struct row *row)
{
	struct error why = ERROR_INIT;

	if (o->is_done)
		return;
	o->is_done = true;
	o->is_bad = p->sink->record(p->sink->data, &o->record, row->line, &why) != OK;
	if (o->is_bad && !row->has_offer)
		row_bad(p, row, why.text);
}

static void hand_on(struct plain *p)
{
	for (size_t i = 0; i < p->count; i++) {
		struct row *row = &p->items[i];
		struct organisation *o = &p->organisations[row->organisation];
		struct error why = ERROR_INIT;

		organisation_hand_on(p, o, row);
		if (!row->has_offer)
			continue;
		row->offer.organisation = o->record.id;
		row->offer.id = arena_format(&p->arena, "%s:%zu", p->rows.file->name, i);
		if (o->is_bad)
			row_bad(p, row, _("its organisation could not be used."));
		else if (p->sink->record(p->sink->data, &row->offer, row->line, &why) != OK)
			row_bad(p, row, why.text);
	}
}

static void plain_release(struct plain *p)
{
	json_decref(p->by_key);
	json_decref(p->by_name);
	json_decref(p->offers);
	free(p->items);
	free(p->organisations);
	read_rows_release(&p->rows);
	arena_release(&p->arena);
}

enum err map_read_plain(const struct map_words *w, const struct map_file *file,
			const struct map_mapping *mapping, const struct map_sink *sink,
			struct error *e)
{
	struct plain p = {.w = w,
			  .sink = sink,
			  .by_key = json_object(),
			  .by_name = json_object(),
			  .offers = json_object()};
	enum err rc = read_size_check(file, e);

	if (rc == OK)
		rc = read_rows_begin(&p.rows, file, sink, e);
	else
		p.rows.csv.text = p.rows.text = (struct str)STR_INIT;
	if (rc == OK)
		rc = read_columns_find(&p.arena, w, &p.rows, mapping, sink, &p.columns, e);
	while (rc == OK && read_rows_next(&p.rows)) {
		row_take(&p);
		if (p.kept > READ_KEPT_BYTES)
			rc = read_too_much(file, e);
	}
	if (rc == OK)
		hand_on(&p);
	plain_release(&p);
	return rc;
}
