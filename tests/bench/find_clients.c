/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * find_clients FOLDER < people: puts the people that gen_people.py prints in a new file of the
 * folder, then looks each beginning of some names up, ten hits each, and prints how long it takes.
 */
#include <time.h>
#include <unistd.h>

#include "find/find.h"
#include "store/store.h"

#include "figures.h"
#include "proc.h"

enum { TIMES_MOST = 20000, SHOWN = 10, REPEAT = 20, SLICE = 1000 };

static const char *const words[] = {"jansen", "yildirim", "hussein", "amrani", "fadumo",
				    "vries",  "ozturk",   "haddad",  "khadija", "zeynep"};

struct adding {
	struct arena arena;
	struct store_name parts[64];
	int count;
	unsigned kind;
};

static void add_part(void *data, const char *folded, const char *spelling)
{
	struct adding *a = data;

	(void)spelling;
	if (a->count < 64)
		a->parts[a->count++] = (struct store_name){arena_text(&a->arena, folded), a->kind};
}

/* "Family, Given | birth | postcode | city"; other lines are passed over. */
static enum err add_line(struct store *s, char *line, struct error *e)
{
	char id[STORE_ID_BYTES], *comma = strstr(line, ", "), *bar = strstr(line, " | ");
	char *second = bar ? strstr(bar + 3, " | ") : NULL;
	char *third = second ? strstr(second + 3, " | ") : NULL;
	struct adding a = {.arena = ARENA_INIT};
	struct store_client c;
	enum err err;

	if (!comma || !third || comma > bar)
		return OK;
	*comma = *bar = *second = *third = '\0';
	store_new_id(s, id);
	c = (struct store_client){.id = id, .called = comma + 2, .given_name = comma + 2,
				  .family_name = line, .birth_date = bar + 3,
				  .postcode = second + 3};
	a.kind = FIND_FAMILY;
	find_parts(c.family_name, add_part, &a);
	a.kind = FIND_CALLED | FIND_GIVEN | FIND_LEADS;
	find_parts(c.called, add_part, &a);
	err = store_client_put(s, &c,
			       &(struct store_names){
				       (struct store_name[]){{line, FIND_FAMILY},
							     {comma + 2, FIND_CALLED | FIND_GIVEN}},
				       a.parts, 2, a.count},
			       e);
	arena_release(&a.arena);
	return err;
}

static enum err fill(struct store *s, struct error *e)
{
	char *line = NULL;
	size_t room = 0;
	enum err err = store_begin(s, e);

	if (err == OK)
		err = store_bulk_begin(s, e);
	while (err == OK && getline(&line, &room, stdin) > 0)
		err = add_line(s, line, e);
	free(line);
	if (err == OK)
		err = store_bulk_end(s, e);
	return err == OK ? store_commit(s, e) : err;
}

static enum err count_hit(void *data, const struct store_client *c, const char *part,
			  struct error *e)
{
	(void)c;
	(void)part;
	(void)e;
	++*(long *)data;
	return OK;
}

struct series {
	double *times;
	int count;
	long hits;
	int64_t most;
};

