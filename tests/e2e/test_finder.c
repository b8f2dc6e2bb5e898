/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looking somebody up as a worker types: other spellings, keys faster than the search, lines that stay
 * where they are, and names that are gone from memory when it is locked.
 */
#include <signal.h>

#include "desk.h"
#include "keys.h"
#include "lock.h"
#include "memory.h"

enum { MANY = 3000, FIRST_LINE = 4, LINES = 6 };
#define HEADER "file_number,given_name,family_name,birth_date,postcode,phone\n"

/* Women beside the examples: called N, family name by turns. */
static void import(struct desk *d, int count, const char *given)
{
	static const char *const families[] = {"Bouzid", "Haddou", "Jansen", "Yildirim", "Visser"};
	struct str csv = STR_INIT;
	char *path = place_path(d->place, "women.csv");

	str_add(&csv, HEADER);
	for (int i = 0; i < count; i++)
		str_addf(&csv, "X-%05d,%s,%s,19%02d-03-12,2516 X%c,06%08d\n", i, given,
			 families[i % 5], 50 + i % 50, 'A' + i % 26, 12300000 + i);
	place_write(d->place, "women.csv", csv.bytes);
	free(DESK_RUN(d, 0, "import", "clients", path));
	free(path);
	str_release(&csv);
}

static void begin(struct desk *d, int count, const char *given)
{
	desk_open(d, "nl");
	if (count > 0)
		import(d, count, given);
	desk_sit(d);
	term_settle(d->term, TERM_MS);
}

static void line_is(struct desk *d, int line, const char *text)
{
	char *row = term_row(d->term, FIRST_LINE + line);

	if (!strstr(row, text))
		term_print(d->term, text);
	assert_non_null(strstr(row, text));
	free(row);
}

static void finds_by_ear(void **state)
{
	struct desk d;

	(void)state;
	begin(&d, 0, NULL);
	desk_type(&d, "foesia");
	term_wait(d.term, "> Fouzia", TERM_MS);
	term_settle(d.term, TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "g gesprek", TERM_MS);
	term_wait_row(d.term, 0, "Fouzia", TERM_MS);
	desk_rise(&d);
	desk_close(&d);
}

/* Typed in one go, before a list can be there: who has the name is opened, who comes near is shown. */
static void types_ahead(void **state)
{
	struct desk d;

	(void)state;
	begin(&d, 0, NULL);
	desk_type(&d, "fouzia\r");
	term_wait(d.term, "g gesprek", TERM_MS);
	term_wait_row(d.term, 0, "Fouzia", TERM_MS);
	desk_home(&d);
	desk_type(&d, "foesia\r");
	term_wait(d.term, "> Fouzia", TERM_MS);
	term_settle(d.term, TERM_MS);
	assert_false(term_shows(d.term, "g gesprek"));
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "g gesprek", TERM_MS);
	desk_rise(&d);
	desk_close(&d);
}

/* Of several who have it, nobody is opened unseen either. */
static void opens_no_guess(void **state)
{
	struct desk d;

	(void)state;
	begin(&d, 12, "Sjefika");
	desk_type(&d, "sjefika\r");
	term_wait(d.term, "12 gevonden van", TERM_MS);
	term_settle(d.term, TERM_MS);
	assert_false(term_shows(d.term, "g gesprek"));
	line_is(&d, 0, "> Sjefika");
	line_is(&d, LINES - 1, "Sjefika"); /* all that today leaves */
	desk_rise(&d);
	desk_close(&d);
}

/* A key behind letters that were typed as fast is about what these find, not about the list before. */
static void lines_of_all_that_was_typed(void **state)
{
	struct desk d;

	(void)state;
	begin(&d, 12, "Sjefika");
	desk_type(&d, "sj");
	term_wait(d.term, "> Sjefika", TERM_MS);
	term_settle(d.term, TERM_MS);
	desk_type(&d, "oerdxx\033OC"); /* the last is an arrow */
	term_wait(d.term, "Niemand gevonden", TERM_MS);
	desk_rise(&d);
	desk_close(&d);
}

