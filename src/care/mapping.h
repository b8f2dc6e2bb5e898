/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_MAPPING_H
#define CARE_MAPPING_H

#include "form/form.h"
#include "map/map.h"

/*
 * A mapping file of an import, of clients or of the map: YAML with a line for each column: "Column: field", "Column: + field"
 * behind what another column gives, "Column: -" passed over, or "Column: {fact: field, values: {word: key}}"
 * (field: does as well).  A field that is not said is "".  Texts in the arena.  ERR_INVALID: file, line
 * and why.
 */
enum err care_mapping_read(struct arena *a, const char *name, const char *bytes, size_t len,
			   struct map_mapping *out, struct error *e);

#endif
