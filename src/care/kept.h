/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_KEPT_H
#define CARE_KEPT_H

#include "care/session.h"

/*
 * What a worker typed and did not save yet, outside an interview: it waits inside the file, per
 * worker, until she saves it or throws it away.  It is no entry, and nobody else gets to see it.
 */
enum { CARE_KEPT_MOST = 20 }; /* at once, of one worker */

/* What it is about; NULL is "". */
struct care_kept_place {
	const char *kind;   /* a word of the screens, "note", "goal"; theirs to choose */
	const char *client, /* id of the woman; "" for "organisation" and "offer", which are about nobody */
		*id,        /* of the thing that is changed; "": a new one */
		*of;        /* of what it belongs to, the goal of a step */
};

struct care_kept_field {
	const char *typed, /* as it stands there; NULL: nothing was typed in it */
		*was;      /* what the record said when it was typed */
};

struct care_kept {
	struct care_kept_place place;
	const struct care_kept_field *fields;
	int field_count;
	int at;        /* the field with the cursor */
	size_t cursor; /* and the byte in it */
	/* given by care_kept_read only */
	int64_t kept_ms;
	const char *called, *initials;
};

struct care_kept_list { /* newest first */
	struct arena arena;
	struct care_kept *items;
	int count;
};

/* Takes the place of what was kept of the same thing.  ERR_INVALID: there are CARE_KEPT_MOST others. */
enum err care_kept_set(struct care_session *s, const struct care_kept *kept, struct error *e);
/* Of this worker; client NULL: of everybody.  Not logged: names, as in lists, and her own words. */
enum err care_kept_read(struct care_session *s, const char *client, struct care_kept_list *out,
			struct error *e);
void care_kept_release(struct care_kept_list *list);
/* NULL: nothing of it is kept. */
const struct care_kept *care_kept_find(const struct care_kept_list *list,
				       const struct care_kept_place *place);
enum err care_kept_forget(struct care_session *s, const struct care_kept_place *place,
			  struct error *e);

/*
 * Saving it: what is written between these two and what is forgotten of it become true together.
 * rc is what the writing gave; unless it is OK nothing is written and all is kept.
 */
enum err care_kept_begin(struct care_session *s, struct error *e);
enum err care_kept_end(struct care_session *s, const struct care_kept_place *place, enum err rc,
		       struct error *e);

#endif
