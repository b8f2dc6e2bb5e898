/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

#include "people.h"

enum { SHOWN = 10 };

struct setting {
	struct known *k;
	struct find_dictionary *d;
	struct find_search *s;
};

static struct setting begin(struct known *k)
{
	struct setting t = {k, known_dictionary(k, NULL), NULL};

	t.s = find_search_new(t.d, known_names, k);
	return t;
}

static void end(struct setting *t)
{
	find_search_free(t->s);
	find_dictionary_free(t->d);
	free(t->k);
}

/* Names of the hits, "given family; ..." */
static void show(const struct setting *t, struct str *out)
{
	struct find_hit hits[SHOWN];
	int64_t total;
	int count = find_search_hits(t->s, hits, SHOWN, &total);

	str_reset(out);
	assert_true(total >= count);
	for (int i = 0; i < count; i++)
		str_addf(out, "%s %s; ", t->k->people[hits[i].number].given,
			 t->k->people[hits[i].number].family);
}

static uint32_t first_of(struct setting *t, const char *typed, int year)
{
	struct find_hit hit = {0, 0};
	int64_t total;

	known_ask(t->s, typed, year);
	return find_search_hits(t->s, &hit, 1, &total) == 1 ? hit.number : 0;
}

static void test_found(void **state)
{
	static const struct {
		const char *typed;
		int year;
		uint32_t number;
	} cases[] = {
		{"naima bouzid", 0, 1},   {"bouzid naima", 0, 1},    {"NAÏMA", 0, 1},
		{"nai bou", 0, 1},        {"najma boezid", 0, 1},    {"foesia", 0, 2},
		{"foezia amrani", 0, 2},  {"fouzia elamrani", 0, 2}, {"el amrani", 0, 2},
		{"jildiz", 0, 3},         {"yildiz kaja", 0, 3},     {"van den berg", 0, 4},
		{"van der berg", 0, 4},   {"berg", 0, 4},            {"مريم", 0, 5},
		{"مري", 0, 5},            {"amina hassan", 1984, 7}, {"amina hassan", 1990, 6},
		{"", 1971, 8},            {"xyzzyq", 0, 0},          {"", 0, 0},
	};
	struct known *k = known_new();
	struct setting t;

	(void)state;
	known_add(k, "Naïma", "Bouzid", "1984-03-12");
	known_add(k, "Fouzia", "El Amrani", "1980");
	known_add(k, "Yıldız", "Kaya", "");
	known_add(k, "Maria", "van der Berg", "");
	known_add(k, "مريم", "خوري", "");
	known_add(k, "Amina", "Hassan", "1990-01-01");
	known_add(k, "Amina", "Hassan", "1984-05-06");
	known_add(k, "Wilma", "Postma", "1971-05-06");
	t = begin(k);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (first_of(&t, cases[i].typed, cases[i].year) != cases[i].number)
			fail_msg("%s %d is not number %u", cases[i].typed, cases[i].year,
				 cases[i].number);
	end(&t);
}

/* Exactly, then as a beginning, then alike; of equals who was seen lately, who is open, the name. */
static void test_order(void **state)
{
	struct known *k = known_new();
	struct setting t;
	struct str out = STR_INIT;
	uint32_t recent[] = {2};

	(void)state;
	known_add(k, "Zohra", "Karima", "");
	known_add(k, "Dunya", "Karim", "");
	known_add(k, "Bahar", "Karim", "");
	k->people[known_add(k, "Esra", "Karim", "")].is_open = true;
	known_add(k, "Anna", "Kerim", "");
	known_add(k, "Anna", "Karim", "");
	t = begin(k);
	find_dictionary_set_recent(t.d, recent, 1);
	known_ask(t.s, "karim", 0);
	show(&t, &out);
	assert_string_equal(out.bytes, "Dunya Karim; Esra Karim; Anna Karim; Bahar Karim; "
				       "Anna Kerim; Zohra Karima; ");
	str_release(&out);
	end(&t);
}

/* Two words need two names of hers. */
static void test_two_words_two_parts(void **state)
{
	struct known *k = known_new();
	struct setting t;

	(void)state;
	known_add(k, "Mohamed", "Kaya", "");
	known_add(k, "Mohamed", "Mohamed", "");
	known_add(k, "Mohamed", "Mohammed", "");
	known_add(k, "Mohamed", "Mohajir", "");
	t = begin(k);
	assert_int_equal(first_of(&t, "mohamed mohamed", 0), 2);
	assert_int_equal(first_of(&t, "mohammed mohamed", 0), 3);
	assert_int_equal(first_of(&t, "mohaj moha", 0), 4);
	assert_int_equal(first_of(&t, "mohamed kaya", 0), 1);
	end(&t);
}

