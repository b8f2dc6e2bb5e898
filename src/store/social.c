/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/rows.h"
#include "store/social_rows.h"

void store_social_release(struct store_social *row)
{
	free(row->id);
	free(row->entry);
	free(row->source);
	free(row->parent);
	free(row->name);
	free(row->sort);
	free(row->status);
	free(row->checked);
	free(row->body);
	*row = (struct store_social){0};
}

void social_fill(struct sql *q, struct store_social *out)
{
	*out = (struct store_social){
		.number = sql_number(q, 0),
		.kind = sql_number(q, 1) == STORE_OFFER ? STORE_OFFER : STORE_ORGANISATION,
		.id = sql_copy_text(q, 2),
		.entry = sql_copy_text(q, 3),
		.source = sql_copy_text(q, 4),
		.parent = sql_copy_text(q, 5),
		.name = sql_copy_text(q, 6),
		.sort = sql_copy_text(q, 7),
		.status = sql_copy_text(q, 8),
		.checked = sql_copy_text(q, 9),
		.hlc = sql_number(q, 10),
		.body = sql_copy_text(q, 11),
	};
}

/* Steps once and ends: that row, or ERR_NOT_FOUND. */
static enum err one_row(struct sql *q, struct store_social *out, struct error *e)
{
	bool is_there = sql_row(q);
	enum err err;

	*out = (struct store_social){0};
	if (is_there)
		social_fill(q, out);
	err = sql_end(q, e);
	if (err == OK && !is_there)
		return error_set(e, ERR_NOT_FOUND,
				 _("This is not in the social map (any more)."));
	return err;
}

enum err store_social_get(struct store *s, enum store_social_kind kind, const char *id,
			  struct store_social *out, struct error *e)
{
	struct sql q = sql_take(s, SQL_SOCIAL_GET);

	sql_int(&q, ":kind", kind);
	sql_text(&q, ":id", id);
	return one_row(&q, out, e);
}

enum err store_social_at(struct store *s, int64_t number, struct store_social *out, struct error *e)
{
	struct sql q = sql_take(s, SQL_SOCIAL_AT);

	sql_int(&q, ":number", number);
	return one_row(&q, out, e);
}

enum err store_social_by_source(struct store *s, enum store_social_kind kind, const char *source,
				struct store_social *out, struct error *e)
{
	struct sql q = sql_take(s, SQL_SOCIAL_BY_SOURCE);

	sql_int(&q, ":kind", kind);
	sql_text(&q, ":source", source);
	return one_row(&q, out, e);
}

static const char *tally_of(enum store_social_kind kind)
{
	return kind == STORE_OFFER ? "offer" : "organisation";
}

