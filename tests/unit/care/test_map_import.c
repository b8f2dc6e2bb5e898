/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/social_inner.h"
#include "tests.h"

/* What an import says, as text. */
struct told {
	struct str text;
};

static void bad(void *data, const char *file, unsigned line, const char *why, const char *row,
		size_t len)
{
	struct told *t = data;

	(void)row;
	(void)len;
	str_addf(&t->text, "%s:%u %s\n", file, line, why);
}

static enum err import(struct place *p, const char *name, const char *bytes, const char *mapping,
		       bool is_dry, const char *counts, const char *told)
{
	struct told t = {.text = STR_INIT};
	const struct map_file file = {name, bytes, strlen(bytes)};
	const struct map_file map = {"kaart.yaml", mapping, mapping != NULL ? strlen(mapping) : 0};
	const struct care_map_import o = {
		.format = strstr(name, ".json") != NULL ? CARE_MAP_JSON : CARE_MAP_PLAIN,
		.files = &file, .file_count = 1, .mapping = mapping != NULL ? &map : NULL,
		.is_dry = is_dry, .bad = bad, .data = &t};
	struct care_map_count n;
	struct error e = ERROR_INIT;
	struct str said = STR_INIT;
	enum err rc = care_map_import(p->s, &o, &n, &e);

	str_addf(&said, "%d %d: +%d ~%d =%d -%d", (int)n.organisations, (int)n.offers, (int)n.added,
		 (int)n.changed, (int)n.same, (int)n.rejected);
	assert_string_equal(said.bytes, counts);
	assert_string_equal(rc == OK ? t.text.bytes : e.text, told);
	str_release(&said);
	str_release(&t.text);
	return rc;
}

static int rows_of(struct place *p, enum store_social_kind kind)
{
	return (int)store_social_count(care_session_store(p->s), kind);
}

struct one {
	struct arena arena;
	struct map_record record;
};

static enum err one_take(void *data, const struct map_record *r, struct error *e)
{
	struct one *o = data;

	(void)e;
	map_record_copy(&o->arena, r, &o->record);
	return OK;
}

/* The last one of this kind by name. */
static void one_is(struct place *p, enum map_kind kind, enum map_field field, const char *value)
{
	struct one o = {.arena = ARENA_INIT};
	struct error e = ERROR_INIT;

	must(map_all(care_map(p->s), kind, one_take, &o, &e), &e);
	assert_string_equal(o.record.values[field], value);
	arena_release(&o.arena);
}

static const char json[] =
	"[{\"id\":\"o1\",\"name\":\"Huis\",\"description\":\"Open\",\"services\":["
	"{\"id\":\"s1\",\"name\":\"Naaien\",\"status\":\"active\",\"assured_date\":\"2020-01-02\","
	"\"licenses\":\"x\"},{\"id\":\"s2\",\"status\":\"active\"}]}]";

static void brings_twice(void **state)
{
	struct place room, *p = &room;

	(void)state;
	place_make(p);
	assert_int_equal(import(p, "a.json", json, NULL, true, "1 1: +2 ~0 =0 -1",
				"a.json:1 An offer needs a name.\n"), OK);
	assert_int_equal(rows_of(p, STORE_ORGANISATION), 0);
	assert_int_equal(import(p, "a.json", json, NULL, false, "1 1: +2 ~0 =0 -1",
				"a.json:1 An offer needs a name.\n"), OK);
	assert_int_equal(import(p, "a.json", json, NULL, false, "1 1: +0 ~0 =2 -1",
				"a.json:1 An offer needs a name.\n"), OK);
	assert_int_equal(rows_of(p, STORE_ORGANISATION), 1);
	assert_int_equal(rows_of(p, STORE_OFFER), 1);
	one_is(p, MAP_OFFER, MAP_CHECKED_ON, "2020-01-02");
	must_rebuild_equal(p);
	place_remove(p);
}

