/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How what fits her looks: the list, below it the one with the focus, on a wide screen advice beside it. */
#include "ui/match.h"

#include "ui/screens.h"

enum {
	SAID_COLUMNS = 22, /* "nog 2 dingen navragen" */
	NARROW = 60,
	WIDE = 120,        /* there is room for advice beside the list */
	ADVICE_COLUMNS = 38,
	OFFER_LINES = 11,  /* and the list takes what is left */
	LIST_LEAST = 4,
	SMALL = 14         /* body lines: one part at a time */
};

static void part_add(const struct app *a, const char *text, struct str *out)
{
	if (text_is_empty(text))
		return;
	if (out->len)
		str_addf(out, " %s ", a->theme.marks[UI_MARK_DOT]);
	str_add(out, text);
}

/* "bijstand (Participatiewet)": the first word tells it. */
static void short_add(const struct app *a, const struct care_dossier *d, const char *fact,
		      struct str *out)
{
	struct str text = STR_INIT;
	char *aside;

	care_fact_shown(a->session, d, fact, &text);
	aside = strstr(text.bytes, " (");
	if (aside && strchr(aside, ')'))
		str_remove(&text, (size_t)(aside - text.bytes),
			   (size_t)(strchr(aside, ')') - aside) + 1);
	part_add(a, text.bytes, out);
	str_release(&text);
}

void ui_match_standing(const struct app *a, const struct ui_match *m, struct str *out)
{
	const struct care_dossier *d = m->woman->dossier;
	struct str rung = STR_INIT;

	if (m->her.rung > 0)
		str_addf(&rung, _("rung %d"), m->her.rung);
	part_add(a, rung.bytes, out);
	short_add(a, d, "benefit", out);
	short_add(a, d, "language_level", out);
	part_add(a, care_fact_value(d, "postcode"), out);
	str_release(&rung);
}

static const char *mark_of(const struct app *a, const struct map_fit *fit)
{
	return fit->missing   ? a->theme.marks[UI_MARK_WRONG]
	       : fit->unknown ? "?"
			      : a->theme.marks[UI_MARK_DONE];
}

const struct care_referral *ui_match_running(const struct care_dossier *d,
					     const struct map_fit *fit)
{
	for (int i = 0; i < d->referral_count; i++) {
		if (text_equal(d->referrals[i].offer, fit->offer.id) &&
		    care_referral_runs(&d->referrals[i]))
			return &d->referrals[i];
	}
	return NULL;
}

void ui_match_row(const struct app *a, void *data, int index, struct str *out)
{
	const struct ui_match *m = data;
	const struct map_fit *fit = &m->fits.items[index];
	struct str name = STR_INIT;

	ui_offer_name(&fit->offer, &fit->organisation, &name);
	str_addf(out, "%s ", mark_of(a, fit));
	if (m->list.columns < NARROW) {
		str_add(out, name.bytes);
	} else {
		ui_cell(out, name.bytes, m->list.columns - SAID_COLUMNS - 5);
		if (ui_match_running(m->woman->dossier, fit))
			str_add(out, _("runs already"));
		else
			map_fit_said(fit, out);
	}
	str_release(&name);
}

/* The one that asks for something first; NULL: none runs. */
static const struct care_referral *nearest(const struct care_dossier *d, int *running)
{
	const struct care_referral *best = NULL;

	*running = 0;
	for (int i = d->referral_count - 1; i >= 0; i--) {
		const struct care_referral *r = &d->referrals[i];

		if (!care_referral_runs(r))
			continue;
		++*running;
		if (!best || (r->call_back.year &&
			      (!best->call_back.year ||
			       date_compare(&r->call_back, &best->call_back) < 0)))
			best = r;
	}
	return best;
}

/* "Loopt: ROC Mondriaan, wachtlijst sinds 3 okt" */
static void running_add(const struct app *a, const struct care_dossier *d, struct str *out)
{
	int count = 0;
	const struct care_referral *r = nearest(d, &count);
	struct str day = STR_INIT;

	if (!r)
		return;
	ui_date_add(a, r->step_count ? &r->steps[r->step_count - 1].on : &r->on, DATE_SHORT, &day);
	str_addf(out, _("Running: %s, %s since %s"), r->organisation,
		 ui_label(a, "referral_status", r->status), day.bytes);
	if (count > 1)
		str_addf(out, " +%d", count - 1);
	str_release(&day);
}

