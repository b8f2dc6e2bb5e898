/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * find_memory [-n COUNT] [-k] < people: fills a dictionary in memory with the first COUNT people that
 * gen_people.py or gen_names.py --lines print, without a file; then types names letter by letter, in
 * slices, and prints how long the first list and the final one take a key, how long the longest
 * slice, and how much memory dictionary and searches hold; and how long a question takes that has all
 * words at once, as when somebody is registered again.  -k: one line a key as well.
 */
#include <malloc.h>
#include <time.h>
#include <unistd.h>

#include "find/find.h"

#include "figures.h"

enum { LINE_PARTS = 64, SHOWN = 10, TYPED_MOST = 60, WHOLE = 300, SLICE_US = 4000 };

struct row {
	uint32_t part, number;
	unsigned kinds;
};

struct people {
	struct str *lines; /* by number */
	size_t count, room;
	char **parts;
	size_t part_count, part_room;
	uint32_t *table; /* hash of parts */
	struct row *rows;
	size_t row_count, row_room;
};

enum { TABLE = 1 << 20 };

static uint32_t part_id(struct people *p, const char *folded)
{
	uint32_t hash = 2166136261U;

	for (const char *c = folded; *c; c++)
		hash = (hash ^ (unsigned char)*c) * 16777619U;
	for (hash %= TABLE; p->table[hash]; hash = (hash + 1) % TABLE)
		if (strcmp(p->parts[p->table[hash] - 1], folded) == 0)
			return p->table[hash];
	VEC_ROOM(p->parts, p->part_count, p->part_room);
	p->parts[p->part_count] = mem_text(folded);
	return p->table[hash] = (uint32_t)++p->part_count;
}

struct adding {
	struct people *p;
	unsigned kind;
	size_t first; /* of her rows */
};

static void add_part(void *data, const char *folded, const char *spelling)
{
	struct adding *a = data;
	struct people *p = a->p;
	uint32_t part = part_id(p, folded);

	(void)spelling;
	for (size_t i = a->first; i < p->row_count; i++)
		if (p->rows[i].part == part) {
			p->rows[i].kinds |= a->kind;
			return;
		}
	VEC_ROOM(p->rows, p->row_count, p->row_room);
	p->rows[p->row_count++] = (struct row){part, (uint32_t)p->count, a->kind};
}

/* Calls visit with "Family, Given | birth | ..." as given and family name. */
static void names_of_line(const char *line, void (*visit)(void *data, const char *name, unsigned kind),
			  void *data)
{
	const char *comma = strstr(line, ", "), *bar = strstr(line, " | ");
	struct str name = STR_INIT;

	if (!comma || !bar || comma > bar)
		return;
	str_add_bytes(&name, line, (size_t)(comma - line));
	visit(data, name.bytes, FIND_FAMILY);
	str_reset(&name);
	str_add_bytes(&name, comma + 2, (size_t)(bar - comma - 2));
	visit(data, name.bytes, FIND_CALLED | FIND_GIVEN);
	str_release(&name);
}

static void add_name(void *data, const char *name, unsigned kind)
{
	struct adding *a = data;

	a->kind = kind | (kind & FIND_CALLED ? FIND_LEADS : 0);
	find_parts(name, add_part, a);
}

static void read_people(struct people *p, size_t most)
{
	char *line = NULL;
	size_t room = 0;

	p->table = mem_array(TABLE, sizeof *p->table);
	VEC_ROOM(p->lines, p->count, p->room);
	p->lines[p->count++] = (struct str)STR_INIT;
	while (p->count <= most && getline(&line, &room, stdin) > 0) {
		struct adding a = {p, 0, p->row_count};

		VEC_ROOM(p->lines, p->count, p->room);
		p->lines[p->count] = (struct str)STR_INIT;
		str_add(&p->lines[p->count], line);
		names_of_line(line, add_name, &a);
		p->count++;
	}
	free(line);
}

static int by_part(const void *a, const void *b)
{
	const struct row *left = a, *right = b;

	if (left->part != right->part)
		return left->part < right->part ? -1 : 1;
	return (left->number > right->number) - (left->number < right->number);
}

struct slice {
	double begun, checked, longest, farthest;
};

