/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

/* words joined with '+'|year|postcode|file number */
static void show(const char *typed, struct str *out)
{
	struct find_query q;

	str_reset(out);
	find_query_read(typed, &q);
	for (int i = 0; i < q.word_count; i++)
		str_addf(out, "%s%s", i ? "+" : "", q.words[i].bytes);
	str_addf(out, "|%s|%s|%s%s", q.birth_year, q.postcode.bytes, q.file_number.bytes,
		 q.is_empty ? "|empty" : "");
	find_query_release(&q);
}

static void test_query(void **state)
{
	static const struct {
		const char *typed, *read;
	} cases[] = {
		{"", "||||empty"},
		{"   ", "||||empty"},
		{"n", "n||||empty"},
		{"é", "e||||empty"},
		{"na", "na|||"},
		{"李", "李|||"},
		{"Naïma Bouzid", "naima+bouzid|||"},
		{"Bouzid,Naima", "bouzid+naima|||"},
		{"1984", "|1984||"},
		{"n 1984", "n|1984||"},
		{"'84", "|1984||"},
		{"\xe2\x80\x99" "05", "|2005||"},
		{"~1980", "|1980||"},
		{"naima 12-3-84", "naima|1984||"},
		{"12/3/1984", "|1984||"},
		{"12.3.84", "|1984||"},
		{"1984-03-12", "|1984||"},
		{"12-3", "||||empty"},
		{"12-3-8", "||||empty"},
		{"2516", "||2516|"},
		{"2516xx", "||2516XX|"},
		{"2516 xx", "||2516XX|"},
		{"2516 xxa", "xxa||2516|"},
		{"2012 ab", "||2012AB|"},
		{"2516 XX Bouzid", "bouzid||2516XX|"},
		{"J-0123", "|||J-0123"},
		{"j-0123", "|||J-0123"},
		{"2026-0007", "|||2026-0007"},
		{"12345", "|||12345"},
		{"el amrani", "amrani|||"},
		{"van", "van|||"},
		{"anna van", "anna|||"},
		{"van de", "van+de|||"},
		{"jan van der berg", "jan+berg|||"},
		{"abd el kader", "abdelkader|||"},
		{"ben ali", "benali|||"},
		{"ali ben", "ali+ben|||"},
		{"ait ben haddou", "aitbenhaddou|||"},
		{"'t Hooft", "hooft|||"},
		{"a b c d e f g h i j", "a+b+c+e+f+g+h+i|||"},
		{"anne-marie", "anne+marie|||"},
		{"-", "||||empty"},
		{"99999999999999999999", "|||99999999999999999999"},
	};
	struct str out = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		show(cases[i].typed, &out);
		if (strcmp(out.bytes, cases[i].read) != 0)
			fail_msg("'%s' is read as %s, not %s", cases[i].typed, out.bytes,
				 cases[i].read);
	}
	str_release(&out);
}

int group_query(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_query),
	};

	return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
