/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/swap.h"

#include <dirent.h>

#include "base/base.h"

enum {
	BYTES_MOST = 65536,
	DEPTH_MOST = 8 /* a volume on a volume on a disk */
};

static bool begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* What folder/file says, or "". */
static void read_small(const char *folder, const char *name, struct str *out)
{
	struct error e = ERROR_INIT;
	char *path = file_path(folder, name);

	if (file_read(path, BYTES_MOST, out, &e) != OK)
		str_reset(out);
	free(path);
}

static bool zram_is_fine(const char *folder)
{
	struct str backing = STR_INIT;
	bool is;

	read_small(folder, "backing_dev", &backing);
	is = !backing.len || begins(backing.bytes, "none");
	str_release(&backing);
	return is;
}

static bool is_crypt(const char *folder)
{
	struct str uuid = STR_INIT;
	bool is;

	read_small(folder, "dm/uuid", &uuid);
	is = begins(uuid.bytes, "CRYPT-");
	str_release(&uuid);
	return is;
}

static bool device_is_fine(const char *block, const char *name, int depth);

/* A volume is as fine as all that it lies on. */
static bool slaves_are_fine(const char *block, const char *folder, int depth)
{
	char *path = file_path(folder, "slaves");
	DIR *dir = opendir(path);
	const struct dirent *entry;
	bool is = dir != NULL;
	int count = 0;

	while (is && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		count++;
		is = device_is_fine(block, entry->d_name, depth + 1);
	}
	if (dir)
		(void)closedir(dir);
	free(path);
	return is && count > 0;
}

static bool device_is_fine(const char *block, const char *name, int depth)
{
	char *folder = file_path(block, name);
	bool is = false;

	if (depth >= DEPTH_MOST)
		is = false;
	else if (begins(name, "zram"))
		is = zram_is_fine(folder);
	else if (begins(name, "dm-"))
		is = is_crypt(folder) || slaves_are_fine(block, folder, depth);
	free(folder);
	return is;
}

/* One line: its device or file, what it is, and figures. */
static bool line_is_fine(const char *line, size_t len, const char *block)
{
	static const char dev[] = "/dev/";
	size_t name = strcspn(line, " \t\n");
	const char *kind = line + name + strspn(line + name, " \t");
	char *device;
	bool is;

	if (name > len || !begins(line, dev) || !begins(kind, "partition"))
		return false;
	device = mem_bytes(line + sizeof dev - 1, name - (sizeof dev - 1));
	is = !strchr(device, '/') && device_is_fine(block, device, 0);
	free(device);
	return is;
}

enum swap_state swap_look(const char *swaps, const char *block)
{
	struct str text = STR_INIT;
	struct error e = ERROR_INIT;
	enum swap_state state = SWAP_NONE;
	const char *line;

	if (file_read(swaps, BYTES_MOST, &text, &e) != OK)
		str_reset(&text);
	line = text.bytes + strcspn(text.bytes, "\n"); /* the first one is a heading */
	while (*line == '\n' && *++line) {
		size_t len = strcspn(line, "\n");

		if (len && !line_is_fine(line, len, block))
			state = SWAP_PLAIN;
		else if (len && state == SWAP_NONE)
			state = SWAP_SEALED;
		line += len;
	}
	str_release(&text);
	return state;
}

long swap_locked_kb(const char *status)
{
	static const char name[] = "\nVmLck:";
	struct str text = STR_INIT;
	struct error e = ERROR_INIT;
	long kb = -1;

	if (file_read(status, BYTES_MOST, &text, &e) == OK) {
		const char *at = strstr(text.bytes, name);

		if (at)
			kb = strtol(at + sizeof name - 1, NULL, 10);
	}
	str_release(&text);
	return kb;
}
