/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/social_inner.h"
#include "tests.h"

static struct map_record emptied(enum map_kind kind, const char *name)
{
	struct map_record r;

	map_record_empty(&r, kind);
	r.values[MAP_NAME] = name;
	return r;
}

static void organisation_save(struct place *p, const char *name, char id[37])
{
	struct map_record r = emptied(MAP_ORGANISATION, name);
	struct error e = ERROR_INIT;

	must(care_map_save(p->s, &r, id, &e), &e);
}

static void offer_save(struct place *p, const char *organisation, const char *name, char id[37])
{
	struct map_record r = emptied(MAP_OFFER, name);
	struct error e = ERROR_INIT;

	r.organisation = organisation;
	must(care_map_save(p->s, &r, id, &e), &e);
}

/* Texts until the arena goes. */
static struct map_record read_back(struct place *p, enum map_kind kind, const char *id,
				   struct arena *a)
{
	struct store_social row = {0};
	struct map_record r;
	struct error e = ERROR_INIT;

	must(care_map_row(p->s, kind, id, a, &row, &r, &e), &e);
	store_social_release(&row);
	return r;
}

static void value_is(struct place *p, enum map_kind kind, const char *id, enum map_field field,
		     const char *value)
{
	struct arena a = ARENA_INIT;
	struct map_record r = read_back(p, kind, id, &a);

	assert_string_equal(r.values[field], value);
	arena_release(&a);
}

static enum err count_entry(void *data, const struct store_entry *entry, struct error *e)
{
	(void)entry;
	(void)e;
	++*(int *)data;
	return OK;
}

static int versions_of(struct place *p, const char *id)
{
	int count = 0;
	struct error e = ERROR_INIT;

	must(store_entries_of_subject(care_session_store(p->s), id, count_entry, &count, &e), &e);
	return count;
}

static void count_asks(void *data, int64_t number, const void *asks, size_t len)
{
	(void)number;
	(void)asks;
	assert_true(len > 0);
	++*(int *)data;
}

static int offered(struct place *p)
{
	int count = 0;
	struct error e = ERROR_INIT;

	must(store_asks_scan(care_session_store(p->s), count_asks, &count, &e), &e);
	return count;
}

struct asks { /* of the only offer */
	struct str bytes;
};

static void keep_asks(void *data, int64_t number, const void *asks, size_t len)
{
	struct asks *out = data;

	(void)number;
	str_reset(&out->bytes);
	str_add_bytes(&out->bytes, asks, len);
}

static struct asks the_asks(struct place *p)
{
	struct asks out = {STR_INIT};
	struct error e = ERROR_INIT;

	must(store_asks_scan(care_session_store(p->s), keep_asks, &out, &e), &e);
	return out;
}

static enum err keep_name(void *data, const struct store_social *row, struct error *e)
{
	struct str *out = data;

	(void)e;
	str_addf(out, "%s%s", out->len > 0 ? "; " : "", row->name);
	return OK;
}

static void found_by(struct place *p, const char *one, const char *two, const char *names)
{
	const char *const prefixes[] = {one, two};
	struct str found = STR_INIT;
	struct error e = ERROR_INIT;

	must(store_social_words(care_session_store(p->s),
				&(const struct store_social_search){
					.prefixes = prefixes,
					.prefix_count = two == NULL ? 1 : 2,
					.most = 20},
				keep_name, &found, &e), &e);
	assert_string_equal(found.bytes, names);
	str_release(&found);
}

static void test_words_of_the_session(void **state)
{
	struct place p;
	const struct map_words *w;

	(void)state;
	place_make(&p);
	w = care_map_words(p.s);
	for (int i = MAP_LIST_NONE + 1; i < MAP_LISTS; i++) {
		assert_true(w->lists[i].count > 0);
		assert_true(w->lists[i].count <= MAP_SET_MOST);
	}
	assert_string_equal(map_word_label(w, MAP_LIST_KINDS, "language"), "language");
	care_session_set_language(p.s, "nl");
	assert_ptr_equal(care_map_words(p.s), w);
	assert_string_equal(map_word_label(w, MAP_LIST_KINDS, "language"), "taal");
	assert_string_equal(care_map(p.s)->words->language, "nl");
	place_days(&p, 1);
	assert_int_equal(care_map(p.s)->today.day, 22);
	place_remove(&p);
}

