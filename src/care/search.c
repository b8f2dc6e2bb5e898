/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/search.h"

#include "care/hits.h"
#include "care/names.h"
#include "care/search_exact.h"
#include "care/search_keys.h"
#include "care/session_inner.h"
#include "store/store.h"

/*
 * A question goes through these.  Who has a key that was typed comes first.  Beside names, keys narrow
 * them: first who has both, and that is all, unless nobody has both, or the key can be a year too,
 * which speaks for a woman and rules nobody out.
 */
enum step { STEP_BEGIN, STEP_RANK, STEP_AMONG, STEP_NAMES, STEP_FILE, STEP_OVER };

struct care_search {
	struct care_session *session;
	struct str typed;
	struct find_query q;
	struct care_keys keys;
	enum step step;
	bool has_asked;          /* the names of this step */
	uint32_t *first;         /* who stands before what the names find */
	int first_count, most;
	enum care_search_stage stage;
	struct care_hits hits;
	bool is_early;
	struct care_exact *exact; /* STEP_FILE; NULL: not begun */
};

struct care_search *care_search_new(struct care_session *s)
{
	struct care_search *f = mem_new(sizeof *f);

	f->session = s;
	f->typed = (struct str)STR_INIT;
	find_query_read("", &f->q);
	f->step = STEP_OVER;
	f->stage = CARE_SEARCH_FINAL;
	return f;
}

static void let_go(struct care_search *f)
{
	find_query_release(&f->q);
	care_keys_release(&f->keys);
	care_hits_release(&f->hits);
	care_exact_free(f->exact);
	f->exact = NULL;
	free(f->first);
	f->first = NULL;
	f->first_count = 0;
}

void care_search_free(struct care_search *f)
{
	if (f == NULL)
		return;
	let_go(f);
	str_release(&f->typed);
	free(f);
}

static void start(struct care_search *f)
{
	let_go(f);
	find_query_read(f->typed.bytes, &f->q);
	f->step = STEP_BEGIN;
	f->stage = CARE_SEARCH_ASKED;
	f->has_asked = f->is_early = false;
}

void care_search_ask(struct care_search *f, const char *typed, int most)
{
	str_set(&f->typed, typed);
	f->most = most;
	start(f);
}

bool care_search_is_early(const struct care_search *f)
{
	return f->is_early;
}

void care_search_take(struct care_search *f, struct care_hits *out)
{
	*out = f->hits;
	f->hits = (struct care_hits){0};
}

/* ---- lines of the list ---- */

struct names { /* of one woman */
	struct arena arena;
	const char **names;
	unsigned *kinds;
	size_t count, name_room, kind_room;
};

static void on_name(void *data, const char *name, unsigned kinds)
{
	struct names *n = data;
	size_t count = n->count;

	VEC_ROOM(n->names, count, n->name_room);
	VEC_ROOM(n->kinds, count, n->kind_room);
	n->names[count] = arena_text(&n->arena, name);
	n->kinds[count] = kinds;
	n->count++;
}

struct beginning {
	const char *word;
	bool is_there;
};

static void on_part(void *data, const char *folded, const char *spelling)
{
	struct beginning *b = data;

	(void)spelling;
	b->is_there = b->is_there || text_begins(folded, b->word);
}

static bool has_word(const struct names *n, const char *word)
{
	struct beginning b = {word, false};

	for (size_t i = 0; i < n->count && !b.is_there; i++)
		find_parts(n->names[i], on_part, &b);
	return b.is_there;
}

/* As it was typed, or as another way to write it. */
static bool has_all_words(const struct find_query *q, const struct names *n)
{
	for (int i = 0; i < q->word_count; i++) {
		bool is_there = has_word(n, q->words[i].bytes);

		for (int k = 0; k < q->other_count && !is_there; k++)
			is_there = q->others[k].first <= i && i <= q->others[k].last &&
				   has_word(n, q->others[k].folded.bytes);
		if (!is_there)
			return false;
	}
	return true;
}

static void name_release(struct names *n)
{
	free(n->names);
	free(n->kinds);
	arena_release(&n->arena);
}

/* Why she is in the list: the key she has, or the name that was meant, when another one is shown. */
static enum err tell_why(struct care_search *f, struct find_search *search, uint32_t number,
			 struct care_hit *hit, struct error *e)
{
	const struct care_keyed *key = care_keys_at(&f->keys, number);
	struct names n = {.arena = ARENA_INIT};
	enum err rc = store_names_of(f->session->store, number, on_name, &n, e);
	int at = -1;

	hit->is_exact = has_all_words(&f->q, &n);
	if (rc == OK && search != NULL)
		at = find_search_spelling(search, n.names, n.kinds, (int)n.count);
	if (at >= 0)
		care_hit_set_spelling(&f->hits, hit, n.names[at]);
	if (key != NULL && *hit->spelling == '\0') {
		hit->by = key->by;
		hit->spelling = arena_text(&f->hits.arena, care_keys_text(&f->q, key->by));
	}
	name_release(&n);
	return rc;
}

