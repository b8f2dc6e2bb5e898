/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Every form that ships, walked from its first question to its end in Dutch and in English: every
 * question whole on the screen, all follow-ups opened, nothing sent that is not allowed.
 */
#include "desk.h"
#include "keys.h"
#include "walk.h"

static const char *const forms[] = {"intake", "progress", "home-visit", "success-story", "exit"};
static const char *const codes[] = {"nl", "en"};
enum { FORMS = sizeof forms / sizeof *forms, CODES = 2, WIDTH = 80 };

static struct walk_case {
	const char *form, *code;
	char *name;
} cases[FORMS * CODES];

/* The part of each row behind the outline's bar, put together, without the breaks of lines. */
static char *screen_text(struct term *t)
{
	static const char bar[] = "\342\224\202 ";
	char *screen = term_screen(t), *row = screen, *end;
	struct str all = STR_INIT, one = STR_INIT;

	for (; (end = strchr(row, '\n')); row = end + 1) {
		char *from = row, *found;

		*end = '\0';
		found = strstr(row, bar);
		from = found ? found + strlen(bar) : row;
		str_set(&one, from);
		text_trim(&one);
		if (all.len && one.len)
			str_add_char(&all, ' ');
		str_add(&all, one.bytes);
	}
	free(screen);
	str_release(&one);
	return str_detach(&all);
}

static void assert_shows(struct walk *w, int row, form_texts which)
{
	char *want = walk_text(w, which), *screen;

	if (!*want) {
		free(want);
		return;
	}
	screen = screen_text(w->term);
	if (!strstr(screen, want)) {
		term_print(w->term, w->form->rows[row].path);
		fail_msg("%s: not whole on the screen: %s", w->form->rows[row].path, want);
	}
	free(screen);
	free(want);
}

static void check_screen(struct walk *w, int row)
{
	const struct form_row *r = &w->form->rows[row];
	int cursor_row, cursor_col;

	term_settle(w->term, TERM_MS);
	assert_shows(w, row, r->label);
	assert_shows(w, row, r->hint);
	for (unsigned i = 0; r->list && i < r->list->count && r->list->count <= 10; i++)
		if (form_filling_is_offered(w->filling, row, (int)i))
			assert_shows(w, row, r->list->choices[i].label);
	assert_true(term_cursor(w->term, &cursor_row, &cursor_col));
	assert_in_range(cursor_row, 2, 21);
	assert_in_range(cursor_col, 1, WIDTH - 1);
	if (term_foreign(w->term))
		fail_msg("%s: sent to the terminal: %s", r->path, term_foreign(w->term));
}

/* All that is offered, in the form's order; what no list would take is left out. */
static void tick_all(struct walk *w, int row, struct str *value)
{
	const struct form_list *list = w->form->rows[row].list;

	for (unsigned i = 0; i < list->count; i++) {
		if (!form_filling_is_offered(w->filling, row, (int)i))
			continue;
		if (value->len)
			str_add_char(value, ' ');
		str_add(value, list->choices[i].name);
	}
	if (!walk_would_take(w, row, value->bytes))
		str_set(value, list->choices[0].name);
}

/* "Rather not" would keep nothing. */
static bool is_record(const struct form_row *r)
{
	return r->save_to && strcmp(r->save_to, "consent_record") == 0;
}

/* Whatever opens most: all of a list, the first of one, a text that the form takes. */
static void says_something(void *data, struct walk *w, int row)
{
	static const char *const texts[] = {"2026-12-03", "14:30", "3", "06 12345678",
					    "2516 AB",	  "1980",  "OK"};
	static const char words[] = "Iets \303\251\303\251n";
	const struct form_row *r = &w->form->rows[row];
	struct str value = STR_INIT;
	int *asked = data;

	++*asked;
	check_screen(w, row);
	if (r->type == FORM_SELECT_MULTIPLE)
		tick_all(w, row, &value);
	else if (r->list)
		str_set(&value, r->list->choices[*asked % 2 && r->list->count > 1 && !is_record(r)].name);
	else if (r->type == FORM_TEXT && walk_would_take(w, row, words))
		str_set(&value, words);
	for (size_t i = 0; !value.len && i < sizeof texts / sizeof *texts; i++)
		if (walk_would_take(w, row, texts[i]))
			str_set(&value, texts[i]);
	if (value.len && walk_would_take(w, row, value.bytes))
		walk_value(w, row, value.bytes);
	else
		walk_skip(w, row);
	str_release(&value);
}

static void to_the_end(void **state)
{
	const struct walk_case *c = *state;
	bool is_nl = strcmp(c->code, "nl") == 0;
	int asked = 0;
	struct desk d;
	struct walk w;

	desk_open(&d, c->code);
	desk_sit(&d);
	desk_woman(&d, "Ann");
	walk_open(&w, d.term, c->form, c->code, "mevrouw", "Ann");
	term_keys(d.term, "g");
	term_wait_row(d.term, 0, is_nl ? "Gesprek" : "Talk", TERM_MS);
	desk_pick(&d, form_text(w.form, w.form->titles, w.language));
	walk_all(&w, says_something, &asked);
	assert_in_range(asked, 5, 100);
	term_keys(d.term, "a");
	term_wait(d.term, is_nl ? "Het gesprek afronden?" : "Finish the interview?", TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, is_nl ? "Het gesprek is afgerond" : "The interview is finished", TERM_MS);
	printf("%s, %s: %d questions\n", c->form, c->code, asked);
	walk_close(&w);
	desk_rise(&d);
	desk_close(&d);
}

int main(void)
{
	struct CMUnitTest tests[FORMS * CODES] = {{0}};
	int failed;

	for (size_t i = 0; i < FORMS * CODES; i++) {
		cases[i] = (struct walk_case){forms[i / CODES], codes[i % CODES], NULL};
		cases[i].name = harness_format("%s, %s", cases[i].form, cases[i].code);
		tests[i] = (struct CMUnitTest){.name = cases[i].name,
					       .test_func = to_the_end,
					       .initial_state = &cases[i]};
	}
	failed = cmocka_run_group_tests_name("forms", tests, NULL, NULL);
	for (size_t i = 0; i < FORMS * CODES; i++)
		free(cases[i].name);
	return failed;
}
