/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The reader of a backup: its head, the key file in it, and its pages below the seal.
 * What is restored must open.
 */
#include <sodium.h>
#include <sys/stat.h>

#include "store/bundle.h"

#include "lib.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { IN_SEALED = 1, NO_DIGEST = 2, IN_KEYS = 4, IN_HEAD = 8, CUT = 16 };

static struct sample sample;
static struct str head;	     /* of a sound backup */
static struct sheets sheets; /* its pages */
static char *path;	     /* the backup of a run */

static void make_backup(void)
{
	struct store_backup_about about = {0};
	struct store_backup *b = NULL;
	struct str bytes = STR_INIT;
	int64_t done = 0, all = 1;
	struct store *s;

	MUST(sample_open(&sample, sample.path, sample.keys, false, &s, NULL) == OK);
	MUST(store_backup_begin(s, sample.keys, path, &b, NULL) == OK);
	while (done < all)
		MUST(store_backup_step(b, &done, &all, NULL) == OK);
	MUST(store_backup_finish(b, &about, NULL) == OK);
	store_close(s);
	MUST(file_read(path, 1 << 26, &bytes, NULL) == OK);
	str_add_bytes(&head, bytes.bytes, BUNDLE_HEAD);
	sheets_open_pages(&sheets, store_keys_key(sample.keys), bytes.bytes + BUNDLE_HEAD,
			  bytes.len - BUNDLE_HEAD);
	store_backup_about_release(&about);
	str_release(&bytes);
}

/* Without a change it is restored: the harness can see. */
static bool is_restored;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	char *stick;

	(void)argc;
	(void)argv;
	head = (struct str)STR_INIT;
	sample_make(&sample);
	stick = file_path(sample.root, "stick");
	MUST(mkdir(stick, 0700) == 0);
	path = file_path(stick, "een.trede-backup");
	free(stick);
	make_backup();
	(void)LLVMFuzzerTestOneInput(NULL, 0);
	MUST(is_restored);
	return 0;
}

static void change_bytes(struct str *s, size_t from, size_t most, struct input *in)
{
	while (!is_empty(in)) {
		size_t at = from + take_below(in, most), len = take_8(in) % 64;

		for (; len > 0 && at < s->len && at < from + most; len--)
			s->bytes[at++] = (char)take_8(in);
	}
}

static void sign(char *bytes, size_t len)
{
	crypto_generichash((unsigned char *)bytes + len - VAULT_HASH_BYTES,
			   VAULT_HASH_BYTES, (const unsigned char *)bytes,
			   len - VAULT_HASH_BYTES, NULL, 0);
}

/* The bytes of the input's backup; false when its key file would cost minutes to try. */
static bool make_input(struct input *in, struct str *out)
{
	unsigned int how = take_8(in);
	size_t keys = (unsigned char)head.bytes[16] |
		      (size_t)(unsigned char)head.bytes[17] << 8;
	struct str pages = STR_INIT, log = STR_INIT;
	struct vault_keyring *ring = NULL;
	struct sheets changed;
	bool is_cheap;

	str_reset(out);
	str_add_bytes(out, head.bytes, head.len);
	if (how & IN_KEYS)
		change_bytes(out, BUNDLE_FIXED, keys, in);
	if (how & IN_KEYS)
		sign(out->bytes + BUNDLE_FIXED, keys);
	if (how & IN_HEAD)
		change_bytes(out, 0, BUNDLE_FIXED, in);
	if (!(how & NO_DIGEST))
		sign(out->bytes, BUNDLE_HEAD);
	sheets_copy(&sheets, &changed);
	if (!(how & IN_SEALED))
		sheets_change(&changed, in);
	sheets_seal(&changed, store_keys_key(sample.keys), false, &pages, &log);
	str_add_bytes(out, pages.bytes, pages.len);
	if (how & IN_SEALED)
		change_bytes(out, BUNDLE_HEAD, pages.len, in);
	if (how & CUT)
		str_cut(out, out->len - (size_t)how * 37 % out->len);
	is_cheap =
		vault_keyring_read(out->bytes + BUNDLE_FIXED, keys, &ring, NULL) != OK ||
		vault_keyring_is_cheap(ring);
	vault_keyring_free(ring);
	sheets_free(&changed);
	str_release(&pages);
	str_release(&log);
	return is_cheap;
}

/* As the next start would open it. */
static void use_restored(void)
{
	char *db = file_path(sample.folder, KEYS_DB);
	struct store_keys *keys = NULL;
	struct error e = ERROR_INIT;
	struct store *s = NULL;
	enum err rc;

	MUST(store_keys_open(sample.folder, "els", &sample.passphrase, false, &keys,
			     NULL) == OK);
	rc = sample_open(&sample, db, keys, false, &s, &e);
	if (rc != OK)
		(void)fprintf(stderr, "%s (%s)\n", e.text, e.detail);
	MUST(rc == OK);
	sample_use(s);
	store_close(s);
	store_keys_close(keys);
	free(db);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct store_backup_about about = {0};
	struct input in = {data, size, 0};
	struct error e = ERROR_INIT;
	struct str bytes = STR_INIT;
	enum err rc;

	lib_take_away(sample.folder);
	if (make_input(&in, &bytes)) {
		lib_put(path, bytes.bytes, bytes.len);
		rc = store_restore(path, sample.folder, "els", &sample.passphrase, true,
				   &sample.clock, NULL, NULL, &about, &e);
		MUST(rc == OK || e.text[0]);
		is_restored = rc == OK;
		if (is_restored)
			use_restored();
		store_backup_about_release(&about);
	}
	str_release(&bytes);
	return 0;
}
