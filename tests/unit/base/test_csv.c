/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups.h"

#include <stdlib.h>
#include <string.h>

/* All rows as text: cells in [], a row as LINE:[..][..], bad ones as their sentence. */
static char *rows_of_bytes(const char *bytes, size_t len)
{
	struct str out = STR_INIT;
	struct csv_reader csv;
	enum csv_step step;
	struct error e = ERROR_INIT;

	csv_reader_init(&csv, bytes, len);
	while ((step = csv_reader_next(&csv, &e)) != CSV_END) {
		if (step == CSV_BAD)
			str_addf(&out, "(%s)", e.text);
		else
			str_addf(&out, "%u:", csv.line);
		for (size_t i = 0; i < csv.count; i++)
			str_addf(&out, "[%s]", csv.cells[i]);
		if (csv.missing)
			str_addf(&out, "-%zu", csv.missing);
		str_add_char(&out, ' ');
	}
	csv_reader_release(&csv);
	return str_detach(&out);
}

static void expect_rows(const char *text, const char *expected)
{
	char *rows = rows_of_bytes(text, strlen(text));

	assert_string_equal(rows, expected);
	free(rows);
}

static void reads_rows(void **state)
{
	(void)state;
	expect_rows("", "");
	expect_rows("\n\r\n\n", "");
	expect_rows("a", "1:[a] ");
	expect_rows("a,b\n1,2\n", "1:[a][b] 2:[1][2] ");
	expect_rows("a,b\r\n1,2\r\n", "1:[a][b] 2:[1][2] ");
	expect_rows("a,b\r1,2", "1:[a][b] 2:[1][2] ");
	expect_rows("\n\na,b\n\n\n1,\n", "3:[a][b] 6:[1][] ");
	expect_rows("\xef\xbb\xbf" "a,b\n", "1:[a][b] ");
	expect_rows(" a , b\n", "1:[ a ][ b] ");
	expect_rows("na\xc3\xafve\n", "1:[na\xc3\xafve] ");
}

static void finds_the_separator(void **state)
{
	(void)state;
	expect_rows("a;b\n1,5;2\n", "1:[a][b] 2:[1,5][2] ");
	expect_rows("a\tb\n1,5\t2;3\n", "1:[a][b] 2:[1,5][2;3] ");
	expect_rows("\"a,b,c\";d\n1;2\n", "1:[a,b,c][d] 2:[1][2] ");
	expect_rows("a;b,c\n", "1:[a;b][c] ");
}

static void reads_quotes(void **state)
{
	(void)state;
	expect_rows("a,b\n\"x, \"\"y\"\"\",\"\"\n", "1:[a][b] 2:[x, \"y\"][] ");
	expect_rows("a,b\n\"one\r\ntwo\n\",2\n3,4\n", "1:[a][b] 2:[one\r\ntwo\n][2] 5:[3][4] ");
	expect_rows("a,b\n\"x\"  ,y\n", "1:[a][b] 2:[x][y] ");
	expect_rows("a\n5\" pipe\n", "1:[a] 2:[5\" pipe] ");
	expect_rows("\"\"", "1:[] ");
}

static void goes_on_after_a_bad_row(void **state)
{
	(void)state;
	expect_rows("a,b\n1,2,3\n4,5\n",
		    "1:[a][b] (line 2: there are more cells than in the first row.) 3:[4][5] ");
	expect_rows("a,b\n1,2,,\n3\n", "1:[a][b] 2:[1][2] 3:[3][]-1 ");
	expect_rows("a\n\"x\"y\nz\n",
		    "1:[a] (line 2: text stands behind a closing quote; a quote inside quotes "
		    "is written twice.) 3:[z] ");
	expect_rows("a\n\xff\nz\n",
		    "1:[a] (line 2: this is not UTF-8; save the file as CSV UTF-8.) 3:[z] ");
	expect_rows("a\nx\n\"y\nz\n",
		    "1:[a] 2:[x] (line 3: a quote is opened in this row and never closed.) ");
}

static void refuses_a_nul(void **state)
{
	static const char bytes[] = "a\nx\0y\nz\n";
	char *rows = rows_of_bytes(bytes, sizeof bytes - 1);

	(void)state;
	assert_string_equal(rows,
			    "1:[a] (line 2: this is no text, perhaps a workbook; save that as CSV.) 3:[z] ");
	free(rows);
}

static void bounds_cells(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	str_add(&s, "a\n\"");
	for (int i = 0; i < CSV_CELL_BYTES; i++)
		str_add_char(&s, 'x');
	str_add(&s, "y\"\nz\n");
	expect_rows(s.bytes, "1:[a] (line 2: a cell is longer than 64 kB.) 3:[z] ");
	str_reset(&s);
	for (int i = 0; i < CSV_COLUMNS; i++)
		str_add(&s, "a,");
	str_add(&s, "a\nb\n");
	expect_rows(s.bytes, "(line 1: there are more than 256 cells.) 2:[b] ");
	str_release(&s);
}

