/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "tests.h"

struct map_record offer_named(const char *name)
{
	struct map_record r;

	map_record_empty(&r, MAP_OFFER);
	r.values[MAP_NAME] = name;
	return r;
}

static void test_the_table(void **state)
{
	(void)state;
	for (int i = 0; i < MAP_FIELD_COUNT; i++) {
		const struct map_field_info *info = map_field_info((enum map_field)i);
		bool has_list = info->type == MAP_TYPE_KEY || info->type == MAP_TYPE_KEYS;

		assert_int_equal(map_field_of(info->name), i);
		assert_true(info->of_organisation || info->of_offer);
		assert_int_equal(has_list, info->list != MAP_LIST_NONE);
	}
	assert_int_equal(map_field_of("nothing"), -1);
	assert_true(map_field_is_of(MAP_NAME, MAP_ORGANISATION));
	assert_false(map_field_is_of(MAP_RUNGS, MAP_ORGANISATION));
	assert_true(map_field_is_of(MAP_RUNGS, MAP_OFFER));
}

static void test_copy_and_equal(void **state)
{
	struct arena a = ARENA_INIT;
	char name[] = "Taalles";
	struct map_record r = offer_named(name), copy;

	(void)state;
	r.more = "{\"a\":1,\"b\":[2]}";
	map_record_copy(&a, &r, &copy);
	name[0] = 'X';
	assert_string_equal(copy.values[MAP_NAME], "Taalles");
	assert_false(map_records_equal(&r, &copy));
	name[0] = 'T';
	copy.id = "another";
	copy.entry = "e";
	copy.more = "{ \"b\": [2], \"a\": 1 }";
	assert_true(map_records_equal(&r, &copy));
	copy.more = "{\"b\":[2]}";
	assert_false(map_records_equal(&r, &copy));
	copy.more = "";
	assert_false(map_records_equal(&r, &copy));
	arena_release(&a);
}

