/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/theme.h"

#include <strings.h>

#include "ui/ncurses.h"

static const char *const marks_drawn[UI_MARK_COUNT] = {
	"\342\234\223",
	"!",
	"\342\234\227",
	">",
	"\302\267",
	"\342\224\200",
	"\342\224\202",
	"\342\224\254",
	"\342\206\222",
	"\342\227\217",
};
/* The Linux console's font has lines and the dot but no check mark. */
static const char *const marks_console[UI_MARK_COUNT] = {
	"*",
	"!",
	"x",
	">",
	"\302\267",
	"\342\224\200",
	"\342\224\202",
	"\342\224\254",
	"\342\206\222",
	"#",
};
static const char *const marks_ascii[UI_MARK_COUNT] = {
	"*", "!", "x", ">", "-", "-", "|", "+", "->", "#",
};

enum { PAIR_WARN = 1, PAIR_FOCUS, PAIR_HEAD };

static void colours_add(struct ui_theme *t)
{
	if (!has_colors() || start_color() == ERR || use_default_colors() == ERR)
		return;
	init_pair(PAIR_WARN, COLOR_RED, -1);
	init_pair(PAIR_FOCUS, COLOR_CYAN, -1);
	init_pair(PAIR_HEAD, COLOR_BLUE, -1);
	t->attributes[UI_WARN] |= COLOR_PAIR(PAIR_WARN);
	t->attributes[UI_FOCUS] |= COLOR_PAIR(PAIR_FOCUS);
}

void ui_theme_init(struct ui_theme *t, bool is_ascii, bool is_monochrome)
{
	const char *term = getenv("TERM");
	bool is_console = term && strncmp(term, "linux", 5) == 0;
	const char *const *marks = is_ascii	? marks_ascii
				   : is_console ? marks_console
						: marks_drawn;

	*t = (struct ui_theme){.is_ascii = is_ascii};
	for (int i = 0; i < UI_MARK_COUNT; i++)
		t->marks[i] = marks[i];
	t->attributes[UI_STRONG] = A_BOLD;
	t->attributes[UI_FOCUS] = A_BOLD;
	t->attributes[UI_WARN] = A_BOLD;
	t->attributes[UI_HEAD] = A_BOLD;
	if (!is_monochrome && !getenv("NO_COLOR"))
		colours_add(t);
}

bool ui_theme_needs_ascii(const char *term, const char *locale)
{
	static const char *const plain[] = {"vt100", "vt102", "vt220",
					    "ansi",  "dumb",  "cons25"};

	for (size_t i = 0; term && i < sizeof plain / sizeof *plain; i++) {
		if (strcmp(term, plain[i]) == 0)
			return true;
	}
	if (!locale)
		return true;
	return !strcasestr(locale, "utf-8") && !strcasestr(locale, "utf8");
}
