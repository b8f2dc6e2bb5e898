/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "told.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests.h"

void data_read(const char *name, struct str *out)
{
	struct str path = STR_INIT;
	struct error e = ERROR_INIT;

	str_addf(&path, "tests/data/map/%s", name);
	if (file_read(path.bytes, 1 << 20, out, &e) != OK)
		fail_msg("%s: %s", path.bytes, e.text);
	str_release(&path);
}

static enum err record(void *data, const struct map_record *r, unsigned line, struct error *e)
{
	struct told *t = data;

	if (text_equal(t->refuses, r->values[MAP_NAME]))
		return error_set(e, ERR_INVALID, "refused");
	t->records++;
	str_addf(&t->text, "%s %u %s%s%s\n", r->kind == MAP_OFFER ? "offer" : "organisation", line,
		 r->id, *r->organisation != '\0' ? " of " : "", r->organisation);
	for (int i = 0; i < MAP_FIELD_COUNT; i++)
		if (*r->values[i] != '\0')
			str_addf(&t->text, "\t%s: %s\n", map_field_info((enum map_field)i)->name,
				 r->values[i]);
	if (*r->more != '\0')
		str_addf(&t->text, "\tmore: %s\n", r->more);
	return OK;
}

static void bad(void *data, const char *file, unsigned line, const char *why, const char *row,
		size_t len)
{
	struct told *t = data;

	t->bad++;
	str_addf(&t->text, "bad %s:%u %s <%.*s>\n", file, line, why, (int)len, row);
}

static void tell(void *data, const char *sentence)
{
	struct told *t = data;

	str_addf(&t->text, "told %s\n", sentence);
}

struct map_sink told_sink(struct told *t)
{
	return (struct map_sink){record, bad, tell, t};
}

void told_is(const struct told *t, const char *file)
{
	struct str expected = STR_INIT, path = STR_INIT;

	if (getenv("UPDATE") != NULL) {
		FILE *out;

		str_addf(&path, "tests/data/map/%s", file);
		out = fopen(path.bytes, "w");
		assert_non_null(out);
		(void)fwrite(t->text.bytes, 1, t->text.len, out);
		(void)fclose(out);
	}
	data_read(file, &expected);
	assert_string_equal(t->text.bytes, expected.bytes);
	str_release(&expected);
	str_release(&path);
}
