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

const struct body_fact *talk_facts(const struct talk *t, struct arena *a, int *count)
{
	struct body_fact *facts =
		arena_array(a, (size_t)t->form->row_count + 1, sizeof *facts);
	int all;
	const int *spots = form_filling_spots(t->filling, &all);

	*count = 0;
	if (!talk_keeps_facts(t))
		return facts;
	for (int i = 0; i < all; i++) {
		const struct form_row *r = talk_row(t, spots[i]);
		const char *value = form_filling_value(t->filling, spots[i]);
		struct body_fact *known;

		if (!r->save_to || !*value || !talk_is_said(t, spots[i]))
			continue;
		value = arena_text(a, value);
		known = fact_named(facts, *count, r->save_to);
		if (known)
			known->value = joined(a, r, known->value, value);
		else
			facts[(*count)++] = (struct body_fact){r->save_to, value};
	}
	return facts;
}

/* The filling as the conditions of the sheet see it: what form asks of whoever holds values. */
static const char *look_value(void *data, int spot)
{
	const struct talk *t = data;

	return form_filling_seen(t->filling, spot);
}

static bool look_relevant(void *data, int spot)
{
	const struct talk *t = data;

	return form_filling_is_relevant(t->filling, spot);
}

static int look_row(void *data, int spot)
{
	const struct talk *t = data;

	return form_filling_row(t->filling, spot);
}

static int look_within(void *data, int spot, int repeat)
{
	const struct talk *t = data;
	int instance = form_filling_instance(t->filling, spot);

	while (instance != FORM_NONE && form_filling_row(t->filling, instance) != repeat) {
		int outer = form_filling_parent(t->filling, instance);

		instance = outer == FORM_NONE ? FORM_NONE
					      : form_filling_instance(t->filling, outer);
	}
	return instance;
}

static int look_member(void *data, int instance, int row)
{
	const struct talk *t = data;

	return form_filling_member(t->filling, instance, row);
}

static const int *look_instances(void *data, int list, int *count)
{
	const struct talk *t = data;

	return form_filling_instances(t->filling, list, count);
}

static int look_position(void *data, int instance)
{
	const struct talk *t = data;

	return form_filling_position(t->filling, instance);
}

static const char *look_word(void *data, const char *name)
{
	const struct talk *t = data;

	return talk_word(t, care_session_language(t->session), name);
}

static bool holds(const struct talk *t, const struct form_expr *condition)
{
	struct arena a = ARENA_INIT;
	struct form_value value;
	const char *language = care_session_language(t->session);
	const struct form_env env = {
		.form = t->form,
		.language_index = form_language(t->form, language),
		.spot = FORM_NONE,
		.value = look_value,
		.is_relevant = look_relevant,
		.row = look_row,
		.within = look_within,
		.member = look_member,
		.instances = look_instances,
		.position = look_position,
		.clock = t->host.clock,
		.language = language,
		.data = (void *)(uintptr_t)t,
		.word = look_word,
		.self_type = FORM_TEXT,
	};
	bool result = condition &&
		      form_expr_evaluate(condition, &env, &a, &value, NULL) == OK &&
		      form_value_boolean(&value);

	arena_release(&a);
	return result;
}

bool talk_keeps_facts(const struct talk *t)
{
	const struct form_entity *entity = t->form->entity;

	if (!entity || (!entity->create_if && !entity->update_if))
		return true;
	return holds(t, entity->create_if) || holds(t, entity->update_if);
}
