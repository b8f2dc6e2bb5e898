/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_TYPED_H
#define FORM_TYPED_H

#include "form/model.h"

/*
 * Whether a text, which is not empty, has the shape that the type of the row asks for; made what
 * is stored ("2,5" is "2.5").  Defaults and answers alike.  Of choices it knows nothing.
 */
bool form_typed_fits(const struct form_row *row, struct str *text);

#endif
