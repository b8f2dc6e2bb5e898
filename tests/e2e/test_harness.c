/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The harness itself, on a program whose behaviour is known: standin.c, path in STANDIN.
 */
#include <signal.h>
#include <sys/stat.h>

#include "inside.h"
#include "steps.h"

static struct term *standin(const char *terminal)
{
	struct term *t = term_start(&(struct term_opts){
		.program = getenv("STANDIN") ? getenv("STANDIN")
					     : "build/release/e2e/standin",
		.term = terminal,
	});

	term_wait(t, "standin 80x24", TERM_MS);
	return t;
}

static void assert_row(struct term *t, int row, const char *want)
{
	char *text = term_row(t, row);

	assert_string_equal(text, want);
	free(text);
}

static void keys_have_names(void **state)
{
	static const struct {
		const char *key, *shown;
	} keys[] = {
		{"<Up>", "KEY_UP"},   {"<PgDn>", "KEY_NPAGE"}, {"<S-Tab>", "KEY_BTAB"},
		{"<F1>", "KEY_F(1)"}, {"<F12>", "KEY_F(12)"},  {"<Home>", "KEY_HOME"},
		{"<End>", "KEY_END"}, {"<Del>", "KEY_DC"},     {"<Enter>", "key: ^M"},
		{"<Tab>", "key: ^I"}, {"<Esc>", "key: ^["},    {"<BS>", "KEY_BACKSPACE"},
		{"<C-p>", "key: ^P"}, {"<C-\\>", "key: ^\\"},  {"<lt>", "key: <"},
	};
	static const char *const terminals[] = {"xterm-256color", "linux"};

	(void)state;
	for (size_t k = 0; k < 2; k++) {
		struct term *t = standin(terminals[k]);
		for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
			assert_int_equal(term_keys(t, "z"), 1);
			term_wait_row(t, 2, "key: z", TERM_MS);
			assert_int_equal(term_keys(t, keys[i].key), 1);
			term_wait_row(t, 2, keys[i].shown, TERM_MS);
		}
		term_free(t);
	}
}

static void text_is_read_back(void **state)
{
	struct term *t = standin(NULL);
	int row, col;

	(void)state;
	assert_int_equal(
		term_keys(t, "Şükran Nguye\xcc\x82\xcc\x83n \xe6\xbc\xa2z_____________z"),
		32);
	term_wait(t, "\xe6\xbc\xa2z_____________z", TERM_MS);
	term_settle(t, TERM_MS); /* the text stands before the cursor is put behind it */
	assert_row(t, 1,
		   "text: Şükran Nguye\xcc\x82\xcc\x83n \xe6\xbc\xa2z_____________z");
	assert_true(term_find(t, "z___", &row, &col));
	assert_int_equal(row, 1);
	assert_int_equal(col, 6 + 14 + 2);
	assert_true(term_cursor(t, &row, &col));
	assert_int_equal(row, 1);
	assert_int_equal(col, 6 + 14 + 2 + 15);
	assert_true(term_is_reverse(t, 2, 0));
	assert_true(term_is_plain(t, 1, 0));
	assert_false(term_shows(t, "nowhere"));
	term_free(t);
}

static void settling_means_painted(void **state)
{
	struct term *t = standin(NULL);
	char text[8];

	(void)state;
	(void)term_bytes(t);
	for (int i = 0; i < 300; i++) {
		snprintf(text, sizeof text, "%c", 'a' + i % 26);
		term_keys(t, text);
		term_settle(t, TERM_MS);
		snprintf(text, sizeof text, "key: %c", 'a' + i % 26);
		assert_row(t, 2, text);
		assert_true(term_bytes(t) > 0);
	}
	term_keys(t, "<Esc>u"); /* two keys, not one */
	term_wait(t, "key: u", TERM_MS);
	term_free(t);
}

