/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/* "Wat weet u van mij?": everything kept of her, in plain words, for herself. */

static void add_facts(struct page *p, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;

	page_add_heading(p, 2, _("What you told us"));
	for (int i = 0; i < d->fact_count; i++)
		if (!text_begins(d->facts[i].name, "precondition_"))
			page_add_fact(p, from, d->facts[i].name);
}

static void add_needs(struct page *p, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;

	if (d->precondition_count > 0)
		page_add_heading(p, 2, _("What you need"));
	for (int i = 0; i < d->precondition_count; i++)
		page_add_field(p, page_label(from, "preconditions", d->preconditions[i].key),
			       page_label(from, "needed", d->preconditions[i].needed));
}

static void add_lines(struct page *p, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;

	page_add_heading(p, 2, _("What was written down, and when"));
	for (int i = 0; i < d->line_count; i++) {
		struct str on = STR_INIT, text = STR_INIT;

		page_date(&on, from, &d->lines[i].on);
		str_addf(&text, "%s%s%s", d->lines[i].title,
			 text_is_empty(d->lines[i].text) ? "" : ": ", d->lines[i].text);
		page_add_field(p, on.bytes, text.bytes);
		str_release(&on);
		str_release(&text);
	}
}

static void add_consents(struct page *p, struct page_source *from)
{
	const struct care_dossier *d = from->dossier;

	page_add_heading(p, 2, _("With whom it may be shared"));
	if (d->consent_count == 0)
		page_add_paragraph(p, _("With nobody."));
	for (int i = 0; i < d->consent_count; i++) {
		struct str text = STR_INIT;

		if (!d->consents[i].is_valid)
			continue;
		str_add(&text, d->consents[i].organisation);
		if (d->consents[i].until.year != 0) {
			str_add(&text, _(", until "));
			page_date(&text, from, &d->consents[i].until);
		}
		page_add_item(p, "-", text.bytes);
		str_release(&text);
	}
}

enum err page_known(struct page *p, struct page_source *from, struct error *e)
{
	(void)e;
	add_facts(p, from);
	add_needs(p, from);
	add_consents(p, from);
	add_lines(p, from);
	page_add_heading(p, 2, _("What you can do"));
	page_add_paragraph(p, _("You may ask to change or remove this, and take consent back. "
				"Tell the worker."));
	return OK;
}
