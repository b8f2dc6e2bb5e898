/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

struct str;

/*
 * Civil dates of the proleptic Gregorian calendar, years 1 to 9999, and the clock.  A date may be
 * partial (a birth year is often all she knows) and about ("ongeveer 40").
 */
struct date {
	int year;   /* 0: no date */
	int month;  /* 0: only the year is known */
	int day;    /* 0: only year and month are known */
	bool about; /* written ~1980 */
};

/* A point in time with the wall clock of the place: what now() and an interview's start hold. */
struct moment {
	struct date date;
	int hour, minute, second, millisecond;
	int offset; /* minutes east of UTC */
};

enum date_style {
	DATE_ISO,      /* 2026-10-14, 2026-10, 2026, ~1980: how it is stored */
	DATE_SHORT,    /* 14-10-26: a line in a list */
	DATE_LONG,     /* 14 oktober 2026: a page that goes out */
	DATE_DAY,      /* za 21 nov: the header, the agenda */
	DATE_MONTH     /* mrt 25: the ladder's axis */
};

/* Which way an incomplete date points: a birthday lies behind us, an appointment ahead. */
enum date_sense { DATE_PAST, DATE_ANY, DATE_FUTURE };

bool date_is_valid(const struct date *d);           /* partial dates are valid */
bool date_is_full(const struct date *d);
bool date_read(const char *iso, struct date *out);  /* the four forms of DATE_ISO; else false */
int date_compare(const struct date *a, const struct date *b); /* a missing part counts as 1 */
int64_t date_days(const struct date *d);            /* since 1970-01-01; a missing part as 1 */
struct date date_of_days(int64_t days);
struct date date_add_months(const struct date *d, int months); /* 31 jan + 1 month = 28 feb */
int date_weekday(const struct date *d);             /* 0 Monday to 6 Sunday */
int date_years_between(const struct date *from, const struct date *to); /* an age; -1 unknown */

/* language is "nl" or "en"; another is written as "en". */
void date_write(struct str *out, const struct date *d, enum date_style style, const char *language);
const char *date_month_name(int month, bool full, const char *language); /* 1..12 */
const char *date_weekday_name(int weekday, bool full, const char *language);

/*
 * What a worker types: 3/5, 3-5-81, 12 mei 1981, 120381, 1981, 5-1981, ~1980, gisteren, vandaag,
 * morgen, overmorgen, maandag, over 2 weken, 3 maanden geleden; Dutch and English words.  Day
 * before month always.  A missing year is the nearest in the given sense; a two-digit year is at
 * most today's (DATE_PAST) or in this century.  False when it cannot be read.
 */
bool date_understand(const char *typed, const struct date *today, enum date_sense sense,
		     struct date *out);

/* 14.30, 14:30, 1430, half 3, 9u: minutes since midnight, or -1. */
int date_understand_time(const char *typed);

/* Time comes from here only, so that --clock can stand still. */
struct clock {
	int64_t (*now_ms)(void *data); /* UTC, since 1970 */
	void *data;
};
struct clock clock_system(void);
struct clock clock_fixed(int64_t *ms);             /* stands at *ms, which the caller moves */
/* Runs from start_ms on, factor times as fast as the system's: for practice files and tests. */
struct clock_run {
	int64_t start_ms, began_us; /* began_us is clock_running's */
	int factor;                 /* 1 to 3600 */
};
struct clock clock_running(struct clock_run *run); /* run must live as long */
int64_t clock_now(const struct clock *c);
/*
 * For how long something lasted: the system's clock is asked for the time since it was started,
 * sleep included, which nobody can set; another clock is asked for its time.
 */
int64_t clock_lapse(const struct clock *c);
/* How long to wait until so much has passed on it, in ms rounded up; -1: it stands still. */
int64_t clock_wait(const struct clock *c, int64_t ms);
int64_t clock_slept(void); /* ms that the laptop slept since it was started */
struct moment clock_moment(const struct clock *c); /* local time by TZ */
struct date clock_today(const struct clock *c);
struct moment moment_of_ms(int64_t ms);            /* local time by TZ */
bool moment_read(const char *iso, struct moment *out); /* 2026-11-22[T10:42[:05[.123]]][+01:00|Z] */
int64_t moment_ms(const struct moment *m);
void moment_write(struct str *out, const struct moment *m); /* 2026-11-22T10:42:05.123+01:00 */

#endif
