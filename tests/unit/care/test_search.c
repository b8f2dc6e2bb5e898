/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "care/alike.h"
#include "care/names.h"
#include "care/session_inner.h"
#include "tests.h"

static void add(struct place *p, const char *called, const char *family, const char *more,
		char id[37])
{
	struct str json = STR_INIT;
	char own[37];

	str_addf(&json, "{\"called\":\"%s\",\"family_name\":\"%s\"%s}", called, family, more);
	register_as(p, json.bytes, "2026-03-03", id ? id : own);
	str_release(&json);
}

/* Names of those found, in their order, with a comma between. */
static char *found(struct place *p, const char *typed)
{
	struct str out = STR_INIT;
	struct care_hits hits;
	struct error e = ERROR_INIT;

	must(care_find(p->s, typed, CARE_HITS_MOST, &hits, &e), &e);
	assert_true(hits.total >= hits.count);
	for (int i = 0; i < hits.count; i++)
		str_addf(&out, "%s%s", i ? ", " : "", hits.items[i].shown);
	care_hits_release(&hits);
	return str_detach(&out);
}

#define FINDS(p, typed, wanted)                                                                    \
	do {                                                                                       \
		char *names_ = found(p, typed);                                                    \
		assert_string_equal(names_, wanted);                                               \
		free(names_);                                                                      \
	} while (0)

/* Behind her there may be who comes less near. */
#define FINDS_FIRST(p, typed, wanted)                                                              \
	do {                                                                                       \
		char *names_ = found(p, typed);                                                    \
		names_[strcspn(names_, ",")] = '\0';                                               \
		assert_string_equal(names_, wanted);                                               \
		free(names_);                                                                      \
	} while (0)

static void test_spellings(void **state)
{
	struct place p;
	struct care_hits hits;
	struct error e = ERROR_INIT;
	char id[37];

	(void)state;
	place_make(&p);
	add(&p, "Fouzia", "Haddou", "", id);
	add(&p, "Anna", "Visser", "", NULL);
	FINDS(&p, "fouzia", "Fouzia Haddou");
	FINDS_FIRST(&p, "Foesia", "Fouzia Haddou");
	FINDS_FIRST(&p, "haddoe foesia", "Fouzia Haddou");
	FINDS(&p, "f", "");
	FINDS(&p, "", "");
	must(care_find(p.s, "foesia", 10, &hits, &e), &e);
	assert_false(hits.items[0].is_exact);
	assert_int_equal(hits.items[0].by, CARE_BY_NAME);
	care_hits_release(&hits);
	must(care_find(p.s, "fouz", 10, &hits, &e), &e);
	assert_true(hits.items[0].is_exact);
	care_hits_release(&hits);
	/* who only comes near is not taken for her when a dossier is asked for */
	assert_int_equal(care_client_by_text(p.s, "foesia", id, &e), ERR_NOT_FOUND);
	must(care_client_by_text(p.s, "fouzia", id, &e), &e);
	add(&p, "Fouzia", "Berrada", "", NULL);
	assert_int_equal(care_client_by_text(p.s, "fouzia", id, &e), ERR_INVALID);
	assert_non_null(strstr(e.text, "2 people"));
	place_remove(&p);
}

static const struct care_hit *only(struct care_hits *hits)
{
	assert_int_equal(hits->count, 1);
	assert_int_equal(hits->total, 1);
	return &hits->items[0];
}

static void test_keys(void **state)
{
	struct place p;
	struct care_hits hits;
	struct error e = ERROR_INIT;

	(void)state;
	place_make(&p);
	add(&p, "Naima", "Bouzid", ",\"phone\":\"06-12341984\",\"postcode\":\"2516 AB\"", NULL);
	add(&p, "Karin", "Jansen", ",\"birth_date\":\"1984-03-12\",\"postcode\":\"2516 XX\"", NULL);
	add(&p, "Naima", "Haddou", ",\"birth_date\":\"~1976\"", NULL);
	must(care_find(p.s, "12341984", 10, &hits, &e), &e);
	assert_int_equal(only(&hits)->by, CARE_BY_PHONE);
	assert_string_equal(hits.items[0].spelling, "12341984");
	care_hits_release(&hits);
	FINDS(&p, "2516", "Karin Jansen, Naima Bouzid");
	FINDS(&p, "2516 xx", "Karin Jansen");
	FINDS(&p, "12-3-1984", "Karin Jansen");
	FINDS(&p, "1976", "Naima Haddou");
	FINDS(&p, "1984", "Naima Bouzid, Karin Jansen"); /* the end of a phone, and a year */
	FINDS(&p, "J-0002", "Karin Jansen");
	FINDS(&p, "j-0002", "Karin Jansen");
	must(care_find(p.s, "naima 2516", 10, &hits, &e), &e);
	assert_string_equal(only(&hits)->shown, "Naima Bouzid");
	assert_int_equal(hits.items[0].by, CARE_BY_POSTCODE);
	assert_true(hits.items[0].is_exact);
	care_hits_release(&hits);
	FINDS(&p, "naima 1984", "Naima Bouzid, Naima Haddou");
	FINDS(&p, "xanthippe 2516", "");
	FINDS(&p, "naima 9999", "Naima Bouzid, Naima Haddou"); /* nobody has both */
	must(care_client_by_text(p.s, "12341984", (char[37]){""}, &e), &e);
	must(care_client_by_text(p.s, "naima 2516", (char[37]){""}, &e), &e);
	place_remove(&p);
}

