/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

static void test_only_practice(void **state)
{
	struct place p = {0};
	struct error e = ERROR_INIT;

	(void)state;
	assert_int_equal(care_session_create(&p.options, "Jasmijn", "Samira", &p.s, &e),
			 ERR_INVALID);
	assert_non_null(strstr(e.text, "--practice"));
	assert_null(p.s);
}

static void test_create_and_open(void **state)
{
	struct place p;
	struct care_session *second;
	struct error e = ERROR_INIT;

	(void)state;
	place_make(&p);
	assert_string_equal(care_session_organisation(p.s), "Jasmijn");
	assert_string_equal(care_session_worker_name(p.s), "Samira El Idrissi");
	place_reopen(&p);
	assert_string_equal(care_session_organisation(p.s), "Jasmijn");
	assert_string_equal(care_session_worker_name(p.s), "Samira El Idrissi");
	assert_true(care_session_is_practice(p.s));
	care_session_close(p.s);
	p.s = NULL;
	assert_int_equal(care_session_create(&p.options, "Other", "Somebody", &second, &e),
			 ERR_INVALID);
	place_remove(&p);
}

static void test_no_file(void **state)
{
	struct place p;
	struct care_session *s;
	struct error e = ERROR_INIT;

	(void)state;
	place_make(&p);
	p.options.data = "/nonexistent-trede";
	assert_int_equal(care_session_open(&p.options, &s, &e), ERR_NOT_FOUND);
	assert_null(s);
	place_remove(&p);
}

static void test_workers_and_settings(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	const char *const *ids;
	char anna[37], same[37];

	(void)state;
	place_make(&p);
	assert_int_equal(care_worker_by_name(p.s, "Anna", false, anna, &e), ERR_NOT_FOUND);
	must(care_worker_by_name(p.s, "Anna", true, anna, &e), &e);
	must(care_worker_by_name(p.s, "ANNA", true, same, &e), &e);
	assert_string_equal(anna, same);
	assert_int_equal(care_workers(p.s, &ids), 2);
	assert_string_equal(care_worker_name(p.s, ids[0]), "Anna");
	must(care_session_set_worker(p.s, anna, &e), &e);
	assert_int_equal(care_session_set_worker(p.s, "nobody", &e), ERR_NOT_FOUND);
	must(care_setting_set(p.s, "away_weeks", "8", &e), &e);
	must(care_setting_set(p.s, "away_weeks", "9", &e), &e);
	assert_string_equal(care_setting(p.s, "away_weeks", "6"), "9");
	assert_string_equal(care_setting(p.s, "names_in_lists", "full"), "full");
	place_reopen(&p);
	assert_string_equal(care_setting(p.s, "away_weeks", "6"), "9");
	assert_string_equal(care_session_worker(p.s), anna);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_forms(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	const struct care_form *forms;
	const struct form *form, *stored;
	char hash[65];
	int count;

	(void)state;
	place_make(&p);
	must(care_forms(p.s, &forms, &count, &e), &e);
	assert_int_equal(count, 5);
	for (int i = 0; i < count; i++)
		assert_true(forms[i].is_usable);
	assert_string_equal(forms[0].id, "intake");
	assert_int_equal(care_form_by_id(p.s, "../../etc/passwd", &form, hash, &e),
			 ERR_NOT_FOUND);
	must(care_form_by_id(p.s, "progress", &form, hash, &e), &e);
	assert_string_equal(care_form_title_of(p.s, hash), "");
	must(care_form_keep(p.s, hash, &e), &e);
	must(care_form_keep(p.s, hash, &e), &e);
	assert_string_equal(care_form_title_of(p.s, hash), "Progress");
	assert_string_equal(care_form_id_of(p.s, hash), "progress");
	place_reopen(&p);
	must(care_form_by_hash(p.s, hash, &stored, &e), &e);
	assert_string_equal(stored->id, "progress");
	hash[0] = hash[0] == 'a' ? 'b' : 'a';
	assert_int_not_equal(care_form_by_hash(p.s, hash, &stored, &e), OK);
	place_remove(&p);
}

/* Another version of the program or another configuration makes all rows anew at opening. */
static void test_rebuilds_when_old(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	struct str is = STR_INIT;
	char id[37];

	(void)state;
	place_make(&p);
	register_as(&p, "{\"called\":\"Naima\"}", "2026-01-05", id);
	must(store_set_meta(care_session_store(p.s), "derived", "0 old", &e), &e);
	must(store_begin(care_session_store(p.s), &e), &e);
	must(store_derived_clear(care_session_store(p.s), &e), &e);
	must(store_commit(care_session_store(p.s), &e), &e);
	place_reopen(&p);
	assert_int_equal(care_client_count(p.s), 1);
	must(store_meta(care_session_store(p.s), "derived", &is, &e), &e);
	assert_string_equal(is.bytes, care_derived_version(p.s));
	str_release(&is);
	place_remove(&p);
}

static void test_config(void **state)
{
	struct place p;
	const struct care_config *c;
	int count;

	(void)state;
	place_make(&p);
	c = care_session_config(p.s);
	assert_non_null(care_config_list(c, "ladder", &count));
	assert_int_equal(count, 6);
	assert_non_null(care_config_list(c, "preconditions", &count));
	assert_int_equal(count, 11);
	assert_null(care_config_list(c, "no_such", &count));
	assert_int_equal(count, 0);
	assert_string_equal(care_label(c, "ladder", "1", "nl"), "vooral thuis");
	assert_string_equal(care_label(c, "ladder", "9", "nl"), "9");
	assert_string_equal(care_label(c, "ladder", NULL, "nl"), "");
	assert_string_equal(care_config_item(c, "ladder", "1")->official_nl, "geïsoleerd");
	assert_string_equal(care_address_word(c, "meneer", "zij", "nl"), "hij");
	assert_string_equal(care_address_word(c, "meneer", "nothing", "nl"), "");
	assert_true(care_config_item(c, "barriers", "home/domestic_violence")->is_shielded);
	assert_int_equal(strlen(care_config_hash(c)), 64);
	place_remove(&p);
}

int session_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_only_practice),
		cmocka_unit_test(test_create_and_open),
		cmocka_unit_test(test_no_file),
		cmocka_unit_test(test_workers_and_settings),
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_rebuilds_when_old),
		cmocka_unit_test(test_config),
	};

	return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
