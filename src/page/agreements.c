/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/*
 * "Dit hebben we afgesproken": goes home with her, so it holds five lines at most,
 * soonest first, and nothing that would harm her when somebody else reads it: no family
 * name, no barrier, no rung.
 */
enum { LINES = 5 };

struct agreement {
	struct date due; /* year 0: no day */
	const char *text;
	size_t order;
};

struct agreements {
	struct page *page;
	struct page_source *from;
	struct agreement *items;
	size_t count, room;
};

static void add(struct agreements *all, const struct date *due, const struct str *text)
{
	VEC_ROOM(all->items, all->count, all->room);
	all->items[all->count] = (struct agreement){
		*due, arena_text(&all->page->arena, text->bytes), all->count};
	all->count++;
}

static void add_part(struct str *line, const char *text)
{
	if (!text_is_empty(text))
		str_addf(line, ", %s", text);
}

static void add_who(struct str *line, const char *by)
{
	if (!text_is_empty(by))
		str_addf(line, " (%s)", by);
}

static void add_step(struct agreements *all, const struct care_step *step)
{
	struct str line = STR_INIT;

	page_date(&line, all->from, &step->due);
	str_addf(&line, "%s%s", line.len ? ": " : "", step->text);
	add_who(&line, step->by);
	if (!text_equal(step->kind, "unknown"))
		add_part(&line, page_label(all->from, "step_kind", step->kind));
	if (text_equal(step->certain, "no"))
		add_part(&line, page_label(all->from, "step_certain", "no"));
	add(all, &step->due, &line);
	str_release(&line);
}

static void add_steps(struct agreements *all)
{
	const struct care_dossier *d = all->from->dossier;

	for (int g = 0; g < d->goal_count; g++)
		for (int i = 0; i < d->goals[g].step_count; i++)
			if (text_equal(d->goals[g].steps[i].state, "open"))
				add_step(all, &d->goals[g].steps[i]);
}

static void add_appointment(struct agreements *all, const struct care_appointment *a)
{
	struct str line = STR_INIT;

	page_date(&line, all->from, &a->due);
	if (a->minutes >= 0)
		str_addf(&line, ", %d:%02d", a->minutes / 60, a->minutes % 60);
	str_addf(&line, ": %s",
		 text_is_empty(a->about)
			 ? page_label(all->from, "appointment_kind", a->kind)
			 : a->about);
	add_who(&line, a->with);
	add(all, &a->due, &line);
	str_release(&line);
}

static void add_appointments(struct agreements *all)
{
	const struct care_dossier *d = all->from->dossier;
	struct date today = care_session_today(all->from->session);

	for (int i = 0; i < d->appointment_count; i++)
		if (text_equal(d->appointments[i].state, "planned") &&
		    date_compare(&d->appointments[i].due, &today) >= 0)
			add_appointment(all, &d->appointments[i]);
}

static int soonest(const void *a, const void *b)
{
	const struct agreement *x = a, *y = b;
	int order = 0;

	if ((x->due.year == 0) != (y->due.year == 0))
		return x->due.year == 0 ? 1 : -1;
	if (x->due.year != 0)
		order = date_compare(&x->due, &y->due);
	return order ? order : x->order < y->order ? -1 : 1;
}

/* What was agreed in so many words comes first; then what stands on a day. */
static void add_lines(struct page *p, struct page_source *from)
{
	struct agreements all = {.page = p, .from = from};
	struct str said = STR_INIT;
	size_t left = LINES;

	page_last_answer(&said, from, "agreed");
	add_appointments(&all);
	add_steps(&all);
	if (all.count > 1)
		qsort(all.items, all.count, sizeof *all.items, soonest);
	if (said.len > 0) {
		page_add_item(p, "-", said.bytes);
		left--;
	}
	for (size_t i = 0; i < all.count && i < left; i++)
		page_add_item(p, "-", all.items[i].text);
	if (said.len == 0 && all.count == 0)
		page_add_lines(p, LINES);
	str_release(&said);
	free(all.items);
}

void page_add_call(struct page *p, const struct page_source *from)
{
	page_add_heading(p, 2, _("Questions? Call"));
	page_add_paragraph(p, care_session_worker_name(from->session));
	page_add_paragraph(p, care_session_organisation(from->session));
	page_add_field(
		p, _("Phone"),
		care_setting(from->session, "phone", "______________________________"));
}

enum err page_agreements(struct page *p, struct page_source *from, struct error *e)
{
	struct date today = care_session_today(from->session);
	struct str text = STR_INIT;

	(void)e;
	if (!from->options->is_anonymous)
		page_add_field(p, _("For"), care_fact_value(from->dossier, "called"));
	page_date(&text, from, &today);
	page_add_field(p, _("Date"), text.bytes);
	page_add_heading(p, 2, _("Who does what, and when"));
	add_lines(p, from);
	page_add_call(p, from);
	str_release(&text);
	return OK;
}
