/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VAULT_SLOT_H
#define VAULT_SLOT_H

#include <sodium.h>

#include "vault/derive.h"
#include "vault/keyring.h"

/* One slot of the key file; the room's own.  The bytes: docs/format.md, "The key file".
 */
enum {
	VAULT_ID_BYTES = 16,
	VAULT_NAMES = 2,
	VAULT_NAME_TAG_BYTES = 16,
	VAULT_SLOT_HEADER_BYTES = 126,
	VAULT_MARK_BYTES = 32,
	VAULT_SLOT_BYTES = 310
};

struct vault_slot {
	enum vault_slot_kind kind;
	char worker[VAULT_WORKER_BYTES];
	struct vault_price price;
	unsigned char salt[VAULT_SALT_BYTES];
	unsigned char names[VAULT_NAMES][VAULT_NAME_TAG_BYTES];
	unsigned char public[crypto_box_PUBLICKEYBYTES];
	unsigned char nonce[crypto_aead_xchacha20poly1305_ietf_NPUBBYTES];
	unsigned char wrapped[crypto_box_SECRETKEYBYTES +
			      crypto_aead_xchacha20poly1305_ietf_ABYTES];
	unsigned char boxed[VAULT_KEY_BYTES + crypto_box_SEALBYTES];
	unsigned char
		mark[VAULT_MARK_BYTES]; /* over the header, by who has the data key */
};

/* Visible ASCII that fits; "" is the recovery slot. */
bool vault_worker_is_valid(const char *worker);

/* kind, worker and price are set; the rest is made.  ERR_MEMORY. */
enum err vault_slot_make(struct vault_slot *s, const unsigned char id[VAULT_ID_BYTES],
			 const struct vault_key *key,
			 const char *const names[VAULT_NAMES],
			 const struct secret *passphrase, struct error *e);
/* ERR_PASSPHRASE, ERR_MEMORY. */
enum err vault_slot_open(const struct vault_slot *s,
			 const unsigned char id[VAULT_ID_BYTES],
			 const struct secret *passphrase, struct vault_key **out,
			 struct error *e);
void vault_slot_rekey(struct vault_slot *s, const unsigned char id[VAULT_ID_BYTES],
		      const struct vault_key *key);
/*
 * Whether somebody who had this key put the slot there.  Else a slot could be planted
 * while the laptop was out of sight, and the next rekey would box the new key to it.
 */
bool vault_slot_is_marked(const struct vault_slot *s,
			  const unsigned char id[VAULT_ID_BYTES],
			  const struct vault_key *key);
bool vault_slot_is_named(const struct vault_slot *s, const char *name);

void vault_slot_write(const struct vault_slot *s, unsigned char out[VAULT_SLOT_BYTES]);
bool vault_slot_read(struct vault_slot *s, const unsigned char bytes[VAULT_SLOT_BYTES]);

enum err vault_wrong_passphrase(struct error *e);

#endif