/* Who went while the question was asked is left out. */
static enum err add_line(struct care_search *f, struct find_search *search, uint32_t number,
			 struct error *e)
{
	struct store_client row = {0};
	enum err rc = store_client_by_number(f->session->store, number, &row, e);
	struct care_hit *hit;

	if (rc == ERR_NOT_FOUND)
		return OK;
	if (rc == OK) {
		hit = care_hits_row(f->session, &f->hits, &row);
		hit->by = CARE_BY_NAME;
		rc = tell_why(f, search, number, hit, e);
	}
	store_client_release(&row);
	return rc;
}

static void begin_list(struct care_search *f)
{
	care_hits_release(&f->hits);
	f->hits.clients = store_client_count(f->session->store);
}

/* ---- the steps: each goes on until *is_left, which is a stage or a pause, or sets the next one ---- */

static enum err final(struct care_search *f, enum err rc, bool *is_left)
{
	f->stage = CARE_SEARCH_FINAL;
	f->step = STEP_OVER;
	*is_left = true;
	return rc;
}

static enum err find_begin(struct care_search *f, care_pause pause, void *data, bool *is_left,
			   struct error *e)
{
	struct find_dictionary *d = NULL;
	enum err rc = care_names_dictionary(f->session, &d, e);

	(void)pause;
	(void)data;
	begin_list(f);
	f->is_early = d == NULL;
	f->first = mem_array((size_t)f->most, sizeof *f->first);
	if (rc != OK || f->q.is_empty)
		return final(f, rc, is_left);
	rc = care_keys_read(f->session, &f->q, d == NULL, &f->keys, e);
	if (f->q.word_count == 0)
		f->step = STEP_RANK;
	else if (d == NULL)
		f->step = STEP_FILE;
	else
		f->step = f->keys.count > 0 ? STEP_AMONG : STEP_NAMES;
	return rc;
}

static enum err list_first(struct care_search *f, struct find_search *search, struct error *e)
{
	enum err rc = OK;

	begin_list(f);
	for (int i = 0; rc == OK && i < f->first_count; i++)
		rc = add_line(f, search, f->first[i], e);
	return rc;
}

static enum err find_ranked(struct care_search *f, care_pause pause, void *data, bool *is_left,
			    struct error *e)
{
	bool is_over;
	enum err rc = care_keys_rank(f->session, &f->keys, pause, data, &is_over, e);

	*is_left = !is_over;
	if (rc != OK || !is_over)
		return rc;
	for (size_t i = 0; i < f->keys.count && f->first_count < f->most; i++)
		f->first[f->first_count++] = f->keys.items[i].number;
	f->step = STEP_NAMES;
	if (f->q.birth.year != 0 && !f->is_early)
		return OK;
	rc = list_first(f, NULL, e);
	f->hits.total = (int64_t)f->keys.count;
	return final(f, rc, is_left);
}

/* The question at the search, with those it is asked among; asked anew when another asked meanwhile. */
static enum err ask(struct care_search *f, bool is_among, struct find_search **out,
		    struct error *e)
{
	uint32_t *numbers = NULL;
	bool is_asked;
	enum err rc = care_names_search(f->session, f, out, &is_asked, e);

	if (rc != OK || *out == NULL || (is_asked && f->has_asked))
		return rc;
	if (is_among)
		numbers = mem_array(f->keys.count, sizeof *numbers);
	for (size_t i = 0; is_among && i < f->keys.count; i++)
		numbers[i] = f->keys.items[i].number;
	find_search_among(*out, numbers, is_among ? (int)f->keys.count : 0);
	find_search_ask(*out, &f->q);
	f->has_asked = true;
	free(numbers);
	return OK;
}

static bool can_be_year(const struct care_search *f)
{
	return f->q.birth_year[0] != '\0' && f->q.file_number.len == 0;
}

/* Who only comes a little near is no reason to hide all others: of few there is always one. */
static void take_first(struct care_search *f, struct find_search *search, int64_t *total)
{
	struct find_hit *found = mem_array((size_t)f->most, sizeof *found);

	f->first_count = find_search_hits(search, found, f->most, total);
	if (*total < f->first_count)
		f->first_count = (int)*total; /* those who are meant stand first */
	for (int i = 0; i < f->first_count; i++)
		f->first[i] = found[i].number;
	free(found);
}

static enum err find_among(struct care_search *f, care_pause pause, void *data, bool *is_left,
			   struct error *e)
{
	enum find_stage stage = FIND_ASKED;
	struct find_search *search;
	int64_t total;
	enum err rc = ask(f, true, &search, e);

