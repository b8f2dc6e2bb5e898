/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of an offer, in words and lines: the list of what fits, the card, a referral. */
#include "ui/match.h"

enum { CELL_LEAST = 24, CELL_GAP = 2, INDENT = 2, LABEL_COLUMNS = 18, NARROW = 60 };

void ui_lines_release(struct ui_lines *l)
{
	arena_release(&l->arena);
	free(l->items);
	*l = (struct ui_lines){.arena = ARENA_INIT};
}

static void line_put(struct ui_lines *l, enum ui_style style, const char *text)
{
	VEC_ROOM(l->items, l->count, l->room);
	l->items[l->count++] = (struct ui_line){style, text};
}

void ui_lines_add(struct ui_lines *l, enum ui_style style, int indent, int columns,
		  const char *text)
{
	struct str safe = STR_INIT, line = STR_INIT;
	size_t at = 0, next = 0;

	gate_add(&safe, text, strlen(text), GATE_TEXT);
	while (columns - indent >= 2 && at < safe.len) {
		size_t len = ui_wrap(&safe, at, columns - indent, &next);

		str_reset(&line);
		str_pad(&line, indent);
		str_add_bytes(&line, safe.bytes + at, len);
		line_put(l, style, arena_text(&l->arena, line.bytes));
		at += next;
	}
	str_release(&safe);
	str_release(&line);
}

/* Where there is no room beside the label, under it. */
void ui_lines_field(struct ui_lines *l, int columns, const char *label, const char *text)
{
	int beside = INDENT + LABEL_COLUMNS + 1, indent = columns < NARROW ? INDENT * 2 : beside;
	size_t first = l->count;
	struct str line = STR_INIT;

	if (columns < NARROW) {
		str_addf(&line, "%s:", label);
		ui_lines_add(l, UI_PLAIN, INDENT, columns, line.bytes);
	}
	ui_lines_add(l, UI_PLAIN, indent, columns, text);
	if (columns >= NARROW && l->count > first) {
		str_pad(&line, INDENT);
		ui_cell(&line, label, LABEL_COLUMNS);
		str_add(&line, l->items[first].text + indent);
		l->items[first].text = arena_text(&l->arena, line.bytes);
	}
	str_release(&line);
}

void ui_lines_draw(struct app *a, const struct ui_lines *l, const struct ui_area *area, int top)
{
	for (int y = 0; y < area->lines && top + y < (int)l->count; y++)
		(void)ui_paint(a, area, y, 0, l->items[top + y].style, l->items[top + y].text);
}

void ui_offer_name(const struct map_record *offer, const struct map_record *organisation,
		   struct str *out)
{
	const char *name = organisation->values[MAP_NAME];

	str_add(out, offer->values[MAP_NAME]);
	if (!text_is_empty(name) && !text_equal(name, offer->values[MAP_NAME]))
		str_addf(out, ", %s", name);
}

const char *ui_offer_phone(const struct map_record *offer, const struct map_record *organisation)
{
	return text_is_empty(offer->values[MAP_PHONE]) ? organisation->values[MAP_PHONE]
						       : offer->values[MAP_PHONE];
}

static void sentence_add(struct str *out, const char *text)
{
	str_addf(out, "%s%s", out->len ? " " : "", text);
}

static void wait_add(const struct app *a, const struct map_record *offer, struct str *out)
{
	const char *weeks = offer->values[MAP_WAIT_WEEKS];
	struct date asked = ui_date_of(offer->values[MAP_WAIT_ON]);
	struct str day = STR_INIT, text = STR_INIT;

	if (*weeks) {
		ui_date_add(a, &asked, DATE_SHORT, &day);
		if (text_equal(weeks, "0"))
			str_add(&text, _("No waiting time"));
		else
			str_addf(&text,
				 text_equal(weeks, "1") ? _("Waiting time %s week")
							: _("Waiting time %s weeks"),
				 weeks);
		if (day.len)
			str_addf(&text, _(" (asked on %s)"), day.bytes);
		str_add_char(&text, '.');
		sentence_add(out, text.bytes);
	}
	str_release(&day);
	str_release(&text);
}

/* Nobody is promised what is not there: what is not said to be certain is not. */
void ui_offer_terms(const struct app *a, const struct map_record *offer, struct str *out)
{
	const char *duty = offer->values[MAP_DUTY];
	struct str text = STR_INIT;

	wait_add(a, offer, out);
	if (!text_is_empty(offer->values[MAP_COST])) {
		str_addf(&text, _("Cost: %s."), offer->values[MAP_COST]);
		sentence_add(out, text.bytes);
	}
	sentence_add(out, text_equal(duty, "obligatory")  ? _("Obligatory.")
			  : text_equal(duty, "voluntary") ? _("Voluntary.")
							  : _("Obligatory or voluntary: unknown."));
	sentence_add(out, text_equal(offer->values[MAP_CERTAIN], "yes")
				  ? _("Certain to take place.")
				  : _("Not certain yet that it takes place."));
	str_release(&text);
}

/* The text stands together behind the mark. */
static void hang(struct ui_lines *l, enum ui_style style, int columns, const char *mark,
		 const char *text)
{
	size_t first = l->count;
	struct str line = STR_INIT;

	ui_lines_add(l, style, INDENT * 2, columns, text);
	if (l->count > first) {
		str_pad(&line, INDENT);
		str_addf(&line, "%s %s", mark, l->items[first].text + (size_t)(INDENT * 2));
		l->items[first].text = arena_text(&l->arena, line.bytes);
	}
	str_release(&line);
}

void ui_lines_warn(const struct app *a, struct ui_lines *l, int columns, const char *text)
{
	hang(l, UI_WARN, columns, a->theme.marks[UI_MARK_OPEN], text);
}

