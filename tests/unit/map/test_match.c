/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spec.h"

/* A map in memory: offers are put into it as care/derive does, and matched. */
enum { MAP_HAS = 500 };

struct fixture {
	struct real_words words;
	struct arena arena;
	int64_t now;
	struct clock clock;
	struct store *store;
	struct map map;
	int count;
};

static void row_put(struct fixture *f, enum store_social_kind kind, const char *id, const char *parent,
		    const struct map_record *r, const struct str *asks)
{
	struct str body = STR_INIT, sort = STR_INIT;
	struct store_social row = {.kind = kind, .hlc = 1};
	struct error e = ERROR_INIT;

	map_body_write(r, &body);
	text_fold(&sort, r->values[MAP_NAME], strlen(r->values[MAP_NAME]));
	row.id = mem_text(id);
	row.entry = mem_text("e1");
	row.source = mem_text("");
	row.parent = mem_text(parent);
	row.name = mem_text(r->values[MAP_NAME]);
	row.sort = str_detach(&sort);
	row.status = mem_text("active");
	row.checked = mem_text("");
	row.body = str_detach(&body);
	assert_int_equal(store_social_put(f->store, &row, NULL, 0, asks ? asks->bytes : NULL,
					  asks ? asks->len : 0, &e), OK);
	store_social_release(&row);
}

/* Its id is "s" and its number, from 1. */
static void offer_put(struct fixture *f, const char *spec)
{
	struct map_record offer = record_of(&f->arena, MAP_OFFER, spec);
	struct map_record organisation = record_of(&f->arena, MAP_ORGANISATION,
						   "name=Buurthuis De Linde;phone=070-0000000");
	struct str asks = STR_INIT;
	char id[16];

	(void)snprintf(id, sizeof id, "s%d", ++f->count);
	offer.organisation = "o1";
	map_asks_pack(&f->words.words, &offer, &organisation, &asks);
	row_put(f, STORE_OFFER, id, "o1", &offer, &asks);
	str_release(&asks);
}

static int fixture_make(void **state)
{
	struct fixture *f = mem_new(sizeof *f);
	struct store_options o = {.path = ":memory:", .create = true, .clock = &f->clock,
				  .random = vault_random_system()};
	struct map_record organisation;
	struct error e = ERROR_INIT;
	struct moment now;

	assert_true(moment_read("2026-11-21T10:42", &now));
	f->now = moment_ms(&now);
	f->clock = clock_fixed(&f->now);
	real_words(&f->words, "en");
	assert_int_equal(store_open(&f->store, &o, &e), OK);
	f->map = (struct map){f->store, &f->words.words, clock_today(&f->clock)};
	organisation = record_of(&f->arena, MAP_ORGANISATION,
				 "name=Buurthuis De Linde;phone=070-0000000");
	row_put(f, STORE_ORGANISATION, "o1", "", &organisation, NULL);
	*state = f;
	return 0;
}

static int fixture_drop(void **state)
{
	struct fixture *f = *state;

	store_close(f->store);
	real_words_release(&f->words);
	arena_release(&f->arena);
	free(f);
	return 0;
}

static struct map_fits match(struct fixture *f, const char *woman, const struct map_filter *filter,
			     const char *typed, int most)
{
	struct map_woman she = woman_of(&f->arena, &f->words.words, woman);
	struct map_fits fits;
	struct error e = ERROR_INIT;

	assert_int_equal(map_match(&f->map, &she, filter, typed, most, NULL, &fits, &e), OK);
	return fits;
}

/* Names of the page, in order, '|' between. */
static void names_are(const struct map_fits *fits, const char *expected)
{
	struct str names = STR_INIT;

	for (int i = 0; i < fits->count; i++)
		str_addf(&names, "%s%s", i > 0 ? "|" : "", fits->items[i].offer.values[MAP_NAME]);
	assert_string_equal(names.bytes, expected);
	str_release(&names);
}

