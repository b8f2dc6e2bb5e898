/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups.h"

static void test_count_stays_right(void **state)
{
	struct bench b;

	(void)state;
	bench_open_file(&b);
	assert_int_equal(store_client_count(b.store), 0);
	add_client(&b, "c1", "Naima", "Bouzid", "1981");
	add_client(&b, "c2", "Karin", "Bos", "1970");
	assert_int_equal(store_client_count(b.store), 2);
	add_client(&b, "c1", "Naïma", "Bouzid", "1981"); /* written over */
	assert_int_equal(store_client_count(b.store), 2);
	assert_ok(store_client_forget_rows(b.store, "c1", NULL));
	assert_ok(store_client_forget_rows(b.store, "c1", NULL));
	assert_ok(store_client_forget_rows(b.store, "never", NULL));
	assert_int_equal(store_client_count(b.store), 1);
	assert_ok(store_begin(b.store, NULL));
	assert_ok(store_client_forget_rows(b.store, "c2", NULL));
	store_rollback(b.store);
	bench_reopen(&b);
	assert_int_equal(store_client_count(b.store), 1);
	assert_ok(store_derived_clear(b.store, NULL));
	assert_int_equal(store_client_count(b.store), 0);
	check_is_clean(b.store);
	bench_close(&b);
}

static void test_get_client(void **state)
{
	struct bench b;
	struct store_client c = {
		.id = mem_text("c1"), .called = mem_text("Naïma"), .district = mem_text("Laak"),
		.last_seen = mem_text("2026-10-14"), .ladder_level = 3,
		.facts = mem_text("{\"called\":\"Naïma\"}"),
	}, back;

	(void)state;
	bench_open_memory(&b);
	assert_ok(store_client_put(b.store, &c, NULL, NULL));
	assert_ok(store_client_get(b.store, "c1", &back, NULL));
	assert_string_equal(back.called, "Naïma");
	assert_string_equal(back.family_name, "");
	assert_string_equal(back.district, "Laak");
	assert_string_equal(back.facts, c.facts);
	assert_int_equal(back.ladder_level, 3);
	store_client_release(&back);
	assert_int_equal(store_client_get(b.store, "c9", &back, NULL), ERR_NOT_FOUND);
	store_client_release(&c);
	bench_close(&b);
}

static enum err add_hit(void *data, const struct store_client *c, const char *part,
			struct error *e)
{
	(void)e;
	str_addf(data, "%s(%s);", c->id, part);
	return OK;
}

static void look(struct bench *b, const char *const *prefixes, int count, const char *year,
		 struct str *out)
{
	struct store_find f = {.prefixes = prefixes, .prefix_count = count, .birth_year = year,
			       .most = 10};
	int64_t total;

	str_reset(out);
	assert_ok(store_find_clients(b->store, &f, add_hit, out, &total, NULL));
	str_addf(out, "%lld", (long long)total);
}

static void add_people(struct bench *b)
{
	struct store_client c = {
		.id = mem_text("c3"), .called = mem_text("naima"),
		.family_name = mem_text("Aarab"), .birth_date = mem_text("~1984"),
		.postcode = mem_text("2516 ab"), .file_number = mem_text("J-0003"),
	};
	struct store_name parts[] = {{"naima", 1}, {"nadia", 2}, {"nadia", 2}, {"aarab", 4}};
	struct store_names names = {.parts = parts, .part_count = 4}; /* twice is once */

	add_named(b, "c1", "Naima", "Bouzid", "1981-05-12");
	add_named(b, "c2", "Karin", "Naber", "1984");
	assert_ok(store_client_put(b->store, &c, &names, NULL));
	store_client_release(&c);
}

static void test_find_by_name(void **state)
{
	static const char *const na[] = {"na"}, *const both[] = {"naima", "bo"},
			  *const turned[] = {"bo", "na"}, *const none[] = {"naima", "x"},
			  *const empty[] = {""};
	struct bench b;
	struct str out = STR_INIT;

	(void)state;
	bench_open_memory(&b);
	add_people(&b);
	look(&b, na, 1, NULL, &out);
	assert_string_equal(out.bytes, "c2(naber);c3(nadia);c1(naima);3");
	look(&b, both, 2, NULL, &out);
	assert_string_equal(out.bytes, "c1(naima);1");
	look(&b, turned, 2, NULL, &out);
	assert_string_equal(out.bytes, "c1(bouzid);1");
	look(&b, none, 2, NULL, &out);
	assert_string_equal(out.bytes, "0");
	look(&b, na, 1, "1984", &out);
	assert_string_equal(out.bytes, "c2(naber);c3(nadia);2");
	look(&b, both, 1, "1984", &out);
	assert_string_equal(out.bytes, "c3(naima);1");
	look(&b, na, 1, "1985", &out);
	assert_string_equal(out.bytes, "0");
	add_named(&b, "c3", "Nazha", "Aarab", "1984"); /* the order follows a new name */
	look(&b, na, 1, NULL, &out);
	assert_string_equal(out.bytes, "c2(naber);c1(naima);c3(nazha);3");
	look(&b, NULL, 0, "1984", &out);
	assert_string_equal(out.bytes, "c2();c3();2");
	look(&b, NULL, 0, NULL, &out);
	assert_string_equal(out.bytes, "0");
	look(&b, empty, 1, NULL, &out);
	assert_true(text_begins(out.bytes + out.len - 1, "3"));
	str_release(&out);
	bench_close(&b);
}

