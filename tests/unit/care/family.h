/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_CARE_FAMILY_H
#define TESTS_CARE_FAMILY_H

#include "talks.h"

/* A form "family" with repeats (family.c), by paths: children and schools in them, jobs of a number. */
void family_make(struct talks *t);
void family_unmake(struct talks *t);
/* A file in the folder of forms. */
void family_write(struct talks *t, const char *name, const char *text);
void family_remove(struct talks *t, const char *name);

int family_spot(const struct care_interview *iv, const char *path);
const char *family_at(const struct care_interview *iv, const char *path);
void family_say(struct care_interview *iv, const char *path, const char *value);
void family_add(struct care_interview *iv, const char *list, const char *wanted);
void family_three(struct care_interview *iv); /* three children, a school of the last */
void family_correct(struct talks *t, const char *entry, const char *path, const char *value);

#endif
