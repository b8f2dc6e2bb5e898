/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_UNIT_FORM_READER_H
#define TESTS_UNIT_FORM_READER_H

#include "tests.h"

/* The groups that reader_tests runs. */
int reader_model_tests(void);
int reader_hostile_tests(void);
int reader_repeat_tests(void);
int reader_files_tests(void);
int reader_columns_tests(void);

/* Reads text as a form and checks what is said: lines as form_problems_write has them for
 * file "f". */
void expect_problems(const char *text, const char *expected);
/* A form without errors; the caller frees it. */
struct form *read_fine(const char *text);

#endif
