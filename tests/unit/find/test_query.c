/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

static void show_birth(const struct find_birth *b, struct str *out)
{
	struct date d = {b->year, b->month, b->day, b->is_about};

	if (b->year > 0)
		date_write(out, &d, DATE_ISO, "en");
}

/* words joined with '+'|date of birth|postcode|phone|file number */
static void show(const char *typed, struct str *out)
{
	struct find_query q;

	str_reset(out);
	find_query_read(typed, &q);
	for (int i = 0; i < q.word_count; i++)
		str_addf(out, "%s%s", i ? "+" : "", q.words[i].bytes);
	str_add(out, "|");
	show_birth(&q.birth, out);
	str_addf(out, "|%s|%s|%s%s", q.postcode.bytes, q.phone.bytes, q.file_number.bytes,
		 q.is_empty ? "|empty" : "");
	find_query_release(&q);
}

struct query_case {
	const char *typed, *read;
};

static void assert_read(const struct query_case *cases, size_t count)
{
	struct str out = STR_INIT;

	for (size_t i = 0; i < count; i++) {
		show(cases[i].typed, &out);
		if (strcmp(out.bytes, cases[i].read) != 0)
			fail_msg("'%s' is read as %s, not %s", cases[i].typed, out.bytes,
				 cases[i].read);
	}
	str_release(&out);
}

#define ASSERT_READ(cases) assert_read(cases, sizeof(cases) / sizeof *(cases))

static void test_names(void **state)
{
	static const struct query_case cases[] = {
		{"", "|||||empty"},
		{"   ", "|||||empty"},
		{"n", "n|||||empty"},
		{"é", "e|||||empty"},
		{"na", "na||||"},
		{"李", "李||||"},
		{"Naïma Bouzid", "naima+bouzid||||"},
		{"Bouzid,Naima", "bouzid+naima||||"},
		{"(Naima) \"Bouzid\"?", "naima+bouzid||||"},
		{"Ｎａｉｍａ　Ｂｏｕｚｉｄ", "naima+bouzid||||"},
		{"Na\xe2\x80\x99ima", "naima||||"},
		{"anne\xe2\x80\x93marie", "anne+marie||||"},
		{"el amrani", "amrani||||"},
		{"van", "van||||"},
		{"anna van", "anna||||"},
		{"van de", "van+de||||"},
		{"jan van der berg", "jan+berg||||"},
		{"Bosch, van den", "bosch||||"},
		{"abd el kader", "abdelkader||||"},
		{"ben ali", "benali||||"},
		{"ben", "ben||||"},
		{"ali ben", "ali+ben||||"},
		{"ait ben haddou", "aitbenhaddou||||"},
		{"fatima ez-zahra", "fatima+zahra||||"},
		{"ech chaouch", "chaouch||||"},
		{"an nooten", "an+nooten||||"},
		{"an-nasser", "nasser||||"},
		{"'t Hooft", "hooft||||"},
		{"a b c d e f g h i j", "a+b+c+e+f+g+h+i||||"},
		{"anne-marie", "anne+marie||||"},
		{"jan", "jan||||"},
		{"april 1984", "april|1984|1984|1984|"},
		{"rond", "rond||||"},
		{"mrt", "mrt||||"},
		{"-", "|||||empty"},
		{"' ~ + . # *", "|||||empty"},
		{"naima2", "naima2||||"},
	};

	(void)state;
	ASSERT_READ(cases);
}

static void test_dates(void **state)
{
	static const struct query_case cases[] = {
		{"'84", "|1984|||"},
		{"\xe2\x80\x99" "05", "|2005|||"},
		{"~1980", "|~1980|||"},
		{"±1980", "|~1980|||"},
		{"~ 1980", "|~1980|||"},
		{"ca. 1980 naima", "naima|~1980|||"},
		{"ongeveer 1980", "|~1980|||"},
		{"naima 12-3-84", "naima|1984-03-12|||"},
		{"12-3-84 naima", "naima|1984-03-12|||"},
		{"12/3/1984", "|1984-03-12|||"},
		{"12.3.84", "|1984-03-12|||"},
		{"12\xe2\x80\x93" "3\xe2\x80\x93" "84", "|1984-03-12|||"},
		{"１２－３－８４", "|1984-03-12|||"},
		{"١٢/٣/١٩٨٤", "|1984-03-12|||"},
		{"1984-03-12", "|1984-03-12|||"},
		{"84-03-12", "|1984-03-12|||"},
		{"04-03-12", "|2012-03-04|||"},
		{"3-25-1984", "|1984-03-25|||"}, /* month first: nothing else can be meant */
		{"31-2-1984", "|1984|||"},
		{"39-39-1984", "|1984|||"},
		{"29-2-1984", "|1984-02-29|||"},
		{"3-1984", "|1984-03|||3-1984"},
		{"1984-03", "|1984-03|||1984-03"},
		{"120384", "|1984-03-12||120384|120384"},
		{"12031984", "|1984-03-12||12031984|12031984"},
		{"19840312", "|1984-03-12||19840312|19840312"},
		{"320384", "|||320384|320384"},
		{"12 mrt 84", "|1984-03-12|||"},
		{"12 Maart 1984", "|1984-03-12|||"},
		{"12 jan '84", "|1984-01-12|||"},
		{"12 sept. 1984", "|1984-09-12|||"},
		{"12 May 1984", "|1984-05-12|||"},
		{"12 3 1984", "|1984-03-12|||"},
		{"12mrt84", "|1984-03-12|||"},
		{"12-mrt-1984", "|1984-03-12|||"},
		{"maart 1984", "|1984-03|||"},
		{"geb. 12-3-84 bouzid", "bouzid|1984-03-12|||"},
		{"1984 12-3-84", "|1984-03-12|1984|1984|"}, /* what says more stays */
		{"12-3-84 1985", "|1984-03-12|1985|1985|"},
		{"naima 40 jaar", "naima||||"},
	};

	(void)state;
	ASSERT_READ(cases);
}

