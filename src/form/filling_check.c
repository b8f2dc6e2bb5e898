/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/filling_state.h"

enum { INTEGER_DIGITS_MOST = 15 }; /* what a number of XPath holds exactly */

static size_t count_digits(const char *text)
{
	return strspn(text, "0123456789");
}

static bool is_integer(const struct str *text)
{
	const char *p = text->bytes + (text->bytes[0] == '-');
	size_t digits = count_digits(p);

	return digits > 0 && digits <= INTEGER_DIGITS_MOST && p[digits] == '\0';
}

/* 2,5 is stored as 2.5. */
static bool is_decimal(struct str *text)
{
	const char *p = text->bytes + (text->bytes[0] == '-');
	size_t whole = count_digits(p), fraction = 0;
	size_t mark = (size_t)(p - text->bytes) + whole;

	if (text->bytes[mark] == '.' || text->bytes[mark] == ',') {
		fraction = count_digits(text->bytes + mark + 1);
		if (fraction > 0)
			text->bytes[mark] = '.';
		mark += 1 + fraction;
	}
	return whole + fraction > 0 && whole + fraction <= INTEGER_DIGITS_MOST &&
	       text->bytes[mark] == '\0';
}

/* A birth date may be all that is known: 1981, 1981-05, ~1980. */
static bool is_date(const struct str *text)
{
	struct date d;

	return date_read(text->bytes, &d) && date_is_valid(&d);
}

/* 14:30, with seconds and more behind it if there are. */
static bool is_time(const struct str *text)
{
	struct str whole = STR_INIT;
	struct moment m;
	bool is;

	str_addf(&whole, "2000-01-01T%s", text->bytes);
	is = text->len >= 5 && moment_read(whole.bytes, &m);
	str_release(&whole);
	return is;
}

static bool is_datetime(const struct str *text)
{
	struct moment m;

	return strchr(text->bytes, 'T') != NULL && moment_read(text->bytes, &m);
}

static bool is_offered(const struct form_filling *f, const struct form_row *row,
		       const char *name)
{
	const struct form_choice *choice =
		row->list == NULL ? NULL : form_list_choice(row->list, name);

	return choice != NULL &&
	       form_filling_is_offered(f, row->index, (int)(choice - row->list->choices));
}

/* Marks the named choices and writes them in the order of the list, each once. */
static bool is_choices(const struct form_filling *f, const struct form_row *row,
		       struct str *text)
{
	unsigned char *chosen = mem_array((size_t)row->list->count + 1, 1);
	struct str name = STR_INIT;
	bool all = true;

	for (const char *p = text->bytes; *p != '\0' && all;) {
		size_t len = strcspn(p, " ");

		str_reset(&name);
		str_add_bytes(&name, p, len);
		all = is_offered(f, row, name.bytes);
		if (all)
			chosen[form_list_choice(row->list, name.bytes) -
			       row->list->choices] = 1;
		p += len + strspn(p + len, " ");
	}
	str_release(&name);
	if (all)
		str_reset(text);
	for (unsigned i = 0; all && i < row->list->count; i++)
		if (chosen[i])
			str_addf(text, "%s%s", text->len > 0 ? " " : "",
				 row->list->choices[i].name);
	free(chosen);
	return all;
}

static bool fits_type(const struct form_filling *f, const struct form_row *row,
		      struct str *text)
{
	switch (row->type) {
	case FORM_INTEGER:
		return is_integer(text);
	case FORM_DECIMAL:
		return is_decimal(text);
	case FORM_DATE:
		return is_date(text);
	case FORM_TIME:
		return is_time(text);
	case FORM_DATETIME:
		return is_datetime(text);
	case FORM_SELECT_ONE:
		return is_offered(f, row, text->bytes);
	case FORM_SELECT_MULTIPLE:
		return row->list != NULL && is_choices(f, row, text);
	case FORM_ACKNOWLEDGE:
		return strcmp(text->bytes, "OK") == 0;
	case FORM_TEXT:
	case FORM_NOTE:
	case FORM_CALCULATE:
	case FORM_HIDDEN:
	case FORM_GROUP:
	case FORM_REPEAT:
	case FORM_EMAIL:
	case FORM_PHONE:
	case FORM_RANK:
	case FORM_RANGE:
	case FORM_POINT:
	case FORM_POINTS:
	case FORM_START:
	case FORM_END:
	case FORM_TODAY:
	case FORM_USERNAME:
	case FORM_DEVICEID:
	case FORM_NOT_ASKED:
		break;
	}
	return true;
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
	};

	return _(sentences[type]);
}

enum err filling_check_type(const struct form_filling *f, int row, const char *value,
			    struct str *normal, struct error *e)
{
	const struct form_row *r = &f->form->rows[row];
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
	if (normal->len > 0 && !fits_type(f, r, normal))
		return error_set(e, ERR_INVALID, "%s", wanted(r->type));
	return OK;
}

static enum err refuse(const struct form_filling *f, const struct form_row *row,
		       struct error *e)
{
	struct str text = STR_INIT;
	enum err rc;

	form_filling_text(f, row->index, row->constraint_message, f->language, &text);
	if (text.len > 0)
		rc = error_set(e, ERR_INVALID, "%s", text.bytes);
	else
		rc = error_set(e, ERR_INVALID, _("This answer is not possible here."));
	str_release(&text);
	return rc;
}

/* Never on an empty value: that is what required is for. */
enum err filling_check_constraint(const struct form_filling *f, int row,
				  const char *value, struct error *e)
{
	const struct form_row *r = &f->form->rows[row];
	const struct filling_focus focus = {r, NULL, value};
	struct form_value v;

	if (r->constraint == NULL || *value == '\0')
		return OK;
	if (filling_evaluate(f, r->constraint, &focus, &v, e) != OK)
		return ERR_INVALID;
	return form_value_boolean(&v) ? OK : refuse(f, r, e);
}

static bool find_valid(const struct form_filling *f, int row)
{
	const struct filling_row *r = &f->rows[row];
	struct str normal = STR_INIT;
	bool valid = filling_check_type(f, row, r->value.bytes, &normal, NULL) == OK &&
		     filling_check_constraint(f, row, r->value.bytes, NULL) == OK;

	str_release(&normal);
	filling_forget(f);
	return valid;
}

/*
 * Found out when asked, then believed until the next answer: constraints are no part of
 * the graph.
 */
bool filling_is_valid(const struct form_filling *f, int row)
{
	struct filling_row *r = &f->rows[row];

	if (r->value.len == 0 || !r->relevant)
		return true;
	if (r->checked != f->generation) {
		r->valid = find_valid(f, row);
		r->checked = f->generation;
	}
	return r->valid;
}
