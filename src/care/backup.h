/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_BACKUP_H
#define CARE_BACKUP_H

#include "care/session.h"

/*
 * Backups: a sealed copy that was opened, checked and counted before it is called good, and putting
 * one back.  No passphrase is needed to make one; who opens it needs one of those that the file had.
 */
struct care_backup; /* one that is being made */
struct care_backup_about {
	struct moment made;       /* made.date.year 0: none */
	int64_t entries, clients, drafts;
	struct str path;
};
#define CARE_BACKUP_NONE {.path = STR_INIT}
void care_backup_about_release(struct care_backup_about *a);

/* The name a backup of today gets in this folder: FOLDER/trede-2026-11-22.backup; the caller's. */
char *care_backup_name(const struct care_session *s, const char *folder);
/* Where a stick may be: the folders mounted under /media, /run/media and /mnt that can be written,
 * sorted; the caller frees each and the array. */
size_t care_backup_places(char ***folders);

enum err care_backup_begin(struct care_session *s, const char *path, struct care_backup **out,
			   struct error *e);
enum err care_backup_step(struct care_backup *b, int64_t *done, int64_t *all, struct error *e);
/* After done == all: checks and counts beside the work; the first call begins. */
enum err care_backup_prove(struct care_backup *b, bool *is_done, struct error *e);
enum err care_backup_finish(struct care_backup *b, struct care_backup_about *out, struct error *e);
void care_backup_drop(struct care_backup *b);
enum err care_backup_last(struct care_session *s, struct care_backup_about *out, struct error *e);

/* Puts a backup in the place of the file, which is kept; o says where and whose passphrase. */
enum err care_restore(const struct care_options *o, const char *path,
		      void (*progress)(void *data, int64_t done, int64_t all), void *data,
		      struct care_backup_about *out, struct error *e);

#endif
