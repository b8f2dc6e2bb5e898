/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "cmd/cmd.h"

static void write_progress(void *data, int64_t done, int64_t all)
{
	(void)data;
	fprintf(stderr, "\r%lld / %lld%s", (long long)done, (long long)all,
		done == all ? "\n" : "");
}

enum err cmd_restore(struct cmd_args *args, struct error *e)
{
	struct care_backup_about about = CARE_BACKUP_NONE;
	struct str text = STR_INIT, made = STR_INIT;
	enum err rc = cmd_passphrase(args, true, e);

	if (rc == OK)
		rc = care_restore(&args->options, args->words[0],
				  isatty(STDERR_FILENO) ? write_progress : NULL, NULL, &about, e);
	cmd_forget(args);
	if (rc == OK) {
		date_write(&made, &about.made.date, DATE_LONG, args->options.language);
		str_addf(&text,
			 _("Put back: the backup of %s, with %lld women and %lld entries. What was "
			   "here before is kept, in the folder beside it that begins with kept-.\n"),
			 made.bytes, (long long)about.clients, (long long)about.entries);
		cmd_write(&text);
	}
	str_release(&text);
	str_release(&made);
	care_backup_about_release(&about);
	return rc;
}
