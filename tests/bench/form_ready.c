/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * form_ready FILE [ROUNDS]: a form read, checked, compiled and ready, against libyaml's
 * bare events on the same file, in turns.  Prints both medians and their ratio; the ratio
 * is at most 1.5. FILE: mkform_yaml.py > FILE, or any form; the files that it names count as
 * not there.  Times are of the processor, so that other programs do not count, and memory
 * stays with the process between rounds: else a round pays for the kernel's pages or not as
 * malloc's trimming happens to fall.  Needs the library and libyaml only.
 */
#include <malloc.h>
#include <time.h>

#include <yaml.h>

#include "form/form.h"

#include "figures.h"

static bool read_events(const char *path)
{
	FILE *f = fopen(path, "rb");
	yaml_parser_t parser;
	yaml_event_t event;
	bool is_end = false;

	if (!f)
		return false;
	yaml_parser_initialize(&parser);
	yaml_parser_set_input_file(&parser, f);
	while (!is_end && yaml_parser_parse(&parser, &event)) {
		is_end = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	fclose(f);
	return is_end;
}

static enum err no_file(void *data, const char *name, struct str *out, struct error *e)
{
	(void)data;
	(void)out;
	return error_set(e, ERR_NOT_FOUND, "%s is not measured", name);
}

static bool read_form(const char *path)
{
	const struct form_files files = {.read = no_file, .data = NULL};
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str bytes = STR_INIT, list = STR_INIT;
	struct error e = ERROR_INIT;
	struct form *form = NULL;
	bool is_read = file_read(path, FORM_TREE_BYTES, &bytes, &e) == OK;

	if (is_read)
		form = form_read(bytes.bytes, bytes.len, &files, &problems);
	is_read = form != NULL;
	if (problems.errors) {
		form_problems_write(&list, &problems, path);
		fputs(list.bytes, stderr);
	}
	form_free(form);
	form_problems_release(&problems);
	str_release(&bytes);
	str_release(&list);
	return is_read;
}

static double cpu_us(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static double median(double *times, size_t count)
{
	qsort(times, count, sizeof *times, figures_by_value);
	return times[count / 2];
}

static bool time_in_turns(const char *path, double *events, double *forms, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		double start = cpu_us(), middle;
		bool is_fine = read_events(path);

		middle = cpu_us();
		events[i] = middle - start;
		if (!is_fine || !read_form(path))
			return false;
		forms[i] = cpu_us() - middle;
	}
	return true;
}

int main(int argc, char **argv)
{
	size_t count = argc > 2 ? strtoul(argv[2], NULL, 10) : 100;
	double *events, *forms, ratio;

	if (argc < 2 || count < 1) {
		fputs("usage: form_ready FILE [ROUNDS]\n", stderr);
		return 2;
	}
	(void)mallopt(M_TRIM_THRESHOLD, 64 << 20);
	(void)mallopt(M_MMAP_THRESHOLD, 16 << 20);
	events = mem_array(count, sizeof *events);
	forms = mem_array(count, sizeof *forms);
	if (!time_in_turns(argv[1], events, forms, count))
		return 1;
	ratio = median(forms, count) / median(events, count);
	printf("yaml-events: %.0f us\nform-ready: %.0f us\nform-ready-ratio: %.2f (at "
	       "most 1.50)\n",
	       median(events, count), median(forms, count), ratio);
	free(events);
	free(forms);
	return ratio <= 1.5 ? 0 : 1;
}
