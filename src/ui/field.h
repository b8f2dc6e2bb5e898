/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_FIELD_H
#define UI_FIELD_H

#include <stdbool.h>

#include "base/base.h"

struct str;

/*
 * Dates as typed (3/5, gisteren, over 2 weken) into what is stored, and what the field shows it
 * understood: "wo 3 mei 2026".  An empty text is an empty value and understood.
 */
bool ui_date_understand(const char *typed, const struct date *today, enum date_sense sense,
			const char *language, struct str *iso, struct str *shown);
/* The same where only a whole day will do: a month, a year, or about, is not understood. */
bool ui_day_understand(const char *typed, const struct date *today, enum date_sense sense,
		       const char *language, struct str *iso, struct str *shown);
/* The same where the day, or the month too, does not count: 2024-05, 2024.  A month must be said where it counts. */
bool ui_month_understand(const char *typed, const struct date *today, enum date_sense sense,
			 bool year_only, const char *language, struct str *iso, struct str *shown);
/* The same for a time: "14:30" in both. */
bool ui_time_understand(const char *typed, struct str *iso, struct str *shown);
/* A stored date as one would type it: 3-5-2026, 1981, ~1980; other text stays as it is. */
void ui_date_typed(const char *iso, struct str *out);

#endif
