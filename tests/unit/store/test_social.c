/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups.h"

/* A row as tests need it: 'entry' is made of the time, the name is its own sort and words are blank-separated. */
struct put {
	enum store_social_kind kind;
	const char *id, *name, *words, *parent, *source, *checked, *asks;
	int64_t hlc;
	const char *status; /* NULL: active */
};

static char *kept(const char *text)
{
	return mem_text(text ? text : "");
}

static void put(struct bench *b, const struct put *p)
{
	struct store_social row = {.kind = p->kind, .id = kept(p->id), .entry = kept("e1"),
				   .source = kept(p->source), .parent = kept(p->parent),
				   .name = kept(p->name), .sort = kept(p->name),
				   .status = kept(p->status ? p->status : "active"), .checked = kept(p->checked),
				   .body = kept("{\"v\":1}"), .hlc = p->hlc};
	char *words = kept(p->words), *at = words, *save = NULL;
	const char *each[16];
	int count = 0;

	for (char *w; count < 16 && (w = strtok_r(at, " ", &save)) != NULL; at = NULL)
		each[count++] = w;
	assert_ok(store_social_put(b->store, &row, each, count, p->asks,
				   p->asks ? strlen(p->asks) : 0, NULL));
	free(words);
	store_social_release(&row);
}

static enum err add_row(void *data, const struct store_social *row, struct error *e)
{
	(void)e;
	str_addf(data, "%d%s;", (int)row->kind, row->id);
	return OK;
}

static void check_words(struct bench *b, const char *first, const char *second, int most,
			const char *expected)
{
	const char *const prefixes[] = {first, second};
	struct str out = STR_INIT;

	assert_ok(store_social_words(b->store,
				     &(struct store_social_search){.prefixes = prefixes,
								   .prefix_count = second ? 2 : 1,
								   .most = most},
				     add_row, &out, NULL));
	assert_string_equal(out.bytes, expected);
	str_release(&out);
}

static void check_list(struct bench *b, const struct store_social_find *find, const char *expected)
{
	struct str out = STR_INIT;

	assert_ok(store_social_list(b->store, find, add_row, &out, NULL));
	assert_string_equal(out.bytes, expected);
	str_release(&out);
}

static void add_three(struct bench *b)
{
	put(b, &(struct put){.id = "o1", .name = "buurthuis de linde", .source = "x1",
			     .words = "buurthuis de linde", .checked = "2026-01-02"});
	put(b, &(struct put){STORE_OFFER, "a2", "taalles", "taalles linde", "o1", "x1", "", "two", 1, NULL});
	put(b, &(struct put){STORE_OFFER, "a1", "fietsles", "fietsles linde", "o1", "", "2026-08-01",
			     "one", 1, NULL});
}

static void test_get(void **state)
{
	struct bench b;
	struct store_social row;

	(void)state;
	bench_open_memory(&b);
	add_three(&b);
	assert_ok(store_social_get(b.store, STORE_OFFER, "a1", &row, NULL));
	assert_string_equal(row.name, "fietsles");
	assert_string_equal(row.parent, "o1");
	assert_string_equal(row.body, "{\"v\":1}");
	assert_int_equal(row.number, 3);
	store_social_release(&row);
	assert_int_equal(store_social_get(b.store, STORE_ORGANISATION, "a1", &row, NULL),
			 ERR_NOT_FOUND);
	assert_ok(store_social_at(b.store, 2, &row, NULL));
	assert_string_equal(row.id, "a2");
	store_social_release(&row);
	assert_int_equal(store_social_at(b.store, 9, &row, NULL), ERR_NOT_FOUND);
	assert_ok(store_social_by_source(b.store, STORE_OFFER, "x1", &row, NULL));
	assert_string_equal(row.id, "a2");
	store_social_release(&row);
	assert_int_equal(store_social_by_source(b.store, STORE_OFFER, "", &row, NULL),
			 ERR_NOT_FOUND);
	bench_close(&b);
}

