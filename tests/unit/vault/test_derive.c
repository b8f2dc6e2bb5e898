/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests.h"

static const unsigned char salt[VAULT_SALT_BYTES] = "zout zout zout z";
static const struct vault_price in_process = {1, 1024}, in_child = {1, 2048};

static void libsodium_would(const char *text, struct vault_price price,
			    unsigned char *out)
{
	assert_int_equal(crypto_pwhash(out, VAULT_DERIVED_BYTES, text, strlen(text), salt,
				       price.passes, (size_t)price.kib * 1024,
				       crypto_pwhash_ALG_ARGON2ID13),
			 0);
}

static void assert_derives(const char *text, struct vault_price price)
{
	unsigned char out[VAULT_DERIVED_BYTES], expected[VAULT_DERIVED_BYTES];
	struct secret s = secret_of(text);

	libsodium_would(text, price, expected);
	assert_int_equal(vault_derive(&s, price, salt, out, NULL), OK);
	assert_memory_equal(out, expected, sizeof out);
	secret_release(&s);
}

static void derives_the_same_in_a_child(void **state)
{
	(void)state;
	assert_derives("geheim", in_process);
	assert_derives("geheim", in_child);
	assert_derives("", in_process);
	assert_derives("", in_child);
	assert_derives("geheim", vault_price_of(VAULT_COST_SMALLEST));
}

static int open_files(void)
{
	DIR *dir = opendir("/proc/self/fd");
	int count = 0;

	assert_non_null(dir);
	while (readdir(dir))
		count++;
	closedir(dir);
	return count;
}

static void leaves_no_child_and_no_file(void **state)
{
	int before = open_files();

	(void)state;
	for (int i = 0; i < 10; i++)
		assert_derives("geheim", in_child);
	assert_int_equal(open_files(), before);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
}

static void on_signal(int number)
{
	(void)number;
}

/* Every 2 ms a signal whose handler restarts nothing. */
static void survives_signals(void **state)
{
	struct sigaction act = {.sa_handler = on_signal}, before;
	struct itimerval often = {{0, 2000}, {0, 2000}}, never = {{0, 0}, {0, 0}};

	(void)state;
	assert_int_equal(sigaction(SIGALRM, &act, &before), 0);
	setitimer(ITIMER_REAL, &often, NULL);
	for (int i = 0; i < 5; i++)
		assert_derives("geheim", (struct vault_price){2, 8192});
	setitimer(ITIMER_REAL, &never, NULL);
	sigaction(SIGALRM, &before, NULL);
}

/* Where children are not waited for, the key still comes. */
static void survives_ignored_children(void **state)
{
	void (*before)(int) = signal(SIGCHLD, SIG_IGN);

	(void)state;
	assert_derives("geheim", in_child);
	signal(SIGCHLD, before);
}

static void assert_no_memory(struct vault_price price)
{
	static const unsigned char zeros[VAULT_DERIVED_BYTES];
	unsigned char out[VAULT_DERIVED_BYTES] = {0};
	struct secret s = secret_of("geheim");
	struct error e = ERROR_INIT;

	assert_int_equal(vault_derive(&s, price, salt, out, &e), ERR_MEMORY);
	assert_non_null(strstr(e.text, "memory"));
	assert_memory_equal(out, zeros, sizeof out);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	secret_release(&s);
}

/* No room to derive in, and no descriptors for the pipe. */
static void says_that_memory_is_short(void **state)
{
	struct rlimit before, small;

	(void)state;
#ifndef __SANITIZE_ADDRESS__ /* it reserves far more than any limit */
	assert_int_equal(getrlimit(RLIMIT_AS, &before), 0);
	small = (struct rlimit){128 * 1024 * 1024, before.rlim_max};
	assert_int_equal(setrlimit(RLIMIT_AS, &small), 0);
	assert_no_memory((struct vault_price){1, 256 * 1024});
	assert_int_equal(setrlimit(RLIMIT_AS, &before), 0);
#endif
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	small = (struct rlimit){1, before.rlim_max};
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &small), 0);
	assert_no_memory(in_child);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
}

