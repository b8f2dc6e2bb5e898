/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_GAP_H
#define STORE_GAP_H

#include "store/seal.h"

/*
 * Was the log of the file at path cut off by damage, and not by a power cut?  end: how many frames
 * SQLite looked at when it recovered the log (seal_log_end).  True only when there is proof that a
 * transaction behind that place was on disk once; damage in the last transaction of all gives none.
 * To be asked before anything is written to the log.
 */
bool gap_in_log(const char *path, const struct vault_key *key, size_t end);

#endif
