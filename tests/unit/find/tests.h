/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_UNIT_FIND_TESTS_H
#define TESTS_UNIT_FIND_TESTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "find/find.h"

/* Each runs the tests of one file and returns how many failed. */
int group_alias(void);
int group_birth(void);
int group_dictionary(void);
int group_fold(void);
int group_meet(void);
int group_parts(void);
int group_query(void);
int group_scan(void);
int group_search(void);
int group_score(void);
int group_sound(void);

#endif
