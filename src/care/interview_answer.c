/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/interview_run.h"

/* Giving answers: each is on disk when the call returns OK. */

static char *borrowed(const char *text)
{
	return (char *)(uintptr_t)
		text; /* a row to write holds char *, and is only read */
}

static enum err put_row(struct care_interview *iv, int row, struct error *e)
{
	struct str remarks = STR_INIT;
	const struct form_filling *f = iv->talk.filling;
	struct store_draft_answer answer;
	int asked, total;
	enum err rc;

	talk_write_remarks(&iv->talk, row, &remarks);
	talk_progress(&iv->talk, &asked, &total);
	answer = (struct store_draft_answer){
		.path = borrowed(iv->talk.form->rows[row].path),
		.value = borrowed(form_filling_value(f, row)),
		.status = borrowed(form_status_key(form_filling_status(f, row))),
		.remarks = remarks.bytes,
		.origin = borrowed(form_origin_key(form_filling_origin(f, row))),
	};
	rc = store_draft_answer_put(care_session_store(iv->session), iv->draft.id,
				    &answer, asked, total, e);
	str_release(&remarks);
	return rc;
}

static void mark_unsaved(struct care_interview *iv, int row)
{
	if (iv->unsaved == NULL)
		iv->unsaved =
			mem_array((size_t)iv->talk.form->row_count, sizeof *iv->unsaved);
	iv->unsaved_count += !iv->unsaved[row];
	iv->unsaved[row] = true;
}

bool care_interview_is_saved(const struct care_interview *iv)
{
	return iv->unsaved_count == 0 || !iv->is_recorded;
}

/* What could not be written before goes first, in one transaction with what comes. */
static enum err write_begin(struct care_interview *iv, bool many, bool *is_open,
			    struct error *e)
{
	enum err rc = OK;

	*is_open = many || iv->unsaved_count > 0;
	if (*is_open)
		rc = store_begin(care_session_store(iv->session), e);
	if (rc != OK)
		*is_open = false;
	for (int i = 0; i < iv->talk.form->row_count && rc == OK && iv->unsaved_count;
	     i++)
		if (iv->unsaved[i])
			rc = put_row(iv, i, e);
	return rc;
}

static enum err write_end(struct care_interview *iv, bool is_open, enum err rc,
			  struct error *e)
{
	if (is_open && rc == OK)
		rc = store_commit(care_session_store(iv->session), e);
	else if (is_open)
		store_rollback(care_session_store(iv->session));
	if (rc != OK)
		return rc;
	if (iv->unsaved_count > 0)
		memset(iv->unsaved, 0,
		       (size_t)iv->talk.form->row_count * sizeof *iv->unsaved);
	iv->unsaved_count = 0;
	interview_saved(iv);
	return OK;
}

/* Whether the place on disk is another than just behind this answer. */
static bool is_elsewhere(const struct care_interview *iv, int row)
{
	return !text_is_empty(iv->draft.typed) ||
	       !text_equal(iv->draft.at_path, iv->talk.form->rows[row].path);
}

/*
 * The row, what else its answer changed for good (a select that lost its choice), and the
 * place: what was half typed there has become the answer.
 */
static enum err put_rows(struct care_interview *iv, int row, struct error *e)
{
	int count;
	const struct form_change *changes =
		form_filling_changes(iv->talk.filling, &count);
	enum err rc = put_row(iv, row, e);

	for (int i = 0; i < count && rc == OK; i++) {
		const struct form_row *changed = &iv->talk.form->rows[changes[i].spot];

		if (changes[i].value_changed && changed->list)
			rc = put_row(iv, changes[i].spot, e);
	}
	if (rc == OK && is_elsewhere(iv, row))
		rc = store_draft_place(care_session_store(iv->session), iv->draft.id,
				       iv->talk.form->rows[row].path, "", 0, e);
	return rc;
}

static bool is_more_than_one(const struct care_interview *iv, int row)
{
	int count;
	const struct form_change *changes =
		form_filling_changes(iv->talk.filling, &count);

	for (int i = 0; i < count; i++)
		if (changes[i].value_changed && iv->talk.form->rows[changes[i].spot].list)
			return true;
	return is_elsewhere(iv, row);
}

/* The place goes with the answer: nothing is half typed there any more. */
static void take_place(struct care_interview *iv, int row)
{
	free(iv->draft.at_path);
	free(iv->draft.typed);
	iv->draft.at_path = mem_text(iv->talk.form->rows[row].path);
	iv->draft.typed = mem_text("");
	iv->draft.cursor = 0;
}