/* Ends the one child of parent as the system does when memory runs out. */
static _Noreturn void end_child_of(pid_t parent)
{
	char path[64];
	int child = 0;

	(void)snprintf(path, sizeof path, "/proc/%d/task/%d/children", parent, parent);
	for (int i = 0; i < 5000; i++) {
		FILE *f = fopen(path, "re");
		int other;

		child = 0;
		while (f && fscanf(f, "%d", &other) == 1) {
			if (other != getpid())
				child = other;
		}
		if (f)
			fclose(f);
		if (child > 0 && kill(child, SIGKILL) == 0)
			_exit(0);
		usleep(1000);
	}
	_exit(1);
}

static void survives_the_end_of_its_child(void **state)
{
	struct secret s = secret_of("geheim");
	struct error e = ERROR_INIT;
	unsigned char out[VAULT_DERIVED_BYTES];
	pid_t parent = getpid(), pid = fork();

	(void)state;
	if (pid == 0)
		end_child_of(parent);
	assert_int_equal(
		vault_derive(&s, (struct vault_price){16, 256 * 1024}, salt, out, &e),
		ERR_MEMORY);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	secret_release(&s);
}

/* What it would cost is looked at before it is paid. */
static void refuses_a_price_out_of_bounds(void **state)
{
	const struct vault_price absurd[] = {
		{0, 8},
		{1, 7},
		{1, 0},
		{VAULT_PASSES_MOST + 1, 8},
		{UINT32_MAX, UINT32_MAX},
		{1, VAULT_MEMORY_MOST_KIB + 1},
		{1, UINT32_MAX},
		{VAULT_PASSES_MOST, VAULT_MEMORY_MOST_KIB},
		{VAULT_PASSES_MOST, VAULT_WORK_MOST_KIB / VAULT_PASSES_MOST + 1},
	};
	struct secret s = secret_of("geheim");
	unsigned char out[VAULT_DERIVED_BYTES];

	(void)state;
	for (size_t i = 0; i < sizeof absurd / sizeof *absurd; i++) {
		assert_false(vault_price_is_allowed(absurd[i]));
		assert_int_equal(vault_derive(&s, absurd[i], salt, out, NULL),
				 ERR_DAMAGED);
	}
	assert_true(vault_price_is_allowed((struct vault_price){
		VAULT_WORK_MOST_KIB / VAULT_MEMORY_MOST_KIB, VAULT_MEMORY_MOST_KIB}));
	assert_true(vault_price_is_allowed((struct vault_price){
		VAULT_PASSES_MOST, VAULT_WORK_MOST_KIB / VAULT_PASSES_MOST}));
	assert_true(vault_price_is_allowed(vault_price_of(VAULT_COST_FULL)));
	assert_true(vault_price_is_allowed(vault_price_of(VAULT_COST_SMALLEST)));
	secret_release(&s);
}

/* T2: one try costs 64 MiB at least, and none of it stays with us. */
static void the_full_price_is_paid_by_the_child(void **state)
{
	struct vault_price full = vault_price_of(VAULT_COST_FULL);
	struct rusage before, after;

	(void)state;
	assert_true(full.kib == 256 * 1024 || full.kib == 64 * 1024);
	assert_int_equal(full.passes, 3);
	assert_true(vault_price_is_allowed(full));
	getrusage(RUSAGE_SELF, &before);
	{
		struct secret s = secret_of("geheim");
		unsigned char out[VAULT_DERIVED_BYTES];

		assert_int_equal(vault_derive(&s, full, salt, out, NULL), OK);
		secret_release(&s);
	}
	getrusage(RUSAGE_SELF, &after);
	assert_true(after.ru_maxrss - before.ru_maxrss < 1024);
	getrusage(RUSAGE_CHILDREN, &after);
	assert_true(after.ru_maxrss >= (long)full.kib);
}

int group_derive(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(derives_the_same_in_a_child),
		cmocka_unit_test(leaves_no_child_and_no_file),
		cmocka_unit_test(survives_signals),
		cmocka_unit_test(survives_ignored_children),
		cmocka_unit_test(says_that_memory_is_short),
		cmocka_unit_test(survives_the_end_of_its_child),
		cmocka_unit_test(refuses_a_price_out_of_bounds),
		cmocka_unit_test(the_full_price_is_paid_by_the_child),
	};

	return cmocka_run_group_tests_name("derive", tests, NULL, NULL);
}
