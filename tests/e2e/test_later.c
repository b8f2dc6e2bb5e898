/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What could not be asked because somebody was there, or was left for later, waits for a talk for
 * later: it is counted and offered, asked in that talk, in lists too, and then no longer.
 */
#include <signal.h>

#include "desk.h"
#include "keys.h"

#define FORM "tests/data/intake-kinderen.yaml"
#define HERE "data/trede/practice/forms/family.yaml"

enum { FORM_BYTES = 1 << 20 };

static void put_form(struct desk *d)
{
	struct str bytes = STR_INIT;
	struct error e = ERROR_INIT;

	if (file_read(FORM, FORM_BYTES, &bytes, &e) != OK)
		fail_msg("%s", e.text);
	place_write(d->place, HERE, bytes.bytes);
	str_release(&bytes);
}

/* Keys, and what must be on the screen then. */
static void press(struct desk *d, const char *keys, const char *sees)
{
	term_keys(d->term, keys);
	term_wait(d->term, sees, TERM_MS);
}

static void type(struct desk *d, const char *text, const char *sees)
{
	desk_type(d, text);
	press(d, "<Enter>", sees);
}

/* A child of 13: what worries her about it is not asked while her family is there. */
static void with_family(struct desk *d)
{
	desk_open(d, "nl");
	put_form(d);
	desk_sit(d);
	desk_woman(d, "Ann");
	term_keys(d->term, "g");
	desk_pick(d, "Gezin");
	term_wait(d->term, "Wie is erbij?", TERM_MS);
	press(d, "2", "Heeft u kinderen?");
	press(d, "1", "de eerste toevoegen");
	press(d, "a", "Hoe heet uw kind?");
	type(d, "Sem", "Hoe oud is Sem?");
	type(d, "13", "Scholen");
	assert_false(term_shows(d->term, "zorgen"));
}

static void finish(struct desk *d)
{
	term_keys(d->term, "<Esc>");
	for (int i = 0; i < 4 && !term_sees(d->term, "overzicht", 200); i++)
		term_keys(d->term, "<Esc>");
	press(d, "a", "Het gesprek afronden?");
	press(d, "<Enter>", "Het gesprek is afgerond");
}

static void asked_when_she_is_alone(void **state)
{
	struct desk d;
	json_t *shown;
	char *id;

	(void)state;
	with_family(&d);
	finish(&d);
	press(&d, "g", "Gezin: voor een later gesprek (1)");
	desk_pick(&d, "Gezin: voor een later gesprek");
	term_wait(d.term, "Wie is erbij?", TERM_MS);
	press(&d, "1", "Sem, 13");
	press(&d, "<Enter>", "Waar maakt u zich zorgen over bij Sem?");
	press(&d, "<C-t>", "niet voor een scherm dat jullie samen bekijken");
	desk_type(&d, "Slaapt sl");
	term_wait(d.term, "Slaapt sl_", TERM_MS);
	term_signal(d.term, SIGHUP); /* the window goes */
	assert_int_equal(term_exit_status(d.term, TERM_MS), 0);
	term_free(d.term);
	desk_sit(&d);
	press(&d, "<Enter>", "Slaapt sl_");
	type(&d, "echt", "Sem, 13");
	assert_false(term_shows(d.term, "1 open"));
	finish(&d);
	press(&d, "<Enter>", "Slaapt slecht");
	assert_true(term_shows(d.term, "Waar maakt u zich zorgen over bij Sem?"));
	press(&d, "<Esc>", "g gesprek");
	press(&d, "g", "Gezin");
	term_settle(d.term, TERM_MS);
	assert_false(term_shows(d.term, "Gezin: voor een later gesprek"));
	press(&d, "<Esc>", "w wijzigen");
	press(&d, "w", "Verbeteren: 21-11-26");
	press(&d, "1", "Wat klopt er niet?");
	assert_false(term_shows(d.term, "Hoe heet uw kind?")); /* said in the other talk */
	press(&d, "2", "Slaapt slecht");
	press(&d, "<C-u>", "Het goede antwoord");
	type(&d, "Slaapt goed", "Waarom?");
	press(&d, "1", "Verbeterd");
	desk_rise(&d);
	id = desk_client(&d, "Ann", 0);
	shown = desk_show(&d, id);
	desk_equal(desk_answer(shown, "family", "worry"), "value", "Slaapt goed");
	json_decref(shown);
	free(id);
	desk_close(&d);
}

/* Still not alone: it stays for the next time. */
static void stays_while_somebody_is_there(void **state)
{
	struct desk d;

	(void)state;
	with_family(&d);
	finish(&d);
	press(&d, "g", "Gezin: voor een later gesprek (1)");
	desk_pick(&d, "Gezin: voor een later gesprek");
	term_wait(d.term, "Wie is erbij?", TERM_MS);
	press(&d, "2", "Sem, 13");
	press(&d, "1", "nu niets over te vragen");
	press(&d, "<Esc><Esc>", "g gesprek");
	press(&d, "g", "Nog niet af: Gezin");
	desk_pick(&d, "Gezin: voor een later gesprek"); /* begun already: that one */
	term_wait(d.term, "(Gezin).", TERM_MS);
	press(&d, "1", "Sem, 13");
	finish(&d);
	press(&d, "g", "Gezin: voor een later gesprek (1)");
	desk_close(&d);
}

/* Somebody comes in at the end: what was not asked before that can not be asked now. */
static void somebody_comes_in(void **state)
{
	struct desk d;

	(void)state;
	with_family(&d);
	press(&d, "<Esc><Esc>", "overzicht");
	press(&d, "<Home><Enter>", "Wie is erbij?");
	press(&d, "1", "Heeft u kinderen?");
	press(&d, "<Tab>", "Sem, 13");
	press(&d, "<lt>a", "Hoe heet uw kind?");
	type(&d, "Noor", "Hoe oud is Noor?");
	type(&d, "14", "zorgen over bij Noor?");
	press(&d, "<Esc><Esc>", "overzicht");
	press(&d, "<Home><Enter>", "Wie is erbij?");
	press(&d, "2", "Heeft u kinderen?");
	finish(&d);
	press(&d, "g", "Gezin: voor een later gesprek (2)");
	desk_close(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(asked_when_she_is_alone),
		cmocka_unit_test(stays_while_somebody_is_there),
		cmocka_unit_test(somebody_comes_in),
	};

	return cmocka_run_group_tests_name("talks for later", tests, NULL, NULL);
}
