/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups.h"
#include "store/names.h"

static void on_part(void *data, uint32_t part, const char *folded)
{
	str_addf(data, "%u %s;", part, folded);
}

static void on_posting(void *data, uint32_t part, uint32_t number, unsigned kinds)
{
	str_addf(data, "%u %u %u;", part, number, kinds);
}

static void on_person(void *data, uint32_t number, const char *birth, bool is_open)
{
	str_addf(data, "%u %s %d;", number, birth, is_open);
}

static void on_name(void *data, const char *name, unsigned kinds)
{
	str_addf(data, "%s %u;", name, kinds);
}

static void on_number(void *data, uint32_t number)
{
	str_addf(data, "%u;", number);
}

/* All of the three tables, in slices of so many. */
static void read_all(struct bench *b, int most, struct str *out)
{
	struct store_names_at at = {0};
	bool is_over = false;

	str_reset(out);
	while (!is_over)
		assert_ok(store_parts_read(b->store, &at, most, on_part, out, &is_over, NULL));
	str_add(out, "| ");
	at = (struct store_names_at){0};
	for (is_over = false; !is_over;)
		assert_ok(store_postings_read(b->store, &at, most, on_posting, out, &is_over, NULL));
	str_add(out, "| ");
	at = (struct store_names_at){0};
	for (is_over = false; !is_over;)
		assert_ok(store_persons_read(b->store, &at, most, on_person, out, &is_over, NULL));
}

static void test_read_in_slices(void **state)
{
	static const char all[] =
		"1 naima;2 bouzid;3 karin;| 1 1 1;1 3 1;2 1 4;2 2 4;3 2 1;3 3 4;| "
		"1 1981-05-12 1;2 1984 1;3 ~1990 1;";
	struct bench b;
	struct str out = STR_INIT;

	(void)state;
	bench_open_memory(&b);
	read_all(&b, 5, &out);
	assert_string_equal(out.bytes, "| | ");
	add_named(&b, "c1", "Naima", "Bouzid", "1981-05-12");
	add_named(&b, "c2", "Karin", "Bouzid", "1984");
	add_named(&b, "c3", "Naima", "Karin", "~1990");
	for (int most = 1; most < 8; most++) {
		read_all(&b, most, &out);
		assert_string_equal(out.bytes, all);
	}
	str_release(&out);
	bench_close(&b);
}

static void test_numbers(void **state)
{
	struct bench b;
	struct store_client c;
	struct str out = STR_INIT;
	uint32_t number;

	(void)state;
	bench_open_memory(&b);
	add_named(&b, "c1", "Naima", "Bouzid", "1981");
	add_named(&b, "c2", "Karin", "Bos", "1970");
	add_named(&b, "c1", "Zohra", "Bouzid", "1981"); /* written over: it stays hers */
	assert_ok(store_client_number(b.store, "c1", &number, NULL));
	assert_int_equal(number, 1);
	assert_int_equal(store_client_number(b.store, "c9", &number, NULL), ERR_NOT_FOUND);
	assert_ok(store_client_by_number(b.store, 2, &c, NULL));
	assert_string_equal(c.id, "c2");
	store_client_release(&c);
	assert_int_equal(store_client_by_number(b.store, 9, &c, NULL), ERR_NOT_FOUND);
	assert_ok(store_names_of(b.store, 1, on_name, &out, NULL));
	assert_ok(store_names_of(b.store, 9, on_name, &out, NULL));
	assert_string_equal(out.bytes, "Zohra 1;Bouzid 4;");
	str_release(&out);
	bench_close(&b);
}

/* A name that nobody has any more is nowhere, and its id leads to no other name while this runs. */
static void test_part_of_nobody_goes(void **state)
{
	struct bench b;
	struct str out = STR_INIT;

	(void)state;
	bench_open_memory(&b);
	add_named(&b, "c1", "Naima", "Bouzid", "1981");
	add_named(&b, "c2", "Karin", "Bouzid", "1970");
	assert_ok(store_client_forget_rows(b.store, "c2", NULL));
	read_all(&b, 9, &out);
	assert_string_equal(out.bytes, "1 naima;2 bouzid;| 1 1 1;2 1 4;| 1 1981 1;");
	add_named(&b, "c1", "Zohra", "Bouzid", "1981");
	read_all(&b, 9, &out);
	assert_string_equal(out.bytes, "2 bouzid;4 zohra;| 2 1 4;4 1 1;| 1 1981 1;");
	str_release(&out);
	bench_close(&b);
}