static void call(struct place *p, const char *id, const char *called)
{
	json_t *facts = json_pack("{s:s}", "called", called);
	struct error e = ERROR_INIT;

	must(care_set_facts(p->s, id, facts, NULL, &e), &e);
	json_decref(facts);
}

#define FOUND_BY(p, typed, wanted)                                                                 \
	do {                                                                                       \
		struct care_hits hits_;                                                            \
		must(care_find((p)->s, typed, 10, &hits_, &e), &e);                                \
		assert_true(hits_.count > 0);                                                      \
		assert_string_equal(hits_.items[0].spelling, wanted);                              \
		care_hits_release(&hits_);                                                         \
	} while (0)

/* A spelling that was hers is told when it was typed to the letter, however near it is to the present one. */
static void test_found_by_what(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	char id[37], other[37];

	(void)state;
	place_make(&p);
	add(&p, "Foezia", "Haddou", "", id);
	add(&p, "Anna", "Visser", "", NULL);
	call(&p, id, "Fouzia");
	FOUND_BY(&p, "foezia", "Foezia");
	FOUND_BY(&p, "foezia haddou", "Foezia");
	FOUND_BY(&p, "fouzia", "");
	FOUND_BY(&p, "fouzia haddoe", "");
	add(&p, "Fauzia", "Haddoe", "", other);
	must(care_merge(p.s, id, other, &e), &e);
	FOUND_BY(&p, "fauzia", "Fauzia");
	FOUND_BY(&p, "haddoe fouzia", "Haddoe");
	FOUND_BY(&p, "fouzia haddou", "");
	place_remove(&p);
}

static void test_follows_changes(void **state)
{
	struct place p;
	struct care_hits hits;
	struct error e = ERROR_INIT;
	char id[37];

	(void)state;
	place_make(&p);
	add(&p, "Naima", "Bouzid", "", id);
	FINDS(&p, "zahra", "");
	add(&p, "Zahra", "Haddou", "", NULL);
	FINDS(&p, "zara", "Zahra Haddou");
	call(&p, id, "Loubna");
	FINDS(&p, "loebna", "Loubna Bouzid");
	must(care_find(p.s, "naima", 10, &hits, &e), &e);
	assert_string_equal(only(&hits)->shown, "Loubna Bouzid");
	assert_string_equal(hits.items[0].spelling, "Naima");
	care_hits_release(&hits);
	must(store_begin(p.s->store, &e), &e); /* what is rolled back was not changed */
	call(&p, id, "Hafsa");
	store_rollback(p.s->store);
	FINDS(&p, "hafsa", "");
	FINDS(&p, "loubna", "Loubna Bouzid");
	for (int i = 0; i < 300; i++) /* more than is followed one by one */
		call(&p, id, i % 2 ? "Hafsa" : "Loubna");
	FINDS(&p, "hafsa", "Hafsa Bouzid");
	place_remove(&p);
}

static void open_dossier(struct place *p, const char *id)
{
	care_dossier_free(dossier(p, id));
}

static void test_seen_lately_first(void **state)
{
	struct place p;
	char a[37], b[37];

	(void)state;
	place_make(&p);
	add(&p, "Naima", "Bouzid", "", a);
	add(&p, "Naima", "Haddou", "", b);
	FINDS(&p, "naima", "Naima Bouzid, Naima Haddou");
	open_dossier(&p, b);
	FINDS(&p, "naima", "Naima Haddou, Naima Bouzid");
	place_reopen(&p);
	FINDS(&p, "naima", "Naima Haddou, Naima Bouzid");
	open_dossier(&p, a);
	place_remove(&p);
}

/* A bad file of aliases is told once; then names are found without it. */
static void test_bad_aliases(void **state)
{
	static const char text[] = "khadija\n";
	struct place p;
	struct error e = ERROR_INIT;
	char *folder, *path;
	bool is_over = true;

	(void)state;
	place_make(&p);
	add(&p, "Naima", "Bouzid", "", NULL);
	folder = file_path(p.folder, "config");
	path = file_path(folder, "aliases");
	must(file_make_folders(folder, &e), &e);
	must(file_write_new(path, text, strlen(text), &e), &e);
	place_reopen(&p);
	assert_int_equal(care_names_load(p.s, NULL, NULL, &is_over, &e), ERR_INVALID);
	assert_false(is_over);
	must(care_names_load(p.s, NULL, NULL, &is_over, &e), &e);
	assert_true(is_over);
	FINDS(&p, "naima", "Naima Bouzid");
	care_names_forget(p.s);
	FINDS(&p, "naima", "Naima Bouzid");
	(void)unlink(path);
	(void)rmdir(folder);
	free(path);
	free(folder);
	place_remove(&p);
}

