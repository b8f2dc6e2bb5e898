/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test_ui.h"

#include "base/base.h"

int main(void)
{
	const char *share = getenv("TREDE_SHARE");
	struct str folder = STR_INIT;
	int failed;

	str_addf(&folder, "%s/locale", share ? share : ".");
	i18n_start("nl", folder.bytes);
	str_release(&folder);
	failed = test_editor();
	failed += test_list();
	failed += test_keymap();
	failed += test_field();
	failed += test_paint();
	failed += test_secret_field();
	failed += test_busy();
	failed += test_words();
	failed += test_figure();
	failed += test_finder();
	return failed > 0;
}