/* On its way to a date; each beginning of it asks nothing, or the year. */
static void test_half_a_date_asks_nothing(void **state)
{
	static const struct query_case cases[] = {
		{"1", "|||||empty"},       {"12", "|||||empty"},      {"12-", "|||||empty"},
		{"12-3", "|||||empty"},    {"12-03-", "|||||empty"},  {"12-3-8", "|||||empty"},
		{"12-3-198", "|||||empty"}, {"3-19", "|||||empty"},   {"3-198", "|||||empty"},
		{"12 mrt", "|||||empty"},  {"12mrt", "|||||empty"},   {"12mrt8", "|||||empty"},
		{"12.", "|||||empty"},     {"'8", "8|||||empty"},     {"198", "|||||empty"},
		{"1984-", "|1984|||"},     {"1984-0", "|1984|||1984-0"},    {"1984-03-", "|1984-03|||"},
		{"1984-03-0", "|1984-03|||"}, {"naima 12-3", "naima||||"},
	};

	(void)state;
	ASSERT_READ(cases);
}

/* Four digits are all that they can be. */
static void test_keys(void **state)
{
	static const struct query_case cases[] = {
		{"1984", "|1984|1984|1984|"},
		{"n 1984", "n|1984|1984|1984|"},
		{"2516", "||2516|2516|"},
		{"0612", "|||0612|"},
		{"2516 1984", "|1984|2516|2516|"},
		{"1984 2516", "|1984|2516|2516|"},
		{"2516x", "||2516X||"},
		{"2516xx", "||2516XX||"},
		{"2516 xx", "||2516XX||"},
		{"2516 xxa", "xxa||2516|2516|"},
		{"2516 de boer", "boer||2516|2516|"},
		{"2012 AB", "||2012AB||"},
		{"1984 li", "li|1984|1984LI||"},
		{"2516 XX Bouzid", "bouzid||2516XX||"},
		{"0612345678", "|||612345678|"},
		{"06-12345678", "|||612345678|"},
		{"06 12 34 56 78 naima", "naima|||612345678|"},
		{"06-12 34 56 78", "|||612345678|"},
		{"06.12.34.56.78", "|||612345678|"},
		{"070-3123456", "|||703123456|"},
		{"+31612345678", "|||612345678|"},
		{"+31 6 12345678 1984", "|1984|1984|612345678|"},
		{"+31 (0)6-12345678", "|||612345678|"},
		{"0031612345678", "|||612345678|"},
		{"+49 30 1234567", "|||49301234567|"},
		{"0049301234567", "|||49301234567|"},
		{"J-0123", "||||J-0123"},
		{"j-0123", "||||J-0123"},
		{"j0123", "||||J0123"},
		{"2026-0007", "||||2026-0007"},
		{"2026/07/0012", "||||2026/07/0012"},
		{"12345", "|||12345|12345"},
		{"99999999999999999999", "||||99999999999999999999"},
	};

	(void)state;
	ASSERT_READ(cases);
}

static void test_birth_year_as_text(void **state)
{
	struct find_query q;

	(void)state;
	find_query_read("naima 12-3-84", &q);
	assert_string_equal(q.birth_year, "1984");
	find_query_release(&q);
	find_query_read("naima", &q);
	assert_string_equal(q.birth_year, "");
	find_query_release(&q);
}

static void show_others(const struct find_query *q, struct str *out)
{
	str_reset(out);
	for (int i = 0; i < q->other_count; i++)
		str_addf(out, "%s%s %d-%d%s", i ? ", " : "", q->others[i].folded.bytes,
			 q->others[i].first, q->others[i].last, q->others[i].less > 0 ? " less" : "");
}

