/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/resource.h>

#include "tests.h"

static int make_bench(void **state)
{
	*state = mem_new(sizeof(struct bench));
	bench_open(*state);
	return 0;
}

static int free_bench(void **state)
{
	bench_close(*state);
	free(*state);
	return 0;
}

static void assert_opens(struct bench *b, const char *name, const char *passphrase,
			 int expected)
{
	int slot;

	assert_int_equal(try_open(b, name, passphrase, false, &slot), OK);
	assert_int_equal(slot, expected);
}

static void either_name_opens(void **state)
{
	struct bench *b = *state;

	assert_opens(b, "fatma", of_fatma, 0);
	assert_opens(b, "fatma yilmaz", of_fatma, 0);
	assert_opens(b, "els", of_els, 1);
	assert_int_equal(try_open(b, "fatma", of_els, false, NULL), ERR_PASSPHRASE);
	assert_int_equal(try_open(b, "fatma", of_els, true, NULL), ERR_PASSPHRASE);
	assert_int_equal(try_open(b, "fatm", of_fatma, false, NULL), ERR_PASSPHRASE);
	assert_int_equal(try_open(b, "Fatma", of_fatma, false, NULL), ERR_PASSPHRASE);
	assert_int_equal(try_open(b, "fatma", "", false, NULL), ERR_PASSPHRASE);
	assert_int_equal(try_open(b, "fatma", "zeven gele tulpen ", false, NULL),
			 ERR_PASSPHRASE);
}

/* Who guesses learns nothing from the sentence. */
static void wrong_is_one_sentence(void **state)
{
	struct secret wrong = secret_of("fout");
	const char *const names[] = {"fatma", "niemand", ""};
	struct bench *b = *state;
	struct error e = ERROR_INIT, first = ERROR_INIT;
	struct vault_key *key;
	int slot;

	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(vault_keyring_open(b->ring, names[i], &wrong, true, &key,
						    &slot, &e),
				 ERR_PASSPHRASE);
		if (i == 0)
			first = e;
		assert_string_equal(e.text, first.text);
		assert_string_equal(e.detail, "");
	}
	secret_release(&wrong);
}

static void name_of_two_is_said(void **state)
{
	struct bench *b = *state;

	give_slot(b, "derde", "els", "els bakker", "weer iets anders");
	assert_int_equal(try_open(b, "els", of_els, false, NULL), ERR_USAGE);
	assert_opens(b, "els de vries", of_els, 1);
	assert_opens(b, "els bakker", "weer iets anders", 3);
	give_slot(b, "vierde", "ans", "ans",
		  "een zin"); /* both her names alike: one worker */
	assert_opens(b, "ans", "een zin", 4);
}

static void no_name_needs_one(void **state)
{
	struct bench *b = *state;
	int slot;

	assert_int_equal(try_open(b, "", of_els, false, NULL), ERR_USAGE);
	assert_int_equal(try_open(b, NULL, of_els, false, NULL), ERR_USAGE);
	assert_int_equal(try_open(b, "", of_els, true, &slot), OK);
	assert_int_equal(slot, 1);
	assert_int_equal(try_open(b, "", "fout", true, NULL), ERR_PASSPHRASE);
	assert_true(vault_keyring_remove(b->ring, fatma));
	assert_opens(b, "", of_els, 0); /* one worker: who else */
	assert_int_equal(try_open(b, "", of_fatma, false, NULL), ERR_PASSPHRASE);
}

static void recovery_code_opens_as_typed(void **state)
{
	struct str typed = STR_INIT;
	struct bench *b = *state;

	assert_opens(b, "", b->code.bytes, 2);
	for (size_t i = 0; i < b->code.len; i++) {
		char c = b->code.bytes[i];

		if (c == '-')
			str_add_char(&typed, ' ');
		else
			str_add_char(&typed, c >= 'a' ? (char)(c - 'a' + 'A') : c);
	}
	assert_opens(b, "", typed.bytes, 2);
	assert_int_equal(try_open(b, "fatma", b->code.bytes, false, NULL),
			 ERR_PASSPHRASE);
	typed.bytes[0] = typed.bytes[0] == '0' ? '1' : '0';
	assert_int_equal(try_open(b, "", typed.bytes, false, NULL), ERR_PASSPHRASE);
	str_release(&typed);
}

/* A passphrase of 24 such signs is no code, but it looks like one. */
static void passphrase_in_the_shape_of_a_code(void **state)
{
	static const char shaped[] = "de kat zit op de mat in de wei ja";
	struct secret s = secret_of(shaped), code = SECRET_INIT;
	struct bench *b = *state;

	assert_true(vault_recovery_read(&s, &code));
	give_slot(b, fatma, "fatma", NULL, shaped);
	assert_opens(b, "fatma", shaped, 0);
	assert_true(vault_keyring_remove(b->ring, els));
	assert_opens(b, "", shaped, 0);
	secret_release(&s);
	secret_release(&code);
}

static void assert_code(const char *typed, const char *expected)
{
	struct secret s = secret_of(typed), out = secret_of("stond er al");

	assert_int_equal(vault_recovery_read(&s, &out), expected != NULL);
	if (expected)
		assert_string_equal(out.bytes, expected);
	else
		assert_int_equal(out.len, 0);
	secret_release(&s);
	secret_release(&out);
}

