/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * From what fits her to the end of a referral, with the keys a worker presses: referring in three, the
 * steps, what is proposed after a no and after a placement, asking, searching, nothing fits, what is
 * half typed, and the line at home.
 */
#include <signal.h>

#include "inside.h"
#include "lock.h"
#include "offers.h"

enum {
	KEYS_MOST = 6, /* from her file to a finished referral */
	KEYS_WANTED = 3,
	LATE_MOST = 40
};
#define CLIENT_KEYS "g gesprek"
#define STEPS "Wat is de volgende stap?"
#define HALF "Sneeuwklokje half getypt"

static void open_match(struct desk *d, const char *name)
{
	offers_open(d, false);
	desk_woman(d, name);
	term_wait(d->term, CLIENT_KEYS, TERM_MS);
	term_keys(d->term, "v");
	term_wait_row(d->term, 0, "Verwijzen", TERM_MS);
}

/* The offer with this name gets the focus: it alone is left. */
static void offer_find(struct desk *d, const char *name)
{
	term_keys(d->term, "/");
	desk_type(d, name);
	term_keys(d->term, "<Enter>");
	term_wait(d->term, "van 1 \342\224\200", TERM_MS);
	term_wait(d->term, name, TERM_MS);
}

static void refer_to(struct desk *d, const char *name)
{
	offer_find(d, name);
	term_keys(d->term, "<Enter>");
	term_wait(d->term, "Is zij het ermee eens?", TERM_MS);
	term_keys(d->term, "1");
	term_wait(d->term, "Doorverwezen. Nu bel jij Huis Zonnebloem.", TERM_MS);
}

static json_t *read_back(struct desk *d, const char *name)
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

static const json_t *only_new(const json_t *shown, const char *organisation)
{
	return desk_item(shown, "referrals", "organisation", organisation);
}

/* Her file as care reads it; trede has stopped. */
static struct care_dossier *dossier_of(struct desk *d, const char *name)
{
	struct error e = ERROR_INIT;
	struct care_dossier *file = NULL;
	struct clock clock;
	int64_t ms;
	char *id;
	struct care_session *s;

	desk_rise(d);
	id = desk_client(d, name, 0);
	s = offers_session(d, &clock, &ms);
	assert_int_equal(care_dossier_open(s, id, "open", &file, &e), OK);
	care_session_close(s);
	free(id);
	return file;
}

/* ---- what a worker does ---- */

/* v Enter 1: and what is shared, with whom and until when is written down with it. */
static void three_keys_refer_her(void **state)
{
	struct desk d;
	json_t *shown;
	const json_t *one, *consent;
	int keys = 0;

	(void)state;
	offers_open(&d, false);
	desk_woman(&d, "Maria");
	term_wait(d.term, CLIENT_KEYS, TERM_MS);
	keys += term_keys(d.term, "v");
	term_wait_row(d.term, 0, "Verwijzen \302\267 Maria", TERM_MS);
	term_wait(d.term, "past", TERM_MS);
	keys += term_keys(d.term, "<Enter>");
	term_wait(d.term, "Is zij het ermee eens?", TERM_MS);
	keys += term_keys(d.term, "1");
	term_wait(d.term, "Doorverwezen. Nu bel jij", TERM_MS);
	assert_int_equal(keys, KEYS_WANTED);
	assert_true(keys <= KEYS_MOST);
	term_wait(d.term, STEPS, TERM_MS);
	shown = read_back(&d, "Maria");
	one = desk_item(shown, "referrals", "status", "referred");
	desk_equal(one, "agreed", "yes");
	desk_equal(one, "on", "2026-11-21");
	desk_equal(one, "call_back", "2026-12-05");
	consent = desk_item(shown, "consents", "organisation", desk_text(one, "organisation"));
	assert_true(json_at_true(consent, "valid"));
	desk_equal(consent, "until", "2027-05-21");
	done(&d, shown);
}