static void keys_of(const struct app *a, const struct map_set *set, enum map_list list,
		    struct str *out)
{
	const struct map_words *words = care_map_words(a->session);

	for (int i = 0; i < words->lists[list].count && i < MAP_SET_MOST; i++) {
		if (map_set_has(set, i))
			str_addf(out, "%s%s", out->len ? ", " : "",
				 words->lists[list].words[i].label);
	}
}

static bool nothing_fits(const struct ui_match *m)
{
	return m->fits.fitting == 0 && m->fits.asking == 0;
}

/* All offers, none left out by letters or a filter. */
static bool is_whole(const struct ui_match *m)
{
	return ui_editor_is_empty(&m->typed) && map_filter_is_empty(&m->filter);
}

/* What nobody offers: the reason to press x. */
static void gap_add(const struct app *a, const struct ui_match *m, struct str *out)
{
	struct str what = STR_INIT;

	if (m->fits.offers == 0) {
		str_add(out, is_whole(m)
				     ? _("The social map is still empty.  l refers by hand.")
				     : _("No offer is left.  Esc or f shows more again."));
		return;
	}
	keys_of(a, &m->fits.needs_unserved, MAP_LIST_PRECONDITIONS, &what);
	if (nothing_fits(m) && !is_whole(m))
		str_add(out, _("None of these fits now."));
	else if (nothing_fits(m))
		str_add(out, _("Nothing fits now.  x writes down what is missing."));
	else if (what.len)
		str_addf(out, _("x writes down what nobody offers: %s"), what.bytes);
	str_release(&what);
}

static void head_line(struct app *a, struct ui_area *rest, enum ui_style style, const char *text)
{
	if (text_is_empty(text) || rest->lines < 2)
		return;
	(void)ui_paint(a, rest, 0, 0, style, text);
	rest->y++;
	rest->lines--;
}

static void search_draw(struct app *a, struct ui_match *m, struct ui_area *rest)
{
	const char *label = _("Search: ");
	int used = text_columns(label, strlen(label));
	struct ui_area field = {rest->y, rest->x + used, 1, rest->columns - used};

	if (!m->is_searching && ui_editor_is_empty(&m->typed))
		return;
	(void)ui_paint(a, rest, 0, 0, UI_STRONG, label);
	ui_editor_draw(a, &m->typed, &field, m->is_searching);
	rest->y++;
	rest->lines--;
}

static void head_draw(struct app *a, struct ui_match *m, struct ui_area *rest)
{
	struct str text = STR_INIT;

	running_add(a, m->woman->dossier, &text);
	head_line(a, rest, UI_MUTED, text.bytes);
	str_reset(&text);
	gap_add(a, m, &text);
	if (m->body.lines >= SMALL || nothing_fits(m))
		head_line(a, rest, UI_WARN, text.bytes);
	str_release(&text);
}

/* "past: 12, navragen: 30, van 4.089" */
static void counts_add(struct app *a, const struct ui_match *m, struct str *out)
{
	struct str fit = STR_INIT, ask = STR_INIT, all = STR_INIT, only = STR_INIT;

	ui_number_add(a, m->fits.fitting, &fit);
	ui_number_add(a, m->fits.asking, &ask);
	ui_number_add(a, m->fits.offers, &all);
	str_addf(out, _("fit: %s, to ask: %s, of %s"), fit.bytes, ask.bytes, all.bytes);
	if (m->fits.too_heavy)
		str_addf(out, _(", %d too heavy left out"), (int)m->fits.too_heavy);
	ui_social_filter_add(a, &m->filter, &only);
	if (only.len)
		str_addf(out, _(", only: %s"), only.bytes);
	if (m->page)
		str_addf(out, _(", page %d"), (int)m->page + 1);
	str_release(&fit);
	str_release(&ask);
	str_release(&all);
	str_release(&only);
}

static void offer_lines(struct app *a, const struct ui_match *m, int columns,
			struct ui_lines *out)
{
	const struct map_fit *fit = ui_match_at(m);
	struct str text = STR_INIT;

