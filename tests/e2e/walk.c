/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk.h"

#include "base/base.h"

#include "desk.h"
#include "keys.h"

enum { FORM_BYTES = 4 << 20, LABEL_COLUMNS = 36, DIGITS = 10, TEXT_BYTES = 64 };

static uint64_t no_random(void *data)
{
	(void)data;
	return 0;
}

static struct form *read_form(const char *path)
{
	struct str bytes = STR_INIT;
	struct error e = ERROR_INIT;
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *form = NULL;

	if (file_read(path, FORM_BYTES, &bytes, &e) == OK)
		form = form_read(bytes.bytes, bytes.len, NULL, &problems);
	form_problems_release(&problems);
	str_release(&bytes);
	if (!form)
		fail_msg("%s is no form: %s", path, e.text);
	return form;
}

/* The words of the form of address, as the program has them. */
static void set_words(struct walk *w)
{
	static const char *const codes[] = {"nl", "en"};

	for (size_t l = 0; l < 2; l++)
		for (const char *const *name = form_words; *name; name++) {
			const char *word = care_address_word(w->config, w->address, *name,
							     codes[l]);

			form_filling_set_word(w->filling, codes[l], *name,
					      strcmp(word, "${called}") == 0 ? w->called
									     : word);
		}
}

static void text_take(char **at, const char *text)
{
	free(*at);
	*at = harness_format("%s", text);
}

static void follow(struct walk *w, int row)
{
	const char *fact = w->form->rows[row].save_to;
	const char *value = form_filling_seen(w->filling, row);

	if (fact && strcmp(fact, "address_form") == 0 && *value)
		text_take(&w->address, value);
	else if (fact && strcmp(fact, "called") == 0 && *value)
		text_take(&w->called, value);
	else
		return;
	set_words(w);
}

void walk_open(struct walk *w, struct term *t, const char *form, const char *code,
	       const char *address, const char *called)
{
	const char *share = getenv("TREDE_SHARE");
	struct error e = ERROR_INIT;
	struct moment m;
	char *path = strchr(form, '/')
			     ? harness_format("%s", form)
			     : harness_format("%s/forms/%s.yaml", share, form);

	*w = (struct walk){.term = t, .code = code, .columns = LABEL_COLUMNS, .from = FORM_NONE};
	assert_true(moment_read(DESK_TIME, &m));
	w->now = moment_ms(&m);
	w->clock = clock_fixed(&w->now);
	w->form = read_form(path);
	free(path);
	if (care_config_read(&w->config, NULL, share, &e) != OK)
		fail_msg("%s", e.text);
	w->language = form_language(w->form, code);
	w->address = harness_format("%s", address);
	w->called = harness_format("%s", called);
	w->host = (struct form_host){.clock = &w->clock,
				     .random = no_random,
				     .username = "",
				     .deviceid = "",
				     .language = code};
	w->filling = form_filling_new(w->form, &w->host);
	set_words(w);
	form_filling_begin(w->filling);
	for (int i = 0; *called && i < w->form->row_count; i++)
		if (w->form->rows[i].save_to &&
		    strcmp(w->form->rows[i].save_to, "called") == 0)
			(void)form_filling_restore(w->filling, w->form->rows[i].path, called, FORM_STATUS_NONE,
					     FORM_ORIGIN_PRELOAD);
	form_filling_resume(w->filling);
}

void walk_close(struct walk *w)
{
	form_filling_free(w->filling);
	form_free(w->form);
	care_config_free(w->config);
	free(w->address);
	free(w->called);
}

/* ---- which question comes when, as design and practice say ---- */

static bool is_asked(const struct walk *w, int row)
{
	const struct form_row *r = &w->form->rows[row];

	if (!form_row_is_shown(r) || !form_filling_is_relevant(w->filling, row))
		return false;
	if (w->part == CARE_LATER)
		return r->later;
	return !r->later && (r->part == FORM_ALONE) == (w->part == CARE_ALONE);
}

static bool is_overheard(const struct walk *w)
{
	int row = form_find(w->form, "present");
	const char *value = row == FORM_NONE ? "" : form_filling_seen(w->filling, row);

	return *value && strcmp(value, "alone") != 0;
}

static bool is_open(const struct walk *w, int row)
{
	enum form_state state = form_filling_state(w->filling, row);

	return form_row_is_question(&w->form->rows[row]) &&
	       (state == FORM_STATE_OPEN || state == FORM_STATE_REQUIRED ||
		state == FORM_STATE_INVALID);
}

