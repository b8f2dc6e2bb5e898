/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_UNIT_FORM_TESTS_H
#define TESTS_UNIT_FORM_TESTS_H

/* clang-format off: cmocka wants these before it */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "form/form.h"

/* Each returns how many of its tests failed. */
int expr_tests(void);
int regex_tests(void);
int graph_tests(void);
int filling_tests(void);
int filling_types_tests(void);
int repeat_tests(void);
int repeat_compute_tests(void);
int repeat_random_tests(void);
int reader_tests(void);
int write_tests(void);
int check_tests(void);
int expr_hostile_tests(void);
int check_never_tests(void);

#endif
