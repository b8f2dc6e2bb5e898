/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/page.h"
#include "place.h"
#include "support/sealed.h"

/*
 * A file that was damaged or made by somebody else: bytes flipped, or rows of any type and content
 * in tables without their checks.  Everything is read then: an error or a screen, never a crash.
 */
struct file_place {
	struct place place;
	struct str loose; /* the examples in tables without types and NOT NULL */
};

static void run(sqlite3 *db, const char *text)
{
	(void)sqlite3_exec(db, text, NULL, NULL, NULL); /* what is refused changes nothing */
}

static void open_raw(struct sealed *file, const struct place *p)
{
	if (!sealed_open(file, p->folder))
		exit(2);
}

/* Takes away what SQLite itself holds the rows to. */
static void loosen(const struct place *p)
{
	struct sealed file;

	open_raw(&file, p);
	run(file.db, "PRAGMA writable_schema=on");
	run(file.db, "UPDATE sqlite_schema SET sql = replace(replace(replace(sql, ' STRICT, WITHOUT ROWID',"
		" ' WITHOUT ROWID'), ') STRICT', ')'), ' NOT NULL', '') WHERE type = 'table'");
	sealed_close(&file);
}

static const struct {
	const char *table;
	const char *columns[16];
} tables[] = {
	{"entry", {"device", "dseq", "hlc", "prev_hash", "seal_hash", "id", "salt", "kind", "subject",
		   "client", "author", "replaces", "\"on\"", "form", "body"}},
	{"draft", {"form", "client", "author", "conducted_by", "\"on\"", "begun", "at_path", "typed",
		   "cursor", "part", "asked", "total", "revision"}},
	{"draft_answer", {"path", "value", "status", "remarks", "origin"}},
	{"draft_note", {"n", "text"}},
	{"client", {"called", "given_name", "family_name", "birth_date", "file_number", "postcode",
		    "district", "status", "last_seen", "ladder_level", "facts", "phones", "names",
		    "parts"}},
	{"name_part", {"folded"}},
	{"person_part", {"part", "client", "kinds"}},
	{"client_key", {"kind", "key", "client"}},
	{"agenda", {"due", "time", "client", "kind", "about", "\"with\""}},
	{"thing", {"kind", "key", "value"}},
	{"tally", {"n"}},
	{"social", {"kind", "id", "entry", "source", "parent", "name", "sort", "status", "checked",
		    "hlc", "words", "body"}},
	{"social_word", {"word", "number"}},
	{"asks", {"number", "asks"}},
	{"waiting", {"offer", "since", "client", "referral", "asked"}},
	{"access", {"seq", "hlc", "prev_hash", "seal_hash", "worker", "action", "hits"}},
	{"meta", {"value"}},
};

static void bind_any(struct fuzz *f, sqlite3_stmt *stmt)
{
	struct str bytes = STR_INIT;

	fuzz_bytes(f, &bytes, 60);
	switch (fuzz_below(f, 7)) {
	case 0:
		(void)sqlite3_bind_null(stmt, 1);
		break;
	case 1:
		(void)sqlite3_bind_int64(stmt, 1, (int64_t)fuzz_next(f));
		break;
	case 2:
		(void)sqlite3_bind_int64(stmt, 1,
					 fuzz_chance(f, 2) ? INT64_MAX : (int64_t)fuzz_below(f, 9));
		break;
	case 3:
		(void)sqlite3_bind_double(stmt, 1, 1e300);
		break;
	case 4:
		(void)sqlite3_bind_blob(stmt, 1, bytes.bytes, (int)bytes.len, SQLITE_TRANSIENT);
		break;
	default:
		(void)sqlite3_bind_text(stmt, 1, bytes.bytes, (int)bytes.len, SQLITE_TRANSIENT);
		break;
	}
	str_release(&bytes);
}

static void spoil_rows(struct fuzz *f, sqlite3 *db)
{
	for (size_t n = fuzz_below(f, 5) + 1; n > 0; n--) {
		size_t t = fuzz_below(f, sizeof tables / sizeof *tables), columns = 0;
		struct str text = STR_INIT;
		sqlite3_stmt *stmt = NULL;

		while (columns < 16 && tables[t].columns[columns])
			columns++;
		str_addf(&text, "UPDATE %s SET %s = ?1 WHERE random() %% %u = 0", tables[t].table,
			 tables[t].columns[fuzz_below(f, columns)], (unsigned)fuzz_below(f, 9) + 1);
		if (sqlite3_prepare_v2(db, text.bytes, -1, &stmt, NULL) == SQLITE_OK) {
			bind_any(f, stmt);
			(void)sqlite3_step(stmt);
		}
		(void)sqlite3_finalize(stmt);
		str_release(&text);
	}
}

