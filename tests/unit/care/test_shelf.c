/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/social_inner.h"
#include "tests.h"

/* The map as it is read: a small one, and one of many offers; who names no day was never checked, as an import. */
struct said {
	enum map_field field;
	const char *value;
};

static void save(struct place *p, enum map_kind kind, const char *organisation, const char *name,
		 const struct said *said, int count, char id[37])
{
	struct map_record r;
	struct error e = ERROR_INIT;

	map_record_empty(&r, kind);
	r.organisation = organisation;
	r.values[MAP_NAME] = name;
	for (int i = 0; i < count; i++)
		r.values[said[i].field] = said[i].value;
	must(care_map_save(p->s, &r, id, &e), &e);
	if (*r.values[MAP_CHECKED_ON] != '\0')
		return;
	r.id = id;
	must(care_map_save(p->s, &r, NULL, &e), &e);
}

#define SAID(...) (const struct said[]){__VA_ARGS__}, \
	(int)(sizeof((const struct said[]){__VA_ARGS__}) / sizeof(struct said))

struct shelf {
	struct place p;
	char brug[37], opvang[37], taal[37], fiets[37], bed[37];
};

static void shelf_make(struct shelf *s)
{
	place_make(&s->p);
	save(&s->p, MAP_ORGANISATION, "", "De Brug",
	     SAID({MAP_CITY, "Den Haag"}, {MAP_DISTRICT, "Laak"}, {MAP_PHONE, "070 555 01 23"},
		  {MAP_CHECKED_ON, "2026-11-01"}), s->brug);
	save(&s->p, MAP_ORGANISATION, "", "Veilige Plek",
	     SAID({MAP_CITY, "Den Haag"}, {MAP_CONFIDENTIAL, "yes"}), s->opvang);
	save(&s->p, MAP_OFFER, s->brug, "Taal in de ochtend",
	     SAID({MAP_RUNGS, "1 2"}, {MAP_THEMES, "women"}, {MAP_DAYPARTS, "morning"},
		  {MAP_BENEFITS, "nug wwb"}, {MAP_CHECKED_ON, "2026-11-20"}), s->taal);
	save(&s->p, MAP_OFFER, s->brug, "Fietsles",
	     SAID({MAP_RUNGS, "2 3"}, {MAP_CHILDCARE, "along"}, {MAP_DISTRICT, "Spoorwijk"},
		  {MAP_PHONE, "112"}, {MAP_CHECKED_ON, "2026-05-21"}), s->fiets);
	save(&s->p, MAP_OFFER, s->opvang, "Bed voor vandaag",
	     SAID({MAP_DISTRICT, "Laak"}, {MAP_STATUS, "inactive"}), s->bed);
}

/* What a page has, a name each and > when more is behind it. */
static void page_add(struct str *out, const struct map_lines *l)
{
	for (int i = 0; i < l->count; i++)
		str_addf(out, "%s%s", i > 0 ? "; " : "", l->items[i].name);
	str_add(out, l->has_more ? " >" : "");
}

static void shows(struct place *p, const char *typed, const struct map_filter *f,
		  const char *names)
{
	struct map_lines l;
	struct str out = STR_INIT;
	struct error e = ERROR_INIT;

	must(map_browse(care_map(p->s), typed, f, 50, NULL, &l, &e), &e);
	page_add(&out, &l);
	assert_string_equal(out.bytes, names);
	str_release(&out);
	map_lines_release(&l);
}

static void test_by_letters(void **state)
{
	struct shelf s;
	struct map_filter closed = {.with_closed = true};

	(void)state;
	shelf_make(&s);
	shows(&s.p, "", NULL, "De Brug; Fietsles; Taal in de ochtend; Veilige Plek");
	shows(&s.p, " - ", NULL, "De Brug; Fietsles; Taal in de ochtend; Veilige Plek");
	shows(&s.p, "", &closed,
	      "Bed voor vandaag; De Brug; Fietsles; Taal in de ochtend; Veilige Plek");
	shows(&s.p, "fie", NULL, "Fietsles");
	shows(&s.p, "FI", NULL, "Fietsles");
	shows(&s.p, "bru", NULL, "De Brug; Fietsles; Taal in de ochtend");
	shows(&s.p, "brug taal", NULL, "Taal in de ochtend");
	shows(&s.p, "de-brug", NULL, "De Brug; Fietsles; Taal in de ochtend");
	shows(&s.p, "bed", NULL, "");
	shows(&s.p, "bed", &closed, "Bed voor vandaag");
	shows(&s.p, "zzz", NULL, "");
	shows(&s.p, "d e b r u g d e b r u g", NULL, "");
	place_remove(&s.p);
}

