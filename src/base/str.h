/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stddef.h>

/*
 * A growing string.  bytes is never NULL and always has a NUL at bytes[len], so it can be handed
 * to anything that wants a C string.  Start with STR_INIT, end with str_release.
 */
struct str {
	char *bytes;
	size_t len;
	size_t room; /* 0 while bytes is the shared empty string */
};

extern char str_empty[1];
#define STR_INIT {str_empty, 0, 0}

void str_release(struct str *s); /* frees; usable again as empty */
void str_reset(struct str *s);   /* empty, keeps its memory */
void str_set(struct str *s, const char *text);
void str_add(struct str *s, const char *text); /* NULL adds nothing */
void str_add_bytes(struct str *s, const char *bytes, size_t len);
void str_add_char(struct str *s, char c);
void str_addf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_vaddf(struct str *s, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));
void str_insert(struct str *s, size_t at, const char *bytes, size_t len);
void str_remove(struct str *s, size_t at, size_t len);
void str_cut(struct str *s, size_t len); /* shorter; len <= s->len */
void str_pad(struct str *s, int columns); /* adds n blanks; none when columns <= 0 */
char *str_detach(struct str *s);         /* the caller owns it; s is empty again */

#endif
