/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "base/typed.h"

/* The century of a year of two digits; see date.h. */
static int whole_year(const struct reading *r, const struct token *t)
{
	int year;

	if (t->digits == 4)
		return t->value;
	if (t->digits > 2)
		return 0; /* no year: refused as a date */
	year = r->today->year / 100 * 100 + t->value;
	return r->sense == DATE_PAST && year > r->today->year ? year - 100 : year;
}

static bool take(struct date *out, int year, int month, int day)
{
	*out = (struct date){year, month, day, false};
	return date_is_valid(out) && (month > 0 || day == 0);
}

static int64_t away(const struct date *a, const struct date *b)
{
	int64_t days = date_days(a) - date_days(b);

	return days < 0 ? -days : days;
}

/* Whether d lies on the right side of today; day is 0 for a month, in which today may
 * lie. */
static bool is_in_sense(const struct reading *r, const struct date *d)
{
	struct date today = *r->today;

	if (d->day == 0)
		today.day = 0;
	return r->sense == DATE_ANY ||
	       (r->sense == DATE_PAST ? date_compare(d, &today) <= 0
				      : date_compare(d, &today) >= 0);
}

/* Day and month without a year: the nearest; 29 February may be eight years away. */
static bool nearest(const struct reading *r, int month, int day, struct date *out)
{
	struct date best = {0, 0, 0, false}, d;

	if (month < 1 || month > 12)
		return false;
	for (int year = r->today->year - 8; year <= r->today->year + 8; year++) {
		if (!take(&d, year, month, day) || !is_in_sense(r, &d))
			continue;
		if (best.year == 0 || away(&d, r->today) < away(&best, r->today))
			best = d;
	}
	*out = best;
	return best.year != 0;
}

static bool is_year(int value)
{
	return value >= 1850 && value <= 2150;
}

/* One number: 1981, 1203, 120381, 12031981, 19810312. */
static bool read_number(const struct reading *r, struct date *out)
{
	int v = r->token[0].value, digits = r->token[0].digits;
	struct token two = {v % 100, 2};

	if (digits == 4)
		return is_year(v) ? take(out, v, 0, 0)
				  : nearest(r, v % 100, v / 100, out);
	if (digits == 6)
		return (v / 100 % 100 > 0 &&
			take(out, whole_year(r, &two), v / 100 % 100, v / 10000)) ||
		       (v / 10000 > 0 && is_year(v % 10000) &&
			take(out, v % 10000, v / 10000, 0));
	if (digits == 8)
		return (v / 10000 % 100 > 0 &&
			take(out, v % 10000, v / 10000 % 100, v / 1000000)) ||
		       (v / 100 % 100 > 0 &&
			take(out, v / 10000, v / 100 % 100, v % 100));
	return false;
}

/* 3/5, 5-1981, 1981-05, 5-81 */
static bool read_two(const struct reading *r, struct date *out)
{
	const struct token *a = &r->token[0], *b = &r->token[1];

	if (a->digits == 4)
		return b->value > 0 && take(out, a->value, b->value, 0);
	if (a->value < 1 || a->digits > 2)
		return false;
	if (b->digits == 4 || b->value > 12)
		return a->value <= 12 && take(out, whole_year(r, b), a->value, 0);
	return nearest(r, b->value, a->value, out);
}

/* 3-5-81, 3-5-1981, 1981-05-03 */
static bool read_three(const struct reading *r, struct date *out)
{
	const struct token *t = r->token;
	int day = t[0].digits == 4 ? t[2].value : t[0].value;

	if (day < 1 || t[1].value < 1)
		return false;
	return take(out, t[0].digits == 4 ? t[0].value : whole_year(r, &t[2]), t[1].value,
		    day);
}

static bool read_day_month(const struct reading *r, struct date *out)
{
	if (r->token[0].digits == 4) /* 1981 mei */
		return take(out, r->token[0].value, r->token[1].value, 0);
	return r->token[0].value > 0 &&
	       nearest(r, r->token[1].value, r->token[0].value, out);
}

