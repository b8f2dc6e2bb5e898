/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_PAGE_H
#define TESTS_PAGE_H

/* cmocka.h needs what stands before it. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
/* clang-format on */

#include "page/page.h"

/* Each gives the number of failed tests. */
int kinds_tests(void);
int private_tests(void);
int ladder_tests(void);
int blank_tests(void);
int setting_tests(void);
int gaps_tests(void);
int three_way_tests(void);
int social_map_tests(void);

/* A practice file with the examples, at 21 November 2026, 10:42 UTC; in Dutch. */
struct place {
	char folder[64];
	int64_t now;
	struct clock clock;
	struct care_options options;
	struct care_session *s;
};

int place_setup(void **state); /* state: struct place */
int place_teardown(void **state);

enum set { SET_TEXT, SET_HTML, SET_JSON, SETS };

void must(enum err rc, const struct error *e);
void register_as(struct place *p, const char *json, char id[37]);
void fill(struct place *p, const char *client, const char *form, const char *json);
void consent(struct place *p, const char *client, const char *organisation,
	     const char *kinds);
/* A 3-gesprek of 20 November in which this party agreed to that. */
void talk_of_three(struct place *p, const char *client, const char *party, const char *text);
/* The page of a client (an id or a file number); the caller frees it.  o NULL: plain, in
 * Dutch.  Who had no 3-gesprek yet has one for its page. */
struct page *page_of(struct place *p, const char *client, enum page_kind kind,
		     const struct page_options *o);
enum err page_refused(struct place *p, const char *client, const struct page_options *o,
		      struct error *e);
void set_as(const struct page *page, enum set set, struct str *out);
void text_of(struct place *p, const char *client, enum page_kind kind,
	     const struct page_options *o, struct str *out);
int lines_of(const char *text);
int widest_line(const char *text);
/* The texts of a column of the case sheet on one line each, blanks made single. */
void squeeze(const char *text, struct str *out);
void must_hold(const char *text, const char *part);
void must_not_hold(const char *text, const char *part);

#endif
