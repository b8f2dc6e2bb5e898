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

int blank_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shipped_forms_on_paper),
		cmocka_unit_test(room_to_write),
	};

	return cmocka_run_group_tests_name("blank forms", tests, NULL, NULL);
}