static bool always(void *data)
{
	++*(int *)data;
	return true;
}

static void test_in_slices(void **state)
{
	struct place p;
	struct care_search *f;
	struct care_hits hits;
	enum care_search_stage stage = CARE_SEARCH_ASKED;
	struct error e = ERROR_INIT;
	int64_t some, all;
	bool is_over = false;
	int slices = 0, asked = 0;

	(void)state;
	place_make(&p);
	add(&p, "Fouzia", "Haddou", "", NULL);
	add(&p, "Foesia", "Jansen", "", NULL);
	f = care_search_new(p.s);
	care_search_ask(f, "foesia", 10);
	while (stage != CARE_SEARCH_FINAL)
		must(care_search_go(f, always, &asked, &stage, &e), &e);
	care_search_take(f, &hits);
	assert_string_equal(only(&hits)->shown, "Foesia Jansen"); /* from the file: as it is written */
	assert_true(care_search_is_early(f));
	care_hits_release(&hits);
	stage = CARE_SEARCH_ASKED;
	care_search_ask(f, "fo", 10);
	for (; stage != CARE_SEARCH_FINAL; slices++)
		must(care_search_go(f, always, &asked, &stage, &e), &e);
	assert_in_range(slices, 5, 20); /* each woman is looked at, and shown, between two looks for a key */
	care_search_take(f, &hits);
	assert_int_equal(hits.count, 2);
	assert_int_equal(hits.total, 2);
	care_hits_release(&hits);
	assert_false(care_names_are_in(p.s));
	for (slices = 0; !is_over; slices++)
		must(care_names_load(p.s, always, &asked, &is_over, &e), &e);
	assert_in_range(slices, 4, 20);
	care_names_progress(p.s, &some, &all);
	assert_int_equal(some, 2);
	assert_int_equal(all, 2);
	stage = CARE_SEARCH_ASKED;
	care_search_ask(f, "foesia", 10);
	for (slices = 0; stage != CARE_SEARCH_FINAL && slices < 1000; slices++)
		must(care_search_go(f, always, &asked, &stage, &e), &e);
	care_search_take(f, &hits);
	assert_false(care_search_is_early(f));
	assert_int_equal(hits.count, 2);
	assert_string_equal(hits.items[0].shown, "Foesia Jansen");
	assert_string_equal(hits.items[1].shown, "Fouzia Haddou");
	care_hits_release(&hits);
	care_search_free(f);
	place_remove(&p);
}

/* Two searches take turns: each asks again, and neither finds what the other asked. */
static void test_two_searches(void **state)
{
	struct care_search *f[2];
	const char *typed[] = {"naima", "karin"}, *shown[] = {"Naima Bouzid", "Karin Jansen"};
	enum care_search_stage stages[2] = {CARE_SEARCH_ASKED, CARE_SEARCH_ASKED};
	struct error e = ERROR_INIT;
	struct place p;
	bool is_over;
	int asked = 0;

	(void)state;
	place_make(&p);
	add(&p, "Naima", "Bouzid", "", NULL);
	add(&p, "Karin", "Jansen", "", NULL);
	must(care_names_load(p.s, NULL, NULL, &is_over, &e), &e);
	assert_true(is_over);
	for (int i = 0; i < 2; i++) {
		f[i] = care_search_new(p.s);
		care_search_ask(f[i], typed[i], 10);
	}
	must(care_search_go(f[0], NULL, &asked, &stages[0], &e), &e);
	for (int turn = 1; stages[0] != CARE_SEARCH_FINAL || stages[1] != CARE_SEARCH_FINAL; turn++)
		must(care_search_go(f[turn % 2], NULL, &asked, &stages[turn % 2], &e), &e);
	for (int i = 0; i < 2; i++) {
		struct care_hits hits;

		care_search_take(f[i], &hits);
		assert_string_equal(only(&hits)->shown, shown[i]);
		care_hits_release(&hits);
		care_search_free(f[i]);
	}
	place_remove(&p);
}

int search_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spellings), cmocka_unit_test(test_found_by_what),    cmocka_unit_test(test_keys),
		cmocka_unit_test(test_follows_changes), cmocka_unit_test(test_seen_lately_first),
		cmocka_unit_test(test_bad_aliases),
		cmocka_unit_test(test_in_slices),    cmocka_unit_test(test_two_searches),
	};

	return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
