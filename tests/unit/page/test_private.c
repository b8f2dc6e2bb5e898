/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

/* What must not get onto a page: shielded, sensitive, refused, and who she is. */

static const char all_kinds[] =
	"name contact language ladder situation goals talents barriers "
	"needs benefit availability children";

/* No page, however it is set, holds this. */
static void on_no_page(struct place *p, const char *client, const struct page_options *o,
		       const char *const *marks, bool trajectory_too)
{
	for (int kind = 0; kind < PAGE_KINDS; kind++)
		for (int set = 0; set < SETS; set++) {
			struct page *page;
			struct str out = STR_INIT;

			if (kind == PAGE_TRAJECTORY && !trajectory_too)
				continue;
			page = page_of(p, client, (enum page_kind)kind, o);
			set_as(page, (enum set)set, &out);
			for (const char *const *mark = marks; *mark; mark++)
				must_not_hold(out.bytes, *mark);
			str_release(&out);
			page_free(page);
		}
}

static void shielded_and_sensitive(void **state)
{
	static const char *const marks[] = {
		"MERK",		 "geweld",	    "domestic_violence", "psychische",
		"mental_health", "werken hier mag", "work_permit",	 NULL};
	struct place *p = *state;
	char id[37];

	register_as(p, "{\"called\":\"Wafa\"}", id);
	fill(p, id, "intake",
	     "{\"called\":\"Wafa\",\"help_with\":\"hulp\",\"barriers\":\"home health "
	     "rules\","
	     "\"barriers_home_private\":{\"value\":\"home/"
	     "domestic_violence\",\"remarks\":"
	     "[{\"speaker\":\"she\",\"text\":\"MERK1\"}]},"
	     "\"barriers_health_private\":\"health/mental_health\","
	     "\"barriers_rules_private\":\"rules/work_permit_status\","
	     "\"signals\":{\"value\":\"MERK2\",\"remarks\":[{\"speaker\":\"i\",\"text\":"
	     "\"MERK3\"}]}}");
	consent(p, id, "ROC", all_kinds);
	on_no_page(p, id, NULL, marks, true);
}

static const char secret_form[] =
	"settings: {form_title: Geheim, form_id: secret}\n"
	"survey:\n"
	"- {type: text, name: called, label: Naam, save_to: called}\n"
	"- {type: text, name: now, label: Nu, save_to: situation, sensitive: yes, "
	"page_label: 'Wat is het huidige participatieniveau / wat doet ${aanspreek} "
	"nu?'}\n"
	"- {type: text, name: wish, label: Wens, save_to: wish, sensitive: yes}\n"
	"- {type: text, name: agreed, label: Afspraak, sensitive: yes}\n"
	"- {type: select_multiple b, name: b, label: Lastig, save_to: barriers, "
	"sensitive: yes}\n"
	"- {type: select_multiple b, name: c, label: Ook, save_to: barriers}\n"
	"choices:\n"
	"  b: {money: geld, travel: reizen}\n";

/* A fact that was asked as sensitive is as sensitive as the answer. */
static void facts_of_sensitive_questions(void **state)
{
	static const char *const marks[] = {"MERK", "reizen", NULL};
	struct place *p = *state;
	char *folder = file_path(p->folder, "forms"),
	     *path = file_path(folder, "secret.yaml");
	struct error e = ERROR_INIT;
	struct str text = STR_INIT;
	char id[37];

	must(file_make_folders(folder, &e), &e);
	must(file_write_new(path, secret_form, strlen(secret_form), &e), &e);
	free(path);
	free(folder);
	register_as(p, "{\"called\":\"Rana\"}", id);
	fill(p, id, "secret",
	     "{\"called\":\"Rana\",\"now\":\"MERK1\",\"wish\":\"MERK2\","
	     "\"agreed\":\"MERK3\",\"b\":\"travel\",\"c\":\"money\"}");
	consent(p, id, "ROC", all_kinds);
	on_no_page(p, id, NULL, marks, false);
	text_of(p, id, PAGE_SUMMARY, NULL, &text);
	must_hold(text.bytes, "geld");
	str_release(&text);
}

