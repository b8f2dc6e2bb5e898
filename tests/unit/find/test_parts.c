/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

static void collect(void *data, const char *folded, const char *spelling)
{
	str_addf(data, "%s=%s;", folded, spelling);
}

static void test_parts(void **state)
{
	static const struct {
		const char *name, *parts;
	} cases[] = {
		{"", ""},
		{"Naïma", "naima=Naïma;"},
		{"El Amrani", "el=El;amrani=Amrani;elamrani=El Amrani;"},
		{"El-Amrani", "el=El;amrani=Amrani;elamrani=El-Amrani;"},
		{"Elamrani", "elamrani=Elamrani;amrani=Elamrani;"},
		{"van der Berg", "van=van;der=der;vander=van der;berg=Berg;derberg=der Berg;"
				 "vanderberg=van der Berg;"},
		{"Abd el Kader", "abd=Abd;el=el;abdel=Abd el;kader=Kader;elkader=el Kader;"
				 "abdelkader=Abd el Kader;"},
		{"Abdelkader", "abdelkader=Abdelkader;kader=Abdelkader;"},
		{"Anne-Marie", "anne=Anne;marie=Marie;annemarie=Anne-Marie;"},
		{"Nour Eddine", "nour=Nour;eddine=Eddine;noureddine=Nour Eddine;"},
		{"'t Hooft", "t='t;hooft=Hooft;thooft='t Hooft;"},
		{"Bouzid, Naima", "bouzid=Bouzid;naima=Naima;"},
		{"Els", "els=Els;"},
	};
	struct str out = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		str_reset(&out);
		find_parts(cases[i].name, collect, &out);
		assert_string_equal(out.bytes, cases[i].parts);
	}
	str_release(&out);
}

static void count_parts(void *data, const char *folded, const char *spelling)
{
	(void)folded;
	(void)spelling;
	++*(int *)data;
}

static void test_parts_of_endless_name(void **state)
{
	struct str name = STR_INIT;
	int count = 0;

	(void)state;
	for (int i = 0; i < 5000; i++)
		str_add(&name, "el ");
	find_parts(name.bytes, count_parts, &count);
	assert_in_range(count, 64, 64 * 65);
	str_release(&name);
}

int group_parts(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_parts_of_endless_name),
	};

	return cmocka_run_group_tests_name("parts", tests, NULL, NULL);
}
