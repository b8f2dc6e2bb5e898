/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

enum { BODY = VAULT_PAGE_BYTES - VAULT_PAGE_TAIL };

struct pages {
	struct vault_key *key;
	unsigned char plain[VAULT_PAGE_BYTES], sealed[VAULT_PAGE_BYTES],
		back[VAULT_PAGE_BYTES];
};

static int make_pages(void **state)
{
	struct pages *p = mem_new(sizeof *p);
	struct vault_random r = vault_random_seeded(3);

	assert_int_equal(vault_key_new(&p->key, NULL), OK);
	vault_random_bytes(&r, p->plain, sizeof p->plain);
	*state = p;
	return 0;
}

static int free_pages(void **state)
{
	struct pages *p = *state;

	vault_key_free(p->key);
	free(p);
	return 0;
}

static void assert_closed(struct pages *p, const struct vault_key *key, uint32_t number)
{
	static const unsigned char zeros[VAULT_PAGE_BYTES];

	memset(p->back, 1, sizeof p->back);
	assert_false(vault_page_open(key, number, p->sealed, p->back));
	assert_memory_equal(p->back, zeros, sizeof zeros);
}

static void page_comes_back(void **state)
{
	static const unsigned char zeros[VAULT_PAGE_TAIL];
	struct pages *p = *state;

	vault_page_seal(p->key, 7, p->plain, p->sealed);
	assert_true(vault_page_open(p->key, 7, p->sealed, p->back));
	assert_memory_equal(p->plain, p->back, BODY);
	assert_memory_equal(p->back + BODY, zeros, sizeof zeros);
}

static void page_is_sealed_in_place(void **state)
{
	struct pages *p = *state;

	memcpy(p->back, p->plain, sizeof p->back);
	vault_page_seal(p->key, UINT32_MAX, p->back, p->back);
	assert_memory_not_equal(p->plain, p->back, 64);
	assert_true(vault_page_open(p->key, UINT32_MAX, p->back, p->back));
	assert_memory_equal(p->plain, p->back, BODY);
}

static void page_is_never_the_same(void **state)
{
	struct pages *p = *state;

	vault_page_seal(p->key, 7, p->plain, p->sealed);
	vault_page_seal(p->key, 7, p->plain, p->back);
	assert_memory_not_equal(p->sealed, p->back, 32);
	assert_memory_not_equal(p->sealed + BODY, p->back + BODY, 24);
}

static void page_opens_in_its_place_only(void **state)
{
	struct pages *p = *state;

	vault_page_seal(p->key, 7, p->plain, p->sealed);
	for (int bit = 0; bit < 32; bit++)
		assert_closed(p, p->key, 7 ^ (uint32_t)1 << bit);
	vault_page_seal(p->key, 8, p->plain, p->back);
	memcpy(p->sealed, p->back, sizeof p->sealed); /* 8 written over 7 */
	assert_closed(p, p->key, 7);
}

static void page_with_a_flipped_bit_stays_closed(void **state)
{
	struct pages *p = *state;

	vault_page_seal(p->key, 7, p->plain, p->sealed);
	for (int i = 0; i < VAULT_PAGE_BYTES; i++) {
		p->sealed[i] ^= (unsigned char)(1 << (i % 8));
		assert_closed(p, p->key, 7);
		p->sealed[i] ^= (unsigned char)(1 << (i % 8));
	}
	assert_true(vault_page_open(p->key, 7, p->sealed, p->back));
}

static void page_of_another_key_stays_closed(void **state)
{
	struct pages *p = *state;
	struct vault_key *other;

	assert_int_equal(vault_key_new(&other, NULL), OK);
	vault_page_seal(p->key, 7, p->plain, p->sealed);
	assert_closed(p, other, 7);
	vault_key_free(other);
	memset(p->sealed, 0, sizeof p->sealed);
	assert_closed(p, p->key, 7);
}

static void keys_differ_and_have_subkeys(void **state)
{
	struct pages *p = *state;
	struct vault_key *other, *again;

	assert_int_equal(vault_key_new(&other, NULL), OK);
	assert_false(same_key(p->key, other));
	assert_memory_not_equal(p->key->pages, p->key->data, 32);
	assert_memory_not_equal(p->key->pages, p->key->exports, 32);
	assert_memory_not_equal(p->key->pages, p->key->rounds, 32);
	assert_memory_not_equal(p->key->rounds[0], p->key->rounds[2], 16);
	assert_int_equal(vault_key_from(p->key->data, &again, NULL), OK);
	assert_memory_equal(again, p->key, sizeof *again);
	vault_key_free(other);
	vault_key_free(again);
	vault_key_free(NULL);
}

/* The permissions and VmFlags of the mapping that holds address. */
static void mapping_of(const void *address, struct str *out)
{
	FILE *maps = fopen("/proc/self/smaps", "re");
	char line[512];
	bool is_here = false;

	assert_non_null(maps);
	str_reset(out);
	while (fgets(line, sizeof line, maps)) {
		unsigned long begin, end;

		if (sscanf(line, "%lx-%lx ", &begin, &end) == 2) {
			is_here = begin <= (unsigned long)address &&
				  (unsigned long)address < end;
			if (is_here)
				str_add(out, strchr(line, ' '));
		} else if (is_here && strncmp(line, "VmFlags:", 8) == 0) {
			str_add(out, line);
		}
	}
	fclose(maps);
}

