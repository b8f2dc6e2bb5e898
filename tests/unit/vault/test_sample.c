/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

/*
 * What version 1 of the formats wrote.  Every later trede must open it.  The files were
 * made by this test program with --make-sample FOLDER and are never made again:
 * keys-1.trede-keys, and page-1.sealed, two pages and a checksum sealed with the key that
 * is boxed in it.
 */
static const char keys_file[] = "keys-1.trede-keys", page_file[] = "page-1.sealed";
static const char worker[] = "01934f00-0000-7000-8000-00000000000a";
static const char label[] = "Vrouwencentrum De Brug";
static const char passphrase[] = "Zeven gele tulpen in één vaas";
static const char code[] = "7v3k-m9qa-2xtd-p0ze-h4wn-c8rg";
static const char *const names[2] = {"şükran", "şükran yıldız"};
enum { NUMBER = 66051, PLACE = 4152 * 3 + 32 }; /* 0x010203: each byte of it counts */
static const uint64_t salts = 0x0123456789ABCDEF;
static const unsigned char sum[8] = {0, 1, 2, 3, 252, 253, 254, 255};

/* What the page says, from beginning to end. */
static void fill(unsigned char *page)
{
	for (int i = 0; i < VAULT_PAGE_BYTES - VAULT_PAGE_TAIL; i++)
		page[i] = (unsigned char)(i * 7 + i / 256);
	memset(page + VAULT_PAGE_BYTES - VAULT_PAGE_TAIL, 0, VAULT_PAGE_TAIL);
}

static void write_file(const char *folder, const char *name, const char *bytes,
		       size_t len)
{
	char *path = file_path(folder, name);

	assert_int_equal(file_write_new(path, bytes, len, NULL), OK);
	free(path);
}

void make_sample(const char *folder)
{
	struct vault_keyring *r = vault_keyring_new(label);
	struct secret hers = secret_of(passphrase), paper = secret_of(code);
	struct str out = STR_INIT;
	struct vault_key *key;
	unsigned char page[VAULT_PAGE_BYTES], hidden[8];

	assert_int_equal(vault_key_new(&key, NULL), OK);
	vault_keyring_add(r, key, worker, names, &hers, VAULT_COST_SMALLEST, NULL);
	vault_keyring_add(r, key, "", NULL, &paper, VAULT_COST_SMALLEST, NULL);
	vault_keyring_write(r, &out);
	write_file(folder, keys_file, out.bytes, out.len);
	str_reset(&out);
	fill(page);
	vault_page_seal(key, NUMBER, page, page);
	str_add_bytes(&out, (char *)page, sizeof page);
	memcpy(hidden, sum, sizeof hidden);
	vault_checksum_hide(key, PLACE, salts, hidden);
	str_add_bytes(&out, (char *)hidden, sizeof hidden);
	write_file(folder, page_file, out.bytes, out.len);
	str_release(&out);
	secret_release(&hers);
	secret_release(&paper);
	vault_keyring_free(r);
	vault_key_free(key);
}

static void read_sample(const char *name, struct str *out)
{
	char *path = file_path("tests/data", name);

	assert_int_equal(file_read(path, VAULT_KEYRING_MOST, out, NULL), OK);
	free(path);
}

static struct vault_key *open_with(const struct vault_keyring *r, const char *name,
				   const char *text, int expected)
{
	struct secret s = secret_of(text);
	struct vault_key *key = NULL;
	int slot = -1;

	assert_int_equal(vault_keyring_open(r, name, &s, false, &key, &slot, NULL), OK);
	assert_int_equal(slot, expected);
	secret_release(&s);
	return key;
}

static void assert_opens_page(const struct vault_key *key)
{
	unsigned char page[VAULT_PAGE_BYTES], expected[VAULT_PAGE_BYTES], shown[8];
	struct str bytes = STR_INIT;

	read_sample(page_file, &bytes);
	assert_int_equal(bytes.len, VAULT_PAGE_BYTES + 8);
	assert_true(vault_page_open(key, NUMBER, (unsigned char *)bytes.bytes, page));
	fill(expected);
	assert_memory_equal(page, expected, sizeof page);
	memcpy(shown, bytes.bytes + VAULT_PAGE_BYTES, sizeof shown);
	vault_checksum_show(key, PLACE, salts, shown);
	assert_memory_equal(shown, sum, sizeof sum);
	str_release(&bytes);
}

static void sample_opens(void **state)
{
	struct vault_keyring *r = NULL;
	struct str bytes = STR_INIT, again = STR_INIT;
	struct vault_key *key;

	(void)state;
	read_sample(keys_file, &bytes);
	assert_int_equal(vault_keyring_read(bytes.bytes, bytes.len, &r, NULL), OK);
	assert_string_equal(vault_keyring_label(r), label);
	assert_int_equal(vault_keyring_count(r), 2);
	assert_string_equal(vault_keyring_worker(r, 0), worker);
	for (int i = 0; i < 2; i++) {
		key = open_with(r, names[i], passphrase, 0);
		assert_opens_page(key);
		vault_key_free(key);
	}
	key = open_with(r, "", code, 1);
	assert_opens_page(key);
	vault_key_free(key);
	vault_keyring_write(r, &again);
	assert_int_equal(again.len, bytes.len);
	assert_memory_equal(again.bytes, bytes.bytes, bytes.len);
	vault_keyring_free(r);
	str_release(&bytes);
	str_release(&again);
}

int group_sample(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(sample_opens)};

	return cmocka_run_group_tests_name("sample", tests, NULL, NULL);
}
