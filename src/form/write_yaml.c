/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>

#include "form/write_part.h"

/* How a text can stand in a file. */
struct shape {
	bool is_plain_safe; /* no character that wants an escape, a line break not being
			       one */
	bool has_break;
};

/* What libyaml does not take as it is, and line breaks that people cannot see. */
static bool wants_escape(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 ||
	       code == 0x2029 || code == 0xfeff || code == 0xfffe || code == 0xffff ||
	       code == 0xfffd;
}

static struct shape shape_of(const char *text, size_t len)
{
	struct shape shape = {true, false};
	uint32_t code;

	for (size_t at = 0; at < len;) {
		at += (size_t)text_decode(text + at, len - at, &code);
		if (code == '\n')
			shape.has_break = true;
		else if (wants_escape(code))
			shape.is_plain_safe = false;
	}
	return shape;
}

/* What YAML 1.1 takes for something else than text. */
static bool is_word(const char *text)
{
	static const char *const words[] = {"yes", "no", "true", "false", "on", "off",
					    "y",   "n",	 "null", "~",	  "=",	NULL};

	for (const char *const *word = words; *word; word++) {
		if (!strcasecmp(*word, text))
			return true;
	}
	return false;
}

static bool is_number(const char *text)
{
	return (isdigit((unsigned char)*text) || strchr("+-.", *text)) &&
	       text[strspn(text, "0123456789+-._:,eExXoOabcdefABCDEFTtZz infINFNA")] ==
		       '\0';
}

static bool is_plain(const struct form_writer *w, const char *text, size_t len)
{
	if (!len || strchr("-?:,[]{}#&*!|>'\"%@` \t=~", *text) || text[len - 1] == ' ' ||
	    text[len - 1] == ':' || strstr(text, ": ") || strstr(text, " #"))
		return false;
	if (text_begins(text, "...") || text_begins(text, "<<"))
		return false;
	return w->layout == FORM_NESTED || (!is_word(text) && !is_number(text));
}

static void add_single(struct str *out, const char *text)
{
	str_add_char(out, '\'');
	for (; *text; text++) {
		if (*text == '\'')
			str_add_char(out, '\'');
		str_add_char(out, *text);
	}
	str_add_char(out, '\'');
}

static void add_escape(struct str *out, uint32_t code)
{
	if (code == '\n')
		str_add(out, "\\n");
	else if (code == '\t')
		str_add(out, "\\t");
	else if (code == '\r')
		str_add(out, "\\r");
	else if (code <= 0xff)
		str_addf(out, "\\x%02X", (unsigned)code);
	else
		str_addf(out, "\\u%04X", (unsigned)code);
}

static void add_double(struct str *out, const char *text, size_t len)
{
	str_add_char(out, '"');
	for (size_t at = 0; at < len;) {
		uint32_t code;
		int used = text_decode(text + at, len - at, &code);

		if (wants_escape(code)) {
			add_escape(out, code);
		} else {
			if (code == '"' || code == '\\')
				str_add_char(out, '\\');
			str_add_bytes(out, text + at, (size_t)used);
		}
		at += (size_t)used;
	}
	str_add_char(out, '"');
}

static void add_line(const struct form_writer *w, const char *text)
{
	size_t len = strlen(text);
	struct shape shape = shape_of(text, len);

	if (!shape.is_plain_safe || shape.has_break)
		add_double(w->out, text, len);
	else if (is_plain(w, text, len))
		str_add_bytes(w->out, text, len);
	else
		add_single(w->out, text);
}

/* As a block every line is kept as it is; one that begins with blanks, or holds nothing
 * else, would not be. */
static bool is_block(const char *text, size_t len)
{
	struct shape shape = shape_of(text, len);

	if (!shape.has_break || !shape.is_plain_safe || strchr(" \n", *text) ||
	    (len > 1 && text[len - 1] == '\n' && text[len - 2] == '\n'))
		return false;
	for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++) {
		const char *blank = at + 1 + strspn(at + 1, " ");

		if (at[1] == ' ' && (*blank == '\n' || *blank == '\0'))
			return false;
	}
	return true;
}

static void add_block(const struct form_writer *w, int indent, const char *text,
		      size_t len)
{
	str_add(w->out, text[len - 1] == '\n' ? "|\n" : "|-\n");
	while (*text) {
		size_t line = strcspn(text, "\n");

		if (line)
			str_pad(w->out, indent);
		str_add_bytes(w->out, text, line);
		str_add_char(w->out, '\n');
		text += line + (text[line] == '\n');
	}
}

/* libyaml looks no further than this for the colon behind a key. */
enum { KEY_BYTES = 512 };

void form_yaml_key(struct form_writer *w, int indent, enum form_yaml_place place,
		   const char *key)
{
	bool is_long = strlen(key) > KEY_BYTES;

	str_pad(w->out, place == FORM_YAML_FIRST ? indent - 2 : indent);
	str_add(w->out, place == FORM_YAML_FIRST ? "- " : "");
	str_add(w->out, is_long ? "? " : "");
	add_line(w, key);
	if (is_long) {
		str_add_char(w->out, '\n');
		str_pad(w->out, indent);
	}
	str_add_char(w->out, ':');
}

void form_yaml_text(struct form_writer *w, int indent, const char *text)
{
	size_t len = strlen(text);

	if (len)
		str_add_char(w->out, ' ');
	if (len && is_block(text, len)) {
		add_block(w, indent + 2, text, len);
		return;
	}
	if (len)
		add_line(w, text);
	str_add_char(w->out, '\n');
}

void form_yaml_member(struct form_writer *w, int indent, enum form_yaml_place place,
		      const char *key, const char *text)
{
	form_yaml_key(w, indent, place, key);
	form_yaml_text(w, indent, text);
}

void form_yaml_item(struct form_writer *w, int indent, const char *text)
{
	str_pad(w->out, indent);
	str_add(w->out, "- ");
	add_line(w, text);
	str_add_char(w->out, '\n');
}

bool form_yaml_is_key(const char *text)
{
	size_t len = strlen(text);

	return len > 0 && len < KEY_BYTES / 4 && !isspace((unsigned char)*text) &&
	       !isspace((unsigned char)text[len - 1]) && !text_equal(text, "<<");
}
