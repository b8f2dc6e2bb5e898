/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing an organisation or offer: a part of its fields at a time, made from their table.  What
 * is typed and not saved waits as in other sheets (kept.h): kind, the id of the record, and which
 * part, or of a new offer its organisation.
 */
#include "ui/list.h"
#include "ui/sheet.h"
#include "ui/social.h"
#include "ui/woman.h"

enum { FIELDS_MOST = 10, PARTS_MOST = 10 };

struct part {
	const char *key, *label;
	int count;
	enum map_field fields[FIELDS_MOST];
};

static const struct part organisation_parts[] = {
	{"part/what", N_("Name, what it does, for whom"), 5,
	 {MAP_NAME, MAP_OTHER_NAME, MAP_KINDS, MAP_TASKS, MAP_FOR_WHOM}},
	{"part/reach", N_("Phone, e-mail, times"), 6,
	 {MAP_PHONE, MAP_EMAIL, MAP_WEBSITE, MAP_CONTACT, MAP_TIMES, MAP_HANDOVER}},
	{"part/where", N_("Address and district"), 6,
	 {MAP_STREET, MAP_POSTCODE, MAP_CITY, MAP_DISTRICT, MAP_CONFIDENTIAL, MAP_AREAS}},
	{"part/helps", N_("What it helps with, languages"), 4,
	 {MAP_PRECONDITIONS, MAP_HELPS, MAP_THEMES, MAP_LANGUAGES}},
	{"part/keep", N_("Status, checked, for colleagues"), 3,
	 {MAP_STATUS, MAP_CHECKED_ON, MAP_NOTE}},
};

static const struct part offer_parts[] = {
	{"part/what", N_("Name, what it does, for whom"), 5,
	 {MAP_NAME, MAP_OTHER_NAME, MAP_KINDS, MAP_TASKS, MAP_FOR_WHOM}},
	{"part/who", N_("Who may come: rung, income, age"), 7,
	 {MAP_RUNGS, MAP_LEVELS, MAP_BENEFITS, MAP_CONSENT_FOR, MAP_WOMEN_ONLY, MAP_AGE_FROM,
	  MAP_AGE_TO}},
	{"part/language", N_("Language and children"), 5,
	 {MAP_LANGUAGE_FROM, MAP_LANGUAGE_TO, MAP_LANGUAGES, MAP_CHILDCARE, MAP_CHILD_FROM}},
	{"part/when", N_("When it is, and what it costs"), 5,
	 {MAP_DAYPARTS, MAP_TIMES, MAP_START, MAP_HOURS_FROM, MAP_COST}},
	{"part/asks", N_("What it asks of her"), 5,
	 {MAP_LOADS, MAP_DIPLOMA, MAP_WORK_PERMIT, MAP_DUTY, MAP_CERTAIN}},
	{"part/helps", N_("What it helps with"), 4,
	 {MAP_PRECONDITIONS, MAP_HELPS, MAP_THEMES, MAP_WISHES}},
	{"part/come", N_("How somebody comes in, waiting time"), 5,
	 {MAP_INTAKE, MAP_HANDOVER, MAP_CAPACITY, MAP_WAIT_WEEKS, MAP_WAIT_ON}},
	{"part/reach", N_("Phone and e-mail, where they differ"), 4,
	 {MAP_PHONE, MAP_EMAIL, MAP_WEBSITE, MAP_CONTACT}},
	{"part/where", N_("Address and district"), 6,
	 {MAP_STREET, MAP_POSTCODE, MAP_CITY, MAP_DISTRICT, MAP_CONFIDENTIAL, MAP_AREAS}},
	{"part/keep", N_("Status, checked, for colleagues"), 3,
	 {MAP_STATUS, MAP_CHECKED_ON, MAP_NOTE}},
};

/* Of a new one only what everybody asks for; the rest is a part later on. */
static const struct part new_parts[] = {
	[MAP_ORGANISATION] = {"", N_("New organisation"), 9,
			      {MAP_NAME, MAP_PHONE, MAP_TASKS, MAP_FOR_WHOM, MAP_KINDS, MAP_STREET,
			       MAP_POSTCODE, MAP_CITY, MAP_DISTRICT}},
	[MAP_OFFER] = {"", N_("New offer"), 9,
		       {MAP_NAME, MAP_TASKS, MAP_FOR_WHOM, MAP_PRECONDITIONS, MAP_RUNGS,
			MAP_BENEFITS, MAP_LANGUAGE_FROM, MAP_CHILDCARE, MAP_DAYPARTS}},
};

struct edit {
	enum map_kind kind;
	char *id, *of, *organisation;
	struct part part;
	struct care_kept_place place;
};

static const struct part *parts_of(enum map_kind kind, int *count)
{
	*count = kind == MAP_OFFER ? (int)(sizeof offer_parts / sizeof *offer_parts)
				   : (int)(sizeof organisation_parts / sizeof *organisation_parts);
	return kind == MAP_OFFER ? offer_parts : organisation_parts;
}

