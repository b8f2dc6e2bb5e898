/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STORE_STRIKE_H
#define TESTS_STORE_STRIKE_H

#include <stdbool.h>

/*
 * The calls that change a folder (rename, unlink, mkdir, fsync and their kin) are this program's own:
 * the Nth ends the process on the spot, or fails.
 */
enum strike { STRIKE_NONE, STRIKE_KILL, STRIKE_FULL, STRIKE_IO };
enum { STRUCK = 99 }; /* how a killed process ends */

void strike_arm(enum strike kind, int nth); /* nth from 1; once */
bool strike_disarm(void);                   /* true when it has struck */

#endif
