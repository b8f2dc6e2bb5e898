/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

/* Each kind of page, from the examples. */

static void number_of(int example, char out[16])
{
	(void)snprintf(out, 16, "J-%04d", example);
}

static bool has_consent(struct place *p, const char *number)
{
	struct error e = ERROR_INIT;

	return page_refused(p, number, NULL, &e) == OK;
}

static void check_text(const struct page *page)
{
	struct str text = STR_INIT;
	int most = page->is_landscape ? 132 : 80;

	set_as(page, SET_TEXT, &text);
	assert_true(text.len > 0);
	if (widest_line(text.bytes) > most)
		fail_msg("wider than %d:\n%s", most, text.bytes);
	must_not_hold(text.bytes, " \n");
	if (page->kind == PAGE_SUMMARY && lines_of(text.bytes) > 66)
		fail_msg("%d lines on one A4", lines_of(text.bytes));
	str_release(&text);
}

static void check_html(const struct page *page)
{
	struct str html = STR_INIT;

	set_as(page, SET_HTML, &html);
	must_hold(html.bytes, "<!DOCTYPE html>");
	must_hold(html.bytes, "lang=\"nl\"");
	must_not_hold(html.bytes, "://");
	must_not_hold(html.bytes, "<script");
	must_not_hold(html.bytes, "src=");
	must_not_hold(html.bytes, "href=");
	must_not_hold(html.bytes, "url(");
	str_release(&html);
}

static void check_json(const struct page *page)
{
	struct str text = STR_INIT;
	struct error e = ERROR_INIT;
	json_t *value;

	set_as(page, SET_JSON, &text);
	must(json_text_read(text.bytes, text.len, &value, &e), &e);
	assert_int_equal(json_array_size(json_object_get(value, "blocks")), page->count);
	json_decref(value);
	str_release(&text);
}

static void every_example_on_every_page(void **state)
{
	const struct page_options options[] = {
		{.language = "nl"},
		{.language = "nl", .is_anonymous = true},
		{.language = "nl", .has_official_names = true}};
	struct place *p = *state;

	for (int example = 1; example <= 11; example++)
		for (int kind = 0; kind < PAGE_KINDS; kind++)
			for (size_t o = 0; o < sizeof options / sizeof *options; o++) {
				char number[16];
				struct page *page;

				number_of(example, number);
				if (kind == PAGE_SUMMARY && !has_consent(p, number))
					continue;
				page = page_of(p, number, (enum page_kind)kind,
					       &options[o]);
				check_text(page);
				check_html(page);
				check_json(page);
				page_free(page);
			}
}

static void five_headings_verbatim(void **state)
{
	static const char *const headings[2][5] = {
		{"Wat is het huidige participatieniveau / wat doet mevrouw nu?",
		 "Wat wil mevrouw bereiken?",
		 "Wat / welke randvoorwaarden is/zijn nodig (welke knelpunten loopt "
		 "mevrouw/begeleider tegenaan)?",
		 "(Waar) is dit beschikbaar?",
		 "Indruk contactpersoon: is mevrouws doelstelling realistisch / is er "
		 "perspectief "
		 "op verdere participatie?"},
		{"Wat is het huidige participatieniveau / wat doet meneer nu?",
		 "Wat wil meneer bereiken?",
		 "Wat / welke randvoorwaarden is/zijn nodig (welke knelpunten loopt "
		 "meneer/begeleider tegenaan)?",
		 "(Waar) is dit beschikbaar?",
		 "Indruk contactpersoon: is meneers doelstelling realistisch / is er "
		 "perspectief "
		 "op verdere participatie?"},
	};
	static const char *const numbers[] = {"J-0003", "J-0009"};

	for (int who = 0; who < 2; who++) {
		struct page *page = page_of(*state, numbers[who], PAGE_CASE_SHEET, NULL);
		struct str html = STR_INIT;
		bool found = false;

		for (size_t i = 0; i < page->count; i++) {
			if (page->blocks[i].kind != PAGE_TABLE)
				continue;
			found = true;
			assert_int_equal(page->blocks[i].columns, 5);
			for (int c = 0; c < 5; c++)
				assert_string_equal(page->blocks[i].cells[c],
						    headings[who][c]);
		}
		assert_true(found);
		set_as(page, SET_HTML, &html);
		for (int c = 0; c < 5; c++)
			must_hold(html.bytes, headings[who][c]);
		str_release(&html);
		page_free(page);
	}
}

