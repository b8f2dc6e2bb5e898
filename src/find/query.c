/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>

#include "find/fold.h"

enum {
	YEAR_FIRST = 1900,
	YEAR_LAST = 2029,     /* 2030 and on are postcodes: a year as a postcode is seldom meant */
	NEW_CENTURY_LAST = 15, /* '15 is 2015, '16 is 1916: who comes to talk is seldom a child */
	FILE_DIGITS = 5,
	IDEOGRAPHS = 0x2e80   /* from here on one character says as much as two letters */
};

void find_query_release(struct find_query *q)
{
	for (int i = 0; i < FIND_WORDS_MOST; i++)
		str_release(&q->words[i]);
	str_release(&q->postcode);
	str_release(&q->phone);
	str_release(&q->file_number);
}

static size_t count_of(const char *text, size_t len, int (*is)(int))
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += (unsigned char)text[i] < 0x80 && is((unsigned char)text[i]) ? 1 : 0;
	return n;
}

static int number(const char *digits, size_t len)
{
	int n = 0;

	for (size_t i = 0; i < len && n < 100000; i++)
		n = 10 * n + (digits[i] - '0');
	return n;
}

static void set_year(struct find_query *q, int year)
{
	(void)snprintf(q->birth_year, sizeof q->birth_year, "%04u",
		       (unsigned)year % 10000U);
}

static int full_year(int two_digits)
{
	return two_digits + (two_digits <= NEW_CENTURY_LAST ? 2000 : 1900);
}

static bool is_year(int n)
{
	return n >= YEAR_FIRST && n <= YEAR_LAST;
}

/* '84, ~1980 */
static bool take_marked_year(struct find_query *q, const char *text, size_t len)
{
	bool is_quoted = len >= 1 && text[0] == '\'';
	size_t mark = is_quoted ? 1 : 0;

	if (len > 3 && memcmp(text, "\xe2\x80\x99", 3) == 0) { /* ’ */
		is_quoted = true;
		mark = 3;
	}
	if (is_quoted && len == mark + 2 && count_of(text + mark, 2, isdigit) == 2) {
		set_year(q, full_year(number(text + mark, 2)));
		return true;
	}
	if (len == 5 && text[0] == '~' && count_of(text + 1, 4, isdigit) == 4) {
		set_year(q, number(text + 1, 4));
		return true;
	}
	return false;
}

/* 12-3-84, 12/3/1984, 1984-03-12; also while it is still being typed, when it asks nothing yet. */
static bool take_date(struct find_query *q, const char *text, size_t len)
{
	int parts[3] = {0, 0, 0};
	size_t digits[3] = {0, 0, 0}, n = 0;

	for (size_t i = 0; i < len; i++) {
		if (strchr("-/.", text[i]) && text[i] != '\0') {
			if (digits[n] == 0 || ++n > 2)
				return false;
		} else if (!isdigit((unsigned char)text[i]) || ++digits[n] > 4) {
			return false;
		} else {
			parts[n] = 10 * parts[n] + (text[i] - '0');
		}
	}
	if (n == 0)
		return false;
	if (n == 2 && digits[0] == 4 && is_year(parts[0]) && parts[1] <= 12 && parts[2] <= 31)
		set_year(q, parts[0]);
	else if (digits[0] > 2 || digits[1] > 2 || parts[0] > 31 || parts[1] > 31)
		return false;
	else if (n == 2 && digits[2] == 4)
		set_year(q, parts[2]);
	else if (n == 2 && digits[2] == 2)
		set_year(q, full_year(parts[2]));
	return true;
}

static void set_upper(struct str *out, const char *text, size_t len)
{
	str_reset(out);
	for (size_t i = 0; i < len; i++)
		str_add_char(out, (char)toupper((unsigned char)text[i]));
}

/* J-0123, 2026-0007, 12345 */
static bool take_file_number(struct find_query *q, const char *text, size_t len)
{
	size_t digits = count_of(text, len, isdigit), letters = count_of(text, len, isalpha);
	size_t dashes = 0;

	for (size_t i = 0; i < len; i++)
		dashes += text[i] == '-' ? 1 : 0;
	if (digits == 0 || digits + letters + dashes != len)
		return false;
	if (dashes == 0 ? letters > 0 || digits < FILE_DIGITS
			: text[0] == '-' || text[len - 1] == '-')
		return false;
	set_upper(&q->file_number, text, len);
	return true;
}

