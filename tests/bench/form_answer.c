/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * form_answer FILE: answers to the questions of a form, in a few rounds with other answers each, so
 * that what depends on them comes and goes; each is timed until all that reads it has been
 * recomputed.  Lists get a few instances.  Prints median, p99 and the slowest; status 1 when p99 is
 * above 100 us.  FILE: mkform_yaml.py > FILE, or any form.
 */
#include "figures.h"
#include "proc.h"

#include "care/care.h"
#include "care/form_files.h"

enum { MOST_US = 100, ROUNDS = 12, INSTANCES = 3, SAMPLES = 200000 };

struct times {
	double us[SAMPLES];
	size_t count;
};

static struct form *read_form(const char *path)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct care_form_folder folder;
	struct str bytes = STR_INIT;
	struct error e = ERROR_INIT;
	struct form *form = NULL;

	care_form_folder_init(&folder, path);
	if (file_read(path, FORM_TREE_BYTES, &bytes, &e) == OK)
		form = form_read(bytes.bytes, bytes.len, &folder.files, &problems);
	care_form_folder_release(&folder);
	form_problems_release(&problems);
	str_release(&bytes);
	return form;
}

static void answer_for(const struct form_filling *f, const struct form_row *row, int spot,
		       int round, char value[128])
{
	int count = 0;
	const int *offered = row->list ? form_filling_choices(f, spot, &count) : NULL;

	if (count > 0)
		snprintf(value, 128, "%.100s", row->list->choices[offered[round % count]].name);
	else if (row->type == FORM_DATE)
		snprintf(value, 128, "2026-11-%02d", 1 + round);
	else
		snprintf(value, 128, "%d", 1 + round * 3);
}

static void fill_list(struct form_filling *f, int list)
{
	int count, instance;

	(void)form_filling_instances(f, list, &count);
	if (count == 0 && form_filling_may_change(f, list))
		for (int i = 0; i < INSTANCES; i++)
			(void)form_filling_add(f, list, &instance, NULL);
}

/* Only answers that are taken count: one to a question that is not asked recomputes nothing. */
static void time_answer(struct times *t, const struct form *form, struct form_filling *f,
			int spot, int round)
{
	const struct form_row *row = &form->rows[form_filling_row(f, spot)];
	char value[128];
	double start;

	if (form_filling_is_list(f, spot))
		fill_list(f, spot);
	if (!form_row_is_question(row) || !form_filling_is_relevant(f, spot) ||
	    t->count == SAMPLES)
		return;
	answer_for(f, row, spot, round, value);
	start = now_us();
	if (form_filling_answer(f, spot, value, NULL) == OK)
		t->us[t->count++] = now_us() - start;
}

/* By place, since answers and new instances change which spots there are. */
static void time_round(struct times *t, const struct form *form, struct form_filling *f, int round)
{
	int count;

	(void)form_filling_spots(f, &count);
	for (int i = 0; i < count; i++) {
		int spot = form_filling_spots(f, &count)[i];

		time_answer(t, form, f, spot, round);
	}
}

int main(int argc, char **argv)
{
	const struct clock clock = clock_system();
	const struct form_host host = {.clock = &clock, .language = "nl"};
	struct form *form = argc == 2 ? read_form(argv[1]) : NULL;
	struct times *t = mem_new(sizeof *t);
	struct form_filling *f;
	double p99;

	if (!form) {
		fputs("usage: form_answer FILE\n", stderr);
		return 2;
	}
	f = form_filling_new(form, &host);
	form_filling_begin(f);
	for (int round = 0; round < ROUNDS; round++)
		time_round(t, form, f, round);
	qsort(t->us, t->count, sizeof *t->us, figures_by_value);
	p99 = t->count > 0 ? t->us[t->count * 99 / 100] : MOST_US + 1;
	printf("form-answer: %zu answers, median %.1f us, p99 %.1f us, slowest %.1f us (p99 at most "
	       "%d)\n",
	       t->count, t->us[t->count / 2], p99, t->us[t->count > 0 ? t->count - 1 : 0], MOST_US);
	form_filling_free(f);
	form_free(form);
	free(t);
	return p99 <= MOST_US ? 0 : 1;
}
