/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/bundle.h"

#include "store/schema.h"

/* Where each number stands; the digest over all before it ends the head. */
enum {
	VERSION = 1,
	AT_VERSION = 8,
	AT_TABLES = 12,
	AT_KEYS_LEN = 16,
	AT_PAGES = 24,
	AT_MADE = 32,
	AT_ENTRIES = 40,
	AT_CLIENTS = 48,
	AT_DRAFTS = 56,
	AT_DIGEST = BUNDLE_HEAD - VAULT_HASH_BYTES
};
enum { MAGIC = sizeof BUNDLE_MAGIC - 1 };
static const int64_t COUNT_MOST = INT64_C(1) << 48; /* larger is no count of ours */

static void put(char *head, int at, uint64_t n, int bytes)
{
	for (int i = 0; i < bytes; i++, n >>= 8)
		head[at + i] = (char)(n & 0xff);
}

static uint64_t get(const char *head, int at, int bytes)
{
	uint64_t n = 0;

	for (int i = bytes - 1; i >= 0; i--)
		n = n << 8 | (unsigned char)head[at + i];
	return n;
}

static void digest(const char *head, unsigned char out[VAULT_HASH_BYTES])
{
	struct vault_hash h;

	vault_hash_begin(&h);
	vault_hash_add(&h, head, AT_DIGEST);
	vault_hash_end(&h, out);
}

void bundle_write(const struct bundle *b, struct str *out)
{
	char *head = mem_new(BUNDLE_HEAD);

	memcpy(head, BUNDLE_MAGIC, MAGIC);
	put(head, AT_VERSION, VERSION, 4);
	put(head, AT_TABLES, b->tables, 4);
	put(head, AT_KEYS_LEN, b->keys.len, 8);
	put(head, AT_PAGES, (uint64_t)b->pages, 8);
	put(head, AT_MADE, (uint64_t)b->made_ms, 8);
	put(head, AT_ENTRIES, (uint64_t)b->entries, 8);
	put(head, AT_CLIENTS, (uint64_t)b->clients, 8);
	put(head, AT_DRAFTS, (uint64_t)b->drafts, 8);
	memcpy(head + BUNDLE_FIXED, b->keys.bytes, b->keys.len);
	digest(head, (unsigned char *)head + AT_DIGEST);
	str_reset(out);
	str_add_bytes(out, head, BUNDLE_HEAD);
	free(head);
}

static enum err damaged(struct error *e)
{
	return error_set(e, ERR_DAMAGED,
			 _("This backup is damaged or not complete. Take another one."));
}

/* A count beyond any bound is made -1, which no check lets through. */
static int64_t count_at(const char *head, int at)
{
	uint64_t n = get(head, at, 8);

	return n <= (uint64_t)COUNT_MOST ? (int64_t)n : -1;
}

static bool is_whole(const char *head)
{
	unsigned char hash[VAULT_HASH_BYTES];

	digest(head, hash);
	return memcmp(head + AT_DIGEST, hash, sizeof hash) == 0;
}

static bool is_bounded(const struct bundle *b, uint64_t keys, int64_t size)
{
	return keys > 0 && keys <= BUNDLE_KEYS_MOST && b->pages > 0 && b->made_ms >= 0 &&
	       b->entries >= 0 && b->clients >= 0 && b->drafts >= 0 &&
	       size == BUNDLE_HEAD + b->pages * VAULT_PAGE_BYTES;
}

enum err bundle_read(const char *bytes, int64_t size, struct bundle *b, struct error *e)
{
	uint64_t keys = get(bytes, AT_KEYS_LEN, 8);

	*b = (struct bundle){.keys = STR_INIT};
	if (memcmp(bytes, BUNDLE_MAGIC, MAGIC) != 0)
		return error_set(e, ERR_INVALID,
				 _("This is not a backup of trede. Choose another file."));
	if (!is_whole(bytes))
		return damaged(e);
	b->tables = (unsigned)get(bytes, AT_TABLES, 4);
	if (get(bytes, AT_VERSION, 4) > VERSION || b->tables > SCHEMA_VERSION)
		return error_set(e, ERR_NEWER,
				 _("This backup was made by a newer trede. Install that version."));
	b->pages = count_at(bytes, AT_PAGES);
	b->made_ms = count_at(bytes, AT_MADE);
	b->entries = count_at(bytes, AT_ENTRIES);
	b->clients = count_at(bytes, AT_CLIENTS);
	b->drafts = count_at(bytes, AT_DRAFTS);
	if (get(bytes, AT_VERSION, 4) != VERSION || b->tables == 0 || !is_bounded(b, keys, size))
		return damaged(e);
	str_add_bytes(&b->keys, bytes + BUNDLE_FIXED, (size_t)keys);
	return OK;
}
