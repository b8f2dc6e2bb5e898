/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "form/filling_state.h"

/* What the expressions of a form ask of its filling. */
struct looking {
	const struct form_filling *f;
	int spot;	/* whose expression it is; FORM_NONE: the form's own */
	uint64_t drawn; /* random numbers so far */
	const char *self; /* what '.' is; NULL: not allowed */
};

static const struct form_filling *filling_of(void *data)
{
	const struct looking *l = data;

	return l->f;
}

/* A constraint may name its own question: that is what is offered, as '.' is. */
static const char *look_value(void *data, int spot)
{
	const struct looking *l = data;
	const struct form_filling *f = l->f;

	if (spot == l->spot && l->self != NULL)
		return l->self;
	return f->at[spot].relevant ? f->at[spot].value.bytes : "";
}

static bool look_relevant(void *data, int spot)
{
	const struct form_filling *f = filling_of(data);

	return f->at[spot].relevant;
}

static int look_row(void *data, int spot)
{
	const struct form_filling *f = filling_of(data);

	return f->at[spot].row;
}

static int look_within(void *data, int spot, int repeat)
{
	const struct form_filling *f = filling_of(data);
	int block;

	if (spot == FORM_NONE || repeat == FORM_NONE)
		return FORM_NONE;
	block = filling_climb(f, f->at[spot].block, repeat);
	return block == FILLING_ROOT ? FORM_NONE : f->blocks[block].base;
}

static int look_member(void *data, int instance, int row)
{
	return form_filling_member(filling_of(data), instance, row);
}

static const int *look_instances(void *data, int list, int *count)
{
	return form_filling_instances(filling_of(data), list, count);
}

static int look_position(void *data, int instance)
{
	return form_filling_position(filling_of(data), instance);
}

/* One step of SplitMix64. */
static uint64_t mix(uint64_t n)
{
	n += UINT64_C(0x9e3779b97f4a7c15);
	n = (n ^ n >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	n = (n ^ n >> 27) * UINT64_C(0x94d049bb133111eb);
	return n ^ n >> 31;
}

static uint64_t mix_text(uint64_t n, const char *text)
{
	for (; *text != '\0'; text++)
		n = mix(n ^ (unsigned char)*text);
	return n;
}

/*
 * What is computed again at any time, also when an interview is resumed or corrected,
 * draws the same numbers each time, its own for each spot.  What a trigger sets off is
 * kept, and draws anew.
 */
static uint64_t look_random(void *data)
{
	struct looking *l = data;
	const struct form_host *host = l->f->host;
	struct str path = STR_INIT;
	uint64_t n;

	if (host->seed == 0 || l->spot == FORM_NONE ||
	    filling_row(l->f, l->spot)->trigger_count > 0)
		return host->random(host->data);
	form_filling_path(l->f, l->spot, &path);
	n = mix(mix_text(host->seed, path.bytes) ^ mix(l->drawn++));
	str_release(&path);
	return n;
}

static const char *look_word(void *data, const char *name)
{
	const struct form_filling *f = filling_of(data);

	return filling_word(f, f->host->language, name);
}

static struct form_env make_env(const struct form_filling *f)
{
	return (struct form_env){.form = f->form,
				 .language_index = f->language,
				 .spot = FORM_NONE,
				 .value = look_value,
				 .is_relevant = look_relevant,
				 .row = look_row,
				 .within = look_within,
				 .member = look_member,
				 .instances = look_instances,
				 .position = look_position,
				 .clock = f->host->clock,
				 .random = f->host->random == NULL ? NULL : look_random,
				 .language = f->host->language,
				 .word = look_word,
				 .self_type = FORM_TEXT,
				 .budget = f->budget,
				 .digest = f->host->digest};
}

enum err filling_evaluate(const struct form_filling *f, const struct form_expr *expr,
			  const struct filling_focus *focus, struct form_value *out,
			  struct error *e)
{
	struct form_env env = make_env(f);
	struct looking l = {f, focus->spot, 0, focus->self};

	env.data = &l;
	env.spot = focus->spot;
	env.self = focus->self;
	if (focus->budget != NULL && env.budget == NULL)
		env.budget = focus->budget;
	if (focus->spot != FORM_NONE) {
		env.self_type = (int)filling_row(f, focus->spot)->type;
		env.list = focus->choice < 0 ? NULL : filling_row(f, focus->spot)->list;
	}
	env.choice = focus->choice < 0 ? 0 : focus->choice;
	return form_expr_evaluate(expr, &env, f->scratch, out, e);
}

bool filling_holds(const struct form_filling *f, const struct form_expr *expr, int spot,
		   bool otherwise)
{
	const struct filling_focus focus = {spot, -1, NULL, NULL};
	struct form_value v;

	if (filling_evaluate(f, expr, &focus, &v, NULL) != OK)
		return otherwise;
	return form_value_boolean(&v);
}

/*
 * What no number is, is no value; today() + 7 becomes a date where a date is asked for.
 */
const char *filling_as_stored(const struct form_filling *f, const struct form_row *row,
			      const struct form_value *v)
{
	bool is_number = v->type == FORM_VALUE_NUMBER;
	struct form_value whole = *v;
	const char *text;

	if (is_number && isnan(v->number))
		return "";
	if ((is_number || v->type == FORM_VALUE_DATE) &&
	    (row->type == FORM_DATE || row->type == FORM_DATETIME))
		return form_value_date(v, row->type == FORM_DATETIME, f->scratch);
	if (is_number && row->type == FORM_INTEGER)
		whole.number = trunc(v->number);
	text = form_value_text(&whole, f->scratch);
	return strnlen(text, FILLING_VALUE_BYTES + 1) > FILLING_VALUE_BYTES ? "" : text;
}

void filling_forget(const struct form_filling *f)
{
	if (f->scratch->last != NULL)
		arena_release(f->scratch);
}

bool form_filling_holds(const struct form_filling *f, const struct form_expr *condition)
{
	bool holds = filling_holds(f, condition, FORM_NONE, false);

	filling_forget(f);
	return holds;
}
