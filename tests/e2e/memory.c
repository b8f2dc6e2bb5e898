/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/base.h"
#include "keys.h"
#include "vault/subkeys.h"
#include "vault/vault.h"

enum { CHUNK = 1 << 20, NEEDLE_MOST = 256 };

static int open_memory(pid_t pid)
{
	char *path = harness_format("/proc/%d/mem", (int)pid);
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	free(path);
	return fd;
}

static FILE *open_maps(pid_t pid)
{
	char *path = harness_format("/proc/%d/maps", (int)pid);
	FILE *f = fopen(path, "re");

	free(path);
	return f;
}

bool memory_can_look(pid_t pid)
{
	int fd = open_memory(pid);
	FILE *maps = open_maps(pid);
	bool can = fd >= 0 && maps;

	if (fd >= 0)
		close(fd);
	if (maps)
		fclose(maps);
	return can;
}

static int count_in(const char *at, size_t len, const void *bytes, size_t wanted)
{
	const char *end = at + len;
	int count = 0;

	while ((at = memmem(at, (size_t)(end - at), bytes, wanted))) {
		count++;
		at++;
	}
	return count;
}

/* In pieces that overlap by one byte less than what is looked for. */
static int count_between(int fd, off_t from, off_t to, const void *bytes, size_t len)
{
	char *piece = harness_need(malloc(CHUNK + NEEDLE_MOST));
	size_t kept = 0;
	int count = 0;

	while (from < to) {
		size_t wanted = to - from > CHUNK ? CHUNK : (size_t)(to - from);
		ssize_t n = pread(fd, piece + kept, wanted, from);

		if (n <= 0)
			break; /* a guard page, or one of the kernel's */
		count += count_in(piece, kept + (size_t)n, bytes, len);
		from += n;
		n += (ssize_t)kept;
		kept = (size_t)n < len - 1 ? (size_t)n : len - 1;
		memmove(piece, piece + n - kept, kept);
	}
	free(piece);
	return count;
}

int memory_count(pid_t pid, const void *bytes, size_t len)
{
	int fd = open_memory(pid), count = 0;
	FILE *maps = open_maps(pid);
	char *line = NULL;
	size_t room = 0;
	unsigned long from, to;
	char may_read;

	if (fd < 0 || !maps || len > NEEDLE_MOST)
		fail_msg("the memory of %d cannot be looked at", (int)pid);
	while (getline(&line, &room, maps) > 0)
		if (sscanf(line, "%lx-%lx %c", &from, &to, &may_read) == 3 && may_read == 'r')
			count += count_between(fd, (off_t)from, (off_t)to, bytes, len);
	free(line);
	fclose(maps);
	close(fd);
	return count;
}

void memory_file_keys(const char *key_file, const char *passphrase,
		      unsigned char keys[MEMORY_KEYS][MEMORY_KEY_BYTES])
{
	struct error e = ERROR_INIT;
	struct str bytes = STR_INIT;
	struct secret secret = SECRET_INIT;
	struct vault_keyring *ring = NULL;
	struct vault_key *key = NULL;
	int slot;
	enum err rc = vault_start(&e);

	assert_true(secret_add(&secret, passphrase, strlen(passphrase)));
	if (rc == OK)
		rc = file_read(key_file, VAULT_KEYRING_MOST, &bytes, &e);
	if (rc == OK)
		rc = vault_keyring_read(bytes.bytes, bytes.len, &ring, &e);
	if (rc == OK)
		rc = vault_keyring_open(ring, "", &secret, true, &key, &slot, &e);
	if (rc != OK)
		fail_msg("%s: %s", key_file, e.text);
	memcpy(keys[0], key->data, MEMORY_KEY_BYTES);
	memcpy(keys[1], key->pages, MEMORY_KEY_BYTES);
	vault_key_free(key);
	vault_keyring_free(ring);
	secret_release(&secret);
	str_release(&bytes);
}