static void best_come_first(void **state)
{
	struct fixture *f = *state;
	struct map_fits fits;

	offer_put(f, "name=Werkplein;benefits=wwb;wishes=paid_work");
	offer_put(f, "name=Taalles;preconditions=language;wait_weeks=6");
	offer_put(f, "name=Taalcoach;preconditions=language;hours_from=4");
	offer_put(f, "name=Inloop");
	fits = match(f, "benefit=nug;needs=language", NULL, "", 10);
	names_are(&fits, "Taalles|Taalcoach|Inloop|Werkplein");
	assert_int_equal(fits.offers, 4);
	assert_int_equal(fits.fitting, 2);
	assert_int_equal(fits.asking, 1);
	assert_int_equal(fits.waiting_on[MAP_ON_HOURS], 1);
	assert_int_equal(fits.items[3].missing, 1);
	assert_int_equal(fits.items[3].verdicts[MAP_ON_BENEFIT], MAP_NOT);
	assert_string_equal(fits.items[0].organisation.values[MAP_PHONE], "070-0000000");
	assert_string_equal(fits.items[0].offer.id, "s2");
	assert_false(fits.has_more);
	map_fits_release(&fits);
}

static void alike_go_by_name(void **state)
{
	struct fixture *f = *state;
	struct map_fits fits;

	offer_put(f, "name=Naailes");
	offer_put(f, "name=\303\211tude");
	offer_put(f, "name=bakken");
	offer_put(f, "name=Bakken");
	fits = match(f, "", NULL, "", 10);
	names_are(&fits, "bakken|Bakken|\303\211tude|Naailes");
	map_fits_release(&fits);
}

static void many_put(struct fixture *f)
{
	static const char *const needs[] = {"language", "training", "childcare", "guidance"};
	struct error e = ERROR_INIT;

	assert_int_equal(store_begin(f->store, &e), OK);
	for (int i = 0; i < MAP_HAS; i++) {
		char spec[200];

		(void)snprintf(spec, sizeof spec,
			       "name=Aanbod %d;preconditions=%s;rungs=%d %d;wait_weeks=%d;hours_from=%d",
			       i * 7 % 60, needs[i % 4], i % 6 + 1, (i + 1) % 6 + 1, i % 9, i % 3 * 8);
		offer_put(f, spec);
	}
	assert_int_equal(store_commit(f->store, &e), OK);
}

static void pages_are_one_long_list(void **state)
{
	static const int sizes[] = {1, 3, 7, 20, 99};
	struct fixture *f = *state;
	struct map_woman she = woman_of(&f->arena, &f->words.words, "rung=3;needs=language;tried=s9 s5");
	struct map_fits whole[MAP_HAS / 100];
	struct error e = ERROR_INIT;

	many_put(f);
	for (int i = 0; i < MAP_HAS / 100; i++)
		assert_int_equal(map_match(&f->map, &she, NULL, "", 100,
					   i > 0 ? &whole[i - 1].items[99] : NULL, &whole[i], &e), OK);
	assert_false(whole[MAP_HAS / 100 - 1].has_more);
	for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
		struct map_fits page = {0}, next;
		int at = 0;

		for (bool has_more = true; has_more; at += page.count) {
			assert_int_equal(map_match(&f->map, &she, NULL, "", sizes[s],
						   page.count ? &page.items[page.count - 1] : NULL,
						   &next, &e), OK);
			map_fits_release(&page);
			page = next;
			for (int i = 0; i < page.count; i++)
				assert_int_equal(page.items[i].number,
						 whole[(at + i) / 100].items[(at + i) % 100].number);
			has_more = page.has_more;
			assert_int_equal(page.offers, MAP_HAS);
		}
		assert_int_equal(at, MAP_HAS);
		map_fits_release(&page);
	}
	for (int i = 0; i < MAP_HAS / 100; i++)
		map_fits_release(&whole[i]);
}

static void what_was_tried_stands_below(void **state)
{
	struct fixture *f = *state;
	struct map_fits fits;
	struct map_woman she;
	struct map_fit one;
	struct error e = ERROR_INIT;

	offer_put(f, "name=A;preconditions=language;wishes=dutch");
	offer_put(f, "name=B;preconditions=language");
	offer_put(f, "name=C;benefits=wwb");
	fits = match(f, "needs=language;benefit=nug;wishes=dutch;tried=s1 gone", NULL, "", 10);
	names_are(&fits, "B|A|C");
	she = woman_of(&f->arena, &f->words.words, "needs=language;benefit=nug;wishes=dutch;tried=s1");
	assert_int_equal(map_match_one(&f->map, &she, "s1", &f->arena, &one, &e), OK);
	assert_int_equal(one.score, fits.items[1].score);
	assert_memory_equal(one.verdicts, fits.items[1].verdicts, sizeof one.verdicts);
	assert_int_equal(one.number, fits.items[1].number);
	assert_int_equal(map_match_one(&f->map, &she, "s99", &f->arena, &one, &e), ERR_NOT_FOUND);
	map_fits_release(&fits);
}

