/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * people SHARE <LINES: registers each line of gen_people.py in the practice file, through
 * the call that a worker's own registration makes.
 */
#include "care/care.h"

#include "base/base.h"

/* "Family, Given | 1981-05-03 | 2516 AB | Den Haag" in place; false when it is not so. */
static bool split_line(char *line, char *part[5])
{
	static const char *const between[] = {", ", " | ", " | ", " | "};

	part[0] = line;
	for (int i = 0; i < 4; i++) {
		part[i + 1] = strstr(part[i], between[i]);
		if (!part[i + 1])
			return false;
		*part[i + 1] = '\0';
		part[i + 1] += strlen(between[i]);
	}
	part[4][strcspn(part[4], "\n")] = '\0';
	return true;
}

static enum err add_person(struct care_session *session, char *line, struct error *e)
{
	static const char *const facts[] = {"family_name", "given_name", "birth_date",
					    "postcode", "city"};
	struct date today = care_session_today(session);
	json_t *object = json_object();
	char *part[5], id[37];
	enum err rc;

	if (!split_line(line, part)) {
		json_decref(object);
		return error_set(e, ERR_INVALID, "not a line of gen_people.py: %s", line);
	}
	for (int i = 0; i < 5; i++)
		json_put_text(object, facts[i], part[i]);
	json_put_text(object, "called", part[1]);
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
