/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/refer.h"
#include "care/talk.h"

/*
 * The lines of the trajectory in words.  Answers that are sensitive never get into a line; of facts
 * that changed the names are told, not the values.
 */
enum { LINE_COLUMNS = 120 };

struct teller {
	struct care_session *s;
	struct care_dossier *d;
	const struct care_config *config;
	const char *language;
};

static const char *keep(struct teller *t, struct str *text)
{
	const char *kept = arena_text(&t->d->arena, text->bytes);

	str_release(text);
	return kept;
}

static const char *label(const struct teller *t, const char *list, const char *key)
{
	return text_is_empty(key) ? "" : care_label(t->config, list, key, t->language);
}

static void add_with(struct str *out, const char *between, const char *text)
{
	if (text_is_empty(text))
		return;
	if (out->len > 0)
		str_add(out, between);
	str_add(out, text);
}

/* The first line of what somebody wrote, as far as it fits. */
static void add_first_words(struct str *out, const char *text)
{
	struct str line = STR_INIT;
	size_t len = strcspn(text, "\n");
	size_t fits = text_fit(text, len, LINE_COLUMNS, NULL);

	str_add_bytes(&line, text, fits);
	text_trim(&line);
	if (fits < len)
		str_add(&line, "...");
	add_with(out, "; ", line.bytes);
	str_release(&line);
}

static void add_month(const struct teller *t, const struct date *d, struct str *out)
{
	if (d->month == 0)
		str_addf(out, "%d", d->year);
	else
		str_addf(out, "%s %d", date_month_name(d->month, false, t->language), d->year);
}

/* "16 sep", with the year when it is another one than the line's. */
static void add_day(const struct teller *t, const struct care_line *line, const struct date *d,
		    struct str *out)
{
	if (d->year == line->on.year && date_is_full(d))
		str_addf(out, "%d %s", d->day, date_month_name(d->month, false, t->language));
	else
		date_write(out, d, DATE_SHORT, t->language);
}

static void add_changed(const struct teller *t, const struct care_line *line, struct str *out)
{
	if (line->changed.year == 0)
		return;
	if (out->len > 0)
		str_add_char(out, ' ');
	add_day(t, line, &line->changed, out);
}

static const char *corrected(struct teller *t, const struct care_line *line)
{
	struct str text = STR_INIT, day = STR_INIT;

	if (line->changed.year == 0)
		return "";
	date_write(&day, &line->changed, DATE_SHORT, t->language);
	str_addf(&text, _("corrected on %s"), day.bytes);
	str_release(&day);
	return keep(t, &text);
}

/* A title of a form inside a line: "Voortgang" becomes "voortgang". */
static const char *title_small(struct teller *t, const char *title)
{
	size_t len = strlen(title), first = len > 0 ? text_next(title, len, 0) : 0;
	struct str text = STR_INIT;

	str_add_bytes(&text, title, first);
	text_lower(&text);
	str_add(&text, title + first);
	return keep(t, &text);
}

static const char *open_answer(struct teller *t, const struct care_finished *talk)
{
	const struct form *form;

	if (care_form_by_hash(t->s, talk->form_hash, &form, NULL) != OK)
		return "";
	for (int i = 0; i < form->row_count; i++) {
		const struct form_row *row = &form->rows[i];

		if (row->type != FORM_TEXT || row->sensitive || row->part != FORM_TOGETHER ||
		    (row->appearance & FORM_MULTILINE) == 0)
			continue;
		for (int j = 0; j < talk->answer_count; j++)
			if (!text_is_empty(talk->answers[j].value) &&
			    talk_is_path_of(talk->answers[j].path, row->path))
				return talk->answers[j].value;
	}
	return "";
}

static void add_rung(const struct teller *t, const struct care_line *line, struct str *out)
{
	for (int i = 0; i < t->d->rung_count; i++) {
		const struct care_rung *rung = &t->d->rungs[i];
		char key[2] = {(char)('0' + rung->level), '\0'};

		if (strcmp(rung->entry, line->entry) == 0 &&
		    (i == 0 || t->d->rungs[i - 1].level != rung->level))
			add_with(out, "; ", label(t, "ladder", key));
	}
}

