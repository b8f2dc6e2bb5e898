/* SPDX-License-Identifier: GPL-3.0-or-later */
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

static void keyring_tells_its_slots(void **state)
{
	struct bench *b = *state;

	assert_string_equal(vault_keyring_label(b->ring), "Vrouwencentrum");
	assert_int_equal(vault_keyring_count(b->ring), 3);
	assert_string_equal(vault_keyring_worker(b->ring, 0), fatma);
	assert_int_equal(vault_keyring_kind(b->ring, 0), VAULT_SLOT_WORKER);
	assert_string_equal(vault_keyring_worker(b->ring, 2), "");
	assert_int_equal(vault_keyring_kind(b->ring, 2), VAULT_SLOT_RECOVERY);
	assert_true(vault_keyring_is_cheap(b->ring));
}

static void empty_keyring(void **state)
{
	struct vault_keyring *one = vault_keyring_new("a"), *two = vault_keyring_new("a");
	struct secret s = secret_of("geheim");
	struct vault_key *key;
	int slot;

	(void)state;
	assert_memory_not_equal(vault_keyring_id(one), vault_keyring_id(two), 16);
	assert_int_equal(vault_keyring_count(one), 0);
	assert_false(vault_keyring_is_cheap(one));
	assert_false(vault_keyring_remove(one, fatma));
	assert_int_equal(vault_keyring_open(one, "fatma", &s, false, &key, &slot, NULL),
			 ERR_PASSPHRASE);
	assert_int_equal(slot, -1);
	assert_null(key);
	vault_keyring_free(one);
	vault_keyring_free(two);
	vault_keyring_free(NULL);
	secret_release(&s);
}

static void assert_label(const char *label, const char *expected)
{
	struct vault_keyring *r = vault_keyring_new("anders");

	vault_keyring_set_label(r, label);
	assert_string_equal(vault_keyring_label(r), expected);
	vault_keyring_free(r);
}

static void label_is_cut_at_a_whole_character(void **state)
{
	struct str s = STR_INIT, expected = STR_INIT;

	(void)state;
	for (int i = 0; i < 300; i++)
		str_add(&s, "é");
	for (int i = 0; i < VAULT_LABEL_MOST / 2; i++)
		str_add(&expected, "é");
	assert_label(s.bytes, expected.bytes);
	str_insert(&s, 0, "a", 1);
	str_cut(&expected, expected.len - 2);
	str_insert(&expected, 0, "a", 1);
	assert_label(s.bytes, expected.bytes);
	assert_label("", "");
	assert_label(NULL, "");
	assert_label("a\xFF", "");
	str_release(&s);
	str_release(&expected);
}

/* A new passphrase: same place, the old one is worth nothing. */
static void adding_again_takes_the_place(void **state)
{
	struct bench *b = *state;
	int slot;

	give_slot(b, fatma, "fatima", NULL, "een andere zin");
	assert_int_equal(vault_keyring_count(b->ring), 3);
	assert_int_equal(try_open(b, "fatima", "een andere zin", false, &slot), OK);
	assert_int_equal(slot, 0);
	assert_int_equal(try_open(b, "fatma", of_fatma, false, NULL), ERR_PASSPHRASE);
	assert_int_equal(try_open(b, "fatima", of_fatma, false, NULL), ERR_PASSPHRASE);
	assert_int_equal(try_open(b, "els", of_els, false, NULL), OK);
}

static void removed_is_out(void **state)
{
	struct bench *b = *state;
	int slot;

	assert_true(vault_keyring_remove(b->ring, fatma));
	assert_false(vault_keyring_remove(b->ring, fatma));
	assert_int_equal(vault_keyring_count(b->ring), 2);
	assert_int_equal(try_open(b, "fatma", of_fatma, false, NULL), ERR_PASSPHRASE);
	assert_int_equal(try_open(b, "els", of_els, false, &slot), OK);
	assert_string_equal(vault_keyring_worker(b->ring, slot), els);
	assert_int_equal(try_open(b, "", b->code.bytes, false, &slot), OK);
	assert_int_equal(vault_keyring_kind(b->ring, slot), VAULT_SLOT_RECOVERY);
}

