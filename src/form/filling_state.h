/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_FILLING_STATE_H
#define FORM_FILLING_STATE_H

#include "form/filling.h"
#include "form/graph.h"

/*
 * The inside of a filling, for filling*.c only.
 *   filling.c           its life, giving answers
 *   filling_spots.c     spots, blocks and lists: how they hang together, paths
 *   filling_instance.c  instances made, sorted, taken out, put back and moved
 *   filling_give.c      what a new filling or instance starts with
 *   filling_mark.c      what has to be computed again because something changed
 *   filling_compute.c   computing it, in which order
 *   filling_evaluate.c  what expressions ask of a filling
 *   filling_check.c     whether a value may stand: type, choices, constraint
 *   filling_choices.c   which choices are offered, in which order
 *   filling_look.c      what others ask: states, counts, keys
 *   filling_text.c      texts with names filled in, values as people read them
 *   filling_markup.c    Markdown and HTML in a text
 */
enum {
	FILLING_VALUE_BYTES = 64 << 10, /* a calculation that makes more makes nothing */
	FILLING_STEPS = 10000000, /* for what one answer has computed: about 0.3 s */
	FILLING_ASKING = 3000000, /* for the choices of one list: about 40 ms */
	FILLING_SCRATCH = 1 << 20,
	FILLING_NUMBER_MOST = 1000000 /* of an instance */
};

enum { FILLING_ROOT = 0 }; /* the block outside all repeats */

/* What is computed again and when: values by place in the order, states by row. */
enum filling_work { FILLING_VALUES, FILLING_STATES, FILLING_WORKS };

struct filling_choices { /* offered now, by index in the list of the row */
	int *offered;	 /* from small to great */
	int *shown;	 /* in the order in which they are shown; may be the same */
	size_t count, room;
};

struct filling_spot {
	struct str value;
	int row, block;
	int list; /* of a list: its number in lists; else FORM_NONE */
	enum form_status status;
	enum form_origin origin;
	bool is_live; /* false: a row that stands in an inner block only */
	bool relevant, required, read_only;
	bool valid, is_checked; /* valid is known since its last change */
	bool is_due[FILLING_WORKS];
	int next[FILLING_WORKS]; /* the next spot that is due in the same place */
	int change;		 /* where it stands in changes, from 1; 0: not there */
	struct filling_choices *choices; /* NULL: nobody asked yet */
};

/* The rows of one instance, or of what is outside all repeats.  Its first spot is the
 * instance. */
struct filling_block {
	int base;     /* its first spot */
	int first;    /* the row of that; 0 in the root */
	int repeat;   /* that row again; FORM_NONE in the root */
	int parent;   /* the block its list stands in; FORM_NONE of the root */
	int list;     /* number of its list; FORM_NONE of the root */
	int number;   /* in its path, for ever */
	int position; /* from 1; 0: taken out */
};

struct filling_list {
	int spot, row;
	int *order;	/* all instances as they stand, those taken out too */
	int *live;	/* the same without those */
	int *by_number; /* all, by number */
	int count, live_count, room;
	int limit; /* instances behind it are surplus: repeat_count became less */
};

struct filling_queue {
	int *first, *last; /* spots, by place */
	uint64_t *bits;	   /* of the places where something is due */
	unsigned *taken;   /* how often something was taken, by place */
	int places;
};

struct filling_told {	/* all spots of a reader under the block are due, */
	int block;	/* from 1; 0: none */
	unsigned taken; /* as long as nothing was taken there since */
};

struct filling_order { /* kept for form_filling_spots */
	int *spots;
	size_t count, room;
	bool is_known;
	int *all; /* 0, 1, 2 ... for the longest list: what is offered without a filter */
};

struct filling_word {
	char *language, *name, *value;
};

struct form_filling {
	const struct form *form;
	const struct form_host *host;
	int language; /* the host's, in form->languages */
	struct filling_spot *at;
	size_t spot_count, spot_room;
	struct filling_block *blocks;
	size_t block_count, block_room;
	struct filling_list *lists;
	size_t list_count, list_room;
	struct filling_queue due[FILLING_WORKS];
	struct filling_told *told; /* by number in graph->readers */
	struct filling_order *order;
	int *growing; /* lists that want more instances when all else is computed */
	size_t growing_count, growing_room;
	struct form_change *changes;
	size_t change_count, change_room;
	struct filling_word *words;
	size_t word_count, word_room;
	int first_end,
		last_end;      /* rows of type 'end' outside repeats are between these */
	unsigned *budget;      /* left of FILLING_STEPS while settling, else NULL */
	struct arena *scratch; /* of the evaluations of one call; looking uses it too */
};

static inline const struct form_row *filling_row(const struct form_filling *f, int spot)
{
	return &f->form->rows[f->at[spot].row];
}

