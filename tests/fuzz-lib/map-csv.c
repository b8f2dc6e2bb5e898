/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A social map as CSV.  The parts of an input stand between bytes 0x1f.  The first is "p": each other one is a file of a
 * package, with its name on a line before it; else the next is a mapping ("Column: field", "Column: + field"; empty: none) and the one behind it a plain file.
 */
#include <stdlib.h>
#include <string.h>

#include "map.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	i18n_start("en", NULL);
	json_start();
	return 0;
}

enum { BETWEEN = 0x1f, FILES_MOST = 24, NAME_BYTES = 64, COLUMNS_MOST = 16 };

struct parts {
	struct map_file files[FILES_MOST];
	char names[FILES_MOST][NAME_BYTES];
	int count;
};

static void part_take(struct parts *p, const char *bytes, size_t len)
{
	if (p->count < FILES_MOST)
		p->files[p->count++] = (struct map_file){"part.csv", bytes, len};
}

static void parts_take(struct parts *p, const char *bytes, size_t len)
{
	const char *end;

	while ((end = memchr(bytes, BETWEEN, len)) != NULL) {
		part_take(p, bytes, (size_t)(end - bytes));
		len -= (size_t)(end + 1 - bytes);
		bytes = end + 1;
	}
	part_take(p, bytes, len);
}

/* The line before a file is its name. */
static void name_take(struct parts *p, int i)
{
	struct map_file *f = &p->files[i];
	const char *end = f->len ? memchr(f->bytes, '\n', f->len) : NULL;
	size_t len = end ? (size_t)(end - f->bytes) : 0;

	if (!end || len >= NAME_BYTES || !text_is_utf8(f->bytes, len))
		return;
	memcpy(p->names[i], f->bytes, len);
	*f = (struct map_file){p->names[i], end + 1, f->len - len - 1};
}

/* A line each: heading, ": ", "+ " when it joins, field; behind it "=" text ">" key. */
static void column_take(char *line, unsigned number, struct map_mapping *m,
			struct map_column *columns, struct map_value *values)
{
	char *field = strstr(line, ": "), *text, *key;
	struct map_column *c = &columns[m->count];

	if (!field || m->count == COLUMNS_MOST)
		return;
	*field = '\0';
	field += 2;
	*c = (struct map_column){.heading = line, .line = number, .joins = text_begins(field, "+ ")};
	c->field = field + (c->joins ? 2 : 0);
	text = strchr(field, '=');
	key = text ? strchr(text, '>') : NULL;
	if (key) {
		*text = *key = '\0';
		values[m->count] = (struct map_value){text + 1, key + 1};
		c->values = &values[m->count];
		c->value_count = 1;
	}
	m->count++;
}

static enum err read_mapped(const struct parts *p, const struct map_sink *sink, struct error *e)
{
	struct map_column columns[COLUMNS_MOST];
	struct map_value values[COLUMNS_MOST];
	struct map_mapping m = {.name = "map.yaml", .columns = columns};
	char *text = mem_bytes(p->files[1].bytes, p->files[1].len), *rest = NULL;
	unsigned number = 1;
	enum err rc;

	if (text_is_utf8(text, strlen(text)))
		for (char *line = strtok_r(text, "\n", &rest); line;
		     line = strtok_r(NULL, "\n", &rest))
			column_take(line, number++, &m, columns, values);
	rc = map_read_plain(&some_words, &p->files[2], &m, sink, e);
	free(text);
	return rc;
}

static enum err read_parts(const struct parts *p, bool is_package, struct lib_map *m,
			   struct error *e)
{
	struct map_sink sink = lib_map_sink(m);
	const struct map_file nothing = {"part.csv", "", 0};

	if (is_package)
		return map_read_package(&some_words, p->files + 1, p->count - 1, &sink, e);
	if (p->count > 2 && p->files[1].len > 0)
		return read_mapped(p, &sink, e);
	return map_read_plain(&some_words, p->count > 2 ? &p->files[2] : &nothing, NULL, &sink, e);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct parts p = {.count = 0};
	struct lib_map one, other;
	struct error e = ERROR_INIT;
	bool is_package;
	enum err rc;

	parts_take(&p, (const char *)data, size);
	is_package = p.files[0].len == 1 && p.files[0].bytes[0] == 'p';
	for (int i = 1; i < p.count && is_package; i++)
		name_take(&p, i);
	rc = read_parts(&p, is_package, &one, &e);
	MUST(rc == OK || (rc == ERR_INVALID && e.text[0]));
	MUST(read_parts(&p, is_package, &other, &e) == rc);
	MUST(one.bad == other.bad && one.count == other.count);
	lib_map_release(&other);
	lib_map_again(&one);
	lib_map_release(&one);
	return 0;
}
