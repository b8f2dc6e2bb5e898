/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is needed: eleven lines, one digit each.  Parent: client.  Data: her dossier.
 * Requests: 1 to 6 say how it stands and are saved at once; Enter asks where it is
 * available and why.
 */
#include "ui/list.h"
#include "ui/screens.h"
#include "ui/woman.h"

enum { WHERE, SINCE, SPEAKER, NOTE, FIELDS, NAME_COLUMNS = 34, COLUMN = 12, NARROW = 60 };

struct needs {
	struct ui_woman *woman;
	struct ui_list list;
	struct ui_area body;
	const struct care_item *items; /* of the configuration, in its order */
};

/* What each digit says: needed, and how it stands. */
static const struct {
	const char *needed, *status;
} digits[] = {
	{"yes", "unknown"},  {"no", "not_applicable"}, {"yes", "asked"},
	{"yes", "waitlist"}, {"yes", "arranged"},      {"yes", "missing"},
};

/* Unknown as long as nothing was said. */
static struct care_precondition stand_of(const struct care_dossier *d, const char *key)
{
	for (int i = 0; i < d->precondition_count; i++) {
		if (text_equal(d->preconditions[i].key, key))
			return d->preconditions[i];
	}
	return (struct care_precondition){.key = key,
					  .needed = "",
					  .status = "",
					  .where = "",
					  .speaker = "",
					  .note = ""};
}

static void row(const struct app *a, void *data, int index, struct str *out)
{
	struct needs *n = data;
	const struct care_precondition p = stand_of(n->woman->dossier, n->items[index].key);
	bool is_narrow = a->columns < NARROW,
	     is_plain = text_equal(p.status, "unknown") ||
			text_equal(p.status, "not_applicable");

	str_addf(out, "%2d ", index + 1);
	ui_cell(out, ui_label(a, "preconditions", p.key),
		is_narrow ? a->columns - 18 : NAME_COLUMNS);
	if (!is_narrow)
		ui_cell(out, ui_label(a, "needed", p.needed), 8);
	else if (text_equal(p.needed, "no"))
		str_add(out, _("not needed"));
	ui_cell(out, is_plain ? "" : ui_label(a, "precondition_status", p.status),
		COLUMN);
	str_add(out, ui_label(a, "availability", p.where));
	if (!text_is_empty(p.note))
		str_addf(out, "%s%s", text_is_empty(p.where) ? "" : ", ", p.note);
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct needs *n = data;

	ui_woman_title(a, n->woman, _("What is needed"), left);
	ui_saved_add(a, right);
}

static void enter(struct app *a, void *data)
{
	struct needs *n = data;

	ui_woman_fresh(a, n->woman);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct needs *n = data;

	(void)a;
	n->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct needs *n = data;
	const char *keys = _(
		"1 needed  2 not needed  3 asked  4 waiting list  5 arranged  6 missing");
	struct ui_area area = n->body;
	int hint = ui_wrapped_lines(keys, area.columns);
	struct str head = STR_INIT;

	str_add(&head, "     ");
	ui_cell(&head, "", NAME_COLUMNS);
	ui_cell(&head, _("needed"), 8);
	ui_cell(&head, _("stands"), COLUMN);
	str_add(&head, _("where available"));
	if (area.columns >= NARROW) {
		(void)ui_paint(a, &area, 0, 0, UI_MUTED, head.bytes);
		area.y++;
		area.lines--;
	}
	area.lines -= hint;
	if (n->list.count < area.lines)
		area.lines = n->list.count + 1;
	(void)ui_paint_wrapped(a, &n->body, area.y - n->body.y + area.lines, 0, UI_MUTED,
			       keys);
	ui_list_draw(a, &n->list, &area);
	str_release(&head);
}

static enum err stand_save(struct app *a, struct ui_woman *w, struct care_precondition *p,
			   struct error *e)
{
	enum err rc;

	p->on = clock_today(a->clock);
	rc = care_save_precondition(a->session, w->id, p, e);
	if (rc == OK)
		ui_woman_changed(a, w);
	return rc;
}

