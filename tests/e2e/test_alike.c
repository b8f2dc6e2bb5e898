/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * She is here already, under another spelling: told in a quiet line, asked about before it is too
 * late, put together and taken apart again; and two workers with one woman.
 */
#include "desk.h"
#include "keys.h"

#define CLIENT_KEYS "g gesprek"
#define CARD "Is zij er al?"
#define LINE "lijkt op Naima Bouzid, 1981"

/* Keys, and what must be on the screen then. */
static void press(struct desk *d, const char *keys, const char *sees)
{
	term_keys(d->term, keys);
	term_wait(d->term, sees, TERM_MS);
}

static void add(struct desk *d, const char *facts)
{
	char *path = place_path(d->place, "facts.json");

	place_write(d->place, "facts.json", facts);
	free(DESK_RUN(d, 0, "add", "--facts", path));
	free(path);
}

static void with_naima(struct desk *d)
{
	desk_open(d, "nl");
	add(d, "{\"called\":\"Naima\",\"given_name\":\"Naima\",\"family_name\":\"Bouzid\","
	       "\"birth_date\":\"1981-03-12\",\"phone\":\"06-12345678\",\"district\":\"Laak\"}");
}

/* A second one, respelt; her file is open. */
static void with_two(struct desk *d)
{
	with_naima(d);
	add(d, "{\"called\":\"Na\303\257ma\",\"family_name\":\"Boezid\"}");
	desk_sit(d);
	desk_woman(d, "Boezid");
	term_wait_row(d->term, 0, "Na\303\257ma Boezid", TERM_MS);
}

/* One line of contact and details, from the list. */
static void detail(struct desk *d, const char *label, const char *text, const char *sees)
{
	desk_focus(d, label);
	term_keys(d->term, "<Enter>");
	term_wait(d->term, "1 van 1", TERM_MS);
	desk_type(d, text);
	press(d, "<Enter>", sees);
}

/* Her date of birth makes it as good as sure: the card. */
static void to_card(struct desk *d)
{
	with_two(d);
	press(d, "c", "dossiernummer");
	detail(d, "geboren", "12-3-1981", CARD);
	term_wait(d->term, "= 12 maart 1981", TERM_MS);
}

static int count_of(struct desk *d, const char *name)
{
	desk_rise(d);
	return desk_found(d, name);
}

static void done(struct desk *d)
{
	free(DESK_RUN(d, 0, "check", "--rebuild"));
	desk_close(d);
}

/* A quiet line takes no focus: what is typed goes on where it was. */
static void registering_tells(void **state)
{
	struct desk d;

	(void)state;
	with_naima(&d);
	desk_sit(&d);
	press(&d, "<C-n>", "hoe mag ik u noemen");
	press(&d, "Naima", LINE "   pijltje omlaag: bekijken");
	term_keys(d.term, "<Down>");
	term_wait_row(d.term, 0, "Naima Bouzid, 45", TERM_MS);
	press(&d, "<Esc>", LINE);
	press(&d, " B.<Enter>", "Mag ik opschrijven");
	term_wait_row(d.term, 0, "Naima B.", TERM_MS);
	press(&d, "<Esc><Esc>", CLIENT_KEYS);
	desk_rise(&d);
	done(&d);
}

static void put_together(void **state)
{
	struct desk d;

	(void)state;
	to_card(&d);
	press(&d, "1", "Samengevoegd. ^Z");
	term_keys(d.term, "<Esc>");
	term_wait_row(d.term, 0, "Naima Bouzid, 45", TERM_MS);
	term_wait(d.term, "samengevoegd   Na\303\257ma Boezid", TERM_MS);
	assert_int_equal(count_of(&d, "Boezid"), 1);
	desk_sit(&d);
	press(&d, "Boezid", "> Naima Bouzid"); /* by either name */
	term_keys(d.term, "<Enter>");
	term_wait_row(d.term, 0, "Naima Bouzid, 45", TERM_MS);
	press(&d, "<C-z>", "Weer twee dossiers");
	term_wait_gone(d.term, "samengevoegd  ", TERM_MS);
	desk_rise(&d);
	desk_sit(&d);
	desk_woman(&d, "Boezid");
	term_wait_row(d.term, 0, "Na\303\257ma Boezid", TERM_MS);
	desk_rise(&d);
	done(&d);
}