/* A part by its key, or one field by its name as a part of its own. */
static bool part_find(enum map_kind kind, const char *key, struct part *out)
{
	int count, field = map_field_of(key);
	const struct part *parts = parts_of(kind, &count);

	for (int i = 0; i < count; i++) {
		if (text_equal(parts[i].key, key)) {
			*out = parts[i];
			return true;
		}
	}
	if (field < 0 || !map_field_is_of((enum map_field)field, kind))
		return false;
	*out = (struct part){.key = map_field_info((enum map_field)field)->name,
			     .label = map_field_info((enum map_field)field)->label,
			     .count = 1,
			     .fields = {(enum map_field)field}};
	return true;
}

/* ---- fields ---- */

static const char *hint_of(enum map_field field)
{
	static const struct {
		enum map_field field;
		const char *hint;
	} hints[] = {
		{MAP_AREAS, N_("Towns, districts or beginnings of postcodes, with a comma between.")},
		{MAP_CONFIDENTIAL, N_("A secret address never stands on paper.")},
		{MAP_FOR_WHOM, N_("In their own words: for example mothers with little children.")},
		{MAP_CONTACT, N_("A role, not a person: for example intake worker.")},
		{MAP_BENEFITS, N_("Tick all that may come; nothing ticked is not known.")},
		{MAP_RUNGS, N_("Tick all that may come; nothing ticked is not known.")},
		{MAP_WAIT_WEEKS, N_("0: no waiting time.")},
	};

	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
		if (hints[i].field == field)
			return _(hints[i].hint);
	}
	return NULL;
}

/* The words of a list in the arena; a single one may also be unknown again. */
static void choices_set(const struct app *a, struct arena *arena, enum map_field field,
			struct ui_field *out)
{
	const struct map_field_info *info = map_field_info(field);
	const struct map_words *words = care_map_words(a->session);
	int count = words->lists[info->list].count;
	const char **keys = arena_array(arena, (size_t)count + 1, sizeof *keys);
	const char **labels = arena_array(arena, (size_t)count + 1, sizeof *labels);

	for (int i = 0; i < count; i++) {
		keys[i] = words->lists[info->list].words[i].key;
		labels[i] = words->lists[info->list].words[i].label;
	}
	keys[count] = "";
	labels[count] = _("not known");
	out->keys = keys;
	out->labels = labels;
	out->count = count + (info->type == MAP_TYPE_KEY && field != MAP_STATUS);
}

static struct ui_field field_of(const struct app *a, struct arena *arena,
				const struct map_record *r, enum map_field field)
{
	static const enum ui_field_kind kinds[] = {
		[MAP_TYPE_LINE] = UI_FIELD_LINE,     [MAP_TYPE_TEXT] = UI_FIELD_TEXT,
		[MAP_TYPE_PHONE] = UI_FIELD_LINE,    [MAP_TYPE_PLACES] = UI_FIELD_LINE,
		[MAP_TYPE_KEY] = UI_FIELD_CHOICE,    [MAP_TYPE_KEYS] = UI_FIELD_CHOICES,
		[MAP_TYPE_NUMBER] = UI_FIELD_LINE,   [MAP_TYPE_DATE] = UI_FIELD_DATE,
		[MAP_TYPE_WORKER] = UI_FIELD_LINE,   [MAP_TYPE_HIDDEN] = UI_FIELD_LINE,
	};
	const struct map_field_info *info = map_field_info(field);
	struct ui_field out = {.kind = kinds[info->type],
			       .label = _(info->label),
			       .hint = hint_of(field),
			       .value = r->values[field],
			       .sense = DATE_PAST,
			       .is_whole_day = true,
			       .is_required = field == MAP_NAME};

	if (info->type == MAP_TYPE_KEY || info->type == MAP_TYPE_KEYS)
		choices_set(a, arena, field, &out);
	return out;
}

/* ---- saving ---- */

/* A date that was typed is a check by who typed it. */
static void checked_by(const struct app *a, const struct map_record *was, struct map_record *r)
{
	if (!text_equal(was->values[MAP_CHECKED_ON], r->values[MAP_CHECKED_ON]))
		r->values[MAP_CHECKED_BY] = text_is_empty(r->values[MAP_CHECKED_ON])
						    ? ""
						    : care_session_worker(a->session);
}

static enum err record_read(struct app *a, const struct edit *edit, struct arena *arena,
			    struct map_record *r, struct error *e)
{
	struct date today = clock_today(a->clock);
	struct str day = STR_INIT;

	if (!text_is_empty(edit->id))
		return map_get(care_map(a->session), edit->kind, edit->id, arena, r, e);
	map_record_empty(r, edit->kind);
	r->organisation = edit->organisation;
	date_write(&day, &today, DATE_ISO, "");
	r->values[MAP_CHECKED_ON] = arena_text(arena, day.bytes);
	r->values[MAP_CHECKED_BY] = care_session_worker(a->session);
	str_release(&day);
	return OK;
}

