/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The calls that change files, as this program and the libraries in it reach them: each
 * does what it is asked for and notes it when it is below the folder that is recorded.  A
 * file is known by its number in the file system, so that no path has to be understood.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/base.h"

#include "disk.h"

enum { NO_NODE = -1 };

static struct {
	struct disk_log *log; /* NULL: nothing is noted */
	pid_t pid;	      /* a child notes nothing */
	bool skips_syncs;
	char *full; /* the folder of a disk that is filling up; NULL: none */
	int64_t left;
} recorder;

int __open_2(const char *path, int flags);
int __open64_2(const char *path, int flags);
int __openat_2(int folder, const char *path, int flags);
int __openat64_2(int folder, const char *path, int flags);

static bool is_recording(void)
{
	return recorder.log && recorder.pid == getpid();
}

static int node_add(struct disk_log *log, const struct stat *st)
{
	VEC_ROOM(log->nodes, log->node_count, log->node_room);
	log->nodes[log->node_count] = (struct disk_node){
		.is_folder = S_ISDIR(st->st_mode), .number = (uint64_t)st->st_ino};
	return (int)log->node_count++;
}

/* The newest: the number of a file that is gone is given out again. */
static int node_of(const struct stat *st)
{
	for (size_t i = recorder.log->node_count; i > 0; i--)
		if (recorder.log->nodes[i - 1].number == (uint64_t)st->st_ino)
			return (int)i - 1;
	return NO_NODE;
}

static int node_of_fd(int fd)
{
	struct stat st;

	return is_recording() && fstat(fd, &st) == 0 ? node_of(&st) : NO_NODE;
}

static int node_of_path(int folder, const char *path)
{
	struct stat st;

	return fstatat(folder, path, &st, AT_SYMLINK_NOFOLLOW) == 0 ? node_of(&st)
								    : NO_NODE;
}

/* The folder in which path stands, when it is recorded. */
static int parent_of(int folder, const char *path, char **name)
{
	const char *slash = strrchr(path, '/');
	char *parent = slash ? mem_bytes(path, slash == path ? 1 : (size_t)(slash - path))
			     : mem_text(".");
	int node = node_of_path(folder, parent);

	*name = node == NO_NODE ? NULL : mem_text(slash ? slash + 1 : path);
	free(parent);
	return node;
}

static struct disk_event *note(enum disk_what what, int node)
{
	struct disk_log *log = recorder.log;

	VEC_ROOM(log->events, log->count, log->room);
	log->events[log->count] = (struct disk_event){.what = what, .node = node};
	return &log->events[log->count++];
}

static void note_write(int fd, const void *bytes, ssize_t len, int64_t offset)
{
	int kept = errno, node = len > 0 ? node_of_fd(fd) : NO_NODE;

	if (node != NO_NODE) {
		struct disk_event *ev = note(DISK_WRITE, node);

		ev->offset = offset;
		ev->len = (size_t)len;
		ev->bytes = mem_array(ev->len, 1);
		memcpy(ev->bytes, bytes, ev->len);
	}
	errno = kept;
}

static void note_size(int node, int64_t size)
{
	if (node != NO_NODE)
		note(DISK_SIZE, node)->offset = size;
}

static void note_entry(int parent, char *name, int target)
{
	struct disk_event *ev = note(DISK_ENTRY, parent);

	ev->name = name;
	ev->target = target;
}

/* Whether path is made by what comes now. */
static bool is_absent(int folder, const char *path)
{
	struct stat st;

	return fstatat(folder, path, &st, AT_SYMLINK_NOFOLLOW) != 0 && errno == ENOENT;
}

static int open_and_note(int folder, const char *path, int flags, mode_t mode)
{
	bool makes = is_recording() && flags & O_CREAT && is_absent(folder, path);
	int fd = (int)syscall(SYS_openat, folder, path, flags, mode);
	int kept = errno;
	struct stat st;
	char *name = NULL;

	if (fd < 0 || !is_recording())
		return fd;
	if (makes && fstat(fd, &st) == 0) {
		int parent = parent_of(folder, path, &name);
		if (parent != NO_NODE)
			note_entry(parent, name, node_add(recorder.log, &st));
	} else if (flags & O_TRUNC) {
		note_size(node_of_fd(fd), 0);
	}
	errno = kept;
	return fd;
}

