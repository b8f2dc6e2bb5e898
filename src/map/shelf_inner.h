/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MAP_SHELF_INNER_H
#define MAP_SHELF_INNER_H

#include "map/shelf.h"

#include "base/base.h"
#include "store/store.h"

/* What shelf.c and browse.c share. */

/* A row as a record, its texts in the arena. */
enum err shelf_record(const struct store_social *row, struct arena *a, struct map_record *out,
		      struct error *e);
/* Offers in turn are mostly of the same organisation: it is read once. */
struct shelf_organisation {
	struct arena arena;
	struct map_record record;
};
#define SHELF_ORGANISATION_NONE {.arena = ARENA_INIT}
/* Emptied when r is no offer, or when it is gone. */
enum err shelf_organisation_of(const struct map *m, const struct map_record *r,
			       struct shelf_organisation *kept, struct error *e);
/* What r says, or what its organisation says of it. */
const char *shelf_said(const struct map_record *r, const struct map_record *organisation,
		       enum map_field field);
void shelf_line_add(const struct map *m, const struct map_record *r,
		    const struct map_record *organisation, struct map_lines *out);

#endif
