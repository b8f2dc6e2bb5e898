/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/interview_run.h"

static const char *const part_keys[] = {
	[CARE_TOGETHER] = "together", [CARE_ALONE] = "alone", [CARE_LATER] = "later"};

static enum care_part read_part(const char *key)
{
	for (int part = CARE_TOGETHER; part <= CARE_LATER; part++)
		if (text_equal(key, part_keys[part]))
			return (enum care_part)part;
	return CARE_TOGETHER;
}

void interview_saved(struct care_interview *iv)
{
	iv->saved_ms = clock_now(care_session_clock(iv->session));
}

void interview_list_begin(struct care_interview *iv)
{
	iv->listed_count = 0;
}

void interview_list_add(struct care_interview *iv, int spot)
{
	VEC_ROOM(iv->listed, iv->listed_count, iv->listed_room);
	iv->listed[iv->listed_count++] = spot;
}

void interview_taken_add(struct care_interview *iv, int instance, int place)
{
	VEC_ROOM(iv->taken, iv->taken_count, iv->taken_room);
	iv->taken[iv->taken_count++] = (struct interview_taken){instance, place};
}

const struct interview_taken *interview_taken_find(const struct care_interview *iv,
						   int instance)
{
	for (size_t i = 0; i < iv->taken_count; i++)
		if (iv->taken[i].instance == instance)
			return &iv->taken[i];
	return NULL;
}

static struct care_interview *new_interview(struct care_session *s, const char *client)
{
	struct care_interview *iv = mem_new(sizeof *iv);

	iv->session = s;
	iv->talk.session = s;
	iv->client = mem_text(client);
	iv->is_recorded = true;
	return iv;
}

static void start_talk(struct care_interview *iv, const char *draft)
{
	const struct care_dossier *d = iv->dossier;
	const struct care_finished *end = d->interviews + d->interview_count, *earlier;

	earlier = iv->talk.part == CARE_LATER ? talk_last_whole(&iv->talk, d, end) : NULL;
	if (earlier && *earlier->draft) /* what was shuffled then stands as it stood */
		draft = earlier->draft;
	snprintf(iv->talk.draft, sizeof iv->talk.draft, "%s", draft);
	talk_start(&iv->talk, care_fact_value(iv->dossier, "address_form"),
		   care_fact_value(iv->dossier, "called"));
	if (earlier)
		talk_restore_earlier(&iv->talk, d, end);
}

/* Defaults and metadata that begin gave a value are kept, and the instances that it made:
 * they are never worked out again. */
static enum err keep_first_values(struct care_interview *iv, struct error *e)
{
	int count;
	const int *spots = form_filling_spots(iv->talk.filling, &count);
	enum err rc = OK;

	for (int i = 0; i < count && rc == OK; i++)
		if (interview_is_first_value(iv, spots[i]))
			rc = interview_put(iv, spots[i], e);
	return rc;
}

static void fill_draft(struct care_interview *iv, const char *id)
{
	struct date today = care_session_today(iv->session);
	struct moment now = clock_moment(care_session_clock(iv->session));
	struct str on = STR_INIT, begun = STR_INIT;
	int asked, total;

	date_write(&on, &today, DATE_ISO, "en");
	moment_write(&begun, &now);
	talk_progress(&iv->talk, &asked, &total);
	iv->talk.on = today;
	snprintf(iv->talk.conducted_by, sizeof iv->talk.conducted_by, "%s",
		 care_session_worker(iv->session));
	iv->draft = (struct store_draft){
		.id = mem_text(id),
		.form = mem_text(iv->talk.hash),
		.client = mem_text(iv->client),
		.author = mem_text(care_session_worker(iv->session)),
		.conducted_by = mem_text(iv->talk.conducted_by),
		.on = str_detach(&on),
		.begun = str_detach(&begun),
		.at_path = mem_text(""),
		.typed = mem_text(""),
		.part = mem_text(part_keys[iv->talk.part]),
		.asked = asked,
		.total = total,
	};
}

