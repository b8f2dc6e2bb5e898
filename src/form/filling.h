/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_FILLING_H
#define FORM_FILLING_H

#include "form/model.h"

/*
 * The filling of one form: a value per spot, what is relevant, required and read-only now, and
 * after each answer what else changed.  Values are text exactly as stored.  An irrelevant value
 * is kept (coming back shows it again) but every expression reads it as empty; on finishing it
 * is left out.
 *
 * A spot is a row as it stands in the filling.  Outside repeats there is one for each row, with
 * the number of the row.  Inside a repeat there is one for each instance, numbered from
 * form->row_count on; a number is never used again as long as the filling lives.  A repeat has a
 * spot for its list of instances (of the row's own number, outside other repeats) and one for
 * each instance, both of the repeat's row; the spots of an instance's members follow it.  The
 * value of an instance is its place in the list from 1, or "0" when it was taken out: so it is
 * stored as an answer is.
 *
 * A path names a spot for ever: group names, and an instance by its number: "home/child#7/name".
 * Numbers of instances are never used again either, not even of those that were taken out.
 */
struct form_filling;

enum form_status { /* why there is no answer; practice: four kinds */
	FORM_STATUS_NONE, FORM_STATUS_UNKNOWN, FORM_STATUS_REFUSED, FORM_STATUS_LATER,
	FORM_STATUS_NOT_APPLICABLE
};

enum form_origin { FORM_ORIGIN_TYPED, FORM_ORIGIN_DEFAULT, FORM_ORIGIN_ONCE, FORM_ORIGIN_PRELOAD };

enum form_state { /* of one spot, for outline and overview; of a group, list or instance: of what it holds */
	FORM_STATE_IRRELEVANT, FORM_STATE_OPEN, FORM_STATE_REQUIRED, /* open and required */
	FORM_STATE_INVALID, FORM_STATE_ANSWERED, FORM_STATE_NO_ANSWER /* has a status */
};

struct form_host { /* the outside world, passed in; borrowed for the life of the filling */
	const struct clock *clock;
	uint64_t (*random)(void *data);
	void *data;
	const char *username, *deviceid; /* ids, not names */
	const char *language;            /* code */
	const char *email, *phone;       /* the worker's, or NULL */
	/*
	 * One for the life of an interview, so that it stays as it was when it is resumed or corrected:
	 * the order of shuffled choices, and what random() draws for each spot.  0: random draws, and
	 * nothing stays.
	 */
	uint64_t seed;
	/* SHA-256 (32 bytes) or SHA-512 (64 bytes) to out; NULL: digest() is an error */
	void (*digest)(enum form_digest kind, const void *bytes, size_t len, unsigned char *out);
};

/* form is borrowed and must outlive the filling. */
struct form_filling *form_filling_new(const struct form *form, const struct form_host *host);
void form_filling_free(struct form_filling *f);

/* A new interview: fixed defaults, then metadata and dynamic defaults, then calculations. */
void form_filling_begin(struct form_filling *f);

/*
 * A resumed one: restore every stored answer in any order, then resume, which recomputes all but
 * defaults.  An instance that a path names is made.  false: the form has no such path (or it
 * would be an instance too many), and nothing was restored.
 */
bool form_filling_restore(struct form_filling *f, const char *path, const char *value,
			  enum form_status status, enum form_origin origin);
void form_filling_resume(struct form_filling *f);

/* The same filling once more, with the same spots, to try something on; the caller frees it. */
struct form_filling *form_filling_copy(const struct form_filling *f);

/* Spots.  Those of a form without repeats are its rows. */
int form_filling_row(const struct form_filling *f, int spot);
int form_filling_spot(const struct form_filling *f, const char *path); /* FORM_NONE: not there (yet) */
void form_filling_path(const struct form_filling *f, int spot, struct str *out);
/*
 * All in the order of the form, each list before its instances and these in their order with
 * their members behind them; what is irrelevant too, but not what was taken out.  Borrowed until
 * an instance comes, goes or moves.
 */
const int *form_filling_spots(const struct form_filling *f, int *count);
/*
 * The spot of the group or instance it stands in; of an instance: of what the list stands in;
 * FORM_NONE: of none.
 */
int form_filling_parent(const struct form_filling *f, int spot);

/* Instances.  list is the spot of a repeat's list, instance that of one instance. */
bool form_filling_is_list(const struct form_filling *f, int spot);
bool form_filling_is_instance(const struct form_filling *f, int spot);
const int *form_filling_instances(const struct form_filling *f, int list, int *count); /* borrowed, as spots */
int form_filling_list(const struct form_filling *f, int instance);
/* The innermost instance that a spot stands in, an instance being in itself; FORM_NONE: in none. */
int form_filling_instance(const struct form_filling *f, int spot);
/*
 * The spot of a row that stands in the instance, but in no repeat inside it; instance
 * FORM_NONE: outside all.  FORM_NONE when it stands elsewhere.
 */
int form_filling_member(const struct form_filling *f, int instance, int row);
int form_filling_position(const struct form_filling *f, int instance); /* from 1; 0: taken out */

