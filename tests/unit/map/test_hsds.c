/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

#include "map/hsds.h"

static const struct map_secret open_to_all = {.told_by = {"", "", "", ""}};

static struct map_record organisation_named(const char *name)
{
	struct map_record r;

	map_record_empty(&r, MAP_ORGANISATION);
	r.values[MAP_NAME] = name;
	r.id = "01890000-0000-7000-8000-000000000001";
	return r;
}

static const char *text_at(const json_t *object, const char *path)
{
	struct str name = STR_INIT;
	const char *text;

	for (; *path != '\0' && object; path += *path == '/') {
		size_t len = strcspn(path, "/");

		str_reset(&name);
		str_add_bytes(&name, path, len);
		object = name.bytes[0] >= '0' && name.bytes[0] <= '9'
				 ? json_array_get(object, (size_t)(name.bytes[0] - '0'))
				 : json_object_get(object, name.bytes);
		path += len;
	}
	str_release(&name);
	text = json_string_value(object);
	return text ? text : "";
}

/* The value of our attribute of this name; "" none. */
static const char *attribute(const json_t *object, const char *code)
{
	const json_t *attributes = json_object_get(object, "attributes"), *one;
	size_t i;

	json_array_foreach(attributes, i, one)
		if (text_equal(text_at(one, "taxonomy_term/code"), code) &&
		    text_equal(text_at(one, "taxonomy_term/taxonomy"), "trede"))
			return text_at(one, "value");
	return "";
}

static void test_fields_have_places(void **state)
{
	struct map_record r = offer_named("Taalles");
	json_t *object;

	(void)state;
	r.values[MAP_SOURCE] = "s1";
	r.values[MAP_PHONE] = "070 123 45 67";
	r.values[MAP_CITY] = "Den Haag";
	r.values[MAP_AGE_FROM] = "18";
	r.values[MAP_STATUS] = "temporarily_closed";
	r.values[MAP_RUNGS] = "2 3";
	r.values[MAP_LANGUAGES] = "ar tr";
	r.values[MAP_AREAS] = "Laak, 2526";
	object = map_hsds_of(&some_words, &r, "o1", &open_to_all);
	assert_string_equal(text_at(object, "id"), "s1");
	assert_string_equal(text_at(object, "organization_id"), "o1");
	assert_string_equal(text_at(object, "phones/0/number"), "070 123 45 67");
	assert_string_equal(text_at(object, "service_at_locations/0/location/addresses/0/city"),
			    "Den Haag");
	assert_string_equal(text_at(object, "service_at_locations/0/location/addresses/0/address_1"),
			    MAP_HSDS_EMPTY);
	assert_int_equal(json_at_int(object, "minimum_age", 0), 18);
	assert_string_equal(text_at(object, "status"), "temporarily closed");
	assert_string_equal(attribute(object, "rungs"), "2 3");
	assert_string_equal(attribute(object, "languages"), "ar tr");
	assert_string_equal(text_at(object, "languages/1/name"), "Turkish");
	assert_true(map_hsds_is_ours(text_at(object, "languages/1/id")));
	assert_string_equal(text_at(object, "service_areas/1/name"), "2526");
	json_decref(object);
}

/* What no field holds goes out where it was; a field whose place it holds is an attribute. */
static void test_more_comes_back(void **state)
{
	struct map_record r = organisation_named("Stek");
	json_t *object;

	(void)state;
	r.values[MAP_PHONE] = "1";
	r.values[MAP_WEBSITE] = "stek.example";
	r.more = "{\"website\": \"old.example\", \"Maat\": \"38\", \"phones\": [{\"id\": \"p1\", "
		 "\"type\": \"voice\"}, {\"number\": \"2\"}], \"attributes\": [{\"id\": \"a1\"}]}";
	object = map_hsds_of(&some_words, &r, "", &open_to_all);
	assert_string_equal(text_at(object, "Maat"), "38");
	assert_string_equal(text_at(object, "phones/0/id"), "p1");
	assert_string_equal(text_at(object, "phones/0/number"), "1");
	assert_string_equal(text_at(object, "phones/0/type"), "voice");
	assert_string_equal(text_at(object, "phones/1/number"), "2");
	assert_string_equal(text_at(object, "website"), "old.example");
	assert_string_equal(attribute(object, "website"), "stek.example");
	assert_string_equal(text_at(object, "attributes/0/id"), "a1");
	assert_string_equal(text_at(object, "description"), "Stek");
	json_decref(object);
}

/* Whatever 'more' is, an object comes out. */
static void test_more_that_is_wrong(void **state)
{
	static const char *const wrong[] = {"[]", "{", "{\"phones\": 3, \"attributes\": {}}",
					    "{\"phones\": [3], \"id\": 4}"};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct map_record r = organisation_named("Stek");
		json_t *object;

		r.values[MAP_PHONE] = "070";
		r.more = wrong[i];
		object = map_hsds_of(&some_words, &r, "", &open_to_all);
		assert_string_equal(text_at(object, "name"), "Stek");
		assert_string_equal(text_at(object, "id"), r.id);
		json_decref(object);
	}
}

