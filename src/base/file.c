/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

enum { READ_BYTES = 64 * 1024, PATH_SHOWN = 300, REPLACED_MOST = 16 * 1024 * 1024 };

/* What went wrong, by errno; the sentence stands behind the path and a colon. */
struct reason {
	int number;
	enum err code;
	const char *text;
};

static const struct reason reasons[] = {
	{ENOENT, ERR_FILE, N_("there is no such file. Check the name.")},
	{ENOTDIR, ERR_FILE, N_("there is no such file. Check the name.")},
	{ENAMETOOLONG, ERR_FILE, N_("this name is too long. Choose a shorter one.")},
	{EACCES, ERR_FILE, N_("you may not use this. Ask who looks after this laptop.")},
	{EPERM, ERR_FILE, N_("you may not use this. Ask who looks after this laptop.")},
	{EROFS, ERR_FILE, N_("nothing can be written here. Choose another place.")},
	{EEXIST, ERR_INVALID, N_("this exists already. Choose another name.")},
	{ELOOP, ERR_INVALID, N_("this exists already. Choose another name.")},
	{EISDIR, ERR_FILE, N_("this is not a plain file. Choose a file.")},
	{ENXIO, ERR_FILE, N_("this is not a plain file. Choose a file.")},
	{ENOSPC, ERR_FULL, N_("the disk is full. Make room and try again.")},
	{EDQUOT, ERR_FULL, N_("the disk is full. Make room and try again.")},
	{EFBIG, ERR_FULL, N_("the disk is full. Make room and try again.")},
};

/* The end of a long path says most, and leaves room for the sentence. */
static const char *shown(const char *path)
{
	size_t len = strlen(path);

	if (len > PATH_SHOWN)
		path += len - PATH_SHOWN;
	while (len > PATH_SHOWN && ((unsigned char)*path & 0xC0) == 0x80)
		path++;
	return path;
}

static enum err failed(struct error *e, const char *path, int number)
{
	const char *text = N_("this cannot be used. Try again, or choose another place.");
	enum err code = ERR_FILE;

	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
		if (reasons[i].number == number) {
			text = reasons[i].text;
			code = reasons[i].code;
			break;
		}
	}
	error_set(e, code, "%s: %s", shown(path), _(text));
	error_detail(e, "errno %d: %s", number, strerror(number));
	return code;
}

static enum err too_big(struct error *e, const char *path, size_t limit)
{
	return error_set(e, ERR_INVALID,
			 _("%s: this file is larger than %zu KiB. Choose a smaller one."),
			 shown(path), (limit + 1023) / 1024);
}

/* Reads to the end, never more than limit + 1 bytes whatever the size said before. */
static int read_all(int fd, size_t size, size_t limit, struct str *out)
{
	size_t room = size < READ_BYTES ? size + 1 : READ_BYTES;
	char *piece = mem_resize(NULL, room, 1);
	ssize_t got = 0;
	int number = 0;

	while (out->len <= limit) {
		size_t want = limit - out->len < room ? limit - out->len + 1 : room;

		got = read(fd, piece, want < room ? want : room);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		str_add_bytes(out, piece, (size_t)got);
	}
	if (got < 0)
		number = errno;
	free(piece);
	return number;
}

enum err file_read(const char *path, size_t limit, struct str *out, struct error *e)
{
	struct stat about;
	enum err rc = OK;
	int fd, number;

	str_reset(out);
	/* without O_NONBLOCK opening a FIFO would wait for a writer that never comes */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return failed(e, path, errno);
	if (fstat(fd, &about) < 0)
		rc = failed(e, path, errno);
	else if (!S_ISREG(about.st_mode))
		rc = failed(e, path, EISDIR);
	else if ((uintmax_t)about.st_size > limit)
		rc = too_big(e, path, limit);
	else if ((number = read_all(fd, (size_t)about.st_size, limit, out)) != 0)
		rc = failed(e, path, number);
	else if (out->len > limit)
		rc = too_big(e, path, limit);
	(void)close(fd); /* nothing was written */
	if (rc != OK)
		str_reset(out);
	return rc;
}

static int write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t done = write(fd, bytes, len);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return errno;
		bytes += done;
		len -= (size_t)done;
	}
	return 0;
}

int file_sync_folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash == path ? mem_text("/")
		       : slash	     ? mem_bytes(path, (size_t)(slash - path))
				     : mem_text(".");
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int number = fd < 0 || fsync(fd) < 0 ? errno : 0;

	if (fd >= 0)
		(void)close(fd); /* nothing was written */
	free(folder);
	return number == EINVAL ? 0 : number; /* file systems that cannot sync a folder */
}

