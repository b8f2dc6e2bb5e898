/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spec.h"

static const struct date today = {2026, 11, 21, false};

struct judged {
	const char *offer, *woman;
	enum map_criterion on;
	enum map_verdict verdict;
};

static const struct judged judged[] = {
	{"", "", MAP_ON_OPEN, MAP_FITS},
	{"status=inactive", "", MAP_ON_OPEN, MAP_NOT},
	{"status=temporarily_closed", "", MAP_ON_OPEN, MAP_NOT},
	{"capacity=0", "", MAP_ON_OPEN, MAP_NOT},
	{"capacity=0;wait_weeks=6", "", MAP_ON_OPEN, MAP_FITS},

	{"", "city=den haag", MAP_ON_AREA, MAP_SILENT},
	{"areas=Rotterdam, Den Haag", "city=den haag", MAP_ON_AREA, MAP_FITS},
	{"areas='s-Gravenhage", "city=den haag", MAP_ON_AREA, MAP_FITS},
	{"areas=Laak", "city=den haag;district=laak", MAP_ON_AREA, MAP_FITS},
	{"areas=Rotterdam", "city=den haag;district=laak", MAP_ON_AREA, MAP_NOT},
	{"areas=Laak", "city=den haag", MAP_ON_AREA, MAP_UNKNOWN},
	{"areas=Centrum;city=Groningen", "city=den haag", MAP_ON_AREA, MAP_NOT},
	{"areas=Den Haag", "", MAP_ON_AREA, MAP_UNKNOWN},
	{"areas=2516, 2521", "postcode=2516xx", MAP_ON_AREA, MAP_FITS},
	{"areas=2516 XX", "postcode=2516xx", MAP_ON_AREA, MAP_FITS},
	{"areas=2516", "postcode=2597ab", MAP_ON_AREA, MAP_NOT},
	{"areas=2516", "city=den haag;district=laak", MAP_ON_AREA, MAP_UNKNOWN},
	{"areas=25", "postcode=2597ab", MAP_ON_AREA, MAP_FITS},
	{"areas=2500-2599", "postcode=2597ab", MAP_ON_AREA, MAP_FITS},
	{"areas=2500 t/m 2599", "postcode=2600ab", MAP_ON_AREA, MAP_NOT},
	{"areas=2500-2599", "city=den haag", MAP_ON_AREA, MAP_UNKNOWN},
	/* As people write it. */
	{"areas=heel Nederland", "city=assen;district=centrum", MAP_ON_AREA, MAP_FITS},
	{"areas=Landelijk", "", MAP_ON_AREA, MAP_FITS},
	{"areas=Haaglanden", "city=delft;district=voorhof", MAP_ON_AREA, MAP_FITS},
	{"areas=regio Haaglanden", "city=amsterdam;district=west", MAP_ON_AREA, MAP_UNKNOWN},
	{"areas=Haaglanden", "city=amsterdam;district=west", MAP_ON_AREA, MAP_NOT},
	{"areas=Zuid-Holland", "city=amsterdam;district=west", MAP_ON_AREA, MAP_UNKNOWN},
	{"areas=gemeente Den Haag", "city=den haag", MAP_ON_AREA, MAP_FITS},
	{"areas=Den Haag e.o.", "city=den haag", MAP_ON_AREA, MAP_FITS},
	{"areas=Den Haag en omgeving", "city=delft;district=voorhof", MAP_ON_AREA, MAP_UNKNOWN},
	{"areas=Den Haag en Delft", "city=delft", MAP_ON_AREA, MAP_FITS},
	{"areas=Laak/Escamp", "city=den haag;district=escamp", MAP_ON_AREA, MAP_FITS},
	{"areas=Rustenburg en Oostbroek", "city=den haag;district=rustenburg en oostbroek", MAP_ON_AREA,
	 MAP_FITS},
	/* Another town. */
	{"areas=Den Haag", "city=amsterdam", MAP_ON_AREA, MAP_NOT},
	{"areas=Delft", "city=amsterdam", MAP_ON_AREA, MAP_NOT},
	{"city=Den Haag", "city=amsterdam", MAP_ON_AREA, MAP_UNKNOWN},
	{"city=Den Haag", "city=den haag", MAP_ON_AREA, MAP_SILENT},
	{"city=Den Haag", "", MAP_ON_AREA, MAP_SILENT},
	{"areas=Centrum;city=Den Haag", "city=amsterdam;district=centrum", MAP_ON_AREA, MAP_UNKNOWN},
	{"areas=Centrum;city=Den Haag", "city=den haag;district=centrum", MAP_ON_AREA, MAP_FITS},

	{"", "benefit=nug", MAP_ON_BENEFIT, MAP_SILENT},
	{"benefits=wwb nug", "benefit=nug", MAP_ON_BENEFIT, MAP_FITS},
	{"benefits=wwb ww_uwv", "benefit=nug", MAP_ON_BENEFIT, MAP_NOT},
	{"benefits=wwb", "benefit=working wwb", MAP_ON_BENEFIT, MAP_FITS},
	{"benefits=wwb", "", MAP_ON_BENEFIT, MAP_UNKNOWN},
	{"consent_for=wwb", "", MAP_ON_BENEFIT, MAP_UNKNOWN},
	{"benefits=nug", "benefit=working wwb", MAP_ON_BENEFIT, MAP_NOT},
	{"benefits=working", "benefit=working wwb", MAP_ON_BENEFIT, MAP_FITS},

	{"consent_for=wwb", "benefit=nug", MAP_ON_CONSENT, MAP_SILENT},
	{"consent_for=wwb", "benefit=wwb;consent=given", MAP_ON_CONSENT, MAP_FITS},
	{"consent_for=wwb", "benefit=wwb;consent=refused", MAP_ON_CONSENT, MAP_NOT},
	{"consent_for=wwb", "benefit=wwb;consent=asked", MAP_ON_CONSENT, MAP_UNKNOWN},
	{"consent_for=wwb", "benefit=wwb;consent=not_asked", MAP_ON_CONSENT, MAP_UNKNOWN},
	{"consent_for=wwb", "benefit=wwb", MAP_ON_CONSENT, MAP_UNKNOWN},
	{"", "benefit=wwb;consent=refused", MAP_ON_CONSENT, MAP_SILENT},
	{"consent_for=wwb", "benefit=working wwb", MAP_ON_CONSENT, MAP_UNKNOWN},
	{"consent_for=wwb", "", MAP_ON_CONSENT, MAP_SILENT},

	{"", "rung=2", MAP_ON_RUNG, MAP_SILENT},
	{"rungs=2 3 4", "rung=2", MAP_ON_RUNG, MAP_FITS},
	{"rungs=3 4", "rung=2", MAP_ON_RUNG, MAP_NOT},
	{"rungs=3 4", "rung=2;growth=3", MAP_ON_RUNG, MAP_FITS},
	{"rungs=4 5", "rung=2;growth=5", MAP_ON_RUNG, MAP_NOT},
	{"rungs=1 2", "rung=3", MAP_ON_RUNG, MAP_NOT},
	{"rungs=6", "rung=6;growth=6", MAP_ON_RUNG, MAP_FITS},
	{"rungs=1", "rung=6", MAP_ON_RUNG, MAP_NOT},
	{"rungs=3 4", "", MAP_ON_RUNG, MAP_UNKNOWN},
	{"rungs=1 2 3 4 5 6", "", MAP_ON_RUNG, MAP_FITS},

	{"", "level=low", MAP_ON_LEVEL, MAP_SILENT},
	{"levels=low middle", "level=low", MAP_ON_LEVEL, MAP_FITS},
	{"levels=high", "level=low", MAP_ON_LEVEL, MAP_NOT},
	{"levels=middle", "level=low", MAP_ON_LEVEL, MAP_SILENT},
	{"levels=middle", "", MAP_ON_LEVEL, MAP_SILENT},

	{"", "sex=man", MAP_ON_WOMEN, MAP_SILENT},
	{"women_only=no", "sex=man", MAP_ON_WOMEN, MAP_SILENT},
	{"women_only=yes", "sex=woman", MAP_ON_WOMEN, MAP_FITS},
	{"women_only=yes", "sex=man", MAP_ON_WOMEN, MAP_NOT},
	{"women_only=yes", "", MAP_ON_WOMEN, MAP_UNKNOWN},

	{"", "age=40", MAP_ON_AGE, MAP_SILENT},
	{"age_from=18", "age=18", MAP_ON_AGE, MAP_FITS},
	{"age_from=18;age_to=27", "age=28", MAP_ON_AGE, MAP_NOT},
	{"age_to=27", "age=27", MAP_ON_AGE, MAP_FITS},
	{"age_from=55", "age=40", MAP_ON_AGE, MAP_NOT},
	{"age_from=18", "", MAP_ON_AGE, MAP_UNKNOWN},
	{"age_from=0", "", MAP_ON_AGE, MAP_SILENT},
	{"age_from=0;age_to=99", "", MAP_ON_AGE, MAP_SILENT},
	{"age_from=0;age_to=120", "age=121", MAP_ON_AGE, MAP_SILENT},
	{"age_from=0;age_to=27", "", MAP_ON_AGE, MAP_UNKNOWN},

	{"", "dutch=a1", MAP_ON_LANGUAGE, MAP_SILENT},
	{"language_from=a2", "dutch=b1", MAP_ON_LANGUAGE, MAP_FITS},
	{"language_from=a2", "dutch=alfa", MAP_ON_LANGUAGE, MAP_NOT},
	{"language_to=a2", "dutch=b2", MAP_ON_LANGUAGE, MAP_NOT},
	{"language_from=a1;language_to=b1", "dutch=b1", MAP_ON_LANGUAGE, MAP_FITS},
	{"language_from=a2", "", MAP_ON_LANGUAGE, MAP_UNKNOWN},
	{"language_from=alfa", "", MAP_ON_LANGUAGE, MAP_SILENT},
	{"language_from=alfa;language_to=a2", "", MAP_ON_LANGUAGE, MAP_UNKNOWN},

	{"", "dutch=a1;languages=ar", MAP_ON_SPEAKS, MAP_SILENT},
	{"languages=nl ar", "dutch=a1;languages=ar", MAP_ON_SPEAKS, MAP_FITS},
	{"languages=nl ar", "dutch=a1;languages=tr", MAP_ON_SPEAKS, MAP_SILENT},
	{"languages=nl ar", "dutch=a1", MAP_ON_SPEAKS, MAP_UNKNOWN},
	{"languages=nl ar", "dutch=b1;languages=ar", MAP_ON_SPEAKS, MAP_SILENT},

	{"", "youngest=0-1", MAP_ON_CHILDREN, MAP_SILENT},
	{"childcare=along", "youngest=0-1", MAP_ON_CHILDREN, MAP_FITS},
	{"childcare=next_to", "youngest=2-3;along=yes", MAP_ON_CHILDREN, MAP_FITS},
	{"childcare=on_site", "youngest=4-11", MAP_ON_CHILDREN, MAP_FITS},
	{"childcare=none", "youngest=0-1;along=yes", MAP_ON_CHILDREN, MAP_NOT},
	{"childcare=none", "youngest=0-1;along=no", MAP_ON_CHILDREN, MAP_SILENT},
	{"childcare=none", "youngest=0-1", MAP_ON_CHILDREN, MAP_UNKNOWN},
	{"childcare=none", "youngest=0-1;along=no;barriers=childcare", MAP_ON_CHILDREN, MAP_NOT},
	{"childcare=own", "youngest=2-3;needs=childcare", MAP_ON_CHILDREN, MAP_NOT},
	{"childcare=own", "youngest=2-3;along=no", MAP_ON_CHILDREN, MAP_FITS},
	{"childcare=none", "youngest=4-11", MAP_ON_CHILDREN, MAP_SILENT},
	{"childcare=none", "youngest=12-17;along=yes", MAP_ON_CHILDREN, MAP_SILENT},
	{"childcare=none", "youngest=none;along=yes", MAP_ON_CHILDREN, MAP_SILENT},
	{"childcare=none", "", MAP_ON_CHILDREN, MAP_SILENT},

	{"", "youngest=0-1", MAP_ON_CHILD_AGE, MAP_SILENT},
	{"child_from=4-11", "youngest=4-11", MAP_ON_CHILD_AGE, MAP_FITS},
	{"child_from=4-11", "youngest=2-3", MAP_ON_CHILD_AGE, MAP_NOT},
	{"child_from=4-11", "youngest=none", MAP_ON_CHILD_AGE, MAP_SILENT},
	{"child_from=4-11", "", MAP_ON_CHILD_AGE, MAP_UNKNOWN},
	{"childcare=none", "", MAP_ON_CHILD_AGE, MAP_UNKNOWN},
	{"childcare=along", "", MAP_ON_CHILD_AGE, MAP_SILENT},

	{"", "dayparts=morning", MAP_ON_DAYPART, MAP_SILENT},
	{"dayparts=morning afternoon", "dayparts=afternoon", MAP_ON_DAYPART, MAP_FITS},
	{"dayparts=evening", "dayparts=morning", MAP_ON_DAYPART, MAP_NOT},
	{"dayparts=morning", "dayparts=school_hours", MAP_ON_DAYPART, MAP_FITS},
	{"dayparts=afternoon", "dayparts=school_hours", MAP_ON_DAYPART, MAP_UNKNOWN},
	{"dayparts=school_hours", "dayparts=morning", MAP_ON_DAYPART, MAP_FITS},
	{"dayparts=morning mon", "dayparts=morning tue", MAP_ON_DAYPART, MAP_NOT},
	{"dayparts=morning mon tue", "dayparts=morning tue", MAP_ON_DAYPART, MAP_FITS},
	{"dayparts=mon", "dayparts=morning", MAP_ON_DAYPART, MAP_FITS},
	{"dayparts=morning", "dayparts=mon", MAP_ON_DAYPART, MAP_FITS},
	{"dayparts=morning", "", MAP_ON_DAYPART, MAP_UNKNOWN},

	{"", "hours=8", MAP_ON_HOURS, MAP_SILENT},
	{"hours_from=24", "hours=24", MAP_ON_HOURS, MAP_FITS},
	{"hours_from=24", "hours=20", MAP_ON_HOURS, MAP_NOT},
	{"hours_from=24", "", MAP_ON_HOURS, MAP_UNKNOWN},
	{"hours_from=0", "", MAP_ON_HOURS, MAP_SILENT},

	{"", "loads=lifting", MAP_ON_LOAD, MAP_SILENT},
	{"loads=lifting standing", "loads=lifting", MAP_ON_LOAD, MAP_NOT},
	{"loads=lifting", "loads=stairs", MAP_ON_LOAD, MAP_FITS},
	{"loads=lifting", "loads=", MAP_ON_LOAD, MAP_FITS},
	{"loads=lifting", "", MAP_ON_LOAD, MAP_UNKNOWN},
	{"loads=none", "", MAP_ON_LOAD, MAP_SILENT},

	{"", "diploma=no", MAP_ON_DIPLOMA, MAP_SILENT},
	{"diploma=yes", "diploma=yes", MAP_ON_DIPLOMA, MAP_FITS},
	{"diploma=yes", "diploma=no", MAP_ON_DIPLOMA, MAP_NOT},
	{"diploma=yes", "", MAP_ON_DIPLOMA, MAP_UNKNOWN},

	{"", "no_permit=1", MAP_ON_PERMIT, MAP_SILENT},
	{"work_permit=yes", "no_permit=1", MAP_ON_PERMIT, MAP_UNKNOWN},
	{"work_permit=yes", "", MAP_ON_PERMIT, MAP_SILENT},

	{"preconditions=language", "needs=language", MAP_ON_NEED, MAP_FITS},
	{"preconditions=language", "needs=childcare", MAP_ON_NEED, MAP_SILENT},
	{"helps=home/isolation", "barriers=home home/isolation", MAP_ON_BARRIER, MAP_FITS},
	{"helps=money/debts", "barriers=home", MAP_ON_BARRIER, MAP_SILENT},
	/* A detail says more than its group. */
	{"helps=money money/start_capital", "barriers=money money/debts", MAP_ON_BARRIER, MAP_SILENT},
	{"helps=money", "barriers=money money/debts", MAP_ON_BARRIER, MAP_FITS},
	{"helps=money/start_capital", "barriers=money", MAP_ON_BARRIER, MAP_FITS},
	{"wishes=dutch", "wishes=dutch", MAP_ON_WISH, MAP_FITS},
	{"wishes=dutch", "", MAP_ON_WISH, MAP_SILENT},
};

