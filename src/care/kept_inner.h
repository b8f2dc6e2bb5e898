/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_KEPT_INNER_H
#define CARE_KEPT_INNER_H

#include "care/kept.h"

/* Of every worker: with a woman who is erased, goes what was typed about her. */
enum err care_kept_forget_client(struct care_session *s, const char *client, struct error *e);
/* Who is taken out cannot get at it any more. */
enum err care_kept_forget_worker(struct care_session *s, const char *worker, struct error *e);

#endif
