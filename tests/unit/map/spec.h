/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_UNIT_MAP_SPEC_H
#define TESTS_UNIT_MAP_SPEC_H

#include "tests.h"

#include "store/store.h"

struct care_config;

/* The words of config/, in this language. */
struct real_words {
	struct arena arena;
	struct care_config *config;
	struct map_words words;
};
void real_words(struct real_words *r, const char *language);
void real_words_release(struct real_words *r);

/* "rungs=2 3;benefits=nug": fields by their names. */
struct map_record record_of(struct arena *a, enum map_kind kind, const char *spec);
/*
 * "rung=3;benefit=nug": rung growth age hours benefit level dayparts loads languages wishes needs barriers sex along
 * consent diploma no_permit trajectory dutch youngest city district postcode tried.
 */
struct map_woman woman_of(struct arena *a, const struct map_words *w, const char *spec);

#endif