#define OPEN_LIKE(name)                                                                  \
	int name(const char *path, int flags, ...)                                       \
	{                                                                                \
		va_list args;                                                            \
		va_start(args, flags);                                                   \
		mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;  \
		va_end(args);                                                            \
		return open_and_note(AT_FDCWD, path, flags, mode);                       \
	}
#define OPENAT_LIKE(name)                                                                \
	int name(int folder, const char *path, int flags, ...)                           \
	{                                                                                \
		va_list args;                                                            \
		va_start(args, flags);                                                   \
		mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;  \
		va_end(args);                                                            \
		return open_and_note(folder, path, flags, mode);                         \
	}
OPEN_LIKE(open)
OPEN_LIKE(open64)
OPENAT_LIKE(openat)
OPENAT_LIKE(openat64)

int __open_2(const char *path, int flags)
{
	return open_and_note(AT_FDCWD, path, flags, 0);
}

int __open64_2(const char *path, int flags)
{
	return open_and_note(AT_FDCWD, path, flags, 0);
}

int __openat_2(int folder, const char *path, int flags)
{
	return open_and_note(folder, path, flags, 0);
}

int __openat64_2(int folder, const char *path, int flags)
{
	return open_and_note(folder, path, flags, 0);
}

/* Whether so many bytes still go there; they count. */
static bool has_room(int fd, size_t len)
{
	enum { PATH_MOST = 4096 };
	char link[32], path[PATH_MOST];
	size_t folder = recorder.full ? strlen(recorder.full) : 0;

	if (!recorder.full)
		return true;
	(void)snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t n = readlink(link, path, sizeof path);
	if (n <= (ssize_t)folder || memcmp(path, recorder.full, folder) != 0)
		return true;
	recorder.left -= (int64_t)len;
	errno = recorder.left < 0 ? ENOSPC : errno;
	return recorder.left >= 0;
}

void disk_fill(const char *folder, int64_t bytes)
{
	free(recorder.full);
	recorder.full = folder ? realpath(folder, NULL) : NULL;
	recorder.left = bytes;
}

ssize_t write(int fd, const void *bytes, size_t len)
{
	off_t at = -1;

	if (is_recording()) {
		int flags = fcntl(fd, F_GETFL), kept = errno;
		at = lseek(fd, 0, flags >= 0 && flags & O_APPEND ? SEEK_END : SEEK_CUR);
		errno = kept;
	}
	ssize_t done = has_room(fd, len) ? syscall(SYS_write, fd, bytes, len) : -1;
	if (at >= 0)
		note_write(fd, bytes, done, at);
	return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t offset)
{
	ssize_t done =
		has_room(fd, len) ? syscall(SYS_pwrite64, fd, bytes, len, offset) : -1;

	note_write(fd, bytes, done, offset);
	return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t offset)
{
	return pwrite64(fd, bytes, len, offset);
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
	ssize_t done = 0, once = 0;

	for (int i = 0; i < count && once >= 0; i++) {
		once = write(fd, parts[i].iov_base, parts[i].iov_len);
		done += once > 0 ? once : 0;
		if (once >= 0 && (size_t)once < parts[i].iov_len)
			break;
	}
	return done > 0 ? done : once;
}

int ftruncate64(int fd, off64_t size)
{
	int rc = (int)syscall(SYS_ftruncate, fd, size);

	if (rc == 0)
		note_size(node_of_fd(fd), size);
	return rc;
}

int ftruncate(int fd, off_t size)
{
	return ftruncate64(fd, size);
}

int truncate(const char *path, off_t size)
{
	int rc = (int)syscall(SYS_truncate, path, size);

	if (rc == 0 && is_recording())
		note_size(node_of_path(AT_FDCWD, path), size);
	return rc;
}

static int sync_and_note(long call, int fd)
{
	int rc = recorder.skips_syncs ? 0 : (int)syscall(call, fd);
	int node = rc == 0 ? node_of_fd(fd) : NO_NODE;

	if (node != NO_NODE)
		note(DISK_SYNC, node);
	return rc;
}

int fsync(int fd)
{
	return sync_and_note(SYS_fsync, fd);
}

int fdatasync(int fd)
{
	return sync_and_note(SYS_fdatasync, fd);
}