static bool is_kept_back(const struct walk *w, int row)
{
	const struct form_row *r = &w->form->rows[row];

	return r->sensitive && r->part == FORM_TOGETHER && is_overheard(w);
}

static int next(struct walk *w, int row)
{
	struct error e = ERROR_INIT;

	for (int i = row + 1; i < w->form->row_count; i++) {
		if (!is_asked(w, i))
			continue;
		if (!is_kept_back(w, i))
			return i;
		if (is_open(w, i))
			(void)form_filling_no_answer(w->filling, i, FORM_STATUS_LATER, &e);
	}
	return FORM_NONE;
}

static int first_open(const struct walk *w)
{
	for (int i = 0; i < w->form->row_count; i++)
		if (is_asked(w, i) && !is_kept_back(w, i) && is_open(w, i))
			return i;
	return FORM_NONE;
}

/* ---- the screen ---- */

char *walk_text(const struct walk *w, form_texts which)
{
	struct str text = STR_INIT;

	if (which)
		form_filling_text(w->filling, FORM_NONE, which, w->language, &text);
	return str_detach(&text);
}

void walk_wait(struct walk *w, int row)
{
	char *label = walk_text(w, w->form->rows[row].label), *end;
	size_t fits = text_fit(label, strlen(label), w->columns, NULL);

	if (label[fits]) {
		label[fits] = '\0';
		end = strrchr(label, ' ');
		if (end)
			*end = '\0';
	}
	if (!term_sees(w->term, label, TERM_MS)) {
		term_print(w->term, w->form->rows[row].path);
		fail_msg("%s: the question is not on the screen: %s",
			 w->form->rows[row].path, label);
	}
	free(label);
}

static void type(struct walk *w, const char *text)
{
	term_send(w->term, text, strlen(text));
}

/* A new line in a text of several lines is ^J, which is what the byte is. */
static void type_over(struct walk *w, int row, const char *text)
{
	if (*form_filling_value(w->filling, row))
		term_keys(w->term, "<End><C-u>");
	type(w, text);
	term_keys(w->term, "<Enter>");
}

static bool holds(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = list; (at = strstr(at, word)); at += n)
		if ((at == list || at[-1] == ' ') && (at[n] == '\0' || at[n] == ' '))
			return true;
	return false;
}

static int offered(const struct walk *w, int row)
{
	int count = 0;

	for (unsigned i = 0; i < w->form->rows[row].list->count; i++)
		count += form_filling_is_offered(w->filling, row, (int)i);
	return count;
}

static char *lowered(const char *text)
{
	struct str s = STR_INIT;

	str_set(&s, text);
	text_lower(&s);
	return str_detach(&s);
}

static char *choice_lowered(const struct walk *w, int row, unsigned i)
{
	char *text = walk_text(w, w->form->rows[row].list->choices[i].label);
	char *low = lowered(text);

	free(text);
	return low;
}

/*
 * Types the first word of the choice's text (a blank would tick it); those before it that hold the
 * same letters are passed with Down.
 */
static void pick_by_text(struct walk *w, int row, unsigned choice)
{
	char *needle = choice_lowered(w, row, choice);

	needle[strcspn(needle, " ")] = '\0';
	type(w, needle);
	for (unsigned i = 0; i < choice; i++) {
		char *other = choice_lowered(w, row, i);

		if (form_filling_is_offered(w->filling, row, (int)i) && strstr(other, needle))
			term_keys(w->term, "<Down>");
		free(other);
	}
	free(needle);
	term_keys(w->term, "<Enter>");
}

static void pick_by_digit(struct walk *w, int row, unsigned choice)
{
	char key[2] = "";
	int n = 0;

	for (unsigned i = 0; i <= choice; i++)
		n += form_filling_is_offered(w->filling, row, (int)i);
	key[0] = (char)('0' + n % DIGITS);
	term_keys(w->term, key);
}

/* Every choice that must change: ticked and not wanted, or the other way round. */
static void pick(struct walk *w, int row, const char *value)
{
	const struct form_row *r = &w->form->rows[row];
	const char *before = form_filling_value(w->filling, row);

	for (unsigned i = 0; i < r->list->count; i++) {
		const char *name = r->list->choices[i].name;
		bool is_new = holds(value, name);

		if (r->type == FORM_SELECT_MULTIPLE && is_new == holds(before, name))
			continue;
		if (!is_new)
			continue;
		if (offered(w, row) > DIGITS)
			pick_by_text(w, row, i);
		else
			pick_by_digit(w, row, i);
	}
	if (r->type == FORM_SELECT_MULTIPLE)
		term_keys(w->term, "<Enter>");
}

