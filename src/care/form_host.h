/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_FORM_HOST_H
#define CARE_FORM_HOST_H

#include "form/form.h"

/* What form_host wants of the world and only this room reaches; needs no session. */
void care_form_digest(enum form_digest kind, const void *bytes, size_t len, unsigned char *out);
uint64_t care_form_random(void *data); /* the system's; data is not looked at */

#endif
