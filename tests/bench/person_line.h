/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BENCH_PERSON_LINE_H
#define BENCH_PERSON_LINE_H

#include <stdbool.h>

/* "Family, Given | 1981-05-03 | 2516 AB | Den Haag", as gen_people.py and gen_names.py --lines have it. */
enum { PERSON_FAMILY, PERSON_GIVEN, PERSON_BIRTH, PERSON_POSTCODE, PERSON_CITY, PERSON_PARTS };

/* Cuts the line in place; false when it is not so. */
bool person_line_split(char *line, char *part[PERSON_PARTS]);

#endif
