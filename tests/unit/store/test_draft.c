/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups.h"

static void test_head_and_place(void **state)
{
	struct bench b;
	char id[STORE_ID_BYTES];
	struct store_draft d;

	(void)state;
	bench_open_memory(&b);
	add_draft(&b, "c1", id);
	assert_ok(store_draft_place(b.store, id, "child#7/name", "Yas", 3, NULL));
	assert_ok(store_draft_get(b.store, id, &d, NULL));
	assert_string_equal(d.client, "c1");
	assert_string_equal(d.at_path, "child#7/name");
	assert_string_equal(d.typed, "Yas");
	assert_int_equal(d.cursor, 3);
	assert_int_equal(d.total, 20);
	assert_int_equal(d.revision, 1);
	free(d.part);
	d.part = mem_text("later");
	assert_ok(store_draft_update(b.store, &d, NULL));
	store_draft_release(&d);
	assert_ok(store_draft_get(b.store, id, &d, NULL));
	assert_string_equal(d.part, "later");
	assert_string_equal(d.typed, "Yas");
	assert_int_equal(d.revision, 2);
	store_draft_release(&d);
	assert_int_equal(store_draft_get(b.store, "none", &d, NULL), ERR_NOT_FOUND);
	assert_int_equal(store_draft_place(b.store, "none", "", "", 0, NULL), ERR_NOT_FOUND);
	bench_close(&b);
}

static enum err add_answer(void *data, const struct store_draft_answer *a, struct error *e)
{
	(void)e;
	str_addf(data, "%s=%s(%s);", a->path, a->value, a->origin);
	return OK;
}

static void test_answers(void **state)
{
	struct bench b;
	char id[STORE_ID_BYTES];
	struct str out = STR_INIT;
	struct store_draft d;

	(void)state;
	bench_open_file(&b);
	add_draft(&b, "c1", id);
	assert_ok(put_answer(b.store, id, "name", "Naima", NULL));
	assert_ok(put_answer(b.store, id, "child#1/name", "Yassin", NULL));
	assert_ok(put_answer(b.store, id, "name", "Naïma", NULL));
	assert_ok(put_answer(b.store, id, "gone", "x", NULL));
	assert_ok(put_answer(b.store, id, "empty", "", NULL)); /* was emptied: the row stays */
	assert_ok(store_draft_answer_remove(b.store, id, "gone", NULL));
	assert_int_equal(put_answer(b.store, "none", "name", "x", NULL), ERR_NOT_FOUND);
	bench_reopen(&b);
	assert_ok(store_draft_answers(b.store, id, add_answer, &out, NULL));
	assert_string_equal(out.bytes, "child#1/name=Yassin(typed);empty=(typed);"
				       "name=Naïma(typed);");
	assert_ok(store_draft_get(b.store, id, &d, NULL));
	assert_int_equal(d.asked, 3);
	assert_int_equal(d.revision, 6);
	store_draft_release(&d);
	str_release(&out);
	bench_close(&b);
}

static enum err add_note(void *data, int64_t n, const char *text, struct error *e)
{
	(void)e;
	str_addf(data, "%lld=%s;", (long long)n, text);
	return OK;
}

static void test_notes(void **state)
{
	struct bench b;
	char id[STORE_ID_BYTES];
	struct str out = STR_INIT;

	(void)state;
	bench_open_memory(&b);
	add_draft(&b, "c1", id);
	assert_ok(store_draft_note_put(b.store, id, 2, "broer belt", NULL));
	assert_ok(store_draft_note_put(b.store, id, 1, "sleutel", NULL));
	assert_ok(store_draft_note_put(b.store, id, 1, "sleutels", NULL));
	assert_ok(store_draft_note_put(b.store, id, 3, "weg", NULL));
	assert_ok(store_draft_note_put(b.store, id, 3, "", NULL));
	assert_ok(store_draft_notes(b.store, id, add_note, &out, NULL));
	assert_string_equal(out.bytes, "1=sleutels;2=broer belt;");
	str_release(&out);
	bench_close(&b);
}

static enum err add_client_of(void *data, const struct store_draft *d, struct error *e)
{
	(void)e;
	str_addf(data, "%s;", d->client);
	return OK;
}

static void test_newest_first_and_delete(void **state)
{
	struct bench b;
	char one[STORE_ID_BYTES], two[STORE_ID_BYTES], three[STORE_ID_BYTES];
	struct str out = STR_INIT;

	(void)state;
	bench_open_memory(&b);
	add_draft(&b, "c1", one);
	add_draft(&b, "c2", two);
	b.now += 5;
	add_draft(&b, "c3", three);
	assert_ok(put_answer(b.store, two, "name", "x", NULL));
	assert_ok(store_draft_note_put(b.store, two, 1, "x", NULL));
	assert_ok(store_drafts(b.store, NULL, add_client_of, &out, NULL));
	assert_string_equal(out.bytes, "c3;c2;c1;");
	assert_ok(store_draft_delete(b.store, two, NULL));
	assert_int_equal(store_draft_delete(b.store, two, NULL), ERR_NOT_FOUND);
	assert_null(read_answer(b.store, two, "name"));
	str_reset(&out);
	assert_ok(store_drafts(b.store, "c1", add_client_of, &out, NULL));
	assert_string_equal(out.bytes, "c1;");
	check_is_clean(b.store);
	str_release(&out);
	bench_close(&b);
}

/* Text of others is bound, never part of a statement. */
static void test_hostile_text(void **state)
{
	static const char *const texts[] = {
		"'; DROP TABLE draft; --", "\") OR 1=1", "%s%n", "\x1b[2J", ":client", "?1",
		"$x", "NULL", "ATTACH", "\xf4\x8f\xbf\xbf",
	};
	struct bench b;
	char id[STORE_ID_BYTES];

	(void)state;
	bench_open_memory(&b);
	add_draft(&b, "c1", id);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char *back;

		assert_ok(put_answer(b.store, id, texts[i], texts[i], NULL));
		back = read_answer(b.store, id, texts[i]);
		assert_string_equal(back, texts[i]);
		free(back);
	}
	check_is_clean(b.store);
	bench_close(&b);
}

int run_draft_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_head_and_place),
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_newest_first_and_delete),
		cmocka_unit_test(test_hostile_text),
	};

	return cmocka_run_group_tests_name("store: drafts", tests, NULL, NULL);
}
