/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * people SHARE <LINES: registers each line of gen_people.py in the practice file, through
 * the call that a worker's own registration makes.
 */
#include "care/care.h"

#include "base/base.h"

#include "person_line.h"

static enum err add_person(struct care_session *session, char *line, struct error *e)
{
	static const char *const facts[] = {"family_name", "given_name", "birth_date",
					    "postcode", "city"};
	struct date today = care_session_today(session);
	json_t *object = json_object();
	char *part[PERSON_PARTS], id[37];
	enum err rc;

	if (!person_line_split(line, part)) {
		json_decref(object);
		return error_set(e, ERR_INVALID, "not a line of gen_people.py: %s", line);
	}
	for (int i = 0; i < PERSON_PARTS; i++)
		json_put_text(object, facts[i], part[i]);
	json_put_text(object, "called", part[PERSON_GIVEN]);
	rc = care_register(session, object, &today, id, e);
	json_decref(object);
	return rc;
}

int main(int argc, char **argv)
{
	struct clock clock = clock_system();
	struct care_options options = {.share = argc > 1 ? argv[1] : TREDE_SHARE,
				       .language = "nl",
				       .practice = true,
				       .clock = &clock};
	struct care_session *session = NULL;
	struct error e = ERROR_INIT;
	char *line = NULL;
	size_t room = 0;

	i18n_start("nl", "");
	enum err rc = care_session_open(&options, &session, &e);
	while (rc == OK && getline(&line, &room, stdin) > 0)
		rc = add_person(session, line, &e);
	if (rc != OK)
		fprintf(stderr, "people: %s %s\n", e.text, e.detail);
	free(line);
	care_session_close(session);
	return error_exit_status(rc);
}
