/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/run.h"

enum { KIND_SHIFT = 56 };

/* Seven bytes tell nearly all keys apart without a look at their texts. */
static uint64_t begin_of(const struct ref_key *key)
{
	uint64_t begin = (uint64_t)key->kind << KIND_SHIFT;
	const char *text = key->text;

	for (int shift = KIND_SHIFT - 8; shift >= 0 && *text; shift -= 8)
		begin |= (uint64_t)(unsigned char)*text++ << shift;
	return begin;
}

void run_add(struct run *r, int64_t number, const struct refs *refs)
{
	if (!r->texts.bytes)
		r->texts = (struct str)STR_INIT;
	for (size_t i = 0; i < refs->part_count; i++) {
		VEC_ROOM(r->postings, r->posting_count, r->posting_room);
		r->postings[r->posting_count++] = (struct run_posting){
			refs->parts[i].part, (uint32_t)number, refs->parts[i].kinds};
	}
	for (int i = 0; i < refs->key_count; i++) {
		VEC_ROOM(r->keys, r->key_count, r->key_room);
		r->keys[r->key_count++] = (struct run_key){begin_of(&refs->keys[i]),
							   (uint32_t)number,
							   (uint32_t)r->texts.len};
		str_add(&r->texts, refs->keys[i].text);
		str_add_char(&r->texts, '\0');
	}
}

void run_clear(struct run *r)
{
	free(r->postings);
	free(r->keys);
	if (r->texts.bytes)
		str_release(&r->texts);
	*r = (struct run){.texts = STR_INIT};
}

static int by_part(const void *a, const void *b)
{
	const struct run_posting *x = a, *y = b;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

static enum err write_postings(struct store *s, const struct run *r, struct error *e)
{
	struct sql q = sql_take(s, SQL_POSTING_ADD);

	for (size_t i = 0; i < r->posting_count && q.rc == SQLITE_OK; i++) {
		sql_int(&q, ":part", r->postings[i].part);
		sql_int(&q, ":number", r->postings[i].number);
		sql_int(&q, ":kinds", r->postings[i].kinds);
		sql_again(&q);
	}
	return sql_end(&q, e);
}

static int by_key(const void *a, const void *b, void *texts)
{
	const struct run_key *x = a, *y = b;
	const char *base = texts;
	int order;

	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	order = strcmp(base + x->text, base + y->text);
	return order ? order : x->number < y->number ? -1 : x->number > y->number;
}

static enum err write_keys(struct store *s, const struct run *r, struct error *e)
{
	struct sql q = sql_take(s, SQL_KEY_ADD);

	for (size_t i = 0; i < r->key_count && q.rc == SQLITE_OK; i++) {
		sql_int(&q, ":kind", (int64_t)(r->keys[i].begin >> KIND_SHIFT));
		sql_text(&q, ":key", r->texts.bytes + r->keys[i].text);
		sql_int(&q, ":number", r->keys[i].number);
		sql_again(&q);
	}
	return sql_end(&q, e);
}

enum err run_write(struct store *s, struct run *r, struct error *e)
{
	enum err err;

	if (r->posting_count > 0)
		qsort(r->postings, r->posting_count, sizeof *r->postings, by_part);
	if (r->key_count > 0)
		qsort_r(r->keys, r->key_count, sizeof *r->keys, by_key, r->texts.bytes);
	err = write_postings(s, r, e);
	return err == OK ? write_keys(s, r, e) : err;
}