/* What stands for some of the words: which, and whether it says less. */
static void test_others(void **state)
{
	static const struct query_case cases[] = {
		{"naima", ""},
		{"nour eddine", "noureddine 0-1"},
		{"n bouzid", ""},
		{"elamrani", "amrani 0-0 less"},
		{"errachidi", "rachidi 0-0 less"},
		{"elkaid", "kaid 0-0 less"},
		{"vankock", "kock 0-0 less"},
		{"deboer", "boer 0-0 less"},
		{"dasilva", "silva 0-0 less"},
		{"abdelkader", "kader 0-0 less"},
		{"ella", ""},
		{"el amrani", "elamrani 0-0"},
		{"van den berg", "vandenberg 0-0"},
		{"ben ali", "ali 0-0 less"},
		{"fatima el ben ali", "ali 1-1 less, elbenali 1-1, fatimaelbenali 0-1"},
		{"vandenberg, jan", "berg 0-0 less, vandenbergjan 0-1"},
		{"gebre meskel tesfay", "gebremeskel 0-1, meskeltesfay 1-2"},
	};
	struct str out = STR_INIT;
	struct find_query q;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		find_query_read(cases[i].typed, &q);
		show_others(&q, &out);
		if (strcmp(out.bytes, cases[i].read) != 0)
			fail_msg("'%s' may be %s, not %s", cases[i].typed, out.bytes,
				 cases[i].read);
		find_query_release(&q);
	}
	str_release(&out);
}

/* What is left out of the words was typed: a letter behind it is a name that has begun. */
static void test_particle_and_a_letter(void **state)
{
	static const struct {
		const char *typed;
		bool is_empty;
	} cases[] = {{"van den b", false}, {"el h", false}, {"b", true}, {"v", true}, {"", true}};
	struct find_query q;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		find_query_read(cases[i].typed, &q);
		assert_int_equal(q.is_empty, cases[i].is_empty);
		find_query_release(&q);
	}
}

/* Who was looked for and is new is called by what of it is a name. */
static void test_names_as_typed(void **state)
{
	static const struct query_case cases[] = {
		{"Naïma  Bouzid-El Amrani", "Naïma  Bouzid-El Amrani"},
		{"Naïma 12-3-1984 Bouzid", "Naïma Bouzid"},
		{"ca 1980 Ayşe 2516 XX", "Ayşe"},
		{"Yıldız 06-12345678", "Yıldız"},
		{"V-0012", ""},
		{"1984", ""},
		{"", ""},
	};
	struct str out = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		find_query_names(cases[i].typed, &out);
		assert_string_equal(out.bytes, cases[i].read);
	}
	str_release(&out);
}

static void test_question_of_names(void **state)
{
	static const char *const names[] = {"Naïma", "Naima Fatima", "El Bouzid", ""};
	struct find_birth birth = {1984, 3, 12, false};
	struct find_query q;

	(void)state;
	find_query_of(names, 4, &birth, &q);
	assert_int_equal(q.word_count, 3);
	assert_string_equal(q.words[0].bytes, "naima");
	assert_string_equal(q.words[1].bytes, "fatima");
	assert_string_equal(q.words[2].bytes, "bouzid");
	assert_int_equal(q.birth.month, 3);
	assert_string_equal(q.birth_year, "1984");
	assert_int_equal(q.postcode.len + q.phone.len + q.file_number.len, 0);
	assert_false(q.is_empty);
	find_query_release(&q);
	find_query_of(NULL, 0, &(struct find_birth){0}, &q);
	assert_true(q.is_empty);
	find_query_release(&q);
}

/* One name many times, or one that never ends. */
static void test_endless(void **state)
{
	static const char *const pieces[] = {"ben ",  "a",      "12-3-", "06 ",     "el-",
					     "\xff",  "1984 ",  "'",     "ca ",     "\xc3",
					     "2516 ", "12 mrt ", "+31",  "gebre ",  "\x01"};
	struct str typed = STR_INIT;
	struct find_query q;

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		str_reset(&typed);
		while (typed.len < 20000)
			str_add(&typed, pieces[i]);
		find_query_read(typed.bytes, &q);
		assert_in_range(q.word_count, 0, FIND_WORDS_MOST);
		assert_in_range(q.other_count, 0, FIND_OTHERS_MOST);
		for (int k = 0; k < q.word_count; k++)
			assert_true(text_is_utf8(q.words[k].bytes, q.words[k].len));
		find_query_release(&q);
	}
	str_release(&typed);
}

int group_query(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_half_a_date_asks_nothing),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_birth_year_as_text),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_particle_and_a_letter),
		cmocka_unit_test(test_names_as_typed),
		cmocka_unit_test(test_question_of_names),
		cmocka_unit_test(test_endless),
	};

	return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
