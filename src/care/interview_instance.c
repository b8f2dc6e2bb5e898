/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/interview_run.h"

/* Instances of a repeat: come, go, come back and move, each on disk when it returns OK. */

static void taken_remove(struct care_interview *iv, int instance)
{
	size_t kept = 0;

	for (size_t i = 0; i < iv->taken_count; i++)
		if (iv->taken[i].instance != instance)
			iv->taken[kept++] = iv->taken[i];
	iv->taken_count = kept;
}

static int by_place(const void *a, const void *b)
{
	const struct interview_taken *x = a, *y = b;

	return x->place != y->place ? (x->place < y->place ? -1 : 1)
				    : (x->instance > y->instance) - (x->instance < y->instance);
}

int care_interview_taken_out(struct care_interview *iv, int list, const int **instances)
{
	interview_list_begin(iv);
	if (iv->taken_count > 1)
		qsort(iv->taken, iv->taken_count, sizeof *iv->taken, by_place);
	for (size_t i = 0; i < iv->taken_count; i++)
		if (form_filling_list(iv->talk.filling, iv->taken[i].instance) == list)
			interview_list_add(iv, iv->taken[i].instance);
	*instances = iv->listed;
	return (int)iv->listed_count;
}

/* What stands in an instance, itself first, those that were taken out of it too. */
static void each_inside(struct care_interview *iv, int instance,
			void (*visit)(struct care_interview *iv, int spot))
{
	const struct form_filling *f = iv->talk.filling;
	const struct form_row *repeat = talk_row(&iv->talk, instance);

	visit(iv, instance);
	for (int row = repeat->index + 1; row < repeat->end; row++) {
		const struct form_row *r = &iv->talk.form->rows[row];
		int count, spot;
		const int *inside;

		if (r->repeat != repeat->index)
			continue;
		spot = form_filling_member(f, instance, row);
		visit(iv, spot);
		if (r->type != FORM_REPEAT)
			continue;
		inside = form_filling_instances(f, spot, &count);
		for (int i = 0; i < count; i++)
			each_inside(iv, inside[i], visit);
	}
}

static void list_first_value(struct care_interview *iv, int spot)
{
	if (interview_is_first_value(iv, spot))
		interview_list_add(iv, spot);
}

static bool is_listed(const struct care_interview *iv, int spot)
{
	for (size_t i = 0; i < iv->listed_count; i++)
		if (iv->listed[i] == spot)
			return true;
	return false;
}

static enum err list_change(struct care_interview *iv, int spot, struct error *e)
{
	(void)e;
	if (!is_listed(iv, spot))
		interview_list_add(iv, spot);
	return OK;
}

/* Of a list, who stands where: before a change, to see afterwards who moved. */
struct places {
	int *instances, *positions;
	int count;
};

static void places_take(const struct form_filling *f, int list, struct places *out)
{
	const int *instances = form_filling_instances(f, list, &out->count);

	out->instances = mem_array((size_t)out->count + 1, sizeof *out->instances);
	out->positions = mem_array((size_t)out->count + 1, sizeof *out->positions);
	for (int i = 0; i < out->count; i++) {
		out->instances[i] = instances[i];
		out->positions[i] = form_filling_position(f, instances[i]);
	}
}

static void places_release(struct places *p)
{
	free(p->instances);
	free(p->positions);
}

static void list_moved(struct care_interview *iv, const struct places *before)
{
	for (int i = 0; i < before->count; i++)
		if (form_filling_position(iv->talk.filling, before->instances[i]) !=
		    before->positions[i])
			(void)list_change(iv, before->instances[i], NULL);
}

static void list_all(struct care_interview *iv, const struct places *places)
{
	for (int i = 0; i < places->count; i++)
		(void)list_change(iv, places->instances[i], NULL);
}

static enum err write_listed(struct care_interview *iv, struct error *e)
{
	bool is_open;
	enum err rc = OK;

	if (!iv->is_recorded)
		return OK;
	rc = interview_write_begin(iv, true, &is_open, e);
	for (size_t i = 0; i < iv->listed_count && rc == OK; i++)
		rc = interview_put(iv, iv->listed[i], e);
	rc = interview_write_end(iv, is_open, rc, e);
	for (size_t i = 0; i < iv->listed_count && rc != OK; i++)
		interview_mark_unsaved(iv, iv->listed[i]);
	return rc;
}