static void test_same_source_twice(void **state)
{
	struct bench b;
	struct store_social row;

	(void)state;
	bench_open_memory(&b);
	put(&b, &(struct put){.id = "o2", .name = "later", .source = "x"});
	put(&b, &(struct put){.id = "o1", .name = "first", .source = "x"});
	assert_ok(store_social_by_source(b.store, STORE_ORGANISATION, "x", &row, NULL));
	assert_string_equal(row.id, "o1"); /* whatever the order in which they came */
	store_social_release(&row);
	bench_close(&b);
}

static void test_put_again(void **state)
{
	struct bench b;
	struct store_social row;

	(void)state;
	bench_open_memory(&b);
	add_three(&b);
	put(&b, &(struct put){.kind = STORE_OFFER, .id = "a1", .name = "zwemles", .words = "zwemles linde",
			      .parent = "o1", .hlc = 2});
	put(&b, &(struct put){.kind = STORE_OFFER, .id = "a1", .name = "older", .words = "older", .hlc = 1});
	assert_ok(store_social_get(b.store, STORE_OFFER, "a1", &row, NULL));
	assert_string_equal(row.name, "zwemles");
	assert_int_equal(row.number, 3); /* it stays */
	store_social_release(&row);
	check_words(&b, "fiets", NULL, 9, "");
	check_words(&b, "older", NULL, 9, "");
	check_words(&b, "zwem", NULL, 9, "1a1;");
	check_words(&b, "linde", NULL, 9, "0o1;1a2;1a1;");
	assert_int_equal(store_social_count(b.store, STORE_OFFER), 2);
	check_is_clean(b.store);
	bench_close(&b);
}

static void test_words(void **state)
{
	struct bench b;

	(void)state;
	bench_open_memory(&b);
	add_three(&b);
	check_words(&b, "lin", NULL, 9, "0o1;1a1;1a2;");
	check_words(&b, "lin", NULL, 2, "0o1;1a1;");
	check_words(&b, "lin", "taal", 9, "1a2;");
	check_words(&b, "taal", "lin", 9, "1a2;");
	check_words(&b, "lin", "geen", 9, "");
	check_words(&b, "li", "lind", 9, "0o1;1a1;1a2;");
	assert_int_equal(store_social_words(b.store, &(struct store_social_search){.most = 9},
					    add_row, NULL, NULL), ERR_USAGE);
	bench_close(&b);
}

enum { MANY = 900 };

/* More than are looked at one by one: both ways must give the same. */
static void test_words_of_many(void **state)
{
	struct bench b;
	char id[16], words[40];

	(void)state;
	bench_open_memory(&b);
	assert_ok(store_begin(b.store, NULL));
	for (int i = 0; i < MANY; i++) {
		(void)snprintf(id, sizeof id, "i%03d", MANY - 1 - i);
		(void)snprintf(words, sizeof words, "les %s%s", i % 2 ? "even" : "oneven",
			       i == 500 ? " zeldzaam" : "");
		put(&b, &(struct put){.kind = STORE_OFFER, .id = id, .name = id, .words = words});
	}
	assert_ok(store_commit(b.store, NULL));
	check_words(&b, "l", NULL, 3, "1i000;1i001;1i002;");
	check_words(&b, "les", "even", 3, "1i000;1i002;1i004;");
	check_words(&b, "even", "onev", 3, "");
	check_words(&b, "l", "zeld", 3, "1i399;");
	bench_close(&b);
}

static void check_search(struct bench *b, const struct store_social_search *search,
			 const char *expected)
{
	struct str out = STR_INIT;

	assert_ok(store_social_words(b->store, search, add_row, &out, NULL));
	assert_string_equal(out.bytes, expected);
	str_release(&out);
}

/* Behind another, open ones, those that nobody looked at: of few and of many. */
static void check_parts_of(struct bench *b, const char *prefix, const char *all,
			   const char *behind, const char *open, const char *unchecked)
{
	const char *const prefixes[] = {prefix};
	struct store_social_search search = {.prefixes = prefixes, .prefix_count = 1, .most = 3};

	check_search(b, &search, all);
	search.after_kind = STORE_OFFER;
	search.after_sort = "i001";
	search.after_id = "i001";
	check_search(b, &search, behind);
	search.open_only = true;
	check_search(b, &search, open);
	search.open_only = false;
	search.checked_before = "2026-08-01";
	check_search(b, &search, unchecked);
}

