/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAGE_BUILD_H
#define PAGE_BUILD_H

#include "page/page.h"

/* Room-private: making blocks.  Every text is copied into the page's arena; an empty text
 * adds nothing; a field's label gets a capital. */
struct page *page_new(enum page_kind kind, const char *title, const char *language);
/* As it is: its texts must live as long as the page. */
void page_add_block(struct page *p, const struct page_block *block);
void page_add_heading(struct page *p, int level, const char *text);
void page_add_paragraph(struct page *p, const char *text);
void page_add_field(struct page *p, const char *label, const char *text);
void page_add_item(struct page *p, const char *mark, const char *text);
void page_add_lines(struct page *p, int lines);
/* cells: columns * rows texts, NULL for empty; the first row holds the headings. */
void page_add_table(struct page *p, int columns, int rows, const char *const *cells);

/* What makes one kind of page. */
struct page_source {
	struct care_session *session;
	const struct care_dossier *dossier;
	const struct page_options *options;
	const struct care_config *config;
	const char *language;
	const struct care_consent *consent; /* SUMMARY: what may be shared; else NULL */
};

enum err page_summary(struct page *p, struct page_source *from, struct error *e);
enum err page_trajectory(struct page *p, struct page_source *from, struct error *e);
enum err page_case_sheet(struct page *p, struct page_source *from, struct error *e);
enum err page_agreements(struct page *p, struct page_source *from, struct error *e);
enum err page_known(struct page *p, struct page_source *from, struct error *e);
enum err page_three_way(struct page *p, struct page_source *from, struct error *e);

/* Shared by the kinds. */
/* Whether facts of this consent kind may stand on the page: with a consent what it and the referral allow. */
bool page_may_share(const struct page_source *from, const char *kind);
void page_add_call(struct page *p, const struct page_source *from); /* whom to call with questions */
void page_add_ladder(struct page *p, const struct page_source *from, int goal_rung);
void page_date(struct str *out, const struct page_source *from, const struct date *date);
const char *page_label(const struct page_source *from, const char *list, const char *key);
/* The short name of a rung, with the official one behind it when asked for; "" for 0. */
void page_rung(struct str *out, const struct page_source *from, int level);
void page_add_fact(struct page *p, const struct page_source *from, const char *name);
/*
 * A fact in words, without what is shielded or was asked as sensitive; false when
 * something was left out for that.  "" unknown.  page_add_fact prints it as a field, and
 * nothing that tells who she is on an anonymous page.
 */
bool page_fact_text(struct str *out, const struct page_source *from, const char *name);
/* The same for barriers or barriers_well: each group with its details, "geld (schulden);
 * reizen". */
bool page_open_barriers(struct str *out, const struct page_source *from,
			const char *name);
/* A word of address (aanspreek, zij, haar, Zij ...) for the one the page is about. */
const char *page_address(const struct page_source *from, const char *word,
			 const char *language);
/* text with its ${words} of address filled in. */
void page_words(struct str *out, const struct page_source *from, const char *text,
		const char *language);
/*
 * The latest answer whose page label is heading (mevrouw and meneer alike), with all
 * remarks, each behind its voice; "" none.  Sensitive questions are passed over.  In a repeat the answer
 * of each instance, under a line that names it.
 */
void page_answer_under(struct str *out, const struct page_source *from,
		       const char *heading);
/* The latest answer to a question of that name, in any form, of a repeat all with ", "; "" none. */
void page_last_answer(struct str *out, const struct page_source *from, const char *name);
/*
 * Takes her names and numbers out of every text of the page; with only_family those of
 * the family alone, of which the first letter stays.  On a SUMMARY what may be shared stays.
 */
void page_hide_names(struct page *p, const struct page_source *from, bool only_family);

#endif
