/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The smallest path: a new woman, her intake interrupted in three ways and gone on with, finished,
 * found back from home, printed on the screen, read back from the file.
 */
#include <signal.h>

#include "desk.h"
#include "keys.h"
#include "walk.h"

#define HALF "Zij wil beter Nederlands en zoekt opvang"
enum { SAVED_US = 1000000, LEFT = 7 };

static struct walk_said naima[] = {
	{"called", "Naima"},
	{"address_form", "mevrouw"},
	{"languages", "nl ary"},
	{"contact_language", "nl"},
	{"present", "alone"},
	{"safe_contact", "call text"},
	{"phone", "06 12345678"},
	{"situation", "Brengt de kinderen naar school en past op bij haar zus."},
	{"benefit", "wwb"},
	{"benefit_consent", "asked"},
	{"talents", "Koken voor groepen, regelen."},
	{"wish", "Werken in de zorg."},
	{"wish_kinds", "paid_work education"},
	{"more_dutch", "yes"},
	{"barriers", "childcare language"},
	{"needed", "Opvang voor de jongste, en taalles.\nLiefst samen."},
	{"where_available", "Het buurthuis."},
	{"agreed", "Ik bel het ROC."},
	{"next_appointment", "2026-12-05"},
	{"next_time", "10:30"},
	{"ladder_contract", "no"},
	{"ladder_unpaid", "no"},
	{"ladder_organised", "yes"},
	{"ladder_level", "3"},
	{"growth_level", "5"},
	{"growth_term", "y2"},
	{"growth_realistic", "with_support"},
	{"impression", "Weet goed wat zij wil."},
	{NULL, NULL},
};

/* Her name, consent and half of an answer, the cursor LEFT letters back. */
static void begin(struct desk *d)
{
	desk_sit(d);
	desk_register(d, "Naima");
	term_wait(d->term, "Mag ik opschrijven", TERM_MS);
	term_keys(d->term, "1");
	term_wait(d->term, "Waarmee kan ik u helpen", TERM_MS);
	desk_type(d, HALF);
	for (int i = 0; i < LEFT; i++)
		term_keys(d->term, "<Left>");
	term_settle(d->term, TERM_MS);
}

static void remember(struct desk *d, int *row, int *col)
{
	assert_true(term_cursor(d->term, row, col));
	assert_true(term_shows(d->term, HALF "_"));
}

/* Home says that she is not finished; Enter, and everything is as it was. */
static void goes_on(struct desk *d, int row, int col)
{
	int now_row, now_col;

	term_keys(d->term, "<Enter>");
	term_wait_row(d->term, 0, "Intake \302\267 Naima", TERM_MS);
	term_wait(d->term, "Waarmee kan ik u helpen", TERM_MS);
	term_wait(d->term, HALF "_", TERM_MS);
	term_settle(d->term, TERM_MS);
	assert_true(term_cursor(d->term, &now_row, &now_col));
	assert_int_equal(now_row, row);
	assert_int_equal(now_col, col);
}

static void after_escape(void **state)
{
	struct desk d;
	int row, col;

	(void)state;
	desk_open(&d, "nl");
	begin(&d);
	remember(&d, &row, &col);
	term_keys(d.term, "<Esc>");
	term_wait_row(d.term, 0, "overzicht", TERM_MS);
	desk_home(&d);
	goes_on(&d, row, col);
	desk_rise(&d);
	desk_sit(&d);
	goes_on(&d, row, col);
	desk_close(&d);
}

static void after_kill9(void **state)
{
	struct desk d;
	int row, col;

	(void)state;
	desk_open(&d, "nl");
	begin(&d);
	remember(&d, &row, &col);
	term_let(d.term, SAVED_US); /* at most the last second of typing may be lost */
	term_kill9(d.term);
	term_free(d.term);
	desk_sit(&d);
	goes_on(&d, row, col);
	desk_close(&d);
}

