/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/keyring.h"

#include "vault/slot.h"
#include "vault/vault.h"

/* Where each field stands in a key file; the slots follow the label, the digest ends it.
 */
enum {
	VERSION = 1,
	AT_VERSION = 8,
	AT_COUNT = 10,
	AT_ID = 12,
	AT_LABEL_LEN = 28,
	AT_LABEL = 30,
	SHORTEST = AT_LABEL + VAULT_HASH_BYTES
};
static const char magic[8] = {'T', 'R', 'E', 'D', 'E', 'K', 'E', 'Y'};
_Static_assert(SHORTEST + VAULT_LABEL_MOST + VAULT_SLOTS_MOST * VAULT_SLOT_BYTES <=
		       VAULT_KEYRING_MOST,
	       "the largest key file is read");

struct vault_keyring {
	unsigned char id[VAULT_ID_BYTES];
	char label[VAULT_LABEL_MOST + 1];
	int count;
	struct vault_slot slots[VAULT_SLOTS_MOST];
};

struct vault_keyring *vault_keyring_new(const char *label)
{
	struct vault_keyring *r = mem_new(sizeof *r);

	randombytes_buf(r->id, sizeof r->id);
	vault_keyring_set_label(r, label);
	return r;
}

void vault_keyring_free(struct vault_keyring *r)
{
	free(r); /* nothing in it is secret: it is what lies on disk */
}

const char *vault_keyring_label(const struct vault_keyring *r)
{
	return r->label;
}

void vault_keyring_set_label(struct vault_keyring *r, const char *label)
{
	size_t len = label ? strlen(label) : 0, end = 0, next;

	if (!label || !text_is_utf8(label, len))
		len = 0;
	while (end < len && (next = text_next(label, len, end)) <= VAULT_LABEL_MOST)
		end = next;
	memset(r->label, 0, sizeof r->label);
	if (end > 0)
		memcpy(r->label, label, end);
}

const unsigned char *vault_keyring_id(const struct vault_keyring *r)
{
	return r->id;
}

int vault_keyring_count(const struct vault_keyring *r)
{
	return r->count;
}

enum vault_slot_kind vault_keyring_kind(const struct vault_keyring *r, int slot)
{
	return r->slots[slot].kind;
}

const char *vault_keyring_worker(const struct vault_keyring *r, int slot)
{
	return r->slots[slot].worker;
}

bool vault_keyring_is_cheap(const struct vault_keyring *r)
{
	struct vault_price cheap = vault_price_of(VAULT_COST_SMALLEST);

	for (int i = 0; i < r->count; i++) {
		if (r->slots[i].price.passes != cheap.passes ||
		    r->slots[i].price.kib != cheap.kib)
			return false;
	}
	return r->count > 0;
}

static unsigned int get_u16(const unsigned char *at)
{
	return at[0] | (unsigned int)at[1] << 8;
}

static void add_u16(struct str *out, unsigned int n)
{
	str_add_char(out, (char)(n & 0xFF));
	str_add_char(out, (char)(n >> 8));
}

static void digest(const void *bytes, size_t len, unsigned char out[VAULT_HASH_BYTES])
{
	struct vault_hash h;

	vault_hash_begin(&h);
	vault_hash_add(&h, bytes, len);
	vault_hash_end(&h, out);
}

void vault_keyring_write(const struct vault_keyring *r, struct str *out)
{
	unsigned char slot[VAULT_SLOT_BYTES], hash[VAULT_HASH_BYTES];
	size_t len = strlen(r->label);

	str_reset(out);
	str_add_bytes(out, magic, sizeof magic);
	add_u16(out, VERSION);
	add_u16(out, (unsigned int)r->count);
	str_add_bytes(out, (const char *)r->id, sizeof r->id);
	add_u16(out, (unsigned int)len);
	str_add_bytes(out, r->label, len);
	for (int i = 0; i < r->count; i++) {
		vault_slot_write(&r->slots[i], slot);
		str_add_bytes(out, (const char *)slot, sizeof slot);
	}
	digest(out->bytes, out->len, hash);
	str_add_bytes(out, (const char *)hash, sizeof hash);
}

