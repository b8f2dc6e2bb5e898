/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "cmd/cmd.h"

static void write_json(const struct care_backup_about *about)
{
	json_t *object = json_object();
	struct str made = STR_INIT;

	moment_write(&made, &about->made);
	json_put_text(object, "path", about->path.bytes);
	json_put_text(object, "made", made.bytes);
	json_object_set_new(object, "entries", json_integer(about->entries));
	json_object_set_new(object, "clients", json_integer(about->clients));
	json_object_set_new(object, "drafts", json_integer(about->drafts));
	cmd_write_json(object);
	str_release(&made);
}

static void write_text(const struct care_backup_about *about)
{
	struct str text = STR_INIT;

	str_addf(&text,
		 _("Backup made and checked: %lld women, %lld entries, %lld unfinished "
		   "interviews.\n%s\n"),
		 (long long)about->clients, (long long)about->entries, (long long)about->drafts,
		 about->path.bytes);
	cmd_write(&text);
	str_release(&text);
}

static enum err make(struct care_session *session, const char *path,
		     struct care_backup_about *about, struct error *e)
{
	struct care_backup *b = NULL;
	int64_t done = 0, all = 1;
	enum err rc = care_backup_begin(session, path, &b, e);

	if (rc != OK)
		return rc;
	while (rc == OK && done < all) {
		rc = care_backup_step(b, &done, &all, e);
		if (rc == OK && isatty(STDERR_FILENO))
			fprintf(stderr, "\r%lld / %lld%s", (long long)done, (long long)all,
				done == all ? "\n" : "");
	}
	if (rc == OK)
		return care_backup_finish(b, about, e);
	care_backup_drop(b);
	return rc;
}

enum err cmd_backup(struct cmd_args *args, struct error *e)
{
	struct care_session *session = NULL;
	struct care_backup_about about = CARE_BACKUP_NONE;
	enum err rc = cmd_session(args, &session, e);

	if (rc == OK)
		rc = make(session, args->words[0], &about, e);
	if (rc == OK)
		(args->values[CMD_JSON] ? write_json : write_text)(&about);
	care_backup_about_release(&about);
	care_session_close(session);
	return rc;
}
