/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_REFER_H
#define CARE_REFER_H

#include "care/social.h"

/*
 * A referral from the first yes to feedback: warm handover.  A referral is written again at each step
 * (care_save_referral), so its steps are its versions.
 */

/* The days and terms that a referral begins with. */
enum {
	CARE_CALL_BACK_DAYS = 14,  /* screens.md: terugbellen over twee weken */
	CARE_EXPIRES_DAYS = 56,    /* no word in 8 weeks: it is told as expired (Clarity: referrals expire) */
	CARE_CONSENT_MONTHS = 6,
	CARE_WAITING_ASK_DAYS = 90
};

/*
 * What the card proposes for this offer; texts in the arena.  'agreed' stays "": nobody writes down a yes that
 * she did not give; 'status' "" is chosen by care_refer.  'shares' are her name and how to reach her, and what
 * the offer asks about; never her health or what is in her way.
 */
void care_referral_propose(struct care_session *s, const struct care_dossier *d,
			   const struct map_fit *fit, struct arena *a, struct care_referral *out);
/* The same after one of hers that ended (its index): 'before' names it; who calls and goes along is the same. */
void care_referral_propose_next(struct care_session *s, const struct care_dossier *d, int ended,
				const struct map_fit *fit, struct arena *a,
				struct care_referral *out);
/*
 * Saves it and, when she agrees ("yes"), the consent for that organisation and the kinds in 'shares' in the same
 * transaction, as long as it runs: until CARE_CONSENT_MONTHS from its day (of one written again: from today), spoken.  A valid consent that covers them is kept as it is;
 * a narrower one is widened by a new version, which ends on that same day.  Status "": referred when she
 * agrees, else agreed (spoken about, nothing sent).  With an id it writes one of hers again: she agrees later, or shares more.
 * ERR_INVALID: she did not agree, and the status says that something was sent; or it ends without saying why.
 */
enum err care_refer(struct care_session *s, const char *client, const struct care_referral *r,
		    char id[37], struct error *e);
/*
 * Next step of one that runs, dated today.  reason and text may be NULL.
 *   refused, no_show, withdrawn, expired: reason is a key of referral_reason and must be; text goes to outcome_text
 *   finished: reason is a key of referral_outcome; that, or text (feedback), must be
 *   else: reason may be a key of referral_reason; text goes to feedback
 * The same status again, or a step back, must have a text.  A call-back that was due is put CARE_CALL_BACK_DAYS
 * on (waitlist: CARE_WAITING_ASK_DAYS), and so is the day it expires, while it waits.  What is wrong
 * in one that ended is put right with care_save_referral.  What goes along must be allowed on the day that it is
 * sent: when she took it back since she said yes, care_refer asks her again.  ERR_INVALID with a sentence for all else.
 */
enum err care_referral_step(struct care_session *s, const struct care_dossier *d, int index,
			    const char *status, const char *reason, const char *text,
			    struct error *e);
bool care_referral_runs(const struct care_referral *r); /* not finished, refused, no_show, withdrawn or expired */
/* It runs, and there is no word yet of how it went: what expires, and what has a first meeting. */
bool care_referral_waits(const struct care_referral *r);
bool care_referral_is_sent(const struct care_referral *r);     /* not: spoken about only, or withdrawn */
bool care_referral_is_declined(const struct care_referral *r); /* she said no, and nothing was sent: nobody is called */
/*
 * When we are to ask, and after which day it is told as expired; year 0: not.  The days that were written down, but each
 * step is word: a call that was due by the last one is due CARE_CALL_BACK_DAYS after it (waitlist:
 * CARE_WAITING_ASK_DAYS), and nothing expires within CARE_EXPIRES_DAYS of it, or before her first appointment.
 * What was not sent does not expire, and of what she said no to nobody is called.
 */
void care_referral_days(const struct care_referral *r, struct date *call_back, struct date *expires);
bool care_referral_is_expired(const struct care_referral *r, const struct date *today);

