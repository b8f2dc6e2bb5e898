/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a worker does in a woman's file, each with its key, read back: preconditions, goals and
 * steps, appointments, notes, referrals, consent, corrections, closing and opening again, and who
 * is out of sight.
 */
#include "desk.h"
#include "keys.h"

enum { PRECONDITIONS = 11 };
#define CLIENT_KEYS "g gesprek"

static void open_file(struct desk *d, const char *name)
{
	desk_open(d, "nl");
	desk_sit(d);
	desk_woman(d, name);
	term_wait(d->term, CLIENT_KEYS, TERM_MS);
}

static json_t *read_file(struct desk *d, const char *name)
{
	char *id;
	json_t *shown;

	desk_rise(d);
	id = desk_client(d, name, 0);
	shown = desk_show(d, id);
	free(id);
	return shown;
}

static void done(struct desk *d, json_t *shown)
{
	json_decref(shown);
	free(DESK_RUN(d, 0, "check"));
	desk_close(d);
}

/* Eleven lines, one digit each; then where it is available. */
static void preconditions(void **state)
{
	static const char *const stands[][2] = {{"yes", "unknown"},  {"no", "not_applicable"},
						{"yes", "asked"},    {"yes", "waitlist"},
						{"yes", "arranged"}, {"yes", "missing"}};
	struct desk d;
	const struct care_item *items;
	json_t *shown;
	int count = 0;
	char key[2] = "";

	(void)state;
	open_file(&d, "Mirjan");
	items = care_config_list(d.config, "preconditions", &count);
	assert_int_equal(count, PRECONDITIONS);
	term_keys(d.term, "b");
	term_wait_row(d.term, 0, "Wat is nodig \302\267 Mirjan", TERM_MS);
	for (int i = 0; i < count; i++) {
		key[0] = (char)('1' + i % 6);
		term_keys(d.term, key);
		term_keys(d.term, "<Down>");
	}
	term_keys(d.term, "<Home><Enter>");
	desk_choice(&d, "availability", "waitlist");
	desk_field(&d, "1-10-2026");
	desk_choice(&d, "speaker", "she");
	desk_field(&d, "buurthuis, alleen 's ochtends");
	term_wait_row(d.term, 0, "Wat is nodig", TERM_MS);
	shown = read_file(&d, "Mirjan");
	assert_int_equal(json_array_size(json_object_get(shown, "preconditions")), PRECONDITIONS);
	for (int i = 0; i < count; i++) {
		const json_t *one = desk_item(shown, "preconditions", "key", items[i].key);

		desk_equal(one, "needed", stands[i % 6][0]);
		desk_equal(one, "status", stands[i % 6][1]);
	}
	desk_equal(desk_item(shown, "preconditions", "key", items[0].key), "where", "waitlist");
	desk_equal(desk_item(shown, "preconditions", "key", items[0].key), "note",
		   "buurthuis, alleen 's ochtends");
	done(&d, shown);
}

static void step_add(struct desk *d, const char *text, const char *kind, const char *certain)
{
	term_keys(d->term, "<Home>s");
	term_wait_row(d->term, 0, "Nieuwe stap", TERM_MS);
	desk_field(d, text);
	desk_field(d, "Ann en ik");
	desk_field(d, "over 2 weken");
	desk_choice(d, "step_kind", kind);
	desk_choice(d, "step_certain", certain);
	term_keys(d->term, "<Enter>");
	term_wait_row(d->term, 0, "Doelen", TERM_MS);
}

