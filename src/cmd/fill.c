/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/cmd.h"

static enum err fill(struct cmd_args *args, struct care_session *session,
		     const json_t *answers, struct error *e)
{
	char client[37], by[37], entry[37];
	struct date on;
	enum err rc =
		cmd_date(args->values[CMD_DATE], care_session_today(session), &on, e);

	if (rc == OK)
		rc = care_client_by_text(session, args->values[CMD_CLIENT], client, e);
	if (rc == OK && args->values[CMD_BY])
		rc = care_worker_by_name(session, args->values[CMD_BY], false, by, e);
	if (rc == OK)
		rc = care_fill(session, client, args->words[0], answers, NULL, &on,
			       args->values[CMD_BY] ? by : care_session_worker(session),
			       entry, e);
	if (rc == OK)
		printf("%s\n", entry);
	return rc;
}

enum err cmd_fill(struct cmd_args *args, struct error *e)
{
	struct care_session *session = NULL;
	json_t *answers = NULL;
	enum err rc;

	if (!args->values[CMD_CLIENT] || !args->values[CMD_ANSWERS])
		return error_set(e, ERR_USAGE, _("Use it so: trede %s%s%s %s"), "fill",
				 "", "", "FORM --client ID --answers FILE");
	rc = cmd_json_file(args->values[CMD_ANSWERS], &answers, e);
	if (rc == OK)
		rc = cmd_session(args, &session, e);
	if (rc == OK)
		rc = fill(args, session, answers, e);
	care_session_close(session);
	json_decref(answers);
	return rc;
}