/* With a new data key all who stay come in without having been asked anything. */
static void rekey_is_for_who_stays(void **state)
{
	struct secret s = secret_of(of_fatma);
	struct bench *b = *state, before;
	struct vault_key *old = b->key, *found;
	struct str bytes = STR_INIT;
	int slot;

	vault_keyring_write(b->ring, &bytes); /* a copy that Fatma kept */
	assert_true(vault_keyring_remove(b->ring, fatma));
	assert_int_equal(vault_key_new(&b->key, NULL), OK);
	vault_keyring_rekey(b->ring, b->key);
	assert_int_equal(try_open(b, "els", of_els, false, NULL), OK);
	assert_int_equal(try_open(b, "", b->code.bytes, false, NULL), OK);
	assert_int_equal(try_open(b, "fatma", of_fatma, true, NULL), ERR_PASSPHRASE);
	assert_int_equal(try_open(b, "", of_fatma, true, NULL), ERR_PASSPHRASE);
	before = (struct bench){.key = old};
	assert_int_equal(vault_keyring_read(bytes.bytes, bytes.len, &before.ring, NULL),
			 OK);
	assert_int_equal(
		vault_keyring_open(before.ring, "fatma", &s, false, &found, &slot, NULL),
		OK);
	assert_true(same_key(found,
			     old)); /* the old key, which opens no page of the new file */
	vault_key_free(found);
	vault_keyring_free(before.ring);
	vault_key_free(old);
	secret_release(&s);
	str_release(&bytes);
}

/* No public key of ours, but one that a hostile file may name. */
static void rekey_survives_a_public_key_that_is_none(void **state)
{
	struct bench *b = *state;
	struct vault_slot s = {.kind = VAULT_SLOT_WORKER};
	static const unsigned char zeros[sizeof s.boxed];

	memset(s.boxed, 7, sizeof s.boxed);
	vault_slot_rekey(&s, vault_keyring_id(b->ring), b->key);
	assert_memory_equal(s.boxed, zeros, sizeof zeros);
}

static void add_is_bounded(void **state)
{
	const char *const names[2] = {"a", NULL};
	struct secret s = secret_of("geheim");
	struct bench *b = *state;
	struct error e = ERROR_INIT;

	for (int i = 3; i < VAULT_SLOTS_MOST; i++) {
		struct str id = STR_INIT;

		str_addf(&id, "w%d", i);
		give_slot(b, id.bytes, id.bytes, NULL, "geheim");
		str_release(&id);
	}
	assert_int_equal(vault_keyring_add(b->ring, b->key, "nog een", names, &s,
					   VAULT_COST_SMALLEST, &e),
			 ERR_USAGE);
	assert_int_equal(vault_keyring_add(b->ring, b->key, "nog-een", names, &s,
					   VAULT_COST_SMALLEST, &e),
			 ERR_INVALID);
	assert_non_null(strstr(e.text, "64"));
	assert_int_equal(vault_keyring_add(b->ring, b->key,
					   "0123456789012345678901234567890123456", names,
					   &s, VAULT_COST_SMALLEST, &e),
			 ERR_USAGE);
	assert_int_equal(vault_keyring_count(b->ring), VAULT_SLOTS_MOST);
	give_slot(b, fatma, "fatma", NULL,
		  "opnieuw"); /* in her own place there is room */
	assert_int_equal(try_open(b, "fatma", "opnieuw", false, NULL), OK);
	secret_release(&s);
}

static void cheap_is_said_of_all_slots(void **state)
{
	struct str bytes = STR_INIT;
	struct bench *b = *state;
	struct vault_slot s;
	unsigned char *at;

	vault_keyring_write(b->ring, &bytes);
	at = (unsigned char *)bytes.bytes + 30 + strlen("Vrouwencentrum") +
	     VAULT_SLOT_BYTES;
	assert_true(vault_slot_read(&s, at));
	assert_string_equal(s.worker, els);
	assert_int_equal(s.price.kib, 8);
	assert_int_equal(s.price.passes, 1);
	str_release(&bytes);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, make_bench, free_bench)

int group_keyring(void)
{
	const struct CMUnitTest tests[] = {
		WITH_BENCH(keyring_tells_its_slots),
		cmocka_unit_test(empty_keyring),
		cmocka_unit_test(label_is_cut_at_a_whole_character),
		WITH_BENCH(adding_again_takes_the_place),
		WITH_BENCH(removed_is_out),
		WITH_BENCH(rekey_is_for_who_stays),
		WITH_BENCH(rekey_survives_a_public_key_that_is_none),
		WITH_BENCH(add_is_bounded),
		WITH_BENCH(cheap_is_said_of_all_slots),
	};

	return cmocka_run_group_tests_name("keyring", tests, NULL, NULL);
}
