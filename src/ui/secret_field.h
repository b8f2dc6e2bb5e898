/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_SECRET_FIELD_H
#define UI_SECRET_FIELD_H

#include "ui/screen.h"

#include "base/base.h"

/*
 * One line that is not shown: a star for each character.  Keys edit it as any line, but
 * without undo, and what is typed lies only in its struct secret, from where the caller reads
 * it.  A paste goes in up to its first new line.  Starts as {0}, ends with
 * ui_secret_field_release.
 */
struct ui_secret_field {
	struct secret text;
	size_t cursor; /* a byte, between two characters */
	bool is_shown; /* the characters themselves, for what must be compared with paper */
};

void ui_secret_field_release(struct ui_secret_field *f); /* wipes; empty again */
/* UI_FIELD or UI_NOTHING; UI_FIELD or UI_IGNORED. */
unsigned ui_secret_field_type(struct ui_secret_field *f, const char *text, size_t len);
unsigned ui_secret_field_request(struct ui_secret_field *f, enum ui_request r);
void ui_secret_field_draw(struct app *a, const struct ui_secret_field *f,
			  const struct ui_area *area, bool has_focus);
int ui_secret_field_count(const struct ui_secret_field *f); /* characters */

#endif
