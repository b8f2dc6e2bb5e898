/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * script_care DATA SHARE STICK: a morning's work through the calls that the screens make: opens
 * the practice file, registers a woman, does an intake of 40 answers (half-typed text before
 * each), searches, changes an answer afterwards, writes lines, refers her, makes a page, backs up to
 * STICK and closes.  What it gives and what is kept goes to descriptor TOLD_FD (told.h).  What fails is
 * tried again as a worker would: an answer goes along with the next one, the rest once more, and
 * then after "space".  Without that descriptor it tells nothing.  With LIE in the environment it
 * says that an answer is kept before it is: the verifier must find that.
 */
#include <errno.h>
#include <unistd.h>

#include "page/page.h"

#include "care/care.h"

#include "base/base.h"

#include "told.h"

enum { ANSWERS = 40, PAGE_COLUMNS = 80, TRIES = 3 };

struct run {
	const char *data, *share, *stick;
	struct clock clock;
	struct care_options options;
	struct care_session *session;
	struct care_interview *iv;
	char client[37], interview[37], corrected[256], line[37];
	int row;
	const char *value;
	struct waiting { /* given, but not on disk yet */
		const char *path;
		char *value;
	} waiting[ANSWERS * 2];
	int waiting_count, answers;
	bool is_at_stick; /* what lies there may be in the way until it can be taken away */
	bool is_broken;
};

/* One write a line, so that a kill leaves whole lines or none. */
static void tell(const char *kind, const char *what, const char *key, const char *value)
{
	struct str line = STR_INIT;

	str_addf(&line, "%s\t%s\t%s\t%s\n", kind, what, key, value);
	if (write(TOLD_FD, line.bytes, line.len) < 0 && errno != EBADF)
		_exit(99);
	str_release(&line);
}

static void tell_space(void)
{
	tell("space", "", "", "");
}

static void tell_broken(struct run *r, const char *sentence)
{
	tell("broken", sentence, "", "");
	r->is_broken = true;
}

static void tell_refused(struct run *r, enum err rc, const struct error *e)
{
	char code[16];

	snprintf(code, sizeof code, "%d", (int)rc);
	tell("refused", code, e->text, e->detail);
	if (!e->text[0])
		tell_broken(r, "a step failed without a sentence");
	if (rc == ERR_USAGE || rc == ERR_NOT_FOUND || (rc == ERR_INVALID && !r->is_at_stick))
		tell_broken(r, "a step failed for another reason than the fault");
}

/* ---- steps: each is tried again, the last time with room on the disk ---- */

typedef enum err (*step)(struct run *r, struct error *e);

static bool attempt(struct run *r, step do_it, const char *what, const char *key,
		    const char *value)
{
	for (int i = 0; i < TRIES && !r->is_broken; i++) {
		struct error e = ERROR_INIT;
		enum err rc;

		if (i == TRIES - 1)
			tell_space();
		tell("try", what, key, value);
		rc = do_it(r, &e);
		if (rc == OK) {
			tell("kept", what, key, value);
			return true;
		}
		tell_refused(r, rc, &e);
	}
	if (!r->is_broken)
		tell_broken(r, "a step fails although there is room again");
	return false;
}

static enum err do_open(struct run *r, struct error *e)
{
	return care_session_open(&r->options, &r->session, e);
}

static enum err do_register(struct run *r, struct error *e)
{
	struct date today = care_session_today(r->session);
	json_t *facts = json_object();
	enum err rc;

	json_put_text(facts, "called", TOLD_CALLED);
	rc = care_register(r->session, facts, &today, r->client, e);
	json_decref(facts);
	return rc;
}

static enum err do_begin(struct run *r, struct error *e)
{
	return care_interview_begin(r->session, r->client, "intake", CARE_TOGETHER, &r->iv,
				    e);
}

static enum err do_alone(struct run *r, struct error *e)
{
	return care_interview_set_part(r->iv, CARE_ALONE, e);
}

static enum err do_note(struct run *r, struct error *e)
{
	return care_interview_add_note(r->iv, r->value, e);
}

static enum err do_remark(struct run *r, struct error *e)
{
	struct care_remark remark = {"she", "", r->value};

	return care_interview_set_remark(r->iv, r->row, 0, &remark, e);
}

static enum err do_finish(struct run *r, struct error *e)
{
	int first;

	return care_interview_finish(r->iv, r->interview, &first, e);
}

static enum err do_correct(struct run *r, struct error *e)
{
	return care_correct_answer(r->session, r->client, r->interview, r->corrected,
				   r->value, CARE_TYPO, e);
}

static enum err do_line(struct run *r, struct error *e)
{
	struct care_note note = {.text = r->value,
				 .speaker = "she",
				 .on = care_session_today(r->session)};

	return care_save_note(r->session, r->client, &note, r->line, e);
}

static enum err do_appointment(struct run *r, struct error *e)
{
	struct date today = care_session_today(r->session);
	struct care_appointment a = {.kind = "call",
				     .about = r->value,
				     .with = "",
				     .state = "planned",
				     .on = today,
				     .due = date_of_days(date_days(&today) + 7),
				     .minutes = 600};

