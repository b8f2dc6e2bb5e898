/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/*
 * What was agreed in a talk of three: one copy for each who agreed to do something, all with the same agreements,
 * their own first.  It goes to people outside, so nothing of her stands on it but what was said there.
 */
struct talk {
	struct page *page;
	struct page_source *from;
	const struct care_appointment *held;
};

static const struct care_appointment *held(const struct page_source *from)
{
	const struct care_dossier *d = from->dossier;
	const char *asked = from->options->appointment;

	for (int i = d->appointment_count - 1; i >= 0; i--) {
		const struct care_appointment *a = &d->appointments[i];

		if (a->agreement_count > 0 && (!asked || text_equal(a->id, asked)))
			return a;
	}
	return NULL;
}

bool page_has_three_way(const struct care_dossier *d)
{
	for (int i = 0; i < d->appointment_count; i++)
		if (d->appointments[i].agreement_count > 0)
			return true;
	return false;
}

static void add_day(struct str *out, const struct talk *t, const struct care_appointment *a)
{
	page_date(out, t->from, a->due.year != 0 ? &a->due : &a->on);
	if (a->minutes >= 0)
		str_addf(out, ", %d:%02d", a->minutes / 60, a->minutes % 60);
}

static void add_head(struct talk *t, const char *party)
{
	struct str text = STR_INIT;

	str_addf(&text, _("Copy for %s"), party);
	page_add_heading(t->page, 1, text.bytes);
	str_reset(&text);
	add_day(&text, t, t->held);
	page_add_field(t->page, _("Talk on"), text.bytes);
	page_add_field(t->page, _("With"), t->held->with);
	page_add_field(t->page, _("About"), t->held->about);
	str_release(&text);
}

/* Those of this party, or of all others. */
static void add_agreements(struct talk *t, const char *party, bool own)
{
	struct str text = STR_INIT;

	for (int i = 0; i < t->held->agreement_count; i++) {
		const struct care_agreement *one = &t->held->agreements[i];

		if (text_equal(one->party, party) != own)
			continue;
		str_reset(&text);
		str_addf(&text, "%s: %s", text_is_empty(one->party) ? _("together") : one->party,
			 one->text);
		page_add_item(t->page, "-", text.bytes);
	}
	str_release(&text);
}

/* Who else she is to meet is nobody's matter: with the same party, or of the same referral, or with nobody named. */
static bool is_of_theirs(const struct care_appointment *a, const struct care_appointment *held)
{
	return text_is_empty(a->with) || care_organisation_is(a->with, held->with) ||
	       (!text_is_empty(a->referral) && text_equal(a->referral, held->referral));
}

/* The next of theirs that is planned about the same; else the next of theirs. */
static const struct care_appointment *next_talk(const struct talk *t)
{
	const struct care_dossier *d = t->from->dossier;
	struct date today = care_session_today(t->from->session);
	const struct care_appointment *next = NULL;

	for (int i = 0; i < d->appointment_count; i++) {
		const struct care_appointment *a = &d->appointments[i];

		if (a == t->held || !text_equal(a->state, "planned") ||
		    !is_of_theirs(a, t->held) || date_compare(&a->due, &today) < 0)
			continue;
		if (text_equal(a->kind, t->held->kind))
			return a;
		if (!next)
			next = a;
	}
	return next;
}

static void add_next(struct talk *t)
{
	const struct care_appointment *next = next_talk(t);
	struct str text = STR_INIT;

	page_add_heading(t->page, 2, _("We talk again"));
	if (next) {
		add_day(&text, t, next);
		if (!text_is_empty(next->with))
			str_addf(&text, " (%s)", next->with);
		page_add_paragraph(t->page, text.bytes);
	} else {
		page_add_lines(t->page, 1);
	}
	str_release(&text);
}

static void add_copy(struct talk *t, const char *party)
{
	const struct page_block cut = {.kind = PAGE_BREAK};

	if (t->page->count > 0)
		page_add_block(t->page, &cut);
	add_head(t, party);
	page_add_heading(t->page, 2, _("Who does what"));
	add_agreements(t, party, true);
	add_agreements(t, party, false);
	add_next(t);
	page_add_call(t->page, t->from);
}

/* Whether an agreement before this one has the same party. */
static bool has_copy(const struct care_appointment *a, int index)
{
	for (int i = 0; i < index; i++)
		if (text_equal(a->agreements[i].party, a->agreements[index].party))
			return true;
	return text_is_empty(a->agreements[index].party);
}

enum err page_three_way(struct page *p, struct page_source *from, struct error *e)
{
	struct talk t = {p, from, held(from)};
	int copies = 0;

	if (!t.held)
		return error_set(e, ERR_INVALID,
				 _("There is no talk with agreements yet; write them down with "
				   "the appointment first."));
	for (int i = 0; i < t.held->agreement_count; i++)
		if (!has_copy(t.held, i)) {
			add_copy(&t, t.held->agreements[i].party);
			copies++;
		}
	if (copies == 0) /* nobody is named: one for all */
		add_copy(&t, _("everybody"));
	return OK;
}
