/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/talk.h"

/*
 * The facts of a talk: what save_to names, of the questions that were asked.  A form's sheet
 * 'entities' may say that they are not to be kept this time.
 */

/* Whether list holds part whole, where sep stands between its parts. */
static bool holds_part(const char *list, const char *part, const char *sep)
{
	size_t len = strlen(part), gap = strlen(sep);

	for (const char *at = strstr(list, part); at; at = strstr(at + 1, part)) {
		bool is_start = at == list || ((size_t)(at - list) >= gap &&
					       strncmp(at - gap, sep, gap) == 0);

		if (is_start && (!at[len] || strncmp(at + len, sep, gap) == 0))
			return true;
	}
	return false;
}

static const char *join_part(struct arena *a, const char *list, const char *part,
			     const char *sep)
{
	if (!*part || holds_part(list, part, sep))
		return list;
	return *list ? arena_format(a, "%s%s%s", list, sep, part) : part;
}

/* Adds the words of more that list does not hold yet. */
static const char *join_words(struct arena *a, const char *list, const char *more)
{
	while (*more) {
		size_t len = strcspn(more, " ");

		list = join_part(a, list, arena_bytes(a, more, len), " ");
		more += len + strspn(more + len, " ");
	}
	return list;
}

static bool is_words(const struct form_row *row)
{
	const struct care_fact_kind *kind = care_fact_kind(row->save_to);

	if (row->repeat != FORM_NONE && row->list)
		return true;
	return kind ? kind->is_list : row->type == FORM_SELECT_MULTIPLE;
}

/* What several questions say: a list grows, in a repeat all is told, else the last counts. */
static const char *joined(struct arena *a, const struct form_row *row, const char *known,
			  const char *value)
{
	if (is_words(row))
		return join_words(a, known, value);
	return row->repeat != FORM_NONE ? join_part(a, known, value, ", ") : value;
}

static struct body_fact *fact_named(struct body_fact *facts, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(facts[i].name, name) == 0)
			return &facts[i];
	return NULL;
}

/*
 * What was said before a talk for later stays in a fact that several questions make together: the
 * fact takes the place of the one from before.
 */
static bool makes_fact(const struct talk *t, int spot)
{
	const struct form_row *r = talk_row(t, spot);

	if (!r->save_to || !*form_filling_seen(t->filling, spot))
		return false;
	return talk_is_said(t, spot) ||
	       (t->part == CARE_LATER && !form_row_is_group(r) &&
		(is_words(r) || r->repeat != FORM_NONE));
}

/* Those of which something was said in this talk, each once, without a value yet. */
static int facts_said(const struct talk *t, struct body_fact *facts)
{
	int all, count = 0;
	const int *spots = form_filling_spots(t->filling, &all);

	for (int i = 0; i < all; i++) {
		const char *fact = talk_row(t, spots[i])->save_to;

		if (makes_fact(t, spots[i]) && talk_is_said(t, spots[i]) &&
		    !fact_named(facts, count, fact))
			facts[count++] = (struct body_fact){fact, ""};
	}
	return count;
}

const struct body_fact *talk_facts(const struct talk *t, struct arena *a, int *count)
{
	struct body_fact *facts =
		arena_array(a, (size_t)t->form->row_count + 1, sizeof *facts);
	int all;
	const int *spots = form_filling_spots(t->filling, &all);

	*count = talk_keeps_facts(t) ? facts_said(t, facts) : 0;
	for (int i = 0; *count > 0 && i < all; i++) {
		const struct form_row *r = talk_row(t, spots[i]);
		struct body_fact *fact;
		const char *value;

		if (!makes_fact(t, spots[i]))
			continue;
		fact = fact_named(facts, *count, r->save_to);
		if (!fact)
			continue;
		value = arena_text(a, form_filling_value(t->filling, spots[i]));
		fact->value = *fact->value ? joined(a, r, fact->value, value) : value;
	}
	return facts;
}

static bool holds(const struct talk *t, const struct form_expr *condition)
{
	return condition && form_filling_holds(t->filling, condition);
}

bool talk_keeps_facts(const struct talk *t)
{
	const struct form_entity *entity = t->form->entity;

	if (!entity || (!entity->create_if && !entity->update_if))
		return true;
	return holds(t, entity->create_if) || holds(t, entity->update_if);
}