struct weighed {
	unsigned char verdicts[MAP_CRITERION_COUNT];
	int64_t score;
};

static struct weighed weigh(const struct map_words *w, const char *offer, const char *organisation,
			    const char *woman)
{
	struct arena a = ARENA_INIT;
	struct map_record o = record_of(&a, MAP_OFFER, offer);
	struct map_record of = record_of(&a, MAP_ORGANISATION, organisation ? organisation : "");
	struct map_woman she = woman_of(&a, w, woman);
	struct str bytes = STR_INIT;
	struct weighed out;

	map_asks_pack(w, &o, organisation != NULL ? &of : NULL, &bytes);
	out.score = map_asks_weigh(bytes.bytes, bytes.len, &she, &today, out.verdicts);
	assert_int_equal(map_asks_weigh(bytes.bytes, bytes.len, &she, &today, NULL), out.score);
	str_release(&bytes);
	arena_release(&a);
	return out;
}

static void each_criterion_is_judged(void **state)
{
	struct real_words *r = *state;

	for (size_t i = 0; i < sizeof judged / sizeof *judged; i++) {
		const struct judged *j = &judged[i];
		struct weighed w = weigh(&r->words, j->offer, NULL, j->woman);

		if (w.verdicts[j->on] != j->verdict)
			fail_msg("'%s' against '%s': %s is %d", j->offer, j->woman,
				 map_criterion_name(j->on), w.verdicts[j->on]);
	}
}