static void test_words_in_parts(void **state)
{
	struct bench b;
	char id[16];

	(void)state;
	bench_open_memory(&b);
	assert_ok(store_begin(b.store, NULL));
	for (int i = 0; i < MANY; i++) {
		(void)snprintf(id, sizeof id, "i%03d", i);
		put(&b, &(struct put){.kind = STORE_OFFER, .id = id, .name = id,
				      .words = i < 20 ? "les lesboek zeldzaam"
					     : i < 800 ? "les lesboek" : "les lesboek laatst",
				      .status = i % 2 ? "inactive" : "",
				      .checked = i % 3 ? "2026-09-01" : ""});
	}
	assert_ok(store_commit(b.store, NULL));
	check_parts_of(&b, "zeld", "1i000;1i001;1i002;", "1i002;1i003;1i004;",
		       "1i002;1i004;1i006;", "1i003;1i006;1i009;");
	/* so many that the first rows are looked at: all of the page is among them, or none is */
	check_parts_of(&b, "le", "1i000;1i001;1i002;", "1i002;1i003;1i004;", "1i002;1i004;1i006;",
		       "1i003;1i006;1i009;");
	check_words(&b, "le", "laat", 3, "1i800;1i801;1i802;");
	check_words(&b, "le", "le", 3, "1i000;1i001;1i002;");
	bench_close(&b);
}

static void test_list(void **state)
{
	struct bench b;

	(void)state;
	bench_open_memory(&b);
	add_three(&b);
	put(&b, &(struct put){.kind = STORE_OFFER, .id = "a3", .name = "fietsles", .parent = "o9"});
	check_list(&b, &(struct store_social_find){.kind = STORE_OFFER, .most = 9}, "1a1;1a3;1a2;");
	check_list(&b, &(struct store_social_find){.kind = STORE_OFFER, .most = 1}, "1a1;");
	check_list(&b, &(struct store_social_find){.kind = STORE_OFFER, .after_sort = "fietsles",
						   .after_id = "a1", .most = 9}, "1a3;1a2;");
	check_list(&b, &(struct store_social_find){.kind = STORE_OFFER, .parent = "o1", .most = 9},
		   "1a1;1a2;");
	check_list(&b, &(struct store_social_find){.kind = STORE_OFFER, .most = 9,
						   .checked_before = "2026-08-01"}, "1a3;1a2;");
	check_list(&b, &(struct store_social_find){.kind = STORE_ORGANISATION, .most = 9,
						   .checked_before = "2026-01-02"}, "");
	put(&b, &(struct put){.kind = STORE_OFFER, .id = "a4", .name = "zwemles",
			      .status = "defunct"});
	check_list(&b, &(struct store_social_find){.kind = STORE_OFFER, .after_sort = "fietsles",
						   .after_id = "a3", .most = 9}, "1a2;1a4;");
	check_list(&b, &(struct store_social_find){.kind = STORE_OFFER, .after_sort = "fietsles",
						   .after_id = "a3", .open_only = true, .most = 9},
		   "1a2;");
	bench_close(&b);
}

static void add_asks(void *data, int64_t number, const void *asks, size_t len)
{
	str_addf(data, "%lld %.*s;", (long long)number, (int)len, (const char *)asks);
}

static void check_asks(struct bench *b, const char *expected)
{
	struct str out = STR_INIT;

	assert_ok(store_asks_scan(b->store, add_asks, &out, NULL));
	assert_string_equal(out.bytes, expected);
	str_release(&out);
}

static void test_asks(void **state)
{
	struct bench b;

	(void)state;
	bench_open_memory(&b);
	check_asks(&b, "");
	add_three(&b);
	check_asks(&b, "2 two;3 one;");
	put(&b, &(struct put){.kind = STORE_OFFER, .id = "a2", .name = "taalles", .hlc = 2});
	check_asks(&b, "3 one;"); /* it may not be offered any more */
	put(&b, &(struct put){.kind = STORE_OFFER, .id = "a2", .name = "taalles", .asks = "", .hlc = 3});
	check_asks(&b, "2 ;3 one;");
	bench_close(&b);
}