static const char *cell_of(const struct page *page, int column)
{
	for (size_t i = 0; i < page->count; i++)
		if (page->blocks[i].kind == PAGE_TABLE)
			return page->blocks[i].cells[page->blocks[i].columns + column];
	return NULL;
}

static void case_sheet_has_three_voices(void **state)
{
	struct page *page = page_of(*state, "J-0009", PAGE_CASE_SHEET, NULL);

	must_hold(cell_of(page, 0), "Niveau 2: ");
	must_hold(cell_of(page, 2), "Hulp bij een ondernemingsplan");
	must_hold(cell_of(page, 2), "\nMeneer: ");
	must_hold(cell_of(page, 2), "\nBegeleider: ");
	must_hold(cell_of(page, 2), "\nNodig: ");
	must_hold(cell_of(page, 2), "Lastig nu: geld (geen geld om te starten)");
	must_hold(cell_of(page, 4), "Kan bereiken: 6 betaald werk, binnen een jaar");
	page_free(page);
}

static void what_is_unknown_says_so(void **state)
{
	struct place *p = *state;
	struct page *page;
	char id[37];

	register_as(p, "{\"called\":\"Leeg\"}", id);
	page = page_of(p, id, PAGE_CASE_SHEET, NULL);
	assert_string_equal(cell_of(page, 0), "Niveau onbekend: ");
	assert_string_equal(cell_of(page, 3), "nog niet besproken");
	page_free(page);
	for (int kind = PAGE_TRAJECTORY; kind < PAGE_KINDS; kind++) {
		page = page_of(p, id, (enum page_kind)kind, NULL);
		check_text(page);
		page_free(page);
	}
}

static void summary_needs_consent(void **state)
{
	struct place *p = *state;
	struct error e = ERROR_INIT;
	struct page_options other = {.organisation = "De Buren", .language = "nl"};
	char id[37];

	register_as(p, "{\"called\":\"Noor\"}", id);
	assert_int_equal(page_refused(p, id, NULL, &e), ERR_INVALID);
	assert_string_equal(
		e.text, "Er is geen toestemming om iets te delen; leg die eerst vast.");
	assert_int_equal(page_refused(p, id, &other, &e), ERR_INVALID);
	assert_string_equal(
		e.text,
		"Er is geen toestemming om te delen met De Buren; leg die eerst vast.");
	consent(p, id, "ROC", "name");
	assert_int_equal(page_refused(p, id, NULL, &e), OK);
	assert_int_equal(page_refused(p, id, &other, &e), ERR_INVALID);
	consent(p, id, "de buren", "name");
	assert_int_equal(page_refused(p, id, &other, &e), OK);
	assert_int_equal(page_refused(p, id, NULL, &e), ERR_INVALID);
	assert_string_equal(e.text,
			    "Er is toestemming voor meer dan één organisatie; zeg voor "
			    "welke deze pagina is.");
	/* One that has ended is none: Sangeeta's was until May. */
	other.organisation = "Werkplein";
	assert_int_equal(page_refused(p, "J-0003", &other, &e), ERR_INVALID);
}

/* What each kind of consent prints, and nothing else of this woman. */
static const struct {
	const char *kind, *prints;
} shared[] = {
	{"name", "Bouzid"},
	{"contact", "0612345678"},
	{"language", "Arabisch"},
	{"ladder", "Trede nu"},
	{"situation", "zorgt voor haar moeder"},
	{"goals", "in de zorg"},
	{"talents", "koken voor groepen"},
	{"barriers", "schulden"},
	{"benefit", "bijstand"},
	{"availability", "ochtend"},
	{"children", "4 t/m 11 jaar"},
	{"needs", "een rustige plek"},
};

static void summary_prints_what_she_agreed_to(void **state)
{
	enum { KINDS = sizeof shared / sizeof *shared };
	struct place *p = *state;
	struct str text = STR_INIT;

	for (int kind = 0; kind < KINDS; kind++) {
		char id[37];

		register_as(p, "{\"called\":\"Naima\",\"family_name\":\"Bouzid\"}", id);
		fill(p, id, "intake",
		     "{\"called\":\"Naima\",\"languages\":\"ar\",\"safe_contact\":"
		     "\"call\","
		     "\"phone\":\"0612345678\",\"situation\":\"zorgt voor haar moeder\","
		     "\"wish\":\"werken in de zorg\",\"talents\":\"koken voor groepen\","
		     "\"barriers\":\"money\",\"barriers_money\":\"money/debts\","
		     "\"needed\":\"een rustige plek\",\"benefit\":\"wwb\","
		     "\"youngest_child\":\"4-11\",\"available_dayparts\":\"morning\","
		     "\"ladder_level\":\"2\"}");
		consent(p, id, "ROC", shared[kind].kind);
		text_of(p, id, PAGE_SUMMARY, NULL, &text);
		for (int other = 0; other < KINDS; other++)
			if (other == kind)
				must_hold(text.bytes, shared[other].prints);
			else
				must_not_hold(text.bytes, shared[other].prints);
	}
	str_release(&text);
}

