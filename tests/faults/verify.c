/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * verify [-p] FOLDER SHARE TOLD EXIT: holds the file in FOLDER/data after a fault against what the
 * script told (told.h); EXIT is the program's exit status, or -1 when it was killed.  The letters
 * are those of the invariants:
 *
 *   a  it opens; integrity_check and foreign_key_check are clean
 *   b  all that was called kept is there, byte-equal; and nothing that was never given
 *   c  nothing twice, nothing by halves: derived rows come out the same when made again
 *   d  every chain is whole
 *   e  of what is typed all that was kept is there
 *   g  the exit status says what happened
 *   h  no word of hers in any file of FOLDER (the told file aside), no file that has no name in
 *      the design; -p: the file is not sealed, and this is not looked at
 */
#include <unistd.h>

#include "care/care.h"

#include "base/base.h"

#include "folder.h"
#include "map_told.h"
#include "told.h"

struct verify {
	struct told told;
	struct care_session *session;
	struct care_dossier *dossier; /* hers; NULL: she is not in the file */
	int faults;
};

static void complain(struct verify *v, char which, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void complain(struct verify *v, char which, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fprintf(stderr, "  (%c) ", which);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	v->faults++;
}

/* ---- the file ---- */

static void check_file(struct verify *v)
{
	struct care_check found = {.first_fault = STR_INIT};
	struct error e = ERROR_INIT;

	if (care_check(v->session, true, NULL, NULL, &found, &e) != OK)
		complain(v, 'a', "it cannot be checked: %s %s", e.text, e.detail);
	else if (found.faults)
		complain(v, 'd', "%s", found.first_fault.bytes);
	else if (!found.rebuild_equal)
		complain(v, 'c', "derived rows are not what their entries say");
	str_release(&found.first_fault);
}

/* ---- what is there, against what was told ---- */

static void hold(struct verify *v, const char *what, const char *key, const char *have)
{
	if (!told_allows(&v->told, what, key, have))
		complain(v, have ? 'b' : 'e', "%s %s: the file has \"%s\", kept was \"%s\"", what,
			 key, have ? have : "(nothing)",
			 told_kept(&v->told, what, key) ? told_kept(&v->told, what, key)
							: "(nothing)");
}

static void hold_count(struct verify *v, const char *what, int count)
{
	if (count > 1)
		complain(v, 'c', "%s is there %d times", what, count);
}

/* The paths that were tried, each once. */
static bool is_first(const struct told *t, size_t i, const char *what)
{
	if (!text_equal(t->lines[i].kind, "try") || !text_equal(t->lines[i].what, what))
		return false;
	for (size_t k = 0; k < i; k++)
		if (text_equal(t->lines[k].what, what) &&
		    text_equal(t->lines[k].key, t->lines[i].key))
			return false;
	return true;
}

static const char *none_when_empty(const char *text)
{
	return text_is_empty(text) ? NULL : text;
}

/* While the talk is not finished: the draft. */
static void hold_draft_answers(struct verify *v, const struct care_interview *iv)
{
	const struct form *form = care_interview_form(iv);

	for (size_t i = 0; i < v->told.count; i++) {
		const char *path = v->told.lines[i].key;
		int row = form_find_path(form, path);

		if (is_first(&v->told, i, "answer"))
			hold(v, "answer", path,
			     row == FORM_NONE
				     ? NULL
				     : none_when_empty(form_filling_value(
					       care_interview_filling(iv), row)));
	}
}

/* Half-typed text is the last that was kept or a later one, unless an answer took its place. */
static void hold_place(struct verify *v, const struct care_interview *iv)
{
	const struct told_line *last = NULL;
	int64_t cursor;
	const char *typed = care_interview_typed(iv, &cursor);
	int row = care_interview_row(iv);

	for (size_t i = 0; i < v->told.count; i++) {
		const struct told_line *line = &v->told.lines[i];
		bool is_place = text_equal(line->what, "place");

		if (is_place && text_equal(line->kind, "kept"))
			last = line;
		if (text_equal(line->what, "answer") && text_equal(line->kind, "try"))
			last = NULL; /* giving it may have taken the place */
	}
	if (!text_is_empty(typed) && row != FORM_NONE)
		hold(v, "place", care_interview_form(iv)->rows[row].path, typed);
	else if (last)
		complain(v, 'e', "half-typed text is gone: \"%s\"", last->value);
}

static void hold_notes(struct verify *v, const char *const *notes, int count)
{
	hold(v, "note", "", count > 0 ? notes[0] : NULL);
	hold_count(v, "the line aside", count);
}

static void hold_draft(struct verify *v, const char *draft)
{
	struct care_interview *iv = NULL;
	struct error e = ERROR_INIT;
	const char *const *notes;

	if (care_interview_resume(v->session, draft, &iv, &e) != OK) {
		complain(v, 'b', "the talk cannot be gone on with: %s %s", e.text, e.detail);
		return;
	}
	hold_draft_answers(v, iv);
	hold_place(v, iv);
	hold_notes(v, notes, care_interview_notes(iv, &notes));
	care_interview_free(iv);
}

static void hold_drafts(struct verify *v)
{
	struct care_today today;
	struct error e = ERROR_INIT;
	bool is_finished = v->dossier->interview_count > 0;

	if (care_today_read(v->session, -1, v->dossier->id, &today, &e) != OK) {
		complain(v, 'a', "what is not finished cannot be read: %s", e.text);
		return;
	}
	if (is_finished && today.unfinished_count > 0)
		complain(v, 'c', "the talk is finished and not finished");
	if (!is_finished && told_kept(&v->told, "begin", "") && today.unfinished_count == 0)
		complain(v, 'b', "the talk that was begun is gone");
	hold_count(v, "the talk", today.unfinished_count);
	for (int i = 0; i < today.unfinished_count; i++)
		hold_draft(v, today.unfinished[i].draft);
	care_today_release(&today);
}

/* Once it is finished: her dossier, with its correction. */
static const struct care_answer *find_answer(const struct care_finished *talk,
					     const char *path)
{
	for (int i = 0; i < talk->answer_count; i++)
		if (text_equal(talk->answers[i].path, path))
			return &talk->answers[i];
	return NULL;
}

static void hold_corrected(struct verify *v, const char *path, const char *have)
{
	bool is_kept = told_kept(&v->told, "correction", path) != NULL;

	if (is_kept || (have && told_allows(&v->told, "correction", path, have)))
		hold(v, "correction", path, have);
	else
		hold(v, "answer", path, have);
}

static void hold_remark(struct verify *v, const struct care_finished *talk, const char *path)
{
	const struct care_answer *answer = find_answer(talk, path);

	hold(v, "remark", path,
	     answer && answer->remark_count > 0 ? answer->remarks[0].text : NULL);
}

static void hold_finished(struct verify *v, const struct care_finished *talk)
{
	for (size_t i = 0; i < v->told.count; i++) {
		const char *path = v->told.lines[i].key;
		const struct care_answer *answer = find_answer(talk, path);

		if (is_first(&v->told, i, "answer"))
			hold_corrected(v, path, answer ? answer->value : NULL);
		if (is_first(&v->told, i, "remark"))
			hold_remark(v, talk, path);
	}
	hold_notes(v, talk->notes, talk->note_count);
}

/* Her referral and what she allows for it: both or neither. */
static void hold_referral(struct verify *v, const struct care_dossier *d)
{
	hold(v, "referral", "", d->referral_count > 0 ? d->referrals[0].what : NULL);
	hold_count(v, "the referral", d->referral_count);
	if (d->consent_count != d->referral_count)
		complain(v, 'b', "%d referrals with %d consents", d->referral_count,
			 d->consent_count);
}

static void hold_dossier(struct verify *v)
{
	const struct care_dossier *d = v->dossier;

	if (d->interview_count == 0 && told_kept(&v->told, "finish", ""))
		complain(v, 'b', "the finished talk is gone");
	if (d->interview_count > 0 && !told_allows(&v->told, "finish", "", ""))
		complain(v, 'b', "a talk is finished that nobody finished");
	hold_count(v, "the finished talk", d->interview_count);
	if (d->interview_count > 0)
		hold_finished(v, &d->interviews[0]);
	hold(v, "line", "", d->note_count > 0 ? d->notes[0].text : NULL);
	hold_count(v, "her line", d->note_count);
	hold_referral(v, d);
	int by_hand = 0;
	for (int i = 0; i < d->appointment_count; i++)
		if (told_allows(&v->told, "appointment", "", d->appointments[i].about))
			by_hand++;
	hold(v, "appointment", "", by_hand ? told_kept(&v->told, "appointment", "") : NULL);
	hold_count(v, "the appointment", by_hand);
}

static void hold_her(struct verify *v)
{
	struct care_hits hits;
	struct error e = ERROR_INIT;
	int count = 0;
	const char *client = NULL;

	if (care_find(v->session, TOLD_CALLED, CARE_HITS_MOST, &hits, &e) != OK) {
		complain(v, 'a', "the search fails: %s %s", e.text, e.detail);
		return;
	}
	for (int i = 0; i < hits.count; i++)
		if (text_equal(hits.items[i].called, TOLD_CALLED)) {
			client = hits.items[i].client;
			count++;
		}
	hold(v, "client", TOLD_CALLED, count ? "1" : NULL);
	hold_count(v, "she", count);
	if (client && care_dossier_open(v->session, client, "show", &v->dossier, &e) != OK)
		complain(v, 'a', "her file does not open: %s %s", e.text, e.detail);
	care_hits_release(&hits);
	if (v->dossier) {
		hold_dossier(v);
		hold_drafts(v);
	}
	care_dossier_free(v->dossier);
}

/* ---- around the file ---- */

static void check_exit(struct verify *v, int status)
{
	for (size_t i = 0; i < v->told.count; i++)
		if (text_equal(v->told.lines[i].kind, "broken"))
			complain(v, 'g', "%s", v->told.lines[i].what);
	if (status == 0 && !told_has(&v->told, "end"))
		complain(v, 'g', "it ended with 0, but not at the end");
	if (status != 0 && status != -1 && status != 4)
		complain(v, 'g', "it ended with %d", status);
}

/* What may lie there after a fault; and when somebody has logged in since: no older key file. */
static const char *const names_after_fault[] = {
	"trede.db",	     "trede.db-wal", "trede.keys", "trede.keys.old",
	"trede.keys.old.new", "trede.keys.new", "trede.backups", "trede.backups.new",
	"trede.tries",	     "trede.tries.new", "next.part", "renewed",
	"restored",	     NULL};
static const char *const names_after_login[] = {
	"trede.db",	   "trede.db-wal", "trede.keys", "trede.backups",
	"trede.backups.new", "trede.tries",  "next.part",	 NULL};

static void check_words(struct verify *v, const char *folder, const char *data,
			const char *told, const char *const names[])
{
	char *found = folder_find(folder, TOLD_MARKER, told);
	char *odd = folder_odd(data, names);

	if (found)
		complain(v, 'h', "her words stand in %s", found);
	if (odd)
		complain(v, 'h', "a file of no known name: %s", odd);
	free(found);
	free(odd);
}

static void hold_women(struct verify *v)
{
	char count[24];

	snprintf(count, sizeof count, "%lld", (long long)care_client_count(v->session));
	if (told_kept(&v->told, "women", ""))
		hold(v, "women", "", count);
}

/* All of an import or nothing of it. */
static void hold_map(struct verify *v)
{
	struct str have = STR_INIT;

	map_told(v->session, &have);
	if (told_kept(&v->told, "map", ""))
		hold(v, "map", "", have.bytes);
	str_release(&have);
}

static void check_open(struct verify *v, const char *data, const char *share)
{
	static int64_t later_ms = 1795350000000; /* after the script's clock, on the same day */
	struct clock clock = clock_fixed(&later_ms);
	struct care_options options = {.data = data,
				       .share = share,
				       .language = "nl",
				       .practice = true,
				       .clock = &clock};
	struct error e = ERROR_INIT;

	if (care_session_open(&options, &v->session, &e) != OK) {
		complain(v, 'a', "it does not open: %s %s", e.text, e.detail);
		return;
	}
	hold_her(v);
	hold_women(v);
	hold_map(v);
	check_file(v);
	care_session_close(v->session);
}

/* Who was told that she may log in, may; who left may not. */
static void check_login(struct verify *v, const char *data, const char *share)
{
	static int64_t later_ms = 1795350120000;
	struct clock clock = clock_fixed(&later_ms);
	struct secret passphrase = SECRET_INIT;
	struct care_options options = {.data = data,
				       .share = share,
				       .language = "nl",
				       .practice = true,
				       .worker = TOLD_COLLEAGUE,
				       .passphrase = &passphrase,
				       .clock = &clock};
	struct care_session *session = NULL;
	struct error e = ERROR_INIT;

	(void)secret_add(&passphrase, TOLD_PASSPHRASE, strlen(TOLD_PASSPHRASE));
	bool may = care_session_open(&options, &session, &e) == OK;
	if (!told_allows(&v->told, "login", TOLD_COLLEAGUE, may ? "1" : "0") &&
	    !(!may && told_allows(&v->told, "login", TOLD_COLLEAGUE, NULL)))
		complain(v, 'b', "the colleague %s: %s", may ? "may log in" : "may not log in",
			 e.text);
	care_session_close(session);
	secret_release(&passphrase);
}

/* Under its name a backup is whole, whenever that was; else it goes by another one. */
static void check_backup(struct verify *v, const char *folder, const char *share)
{
	static const char *const names[] = {"trede.backup", "trede.backup.part",
					    "trede.backup.part-wal", NULL};
	static int64_t later_ms = 1795350060000;
	struct clock clock = clock_fixed(&later_ms);
	struct care_backup_about about = CARE_BACKUP_NONE;
	struct error e = ERROR_INIT;
	char *stick = file_path(folder, "stick"), *path = file_path(stick, names[0]);
	char *again = file_path(folder, "again"), *odd = folder_odd(stick, names);
	struct care_options options = {.data = again,
				       .share = share,
				       .language = "nl",
				       .practice = true,
				       .clock = &clock};

	if (odd)
		complain(v, 'h', "a file of no known name: %s", odd);
	if (!file_exists(path) && told_kept(&v->told, "backup", ""))
		complain(v, 'b', "the backup is gone");
	if (file_exists(path) && care_restore(&options, path, NULL, NULL, &about, &e) != OK)
		complain(v, 'b', "the backup cannot be put back: %s %s", e.text, e.detail);
	care_backup_about_release(&about);
	free(odd);
	free(stick);
	free(path);
	free(again);
}

int main(int argc, char **argv)
{
	struct verify v = {0};
	bool is_plain = argc > 1 && text_equal(argv[1], "-p");
	char **args = argv + is_plain;

	if (argc - is_plain != 5) {
		fputs("usage: verify [-p] FOLDER SHARE TOLD EXIT\n", stderr);
		return 2;
	}
	json_start();
	i18n_start("en", "");
	if (!told_read(&v.told, args[3]))
		return 2;
	char *data = file_path(args[1], "data");
	check_exit(&v, (int)strtol(args[4], NULL, 10));
	if (!is_plain)
		check_words(&v, args[1], data, args[3], names_after_fault);
	check_open(&v, data, args[2]);
	check_login(&v, data, args[2]);
	check_backup(&v, args[1], args[2]);
	if (!is_plain)
		check_words(&v, args[1], data, args[3], names_after_login);
	free(data);
	told_release(&v.told);
	return v.faults ? 1 : 0;
}
