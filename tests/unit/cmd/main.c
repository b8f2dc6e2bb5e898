/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cmd/progress.h"

static void expect_line(int64_t done, int64_t rows, int64_t findable, int64_t ms, int columns,
			const char *line)
{
	const struct progress_now now = {done, 1000, rows, findable};
	struct str out = STR_INIT;

	progress_line(&now, ms, columns, &out);
	assert_string_equal(out.bytes, line);
	assert_true(text_columns(out.bytes, out.len) <= columns);
	str_release(&out);
}

static void test_line(void **state)
{
	(void)state;
	expect_line(0, 0, 0, 0, 79, "[............]   0%  0 rows  0/s  0:00 to go  0 findable");
	expect_line(500, 520000, 510000, 26000, 79,
		    "[######......]  50%  520,000 rows  20,000/s  0:26 to go  510,000 findable");
	expect_line(1000, 1000000, 1000000, 50000, 79,
		    "[############] 100%  1,000,000 rows  20,000/s  0:00 to go  1,000,000 findable");
	expect_line(500, 520000, 510000, 26000, 39, "[####....]  50%  520,000 rows  20,000/s");
	expect_line(250, 520, 510, 130000, 39, "[##......]  25%  520 rows  4/s");
	expect_line(10, 520, 510, 100, 19, "[#.......]   1%");
}

static void test_number(void **state)
{
	static const struct {
		int64_t n;
		const char *text;
	} numbers[] = {{0, "0"}, {999, "999"}, {1000, "1,000"}, {1234567, "1,234,567"}};

	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct str out = STR_INIT;

		progress_number(&out, numbers[i].n);
		assert_string_equal(out.bytes, numbers[i].text);
		str_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_number),
	};

	i18n_start("en", NULL);
	return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
