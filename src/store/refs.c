/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/bulk_inner.h"

void refs_release(struct refs *r)
{
	free(r->parts);
	arena_release(&r->arena);
	*r = (struct refs)REFS_INIT;
}

void refs_end(struct str *out, const char *prefix)
{
	str_set(out, prefix);
	str_add(out, "\xf4\x8f\xbf\xbf");
}

static char with_case(char c, char from, char to, int shift)
{
	return c >= from && c <= to ? (char)(c + shift) : c;
}

void refs_key_fold(enum store_key kind, const char *text, struct str *out)
{
	str_reset(out);
	for (; *text; text++)
		if (kind == STORE_KEY_FILE_NUMBER)
			str_add_char(out, with_case(*text, 'A', 'Z', 'a' - 'A'));
		else if (kind != STORE_KEY_POSTCODE || *text != ' ')
			str_add_char(out, kind == STORE_KEY_POSTCODE
						  ? with_case(*text, 'a', 'z', 'A' - 'a')
						  : *text);
}

static bool has_key(const struct refs *r, enum store_key kind, const char *text)
{
	for (int i = 0; i < r->key_count; i++)
		if (r->keys[i].kind == kind && strcmp(r->keys[i].text, text) == 0)
			return true;
	return false;
}

static void add_key(struct refs *r, enum store_key kind, const char *text)
{
	struct str folded = STR_INIT;

	refs_key_fold(kind, text, &folded);
	if (folded.len > 0 && r->key_count < REFS_KEYS_MOST && !has_key(r, kind, folded.bytes))
		r->keys[r->key_count++] =
			(struct ref_key){kind, arena_text(&r->arena, folded.bytes)};
	str_release(&folded);
}

static void add_phones(struct refs *r, const char *phones)
{
	while (*phones) {
		size_t len = strcspn(phones, " ");
		char *one = mem_bytes(phones, len);

		add_key(r, STORE_KEY_PHONE, one);
		free(one);
		phones += len + strspn(phones + len, " ");
	}
}

void refs_add_keys(struct refs *r, const char *file_number, const char *postcode,
		   const char *phones, const char *birth_date)
{
	add_key(r, STORE_KEY_FILE_NUMBER, file_number ? file_number : "");
	add_key(r, STORE_KEY_POSTCODE, postcode ? postcode : "");
	add_key(r, STORE_KEY_BIRTH, birth_date ? birth_date : "");
	add_phones(r, phones ? phones : "");
}

/* In its place by id; a part that is there gets the kinds of both. */
static void add_part(struct refs *r, uint32_t part, unsigned kinds)
{
	size_t at = r->part_count;

	while (at > 0 && r->parts[at - 1].part >= part)
		at--;
	if (at < r->part_count && r->parts[at].part == part) {
		r->parts[at].kinds |= (uint8_t)kinds;
		return;
	}
	VEC_ROOM(r->parts, r->part_count, r->part_room);
	memmove(r->parts + at + 1, r->parts + at, (r->part_count - at) * sizeof *r->parts);
	r->parts[at] = (struct ref_part){part, (uint8_t)kinds};
	r->part_count++;
}

/* Ids that this process gave out are not given again, whoever still remembers them. */
static enum err next_part(struct store *s, struct error *e)
{
	struct sql q = sql_take(s, SQL_PART_LAST);
	int64_t last = sql_row(&q) ? sql_number(&q, 0) : 0;
	enum err err = sql_end(&q, e);

	if (last > s->last_part)
		s->last_part = last;
	s->last_part++;
	return err == OK && s->last_part > UINT32_MAX ? sql_error(s->db, SQLITE_FULL, e) : err;
}

static enum err make_part(struct store *s, const char *folded, int64_t *part, struct error *e)
{
	enum err err = next_part(s, e);
	struct sql q;

	if (err != OK)
		return err;
	*part = s->last_part;
	q = sql_take(s, SQL_PART_PUT);
	sql_int(&q, ":part", *part);
	sql_text(&q, ":folded", folded);
	return sql_run(&q, e);
}

static enum err read_part(struct store *s, const char *folded, int64_t *part, struct error *e)
{
	struct sql q = sql_take(s, SQL_PART_ID);

	*part = 0;
	sql_text(&q, ":folded", folded);
	if (sql_row(&q))
		*part = sql_number(&q, 0);
	return sql_end(&q, e);
}

static enum err part_of(struct store *s, const char *folded, int64_t *part, struct error *e)
{
	enum err err;

	*part = s->bulk ? bulk_part(s, folded) : 0;
	if (*part != 0)
		return OK;
	err = read_part(s, folded, part, e);
	if (err == OK && *part == 0)
		err = make_part(s, folded, part, e);
	if (err == OK && s->bulk)
		bulk_keep_part(s, folded, (uint32_t)*part);
	return err;
}

enum err refs_add_parts(struct store *s, struct refs *r, const struct store_names *names,
			struct error *e)
{
	enum err err = OK;

