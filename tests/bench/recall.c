/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * recall [-n EVERY] [-f FOLDS] [-m] POOL CASES: fills a dictionary with the people of POOL (number, given
 * name, family name, person) and asks the cases (query, stored name, person, channel, community, split,
 * group of the given name, group of the family name; the first line is a heading), all between tabs.
 * Nobody in POOL has a date of birth, so each gets one made of her number.  Prints in how many cases she
 * is among the first 1, 5 and 10, by her names alone and with her year of birth; and with her date, as
 * when she is registered once more, how often a score is reached by herself and by how many others.
 *
 * -n asks one case of so many; -m names the cases that miss the first five; -f 1,2 asks only cases whose
 * groups are both in these folds (as fit_sounds.py --without leaves them out), on one more line with
 * bare counts to be added up.
 */
#include <time.h>
#include <unistd.h>

#include "find/find.h"

enum { SHOWN = 64, PLACES = 3, FOLDS = 4, FIELDS = 8, GIVEN_GROUP = 6, FAMILY_GROUP = 7 };
enum { FILE_MOST = 256 << 20, QUESTION_BYTES = 400, THRESHOLDS = 8 };
enum { NAMES = 0, YEAR, ASKED };
static const int places[PLACES] = {1, 5, 10};
static const int thresholds[THRESHOLDS] = {850, 900, 925, 950, 975, 1000, 1050, 1100};
static const char *const rows[] = {"var", "swap", "dutch", "prefix", "part", "typo", "fold",
				   "ar", "er", "nl", "pl", "so", "sr", "tr", "uk", "all but fold"};
enum { ROWS = sizeof rows / sizeof *rows, ROW_ALL = ROWS - 1 };

struct tally {
	int cases, found[ASKED][PLACES];
};

struct bench {
	struct find_dictionary *d;
	struct find_search *search;
	struct find_aliases *aliases;
	struct find_birth *births; /* by number */
	uint32_t *of_person;       /* number by person, for p00000 and on */
	char *(*names)[2];         /* given and family name by number */
	uint32_t count, persons;
	char **parts;
	uint32_t part_count, table_mask, *table;
	struct posting {
		uint32_t part, number, kinds;
	} *postings;
	size_t posting_count, posting_room, part_room, first_of_her;
	unsigned kind;
	struct tally tallies[ROWS];
	int entries, found[THRESHOLDS], folds;
	int64_t others[THRESHOLDS];
	double us;
	int64_t searches;
	bool tells_misses;
};

static uint32_t hash_of(const char *text)
{
	uint32_t hash = 2166136261U;

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 16777619U;
	return hash;
}

/* As zlib has it: the folds are those of fit_sounds.py. */
static uint32_t crc_of(const char *text)
{
	uint32_t crc = ~0U;

	for (; *text; text++) {
		crc ^= (unsigned char)*text;
		for (int i = 0; i < 8; i++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320U : 0);
	}
	return ~crc;
}

static uint32_t part_of(struct bench *b, const char *folded)
{
	uint32_t at = hash_of(folded) & b->table_mask;

	for (; b->table[at]; at = (at + 1) & b->table_mask)
		if (strcmp(b->parts[b->table[at] - 1], folded) == 0)
			return b->table[at];
	if (b->part_count == b->part_room)
		b->parts = mem_grow(b->parts, &b->part_room, sizeof *b->parts);
	b->parts[b->part_count++] = mem_text(folded);
	return b->table[at] = b->part_count;
}

static void add_part(void *data, const char *folded, const char *spelling)
{
	struct bench *b = data;
	uint32_t part = part_of(b, folded);

	(void)spelling;
	for (size_t i = b->first_of_her; i < b->posting_count; i++)
		if (b->postings[i].part == part) {
			b->postings[i].kinds |= b->kind;
			return;
		}
	VEC_ROOM(b->postings, b->posting_count, b->posting_room);
	b->postings[b->posting_count++] = (struct posting){part, b->count, b->kind};
}

static int compare_postings(const void *a, const void *b)
{
	const struct posting *l = a, *r = b;

	if (l->part != r->part)
		return l->part < r->part ? -1 : 1;
	return (l->number > r->number) - (l->number < r->number);
}

static struct find_birth birth_of(uint32_t number)
{
	uint32_t hash = number * 2654435761U;

	hash = (hash ^ hash >> 15) * 2246822519U;
	hash ^= hash >> 13;
	return (struct find_birth){.year = (int16_t)(1950 + hash % 57),
				   .month = (uint8_t)(1 + hash / 57 % 12),
				   .day = (uint8_t)(1 + hash / 684 % 28)};
}

static int cut(char *line, char *field[FIELDS])
{
	int n = 0;

	for (char *at = line; at && n < FIELDS; n++) {
		field[n] = at;
		at = strchr(at, '\t');
		if (at)
			*at++ = '\0';
	}
	return n;
}

