/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_UNIT_MAP_TESTS_H
#define TESTS_UNIT_MAP_TESTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "map/map.h"

/* Each runs the tests of one file and returns how many failed. */
int group_hsds(void);
int group_read_hsds(void);
int group_read_plain(void);
int group_read_dirty(void);
int group_match(void);
int group_reasons(void);
int group_record(void);
int group_rules(void);
int group_vcard(void);
int group_weigh(void);
int group_words(void);

/* A few words of every list, in English. */
extern const struct map_words some_words;
struct map_record offer_named(const char *name); /* emptied, with this name */

#endif
