/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/cmd.h"

/* Told beside the id: a script goes on, a person looks.  She is added whether it can be told or not. */
static void tell_alike(struct care_session *s, const char *id)
{
	struct care_alikes found;
	bool is_over = false;

	if (care_names_load(s, NULL, NULL, &is_over, NULL) != OK || !is_over ||
	    care_alike_find(s, id, NULL, &found, NULL) != OK)
		return;
	for (int i = 0; i < found.count; i++) {
		const struct care_alike *one = &found.items[i];

		gate_complain(_("she looks like %s, %.*s (%s): the same woman?"), one->shown,
			      (int)strcspn(one->birth, "-"), one->birth, one->file_number);
	}
	care_alikes_release(&found);
}

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
	if (rc == OK)
		tell_alike(session, id);
	care_session_close(session);
	json_decref(facts);
	return rc;
}
