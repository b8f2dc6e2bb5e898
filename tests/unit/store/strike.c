/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "strike.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct {
	enum strike kind;
	int left;
	bool has_struck;
} armed;

void strike_arm(enum strike kind, int nth)
{
	armed.kind = kind;
	armed.left = nth;
	armed.has_struck = false;
}

bool strike_disarm(void)
{
	bool has_struck = armed.has_struck;

	armed.kind = STRIKE_NONE;
	armed.has_struck = false;
	return has_struck;
}

/* True when the call must fail. */
static bool strikes(void)
{
	if (armed.kind == STRIKE_NONE || armed.has_struck || --armed.left > 0)
		return false;
	armed.has_struck = true;
	if (armed.kind == STRIKE_KILL)
		_exit(STRUCK);
	errno = armed.kind == STRIKE_FULL ? ENOSPC : EIO;
	return true;
}

int renameat(int from, const char *old, int to, const char *name)
{
	return strikes() ? -1 : (int)syscall(SYS_renameat2, from, old, to, name, 0);
}

int rename(const char *old, const char *name)
{
	return renameat(AT_FDCWD, old, AT_FDCWD, name);
}

int unlinkat(int fd, const char *name, int flags)
{
	return strikes() ? -1 : (int)syscall(SYS_unlinkat, fd, name, flags);
}

int unlink(const char *name)
{
	return unlinkat(AT_FDCWD, name, 0);
}

int mkdirat(int fd, const char *name, mode_t mode)
{
	return strikes() ? -1 : (int)syscall(SYS_mkdirat, fd, name, mode);
}

int fsync(int fd)
{
	return strikes() ? -1 : (int)syscall(SYS_fsync, fd);
}