static void somebody_else(void **state)
{
	struct desk d;

	(void)state;
	to_card(&d);
	press(&d, "2", "dossiernummer");
	detail(&d, "voornaam", "Na\303\257ma", "dossiernummer");
	term_settle(d.term, TERM_MS);
	assert_false(term_shows(d.term, CARD));
	assert_false(term_shows(d.term, "lijkt op"));
	desk_rise(&d);
	done(&d);
}

/* Later is a line in her file, and no card any more. */
static void decide_later(void **state)
{
	struct desk d;

	(void)state;
	to_card(&d);
	press(&d, "<Enter>", "dossiernummer"); /* Enter alone decides nothing */
	detail(&d, "voornaam", "Na\303\257ma", "dossiernummer");
	assert_false(term_shows(d.term, CARD));
	press(&d, "<Esc>", "lijkt op       Naima Bouzid, 1981");
	desk_focus(&d, "lijkt op");
	press(&d, "<Enter>", CARD);
	press(&d, "1", "samengevoegd   Na\303\257ma Boezid");
	desk_focus(&d, "samengevoegd");
	press(&d, "<Enter>", "2 weer twee dossiers maken");
	press(&d, "2", "Weer twee dossiers");
	desk_rise(&d);
	done(&d);
}

/* By name, from her file, whoever she looks like. */
static void chosen_by_hand(void **state)
{
	struct desk d;

	(void)state;
	with_two(&d);
	press(&d, "<C-p>dezelfde", "is dezelfde vrouw als");
	press(&d, "<Enter>", "Met wie is zij dezelfde vrouw?");
	press(&d, "Bouzid", "> Naima Bouzid");
	press(&d, "<Enter>", CARD);
	press(&d, "1", "Samengevoegd");
	term_wait_row(d.term, 0, "Naima Bouzid, 45", TERM_MS);
	desk_rise(&d);
	done(&d);
}

/* In a talk: a line as soon as she has told who she is, and the card before it is finished. */
static void in_a_talk(void **state)
{
	struct desk d;

	(void)state;
	with_naima(&d);
	desk_sit(&d);
	desk_register(&d, "Nouria");
	press(&d, "1", "Waarmee");
	press(&d, "<Esc>a<Enter>", "afgerond");
	press(&d, "g3", "Wat is uw voornaam?");
	press(&d, "Na\303\257ma<Enter>", "Wat is uw achternaam?");
	press(&d, "Boezid<Enter>", "Wanneer bent u geboren?");
	press(&d, "1981-03-12<Enter>", LINE "   F3: bekijken");
	term_wait(d.term, "Wat is uw postcode?", TERM_MS);
	press(&d, "2516 AB<F3>", CARD);
	press(&d, "<Esc>", "2516 AB");
	press(&d, "<Esc>", "overzicht");
	press(&d, "a", CARD);
	press(&d, "<Esc>", "overzicht"); /* nobody decided: it is not finished */
	press(&d, "a", CARD);
	press(&d, "1", "Het gesprek afronden?");
	press(&d, "<Enter>", "afgerond");
	term_wait_row(d.term, 0, "Naima Boezid, 45", TERM_MS); /* as she said in it */
	term_wait(d.term, "samengevoegd   Nouria", TERM_MS);
	desk_rise(&d);
	done(&d);
}

/* While she looks along nobody's name comes on the screen. */
static void not_before_her_eyes(void **state)
{
	struct desk d;

	(void)state;
	with_naima(&d);
	desk_sit(&d);
	desk_register(&d, "Nouria");
	press(&d, "1", "Waarmee");
	press(&d, "<Esc>a<Enter>", "afgerond");
	press(&d, "g3", "Wat is uw voornaam?");
	press(&d, "Na\303\257ma<Enter>", "Wat is uw achternaam?");
	press(&d, "<C-t>Boezid<Enter>", "Wanneer bent u geboren?");
	press(&d, "1981-03-12<Enter>", "Wat is uw postcode?");
	term_settle(d.term, TERM_MS);
	assert_false(term_shows(d.term, "Bouzid"));
	press(&d, "<Esc>", LINE);
	desk_rise(&d);
	done(&d);
}