static void goals(void **state)
{
	struct desk d;
	const json_t *goal, *step;
	json_t *shown;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	desk_register(&d, "Yasmina");
	term_wait(d.term, "Mag ik opschrijven", TERM_MS);
	term_keys(d.term, "<Esc><Esc>");
	term_wait(d.term, CLIENT_KEYS, TERM_MS);
	term_keys(d.term, "dn");
	term_wait_row(d.term, 0, "Nieuw doel", TERM_MS);
	desk_field(&d, "Een baan in de zorg");
	desk_choice(&d, "goal_term", "long");
	desk_choice(&d, "ladder", "5");
	desk_choice(&d, "growth_realistic", "yes");
	term_keys(d.term, "<Enter>");
	term_wait_row(d.term, 0, "Doelen", TERM_MS);
	step_add(&d, "Taalles", "obligatory", "yes");
	step_add(&d, "Stage zoeken", "voluntary", "no");
	desk_focus(&d, "] Taalles");
	term_keys(d.term, "p");
	term_wait(d.term, "[.] Taalles", TERM_MS);
	desk_focus(&d, "] Stage zoeken");
	term_keys(d.term, "g");
	term_wait(d.term, "[x] Stage zoeken", TERM_MS);
	shown = read_file(&d, "Yasmina");
	goal = desk_item(shown, "goals", "text", "Een baan in de zorg");
	desk_equal(goal, "state", "open");
	desk_equal(goal, "term", "long");
	assert_int_equal(json_at_int(goal, "rung", 0), 5);
	step = desk_item(goal, "steps", "text", "Taalles");
	desk_equal(step, "state", "paused");
	desk_equal(step, "kind", "obligatory");
	desk_equal(step, "certain", "yes");
	desk_equal(step, "due", "2026-12-05");
	step = desk_item(goal, "steps", "text", "Stage zoeken");
	desk_equal(step, "state", "done");
	desk_equal(step, "kind", "voluntary");
	desk_equal(step, "certain", "no");
	done(&d, shown);
}

static void appointment(void **state)
{
	struct desk d;
	const json_t *one;
	json_t *shown;

	(void)state;
	open_file(&d, "Mirjan"); /* who has none yet */
	term_keys(d.term, "a");
	term_wait_row(d.term, 0, "Nieuwe afspraak", TERM_MS);
	desk_choice(&d, "appointment_kind", "three_way");
	desk_field(&d, "dinsdag");
	desk_field(&d, "half 3");
	desk_field(&d, "Mirjan en de school");
	desk_field(&d, "stage");
	term_wait(d.term, CLIENT_KEYS, TERM_MS);
	shown = read_file(&d, "Mirjan");
	one = desk_item(shown, "appointments", "about", "stage");
	desk_equal(one, "kind", "three_way");
	desk_equal(one, "due", "2026-11-24");
	assert_int_equal(json_at_int(one, "minutes", -1), 14 * 60 + 30);
	desk_equal(one, "with", "Mirjan en de school");
	desk_equal(one, "state", "planned");
	desk_sit(&d);
	desk_woman(&d, "Mirjan");
	term_keys(d.term, "a");
	term_wait_row(d.term, 0, "Afspraken", TERM_MS);
	term_keys(d.term, "2");
	term_settle(d.term, TERM_MS);
	json_decref(shown);
	shown = read_file(&d, "Mirjan");
	one = desk_item(shown, "appointments", "about", "stage");
	desk_equal(one, "state", "done");
	done(&d, shown);
}

static void note(void **state)
{
	struct desk d;
	const json_t *one;
	json_t *shown;

	(void)state;
	open_file(&d, "Ann");
	term_keys(d.term, "n");
	term_wait_row(d.term, 0, "Nieuwe notitie", TERM_MS);
	desk_type(&d, "Gebeld.\nZij komt dinsdag."); /* the byte is ^J: a new line */
	term_keys(d.term, "<Enter>");
	desk_choice(&d, "speaker", "she");
	term_keys(d.term, "<Enter>");
	term_wait(d.term, CLIENT_KEYS, TERM_MS);
	shown = read_file(&d, "Ann");
	one = desk_item(shown, "notes", "text", "Gebeld.\nZij komt dinsdag.");
	desk_equal(one, "speaker", "she");
	desk_equal(one, "on", "2026-11-21");
	done(&d, shown);
}

static void referral(void **state)
{
	struct desk d;
	const json_t *one;
	json_t *shown;

	(void)state;
	open_file(&d, "Angie");
	term_keys(d.term, "vl"); /* none yet: by hand */
	term_wait(d.term, "Welke organisatie", TERM_MS);
	desk_field(&d, "ROC Mondriaan");
	desk_field(&d, "NT2 in de avond");
	desk_choice(&d, "referral_agreed", "yes");
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "Loopt: ROC Mondriaan, doorverwezen sinds 21-11-26", TERM_MS);
	term_keys(d.term, "l");
	desk_focus(&d, "ROC Mondriaan");
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "Wat is de volgende stap?", TERM_MS);
	desk_pick(&d, "begonnen");
	term_wait(d.term, "afgerond", TERM_MS);
	shown = read_file(&d, "Angie");
	one = desk_item(shown, "referrals", "organisation", "ROC Mondriaan");
	desk_equal(one, "what", "NT2 in de avond");
	desk_equal(one, "agreed", "yes");
	desk_equal(one, "on", "2026-11-21");
	desk_equal(one, "call_back", "2026-12-05");
	desk_equal(one, "status", "started");
	done(&d, shown);
}

