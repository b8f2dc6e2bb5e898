/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_FOLD_H
#define FIND_FOLD_H

#include "find/find.h"

/* Inside the find room only: what a character does to a name. */
enum fold_class {
	FOLD_LETTER, /* stays, folded */
	FOLD_BLANK,  /* cuts words: blanks, hyphens, commas, other punctuation */
	FOLD_NOTHING /* vanishes: apostrophes, ayin and hamza marks, what cannot be seen */
};
enum fold_class fold_class_of(uint32_t code);
bool fold_is_hyphen(uint32_t code);

#endif
