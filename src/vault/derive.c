/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/derive.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vault/subkeys.h"

enum {
	SMALLEST_KIB = crypto_pwhash_MEMLIMIT_MIN / 1024,
	SMALLEST_PASSES = crypto_pwhash_OPSLIMIT_MIN,
	IN_PROCESS_KIB = 1024, /* a child would cost more than the deriving */
	FULL_KIB = 256 * 1024, /* notes of the numbers: enum vault_cost */
	FULL_KIB_SMALL = 64 * 1024,
	FULL_PASSES = 3
};
static const long long small_machine = 2000000000; /* "2 GB" as the shop counts */

static long long memory_of_machine(void)
{
	long pages = sysconf(_SC_PHYS_PAGES), bytes = sysconf(_SC_PAGESIZE);

	return pages > 0 && bytes > 0 ? (long long)pages * bytes : 0;
}

struct vault_price vault_price_of(enum vault_cost cost)
{
	if (cost == VAULT_COST_SMALLEST)
		return (struct vault_price){SMALLEST_PASSES, SMALLEST_KIB};
	return (struct vault_price){FULL_PASSES, memory_of_machine() < small_machine
							 ? FULL_KIB_SMALL
							 : FULL_KIB};
}

bool vault_price_is_allowed(struct vault_price p)
{
	return p.passes >= SMALLEST_PASSES && p.passes <= VAULT_PASSES_MOST &&
	       p.kib >= SMALLEST_KIB && p.kib <= VAULT_MEMORY_MOST_KIB &&
	       p.passes <= VAULT_WORK_MOST_KIB / p.kib;
}

static bool argon(const struct secret *passphrase, struct vault_price price,
		  const unsigned char *salt, unsigned char *out)
{
	return crypto_pwhash(out, VAULT_DERIVED_BYTES,
			     passphrase->bytes ? passphrase->bytes : "", passphrase->len,
			     salt, price.passes, (size_t)price.kib * 1024,
			     crypto_pwhash_ALG_ARGON2ID13) == 0;
}

/* Nothing of the parent is kept but the pipe: not its files, not its signals, not its
 * terminal. */
static void shed(int fd, pid_t parent)
{
	sigset_t none;

	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	for (int i = 1; i < NSIG; i++)
		(void)signal(i, SIG_DFL); /* some cannot be set and are default already */
	sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	if (fd > 0)
		(void)close_range(0, (unsigned int)fd - 1, 0);
	(void)close_range((unsigned int)fd + 1, ~0U, 0);
}

/* Its memory is a copy of ours: it writes one key, wipes it and is gone; no stdio, no
 * exit hooks. */
static _Noreturn void be_child(int fd, pid_t parent, const struct secret *passphrase,
			       struct vault_price price, const unsigned char *salt)
{
	unsigned char key[VAULT_DERIVED_BYTES];
	ssize_t done = -1;

	shed(fd, parent);
	if (argon(passphrase, price, salt, key)) {
		do /* so few bytes go into a pipe whole */
			done = write(fd, key, sizeof key);
		while (done < 0 && errno == EINTR);
	}
	sodium_memzero(key, sizeof key);
	_exit(done == (ssize_t)sizeof key ? 0 : 1);
}

static pid_t start(int *from, const struct secret *passphrase, struct vault_price price,
		   const unsigned char *salt)
{
	pid_t parent = getpid(), pid;
	sigset_t all, before;
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		return -1;
	sigfillset(&all); /* a handler of ours must not run in the child */
	(void)sigprocmask(SIG_SETMASK, &all, &before);
	pid = fork();
	if (pid == 0)
		be_child(ends[1], parent, passphrase, price, salt);
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	(void)close(ends[1]);
	if (pid < 0)
		(void)close(ends[0]);
	*from = ends[0];
	return pid;
}

/* All of the key or not; a child that was ended (memory ran out) closes the pipe early.
 */
static bool take(int from, unsigned char *out)
{
	size_t have = 0;
	ssize_t got;

	do {
		got = read(from, out + have, VAULT_DERIVED_BYTES - have);
		if (got > 0)
			have += (size_t)got;
	} while (have < VAULT_DERIVED_BYTES && (got > 0 || (got < 0 && errno == EINTR)));
	(void)close(from); /* nothing was written */
	if (have < VAULT_DERIVED_BYTES)
		sodium_memzero(out, VAULT_DERIVED_BYTES);
	return have == VAULT_DERIVED_BYTES;
}

enum err vault_derive(const struct secret *passphrase, struct vault_price price,
		      const unsigned char salt[VAULT_SALT_BYTES],
		      unsigned char out[VAULT_DERIVED_BYTES], struct error *e)
{
	bool is_done;
	pid_t pid;
	int from = -1;

	if (!vault_price_is_allowed(price))
		return error_set(e, ERR_DAMAGED,
				 _("The key file is damaged. Put back a backup."));
	if (price.kib <= IN_PROCESS_KIB)
		return argon(passphrase, price, salt, out) ? OK : vault_no_memory(e);
	pid = start(&from, passphrase, price, salt);
	if (pid < 0)
		return vault_no_memory(e);
	is_done = take(from, out);
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
	return is_done ? OK : vault_no_memory(e);
}
