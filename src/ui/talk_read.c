/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A finished interview to be read: its own questions, what was said, remarks with their
 * speaker. */
#include "ui/finished.h"
#include "ui/pager.h"
#include "ui/screens.h"

/* Nothing is computed anew from chance in a talk that is over. */
static uint64_t no_chance(void *data)
{
	(void)data;
	return 0;
}

static void word_set(struct app *a, const struct ui_woman *w, struct form_filling *f,
		     const char *language, const char *name)
{
	static const char called[] = "${called}";
	const char *form = care_fact_value(w->dossier, "address_form");
	const char *word = care_address_word(care_session_config(a->session),
					     *form ? form : "mevrouw", name, language);
	const char *at = strstr(word, called);
	struct str text = STR_INIT;

	str_set(&text, word);
	if (at) {
		str_cut(&text, (size_t)(at - word));
		str_add(&text, care_fact_value(w->dossier, "called"));
		str_add(&text, at + strlen(called));
	}
	form_filling_set_word(f, language, name, text.bytes);
	str_release(&text);
}

enum err ui_finished_open(struct app *a, const struct ui_woman *w, int interview,
			  struct ui_finished *f, struct error *e)
{
	const struct care_finished *talk = &w->dossier->interviews[interview];
	enum err rc;

	*f = (struct ui_finished){.host = {.clock = a->clock,
					   .random = no_chance,
					   .username = "",
					   .deviceid = "",
					   .language = ui_language(a)}};
	rc = care_form_by_hash(a->session, talk->form_hash, &f->form, e);
	if (rc != OK)
		return rc;
	f->language = form_language(f->form, ui_language(a));
	f->filling = form_filling_new(f->form, &f->host);
	for (const char *const *name = form_words; *name; name++) {
		word_set(a, w, f->filling, "nl", *name);
		word_set(a, w, f->filling, "en", *name);
	}
	care_restore_before(w->dossier, talk, f->form, f->filling);
	for (int i = 0; i < talk->answer_count; i++) {
		(void)form_filling_restore(f->filling, talk->answers[i].path,
					   talk->answers[i].value,
					   talk->answers[i].status, FORM_ORIGIN_TYPED);
	}
	form_filling_resume(f->filling);
	return OK;
}

void ui_finished_release(struct ui_finished *f)
{
	if (f->filling)
		form_filling_free(f->filling);
	f->filling = NULL;
}

struct ui_talk ui_finished_talk(const struct ui_finished *f)
{
	return (struct ui_talk){
		.form = f->form, .filling = f->filling, .language = f->language};
}

void ui_finished_question(const struct ui_finished *f, int spot, struct str *out)
{
	const struct ui_talk talk = ui_finished_talk(f);
	const struct form_row *r = ui_talk_row(&talk, spot);

	if (r->number)
		str_addf(out, "%s  ", r->number);
	if (r->label)
		form_filling_text(f->filling, spot, r->label, f->language, out);
	else
		str_add(out, r->name);
}

void ui_finished_answer(struct app *a, const struct ui_finished *f, int spot,
			struct str *out)
{
	enum form_status status = form_filling_status(f->filling, spot);

	if (status != FORM_STATUS_NONE)
		str_add(out, ui_label(a, "no_answer", form_status_key(status)));
	else
		form_filling_shown(f->filling, spot, f->language, out);
}

char *ui_finished_line(struct app *a, const struct ui_finished *f, int spot, char **words)
{
	const struct ui_talk talk = ui_finished_talk(f);
	struct str line = STR_INIT, question = STR_INIT, place = STR_INIT;
	int room = a->columns / 2;

	ui_finished_question(f, spot, &question);
	ui_instance_place_add(&talk, spot, &place);
	ui_clip_told(&line, question.bytes, question.len,
		     room - text_columns(place.bytes, place.len), 0);
	str_add(&line, place.bytes);
	str_add(&question, place.bytes);
	str_set(&place, line.bytes);
	str_reset(&line);
	ui_cell(&line, place.bytes, room);
	str_reset(&place);
	ui_finished_answer(a, f, spot, &place);
	str_add(&line, place.bytes);
	str_addf(&question, " %s", place.bytes);
	*words = str_detach(&question);
	str_release(&place);
	return str_detach(&line);
}

