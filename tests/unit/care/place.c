/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "care/session_inner.h"
#include "tests.h"

void must(enum err rc, const struct error *e)
{
	if (rc != OK)
		print_error("%s (%s)\n", e->text, e->detail);
	assert_int_equal(rc, OK);
}

void place_make(struct place *p)
{
	struct error e = ERROR_INIT;
	struct moment noon;

	*p = (struct place){.folder = "/tmp/trede-care-XXXXXX"};
	assert_non_null(mkdtemp(p->folder));
	assert_true(moment_read("2026-11-21T10:42:00Z", &noon));
	p->now = moment_ms(&noon);
	p->clock = clock_fixed(&p->now);
	p->options = (struct care_options){
		.data = p->folder,
		.share = getenv("TREDE_SHARE"),
		.language = "en",
		.practice = true,
		.clock = &p->clock,
		.is_seeded = true,
		.seed = 7,
	};
	assert_non_null(p->options.share);
	must(care_session_make(&p->options, "Jasmijn", "Samira El Idrissi", false, &p->recovery, &e),
	     &e);
	must(care_session_open(&p->options, &p->s, &e), &e);
}

void place_reopen(struct place *p)
{
	struct error e = ERROR_INIT;

	care_session_close(p->s);
	must(care_session_open(&p->options, &p->s, &e), &e);
}

void place_remove(struct place *p)
{
	static const char *const files[] = {"trede.db", "trede.db-wal", "trede.keys", "trede.keys.old",
					    "trede.keys.new", "trede.tries"};

	care_session_close(p->s);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		char *path = file_path(p->folder, files[i]);

		(void)unlink(path); /* most are not there */
		free(path);
	}
	(void)rmdir(p->folder);
	secret_release(&p->recovery);
}

void place_days(struct place *p, int days)
{
	p->now += (int64_t)days * 86400000;
}

struct date day(const char *iso)
{
	struct date d = {0};

	assert_true(date_read(iso, &d));
	return d;
}

void register_as(struct place *p, const char *json, const char *on, char id[37])
{
	struct error e = ERROR_INIT;
	struct date when = day(on);
	json_t *facts;

	must(json_text_read(json, strlen(json), &facts, &e), &e);
	must(care_register(p->s, facts, &when, id, &e), &e);
	json_decref(facts);
}

struct care_dossier *dossier(struct place *p, const char *client)
{
	struct care_dossier *d;
	struct error e = ERROR_INIT;

	must(care_dossier_open(p->s, client, "open", &d, &e), &e);
	return d;
}

void facts_of_text(struct arena *a, const char *text, struct body_fact **facts, int *count)
{
	*facts = arena_array(a, 20, sizeof **facts);
	*count = 0;
	while (*text != '\0') {
		size_t name = strcspn(text, "="), value = strcspn(text + name + 1, "&");

		assert_true(*count < 20);
		(*facts)[(*count)++] = (struct body_fact){arena_bytes(a, text, name),
							  arena_bytes(a, text + name + 1, value)};
		text += name + 1 + value;
		text += *text == '&';
	}
}

void interview_on(struct place *p, const char *client, const char *on, const char *facts,
		  const char *answer, char id[37])
{
	struct arena a = ARENA_INIT;
	struct error e = ERROR_INIT;
	struct body_answer answers[] = {{"now/changed", answer, FORM_STATUS_NONE, NULL, 0}};
	struct body_interview body = {.form_id = "progress", .answers = answers,
				      .answer_count = 1};
	struct body_fact *list;
	struct str text = STR_INIT;
	const struct form *form;
	char hash[65];
	struct store_new_entry entry = {.kind = "interview", .subject = client, .client = client,
					.on = on, .form = hash};

	must(care_form_by_id(p->s, "progress", &form, hash, &e), &e);
	must(care_form_keep(p->s, hash, &e), &e);
	body.conducted_by = care_session_worker(p->s);
	facts_of_text(&a, facts, &list, &body.fact_count);
	body.facts = list;
	body_interview_write(&body, &text);
	entry.body = text.bytes;
	entry.body_len = text.len;
	must(care_append(p->s, &entry, id, &e), &e);
	str_release(&text);
	arena_release(&a);
}

const struct care_line *line_of(const struct care_dossier *d, const char *title)
{
	for (int i = 0; i < d->line_count; i++)
		if (strcmp(d->lines[i].title, title) == 0)
			return &d->lines[i];
	return NULL;
}

void must_rebuild_equal(struct place *p)
{
	struct care_check found;
	struct error e = ERROR_INIT;

	must(care_check(p->s, true, NULL, NULL, &found, &e), &e);
	if (found.faults > 0)
		print_error("%s\n", found.first_fault.bytes);
	assert_int_equal(found.faults, 0);
	assert_true(found.rebuilt);
	assert_true(found.rebuild_equal);
	str_release(&found.first_fault);
}
