/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/match.h"

#include "map/shelf.h"

#include "base/base.h"

/*
 * What works at each level of taking part (29 projects that reached women at each of them, 2003): how they are
 * reached, how it is done, and what goes for the children.  A level is the
 * worker's judgement and never follows from the rung.
 */
static const struct {
	const char *key;
	const char *text;
} advice[] = {
	{"low", N_("Goes out little: go along the first time, or start with a home visit or a group at "
		   "somebody's home. A safe, small group where things are done, with the same people each "
		   "week; the language is no condition. Children belong there: they walk in and out. "
		   "Ask for no result yet: taking part is the goal.")},
	{"middle", N_("Does not go alone to school or work yet: sign up with a group or together with "
		      "somebody known, for a course on what is felt as needed. Childcare next to the "
		      "activity. Agree on small results, such as being there.")},
	{"high", N_("Takes the initiative: a clear goal (study, work, own business), skills, and guidance "
		    "of one's own on the way there. Childcare is arranged by oneself, costs paid back. "
		    "Agree on clear results that can be measured.")},
};

void map_advice(const struct map *m, const struct map_woman *woman, struct str *out)
{
	size_t from = out->len;

	for (size_t i = 0; i < sizeof advice / sizeof *advice; i++)
		if (map_set_has(&woman->levels,
				map_word_at(m->words, MAP_LIST_LEVELS, advice[i].key)))
			str_addf(out, "%s%s", out->len > from ? "\n" : "", _(advice[i].text));
}
