/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * meet: eight processes open one file in the same moment, each slowed down between the
 * lock that lets it read and the one that makes the file its own (which all of them want
 * then).  One gets the file; it is not so that all of them wait for each other and none
 * does.
 */
#include <fcntl.h>
#include <stdarg.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "disk.h"
#include "state.h"

enum {
	COUNT = 8,
	ROUNDS = 2,
	SLOW_US = 60000,
	SHARED_RANGE = 0x40000002,
	ENDS_WITHIN_MS = 4000 /* 2,000 of waiting, and slow locks */
};

int fcntl(int fd, int command, ...);
int fcntl64(int fd, int command, ...);

/* A laptop that thinks for a moment each time somebody may read. */
static int lock_slowly(int fd, int command, void *arg)
{
	int rc = (int)syscall(SYS_fcntl, fd, command, arg);

	if (rc == 0 && command == F_SETLK) {
		const struct flock *lock = arg;
		if (lock->l_type == F_RDLCK && lock->l_start == SHARED_RANGE)
			(void)usleep(SLOW_US);
	}
	return rc;
}

int fcntl(int fd, int command, ...)
{
	va_list args;

	va_start(args, command);
	void *arg = va_arg(args, void *);
	va_end(args);
	return lock_slowly(fd, command, arg);
}

int fcntl64(int fd, int command, ...)
{
	va_list args;

	va_start(args, command);
	void *arg = va_arg(args, void *);
	va_end(args);
	return lock_slowly(fd, command, arg);
}

static int64_t now_ms(void)
{
	struct clock clock = clock_system();

	return clock_now(&clock);
}

struct told { /* by each process */
	enum err rc;
	int64_t ms;
};

/* Whoever got it keeps it until the others have given up. */
static void open_it(const struct care_options *o, int go, int stay, int to)
{
	struct care_session *s = NULL;
	struct error e = ERROR_INIT;
	struct told told;
	char byte;

	(void)!read(go, &byte, 1); /* its end: all begin */
	int64_t began = now_ms();
	told.rc = care_session_open(o, &s, &e);
	told.ms = now_ms() - began;
	bool good = write(to, &told, sizeof told) == (ssize_t)sizeof told;
	if (told.rc == OK)
		(void)!read(stay, &byte, 1); /* its end: all have told */
	care_session_close(s);
	_exit(good ? 0 : 2);
}

static bool meet(const struct care_options *o)
{
	int go[2], stay[2], back[2], holders = 0, busy = 0;
	int64_t longest = 0;
	struct told told;
	pid_t pids[COUNT];

	if (pipe(go) != 0 || pipe(stay) != 0 || pipe(back) != 0)
		return false;
	fflush(stdout);
	for (int i = 0; i < COUNT; i++) {
		pids[i] = fork();
		if (pids[i] == 0) {
			close(go[1]);
			close(stay[1]);
			open_it(o, go[0], stay[0], back[1]);
		}
	}
	close(go[0]);
	close(go[1]);
	for (int i = 0;
	     i < COUNT && read(back[0], &told, sizeof told) == (ssize_t)sizeof told;
	     i++) {
		holders += told.rc == OK;
		busy += told.rc == ERR_BUSY;
		longest = told.ms > longest ? told.ms : longest;
	}
	close(stay[0]);
	close(stay[1]);
	for (int i = 0; i < COUNT; i++)
		(void)waitpid(pids[i], NULL, 0);
	close(back[0]);
	close(back[1]);
	printf("meet: of %d that opened the file in one moment %d got it, %d found it in "
	       "use, after "
	       "%lld ms at most\n",
	       COUNT, holders, busy, (long long)longest);
	return holders == 1 && busy == COUNT - 1 && longest <= ENDS_WITHIN_MS;
}

int main(void)
{
	const char *share = getenv("TREDE_SHARE");
	char *place = disk_place(), *folder = place ? file_path(place, "data") : NULL;
	struct clock clock = clock_system();
	struct care_options o = {.data = folder,
				 .share = share ? share : TREDE_SHARE,
				 .language = "nl",
				 .practice = true,
				 .clock = &clock};
	struct secret recovery = SECRET_INIT;
	struct error e = ERROR_INIT;
	bool good = folder;

	i18n_start("nl", "");
	if (good && care_session_create(&o, "Vrouwencentrum Jasmijn", "Samira El Idrissi",
					&recovery, &e) != OK) {
		fprintf(stderr, "meet: %s (%s)\n", e.text, e.detail);
		good = false;
	}
	secret_release(&recovery);
	for (int i = 0; good && i < ROUNDS; i++)
		good = meet(&o);
	if (place)
		disk_remove(place);
	free(folder);
	free(place);
	return good ? 0 : 1;
}
