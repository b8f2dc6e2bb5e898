/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/read_inner.h"
#include "map/write.h"

/* Which column of a plain CSV says what: first the mapping, then names of fields, then headings. */
struct finding {
	struct arena *a;
	const struct map_words *w;
	const struct read_rows *rows;
	const struct map_mapping *mapping;
	const struct map_sink *sink;
	struct read_columns *out;
	bool *is_settled, *is_plain; /* plain: neither organisation. nor offer. stands before it */
};

static bool is_same(const char *a, const char *b)
{
	struct str x = STR_INIT, y = STR_INIT;
	bool is;

	text_fold_bare(&x, a, strlen(a));
	text_fold_bare(&y, b, strlen(b));
	is = x.len > 0 && strcmp(x.bytes, y.bytes) == 0;
	str_release(&x);
	str_release(&y);
	return is;
}

/* One of the headings between commas. */
static bool is_among(const char *headings, const char *heading)
{
	struct str one = STR_INIT;
	bool is = false;

	for (const char *at = headings; !is && at != NULL && *at != '\0'; at += *at == ',') {
		size_t len = strcspn(at, ",");

		str_reset(&one);
		str_add_bytes(&one, at, len);
		is = is_same(one.bytes, heading);
		at += len;
	}
	str_release(&one);
	return is;
}

static const char *cut(const char *text, const char *begin)
{
	return text_begins(text, begin) ? text + strlen(begin) : NULL;
}

/* "organisation.phone", "offer.name", "phone", "more", "organisation". */
static bool name_read(const char *name, struct read_column *c, bool *is_plain)
{
	const char *of_organisation = cut(name, "organisation.");
	const char *of_offer = cut(name, "offer.");
	const char *field = of_organisation != NULL ? of_organisation
						    : of_offer != NULL ? of_offer : name;

	c->kind = of_organisation != NULL ? MAP_ORGANISATION : MAP_OFFER;
	*is_plain = of_organisation == NULL && of_offer == NULL;
	if (text_equal(name, "organisation") || text_equal(name, "offer")) {
		c->kind = *name == 'o' && name[1] == 'r' ? MAP_ORGANISATION : MAP_OFFER;
		*is_plain = false;
		field = "name";
	}
	c->what = text_equal(field, "more") ? READ_MORE : READ_FIELD;
	c->field = map_field_of(field);
	if (c->what == READ_FIELD && c->field < 0)
		return false;
	return c->what == READ_MORE || !*is_plain ||
	       map_field_info((enum map_field)c->field)->of_offer;
}

static bool name_fits(const struct read_column *c)
{
	return c->what == READ_MORE || map_field_is_of((enum map_field)c->field, c->kind);
}

/* Words of config, and the labels of the screens; NULL: nobody knows it. */
static const char *name_of_heading(const struct map_words *w, const char *heading)
{
	const struct map_word *words = w->lists[MAP_LIST_COLUMNS].words;

	for (int i = 0; i < w->lists[MAP_LIST_COLUMNS].count; i++)
		if (is_among(words[i].label, heading) || is_among(words[i].other, heading))
			return words[i].key;
	for (int i = 0; i < MAP_FIELD_COUNT; i++) {
		const struct map_field_info *info = map_field_info((enum map_field)i);

		if (is_same(info->label, heading) || is_same(_(info->label), heading))
			return info->name;
	}
	return NULL;
}

bool map_is_heading(const struct map_words *w, const char *heading)
{
	struct read_column ignored;
	bool is_plain;

	return name_read(heading, &ignored, &is_plain) || name_of_heading(w, heading) != NULL;
}

/* A heading as it is told: its first line, and not too much of it. */
static const char *shown(const struct finding *f, const char *heading)
{
	enum { SHOWN_COLUMNS = 40 };
	int used;

	return arena_bytes(f->a, heading,
			   text_fit(heading, strcspn(heading, "\r\n"), SHOWN_COLUMNS, &used));
}

