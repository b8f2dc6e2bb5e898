/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "form/filling_state.h"
#include "form/names.h"
#include "form/shuffle.h"

/*
 * Which choices a spot offers.  Found out when somebody asks, and kept until the spot is
 * computed again.
 */

void filling_forget_choices(struct form_filling *f, int spot)
{
	struct filling_choices *c = f->at[spot].choices;

	if (c == NULL)
		return;
	if (c->shown != c->offered)
		free(c->shown);
	free(c->offered);
	free(c);
	f->at[spot].choices = NULL;
}

/* A filter that cannot be evaluated hides nothing. */
static bool offers(const struct form_filling *f, int spot, int choice, unsigned *budget)
{
	const struct form_row *row = filling_row(f, spot);
	const struct filling_focus focus = {spot, choice, NULL, budget};
	struct form_value v;

	return row->choice_filter == NULL ||
	       filling_evaluate(f, row->choice_filter, &focus, &v, NULL) != OK ||
	       form_value_boolean(&v);
}

bool filling_is_offered(const struct form_filling *f, int spot, int choice)
{
	return offers(f, spot, choice, NULL);
}

/* Alike for the same spot of the same interview. */
static double own_seed(const struct form_filling *f, int spot)
{
	uint64_t hash = 0xcbf29ce484222325u ^ f->host->seed; /* FNV-1a */
	struct str path = STR_INIT;

	form_filling_path(f, spot, &path);
	for (size_t i = 0; i < path.len; i++)
		hash = (hash ^ (unsigned char)path.bytes[i]) * 0x100000001b3u;
	str_release(&path);
	return (double)(hash >> 32);
}

static double find_seed(const struct form_filling *f, int spot)
{
	const struct form_row *row = filling_row(f, spot);
	const struct filling_focus focus = {spot, -1, NULL, NULL};
	struct form_value v;
	double seed = NAN;

	if (row->seed != NULL && filling_evaluate(f, row->seed, &focus, &v, NULL) == OK)
		seed = form_value_number(&v);
	return isnan(seed) ? own_seed(f, spot) : seed;
}

/*
 * The only choices that a filter can offer: those whose column holds what it is compared
 * with. NULL: all can be.  What is no text is compared as a number, which the index
 * cannot do.
 */
static const int *find_candidates(const struct form_filling *f, int spot, int *count)
{
	const struct form_row *row = filling_row(f, spot);
	const struct filling_focus focus = {spot, -1, NULL, NULL};
	const struct form_expr *key;
	struct form_value v;
	int column;

	*count = (int)row->list->count;
	if (row->choice_filter == NULL ||
	    !form_expr_key(row->choice_filter, &column, &key) ||
	    filling_evaluate(f, key, &focus, &v, NULL) != OK || v.type != FORM_VALUE_TEXT)
		return NULL;
	return form_list_rows(row->list, column, v.text, count);
}

static void find_offered(const struct form_filling *f, int spot,
			 struct filling_choices *c)
{
	unsigned budget = FILLING_ASKING; /* when it is used up, the rest is offered */
	int count;
	const int *candidates = find_candidates(f, spot, &count);

	for (int i = 0; i < count; i++) {
		int choice = candidates == NULL ? i : candidates[i];

		if (offers(f, spot, choice, &budget)) {
			VEC_ROOM(c->offered, c->count, c->room);
			c->offered[c->count++] = choice;
		}
		if (f->scratch->used > FILLING_SCRATCH && f->budget == NULL)
			filling_forget(f);
	}
}

static struct filling_choices *find_choices(const struct form_filling *f, int spot)
{
	struct filling_choices *c = mem_new(sizeof *c);

	find_offered(f, spot, c);
	c->shown = c->offered;
	if (filling_row(f, spot)->is_shuffled && c->count > 0) {
		c->shown = mem_array(c->count, sizeof *c->shown);
		memcpy(c->shown, c->offered, c->count * sizeof *c->shown);
		form_shuffle(c->shown, (int)c->count, find_seed(f, spot));
	}
	if (f->budget == NULL)
		filling_forget(f);
	return c;
}

