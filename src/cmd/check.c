/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "cmd/cmd.h"

static json_t *check_json(const struct care_check *check)
{
	json_t *object = json_object();

	json_object_set_new(object, "entries", json_integer(check->entries));
	json_object_set_new(object, "clients", json_integer(check->clients));
	json_object_set_new(object, "drafts", json_integer(check->drafts));
	json_object_set_new(object, "accesses", json_integer(check->accesses));
	json_object_set_new(object, "faults", json_integer(check->faults));
	json_object_set_new(object, "rebuilt", json_boolean(check->rebuilt));
	json_object_set_new(object, "rebuild_equal", json_boolean(check->rebuild_equal));
	return object;
}

static void write_check(const struct care_check *check)
{
	printf(_("%lld entries, %lld women, %lld unfinished interviews, %lld lines in "
		 "the "
		 "access log.\n"),
	       (long long)check->entries, (long long)check->clients,
	       (long long)check->drafts, (long long)check->accesses);
	if (check->rebuilt)
		printf("%s\n",
		       check->rebuild_equal
			       ? _("The lists were made anew; nothing had changed.")
			       : _("The lists were made anew; they differed."));
	if (check->faults == 0)
		printf("%s\n", _("The file is in order."));
}

/* A count of women done, on a terminal only: it may take minutes. */
static void write_progress(void *data, int64_t done, int64_t all)
{
	(void)data;
	if (done % 1000 == 0 || done == all)
		fprintf(stderr, "\r%lld / %lld%s", (long long)done, (long long)all,
			done == all ? "\n" : "");
}

enum err cmd_check(struct cmd_args *args, struct error *e)
{
	struct care_session *session = NULL;
	struct care_check check = {.first_fault = STR_INIT};
	enum err rc = cmd_session(args, &session, e);

	if (rc == OK)
		rc = care_check(session, args->values[CMD_REBUILD] != NULL,
				isatty(STDERR_FILENO) ? write_progress : NULL, NULL,
				&check, e);
	if (rc == OK && args->values[CMD_JSON])
		cmd_write_json(check_json(&check));
	else if (rc == OK)
		write_check(&check);
	if (rc == OK && check.faults > 0)
		rc = error_set(e, ERR_DAMAGED, "%s", check.first_fault.bytes);
	str_release(&check.first_fault);
	care_session_close(session);
	return rc;
}
