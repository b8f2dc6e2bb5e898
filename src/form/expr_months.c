/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_node.h"

/* What CHT adds to ODK: counting in months. */
enum { YEAR_MOST = 9995, MONTHS_A_YEAR = 12 };

/* 31 January and a month is the last of February. */
static bool add_months(struct date *d, double months)
{
	double all = d->year * (double)MONTHS_A_YEAR + d->month + months;

	if (!(all > 2 * MONTHS_A_YEAR && all < (double)YEAR_MOST * MONTHS_A_YEAR))
		return false;
	*d = date_add_months(d, (int)months);
	return true;
}

/* Milliseconds on the clock of the place, the same in summer and winter. */
static double wall_ms(const struct moment *m)
{
	return (((date_days(&m->date) * 24.0 + m->hour) * 60 + m->minute) * 60 + m->second) *
		       1000 +
	       m->millisecond;
}

/* Whole months from the earlier to the later. */
static double months_between(const struct moment *from, const struct moment *to)
{
	int months = (to->date.year - from->date.year) * MONTHS_A_YEAR + to->date.month -
		     from->date.month;
	struct moment reached = *from;

	if (!add_months(&reached.date, months))
		return NAN;
	return months - (wall_ms(&reached) > wall_ms(to));
}

EXPR_FUNCTION(difference_in_months)
{
	struct moment from, to;
	bool has_from, has_to, has_time;
	enum err rc = expr_date_moment(x, &args[0], &has_from, &from, &has_time);

	(void)call;
	if (rc == OK)
		rc = expr_date_moment(x, &args[1], &has_to, &to, &has_time);
	if (rc != OK)
		return rc;
	if (!has_from || !has_to)
		return expr_put_text(out, "");
	if (wall_ms(&from) <= wall_ms(&to))
		return expr_put_number(out, months_between(&from, &to));
	return expr_put_number(out, -months_between(&to, &from));
}

/* An argument that is empty or not there adds nothing. */
static double amount(struct expr_eval *x, const struct expr_node *call,
		     const struct form_value *args, int i)
{
	if (i >= call->count || *expr_text(x, &args[i]) == '\0')
		return 0;
	return round(form_value_number(&args[i]));
}

/*
 * add-date(date, years, months, days, hours, minutes): a date stays a date when no hours or minutes
 * are asked for.
 */
EXPR_FUNCTION(add_date)
{
	static const double minute_ms = 60000, day_ms = 86400000;
	struct moment m;
	bool found, has_time;
	double more;
	enum err rc = expr_date_moment(x, &args[0], &found, &m, &has_time);

	if (rc != OK)
		return rc;
	more = amount(x, call, args, 3) * day_ms +
	       (amount(x, call, args, 4) * 60 + amount(x, call, args, 5)) * minute_ms;
	if (!found || !add_months(&m.date, amount(x, call, args, 1) * MONTHS_A_YEAR +
						   amount(x, call, args, 2)))
		return expr_put_text(out, "");
	return expr_date_of_wall(x, wall_ms(&m) + more, has_time || call->count > 4, out);
}
