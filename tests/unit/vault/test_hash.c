/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

static void hash_text(const char *text, struct str *out)
{
	unsigned char hash[VAULT_HASH_BYTES];
	struct vault_hash h;

	vault_hash_begin(&h);
	vault_hash_add(&h, text, strlen(text));
	vault_hash_end(&h, hash);
	str_reset(out);
	vault_hex(hash, sizeof hash, out);
}

/* Values of b2sum -l 256. */
static void test_hash_is_blake2b_256(void **state)
{
	struct str hex = STR_INIT;

	(void)state;
	hash_text("", &hex);
	assert_string_equal(
		hex.bytes,
		"0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
	hash_text("abc", &hex);
	assert_string_equal(
		hex.bytes,
		"bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
	str_release(&hex);
}

/* The examples of FIPS 180-4. */
static void test_sha_of_abc(void **state)
{
	unsigned char hash[VAULT_SHA512_BYTES];
	struct str hex = STR_INIT;

	(void)state;
	vault_sha256("abc", 3, hash);
	vault_hex(hash, VAULT_SHA256_BYTES, &hex);
	assert_string_equal(
		hex.bytes,
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	str_reset(&hex);
	vault_sha512("abc", 3, hash);
	vault_hex(hash, VAULT_SHA512_BYTES, &hex);
	assert_string_equal(
		hex.bytes,
		"ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
		"2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
	str_release(&hex);
}

static void test_hash_in_pieces(void **state)
{
	unsigned char whole[VAULT_HASH_BYTES], pieces[VAULT_HASH_BYTES];
	struct vault_hash h;

	(void)state;
	vault_hash_begin(&h);
	vault_hash_add(&h, "\x01\x02\0\0\0\0\0\0abc", 11);
	vault_hash_end(&h, whole);
	vault_hash_begin(&h);
	vault_hash_add_u64(&h, 0x0201);
	vault_hash_add(&h, NULL, 0);
	vault_hash_add(&h, "ab", 2);
	vault_hash_add(&h, "c", 1);
	vault_hash_end(&h, pieces);
	assert_memory_equal(whole, pieces, sizeof whole);
}

static void test_seed_repeats(void **state)
{
	struct vault_random a = vault_random_seeded(7), b = vault_random_seeded(7),
			    c = vault_random_seeded(8);
	unsigned char one[40], two[40], other[40];

	(void)state;
	vault_random_bytes(&a, one, sizeof one);
	vault_random_bytes(&b, two, sizeof two);
	vault_random_bytes(&c, other, sizeof other);
	assert_memory_equal(one, two, sizeof one);
	assert_memory_not_equal(one, other, sizeof one);
	vault_random_bytes(&a, two, sizeof two);
	assert_memory_not_equal(one, two, sizeof one);
}

static void test_system_differs(void **state)
{
	struct vault_random r = vault_random_system();
	unsigned char one[32], two[32];

	(void)state;
	vault_random_bytes(&r, one, sizeof one);
	vault_random_bytes(&r, two, sizeof two);
	assert_memory_not_equal(one, two, sizeof one);
	vault_random_bytes(&r, one, 0);
}

int group_hash(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hash_is_blake2b_256),
		cmocka_unit_test(test_sha_of_abc),
		cmocka_unit_test(test_hash_in_pieces),
		cmocka_unit_test(test_seed_repeats),
		cmocka_unit_test(test_system_differs),
	};

	return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
