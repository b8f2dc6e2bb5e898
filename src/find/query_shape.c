/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>

#include "find/query_part.h"

enum {
	NATIONAL_DIGITS = 10,      /* 0612345678 */
	INTERNATIONAL_LEAST = 9,
	INTERNATIONAL_MOST = 15,   /* ITU-T E.164 */
	KEY_DIGITS = 4,            /* of a postcode, a year, the end of a phone number */
	FILE_DIGITS = 5,           /* a number of so many digits can be a file number */
	FILE_DIGITS_LETTERS = 3    /* behind letters: J0123 */
};

static size_t count_of(const struct query_token *t, int (*is)(int))
{
	size_t n = 0;

	for (size_t i = 0; i < t->len; i++)
		n += (unsigned char)t->text[i] < 0x80 && is((unsigned char)t->text[i]) ? 1 : 0;
	return n;
}

static int is_separator(int c)
{
	return c == '-' || c == '/' || c == '.' || c == '_';
}

static bool has_only_digits(const struct query_token *t)
{
	return count_of(t, isdigit) == t->len;
}

static void set_upper(struct str *out, const char *text, size_t len)
{
	str_reset(out);
	for (size_t i = 0; i < len; i++)
		str_add_char(out, (char)toupper((unsigned char)text[i]));
}

/* The digits of a token; false when it is no piece of a phone number. */
static bool add_digits(struct str *out, const struct query_token *t, bool is_first)
{
	for (size_t i = 0; i < t->len; i++) {
		if (isdigit((unsigned char)t->text[i]))
			str_add_char(out, t->text[i]);
		else if (!is_separator(t->text[i]) && !(is_first && i == 0 && t->text[0] == '+'))
			return false;
	}
	return true;
}

/* Without what a number has in one country only: 0, 31, 31 0. */
static void set_phone(struct find_query *q, const struct str *digits, bool is_national)
{
	size_t skip = is_national ? 1 : 0;

	if (!is_national && text_begins(digits->bytes, "31"))
		skip = digits->bytes[2] == '0' ? 3 : 2;
	str_set(&q->phone, digits->bytes + skip);
}

static bool is_whole(const struct str *digits, bool is_national)
{
	if (is_national)
		return digits->len == NATIONAL_DIGITS;
	if (text_begins(digits->bytes, "31"))
		return digits->len == (digits->bytes[2] == '0' ? 12 : 11);
	return digits->len >= INTERNATIONAL_LEAST && digits->len <= INTERNATIONAL_MOST;
}

/* 0612345678, 06-12 34 56 78, +31 (0)6 12345678, 0049...; used 0 while it is not whole. */
static size_t read_phone(struct find_query *q, const struct query_tokens *t, size_t at)
{
	const struct query_token *first = &t->items[at];
	bool is_plus = first->text[0] == '+', is_far = is_plus || strncmp(first->text, "00", 2) == 0;
	bool is_alone = count_of(first, is_separator) > 1, is_over = false;
	struct str digits = STR_INIT;
	size_t used = 0;

	for (size_t i = at; (is_plus || first->text[0] == '0') && i < t->count && !is_over; i++) {
		if (!add_digits(&digits, &t->items[i], i == at))
			break;
		if (i == at && is_far && !is_plus)
			str_remove(&digits, 0, 2);
		used = is_whole(&digits, !is_far) ? i - at + 1 : used;
		is_over = is_alone || used > 0 || digits.len > INTERNATIONAL_MOST;
	}
	if (used > 0)
		set_phone(q, &digits, !is_far);
	str_release(&digits);
	return used;
}

/* A year is not put in the place of what can be nothing else. */
static void set_key(struct str *key, const char *digits, size_t len, bool is_year)
{
	if (key->len == 0 || !is_year)
		set_upper(key, digits, len);
}

