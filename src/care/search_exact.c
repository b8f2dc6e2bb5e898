/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive.h"
#include "care/hits.h"
#include "care/search_keys.h"
#include "store/store.h"

/* Who has what was typed, for sure: from the file itself, without the names in memory. */

struct finding {
	struct care_session *s;
	struct care_hits *out;
	const struct care_keys *keys; /* who must be among these; NULL: anybody */
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
	struct finding *f = data;
	struct store *store = care_session_store(f->s);
	struct str spelling = STR_INIT;
	struct care_hit *hit;
	uint32_t number = 0;
	enum err rc = store_client_number(store, row->id, &number, e);

	if (rc != OK || (f->keys != NULL && care_keys_at(f->keys, number) == NULL))
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

static enum err by_names(struct finding *f, const struct find_query *q, const char *year,
			 const char *postcode, struct error *e)
{
	const char *prefixes[FIND_WORDS_MOST];
	struct store_find find = {.prefixes = prefixes,
				  .prefix_count = q->word_count,
				  .birth_year = text_is_empty(year) ? NULL : year,
				  .postcode = text_is_empty(postcode) ? NULL : postcode,
				  .most = f->keys != NULL ? STORE_FIND_COUNT_MOST : f->most};
	int64_t total;
	enum err rc;

	for (int i = 0; i < q->word_count; i++)
		prefixes[i] = q->words[i].bytes;
	rc = store_find_clients(care_session_store(f->s), &find, on_found, f, &total, e);
	f->out->total = f->keys != NULL ? f->passed : total;
	return rc;
}

/* Names, and what was typed beside them: as the first of what it can be that anybody has. */
static enum err by_all(struct finding *f, const struct find_query *q, struct error *e)
{
	bool has_year = q->birth_year[0] != '\0', has_postcode = q->postcode.len > 0;
	struct care_keys keys = {.arena = ARENA_INIT};
	enum err rc = OK;

	if (!has_year && !has_postcode && q->phone.len == 0 && q->file_number.len == 0)
		return by_names(f, q, NULL, NULL, e);
	if (has_year)
		rc = by_names(f, q, q->birth_year, NULL, e);
	if (rc == OK && f->out->count == 0 && has_postcode)
		rc = by_names(f, q, NULL, q->postcode.bytes, e);
	if (rc == OK && f->out->count == 0 && (q->phone.len > 0 || q->file_number.len > 0)) {
		rc = care_keys_read(f->s, q, false, &keys, e);
		f->keys = &keys;
		if (rc == OK)
			rc = by_names(f, q, NULL, NULL, e);
	}
	care_keys_release(&keys);
	return rc;
}

enum err care_find_exact(struct care_session *s, const char *typed, int most,
			 struct care_hits *out, struct error *e)
{
	struct finding f = {.s = s, .out = out, .most = most};
	struct find_query q;
	enum err rc = OK;

	*out = (struct care_hits){.clients = store_client_count(care_session_store(s))};
	find_query_read(typed, &q);
	if (!q.is_empty && q.word_count == 0)
		rc = care_find_by_keys(s, &q, most, out, e);
	else if (!q.is_empty)
		rc = by_all(&f, &q, e);
	find_query_release(&q);
	return rc;
}
