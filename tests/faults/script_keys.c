/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * script_keys DATA SHARE STICK: what changes who may open the file, through the calls that the
 * screens make: a colleague comes, the recovery code is renewed, a backup is made, she leaves (a
 * new key and a new file), and the backup is put back, with which she is there again.  It
 * tells (told.h) of 'login' whether she may.  What fails is tried once more, and then after
 * "space".
 */
#include <errno.h>
#include <unistd.h>

#include "care/care.h"

#include "base/base.h"

#include "told.h"

enum { TRIES = 3 };

struct run {
	const char *stick;
	struct clock clock;
	struct care_options options;
	struct care_session *session;
	char colleague[37];
	bool is_broken;
};

static void tell(const char *kind, const char *what, const char *key, const char *value)
{
	struct str line = STR_INIT;

	str_addf(&line, "%s\t%s\t%s\t%s\n", kind, what, key, value);
	if (write(TOLD_FD, line.bytes, line.len) < 0 && errno != EBADF)
		_exit(99);
	str_release(&line);
}

typedef enum err (*step)(struct run *r, struct error *e);

static void attempt(struct run *r, step do_it, const char *what, const char *key,
		    const char *value)
{
	enum err rc = ERR_FILE;

	for (int i = 0; i < TRIES && !r->is_broken && rc != OK; i++) {
		struct error e = ERROR_INIT;
		char code[16];

		if (i == TRIES - 1)
			tell("space", "", "", "");
		tell("try", what, key, value);
		rc = do_it(r, &e);
		snprintf(code, sizeof code, "%d", (int)rc);
		tell(rc == OK ? "kept" : "refused", rc == OK ? what : code,
		     rc == OK ? key : e.text, rc == OK ? value : e.detail);
		if (rc != OK && !e.text[0])
			tell("broken", "a step failed without a sentence", what, "");
	}
	if (rc != OK && !r->is_broken)
		tell("broken", "a step fails although there is room again", what, "");
	r->is_broken = r->is_broken || rc != OK;
}

static enum err do_open(struct run *r, struct error *e)
{
	return care_session_open(&r->options, &r->session, e);
}

static enum err do_add(struct run *r, struct error *e)
{
	struct secret passphrase = SECRET_INIT;
	enum err rc;

	(void)secret_add(&passphrase, TOLD_PASSPHRASE, strlen(TOLD_PASSPHRASE));
	rc = care_worker_add(r->session, TOLD_COLLEAGUE, &passphrase, r->colleague, e);
	secret_release(&passphrase);
	return rc;
}

static enum err do_renew(struct run *r, struct error *e)
{
	struct secret code = SECRET_INIT;
	enum err rc = care_recovery_renew(r->session, &code, e);

	secret_release(&code);
	return rc;
}

static enum err do_backup(struct run *r, struct error *e)
{
	struct care_backup_about about = CARE_BACKUP_NONE;
	struct care_backup *backup = NULL;
	char *path = file_path(r->stick, "trede.backup");
	int64_t done = 0, all = 1;
	enum err rc = care_backup_begin(r->session, path, &backup, e);

	while (rc == OK && done < all)
		rc = care_backup_step(backup, &done, &all, e);
	if (rc == OK)
		rc = care_backup_finish(backup, &about, e);
	else
		care_backup_drop(backup);
	care_backup_about_release(&about);
	free(path);
	return rc;
}

static enum err do_remove(struct run *r, struct error *e)
{
	return care_worker_remove(r->session, r->colleague, NULL, NULL, e);
}

static enum err do_restore(struct run *r, struct error *e)
{
	struct care_backup_about about = CARE_BACKUP_NONE;
	char *path = file_path(r->stick, "trede.backup");
	enum err rc = care_restore(&r->options, path, NULL, NULL, &about, e);

	care_backup_about_release(&about);
	free(path);
	return rc;
}

static void reopen(struct run *r)
{
	care_session_close(r->session);
	r->session = NULL;
	attempt(r, do_open, "open", "", "");
}

static void work(struct run *r)
{
	attempt(r, do_open, "open", "", "");
	attempt(r, do_add, "login", TOLD_COLLEAGUE, "1");
	attempt(r, do_renew, "recovery", "", "1");
	attempt(r, do_backup, "backup", "", "1");
	attempt(r, do_remove, "login", TOLD_COLLEAGUE, "0");
	reopen(r);
	care_session_close(r->session);
	r->session = NULL;
	attempt(r, do_restore, "login", TOLD_COLLEAGUE, "1");
	reopen(r);
	care_session_close(r->session);
}

int main(int argc, char **argv)
{
	static int64_t now_ms = 1795340520000; /* 2026-11-22 10:42 */
	struct run r = {0};

	if (argc != 4) {
		fputs("usage: script_keys DATA SHARE STICK\n", stderr);
		return 2;
	}
	r.stick = argv[3];
	r.clock = clock_fixed(&now_ms);
	r.options = (struct care_options){.data = argv[1],
					  .share = argv[2],
					  .language = "nl",
					  .practice = true,
					  .clock = &r.clock};
	json_start();
	i18n_start("nl", "");
	work(&r);
	if (!r.is_broken)
		tell("end", "", "", "");
	return r.is_broken ? 1 : 0;
}
