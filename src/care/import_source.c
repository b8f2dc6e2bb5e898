/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/import_inner.h"

enum { BLOCK_BYTES = 256 << 10 }; /* read at a time */

static enum err block_read(struct import_source *s, int64_t at, size_t *got, struct error *e)
{
	enum err rc;

	if (s->raw.room < BLOCK_BYTES + sizeof(uint64_t)) {
		str_release(&s->raw);
		s->raw.bytes = mem_new(BLOCK_BYTES + sizeof(uint64_t));
		s->raw.room = BLOCK_BYTES + sizeof(uint64_t);
	}
	*got = 0;
	rc = s->file->read(s->file->data, at, s->raw.bytes, BLOCK_BYTES, got, e);
	s->raw.len = *got;
	return rc;
}

enum err import_source_look(struct import_source *s, const struct care_import_file *file,
			    bool (*pause)(void *data, int64_t bytes), void *data,
			    bool *was_stopped, struct error *e)
{
	struct vault_hash h;
	int64_t at = 0;
	size_t got = 1;
	enum err rc = OK;

	*s = (struct import_source){.file = file, .raw = STR_INIT, .text = STR_INIT};
	s->csv.text = (struct str)STR_INIT;
	*was_stopped = false;
	vault_hash_begin(&h);
	while (rc == OK && got > 0 && !*was_stopped) {
		rc = block_read(s, at, &got, e);
		if (rc != OK)
			break;
		vault_hash_add(&h, s->raw.bytes, got);
		encoding_look(&s->guess, s->raw.bytes, got);
		at += (int64_t)got;
		*was_stopped = pause(data, at);
	}
	vault_hash_end(&h, s->hash);
	s->encoding = encoding_guessed(&s->guess, &s->mark);
	return rc;
}

/* The next block behind what is there.  A character that it cuts is read again with the next. */
static enum err more_text(struct import_source *s, struct error *e)
{
	size_t got, used;
	enum err rc = block_read(s, s->read_at, &got, e);

	if (rc != OK)
		return rc;
	s->is_read = got < BLOCK_BYTES && s->read_at + (int64_t)got >= s->file->bytes;
	s->is_read |= got == 0;
	used = encoding_decode(s->encoding, s->raw.bytes, got, s->is_read, &s->text);
	s->is_read |= used == 0; /* half a character, of a file that became shorter */
	s->read_at += (int64_t)used;
	return OK;
}

enum err import_source_begin(struct import_source *s, struct error *e)
{
	size_t said = 0;
	char separator;
	enum err rc;

	csv_reader_release(&s->csv);
	str_reset(&s->text);
	s->read_at = (int64_t)s->mark;
	s->is_read = s->is_over = false;
	rc = more_text(s, e);
	if (rc != OK)
		return rc;
	separator = csv_separator_said(s->text.bytes, s->text.len, &said);
	str_remove(&s->text, 0, said);
	csv_reader_begin(&s->csv, separator != '\0' ? separator
						    : csv_separator(s->text.bytes, s->text.len,
								    ",;\t|"));
	s->csv.line = s->csv.next_line = said > 0 ? 2 : 1;
	s->is_over = s->is_read;
	csv_reader_feed(&s->csv, s->text.bytes, s->text.len, s->is_over);
	return OK;
}

/* What is used goes, what is left moves to the beginning, and more comes behind it. */
static enum err feed(struct import_source *s, struct error *e)
{
	enum err rc;

	str_remove(&s->text, 0, s->csv.at);
	rc = more_text(s, e);
	s->is_over = s->is_read;
	csv_reader_feed(&s->csv, s->text.bytes, s->text.len, s->is_over);
	return rc;
}

enum err import_source_next(struct import_source *s, enum csv_step *step, struct error *why,
			    struct error *e)
{
	enum err rc = OK;

	while (rc == OK && (*step = csv_reader_next(&s->csv, why)) == CSV_MORE)
		rc = feed(s, e);
	return rc;
}

int64_t import_source_done(const struct import_source *s)
{
	return s->read_at - (int64_t)(s->text.len - s->csv.at);
}

void import_source_release(struct import_source *s)
{
	csv_reader_release(&s->csv);
	str_release(&s->raw);
	str_release(&s->text);
}
