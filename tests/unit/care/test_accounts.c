/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/wait.h>
#include <unistd.h>

#include "care/session_inner.h"
#include "tests.h"

static struct secret secret_of(const char *text)
{
	struct secret s = SECRET_INIT;

	assert_true(secret_add(&s, text, strlen(text)));
	return s;
}

static enum err add(struct place *p, const char *name, const char *passphrase, char id[37],
		    struct error *e)
{
	struct secret s = secret_of(passphrase);
	enum err rc = care_worker_add(p->s, name, &s, id, e);

	secret_release(&s);
	return rc;
}

/* Closes what is open and tries this name ("" not said) and passphrase. */
static enum err log_in(struct place *p, const char *name, const char *passphrase, struct error *e)
{
	struct secret s = secret_of(passphrase);
	struct care_options o = p->options;
	enum err rc;

	care_session_close(p->s);
	o.worker = name;
	o.passphrase = &s;
	rc = care_session_open(&o, &p->s, e);
	secret_release(&s);
	return rc;
}

static void must_be_logged_in(struct place *p, const char *name, const char *passphrase,
			      const char *who)
{
	struct error e = ERROR_INIT;

	must(log_in(p, name, passphrase, &e), &e);
	assert_string_equal(care_session_worker_name(p->s), who);
}

static void test_two_of_a_first_name(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	char id[37], again[37];

	(void)state;
	place_make(&p);
	must(add(&p, "Samira de Vries", "tweede", id, &e), &e);
	assert_int_equal(add(&p, " samira DE vries", "derde", again, &e), ERR_INVALID);
	assert_int_equal(add(&p, "Samira", "vierde", again, &e), ERR_INVALID);
	assert_int_equal(add(&p, "  ", "vijfde", again, &e), ERR_INVALID);
	assert_int_equal(add(&p, "Zesde", "", again, &e), ERR_INVALID);
	must_be_logged_in(&p, "Samira de Vries", "tweede", "Samira de Vries");
	must_be_logged_in(&p, "SAMIRA EL IDRISSI", CARE_PRACTICE_PASSPHRASE, "Samira El Idrissi");
	assert_int_equal(log_in(&p, "Samira", "tweede", &e), ERR_USAGE);
	assert_int_equal(log_in(&p, "Samira El Idrissi", "tweede", &e), ERR_PASSPHRASE);
	p.options.tries_all = true;
	must_be_logged_in(&p, "", "tweede", "Samira de Vries");
	place_remove(&p);
}

static void test_first_name_and_passphrase(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	struct error wrong = ERROR_INIT;

	(void)state;
	place_make(&p);
	must_be_logged_in(&p, "samira", CARE_PRACTICE_PASSPHRASE, "Samira El Idrissi");
	must_be_logged_in(&p, "", CARE_PRACTICE_PASSPHRASE, "Samira El Idrissi");
	assert_int_equal(log_in(&p, "fatma", CARE_PRACTICE_PASSPHRASE, &e), ERR_PASSPHRASE);
	assert_null(p.s);
	assert_int_equal(log_in(&p, "samira", "oefenem", &wrong), ERR_PASSPHRASE);
	assert_string_equal(e.text, wrong.text); /* nothing is told of who is there */
	place_remove(&p);
}

/* What the screen shows counts down; a right one before its time is not taken either. */
static void test_wait_grows(void **state)
{
	struct place p;
	struct care_place about;
	struct error e = ERROR_INIT;
	int64_t before = 0;

	(void)state;
	place_make(&p);
	for (int i = 0; i < 3; i++)
		assert_int_equal(log_in(&p, "samira", "fout", &e), ERR_PASSPHRASE);
	must(care_place_look(&p.options, &about, &e), &e);
	before = about.wait_ms;
	assert_true(about.exists && !about.is_plain && !about.is_in_use && !about.asks_name);
	assert_string_equal(about.organisation.bytes, "Jasmijn");
	care_place_release(&about);
	assert_true(before > 0 && before <= 2000);
	assert_int_equal(log_in(&p, "samira", CARE_PRACTICE_PASSPHRASE, &e), ERR_PASSPHRASE);
	assert_null(p.s);
	place_remove(&p);
}

static void test_passphrase_rules(void **state)
{
	static const struct {
		const char *text;
		enum err rc;
	} cases[] = {
		{"", ERR_INVALID},
		{"elf tekens..", OK},
		{"elf tekens.", ERR_INVALID},
		{"aaaaaaaaaaaaaaaa", ERR_INVALID},
		{"ééééééééééééééé", ERR_INVALID},
		{"éééééééééééééée", OK},
		{"niet \xff leesbaar", ERR_INVALID},
		{"paard fiets lamp", OK},
	};
	const struct care_options real = {.practice = false};
	struct error e = ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct secret s = SECRET_INIT;

		assert_true(secret_add(&s, cases[i].text, strlen(cases[i].text)));
		assert_int_equal(care_passphrase_check(&real, &s, &e), cases[i].rc);
		secret_release(&s);
	}
}

