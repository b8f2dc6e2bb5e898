/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/date.h"

#include <string.h>

#include "base/str.h"
#include "base/text.h"

enum { FIRST_YEAR = 1, LAST_YEAR = 9999, DUTCH = 0, ENGLISH = 1 };

struct names {
	const char *brief, *full;
};

static const struct names month_names[2][12] = {
	{{"jan", "januari"},
	 {"feb", "februari"},
	 {"mrt", "maart"},
	 {"apr", "april"},
	 {"mei", "mei"},
	 {"jun", "juni"},
	 {"jul", "juli"},
	 {"aug", "augustus"},
	 {"sep", "september"},
	 {"okt", "oktober"},
	 {"nov", "november"},
	 {"dec", "december"}},
	{{"Jan", "January"},
	 {"Feb", "February"},
	 {"Mar", "March"},
	 {"Apr", "April"},
	 {"May", "May"},
	 {"Jun", "June"},
	 {"Jul", "July"},
	 {"Aug", "August"},
	 {"Sep", "September"},
	 {"Oct", "October"},
	 {"Nov", "November"},
	 {"Dec", "December"}},
};

static const struct names weekday_names[2][7] = {
	{{"ma", "maandag"},
	 {"di", "dinsdag"},
	 {"wo", "woensdag"},
	 {"do", "donderdag"},
	 {"vr", "vrijdag"},
	 {"za", "zaterdag"},
	 {"zo", "zondag"}},
	{{"Mon", "Monday"},
	 {"Tue", "Tuesday"},
	 {"Wed", "Wednesday"},
	 {"Thu", "Thursday"},
	 {"Fri", "Friday"},
	 {"Sat", "Saturday"},
	 {"Sun", "Sunday"}},
};

static int row_of(const char *language)
{
	return text_equal(language, "nl") ? DUTCH : ENGLISH;
}

const char *date_month_name(int month, bool full, const char *language)
{
	const struct names *n;

	if (month < 1 || month > 12)
		return "";
	n = &month_names[row_of(language)][month - 1];
	return full ? n->full : n->brief;
}

const char *date_weekday_name(int weekday, bool full, const char *language)
{
	const struct names *n;

	if (weekday < 0 || weekday > 6)
		return "";
	n = &weekday_names[row_of(language)][weekday];
	return full ? n->full : n->brief;
}

