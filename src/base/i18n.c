/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const char *chosen = "en";

/* The first locale of the table that this machine has; every Debian has C.UTF-8. */
static void set_first(int category, const char *const names[])
{
	for (size_t i = 0; names[i]; i++)
		if (setlocale(category, names[i]))
			return;
}

static void set_locale(void)
{
	static const char *const utf8[] = {"C.UTF-8", "C.utf8", "nl_NL.UTF-8",
					   "en_US.UTF-8", NULL};
	static const char *const messages[] = {
		"nl_NL.UTF-8", "en_US.UTF-8", "en_GB.UTF-8", "C.UTF-8", "C.utf8", NULL};
	const char *now;

	/* Letters and messages only: the other ten categories stay "C", since dates and numbers
	 * are written by our own rules, and loading them takes a tenth of the time to start. */
	if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		set_first(LC_CTYPE, utf8);
	/* gettext translates nothing in "C", whatever LANGUAGE says (newer C libraries:
	 * nor in C.UTF-8) */
	now = setlocale(LC_MESSAGES, "");
	if (!now || now[0] == 'C' || strcmp(now, "POSIX") == 0)
		set_first(LC_MESSAGES, messages);
}

void i18n_start(const char *language, const char *folder)
{
	chosen = language && strcmp(language, "nl") == 0 ? "nl" : "en";
	set_locale();
	/* failing leaves English standing, which can be worked with */
	(void)setenv("LANGUAGE", chosen, 1);
	if (folder)
		(void)bindtextdomain("trede", folder);
	(void)bind_textdomain_codeset("trede", "UTF-8");
	(void)textdomain("trede");
}

const char *i18n_language(void)
{
	return chosen;
}