static void sit_as(struct desk *d, const char *worker)
{
	const char *const argv[] = {"--practice", "--clock", d->clock, "--seed", "1",
				    "--worker", worker, NULL};

	d->term = term_start(&(struct term_opts){.argv = argv, .place = d->place});
	term_wait(d->term, "Zoek:", TERM_MS);
}

/* Samira began an intake with Lamia; Els asks for one too. */
static void two_workers(struct desk *d)
{
	desk_open(d, "nl");
	free(DESK_RUN(d, 0, "users", "add", "Els"));
	desk_sit(d);
	desk_register(d, "Lamia");
	press(d, "1", "Waarmee");
	press(d, "Zij zoekt werk<Enter>", "Hoe mag ik u noemen?");
	desk_rise(d);
	sit_as(d, "Els");
	desk_woman(d, "Lamia");
	press(d, "g2", "Een collega begon 21 nov al met dit gesprek (Intake).");
}

static void go_on_with_hers(void **state)
{
	struct desk d;

	(void)state;
	two_workers(&d);
	press(&d, "1", "Zij zoekt werk");
	desk_rise(&d);
	done(&d);
}

static void a_new_one(void **state)
{
	struct desk d;

	(void)state;
	two_workers(&d);
	press(&d, "2", "Mag ik opschrijven");
	press(&d, "<Esc><Esc>", "niet af: Intake, Intake");
	desk_rise(&d);
	done(&d);
}

static void discuss_it(void **state)
{
	struct desk d;

	(void)state;
	two_workers(&d);
	press(&d, "3", "Staat vandaag in de agenda: overleg met Samira El Idrissi");
	press(&d, "g23", "Staat vandaag in de agenda"); /* once is enough */
	desk_rise(&d);
	desk_sit(&d); /* Samira sees it on her home screen */
	term_wait(d.term, "overleg met Els: Intake van 21 nov", TERM_MS);
	desk_woman(&d, "Lamia");
	press(&d, "a", "casusoverleg");
	desk_rise(&d);
	{
		char *id = desk_client(&d, "Lamia", 0);
		json_t *shown = desk_show(&d, id);

		assert_int_equal(json_array_size(json_object_get(shown, "appointments")), 1);
		json_decref(shown);
		free(id);
	}
	done(&d);
}

/* The command tells it on standard error, and adds her all the same. */
static void adding_tells(void **state)
{
	struct desk d;
	struct ran ran;
	char *path;

	(void)state;
	with_naima(&d);
	path = place_path(d.place, "facts.json");
	place_write(d.place, "facts.json",
		    "{\"called\":\"Naima\",\"family_name\":\"Boezid\",\"birth_date\":\"1981-03-12\"}");
	ran = PLACE_RUN(d.place, NULL, "add", "--practice", "--facts", path);
	assert_int_equal(ran.status, 0);
	assert_int_equal(strlen(ran.out), 37);
	assert_non_null(strstr(ran.err, "Naima Bouzid, 1981"));
	ran_free(&ran);
	place_write(d.place, "facts.json", "{\"called\":\"Xanthippe\"}");
	ran = PLACE_RUN(d.place, NULL, "add", "--practice", "--facts", path);
	assert_string_equal(ran.err, "");
	ran_free(&ran);
	free(path);
	desk_close(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(registering_tells),   cmocka_unit_test(put_together),
		cmocka_unit_test(somebody_else),       cmocka_unit_test(decide_later),
		cmocka_unit_test(chosen_by_hand),      cmocka_unit_test(in_a_talk),
		cmocka_unit_test(not_before_her_eyes), cmocka_unit_test(go_on_with_hers),
		cmocka_unit_test(a_new_one),           cmocka_unit_test(discuss_it),
		cmocka_unit_test(adding_tells),
	};

	return cmocka_run_group_tests_name("alike", tests, NULL, NULL);
}
