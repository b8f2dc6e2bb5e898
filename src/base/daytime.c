/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "base/text.h"

enum { TYPED_BYTES = 32, NO_TIME = -1, HOUR = 60, NOON = 12 * 60 };

/* 'half 3' is the Dutch one, half past two: the other rows say how far from the hour. */
struct phrase {
	const char *text;
	int minutes;
};

static const struct phrase phrases[] = {
	{"half past ", 30},   {"half ", -30},	     {"kwart over ", 15},
	{"kwart voor ", -15}, {"quarter past ", 15}, {"quarter to ", -15},
	{"tien over ", 10},   {"tien voor ", -10},   {"vijf over ", 5},
	{"vijf voor ", -5},   {"10 over ", 10},	     {"10 voor ", -10},
	{"5 over ", 5},	      {"5 voor ", -5},	     {"20 over ", 20},
	{"20 voor ", -20},
};

static const char *const hours[] = {"een",   "twee", "drie",  "vier", "vijf", "zes",
				    "zeven", "acht", "negen", "tien", "elf",  "twaalf"};

/* Digits at *p, at most four, which moves past them; -1 without any. */
static int number(const char **p, int *digits)
{
	int value = 0;

	for (*digits = 0; **p >= '0' && **p <= '9'; (*p)++) {
		if (++*digits > 4)
			return -1;
		value = value * 10 + (**p - '0');
	}
	return *digits > 0 ? value : -1;
}

static int hour_word(const char **p)
{
	for (int i = 11; i >= 0; i--) {
		size_t len = strlen(hours[i]);

		if (strncmp(*p, hours[i], len) == 0) {
			*p += len;
			return i + 1;
		}
	}
	return -1;
}

static void skip_blanks(const char **p)
{
	while (**p == ' ')
		(*p)++;
}

/* What stands behind the figures: nothing, uur, am or pm.  Minutes to add, or NO_TIME. */
static int ending(const char *p, int minutes)
{
	skip_blanks(&p);
	if (!*p || text_equal(p, "u") || text_equal(p, "uur") || text_equal(p, "h"))
		return 0;
	if (text_equal(p, "am"))
		return minutes >= NOON ? -NOON : 0;
	if (text_equal(p, "pm"))
		return minutes >= NOON ? 0 : NOON;
	return NO_TIME;
}

/* Nobody works at 3 at night: a spoken hour from 1 to 6 is one of the afternoon. */
static int spoken(int minutes, const char *p)
{
	int more = ending(p, minutes);

	if (more == NO_TIME || minutes < 0 || minutes >= 24 * HOUR)
		return NO_TIME;
	skip_blanks(&p);
	if (*p == 'a' || *p == 'p')
		return minutes < 13 * HOUR ? minutes + more : NO_TIME;
	return minutes >= HOUR && minutes < 7 * HOUR ? minutes + NOON : minutes;
}

static int exact(int hour, int minute, const char *p)
{
	int minutes = hour * HOUR + minute, more = ending(p, minutes);

	if (hour > 23 || minute > 59 || more == NO_TIME)
		return NO_TIME;
	if (more != 0 && hour > 12)
		return NO_TIME;
	return minutes + more;
}

/* 14.30, 14:30, 14u30, 1430, 9u, 9 */
static int read_figures(const char *p)
{
	int digits, first = number(&p, &digits), minute;

	if (first < 0 && digits == 0)
		first = hour_word(&p);
	if (first < 0)
		return NO_TIME;
	if (digits > 2)
		return exact(first / 100, first % 100, p);
	if (*p && strchr(".:uh", *p) && p[1] >= '0' && p[1] <= '9') {
		p++;
		minute = number(&p, &digits);
		return digits == 2 ? exact(first, minute, p) : NO_TIME;
	}
	return spoken(first * HOUR, p);
}

static int read_phrase(const char *p, int minutes)
{
	int digits, hour = number(&p, &digits);

	if (hour < 0)
		hour = hour_word(&p);
	if (hour < 1 || hour > 12)
		return NO_TIME;
	minutes += hour * HOUR;
	return spoken(minutes < HOUR ? minutes + NOON : minutes, p);
}

static int read_time(const char *p)
{
	if (text_begins(p, "om "))
		p += strlen("om ");
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (text_begins(p, phrases[i].text))
			return read_phrase(p + strlen(phrases[i].text),
					   phrases[i].minutes);
	return read_figures(p);
}

int date_understand_time(const char *typed)
{
	size_t len = typed ? strnlen(typed, TYPED_BYTES + 1) : 0;
	struct str text = STR_INIT;
	int minutes;

	if (len == 0 || len > TYPED_BYTES)
		return NO_TIME;
	str_add(&text, typed);
	text_trim(&text);
	text_lower(&text);
	minutes = read_time(text.bytes);
	str_release(&text);
	return minutes;
}
