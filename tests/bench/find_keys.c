/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * find_keys SHARE <NAMES: types each line a letter at a time in the practice file, and tells what each
 * key costs from the second letter on until the first list and until the final one, in this process.
 */
#include <unistd.h>

#include "base/base.h"

#include "figures.h"
#include "names_in.h"
#include "proc.h"

enum { LETTERS_LEAST = 2 };

static enum err type(struct care_search *f, const char *line, struct error *e)
{
	struct str typed = STR_INIT;
	size_t len = strlen(line);
	enum err rc = OK;
	int letters = 0;

	for (size_t at = 0, next; rc == OK && at < len; at = next) {
		struct names_asked took;

		next = text_next(line, len, at);
		str_add_bytes(&typed, line + at, next - at);
		if (++letters < LETTERS_LEAST)
			continue;
		rc = names_in_ask(f, typed.bytes, &took, e);
		figures_note("key", "first", "us", took.first_us);
		figures_note("key", "final", "us", took.final_us);
	}
	str_release(&typed);
	return rc;
}

static enum err type_all(struct care_session *s, struct error *e)
{
	struct care_search *f = care_search_new(s);
	char *line = NULL;
	size_t room = 0;
	enum err rc = OK;

	while (rc == OK && getline(&line, &room, stdin) > 0) {
		line[strcspn(line, "\n")] = '\0';
		rc = type(f, line, e);
	}
	free(line);
	care_search_free(f);
	return rc;
}

int main(int argc, char **argv)
{
	struct names_in n;
	struct error e = ERROR_INIT;
	enum err rc = names_in_open(&n, argc > 1 ? argv[1] : TREDE_SHARE, &e);

	if (rc == OK)
		rc = type_all(n.session, &e);
	if (rc == OK) {
		figures_note("names", "load", "us", n.load_us);
		figures_note("names", "memory", "kB", (double)(n.after_kB - n.before_kB));
		figures_note("process", "peak", "kB",
			     (double)proc_field(getpid(), "status", "VmHWM:"));
		figures_note("people", "all", "count", (double)care_client_count(n.session));
		figures_print();
	} else {
		fprintf(stderr, "find_keys: %s %s\n", e.text, e.detail);
	}
	names_in_close(&n);
	return error_exit_status(rc);
}
