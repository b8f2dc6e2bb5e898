/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "place.h"

#include <unistd.h>

static void need(enum err rc, const struct error *e)
{
	if (rc == OK)
		return;
	fprintf(stderr, "fuzz: %s (%s)\n", e->text, e->detail);
	exit(2);
}

void place_put(const struct place *p, const char *bytes, size_t len)
{
	static const char *const names[] = {"trede.db", "trede.db-wal", "trede.keys", "trede.keys.old",
					    "trede.tries"};
	struct error e = ERROR_INIT;
	char *keys = file_path(p->folder, "trede.keys");

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char *path = file_path(p->folder, names[i]);

		(void)unlink(path); /* mostly not there */
		free(path);
	}
	need(file_write_new(p->path, bytes, len, &e), &e);
	need(file_write_new(keys, p->keys.bytes, p->keys.len, &e), &e);
	free(keys);
}

void place_make(struct place *p)
{
	struct error e = ERROR_INIT;
	struct secret recovery = SECRET_INIT;
	struct moment noon;
	char *keys;

	*p = (struct place){.folder = "/tmp/trede-fuzz-XXXXXX", .sound = STR_INIT, .keys = STR_INIT};
	if (!mkdtemp(p->folder) || !moment_read("2026-11-21T10:42:00Z", &noon))
		exit(2);
	p->path = file_path(p->folder, "trede.db");
	p->log = file_path(p->folder, "sanitizer");
	p->now = moment_ms(&noon);
	p->clock = clock_fixed(&p->now);
	p->options = (struct care_options){.data = p->folder, .share = getenv("TREDE_SHARE"),
					   .language = "nl", .practice = true, .clock = &p->clock,
					   .is_seeded = true, .seed = 7};
	need(care_session_create(&p->options, "Jasmijn", "Samira", &recovery, &e), &e);
	secret_release(&recovery);
	fuzz_file(p->path, &p->sound);
	keys = file_path(p->folder, "trede.keys");
	fuzz_file(keys, &p->keys);
	free(keys);
}

/* What keys had written down as files goes too. */
void place_remove(struct place *p)
{
	char **names = NULL;
	size_t count = file_list(p->folder, "", &names);

	for (size_t i = 0; i < count; i++) {
		char *path = file_path(p->folder, names[i]);

		(void)unlink(path);
		free(path);
		free(names[i]);
	}
	free(names);
	(void)rmdir(p->folder); /* settings may stand in folders of their own */
	free(p->path);
	free(p->log);
	str_release(&p->sound);
	str_release(&p->keys);
}
