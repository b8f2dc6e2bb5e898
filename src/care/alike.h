/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_ALIKE_H
#define CARE_ALIKE_H

#include "care/interview.h"
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
 * Where the zones begin, as scores of find/search.h with what the dates of birth add, fitted on 103,000
 * people with names in other spellings (make bench-recall): two full dates of birth find 97 % of real
 * duplicates with 0.11 others an entry from .85, 96.1 % with 0.011 from .95, 94.9 % with 0.006 from
 * .975; a year alone 97 % with 0.14 from CARE_LINE_YEAR (on names that costs were not learnt from 96 %
 * for a line and 92 % for a card).  A card from .95 would stop a worker twice as often as from
 * CARE_CARD_SCORE for one more of a hundred, whom the line shows anyway.  Names alone say something when
 * they are nearly the same and few have them.  Among very many people as many more come near: above
 * CARE_MANY each of these is so much higher.
 */
enum {
	CARE_LINE_FULL = 840,  /* both dates of birth are full */
	CARE_LINE_YEAR = 890,  /* one of them is not */
	CARE_LINE_NAME = 960,  /* one is not known at all */
	CARE_CARD_SCORE = 980, /* both are full, and equal but for day and month changed */
	CARE_CARD_BIRTH = 140, /* weight of the birth (find_birth_weight) that tells so */
	CARE_FEW = 3,          /* so many may have a name that says something alone */
	CARE_MANY = 200000,
	CARE_MANY_MORE = 60
};
/*
 * Sisters and twins have one family name, address and often one phone: with an equal family name a given
 * name this much alike (find_names_likeness) is needed for a card.
 */
enum { CARE_TWIN_LIKENESS = 950 };

/* What a worker said of two women; the last word counts. */
enum care_verdict {
	CARE_UNASKED,
	CARE_SAME,      /* one woman: merged */
	CARE_DIFFERENT, /* two women: never shown again */
	CARE_UNDECIDED  /* seen, left for later: a line in her dossier, no card any more */
};

struct care_alike {
	const char *client, *birth, *file_number, *district, *last_seen;
	const char *shown; /* as in a list */
	const char *name;  /* whole, whatever lists show: to be laid beside another one */
	const char *spelling; /* the name that comes near, when it is not what is shown */
	const char *phone;
	bool has_same_phone;
	enum care_zone zone;
	enum care_verdict verdict; /* CARE_UNASKED or CARE_UNDECIDED */
	int score;
};

struct care_alikes { /* best first */
	struct arena arena;
	struct care_alike self; /* she herself, to be laid beside them; client "" when she is not in the file */
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
/* The same of a talk in progress: what she said in it goes over what was known of her. */
enum err care_alike_of_talk(const struct care_interview *iv, struct care_alikes *out,
			    struct error *e);
/*
 * The long part of it beforehand, in slices, so that nobody who types waits: what is asked of the names stays with
 * them, and care_alike_of_talk has it at once.  is_anew: the talk said something since it was begun.
 */
enum err care_alike_prepare(const struct care_interview *iv, bool is_anew, care_pause pause,
			    void *data, bool *is_over, struct error *e);
bool care_alike_asks(const char *fact); /* an answer with this save_to may make her look like somebody */
/* These two side by side, as a worker names them. */
enum err care_alike_pair(struct care_session *s, const char *client, const char *other,
			 struct care_alikes *out, struct error *e);
void care_alikes_release(struct care_alikes *a); /* zeroes are fine */

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
/* The same, keeping the dossier of who was registered first: her number is on the oldest letters. */
enum err care_merge_pair(struct care_session *s, const char *one, const char *other,
			 struct error *e);
/*
 * Undoes it: each has what was hers before, and what was written since stays with 'keep'.  Of this
 * pair it is remembered that they are two women.  ERR_NOT_FOUND when 'away' was not merged into her.
 */
enum err care_unmerge(struct care_session *s, const char *keep, const char *away,
		      struct error *e);
/* Who was merged into her, newest first: ids into out, at most 'most'; how many. */
int care_merged(struct care_session *s, const char *keep, char (*out)[37], int most);

#endif
