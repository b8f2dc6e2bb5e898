/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Dates and times: as a worker types them, as they are stored, and what expressions make
 * of them. Two texts, with a newline between: the second is a format.
 */
#include "filling.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	i18n_start("en", NULL);
	return 0;
}

static void check_date(const struct date *d)
{
	struct str text = STR_INIT;
	struct date again;

	MUST(date_is_valid(d));
	date_write(&text, d, DATE_ISO, "en");
	MUST(date_read(text.bytes, &again) && date_compare(&again, d) == 0);
	MUST(again.about == d->about && again.month == d->month && again.day == d->day);
	for (int style = DATE_ISO; style <= DATE_MONTH; style++) {
		date_write(&text, d, (enum date_style)style, style % 2 ? "nl" : "en");
		MUST(text_is_utf8(text.bytes, text.len));
	}
	if (date_is_full(d)) {
		again = date_of_days(date_days(d));
		MUST(date_compare(&again, d) == 0);
		MUST(date_weekday(d) >= 0 && date_weekday(d) <= 6);
	}
	str_release(&text);
}

static void understand(const char *typed, const struct date *today)
{
	struct date d;
	int minutes = date_understand_time(typed);

	MUST(minutes >= -1 && minutes < 24 * 60);
	for (int sense = DATE_PAST; sense <= DATE_FUTURE; sense++) {
		if (date_understand(typed, today, (enum date_sense)sense, &d)) {
			check_date(&d);
			(void)date_years_between(&d, today);
			d = date_add_months(&d, sense * 7 - 5);
			MUST(d.year < 1 || date_is_valid(&d));
		}
	}
	if (date_read(typed, &d))
		check_date(&d);
}

static void read_moment(const char *typed)
{
	struct moment m, again;
	struct str text = STR_INIT;

	if (!moment_read(typed, &m))
		return;
	MUST(date_is_valid(&m.date) && m.hour >= 0 && m.hour < 24 && m.minute >= 0 &&
	     m.minute < 60);
	moment_write(&text, &m);
	MUST(moment_read(text.bytes, &again) && moment_ms(&again) == moment_ms(&m));
	again = moment_of_ms(moment_ms(&m));
	MUST(moment_ms(&again) == moment_ms(&m));
	str_release(&text);
}

/* In quotes of the kind that the text does not hold; a text with both is none here. */
static bool quote(struct str *out, const char *text)
{
	const char *mark = !strchr(text, '\'') ? "'" : "\"";

	str_reset(out);
	str_addf(out, "%s%s%s", mark, text, mark);
	return !strchr(text, *mark);
}

static void evaluate(const char *typed, const char *format)
{
	static const char *const calls[] = {"date(%s)",
					    "date-time(%s)",
					    "decimal-date-time(%s)",
					    "decimal-time(%s)",
					    "number(%s)",
					    "%s < today()",
					    "date(%s + 1)",
					    "string(date(%s) - today())",
					    "int(number(%s))",
					    "date(number(%s))"};
	struct str value = STR_INIT, how = STR_INIT, line = STR_INIT, out = STR_INIT;

	if (quote(&value, typed) && quote(&how, format)) {
		for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
			const char *at = strstr(calls[i], "%s");

			str_reset(&line);
			str_reset(&out);
			str_add_bytes(&line, calls[i], (size_t)(at - calls[i]));
			str_add(&line, value.bytes);
			str_add(&line, at + 2);
			form_eval_line(line.bytes, lib_host(), &out);
			MUST(text_is_utf8(out.bytes, out.len));
		}
		str_reset(&line);
		str_addf(&line, "concat(format-date(%s, %s), format-date-time(%s, %s))",
			 value.bytes, how.bytes, value.bytes, how.bytes);
		str_reset(&out);
		form_eval_line(line.bytes, lib_host(), &out);
		MUST(text_is_utf8(out.bytes, out.len) && !strchr(out.bytes, '\n'));
	}
	str_release(&value);
	str_release(&how);
	str_release(&line);
	str_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = mem_bytes((const char *)data, size);
	char *format = strchr(text, '\n');
	struct input in = {data, size, 0};
	struct date today = date_of_days((int64_t)(take_32(&in) % 3652000) - 719162);

	if (format)
		*format++ = '\0';
	understand(text, &today);
	read_moment(text);
	if (text_is_utf8(text, strlen(text)) &&
	    (!format || text_is_utf8(format, strlen(format))))
		evaluate(text, format ? format : "%Y-%m-%d");
	free(text);
	return 0;
}