static void summary_refuses(struct desk *d)
{
	term_keys(d->term, "p");
	term_wait_row(d->term, 0, "Printen", TERM_MS);
	desk_pick(d, "Samenvatting voor een verwijzing");
	term_wait(d->term, "Er is geen toestemming", TERM_MS);
	term_keys(d->term, "<Esc>");
	term_wait(d->term, CLIENT_KEYS, TERM_MS);
}

/* No summary without consent; with it there is one; taken back, it refuses again. */
static void consent(void **state)
{
	struct desk d;
	const json_t *one;
	json_t *shown;

	(void)state;
	open_file(&d, "Angie");
	summary_refuses(&d);
	term_keys(d.term, "t");
	desk_field(&d, "ROC Mondriaan");
	desk_choices(&d, "consent_kinds", "name language goals");
	desk_field(&d, "1-6-2027");
	desk_choice(&d, "consent_how", "signed");
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "Mag gedeeld met: ROC Mondriaan tot jun 2027", TERM_MS);
	term_keys(d.term, "p");
	term_wait_row(d.term, 0, "Printen", TERM_MS);
	desk_pick(&d, "Samenvatting voor een verwijzing");
	term_wait(d.term, "Waarheen?", TERM_MS);
	term_keys(d.term, "1");
	term_wait(d.term, "ROC Mondriaan", TERM_MS);
	term_keys(d.term, "<Esc><Esc>");
	term_wait(d.term, CLIENT_KEYS, TERM_MS);
	shown = read_file(&d, "Angie");
	one = desk_item(shown, "consents", "organisation", "ROC Mondriaan");
	desk_equal(one, "kinds", "name language goals");
	desk_equal(one, "until", "2027-06-01");
	desk_equal(one, "how", "signed");
	assert_true(json_at_true(one, "valid"));
	json_decref(shown);
	desk_sit(&d);
	desk_woman(&d, "Angie");
	term_keys(d.term, "t");
	term_wait(d.term, "tot 1 juni 2027", TERM_MS);
	term_keys(d.term, "w");
	term_wait(d.term, "Teruggenomen.", TERM_MS);
	term_keys(d.term, "<Esc>");
	term_wait(d.term, CLIENT_KEYS, TERM_MS);
	summary_refuses(&d);
	shown = read_file(&d, "Angie");
	one = desk_item(shown, "consents", "organisation", "ROC Mondriaan");
	assert_true(json_at_true(one, "withdrawn"));
	assert_false(json_at_true(one, "valid"));
	done(&d, shown);
}

/* The question of her last talk that has these words; its new text; then the reason. */
static void correct(struct desk *d, const char *words, const char *text, const char *reason)
{
	term_keys(d->term, "w");
	term_wait_row(d->term, 0, "Wijzigen", TERM_MS);
	term_keys(d->term, "1");
	term_wait_row(d->term, 0, "Wat klopt er niet?", TERM_MS);
	desk_type(d, words);
	term_keys(d->term, "<Enter>");
	term_wait_row(d->term, 0, "Het goede antwoord", TERM_MS);
	desk_field(d, text);
	term_wait(d->term, "1 typfout", TERM_MS);
	term_keys(d->term, reason);
	term_wait(d->term, "Verbeterd.", TERM_MS);
	term_keys(d->term, "<Esc>");
	term_wait(d->term, CLIENT_KEYS, TERM_MS);
}

static void correction(void **state)
{
	struct desk d;
	json_t *shown;

	(void)state;
	open_file(&d, "Ann");
	correct(&d, "Wat doet u nu", "Werkt als beheerder.", "1");
	correct(&d, "veranderd", "Niet veel.", "2");
	correct(&d, "Wat wilt u nu bereiken", "Een eigen praktijk.", "3");
	shown = read_file(&d, "Ann");
	desk_equal(desk_answer(shown, "progress", "situation"), "value", "Werkt als beheerder.");
	desk_equal(desk_answer(shown, "progress", "situation"), "corrected", "2026-11-21");
	desk_equal(desk_answer(shown, "progress", "changed"), "value", "Niet veel.");
	desk_equal(json_object_get(shown, "facts"), "situation", "Werkt als beheerder.");
	desk_equal(json_object_get(shown, "facts"), "wish", "Een eigen praktijk.");
	done(&d, shown);
}

