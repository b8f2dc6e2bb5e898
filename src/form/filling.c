/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "form/filling_state.h"

struct form_filling *form_filling_new(const struct form *form,
				      const struct form_host *host)
{
	struct form_filling *f = mem_new(sizeof *f);
	size_t count = (size_t)form->row_count + 1; /* a form may have no rows */

	f->form = form;
	f->host = host;
	f->generation = 1;
	f->language = form_language(form, host->language);
	f->rows = mem_array(count, sizeof *f->rows);
	f->spots = mem_array(count, sizeof *f->spots);
	f->stale = mem_array(count, 1);
	f->stale_state = mem_array(count, 1);
	f->stale_first = f->state_first = form->row_count;
	f->stale_last = f->state_last = FORM_NONE;
	f->scratch = mem_new(sizeof *f->scratch);
	for (int i = 0; i < form->row_count; i++) {
		const struct form_row *row = &form->rows[i];

		f->rows[i].value = (struct str)STR_INIT;
		f->rows[i].relevant = true;
		f->spots[i] = i;
		if (row->choice_filter != NULL && row->list != NULL &&
		    row->list->count > 0)
			f->rows[i].offered = mem_array(row->list->count, 1);
	}
	return f;
}

void form_filling_free(struct form_filling *f)
{
	if (f == NULL)
		return;
	for (int i = 0; i < f->form->row_count; i++) {
		str_release(&f->rows[i].value);
		free(f->rows[i].offered);
		free(f->rows[i].choices);
	}
	for (size_t i = 0; i < f->word_count; i++) {
		free(f->words[i].language);
		free(f->words[i].name);
		free(f->words[i].value);
	}
	arena_release(f->scratch);
	free(f->scratch);
	free(f->rows);
	free(f->spots);
	free(f->stale);
	free(f->stale_state);
	free(f->changes);
	free(f->words);
	free(f);
}

struct form_filling *form_filling_copy(const struct form_filling *f)
{
	struct form_filling *copy = form_filling_new(f->form, f->host);

	for (int i = 0; i < f->form->row_count; i++) {
		str_set(&copy->rows[i].value, f->rows[i].value.bytes);
		copy->rows[i].status = f->rows[i].status;
		copy->rows[i].origin = f->rows[i].origin;
	}
	for (size_t i = 0; i < f->word_count; i++)
		form_filling_set_word(copy, f->words[i].language, f->words[i].name,
				      f->words[i].value);
	form_filling_resume(copy);
	return copy;
}

/* What the expressions of one evaluation ask for. */
struct looker {
	const struct form_filling *f;
	const struct filling_focus *focus;
};

static const char *look_value(void *data, int row)
{
	const struct looker *l = data;

	return form_filling_seen(l->f, row);
}

static const char *look_word(void *data, const char *name)
{
	const struct looker *l = data;

	return filling_word(l->f, l->f->host->language, name);
}

enum err filling_evaluate(const struct form_filling *f, const struct form_expr *expr,
			  const struct filling_focus *focus, struct form_value *out,
			  struct error *e)
{
	static const struct filling_focus nothing = {NULL, NULL, NULL};
	struct looker l = {f, focus == NULL ? &nothing : focus};
	const struct form_env env = {
		.form = f->form,
		.language_index = f->language,
		.spot = l.focus->row == NULL ? FORM_NONE : l.focus->row->index,
		.value = look_value,
		.list = l.focus->choice == NULL ? NULL : l.focus->row->list,
		.choice = l.focus->choice == NULL
				  ? 0
				  : (int)(l.focus->choice - l.focus->row->list->choices),
		.self = l.focus->self,
		.clock = f->host->clock,
		.language = f->host->language,
		.data = &l,
		.word = look_word,
		.self_type = l.focus->row == NULL ? FORM_TEXT : (int)l.focus->row->type,
		.budget = f->budget};

	return form_expr_evaluate(expr, &env, f->scratch, out, e);
}

