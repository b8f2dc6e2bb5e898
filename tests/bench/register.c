/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * register SHARE <LINES: registers the people of gen_names.py --lines in the practice file, in turns with
 * a woman of whom nothing is known by which she could be found; tells what each takes until it is on
 * disk, and what the searches after it take against those before.  Fails when she is not found then.
 */
#include "base/base.h"

#include "figures.h"
#include "names_in.h"
#include "person_line.h"
#include "proc.h"

static enum err put(struct care_session *s, const json_t *facts, const char *figure, char id[37],
		    struct error *e)
{
	struct date today = care_session_today(s);
	double from = now_us();
	enum err rc = care_register(s, facts, &today, id, e);

	figures_note("register", figure, "us", now_us() - from);
	return rc;
}

static enum err put_nameless(struct care_session *s, struct error *e)
{
	json_t *facts = json_object();
	char id[37];
	enum err rc;

	json_put_text(facts, "city", "Gouda");
	rc = put(s, facts, "nameless", id, e);
	json_decref(facts);
	return rc;
}

static enum err put_named(struct care_session *s, char *const part[PERSON_PARTS], char id[37],
			  struct error *e)
{
	json_t *facts = json_object();
	enum err rc;

	json_put_text(facts, "called", part[PERSON_GIVEN]);
	json_put_text(facts, "given_name", part[PERSON_GIVEN]);
	json_put_text(facts, "family_name", part[PERSON_FAMILY]);
	json_put_text(facts, "birth_date", part[PERSON_BIRTH]);
	json_put_text(facts, "postcode", part[PERSON_POSTCODE]);
	json_put_text(facts, "city", "Gouda");
	rc = put(s, facts, "named", id, e);
	json_decref(facts);
	return rc;
}

static bool is_found(struct care_search *f, const char *id)
{
	struct care_hits hits;
	bool is = false;

	care_search_take(f, &hits);
	for (int i = 0; i < hits.count; i++)
		is = is || strcmp(hits.items[i].client, id) == 0;
	care_hits_release(&hits);
	return is;
}

/* Her whole name, found when id says so; another name first, by which the names in memory follow the file. */
static enum err look_up(struct care_search *f, char *const part[PERSON_PARTS], const char *when,
			const char *id, struct error *e)
{
	struct str typed = STR_INIT;
	struct names_asked other, took;
	enum err rc;

	str_addf(&typed, "%s %s %.4s", part[PERSON_GIVEN], part[PERSON_FAMILY], part[PERSON_BIRTH]);
	rc = names_in_ask(f, "mirjan", &other, e);
	if (rc == OK)
		rc = names_in_ask(f, typed.bytes, &took, e);
	if (rc == OK && id && !is_found(f, id))
		rc = error_set(e, ERR_NOT_FOUND, "not found after she came in: %s", typed.bytes);
	if (rc == OK) {
		figures_note("search", when, "us", took.final_us);
		figures_note("other", when, "us", other.final_us);
	}
	str_release(&typed);
	return rc;
}

static enum err register_all(struct care_session *s, struct error *e)
{
	struct care_search *f = care_search_new(s);
	char *line = NULL, *part[PERSON_PARTS], id[37];
	size_t room = 0;
	enum err rc = OK;

	while (rc == OK && getline(&line, &room, stdin) > 0) {
		if (!person_line_split(line, part))
			continue;
		rc = put_nameless(s, e);
		if (rc == OK)
			rc = look_up(f, part, "nameless", NULL, e);
		if (rc == OK)
			rc = look_up(f, part, "before", NULL, e);
		if (rc == OK)
			rc = put_named(s, part, id, e);
		if (rc == OK)
			rc = look_up(f, part, "after", id, e);
	}
	free(line);
	care_search_free(f);
	return rc;
}

int main(int argc, char **argv)
{
	struct names_in n;
	struct error e = ERROR_INIT;
	enum err rc = names_in_open(&n, argc > 1 ? argv[1] : TREDE_SHARE, &e);

	if (rc == OK)
		rc = register_all(n.session, &e);
	if (rc == OK)
		figures_print();
	else
		fprintf(stderr, "register: %s %s\n", e.text, e.detail);
	names_in_close(&n);
	return error_exit_status(rc);
}
