/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The card of one organisation with what it offers, or of one offer.  Parent: the social map, or what
 * fits a woman.  Data: the record, its lines as they fit the screen.  Requests: Enter opens an offer,
 * or the sheet of the line with the focus; letters are commands.
 */
#include "ui/ask.h"
#include "ui/card.h"
#include "ui/list.h"
#include "ui/paper.h"
#include "ui/woman.h"

enum { LABEL_COLUMNS = 27, NARROW = 60, INDENT = 2, OFFERS_DIGITS = 10 };
enum { TITLE_COLUMNS = 14, STATE_COLUMNS = 20 }; /* of line 1, beside the name */

struct line {
	const char *text;
	int field; /* -1: none */
	int offer; /* index; -1: none */
};

struct organisation {
	struct ui_social_at at;
	struct ui_card card;
	bool is_there;      /* card holds it */
	bool shows_address; /* though it is secret */
	struct arena arena; /* of lines */
	struct line *lines;
	size_t line_count, line_room;
	int columns;        /* that lines were made for */
	struct ui_list list;
	struct ui_area body;
	struct ui_paper paper;
	struct ui_file file;
	struct str name; /* of a file */
};

/* ---- lines ---- */

static void line_add(struct organisation *o, const char *text, int field, int offer)
{
	VEC_ROOM(o->lines, o->line_count, o->line_room);
	o->lines[o->line_count++] =
		(struct line){arena_text(&o->arena, text), field, offer};
}

/* Label and text side by side; on a small screen the text follows its label. */
static void field_add(void *data, int field, const char *label, const char *text)
{
	struct organisation *o = data;
	bool is_narrow = o->columns < NARROW;
	int label_columns = is_narrow ? INDENT : LABEL_COLUMNS;
	struct str whole = STR_INIT, line = STR_INIT;
	size_t next = 0;
	bool is_first = true;

	if (is_narrow)
		str_addf(&whole, "%s: ", label);
	str_add(&whole, text);
	for (size_t at = 0; at < whole.len; at += next, is_first = false) {
		int columns = o->columns - (is_narrow && is_first ? 0 : label_columns + 1);
		size_t len = text_wrap(whole.bytes + at, whole.len - at, columns, &next);

		str_reset(&line);
		if (!is_narrow || !is_first)
			ui_cell(&line, is_first ? label : "", label_columns);
		str_add_bytes(&line, whole.bytes + at, len);
		line_add(o, line.bytes, field, -1);
	}
	str_release(&whole);
	str_release(&line);
}

static void offer_add(const struct app *a, struct organisation *o, int index)
{
	const struct map_line *offer = &o->card.offers.items[index];
	int name = o->columns < NARROW ? o->columns - 6 : o->columns * 3 / 5;
	struct str line = STR_INIT;

	if (index < OFFERS_DIGITS)
		str_addf(&line, "%d ", (index + 1) % OFFERS_DIGITS);
	else
		str_add(&line, "  ");
	(void)a;
	ui_cell(&line, offer->name, name);
	if (!offer->is_open)
		str_add(&line, _("not open"));
	else if (offer->is_stale)
		str_add(&line, o->columns < NARROW ? "!" : _("not checked for long"));
	line_add(o, line.bytes, -1, index);
	str_release(&line);
}

static bool is_name_cut(struct app *a, const struct organisation *o)
{
	const struct map_record *r = &o->card.record;
	bool has_state = !map_record_is_open(r) || map_is_stale(care_map(a->session), r);
	int wanted = text_columns(r->values[MAP_NAME], strlen(r->values[MAP_NAME]));

	return wanted + TITLE_COLUMNS + (has_state ? STATE_COLUMNS : 0) > a->columns;
}

static void lines_make(struct app *a, struct organisation *o)
{
	struct str heading = STR_INIT;

	arena_release(&o->arena);
	o->line_count = 0;
	if (!o->is_there) {
		ui_list_set_count(&o->list, 0);
		return;
	}
	if (is_name_cut(a, o)) /* in line 1 */
		field_add(o, MAP_NAME, _(map_field_info(MAP_NAME)->label),
			  o->card.record.values[MAP_NAME]);
	ui_card_walk(a, &o->card, o->shows_address ? UI_CARD_WORKER : UI_CARD_SCREEN, field_add,
		     o);
	if (o->at.kind == MAP_ORGANISATION) {
		for (int i = 0; i < 3; i++)
			str_add(&heading, a->theme.marks[UI_MARK_RULE]);
		str_addf(&heading, " %s ",
			 o->card.offers.count ? _("What it offers")
					      : _("Nothing is known of what it offers; n adds it"));
		line_add(o, heading.bytes, -1, -1);
	}
	for (int i = 0; i < o->card.offers.count; i++)
		offer_add(a, o, i);
	ui_list_set_count(&o->list, (int)o->line_count);
	str_release(&heading);
}

