/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/filling_state.h"

/*
 * Instances.  What was taken out keeps its place in the order of its list, so that it
 * comes back where it stood.
 */

static void make_room(struct filling_list *l)
{
	size_t room;

	if (l->count < l->room)
		return;
	l->room = l->room == 0 ? 4 : 2 * l->room;
	room = (size_t)l->room;
	l->order = mem_resize(l->order, room, sizeof *l->order);
	l->live = mem_resize(l->live, room, sizeof *l->live);
	l->by_number = mem_resize(l->by_number, room, sizeof *l->by_number);
}

int filling_make_instance(struct form_filling *f, int list, int number)
{
	int block = filling_add_block(f, list, number);
	int instance = f->blocks[block].base, at;
	struct filling_list *l = &f->lists[list];

	(void)filling_find_number(f, list, number, &at);
	make_room(l);
	memmove(l->by_number + at + 1, l->by_number + at,
		(size_t)(l->count - at) * sizeof *l->by_number);
	l->by_number[at] = instance;
	l->order[l->count++] = instance;
	l->live[l->live_count++] = instance;
	f->blocks[block].position = l->live_count;
	f->order->is_known = false;
	return instance;
}

static void write_position(struct form_filling *f, int instance)
{
	struct str text = STR_INIT;

	str_addf(&text, "%d", f->blocks[f->at[instance].block].position);
	str_set(&f->at[instance].value, text.bytes);
	str_release(&text);
}

static void set_position(struct form_filling *f, int instance, int position)
{
	struct filling_block *b = &f->blocks[f->at[instance].block];

	if (b->position == position)
		return;
	filling_note_change(f, instance)->value_changed = true;
	b->position = position;
	write_position(f, instance);
	filling_mark_position(f, instance);
}

static void note_new_spots(struct form_filling *f, int block)
{
	int base = f->blocks[block].base;
	int end = f->form->rows[f->blocks[block].repeat].end;

	for (int spot = base; spot < base + end - f->blocks[block].first; spot++) {
		struct form_change *c;

		if (!f->at[spot].is_live)
			continue;
		c = filling_note_change(f, spot);
		c->was_relevant = false;
		c->value_changed = f->at[spot].value.len > 0;
	}
}

int filling_make_new(struct form_filling *f, int list)
{
	const struct filling_list *l = &f->lists[list];
	int instance, block, number = 1;

	if (!filling_has_room(f, list))
		return FORM_NONE;
	if (l->count > 0)
		number += f->blocks[f->at[l->by_number[l->count - 1]].block].number;
	instance = filling_make_instance(f, list, number);
	block = f->at[instance].block;
	write_position(f, instance);
	f->at[instance].origin = FORM_ORIGIN_TYPED;
	filling_give_defaults(f, block);
	note_new_spots(f, block);
	filling_mark(f, FILLING_VALUES, instance);
	filling_mark_members(f, FILLING_VALUES, instance);
	return instance;
}

/* After the order of a list or what is taken out of it changed. */
static void number_list(struct form_filling *f, int list)
{
	struct filling_list *l = &f->lists[list];

	l->live_count = 0;
	for (int i = 0; i < l->count; i++) {
		if (f->blocks[f->at[l->order[i]].block].position == 0)
			continue;
		l->live[l->live_count++] = l->order[i];
		set_position(f, l->order[i], l->live_count);
	}
	f->order->is_known = false;
	filling_mark_list(f, list);
}

/* A restored place: what is no number stands behind all others, "0" is out. */
static int restored_position(const struct form_filling *f, int instance)
{
	const char *p = f->at[instance].value.bytes;
	size_t digits = strspn(p, "0123456789");

	if (digits == 0 || digits > 7 || p[digits] != '\0')
		return INT32_MAX;
	return (int)strtol(p, NULL, 10);
}

struct restored {
	int instance, position, number;
};

static int compare_restored(const void *a, const void *b)
{
	const struct restored *left = a, *right = b;

	if (left->position != right->position)
		return left->position < right->position ? -1 : 1;
	return (left->number > right->number) - (left->number < right->number);
}

static void sort_list(struct form_filling *f, struct filling_list *l)
{
	struct restored *all = mem_array((size_t)l->count + 1, sizeof *all);

	for (int i = 0; i < l->count; i++)
		all[i] = (struct restored){l->by_number[i],
					   restored_position(f, l->by_number[i]), i};
	qsort(all, (size_t)l->count, sizeof *all, compare_restored);
	l->live_count = 0;
	for (int i = 0; i < l->count; i++) {
		bool is_out = all[i].position == 0;

		l->order[i] = all[i].instance;
		if (!is_out)
			l->live[l->live_count++] = all[i].instance;
		f->blocks[f->at[l->order[i]].block].position = is_out ? 0 : l->live_count;
		write_position(f, l->order[i]);
	}
	free(all);
}

