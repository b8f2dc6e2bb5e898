/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/rights.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

enum err rights_error(const char *what, struct error *e)
{
	int why = errno;
	bool is_full = why == ENOSPC || why == EDQUOT;

	error_set(e, is_full ? ERR_FULL : ERR_FILE, "%s",
		  is_full ? _("The disk is full. What was saved is still there; make room and "
			      "try again.")
			  : what);
	error_detail(e, "errno %d", why);
	return is_full ? ERR_FULL : ERR_FILE;
}

/* Who may write in the folder may put another file in the place of this one. */
enum err rights_folder_of(const char *path, struct error *e)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? mem_bytes(path, slash == path ? 1 : (size_t)(slash - path))
			     : mem_text(".");
	struct stat st = {0};
	bool is_there = stat(folder, &st) == 0; /* what opens the file says that it is not */

	free(folder);
	if (is_there && st.st_uid != geteuid())
		return error_set(e, ERR_FILE,
				 _("The folder of the file belongs to somebody else. Choose a "
				   "folder of your own."));
	if (is_there && st.st_mode & (S_IWGRP | S_IWOTH))
		return error_set(e, ERR_FILE,
				 _("Others may write in the folder of the file. Take that right "
				   "away with chmod 700, then try again."));
	return OK;
}

/* Never opens the file to look at it: closing it again would drop a lock this process holds. */
enum err rights_file(const char *path, struct error *e)
{
	struct stat st;

	if (lstat(path, &st) != 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return error_set(e, ERR_NOT_FOUND,
					 _("There is no file of trede here yet. Make one with: "
					   "trede init"));
		return rights_error(_("The file cannot be opened. See whether its folder is there "
				      "and may be written."),
				    e);
	}
	if (!S_ISREG(st.st_mode))
		return error_set(e, ERR_FILE,
				 _("This is not an ordinary file. Put the file of trede itself "
				   "here, not a link to it."));
	if (st.st_uid != geteuid())
		return error_set(e, ERR_FILE,
				 _("The file belongs to somebody else. Log in as its owner, or "
				   "have it given to you."));
	if (st.st_mode & (S_IWGRP | S_IWOTH))
		return error_set(e, ERR_FILE,
				 _("Others may write in the file. Take that right away with "
				   "chmod 600, then try again."));
	return OK;
}
