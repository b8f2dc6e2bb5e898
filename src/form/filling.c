/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
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
	f->stale = mem_array(count, 1);
	f->stale_state = mem_array(count, 1);
	f->stale_first = f->state_first = form->row_count;
	f->stale_last = f->state_last = FORM_NONE;
	f->scratch = mem_new(sizeof *f->scratch);
	for (int i = 0; i < form->row_count; i++) {
		const struct form_row *row = &form->rows[i];

		f->rows[i].value = (struct str)STR_INIT;
		f->rows[i].relevant = true;
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
	}
	for (size_t i = 0; i < f->word_count; i++) {
		free(f->words[i].language);
		free(f->words[i].name);
		free(f->words[i].value);
	}
	arena_release(f->scratch);
	free(f->scratch);
	free(f->rows);
	free(f->stale);
	free(f->stale_state);
	free(f->changes);
	free(f->words);
	free(f);
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

static int look_type(void *data, int row)
{
	const struct looker *l = data;

	return (int)l->f->form->rows[row].type;
}

static const char *look_choice_label(void *data, int row, const char *value)
{
	const struct looker *l = data;
	const struct form_list *list = l->f->form->rows[row].list;
	const struct form_choice *choice =
		list == NULL ? NULL : form_list_choice(list, value);

	return choice == NULL ? "" : form_text(l->f->form, choice->label, l->f->language);
}

static const char *look_column(void *data, const char *name)
{
	const struct looker *l = data;
	const struct form_list *list = l->focus->row == NULL ? NULL : l->focus->row->list;

	if (list == NULL || l->focus->choice == NULL)
		return NULL;
	if (strcmp(name, "name") == 0)
		return l->focus->choice->name;
	if (strcmp(name, "list_name") == 0)
		return list->name;
	if (strcmp(name, "label") == 0)
		return form_text(l->f->form, l->focus->choice->label, l->f->language);
	for (unsigned i = 0; i < list->column_count; i++)
		if (strcmp(list->columns[i], name) == 0)
			return l->focus->choice->columns[i];
	return NULL;
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
		.value = look_value,
		.type = look_type,
		.choice_label = look_choice_label,
		.column = look_column,
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

void form_filling_restore(struct form_filling *f, int row, const char *value,
			  enum form_status status, enum form_origin origin)
{
	assert(row >= 0 && row < f->form->row_count);
	give(f, row, value == NULL ? "" : value, origin);
	f->rows[row].status = status;
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

		f->rows[c.row].change = 0;
		if (c.row != row && (c.value_changed || c.was_relevant != c.is_relevant))
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
