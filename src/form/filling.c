/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/filling_state.h"

static void queue_init(struct filling_queue *q, int places)
{
	q->places = places;
	q->first = mem_array((size_t)places + 1, sizeof *q->first);
	q->last = mem_array((size_t)places + 1, sizeof *q->last);
	q->taken = mem_array((size_t)places + 1, sizeof *q->taken);
	q->bits = mem_array((size_t)places / 64 + 1, sizeof *q->bits);
}

static struct form_filling *new_empty(const struct form *form,
				      const struct form_host *host)
{
	struct form_filling *f = mem_new(sizeof *f);

	f->form = form;
	f->host = host;
	f->language = form_language(form, host->language);
	f->order = mem_new(sizeof *f->order);
	f->told = mem_array((size_t)form->graph->reader_count + 1, sizeof *f->told);
	f->scratch = mem_new(sizeof *f->scratch);
	for (int work = 0; work < FILLING_WORKS; work++)
		queue_init(&f->due[work], form->row_count);
	f->first_end = form->row_count;
	f->last_end = FORM_NONE;
	for (int i = 0; i < form->row_count; i++) {
		if (form->rows[i].type != FORM_END)
			continue;
		f->last_end = i;
		f->first_end = f->first_end < i ? f->first_end : i;
	}
	return f;
}

struct form_filling *form_filling_new(const struct form *form,
				      const struct form_host *host)
{
	struct form_filling *f = new_empty(form, host);

	(void)filling_add_block(f, FORM_NONE, 0);
	return f;
}

void form_filling_free(struct form_filling *f)
{
	if (f == NULL)
		return;
	for (size_t i = 0; i < f->spot_count; i++) {
		str_release(&f->at[i].value);
		filling_forget_choices(f, (int)i);
	}
	for (size_t i = 0; i < f->list_count; i++) {
		free(f->lists[i].order);
		free(f->lists[i].live);
		free(f->lists[i].by_number);
	}
	for (size_t i = 0; i < f->word_count; i++) {
		free(f->words[i].language);
		free(f->words[i].name);
		free(f->words[i].value);
	}
	for (int work = 0; work < FILLING_WORKS; work++) {
		free(f->due[work].first);
		free(f->due[work].last);
		free(f->due[work].bits);
		free(f->due[work].taken);
	}
	arena_release(f->scratch);
	free(f->scratch);
	free(f->order->spots);
	free(f->order->all);
	free(f->order);
	free(f->told);
	free(f->at);
	free(f->blocks);
	free(f->lists);
	free(f->growing);
	free(f->changes);
	free(f->words);
	free(f);
}

static void *copy_items(const void *items, size_t count, size_t size)
{
	void *copy = mem_array(count + 1, size);

	if (count > 0)
		memcpy(copy, items, count * size);
	return copy;
}

static void copy_spots(struct form_filling *copy, const struct form_filling *f)
{
	copy->at = copy_items(f->at, f->spot_count, sizeof *f->at);
	copy->spot_count = copy->spot_room = f->spot_count;
	for (size_t i = 0; i < f->spot_count; i++) {
		copy->at[i].value = (struct str)STR_INIT;
		if (f->at[i].value.len > 0)
			str_set(&copy->at[i].value, f->at[i].value.bytes);
		copy->at[i].choices = NULL;
		copy->at[i].change = 0;
	}
}

static void copy_lists(struct form_filling *copy, const struct form_filling *f)
{
	copy->lists = copy_items(f->lists, f->list_count, sizeof *f->lists);
	copy->list_count = copy->list_room = f->list_count;
	for (size_t i = 0; i < f->list_count; i++) {
		struct filling_list *l = &copy->lists[i];
		size_t count = (size_t)l->count;

		l->room = l->count;
		l->order = copy_items(l->order, count, sizeof *l->order);
		l->live = copy_items(l->live, count, sizeof *l->live);
		l->by_number = copy_items(l->by_number, count, sizeof *l->by_number);
	}
}

struct form_filling *form_filling_copy(const struct form_filling *f)
{
	struct form_filling *copy = new_empty(f->form, f->host);

	copy_spots(copy, f);
	copy_lists(copy, f);
	copy->blocks = copy_items(f->blocks, f->block_count, sizeof *f->blocks);
	copy->block_count = copy->block_room = f->block_count;
	for (size_t i = 0; i < f->word_count; i++)
		form_filling_set_word(copy, f->words[i].language, f->words[i].name,
				      f->words[i].value);
	return copy;
}

void form_filling_begin(struct form_filling *f)
{
	unsigned budget = FILLING_STEPS;

	f->budget = &budget;
	filling_give_defaults(f, FILLING_ROOT);
	filling_forget(f);
	form_filling_resume(f);
}

