/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_REFS_H
#define STORE_REFS_H

#include "store/sql.h"

/*
 * Inside the store only: what leads to a client, name parts and keys.  All of it can be told from her row, so
 * that forgetting her needs no index by client: 'parts' of the row are five bytes a part, in the
 * order of their ids: the id with its high byte first, and the kinds.
 */
enum { REFS_KEYS_MOST = 16, REFS_PART_BYTES = 5 };

struct ref_part {
	uint32_t part;
	uint8_t kinds;
};
struct ref_key {
	enum store_key kind;
	const char *text; /* in the arena */
};
struct refs {
	struct arena arena;
	struct ref_part *parts; /* by id, each once */
	size_t part_count, part_room;
	struct ref_key keys[REFS_KEYS_MOST];
	int key_count;
};
#define REFS_INIT {.arena = ARENA_INIT}

void refs_release(struct refs *r);
void refs_add_keys(struct refs *r, const char *file_number, const char *postcode,
		   const char *phones, const char *birth_date);
/* The id of each part, made when it has none. */
enum err refs_add_parts(struct store *s, struct refs *r, const struct store_names *names,
			struct error *e);
void refs_pack(const struct refs *r, struct str *out);
/* From a column; what is no whole part is left out. */
void refs_unpack(struct refs *r, struct sql *q, int column);

bool refs_are_equal(const struct refs *a, const struct refs *b);
/* Rows of this number become what 'now' says; 'was' is what they are. */
enum err refs_write(struct store *s, int64_t number, const struct refs *was,
		    const struct refs *now, struct error *e);

/* Takes it out when nobody has it. */
enum err refs_part_remove(struct store *s, uint32_t part, struct error *e);
/* "" when there is none. */
enum err refs_part_text(struct store *s, uint32_t part, struct str *out, struct error *e);
/* As a key of this kind is kept: file numbers lower case, postcodes upper case without blanks. */
void refs_key_fold(enum store_key kind, const char *text, struct str *out);
/* U+10FFFF sorts behind every text that begins with the prefix. */
void refs_end(struct str *out, const char *prefix);

#endif