static bool read_day_month_year(const struct reading *r, struct date *out)
{
	return r->token[0].value > 0 && take(out, whole_year(r, &r->token[2]),
					     r->token[1].value, r->token[0].value);
}

/* mei 1981, mrt 25: a year, as DATE_MONTH writes it */
static bool read_month_year(const struct reading *r, struct date *out)
{
	return take(out, whole_year(r, &r->token[1]), r->token[0].value, 0);
}

/* may 12 1981 */
static bool read_month_day_year(const struct reading *r, struct date *out)
{
	return r->token[1].value > 0 && take(out, whole_year(r, &r->token[2]),
					     r->token[0].value, r->token[1].value);
}

static bool read_month(const struct reading *r, struct date *out)
{
	return nearest(r, r->token[0].value, 0, out);
}

static bool days_on(const struct reading *r, int64_t days, struct date *out)
{
	*out = date_of_days(date_days(r->today) + days);
	return out->year != 0;
}

static bool read_day(const struct reading *r, struct date *out)
{
	return days_on(r, r->token[0].value, out);
}

/* Never today itself, which has its own word, but where both ways are open. */
static bool weekday_on(const struct reading *r, int weekday, enum date_sense sense,
		       struct date *out)
{
	int ahead = (weekday - date_weekday(r->today) + 7) % 7;

	if (sense == DATE_FUTURE)
		return days_on(r, ahead == 0 ? 7 : ahead, out);
	if (sense == DATE_PAST)
		return days_on(r, ahead - 7, out);
	return days_on(r, ahead > 3 ? ahead - 7 : ahead, out);
}

static bool read_weekday(const struct reading *r, struct date *out)
{
	return weekday_on(r, r->token[0].value, r->sense, out);
}

static bool read_next_weekday(const struct reading *r, struct date *out)
{
	return weekday_on(r, r->token[1].value, DATE_FUTURE, out);
}

static bool read_last_weekday(const struct reading *r, struct date *out)
{
	return weekday_on(r, r->token[1].value, DATE_PAST, out);
}

static bool units_on(const struct reading *r, int count, int unit, struct date *out)
{
	if (unit == 'd' || unit == 'w')
		return days_on(r, (int64_t)count * (unit == 'w' ? 7 : 1), out);
	if (count > 9999 || count < -9999)
		return false;
	*out = date_add_months(r->today, unit == 'y' ? count * 12 : count);
	return out->year != 0;
}

static bool read_ahead(const struct reading *r, struct date *out)
{
	return units_on(r, r->token[1].value, r->token[2].value, out);
}

static bool read_back(const struct reading *r, struct date *out)
{
	return units_on(r, -r->token[0].value, r->token[1].value, out);
}

/* Half of a year or of a month; half a week or day is not said. */
static bool half_on(const struct reading *r, int unit, int sign, struct date *out)
{
	if (unit == 'y')
		return units_on(r, sign * 6, 'm', out);
	return unit == 'm' && units_on(r, sign * 2, 'w', out);
}

static bool read_half_ahead(const struct reading *r, struct date *out)
{
	return half_on(r, r->token[r->count - 1].value, 1, out);
}

static bool read_half_back(const struct reading *r, struct date *out)
{
	return half_on(r, r->token[r->count - 2].value, -1, out);
}

static bool read_next_unit(const struct reading *r, struct date *out)
{
	return units_on(r, 1, r->token[1].value, out);
}

static bool read_last_unit(const struct reading *r, struct date *out)
{
	return units_on(r, -1, r->token[1].value, out);
}

/* maandag in the week that lies 'weeks' from this one, whichever word comes first */
static bool weekday_of_week(const struct reading *r, int weeks, int unit, int weekday,
			    struct date *out)
{
	return unit == 'w' &&
	       days_on(r, weeks * 7 + weekday - date_weekday(r->today), out);
}

