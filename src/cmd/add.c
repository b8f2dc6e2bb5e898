/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/cmd.h"

enum err cmd_add(struct cmd_args *args, struct error *e)
{
	struct care_session *session = NULL;
	json_t *facts = NULL;
	char id[37];
	struct date on;
	enum err rc;

	if (!args->values[CMD_FACTS])
		return error_set(e, ERR_USAGE, _("Use it so: trede %s%s%s %s"), "add", "",
				 "", "--facts FILE");
	rc = cmd_json_file(args->values[CMD_FACTS], &facts, e);
	if (rc == OK)
		rc = cmd_session(args, &session, e);
	if (rc == OK)
		rc = cmd_date(args->values[CMD_DATE], care_session_today(session), &on,
			      e);
	if (rc == OK)
		rc = care_register(session, facts, &on, id, e);
	if (rc == OK)
		printf("%s\n", id);
	care_session_close(session);
	json_decref(facts);
	return rc;
}
