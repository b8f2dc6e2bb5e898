/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <pty.h>
#include <unistd.h>
#include <wchar.h>

#include "groups.h"

#define FFFD "\xEF\xBF\xBD"
#define DOT  "\xE2\x97\x8C"

static void assert_gated(const char *from, size_t len, enum gate_mode mode,
			 const char *to)
{
	struct str s = STR_INIT;

	gate_add(&s, from, len, mode);
	assert_string_equal(s.bytes, to);
	assert_int_equal(s.len, strlen(to));
	str_release(&s);
}

#define LINE(from, to) assert_gated(from, sizeof(from) - 1, GATE_LINE, to)
#define TEXT(from, to) assert_gated(from, sizeof(from) - 1, GATE_TEXT, to)

static void gate_lets_text_through(void **state)
{
	(void)state;
	assert_gated(NULL, 0, GATE_LINE, "");
	LINE("", "");
	LINE("plain ~ text", "plain ~ text");
	LINE("Şükran Nguyễn مريم ሰላም 漢字 😀 ½ €", "Şükran Nguyễn مريم ሰላም 漢字 😀 ½ €");
	LINE("Nguye\xCC\x82\xCC\x83n", "Nguye\xCC\x82\xCC\x83n");
	LINE("a\xEF\xBF\xBD", "a" FFFD);
}

static void gate_stops_control(void **state)
{
	(void)state;
	LINE("\x1B[2J", FFFD "[2J");
	LINE("a\0b", "a" FFFD "b");
	LINE("\x7F", FFFD);
	LINE("\xC2\x9D"
	     "0;x",
	     FFFD "0;x");
	LINE("\x9B", FFFD);
	LINE("\r", FFFD);
	LINE("\xE2\x80\xA8", FFFD);
}

static void gate_keeps_lines_apart(void **state)
{
	(void)state;
	LINE("a\nb\tc", "a b c");
	TEXT("a\nb\tc", "a\nb c");
	TEXT("a\n\xCC\x81", "a\n" DOT "\xCC\x81");
}

static void gate_shows_what_hides(void **state)
{
	(void)state;
	LINE("a\xE2\x80\xAE"
	     "b",
	     "a" FFFD "b");		      /* U+202E */
	LINE("\xD8\x9C", FFFD);		      /* U+061C */
	LINE("\xE2\x81\xA6", FFFD);	      /* U+2066 */
	LINE("a\xE2\x80\x8B", "a" FFFD);      /* U+200B */
	LINE("\xEF\xBB\xBF", FFFD);	      /* U+FEFF */
	LINE("a\xC2\xAD", "a" FFFD);	      /* soft hyphen */
	LINE("\xF3\xA0\x81\x81", FFFD);	      /* tag A */
	LINE("\xEE\x80\x80", FFFD);	      /* private use */
	LINE("\xF4\x8F\xBF\xBF", FFFD);	      /* noncharacter */
	LINE("\xED\xA0\x80", FFFD FFFD FFFD); /* a surrogate is three bad bytes */
	LINE("\xE3\x85\xA4", FFFD);	      /* Hangul filler */
}

static void gate_keeps_joiners_that_join(void **state)
{
	(void)state;
	LINE("می\xE2\x80\x8Cخواهم", "می\xE2\x80\x8Cخواهم");
	LINE("क्\xE2\x80\x8Dष", "क्\xE2\x80\x8Dष");
	LINE("a\xE2\x80\x8D"
	     "b",
	     "a" FFFD "b");
	LINE("می\xE2\x80\x8C", "می" FFFD);
	LINE("👩\xE2\x80\x8D👧", "👩" FFFD "👧");
	LINE("❤\xEF\xB8\x8F!", "❤!");
}

static void gate_bounds_marks(void **state)
{
	(void)state;
	LINE("\xCC\x81", DOT "\xCC\x81");
	LINE("e\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85\xCC\x86x",
	     "e\xCC\x81\xCC\x82\xCC\x83\xCC\x84x");
	LINE("\xE1\x85\xA1",
	     DOT "\xE1\x85\xA1"); /* a vowel of Hangul without its consonant */
}

/* Alone in a text, each code point takes a cell of its own or two: it never reaches a
 * neighbour. */
static void gate_gives_every_code_point_its_cell(void **state)
{
	struct str from = STR_INIT, to = STR_INIT;

	(void)state;
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		uint32_t first;

		str_reset(&from);
		str_reset(&to);
		text_encode(&from, c);
		gate_add(&to, from.bytes, from.len, GATE_LINE);
		(void)text_decode(to.bytes, to.len, &first);
		if (first < 0x20 || wcwidth((wchar_t)first) < 1 ||
		    text_columns(to.bytes, to.len) > 2)
			fail_msg("U+%04X takes %d columns", c,
				 text_columns(to.bytes, to.len));
	}
	str_release(&from);
	str_release(&to);
}

