/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * social_rows FOLDER ROWS: puts as many offers in a new sealed file of the folder, 5,000 in each transaction, and
 * prints how long the slowest of them takes, one pass over what all of them ask, and words that are typed.
 */
#include <time.h>
#include <unistd.h>

#include "store/store.h"

#include "figures.h"
#include "proc.h"

enum { AT_ONCE = 5000, ASKS = 80, PASSES = 21, SHOWN = 50 };

static const char *const words[] = {"taalles",   "sollicitatie", "fietsles", "naaien",   "opvang",
				    "buurthuis", "inburgering",  "zwemles",  "budget",   "computer",
				    "wandelen",  "vrijwilliger", "stage",    "koken",    "leren",
				    "spreekuur", "moeders",      "alfa",     "werkplein"};
enum { WORDS = sizeof words / sizeof *words };

static enum err put_one(struct store *s, int n, struct error *e)
{
	char id[STORE_ID_BYTES], name[120], parent[16], own[16];
	unsigned char asks[ASKS];
	const char *each[] = {words[n % WORDS], words[n / WORDS % WORDS], words[(n * 7 + 3) % WORDS],
			      own, "den", "haag"};
	char body[1200];
	struct store_social row = {.kind = STORE_OFFER, .id = id, .entry = id, .parent = parent,
				   .name = name, .sort = name, .body = body, .hlc = n + 1};

	store_new_id(s, id);
	memset(asks, n & 0xff, sizeof asks);
	memset(body, 'b', sizeof body - 1);
	body[sizeof body - 1] = '\0';
	(void)snprintf(parent, sizeof parent, "org%d", n / 4);
	(void)snprintf(own, sizeof own, "n%05d", n);
	(void)snprintf(name, sizeof name, "%s %s %s %d", each[0], each[1], each[2], n);
	return store_social_put(s, &row, each, (int)(sizeof each / sizeof *each), asks, sizeof asks,
				e);
}

static enum err fill(struct store *s, int rows, double *slowest, struct error *e)
{
	enum err err = OK;

	*slowest = 0;
	for (int n = 0; err == OK && n < rows;) {
		double from = now_us(), took;

		err = store_begin(s, e);
		for (int i = 0; err == OK && i < AT_ONCE && n < rows; i++)
			err = put_one(s, n++, e);
		if (err == OK)
			err = store_commit(s, e);
		took = now_us() - from;
		if (took > *slowest)
			*slowest = took;
	}
	return err;
}

struct sum {
	int64_t rows, bytes;
};

static void add_up(void *data, int64_t number, const void *asks, size_t len)
{
	struct sum *sum = data;

	(void)number;
	sum->rows++;
	sum->bytes += (int64_t)len + *(const unsigned char *)asks;
}

static enum err count_one(void *data, const struct store_social *row, struct error *e)
{
	(void)row;
	(void)e;
	++*(long *)data;
	return OK;
}

static void print(const char *name, double *times, long each)
{
	qsort(times, PASSES, sizeof *times, figures_by_value);
	printf("%-22s %6ld rows   median %8.2f ms   slowest %8.2f ms\n", name, each,
	       times[PASSES / 2] / 1e3, times[PASSES - 1] / 1e3);
}

static enum err time_scan(struct store *s, struct error *e)
{
	double times[PASSES];
	struct sum sum = {0};
	enum err err = OK;

	for (int i = 0; err == OK && i < PASSES; i++) {
		double from = now_us();

		sum = (struct sum){0};
		err = store_asks_scan(s, add_up, &sum, e);
		times[i] = now_us() - from;
	}
	print("what all of them ask", times, (long)sum.rows);
	return err;
}

static enum err time_words(struct store *s, const char *first, const char *second, struct error *e)
{
	const char *const prefixes[] = {first, second};
	double times[PASSES];
	long shown = 0;
	enum err err = OK;

	for (int i = 0; err == OK && i < PASSES; i++) {
		double from = now_us();

		shown = 0;
		err = store_social_words(s,
					 &(struct store_social_search){
						 .prefixes = prefixes,
						 .prefix_count = second ? 2 : 1,
						 .most = SHOWN},
					 count_one, &shown, e);
		times[i] = now_us() - from;
	}
	print(first, times, shown);
	return err;
}

static enum err run(struct store *s, int rows, struct error *e)
{
	double slowest, from = now_us();
	enum err err = fill(s, rows, &slowest, e);

	printf("%lld offers in %.2f s, the slowest %d in %.0f ms\n",
	       (long long)store_social_count(s, STORE_OFFER), (now_us() - from) / 1e6, AT_ONCE,
	       slowest / 1e3);
	if (err == OK)
		err = time_scan(s, e);
	if (err == OK)
		err = time_words(s, "d", NULL, e);
	if (err == OK)
		err = time_words(s, "taal", "opv", e);
	if (err == OK)
		err = time_words(s, "haag", "n0012", e);
	return err == OK ? time_words(s, "hag", NULL, e) : err;
}

int main(int argc, char **argv)
{
	struct clock clock = clock_system();
	struct error e = ERROR_INIT;
	struct store_options o = {.create = true, .practice = true, .clock = &clock,
				  .random = vault_random_system()};
	struct secret recovery = SECRET_INIT;
	struct store_keys *keys = NULL;
	struct store *s = NULL;
	char *path;
	enum err err;

	if (argc != 3 || atoi(argv[2]) < 1)
		return 2;
	path = file_path(argv[1], "social.trede");
	o.path = path;
	err = store_keys_new(argv[1], "", true, &recovery, &keys, &e);
	o.keys = keys;
	if (err == OK)
		err = store_open(&s, &o, &e);
	if (err == OK)
		err = run(s, atoi(argv[2]), &e);
	store_close(s);
	store_keys_close(keys);
	secret_release(&recovery);
	free(path);
	if (err != OK)
		gate_complain("%s", e.text);
	return error_exit_status(err);
}
