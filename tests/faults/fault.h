/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FAULTS_FAULT_H
#define FAULTS_FAULT_H

#include "trace.h"

/* The kinds of fault by name; F1 is kill, F2 a full disk, F3 a disk that fails, F6 memory. */
struct fault {
	const char *name;
	enum trace_deed deed;
	unsigned calls; /* enum trace_calls, or-ed */
	int number;	/* an errno */
	bool is_for_ever, is_memory;
};

enum { FAULTS_COUNT = 19 };
extern const struct fault faults_all[FAULTS_COUNT];

const struct fault *fault_by_name(const char *name); /* NULL: there is none */
struct trace fault_trace(const struct fault *f, long at);

#endif