/* Every criterion stands in the table with each verdict that it can have. */
static void each_verdict_is_tried(void **state)
{
	static const struct { enum map_criterion on; enum map_verdict verdict; } never[] = {
		{MAP_ON_OPEN, MAP_SILENT},     {MAP_ON_OPEN, MAP_UNKNOWN},
		{MAP_ON_LEVEL, MAP_UNKNOWN},   {MAP_ON_SPEAKS, MAP_NOT},
		{MAP_ON_PERMIT, MAP_NOT},
		{MAP_ON_PERMIT, MAP_FITS},     {MAP_ON_NEED, MAP_NOT},
		{MAP_ON_NEED, MAP_UNKNOWN},    {MAP_ON_BARRIER, MAP_NOT},
		{MAP_ON_BARRIER, MAP_UNKNOWN}, {MAP_ON_WISH, MAP_NOT},
		{MAP_ON_WISH, MAP_UNKNOWN},
	};
	bool tried[MAP_CRITERION_COUNT][4] = {{false}};

	(void)state;
	for (size_t i = 0; i < sizeof judged / sizeof *judged; i++)
		tried[judged[i].on][judged[i].verdict] = true;
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		tried[never[i].on][never[i].verdict] = true;
	for (int c = 0; c < MAP_CRITERION_COUNT; c++)
		for (int v = MAP_SILENT; v <= MAP_NOT; v++)
			if (!tried[c][v])
				fail_msg("%s is never %d", map_criterion_name(c), v);
}

