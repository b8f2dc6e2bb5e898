/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

static const char intake[] =
	"survey:\n"
	"- {type: start, name: begun}\n"
	"- {type: today, name: day}\n"
	"- {type: username, name: who}\n"
	"- {type: text, name: called, label: Naam, required: yes}\n"
	"- {type: select_one yes_no, name: has_children, label: Kinderen?, default: no}\n"
	"- type: integer\n"
	"  name: children\n"
	"  label: Hoeveel?\n"
	"  relevant: ${has_children} = 'yes'\n"
	"  required: ${called} != ''\n"
	"  constraint: . > 0 and . < 20\n"
	"  constraint_message: 'Tussen 1 en 19, ${called}.'\n"
	"- {type: calculate, name: people, calculation: '1 + ${children}'}\n"
	"- {type: calculate, name: many, calculation: '${people} > 4'}\n"
	"- {type: date, name: born, label: Geboren, default: today() - 1}\n"
	"- {type: text, name: copy, label: Kopie, default: 'concat(${called}, ${has_children})'}\n"
	"- {type: calculate, name: first, calculation: 'once(${called})'}\n"
	"- {type: begin_group, name: home, label: Thuis, relevant: '${people} > 2',"
	" read_only: \"${called} = 'slot'\"}\n"
	"- {type: select_one city, name: city, label: Stad, required: yes}\n"
	"- {type: select_multiple area, name: areas, label: Wijken, choice_filter: 'in = ${city}'}\n"
	"- {type: note, name: told, label: '**${called}** woont in ${city}: ${areas}, <i>${born}</i>'}\n"
	"- {type: end_group, name: home}\n"
	"- {type: decimal, name: hours, label: Uren}\n"
	"- {type: time, name: at, label: Hoe laat}\n"
	"- {type: datetime, name: when, label: Wanneer}\n"
	"- {type: acknowledge, name: ok, label: Goed}\n"
	"- {type: hidden, name: quiet}\n"
	"- {type: text, name: plan, label: Plan, later: yes, relevant: \"${areas} != ''\"}\n"
	"- {type: calculate, name: city_name, calculation: \"jr:choice-name(${city}, '${city}')\"}\n"
	"- {type: calculate, name: greeting, calculation: 'concat(${aanspreek}, \" \", ${called})'}\n"
	"choices:\n"
	"  yes_no: {yes: Ja, no: Nee}\n"
	"  city:\n"
	"  - {name: delft, label: Delft}\n"
	"  - {name: leiden, label: Leiden}\n"
	"  area:\n"
	"  - {name: noord, label: Noord, in: delft}\n"
	"  - {name: zuid, label: Zuid, in: delft}\n"
	"  - {name: stevenshof, label: Stevenshof, in: leiden}\n"
	"settings: {form_id: t, form_title: T, version: 1}\n";

static int64_t noon = 1795342800000; /* 2026-11-22T10:20Z */

struct fixture {
	struct form *form;
	struct form_filling *f;
	struct clock clock;
	struct form_host host;
};

static struct form *read_form(const char *yaml)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *form = form_read(yaml, strlen(yaml), NULL, &problems);
	struct str text = STR_INIT;

	form_problems_write(&text, &problems, "form");
	if (form == NULL)
		fail_msg("%s", text.bytes);
	str_release(&text);
	form_problems_release(&problems);
	return form;
}

static void open_form(struct fixture *x, const char *yaml)
{
	x->form = read_form(yaml);
	x->clock = clock_fixed(&noon);
	x->host = (struct form_host){.clock = &x->clock, .username = "w1", .deviceid = "d1",
				     .language = "nl"};
	x->f = form_filling_new(x->form, &x->host);
}

static int set_up(void **state)
{
	struct fixture *x = mem_new(sizeof *x);

	(void)setenv("TZ", "UTC", 1);
	tzset();
	open_form(x, intake);
	*state = x;
	return 0;
}

