/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive.h"
#include "care/import_inner.h"

/* What people and office programs put into cells, as a fact has it. */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Digits at *at, at most 'most'; how many there were. */
static int take_number(const char **at, int most, int *out)
{
	int digits = 0;

	for (*out = 0; digits < most && is_digit(**at); (*at)++, digits++)
		*out = *out * 10 + (**at - '0');
	return digits;
}

static bool is_between(char c)
{
	return c == '-' || c == '/' || c == '.' || c == ' ';
}

/* "0:00:00", "T00:00:00": programs write a time of day behind a date that has none. */
static bool is_time(const char *at)
{
	return (*at == ' ' || *at == 'T') && is_digit(at[1]) && strchr(at, ':') != NULL &&
	       at[1 + strspn(at + 1, "0123456789:.Z+-")] == '\0';
}

/* Registers write 00 for a day or a month that nobody knows. */
static bool date_make(int year, int month, int day, struct date *out)
{
	*out = (struct date){year, month, month == 0 ? 0 : day, false};
	return (month > 0 || day == 0) && date_is_valid(out);
}

static int year_of_two(int two, const struct date *today)
{
	int year = today->year / 100 * 100 + two;

	return year > today->year ? year - 100 : year;
}

/* 12-3-1984, 12/03/84, 1984-03-12, 12.3.1984: three numbers, day before month. */
static bool read_three(const char *raw, const struct date *today, struct date *out)
{
	int n[3], digits[3];
	const char *at = raw;

	for (int i = 0; i < 3; i++) {
		digits[i] = take_number(&at, 4, &n[i]);
		if (digits[i] == 0 || (i < 2 && !is_between(*at)))
			return false;
		at += i < 2;
		while (i < 2 && *at == ' ') /* 12 - 3 - 1984 is two signs too many */
			return false;
	}
	if (*at != '\0' && !is_time(at))
		return false;
	if (digits[0] == 4)
		return digits[1] <= 2 && digits[2] <= 2 && date_make(n[0], n[1], n[2], out);
	if (digits[0] > 2 || digits[1] > 2 || digits[2] == 1 || digits[2] == 3)
		return false;
	return date_make(digits[2] == 2 ? year_of_two(n[2], today) : n[2], n[1], n[0], out);
}

/* 30753 or 30753,0: days since 30 December 1899, as spreadsheets count. */
static bool read_serial(const char *raw, struct date *out)
{
	enum { LEAST = 3654, BEGIN = -25569 }; /* 1910; 1899-12-30 from 1970-01-01 */
	const char *at = raw;
	int days;

	if (take_number(&at, 5, &days) < 4 || days < LEAST)
		return false;
	if ((*at == ',' || *at == '.') && is_digit(at[1]))
		at += 1 + strspn(at + 1, "0123456789");
	if (*at != '\0' || (at - raw == 4)) /* four digits are a year */
		return false;
	*out = date_of_days((int64_t)BEGIN + days);
	return true;
}

/*
 * Words: 12 maart 1984, ca. 1980.  What means something else on another day (gisteren, 3 weken
 * geleden) is no date in a file.
 */
static bool read_words(const char *raw, const struct date *today, struct date *out)
{
	struct date later = date_of_days(date_days(today) + 400), again;

	return date_understand(raw, today, DATE_PAST, out) &&
	       date_understand(raw, &later, DATE_PAST, &again) &&
	       date_compare(out, &again) == 0 && out->year == again.year &&
	       out->month == again.month && out->day == again.day;
}

bool import_date_read(const char *raw, const struct date *today, struct date *out)
{
	return date_read(raw, out) || read_three(raw, today, out) || read_serial(raw, out) ||
	       read_words(raw, today, out);
}

enum { SHOWN_COLUMNS = 40, SHOWN_BYTES = 200 };

/* The first line of what stands there, and not too much of it. */
static const char *shown(const char *raw, char out[SHOWN_BYTES])
{
	size_t len = strcspn(raw, "\r\n");
	int used;
	size_t fits = text_fit(raw, len, SHOWN_COLUMNS, &used);

	if (fits + sizeof "…" > SHOWN_BYTES) /* marks upon marks */
		fits = 0;
	(void)snprintf(out, SHOWN_BYTES, "%.*s%s", (int)fits, raw, raw[fits] != '\0' ? "…" : "");
	return out;
}

static enum err date_value(const struct import_fact *fact, const struct date *today,
			   const char *raw, struct str *out, struct error *why)
{
	char cut[SHOWN_BYTES];
	struct date date;

	if (!import_date_read(raw, today, &date) || !date_is_valid(&date) || date.year < 1850)
		return error_set(why, ERR_INVALID,
				 _("column '%s': '%s' is no date; write 12-3-1984, 1984-03-12 or 1984."),
				 fact->columns[0].heading, shown(raw, cut));
	if (date_compare(&date, today) > 0)
		return error_set(why, ERR_INVALID,
				 _("column '%s': '%s' lies ahead."),
				 fact->columns[0].heading, shown(raw, cut));
	if (fact->kind == IMPORT_DAY && !date_is_full(&date))
		return error_set(why, ERR_INVALID,
				 _("column '%s': '%s' is no whole day."),
				 fact->columns[0].heading, shown(raw, cut));
	date_write(out, &date, DATE_ISO, "en");
	return OK;
}

/* A sheet that took a number for an amount lost its first zero, or wrote it with an exponent. */
static enum err phone_value(const struct import_fact *fact, const char *raw, struct str *out,
			    struct error *why)
{
	char cut[SHOWN_BYTES];
	size_t digits = strspn(raw, "0123456789");
	bool is_number = raw[digits] == '\0' || strcmp(raw + digits, ".0") == 0;

