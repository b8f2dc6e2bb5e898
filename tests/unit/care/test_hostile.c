/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/home.h"
#include "care/record.h"
#include "support/sealed.h"
#include "tests.h"

/* Texts that mean something to SQL, to a terminal and to a format, in every field there is. */
enum { TEXTS = 500 };

static const char *const heads[] = {
	"", "'", "\"", "`", "]", "\\", "';", "\");", "%' ", "' OR 1=1 --", "0x27", "/*", "*/", "--", "\t",
	"$1", ":on", "?1", "@a", "Robert'); ",
};
static const char *const tails[] = {
	"DROP TABLE entry; --",
	"DELETE FROM client",
	"UPDATE meta SET value = 'x'",
	"ATTACH '/tmp/x.db' AS x",
	"PRAGMA writable_schema = on",
	"SELECT load_extension('x')",
	"CREATE TABLE a(b)",
	"INSERT INTO draft VALUES (1)",
	"VACUUM INTO '/tmp/x'",
	"ALTER TABLE client ADD x",
	"%s%n%99999d",
	"%*.*s",
	"\033[2J\033]0;x\007",
	("\302\233" "31m"), /* a C1 CSI; the digits are no part of the escape */
	"\342\200\256txt",
	"REINDEX; ANALYZE",
	"COMMIT; ROLLBACK",
	"SAVEPOINT inner_step",
	"{\"v\":2}",
	"\",\"v\":99,\"x\":\"",
	"' UNION SELECT sql FROM sqlite_schema --",
	"a' || (SELECT body FROM entry) || '",
	"x' COLLATE NOCASE --",
	"GLOB '*'",
	"\360\237\222\243",
};

static void hostile_text(int n, struct str *out)
{
	enum { HEADS = sizeof heads / sizeof *heads, TAILS = sizeof tails / sizeof *tails };

	_Static_assert(HEADS * TAILS >= TEXTS, "not enough texts");
	str_reset(out);
	str_addf(out, "%d %s%s", n, heads[n % HEADS], tails[n / HEADS % TAILS]);
}

