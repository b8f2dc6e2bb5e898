/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/mman.h>

#include "store/seal.h"

/* The plain pages that SQLite holds: 6.2 MiB, inside the 8 MiB that Debian lets a user lock. */
enum { PAGES = 1500, ROUND = 8 };

bool seal_lock_cache(void)
{
	int head = 0, slot;
	size_t size;
	void *memory;
	bool is_locked;

	if (sqlite3_config(SQLITE_CONFIG_PCACHE_HDRSZ, &head) != SQLITE_OK)
		return true; /* SQLite runs: it has its cache already */
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); /* nobody asks; it costs a lock each time */
	slot = (VAULT_PAGE_BYTES + head + ROUND - 1) / ROUND * ROUND;
	size = (size_t)slot * PAGES;
	memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED)
		return false;
	(void)madvise(memory, size, MADV_DONTDUMP); /* core files are off too */
	is_locked = mlock2(memory, size, MLOCK_ONFAULT) == 0; /* what is not used costs nothing */
	if (sqlite3_config(SQLITE_CONFIG_PAGECACHE, memory, slot, PAGES) != SQLITE_OK)
		(void)munmap(memory, size); /* it started in between */
	return is_locked;
}

int seal_reserve(sqlite3 *db)
{
	int tail = VAULT_PAGE_TAIL;

	return sqlite3_file_control(db, "main", SQLITE_FCNTL_RESERVE_BYTES, &tail);
}
