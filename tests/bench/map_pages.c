/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * map_pages SHARE FOLDER ROWS: writes as many offers (and an organisation for every four) to the map of a new
 * practice file in the folder, and prints what one save costs then, how long all rows take to be made again, and
 * pages of the list: all, by letters, filtered, behind another page.
 */
#include <time.h>

#include "care/care.h"
#include "care/derive.h"

#include "base/base.h"
#include "figures.h"

enum { AT_ONCE = 5000, PASSES = 21, PAGE = 30 };

static const char *const words[] = {"Taalles",   "Sollicitatie", "Fietsles", "Naaien",   "Opvang",
				    "Buurthuis", "Inburgering",  "Zwemles",  "Budget",   "Computer",
				    "Wandelen",  "Vrijwilliger", "Stage",    "Koken",    "Leren",
				    "Spreekuur", "Moeders",      "Alfa",     "Werkplein"};
enum { WORDS = sizeof words / sizeof *words };

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static enum err add_organisation(struct care_session *s, int n, char id[37], struct error *e)
{
	struct map_record r;
	char name[80];

	map_record_empty(&r, MAP_ORGANISATION);
	(void)snprintf(name, sizeof name, "Stichting %s %d", words[n * 5 % WORDS], n);
	r.values[MAP_NAME] = name;
	r.values[MAP_CITY] = "Den Haag";
	r.values[MAP_DISTRICT] = n % 3 ? "Laak" : "Escamp";
	r.values[MAP_PHONE] = "070 555 01 23";
	r.values[MAP_CHECKED_ON] = n % 2 ? "2026-10-01" : "2025-10-01";
	return care_map_save(s, &r, id, e);
}

static enum err add_offer(struct care_session *s, int n, const char *organisation, struct error *e)
{
	static const char *const rungs[] = {"1 2", "2 3", "3 4", "4 5 6"};
	struct map_record r;
	char name[80];

	map_record_empty(&r, MAP_OFFER);
	(void)snprintf(name, sizeof name, "%s %s %d", words[n % WORDS], words[n / WORDS % WORDS], n);
	r.organisation = organisation;
	r.values[MAP_NAME] = name;
	r.values[MAP_TASKS] = "Een groep van acht tot veertien vrouwen, met koffie, een begeleidster en "
			      "een vrijwilligster; iedereen kan elke week beginnen.";
	r.values[MAP_FOR_WHOM] = "vrouwen uit de wijk die nog niet veel Nederlands spreken";
	r.values[MAP_KINDS] = n % 2 ? "language" : "women_centre";
	r.values[MAP_RUNGS] = rungs[n % 4];
	r.values[MAP_BENEFITS] = n % 5 ? "wwb nug" : "ww_uwv";
	r.values[MAP_DAYPARTS] = n % 2 ? "morning" : "evening";
	r.values[MAP_CHILDCARE] = n % 3 ? "none" : "along";
	r.values[MAP_THEMES] = n % 1000 ? "women" : "koran";
	r.values[MAP_COST] = "10 euro per jaar";
	r.values[MAP_CHECKED_ON] = n % 2 ? "2026-10-01" : "2025-10-01";
	return care_map_save(s, &r, NULL, e);
}

static enum err fill(struct care_session *s, int rows, struct error *e)
{
	char organisation[37] = "";
	enum err rc = OK;

	for (int i = 0; i < rows && rc == OK; i++) {
		if (i % AT_ONCE == 0)
			rc = store_begin(care_session_store(s), e);
		if (rc == OK && i % 4 == 0)
			rc = add_organisation(s, i / 4, organisation, e);
		if (rc == OK)
			rc = add_offer(s, i, organisation, e);
		if (rc == OK && (i % AT_ONCE == AT_ONCE - 1 || i == rows - 1))
			rc = store_commit(care_session_store(s), e);
	}
	return rc;
}

struct question {
	const char *name, *typed;
	struct map_filter filter;
	int pages; /* before the one that is timed */
};

/* The last page in 'out', the line before it as its own arena has it. */
static enum err ask(struct care_session *s, const struct question *q, const char *group,
		    struct error *e)
{
	struct map_lines page = {.arena = ARENA_INIT}, before = {.arena = ARENA_INIT};
	enum err rc = OK;

