/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_node.h"

/*
 * A date is a number of days since 1970-01-01 UTC that may have a fraction, as in
 * web-forms.  A date without a time is the begin of that day in winter time: so the
 * difference of two dates is whole, also across the change to summer time.
 */
enum { MINUTE_MS = 60 * 1000, DAY_MINUTES = 24 * 60, OFFSET_MOST = 14 * 60 };

static const double day_ms = 86400000.0;

/*
 * Minutes east of UTC without summer time, which shifts to the east on both halves of the
 * earth.
 */
static int standard_offset(void)
{
	static const int64_t january = 1768478400000, july = 1784116800000; /* of 2026 */
	int winter = moment_of_ms(january).offset, summer = moment_of_ms(july).offset;

	return winter < summer ? winter : summer;
}

static double date_days_utc(const struct date *d)
{
	return (double)date_days(d) - (double)standard_offset() / DAY_MINUTES;
}

/*
 * The offset in force at a wall clock time: asked twice, for the second guess knows the
 * season.
 */
static int offset_at(int64_t wall_ms)
{
	int offset =
		moment_of_ms(wall_ms - (int64_t)standard_offset() * MINUTE_MS).offset;

	return moment_of_ms(wall_ms - (int64_t)offset * MINUTE_MS).offset;
}

/* What is read of a date or time text. */
struct wall {
	struct date date;
	bool has_time, has_offset;
	int ms; /* since midnight */
	int offset; /* minutes east of UTC */
};

static bool read_digits(const char **at, int least, int most, int *out)
{
	int n = 0;

	for (*out = 0; n < most && **at >= '0' && **at <= '9'; n++, (*at)++)
		*out = *out * 10 + (**at - '0');
	return n >= least;
}

static bool read_mark(const char **at, char mark)
{
	if (**at != mark)
		return false;
	(*at)++;
	return true;
}

/* 1970-1-2 is forgiven; whether there is such a day is another question. */
static bool read_date(const char **at, struct date *d)
{
	*d = (struct date){0, 0, 0, false};
	return read_digits(at, 4, 4, &d->year) && read_mark(at, '-') &&
	       read_digits(at, 1, 2, &d->month) && read_mark(at, '-') &&
	       read_digits(at, 1, 2, &d->day);
}

static bool read_offset(const char **at, struct wall *w)
{
	int hours, minutes = 0, sign = **at == '-' ? -1 : 1;

	if (**at == '\0')
		return true;
	w->has_offset = true;
	if (read_mark(at, 'Z'))
		return **at == '\0';
	if (**at != '+' && **at != '-')
		return false;
	(*at)++;
	if (!read_digits(at, 2, 2, &hours))
		return false;
	(void)read_mark(at, ':');
	if (**at != '\0' && !read_digits(at, 2, 2, &minutes))
		return false;
	w->offset = sign * (hours * 60 + minutes);
	return **at == '\0' && abs(w->offset) <= OFFSET_MOST && minutes < 60;
}

/* 10:42[:05[.123]], then an offset or nothing. */
static bool read_time(const char **at, struct wall *w)
{
	int hour, minute, second = 0, ms = 0, scale = 100;

	w->has_time = true;
	if (!read_digits(at, 1, 2, &hour) || !read_mark(at, ':') ||
	    !read_digits(at, 2, 2, &minute))
		return false;
	if (read_mark(at, ':') && !read_digits(at, 2, 2, &second))
		return false;
	if (read_mark(at, '.'))
		for (; **at >= '0' && **at <= '9'; (*at)++, scale /= 10)
			ms += scale * (**at - '0');
	w->ms = ((hour * 60 + minute) * 60 + second) * 1000 + ms;
	return hour < 24 && minute < 60 && second < 60 && read_offset(at, w);
}

static bool read_wall(const char *text, struct wall *w)
{
	*w = (struct wall){.has_time = false};
	while (expr_space(*text))
		text++;
	if (!read_date(&text, &w->date))
		return false;
	if (*text == '\0')
		return true;
	return read_mark(&text, 'T') && read_time(&text, w);
}

static double wall_days(const struct wall *w)
{
	int64_t ms = date_days(&w->date) * (int64_t)day_ms + w->ms;

	if (!w->has_time)
		return date_days_utc(&w->date);
	ms -= (int64_t)(w->has_offset ? w->offset : offset_at(ms)) * MINUTE_MS;
	return (double)ms / day_ms;
}

bool expr_date_read(const char *text, double *days)
{
	struct wall w;

	if (!read_wall(text, &w) || !date_is_valid(&w.date) || !date_is_full(&w.date))
		return false;
	*days = wall_days(&w);
	return true;
}

bool expr_date_is_impossible(const char *text)
{
	struct wall w;

	return read_wall(text, &w) && !(date_is_valid(&w.date) && date_is_full(&w.date));
}

static enum err put_date(struct form_value *out, const char *text, double days)
{
	*out = (struct form_value){FORM_VALUE_DATE, text, days};
	return OK;
}

