/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MAP_RECORD_INNER_H
#define MAP_RECORD_INNER_H

#include "map/record.h"

/* Inside the map room only. */

/* Folded words of a text, each once; at most 'most'. */
int map_words_of(struct arena *a, const char *text, const char **words, int most);

/* What one field makes of a text, as map_record_check does; false: nothing, or it cannot be. */
bool map_field_check(struct arena *a, const struct map_words *w, enum map_kind kind,
		     enum map_field field, const char *text, const char **out);

/*
 * Keys of a list out of what was typed or stood in a file: keys or labels in either language, anything between.
 * kept: keys that may stand there though no list knows them, blanks between; "" none.  false: bad is a word
 * that is none of these (in the arena).
 */
bool map_keys_read(struct arena *a, const struct map_words *w, enum map_list list,
		   const char *kept, const char *text, const char **out, const char **bad);

#endif
