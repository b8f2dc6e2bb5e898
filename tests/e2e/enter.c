/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "enter.h"

#include "keys.h"
#include "walk.h"

/* What is being said in one interview. */
struct talk_data {
	struct enter *enter;
	const json_t *answers;
};

static const char *text_of(const json_t *object, const char *key)
{
	return json_at_text(object, key);
}

/* A value stands as text, or as an object with value, status and remarks. */
static const char *value_of(const json_t *answer)
{
	return json_is_string(answer) ? json_string_value(answer) : text_of(answer, "value");
}

static void remarks(struct walk *w, const json_t *answer)
{
	const json_t *list = json_object_get(answer, "remarks");

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *one = json_array_get(list, i);

		walk_remark(w, text_of(one, "speaker"), text_of(one, "who"), text_of(one, "text"),
			    (int)i);
	}
}

static void look_for_words(struct enter *n, struct walk *w, int row)
{
	char *label = walk_text(w, w->form->rows[row].label);

	n->has_said_hij |= strstr(label, " hij ") != NULL;
	n->has_said_zijn |= strstr(label, " zijn ") != NULL;
	free(label);
}

static void says(void *data, struct walk *w, int row)
{
	struct talk_data *talk = data;
	const json_t *answer = json_object_get(talk->answers, w->form->rows[row].name);

	look_for_words(talk->enter, w, row);
	remarks(w, answer);
	if (*text_of(answer, "status"))
		walk_status(w, row, form_status_read(text_of(answer, "status")));
	else if (answer)
		walk_value(w, row, value_of(answer));
	else
		walk_skip(w, row);
}

/* The date, over what stands there; who held it stays. */
static void date_typed(struct desk *d, const char *iso)
{
	int year, month, day;
	char *text;

	assert_int_equal(sscanf(iso, "%d-%d-%d", &year, &month, &day), 3);
	text = harness_format("%d-%d-%d", day, month, year);
	desk_field(d, text);
	free(text);
}

static void finish(struct desk *d, const char *on)
{
	term_keys(d->term, "d");
	term_wait_row(d->term, 0, "Datum van het gesprek", TERM_MS);
	date_typed(d, on);
	term_keys(d->term, "<Enter>");
	term_wait_row(d->term, 0, "overzicht", TERM_MS);
	term_keys(d->term, "a");
	term_wait(d->term, "Het gesprek afronden?", TERM_MS);
	term_keys(d->term, "<Enter>");
	term_wait(d->term, "Het gesprek is afgerond en bewaard.", TERM_MS);
	term_keys(d->term, "<End>"); /* the message goes */
}

static bool has_later(const struct walk *w, const json_t *answers)
{
	for (int i = 0; i < w->form->row_count; i++)
		if (w->form->rows[i].later && json_object_get(answers, w->form->rows[i].name))
			return true;
	return false;
}

static void begin(struct desk *d, const char *title)
{
	term_keys(d->term, "g");
	term_wait_row(d->term, 0, "Gesprek", TERM_MS);
	desk_pick(d, title);
}

/* Her first interview has begun already when she was registered. */
static void interview(struct enter *n, const json_t *one, bool has_begun)
{
	struct talk_data talk = {n, json_object_get(one, "answers")};
	const char *form = text_of(one, "form");
	const char *address = text_of(json_object_get(n->client, "facts"), "address_form");
	struct desk *d = n->desk;
	struct walk w;

	walk_open(&w, d->term, form, "nl", has_begun ? "mevrouw" : address, n->name);
	if (!has_begun)
		begin(d, form_text(w.form, w.form->titles, w.language));
	walk_all(&w, says, &talk);
	finish(d, text_of(one, "on"));
	if (has_later(&w, talk.answers)) {
		begin(d, ": voor een later gesprek");
		w.part = CARE_LATER;
		walk_all(&w, says, &talk);
		finish(d, text_of(one, "on"));
	}
	walk_close(&w);
}

/* Left open: in the middle, or with the part alone for later. */
static void draft(struct enter *n, const json_t *one)
{
	struct talk_data talk = {n, json_object_get(one, "answers")};
	struct desk *d = n->desk;
	struct walk w;

	walk_open(&w, d->term, text_of(one, "form"), "nl",
		  text_of(json_object_get(n->client, "facts"), "address_form"), n->name);
	begin(d, form_text(w.form, w.form->titles, w.language));
	walk_part(&w, says, &talk);
	walk_close(&w);
	term_wait(d->term, "Klaar met het gesprek", TERM_MS);
	term_keys(d->term, strcmp(text_of(one, "part"), "alone") == 0 ? "2" : "<Esc>");
	desk_home(d);
	term_wait(d->term, "vandaag 10:42", TERM_MS); /* it stands under "Nog niet af" */
}