static void assert_harmless(const struct str *s, bool lines)
{
	for (size_t at = 0; at < s->len;) {
		size_t end = text_next(s->bytes, s->len, at);
		int zero = 0;

		while (at < end) {
			uint32_t code;
			int used = text_decode(s->bytes + at, s->len - at, &code);
			int wide = wcwidth((wchar_t)code);

			assert_false(code == 0xFFFD && used == 1);
			assert_true(wide >= 0 || (lines && code == '\n'));
			assert_false(code >= 0x202A && code <= 0x202E);
			assert_false(code >= 0x2066 && code <= 0x2069);
			zero = wide == 0 ? zero + 1 : 0;
			assert_true(zero <= 4);
			at += (size_t)used;
		}
	}
}

static void gate_survives_random_bytes(void **state)
{
	struct str from = STR_INIT, once = STR_INIT, twice = STR_INIT;
	unsigned seed = 4;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		int count = rand_r(&seed) % 40;
		bool lines = round % 2;

		str_reset(&from);
		str_reset(&once);
		str_reset(&twice);
		while (count-- > 0) {
			if (rand_r(&seed) % 2)
				str_add_char(&from, (char)(rand_r(&seed) % 256));
			else
				text_encode(
					&from,
					(uint32_t)rand_r(&seed) %
						(rand_r(&seed) % 2 ? 0x3000 : 0x110000));
		}
		gate_add(&once, from.bytes, from.len, lines ? GATE_TEXT : GATE_LINE);
		assert_harmless(&once, lines);
		gate_add(&twice, once.bytes, once.len, lines ? GATE_TEXT : GATE_LINE);
		assert_string_equal(once.bytes, twice.bytes);
	}
	str_release(&from);
	str_release(&once);
	str_release(&twice);
}

static void gate_writes_to_a_file_as_it_is(void **state)
{
	char *folder = new_folder(), *path = file_path(folder, "out");
	struct str got = STR_INIT;
	FILE *f = fopen(path, "w");

	(void)state;
	assert_non_null(f);
	gate_write(f, "\x1B[2J\n", 5);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(file_read(path, 100, &got, NULL), OK);
	assert_string_equal(got.bytes, "\x1B[2J\n");
	unlink(path);
	rmdir(folder);
	str_release(&got);
	free(path);
	free(folder);
}

static void gate_stands_before_a_terminal(void **state)
{
	int master, slave;
	char got[64];
	ssize_t len;
	FILE *f;

	(void)state;
	assert_int_equal(openpty(&master, &slave, NULL, NULL, NULL), 0);
	f = fdopen(slave, "w");
	assert_non_null(f);
	gate_write(f, "\x1B[2J\xC2\x9D", 6);
	assert_int_equal(fflush(f), 0);
	len = read(master, got, sizeof got);
	assert_int_equal(len, strlen(FFFD "[2J" FFFD));
	assert_memory_equal(got, FFFD "[2J" FFFD, (size_t)len);
	assert_int_equal(fclose(f), 0);
	close(master);
}

/* Standard error goes to a file for the moment of one complaint. */
static void gate_complains_in_one_line(void **state)
{
	char *folder = new_folder(), *path = file_path(folder, "err");
	struct str got = STR_INIT;
	int before = dup(STDERR_FILENO),
	    fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	(void)state;
	assert_true(fd >= 0 && before >= 0);
	dup2(fd, STDERR_FILENO);
	gate_complain("no form \"%s\"", "a\nb\x1B");
	fflush(stderr);
	dup2(before, STDERR_FILENO);
	close(before);
	close(fd);
	assert_int_equal(file_read(path, 100, &got, NULL), OK);
	assert_string_equal(got.bytes, "trede: no form \"a b" FFFD "\"\n");
	unlink(path);
	rmdir(folder);
	str_release(&got);
	free(path);
	free(folder);
}

int group_gate(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gate_lets_text_through),
		cmocka_unit_test(gate_stops_control),
		cmocka_unit_test(gate_keeps_lines_apart),
		cmocka_unit_test(gate_shows_what_hides),
		cmocka_unit_test(gate_keeps_joiners_that_join),
		cmocka_unit_test(gate_bounds_marks),
		cmocka_unit_test(gate_gives_every_code_point_its_cell),
		cmocka_unit_test(gate_survives_random_bytes),
		cmocka_unit_test(gate_writes_to_a_file_as_it_is),
		cmocka_unit_test(gate_stands_before_a_terminal),
		cmocka_unit_test(gate_complains_in_one_line),
	};

	return RUN_GROUP("gate", tests);
}
