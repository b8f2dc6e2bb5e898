/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_MEMORY_H
#define TESTS_MEMORY_H

#include "harness.h"

/*
 * What lies in the memory of a process, as somebody with all rights on the machine sees it; the tests
 * must have them (CAP_SYS_PTRACE), since trede hides from others.
 */
bool memory_can_look(pid_t pid);
/* How often these bytes stand in all that the process can read; fails when it cannot be looked at. */
int memory_count(pid_t pid, const void *bytes, size_t len);

/* The keys of the file whose key file this is, for looking only: the data key and one made of it. */
enum { MEMORY_KEYS = 2, MEMORY_KEY_BYTES = 32 };
void memory_file_keys(const char *key_file, const char *passphrase,
		      unsigned char keys[MEMORY_KEYS][MEMORY_KEY_BYTES]);

#endif
