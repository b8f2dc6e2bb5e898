/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_RIGHTS_H
#define STORE_RIGHTS_H

#include "base/base.h"

/*
 * Inside the store room only: whose the files are.  A file or folder that somebody else owns or may
 * write in is not used, and a link is not followed.
 */

/* The folder that holds path; one that is not there is OK: what opens the file says so. */
enum err rights_folder_of(const char *path, struct error *e);
/* ERR_NOT_FOUND: there is none.  Never opens the file: closing it would drop a lock held here. */
enum err rights_file(const char *path, struct error *e);
/* After a system call failed: ERR_FULL, or ERR_FILE with this sentence; the detail is errno. */
enum err rights_error(const char *what, struct error *e);

#endif