static void expect_header(const char *text, const char *expected)
{
	struct error e = ERROR_INIT;
	struct csv_reader csv;
	enum err rc;

	csv_reader_init(&csv, text, strlen(text));
	rc = csv_reader_header(&csv, &e);
	assert_string_equal(e.text, expected);
	assert_int_equal(rc, *expected ? ERR_INVALID : OK);
	csv_reader_release(&csv);
}

static void checks_the_header(void **state)
{
	(void)state;
	expect_header("name,label\n", "");
	expect_header("", "line 1: the file is empty.");
	expect_header("name,,label\n", "line 1: column 2 has no name.");
	expect_header("\nname,label,name\n", "line 2: the column 'name' stands there twice.");
	expect_header("na\xffme\n", "line 1: this is not UTF-8; save the file as CSV UTF-8.");
}

/* The same bytes each run; whatever comes out, every cell is text and the end is reached. */
static void survives_anything(void **state)
{
	static const char letters[] = "ab,;\t\"\"\n\r \xc3\xa9\xff";
	uint32_t seed = 20261122;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		char bytes[64];
		size_t len = (seed >> 8) % sizeof bytes;

		for (size_t i = 0; i < len; i++) {
			seed = seed * 1664525u + 1013904223u;
			bytes[i] = letters[(seed >> 16) % (sizeof letters - 1)];
		}
		seed = seed * 1664525u + 1013904223u;
		free(rows_of_bytes(bytes, len));
	}
}

/* As rows_of_bytes, but handed over in pieces of so many bytes. */
static char *rows_in_pieces(const char *bytes, size_t len, size_t piece)
{
	struct str out = STR_INIT, window = STR_INIT;
	struct csv_reader csv;
	enum csv_step step;
	struct error e = ERROR_INIT;
	size_t at = len < piece ? len : piece;

	csv_reader_begin(&csv, ';');
	str_add_bytes(&window, bytes, at);
	csv_reader_feed(&csv, window.bytes, window.len, at == len);
	while ((step = csv_reader_next(&csv, &e)) != CSV_END) {
		if (step == CSV_MORE) {
			size_t more = len - at < piece ? len - at : piece;

			str_remove(&window, 0, csv.at);
			str_add_bytes(&window, bytes + at, more);
			at += more;
			csv_reader_feed(&csv, window.bytes, window.len, at == len);
			continue;
		}
		str_addf(&out, "%u:", csv.line);
		str_add_bytes(&out, csv.bytes + csv.row_at, csv.row_len);
		str_add(&out, step == CSV_BAD ? " bad" : "");
		for (size_t i = 0; i < csv.count; i++)
			str_addf(&out, "[%s]", csv.cells[i]);
		str_add_char(&out, '|');
	}
	csv_reader_release(&csv);
	str_release(&window);
	return str_detach(&out);
}

static void expect_pieces(const char *text, const char *expected)
{
	for (size_t piece = 1; piece <= strlen(text) + 1; piece++) {
		char *rows = rows_in_pieces(text, strlen(text), piece);

		assert_string_equal(rows, expected);
		free(rows);
	}
}

static void reads_pieces(void **state)
{
	(void)state;
	expect_pieces("", "");
	expect_pieces("a;b\r\n\r\n1;2", "1:a;b[a][b]|3:1;2[1][2]|");
	expect_pieces("a;b\r1;\"x\r\ny\"\r2;3\r",
		      "1:a;b[a][b]|2:1;\"x\r\ny\"[1][x\r\ny]|4:2;3[2][3]|");
}

/* As hands write them: a blank behind the separator. */
static void passes_blanks_before_a_quote(void **state)
{
	(void)state;
	expect_pieces("a;b\n1;  \"x;y\" \n \"2 \"\"z\"\"\";3\n",
		      "1:a;b[a][b]|2:1;  \"x;y\" [1][x;y]|3: \"2 \"\"z\"\"\";3[2 \"z\"][3]|");
	expect_pieces("a;b\n1; \"x\" y\n2; \"z\n3;w",
		      "1:a;b[a][b]|2:1; \"x\" y[1][ \"x\" y]|3:2; \"z[2][ \"z]|4:3;w[3][w]|");
}

static void reads_a_separator(void **state)
{
	size_t line;

	(void)state;
	assert_int_equal(csv_separator_said("sep=|\r\na|b", 10, &line), '|');
	assert_int_equal(line, 7);
	assert_int_equal(csv_separator_said("SEP=;\n", 6, &line), ';');
	assert_int_equal(csv_separator_said("sep=", 4, &line), '\0');
	assert_int_equal(csv_separator_said("sep=;;", 6, &line), '\0');
	assert_int_equal(csv_separator_said("sep=;\r", 6, &line), '\0');
	assert_int_equal(line, 0);
}

