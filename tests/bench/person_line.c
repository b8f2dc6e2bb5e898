/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person_line.h"

bool person_line_split(char *line, char *part[PERSON_PARTS])
{
	static const char *const between[] = {", ", " | ", " | ", " | "};

	part[0] = line;
	for (int i = 0; i + 1 < PERSON_PARTS; i++) {
		part[i + 1] = strstr(part[i], between[i]);
		if (!part[i + 1])
			return false;
		*part[i + 1] = '\0';
		part[i + 1] += strlen(between[i]);
	}
	part[PERSON_CITY][strcspn(part[PERSON_CITY], "\n")] = '\0';
	return true;
}
