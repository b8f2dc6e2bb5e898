/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

/* The ladder over time, drawn. */

static const char *const names[6] = {"vooral thuis",
				     "contact buiten de deur",
				     "doet mee met activiteiten",
				     "vrijwilligerswerk of stage",
				     "betaald werk met hulp",
				     "betaald werk"};

static struct care_rung rung(int year, int month, int level)
{
	return (struct care_rung){.on = {year, month, 1, false}, .level = level};
}

static const char *row_of(const char *chart, int level)
{
	for (int line = 6; line > level; line--)
		chart = strchr(chart, '\n') + 1;
	return chart;
}

static bool row_holds(const char *chart, int level, const char *part)
{
	const char *row = row_of(chart, level);
	char *copy = mem_bytes(row, strcspn(row, "\n"));
	bool holds = strstr(copy, part) != NULL;

	free(copy);
	return holds;
}

static void draw(const struct care_rung *rungs, int count, int goal, int columns,
		 bool is_ascii, struct str *out)
{
	str_reset(out);
	page_ladder_text(rungs, count, goal, columns, is_ascii, names, "nl", out);
	if (widest_line(out->bytes) > columns)
		fail_msg("wider than %d:\n%s", columns, out->bytes);
	assert_int_equal(lines_of(out->bytes), count > 0 ? 7 : 6);
}

static void as_it_looks(void **state)
{
	const struct care_rung rungs[] = {rung(2025, 3, 1), rung(2025, 9, 2),
					  rung(2026, 3, 3)};
	struct str out = STR_INIT;

	(void)state;
	draw(rungs, 3, 5, 72, false, &out);
	assert_string_equal(
		out.bytes,
		"6 betaald werk               │\n"
		"5 betaald werk met hulp      │                            ○ doel\n"
		"4 vrijwilligerswerk of stage │                         ··\n"
		"3 doet mee met activiteiten  │                        ●\n"
		"2 contact buiten de deur     │            ┌───────────┘\n"
		"1 vooral thuis               │●───────────┘\n"
		"                              mrt 25                  mrt 26\n");
	str_release(&out);
}

static void one_point(void **state)
{
	const struct care_rung one[] = {rung(2026, 2, 2)};
	struct str out = STR_INIT;

	(void)state;
	draw(one, 1, 0, 80, false, &out);
	assert_true(row_holds(out.bytes, 2, "│●"));
	assert_false(row_holds(out.bytes, 3, "●"));
	must_hold(out.bytes, "feb 26");
	draw(one, 1, 6, 80, false, &out);
	assert_true(row_holds(out.bytes, 6, "○ doel"));
	draw(one, 0, 6, 80, false, &out); /* nothing measured: an empty ladder */
	must_not_hold(out.bytes, "○");
	str_release(&out);
}

static void a_step_back_is_a_pause(void **state)
{
	const struct care_rung rungs[] = {rung(2025, 1, 3), rung(2025, 7, 4),
					  rung(2026, 1, 2), rung(2026, 7, 2)};
	struct str out = STR_INIT;

	(void)state;
	draw(rungs, 4, 0, 80, false, &out);
	assert_true(row_holds(out.bytes, 2, "┄┄┄┄"));
	assert_false(row_holds(out.bytes, 4, "┄"));
	assert_true(row_holds(out.bytes, 4, "───"));
	draw(rungs, 4, 0, 80, true, &out);
	assert_true(row_holds(out.bytes, 2, "...."));
	assert_true(row_holds(out.bytes, 4, "---"));
	str_release(&out);
}

static void ascii_is_ascii(void **state)
{
	const struct care_rung rungs[] = {rung(2025, 3, 1), rung(2025, 9, 4),
					  rung(2026, 3, 2)};
	struct str out = STR_INIT;

	(void)state;
	draw(rungs, 3, 5, 80, true, &out);
	for (size_t i = 0; i < out.len; i++)
		assert_true((unsigned char)out.bytes[i] < 0x80);
	assert_true(row_holds(out.bytes, 5, "o doel"));
	assert_true(row_holds(out.bytes, 2, "O"));
	str_release(&out);
}

static void fits_every_width(void **state)
{
	struct care_rung rungs[60];
	struct str out = STR_INIT;

	(void)state;
	for (int i = 0; i < 60; i++)
		rungs[i] = rung(2020 + i / 12, 1 + i % 12, 1 + (i * 5 + i / 7) % 6);
	for (int columns = 40; columns <= 300; columns++)
		for (int goal = 0; goal <= 6; goal += 6) {
			draw(rungs, 60, goal, columns, columns % 2 == 0, &out);
			draw(rungs, 1, goal, columns, columns % 2 == 0, &out);
			draw(rungs, 3, goal, columns, columns % 2 == 0, &out);
		}
	str_release(&out);
}

static void same_day_and_strange_levels(void **state)
{
	struct care_rung rungs[] = {rung(2026, 1, 0), rung(2026, 1, 6), rung(2026, 1, 9)};
	struct str out = STR_INIT;

	(void)state;
	draw(rungs, 3, 6, 80, false, &out);
	must_hold(out.bytes, "jan 26");
	str_reset(&out);
	page_ladder_text(rungs, 2, 6, 40, true, NULL, "en", &out);
	assert_true(widest_line(out.bytes) <= 40);
	str_release(&out);
}

int ladder_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_it_looks),
		cmocka_unit_test(one_point),
		cmocka_unit_test(a_step_back_is_a_pause),
		cmocka_unit_test(ascii_is_ascii),
		cmocka_unit_test(fits_every_width),
		cmocka_unit_test(same_day_and_strange_levels),
	};

	return cmocka_run_group_tests_name("ladder", tests, NULL, NULL);
}
