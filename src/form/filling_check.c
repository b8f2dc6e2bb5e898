/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/filling_state.h"
#include "form/typed.h"

/* Marks the named choices and counts them; -1: one is not offered, or there twice and may
 * not. */
static int mark_choices(const struct form_filling *f, int spot, const char *text,
			bool may_repeat, unsigned char *chosen)
{
	struct str name = STR_INIT;
	int count = 0;

	for (const char *p = text; *p != '\0' && count >= 0;) {
		size_t len = strcspn(p, " ");
		int choice;

		str_reset(&name);
		str_add_bytes(&name, p, len);
		choice = filling_offered_choice(f, spot, name.bytes);
		if (choice == FORM_NONE || (chosen[choice] && !may_repeat)) {
			count = -1;
		} else {
			count += !chosen[choice];
			chosen[choice] = 1;
		}
		p += len + strspn(p + len, " ");
	}
	str_release(&name);
	return count;
}

/* Written in the order of the list, each once. */
static bool are_choices(const struct form_filling *f, int spot, struct str *text)
{
	const struct form_list *list = filling_row(f, spot)->list;
	unsigned char *chosen;
	bool all;

	if (list == NULL)
		return false;
	chosen = mem_array((size_t)list->count + 1, 1);
	all = mark_choices(f, spot, text->bytes, true, chosen) >= 0;
	if (all)
		str_reset(text);
	for (unsigned i = 0; all && i < list->count; i++)
		if (chosen[i])
			str_addf(text, "%s%s", text->len > 0 ? " " : "",
				 list->choices[i].name);
	free(chosen);
	return all;
}

/* All that are offered, each once, in her order. */
static bool is_rank(const struct form_filling *f, int spot, struct str *text)
{
	const struct form_list *list = filling_row(f, spot)->list;
	unsigned char *chosen;
	int count, offered;

	if (list == NULL)
		return false;
	(void)form_filling_choices(f, spot, &offered);
	chosen = mem_array((size_t)list->count + 1, 1);
	count = mark_choices(f, spot, text->bytes, false, chosen);
	free(chosen);
	for (size_t i = text->len; i-- > 1;) {
		if (text->bytes[i] == ' ' && text->bytes[i - 1] == ' ')
			str_remove(text, i, 1);
	}
	return count == offered;
}

static bool fits_type(const struct form_filling *f, int spot, struct str *text)
{
	const struct form_row *row = filling_row(f, spot);

	if (row->type == FORM_SELECT_ONE)
		return filling_offered_choice(f, spot, text->bytes) != FORM_NONE;
	if (row->type == FORM_SELECT_MULTIPLE)
		return are_choices(f, spot, text);
	if (row->type == FORM_RANK)
		return is_rank(f, spot, text);
	return form_typed_fits(row, text);
}

static const char *wanted(enum form_type type)
{
	static const char *const sentences[] = {
		[FORM_INTEGER] = N_("A whole number is wanted here, such as 3."),
		[FORM_DECIMAL] = N_("A number is wanted here, such as 2.5."),
		[FORM_SELECT_ONE] = N_("This is not one of the choices offered now."),
		[FORM_SELECT_MULTIPLE] =
			N_("This is not one of the choices offered now."),
		[FORM_DATE] = N_("A date is wanted here, such as 2026-11-22."),
		[FORM_TIME] = N_("A time is wanted here, such as 14:30."),
		[FORM_DATETIME] =
			N_("A date and time are wanted here, such as 2026-11-22T14:30."),
		[FORM_ACKNOWLEDGE] = N_("This can only be confirmed: OK."),
		[FORM_RANK] = N_("All choices are wanted here, each once, in her order."),
		[FORM_POINT] =
			N_("A place is wanted here as latitude and longitude, such "
			   "as 52.07 4.3."),
		[FORM_POINTS] = N_("Two places or more are wanted here, with ; between "
				   "them, such as 52.07 4.3; 52.1 4.4."),
	};

	return _(sentences[type]);
}

static enum err refuse_range(const struct form_range *range, struct error *e)
{
	return error_set(
		e, ERR_INVALID,
		_("A number from %.15g to %.15g is wanted here, in steps of %.15g."),
		range->start, range->end, range->step);
}

enum err filling_check_type(const struct form_filling *f, int spot, const char *value,
			    struct str *normal, struct error *e)
{
	const struct form_row *r = filling_row(f, spot);
	size_t len = value == NULL ? 0 : strnlen(value, FILLING_VALUE_BYTES + 1);

	str_reset(normal);
	if (len > FILLING_VALUE_BYTES)
		return error_set(e, ERR_INVALID,
				 _("This answer is too long (at most 64 KiB)."));
	if (!text_is_utf8(value == NULL ? "" : value, len))
		return error_set(e, ERR_INVALID,
				 _("This answer is not readable text (UTF-8)."));
	str_add(normal, value);
	if (r->type != FORM_TEXT && r->type != FORM_HIDDEN)
		text_trim(normal);
	if (normal->len == 0 || fits_type(f, spot, normal))
		return OK;
	if (r->type == FORM_RANGE)
		return refuse_range(&r->range, e);
	return error_set(e, ERR_INVALID, "%s", wanted(r->type));
}

static enum err refuse(const struct form_filling *f, int spot, struct error *e)
{
	struct str text = STR_INIT;
	enum err rc;

	form_filling_text(f, spot, filling_row(f, spot)->constraint_message, f->language,
			  &text);
	if (text.len > 0)
		rc = error_set(e, ERR_INVALID, "%s", text.bytes);
	else
		rc = error_set(e, ERR_INVALID, _("This answer is not possible here."));
	str_release(&text);
	return rc;
}

/* Never on an empty value: that is what required is for. */
enum err filling_check_constraint(const struct form_filling *f, int spot,
				  const char *value, struct error *e)
{
	const struct form_row *r = filling_row(f, spot);
	const struct filling_focus focus = {spot, -1, value, NULL};
	struct form_value v;

	if (r->constraint == NULL || *value == '\0')
		return OK;
	if (filling_evaluate(f, r->constraint, &focus, &v, e) != OK)
		return ERR_INVALID;
	return form_value_boolean(&v) ? OK : refuse(f, spot, e);
}

static bool find_valid(const struct form_filling *f, int spot)
{
	const char *value = f->at[spot].value.bytes;
	struct str normal = STR_INIT;
	bool valid = filling_check_type(f, spot, value, &normal, NULL) == OK &&
		     filling_check_constraint(f, spot, value, NULL) == OK;

	str_release(&normal);
	filling_forget(f);
	return valid;
}

/* Found out when asked, then believed until it or what its constraint reads changes. */
bool filling_is_valid(const struct form_filling *f, int spot)
{
	struct filling_spot *s = &f->at[spot];

	if (s->value.len == 0 || !s->relevant)
		return true;
	if (!s->is_checked) {
		s->valid = find_valid(f, spot);
		s->is_checked = true;
	}
	return s->valid;
}
