/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters that look for one of many choices; the ten first keep their digits. */
#include "ui/sheet_inner.h"

bool sheet_is_long(const struct sheet_field *f)
{
	return sheet_is_choice(f) && f->count > UI_SHEET_DIGITS_MOST;
}

bool sheet_passes(const struct sheet_field *f, int index)
{
	struct str label = STR_INIT, typed = STR_INIT;
	bool passes;

	if (!sheet_is_long(f) || ui_editor_is_empty(&f->editor))
		return true;
	text_fold(&label, f->labels[index], strlen(f->labels[index]));
	text_fold(&typed, f->editor.text.bytes, f->editor.text.len);
	text_trim(&typed);
	passes = strstr(label.bytes, typed.bytes) != NULL;
	str_release(&label);
	str_release(&typed);
	return passes;
}

int sheet_passing(const struct sheet_field *f, int index)
{
	int n = 0;

	for (int i = 0; i < index; i++)
		n += sheet_passes(f, i);
	return n;
}

void sheet_choice_step(struct sheet_field *f, int step)
{
	int by = step < 0 ? -1 : 1, at = step == 0 ? 0 : f->at + by;

	while (at >= 0 && at < f->count && !sheet_passes(f, at))
		at += by;
	if (at >= 0 && at < f->count)
		f->at = at;
}

void sheet_search_clear(struct sheet_field *f)
{
	if (sheet_is_long(f))
		ui_editor_set(&f->editor, "");
}

static unsigned searched(struct sheet_field *f, unsigned flags)
{
	if (!(flags & UI_FIELD))
		return flags;
	sheet_choice_step(f, 0);
	f->has_moved = !ui_editor_is_empty(&f->editor);
	return UI_REDRAW;
}

unsigned sheet_search_request(struct sheet_field *f, enum ui_request r)
{
	return sheet_is_long(f) ? searched(f, ui_editor_request(&f->editor, r)) : UI_IGNORED;
}

unsigned sheet_search_type(struct sheet_field *f, const char *text, size_t len)
{
	return sheet_is_long(f) ? searched(f, ui_editor_type(&f->editor, text, len)) : UI_NOTHING;
}
