/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_MOUNTS_H
#define CARE_MOUNTS_H

#include <stddef.h>

/*
 * Inside the care room only: where something is mounted that may be a stick, out of a text as
 * /proc/self/mountinfo has it (proc(5)): under /media, /run/media or /mnt.  Sorted, each once; the
 * caller frees each and the array.  A name is whatever its maker chose: bytes, and nothing else.
 */
size_t care_mounts_read(const char *text, char ***folders);

#endif
