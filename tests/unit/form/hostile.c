/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hostile.h"

#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define IS_MEASURED false
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_MEASURED false
#endif
#endif
#ifndef IS_MEASURED
#define IS_MEASURED true
#endif

static long peak_kib(void)
{
	struct rusage usage;

	assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
	return usage.ru_maxrss;
}

double processor_ms(void)
{
	struct timespec now;

	assert_int_equal(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now), 0);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void work_in_child(hostile_work *work, void *data, int to)
{
	struct cost cost;
	long kib = peak_kib();
	double ms = processor_ms();

	memset(&cost, 0, sizeof cost); /* its gaps are written too */
	cost.is_alive = true;
	work(data, &cost);
	if (cost.ms == 0)
		cost.ms = processor_ms() - ms;
	cost.kib = peak_kib() - kib;
	_exit(write(to, &cost, sizeof cost) != (ssize_t)sizeof cost);
}

struct cost measure(hostile_work *work, void *data)
{
	struct cost cost = {0, 0, 0, 0, false};
	int ends[2], status;
	pid_t child;

	(void)malloc_trim(0); /* what the parent let go would hide what the child takes */
	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (!child)
		work_in_child(work, data, ends[1]);
	(void)close(ends[1]);
	if (read(ends[0], &cost, sizeof cost) != (ssize_t)sizeof cost)
		cost.is_alive = false;
	(void)close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return cost;
}

void expect_cost(const char *name, const struct cost *cost, double ms, long kib)
{
	if (!cost->is_alive)
		fail_msg("%.200s: did not end", name);
	if (getenv("COSTS"))
		print_message("%8.2f ms %8ld KiB  %.60s\n", cost->ms, cost->kib, name);
	if (IS_MEASURED && cost->ms > ms)
		fail_msg("%.200s: %.1f ms", name, cost->ms);
	if (IS_MEASURED && kib && cost->kib > kib)
		fail_msg("%.200s: %ld KiB", name, cost->kib);
}

void repeat(struct str *s, const char *what, int count)
{
	for (int i = 0; i < count; i++)
		str_add(s, what);
}
