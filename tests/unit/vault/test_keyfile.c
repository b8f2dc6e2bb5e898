/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

/* A key file whose bytes a test changes; the slots begin behind the label "a". */
enum { LABEL = 30, SLOTS = 31, TWO = 2 };

struct file {
	struct bench bench;
	struct str bytes;
};

static int make_file(void **state)
{
	struct file *f = mem_new(sizeof *f);

	f->bytes = (struct str)STR_INIT;
	bench_open(&f->bench);
	assert_true(vault_keyring_remove(f->bench.ring, els));
	vault_keyring_set_label(f->bench.ring, "a");
	vault_keyring_write(f->bench.ring, &f->bytes);
	*state = f;
	return 0;
}

static int free_file(void **state)
{
	struct file *f = *state;

	bench_close(&f->bench);
	str_release(&f->bytes);
	free(f);
	return 0;
}

static enum err read_bytes(const char *bytes, size_t len)
{
	char *copy = mem_new(len +
			     1); /* its end is the end of the memory, for the sanitizer */
	struct vault_keyring *r = NULL;
	struct error e = ERROR_INIT;
	enum err rc;

	memcpy(copy, bytes, len);
	copy = mem_resize(copy, len > 0 ? len : 1, 1);
	rc = vault_keyring_read(copy, len, &r, &e);
	assert_int_equal(r != NULL, rc == OK);
	assert_int_equal(e.code, rc);
	vault_keyring_free(r);
	free(copy);
	return rc;
}

/* Somebody who knows the format makes the digest right again. */
static void sign(struct str *bytes)
{
	unsigned char hash[VAULT_HASH_BYTES];

	crypto_generichash(hash, sizeof hash, (unsigned char *)bytes->bytes,
			   bytes->len - sizeof hash, NULL, 0);
	memcpy(bytes->bytes + bytes->len - sizeof hash, hash, sizeof hash);
}

/* What stands at 'at' becomes n, little-endian, and the digest right. */
static enum err read_with(struct file *f, size_t at, size_t len, uint64_t n)
{
	struct str changed = STR_INIT;
	enum err rc;

	str_add_bytes(&changed, f->bytes.bytes, f->bytes.len);
	for (size_t i = 0; i < len; i++)
		changed.bytes[at + i] = (char)(n >> (8 * i));
	sign(&changed);
	rc = read_bytes(changed.bytes, changed.len);
	str_release(&changed);
	return rc;
}

static void file_is_read_back(void **state)
{
	struct file *f = *state;
	struct bench again = {.key = f->bench.key};
	struct str bytes = STR_INIT;

	assert_int_equal(f->bytes.len, SLOTS + TWO * VAULT_SLOT_BYTES + VAULT_HASH_BYTES);
	assert_int_equal(
		vault_keyring_read(f->bytes.bytes, f->bytes.len, &again.ring, NULL), OK);
	assert_string_equal(vault_keyring_label(again.ring), "a");
	assert_memory_equal(vault_keyring_id(again.ring), vault_keyring_id(f->bench.ring),
			    16);
	assert_int_equal(vault_keyring_count(again.ring), TWO);
	assert_string_equal(vault_keyring_worker(again.ring, 0), fatma);
	assert_int_equal(try_open(&again, "fatma", of_fatma, false, NULL), OK);
	assert_int_equal(try_open(&again, "", f->bench.code.bytes, false, NULL), OK);
	str_set(&bytes, "stond er al");
	vault_keyring_write(again.ring, &bytes);
	assert_int_equal(bytes.len, f->bytes.len);
	assert_memory_equal(bytes.bytes, f->bytes.bytes, bytes.len);
	vault_keyring_free(again.ring);
	str_release(&bytes);
}

static void flipped_bit_is_damage(void **state)
{
	struct file *f = *state;

	for (size_t i = 0; i < f->bytes.len; i++) {
		for (int bit = 0; bit < 8; bit++) {
			f->bytes.bytes[i] = (char)(f->bytes.bytes[i] ^ (1 << bit));
			assert_int_equal(read_bytes(f->bytes.bytes, f->bytes.len),
					 ERR_DAMAGED);
			f->bytes.bytes[i] = (char)(f->bytes.bytes[i] ^ (1 << bit));
		}
	}
	assert_int_equal(read_bytes(f->bytes.bytes, f->bytes.len), OK);
}

