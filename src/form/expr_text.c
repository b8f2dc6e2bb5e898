/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_node.h"

/* Places in a text count characters (code points), never bytes. */
static size_t character_bytes(const char *at)
{
	size_t len = *at != '\0';

	while (((unsigned char)at[len] & 0xc0) == 0x80)
		len++;
	return len;
}

static size_t count_characters(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

/* Every new text costs steps, so that no expression can fill the memory. */
static enum err put_bytes(struct expr_eval *x, const char *bytes, size_t len,
			  struct form_value *out)
{
	enum err rc = expr_eval_charge(x, len / EXPR_BYTES_A_STEP);

	return rc != OK ? rc : expr_put_text(out, arena_bytes(x->arena, bytes, len));
}

EXPR_FUNCTION(string)
{
	(void)call;
	return expr_put_text(out, expr_text(x, &args[0]));
}

static enum err join(struct expr_eval *x, const struct expr_node *first,
		     const char *separator, struct form_value *out)
{
	struct expr_each each = EXPR_EACH(x, first);
	struct str all = STR_INIT;
	bool is_first = true;
	enum err rc = OK;

	while (rc == OK && expr_each_next(&each, out)) {
		size_t before = all.len;

		if (!is_first)
			str_add(&all, separator);
		is_first = false;
		str_add(&all, expr_text(x, out));
		rc = expr_eval_charge(x, (all.len - before) / EXPR_BYTES_A_STEP);
	}
	if (rc == OK)
		rc = each.rc;
	if (rc == OK)
		rc = put_bytes(x, all.bytes, all.len, out);
	str_release(&all);
	return rc;
}

EXPR_FUNCTION(concat)
{
	(void)args;
	return join(x, call->first, "", out);
}

EXPR_FUNCTION(join)
{
	enum err rc = expr_eval_node(x, call->first, out);

	(void)args;
	return rc != OK ? rc : join(x, call->first->next, expr_text(x, out), out);
}

/* Where mark stands in text; a search may try each place of one at each place of the other. */
static enum err find(struct expr_eval *x, const char *text, const char *mark, const char **at)
{
	enum { MARK_MOST = 256 }; /* longer ones are searched for in linear time */
	size_t len = strlen(text), mark_len = strlen(mark);
	size_t tries = mark_len < MARK_MOST ? mark_len : MARK_MOST;

	*at = memmem(text, len, mark, mark_len);
	return expr_eval_charge(x, (len / EXPR_BYTES_A_STEP) * (tries / EXPR_BYTES_A_STEP));
}

EXPR_FUNCTION(contains)
{
	const char *at;
	enum err rc = find(x, expr_text(x, &args[0]), expr_text(x, &args[1]), &at);

	(void)call;
	return rc != OK ? rc : expr_put_boolean(out, at != NULL);
}

EXPR_FUNCTION(starts_with)
{
	(void)call;
	return expr_put_boolean(
		out, text_begins(expr_text(x, &args[0]), expr_text(x, &args[1])));
}

EXPR_FUNCTION(ends_with)
{
	const char *text = expr_text(x, &args[0]), *end = expr_text(x, &args[1]);
	size_t len = strlen(text), end_len = strlen(end);

	(void)call;
	return expr_put_boolean(out,
				len >= end_len && strcmp(text + len - end_len, end) == 0);
}

EXPR_FUNCTION(substring_before)
{
	const char *text = expr_text(x, &args[0]), *at;
	enum err rc = find(x, text, expr_text(x, &args[1]), &at);

	(void)call;
	return rc != OK ? rc : put_bytes(x, text, at == NULL ? 0 : (size_t)(at - text), out);
}

EXPR_FUNCTION(substring_after)
{
	const char *mark = expr_text(x, &args[1]), *at;
	enum err rc = find(x, expr_text(x, &args[0]), mark, &at);

	(void)call;
	return rc != OK ? rc : expr_put_text(out, at == NULL ? "" : at + strlen(mark));
}

/* XPath's round: halves go up, also below zero. */
static double round_half_up(double number)
{
	return floor(number + 0.5);
}

/* From 1; the characters at places p with round(from) <= p < round(from) + round(len). */
EXPR_FUNCTION(substring)
{
	const char *text = expr_text(x, &args[0]), *from = NULL, *p;
	double first = round_half_up(form_value_number(&args[1]));
	double end = INFINITY, place = 1;

	if (call->count > 2)
		end = first + round_half_up(form_value_number(&args[2]));
	for (p = text; *p != '\0'; p += character_bytes(p), place++) {
		bool inside = place >= first && place < end;

		if (inside && from == NULL)
			from = p;
		if (!inside && from != NULL)
			break;
	}
	return from == NULL ? expr_put_text(out, "")
			    : put_bytes(x, from, (size_t)(p - from), out);
}

/* A place from 0 that counts from the end when it is negative, within 0..count. */
static size_t place_within(double place, size_t count)
{
	place = isnan(place) ? 0 : trunc(place);
	if (place < 0)
		place += (double)count;
	if (place < 0)
		return 0;
	return place > (double)count ? count : (size_t)place;
}

static const char *skip_characters(const char *p, size_t count)
{
	while (count-- > 0)
		p += character_bytes(p);
	return p;
}

EXPR_FUNCTION(substr)
{
	const char *text = expr_text(x, &args[0]), *from;
	size_t count = count_characters(text), end = count;
	size_t first = place_within(form_value_number(&args[1]), count);

	if (call->count > 2)
		end = place_within(form_value_number(&args[2]), count);
	if (end <= first)
		return expr_put_text(out, "");
	from = skip_characters(text, first);
	return put_bytes(x, from, (size_t)(skip_characters(from, end - first) - from),
			 out);
}

EXPR_FUNCTION(string_length)
{
	(void)call;
	return expr_put_number(out, (double)count_characters(expr_text(x, &args[0])));
}

EXPR_FUNCTION(normalize_space)
{
	struct str line = STR_INIT;
	bool gap = false;
	enum err rc;

	(void)call;
	for (const char *p = expr_text(x, &args[0]); *p != '\0'; p++) {
		if (expr_space(*p)) {
			gap = line.len > 0;
			continue;
		}
		if (gap)
			str_add_char(&line, ' ');
		gap = false;
		str_add_char(&line, *p);
	}
	rc = put_bytes(x, line.bytes, line.len, out);
	str_release(&line);
	return rc;
}

/* The place of the character at p in set, or -1; each comparison is paid for. */
static long place_in_set(struct expr_eval *x, const char *p, size_t len, const char *set,
			 enum err *rc)
{
	long place = 0;
	const char *s = set;

	for (; *s != '\0'; s += character_bytes(s), place++)
		if (strncmp(s, p, len) == 0)
			break;
	*rc = expr_eval_charge(x, 1 + (size_t)place / EXPR_BYTES_A_STEP);
	return *s == '\0' ? -1 : place;
}

EXPR_FUNCTION(translate)
{
	const char *from = expr_text(x, &args[1]), *to = expr_text(x, &args[2]);
	struct str result = STR_INIT;
	enum err rc = OK;

	(void)call;
	for (const char *p = expr_text(x, &args[0]); *p != '\0' && rc == OK;) {
		size_t len = character_bytes(p);
		long place = place_in_set(x, p, len, from, &rc);

		if (place < 0) {
			str_add_bytes(&result, p, len);
		} else if (rc == OK) {
			const char *with = skip_characters(to, (size_t)place);

			str_add_bytes(&result, with, character_bytes(with));
		}
		p += len;
	}
	if (rc == OK)
		rc = put_bytes(x, result.bytes, result.len, out);
	str_release(&result);
	return rc;
}

EXPR_FUNCTION(regex)
{
	const struct form_regex *regex = call->regex;
	int found;

	if (regex == NULL)
		regex = form_regex_compile(x->arena, expr_text(x, &args[1]), x->e);
	if (regex == NULL)
		return ERR_INVALID;
	found = form_regex_search(regex, expr_text(x, &args[0]), x->arena, &x->steps);
	if (found < 0)
		return expr_eval_charge(x, (size_t)x->steps + 1);
	return expr_put_boolean(out, found);
}