/* Calls visit for each line of a file, cut at its tabs. */
static void read_lines(struct bench *b, const char *path, int fields,
		       void (*visit)(struct bench *b, char *field[FIELDS]))
{
	struct str text = STR_INIT;
	struct error e = {0};
	char *field[FIELDS];

	if (file_read(path, FILE_MOST, &text, &e) != OK) {
		(void)fprintf(stderr, "recall: %s cannot be read\n", path);
		exit(1);
	}
	for (char *line = text.bytes, *end; *line; line = end) {
		end = line + strcspn(line, "\n");
		if (*end)
			*end++ = '\0';
		if (cut(line, field) >= fields)
			visit(b, field);
	}
	str_release(&text);
}

static void add_person(struct bench *b, char *field[FIELDS])
{
	uint32_t person = (uint32_t)strtoul(field[3] + (*field[3] ? 1 : 0), NULL, 10);

	b->count++;
	if (field[3][0] == 'p' && person < b->persons)
		b->of_person[person] = b->count;
	b->births[b->count] = birth_of(b->count);
	b->names[b->count][0] = mem_text(field[1]);
	b->names[b->count][1] = mem_text(field[2]);
	b->first_of_her = b->posting_count;
	b->kind = FIND_CALLED | FIND_LEADS;
	find_parts(field[1], add_part, b);
	b->kind = FIND_FAMILY;
	find_parts(field[2], add_part, b);
}

static void tell_names(void *data, uint32_t number, find_tell tell, void *to)
{
	const struct bench *b = data;

	tell(to, b->names[number][0], FIND_CALLED);
	tell(to, b->names[number][1], FIND_FAMILY);
}

static void settle(struct bench *b)
{
	b->d = find_dictionary_new(b->aliases);
	for (uint32_t i = 0; i < b->part_count; i++)
		find_dictionary_part(b->d, i + 1, b->parts[i]);
	qsort(b->postings, b->posting_count, sizeof *b->postings, compare_postings);
	for (size_t i = 0; i < b->posting_count; i++)
		find_dictionary_posting(b->d, b->postings[i].part, b->postings[i].number,
					b->postings[i].kinds);
	for (uint32_t i = 1; i <= b->count; i++)
		find_dictionary_person(
			b->d, &(struct find_person){.number = i, .birth = b->births[i]});
	while (!find_dictionary_settle(b->d, NULL, NULL))
		;
	b->search = find_search_new(b->d, tell_names, b);
}

static int ask(struct bench *b, struct find_query *q, struct find_hit hits[SHOWN])
{
	struct timespec from, to;
	int64_t total;

	(void)clock_gettime(CLOCK_MONOTONIC, &from);
	find_search_ask(b->search, q);
	while (find_search_go(b->search, NULL, NULL) != FIND_FINAL)
		;
	(void)clock_gettime(CLOCK_MONOTONIC, &to);
	b->us += 1e6 * (double)(to.tv_sec - from.tv_sec) +
		 (double)(to.tv_nsec - from.tv_nsec) / 1e3;
	b->searches++;
	return find_search_hits(b->search, hits, SHOWN, &total);
}

/* Her place among the hits, from 0; SHOWN: she is not there. */
static int rank_of(struct bench *b, const char *question, uint32_t number)
{
	struct find_hit hits[SHOWN];
	struct find_query q;
	int count, rank = SHOWN;

	find_query_read(question, &q);
	count = ask(b, &q, hits);
	for (int i = count - 1; i >= 0; i--)
		if (hits[i].number == number)
			rank = i;
	find_query_release(&q);
	return rank;
}

static void note(struct bench *b, const char *row, const int rank[ASKED])
{
	for (int i = 0; i < ROWS; i++) {
		if (strcmp(rows[i], row) != 0)
			continue;
		b->tallies[i].cases++;
		for (int a = 0; a < ASKED; a++)
			for (int p = 0; p < PLACES; p++)
				b->tallies[i].found[a][p] += rank[a] < places[p];
	}
}

/* She is registered again: who looks like her? */
static void enter(struct bench *b, const char *name, uint32_t number)
{
	struct find_hit hits[SHOWN];
	struct find_query q;
	int count;

	find_query_of(&name, 1, &b->births[number], &q);
	count = ask(b, &q, hits);
	b->entries++;
	for (int t = 0; t < THRESHOLDS; t++)
		for (int i = 0; i < count; i++) {
			if (hits[i].score < thresholds[t])
				continue;
			b->found[t] += hits[i].number == number;
			b->others[t] += hits[i].number != number;
		}
	find_query_release(&q);
}

static bool is_in_folds(const struct bench *b, const char *group)
{
	return b->folds == 0 || b->folds >> crc_of(group) % FOLDS & 1;
}

