/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/sql.h"

/* The tables of docs/format.md, and how an older file comes to have them. */
enum {
	SCHEMA_APPLICATION = 0x74726465, /* "trde", in the header of the file */
	SCHEMA_VERSION = 2,              /* of entry, draft, access and meta */
	SCHEMA_DERIVED = 6               /* of the derived tables */
};

/*
 * One transaction for each missing step, user_version inside.  ERR_NEWER when the file is ahead of
 * this program; ERR_DAMAGED when it is no file of trede.  A new file (no version, no table) is
 * made only with is_new.
 */
enum err schema_migrate(struct store *s, bool is_new, struct error *e);

/* True when there is nothing in the file yet: made, and then left before the first table. */
enum err schema_is_empty(struct store *s, bool *out, struct error *e);

/* Makes the derived tables anew when their version differs; meta 'derived' is emptied then. */
enum err schema_derive(struct store *s, struct error *e);

#endif
