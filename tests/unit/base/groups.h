/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_UNIT_BASE_GROUPS_H
#define TESTS_UNIT_BASE_GROUPS_H

/* clang-format off: cmocka.h needs these before it */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
/* clang-format on */

#include "base/base.h"

/* Each runs the tests of one header and returns how many failed. */
int group_error(void);
int group_mem(void);
int group_str(void);
int group_text(void);
int group_gate(void);
int group_date(void);
int group_clock(void);
int group_understand(void);
int group_file(void);
int group_child(void);
int group_json(void);
int group_i18n(void);
int group_secret(void);
int group_swap(void);
int group_csv(void);
int group_encoding(void);
int group_base64(void);

#define RUN_GROUP(name, tests) cmocka_run_group_tests_name(name, tests, NULL, NULL)

/* A new folder of its own for one test; the test removes it with its known files. */
char *new_folder(void);

#endif
