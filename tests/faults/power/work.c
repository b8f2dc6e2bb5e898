/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work.h"

#include "disk.h"

static bool step(struct work *w, enum err rc)
{
	if (rc != OK || !w->done(w->data))
		return false;
	w->steps--;
	return true;
}

/* As long as a remark or as a page that somebody tells. */
static void some_text(struct work *w, struct str *out)
{
	static const char *const words[] = {"zij",	  "wil",     "weer",   "leren",
					    "op dinsdag", "Şükran",  "school", "de buren",
					    "漢字",	  "nog niet"};
	uint64_t count = disk_draw(&w->random, 8) ? 1 + disk_draw(&w->random, 12)
						  : 200 + disk_draw(&w->random, 900);

	str_reset(out);
	for (uint64_t i = 0; i < count; i++)
		str_addf(out, "%s%s", i ? " " : "",
			 words[disk_draw(&w->random, sizeof words / sizeof *words)]);
}

static void some_value(struct work *w, const struct form_row *row, struct str *out)
{
	str_reset(out);
	if (row->list && row->list->count > 0) {
		str_add(out,
			row->list->choices[disk_draw(&w->random, row->list->count)].name);
	} else if (row->type == FORM_INTEGER || row->type == FORM_DECIMAL) {
		str_addf(out, "%d", (int)disk_draw(&w->random, 5));
	} else if (row->type == FORM_DATE) {
		str_add(out, "2026-10-01");
	} else {
		some_text(w, out);
	}
}

/* Half-typed text first, then the answer; an answer that the form refuses becomes none.
 */
static bool answer(struct work *w, struct care_interview *iv, int row)
{
	const struct form_row *r = &care_interview_form(iv)->rows[row];
	struct str text = STR_INIT;
	bool good = true;

	some_value(w, r, &text);
	if (r->type == FORM_TEXT && disk_draw(&w->random, 2))
		good = step(w, care_interview_place(iv, row, text.bytes, 0, &w->why));
	enum err rc =
		good ? care_interview_answer(iv, row, text.bytes, &w->why) : ERR_USAGE;
	if (good && rc == ERR_INVALID)
		rc = care_interview_no_answer(iv, row, FORM_STATUS_REFUSED, &w->why);
	good = good && step(w, rc);
	if (good && disk_draw(&w->random, 12) == 0) {
		struct care_remark remark = {"she", "", "daar kom ik nog op terug"};
		good = step(w, care_interview_set_remark(iv, row, 0, &remark, &w->why));
	}
	if (good && disk_draw(&w->random, 12) == 0)
		good = step(w, care_interview_add_note(iv, text.bytes, &w->why));
	str_release(&text);
	return good;
}

static bool is_open(const struct care_interview *iv, int row)
{
	const struct form_filling *f = care_interview_filling(iv);

	return form_row_is_question(&care_interview_form(iv)->rows[row]) &&
	       care_interview_is_asked(iv, row) && !form_filling_is_read_only(f, row);
}

static bool hang_notes(struct work *w, struct care_interview *iv)
{
	const char *const *notes;
	bool good = true;

	while (good && w->steps > 0 && care_interview_notes(iv, &notes) > 0)
		good = step(w, care_interview_hang_note(iv, 0, FORM_NONE, &w->why));
	return good;
}

/* Finished, left as a draft, or thrown away. */
static bool end_talk(struct work *w, struct care_interview *iv, const char *client,
		     bool *is_gone)
{
	char entry[37];
	int first = FORM_NONE;
	uint64_t how = disk_draw(&w->random, 6);

	if (how == 0)
		return true;
	if (how == 1) {
		*is_gone = true;
		return step(w, care_interview_discard(iv, &w->why));
	}
	if (!hang_notes(w, iv))
		return false;
	enum err rc = care_interview_finish(iv, entry, &first, &w->why);
	if (rc == ERR_INVALID) /* something was left open: she goes on another day */
		return true;
	if (!step(w, rc))
		return false;
	return step(w, care_correct_answer(w->session, client, entry, "help_with",
					   "Zij zoekt opvang voor haar jongste.",
					   CARE_TYPO, &w->why)) ||
	       w->why.code == ERR_INVALID || w->why.code == ERR_NOT_FOUND;
}

static bool talk(struct work *w, const char *client)
{
	struct care_interview *iv = NULL;
	bool is_gone = false;
	bool good = step(w, care_interview_begin(w->session, client, "intake",
						 CARE_TOGETHER, &iv, &w->why));
	const struct form *form = good ? care_interview_form(iv) : NULL;

	for (int row = 0; good && row < form->row_count && w->steps > 0; row++)
		if (is_open(iv, row))
			good = answer(w, iv, row);
	if (good && w->steps > 0)
		good = end_talk(w, iv, client, &is_gone);
	care_interview_free(iv);
	return good;
}

static bool write_down(struct work *w, const char *client)
{
	struct date today = care_session_today(w->session);
	struct care_goal goal = {
		.text = "Nederlands leren", .term = "medium", .on = today};
	struct care_note note = {
		.text = "belt morgen terug", .speaker = "i", .on = today};
	struct care_appointment visit = {.kind = "talk",
					 .about = "verder",
					 .due = today,
					 .on = today,
					 .minutes = 600};
	struct care_dossier *dossier = NULL;
	bool good =
		step(w, care_save_goal(w->session, client, &goal, NULL, &w->why)) &&
		step(w, care_save_note(w->session, client, &note, NULL, &w->why)) &&
		step(w,
		     care_save_appointment(w->session, client, &visit, NULL, &w->why)) &&
		step(w, care_dossier_open(w->session, client, "open", &dossier, &w->why));

	care_dossier_free(dossier);
	return good;
}

static bool woman(struct work *w, int number)
{
	struct date today = care_session_today(w->session);
	json_t *facts = json_object();
	struct str name = STR_INIT;
	char id[37];

	str_addf(&name, "Naima %d", number);
	json_put_text(facts, "called", name.bytes);
	bool good = step(w, care_register(w->session, facts, &today, id, &w->why)) &&
		    talk(w, id) && (w->steps <= 0 || write_down(w, id));
	json_decref(facts);
	str_release(&name);
	return good;
}

bool work_day(struct work *w)
{
	bool good = true;

	for (int number = 1; good && w->steps > 0; number++)
		good = woman(w, number);
	return good;
}