/*
 * A birth date may be partial (1981, ~1980): then it counts from the first day it can be.
 */
enum err expr_date_of_text(const char *text, struct form_value *out)
{
	struct date partial;
	double days;

	if (expr_date_read(text, &days))
		return put_date(out, text, days);
	if (date_read(text, &partial) && date_is_valid(&partial))
		return put_date(out, text, date_days_utc(&partial));
	return expr_put_text(out, text);
}

static bool days_are_bounded(double days)
{
	return days > -719000 && days < 2932000; /* the years 2 to 9996 */
}

/* The moment of a number of days, to the millisecond, on the clock of the place. */
static struct moment moment_of_days(double days)
{
	return moment_of_ms((int64_t)floor(days * day_ms + 0.5));
}

/*
 * A whole number is that very day; what today() + 7 gives is a day of this place again.
 */
static struct date date_of_number(double days)
{
	if (days == floor(days))
		return date_of_days((int64_t)days);
	return date_of_days(
		(int64_t)floor(days + (double)standard_offset() / DAY_MINUTES + 1e-8));
}

static const char *write_date(struct arena *arena, const struct date *d)
{
	struct str text = STR_INIT;
	const char *result;

	date_write(&text, d, DATE_ISO, "en");
	result = arena_bytes(arena, text.bytes, text.len);
	str_release(&text);
	return result;
}

static const char *write_moment(struct arena *arena, const struct moment *m)
{
	struct str text = STR_INIT;
	const char *result;

	moment_write(&text, m);
	result = arena_bytes(arena, text.bytes, text.len);
	str_release(&text);
	return result;
}

EXPR_FUNCTION(today)
{
	struct date d = clock_today(x->env->clock);

	(void)call, (void)args;
	return put_date(out, write_date(x->arena, &d), date_days_utc(&d));
}

EXPR_FUNCTION(now)
{
	int64_t ms = clock_now(x->env->clock);
	struct moment m = moment_of_ms(ms);

	(void)call, (void)args;
	return put_date(out, write_moment(x->arena, &m), (double)ms / day_ms);
}

static enum err impossible(struct expr_eval *x)
{
	return error_set(x->e, ERR_INVALID, _("This date does not exist."));
}

/* On the clock of the place, whatever offset the text had. */
static struct moment moment_of_wall(const struct wall *w)
{
	struct moment m = {.date = w->date};
	int64_t ms = date_days(&w->date) * (int64_t)day_ms;

	if (w->has_time)
		return moment_of_days(wall_days(w));
	m.offset = offset_at(ms);
	return m;
}

/*
 * Reads any value as a point in time: *m on the clock of the place.  False when it is
 * none; an impossible date is an error.
 */
static enum err read_value(struct expr_eval *x, const struct form_value *v, bool *found,
			   struct wall *w, struct moment *m)
{
	*found = false;
	*w = (struct wall){.has_time = true};
	if (v->type == FORM_VALUE_BOOLEAN)
		return OK;
	if (v->type != FORM_VALUE_NUMBER && expr_date_is_impossible(v->text))
		return impossible(x);
	if (v->type != FORM_VALUE_NUMBER && read_wall(v->text, w)) {
		*found = true;
		*m = moment_of_wall(w);
		return OK;
	}
	*w = (struct wall){.has_time = true};
	*found = days_are_bounded(form_value_number(v));
	if (*found)
		*m = moment_of_days(form_value_number(v));
	return OK;
}

enum err expr_date_moment(struct expr_eval *x, const struct form_value *v, bool *found,
			  struct moment *m, bool *has_time)
{
	struct wall w;
	enum err rc = read_value(x, v, found, &w, m);
	double days = form_value_number(v);

	*has_time = w.date.year != 0 ? w.has_time : days != floor(days);
	if (rc == OK && *found && w.date.year == 0 && !*has_time)
		*m = (struct moment){.date = date_of_days((int64_t)days)};
	return rc;
}

enum err expr_date_of_wall(struct expr_eval *x, double ms, bool has_time,
			   struct form_value *out)
{
	struct moment m;
	struct date d;

	if (!days_are_bounded(ms / day_ms))
		return expr_put_text(out, "");
	if (!has_time) {
		d = date_of_days((int64_t)floor(ms / day_ms));
		return put_date(out, write_date(x->arena, &d), date_days_utc(&d));
	}
	m = moment_of_ms((int64_t)ms - (int64_t)offset_at((int64_t)ms) * MINUTE_MS);
	return put_date(out, write_moment(x->arena, &m), (double)moment_ms(&m) / day_ms);
}

/*
 * The day of a value.  A text with a time keeps its time as a number (web-forms); the
 * value of a question, now() and date-time() lose it, so that date(now()) = today().
 */
