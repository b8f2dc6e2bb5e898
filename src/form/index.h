/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_INDEX_H
#define FORM_INDEX_H

#include "form/model.h"

/* For form_list_rows: a place for the index of each column of a list, and of its names. */
struct form_index **form_indexes_new(struct arena *arena, unsigned columns);

#endif