static size_t read_digits(struct find_query *q, const struct query_tokens *t, size_t at)
{
	const struct query_token *token = &t->items[at];
	bool is_year;

	if (!has_only_digits(token))
		return 0;
	if (token->len < KEY_DIGITS)
		return 1; /* too little to ask anything */
	is_year = query_date_of_digits(q, token->text, token->len) && token->len == KEY_DIGITS;
	if (token->len == KEY_DIGITS && token->text[0] != '0')
		set_key(&q->postcode, token->text, token->len, is_year);
	if (token->len <= INTERNATIONAL_MOST)
		set_key(&q->phone, token->text, token->len, is_year);
	if (token->len >= FILE_DIGITS)
		set_upper(&q->file_number, token->text, token->len);
	return 1;
}

/* De in 2516 de boer is no end of a postcode. */
static bool begins_name(const struct query_tokens *t, size_t at)
{
	struct find_words w = FIND_WORDS_INIT;
	bool is_particle;

	for (size_t i = at; i < t->count && i < at + 2; i++)
		find_words_cut(&w, t->items[i].text, t->items[i].len);
	is_particle = w.count > 1 && find_words_is_particle(&w, 0);
	find_words_release(&w);
	return is_particle;
}

/* 2516 XX; 1984 li is a year and a name as well, unless it is written as postcodes are. */
static size_t read_postcode_apart(struct find_query *q, const struct query_tokens *t, size_t at)
{
	const struct query_token *digits = &t->items[at], *letters = digits + 1;
	bool is_year;

	if (at + 1 >= t->count || digits->len != KEY_DIGITS || !has_only_digits(digits) ||
	    digits->text[0] == '0' || letters->len != 2 || count_of(letters, isalpha) != 2)
		return 0;
	is_year = count_of(letters, isupper) < 2 &&
		  query_date_of_digits(q, digits->text, digits->len);
	if (count_of(letters, isupper) < 2 && begins_name(t, at + 1))
		return 0;
	set_upper(&q->postcode, digits->text, digits->len);
	str_add_char(&q->postcode, (char)toupper((unsigned char)letters->text[0]));
	str_add_char(&q->postcode, (char)toupper((unsigned char)letters->text[1]));
	return is_year ? 1 : 2;
}

/* 2516X, 2516XX */
static size_t read_postcode(struct find_query *q, const struct query_tokens *t, size_t at)
{
	const struct query_token *token = &t->items[at], digits = {token->text, KEY_DIGITS},
				 letters = {token->text + KEY_DIGITS, token->len - KEY_DIGITS};

	if (token->len <= KEY_DIGITS || letters.len > 2 || !has_only_digits(&digits) ||
	    digits.text[0] == '0' || count_of(&letters, isalpha) != letters.len)
		return 0;
	set_upper(&q->postcode, token->text, token->len);
	return 1;
}

/* J-0123, 2026-0007, J0123 */
static size_t read_file_number(struct find_query *q, const struct query_tokens *t, size_t at)
{
	const struct query_token *token = &t->items[at];
	size_t digits = count_of(token, isdigit), separators = count_of(token, is_separator);
	size_t letters = count_of(token, isalpha);
	char last = token->text[token->len - 1];

	if (digits + separators + letters != token->len || digits == 0 ||
	    is_separator(token->text[0]) || is_separator(last) ||
	    (separators == 0 ? digits < FILE_DIGITS_LETTERS : letters == 0 && digits < FILE_DIGITS))
		return 0;
	set_upper(&q->file_number, token->text, token->len);
	return 1;
}

/* 2026-07 is a month, and may be a file number. */
static size_t read_date(struct find_query *q, const struct query_tokens *t, size_t at)
{
	size_t used = query_date_read(q, t, at);

	if (used == 1 && count_of(&t->items[at], is_separator) == 1)
		(void)read_file_number(q, t, at);
	return used;
}

size_t query_shape_read(struct find_query *q, const struct query_tokens *t, size_t at)
{
	static size_t (*const shapes[])(struct find_query *q, const struct query_tokens *t,
					size_t at) = {
		read_phone,    read_postcode_apart, read_date,
		read_digits,   read_postcode,       read_file_number,
	};
	size_t used = 0;

	for (size_t i = 0; used == 0 && i < sizeof shapes / sizeof *shapes; i++)
		used = shapes[i](q, t, at);
	return used;
}