	return care_save_appointment(r->session, r->client, &a, NULL, e);
}

/* With her consent beside it: both or neither. */
static enum err do_refer(struct run *r, struct error *e)
{
	const struct care_referral referral = {.organisation = "Taalhuis " TOLD_MARKER,
					       .what = r->value,
					       .agreed = "yes",
					       .shares = "name contact",
					       .minutes = -1};
	char id[37];

	return care_refer(r->session, r->client, &referral, id, e);
}

/* A sealed copy on the stick, made in steps as the screen makes it. */
static enum err do_backup(struct run *r, struct error *e)
{
	struct care_backup_about about = CARE_BACKUP_NONE;
	struct care_backup *backup = NULL;
	char *path = file_path(r->stick, "trede.backup");
	int64_t done = 0, all = 1;
	enum err rc = care_backup_begin(r->session, path, &backup, e);

	while (rc == OK && done < all)
		rc = care_backup_step(backup, &done, &all, e);
	if (rc == OK)
		rc = care_backup_finish(backup, &about, e);
	else
		care_backup_drop(backup);
	care_backup_about_release(&about);
	free(path);
	return rc;
}

static enum err do_find(struct run *r, struct error *e)
{
	struct care_hits hits;
	enum err rc = care_find(r->session, TOLD_CALLED, CARE_HITS_MOST, &hits, e);

	if (rc != OK)
		return rc;
	if (hits.count != 1)
		tell_broken(r, "the search finds her never or twice");
	rc = care_find_done(r->session, hits.total, e);
	care_hits_release(&hits);
	return rc;
}

static enum err do_page(struct run *r, struct error *e)
{
	struct page_options options = {.language = "nl"};
	struct care_dossier *dossier = NULL;
	struct page *page = NULL;
	struct str text = STR_INIT;
	enum err rc = care_dossier_open(r->session, r->client, "print", &dossier, e);

	if (rc == OK)
		rc = page_make(r->session, dossier, PAGE_TRAJECTORY, &options, &page, e);
	if (rc == OK) {
		page_text(page, PAGE_COLUMNS, &text);
		if (!strstr(text.bytes, TOLD_MARKER))
			tell_broken(r, "her page does not name her");
	}
	str_release(&text);
	page_free(page);
	care_dossier_free(dossier);
	return rc;
}

/* ---- the talk ---- */

static const struct form_row *row_at(const struct run *r)
{
	return &care_interview_form(r->iv)->rows[r->row];
}

/* What is kept of the talk now: the answer just given, and all that had waited for it. */
static void tell_kept(struct run *r)
{
	for (int i = 0; i < r->waiting_count; i++) {
		tell("kept", "answer", r->waiting[i].path, r->waiting[i].value);
		free(r->waiting[i].value);
	}
	r->waiting_count = 0;
}

static bool give(struct run *r, const char *value)
{
	struct error e = ERROR_INIT;
	const char *path = row_at(r)->path;
	enum err rc;

	tell("try", "answer", path, value);
	if (getenv("LIE"))
		tell("kept", "answer", path, value);
	if (r->waiting_count < (int)(sizeof r->waiting / sizeof *r->waiting))
		r->waiting[r->waiting_count++] = (struct waiting){path, mem_text(value)};
	rc = care_interview_answer(r->iv, r->row, value, &e);
	if (rc != OK)
		tell_refused(r, rc, &e);
	if (!text_equal(form_filling_value(care_interview_filling(r->iv), r->row), value))
		tell_broken(r, "what was answered is not on the screen");
	if ((rc == OK) != care_interview_is_saved(r->iv))
		tell_broken(r, "'bewaard' is not what the last write said");
	if (care_interview_is_saved(r->iv))
		tell_kept(r);
	return rc == OK;
}

static void half_type(struct run *r, const char *text)
{
	struct error e = ERROR_INIT;
	enum err rc;

	tell("try", "place", row_at(r)->path, text);
	rc = care_interview_place(r->iv, r->row, text, (int64_t)strlen(text), &e);
	if (rc != OK) {
		tell_refused(r, rc, &e);
		return;
	}
	if (care_interview_is_saved(r->iv))
		tell_kept(r); /* what waited went along */
	tell("kept", "place", row_at(r)->path, text);
}

static void two_offered(const struct run *r, struct str *out)
{
	const struct form_row *row = row_at(r);
	unsigned count = 0, most = text_equal(row->name, "present") ? 1 : 2;

	for (unsigned i = 0; i < row->list->count && count < most; i++)
		if (form_filling_is_offered(care_interview_filling(r->iv), r->row, (int)i))
			str_addf(out, "%s%s", count++ ? " " : "",
				 row->list->choices[i].name);
}

