/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FAULTS_MAP_TOLD_H
#define FAULTS_MAP_TOLD_H

#include "care/care.h"

#define MAP_TOLD_SECOND "tweede@" /* how the e-mail begins of what the second import wrote */

/*
 * How many organisations and offers of the script the map has, and how many of them are of its second import;
 * "" cannot be read.
 */
void map_told(struct care_session *s, struct str *out);

#endif