static struct map_set one(struct place *p, enum map_list list, const char *key)
{
	return map_set_of(care_map_words(p->s), list, key);
}

static void test_filters(void **state)
{
	struct shelf s;
	struct place *p = &s.p;
	struct map_filter f = {0};

	(void)state;
	shelf_make(&s);
	assert_true(map_filter_is_empty(&f));
	f.rungs = one(p, MAP_LIST_LADDER, "2 6");
	assert_false(map_filter_is_empty(&f));
	shows(p, "", &f, "Fietsles; Taal in de ochtend");
	shows(p, "taa", &f, "Taal in de ochtend");
	shows(p, "brug", &f, "Fietsles; Taal in de ochtend");
	f.dayparts = one(p, MAP_LIST_DAYPARTS, "morning");
	shows(p, "", &f, "Taal in de ochtend");
	f = (struct map_filter){.benefits = one(p, MAP_LIST_BENEFIT, "ww_uwv")};
	shows(p, "", &f, "");
	f = (struct map_filter){.childcare = one(p, MAP_LIST_CHILDCARE, "along")};
	shows(p, "", &f, "Fietsles");
	f = (struct map_filter){.themes = one(p, MAP_LIST_THEMES, "women")};
	shows(p, "", &f, "Taal in de ochtend");
	f = (struct map_filter){.district = "LAAK"};
	shows(p, "", &f, "Taal in de ochtend");
	f.with_closed = true;
	shows(p, "", &f, "Bed voor vandaag; Taal in de ochtend");
	f = (struct map_filter){.district = "Spoorwijk", .only_stale = true};
	shows(p, "", &f, "Fietsles");
	place_remove(p);
}

/* 183 days is not too long ago, 184 are; who was never looked at is too. */
static void test_stale(void **state)
{
	struct shelf s;
	const struct map_filter f = {.only_stale = true};

	(void)state;
	shelf_make(&s);
	shows(&s.p, "", &f, "Fietsles; Veilige Plek");
	shows(&s.p, "fi", &f, "Fietsles");
	shows(&s.p, "br", &f, "Fietsles");
	s.p.now -= 86400000;
	shows(&s.p, "", &f, "Veilige Plek");
	place_remove(&s.p);
}

static void test_lines(void **state)
{
	struct shelf s;
	struct map_lines l;
	struct error e = ERROR_INIT;

	(void)state;
	shelf_make(&s);
	must(map_offers_of(care_map(s.p.s), s.brug, &l, &e), &e);
	assert_int_equal(l.count, 2);
	assert_string_equal(l.items[0].id, s.fiets);
	assert_string_equal(l.items[0].organisation_name, "De Brug");
	assert_string_equal(l.items[0].place, "Spoorwijk");
	assert_string_equal(l.items[0].phone, "112");
	assert_string_equal(l.items[0].checked_on, "2026-05-21");
	assert_true(l.items[0].is_stale);
	assert_string_equal(l.items[1].place, "Laak");
	assert_string_equal(l.items[1].phone, "070 555 01 23");
	assert_false(l.items[1].is_stale);
	assert_true(l.items[1].is_open);
	map_lines_release(&l);
	must(map_offers_of(care_map(s.p.s), s.opvang, &l, &e), &e);
	assert_int_equal(l.count, 1);
	assert_string_equal(l.items[0].place, ""); /* as secret as its organisation */
	assert_false(l.items[0].is_open);
	map_lines_release(&l);
	place_remove(&s.p);
}

static void test_by_id(void **state)
{
	struct shelf s;
	struct arena a = ARENA_INIT;
	struct map_record r, o;
	struct error e = ERROR_INIT;
	const struct map *m;

	(void)state;
	shelf_make(&s);
	m = care_map(s.p.s);
	must(map_get(m, MAP_OFFER, s.taal, &a, &r, &e), &e);
	assert_string_equal(r.id, s.taal);
	assert_string_equal(r.organisation, s.brug);
	must(map_organisation_of(m, &r, &a, &o, &e), &e);
	assert_string_equal(o.values[MAP_NAME], "De Brug");
	r.organisation = "gone";
	must(map_organisation_of(m, &r, &a, &o, &e), &e);
	assert_string_equal(o.id, "");
	assert_string_equal(o.values[MAP_NAME], "");
	assert_int_equal(map_get(m, MAP_ORGANISATION, s.taal, &a, &r, &e), ERR_NOT_FOUND);
	assert_int_equal(map_count(m, MAP_OFFER), 3);
	assert_int_equal(map_count(m, MAP_ORGANISATION), 2);
	arena_release(&a);
	place_remove(&s.p);
}

