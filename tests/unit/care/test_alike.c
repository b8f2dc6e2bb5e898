/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

/* Who looks like whom: respelt women are found, sisters and daughters stay apart, answers are remembered. */

static json_t *facts_of(const char *given, const char *family, const char *birth,
			const char *phone)
{
	json_t *facts = json_object();

	json_put_text(facts, "called", given);
	json_put_text(facts, "given_name", given);
	json_put_text(facts, "family_name", family);
	json_put_text(facts, "birth_date", birth);
	json_put_text(facts, "phone", phone);
	return facts;
}

static void add(struct place *p, const char *given, const char *family, const char *birth,
		const char *phone, char id[37])
{
	json_t *facts = facts_of(given, family, birth, phone);
	struct error e = ERROR_INIT;

	must(care_register(p->s, facts, NULL, id, &e), &e);
	json_decref(facts);
}

static void load(struct place *p)
{
	struct error e = ERROR_INIT;
	bool is_over = false;

	must(care_names_load(p->s, NULL, NULL, &is_over, &e), &e);
	assert_true(is_over);
}

static void look(struct place *p, const char *client, const json_t *facts,
		 struct care_alikes *out)
{
	struct error e = ERROR_INIT;

	load(p);
	must(care_alike_find(p->s, client, facts, out, &e), &e);
}

static enum care_zone zone_in(const struct care_alikes *found, const char *client)
{
	for (int i = 0; i < found->count; i++)
		if (strcmp(found->items[i].client, client) == 0)
			return found->items[i].zone;
	return CARE_APART;
}

struct pair {
	const char *given, *family, *birth;          /* who is in the file */
	const char *new_given, *new_family, *new_birth; /* who comes in */
};

/* Where the one who is in the file stands for the one who comes in. */
static enum care_zone zone_of_pair(const struct pair *pair, const char *phone)
{
	struct care_alikes found;
	enum care_zone zone;
	json_t *facts;
	struct place p;
	char id[37];

	place_make(&p);
	add(&p, pair->given, pair->family, pair->birth, phone, id);
	facts = facts_of(pair->new_given, pair->new_family, pair->new_birth, phone);
	look(&p, NULL, facts, &found);
	zone = zone_in(&found, id);
	json_decref(facts);
	care_alikes_release(&found);
	place_remove(&p);
	return zone;
}

