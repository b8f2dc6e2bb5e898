/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STORE_FAULTY_H
#define TESTS_STORE_FAULTY_H

#include <stdbool.h>

/* A layer between SQLite and the disk that fails the Nth write, sync, truncation or creation. */
enum fault_kind {
	FAULT_FULL,  /* no room: SQLITE_FULL on a write, ENOSPC on a sync */
	FAULT_QUOTA, /* an I/O error whose errno says EDQUOT */
	FAULT_IO     /* EIO */
};

void faulty_install(void);   /* becomes the default; once */
void faulty_remove(void);
void faulty_arm(enum fault_kind kind, int nth, bool for_ever); /* nth from 1 */
bool faulty_disarm(void);    /* true when it has struck */

#endif
