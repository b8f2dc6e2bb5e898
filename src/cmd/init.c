/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/cmd.h"

enum err cmd_init(struct cmd_args *args, struct error *e)
{
	const char *organisation = args->values[CMD_ORGANISATION];
	const char *worker = args->values[CMD_WORKER];
	struct care_session *session = NULL;
	enum err rc = care_session_create(
		&args->options, organisation ? organisation : _("Women's centre Jasmijn"),
		worker ? worker : "Samira El Idrissi", &session, e);

	if (rc != OK)
		return rc;
	rc = care_practice_fill(session, e);
	if (rc == OK)
		care_session_close(session);
	else
		care_session_undo(session);
	return rc;
}
