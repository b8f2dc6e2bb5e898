/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

#include <stdlib.h>
#include <string.h>

#include "map/hsds.h"
#include "map/write.h"
#include "told.h"

static void read_json(const char *name, const char *expected)
{
	struct told t = {.text = STR_INIT};
	struct map_sink sink = told_sink(&t);
	struct str bytes = STR_INIT;
	struct error e = ERROR_INIT;

	data_read(name, &bytes);
	const struct map_file file = {name, bytes.bytes, bytes.len};

	assert_int_equal(map_read_json(&some_words, &file, &sink, &e), OK);
	told_is(&t, expected);
	str_release(&t.text);
	str_release(&bytes);
}

static void reads_json(void **state)
{
	(void)state;
	read_json("services.json", "services.expected");
	read_json("organizations.json", "organizations.expected");
	read_json("one.json", "one.expected");
	read_json("tables.json", "tables.expected");
}

static enum err json_of(const char *text, struct told *t, struct error *e)
{
	const struct map_file file = {"map.json", text, strlen(text)};
	struct map_sink sink = told_sink(t);

	return map_read_json(&some_words, &file, &sink, e);
}

static void refuses_json(void **state)
{
	static const char *const texts[][2] = {
		{"", "map.json: This JSON cannot be read: see line 1, column 0."},
		{"[\n{\"id\": 1,}]", "map.json: This JSON cannot be read: see line 2, column 10."},
		{"[]", "map.json holds no organisation and no service of HSDS."},
		{"{\"contents\": []}", "map.json holds no organisation and no service of HSDS."},
	};
	struct told t = {.text = STR_INIT};
	struct str deep = STR_INIT;
	struct error e;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		e = (struct error)ERROR_INIT;
		assert_int_equal(json_of(texts[i][0], &t, &e), ERR_INVALID);
		assert_string_equal(e.text, texts[i][1]);
	}
	for (int i = 0; i < 100; i++)
		str_add(&deep, "[");
	assert_int_equal(json_of(deep.bytes, &t, &e), ERR_INVALID);
	assert_int_equal(t.records + t.bad, 0);
	str_release(&deep);
	str_release(&t.text);
}

/* What the sink does not take is bad, and so are the offers of it. */
static void passes_on_a_refusal(void **state)
{
	struct told t = {.text = STR_INIT, .refuses = "A"};

	(void)state;
	assert_int_equal(json_of("[{\"id\":\"1\",\"name\":\"A\",\"services\":[{\"name\":\"B\"}]}]", &t,
				 NULL),
			 OK);
	assert_string_equal(t.text.bytes,
			    "bad map.json:1 refused <{\"id\":\"1\",\"name\":\"A\"}>\n"
			    "bad map.json:1 its organisation could not be used. <{\"name\":\"B\"}>\n");
	str_release(&t.text);
}

/* Who points at "o 1" finds " o  1 ". */
static void settles_ids(void **state)
{
	struct told t = {.text = STR_INIT};

	(void)state;
	assert_int_equal(json_of("{\"organizations\": [{\"id\": \" o  1 \", \"name\": \"A\"},"
				 "{\"id\": \"  \", \"name\": \"B\"}],"
				 "\"services\": [{\"id\": \"s1\\t\", \"name\": \"C\","
				 "\"organization_id\": \"o 1\"}, {\"id\": \"s1\", \"name\": \"D\","
				 "\"organization_id\": \"o 1 \"}]}",
				 &t, NULL),
			 OK);
	assert_non_null(strstr(t.text.bytes, "organisation 1 o 1\n"));
	assert_non_null(strstr(t.text.bytes, "organisation 2 name:b\n"));
	assert_non_null(strstr(t.text.bytes, "offer 1 s1 of o 1\n"));
	assert_non_null(strstr(t.text.bytes, "bad map.json: services:2 the id 's1' stands"));
	assert_int_equal(t.records, 3);
	str_release(&t.text);
}

