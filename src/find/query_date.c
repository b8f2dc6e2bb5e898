/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>

#include "find/query_part.h"

enum {
	YEAR_FIRST = 1900,
	YEAR_LAST = 2029,     /* 2030 and on are postcodes: a year as a postcode is seldom meant */
	NEW_CENTURY_LAST = 15, /* '15 is 2015, '16 is 1916: who comes to talk is seldom a child */
	MONTH_BYTES = 12,
	GROUPS = 3
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A number with how many digits it was written; no digits: there is none. */
struct number {
	int value;
	size_t digits;
};

static struct number number_at(const char *text, size_t len)
{
	struct number n = {0, 0};

	while (n.digits < len && is_digit(text[n.digits])) {
		if (n.digits < 5)
			n.value = 10 * n.value + (text[n.digits] - '0');
		n.digits++;
	}
	return n;
}

/* A year in four digits or two; 0 when it is none. */
static int year_of(const struct number *n)
{
	if (n->digits == 4)
		return n->value >= YEAR_FIRST && n->value <= YEAR_LAST ? n->value : 0;
	if (n->digits == 2)
		return n->value + (n->value <= NEW_CENTURY_LAST ? 2000 : 1900);
	return 0;
}

/* What says more stays: a date in the place of a year, not the other way round. */
static bool set_birth(struct find_query *q, int year, int month, int day)
{
	struct date d = {year, month, day, false};

	if (year == 0 || !date_is_valid(&d) || (month == 0 && day > 0))
		return false;
	if (q->birth.day == 0 && (q->birth.year == 0 || month > 0))
		q->birth = (struct find_birth){(int16_t)year, (uint8_t)month, (uint8_t)day, false};
	return true;
}

/* Day before month; the other way round when only that can be; the year alone when nothing can be. */
static bool set_full(struct find_query *q, int year, int first, int second)
{
	return set_birth(q, year, second, first) || set_birth(q, year, first, second) ||
	       set_birth(q, year, 0, 0);
}

bool query_date_of_digits(struct find_query *q, const char *digits, size_t len)
{
	struct number day, month, year = number_at(digits, len);

	if (len == 4)
		return set_birth(q, year_of(&year), 0, 0);
	if (len != 6 && len != 8)
		return false;
	day = number_at(digits, 2);
	month = number_at(digits + 2, 2);
	year = number_at(digits + 4, len - 4);
	if (set_birth(q, year_of(&year), month.value, day.value))
		return true;
	if (len == 6)
		return false;
	year = number_at(digits, 4);
	month = number_at(digits + 4, 2);
	day = number_at(digits + 6, 2);
	return set_birth(q, year_of(&year), month.value, day.value) && month.value > 0;
}

/* The numbers between dashes, dots or slashes; how many, or 0 when it is something else. */
static int groups_of(const struct query_token *t, struct number out[GROUPS])
{
	int count = 0;

	for (size_t at = 0; at < t->len;) {
		struct number n = number_at(t->text + at, t->len - at);

		if (n.digits == 0 || n.digits > 4 || count == GROUPS)
			return 0;
		out[count++] = n;
		at += n.digits;
		if (at < t->len && !strchr("-./", t->text[at]))
			return 0;
		at++;
	}
	return count;
}

/* 3-1984, 1984-03; and 12-3 or 12-, which is a date that is being typed. */
static bool read_two(struct find_query *q, const struct number *n)
{
	if (n[0].digits == 4 && n[1].digits <= 2)
		return set_birth(q, year_of(&n[0]), n[1].value, 0) ||
		       set_birth(q, year_of(&n[0]), 0, 0);
	if (n[0].digits <= 2 && n[1].digits == 4)
		return set_birth(q, year_of(&n[1]), n[0].value, 0);
	return n[0].digits <= 2 && n[1].digits <= 3 && n[0].value <= 31;
}

/* 12-3-84, 1984-03-12, 84-3-12; false for numbers that are no date, as in 2026-0007. */
static bool read_groups(struct find_query *q, const struct query_token *t)
{
	struct number n[GROUPS];
	int count = groups_of(t, n);

	if (count == 2)
		return read_two(q, n);
	if (count == 1) /* 12- is a day; 1984- a year */
		return !is_digit(t->text[t->len - 1]) &&
		       (n[0].digits <= 2 || set_birth(q, year_of(&n[0]), 0, 0));
	if (count != 3 || n[1].digits > 2)
		return false;
	if (n[0].digits == 4 || (n[0].digits == 2 && n[0].value > 31 && n[2].digits <= 2))
		return n[2].digits <= 2 && year_of(&n[0]) > 0 &&
		       set_full(q, year_of(&n[0]), n[2].value, n[1].value);
	if (n[0].digits > 2)
		return false;
	if (n[2].digits % 2 == 1) /* a year that is being typed */
		return true;
	return set_full(q, year_of(&n[2]), n[0].value, n[1].value);
}

/* '84 */
static bool read_quoted(struct find_query *q, const struct query_token *t)
{
	struct number n = {0, 0};

	if (t->text[0] == '\'')
		n = number_at(t->text + 1, t->len - 1);
	return n.digits == 2 && t->len == 3 && set_birth(q, year_of(&n), 0, 0);
}

static bool is_text(const struct query_token *t, const char *text)
{
	size_t len = t->len;

	while (len > 0 && (t->text[len - 1] == '.' || t->text[len - 1] == ':'))
		len--;
	return strlen(text) == len && strncasecmp(t->text, text, len) == 0;
}

static bool is_any_of(const struct query_token *t, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_text(t, texts[i]))
			return true;
	return false;
}

