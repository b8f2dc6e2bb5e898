/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>

#include "base/error.h"

struct str;

/* JSON is jansson's; these are the few things every reader and writer of a body needs. */
void json_start(void); /* once, before all else: what jansson asks for is memory that is always there */
enum err json_text_read(const char *bytes, size_t len, json_t **out, struct error *e); /* object or array, depth <= 64; caller decrefs */
int json_text_depth(const char *bytes, size_t len); /* how deep brackets nest in it; past 64 no more is counted */
void json_text_write(struct str *out, const json_t *value); /* compact, keys in the order given; no circles */
void json_text_quote(struct str *out, const char *text); /* one text alone, as json_text_write has json_of_text(text) */
void json_text_pretty(struct str *out, const json_t *value); /* two blanks, for people */
const char *json_at_text(const json_t *object, const char *key);       /* "" when absent or not text; borrowed */
int64_t json_at_int(const json_t *object, const char *key, int64_t otherwise);
bool json_at_true(const json_t *object, const char *key);
json_t *json_of_text(const char *text); /* NULL is ""; bytes that are not UTF-8 are U+FFFD; the caller's */
void json_put_text(json_t *object, const char *key, const char *text); /* nothing when text is empty or NULL */

#endif