/* She agreed to more than goes along this time. */
static void summary_prints_what_goes_along(void **state)
{
	struct place *p = *state;
	struct care_referral r = {.organisation = "roc", .what = "een taalcursus",
				  .agreed = "yes", .status = "referred", .shares = "name",
				  .on = {2026, 11, 20, false}, .minutes = -1};
	struct error e = ERROR_INIT;
	struct str text = STR_INIT;
	char id[37], referral[37];

	register_as(p, "{\"called\":\"Naima\",\"family_name\":\"Bouzid\","
		       "\"phone\":\"0612345678\"}", id);
	consent(p, id, "ROC", "name contact");
	text_of(p, id, PAGE_SUMMARY, NULL, &text);
	must_hold(text.bytes, "0612345678");
	must(care_refer(p->s, id, &r, referral, &e), &e);
	text_of(p, id, PAGE_SUMMARY, NULL, &text);
	must_hold(text.bytes, "Bouzid");
	must_hold(text.bytes, "een taalcursus");
	must_not_hold(text.bytes, "0612345678");
	r.id = referral;
	r.status = "refused";
	r.reason = "other";
	must(care_save_referral(p->s, id, &r, referral, &e), &e);
	text_of(p, id, PAGE_SUMMARY, NULL, &text);
	must_hold(text.bytes, "0612345678"); /* it is over: the consent stands alone */
	str_release(&text);
}

/* Sent or not: what she takes back is shared no more, whatever she allowed before. */
static void summary_after_she_took_it_back(void **state)
{
	struct place *p = *state;
	const struct page_options roc = {.organisation = "ROC", .language = "nl"};
	struct care_referral r = {.organisation = "ROC", .what = "een taalcursus",
				  .agreed = "yes", .status = "referred", .shares = "name",
				  .minutes = -1};
	struct care_consent c = {.organisation = "roc", .kinds = "name", .how = "spoken",
				 .is_withdrawn = true};
	struct error e = ERROR_INIT;
	char id[37];

	register_as(p, "{\"called\":\"Naima\"}", id);
	consent(p, id, "ROC", "name contact");
	must(care_refer(p->s, id, &r, NULL, &e), &e);
	assert_int_equal(page_refused(p, id, &roc, &e), OK);
	must(care_save_consent(p->s, id, &c, NULL, &e), &e);
	assert_int_equal(page_refused(p, id, &roc, &e), ERR_INVALID);
	assert_string_equal(e.text, "Er is geen toestemming om te delen met ROC; leg die eerst vast.");
	assert_int_equal(page_refused(p, id, NULL, &e), ERR_INVALID);
	consent(p, id, "ROC", "name"); /* asked anew, and she said yes */
	assert_int_equal(page_refused(p, id, &roc, &e), OK);
}

/* What she did not say yes to is not spoken of, nor what is over; to an offer goes what stands on the card. */
static void summary_speaks_of_what_she_agreed_to(void **state)
{
	struct place *p = *state;
	struct care_referral no = {.organisation = "ROC", .what = "opvang voor vrouwen",
				   .agreed = "no", .status = "agreed", .minutes = -1};
	struct care_referral none = {.organisation = "ROC", .what = "een taalcursus",
				     .offer = "019a0000-0000-7000-8000-0000000000b1",
				     .agreed = "yes", .status = "referred", .shares = "",
				     .minutes = -1};
	struct error e = ERROR_INIT;
	struct str text = STR_INIT;
	char id[37], referral[37];

	register_as(p, "{\"called\":\"Naima\",\"family_name\":\"Bouzid\"}", id);
	consent(p, id, "ROC", "name");
	must(care_refer(p->s, id, &no, NULL, &e), &e);
	text_of(p, id, PAGE_SUMMARY, NULL, &text);
	must_hold(text.bytes, "Bouzid");
	must_not_hold(text.bytes, "opvang voor vrouwen");
	must(care_refer(p->s, id, &none, referral, &e), &e);
	text_of(p, id, PAGE_SUMMARY, NULL, &text);
	must_hold(text.bytes, "een taalcursus");
	must_not_hold(text.bytes, "Bouzid");
	none.id = referral;
	none.status = "withdrawn";
	none.reason = "other";
	must(care_save_referral(p->s, id, &none, NULL, &e), &e);
	text_of(p, id, PAGE_SUMMARY, NULL, &text);
	must_not_hold(text.bytes, "een taalcursus");
	must_hold(text.bytes, "Bouzid");
	str_release(&text);
}