/* A month by its name or the beginning of it that people write; 0: it is none. */
static int month_of(const struct query_token *t)
{
	static const char *const languages[] = {"nl", "en"};

	if (is_text(t, "sept"))
		return 9;
	for (int month = 1; month <= 12; month++)
		for (int i = 0; i < 4; i++)
			if (is_text(t, date_month_name(month, i % 2 == 0, languages[i / 2])))
				return month;
	return 0;
}

/* The year in a token of its own: 1984, 84, '84; 0: it is none. */
static int year_in(const struct query_token *t)
{
	size_t quote = t->text[0] == '\'' ? 1 : 0;
	struct number n = number_at(t->text + quote, t->len - quote);

	return n.digits + quote == t->len && (quote == 0 || n.digits == 2) ? year_of(&n) : 0;
}

/* Tokens behind 'at'; one of no letters when there is none. */
static struct query_token token_at(const struct query_tokens *t, size_t at)
{
	return at < t->count ? t->items[at] : (struct query_token){"", 0};
}

/* 12 mrt 84, 12 3 1984; a day and a month alone ask nothing yet. */
static size_t read_apart(struct find_query *q, const struct query_tokens *t, size_t at)
{
	struct query_token month = token_at(t, at + 1), year = token_at(t, at + 2);
	struct number day = number_at(t->items[at].text, t->items[at].len);
	struct number number = number_at(month.text, month.len);
	int named = month_of(&month), full = year_in(&year);

	if (day.digits == 0 || day.digits > 2 || day.digits < t->items[at].len - 1 ||
	    day.value < 1 || day.value > 31)
		return 0;
	if (named > 0)
		return full > 0 && set_birth(q, full, named, day.value) ? 3 : 2;
	if (number.digits == 0 || number.digits > 2 || number.digits < month.len || full == 0)
		return 0;
	return set_birth(q, full, number.value, day.value) ? 3 : 0;
}

/* maart 1984; what is a woman's name as well (april, mei, juni) is her name. */
static size_t read_month(struct find_query *q, const struct query_tokens *t, size_t at)
{
	static const char *const names[] = {"jan",  "april", "apr", "mei",      "may",   "juni", "jun",
					    "june", "juli",  "jul", "augustus", "august", "aug"};
	struct query_token year = token_at(t, at + 1);
	int month = month_of(&t->items[at]);

	if (month == 0 || is_any_of(&t->items[at], names, sizeof names / sizeof *names) ||
	    year.len != 4 || !set_birth(q, year_in(&year), month, 0))
		return 0;
	return 2;
}

/* 12mrt84, 12-mrt-1984 */
static size_t read_fused(struct find_query *q, const struct query_token *t)
{
	struct number day = number_at(t->text, t->len), year;
	size_t at = day.digits, end;
	int month;

	while (at < t->len && strchr("-./", t->text[at]))
		at++;
	for (end = at; end < t->len && isalpha((unsigned char)t->text[end]);)
		end++;
	month = month_of(&(struct query_token){t->text + at, end - at});
	while (end < t->len && strchr("-./", t->text[end]))
		end++;
	year = number_at(t->text + end, t->len - end);
	if (day.digits == 0 || day.digits > 2 || month == 0 || end + year.digits != t->len)
		return 0;
	/* half of it is a date that is being typed */
	return year.digits != 2 && year.digits != 4 ? 1
	       : set_birth(q, year_of(&year), month, day.value);
}

/* A date of any shape but without words that go before it. */
static size_t read_bare(struct find_query *q, const struct query_tokens *t, size_t at)
{
	const struct query_token *token = &t->items[at];
	size_t used = read_apart(q, t, at);

	if (used == 0)
		used = read_month(q, t, at);
	if (used == 0)
		used = read_fused(q, token);
	return used > 0 ? used : read_quoted(q, token) || read_groups(q, token) ? 1 : 0;
}

/* ~1980, ca 1980, ongeveer 1980 */
static size_t read_about(struct find_query *q, const struct query_tokens *t, size_t at)
{
	static const char *const words[] = {"ca", "circa", "ongeveer", "ong", "rond", "about", "~"};
	struct query_token year = t->items[at];
	size_t used = 1;

	if (is_any_of(&year, words, sizeof words / sizeof *words)) {
		year = token_at(t, at + 1);
		used = 2;
	} else if (year.text[0] == '~') {
		year.text++;
		year.len--;
	} else {
		return 0;
	}
	if (year.len == 0 || year_in(&year) == 0 || !set_birth(q, year_in(&year), 0, 0))
		return 0;
	q->birth.is_about = true;
	return used;
}

/* 40 jaar says what is known only with today's date. */
static size_t read_age(const struct query_tokens *t, size_t at)
{
	static const char *const words[] = {"jaar", "jr", "years", "jaren"};
	struct number n = number_at(t->items[at].text, t->items[at].len);
	struct query_token unit = token_at(t, at + 1);

	return n.digits > 0 && n.digits <= 2 && n.digits == t->items[at].len &&
			       is_any_of(&unit, words, sizeof words / sizeof *words)
		       ? 2
		       : 0;
}

size_t query_date_read(struct find_query *q, const struct query_tokens *t, size_t at)
{
	static const char *const born[] = {"geb", "geboren", "born"};
	size_t used = read_about(q, t, at);

	if (used == 0)
		used = read_age(t, at);
	if (used == 0)
		used = read_bare(q, t, at);
	if (used == 0 && at + 1 < t->count &&
	    is_any_of(&t->items[at], born, sizeof born / sizeof *born) &&
	    is_digit(t->items[at + 1].text[0]))
		used = 1; /* what stands behind it is read by its own shape */
	return used;
}