static const struct filling_choices *choices_of(const struct form_filling *f, int spot)
{
	struct filling_spot *s = &f->at[spot];

	if (s->choices == NULL)
		s->choices = find_choices(f, spot);
	return s->choices;
}

static int compare_indexes(const void *a, const void *b)
{
	const int *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

bool form_filling_is_offered(const struct form_filling *f, int spot, int choice)
{
	const struct form_row *row = filling_row(f, spot);
	const struct filling_choices *c;

	if (row->list == NULL || choice < 0 || choice >= (int)row->list->count)
		return false;
	if (row->choice_filter == NULL)
		return true;
	c = choices_of(f, spot);
	return c->count > 0 && bsearch(&choice, c->offered, c->count, sizeof *c->offered,
				       compare_indexes) != NULL;
}

/* One for all spots: made when first asked for, long enough for every list. */
static const int *all_choices(const struct form_filling *f)
{
	unsigned most = 0;

	if (f->order->all != NULL)
		return f->order->all;
	for (int i = 0; i < f->form->row_count; i++) {
		if (f->form->rows[i].list != NULL && f->form->rows[i].list->count > most)
			most = f->form->rows[i].list->count;
	}
	f->order->all = mem_array((size_t)most + 1, sizeof *f->order->all);
	for (unsigned i = 0; i < most; i++)
		f->order->all[i] = (int)i;
	return f->order->all;
}

const int *form_filling_choices(const struct form_filling *f, int spot, int *count)
{
	const struct form_row *row = filling_row(f, spot);

	*count = row->list == NULL ? 0 : (int)row->list->count;
	if (row->list == NULL)
		return NULL;
	if (row->choice_filter == NULL && !row->is_shuffled)
		return all_choices(f);
	*count = (int)choices_of(f, spot)->count;
	return choices_of(f, spot)->shown;
}

/* In a cascade the same name may stand in the list once for each answer before it. */
int filling_offered_choice(const struct form_filling *f, int spot, const char *name)
{
	const struct form_list *list = filling_row(f, spot)->list;
	const struct form_choice *first = list == NULL ? NULL : form_list_choice(list, name);
	unsigned budget = FILLING_ASKING;
	const int *same;
	int count;

	if (first == NULL)
		return FORM_NONE;
	if (filling_is_offered(f, spot, (int)(first - list->choices)))
		return (int)(first - list->choices);
	if (list->names->count == list->count) /* no name is there twice */
		return FORM_NONE;
	same = form_list_rows(list, FORM_CELL_NAME, name, &count);
	for (int i = 0; i < count; i++)
		if (offers(f, spot, same[i], &budget))
			return same[i];
	return FORM_NONE;
}

static bool stays(const struct form_filling *f, int spot, const char *name)
{
	/* a value that was never in the list is a mistake to show, not one to hide */
	return form_list_choice(filling_row(f, spot)->list, name) == NULL ||
	       filling_offered_choice(f, spot, name) != FORM_NONE;
}

/* Chosen values that are no longer offered go; the others stay, but a rank is whole or
 * none. */
void filling_drop_choices(struct form_filling *f, int spot)
{
	struct str kept = STR_INIT, name = STR_INIT;
	bool all = true;

	for (const char *p = f->at[spot].value.bytes; *p != '\0';) {
		size_t len = strcspn(p, " ");

		str_reset(&name);
		str_add_bytes(&name, p, len);
		if (stays(f, spot, name.bytes)) {
			str_add(&kept, kept.len > 0 ? " " : "");
			str_add_bytes(&kept, p, len);
		} else {
			all = false;
		}
		p += len + strspn(p + len, " ");
	}
	if (!all)
		filling_set(f, spot,
			    filling_row(f, spot)->type == FORM_RANK ? "" : kept.bytes);
	str_release(&kept);
	str_release(&name);
}