/* Of the processor by this process alone: what others do at the same time does not count. */
static double spent_us(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* The pause of the screens: a slice is over after some ms. */
static bool slice_over(void *data)
{
	struct slice *s = data;
	double now = spent_us();

	s->farthest = now - s->checked > s->farthest ? now - s->checked : s->farthest;
	s->checked = now;
	return now - s->begun > SLICE_US;
}

static void slice_begin(struct slice *s)
{
	s->begun = s->checked = spent_us();
}

static void slice_end(struct slice *s)
{
	double us = spent_us() - s->begun;

	s->longest = us > s->longest ? us : s->longest;
}

static struct find_dictionary *load(struct people *p)
{
	struct find_dictionary *d = find_dictionary_new(NULL);
	struct slice s = {0};
	double from;

	qsort(p->rows, p->row_count, sizeof *p->rows, by_part);
	from = spent_us();
	for (size_t i = 0; i < p->part_count; i++)
		find_dictionary_part(d, (uint32_t)i + 1, p->parts[i]);
	for (size_t i = 0; i < p->row_count; i++)
		find_dictionary_posting(d, p->rows[i].part, p->rows[i].number, p->rows[i].kinds);
	for (size_t i = 1; i < p->count; i++) {
		const char *bar = strstr(p->lines[i].bytes, " | ");
		char birth[11] = "";
		struct find_person person = {.number = (uint32_t)i, .is_open = i % 3 == 0};

		if (bar)
			(void)snprintf(birth, sizeof birth, "%.10s", bar + 3);
		person.birth = find_birth_read(birth);
		find_dictionary_person(d, &person);
	}
	figures_note("load", "filled", "ms", (spent_us() - from) / 1000);
	from = spent_us();
	do {
		slice_begin(&s);
		if (find_dictionary_settle(d, slice_over, &s))
			break;
		slice_end(&s);
	} while (true);
	slice_end(&s);
	figures_note("load", "settled", "ms", (spent_us() - from) / 1000);
	figures_note("load", "slice", "us", s.longest);
	figures_note("load", "unasked", "us", s.farthest);
	return d;
}

static void names_of(void *data, uint32_t number, find_tell tell, void *to)
{
	const struct people *p = data;

	names_of_line(p->lines[number].bytes, tell, to);
}

struct typing {
	struct find_search *s;
	bool is_telling;
	size_t most_bytes;
};

static void type_key(struct typing *t, const char *typed, size_t len)
{
	struct find_query q;
	struct find_hit hits[SHOWN];
	struct slice s = {0};
	char begin[TYPED_MOST];
	double from = spent_us(), first = 0, all;
	enum find_stage stage;
	int64_t total = 0;
	int count;

	(void)snprintf(begin, sizeof begin, "%.*s", (int)len, typed);
	find_query_read(begin, &q);
	find_search_ask(t->s, &q);
	find_query_release(&q);
	do {
		slice_begin(&s);
		stage = find_search_go(t->s, slice_over, &s);
		slice_end(&s);
		if (stage >= FIND_LEADS && first == 0)
			first = spent_us() - from;
	} while (stage != FIND_FINAL);
	all = spent_us() - from;
	count = find_search_hits(t->s, hits, SHOWN, &total);
	if (len >= 2) {
		figures_note("key", "first", "us", first);
		figures_note("key", "final", "us", all);
		figures_note("key", "slice", "us", s.longest);
		figures_note("key", "unasked", "us", s.farthest);
	}
	if (t->is_telling)
		printf("%-24s first %6.0f final %6.0f us, between pauses %5.0f, %d of %lld\n", begin,
		       first, all, s.farthest, count, (long long)total);
}

/* Every so manyeth woman: her family name, a blank, her given name; and some as they are heard. */
static void type_people(struct typing *t, const struct people *p)
{
	static const char *const heard[] = {"foezia elamrani", "chadidja boezied", "jildiz ozturk 1984",
					    "mohamed mohamed", "jansen maria", "xaliimo varah",
					    "ahmad al hussein", "zeyneb jilmaz"};

	for (size_t i = 0; i < sizeof heard / sizeof *heard; i++)
		for (size_t len = 1; len <= strlen(heard[i]); len++)
			type_key(t, heard[i], len);
	for (size_t i = 1; i < p->count; i += p->count / 24 + 1) {
		const char *line = p->lines[i].bytes;
		size_t len = strcspn(line, "|");
		char typed[TYPED_MOST];

		(void)snprintf(typed, sizeof typed, "%.*s", (int)(len > 20 ? 20 : len - 1), line);
		for (len = 1; len <= strlen(typed); len++)
			type_key(t, typed, len);
	}
}

/* Asks all that is known of every so manyeth woman, one letter of her family name left out. */
static void ask_whole(struct find_search *s, const struct people *p)
{
	for (size_t i = 1; i < p->count; i += p->count / WHOLE + 1) {
		const char *line = p->lines[i].bytes, *bar = strstr(line, " | ");
		struct find_birth birth;
		struct find_query q;
		char name[TYPED_MOST], date[11];
		const char *const names[] = {name};
		double from;

		if (!bar || bar - line >= TYPED_MOST || bar - line < 4)
			continue;
		(void)snprintf(name, sizeof name, "%.2s%.*s", line, (int)(bar - line - 3),
			       line + 3);
		(void)snprintf(date, sizeof date, "%.10s", bar + 3);
		birth = find_birth_read(date);
		from = spent_us();
		find_query_of(names, 1, &birth, &q);
		find_search_ask(s, &q);
		while (find_search_go(s, NULL, NULL) != FIND_FINAL)
			;
		find_query_release(&q);
		figures_note("whole", "final", "us", spent_us() - from);
	}
}

int main(int argc, char **argv)
{
	struct people p = {0};
	struct find_dictionary *d;
	struct typing t = {0};
	size_t most = 1000000, before, after;
	int option;

	while ((option = getopt(argc, argv, "n:k")) != -1) {
		if (option == 'n')
			most = strtoul(optarg, NULL, 10);
		else if (option == 'k')
			t.is_telling = true;
		else
			return 2;
	}
	read_people(&p, most);
	printf("%zu people, %zu parts, %zu postings\n", p.count - 1, p.part_count, p.row_count);
	before = mallinfo2().uordblks + mallinfo2().hblkhd;
	d = load(&p);
	after = mallinfo2().uordblks + mallinfo2().hblkhd;
	figures_note("memory", "dictionary", "KiB", (double)(after - before) / 1024);
	figures_note("memory", "dictionary-says", "KiB",
		     (double)find_dictionary_bytes(d) / 1024);
	t.s = find_search_new(d, names_of, &p);
	type_people(&t, &p);
	after = mallinfo2().uordblks + mallinfo2().hblkhd;
	figures_note("memory", "with-search", "KiB", (double)(after - before) / 1024);
	ask_whole(t.s, &p);
	figures_print();
	find_search_free(t.s);
	find_dictionary_free(d);
	return 0;
}