static void row(const struct app *a, void *data, int index, struct str *out)
{
	const struct organisation *o = data;

	(void)a;
	str_add(out, o->lines[index].text);
}

/* ---- the screen ---- */

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct organisation *o = data;
	const struct map_record *r = &o->card.record;

	str_addf(left, "%s %s ", o->at.kind == MAP_OFFER ? _("Offer") : _("Organisation"),
		 a->theme.marks[UI_MARK_DOT]);
	if (!o->is_there)
		return;
	str_add(left, r->values[MAP_NAME]);
	if (!map_record_is_open(r))
		map_field_shown(care_map_words(a->session), r, MAP_STATUS, right);
	else if (map_is_stale(care_map(a->session), r))
		str_add(right, _("not checked for long"));
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct organisation *o = data;

	o->body = *body;
	o->columns = body->columns - 2;
	lines_make(a, o);
}

static void draw(struct app *a, void *data)
{
	struct organisation *o = data;

	ui_list_draw(a, &o->list, &o->body);
}

static void forget(struct organisation *o)
{
	if (o->is_there)
		ui_card_release(&o->card);
	o->is_there = false;
}

static void read_again(struct app *a, struct organisation *o)
{
	struct error e = ERROR_INIT;

	forget(o);
	o->is_there = ui_card_read(a, o->at.kind, o->at.id, &o->card, &e) == OK;
	if (!o->is_there)
		ui_error(a, &e);
	lines_make(a, o);
}

static void enter(struct app *a, void *data)
{
	struct organisation *o = data;

	o->columns = o->columns > 0 ? o->columns : a->columns - 2;
	read_again(a, o);
	a->pending |= UI_REDRAW | UI_HEADER;
}

static void leave(struct app *a, void *data)
{
	struct organisation *o = data;

	(void)a;
	forget(o);
	arena_release(&o->arena);
	free(o->lines);
	ui_list_release(&o->list);
	str_release(&o->name);
	free(o);
}

/* ---- what keys do ---- */

static unsigned offer_open(struct app *a, struct organisation *o, int index)
{
	if (index < 0 || index >= o->card.offers.count)
		return UI_NOTHING;
	ui_offer_push(a, o->card.offers.items[index].id);
	return UI_REDRAW;
}

static unsigned open_line(struct app *a, struct organisation *o)
{
	int at = ui_list_at(&o->list);

	if (at < 0)
		return UI_NOTHING;
	if (o->lines[at].offer >= 0)
		return offer_open(a, o, o->lines[at].offer);
	if (o->lines[at].field >= 0)
		ui_social_change_field(a, &o->at, (enum map_field)o->lines[at].field);
	else if (o->at.kind == MAP_OFFER && at == 0 && !text_is_empty(o->card.organisation.id))
		ui_organisation_push(a, o->card.organisation.id);
	return UI_REDRAW;
}

static unsigned retire_answered(struct app *a, void *data, int index)
{
	struct organisation *o = data;
	struct error e = ERROR_INIT;
	bool is_gone = text_equal(o->card.record.values[MAP_STATUS], "defunct");

	if (index != 0)
		return UI_REDRAW;
	if (care_map_retire(a->session, o->at.kind, o->at.id, !is_gone, &e) != OK)
		ui_error(a, &e);
	else
		ui_saved(a);
	read_again(a, o);
	return UI_REDRAW | UI_HEADER;
}

static void retire(struct app *a, struct organisation *o)
{
	bool is_gone = text_equal(o->card.record.values[MAP_STATUS], "defunct");
	const char *const answers[] = {is_gone ? _("it is there again") : _("no longer there"),
				       _("let it stand")};

	if (is_gone)
		ui_ask(a, _("Back in the lists?"), answers, 2, retire_answered, o);
	else
		ui_ask(a,
		       o->at.kind == MAP_ORGANISATION
			       ? _("Out of the lists, with all that it offers? What was referred "
				   "to stays in the files.")
			       : _("Out of the lists? What was referred to stays in the files."),
		       answers, 2, retire_answered, o);
}

