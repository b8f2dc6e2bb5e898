/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/filling_state.h"

const char *form_filling_value(const struct form_filling *f, int row)
{
	return f->rows[row].value.bytes;
}

const char *form_filling_seen(const struct form_filling *f, int row)
{
	return f->rows[row].relevant ? f->rows[row].value.bytes : "";
}

enum form_status form_filling_status(const struct form_filling *f, int row)
{
	return f->rows[row].status;
}

enum form_origin form_filling_origin(const struct form_filling *f, int row)
{
	return f->rows[row].origin;
}

bool form_filling_is_relevant(const struct form_filling *f, int row)
{
	return f->rows[row].relevant;
}

bool form_filling_is_required(const struct form_filling *f, int row)
{
	return f->rows[row].relevant && f->rows[row].required;
}

bool form_filling_is_read_only(const struct form_filling *f, int row)
{
	return f->rows[row].read_only;
}

/* A filter that cannot be evaluated hides nothing. */
bool form_filling_is_offered(const struct form_filling *f, int row, int choice)
{
	const struct form_row *r = &f->form->rows[row];
	unsigned char *known = f->rows[row].offered;
	struct filling_focus focus = {r, NULL, NULL};
	struct form_value v;
	bool offered;

	if (r->list == NULL || choice < 0 || choice >= (int)r->list->count)
		return false;
	if (known == NULL)
		return true;
	if (known[choice] == OFFER_UNKNOWN) {
		focus.choice = &r->list->choices[choice];
		offered = filling_evaluate(f, r->choice_filter, &focus, &v, NULL) != OK ||
			  form_value_boolean(&v);
		known[choice] = offered ? OFFER_YES : OFFER_NO;
	}
	return known[choice] == OFFER_YES;
}

const int *form_filling_choices(const struct form_filling *f, int spot, int *count)
{
	const struct form_list *list = f->form->rows[spot].list;
	struct filling_row *r = &f->rows[spot];

	*count = 0;
	if (list == NULL)
		return NULL;
	if (r->choices == NULL)
		r->choices = mem_array(list->count + 1, sizeof *r->choices);
	for (unsigned i = 0; i < list->count; i++)
		if (form_filling_is_offered(f, spot, (int)i))
			r->choices[(*count)++] = (int)i;
	return r->choices;
}

/* Of all questions in a group: what most needs doing. */
static enum form_state group_state(const struct form_filling *f,
				   const struct form_row *group)
{
	enum form_state found = FORM_STATE_ANSWERED;

	for (int i = group->index + 1; i < group->end; i++) {
		const struct form_row *row = &f->form->rows[i];
		enum form_state state;

		if (!form_row_is_question(row) || !form_row_is_shown(row))
			continue;
		state = form_filling_state(f, i);
		if (state == FORM_STATE_INVALID)
			return state;
		if (state == FORM_STATE_REQUIRED ||
		    (state == FORM_STATE_OPEN && found == FORM_STATE_ANSWERED))
			found = state;
	}
	return found;
}

enum form_state form_filling_state(const struct form_filling *f, int row)
{
	const struct form_row *r = &f->form->rows[row];
	const struct filling_row *state = &f->rows[row];

	if (!state->relevant)
		return FORM_STATE_IRRELEVANT;
	if (r->type == FORM_GROUP)
		return group_state(f, r);
	if (!form_row_is_question(r))
		return FORM_STATE_ANSWERED;
	if (state->status != FORM_STATUS_NONE)
		return FORM_STATE_NO_ANSWER;
	if (state->value.len == 0)
		return state->required && !state->read_only ? FORM_STATE_REQUIRED
							    : FORM_STATE_OPEN;
	return filling_is_valid(f, row) ? FORM_STATE_ANSWERED : FORM_STATE_INVALID;
}

int form_filling_open(const struct form_filling *f, int *first)
{
	int open = 0;

	*first = FORM_NONE;
	for (int i = 0; i < f->form->row_count; i++) {
		const struct form_row *row = &f->form->rows[i];
		enum form_state state;

		if (!form_row_is_question(row) || !form_row_is_shown(row))
			continue;
		state = form_filling_state(f, i);
		if (state != FORM_STATE_REQUIRED && state != FORM_STATE_INVALID)
			continue;
		if (open++ == 0)
			*first = i;
	}
	return open;
}

void form_filling_progress(const struct form_filling *f, enum form_part part, int *asked,
			   int *all)
{
	*asked = *all = 0;
	for (int i = 0; i < f->form->row_count; i++) {
		const struct form_row *row = &f->form->rows[i];

		if (row->part != part || row->later || !f->rows[i].relevant ||
		    !form_row_is_question(row) || !form_row_is_shown(row))
			continue;
		(*all)++;
		*asked +=
			f->rows[i].value.len > 0 || f->rows[i].status != FORM_STATUS_NONE;
	}
}

/* Keys of the draft's tables; docs/format.md lists them. */
static const char *const status_keys[] = {
	[FORM_STATUS_NONE] = "",
	[FORM_STATUS_UNKNOWN] = "unknown",
	[FORM_STATUS_REFUSED] = "refused",
	[FORM_STATUS_LATER] = "later",
	[FORM_STATUS_NOT_APPLICABLE] = "not_applicable",
};

static const char *const origin_keys[] = {
	[FORM_ORIGIN_TYPED] = "typed",
	[FORM_ORIGIN_DEFAULT] = "default",
	[FORM_ORIGIN_ONCE] = "once",
	[FORM_ORIGIN_PRELOAD] = "preload",
};

static size_t find_key(const char *const *keys, size_t count, const char *key)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(keys[i], key))
			return i;
	return 0;
}

const char *form_status_key(enum form_status s)
{
	return status_keys[s];
}

enum form_status form_status_read(const char *key)
{
	size_t count = sizeof status_keys / sizeof *status_keys;

	return (enum form_status)find_key(status_keys, count, key);
}

const char *form_origin_key(enum form_origin o)
{
	return origin_keys[o];
}

enum form_origin form_origin_read(const char *key)
{
	size_t count = sizeof origin_keys / sizeof *origin_keys;

	return (enum form_origin)find_key(origin_keys, count, key);
}
