/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/asks.h"

#include "base/base.h"

/*
 * One offer against one woman.  A judge looks at one thing; what the offer does not say is silent and no
 * hindrance, and "not known" is only what the offer asks and she was not asked.
 */
typedef enum map_verdict (*judge)(const struct asks *a, const struct map_woman *w);

static enum map_verdict fits_if(bool fits)
{
	return fits ? MAP_FITS : MAP_NOT;
}

static bool has_flag(const struct asks *a, enum asks_flag flag)
{
	return (a->head[ASKS_AT_FLAGS] & flag) != 0;
}

static bool is_said(const struct asks *a, enum asks_byte at)
{
	return a->head[at] != ASKS_NONE;
}

static enum map_verdict judge_open(const struct asks *a, const struct map_woman *w)
{
	(void)w; /* the same for everybody */
	return fits_if(!has_flag(a, ASKS_CLOSED) && !has_flag(a, ASKS_FULL));
}

/* ---- where ---- */

/* It says nothing of where it works, but it stands in another town. */
static bool is_elsewhere(const struct asks *a, const struct map_woman *w)
{
	return a->areas == a->end && *a->town != '\0' && *w->city != '\0' &&
	       strcmp(a->town, w->city) != 0;
}

static enum map_verdict judge_area(const struct asks *a, const struct map_woman *w)
{
	bool may_be = is_elsewhere(a, w); /* whether they take somebody from there is to be asked */

	if (a->areas == a->end && !may_be)
		return MAP_SILENT;
	for (const char *area = a->areas; area < a->end; area += strlen(area) + 1) {
		enum map_verdict verdict = asks_area(area, a->town, w);

		if (verdict == MAP_FITS)
			return MAP_FITS;
		may_be = may_be || verdict == MAP_UNKNOWN;
	}
	return may_be ? MAP_UNKNOWN : MAP_NOT;
}

/* ---- income ---- */

static enum map_verdict judge_benefit(const struct asks *a, const struct map_woman *w)
{
	const struct map_set *open_to = &a->sets[ASKS_BENEFITS];

	if (map_set_is_empty(open_to))
		return map_set_is_empty(&w->benefits) && !map_set_is_empty(&a->sets[ASKS_CONSENT_FOR])
			       ? MAP_UNKNOWN
			       : MAP_SILENT;
	if (map_set_is_empty(&w->benefits))
		return MAP_UNKNOWN;
	return fits_if(map_sets_meet(open_to, &w->benefits));
}

static enum map_verdict judge_consent(const struct asks *a, const struct map_woman *w)
{
	if (!map_sets_meet(&a->sets[ASKS_CONSENT_FOR], &w->benefits))
		return MAP_SILENT;
	if (w->consent == MAP_CONSENT_GIVEN)
		return MAP_FITS;
	return w->consent == MAP_CONSENT_REFUSED ? MAP_NOT : MAP_UNKNOWN;
}

/* ---- how far she is ---- */

/* One rung higher than she stands fits when she is expected to get there. */
static enum map_verdict judge_rung(const struct asks *a, const struct map_woman *w)
{
	enum { ALL_RUNGS = 0x3f };
	unsigned rungs = a->head[ASKS_AT_RUNGS];

	if (rungs == 0)
		return MAP_SILENT;
	if (rungs == ALL_RUNGS) /* nothing is to be asked */
		return MAP_FITS;
	if (w->rung < 1 || w->rung > 6)
		return MAP_UNKNOWN;
	if (rungs & 1u << (w->rung - 1))
		return MAP_FITS;
	return fits_if(w->growth_rung > w->rung && (rungs & 1u << w->rung) != 0);
}

/*
 * Low, middle, high: one beside hers is for a worker to judge, low against high does not fit.  It is the worker's
 * own judgement, so that there is nothing to ask her.
 */
static enum map_verdict judge_level(const struct asks *a, const struct map_woman *w)
{
	uint64_t levels = a->head[ASKS_AT_LEVELS], hers = w->levels.bits[0];

	if (levels == 0 || hers == 0)
		return MAP_SILENT;
	if (levels & hers)
		return MAP_FITS;
	return levels & (hers << 1 | hers >> 1) ? MAP_SILENT : MAP_NOT;
}

static enum map_verdict judge_diploma(const struct asks *a, const struct map_woman *w)
{
	if (!has_flag(a, ASKS_DIPLOMA))
		return MAP_SILENT;
	return w->diploma == MAP_DIPLOMA_UNKNOWN ? MAP_UNKNOWN
						 : fits_if(w->diploma == MAP_DIPLOMA_YES);
}

