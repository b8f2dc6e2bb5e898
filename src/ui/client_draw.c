/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/client.h"

#include "page/page.h"

enum {
	RUNGS = 6,
	LADDER_LINES = 7, /* six rungs and the axis */
	LINES_LEAST = 4,  /* of the dossier, before the rest is shown as well */
	GOALS_LEAST = 2,
	HEAD_LINES = 2,
	HEAD_LEAST = 60, /* columns, for both halves of its second line */
	DATE_COLUMNS = 8,
	KIND_COLUMNS = 14,
	MORE_COLUMNS = 4,
	GOAL_LEAST = 24
};

static const struct care_dossier *dossier_of(const struct ui_client *c)
{
	return c->woman->dossier;
}

static void part_add(const struct app *a, const char *text, struct str *out)
{
	if (text_is_empty(text))
		return;
	if (out->len)
		str_addf(out, " %s ", a->theme.marks[UI_MARK_DOT]);
	str_add(out, text);
}

/* "bijstand (Participatiewet)": at a glance the first word tells it. */
static void without_asides(struct str *text)
{
	for (char *open; (open = strstr(text->bytes, " (")) && strchr(open, ')');)
		str_remove(text, (size_t)(open - text->bytes),
			   (size_t)(strchr(open, ')') - open) + 1);
}

/* "Laak · geen uitkering · taal A2" */
static void standing_add(struct app *a, const struct care_dossier *d, struct str *out)
{
	struct str text = STR_INIT, level = STR_INIT;

	if (!d->is_open)
		part_add(a, _("closed"), out);
	else if (d->has_returned)
		part_add(a, _("back after a while"), out);
	part_add(a, care_fact_value(d, "district"), out);
	care_fact_shown(a->session, d, "benefit", &text);
	without_asides(&text);
	part_add(a, text.bytes, out);
	care_fact_shown(a->session, d, "language_level", &level);
	if (level.len) {
		str_reset(&text);
		str_addf(&text, _("Dutch %s"), level.bytes);
		part_add(a, text.bytes, out);
	}
	str_release(&text);
	str_release(&level);
}

void ui_client_title(struct app *a, struct ui_client *c, struct str *left,
		     struct str *right)
{
	const struct care_dossier *d = dossier_of(c);
	int age = care_dossier_age(a->session, d);

	care_dossier_name(d, left);
	if (age >= 0)
		str_addf(left, ", %d", age);
	if (c->unfinished.len) {
		str_addf(left, " %s ", a->theme.marks[UI_MARK_DOT]);
		str_addf(left, _("not finished: %s"), c->unfinished.bytes);
	}
	standing_add(a, d, right);
}

static void consent_add(const struct app *a, const struct care_consent *c,
			struct str *out)
{
	str_add(out, c->organisation);
	if (c->until.year)
		str_addf(out, _(" until %s %d"),
			 date_month_name(c->until.month ? c->until.month : 1, false,
					 ui_language(a)),
			 c->until.year);
}

/* As many as fit, the latest first; the others are counted. */
static void consents_add(struct app *a, const struct care_dossier *d, int columns,
			 struct str *out)
{
	int n = 0, left = 0;

	for (int i = d->consent_count - 1; i >= 0; i--) {
		size_t before = out->len;

		if (!d->consents[i].is_valid)
			continue;
		str_add(out, n ? ", " : _("May be shared with: "));
		consent_add(a, &d->consents[i], out);
		if (n++ && text_columns(out->bytes, out->len) > columns - MORE_COLUMNS) {
			str_cut(out, before);
			left++;
		}
	}
	if (left)
		str_addf(out, " +%d", left);
}

/* The groups alone: details open on her page, not at a glance.  What does not fit is
 * counted. */
static void barriers_add(struct app *a, const struct care_dossier *d, int columns,
			 struct str *out)
{
	const char *at = care_fact_value(d, "barriers");
	int n = 0, left = 0;

