/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two women side by side: is she the same?  Parent: any screen of hers.  Data: what is
 * known of both, owned.  Requests: a digit or Enter answers; Esc leaves it open and
 * nothing is written.
 */
#include "ui/alike.h"

#include "ui/list.h"
#include "ui/screens.h"

enum { ANSWERS = 3, LABEL_COLUMNS = 14, LABEL_SMALL = 11, WIDE = 60 };

struct card {
	struct care_alikes two;
	int index; /* of the other one */
	struct ui_list list;
	struct ui_area body;
	enum care_verdict said;
	ui_alike_answered answered;
	void *data;
};

static const enum care_verdict verdicts[ANSWERS] = {CARE_SAME, CARE_DIFFERENT,
						    CARE_UNDECIDED};

static void row(const struct app *a, void *data, int index, struct str *out)
{
	const char *const answers[ANSWERS] = {_("it is her: put both files together"),
					      _("somebody else"), _("decide later")};

	(void)a;
	(void)data;
	str_add(out, answers[index]);
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct card *c = data;

	(void)right;
	str_addf(left, "%s %s %s", _("Is she here already?"),
		 a->theme.marks[UI_MARK_DOT], c->two.self.name);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct card *c = data;

	(void)a;
	c->body = *body;
}

static void day_add(const struct app *a, const char *iso, struct str *out)
{
	struct date d = ui_date_of(iso);

	if (d.year && date_is_full(&d) && !d.about)
		ui_date_add(a, &d, a->columns < WIDE ? DATE_SHORT : DATE_LONG, out);
	else
		str_add(out, iso);
}

/* What stands on one line of the card, of one of the two. */
enum part { NAME, BORN, DISTRICT, PHONE, NUMBER, SEEN, PARTS };

static void part_add(const struct app *a, const struct care_alike *one, enum part part,
		     struct str *out)
{
	const char *const texts[PARTS] = {[NAME] = one->name,
					  [DISTRICT] = one->district,
					  [PHONE] = one->phone,
					  [NUMBER] = one->file_number};

	if (part == BORN)
		day_add(a, one->birth, out);
	else if (part == SEEN)
		day_add(a, one->last_seen, out);
	else
		str_add(out, texts[part]);
	if (part == NAME && !text_is_empty(one->spelling))
		str_addf(out, " (%s)", one->spelling);
	if (out->len == 0)
		str_add(out, a->theme.is_ascii ? "-" : "\xe2\x80\x93");
}

/* What is the same for both is marked: that is what one looks for. */
static bool is_equal(const struct care_alike *const both[2], enum part part,
		     const char *first, const char *second)
{
	if (part == PHONE)
		return both[1]->has_same_phone;
	return (part == BORN && *both[0]->birth && text_equal(first, second)) ||
	       (part == DISTRICT && *both[0]->district && text_equal(first, second)) ||
	       (part == NAME && text_equal(first, second));
}

static void part_draw(struct app *a, const struct card *c, const struct ui_area *area,
		      enum part part)
{
	const char *const labels[PARTS] = {[NAME] = "",
					   [BORN] = _("born"),
					   [DISTRICT] = _("district"),
					   [PHONE] = _("phone"),
					   [NUMBER] = _("number"),
					   [SEEN] = _("last seen")};
	const struct care_alike *const both[] = {&c->two.self, &c->two.items[c->index]};
	int label = area->columns < WIDE ? LABEL_SMALL : LABEL_COLUMNS;
	int columns = (area->columns - label) / 2;
	struct str text = STR_INIT, first = STR_INIT;

	part_add(a, both[0], part, &first);
	ui_paint_field(a, area, (int)part, 2, label - 3, UI_MUTED, labels[part]);
	for (int i = 0; i < 2; i++) {
		str_reset(&text);
		part_add(a, both[i], part, &text);
		if (i == 1 && is_equal(both, part, first.bytes, text.bytes))
			str_insert(&text, 0, "= ", 2);
		ui_paint_field(a, area, (int)part, label + i * columns, columns - 1,
			       part == NAME ? UI_STRONG : UI_PLAIN, text.bytes);
	}
	str_release(&text);
	str_release(&first);
}

