/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "map/exchange.h"
#include "map/write.h"

#include "base/base.h"

enum { LINE_OCTETS = 75 };

struct card {
	const struct map_words *w;
	const struct map_record *r;
	struct map_secret secret;
	struct str *out;
};

/* RFC 6350, 3.2: at most 75 octets, the rest behind a blank on the next line; no character is cut. */
static void fold_add(struct str *out, const char *line, size_t len)
{
	size_t used = 0;

	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t bytes = (size_t)text_decode(line + at, len - at, &code);

		if (used + bytes > LINE_OCTETS) {
			str_add(out, "\r\n ");
			used = 1;
		}
		str_add_bytes(out, line + at, bytes);
		used += bytes;
		at += bytes;
	}
	str_add(out, "\r\n");
}

/* A value of text; signs that no line may hold become blanks. */
static void escape(struct str *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '\\' || *text == ',' || *text == ';')
			str_addf(out, "\\%c", *text);
		else if (*text == '\n')
			str_add(out, "\\n");
		else if (*text != '\r')
			str_add_char(out, (unsigned char)*text < ' ' || *text == 0x7f ? ' ' : *text);
	}
}

static const char *value_of(const struct card *c, enum map_field field)
{
	const char *text = c->r->values[field];

	return map_secret_hides(&c->secret, field, text) ? "" : text;
}

static void line_add(struct card *c, const char *begin, const char *text)
{
	struct str line = STR_INIT;

	if (*text != '\0') {
		str_add(&line, begin);
		escape(&line, text);
		fold_add(c->out, line.bytes, line.len);
	}
	str_release(&line);
}

/* An address on the web as a URI: no escapes, no blanks. */
static void url_add(struct card *c)
{
	const char *url = value_of(c, MAP_WEBSITE);
	struct str line = STR_INIT;

	str_addf(&line, "URL:%s", strstr(url, "://") ? "" : "https://");
	for (const char *at = url; *at != '\0'; at++)
		if ((unsigned char)*at > ' ' && *at != 0x7f)
			str_add_char(&line, *at);
	if (*url != '\0')
		fold_add(c->out, line.bytes, line.len);
	str_release(&line);
}

/* post box; more; street; town; region; postcode; country */
static void address_add(struct card *c)
{
	const char *parts[] = {value_of(c, MAP_STREET), value_of(c, MAP_CITY),
			       value_of(c, MAP_POSTCODE)};
	struct str line = STR_INIT;

	str_add(&line, "ADR;TYPE=work:;;");
	escape(&line, parts[0]);
	str_add_char(&line, ';');
	escape(&line, parts[1]);
	str_add(&line, ";;");
	escape(&line, parts[2]);
	str_add(&line, ";");
	if (*parts[0] != '\0' || *parts[1] != '\0' || *parts[2] != '\0')
		fold_add(c->out, line.bytes, line.len);
	str_release(&line);
}

static void categories_put(const struct card *c, enum map_field field, enum map_list list,
			   struct str *line)
{
	char *keys = mem_text(c->r->values[field]), *rest = NULL;

	for (char *key = strtok_r(keys, " ", &rest); key; key = strtok_r(NULL, " ", &rest)) {
		str_add(line, line->len > 0 ? "," : "CATEGORIES:");
		escape(line, map_word_label(c->w, list, key));
	}
	free(keys);
}

static void categories_add(struct card *c)
{
	struct str line = STR_INIT;

	categories_put(c, MAP_KINDS, MAP_LIST_KINDS, &line);
	categories_put(c, MAP_THEMES, MAP_LIST_THEMES, &line);
	if (line.len > 0)
		fold_add(c->out, line.bytes, line.len);
	str_release(&line);
}

/* What it does, and what there is no place for in a card, each under its name. */
static void note_add(struct card *c)
{
	static const enum map_field fields[] = {MAP_FOR_WHOM, MAP_CONTACT, MAP_TIMES, MAP_AREAS};
	struct str note = STR_INIT;

	str_add(&note, value_of(c, MAP_TASKS));
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (*value_of(c, fields[i]) != '\0')
			str_addf(&note, "%s%s: %s", note.len > 0 ? "\n" : "",
				 _(map_field_info(fields[i])->label), value_of(c, fields[i]));
	line_add(c, "NOTE:", note.bytes);
	str_release(&note);
}

void map_vcard(const struct map_words *w, const struct map_record *organisation, struct str *out)
{
	struct arena a = ARENA_INIT;
	struct card c = {.w = w, .r = organisation, .out = out};

	map_secret_of(&a, organisation, NULL, &c.secret);
	str_add(out, "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\n");
	if (*organisation->id != '\0')
		line_add(&c, "UID:urn:uuid:", organisation->id);
	line_add(&c, "FN:", organisation->values[MAP_NAME]);
	line_add(&c, "ORG:", organisation->values[MAP_NAME]);
	line_add(&c, "NICKNAME:", value_of(&c, MAP_OTHER_NAME));
	line_add(&c, "TEL;TYPE=work:", value_of(&c, MAP_PHONE));
	line_add(&c, "EMAIL;TYPE=work:", value_of(&c, MAP_EMAIL));
	url_add(&c);
	address_add(&c);
	categories_add(&c);
	note_add(&c);
	str_add(out, "END:VCARD\r\n");
	arena_release(&a);
}
