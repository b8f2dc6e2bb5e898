/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/field.h"

#include "base/base.h"

static void date_show(const struct date *d, const char *language, struct str *out)
{
	if (d->about)
		str_add(out, _("about "));
	if (date_is_full(d)) {
		str_add(out, date_weekday_name(date_weekday(d), false, language));
		str_addf(out, " %d %s %d", d->day,
			 date_month_name(d->month, true, language), d->year);
	} else if (d->month) {
		str_addf(out, "%s %d", date_month_name(d->month, true, language),
			 d->year);
	} else {
		str_addf(out, "%d", d->year);
	}
}

bool ui_date_understand(const char *typed, const struct date *today,
			enum date_sense sense, const char *language, struct str *iso,
			struct str *shown)
{
	struct str text = STR_INIT;
	struct date d;
	bool is_read;

	str_reset(iso);
	str_reset(shown);
	str_set(&text, typed);
	text_trim(&text);
	is_read = text.len == 0;
	if (!is_read && date_understand(text.bytes, today, sense, &d)) {
		is_read = true;
		date_write(iso, &d, DATE_ISO, language);
		date_show(&d, language, shown);
	}
	str_release(&text);
	return is_read;
}

bool ui_day_understand(const char *typed, const struct date *today, enum date_sense sense,
		       const char *language, struct str *iso, struct str *shown)
{
	struct date d;
	bool is_read = ui_date_understand(typed, today, sense, language, iso, shown);

	if (!is_read || iso->len == 0 ||
	    (date_read(iso->bytes, &d) && date_is_full(&d) && !d.about))
		return is_read;
	str_reset(iso);
	str_reset(shown);
	return false;
}

bool ui_month_understand(const char *typed, const struct date *today,
			 enum date_sense sense, bool year_only, const char *language,
			 struct str *iso, struct str *shown)
{
	struct date d;
	bool is_read = ui_date_understand(typed, today, sense, language, iso, shown);

	if (!is_read || iso->len == 0 || !date_read(iso->bytes, &d))
		return is_read;
	d.day = 0;
	d.month = year_only ? 0 : d.month;
	is_read = !d.about && (year_only || d.month);
	str_reset(iso);
	str_reset(shown);
	if (is_read) {
		date_write(iso, &d, DATE_ISO, language);
		date_show(&d, language, shown);
	}
	return is_read;
}

bool ui_time_understand(const char *typed, struct str *iso, struct str *shown)
{
	struct str text = STR_INIT;
	int minutes;
	bool is_empty;

	str_reset(iso);
	str_reset(shown);
	str_set(&text, typed);
	text_trim(&text);
	is_empty = text.len == 0;
	minutes = is_empty ? -1 : date_understand_time(text.bytes);
	str_release(&text);
	if (minutes < 0)
		return is_empty;
	str_addf(iso, "%02d:%02d", minutes / 60, minutes % 60);
	str_addf(shown, "%02d:%02d", minutes / 60, minutes % 60);
	return true;
}

void ui_date_typed(const char *iso, struct str *out)
{
	struct date d;

	str_reset(out);
	if (!iso || !date_read(iso, &d) || d.about || !d.month)
		str_set(out, iso ? iso : "");
	else if (d.day)
		str_addf(out, "%d-%d-%d", d.day, d.month, d.year);
	else
		str_addf(out, "%d-%d", d.month, d.year);
}
