/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "care/session_inner.h"
#include "tests.h"

/*
 * The eleven examples against the sample map, held against tests/data/map/examples.tsv: what a worker
 * would name is among the first three, for these reasons; what does not fit says why; what is not known
 * is asked; what nothing serves is a gap.  What does not fit yet stands below all else.
 */
enum { FIRST = 3, ALL = 100, WOMEN = 11, LINE_PARTS = 3 };

#define NAME(id, fact) #id,
static const char *const criteria[MAP_CRITERION_COUNT] = {MAP_CRITERIA(NAME)};
#undef NAME

struct example {
	struct arena arena;
	struct care_dossier *d;
	struct map_woman woman;
	struct map_fits fits;
	const char *name;
};

static void make(struct place *p)
{
	struct error e = ERROR_INIT;
	struct moment noon;

	*p = (struct place){.folder = "/tmp/trede-care-XXXXXX"};
	assert_non_null(mkdtemp(p->folder));
	assert_true(moment_read("2026-11-21T10:42:00Z", &noon));
	p->now = moment_ms(&noon);
	p->clock = clock_fixed(&p->now);
	p->options = (struct care_options){
		.data = p->folder,
		.share = getenv("TREDE_SHARE"),
		.language = "nl",
		.practice = true,
		.clock = &p->clock,
		.is_seeded = true,
		.seed = 7,
	};
	must(care_session_create(&p->options, "Jasmijn", "Samira El Idrissi", &p->recovery, &e), &e);
	must(care_session_open(&p->options, &p->s, &e), &e);
}

static void open_example(struct place *p, struct example *x, const char *name)
{
	struct error e = ERROR_INIT;
	const struct map_filter all = {.district = "", .with_too_heavy = true};
	char id[37];

	*x = (struct example){.name = name};
	must(care_client_by_text(p->s, name, id, &e), &e);
	must(care_dossier_open(p->s, id, "show", &x->d, &e), &e);
	care_match_woman(p->s, x->d, &x->arena, &x->woman);
	must(map_match(care_map(p->s), &x->woman, &all, "", ALL, NULL, &x->fits, &e), &e);
}

static void close_example(struct example *x)
{
	map_fits_release(&x->fits);
	care_dossier_free(x->d);
	arena_release(&x->arena);
}

static void tell_order(const struct example *x)
{
	for (int i = 0; i < x->fits.count && i < 8; i++) {
		const struct map_fit *fit = &x->fits.items[i];

		print_error("  %d %s (missing %d, unknown %d):", i + 1,
			    fit->offer.values[MAP_NAME], fit->missing, fit->unknown);
		for (int c = 0; c < MAP_CRITERION_COUNT; c++)
			if (fit->verdicts[c] != MAP_SILENT)
				print_error(" %s%s",
					    fit->verdicts[c] == MAP_FITS  ? ""
					    : fit->verdicts[c] == MAP_NOT ? "!"
									  : "?",
					    criteria[c]);
		print_error("\n");
	}
}

static int criterion_named(const char *name, size_t len)
{
	for (int c = 0; c < MAP_CRITERION_COUNT; c++)
		if (strlen(criteria[c]) == len && strncmp(criteria[c], name, len) == 0)
			return c;
	fail_msg("no criterion %.*s", (int)len, name);
	return -1;
}

/* Each of the named criteria has this verdict. */
static bool verdicts_are(const struct map_fit *fit, const char *names, enum map_verdict verdict)
{
	for (const char *at = names; *(at += strspn(at, " ")) != '\0'; at += strcspn(at, " "))
		if (fit->verdicts[criterion_named(at, strcspn(at, " "))] != verdict)
			return false;
	return true;
}

static const struct map_fit *fit_named(const struct example *x, const char *offer, int most)
{
	for (int i = 0; i < x->fits.count && i < most; i++)
		if (strcmp(x->fits.items[i].offer.values[MAP_NAME], offer) == 0)
			return &x->fits.items[i];
	return NULL;
}

static bool is_asked(const struct example *x, const char *fact)
{
	enum map_criterion asked[MAP_CRITERION_COUNT];
	int count = map_to_ask(&x->fits, asked);

	for (int i = 0; i < count; i++)
		if (strcmp(map_criterion_fact(asked[i]), fact) == 0)
			return true;
	return false;
}

static bool is_gap(struct place *p, const struct example *x, const char *what)
{
	const struct map_words *w = care_map_words(p->s);
	int need = map_word_at(w, MAP_LIST_PRECONDITIONS, what),
	    barrier = map_word_at(w, MAP_LIST_BARRIERS, what);

	return (need >= 0 && map_set_has(&x->fits.needs_unserved, need)) ||
	       (barrier >= 0 && map_set_has(&x->fits.barriers_unserved, barrier));
}

static bool line_holds(struct place *p, const struct example *x, const char *what, const char *why)
{
	const struct map_fit *fit;

	if (strcmp(what, "gap") == 0)
		return is_gap(p, x, why);
	if (*what == '?')
		return is_asked(x, what + 1);
	if (*what == '!' || *what == '~') {
		fit = fit_named(x, what + 1, ALL);
		return fit && verdicts_are(fit, why, *what == '!' ? MAP_NOT : MAP_UNKNOWN);
	}
	fit = fit_named(x, what, FIRST);
	return fit && verdicts_are(fit, why, MAP_FITS);
}

/* who, what, why: cut out of the line in place. */
static bool line_parts(char *line, const char *parts[LINE_PARTS])
{
	if (*line == '#' || *line == '\0')
		return false;
	for (int i = 0; i < LINE_PARTS; i++) {
		parts[i] = line;
		line += strcspn(line, "\t");
		if (*line != '\0')
			*line++ = '\0';
	}
	return true;
}

/* Nothing that fits, or that is to be asked about, stands below what does not fit. */
static bool is_in_order(const struct example *x)
{
	bool was_missing = false;

	for (int i = 0; i < x->fits.count; i++) {
		if (was_missing && x->fits.items[i].missing == 0)
			return false;
		was_missing = x->fits.items[i].missing > 0;
	}
	return was_missing; /* each of them has some that do not fit */
}

static void test_examples(void **state)
{
	struct place p;
	struct example x = {.name = NULL};
	struct str table = STR_INIT;
	struct error e = ERROR_INIT;
	const char *parts[LINE_PARTS];
	int wrong = 0, women = 0;
	char *line, *rest;

	(void)state;
	make(&p);
	must(file_read("tests/data/map/examples.tsv", 1 << 16, &table, &e), &e);
	for (rest = table.bytes; (line = strsep(&rest, "\n"));) {
		if (!line_parts(line, parts))
			continue;
		if (!x.name || strcmp(x.name, parts[0]) != 0) {
			close_example(&x);
			open_example(&p, &x, parts[0]);
			assert_true(is_in_order(&x));
			women++;
		}
		if (line_holds(&p, &x, parts[1], parts[2]))
			continue;
		print_error("%s: not so: %s %s\n", parts[0], parts[1], parts[2]);
		tell_order(&x);
		wrong++;
	}
	close_example(&x);
	str_release(&table);
	place_remove(&p);
	assert_int_equal(women, WOMEN);
	assert_int_equal(wrong, 0);
}

int match_examples_tests(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_examples)};

	return cmocka_run_group_tests_name("care: the examples and the map", tests, NULL, NULL);
}
