/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sql.h"

void store_draft_release(struct store_draft *d)
{
	free(d->id);
	free(d->form);
	free(d->client);
	free(d->author);
	free(d->conducted_by);
	free(d->on);
	free(d->begun);
	free(d->at_path);
	free(d->typed);
	free(d->part);
	*d = (struct store_draft){0};
}

void store_draft_answer_release(struct store_draft_answer *a)
{
	free(a->path);
	free(a->value);
	free(a->status);
	free(a->remarks);
	free(a->origin);
	*a = (struct store_draft_answer){0};
}

static enum err not_there(struct error *e)
{
	return error_set(e, ERR_NOT_FOUND,
			 _("This interview is no longer among the unfinished ones."));
}

/* Runs a change of the draft's own row; a draft that is not there is an error. */
static enum err run_change(struct store *s, struct sql *q, struct error *e)
{
	enum err err = sql_run(q, e);

	if (err == OK && sqlite3_changes(s->db) == 0)
		return not_there(e);
	return err;
}

enum err store_draft_create(struct store *s, struct store_draft *d, struct error *e)
{
	char id[STORE_ID_BYTES];
	struct sql q = sql_take(s, SQL_DRAFT_INSERT);
	enum err err;

	store_new_id(s, id);
	sql_text(&q, ":id", d->id == NULL ? id : d->id);
	sql_text_or_empty(&q, ":form", d->form);
	sql_text_or_empty(&q, ":client", d->client);
	sql_text_or_empty(&q, ":author", d->author);
	sql_text_or_empty(&q, ":conducted_by", d->conducted_by);
	sql_text_or_empty(&q, ":on", d->on);
	sql_text_or_empty(&q, ":begun", d->begun);
	sql_text_or_empty(&q, ":at_path", d->at_path);
	sql_text_or_empty(&q, ":typed", d->typed);
	sql_int(&q, ":cursor", d->cursor);
	sql_text_or_empty(&q, ":part", d->part);
	sql_int(&q, ":asked", d->asked);
	sql_int(&q, ":total", d->total);
	sql_int(&q, ":revision", d->revision);
	err = sql_run(&q, e);
	if (err == OK && d->id == NULL)
		d->id = mem_text(id);
	return err;
}

static void fill(struct sql *q, struct store_draft *out)
{
	*out = (struct store_draft){
		.id = sql_copy_text(q, 0),
		.form = sql_copy_text(q, 1),
		.client = sql_copy_text(q, 2),
		.author = sql_copy_text(q, 3),
		.conducted_by = sql_copy_text(q, 4),
		.on = sql_copy_text(q, 5),
		.begun = sql_copy_text(q, 6),
		.at_path = sql_copy_text(q, 7),
		.typed = sql_copy_text(q, 8),
		.cursor = sql_number(q, 9),
		.part = sql_copy_text(q, 10),
		.asked = sql_number(q, 11),
		.total = sql_number(q, 12),
		.revision = sql_number(q, 13),
	};
}

enum err store_draft_get(struct store *s, const char *id, struct store_draft *out, struct error *e)
{
	struct sql q = sql_take(s, SQL_DRAFT_GET);
	bool is_there;
	enum err err;

	*out = (struct store_draft){0};
	sql_text(&q, ":id", id);
	is_there = sql_row(&q);
	if (is_there)
		fill(&q, out);
	err = sql_end(&q, e);
	return err == OK && !is_there ? not_there(e) : err;
}

enum err store_draft_delete(struct store *s, const char *id, struct error *e)
{
	struct sql q = sql_take(s, SQL_DRAFT_DELETE);

	sql_text(&q, ":id", id);
	return run_change(s, &q, e);
}

enum err store_draft_update(struct store *s, const struct store_draft *d, struct error *e)
{
	struct sql q = sql_take(s, SQL_DRAFT_UPDATE);

	sql_text(&q, ":id", d->id);
	sql_text_or_empty(&q, ":on", d->on);
	sql_text_or_empty(&q, ":conducted_by", d->conducted_by);
	sql_text_or_empty(&q, ":form", d->form);
	sql_text_or_empty(&q, ":part", d->part);
	sql_int(&q, ":asked", d->asked);
	sql_int(&q, ":total", d->total);
	return run_change(s, &q, e);
}

enum err store_draft_place(struct store *s, const char *id, const char *at_path,
			   const char *typed, int64_t cursor, struct error *e)
{
	struct sql q = sql_take(s, SQL_DRAFT_PLACE);

	sql_text(&q, ":id", id);
	sql_text_or_empty(&q, ":at_path", at_path);
	sql_text_or_empty(&q, ":typed", typed);
	sql_int(&q, ":cursor", cursor);
	return run_change(s, &q, e);
}

