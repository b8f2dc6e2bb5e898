/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

/* A blank form for paper: the numbers and digits of the screen. */

static struct form *form_named(const char *name)
{
	char *folder = file_path(getenv("TREDE_SHARE"), "forms"),
	     *path = file_path(folder, name);
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str bytes = STR_INIT;
	struct error e = ERROR_INIT;
	struct form *form;

	must(file_read(path, 1 << 20, &bytes, &e), &e);
	form = form_read(bytes.bytes, bytes.len, NULL, &problems);
	assert_non_null(form);
	form_problems_release(&problems);
	str_release(&bytes);
	free(path);
	free(folder);
	return form;
}

/* Digits stand with the choices in the order of the screen, up to ten; then there are
 * none. */
static void check_choices(const struct form *form, const struct form_row *row,
			  int language, const char *line)
{
	struct str wanted = STR_INIT;

	for (unsigned i = 0; i < row->list->count; i++) {
		str_reset(&wanted);
		str_add(&wanted, "[ ] ");
		if (row->list->count <= 10)
			str_addf(&wanted, "%u ", (i + 1) % 10);
		str_add(&wanted, form_text(form, row->list->choices[i].label, language));
		must_hold(line, wanted.bytes);
	}
	str_release(&wanted);
}

static void check_form(const char *name, const char *language)
{
	struct form *form = form_named(name);
	int code = form_language(form, language);
	struct page *page = page_blank_form(form, language);
	struct str text = STR_INIT, line = STR_INIT, wanted = STR_INIT;

	page_text(page, 80, &text);
	assert_true(widest_line(text.bytes) <= 80);
	must_not_hold(text.bytes, "${");
	squeeze(text.bytes, &line);
	for (int i = 0; i < form->row_count; i++) {
		const struct form_row *row = &form->rows[i];
		const char *label = form_text(form, row->label, code);

		if (!row->number || !form_row_is_shown(row) || strstr(label, "${"))
			continue;
		str_reset(&wanted);
		str_addf(&wanted, "%s. %s", row->number, label);
		must_hold(line.bytes, wanted.bytes);
		if (row->list)
			check_choices(form, row, code, line.bytes);
	}
	str_reset(&text);
	page_html(page, &text);
	must_not_hold(text.bytes, "${");
	str_release(&text);
	str_release(&line);
	str_release(&wanted);
	page_free(page);
	form_free(form);
}

static void shipped_forms_on_paper(void **state)
{
	static const char *const forms[] = {"intake.yaml", "progress.yaml",
					    "home-visit.yaml", "success-story.yaml",
					    "exit.yaml"};

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		check_form(forms[i], "nl");
		check_form(forms[i], "en");
	}
}

static void room_to_write(void **state)
{
	struct form *form = form_named("intake.yaml");
	struct page *page = page_blank_form(form, "nl");
	struct str text = STR_INIT;

	(void)state;
	page_text(page, 80, &text);
	must_hold(text.bytes, "Datum");
	must_hold(text.bytes, "Gevoerd door");
	must_hold(text.bytes, "Ingevoerd door");
	must_hold(text.bytes, "[ ] 0 iets anders");	   /* the tenth */
	must_not_hold(text.bytes, "Typ een paar letters"); /* that is about the screen */
	must_hold(text.bytes, "Volgens de vragen: ____");
	str_release(&text);
	page_free(page);
	form_free(form);
}

static const char many[] =
	"settings: {form_title: Gezin, form_id: gezin, default_language: nl, "
	"languages: {nl: Nederlands}}\n"
	"survey:\n"
	"- {type: begin_repeat, name: child, label: Kind}\n"
	"- {type: text, name: name, label: Hoe heet uw kind}\n"
	"- {type: begin_repeat, name: school, label: School}\n"
	"- {type: text, name: place, label: Waar}\n"
	"- {type: end_repeat}\n"
	"- {type: end_repeat}\n"
	"- {type: begin_repeat, name: job, label: Baan, repeat_count: 2}\n"
	"- {type: text, name: what, label: Wat}\n"
	"- {type: end_repeat}\n"
	"- {type: note, name: told, label: '**Let op**, ${place}: <b>lees</b>'}\n"
	"- {type: select_one towns, name: town, label: Welke _plaats_}\n"
	"- {type: rank goods, name: first, label: Wat eerst}\n"
	"- {type: range, name: mark, label: Cijfer, parameters: start=1 end=5 step=1}\n"
	"- {type: range, name: far, label: Ver, parameters: start=0 end=500 step=5}\n"
	"- {type: begin_group, name: how, label: Hoe gaat het}\n"
	"- {type: select_one goods, name: head, label: Onderwerp, appearance: label}\n"
	"- {type: select_one goods, name: home, label: Thuis, appearance: list-nolabel}\n"
	"- {type: select_one goods, name: work, label: Werk, appearance: list-nolabel}\n"
	"- {type: end_group}\n"
	"choices:\n"
	"  towns: [%s]\n"
	"  goods: {good: {nl: '*goed*'}, fair: {nl: gaat}, bad: {nl: slecht}}\n";

static int times_in(const char *text, const char *part)
{
	int times = 0;

	for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
		times++;
	return times;
}

/* Room for some instances, boxes to number, a scale to ring, a grid as a table. */
static void repeats_ranks_ranges_and_grids(void **state)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str towns = STR_INIT, yaml = STR_INIT, text = STR_INIT, line = STR_INIT;
	struct form *form;
	struct page *page;

	(void)state;
	for (int i = 1; i <= 61; i++)
		str_addf(&towns, "%s{name: t%d, label: Dorp %d}", i > 1 ? ", " : "", i, i);
	str_addf(&yaml, many, towns.bytes);
	form = form_read(yaml.bytes, yaml.len, NULL, &problems);
	str_release(&towns);
	str_release(&yaml);
	assert_non_null(form);
	page = page_blank_form(form, "nl");
	page_text(page, 80, &text);
	assert_true(widest_line(text.bytes) <= 80);
	squeeze(text.bytes, &line);
	must_hold(line.bytes, "Kind 3");
	must_not_hold(line.bytes, "Kind 4");
	assert_int_equal(times_in(line.bytes, "Waar"), 3);
	must_hold(line.bytes, "Baan 2");
	must_hold(line.bytes, "Let op, ____: lees");
	must_hold(line.bytes, "Welke plaats");
	must_hold(line.bytes, "er zijn er 61 om uit te kiezen");
	must_not_hold(line.bytes, "Dorp");
	must_not_hold(line.bytes, "Baan 3");
	assert_int_equal(times_in(line.bytes, "School: nog een op een nieuw blad."), 3);
	assert_int_equal(times_in(line.bytes, "Kind: nog een op een nieuw blad."), 1);
	must_hold(line.bytes, "[ ] goed");
	must_hold(line.bytes, "1 2 3 4 5");
	must_hold(line.bytes, "Van 0 tot en met 500, per 5");
	must_hold(line.bytes, "Onderwerp | goed | gaat | slecht");
	must_hold(line.bytes, "Thuis | [ ] | [ ] | [ ]");
	str_reset(&text);
	page_html(page, &text);
	must_hold(text.bytes, "<table>");
	str_release(&text);
	str_release(&line);
	page_free(page);
	form_free(form);
	form_problems_release(&problems);
}

int blank_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shipped_forms_on_paper),
		cmocka_unit_test(room_to_write),
		cmocka_unit_test(repeats_ranks_ranges_and_grids),
	};

	return cmocka_run_group_tests_name("blank forms", tests, NULL, NULL);
}