/* Everything that got another value, in one transaction; what is listed already goes along. */
static enum err write_change(struct care_interview *iv, struct places *before,
			     struct error *e)
{
	list_moved(iv, before);
	(void)interview_changed(iv, list_change, NULL);
	places_release(before);
	return write_listed(iv, e);
}

enum err care_interview_add(struct care_interview *iv, int list, int *instance,
			    struct error *e)
{
	struct places others = {0}; /* it stands behind them */
	enum err rc = form_filling_add(iv->talk.filling, list, instance, e);

	if (rc != OK)
		return rc;
	interview_list_begin(iv);
	each_inside(iv, *instance, list_first_value);
	return write_change(iv, &others, e);
}

static void places_before(const struct care_interview *iv, int instance,
			  struct places *before)
{
	const struct form_filling *f = iv->talk.filling;

	*before = (struct places){0};
	if (form_filling_is_instance(f, instance))
		places_take(f, form_filling_list(f, instance), before);
}

/* The instance itself goes first, wherever it stands now; before is released. */
static enum err write_instance(struct care_interview *iv, int instance,
			       struct places *before, struct error *e)
{
	interview_list_begin(iv);
	interview_list_add(iv, instance);
	return write_change(iv, before, e);
}

enum err care_interview_take_out(struct care_interview *iv, int instance, struct error *e)
{
	struct form_filling *f = iv->talk.filling;
	struct places before;
	int place;
	enum err rc;

	places_before(iv, instance, &before);
	place = before.count > 0 ? form_filling_position(f, instance) : 0;
	rc = form_filling_take_out(f, instance, e);
	if (rc != OK || place == 0) {
		places_release(&before);
		return rc;
	}
	interview_taken_add(iv, instance, place);
	return write_instance(iv, instance, &before, e);
}

enum err care_interview_put_back(struct care_interview *iv, int instance, struct error *e)
{
	struct form_filling *f = iv->talk.filling;
	const struct interview_taken *taken = interview_taken_find(iv, instance);
	int place = taken ? taken->place : 0, last;
	struct places before;
	enum err rc = form_filling_put_back(f, instance, e);

	if (rc != OK || !taken)
		return rc;
	taken_remove(iv, instance);
	interview_list_begin(iv);
	(void)interview_changed(iv, list_change, NULL);
	places_before(iv, instance, &before);
	last = before.count;
	/* where it stood: the filling forgets that when the talk is resumed */
	(void)form_filling_move(f, instance, place < 1 ? 1 : place < last ? place : last,
				NULL);
	list_all(iv, &before);
	return write_change(iv, &before, e);
}

enum err care_interview_move(struct care_interview *iv, int instance, int position,
			     struct error *e)
{
	struct places before;
	enum err rc;

	places_before(iv, instance, &before);
	rc = form_filling_move(iv->talk.filling, instance, position, e);
	if (rc == OK)
		return write_instance(iv, instance, &before, e);
	places_release(&before);
	return rc;
}

/* What a person answered; what came along from an earlier talk is kept there. */
static bool is_answered(const struct care_interview *iv, int spot)
{
	const struct form_row *row = talk_row(&iv->talk, spot);
	const struct form_filling *f = iv->talk.filling;

	return form_row_is_question(row) && !row->calculation &&
	       !form_filling_is_instance(f, spot) &&
	       form_filling_origin(f, spot) == FORM_ORIGIN_TYPED &&
	       (*form_filling_value(f, spot) ||
		form_filling_status(f, spot) != FORM_STATUS_NONE);
}

static void list_answered(struct care_interview *iv, int spot)
{
	if (is_answered(iv, spot))
		interview_list_add(iv, spot);
}

int care_interview_dropped(struct care_interview *iv, const int **spots)
{
	int count;
	const int *all = form_filling_spots(iv->talk.filling, &count);

	interview_list_begin(iv);
	for (int i = 0; i < count; i++)
		if (is_answered(iv, all[i]) &&
		    !form_filling_is_relevant(iv->talk.filling, all[i]))
			interview_list_add(iv, all[i]);
	for (size_t i = 0; i < iv->taken_count; i++)
		each_inside(iv, iv->taken[i].instance, list_answered);
	*spots = iv->listed;
	return (int)iv->listed_count;
}