static void moved_talk(void **state)
{
	struct desk d;
	json_t *shown;
	const json_t *talk;

	(void)state;
	open_file(&d, "Ann");
	term_keys(d.term, "w");
	term_wait_row(d.term, 0, "Wijzigen", TERM_MS);
	term_keys(d.term, "1");
	term_wait_row(d.term, 0, "Wat klopt er niet?", TERM_MS);
	desk_type(&d, "dit hele gesprek");
	term_keys(d.term, "<Enter>");
	desk_type(&d, "Sofia");
	term_wait(d.term, "1 gevonden", TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "Sofia", TERM_MS);
	term_keys(d.term, "1");
	term_wait(d.term, "Verbeterd.", TERM_MS);
	shown = read_file(&d, "Ann");
	talk = desk_item(shown, "interviews", "form", "progress");
	assert_true(json_at_true(talk, "moved"));
	json_decref(shown);
	desk_sit(&d);
	shown = read_file(&d, "Sofia");
	talk = desk_item(shown, "interviews", "form", "progress");
	assert_false(json_at_true(talk, "moved"));
	desk_equal(talk, "on", "2026-09-28");
	done(&d, shown);
}

static void closed_and_open_again(void **state)
{
	struct desk d;
	json_t *shown;

	(void)state;
	open_file(&d, "Ann");
	term_keys(d.term, "w");
	desk_pick(&d, "Traject afsluiten");
	desk_pick(&d, desk_label(&d, "outflow", "education"));
	term_wait(d.term, "Afgesloten.", TERM_MS);
	desk_type(&d, "Naar het ROC.");
	term_keys(d.term, "<Enter>");
	term_settle(d.term, TERM_MS);
	shown = read_file(&d, "Ann");
	assert_false(json_at_true(shown, "open"));
	desk_equal(shown, "outflow", "education");
	desk_equal(json_object_get(shown, "facts"), "outflow_reason", "Naar het ROC.");
	json_decref(shown);
	desk_sit(&d);
	desk_woman(&d, "Ann");
	term_keys(d.term, "w");
	desk_pick(&d, "Traject weer openen");
	term_settle(d.term, TERM_MS);
	shown = read_file(&d, "Ann");
	assert_true(json_at_true(shown, "open"));
	assert_true(json_at_true(shown, "returned"));
	desk_equal(shown, "outflow", "");
	done(&d, shown);
}

static void thrown_away(void **state)
{
	struct desk d;

	(void)state;
	open_file(&d, "Karin");
	term_keys(d.term, "w");
	desk_pick(&d, "Weggooien: Voortgang");
	term_wait(d.term, "Wat wordt het?  1 bewaren  2 weggooien", TERM_MS);
	term_keys(d.term, "<Enter>"); /* the first answer keeps it */
	term_settle(d.term, TERM_MS);
	assert_true(term_shows(d.term, "Weggooien: Voortgang"));
	desk_pick(&d, "Weggooien: Voortgang");
	term_wait(d.term, "2 weggooien", TERM_MS);
	term_keys(d.term, "2");
	term_wait(d.term, "Het gesprek dat nog niet af was, is weg.", TERM_MS);
	desk_home(&d);
	term_settle(d.term, TERM_MS);
	assert_false(term_shows(d.term, "K.     Voortgang"));
	desk_close(&d);
}

static void out_of_sight(void **state)
{
	struct desk d;
	int ann, col, karin;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	term_keys(d.term, "<Tab>u");
	term_wait_row(d.term, 0, "Uit beeld: 8 weken niet gesproken", TERM_MS);
	term_wait(d.term, "Karin", TERM_MS);
	assert_false(term_find(d.term, "Ann ", &ann, &col)); /* spoken to in September */
	assert_true(term_find(d.term, "Karin", &karin, &col));
	desk_focus(&d, "Karin");
	term_keys(d.term, "<Enter>");
	term_wait_row(d.term, 0, "Karin", TERM_MS);
	term_wait(d.term, CLIENT_KEYS, TERM_MS);
	desk_rise(&d);
	desk_close(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(preconditions),
		cmocka_unit_test(goals),
		cmocka_unit_test(appointment),
		cmocka_unit_test(note),
		cmocka_unit_test(referral),
		cmocka_unit_test(consent),
		cmocka_unit_test(correction),
		cmocka_unit_test(moved_talk),
		cmocka_unit_test(closed_and_open_again),
		cmocka_unit_test(thrown_away),
		cmocka_unit_test(out_of_sight),
	};

	return cmocka_run_group_tests_name("dossier", tests, NULL, NULL);
}
