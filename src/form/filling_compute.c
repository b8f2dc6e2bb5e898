/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "form/filling_state.h"

/*
 * What is marked is computed in the order of the graph, so each spot once.  Only
 * conditions that depend on each other (a warning when the form was read) mark something
 * earlier: they get a few more rounds.
 */
enum { ROUNDS_MOST = 3 };

struct form_change *filling_note_change(struct form_filling *f, int spot)
{
	struct filling_spot *s = &f->at[spot];

	if (s->change == 0) {
		VEC_ROOM(f->changes, f->change_count, f->change_room);
		f->changes[f->change_count++] =
			(struct form_change){spot, s->relevant, s->relevant, false};
		s->change = (int)f->change_count;
	}
	return &f->changes[s->change - 1];
}

void filling_forget_changes(struct form_filling *f)
{
	for (size_t i = 0; i < f->change_count; i++)
		f->at[f->changes[i].spot].change = 0;
	f->change_count = 0;
}

void filling_set(struct form_filling *f, int spot, const char *value)
{
	struct filling_spot *s = &f->at[spot];

	if (strcmp(s->value.bytes, value) == 0)
		return;
	filling_note_change(f, spot)->value_changed = true;
	str_set(&s->value, value);
	s->is_checked = false;
	if (s->relevant)
		filling_mark_readers(f, spot);
}

/* What is empty counts too: count() and join() see whether it is there. */
static void set_relevant(struct form_filling *f, int spot, bool relevant)
{
	struct filling_spot *s = &f->at[spot];

	if (s->relevant == relevant)
		return;
	filling_note_change(f, spot)->is_relevant = relevant;
	s->relevant = relevant;
	filling_mark_readers(f, spot);
	filling_mark_members(f, FILLING_VALUES, spot);
}

void filling_calculate(struct form_filling *f, int spot)
{
	const struct form_row *row = filling_row(f, spot);
	const struct filling_focus focus = {spot, -1, f->at[spot].value.bytes, NULL};
	struct form_value v;

	if (row->calculation == NULL ||
	    filling_evaluate(f, row->calculation, &focus, &v, NULL) != OK)
		filling_set(f, spot, "");
	else
		filling_set(f, spot, filling_as_stored(f, row, &v));
}

/* What is no number, or below 0, is 0. */
static int wanted_count(struct form_filling *f, int spot)
{
	const struct filling_focus focus = {spot, -1, NULL, NULL};
	struct form_value v;
	double count;

	if (filling_evaluate(f, filling_row(f, spot)->repeat_count, &focus, &v, NULL) !=
	    OK)
		return 0;
	count = form_value_number(&v);
	if (!(count > 0))
		return 0;
	return count > FORM_INSTANCES_MOST ? FORM_INSTANCES_MOST : (int)count;
}

static void compute_count(struct form_filling *f, int spot)
{
	struct filling_list *l = filling_list_of(f, spot);
	int before = l->limit;

	l->limit = wanted_count(f, spot);
	if (l->limit != before)
		filling_mark_members(f, FILLING_VALUES, spot);
	if (l->live_count < l->limit) {
		VEC_ROOM(f->growing, f->growing_count, f->growing_room);
		f->growing[f->growing_count++] = f->at[spot].list;
	}
}

/* Makes what is missing, when what the defaults read is known; false: nothing was. */
static bool grow_lists(struct form_filling *f)
{
	size_t spots = f->spot_count;

	for (size_t i = 0; i < f->growing_count; i++) {
		int list = f->growing[i], count = f->lists[list].live_count;

		if (!f->at[f->lists[list].spot].relevant)
			continue;
		while (f->lists[list].live_count < f->lists[list].limit &&
		       filling_make_new(f, list) != FORM_NONE)
			;
		if (f->lists[list].live_count > count)
			filling_mark_list(f, list);
	}
	f->growing_count = 0;
	return f->spot_count > spots;
}

/* As far as where it stands decides. */
static bool may_be_relevant(const struct form_filling *f, int spot)
{
	const struct filling_block *b = &f->blocks[f->at[spot].block];
	int parent;

	if (b->list != FORM_NONE && spot == b->base)
		return f->at[f->lists[b->list].spot].relevant && b->position > 0 &&
		       b->position <= f->lists[b->list].limit;
	parent = form_filling_parent(f, spot);
	return parent == FORM_NONE || f->at[parent].relevant;
}

/* What a repeat's condition reads stands outside it: its list answers for all instances.
 */
static void compute_spot(struct form_filling *f, int spot)
{
	const struct form_row *row = filling_row(f, spot);
	bool is_instance = form_filling_is_instance(f, spot);
	bool relevant = may_be_relevant(f, spot);

	if (relevant && row->relevant != NULL && !is_instance)
		relevant = filling_holds(f, row->relevant, spot, true);
	set_relevant(f, spot, relevant);
	f->at[spot].is_checked = false;
	filling_mark(f, FILLING_STATES, spot);
	filling_forget_choices(f, spot);
	if (!relevant || is_instance)
		return;
	if (row->calculation != NULL && row->trigger_count == 0)
		filling_calculate(f, spot);
	if (row->repeat_count != NULL && f->at[spot].list != FORM_NONE)
		compute_count(f, spot);
	if (row->choice_filter != NULL && row->list != NULL)
		filling_drop_choices(f, spot);
	if (f->scratch->used > FILLING_SCRATCH)
		filling_forget(f);
}

static void compute_round(struct form_filling *f)
{
	int place = 0, spot;

	while ((place = filling_next_due(f, FILLING_VALUES, place)) != FORM_NONE) {
		while ((spot = filling_take_due(f, FILLING_VALUES, place)) != FORM_NONE)
			compute_spot(f, spot);
		place++;
	}
}

static bool is_round_read_only(const struct form_filling *f, int spot)
{
	int round = form_filling_is_instance(f, spot) ? form_filling_list(f, spot)
						      : form_filling_parent(f, spot);

	return round != FORM_NONE && f->at[round].read_only;
}

static void compute_state(struct form_filling *f, int spot)
{
	const struct form_row *row = filling_row(f, spot);
	struct filling_spot *s = &f->at[spot];
	bool before = s->read_only;

	s->read_only =
		row->always_read_only || is_round_read_only(f, spot) ||
		(row->read_only != NULL && filling_holds(f, row->read_only, spot, false));
	s->required =
		row->always_required ||
		(row->required != NULL && filling_holds(f, row->required, spot, false));
	if (s->read_only != before)
		filling_mark_members(f, FILLING_STATES, spot);
}

/*
 * Nobody reads whether a row is required or read-only, so these come last, in form order.
 */
static void compute_states(struct form_filling *f)
{
	int row = 0, spot;

	while ((row = filling_next_due(f, FILLING_STATES, row)) != FORM_NONE) {
		while ((spot = filling_take_due(f, FILLING_STATES, row)) != FORM_NONE)
			compute_state(f, spot);
		if (f->scratch->used > FILLING_SCRATCH)
			filling_forget(f);
	}
}

static void compute_values(struct form_filling *f)
{
	for (int round = 0;
	     round < ROUNDS_MOST && filling_next_due(f, FILLING_VALUES, 0) != FORM_NONE;
	     round++)
		compute_round(f);
	filling_forget_due(f);
}

void filling_settle(struct form_filling *f)
{
	unsigned budget = FILLING_STEPS;

	f->budget = &budget;
	do
		compute_values(f);
	while (grow_lists(f));
	compute_states(f);
	f->budget = NULL;
	filling_forget(f);
}