static enum err put_progress(struct store *s, const char *id, int64_t asked, int64_t total,
			     struct error *e)
{
	struct sql q = sql_take(s, SQL_DRAFT_PROGRESS);

	sql_text(&q, ":id", id);
	sql_int(&q, ":asked", asked);
	sql_int(&q, ":total", total);
	return run_change(s, &q, e);
}

static enum err put_answer(struct store *s, const char *id, const struct store_draft_answer *a,
			   struct error *e)
{
	struct sql q = sql_take(s, SQL_DRAFT_ANSWER_PUT);

	sql_text(&q, ":draft", id);
	sql_text(&q, ":path", a->path);
	sql_text_or_empty(&q, ":value", a->value);
	sql_text_or_empty(&q, ":status", a->status);
	sql_text_or_empty(&q, ":remarks", a->remarks);
	sql_text_or_empty(&q, ":origin", a->origin);
	return sql_run(&q, e);
}

enum err store_draft_answer_put(struct store *s, const char *id,
				const struct store_draft_answer *a, int64_t asked,
				int64_t total, struct error *e)
{
	enum err err = store_begin(s, e);

	if (err != OK)
		return err;
	err = put_progress(s, id, asked, total, e);
	if (err == OK)
		err = put_answer(s, id, a, e);
	return store_finish(s, err, e);
}

static enum err touch(struct store *s, const char *id, struct error *e)
{
	struct sql q = sql_take(s, SQL_DRAFT_TOUCH);

	sql_text(&q, ":id", id);
	return run_change(s, &q, e);
}

enum err store_draft_answer_remove(struct store *s, const char *id, const char *path,
				   struct error *e)
{
	enum err err = store_begin(s, e);

	if (err != OK)
		return err;
	err = touch(s, id, e);
	if (err == OK) {
		struct sql q = sql_take(s, SQL_DRAFT_ANSWER_REMOVE);

		sql_text(&q, ":draft", id);
		sql_text(&q, ":path", path);
		err = sql_run(&q, e);
	}
	return store_finish(s, err, e);
}

enum err store_draft_note_put(struct store *s, const char *id, int64_t n, const char *text,
			      struct error *e)
{
	enum err err = store_begin(s, e);

	if (err != OK)
		return err;
	err = touch(s, id, e);
	if (err == OK) {
		bool is_gone = text_is_empty(text);
		struct sql q = sql_take(s, is_gone ? SQL_DRAFT_NOTE_REMOVE : SQL_DRAFT_NOTE_PUT);

		sql_text(&q, ":draft", id);
		sql_int(&q, ":n", n);
		if (!is_gone)
			sql_text(&q, ":text", text);
		err = sql_run(&q, e);
	}
	return store_finish(s, err, e);
}

enum err store_drafts(struct store *s, const char *client,
		      enum err (*visit)(void *, const struct store_draft *, struct error *),
		      void *data, struct error *e)
{
	struct sql q = sql_take(s, client ? SQL_DRAFT_OF_CLIENT : SQL_DRAFT_ALL);
	enum err err = OK, end;

	if (client)
		sql_text(&q, ":client", client);
	while (err == OK && sql_row(&q)) {
		struct store_draft d;

		fill(&q, &d);
		err = visit(data, &d, e);
		store_draft_release(&d);
	}
	end = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? end : err;
}

enum err store_draft_answers(struct store *s, const char *id,
			     enum err (*visit)(void *, const struct store_draft_answer *,
					       struct error *),
			     void *data, struct error *e)
{
	struct sql q = sql_take(s, SQL_DRAFT_ANSWERS);
	enum err err = OK, end;

	sql_text(&q, ":draft", id);
	while (err == OK && sql_row(&q)) {
		struct store_draft_answer a = {
			.path = sql_copy_text(&q, 0),
			.value = sql_copy_text(&q, 1),
			.status = sql_copy_text(&q, 2),
			.remarks = sql_copy_text(&q, 3),
			.origin = sql_copy_text(&q, 4),
		};

		err = visit(data, &a, e);
		store_draft_answer_release(&a);
	}
	end = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? end : err;
}

enum err store_draft_notes(struct store *s, const char *id,
			   enum err (*visit)(void *, int64_t n, const char *text, struct error *),
			   void *data, struct error *e)
{
	struct sql q = sql_take(s, SQL_DRAFT_NOTES);
	enum err err = OK, end;

	sql_text(&q, ":draft", id);
	while (err == OK && sql_row(&q))
		err = visit(data, sql_number(&q, 0), sql_peek(&q, 1), e);
	end = sql_end(&q, err == OK ? e : NULL);
	return err == OK ? end : err;
}