static enum err begin_draft(struct care_interview *iv, const char *id, struct error *e)
{
	struct store *store = care_session_store(iv->session);
	enum err rc = store_begin(store, e);

	if (rc != OK)
		return rc;
	fill_draft(iv, id);
	rc = care_form_keep(iv->session, iv->talk.hash, e);
	if (rc == OK)
		rc = store_draft_create(store, &iv->draft, e);
	if (rc == OK)
		rc = keep_first_values(iv, e);
	if (rc == OK)
		rc = store_commit(store, e);
	else
		store_rollback(store);
	if (rc == OK)
		interview_saved(iv);
	return rc;
}

/* What she was called when she was registered needs no second asking; it can still be
 * changed. */
static void take_called(struct care_interview *iv)
{
	const char *called = care_fact_value(iv->dossier, "called");

	for (int row = 0; *called && row < iv->talk.form->row_count; row++)
		if (iv->talk.form->rows[row].repeat == FORM_NONE &&
		    text_equal(iv->talk.form->rows[row].save_to, "called")) {
			(void)form_filling_restore(iv->talk.filling,
						   iv->talk.form->rows[row].path, called,
						   FORM_STATUS_NONE, FORM_ORIGIN_PRELOAD);
			form_filling_resume(iv->talk.filling);
			return;
		}
}

enum err care_interview_begin(struct care_session *s, const char *client,
			      const char *form_id, enum care_part part,
			      struct care_interview **out, struct error *e)
{
	struct care_interview *iv = new_interview(s, client);
	enum err rc = care_dossier_open(s, client, "interview", &iv->dossier, e);
	char id[STORE_ID_BYTES];

	iv->talk.part = part;
	if (rc == OK)
		rc = care_form_by_id(s, form_id, &iv->talk.form, iv->talk.hash, e);
	if (rc == OK) {
		store_new_id(care_session_store(s), id);
		start_talk(iv, id);
		form_filling_begin(iv->talk.filling);
		take_called(iv);
		talk_look_back(&iv->talk);
		rc = begin_draft(iv, id, e);
	}
	if (rc == OK)
		*out = iv;
	else
		care_interview_free(iv);
	return rc;
}

/* "0/3" of an instance: taken out, it stood third. */
static bool is_taken_out(const struct store_draft_answer *answer, int *place)
{
	enum { DIGITS_MOST = 7 };
	const char *slash = strrchr(answer->path, '/');
	const char *name = slash ? slash + 1 : answer->path, *digits;

	if (!strchr(name, '#') || !text_begins(answer->value, "0/"))
		return false;
	digits = answer->value + 2;
	*place = strlen(digits) > DIGITS_MOST ? 0 : (int)strtol(digits, NULL, 10);
	return true;
}

static enum err restore_answer(void *data, const struct store_draft_answer *answer,
			       struct error *e)
{
	struct care_interview *iv = data;
	int spot, place = 0;
	bool is_out = is_taken_out(answer, &place);
	json_t *remarks = NULL;
	enum err rc = OK;

	if (!form_filling_restore(iv->talk.filling, answer->path,
				  is_out ? "0" : answer->value,
				  form_status_read(answer->status),
				  form_origin_read(answer->origin)))
		return OK; /* kept in the draft; this version does not ask it */
	spot = form_filling_spot(iv->talk.filling, answer->path);
	if (form_origin_read(answer->origin) == FORM_ORIGIN_TYPED)
		talk_leave(&iv->talk, answer->path);
	if (is_out)
		interview_taken_add(iv, spot, place);
	if (!text_is_empty(answer->remarks))
		rc = json_text_read(answer->remarks, strlen(answer->remarks), &remarks,
				    e);
	if (rc == OK && remarks)
		rc = talk_read_remarks(&iv->talk, spot, remarks, e);
	json_decref(remarks);
	return rc;
}

/* What the talk began with, before anything was said in it. */
static enum err restore_first(void *data, const struct store_draft_answer *answer,
			      struct error *e)
{
	struct care_interview *iv = data;
	enum form_origin origin = form_origin_read(answer->origin);
	int place;