struct same {
	struct arena arena;
	struct map_record organisation, offer;
};

static enum err keep(void *data, const struct map_record *r, unsigned line, struct error *e)
{
	struct same *s = data;

	(void)line;
	(void)e;
	map_record_copy(&s->arena, r, r->kind == MAP_OFFER ? &s->offer : &s->organisation);
	return OK;
}

static void no_bad(void *data, const char *file, unsigned line, const char *why, const char *row,
		   size_t len)
{
	(void)data;
	fail_msg("%s:%u %s %.*s", file, line, why, (int)len, row);
}

static void record_fill(struct map_record *r, enum map_kind kind, const char *source)
{
	static const char *const by_type[] = {
		[MAP_TYPE_LINE] = "a line",   [MAP_TYPE_TEXT] = "two\nlines",
		[MAP_TYPE_PHONE] = "070 555 0101", [MAP_TYPE_PLACES] = "Laak, Delft",
		[MAP_TYPE_NUMBER] = "12",     [MAP_TYPE_DATE] = "2026-10-14",
		[MAP_TYPE_WORKER] = "w",      [MAP_TYPE_HIDDEN] = "",
	};

	map_record_empty(r, kind);
	for (int i = 0; i < MAP_FIELD_COUNT; i++) {
		const struct map_field_info *info = map_field_info((enum map_field)i);

		if (!map_field_is_of((enum map_field)i, kind))
			continue;
		r->values[i] = info->list != MAP_LIST_NONE ? some_words.lists[info->list].words[0].key
							   : by_type[info->type];
	}
	r->values[MAP_STATUS] = "inactive";
	r->values[MAP_SOURCE] = source;
	r->id = source;
}

static void is_same(const struct map_record *a, const struct map_record *b)
{
	for (int i = 0; i < MAP_FIELD_COUNT; i++)
		assert_string_equal(a->values[i], b->values[i]);
	if (!map_records_equal(a, b))
		assert_string_equal(a->more, b->more);
}

/* What goes out comes in as it was, with all fields and with few of them. */
static void reads_what_is_written(void **state)
{
	static const char in_place[] = "{\"description\":\"theirs\"}";
	static const char more[] =
		"{\"licenses\":\"x\",\"phones\":[{\"type\":\"voice\"},{\"id\":\"p\"}],"
		"\"languages\":[{\"id\":\"q\",\"code\":\"xx\"}],\"Kleur\":\"rood\"}";
	struct same s = {.arena = ARENA_INIT};
	const struct map_sink sink = {keep, no_bad, NULL, &s};
	const struct map_secret open = {.told_by = {"", "", "", ""}};

	(void)state;
	for (int round = 0; round < 8; round++) {
		struct map_record organisation, offer;
		json_t *list = json_array();
		struct str text = STR_INIT;

		record_fill(&organisation, MAP_ORGANISATION, "o1");
		record_fill(&offer, MAP_OFFER, "s1");
		offer.organisation = "o1";
		organisation.more = offer.more = round == 0 ? in_place : round % 2 ? more : "";
		for (int i = 0; i < MAP_FIELD_COUNT && round >= 2; i++) {
			bool is_kept = i == MAP_NAME || i == MAP_STATUS || i == MAP_SOURCE;

			if (!is_kept && (round < 4 || i % 4 == round - 4))
				organisation.values[i] = offer.values[i] = "";
		}
		json_array_append_new(list, map_hsds_of(&some_words, &organisation, "", &open));
		json_array_append_new(list, map_hsds_of(&some_words, &offer, "o1", &open));
		json_text_write(&text, list);
		const struct map_file file = {"map.json", text.bytes, text.len};

		assert_int_equal(map_read_json(&some_words, &file, &sink, NULL), OK);
		is_same(&s.organisation, &organisation);
		is_same(&s.offer, &offer);
		json_decref(list);
		str_release(&text);
	}
	arena_release(&s.arena);
}

