/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_CARE_TALKS_H
#define TESTS_CARE_TALKS_H

#include "tests.h"

/* Parts of interview_tests; each gives the number of failed tests. */
int interview_begin_tests(void);
int interview_end_tests(void);
int interview_correct_tests(void);
int interview_fill_tests(void);
int interview_repeat_tests(void);
int interview_lists_tests(void);
int interview_later_tests(void);

/* A place with a form of its own ("probe", talks.c) and a woman called Naima Bouzid. */
struct talks {
	struct place p;
	char client[37];
};
void talks_make(struct talks *t);
void talks_remove(struct talks *t);

struct care_interview *talks_begin(struct talks *t, const char *form,
				   enum care_part part);
/* Closes the file, opens it again and resumes the draft of iv, which is freed. */
struct care_interview *talks_again(struct talks *t, struct care_interview *iv);
int row_of(const struct care_interview *iv, const char *name);
void answer(struct care_interview *iv, const char *name, const char *value);
const char *value_of(const struct care_interview *iv, const char *name);
void finish(struct care_interview *iv, char entry[37]); /* frees iv */
/* An interview through care_fill; json: {"called":"..."}. */
void fill(struct talks *t, const char *client, const char *form, const char *on,
	  const char *json, char entry[37]);
enum err fill_error(struct talks *t, const char *form, const char *json,
		    const char *notes, struct error *e);
int draft_count(struct talks *t, const char *client);
const struct care_finished *talk_of(const struct care_dossier *d, const char *entry);
const struct care_answer *answer_in(const struct care_finished *talk, const char *path);
bool file_holds(struct talks *t, const char *bytes); /* anywhere in the file or its log */

#endif
