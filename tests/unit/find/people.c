/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people.h"

static const char *const given_names[] = {
	"Fouzia",  "Faouzia", "Fawzia",  "Khadija", "Hatice", "Naima",    "Naïma",   "Mohamed",
	"Mohammed", "Mehmet", "Aicha",   "Ayşe",    "Yıldız", "Samira",   "Jamila",  "Cemile",
	"Sjaima",  "Chaima",  "Karima",  "Karina",  "Fatima", "Fadumo",   "Xaliimo", "Halima",
	"Maria",   "Marija",  "Marieke", "Anne-Marie", "Nour Eddine", "Oksana", "مريم", "Ольга",
};
static const char *const family_names[] = {
	"El Amrani", "Elamrani", "Amrani",  "Bouzid",   "Bouazid",  "Benali",  "Ben Ali", "Mohamed",
	"Alhassan",  "El Hasan", "Hassan",  "Hussein",  "Yıldırım", "Jildirim", "Kaya",   "Kaja",
	"van der Berg", "Vandenberg", "de Vries", "de Vriest", "Kowalska", "Kovalski", "Sova", "Sowa",
	"Wójcik",   "Shevchenko", "Sjevtsjenko", "Khoury", "Choury", "Abd el Kader", "Abdelkader",
};
static const char *const births[] = {"1984-03-12", "1984-12-03", "1984-01-01", "~1980", "1990",
				     "1984-03",    "",           "2001-11-30"};

struct known *known_new(void)
{
	struct known *k = mem_new(sizeof *k);

	k->count = 1;
	return k;
}

uint32_t known_add(struct known *k, const char *given, const char *family, const char *birth)
{
	struct person_known *p = &k->people[k->count];

	(void)snprintf(p->given, sizeof p->given, "%s", given);
	(void)snprintf(p->family, sizeof p->family, "%s", family);
	p->birth = birth;
	return k->count++;
}

static unsigned next(unsigned *seed, size_t below)
{
	*seed = *seed * 1103515245U + 12345U;
	return (*seed >> 8) % (unsigned)below;
}

void known_add_many(struct known *k, int count, unsigned seed)
{
	for (int i = 0; i < count; i++) {
		const char *given = given_names[next(&seed, sizeof given_names / sizeof *given_names)];
		const char *family =
			family_names[next(&seed, sizeof family_names / sizeof *family_names)];
		uint32_t number = known_add(k, given, family,
					    births[next(&seed, sizeof births / sizeof *births)]);

		k->people[number].is_open = next(&seed, 3) == 0;
		if (next(&seed, 10) == 0)
			(void)snprintf(k->people[number].earlier, sizeof k->people[number].earlier,
				       "%s", family_names[next(&seed, 31)]);
	}
}

enum { OWN_MOST = 64 };

struct gathering {
	struct str *parts; /* of all, each once */
	size_t count, room;
	struct find_part own[OWN_MOST]; /* of one woman */
	char *texts[OWN_MOST];
	size_t own_count;
	unsigned kind;
};

static void gather(void *data, const char *folded, const char *spelling)
{
	struct gathering *g = data;

	unsigned kind = g->kind;

	(void)spelling;
	g->kind &= ~(unsigned)FIND_LEADS;
	for (size_t i = 0; i < g->own_count; i++)
		if (strcmp(g->own[i].folded, folded) == 0) {
			g->own[i].kinds |= kind;
			return;
		}
	if (g->own_count == OWN_MOST)
		return;
	g->texts[g->own_count] = mem_text(folded);
	g->own[g->own_count] = (struct find_part){g->texts[g->own_count], kind};
	g->own_count++;
}

static void gather_name(void *data, const char *name, unsigned kind)
{
	struct gathering *g = data;

	g->kind = kind | (kind & FIND_CALLED ? FIND_LEADS : 0);
	find_parts(name, gather, g);
}

static void forget_own(struct gathering *g)
{
	for (size_t i = 0; i < g->own_count; i++)
		free(g->texts[i]);
	g->own_count = 0;
}

void known_names(void *data, uint32_t number, find_tell tell, void *to)
{
	struct known *k = data;
	const struct person_known *p = &k->people[number];

	tell(to, p->given, FIND_CALLED | FIND_GIVEN);
	tell(to, p->family, FIND_FAMILY);
	if (p->earlier[0])
		tell(to, p->earlier, FIND_EARLIER);
}

static struct find_person person_of(struct known *k, uint32_t number)
{
	return (struct find_person){number, find_birth_read(k->people[number].birth),
				    k->people[number].is_open};
}

void known_put(struct known *k, struct find_dictionary *d, uint32_t number)
{
	struct find_person person = person_of(k, number);
	struct gathering g = {0};

	known_names(k, number, gather_name, &g);
	find_dictionary_put(d, &person, g.own, (int)g.own_count);
	forget_own(&g);
}

struct row {
	uint32_t part, number;
	unsigned kinds;
};

static int by_part(const void *a, const void *b)
{
	const struct row *left = a, *right = b;

	if (left->part != right->part)
		return left->part < right->part ? -1 : 1;
	return (left->number > right->number) - (left->number < right->number);
}

static uint32_t part_id(struct gathering *g, const char *folded)
{
	for (size_t i = 0; i < g->count; i++)
		if (strcmp(g->parts[i].bytes, folded) == 0)
			return (uint32_t)i + 1;
	VEC_ROOM(g->parts, g->count, g->room);
	g->parts[g->count] = (struct str)STR_INIT;
	str_set(&g->parts[g->count], folded);
	return (uint32_t)++g->count;
}

void known_load(struct known *k, struct find_dictionary *d)
{
	struct gathering g = {0};
	struct row *rows = NULL;
	size_t count = 0, room = 0;

	for (uint32_t number = 1; number < k->count; number++) {
		if (!k->people[number].is_gone)
			known_names(k, number, gather_name, &g);
		for (size_t i = 0; i < g.own_count; i++) {
			VEC_ROOM(rows, count, room);
			rows[count++] = (struct row){part_id(&g, g.own[i].folded), number,
						     g.own[i].kinds};
		}
		forget_own(&g);
	}
	for (size_t i = 0; i < g.count; i++) {
		find_dictionary_part(d, (uint32_t)i + 1, g.parts[i].bytes);
		str_release(&g.parts[i]);
	}
	free(g.parts);
	if (count > 0)
		qsort(rows, count, sizeof *rows, by_part);
	for (size_t i = 0; i < count; i++)
		find_dictionary_posting(d, rows[i].part, rows[i].number, rows[i].kinds);
	free(rows);
	for (uint32_t number = 1; number < k->count; number++) {
		struct find_person person = person_of(k, number);

		if (!k->people[number].is_gone)
			find_dictionary_person(d, &person);
	}
}

struct find_dictionary *known_dictionary(struct known *k, const struct find_aliases *a)
{
	struct find_dictionary *d = find_dictionary_new(a);

	known_load(k, d);
	(void)find_dictionary_settle(d, NULL, NULL);
	return d;
}

void known_ask(struct find_search *s, const char *typed, int birth_year)
{
	struct find_query q;

	find_query_read(typed, &q);
	if (birth_year > 0)
		q.birth = (struct find_birth){.year = (int16_t)birth_year};
	find_search_ask(s, &q);
	find_query_release(&q);
	while (find_search_go(s, NULL, NULL) != FIND_FINAL)
		continue;
}