static void an_organisation_lends_what_is_not_said(void **state)
{
	struct real_words *r = *state;
	struct weighed w = weigh(&r->words, "name=Naailes", "areas=Den Haag;preconditions=training",
				 "city=den haag;needs=training");

	assert_int_equal(w.verdicts[MAP_ON_AREA], MAP_FITS);
	assert_int_equal(w.verdicts[MAP_ON_NEED], MAP_FITS);
	w = weigh(&r->words, "areas=Rotterdam", "areas=Den Haag", "city=den haag;district=laak");
	assert_int_equal(w.verdicts[MAP_ON_AREA], MAP_NOT);
	w = weigh(&r->words, "", "status=inactive", "");
	assert_int_equal(w.verdicts[MAP_ON_OPEN], MAP_NOT);
}

static void what_is_gone_asks_nothing(void **state)
{
	struct real_words *r = *state;
	struct arena a = ARENA_INIT;
	struct map_record gone = record_of(&a, MAP_OFFER, "status=defunct");
	struct map_record offer = record_of(&a, MAP_OFFER, "name=Taalles");
	struct map_record closed = record_of(&a, MAP_ORGANISATION, "status=defunct");
	struct str bytes = STR_INIT;

	map_asks_pack(&r->words, &gone, NULL, &bytes);
	map_asks_pack(&r->words, &offer, &closed, &bytes);
	assert_int_equal(bytes.len, 0);
	arena_release(&a);
}

