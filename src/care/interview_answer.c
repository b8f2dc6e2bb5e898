/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/interview_run.h"

/* Giving answers: each is on disk when the call returns OK. */

static char *borrowed(const char *text)
{
	return (char *)(uintptr_t)
		text; /* a row to write holds char *, and is only read */
}

enum err interview_put(struct care_interview *iv, int spot, struct error *e)
{
	struct str remarks = STR_INIT, path = STR_INIT, taken = STR_INIT;
	const struct form_filling *f = iv->talk.filling;
	const struct interview_taken *out = interview_taken_find(iv, spot);
	struct store_draft_answer answer;
	enum err rc;

	talk_write_remarks(&iv->talk, spot, &remarks);
	form_filling_path(f, spot, &path);
	if (out)
		str_addf(&taken, "0/%d", out->place);
	answer = (struct store_draft_answer){
		.path = path.bytes,
		.value = out ? taken.bytes : borrowed(form_filling_value(f, spot)),
		.status = borrowed(form_status_key(form_filling_status(f, spot))),
		.remarks = remarks.bytes,
		.origin = borrowed(form_origin_key(form_filling_origin(f, spot))),
	};
	rc = store_draft_answer_put(care_session_store(iv->session), iv->draft.id,
				    &answer, iv->draft.asked, iv->draft.total, e);
	str_release(&remarks);
	str_release(&path);
	str_release(&taken);
	return rc;
}

void interview_mark_unsaved(struct care_interview *iv, int spot)
{
	if (spot >= iv->unsaved_room) {
		int room = spot + spot / 2 + 64;

		iv->unsaved = mem_resize(iv->unsaved, (size_t)room, sizeof *iv->unsaved);
		memset(&iv->unsaved[iv->unsaved_room], 0,
		       (size_t)(room - iv->unsaved_room) * sizeof *iv->unsaved);
		iv->unsaved_room = room;
	}
	iv->unsaved_count += !iv->unsaved[spot];
	iv->unsaved[spot] = true;
}

bool care_interview_is_saved(const struct care_interview *iv)
{
	return iv->unsaved_count == 0 || !iv->is_recorded;
}

enum err interview_write_begin(struct care_interview *iv, bool many, bool *is_open,
			       struct error *e)
{
	int asked, total;
	enum err rc = OK;

	talk_progress(&iv->talk, &asked, &total);
	iv->draft.asked = asked;
	iv->draft.total = total;
	*is_open = many || iv->unsaved_count > 0;
	if (*is_open)
		rc = store_begin(care_session_store(iv->session), e);
	if (rc != OK)
		*is_open = false;
	for (int i = 0; i < iv->unsaved_room && rc == OK && iv->unsaved_count; i++)
		if (iv->unsaved[i])
			rc = interview_put(iv, i, e);
	return rc;
}

enum err interview_write_end(struct care_interview *iv, bool is_open, enum err rc,
			     struct error *e)
{
	if (is_open && rc == OK)
		rc = store_commit(care_session_store(iv->session), e);
	else if (is_open)
		store_rollback(care_session_store(iv->session));
	if (rc != OK)
		return rc;
	if (iv->unsaved_count > 0)
		memset(iv->unsaved, 0, (size_t)iv->unsaved_room * sizeof *iv->unsaved);
	iv->unsaved_count = 0;
	interview_saved(iv);
	return OK;
}

/* Whether the place on disk is another than just behind this answer. */
static bool is_elsewhere(const struct care_interview *iv, const char *path)
{
	return !text_is_empty(iv->draft.typed) || !text_equal(iv->draft.at_path, path);
}

/* A calculation that is not simply made again: a trigger set it off, or it says once(). */
static bool is_calculated_for_good(const struct form_row *row)
{
	return row->calculation &&
	       (row->trigger_count > 0 || form_expr_keeps(row->calculation));
}

/* An instance has its place from the beginning; a default is worked out only once. */
bool interview_is_first_value(const struct care_interview *iv, int spot)
{
	const struct form_filling *f = iv->talk.filling;

	if (form_filling_is_instance(f, spot))
		return true;
	return *form_filling_value(f, spot) &&
	       (form_filling_origin(f, spot) != FORM_ORIGIN_TYPED ||
		is_calculated_for_good(talk_row(&iv->talk, spot)));
}