	if (rc == OK && search == NULL)
		f->step = STEP_FILE;
	if (rc != OK || search == NULL)
		return rc;
	while (stage != FIND_FINAL && !*is_left) {
		stage = find_search_go(search, pause, data);
		*is_left = stage != FIND_FINAL && pause != NULL && pause(data);
	}
	if (*is_left)
		return OK;
	take_first(f, search, &total);
	f->has_asked = false;
	f->step = STEP_NAMES;
	if (f->first_count == 0 || can_be_year(f))
		return OK;
	rc = list_first(f, search, e);
	f->hits.total = total > f->hits.count ? total : f->hits.count;
	return final(f, rc, is_left);
}

static bool is_first(const struct care_search *f, uint32_t number)
{
	for (int i = 0; i < f->first_count; i++)
		if (f->first[i] == number)
			return true;
	return false;
}

/*
 * A list tells a visitor other women's names: who comes much less near than the first is left out of it.
 * Measured with make bench-find: this loses nobody among the first five.
 */
static bool is_near_enough(const struct find_hit *hit, const struct find_hit *first)
{
	enum { PERCENT_OF_FIRST = 70 };

	return hit->score * 100 >= first->score * PERCENT_OF_FIRST;
}

static enum err list_names(struct care_search *f, struct find_search *search, struct error *e)
{
	struct find_hit *found = mem_array((size_t)f->most, sizeof *found);
	int64_t total;
	int count = find_search_hits(search, found, f->most, &total);
	enum err rc = list_first(f, search, e);

	while (count > 0 && !is_near_enough(&found[count - 1], &found[0]))
		count--;
	for (int i = 0; rc == OK && i < count && f->hits.count < f->most; i++)
		if (!is_first(f, found[i].number))
			rc = add_line(f, search, found[i].number, e);
	if (f->q.word_count == 0)
		total += (int64_t)f->keys.count;
	f->hits.total = total > f->hits.count ? total : f->hits.count;
	free(found);
	return rc;
}

static enum err find_names(struct care_search *f, care_pause pause, void *data, bool *is_left,
			   struct error *e)
{
	struct find_search *search;
	enum find_stage stage;
	enum err rc = ask(f, false, &search, e);

	if (rc == OK && search == NULL) /* the names went: they come in anew */
		f->step = STEP_FILE;
	if (rc != OK || search == NULL)
		return rc;
	stage = find_search_go(search, pause, data);
	*is_left = (int)stage > (int)f->stage || (pause != NULL && pause(data));
	if ((int)stage <= (int)f->stage)
		return OK;
	f->stage = (enum care_search_stage)stage;
	rc = list_names(f, search, e);
	return stage == FIND_FINAL ? final(f, rc, is_left) : rc;
}

static enum err find_in_file(struct care_search *f, care_pause pause, void *data, bool *is_left,
			     struct error *e)
{
	bool is_over = false;
	enum err rc;

	f->is_early = true;
	if (f->exact == NULL) {
		begin_list(f);
		f->exact = care_exact_new(f->session, f->typed.bytes, f->most, &f->hits);
	}
	rc = care_exact_go(f->exact, pause, data, &is_over, e);
	*is_left = !is_over;
	return rc == OK && is_over ? final(f, rc, is_left) : rc;
}

enum err care_search_go(struct care_search *f, care_pause pause, void *data,
			enum care_search_stage *stage, struct error *e)
{
	static enum err (*const steps[])(struct care_search *, care_pause, void *, bool *,
					 struct error *) = {
		[STEP_BEGIN] = find_begin, [STEP_RANK] = find_ranked, [STEP_AMONG] = find_among,
		[STEP_NAMES] = find_names, [STEP_FILE] = find_in_file,
	};
	bool is_left = false;
	enum err rc = OK;

	while (rc == OK && !is_left && f->step != STEP_OVER)
		rc = steps[f->step](f, pause, data, &is_left, e);
	*stage = f->stage;
	return rc;
}

enum err care_find(struct care_session *s, const char *typed, int most, struct care_hits *out,
		   struct error *e)
{
	struct care_search *f = care_search_new(s);
	enum care_search_stage stage = CARE_SEARCH_ASKED;
	bool is_over;
	enum err rc = care_names_load(s, NULL, NULL, &is_over, e);

	care_search_ask(f, typed, most);
	while (rc == OK && stage != CARE_SEARCH_FINAL)
		rc = care_search_go(f, NULL, NULL, &stage, e);
	care_search_take(f, out);
	care_search_free(f);
	return rc;
}

void care_search_as_new(const char *typed, struct str *called, struct str *birth)
{
	struct find_query q;
	struct date born;

	find_query_names(typed, called);
	find_query_read(typed, &q);
	born = (struct date){q.birth.year, q.birth.month, q.birth.day, q.birth.is_about};
	str_reset(birth);
	if (born.year > 0)
		date_write(birth, &born, DATE_ISO, "");
	find_query_release(&q);
}
