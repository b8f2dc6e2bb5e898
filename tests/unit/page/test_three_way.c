/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

/* Agreements of a 3-gesprek: a copy for each party. */

static void meet(struct place *p, const char *client, const struct care_agreement *agreements,
		 int count, const char *kind, struct date due, const char *state)
{
	const struct care_appointment a = {.kind = kind, .with = "mevrouw Dekker, Werkplein",
					   .about = "de taalstage", .state = state, .due = due,
					   .on = {2026, 11, 20, false}, .minutes = 630,
					   .agreements = agreements, .agreement_count = count};
	struct error e = ERROR_INIT;

	must(care_save_appointment(p->s, client, &a, NULL, &e), &e);
}

static void a_copy_for_each(void **state)
{
	static const struct care_agreement agreements[] = {
		{"Fatma", "brengt haar diploma mee"},
		{"mevrouw Dekker", "belt het ROC"},
		{"Fatma", "kiest een ochtend"},
		{"Samira", "gaat de eerste keer mee"},
	};
	struct place *p = *state;
	struct str text = STR_INIT, line = STR_INIT;
	char id[37];

	register_as(p, "{\"called\":\"Fatma\",\"family_name\":\"Yildirim\",\"phone\":\"0612345678\"}",
		    id);
	meet(p, id, agreements, 4, "three_way", (struct date){2026, 11, 20, false}, "done");
	meet(p, id, NULL, 0, "progress", (struct date){2026, 12, 4, false}, "planned");
	text_of(p, id, PAGE_THREE_WAY, NULL, &text);
	assert_true(widest_line(text.bytes) <= 80);
	squeeze(text.bytes, &line);
	must_hold(line.bytes, "Voor Fatma");
	must_hold(line.bytes, "Voor mevrouw Dekker");
	must_hold(line.bytes, "Voor Samira");
	must_hold(line.bytes, "- Fatma: brengt haar diploma mee - Fatma: kiest een ochtend "
			      "- mevrouw Dekker: belt het ROC - Samira: gaat");
	must_hold(line.bytes, "- mevrouw Dekker: belt het ROC - Fatma: brengt haar diploma mee");
	must_hold(line.bytes, "We spreken elkaar weer ---------------------- 4 december 2026, 10:30");
	must_hold(line.bytes, "Samira El Idrissi");
	must_not_hold(line.bytes, "Yildirim");
	must_not_hold(line.bytes, "0612345678");
	str_release(&text);
	str_release(&line);
}

/* Whom else she meets stands on nobody's copy. */
static void only_their_next_talk(void **state)
{
	static const struct care_agreement one[] = {{"mevrouw Dekker", "belt het ROC"}};
	const struct care_appointment other = {.kind = "three_way", .with = "Veilig Thuis",
					       .about = "veiligheid", .due = {2026, 11, 28, false},
					       .minutes = 540};
	struct place *p = *state;
	struct error e = ERROR_INIT;
	struct str text = STR_INIT;
	char id[37];

	register_as(p, "{\"called\":\"Fatma\"}", id);
	meet(p, id, one, 1, "three_way", (struct date){2026, 11, 20, false}, "done");
	must(care_save_appointment(p->s, id, &other, NULL, &e), &e);
	text_of(p, id, PAGE_THREE_WAY, NULL, &text);
	must_not_hold(text.bytes, "Veilig Thuis");
	must_not_hold(text.bytes, "28 november");
	meet(p, id, NULL, 0, "progress", (struct date){2026, 12, 11, false}, "planned");
	text_of(p, id, PAGE_THREE_WAY, NULL, &text);
	must_hold(text.bytes, "11 december 2026");
	must_not_hold(text.bytes, "Veilig Thuis");
	str_release(&text);
}

static void refused_without_agreements(void **state)
{
	const struct page_options plain = {.language = "nl"}, other = {.language = "nl", .appointment = "x"};
	static const struct care_agreement one[] = {{"", "we bellen in december"}};
	struct place *p = *state;
	struct care_dossier *d = NULL;
	struct error e = ERROR_INIT;
	struct page *page = NULL;
	struct str text = STR_INIT;
	char id[37];

	register_as(p, "{\"called\":\"Fatma\"}", id);
	must(care_dossier_open(p->s, id, "print", &d, &e), &e);
	assert_false(page_has_three_way(d));
	assert_int_equal(page_make(p->s, d, PAGE_THREE_WAY, &plain, &page, &e), ERR_INVALID);
	assert_string_equal(e.text, "Er is nog geen gesprek met afspraken. Schrijf ze eerst op bij de "
				    "afspraak.");
	care_dossier_free(d);
	meet(p, id, one, 1, "three_way", (struct date){2026, 11, 20, false}, "done");
	must(care_dossier_open(p->s, id, "print", &d, &e), &e);
	assert_true(page_has_three_way(d));
	assert_int_equal(page_make(p->s, d, PAGE_THREE_WAY, &other, &page, &e), ERR_INVALID);
	must(page_make(p->s, d, PAGE_THREE_WAY, &plain, &page, &e), &e);
	set_as(page, SET_TEXT, &text);
	must_hold(text.bytes, "Voor iedereen");
	must_hold(text.bytes, "- samen: we bellen in december");
	page_free(page);
	care_dossier_free(d);
	str_release(&text);
}

int three_way_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_copy_for_each, place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(only_their_next_talk, place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(refused_without_agreements, place_setup,
						place_teardown),
	};

	return cmocka_run_group_tests_name("three-way", tests, NULL, NULL);
}