enum { FILES_MOST = 32 };
struct package {
	struct map_file files[FILES_MOST];
	struct str bytes[FILES_MOST];
	char **names;
	size_t count;
};

static void package_read(const char *folder, struct package *out)
{
	struct str path = STR_INIT;

	str_addf(&path, "tests/data/map/%s", folder);
	out->count = file_list(path.bytes, "", &out->names);
	assert_true(out->count > 0 && out->count <= FILES_MOST);
	for (size_t i = 0; i < out->count; i++) {
		str_reset(&path);
		str_addf(&path, "%s/%s", folder, out->names[i]);
		out->bytes[i] = (struct str)STR_INIT;
		data_read(path.bytes, &out->bytes[i]);
		out->files[i] = (struct map_file){out->names[i], out->bytes[i].bytes,
						  out->bytes[i].len};
	}
	str_release(&path);
}

static void package_release(struct package *p)
{
	for (size_t i = 0; i < p->count; i++) {
		str_release(&p->bytes[i]);
		free(p->names[i]);
	}
	free(p->names);
}

static void read_package(const char *folder, const char *expected)
{
	struct told t = {.text = STR_INIT};
	struct map_sink sink = told_sink(&t);
	struct package p = {.count = 0};
	struct error e = ERROR_INIT;

	package_read(folder, &p);
	assert_int_equal(
		map_read_package(&some_words, p.files, (int)p.count, &sink, &e), OK);
	told_is(&t, expected);
	package_release(&p);
	str_release(&t.text);
}

static void reads_packages(void **state)
{
	(void)state;
	read_package("package-1.1", "package-1.1.expected");
	read_package("package-3.0", "package-3.0.expected");
}

static enum err services_of(const char *services, struct told *t, struct error *e)
{
	static const char organisations[] = "id,name\no1,Een\n";
	const struct map_file files[] = {
		{"services.csv", services, strlen(services)},
		{"organizations.csv", organisations, strlen(organisations)},
	};
	struct map_sink sink = told_sink(t);

	return map_read_package(&some_words, files, services == NULL ? 0 : 2, &sink, e);
}

static void refuses_packages(void **state)
{
	struct told t = {.text = STR_INIT};
	const struct map_file empty[] = {{"services.csv", "id,name\n", 8}, {"x.csv", "a\n1", 3}};
	const struct map_file large = {"services.csv", "", (64 << 20) + 1};
	struct map_sink sink = told_sink(&t);
	struct error e = ERROR_INIT;

	(void)state;
	assert_int_equal(map_read_package(&some_words, empty, 2, &sink, &e), ERR_INVALID);
	assert_string_equal(e.text, "No organisation and no service could be read: a package of "
				    "HSDS has organizations.csv and services.csv.");
	assert_int_equal(map_read_package(&some_words, &large, 1, &sink, &e), ERR_INVALID);
	assert_string_equal(e.text, "services.csv is larger than 64 MB; import it in parts.");
	assert_int_equal(map_read_package(&some_words, NULL, 0, &sink, &e), ERR_INVALID);
	assert_string_equal(t.text.bytes, "told x.csv is no file of HSDS and is passed over.\n");
	str_release(&t.text);
}

/* A broken quote costs its own line. */
static void goes_on_behind_a_quote(void **state)
{
	struct told t = {.text = STR_INIT};

	(void)state;
	assert_int_equal(services_of("id,organization_id,name,description\n"
				     "s1,o1,\"Open,x\n"
				     "s2,o1,Goed,\"een\nregel\"\n"
				     "s3,o1,Te,veel,cellen\n"
				     "s4,o1\n"
				     "s5,o1,Ook goed,y\n",
				     &t, NULL),
			 OK);
	assert_string_equal(
		t.text.bytes,
		"bad services.csv:2 text stands behind a closing quote; a quote inside quotes is "
		"written twice. <s1,o1,\"Open,x>\n"
		"bad services.csv:5 there are more cells than in the first row. "
		"<s3,o1,Te,veel,cellen>\n"
		"bad services.csv:6 there are fewer cells than in the first row. <s4,o1>\n"
		"organisation 2 o1\n\tname: Een\n\tsource: o1\n"
		"offer 3 s2 of o1\n\tname: Goed\n\tdescription: een\nregel\n"
		"\tsource: s2\n"
		"offer 7 s5 of o1\n\tname: Ook goed\n\tdescription: y\n"
		"\tsource: s5\n");
	str_release(&t.text);
}

