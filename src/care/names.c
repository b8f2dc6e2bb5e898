/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/names_inner.h"
#include "care/search.h"

enum {
	ROWS_AT_ONCE = 500, /* between two looks whether somebody waits */
	ALIAS_BYTES = 1 << 20
};

static struct care_names *names_of(struct care_session *s)
{
	if (s->names == NULL)
		s->names = mem_new(sizeof *s->names);
	return s->names;
}

/* All but the aliases, which say nothing of anybody. */
static void let_go(struct care_names *n)
{
	find_search_free(n->search);
	find_dictionary_free(n->dictionary);
	*n = (struct care_names){.phase = NAMES_BEGIN,
				 .aliases = n->aliases,
				 .has_read_aliases = n->has_read_aliases};
}

void care_names_free(struct care_names *n)
{
	if (n == NULL)
		return;
	let_go(n);
	find_aliases_free(n->aliases);
	free(n);
}

void care_names_forget(struct care_session *s)
{
	if (s->names != NULL)
		let_go(s->names);
}

/* ---- bringing them in ---- */

static void on_part(void *data, uint32_t part, const char *folded)
{
	struct care_names *n = data;

	find_dictionary_part(n->dictionary, part, folded);
	n->parts = part > n->parts ? part : n->parts;
}

static void on_posting(void *data, uint32_t part, uint32_t number, unsigned kinds)
{
	struct care_names *n = data;

	find_dictionary_posting(n->dictionary, part, number, kinds);
	n->rows = part;
}

static void on_person(void *data, uint32_t number, const char *birth_date, bool is_open)
{
	struct care_names *n = data;
	const struct find_person person = {number, find_birth_read(birth_date), is_open};

	find_dictionary_person(n->dictionary, &person);
	n->rows++;
}

/* A centre's own file takes the place of the one that ships; without any, names are found all the same. */
static enum err aliases_read(struct care_session *s, struct error *e)
{
	const char *folders[] = {s->data, s->share};
	struct str text = STR_INIT;
	enum err rc = OK;
	char *path = NULL;

	for (size_t i = 0; i < 2 && path == NULL; i++) {
		path = file_path(folders[i], "config/aliases");
		if (!file_exists(path)) {
			free(path);
			path = NULL;
		}
	}
	if (path != NULL)
		rc = file_read(path, ALIAS_BYTES, &text, e);
	if (rc == OK && path != NULL)
		rc = find_aliases_read(text.bytes, text.len, &s->names->aliases, e);
	str_release(&text);
	free(path);
	return rc;
}

static enum err begin(struct care_session *s, care_pause pause, void *data, bool *is_over,
		      struct error *e)
{
	struct care_names *n = s->names;
	int64_t last = 0;
	enum err rc = OK;

	(void)pause;
	(void)data;
	if (!n->has_read_aliases) {
		n->has_read_aliases = true; /* bad ones are told once: then it goes without */
		rc = aliases_read(s, e);
	}
	if (rc == OK)
		rc = store_number_last(s->store, &last, e);
	if (rc != OK)
		return rc;
	if (n->dictionary == NULL)
		n->dictionary = find_dictionary_new(n->aliases);
	find_dictionary_expect(n->dictionary, last < UINT32_MAX ? (uint32_t)last : 0);
	*is_over = true;
	return care_names_recent_read(s, e);
}

static enum err read_parts(struct care_session *s, care_pause pause, void *data, bool *is_over,
			   struct error *e)
{
	(void)pause;
	(void)data;
	return store_parts_read(s->store, &s->names->at, ROWS_AT_ONCE, on_part, s->names, is_over,
				e);
}

static enum err read_postings(struct care_session *s, care_pause pause, void *data, bool *is_over,
			      struct error *e)
{
	(void)pause;
	(void)data;
	return store_postings_read(s->store, &s->names->at, ROWS_AT_ONCE, on_posting, s->names,
				   is_over, e);
}

static enum err read_persons(struct care_session *s, care_pause pause, void *data, bool *is_over,
			     struct error *e)
{
	(void)pause;
	(void)data;
	return store_persons_read(s->store, &s->names->at, ROWS_AT_ONCE, on_person, s->names,
				  is_over, e);
}

