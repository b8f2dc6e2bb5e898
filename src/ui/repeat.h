/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_REPEAT_H
#define UI_REPEAT_H

#include "ui/sitting.h"

/*
 * What repeat.c (what is done to a list of instances) and repeat_draw.c (how it is told) share.
 * s->spot is the list; index is a line of it, from 0.
 */
enum ui_repeat_line { UI_REPEAT_INSTANCE, UI_REPEAT_ADD, UI_REPEAT_ON };

int ui_repeat_line_count(const struct ui_sitting *s);
/* *instance: FORM_NONE on a line that is none. */
enum ui_repeat_line ui_repeat_line(const struct ui_sitting *s, int index, int *instance);
bool ui_repeat_may_change(const struct ui_sitting *s);
void ui_repeat_list_begin(struct ui_sitting *s); /* the lines of this list, drawn */
/* "The number follows from question 12." */
void ui_repeat_reason_add(const struct ui_sitting *s, struct str *out);

#endif