	for (int i = 0; names && err == OK && i < names->part_count; i++) {
		int64_t part = 0;

		if (names->parts[i].text[0] == '\0')
			continue;
		err = part_of(s, names->parts[i].text, &part, e);
		if (err == OK)
			add_part(r, (uint32_t)part, names->parts[i].kinds);
	}
	return err;
}

void refs_pack(const struct refs *r, struct str *out)
{
	for (size_t i = 0; i < r->part_count; i++) {
		for (int shift = 24; shift >= 0; shift -= 8)
			str_add_char(out, (char)(r->parts[i].part >> shift & 0xff));
		str_add_char(out, (char)r->parts[i].kinds);
	}
}

void refs_unpack(struct refs *r, struct sql *q, int column)
{
	const unsigned char *b = sqlite3_column_blob(q->stmt, column);
	int len = sqlite3_column_bytes(q->stmt, column);

	for (; b && len >= REFS_PART_BYTES; b += REFS_PART_BYTES, len -= REFS_PART_BYTES)
		add_part(r, (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3],
			 b[4]);
}

static enum err put_posting(struct store *s, int64_t number, const struct ref_part *p,
			    struct error *e)
{
	struct sql q = sql_take(s, SQL_POSTING_PUT);

	sql_int(&q, ":part", p->part);
	sql_int(&q, ":number", number);
	sql_int(&q, ":kinds", p->kinds);
	return sql_run(&q, e);
}

enum err refs_part_remove(struct store *s, uint32_t part, struct error *e)
{
	struct sql q = sql_take(s, SQL_PART_REMOVE);

	sql_int(&q, ":part", part);
	return sql_run(&q, e);
}

/* And the part itself, when she was the last who had it: an erased name is nowhere. */
static enum err remove_posting(struct store *s, int64_t number, const struct ref_part *p,
			       struct error *e)
{
	struct sql q = sql_take(s, SQL_POSTING_REMOVE);
	enum err err;

	sql_int(&q, ":part", p->part);
	sql_int(&q, ":number", number);
	err = sql_run(&q, e);
	if (err == OK && s->bulk) /* somebody who waits may have it */
		bulk_loosen(s, p->part);
	else if (err == OK)
		err = refs_part_remove(s, p->part, e);
	return err;
}

static enum err write_key(struct store *s, enum sql_id id, int64_t number,
			  const struct ref_key *k, struct error *e)
{
	struct sql q = sql_take(s, id);

	sql_int(&q, ":kind", k->kind);
	sql_text(&q, ":key", k->text);
	sql_int(&q, ":number", number);
	return sql_run(&q, e);
}

static const struct ref_part *find_part(const struct refs *r, uint32_t part)
{
	for (size_t i = 0; i < r->part_count; i++)
		if (r->parts[i].part == part)
			return &r->parts[i];
	return NULL;
}

bool refs_are_equal(const struct refs *a, const struct refs *b)
{
	if (a->part_count != b->part_count || a->key_count != b->key_count)
		return false;
	for (size_t i = 0; i < a->part_count; i++)
		if (a->parts[i].part != b->parts[i].part || a->parts[i].kinds != b->parts[i].kinds)
			return false;
	for (int i = 0; i < a->key_count; i++)
		if (!has_key(b, a->keys[i].kind, a->keys[i].text))
			return false;
	return true;
}

static enum err remove_old(struct store *s, int64_t number, const struct refs *was,
			   const struct refs *now, struct error *e)
{
	enum err err = OK;

	for (size_t i = 0; err == OK && i < was->part_count; i++)
		if (!find_part(now, was->parts[i].part))
			err = remove_posting(s, number, &was->parts[i], e);
	for (int i = 0; err == OK && i < was->key_count; i++)
		if (!has_key(now, was->keys[i].kind, was->keys[i].text))
			err = write_key(s, SQL_KEY_REMOVE, number, &was->keys[i], e);
	return err;
}

enum err refs_write(struct store *s, int64_t number, const struct refs *was,
		    const struct refs *now, struct error *e)
{
	enum err err = remove_old(s, number, was, now, e);

	for (size_t i = 0; err == OK && i < now->part_count; i++) {
		const struct ref_part *old = find_part(was, now->parts[i].part);

		if (!old || old->kinds != now->parts[i].kinds)
			err = put_posting(s, number, &now->parts[i], e);
	}
	for (int i = 0; err == OK && i < now->key_count; i++)
		if (!has_key(was, now->keys[i].kind, now->keys[i].text))
			err = write_key(s, SQL_KEY_PUT, number, &now->keys[i], e);
	return err;
}

enum err refs_part_text(struct store *s, uint32_t part, struct str *out, struct error *e)
{
	struct sql q = sql_take(s, SQL_PART_TEXT);

	str_reset(out);
	sql_int(&q, ":part", part);
	if (sql_row(&q))
		str_set(out, sql_peek(&q, 0));
	return sql_end(&q, e);
}
