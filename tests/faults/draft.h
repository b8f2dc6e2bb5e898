/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FAULTS_DRAFT_H
#define FAULTS_DRAFT_H

#include <stdbool.h>

/* What lies on disk of the draft that was begun last: read from the file itself, with
 * SQL. */
struct draft_on_disk {
	bool is_there;
	char *at, *typed; /* where she was (the last part of the path), half-typed text */
	struct draft_value {
		char *name, *value;
	} * answers;
	size_t count, room;
};

bool draft_read(struct draft_on_disk *d, const char *folder); /* says what is wrong */
const char *draft_value(const struct draft_on_disk *d,
			const char *name); /* NULL: no such answer */
void draft_release(struct draft_on_disk *d);

#endif