/* Each offer stands above the next for this woman. */
static void order_is(const struct map_words *w, const char *woman, const char *const *offers)
{
	for (int i = 0; offers[i + 1] != NULL; i++) {
		int64_t above = weigh(w, offers[i], NULL, woman).score;
		int64_t below = weigh(w, offers[i + 1], NULL, woman).score;

		if (above <= below)
			fail_msg("'%s' is not above '%s'", offers[i], offers[i + 1]);
	}
}

static void what_serves_stands_first(void **state)
{
	struct real_words *r = *state;
	static const char *const by_fit[] = {
		"rungs=3;preconditions=language",                  /* fits and helps */
		"preconditions=language;hours_from=8",             /* may fit and helps */
		"rungs=3",                                         /* fits whoever comes */
		"hours_from=8",                                    /* may fit whoever comes */
		"rungs=5;preconditions=language;wishes=dutch", NULL /* does not fit */
	};
	static const char *const by_use[] = {
		"preconditions=language;wishes=dutch",
		"preconditions=language",
		"wishes=dutch",
		"helps=language",
		"helps=language language/script money/debts home travel", NULL};
	static const char *const by_wait[] = {
		"wishes=dutch;wait_weeks=0", "wishes=dutch;wait_weeks=2", "wishes=dutch",
		"wishes=dutch;wait_weeks=30", NULL};
	static const char *const by_place[] = {
		"wishes=dutch;city=Den Haag;district=Laak", "wishes=dutch;city=Den Haag;district=Escamp",
		"wishes=dutch", "wishes=dutch;city=Groningen", NULL};
	static const char *const by_check[] = {
		"wishes=dutch;checked_on=2026-11-01", "wishes=dutch;checked_on=2026-05-01",
		"wishes=dutch", NULL};

	order_is(&r->words, "rung=3;needs=language;wishes=dutch", by_fit);
	order_is(&r->words, "rung=3;needs=language;wishes=dutch;barriers=language", by_use);
	order_is(&r->words, "wishes=dutch", by_wait);
	order_is(&r->words, "wishes=dutch;city=den haag;district=laak", by_place);
	order_is(&r->words, "wishes=dutch", by_check);
}