static void test_respelt(void **state)
{
	static const struct pair pairs[] = {
		{"Naima", "Bouzid", "1981-03-12", "Na\xc3\xafma", "Boezid", "1981-03-12"},
		{"Khadija", "El Amrani", "1990-05-05", "Khadidja", "Elamrani", "1990-05-05"},
		{"Fouzia", "Benali", "1975-11-30", "Fouzia", "Ben Ali", "1975-11-30"},
		{"Olena", "Kovalenko", "1988-02-04", "Kovalenko", "Olena", "1988-02-04"},
		{"Hatice", "Y\xc4\xb1ld\xc4\xb1z", "1979-06-07", "Hatice", "Jildiz", "1979-06-07"},
		/* the day and the month changed places */
		{"Samira", "Haddou", "1984-03-12", "Samira", "Haddou", "1984-12-03"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		enum care_zone zone = zone_of_pair(&pairs[i], "");

		if (zone != CARE_CARD)
			print_error("%s %s\n", pairs[i].new_given, pairs[i].new_family);
		assert_int_equal(zone, CARE_CARD);
	}
}

/* Twins, sisters, mothers and daughters: with one phone, never in the top zone. */
static void test_family_stays_apart(void **state)
{
	static const struct pair pairs[] = {
		/* twins */
		{"Fatima", "El Amrani", "1990-05-05", "Fatiha", "El Amrani", "1990-05-05"},
		{"Karima", "Bouzid", "1981-03-12", "Karina", "Bouzid", "1981-03-12"},
		{"Hanan", "Haddou", "1976-08-19", "Hanae", "Haddou", "1976-08-19"},
		{"Samira", "Aydin", "1988-11-02", "Samia", "Aydin", "1988-11-02"},
		{"Nora", "Jansen", "1993-04-21", "Noa", "Jansen", "1993-04-21"},
		{"Marina", "Kovalenko", "1985-07-30", "Maria", "Kovalenko", "1985-07-30"},
		{"Najat", "Benali", "1979-12-12", "Najah", "Benali", "1979-12-12"},
		{"Ay\xc5\x9f" "e", "Demir", "1991-02-14", "Ayla", "Demir", "1991-02-14"},
		{"Hodan", "Warsame", "1994-06-01", "Hodo", "Warsame", "1994-06-01"},
		{"Zahra", "Ahmadi", "1987-10-10", "Zohra", "Ahmadi", "1987-10-10"},
		{"Olena", "Boyko", "1990-01-01", "Olha", "Boyko", "1990-01-01"},
		{"Amal", "Yusuf", "1983-01-01", "Iman", "Yusuf", "1983-01-01"},
		/* sisters */
		{"Naima", "Bouzid", "1981-03-12", "Nadia", "Bouzid", "1983-03-12"},
		{"Leyla", "Kaya", "1977-05-23", "Leman", "Kaya", "1979-05-23"},
		{"Rachida", "Tahiri", "1970-09-09", "Rahma", "Tahiri", "1971-09-09"},
		{"Asma", "Osman", "1998-03-04", "Salma", "Osman", "1999-04-03"},
		{"Zineb", "El Idrissi", "1982-07-07", "Zahra", "El Idrissi", "1982-01-01"},
		/* mother and daughter, of one name or nearly */
		{"Fatima", "Bouzid", "1960-04-01", "Fatima", "Bouzid", "1985-04-01"},
		{"Mina", "Azzouz", "1955-01-01", "Amina", "Azzouz", "1980-01-01"},
		{"Maria", "Pereira", "1963-10-12", "Maria", "Pereira", "1993-10-12"},
	};

	(void)state;
	assert_int_equal(sizeof pairs / sizeof *pairs, 20);
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		enum care_zone zone = zone_of_pair(&pairs[i], "06-12345678");

		if (zone == CARE_CARD)
			print_error("%s and %s %s\n", pairs[i].given, pairs[i].new_given,
				    pairs[i].family);
		assert_int_not_equal(zone, CARE_CARD);
	}
}

/* Less than two full dates of birth is a quiet line at most. */
static void test_less_is_known(void **state)
{
	static const struct {
		struct pair pair;
		enum care_zone zone;
	} cases[] = {
		{{"Naima", "Bouzid", "1981-03-12", "Naima", "Bouzid", ""}, CARE_LINE},
		{{"Naima", "Bouzid", "", "Naima", "Bouzid", ""}, CARE_LINE},
		{{"Naima", "Bouzid", "1981", "Naima", "Boezid", "1981"}, CARE_LINE},
		{{"Naima", "Bouzid", "1981-03-12", "Naima", "Boezid", "~1980"}, CARE_LINE},
		{{"Naima", "", "", "Naima", "", ""}, CARE_LINE},
		{{"Naima", "Bouzid", "1981-03-12", "Sofia", "Pereira", "1981-03-12"}, CARE_APART},
		{{"Naima", "Bouzid", "", "Naima", "Pereira", ""}, CARE_APART},
		{{"Naima", "Bouzid", "1981-03-12", "Naima", "Bouzid", "1955-10-01"}, CARE_APART},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		enum care_zone zone = zone_of_pair(&cases[i].pair, "");

		if (zone != cases[i].zone)
			print_error("case %zu\n", i);
		assert_int_equal(zone, cases[i].zone);
	}
}

static void test_common_name_says_nothing(void **state)
{
	struct care_alikes found;
	json_t *facts = facts_of("Fatima", "", "", "");
	char id[37];
	struct place p;

	(void)state;
	place_make(&p);
	for (int i = 0; i <= CARE_FEW; i++) {
		look(&p, NULL, facts, &found);
		assert_int_equal(found.count, i);
		care_alikes_release(&found);
		add(&p, "Fatima", i % 2 ? "Haddou" : "Benali", "", "", id);
	}
	look(&p, NULL, facts, &found);
	assert_int_equal(found.count, 0);
	care_alikes_release(&found);
	json_decref(facts);
	place_remove(&p);
}