static void test_saving(void **state)
{
	struct place p;
	char org[37], offer[37], again[37];
	struct arena a = ARENA_INIT;
	struct map_record r;
	struct error e = ERROR_INIT;

	(void)state;
	place_make(&p);
	organisation_save(&p, " De  Brug ", org);
	offer_save(&p, org, "Taalles", offer);
	value_is(&p, MAP_ORGANISATION, org, MAP_NAME, "De Brug");
	value_is(&p, MAP_OFFER, offer, MAP_STATUS, "active");
	r = read_back(&p, MAP_OFFER, offer, &a);
	assert_string_equal(r.organisation, org);
	must(care_map_save(p.s, &r, again, &e), &e);
	assert_string_equal(again, offer);
	assert_int_equal(versions_of(&p, offer), 1); /* nothing differed */
	r.values[MAP_RUNGS] = "3 2";
	r.values[MAP_BENEFITS] = "no benefit";
	must(care_map_save(p.s, &r, NULL, &e), &e);
	assert_int_equal(versions_of(&p, offer), 2);
	value_is(&p, MAP_OFFER, offer, MAP_RUNGS, "2 3");
	value_is(&p, MAP_OFFER, offer, MAP_BENEFITS, "nug");
	assert_int_equal(store_social_count(care_session_store(p.s), STORE_OFFER), 1);
	assert_int_equal(offered(&p), 1);
	must_rebuild_equal(&p);
	place_reopen(&p);
	value_is(&p, MAP_OFFER, offer, MAP_RUNGS, "2 3");
	arena_release(&a);
	place_remove(&p);
}

static void test_what_is_not_saved(void **state)
{
	struct place p;
	char org[37], id[37];
	struct map_record r = emptied(MAP_OFFER, "Taalles");
	struct error e = ERROR_INIT;

	(void)state;
	place_make(&p);
	organisation_save(&p, "De Brug", org);
	assert_int_equal(care_map_save(p.s, &r, id, &e), ERR_INVALID);
	r.organisation = "nobody";
	assert_int_equal(care_map_save(p.s, &r, id, &e), ERR_INVALID);
	r.organisation = org;
	r.id = "nothing";
	assert_int_equal(care_map_save(p.s, &r, id, &e), ERR_NOT_FOUND);
	r.id = org; /* of the other kind */
	assert_int_equal(care_map_save(p.s, &r, id, &e), ERR_NOT_FOUND);
	r.id = "";
	r.values[MAP_COST] = "\x1b[2J";
	assert_int_equal(care_map_save(p.s, &r, id, &e), ERR_INVALID);
	r.values[MAP_COST] = "\xff";
	assert_int_equal(care_map_save(p.s, &r, id, &e), ERR_INVALID);
	r.values[MAP_COST] = "";
	r.values[MAP_KINDS] = "anything";
	assert_int_equal(care_map_save(p.s, &r, id, &e), ERR_INVALID);
	assert_int_equal(store_social_count(care_session_store(p.s), STORE_OFFER), 0);
	assert_int_equal(care_map_checked(p.s, MAP_OFFER, "nothing", &e), ERR_NOT_FOUND);
	assert_int_equal(care_map_retire(p.s, MAP_OFFER, "nothing", true, &e), ERR_NOT_FOUND);
	place_remove(&p);
}

static void append_body(struct place *p, const char *kind, const char *subject,
			const char *replaces, const char *body, char id[37])
{
	struct store_new_entry entry = {.kind = kind, .subject = subject, .replaces = replaces,
					.body = body, .body_len = strlen(body)};
	struct error e = ERROR_INIT;

	must(care_append(p->s, &entry, id, &e), &e);
}