static int put_back(void **state)
{
	struct fixture *x = *state;

	form_filling_free(x->f);
	form_free(x->form);
	free(x);
	return 0;
}

static int row(const struct fixture *x, const char *name)
{
	int found = form_find(x->form, name);

	assert_int_not_equal(found, FORM_NONE);
	return found;
}

static const char *path(const struct fixture *x, const char *name)
{
	return x->form->rows[row(x, name)].path;
}

static void give(struct fixture *x, const char *name, const char *value)
{
	struct error e = ERROR_INIT;

	if (form_filling_answer(x->f, row(x, name), value, &e) != OK)
		fail_msg("%s: '%s' was refused: %s", name, value, e.text);
}

static void refuse(struct fixture *x, const char *name, const char *value, const char *why)
{
	struct error e = ERROR_INIT;

	assert_int_equal(form_filling_answer(x->f, row(x, name), value, &e), ERR_INVALID);
	assert_string_equal(e.text, why);
}

static void expect(const struct fixture *x, const char *name, const char *value)
{
	assert_string_equal(form_filling_value(x->f, row(x, name)), value);
}

static void expect_seen(const struct fixture *x, const char *name, const char *value)
{
	assert_string_equal(form_filling_seen(x->f, row(x, name)), value);
}

static bool is_relevant(const struct fixture *x, const char *name)
{
	return form_filling_is_relevant(x->f, row(x, name));
}

static void begins_in_order(void **state)
{
	struct fixture *x = *state;

	form_filling_begin(x->f);
	expect(x, "begun", "2026-11-22T10:20:00.000+00:00");
	expect(x, "day", "2026-11-22");
	expect(x, "who", "w1");
	expect(x, "has_children", "no");
	expect(x, "copy", "no"); /* dynamic defaults read the fixed ones */
	expect(x, "born", "2026-11-21"); /* a number of days, asked for as a date */
	expect(x, "people", ""); /* 1 + '' is no number, so no value */
	expect(x, "many", "false");
	expect(x, "first", "");
	assert_int_equal(form_filling_origin(x->f, row(x, "has_children")), FORM_ORIGIN_DEFAULT);
	assert_int_equal(form_filling_origin(x->f, row(x, "copy")), FORM_ORIGIN_ONCE);
	assert_int_equal(form_filling_origin(x->f, row(x, "day")), FORM_ORIGIN_PRELOAD);
	assert_false(is_relevant(x, "children"));
	assert_false(is_relevant(x, "city"));
}

static void computes_what_reads(void **state)
{
	struct fixture *x = *state;
	const struct form_change *changes;
	int count, seen = 0;

	form_filling_begin(x->f);
	give(x, "has_children", "yes");
	assert_true(is_relevant(x, "children"));
	give(x, "children", "3");
	expect(x, "people", "4");
	expect(x, "many", "false");
	assert_true(is_relevant(x, "areas"));
	changes = form_filling_changes(x->f, &count);
	for (int i = 0; i < count; i++) {
		seen += changes[i].spot == row(x, "people") && changes[i].value_changed;
		seen += changes[i].spot == row(x, "city") && !changes[i].was_relevant &&
			changes[i].is_relevant;
		assert_int_not_equal(changes[i].spot, row(x, "children"));
		assert_int_not_equal(changes[i].spot, row(x, "many"));
	}
	assert_int_equal(seen, 2);
	give(x, "children", "4");
	expect(x, "many", "true"); /* as text */
	give(x, "hours", "8");
	(void)form_filling_changes(x->f, &count);
	assert_int_equal(count, 0);
}