bool filling_holds(const struct form_filling *f, const struct form_expr *expr,
		   bool otherwise)
{
	struct form_value v;

	if (filling_evaluate(f, expr, NULL, &v, NULL) != OK)
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

static void give(struct form_filling *f, int row, const char *value,
		 enum form_origin origin)
{
	str_set(&f->rows[row].value, value);
	f->rows[row].origin = origin;
}

static void give_moment(struct form_filling *f, int row, enum form_type type)
{
	struct moment m = clock_moment(f->host->clock);
	struct str text = STR_INIT;

	if (type == FORM_TODAY)
		date_write(&text, &m.date, DATE_ISO, "en");
	else
		moment_write(&text, &m);
	give(f, row, text.bytes, FORM_ORIGIN_PRELOAD);
	str_release(&text);
}

static void give_preload(struct form_filling *f, int row)
{
	enum form_type type = f->form->rows[row].type;

	if (type == FORM_START || type == FORM_END || type == FORM_TODAY)
		give_moment(f, row, type);
	else if (type == FORM_USERNAME && f->host->username != NULL)
		give(f, row, f->host->username, FORM_ORIGIN_PRELOAD);
	else if (type == FORM_DEVICEID && f->host->deviceid != NULL)
		give(f, row, f->host->deviceid, FORM_ORIGIN_PRELOAD);
}

static void give_dynamic_default(struct form_filling *f, int row)
{
	const struct form_row *r = &f->form->rows[row];
	const struct filling_focus focus = {r, NULL, ""};
	struct form_value v;

	if (filling_evaluate(f, r->dynamic_default, &focus, &v, NULL) == OK)
		give(f, row, filling_as_stored(f, r, &v), FORM_ORIGIN_ONCE);
	filling_forget(f);
}

void form_filling_begin(struct form_filling *f)
{
	unsigned budget = FILLING_STEPS;

	f->budget = &budget;
	for (int i = 0; i < f->form->row_count; i++)
		if (f->form->rows[i].fixed_default != NULL)
			give(f, i, f->form->rows[i].fixed_default, FORM_ORIGIN_DEFAULT);
	for (int i = 0; i < f->form->row_count; i++)
		give_preload(f, i);
	for (int i = 0; i < f->form->row_count; i++)
		if (f->form->rows[i].dynamic_default != NULL)
			give_dynamic_default(f, i);
	form_filling_resume(f);
}

bool form_filling_restore(struct form_filling *f, const char *path, const char *value,
			  enum form_status status, enum form_origin origin)
{
	int spot = form_filling_spot(f, path);

	if (spot == FORM_NONE)
		return false;
	give(f, spot, value == NULL ? "" : value, origin);
	f->rows[spot].status = status;
	return true;
}

void form_filling_resume(struct form_filling *f)
{
	filling_settle_all(f);
	filling_forget_changes(f);
}

/*
 * The interview ends, as far as is known, with its last answer; nobody is told of that.
 */
static void move_end(struct form_filling *f)
{
	for (int i = 0; i < f->form->row_count; i++)
		if (f->form->rows[i].type == FORM_END)
			give_moment(f, i, FORM_END);
}

/* What came and went again is no change, and the row itself is not told. */
static void tidy_changes(struct form_filling *f, int row)
{
	size_t kept = 0;

	for (size_t i = 0; i < f->change_count; i++) {
		struct form_change c = f->changes[i];

		f->rows[c.spot].change = 0;
		if (c.spot != row && (c.value_changed || c.was_relevant != c.is_relevant))
			f->changes[kept++] = c;
	}
	f->change_count = kept;
}

static void take_answer(struct form_filling *f, int row, const char *value,
			enum form_status status)
{
	filling_forget_changes(f);
	f->rows[row].status = status;
	f->rows[row].origin = FORM_ORIGIN_TYPED;
	filling_set(f, row, value);
	filling_settle(f);
	move_end(f);
	tidy_changes(f, row);
}

/* Whether a person may answer this row: not what is computed, shown or locked. */
static enum err check_answerable(const struct form_filling *f, int row, struct error *e)
{
	const struct form_row *r =
		row < 0 || row >= f->form->row_count ? NULL : &f->form->rows[row];

	if (r == NULL || !(form_row_is_question(r) || r->type == FORM_HIDDEN))
		return error_set(e, ERR_INVALID,
				 _("This is not a question that can be answered."));
	if (r->calculation != NULL)
		return error_set(e, ERR_INVALID,
				 _("trede works this answer out by itself."));
	if (f->rows[row].read_only)
		return error_set(e, ERR_INVALID, _("This answer cannot be changed."));
	return OK;
}

enum err form_filling_answer(struct form_filling *f, int row, const char *value,
			     struct error *e)
{
	struct str normal = STR_INIT;
	enum err rc = check_answerable(f, row, e);

	if (rc == OK)
		rc = filling_check_type(f, row, value, &normal, e);
	if (rc == OK)
		rc = filling_check_constraint(f, row, normal.bytes, e);
	if (rc == OK)
		take_answer(f, row, normal.bytes, FORM_STATUS_NONE);
	filling_forget(f);
	str_release(&normal);
	return rc;
}

enum err form_filling_no_answer(struct form_filling *f, int row, enum form_status status,
				struct error *e)
{
	enum err rc = check_answerable(f, row, e);

	if (rc == OK)
		take_answer(f, row, "", status);
	return rc;
}

const struct form_change *form_filling_changes(const struct form_filling *f, int *count)
{
	*count = (int)f->change_count;
	return f->changes;
}