static void test_keys_alone(void **state)
{
	struct care_alikes found;
	struct error e = ERROR_INIT;
	char id[37], other[37];
	json_t *facts;
	struct place p;

	(void)state;
	place_make(&p);
	add(&p, "Naima", "Bouzid", "1981-03-12", "06-12345678", id);
	add(&p, "Sofia", "Pereira", "1990-01-02", "+31 6 1234 5678", other);
	look(&p, other, NULL, &found);
	assert_int_equal(zone_in(&found, id), CARE_LINE);
	assert_true(found.items[0].has_same_phone);
	assert_string_equal(found.self.shown, "Sofia Pereira");
	care_alikes_release(&found);
	must(care_setting_set(p.s, "names_in_lists", "initials", &e), &e);
	look(&p, other, NULL, &found); /* side by side they are whole all the same */
	assert_string_equal(found.self.shown, "S.P.");
	assert_string_equal(found.self.name, "Sofia Pereira");
	assert_string_equal(found.items[0].shown, "N.B.");
	assert_string_equal(found.items[0].name, "Naima Bouzid");
	care_alikes_release(&found);
	facts = json_pack("{s:s}", "phone", "070-1");
	must(care_set_facts(p.s, other, facts, NULL, &e), &e);
	json_decref(facts);
	look(&p, other, NULL, &found);
	assert_int_equal(found.count, 0);
	care_alikes_release(&found);
	place_remove(&p);
}

static void test_answers(void **state)
{
	struct care_alikes found;
	struct error e = ERROR_INIT;
	char id[37], other[37];
	struct place p;

	(void)state;
	place_make(&p);
	add(&p, "Naima", "Bouzid", "1981-03-12", "", id);
	add(&p, "Naima", "Boezid", "1981-03-12", "", other);
	look(&p, other, NULL, &found);
	assert_int_equal(found.count, 1);
	assert_int_equal(found.items[0].verdict, CARE_UNASKED);
	care_alikes_release(&found);
	must(care_alike_answer(p.s, other, id, CARE_UNDECIDED, &e), &e);
	look(&p, id, NULL, &found); /* from either side */
	assert_int_equal(found.items[0].zone, CARE_LINE);
	assert_int_equal(found.items[0].verdict, CARE_UNDECIDED);
	care_alikes_release(&found);
	must(care_alike_answer(p.s, other, id, CARE_DIFFERENT, &e), &e);
	look(&p, other, NULL, &found);
	assert_int_equal(found.count, 0);
	care_alikes_release(&found);
	must(care_merge(p.s, id, other, &e), &e);
	look(&p, id, NULL, &found); /* not herself */
	assert_int_equal(found.count, 0);
	care_alikes_release(&found);
	must(care_alike_pair(p.s, id, other, &found, NULL) == ERR_INVALID ? OK : ERR_USAGE, &e);
	place_remove(&p);
}

/* What was merged is found under each of its names, and no longer as two. */
static void test_after_merging(void **state)
{
	struct care_alikes found;
	struct error e = ERROR_INIT;
	char id[37], other[37];
	json_t *facts;
	struct place p;

	(void)state;
	place_make(&p);
	add(&p, "Naima", "Bouzid", "1981-03-12", "", id);
	add(&p, "Hatice", "Demir", "1981-03-12", "", other);
	load(&p);
	must(care_merge(p.s, id, other, &e), &e);
	facts = facts_of("Hatice", "Demir", "1981-03-12", "");
	look(&p, NULL, facts, &found);
	assert_int_equal(found.count, 1);
	assert_string_equal(found.items[0].client, id);
	care_alikes_release(&found);
	must(care_unmerge(p.s, id, other, &e), &e);
	look(&p, NULL, facts, &found);
	assert_int_equal(found.count, 1);
	assert_string_equal(found.items[0].client, other);
	care_alikes_release(&found);
	json_decref(facts);
	must_rebuild_equal(&p);
	place_remove(&p);
}

int alike_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_respelt),
		cmocka_unit_test(test_family_stays_apart),
		cmocka_unit_test(test_less_is_known),
		cmocka_unit_test(test_common_name_says_nothing),
		cmocka_unit_test(test_keys_alone),
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_after_merging),
	};

	return cmocka_run_group_tests_name("alike", tests, NULL, NULL);
}
