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

int group_fold(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_fold_twice_is_once),
		cmocka_unit_test(test_fold_broken_bytes),
	};

	return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
