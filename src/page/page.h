/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

/*
 * A page as blocks, and the ways to set it: text of 80 columns, HTML, JSON.  Pages are made from a
 * dossier that care has already logged.  It knows no screens, no printers' drivers and no SQL; shielded
 * facts and sensitive answers do not get into a page that leaves the house.
 *
 *   page.h      this: blocks, kinds of page, setting them
 *   summary.c   referral summary, one A4         case_sheet.c  the five columns
 *   trajectory.c her whole trajectory            agreements.c  "Dit hebben we afgesproken"
 *   known.c     "Wat weet u van mij?"            blank.c       a form for paper
 *   three_way.c agreements of a 3-gesprek        gaps.c        what was missing, one sheet
 *   social_map.c  the social map on paper
 *   facts.c answers.c hide.c  what kinds of page share: facts, answers with their voices, leaving names out
 */
#include "care/care.h"

enum page_kind {
	PAGE_SUMMARY,    /* for another organisation; refuses without consent */
	PAGE_TRAJECTORY, /* for the worker */
	PAGE_CASE_SHEET, /* five columns, landscape */
	PAGE_AGREEMENTS, /* goes with her: five lines, who does what, when, whom to call */
	PAGE_KNOWN,      /* what is known of her, in plain words, for her */
	PAGE_THREE_WAY,  /* agreements of a 3-gesprek, a copy for each party; refuses without such a talk */
	PAGE_KINDS
};

struct page_options {
	const char *organisation; /* SUMMARY: for whom; NULL when there is one valid consent */
	bool is_anonymous;        /* no name, no number, no date of birth */
	bool has_official_names;  /* the ladder's official names too */
	const char *language;     /* "nl" or "en" */
	const char *appointment;  /* THREE_WAY: which one; NULL: the last */
};

enum page_block_kind {
	PAGE_HEADING,   /* level 1 to 3 */
	PAGE_PARAGRAPH,
	PAGE_FIELD,     /* label and value on one line */
	PAGE_ITEM,      /* a line of a list; mark: "-", "[ ]", "[x]", "1" */
	PAGE_TABLE,     /* cells row by row; the first row holds the headings */
	PAGE_LADDER,    /* rungs over time */
	PAGE_LINES,     /* n empty lines to write on */
	PAGE_BREAK      /* what follows is for somebody else: a new sheet, or a line to cut along */
};

struct page_block {
	enum page_block_kind kind;
	int level;                /* HEADING; LINES: how many */
	const char *label, *text; /* FIELD, ITEM (mark in label), HEADING and PARAGRAPH (text) */
	const char *const *cells; /* TABLE: columns * rows, texts; LADDER: six names */
	int columns, rows;
	const struct care_rung *rungs; /* LADDER */
	int rung_count;
	int goal_rung;                 /* LADDER: 0 none */
};

struct page {
	struct arena arena;
	enum page_kind kind;
	const char *title, *language;
	bool is_landscape;
	struct page_block *blocks;
	size_t count, room;
};

/*
 * ERR_INVALID with one sentence when the page may not be made: no consent for that organisation.
 * The caller owns the page.
 */
enum err page_make(struct care_session *s, const struct care_dossier *d, enum page_kind kind,
		   const struct page_options *o, struct page **out, struct error *e);
bool page_has_three_way(const struct care_dossier *d); /* she has a talk with agreements */
/* A blank interview for paper: fixed numbers, the digits of the screen, lines to write on. */
struct page *page_blank_form(const struct form *form, const char *language);
/*
 * The gaps of a period on one sheet, for the alderman: counts only, those below five masked when it leaves the
 * house.
 */
struct page *page_gaps(struct care_session *s, const struct care_gaps *gaps, bool is_masked,
		       const char *language);
/*
 * The same for a spreadsheet (what, label, by, value, value_label, women; a line with an empty 'by' is the sum) and for
 * programs: a masked count is "<5", and what the sheet does not tell these do not either.
 */
void page_gaps_csv(struct care_session *s, const struct care_gaps *gaps, bool is_masked,
		   const char *language, struct str *out);
json_t *page_gaps_json(struct care_session *s, const struct care_gaps *gaps, bool is_masked,
		       const char *language); /* the caller's */
/* Names, phones, tasks and target groups of the map, for paper; never a secret address. */
enum err page_social_map(struct care_session *s, const struct map_filter *filter,
			 struct page **out, struct error *e);
void page_free(struct page *p);

void page_text(const struct page *p, int columns, struct str *out); /* columns 40 to 300; landscape uses 132 */
void page_html(const struct page *p, struct str *out); /* one file, no scripts, no outside links */
void page_json(const struct page *p, struct str *out);

/* The ladder over time as lines of text, is_ascii for terminals without drawing characters. */
void page_ladder_text(const struct care_rung *rungs, int count, int goal_rung, int columns,
		      bool is_ascii, const char *const names[6], const char *language,
		      struct str *out);

const char *page_kind_key(enum page_kind k);             /* "summary", "trajectory", "case", "agreements", "known", "three-way" */
bool page_kind_read(const char *key, enum page_kind *out);
const char *page_kind_title(enum page_kind k);           /* in the session's language */

bool page_has_printer(void);
/* Sends the page as text through lp, under a job name without her name. */
enum err page_print(const struct page *p, struct error *e);

#endif
