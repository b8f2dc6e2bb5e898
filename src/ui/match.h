/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_MATCH_H
#define UI_MATCH_H

#include "ui/editor.h"
#include "ui/list.h"
#include "ui/woman.h"

/*
 * What fits her, for match.c (keys), match_pages.c (the list, a page at a time) and match_draw.c
 * alone.
 */
enum ui_match_part { /* on a small terminal one at a time */
	UI_MATCH_LIST,
	UI_MATCH_OFFER, /* all about the one with the focus */
	UI_MATCH_ADVICE,
	UI_MATCH_PARTS
};

struct ui_match {
	struct ui_woman *woman;
	struct arena her_arena;
	struct map_woman her; /* texts in her_arena */
	struct map_filter filter;
	struct ui_editor typed;
	bool is_searching, is_to_search; /* is_to_search: what is typed is not in the list yet */
	struct map_fits fits;            /* the page that is shown */
	struct map_fit *before;          /* the last one of each page before it; texts in before_arena */
	struct arena before_arena;
	size_t page, before_room;
	const struct map_rules *rules; /* NULL: cannot be read; it was told once */
	struct ui_list list;
	struct ui_area body;
	enum ui_match_part part;
	int top; /* first line that is shown of the part that is not the list */
};

/* match_pages.c */
void ui_match_read(struct app *a, struct ui_match *m); /* her, and the page anew; focus stays on its offer */
void ui_match_first(struct app *a, struct ui_match *m); /* the first page of what is typed */
unsigned ui_match_move(struct app *a, struct ui_match *m, enum ui_request r); /* UI_IGNORED: no moving */
const struct map_fit *ui_match_at(const struct ui_match *m); /* NULL: none */
void ui_match_release(struct ui_match *m);
/* The facts worth asking, those of the offer with the focus first, blanks between. */
void ui_match_to_ask(const struct ui_match *m, struct str *out);

/* match_draw.c */
/* Hers to this offer that runs: she need not be referred there twice.  NULL: none. */
const struct care_referral *ui_match_running(const struct care_dossier *d,
					     const struct map_fit *fit);
void ui_match_draw(struct app *a, struct ui_match *m);
void ui_match_row(const struct app *a, void *data, int index, struct str *out);
void ui_match_standing(const struct app *a, const struct ui_match *m, struct str *out); /* trede 3 · A2 */

/*
 * offer_words.c: what is told of one offer, as lines of a width, for the list, the card and a
 * referral.
 */
struct ui_lines {
	struct arena arena;
	struct ui_line {
		enum ui_style style;
		const char *text;
	} *items;
	size_t count, room;
};
void ui_lines_release(struct ui_lines *l);
void ui_lines_add(struct ui_lines *l, enum ui_style style, int indent, int columns,
		  const char *text); /* wrapped; nothing when it is empty */
void ui_lines_field(struct ui_lines *l, int columns, const char *label, const char *text);
void ui_lines_warn(const struct app *a, struct ui_lines *l, int columns, const char *text);
void ui_lines_draw(struct app *a, const struct ui_lines *l, const struct ui_area *area, int top);

void ui_offer_name(const struct map_record *offer, const struct map_record *organisation,
		   struct str *out); /* "NT2 in de avond, ROC" */
const char *ui_offer_phone(const struct map_record *offer, const struct map_record *organisation);
/* Waiting time, cost, obligatory or voluntary, certain or not: in sentences. */
void ui_offer_terms(const struct app *a, const struct map_record *offer, struct str *out);
/* The marks with their reasons, in columns. */
void ui_offer_reasons(const struct app *a, const struct map *map, const struct map_woman *her,
		      const struct map_fit *fit, int columns, struct ui_lines *out);
/* Old rules, a handover in a quiet time, an offer that nobody checked: what to mind. */
void ui_offer_warnings(const struct app *a, const struct map_rules *rules,
		       const struct map_woman *her, const struct map_fit *fit, int columns,
		       struct ui_lines *out);
/* How she may be reached, where that is not by phone at any time; "" when nothing is the matter. */
void ui_safe_contact(const struct app *a, const struct care_dossier *d, struct str *out);

#endif