	if (strcspn(raw, "eE") < strlen(raw) && strstr(raw, "E+") != NULL)
		return error_set(why, ERR_INVALID,
				 _("column '%s': '%s' is no phone number; format the column as text."),
				 fact->columns[0].heading, shown(raw, cut));
	if (is_number && digits == 9 && *raw != '0')
		str_add_char(out, '0');
	else if (is_number && digits == 11 && text_begins(raw, "31"))
		str_add_char(out, '+');
	str_add_bytes(out, raw, is_number ? digits : strlen(raw));
	return OK;
}

/* 2516xx, 2516 xx: 2516 XX; what is no Dutch postcode stays as it is. */
static void postcode_value(const char *raw, struct str *out)
{
	const char *letters = raw + 4 + strspn(raw + (strlen(raw) > 4 ? 4 : strlen(raw)), " ");
	bool is_dutch = strspn(raw, "0123456789") == 4 && strlen(raw) >= 6 &&
			strlen(letters) == 2;

	for (int i = 0; i < 2 && is_dutch; i++)
		is_dutch = (letters[i] | 0x20) >= 'a' && (letters[i] | 0x20) <= 'z';
	if (!is_dutch) {
		str_add(out, raw);
		return;
	}
	str_add_bytes(out, raw, 4);
	str_add_char(out, ' ');
	for (int i = 0; i < 2; i++)
		str_add_char(out, (char)(letters[i] & ~0x20));
}

static const char *word_key(const struct import_word *words, int count, const char *text,
			    size_t len, struct str *folded)
{
	str_reset(folded);
	text_fold_bare(folded, text, len);
	for (int i = 0; i < count; i++)
		if (strcmp(words[i].folded, folded->bytes) == 0)
			return words[i].key;
	return NULL;
}

static void add_key(struct str *out, const char *key)
{
	if (care_words_hold(out->bytes, key))
		return;
	if (out->len > 0)
		str_add_char(out, ' ');
	str_add(out, key);
}

/* Every part between these signs is a key or a label; the first that is none in *stray. */
static bool add_parts(const struct import_fact *fact, const char *raw, const char *signs,
		      struct str *out)
{
	struct str folded = STR_INIT;
	bool is_fine = true;

	for (const char *at = raw; is_fine && *at != '\0';) {
		size_t len = strcspn(at, signs);
		const char *key = word_key(fact->words, fact->word_count, at, len, &folded);

		if (key != NULL)
			add_key(out, key);
		is_fine = key != NULL || folded.len == 0;
		at += len + (at[len] != '\0');
	}
	str_release(&folded);
	return is_fine;
}

static void and_to_comma(const char *raw, struct str *out)
{
	static const char *const words[] = {" en ", " and "};

	str_add(out, raw);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		for (char *at; (at = strstr(out->bytes, words[i])) != NULL;)
			*at = ',', memset(at + 1, ' ', strlen(words[i]) - 1);
}

static bool keys_value(const struct import_fact *fact, const char *raw, struct str *out)
{
	static const char *const signs[] = {"", ",;/+&|\n\r", ",;/+&|\n\r "};
	struct str commas = STR_INIT;
	size_t ways = fact->kind == IMPORT_KEYS ? sizeof signs / sizeof *signs : 1;
	bool is_fine = false;

	and_to_comma(raw, &commas);
	for (size_t i = 0; i < ways && !is_fine; i++) {
		str_reset(out);
		is_fine = add_parts(fact, i == 0 ? raw : commas.bytes, signs[i], out);
	}
	str_release(&commas);
	return is_fine;
}

static enum err listed_value(struct care_session *s, struct import_fact *fact, const char *raw,
			     struct str *out, struct error *why)
{
	char cut[SHOWN_BYTES];
	char worker[STORE_ID_BYTES];

	if (fact->last.len > 0 && strcmp(fact->last.bytes, raw) == 0) {
		str_add(out, fact->last_value.bytes);
		return OK;
	}
	if (fact->kind == IMPORT_WORKER) {
		if (care_worker_by_name(s, raw, false, worker, NULL) != OK)
			return error_set(why, ERR_INVALID,
				 _("column '%s': nobody called '%s' works here."),
				 fact->columns[0].heading, shown(raw, cut));
		str_add(out, care_worker_name(s, worker));
	} else if (!keys_value(fact, raw, out)) {
		return error_set(why, ERR_INVALID,
				 _("column '%s': '%s' is none of the choices; a mapping file can say what is "
			     "meant."),
				 fact->columns[0].heading, shown(raw, cut));
	}
	str_set(&fact->last, raw);
	str_set(&fact->last_value, out->bytes);
	return OK;
}

enum err import_value(struct care_session *s, struct import_fact *fact, const struct date *today,
		      const char *raw, struct str *out, struct error *why)
{
	switch (fact->kind) {
	case IMPORT_DATE:
	case IMPORT_DAY:
		return date_value(fact, today, raw, out, why);
	case IMPORT_PHONE:
		return phone_value(fact, raw, out, why);
	case IMPORT_POSTCODE:
		postcode_value(raw, out);
		return OK;
	case IMPORT_KEY:
	case IMPORT_KEYS:
	case IMPORT_WORKER:
		return listed_value(s, fact, raw, out, why);
	case IMPORT_LINE:
	case IMPORT_TEXT:
		str_add(out, raw);
		break;
	}
	return OK;
}