/* Many that point at one that many point at: bounded, and said. */
static void bounds_what_hangs_together(void **state)
{
	struct str services = STR_INIT, at = STR_INIT, phones = STR_INIT;
	struct told t = {.text = STR_INIT};
	struct map_sink sink = told_sink(&t);

	(void)state;
	str_add(&services, "id,organization_id,name\n");
	str_add(&at, "id,service_id,location_id\n");
	str_add(&phones, "location_id,number\n");
	for (int i = 0; i < 3000; i++) {
		str_addf(&services, "s%d,o1,n\n", i);
		str_addf(&at, "a%d,s%d,l1\n", i, i);
		str_addf(&phones, "l1,070 555 %04d\n", i);
	}
	const struct map_file files[] = {
		{"organizations.csv", "id,name\no1,Een\n", 15},
		{"locations.csv", "id,name\nl1,Hier\n", 16},
		{"services.csv", services.bytes, services.len},
		{"services_at_location.csv", at.bytes, at.len},
		{"phones.csv", phones.bytes, phones.len},
	};

	assert_int_equal(map_read_package(&some_words, files, 5, &sink, NULL), OK);
	assert_true(t.bad > 2000);
	assert_true(t.records > 1 && t.records < 1000);
	assert_non_null(strstr(t.text.bytes, "more hangs on these records than can be read."));
	str_release(&services);
	str_release(&at);
	str_release(&phones);
	str_release(&t.text);
}

/* Whatever the bytes are: no crash, and each line is told or read. */
static void survives_anything(void **state)
{
	static const char letters[] = "{}[]\":,sidnameo1\n;\\ \xe9";
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct told t = {.text = STR_INIT};
		char bytes[64];
		size_t len = (seed >> 8) % sizeof bytes;

		for (size_t i = 0; i < len; i++) {
			seed = seed * 1664525u + 1013904223u;
			bytes[i] = letters[(seed >> 16) % (sizeof letters - 1)];
		}
		seed = seed * 1664525u + 1013904223u;
		const struct map_file files[] = {{"services.csv", bytes, len},
						 {"organizations.csv", bytes, len / 2}};
		struct map_sink sink = told_sink(&t);

		(void)map_read_json(&some_words, files, &sink, NULL);
		(void)map_read_package(&some_words, files, 2, &sink, NULL);
		(void)map_read_plain(&some_words, files, NULL, &sink, NULL);
		str_release(&t.text);
	}
}

static void knows_names_of_files(void **state)
{
	(void)state;
	assert_true(map_is_of_package("services.csv"));
	assert_true(map_is_of_package("Physical_Addresses.CSV"));
	assert_true(map_is_of_package("services_taxonomy.csv"));
	assert_false(map_is_of_package("services.json"));
	assert_false(map_is_of_package("aanbod.csv"));
	assert_false(map_is_of_package(".csv"));
}

int group_read_hsds(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_json),
		cmocka_unit_test(refuses_json),
		cmocka_unit_test(passes_on_a_refusal),
		cmocka_unit_test(settles_ids),
		cmocka_unit_test(reads_what_is_written),
		cmocka_unit_test(reads_packages),
		cmocka_unit_test(refuses_packages),
		cmocka_unit_test(goes_on_behind_a_quote),
		cmocka_unit_test(bounds_what_hangs_together),
		cmocka_unit_test(survives_anything),
		cmocka_unit_test(knows_names_of_files),
	};

	return cmocka_run_group_tests_name("read_hsds", tests, NULL, NULL);
}
