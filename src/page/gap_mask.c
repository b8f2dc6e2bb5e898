/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/gap_mask.h"

static const struct {
	const char *name, *label, *list; /* list NULL: the value is a name */
} bys[CARE_GAP_BYS] = {
	[CARE_GAP_WHERE] = {"where", N_("Available"), "availability"},
	[CARE_GAP_DAYPART] = {"daypart", N_("Part of the day"), "available_dayparts"},
	[CARE_GAP_DISTRICT] = {"district", N_("District"), NULL},
	[CARE_GAP_BENEFIT] = {"benefit", N_("Income"), "benefit"},
	[CARE_GAP_LEVEL] = {"level", N_("Level of taking part"), "participation_level"},
};

bool gap_is_small(int women)
{
	return women > 0 && women < CARE_SMALL_NUMBER;
}

static int named_of(const struct care_gap_sum *sum, enum care_gap_by by, bool is_masked, int most)
{
	int count = 0;

	while (count < sum->part_counts[by] && count < most &&
	       !(is_masked && gap_is_small(sum->parts[by][count].women)))
		count++;
	return count;
}

static int rest_of(const struct care_gap_sum *sum, enum care_gap_by by, int named)
{
	int rest = sum->women;

	for (int i = 0; i < named; i++)
		rest -= sum->parts[by][i].women;
	return rest;
}

struct gap_parts gap_mask_parts(const struct care_gap_sum *sum, enum care_gap_by by, bool is_masked,
				int most)
{
	struct gap_parts out = {.parts = sum->parts[by]};

	if (is_masked && gap_is_small(sum->women))
		return out;
	out.count = named_of(sum, by, is_masked, most);
	out.rest = rest_of(sum, by, out.count);
	while (is_masked && out.count > 0 && gap_is_small(out.rest))
		out.rest = rest_of(sum, by, --out.count);
	if (out.rest < 0)
		out.rest = 0; /* women who are in two parts: subtracting tells nothing */
	return out;
}

void gap_mask_all(const struct care_gaps *gaps, bool is_masked, int *women, bool *is_least)
{
	int told = 0, largest = 0;
	bool has_small = false;

	for (int i = 0; i < gaps->sum_count; i++) {
		int n = gaps->sums[i].women;

		has_small = has_small || gap_is_small(n);
		told += gap_is_small(n) ? 0 : n;
		largest = n > largest ? n : largest;
	}
	*is_least = is_masked && has_small && gaps->women > told && !gap_is_small(gaps->women);
	*women = gaps->women;
	if (*is_least)
		*women = largest < CARE_SMALL_NUMBER ? CARE_SMALL_NUMBER : largest;
}

const char *gap_label(const struct care_config *config, const struct care_gap_sum *sum,
		      const char *language)
{
	bool is_need = care_config_item(config, "preconditions", sum->what) != NULL;

	return care_label(config, is_need ? "preconditions" : "barriers", sum->what, language);
}

const char *gap_value(const struct care_config *config, enum care_gap_by by, const char *value,
		      const char *language)
{
	if (text_is_empty(value) || text_equal(value, "unknown"))
		return _("not known");
	return bys[by].list ? care_label(config, bys[by].list, value, language) : value;
}

const char *gap_by_name(enum care_gap_by by)
{
	return bys[by].name;
}

const char *gap_by_label(enum care_gap_by by)
{
	return _(bys[by].label);
}