/* Two workers wrote a version of the same one: the one recorded last counts, whatever day it bears. */
static void test_two_versions_of_one(void **state)
{
	struct place p;
	char org[37], one[37], two[37];
	struct store_new_entry early = {.kind = "organisation", .on = "2020-01-01"};
	static const char body[] = "{\"v\":1,\"name\":\"Derde\",\"kinds\":\"from_elsewhere\","
				   "\"later\":{\"a\":1}}";
	struct error e = ERROR_INIT;
	struct arena a = ARENA_INIT;
	struct map_record r;

	(void)state;
	place_make(&p);
	organisation_save(&p, "De Brug", org);
	append_body(&p, "organisation", org, org, "{\"v\":1,\"name\":\"Eerste\"}", one);
	append_body(&p, "organisation", org, org, "{\"v\":1,\"name\":\"Tweede\"}", two);
	value_is(&p, MAP_ORGANISATION, org, MAP_NAME, "Tweede");
	early.subject = early.replaces = org;
	early.body = body;
	early.body_len = strlen(body);
	must(care_append(p.s, &early, one, &e), &e);
	value_is(&p, MAP_ORGANISATION, org, MAP_NAME, "Derde");
	found_by(&p, "tweede", NULL, "");
	found_by(&p, "der", NULL, "Derde");
	must_rebuild_equal(&p);
	/* what no list knows stays when it is written again, and so does what no field is of */
	r = read_back(&p, MAP_ORGANISATION, org, &a);
	assert_string_equal(r.values[MAP_KINDS], "from_elsewhere");
	r.values[MAP_NAME] = "Vierde";
	must(care_map_save(p.s, &r, NULL, &e), &e);
	value_is(&p, MAP_ORGANISATION, org, MAP_KINDS, "from_elsewhere");
	arena_release(&a);
	{
		struct store_social row = {0};

		must(store_social_get(care_session_store(p.s), STORE_ORGANISATION, org, &row, &e),
		     &e);
		assert_non_null(strstr(row.body, "\"later\":{\"a\":1}"));
		store_social_release(&row);
	}
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_checked(void **state)
{
	struct place p;
	char org[37], offer[37], gone[37];
	struct error e = ERROR_INIT;

	(void)state;
	place_make(&p);
	organisation_save(&p, "De Brug", org);
	offer_save(&p, org, "Taalles", offer);
	offer_save(&p, org, "Fietsles", gone);
	place_days(&p, 1);
	must(care_map_checked(p.s, MAP_OFFER, offer, &e), &e);
	value_is(&p, MAP_OFFER, offer, MAP_CHECKED_ON, "2026-11-22");
	value_is(&p, MAP_OFFER, offer, MAP_CHECKED_BY, care_session_worker(p.s));
	value_is(&p, MAP_ORGANISATION, org, MAP_CHECKED_ON, "2026-11-21");
	must(care_map_checked(p.s, MAP_OFFER, offer, &e), &e);
	assert_int_equal(versions_of(&p, offer), 2);
	must(care_map_retire(p.s, MAP_OFFER, gone, true, &e), &e);
	place_days(&p, 1);
	must(care_map_checked(p.s, MAP_ORGANISATION, org, &e), &e);
	value_is(&p, MAP_OFFER, offer, MAP_CHECKED_ON, "2026-11-23");
	value_is(&p, MAP_ORGANISATION, org, MAP_CHECKED_ON, "2026-11-23");
	value_is(&p, MAP_OFFER, gone, MAP_CHECKED_ON, "2026-11-21");
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_retire_and_back(void **state)
{
	struct place p;
	char org[37], one[37], two[37];
	struct error e = ERROR_INIT;

	(void)state;
	place_make(&p);
	organisation_save(&p, "De Brug", org);
	offer_save(&p, org, "Taalles", one);
	offer_save(&p, org, "Fietsles", two);
	must(care_map_retire(p.s, MAP_OFFER, one, true, &e), &e);
	value_is(&p, MAP_OFFER, one, MAP_STATUS, "defunct");
	assert_int_equal(offered(&p), 1);
	must(care_map_retire(p.s, MAP_ORGANISATION, org, true, &e), &e);
	assert_int_equal(offered(&p), 0);
	value_is(&p, MAP_OFFER, two, MAP_STATUS, "defunct");
	assert_int_equal(store_social_count(care_session_store(p.s), STORE_OFFER), 2);
	must_rebuild_equal(&p);
	must(care_map_checked(p.s, MAP_OFFER, one, &e), &e); /* a version since, and gone as before */
	must(care_map_retire(p.s, MAP_ORGANISATION, org, true, &e), &e);
	must(care_map_checked(p.s, MAP_ORGANISATION, org, &e), &e);
	must(care_map_retire(p.s, MAP_ORGANISATION, org, false, &e), &e);
	value_is(&p, MAP_ORGANISATION, org, MAP_STATUS, "active");
	value_is(&p, MAP_OFFER, one, MAP_STATUS, "defunct"); /* it had gone before */
	value_is(&p, MAP_OFFER, two, MAP_STATUS, "active");
	assert_int_equal(offered(&p), 1);
	must(care_map_retire(p.s, MAP_ORGANISATION, org, false, &e), &e);
	assert_int_equal(offered(&p), 1);
	must(care_map_retire(p.s, MAP_OFFER, one, false, &e), &e);
	assert_int_equal(offered(&p), 2);
	must_rebuild_equal(&p);
	place_remove(&p);
}

/* What stood still when its organisation went stands still when that is back. */
static void test_back_as_it_was(void **state)
{
	struct place p;
	char org[37], offer[37];
	struct arena a = ARENA_INIT;
	struct map_record r;
	struct error e = ERROR_INIT;

	(void)state;
	place_make(&p);
	organisation_save(&p, "De Brug", org);
	offer_save(&p, org, "Taalles", offer);
	r = read_back(&p, MAP_OFFER, offer, &a);
	r.values[MAP_STATUS] = "inactive";
	must(care_map_save(p.s, &r, NULL, &e), &e);
	must(care_map_retire(p.s, MAP_ORGANISATION, org, true, &e), &e);
	value_is(&p, MAP_OFFER, offer, MAP_STATUS, "defunct");
	must(care_map_retire(p.s, MAP_ORGANISATION, org, false, &e), &e);
	value_is(&p, MAP_OFFER, offer, MAP_STATUS, "inactive");
	must_rebuild_equal(&p);
	arena_release(&a);
	place_remove(&p);
}

/* Who writes one down by hand knows it of today; a day that is given stays. */
static void test_new_is_checked(void **state)
{
	struct place p;
	char org[37], offer[37];
	struct map_record r = emptied(MAP_OFFER, "Taalles");
	struct error e = ERROR_INIT;

	(void)state;
	place_make(&p);
	organisation_save(&p, "De Brug", org);
	value_is(&p, MAP_ORGANISATION, org, MAP_CHECKED_ON, "2026-11-21");
	value_is(&p, MAP_ORGANISATION, org, MAP_CHECKED_BY, care_session_worker(p.s));
	r.organisation = org;
	r.values[MAP_CHECKED_ON] = "2025-03-01";
	must(care_map_save(p.s, &r, offer, &e), &e);
	value_is(&p, MAP_OFFER, offer, MAP_CHECKED_ON, "2025-03-01");
	value_is(&p, MAP_OFFER, offer, MAP_CHECKED_BY, "");
	place_remove(&p);
}

/* Where it works, its name, whether it is there: what it offers asks something else then. */
static void test_an_offer_leans_on_its_organisation(void **state)
{
	struct place p;
	char org[37], offer[37];
	struct arena a = ARENA_INIT;
	struct asks before, after;
	struct map_record r;
	struct error e = ERROR_INIT;

	(void)state;
	place_make(&p);
	organisation_save(&p, "De Brug", org);
	offer_save(&p, org, "Taalles", offer);
	found_by(&p, "brug", NULL, "De Brug; Taalles");
	found_by(&p, "taal", "bru", "Taalles");
	before = the_asks(&p);
	r = read_back(&p, MAP_ORGANISATION, org, &a);
	r.values[MAP_NAME] = "Yasmin";
	r.values[MAP_AREAS] = "Laak";
	must(care_map_save(p.s, &r, NULL, &e), &e);
	after = the_asks(&p);
	assert_true(before.bytes.len != after.bytes.len ||
		    memcmp(before.bytes.bytes, after.bytes.bytes, after.bytes.len) != 0);
	found_by(&p, "brug", NULL, "");
	found_by(&p, "yas", NULL, "Yasmin; Taalles");
	assert_int_equal(versions_of(&p, offer), 1);
	must_rebuild_equal(&p);
	str_release(&before.bytes);
	str_release(&after.bytes);
	arena_release(&a);
	place_remove(&p);
}

/* As entries of another laptop may come. */
static void test_an_offer_before_its_organisation(void **state)
{
	struct place p;
	char offer[37], org[37] = "00000000-0000-7000-8000-000000000001", id[37];

	(void)state;
	place_make(&p);
	append_body(&p, "offer", NULL, NULL,
		    "{\"v\":1,\"name\":\"Taalles\","
		    "\"organisation\":\"00000000-0000-7000-8000-000000000001\"}",
		    offer);
	assert_int_equal(offered(&p), 1);
	must_rebuild_equal(&p);
	append_body(&p, "organisation", org, NULL, "{\"v\":1,\"name\":\"De Brug\"}", id);
	found_by(&p, "brug", NULL, "De Brug; Taalles");
	must_rebuild_equal(&p);
	place_remove(&p);
}

/* Bodies that no trede wrote: rows are made of what can be read, and made the same again. */
static void test_hostile_entries(void **state)
{
	struct place p;
	char id[37];
	struct str body = STR_INIT;

	(void)state;
	place_make(&p);
	append_body(&p, "offer", NULL, NULL, "{\"name\":[],\"organisation\":7,\"checked_on\":\"x\"}",
		    id);
	append_body(&p, "offer", NULL, NULL,
		    "{\"v\":1,\"name\":\"\\u001b[2J\",\"rungs\":\"9 x 1\",\"checked_on\":\"~2026\","
		    "\"age_from\":\"99999999999999999999\"}",
		    id);
	str_add(&body, "{\"v\":1,\"source\":\"s\",\"name\":\"");
	for (int i = 0; i < 100000; i++)
		str_add(&body, "ab ");
	str_add(&body, "\"}");
	append_body(&p, "organisation", NULL, NULL, body.bytes, id);
	append_body(&p, "organisation", NULL, NULL, "{\"v\":1,\"source\":\"s\"}", id);
	assert_int_equal(store_social_count(care_session_store(p.s), STORE_OFFER), 2);
	assert_int_equal(store_social_count(care_session_store(p.s), STORE_ORGANISATION), 2);
	must_rebuild_equal(&p);
	str_release(&body);
	place_remove(&p);
}

int social_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_of_the_session),
		cmocka_unit_test(test_saving),
		cmocka_unit_test(test_what_is_not_saved),
		cmocka_unit_test(test_two_versions_of_one),
		cmocka_unit_test(test_checked),
		cmocka_unit_test(test_retire_and_back),
		cmocka_unit_test(test_back_as_it_was),
		cmocka_unit_test(test_new_is_checked),
		cmocka_unit_test(test_an_offer_leans_on_its_organisation),
		cmocka_unit_test(test_an_offer_before_its_organisation),
		cmocka_unit_test(test_hostile_entries),
	};

	return cmocka_run_group_tests_name("social", tests, NULL, NULL);
}