static void test_typed_is_normalised(void **state)
{
	static const struct {
		enum map_field field;
		const char *typed, *kept;
	} cases[] = {
		{MAP_NAME, "  Huis\tde \n Brug ", "Huis de Brug"},
		{MAP_TASKS, " een\r\ntwee\rdrie \n", "een\ntwee\ndrie"},
		{MAP_NAME, "Cafe\xcc\x81", "Caf\xc3\xa9"},
		{MAP_KINDS, "welfare language welfare", "language welfare"},
		{MAP_KINDS, "wijkteam, maatschappelijk werk; taal", "language welfare"},
		{MAP_KINDS, "TAAL | Women's or community centre", "women_centre language"},
		{MAP_HELPS, "home/isolation language", "language home/isolation"},
		{MAP_RUNGS, "3, 1 2", "1 2 3"},
		{MAP_BENEFITS, "geen uitkering, Bijstand (Participatiewet)", "wwb nug"},
		{MAP_CHILDCARE, "kinderen horen erbij", "along"},
		{MAP_WOMEN_ONLY, "Ja", "yes"},
		{MAP_LANGUAGE_FROM, "A2", "a2"},
		{MAP_CHILD_FROM, "4-11", "4-11"},
		{MAP_AREAS, "Laak,Spoorwijk ;; Laak|2516", "Laak, Spoorwijk, 2516"},
		{MAP_POSTCODE, "2515ab", "2515 AB"},
		{MAP_POSTCODE, "2515 Ab", "2515 AB"},
		{MAP_POSTCODE, "B-1000", "B-1000"},
		{MAP_PHONE, " 070  555 01 23 ", "070 555 01 23"},
		{MAP_AGE_FROM, "018", "18"},
		{MAP_CAPACITY, "000", "0"},
		{MAP_CHECKED_ON, "14-10-2026", "2026-10-14"},
		{MAP_CHECKED_ON, "2026-10-14", "2026-10-14"},
		{MAP_WAIT_ON, "2026/10/14", "2026-10-14"},
		{MAP_COST, "   ", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = ARENA_INIT;
		struct map_record r = offer_named("Taalles");
		struct error e = ERROR_INIT;

		r.values[cases[i].field] = cases[i].typed;
		if (map_record_check(&a, &some_words, &r, &e) != OK)
			fail_msg("%s: %s", cases[i].typed, e.text);
		assert_string_equal(r.values[cases[i].field], cases[i].kept);
		assert_string_equal(r.values[MAP_STATUS], "active");
		arena_release(&a);
	}
}

static void test_what_cannot_be_is_refused(void **state)
{
	static char long_line[MAP_LINE_BYTES + 2], long_text[MAP_TEXT_BYTES + 2];
	static const struct {
		enum map_field field;
		const char *typed, *says;
	} cases[] = {
		{MAP_NAME, " ", "An offer needs a name"},
		{MAP_COST, long_line, "too long"},
		{MAP_TASKS, long_text, "too long"},
		{MAP_COST, "a\x1b[2J", "control"},
		{MAP_TASKS, "a\x7f", "control"},
		{MAP_TASKS, "a\xc2\x9bm", "control"},
		{MAP_COST, "a\xff", "cannot be read"},
		{MAP_TASKS, "\xed\xa0\x80", "cannot be read"},
		{MAP_KINDS, "language iets", "\"iets\""},
		{MAP_KINDS, "language \xd8\xb4\xd8\xa1", "not in its list"},
		{MAP_WOMEN_ONLY, "yes no", "one thing"},
		{MAP_AGE_FROM, "-3", "number"},
		{MAP_AGE_FROM, "12345", "number"},
		{MAP_AGE_FROM, "18 jaar", "number"},
		{MAP_CHECKED_ON, "gisteren", "day"},
		{MAP_CHECKED_ON, "2026-10", "day"},
		{MAP_CHECKED_ON, "14-10", "day"},
		{MAP_CHECKED_ON, "31-2-2026", "day"},
		{MAP_CHECKED_ON, "~1980", "day"},
		{MAP_PHONE, "bel maar", "no number"},
	};

	(void)state;
	memset(long_line, 'x', sizeof long_line - 1);
	memset(long_text, 'x', sizeof long_text - 1);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = ARENA_INIT;
		struct map_record r = offer_named("Taalles");
		struct error e = ERROR_INIT;

		r.values[cases[i].field] = cases[i].typed;
		assert_int_equal(map_record_check(&a, &some_words, &r, &e), ERR_INVALID);
		if (strstr(e.text, cases[i].says) == NULL)
			fail_msg("%zu says: %s", i, e.text);
		assert_ptr_equal(r.values[cases[i].field], cases[i].typed);
		arena_release(&a);
	}
}

static void test_two_fields_against_each_other(void **state)
{
	struct arena a = ARENA_INIT;
	struct map_record r = offer_named("Taalles");
	struct error e = ERROR_INIT;

	(void)state;
	r.values[MAP_AGE_FROM] = "30";
	r.values[MAP_AGE_TO] = "29";
	assert_int_equal(map_record_check(&a, &some_words, &r, &e), ERR_INVALID);
	r.values[MAP_AGE_TO] = "30";
	assert_int_equal(map_record_check(&a, &some_words, &r, &e), OK);
	r.values[MAP_LANGUAGE_FROM] = "b1";
	r.values[MAP_LANGUAGE_TO] = "a1";
	assert_int_equal(map_record_check(&a, &some_words, &r, &e), ERR_INVALID);
	r.values[MAP_LANGUAGE_TO] = "";
	assert_int_equal(map_record_check(&a, &some_words, &r, &e), OK);
	arena_release(&a);
}

static void test_an_organisation_has_no_rungs(void **state)
{
	struct arena a = ARENA_INIT;
	struct map_record r;
	struct error e = ERROR_INIT;

	(void)state;
	map_record_empty(&r, MAP_ORGANISATION);
	assert_int_equal(map_record_check(&a, &some_words, &r, &e), ERR_INVALID);
	r.values[MAP_NAME] = "De Brug";
	assert_int_equal(map_record_check(&a, &some_words, &r, &e), OK);
	assert_string_equal(r.values[MAP_STATUS], "");
	r.values[MAP_RUNGS] = "1";
	assert_int_equal(map_record_check(&a, &some_words, &r, &e), ERR_INVALID);
	assert_non_null(strstr(e.text, "said of an offer"));
	arena_release(&a);
}