/* An Enter too many is no yes. */
static void enter_is_no_yes(void **state)
{
	struct desk d;
	json_t *shown;
	size_t count;

	(void)state;
	open_match(&d, "Maria");
	offer_find(&d, "Zonnebloem op dinsdag");
	term_keys(d.term, "<Enter><Enter>");
	term_wait(d.term, "Vraag het eerst, en druk dan 1, 2 of 3.", TERM_MS);
	shown = read_back(&d, "Maria");
	count = json_array_size(json_object_get(shown, "referrals"));
	assert_int_equal(count, 1); /* the one of the examples */
	done(&d, shown);
}

static void otherwise(void **state)
{
	struct desk d;
	json_t *shown;
	const json_t *one;

	(void)state;
	open_match(&d, "Maria");
	offer_find(&d, "Zonnebloem op dinsdag");
	term_keys(d.term, "<Enter>2");
	term_wait(d.term, "1 van 8", TERM_MS);
	desk_choice(&d, "referral_agreed", "yes");
	term_keys(d.term, "<Enter>"); /* what is shared, as proposed */
	desk_choice(&d, "referral_caller", "together");
	desk_field(&d, "Ann van het buurthuis");
	desk_field(&d, "1-12-2026");
	desk_field(&d, "half 10");
	desk_field(&d, "8-12-2026");
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "Doorverwezen. Bel nu samen Huis Zonnebloem.", TERM_MS);
	term_wait(d.term, "gaat mee: Ann van het buurthuis", TERM_MS);
	term_wait(d.term, "di 1 dec 09:30", TERM_MS);
	term_keys(d.term, "<Esc>");
	term_wait_row(d.term, 0, "Verwijzen", TERM_MS);
	shown = read_back(&d, "Maria");
	one = only_new(shown, "Huis Zonnebloem");
	desk_equal(one, "status", "appointment");
	desk_equal(one, "call_back", "2026-12-08");
	done(&d, shown);
}

/* Kept without consent; when she says yes it goes on from there. */
static void not_yet(void **state)
{
	struct desk d;
	json_t *shown;

	(void)state;
	open_match(&d, "Maria");
	offer_find(&d, "Zonnebloem op dinsdag");
	term_keys(d.term, "<Enter>3");
	term_wait(d.term, "nog geen ja gezegd", TERM_MS);
	shown = read_back(&d, "Maria");
	desk_equal(only_new(shown, "Huis Zonnebloem"), "status", "agreed");
	assert_int_equal(json_array_size(json_object_get(shown, "consents")), 1);
	json_decref(shown);
	desk_sit(&d);
	desk_woman(&d, "Maria");
	term_keys(d.term, "vl");
	desk_focus(&d, "Huis Zonnebloem");
	term_keys(d.term, "<Enter>");
	term_wait(d.term, STEPS, TERM_MS);
	desk_pick(&d, "doorverwezen");
	term_wait(d.term, "1 van 8", TERM_MS);
	term_keys(d.term, "<Enter><Enter><Enter><Enter><Enter><Enter><Enter><Enter>");
	term_wait(d.term, STEPS, TERM_MS);
	term_wait(d.term, "contact gelegd", TERM_MS);
	shown = read_back(&d, "Maria");
	desk_equal(only_new(shown, "Huis Zonnebloem"), "status", "referred");
	assert_int_equal(json_array_size(json_object_get(shown, "consents")), 2);
	done(&d, shown);
}

