/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text

/*
 * Sets locale and language once, before any text: LC_CTYPE must be UTF-8, else C.UTF-8 is taken;
 * language is "nl" or "en"; translations are looked for in folder.
 * Source texts are English.
 */
void i18n_start(const char *language, const char *folder);
const char *i18n_language(void); /* "nl" or "en" */

#endif
