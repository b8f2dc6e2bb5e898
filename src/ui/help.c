/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of the screen on top, made from the keymap, under what that screen has to say
 * itself. */
#include "ui/app.h"
#include "ui/pager.h"
#include "ui/screens.h"

void ui_help_push(struct app *a)
{
	const struct ui_screen *s = &a->screens[a->depth - 1];
	struct str text = STR_INIT, keys = STR_INIT;

	if (s->ops->help)
		s->ops->help(a, s->data, &text);
	ui_keymap_help(ui_keymap_now(a), a->theme.is_ascii, &keys);
	if (text.len)
		str_add(&text, "\n\n");
	str_add(&text, keys.bytes);
	ui_pager_push(a, _("Help"), text.bytes, true);
	str_release(&text);
	str_release(&keys);
}