/* Contact, waiting, a day there, begun at a workplace: aftercare is proposed; then what came of it. */
static void to_its_end(void **state)
{
	struct desk d;
	json_t *shown;
	const json_t *one;

	(void)state;
	open_match(&d, "Maria");
	refer_to(&d, "Zonnebloem leerwerkplek");
	desk_pick(&d, "contact gelegd");
	term_wait(d.term, "21-11-26  contact gelegd", TERM_MS);
	desk_pick(&d, "wachtlijst");
	term_wait_row(d.term, 0, "Wachtlijst · Maria", TERM_MS);
	term_keys(d.term, "<Enter>");
	desk_field(&d, "plek 4 op de lijst");
	term_wait(d.term, "Teruggehoord: plek 4 op de lijst", TERM_MS);
	desk_pick(&d, "afspraak gemaakt");
	term_wait(d.term, "1 van 3", TERM_MS);
	desk_field(&d, "2-12-2026");
	desk_field(&d, "14:00");
	desk_field(&d, "de leerwerkcoach");
	term_wait(d.term, "wo 2 dec 14:00", TERM_MS);
	desk_pick(&d, "begonnen");
	term_wait_row(d.term, 0, "Nazorg", TERM_MS);
	term_wait(d.term, "[x] 4", TERM_MS);
	term_keys(d.term, "2<Enter>"); /* not after three months */
	term_wait(d.term, "21-11-26  begonnen", TERM_MS);
	term_wait(d.term, "wo 2 dec 14:00", TERM_MS);
	desk_pick(&d, "afgerond");
	term_wait(d.term, "Wat kwam eruit", TERM_MS);
	desk_choice(&d, "referral_outcome", "placed_work");
	desk_field(&d, "twee dagen in de week");
	desk_field(&d, "Gaat goed.");
	term_wait(d.term, "Teruggehoord: Gaat goed.", TERM_MS);
	shown = read_back(&d, "Maria");
	one = only_new(shown, "Huis Zonnebloem");
	desk_equal(one, "status", "finished");
	desk_equal(one, "feedback", "Gaat goed.");
	assert_non_null(desk_item(shown, "appointments", "kind", "aftercare"));
	done(&d, shown);
}

/* After a no the next that fits, with one key; the new one follows on the old. */
static void the_next_after_a_no(void **state)
{
	struct desk d;
	json_t *shown;
	size_t refused = 0, fresh = 0, i;
	json_t *one;

	(void)state;
	open_match(&d, "Maria");
	refer_to(&d, "Zonnebloem leerwerkplek");
	desk_pick(&d, "niet toegelaten");
	term_wait(d.term, "Waarom", TERM_MS);
	desk_choice(&d, "referral_reason", "full");
	desk_field(&d, "in maart weer");
	term_wait(d.term, "Volgende die past: ", TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "Is zij het ermee eens?", TERM_MS);
	term_keys(d.term, "1");
	term_wait(d.term, "Doorverwezen. Nu bel jij", TERM_MS);
	shown = read_back(&d, "Maria");
	json_array_foreach(json_object_get(shown, "referrals"), i, one) {
		refused += text_equal(json_at_text(one, "status"), "refused");
		fresh += text_equal(json_at_text(one, "status"), "referred");
	}
	assert_int_equal(refused, 1);
	assert_int_equal(fresh, 1);
	done(&d, shown);
}

/* What is asked is known from then on, and the list is made anew. */
static void asked(void **state)
{
	struct desk d;
	json_t *shown;

	(void)state;
	open_match(&d, "Maria");
	offer_find(&d, "Zonnebloem met uren");
	term_wait(d.term, "nog 1 ding navragen", TERM_MS);
	term_keys(d.term, "n");
	term_wait_row(d.term, 0, "Navragen \302\267 Maria", TERM_MS);
	term_wait(d.term, "> Uren per week", TERM_MS);
	desk_type(&d, "32");
	assert_false(term_shows(d.term, "Enter bewaren")); /* more is asked, and need not be gone through */
	term_keys(d.term, "<C-s>");
	term_wait_row(d.term, 0, "Verwijzen", TERM_MS);
	term_wait_gone(d.term, "nog 1 ding navragen", TERM_MS);
	term_wait(d.term, "past", TERM_MS);
	shown = read_back(&d, "Maria");
	desk_equal(json_object_get(shown, "facts"), "hours_available", "32");
	done(&d, shown);
}

