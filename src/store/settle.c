/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/settle.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/hold.h"
#include "store/keys_inner.h"
#include "store/owner.h"
#include "store/renew.h"
#include "store/rights.h"

/*
 * Every step below can be done again after any crash, and each way through ends in the same place.
 * While the prepared folder holds trede.db the pair outside is the old one; that file is moved last,
 * after all of the old pair is out of the way on disk, so that an old log never lies beside a new
 * file.  The names in the folder are given from its descriptor; its lock (flock) keeps two processes
 * from settling at once.
 */
#define PART "next.part"
#define KEPT "kept" /* inside the prepared folder, until it is complete */

enum { PATH_ROOM = 96, NAMES_MOST = 100 };

static const char *const old_files[] = {KEYS_DB, KEYS_DB "-wal", KEYS_DB "-journal"};
static const char *const old_keys[] = {KEYS_FILE, KEYS_OLD};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static enum err failed(struct error *e)
{
	return rights_error(_("The folder of the file cannot be written. See whether it may be "
			      "written, then try again."),
			    e);
}

/* "folder/name" of two short names of ours */
struct inner {
	char path[PATH_ROOM];
};

static struct inner inside(const char *folder, const char *name)
{
	struct inner p;

	(void)snprintf(p.path, sizeof p.path, "%.60s/%.30s", folder, name);
	return p;
}

