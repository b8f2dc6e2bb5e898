/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_SETTLE_H
#define STORE_SETTLE_H

#include "base/base.h"

/* Inside the store room only: how what was made in next.part becomes the pair of the folder. */
#define SETTLE_RENEWED "renewed"   /* the old pair goes */
#define SETTLE_RESTORED "restored" /* the old pair is kept in kept-<date>T<time>/ */

/*
 * On disk, then renamed to 'as': from then on the pair in it is the one.  ERR_BUSY: another process
 * began anew in next.part; ERR_FILE: it is not a whole pair.
 */
enum err settle_decide(const char *folder, const char *as, struct error *e);
void settle_drop(const char *folder); /* after a failure: next.part goes, when it is ours */

#endif
