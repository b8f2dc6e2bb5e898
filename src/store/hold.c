/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/hold.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	LOCK_BYTE = 0x40000000, /* SQLite's pending byte, reserved byte and shared range */
	LOCK_BYTES = 512,
	FDS_MOST = 256
};

static bool is_file(int fd, const struct stat *file)
{
	struct stat st;

	return fstat(fd, &st) == 0 && st.st_dev == file->st_dev && st.st_ino == file->st_ino;
}

/* Closing any descriptor of a file drops every lock that this process has on it, so a file that is
 * open here must not be opened to look at it. */
static bool is_open_here(const struct stat *file)
{
	DIR *dir = opendir("/proc/self/fd");
	struct dirent *item;
	bool is = false;

	if (!dir) { /* no /proc: numbers are given from below, and trede has a dozen open */
		for (int fd = 0; fd < FDS_MOST && !is; fd++)
			is = is_file(fd, file);
		return is;
	}
	while (!is && (item = readdir(dir)))
		is = item->d_name[0] != '.' && is_file((int)strtol(item->d_name, NULL, 10), file);
	(void)closedir(dir);
	return is;
}

enum hold hold_of(const char *path)
{
	struct flock lock = {.l_type = F_WRLCK,
			     .l_whence = SEEK_SET,
			     .l_start = LOCK_BYTE,
			     .l_len = LOCK_BYTES};
	struct stat st;
	bool is_held;
	int fd;

	if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return HOLD_NONE;
	if (is_open_here(&st))
		return HOLD_HERE;
	fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return HOLD_NONE; /* what opens the file says why */
	is_held = fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
	(void)close(fd); /* nothing was written */
	return is_held ? HOLD_ELSEWHERE : HOLD_NONE;
}

enum { LET_GO_TURNS = 40, LET_GO_US = 5000 }; /* for those that let go: 0.2 s */

static bool is_chosen(sqlite3_file *real)
{
	int level = SQLITE_LOCK_NONE;

	return real->pMethods->xFileControl(real, SQLITE_FCNTL_LOCKSTATE, &level) == SQLITE_OK &&
	       level >= SQLITE_LOCK_RESERVED;
}

int hold_whole(sqlite3_file *real, sqlite3_vfs *vfs)
{
	const sqlite3_io_methods *m = real->pMethods;
	int rc = m->xLock(real, SQLITE_LOCK_SHARED);

	if (rc == SQLITE_OK)
		rc = m->xLock(real, SQLITE_LOCK_RESERVED);
	if (rc == SQLITE_OK)
		rc = m->xLock(real, SQLITE_LOCK_EXCLUSIVE);
	for (int i = 0; rc == SQLITE_BUSY && is_chosen(real) && i < LET_GO_TURNS; i++) {
		(void)vfs->xSleep(vfs, LET_GO_US);
		rc = m->xLock(real, SQLITE_LOCK_EXCLUSIVE);
	}
	if (rc != SQLITE_OK)
		(void)m->xUnlock(real, SQLITE_LOCK_NONE); /* rc tells */
	return rc;
}