static void after_the_lid(void **state)
{
	struct desk d;
	int row, col;

	(void)state;
	desk_open(&d, "nl");
	begin(&d);
	remember(&d, &row, &col);
	term_close_pty(d.term);
	assert_int_equal(term_exit_status(d.term, TERM_MS), 0);
	term_free(d.term);
	desk_sit(&d);
	goes_on(&d, row, col);
	term_signal(d.term, SIGTERM);
	assert_int_equal(term_exit_status(d.term, TERM_MS), 0);
	term_free(d.term);
	desk_sit(&d);
	goes_on(&d, row, col);
	desk_close(&d);
}

/* From the half answer on to the overview, and finished. */
static void finish(struct desk *d)
{
	struct walk w;
	struct error e = ERROR_INIT;

	walk_open(&w, d->term, "intake", "nl", "mevrouw", "Naima");
	assert_int_equal(form_filling_answer(w.filling, form_find(w.form, "record_ok"), "yes", &e),
			 OK);
	assert_int_equal(form_filling_answer(w.filling, form_find(w.form, "help_with"), HALF, &e),
			 OK);
	term_keys(d->term, "<Enter>");
	w.from = form_find(w.form, "called");
	walk_all(&w, walk_says_table, naima);
	walk_close(&w);
	term_keys(d->term, "a");
	term_wait(d->term, "Het gesprek afronden?", TERM_MS);
	term_keys(d->term, "<Enter>");
	term_wait(d->term, "Het gesprek is afgerond en bewaard.", TERM_MS);
}

static void check_client_screen(struct desk *d)
{
	int row, col, mark_row, mark_col;

	term_wait_row(d->term, 0, "Naima", TERM_MS);
	term_wait(d->term, "Lastig nu: opvang", TERM_MS);
	term_wait(d->term, "21-11-26", TERM_MS); /* below the ladder: the screen is whole */
	assert_true(term_find(d->term, "3 doet mee met activiteiten", &row, &col));
	assert_true(term_find(d->term, "\342\227\217", &mark_row, &mark_col)); /* the dot */
	assert_int_equal(row, mark_row);
}

static void print_on_screen(struct desk *d)
{
	term_keys(d->term, "p");
	term_wait_row(d->term, 0, "Printen", TERM_MS);
	term_keys(d->term, "1"); /* the case sheet: there is no consent for a summary yet */
	term_wait(d->term, "Waarheen?  1 op het scherm", TERM_MS);
	term_keys(d->term, "<Enter>");
	term_wait_row(d->term, 0, "Casus in vijf kolommen", TERM_MS);
	term_wait(d->term, "| Wat wil ", TERM_MS);
	term_wait(d->term, "| Werken in de ", TERM_MS);
}

static void check_file(struct desk *d)
{
	char *id = desk_client(d, "Naima", 0);
	json_t *shown = desk_show(d, id);
	const json_t *facts = json_object_get(shown, "facts");

	desk_equal(facts, "help_with", HALF);
	desk_equal(facts, "ladder_level", "3");
	desk_equal(facts, "ladder_derived", "3");
	desk_equal(facts, "barriers", "childcare language");
	desk_equal(desk_answer(shown, "intake", "needed"), "value",
		   "Opvang voor de jongste, en taalles.\nLiefst samen.");
	desk_equal(desk_item(shown, "appointments", "due", "2026-12-05"), "kind", "progress");
	assert_int_equal(json_array_size(json_object_get(shown, "rungs")), 1);
	json_decref(shown);
	free(id);
}

static void to_the_printed_page(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	begin(&d);
	finish(&d);
	check_client_screen(&d);
	desk_home(&d);
	desk_woman(&d, "Naima");
	check_client_screen(&d);
	print_on_screen(&d);
	desk_rise(&d);
	check_file(&d);
	free(DESK_RUN(&d, 0, "check"));
	desk_close(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(after_escape),
		cmocka_unit_test(after_kill9),
		cmocka_unit_test(after_the_lid),
		cmocka_unit_test(to_the_printed_page),
	};

	return cmocka_run_group_tests_name("intake", tests, NULL, NULL);
}
