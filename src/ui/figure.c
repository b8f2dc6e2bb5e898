/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figure.h"

#include <math.h>

enum { GROUP = 3, DECIMALS_MOST = 6, WHOLE_MOST = 15 };


static size_t digits(const char *text)
{
	return strspn(text, "0123456789");
}

static bool is_nl(const char *language)
{
	return text_equal(language, "nl");
}

void ui_figure_group(const char *number, const char *language, struct str *out)
{
	const char *p = number + (*number == '-');
	size_t whole = digits(p), fraction = p[whole] == '.' ? digits(p + whole + 1) : 0;

	if (whole == 0 || p[whole + (fraction > 0 ? fraction + 1 : 0)] != '\0') {
		str_add(out, number);
		return;
	}
	str_add_bytes(out, number, (size_t)(p - number));
	for (size_t i = 0; i < whole; i++) {
		if (i > 0 && (whole - i) % GROUP == 0)
			str_add_char(out, is_nl(language) ? '.' : ',');
		str_add_char(out, p[i]);
	}
	if (fraction > 0) {
		str_add_char(out, is_nl(language) ? ',' : '.');
		str_add_bytes(out, p + whole + 1, fraction);
	}
}

void ui_figure_typed(const char *number, bool is_grouped, const char *language,
		     struct str *out)
{
	double value;

	if (is_grouped || !is_nl(language) || !ui_figure_value(number, &value)) {
		if (is_grouped)
			ui_figure_group(number, language, out);
		else
			str_add(out, number);
		return;
	}
	for (const char *p = number; *p; p++)
		str_add_char(out, *p == '.' ? ',' : *p);
}

void ui_figure_count(int count, const char *language, struct str *out)
{
	struct str number = STR_INIT;

	str_addf(&number, "%d", count);
	ui_figure_group(number.bytes, language, out);
	str_release(&number);
}

/* Groups of three with mark between: "12.500", "1.250.000". */
static bool is_grouped_by(const char *p, char mark)
{
	size_t first = digits(p);

	if (first == 0 || first > GROUP || p[first] != mark)
		return false;
	for (p += first; *p == mark; p += GROUP + 1)
		if (digits(p + 1) != GROUP)
			return false;
	return *p == '\0' || *p == '.' || *p == ',';
}

static void drop(struct str *text, char mark)
{
	for (size_t i = text->len; i > 0; i--)
		if (text->bytes[i - 1] == mark)
			str_remove(text, i - 1, 1);
}

void ui_figure_read(const char *typed, bool is_grouped, const char *language,
		    struct str *out)
{
	char mark = is_nl(language) ? '.' : ',', *comma;

	str_set(out, typed);
	text_trim(out);
	if (is_grouped && is_grouped_by(out->bytes + (*out->bytes == '-'), mark))
		drop(out, mark);
	comma = strchr(out->bytes, ',');
	if (comma && !strchr(comma + 1, ','))
		*comma = '.';
}

/* Not strtod: it asks the locale what a decimal mark is. */
bool ui_figure_value(const char *text, double *out)
{
	bool is_minus = *text == '-';
	const char *p = text + is_minus;
	size_t whole = digits(p), fraction = 0;
	double value = 0, unit = 1;

	for (size_t i = 0; i < whole; i++)
		value = value * 10 + (p[i] - '0');
	p += whole;
	if (*p == '.' || *p == ',')
		fraction = digits(++p);
	for (size_t i = 0; i < fraction; i++) {
		unit *= 10;
		value = value * 10 + (p[i] - '0');
	}
	*out = (is_minus ? -value : value) / unit;
	return whole + fraction > 0 && whole + fraction <= WHOLE_MOST && p[fraction] == '\0';
}

static int decimals_of(double value)
{
	int n = 0;

	for (; n < DECIMALS_MOST && fabs(value - round(value)) > 1e-9 * fabs(value) + 1e-12; n++)
		value *= 10;
	return n;
}

void ui_figure_write(double value, const struct form_range *range, struct str *out)
{
	int n = decimals_of(range->step), other = decimals_of(range->start);
	long long scaled, unit = 1;

	n = other > n ? other : n;
	for (int i = 0; i < n; i++)
		unit *= 10;
	if (fabs(value) > 1e12)
		return;
	scaled = llround(value * (double)unit);
	str_addf(out, "%s%lld", scaled < 0 ? "-" : "", llabs(scaled) / unit);
	if (llabs(scaled) % unit == 0)
		return;
	str_addf(out, ".%0*lld", n, llabs(scaled) % unit);
	while (out->bytes[out->len - 1] == '0')
		str_cut(out, out->len - 1);
}

static double low(const struct form_range *r)
{
	return r->start < r->end ? r->start : r->end;
}

static double high(const struct form_range *r)
{
	return r->start < r->end ? r->end : r->start;
}

bool ui_range_has(const struct form_range *range, double value)
{
	double steps = (value - range->start) / range->step;

	return value >= low(range) - 1e-9 && value <= high(range) + 1e-9 &&
	       fabs(steps - round(steps)) < 1e-6;
}

void ui_range_step(const struct form_range *range, const char *text, bool up,
		   struct str *out)
{
	double value;

	str_reset(out);
	if (!ui_figure_value(text, &value)) {
		value = low(range);
	} else {
		double steps = (value - low(range)) / range->step;

		steps = up ? floor(steps + 1e-6) + 1 : ceil(steps - 1e-6) - 1;
		value = low(range) + steps * range->step;
	}
	if (value > high(range) + 1e-9) /* the last that is a step from the begin */
		value = low(range) +
			floor((high(range) - low(range)) / range->step + 1e-6) * range->step;
	if (value < low(range))
		value = low(range);
	ui_figure_write(value, range, out);
}
