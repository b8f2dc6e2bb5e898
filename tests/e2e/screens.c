/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * screens SCRIPT...: runs each script of steps (steps.h) as a test.  Golden screens lie
 * in tests/screens/golden; UPDATE=1 in the environment rewrites them and shows what
 * changed.  SHOW=FILE prints what the scripts show, SIZE=80x24 is the first terminal's.
 */
#include "steps.h"

/* SIZE=COLSxROWS; what is absurd is left out, as the program would do. */
static void read_size(struct steps *s, const char *size)
{
	int cols, rows;

	if (size && sscanf(size, "%dx%d", &cols, &rows) == 2 && cols > 0 && cols <= 500 &&
	    rows > 0 && rows <= 200) {
		s->cols = cols;
		s->rows = rows;
	}
}

static void run_script(void **state)
{
	struct steps s;
	const char *show = getenv("SHOW");

	steps_begin(&s);
	read_size(&s, getenv("SIZE"));
	s.show = show ? fopen(show, "a") : NULL;
	s.golden = getenv("GOLDEN") ? getenv("GOLDEN") : "tests/screens/golden";
	s.update = getenv("UPDATE") != NULL;
	steps_run_file(&s, *state);
	if (s.show)
		fclose(s.show);
	s.show = NULL;
	steps_end(&s);
}

int main(int argc, char **argv)
{
	struct CMUnitTest *tests = calloc((size_t)argc, sizeof *tests);
	size_t count = 0;

	if (!tests || argc < 2) {
		fputs("usage: screens SCRIPT...\n", stderr);
		return 2;
	}
	for (int i = 1; i < argc; i++)
		tests[count++] = (struct CMUnitTest){
			.name = argv[i],
			.test_func = run_script,
			.initial_state = argv[i],
		};
	int failed = _cmocka_run_group_tests("screens", tests, count, NULL, NULL);
	free(tests);
	return failed ? 1 : 0;
}
