/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

enum { DEPTH_LIMIT = 64 };

static void *take(size_t size)
{
	return mem_resize(NULL, size, 1);
}

void json_start(void)
{
	json_set_alloc_funcs(take, free);
}

/* Deepest nesting of brackets outside texts: jansson's own limit, 2048, is fixed. */
int json_text_depth(const char *bytes, size_t len)
{
	int depth = 0, most = 0;
	bool in_text = false;

	for (size_t i = 0; i < len; i++) {
		char c = bytes[i];

		if (in_text && c == '\\')
			i++;
		else if (c == '"')
			in_text = !in_text;
		else if (!in_text && (c == '[' || c == '{') && ++depth > most)
			most = depth;
		else if (!in_text && (c == ']' || c == '}'))
			depth--;
		if (most > DEPTH_LIMIT)
			break;
	}
	return most;
}

enum err json_text_read(const char *bytes, size_t len, json_t **out, struct error *e)
{
	json_error_t why;

	*out = NULL;
	if (json_text_depth(bytes, len) > DEPTH_LIMIT)
		return error_set(e, ERR_INVALID,
				 _("This JSON is nested more than %d levels deep."),
				 DEPTH_LIMIT);
	*out = json_loadb(bytes ? bytes : "", len, JSON_REJECT_DUPLICATES, &why);
	if (*out)
		return OK;
	error_set(e, ERR_INVALID, _("This JSON cannot be read: see line %d, column %d."),
		  why.line, why.column);
	/* jansson's own text quotes what stood there, which may be hers */
	error_detail(e, "jansson code %d", (int)json_error_code(&why));
	return ERR_INVALID;
}

static int add_piece(const char *bytes, size_t len, void *data)
{
	str_add_bytes(data, bytes, len);
	return 0;
}

/* jansson would refuse the whole text for one byte. */
static void add_repaired(struct str *out, const char *text)
{
	size_t len = strlen(text);

	for (size_t at = 0; at < len;) {
		uint32_t code;

		at += (size_t)text_decode(text + at, len - at, &code);
		text_encode(out, code);
	}
}

static void add_escaped(struct str *out, char c)
{
	static const char short_forms[] = "\bb\ff\nn\rr\tt\"\"\\\\";
	const char *form = short_forms;

	while (*form != '\0' && *form != c)
		form += 2;
	if (*form != '\0')
		str_addf(out, "\\%c", form[1]);
	else
		str_addf(out, "\\u%04X", (unsigned)c);
}

static void add_quoted(struct str *out, const char *text, size_t len)
{
	str_add_char(out, '"');
	for (size_t begin = 0, at = 0; at <= len; at++) {
		if (at < len && (unsigned char)text[at] >= ' ' && text[at] != '"' && text[at] != '\\')
			continue;
		str_add_bytes(out, text + begin, at - begin);
		if (at < len)
			add_escaped(out, text[at]);
		begin = at + 1;
	}
	str_add_char(out, '"');
}

static void add_object(struct str *out, const json_t *object)
{
	const json_t *value;
	const char *key, *between = "";

	str_add_char(out, '{');
	json_object_foreach((json_t *)(uintptr_t)object, key, value) {
		str_add(out, between);
		add_quoted(out, key, strlen(key));
		str_add_char(out, ':');
		json_text_write(out, value);
		between = ",";
	}
	str_add_char(out, '}');
}

static void add_array(struct str *out, const json_t *array)
{
	const json_t *value;
	size_t i;

	str_add_char(out, '[');
	json_array_foreach(array, i, value) {
		if (i > 0)
			str_add_char(out, ',');
		json_text_write(out, value);
	}
	str_add_char(out, ']');
}

/* As jansson has it, which looks for circles in whatever it writes: half of what an import cost. */
void json_text_write(struct str *out, const json_t *value)
{
	if (json_is_object(value))
		add_object(out, value);
	else if (json_is_array(value))
		add_array(out, value);
	else if (json_is_string(value))
		add_quoted(out, json_string_value(value), json_string_length(value));
	else
		(void)json_dump_callback(value, add_piece, out, JSON_COMPACT | JSON_ENCODE_ANY);
}

void json_text_quote(struct str *out, const char *text)
{
	struct str good = STR_INIT;

	if (!text_is_utf8(text, strlen(text))) {
		add_repaired(&good, text);
		text = good.bytes;
	}
	add_quoted(out, text, strlen(text));
	str_release(&good);
}

void json_text_pretty(struct str *out, const json_t *value)
{
	(void)json_dump_callback(value, add_piece, out, JSON_INDENT(2) | JSON_ENCODE_ANY);
}

const char *json_at_text(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

int64_t json_at_int(const json_t *object, const char *key, int64_t otherwise)
{
	const json_t *value = json_object_get(object, key);

	return json_is_integer(value) ? json_integer_value(value) : otherwise;
}

bool json_at_true(const json_t *object, const char *key)
{
	return json_is_true(json_object_get(object, key));
}

static json_t *repaired(const char *text)
{
	struct str good = STR_INIT;
	json_t *value;

	add_repaired(&good, text);
	value = json_stringn(good.bytes, good.len);
	str_release(&good);
	return value;
}

json_t *json_of_text(const char *text)
{
	if (!text)
		text = "";
	return text_is_utf8(text, strlen(text)) ? json_string(text) : repaired(text);
}

void json_put_text(json_t *object, const char *key, const char *text)
{
	if (!text_is_empty(text))
		json_object_set_new(object, key, json_of_text(text));
}