static void remarks_add(struct app *a, const struct care_answer *answer, struct str *out)
{
	for (int i = 0; i < answer->remark_count; i++) {
		const struct care_remark *r = &answer->remarks[i];

		str_addf(out, "      %s: %s\n",
			 text_is_empty(r->who) ? ui_label(a, "speaker", r->speaker)
					       : r->who,
			 r->text);
	}
}

static void answer_add(struct app *a, const struct ui_finished *f, int spot,
		       const struct care_answer *answer, struct str *out)
{
	struct str day = STR_INIT;

	ui_finished_question(f, spot, out);
	str_add(out, "\n    ");
	ui_finished_answer(a, f, spot, out);
	if (answer->corrected.year) {
		ui_date_add(a, &answer->corrected, DATE_SHORT, &day);
		str_addf(out, _("  (corrected on %s)"), day.bytes);
	}
	str_add_char(out, '\n');
	remarks_add(a, answer, out);
	str_add_char(out, '\n');
	str_release(&day);
}

/* Answers by spot; the caller frees it. */
static const struct care_answer **answers_of(const struct care_finished *talk,
					     const struct ui_finished *f)
{
	const struct care_answer **answers;
	int count, most = 0;
	const int *spots = form_filling_spots(f->filling, &count);

	for (int i = 0; i < count; i++)
		most = spots[i] > most ? spots[i] : most;
	answers = mem_array((size_t)most + 1, sizeof *answers);
	for (int i = 0; i < talk->answer_count; i++) {
		int spot = form_filling_spot(f->filling, talk->answers[i].path);

		if (spot >= 0 && spot <= most)
			answers[spot] = &talk->answers[i];
	}
	return answers;
}

/* In the order of the form; where an instance begins, which one it is. */
static void answers_add(struct app *a, const struct care_finished *talk,
			const struct ui_finished *f, struct str *out)
{
	const struct care_answer **answers = answers_of(talk, f);
	const struct ui_talk t = ui_finished_talk(f);
	struct str where = STR_INIT;
	int count, told = FORM_NONE;
	const int *spots = form_filling_spots(f->filling, &count);

	for (int i = 0; i < count; i++) {
		int instance = form_filling_instance(f->filling, spots[i]);

		if (!answers[spots[i]] || !form_row_is_shown(ui_talk_row(&t, spots[i])))
			continue;
		if (instance != told && instance != FORM_NONE) {
			str_reset(&where);
			ui_instance_where_add(&t, spots[i], a->theme.marks[UI_MARK_DOT],
					      &where);
			str_addf(out, "%s\n\n", where.bytes);
		}
		told = instance;
		answer_add(a, f, spots[i], answers[spots[i]], out);
	}
	free(answers);
	str_release(&where);
}

static void head_add(struct app *a, const struct care_finished *talk, struct str *out)
{
	str_addf(out, "%s, ", talk->title);
	ui_date_add(a, &talk->on, DATE_LONG, out);
	str_addf(out, _("\nheld by %s"), talk->conducted_by);
	if (!text_equal(talk->author, talk->conducted_by))
		str_addf(out, _(", typed in by %s"), talk->author);
	str_add(out, "\n\n");
	if (talk->is_moved)
		str_addf(out, "%s\n\n",
			 _("This talk belongs to somebody else and was moved."));
}

void ui_talk_read_push(struct app *a, struct ui_woman *w, int interview)
{
	const struct care_finished *talk = &w->dossier->interviews[interview];
	struct str text = STR_INIT, heading = STR_INIT;
	struct error e = ERROR_INIT;
	struct ui_finished f;

	if (ui_finished_open(a, w, interview, &f, &e) != OK) {
		ui_error(a, &e);
		return;
	}
	head_add(a, talk, &text);
	answers_add(a, talk, &f, &text);
	for (int i = 0; i < talk->note_count; i++)
		str_addf(&text, "- %s\n", talk->notes[i]);
	ui_woman_title(a, w, talk->title, &heading);
	ui_pager_push(a, heading.bytes, text.bytes, true);
	ui_finished_release(&f);
	str_release(&text);
	str_release(&heading);
}