static bool tell_interview(struct teller *t, struct care_line *line)
{
	const struct care_finished *talk = &t->d->interviews[line->item];
	struct str text = STR_INIT;

	line->title = title_small(t, talk->title);
	if (talk->is_moved) {
		line->state = _("belongs to somebody else");
		return true;
	}
	add_rung(t, line, &text);
	add_first_words(&text, open_answer(t, talk));
	line->text = keep(t, &text);
	line->state = corrected(t, line);
	return true;
}

static void add_fact_names(const struct teller *t, const struct care_line *line, struct str *out)
{
	for (int i = 0; i < t->d->history_count; i++) {
		const struct care_fact *fact = &t->d->history[i];

		if (strcmp(fact->entry, line->entry) == 0)
			add_with(out, ", ", label(t, "facts", fact->name));
	}
}

static const char *said(const struct teller *t, const struct care_line *line, const char *name)
{
	for (int i = 0; i < t->d->history_count; i++)
		if (strcmp(t->d->history[i].entry, line->entry) == 0 &&
		    strcmp(t->d->history[i].name, name) == 0)
			return t->d->history[i].value;
	return "";
}

static bool tell_facts(struct teller *t, struct care_line *line)
{
	struct str text = STR_INIT;

	if (text_equal(said(t, line, "status"), "closed")) {
		line->title = _("closed");
		line->text = arena_text(&t->d->arena,
					label(t, "outflow", said(t, line, "outflow")));
		return true;
	}
	line->title = _("details");
	add_fact_names(t, line, &text);
	line->text = keep(t, &text);
	return true;
}

static bool tell_correction(struct teller *t, struct care_line *line)
{
	struct str text = STR_INIT;

	line->title = _("now otherwise");
	add_fact_names(t, line, &text);
	line->text = keep(t, &text);
	return true;
}

/* Being registered is worth a line only until there was a talk. */
static bool tell_client(struct teller *t, struct care_line *line)
{
	line->title = _("registered");
	return t->d->interview_count == 0;
}

/* A goal that is open stands on the screen already; it is worth a line when it is reached or let go. */
static bool tell_goal(struct teller *t, struct care_line *line)
{
	const struct care_goal *goal = &t->d->goals[line->item];
	struct str text = STR_INIT, state = STR_INIT;

	line->title = _("goal");
	add_first_words(&text, goal->text);
	line->text = keep(t, &text);
	if (!text_is_empty(goal->state) && !text_equal(goal->state, "open")) {
		str_add(&state, label(t, "goal_state", goal->state));
		add_changed(t, line, &state);
	}
	line->state = keep(t, &state);
	return *line->state != '\0' || line->has_conflict;
}

/* Steps stand with their goal; one that is taken is a line of its own. */
static bool tell_step(struct teller *t, struct care_line *line)
{
	for (int i = 0; i < t->d->goal_count; i++) {
		const struct care_goal *goal = &t->d->goals[i];

		for (int j = 0; j < goal->step_count; j++) {
			struct str text = STR_INIT, state = STR_INIT;

			if (strcmp(goal->steps[j].id, line->subject) != 0 ||
			    !text_equal(goal->steps[j].state, "done"))
				continue;
			line->title = _("step");
			add_first_words(&text, goal->steps[j].text);
			line->text = keep(t, &text);
			str_add(&state, label(t, "step_state", "done"));
			add_changed(t, line, &state);
			line->state = keep(t, &state);
			return true;
		}
	}
	return false;
}

/* How far it is, and since when; one that she did not agree to says so. */
static void add_referral_state(const struct teller *t, const struct care_line *line,
			       const struct care_referral *r, struct str *out)
{
	struct date today = care_session_today(t->s);
	struct str day = STR_INIT;

	if (care_referral_is_expired(r, &today)) {
		str_add(out, _("no word any more: give them a call"));
	} else if (text_equal(r->status, "agreed") && !text_equal(r->agreed, "yes")) {
		str_add(out, label(t, "referral_agreed", r->agreed));
	} else if (text_equal(r->status, "waitlist")) {
		add_day(t, line, &r->steps[r->step_count - 1].on, &day);
		str_addf(out, _("%s since %s"), label(t, "referral_status", r->status), day.bytes);
	} else if (!text_is_empty(r->status) &&
		   !(text_equal(r->status, "referred") && r->step_count < 2)) {
		str_add(out, label(t, "referral_status", r->status));
		add_changed(t, line, out);
	}
	str_release(&day);
}