/* The barrier says that it is still to be asked whether she may work, and so it is. */
static enum map_verdict judge_permit(const struct asks *a, const struct map_woman *w)
{
	return has_flag(a, ASKS_PERMIT) && w->has_no_permit ? MAP_UNKNOWN : MAP_SILENT;
}

/* ---- who she is ---- */

static enum map_verdict judge_women(const struct asks *a, const struct map_woman *w)
{
	if (!has_flag(a, ASKS_WOMEN))
		return MAP_SILENT;
	return w->sex == MAP_SEX_UNKNOWN ? MAP_UNKNOWN : fits_if(w->sex == MAP_SEX_WOMAN);
}

static enum map_verdict judge_age(const struct asks *a, const struct map_woman *w)
{
	bool has_from = is_said(a, ASKS_AT_AGE_FROM), has_to = is_said(a, ASKS_AT_AGE_TO);

	if (!has_from && !has_to)
		return MAP_SILENT;
	if (w->age < 0)
		return MAP_UNKNOWN;
	return fits_if((!has_from || w->age >= a->head[ASKS_AT_AGE_FROM]) &&
		       (!has_to || w->age <= a->head[ASKS_AT_AGE_TO]));
}

static enum map_verdict judge_language(const struct asks *a, const struct map_woman *w)
{
	bool has_from = is_said(a, ASKS_AT_LANGUAGE_FROM) && a->head[ASKS_AT_LANGUAGE_FROM] > 0;
	bool has_to = is_said(a, ASKS_AT_LANGUAGE_TO);

	if (!has_from && !has_to)
		return MAP_SILENT;
	if (w->language_level < 0)
		return MAP_UNKNOWN;
	return fits_if((!has_from || w->language_level >= a->head[ASKS_AT_LANGUAGE_FROM]) &&
		       (!has_to || w->language_level <= a->head[ASKS_AT_LANGUAGE_TO]));
}

/* Another language than hers is no hindrance that is sure: somebody may interpret. */
static enum map_verdict judge_speaks(const struct asks *a, const struct map_woman *w)
{
	bool needs_own = w->language_level >= 0 && is_said(a, ASKS_AT_LANGUAGE_A2) &&
			 w->language_level < a->head[ASKS_AT_LANGUAGE_A2];

	if (!needs_own || map_set_is_empty(&a->sets[ASKS_LANGUAGES]))
		return MAP_SILENT;
	if (map_set_is_empty(&w->languages))
		return MAP_UNKNOWN;
	return map_sets_meet(&a->sets[ASKS_LANGUAGES], &w->languages) ? MAP_FITS : MAP_SILENT;
}

/* ---- her children ---- */

static bool has_place(const struct asks *a, enum asks_byte at, const struct map_set *set)
{
	return is_said(a, at) && map_set_has(set, a->head[at]);
}

/* Care is what stands in her way, or what she needs and has not. */
static bool lacks_care(const struct asks *a, const struct map_woman *w)
{
	return has_place(a, ASKS_AT_CARE_NEED, &w->needs) ||
	       has_place(a, ASKS_AT_CARE_BARRIER, &w->barriers);
}

/* With no childcare, or with care that she arranges herself. */
static enum map_verdict without_care(const struct asks *a, const struct map_woman *w, bool is_small)
{
	bool is_own = a->head[ASKS_AT_CARE] == ASKS_CARE_OWN;

	if (w->along == MAP_ALONG_YES)
		return MAP_NOT;
	if (lacks_care(a, w))
		return fits_if(!is_small);
	if (is_own || !is_small || w->along == MAP_ALONG_NO)
		return is_own ? MAP_FITS : MAP_SILENT;
	return w->along == MAP_ALONG_UNKNOWN ? MAP_UNKNOWN : MAP_SILENT;
}

static enum map_verdict judge_children(const struct asks *a, const struct map_woman *w)
{
	enum asks_care care = (enum asks_care)a->head[ASKS_AT_CARE];
	int school = is_said(a, ASKS_AT_CHILD_SCHOOL) ? a->head[ASKS_AT_CHILD_SCHOOL] : MAP_SET_MOST;
	bool is_without = care == ASKS_CARE_NONE || care == ASKS_CARE_OWN;

	if (care == ASKS_CARE_UNSAID || care > ASKS_CARE_OWN || w->youngest < 0 ||
	    w->youngest > school || w->youngest == a->head[ASKS_AT_CHILD_NONE])
		return MAP_SILENT;
	return is_without ? without_care(a, w, w->youngest < school) : MAP_FITS;
}

