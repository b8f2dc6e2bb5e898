/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_FILL_REPEAT_H
#define CARE_FILL_REPEAT_H

#include "care/talk.h"

/*
 * For fill.c: which answer of a JSON object is whose.  A question outside repeats goes by its name,
 * or its path where the name is not unique; a repeat is a list of objects, one for each instance,
 * in which its questions stand in the same way, their paths from the repeat on.
 */
enum err fill_check(const struct form *form, const json_t *answers, struct error *e);

/*
 * Gives them in form order, again while an answer has made another question relevant; what then is
 * not asked is an answer to a question that was never put.  Instances are added as the lists have
 * them; with repeat_count the form's own number must fit.
 */
enum err fill_give(struct talk *t, const json_t *answers,
		   enum err (*give)(struct talk *t, int spot, const json_t *answer,
				    struct error *e),
		   struct error *e);

#endif
