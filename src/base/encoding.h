/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_ENCODING_H
#define BASE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str;

/*
 * Text files as office programs write them, in pieces: which encoding it is, and the same as UTF-8.
 *
 *	struct encoding_guess guess = {0};
 *	encoding_look(&guess, piece, len);          for every piece
 *	from = encoding_guessed(&guess, &mark);
 */
enum encoding { ENCODING_UTF8, ENCODING_UTF16_LE, ENCODING_UTF16_BE, ENCODING_WINDOWS_1252 };

struct encoding_guess { /* starts zeroed; encoding.c's own */
	unsigned char first[3];
	int first_count, wanted; /* wanted: bytes that a character still lacks */
	int64_t good, bad;       /* characters of two bytes and more; bytes that are none */
};
void encoding_look(struct encoding_guess *g, const char *bytes, size_t len);
/*
 * A mark decides; without one UTF-8 when at least as many of its characters are good as bytes are not,
 * else Windows-1252 (Latin-1 is part of it).  *mark: bytes of the mark, to be passed over.
 */
enum encoding encoding_guessed(const struct encoding_guess *g, size_t *mark);

/*
 * Adds bytes as UTF-8 to out and returns how many were used: all, but for a character that the end of the
 * piece cuts through (not when is_last).  What is no character comes out as bytes that are no UTF-8, so
 * that whoever checks the text finds its place.
 */
size_t encoding_decode(enum encoding from, const char *bytes, size_t len, bool is_last,
		       struct str *out);
/* A whole file as UTF-8, without its mark. */
void encoding_text(const char *bytes, size_t len, struct str *out);

#endif