	for (int i = 0; i <= q->pages && rc == OK; i++) {
		const struct map_line *after =
			before.count > 0 ? &before.items[before.count - 1] : NULL;
		double from = now_ms();

		rc = map_browse(care_map(s), q->typed, &q->filter, PAGE, after, &page, e);
		if (i == q->pages)
			figures_note(group, q->name, "ms", now_ms() - from);
		map_lines_release(&before);
		before = page;
	}
	map_lines_release(&before);
	return rc;
}

static enum err time_pages(struct care_session *s, struct error *e)
{
	const struct map_words *w = care_map_words(s);
	const struct question questions[] = {
		{.name = "all", .typed = ""},
		{.name = "all, tenth page", .typed = "", .pages = 9},
		{.name = "one letter", .typed = "s"},
		{.name = "one letter, tenth page", .typed = "s", .pages = 9},
		{.name = "three letters", .typed = "taa"},
		{.name = "two words", .typed = "taal moed"},
		{.name = "a number", .typed = "taal 1234"},
		{.name = "a rung", .typed = "",
		 .filter = {.rungs = map_set_of(w, MAP_LIST_LADDER, "2")}},
		{.name = "a rung and a letter", .typed = "s",
		 .filter = {.rungs = map_set_of(w, MAP_LIST_LADDER, "2")}},
		{.name = "a rare theme", .typed = "",
		 .filter = {.themes = map_set_of(w, MAP_LIST_THEMES, "koran")}},
		{.name = "a district", .typed = "", .filter = {.district = "Laak"}},
		{.name = "not checked for long", .typed = "", .filter = {.only_stale = true}},
		{.name = "not checked, one letter", .typed = "s", .filter = {.only_stale = true}},
	};
	enum err rc = OK;

	for (size_t q = 0; q < sizeof questions / sizeof *questions; q++)
		for (int i = 0; i < PASSES && rc == OK; i++)
			rc = ask(s, &questions[q], "page", e);
	return rc;
}

static enum err time_saves(struct care_session *s, struct error *e)
{
	char organisation[37];
	enum err rc = add_organisation(s, 0, organisation, e);

	for (int i = 0; i < PASSES && rc == OK; i++) {
		double from = now_ms();

		rc = add_offer(s, i, organisation, e);
		figures_note("save", "one offer", "ms", now_ms() - from);
	}
	return rc;
}

static enum err time_rebuild(struct care_session *s, struct error *e)
{
	struct care_check found;
	double from = now_ms();
	enum err rc = care_check(s, false, NULL, NULL, &found, e);
	double checked = now_ms() - from;

	str_release(&found.first_fault);
	from = now_ms();
	if (rc == OK)
		rc = care_check(s, true, NULL, NULL, &found, e);
	figures_note("rebuild", "all rows, with two digests", "ms", now_ms() - from - checked);
	if (rc == OK && !found.rebuild_equal)
		rc = error_set(e, ERR_DAMAGED, "the rows are not the same again");
	str_release(&found.first_fault);
	return rc;
}

static enum err run(const struct care_options *options, int rows, struct error *e)
{
	struct care_session *s = NULL;
	double from = now_ms();
	enum err rc = care_session_open(options, &s, e);

	if (rc == OK)
		rc = fill(s, rows, e);
	figures_note("fill", "all", "ms", now_ms() - from);
	if (rc == OK)
		rc = time_saves(s, e);
	if (rc == OK)
		rc = time_pages(s, e);
	if (rc == OK)
		rc = time_rebuild(s, e);
	care_session_close(s);
	figures_print();
	return rc;
}

int main(int argc, char **argv)
{
	struct clock clock = clock_system();
	struct care_options options = {.share = argc > 1 ? argv[1] : TREDE_SHARE,
				       .data = argc > 2 ? argv[2] : NULL,
				       .language = "nl",
				       .practice = true,
				       .clock = &clock};
	struct secret recovery = SECRET_INIT;
	struct error e = ERROR_INIT;
	enum err rc;

	i18n_start("nl", "");
	if (argc != 4 || vault_start(&e) != OK)
		return 2;
	rc = care_session_create(&options, "De Brug", "Samira", &recovery, &e);
	if (rc == OK)
		rc = run(&options, (int)strtol(argv[3], NULL, 10), &e);
	if (rc != OK)
		fprintf(stderr, "map_pages: %s %s\n", e.text, e.detail);
	secret_release(&recovery);
	return error_exit_status(rc);
}