static void too_heavy_is_left_out(void **state)
{
	struct fixture *f = *state;
	struct map_filter all = {.with_too_heavy = true};
	struct map_fits fits;

	offer_put(f, "name=Kringloop;loads=lifting standing");
	offer_put(f, "name=Receptie;loads=sitting");
	fits = match(f, "loads=lifting", NULL, "", 10);
	names_are(&fits, "Receptie");
	assert_int_equal(fits.too_heavy, 1);
	assert_int_equal(fits.offers, 1);
	map_fits_release(&fits);
	fits = match(f, "loads=lifting", &all, "", 10);
	names_are(&fits, "Receptie|Kringloop");
	assert_int_equal(fits.items[1].verdicts[MAP_ON_LOAD], MAP_NOT);
	map_fits_release(&fits);
	fits = match(f, "", NULL, "", 10);
	assert_int_equal(fits.count, 2); /* nobody asked her */
	assert_int_equal(fits.waiting_on[MAP_ON_LOAD], 2);
	map_fits_release(&fits);
}

static void letters_find_offer_and_organisation(void **state)
{
	struct fixture *f = *state;
	struct map_fits fits;

	offer_put(f, "name=Taalles overdag");
	offer_put(f, "name=Naailes;alternate_name=Atelier");
	fits = match(f, "", NULL, "taal", 10);
	names_are(&fits, "Taalles overdag");
	map_fits_release(&fits);
	fits = match(f, "", NULL, "LIND ov", 10);
	names_are(&fits, "Taalles overdag");
	map_fits_release(&fits);
	fits = match(f, "", NULL, "atel", 10);
	names_are(&fits, "Naailes");
	map_fits_release(&fits);
	fits = match(f, "", NULL, "les", 10); /* not the beginning of a word */
	assert_int_equal(fits.count, 0);
	map_fits_release(&fits);
	fits = match(f, "", NULL, " , ", 10);
	assert_int_equal(fits.count, 2);
	map_fits_release(&fits);
}

static void filters_meet_every_set(void **state)
{
	struct fixture *f = *state;
	const struct map_words *w = &f->words.words;
	const struct { struct map_filter filter; const char *names; } tries[] = {
		{{.only_stale = false}, "A|B"}, /* checked lately */
		{{.rungs = map_set_of(w, MAP_LIST_LADDER, "2")}, "A"},
		{{.benefits = map_set_of(w, MAP_LIST_BENEFIT, "nug")}, "A"},
		{{.languages = map_set_of(w, MAP_LIST_LANGUAGES, "ar tr")}, "B"},
		{{.themes = map_set_of(w, MAP_LIST_THEMES, "women")}, "A"},
		{{.preconditions = map_set_of(w, MAP_LIST_PRECONDITIONS, "training")}, "B"},
		{{.childcare = map_set_of(w, MAP_LIST_CHILDCARE, "along next_to")}, "A"},
		{{.dayparts = map_set_of(w, MAP_LIST_DAYPARTS, "evening")}, "B"},
		{{.kinds = map_set_of(w, MAP_LIST_KINDS, "language")}, "A"},
		{{.levels = map_set_of(w, MAP_LIST_LEVELS, "low")}, "A"},
		{{.helps = map_set_of(w, MAP_LIST_BARRIERS, "money/debts")}, "B"},
		{{.district = "Laak"}, "A"},
		{{.district = "laak", .rungs = map_set_of(w, MAP_LIST_LADDER, "5")}, ""},
		{{.only_stale = true}, "B"},
	};

	offer_put(f, "name=A;rungs=1 2;benefits=nug wwb;themes=women;childcare=along;kinds=language;"
		     "levels=low;areas=Laak;checked_on=2026-11-01");
	offer_put(f, "name=B;rungs=5;benefits=wwb;languages=tr;preconditions=training;"
		     "dayparts=evening mon;helps=money/debts;district=Escamp;checked_on=2025-01-01");
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		struct map_fits fits = match(f, "", &tries[i].filter, "", 10);

		names_are(&fits, tries[i].names);
		map_fits_release(&fits);
	}
}

static void keys_are(const struct map_words *w, enum map_list list, const struct map_set *set,
		     const char *keys)
{
	struct map_set expected = map_set_of(w, list, keys);

	assert_memory_equal(set, &expected, sizeof expected);
}

