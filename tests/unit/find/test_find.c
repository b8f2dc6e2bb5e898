/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

static void test_fold(void **state)
{
	static const struct {
		const char *text, *folded;
	} cases[] = {
		{"", ""},
		{"Bouzid", "bouzid"},
		{"Na'ima", "naima"},
		{"Na\xe2\x80\x99ima", "naima"},
		{"Naïma", "naima"},
		{"Nai\xcc\x88ma", "naima"},     /* decomposed */
		{"Şükran Yıldız", "sukran yildiz"},
		{"İpek ÖZTÜRK", "ipek ozturk"},
		{"Łucja Żółć-Kowalska", "lucja zolc kowalska"},
		{"Nguyễn Thị Đào", "nguyen thi dao"},
		{"Nguye\xcc\x82\xcc\x83n", "nguyen"},
		{"Ștefan Țuțea", "stefan tutea"},
		{"Strauß", "strauss"},
		{"Søren Ærø", "soren aero"},
		{"Þóra Œdipe", "thora oedipe"},
		{"IJsselstein, Ĳda", "ijsselstein ijda"},
		{"ʿAʾisha ʻOkina", "aisha okina"},
		{"  Anne--Marie ,  (M.) ", "anne marie m"},
		{"El-Amrani/Haddou", "el amrani haddou"},
		{"Ərdoğan Ǩ", "erdogan k"},
		{"q\xcc\x83", "q"},             /* no precomposed letter */
		{"МАРІЯ Йожик", "марія йожик"},
		{"ΜΑΡΙΑ", "μαρια"},
		{"مريم", "مريم"},
		{"ሰላም", "ሰላም"},
		{"漢字", "漢字"},
		{"O\xc2\xadMalley\xe2\x80\x8b", "omalley"},
		{"---", ""},
		{"R2D2", "r2d2"},
	};
	struct str out = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		find_fold(cases[i].text, strlen(cases[i].text), &out);
		assert_string_equal(out.bytes, cases[i].folded);
	}
	str_release(&out);
}

/* Every Latin letter of the blocks the table covers folds to something that folds to itself. */
static void test_fold_twice_is_once(void **state)
{
	struct str text = STR_INIT, once = STR_INIT, twice = STR_INIT;

	(void)state;
	for (uint32_t code = 1; code < 0x20000; code++) {
		if (code >= 0xd800 && code <= 0xdfff)
			continue;
		str_reset(&text);
		text_encode(&text, code);
		find_fold(text.bytes, text.len, &once);
		find_fold(once.bytes, once.len, &twice);
		if (strcmp(once.bytes, twice.bytes) != 0)
			fail_msg("U+%04X folds to %s and then to %s", (unsigned)code, once.bytes,
				 twice.bytes);
	}
	str_release(&text);
	str_release(&once);
	str_release(&twice);
}

static void test_fold_broken_bytes(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	find_fold("a\xff\xc3", 3, &out);
	assert_true(text_begins(out.bytes, "a"));
	assert_true(text_is_utf8(out.bytes, out.len));
	find_fold("abc\0def", 7, &out);
	assert_string_equal(out.bytes, "abc def");
	str_release(&out);
}

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

int group_find(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_fold_twice_is_once),
		cmocka_unit_test(test_fold_broken_bytes),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_parts_of_endless_name),
		cmocka_unit_test(test_query),
	};

	return cmocka_run_group_tests_name("find", tests, NULL, NULL);
}