static void test_a_key_from_elsewhere_may_stay(void **state)
{
	struct arena a = ARENA_INIT;
	struct map_record before = offer_named("Taalles"), r;
	struct error e = ERROR_INIT;

	(void)state;
	before.values[MAP_BENEFITS] = "wwb elders";
	map_record_copy(&a, &before, &r);
	assert_int_equal(map_record_check(&a, &some_words, &r, &e), ERR_INVALID);
	assert_int_equal(map_record_check_again(&a, &some_words, &before, &r, &e), OK);
	assert_string_equal(r.values[MAP_BENEFITS], "wwb elders");
	r.values[MAP_BENEFITS] = "geen uitkering elders bijstand (Participatiewet)";
	assert_int_equal(map_record_check_again(&a, &some_words, &before, &r, &e), OK);
	assert_string_equal(r.values[MAP_BENEFITS], "wwb nug elders");
	r.values[MAP_BENEFITS] = "nug ergens";
	assert_int_equal(map_record_check_again(&a, &some_words, &before, &r, &e), ERR_INVALID);
	arena_release(&a);
}

static void test_more_is_an_object(void **state)
{
	static const char *const bad[] = {"[1]", "{", "null", "{\"a\":1,\"a\":2}", "7 7"};
	struct arena a = ARENA_INIT;
	struct map_record r = offer_named("Taalles");
	struct error e = ERROR_INIT;
	struct str deep = STR_INIT, much = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		r.more = bad[i];
		assert_int_equal(map_record_check(&a, &some_words, &r, &e), ERR_INVALID);
	}
	for (int i = 0; i < 70; i++)
		str_add(&deep, "{\"a\":");
	r.more = deep.bytes;
	assert_int_equal(map_record_check(&a, &some_words, &r, &e), ERR_INVALID);
	str_add(&much, "{\"a\":\"");
	for (int i = 0; i < MAP_MORE_BYTES; i++)
		str_add_char(&much, 'x');
	str_add(&much, "\"}");
	r.more = much.bytes;
	assert_int_equal(map_record_check(&a, &some_words, &r, &e), ERR_INVALID);
	r.more = " { } ";
	assert_int_equal(map_record_check(&a, &some_words, &r, &e), OK);
	assert_string_equal(r.more, "");
	r.more = " { \"b\" : [ 1 ] } ";
	assert_int_equal(map_record_check(&a, &some_words, &r, &e), OK);
	assert_string_equal(r.more, "{\"b\":[1]}");
	str_release(&deep);
	str_release(&much);
	arena_release(&a);
}

static void test_a_body_there_and_back(void **state)
{
	struct arena a = ARENA_INIT;
	struct map_record r = offer_named("Taal \"ochtend\"\n"), again;
	struct str body = STR_INIT, twice = STR_INIT;
	struct error e = ERROR_INIT;

	(void)state;
	r.organisation = "o";
	r.values[MAP_BENEFITS] = "elders wwb";
	r.more = "{\"x\":{\"y\":null}}";
	map_body_write(&r, &body);
	again.kind = MAP_OFFER;
	assert_int_equal(map_body_read(&a, body.bytes, body.len, &again, &e), OK);
	assert_true(map_records_equal(&r, &again));
	assert_string_equal(again.id, "");
	map_body_write(&again, &twice);
	assert_string_equal(body.bytes, twice.bytes);
	str_release(&body);
	str_release(&twice);
	arena_release(&a);
}

static void test_what_is_not_known_is_carried_over(void **state)
{
	static const char before[] =
		"{\"v\":1,\"name\":\"Oud\",\"phone\":{\"sealed\":\"AAAA\"},\"cost\":\"gratis\","
		"\"new\":[1,2],\"more\":{\"z\":1}}";
	struct arena a = ARENA_INIT;
	struct map_record r;
	struct str body = STR_INIT;
	struct error e = ERROR_INIT;

	(void)state;
	r.kind = MAP_OFFER;
	assert_int_equal(map_body_read(&a, before, strlen(before), &r, &e), OK);
	assert_string_equal(r.values[MAP_PHONE], "");
	r.values[MAP_NAME] = "Nieuw";
	r.values[MAP_COST] = "";
	r.more = "";
	map_body_write_again(&r, before, strlen(before), &body);
	assert_string_equal(body.bytes, "{\"v\":1,\"name\":\"Nieuw\","
					"\"phone\":{\"sealed\":\"AAAA\"},\"new\":[1,2]}");
	str_reset(&body);
	r.values[MAP_PHONE] = "112";
	map_body_write_again(&r, before, strlen(before), &body);
	assert_string_equal(body.bytes, "{\"v\":1,\"name\":\"Nieuw\",\"phone\":\"112\",\"new\":[1,2]}");
	str_release(&body);
	arena_release(&a);
}