enum err file_write_new(const char *path, const char *bytes, size_t len, struct error *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	int number;

	if (fd < 0)
		return failed(e, path, errno);
	number = fchmod(fd, 0600) < 0 ? errno : 0; /* a umask may have taken bits away */
	if (number == 0)
		number = write_all(fd, bytes, len);
	if (number == 0 && fsync(fd) < 0)
		number = errno;
	if (close(fd) < 0 && number == 0)
		number = errno;
	if (number == 0)
		number = file_sync_folder_of(path);
	if (number == 0)
		return OK;
	(void)unlink(path); /* half a file helps nobody */
	return failed(e, path, number);
}

static char *with_end(const char *path, const char *end)
{
	struct str all = STR_INIT;

	str_add(&all, path);
	str_add(&all, end);
	return str_detach(&all);
}

/* What path.new holds takes its place; a half one of a run that was cut off goes first.
 */
static enum err put_in_place(const char *path, const char *bytes, size_t len,
			     struct error *e)
{
	char *fresh = with_end(path, ".new");
	enum err rc;

	(void)unlink(fresh);
	rc = file_write_new(fresh, bytes, len, e);
	if (rc == OK && rename(fresh, path) < 0) {
		rc = failed(e, path, errno);
		(void)unlink(fresh);
	} else if (rc == OK) {
		int number = file_sync_folder_of(path);

		rc = number == 0 ? OK : failed(e, path, number);
	}
	free(fresh);
	return rc;
}

/* A copy and not a link: sticks have file systems without links. */
enum err file_replace(const char *path, const char *old, const char *bytes, size_t len,
		      struct error *e)
{
	struct str before = STR_INIT;
	enum err rc = OK;

	if (old && file_exists(path)) {
		rc = file_read(path, REPLACED_MOST, &before, e);
		if (rc == OK)
			rc = put_in_place(old, before.bytes, before.len, e);
	}
	if (rc == OK)
		rc = put_in_place(path, bytes, len, e);
	str_release(&before);
	return rc;
}

static int make_folder(const char *path)
{
	struct stat about;

	if (mkdir(path, 0700) == 0) {
		if (lstat(path, &about) == 0 && (about.st_mode & 0777) != 0700 &&
		    chmod(path, 0700) < 0)
			return errno;
		return file_sync_folder_of(path);
	}
	if (errno != EEXIST && errno != EROFS && errno != EACCES && errno != EPERM)
		return errno;
	{
		int number = errno;

		if (stat(path, &about) < 0)
			return number == EEXIST ? ENOTDIR : number;
		return S_ISDIR(about.st_mode) ? 0 : ENOTDIR;
	}
}

enum err file_make_folders(const char *path, struct error *e)
{
	char *part = mem_text(path);
	int number = *part ? 0 : ENOENT;

	for (char *p = part; number == 0 && *p; p++) {
		if (*p != '/' || p == part)
			continue;
		*p = '\0';
		number = make_folder(part);
		*p = '/';
	}
	if (number == 0)
		number = make_folder(part);
	free(part);
	return number == 0 ? OK : failed(e, path, number);
}

bool file_exists(const char *path)
{
	struct stat about;

	return path && stat(path, &about) == 0;
}

static bool is_wanted(int folder, const char *name, const char *suffix)
{
	size_t len = strlen(name), end = strlen(suffix);
	struct stat about;

	return name[0] != '.' && len >= end && strcmp(name + len - end, suffix) == 0 &&
	       fstatat(folder, name, &about, 0) == 0 && S_ISREG(about.st_mode);
}

static int by_name(const void *a, const void *b)
{
	const char *const *left = a, *const *right = b;

	return strcmp(*left, *right);
}

size_t file_list(const char *folder, const char *suffix, char ***names)
{
	size_t count = 0, room = 0;
	struct dirent *item;
	DIR *dir = opendir(folder);

	*names = NULL;
	if (!dir)
		return 0;
	while ((item = readdir(dir))) {
		if (!is_wanted(dirfd(dir), item->d_name, suffix))
			continue;
		VEC_ROOM(*names, count, room);
		(*names)[count++] = mem_text(item->d_name);
	}
	(void)closedir(dir); /* nothing was written */
	if (count > 1)
		qsort(*names, count, sizeof **names, by_name);
	return count;
}

char *file_path(const char *folder, const char *name)
{
	struct str path = STR_INIT;

	str_add(&path, folder);
	if (path.len > 0 && path.bytes[path.len - 1] != '/')
		str_add_char(&path, '/');
	while (path.len > 0 && *name == '/')
		name++;
	str_add(&path, name);
	return str_detach(&path);
}
