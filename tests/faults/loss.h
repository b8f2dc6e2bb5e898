/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FAULTS_LOSS_H
#define FAULTS_LOSS_H

#include <stddef.h>
#include <stdint.h>

/*
 * What a failed fsync loses.  The kernel then holds what was written for clean: reading gives it
 * back, another fsync succeeds, but it never comes on the disk unless it is written once more.
 * What stood there before is kept here, and put back when the machine would have been started anew.
 */
struct loss_piece {
	char *path, *old;
	int64_t at;
	size_t len;
	int is_lost; /* 0: written and not yet synced */
};

struct loss {
	struct loss_piece *pieces;
	size_t count, room;
};

void loss_write(struct loss *l, const char *path, int64_t at, size_t len); /* before it is done */
void loss_sync(struct loss *l, const char *path, int is_failed);
void loss_unlink(struct loss *l, const char *path);
/* A file or a folder with all in it; what had the name 'to' is gone. */
void loss_rename(struct loss *l, const char *from, const char *to);
void loss_put_back(struct loss *l); /* the disk as it is; l is empty afterwards */
void loss_release(struct loss *l);

#endif
