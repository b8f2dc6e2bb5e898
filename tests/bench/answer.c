/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * answer SHARE [COUNT]: answers of an intake in the practice file, each timed until it is
 * on disk, through the call that the interview screen makes.
 */
#include "care/care.h"

#include "base/base.h"

#include "figures.h"
#include "proc.h"

/* The first question of the form that is asked and takes any text. */
static int text_row(const struct care_interview *iv)
{
	const struct form *form = care_interview_form(iv);

	for (int row = 0; row < form->row_count; row++)
		if (form->rows[row].type == FORM_TEXT && care_interview_is_asked(iv, row))
			return row;
	return FORM_NONE;
}

static enum err answer(struct care_interview *iv, long count, struct error *e)
{
	int row = text_row(iv);
	char value[64];

	if (row == FORM_NONE)
		return error_set(e, ERR_NOT_FOUND, "the form asks for no text");
	for (long i = 0; i < count; i++) {
		snprintf(value, sizeof value, "4 people, two of them under %ld", i);
		int64_t from = now_ns();
		enum err rc = care_interview_answer(iv, row, value, e);
		if (rc != OK)
			return rc;
		figures_note("answer", "disk", "us", (double)(now_ns() - from) / 1000);
	}
	return OK;
}

static enum err begin(struct care_session *session, struct care_interview **iv,
		      struct error *e)
{
	struct date today = care_session_today(session);
	json_t *facts = json_object();
	char id[37];
	enum err rc;

	json_put_text(facts, "called", "Bench");
	rc = care_register(session, facts, &today, id, e);
	json_decref(facts);
	if (rc == OK)
		rc = care_interview_begin(session, id, "intake", CARE_TOGETHER, iv, e);
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
	struct care_interview *iv = NULL;
	struct error e = ERROR_INIT;

	i18n_start("nl", "");
	enum err rc = care_session_open(&options, &session, &e);
	if (rc == OK)
		rc = begin(session, &iv, &e);
	if (rc == OK)
		rc = answer(iv, argc > 2 ? strtol(argv[2], NULL, 10) : 1000, &e);
	if (rc == OK)
		figures_print();
	else
		fprintf(stderr, "answer: %s %s\n", e.text, e.detail);
	care_interview_free(iv);
	care_session_close(session);
	return error_exit_status(rc);
}
