/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>

#include "form/expr_node.h"

enum { EXACT_DIGITS = 15, EXACT_POWER = 22 };

bool expr_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What a number is made of; at ends on the first byte behind it. */
struct scan {
	const char *at;
	double whole; /* all digits as one whole number */
	int digits; /* significant ones */
	int fraction; /* how many stand behind the point */
	bool any;
};

static void scan_digits(struct scan *s, bool fraction)
{
	for (; is_digit(*s->at); s->at++) {
		s->whole = s->whole * 10 + (*s->at - '0');
		s->digits += s->digits > 0 || *s->at != '0';
		s->fraction += fraction;
		s->any = true;
	}
}

static bool scan_exponent(struct scan *s)
{
	const char *p = s->at;

	if (*p != 'e' && *p != 'E')
		return false;
	p++;
	p += *p == '-' || *p == '+';
	if (!is_digit(*p))
		return false;
	while (is_digit(*p))
		p++;
	s->at = p;
	return true;
}

/*
 * A whole number below 2^53 divided by a power of ten up to 10^22 is rounded once, so it
 * is exact without strtod.  LC_NUMERIC is never set by the program: strtod reads a point.
 */
static double scan_value(const char *from, const struct scan *s, bool exponent,
			 bool comma)
{
	static const double powers[EXACT_POWER + 1] = {
		1e0,  1e1,  1e2,  1e3,	1e4,  1e5,  1e6,  1e7,	1e8,  1e9,  1e10, 1e11,
		1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
	double value = NAN;
	char *copy;

	if (!exponent && s->digits <= EXACT_DIGITS && s->fraction <= EXACT_POWER)
		return s->whole / powers[s->fraction];
	copy = mem_bytes(from, (size_t)(s->at - from));
	if (comma)
		*strchr(copy, ',') = '.';
	value = strtod(copy, NULL);
	free(copy);
	return value;
}

static double read_number(const char *text, bool with_exponent)
{
	struct scan s = {text, 0, 0, 0, false};
	const char *from;
	bool negative, comma, exponent;
	double value;

	while (expr_space(*s.at))
		s.at++;
	negative = *s.at == '-';
	s.at += negative;
	from = s.at;
	scan_digits(&s, false);
	comma = *s.at == ',' && s.any && is_digit(s.at[1]);
	if (*s.at == '.' || comma) {
		s.at++;
		scan_digits(&s, true);
	}
	if (!s.any)
		return NAN;
	exponent = with_exponent && scan_exponent(&s);
	value = scan_value(from, &s, exponent, comma);
	while (expr_space(*s.at))
		s.at++;
	if (*s.at != '\0')
		return NAN;
	return negative ? -value : value;
}

double expr_number_read(const char *text)
{
	return read_number(text, false);
}

double expr_number_read_exponent(const char *text)
{
	return read_number(text, true);
}

/* 1.23e-05 as 0.0000123: XPath writes no exponent. */
static const char *without_exponent(const char *text, struct arena *arena)
{
	const char *e = strchr(text, 'e');
	const char *result;
	struct str digits = STR_INIT, out = STR_INIT;
	long point, i;

	if (e == NULL)
		return arena_text(arena, text);
	point = strtol(e + 1, NULL, 10) + 1;
	for (const char *p = text; p < e; p++)
		if (is_digit(*p))
			str_add_char(&digits, *p);
	if (*text == '-')
		str_add_char(&out, '-');
	if (point <= 0)
		str_add(&out, "0.");
	for (i = point; i < 0; i++)
		str_add_char(&out, '0');
	for (i = 0; i < (long)digits.len || i < point; i++) {
		if (i == point && i > 0)
			str_add_char(&out, '.');
		str_add_char(&out, i < (long)digits.len ? digits.bytes[i] : '0');
	}
	result = arena_bytes(arena, out.bytes, out.len);
	str_release(&digits);
	str_release(&out);
	return result;
}

const char *expr_number_write(double number, struct arena *arena)
{
	char text[40];

	if (isnan(number))
		return "NaN";
	if (isinf(number))
		return number > 0 ? "Infinity" : "-Infinity";
	if (number == floor(number) && fabs(number) < 1e15) {
		snprintf(text, sizeof text, "%" PRId64, (int64_t)number);
		return arena_text(arena, text);
	}
	for (int precision = 15; precision <= 17; precision++) {
		snprintf(text, sizeof text, "%.*g", precision, number);
		if (strtod(text, NULL) == number)
			break;
	}
	return without_exponent(text, arena);
}

bool expr_number_equal(double a, double b)
{
	return a == b || fabs(a - b) < 1e-12;
}