int renameat2(int from, const char *old, int to, const char *new, unsigned int flags)
{
	int node = is_recording() ? node_of_path(from, old) : NO_NODE;
	int rc = (int)syscall(SYS_renameat2, from, old, to, new, flags);
	char *name = NULL, *from_name = NULL;

	if (rc != 0 || node == NO_NODE)
		return rc;
	int parent = parent_of(to, new, &name),
	    from_node = parent_of(from, old, &from_name);
	if (parent == NO_NODE || flags & RENAME_EXCHANGE) {
		fprintf(stderr, "disk: a rename that the log cannot hold: %s\n", new);
		abort();
	}
	struct disk_event *ev = note(DISK_RENAME, parent);
	ev->name = name;
	ev->target = node;
	ev->from = from_node;
	ev->from_name = from_name;
	return rc;
}

int renameat(int from, const char *old, int to, const char *new)
{
	return renameat2(from, old, to, new, 0);
}

int rename(const char *old, const char *new)
{
	return renameat2(AT_FDCWD, old, AT_FDCWD, new, 0);
}

static int remove_and_note(int folder, const char *path, int flags)
{
	int rc = (int)syscall(SYS_unlinkat, folder, path, flags);
	char *name = NULL;
	int parent = rc == 0 && is_recording() ? parent_of(folder, path, &name) : NO_NODE;

	if (parent != NO_NODE)
		note_entry(parent, name, NO_NODE);
	return rc;
}

int unlinkat(int folder, const char *path, int flags)
{
	return remove_and_note(folder, path, flags);
}

int unlink(const char *path)
{
	return remove_and_note(AT_FDCWD, path, 0);
}

int rmdir(const char *path)
{
	return remove_and_note(AT_FDCWD, path, AT_REMOVEDIR);
}

int remove(const char *path)
{
	int rc = unlink(path);

	return rc != 0 && errno == EISDIR ? rmdir(path) : rc;
}

int mkdirat(int folder, const char *path, mode_t mode)
{
	int rc = (int)syscall(SYS_mkdirat, folder, path, mode);
	char *name = NULL;
	int parent = rc == 0 && is_recording() ? parent_of(folder, path, &name) : NO_NODE;
	struct stat st;

	if (parent != NO_NODE && fstatat(folder, path, &st, 0) == 0)
		note_entry(parent, name, node_add(recorder.log, &st));
	return rc;
}

int mkdir(const char *path, mode_t mode)
{
	return mkdirat(AT_FDCWD, path, mode);
}

/* Both names stay; no file of the program has two for long. */
int link(const char *old, const char *new)
{
	int rc = (int)syscall(SYS_linkat, AT_FDCWD, old, AT_FDCWD, new, 0);
	char *name = NULL;
	int parent =
		rc == 0 && is_recording() ? parent_of(AT_FDCWD, new, &name) : NO_NODE;

	if (parent != NO_NODE)
		note_entry(parent, name, node_of_path(AT_FDCWD, old));
	return rc;
}

static void read_whole(const char *path, size_t size, struct disk_node *n)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	n->bytes = mem_array(size + 1, 1);
	n->room = size + 1;
	for (ssize_t once = 1; fd >= 0 && n->len < size && once > 0;
	     n->len += (size_t)once)
		once = read(fd, n->bytes + n->len, size - n->len);
	if (fd < 0 || close(fd) != 0 || n->len != size) {
		perror(path);
		abort();
	}
}

/* What is there already, with all below it. */
static int scan(struct disk_log *log, const char *path)
{
	struct stat st = {0};
	struct dirent *entry;

	if (lstat(path, &st) != 0) {
		perror(path);
		abort();
	}
	int node = node_add(log, &st);
	if (!S_ISDIR(st.st_mode)) {
		read_whole(path, (size_t)st.st_size, &log->nodes[node]);
		return node;
	}
	DIR *dir = opendir(path);
	while (dir && (entry = readdir(dir))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		char *below = file_path(path, entry->d_name);
		int child = scan(log, below);
		struct disk_node *n = &log->nodes[node];
		VEC_ROOM(n->entries, n->entry_count, n->entry_room);
		n->entries[n->entry_count++] =
			(struct disk_entry){mem_text(entry->d_name), child};
		free(below);
	}
	if (dir)
		closedir(dir);
	return node;
}

void disk_record(struct disk_log *log, const char *folder)
{
	*log = (struct disk_log){0};
	(void)scan(log, folder);
	recorder.pid = getpid();
	recorder.log = log;
}

void disk_mark(int count)
{
	if (is_recording())
		note(DISK_MARK, NO_NODE)->target = count;
}

void disk_stop(void)
{
	recorder.log = NULL;
}

void disk_skip_syncs(bool skip)
{
	recorder.skips_syncs = skip;
}
