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

/*
 * One try, from before it is made until it is known what it was: nobody else makes one meanwhile, so that
 * several that guess at once have no more of them.  fd is -1 where no count can be kept.
 */
struct tries {
	const char *folder; /* the caller's */
	int fd;
	int64_t wait_ms; /* not 0: it is not to be made */
};
struct tries tries_begin(const char *folder); /* waits for who makes one now */
void tries_count(struct tries *t);            /* it was wrong */
void tries_forget(struct tries *t);           /* it was right */
void tries_end(struct tries *t);              /* always, last */

#endif
