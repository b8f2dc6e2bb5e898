/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * form_repeat: a repeat of up to 500 instances of 20 questions with calculations, conditions and
 * a sum outside.  What one answer costs that the sum reads, one that nothing outside its instance
 * reads (at 10, 100 and 500 instances: it may not grow), one instance more, and one less.
 * Status 1 when a bound is passed.  form_repeat --form writes the form, for talk_repeat.
 */
#include "figures.h"
#include "proc.h"

#include "form/form.h"

enum { INSTANCES = 500, QUESTIONS = 20, SAMPLES = 2000, ANSWER_US = 500, ADD_US = 2000 };

static void write_form(struct str *yaml)
{
	str_add(yaml, "survey:\n- {type: integer, name: fee, label: Fee}\n"
		      "- {type: begin_repeat, name: item, label: Item}\n");
	for (int i = 0; i < QUESTIONS; i++) {
		if (i % 5 == 3)
			str_addf(yaml, "- {type: calculate, name: q%d, calculation: "
				       "'${q%d} * 2 + coalesce(${fee}, 1)'}\n", i, i - 2);
		else if (i % 5 == 4)
			str_addf(yaml, "- {type: text, name: q%d, label: Q, relevant: "
				       "'${q%d} > 5', required: yes}\n", i, i - 1);
		else
			str_addf(yaml, "- {type: integer, name: q%d, label: Q, constraint: "
				       "'. < 1000'}\n", i);
	}
	str_add(yaml, "- {type: calculate, name: place, calculation: position(..)}\n"
		      "- {type: end_repeat, name: item}\n"
		      "- {type: calculate, name: total, calculation: 'sum(${q0})'}\n"
		      "- {type: calculate, name: count, calculation: 'count(${item})'}\n"
		      "settings: {form_id: items, form_title: Items, version: 1}\n");
}

static struct form *make_form(void)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str yaml = STR_INIT, text = STR_INIT;
	struct form *form;

	write_form(&yaml);
	form = form_read(yaml.bytes, yaml.len, NULL, &problems);
	form_problems_write(&text, &problems, "form");
	if (!form)
		fputs(text.bytes, stderr);
	str_release(&text);
	str_release(&yaml);
	form_problems_release(&problems);
	return form;
}

static double percentile(double *times, size_t count, size_t percent)
{
	qsort(times, count, sizeof *times, figures_by_value);
	return times[(count - 1) * percent / 100];
}

/* Prints a line; false when p99 is above the bound (0: none). */
static bool tell(const char *what, double *times, size_t count, double most)
{
	double p99 = percentile(times, count, 99);

	printf("  %-34s %9.1f %9.1f", what, percentile(times, count, 50), p99);
	if (most > 0)
		printf("   at most %.0f%s", most, p99 > most ? ": TOO SLOW" : "");
	printf("\n");
	return most == 0 || p99 <= most;
}

struct repeat {
	struct form *form;
	struct form_filling *f;
	int list;
	double *times;
};

static double time_answer(struct repeat *r, const char *name, int round)
{
	int count, instance, spot;
	const int *all = form_filling_instances(r->f, r->list, &count);
	char value[16];
	double start;

	instance = all[(round * 37) % count];
	spot = form_filling_member(r->f, instance, form_find(r->form, name));
	snprintf(value, sizeof value, "%d", round % 900);
	start = now_us();
	if (form_filling_answer(r->f, spot, value, NULL) != OK)
		fputs("an answer was refused\n", stderr);
	return now_us() - start;
}

static bool bench_answers(struct repeat *r, const char *name, const char *what, double most)
{
	for (int i = 0; i < SAMPLES; i++)
		r->times[i] = time_answer(r, name, i);
	return tell(what, r->times, SAMPLES, most);
}

/* What q1 sets off ends in its own instance. */
static bool bench_alone(struct repeat *r, int instances, double *median)
{
	struct str what = STR_INIT;
	bool holds;

	str_addf(&what, "answer read in its instance, of %d", instances);
	holds = bench_answers(r, "q1", what.bytes, ANSWER_US);
	*median = percentile(r->times, SAMPLES, 50);
	str_release(&what);
	return holds;
}

static void grow(struct repeat *r, int from, int to)
{
	for (int i = from; i < to; i++) {
		double start = now_us();
		int instance;

		(void)form_filling_add(r->f, r->list, &instance, NULL);
		r->times[i] = now_us() - start;
	}
}

static bool bench_removal(struct repeat *r)
{
	size_t count = 0;

	for (int i = 0; i < INSTANCES; i += 5) {
		int all;
		int instance = form_filling_instances(r->f, r->list, &all)[i];
		double start = now_us();

		(void)form_filling_take_out(r->f, instance, NULL);
		r->times[count++] = now_us() - start;
		(void)form_filling_put_back(r->f, instance, NULL);
	}
	return tell("take one out, of 500", r->times, count, 0);
}

static int print_form(void)
{
	struct str yaml = STR_INIT;

	write_form(&yaml);
	fputs(yaml.bytes, stdout);
	str_release(&yaml);
	return 0;
}

int main(int argc, char **argv)
{
	enum { FEW = 10, SOME = 100 };
	const struct clock clock = clock_system();
	const struct form_host host = {.clock = &clock, .language = "nl"};
	struct repeat r = {.form = make_form()};
	double few, some, many;
	bool holds = true;

	if (argc > 1 && strcmp(argv[1], "--form") == 0)
		return print_form();
	if (!r.form)
		return 2;
	r.f = form_filling_new(r.form, &host);
	form_filling_begin(r.f);
	r.list = form_find(r.form, "item");
	r.times = mem_array(SAMPLES, sizeof *r.times);
	printf("form-repeat (us)                           p50       p99\n");
	grow(&r, 0, FEW);
	holds &= bench_alone(&r, FEW, &few);
	grow(&r, FEW, SOME);
	holds &= bench_alone(&r, SOME, &some);
	grow(&r, SOME, INSTANCES);
	holds &= tell("one instance more, 100 to 500", r.times + SOME, INSTANCES - SOME, ADD_US);
	holds &= bench_alone(&r, INSTANCES, &many);
	holds &= bench_answers(&r, "q0", "answer that a sum of 500 reads", ANSWER_US);
	holds &= bench_removal(&r);
	if (many > 3 * few + 1) {
		printf("  an answer costs more the more instances there are: %.1f, %.1f, %.1f us\n",
		       few, some, many);
		holds = false;
	}
	free(r.times);
	form_filling_free(r.f);
	form_free(r.form);
	return holds ? 0 : 1;
}
