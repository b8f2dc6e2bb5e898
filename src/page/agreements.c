/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/*
 * "Dit hebben we afgesproken": goes home with her, so it holds five lines at most and nothing that
 * would harm her when somebody else reads it: no family name, no barrier, no rung.
 */
enum { LINES = 5 };

static void add_who(struct str *line, const char *by)
{
	if (!text_is_empty(by))
		str_addf(line, " (%s)", by);
}

static bool add_steps(struct page *p, struct page_source *from, int *left)
{
	const struct care_dossier *d = from->dossier;
	int before = *left;

	for (int g = 0; g < d->goal_count && *left > 0; g++)
		for (int i = 0; i < d->goals[g].step_count && *left > 0; i++) {
			const struct care_step *step = &d->goals[g].steps[i];
			struct str line = STR_INIT;

			if (!text_equal(step->state, "open"))
				continue;
			str_add(&line, step->text);
			add_who(&line, step->by);
			if (step->due.year != 0) {
				str_add(&line, ", ");
				page_date(&line, from, &step->due);
			}
			if (text_equal(step->certain, "no"))
				str_addf(&line, " (%s)", page_label(from, "step_certain", "no"));
			page_add_item(p, "-", line.bytes);
			str_release(&line);
			--*left;
		}
	return *left < before;
}

static bool add_appointments(struct page *p, struct page_source *from, int *left)
{
	const struct care_dossier *d = from->dossier;
	int before = *left;

	for (int i = 0; i < d->appointment_count && *left > 0; i++) {
		const struct care_appointment *a = &d->appointments[i];
		struct str line = STR_INIT;

		if (!text_equal(a->state, "planned"))
			continue;
		page_date(&line, from, &a->due);
		if (a->minutes >= 0)
			str_addf(&line, ", %d:%02d", a->minutes / 60, a->minutes % 60);
		str_addf(&line, ": %s", text_is_empty(a->about)
						? page_label(from, "appointment_kind", a->kind)
						: a->about);
		add_who(&line, a->with);
		page_add_item(p, "-", line.bytes);
		str_release(&line);
		--*left;
	}
	return *left < before;
}

enum err page_agreements(struct page *p, struct page_source *from, struct error *e)
{
	struct date today = care_session_today(from->session);
	struct str text = STR_INIT;
	int left = LINES;
	bool any;

	(void)e;
	if (!from->options->is_anonymous)
		page_add_field(p, _("For"), care_fact_value(from->dossier, "called"));
	page_date(&text, from, &today);
	page_add_field(p, _("Date"), text.bytes);
	page_add_heading(p, 2, _("Who does what, and when"));
	any = add_appointments(p, from, &left);
	any = add_steps(p, from, &left) || any;
	if (!any)
		page_add_lines(p, LINES);
	page_add_heading(p, 2, _("Questions? Call"));
	page_add_paragraph(p, care_session_worker_name(from->session));
	page_add_paragraph(p, care_session_organisation(from->session));
	str_release(&text);
	return OK;
}
