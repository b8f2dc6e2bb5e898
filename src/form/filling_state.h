/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_FILLING_STATE_H
#define FORM_FILLING_STATE_H

#include "form/filling.h"
#include "form/graph.h"

/*
 * The inside of a filling, for filling*.c only.
 *   filling.c          its life, giving answers
 *   filling_compute.c  what has to be computed again, in which order
 *   filling_check.c    whether a value may stand: type, choices, constraint
 *   filling_look.c     what others ask: states, counts, keys
 *   filling_text.c     texts with names filled in, values as people read them
 */
enum {
	FILLING_VALUE_BYTES = 64 << 10, /* a calculation that makes more makes nothing */
	FILLING_STEPS = 10000000,       /* for what one answer has computed: about 0.3 s */
	FILLING_SCRATCH = 1 << 20
};

enum filling_offer { OFFER_UNKNOWN, OFFER_YES, OFFER_NO };

struct filling_row {
	struct str value;
	enum form_status status;
	enum form_origin origin;
	bool relevant, required, read_only;
	unsigned char *offered; /* enum filling_offer by choice; NULL: no choice_filter */
	int *choices;           /* what is offered; NULL: not asked for yet */
	int change;             /* where it stands in changes, from 1; 0: not there */
	unsigned checked;       /* the generation in which valid was found out */
	bool valid;
};

struct filling_word {
	char *language, *name, *value;
};

struct form_filling {
	const struct form *form;
	const struct form_host *host;
	int language; /* the host's, in form->languages */
	struct filling_row *rows;
	int *spots; /* in the order of the form */
	unsigned generation; /* goes up with every answer: what was known is not believed */
	unsigned char *stale;       /* by place in the order: compute again */
	unsigned char *stale_state; /* by row: required and read_only too */
	int stale_first, stale_last;
	int state_first, state_last;
	struct form_change *changes;
	size_t change_count, change_room;
	struct filling_word *words;
	size_t word_count, word_room;
	unsigned *budget;      /* left of FILLING_STEPS while settling, else NULL */
	struct arena *scratch; /* of the evaluations of one call; looking uses it too */
};

/* What an evaluation is about: a choice to filter, or a row and what its '.' is. */
struct filling_focus {
	const struct form_row *row;
	const struct form_choice *choice;
	const char *self;
};

/* focus may be NULL.  Texts in out live until filling_forget. */
enum err filling_evaluate(const struct form_filling *f, const struct form_expr *expr,
			  const struct filling_focus *focus, struct form_value *out,
			  struct error *e);
bool filling_holds(const struct form_filling *f, const struct form_expr *expr,
		   bool otherwise);
const char *filling_as_stored(const struct form_filling *f, const struct form_row *row,
			      const struct form_value *v);
void filling_forget(const struct form_filling *f);

/* filling_compute.c */
void filling_set(struct form_filling *f, int row, const char *value); /* marks readers */
void filling_settle(struct form_filling *f);  /* computes what is marked */
void filling_settle_all(struct form_filling *f);
void filling_forget_changes(struct form_filling *f);

/* filling_check.c: normal gets the value as it will be stored. */
enum err filling_check_type(const struct form_filling *f, int row, const char *value,
			    struct str *normal, struct error *e);
enum err filling_check_constraint(const struct form_filling *f, int row,
				  const char *value, struct error *e);
bool filling_is_valid(const struct form_filling *f, int row);

const char *filling_word(const struct form_filling *f, const char *language,
			 const char *name);

#endif