/* She took back what they may know, and nothing for them is valid any more: they have it, and must hear that. */
static bool is_taken_back(const struct care_dossier *d, const struct care_referral *r)
{
	bool is = false;

	if (!care_referral_runs(r) || !care_referral_is_sent(r) || text_is_empty(r->shares) ||
	    care_consent_for(d, r->organisation) != NULL)
		return false;
	for (int i = 0; i < d->consent_count; i++)
		is |= d->consents[i].is_withdrawn &&
		      care_organisation_is(d->consents[i].organisation, r->organisation);
	return is;
}

static bool tell_referral(struct teller *t, struct care_line *line)
{
	const struct care_referral *r = &t->d->referrals[line->item];
	struct str text = STR_INIT, state = STR_INIT;

	line->title = _("referred");
	str_add(&text, r->organisation);
	add_with(&text, ", ", r->what);
	line->text = keep(t, &text);
	add_referral_state(t, line, r, &state);
	if (is_taken_back(t->d, r))
		add_with(&state, "; ", _("she took back her consent: let them know"));
	line->state = keep(t, &state);
	return true;
}

/* What was missing, and where it was sought. */
static const char *missing(const struct teller *t, const char *what)
{
	const char *told = care_gap_told(t->config, what);
	bool is_need = care_config_item(t->config, "preconditions", told) != NULL;

	return label(t, is_need ? "preconditions" : "barriers", told);
}

static bool tell_gap(struct teller *t, struct care_line *line)
{
	const struct care_gap *gap = &t->d->gaps[line->item];
	struct str text = STR_INIT, state = STR_INIT;

	line->title = _("nothing that fits");
	str_add(&text, missing(t, gap->what));
	if (!text_equal(gap->where, "unknown"))
		add_with(&text, ", ", label(t, "availability", gap->where));
	line->text = keep(t, &text);
	if (text_equal(gap->state, "solved")) {
		str_add(&state, label(t, "gap_state", gap->state));
		add_changed(t, line, &state);
	}
	line->state = keep(t, &state);
	return true;
}

static bool begins_with(const char *text, const char *with)
{
	return !text_is_empty(text) && strncasecmp(text, with, strlen(with)) == 0;
}

static bool tell_appointment(struct teller *t, struct care_line *line)
{
	const struct care_appointment *a = &t->d->appointments[line->item];
	const char *kind = label(t, "appointment_kind", a->kind);
	bool is_planned = text_equal(a->state, "planned") || text_is_empty(a->state);
	bool says_kind = begins_with(a->about, kind);
	struct str text = STR_INIT, state = STR_INIT;

	line->title = _("appointment");
	str_add(&text, says_kind ? a->about : kind);
	add_with(&text, ", ", a->with);
	if (!says_kind)
		add_with(&text, ", ", a->about);
	line->text = keep(t, &text);
	if (is_planned)
		date_write(&state, &a->due, DATE_SHORT, t->language);
	else
		str_add(&state, label(t, "appointment_state", a->state));
	line->state = keep(t, &state);
	return true;
}

static bool tell_note(struct teller *t, struct care_line *line)
{
	struct str text = STR_INIT;

	line->title = _("note");
	add_first_words(&text, t->d->notes[line->item].text);
	line->text = keep(t, &text);
	line->state = corrected(t, line);
	return true;
}

static bool tell_consent(struct teller *t, struct care_line *line)
{
	const struct care_consent *c = &t->d->consents[line->item];
	struct str state = STR_INIT, until = STR_INIT;

	line->title = _("consent");
	line->text = c->organisation;
	if (c->is_withdrawn) {
		str_add(&state, _("withdrawn"));
		add_changed(t, line, &state);
	} else if (c->until.year != 0) {
		add_month(t, &c->until, &until);
		str_addf(&state, _("until %s"), until.bytes);
	}
	str_release(&until);
	line->state = keep(t, &state);
	return true;
}