/* Whether there is a child at all comes before whether it comes along. */
static bool asks_of_child(const struct asks *a, const struct map_woman *w)
{
	unsigned care = a->head[ASKS_AT_CARE];

	return is_said(a, ASKS_AT_CHILD_FROM) ||
	       ((care == ASKS_CARE_NONE || care == ASKS_CARE_OWN) && w->along != MAP_ALONG_NO);
}

static enum map_verdict judge_child_age(const struct asks *a, const struct map_woman *w)
{
	if (w->youngest < 0)
		return asks_of_child(a, w) ? MAP_UNKNOWN : MAP_SILENT;
	if (!is_said(a, ASKS_AT_CHILD_FROM))
		return MAP_SILENT;
	if (w->youngest == a->head[ASKS_AT_CHILD_NONE])
		return MAP_SILENT;
	return fits_if(w->youngest >= a->head[ASKS_AT_CHILD_FROM]);
}

/* ---- when, and what it asks of a body ---- */

static struct map_set without(const struct map_set *s, const struct map_set *less)
{
	return (struct map_set){{s->bits[0] & ~less->bits[0], s->bits[1] & ~less->bits[1]}};
}

static struct map_set both(const struct map_set *a, const struct map_set *b)
{
	return (struct map_set){{a->bits[0] & b->bits[0], a->bits[1] & b->bits[1]}};
}

static enum map_verdict judge_daypart(const struct asks *a, const struct map_woman *w)
{
	const struct map_set *days = &a->sets[ASKS_DAYS], *meet = &a->sets[ASKS_DAYPARTS_MEET];
	struct map_set its_days = both(&a->sets[ASKS_DAYPARTS], days);
	struct map_set her_days = both(&w->dayparts, days), hers = without(&w->dayparts, days);

	if (map_set_is_empty(&a->sets[ASKS_DAYPARTS]))
		return MAP_SILENT;
	if (map_set_is_empty(&w->dayparts))
		return MAP_UNKNOWN;
	if (!map_set_is_empty(&its_days) && !map_set_is_empty(&her_days) &&
	    !map_sets_meet(&its_days, &her_days))
		return MAP_NOT;
	if (map_set_is_empty(meet) || map_set_is_empty(&hers) || map_sets_meet(meet, &hers))
		return MAP_FITS;
	return map_sets_meet(&a->sets[ASKS_DAYPARTS_MAYBE], &hers) ? MAP_UNKNOWN : MAP_NOT;
}

static enum map_verdict judge_hours(const struct asks *a, const struct map_woman *w)
{
	if (!is_said(a, ASKS_AT_HOURS_FROM))
		return MAP_SILENT;
	return w->hours < 0 ? MAP_UNKNOWN : fits_if(w->hours >= a->head[ASKS_AT_HOURS_FROM]);
}

static enum map_verdict judge_load(const struct asks *a, const struct map_woman *w)
{
	if (map_set_is_empty(&a->sets[ASKS_LOADS]))
		return MAP_SILENT;
	if (!w->loads_known && map_set_is_empty(&w->loads))
		return MAP_UNKNOWN;
	return fits_if(!map_sets_meet(&a->sets[ASKS_LOADS], &w->loads));
}

/* ---- what it brings her ---- */

static enum map_verdict judge_need(const struct asks *a, const struct map_woman *w)
{
	return map_sets_meet(&a->sets[ASKS_PRECONDITIONS], &w->needs) ? MAP_FITS : MAP_SILENT;
}

static enum map_verdict judge_barrier(const struct asks *a, const struct map_woman *w)
{
	return map_sets_meet(&a->sets[ASKS_HELPS], &w->specific) ? MAP_FITS : MAP_SILENT;
}

static enum map_verdict judge_wish(const struct asks *a, const struct map_woman *w)
{
	return map_sets_meet(&a->sets[ASKS_WISHES], &w->wishes) ? MAP_FITS : MAP_SILENT;
}

static const judge judges[MAP_CRITERION_COUNT] = {
	[MAP_ON_OPEN] = judge_open,	    [MAP_ON_AREA] = judge_area,
	[MAP_ON_BENEFIT] = judge_benefit,   [MAP_ON_CONSENT] = judge_consent,
	[MAP_ON_RUNG] = judge_rung,	    [MAP_ON_LEVEL] = judge_level,
	[MAP_ON_WOMEN] = judge_women,	    [MAP_ON_AGE] = judge_age,
	[MAP_ON_LANGUAGE] = judge_language, [MAP_ON_SPEAKS] = judge_speaks,
	[MAP_ON_CHILDREN] = judge_children, [MAP_ON_CHILD_AGE] = judge_child_age,
	[MAP_ON_DAYPART] = judge_daypart,   [MAP_ON_HOURS] = judge_hours,
	[MAP_ON_LOAD] = judge_load,	    [MAP_ON_DIPLOMA] = judge_diploma,
	[MAP_ON_PERMIT] = judge_permit,	    [MAP_ON_NEED] = judge_need,
	[MAP_ON_BARRIER] = judge_barrier,   [MAP_ON_WISH] = judge_wish,
};

