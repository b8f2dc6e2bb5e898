/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault.h"

#include <errno.h>
#include <stddef.h>

#define FULL (TRACE_WRITE | TRACE_SYNC | TRACE_MAKE)

const struct fault faults_all[FAULTS_COUNT] = {
	{"kill-before", TRACE_KILL_BEFORE, TRACE_ALL, 0, false, false},
	{"kill-after", TRACE_KILL_AFTER, TRACE_ALL, 0, false, false},
	{"enospc-once", TRACE_FAIL, FULL, ENOSPC, false, false},
	{"enospc-ever", TRACE_FAIL, FULL, ENOSPC, true, false},
	{"edquot-once", TRACE_FAIL, FULL, EDQUOT, false, false},
	{"edquot-ever", TRACE_FAIL, FULL, EDQUOT, true, false},
	{"efbig-once", TRACE_FAIL, TRACE_WRITE, EFBIG, false, false},
	{"efbig-ever", TRACE_FAIL, TRACE_WRITE, EFBIG, true, false},
	{"eio-write-once", TRACE_FAIL, TRACE_WRITE, EIO, false, false},
	{"eio-write-ever", TRACE_FAIL, TRACE_WRITE, EIO, true, false},
	{"eio-sync-once", TRACE_FAIL, TRACE_SYNC, EIO, false, false},
	{"eio-sync-ever", TRACE_FAIL, TRACE_SYNC, EIO, true, false},
	{"eio-read-once", TRACE_FAIL, TRACE_READ, EIO, false, false},
	{"eio-read-ever", TRACE_FAIL, TRACE_READ, EIO, true, false},
	{"eio-name-once", TRACE_FAIL, TRACE_OPEN | TRACE_MAKE, EIO, false, false},
	{"eio-name-ever", TRACE_FAIL, TRACE_OPEN | TRACE_MAKE, EIO, true, false},
	{"eio-sync-lost", TRACE_LOSE, TRACE_SYNC, EIO, false, false},
	{"memory-once", TRACE_FAIL, 0, 0, false, true},
	{"memory-ever", TRACE_FAIL, 0, 0, true, true},
};

const struct fault *fault_by_name(const char *name)
{
	for (int i = 0; i < FAULTS_COUNT; i++)
		if (strcmp(faults_all[i].name, name) == 0)
			return &faults_all[i];
	return NULL;
}

struct trace fault_trace(const struct fault *f, long at)
{
	return (struct trace){.deed = f->deed,
			      .calls = f->calls,
			      .number = f->number,
			      .is_for_ever = f->is_for_ever,
			      .at = at};
}
