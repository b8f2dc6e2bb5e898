/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive.h"
#include "care/hits.h"
#include "care/search_exact.h"
#include "care/search_keys.h"
#include "store/store.h"

/* Who has what was typed, for sure: from the file itself, without the names in memory. */

/* What was typed beside names: it is the first of these that anybody has. */
enum beside { BESIDE_NOTHING, BESIDE_YEAR, BESIDE_POSTCODE, BESIDE_KEYS, BESIDE_OVER };

struct care_exact {
	struct care_session *s;
	struct care_hits *out;
	struct find_query q;
	const char *prefixes[FIND_WORDS_MOST];
	enum beside beside;
	struct store_look *look; /* of this one; NULL: not begun */
	struct care_keys keys;   /* BESIDE_KEYS: who must be among these */
	int most;
	int64_t passed;
};

struct spelling {
	const char *part; /* folded */
	struct str *out;  /* as it was written */
};

static void on_part(void *data, const char *folded, const char *written)
{
	struct spelling *sp = data;

	if (sp->out->len == 0 && strcmp(folded, sp->part) == 0)
		str_set(sp->out, written);
}

static void on_name(void *data, const char *name, unsigned kinds)
{
	(void)kinds;
	find_parts(name, on_part, data);
}

static enum err on_found(void *data, const struct store_client *row, const char *part,
			 struct error *e)
{
	struct care_exact *f = data;
	struct store *store = care_session_store(f->s);
	struct str spelling = STR_INIT;
	struct care_hit *hit;
	uint32_t number = 0;
	enum err rc = store_client_number(store, row->id, &number, e);

	if (rc != OK ||
	    (f->beside == BESIDE_KEYS && care_keys_at(&f->keys, number) == NULL))
		return rc;
	f->passed++;
	if (f->out->count == f->most)
		return OK;
	hit = care_hits_row(f->s, f->out, row);
	hit->by = CARE_BY_NAME;
	hit->is_exact = true;
	rc = store_names_of(store, number, on_name, &(struct spelling){part, &spelling}, e);
	care_hit_set_spelling(f->out, hit, spelling.bytes);
	str_release(&spelling);
	return rc;
}

struct care_exact *care_exact_new(struct care_session *s, const char *typed, int most,
				  struct care_hits *out)
{
	struct care_exact *f = mem_new(sizeof *f);

	f->s = s;
	f->out = out;
	f->most = most;
	f->keys = (struct care_keys){.arena = ARENA_INIT};
	find_query_read(typed, &f->q);
	for (int i = 0; i < f->q.word_count; i++)
		f->prefixes[i] = f->q.words[i].bytes;
	return f;
}

void care_exact_free(struct care_exact *f)
{
	if (f == NULL)
		return;
	store_look_free(f->look);
	care_keys_release(&f->keys);
	find_query_release(&f->q);
	free(f);
}

static bool is_asked(const struct care_exact *f)
{
	const struct find_query *q = &f->q;
	bool has_keys = q->phone.len > 0 || q->file_number.len > 0;

	switch (f->beside) {
	case BESIDE_NOTHING:
		return q->birth_year[0] == '\0' && q->postcode.len == 0 && !has_keys;
	case BESIDE_YEAR:
		return q->birth_year[0] != '\0';
	case BESIDE_POSTCODE:
		return q->postcode.len > 0;
	case BESIDE_KEYS:
		return has_keys;
	case BESIDE_OVER:
		break;
	}
	return false;
}

static enum err begin_look(struct care_exact *f, struct error *e)
{
	bool has_keys = f->beside == BESIDE_KEYS;
	const struct store_find find = {
		.prefixes = f->prefixes,
		.prefix_count = f->q.word_count,
		.birth_year = f->beside == BESIDE_YEAR ? f->q.birth_year : NULL,
		.postcode = f->beside == BESIDE_POSTCODE ? f->q.postcode.bytes : NULL,
		.most = has_keys ? STORE_FIND_COUNT_MOST : f->most,
	};

	f->look = store_look_new(care_session_store(f->s), &find);
	return has_keys ? care_keys_read(f->s, &f->q, false, &f->keys, e) : OK;
}

static enum err look(struct care_exact *f, care_pause pause, void *data, bool *is_over,
		     struct error *e)
{
	enum err rc = f->look == NULL ? begin_look(f, e) : OK;

	if (rc == OK)
		rc = store_look_go(f->look, pause, data, on_found, f, is_over, e);
	if (rc != OK || !*is_over)
		return rc;
	f->out->total = f->beside == BESIDE_KEYS ? f->passed : store_look_total(f->look);
	store_look_free(f->look);
	f->look = NULL;
	return OK;
}

enum err care_exact_go(struct care_exact *f, care_pause pause, void *data, bool *is_over,
		       struct error *e)
{
	enum err rc = OK;

	for (; rc == OK && f->beside != BESIDE_OVER; f->beside++) {
		bool is_done = true;

		if (f->look != NULL || (is_asked(f) && f->out->count == 0))
			rc = look(f, pause, data, &is_done, e);
		if (!is_done)
			break;
	}
	*is_over = rc == OK && f->beside == BESIDE_OVER;
	return rc;
}

enum err care_find_exact(struct care_session *s, const char *typed, int most,
			 struct care_hits *out, struct error *e)
{
	struct care_exact *f = care_exact_new(s, typed, most, out);
	bool is_over;
	enum err rc = OK;

	*out = (struct care_hits){.clients = store_client_count(care_session_store(s))};
	if (!f->q.is_empty && f->q.word_count == 0)
		rc = care_find_by_keys(s, &f->q, most, out, e);
	else if (!f->q.is_empty)
		rc = care_exact_go(f, NULL, NULL, &is_over, e);
	care_exact_free(f);
	return rc;
}
