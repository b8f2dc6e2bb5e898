/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups.h"

static void count_one(void *data, uint32_t number)
{
	(void)number;
	++*(int *)data;
}

static int find_number(struct bench *b, const char *file_number)
{
	int n = 0;

	assert_ok(store_key_find(b->store, STORE_KEY_FILE_NUMBER, file_number, 9, count_one, &n,
				 NULL));
	return n;
}

static void add_many(struct bench *b, int from, int count)
{
	static const char *const given[] = {"Naima", "Karin", "Zohra", "Hodan", "Esra"};
	static const char *const family[] = {"Bouzid", "Bos", "Aarab", "Abdi"};

	for (int i = from; i < from + count; i++) {
		struct str id = STR_INIT, birth = STR_INIT;

		str_addf(&id, "c%05d", i);
		str_addf(&birth, "%d", 1950 + i % 50);
		add_named(b, id.bytes, given[i % 5], family[i % 4], birth.bytes);
		str_release(&id);
		str_release(&birth);
	}
}

static void digest(struct bench *b, unsigned char out[VAULT_HASH_BYTES])
{
	check_is_clean(b->store);
	assert_ok(store_derived_digest(b->store, out, NULL));
}

/* What the same people written one by one come to. */
static void wanted(int count, unsigned char out[VAULT_HASH_BYTES])
{
	struct bench b;

	bench_open_memory(&b);
	assert_ok(store_begin(b.store, NULL));
	add_many(&b, 0, count);
	assert_ok(store_commit(b.store, NULL));
	digest(&b, out);
	bench_close(&b);
}

static void assert_same(struct bench *b, int count)
{
	unsigned char have[VAULT_HASH_BYTES], want[VAULT_HASH_BYTES];
	struct str unlisted = STR_INIT;

	wanted(count, want);
	digest(b, have);
	assert_memory_equal(have, want, sizeof have);
	assert_int_equal(store_client_count(b->store), count);
	assert_ok(store_meta(b->store, "unlisted", &unlisted, NULL));
	assert_string_equal(unlisted.bytes, "");
	str_release(&unlisted);
}

static void test_bulk_gives_the_same(void **state)
{
	struct bench b;

	(void)state;
	bench_open_file(&b);
	add_many(&b, 0, 10);
	assert_ok(store_bulk_end(b.store, NULL)); /* none was begun */
	assert_ok(store_bulk_begin(b.store, NULL));
	add_many(&b, 10, 10); /* each in a transaction of its own */
	assert_ok(store_begin(b.store, NULL));
	add_many(&b, 20, 100);
	assert_int_equal(store_client_count(b.store), 120);
	assert_ok(store_commit(b.store, NULL));
	assert_ok(store_bulk_end(b.store, NULL));
	assert_same(&b, 120);
	add_many(&b, 120, 10);
	bench_reopen(&b);
	assert_same(&b, 130);
	bench_close(&b);
}

/* In the outermost transaction, as a rebuild has it. */
static void test_bulk_within_a_transaction(void **state)
{
	struct bench b;

	(void)state;
	bench_open_file(&b);
	add_many(&b, 3, 7);
	assert_ok(store_begin(b.store, NULL));
	assert_ok(store_derived_clear(b.store, NULL));
	assert_ok(store_bulk_begin(b.store, NULL));
	add_many(&b, 0, 50);
	assert_ok(store_bulk_end(b.store, NULL));
	assert_ok(store_commit(b.store, NULL));
	assert_same(&b, 50);
	bench_close(&b);
}

static void test_stop_in_the_middle(void **state)
{
	struct bench b;

	(void)state;
	bench_open_file(&b);
	add_many(&b, 0, 10);
	assert_ok(store_bulk_begin(b.store, NULL));
	add_many(&b, 10, 30);
	assert_ok(store_begin(b.store, NULL));
	add_many(&b, 40, 10);
	bench_reopen(&b); /* as a kill leaves it: the last transaction is not there */
	assert_same(&b, 40);
	bench_close(&b);
}

static void test_failure_in_the_middle(void **state)
{
	struct bench b;
	struct error e = ERROR_INIT;

	(void)state;
	bench_open_file(&b);
	assert_ok(store_bulk_begin(b.store, NULL));
	add_many(&b, 0, 30);
	assert_ok(store_begin(b.store, NULL));
	add_many(&b, 100, 20);
	assert_ok(store_begin(b.store, NULL));
	store_rollback(b.store);
	assert_int_equal(store_commit(b.store, &e), ERR_FILE); /* all of it is undone */
	assert_int_equal(store_client_count(b.store), 30);
	assert_ok(store_begin(b.store, NULL));
	add_many(&b, 30, 20);
	assert_ok(store_commit(b.store, NULL));
	assert_ok(store_bulk_end(b.store, NULL));
	assert_same(&b, 50);
	bench_close(&b);
}

static void test_changes_while_it_goes_on(void **state)
{
	struct bench b;
	struct store_client c = {.id = mem_text("c00020"), .file_number = mem_text("J-1")};

	(void)state;
	bench_open_file(&b);
	add_many(&b, 0, 10);
	assert_ok(store_bulk_begin(b.store, NULL));
	add_named(&b, "c00003", "Other", "Name", "1901"); /* who was there */
	add_many(&b, 10, 20);
	add_many(&b, 15, 2); /* who is new, as she was */
	add_named(&b, "c00021", "Another", "Name", "1902"); /* who is new, changed */
	assert_ok(store_client_forget_rows(b.store, "c00022", NULL));
	assert_ok(store_client_forget_rows(b.store, "c00029", NULL));
	assert_ok(store_client_put(b.store, &c, NULL, NULL));
	add_many(&b, 29, 1); /* with a number that somebody had */
	assert_ok(store_bulk_end(b.store, NULL));
	assert_int_equal(find_number(&b, "j-1"), 1);
	add_many(&b, 3, 1);
	add_many(&b, 20, 3);
	assert_same(&b, 30); /* nothing is left of any other name */
	store_client_release(&c);
	bench_close(&b);
}

/* Entries go on in one chain, in a bulk and after it. */
static void test_chain_in_a_bulk(void **state)
{
	struct bench b;
	char id[STORE_ID_BYTES];

	(void)state;
	bench_open_file(&b);
	add_entry(&b, "note", "c1", "2026-11-22", "{}", id);
	assert_ok(store_bulk_begin(b.store, NULL));
	add_entry(&b, "note", "c1", "2026-11-22", "{}", id);
	add_entry(&b, "note", "c1", "2026-11-22", "{}", id);
	assert_ok(store_begin(b.store, NULL));
	add_entry(&b, "note", "c1", "2026-11-22", "{}", id);
	store_rollback(b.store);
	add_entry(&b, "note", "c1", "2026-11-22", "{}", id);
	assert_ok(store_bulk_end(b.store, NULL));
	add_entry(&b, "note", "c1", "2026-11-22", "{}", id);
	check_is_clean(b.store);
	bench_close(&b);
}

int run_bulk_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bulk_gives_the_same),
		cmocka_unit_test(test_bulk_within_a_transaction),
		cmocka_unit_test(test_stop_in_the_middle),
		cmocka_unit_test(test_failure_in_the_middle),
		cmocka_unit_test(test_changes_while_it_goes_on),
		cmocka_unit_test(test_chain_in_a_bulk),
	};

	return cmocka_run_group_tests_name("store: very many at once", tests, NULL, NULL);
}