	while (*(at += strspn(at, " "))) {
		size_t len = strcspn(at, " "), before = out->len;
		char *key = mem_bytes(at, len);

		if (!strchr(key, '/')) {
			str_addf(out, "%s%s", n ? ", " : _("Hard now: "),
				 ui_label(a, "barriers", key));
			if (n++ &&
			    text_columns(out->bytes, out->len) > columns - MORE_COLUMNS) {
				str_cut(out, before);
				left++;
			}
		}
		free(key);
		at += len;
	}
	if (left)
		str_addf(out, " +%d", left);
}

static void head_draw(struct app *a, struct ui_client *c, const struct ui_area *area)
{
	struct str left = STR_INIT, right = STR_INIT;
	int used;

	if (area->columns >= HEAD_LEAST) /* on a small one what is hard comes first */
		consents_add(a, dossier_of(c), area->columns * 2 / 3, &right);
	used = text_columns(right.bytes, right.len);
	if (used > area->columns * 2 / 3)
		used = area->columns * 2 / 3;
	barriers_add(a, dossier_of(c), area->columns - used - 1, &left);
	ui_paint_field(a, area, 0, 0, area->columns - used - 1, UI_PLAIN, left.bytes);
	ui_paint_field(a, area, 0, area->columns - used, used, UI_PLAIN, right.bytes);
	ui_paint_rule(a, area, 1, NULL);
	str_release(&left);
	str_release(&right);
}

static int goal_rung(const struct care_dossier *d)
{
	for (int i = 0; i < d->goal_count; i++) {
		if (d->goals[i].rung > 0 && text_equal(d->goals[i].state, "open"))
			return d->goals[i].rung;
	}
	for (int i = d->growth_count - 1; i >= 0; i--) {
		if (d->growths[i].outcome == CARE_GROWTH_OPEN)
			return d->growths[i].level;
	}
	return 0;
}

static void ladder_draw(struct app *a, struct ui_client *c, const struct ui_area *area)
{
	const struct care_dossier *d = dossier_of(c);
	struct str text = STR_INIT, line = STR_INIT;
	const char *names[RUNGS], *at;

	if (d->rung_count == 0) {
		(void)ui_paint(a, area, 0, 2, UI_MUTED, _("No rung has been set yet."));
		return;
	}
	for (int i = 0; i < RUNGS; i++) {
		char key[2] = {(char)('1' + i), '\0'};

		names[i] = ui_label(a, "ladder", key);
	}
	page_ladder_text(d->rungs, d->rung_count, goal_rung(d), area->columns,
			 a->theme.is_ascii, names, ui_language(a), &text);
	at = text.bytes;
	for (int y = 0; y < area->lines && *at; y++) {
		size_t len = strcspn(at, "\n");

		str_reset(&line);
		str_add_bytes(&line, at, len);
		(void)ui_paint(a, area, y, 0, UI_PLAIN, line.bytes);
		at += len + (at[len] == '\n');
	}
	str_release(&text);
	str_release(&line);
}

/* "14-10-26  voortgang     taalles gestart          begonnen 16 sep" */
void ui_client_line(const struct app *a, void *data, int index, struct str *out)
{
	struct ui_client *c = data;
	const struct care_line *line = &dossier_of(c)->lines[index];
	struct str day = STR_INIT;
	const char *text = text_is_empty(line->text) ? line->author : line->text;
	int columns = a->columns - 2 - DATE_COLUMNS - KIND_COLUMNS - 3;
	int state = text_columns(line->state, strlen(line->state));

	ui_date_add(a, &line->on, DATE_SHORT, &day);
	ui_cell(out, day.bytes, DATE_COLUMNS);
	str_add_char(out, ' ');
	if (text_columns(line->title, strlen(line->title)) > KIND_COLUMNS &&
	    text_is_empty(line->text)) {
		str_addf(out, "%s, %s", line->title, line->author);
		str_release(&day);
		return;
	}
	ui_cell(out, line->title, KIND_COLUMNS);
	if (state > columns / 2)
		state = 0; /* Enter tells it */
	ui_cell(out, text, columns - state - 1);
	if (state)
		str_add(out, line->state);
	str_release(&day);
}