	if (!fit)
		return;
	ui_offer_name(&fit->offer, &fit->organisation, &text);
	if (!text_is_empty(ui_offer_phone(&fit->offer, &fit->organisation)))
		str_addf(&text, "  %s", ui_offer_phone(&fit->offer, &fit->organisation));
	ui_lines_add(out, UI_STRONG, 2, columns, text.bytes);
	ui_offer_reasons(a, care_map(a->session), &m->her, fit, columns, out);
	str_reset(&text);
	ui_offer_terms(a, &fit->offer, &text);
	ui_lines_add(out, UI_PLAIN, 2, columns, text.bytes);
	ui_offer_warnings(a, m->rules, &m->her, fit, columns, out);
	str_release(&text);
}

static void advice_lines(struct app *a, const struct ui_match *m, int columns,
			 struct ui_lines *out)
{
	struct str text = STR_INIT;

	map_advice(care_map(a->session), &m->her, &text);
	if (text.len == 0)
		str_add(&text, _("Her level of taking part is not known yet: n asks it."));
	ui_lines_add(out, UI_STRONG, 0, columns, _("What works at her level"));
	ui_lines_add(out, UI_PLAIN, 0, columns, text.bytes);
	ui_offer_warnings(a, m->rules, &m->her, NULL, columns, out);
	str_release(&text);
}

/* A part to be read on the whole body, from the line she moved to. */
static void part_draw(struct app *a, struct ui_match *m)
{
	struct ui_lines lines = {.arena = ARENA_INIT};
	int last;

	if (m->part == UI_MATCH_OFFER)
		offer_lines(a, m, m->body.columns, &lines);
	else
		advice_lines(a, m, m->body.columns, &lines);
	last = (int)lines.count - m->body.lines;
	m->top = m->top > last ? last : m->top;
	m->top = m->top < 0 ? 0 : m->top;
	ui_lines_draw(a, &lines, &m->body, m->top);
	ui_cursor(a, &m->body, 0, 0);
	ui_lines_release(&lines);
}

/* Cut where it ends below: the last line says how to see the rest. */
static void offer_draw(struct app *a, struct ui_match *m, struct ui_area area)
{
	struct ui_lines lines = {.arena = ARENA_INIT};

	offer_lines(a, m, area.columns, &lines);
	if ((int)lines.count > area.lines && area.lines > 1) {
		area.lines--;
		(void)ui_paint(a, &(struct ui_area){area.y + area.lines, area.x, 1, area.columns},
			       0, 2, UI_MUTED, _("Tab: more about this one"));
	}
	ui_lines_draw(a, &lines, &area, 0);
	ui_lines_release(&lines);
}

static void advice_draw(struct app *a, struct ui_match *m, struct ui_area *list)
{
	struct ui_lines lines = {.arena = ARENA_INIT};
	struct ui_area area = *list;

	area.x += list->columns - ADVICE_COLUMNS;
	area.columns = ADVICE_COLUMNS;
	ui_paint_bar(a, list, list->columns - ADVICE_COLUMNS - 2);
	list->columns -= ADVICE_COLUMNS + 3;
	advice_lines(a, m, ADVICE_COLUMNS, &lines);
	ui_lines_draw(a, &lines, &area, 0);
	ui_lines_release(&lines);
}

static int list_lines(const struct ui_match *m, const struct ui_area *rest)
{
	int lines = rest->lines - OFFER_LINES - 1;

	if (rest->columns >= WIDE) /* advice needs as much room as the list */
		lines = rest->lines / 2;
	if (lines > m->list.count && rest->columns < WIDE)
		lines = m->list.count;
	return lines < LIST_LEAST ? LIST_LEAST : lines;
}

void ui_match_draw(struct app *a, struct ui_match *m)
{
	struct ui_area rest = m->body, list;
	struct str counts = STR_INIT;

	if (m->part != UI_MATCH_LIST) {
		part_draw(a, m);
		return;
	}
	search_draw(a, m, &rest);
	head_draw(a, m, &rest);
	list = rest;
	if (m->body.lines >= SMALL) {
		list.lines = list_lines(m, &rest);
		rest.y += list.lines + 1;
		rest.lines -= list.lines + 1;
		counts_add(a, m, &counts);
		ui_paint_rule(a, &(struct ui_area){rest.y - 1, rest.x, 1, rest.columns}, 0,
			      counts.bytes);
		if (rest.columns >= WIDE)
			advice_draw(a, m, &list);
		offer_draw(a, m, rest);
	}
	ui_list_draw(a, &m->list, &list);
	if (m->is_searching) { /* the mark stands in the list, the cursor where she types */
		rest = m->body;
		search_draw(a, m, &rest);
	}
	str_release(&counts);
}