int64_t store_social_count(struct store *s, enum store_social_kind kind)
{
	return rows_tally(s, tally_of(kind));
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In the order of their bytes, each once, with newlines between them: as the row keeps them. */
static void pack_words(const char *const *words, int count, struct str *out)
{
	const char **sorted = mem_array((size_t)count + 1, sizeof *sorted);
	const char *before = "";

	for (int i = 0; i < count; i++)
		sorted[i] = words[i];
	qsort(sorted, (size_t)count, sizeof *sorted, by_text);
	for (int i = 0; i < count; i++) {
		if (strcmp(sorted[i], before) == 0) /* an empty one too */
			continue;
		before = sorted[i];
		if (out->len > 0)
			str_add_char(out, '\n');
		str_add(out, before);
	}
	free(sorted);
}

/* Each word of 'words' that is not among those of 'not_in'; both as pack_words makes them. */
static enum err write_words(struct store *s, enum sql_id id, int64_t number, const char *words,
			    const char *not_in, struct error *e)
{
	struct sql q = sql_take(s, id);
	size_t len;

	for (; *words; words += len + (words[len] != '\0')) {
		len = strcspn(words, "\n");
		if (social_has_word(not_in, words, len, true))
			continue;
		sql_text_len(&q, ":word", words, len);
		sql_int(&q, ":number", number);
		sql_again(&q);
	}
	return sql_end(&q, e);
}

bool social_has_word(const char *words, const char *begin, size_t begin_len, bool is_whole)
{
	size_t len;

	for (; *words; words += len + (words[len] != '\0')) {
		len = strcspn(words, "\n");
		if (is_whole ? len == begin_len : len >= begin_len)
			if (memcmp(words, begin, begin_len) == 0)
				return true;
	}
	return false;
}

/* What stands there now; number 0: nothing. */
struct before {
	int64_t number, hlc;
	char *words;
};

static enum err read_before(struct store *s, const struct store_social *row, struct before *out,
			    struct error *e)
{
	struct sql q = sql_take(s, SQL_SOCIAL_OLD);

	*out = (struct before){0};
	sql_int(&q, ":kind", row->kind);
	sql_text(&q, ":id", row->id);
	if (sql_row(&q))
		*out = (struct before){sql_number(&q, 0), sql_number(&q, 1), sql_copy_text(&q, 2)};
	return sql_end(&q, e);
}

static void before_release(struct before *b)
{
	free(b->words);
}

static enum err write_row(struct store *s, int64_t number, const struct store_social *row,
			  const struct str *words, struct error *e)
{
	struct sql q = sql_take(s, number != 0 ? SQL_SOCIAL_PUT : SQL_SOCIAL_ADD);

	if (number != 0)
		sql_int(&q, ":number", number);
	sql_int(&q, ":kind", row->kind);
	sql_text(&q, ":id", row->id);
	sql_text_or_empty(&q, ":entry", row->entry);
	sql_text_or_empty(&q, ":source", row->source);
	sql_text_or_empty(&q, ":parent", row->parent);
	sql_text_or_empty(&q, ":name", row->name);
	sql_text_or_empty(&q, ":sort", row->sort);
	sql_text_or_empty(&q, ":status", row->status);
	sql_text_or_empty(&q, ":checked", row->checked);
	sql_int(&q, ":hlc", row->hlc);
	sql_text_len(&q, ":words", words->bytes, words->len);
	sql_text_or_empty(&q, ":body", row->body);
	return sql_run(&q, e);
}

static enum err write_asks(struct store *s, int64_t number, const void *asks, size_t len,
			   struct error *e)
{
	struct sql q = sql_take(s, asks ? SQL_ASKS_PUT : SQL_ASKS_REMOVE);

	sql_int(&q, ":number", number);
	if (asks)
		sql_blob(&q, ":asks", asks, len);
	return sql_run(&q, e);
}

static enum err put(struct store *s, const struct store_social *row, const struct before *was,
		    const struct str *words, const void *asks, size_t asks_len, struct error *e)
{
	const char *had = was->words ? was->words : "";
	int64_t number = was->number;
	enum err err = write_row(s, number, row, words, e);

	if (err == OK && number == 0) {
		number = sqlite3_last_insert_rowid(s->db);
		err = rows_tally_add(s, tally_of(row->kind), 1, e);
	}
	if (err == OK)
		err = write_words(s, SQL_WORD_REMOVE, number, had, words->bytes, e);
	if (err == OK)
		err = write_words(s, SQL_WORD_PUT, number, words->bytes, had, e);
	if (err == OK && (asks || was->number != 0))
		err = write_asks(s, number, asks, asks_len, e);
	return err;
}

enum err store_social_put(struct store *s, const struct store_social *row,
			  const char *const *words, int word_count, const void *asks,
			  size_t asks_len, struct error *e)
{
	struct str packed = STR_INIT;
	struct before was;
	enum err err = store_begin(s, e);

	if (err != OK)
		return err;
	err = read_before(s, row, &was, e);
	if (err == OK && (was.number == 0 || was.hlc <= row->hlc)) {
		pack_words(words, word_count, &packed);
		err = put(s, row, &was, &packed, asks, asks_len, e);
	}
	str_release(&packed);
	before_release(&was);
	return store_finish(s, err, e);
}