void filling_sort_lists(struct form_filling *f)
{
	for (size_t i = 0; i < f->list_count; i++)
		sort_list(f, &f->lists[i]);
	f->order->is_known = false;
	for (size_t i = 0; i < f->spot_count; i++)
		f->at[i].relevant = f->at[i].is_live && !filling_is_gone(f, (int)i);
}

bool form_filling_may_change(const struct form_filling *f, int list)
{
	return form_filling_is_list(f, list) && f->at[list].relevant &&
	       !f->at[list].read_only && filling_row(f, list)->repeat_count == NULL &&
	       !filling_is_gone(f, list);
}

static enum err check_change(const struct form_filling *f, int list, struct error *e)
{
	if (form_filling_may_change(f, list))
		return OK;
	if (form_filling_is_list(f, list) && filling_row(f, list)->repeat_count != NULL)
		return error_set(
			e, ERR_INVALID,
			_("How many there are here follows from another answer."));
	return error_set(e, ERR_INVALID, _("Nothing can be added or taken away here."));
}

static enum err check_room(const struct form_filling *f, int list, struct error *e)
{
	if (filling_has_room(f, list))
		return OK;
	if (f->lists[list].count >= FORM_INSTANCES_MOST)
		return error_set(e, ERR_INVALID,
				 _("There is no room for more here: the most is %d."),
				 FORM_INSTANCES_MOST);
	return error_set(e, ERR_INVALID, _("This form is too full for more."));
}

enum err form_filling_add(struct form_filling *f, int list, int *instance,
			  struct error *e)
{
	enum err rc = check_change(f, list, e);

	*instance = FORM_NONE;
	if (rc != OK)
		return rc;
	rc = check_room(f, f->at[list].list, e);
	if (rc != OK)
		return rc;
	filling_forget_changes(f);
	*instance = filling_make_new(f, f->at[list].list);
	filling_mark_list(f, f->at[list].list);
	filling_finish(f, FORM_NONE);
	return OK;
}

static enum err check_instance(const struct form_filling *f, int instance,
			       struct error *e)
{
	if (!form_filling_is_instance(f, instance))
		return error_set(e, ERR_INVALID,
				 _("Nothing can be added or taken away here."));
	return check_change(f, form_filling_list(f, instance), e);
}

enum err form_filling_take_out(struct form_filling *f, int instance, struct error *e)
{
	enum err rc = check_instance(f, instance, e);

	if (rc != OK || form_filling_position(f, instance) == 0)
		return rc;
	filling_forget_changes(f);
	set_position(f, instance, 0);
	filling_mark(f, FILLING_VALUES, instance);
	number_list(f, f->blocks[f->at[instance].block].list);
	filling_finish(f, FORM_NONE);
	return OK;
}

enum err form_filling_put_back(struct form_filling *f, int instance, struct error *e)
{
	enum err rc = check_instance(f, instance, e);

	if (rc != OK || form_filling_position(f, instance) > 0)
		return rc;
	filling_forget_changes(f);
	set_position(f, instance, 1); /* any place: it is numbered next */
	filling_mark(f, FILLING_VALUES, instance);
	number_list(f, f->blocks[f->at[instance].block].list);
	filling_finish(f, FORM_NONE);
	return OK;
}

/* Where in the order, in which those taken out stand too, the place is. */
static int place_in_order(const struct form_filling *f, const struct filling_list *l,
			  int position)
{
	int at = 0;

	while (form_filling_position(f, l->order[at]) != position)
		at++;
	return at;
}

enum err form_filling_move(struct form_filling *f, int instance, int position,
			   struct error *e)
{
	enum err rc = check_instance(f, instance, e);
	struct filling_list *l;
	int from, to;

	if (rc != OK)
		return rc;
	l = &f->lists[f->blocks[f->at[instance].block].list];
	from = form_filling_position(f, instance);
	if (from == 0 || position < 1 || position > l->live_count)
		return error_set(e, ERR_INVALID, _("It cannot be moved there."));
	if (from == position)
		return OK;
	filling_forget_changes(f);
	to = place_in_order(f, l, position);
	from = place_in_order(f, l, from);
	for (int step = to > from ? 1 : -1; from != to; from += step)
		l->order[from] = l->order[from + step];
	l->order[to] = instance;
	number_list(f, f->blocks[f->at[instance].block].list);
	filling_finish(f, FORM_NONE);
	return OK;
}