static void keeps_what_is_irrelevant(void **state)
{
	struct fixture *x = *state;

	form_filling_begin(x->f);
	give(x, "has_children", "yes");
	give(x, "children", "5");
	give(x, "city", "delft");
	give(x, "has_children", "no");
	expect(x, "children", "5");
	expect_seen(x, "children", "");
	expect(x, "people", "");
	expect(x, "city", "delft");
	expect_seen(x, "city", "");
	expect(x, "city_name", "");
	assert_int_equal(form_filling_state(x->f, row(x, "children")), FORM_STATE_IRRELEVANT);
	assert_false(form_filling_is_required(x->f, row(x, "city")));
	give(x, "has_children", "yes");
	expect_seen(x, "children", "5");
	expect_seen(x, "city", "delft");
	expect(x, "city_name", "Delft");
}

static void drops_choices_no_longer_offered(void **state)
{
	struct fixture *x = *state;
	int areas = row(x, "areas"), count, seen = 0;
	const struct form_change *changes;

	form_filling_begin(x->f);
	give(x, "has_children", "yes");
	give(x, "children", "5");
	assert_false(form_filling_is_offered(x->f, areas, 0));
	give(x, "city", "delft");
	assert_true(form_filling_is_offered(x->f, areas, 0));
	assert_false(form_filling_is_offered(x->f, areas, 2));
	assert_false(form_filling_is_offered(x->f, areas, 3));
	assert_false(form_filling_is_offered(x->f, areas, -1));
	refuse(x, "areas", "stevenshof", "This is not one of the choices offered now.");
	refuse(x, "areas", "noord noord stevenshof", "This is not one of the choices offered now.");
	give(x, "areas", "zuid  noord zuid");
	expect(x, "areas", "noord zuid"); /* in the order of the list */
	assert_true(is_relevant(x, "plan"));
	give(x, "city", "leiden");
	expect(x, "areas", "");
	assert_false(is_relevant(x, "plan"));
	changes = form_filling_changes(x->f, &count);
	for (int i = 0; i < count; i++)
		seen += changes[i].spot == areas && changes[i].value_changed;
	assert_int_equal(seen, 1);
}

static void checks_types(void **state)
{
	static const struct {
		const char *name, *good, *stored, *bad, *why;
	} rows[] = {
		{"hours", "2,5", "2.5", "x", "A number is wanted here, such as 2.5."},
		{"hours", " -3 ", "-3", "1.2.3", "A number is wanted here, such as 2.5."},
		{"hours", ".5", ".5", ".", "A number is wanted here, such as 2.5."},
		{"born", "1981-05-12", "1981-05-12", "12-5-1981", "A date is wanted here, such as 2026-11-22."},
		{"born", "~1980", "~1980", "1981-13", "A date is wanted here, such as 2026-11-22."},
		{"at", "14:30", "14:30", "25:00", "A time is wanted here, such as 14:30."},
		{"when", "2026-11-22T14:30", "2026-11-22T14:30", "2026-11-22",
		 "A date and time are wanted here, such as 2026-11-22T14:30."},
		{"ok", "OK", "OK", "ja", "This can only be confirmed: OK."},
		{"has_children", "yes", "yes", "maybe", "This is not one of the choices offered now."},
		{"has_children", "no", "no", "yes no", "This is not one of the choices offered now."},
		{"called", " spatie ", " spatie ", "\xff", "This answer is not readable text (UTF-8)."},
		{"hours", "", "", "--1", "A number is wanted here, such as 2.5."},
	};
	struct fixture *x = *state;

	form_filling_begin(x->f);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		give(x, rows[i].name, rows[i].good);
		expect(x, rows[i].name, rows[i].stored);
		refuse(x, rows[i].name, rows[i].bad, rows[i].why);
		expect(x, rows[i].name, rows[i].stored);
	}
	give(x, "quiet", "set by the program");
	refuse(x, "people", "3", "This is not a question that can be answered.");
	refuse(x, "told", "3", "This is not a question that can be answered.");
	assert_int_equal(form_filling_answer(x->f, -1, "", NULL), ERR_INVALID);
	assert_int_equal(form_filling_answer(x->f, 9999, "", NULL), ERR_INVALID);
	assert_int_equal(form_filling_answer(x->f, row(x, "called"), NULL, NULL), OK);
}