/* ---- the score: each part has bits of its own, the weightier the higher ---- */

/*
 * What fits or may fit stands before what does not; and what only happens to fit, and is about nothing that she
 * needs, wishes or is hindered by, does not push away what is.  A question more makes an offer come later, but
 * what serves her need with three things to ask is named before what she merely could do: so a worker
 * went about the eleven examples (tests/data/map/examples.tsv).
 */
enum rank { RANK_NOT, RANK_MAY_FIT_ONLY, RANK_FITS_ONLY, RANK_SERVES };

enum { WEIGHT_NEED = 40, WEIGHT_WISH = 30, WEIGHT_BARRIER = 12, WEIGHT_FOCUS = 30,
       WEIGHT_GROWTH = 10, WEIGHT_STRETCH = 20, WEIGHT_MOTTO = 6, WEIGHT_ASK = 6, ASKS_COUNTED = 4,
       SERVES_MOST = 4095 };

static int set_size(const struct map_set *s)
{
	return __builtin_popcountll(s->bits[0]) + __builtin_popcountll(s->bits[1]);
}

/* How much of what it is for is hers: an offer for everything is for nobody. */
static int focus_of(const struct asks *a, int hits)
{
	int marks = set_size(&a->sets[ASKS_PRECONDITIONS]) + set_size(&a->sets[ASKS_WISHES]) +
		    set_size(&a->sets[ASKS_HELPS]);

	return marks > 0 ? WEIGHT_FOCUS * hits / marks : 0;
}

/* It takes her where she stands, and better still leads one rung up; to begin a rung higher is a stretch. */
static int growth_of(const struct asks *a, const struct map_woman *w)
{
	unsigned rungs = a->head[ASKS_AT_RUNGS];

	if (w->rung < 1 || w->rung > 5 || !(rungs & 1u << w->rung))
		return 0;
	return rungs & 1u << (w->rung - 1) ? WEIGHT_GROWTH : -WEIGHT_STRETCH;
}

/* domain.md A2: low, they belong there; middle, next to it; high, she arranges it. */
static int motto_of(const struct asks *a, const struct map_woman *w)
{
	static const enum asks_care mottos[] = {ASKS_CARE_ALONG, ASKS_CARE_NEXT_TO, ASKS_CARE_OWN};

	for (unsigned i = 0; i < sizeof mottos / sizeof *mottos; i++)
		if (w->levels.bits[0] & 1u << i && a->head[ASKS_AT_CARE] == (unsigned)mottos[i])
			return WEIGHT_MOTTO;
	return 0;
}

static int serves_of(const struct asks *a, const struct map_woman *w, const unsigned char *verdicts,
		     int hits[3])
{
	int serves;

	hits[0] = map_sets_common(&a->sets[ASKS_PRECONDITIONS], &w->needs);
	hits[1] = map_sets_common(&a->sets[ASKS_WISHES], &w->wishes);
	hits[2] = map_sets_common(&a->sets[ASKS_HELPS], &w->specific);
	serves = WEIGHT_NEED * hits[0] + WEIGHT_WISH * hits[1] + WEIGHT_BARRIER * hits[2] +
		 focus_of(a, hits[0] + hits[1] + hits[2]) + growth_of(a, w);
	if (verdicts[MAP_ON_CHILDREN] == MAP_FITS)
		serves += motto_of(a, w);
	if (verdicts[MAP_ON_SPEAKS] == MAP_FITS)
		serves += WEIGHT_MOTTO;
	return serves < SERVES_MOST ? serves : SERVES_MOST;
}

static enum rank rank_of(const struct asks_weighed *o, bool is_about_her)
{
	if (o->missing > 0)
		return RANK_NOT;
	if (is_about_her)
		return RANK_SERVES;
	return o->unknown > 0 ? RANK_MAY_FIT_ONLY : RANK_FITS_ONLY;
}

/* Not said is neither short nor long. */
enum { WAIT_UNSAID = 6, WAIT_MOST = 255, NEAR_DISTRICT = 3, NEAR_TOWN = 2, NEAR_UNSAID = 1 };

