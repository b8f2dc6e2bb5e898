/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <time.h>

#include "base/date.h"
#include "base/str.h"

enum { DAY_MS = 24 * 60 * 60 * 1000, MINUTE_MS = 60 * 1000, FURTHEST_OFFSET = 14 * 60 };

static int64_t read_us(clockid_t which)
{
	struct timespec now;

	if (clock_gettime(which, &now) < 0)
		return 0; /* a system without this clock does not exist */
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int64_t system_ms(void *data)
{
	(void)data;
	return read_us(CLOCK_REALTIME) / 1000;
}

static int64_t running_ms(void *data)
{
	const struct clock_run *run = data;

	return run->start_ms + (read_us(CLOCK_BOOTTIME) - run->began_us) * run->factor / 1000;
}

static int64_t fixed_ms(void *data)
{
	const int64_t *ms = data;

	return *ms;
}

struct clock clock_system(void)
{
	return (struct clock){system_ms, NULL};
}

struct clock clock_fixed(int64_t *ms)
{
	return (struct clock){fixed_ms, ms};
}

struct clock clock_running(struct clock_run *run)
{
	run->began_us = read_us(CLOCK_BOOTTIME);
	return (struct clock){running_ms, run};
}

int64_t clock_now(const struct clock *c)
{
	return c->now_ms(c->data);
}

int64_t clock_lapse(const struct clock *c)
{
	return c->now_ms == system_ms ? read_us(CLOCK_BOOTTIME) / 1000 : clock_now(c);
}

int64_t clock_wait(const struct clock *c, int64_t ms)
{
	const struct clock_run *run = c->data;

	if (c->now_ms == fixed_ms)
		return -1;
	if (c->now_ms != running_ms)
		return ms;
	return (ms + run->factor - 1) / run->factor;
}

int64_t clock_slept(void)
{
	return (read_us(CLOCK_BOOTTIME) - read_us(CLOCK_MONOTONIC)) / 1000;
}

struct moment clock_moment(const struct clock *c)
{
	return moment_of_ms(clock_now(c));
}

struct date clock_today(const struct clock *c)
{
	return clock_moment(c).date;
}

struct moment moment_of_ms(int64_t ms)
{
	struct moment m = {{0, 0, 0, false}, 0, 0, 0, 0, 0};
	int64_t seconds = ms / 1000 - (ms % 1000 < 0), local, of_day;
	time_t t = (time_t)seconds;
	struct tm there;

	if (localtime_r(&t, &there))
		m.offset = (int)(there.tm_gmtoff / 60);
	local = seconds + (int64_t)m.offset * 60;
	of_day = (local % 86400 + 86400) % 86400;
	m.date = date_of_days((local - of_day) / 86400);
	m.hour = (int)(of_day / 3600);
	m.minute = (int)(of_day / 60 % 60);
	m.second = (int)(of_day % 60);
	m.millisecond = (int)((ms % 1000 + 1000) % 1000);
	return m;
}

int64_t moment_ms(const struct moment *m)
{
	int64_t of_day = ((m->hour * 60 + m->minute) * 60 + m->second) * (int64_t)1000;

	return date_days(&m->date) * DAY_MS + of_day + m->millisecond -
	       (int64_t)m->offset * MINUTE_MS;
}

/* Two digits up to 'most' at *p, which moves past them; -1 otherwise. */
static int two_digits(const char **p, int most)
{
	const char *at = *p;
	int value;

	if (at[0] < '0' || at[0] > '9' || at[1] < '0' || at[1] > '9')
		return -1;
	value = (at[0] - '0') * 10 + (at[1] - '0');
	*p = at + 2;
	return value <= most ? value : -1;
}

static bool read_fraction(const char **p, struct moment *m)
{
	int unit = 100;

	for ((*p)++; **p >= '0' && **p <= '9'; (*p)++, unit /= 10)
		m->millisecond += unit * (**p - '0');
	return unit < 100;
}

/* [T10:42[:05[.123]]] */
static bool read_time(const char **p, struct moment *m)
{
	if (**p != 'T')
		return true;
	(*p)++;
	m->hour = two_digits(p, 23);
	if (m->hour < 0 || **p != ':')
		return false;
	(*p)++;
	m->minute = two_digits(p, 59);
	if (m->minute < 0)
		return false;
	if (**p != ':')
		return true;
	(*p)++;
	m->second = two_digits(p, 59);
	if (m->second < 0)
		return false;
	return **p != '.' || read_fraction(p, m);
}

/* What the wall clock of this place was ahead of UTC then. */
static int offset_here(const struct moment *m)
{
	struct tm there = {0};

	there.tm_year = m->date.year - 1900;
	there.tm_mon = m->date.month - 1;
	there.tm_mday = m->date.day;
	there.tm_hour = m->hour;
	there.tm_min = m->minute;
	there.tm_sec = m->second;
	there.tm_isdst = -1;
	(void)mktime(&there); /* a failure leaves offset 0, UTC */
	return (int)(there.tm_gmtoff / 60);
}

static bool read_offset(const char *p, struct moment *m)
{
	int sign = *p == '-' ? -1 : 1, hours, minutes;

	if (!*p) {
		m->offset = offset_here(m);
		return true;
	}
	if (*p == 'Z')
		return p[1] == '\0';
	if (*p != '+' && *p != '-')
		return false;
	p++;
	hours = two_digits(&p, FURTHEST_OFFSET / 60);
	if (hours < 0 || *p != ':')
		return false;
	p++;
	minutes = two_digits(&p, 59);
	m->offset = sign * (hours * 60 + minutes);
	return minutes >= 0 && *p == '\0' && hours * 60 + minutes <= FURTHEST_OFFSET;
}

/* At the ends of the calendar another place is in a year that is none of ours. */
static bool is_everywhere(const struct moment *m)
{
	struct moment here;

	if (m->date.year > 1 && m->date.year < 9999)
		return true;
	here = moment_of_ms(moment_ms(m));
	return date_is_valid(&here.date);
}

bool moment_read(const char *iso, struct moment *out)
{
	struct moment m = {{0, 0, 0, false}, 0, 0, 0, 0, 0};
	char date[sizeof "2026-11-22"] = "";
	const char *p = iso;

	*out = m;
	for (size_t i = 0; p && *p && i + 1 < sizeof date; i++)
		date[i] = *p++;
	if (!date_read(date, &m.date) || !date_is_full(&m.date))
		return false;
	if (!read_time(&p, &m) || !read_offset(p, &m) || !is_everywhere(&m))
		return false;
	*out = m;
	return true;
}

void moment_write(struct str *out, const struct moment *m)
{
	int away = m->offset < 0 ? -m->offset : m->offset;

	str_addf(out, "%04d-%02d-%02dT%02d:%02d:%02d.%03d%c%02d:%02d", m->date.year,
		 m->date.month, m->date.day, m->hour, m->minute, m->second,
		 m->millisecond, m->offset < 0 ? '-' : '+', away / 60, away % 60);
}
