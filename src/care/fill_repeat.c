/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/fill_repeat.h"

/* Of a row in this repeat (FORM_NONE: outside all): its path from there on. */
static const char *path_within(const struct form *form, int repeat, int row)
{
	const char *path = form->rows[row].path;

	return repeat == FORM_NONE ? path : path + strlen(form->rows[repeat].path) + 1;
}

static int first_row(int repeat)
{
	return repeat == FORM_NONE ? 0 : repeat + 1;
}

static int end_row(const struct form *form, int repeat)
{
	return repeat == FORM_NONE ? form->row_count : form->rows[repeat].end;
}

static bool takes_answer(const struct form_row *row)
{
	return form_row_is_question(row) || row->type == FORM_REPEAT;
}

/* How many rows a name speaks of in this repeat, but for repeats inside it. */
static int rows_named(const struct form *form, int repeat, const char *name, int *row)
{
	int count = 0;

	for (int i = first_row(repeat); i < end_row(form, repeat); i++) {
		const struct form_row *r = &form->rows[i];

		if (r->repeat != repeat || !takes_answer(r) || !text_equal(r->name, name))
			continue;
		*row = i;
		count++;
	}
	return count;
}

static int row_named(const struct form *form, int repeat, const char *name)
{
	int row = FORM_NONE;

	if (rows_named(form, repeat, name, &row) == 1)
		return row;
	for (int i = first_row(repeat); i < end_row(form, repeat); i++)
		if (form->rows[i].repeat == repeat && takes_answer(&form->rows[i]) &&
		    text_equal(path_within(form, repeat, i), name))
			return i;
	return FORM_NONE;
}

static enum err unknown_name(const struct form *form, int repeat, const char *name,
			     struct error *e)
{
	int row = form_find(form, name);
	int in = row == FORM_NONE ? FORM_NONE : form->rows[row].repeat;

	if (in != FORM_NONE && in != repeat)
		return error_set(e, ERR_INVALID,
				 _("Question %.40s stands in the repeat %s: its answers go in "
				   "the objects of that list."),
				 name, form->rows[in].name);
	if (repeat != FORM_NONE)
		return error_set(e, ERR_INVALID,
				 _("The repeat %s has no question '%.40s'."),
				 form->rows[repeat].name, name);
	return error_set(e, ERR_INVALID, _("The form has no question '%.40s'."), name);
}

static enum err check_level(const struct form *form, int repeat, const json_t *answers,
			    struct error *e);

static enum err check_list(const struct form *form, int repeat, const json_t *list,
			   struct error *e)
{
	bool is_good = json_is_array(list);
	enum err rc = OK;
	size_t i;
	json_t *one;

	json_array_foreach(list, i, one) is_good = is_good && json_is_object(one);
	if (!is_good)
		return error_set(e, ERR_INVALID,
				 _("The repeat %s is a list of objects, one for each time it "
				   "is asked."),
				 form->rows[repeat].name);
	if (json_array_size(list) > FORM_INSTANCES_MOST)
		return error_set(e, ERR_INVALID, _("The repeat %s is asked %d times at most."),
				 form->rows[repeat].name, FORM_INSTANCES_MOST);
	json_array_foreach(list, i, one) if (rc == OK) rc =
		check_level(form, repeat, one, e);
	return rc;
}

static enum err check_level(const struct form *form, int repeat, const json_t *answers,
			    struct error *e)
{
	const char *name;
	json_t *answer;
	enum err rc = OK;

	json_object_foreach((json_t *)(uintptr_t)answers, name, answer)
	{
		int row = row_named(form, repeat, name);

		if (rc != OK)
			return rc;
		if (row == FORM_NONE)
			return unknown_name(form, repeat, name, e);
		if (form->rows[row].type == FORM_REPEAT)
			rc = check_list(form, row, answer, e);
	}
	return rc;
}

enum err fill_check(const struct form *form, const json_t *answers, struct error *e)
{
	return check_level(form, FORM_NONE, answers, e);
}

/* One object of answers, and those of the repeats in it. */
struct level {
	int instance, repeat;
	const json_t *answers;
	const json_t **of; /* by row from first_row on: its answer, or NULL */
	bool *given;
	struct level *inside; /* in the order of the lists */
	size_t count, room;
};

struct filler {
	struct talk *t;
	enum err (*give)(struct talk *t, int spot, const json_t *answer, struct error *e);
	bool any; /* something was given this time */
};

static void level_init(struct level *l, const struct form *form, int instance, int repeat,
		       const json_t *answers)
{
	size_t count = (size_t)(end_row(form, repeat) - first_row(repeat)) + 1;
	const char *name;
	json_t *answer;

	*l = (struct level){.instance = instance, .repeat = repeat, .answers = answers};
	l->of = mem_array(count, sizeof *l->of);
	l->given = mem_array(count, sizeof *l->given);
	json_object_foreach((json_t *)(uintptr_t)answers, name, answer)
	{
		int row = row_named(form, repeat, name);

		l->of[row - first_row(repeat)] = answer;
	}
}