static void search(void **state)
{
	struct desk d;

	(void)state;
	open_match(&d, "Maria");
	term_keys(d.term, "/");
	desk_type(&d, "zonnebl");
	term_wait(d.term, "van 4 \342\224\200", TERM_MS);
	desk_type(&d, "oem begin");
	term_wait(d.term, "van 1 \342\224\200", TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "> \342\234\227 Zonnebloem voor beginners", TERM_MS);
	term_keys(d.term, "<Esc>"); /* first what was typed */
	term_wait_gone(d.term, "Zoek:", TERM_MS);
	term_wait_row(d.term, 0, "Verwijzen", TERM_MS);
	term_keys(d.term, "/qqq");
	term_wait(d.term, "Er blijft niets over.", TERM_MS);
	term_keys(d.term, "<Esc>");
	term_wait_gone(d.term, "Zoek:", TERM_MS);
	term_keys(d.term, "f");
	term_wait_row(d.term, 0, "Wat wil je zien?", TERM_MS);
	term_keys(d.term, "11<Enter><Esc>");
	term_wait(d.term, "alleen: trede 1", TERM_MS);
	term_keys(d.term, "/zonnebloem");
	term_wait(d.term, "van 1, alleen: trede 1", TERM_MS);
	term_wait(d.term, "Zonnebloem voor beginners", TERM_MS);
	assert_false(term_shows(d.term, "Zonnebloem op dinsdag"));
	term_keys(d.term, "<Esc><Esc>");
	term_wait(d.term, CLIENT_KEYS, TERM_MS);
	desk_rise(&d);
	desk_close(&d);
}

/* Rules that cannot be read are told as such, and what fits is there all the same. */
static void broken_rules(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	place_write(d.place, "data/trede/practice/config/rules/hier.yaml", "rules: [\n");
	desk_sit(&d);
	desk_woman(&d, "Karin");
	term_keys(d.term, "v");
	term_wait(d.term, "! Zonder de regels van de gemeente: ", TERM_MS);
	term_wait(d.term, "> \342\234\223 Hulp bij studiekosten", TERM_MS);
	desk_rise(&d);
	desk_close(&d);
}

/* Enter on what runs already shows how far it is, and makes no second one. */
static void not_twice(void **state)
{
	struct desk d;
	json_t *shown;
	size_t count;

	(void)state;
	desk_open(&d, "nl");
	shown = desk_show(&d, "Saida");
	count = json_array_size(json_object_get(shown, "referrals"));
	json_decref(shown);
	desk_sit(&d);
	desk_woman(&d, "Saida");
	term_keys(d.term, "v");
	term_wait(d.term, "> ? Nederlandse les met opvang ernaast, Taal in de buurt  loopt al", TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "Deze loopt al.", TERM_MS);
	term_wait(d.term, STEPS, TERM_MS);
	shown = read_back(&d, "Saida");
	assert_int_equal(json_array_size(json_object_get(shown, "referrals")), count);
	done(&d, shown);
}

/* What she lives in is known: a postcode that is not is not asked as her district. */
static void known_place(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	desk_woman(&d, "Karin");
	term_keys(d.term, "vn");
	term_wait_row(d.term, 0, "Navragen \302\267 Karin", TERM_MS);
	term_wait(d.term, "Geboren", TERM_MS);
	assert_false(term_shows(d.term, "Wijk"));
	desk_rise(&d);
	desk_close(&d);
}

/* Her own words end as she ended them. */
static void when_it_is_safe(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	desk_woman(&d, "Andrea");
	term_keys(d.term, "v<Enter>");
	term_wait(d.term, "! Veilig: bellen. Wanneer: In de ochtend.", TERM_MS);
	assert_false(term_shows(d.term, "In de ochtend.."));
	desk_rise(&d);
	desk_close(&d);
}