static void test_find_by_the_rest(void **state)
{
	static const char *const na[] = {"na"}, *const ka[] = {"ka"};
	struct store_find by_code = {.postcode = "2516", .most = 10},
			  by_letters = {.postcode = "2516AB", .prefixes = na, .prefix_count = 1,
					.most = 10},
			  by_number = {.file_number = "j-0003", .most = 10},
			  by_both = {.file_number = "J-0003", .prefixes = ka, .prefix_count = 1,
				     .most = 10},
			  too_many = {.prefix_count = 9};
	struct bench b;
	struct str out = STR_INIT;
	int64_t total;

	(void)state;
	bench_open_memory(&b);
	add_people(&b);
	assert_ok(store_find_clients(b.store, &by_code, add_hit, &out, &total, NULL));
	assert_ok(store_find_clients(b.store, &by_letters, add_hit, &out, &total, NULL));
	assert_ok(store_find_clients(b.store, &by_number, add_hit, &out, &total, NULL));
	assert_string_equal(out.bytes, "c3();c3(nadia);c3();");
	assert_ok(store_find_clients(b.store, &by_both, add_hit, &out, &total, NULL));
	assert_int_equal(total, 0);
	assert_int_equal(store_find_clients(b.store, &too_many, add_hit, &out, &total, NULL),
			 ERR_USAGE);
	str_release(&out);
	bench_close(&b);
}

static void test_find_counts_no_further(void **state)
{
	static const char *const prefix[] = {"an"};
	struct store_find f = {.prefixes = prefix, .prefix_count = 1, .most = 2};
	struct bench b;
	struct str out = STR_INIT, id = STR_INIT;
	int64_t total;

	(void)state;
	bench_open_memory(&b);
	assert_ok(store_begin(b.store, NULL));
	for (int i = 0; i < STORE_FIND_COUNT_MOST + 50; i++) {
		str_reset(&id);
		str_addf(&id, "c%05d", i);
		add_named(&b, id.bytes, "Anna", "Bos", "1980");
	}
	assert_ok(store_commit(b.store, NULL));
	assert_ok(store_find_clients(b.store, &f, add_hit, &out, &total, NULL));
	assert_int_equal(total, STORE_FIND_COUNT_MOST);
	assert_string_equal(out.bytes, "c00000(anna);c00001(anna);");
	str_release(&id);
	str_release(&out);
	bench_close(&b);
}

static void add_due(struct bench *b, const char *client, const char *due, const char *time)
{
	struct store_agenda a = {
		.due = mem_text(due), .time = mem_text(time), .client = mem_text(client),
		.subject = mem_text("s1"), .kind = mem_text("appointment"),
		.about = mem_text("opvang"), .with = mem_text(""),
	};

	assert_ok(store_agenda_put(b->store, &a, NULL));
	store_agenda_release(&a);
}

static enum err add_line(void *data, const struct store_agenda *a, struct error *e)
{
	(void)e;
	str_addf(data, "%s %s %s/%s;", a->due, a->time, a->called, a->family);
	return OK;
}

static void test_agenda(void **state)
{
	struct bench b;
	struct str out = STR_INIT;

	(void)state;
	bench_open_memory(&b);
	add_client(&b, "c1", "Naima", "el Amrani", "");
	add_client(&b, "c2", "şükran van den Berg", "", "");
	add_client(&b, "c3", "", "", "");
	add_client(&b, "c4", "Karin", "van der heide", "");
	add_due(&b, "c1", "2026-11-21", "09:30");
	add_due(&b, "c2", "2026-11-21", "");
	add_due(&b, "c3", "2026-11-19", "");
	add_due(&b, "c4", "2026-11-22", "");
	add_due(&b, "c1", "2026-12-01", "");
	assert_ok(store_agenda_until(b.store, "2026-11-22", 10, add_line, &out, NULL));
	assert_string_equal(out.bytes, "2026-11-19  /;2026-11-21  şükran van den Berg/;"
				       "2026-11-21 09:30 Naima/el Amrani;2026-11-22  Karin/van der heide;");
	str_reset(&out);
	assert_ok(store_agenda_until(b.store, "2026-11-22", 1, add_line, &out, NULL));
	assert_string_equal(out.bytes, "2026-11-19  /;");
	str_release(&out);
	bench_close(&b);
}

