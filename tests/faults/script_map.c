/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * script_map DATA SHARE STICK: a map from a file, too large to wait for its commit in memory, and the same with
 * what changed.  It tells (told.h) of 'map' how much of it is there after each step: all or nothing.  What fails is
 * tried once more, and then after "space".
 */
#include <errno.h>
#include <unistd.h>

#include "base/base.h"

#include "map_told.h"
#include "told.h"

enum { TRIES = 3, ROWS = 24, LONG_BYTES = 60000, LONGS = 3 };

struct run {
	struct clock clock;
	struct care_options options;
	struct care_session *session;
	struct str rows;
	bool is_broken;
};

static void tell(const char *kind, const char *what, const char *key, const char *value)
{
	struct str line = STR_INIT;

	str_addf(&line, "%s\t%s\t%s\t%s\n", kind, what, key, value);
	if (write(TOLD_FD, line.bytes, line.len) < 0 && errno != EBADF)
		_exit(99);
	str_release(&line);
}

typedef enum err (*step)(struct run *r, struct error *e);

/* What could not be read says nothing: once more, with a disk that works again. */
static bool is_there(struct run *r, const char *map)
{
	struct str have = STR_INIT;
	bool is;

	map_told(r->session, &have);
	if (have.len == 0) {
		tell("space", "", "", "");
		map_told(r->session, &have);
	}
	is = text_equal(have.bytes, map);
	str_release(&have);
	return is;
}

/* before: what the map has when it is not done; after: when it is. */
static void attempt(struct run *r, step do_it, const char *before, const char *after)
{
	enum err rc = ERR_FILE;
	char code[16];

	for (int i = 0; i < TRIES && !r->is_broken && rc != OK; i++) {
		struct error e = ERROR_INIT;

		if (i == TRIES - 1)
			tell("space", "", "", "");
		tell("try", "map", "", after);
		rc = do_it(r, &e);
		snprintf(code, sizeof code, "%d", (int)rc);
		tell(rc == OK ? "kept" : "refused", rc == OK ? "map" : code,
		     rc == OK ? "" : e.text, rc == OK ? after : e.detail);
		r->is_broken = r->session != NULL && !is_there(r, rc == OK ? after : before);
		if (r->is_broken)
			tell("broken", "half of the map is there", after, "");
	}
	if (!r->is_broken && rc != OK)
		tell("broken", "a step fails although there is room again", after, "");
	r->is_broken = r->is_broken || rc != OK;
}

static enum err do_open(struct run *r, struct error *e)
{
	return r->session ? OK : care_session_open(&r->options, &r->session, e);
}

static enum err do_import(struct run *r, struct error *e)
{
	const struct map_file file = {"kaart.csv", r->rows.bytes, r->rows.len};
	const struct care_map_import o = {
		.format = CARE_MAP_PLAIN, .files = &file, .file_count = 1};
	struct care_map_count n;
	enum err rc = care_map_import(r->session, &o, &n, e);

	if (rc == OK && (n.organisations != ROWS / 3 || n.offers != ROWS || n.rejected != 0))
		rc = error_set(e, ERR_INVALID, "a row was lost");
	return rc;
}

/* Each third is of the same organisation. */
static void rows_make(struct str *out, const char *mail)
{
	str_set(out, "organisation.name,organisation.email,offer.name,offer.email,een,twee,drie\n");
	for (int i = 0; i < ROWS; i++) {
		str_addf(out, "Huis " TOLD_MARKER " %d,%s%d.example,Les " TOLD_MARKER
			      " %d,%s%d.example",
			 i / 3, mail, i / 3, i, mail, i);
		for (int k = 0; k < LONGS; k++) {
			str_add_char(out, ',');
			for (size_t end = out->len + LONG_BYTES; out->len < end;)
				str_addf(out, "naailes %d ", i);
		}
		str_add_char(out, '\n');
	}
}

static void work(struct run *r)
{
	static const char none[] = "0 organisations, 0 offers, second 0 and 0";
	static const char first[] = "8 organisations, 24 offers, second 0 and 0";
	static const char second[] = "8 organisations, 24 offers, second 8 and 24";

	attempt(r, do_open, none, none);
	rows_make(&r->rows, "eerste@");
	attempt(r, do_import, none, first);
	rows_make(&r->rows, MAP_TOLD_SECOND);
	attempt(r, do_import, first, second);
	care_session_close(r->session);
}

int main(int argc, char **argv)
{
	static int64_t now_ms = 1795340520000; /* 2026-11-22 10:42 */
	struct run r = {.rows = STR_INIT};

	if (argc != 4) {
		fputs("usage: script_map DATA SHARE STICK\n", stderr);
		return 2;
	}
	r.clock = clock_fixed(&now_ms);
	r.options = (struct care_options){.data = argv[1],
					  .share = argv[2],
					  .language = "nl",
					  .practice = true,
					  .clock = &r.clock};
	json_start();
	i18n_start("nl", "");
	work(&r);
	str_release(&r.rows);
	if (!r.is_broken)
		tell("end", "", "", "");
	return r.is_broken ? 1 : 0;
}
