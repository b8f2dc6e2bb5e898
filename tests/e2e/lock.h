/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_LOCK_H
#define TESTS_LOCK_H

#include "desk.h"

/* What the tests of blank and lock share: a desk in the middle of a talk, and what is seen of it. */
#define LOCK_HALF "Zwaluwstaartverbinding half getypt"
#define LOCK_NAME "Zonnebloemveld"
#define LOCK_ORGANISATION "Jasmijn   " /* what the first row of a blank screen holds */
#define LOCK_ASKS "Wachtwoordzin"      /* the lock screen */

/* A new woman called so, her intake begun, and half a text typed in it. */
void lock_type_half(struct desk *d, const char *name, const char *half);
/* Fails when text stands on the screen or in what scrolled away. */
void lock_sees_nothing(struct desk *d, const char *when);
void lock_is_blank(struct desk *d);
void lock_is_locked(struct desk *d);
/* From the lock screen: the passphrase of practice, then home. */
void lock_open(struct desk *d);
/* From home: back in her intake, where the half text stands with the cursor behind it. */
void lock_finds_half(struct desk *d, const char *name, const char *half);
/* The folder of the practice file; the caller's. */
char *lock_folder(const struct desk *d);

#endif
