/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups.h"

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADING "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"

static char *folder;

static void write_file(const char *name, const char *text)
{
	char *path = file_path(folder, name), *slash = strrchr(path, '/');
	struct error e = ERROR_INIT;

	*slash = '\0';
	assert_int_equal(file_make_folders(path, &e), OK);
	*slash = '/';
	(void)unlink(path);
	assert_int_equal(file_write_new(path, text, strlen(text), &e), OK);
	free(path);
}

static enum swap_state look(const char *lines)
{
	char *swaps = file_path(folder, "swaps"), *block = file_path(folder, "block");
	enum swap_state state;

	write_file("swaps", lines);
	state = swap_look(swaps, block);
	free(swaps);
	free(block);
	return state;
}

static int begin(void **state)
{
	(void)state;
	folder = new_folder();
	write_file("block/zram0/backing_dev", "none\n");
	write_file("block/zram1/backing_dev", "/dev/sda7\n");
	write_file("block/zram2/size", "8\n");
	write_file("block/dm-0/dm/uuid", "CRYPT-LUKS2-0123-sda3_crypt\n");
	write_file("block/dm-1/dm/uuid", "LVM-abc\n");
	write_file("block/dm-1/slaves/dm-0/size", "8\n");
	write_file("block/dm-2/dm/uuid", "LVM-def\n");
	write_file("block/dm-2/slaves/dm-0/size", "8\n");
	write_file("block/dm-2/slaves/sda4/size", "8\n");
	write_file("block/dm-3/dm/uuid", "LVM-ghi\n");
	write_file("block/dm-4/slaves/dm-4/size", "8\n");
	return 0;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *ftw)
{
	(void)info;
	(void)kind;
	(void)ftw;
	return remove(path);
}

static int end(void **state)
{
	(void)state;
	(void)nftw(folder, remove_one, 8, FTW_PHYS | FTW_DEPTH);
	free(folder);
	return 0;
}

static void swap_is_told_apart(void **state)
{
	static const struct {
		const char *lines;
		enum swap_state want;
	} cases[] = {
		{"", SWAP_NONE},
		{HEADING, SWAP_NONE},
		{HEADING "\n", SWAP_NONE},
		{HEADING "/dev/zram0  partition\t8\t0\t-2\n", SWAP_SEALED},
		{HEADING "/dev/zram1  partition\t8\t0\t-2\n", SWAP_PLAIN},
		{HEADING "/dev/zram2  partition\t8\t0\t-2\n", SWAP_SEALED},
		{HEADING "/dev/dm-0   partition\t8\t0\t-2\n", SWAP_SEALED},
		{HEADING "/dev/dm-1   partition\t8\t0\t-2\n", SWAP_SEALED},
		{HEADING "/dev/dm-2   partition\t8\t0\t-2\n", SWAP_PLAIN},
		{HEADING "/dev/dm-3   partition\t8\t0\t-2\n", SWAP_PLAIN},
		{HEADING "/dev/dm-4   partition\t8\t0\t-2\n", SWAP_PLAIN},
		{HEADING "/dev/dm-9   partition\t8\t0\t-2\n", SWAP_PLAIN},
		{HEADING "/dev/sda5   partition\t8\t0\t-2\n", SWAP_PLAIN},
		{HEADING "/swap.img   file\t8\t0\t-2\n", SWAP_PLAIN},
		{HEADING "/dev/zram0  file\t8\t0\t-2\n", SWAP_PLAIN},
		{HEADING "/dev/zram0/../sda5  partition\t8\t0\t-2\n", SWAP_PLAIN},
		{HEADING "/dev/zram0  partition\t8\t0\t-2\n/dev/sda5 partition\t8\t0\t-3\n",
		 SWAP_PLAIN},
		{HEADING "/dev/sda5  partition\t8\t0\t-2\n/dev/zram0 partition\t8\t0\t-3\n",
		 SWAP_PLAIN},
		{HEADING "/dev/dm-0 partition\t8\t0\t-2\n/dev/zram0 partition\t8\t0\t-3",
		 SWAP_SEALED},
		{HEADING "/dev/dm-0\n", SWAP_PLAIN},
		{HEADING "x", SWAP_PLAIN},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (look(cases[i].lines) != cases[i].want)
			fail_msg("not so: %s", cases[i].lines);
	assert_int_equal(swap_look("/nowhere", "/nowhere"), SWAP_NONE);
}

static void locked_memory_is_counted(void **state)
{
	char *path = file_path(folder, "status");

	(void)state;
	write_file("status", "Name:\ttrede\nVmPeak:\t  10 kB\nVmLck:\t    6144 kB\nVmPin:\t0 kB\n");
	assert_int_equal(swap_locked_kb(path), 6144);
	write_file("status", "Name:\ttrede\n");
	assert_int_equal(swap_locked_kb(path), -1);
	assert_int_equal(swap_locked_kb("/nowhere"), -1);
	assert_true(swap_locked_kb("/proc/self/status") >= 0);
	free(path);
}

int group_swap(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(swap_is_told_apart, begin, end),
		cmocka_unit_test_setup_teardown(locked_memory_is_counted, begin, end),
	};

	return RUN_GROUP("swap", tests);
}