/* One part comes near both words: the other word is another part of hers, that comes near it. */
static void test_two_words_alike(void **state)
{
	struct known *k = known_new();
	struct setting t;

	(void)state;
	known_add(k, "Mohammed", "Kaya", "");
	known_add(k, "Mohammed", "Mohamed", "");
	t = begin(k);
	assert_int_equal(first_of(&t, "moehamme mohammed", 0), 2);
	assert_int_equal(first_of(&t, "mohammed moehamme", 0), 2);
	end(&t);
}

/* Who was seen may have a number that is higher than any that came in. */
static void test_seen_before_she_is_put(void **state)
{
	uint32_t recent[] = {5000};
	struct known *k = known_new();
	struct setting t;

	(void)state;
	known_add(k, "Naima", "Bouzid", "");
	t = begin(k);
	assert_int_equal(first_of(&t, "naima", 0), 1);
	find_dictionary_set_recent(t.d, recent, 1);
	assert_int_equal(first_of(&t, "naima", 0), 1);
	assert_int_equal(first_of(&t, "naima", 1984), 1);
	end(&t);
}

static bool pause_at_once(void *data)
{
	(void)data;
	return true;
}

/* Who is looked among changes between two slices of a question: that question is over. */
static void test_among_in_between(void **state)
{
	uint32_t among[] = {2};
	struct known *k = known_new();
	struct setting t;
	struct find_query q;

	(void)state;
	known_add(k, "Naima", "Bouzid", "");
	known_add(k, "Naima", "Kaya", "");
	t = begin(k);
	for (int slices = 0; slices < 20; slices++) {
		find_search_among(t.s, among, 1);
		find_query_read("naima", &q);
		find_search_ask(t.s, &q);
		find_query_release(&q);
		for (int i = 0; i < slices; i++)
			(void)find_search_go(t.s, pause_at_once, NULL);
		find_search_among(t.s, NULL, 0);
		(void)find_search_go(t.s, NULL, NULL);
		assert_int_equal(first_of(&t, "naima", 0), 1);
	}
	end(&t);
}

static void test_first_then_final(void **state)
{
	struct known *k = known_new();
	struct setting t;
	struct str out = STR_INIT;
	struct find_query q;

	(void)state;
	known_add(k, "Khadija", "Kaya", "");
	known_add(k, "Chadija", "Kaya", "");
	t = begin(k);
	find_query_read("khadija", &q);
	find_search_ask(t.s, &q);
	find_query_release(&q);
	show(&t, &out);
	assert_string_equal(out.bytes, "");
	assert_int_equal(find_search_go(t.s, NULL, NULL), FIND_FIRST);
	show(&t, &out);
	assert_string_equal(out.bytes, "Khadija Kaya; ");
	assert_int_equal(find_search_go(t.s, NULL, NULL), FIND_FINAL);
	show(&t, &out);
	assert_string_equal(out.bytes, "Khadija Kaya; Chadija Kaya; ");
	assert_int_equal(find_search_go(t.s, NULL, NULL), FIND_FINAL);
	str_release(&out);
	end(&t);
}

static void test_not_settled(void **state)
{
	struct find_dictionary *d = find_dictionary_new(NULL);
	struct find_search *s = find_search_new(d, known_names, NULL);
	struct find_query q;

	(void)state;
	find_query_read("naima", &q);
	find_search_ask(s, &q);
	find_query_release(&q);
	assert_int_equal(find_search_go(s, NULL, NULL), FIND_ASKED);
	assert_true(find_dictionary_settle(d, NULL, NULL));
	assert_int_equal(find_search_go(s, NULL, NULL), FIND_FIRST);
	assert_int_equal(find_search_go(s, NULL, NULL), FIND_FINAL);
	find_search_free(s);
	find_search_free(NULL);
	find_dictionary_free(d);
}

static void test_changed(void **state)
{
	struct known *k = known_new();
	struct setting t;

	(void)state;
	known_add(k, "Naima", "Bouzid", "");
	known_add(k, "Samira", "Khoury", "");
	t = begin(k);
	assert_int_equal(first_of(&t, "samira", 0), 2);
	find_dictionary_forget(t.d, 2);
	assert_int_equal(first_of(&t, "samira", 0), 0);
	(void)snprintf(k->people[1].given, sizeof k->people[1].given, "Samira");
	known_put(k, t.d, 1);
	assert_int_equal(first_of(&t, "samira", 0), 1);
	assert_int_equal(first_of(&t, "sjamira boezid", 0), 1);
	assert_int_equal(first_of(&t, "naima", 0), 0);
	known_put(k, t.d, known_add(k, "Foesia", "Mohamed", "1984"));
	assert_int_equal(first_of(&t, "fouzia", 0), 3);
	end(&t);
}