/* filling_spots.c */
bool filling_is_spot(const struct form_filling *f, int spot); /* a live one */
/* A row in a block, which must be one that stands in it: see filling_stands_in. */
int filling_spot_in(const struct form_filling *f, int block, int row);
bool filling_stands_in(const struct form_filling *f, int block, int row);
bool filling_is_gone(const struct form_filling *f,
		     int spot); /* it or what it stands in was taken out */
struct filling_list *filling_list_of(const struct form_filling *f, int list_spot);
int filling_block_of(const struct form_filling *f, int instance);
/* Out of the block until one of that repeat; the root when there is none. */
int filling_climb(const struct form_filling *f, int block, int repeat);
bool filling_sees(const struct form_filling *f, int block,
		  int row); /* it, or lists that hold it */
/* Calls visit for each spot of the row under the block; only those of live instances. */
void filling_each_under(const struct form_filling *f, int block, int row,
			void (*visit)(void *data, int spot), void *data);
/* A block for the rows of a repeat, or for all (FORM_NONE); the instance gets no place in
 * its list yet. */
int filling_add_block(struct form_filling *f, int list, int number);
bool filling_has_room(const struct form_filling *f, int list);
/* The instance of that number, FORM_NONE: not there; *at gets where it belongs in
 * by_number. */
int filling_find_number(const struct form_filling *f, int list, int number, int *at);
/* As form_filling_spot, making instances on the way. */
int filling_make_path(struct form_filling *f, const char *path);

/* filling_instance.c: list is a number in lists. */
int filling_make_instance(struct form_filling *f, int list,
			  int number); /* at the end, bare */
int filling_make_new(struct form_filling *f,
		     int list); /* with its defaults; FORM_NONE: no room */
void filling_sort_lists(struct form_filling *f); /* by the values that were restored */

/* filling.c: ends a change: all is computed again, and told of but for the spot itself.
 */
void filling_finish(struct form_filling *f, int spot);

/* filling_give.c */
void filling_give(struct form_filling *f, int spot, const char *value,
		  enum form_origin origin);
void filling_give_defaults(struct form_filling *f, int block);
void filling_move_end(struct form_filling *f); /* the time of the last answer */

/* filling_mark.c */
void filling_mark(struct form_filling *f, enum filling_work work, int spot);
int filling_next_due(const struct form_filling *f, enum filling_work work,
		     int from); /* a place */
int filling_take_due(struct form_filling *f, enum filling_work work,
		     int place); /* FORM_NONE */
void filling_forget_due(struct form_filling *f);
void filling_mark_readers(struct form_filling *f, int spot);
/* Who reads how many instances there are, in which order, or a row of all of them. */
void filling_mark_list(struct form_filling *f, int list);
/* Who reads the place of an instance from inside it. */
void filling_mark_position(struct form_filling *f, int instance);
void filling_mark_members(struct form_filling *f, enum filling_work work, int spot);
void filling_mark_all(struct form_filling *f);

/* What an evaluation is about: a spot (FORM_NONE: the form), a choice to filter (-1),
 * what '.' is (NULL). */
struct filling_focus {
	int spot, choice;
	const char *self;
	unsigned
		*budget; /* steps left for many of them; NULL: only those of the answer */
};

/* filling_evaluate.c.  Texts in out live until filling_forget. */
enum err filling_evaluate(const struct form_filling *f, const struct form_expr *expr,
			  const struct filling_focus *focus, struct form_value *out,
			  struct error *e);
bool filling_holds(const struct form_filling *f, const struct form_expr *expr, int spot,
		   bool otherwise);
const char *filling_as_stored(const struct form_filling *f, const struct form_row *row,
			      const struct form_value *v);
void filling_forget(const struct form_filling *f);

/* filling_compute.c */
struct form_change *filling_note_change(struct form_filling *f, int spot);
void filling_set(struct form_filling *f, int spot, const char *value); /* marks readers */
void filling_calculate(struct form_filling *f, int spot);
void filling_settle(struct form_filling *f); /* computes what is marked */
void filling_forget_changes(struct form_filling *f);

/* filling_choices.c */
/* The choice of that name that is offered, as its index; FORM_NONE: none is. */
int filling_offered_choice(const struct form_filling *f, int spot, const char *name);
bool filling_is_offered(const struct form_filling *f, int spot,
			int choice); /* nothing is kept */
void filling_drop_choices(struct form_filling *f, int spot);
void filling_forget_choices(struct form_filling *f, int spot);

/* filling_check.c: normal gets the value as it will be stored. */
enum err filling_check_type(const struct form_filling *f, int spot, const char *value,
			    struct str *normal, struct error *e);
enum err filling_check_constraint(const struct form_filling *f, int spot,
				  const char *value, struct error *e);
bool filling_is_valid(const struct form_filling *f, int spot);

const char *filling_word(const struct form_filling *f, const char *language,
			 const char *name);

#endif
