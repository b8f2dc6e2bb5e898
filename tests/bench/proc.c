/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proc.h"

#include <dirent.h>

enum { MAX_PROCS = 65536 };

int64_t now_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

double now_us(void)
{
	return (double)now_ns() / 1000;
}

long proc_field(pid_t pid, const char *file, const char *label)
{
	char path[64], line[256];
	long value = 0;

	snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, file);
	FILE *f = fopen(path, "r");
	if (!f)
		return 0;
	while (fgets(line, sizeof line, f))
		if (strncmp(line, label, strlen(label)) == 0) {
			value = strtol(line + strlen(label), NULL, 10);
			break;
		}
	fclose(f);
	return value;
}

/* Parent and CPU ticks of a process; false when it is gone. */
bool proc_stat(pid_t pid, pid_t *parent, long *ticks)
{
	char path[64], line[1024];
	int ppid;
	unsigned long user, sys;

	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	FILE *f = fopen(path, "r");
	if (!f)
		return false;
	char *got = fgets(line, sizeof line, f);
	fclose(f);
	char *end = got ? strrchr(line, ')') : NULL;
	if (!end || sscanf(end + 1, " %*c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu",
			   &ppid, &user, &sys) != 3)
		return false;
	*parent = ppid;
	*ticks = (long)(user + sys);
	return true;
}

/* The process and all below it; returns how many were put into tree. */
size_t proc_tree(pid_t top, pid_t *tree, size_t room)
{
	static pid_t pid[MAX_PROCS], parent[MAX_PROCS];
	size_t n = 0, found = 0;
	struct dirent *entry;
	DIR *dir = opendir("/proc");

	while (dir && n < MAX_PROCS && (entry = readdir(dir))) {
		long ticks;
		pid[n] = (pid_t)strtol(entry->d_name, NULL, 10);
		if (pid[n] > 0 && proc_stat(pid[n], &parent[n], &ticks))
			n++;
	}
	if (dir)
		closedir(dir);
	if (room)
		tree[found++] = top;
	for (size_t i = 0; i < found; i++)
		for (size_t k = 0; k < n && found < room; k++)
			if (parent[k] == tree[i])
				tree[found++] = pid[k];
	return found;
}

/* Processor time of all threads so far, in us (schedstat counts in ns). */
double proc_cpu(pid_t pid)
{
	char path[320];
	unsigned long long ns, sum = 0;
	struct dirent *entry;

	snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
	DIR *dir = opendir(path);
	while (dir && (entry = readdir(dir))) {
		snprintf(path, sizeof path, "/proc/%d/task/%s/schedstat", (int)pid,
			 entry->d_name);
		FILE *f = entry->d_name[0] == '.' ? NULL : fopen(path, "r");
		if (f && fscanf(f, "%llu", &ns) == 1)
			sum += ns;
		if (f)
			fclose(f);
	}
	if (dir)
		closedir(dir);
	return sum / 1000.0;
}