static enum err add_waiting(void *data, const struct store_waiting *w, struct error *e)
{
	(void)e;
	str_addf(data, "%s %s %s %s %s;", w->offer, w->since, w->client, w->referral, w->asked);
	return OK;
}

static void check_waiting(struct bench *b, const char *offer, const char *expected)
{
	struct str out = STR_INIT;

	assert_ok(store_waiting_list(b->store, offer, add_waiting, &out, NULL));
	assert_string_equal(out.bytes, expected);
	str_release(&out);
}

static void test_waiting(void **state)
{
	struct bench b;

	(void)state;
	bench_open_memory(&b);
	add_client(&b, "c1", "Naima", "Bouzid", "1981");
	assert_ok(store_waiting_put(b.store, &(struct store_waiting){"a2", "2026-03-01", "c1", "r1",
								    "2026-06-01"}, NULL));
	assert_ok(store_waiting_put(b.store, &(struct store_waiting){"a2", "2026-02-01", "c2", "r2",
								    NULL}, NULL));
	assert_ok(store_waiting_put(b.store, &(struct store_waiting){"a1", "2026-05-01", "c1", "r3",
								    ""}, NULL));
	check_waiting(&b, "a2", "a2 2026-02-01 c2 r2 ;a2 2026-03-01 c1 r1 2026-06-01;");
	check_waiting(&b, NULL, "a1 2026-05-01 c1 r3 ;a2 2026-02-01 c2 r2 ;"
				"a2 2026-03-01 c1 r1 2026-06-01;");
	add_client(&b, "c1", "Naima", "Bouzid", "1981"); /* written over: what she had goes */
	check_waiting(&b, NULL, "a2 2026-02-01 c2 r2 ;");
	assert_ok(store_client_forget_rows(b.store, "c2", NULL)); /* without a row of her own */
	check_waiting(&b, NULL, "");
	bench_close(&b);
}

static enum err add_event(void *data, const struct store_event *ev, struct error *e)
{
	(void)e;
	str_addf(data, "%s %s %s %s %s;", ev->on, ev->kind, ev->district, ev->client, ev->detail);
	return OK;
}

static void test_events(void **state)
{
	static const struct store_event events[] = {
		{"c1", "2026-03-01", "gap", "Laak", "childcare"},
		{"c1", "2026-03-01", "gap", "Laak", "childcare"},
		{"c2", "2026-03-31", "gap", "", "language"},
		{"c3", "2026-02-28", "gap", "Laak", "before"},
		{"c3", "2026-04-01", "gap", "Laak", "after"},
		{"c3", "2026-03-05", "referral", "Laak", "other"},
	};
	struct bench b;
	struct str out = STR_INIT;

	(void)state;
	bench_open_memory(&b);
	for (size_t i = 0; i < sizeof events / sizeof *events; i++)
		assert_ok(store_event_put(b.store, &events[i], NULL));
	assert_ok(store_events(b.store, "gap", "2026-03-01", "2026-03-31", add_event, &out, NULL));
	assert_string_equal(out.bytes,
			    "2026-03-01 gap Laak c1 childcare;2026-03-01 gap Laak c1 childcare;"
			    "2026-03-31 gap  c2 language;");
	str_release(&out);
	bench_close(&b);
}

static void digest_of(struct bench *b, unsigned char out[VAULT_HASH_BYTES])
{
	assert_ok(store_derived_digest(b->store, out, NULL));
}

