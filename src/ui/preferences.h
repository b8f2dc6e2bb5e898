/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_PREFERENCES_H
#define UI_PREFERENCES_H

#include <stdbool.h>

#include "base/base.h"

/*
 * What belongs to whoever sits at this laptop and not to the centre: language, later
 * colours and keys. Lines "name = value" in $XDG_CONFIG_HOME/trede/settings
 * (docs/format.md); a line that is not known stays.  It holds nothing about anybody.
 */
bool ui_preference_read(const char *name, struct str *out); /* false: not set */
enum err ui_preference_set(const char *name, const char *value, struct error *e);

#endif