/* A page after the other, and back. */
static void pages(void **state)
{
	struct desk d;

	(void)state;
	offers_open(&d, true);
	desk_woman(&d, "Maria");
	term_keys(d.term, "v/");
	desk_type(&d, "dahlia");
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "van 120 \342\224\200", TERM_MS);
	term_wait(d.term, "> \342\234\223 Dahlia groep 000", TERM_MS);
	term_keys(d.term, "<End><Down>");
	term_wait(d.term, "> \342\234\223 Dahlia groep 050", TERM_MS);
	term_wait(d.term, "bladzijde 2", TERM_MS);
	term_keys(d.term, "<End><Down><End>");
	term_wait(d.term, "> \342\234\223 Dahlia groep 119", TERM_MS);
	term_keys(d.term, "<Down>"); /* the last one stays */
	term_settle(d.term, TERM_MS);
	assert_true(term_shows(d.term, "> \342\234\223 Dahlia groep 119"));
	term_keys(d.term, "<PgUp><PgUp><PgUp><PgUp><PgUp><PgUp><Up>");
	term_wait(d.term, "bladzijde 2", TERM_MS);
	term_keys(d.term, "<Home>");
	term_wait(d.term, "> \342\234\223 Dahlia groep 000", TERM_MS);
	desk_rise(&d);
	desk_close(&d);
}

static void nothing_fits(void **state)
{
	struct desk d;
	struct care_dossier *file;

	(void)state;
	open_match(&d, "Maria");
	term_keys(d.term, "x");
	term_wait_row(d.term, 0, "Geen passend aanbod", TERM_MS);
	desk_choice(&d, "preconditions", "guidance");
	desk_choice(&d, "availability", "too_far");
	term_keys(d.term, "<Enter><Enter><Enter><Enter>");
	desk_field(&d, "alleen op dinsdag");
	term_wait(d.term, "Opgeschreven.", TERM_MS);
	file = dossier_of(&d, "Maria");
	assert_int_equal(file->gap_count, 1);
	assert_string_equal(file->gaps[0].what, "guidance");
	assert_string_equal(file->gaps[0].where, "too_far");
	assert_string_equal(file->gaps[0].district, "Laak");
	assert_string_equal(file->gaps[0].text, "alleen op dinsdag");
	assert_string_equal(file->gaps[0].state, "open");
	care_dossier_free(file);
	desk_close(&d);
}

/* Late: the line at home opens the referral itself. */
static void from_home(void **state)
{
	struct desk d;

	(void)state;
	open_match(&d, "Maria");
	refer_to(&d, "Zonnebloem op dinsdag");
	desk_rise(&d);
	d.clock = "2026-12-07T09:00";
	desk_sit(&d);
	term_wait(d.term, "Klopt dat?", TERM_MS); /* a fortnight later */
	term_keys(d.term, "1<Tab>");
	term_wait(d.term, "a agenda", TERM_MS);
	for (int i = 0; i < LATE_MOST && !term_shows(d.term, "> stond op za 5 dec"); i++) {
		term_keys(d.term, i ? "<Down>" : "<Home>");
		term_settle(d.term, TERM_MS);
	}
	term_wait(d.term, "> stond op za 5 dec  M.", TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, STEPS, TERM_MS);
	term_wait(d.term, "Zonnebloem op dinsdag", TERM_MS);
	term_keys(d.term, "<Esc>");
	term_wait(d.term, CLIENT_KEYS, TERM_MS);
	desk_home(&d);
	term_keys(d.term, "<Tab>");
	term_wait(d.term, "a agenda", TERM_MS);
	term_keys(d.term, "a");
	term_wait_row(d.term, 0, "Agenda", TERM_MS);
	for (int i = 0; i < LATE_MOST && !term_shows(d.term, "> stond op za 5 dec  M."); i++) {
		term_keys(d.term, "<Down>");
		term_settle(d.term, TERM_MS);
	}
	term_wait(d.term, "> stond op za 5 dec  M.", TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, STEPS, TERM_MS);
	desk_rise(&d);
	desk_close(&d);
}