/* What was set on one day is one line: eleven would push all the rest away. */
/* Said again on the same day: the last word counts. */
static bool is_said_later(const struct teller *t, int index)
{
	const struct care_fact *fact = &t->d->history[index];

	for (int i = index + 1; i < t->d->history_count; i++)
		if (strcmp(t->d->history[i].name, fact->name) == 0 &&
		    date_compare(&t->d->history[i].on, &fact->on) == 0)
			return true;
	return false;
}

static bool tell_precondition(struct teller *t, struct care_line *line)
{
	struct str text = STR_INIT;

	for (int i = 0; i < t->d->line_count && &t->d->lines[i] != line; i++)
		if (t->d->lines[i].kind == CARE_PRECONDITION &&
		    date_compare(&t->d->lines[i].on, &line->on) == 0)
			return false;
	line->title = _("what is needed");
	for (int i = 0; i < t->d->history_count; i++) {
		const struct care_fact *fact = &t->d->history[i];

		if (text_begins(fact->name, "precondition_") &&
		    date_compare(&fact->on, &line->on) == 0 &&
		    text_begins(fact->value, "yes") && !is_said_later(t, i))
			add_with(&text, ", ",
				 label(t, "preconditions",
				       fact->name + strlen("precondition_")));
	}
	line->text = keep(t, &text);
	return true;
}

static bool tell_returned(struct teller *t, struct care_line *line)
{
	(void)t;
	line->title = _("back again");
	return true;
}

/* A list's words about another woman: her name and the year she was born. */
static const char *other_woman(struct teller *t, const char *client)
{
	struct store_client row = {0};
	struct str text = STR_INIT;

	if (care_client_get(t->s, client, &row, NULL) == OK) {
		care_row_name(t->s, &row, &text);
		care_birth_year_add(row.birth_date, &text);
	}
	store_client_release(&row);
	return keep(t, &text);
}

/* What was decided otherwise from the other one's dossier is no doubt any more. */
static bool is_undecided(const struct teller *t, const struct care_line *line)
{
	enum care_verdict said = CARE_UNASKED;

	return care_alike_verdict(t->s, t->d->id, line->subject, &said, NULL) == OK &&
	       said == CARE_UNDECIDED;
}

static bool tell_merge(struct teller *t, struct care_line *line)
{
	if (text_equal(line->state, body_verdict_key(CARE_SAME))) {
		line->title = _("merged");
		line->state = "";
		return true;
	}
	line->title = _("looks like");
	line->text = other_woman(t, line->subject);
	line->state = _("to be decided");
	return is_undecided(t, line);
}

static bool (*const tellers[])(struct teller *, struct care_line *) = {
	[CARE_CLIENT] = tell_client,           [CARE_FACTS] = tell_facts,
	[CARE_INTERVIEW] = tell_interview,     [CARE_CORRECTION] = tell_correction,
	[CARE_GOAL] = tell_goal,               [CARE_STEP] = tell_step,
	[CARE_REFERRAL] = tell_referral,       [CARE_APPOINTMENT] = tell_appointment,
	[CARE_NOTE] = tell_note,               [CARE_CONSENT] = tell_consent,
	[CARE_PRECONDITION] = tell_precondition, [CARE_RETURNED] = tell_returned,
	[CARE_MERGE] = tell_merge,             [CARE_GAP] = tell_gap,
};

static void mark_conflict(struct teller *t, struct care_line *line)
{
	struct str state = STR_INIT;

	if (!line->has_conflict)
		return;
	str_add(&state, line->state);
	add_with(&state, "; ", _("two versions"));
	line->state = keep(t, &state);
}

void care_lines_build(struct care_session *s, struct care_dossier *d)
{
	struct teller t = {s, d, care_session_config(s), care_session_language(s)};
	bool *shown = mem_array((size_t)d->line_count + 1, sizeof *shown);
	int kept = 0;

	for (int i = 0; i < d->line_count; i++) {
		shown[i] = d->lines[i].kind != CARE_OTHER &&
			   tellers[d->lines[i].kind](&t, &d->lines[i]);
		mark_conflict(&t, &d->lines[i]);
	}
	for (int i = 0; i < d->line_count; i++)
		if (shown[i])
			d->lines[kept++] = d->lines[i];
	d->line_count = kept;
	free(shown);
}
