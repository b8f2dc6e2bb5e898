/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_KEYS_H
#define TESTS_KEYS_H

/* Apart from inside.h because <term.h>, which keys.c needs, has a struct term of its own.
 */

/* Bytes of the named key ("F1", "C-p") for the terminal; NULL when there is no such key.
 */
char *key_bytes(const char *name, const char *terminal);

void *harness_need(void *memory); /* ends the run when there is none */
char *harness_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