/* A new one is opened: what else is known of it comes next. */
static void saved(struct app *a, const struct edit *edit, const char *id)
{
	ui_saved(a);
	if (!text_is_empty(edit->id))
		return;
	if (edit->kind == MAP_OFFER)
		ui_offer_push(a, id);
	else
		ui_organisation_push(a, id);
}

static enum err save(struct app *a, void *data, const char *const *values, struct error *e)
{
	struct edit *edit = data;
	struct arena arena = ARENA_INIT;
	struct map_record was, r;
	char id[37] = "";
	enum err rc = record_read(a, edit, &arena, &was, e);

	if (rc == OK) {
		r = was;
		for (int i = 0; i < edit->part.count; i++)
			r.values[edit->part.fields[i]] = values[i];
		checked_by(a, &was, &r);
		rc = care_map_save(a->session, &r, id, e);
	}
	if (rc == OK)
		saved(a, edit, id);
	arena_release(&arena);
	return rc;
}

static void edit_free(void *data)
{
	struct edit *edit = data;

	free(edit->id);
	free(edit->of);
	free(edit->organisation);
	free(edit);
}

static void sheet_push(struct app *a, const struct map_record *r, const struct part *part)
{
	static const char *const kinds[] = {[MAP_ORGANISATION] = "organisation",
					    [MAP_OFFER] = "offer"};
	struct edit *edit = mem_new(sizeof *edit);
	struct ui_field fields[FIELDS_MOST];
	struct arena arena = ARENA_INIT;
	struct str title = STR_INIT;

	edit->kind = r->kind;
	edit->id = mem_text(r->id);
	edit->organisation = mem_text(r->organisation);
	edit->of = mem_text(text_is_empty(r->id) ? r->organisation : part->key);
	edit->part = *part;
	edit->place = (struct care_kept_place){
		.kind = kinds[r->kind], .client = "", .id = edit->id, .of = edit->of};
	for (int i = 0; i < part->count; i++)
		fields[i] = field_of(a, &arena, r, part->fields[i]);
	str_add(&title, _(part->label));
	if (!text_is_empty(r->id))
		str_addf(&title, " %s %s", a->theme.marks[UI_MARK_DOT], r->values[MAP_NAME]);
	ui_sheet_push_kept(a, title.bytes, fields, part->count, save, edit, edit_free,
			   &edit->place);
	arena_release(&arena);
	str_release(&title);
}

void ui_social_new(struct app *a, enum map_kind kind, const char *organisation,
		   const char *name)
{
	struct map_record r;

	map_record_empty(&r, kind);
	r.organisation = organisation;
	r.values[MAP_NAME] = name;
	sheet_push(a, &r, &new_parts[kind]);
}

static bool part_push(struct app *a, const struct ui_social_at *at, const char *key)
{
	struct error e = ERROR_INIT;
	struct arena arena = ARENA_INIT;
	struct map_record r;
	struct part part;
	bool is_there = part_find(at->kind, key, &part);

	if (is_there && map_get(care_map(a->session), at->kind, at->id, &arena, &r, &e) == OK)
		sheet_push(a, &r, &part);
	else if (is_there)
		ui_error(a, &e);
	arena_release(&arena);
	return is_there && e.text[0] == '\0';
}

static unsigned part_chosen(struct app *a, void *data, int index)
{
	const struct ui_social_at *at = data;
	int count;
	const struct part *parts = parts_of(at->kind, &count);

	if (index >= 0)
		(void)part_push(a, at, parts[index].key);
	return UI_REDRAW;
}

void ui_social_change(struct app *a, struct ui_social_at *at)
{
	const char *labels[PARTS_MOST];
	int count;
	const struct part *parts = parts_of(at->kind, &count);

	for (int i = 0; i < count; i++)
		labels[i] = _(parts[i].label);
	ui_choose_push(a, _("What do you want to change?"), labels, count, part_chosen, at);
}

void ui_social_change_field(struct app *a, const struct ui_social_at *at, enum map_field field)
{
	bool is_place = field == MAP_STREET; /* stands for the whole address */

	(void)part_push(a, at, is_place ? "part/where" : map_field_info(field)->name);
}

bool ui_social_kept_open(struct app *a, const struct care_kept_place *place)
{
	struct ui_social_at at = {
		.kind = text_equal(place->kind, "offer") ? MAP_OFFER : MAP_ORGANISATION};
	bool is_new = text_is_empty(place->id);

	if (at.kind != MAP_OFFER && !text_equal(place->kind, "organisation"))
		return false;
	if (is_new && at.kind == MAP_ORGANISATION)
		ui_social_push(a);
	else if (is_new)
		ui_organisation_push(a, place->of);
	else if (at.kind == MAP_OFFER)
		ui_offer_push(a, place->id);
	else
		ui_organisation_push(a, place->id);
	if (is_new) {
		ui_social_new(a, at.kind, place->of, "");
		return true;
	}
	(void)snprintf(at.id, sizeof at.id, "%s", place->id);
	return part_push(a, &at, place->of);
}
