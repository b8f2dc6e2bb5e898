/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_HOLD_H
#define STORE_HOLD_H

#include <stdbool.h>

/* Inside the store room only: who has a file of SQLite open now, by the lock it takes for it. */
enum hold { HOLD_NONE, HOLD_HERE /* this process */, HOLD_ELSEWHERE };

/* A file that is not there is held by nobody. */
enum hold hold_of(const char *path);

#endif