/* What a worker filled in stays where the file is silent; what it says counts. */
static void keeps_what_a_worker_wrote(void **state)
{
	static const char later[] = "[{\"id\":\"o1\",\"name\":\"Huis\",\"email\":\"a@huis.example\","
				    "\"services\":[{\"id\":\"s1\",\"name\":\"Naaien en meer\","
				    "\"assured_date\":\"2021-03-04\"}]}]";
	struct place room, *p = &room;
	struct one o = {.arena = ARENA_INIT};
	struct error e = ERROR_INIT;

	(void)state;
	place_make(p);
	assert_int_equal(import(p, "a.json", json, NULL, false, "1 1: +2 ~0 =0 -1",
				"a.json:1 An offer needs a name.\n"), OK);
	must(map_all(care_map(p->s), MAP_OFFER, one_take, &o, &e), &e);
	o.record.values[MAP_PHONE] = "070 555 0101";
	o.record.values[MAP_STATUS] = "defunct";
	must(care_map_save(p->s, &o.record, NULL, &e), &e);
	must(care_map_checked(p->s, MAP_OFFER, o.record.id, &e), &e);
	assert_int_equal(import(p, "b.json", later, NULL, false, "1 1: +0 ~2 =0 -0", ""), OK);
	assert_int_equal(import(p, "b.json", later, NULL, false, "1 1: +0 ~0 =2 -0", ""), OK);
	one_is(p, MAP_OFFER, MAP_NAME, "Naaien en meer");
	one_is(p, MAP_OFFER, MAP_PHONE, "070 555 0101");
	one_is(p, MAP_OFFER, MAP_STATUS, "defunct");
	map_all(care_map(p->s), MAP_OFFER, one_take, &o, &e);
	assert_string_not_equal(o.record.values[MAP_CHECKED_ON], "2021-03-04");
	assert_string_not_equal(o.record.values[MAP_CHECKED_BY], "");
	assert_non_null(strstr(o.record.more, "licenses"));
	one_is(p, MAP_ORGANISATION, MAP_TASKS, "Open");
	one_is(p, MAP_ORGANISATION, MAP_EMAIL, "a@huis.example");
	arena_release(&o.arena);
	must_rebuild_equal(p);
	place_remove(p);
}

/* Without ids: an organisation by name and postcode, an offer by name and organisation. */
static void knows_by_name(void **state)
{
	static const char first[] = "Organisatie,organisation.postcode,Naam,Telefoon\n"
				    "Huis,2512 AB,Naaien,070 555 0101\n"
				    "Huis,2599 ZZ,Koken,070 555 0102\n";
	static const char second[] = "Organisatie,organisation.postcode,Naam,Telefoon\n"
				     "HUIS,2512ab,naaien,070 555 0199\n"
				     "Kade,,Zwemmen,\n";
	static const char alone[] = "Organisatie,Naam\nKade,Zwemmen\nHuis,Zingen\n";
	struct place room, *p = &room;

	(void)state;
	place_make(p);
	assert_int_equal(import(p, "a.csv", first, NULL, false, "2 2: +4 ~0 =0 -0", ""), OK);
	assert_int_equal(import(p, "a.csv", first, NULL, false, "2 2: +0 ~0 =4 -0", ""), OK);
	/* the name as it is written now */
	assert_int_equal(import(p, "b.csv", second, NULL, false, "2 2: +2 ~2 =0 -0", ""), OK);
	assert_int_equal(rows_of(p, STORE_ORGANISATION), 3);
	assert_int_equal(rows_of(p, STORE_OFFER), 3);
	/* two are called Huis: nobody knows which one is meant */
	assert_int_equal(import(p, "c.csv", alone, NULL, false, "2 2: +2 ~0 =2 -0", ""), OK);
	must_rebuild_equal(p);
	place_remove(p);
}

static void reads_by_mapping(void **state)
{
	static const char csv[] = "Instelling;Cursus;Voor;Kleur\nHuis;Naaien;iedereen;rood\n";
	struct place room, *p = &room;

	(void)state;
	place_make(p);
	assert_int_equal(import(p, "a.csv", csv,
				"Instelling: organisation.name\nCursus: name\nKleur: -\n"
				"Voor:\n  field: for_whom\n  values:\n    Iedereen: vrouwen\n",
				false, "1 1: +2 ~0 =0 -0", ""), OK);
	one_is(p, MAP_OFFER, MAP_FOR_WHOM, "vrouwen");
	assert_int_equal(import(p, "a.csv", csv, "Instelling: organisation.name\nGeur: name\n",
				false, "0 0: +0 ~0 =0 -0",
				"kaart.yaml, line 2: the file has no column 'Geur', or has it twice."),
			 ERR_INVALID);
	must_rebuild_equal(p);
	place_remove(p);
}

/* A map that comes back to where it is from is the same. */
static void comes_back(void **state)
{
	struct place room, *p = &room;
	struct map_record r;
	struct error e = ERROR_INIT;
	struct str text = STR_INIT;
	char id[37];

	(void)state;
	place_make(p);
	map_record_empty(&r, MAP_ORGANISATION);
	r.values[MAP_NAME] = "Huis";
	must(care_map_save(p->s, &r, id, &e), &e);
	str_addf(&text, "[{\"id\":\"%s\",\"name\":\"Huis\"}]", id);
	assert_int_equal(import(p, "a.json", text.bytes, NULL, false, "1 0: +0 ~0 =1 -0", ""), OK);
	one_is(p, MAP_ORGANISATION, MAP_SOURCE, "");
	str_release(&text);
	must_rebuild_equal(p);
	place_remove(p);
}

int map_import_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(brings_twice),
		cmocka_unit_test(keeps_what_a_worker_wrote),
		cmocka_unit_test(knows_by_name),
		cmocka_unit_test(reads_by_mapping),
		cmocka_unit_test(comes_back),
	};

	return cmocka_run_group_tests_name("map_import", tests, NULL, NULL);
}