static int wait_of(const struct asks *a)
{
	return is_said(a, ASKS_AT_WAIT_WEEKS) ? a->head[ASKS_AT_WAIT_WEEKS] : WAIT_UNSAID;
}

static int near_of(const struct asks *a, const struct map_woman *w)
{
	bool is_unsaid = *a->town == '\0' || *w->city == '\0';

	if (!is_unsaid && strcmp(a->town, w->city) != 0)
		return 0;
	if (*w->district != '\0' && strcmp(a->district, w->district) == 0)
		return NEAR_DISTRICT;
	return is_unsaid ? NEAR_UNSAID : NEAR_TOWN;
}

/* In months, so that one day more does not turn the list over. */
static int fresh_of(const struct asks *a, const struct date *today)
{
	int64_t months = (date_days(today) - a->checked) / 30;

	if (a->checked == 0 || months > 254)
		return 0;
	return months < 0 ? 255 : 255 - (int)months;
}

static int64_t few(int count)
{
	return count < 15 ? 15 - count : 0;
}

static void score_it(const struct asks *a, const struct map_woman *w, const struct date *today,
		     struct asks_weighed *o)
{
	int hits[3];
	int serves = serves_of(a, w, o->verdicts, hits);
	bool is_about_her = hits[0] + hits[1] + hits[2] > 0;

	serves -= WEIGHT_ASK * (o->unknown < ASKS_COUNTED ? o->unknown : ASKS_COUNTED);
	serves = serves > 0 ? serves : 0;
	o->is_elsewhere = is_elsewhere(a, w);
	o->score = (int64_t)rank_of(o, is_about_her) << 56 | ASKS_NOT_TRIED |
		   (int64_t)!o->is_elsewhere << 54 | (int64_t)serves << 40 |
		   few(o->missing) << 36 | few(o->unknown) << 32 |
		   (int64_t)(WAIT_MOST - wait_of(a)) << 24 | (int64_t)near_of(a, w) << 16 |
		   fresh_of(a, today);
}

void asks_weigh(const struct asks *a, const struct map_woman *w, const struct date *today,
		struct asks_weighed *out)
{
	out->missing = out->unknown = 0;
	for (int i = 0; i < MAP_CRITERION_COUNT; i++) {
		enum map_verdict verdict = judges[i](a, w);

		out->verdicts[i] = (unsigned char)verdict;
		out->missing += verdict == MAP_NOT;
		out->unknown += verdict == MAP_UNKNOWN;
	}
	score_it(a, w, today, out);
}

int64_t map_asks_weigh(const void *bytes, size_t len, const struct map_woman *woman,
		       const struct date *today, unsigned char verdicts[MAP_CRITERION_COUNT])
{
	struct asks asks;
	struct asks_weighed weighed = {.score = INT64_MIN};

	if (asks_read(bytes, len, &asks))
		asks_weigh(&asks, woman, today, &weighed);
	if (verdicts != NULL)
		memcpy(verdicts, weighed.verdicts, sizeof weighed.verdicts);
	return weighed.score;
}

#define CRITERION_FACT(id, fact) [MAP_ON_##id] = fact,
static const char *const facts[] = {MAP_CRITERIA(CRITERION_FACT)};

const char *map_criterion_fact(enum map_criterion c)
{
	return facts[c];
}

const char *map_criterion_name(enum map_criterion c)
{
	static const char *const names[MAP_CRITERION_COUNT] = {
		[MAP_ON_OPEN] = "open",		[MAP_ON_AREA] = "area",
		[MAP_ON_BENEFIT] = "benefit",	[MAP_ON_CONSENT] = "consent",
		[MAP_ON_RUNG] = "rung",		[MAP_ON_LEVEL] = "level",
		[MAP_ON_WOMEN] = "women",	[MAP_ON_AGE] = "age",
		[MAP_ON_LANGUAGE] = "language", [MAP_ON_SPEAKS] = "speaks",
		[MAP_ON_CHILDREN] = "children", [MAP_ON_CHILD_AGE] = "child_age",
		[MAP_ON_DAYPART] = "daypart",	[MAP_ON_HOURS] = "hours",
		[MAP_ON_LOAD] = "load",		[MAP_ON_DIPLOMA] = "diploma",
		[MAP_ON_PERMIT] = "permit",	[MAP_ON_NEED] = "need",
		[MAP_ON_BARRIER] = "barrier",	[MAP_ON_WISH] = "wish",
	};

	return names[c];
}