static void refused_prints_as_blank(void **state)
{
	static const char *const marks[] = {"liever niet", "refused", NULL};
	struct place *p = *state;
	struct str text = STR_INIT;
	char id[37];

	register_as(p, "{\"called\":\"Sara\"}", id);
	fill(p, id, "intake",
	     "{\"called\":\"Sara\",\"situation\":{\"status\":\"refused\"},\"wish\":{"
	     "\"status\":"
	     "\"refused\"},\"needed\":{\"status\":\"refused\"},\"where_available\":{"
	     "\"status\":"
	     "\"unknown\"},\"agreed\":{\"status\":\"refused\"},\"benefit\":{\"status\":"
	     "\"refused\"},\"impression\":{\"status\":\"refused\"}}");
	consent(p, id, "ROC", all_kinds);
	on_no_page(p, id, NULL, marks, true);
	text_of(p, id, PAGE_CASE_SHEET, NULL, &text);
	must_hold(text.bytes, "weet niet"); /* that is an answer */
	str_release(&text);
}

static void anonymous_holds_no_name(void **state)
{
	static const char *const marks[] = {
		"Ann ",	  "Ann'",  "Ann.",	 "Ann,",   "ANN ", "Anns",  "Jansen",
		"jansen", "Vliet", "0687654321", "J-9876", "1981", "Annie", NULL};
	const struct page_options hidden = {.language = "nl", .is_anonymous = true};
	struct place *p = *state;
	struct str text = STR_INIT;
	char id[37];

	register_as(p,
		    "{\"called\":\"Ann\",\"given_name\":\"Annie\",\"family_name\":\"van "
		    "Vliet-Jansen\","
		    "\"file_number\":\"J-9876\",\"birth_date\":\"1981-03-12\","
		    "\"phone\":\"0687654321\"}",
		    id);
	fill(p, id, "intake",
	     "{\"called\":\"Ann\",\"safe_contact\":\"call\",\"phone\":\"0687654321\","
	     "\"help_with\":\"Ann, van Vliet en plannen.\","
	     "\"situation\":\"ANN heeft plannen voor Anns zoon. Bel 0687654321, J-9876. "
	     "Mevrouw "
	     "jansen van hiernaast helpt. Ann's man ook.\",\"wish\":\"Dat Ann. van "
	     "school gaat\","
	     "\"agreed\":\"Annie belt\"}");
	consent(p, id, "ROC", all_kinds);
	on_no_page(p, id, &hidden, marks, true);
	text_of(p, id, PAGE_CASE_SHEET, &hidden, &text);
	must_hold(text.bytes, "anoniem");
	must_hold(text.bytes, "plannen"); /* whole words only */
	must_hold(text.bytes, "N.");
	text_of(p, id, PAGE_CASE_SHEET, NULL, &text);
	must_hold(text.bytes, "van Vliet-Jansen");
	str_release(&text);
}

/* Whose form of address is the name has none on an anonymous page. */
static void address_by_name(void **state)
{
	const struct page_options hidden = {.language = "nl", .is_anonymous = true};
	struct place *p = *state;
	struct str text = STR_INIT, line = STR_INIT;
	char id[37];

	register_as(p, "{\"called\":\"Robin\",\"address_form\":\"name\"}", id);
	text_of(p, id, PAGE_CASE_SHEET, NULL, &text);
	must_hold(text.bytes, "Wat wil Robin bereiken?");
	text_of(p, id, PAGE_CASE_SHEET, &hidden, &text);
	must_not_hold(text.bytes, "Robin");
	squeeze(text.bytes, &line);
	must_hold(line.bytes, "deelnemer");
	str_release(&text);
	str_release(&line);
}

int private_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shielded_and_sensitive),
		cmocka_unit_test(facts_of_sensitive_questions),
		cmocka_unit_test(refused_prints_as_blank),
		cmocka_unit_test(anonymous_holds_no_name),
		cmocka_unit_test(address_by_name),
	};

	return cmocka_run_group_tests_name("kept off pages", tests, place_setup,
					   place_teardown);
}
