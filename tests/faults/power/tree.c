/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"

#include "disk.h"

enum { FILE_MOST = 1 << 28 };

static int is_name(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static bool is_folder(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool is_same_file(const char *a, const char *b)
{
	struct str left = STR_INIT, right = STR_INIT;
	struct error e = ERROR_INIT;
	bool is_same = file_read(a, FILE_MOST, &left, &e) == OK &&
		       file_read(b, FILE_MOST, &right, &e) == OK &&
		       left.len == right.len &&
		       memcmp(left.bytes, right.bytes, left.len) == 0;

	str_release(&left);
	str_release(&right);
	return is_same;
}

bool disk_is_same(const char *a, const char *b)
{
	struct dirent **left = NULL, **right = NULL;

	if (!is_folder(a) || !is_folder(b))
		return is_same_file(a, b);
	int n = scandir(a, &left, is_name, alphasort),
	    m = scandir(b, &right, is_name, alphasort);
	bool is_same = n >= 0 && n == m;
	for (int i = 0; is_same && i < n; i++) {
		char *x = file_path(a, left[i]->d_name),
		     *y = file_path(b, right[i]->d_name);
		is_same = strcmp(left[i]->d_name, right[i]->d_name) == 0 &&
			  disk_is_same(x, y);
		free(x);
		free(y);
	}
	while (n > 0)
		free(left[--n]);
	while (m > 0)
		free(right[--m]);
	free(left);
	free(right);
	return is_same;
}

static bool copy_file(const char *from, const char *to)
{
	struct str bytes = STR_INIT;
	struct error e = ERROR_INIT;
	bool good = file_read(from, FILE_MOST, &bytes, &e) == OK &&
		    file_write_new(to, bytes.bytes, bytes.len, &e) == OK;

	str_release(&bytes);
	return good;
}

bool disk_copy(const char *from, const char *to)
{
	struct dirent **names = NULL;

	if (!is_folder(from))
		return copy_file(from, to);
	int n = mkdir(to, 0700) == 0 ? scandir(from, &names, is_name, alphasort) : -1;
	bool good = n >= 0;
	for (int i = 0; i < n; i++) {
		char *x = file_path(from, names[i]->d_name),
		     *y = file_path(to, names[i]->d_name);
		good = good && disk_copy(x, y);
		free(x);
		free(y);
		free(names[i]);
	}
	free(names);
	return good;
}

void disk_remove(const char *path)
{
	struct dirent **names = NULL;
	int n = is_folder(path) ? scandir(path, &names, is_name, alphasort) : 0;

	for (int i = 0; i < n; i++) {
		char *below = file_path(path, names[i]->d_name);
		disk_remove(below);
		free(below);
		free(names[i]);
	}
	free(names);
	(void)(is_folder(path) ? rmdir(path) : unlink(path)); /* not there is fine */
}

bool disk_flip(const char *path, int64_t at, int bit)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);
	unsigned char byte = 0;
	bool good = fd >= 0 && pread(fd, &byte, 1, at) == 1;

	byte = (unsigned char)(byte ^ 1u << bit);
	good = good && pwrite(fd, &byte, 1, at) == 1;
	return fd >= 0 && close(fd) == 0 && good;
}

char *disk_place(void)
{
	const char *folder =
		access("/dev/shm", W_OK) == 0 ? "/dev/shm" : getenv("TMPDIR");
	char *place = file_path(folder ? folder : "/tmp", "trede-faults-XXXXXX");

	if (mkdtemp(place))
		return place;
	free(place);
	return NULL;
}
