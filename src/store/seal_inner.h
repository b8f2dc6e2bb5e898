/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_SEAL_INNER_H
#define STORE_SEAL_INNER_H

#include "store/seal.h"

/* Inside the seal only: shared by the VFS (seal.c), the file (seal_db.c), its log (seal_log.c). */
enum {
	PAGE = VAULT_PAGE_BYTES,
	LOG_START = 32,   /* bytes before the first frame of the log */
	FRAME_HEAD = 24,  /* page number, size after commit, two salts, checksum */
	FRAME = FRAME_HEAD + PAGE
};

struct seal {
	sqlite3_vfs vfs;
	sqlite3_vfs *real;
	const struct vault_key *key;
	int64_t base;
	const char *path;           /* of the file while it is open; SQLite's */
	bool is_plain;              /* it began as a file of SQLite that is not sealed */
	uint32_t *frames;           /* which page each frame of the log holds, 0: does not open */
	size_t count, room;
	unsigned char sealed[FRAME]; /* as on disk: plain pages are in SQLite's memory only */
	char name[32];
};

struct seal_file {
	sqlite3_file base;
	const struct seal_kind *kind;
	struct seal *seal;
	int64_t from;       /* where its first byte is on disk */
	sqlite3_file *real; /* lies behind this struct */
};

/*
 * A call that SQLite makes: so many bytes at 'first', or (every != 0) at any multiple of
 * 'every' after it.  What stands in no shape is refused.  The functions give an SQLite code.
 */
struct seal_shape {
	int bytes;
	int64_t first, every;
	bool is_clear; /* read as it is on disk */
	int (*read)(struct seal_file *f, int64_t at, unsigned char *out);
	int (*write)(struct seal_file *f, int64_t at, const unsigned char *in);
};

struct seal_kind {
	const struct seal_shape *shapes;
	size_t count;
	int64_t grain; /* it is cut at a multiple of this; 0: only to nothing */
};

extern const struct seal_kind seal_db, seal_log;

/* On disk, shifted. */
int seal_read(struct seal_file *f, int64_t at, void *out, int n);
int seal_write(struct seal_file *f, int64_t at, const void *in, int n);

/* Seals into s->sealed; false for a page that no file of ours may have. */
bool seal_page(struct seal *s, uint32_t number, const unsigned char *page);

/* SQLite writes numbers with the high byte first. */
static inline uint32_t big_32(const unsigned char *b)
{
	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static inline uint64_t big_64(const unsigned char *b)
{
	return (uint64_t)big_32(b) << 32 | big_32(b + 4);
}

#endif