static void level_release(struct level *l)
{
	for (size_t i = 0; i < l->count; i++)
		level_release(&l->inside[i]);
	free(l->inside);
	free(l->of);
	free(l->given);
}

static struct level *level_of(struct level *l, int instance)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->inside[i].instance == instance)
			return &l->inside[i];
	return NULL;
}

static enum err give_level(struct filler *x, struct level *l, struct error *e);

/* Adds and takes out what the worker may add and take out, until there are that many. */
static enum err make_instances(struct filler *x, int list, int wanted, struct error *e)
{
	struct form_filling *f = x->t->filling;
	int count, made;
	const int *instances = form_filling_instances(f, list, &count);
	enum err rc = OK;

	if (!form_filling_may_change(f, list))
		return OK;
	while (rc == OK && count < wanted) {
		rc = form_filling_add(f, list, &made, e);
		count++;
	}
	while (rc == OK && count > wanted) {
		instances = form_filling_instances(f, list, &count);
		rc = form_filling_take_out(f, instances[--count], e);
	}
	return rc;
}

static enum err give_list(struct filler *x, struct level *l, int list, const json_t *answers,
			  struct error *e)
{
	int wanted = (int)json_array_size(answers), count;
	const int *instances;
	enum err rc = make_instances(x, list, wanted, e);

	instances = form_filling_instances(x->t->filling, list, &count);
	for (int i = 0; i < count && i < wanted && rc == OK; i++) {
		if (level_of(l, instances[i]))
			continue;
		VEC_ROOM(l->inside, l->count, l->room);
		level_init(&l->inside[l->count++], x->t->form, instances[i],
			   form_filling_row(x->t->filling, list),
			   json_array_get(answers, (size_t)i));
		x->any = true;
	}
	for (size_t i = 0; i < l->count && rc == OK; i++)
		if (form_filling_list(x->t->filling, l->inside[i].instance) == list)
			rc = give_level(x, &l->inside[i], e);
	return rc;
}

static enum err give_level(struct filler *x, struct level *l, struct error *e)
{
	const struct form *form = x->t->form;
	int first = first_row(l->repeat);
	enum err rc = OK;

	for (int row = first; row < end_row(form, l->repeat) && rc == OK; row++) {
		const json_t *answer = l->of[row - first];
		int spot;

		if (!answer || form->rows[row].repeat != l->repeat)
			continue;
		spot = form_filling_member(x->t->filling, l->instance, row);
		if (!form_filling_is_relevant(x->t->filling, spot))
			continue;
		if (form->rows[row].type == FORM_REPEAT) {
			rc = give_list(x, l, spot, answer, e);
		} else if (!l->given[row - first]) {
			rc = x->give(x->t, spot, answer, e);
			l->given[row - first] = x->any = true;
		}
	}
	return rc;
}

static enum err check_count(const struct talk *t, int list, size_t wanted, struct error *e)
{
	int all, count = 0;
	const int *instances = form_filling_instances(t->filling, list, &all);

	for (int i = 0; i < all; i++)
		count += form_filling_is_relevant(t->filling, instances[i]);
	if ((size_t)count == wanted)
		return OK;
	return error_set(e, ERR_INVALID,
			 _("The list of the repeat %s has %d objects; after these answers it "
			   "must have %d."),
			 talk_row(t, list)->name, (int)wanted, count);
}

/* Nothing may be left over that was not asked. */
static enum err check_asked(const struct talk *t, const struct level *l, struct error *e)
{
	int first = first_row(l->repeat);
	enum err rc = OK;

	for (int row = first; row < end_row(t->form, l->repeat) && rc == OK; row++) {
		const json_t *answer = l->of[row - first];
		int spot;

		if (!answer || t->form->rows[row].repeat != l->repeat)
			continue;
		spot = form_filling_member(t->filling, l->instance, row);
		if (!form_filling_is_relevant(t->filling, spot))
			rc = error_set(e, ERR_INVALID,
				       _("Question %s is not asked after these answers."),
				       t->form->rows[row].name);
		else if (t->form->rows[row].type == FORM_REPEAT)
			rc = check_count(t, spot, json_array_size(answer), e);
	}
	for (size_t i = 0; i < l->count && rc == OK; i++)
		rc = check_asked(t, &l->inside[i], e);
	return rc;
}

enum err fill_give(struct talk *t, const json_t *answers,
		   enum err (*give)(struct talk *t, int spot, const json_t *answer,
				    struct error *e),
		   struct error *e)
{
	struct filler x = {.t = t, .give = give, .any = true};
	struct level top;
	enum err rc = OK;

	level_init(&top, t->form, FORM_NONE, FORM_NONE, answers);
	while (x.any && rc == OK) {
		x.any = false;
		rc = give_level(&x, &top, e);
	}
	if (rc == OK)
		rc = check_asked(t, &top, e);
	level_release(&top);
	return rc;
}