/* A name that people gave is not a path. */
static void file_name(struct organisation *o, const char *end)
{
	str_reset(&o->name);
	str_add(&o->name, "~/");
	for (const char *p = o->card.record.values[MAP_NAME]; *p && o->name.len < 60; p++) {
		bool is_plain = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
				(*p >= '0' && *p <= '9');

		if (is_plain)
			str_add_char(&o->name, *p);
		else if (o->name.bytes[o->name.len - 1] != '-' && o->name.len > 2)
			str_add_char(&o->name, '-');
	}
	str_add(&o->name, end);
}

static enum err page_of(struct app *a, void *data, const char *action, struct page **out,
			struct error *e)
{
	struct organisation *o = data;

	(void)action; /* no woman stands on it */
	(void)e;
	*out = ui_card_page(a, &o->card);
	return OK;
}

static void print(struct app *a, struct organisation *o)
{
	file_name(o, ".html");
	o->paper = (struct ui_paper){
		.make = page_of, .data = o, .name = o->name.bytes, .is_open = true};
	ui_paper_ask(a, &o->paper);
}

static enum err vcard_bytes(struct app *a, void *data, const char *path, struct str *out,
			    struct error *e)
{
	struct organisation *o = data;

	(void)path;
	(void)e;
	map_vcard(care_map_words(a->session), &o->card.record, out);
	return OK;
}

static void vcard(struct app *a, struct organisation *o)
{
	file_name(o, ".vcf");
	o->file = (struct ui_file){.bytes = vcard_bytes,
				   .data = o,
				   .question = _("Which new file? A card ends in .vcf."),
				   .is_open = true};
	ui_file_ask(a, &o->file, o->name.bytes);
}

static unsigned address(struct app *a, struct organisation *o, bool is_shown)
{
	if (!ui_card_is_secret(&o->card) || o->shows_address == is_shown)
		return UI_NOTHING;
	o->shows_address = is_shown;
	lines_make(a, o);
	return UI_REDRAW;
}

static unsigned check(struct app *a, struct organisation *o)
{
	ui_social_checked(a, o->at.kind, o->at.id, o->card.record.values[MAP_NAME]);
	read_again(a, o);
	return UI_REDRAW | UI_HEADER;
}

static unsigned do_request(struct app *a, struct organisation *o, enum ui_request r)
{
	if (r == UI_REQ_CHECKED)
		return check(a, o);
	if (r == UI_REQ_MORE || r == UI_REQ_LESS)
		return address(a, o, r == UI_REQ_MORE);
	if (r == UI_REQ_CHANGE)
		ui_social_change(a, &o->at);
	else if (r == UI_REQ_NEW)
		ui_social_new(a, MAP_OFFER, o->at.id, "");
	else if (r == UI_REQ_WAITING)
		ui_waiting_push(a, o->at.id);
	else if (r == UI_REQ_RETIRE)
		retire(a, o);
	else if (r == UI_REQ_PRINT)
		print(a, o);
	else if (r == UI_REQ_CARD)
		vcard(a, o);
	else
		return UI_IGNORED;
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct organisation *o = data;
	unsigned flags = ui_list_request(&o->list, r);

	if (flags != UI_IGNORED)
		return flags;
	if (r == UI_REQ_OPEN)
		return open_line(a, o);
	if (r == UI_REQ_PICK)
		return offer_open(a, o, digit == 0 ? OFFERS_DIGITS - 1 : digit - 1);
	return o->is_there ? do_request(a, o, r) : UI_IGNORED;
}

static enum ui_map map_now(const struct app *a, const void *data)
{
	const struct organisation *o = data;

	(void)a;
	return o->at.kind == MAP_OFFER ? UI_MAP_OFFER : UI_MAP_ORGANISATION;
}

static const struct ui_screen_ops organisation_ops = {
	.name = "organisation",
	.map_now = map_now,
	.title = title,
	.enter = enter,
	.leave = leave,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
};

static void card_push(struct app *a, enum map_kind kind, const char *id)
{
	struct error e = ERROR_INIT;
	struct organisation *o;
	struct ui_card card;

	if (ui_card_read(a, kind, id, &card, &e) != OK) {
		ui_error(a, &e);
		return;
	}
	o = mem_new(sizeof *o);
	o->card = card; /* read again as it comes on top */
	o->is_there = true;
	o->at.kind = kind;
	(void)snprintf(o->at.id, sizeof o->at.id, "%s", id);
	o->arena = (struct arena)ARENA_INIT;
	o->name = (struct str)STR_INIT;
	ui_list_init(&o->list, row, o);
	ui_push(a, &organisation_ops, o);
}

void ui_organisation_push(struct app *a, const char *id)
{
	card_push(a, MAP_ORGANISATION, id);
}

void ui_offer_push(struct app *a, const char *id)
{
	card_push(a, MAP_OFFER, id);
}
