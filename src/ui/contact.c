/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Contact and personal details at a glance.  Parent: client.  Data: her dossier.
 * Requests: Enter changes the line with the focus, on a sheet of one field.
 */
#include <ctype.h>

#include "ui/alike.h"
#include "ui/list.h"
#include "ui/screens.h"
#include "ui/woman.h"

/* In this order; what list a fact's keys come from is asked of the configuration. */
static const struct {
	const char *fact;
	enum ui_field_kind kind;
	const char *hint;
} parts[] = {
	{"called", UI_FIELD_LINE, NULL},
	{"given_name", UI_FIELD_LINE, NULL},
	{"family_name", UI_FIELD_LINE, NULL},
	{"maiden_name", UI_FIELD_LINE, NULL},
	{"partner_name", UI_FIELD_LINE, NULL},
	{"other_names", UI_FIELD_LINE, NULL},
	{"birth_date", UI_FIELD_DATE, N_("A year will do; so will about: ~1980.")},
	{"address_form", UI_FIELD_CHOICE, NULL},
	{"phone", UI_FIELD_LINE, NULL},
	{"safe_contact", UI_FIELD_CHOICES, N_("What is safe for her.")},
	{"safe_contact_when", UI_FIELD_LINE, NULL},
	{"email", UI_FIELD_LINE, NULL},
	{"postcode", UI_FIELD_LINE, NULL},
	{"house_number", UI_FIELD_LINE, NULL},
	{"city", UI_FIELD_LINE, NULL},
	{"district", UI_FIELD_LINE, NULL},
	{"file_number", UI_FIELD_LINE, NULL},
};
enum { PARTS = sizeof parts / sizeof *parts, LABEL_COLUMNS = 20 };

struct contact {
	struct ui_woman *woman;
	struct ui_list list;
	struct ui_area body;
};

static void row(const struct app *a, void *data, int index, struct str *out)
{
	struct contact *c = data;
	const char *value = care_fact_value(c->woman->dossier, parts[index].fact);
	struct str shown = STR_INIT;
	struct date d;

	if (parts[index].kind == UI_FIELD_DATE && date_read(value, &d) &&
	    date_is_full(&d) && !d.about)
		ui_date_add(a, &d, DATE_LONG, &shown);
	else
		care_fact_shown(a->session, c->woman->dossier, parts[index].fact, &shown);
	ui_cell(out, ui_label(a, "facts", parts[index].fact), LABEL_COLUMNS);
	str_add(out, shown.bytes);
	str_release(&shown);
}

/* 2516ab is written 2516 AB; what is no whole postcode stays as it is. */
static void postcode_tidy(struct str *text)
{
	const char *p = text->bytes;
	size_t gap = strspn(p, "0123456789") == 4 ? strspn(p + 4, " ") : 0;

	if (strspn(p, "0123456789") != 4 || strlen(p + 4 + gap) != 2 ||
	    !isalpha((unsigned char)p[4 + gap]) || !isalpha((unsigned char)p[5 + gap]))
		return;
	str_remove(text, 4, gap);
	str_insert(text, 4, " ", 1);
	text->bytes[5] = (char)toupper((unsigned char)text->bytes[5]);
	text->bytes[6] = (char)toupper((unsigned char)text->bytes[6]);
}

static enum err save(struct app *a, void *data, const char *const *values,
		     struct error *e)
{
	struct ui_edit *edit = data;
	struct str value = STR_INIT;
	json_t *facts;
	enum err rc;

	if (text_equal(values[0], care_fact_value(edit->woman->dossier, edit->id)))
		return OK;
	str_set(&value, values[0]);
	if (text_equal(edit->id, "postcode"))
		postcode_tidy(&value);
	facts = json_object();
	(void)json_object_set_new(facts, edit->id, json_of_text(value.bytes));
	rc = care_set_facts(a->session, edit->woman->id, facts, NULL, e);
	edit->woman->is_to_compare |= rc == OK && care_alike_asks(edit->id);
	json_decref(facts);
	str_release(&value);
	return ui_edit_saved(a, edit, rc);
}

static int part_of(const char *fact)
{
	int i = 0;

	while (i < PARTS && !text_equal(parts[i].fact, fact))
		i++;
	return i < PARTS ? i : -1;
}

/* A fact that has no line of its own here is one line of text. */
void ui_contact_sheet(struct app *a, struct ui_woman *w, const char *fact)
{
	const struct care_item *item =
		care_config_item(care_session_config(a->session), "facts", fact);
	int index = part_of(fact);
	const char *hint = index < 0 ? NULL : parts[index].hint;
	struct ui_choices list = {NULL, NULL, 0};
	struct ui_field field;

	if (item && item->list)
		list = ui_choices_of(a, item->list);
	field = (struct ui_field){.kind = index < 0 ? UI_FIELD_LINE : parts[index].kind,
				  .label = ui_label(a, "facts", fact),
				  .hint = hint ? _(hint) : NULL,
				  .value = care_fact_value(w->dossier, fact),
				  .keys = list.keys,
				  .labels = list.labels,
				  .count = list.count,
				  .sense = DATE_PAST};
	ui_edit_sheet(a, _("Contact and details"), &field, 1, save,
		      ui_edit_new(w, "fact", fact, NULL));
	ui_choices_release(&list);
}

static unsigned change(struct app *a, struct contact *c, int index)
{
	if (index < 0)
		return UI_NOTHING;
	ui_contact_sheet(a, c->woman, parts[index].fact);
	return UI_REDRAW;
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct contact *c = data;

	ui_woman_title(a, c->woman, _("Contact and details"), left);
	ui_saved_add(a, right);
}

static void enter(struct app *a, void *data)
{
	struct contact *c = data;

	ui_woman_fresh(a, c->woman);
	if (c->woman->is_to_compare)
		ui_alike_check(a, c->woman);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct contact *c = data;

	(void)a;
	c->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct contact *c = data;

	ui_list_draw(a, &c->list, &c->body);
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct contact *c = data;

	(void)digit;
	if (r == UI_REQ_OPEN)
		return change(a, c, ui_list_at(&c->list));
	return ui_list_request(&c->list, r);
}

static void leave(struct app *a, void *data)
{
	struct contact *c = data;

	(void)a;
	ui_list_release(&c->list);
	ui_woman_drop(c->woman);
	free(c);
}

static const struct ui_screen_ops contact_ops = {
	.name = "contact",
	.map = UI_MAP_LIST,
	.title = title,
	.enter = enter,
	.leave = leave,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
};

void ui_contact_push(struct app *a, struct ui_woman *w)
{
	struct contact *c = mem_new(sizeof *c);

	c->woman = ui_woman_hold(w);
	ui_list_init(&c->list, row, c);
	ui_list_set_count(&c->list, PARTS);
	ui_push(a, &contact_ops, c);
}
