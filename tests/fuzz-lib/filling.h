/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_FUZZ_LIB_FILLING_H
#define TESTS_FUZZ_LIB_FILLING_H

#include "form/form.h"
#include "lib.h"

/* What the targets that read forms share: files, a host that says the same each time, fillings. */

/* Two small ones, places.csv and people.csv; other names are not there. */
extern const struct form_files lib_files;
/* The clock stands, and what is drawn is always the same, so that a filling can be made again. */
const struct form_host *lib_host(void);

/* NULL: it has mistakes; then problems were said, in UTF-8. */
struct form *lib_form(const char *bytes, size_t len, const struct form_files *files);

/*
 * A filling, begun, and filled by what is in the input: answers, no answers, instances added, taken out,
 * put back and moved.  After each step what is looked at holds.
 */
struct form_filling *lib_fill(const struct form *form, struct input *in);

/* Reads all of a filling: states, texts, choices.  Its paths lead back to their spots. */
void lib_look(const struct form *form, const struct form_filling *f);
/* Is it the same for whoever fills it: spots, relevance, values, states? */
bool lib_is_same(const struct form_filling *a, const struct form_filling *b);
/* The filling made again from what a draft keeps of it. */
struct form_filling *lib_resume(const struct form *form, const struct form_filling *f);

#endif
