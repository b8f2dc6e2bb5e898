/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/filling_state.h"

const char *form_filling_value(const struct form_filling *f, int spot)
{
	return f->at[spot].value.bytes;
}

const char *form_filling_seen(const struct form_filling *f, int spot)
{
	return f->at[spot].relevant ? f->at[spot].value.bytes : "";
}

enum form_status form_filling_status(const struct form_filling *f, int spot)
{
	return f->at[spot].status;
}

enum form_origin form_filling_origin(const struct form_filling *f, int spot)
{
	return f->at[spot].origin;
}

bool form_filling_is_relevant(const struct form_filling *f, int spot)
{
	return f->at[spot].relevant;
}

bool form_filling_is_required(const struct form_filling *f, int spot)
{
	return f->at[spot].relevant && f->at[spot].required;
}

bool form_filling_is_read_only(const struct form_filling *f, int spot)
{
	return f->at[spot].read_only;
}

static void worsen(enum form_state *found, enum form_state state)
{
	if (*found == FORM_STATE_INVALID)
		return;
	if (state == FORM_STATE_INVALID || state == FORM_STATE_REQUIRED ||
	    (state == FORM_STATE_OPEN && *found == FORM_STATE_ANSWERED))
		*found = state;
}

static void add_states(const struct form_filling *f, int spot, enum form_state *found);

static void add_instances(const struct form_filling *f, int list, enum form_state *found)
{
	const struct filling_list *l = filling_list_of(f, list);

	for (int i = 0; i < l->live_count; i++)
		add_states(f, l->live[i], found);
}

/* Of all questions in a group or instance: what most needs doing. */
static void add_states(const struct form_filling *f, int spot, enum form_state *found)
{
	const struct form_row *group = filling_row(f, spot);
	int block = f->at[spot].block;

	for (int i = group->index + 1; i < group->end && *found != FORM_STATE_INVALID;) {
		const struct form_row *row = &f->form->rows[i];
		int member = filling_spot_in(f, block, i);

		if (row->type == FORM_REPEAT)
			add_instances(f, member, found);
		else if (form_row_is_question(row) && form_row_is_shown(row))
			worsen(found, form_filling_state(f, member));
		i = row->type == FORM_REPEAT ? row->end : i + 1;
	}
}

enum form_state form_filling_state(const struct form_filling *f, int spot)
{
	const struct form_row *row = filling_row(f, spot);
	const struct filling_spot *s = &f->at[spot];
	enum form_state found = FORM_STATE_ANSWERED;

	if (!s->relevant)
		return FORM_STATE_IRRELEVANT;
	if (s->list != FORM_NONE)
		add_instances(f, spot, &found);
	else if (form_row_is_group(row))
		add_states(f, spot, &found);
	if (form_row_is_group(row) || !form_row_is_question(row))
		return found;
	if (s->status != FORM_STATUS_NONE)
		return FORM_STATE_NO_ANSWER;
	if (s->value.len == 0)
		return s->required && !s->read_only ? FORM_STATE_REQUIRED
						    : FORM_STATE_OPEN;
	return filling_is_valid(f, spot) ? FORM_STATE_ANSWERED : FORM_STATE_INVALID;
}

int form_filling_open(const struct form_filling *f, int *first)
{
	int count, open = 0;
	const int *spots = form_filling_spots(f, &count);

	*first = FORM_NONE;
	for (int i = 0; i < count; i++) {
		const struct form_row *row = filling_row(f, spots[i]);
		enum form_state state;

		if (!form_row_is_question(row) || !form_row_is_shown(row))
			continue;
		state = form_filling_state(f, spots[i]);
		if (state != FORM_STATE_REQUIRED && state != FORM_STATE_INVALID)
			continue;
		if (open++ == 0)
			*first = spots[i];
	}
	return open;
}

void form_filling_progress(const struct form_filling *f, enum form_part part, int *asked,
			   int *all)
{
	int count;
	const int *spots = form_filling_spots(f, &count);

	*asked = *all = 0;
	for (int i = 0; i < count; i++) {
		const struct form_row *row = filling_row(f, spots[i]);
		const struct filling_spot *s = &f->at[spots[i]];

		if (row->part != part || row->later || !s->relevant ||
		    !form_row_is_question(row) || !form_row_is_shown(row))
			continue;
		(*all)++;
		*asked += s->value.len > 0 || s->status != FORM_STATUS_NONE;
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