	(void)e;
	if (origin != FORM_ORIGIN_TYPED && !is_taken_out(answer, &place))
		(void)form_filling_restore(iv->talk.filling, answer->path, answer->value,
					   form_status_read(answer->status), origin);
	return OK;
}

static enum err restore_note(void *data, int64_t n, const char *text, struct error *e)
{
	enum { NOTES_MOST = 100000 };
	struct care_interview *iv = data;

	if (n < iv->note_count || n > NOTES_MOST) /* they come in order of n */
		return error_set(
			e, ERR_DAMAGED,
			_("An entry in the file cannot be read; run 'trede check'."));
	iv->notes = mem_resize(iv->notes, (size_t)n + 1, sizeof *iv->notes);
	while (iv->note_count < n)
		iv->notes[iv->note_count++] = mem_text("");
	iv->notes[iv->note_count++] = mem_text(text);
	return OK;
}

static void follow_all_words(struct care_interview *iv)
{
	int count;
	const int *spots = form_filling_spots(iv->talk.filling, &count);

	for (int i = 0; i < count; i++)
		talk_follow_words(&iv->talk, spots[i]);
}

static enum err restore(struct care_interview *iv, struct error *e)
{
	struct store *store = care_session_store(iv->session);
	enum err rc;

	iv->talk.part = read_part(iv->draft.part);
	if (!date_read(iv->draft.on, &iv->talk.on))
		iv->talk.on = care_session_today(iv->session);
	snprintf(iv->talk.conducted_by, sizeof iv->talk.conducted_by, "%s",
		 iv->draft.conducted_by);
	start_talk(iv, iv->draft.id);
	rc = iv->talk.part == CARE_LATER
		     ? store_draft_answers(store, iv->draft.id, restore_first, iv, e)
		     : OK;
	talk_look_back(&iv->talk);
	if (rc == OK)
		rc = store_draft_answers(store, iv->draft.id, restore_answer, iv, e);
	if (rc == OK)
		rc = store_draft_notes(store, iv->draft.id, restore_note, iv, e);
	if (rc == OK) {
		follow_all_words(iv); /* expressions may read them */
		form_filling_resume(iv->talk.filling);
		follow_all_words(iv); /* now that it is known what is relevant */
	}
	interview_list_notes(iv);
	return rc;
}

enum err care_interview_resume(struct care_session *s, const char *draft,
			       struct care_interview **out, struct error *e)
{
	struct store_draft found = {0};
	struct care_interview *iv = NULL;
	enum err rc = store_draft_get(care_session_store(s), draft, &found, e);

	if (rc != OK)
		return rc;
	iv = new_interview(s, found.client);
	iv->draft = found;
	snprintf(iv->talk.hash, sizeof iv->talk.hash, "%s", found.form);
	rc = care_dossier_open(s, iv->client, "interview", &iv->dossier, e);
	if (rc == OK)
		rc = care_form_by_hash(s, iv->talk.hash, &iv->talk.form, e);
	if (rc == OK)
		rc = restore(iv, e);
	if (rc == OK) {
		interview_saved(iv);
		*out = iv;
	} else {
		care_interview_free(iv);
	}
	return rc;
}

void care_interview_free(struct care_interview *iv)
{
	if (!iv)
		return;
	if (iv->talk.form)
		talk_end(&iv->talk);
	for (int i = 0; i < iv->note_count; i++)
		free(iv->notes[i]);
	free(iv->notes);
	free(iv->note_list);
	free(iv->note_numbers);
	free(iv->unsaved);
	free(iv->previous);
	free(iv->taken);
	free(iv->listed);
	free(iv->client);
	store_draft_release(&iv->draft);
	care_dossier_free(iv->dossier);
	arena_release(&iv->arena);
	free(iv);
}

const struct form *care_interview_form(const struct care_interview *iv)
{
	return iv->talk.form;
}

const struct form_filling *care_interview_filling(const struct care_interview *iv)
{
	return iv->talk.filling;
}

