/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TEST_UI_H
#define TEST_UI_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The groups of this room's test program; each returns how many tests failed. */
int test_editor(void);
int test_list(void);
int test_keymap(void);
int test_field(void);
int test_paint(void);
int test_secret_field(void);
int test_busy(void);
int test_words(void);
int test_figure(void);
int test_finder(void);

#endif