/* Besides what is computed again at any time. */
static bool is_for_good(const struct care_interview *iv, const struct form_change *change)
{
	const struct form_row *row = talk_row(&iv->talk, change->spot);

	if (interview_is_first_value(iv, change->spot))
		return change->value_changed || !change->was_relevant;
	return change->value_changed &&
	       (row->calculation ? is_calculated_for_good(row) : row->list != NULL);
}

enum err interview_changed(struct care_interview *iv,
			   enum err (*take)(struct care_interview *iv, int spot,
					    struct error *e),
			   struct error *e)
{
	int count;
	const struct form_change *changes =
		form_filling_changes(iv->talk.filling, &count);
	enum err rc = OK;

	for (int i = 0; i < count && rc == OK; i++)
		if (is_for_good(iv, &changes[i]))
			rc = take(iv, changes[i].spot, e);
	return rc;
}

static enum err mark(struct care_interview *iv, int spot, struct error *e)
{
	(void)e;
	interview_mark_unsaved(iv, spot);
	return OK;
}

static enum err tell(struct care_interview *iv, int spot, struct error *e)
{
	(void)iv;
	(void)spot;
	(void)e;
	return ERR_BUSY; /* one is enough to know */
}

/*
 * The spot, what else its answer changed for good (a select that lost its choice, an
 * instance that came), and the place: what was half typed there has become the answer.
 */
static enum err put_all(struct care_interview *iv, int spot, const char *path,
			struct error *e)
{
	enum err rc = interview_put(iv, spot, e);

	if (rc == OK)
		rc = interview_changed(iv, interview_put, e);
	if (rc == OK && is_elsewhere(iv, path))
		rc = store_draft_place(care_session_store(iv->session), iv->draft.id,
				       path, "", 0, e);
	return rc;
}

/* The place goes with the answer: nothing is half typed there any more. */
static void take_place(struct care_interview *iv, const char *path, const char *typed,
		       int64_t cursor)
{
	char *at = mem_text(path), *text = mem_text(typed);

	free(iv->draft.at_path);
	free(iv->draft.typed);
	iv->draft.at_path = at;
	iv->draft.typed = text;
	iv->draft.cursor = cursor;
}

static enum err write_answer(struct care_interview *iv, int spot, const char *path,
			     struct error *e)
{
	bool many = is_elsewhere(iv, path) || interview_changed(iv, tell, NULL) != OK,
	     is_open;
	enum err rc = interview_write_begin(iv, many, &is_open, e);

	if (rc == OK)
		rc = put_all(iv, spot, path, e);
	return interview_write_end(iv, is_open, rc, e);
}

/* What cannot be written stays on screen, and what it changed: the next write takes them
 * along. */
static enum err save_answer(struct care_interview *iv, int spot, struct error *e)
{
	struct str path = STR_INIT;
	enum err rc = OK;

	form_filling_path(iv->talk.filling, spot, &path);
	if (iv->is_recorded)
		rc = write_answer(iv, spot, path.bytes, e);
	if (rc == OK) {
		take_place(iv, path.bytes, "", 0);
	} else {
		interview_mark_unsaved(iv, spot);
		(void)interview_changed(iv, mark, NULL);
	}
	str_release(&path);
	return rc;
}

enum err care_interview_answer(struct care_interview *iv, int spot, const char *value,
			       struct error *e)
{
	enum err rc = form_filling_answer(iv->talk.filling, spot, value, e);

	if (rc == OK)
		rc = save_answer(iv, spot, e);
	if (rc == OK)
		talk_follow_words(&iv->talk, spot);
	return rc;
}

enum err care_interview_no_answer(struct care_interview *iv, int spot,
				  enum form_status status, struct error *e)
{
	enum err rc = form_filling_no_answer(iv->talk.filling, spot, status, e);

	return rc == OK ? save_answer(iv, spot, e) : rc;
}

static enum err write_place(struct care_interview *iv, const char *path,
			    const char *typed, int64_t cursor, struct error *e)
{
	bool is_open;
	enum err rc = interview_write_begin(iv, false, &is_open, e);

	if (rc == OK)
		rc = store_draft_place(care_session_store(iv->session), iv->draft.id,
				       path, typed, cursor, e);
	return interview_write_end(iv, is_open, rc, e);
}

enum err care_interview_place(struct care_interview *iv, int spot, const char *typed,
			      int64_t cursor, struct error *e)
{
	struct str path = STR_INIT;
	enum err rc = OK;

	if (spot != FORM_NONE)
		form_filling_path(iv->talk.filling, spot, &path);
	if (iv->is_recorded)
		rc = write_place(iv, path.bytes, typed, cursor, e);
	if (rc == OK)
		take_place(iv, path.bytes, typed, cursor);
	str_release(&path);
	return rc;
}