static void recovery_code_is_read_kindly(void **state)
{
	(void)state;
	assert_code("0123-4567-89ab-cdef-ghjk-mnpq", "0123-4567-89ab-cdef-ghjk-mnpq");
	assert_code("0123456789abcdefghjkmnpq", "0123-4567-89ab-cdef-ghjk-mnpq");
	assert_code(" O I 2 3 4567-89AB CDEF GHJK MNPQ-",
		    "0123-4567-89ab-cdef-ghjk-mnpq");
	assert_code("ol23-4567-89ab-cdef-ghjk-mnpq", "0123-4567-89ab-cdef-ghjk-mnpq");
	assert_code("0123-4567-89ab-cdef-ghjk-mnp", NULL);
	assert_code("0123-4567-89ab-cdef-ghjk-mnpqr", NULL);
	assert_code("0123-4567-89ab-cdef-ghjk-mnpu", NULL);
	assert_code("0123-4567-89ab-cdef-ghjk-mnp\xC3\xA9", NULL);
	assert_code("", NULL);
	assert_code("------", NULL);
}

static void recovery_code_is_new_each_time(void **state)
{
	struct secret one = secret_of("vol"), two = SECRET_INIT;
	unsigned int seen = 0;

	(void)state;
	for (int i = 0; i < 200; i++) {
		vault_recovery_new(&one);
		assert_int_equal(one.len, 29);
		assert_true(one.len < VAULT_RECOVERY_BYTES);
		assert_true(vault_recovery_read(&one, &two));
		assert_true(secret_equal(&one, &two));
		assert_null(strpbrk(one.bytes, "ilou"));
		for (size_t at = 0; at < one.len; at++)
			seen |= one.bytes[at] >= 'a' ? 1U << (one.bytes[at] - 'a') : 0;
	}
	assert_int_equal(seen, 0x3FFFFFF & ~(1U << 8 | 1U << 11 | 1U << 14 | 1U << 20));
	vault_recovery_new(&two);
	assert_false(secret_equal(&one, &two));
	secret_release(&one);
	secret_release(&two);
}

/* Of children that have ended: the machine may be busy with other work. */
static int64_t children_us(void)
{
	struct rusage used;

	getrusage(RUSAGE_CHILDREN, &used);
	return ((int64_t)used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000 +
	       used.ru_utime.tv_usec + used.ru_stime.tv_usec;
}

static int64_t cost_of(struct bench *b, const char *name)
{
	int64_t best = INT64_MAX;

	for (int i = 0; i < 9; i++) {
		int64_t begin = children_us(), took;

		assert_int_equal(try_open(b, name, "fout", false, NULL), ERR_PASSPHRASE);
		took = children_us() - begin;
		best = took < best ? took : best;
	}
	return best;
}

/* A name that nobody has costs one derivation too, at her price: time tells no names. */
static void unknown_name_takes_as_long(void **state)
{
	struct vault_slot s = {.kind = VAULT_SLOT_WORKER, .price = {1, 8192}};
	const char *const names[2] = {"fatma", NULL};
	struct secret secret = secret_of(of_fatma);
	struct str bytes = STR_INIT;
	struct bench *b = *state, dear = {.key = b->key};
	unsigned char slot[VAULT_SLOT_BYTES], hash[VAULT_HASH_BYTES];
	int64_t known, unknown;
	size_t at = 30 + strlen("Vrouwencentrum");

	memcpy(s.worker, fatma, sizeof s.worker);
	assert_int_equal(vault_slot_make(&s, vault_keyring_id(b->ring), b->key, names,
					 &secret, NULL),
			 OK);
	vault_keyring_write(b->ring, &bytes);
	vault_slot_write(&s, slot);
	memcpy(bytes.bytes + at, slot, sizeof slot);
	crypto_generichash(hash, sizeof hash, (unsigned char *)bytes.bytes,
			   bytes.len - 32, NULL, 0);
	memcpy(bytes.bytes + bytes.len - 32, hash, sizeof hash);
	assert_int_equal(vault_keyring_read(bytes.bytes, bytes.len, &dear.ring, NULL),
			 OK);
	assert_false(vault_keyring_is_cheap(dear.ring));
	known = cost_of(&dear, "fatma");
	unknown = cost_of(&dear, "niemand");
	assert_true(known > 1000);
	assert_true(unknown > known / 3 && unknown < known * 3);
	vault_keyring_free(dear.ring);
	secret_release(&secret);
	str_release(&bytes);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, make_bench, free_bench)

int group_open(void)
{
	const struct CMUnitTest tests[] = {
		WITH_BENCH(either_name_opens),
		WITH_BENCH(wrong_is_one_sentence),
		WITH_BENCH(name_of_two_is_said),
		WITH_BENCH(no_name_needs_one),
		WITH_BENCH(recovery_code_opens_as_typed),
		WITH_BENCH(passphrase_in_the_shape_of_a_code),
		cmocka_unit_test(recovery_code_is_read_kindly),
		cmocka_unit_test(recovery_code_is_new_each_time),
		WITH_BENCH(unknown_name_takes_as_long),
	};

	return cmocka_run_group_tests_name("open", tests, NULL, NULL);
}