static void tell(const struct finding *f, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static void tell(const struct finding *f, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	f->sink->tell(f->sink->data, text.bytes);
	str_release(&text);
}

static enum err bad_mapping(const struct finding *f, unsigned line, struct error *e,
			    const char *format, ...) __attribute__((format(printf, 4, 5)));
static enum err bad_mapping(const struct finding *f, unsigned line, struct error *e,
			    const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	(void)error_set(e, ERR_INVALID, _("%s, line %u: %s"), f->mapping->name, line,
			text.bytes);
	str_release(&text);
	return ERR_INVALID;
}

static enum err mapped(struct finding *f, int n, struct error *e)
{
	const struct map_column *from = &f->mapping->columns[n];
	struct read_column *c = NULL;
	size_t at = 0;

	while (at < f->out->count &&
	       (f->is_settled[at] || !is_same(f->rows->names[at], from->heading)))
		at++;
	if (at == f->out->count)
		return bad_mapping(f, from->heading_line, e, _("the file has no column '%s', or has it twice."),
				   from->heading);
	c = &f->out->columns[at];
	f->is_settled[at] = true;
	c->order = n;
	c->joins = from->joins;
	c->from = from;
	if (text_equal(from->field, "-")) {
		c->what = READ_SKIP;
		return OK;
	}
	if (!name_read(from->field, c, &f->is_plain[at]) ||
	    (!f->is_plain[at] && !name_fits(c)))
		return bad_mapping(f, from->line, e, _("There is no field called '%s'."), from->field);
	return OK;
}

static void by_heading(struct finding *f, size_t at)
{
	struct read_column *c = &f->out->columns[at];
	const char *heading = f->rows->names[at], *name = heading;
	const char *of_organisation = cut(heading, "organisation.");

	if (name_read(name, c, &f->is_plain[at]) && (f->is_plain[at] || name_fits(c)))
		return;
	name = name_of_heading(f->w, heading);
	if (name != NULL && name_read(name, c, &f->is_plain[at]))
		return;
	c->what = READ_UNKNOWN;
	c->kind = of_organisation != NULL ? MAP_ORGANISATION : MAP_OFFER;
	f->is_plain[at] = of_organisation == NULL;
	if (of_organisation != NULL && *of_organisation != '\0')
		c->heading = of_organisation;
	tell(f, _("The column '%s' is not known; it is kept beside the rest."),
	     shown(f, heading));
}

/*
 * Where no column names the organisation, or none an offer, a row is one of both: a plain field is of the organisation,
 * unless only offers have it.
 */
static void settle_plain(struct finding *f)
{
	struct read_columns *out = f->out;
	bool has_organisation = false, has_offer = false;

	for (size_t i = 0; i < out->count; i++) {
		const struct read_column *c = &out->columns[i];

		if (c->what != READ_FIELD || c->field != MAP_NAME)
			continue;
		has_organisation |= !f->is_plain[i] && c->kind == MAP_ORGANISATION;
		has_offer |= c->kind == MAP_OFFER;
	}
	out->is_one = !has_organisation || !has_offer;
	for (size_t i = 0; i < out->count; i++) {
		struct read_column *c = &out->columns[i];
		bool is_of_either = c->what == READ_MORE || c->what == READ_UNKNOWN ||
				    (c->what == READ_FIELD &&
				     map_field_info((enum map_field)c->field)->of_organisation);

		if (f->is_plain[i] && out->is_one && is_of_either)
			c->kind = MAP_ORGANISATION;
		out->has_offers |= c->what == READ_FIELD && c->kind == MAP_OFFER;
	}
}

/* A field that two columns give is given by the first, unless the mapping joins them. */
static enum err settle_doubles(struct finding *f, struct error *e)
{
	struct read_columns *out = f->out;

	for (size_t i = 0; i < out->count; i++) {
		struct read_column *c = &out->columns[i];

		for (size_t k = 0; k < out->count && c->what == READ_FIELD; k++) {
			const struct read_column *o = &out->columns[k];

			if (k == i || o->what != READ_FIELD || o->kind != c->kind ||
			    o->field != c->field || c->joins || o->order > c->order)
				continue;
			if (o->order == c->order && k > i)
				continue;
			if (c->from != NULL)
				return bad_mapping(f, c->from->line, e,
						   _("another column gives '%s' already; with '+ %s' they are joined."),
						   c->from->field, c->from->field);
			c->what = READ_UNKNOWN;
			tell(f, _("Another column says what '%s' says; it is kept beside the rest."),
			     shown(f, f->rows->names[i]));
		}
	}
	return OK;
}

static bool has_name(const struct read_columns *c)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->columns[i].what == READ_FIELD && c->columns[i].field == MAP_NAME)
			return true;
	return false;
}

enum err read_columns_find(struct arena *a, const struct map_words *w, const struct read_rows *rows,
			   const struct map_mapping *mapping, const struct map_sink *sink,
			   struct read_columns *out, struct error *e)
{
	struct finding f = {a, w, rows, mapping, sink, out, NULL, NULL};
	int several = mapping == NULL ? 0 : mapping->count;
	enum err rc = OK;

	out->count = rows->width;
	out->columns = arena_array(a, out->count, sizeof *out->columns);
	f.is_settled = arena_array(a, out->count, sizeof *f.is_settled);
	f.is_plain = arena_array(a, out->count, sizeof *f.is_plain);
	for (size_t i = 0; i < out->count; i++)
		out->columns[i].heading = rows->names[i];
	for (int i = 0; i < several && rc == OK; i++)
		rc = mapped(&f, i, e);
	for (size_t i = 0; i < out->count && rc == OK; i++) {
		if (f.is_settled[i])
			continue;
		out->columns[i].order = several; /* behind all of the mapping */
		by_heading(&f, i);
	}
	if (rc == OK) {
		settle_plain(&f);
		rc = settle_doubles(&f, e);
	}
	if (rc == OK && !has_name(out))
		rc = error_set(e, ERR_INVALID,
			       _("%s: no column with a name was found. Is the first line the "
				 "header? A mapping file says which column is what."),
			       rows->file->name);
	return rc;
}