static void draw(struct app *a, void *data)
{
	struct card *c = data;
	struct ui_area answers = c->body;
	int shown = c->body.lines - ANSWERS < PARTS ? c->body.lines - ANSWERS : PARTS;

	for (int part = 0; part < shown; part++)
		part_draw(a, c, &c->body, (enum part)part);
	answers.y += shown + (c->body.lines > PARTS + ANSWERS);
	answers.lines = ANSWERS;
	ui_list_draw(a, &c->list, &answers);
}

static enum err decide(struct app *a, const struct card *c, enum care_verdict said,
		       struct error *e)
{
	const char *here = c->two.self.client, *there = c->two.items[c->index].client;

	if (said == CARE_SAME)
		return care_merge_pair(a->session, here, there, e);
	return care_alike_answer(a->session, here, there, said, e);
}

static unsigned answer(struct app *a, struct card *c, int index)
{
	struct error e = ERROR_INIT;

	if (index < 0)
		return UI_NOTHING;
	if (decide(a, c, verdicts[index], &e) != OK) {
		ui_error(a, &e);
		return UI_REDRAW;
	}
	c->said = verdicts[index];
	ui_saved(a);
	if (c->said == CARE_SAME)
		ui_message(a, "%s",
			   _("Put together. ^Z in her file takes them apart again."));
	return UI_CLOSE;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct card *c = data;

	if (r == UI_REQ_OPEN)
		return answer(a, c, ui_list_at(&c->list));
	if (r == UI_REQ_PICK)
		return answer(a, c, ui_list_pick(&c->list, digit));
	if (r == UI_REQ_FIND)
		return UI_NOTHING; /* first this question */
	return ui_list_request(&c->list, r);
}

static void leave(struct app *a, void *data)
{
	struct card *c = data;
	ui_alike_answered answered = c->answered;
	enum care_verdict said = c->said;
	void *caller = c->data;
	size_t index = a->depth - 1;

	ui_list_release(&c->list);
	care_alikes_release(&c->two);
	free(c);
	if (!a->is_ending && answered)
		ui_screen_apply(a, index, answered(a, caller, said));
}

static const struct ui_screen_ops card_ops = {
	.name = "alike",
	.map = UI_MAP_CHOOSE,
	.title = title,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
	.leave = leave,
};

void ui_alike_card(struct app *a, struct care_alikes *two, int index,
		   ui_alike_answered answered, void *data)
{
	struct card *c = mem_new(sizeof *c);

	c->two = *two;
	*two = (struct care_alikes){.arena = ARENA_INIT};
	c->index = index;
	c->answered = answered;
	c->data = data;
	ui_list_init(&c->list, row, c);
	c->list.has_digits = true;
	ui_list_set_count(&c->list, ANSWERS);
	ui_list_focus(&c->list, ANSWERS - 1); /* Enter alone decides nothing */
	ui_push(a, &card_ops, c);
}

bool ui_alike_stop(struct app *a, struct care_alikes *alikes, ui_alike_answered answered,
		   void *data)
{
	for (int i = 0; i < alikes->count; i++) {
		if (alikes->items[i].zone != CARE_CARD ||
		    alikes->items[i].verdict != CARE_UNASKED)
			continue;
		ui_alike_card(a, alikes, i, answered, data);
		return true;
	}
	care_alikes_release(alikes);
	return false;
}

void ui_alike_line_add(const struct app *a, const struct care_alikes *alikes,
		       struct str *out)
{
	const struct care_alike *first = alikes->items;
	size_t year;

	(void)a;
	if (alikes->count == 0)
		return;
	year = strcspn(first->birth, "-");
	str_addf(out, _("looks like %s"), first->shown);
	if (year)
		str_addf(out, ", %.*s", (int)year, first->birth);
	if (alikes->count > 1)
		str_addf(out, _(" (1 of %d)"), alikes->count);
}

/* ---- in a woman's file ---- */

