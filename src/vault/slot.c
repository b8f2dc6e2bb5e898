/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/slot.h"

#include "vault/subkeys.h"

/* Where each field stands in a stored slot. */
enum {
	AT_KIND = 0,
	AT_WORKER_LEN = 1,
	AT_WORKER = 2,
	AT_PASSES = 38,
	AT_KIB = 42,
	AT_SALT = 46,
	AT_NAMES = 62,
	AT_PUBLIC = 94,
	AT_NONCE = 126,
	AT_WRAPPED = 150,
	AT_BOXED = 198,
	AT_MARK = 278,
	WORKER_MOST = VAULT_WORKER_BYTES - 1
};
_Static_assert(AT_NAMES + VAULT_NAMES * VAULT_NAME_TAG_BYTES == AT_PUBLIC, "names");
_Static_assert(AT_PUBLIC + crypto_box_PUBLICKEYBYTES == VAULT_SLOT_HEADER_BYTES,
	       "header");
_Static_assert(AT_BOXED + sizeof((struct vault_slot *)0)->boxed == AT_MARK, "box");
_Static_assert(AT_MARK + VAULT_MARK_BYTES == VAULT_SLOT_BYTES, "slot");

/* What must never be on the stack: it may be copied by whatever comes next there. */
struct scratch {
	unsigned char derived[VAULT_DERIVED_BYTES];
	unsigned char secret[crypto_box_SECRETKEYBYTES];
	unsigned char data[VAULT_KEY_BYTES];
};

struct binding {
	unsigned char bytes[VAULT_ID_BYTES + VAULT_SLOT_HEADER_BYTES];
};

static void put_u32(unsigned char *at, uint32_t n)
{
	for (int i = 0; i < 4; i++)
		at[i] = (unsigned char)(n >> (8 * i));
}

static uint32_t get_u32(const unsigned char *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
	       (uint32_t)at[3] << 24;
}

bool vault_worker_is_valid(const char *worker)
{
	size_t len = strnlen(worker, VAULT_WORKER_BYTES);

	for (size_t i = 0; i < len; i++) {
		if (worker[i] <= ' ' || worker[i] > '~')
			return false;
	}
	return len <= WORKER_MOST;
}

void vault_slot_write(const struct vault_slot *s, unsigned char out[VAULT_SLOT_BYTES])
{
	size_t len = strlen(s->worker);

	memset(out, 0, VAULT_SLOT_BYTES);
	out[AT_KIND] = (unsigned char)s->kind;
	out[AT_WORKER_LEN] = (unsigned char)len;
	memcpy(out + AT_WORKER, s->worker, len);
	put_u32(out + AT_PASSES, s->price.passes);
	put_u32(out + AT_KIB, s->price.kib);
	memcpy(out + AT_SALT, s->salt, sizeof s->salt);
	memcpy(out + AT_NAMES, s->names, sizeof s->names);
	memcpy(out + AT_PUBLIC, s->public, sizeof s->public);
	memcpy(out + AT_NONCE, s->nonce, sizeof s->nonce);
	memcpy(out + AT_WRAPPED, s->wrapped, sizeof s->wrapped);
	memcpy(out + AT_BOXED, s->boxed, sizeof s->boxed);
	memcpy(out + AT_MARK, s->mark, sizeof s->mark);
}

static bool read_worker(struct vault_slot *s, const unsigned char *bytes)
{
	size_t len = bytes[AT_WORKER_LEN];
	bool is_recovery = bytes[AT_KIND] == VAULT_SLOT_RECOVERY;

	if (!is_recovery && bytes[AT_KIND] != VAULT_SLOT_WORKER)
		return false;
	if (len > WORKER_MOST || is_recovery != (len == 0))
		return false;
	for (size_t i = len; i < WORKER_MOST; i++) {
		if (bytes[AT_WORKER + i] != 0)
			return false;
	}
	s->kind = is_recovery ? VAULT_SLOT_RECOVERY : VAULT_SLOT_WORKER;
	memcpy(s->worker, bytes + AT_WORKER, len);
	s->worker[len] = '\0';
	return strlen(s->worker) == len && vault_worker_is_valid(s->worker);
}

bool vault_slot_read(struct vault_slot *s, const unsigned char bytes[VAULT_SLOT_BYTES])
{
	if (!read_worker(s, bytes))
		return false;
	s->price =
		(struct vault_price){get_u32(bytes + AT_PASSES), get_u32(bytes + AT_KIB)};
	memcpy(s->salt, bytes + AT_SALT, sizeof s->salt);
	memcpy(s->names, bytes + AT_NAMES, sizeof s->names);
	memcpy(s->public, bytes + AT_PUBLIC, sizeof s->public);
	memcpy(s->nonce, bytes + AT_NONCE, sizeof s->nonce);
	memcpy(s->wrapped, bytes + AT_WRAPPED, sizeof s->wrapped);
	memcpy(s->boxed, bytes + AT_BOXED, sizeof s->boxed);
	memcpy(s->mark, bytes + AT_MARK, sizeof s->mark);
	return vault_price_is_allowed(s->price);
}