EXPR_FUNCTION(date)
{
	bool is_text = args[0].type == FORM_VALUE_TEXT, found;
	double number = form_value_number(&args[0]);
	struct moment m = {.offset = 0};
	struct wall w;
	enum err rc = read_value(x, &args[0], &found, &w, &m);

	(void)call;
	if (rc != OK)
		return rc;
	if (!found)
		return expr_put_text(out, "");
	if (args[0].type == FORM_VALUE_NUMBER || (is_text && w.date.year == 0))
		m.date = date_of_number(number);
	else if (!is_text || !w.has_time)
		number = date_days_utc(&m.date);
	return put_date(out, write_date(x->arena, &m.date), number);
}

EXPR_FUNCTION(date_time)
{
	struct moment m = {.offset = 0};
	struct wall w;
	bool found;
	enum err rc = read_value(x, &args[0], &found, &w, &m);

	(void)call;
	if (rc != OK)
		return rc;
	if (!found)
		return expr_put_text(out, "");
	return put_date(out, write_moment(x->arena, &m), (double)moment_ms(&m) / day_ms);
}

const char *form_value_date(const struct form_value *v, bool with_time,
			    struct arena *arena)
{
	struct expr_eval x = {.arena = arena};
	struct form_value out;
	enum err rc = with_time ? expr_date_time(&x, NULL, v, &out)
				: expr_date(&x, NULL, v, &out);

	return rc == OK ? out.text : "";
}

EXPR_FUNCTION(decimal_date_time)
{
	struct moment m;
	struct wall w;
	bool found;
	enum err rc = read_value(x, &args[0], &found, &w, &m);

	(void)call;
	if (rc != OK)
		return rc;
	if (!found && *expr_text(x, &args[0]) != '\0')
		return error_set(x->e, ERR_INVALID, _("This is no date."));
	return found ? expr_put_number(out, form_value_number(&args[0]))
		     : expr_put_text(out, "");
}

/* The fraction of the day that has passed on the clock of the place. */
EXPR_FUNCTION(decimal_time)
{
	const char *text = expr_text(x, &args[0]);
	struct wall w = {.has_time = false};
	struct moment m;
	int minutes = 0;

	(void)call;
	if (read_wall(text, &w) && w.has_time) {
		m = moment_of_wall(&w);
		return expr_put_number(
			out, (((m.hour * 60 + m.minute) * 60 + m.second) * 1000.0 +
			      m.millisecond) /
				     day_ms);
	}
	w = (struct wall){.has_time = false};
	if (!read_time(&text, &w) || *text != '\0')
		return expr_put_number(out, NAN);
	if (w.has_offset)
		minutes = (standard_offset() - w.offset + 2 * DAY_MINUTES) % DAY_MINUTES;
	return expr_put_number(out,
			       fmod(w.ms / day_ms + (double)minutes / DAY_MINUTES, 1));
}

/* One letter behind % of a format; anything else stays as it is. */
static void add_part(struct expr_eval *x, struct str *out, char letter,
		     const struct moment *m)
{
	const char *language = x->env->language != NULL ? x->env->language : "en";

	switch (letter) {
	case 'Y':
		str_addf(out, "%04d", m->date.year);
		break;
	case 'y':
		str_addf(out, "%02d", m->date.year % 100);
		break;
	case 'm':
		str_addf(out, "%02d", m->date.month);
		break;
	case 'n':
		str_addf(out, "%d", m->date.month);
		break;
	case 'b':
		str_add(out, date_month_name(m->date.month, false, language));
		break;
	case 'd':
		str_addf(out, "%02d", m->date.day);
		break;
	case 'e':
		str_addf(out, "%d", m->date.day);
		break;
	case 'a':
		str_add(out, date_weekday_name(date_weekday(&m->date), false, language));
		break;
	case 'H':
		str_addf(out, "%02d", m->hour);
		break;
	case 'h':
		str_addf(out, "%d", m->hour);
		break;
	case 'M':
		str_addf(out, "%02d", m->minute);
		break;
	case 'S':
		str_addf(out, "%02d", m->second);
		break;
	case '3':
		str_addf(out, "%03d", m->millisecond);
		break;
	case '%':
		str_add_char(out, '%');
		break;
	default:
		str_addf(out, "%%%c", letter);
		break;
	}
}

EXPR_FUNCTION(format_date)
{
	struct str text = STR_INIT;
	struct moment m;
	struct wall w;
	bool found;
	enum err rc = read_value(x, &args[0], &found, &w, &m);

	(void)call;
	if (rc != OK)
		return rc;
	if (!found)
		return expr_put_text(out, "");
	for (const char *f = expr_text(x, &args[1]); *f != '\0'; f++) {
		if (*f != '%' || f[1] == '\0')
			str_add_char(&text, *f);
		else
			add_part(x, &text, *++f, &m);
	}
	rc = expr_eval_charge(x, text.len / EXPR_BYTES_A_STEP);
	(void)expr_put_text(out, arena_bytes(x->arena, text.bytes, text.len));
	str_release(&text);
	return rc;
}
