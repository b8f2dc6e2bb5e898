/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BENCH_PROC_H
#define BENCH_PROC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

int64_t now_ns(void); /* monotonic */
double now_us(void);

/* What /proc tells of a process; 0 when it is gone. */

/* A number from a file such as "status" behind a label such as "VmHWM:". */
long proc_field(pid_t pid, const char *file, const char *label);

/* Parent and CPU ticks of a process; false when it is gone. */
bool proc_stat(pid_t pid, pid_t *parent, long *ticks);

/* The process and all below it; returns how many were put into tree. */
size_t proc_tree(pid_t top, pid_t *tree, size_t room);

/* Processor time of all threads so far, in us (schedstat counts in ns). */
double proc_cpu(pid_t pid);

#endif
