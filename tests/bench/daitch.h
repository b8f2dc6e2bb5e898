/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BENCH_DAITCH_H
#define BENCH_DAITCH_H

#include <stdint.h>

/*
 * The code of Daitch and Mokotoff (1985): six digits for how a name may sound, several where it may
 * sound in several ways.  The best of the classic keys for these names.
 */
enum { DAITCH_MOST = 32 };

/* Codes 0 to 999999 of a folded word, each once; returns how many. */
int daitch_codes(const char *word, uint32_t codes[DAITCH_MOST]);

#endif
