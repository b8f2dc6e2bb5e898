/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/*
 * The referral summary, one A4 for one organisation: only the kinds of fact that she
 * agreed to share with it, and of these those that go along with the referral that runs;
 * never what is shielded; what she would rather not say prints as nothing.  A referral that
 * she did not say yes to, or that is over, is not spoken of.  Without her name or number
 * among the kinds these are taken out of what is in words too.  A table says which fact
 * belongs to which kind of consent (config/consents.yaml).
 */
static const struct {
	const char *kind, *fact;
} shared_facts[] = {
	{"name", "birth_date"},
	{"name", "file_number"},
	{"contact", "phone"},
	{"contact", "email"},
	{"contact", "safe_contact"},
	{"contact", "postcode"},
	{"contact", "city"},
	{"language", "languages"},
	{"language", "contact_language"},
	{"language", "interpreter"},
	{"language", "language_level"},
	{"benefit", "benefit"},
	{"benefit", "benefit_consent"},
	{"talents", "talents"},
	{"talents", "education"},
	{"talents", "experience"},
	{"availability", "available_dayparts"},
	{"children", "youngest_child"},
	{"children", "children_come_along"},
};

static bool holds(const char *kinds, const char *kind)
{
	size_t len = strlen(kind);

	for (const char *at = kinds; (at = strstr(at, kind)); at += len)
		if ((at == kinds || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

/* The last to this organisation that she agreed to and that runs. */
static const struct care_referral *referral(const struct page_source *from)
{
	const struct care_dossier *d = from->dossier;

	for (int i = d->referral_count - 1; i >= 0; i--) {
		const struct care_referral *r = &d->referrals[i];

		if (care_organisation_is(r->organisation, from->consent->organisation) &&
		    text_equal(r->agreed, "yes") && care_referral_runs(r))
			return r;
	}
	return NULL;
}

/* One to an offer always says what goes along, be it nothing; one typed by hand may leave it to the consent. */
bool page_may_share(const struct page_source *from, const char *kind)
{
	const struct care_referral *r;

	if (from->consent == NULL)
		return true;
	if (!holds(from->consent->kinds, kind))
		return false;
	r = referral(from);
	return r == NULL || (text_is_empty(r->shares) && text_is_empty(r->offer)) ||
	       holds(r->shares, kind);
}

static void add_head(struct page *p, struct page_source *from)
{
	struct date today = care_session_today(from->session);
	struct str text = STR_INIT;

	page_add_field(p, _("For"), from->consent->organisation);
	str_addf(&text, "%s, %s", care_session_organisation(from->session),
		 care_session_worker_name(from->session));
	page_add_field(p, _("From"), text.bytes);
	str_reset(&text);
	page_date(&text, from, &today);
	page_add_field(p, _("Date"), text.bytes);
	str_reset(&text);
	if (from->options->is_anonymous || !page_may_share(from, "name"))
		care_dossier_initials(from->dossier, &text);
	else
		care_dossier_name(from->dossier, &text);
	page_add_field(p, _("About"), text.bytes);
	str_release(&text);
}

static bool names_her(const char *kind)
{
	return text_equal(kind, "name") || text_equal(kind, "contact");
}

static void add_facts(struct page *p, struct page_source *from)
{
	for (size_t i = 0; i < sizeof shared_facts / sizeof *shared_facts; i++)
		if (page_may_share(from, shared_facts[i].kind) &&
		    !(from->options->is_anonymous && names_her(shared_facts[i].kind)))
			page_add_fact(p, from, shared_facts[i].fact);
}

static void add_ladder(struct page *p, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;
	struct str rung = STR_INIT;

	if (d->rung_count > 0 && page_may_share(from, "ladder"))
		page_rung(&rung, from, d->rungs[d->rung_count - 1].level);
	page_add_field(p, _("Rung now"), rung.bytes);
	str_release(&rung);
}

/* A heading in the words for her or him. */
static void add_heading(struct page *p, struct page_source *from, const char *text)
{
	struct str heading = STR_INIT;

	page_words(&heading, from, text, from->language);
	page_add_heading(p, 2, heading.bytes);
	str_release(&heading);
}

static void add_text(struct page *p, struct page_source *from, const char *fact)
{
	struct str text = STR_INIT;

	page_fact_text(&text, from, fact);
	page_add_paragraph(p, text.bytes);
	str_release(&text);
}

static void add_wishes(struct page *p, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;

	if (!page_may_share(from, "goals"))
		return;
	add_heading(p, from, _("What ${zij} wants"));
	add_text(p, from, "wish");
	for (int i = 0; i < d->goal_count; i++)
		if (text_equal(d->goals[i].state, "open"))
			page_add_item(p, "-", d->goals[i].text);
}

static void add_needs(struct page *p, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;
	struct str text = STR_INIT;

	if (page_may_share(from, "barriers")) {
		page_open_barriers(&text, from, "barriers");
		page_add_heading(p, 2, _("Difficult now"));
		page_add_paragraph(p, text.bytes);
	}
	if (page_may_share(from, "needs")) {
		page_add_heading(p, 2, _("What is needed"));
		add_text(p, from, "needed");
	}
	for (int i = 0; i < d->precondition_count && page_may_share(from, "needs"); i++) {
		const struct care_precondition *need = &d->preconditions[i];

		if (!text_equal(need->needed, "yes"))
			continue;
		str_reset(&text);
		str_add(&text, page_label(from, "preconditions", need->key));
		if (!text_is_empty(need->status))
			str_addf(&text, ": %s",
				 page_label(from, "precondition_status", need->status));
		page_add_item(p, "-", text.bytes);
	}
	str_release(&text);
}

/* What is asked of this organisation, in the words of the referral to it. */
static void add_request(struct page *p, struct page_source *from)
{
	const struct care_referral *r = referral(from);

	if (!r)
		return;
	page_add_heading(p, 2, _("What we ask of you"));
	page_add_paragraph(p, r->what);
}

static void add_foot(struct page *p, struct page_source *from)
{
	struct str text = STR_INIT;

	str_addf(&text, _("Shared with consent for %s"), from->consent->organisation);
	if (from->consent->until.year != 0) {
		str_add(&text, _(", until "));
		page_date(&text, from, &from->consent->until);
	}
	str_add(&text, ".");
	page_add_heading(p, 2, _("Consent"));
	page_add_paragraph(p, text.bytes);
	str_release(&text);
}

enum err page_summary(struct page *p, struct page_source *from, struct error *e)
{
	(void)e;
	add_head(p, from);
	add_request(p, from);
	page_add_heading(p, 2, _("Who it is about"));
	add_facts(p, from);
	add_ladder(p, from);
	if (page_may_share(from, "situation")) {
		add_heading(p, from, _("What ${zij} does now"));
		add_text(p, from, "situation");
	}
	add_wishes(p, from);
	add_needs(p, from);
	add_foot(p, from);
	return OK;
}