static void test_hostile_bodies(void **state)
{
	static const struct {
		const char *body;
		enum err rc;
	} cases[] = {
		{"", ERR_DAMAGED},
		{"[]", ERR_DAMAGED},
		{"{\"v\":1", ERR_DAMAGED},
		{"{\"v\":1,\"name\":\"a\\u0000b\"}", ERR_DAMAGED},
		{"{\"v\":1,\"name\":\"\xff\"}", ERR_DAMAGED},
		{"{\"v\":2,\"name\":\"a\"}", ERR_NEWER},
		{"{\"name\":7,\"kinds\":[\"a\"],\"more\":\"x\",\"organisation\":{}}", OK},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = ARENA_INIT;
		struct map_record r;
		struct error e = ERROR_INIT;

		map_record_empty(&r, MAP_OFFER);
		assert_int_equal(map_body_read(&a, cases[i].body, strlen(cases[i].body), &r, &e),
				 cases[i].rc);
		assert_string_equal(r.values[MAP_NAME], "");
		assert_string_equal(r.more, "");
		arena_release(&a);
	}
}

/* What version 1 wrote is read for ever: tests/data/bodies-map-1.tsv is never changed. */
static void test_the_sample_is_read_for_ever(void **state)
{
	struct arena a = ARENA_INIT;
	struct str text = STR_INIT, again = STR_INIT;
	struct error e = ERROR_INIT;
	int lines = 0;

	(void)state;
	assert_int_equal(file_read("tests/data/bodies-map-1.tsv", 1 << 20, &text, &e), OK);
	for (char *at = text.bytes, *end; (end = strchr(at, '\n')) != NULL; at = end + 1) {
		struct map_record r;
		const char *body;

		*end = '\0';
		body = strchr(at, '{');
		assert_non_null(body);
		r.kind = text_begins(at, "offer\t") ? MAP_OFFER : MAP_ORGANISATION;
		assert_int_equal(map_body_read(&a, body, strlen(body), &r, &e), OK);
		str_reset(&again);
		map_body_write(&r, &again);
		assert_string_equal(again.bytes, body);
		for (int i = 0; i < MAP_FIELD_COUNT; i++) {
			bool is_said = *r.values[i] != '\0';

			if (is_said && !map_field_is_of((enum map_field)i, r.kind))
				fail_msg("%s", map_field_info((enum map_field)i)->name);
			if (!is_said && r.kind == MAP_OFFER && map_field_info((enum map_field)i)->of_offer &&
			    !map_field_info((enum map_field)i)->of_organisation)
				fail_msg("%s", map_field_info((enum map_field)i)->name);
		}
		lines++;
	}
	assert_int_equal(lines, 2);
	str_release(&text);
	str_release(&again);
	arena_release(&a);
}

static void shows(const struct map_record *r, enum map_field field, const char *text)
{
	struct str out = STR_INIT;

	map_field_shown(&some_words, r, field, &out);
	assert_string_equal(out.bytes, text);
	str_release(&out);
}

static void test_fields_in_words(void **state)
{
	struct map_record r = offer_named("Taalles");

	(void)state;
	r.values[MAP_RUNGS] = "1 2";
	r.values[MAP_BENEFITS] = "wwb elders";
	r.values[MAP_CHECKED_ON] = "2026-10-14";
	r.values[MAP_WAIT_ON] = "not a day";
	r.values[MAP_AREAS] = "Laak, 2516";
	shows(&r, MAP_NAME, "Taalles");
	shows(&r, MAP_RUNGS, "1 mostly at home, 2 contact outside the home");
	shows(&r, MAP_BENEFITS, "social assistance, elders");
	shows(&r, MAP_CHECKED_ON, "14 October 2026");
	shows(&r, MAP_WAIT_ON, "not a day");
	shows(&r, MAP_AREAS, "Laak, 2516");
	shows(&r, MAP_COST, "");
	assert_true(map_record_is_open(&r));
	r.values[MAP_STATUS] = "active";
	assert_true(map_record_is_open(&r));
	r.values[MAP_STATUS] = "defunct";
	assert_false(map_record_is_open(&r));
}