static const char *state_digit(const json_t *one)
{
	static const struct {
		const char *needed, *status, *digit;
	} states[] = {
		{"yes", "unknown", "1"},  {"no", "not_applicable", "2"}, {"yes", "asked", "3"},
		{"yes", "waitlist", "4"}, {"yes", "arranged", "5"},	 {"yes", "missing", "6"},
	};

	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (strcmp(states[i].needed, text_of(one, "needed")) == 0 &&
		    strcmp(states[i].status, text_of(one, "status")) == 0)
			return states[i].digit;
	fail_msg("no digit says %s %s", text_of(one, "needed"), text_of(one, "status"));
	return "";
}

static void precondition(struct enter *n, const json_t *one)
{
	struct desk *d = n->desk;

	term_keys(d->term, "b");
	term_wait_row(d->term, 0, "Wat is nodig", TERM_MS);
	desk_focus(d, desk_label(d, "preconditions", text_of(one, "key")));
	term_keys(d->term, state_digit(one));
	term_keys(d->term, "<Enter>");
	desk_choice(d, "availability", text_of(one, "where"));
	if (*text_of(one, "since"))
		date_typed(d, text_of(one, "since"));
	else
		term_keys(d->term, "<Enter>");
	desk_choice(d, "speaker", text_of(one, "speaker"));
	desk_field(d, text_of(one, "note"));
	term_wait_row(d->term, 0, "Wat is nodig", TERM_MS);
	term_keys(d->term, "<Esc>");
}

static void step(struct enter *n, const char *goal, const json_t *one)
{
	struct desk *d = n->desk;

	desk_focus(d, goal);
	term_keys(d->term, "s");
	term_wait_row(d->term, 0, "Nieuwe stap", TERM_MS);
	desk_field(d, text_of(one, "text"));
	desk_field(d, text_of(one, "by"));
	if (*text_of(one, "due"))
		date_typed(d, text_of(one, "due"));
	else
		term_keys(d->term, "<Enter>");
	desk_choice(d, "step_kind", text_of(one, "kind"));
	desk_choice(d, "step_certain", text_of(one, "certain"));
	term_keys(d->term, "<Enter>");
	term_wait_row(d->term, 0, "Doelen", TERM_MS);
	if (json_at_true(one, "done") || json_at_true(one, "paused")) {
		char *mark = harness_format("] %.20s", text_of(one, "text"));

		desk_focus(d, mark);
		term_keys(d->term, json_at_true(one, "done") ? "g" : "p");
		free(mark);
	}
}

static void goal(struct enter *n, const json_t *one)
{
	struct desk *d = n->desk;
	const json_t *steps = json_object_get(one, "steps");
	int rung = (int)json_at_int(one, "rung", 0);
	char key[2] = {(char)(rung ? '0' + rung : '\0'), '\0'};
	char *mark = harness_format("] %.20s", text_of(one, "text"));

	term_keys(d->term, "d");
	term_wait_row(d->term, 0, "Doelen", TERM_MS);
	term_keys(d->term, "n");
	term_wait_row(d->term, 0, "Nieuw doel", TERM_MS);
	desk_field(d, text_of(one, "text"));
	desk_choice(d, "goal_term", text_of(one, "term"));
	desk_choice(d, "ladder", key);
	desk_choice(d, "growth_realistic", text_of(one, "realistic"));
	if (*text_of(one, "realistic"))
		term_keys(d->term, "<Enter>");
	term_wait_row(d->term, 0, "Doelen", TERM_MS);
	for (size_t i = 0; i < json_array_size(steps); i++)
		step(n, mark, json_array_get(steps, i));
	if (strcmp(text_of(one, "state"), "reached") == 0) {
		desk_focus(d, mark);
		term_keys(d->term, "g");
	}
	term_keys(d->term, "<Esc>");
	free(mark);
}

/* How far it came in the end: its steps are versions, and typed by hand it has one. */
const char *enter_last(const json_t *referral, const char *key)
{
	const json_t *steps = json_object_get(referral, "steps");
	const char *last = text_of(referral, key);

	for (size_t i = 0; i < json_array_size(steps); i++)
		if (*text_of(json_array_get(steps, i), key))
			last = text_of(json_array_get(steps, i), key);
	return last;
}

