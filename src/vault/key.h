/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VAULT_KEY_H
#define VAULT_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/base.h"

/*
 * The data key of a file and what is sealed with it.  The key and its subkeys (crypto_kdf: pages,
 * checksums of the log, exports) live in guarded, locked, read-only memory that no core file shows.
 */
struct vault_key;

enum {
	VAULT_PAGE_BYTES = 4096, /* the only page size */
	VAULT_PAGE_TAIL = 40,    /* at its end: nonce 24, tag 16 (docs/format.md) */
	VAULT_KEY_BYTES = 32
};

enum err vault_key_new(struct vault_key **out, struct error *e); /* random; ERR_MEMORY */
void vault_key_free(struct vault_key *k);                        /* NULL is fine; wipes */

/*
 * XChaCha20-Poly1305 with a random nonce; the page's number (from 1) is associated data, so that a
 * page in another place does not open.  sealed and plain are VAULT_PAGE_BYTES; the last
 * VAULT_PAGE_TAIL of plain are not kept and read back as zeros.  open returns false for anything
 * but what seal wrote for this key and number, and leaves plain zeroed.
 */
void vault_page_seal(const struct vault_key *k, uint32_t number, const unsigned char *plain,
		     unsigned char *sealed);
bool vault_page_open(const struct vault_key *k, uint32_t number, const unsigned char *sealed,
		     unsigned char *plain);

/*
 * The 8-byte checksum in a frame header of the log is a function of the plain page: it is hidden
 * by a keyed permutation of 64 bits (4-round Feistel on SipHash, tweaked with the place of the
 * frame and the salts of the log), since SQLite writes headers again in the same place, so that a
 * stream would be used twice.
 */
void vault_checksum_hide(const struct vault_key *k, int64_t place, uint64_t salts,
			 unsigned char sum[8]);
void vault_checksum_show(const struct vault_key *k, int64_t place, uint64_t salts,
			 unsigned char sum[8]);

#endif
