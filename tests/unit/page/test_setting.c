/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

/* How blocks are set, whatever is in them. */

static const char hostile[] = "<script>alert('x')</script>&\"\x1b[31m\xe2\x80\xae"
			      "evil http://example.org\n<img src=x>";

static struct place *hostile_woman(void **state, char id[37])
{
	struct place *p = *state;
	json_t *answers =
		json_pack("{s:s, s:s, s:s, s:s, s:s}", "called", "x<b>\"&", "situation",
			  hostile, "wish", hostile, "needed", hostile, "agreed", hostile);
	struct str json = STR_INIT;

	register_as(p, "{\"called\":\"x<b>\\\"&\"}", id);
	json_text_write(&json, answers);
	fill(p, id, "intake", json.bytes);
	consent(p, id, "<i>ROC", "name situation goals needs");
	talk_of_three(p, id, "x<b>\"&", hostile);
	json_decref(answers);
	str_release(&json);
	return p;
}

static void hostile_text_is_text(void **state)
{
	char id[37];
	struct place *p = hostile_woman(state, id);

	for (int kind = 0; kind < PAGE_KINDS; kind++) {
		struct page *page = page_of(p, id, (enum page_kind)kind, NULL);
		struct str out = STR_INIT;

		set_as(page, SET_HTML, &out);
		must_not_hold(out.bytes, "<script");
		must_not_hold(out.bytes, "<img");
		must_not_hold(out.bytes, "<b>");
		must_not_hold(out.bytes, "<i>");
		must_not_hold(out.bytes, "\x1b");
		must_not_hold(out.bytes, "\xe2\x80\xae");
		must_not_hold(out.bytes, "\"http");
		must_hold(out.bytes, "default-src 'none'");
		set_as(page, SET_TEXT, &out);
		must_not_hold(out.bytes, "\x1b");
		must_not_hold(out.bytes, "\xe2\x80\xae");
		assert_true(widest_line(out.bytes) <= (page->is_landscape ? 132 : 80));
		str_release(&out);
		page_free(page);
	}
}

static char long_word[500];

static void long_and_wide_text_wraps(void **state)
{
	static const char wide[] =
		"\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\xe5\xad\x97"
		"\xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a \xe1\x88\xb0\xe1\x88\x8b";
	struct place *p = *state;
	char id[37];
	json_t *answers;
	struct str json = STR_INIT, text = STR_INIT;

	memset(long_word, 'w', sizeof long_word - 1);
	answers = json_pack("{s:s, s:s, s:s}", "called", long_word, "situation",
			    long_word, "wish", wide);
	json_text_write(&json, answers);
	json_decref(answers);
	register_as(p, "{\"called\":\"Lang\"}", id);
	fill(p, id, "intake", json.bytes);
	talk_of_three(p, id, wide, long_word);
	for (int kind = PAGE_TRAJECTORY; kind < PAGE_KINDS; kind++) {
		struct page *page = page_of(p, id, (enum page_kind)kind, NULL);

		for (int columns = 40; columns <= 300; columns += 13) {
			str_reset(&text);
			page_text(page, columns, &text);
			if (widest_line(text.bytes) > columns)
				fail_msg("wider than %d:\n%s", columns, text.bytes);
		}
		page_free(page);
	}
	str_release(&json);
	str_release(&text);
}

static void no_heading_stands_alone(void **state)
{
	struct place *p = *state;
	char id[37];
	struct page *page;

	register_as(p, "{\"called\":\"Kort\"}", id);
	consent(p, id, "ROC", "name situation goals needs barriers");
	for (int kind = 0; kind < PAGE_KINDS; kind++) {
		page = page_of(p, id, (enum page_kind)kind, NULL);
		for (size_t i = 0; i < page->count; i++)
			if (page->blocks[i].kind == PAGE_HEADING) {
				assert_true(i + 1 < page->count);
				assert_int_not_equal(page->blocks[i + 1].kind,
						     PAGE_HEADING);
			}
		page_free(page);
	}
}

static void labels_have_capitals(void **state)
{
	struct page *page = page_of(*state, "J-0003", PAGE_KNOWN, NULL);

	for (size_t i = 0; i < page->count; i++)
		if (page->blocks[i].kind == PAGE_FIELD)
			assert_false(page->blocks[i].label[0] >= 'a' &&
				     page->blocks[i].label[0] <= 'z');
	page_free(page);
	page_free(NULL);
}

int setting_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile_text_is_text),
		cmocka_unit_test(long_and_wide_text_wraps),
		cmocka_unit_test(no_heading_stands_alone),
		cmocka_unit_test(labels_have_capitals),
	};

	return cmocka_run_group_tests_name("setting", tests, place_setup, place_teardown);
}