static enum err settle(struct care_session *s, care_pause pause, void *data, bool *is_over,
		       struct error *e)
{
	(void)e;
	*is_over = find_dictionary_settle(s->names->dictionary, pause, data);
	return OK;
}

static const struct {
	enum err (*work)(struct care_session *s, care_pause pause, void *data, bool *is_over,
			 struct error *e);
	int share; /* of the whole, in percent */
} phases[NAMES_PHASES] = {
	[NAMES_BEGIN] = {begin, 0},	       [NAMES_PARTS] = {read_parts, 5},     [NAMES_POSTINGS] = {read_postings, 60},
	[NAMES_PERSONS] = {read_persons, 30}, [NAMES_SETTLE] = {settle, 5},
};

static bool is_paused(care_pause pause, void *data)
{
	return pause != NULL && pause(data);
}

/* ---- for who searches ---- */

bool care_names_are_in(const struct care_session *s)
{
	const struct care_names *n = s->names;

	return n != NULL && n->phase == NAMES_OVER && n->touched_count == 0 && !n->is_stale;
}

static enum err one_step(struct care_session *s, care_pause pause, void *data, struct error *e)
{
	struct care_names *n = s->names;
	bool is_over = false;
	enum err rc;

	if (n->is_stale || n->phase == NAMES_OVER)
		return care_names_follow(s, e);
	rc = phases[n->phase].work(s, pause, data, &is_over, e);
	if (rc == OK && is_over) {
		n->phase++;
		n->at = (struct store_names_at){0};
		n->rows = 0;
		n->people = store_client_count(s->store);
	}
	return rc;
}

enum err care_names_load(struct care_session *s, care_pause pause, void *data, bool *is_over,
			 struct error *e)
{
	enum err rc = OK;

	(void)names_of(s);
	while (rc == OK && !care_names_are_in(s)) {
		rc = one_step(s, pause, data, e);
		if (is_paused(pause, data))
			break;
	}
	*is_over = rc == OK && care_names_are_in(s);
	return rc;
}

/* What is read of a phase, in percent of it; people and parts are numbered without many gaps. */
static int64_t done_in(const struct care_names *n)
{
	int64_t all = n->phase == NAMES_POSTINGS ? n->parts : n->people;

	if (n->phase == NAMES_PARTS || n->phase == NAMES_SETTLE || all <= 0)
		return 0;
	return n->rows > all ? 100 : n->rows * 100 / all;
}

void care_names_progress(const struct care_session *s, int64_t *findable, int64_t *all)
{
	const struct care_names *n = s->names;
	int64_t percent = 0;

	*all = care_client_count(s);
	for (int i = 0; n != NULL && i < (int)n->phase; i++)
		percent += phases[i].share;
	if (n != NULL && n->phase < NAMES_OVER)
		percent += done_in(n) * phases[n->phase].share / 100;
	*findable = *all * percent / 100;
}

enum err care_names_dictionary(struct care_session *s, struct find_dictionary **out,
			       struct error *e)
{
	struct care_names *n = names_of(s);
	enum err rc = OK;

	if (n->phase == NAMES_OVER && !care_names_are_in(s))
		rc = care_names_follow(s, e);
	*out = rc == OK && care_names_are_in(s) ? n->dictionary : NULL;
	return rc;
}

struct telling {
	find_tell tell;
	void *to;
};

static void on_told(void *data, const char *name, unsigned kinds)
{
	const struct telling *t = data;

	t->tell(t->to, name, kinds);
}

/* Whose names cannot be read now is weighed by her parts alone. */
static void tell_names(void *data, uint32_t number, find_tell tell, void *to)
{
	struct care_session *s = data;
	struct telling t = {tell, to};

	(void)store_names_of(s->store, number, on_told, &t, NULL);
}

enum err care_names_search(struct care_session *s, const void *asker, struct find_search **out,
			   bool *is_asked, struct error *e)
{
	struct care_names *n = names_of(s);
	struct find_dictionary *d;
	enum err rc = care_names_dictionary(s, &d, e);

	*is_asked = n->asker == asker;
	*out = NULL;
	if (rc != OK || d == NULL)
		return rc;
	if (n->search == NULL)
		n->search = find_search_new(d, tell_names, s);
	n->asker = asker;
	*out = n->search;
	return OK;
}
