/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said beside the answer, and what is looked up beside the question. */
#include "ui/ask.h"
#include "ui/list.h"
#include "ui/sheet.h"
#include "ui/sitting.h"

enum { WORKERS_MOST = 10, CHOICES_SEARCHED = 100 };

static const char *const speakers[] = {"she", "i", "other"};

const char *ui_speaker_name(const struct care_remark *r)
{
	if (text_equal(r->speaker, "she"))
		return _("she");
	if (text_equal(r->speaker, "i"))
		return _("I");
	return r->who && *r->who ? r->who : _("somebody else");
}

static void remark_keep(struct app *a, void *data, const char *text)
{
	struct ui_sitting *s = data;
	struct error e = ERROR_INIT;
	const struct care_remark *old = NULL;

	if (!*text && s->remark_n >= ui_talk_remarks(&s->talk, s->spot, &old))
		return; /* nothing there, nothing to take away */
	s->remark.text = text;
	s->remark.who = s->remark_who ? s->remark_who : "";
	ui_sitting_wrote(a, s,
			 care_interview_set_remark(s->talk.iv, s->spot, s->remark_n,
						   &s->remark, &e),
			 &e);
	s->remark.text = NULL;
}

static unsigned remark_typed(struct app *a, void *data, const char *text)
{
	struct ui_sitting *s = data;

	remark_keep(a, s, text ? text : s->remark_before);
	return UI_REDRAW;
}

static void ask_text(struct app *a, struct ui_sitting *s)
{
	const struct care_remark *old = NULL;
	int count = ui_talk_remarks(&s->talk, s->spot, &old);

	free(s->remark_before);
	s->remark_before = mem_text(s->remark_n < count ? old[s->remark_n].text : "");
	ui_ask_text_kept(a, _("Remark (Enter keeps it, Esc does not):"), s->remark_before,
			 remark_typed, remark_keep, s);
}

static unsigned who_typed(struct app *a, void *data, const char *text)
{
	struct ui_sitting *s = data;

	if (!text)
		return UI_REDRAW;
	free(s->remark_who);
	s->remark_who = mem_text(text);
	ask_text(a, s);
	return UI_REDRAW;
}

static unsigned speaker_chosen(struct app *a, void *data, int index)
{
	struct ui_sitting *s = data;

	if (index < 0)
		return UI_REDRAW;
	s->remark.speaker = speakers[index];
	free(s->remark_who);
	s->remark_who = NULL;
	if (index == 2)
		ui_ask_text(a, _("Who says this?"), "", who_typed, s);
	else
		ask_text(a, s);
	return UI_REDRAW;
}

static void ask_speaker(struct app *a, struct ui_sitting *s)
{
	const char *const names[] = {_("she"), _("I"), _("somebody else")};

	ui_ask(a, _("Remark: who says it?"), names, 3, speaker_chosen, s);
}

static unsigned remark_chosen(struct app *a, void *data, int index)
{
	struct ui_sitting *s = data;

	if (index < 0)
		return UI_REDRAW;
	s->remark_n = index;
	ask_speaker(a, s);
	return UI_REDRAW;
}

void ui_aside_remark(struct app *a, struct ui_sitting *s)
{
	const struct care_remark *old = NULL;
	int count = ui_talk_remarks(&s->talk, s->spot, &old);
	const char **labels;

	if (!s->talk.iv) {
		ui_message(a, "%s", _("This is only a try: remarks are not kept."));
		return;
	}
	s->remark_n = count;
	if (count == 0) {
		ask_speaker(a, s);
		return;
	}
	labels = mem_array((size_t)count + 1, sizeof *labels);
	for (int i = 0; i < count; i++)
		labels[i] = old[i].text;
	labels[count] = _("a new remark");
	ui_choose_push(a, _("Which remark?"), labels, count + 1, remark_chosen, s);
	free(labels);
}

static unsigned status_chosen(struct app *a, void *data, int index)
{
	static const enum form_status statuses[] = {
		FORM_STATUS_UNKNOWN, FORM_STATUS_REFUSED, FORM_STATUS_LATER,
		FORM_STATUS_NOT_APPLICABLE};
	struct ui_sitting *s = data;
	struct error e = ERROR_INIT;
	enum err rc;

	if (index < 0)
		return UI_REDRAW;
	rc = ui_talk_no_answer(&s->talk, s->spot, statuses[index], &e);
	if (rc == ERR_INVALID) {
		ui_error(a, &e);
		return UI_REDRAW;
	}
	ui_sitting_wrote(a, s, rc, &e);
	if (rc != OK)
		return UI_REDRAW;
	ui_sitting_drop_half(s);
	ui_input_load(a, s); /* the field is empty now */
	return ui_question_next(a, s);
}