/* 2026-11-03 as one types it: 3-11-2026; ~1980 and 14:30 are typed as they are. */
static void type_date(struct walk *w, int row, const char *value)
{
	char text[TEXT_BYTES];
	int year, month, day;

	if (sscanf(value, "%d-%d-%d", &year, &month, &day) == 3)
		snprintf(text, sizeof text, "%d-%d-%d", day, month, year);
	else
		snprintf(text, sizeof text, "%s", value);
	type_over(w, row, text);
}

static bool is_date(const struct form_row *r)
{
	return r->type == FORM_DATE ||
	       (r->type == FORM_TEXT && r->save_to && strcmp(r->save_to, "birth_date") == 0);
}

void walk_value(struct walk *w, int row, const char *value)
{
	const struct form_row *r = &w->form->rows[row];
	struct error e = ERROR_INIT;

	if (r->list)
		pick(w, row, value);
	else if (is_date(r))
		type_date(w, row, value);
	else if (r->type == FORM_ACKNOWLEDGE)
		term_keys(w->term, "1");
	else
		type_over(w, row, value);
	if (form_filling_answer(w->filling, row, value, &e) != OK)
		fail_msg("%s: \"%s\" is no answer: %s", r->path, value, e.text);
	follow(w, row);
}

void walk_status(struct walk *w, int row, enum form_status status)
{
	struct error e = ERROR_INIT;
	char key[2] = {(char)('0' + (int)status), '\0'};

	term_keys(w->term, "<C-g>");
	term_keys(w->term, key);
	if (form_filling_no_answer(w->filling, row, status, &e) != OK)
		fail_msg("%s: %s", w->form->rows[row].path, e.text);
}

void walk_skip(struct walk *w, int row)
{
	(void)row;
	term_keys(w->term, "<Tab>");
}

void walk_remark(struct walk *w, const char *speaker, const char *who, const char *text, int had)
{
	char key[2] = "";

	term_keys(w->term, "<C-o>");
	if (had > 0) {
		key[0] = (char)('1' + had); /* "a new remark" stands behind those that are there */
		term_keys(w->term, key);
	}
	term_keys(w->term, strcmp(speaker, "she") == 0 ? "1"
			   : strcmp(speaker, "i") == 0 ? "2"
						       : "3");
	if (strcmp(speaker, "other") == 0) {
		type(w, who);
		term_keys(w->term, "<Enter>");
	}
	type(w, text);
	term_keys(w->term, "<Enter>");
}

bool walk_would_take(struct walk *w, int row, const char *value)
{
	struct error e = ERROR_INIT;
	char *before = harness_format("%s", form_filling_value(w->filling, row));
	bool is_good = form_filling_answer(w->filling, row, value, &e) == OK;

	if (is_good && form_filling_answer(w->filling, row, before, &e) != OK)
		fail_msg("%s: cannot go back to \"%s\"", w->form->rows[row].path, before);
	free(before);
	return is_good;
}

void walk_says_table(void *data, struct walk *w, int row)
{
	for (const struct walk_said *said = data; said->name; said++)
		if (strcmp(said->name, w->form->rows[row].name) == 0) {
			walk_value(w, row, said->value);
			return;
		}
	walk_skip(w, row);
}

/* ---- the way through ---- */

void walk_part(struct walk *w, walk_says says, void *data)
{
	int row = w->from != FORM_NONE ? w->from : first_open(w);

	w->from = FORM_NONE;
	for (; row != FORM_NONE; row = next(w, row)) {
		const struct form_row *r = &w->form->rows[row];

		walk_wait(w, row);
		if (!form_row_is_question(r) || form_filling_is_read_only(w->filling, row))
			term_keys(w->term, "<Enter>");
		else
			says(data, w, row);
	}
}

static bool is_nl(const struct walk *w)
{
	return strcmp(w->code, "nl") == 0;
}

static bool has_open_alone(struct walk *w)
{
	bool is_there = false;

	w->part = CARE_ALONE;
	is_there = first_open(w) != FORM_NONE;
	w->part = CARE_TOGETHER;
	return is_there;
}

void walk_all(struct walk *w, walk_says says, void *data)
{
	walk_part(w, says, data);
	if (w->part == CARE_TOGETHER && has_open_alone(w)) {
		term_wait(w->term, is_nl(w) ? "Klaar met het gesprek" : "The talk is done",
			  TERM_MS);
		term_keys(w->term, "1");
		w->part = CARE_ALONE;
		walk_part(w, says, data);
	}
	term_wait_row(w->term, 0, is_nl(w) ? "overzicht" : "overview", TERM_MS);
}
