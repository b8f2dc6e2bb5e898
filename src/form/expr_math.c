/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_node.h"

EXPR_FUNCTION(number)
{
	(void)x, (void)call;
	return expr_put_number(out, form_value_number(&args[0]));
}

/*
 * Cuts towards zero; unlike number() it reads 7.9e-12, as web-forms and JavaRosa both do.
 */
EXPR_FUNCTION(int)
{
	double number = form_value_number(&args[0]);

	(void)x, (void)call;
	if (isnan(number) && args[0].type == FORM_VALUE_TEXT)
		number = expr_number_read_exponent(args[0].text);
	return expr_put_number(out, trunc(number));
}

/*
 * Halves go up (XPath 1.0, 4.4).  Below zero what the product lost decides, for up is not away
 * there: -1.475 is a little less than that, so -1.48 is nearer.
 */
static double round_scaled(double number, double power)
{
	double product = number * power;

	if (product < 0 && product - floor(product) == 0.5 &&
	    fma(number, power, -product) < 0)
		return floor(product);
	return floor(product + 0.5);
}

/* digits may be negative: round(12345, -2) is 12300. */
EXPR_FUNCTION(round)
{
	enum { DIGITS_MOST = 300 };
	double number = form_value_number(&args[0]), digits = 0, power;

	(void)x;
	if (call->count > 1)
		digits = trunc(form_value_number(&args[1]));
	if (isnan(digits) || isinf(number))
		return expr_put_number(out, isinf(number) ? number : NAN);
	digits = fmax(-DIGITS_MOST, fmin(DIGITS_MOST, digits));
	power = pow(10, fabs(digits));
	if (digits < 0)
		return expr_put_number(out, floor(number / power + 0.5) * power);
	if (fabs(number) >= 1e15 || isinf(number * power)) /* has no digits to cut */
		return expr_put_number(out, number);
	return expr_put_number(out, round_scaled(number, power) / power);
}

EXPR_FUNCTION(pi)
{
	(void)x, (void)call, (void)args;
	return expr_put_number(out, M_PI);
}

/* Functions of one number that the C library has under a name of its own. */
#define OF_ONE_NUMBER(name, function)                                                    \
	EXPR_FUNCTION(name)                                                              \
	{                                                                                \
		(void)x, (void)call;                                                     \
		return expr_put_number(out, function(form_value_number(&args[0])));      \
	}

#define OF_TWO_NUMBERS(name, function)                                                   \
	EXPR_FUNCTION(name)                                                              \
	{                                                                                \
		(void)x, (void)call;                                                     \
		return expr_put_number(out, function(form_value_number(&args[0]),        \
						     form_value_number(&args[1])));      \
	}

OF_ONE_NUMBER(floor, floor)
OF_ONE_NUMBER(ceiling, ceil)
OF_ONE_NUMBER(abs, fabs)
OF_ONE_NUMBER(sqrt, sqrt)
OF_ONE_NUMBER(log, log)
OF_ONE_NUMBER(log10, log10)
OF_ONE_NUMBER(exp, exp)
OF_ONE_NUMBER(exp10, exp10)
OF_ONE_NUMBER(sin, sin)
OF_ONE_NUMBER(cos, cos)
OF_ONE_NUMBER(tan, tan)
OF_ONE_NUMBER(asin, asin)
OF_ONE_NUMBER(acos, acos)
OF_ONE_NUMBER(atan, atan)
OF_TWO_NUMBERS(pow, pow)
OF_TWO_NUMBERS(atan2, atan2)