static void ask_case(struct bench *b, char *field[FIELDS])
{
	uint32_t person = (uint32_t)strtoul(field[2] + 1, NULL, 10), number;
	char question[QUESTION_BYTES];
	int rank[ASKED];

	if (field[2][0] != 'p' || person >= b->persons || !is_in_folds(b, field[GIVEN_GROUP]) ||
	    !is_in_folds(b, field[FAMILY_GROUP]))
		return;
	number = b->of_person[person];
	rank[NAMES] = rank_of(b, field[0], number);
	(void)snprintf(question, sizeof question, "%s %d", field[0], b->births[number].year);
	rank[YEAR] = rank_of(b, question, number);
	if (b->tells_misses && rank[NAMES] >= (strcmp(field[3], "fold") == 0 ? 1 : places[1]))
		printf("%d\t%s\t%s\t%s\n", rank[NAMES], field[3], field[0], field[1]);
	note(b, field[3], rank);
	if (strcmp(field[3], "fold") == 0)
		return;
	note(b, field[4], rank);
	note(b, rows[ROW_ALL], rank);
	if (strcmp(field[3], "prefix") != 0)
		enter(b, field[0], number);
}

static void print_table(const struct bench *b)
{
	printf("%-14s%7s%8s%8s%8s%14s%8s%8s\n", "", "cases", "@1", "@5", "@10", "with year @1", "@5",
	       "@10");
	for (int i = 0; i < ROWS; i++) {
		const struct tally *t = &b->tallies[i];

		if (t->cases == 0)
			continue;
		printf("%-14s%7d", rows[i], t->cases);
		for (int a = 0; a < ASKED; a++)
			for (int p = 0; p < PLACES; p++)
				printf("%*.1f", a == YEAR && p == 0 ? 14 : 8,
				       100.0 * t->found[a][p] / t->cases);
		printf("\n");
	}
	printf("\nregistered again, %d times\n", b->entries);
	for (int t = 0; t < THRESHOLDS && b->entries > 0; t++)
		printf("score %.3f: found %5.1f %%, others %.3f\n", thresholds[t] / 1000.0,
		       100.0 * b->found[t] / b->entries, (double)b->others[t] / b->entries);
	printf("%.2f ms a search\n", b->us / 1000 / (double)(b->searches ? b->searches : 1));
}

static void print_counts(const struct bench *b)
{
	for (int i = 0; i < ROWS; i++) {
		printf("count\t%s\t%d", rows[i], b->tallies[i].cases);
		for (int a = 0; a < ASKED; a++)
			for (int p = 0; p < PLACES; p++)
				printf("\t%d", b->tallies[i].found[a][p]);
		printf("\n");
	}
	for (int t = 0; t < THRESHOLDS; t++)
		printf("count\t%d\t%d\t%d\t%lld\n", thresholds[t], b->entries, b->found[t],
		       (long long)b->others[t]);
}

static int every = 1, line;

static void ask_some(struct bench *b, char *field[FIELDS])
{
	if (line++ % every == 0)
		ask_case(b, field);
}

static void read_aliases(struct bench *b, const char *path)
{
	struct str text = STR_INIT;
	struct error e = {0};

	if (file_read(path, FILE_MOST, &text, &e) != OK ||
	    find_aliases_read(text.bytes, text.len, &b->aliases, &e) != OK)
		(void)fprintf(stderr, "recall: without aliases, %s cannot be read\n", path);
	str_release(&text);
}

int main(int argc, char *argv[])
{
	static struct bench b;
	const char *aliases = "config/aliases";

	for (int option; (option = getopt(argc, argv, "n:f:ma:")) != -1;)
		if (option == 'n')
			every = (int)strtol(optarg, NULL, 10);
		else if (option == 'm')
			b.tells_misses = true;
		else if (option == 'a')
			aliases = optarg;
		else if (option == 'f')
			for (const char *c = optarg; *c; c++)
				b.folds |= *c >= '0' && *c < '0' + FOLDS ? 1 << (*c - '0') : 0;
	if (argc - optind != 2 || every < 1) {
		(void)fprintf(stderr, "usage: recall [-n EVERY] [-f FOLDS] [-m] POOL CASES\n");
		return 2;
	}
	b.persons = 1 << 20;
	b.table_mask = (1 << 20) - 1;
	b.of_person = mem_array(b.persons, sizeof *b.of_person);
	b.births = mem_array(1 << 20, sizeof *b.births);
	b.names = mem_array(1 << 20, sizeof *b.names);
	b.table = mem_array(b.table_mask + 1, sizeof *b.table);
	read_aliases(&b, aliases);
	read_lines(&b, argv[optind], 4, add_person);
	settle(&b);
	read_lines(&b, argv[optind + 1], FIELDS, ask_some);
	print_table(&b);
	if (b.folds)
		print_counts(&b);
	return 0;
}