/* Placement: which appointments are proposed, 1, 3, 6 and 12 months on (domain.md B, Nazorg). */
enum { CARE_AFTERCARE_MOMENTS = 4 };
/* A month that is shorter ends on its last day; a Saturday or Sunday becomes the Monday after. */
void care_aftercare_propose(const struct date *from,
			    struct date out[CARE_AFTERCARE_MOMENTS]);
/* Writes those of 'chosen' (bits) as appointments 'aftercare', all or none; each is for her and for the employer, and says so. */
enum err care_aftercare_plan(struct care_session *s, const char *client, const char *organisation,
			     const struct date *from, unsigned chosen, struct error *e);

/*
 * A handover on this day falls in Ramadan or the summer holiday (001, L7): the name of it and its days in one
 * sentence; nothing else.  Days stand in config/quiet-times.yaml.
 */
void care_quiet_time(struct care_session *s, const struct date *day, struct str *out);

/*
 * What the benefits office (sociale dienst) said of her trajectory is the fact benefit_consent: asked when, answered
 * when and told by whom are the days and authors of its entries, wherever it was answered (a talk, a sheet).  While it is
 * "asked" it comes back on the agenda CARE_CALL_BACK_DAYS after that day, kind "benefit_consent".
 */

/* ---- nothing fits ---- */

/*
 * What a gap is about, from what is known of her; texts in the arena.  fits NULL: she was not matched.  what: the first
 * need that no offer serves, else the first barrier, else the first thing that she needs and lacks; "" nothing.
 */
void care_gap_propose(struct care_session *s, const struct care_dossier *d,
		      const struct map_fits *fits, struct arena *a, struct care_gap *out);
enum err care_save_gap(struct care_session *s, const char *client, const struct care_gap *g,
		       char id[37], struct error *e);

/*
 * The key by which a gap is told to anybody (a line, a list, a report): a shielded barrier is told as its group,
 * however many women it is about.  Practice and privacy part here: the alderman hears that there was no help with
 * health, never that it was for psychische klachten, since a group of five in one district can still be known; her
 * own words about it stay in the dossier (care_gap.text).  A key that this program does not know, of a later
 * version, is told as its group too, or as "other": it may be shielded.  Lives as long as the configuration.
 */
const char *care_gap_told(const struct care_config *c, const char *what);

/*
 * Gaps of a period, solved later or not, counted by what was missing; a shielded barrier as its group.  A woman counts once for each 'what', and once for each value of
 * a part of it, so parts may add up to more than their sum, and sums to more than all women.  Numbers of nobody:
 * it is no look at a woman and is not logged, and no id leaves it.
 */
enum care_gap_by { /* lists: availability, available_dayparts, none, benefit, participation_level */
	CARE_GAP_WHERE, CARE_GAP_DAYPART, CARE_GAP_DISTRICT, CARE_GAP_BENEFIT, CARE_GAP_LEVEL,
	CARE_GAP_BYS
};
struct care_gap_part {
	const char *value; /* "" not known */
	int women;
};
struct care_gap_sum {
	const char *what;  /* a precondition, or a barrier (group/detail); of a shielded detail its group */
	int women;
	const struct care_gap_part *parts[CARE_GAP_BYS]; /* most women first */
	int part_counts[CARE_GAP_BYS];
};
struct care_gaps {
	struct arena arena;
	struct care_gap_sum *sums; /* most women first */
	int sum_count;
	int women;                 /* with any gap */
	struct date from, to;
};
enum err care_gaps_read(struct care_session *s, const struct date *from, const struct date *to,
			struct care_gaps *out, struct error *e);
void care_gaps_release(struct care_gaps *g);
/* Numbers from 1 to below this are said as "<5" on what leaves the house (domain.md F, reports). */
enum { CARE_SMALL_NUMBER = 5 };
void care_count_add(int n, bool is_masked, struct str *out);

#endif
