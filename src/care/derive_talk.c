/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive_run.h"

/*
 * Interviews as they are now: corrections of a slip or a misunderstanding take the place of what
 * was written, in the order they were recorded, at the interview's own date.
 */

static int recorded(const void *a, const void *b)
{
	const struct derive_entry *const *x = a, *const *y = b;

	return derive_recorded_order(*x, *y);
}

static enum err corrections_read(struct derive_run *run, struct error *e)
{
	enum err rc = OK;

	for (int i = 0; i < run->count; i++)
		if (derive_is(&run->entries[i], "correction"))
			run->corrections[run->correction_count++] = &run->entries[i];
	if (run->correction_count > 1)
		qsort(run->corrections, (size_t)run->correction_count, sizeof *run->corrections,
		      recorded);
	for (int i = 0; rc == OK && i < run->correction_count; i++)
		rc = body_correction_read(&run->d->arena, run->corrections[i]->body,
					  run->corrections[i]->body_len,
					  &run->correction_bodies[i], e);
	return rc;
}

static void answer_copy(struct care_answer *to, const struct body_answer *from)
{
	to->path = from->path;
	to->value = from->value;
	to->status = from->status;
	to->remarks = (struct care_remark *)(uintptr_t)from->remarks;
	to->remark_count = from->remark_count;
}

static enum err talk_read(struct derive_run *run, const struct derive_entry *entry, int more,
			  struct error *e)
{
	struct derive_talk *talk = &run->talks[run->talk_count];
	struct care_finished *out = &run->d->interviews[run->talk_count];
	struct arena *a = &run->d->arena;
	enum err rc = body_interview_read(a, entry->body, entry->body_len, &talk->body, e);

	if (rc != OK)
		return rc;
	talk->entry = entry;
	talk->out = out;
	out->id = entry->id;
	out->form_hash = entry->form;
	out->form_id = talk->body.form_id;
	out->draft = talk->body.draft;
	out->is_later = talk->body.is_later;
	out->title = out->last_correction = "";
	out->author = entry->author;
	out->conducted_by = *talk->body.conducted_by != '\0' ? talk->body.conducted_by
							     : entry->author;
	out->on = entry->on;
	out->notes = talk->body.notes;
	out->note_count = talk->body.note_count;
	out->answers = arena_array(a, (size_t)(talk->body.answer_count + more + 1),
				   sizeof *out->answers);
	for (int i = 0; i < talk->body.answer_count; i++)
		answer_copy(&out->answers[i], &talk->body.answers[i]);
	out->answer_count = talk->body.answer_count;
	run->talk_count++;
	run->d->interview_count++;
	return OK;
}

static struct care_answer *answer_at(struct care_finished *talk, const char *path)
{
	for (int i = 0; i < talk->answer_count; i++)
		if (strcmp(talk->answers[i].path, path) == 0)
			return &talk->answers[i];
	return NULL;
}

/* Remarks stay with the question: a correction that brings none does not take them away. */
static void answer_correct(struct care_finished *talk, const struct body_answer *by,
			   const struct date *on)
{
	struct care_answer *answer = answer_at(talk, by->path);
	const struct care_answer before = answer != NULL ? *answer : (struct care_answer){0};

	if (answer == NULL)
		answer = &talk->answers[talk->answer_count++];
	answer_copy(answer, by);
	if (by->remark_count == 0) {
		answer->remarks = before.remarks;
		answer->remark_count = before.remark_count;
	}
	answer->corrected = *on;
}

static void facts_correct(struct derive_run *run, struct derive_talk *talk,
			  const struct body_correction *by)
{
	struct body_interview *body = &talk->body;
	size_t room = (size_t)(body->fact_count + by->fact_count);
	struct body_fact *facts;
	int count = 0;

	if (by->fact_count == 0)
		return;
	facts = arena_array(&run->d->arena, room, sizeof *facts);
	for (int i = 0; i < body->fact_count; i++) {
		bool is_replaced = false;

		for (int j = 0; j < by->fact_count; j++)
			is_replaced |= strcmp(by->facts[j].name, body->facts[i].name) == 0;
		if (!is_replaced)
			facts[count++] = body->facts[i];
	}
	for (int j = 0; j < by->fact_count; j++)
		if (*by->facts[j].value != '\0')
			facts[count++] = by->facts[j];
	body->facts = facts;
	body->fact_count = count;
}

static bool speaks_of_the_same(const struct body_correction *a, const struct body_correction *b)
{
	for (int i = 0; i < a->answer_count; i++)
		for (int j = 0; j < b->answer_count; j++)
			if (strcmp(a->answers[i].path, b->answers[j].path) == 0)
				return true;
	return false;
}

/* Two that came after the same one and touch the same answer, and nothing came after the later. */
static bool is_in_conflict(const struct derive_run *run, const struct derive_entry *talk, int last)
{
	const struct body_correction *by = &run->correction_bodies[last];

	for (int i = 0; i < last; i++)
		if (strcmp(run->corrections[i]->replaces, talk->id) == 0 &&
		    strcmp(run->correction_bodies[i].after, by->after) == 0 &&
		    speaks_of_the_same(&run->correction_bodies[i], by))
			return true;
	return false;
}

static void talk_correct(struct derive_run *run, struct derive_talk *talk)
{
	for (int i = 0; i < run->correction_count; i++) {
		const struct derive_entry *entry = run->corrections[i];
		const struct body_correction *by = &run->correction_bodies[i];

		if (strcmp(entry->replaces, talk->entry->id) != 0)
			continue;
		talk->out->last_correction = entry->id;
		talk->out->is_moved |= by->reason == CARE_OTHER_PERSON;
		if (by->reason == CARE_CHANGED || by->reason == CARE_OTHER_PERSON)
			continue;
		for (int j = 0; j < by->answer_count; j++)
			answer_correct(talk->out, &by->answers[j], &entry->on);
		facts_correct(run, talk, by);
		talk->corrected = entry->on;
		talk->has_conflict = is_in_conflict(run, talk->entry, i);
	}
}

enum err derive_talks(struct derive_run *run, struct error *e)
{
	int more = 0, talks = 0;
	enum err rc = corrections_read(run, e);

	for (int i = 0; i < run->correction_count; i++)
		more += run->correction_bodies[i].answer_count;
	for (int i = 0; i < run->count; i++)
		talks += derive_is(&run->entries[i], "interview");
	if (rc != OK || talks == 0)
		return rc;
	run->d->interviews = arena_array(&run->d->arena, (size_t)talks,
					 sizeof *run->d->interviews);
	for (int i = 0; rc == OK && i < run->count; i++)
		if (derive_is(&run->entries[i], "interview"))
			rc = talk_read(run, &run->entries[i], more, e);
	for (int i = 0; rc == OK && i < run->talk_count; i++)
		talk_correct(run, &run->talks[i]);
	return rc;
}