static unsigned client_answered(struct app *a, void *data, enum care_verdict said)
{
	struct ui_woman *w = data;

	(void)a;
	w->is_stale |= said != CARE_UNASKED;
	ui_woman_drop(w);
	return UI_REDRAW;
}

static void pair_show(struct app *a, struct ui_woman *w, const char *other)
{
	struct care_alikes two;
	struct error e = ERROR_INIT;

	if (care_alike_pair(a->session, w->id, other, &two, &e) == OK)
		ui_alike_card(a, &two, 0, client_answered, ui_woman_hold(w));
	else
		ui_error(a, &e);
}

struct choice { /* of the other one, while the search closes */
	struct ui_woman *woman;
	char other[37];
};

static void choice_show(struct app *a, void *data)
{
	struct choice *c = data;

	pair_show(a, c->woman, c->other);
	free(c);
}

static unsigned other_chosen(struct app *a, void *data, const char *client,
			     const char *name)
{
	struct choice *c = mem_new(sizeof *c);

	(void)name;
	c->woman = data;
	(void)snprintf(c->other, sizeof c->other, "%s", client);
	a->after = choice_show;
	a->after_data = c;
	return UI_CLOSE;
}

void ui_alike_choose(struct app *a, struct ui_woman *w)
{
	ui_find_choose(a, _("Who is she the same woman as?"), other_chosen, w);
}

static void part(struct app *a, struct ui_woman *w, const char *away)
{
	struct error e = ERROR_INIT;

	if (care_unmerge(a->session, w->id, away, &e) != OK) {
		ui_error(a, &e);
		return;
	}
	ui_woman_changed(a, w);
	ui_message(a, "%s",
		   _("Two files again. What was written since the merging stays here."));
}

/* What was put together today goes apart at once; what is older is asked about. */
void ui_alike_undo(struct app *a, struct ui_woman *w)
{
	struct date today = clock_today(a->clock);

	for (int i = 0; i < w->dossier->line_count; i++) {
		const struct care_line *line = &w->dossier->lines[i];

		if (line->kind != CARE_MERGE || !text_is_empty(line->state))
			continue;
		if (date_compare(&line->on, &today) == 0)
			part(a, w, line->subject);
		else
			ui_alike_open(a, w, line);
		return;
	}
	ui_message(a, "%s", _("Nothing was put together in this file."));
}

struct merged { /* the line that is asked about */
	struct ui_woman *woman;
	char away[37];
};

static unsigned merged_answered(struct app *a, void *data, int index)
{
	struct merged *m = data;

	if (index == 1)
		part(a, m->woman, m->away);
	ui_woman_drop(m->woman);
	free(m);
	return UI_REDRAW;
}

static void merged_ask(struct app *a, struct ui_woman *w, const struct care_line *line)
{
	const char *const answers[] = {_("leave it so"), _("take them apart again")};
	struct merged *m = mem_new(sizeof *m);
	struct str question = STR_INIT;

	m->woman = ui_woman_hold(w);
	(void)snprintf(m->away, sizeof m->away, "%s", line->subject);
	str_addf(&question, _("Put together with %s."), line->text);
	ui_ask(a, question.bytes, answers, 2, merged_answered, m);
	str_release(&question);
}

void ui_alike_open(struct app *a, struct ui_woman *w, const struct care_line *line)
{
	if (text_is_empty(line->state))
		merged_ask(a, w, line);
	else
		pair_show(a, w, line->subject);
}

void ui_alike_check(struct app *a, struct ui_woman *w)
{
	struct care_alikes found;
	struct error e = ERROR_INIT;
	struct str line = STR_INIT;
	bool is_over = false;

	w->is_to_compare = false;
	if (care_names_load(a->session, NULL, NULL, &is_over, &e) != OK || !is_over ||
	    care_alike_find(a->session, w->id, NULL, &found, &e) != OK) {
		ui_error(a, &e);
		return;
	}
	ui_alike_line_add(a, &found, &line);
	if (!ui_alike_stop(a, &found, client_answered, ui_woman_hold(w))) {
		ui_woman_drop(w);
		if (line.len)
			ui_message(a, "%s", line.bytes);
	}
	str_release(&line);
}
