/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"

static bool copy_file(const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	struct stat info;
	bool good = in >= 0 && out >= 0 && fstat(in, &info) == 0;

	for (off_t left = good ? info.st_size : 0; left > 0 && good;) {
		ssize_t n = sendfile(out, in, NULL, (size_t)left);
		good = n > 0;
		left -= n;
	}
	if (in >= 0)
		close(in);
	return (out < 0 || close(out) == 0) && good;
}

bool folder_copy(const char *from, const char *to)
{
	DIR *dir = opendir(from);
	struct dirent *entry;
	bool good = dir && mkdir(to, 0700) == 0;

	while (good && (entry = readdir(dir))) {
		if (entry->d_type != DT_REG)
			continue;
		char *a = file_path(from, entry->d_name), *b = file_path(to, entry->d_name);
		good = copy_file(a, b);
		free(a);
		free(b);
	}
	if (dir)
		closedir(dir);
	return good;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *ftw)
{
	(void)info;
	(void)ftw;
	return kind == FTW_DP || kind == FTW_D || kind == FTW_DNR ? rmdir(path) : unlink(path);
}

bool folder_remove(const char *path)
{
	return nftw(path, remove_one, 16, FTW_PHYS | FTW_DEPTH) == 0 || errno == ENOENT;
}

/* ---- looking through ---- */

static bool holds(const struct str *bytes, const char *word)
{
	size_t len = strlen(word), i;
	char *wide = mem_array(len, 2);
	bool found = memmem(bytes->bytes, bytes->len, word, len);

	for (i = 0; i < len; i++)
		wide[2 * i] = word[i];
	found = found || memmem(bytes->bytes, bytes->len, wide, 2 * len - 1);
	free(wide);
	return found;
}

static bool file_holds(const char *path, const char *word)
{
	enum { FILE_MOST = 1 << 28 };
	struct str bytes = STR_INIT;
	struct error e = ERROR_INIT;
	bool found = file_read(path, FILE_MOST, &bytes, &e) == OK && holds(&bytes, word);

	str_release(&bytes);
	return found;
}

char *folder_find(const char *path, const char *word, const char *but)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	char *found = NULL;

	while (dir && !found && (entry = readdir(dir))) {
		char *name = entry->d_name, *at = file_path(path, name);
		bool is_dots = text_equal(name, ".") || text_equal(name, "..");

		if (strstr(name, word) ||
		    (entry->d_type == DT_REG && !text_equal(at, but) && file_holds(at, word)))
			found = mem_text(at);
		else if (entry->d_type == DT_DIR && !is_dots)
			found = folder_find(at, word, but);
		free(at);
	}
	if (dir)
		closedir(dir);
	return found;
}

static bool is_one_of(const char *name, const char *const names[])
{
	for (; *names; names++)
		if (text_equal(name, *names))
			return true;
	return text_equal(name, ".") || text_equal(name, "..");
}

char *folder_odd(const char *path, const char *const names[])
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	char *found = NULL;

	while (dir && !found && (entry = readdir(dir)))
		if (!is_one_of(entry->d_name, names) &&
		    strncmp(entry->d_name, "kept-", 5) != 0) /* put aside by a restore */
			found = file_path(path, entry->d_name);
	if (dir)
		closedir(dir);
	return found;
}
