/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_GATE_H
#define BASE_GATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct str;

/*
 * The output gate: the one way for a byte of data to a terminal, a message or a title.  What could
 * drive a terminal or hide text gets a visible stand-in, U+FFFD, of one column each:
 * C0, DEL and C1 (also as C2 80..9F), line and paragraph separator, private use, unassigned,
 * surrogates, noncharacters, bytes that are not UTF-8, what wcwidth does not know, and every format
 * character: bidi controls (U+061C, 200E-F, 202A-E, 2066-9), zero width (U+200B, 2060-4, FEFF),
 * tags, the soft hyphen.
 * Of formats only signs that are seen stay (U+0600-5, 06DD, ...), and joiners (U+200C-D) between
 * letters of scripts that use them.  Also refused: blank letters (U+115F-60, 3164, FFA0), emoji
 * modifiers and the variation selectors U+E0100-EF.  Text and emoji presentation (U+FE0E-F) is
 * left out: it changes a width behind the back of curses.
 * At most 4 marks without a width stay on one base (what a curses cell holds), the rest is left
 * out; a mark without a base, at the begin of a text or of a line, gets U+25CC under it.
 * The list follows what terminals were seen to obey: git CWE-150, CVE-2024-58251, CVE-2022-45063,
 * CVE-2021-33477.
 */
enum gate_mode {
	GATE_LINE, /* a newline and a tab become one blank */
	GATE_TEXT  /* newline stays, a tab becomes one blank */
};

/* Whether code gets a stand-in wherever it stands (a joiner does where it joins nothing). */
bool gate_is_refused(uint32_t code);

void gate_add(struct str *out, const char *bytes, size_t len, enum gate_mode mode);

/* Writes to a stream: through the gate when it is a terminal, as it is when it is a file. */
void gate_write(FILE *stream, const char *bytes, size_t len);

/* One line "trede: <text>" on standard error, always gated. */
void gate_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