static void ask(struct bench *b, enum store_key kind, const char *begin, struct str *out)
{
	str_reset(out);
	assert_ok(store_key_find(b->store, kind, begin, 10, on_number, out, NULL));
}

static void add_keyed(struct bench *b, const char *id, const char *number, const char *postcode,
		      const char *phones, const char *birth)
{
	struct store_client c = {.id = mem_text(id), .file_number = mem_text(number),
				 .postcode = mem_text(postcode), .phones = mem_text(phones),
				 .birth_date = mem_text(birth)};

	assert_ok(store_client_put(b->store, &c, NULL, NULL));
	store_client_release(&c);
}

static void test_keys(void **state)
{
	static const struct {
		enum store_key kind;
		const char *begin, *found;
	} questions[] = {
		{STORE_KEY_FILE_NUMBER, "J-0001", "1;"}, {STORE_KEY_FILE_NUMBER, "j-0001", "1;"},
		{STORE_KEY_FILE_NUMBER, "J-000", ""},    {STORE_KEY_POSTCODE, "2516", "1;2;"},
		{STORE_KEY_POSTCODE, "2516AB", "1;"},    {STORE_KEY_PHONE, "5678", "2;1;"},
		{STORE_KEY_PHONE, "345678", "1;"},       {STORE_KEY_PHONE, "4321", "2;"},
		{STORE_KEY_BIRTH, "1984", "1;"},         {STORE_KEY_BIRTH, "~1984", "2;"},
	};
	struct bench b;
	struct str out = STR_INIT;

	(void)state;
	bench_open_memory(&b);
	add_keyed(&b, "c1", "J-0001", "2516 ab", "8765432160", "1984-05-12");
	add_keyed(&b, "c2", "", "2516CD", "12345670 8765 8765", "~1984");
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
		ask(&b, questions[i].kind, questions[i].begin, &out);
		assert_string_equal(out.bytes, questions[i].found);
	}
	add_keyed(&b, "c1", "J-0002", "2516 AB", "", "1984-05-12");
	ask(&b, STORE_KEY_FILE_NUMBER, "J-0001", &out);
	assert_string_equal(out.bytes, "");
	ask(&b, STORE_KEY_PHONE, "5678", &out);
	assert_string_equal(out.bytes, "2;");
	ask(&b, STORE_KEY_POSTCODE, "2516AB", &out);
	assert_string_equal(out.bytes, "1;");
	str_reset(&out);
	assert_ok(store_key_find(b.store, STORE_KEY_POSTCODE, "2516", 1, on_number, &out, NULL));
	assert_string_equal(out.bytes, "1;");
	str_release(&out);
	bench_close(&b);
}

/* Rows of the tables that do not fit the rows of clients are told by the digest. */
static void test_digest_sees_lost_rows(void **state)
{
	static const char *const harms[] = {
		"DELETE FROM person_part WHERE part = 1",
		"UPDATE person_part SET kinds = 2 WHERE part = 2",
		"INSERT INTO person_part(part, client, kinds) VALUES (2, 2, 1)",
		"DELETE FROM client_key",
		"UPDATE name_part SET folded = 'naina' WHERE id = 1",
	};
	unsigned char one[VAULT_HASH_BYTES], two[VAULT_HASH_BYTES];

	(void)state;
	for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
		struct bench b;

		bench_open_file(&b);
		add_named(&b, "c1", "Naima", "Bouzid", "1981");
		add_named(&b, "c2", "Karin", "Bos", "1981");
		assert_ok(store_derived_digest(b.store, one, NULL));
		store_close(b.store);
		b.store = NULL;
		run_sql(&b, harms[i]);
		bench_reopen(&b);
		assert_ok(store_derived_digest(b.store, two, NULL));
		assert_memory_not_equal(one, two, sizeof one);
		bench_close(&b);
	}
}

int run_names_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read_in_slices),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_part_of_nobody_goes),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_digest_sees_lost_rows),
	};

	return cmocka_run_group_tests_name("store: names", tests, NULL, NULL);
}
