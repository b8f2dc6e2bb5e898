/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * form_answer FILE: one answer to each question of a form, each timed until all that reads it has
 * been recomputed.  Prints median, p99 and the slowest; status 1 when p99 is above 200 us.
 * FILE: mkform_yaml.py > FILE.
 */
#include "figures.h"
#include "proc.h"

#include "form/form.h"

enum { MOST_US = 200 };

static const char *answer_for(const struct form_row *row)
{
	if (row->list)
		return row->list->choices[0].name;
	return row->type == FORM_INTEGER ? "7" : row->type == FORM_DATE ? "2026-11-21" : "tekst";
}

static struct form *read_form(const char *path)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str bytes = STR_INIT;
	struct error e = ERROR_INIT;
	struct form *form = NULL;

	if (file_read(path, FORM_TREE_BYTES, &bytes, &e) == OK)
		form = form_read(bytes.bytes, bytes.len, NULL, &problems);
	form_problems_release(&problems);
	str_release(&bytes);
	return form;
}

/* Times only answers that are taken: one to a question that is not asked recomputes nothing. */
static size_t time_answers(const struct form *form, struct form_filling *f, double *times)
{
	struct error e = ERROR_INIT;
	size_t count = 0;

	for (int row = 0; row < form->row_count; row++) {
		double start = now_us();

		if (form_row_is_question(&form->rows[row]) &&
		    form_filling_answer(f, row, answer_for(&form->rows[row]), &e) == OK)
			times[count++] = now_us() - start;
	}
	return count;
}

int main(int argc, char **argv)
{
	const struct clock clock = clock_system();
	const struct form_host host = {.clock = &clock, .language = "nl"};
	struct form *form = argc == 2 ? read_form(argv[1]) : NULL;
	struct form_filling *f;
	double *times;
	size_t count;
	bool holds;

	if (!form) {
		fputs("usage: form_answer FILE\n", stderr);
		return 2;
	}
	f = form_filling_new(form, &host);
	form_filling_begin(f);
	times = mem_array((size_t)form->row_count, sizeof *times);
	count = time_answers(form, f, times);
	qsort(times, count, sizeof *times, figures_by_value);
	holds = count > 0 && times[count * 99 / 100] <= MOST_US;
	printf("form-answer: %zu answers, median %.1f us, p99 %.1f us, slowest %.1f us (p99 at most "
	       "%d)\n",
	       count, times[count / 2], times[count * 99 / 100], times[count - 1], MOST_US);
	free(times);
	form_filling_free(f);
	form_free(form);
	return holds ? 0 : 1;
}
