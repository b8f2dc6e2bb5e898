/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Sizes, terminals and keys that mean the same everywhere: a window that changes while one types,
 * a terminal without colours or drawing characters, the cursor on the focus, pasted keys as text,
 * the keys that stop nothing, the blank screen.
 */
#include "desk.h"
#include "inside.h"

#define WORDS "Zij wil beter Nederlands leren en zoekt opvang. "

static const struct size {
	int rows, cols;
} sizes[] = {
	{12, 40}, {24, 80}, {100, 300}, {13, 41}, {5, 20}, {25, 132}, {12, 300},
	{100, 40}, {1, 1},  {43, 132},  {11, 39}, {24, 80},
};
enum { SIZES = sizeof sizes / sizeof *sizes, TEXT_BYTES = 4096 };

static void open_talk(struct desk *d)
{
	desk_register(d, "Naima");
	term_wait(d->term, "Mag ik opschrijven", TERM_MS);
	term_keys(d->term, "1");
	term_wait(d->term, "Waarmee kan ik u helpen?", TERM_MS);
}

static char *help_with(struct desk *d)
{
	json_t *shown;
	char *id, *value;

	desk_rise(d);
	desk_sit(d);
	term_keys(d->term, "<Enter>");
	term_wait(d->term, "Waarmee kan ik u helpen?", TERM_MS);
	term_keys(d->term, "<Esc>");
	term_wait_row(d->term, 0, "overzicht", TERM_MS);
	term_keys(d->term, "a<Enter>");
	term_wait(d->term, "afgerond", TERM_MS);
	desk_rise(d);
	id = desk_client(d, "Naima", 0);
	shown = desk_show(d, id);
	value = harness_format("%s", desk_text(desk_answer(shown, "intake", "help_with"), "value"));
	json_decref(shown);
	free(id);
	return value;
}

/* The window changes after every few letters, between keys and without waiting for anything. */
static void resized_while_typing(void **state)
{
	char want[TEXT_BYTES] = "", *got;
	struct desk d;
	size_t len;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	open_talk(&d);
	for (int i = 0; i < 3 * SIZES; i++) {
		term_resize(d.term, sizes[i % SIZES].rows, sizes[i % SIZES].cols);
		desk_type(&d, WORDS);
		len = strlen(want);
		snprintf(want + len, sizeof want - len, "%s", WORDS);
	}
	term_wait(d.term, "Waarmee kan ik u helpen?", TERM_MS);
	term_wait(d.term, "zoekt opvang. _", TERM_MS);
	want[strlen(want) - 1] = '\0'; /* blanks at the end go */
	got = help_with(&d);
	assert_string_equal(got, want);
	free(got);
	desk_close(&d);
}

/* Too small says so, and nothing is lost; large enough shows the question again. */
static void too_small(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	open_talk(&d);
	desk_type(&d, "Half");
	term_resize(d.term, 5, 20);
	term_wait(d.term, "Maak dit venster", TERM_MS);
	desk_type(&d, " woord");
	term_resize(d.term, 12, 40);
	term_wait(d.term, "Half woord_", TERM_MS);
	term_wait(d.term, "Waarmee kan ik u helpen?", TERM_MS);
	desk_close(&d);
}

/* Every screen, each at every size: something stands there, and the cursor is on it. */
static void every_screen_at_every_size(void **state)
{
	static const char *const ways[] = {"",	"g", "v", "d", "a", "p",
					   "w", "n", "t", "c", "b", "?"};
	struct desk d;
	int row, col;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	desk_woman(&d, "Maria");
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		term_keys(d.term, ways[i]);
		for (size_t k = 0; k < SIZES; k++) {
			char *top;

			term_resize(d.term, sizes[k].rows, sizes[k].cols);
			term_settle(d.term, TERM_MS);
			top = term_row(d.term, 0);
			if (!*top && sizes[k].cols > 1) {
				term_print(d.term, ways[i]);
				fail_msg("nothing on line 1 at %dx%d", sizes[k].cols, sizes[k].rows);
			}
			free(top);
			assert_true(term_cursor(d.term, &row, &col));
			assert_in_range(row, 0, sizes[k].rows - 1);
			assert_in_range(col, 0, sizes[k].cols - 1);
		}
		assert_null(term_foreign(d.term));
		if (*ways[i])
			term_keys(d.term, "<Esc>");
		term_wait_row(d.term, 0, "Maria", TERM_MS);
	}
	desk_close(&d);
}