static void spoil_file(struct fuzz *f, const struct place *p)
{
	struct str bytes = STR_INIT;

	str_add_bytes(&bytes, p->sound.bytes, p->sound.len);
	for (size_t n = fuzz_below(f, 40) + 1; n > 0; n--)
		bytes.bytes[fuzz_below(f, bytes.len)] = (char)fuzz_below(f, 256);
	if (fuzz_chance(f, 5))
		str_cut(&bytes, fuzz_below(f, bytes.len));
	place_put(p, bytes.bytes, bytes.len);
	str_release(&bytes);
}

static void read_client(struct care_session *s, const char *client)
{
	struct page_options options = {.language = "nl"};
	struct care_dossier *d = NULL;
	struct error e = ERROR_INIT;
	struct str out = STR_INIT;

	if (care_dossier_open(s, client, "show", &d, &e) != OK)
		return;
	for (int kind = 0; kind < PAGE_KINDS; kind++) {
		struct page *page = NULL;

		if (page_make(s, d, (enum page_kind)kind, &options, &page, &e) != OK)
			continue;
		page_text(page, 80, &out);
		page_html(page, &out);
		page_json(page, &out);
		page_free(page);
	}
	for (int i = 0; i < d->interview_count && i < 2; i++)
		for (int j = 0; j < d->interviews[i].answer_count && j < 2; j++)
			(void)care_correct_answer(s, client, d->interviews[i].id,
						  d->interviews[i].answers[j].path, "x", CARE_TYPO,
						  &e);
	care_dossier_name(d, &out);
	(void)care_dossier_age(s, d);
	care_dossier_free(d);
	str_release(&out);
}

static void read_draft(struct care_session *s, const char *draft)
{
	struct care_interview *iv = NULL;
	struct care_previous previous;
	struct error e = ERROR_INIT;
	const char *const *notes;
	int64_t cursor;
	char entry[37];
	int first;

	if (care_interview_resume(s, draft, &iv, &e) != OK)
		return;
	(void)care_interview_typed(iv, &cursor);
	(void)care_interview_notes(iv, &notes);
	for (int row = 0; row < care_interview_form(iv)->row_count && row < 20; row++) {
		(void)care_interview_previous(iv, row, &previous);
		(void)care_interview_answer(iv, row, "ja", &e);
	}
	(void)care_interview_finish(iv, entry, &first, &e);
	care_interview_free(iv);
}

static void read_all(struct care_session *s)
{
	static const char *const typed[] = {"fou", "an", "sang", "198", "J-0001", "2516", "\xff"};
	struct error e = ERROR_INIT;
	struct care_hits hits;
	struct care_today today;
	struct care_check check;

	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		if (care_find(s, typed[i], 10, &hits, &e) == OK && hits.count > 0)
			read_client(s, hits.items[0].client);
		care_hits_release(&hits);
	}
	if (care_today_read(s, 30, NULL, &today, &e) == OK)
		for (int i = 0; i < today.unfinished_count; i++)
			read_draft(s, today.unfinished[i].draft);
	care_today_release(&today);
	(void)care_out_of_sight(s, 4, 50, &hits, &e);
	care_hits_release(&hits);
	(void)care_check(s, true, NULL, NULL, &check, &e);
	str_release(&check.first_fault);
}

static void round_of(struct fuzz *f, void *data)
{
	const struct file_place *both = data;
	const struct place *p = &both->place;
	struct care_session *s = NULL;
	struct error e = ERROR_INIT;

	if (fuzz_chance(f, 3)) {
		spoil_file(f, p);
	} else {
		struct sealed file;

		place_put(p, both->loose.bytes, both->loose.len);
		open_raw(&file, p);
		spoil_rows(f, file.db);
		sealed_close(&file);
	}
	if (care_session_open(&p->options, &s, &e) == OK)
		read_all(s);
	else
		FUZZ_HOLDS(f, e.code != OK && *e.text);
	care_session_close(s);
}

static void place_spoil(struct file_place *p)
{
	place_make(&p->place);
	p->loose = (struct str)STR_INIT;
	loosen(&p->place);
	fuzz_file(p->place.path, &p->loose);
}

int main(int argc, char **argv)
{
	struct file_place p;
	int status;

	i18n_start("en", NULL);
	place_spoil(&p);
	status = fuzz_run(argc, argv, round_of, &p);
	str_release(&p.loose);
	place_remove(&p.place);
	return status;
}