static enum err name_add(void *data, const struct map_record *r, struct error *e)
{
	struct str *out = data;

	(void)e;
	str_addf(out, "%s;", r->values[MAP_NAME]);
	return OK;
}

static enum err no_more(void *data, const struct map_record *r, struct error *e)
{
	(void)r;
	++*(int *)data;
	return error_set(e, ERR_FULL, "full");
}

static void test_all(void **state)
{
	struct shelf s;
	struct str out = STR_INIT;
	struct error e = ERROR_INIT;
	int seen = 0;

	(void)state;
	shelf_make(&s);
	must(map_all(care_map(s.p.s), MAP_OFFER, name_add, &out, &e), &e);
	assert_string_equal(out.bytes, "Bed voor vandaag;Fietsles;Taal in de ochtend;");
	assert_int_equal(map_all(care_map(s.p.s), MAP_ORGANISATION, no_more, &seen, &e), ERR_FULL);
	assert_int_equal(seen, 1);
	str_release(&out);
	place_remove(&s.p);
}

enum { MANY = 400 };

static void many_make(struct place *p)
{
	char org[37], id[37], name[40];
	struct error e = ERROR_INIT;

	place_make(p);
	must(store_begin(care_session_store(p->s), &e), &e);
	save(p, MAP_ORGANISATION, "", "Les 7", SAID({MAP_CITY, "Den Haag"}), org);
	for (int i = 0; i < MANY; i++) {
		(void)snprintf(name, sizeof name, "Les %d", i % 100); /* four of each name */
		save(p, MAP_OFFER, org, name, SAID({MAP_RUNGS, i % 4 ? "1" : "2"}), id);
	}
	must(store_commit(care_session_store(p->s), &e), &e);
}

struct seen {
	char ids[MANY + 10][37];
	int count;
};

static bool was_seen(const struct seen *s, const char *id)
{
	for (int i = 0; i < s->count; i++)
		if (strcmp(s->ids[i], id) == 0)
			return true;
	return false;
}

/* Page after page: each once, none left out, in order; as many as there are. */
static void pages_are(struct place *p, const char *typed, const struct map_filter *f, int most,
		      int count)
{
	struct seen seen = {.count = 0};
	struct map_lines l = {.arena = ARENA_INIT}, before = {.arena = ARENA_INIT};
	struct error e = ERROR_INIT;
	bool has_more = true;

	while (has_more) {
		const struct map_line *after =
			before.count > 0 ? &before.items[before.count - 1] : NULL;

		must(map_browse(care_map(p->s), typed, f, most, after, &l, &e), &e);
		has_more = l.has_more;
		assert_true(l.count > 0 && l.count <= most);
		assert_true(!has_more || l.count == most);
		for (int i = 0; i < l.count; i++) {
			assert_false(was_seen(&seen, l.items[i].id));
			assert_true(seen.count < MANY + 10);
			(void)snprintf(seen.ids[seen.count++], 37, "%s", l.items[i].id);
		}
		map_lines_release(&before);
		before = l;
	}
	map_lines_release(&before);
	assert_int_equal(seen.count, count);
}

static void test_pages(void **state)
{
	struct place p;
	struct map_filter two = {0}, stale = {.only_stale = true};
	struct map_lines l;
	struct error e = ERROR_INIT;

	(void)state;
	many_make(&p);
	two.rungs = one(&p, MAP_LIST_LADDER, "2");
	for (int most = 1; most <= 50; most += 7) {
		pages_are(&p, "", NULL, most, MANY + 1);
		pages_are(&p, "les", NULL, most, MANY + 1); /* many of these */
		pages_are(&p, "les 7", NULL, most, MANY + 1); /* its organisation is Les 7 */
		pages_are(&p, "9", NULL, most, 44);          /* few */
		pages_are(&p, "", &two, most, MANY / 4);
		pages_are(&p, "1", &two, most, 8);
		pages_are(&p, "les", &stale, most, MANY + 1);
	}
	assert_int_equal(map_browse(care_map(p.s), "", NULL, 0, NULL, &l, &e), ERR_USAGE);
	assert_int_equal(map_browse(care_map(p.s), "", NULL, 501, NULL, &l, &e), ERR_USAGE);
	place_remove(&p);
}

int shelf_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_by_letters),
		cmocka_unit_test(test_filters),
		cmocka_unit_test(test_stale),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_by_id),
		cmocka_unit_test(test_all),
		cmocka_unit_test(test_pages),
	};

	return cmocka_run_group_tests_name("shelf", tests, NULL, NULL);
}
