/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * talk_repeat SHARE: the form of form_repeat as an interview in the practice file.  One instance
 * more, and an answer in one of 10, 100 and 500, each timed until it is on disk, through the calls
 * that the interview screen makes.
 */
#include "care/care.h"

#include "base/base.h"

#include "figures.h"
#include "proc.h"

enum { ANSWERS = 300 };

static enum err grow(struct care_interview *iv, int list, int to, struct error *e)
{
	const struct form_filling *f = care_interview_filling(iv);
	int count, instance;
	enum err rc = OK;

	(void)form_filling_instances(f, list, &count);
	for (; rc == OK && count < to; count++) {
		int64_t from = now_ns();

		rc = care_interview_add(iv, list, &instance, e);
		figures_note("add", "one", "us", (double)(now_ns() - from) / 1000);
	}
	return rc;
}

static enum err answer(struct care_interview *iv, int list, const char *group, struct error *e)
{
	const struct form_filling *f = care_interview_filling(iv);
	int row = form_find(care_interview_form(iv), "q1"), count;
	enum err rc = OK;

	for (int i = 0; rc == OK && i < ANSWERS; i++) {
		const int *all = form_filling_instances(f, list, &count);
		int spot = form_filling_member(f, all[i * 37 % count], row);
		char value[16];
		int64_t from;

		snprintf(value, sizeof value, "%d", i + 1);
		from = now_ns();
		rc = care_interview_answer(iv, spot, value, e);
		figures_note("answer", group, "us", (double)(now_ns() - from) / 1000);
	}
	return rc;
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
		rc = care_interview_begin(session, id, "items", CARE_TOGETHER, iv, e);
	return rc;
}

static enum err run(struct care_interview *iv, struct error *e)
{
	static const struct {
		int instances;
		const char *group;
	} sizes[] = {{10, "of-10"}, {100, "of-100"}, {500, "of-500"}};
	int list = form_find(care_interview_form(iv), "item");
	enum err rc = OK;

	for (size_t i = 0; rc == OK && i < sizeof sizes / sizeof *sizes; i++) {
		rc = grow(iv, list, sizes[i].instances, e);
		if (rc == OK)
			rc = answer(iv, list, sizes[i].group, e);
	}
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
	enum err rc;

	i18n_start("nl", "");
	rc = care_session_open(&options, &session, &e);
	if (rc == OK)
		rc = begin(session, &iv, &e);
	if (rc == OK)
		rc = run(iv, &e);
	if (rc == OK)
		figures_print();
	else
		fprintf(stderr, "talk_repeat: %s %s\n", e.text, e.detail);
	care_interview_free(iv);
	care_session_close(session);
	return error_exit_status(rc);
}