static void paste_stands_in_brackets(void **state)
{
	struct term *t = standin(NULL);

	(void)state;
	term_paste(t, "<Enter>");
	term_wait(t, "text: <Enter>", TERM_MS);
	term_wait(t, "key: paste ends", TERM_MS);
	term_free(t);
}

static void size_changes_are_seen(void **state)
{
	struct term *t = standin(NULL);

	(void)state;
	term_resize(t, 12, 40);
	term_wait(t, "standin 40x12", TERM_MS);
	term_resize(t, 100, 300);
	term_wait(t, "standin 300x100", TERM_MS);
	term_free(t);
}

/* The last line scrolls, whatever margins the program had set for the size before. */
static void margins_go_with_the_size(void **state)
{
	static const char margins[] = "\033[1;20r", below[] = "\033[5;1Hx\n";
	struct term *t = standin(NULL);
	char *row;

	(void)state;
	(void)vterm_input_write(t->vt, margins, sizeof margins - 1);
	term_resize(t, 5, 20);
	term_wait(t, "standin 20x5", TERM_MS);
	(void)vterm_input_write(t->vt, below, sizeof below - 1);
	row = term_row(t, 3);
	assert_string_equal(row, "x");
	free(row);
	term_free(t);
}

static void ends_are_told_apart(void **state)
{
	struct term *t = standin(NULL);

	(void)state;
	assert_int_equal(term_exit_status(t, 1), -1);
	term_keys(t, "<C-x>");
	assert_int_equal(term_exit_status(t, TERM_MS), 3);
	assert_false(term_sees(t, "standin", 1));
	term_free(t);
	t = standin(NULL);
	term_signal(t, SIGTERM);
	assert_int_equal(term_exit_status(t, TERM_MS), 7);
	term_free(t);
	t = standin(NULL);
	term_close_pty(t);
	assert_int_equal(term_exit_status(t, TERM_MS), 0);
	term_free(t);
	t = standin(NULL);
	term_kill9(t);
	assert_int_equal(term_exit_status(t, TERM_MS), 128 + SIGKILL);
	term_free(t);
	t = standin(NULL);
	term_keys(t, "<C-g>");
	assert_int_equal(term_exit_status(t, TERM_MS), 128 + SIGABRT);
	term_free(t);
}

