/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_SPELLING_H
#define FIND_SPELLING_H

#include "find/find.h"

/* For this room only: which of a woman's whole names a typed word comes near. */
int spelling_likeness(const char *typed, const char *name); /* of the nearest part of the name */
/* The name meant by a word that no called and no family name comes as near to; -1: none. */
int spelling_meant(const char *const *words, int word_count, const char *const *names,
		   const unsigned *kinds, int count);

#endif