static void checks_constraints(void **state)
{
	struct fixture *x = *state;

	form_filling_begin(x->f);
	give(x, "called", "*Fatima*");
	give(x, "has_children", "yes");
	refuse(x, "children", "20", "Tussen 1 en 19, *Fatima*."); /* markup of a value stays */
	refuse(x, "children", "two", "A whole number is wanted here, such as 3.");
	give(x, "children", "19");
	give(x, "children", ""); /* a constraint never sees an empty value */
	form_filling_restore(x->f, path(x, "children"), "40", FORM_STATUS_NONE, FORM_ORIGIN_TYPED);
	form_filling_resume(x->f);
	assert_int_equal(form_filling_state(x->f, row(x, "children")), FORM_STATE_INVALID);
	expect(x, "people", "41");
}

static void knows_states(void **state)
{
	struct fixture *x = *state;
	int first, asked, all;

	form_filling_begin(x->f);
	assert_int_equal(form_filling_state(x->f, row(x, "called")), FORM_STATE_REQUIRED);
	assert_int_equal(form_filling_state(x->f, row(x, "hours")), FORM_STATE_OPEN);
	assert_int_equal(form_filling_open(x->f, &first), 1);
	assert_int_equal(first, row(x, "called"));
	give(x, "called", "Fatima");
	assert_int_equal(form_filling_open(x->f, &first), 0);
	assert_int_equal(first, FORM_NONE);
	give(x, "has_children", "yes");
	assert_true(form_filling_is_required(x->f, row(x, "children")));
	assert_int_equal(form_filling_open(x->f, &first), 1);
	assert_int_equal(form_filling_no_answer(x->f, row(x, "children"), FORM_STATUS_REFUSED, NULL),
			 OK);
	assert_int_equal(form_filling_state(x->f, row(x, "children")), FORM_STATE_NO_ANSWER);
	assert_int_equal(form_filling_status(x->f, row(x, "children")), FORM_STATUS_REFUSED);
	assert_int_equal(form_filling_open(x->f, &first), 0);
	give(x, "children", "6");
	assert_int_equal(form_filling_status(x->f, row(x, "children")), FORM_STATUS_NONE);
	assert_int_equal(form_filling_state(x->f, row(x, "home")), FORM_STATE_REQUIRED);
	give(x, "city", "delft");
	assert_int_equal(form_filling_state(x->f, row(x, "home")), FORM_STATE_OPEN);
	give(x, "areas", "noord");
	assert_int_equal(form_filling_state(x->f, row(x, "home")), FORM_STATE_ANSWERED);
	form_filling_progress(x->f, FORM_TOGETHER, &asked, &all);
	assert_int_equal(all, 11); /* not 'plan', which is for later */
	assert_int_equal(asked, 7);
	assert_int_equal(form_filling_no_answer(x->f, row(x, "people"), FORM_STATUS_LATER, NULL),
			 ERR_INVALID);
}

static void locks_groups(void **state)
{
	struct fixture *x = *state;

	form_filling_begin(x->f);
	give(x, "has_children", "yes");
	give(x, "children", "3");
	give(x, "city", "delft");
	give(x, "called", "slot");
	assert_true(form_filling_is_read_only(x->f, row(x, "city")));
	refuse(x, "city", "leiden", "This answer cannot be changed.");
	give(x, "called", "Fatima");
	assert_false(form_filling_is_read_only(x->f, row(x, "city")));
	give(x, "city", "leiden");
}