/* Of one list and of a filling, with what was taken out. */
enum { FORM_INSTANCES_MOST = 1000, FORM_SPOTS_MOST = 100000 };

/* The worker may add, take out and move: relevant, not read-only, and no repeat_count. */
bool form_filling_may_change(const struct form_filling *f, int list);
/*
 * Each recomputes what reads it, as an answer does, and tells of it in form_filling_changes.
 * add makes one at the end, with its defaults.  take_out keeps its answers, unread, until the
 * interview is finished; put_back undoes that: it stands again where it stood.  move: to a
 * position from 1.
 */
enum err form_filling_add(struct form_filling *f, int list, int *instance, struct error *e);
enum err form_filling_take_out(struct form_filling *f, int instance, struct error *e);
enum err form_filling_put_back(struct form_filling *f, int instance, struct error *e);
enum err form_filling_move(struct form_filling *f, int instance, int position, struct error *e);

/*
 * Gives a spot a value ("" takes it away; a status is cleared).  Checked first: the type (an
 * integer is digits, a date is ISO, a choice is offered now), then the constraint; when it is
 * refused nothing changes and e says why in the form's words.  Then all that reads it is
 * recomputed.  A select that loses an offered choice is cleared.
 */
enum err form_filling_answer(struct form_filling *f, int spot, const char *value, struct error *e);
enum err form_filling_no_answer(struct form_filling *f, int spot, enum form_status status,
				struct error *e); /* value becomes "" */

/*
 * What the last answer changed besides the spot itself, or an instance added, taken out, put back
 * or moved (itself too): spots that came, went or got another value.
 */
struct form_change {
	int spot;
	bool was_relevant, is_relevant;
	bool value_changed;
};
const struct form_change *form_filling_changes(const struct form_filling *f, int *count);

const char *form_filling_value(const struct form_filling *f, int spot); /* "" none; also when irrelevant */
const char *form_filling_seen(const struct form_filling *f, int spot);  /* "" when irrelevant */
enum form_status form_filling_status(const struct form_filling *f, int spot);
enum form_origin form_filling_origin(const struct form_filling *f, int spot);
bool form_filling_is_relevant(const struct form_filling *f, int spot);
bool form_filling_is_required(const struct form_filling *f, int spot);
bool form_filling_is_read_only(const struct form_filling *f, int spot);
bool form_filling_is_offered(const struct form_filling *f, int spot, int choice); /* by choice_filter */
enum form_state form_filling_state(const struct form_filling *f, int spot);

/*
 * The choices that are offered now as indexes in the list of the row, in the order in which they
 * are shown (shuffled when the form asks for that, always alike in one interview).  Borrowed
 * until the next change.
 */
const int *form_filling_choices(const struct form_filling *f, int spot, int *count);

/* A text where nothing is filled in yet, markup dropped: blank stands for each ${name}. */
void form_text_plain(const char *text, const char *blank, struct str *out);
/*
 * A text with its ${names} filled in as the spot sees them (FORM_NONE: of no row), markup
 * dropped.
 */
void form_filling_text(const struct form_filling *f, int spot, form_texts which, int language,
		       struct str *out);

enum form_mark_kind { FORM_MARK_BOLD = 1, FORM_MARK_UNDERLINE = 2 };
struct form_marked { /* bytes of out from 'from' to 'end', which are bold or underlined */
	size_t from, end;
	unsigned kinds; /* enum form_mark_kind, or-ed */
};
struct form_marks { /* in order, not overlapping; free items */
	struct form_marked *items;
	size_t count, room;
};
/* The same text; what Markdown or HTML makes bold or emphasised is told in marks. */
void form_filling_marked(const struct form_filling *f, int spot, form_texts which, int language,
			 struct str *out, struct form_marks *marks);
/*
 * The value as people read it: choice labels joined with ", ", a date in words, other text as
 * is.
 */
void form_filling_shown(const struct form_filling *f, int spot, int language, struct str *out);

/*
 * Words that a text or expression may name without a row: the form of address (aanspreek, zij,
 * haar, and Zij, Haar at the start of a sentence), by language code.  name must be one of
 * form_words; name and value are copied.  To be called before begin or resume.
 */
void form_filling_set_word(struct form_filling *f, const char *language, const char *name,
			   const char *value);

/*
 * Whether a condition of the form itself holds, one of its sheet 'entities'; what cannot be
 * evaluated does not.
 */
bool form_filling_holds(const struct form_filling *f, const struct form_expr *condition);

/*
 * The whole form, in order: how many relevant rows are still required or invalid; *first the
 * first.
 */
int form_filling_open(const struct form_filling *f, int *first); /* *first: a spot */

/*
 * Counts over relevant shown questions of one part, without 'later' ones: asked is answered or
 * has a status.
 */
void form_filling_progress(const struct form_filling *f, enum form_part part, int *asked, int *all);

const char *form_status_key(enum form_status s);  /* "unknown", "refused", "later", "not_applicable", "" */
enum form_status form_status_read(const char *key);
const char *form_origin_key(enum form_origin o);  /* "typed", "default", "once", "preload" */
enum form_origin form_origin_read(const char *key);

#endif
