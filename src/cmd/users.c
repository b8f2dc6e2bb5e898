/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/cmd.h"

static void list_json(struct care_session *s, const char *const *ids, int count)
{
	json_t *list = json_array();

	for (int i = 0; i < count; i++) {
		json_t *one = json_object();

		json_put_text(one, "worker", ids[i]);
		json_put_text(one, "name", care_worker_name(s, ids[i]));
		json_object_set_new(one, "may_log_in",
				    json_boolean(care_worker_may_log_in(s, ids[i])));
		json_array_append_new(list, one);
	}
	cmd_write_json(list);
}

static void list_text(struct care_session *s, const char *const *ids, int count)
{
	struct str text = STR_INIT;

	for (int i = 0; i < count; i++) {
		str_add(&text, care_worker_name(s, ids[i]));
		if (!care_worker_may_log_in(s, ids[i]))
			str_addf(&text, " (%s)", _("has no passphrase"));
		str_add_char(&text, '\n');
	}
	cmd_write(&text);
	str_release(&text);
}

enum err cmd_users_list(struct cmd_args *args, struct error *e)
{
	struct care_session *s = NULL;
	const char *const *ids;
	enum err rc = cmd_session(args, &s, e);

	if (rc == OK) {
		int count = care_workers(s, &ids);

		(args->values[CMD_JSON] ? list_json : list_text)(s, ids, count);
	}
	care_session_close(s);
	return rc;
}

enum err cmd_users_add(struct cmd_args *args, struct error *e)
{
	struct care_session *s = NULL;
	struct secret fresh = SECRET_INIT;
	enum err rc = cmd_session(args, &s, e);

	if (rc == OK)
		rc = cmd_new_passphrase(args, CMD_NEW_PASSPHRASE_FD, &fresh, e);
	if (rc == OK)
		rc = care_worker_add(s, args->words[0], &fresh, NULL, e);
	secret_release(&fresh);
	care_session_close(s);
	return rc;
}

/* Whose passphrase it is: with the recovery code anybody's, else one's own. */
static enum err must_be_hers(struct cmd_args *args, struct care_session *s, struct error *e)
{
	const char *name = args->word_count > 0 ? args->words[0] : NULL;
	char id[37];
	enum err rc;

	if (care_session_is_recovery(s))
		return name ? OK
			    : error_set(e, ERR_USAGE,
					_("With the recovery code, say whose passphrase: trede users "
					  "passphrase NAME"));
	if (!name)
		return OK;
	rc = care_worker_by_name(s, name, false, id, e);
	if (rc == OK && !text_equal(id, care_session_worker(s)))
		rc = error_set(e, ERR_INVALID,
			       _("Her passphrase can only be changed by herself, or by who has the "
				 "recovery code."));
	return rc;
}

static enum err change(struct cmd_args *args, struct care_session *s, const struct secret *fresh,
		       struct error *e)
{
	struct secret own = SECRET_INIT;
	const struct secret *old = args->options.passphrase;
	char id[37];
	enum err rc;

	if (care_session_is_recovery(s)) {
		rc = care_worker_by_name(s, args->words[0], false, id, e);
		return rc == OK ? care_recovered(s, id, NULL, fresh, e) : rc;
	}
	if (!old) {
		(void)secret_add(&own, CARE_PRACTICE_PASSPHRASE, strlen(CARE_PRACTICE_PASSPHRASE));
		old = &own;
	}
	rc = care_worker_change(s, old, fresh, e);
	secret_release(&own);
	return rc;
}

enum err cmd_users_passphrase(struct cmd_args *args, struct error *e)
{
	struct care_session *s = NULL;
	struct secret fresh = SECRET_INIT;
	enum err rc = cmd_passphrase(args, true, e);

	if (rc == OK)
		rc = care_session_open(&args->options, &s, e);
	if (rc == OK)
		rc = must_be_hers(args, s, e);
	if (rc == OK)
		rc = cmd_new_passphrase(args, CMD_NEW_PASSPHRASE_FD, &fresh, e);
	if (rc == OK)
		rc = change(args, s, &fresh, e);
	secret_release(&fresh);
	cmd_forget(args);
	care_session_close(s);
	return rc;
}

enum err cmd_users_remove(struct cmd_args *args, struct error *e)
{
	struct care_session *s = NULL;
	char id[37];
	enum err rc = cmd_session(args, &s, e);

	if (rc == OK)
		rc = care_worker_by_name(s, args->words[0], false, id, e);
	if (rc == OK)
		rc = care_worker_remove(s, id, NULL, NULL, e);
	care_session_close(s);
	if (rc == OK)
		puts(_("She can no longer open the file. Backups made before today still open with "
		       "her passphrase: make a new one and destroy the old ones."));
	return rc;
}

enum err cmd_users_recovery(struct cmd_args *args, struct error *e)
{
	struct care_session *s = NULL;
	struct secret code = SECRET_INIT;
	enum err rc = cmd_recovery_place(args, e);

	if (rc == OK)
		rc = cmd_session(args, &s, e);
	if (rc == OK)
		rc = care_recovery_renew(s, &code, e);
	if (rc == OK)
		rc = cmd_recovery_write(args, &code, e);
	secret_release(&code);
	care_session_close(s);
	return rc;
}
