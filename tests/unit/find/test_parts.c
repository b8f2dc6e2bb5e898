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
		{"El Amrani", "amrani=Amrani;"},
		{"El-Amrani", "amrani=Amrani;"},
		{"Elamrani", "elamrani=Elamrani;amrani=Elamrani;"},
		{"Er Rachidi", "rachidi=Rachidi;"},
		{"Errachidi", "errachidi=Errachidi;rachidi=Errachidi;"},
		{"An Nooten", "an=An;nooten=Nooten;annooten=An Nooten;"},
		{"An-Nasser", "nasser=Nasser;"},
		{"van der Berg", "berg=Berg;"},
		{"Ben Ayyash", "ayyash=Ayyash;benayyash=Ben Ayyash;"},
		{"El Ben-Ali", "ali=Ali;benali=Ben-Ali;"},
		{"Abd el Kader", "kader=Kader;abdelkader=Abd el Kader;"},
		{"Abdelkader", "abdelkader=Abdelkader;kader=Abdelkader;"},
		{"Ait Ben Haddou", "haddou=Haddou;aitbenhaddou=Ait Ben Haddou;"},
		{"Ben", "ben=Ben;"},
		{"Ali Ben", "ali=Ali;ben=Ben;aliben=Ali Ben;"},
		{"Bosch, van den", "bosch=Bosch;"},
		{"van de", "van=van;de=de;"},
		{"Anne-Marie", "anne=Anne;marie=Marie;annemarie=Anne-Marie;"},
		{"Nour Eddine", "nour=Nour;eddine=Eddine;noureddine=Nour Eddine;"},
		{"'t Hooft", "hooft=Hooft;"},
		{"Gebre Meskel", "gebre=Gebre;meskel=Meskel;gebremeskel=Gebre Meskel;"},
		{"Wongso Dikromo", "wongso=Wongso;dikromo=Dikromo;wongsodikromo=Wongso Dikromo;"},
		{"Mei Ling", "mei=Mei;ling=Ling;meiling=Mei Ling;"},
		{"Jansen-de Boer", "jansen=Jansen;boer=Boer;"},
		{"Kowalska-Nowak", "kowalska=Kowalska;nowak=Nowak;"},
		{"Maria Catharina", "maria=Maria;catharina=Catharina;"},
		{"Bouzid, Fatiha", "bouzid=Bouzid;fatiha=Fatiha;"},
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
	assert_in_range(count, 1, 64);
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
