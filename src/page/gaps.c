/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gap_mask.h"

/*
 * What was missing in a period, on one sheet, for an alderman: who could not go on and why, a table of numbers
 * with what they mean under it, then each thing with where and for whom it was missing.
 */
enum { ROWS_MOST = 10, TOLD_MOST = 6, PARTS_MOST = 4 };

struct sheet {
	struct page *page;
	struct care_session *session;
	const struct care_config *config;
	const struct care_gaps *gaps;
	const char *language;
	bool is_masked;
};

static void add_period(struct sheet *s)
{
	struct date today = care_session_today(s->session);
	struct str text = STR_INIT;

	page_add_field(s->page, _("From"), care_session_organisation(s->session));
	date_write(&text, &s->gaps->from, DATE_LONG, s->language);
	str_add(&text, _(" up to and including "));
	date_write(&text, &s->gaps->to, DATE_LONG, s->language);
	page_add_field(s->page, _("Period"), text.bytes);
	str_reset(&text);
	date_write(&text, &today, DATE_LONG, s->language);
	page_add_field(s->page, _("Made on"), text.bytes);
	str_release(&text);
}

static void add_women(struct str *out, int women, bool is_masked, bool is_least)
{
	if (is_masked && gap_is_small(women))
		str_addf(out, _("Fewer than %d women could not go on"), CARE_SMALL_NUMBER);
	else if (is_least)
		str_addf(out, _("At least %d women could not go on"), women);
	else
		str_addf(out,
			 ngettext("%d woman could not go on", "%d women could not go on",
				  (unsigned long)women),
			 women);
}

static void add_lead(struct sheet *s)
{
	struct str text = STR_INIT;
	bool is_least;
	int women;

	gap_mask_all(s->gaps, s->is_masked, &women, &is_least);
	if (women == 0) {
		str_add(&text, _("Nothing was written down as missing in this period."));
	} else {
		add_women(&text, women, s->is_masked, is_least);
		str_add(&text, _(": what they needed was not there, or did not fit."));
	}
	page_add_paragraph(s->page, text.bytes);
	str_release(&text);
}

/* "Laak 6, not known 5, other 7" */
static void add_parts(struct sheet *s, const struct care_gap_sum *sum, enum care_gap_by by,
		      struct str *out)
{
	struct gap_parts parts = gap_mask_parts(sum, by, s->is_masked, PARTS_MOST);

	for (int i = 0; i < parts.count; i++)
		str_addf(out, "%s%s %d", i > 0 ? ", " : "",
			 gap_value(s->config, by, parts.parts[i].value, s->language),
			 parts.parts[i].women);
	if (parts.count > 0 && parts.rest > 0)
		str_addf(out, _(", other %d"), parts.rest);
}

static void add_table(struct sheet *s)
{
	int shown = s->gaps->sum_count < ROWS_MOST ? s->gaps->sum_count : ROWS_MOST;
	const char *cells[2 * (ROWS_MOST + 1)] = {_("What was missing"), _("Women")};
	struct str counts[ROWS_MOST];

	for (int i = 0; i < shown; i++) {
		counts[i] = (struct str)STR_INIT;
		care_count_add(s->gaps->sums[i].women, s->is_masked, &counts[i]);
		cells[2 * i + 2] = gap_label(s->config, &s->gaps->sums[i], s->language);
		cells[2 * i + 3] = counts[i].bytes;
	}
	page_add_heading(s->page, 2, _("How many women"));
	page_add_table(s->page, 2, shown + 1, cells);
	for (int i = 0; i < shown; i++)
		str_release(&counts[i]);
}

static void add_definitions(struct sheet *s)
{
	struct str text = STR_INIT;
	int left = s->gaps->sum_count - ROWS_MOST;

	if (left > 0) {
		str_addf(&text,
			 ngettext("%d other thing was missing less often.",
				  "%d other things were missing less often.", (unsigned long)left),
			 left);
		page_add_item(s->page, "-", text.bytes);
	}
	page_add_item(s->page, "-",
		      _("A woman counts once for each thing that was missing, so the numbers may add "
			"up to more than all women."));
	page_add_item(s->page, "-",
		      _("Counted are women for whom a worker wrote down that no offer fitted."));
	page_add_item(s->page, "-", _("Not known: it was not asked, or not written down."));
	if (s->is_masked)
		page_add_item(s->page, "-",
			      _("Fewer than 5 stands as <5. Small groups are not named, so that "
				"nobody can be recognised."));
	str_release(&text);
}

/* "14 women could not go on: care for the children (Laak 6, Escamp 5)" and, line by line, the rest. */
static void add_told(struct sheet *s, const struct care_gap_sum *sum)
{
	struct str text = STR_INIT, parts = STR_INIT;

	add_women(&text, sum->women, s->is_masked, false);
	str_addf(&text, ": %s", gap_label(s->config, sum, s->language));
	add_parts(s, sum, CARE_GAP_DISTRICT, &parts);
	if (parts.len > 0)
		str_addf(&text, " (%s)", parts.bytes);
	str_add(&text, ".");
	for (int by = 0; by < CARE_GAP_BYS; by++) {
		str_reset(&parts);
		if (by != CARE_GAP_DISTRICT)
			add_parts(s, sum, (enum care_gap_by)by, &parts);
		if (parts.len > 0)
			str_addf(&text, "\n%s: %s.", gap_by_label((enum care_gap_by)by), parts.bytes);
	}
	page_add_item(s->page, "-", text.bytes);
	str_release(&text);
	str_release(&parts);
}

struct page *page_gaps(struct care_session *s, const struct care_gaps *gaps, bool is_masked,
		       const char *language)
{
	struct page *p = page_new(PAGE_KINDS, _("No offer that fits"), language);
	struct sheet sheet = {p, s, care_session_config(s), gaps, language, is_masked};

	add_period(&sheet);
	add_lead(&sheet);
	if (gaps->sum_count == 0)
		return p;
	add_table(&sheet);
	add_definitions(&sheet);
	page_add_heading(p, 2, _("What, where and for whom"));
	for (int i = 0; i < gaps->sum_count && i < TOLD_MOST; i++)
		add_told(&sheet, &gaps->sums[i]);
	return p;
}