static void test_secret_address(void **state)
{
	struct map_record r = organisation_named("Opvang"), offer = offer_named("Bed");
	struct arena a = ARENA_INIT;
	struct map_secret secret;
	struct str text = STR_INIT;
	json_t *object;

	(void)state;
	r.values[MAP_CONFIDENTIAL] = "yes";
	r.values[MAP_STREET] = "Zuidwal 12";
	r.values[MAP_POSTCODE] = "2512 AB";
	r.values[MAP_CITY] = "Den Haag";
	r.values[MAP_TASKS] = "Een veilige plek.";
	r.values[MAP_HANDOVER] = "Breng haar naar de ZUIDWAL.";
	r.values[MAP_TIMES] = "bij 2512ab, altijd";
	r.more = "{\"locations\": [{\"latitude\": \"52.07\"}]}";
	map_secret_of(&a, &r, NULL, &secret);
	object = map_hsds_of(&some_words, &r, "", &secret);
	json_text_write(&text, object);
	json_decref(object);
	assert_non_null(strstr(text.bytes, "Een veilige plek."));
	assert_null(strcasestr(text.bytes, "zuidwal"));
	assert_null(strcasestr(text.bytes, "2512"));
	assert_null(strstr(text.bytes, "Den Haag"));
	assert_null(strstr(text.bytes, "52.07"));
	/* an offer of it, with the address of its own */
	offer.values[MAP_STREET] = "Zuidwal 12";
	offer.values[MAP_NOTE] = "Zuidwal";
	offer.values[MAP_COST] = "gratis";
	for (int says_no = 0; says_no < 2; says_no++) {
		offer.values[MAP_CONFIDENTIAL] = says_no ? "no" : "";
		map_secret_of(&a, &offer, &r, &secret);
		assert_int_equal(secret.hides, !says_no);
		object = map_hsds_of(&some_words, &offer, "o", &secret);
		str_reset(&text);
		json_text_write(&text, object);
		json_decref(object);
		assert_null(strcasestr(text.bytes, "zuidwal"));
		assert_non_null(strstr(text.bytes, "gratis"));
	}
	arena_release(&a);
	str_release(&text);
}

/* However a street is written, its name is not told. */
static void test_streets(void **state)
{
	static const char *const streets[][2] = {
		{"Zuidwal 12", "bij de Zuid wal"},    {"12 Zuidwal", "aan de zuidwal, om de hoek"},
		{"2e Kadestraat 3", "de 2e Kadestraat"}, {"Weg 3", "Weg 3"},
		{"Zuidwal 12", "stuur post naar 2512ab"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof streets / sizeof *streets; i++) {
		struct map_record r = organisation_named("Stek");
		struct arena a = ARENA_INIT;

		r.values[MAP_CONFIDENTIAL] = "yes";
		r.values[MAP_STREET] = streets[i][0];
		r.values[MAP_POSTCODE] = "2512 AB";
		r.values[MAP_NOTE] = streets[i][1];
		r.values[MAP_TASKS] = "eten en praten";
		assert_string_equal(map_outside(&a, &r, NULL, MAP_NOTE), "");
		assert_string_equal(map_outside(&a, &r, NULL, MAP_TASKS), "eten en praten");
		arena_release(&a);
	}
}

static void test_ids(void **state)
{
	char one[MAP_HSDS_ID], again[MAP_HSDS_ID], other[MAP_HSDS_ID];

	(void)state;
	map_hsds_id("o1", "/phones/0", one);
	map_hsds_id("o1", "/phones/0", again);
	map_hsds_id("o1", "/phones/1", other);
	assert_string_equal(one, again);
	assert_string_not_equal(one, other);
	assert_int_equal(strlen(one), 36);
	assert_int_equal(one[14], '8');
	assert_int_equal(one[19], '8');
	assert_true(map_hsds_is_ours(one));
	assert_false(map_hsds_is_ours(""));
	assert_false(map_hsds_is_ours("01890000-0000-7000-8000-000000000001"));
	assert_true(map_is_of_package("services.csv"));
	assert_true(map_is_of_package("Organizations.csv"));
	assert_false(map_is_of_package("kaart.csv"));
}

int group_hsds(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fields_have_places), cmocka_unit_test(test_more_comes_back),
		cmocka_unit_test(test_more_that_is_wrong), cmocka_unit_test(test_secret_address),
		cmocka_unit_test(test_streets),		   cmocka_unit_test(test_ids),
	};

	return cmocka_run_group_tests_name("map/hsds", tests, NULL, NULL);
}
