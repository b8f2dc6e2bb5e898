/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on the card of an organisation or offer, in which order. */
#include "ui/card.h"

#include "ui/woman.h"

/* The first four stand there also when nothing is known of them. */
static const enum map_field order[] = {
	MAP_PHONE,    MAP_TASKS,     MAP_FOR_WHOM,    MAP_STREET,      MAP_STATUS,
	MAP_CONTACT,  MAP_EMAIL,     MAP_WEBSITE,     MAP_TIMES,       MAP_DAYPARTS,
	MAP_START,    MAP_COST,      MAP_INTAKE,      MAP_HANDOVER,    MAP_WAIT_WEEKS,
	MAP_WAIT_ON,  MAP_CAPACITY,  MAP_CHILDCARE,   MAP_CHILD_FROM,  MAP_LANGUAGE_FROM,
	MAP_LANGUAGE_TO, MAP_LANGUAGES, MAP_RUNGS,    MAP_LEVELS,      MAP_BENEFITS,
	MAP_CONSENT_FOR, MAP_WOMEN_ONLY, MAP_AGE_FROM, MAP_AGE_TO,     MAP_HOURS_FROM,
	MAP_LOADS,    MAP_DIPLOMA,   MAP_WORK_PERMIT, MAP_DUTY,        MAP_CERTAIN,
	MAP_AREAS,    MAP_KINDS,     MAP_THEMES,      MAP_PRECONDITIONS, MAP_HELPS,
	MAP_WISHES,   MAP_OTHER_NAME, MAP_NOTE,
};
enum { ORDER = sizeof order / sizeof *order, ALWAYS = 3 };

enum err ui_card_read(struct app *a, enum map_kind kind, const char *id, struct ui_card *c,
		      struct error *e)
{
	const struct map *map = care_map(a->session);
	enum err rc;

	*c = (struct ui_card){.arena = ARENA_INIT, .offers = {.arena = ARENA_INIT}};
	map_record_empty(&c->organisation, MAP_ORGANISATION);
	rc = map_get(map, kind, id, &c->arena, &c->record, e);
	if (rc == OK && kind == MAP_OFFER)
		rc = map_organisation_of(map, &c->record, &c->arena, &c->organisation, e);
	if (rc == OK && kind == MAP_ORGANISATION)
		rc = map_offers_of(map, id, &c->offers, e);
	if (rc != OK)
		ui_card_release(c);
	return rc;
}

void ui_card_release(struct ui_card *c)
{
	map_lines_release(&c->offers);
	arena_release(&c->arena);
}

static bool is_secret(const struct map_record *r)
{
	return text_equal(r->values[MAP_CONFIDENTIAL], "yes");
}

bool ui_card_is_secret(const struct ui_card *c)
{
	return is_secret(&c->record) || is_secret(&c->organisation);
}

/* What an offer does not say its organisation does. */
static const struct map_record *who_says(const struct ui_card *c, enum map_field field)
{
	bool is_lent = field == MAP_PHONE || field == MAP_STREET || field == MAP_CONTACT ||
		       field == MAP_EMAIL || field == MAP_WEBSITE || field == MAP_HANDOVER ||
		       field == MAP_FOR_WHOM;

	if (is_lent && c->record.kind == MAP_OFFER && text_is_empty(c->record.values[field]))
		return &c->organisation;
	return &c->record;
}

static void address_add(const struct ui_card *c, enum ui_card_for whom, struct str *out)
{
	const struct map_record *r = who_says(c, MAP_STREET);
	struct map_record open = *r;

	if (text_is_empty(r->values[MAP_STREET]))
		r = text_is_empty(c->record.values[MAP_CITY]) ? r : &c->record;
	open = *r;
	if (!ui_card_is_secret(c) || whom == UI_CARD_WORKER) {
		open.values[MAP_CONFIDENTIAL] = "";
		map_address(&open, out);
	}
	if (!ui_card_is_secret(c)) {
		if (!text_is_empty(r->values[MAP_DISTRICT]))
			str_addf(out, "%s%s", out->len ? ", " : "", r->values[MAP_DISTRICT]);
	} else if (whom == UI_CARD_WORKER) {
		str_addf(out, " (%s)", _("secret address: never on paper"));
	} else {
		str_add(out, _("secret address: call first"));
	}
}

static void value_add(const struct app *a, const struct ui_card *c, enum map_field field,
		      enum ui_card_for whom, struct str *out)
{
	const struct map_record *r = who_says(c, field);

	if (field == MAP_STREET)
		address_add(c, whom, out);
	else
		map_field_shown(care_map_words(a->session), r, field, out);
	if (field == MAP_STREET && whom == UI_CARD_SCREEN && ui_card_is_secret(c))
		str_addf(out, " (%s)", _("right arrow shows it"));
	else if (out->len && r != &c->record && whom != UI_CARD_PAPER)
		str_addf(out, " (%s)", _("of the organisation"));
}