static void cut_off_is_damage(void **state)
{
	struct file *f = *state;
	struct str cut = STR_INIT;

	for (size_t len = 0; len < f->bytes.len; len++) {
		assert_int_equal(read_bytes(f->bytes.bytes, len), ERR_DAMAGED);
		if (len < SLOTS + VAULT_HASH_BYTES)
			continue;
		str_reset(&cut); /* and with a digest that fits */
		str_add_bytes(&cut, f->bytes.bytes, len);
		sign(&cut);
		assert_int_equal(read_bytes(cut.bytes, len), ERR_DAMAGED);
	}
	str_add_bytes(&f->bytes, "x", 1);
	assert_int_equal(read_bytes(f->bytes.bytes, f->bytes.len), ERR_DAMAGED);
	sign(&f->bytes);
	assert_int_equal(read_bytes(f->bytes.bytes, f->bytes.len), ERR_DAMAGED);
	str_release(&cut);
}

static void too_large_is_not_read(void **state)
{
	char *much = mem_new(VAULT_KEYRING_MOST + 1);
	struct vault_keyring *r;

	(void)state;
	memcpy(much, "TREDEKEY", 8);
	assert_int_equal(vault_keyring_read(much, VAULT_KEYRING_MOST + 1, &r, NULL),
			 ERR_DAMAGED);
	assert_int_equal(vault_keyring_read(much, SIZE_MAX, &r, NULL), ERR_DAMAGED);
	assert_int_equal(vault_keyring_read("", 0, &r, NULL), ERR_DAMAGED);
	free(much);
}

static void newer_is_told_from_damaged(void **state)
{
	struct file *f = *state;

	assert_int_equal(read_with(f, 8, 2, 2), ERR_NEWER);
	assert_int_equal(read_with(f, 8, 2, 0xFFFF), ERR_NEWER);
	assert_int_equal(read_with(f, 8, 2, 0), ERR_DAMAGED);
}

static void absurd_counts_are_refused(void **state)
{
	const uint64_t counts[] = {0, 1, 3, 64, 65, 255, 256, 0x7FFF, 0x8000, 0xFFFF};
	struct file *f = *state;

	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		assert_int_equal(read_with(f, 10, 2, counts[i]), ERR_DAMAGED);
		if (counts[i] != 1)
			assert_int_equal(read_with(f, 28, 2, counts[i]), ERR_DAMAGED);
	}
	assert_int_equal(read_with(f, LABEL, 1, 0), ERR_DAMAGED); /* no text */
	assert_int_equal(read_with(f, LABEL, 1, 0xC3), ERR_DAMAGED);
	assert_int_equal(read_with(f, LABEL, 1, 'b'), OK);
}

static void absurd_slots_are_refused(void **state)
{
	const uint64_t passes[] = {0, 17, 0x80000000, 0xFFFFFFFF};
	const uint64_t kib[] = {0, 7, (1 << 20) + 1, 0x80000000, 0xFFFFFFFF};
	struct file *f = *state;

	for (size_t i = 0; i < sizeof passes / sizeof *passes; i++)
		assert_int_equal(read_with(f, SLOTS + 38, 4, passes[i]), ERR_DAMAGED);
	for (size_t i = 0; i < sizeof kib / sizeof *kib; i++)
		assert_int_equal(read_with(f, SLOTS + 42, 4, kib[i]), ERR_DAMAGED);
	for (int kind = 0; kind < 256; kind++) {
		if (kind != VAULT_SLOT_WORKER)
			assert_int_equal(read_with(f, SLOTS, 1, (uint64_t)kind),
					 ERR_DAMAGED);
	}
	for (int len = 0; len < 256; len++) {
		if (len != 36)
			assert_int_equal(read_with(f, SLOTS + 1, 1, (uint64_t)len),
					 ERR_DAMAGED);
	}
	assert_int_equal(read_with(f, SLOTS + 2, 1, 0), ERR_DAMAGED);
	assert_int_equal(read_with(f, SLOTS + 2, 1, 0x1B), ERR_DAMAGED);
	assert_int_equal(read_with(f, SLOTS + 2, 1, 0x9B), ERR_DAMAGED);
	assert_int_equal(read_with(f, SLOTS + VAULT_SLOT_BYTES + 2, 1, 'x'), ERR_DAMAGED);
	assert_int_equal(read_with(f, SLOTS + 42, 4, 16), OK);
}

