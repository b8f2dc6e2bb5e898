/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_FORM_BYTES_H
#define CARE_FORM_BYTES_H

#include "care/derive.h"

/*
 * For this room only: the bytes that a form is made of, its text and the files that it names, as
 * they are hashed and kept (docs/format.md, "The hash of a form").
 */
enum { CARE_FORM_FILES_BYTES = 8 << 20 }; /* of all files of one form */

struct care_form_file {
	char *name;
	struct str bytes;
};

struct care_form_bytes {
	char *text;
	size_t len;
	struct care_form_file *files; /* by name, once care_form_bytes_close was called */
	size_t count, room, used;     /* used: bytes of all files */
	struct form_files from;       /* where they are read; its own read while reading */
	struct form_files reading;    /* for form_read: reads from there and keeps what was read */
};

/* from NULL: a form that names files is refused.  Not to be moved until it was read and closed. */
void care_form_bytes_init(struct care_form_bytes *b, const char *text, size_t len,
			  const struct form_files *from);
/* After form_read: sorts, and gives the hash. */
void care_form_bytes_close(struct care_form_bytes *b, char hash[65]);
void care_form_bytes_release(struct care_form_bytes *b);

/* The files to a body, and from one that was stored: body must outlive the reading. */
void care_form_bytes_put(const struct care_form_bytes *b, json_t *body);
struct form_files care_form_bytes_stored(const json_t *body);

#endif
