/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * yaml_events FILE [COUNT]: the time of a bare libyaml event parse, the floor of reading
 * a form. form_ready takes the same in turns with a whole form.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <yaml.h>

static double now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static long count_events(FILE *f)
{
	yaml_parser_t parser;
	yaml_event_t event;
	long events = 0;
	int end = 0;

	yaml_parser_initialize(&parser);
	yaml_parser_set_input_file(&parser, f);
	while (!end && yaml_parser_parse(&parser, &event)) {
		end = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
		events++;
	}
	yaml_parser_delete(&parser);
	return end ? events : -1;
}

int main(int argc, char **argv)
{
	long repeat = argc > 2 ? strtol(argv[2], NULL, 10) : 1, events = 0;
	FILE *f = argc > 1 ? fopen(argv[1], "rb") : NULL;
	double best = 1e18;

	if (!f)
		return 2;
	for (long i = 0; i < repeat && events >= 0; i++) {
		double start = now_us(), took;

		rewind(f);
		events = count_events(f);
		took = now_us() - start;
		best = took < best ? took : best;
	}
	fclose(f);
	if (events < 0)
		return 1;
	printf("events %ld  best %.0f us\n", events, best);
	return 0;
}
