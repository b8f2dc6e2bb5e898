/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_FILLING_H
#define FORM_FILLING_H

#include "form/model.h"

/*
 * The filling of one form: a value per row, what is relevant, required and read-only now, and after
 * each answer what else changed.  Values are text exactly as stored.  An irrelevant value is kept
 * (coming back shows it again) but every expression reads it as empty; on finishing it is left out.
 */
struct form_filling;

enum form_status { /* why there is no answer; practice: four kinds */
	FORM_STATUS_NONE, FORM_STATUS_UNKNOWN, FORM_STATUS_REFUSED, FORM_STATUS_LATER,
	FORM_STATUS_NOT_APPLICABLE
};

enum form_origin { FORM_ORIGIN_TYPED, FORM_ORIGIN_DEFAULT, FORM_ORIGIN_ONCE, FORM_ORIGIN_PRELOAD };

enum form_state { /* of one row, for outline and overview */
	FORM_STATE_IRRELEVANT, FORM_STATE_OPEN, FORM_STATE_REQUIRED, /* open and required */
	FORM_STATE_INVALID, FORM_STATE_ANSWERED, FORM_STATE_NO_ANSWER /* has a status */
};

struct form_host { /* the outside world, passed in; borrowed for the life of the filling */
	const struct clock *clock;
	uint64_t (*random)(void *data);
	void *data;
	const char *username, *deviceid; /* ids, not names */
	const char *language;            /* code */
};

/* form is borrowed and must outlive the filling. */
struct form_filling *form_filling_new(const struct form *form, const struct form_host *host);
void form_filling_free(struct form_filling *f);

/* A new interview: fixed defaults, then metadata and dynamic defaults, then calculations. */
void form_filling_begin(struct form_filling *f);

/* A resumed one: restore every stored answer, then resume, which recomputes all but defaults. */
void form_filling_restore(struct form_filling *f, int row, const char *value,
			  enum form_status status, enum form_origin origin);
void form_filling_resume(struct form_filling *f);

/*
 * Gives a row a value ("" takes it away; a status is cleared).  Checked first: the type (an integer is digits, a
 * date is ISO, a choice is offered now), then the constraint; when it is refused nothing changes
 * and e says why in the form's words.  Then all that reads it is recomputed.  A select that loses an
 * offered choice is cleared.
 */
enum err form_filling_answer(struct form_filling *f, int row, const char *value, struct error *e);
enum err form_filling_no_answer(struct form_filling *f, int row, enum form_status status,
				struct error *e); /* value becomes "" */

/* What the last answer changed besides the row itself: rows that came, went or got another value. */
struct form_change {
	int row;
	bool was_relevant, is_relevant;
	bool value_changed;
};
const struct form_change *form_filling_changes(const struct form_filling *f, int *count);

const char *form_filling_value(const struct form_filling *f, int row); /* "" none; also when irrelevant */
const char *form_filling_seen(const struct form_filling *f, int row);  /* "" when irrelevant */
enum form_status form_filling_status(const struct form_filling *f, int row);
enum form_origin form_filling_origin(const struct form_filling *f, int row);
bool form_filling_is_relevant(const struct form_filling *f, int row);
bool form_filling_is_required(const struct form_filling *f, int row);
bool form_filling_is_read_only(const struct form_filling *f, int row);
bool form_filling_is_offered(const struct form_filling *f, int row, int choice); /* by choice_filter */
enum form_state form_filling_state(const struct form_filling *f, int row);

/* A text of the row with its ${names} filled in, markup dropped; which is a member of form_row. */
void form_filling_text(const struct form_filling *f, form_texts which, int language,
		       struct str *out);
/* The value as people read it: choice labels joined with ", ", a date in words, other text as is. */
void form_filling_shown(const struct form_filling *f, int row, int language, struct str *out);

/*
 * Words that a text or expression may name without a row: the form of address (aanspreek, zij, haar, and
 * Zij, Haar at the start of a sentence), by language code.  name must be one of form_words; name and value are
 * copied.  To be called before begin or resume.
 */
void form_filling_set_word(struct form_filling *f, const char *language, const char *name,
			   const char *value);

/* The whole form, in order: how many relevant rows are still required or invalid; *first the first. */
int form_filling_open(const struct form_filling *f, int *first);

/* Counts over relevant shown questions of one part, without 'later' ones: asked is answered or has a status. */
void form_filling_progress(const struct form_filling *f, enum form_part part, int *asked, int *all);

const char *form_status_key(enum form_status s);  /* "unknown", "refused", "later", "not_applicable", "" */
enum form_status form_status_read(const char *key);
const char *form_origin_key(enum form_origin o);  /* "typed", "default", "once", "preload" */
enum form_origin form_origin_read(const char *key);

#endif
