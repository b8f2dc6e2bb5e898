/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_ALIKE_H
#define CARE_ALIKE_H

#include "care/search.h"

/*
 * Is she here already, under another spelling?  Nobody is ever merged by the program: it shows, a
 * person decides, and what she decided can be undone and is not asked again.
 */
enum care_zone {
	CARE_APART,
	CARE_LINE, /* a quiet line, "lijkt op ..."; also an equal phone, e-mail or file number alone */
	CARE_CARD  /* stop and look, before saving */
};

struct care_alike {
	const char *client, *shown, *birth, *file_number, *district, *last_seen;
	const char *spelling; /* the name that comes near, when it is not what is shown */
	const char *phone;    /* equal to hers, or "" */
	enum care_zone zone;
	int score;
};

struct care_alikes { /* best first */
	struct arena arena;
	struct care_alike *items;
	int count;
};
enum { CARE_ALIKE_MOST = 5 };

/*
 * Who looks like the woman of these facts: with 'client' her own facts (facts NULL) and without who
 * was said to be another, or facts of somebody who is not in the file yet.  The names must be in memory.
 */
enum err care_alike_find(struct care_session *s, const char *client, const json_t *facts,
			 struct care_alikes *out, struct error *e);
void care_alikes_release(struct care_alikes *a);

/* "Niet dezelfde": this pair is not shown again. */
enum err care_alike_differ(struct care_session *s, const char *client, const char *other,
			   struct error *e);
/*
 * One woman: everything of 'away' is in the dossier of 'keep' from now on, and 'away' is in no list.  Undone by
 * care_part, which leaves each with what was hers, and what was written since with 'keep'.
 */
enum err care_merge(struct care_session *s, const char *keep, const char *away, struct error *e);
enum err care_part(struct care_session *s, const char *keep, const char *away, struct error *e);
/* Who was merged into her, newest first: ids into out, at most 'most'. */
int care_merged(struct care_session *s, const char *keep, char (*out)[37], int most);

#endif