static bool has_answer(const struct ui_sitting *s)
{
	bool is_typed = s->input != UI_INPUT_NONE && !ui_input_is_choice(s) &&
			!ui_editor_is_empty(&s->editor);

	return is_typed || *form_filling_value(s->talk.filling, s->spot);
}

void ui_aside_no_answer(struct app *a, struct ui_sitting *s)
{
	const char *const answers[] = {_("does not know"), _("would rather not say"),
				       _("ask later"), _("not applicable")};

	if (!form_row_is_question(ui_talk_row(&s->talk, s->spot)))
		return;
	ui_ask(a,
	       has_answer(s) ? _("Why is there no answer? What stands there falls away.")
			     : _("Why is there no answer?"),
	       answers, 4, status_chosen, s);
}

/* The line being written is the last one; a new wording takes its place. */
static void scratch_keep(struct app *a, void *data, const char *text)
{
	struct ui_sitting *s = data;
	struct error e = ERROR_INIT;
	const char *const *notes = NULL;
	int count = ui_talk_notes(&s->talk, &notes);
	enum err rc = OK;

	if (s->has_scratch && count > 0 && text_equal(notes[count - 1], text))
		return;
	if (*text)
		rc = care_interview_add_note(s->talk.iv, text, &e);
	if (rc == OK && s->has_scratch && count > 0)
		rc = care_interview_hang_note(s->talk.iv, count - 1, FORM_NONE, &e);
	s->has_scratch = rc == OK ? *text != '\0' : s->has_scratch;
	ui_sitting_wrote(a, s, rc, &e);
}

static unsigned scratch_typed(struct app *a, void *data, const char *text)
{
	struct ui_sitting *s = data;

	scratch_keep(a, data, text ? text : "");
	if (text && *text && !s->is_failed)
		ui_message(a, "%s",
			   ui_talk_is_recorded(&s->talk)
				   ? _("The scratch line is kept; it stands in the "
				       "overview.")
				   : _("The scratch line stands in the overview."));
	return UI_REDRAW | UI_RELAYOUT;
}

void ui_aside_scratch(struct app *a, struct ui_sitting *s)
{
	s->has_scratch = false;
	if (!s->talk.iv)
		ui_message(a, "%s", _("This is only a try: scratch lines are not kept."));
	else
		ui_ask_text_kept(a, _("Scratch line, to hang on a question later:"), "",
				 scratch_typed, scratch_keep, s);
}

/* Every question of this talk as a line, with the words it is found by: its answers too.
 */
struct questions {
	struct arena arena;
	const char **lines, **words;
	int *spots, count;
};

static void words_add(const struct ui_sitting *s, int spot, struct str *out)
{
	const struct form_row *r = ui_talk_row(&s->talk, spot);
	form_texts texts[] = {r->hint, r->guidance, r->page_label};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		str_add_char(out, ' ');
		ui_talk_text(&s->talk, spot, texts[i], out);
	}
	if (!r->list || r->list->count > CHOICES_SEARCHED)
		return; /* nobody looks for a question by one of a thousand places */
	for (unsigned i = 0; i < r->list->count; i++) {
		str_add_char(out, ' ');
		ui_talk_text(&s->talk, spot, r->list->choices[i].label, out);
	}
}

static void questions_find(const struct ui_sitting *s, struct questions *q)
{
	int count;
	const int *spots = form_filling_spots(s->talk.filling, &count);
	size_t all = (size_t)count + 1;
	struct str line = STR_INIT;

	*q = (struct questions){.arena = ARENA_INIT};
	q->lines = arena_array(&q->arena, all, sizeof *q->lines);
	q->words = arena_array(&q->arena, all, sizeof *q->words);
	q->spots = arena_array(&q->arena, all, sizeof *q->spots);
	for (int i = 0; i < count; i++) {
		int spot = spots[i];
		bool is_list = form_filling_is_list(s->talk.filling, spot);

		if (is_list ? !ui_talk_is_asked(&s->talk, spot)
			    : !ui_sitting_in_scope(s, spot))
			continue;
		str_reset(&line);
		ui_row_line_add(s, spot, &line);
		ui_instance_place_add(&s->talk, spot, &line);
		q->lines[q->count] = arena_text(&q->arena, line.bytes);
		words_add(s, spot, &line);
		q->words[q->count] = arena_text(&q->arena, line.bytes);
		q->spots[q->count++] = spot;
	}
	str_release(&line);
}