static void growth_and_the_motto_count(void **state)
{
	struct real_words *r = *state;
	static const char *const by_growth[] = {"rungs=2 3", "rungs=1 2", NULL};
	static const char *const by_care[] = {"childcare=along", "childcare=next_to", NULL};

	order_is(&r->words, "rung=2", by_growth);
	order_is(&r->words, "youngest=0-1;level=low", by_care);
}

/* Bytes of a file that somebody else wrote: nothing of them may be believed. */
static void hostile_bytes_do_no_harm(void **state)
{
	struct real_words *r = *state;
	struct arena a = ARENA_INIT;
	struct map_record offer = record_of(
		&a, MAP_OFFER, "name=Taalles;areas=Den Haag, Laak;helps=language home;dayparts=mon morning");
	struct map_woman she = woman_of(&a, &r->words, "city=den haag;dayparts=tue;youngest=0-1;dutch=a1");
	struct str good = STR_INIT;
	uint32_t seed = 20261121;
	unsigned char verdicts[MAP_CRITERION_COUNT];

	map_asks_pack(&r->words, &offer, NULL, &good);
	for (size_t len = 0; len < good.len; len++) { /* cut off, in memory of exactly that size */
		char *cut = mem_bytes(good.bytes, len);
		char *exact = mem_resize(cut, len + !len, 1);

		(void)map_asks_weigh(exact, len, &she, &today, verdicts);
		free(exact);
	}
	for (int round = 0; round < 200000; round++) {
		char *bad = mem_bytes(good.bytes, good.len);
		size_t len;

		for (int i = 0; i < 4; i++) {
			seed = seed * 1664525u + 1013904223u;
			bad[1 + (seed >> 8) % (good.len - 1)] = (char)(seed >> 24);
		}
		len = seed % 7 == 0 ? (seed >> 3) % good.len : good.len;
		bad = mem_resize(bad, len + !len, 1);
		(void)map_asks_weigh(bad, len, &she, &today, verdicts);
		for (int c = 0; c < MAP_CRITERION_COUNT; c++)
			assert_true(verdicts[c] <= MAP_NOT);
		free(bad);
	}
	assert_true(map_asks_weigh("", 0, &she, &today, verdicts) == INT64_MIN);
	good.bytes[0] = 2; /* of a later version */
	assert_true(map_asks_weigh(good.bytes, good.len, &she, &today, verdicts) == INT64_MIN);
	str_release(&good);
	arena_release(&a);
}

static int words_make(void **state)
{
	static struct real_words r;

	real_words(&r, "en");
	*state = &r;
	return 0;
}

static int words_drop(void **state)
{
	real_words_release(*state);
	return 0;
}

int group_weigh(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_criterion_is_judged),
		cmocka_unit_test(each_verdict_is_tried),
		cmocka_unit_test(an_organisation_lends_what_is_not_said),
		cmocka_unit_test(what_is_gone_asks_nothing),
		cmocka_unit_test(what_serves_stands_first),
		cmocka_unit_test(growth_and_the_motto_count),
		cmocka_unit_test(hostile_bytes_do_no_harm),
	};

	return cmocka_run_group_tests_name("weigh", tests, words_make, words_drop);
}