static bool is_at(int fd, const char *name)
{
	struct stat st;

	return fstatat(fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

static enum err sync_at(int fd, const char *name, struct error *e)
{
	int file = openat(fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	bool is_done = file >= 0 && (fsync(file) == 0 || errno == EINVAL);
	enum err err = is_done ? OK : failed(e);

	if (file >= 0)
		(void)close(file); /* nothing was written */
	return err;
}

static enum err remove_at(int fd, const char *name, struct error *e)
{
	return unlinkat(fd, name, 0) == 0 || errno == ENOENT ? OK : failed(e);
}

/* Whatever the umask. */
static enum err make_at(int fd, const char *name, struct error *e)
{
	if (mkdirat(fd, name, 0700) != 0 && errno != EEXIST)
		return failed(e);
	return fchmodat(fd, name, 0700, 0) == 0 ? OK : failed(e);
}

static enum err move_at(int fd, const char *from, const char *to, struct error *e)
{
	if (!is_at(fd, from))
		return OK;
	return renameat(fd, from, fd, to) == 0 ? OK : failed(e);
}

/* A folder of files and of empty folders; one that is not there is fine. */
static enum err remove_folder(int fd, const char *name, struct error *e)
{
	int inner = openat(fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = inner >= 0 ? fdopendir(inner) : NULL;
	struct dirent *item;

	if (!dir) {
		bool is_gone = inner < 0 && errno == ENOENT;

		if (inner >= 0)
			(void)close(inner); /* nothing was written */
		return is_gone ? OK : failed(e);
	}
	while ((item = readdir(dir)))
		if (strcmp(item->d_name, ".") != 0 && strcmp(item->d_name, "..") != 0 &&
		    unlinkat(inner, item->d_name, 0) != 0)
			(void)unlinkat(inner, item->d_name, AT_REMOVEDIR); /* seen below */
	(void)closedir(dir);
	return unlinkat(fd, name, AT_REMOVEDIR) == 0 ? OK : failed(e);
}

/* -1 with OK: there is no such folder.  Closing the descriptor lets go of the lock. */
static enum err lock_folder(const char *folder, int *fd, struct error *e)
{
	*fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*fd < 0)
		return errno == ENOENT || errno == ENOTDIR ? OK : failed(e);
	while (flock(*fd, LOCK_EX) != 0)
		if (errno != EINTR)
			break; /* a file system without such locks: one process is the rule */
	return OK;
}

static enum hold hold_in(const char *folder, const char *name)
{
	char *path = file_path(folder, name);
	enum hold hold = hold_of(path);

	free(path);
	return hold;
}

static enum err busy(struct error *e)
{
	return error_set(e, ERR_BUSY,
			 _("trede is already open on this laptop. Close it there, then try "
			   "again."));
}

/* The folder gets its name when all that is to be kept is in it. */
static enum err name_kept(int fd, const char *kept, struct error *e)
{
	struct clock clock = clock_system();
	struct moment now = moment_of_ms(clock_now(&clock));
	char name[PATH_ROOM];

	if (unlinkat(fd, kept, AT_REMOVEDIR) == 0 || errno == ENOENT)
		return OK; /* there was nothing to keep, or it has its name */
	for (int i = 1; i <= NAMES_MOST; i++) {
		(void)snprintf(name, sizeof name, "kept-%04d-%02d-%02dT%02d%02d%02d",
			       now.date.year, now.date.month, now.date.day, now.hour, now.minute,
			       now.second);
		if (i > 1)
			(void)snprintf(name + strlen(name), sizeof name - strlen(name), "-%d", i);
		if (renameat(fd, kept, fd, name) == 0)
			return OK;
		if (errno != ENOTEMPTY && errno != EEXIST)
			break;
	}
	return failed(e);
}

static enum err set_aside(int fd, const char *prepared, struct error *e)
{
	struct inner kept = inside(prepared, KEPT);
	bool has_keys = is_at(fd, inside(prepared, KEYS_FILE).path); /* else new ones are outside */
	enum err err = make_at(fd, kept.path, e);

	for (size_t i = 0; err == OK && i < COUNT(old_files); i++)
		err = move_at(fd, old_files[i], inside(kept.path, old_files[i]).path, e);
	for (size_t i = 0; err == OK && has_keys && i < COUNT(old_keys); i++)
		err = move_at(fd, old_keys[i], inside(kept.path, old_keys[i]).path, e);
	if (err == OK)
		err = sync_at(fd, kept.path, e);
	if (err == OK)
		err = name_kept(fd, kept.path, e);
	return err;
}

/* The old file itself stays until the new one takes its name. */
static enum err take_away(int fd, struct error *e)
{
	enum err err = remove_at(fd, KEYS_OLD, e);

	for (size_t i = 1; err == OK && i < COUNT(old_files); i++)
		err = remove_at(fd, old_files[i], e);
	return err;
}

static enum err settle_one(int fd, const char *prepared, struct error *e)
{
	struct inner db = inside(prepared, KEYS_DB);
	enum err err = OK;

	if (!is_at(fd, prepared))
		return OK;
	if (is_at(fd, db.path)) {
		err = strcmp(prepared, SETTLE_RESTORED) == 0 ? set_aside(fd, prepared, e)
							     : take_away(fd, e);
		if (err == OK)
			err = sync_at(fd, ".", e);
	}
	if (err == OK)
		err = move_at(fd, inside(prepared, KEYS_FILE).path, KEYS_FILE, e);
	if (err == OK)
		err = move_at(fd, db.path, KEYS_DB, e);
	if (err == OK)
		err = sync_at(fd, prepared, e);
	if (err == OK)
		err = sync_at(fd, ".", e);
	if (err == OK)
		err = remove_folder(fd, prepared, e);
	return err == OK ? sync_at(fd, ".", e) : err;
}

/* What somebody else still makes is left alone; what nobody goes on with is thrown away. */
static enum err settle_locked(int fd, const char *folder, struct error *e)
{
	bool is_due = is_at(fd, SETTLE_RENEWED) || is_at(fd, SETTLE_RESTORED);
	enum err err = OK;

	if (hold_in(folder, KEYS_DB) != HOLD_NONE)
		return is_due ? busy(e) : OK;
	if (is_due)
		err = settle_one(fd, SETTLE_RENEWED, e);
	if (err == OK && is_due)
		err = settle_one(fd, SETTLE_RESTORED, e);
	if (err == OK && is_at(fd, PART) && !owner_is_alive(fd, PART))
		err = remove_folder(fd, PART, e);
	return err;
}

enum err store_settle(const char *folder, struct error *e)
{
	int fd = -1;
	enum err err = lock_folder(folder, &fd, e);

	if (err == OK && fd >= 0)
		err = settle_locked(fd, folder, e);
	if (fd >= 0)
		(void)close(fd); /* nothing was written */
	return err;
}

enum err store_part_begin(const char *folder, char **part, struct error *e)
{
	int fd = -1;
	enum err err = lock_folder(folder, &fd, e);

	*part = NULL;
	if (err == OK && fd < 0)
		err = failed(e); /* errno is lock_folder's */
	if (err == OK && owner_is_alive(fd, PART) && !owner_is_me(fd, PART))
		err = busy(e);
	if (err == OK)
		err = remove_folder(fd, PART, e);
	if (err == OK)
		err = make_at(fd, PART, e);
	if (err == OK && !owner_write(fd, PART))
		err = failed(e);
	if (err == OK)
		*part = file_path(folder, PART);
	if (fd >= 0)
		(void)close(fd); /* nothing was written */
	return err;
}

/* Closed, and nothing left in a log: else the pair in it is not all there is. */
static enum err look_whole(int fd, const char *folder, struct error *e)
{
	struct inner log = inside(PART, KEYS_DB "-wal");
	struct stat st;

	if (!is_at(fd, PART) || !owner_is_me(fd, PART) ||
	    hold_in(folder, inside(PART, KEYS_DB).path) != HOLD_NONE)
		return busy(e);
	if (!is_at(fd, inside(PART, KEYS_DB).path) || !is_at(fd, inside(PART, KEYS_FILE).path) ||
	    (fstatat(fd, log.path, &st, AT_SYMLINK_NOFOLLOW) == 0 && st.st_size > 0))
		return error_set(e, ERR_FILE,
				 _("The new file is not complete. Nothing was changed; try "
				   "again."));
	return remove_at(fd, log.path, e);
}

/*
 * When the folder cannot be synced the rename is taken back.  When that fails too the new pair is
 * what the next opening puts in place, whatever is said now: then it is said to be done, so that
 * nothing more is written to the old pair, which would be lost.
 */
static enum err decide_locked(int fd, const char *folder, const char *as, struct error *e)
{
	enum err err = look_whole(fd, folder, e);

	if (err == OK)
		err = sync_at(fd, inside(PART, KEYS_DB).path, e);
	if (err == OK)
		err = sync_at(fd, inside(PART, KEYS_FILE).path, e);
	if (err == OK && strcmp(as, SETTLE_RESTORED) == 0) /* from here on nothing needs room */
		err = make_at(fd, inside(PART, KEPT).path, e);
	if (err == OK)
		err = owner_remove(fd, PART) ? OK : failed(e);
	if (err == OK)
		err = sync_at(fd, PART, e);
	if (err == OK && renameat(fd, PART, fd, as) != 0)
		err = failed(e);
	if (err != OK)
		return err;
	err = sync_at(fd, ".", e);
	if (err != OK && renameat(fd, as, fd, PART) != 0)
		return OK; /* it cannot be taken back, so it holds */
	return err; /* taken back: the old pair is worked in further, so this must not come back */
}

enum err settle_decide(const char *folder, const char *as, struct error *e)
{
	int fd = -1;
	enum err err = lock_folder(folder, &fd, e);

	if (err == OK)
		err = fd >= 0 ? decide_locked(fd, folder, as, e) : failed(e);
	if (fd >= 0)
		(void)close(fd); /* nothing was written */
	return err;
}

void settle_drop(const char *folder)
{
	int fd = -1;

	if (lock_folder(folder, &fd, NULL) == OK && fd >= 0 &&
	    (owner_is_me(fd, PART) || !owner_is_alive(fd, PART)))
		(void)remove_folder(fd, PART, NULL); /* else the next opening does it */
	if (fd >= 0)
		(void)close(fd); /* nothing was written */
}

enum err store_part_adopt(const char *folder, bool is_replacing, struct error *e)
{
	int fd = -1;
	enum err err = lock_folder(folder, &fd, e);

	if (err == OK && fd < 0)
		err = failed(e);
	if (err == OK && hold_in(folder, KEYS_DB) != HOLD_NONE)
		err = busy(e);
	if (err == OK && !is_replacing &&
	    (is_at(fd, KEYS_DB) || is_at(fd, KEYS_FILE) || is_at(fd, KEYS_OLD)))
		err = error_set(e, ERR_INVALID, _("There is a file here already."));
	if (err == OK)
		err = decide_locked(fd, folder, SETTLE_RENEWED, e);
	if (err == OK)
		err = settle_locked(fd, folder, e);
	if (fd >= 0)
		(void)close(fd); /* nothing was written */
	return err;
}
