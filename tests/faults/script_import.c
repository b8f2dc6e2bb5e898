/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * script_import DATA SHARE STICK: rows from a file, the same with what changed, and two women who are
 * put together and parted.  It tells (told.h) of 'women' how many the file has after each step.  What
 * fails is tried once more, and then after "space".
 */
#include <errno.h>
#include <unistd.h>

#include "care/care.h"

#include "base/base.h"

#include "told.h"

enum { TRIES = 3, ROWS = 150 };

struct run {
	struct clock clock;
	struct care_options options;
	struct care_session *session;
	struct str rows;
	char two[2][37];
	int next; /* which of the two is registered */
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

/* A count that could not be read says nothing: once more, with a disk that works again. */
static bool are_there(struct run *r, int women)
{
	if (care_client_count(r->session) == women)
		return true;
	tell("space", "", "", "");
	return care_client_count(r->session) == women;
}

/* The file has so many women when it is done. */
static void attempt(struct run *r, step do_it, int women)
{
	enum err rc = ERR_FILE;
	char count[16], code[16];

	snprintf(count, sizeof count, "%d", women);
	for (int i = 0; i < TRIES && !r->is_broken && rc != OK; i++) {
		struct error e = ERROR_INIT;

		if (i == TRIES - 1)
			tell("space", "", "", "");
		tell("try", "women", "", count);
		rc = do_it(r, &e);
		snprintf(code, sizeof code, "%d", (int)rc);
		tell(rc == OK ? "kept" : "refused", rc == OK ? "women" : code,
		     rc == OK ? "" : e.text, rc == OK ? count : e.detail);
		if (rc != OK && !e.text[0])
			tell("broken", "a step failed without a sentence", "", "");
	}
	if (!r->is_broken && rc != OK)
		tell("broken", "a step fails although there is room again", count, "");
	r->is_broken = r->is_broken || rc != OK;
	if (!r->is_broken && !are_there(r, women)) {
		tell("broken", "somebody is lost or there twice", count, "");
		r->is_broken = true;
	}
}

static enum err do_open(struct run *r, struct error *e)
{
	return r->session ? OK : care_session_open(&r->options, &r->session, e);
}

static enum err read_piece(void *data, int64_t at, char *out, size_t room, size_t *got,
			   struct error *e)
{
	const struct run *r = data;
	size_t left = r->rows.len - (size_t)at;

	(void)e;
	*got = left < room ? left : room;
	memcpy(out, r->rows.bytes + at, *got);
	return OK;
}

static enum err do_import(struct run *r, struct error *e)
{
	const struct care_import_options o = {
		.file = {read_piece, r, (int64_t)r->rows.len}, .data = r};
	struct care_import_count n;
	bool was_stopped;

	return care_import_clients(r->session, &o, &n, &was_stopped, e);
}

static enum err do_register(struct run *r, struct error *e)
{
	struct date today = care_session_today(r->session);
	json_t *facts = json_object();
	enum err rc;

	json_put_text(facts, "called", "Twee " TOLD_MARKER);
	json_put_text(facts, "file_number", r->next == 0 ? "M-1" : "M-2");
	rc = care_register(r->session, facts, &today, r->two[r->next], e);
	json_decref(facts);
	return rc;
}

static enum err do_merge(struct run *r, struct error *e)
{
	return care_merge(r->session, r->two[0], r->two[1], e);
}

static enum err do_part(struct run *r, struct error *e)
{
	return care_unmerge(r->session, r->two[0], r->two[1], e);
}

/* Each third has no number. */
static void rows_make(struct str *out, const char *phone)
{
	str_set(out, "file_number;given_name;family_name;birth_date;phone\n");
	for (int i = 0; i < ROWS; i++)
		str_addf(out, "%s%.0d;" TOLD_MARKER "%d;Achter%d;%d;%s\n", i % 3 ? "R-" : "",
			 i % 3 ? i : 0, i, i % 17, 1940 + i % 60, phone);
}

static void work(struct run *r)
{
	enum { MADE = 11 }; /* women in a practice file */

	attempt(r, do_open, MADE);
	rows_make(&r->rows, "06-12345678");
	attempt(r, do_import, MADE + ROWS);
	rows_make(&r->rows, "06-87654321");
	attempt(r, do_import, MADE + ROWS);
	attempt(r, do_register, MADE + ROWS + 1);
	r->next = 1;
	attempt(r, do_register, MADE + ROWS + 2);
	attempt(r, do_merge, MADE + ROWS + 1);
	attempt(r, do_part, MADE + ROWS + 2);
	care_session_close(r->session);
}

int main(int argc, char **argv)
{
	static int64_t now_ms = 1795340520000; /* 2026-11-22 10:42 */
	struct run r = {.rows = STR_INIT};

	if (argc != 4) {
		fputs("usage: script_import DATA SHARE STICK\n", stderr);
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
