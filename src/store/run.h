/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_RUN_H
#define STORE_RUN_H

#include "store/refs.h"

/* Postings and keys that wait to be written in the order of their tables.  Starts zeroed. */
struct run_posting {
	uint32_t part, number;
	uint8_t kinds;
};
struct run_key {
	uint64_t begin;        /* kind and first bytes of the text, in the order of the table */
	uint32_t number, text; /* text: where it begins in texts */
};
struct run {
	struct run_posting *postings;
	struct run_key *keys;
	size_t posting_count, posting_room, key_count, key_room;
	struct str texts; /* each with its zero byte */
};

void run_add(struct run *r, int64_t number, const struct refs *refs);
/* In the open transaction; the run stays as it is, but for its order. */
enum err run_write(struct store *s, struct run *r, struct error *e);
void run_clear(struct run *r); /* and gives its memory back */

#endif