/* A kind that is not shared does not come in by what somebody wrote. */
static void summary_hides_what_is_in_words(void **state)
{
	struct place *p = *state;
	struct str text = STR_INIT;
	char id[37];

	register_as(p, "{\"called\":\"Naima\",\"family_name\":\"Bouzid\",\"phone\":\"0612345678\","
		       "\"address_form\":\"name\",\"situation\":\"Naima helpt in de wijk, bel haar op "
		       "0612345678\"}",
		    id);
	consent(p, id, "ROC", "situation");
	text_of(p, id, PAGE_SUMMARY, NULL, &text);
	must_hold(text.bytes, "helpt in de wijk");
	must_not_hold(text.bytes, "Naima");
	must_not_hold(text.bytes, "0612345678");
	consent(p, id, "ROC", "situation name");
	text_of(p, id, PAGE_SUMMARY, &(struct page_options){.organisation = "ROC", .language = "nl"},
		&text);
	must_hold(text.bytes, "Naima helpt");
	must_not_hold(text.bytes, "0612345678");
	str_release(&text);
}

static void summary_speaks_of_him(void **state)
{
	struct place *p = *state;
	struct str text = STR_INIT;
	char id[37];

	register_as(p, "{\"called\":\"Omar\",\"address_form\":\"meneer\"}", id);
	fill(p, id, "intake",
	     "{\"called\":\"Omar\",\"address_form\":\"meneer\","
	     "\"situation\":\"zoekt werk\",\"wish\":\"rijden\"}");
	consent(p, id, "ROC", "situation goals");
	text_of(p, id, PAGE_SUMMARY, NULL, &text);
	must_hold(text.bytes, "Wat hij nu doet");
	must_hold(text.bytes, "Wat hij wil");
	str_release(&text);
}

static void official_names_when_asked(void **state)
{
	const struct page_options official = {.language = "nl",
					      .has_official_names = true};
	struct str text = STR_INIT, line = STR_INIT;

	text_of(*state, "J-0009", PAGE_TRAJECTORY, NULL, &text);
	must_hold(text.bytes, "2 contact buiten de deur");
	must_not_hold(text.bytes, "sociale contacten buitenshuis");
	text_of(*state, "J-0009", PAGE_TRAJECTORY, &official, &text);
	squeeze(text.bytes, &line);
	must_hold(line.bytes, "(sociale contacten buitenshuis)");
	str_release(&line);
	str_release(&text);
}

static void add_steps(struct place *p, const char *client, int count)
{
	struct care_goal goal = {.text = "Werk bij mevrouw Bouzid",
				 .term = "",
				 .realistic = "",
				 .on = {2026, 11, 20, false}};
	struct error e = ERROR_INIT;
	char id[37];

	must(care_save_goal(p->s, client, &goal, id, &e), &e);
	for (int i = 0; i < count; i++) {
		struct care_step step = {.goal = id,
					 .text = "Bellen naar familie Bouzid",
					 .by = "Naima Bouzid",
					 .kind = "obligatory",
					 .certain = "no",
					 .due = {2026, 12, 20 - i, false},
					 .on = {2026, 11, 20, false}};

		must(care_save_step(p->s, client, &step, NULL, &e), &e);
	}
}

static void agreements_are_five_lines(void **state)
{
	struct place *p = *state;
	struct str text = STR_INIT;
	char id[37];
	int items = 0;

	register_as(p, "{\"called\":\"Naima\",\"family_name\":\"Bouzid\"}", id);
	text_of(p, id, PAGE_AGREEMENTS, NULL, &text);
	must_hold(text.bytes, "________"); /* nothing agreed: lines to write on */
	add_steps(p, id, 7);
	fill(p, id, "intake",
	     "{\"called\":\"Naima\",\"agreed\":\"Ik bel de school.\","
	     "\"next_appointment\":\"2026-12-01\",\"next_time\":\"09:30\","
	     "\"barriers\":\"money\",\"ladder_level\":\"2\"}");
	text_of(p, id, PAGE_AGREEMENTS, NULL, &text);
	for (const char *at = text.bytes; (at = strstr(at, "\n  - ")); at++)
		items++;
	assert_int_equal(items, 5);
	must_hold(text.bytes, "  - Ik bel de school.\n");
	must_hold(text.bytes, "  - 1 december 2026, 9:30: ");
	must_hold(text.bytes,
		  "14 december 2026: Bellen naar familie B. (Naima B.), verplicht, nog "
		  "niet");
	must_not_hold(text.bytes, "Bouzid");
	must_not_hold(text.bytes, "geld");
	must_not_hold(text.bytes, "Trede");
	must_hold(text.bytes, "Telefoon");
	str_release(&text);
}