static bool is_shown(enum map_field field, const struct ui_card *c, enum ui_card_for whom)
{
	if (whom == UI_CARD_PAPER && (field == MAP_NOTE || field == MAP_STATUS))
		return false;
	if (field == MAP_STATUS && map_record_is_open(&c->record))
		return false; /* as everybody expects */
	return map_field_is_of(field, c->record.kind);
}

static void checked_walk(const struct app *a, const struct ui_card *c, enum ui_card_for whom,
			 ui_card_visit visit, void *data)
{
	const struct map_record *r = &c->record;
	const char *by = care_worker_name(a->session, r->values[MAP_CHECKED_BY]);
	struct str text = STR_INIT;

	if (map_is_stale(care_map(a->session), r))
		ui_checked_add(a, r->values[MAP_CHECKED_ON], true, &text);
	else
		map_field_shown(care_map_words(a->session), r, MAP_CHECKED_ON, &text);
	if (!text_is_empty(by) && whom != UI_CARD_PAPER)
		str_addf(&text, _(", by %s"), by);
	visit(data, MAP_CHECKED_ON, _("Checked"), text.bytes);
	str_release(&text);
}

/* Columns of an imported file that no field holds. */
static void more_walk(const struct ui_card *c, ui_card_visit visit, void *data)
{
	json_t *more = NULL, *value;
	const char *name;

	if (text_is_empty(c->record.more) ||
	    json_text_read(c->record.more, strlen(c->record.more), &more, NULL) != OK)
		return;
	json_object_foreach(more, name, value)
	{
		if (json_is_string(value) && *json_string_value(value))
			visit(data, -1, name, json_string_value(value));
	}
	json_decref(more);
}

/* Without the texts that tell a secret address. */
static void outside_make(struct arena *a, const struct ui_card *c, struct ui_card *out)
{
	const struct map_record *organisation =
		c->record.kind == MAP_OFFER ? &c->organisation : NULL;

	*out = *c;
	for (int i = 0; i < MAP_FIELD_COUNT; i++) {
		enum map_field field = (enum map_field)i;

		if (field == MAP_CONFIDENTIAL)
			continue;
		out->record.values[i] = map_outside(a, &c->record, organisation, field);
		out->organisation.values[i] = map_outside(a, &c->organisation, NULL, field);
	}
}

static void card_walk(const struct app *a, const struct ui_card *c, enum ui_card_for whom,
		      ui_card_visit visit, void *data)
{
	struct str text = STR_INIT;

	if (c->record.kind == MAP_OFFER)
		visit(data, -1, _("Organisation"), c->organisation.values[MAP_NAME]);
	for (int i = 0; i < ORDER; i++) {
		str_reset(&text);
		if (!is_shown(order[i], c, whom))
			continue;
		value_add(a, c, order[i], whom, &text);
		if (text.len == 0 && i < ALWAYS && whom != UI_CARD_PAPER)
			str_add(&text, _("not known"));
		if (text.len)
			visit(data, order[i],
			      order[i] == MAP_STREET ? _("Address")
						     : _(map_field_info(order[i])->label),
			      text.bytes);
	}
	checked_walk(a, c, whom, visit, data);
	if (whom == UI_CARD_WORKER || (whom == UI_CARD_SCREEN && !ui_card_is_secret(c)))
		more_walk(c, visit, data);
	str_release(&text);
}

void ui_card_walk(const struct app *a, const struct ui_card *c, enum ui_card_for whom,
		  ui_card_visit visit, void *data)
{
	struct arena arena = ARENA_INIT;
	struct ui_card outside;

	if (whom == UI_CARD_WORKER || !ui_card_is_secret(c)) {
		card_walk(a, c, whom, visit, data);
		return;
	}
	outside_make(&arena, c, &outside);
	card_walk(a, &outside, whom, visit, data);
	arena_release(&arena);
}

/* ---- on paper ---- */

static void block_add(struct page *p, enum page_block_kind kind, const char *label,
		      const char *text)
{
	VEC_ROOM(p->blocks, p->count, p->room);
	p->blocks[p->count++] = (struct page_block){.kind = kind,
						    .level = 2,
						    .label = arena_text(&p->arena, label),
						    .text = arena_text(&p->arena, text)};
}

static void field_print(void *data, int field, const char *label, const char *text)
{
	(void)field;
	block_add(data, PAGE_FIELD, label, text);
}

struct page *ui_card_page(const struct app *a, const struct ui_card *c)
{
	struct page *p = mem_new(sizeof *p);

	*p = (struct page){
		.arena = ARENA_INIT, .kind = PAGE_AGREEMENTS, .language = ui_language(a)};
	p->title = arena_text(&p->arena, c->record.values[MAP_NAME]);
	ui_card_walk(a, c, UI_CARD_PAPER, field_print, p);
	if (c->offers.count > 0)
		block_add(p, PAGE_HEADING, "", _("What it offers"));
	for (int i = 0; i < c->offers.count; i++) {
		if (c->offers.items[i].is_open)
			block_add(p, PAGE_ITEM, "-", c->offers.items[i].name);
	}
	return p;
}