/* The slot of worker; -1: she has none. */
static int slot_of(const struct vault_keyring *r, const char *worker)
{
	for (int i = 0; i < r->count; i++) {
		if (text_equal(r->slots[i].worker, worker))
			return i;
	}
	return -1;
}

/* The frame of every version: the magic in front and the digest at the end. */
static bool is_whole(const unsigned char *bytes, size_t len)
{
	unsigned char hash[VAULT_HASH_BYTES];

	if (len < SHORTEST || len > VAULT_KEYRING_MOST ||
	    memcmp(bytes, magic, sizeof magic) != 0)
		return false;
	digest(bytes, len - sizeof hash, hash);
	return memcmp(bytes + len - sizeof hash, hash, sizeof hash) == 0;
}

static bool read_slots(struct vault_keyring *r, const unsigned char *at,
		       unsigned int count)
{
	for (unsigned int i = 0; i < count; i++, at += VAULT_SLOT_BYTES) {
		struct vault_slot *s = &r->slots[i];

		if (!vault_slot_read(s, at) || slot_of(r, s->worker) >= 0)
			return false;
		r->count++;
	}
	return true;
}

/* Of this version; every count is bounded by the length before it is used. */
static bool read_all(struct vault_keyring *r, const unsigned char *bytes, size_t len)
{
	unsigned int count = get_u16(bytes + AT_COUNT),
		     label = get_u16(bytes + AT_LABEL_LEN);

	if (count > VAULT_SLOTS_MOST || label > VAULT_LABEL_MOST ||
	    len != SHORTEST + label + (size_t)count * VAULT_SLOT_BYTES ||
	    !text_is_utf8((const char *)bytes + AT_LABEL, label))
		return false;
	memcpy(r->id, bytes + AT_ID, sizeof r->id);
	memcpy(r->label, bytes + AT_LABEL, label);
	return read_slots(r, bytes + AT_LABEL + label, count);
}

static enum err damaged(struct error *e)
{
	return error_set(e, ERR_DAMAGED,
			 _("The key file is damaged. Put back a backup."));
}

enum err vault_keyring_read(const char *bytes, size_t len, struct vault_keyring **out,
			    struct error *e)
{
	const unsigned char *b = (const unsigned char *)bytes;

	*out = NULL;
	if (is_whole(b, len)) {
		if (get_u16(b + AT_VERSION) > VERSION)
			return error_set(
				e, ERR_NEWER,
				_("The key file was made by a newer trede. Install "
				  "that version."));
		*out = mem_new(sizeof **out);
		if (get_u16(b + AT_VERSION) == VERSION && read_all(*out, b, len))
			return OK;
		vault_keyring_free(*out);
		*out = NULL;
	}
	return damaged(e);
}

enum err vault_keyring_add(struct vault_keyring *r, const struct vault_key *key,
			   const char *worker, const char *const names[2],
			   const struct secret *passphrase, enum vault_cost cost,
			   struct error *e)
{
	struct vault_slot fresh = {.price = vault_price_of(cost)};
	struct secret code = SECRET_INIT;
	int at = slot_of(r, worker);
	enum err rc;

	if (!vault_worker_is_valid(worker))
		return error_set(e, ERR_USAGE, _("This is not the id of a worker."));
	if (at < 0 && r->count == VAULT_SLOTS_MOST)
		return error_set(
			e, ERR_INVALID,
			_("%d workers can open this file already. Take one out first."),
			r->count);
	fresh.kind = *worker ? VAULT_SLOT_WORKER : VAULT_SLOT_RECOVERY;
	memcpy(fresh.worker, worker, strlen(worker));
	if (!*worker && vault_recovery_read(passphrase, &code))
		passphrase = &code;
	rc = vault_slot_make(&fresh, r->id, key, names, passphrase, e);
	secret_release(&code);
	if (rc == OK)
		r->slots[at >= 0 ? at : r->count++] = fresh;
	return rc;
}

bool vault_keyring_remove(struct vault_keyring *r, const char *worker)
{
	int at = slot_of(r, worker);

	if (at < 0)
		return false;
	r->count--;
	for (int i = at; i < r->count; i++)
		r->slots[i] = r->slots[i + 1];
	memset(&r->slots[r->count], 0, sizeof r->slots[r->count]);
	return true;
}