/* The line she went to holds the same woman when all has been found. */
static void lines_stay(void **state)
{
	static const char *const typed[] = {"sjefika b", "sefika bouz", "2516xb", "sjefika 1984"};
	struct desk d;

	(void)state;
	begin(&d, MANY, "Sjefika");
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		char *before, *after;

		desk_type(&d, typed[i]);
		term_wait(d.term, "gevonden van", TERM_MS);
		term_wait(d.term, "> Sjefika", TERM_MS);
		term_keys(d.term, "<Down><Down>");
		term_wait_row(d.term, FIRST_LINE + 2, "> Sjefika", TERM_MS);
		before = term_row(d.term, FIRST_LINE + 2);
		term_settle(d.term, TERM_MS);
		after = term_row(d.term, FIRST_LINE + 2);
		assert_string_equal(before, after);
		term_keys(d.term, "<BS>"); /* another question begins at the top */
		term_wait_row(d.term, FIRST_LINE, "> Sjefika", TERM_MS);
		free(before);
		free(after);
		term_keys(d.term, "<Esc>");
		term_wait(d.term, "Zoek: ___", TERM_MS);
	}
	desk_rise(&d);
	desk_close(&d);
}

static void edits_what_was_typed(void **state)
{
	struct desk d;

	(void)state;
	begin(&d, 0, NULL);
	desk_type(&d, "ka");
	term_wait(d.term, "> Karin", TERM_MS);
	term_keys(d.term, "<BS>");
	term_wait_gone(d.term, "> Karin", TERM_MS); /* one letter asks nothing */
	term_settle(d.term, TERM_MS);
	term_keys(d.term, "<BS>");
	term_paste(d.term, "Fouzia");
	term_wait(d.term, "> Fouzia", TERM_MS);
	term_keys(d.term, "<C-u>");
	term_wait_gone(d.term, "> Fouzia", TERM_MS);
	desk_type(&d, "sangita");
	term_resize(d.term, 12, 40);
	term_wait(d.term, "Sangeeta", TERM_MS);
	term_resize(d.term, 43, 132);
	term_wait(d.term, "> Sangeeta", TERM_MS);
	term_resize(d.term, 24, 80);
	desk_rise(&d);
	desk_close(&d);
}

static void finds_by_key(void **state)
{
	struct desk d;

	(void)state;
	begin(&d, 40, "Sjefika");
	desk_type(&d, "12300007");
	term_wait(d.term, "telefoon ..0007", TERM_MS);
	term_wait(d.term, "1 gevonden van", TERM_MS);
	term_keys(d.term, "<C-u>");
	desk_type(&d, "sjefika 2516xb");
	term_wait(d.term, "postcode 2516 XB", TERM_MS);
	term_keys(d.term, "<C-u>");
	desk_type(&d, "X-00003");
	term_wait(d.term, "Sjefika Yildirim", TERM_MS);
	term_wait(d.term, "1 gevonden van", TERM_MS);
	desk_rise(&d);
	desk_close(&d);
}

/* ^F in the middle of a talk, and back. */
static void finds_from_anywhere(void **state)
{
	struct desk d;

	(void)state;
	begin(&d, 0, NULL);
	desk_woman(&d, "Karin");
	term_keys(d.term, "<C-f>");
	term_wait_row(d.term, 0, "Iemand opzoeken", TERM_MS);
	desk_type(&d, "foesia");
	term_wait(d.term, "> Fouzia", TERM_MS);
	term_keys(d.term, "<Esc>");
	term_wait_row(d.term, 0, "Karin", TERM_MS);
	desk_rise(&d);
	desk_close(&d);
}

/* Somebody new, and a new name, are found at once. */
static void finds_who_changed(void **state)
{
	struct desk d;

	(void)state;
	begin(&d, 0, NULL);
	desk_register(&d, "Zoulikha");
	desk_home(&d);
	desk_type(&d, "zoelicha");
	term_wait(d.term, "> Zoulikha", TERM_MS);
	desk_rise(&d);
	desk_close(&d);
}