static int days_in(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

bool date_is_valid(const struct date *d)
{
	if (d->year < FIRST_YEAR || d->year > LAST_YEAR || d->month < 0 || d->month > 12)
		return false;
	if (d->month == 0)
		return d->day == 0;
	return d->day >= 0 && d->day <= days_in(d->year, d->month);
}

bool date_is_full(const struct date *d)
{
	return d->day > 0 && date_is_valid(d);
}

/* Exactly count digits at *p, which moves past them; -1 when there are others. */
static int digits(const char **p, int count)
{
	int value = 0;

	for (; count > 0; count--, (*p)++) {
		if (**p < '0' || **p > '9')
			return -1;
		value = value * 10 + (**p - '0');
	}
	return value;
}

bool date_read(const char *iso, struct date *out)
{
	struct date d = {0, 0, 0, false};
	const char *p = iso;

	*out = d;
	if (!p)
		return false;
	if (*p == '~') {
		d.about = true;
		p++;
	}
	d.year = digits(&p, 4);
	if (*p == '-' && !d.about) {
		p++;
		d.month = digits(&p, 2);
		if (d.month < 1)
			return false;
	}
	if (*p == '-' && d.month > 0) {
		p++;
		d.day = digits(&p, 2);
		if (d.day < 1)
			return false;
	}
	if (*p || !date_is_valid(&d))
		return false;
	*out = d;
	return true;
}

/*
 * Days by Howard Hinnant's "chrono-compatible low-level date algorithms": the year starts
 * in March there, so that the leap day comes last.
 */
int64_t date_days(const struct date *d)
{
	int month = d->month > 0 ? d->month : 1, day = d->day > 0 ? d->day : 1;
	int64_t year = d->year - (month <= 2),
		era = (year >= 0 ? year : year - 399) / 400;
	int64_t of_era = year - era * 400;
	int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct date date_of_days(int64_t days)
{
	static const struct date none = {0, 0, 0, false};
	static const struct date last = {LAST_YEAR, 12, 31, false};
	static const struct date first = {FIRST_YEAR, 1, 1, false};
	int64_t era, of_era, year, of_year, month;
	struct date d = none;

	if (days < date_days(&first) || days > date_days(&last))
		return none;
	days += 719468;
	era = days / 146097; /* never negative from the year 1 on */
	of_era = days - era * 146097;
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	month = (5 * of_year + 2) / 153;
	d.day = (int)(of_year - (153 * month + 2) / 5 + 1);
	d.month = (int)(month < 10 ? month + 3 : month - 9);
	d.year = (int)(year + era * 400 + (d.month <= 2));
	return d;
}

int date_compare(const struct date *a, const struct date *b)
{
	int64_t left = date_days(a), right = date_days(b);

	return (left > right) - (left < right);
}

struct date date_add_months(const struct date *d, int months)
{
	static const struct date none = {0, 0, 0, false};
	struct date sum = *d;
	int64_t count;

	if (!date_is_valid(d))
		return none;
	if (d->month == 0) {
		count = (int64_t)d->year * 12 + months;
	} else {
		count = (int64_t)d->year * 12 + d->month - 1 + months;
		sum.month = (int)((count % 12 + 12) % 12) + 1;
	}
	if (count < FIRST_YEAR * 12 || count >= (LAST_YEAR + 1) * 12)
		return none;
	sum.year = (int)(count / 12);
	if (sum.day > 0 && sum.day > days_in(sum.year, sum.month))
		sum.day = days_in(sum.year, sum.month);
	return sum;
}

int date_weekday(const struct date *d)
{
	return (int)(((date_days(d) + 3) % 7 + 7) % 7); /* day 0 was a Thursday */
}

int date_years_between(const struct date *from, const struct date *to)
{
	int years = to->year - from->year;
	int month = from->month > 0 ? from->month : 1,
	    day = from->day > 0 ? from->day : 1;
	int to_month = to->month > 0 ? to->month : 1, to_day = to->day > 0 ? to->day : 1;

	if (from->year == 0 || to->year == 0)
		return -1;
	if (to_month < month || (to_month == month && to_day < day))
		years--;
	return years < 0 ? -1 : years;
}

static void write_iso(struct str *out, const struct date *d)
{
	str_addf(out, "%s%04d", d->about ? "~" : "", d->year);
	if (d->month > 0 && !d->about)
		str_addf(out, "-%02d", d->month);
	if (d->day > 0 && !d->about)
		str_addf(out, "-%02d", d->day);
}

/* A month, or a year alone: in a list as '12 mrt 25' would show it, on a page in full. */
static void write_partial(struct str *out, const struct date *d, enum date_style style,
			  const char *language)
{
	bool full = style == DATE_LONG;

	if (d->about && full)
		str_addf(out, "%s %d", row_of(language) == DUTCH ? "ongeveer" : "about",
			 d->year);
	else if (d->about)
		str_addf(out, "~%d", d->year);
	else if (d->month == 0)
		str_addf(out, "%d", d->year);
	else if (full)
		str_addf(out, "%s %d", date_month_name(d->month, true, language),
			 d->year);
	else
		str_addf(out, "%s %02d", date_month_name(d->month, false, language),
			 d->year % 100);
}

void date_write(struct str *out, const struct date *d, enum date_style style,
		const char *language)
{
	if (!date_is_valid(d))
		return;
	if (style == DATE_ISO)
		write_iso(out, d);
	else if (style == DATE_MONTH || d->about || d->day == 0)
		write_partial(out, d, style, language);
	else if (style == DATE_SHORT)
		str_addf(out, "%02d-%02d-%02d", d->day, d->month, d->year % 100);
	else if (style == DATE_LONG)
		str_addf(out, "%d %s %d", d->day,
			 date_month_name(d->month, true, language), d->year);
	else
		str_addf(out, "%s %d %s",
			 date_weekday_name(date_weekday(d), false, language), d->day,
			 date_month_name(d->month, false, language));
}