/* Who differs in a particle alone, which a question does without. */
static void test_whole_name_first(void **state)
{
	struct known *k = known_new();
	struct setting t;

	(void)state;
	known_add(k, "Aya", "El Aziz", "");
	known_add(k, "Aya", "Al-Aziz", "");
	known_add(k, "Aya", "Aziz", "");
	t = begin(k);
	assert_int_equal(first_of(&t, "aya al-aziz", 0), 2);
	assert_int_equal(first_of(&t, "el AZIZ aya", 0), 1);
	assert_int_equal(first_of(&t, "aziz aya", 0), 3);
	end(&t);
}

static void test_spelling(void **state)
{
	const char *names[] = {"Naima", "Bouzid", "El Amrani", "Najma"};
	unsigned kinds[] = {FIND_CALLED, FIND_FAMILY, FIND_EARLIER, FIND_OTHER};
	struct known *k = known_new();
	struct setting t;

	(void)state;
	t = begin(k);
	known_ask(t.s, "naima amrani", 0);
	assert_int_equal(find_search_spelling(t.s, names, kinds, 4), 2);
	known_ask(t.s, "naima bouzid", 0);
	assert_int_equal(find_search_spelling(t.s, names, kinds, 4), -1);
	assert_int_equal(find_search_spelling(t.s, names, kinds, 0), -1);
	known_ask(t.s, "najma bouzid", 0); /* sounds nearly as what is shown, and is an other */
	assert_int_equal(find_search_spelling(t.s, names, kinds, 4), 3);
	known_ask(t.s, "naema bouzid", 0);
	assert_int_equal(find_search_spelling(t.s, names, kinds, 4), -1);
	end(&t);
}

/* What is found letter by letter, forth and back, with any pauses, is what is found at once. */
struct pausing {
	unsigned seed;
	unsigned often;
};

static bool pause_at_random(void *data)
{
	struct pausing *p = data;

	p->seed = p->seed * 1103515245U + 12345U;
	return (p->seed >> 8) % p->often == 0;
}

static void ask_in_pieces(struct find_search *s, const char *typed, size_t len, bool is_whole,
			  struct pausing *p)
{
	char begin_of[80];
	struct find_query q;
	int rounds = is_whole ? INT32_MAX : (int)(p->seed >> 8) % 5;

	(void)snprintf(begin_of, sizeof begin_of, "%.*s", (int)len, typed);
	find_query_read(begin_of, &q);
	find_search_ask(s, &q);
	find_query_release(&q);
	for (int i = 0; i < rounds; i++)
		if (find_search_go(s, pause_at_random, p) == FIND_FINAL)
			break;
}

static void test_letter_by_letter(void **state)
{
	static const char *const typed[] = {"foesia amrani", "mohamed mohamed", "khadija kaya",
					    "berg maria", "sjaima boezid", "jildiz jildirim"};
	struct known *k = known_new();
	struct setting t;
	struct find_search *whole;
	struct pausing p = {1, 3};

	(void)state;
	known_add_many(k, 2000, 4);
	t = begin(k);
	whole = find_search_new(t.d, known_names, k);
	for (size_t i = 0; i < 6 * sizeof typed / sizeof *typed; i++) {
		const char *line = typed[i % (sizeof typed / sizeof *typed)];
		struct find_hit hits[SHOWN], other[SHOWN];
		int64_t total, other_total;
		size_t len = strlen(line);
		int count;

		for (size_t at = 1; at <= len; at++)
			ask_in_pieces(t.s, line, at, false, &p);
		ask_in_pieces(t.s, line, len - 2, false, &p);
		ask_in_pieces(t.s, line, len, true, &p);
		find_search_free(whole);
		whole = find_search_new(t.d, known_names, k);
		known_ask(whole, line, 0);
		count = find_search_hits(t.s, hits, SHOWN, &total);
		assert_int_equal(find_search_hits(whole, other, SHOWN, &other_total), count);
		assert_int_equal(total, other_total);
		for (int h = 0; h < count; h++) {
			assert_int_equal(hits[h].number, other[h].number);
			assert_int_equal(hits[h].score, other[h].score);
		}
		known_put(k, t.d, (uint32_t)(1 + i * 37 % 2000));
		if (i % 4 == 3)
			find_dictionary_forget(t.d, (uint32_t)(1 + i * 91 % 2000));
	}
	find_search_free(whole);
	end(&t);
}

int group_search(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_found),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_two_words_two_parts),
		cmocka_unit_test(test_two_words_alike),
		cmocka_unit_test(test_seen_before_she_is_put),
		cmocka_unit_test(test_among_in_between),
		cmocka_unit_test(test_first_then_final),
		cmocka_unit_test(test_not_settled),
		cmocka_unit_test(test_changed),
		cmocka_unit_test(test_spelling), cmocka_unit_test(test_whole_name_first),
		cmocka_unit_test(test_letter_by_letter),
	};

	return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