/* What was typed to look for her is not all a name: her date of birth is kept, a number is not. */
static void is_new_with_a_birth(void **state)
{
	struct desk d;
	char *out;

	(void)state;
	begin(&d, 0, NULL);
	desk_type(&d, "Zubeyda 12-3-1984");
	term_wait(d.term, "Niemand gevonden. ^N", TERM_MS);
	term_keys(d.term, "<C-n>");
	term_wait(d.term, "Nieuw, geboren 12 maart 1984: hoe mag ik", TERM_MS);
	term_wait(d.term, "\nZubeyda____", TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "Mag ik opschrijven", TERM_MS);
	desk_home(&d);
	desk_type(&d, "V-9999");
	term_wait(d.term, "Niemand gevonden. ^N", TERM_MS);
	term_keys(d.term, "<C-n>");
	term_wait(d.term, "Nieuw: hoe mag ik", TERM_MS);
	term_wait(d.term, "\n____", TERM_MS);
	term_keys(d.term, "<Esc>");
	desk_rise(&d);
	out = DESK_RUN(&d, 0, "find", "--json", "zubeyda");
	assert_non_null(strstr(out, "\"1984-03-12\""));
	free(out);
	desk_close(&d);
}

/* ^F and ^F again in a talk: what was typed among questions is looked for among women. */
static void finds_instead_of_a_question(void **state)
{
	struct desk d;

	(void)state;
	begin(&d, 0, NULL);
	desk_register(&d, "Zoulikha");
	term_keys(d.term, "1<C-f>");
	term_wait_row(d.term, 0, "Zoek een vraag", TERM_MS);
	desk_type(&d, "foesia");
	term_wait(d.term, "Geen vraag heeft deze letters. ^F zoekt", TERM_MS);
	term_keys(d.term, "<C-f>");
	term_wait(d.term, "> Fouzia", TERM_MS);
	term_keys(d.term, "<C-u>");
	desk_type(&d, "zqzqz");
	term_wait(d.term, "Niemand gevonden. Probeer", TERM_MS); /* ^N makes nobody here */
	desk_rise(&d);
	desk_close(&d);
}

#define MARKER "Kwikstaartje"
#define FOLDED "kwikstaartje"

/* The names are in memory while it is open, and nowhere when it is locked: before all are in, too. */
static void names_go_at_the_lock(void **state)
{
	struct desk d;
	pid_t pid;
	bool can;

	(void)state;
	desk_open(&d, "nl");
	import(&d, MANY, MARKER);
	desk_sit(&d);
	pid = term_pid(d.term);
#ifdef __SANITIZE_ADDRESS__
	can = false; /* a sanitizer's own memory is too large to be looked through */
#else
	can = memory_can_look(pid);
#endif
	for (int i = 0; i < 2; i++) {
		if (i == 1) {
			term_settle(d.term, TERM_MS);
			assert_true(!can || memory_count(pid, FOLDED, sizeof FOLDED - 1) > 0);
			desk_type(&d, "kwikstart");
			term_wait(d.term, "> " MARKER, TERM_MS);
		}
		term_signal(d.term, SIGUSR1);
		term_wait(d.term, LOCK_ASKS, TERM_MS);
		term_settle(d.term, TERM_MS);
		assert_true(!can || memory_count(pid, FOLDED, sizeof FOLDED - 1) == 0);
		assert_true(!can || memory_count(pid, MARKER, sizeof MARKER - 1) == 0);
		lock_open(&d);
	}
	desk_rise(&d);
	desk_close(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_by_ear),	       cmocka_unit_test(types_ahead),
		cmocka_unit_test(opens_no_guess),      cmocka_unit_test(lines_stay),
		cmocka_unit_test(lines_of_all_that_was_typed),
		cmocka_unit_test(edits_what_was_typed), cmocka_unit_test(finds_by_key),
		cmocka_unit_test(finds_from_anywhere), cmocka_unit_test(finds_who_changed),
		cmocka_unit_test(is_new_with_a_birth), cmocka_unit_test(finds_instead_of_a_question),
		cmocka_unit_test(names_go_at_the_lock),
	};

	return cmocka_run_group_tests_name("finding", tests, NULL, NULL);
}