/* A slot opens only in its own file, with its own header. */
static struct binding binding_of(const struct vault_slot *s, const unsigned char *id)
{
	unsigned char all[VAULT_SLOT_BYTES];
	struct binding b;

	vault_slot_write(s, all);
	memcpy(b.bytes, id, VAULT_ID_BYTES);
	memcpy(b.bytes + VAULT_ID_BYTES, all, VAULT_SLOT_HEADER_BYTES);
	return b;
}

static void tag_name(const struct vault_slot *s, const char *name, unsigned char *out)
{
	(void)crypto_generichash(out, VAULT_NAME_TAG_BYTES, (const unsigned char *)name,
				 strlen(name), s->salt, sizeof s->salt); /* cannot fail */
}

static void set_names(struct vault_slot *s, const char *const names[VAULT_NAMES])
{
	for (int i = 0; i < VAULT_NAMES; i++) {
		const char *name = names ? names[i] : NULL;

		if (text_is_empty(name)) /* none: looks like one */
			randombytes_buf(s->names[i], sizeof s->names[i]);
		else
			tag_name(s, name, s->names[i]);
	}
}

bool vault_slot_is_named(const struct vault_slot *s, const char *name)
{
	unsigned char tag[VAULT_NAME_TAG_BYTES];
	bool is_named = false;

	tag_name(s, name, tag);
	for (int i = 0; i < VAULT_NAMES; i++)
		is_named |= sodium_memcmp(tag, s->names[i], sizeof tag) == 0;
	return is_named && s->kind == VAULT_SLOT_WORKER;
}

static void make_mark(const struct vault_slot *s, const unsigned char *id,
		      const struct vault_key *key, unsigned char *out)
{
	struct binding b = binding_of(s, id);

	(void)crypto_generichash(out, VAULT_MARK_BYTES, b.bytes, sizeof b.bytes,
				 key->slots, sizeof key->slots); /* cannot fail */
}

bool vault_slot_is_marked(const struct vault_slot *s,
			  const unsigned char id[VAULT_ID_BYTES],
			  const struct vault_key *key)
{
	unsigned char mark[VAULT_MARK_BYTES];

	make_mark(s, id, key, mark);
	return sodium_memcmp(mark, s->mark, sizeof mark) == 0;
}

/* A public key that cannot be boxed to (none of ours) leaves a box that does not open. */
void vault_slot_rekey(struct vault_slot *s, const unsigned char id[VAULT_ID_BYTES],
		      const struct vault_key *key)
{
	make_mark(s, id, key, s->mark);
	if (crypto_box_seal(s->boxed, key->data, sizeof key->data, s->public) != 0)
		memset(s->boxed, 0, sizeof s->boxed);
}

enum err vault_slot_make(struct vault_slot *s, const unsigned char id[VAULT_ID_BYTES],
			 const struct vault_key *key,
			 const char *const names[VAULT_NAMES],
			 const struct secret *passphrase, struct error *e)
{
	struct scratch *scratch = sodium_malloc(sizeof *scratch);
	struct binding b;
	enum err rc;

	if (!scratch)
		return vault_no_memory(e);
	randombytes_buf(s->salt, sizeof s->salt);
	randombytes_buf(s->nonce, sizeof s->nonce);
	set_names(s, names);
	rc = vault_derive(passphrase, s->price, s->salt, scratch->derived, e);
	if (rc == OK) {
		(void)crypto_box_keypair(s->public, scratch->secret); /* cannot fail */
		b = binding_of(s, id);
		(void)crypto_aead_xchacha20poly1305_ietf_encrypt(
			s->wrapped, NULL, scratch->secret, sizeof scratch->secret,
			b.bytes, sizeof b.bytes, NULL, s->nonce,
			scratch->derived); /* cannot fail */
		vault_slot_rekey(s, id, key);
	}
	sodium_free(scratch); /* wipes */
	return rc;
}

enum err vault_wrong_passphrase(struct error *e)
{
	return error_set(
		e, ERR_PASSPHRASE,
		_("This name and passphrase do not fit. Check both and try again."));
}

static bool unwrap(const struct vault_slot *s, const unsigned char *id,
		   struct scratch *scratch)
{
	struct binding b = binding_of(s, id);

	return crypto_aead_xchacha20poly1305_ietf_decrypt(
		       scratch->secret, NULL, NULL, s->wrapped, sizeof s->wrapped,
		       b.bytes, sizeof b.bytes, s->nonce, scratch->derived) == 0 &&
	       crypto_box_seal_open(scratch->data, s->boxed, sizeof s->boxed, s->public,
				    scratch->secret) == 0;
}

enum err vault_slot_open(const struct vault_slot *s,
			 const unsigned char id[VAULT_ID_BYTES],
			 const struct secret *passphrase, struct vault_key **out,
			 struct error *e)
{
	struct scratch *scratch = sodium_malloc(sizeof *scratch);
	enum err rc;

	if (!scratch)
		return vault_no_memory(e);
	rc = vault_derive(passphrase, s->price, s->salt, scratch->derived, e);
	if (rc == OK)
		rc = unwrap(s, id, scratch) ? vault_key_from(scratch->data, out, e)
					    : vault_wrong_passphrase(e);
	sodium_free(scratch); /* wipes */
	return rc;
}
