/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_TRIES_H
#define STORE_TRIES_H

#include <stdint.h>

/*
 * Inside the store room only: how often a wrong passphrase was given in a row, in trede.tries of the
 * folder.  It stops who sits at the screen; who can write in the folder can copy the file too.  A
 * count that cannot be kept (a full disk) does not keep anybody out.
 */
enum {
	TRIES_FREE = 2,             /* wrong ones after which the next is taken at once */
	TRIES_WAIT_MOST_MS = 300000 /* 2 s after the third, then twice as long each time */
};

int64_t tries_wait_ms(const char *folder); /* 0: the next one is taken now */
void tries_count(const char *folder);      /* one more wrong one */
void tries_forget(const char *folder);     /* a right one */

#endif
