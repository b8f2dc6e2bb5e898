/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "store/entry.h"

/* Is the file what was written: pages, foreign keys, every chain from its first entry. */
struct store_check {
	int64_t entries, devices, accesses, drafts;
	int64_t faults;         /* 0: clean */
	struct str first_fault; /* a sentence that names the place, never a value */
};

void store_check_release(struct store_check *c);
enum err store_check(struct store *s, struct store_check *out, struct error *e);

#endif
