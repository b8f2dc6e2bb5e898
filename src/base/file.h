/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct str;

/*
 * Whole files and folders; whatever the umask, files are made 0600 and folders 0700.  Reading
 * replaces what out holds; a file that is absent, no plain file or unreadable is ERR_FILE, one
 * larger than limit bytes ERR_INVALID.  Writing makes a new file only (ERR_INVALID when the name is
 * taken, by a link too) and returns when file and folder are on disk; a full disk is ERR_FULL.
 */
enum err file_read(const char *path, size_t limit, struct str *out, struct error *e); /* no FIFO, no device */
enum err file_write_new(const char *path, const char *bytes, size_t len, struct error *e); /* O_EXCL, fsync */
/*
 * A new file in the place of path, whole at any moment: path.new, fsync, rename, fsync of the folder.
 * With old (NULL: not) what was there stays under that name, whole too.
 */
enum err file_replace(const char *path, const char *old, const char *bytes, size_t len,
		      struct error *e);
enum err file_make_folders(const char *path, struct error *e); /* as mkdir -p */
bool file_exists(const char *path);
/* The folder that holds path: a new name is on disk only when its folder is.  0 or an errno. */
int file_sync_folder_of(const char *path);

/* Names of the plain files in folder that end in suffix and do not begin with a dot, sorted; the
 * caller frees each and the array. */
size_t file_list(const char *folder, const char *suffix, char ***names);

/* Joins with one slash; the caller owns the result. */
char *file_path(const char *folder, const char *name);

#endif