static void test_change(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	struct secret old = secret_of(CARE_PRACTICE_PASSPHRASE), fresh = secret_of("nieuw");

	(void)state;
	place_make(&p);
	assert_int_equal(care_worker_change(p.s, &fresh, &fresh, &e), ERR_PASSPHRASE);
	must(care_worker_change(p.s, &old, &fresh, &e), &e);
	assert_int_equal(log_in(&p, "", CARE_PRACTICE_PASSPHRASE, &e), ERR_PASSPHRASE);
	must_be_logged_in(&p, "", "nieuw", "Samira El Idrissi");
	secret_release(&old);
	secret_release(&fresh);
	place_remove(&p);
}

static void test_recovery(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	struct secret fresh = secret_of("weer terug"), code = SECRET_INIT;
	char first[37];

	(void)state;
	place_make(&p);
	(void)snprintf(first, sizeof first, "%s", care_session_worker(p.s));
	assert_int_equal(care_recovered(p.s, first, NULL, &fresh, &e), ERR_USAGE);
	must(log_in(&p, "", p.recovery.bytes, &e), &e);
	assert_true(care_session_is_recovery(p.s));
	assert_string_equal(care_session_worker(p.s), "");
	assert_int_equal(care_recovery_renew(p.s, &code, &e), ERR_USAGE);
	assert_int_equal(care_worker_remove(p.s, first, NULL, NULL, &e), ERR_USAGE);
	assert_int_equal(care_recovered(p.s, "nobody", NULL, &fresh, &e), ERR_NOT_FOUND);
	must(care_recovered(p.s, first, NULL, &fresh, &e), &e);
	assert_false(care_session_is_recovery(p.s));
	assert_string_equal(care_session_worker(p.s), first);
	must_be_logged_in(&p, "samira", "weer terug", "Samira El Idrissi");
	must(care_recovery_renew(p.s, &code, &e), &e);
	assert_int_equal(log_in(&p, "", p.recovery.bytes, &e), ERR_PASSPHRASE);
	must(log_in(&p, "", code.bytes, &e), &e);
	must(care_recovered(p.s, NULL, "Naima Bouzid", &fresh, &e), &e);
	assert_string_equal(care_session_worker_name(p.s), "Naima Bouzid");
	must_be_logged_in(&p, "naima", "weer terug", "Naima Bouzid");
	secret_release(&fresh);
	secret_release(&code);
	place_remove(&p);
}

static void test_remove(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	char fatma[37], els[37], back[37], samira[37], client[37];
	const char *const *ids;

	(void)state;
	place_make(&p);
	(void)snprintf(samira, sizeof samira, "%s", care_session_worker(p.s));
	register_as(&p, "{\"called\":\"Naima\"}", "2026-01-05", client);
	must(add(&p, "Fatma Yilmaz", "van fatma", fatma, &e), &e);
	must(care_worker_by_name(p.s, "Els", true, els, &e), &e);
	assert_true(care_worker_may_log_in(p.s, fatma));
	assert_false(care_worker_may_log_in(p.s, els));
	assert_int_equal(care_worker_remove(p.s, samira, NULL, NULL, &e), ERR_INVALID);
	assert_int_equal(care_worker_remove(p.s, "nobody", NULL, NULL, &e), ERR_NOT_FOUND);
	must(care_worker_remove(p.s, fatma, NULL, NULL, &e), &e);
	assert_int_equal(log_in(&p, "fatma", "van fatma", &e), ERR_PASSPHRASE);
	must_be_logged_in(&p, "samira", CARE_PRACTICE_PASSPHRASE, "Samira El Idrissi");
	assert_int_equal(care_client_count(p.s), 1);
	assert_int_equal(care_workers(p.s, &ids), 2);
	assert_string_equal(care_worker_name(p.s, fatma), "Fatma Yilmaz");
	must(care_worker_remove(p.s, els, NULL, NULL, &e), &e); /* who never could log in */
	must_be_logged_in(&p, "samira", CARE_PRACTICE_PASSPHRASE, "Samira El Idrissi");
	assert_int_equal(care_workers(p.s, &ids), 1);
	must(add(&p, "Fatma Yilmaz", "weer hier", back, &e), &e);
	assert_string_equal(back, fatma);
	assert_int_equal(care_workers(p.s, &ids), 2);
	must_rebuild_equal(&p);
	must(log_in(&p, "", p.recovery.bytes, &e), &e); /* the code outlives a new key */
	place_remove(&p);
}