/* Of the processor: what else this machine does is not ours. */
static double used_us(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static enum err look(struct store *s, const char *typed, struct series *t, struct error *e)
{
	const char *prefixes[FIND_WORDS_MOST];
	struct find_query q;
	struct store_find f = {.prefixes = prefixes, .most = SHOWN};
	double from = used_us();
	int64_t total;
	enum err err;

	find_query_read(typed, &q);
	for (int i = 0; i < q.word_count; i++)
		prefixes[i] = q.words[i].bytes;
	f.prefix_count = q.word_count;
	f.birth_year = q.birth_year[0] ? q.birth_year : NULL;
	f.postcode = q.postcode.len && !f.birth_year ? q.postcode.bytes : NULL;
	err = store_find_clients(s, &f, count_hit, &t->hits, &total, e);
	find_query_release(&q);
	if (t->count < TIMES_MOST)
		t->times[t->count++] = used_us() - from;
	if (total > t->most)
		t->most = total;
	return err;
}

/* Each word typed from 'least' letters on, with something before or behind it. */
static enum err time_words(struct store *s, const char *name, const char *before,
			   const char *behind, size_t least, size_t longest, struct error *e)
{
	struct series t = {mem_array(TIMES_MOST, sizeof(double)), 0, 0, 0};
	struct str typed = STR_INIT;
	enum err err = OK;

	for (int r = 0; err == OK && r < REPEAT; r++)
		for (size_t w = 0; w < sizeof words / sizeof *words; w++)
			for (size_t k = least; k <= longest && k <= strlen(words[w]); k++) {
				str_set(&typed, before);
				str_add_bytes(&typed, words[w], k);
				str_add(&typed, behind);
				err = err == OK ? look(s, typed.bytes, &t, e) : err;
			}
	qsort(t.times, (size_t)t.count, sizeof *t.times, figures_by_value);
	printf("%-24s median %8.1f us   p99 %8.1f us   max %8.1f us   most hits %lld\n", name,
	       t.times[t.count / 2], t.times[t.count * 99 / 100], t.times[t.count - 1],
	       (long long)t.most);
	free(t.times);
	str_release(&typed);
	return err;
}

static void on_part(void *data, uint32_t part, const char *folded)
{
	(void)part;
	(void)folded;
	++*(long *)data;
}

static void on_posting(void *data, uint32_t part, uint32_t number, unsigned kinds)
{
	(void)part;
	(void)number;
	(void)kinds;
	++*(long *)data;
}

static void on_person(void *data, uint32_t number, const char *birth, bool is_open)
{
	(void)number;
	(void)birth;
	(void)is_open;
	++*(long *)data;
}

/* Reading all that names are found by, in slices, as it comes into memory after an opening. */
static enum err time_reading(struct store *s, struct error *e)
{
	long rows[3] = {0};
	double from = used_us();
	enum err err = OK;

	for (int kind = 0; kind < 3; kind++) {
		struct store_names_at at = {0};
		bool is_over = false;

		while (err == OK && !is_over)
			err = kind == 0 ? store_parts_read(s, &at, SLICE, on_part, &rows[0],
							   &is_over, e)
			      : kind == 1 ? store_postings_read(s, &at, SLICE, on_posting, &rows[1],
								&is_over, e)
					  : store_persons_read(s, &at, SLICE, on_person, &rows[2],
							       &is_over, e);
	}
	printf("%ld parts, %ld postings, %ld persons read in %.2f s\n", rows[0], rows[1], rows[2],
	       (used_us() - from) / 1e6);
	return err;
}

static enum err run(struct store *s, struct error *e)
{
	double from = now_us();
	enum err err = fill(s, e);

	printf("%lld people, written in %.2f s\n", (long long)store_client_count(s),
	       (now_us() - from) / 1e6);
	if (err == OK)
		err = time_reading(s, e);
	if (err == OK)
		err = time_words(s, "two letters", "", "", 2, 2, e);
	if (err == OK)
		err = time_words(s, "three letters and more", "", "", 3, 20, e);
	if (err == OK)
		err = time_words(s, "with a second word", "mo ", "", 2, 20, e);
	if (err == OK)
		err = time_words(s, "with a birth year", "", " 1984", 2, 20, e);
	if (err == OK)
		err = time_words(s, "with a postcode", "2516 ", "", 3, 20, e);
	return err;
}

int main(int argc, char **argv)
{
	static const char *const suffixes[] = {"", "-wal"};
	struct clock clock = clock_system();
	struct error e = ERROR_INIT;
	struct store_options o = {.create = true, .practice = true, .clock = &clock,
				  .random = vault_random_system()};
	struct secret recovery = SECRET_INIT;
	struct store_keys *keys = NULL;
	struct store *s = NULL;
	char *path;
	enum err err;

	if (argc != 2)
		return 2;
	path = file_path(argv[1], "find.trede");
	o.path = path;
	err = store_keys_new(argv[1], "", true, &recovery, &keys, &e);
	o.keys = keys;
	if (err == OK)
		err = store_open(&s, &o, &e);
	if (err == OK)
		err = run(s, &e);
	store_close(s);
	store_keys_close(keys);
	secret_release(&recovery);
	for (size_t i = 0; err != ERR_INVALID && i < 2; i++) {
		struct str name = STR_INIT;

		str_addf(&name, "%s%s", path, suffixes[i]);
		(void)unlink(name.bytes);
		str_release(&name);
	}
	if (err != OK)
		gate_complain("%s", e.text);
	free(path);
	return error_exit_status(err);
}