static bool has_attributes(struct term *t)
{
	for (int y = 0; y < 24; y++)
		for (int x = 0; x < 80; x++)
			if (!term_is_plain(t, y, x))
				return true;
	return false;
}

static bool is_ascii(struct term *t)
{
	char *screen = term_screen(t);
	bool is_plain = true;

	for (const char *p = screen; *p; p++)
		is_plain &= (unsigned char)*p < 0x80;
	free(screen);
	return is_plain;
}

/* The same path on terminals that can do less: the marks read without colour or drawing. */
static void lesser_terminals(void **state)
{
	static const char *const utf8[] = {"LC_ALL=C.UTF-8", NULL};
	static const char *const plain[] = {"LC_ALL=C", NULL};
	static const struct {
		const char *name;
		const char *const *env;
		bool is_ascii;
	} kinds[] = {
		{"vt100", utf8, true},  {"linux", utf8, false}, {"xterm-256color", plain, true},
		{"vt100", plain, true}, {"linux", plain, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct desk d;

		desk_open(&d, "nl");
		d.name = kinds[i].name;
		d.env = kinds[i].env;
		desk_sit(&d);
		if (kinds[i].is_ascii && !is_ascii(d.term)) {
			term_print(d.term, kinds[i].name);
			fail_msg("%s: not only ASCII", kinds[i].name);
		}
		desk_woman(&d, "Maria");
		term_wait(d.term, "3 doet mee met activiteiten", TERM_MS);
		if (kinds[i].is_ascii)
			term_wait(d.term, "----", TERM_MS);
		term_keys(d.term, "g");
		desk_pick(&d, "Voortgang");
		term_wait(d.term, ">[ ] 1  niemand", TERM_MS);
		term_keys(d.term, "1");
		term_wait(d.term, ">[x] 1  niemand", TERM_MS);
		desk_rise(&d);
		desk_close(&d);
	}
}

static void assert_no_colour(struct term *t)
{
	VTermScreenCell cell;

	for (int y = 0; y < 24; y++)
		for (int x = 0; x < 80; x++)
			if (vterm_screen_get_cell(t->screen, (VTermPos){y, x}, &cell) &&
			    !(VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) &&
			      VTERM_COLOR_IS_DEFAULT_BG(&cell.bg)))
				fail_msg("a colour at %d,%d", y, x);
}

/* Nothing is said by colour: without it bold remains, and the mark at the focus. */
static void monochrome(void **state)
{
	static const char *const no_colour[] = {"NO_COLOR=1", NULL};
	struct desk d;
	int row, col;

	(void)state;
	desk_open(&d, "nl");
	d.env = no_colour;
	desk_sit(&d);
	term_settle(d.term, TERM_MS);
	assert_no_colour(d.term);
	assert_true(has_attributes(d.term));
	assert_true(term_cursor(d.term, &row, &col));
	{
		char *line = term_row(d.term, row);

		assert_true(line[0] == '>');
		free(line);
	}
	desk_close(&d);
}

/* The cursor stands on what has the focus: the mark, or the field. */
static void cursor_on_the_focus(void **state)
{
	static const struct {
		const char *keys, *wait;
	} screens[] = {
		{"g", "Gesprek \302\267"},    {"p", "Printen \302\267"}, {"w", "Wijzigen \302\267"},
		{"b", "Wat is nodig \302\267"}, {"c", "Contact"},	       {"d", "Doelen \302\267"},
		{"a", "Afspraken \302\267"},
	};
	struct desk d;
	int row, col;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	desk_woman(&d, "Maria");
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		char *line;

		term_keys(d.term, screens[i].keys);
		term_wait_row(d.term, 0, screens[i].wait, TERM_MS);
		term_keys(d.term, "<Down>");
		term_settle(d.term, TERM_MS);
		assert_true(term_cursor(d.term, &row, &col));
		line = term_row(d.term, row);
		if (line[col] != '>') {
			term_print(d.term, screens[i].wait);
			fail_msg("%s: the cursor is not on the mark", screens[i].wait);
		}
		free(line);
		term_keys(d.term, "<Esc>");
		term_wait(d.term, "g gesprek", TERM_MS);
	}
	desk_close(&d);
}

