/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/* Her whole trajectory, for the worker: who she is, the ladder, goals, every line. */

static int highest_goal(const struct care_dossier *d)
{
	int rung = 0;

	for (int i = 0; i < d->goal_count; i++)
		if (text_equal(d->goals[i].state, "open") && d->goals[i].rung > rung)
			rung = d->goals[i].rung;
	return rung;
}

static void add_head(struct page *p, struct page_source *from)
{
	struct str name = STR_INIT, rung = STR_INIT;
	const struct care_dossier *d = from->dossier;

	if (from->options->is_anonymous)
		str_add(&name, _("anonymous"));
	else
		care_dossier_name(d, &name);
	page_add_field(p, _("Name"), name.bytes);
	page_add_fact(p, from, "file_number");
	page_add_fact(p, from, "birth_date");
	page_add_fact(p, from, "benefit");
	page_add_fact(p, from, "language_level");
	if (d->rung_count > 0)
		page_rung(&rung, from, d->rungs[d->rung_count - 1].level);
	page_add_field(p, _("Rung now"), rung.bytes);
	str_release(&name);
	str_release(&rung);
}

static void add_goal(struct page *p, struct page_source *from,
		     const struct care_goal *goal)
{
	struct str text = STR_INIT;

	str_add(&text, goal->text);
	if (text_equal(goal->state, "dropped"))
		str_addf(&text, ", %s", page_label(from, "goal_state", goal->state));
	page_add_item(p, text_equal(goal->state, "reached") ? "[x]" : "[ ]", text.bytes);
	str_release(&text);
	for (int i = 0; i < goal->step_count; i++) {
		const struct care_step *step = &goal->steps[i];
		struct str line = STR_INIT;

		str_addf(&line, "%s", step->text);
		if (step->due.year != 0) {
			str_add(&line, ", ");
			page_date(&line, from, &step->due);
		}
		if (!text_is_empty(step->by))
			str_addf(&line, " (%s)", step->by);
		if (text_equal(step->state, "paused") ||
		    text_equal(step->state, "dropped"))
			str_addf(&line, ", %s",
				 page_label(from, "step_state", step->state));
		page_add_item(p, text_equal(step->state, "done") ? "  [x]" : "  [ ]",
			      line.bytes);
		str_release(&line);
	}
}

static void add_line(struct page *p, const struct page_source *from,
		     const struct care_line *line)
{
	struct str on = STR_INIT, text = STR_INIT;

	(void)from;
	date_write(&on, &line->on, DATE_SHORT, from->language);
	str_addf(&on, "  %s", line->title);
	str_add(&text, line->text);
	if (!text_is_empty(line->state))
		str_addf(&text, "%s%s", text.len ? "; " : "", line->state);
	if (text.len == 0)
		str_add(&text, line->author);
	page_add_field(p, on.bytes, text.len ? text.bytes : "-");
	str_release(&on);
	str_release(&text);
}

enum err page_trajectory(struct page *p, struct page_source *from, struct error *e)
{
	const struct care_dossier *d = from->dossier;

	(void)e;
	add_head(p, from);
	if (d->rung_count > 0) {
		page_add_heading(p, 2, _("The ladder over time"));
		page_add_ladder(p, from, highest_goal(d));
	}
	if (d->goal_count > 0)
		page_add_heading(p, 2, _("Goals"));
	for (int i = 0; i < d->goal_count; i++)
		add_goal(p, from, &d->goals[i]);
	page_add_heading(p, 2, _("Trajectory"));
	for (int i = 0; i < d->line_count; i++)
		add_line(p, from, &d->lines[i]);
	return OK;
}
