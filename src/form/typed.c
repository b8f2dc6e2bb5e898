/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/typed.h"

#include <math.h>

enum { DIGITS_MOST = 15 /* what a number of XPath holds exactly */, PLACE_NUMBERS = 4 };

static size_t count_digits(const char *text)
{
	return strspn(text, "0123456789");
}

static bool is_integer(const struct str *text)
{
	const char *p = text->bytes + (text->bytes[0] == '-');
	size_t digits = count_digits(p);

	return digits > 0 && digits <= DIGITS_MOST && p[digits] == '\0';
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
	return whole + fraction > 0 && whole + fraction <= DIGITS_MOST &&
	       text->bytes[mark] == '\0';
}

static double value_of(const struct str *text)
{
	const struct form_value v = {FORM_VALUE_TEXT, text->bytes, 0};

	return form_value_number(&v);
}

/* Within the ends, either of which may be the greater, and on a step counted from the
 * start. */
static bool is_in_range(const struct form_range *range, struct str *text)
{
	enum { NEAR = 1000000 };
	double value, steps;

	if (range->is_whole ? !is_integer(text) : !is_decimal(text))
		return false;
	value = value_of(text);
	if (value < range->start || value > range->end)
		return false;
	steps = (value - range->start) / range->step;
	return fabs(steps - round(steps)) < 1.0 / NEAR;
}

/* One number of a place to out; the comma of "52.07, 4.3" only parts. */
static bool read_number(struct str *word, double *value, struct str *out)
{
	if (word->len > 1 && word->bytes[word->len - 1] == ',')
		str_cut(word, word->len - 1);
	if (word->bytes[0] == '+')
		str_remove(word, 0, 1);
	if (!is_decimal(word))
		return false;
	*value = value_of(word);
	str_addf(out, "%s%s", out->len > 0 ? " " : "", word->bytes);
	return true;
}

/* "latitude longitude [altitude [accuracy]]" of len bytes to out, which is empty. */
static bool read_place(const char *text, size_t len, struct str *out)
{
	double value[PLACE_NUMBERS] = {0};
	struct str word = STR_INIT;
	int count = 0;
	bool is_fine = true;

	for (const char *p = text, *end = text + len; p < end && is_fine;) {
		size_t used = strcspn(p, " ;\t\n");

		if (used > 0) {
			str_reset(&word);
			str_add_bytes(&word, p, used);
			is_fine = count < PLACE_NUMBERS &&
				  read_number(&word, &value[count], out);
			count++;
		}
		p += used + 1;
	}
	str_release(&word);
	return is_fine && count >= 2 && fabs(value[0]) <= 90 && fabs(value[1]) <= 180 &&
	       value[3] >= 0;
}

static bool is_point(struct str *text)
{
	struct str out = STR_INIT;
	bool is = strchr(text->bytes, ';') == NULL &&
		  read_place(text->bytes, text->len, &out);

	if (is)
		str_set(text, out.bytes);
	str_release(&out);
	return is;
}

static bool are_points(struct str *text)
{
	struct str out = STR_INIT, place = STR_INIT;
	int count = 0;
	bool are = true;

	for (const char *p = text->bytes; *p != '\0' && are; count++) {
		size_t len = strcspn(p, ";");

		str_reset(&place);
		are = read_place(p, len, &place);
		str_addf(&out, "%s%s", count > 0 ? "; " : "", place.bytes);
		p += len + (p[len] == ';');
		p += strspn(p, " \t\n");
	}
	are = are && count >= 2;
	if (are)
		str_set(text, out.bytes);
	str_release(&out);
	str_release(&place);
	return are;
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

bool form_typed_fits(const struct form_row *row, struct str *text)
{
	switch (row->type) {
	case FORM_INTEGER:
		return is_integer(text);
	case FORM_DECIMAL:
		return is_decimal(text);
	case FORM_RANGE:
		return is_in_range(&row->range, text);
	case FORM_POINT:
		return is_point(text);
	case FORM_POINTS:
		return are_points(text);
	case FORM_DATE:
		return is_date(text);
	case FORM_TIME:
		return is_time(text);
	case FORM_DATETIME:
		return is_datetime(text);
	case FORM_ACKNOWLEDGE:
		return strcmp(text->bytes, "OK") == 0;
	case FORM_SELECT_ONE:
	case FORM_SELECT_MULTIPLE:
	case FORM_RANK:
	case FORM_TEXT:
	case FORM_NOTE:
	case FORM_CALCULATE:
	case FORM_HIDDEN:
	case FORM_GROUP:
	case FORM_REPEAT:
	case FORM_EMAIL:
	case FORM_PHONE:
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