const char *care_interview_client(const struct care_interview *iv)
{
	return iv->client;
}

/* What she said in this very talk goes before what was known. */
const char *care_interview_called(const struct care_interview *iv)
{
	for (int row = 0; row < iv->talk.form->row_count; row++)
		if (iv->talk.form->rows[row].repeat == FORM_NONE &&
		    text_equal(iv->talk.form->rows[row].save_to, "called") &&
		    *form_filling_seen(iv->talk.filling, row))
			return form_filling_seen(iv->talk.filling, row);
	return care_fact_value(iv->dossier, "called");
}

const char *care_interview_draft(const struct care_interview *iv)
{
	return iv->draft.id ? iv->draft.id : "";
}

enum care_part care_interview_part(const struct care_interview *iv)
{
	return iv->talk.part;
}

int64_t care_interview_saved_ms(const struct care_interview *iv)
{
	return iv->saved_ms;
}

bool care_interview_is_recorded(const struct care_interview *iv)
{
	return iv->is_recorded;
}

bool care_interview_is_asked(const struct care_interview *iv, int spot)
{
	return talk_is_asked(&iv->talk, spot);
}

int care_interview_row(const struct care_interview *iv)
{
	return text_is_empty(iv->draft.at_path)
		       ? FORM_NONE
		       : form_filling_spot(iv->talk.filling, iv->draft.at_path);
}

const char *care_interview_typed(const struct care_interview *iv, int64_t *cursor)
{
	*cursor = iv->draft.cursor;
	return iv->draft.typed ? iv->draft.typed : "";
}

struct date care_interview_on(const struct care_interview *iv)
{
	return iv->talk.on;
}

const char *care_interview_conducted_by(const struct care_interview *iv)
{
	return iv->talk.conducted_by;
}

/* Writes the draft's head as the talk now has it. */
static enum err update_draft(struct care_interview *iv, struct error *e)
{
	struct str on = STR_INIT;
	int asked, total;
	enum err rc;

	if (!iv->is_recorded)
		return OK;
	date_write(&on, &iv->talk.on, DATE_ISO, "en");
	talk_progress(&iv->talk, &asked, &total);
	free(iv->draft.on);
	free(iv->draft.conducted_by);
	free(iv->draft.part);
	iv->draft.on = str_detach(&on);
	iv->draft.conducted_by = mem_text(iv->talk.conducted_by);
	iv->draft.part = mem_text(part_keys[iv->talk.part]);
	iv->draft.asked = asked;
	iv->draft.total = total;
	rc = store_draft_update(care_session_store(iv->session), &iv->draft, e);
	if (rc == OK)
		interview_saved(iv);
	return rc;
}

enum err care_interview_set_part(struct care_interview *iv, enum care_part part,
				 struct error *e)
{
	enum care_part before = iv->talk.part;
	enum err rc;

	iv->talk.part = part;
	rc = update_draft(iv, e);
	if (rc != OK)
		iv->talk.part = before;
	return rc;
}

enum err care_interview_set_start(struct care_interview *iv, const struct date *on,
				  const char *conducted_by, struct error *e)
{
	struct date today = care_session_today(iv->session), before;
	char by[sizeof iv->talk.conducted_by];
	enum err rc;

	if (!date_is_full(on) || date_compare(on, &today) > 0)
		return error_set(e, ERR_INVALID,
				 _("The date of a talk is today or earlier."));
	if (text_is_empty(care_worker_name(iv->session, conducted_by)))
		return error_set(e, ERR_NOT_FOUND, _("There is no such worker."));
	before = iv->talk.on;
	memcpy(by, iv->talk.conducted_by, sizeof by);
	iv->talk.on = *on;
	snprintf(iv->talk.conducted_by, sizeof iv->talk.conducted_by, "%s", conducted_by);
	rc = update_draft(iv, e);
	if (rc != OK) {
		iv->talk.on = before;
		memcpy(iv->talk.conducted_by, by, sizeof by);
	}
	return rc;
}