static void what_nothing_serves_is_a_gap(void **state)
{
	static const char woman[] =
		"city=den haag;district=laak;benefit=nug;needs=language childcare training;"
		"barriers=money money/debts home home/isolation health health/mental_health";
	struct fixture *f = *state;
	const struct map_words *w = &f->words.words;
	struct map_filter none = {.rungs = map_set_of(w, MAP_LIST_LADDER, "6")};
	struct map_fits fits;

	offer_put(f, "name=A;preconditions=language;helps=home");
	offer_put(f, "name=B;preconditions=childcare;benefits=wwb");        /* not for her */
	offer_put(f, "name=C;preconditions=childcare;areas=Rotterdam");     /* not here */
	offer_put(f, "name=D;preconditions=childcare training;city=Groningen"); /* nor that */
	offer_put(f, "name=E;preconditions=training;hours_from=8;helps=money/debts"); /* perhaps */
	fits = match(f, woman, NULL, "", 10);
	keys_are(w, MAP_LIST_PRECONDITIONS, &fits.needs_unserved, "childcare");
	keys_are(w, MAP_LIST_BARRIERS, &fits.barriers_unserved, "health/mental_health");
	map_fits_release(&fits);
	fits = match(f, woman, &none, "zzz", 10); /* what is looked for is no gap */
	assert_int_equal(fits.count, 0);
	keys_are(w, MAP_LIST_PRECONDITIONS, &fits.needs_unserved, "childcare");
	map_fits_release(&fits);
}

static void most_waited_for_is_asked_first(void **state)
{
	struct fixture *f = *state;
	enum map_criterion ask[MAP_CRITERION_COUNT];
	struct map_fits fits;

	offer_put(f, "name=A;hours_from=8");
	offer_put(f, "name=B;hours_from=8;rungs=1");
	offer_put(f, "name=C;hours_from=8;rungs=1;benefits=wwb");
	offer_put(f, "name=D;women_only=yes;age_from=60;diploma=yes"); /* fails: nothing to ask for it */
	fits = match(f, "sex=man", NULL, "", 10);
	assert_int_equal(map_to_ask(&fits, ask), 3);
	assert_string_equal(map_criterion_fact(ask[0]), "hours_available");
	assert_string_equal(map_criterion_fact(ask[1]), "ladder_level");
	assert_string_equal(map_criterion_fact(ask[2]), "benefit");
	map_fits_release(&fits);
}

static void a_district_tells_its_town(void **state)
{
	struct fixture *f = *state;
	const char *town;
	struct error e = ERROR_INIT;

	offer_put(f, "name=A;district=Laak;city=Den Haag");
	assert_int_equal(map_town_of(&f->map, "laak", &f->arena, &town, &e), OK);
	assert_string_equal(town, "den haag");
	assert_int_equal(map_town_of(&f->map, "escamp", &f->arena, &town, &e), OK);
	assert_string_equal(town, "");
	assert_int_equal(map_town_of(&f->map, "", &f->arena, &town, &e), OK);
	assert_string_equal(town, "");
}

static void a_page_has_bounds(void **state)
{
	struct fixture *f = *state;
	struct map_woman she = woman_of(&f->arena, &f->words.words, "");
	struct map_fits fits;
	struct error e = ERROR_INIT;

	assert_int_equal(map_match(&f->map, &she, NULL, "", 0, NULL, &fits, &e), ERR_USAGE);
	assert_int_equal(map_match(&f->map, &she, NULL, "", 101, NULL, &fits, &e), ERR_USAGE);
	assert_int_equal(map_match(&f->map, &she, NULL, "", 100, NULL, &fits, &e), OK);
	assert_int_equal(fits.count, 0);
	map_fits_release(&fits);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_make, fixture_drop)

int group_match(void)
{
	const struct CMUnitTest tests[] = {
		TEST(best_come_first),
		TEST(alike_go_by_name),
		TEST(pages_are_one_long_list),
		TEST(what_was_tried_stands_below),
		TEST(too_heavy_is_left_out),
		TEST(letters_find_offer_and_organisation),
		TEST(filters_meet_every_set),
		TEST(what_nothing_serves_is_a_gap),
		TEST(most_waited_for_is_asked_first),
		TEST(a_district_tells_its_town),
		TEST(a_page_has_bounds),
	};

	return cmocka_run_group_tests_name("match", tests, NULL, NULL);
}
