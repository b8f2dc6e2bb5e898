/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FAULTS_DISK_H
#define FAULTS_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A disk that can lose its power.  The calls of the C library that change a folder are
 * taken over by this program (record.c), SQLite's own file system layer included, so that
 * everything is seen in one order: what SQLite writes below the sealing layer and what is
 * written without it.  What is asked for happens, and is noted.  Of that log, image.c
 * makes what may lie on the disk when the power goes at one of its events: of a file what
 * its last fsync covered, of a folder the entries that the fsync of that folder covered,
 * and of all that came later any part.
 */
enum disk_what {
	DISK_WRITE,  /* bytes at offset of node */
	DISK_SIZE,   /* node is offset bytes long from now on */
	DISK_SYNC,   /* of a file or a folder: returned */
	DISK_ENTRY,  /* name in the folder node is target; -1: it is gone */
	DISK_RENAME, /* name in the folder node is target, which was from_name in from */
	DISK_MARK    /* the program says: so far (target counts) */
};

struct disk_event {
	enum disk_what what;
	int node, target, from;
	int64_t offset;
	unsigned char *bytes;
	size_t len;
	char *name, *from_name;
};

struct disk_log {
	struct disk_event *events;
	size_t count, room;
	struct disk_node *nodes; /* node 0 is the folder itself */
	size_t node_count, node_room;
};

/* One file or folder as it is on the disk for certain. */
struct disk_node {
	bool is_folder;
	uint64_t number; /* of the file system, while it is recorded */
	unsigned char *bytes;
	size_t len, room;
	struct disk_entry {
		char *name;
		int node;
	} * entries;
	size_t entry_count, entry_room;
};

/* Notes from now on; what the folder holds already is on the disk.  One recording at a
 * time. */
void disk_record(struct disk_log *log, const char *folder);
void disk_mark(int count); /* does nothing when nothing is recorded */
void disk_stop(void);
/* Calls of fsync and fdatasync do nothing: for what only looks at an image. */
void disk_skip_syncs(bool skip);
/* The disk below this folder is full: so many bytes more can be written there; NULL:
 * there is room. */
void disk_fill(const char *folder, int64_t bytes);
void disk_log_release(struct disk_log *log);

/* How much of what is not on the disk for certain is in an image. */
enum disk_kind {
	DISK_NOTHING, /* nothing of it */
	DISK_ALL,     /* all of it: the process died, the disk did not */
	DISK_ORDERED, /* up to some event, that one torn */
	DISK_PARTS,   /* any of it, in sectors */
	DISK_ENTRIES, /* entries and sizes, but no bytes */
	DISK_BYTES,   /* bytes and sizes, but no entries */
	DISK_KINDS
};

/* The disk as certain at 'cut' events; moves forward only. */
struct disk_cursor {
	const struct disk_log *log;
	size_t cut;
	struct disk_node *nodes;
	size_t node_count, node_room;
	struct disk_open { /* events before cut that are not certain */
		const struct disk_event *event;
		bool is_half; /* of a rename between folders: that the old name goes */
	} * open;
	size_t open_count, open_room;
};
void disk_cursor_start(struct disk_cursor *c, const struct disk_log *log);
void disk_cursor_move(struct disk_cursor *c, size_t cut);
void disk_cursor_release(struct disk_cursor *c);
/* Into the folder target, which is made; false: it could not be written. */
bool disk_image(const struct disk_cursor *c, enum disk_kind kind, uint64_t *random,
		const char *target);

bool disk_is_same(const char *a, const char *b);  /* two folders, byte by byte */
bool disk_copy(const char *from, const char *to); /* into a new folder */
void disk_remove(const char *folder);		  /* with all in it */
/* A new folder, in memory when there is such a place; the caller's, NULL: errno. */
char *disk_place(void);
bool disk_flip(const char *path, int64_t at, int bit);
uint64_t disk_draw(uint64_t *random, uint64_t below);

#endif