/* What is missing comes first: that is why she looks. */
static const enum map_verdict order[] = {MAP_NOT, MAP_UNKNOWN, MAP_FITS};

static const char *mark_of(const struct app *a, enum map_verdict verdict)
{
	return verdict == MAP_FITS  ? a->theme.marks[UI_MARK_DONE]
	       : verdict == MAP_NOT ? a->theme.marks[UI_MARK_WRONG]
				    : "?";
}

/* Next to each other, each at a tab stop; what is too long for a line is wrapped. */
struct cells {
	struct ui_lines *lines;
	struct str line;
	int cell, columns, used;
};

static void cells_flush(struct cells *c)
{
	if (c->line.len)
		ui_lines_add(c->lines, UI_PLAIN, INDENT, c->columns, c->line.bytes);
	str_reset(&c->line);
	c->used = 0;
}

static void cells_add(struct cells *c, const char *mark, const char *text)
{
	int width = 2 + text_columns(text, strlen(text)),
	    stop = c->used ? (c->used + CELL_GAP + c->cell - 1) / c->cell * c->cell : 0;

	if (c->used && INDENT + stop + width > c->columns) {
		cells_flush(c);
		stop = 0;
	}
	if (INDENT + width > c->columns) {
		hang(c->lines, UI_PLAIN, c->columns, mark, text);
		return;
	}
	str_pad(&c->line, stop - c->used);
	str_addf(&c->line, "%s %s", mark, text);
	c->used = stop + width;
}

void ui_offer_reasons(const struct app *a, const struct map *map, const struct map_woman *her,
		      const struct map_fit *fit, int columns, struct ui_lines *out)
{
	int room = columns - INDENT,
	    cell = room / 3 >= CELL_LEAST ? room / 3 : room / 2 >= CELL_LEAST ? room / 2 : room;
	struct cells cells = {out, STR_INIT, cell > 0 ? cell : 1, columns, 0};
	struct str text = STR_INIT;

	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		for (int c = 0; c < MAP_CRITERION_COUNT; c++) {
			if (fit->verdicts[c] != order[i] ||
			    (c == MAP_ON_OPEN && order[i] == MAP_FITS)) /* that goes without saying */
				continue;
			str_reset(&text);
			map_reason(map, her, fit, (enum map_criterion)c, &text);
			cells_add(&cells, mark_of(a, order[i]), text.bytes);
		}
	}
	cells_flush(&cells);
	str_release(&cells.line);
	str_release(&text);
}

struct warning {
	const struct app *app;
	struct ui_lines *out;
	int columns;
	bool is_about_offer;
};

static void warning_add(const struct warning *w, const char *text)
{
	ui_lines_warn(w->app, w->out, w->columns, text);
}

static void rule_add(void *data, const struct map_rule *rule)
{
	const struct warning *w = data;
	struct str text = STR_INIT;
	struct str doubt = STR_INIT;

	if (rule->is_about_offer == w->is_about_offer) {
		map_rule_doubt(rule, &doubt);
		str_add(&text, rule->text);
		if (doubt.len)
			str_addf(&text, " (%s)", doubt.bytes);
		warning_add(w, text.bytes);
	}
	str_release(&text);
	str_release(&doubt);
}

static void checked_add(const struct app *a, const struct map_fit *fit, const struct warning *w)
{
	struct date on = ui_date_of(fit->offer.values[MAP_CHECKED_ON]);
	struct str day = STR_INIT, text = STR_INIT;

	ui_date_add(a, &on, DATE_LONG, &day);
	if (day.len)
		str_addf(&text, _("Last checked on %s: ask whether this still holds."), day.bytes);
	else
		str_add(&text, _("Nobody checked this yet: ask whether it holds."));
	if (fit->is_stale)
		warning_add(w, text.bytes);
	str_release(&day);
	str_release(&text);
}

void ui_offer_warnings(const struct app *a, const struct map_rules *rules,
		       const struct map_woman *her, const struct map_fit *fit, int columns,
		       struct ui_lines *out)
{
	struct warning w = {a, out, columns, fit != NULL};
	struct date today = clock_today(a->clock);
	struct str quiet = STR_INIT, text = STR_INIT;

	if (fit)
		care_quiet_time(a->session, &today, &quiet);
	if (quiet.len)
		str_addf(&text, _("Handing over now? %s"), quiet.bytes);
	warning_add(&w, text.bytes);
	if (rules)
		map_rules_hold(rules, her, care_map_words(a->session), fit, &today, rule_add, &w);
	if (fit)
		checked_add(a, fit, &w);
	str_release(&quiet);
	str_release(&text);
}

void ui_safe_contact(const struct app *a, const struct care_dossier *d, struct str *out)
{
	const char *when = care_fact_value(d, "safe_contact_when");
	struct str ways = STR_INIT;

	care_fact_shown(a->session, d, "safe_contact", &ways);
	if (care_fact_holds(d, "safe_contact", "no_contact"))
		str_add(out, _("Rather no contact: agree here how she gets word."));
	else if (ways.len && !care_fact_holds(d, "safe_contact", "call"))
		str_addf(out, _("Do not phone. Safe: %s."), ways.bytes);
	else if (ways.len && (*when || !care_fact_holds(d, "safe_contact", "others_may_answer")))
		str_addf(out, _("Safe: %s."), ways.bytes);
	if (out->len && *when)
		str_add_char(out, ' ');
	if (*when) { /* her own words: they may end a sentence */
		size_t len = strlen(when);

		str_addf(out, _("When: %s"), when);
		str_add(out, strchr(".!?", when[len - 1]) ? "" : ".");
	}
	str_release(&ways);
}