static void resumes_without_defaults(void **state)
{
	struct fixture *x = *state;

	form_filling_restore(x->f, path(x, "called"), "Ay\u015fe", FORM_STATUS_NONE, FORM_ORIGIN_TYPED);
	form_filling_restore(x->f, path(x, "has_children"), "", FORM_STATUS_UNKNOWN,
			     FORM_ORIGIN_TYPED);
	form_filling_restore(x->f, path(x, "first"), "Fatima", FORM_STATUS_NONE, FORM_ORIGIN_TYPED);
	form_filling_resume(x->f);
	expect(x, "has_children", "");
	expect(x, "copy", "");
	expect(x, "begun", "");
	expect(x, "first", "Fatima"); /* once keeps what is there */
	expect(x, "many", "false");
	assert_int_equal(form_filling_state(x->f, row(x, "has_children")), FORM_STATE_NO_ANSWER);
}

static void expect_text(const struct fixture *x, const char *name, const char *wanted)
{
	struct str text = STR_INIT;

	form_filling_text(x->f, FORM_NONE, x->form->rows[row(x, name)].label, 0, &text);
	assert_string_equal(text.bytes, wanted);
	str_release(&text);
}

static void fills_texts(void **state)
{
	struct fixture *x = *state;
	struct str text = STR_INIT;

	form_filling_set_word(x->f, "nl", "aanspreek", "mevrouw");
	form_filling_set_word(x->f, "nl", "aanspreek", "meneer");
	form_filling_set_word(x->f, "nl", "geheim", "x");
	form_filling_begin(x->f);
	give(x, "called", "Fatima");
	give(x, "has_children", "yes");
	give(x, "children", "3");
	give(x, "born", "1981-05-12");
	give(x, "city", "delft");
	give(x, "areas", "noord zuid");
	expect_text(x, "told", "Fatima woont in Delft: Noord, Zuid, 12 mei 1981");
	expect(x, "greeting", "meneer Fatima");
	form_filling_shown(x->f, row(x, "areas"), 0, &text);
	assert_string_equal(text.bytes, "Noord, Zuid");
	str_reset(&text);
	form_filling_shown(x->f, row(x, "hours"), 0, &text);
	assert_string_equal(text.bytes, "");
	give(x, "hours", "2.5");
	form_filling_shown(x->f, row(x, "hours"), 0, &text);
	assert_string_equal(text.bytes, "2,5");
	str_release(&text);
}