/* A right answer to whatever is asked there; false when this script does not answer it. */
static bool make_answer(struct run *r, struct str *out)
{
	static const struct {
		const char *name, *value;
	} shaped[] = {
		{"phone", "06-12345678"},	   {"birth_date", "1981-03-12"},
		{"postcode", "2512 AB"},	   {"next_appointment", "2026-12-01"},
		{"next_time", "10:30"},
	};
	const struct form_row *row = row_at(r);

	str_reset(out);
	for (size_t i = 0; i < sizeof shaped / sizeof *shaped; i++)
		if (text_equal(row->name, shaped[i].name))
			str_set(out, shaped[i].value);
	if (out->len == 0 && row->type == FORM_TEXT)
		str_addf(out, "Zij zegt %s, en nog iets over %s dat zij belangrijk vindt.",
			 TOLD_MARKER, row->name);
	else if (out->len == 0 && row->type == FORM_INTEGER)
		str_set(out, "12");
	else if (row->type == FORM_SELECT_ONE)
		str_set(out, row->list->choices[0].name);
	else if (row->type == FORM_SELECT_MULTIPLE)
		two_offered(r, out);
	return out->len > 0;
}

static void answer_row(struct run *r)
{
	struct str value = STR_INIT;

	if (make_answer(r, &value)) {
		if (row_at(r)->type == FORM_TEXT) {
			char *half = mem_bytes(value.bytes, value.len / 2);
			half_type(r, half);
			free(half);
		}
		(void)give(r, value.bytes);
		r->answers++;
	}
	str_release(&value);
}

static void ask_all(struct run *r)
{
	const struct form *form = care_interview_form(r->iv);

	for (r->row = 0; r->row < form->row_count && r->answers < ANSWERS && !r->is_broken;
	     r->row++)
		if (form_row_is_question(row_at(r)) &&
		    care_interview_is_asked(r->iv, r->row) &&
		    !*form_filling_value(care_interview_filling(r->iv), r->row))
			answer_row(r);
}

/* What still waits is given once more, at last with room on the disk. */
static void save_rest(struct run *r)
{
	for (int i = 0; i < TRIES && r->waiting_count > 0 && !r->is_broken; i++) {
		if (i == TRIES - 1)
			tell_space();
		r->row = form_find_path(care_interview_form(r->iv),
					r->waiting[r->waiting_count - 1].path);
		if (give(r, form_filling_value(care_interview_filling(r->iv), r->row)))
			return;
	}
	if (r->waiting_count > 0)
		tell_broken(r, "answers are not saved although there is room again");
}

static void go_to(struct run *r, const char *name)
{
	r->row = form_find(care_interview_form(r->iv), name);
}

/* She takes something back, adds a line aside, and a remark is written at a question. */
static void edit(struct run *r)
{
	go_to(r, "help_with");
	snprintf(r->corrected, sizeof r->corrected, "%s", row_at(r)->path);
	half_type(r, "Toch iets anders");
	(void)give(r, "Toch iets anders: " TOLD_MARKER);
	save_rest(r);
	r->value = "aside " TOLD_MARKER;
	attempt(r, do_note, "note", "", r->value);
	go_to(r, "talents");
	r->value = "zei ze twee keer, " TOLD_MARKER;
	attempt(r, do_remark, "remark", row_at(r)->path, r->value);
}

static void talk(struct run *r)
{
	if (!attempt(r, do_begin, "begin", "", ""))
		return;
	ask_all(r);
	attempt(r, do_find, "find", "", "");
	edit(r);
	attempt(r, do_alone, "part", "", "alone");
	ask_all(r);
	save_rest(r);
	attempt(r, do_finish, "finish", "", "");
}

static void afterwards(struct run *r)
{
	r->value = "Verbeterd: " TOLD_MARKER;
	attempt(r, do_correct, "correction", r->corrected, r->value);
	r->value = "Zij belde: " TOLD_MARKER;
	attempt(r, do_line, "line", "", r->value);
	r->value = "bellen over " TOLD_MARKER;
	attempt(r, do_appointment, "appointment", "", r->value);
	r->value = "taalles " TOLD_MARKER;
	attempt(r, do_refer, "referral", "", r->value);
	attempt(r, do_page, "page", "", "");
	r->is_at_stick = true;
	attempt(r, do_backup, "backup", "", "1");
}

static void work(struct run *r)
{
	if (!attempt(r, do_open, "open", "", ""))
		return;
	if (attempt(r, do_register, "client", TOLD_CALLED, "1"))
		talk(r);
	if (!r->is_broken)
		afterwards(r);
	care_interview_free(r->iv);
	care_session_close(r->session);
}

int main(int argc, char **argv)
{
	static int64_t now_ms = 1795340520000; /* 2026-11-22 10:42 */
	struct run r = {0};

	if (argc != 4) {
		fputs("usage: script_care DATA SHARE STICK\n", stderr);
		return 2;
	}
	r.data = argv[1];
	r.share = argv[2];
	r.stick = argv[3];
	r.clock = clock_fixed(&now_ms);
	r.options = (struct care_options){.data = r.data,
					  .share = r.share,
					  .language = "nl",
					  .practice = true,
					  .clock = &r.clock};
	json_start();
	i18n_start("nl", "");
	work(&r);
	if (!r.is_broken)
		tell("end", "", "", "");
	return r.is_broken ? 1 : 0;
}
