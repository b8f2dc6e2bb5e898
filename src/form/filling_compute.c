/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/filling_state.h"

/*
 * What is marked is computed in the order of the graph, so each row once.  Only
 * conditions that depend on each other (a warning when the form was read) mark something
 * earlier: they get a few more rounds.
 */
enum { ROUNDS_MOST = 3 };

static void mark_place(struct form_filling *f, int place)
{
	f->stale[place] = 1;
	if (place < f->stale_first)
		f->stale_first = place;
	if (place > f->stale_last)
		f->stale_last = place;
}

static void mark_state(struct form_filling *f, int row)
{
	f->stale_state[row] = 1;
	if (row < f->state_first)
		f->state_first = row;
	if (row > f->state_last)
		f->state_last = row;
}

static void mark_readers(struct form_filling *f, int row)
{
	const struct form_graph *g = f->form->graph;

	for (int i = g->first_reader[row]; i < g->first_reader[row + 1]; i++)
		mark_place(f, g->place[g->readers[i].row]);
}

static struct form_change *note_change(struct form_filling *f, int row)
{
	struct filling_row *r = &f->rows[row];

	if (r->change == 0) {
		VEC_ROOM(f->changes, f->change_count, f->change_room);
		f->changes[f->change_count++] =
			(struct form_change){row, r->relevant, r->relevant, false};
		r->change = (int)f->change_count;
	}
	return &f->changes[r->change - 1];
}

void filling_forget_changes(struct form_filling *f)
{
	for (size_t i = 0; i < f->change_count; i++)
		f->rows[f->changes[i].spot].change = 0;
	f->change_count = 0;
}

void filling_set(struct form_filling *f, int row, const char *value)
{
	struct filling_row *r = &f->rows[row];

	if (strcmp(r->value.bytes, value) == 0)
		return;
	note_change(f, row)->value_changed = true;
	str_set(&r->value, value);
	if (r->relevant)
		mark_readers(f, row);
}

static void set_relevant(struct form_filling *f, const struct form_row *row,
			 bool relevant)
{
	struct filling_row *r = &f->rows[row->index];

	if (r->relevant == relevant)
		return;
	note_change(f, row->index)->is_relevant = relevant;
	r->relevant = relevant;
	if (r->value.len > 0)
		mark_readers(f, row->index);
	for (int i = row->index + 1; i < row->end; i++)
		mark_place(f, f->form->graph->place[i]);
}

static void calculate(struct form_filling *f, const struct form_row *row)
{
	const struct filling_focus focus = {row, NULL, f->rows[row->index].value.bytes};
	struct form_value v;

	if (filling_evaluate(f, row->calculation, &focus, &v, NULL) != OK)
		filling_set(f, row->index, "");
	else
		filling_set(f, row->index, filling_as_stored(f, row, &v));
}

/* Chosen values that are no longer offered go; the others stay. */
static void drop_choices(struct form_filling *f, const struct form_row *row)
{
	struct filling_row *r = &f->rows[row->index];
	struct str kept = STR_INIT, name = STR_INIT;

	memset(r->offered, OFFER_UNKNOWN, row->list->count);
	for (const char *p = r->value.bytes; *p != '\0';) {
		size_t len = strcspn(p, " ");
		const struct form_choice *choice;

		str_reset(&name);
		str_add_bytes(&name, p, len);
		choice = form_list_choice(row->list, name.bytes);
		/*
		 * a value that was never in the list is a mistake to show, not one to
		 * hide
		 */
		if (choice == NULL ||
		    form_filling_is_offered(f, row->index,
					    (int)(choice - row->list->choices))) {
			str_add(&kept, kept.len > 0 ? " " : "");
			str_add_bytes(&kept, p, len);
		}
		p += len + strspn(p + len, " ");
	}
	if (kept.len < r->value.len)
		filling_set(f, row->index, kept.bytes);
	str_release(&kept);
	str_release(&name);
}

static void compute_row(struct form_filling *f, const struct form_row *row)
{
	bool relevant = row->parent == FORM_NONE || f->rows[row->parent].relevant;

	if (relevant && row->relevant != NULL)
		relevant = filling_holds(f, row->relevant, true);
	set_relevant(f, row, relevant);
	mark_state(f, row->index);
	if (!relevant)
		return;
	if (row->calculation != NULL)
		calculate(f, row);
	if (row->choice_filter != NULL && row->list != NULL)
		drop_choices(f, row);
	if (f->scratch->used > FILLING_SCRATCH)
		filling_forget(f);
}

static void compute_round(struct form_filling *f)
{
	int place = f->stale_first;

	f->stale_first = f->form->row_count;
	for (; place <= f->stale_last; place++) {
		if (!f->stale[place])
			continue;
		f->stale[place] = 0;
		compute_row(f, &f->form->rows[f->form->graph->order[place]]);
		if (f->stale_first > place)
			f->stale_first = f->form->row_count;
	}
}

/*
 * Nobody reads whether a row is required or read-only, so these come last, in form order.
 */
static void compute_states(struct form_filling *f)
{
	for (int i = f->state_first; i <= f->state_last; i++) {
		const struct form_row *row = &f->form->rows[i];
		struct filling_row *r = &f->rows[i];
		bool before = r->read_only;

		if (!f->stale_state[i])
			continue;
		f->stale_state[i] = 0;
		r->read_only =
			row->always_read_only ||
			(row->parent != FORM_NONE && f->rows[row->parent].read_only) ||
			(row->read_only != NULL &&
			 filling_holds(f, row->read_only, false));
		r->required =
			row->always_required ||
			(row->required != NULL && filling_holds(f, row->required, false));
		for (int k = i + 1; k < row->end && r->read_only != before; k++)
			mark_state(f, k);
	}
	f->state_first = f->form->row_count;
	f->state_last = FORM_NONE;
}

void filling_settle(struct form_filling *f)
{
	unsigned budget = FILLING_STEPS;

	f->generation++;
	f->budget = &budget;
	for (int round = 0; round < ROUNDS_MOST && f->stale_first <= f->stale_last;
	     round++)
		compute_round(f);
	memset(f->stale, 0, (size_t)f->form->row_count);
	f->stale_first = f->form->row_count;
	f->stale_last = FORM_NONE;
	compute_states(f);
	f->budget = NULL;
	filling_forget(f);
}

void filling_settle_all(struct form_filling *f)
{
	for (int i = 0; i < f->form->row_count; i++) {
		mark_place(f, i);
		mark_state(f, i);
	}
	filling_settle(f);
}
