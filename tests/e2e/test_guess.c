/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What guessing costs, measured from outside on a real file: the memory and the time of one wrong try,
 * and the wait after the third, when the next is refused unread.
 */
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"

#include "base/base.h"

#define PASSPHRASE "appel fiets lamp wolk"

/*
 * Three passes over 256 MiB; 64 on a small laptop.  The time is that of the fastest machine to be
 * expected (470 ms where it was first measured), the memory is certain.
 */
enum { TRIES_FREE = 3, LEAST_KIB = 64 * 1024, LEAST_MS = 60, LEAST_FULL_MS = 250, WRONG = 3 };

struct cost {
	int status;
	bool is_refused; /* unread */
	int64_t ms;
	long kib;
};

/* In a process of its own, so that what was used before does not count. */
static struct cost guess(struct place *p, const char *passphrase)
{
	struct clock clock = clock_system();
	struct cost cost = {0};
	struct rusage used;
	int64_t from;
	int ends[2];
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		struct ran r;

		from = clock_lapse(&clock);
		r = PLACE_RUN(p, passphrase, "check", "--passphrase-fd", "0");
		cost.ms = clock_lapse(&clock) - from;
		cost.status = r.status;
		cost.is_refused = strstr(r.err, "Wacht") != NULL;
		(void)getrusage(RUSAGE_CHILDREN, &used);
		cost.kib = used.ru_maxrss;
		_exit(write(ends[1], &cost, sizeof cost) == (ssize_t)sizeof cost ? 0 : 1);
	}
	assert_int_equal(read(ends[0], &cost, sizeof cost), sizeof cost);
	assert_int_equal(waitpid(child, NULL, 0), child);
	(void)close(ends[0]);
	(void)close(ends[1]);
	return cost;
}

static void a_guess_costs(void **state)
{
	struct place *p = place_new();
	struct ran made = PLACE_RUN(p, PASSPHRASE "\n", "init", "--organisation", "Huis Linde",
				    "--worker", "Samira", "--passphrase-fd", "0",
				    "--recovery-fd", "1");
	struct cost cost = {0}, refused;

	(void)state;
	assert_int_equal(made.status, 0);
	ran_free(&made);
	for (int i = 0; i < TRIES_FREE; i++) {
		cost = guess(p, "appel fiets lamp wolf\n");
		print_message("guess: a wrong try took %lld ms and %ld MiB\n", (long long)cost.ms,
			      cost.kib / 1024);
		assert_int_equal(cost.status, WRONG);
		assert_false(cost.is_refused);
		assert_true(cost.kib >= LEAST_KIB);
		assert_true(cost.ms >= (cost.kib >= 4 * LEAST_KIB ? LEAST_FULL_MS : LEAST_MS));
	}
	refused = guess(p, PASSPHRASE "\n"); /* the right one too */
	assert_int_equal(refused.status, WRONG);
	assert_true(refused.is_refused);
	assert_true(refused.kib < cost.kib - LEAST_KIB / 2);
	place_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(a_guess_costs)};

	return cmocka_run_group_tests_name("guess", tests, NULL, NULL);
}