static void test_digest_and_clear(void **state)
{
	unsigned char one[VAULT_HASH_BYTES], other[VAULT_HASH_BYTES], none[VAULT_HASH_BYTES];
	struct bench b;

	(void)state;
	bench_open_memory(&b);
	digest_of(&b, none);
	add_three(&b);
	digest_of(&b, one);
	assert_memory_not_equal(one, none, sizeof one);
	assert_ok(store_waiting_put(b.store, &(struct store_waiting){"a", "2026", "c", "r", ""}, NULL));
	digest_of(&b, other);
	assert_memory_not_equal(one, other, sizeof one);
	assert_ok(store_derived_clear(b.store, NULL));
	assert_int_equal(store_social_count(b.store, STORE_OFFER), 0);
	check_asks(&b, "");
	check_words(&b, "linde", NULL, 9, "");
	digest_of(&b, other);
	assert_memory_equal(none, other, sizeof one);
	/* the same in another order has other numbers and the same digest */
	put(&b, &(struct put){STORE_OFFER, "a1", "fietsles", "linde fietsles linde", "o1", "",
			      "2026-08-01", "one", 1, NULL});
	put(&b, &(struct put){STORE_OFFER, "a2", "taalles", "taalles linde", "o1", "x1", "", "two", 1, NULL});
	put(&b, &(struct put){.id = "o1", .name = "buurthuis de linde", .source = "x1",
			      .words = "buurthuis de linde", .checked = "2026-01-02"});
	digest_of(&b, other);
	assert_memory_equal(one, other, sizeof one);
	bench_close(&b);
}

/* What the tables beside 'social' must say is in the digest, so a rebuild tells it. */
static void test_digest_sees_a_lost_row(void **state)
{
	static const char *const losses[] = {
		"DELETE FROM social_word WHERE word = 'linde' AND number = 2",
		"DELETE FROM asks WHERE number = 3",
		"INSERT INTO asks(number, asks) VALUES (77, x'00')",
		"UPDATE social SET checked = '2020-01-01' WHERE number = 1",
	};
	unsigned char sound[VAULT_HASH_BYTES], spoilt[VAULT_HASH_BYTES];

	(void)state;
	for (size_t i = 0; i < sizeof losses / sizeof *losses; i++) {
		struct bench b;

		bench_open_file(&b);
		add_three(&b);
		digest_of(&b, sound);
		store_close(b.store);
		run_sql(&b, losses[i]);
		assert_ok(bench_try(&b, false, NULL));
		digest_of(&b, spoilt);
		assert_memory_not_equal(sound, spoilt, sizeof sound);
		bench_close(&b);
	}
}

static void test_count_is_checked(void **state)
{
	struct bench b;
	struct store_check c;

	(void)state;
	bench_open_file(&b);
	add_three(&b);
	check_is_clean(b.store);
	store_close(b.store);
	run_sql(&b, "UPDATE tally SET n = 5 WHERE what = 'offer'");
	assert_ok(bench_try(&b, false, NULL));
	assert_ok(store_check(b.store, &c, NULL));
	assert_int_equal(c.faults, 1);
	store_check_release(&c);
	bench_close(&b);
}

/* A file of the tables before: it opens, and they are made anew. */
static void test_opens_older_tables(void **state)
{
	struct bench b;
	struct str said = STR_INIT;

	(void)state;
	bench_open_file(&b);
	add_client(&b, "c1", "Naima", "Bouzid", "1981");
	store_close(b.store);
	run_sql(&b, "DROP TABLE social; DROP TABLE social_word; DROP TABLE asks; DROP TABLE waiting;"
		    "UPDATE meta SET value = '4' WHERE key = 'tables'");
	assert_ok(bench_try(&b, false, NULL));
	assert_int_equal(store_client_count(b.store), 0); /* care writes them again */
	assert_ok(store_meta(b.store, "derived", &said, NULL));
	assert_string_equal(said.bytes, "");
	add_three(&b);
	assert_int_equal(store_social_count(b.store, STORE_OFFER), 2);
	assert_int_equal(store_social_count(b.store, STORE_ORGANISATION), 1);
	check_is_clean(b.store);
	str_release(&said);
	bench_close(&b);
}

int run_social_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_get),
		cmocka_unit_test(test_same_source_twice),
		cmocka_unit_test(test_put_again),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_words_of_many),
		cmocka_unit_test(test_words_in_parts),
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_asks),
		cmocka_unit_test(test_waiting),
		cmocka_unit_test(test_events),
		cmocka_unit_test(test_digest_and_clear),
		cmocka_unit_test(test_digest_sees_a_lost_row),
		cmocka_unit_test(test_count_is_checked),
		cmocka_unit_test(test_opens_older_tables),
	};

	return cmocka_run_group_tests_name("social", tests, NULL, NULL);
}