/* The answer stays on screen, and what it changed: the next write takes them along. */
static void keep_for_later(struct care_interview *iv, int row)
{
	int count;
	const struct form_change *changes =
		form_filling_changes(iv->talk.filling, &count);

	mark_unsaved(iv, row);
	for (int i = 0; i < count; i++)
		if (changes[i].value_changed && iv->talk.form->rows[changes[i].spot].list)
			mark_unsaved(iv, changes[i].spot);
}

static enum err save_answer(struct care_interview *iv, int row, struct error *e)
{
	bool is_open;
	enum err rc;

	if (!iv->is_recorded) {
		take_place(iv, row);
		return OK;
	}
	rc = write_begin(iv, is_more_than_one(iv, row), &is_open, e);
	if (rc == OK)
		rc = put_rows(iv, row, e);
	rc = write_end(iv, is_open, rc, e);
	if (rc == OK)
		take_place(iv, row);
	else
		keep_for_later(iv, row);
	return rc;
}

enum err care_interview_answer(struct care_interview *iv, int row, const char *value,
			       struct error *e)
{
	enum err rc = form_filling_answer(iv->talk.filling, row, value, e);

	if (rc == OK)
		rc = save_answer(iv, row, e);
	if (rc == OK)
		talk_follow_words(&iv->talk, row);
	return rc;
}

enum err care_interview_no_answer(struct care_interview *iv, int row,
				  enum form_status status, struct error *e)
{
	enum err rc = form_filling_no_answer(iv->talk.filling, row, status, e);

	return rc == OK ? save_answer(iv, row, e) : rc;
}

enum err care_interview_place(struct care_interview *iv, int row, const char *typed,
			      int64_t cursor, struct error *e)
{
	const char *path = row == FORM_NONE ? "" : iv->talk.form->rows[row].path;
	bool is_open;
	enum err rc = OK;

	if (iv->is_recorded) {
		rc = write_begin(iv, false, &is_open, e);
		if (rc == OK)
			rc = store_draft_place(care_session_store(iv->session),
					       iv->draft.id, path, typed, cursor, e);
		rc = write_end(iv, is_open, rc, e);
	}
	if (rc != OK)
		return rc;
	free(iv->draft.at_path);
	free(iv->draft.typed);
	iv->draft.at_path = mem_text(path);
	iv->draft.typed = mem_text(typed);
	iv->draft.cursor = cursor;
	return OK;
}

int care_interview_remarks(const struct care_interview *iv, int row,
			   const struct care_remark **out)
{
	*out = iv->talk.remarks[row].items;
	return iv->talk.remarks[row].count;
}

enum err care_interview_set_remark(struct care_interview *iv, int row, int n,
				   const struct care_remark *remark, struct error *e)
{
	enum err rc = OK;
	bool is_open;

	if (!text_is_empty(remark->text))
		rc = talk_check_remark(&iv->talk, remark, e);
	if (rc != OK)
		return rc;
	talk_set_remark(&iv->talk, row, n, remark);
	if (!iv->is_recorded)
		return OK;
	rc = write_begin(iv, false, &is_open, e);
	if (rc == OK)
		rc = put_row(iv, row, e);
	rc = write_end(iv, is_open, rc, e);
	if (rc != OK)
		mark_unsaved(iv, row);
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
	rc = write_begin(iv, false, &is_open, e);
	if (rc == OK)
		rc = store_draft_note_put(care_session_store(iv->session), iv->draft.id,
					  n, text, e);
	return write_end(iv, is_open, rc, e);
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
static enum err move_note(struct care_interview *iv, int number, int row, struct error *e)
{
	bool is_open;
	enum err rc;

	if (!iv->is_recorded)
		return OK;
	rc = write_begin(iv, true, &is_open, e);
	if (rc == OK && row != FORM_NONE)
		rc = put_row(iv, row, e);
	if (rc == OK)
		rc = store_draft_note_put(care_session_store(iv->session), iv->draft.id,
					  number, "", e);
	return write_end(iv, is_open, rc, e);
}

enum err care_interview_hang_note(struct care_interview *iv, int n, int row,
				  struct error *e)
{
	struct care_remark remark = {"i", "", ""};
	int number, count = row == FORM_NONE ? 0 : iv->talk.remarks[row].count;
	enum err rc;

	if (n < 0 || n >= iv->left_count)
		return error_set(e, ERR_NOT_FOUND,
				 _("That scratch line is not there any more."));
	number = iv->note_numbers[n];
	remark.text = iv->notes[number];
	if (row != FORM_NONE)
		talk_set_remark(&iv->talk, row, count, &remark);
	rc = move_note(iv, number, row, e);
	remark.text = "";
	if (rc != OK && row != FORM_NONE) /* the line stays, so it may be hung again */
		talk_set_remark(&iv->talk, row, count, &remark);
	if (rc != OK)
		return rc;
	iv->notes[number][0] = '\0';
	interview_list_notes(iv);
	return OK;
}