static void address_is(const struct map_record *r, const char *text)
{
	struct str out = STR_INIT;

	map_address(r, &out);
	assert_string_equal(out.bytes, text);
	str_release(&out);
}

static void test_address(void **state)
{
	struct map_record r = offer_named("Opvang");

	(void)state;
	address_is(&r, "");
	r.values[MAP_CITY] = "Den Haag";
	address_is(&r, "Den Haag");
	r.values[MAP_STREET] = "Brugweg 12";
	address_is(&r, "Brugweg 12, Den Haag");
	r.values[MAP_POSTCODE] = "2515 AB";
	address_is(&r, "Brugweg 12, 2515 AB Den Haag");
	r.values[MAP_CONFIDENTIAL] = "no";
	address_is(&r, "Brugweg 12, 2515 AB Den Haag");
	r.values[MAP_CONFIDENTIAL] = "yes";
	address_is(&r, "");
}

static void words_are(const char *name, const char *other, const char *expected)
{
	struct arena a = ARENA_INIT;
	struct map_record r = offer_named(name);
	const char *words[MAP_FOUND_WORDS];
	struct str all = STR_INIT;
	int count;

	r.values[MAP_OTHER_NAME] = other;
	count = map_found_words(&a, &r, words);
	for (int i = 0; i < count; i++)
		str_addf(&all, "%s%s", i > 0 ? " " : "", words[i]);
	assert_string_equal(all.bytes, expected);
	str_release(&all);
	arena_release(&a);
}

static void test_words_by_which_it_is_found(void **state)
{
	char many[1000] = "", name[200];
	struct arena a = ARENA_INIT;
	struct map_record r = offer_named(many);
	const char *words[MAP_FOUND_WORDS];

	(void)state;
	words_are("Caf\xc3\xa9 De Brug", "", "cafe de brug");
	words_are("WIJ-team 't Honk (Laak)", "Wij-Team", "wij team wijteam t honk laak");
	words_are("R.O.C. Zuid", "roc", "r o c roc zuid");
	words_are(" ,;-. ", "", "");
	words_are("\xd9\x85\xd8\xb1\xd9\x83\xd8\xb2", "2e kans", "\xd9\x85\xd8\xb1\xd9\x83\xd8\xb2 2e kans");
	for (int i = 0; i < 100; i++)
		(void)snprintf(many + strlen(many), sizeof many - strlen(many), "w%d ", i);
	assert_int_equal(map_found_words(&a, &r, words), MAP_FOUND_WORDS);
	memset(name, 'x', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	memcpy(name + 63, "\xd9\x85", 2); /* over the edge */
	r.values[MAP_NAME] = name;
	assert_int_equal(map_found_words(&a, &r, words), 1);
	assert_int_equal(strlen(words[0]), 63);
	arena_release(&a);
}

int group_record(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_table),
		cmocka_unit_test(test_copy_and_equal),
		cmocka_unit_test(test_typed_is_normalised),
		cmocka_unit_test(test_what_cannot_be_is_refused),
		cmocka_unit_test(test_two_fields_against_each_other),
		cmocka_unit_test(test_an_organisation_has_no_rungs),
		cmocka_unit_test(test_a_key_from_elsewhere_may_stay),
		cmocka_unit_test(test_more_is_an_object),
		cmocka_unit_test(test_a_body_there_and_back),
		cmocka_unit_test(test_what_is_not_known_is_carried_over),
		cmocka_unit_test(test_hostile_bodies),
		cmocka_unit_test(test_the_sample_is_read_for_ever),
		cmocka_unit_test(test_fields_in_words),
		cmocka_unit_test(test_address),
		cmocka_unit_test(test_words_by_which_it_is_found),
	};

	return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
