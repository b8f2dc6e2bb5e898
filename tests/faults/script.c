/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script.h"

#include <errno.h>

#include "base/base.h"

static char *keep(struct script *s, char *text)
{
	VEC_ROOM(s->texts, s->text_count, s->text_room);
	s->texts[s->text_count++] = text;
	return text;
}

static struct script_key *add(struct script *s)
{
	VEC_ROOM(s->keys, s->count, s->room);
	s->keys[s->count] = (struct script_key){0};
	return &s->keys[s->count++];
}

/* Length of the key at p: <Name> or one character. */
static size_t key_length(const char *p)
{
	const char *end = *p == '<' ? strchr(p, '>') : NULL;
	size_t n = 1;

	if (end)
		return (size_t)(end - p) + 1;
	while (((unsigned char)p[n] & 0xc0) == 0x80)
		n++;
	return n;
}

static void add_keys(struct script *s, const char *keys)
{
	for (size_t n; *keys; keys += n) {
		n = key_length(keys);
		add(s)->bytes = mem_bytes(keys, n);
	}
}

static void step_choose(struct script *s, const char *name, char *value, const char *keys)
{
	for (char *p = value; *p; p++)
		*p = *p == ',' ? ' ' : *p;
	add_keys(s, keys);
	struct script_key *last = &s->keys[s->count - 1];
	last->name = name;
	last->value = mem_text(value);
	last->whole = value;
}

static void step_type(struct script *s, const char *name, const char *leave,
		      const char *text)
{
	for (size_t at = 0; text[at];) {
		size_t n = key_length(text + at);
		struct script_key *key = add(s);
		key->bytes = text[at] == '<' ? mem_text("<lt>") : mem_bytes(text + at, n);
		at += n;
		key->name = name;
		key->value = mem_bytes(text, at);
		key->whole = text;
		key->is_typing = true;
	}
	add_keys(s, leave);
	struct script_key *last = &s->keys[s->count - 1];
	last->name = name;
	last->value = mem_text(text);
	last->whole = text;
}

static char *word(char **rest)
{
	char *at = *rest + strspn(*rest, " ");
	size_t n = strcspn(at, " ");

	*rest = at + n + (at[n] == ' ');
	at[n] = '\0';
	return at;
}

static bool step(struct script *s, char *line)
{
	char *what = word(&line);

	if (text_equal(what, "keys")) {
		add_keys(s, line);
	} else if (text_equal(what, "wait")) {
		add(s)->wait = mem_text(line);
	} else if (text_equal(what, "resume")) {
		free(s->resume);
		s->resume = mem_text(line);
	} else if (text_equal(what, "choose")) {
		char *name = keep(s, mem_text(word(&line)));
		char *value = keep(s, mem_text(word(&line)));
		step_choose(s, name, value, line);
	} else if (text_equal(what, "type")) {
		char *name = keep(s, mem_text(word(&line)));
		char *leave = keep(s, mem_text(word(&line)));
		step_type(s, name, leave, keep(s, mem_text(line)));
	} else {
		return false;
	}
	return true;
}

bool script_read(struct script *s, const char *path)
{
	FILE *f = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;
	bool good = f != NULL;

	*s = (struct script){0};
	if (!f)
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
	while (good && getline(&line, &room, f) >= 0) {
		line[strcspn(line, "\n")] = '\0';
		if (!*line || *line == '#')
			continue;
		good = step(s, line);
		if (!good)
			fprintf(stderr, "%s: no such step: %s\n", path, line);
	}
	free(line);
	if (f)
		fclose(f);
	return good;
}

void script_release(struct script *s)
{
	for (size_t i = 0; i < s->count; i++) {
		free(s->keys[i].bytes);
		free(s->keys[i].wait);
		free(s->keys[i].value);
	}
	for (size_t i = 0; i < s->text_count; i++)
		free(s->texts[i]);
	free(s->keys);
	free(s->texts);
	free(s->resume);
	*s = (struct script){0};
}
