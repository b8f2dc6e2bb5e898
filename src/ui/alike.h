/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_ALIKE_H
#define UI_ALIKE_H

#include "ui/ask.h"
#include "ui/sitting.h"
#include "ui/woman.h"

/*
 * She may be here already: a quiet line that takes no focus, a card that lays the two side by side,
 * and merging, which a worker does and undoes.
 *   alike.c  the card, and what follows from its answer    alike_talk.c  while a talk is going on
 */

/*
 * The card.  Its answer is written before it closes; answered gets what was said, or CARE_UNASKED
 * after Esc.  two is taken over.
 */
typedef unsigned (*ui_alike_answered)(struct app *a, void *data, enum care_verdict said);
void ui_alike_card(struct app *a, struct care_alikes *two, int index, ui_alike_answered answered,
		   void *data);
/* The card of the first that must be stopped at, when there is one; alikes is taken over. */
bool ui_alike_stop(struct app *a, struct care_alikes *alikes, ui_alike_answered answered,
		   void *data);
/* "looks like Naima Bouzid, 1981 (1 of 2)"; nothing when nobody does. */
void ui_alike_line_add(const struct app *a, const struct care_alikes *alikes, struct str *out);

/* A client's file: ^P "is the same woman as"; ^Z; a line of the trajectory about a merge or a doubt. */
void ui_alike_choose(struct app *a, struct ui_woman *w);
void ui_alike_undo(struct app *a, struct ui_woman *w);
void ui_alike_open(struct app *a, struct ui_woman *w, const struct care_line *line);
/* After her details changed: stops at who is very like her, tells of who is somewhat. */
void ui_alike_check(struct app *a, struct ui_woman *w);

/* alike_talk.c: an answer was given that may tell who she is. */
void ui_alike_touch(struct ui_sitting *s);
/* When there is to be looked, by ui_now_ms; -1 never.  Not while she looks along. */
int64_t ui_alike_wake(const struct ui_sitting *s);
void ui_alike_tick(struct app *a, struct ui_sitting *s);
void ui_alike_look(struct app *a, struct ui_sitting *s); /* the key for it */
/* Before a talk is finished; false: nobody stands in the way. */
bool ui_alike_before_end(struct app *a, struct ui_sitting *s, ui_alike_answered answered,
			 void *data);

#endif
