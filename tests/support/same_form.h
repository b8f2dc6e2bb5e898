/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_SUPPORT_SAME_FORM_H
#define TESTS_SUPPORT_SAME_FORM_H

#include "form/form.h"

/*
 * Are two forms the same form?  Where the rows stand in the file does not count, nor in which order
 * languages and filter columns are known, since both are named.  When they are not, why says what
 * differs (it is replaced).
 */
bool same_form(const struct form *a, const struct form *b, struct str *why);

/*
 * Do two files hold the same cells, whatever their layout: of each row of the survey, what stands
 * in all columns but type and those with texts; all remarks; all names, filters and media of
 * choices.  So expressions are compared as they are written, and what no form keeps as well.
 */
bool same_cells(const struct str *a, const struct str *b, struct str *why);

#endif
