/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

#include <string.h>

#include "told.h"

static enum err plain_of(const char *name, const char *bytes, size_t len,
			 const struct map_mapping *mapping, struct told *t, struct error *e)
{
	const struct map_file file = {name, bytes, len};
	struct map_sink sink = told_sink(t);

	return map_read_plain(&some_words, &file, mapping, &sink, e);
}

static void read_plain(const char *name, const struct map_mapping *mapping, const char *expected)
{
	struct told t = {.text = STR_INIT};
	struct str bytes = STR_INIT;

	data_read(name, &bytes);
	assert_int_equal(plain_of(name, bytes.bytes, bytes.len, mapping, &t, NULL), OK);
	told_is(&t, expected);
	str_release(&t.text);
	str_release(&bytes);
}

static void reads_by_heading(void **state)
{
	(void)state;
	read_plain("offers.csv", NULL, "offers.expected");
}

static void reads_what_is_dirty(void **state)
{
	(void)state;
	read_plain("dirty.csv", NULL, "dirty.expected");
}

static void reads_by_mapping(void **state)
{
	static const struct map_value ages[] = {{"18+", "volwassenen"}, {"n.v.t.", "-"}};
	static const struct map_column columns[] = {
		{"organisation", "organisation.name", 1, 1, false, NULL, 0},
		{"Website", "-", 2, 2, false, NULL, 0},
		{"Age groups", "for_whom", 3, 3, false, ages, 2},
		{"Services", "name", 4, 4, false, NULL, 0},
		{"Hours", "times", 5, 5, false, NULL, 0},
		{"Fees", "times", 6, 6, true, NULL, 0},
	};
	static const struct map_mapping mapping = {"kaart.yaml", columns, 6};

	(void)state;
	read_plain("dirty.csv", &mapping, "dirty-mapped.expected");
}

static void refuses_a_mapping(void **state)
{
	static const struct map_column bad[] = {
		{"Colour", "name", 3, 3, false, NULL, 0},
		{"Name", "nothing", 4, 4, false, NULL, 0},
		{"Name", "organisation.rungs", 5, 5, false, NULL, 0},
	};
	static const struct map_column twice[] = {
		{"Name", "name", 1, 1, false, NULL, 0},
		{"Tel", "name", 2, 2, false, NULL, 0},
	};
	static const char *const why[] = {
		"m.yaml, line 3: the file has no column 'Colour', or has it twice.",
		"m.yaml, line 4: There is no field called 'nothing'.",
		"m.yaml, line 5: There is no field called 'organisation.rungs'.",
	};
	struct told t = {.text = STR_INIT};
	struct error e;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const struct map_mapping mapping = {"m.yaml", &bad[i], 1};

		e = (struct error)ERROR_INIT;
		assert_int_equal(plain_of("x.csv", "Name,Tel\nA,070\n", 15, &mapping, &t, &e),
				 ERR_INVALID);
		assert_string_equal(e.text, why[i]);
	}
	const struct map_mapping mapping = {"m.yaml", twice, 2};

	assert_int_equal(plain_of("x.csv", "Name,Tel\nA,070\n", 15, &mapping, &t, &e), ERR_INVALID);
	assert_string_equal(e.text, "m.yaml, line 2: another column gives 'name' already; with "
				    "'+ name' they are joined.");
	assert_int_equal(t.records + t.bad, 0);
	str_release(&t.text);
}

static void refuses_a_file(void **state)
{
	struct told t = {.text = STR_INIT};
	struct error e = ERROR_INIT;

	(void)state;
	assert_int_equal(plain_of("x.csv", "", 0, NULL, &t, &e), ERR_INVALID);
	assert_string_equal(e.text, "x.csv is empty.");
	assert_int_equal(plain_of("x.csv", "\"a\n", 3, NULL, &t, &e), ERR_INVALID);
	assert_string_equal(e.text,
			    "x.csv, line 1: a quote is opened in this row and never closed.");
	assert_int_equal(plain_of("x.csv", "a,b\n1,2\n", 8, NULL, &t, &e), ERR_INVALID);
	assert_string_equal(e.text, "x.csv: no column with a name was found. Is the first line the "
				    "header? A mapping file says which column is what.");
	str_release(&t.text);
}

/* Without a column for the organisation: one name, what only offers have makes an offer. */
static void reads_one_name(void **state)
{
	static const char text[] = "\xef\xbb\xbfNaam;Telefoon;rungs;more\r\n"
				   "Huis;070 555 0401;3 2;{\"a\":1}\r\n"
				   "Kade;070 555 0402;;\r\n"
				   "Wal;070 555 0403;;{\"a\"\r\n";
	struct told t = {.text = STR_INIT};

	(void)state;
	assert_int_equal(plain_of("x.csv", text, sizeof text - 1, NULL, &t, NULL), OK);
	assert_string_equal(
		t.text.bytes,
		"bad x.csv:4 what stands under 'more' is no JSON object. <Wal;070 555 0403;;{\"a\">\n"
		"organisation 2 name:huis\n\n\tname: Huis\n\tphone: 070 555 0401\n\tmore: {\"a\":\"1\"}\n"
		"offer 2 x.csv:0 of name:huis\n\n\tname: Huis\n\trungs: 2 3\n"
		"organisation 3 name:kade\n\n\tname: Kade\n\tphone: 070 555 0402\n");
	str_release(&t.text);
}

int group_read_plain(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_by_heading),  cmocka_unit_test(reads_what_is_dirty),
		cmocka_unit_test(reads_by_mapping),  cmocka_unit_test(refuses_a_mapping),
		cmocka_unit_test(refuses_a_file),    cmocka_unit_test(reads_one_name),
	};

	return cmocka_run_group_tests_name("read_plain", tests, NULL, NULL);
}
