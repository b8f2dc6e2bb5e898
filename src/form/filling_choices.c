/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "form/filling_state.h"
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
	free(c->shown);
	free(c->offered);
	free(c);
	f->at[spot].choices = NULL;
}

/* A filter that cannot be evaluated hides nothing. */
bool filling_is_offered(const struct form_filling *f, int spot, int choice)
{
	const struct form_row *row = filling_row(f, spot);
	const struct filling_focus focus = {spot, choice, NULL};
	struct form_value v;

	return row->choice_filter == NULL ||
	       filling_evaluate(f, row->choice_filter, &focus, &v, NULL) != OK ||
	       form_value_boolean(&v);
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
	const struct filling_focus focus = {spot, -1, NULL};
	struct form_value v;
	double seed = NAN;

	if (row->seed != NULL && filling_evaluate(f, row->seed, &focus, &v, NULL) == OK)
		seed = form_value_number(&v);
	return isnan(seed) ? own_seed(f, spot) : seed;
}

static struct filling_choices *find_choices(const struct form_filling *f, int spot)
{
	const struct form_row *row = filling_row(f, spot);
	struct filling_choices *c = mem_new(sizeof *c);

	c->shown = mem_array((size_t)row->list->count + 1, sizeof *c->shown);
	if (row->choice_filter != NULL)
		c->offered = mem_array((size_t)row->list->count + 1, 1);
	for (int i = 0; i < (int)row->list->count; i++) {
		bool offered = filling_is_offered(f, spot, i);

		if (offered)
			c->shown[c->count++] = i;
		if (c->offered != NULL)
			c->offered[i] = offered;
		if (f->scratch->used > FILLING_SCRATCH && f->budget == NULL)
			filling_forget(f);
	}
	if (row->is_shuffled)
		form_shuffle(c->shown, c->count, find_seed(f, spot));
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

bool form_filling_is_offered(const struct form_filling *f, int spot, int choice)
{
	const struct form_row *row = filling_row(f, spot);

	if (row->list == NULL || choice < 0 || choice >= (int)row->list->count)
		return false;
	return row->choice_filter == NULL || choices_of(f, spot)->offered[choice];
}

const int *form_filling_choices(const struct form_filling *f, int spot, int *count)
{
	*count = 0;
	if (filling_row(f, spot)->list == NULL)
		return NULL;
	*count = choices_of(f, spot)->count;
	return choices_of(f, spot)->shown;
}

static bool stays(const struct form_filling *f, int spot, const char *name)
{
	const struct form_list *list = filling_row(f, spot)->list;
	const struct form_choice *choice = form_list_choice(list, name);

	/* a value that was never in the list is a mistake to show, not one to hide */
	return choice == NULL || filling_is_offered(f, spot, (int)(choice - list->choices));
}

/* Chosen values that are no longer offered go; the others stay, but a rank is whole or none. */
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
