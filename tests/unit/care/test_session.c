/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ftw.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests.h"

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)at;
	return kind == FTW_DP ? rmdir(path) : unlink(path);
}

static void folder_remove(const char *path)
{
	assert_int_equal(nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static void plain_file(const char *path)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "PRAGMA journal_mode=wal; CREATE TABLE meta(a)", NULL, NULL,
				      NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	assert_int_equal(chmod(path, 0600), 0);
}

/* A real file takes a passphrase that is good enough, or nothing is made. */
static void test_needs_a_passphrase(void **state)
{
	struct place p;
	struct care_options real;
	struct secret weak = SECRET_INIT, code = SECRET_INIT;
	struct care_place about;
	struct error e = ERROR_INIT;

	(void)state;
	place_make(&p);
	real = p.options;
	real.data = "/nonexistent-trede";
	real.practice = false;
	assert_int_equal(care_session_create(&real, "Jasmijn", "Samira", &code, &e), ERR_PASSPHRASE);
	assert_true(secret_add(&weak, "geheim", 6));
	real.passphrase = &weak;
	assert_int_equal(care_session_create(&real, "Jasmijn", "Samira", &code, &e), ERR_INVALID);
	assert_int_equal(care_session_create(&real, "", "Samira", &code, &e), ERR_INVALID);
	assert_int_equal(care_session_create(&real, "Jasmijn", "", &code, &e), ERR_INVALID);
	must(care_place_look(&real, &about, &e), &e);
	assert_false(about.exists);
	care_place_release(&about);
	secret_release(&weak);
	place_remove(&p);
}

/* A real file at its full cost: with the passphrase only, and never as one for practice. */
static void test_real_file(void **state)
{
	struct place p;
	struct care_session *s;
	struct care_options real, wrong;
	struct secret own = SECRET_INIT, code = SECRET_INIT;
	struct error e = ERROR_INIT;

	(void)state;
	place_make(&p);
	real = p.options;
	real.data = file_path(p.folder, "real");
	real.practice = real.is_seeded = false;
	assert_true(secret_add(&own, "paard fiets lamp", 16));
	real.passphrase = &own;
	must(care_session_create(&real, "Jasmijn", "Samira", &code, &e), &e);
	must(care_session_open(&real, &s, &e), &e);
	assert_int_equal(care_client_count(s), 0);
	assert_int_equal(care_session_set_worker(s, care_session_worker(s), &e), ERR_INVALID);
	care_session_close(s);
	wrong = real;
	wrong.practice = true;
	assert_int_equal(care_session_open(&wrong, &s, &e), ERR_INVALID);
	wrong.practice = false;
	wrong.passphrase = NULL;
	assert_int_equal(care_session_open(&wrong, &s, &e), ERR_PASSPHRASE);
	secret_release(&own);
	secret_release(&code);
	folder_remove(real.data);
	free((char *)(uintptr_t)real.data);
	place_remove(&p);
}

/* Ended at any moment: there is no file, or all of it; and making it goes on from what was left. */
static void test_made_whole(void **state)
{
	enum { STEP_US = 4000, EXAMPLES = 11 };
	struct place p;
	struct care_session *s;
	struct care_options fresh;
	struct care_place about;
	struct secret code = SECRET_INIT;
	struct error e = ERROR_INIT;
	bool is_whole = false;

	(void)state;
	place_make(&p);
	fresh = p.options;
	fresh.data = file_path(p.folder, "fresh");
	for (useconds_t wait = 0; !is_whole; wait += STEP_US) {
		pid_t pid = fork();
		int status;

		if (pid == 0)
			_exit(care_session_create(&fresh, "Jasmijn", "Samira", &code, &e) != OK);
		(void)usleep(wait);
		(void)kill(pid, SIGKILL);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
		must(care_place_look(&fresh, &about, &e), &e);
		is_whole = about.exists;
		care_place_release(&about);
		assert_true(is_whole || WIFSIGNALED(status));
	}
	must(care_session_open(&fresh, &s, &e), &e);
	assert_int_equal(care_client_count(s), EXAMPLES);
	care_session_close(s);
	folder_remove(fresh.data);
	free((char *)(uintptr_t)fresh.data);
	place_remove(&p);
}

/* A practice file of before files were sealed: to be made anew, and nothing else. */
static void test_plain_file(void **state)
{
	struct place p;
	struct care_session *s;
	struct care_place about;
	struct error e = ERROR_INIT;
	struct care_options old;
	struct secret code = SECRET_INIT;
	char *path;

	(void)state;
	place_make(&p);
	old = p.options;
	old.data = file_path(p.folder, "old");
	path = file_path(old.data, "trede.db");
	must(file_make_folders(old.data, &e), &e);
	plain_file(path);
	must(care_place_look(&old, &about, &e), &e);
	assert_true(about.exists && about.is_plain);
	care_place_release(&about);
	assert_int_equal(care_session_open(&old, &s, &e), ERR_INVALID);
	assert_non_null(strstr(e.text, "init --practice"));
	old.practice = false;
	old.passphrase = &p.recovery; /* any that is long enough */
	assert_int_equal(care_session_create(&old, "Jasmijn", "Samira", &code, &e), ERR_INVALID);
	old.practice = true;
	old.passphrase = NULL;
	must(care_session_create(&old, "Jasmijn", "Samira", &code, &e), &e);
	must(care_session_open(&old, &s, &e), &e);
	assert_int_not_equal(care_client_count(s), 0); /* the examples */
	care_session_close(s);
	secret_release(&code);
	folder_remove(old.data);
	free(path);
	free((char *)(uintptr_t)old.data);
	place_remove(&p);
}

static void test_create_and_open(void **state)
{
	struct place p;
	struct secret code = SECRET_INIT;
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
	assert_int_equal(care_session_create(&p.options, "Other", "Somebody", &code, &e),
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
	assert_string_equal(care_session_worker_name(p.s), "Samira El Idrissi");
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
		cmocka_unit_test(test_needs_a_passphrase),
		cmocka_unit_test(test_real_file),
		cmocka_unit_test(test_made_whole),
		cmocka_unit_test(test_plain_file),
		cmocka_unit_test(test_create_and_open),
		cmocka_unit_test(test_no_file),
		cmocka_unit_test(test_workers_and_settings),
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_rebuilds_when_old),
		cmocka_unit_test(test_config),
	};

	return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
