/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_FIGURE_H
#define UI_FIGURE_H

#include "base/base.h"
#include "form/form.h"

/* Numbers and places as a worker types and reads them.  language is "nl" or "en". */

/* "12500.5" as 12.500,5 (nl) or 12,500.5 (en); what is no number stays as it is. */
void ui_figure_group(const char *number, const char *language, struct str *out);
/* A stored number as one types it: 2.5 as 2,5 (nl); is_grouped: as above. */
void ui_figure_typed(const char *number, bool is_grouped, const char *language, struct str *out);
void ui_figure_count(int count, const char *language, struct str *out); /* 6034 as 6.034 */

/*
 * What is typed as it is stored: 2,5 is 2.5.  With is_grouped 12.500 (nl) is 12500.  What is no number
 * comes out as it was typed, for the form to refuse.
 */
void ui_figure_read(const char *typed, bool is_grouped, const char *language, struct str *out);

/* A number of a scale: stored text, or false when it is none. */
bool ui_figure_value(const char *text, double *out);
void ui_figure_write(double value, const struct form_range *range, struct str *out);

/* One step up or down from text ("" stands before the begin), within the range. */
void ui_range_step(const struct form_range *range, const char *text, bool up, struct str *out);
bool ui_range_has(const struct form_range *range, double value);

/*
 * "52.07 4.30", "52,07; 4,30", "52.07 N, 4.30 E" as "52.07 4.30"; altitude and accuracy may
 * follow.  many: points with ; between.  shown: in words.  false: it is not clear.  Nothing typed is clear, and nothing.
 */
bool ui_place_read(const char *typed, bool many, struct str *out, struct str *shown);

#endif