static void steps_add(const struct care_goal *goal, struct str *out)
{
	int done = 0;

	for (int i = 0; i < goal->step_count; i++)
		done += text_equal(goal->steps[i].state, "done");
	if (goal->step_count == 1)
		str_addf(out, _("%d of 1 step"), done);
	else if (goal->step_count)
		str_addf(out, _("%d of %d steps"), done, goal->step_count);
	if (goal->rung)
		str_addf(out, _("%saim: rung %d"), out->len ? "    " : "", goal->rung);
}

static void goals_draw(struct app *a, struct ui_client *c, const struct ui_area *area)
{
	const struct care_dossier *d = dossier_of(c);
	int indent = text_columns(_("Goals"), strlen(_("Goals"))) + 2;

	(void)ui_paint(a, area, 0, 0, UI_STRONG, _("Goals"));
	if (d->goal_count == 0)
		(void)ui_paint(a, area, 0, indent, UI_MUTED, _("none yet"));
	for (int i = 0; i < d->goal_count && i < area->lines; i++) {
		const struct care_goal *goal = &d->goals[i];
		struct str line = STR_INIT, right = STR_INIT;
		const char *mark = text_equal(goal->state, "reached")	? "[x]"
				   : text_equal(goal->state, "dropped") ? "[-]"
									: "[ ]";

		str_addf(&line, "%s %s", mark, goal->text);
		steps_add(goal, &right);
		if (i == area->lines - 1 && d->goal_count > area->lines) {
			str_reset(&right);
			str_addf(&right, _("and %d more: d"),
				 d->goal_count - area->lines);
		}
		if (area->columns - indent - text_columns(right.bytes, right.len) <
		    GOAL_LEAST)
			str_reset(&right);
		ui_paint_field(a, area, i, indent,
			       area->columns - indent -
				       text_columns(right.bytes, right.len) - 2,
			       UI_PLAIN, line.bytes);
		(void)ui_paint_right(a, area, i, UI_PLAIN, right.bytes);
		str_release(&line);
		str_release(&right);
	}
}

bool ui_client_is_small(const struct ui_client *c)
{
	return c->body.lines <
	       HEAD_LINES + LADDER_LINES + 1 + LINES_LEAST + 1 + GOALS_LEAST;
}

static void small_draw(struct app *a, struct ui_client *c, struct ui_area *area)
{
	static void (*const parts[])(struct app *, struct ui_client *,
				     const struct ui_area *) = {
		[UI_CLIENT_LADDER] = ladder_draw,
		[UI_CLIENT_GOALS] = goals_draw,
	};

	if (c->part == UI_CLIENT_LINES) {
		ui_list_draw(a, &c->lines, area);
	} else {
		parts[c->part](a, c, area);
		ui_cursor(a, area, 0, 0);
	}
}

static int slice(struct ui_area *rest, struct ui_area *part, int lines)
{
	*part = *rest;
	part->lines = lines < rest->lines ? lines : rest->lines;
	rest->y += part->lines;
	rest->lines -= part->lines;
	return part->lines;
}

void ui_client_draw(struct app *a, struct ui_client *c)
{
	const struct care_dossier *d = dossier_of(c);
	struct ui_area rest = c->body, part;
	int goals = d->goal_count > GOALS_LEAST ? d->goal_count : GOALS_LEAST;

	slice(&rest, &part, HEAD_LINES);
	head_draw(a, c, &part);
	if (ui_client_is_small(c)) {
		small_draw(a, c, &rest);
		return;
	}
	slice(&rest, &part, d->rung_count ? LADDER_LINES : 1);
	ladder_draw(a, c, &part);
	slice(&rest, &part, 1);
	ui_paint_rule(a, &part, 0, NULL);
	if (goals > rest.lines / 3)
		goals = rest.lines / 3 > GOALS_LEAST ? rest.lines / 3 : GOALS_LEAST;
	slice(&rest, &part, rest.lines - goals - 1);
	ui_list_draw(a, &c->lines, &part);
	rest.y++;
	rest.lines--;
	goals_draw(a, c, &rest);
}
