/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys.h"

#include <ctype.h>
#include <curses.h>
#include <term.h>

/* Names of keys, and what terminfo calls the bytes that they send. */
static const struct {
	const char *name, *capability;
} special[] = {
	{"Up", "kcuu1"},    {"Down", "kcud1"},	{"Left", "kcub1"},   {"Right", "kcuf1"},
	{"Home", "khome"},  {"End", "kend"},	{"PgUp", "kpp"},     {"PgDn", "knp"},
	{"Ins", "kich1"},   {"Del", "kdch1"},	{"S-Tab", "kcbt"},   {"S-Up", "kri"},
	{"S-Down", "kind"}, {"S-Left", "kLFT"}, {"S-Right", "kRIT"},
};

static const struct {
	const char *name, *bytes;
} plain[] = {
	{"Enter", "\r"}, {"Esc", "\033"}, {"Tab", "\t"},	 {"BS", "\177"},
	{"Space", " "},	 {"lt", "<"},	  {"M-Enter", "\033\r"},
};

static char *capability_bytes(const char *capability, const char *terminal)
{
	TERMINAL *before = cur_term, *mine = NULL;
	char *bytes = NULL;
	int problem;

	if (setupterm(terminal, 1, &problem) == OK) {
		mine = cur_term;
		char *found = tigetstr(capability);
		if (found && found != (char *)-1)
			bytes = harness_format("%s", found);
	}
	set_curterm(before);
	if (mine)
		del_curterm(mine);
	return bytes;
}

/* C-a to C-z and C-\ C-] C-^ C-_ C-@; M- and one character. */
static char *with_modifier(const char *name)
{
	size_t n = strlen(name);

	if (n == 3 && name[0] == 'C' &&
	    (isalpha((unsigned char)name[2]) || strchr("\\]^_[", name[2])))
		return harness_format("%c", toupper((unsigned char)name[2]) & 0x1f);
	if (n >= 3 && name[0] == 'M')
		return harness_format("\033%s", name + 2);
	return NULL;
}

char *key_bytes(const char *name, const char *terminal)
{
	const char *known = terminal && *terminal ? terminal : "xterm-256color";
	char capability[16];

	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (strcmp(name, plain[i].name) == 0)
			return harness_format("%s", plain[i].bytes);
	for (size_t i = 0; i < sizeof special / sizeof *special; i++)
		if (strcmp(name, special[i].name) == 0)
			return capability_bytes(special[i].capability, known);
	if (name[0] == 'F' && isdigit((unsigned char)name[1])) {
		snprintf(capability, sizeof capability, "kf%.3s", name + 1);
		return capability_bytes(capability, known);
	}
	return name[0] && name[1] == '-' ? with_modifier(name) : NULL;
}
