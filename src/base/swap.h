/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_SWAP_H
#define BASE_SWAP_H

/*
 * Where the memory of this laptop may end up.  Unencrypted swap keeps what was read in a file of
 * women long after it was locked; zram (without a disk behind it) and devices that dm-crypt makes
 * do not.  Of a swap file it cannot be told what it lies on: it counts as unencrypted.
 */
enum swap_state { SWAP_NONE, SWAP_SEALED, SWAP_PLAIN }; /* none; all of it is fine; some is not */

/* swaps: /proc/swaps; block: /sys/class/block.  What cannot be read is SWAP_NONE. */
enum swap_state swap_look(const char *swaps, const char *block);

/* kB of this process that stay in memory, from /proc/self/status; -1: it does not say. */
long swap_locked_kb(const char *status);

#endif
