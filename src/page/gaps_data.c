/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>

#include "page/gap_mask.h"

/* The counts of gaps for programs and spreadsheets: what the sheet says, with keys, and every part that may be named. */

/* A district is typed by hand: what a spreadsheet would work out as a formula stands there as text. */
static void cell_add(struct str *out, const char *text, bool is_last)
{
	bool is_quoted = text[strcspn(text, "\",;\r\n")] != '\0';

	if (is_quoted)
		str_add_char(out, '"');
	if (*text && strchr("=+-@\t\r", *text))
		str_add_char(out, '\'');
	for (; *text; text++) {
		if (*text == '"')
			str_add_char(out, '"');
		str_add_char(out, *text);
	}
	str_add(out, is_quoted ? "\"" : "");
	str_add(out, is_last ? "\r\n" : ",");
}

static void line_add(struct str *out, const char *const cells[6])
{
	for (int i = 0; i < 6; i++)
		cell_add(out, cells[i], i == 5);
}

static void parts_csv(const struct care_config *c, const struct care_gap_sum *sum, bool is_masked,
		      const char *language, struct str *out)
{
	const char *label = gap_label(c, sum, language);
	struct str count = STR_INIT;

	for (int i = 0; i < CARE_GAP_BYS; i++) {
		enum care_gap_by by = (enum care_gap_by)i;
		struct gap_parts parts = gap_mask_parts(sum, by, is_masked, INT_MAX);

		for (int k = 0; k < parts.count; k++) {
			const char *value = parts.parts[k].value;

			str_reset(&count);
			care_count_add(parts.parts[k].women, is_masked, &count);
			line_add(out, (const char *const[]){sum->what, label, gap_by_name(by), value,
							    gap_value(c, by, value, language),
							    count.bytes});
		}
		str_reset(&count);
		str_addf(&count, "%d", parts.rest);
		if (parts.count > 0 && parts.rest > 0)
			line_add(out, (const char *const[]){sum->what, label, gap_by_name(by),
							    "*", _("other"), count.bytes});
	}
	str_release(&count);
}

void page_gaps_csv(struct care_session *s, const struct care_gaps *gaps, bool is_masked,
		   const char *language, struct str *out)
{
	const struct care_config *c = care_session_config(s);
	struct str count = STR_INIT;

	str_add(out, "what,label,by,value,value_label,women\r\n");
	for (int i = 0; i < gaps->sum_count; i++) {
		const struct care_gap_sum *sum = &gaps->sums[i];

		str_reset(&count);
		care_count_add(sum->women, is_masked, &count);
		line_add(out, (const char *const[]){sum->what, gap_label(c, sum, language), "", "",
						    "", count.bytes});
		parts_csv(c, sum, is_masked, language, out);
	}
	str_release(&count);
}

/* A number, or "<5" as text. */
static json_t *count_json(int n, bool is_masked)
{
	struct str text = STR_INIT;
	json_t *value;

	care_count_add(n, is_masked, &text);
	value = is_masked && gap_is_small(n) ? json_string(text.bytes) : json_integer(n);
	str_release(&text);
	return value;
}

static json_t *parts_json(const struct care_config *c, const struct care_gap_sum *sum,
			  enum care_gap_by by, bool is_masked, const char *language)
{
	struct gap_parts parts = gap_mask_parts(sum, by, is_masked, INT_MAX);
	json_t *values = json_array();

	for (int i = 0; i < parts.count; i++) {
		json_t *part = json_object();

		json_object_set_new(part, "value", json_of_text(parts.parts[i].value));
		json_object_set_new(
			part, "label",
			json_of_text(gap_value(c, by, parts.parts[i].value, language)));
		json_object_set_new(part, "women", count_json(parts.parts[i].women, is_masked));
		json_array_append_new(values, part);
	}
	if (parts.count > 0 && parts.rest > 0) {
		json_t *rest = json_object();

		json_object_set_new(rest, "value", json_null());
		json_object_set_new(rest, "label", json_of_text(_("other")));
		json_object_set_new(rest, "women", json_integer(parts.rest));
		json_array_append_new(values, rest);
	}
	return values;
}

static json_t *sum_json(const struct care_config *c, const struct care_gap_sum *sum, bool is_masked,
			const char *language)
{
	json_t *gap = json_object();

	json_object_set_new(gap, "what", json_of_text(sum->what));
	json_object_set_new(gap, "label", json_of_text(gap_label(c, sum, language)));
	json_object_set_new(gap, "women", count_json(sum->women, is_masked));
	for (int by = 0; by < CARE_GAP_BYS; by++)
		json_object_set_new(gap, gap_by_name((enum care_gap_by)by),
				    parts_json(c, sum, (enum care_gap_by)by, is_masked, language));
	return gap;
}

static void put_date(json_t *object, const char *key, const struct date *day)
{
	struct str text = STR_INIT;

	date_write(&text, day, DATE_ISO, "en");
	json_object_set_new(object, key, json_string(text.bytes));
	str_release(&text);
}

json_t *page_gaps_json(struct care_session *s, const struct care_gaps *gaps, bool is_masked,
		       const char *language)
{
	json_t *all = json_object(), *sums = json_array();
	bool is_least;
	int women;

	gap_mask_all(gaps, is_masked, &women, &is_least);
	put_date(all, "from", &gaps->from);
	put_date(all, "to", &gaps->to);
	json_object_set_new(all, is_least ? "women_at_least" : "women", count_json(women, is_masked));
	for (int i = 0; i < gaps->sum_count; i++)
		json_array_append_new(sums, sum_json(care_session_config(s), &gaps->sums[i],
						     is_masked, language));
	json_object_set_new(all, "gaps", sums);
	return all;
}
