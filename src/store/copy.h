/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_COPY_H
#define STORE_COPY_H

#include "store/seal.h"
#include "store/sql.h"

/*
 * Inside the store room only: all pages of an open store, sealed anew into a file that is there, with
 * nothing but its head in it.  In steps, while work goes on; each page is written once, without a log.
 */
struct copy {
	struct seal *seal;
	sqlite3 *to;
	sqlite3_backup *run;
	bool is_done;
};

enum { COPY_STEP = 64 }; /* pages: 3 ms as measured, reading, sealing and writing */

enum err copy_begin(struct copy *c, struct store *from, const char *path,
		    const struct vault_key *key, int64_t base, struct error *e);
enum err copy_step(struct copy *c, int64_t *done, int64_t *all, struct error *e);
void copy_end(struct copy *c); /* the file is on disk when is_done; harmless on a zeroed one */

/* What a store and its copy must have in common. */
struct copy_tip {
	int64_t seq, access_seq; /* of the last entry and line of access of this device */
	unsigned char link[VAULT_HASH_BYTES], access_link[VAULT_HASH_BYTES];
	int64_t clients, drafts;
};
enum err copy_tip_read(struct store *s, const char *device, struct copy_tip *out,
		       struct error *e);
bool copy_tip_equal(const struct copy_tip *a, const struct copy_tip *b);

#endif