static unsigned set(struct app *a, struct needs *n, int digit)
{
	struct error e = ERROR_INIT;
	struct care_precondition p;
	int at = ui_list_at(&n->list);

	if (at < 0 || digit < 1 || digit > (int)(sizeof digits / sizeof *digits))
		return UI_NOTHING;
	p = stand_of(n->woman->dossier, n->items[at].key);
	if (!text_equal(p.status, digits[digit - 1].status))
		p.since = clock_today(a->clock);
	p.needed = digits[digit - 1].needed;
	p.status = digits[digit - 1].status;
	if (stand_save(a, n->woman, &p, &e) != OK)
		ui_error(a, &e);
	ui_woman_fresh(a, n->woman);
	return UI_REDRAW | UI_HEADER;
}

static enum err where_save(struct app *a, void *data, const char *const *values,
			   struct error *e)
{
	struct ui_edit *edit = data;
	const struct care_dossier *d = edit->woman->dossier;
	struct care_precondition p = {
		.key = edit->id, .needed = "yes", .status = "unknown"};

	for (int i = 0; i < d->precondition_count; i++) {
		if (text_equal(d->preconditions[i].key, edit->id))
			p = d->preconditions[i];
	}
	p.where = values[WHERE];
	p.since = ui_date_of(values[SINCE]);
	p.speaker = values[SPEAKER];
	p.note = values[NOTE];
	return stand_save(a, edit->woman, &p, e);
}

static void sheet(struct app *a, struct ui_woman *w, struct care_precondition p)
{
	struct ui_choices available = ui_choices_of(a, "availability"),
			  speakers = ui_choices_of(a, "speaker");
	struct str since = STR_INIT;
	struct ui_field fields[FIELDS] = {
		[WHERE] = ui_choice_field(_("Where available"), &available, p.where),
		[SINCE] = {.kind = UI_FIELD_DATE,
			   .label = _("Since when"),
			   .sense = DATE_PAST},
		[SPEAKER] = ui_choice_field(_("Who says so"), &speakers, p.speaker),
		[NOTE] = {.kind = UI_FIELD_LINE,
			  .label = _("Where, and what else"),
			  .value = p.note,
			  .hint = _("For example: community centre, mornings only.")},
	};

	ui_date_add(a, &p.since, DATE_ISO, &since);
	fields[SINCE].value = since.bytes;
	ui_edit_sheet(a, ui_label(a, "preconditions", p.key), fields, FIELDS, where_save,
		      ui_edit_new(w, "need", p.key, NULL));
	ui_choices_release(&available);
	ui_choices_release(&speakers);
	str_release(&since);
}

void ui_need_sheet(struct app *a, struct ui_woman *w, const char *key)
{
	sheet(a, w, stand_of(w->dossier, key));
}

static unsigned where(struct app *a, struct needs *n)
{
	int at = ui_list_at(&n->list);

	ui_need_sheet(a, n->woman, n->items[at < 0 ? 0 : at].key);
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct needs *n = data;

	if (r == UI_REQ_SET_STATUS)
		return set(a, n, digit);
	if (r == UI_REQ_WHERE)
		return where(a, n);
	return ui_list_request(&n->list, r);
}

static void leave(struct app *a, void *data)
{
	struct needs *n = data;

	(void)a;
	ui_list_release(&n->list);
	ui_woman_drop(n->woman);
	free(n);
}

static const struct ui_screen_ops needs_ops = {
	.name = "needs",
	.map = UI_MAP_NEEDS,
	.title = title,
	.enter = enter,
	.leave = leave,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
};

void ui_needs_push(struct app *a, struct ui_woman *w)
{
	struct needs *n = mem_new(sizeof *n);
	int count = 0;

	n->woman = ui_woman_hold(w);
	n->items = care_config_list(care_session_config(a->session), "preconditions",
				    &count);
	ui_list_init(&n->list, row, n);
	ui_list_set_count(&n->list, count);
	ui_push(a, &needs_ops, n);
}
