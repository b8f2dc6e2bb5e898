/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/cmd.h"

/* Nobody is asked for a passphrase when there is a file already. */
static enum err must_be_free(const struct cmd_args *args, struct error *e)
{
	struct care_place place;
	enum err rc = care_place_look(&args->options, &place, e);

	if (rc == OK && place.exists && !(place.is_plain && args->options.practice))
		rc = error_set(e, ERR_INVALID, _("There is a file here already."));
	care_place_release(&place);
	return rc;
}

static enum err must_have_names(const struct cmd_args *args, struct error *e)
{
	if (args->options.practice ||
	    (args->values[CMD_ORGANISATION] && args->values[CMD_WORKER]))
		return OK;
	return error_set(e, ERR_USAGE,
			 _("A file needs --organisation NAME and --worker NAME. To be asked for "
			   "them, type: trede"));
}

enum err cmd_init(struct cmd_args *args, struct error *e)
{
	const char *organisation = args->values[CMD_ORGANISATION];
	const char *worker = args->values[CMD_WORKER];
	bool is_shown = !args->options.practice || args->values[CMD_RECOVERY_FD];
	struct secret recovery = SECRET_INIT;
	enum err rc = must_have_names(args, e);

	if (rc == OK)
		rc = must_be_free(args, e);
	if (rc == OK && is_shown)
		rc = cmd_recovery_place(args, e);
	if (rc == OK)
		rc = cmd_new_passphrase(args, CMD_PASSPHRASE_FD, &args->passphrase, e);
	args->options.passphrase = &args->passphrase;
	if (rc == OK)
		rc = care_session_create(&args->options,
					 organisation ? organisation : _("Women's centre Jasmijn"),
					 worker ? worker : "Samira El Idrissi", &recovery, e);
	cmd_forget(args);
	if (rc == OK && is_shown)
		rc = cmd_recovery_write(args, &recovery, e);
	secret_release(&recovery);
	return rc;
}