static void known_tells_all_but_what_could_harm(void **state)
{
	struct str text = STR_INIT;

	text_of(*state, "J-0001", PAGE_KNOWN, NULL, &text);
	must_hold(text.bytes, "Wat u ons vertelde");
	must_hold(text.bytes, "Wat wij ervan dachten");
	must_hold(text.bytes, "Verpleeghuis");
	must_not_hold(text.bytes, "U vertelde meer");
	text_of(*state, "J-0011", PAGE_KNOWN, NULL,
		&text); /* Andrea: a shielded barrier */
	must_hold(text.bytes, "U vertelde meer");
	must_hold(text.bytes, "Geboren                   ongeveer 1984");
	str_release(&text);
}

static void names_of_kinds(void **state)
{
	enum page_kind kind;

	(void)state;
	for (int k = 0; k < PAGE_KINDS; k++) {
		assert_true(page_kind_read(page_kind_key((enum page_kind)k), &kind));
		assert_int_equal(kind, k);
		assert_true(*page_kind_title(kind) != '\0');
	}
	assert_false(page_kind_read("poster", &kind));
	assert_false(page_kind_read("", &kind));
	assert_false(page_kind_read(NULL, &kind));
}

static const char wishes[] =
	"settings: {form_title: Wensen, form_id: wishes, default_language: nl, "
	"languages: {nl: Nederlands}}\n"
	"survey:\n"
	"- {type: text, name: called, label: Naam, save_to: called}\n"
	"- {type: begin_repeat, name: wish, label: Wens}\n"
	"- {type: text, name: what, label: Wat, page_label: Wat wil mevrouw bereiken?}\n"
	"- {type: text, name: secret, label: Geheim, sensitive: yes, "
	"page_label: '(Waar) is dit beschikbaar?'}\n"
	"- {type: end_repeat}\n";

static void write_wishes(struct place *p)
{
	struct error e = ERROR_INIT;
	char *folder = file_path(p->folder, "forms"),
	     *path = file_path(folder, "wishes.yaml");

	must(file_make_folders(folder, &e), &e);
	must(file_write_new(path, wishes, strlen(wishes), &e), &e);
	free(path);
	free(folder);
}

/* Each instance under a line that names it; one without an answer is passed over. */
static void instances_on_a_page(void **state)
{
	struct place *p = *state;
	struct page *page;
	struct str text = STR_INIT;
	char id[37];

	write_wishes(p);
	register_as(p, "{\"called\":\"Zohra\"}", id);
	fill(p, id, "wishes",
	     "{\"wish\":[{\"what\":\"een eigen huis\",\"secret\":\"MERK\"},{},{\"what\":\"naar school\"}]}");
	page = page_of(p, id, PAGE_CASE_SHEET, NULL);
	page_json(page, &text);
	must_hold(text.bytes, "Wens 1\\neen eigen huis\\nWens 3\\nnaar school");
	must_not_hold(text.bytes, "Wens 2");
	must_not_hold(text.bytes, "MERK");
	str_release(&text);
	page_free(page);
}

int kinds_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_example_on_every_page),
		cmocka_unit_test(five_headings_verbatim),
		cmocka_unit_test(case_sheet_has_three_voices),
		cmocka_unit_test(what_is_unknown_says_so),
		cmocka_unit_test(summary_needs_consent),
		cmocka_unit_test(summary_prints_what_she_agreed_to),
		cmocka_unit_test(summary_prints_what_goes_along),
		cmocka_unit_test(summary_after_she_took_it_back),
		cmocka_unit_test(summary_speaks_of_what_she_agreed_to),
		cmocka_unit_test(summary_hides_what_is_in_words),
		cmocka_unit_test(summary_speaks_of_him),
		cmocka_unit_test(official_names_when_asked),
		cmocka_unit_test(agreements_are_five_lines),
		cmocka_unit_test(known_tells_all_but_what_could_harm),
		cmocka_unit_test(names_of_kinds),
		cmocka_unit_test(instances_on_a_page),
	};

	return cmocka_run_group_tests_name("kinds of page", tests, place_setup,
					   place_teardown);
}
