/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups.h"

static enum err add_body(void *data, const struct store_entry *entry, struct error *e)
{
	(void)e;
	str_addf(data, "%s;", entry->body ? entry->body : "-");
	return OK;
}

static void test_append_and_get(void **state)
{
	struct bench b;
	char id[STORE_ID_BYTES], same[STORE_ID_BYTES];
	struct store_entry entry;
	struct store_new_entry own = {.kind = "note", .id = "0191-own", .subject = "goal",
				      .client = "c1", .body = "", .body_len = 0};

	(void)state;
	bench_open_memory(&b);
	add_entry(&b, "client", STORE_SELF, "2026-11-22", "{\"v\":1}", id);
	assert_ok(store_entry_get(b.store, id, &entry, NULL));
	assert_string_equal(entry.device, store_device(b.store));
	assert_int_equal(entry.dseq, 1);
	assert_int_equal(entry.hlc / 65536, b.now);
	assert_string_equal(entry.id, id);
	assert_string_equal(entry.kind, "client");
	assert_string_equal(entry.subject, id);
	assert_string_equal(entry.client, id);
	assert_string_equal(entry.on, "2026-11-22");
	assert_string_equal(entry.body, "{\"v\":1}");
	assert_int_equal(entry.body_len, 7);
	assert_null(entry.replaces);
	store_entry_release(&entry);

	assert_ok(store_entry_append(b.store, &own, same, NULL));
	assert_string_equal(same, "0191-own");
	assert_ok(store_entry_get(b.store, same, &entry, NULL));
	assert_string_equal(entry.body, "");
	assert_int_equal(entry.dseq, 2);
	store_entry_release(&entry);
	assert_int_equal(store_entry_get(b.store, "nobody", &entry, NULL), ERR_NOT_FOUND);
	assert_int_equal(store_entry_append(b.store, &own, same, NULL), ERR_FILE); /* id taken */
	own.kind = NULL;
	assert_int_equal(store_entry_append(b.store, &own, same, NULL), ERR_USAGE);
	check_is_clean(b.store);
	bench_close(&b);
}

/* A caller may use one buffer for the id it replaces and the id it gets. */
static void test_replaces_may_be_the_buffer(void **state)
{
	struct bench b;
	char id[STORE_ID_BYTES], first[STORE_ID_BYTES];
	struct store_new_entry next = {.kind = "note", .subject = id, .replaces = id};
	struct store_entry entry;

	(void)state;
	bench_open_memory(&b);
	add_entry(&b, "note", NULL, NULL, "a", id);
	memcpy(first, id, sizeof id);
	assert_ok(store_entry_append(b.store, &next, id, NULL));
	assert_ok(store_entry_get(b.store, id, &entry, NULL));
	assert_string_equal(entry.replaces, first);
	assert_string_equal(entry.subject, first);
	store_entry_release(&entry);
	bench_close(&b);
}

static void test_body_bytes_stay(void **state)
{
	static const char body[] = "{\"a\":\"x\\u0000\",  \"naam\":\"Şükran مريم\"}\0tail";
	struct bench b;
	char id[STORE_ID_BYTES];
	struct store_entry entry;
	struct store_new_entry own = {.kind = "note", .body = body, .body_len = sizeof body - 1};

	(void)state;
	bench_open_memory(&b);
	assert_ok(store_entry_append(b.store, &own, id, NULL));
	assert_ok(store_entry_get(b.store, id, &entry, NULL));
	assert_int_equal(entry.body_len, sizeof body - 1);
	assert_memory_equal(entry.body, body, sizeof body);
	store_entry_release(&entry);
	check_is_clean(b.store);
	bench_close(&b);
}

static void test_order_is_by_day_then_time(void **state)
{
	struct bench b;
	char id[STORE_ID_BYTES];
	struct str out = STR_INIT;

	(void)state;
	bench_open_memory(&b);
	add_entry(&b, "note", "c1", "2026-11-20", "b", id);
	add_entry(&b, "note", "c2", "2026-11-20", "z", id);
	add_entry(&b, "note", "c1", "2026-11-22", "d", id);
	add_entry(&b, "goal", "c1", "2026-11-20", "c", id);
	add_entry(&b, "note", "c1", "2025-01-01", "a", id);
	assert_ok(store_entries_of_client(b.store, "c1", add_body, &out, NULL));
	assert_string_equal(out.bytes, "a;b;c;d;");
	str_reset(&out);
	assert_ok(store_entries_of_kind(b.store, "note", add_body, &out, NULL));
	assert_string_equal(out.bytes, "a;b;z;d;");
	str_reset(&out);
	assert_ok(store_entries_of_subject(b.store, id, add_body, &out, NULL));
	assert_string_equal(out.bytes, "a;");
	str_release(&out);
	bench_close(&b);
}