static void two_slots_of_one_are_refused(void **state)
{
	struct file *f = *state;
	char *first = f->bytes.bytes + SLOTS, *second = first + VAULT_SLOT_BYTES;

	memcpy(second, first, VAULT_SLOT_BYTES);
	sign(&f->bytes);
	assert_int_equal(read_bytes(f->bytes.bytes, f->bytes.len), ERR_DAMAGED);
}

/* Reads the file as it now is and gives what the right passphrase of Fatma then says. */
static enum err open_changed(struct file *f)
{
	struct bench changed = {.key = f->bench.key};
	enum err rc;

	sign(&f->bytes);
	rc = vault_keyring_read(f->bytes.bytes, f->bytes.len, &changed.ring, NULL);
	if (rc == OK)
		rc = try_open(&changed, "", of_fatma, false, NULL);
	vault_keyring_free(changed.ring);
	return rc;
}

/* A signed change of anything that a slot or its header says keeps it closed. */
static void slot_is_bound_to_its_header_and_file(void **state)
{
	struct file *f = *state;
	char *slot = f->bytes.bytes + SLOTS;

	assert_int_equal(open_changed(f), OK);
	for (int i = 0; i < VAULT_SLOT_BYTES; i++) {
		char before = slot[i];

		slot[i] = (char)(before ^ (i < 38 && i > 1 ? 1 : 2));
		assert_int_not_equal(open_changed(f), OK);
		slot[i] = before;
	}
	for (int i = 0; i < 16; i++) { /* the id of the file */
		f->bytes.bytes[12 + i] ^= 1;
		assert_int_equal(open_changed(f), ERR_PASSPHRASE);
		f->bytes.bytes[12 + i] ^= 1;
	}
	assert_int_equal(open_changed(f), OK);
}

/* While the laptop was out of sight somebody put a slot of his own in the place of the
 * second. */
static void planted_slot_is_found(void **state)
{
	struct vault_slot planted = {
		.kind = VAULT_SLOT_WORKER, .price = {1, 8}, .worker = "x"};
	struct secret his = secret_of("zijn eigen zin");
	struct file *f = *state;
	struct bench changed = {.key = f->bench.key};
	struct vault_key *other;

	assert_int_equal(vault_key_new(&other, NULL), OK);
	assert_int_equal(vault_slot_make(&planted, vault_keyring_id(f->bench.ring), other,
					 NULL, &his, NULL),
			 OK);
	vault_slot_write(&planted,
			 (unsigned char *)f->bytes.bytes + SLOTS + VAULT_SLOT_BYTES);
	sign(&f->bytes);
	assert_int_equal(
		vault_keyring_read(f->bytes.bytes, f->bytes.len, &changed.ring, NULL),
		OK);
	assert_int_equal(try_open(&changed, "fatma", of_fatma, false, NULL), ERR_DAMAGED);
	assert_int_equal(try_open(&changed, "fatma", "fout", false, NULL),
			 ERR_PASSPHRASE);
	assert_true(vault_keyring_remove(changed.ring, "x"));
	assert_int_equal(try_open(&changed, "fatma", of_fatma, false, NULL), OK);
	vault_keyring_free(changed.ring);
	vault_key_free(other);
	secret_release(&his);
}

/* Nothing in the file is a passphrase, a code, a name or the key. */
static void file_holds_no_secret(void **state)
{
	struct file *f = *state;
	const char *bytes = f->bytes.bytes;
	size_t len = f->bytes.len;

	assert_null(memmem(bytes, len, f->bench.key->data, 8));
	assert_null(memmem(bytes, len, of_fatma, 5));
	assert_null(memmem(bytes, len, "fatma", 5));
	assert_null(memmem(bytes, len, f->bench.code.bytes, 9));
}

#define WITH_FILE(test) cmocka_unit_test_setup_teardown(test, make_file, free_file)

int group_keyfile(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FILE(file_is_read_back),
		WITH_FILE(flipped_bit_is_damage),
		WITH_FILE(cut_off_is_damage),
		WITH_FILE(too_large_is_not_read),
		WITH_FILE(newer_is_told_from_damaged),
		WITH_FILE(absurd_counts_are_refused),
		WITH_FILE(absurd_slots_are_refused),
		WITH_FILE(two_slots_of_one_are_refused),
		WITH_FILE(slot_is_bound_to_its_header_and_file),
		WITH_FILE(planted_slot_is_found),
		WITH_FILE(file_holds_no_secret),
	};

	return cmocka_run_group_tests_name("keyfile", tests, NULL, NULL);
}