static int spot_at(const struct ui_sitting *s, int index)
{
	struct questions q;
	int spot;

	questions_find(s, &q);
	spot = index >= 0 && index < q.count ? q.spots[index] : FORM_NONE;
	arena_release(&q.arena);
	return spot;
}

static void choose_question(struct app *a, struct ui_sitting *s, const char *title,
			    ui_chosen chosen)
{
	struct questions q;

	questions_find(s, &q);
	ui_choose_words_push(a, title, q.lines, q.words, q.count, chosen, s);
	arena_release(&q.arena);
}

void ui_sitting_fit_part(struct app *a, struct ui_sitting *s, int spot)
{
	enum care_part part =
		ui_talk_row(&s->talk, spot)->part == FORM_ALONE ? CARE_ALONE : CARE_TOGETHER;
	struct error e = ERROR_INIT;

	if (ui_talk_part(&s->talk) != CARE_LATER && ui_talk_part(&s->talk) != part)
		ui_sitting_wrote(a, s, ui_talk_set_part(&s->talk, part, &e), &e);
}

static unsigned question_found(struct app *a, void *data, int index)
{
	struct ui_sitting *s = data;
	int spot = spot_at(s, index), from = s->spot;
	size_t cursor = s->editor.cursor;

	if (spot == FORM_NONE || spot == from)
		return UI_REDRAW;
	ui_sitting_fit_part(a, s, spot);
	ui_sitting_go(a, s, spot);
	s->back_spot = from; /* answer it, Enter, and be back */
	s->back_cursor = cursor;
	return UI_REDRAW;
}

void ui_aside_find(struct app *a, struct ui_sitting *s)
{
	choose_question(a, s, _("Find a question (^F once more: find a woman)"),
			question_found);
}

static unsigned note_hung(struct app *a, void *data, int index)
{
	struct ui_sitting *s = data;
	struct error e = ERROR_INIT;
	int spot = spot_at(s, index);

	if (spot != FORM_NONE && s->note_n >= 0)
		ui_sitting_wrote(a, s,
				 care_interview_hang_note(s->talk.iv, s->note_n, spot, &e),
				 &e);
	s->note_n = -1;
	return UI_REDRAW | UI_RELAYOUT;
}

void ui_aside_hang(struct app *a, struct ui_sitting *s, int note)
{
	s->note_n = note;
	choose_question(a, s, _("Hang this line on which question?"), note_hung);
}

static enum err start_save(struct app *a, void *data, const char *const *values,
			   struct error *e)
{
	struct ui_sitting *s = data;
	struct date on;
	enum err rc;

	if (!date_read(values[0], &on))
		return error_set(e, ERR_INVALID, "%s",
				 _("Which day was the talk? Type for example 3-5."));
	rc = care_interview_set_start(
		s->talk.iv, &on,
		values[1] && *values[1] ? values[1] : care_session_worker(a->session), e);
	ui_sitting_wrote(a, s, rc, e);
	return rc;
}

/* When it was, who held it; who typed it in is known. */
void ui_aside_start(struct app *a, struct ui_sitting *s)
{
	const char *const *ids = NULL, *names[WORKERS_MOST];
	struct str on = STR_INIT, heading = STR_INIT;
	struct date date;
	int count;

	if (!s->talk.iv || !a->session)
		return;
	count = care_workers(a->session, &ids);
	count = count > WORKERS_MOST ? WORKERS_MOST : count;
	for (int i = 0; i < count; i++)
		names[i] = care_worker_name(a->session, ids[i]);
	date = care_interview_on(s->talk.iv);
	date_write(&on, &date, DATE_ISO, "nl");
	{
		const struct ui_field fields[] = {
			{.kind = UI_FIELD_DATE,
			 .label = _("Date of the talk"),
			 .value = on.bytes,
			 .sense = DATE_PAST,
			 .is_whole_day = true,
			 .is_required = true},
			{.kind = UI_FIELD_CHOICE,
			 .label = _("Held by"),
			 .value = care_interview_conducted_by(s->talk.iv),
			 .keys = ids,
			 .labels = names,
			 .count = count},
		};

		str_addf(&heading, "%s %s %s", _("Date and holder of the talk"),
			 a->theme.marks[UI_MARK_DOT], ui_talk_called(&s->talk));
		ui_sheet_push(a, heading.bytes, fields, 2, start_save, s, NULL);
	}
	str_release(&on);
	str_release(&heading);
}
