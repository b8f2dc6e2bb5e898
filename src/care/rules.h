/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_RULES_H
#define CARE_RULES_H

#include "map/map.h"

/* For this room only: the rules of a municipality as they were read, owned by the session. */
struct care_rules;
void care_rules_free(struct care_rules *rules); /* NULL is fine */

/*
 * One file's bytes after those that were read before; name is for what is said.  The texts are in the
 * language of w.  ERR_INVALID: "config/rules/landelijk.yaml:12:5: ...".
 */
struct care_rules_in {
	struct arena *arena;
	const struct map_words *words;
	struct map_rule *rules; /* room for CARE_RULES_MOST */
	int count;
};
enum { CARE_RULES_MOST = 500 };
enum err care_rules_read(struct care_rules_in *in, const char *name, const char *bytes, size_t len,
			 struct error *e);

#endif
