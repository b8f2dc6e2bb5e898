/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Every kind of question by keyboard, in Dutch, and what stands in the file then; wrong answers and their
 * sentences; thousands of choices; tables; languages that read from the right; other sizes in the middle.
 */
#include "desk.h"
#include "keys.h"

enum { FORM_BYTES = 1 << 20, PLACES = 6034, WIDTH = 80 };

static void put_form(struct desk *d, const char *name)
{
	char *from = harness_format("tests/data/%s.yaml", name);
	char *to = harness_format("data/trede/practice/forms/%s.yaml", name);
	struct str bytes = STR_INIT;
	struct error e = ERROR_INIT;

	if (file_read(from, FORM_BYTES, &bytes, &e) != OK)
		fail_msg("%s", e.text);
	place_write(d->place, to, bytes.bytes);
	str_release(&bytes);
	free(from);
	free(to);
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

/* What is refused stays in the field, which is emptied for the next try. */
static void refused(struct desk *d, const char *text, const char *sentence)
{
	type(d, text, sentence);
	term_keys(d->term, "<End><C-u>");
	term_wait_gone(d->term, sentence, TERM_MS);
}

static void begin(struct desk *d, const char *form, const char *title, const char *first)
{
	desk_open(d, "nl");
	put_form(d, form);
	desk_sit(d);
	desk_woman(d, "Ann");
	term_keys(d->term, "g");
	desk_pick(d, title);
	term_wait(d->term, first, TERM_MS);
}

static void choosing(struct desk *d)
{
	int row, col;

	assert_true(term_find(d->term, "Gaat het goed", &row, &col));
	assert_true(term_is_bold(d->term, row, col + 9)); /* the label is bold already */
	term_wait(d->term, "Vraag niet door.", TERM_MS);
	press(d, "1", "Wat wilt u graag?");
	term_wait(d->term, "Nederlands leren", TERM_MS);
	assert_true(term_find(d->term, "Werk", &row, &col));
	assert_true(term_is_bold(d->term, row, col));
	press(d, "12", "[x] 2");
	press(d, "<Enter>", "Waar woont u?");
	press(d, "HAARL", "1 van 12");
	press(d, "<C-u>", "Den Haag");
	press(d, "xyz", "Niets heeft deze letters.");
	press(d, "<C-u>fry", "1 van 12");
	press(d, "<Enter>", "Wat is het belangrijkst?");
}

static void in_order(struct desk *d)
{
	press(d, "2", "[1] 2");
	term_wait(d->term, "2 zonder plaats", TERM_MS);
	press(d, "<Tab>", "Nog niet alles heeft een plaats.");
	term_wait(d->term, "Hoe gezond", TERM_MS);
	press(d, "<S-Tab>", "[1] 2");		  /* it waits there */
	press(d, "<Enter>", "[2] 1");		  /* the next one without a place */
	press(d, "<BS>", "2 zonder plaats");	  /* the last one out again */
	press(d, "3", "1 zonder plaats");
	press(d, "1", "Alles heeft een plaats.");
	press(d, "<lt>", "[2] 1");		  /* the focus is on the last: one up */
	press(d, ">", "[3] 1");
	press(d, "<Enter>", "Hoe gezond voelt u zich?");
}

static void numbers(struct desk *d)
{
	refused(d, "12", "Typ een getal van 0 tot en met 10.");
	refused(d, "veel", "Typ een getal van 0 tot en met 10.");
	term_keys(d->term, "8<Left><Left><Right>");
	press(d, "<Enter>", "Hoeveel beter of slechter?");
	refused(d, "-0,3", "van -2 tot en met 2, in stappen");
	type(d, "-0,5", "Hoeveel kinderen?");
	refused(d, "25", "Dat zijn er te veel.");
	press(d, "+++-<Enter>", "Hoeveel inkomen per jaar?");
	press(d, "12500", "12.500");
	press(d, "<Enter>", "Hoeveel uur per week?");
	press(d, "<S-Tab>", "12.500_");
	press(d, "<Enter>", "Hoeveel uur per week?");
	refused(d, "twee", "2,5");
	type(d, "2,5", "Sinds welke maand?");
}

static void days(struct desk *d)
{
	refused(d, "2024", "Deze maand is niet duidelijk.");
	press(d, "mei 2024<Enter>", "In welk jaar gekomen?");
	press(d, "<S-Tab>", "5-2024");
	press(d, "<Enter>", "In welk jaar gekomen?");
	refused(d, "toen", "Dit jaar is niet duidelijk.");
	type(d, "2019", "Welke dag?");
	refused(d, "31-2-2026", "Deze datum is niet duidelijk.");
	type(d, "3-5-2026", "Hoe laat?");
	refused(d, "29.10", "Deze tijd is niet duidelijk.");
	type(d, "14.30", "Wanneer precies?");
	type(d, "3-5-2026 9.15", "Waar is het?");
}

static void places(struct desk *d)
{
	refused(d, "Laak", "Deze plaats is niet duidelijk.");
	press(d, "52,07; 4,30", "52.07 noord, 4.30 oost");
	press(d, "<Enter>", "Welke weg?");
	refused(d, "52,07", "Deze plaatsen zijn niet duidelijk.");
	type(d, "52,07 4,30; 52,08 4,31", "bent u buiten?");
}

/* A table: a digit goes on, the arrows go back; sensitive lines are not for her eyes. */
static void table(struct desk *d)
{
	int row, col, at_row, at_col;

	term_wait(d->term, "1 nooit  2 soms  3 vaak  4 altijd", TERM_MS);
	term_wait(d->term, "slaapt u goed?", TERM_MS);
	press(d, "2", "( )      (x)");
	assert_true(term_find(d->term, "voelt u zich alleen?", &row, &col));
	term_settle(d->term, TERM_MS);
	assert_true(term_cursor(d->term, &at_row, &at_col));
	assert_int_equal(at_row, row);
	press(d, "<C-t>", "niet voor een scherm dat jullie samen bekijken");
	press(d, "<Up><C-t>", "komt er bezoek?");
	term_wait_gone(d->term, "alleen?", TERM_MS);
	press(d, "<Esc>", "alleen?");
	press(d, "<Down><C-g>1", "weet niet");
	term_resize(d->term, 12, 40);
	term_wait(d->term, "1    2    3    4", TERM_MS);
	term_wait(d->term, "> 19", TERM_MS);
	press(d, "4", "> 20");
	term_resize(d->term, 43, 132);
	term_wait(d->term, "1 nooit  2 soms", TERM_MS);
	press(d, "<Esc>", "overzicht");
	press(d, "<Enter>", "> 20");
	term_resize(d->term, 24, 80);
	press(d, "3", "Vertelt u maar.");
}

static void words(struct desk *d)
{
	desk_type(d, "Zij kookt.");
	press(d, "<C-j>Voor de buurt.<Enter>", "Welke code?");
	press(d, "geheim", "******");
	press(d, "<Enter>", "Hoe heet u?");
	term_settle(d->term, TERM_MS);
	assert_false(term_shows(d->term, "geheim"));
	press(d, "<Enter>", "Zonder naam kan het niet af.");
	press(d, "<S-Tab>", "Hoe heet u?");
	type(d, "Naïma", "Dank u, Naïma. Bijna klaar.");
	press(d, "<Enter>", "Hoeveel samen?");
	press(d, "7", "Hoeveel samen?");
	press(d, "<Enter>", "Een foto.");
	press(d, "<Enter>", "Hebt u alles gehoord?");
	press(d, "1", "overzicht");
}

static const struct {
	const char *name, *value;
} said[] = {
	{"agrees", "yes"},
	{"wishes", "work language"},
	{"town", "1900"},
	{"order", "people work language"},
	{"health", "7"},
	{"change", "-0.5"},
	{"children", "2"},
	{"income", "12500"},
	{"hours", "2.5"},
	{"since", "2024-05"},
	{"arrived", "2019"},
	{"meeting", "2026-05-03"},
	{"hour", "14:30"},
	{"spot", "52.07 4.30"},
	{"way", "52.07 4.30; 52.08 4.31"},
	{"outside", "seldom"},
	{"visit", "always"},
	{"sleep", "often"},
	{"story", "Zij kookt.\nVoor de buurt."},
	{"code", "geheim"},
	{"name", "Naïma"},
	{"total", "3"},
	{"heard", "OK"},
};

/* In words, place by place, and only then is asked why. */
static void correct_the_order(struct desk *d)
{
	press(d, "w", "Verbeteren: 21-11-26");
	press(d, "1", "Wat klopt er niet?");
	desk_type(d, "belangrijkst");
	term_wait(d->term, "Nederlands leren, Mensen", TERM_MS);
	press(d, "<Enter>", "Plaats 1:");
	term_wait(d->term, "1 Werk", TERM_MS);
	press(d, "3", "Plaats 2:");
	term_wait(d->term, "2 Nederlands leren", TERM_MS);
	press(d, "1", "Waarom?");
	press(d, "1", "Verbeterd.");
	press(d, "<Esc>", "g gesprek");
}

static void every_kind_is_answered(void **state)
{
	struct desk d;
	char *client;
	json_t *shown;

	(void)state;
	begin(&d, "inputs", "Alle soorten", "Gaat het goed met u?");
	choosing(&d);
	in_order(&d);
	numbers(&d);
	days(&d);
	places(&d);
	table(&d);
	words(&d);
	press(&d, "a", "Het gesprek afronden?");
	press(&d, "<Enter>", "Het gesprek is afgerond");
	correct_the_order(&d);
	desk_rise(&d);
	client = desk_client(&d, "Ann", 0);
	shown = desk_show(&d, client);
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		desk_equal(desk_answer(shown, "inputs", said[i].name), "value", said[i].value);
	desk_equal(desk_answer(shown, "inputs", "alone"), "status", "unknown");
	json_decref(shown);
	free(client);
	desk_close(&d);
}

/* Half an order waits on disk as half a sentence does. */
static void half_an_order_waits(void **state)
{
	struct desk d;

	(void)state;
	begin(&d, "inputs", "Alle soorten", "Gaat het goed met u?");
	press(&d, "1", "Wat wilt u graag?");
	press(&d, "<Tab><Tab>", "Wat is het belangrijkst?");
	press(&d, "3", "[1] 3");
	press(&d, "1", "[2] 1");
	desk_rise(&d);
	desk_sit(&d);
	press(&d, "<Enter>", "Wat is het belangrijkst?");
	term_wait(d.term, "[2] 1", TERM_MS);
	term_wait(d.term, "[1] 3", TERM_MS);
	press(&d, "<Esc>", "overzicht");
	press(&d, "a", "geef de rest er een, of haal met Backspace");
	press(&d, "<BS><BS>", "[ ] 3");
	press(&d, "<Esc>", "overzicht");
	press(&d, "a", "Het gesprek afronden?");
	press(&d, "<Esc>", "overzicht");
	desk_rise(&d);
	desk_close(&d);
}

/* 6,034 places: only what is typed for is gone through. */
static void thousands_of_places(void **state)
{
	struct str form = STR_INIT;
	struct desk d;

	(void)state;
	str_add(&form, "survey:\n- {type: select_one places, name: place, label: Waar woont u?}\n"
		       "- {type: select_multiple places, name: known, label: Waar komt u vaak?}\n"
		       "settings: {form_id: places, form_title: Plaatsen, version: '1', "
		       "default_language: nl}\nchoices:\n  places:\n");
	for (int i = 0; i < PLACES; i++)
		str_addf(&form, "  - {name: p%d, label: %s %d}\n", i,
			 i % 3 ? "Nieuwe Élst" : "Den Haag", i);
	desk_open(&d, "nl");
	place_write(d.place, "data/trede/practice/forms/places.yaml", form.bytes);
	str_release(&form);
	desk_sit(&d);
	desk_woman(&d, "Ann");
	term_keys(d.term, "g");
	desk_pick(&d, "Plaatsen");
	term_wait(d.term, "6.034", TERM_MS);
	press(&d, "elst 60", "van 6.034");
	term_resize(d.term, 12, 40);
	term_wait(d.term, ">( )", TERM_MS);
	press(&d, "<Down><Down>", "van 6.034");
	term_resize(d.term, 24, 80);
	press(&d, "<C-u>den<Down>", "van 6.034");
	press(&d, "<Space>", "Waar komt u vaak?"); /* where the focus is, it ticks */
	term_wait(d.term, "Den Haag 3", TERM_MS);
	press(&d, "<S-Tab>", "Waar woont u?");
	press(&d, "<C-u>DEN HAAG 6033", "1 van 6.034");
	press(&d, "<Enter>", "Waar komt u vaak?");
	term_wait(d.term, "Den Haag 6033", TERM_MS);
	press(&d, "p17", "1 van 6.034"); /* its code */
	press(&d, "<Space>", "[x]    Nieuwe Élst 17");
	term_wait(d.term, "Zoek: _", TERM_MS);
	press(&d, "xq", "0 van 6.034");
	press(&d, "<C-u>", "en nog");
	press(&d, "<Enter>", "overzicht");
	desk_rise(&d);
	desk_close(&d);
}

static bool has_arabic(const char *row)
{
	for (; *row; row++)
		if ((unsigned char)*row >= 0xd8 && (unsigned char)*row <= 0xdb)
			return true;
	return false;
}

static bool has_latin(const char *row)
{
	for (; *row; row++)
		if ((*row >= 'a' && *row <= 'z') || (*row >= 'A' && *row <= 'Z'))
			return *row != 'x' || row[1] != ']'; /* a tick */
	return false;
}

/* Such a line ends at the edge, and has no Dutch in it. */
static int lines_from_the_right(struct desk *d)
{
	int count = 0;

	term_settle(d->term, TERM_MS);
	for (int y = 2; y < 22; y++) {
		char *row = term_row(d->term, y);

		if (has_arabic(row)) {
			count++;
			if (has_latin(row) || text_columns(row, strlen(row)) != WIDTH)
				fail_msg("line %d: %s", y, row);
		}
		free(row);
	}
	return count;
}

static void arabic_reads_from_the_right(void **state)
{
	struct desk d;

	(void)state;
	begin(&d, "arabisch", "Kennismaken", "Hoe heet u?");
	press(&d, "<C-t>", "Nederlands  ");
	press(&d, "<C-t>", "اسمك");
	assert_int_equal(lines_from_the_right(&d), 2);
	press(&d, "<C-t>", "beide talen");
	assert_int_equal(lines_from_the_right(&d), 2);
	term_wait(d.term, "Hoe heet u?", TERM_MS);
	press(&d, "<Tab>", "Hebt u kinderen");
	assert_int_equal(lines_from_the_right(&d), 3);
	press(&d, "<Tab>", "Alleen in het Nederlands."); /* what has no Arabic is Dutch, on the left */
	assert_int_equal(lines_from_the_right(&d), 3);
	press(&d, "<Tab>", "bent u buiten?"); /* no table in two languages */
	assert_int_equal(lines_from_the_right(&d), 3);
	press(&d, "<Esc>", "1 nooit  2 vaak");
	desk_rise(&d);
	desk_close(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_is_answered),
		cmocka_unit_test(half_an_order_waits),
		cmocka_unit_test(thousands_of_places),
		cmocka_unit_test(arabic_reads_from_the_right),
	};

	return cmocka_run_group_tests_name("inputs", tests, NULL, NULL);
}