static enum err stop_at_once(void *data, const struct store_entry *entry, struct error *e)
{
	(void)entry;
	++*(int *)data;
	return error_set(e, ERR_USAGE, "stop");
}

static void test_visit_stops(void **state)
{
	struct bench b;
	struct error e = ERROR_INIT;
	char id[STORE_ID_BYTES];
	int count = 0;

	(void)state;
	bench_open_memory(&b);
	add_entry(&b, "note", "c1", NULL, "a", id);
	add_entry(&b, "note", "c1", NULL, "b", id);
	assert_int_equal(store_entries_of_client(b.store, "c1", stop_at_once, &count, &e),
			 ERR_USAGE);
	assert_int_equal(count, 1);
	assert_string_equal(e.text, "stop");
	bench_close(&b);
}

struct nested {
	struct bench *b;
	struct str out;
};

static enum err visit_again(void *data, const struct store_entry *entry, struct error *e)
{
	struct nested *n = data;

	str_addf(&n->out, "%s:", entry->body);
	return store_entries_of_client(n->b->store, "c1", add_body, &n->out, e);
}

static void test_visit_within_visit(void **state)
{
	struct bench b;
	struct nested n = {&b, STR_INIT};
	char id[STORE_ID_BYTES];

	(void)state;
	bench_open_memory(&b);
	add_entry(&b, "note", "c1", "1", "a", id);
	add_entry(&b, "note", "c1", "2", "b", id);
	assert_ok(store_entries_of_client(b.store, "c1", visit_again, &n, NULL));
	assert_string_equal(n.out.bytes, "a:a;b;b:a;b;");
	str_release(&n.out);
	bench_close(&b);
}

static enum err add_id(void *data, const char *id, struct error *e)
{
	(void)e;
	str_addf(data, "%s;", id);
	return OK;
}

static void test_clients_once(void **state)
{
	struct bench b;
	char id[STORE_ID_BYTES];
	struct str out = STR_INIT;

	(void)state;
	bench_open_memory(&b);
	add_entry(&b, "note", "c2", NULL, "a", id);
	add_entry(&b, "note", "c1", NULL, "a", id);
	add_entry(&b, "note", "c2", NULL, "a", id);
	add_entry(&b, "worker", NULL, NULL, "a", id);
	assert_ok(store_clients(b.store, add_id, &out, NULL));
	assert_string_equal(out.bytes, "c1;c2;");
	str_release(&out);
	bench_close(&b);
}

static void test_time_never_goes_back(void **state)
{
	struct bench b;
	char id[STORE_ID_BYTES];
	struct store_entry entry;
	int64_t last = 0;

	(void)state;
	bench_open_file(&b);
	for (int i = 0; i < 5; i++) {
		b.now -= 1000;
		if (i == 3)
			bench_reopen(&b);
		add_entry(&b, "note", "c1", NULL, "a", id);
		assert_ok(store_entry_get(b.store, id, &entry, NULL));
		assert_true(entry.hlc > last);
		last = entry.hlc;
		store_entry_release(&entry);
	}
	bench_close(&b);
}

static void test_rolled_back_entry_leaves_no_gap(void **state)
{
	struct bench b;
	char id[STORE_ID_BYTES];
	struct store_entry entry;

	(void)state;
	bench_open_memory(&b);
	add_entry(&b, "note", "c1", NULL, "a", id);
	assert_ok(store_begin(b.store, NULL));
	add_entry(&b, "note", "c1", NULL, "b", id);
	store_rollback(b.store);
	add_entry(&b, "note", "c1", NULL, "c", id);
	assert_ok(store_entry_get(b.store, id, &entry, NULL));
	assert_int_equal(entry.dseq, 2);
	store_entry_release(&entry);
	check_is_clean(b.store);
	bench_close(&b);
}