bool form_filling_restore(struct form_filling *f, const char *path, const char *value,
			  enum form_status status, enum form_origin origin)
{
	int spot = filling_make_path(f, path);

	if (spot == FORM_NONE)
		return false;
	if (form_row_is_group(filling_row(f, spot)) && !form_filling_is_instance(f, spot))
		return true; /* of a group nothing is known */
	filling_give(f, spot, value == NULL ? "" : value, origin);
	f->at[spot].status = status;
	return true;
}

void form_filling_resume(struct form_filling *f)
{
	filling_sort_lists(f);
	filling_mark_all(f);
	filling_settle(f);
	filling_forget_changes(f);
}

/* What came and went again is no change, and the spot itself is not told. */
static void tidy_changes(struct form_filling *f, int spot)
{
	size_t kept = 0;

	for (size_t i = 0; i < f->change_count; i++) {
		struct form_change c = f->changes[i];

		f->at[c.spot].change = 0;
		if (c.spot != spot &&
		    (c.value_changed || c.was_relevant != c.is_relevant))
			f->changes[kept++] = c;
	}
	f->change_count = kept;
}

void filling_finish(struct form_filling *f, int spot)
{
	filling_settle(f);
	filling_move_end(f);
	tidy_changes(f, spot);
}

static void calculate_triggered(void *data, int spot)
{
	struct form_filling *f = data;

	filling_calculate(f, spot);
	if (f->at[spot].value.len > 0)
		f->at[spot].status = FORM_STATUS_NONE;
	if (f->scratch->used > FILLING_SCRATCH)
		filling_forget(f);
}

/*
 * A calculation with a trigger runs when a person gives another answer, with all else
 * computed, and sets off no other: what it gives is no answer of hers.
 */
static void pull_triggers(struct form_filling *f, int spot)
{
	const struct form_graph *g = f->form->graph;
	unsigned budget = FILLING_STEPS;
	int row = f->at[spot].row;

	if (g->first_pulled[row] == g->first_pulled[row + 1])
		return;
	filling_settle(f);
	f->budget = &budget;
	for (int i = g->first_pulled[row]; i < g->first_pulled[row + 1]; i++) {
		const struct form_reading *pulled = &g->pulled[i];

		filling_each_under(f, filling_climb(f, f->at[spot].block, pulled->within),
				   pulled->row, calculate_triggered, f);
	}
	f->budget = NULL;
}

static void take_answer(struct form_filling *f, int spot, const char *value,
			enum form_status status)
{
	bool is_other = strcmp(f->at[spot].value.bytes, value) != 0;

	filling_forget_changes(f);
	f->at[spot].status = status;
	f->at[spot].origin = FORM_ORIGIN_TYPED;
	filling_set(f, spot, value);
	if (is_other)
		pull_triggers(f, spot);
	filling_finish(f, spot);
}

/* Whether a person may answer this spot: not what is computed, shown or locked. */
static enum err check_answerable(const struct form_filling *f, int spot, struct error *e)
{
	const struct form_row *r = filling_is_spot(f, spot) && !filling_is_gone(f, spot)
					   ? filling_row(f, spot)
					   : NULL;

	if (r == NULL || !(form_row_is_question(r) || r->type == FORM_HIDDEN))
		return error_set(e, ERR_INVALID,
				 _("This is not a question that can be answered."));
	if (r->calculation != NULL && r->trigger_count == 0)
		return error_set(e, ERR_INVALID,
				 _("trede works this answer out by itself."));
	if (f->at[spot].read_only)
		return error_set(e, ERR_INVALID, _("This answer cannot be changed."));
	return OK;
}

enum err form_filling_answer(struct form_filling *f, int spot, const char *value,
			     struct error *e)
{
	struct str normal = STR_INIT;
	enum err rc = check_answerable(f, spot, e);

	if (rc == OK)
		rc = filling_check_type(f, spot, value, &normal, e);
	if (rc == OK)
		rc = filling_check_constraint(f, spot, normal.bytes, e);
	if (rc == OK)
		take_answer(f, spot, normal.bytes, FORM_STATUS_NONE);
	filling_forget(f);
	str_release(&normal);
	return rc;
}

enum err form_filling_no_answer(struct form_filling *f, int spot, enum form_status status,
				struct error *e)
{
	enum err rc = check_answerable(f, spot, e);

	if (rc == OK)
		take_answer(f, spot, "", status);
	return rc;
}

const struct form_change *form_filling_changes(const struct form_filling *f, int *count)
{
	*count = (int)f->change_count;
	return f->changes;
}
