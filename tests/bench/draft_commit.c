/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * draft_commit FOLDER [COUNT]: what an answer on disk costs beside a bare commit of one row, in
 * turns, in two files of the same folder.  Prints both medians and their ratio; status 1 when the
 * ratio is above 1.25.
 */
#include <unistd.h>

#include <sqlite3.h>

#include "store/store.h"

enum { COUNT = 4000, WARM_UP = 50, QUESTIONS = 40 };

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double now_us(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

struct bare {
	sqlite3 *db;
	sqlite3_stmt *insert;
};

static int open_bare(struct bare *b, const char *path)
{
	int rc = sqlite3_open(path, &b->db);

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(b->db,
				  "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
				  "CREATE TABLE answer(id INTEGER PRIMARY KEY, question TEXT,"
				  " value TEXT)",
				  NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v2(b->db,
					"INSERT INTO answer(question, value) VALUES"
					" ('household.size', '4 people, two of them under 6')",
					-1, &b->insert, NULL);
	return rc;
}

static double time_bare(struct bare *b)
{
	double from = now_us();
	int rc = sqlite3_step(b->insert);

	(void)sqlite3_reset(b->insert);
	return rc == SQLITE_DONE ? now_us() - from : -1;
}

struct ours {
	struct store *store;
	struct store_draft draft;
	char *paths[QUESTIONS];
};

static enum err open_ours(struct ours *o, const char *path, const struct clock *clock,
			  struct error *e)
{
	struct store_options options = {.path = path,
					.create = true,
					.practice = true,
					.clock = clock,
					.random = vault_random_system()};
	enum err err = store_open(&o->store, &options, e);

	o->draft = (struct store_draft){0};
	for (int i = 0; i < QUESTIONS; i++) {
		struct str text = STR_INIT;

		str_addf(&text, "household/question_%d", i);
		o->paths[i] = str_detach(&text);
	}
	return err == OK ? store_draft_create(o->store, &o->draft, e) : err;
}

static double time_ours(struct ours *o, int i, struct error *e)
{
	static char value[] = "4 people, two of them under 6", origin[] = "typed";
	struct store_draft_answer a = {
		.path = o->paths[i % QUESTIONS], .value = value, .origin = origin};
	double from = now_us();
	enum err err = store_draft_answer_put(o->store, o->draft.id, &a, i % QUESTIONS, QUESTIONS,
					      e);

	return err == OK ? now_us() - from : -1;
}

static void close_ours(struct ours *o)
{
	for (int i = 0; i < QUESTIONS; i++)
		free(o->paths[i]);
	store_draft_release(&o->draft);
	store_close(o->store);
}

static void remove_file(const char *path)
{
	static const char *const suffixes[] = {"", "-wal", "-shm"};

	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		struct str name = STR_INIT;

		str_addf(&name, "%s%s", path, suffixes[i]);
		(void)unlink(name.bytes);
		str_release(&name);
	}
}

static int report(double *bare, double *ours, int n)
{
	double ratio;

	qsort(bare, (size_t)n, sizeof *bare, by_value);
	qsort(ours, (size_t)n, sizeof *ours, by_value);
	ratio = ours[n / 2] / bare[n / 2];
	printf("bare commit    median %8.1f us   p99 %8.1f us\n", bare[n / 2], bare[n * 99 / 100]);
	printf("draft answer   median %8.1f us   p99 %8.1f us\n", ours[n / 2], ours[n * 99 / 100]);
	printf("ratio of medians %.2f (at most 1.25)\n", ratio);
	return ratio <= 1.25 ? 0 : 1;
}

static int measure(struct bare *b, struct ours *o, int n, struct error *e)
{
	double *bare = mem_array((size_t)n, sizeof *bare), *ours = mem_array((size_t)n, sizeof *ours);
	int status = 0;

	for (int i = -WARM_UP; i < n && status == 0; i++) {
		double x = time_bare(b), y = time_ours(o, i + WARM_UP, e);

		if (x < 0 || y < 0)
			status = 4;
		if (i >= 0) {
			bare[i] = x;
			ours[i] = y;
		}
	}
	if (status == 0)
		status = report(bare, ours, n);
	free(bare);
	free(ours);
	return status;
}

int main(int argc, char **argv)
{
	struct clock clock = clock_system();
	struct error e = ERROR_INIT;
	struct bare b = {NULL, NULL};
	struct ours o = {.store = NULL};
	char *bare_path, *our_path;
	int n = argc > 2 ? (int)strtol(argv[2], NULL, 10) : COUNT, status = 4;

	if (argc < 2 || n < 1)
		return 2;
	bare_path = file_path(argv[1], "bare.db");
	our_path = file_path(argv[1], "draft.trede");
	remove_file(bare_path);
	remove_file(our_path);
	if (open_bare(&b, bare_path) == SQLITE_OK && open_ours(&o, our_path, &clock, &e) == OK)
		status = measure(&b, &o, n, &e);
	if (e.code != OK)
		gate_complain("%s", e.text);
	close_ours(&o);
	(void)sqlite3_finalize(b.insert);
	(void)sqlite3_close(b.db);
	remove_file(bare_path);
	remove_file(our_path);
	free(bare_path);
	free(our_path);
	return status;
}