static void key_lies_in_guarded_memory(void **state)
{
	struct pages *p = *state;
	struct str found = STR_INIT;

	mapping_of(p->key, &found);
	assert_true(text_begins(found.bytes, " r--p"));
	assert_non_null(strstr(found.bytes, " dd"));
#ifndef __SANITIZE_ADDRESS__ /* where mlock does nothing */
	assert_non_null(strstr(found.bytes, " lo"));
#endif
	str_release(&found);
}

static void assert_shown(struct pages *p, int64_t place, uint64_t salts,
			 const unsigned char sum[8], unsigned char hidden[8])
{
	unsigned char back[8];

	memcpy(hidden, sum, 8);
	vault_checksum_hide(p->key, place, salts, hidden);
	memcpy(back, hidden, 8);
	vault_checksum_show(p->key, place, salts, back);
	assert_memory_equal(back, sum, 8);
	memcpy(back, sum, 8); /* a permutation both ways */
	vault_checksum_show(p->key, place, salts, back);
	vault_checksum_hide(p->key, place, salts, back);
	assert_memory_equal(back, sum, 8);
}

/* Nothing is lost for any checksum, place and salts. */
static void checksum_comes_back(void **state)
{
	struct vault_random r = vault_random_seeded(4);
	struct pages *p = *state;
	unsigned char sum[8], hidden[8];
	uint64_t salts;
	int64_t place;

	for (int i = 0; i < 20000; i++) {
		vault_random_bytes(&r, sum, sizeof sum);
		vault_random_bytes(&r, &place, sizeof place);
		vault_random_bytes(&r, &salts, sizeof salts);
		assert_shown(p, place, salts, sum, hidden);
	}
}

static int by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, 8);
}

/* Different checksums in one place stay different: 65,536 neighbours, no two alike. */
static void checksum_is_a_bijection(void **state)
{
	enum { COUNT = 65536 };
	struct pages *p = *state;
	unsigned char(*all)[8] = mem_array(COUNT, sizeof *all);

	for (int i = 0; i < COUNT; i++) {
		all[i][0] = (unsigned char)i;
		all[i][5] = (unsigned char)(i >> 8);
		vault_checksum_hide(p->key, 32, 1, all[i]);
	}
	qsort(all, COUNT, sizeof *all, by_bytes);
	for (int i = 1; i < COUNT; i++)
		assert_memory_not_equal(all[i - 1], all[i], 8);
	free(all);
}

static int bits_apart(const unsigned char a[8], const unsigned char b[8])
{
	int count = 0;

	for (int i = 0; i < 64; i++)
		count += ((a[i / 8] ^ b[i / 8]) >> (i % 8)) & 1;
	return count;
}

/* Each bit of checksum, place and salts, and the key, changes about half of what is
 * hidden. */
static void checksum_depends_on_everything(void **state)
{
	const unsigned char sum[8] = {1, 2, 3, 4, 5, 6, 7, 8};
	unsigned char hidden[8], other[8], changed[8];
	struct vault_key *key;
	struct pages *p = *state;

	assert_shown(p, 32, 77, sum, hidden);
	assert_true(bits_apart(sum, hidden) > 8);
	for (int bit = 0; bit < 64; bit++) {
		uint64_t one = (uint64_t)1 << bit;

		assert_shown(p, (int64_t)(32 ^ one), 77, sum, other);
		assert_in_range(bits_apart(hidden, other), 8, 56);
		assert_shown(p, 32, 77 ^ one, sum, other);
		assert_in_range(bits_apart(hidden, other), 8, 56);
		memcpy(changed, sum, 8);
		changed[bit / 8] ^= (unsigned char)(1 << (bit % 8));
		assert_shown(p, 32, 77, changed, other);
		assert_in_range(bits_apart(hidden, other), 8, 56);
	}
	assert_int_equal(vault_key_new(&key, NULL), OK);
	memcpy(other, sum, 8);
	vault_checksum_hide(key, 32, 77, other);
	assert_in_range(bits_apart(hidden, other), 8, 56);
	vault_key_free(key);
}

#define WITH_PAGES(test) cmocka_unit_test_setup_teardown(test, make_pages, free_pages)

int group_page(void)
{
	const struct CMUnitTest tests[] = {
		WITH_PAGES(page_comes_back),
		WITH_PAGES(page_is_sealed_in_place),
		WITH_PAGES(page_is_never_the_same),
		WITH_PAGES(page_opens_in_its_place_only),
		WITH_PAGES(page_with_a_flipped_bit_stays_closed),
		WITH_PAGES(page_of_another_key_stays_closed),
		WITH_PAGES(keys_differ_and_have_subkeys),
		WITH_PAGES(key_lies_in_guarded_memory),
		WITH_PAGES(checksum_comes_back),
		WITH_PAGES(checksum_is_a_bijection),
		WITH_PAGES(checksum_depends_on_everything),
	};

	return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
