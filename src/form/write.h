/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_WRITE_H
#define FORM_WRITE_H

#include "form/model.h"

/*
 * A form's file, written in the one layout or the other.  Both hold all that the file holds, also
 * what this program does not use: rows that are a remark, unknown columns and settings, media,
 * sheets that it does not know; and in the same order.  Only YAML's own comments go.
 *
 *   FLAT    what yxf makes a workbook of: every row a flat mapping, every value text, begin and end
 *           rows, label::Nederlands (nl), rows with list_name, yxf: headers
 *   NESTED  what people write: questions inside their group, texts by code of the language (by
 *           its name when it has none), choices under the name of their list.  What cannot be said
 *           so stays flat: texts when a language has no name or its name can mean another, a list
 *           whose choices stand apart, a group whose end row says more
 *
 * Reading what was written gives the same form: the same rows, texts, choices and expressions.
 */
enum form_layout { FORM_FLAT, FORM_NESTED };

/*
 * bytes is read as form_read reads it, with its bounds; out is replaced.  False when it has
 * mistakes, or holds what the layout cannot: problems say what and where, and out is empty.  What a
 * form that is right is only warned of is not said here.  Writing is checked by reading it again.
 */
bool form_write(const char *bytes, size_t len, enum form_layout layout,
		const struct form_files *files, struct str *out, struct form_problems *problems);

#endif