static void foreign_bytes_are_found(void **state)
{
	static const struct {
		const char *key, *seen;
	} foreign[] = {
		{"<C-o>", "\\e]0;title\\x07"},
		{"<C-b>", "\\x07"},
		{"<C-e>", "\\xe2\\x80\\xae"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
		struct term *t = standin(NULL);
		assert_null(term_foreign(t));
		term_keys(t, foreign[i].key);
		term_settle(t, TERM_MS);
		assert_non_null(term_foreign(t));
		assert_string_equal(term_foreign(t), foreign[i].seen);
		term_drop(t);
	}
}

static bool is_allowed(const char *bytes)
{
	struct sequence s = {0};

	sequence_feed(&s, bytes, strlen(bytes));
	sequence_feed(&s, "x", 1);
	return s.foreign[0] == '\0';
}

static void allow_list_is_narrow(void **state)
{
	static const char *const good[] = {
		"\033[H\033[2J", "\033[1;31m",	     "\033[38;5;208m", "\033(B\033[m",
		"\033(0q",	 "\033[?1049h",	     "\033[22;0;0t",   "\033[?1h\033=",
		"\033[12;5H",	 "\033[?12l",	     "\033[5b",	       "\303\253",
		"\342\224\200",	 "\360\237\230\200", "\342\200\215",   "\033[?2004h",
		"\r\n\b\t",
	};
	static const char *const bad[] = {
		"\033]52;c;eA==\007",
		"\033]0;t\033\\",
		"\033P1$r\033\\",
		"\033_x\033\\",
		"\033c",
		"\033[?1000h",
		"\033[6n",
		"\033[c",
		"\033[>c",
		"\033[21t",
		"\033[?1h\033[8;9;9t",
		"\302\233",
		"\302\235",
		"\233",
		"\xff",
		"\xe2\x82",
		"\xef\xbb\xbf",
		"\xee\x80\x80",
		"\a",
		"\005",
		"\177",
		"\033[5 q",
		"\033[?5h",
		"\033%G",
		"\033[!p",
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (!is_allowed(good[i]))
			fail_msg("good %zu is refused", i);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (is_allowed(bad[i]))
			fail_msg("bad %zu is allowed", i);
}

static void places_are_of_ones_own(void **state)
{
	struct place *p = place_new();
	char *folder = strdup(place_folder(p)), *text;
	struct stat info;

	(void)state;
	place_write(p, "config/trede/settings", "language: nl\n");
	text = place_read(p, "config/trede/settings");
	assert_string_equal(text, "language: nl\n");
	free(text);
	assert_null(place_read(p, "nothing"));
	assert_int_equal(stat(folder, &info), 0);
	place_free(p);
	assert_int_equal(stat(folder, &info), -1);
	free(folder);
}

static void scrollback_is_kept(void **state)
{
	struct term *t = term_start(&(struct term_opts){
		.program = "/bin/sh",
		.argv = (const char *const[]){"-c",
					      "seq 40; pwd; echo $HOME $TZ $TERM$LANG",
					      NULL},
		.term = "",
		.env = (const char *const[]){"TZ", "LANG=x", NULL},
	});
	char *rows, *home;

	(void)state;
	assert_int_equal(term_exit_status(t, TERM_MS), 0);
	rows = term_scrollback(t);
	assert_memory_equal(rows, "1\n2\n3\n", 6);
	home = strdup(place_folder(term_place(t)));
	assert_true(term_shows(t, home));
	free(home);
	assert_true(term_shows(t, "x"));
	free(rows);
	term_free(t);
}

static void run_steps(const char *script, bool update, const char *folder)
{
	struct steps s;
	char *path;

	steps_begin(&s);
	s.golden = folder;
	s.update = update;
	place_write(s.place, "script.t", script);
	path = place_path(s.place, "script.t");
	steps_run_file(&s, path);
	free(path);
	steps_end(&s);
}

static void steps_do_what_they_say(void **state)
{
	static const char script[] = "# a remark\n"
				     "size 40 12\n"
				     "file note.txt\nhello\nend\n"
				     "run --x \"two words\"\n"
				     "wait standin 40x12\n"
				     "keys abc<Up>\n"
				     "wait \"key: KEY_UP\"\n"
				     "row 1 text: abc\n"
				     "cursor 1 9\n"
				     "golden abc\n"
				     "resize 100 30\n"
				     "wait standin 100x30\n"
				     "gone 40x12\n"
				     "signal 15\n"
				     "exit 7\n";
	struct place *p = place_new();
	char *golden;

	(void)state;
	setenv("TREDE",
	       getenv("STANDIN") ? getenv("STANDIN") : "build/release/e2e/standin", 1);
	run_steps(script, true, place_folder(p));
	golden = place_read(p, "abc.txt");
	assert_memory_equal(golden, "standin 40x12\ntext: abc\nkey: KEY_UP\n\n", 37);
	assert_non_null(strstr(golden, "\n-- cursor 1,9\n"));
	run_steps(script, false, place_folder(p));
	free(golden);
	place_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_have_names),
		cmocka_unit_test(text_is_read_back),
		cmocka_unit_test(settling_means_painted),
		cmocka_unit_test(paste_stands_in_brackets),
		cmocka_unit_test(size_changes_are_seen),
		cmocka_unit_test(margins_go_with_the_size),
		cmocka_unit_test(ends_are_told_apart),
		cmocka_unit_test(foreign_bytes_are_found),
		cmocka_unit_test(allow_list_is_narrow),
		cmocka_unit_test(places_are_of_ones_own),
		cmocka_unit_test(scrollback_is_kept),
		cmocka_unit_test(steps_do_what_they_say),
	};

	return cmocka_run_group_tests_name("harness", tests, NULL, NULL);
}