/* 2516, 2516X, 2516XX; four digits that can be a year are one. */
static bool take_postcode(struct find_query *q, const char *text, size_t len)
{
	if (len < 4 || len > 6 || count_of(text, 4, isdigit) != 4 ||
	    count_of(text + 4, len - 4, isalpha) != len - 4 || text[0] == '0')
		return false;
	if (len == 4 && is_year(number(text, 4)))
		set_year(q, number(text, 4));
	else
		set_upper(&q->postcode, text, len);
	return true;
}

/* The letters of 2516 XX, typed as a word of their own behind four digits. */
static bool take_postcode_letters(struct find_query *q, const char *text, size_t len,
				  const char *before)
{
	if (!before || before[0] == '0' || len != 2 || count_of(text, 2, isalpha) != 2)
		return false;
	if (q->postcode.len != 4) { /* it was taken for a year */
		set_upper(&q->postcode, before, 4);
		q->birth_year[0] = '\0';
	}
	str_add_char(&q->postcode, (char)toupper((unsigned char)text[0]));
	str_add_char(&q->postcode, (char)toupper((unsigned char)text[1]));
	return true;
}

/* Folded words of the whole line, before particles are dealt with. */
struct line {
	struct str *items;
	size_t count, room;
};

static void add_words(struct line *line, const char *text, size_t len)
{
	struct str folded = STR_INIT;
	size_t at = 0;

	find_fold(text, len, &folded);
	while (at < folded.len) {
		const char *blank = memchr(folded.bytes + at, ' ', folded.len - at);
		size_t end = blank ? (size_t)(blank - folded.bytes) : folded.len;
		struct str word = STR_INIT;

		str_add_bytes(&word, folded.bytes + at, end - at);
		VEC_ROOM(line->items, line->count, line->room);
		line->items[line->count++] = word;
		at = end + 1;
	}
	str_release(&folded);
}

static bool take_other(struct find_query *q, const char *text, size_t len, const char *before)
{
	return take_postcode_letters(q, text, len, before) || take_marked_year(q, text, len) ||
	       take_postcode(q, text, len) || take_date(q, text, len) ||
	       take_file_number(q, text, len);
}

static void read_tokens(struct find_query *q, struct line *line, const char *typed)
{
	const char *before = NULL; /* four digits just passed */

	for (const char *at = typed; *at;) {
		size_t blank = strspn(at, " \t\n,;"), len;

		at += blank;
		len = strcspn(at, " \t\n,;");
		if (len == 0)
			break;
		if (!take_other(q, at, len, before))
			add_words(line, at, len);
		before = len == 4 && count_of(at, len, isdigit) == 4 ? at : NULL;
		at += len;
	}
}

static size_t letters_in(const char *text, size_t len)
{
	size_t n = 0;

	for (size_t at = 0; at < len;) {
		uint32_t code;

		at += (size_t)text_decode(text + at, len - at, &code);
		n += code >= IDEOGRAPHS ? 2 : 1;
	}
	return n;
}

/* Loose particles are left out when there is anything else; fusing ones join the next word. */
static void settle_words(struct find_query *q, const struct line *line)
{
	bool has_name = false;
	size_t letters = 0;

	for (size_t i = 0; i < line->count; i++)
		has_name = has_name || !find_is_loose(line->items[i].bytes);
	for (size_t i = 0; i < line->count && q->word_count < FIND_WORDS_MOST; i++) {
		const char *word = line->items[i].bytes;
		struct str *out = &q->words[q->word_count];

		str_add(out, word);
		if (i + 1 < line->count && find_is_fusing(word)) {
			while (i + 1 < line->count && (find_is_fusing(line->items[i].bytes) ||
						       find_is_loose(line->items[i].bytes)))
				str_add(out, line->items[++i].bytes);
		} else if (has_name && find_is_loose(word)) {
			str_reset(out);
			continue;
		}
		letters += letters_in(out->bytes, out->len);
		q->word_count++;
	}
	q->is_empty = letters < 2 && q->birth_year[0] == '\0' && q->postcode.len == 0 &&
		      q->file_number.len == 0;
}

void find_query_read(const char *typed, struct find_query *out)
{
	struct line line = {NULL, 0, 0};

	*out = (struct find_query){.postcode = STR_INIT, .phone = STR_INIT,
				    .file_number = STR_INIT};
	for (int i = 0; i < FIND_WORDS_MOST; i++)
		out->words[i] = (struct str)STR_INIT;
	read_tokens(out, &line, typed);
	settle_words(out, &line);
	for (size_t i = 0; i < line.count; i++)
		str_release(&line.items[i]);
	free(line.items);
}