/* A quote that was never meant takes its own line along and no other. */
static void loses_one_line(void **state)
{
	(void)state;
	expect_pieces("a;b\n1;\"x\n2;y\n3;z\n", "1:a;b[a][b]|2:1;\"x bad|3:2;y[2][y]|4:3;z[3][z]|");
	expect_pieces("a;b\n1;\"x\n2;\"y\"\n3;z\n",
		      "1:a;b[a][b]|2:1;\"x bad|3:2;\"y\"[2][y]|4:3;z[3][z]|");
	expect_pieces("a;b\n\"1\"2;x\n3;z", "1:a;b[a][b]|2:\"1\"2;x bad|3:3;z[3][z]|");
	expect_pieces("a;b\ny\"z;\"\r\ny\"z;\"\n", "1:a;b[a][b]|2:y\"z;\" bad|3:y\"z;\" bad|");
}

/* Each line opens a quote that the next one closes and opens again; each must cost about itself. */
static void gives_up_early(void **state)
{
	static const char *const lines[] = {"y\"z;\"\n", "y\";\"\n"};
	enum { LINES = 150000 };

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct str text = STR_INIT;
		size_t bad = 0;
		char *rows;

		str_add(&text, "a;b\n");
		for (int k = 0; k < LINES; k++)
			str_add(&text, lines[i]);
		rows = rows_in_pieces(text.bytes, text.len, 256 << 10);
		for (const char *at = rows; (at = strstr(at, " bad|")) != NULL; at++)
			bad++;
		assert_true(bad > LINES - 300);
		free(rows);
		str_release(&text);
	}
}

static void splits_a_row(void **state)
{
	static const char text[] = "a\n\"x\ny\"\nz\n";
	struct csv_reader csv;
	struct error e = ERROR_INIT;

	(void)state;
	csv_reader_begin(&csv, ';');
	csv_reader_feed(&csv, text, sizeof text - 1, true);
	assert_int_equal(csv_reader_next(&csv, &e), CSV_ROW);
	assert_false(csv_reader_split(&csv));
	assert_int_equal(csv_reader_next(&csv, &e), CSV_ROW);
	assert_string_equal(csv.cells[0], "x\ny");
	assert_true(csv_reader_split(&csv));
	assert_int_equal(csv.row_len, 2);
	assert_int_equal(csv_reader_next(&csv, &e), CSV_ROW);
	assert_int_equal(csv.line, 3);
	assert_string_equal(csv.cells[0], "y\"");
	csv_reader_release(&csv);
}

static void bounds_rows(void **state)
{
	enum { MANY = CSV_ROW_BYTES + 100 };
	char *text = mem_new(MANY + 20), *rows;

	(void)state;
	memcpy(text, "a\n\"", 3);
	memset(text + 3, 'x', MANY);
	memcpy(text + 3 + MANY, "\nlast\n", 7);
	rows = rows_in_pieces(text, strlen(text), 64 << 10);
	assert_non_null(strstr(rows, " bad|"));
	assert_non_null(strstr(rows, "last[last]|"));
	free(rows);
	free(text);
}

static void pieces_are_the_whole(void **state)
{
	static const char letters[] = "ab;;\"\"\n\r \xc3\xa9\xff";
	uint32_t seed = 20261122;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		char bytes[48], *whole, *parts;
		size_t len = (seed >> 8) % sizeof bytes;

		for (size_t i = 0; i < len; i++) {
			seed = seed * 1664525u + 1013904223u;
			bytes[i] = letters[(seed >> 16) % (sizeof letters - 1)];
		}
		seed = seed * 1664525u + 1013904223u;
		whole = rows_in_pieces(bytes, len, sizeof bytes);
		parts = rows_in_pieces(bytes, len, 1 + (seed >> 16) % 7);
		assert_string_equal(parts, whole);
		free(whole);
		free(parts);
	}
}

int group_csv(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_rows),
		cmocka_unit_test(finds_the_separator),
		cmocka_unit_test(reads_quotes),
		cmocka_unit_test(goes_on_after_a_bad_row),
		cmocka_unit_test(refuses_a_nul),
		cmocka_unit_test(bounds_cells),
		cmocka_unit_test(checks_the_header),
		cmocka_unit_test(survives_anything),
		cmocka_unit_test(reads_pieces),
		cmocka_unit_test(passes_blanks_before_a_quote),
		cmocka_unit_test(reads_a_separator),
		cmocka_unit_test(loses_one_line),
		cmocka_unit_test(gives_up_early),
		cmocka_unit_test(splits_a_row),
		cmocka_unit_test(bounds_rows),
		cmocka_unit_test(pieces_are_the_whole),
	};

	return RUN_GROUP("csv", tests);
}
