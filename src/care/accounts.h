/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_ACCOUNTS_H
#define CARE_ACCOUNTS_H

#include "care/session.h"

/*
 * Who may open the file: workers with a passphrase each, the recovery code, and the short code that
 * brings a blank screen back.
 */
enum {
	CARE_PASSPHRASE_LEAST = 12, /* characters: three short words; a practice file takes any */
	CARE_CODE_LEAST = 4,        /* digits of the short code (notes, practice 13) */
	CARE_CODE_MOST = 6,
	CARE_CODE_TRIES = 3         /* then the passphrase is asked */
};

/* ERR_INVALID with what to do: too short, longer than SECRET_MOST, not UTF-8, or all one character. */
enum err care_passphrase_check(const struct care_options *o, const struct secret *passphrase,
			       struct error *e);

/* The session was opened by recovery code: nobody is logged in until care_recovered. */
bool care_session_is_recovery(const struct care_session *s);
/* She is this worker (an id, or a new name) and this is her passphrase from now on. */
enum err care_recovered(struct care_session *s, const char *id, const char *name,
			const struct secret *passphrase, struct error *e);

/* Workers who left keep their name on what they wrote; care_workers gives only who works here. */
bool care_worker_may_log_in(const struct care_session *s, const char *id);
/* A colleague; when somebody of that name is there without a passphrase she gets one.  ERR_INVALID:
 * the name is taken.  id may be NULL. */
enum err care_worker_add(struct care_session *s, const char *name, const struct secret *passphrase,
			 char id[37], struct error *e);
/* One's own passphrase: the old one is asked.  ERR_PASSPHRASE. */
enum err care_worker_change(struct care_session *s, const struct secret *old,
			    const struct secret *passphrase, struct error *e);
/*
 * She may not log in any more: the file gets a new key.  After OK this session can do nothing but be
 * closed; the file is opened anew.  Older backups still open with her passphrase: tell so.
 * ERR_INVALID: oneself, or nobody would be left.  progress may be NULL.
 */
enum err care_worker_remove(struct care_session *s, const char *id,
			    void (*progress)(void *data, int64_t done, int64_t all), void *data,
			    struct error *e);
/* A new recovery code; the old one opens nothing any more. */
enum err care_recovery_renew(struct care_session *s, struct secret *code, struct error *e);

/* The short code of who is logged in, kept as a salted hash inside the file, on this laptop. */
bool care_code_is_set(struct care_session *s);
enum err care_code_set(struct care_session *s, const struct secret *digits, struct error *e); /* "" none; only without a real woman: a practice file */
bool care_code_fits(struct care_session *s, const struct secret *digits);

#endif
