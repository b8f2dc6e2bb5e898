/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str;

/*
 * UTF-8 text as people see it.  A place in a text is a byte offset on a grapheme boundary (UAX #29,
 * through utf8proc); a width is in terminal columns as ncurses counts them (wcwidth of the C
 * library, so LC_CTYPE must be a UTF-8 locale).
 */
bool text_equal(const char *a, const char *b);                /* NULL equals only NULL */
bool text_begins(const char *text, const char *with);
bool text_is_empty(const char *text);                         /* NULL or "" */
bool text_is_utf8(const char *bytes, size_t len);             /* valid, no surrogates, no NUL */
int text_decode(const char *text, size_t len, uint32_t *code); /* bytes used; 1 and U+FFFD if bad */
void text_encode(struct str *out, uint32_t code);
size_t text_next(const char *text, size_t len, size_t at);     /* end of the grapheme at 'at' */
size_t text_prev(const char *text, size_t len, size_t at);     /* begin of the one before 'at' */
size_t text_word_prev(const char *text, size_t len, size_t at); /* begin of the word before 'at' */
size_t text_word_next(const char *text, size_t len, size_t at); /* end of the word at or after 'at' */
int text_columns(const char *text, size_t len);
int text_grapheme_columns(const char *text, size_t len);        /* of one grapheme: 0, 1 or 2 (joined emoji: what curses draws) */

/* How many bytes, whole graphemes, fit in columns; *used gets the columns they take. */
size_t text_fit(const char *text, size_t len, int columns, int *used);

/*
 * One soft-wrapped line: bytes that belong on the line, broken after a blank where there is one
 * and at a grapheme otherwise.  *next gets where the following line starts (past the blank or the
 * newline), len when it was the last; a newline that ends the text starts no line.  columns >= 2.
 */
size_t text_wrap(const char *text, size_t len, int columns, size_t *next);

void text_nfc(struct str *s);       /* canonical composition; text that is not UTF-8 stays */
void text_trim(struct str *s);      /* blanks and newlines at both ends */
void text_lower(struct str *s);     /* Unicode simple lower case */
/* Adds the text as one searches: lower case, without accents and strokes (Łódź: lodz). */
void text_fold(struct str *out, const char *text, size_t len);
/* The same without anything that is no letter or digit: "E-mail" and "e mail" are email. */
void text_fold_bare(struct str *out, const char *text, size_t len);
bool text_is_rtl(const char *text, size_t len); /* first strong character is right-to-left */

/* Edit distance by bytes, at most limit + 1: for "did you mean". */
int text_distance(const char *a, const char *b, int limit);

#endif