/* What the tables are, as text; the file must not be open. */
static void schema_of(struct place *p, struct str *out)
{
	sqlite3_stmt *stmt = NULL;
	struct sealed file;

	str_reset(out);
	assert_true(sealed_open(&file, p->folder));
	assert_int_equal(sqlite3_prepare_v2(file.db,
					    "SELECT type || name || coalesce(sql, '') FROM "
					    "sqlite_schema ORDER BY name",
					    -1, &stmt, NULL),
			 SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		str_addf(out, "%s\n", (const char *)sqlite3_column_text(stmt, 0));
	assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
	sealed_close(&file);
}

static void register_named(struct place *p, const char *text, char id[37])
{
	static const char *const facts[] = {"called", "given_name", "family_name", "maiden_name",
					    "other_names", "file_number", "postcode", "house_number",
					    "city", "district", "phone", "email", "experience",
					    "talents", "team"};
	struct error e = ERROR_INIT;
	struct date on = day("2026-01-01");
	json_t *object = json_object();

	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
		json_object_set_new(object, facts[i], json_of_text(text));
	must(care_register(p->s, object, &on, id, &e), &e);
	json_decref(object);
}

static void write_things(struct place *p, const char *client, const char *text)
{
	struct error e = ERROR_INIT;
	char id[37];
	const struct care_goal goal = {.text = text, .term = text, .realistic = text};
	struct care_step step = {.goal = id, .text = text, .by = text, .kind = text,
				 .certain = text};
	const struct care_note note = {.text = text, .speaker = text};
	const struct care_referral referral = {.organisation = text, .what = text, .agreed = text,
					       .feedback = text};
	const struct care_appointment appointment = {.kind = text, .with = text, .about = text,
						     .due = {2026, 12, 1, false}, .minutes = -1};
	const struct care_consent consent = {.organisation = text, .kinds = text, .how = text};
	const struct care_precondition precondition = {.key = "childcare", .needed = "yes",
						       .where = text, .speaker = text,
						       .note = text};

	must(care_save_goal(p->s, client, &goal, id, &e), &e);
	must(care_save_step(p->s, client, &step, NULL, &e), &e);
	must(care_save_note(p->s, client, &note, NULL, &e), &e);
	must(care_save_referral(p->s, client, &referral, NULL, &e), &e);
	must(care_save_appointment(p->s, client, &appointment, NULL, &e), &e);
	must(care_save_consent(p->s, client, &consent, NULL, &e), &e);
	must(care_save_precondition(p->s, client, &precondition, &e), &e);
	must(care_setting_set(p->s, text, text, &e), &e);
}

/* Asked for with it: as a query, a client, a worker, a form, an interview, a draft. */
static void ask_with(struct place *p, const char *client, const char *text)
{
	struct care_interview *iv = NULL;
	struct error e = ERROR_INIT;
	struct date on = day("2026-11-20");
	struct care_hits hits;
	json_t *answers = json_pack("{s:s}", "called", text);
	char id[37];

	must(care_find(p->s, text, 10, &hits, &e), &e);
	care_hits_release(&hits);
	(void)care_client_by_text(p->s, text, id, &e); /* found or not */
	assert_int_equal(care_worker_by_name(p->s, text, false, id, &e), ERR_NOT_FOUND);
	assert_int_not_equal(care_fill(p->s, client, text, answers, NULL, &on, text, id, &e), OK);
	assert_int_not_equal(care_fill(p->s, text, "progress", answers, NULL, &on, text, id, &e), OK);
	assert_int_not_equal(care_interview_resume(p->s, text, &iv, &e), OK);
	assert_int_not_equal(
		care_correct_answer(p->s, client, text, text, text, CARE_TYPO, &e), OK);
	assert_int_not_equal(care_session_set_worker(p->s, text, &e), OK);
	json_decref(answers);
}

/* As answers of every kind in a draft, and half typed. */
static void answer_with(struct place *p, const char *client, const char *text)
{
	struct care_interview *iv = NULL;
	struct error e = ERROR_INIT;
	char draft[37];
	int64_t cursor;

	must(care_interview_begin(p->s, client, "progress", CARE_TOGETHER, &iv, &e), &e);
	for (int row = 0; row < care_interview_form(iv)->row_count; row++)
		(void)care_interview_answer(iv, row, text, &e); /* texts take it, others refuse */
	must(care_interview_add_note(iv, text, &e), &e);
	must(care_interview_place(iv, 0, text, 3, &e), &e);
	(void)snprintf(draft, sizeof draft, "%s", care_interview_draft(iv));
	care_interview_free(iv);
	must(care_interview_resume(p->s, draft, &iv, &e), &e);
	assert_string_equal(care_interview_typed(iv, &cursor), text);
	must(care_interview_discard(iv, &e), &e);
	care_interview_free(iv);
}

static void test_every_field_takes_every_text(void **state)
{
	struct str text = STR_INIT, before = STR_INIT, after = STR_INIT;
	struct error e = ERROR_INIT;
	struct place p;
	char client[37];

	(void)state;
	place_make(&p);
	place_reopen(&p);
	care_session_close(p.s);
	schema_of(&p, &before);
	must(care_session_open(&p.options, &p.s, &e), &e);
	must(store_begin(care_session_store(p.s), &e), &e); /* one transaction: only faster */
	for (int i = 0; i < TEXTS; i++) {
		struct care_dossier *d;

		hostile_text(i, &text);
		register_named(&p, text.bytes, client);
		ask_with(&p, client, text.bytes);
		if (i % 10 == 0) { /* each writes a dozen entries */
			write_things(&p, client, text.bytes);
			answer_with(&p, client, text.bytes);
		}
		d = dossier(&p, client);
		text_trim(&text);
		text_nfc(&text);
		assert_string_equal(care_fact_value(d, "called"), text.bytes);
		care_dossier_free(d);
	}
	must(store_commit(care_session_store(p.s), &e), &e);
	must_rebuild_equal(&p);
	assert_int_equal(care_client_count(p.s), TEXTS);
	care_session_close(p.s);
	schema_of(&p, &after);
	assert_string_equal(before.bytes, after.bytes);
	must(care_session_open(&p.options, &p.s, &e), &e);
	place_remove(&p);
	str_release(&text);
	str_release(&before);
	str_release(&after);
}

int hostile_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_field_takes_every_text),
	};

	return cmocka_run_group_tests_name("hostile", tests, NULL, NULL);
}