static void test_erase_keeps_the_chain(void **state)
{
	struct bench b;
	char id[STORE_ID_BYTES], next[STORE_ID_BYTES];
	struct store_entry entry;
	struct str out = STR_INIT, file = STR_INIT;

	(void)state;
	bench_open_file(&b);
	add_entry(&b, "note", "c1", "2026-11-22", "Qwertzuiopas", id);
	add_entry(&b, "note", "c1", "2026-11-22", "b", next);
	assert_ok(store_entry_erase(b.store, store_device(b.store), 1, NULL));
	assert_int_equal(store_entry_erase(b.store, store_device(b.store), 9, NULL),
			 ERR_NOT_FOUND);
	assert_int_equal(store_entry_get(b.store, id, &entry, NULL), ERR_NOT_FOUND);
	assert_ok(store_entries_of_client(b.store, "c1", add_body, &out, NULL));
	assert_string_equal(out.bytes, "b;");
	check_is_clean(b.store);
	add_entry(&b, "note", "c1", NULL, "c", id);
	check_is_clean(b.store);
	bench_reopen(&b); /* the log has gone into the file, and the page was wiped */
	assert_ok(file_read(b.path, 1 << 24, &file, NULL));
	assert_null(memmem(file.bytes, file.len, "Qwertzuiopas", 12));
	str_release(&file);
	str_release(&out);
	bench_close(&b);
}

static enum err add_access(void *data, const struct store_access *a, struct error *e)
{
	(void)e;
	str_addf(data, "%lld %s %s %s %lld;", (long long)a->seq, a->worker, a->action,
		 a->client ? a->client : "-", (long long)a->hits);
	return OK;
}

static void test_access_log(void **state)
{
	struct bench b;
	struct str out = STR_INIT;

	(void)state;
	bench_open_memory(&b);
	assert_ok(store_access_append(b.store, "w1", "open", "c1", -1, NULL));
	assert_ok(store_access_append(b.store, "w1", "search", NULL, 0, NULL));
	assert_ok(store_access_append(b.store, "w2", "print", "c1", -1, NULL));
	assert_ok(store_access_append(b.store, "w2", "search", NULL, 12, NULL));
	assert_ok(store_access_of_client(b.store, "c1", add_access, &out, NULL));
	assert_string_equal(out.bytes, "1 w1 open c1 -1;3 w2 print c1 -1;");
	check_is_clean(b.store);
	str_release(&out);
	bench_close(&b);
}

static void add_opened(void *data, const char *client)
{
	str_addf(data, "%s;", client);
}

/* Hers alone, opened alone, newest first, and no more of the log than was asked for. */
static void test_seen_lately(void **state)
{
	static const char *const rows[][3] = {{"w1", "open", "c1"}, {"w1", "print", "c2"},
					      {"w2", "open", "c3"}, {"w1", "search", NULL},
					      {"w1", "open", "c4"}, {"w1", "open", "c1"}};
	struct bench b;
	struct str out = STR_INIT;

	(void)state;
	bench_open_memory(&b);
	assert_ok(store_access_recent(b.store, "w1", 9, add_opened, &out, NULL));
	assert_string_equal(out.bytes, "");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_ok(store_access_append(b.store, rows[i][0], rows[i][1], rows[i][2], -1,
					      NULL));
	assert_ok(store_access_recent(b.store, "w1", 9, add_opened, &out, NULL));
	assert_string_equal(out.bytes, "c1;c4;c1;");
	str_reset(&out);
	assert_ok(store_access_recent(b.store, "w1", 2, add_opened, &out, NULL));
	assert_string_equal(out.bytes, "c1;c4;");
	str_release(&out);
	bench_close(&b);
}

int run_entry_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_append_and_get),
		cmocka_unit_test(test_replaces_may_be_the_buffer),
		cmocka_unit_test(test_body_bytes_stay),
		cmocka_unit_test(test_order_is_by_day_then_time),
		cmocka_unit_test(test_visit_stops),
		cmocka_unit_test(test_visit_within_visit),
		cmocka_unit_test(test_clients_once),
		cmocka_unit_test(test_time_never_goes_back),
		cmocka_unit_test(test_rolled_back_entry_leaves_no_gap),
		cmocka_unit_test(test_erase_keeps_the_chain),
		cmocka_unit_test(test_access_log),
		cmocka_unit_test(test_seen_lately),
	};

	return cmocka_run_group_tests_name("store: entries", tests, NULL, NULL);
}