void vault_keyring_rekey(struct vault_keyring *r, const struct vault_key *key)
{
	for (int i = 0; i < r->count; i++)
		vault_slot_rekey(&r->slots[i], r->id, key);
}

/* What a wrong passphrase costs, where there is no slot to try it on. */
static enum err waste(const struct vault_keyring *r, const struct secret *passphrase,
		      struct error *e)
{
	struct vault_slot none = {.kind = VAULT_SLOT_WORKER,
				  .price = vault_price_of(VAULT_COST_FULL)};
	struct vault_key *key = NULL;
	enum err rc;

	if (r->count > 0)
		none.price = r->slots[0].price;
	for (int i = 0; i < r->count; i++) {
		if (r->slots[i].kind == VAULT_SLOT_WORKER) {
			none.price = r->slots[i].price;
			break;
		}
	}
	rc = vault_slot_open(&none, r->id, passphrase, &key, e);
	vault_key_free(key); /* there is none */
	return rc == OK ? vault_wrong_passphrase(e) : rc;
}

static enum err open_named(const struct vault_keyring *r, const char *name,
			   const struct secret *passphrase, struct vault_key **out,
			   int *slot, struct error *e)
{
	int found = 0, at = 0;
	enum err rc;

	for (int i = 0; i < r->count; i++) {
		if (vault_slot_is_named(&r->slots[i], name)) {
			found++;
			at = i;
		}
	}
	if (found > 1)
		return error_set(
			e, ERR_USAGE,
			_("More than one worker is called so. Give your whole name."));
	if (found == 0)
		return waste(r, passphrase, e);
	rc = vault_slot_open(&r->slots[at], r->id, passphrase, out, e);
	if (rc == OK)
		*slot = at;
	return rc;
}

/* Tries the slots of one kind in turn; *tried counts them. */
static enum err try_kind(const struct vault_keyring *r, enum vault_slot_kind kind,
			 const struct secret *passphrase, struct vault_key **out,
			 int *slot, int *tried, struct error *e)
{
	enum err rc = ERR_PASSPHRASE;

	for (int i = 0; i < r->count && rc == ERR_PASSPHRASE; i++) {
		if (r->slots[i].kind != kind)
			continue;
		rc = vault_slot_open(&r->slots[i], r->id, passphrase, out, e);
		if (rc == OK)
			*slot = i;
		++*tried;
	}
	return rc;
}

/* A code that does not fit may be a passphrase that looks like one. */
static enum err open_unnamed(const struct vault_keyring *r,
			     const struct secret *passphrase, bool try_all,
			     struct vault_key **out, int *slot, struct error *e)
{
	struct secret code = SECRET_INIT;
	int workers = 0, tried = 0;
	enum err rc = ERR_PASSPHRASE;

	for (int i = 0; i < r->count; i++)
		workers += r->slots[i].kind == VAULT_SLOT_WORKER;
	if (vault_recovery_read(passphrase, &code))
		rc = try_kind(r, VAULT_SLOT_RECOVERY, &code, out, slot, &tried, e);
	secret_release(&code);
	if (rc == ERR_PASSPHRASE && (workers == 1 || try_all))
		rc = try_kind(r, VAULT_SLOT_WORKER, passphrase, out, slot, &tried, e);
	if (tried > 0)
		return rc;
	if (workers > 1)
		return error_set(
			e, ERR_USAGE,
			_("More than one worker uses this file. Give your name too."));
	return waste(r, passphrase, e);
}

/* None was put there by somebody without the key. */
static bool are_marked(const struct vault_keyring *r, const struct vault_key *key)
{
	for (int i = 0; i < r->count; i++) {
		if (!vault_slot_is_marked(&r->slots[i], r->id, key))
			return false;
	}
	return true;
}

enum err vault_keyring_open(const struct vault_keyring *r, const char *name,
			    const struct secret *passphrase, bool try_all,
			    struct vault_key **out, int *slot, struct error *e)
{
	enum err rc;

	*out = NULL;
	*slot = -1;
	if (!text_is_empty(name))
		rc = open_named(r, name, passphrase, out, slot, e);
	else
		rc = open_unnamed(r, passphrase, try_all, out, slot, e);
	if (rc != OK || are_marked(r, *out))
		return rc;
	vault_key_free(*out);
	*out = NULL;
	*slot = -1;
	return damaged(e);
}
