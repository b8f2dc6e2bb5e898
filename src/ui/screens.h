/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_SCREENS_H
#define UI_SCREENS_H

#include "ui/app.h"

/* The screens.  Each pushes itself; Esc comes back to the one below.  client is an id. */
void ui_home_push(struct app *a);                       /* home.c */
/* Without a session: each sets a->session by a->care, leaves, and calls ui_opened_push. */
void ui_locked_push(struct app *a);                     /* locked.c: name and passphrase */
void ui_setup_push(struct app *a);                      /* setup.c: there is no file yet */
/* opened.c: a->session has just been opened: home and whether the date is right; after the recovery
 * code who she is and a new passphrase. */
void ui_opened_push(struct app *a);
void ui_restore_push(struct app *a);                    /* restore.c: a backup in the place of the file */
void ui_backup_push(struct app *a);                     /* backup.c: making one */
/* When the last good one was made; true: it asks for attention.  Nothing in a practice file. */
bool ui_backup_told(struct app *a, struct str *out);
void ui_workers_push(struct app *a);                    /* workers.c: who may open the file */
void ui_find_push(struct app *a, const char *typed);    /* find.c: women, from anywhere; typed: "" or a name */
/* A woman to be chosen; chosen is not called after Esc.  data stays the caller's. */
typedef unsigned (*ui_found)(struct app *a, void *data, const char *client, const char *name);
void ui_find_choose(struct app *a, const char *title, ui_found chosen, void *data);
void ui_client_push(struct app *a, const char *client); /* client.c */
void ui_print_push(struct app *a, const char *client);  /* print.c: which page, and where to */
/* The summary for an organisation at once; consent is the caller's to have looked at. */
void ui_print_summary_push(struct app *a, const char *client, const char *organisation);
/* register.c: a new woman, then her intake */
struct ui_registering { /* of whoever asks for it, who lives on */
	struct str birth;   /* what is known of it before, as the fact has it */
	bool is_done;       /* she is kept */
};
void ui_register_push(struct app *a, const char *called, struct ui_registering *r);
void ui_agenda_push(struct app *a);                     /* agenda.c */
void ui_out_of_sight_push(struct app *a);               /* out_of_sight.c */
void ui_settings_push(struct app *a);                   /* settings.c */

/* The social map. */
void ui_social_push(struct app *a);                     /* social.c: browse, filter, find by letters */
void ui_organisation_push(struct app *a, const char *id); /* organisation.c: one, with its offers */
void ui_offer_push(struct app *a, const char *id);      /* organisation.c: one offer */
/*
 * social_filter.c: changes *filter in place; whoever asks lives on and gets 'enter' again.  filter->district is
 * the filter's own text, freed by release, which empties all of it.
 */
void ui_social_filter_push(struct app *a, struct map_filter *filter);
void ui_social_filter_release(struct map_filter *filter);
/* What is filtered on, in words: "trede 2, Laak"; nothing when nothing is. */
void ui_social_filter_add(struct app *a, const struct map_filter *filter, struct str *out);
void ui_waiting_push(struct app *a, const char *offer); /* waiting.c: who waits, who can start now */
void ui_reports_push(struct app *a);                    /* reports.c */

/* Over her open dossier, which they hold on to (woman.h). */
struct ui_woman;
void ui_begin_talk_push(struct app *a, struct ui_woman *w);   /* begin_talk.c: which interview */
void ui_client_push_open(struct app *a, struct ui_woman *w);  /* client.c; takes w over */
void ui_talk_read_push(struct app *a, struct ui_woman *w, int interview); /* talk_read.c */
void ui_goals_push(struct app *a, struct ui_woman *w);        /* goals.c */
void ui_needs_push(struct app *a, struct ui_woman *w);        /* preconditions.c */
void ui_appointments_push(struct app *a, struct ui_woman *w); /* appointment.c */
void ui_match_push(struct app *a, struct ui_woman *w);        /* match.c: what fits her, and why */
void ui_refer_push(struct app *a, struct ui_woman *w, const struct map_fit *fit); /* refer.c: the card; copies fit */
void ui_referrals_push(struct app *a, struct ui_woman *w);    /* referral.c: those that she has */
/* referral_one.c: one by its id, its history and next steps. */
void ui_referral_push(struct app *a, struct ui_woman *w, const char *id);
/* asked.c: what is worth asking her, on one sheet; facts: names, blanks between. */
void ui_asked_sheet(struct app *a, struct ui_woman *w, const char *facts);
void ui_gap_sheet(struct app *a, struct ui_woman *w, int index); /* gap.c */
void ui_consents_push(struct app *a, struct ui_woman *w);     /* consent.c */
void ui_contact_push(struct app *a, struct ui_woman *w);      /* contact.c */
void ui_change_push(struct app *a, struct ui_woman *w);       /* correct.c */
/* correct.c: the change of one answer, by the id of the talk and the path of the question; false:
 * it cannot be changed. */
bool ui_change_answer(struct app *a, struct ui_woman *w, const char *talk, const char *path);
void ui_trajectory_turn(struct app *a, struct ui_woman *w);   /* trajectory.c: closed, or open again */
/* Their sheets: index into the dossier's array, -1 for a new one. */
void ui_goal_sheet(struct app *a, struct ui_woman *w, int index);
void ui_appointment_sheet(struct app *a, struct ui_woman *w, int index);
void ui_referral_sheet(struct app *a, struct ui_woman *w, int index);
void ui_consent_sheet(struct app *a, struct ui_woman *w, int index);
void ui_note_sheet(struct app *a, struct ui_woman *w, int index);
void ui_step_sheet(struct app *a, struct ui_woman *w, int goal, int index); /* index: of its steps */
void ui_contact_sheet(struct app *a, struct ui_woman *w, const char *fact);
void ui_need_sheet(struct app *a, struct ui_woman *w, const char *key);
/* kept.c: her file, and on it what was typed and not saved. */
void ui_kept_open(struct app *a, const struct care_kept *kept);
/* What it is, in a word: "note". */
const char *ui_kept_label(const struct care_kept *kept);

void ui_interview_push(struct app *a, struct care_interview *iv); /* interview.c; owns iv */
void ui_help_push(struct app *a);     /* help.c: the keys of the screen on top */
void ui_commands_push(struct app *a); /* commands.c: ^P */
/* blank.c: ^L.  It is painted before this returns, and then all is saved. */
void ui_blank_push(struct app *a);
bool ui_is_blank(const struct app *a);

#endif