int care_interview_remarks(const struct care_interview *iv, int spot,
			   const struct care_remark **out)
{
	*out = talk_remarks(&iv->talk, spot)->items;
	return talk_remarks(&iv->talk, spot)->count;
}

enum err care_interview_set_remark(struct care_interview *iv, int spot, int n,
				   const struct care_remark *remark, struct error *e)
{
	enum err rc = OK;
	bool is_open;

	if (!text_is_empty(remark->text))
		rc = talk_check_remark(&iv->talk, remark, e);
	if (rc != OK)
		return rc;
	talk_set_remark(&iv->talk, spot, n, remark);
	if (!iv->is_recorded)
		return OK;
	rc = interview_write_begin(iv, false, &is_open, e);
	if (rc == OK)
		rc = interview_put(iv, spot, e);
	rc = interview_write_end(iv, is_open, rc, e);
	if (rc != OK)
		interview_mark_unsaved(iv, spot);
	return rc;
}

void interview_list_notes(struct care_interview *iv)
{
	size_t room = (size_t)iv->note_count + 1;

	iv->note_list = mem_resize(iv->note_list, room, sizeof *iv->note_list);
	iv->note_numbers = mem_resize(iv->note_numbers, room, sizeof *iv->note_numbers);
	iv->left_count = 0;
	for (int n = 0; n < iv->note_count; n++)
		if (*iv->notes[n]) {
			iv->note_list[iv->left_count] = iv->notes[n];
			iv->note_numbers[iv->left_count++] = n;
		}
}

int care_interview_notes(const struct care_interview *iv, const char *const **out)
{
	*out = iv->note_list;
	return iv->left_count;
}

static enum err put_note(struct care_interview *iv, int n, const char *text,
			 struct error *e)
{
	bool is_open;
	enum err rc;

	if (!iv->is_recorded)
		return OK;
	rc = interview_write_begin(iv, false, &is_open, e);
	if (rc == OK)
		rc = store_draft_note_put(care_session_store(iv->session), iv->draft.id,
					  n, text, e);
	return interview_write_end(iv, is_open, rc, e);
}

enum err care_interview_add_note(struct care_interview *iv, const char *text,
				 struct error *e)
{
	enum err rc;

	if (text_is_empty(text))
		return OK; /* an empty line says nothing */
	rc = put_note(iv, iv->note_count, text, e);
	if (rc != OK)
		return rc;
	iv->notes = mem_resize(iv->notes, (size_t)iv->note_count + 1, sizeof *iv->notes);
	iv->notes[iv->note_count++] = mem_text(text);
	interview_list_notes(iv);
	return OK;
}

/* The remark and the line that goes, in one transaction; saved only once both are on
 * disk. */
static enum err move_note(struct care_interview *iv, int number, int spot, struct error *e)
{
	bool is_open;
	enum err rc;

	if (!iv->is_recorded)
		return OK;
	rc = interview_write_begin(iv, true, &is_open, e);
	if (rc == OK && spot != FORM_NONE)
		rc = interview_put(iv, spot, e);
	if (rc == OK)
		rc = store_draft_note_put(care_session_store(iv->session), iv->draft.id,
					  number, "", e);
	return interview_write_end(iv, is_open, rc, e);
}

enum err care_interview_hang_note(struct care_interview *iv, int n, int spot,
				  struct error *e)
{
	struct care_remark remark = {"i", "", ""};
	int number, count = spot == FORM_NONE ? 0 : talk_remarks(&iv->talk, spot)->count;
	enum err rc;

	if (n < 0 || n >= iv->left_count)
		return error_set(e, ERR_NOT_FOUND,
				 _("That scratch line is not there any more."));
	number = iv->note_numbers[n];
	remark.text = iv->notes[number];
	if (spot != FORM_NONE)
		talk_set_remark(&iv->talk, spot, count, &remark);
	rc = move_note(iv, number, spot, e);
	remark.text = "";
	if (rc != OK && spot != FORM_NONE) /* the line stays, so it may be hung again */
		talk_set_remark(&iv->talk, spot, count, &remark);
	if (rc != OK)
		return rc;
	iv->notes[number][0] = '\0';
	interview_list_notes(iv);
	return OK;
}