/* The entry is there and the new file is not: as if nothing had been begun. */
static void test_remove_broken_off(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	char fatma[37], entry[37];
	const char *const *ids;

	(void)state;
	place_make(&p);
	must(add(&p, "Fatma Yilmaz", "van fatma", fatma, &e), &e);
	must(care_worker_append(p.s, fatma, "Fatma Yilmaz", true, entry, &e), &e);
	must_be_logged_in(&p, "fatma", "van fatma", "Fatma Yilmaz");
	assert_int_equal(care_workers(p.s, &ids), 2);
	must_be_logged_in(&p, "samira", CARE_PRACTICE_PASSPHRASE, "Samira El Idrissi");
	must(care_worker_remove(p.s, fatma, NULL, NULL, &e), &e);
	assert_int_equal(log_in(&p, "fatma", "van fatma", &e), ERR_PASSPHRASE);
	place_remove(&p);
}

struct dying {
	int64_t calls, at;
};

static void die_at(void *data, int64_t done, int64_t all)
{
	struct dying *d = data;

	(void)done;
	(void)all;
	if (++d->calls == d->at)
		_exit(0);
}

/* Ended between one step of the renewal and the next: the colleague is out or not, all others are in. */
static void test_remove_killed(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	char fatma[37];
	enum err rc;

	(void)state;
	place_make(&p);
	must(add(&p, "Fatma Yilmaz", "van fatma", fatma, &e), &e);
	for (int64_t at = 1; at <= 3; at++) {
		struct dying d = {.at = at};
		pid_t pid;
		int status;

		care_session_close(p.s);
		p.s = NULL;
		pid = fork();
		if (pid == 0) {
			if (log_in(&p, "samira", CARE_PRACTICE_PASSPHRASE, &e) == OK)
				(void)care_worker_remove(p.s, fatma, die_at, &d, &e);
			_exit(0);
		}
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_int_equal(status, 0);
		must_be_logged_in(&p, "samira", CARE_PRACTICE_PASSPHRASE, "Samira El Idrissi");
		rc = log_in(&p, "fatma", "van fatma", &e);
		assert_true(rc == OK || rc == ERR_PASSPHRASE);
		if (rc != OK)
			break;
	}
	must_be_logged_in(&p, "samira", CARE_PRACTICE_PASSPHRASE, "Samira El Idrissi");
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_code(void **state)
{
	static const char *const bad[] = {"123", "1234567", "12a4", "12 4"};
	struct place p;
	struct error e = ERROR_INIT;
	struct secret digits = secret_of("4711"), other = secret_of("4712"), none = SECRET_INIT;
	char fatma[37];

	(void)state;
	place_make(&p);
	assert_false(care_code_is_set(p.s));
	assert_false(care_code_fits(p.s, &none));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct secret s = secret_of(bad[i]);

		assert_int_equal(care_code_set(p.s, &s, &e), ERR_INVALID);
		secret_release(&s);
	}
	must(care_code_set(p.s, &digits, &e), &e);
	place_reopen(&p);
	assert_true(care_code_is_set(p.s));
	assert_true(care_code_fits(p.s, &digits));
	assert_false(care_code_fits(p.s, &other));
	assert_false(care_code_fits(p.s, &none));
	must(add(&p, "Fatma Yilmaz", "van fatma", fatma, &e), &e);
	must_be_logged_in(&p, "fatma", "van fatma", "Fatma Yilmaz");
	assert_false(care_code_is_set(p.s)); /* each her own */
	must_be_logged_in(&p, "samira", CARE_PRACTICE_PASSPHRASE, "Samira El Idrissi");
	must(care_code_set(p.s, &none, &e), &e);
	assert_false(care_code_is_set(p.s));
	secret_release(&digits);
	secret_release(&other);
	place_remove(&p);
}

/* What a locked screen shows follows the setting. */
static void test_label(void **state)
{
	struct place p;
	struct care_place about;
	struct error e = ERROR_INIT;

	(void)state;
	place_make(&p);
	must(care_setting_set(p.s, "organisation", "Buurthuis Noord", &e), &e);
	must(care_place_look(&p.options, &about, &e), &e);
	assert_string_equal(about.organisation.bytes, "Buurthuis Noord");
	care_place_release(&about);
	place_remove(&p);
}

int account_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_of_a_first_name),
		cmocka_unit_test(test_first_name_and_passphrase),
		cmocka_unit_test(test_wait_grows),
		cmocka_unit_test(test_passphrase_rules),
		cmocka_unit_test(test_change),
		cmocka_unit_test(test_recovery),
		cmocka_unit_test(test_remove),
		cmocka_unit_test(test_remove_broken_off),
		cmocka_unit_test(test_remove_killed),
		cmocka_unit_test(test_code),
		cmocka_unit_test(test_label),
	};

	return cmocka_run_group_tests_name("accounts", tests, NULL, NULL);
}
