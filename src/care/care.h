/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_CARE_H
#define CARE_CARE_H

/*
 * Everything that happens around a woman: the session of a worker, interviews, what is derived from
 * entries, and the records a worker makes.  Every read of a woman goes through here and is logged
 * before it is returned.  It knows no screens and no paper; texts it makes are plain data.
 *
 *   config.h     ladder, barriers, preconditions and labels, as the centre has them
 *   session.h    the open file, the worker, the clock, the forms
 *   accounts.h   who may open the file: passphrases, recovery code, short code
 *   backup.h     sealed copies, and putting one back
 *   home.h       looking somebody up; what is due; what is not finished; who is out of sight
 *   search.h     the same while it is typed, and the names of everybody in memory
 *   dossier.h    one woman: facts, trajectory, ladder, goals, all computed from her entries
 *   interview.h  an interview in progress, kept with every answer
 *   import.h     many clients at once from a CSV file
 *   record.h     what a worker writes down outside an interview
 *   social.h     the social map, and which offer fits her
 *   refer.h      a referral from the first yes to feedback; gaps; aftercare
 *   kept.h       what she typed there and did not save yet
 *   alike.h      two dossiers that may be one woman's; merging them, and undoing it
 *   practice.h   the practice file's examples
 *   form_files.h the files beside a form
 *   form_host.h  digests and random numbers for forms
 */
#include "care/accounts.h"
#include "care/alike.h"
#include "care/backup.h"
#include "care/config.h"
#include "care/dossier.h"
#include "care/form_files.h"
#include "care/form_host.h"
#include "care/home.h"
#include "care/import.h"
#include "care/interview.h"
#include "care/kept.h"
#include "care/practice.h"
#include "care/record.h"
#include "care/refer.h"
#include "care/search.h"
#include "care/session.h"
#include "care/social.h"

#endif
