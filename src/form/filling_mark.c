/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/filling_state.h"

/*
 * What has to be computed again.  Spots that are due hang in a list for each place, so a
 * pass costs what it touches, however large the form and however many its instances.
 */

static int place_of(const struct form_filling *f, enum filling_work work, int spot)
{
	int row = f->at[spot].row;

	return work == FILLING_VALUES ? f->form->graph->place[row] : row;
}

/* A list before its instances: what is surplus is known then. */
void filling_mark(struct form_filling *f, enum filling_work work, int spot)
{
	struct filling_spot *s = &f->at[spot];
	struct filling_queue *q = &f->due[work];
	int place = place_of(f, work, spot);
	bool is_empty = (q->bits[place / 64] >> place % 64 & 1) == 0;

	if (s->is_due[work])
		return;
	s->is_due[work] = true;
	s->next[work] = is_empty || s->list == FORM_NONE ? FORM_NONE : q->first[place];
	q->bits[place / 64] |= (uint64_t)1 << place % 64;
	if (is_empty) {
		q->first[place] = q->last[place] = spot;
	} else if (s->list != FORM_NONE) {
		q->first[place] = spot;
	} else {
		f->at[q->last[place]].next[work] = spot;
		q->last[place] = spot;
	}
}

int filling_next_due(const struct form_filling *f, enum filling_work work, int from)
{
	const struct filling_queue *q = &f->due[work];
	int word = from / 64;
	uint64_t bits;

	if (from >= q->places)
		return FORM_NONE;
	bits = q->bits[word] >> from % 64 << from % 64;
	while (bits == 0) {
		if (++word * 64 >= q->places)
			return FORM_NONE;
		bits = q->bits[word];
	}
	return word * 64 + __builtin_ctzll(bits);
}

int filling_take_due(struct form_filling *f, enum filling_work work, int place)
{
	struct filling_queue *q = &f->due[work];
	int spot;

	if ((q->bits[place / 64] >> place % 64 & 1) == 0)
		return FORM_NONE;
	q->taken[place]++;
	spot = q->first[place];
	f->at[spot].is_due[work] = false;
	q->first[place] = f->at[spot].next[work];
	if (q->first[place] == FORM_NONE)
		q->bits[place / 64] &= ~((uint64_t)1 << place % 64);
	return spot;
}

void filling_forget_due(struct form_filling *f)
{
	int place = 0;

	while ((place = filling_next_due(f, FILLING_VALUES, place)) != FORM_NONE) {
		while (filling_take_due(f, FILLING_VALUES, place) != FORM_NONE)
			;
	}
}

static void mark_value(void *data, int spot)
{
	filling_mark(data, FILLING_VALUES, spot);
}

/* Whether who reads 'within' sees one instance of the repeat, not all. */
static bool sees_one(const struct form_filling *f, int within, int repeat)
{
	return within != FORM_NONE && within >= repeat &&
	       within < f->form->rows[repeat].end;
}

/*
 * Who reads many is told by many: once is enough until one of the reader's spots is
 * computed.
 */
static bool is_told(struct form_filling *f, int block, int reader)
{
	const struct form_graph *g = f->form->graph;
	struct filling_told *told = &f->told[reader];
	unsigned taken = f->due[FILLING_VALUES].taken[g->place[g->readers[reader].row]];
	bool is = told->block == block + 1 && told->taken == taken;

	*told = (struct filling_told){block + 1, taken};
	return is;
}

static void mark_reader(struct form_filling *f, int block, int reader)
{
	const struct form_reading *r = &f->form->graph->readers[reader];

	block = filling_climb(f, block, r->within);
	if (!is_told(f, block, reader))
		filling_each_under(f, block, r->row, mark_value, f);
}

void filling_mark_readers(struct form_filling *f, int spot)
{
	const struct form_graph *g = f->form->graph;
	int row = f->at[spot].row;

	for (int i = g->first_reader[row]; i < g->first_reader[row + 1]; i++)
		mark_reader(f, f->at[spot].block, i);
}

void filling_mark_list(struct form_filling *f, int list)
{
	const struct form_graph *g = f->form->graph;
	int repeat = f->lists[list].row, block = f->at[f->lists[list].spot].block;
	int end = f->form->rows[repeat].end;

	for (int i = g->first_reader[repeat]; i < g->first_reader[end]; i++) {
		if (!sees_one(f, g->readers[i].within, repeat))
			mark_reader(f, block, i);
	}
}

void filling_mark_position(struct form_filling *f, int instance)
{
	const struct form_graph *g = f->form->graph;
	int repeat = f->at[instance].row;

	for (int i = g->first_reader[repeat]; i < g->first_reader[repeat + 1]; i++) {
		if (sees_one(f, g->readers[i].within, repeat))
			mark_reader(f, f->at[instance].block, i);
	}
}

void filling_mark_members(struct form_filling *f, enum filling_work work, int spot)
{
	const struct form_row *row = filling_row(f, spot);
	int block = f->at[spot].block;

	if (f->at[spot].list != FORM_NONE) {
		const struct filling_list *l = filling_list_of(f, spot);

		for (int i = 0; i < l->live_count; i++)
			filling_mark(f, work, l->live[i]);
		return;
	}
	for (int i = row->index + 1; i < row->end; i++) {
		if (f->form->rows[i].repeat == f->blocks[block].repeat)
			filling_mark(f, work, filling_spot_in(f, block, i));
	}
}

void filling_mark_all(struct form_filling *f)
{
	for (size_t i = 0; i < f->spot_count; i++) {
		if (!f->at[i].is_live || filling_is_gone(f, (int)i))
			continue;
		filling_mark(f, FILLING_VALUES, (int)i);
		filling_mark(f, FILLING_STATES, (int)i);
	}
}
