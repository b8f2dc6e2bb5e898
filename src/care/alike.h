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

/*
 * Where the zones begin, as scores of find/search.h with what the dates of birth add.  Fitted on the
 * people of tests/bench (recall.c, part 7 of its table): at least 93 % of real duplicates at most 0.3
 * others an entry, in the card zone at most 0.02.
 */
enum { CARE_LINE_SCORE = 1100, CARE_CARD_SCORE = 1250 };

/* What a worker said of two women; the last word counts. */
enum care_verdict {
	CARE_UNASKED,
	CARE_SAME,      /* one woman: merged */
	CARE_DIFFERENT, /* two women: never shown again */
	CARE_UNDECIDED  /* seen, left for later: a line in her dossier, no card any more */
};

struct care_alike {
	const char *client, *shown, *birth, *file_number, *district, *last_seen;
	const char *spelling; /* the name that comes near, when it is not what is shown */
	const char *phone;    /* equal to hers, or "" */
	enum care_zone zone;
	enum care_verdict verdict; /* CARE_UNASKED or CARE_UNDECIDED */
	int score;
};

struct care_alikes { /* best first */
	struct arena arena;
	struct care_alike *items;
	int count;
};
enum { CARE_ALIKE_MOST = 5 };

/*
 * Who looks like the woman of these facts: with 'client' her own facts (facts over them where they say
 * otherwise, or NULL) and without who was said to be another, or facts of somebody who is not in the
 * file yet (client NULL).  The names must be in memory.  Logged as a search when it finds somebody.
 */
enum err care_alike_find(struct care_session *s, const char *client, const json_t *facts,
			 struct care_alikes *out, struct error *e);
void care_alikes_release(struct care_alikes *a);

/* CARE_DIFFERENT ("niet dezelfde") or CARE_UNDECIDED ("later beslissen") of this pair. */
enum err care_alike_answer(struct care_session *s, const char *client, const char *other,
			   enum care_verdict verdict, struct error *e);
/* What was said of them last, or of dossiers that came into theirs. */
enum err care_alike_verdict(struct care_session *s, const char *client, const char *other,
			    enum care_verdict *out, struct error *e);

/*
 * One woman: everything of 'away' is in the dossier of 'keep' from now on, and 'away' is in no list; her
 * id still opens the dossier she is in.  Who is in another dossier stands for that one.  ERR_INVALID
 * when they are one already.
 */
enum err care_merge(struct care_session *s, const char *keep, const char *away, struct error *e);
/*
 * Undoes it: each has what was hers before, and what was written since stays with 'keep'.  Of this
 * pair it is remembered that they are two women.  ERR_NOT_FOUND when 'away' was not merged into her.
 */
enum err care_unmerge(struct care_session *s, const char *keep, const char *away,
		      struct error *e);
/* Who was merged into her, newest first: ids into out, at most 'most'; how many. */
int care_merged(struct care_session *s, const char *keep, char (*out)[37], int most);

#endif
