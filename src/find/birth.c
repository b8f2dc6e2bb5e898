/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/find.h"

/*
 * How two dates of birth agree, best first, and what each says (thousandths of a name's likeness).
 * Many who do not know their date have 1 January in their papers; day and month change places between
 * forms; an age that was guessed is some years off.
 */
static const struct {
	int same, swapped, same_january, same_month, same_year, year_of_january, slip;
	int other_day, about_near, about_far, next_year, next_year_alone, other_year, far_year;
} weights = {
	.same = 200,            /* full and equal */
	.swapped = 170,         /* 12-3 and 3-12 of one year */
	.same_month = 165,      /* one day unknown */
	.same_year = 150,       /* one month unknown */
	.same_january = 140,    /* both 1 January: many are */
	.year_of_january = 130, /* one of them 1 January */
	.slip = 120,            /* one digit of a full date differs, or two changed places */
	.about_near = 100,      /* one is about, at most 3 years apart */
	.other_day = 60,        /* the year is the same, the rest is not */
	.next_year = 40,        /* a year apart, one month unknown */
	.about_far = 20,        /* one is about, at most 6 years apart */
	.next_year_alone = -20, /* a year apart, and the rest differs too */
	.other_year = -80,      /* at most 5 years apart */
	.far_year = -150,
};

enum { ABOUT_NEAR = 3, ABOUT_FAR = 6, OTHER_YEAR = 5, DATE_DIGITS = 8 };

struct find_birth find_birth_read(const char *text)
{
	struct date d;

	if (!date_read(text, &d))
		return (struct find_birth){0};
	return (struct find_birth){(int16_t)d.year, (uint8_t)d.month, (uint8_t)d.day, d.about};
}

static bool is_full(const struct find_birth *b)
{
	return b->month > 0 && b->day > 0;
}

static bool is_january(const struct find_birth *b)
{
	return b->month == 1 && b->day == 1;
}

static bool is_same_day(const struct find_birth *a, const struct find_birth *b)
{
	return a->month == b->month && a->day == b->day;
}

static void digits_of(const struct find_birth *b, char out[DATE_DIGITS + 1])
{
	(void)snprintf(out, DATE_DIGITS + 1, "%04u%02u%02u", (unsigned)b->year % 10000U,
		       b->month % 100U, b->day % 100U);
}

/* One digit is another, or two neighbours changed places: a slip of the finger. */
static bool is_slip(const struct find_birth *a, const struct find_birth *b)
{
	char left[DATE_DIGITS + 1], right[DATE_DIGITS + 1];
	int first = -1, count = 0;

	digits_of(a, left);
	digits_of(b, right);
	for (int i = 0; i < DATE_DIGITS; i++) {
		if (left[i] == right[i])
			continue;
		first = first < 0 ? i : first;
		count++;
	}
	return count == 1 || (count == 2 && left[first] == right[first + 1] &&
			      left[first + 1] == right[first]);
}

static int weight_in_year(const struct find_birth *a, const struct find_birth *b)
{
	if (is_january(a) || is_january(b))
		return is_same_day(a, b) ? weights.same_january : weights.year_of_january;
	if (a->month == 0 || b->month == 0)
		return weights.same_year;
	if (!is_full(a) || !is_full(b))
		return a->month == b->month ? weights.same_month : weights.other_day;
	if (is_same_day(a, b))
		return weights.same;
	if (a->day == b->month && a->month == b->day)
		return weights.swapped;
	return is_slip(a, b) ? weights.slip : weights.other_day;
}

static int weight_of_years(const struct find_birth *a, const struct find_birth *b, int apart)
{
	bool is_about = a->is_about || b->is_about, are_full = is_full(a) && is_full(b);

	if (are_full && !is_january(a) && is_slip(a, b))
		return weights.slip;
	if (is_about && apart <= ABOUT_FAR)
		return apart <= ABOUT_NEAR ? weights.about_near : weights.about_far;
	if (apart == 1)
		return are_full && !is_january(a) && !is_january(b) ? weights.next_year_alone
								   : weights.next_year;
	return apart <= OTHER_YEAR ? weights.other_year : weights.far_year;
}

int find_birth_weight(const struct find_birth *asked, const struct find_birth *known)
{
	int apart = abs(asked->year - known->year);

	if (asked->year == 0 || known->year == 0)
		return 0;
	return apart == 0 ? weight_in_year(asked, known) : weight_of_years(asked, known, apart);
}