static enum err add_seen(void *data, const struct store_client *c, struct error *e)
{
	(void)e;
	str_addf(data, "%s;", c->id);
	return OK;
}

static void add_seen_client(struct bench *b, const char *id, const char *status,
			    const char *last_seen)
{
	struct store_client c = {.id = mem_text(id), .status = mem_text(status),
				 .last_seen = mem_text(last_seen)};

	assert_ok(store_client_put(b->store, &c, NULL, NULL));
	store_client_release(&c);
}

static void test_unseen(void **state)
{
	struct bench b;
	struct str out = STR_INIT;

	(void)state;
	bench_open_memory(&b);
	add_seen_client(&b, "c1", "open", "2026-09-01");
	add_seen_client(&b, "c2", "open", "2026-08-01");
	add_seen_client(&b, "c3", "closed", "2020-01-01");
	add_seen_client(&b, "c4", "open", "2026-11-01");
	add_seen_client(&b, "c5", "open", "");
	assert_ok(store_clients_unseen_since(b.store, "2026-11-01", 10, add_seen, &out, NULL));
	assert_string_equal(out.bytes, "c5;c2;c1;");
	str_release(&out);
	bench_close(&b);
}

static enum err add_thing(void *data, const char *key, const char *value, struct error *e)
{
	(void)e;
	str_addf(data, "%s=%s;", key, value);
	return OK;
}

static void test_things(void **state)
{
	struct bench b;
	struct str out = STR_INIT;

	(void)state;
	bench_open_memory(&b);
	assert_ok(store_thing_put(b.store, "worker", "w2", "Samira", NULL));
	assert_ok(store_thing_put(b.store, "worker", "w1", "Els", NULL));
	assert_ok(store_thing_put(b.store, "worker", "w1", "Els B.", NULL));
	assert_ok(store_thing_put(b.store, "setting", "away_weeks", "8", NULL));
	assert_ok(store_things(b.store, "worker", add_thing, &out, NULL));
	assert_string_equal(out.bytes, "w1=Els B.;w2=Samira;");
	assert_ok(store_thing(b.store, "setting", "away_weeks", &out, NULL));
	assert_string_equal(out.bytes, "8");
	assert_ok(store_thing(b.store, "setting", "none", &out, NULL));
	assert_string_equal(out.bytes, "");
	str_release(&out);
	bench_close(&b);
}

static void write_rows(struct bench *b, const char *first, const char *second)
{
	struct store_event ev = {"c1", "2026-11-22", "interview", "Laak", ""};

	add_named(b, first, "Naima", "Bouzid", "1981");
	add_named(b, second, "Karin", "Bos", "1970");
	add_due(b, second, "2026-11-23", "");
	assert_ok(store_event_put(b->store, &ev, NULL));
	assert_ok(store_event_put(b->store, &ev, NULL)); /* two talks on one day are two */
	assert_ok(store_thing_put(b->store, "worker", "w1", "Els", NULL));
}

static void test_digest(void **state)
{
	struct bench b;
	unsigned char one[VAULT_HASH_BYTES], two[VAULT_HASH_BYTES], three[VAULT_HASH_BYTES];

	(void)state;
	bench_open_memory(&b);
	write_rows(&b, "c1", "c2");
	assert_ok(store_derived_digest(b.store, one, NULL));
	assert_ok(store_derived_clear(b.store, NULL));
	assert_ok(store_derived_digest(b.store, two, NULL));
	assert_memory_not_equal(one, two, sizeof one);
	write_rows(&b, "c1", "c2");
	assert_ok(store_client_forget_rows(b.store, "c1", NULL));
	assert_ok(store_derived_digest(b.store, two, NULL));
	assert_memory_not_equal(one, two, sizeof one);
	assert_ok(store_derived_clear(b.store, NULL));
	add_named(&b, "c2", "Later", "First", "1970"); /* other numbers for clients and parts */
	write_rows(&b, "c1", "c2");
	assert_ok(store_derived_digest(b.store, two, NULL));
	assert_memory_equal(one, two, sizeof one);
	assert_ok(store_thing_put(b.store, "worker", "w1", "Elsa", NULL));
	assert_ok(store_derived_digest(b.store, three, NULL));
	assert_memory_not_equal(one, three, sizeof one);
	bench_close(&b);
}

int run_derived_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_count_stays_right),
		cmocka_unit_test(test_get_client),
		cmocka_unit_test(test_find_by_name),
		cmocka_unit_test(test_find_by_the_rest),
		cmocka_unit_test(test_find_counts_no_further),
		cmocka_unit_test(test_agenda),
		cmocka_unit_test(test_unseen),
		cmocka_unit_test(test_things),
		cmocka_unit_test(test_digest),
	};

	return cmocka_run_group_tests_name("store: derived rows", tests, NULL, NULL);
}