static bool read_next_week_day(const struct reading *r, struct date *out)
{
	return weekday_of_week(r, 1, r->token[1].value, r->token[2].value, out);
}

static bool read_last_week_day(const struct reading *r, struct date *out)
{
	return weekday_of_week(r, -1, r->token[1].value, r->token[2].value, out);
}

static bool read_day_next_week(const struct reading *r, struct date *out)
{
	return weekday_of_week(r, 1, r->token[2].value, r->token[0].value, out);
}

static bool read_day_last_week(const struct reading *r, struct date *out)
{
	return weekday_of_week(r, -1, r->token[2].value, r->token[0].value, out);
}

/* An age gives a year of birth, give or take one: always about. */
static bool age(const struct reading *r, int years, struct date *out)
{
	if (years > 120 || !take(out, r->today->year - years, 0, 0))
		return false;
	out->about = true;
	return true;
}

/* 40 jaar: an age, behind us; 3 weken: as far as the sense says. */
static bool read_units(const struct reading *r, struct date *out)
{
	int count = r->token[0].value, unit = r->token[1].value;

	if (unit == 'y' && r->sense != DATE_FUTURE)
		return age(r, count, out);
	if (r->sense == DATE_ANY)
		return false;
	return units_on(r, r->sense == DATE_PAST ? -count : count, unit, out);
}

static bool read_old(const struct reading *r, struct date *out)
{
	int count = r->token[0].value, unit = r->token[1].value;

	return unit == 'y' ? age(r, count, out) : units_on(r, -count, unit, out);
}

struct way {
	const char *kinds;
	bool (*read)(const struct reading *r, struct date *out);
	bool by_calendar; /* 'about' makes a year of it */
};

/* A new way of writing is a row. */
static const struct way ways[] = {
	{"N", read_number, true},
	{"NN", read_two, true},
	{"NNN", read_three, true},
	{"NM", read_day_month, true},
	{"NMN", read_day_month_year, true},
	{"MN", read_month_year, true},
	{"MNN", read_month_day_year, true},
	{"M", read_month, true},
	{"D", read_day, false},
	{"W", read_weekday, false},
	{"+W", read_next_weekday, false},
	{"-W", read_last_weekday, false},
	{">NU", read_ahead, false},
	{"NU<", read_back, false},
	{">HU", read_half_ahead, false},
	{">NHU", read_half_ahead, false},
	{"HU<", read_half_back, false},
	{"NHU<", read_half_back, false},
	{"+U", read_next_unit, false},
	{"-U", read_last_unit, false},
	{"+UW", read_next_week_day, false},
	{"-UW", read_last_week_day, false},
	{"W+U", read_day_next_week, false},
	{"W-U", read_day_last_week, false},
	{"NU", read_units, false},
	{"NUO", read_old, false},
};

static bool read_tokens(const struct reading *r, struct date *out)
{
	if (r->about && text_equal(r->kinds, "N") && r->token[0].digits <= 3)
		return age(r, r->token[0].value, out);
	if (r->about && text_equal(r->kinds, "NU") && r->token[1].value == 'y')
		return age(r, r->token[0].value, out);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		if (!text_equal(ways[i].kinds, r->kinds))
			continue;
		if (!ways[i].read(r, out))
			return false;
		if (r->about && ways[i].by_calendar)
			*out = (struct date){out->year, 0, 0, true};
		return true;
	}
	return false;
}

bool date_understand(const char *typed, const struct date *today, enum date_sense sense,
		     struct date *out)
{
	struct reading r = {.today = today, .sense = sense};
	struct date found = {0, 0, 0, false};
	bool ok = date_is_full(today) && typed_cut(&r, typed) && read_tokens(&r, &found);

	*out = ok ? found : (struct date){0, 0, 0, false};
	return ok;
}