/* What is pasted is text, whatever keys it looks like; a new line is one. */
static void paste_is_text(void **state)
{
	static const char keys[] = "een\033[Atwee\003\021\034\023\006\016\t drie\nvier\0331";
	struct desk d;
	char *got;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	open_talk(&d);
	term_paste(d.term, keys);
	term_wait(d.term, "vier", TERM_MS);
	term_wait(d.term, "Waarmee kan ik u helpen?", TERM_MS);
	assert_false(term_shows(d.term, "Stoppen:"));
	assert_false(term_shows(d.term, "Alles is al bewaard"));
	got = help_with(&d);
	assert_true(strncmp(got, "een", 3) == 0);
	assert_non_null(strstr(got, "twee"));
	assert_non_null(strstr(got, " drie\nvier"));
	free(got);
	desk_close(&d);
}

static void keys_that_stop_nothing(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	open_talk(&d);
	desk_type(&d, "Half");
	term_keys(d.term, "<C-s>");
	term_wait(d.term, "Alles is al bewaard (10:42).", TERM_MS);
	for (const char *key = "cq\\"; *key; key++) {
		char *name = harness_format("<C-%c>", *key);

		term_keys(d.term, name);
		term_wait(d.term, "Stoppen: Esc. Alles is bewaard.", TERM_MS);
		term_keys(d.term, "<Left>"); /* the message stays until the next key */
		term_wait_gone(d.term, "Stoppen: Esc.", TERM_MS);
		free(name);
	}
	term_keys(d.term, "<C-b><C-d><C-v><C-x>"); /* nothing at all */
	term_settle(d.term, TERM_MS);
	term_wait(d.term, "Half_", TERM_MS);
	desk_close(&d);
}

/* ^Z is undo: the program is never stopped by it. */
static void undo_and_redo(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	open_talk(&d);
	desk_type(&d, "Een twee");
	term_keys(d.term, "<C-w>");
	term_wait(d.term, "Een _", TERM_MS);
	term_keys(d.term, "<C-z>");
	term_wait(d.term, "Een twee_", TERM_MS);
	term_keys(d.term, "<C-y>");
	term_wait(d.term, "Een _", TERM_MS);
	desk_close(&d);
}

/* Only the centre's name and the clock; any key, and all is as it was, the cursor too. */
static void blank_and_back(void **state)
{
	struct desk d;
	char *before, *after, *blank;
	int row, col, row_now, col_now;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	open_talk(&d);
	desk_type(&d, "Zij vertelt over thuis");
	term_keys(d.term, "<Left><Left>");
	term_keys(d.term, "<C-s>");
	term_wait(d.term, "Alles is al bewaard", TERM_MS);
	term_keys(d.term, "<Left>");
	term_settle(d.term, TERM_MS);
	before = term_screen(d.term);
	assert_true(term_cursor(d.term, &row, &col));
	term_keys(d.term, "<C-l>");
	term_wait_gone(d.term, "Zij vertelt", TERM_MS);
	term_settle(d.term, TERM_MS);
	blank = term_screen(d.term);
	assert_true(strncmp(blank, "Vrouwencentrum Jasmijn ", 23) == 0);
	assert_non_null(strstr(blank, "10:42\n"));
	assert_true(strspn(strchr(blank, '\n'), "\n") == strlen(strchr(blank, '\n')));
	assert_null(strstr(blank, "Naima"));
	term_keys(d.term, "x");
	term_wait(d.term, "Zij vertelt over thuis_", TERM_MS);
	term_settle(d.term, TERM_MS);
	after = term_screen(d.term);
	assert_string_equal(before, after);
	assert_true(term_cursor(d.term, &row_now, &col_now));
	assert_int_equal(row, row_now);
	assert_int_equal(col, col_now);
	free(before);
	free(after);
	free(blank);
	desk_close(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(resized_while_typing),
		cmocka_unit_test(too_small),
		cmocka_unit_test(every_screen_at_every_size),
		cmocka_unit_test(lesser_terminals),
		cmocka_unit_test(monochrome),
		cmocka_unit_test(cursor_on_the_focus),
		cmocka_unit_test(paste_is_text),
		cmocka_unit_test(keys_that_stop_nothing),
		cmocka_unit_test(undo_and_redo),
		cmocka_unit_test(blank_and_back),
	};

	return cmocka_run_group_tests_name("sizes", tests, NULL, NULL);
}