/* Her sheet, a step and what is asked wait for who was called away. */
static void half_typed_waits(void **state)
{
	static const struct {
		const char *word, *keys, *sees;
	} sheets[] = {
		{"verwijzing", "<Enter>2<Tab><Tab><Tab>", "4 van 8"},
		{"verwijzing", "<Enter>16<Tab>", "2 van 2"}, /* not admitted */
		{"navragen", "n", "Uren per week"},
	};
	struct desk d;

	(void)state;
	offers_open(&d, false);
	for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
		char *line = harness_format("> M.     %-12s nog niet bewaard", sheets[i].word);

		desk_woman(&d, "Maria");
		term_keys(d.term, "v");
		offer_find(&d, "Zonnebloem met uren");
		term_keys(d.term, sheets[i].keys);
		term_wait(d.term, sheets[i].sees, TERM_MS);
		desk_type(&d, HALF);
		term_wait(d.term, HALF "_", TERM_MS);
		term_signal(d.term, SIGUSR1);
		term_wait(d.term, LOCK_ASKS, TERM_MS);
		lock_open(&d);
		term_wait(d.term, line, TERM_MS);
		term_settle(d.term, TERM_MS);
		term_keys(d.term, "<Enter>");
		term_wait(d.term, HALF "_", TERM_MS);
		term_wait(d.term, "Dit typte je eerder", TERM_MS);
		term_keys(d.term, "<Esc>");
		term_wait(d.term, "2 weggooien", TERM_MS);
		term_keys(d.term, "2");
		term_wait_gone(d.term, HALF, TERM_MS);
		desk_home(&d);
		free(line);
	}
	desk_rise(&d);
	free(DESK_RUN(&d, 0, "check"));
	desk_close(&d);
}

static void agreements_are(const struct care_appointment *one)
{
	assert_int_equal(one->agreement_count, 2);
	assert_string_equal(one->agreements[0].party, "ROC");
	assert_string_equal(one->agreements[0].text, "stuurt rooster");
	assert_string_equal(one->agreements[1].party, "ik");
}

/* What each party does, a line each. */
static void three_way(void **state)
{
	struct desk d;
	struct care_dossier *file;
	const struct care_appointment *one = NULL;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	desk_woman(&d, "Maria");
	term_keys(d.term, "a<Enter>");
	term_wait(d.term, "1 van 7", TERM_MS);
	term_keys(d.term, "<S-Tab><Tab><Tab><Tab><Tab><Tab><Tab>");
	term_wait(d.term, "7 van 7", TERM_MS);
	desk_type(&d, "ROC: stuurt rooster\nik: bel de gemeente"); /* the byte is ^J: a new line */
	term_keys(d.term, "<Enter>");
	term_wait_row(d.term, 0, "Afspraken", TERM_MS);
	file = dossier_of(&d, "Maria");
	for (int i = 0; i < file->appointment_count; i++) {
		if (text_equal(file->appointments[i].kind, "three_way"))
			one = &file->appointments[i];
	}
	if (!one)
		fail_msg("no 3-gesprek in her file");
	else
		agreements_are(one);
	care_dossier_free(file);
	desk_close(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_keys_refer_her),
		cmocka_unit_test(enter_is_no_yes),
		cmocka_unit_test(otherwise),
		cmocka_unit_test(not_yet),
		cmocka_unit_test(to_its_end),
		cmocka_unit_test(the_next_after_a_no),
		cmocka_unit_test(asked),
		cmocka_unit_test(search),
		cmocka_unit_test(broken_rules),
		cmocka_unit_test(when_it_is_safe),
		cmocka_unit_test(not_twice),
		cmocka_unit_test(known_place),
		cmocka_unit_test(pages),
		cmocka_unit_test(nothing_fits),
		cmocka_unit_test(from_home),
		cmocka_unit_test(half_typed_waits),
		cmocka_unit_test(three_way),
	};

	return cmocka_run_group_tests_name("refer", tests, NULL, NULL);
}