static void referral(struct enter *n, const json_t *one)
{
	struct desk *d = n->desk;
	/* As much of it as stands in a row of the list. */
	char *row = harness_format("%s, %.4s", text_of(one, "organisation"), text_of(one, "what"));

	term_keys(d->term, "vl"); /* without any: the sheet of one that is typed by hand */
	term_settle(d->term, TERM_MS);
	if (!term_shows(d->term, "Welke organisatie"))
		term_keys(d->term, "n");
	term_wait(d->term, "Welke organisatie", TERM_MS);
	desk_field(d, text_of(one, "organisation"));
	desk_field(d, text_of(one, "what"));
	desk_choice(d, "referral_agreed", text_of(one, "agreed"));
	term_keys(d->term, "<Enter>"); /* call back in two weeks */
	term_wait_gone(d->term, "Terugbellen op", TERM_MS);
	term_keys(d->term, "l");
	term_wait_row(d->term, 0, "Doorverwezen", TERM_MS);
	desk_focus(d, row);
	term_keys(d->term, "<Enter>");
	term_wait(d->term, "Wat is de volgende stap?", TERM_MS);
	term_keys(d->term, "w");
	term_wait(d->term, "Welke organisatie", TERM_MS);
	term_keys(d->term, "<Enter><Enter><Enter><Enter>");
	desk_choice(d, "referral_status", enter_last(one, "status"));
	desk_field(d, enter_last(one, "feedback"));
	desk_back(d, "g gesprek"); /* past what is proposed after some of them */
	free(row);
}

static void appointment(struct enter *n, const json_t *one)
{
	struct desk *d = n->desk;

	term_keys(d->term, "a");
	term_settle(d->term, TERM_MS);
	if (!term_shows(d->term, "Nieuwe afspraak"))
		term_keys(d->term, "n"); /* the interviews made some already */
	term_wait_row(d->term, 0, "Nieuwe afspraak", TERM_MS);
	desk_choice(d, "appointment_kind", text_of(one, "kind"));
	date_typed(d, text_of(one, "due"));
	desk_field(d, text_of(one, "time"));
	desk_field(d, text_of(one, "with"));
	desk_field(d, text_of(one, "about"));
	term_wait_gone(d->term, "Nieuwe afspraak", TERM_MS);
	term_settle(d->term, TERM_MS);
	if (!term_shows(d->term, "g gesprek"))
		term_keys(d->term, "<Esc>");
}

static void note(struct enter *n, const json_t *one)
{
	struct desk *d = n->desk;

	term_keys(d->term, "n");
	desk_field(d, text_of(one, "text"));
	desk_choice(d, "speaker", text_of(one, "speaker"));
	term_keys(d->term, "<Enter>");
}

static void consent(struct enter *n, const json_t *one)
{
	struct desk *d = n->desk;

	term_keys(d->term, "t");
	desk_field(d, text_of(one, "organisation"));
	desk_choices(d, "consent_kinds", text_of(one, "kinds"));
	date_typed(d, text_of(one, "until"));
	desk_choice(d, "consent_how", text_of(one, "how"));
	term_keys(d->term, "<Enter>");
}

static void detail(struct enter *n, const char *fact)
{
	const char *value = text_of(json_object_get(n->client, "facts"), fact);
	struct desk *d = n->desk;

	if (!*value)
		return;
	term_keys(d->term, "c");
	term_wait_row(d->term, 0, "Contact", TERM_MS);
	desk_focus(d, desk_label(d, "facts", fact));
	term_keys(d->term, "<Enter>");
	desk_field(d, value);
	term_wait(d->term, value[0] == '~' ? value + 1 : value, TERM_MS);
	term_keys(d->term, "<Esc>");
}

static void each(struct enter *n, const char *list, void (*enter)(struct enter *, const json_t *))
{
	const json_t *array = json_object_get(n->client, list);

	for (size_t i = 0; i < json_array_size(array); i++) {
		term_wait(n->desk->term, "g gesprek", TERM_MS);
		enter(n, json_array_get(array, i));
	}
}

void enter_client(struct enter *n)
{
	const json_t *talks = json_object_get(n->client, "interviews");

	n->name = text_of(json_object_get(n->client, "facts"), "called");
	desk_register(n->desk, n->name);
	for (size_t i = 0; i < json_array_size(talks); i++)
		interview(n, json_array_get(talks, i), i == 0);
	detail(n, "city");
	detail(n, "birth_date");
	each(n, "preconditions", precondition);
	each(n, "goals", goal);
	each(n, "referrals", referral);
	each(n, "appointments", appointment);
	each(n, "notes", note);
	each(n, "consents", consent);
	each(n, "drafts", draft);
	desk_home(n->desk);
}