static void drops_markup(void **state)
{
	static const struct {
		const char *label, *wanted;
	} rows[] = {
		{"plain", "plain"}, {"**dik** en *schuin*", "dik en schuin"}, {"__dik__", "dik"},
		{"2 * 3 * 4", "2 * 3 * 4"}, {"snake_case_naam", "snake_case_naam"},
		{"< 18 jaar", "< 18 jaar"}, {"<b>dik</b>", "dik"}, {"a<br/>b", "a\nb"},
		{"<span style=\"color:red\">rood</span>", "rood"}, {"a &lt; b &amp; c", "a < b & c"},
		{"# Kop", "Kop"}, {"nr # 5", "nr # 5"}, {"\\*ster\\*", "*ster*"}, {"<a", "<a"},
		{"*los", "*los"}, {"a ** b", "a ** b"}, {"**a *b* c**", "a b c"}, {"&", "&"},
		{"***x***", "x"}, {"*****", "*****"}, {"kosten: 5$", "kosten: 5$"},
		{"**[De Brug](https://brug.example)** helpt", "De Brug (https://brug.example) helpt"},
		{"[x] en [y] (z)", "[x] en [y] (z)"}, {"[](a)", "[](a)"}, {"[a](b c)", "[a](b c)"},
		{"[a](b", "[a](b"}, {"\\[a](b)", "[a](b)"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture x;
		struct str yaml = STR_INIT, text = STR_INIT;

		str_addf(&yaml, "survey:\n- type: note\n  name: n\n  label: |-\n    %s\n"
				"settings: {form_id: t, form_title: T, version: 1}\n",
			 rows[i].label);
		open_form(&x, yaml.bytes);
		form_filling_begin(x.f);
		form_filling_text(x.f, FORM_NONE, x.form->rows[0].label, 0, &text);
		assert_string_equal(text.bytes, rows[i].wanted);
		form_filling_free(x.f);
		form_free(x.form);
		str_release(&yaml);
		str_release(&text);
	}
}

/* a needs b and b needs a: a warning when read, and here at least an end. */
static void ends_with_mutual_conditions(void **state)
{
	struct fixture x;

	(void)state;
	open_form(&x, "survey:\n"
		      "- {type: integer, name: a, label: A, relevant: 'not(${b} > 0)'}\n"
		      "- {type: integer, name: b, label: B, relevant: 'not(${a} > 0)'}\n"
		      "settings: {form_id: t, form_title: T, version: 1}\n");
	form_filling_begin(x.f);
	give(&x, "a", "1");
	assert_false(is_relevant(&x, "b"));
	give(&x, "a", "0");
	assert_true(is_relevant(&x, "b"));
	give(&x, "b", "1");
	assert_false(is_relevant(&x, "a"));
	form_filling_free(x.f);
	form_free(x.form);
}

/* Each calculation doubles the one before: what passes 64 KiB is no value, and it ends soon. */
static void bears_growth(void **state)
{
	struct str yaml = STR_INIT, text = STR_INIT;
	struct fixture x;

	(void)state;
	str_add(&yaml, "survey:\n- {type: text, name: q0, label: A}\n");
	for (int i = 1; i < 2000; i++)
		str_addf(&yaml, "- {type: calculate, name: q%d, calculation: "
				"'concat(${q%d}, ${q%d})'}\n", i, i - 1, i - 1);
	str_add(&yaml, "settings: {form_id: t, form_title: T, version: 1}\n");
	open_form(&x, yaml.bytes);
	form_filling_begin(x.f);
	for (int i = 0; i < 60000; i++)
		str_add_char(&text, 'x');
	give(&x, "q0", text.bytes);
	expect(&x, "q1", "");
	give(&x, "q0", "x");
	assert_int_equal(strlen(form_filling_value(x.f, row(&x, "q16"))), 1 << 16);
	expect(&x, "q17", "");
	expect(&x, "q1999", "");
	form_filling_free(x.f);
	form_free(x.form);
	str_release(&yaml);
	str_release(&text);
}

static void has_keys(void **state)
{
	(void)state;
	assert_string_equal(form_status_key(FORM_STATUS_NOT_APPLICABLE), "not_applicable");
	assert_int_equal(form_status_read("refused"), FORM_STATUS_REFUSED);
	assert_int_equal(form_status_read("nonsense"), FORM_STATUS_NONE);
	assert_int_equal(form_status_read(NULL), FORM_STATUS_NONE);
	assert_string_equal(form_origin_key(FORM_ORIGIN_ONCE), "once");
	assert_int_equal(form_origin_read("preload"), FORM_ORIGIN_PRELOAD);
	form_filling_free(NULL);
}

int filling_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(begins_in_order, set_up, put_back),
		cmocka_unit_test_setup_teardown(computes_what_reads, set_up, put_back),
		cmocka_unit_test_setup_teardown(keeps_what_is_irrelevant, set_up, put_back),
		cmocka_unit_test_setup_teardown(drops_choices_no_longer_offered, set_up, put_back),
		cmocka_unit_test_setup_teardown(checks_types, set_up, put_back),
		cmocka_unit_test_setup_teardown(checks_constraints, set_up, put_back),
		cmocka_unit_test_setup_teardown(knows_states, set_up, put_back),
		cmocka_unit_test_setup_teardown(locks_groups, set_up, put_back),
		cmocka_unit_test_setup_teardown(resumes_without_defaults, set_up, put_back),
		cmocka_unit_test_setup_teardown(fills_texts, set_up, put_back),
		cmocka_unit_test(drops_markup),
		cmocka_unit_test(ends_with_mutual_conditions),
		cmocka_unit_test(bears_growth),
		cmocka_unit_test(has_keys),
	};

	return cmocka_run_group_tests_name("filling", tests, NULL, NULL);
}
