/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What is half typed in a sheet: it stands at home after a lock, a signal and a crash, and opens as
 * it was, until it is saved or thrown away.
 */
#include <signal.h>

#include "inside.h"
#include "lock.h"

#define HALF "Sneeuwklokje half getypt"
#define WAITS "nog niet bewaard"

enum { KEPT_MS = 1000 }; /* the last second of typing may go at a crash */

static const struct sheet {
	const char *name, *word, *keys, *sees, *before; /* word: at home; before: stood there already */
} sheets[] = {
	{"a note", "notitie", "n", "Nieuwe notitie", ""},
	{"a goal", "doel", "dn", "Nieuw doel", ""},
	{"a step", "stap", "ds", "Nieuwe stap", ""},
	{"a step that stands there", "stap", "d<Down><Enter>", "Stap",
	 "Kennismaken met het verpleeghuis"},
	{"a referral", "verwijzing", "vln", "Welke organisatie", ""},
	{"a gap", "niets past", "vx<Tab><Tab><Tab>", "4 van 7", "Transvaal"},
	{"an appointment", "afspraak", "an<Tab>di<Tab><Tab>", "Met wie", ""},
	{"consent", "toestemming", "tn", "Nieuwe toestemming", ""},
	{"her name", "gegeven", "c<Enter>", "1 van 1", "Fouzia"},
	{"what is needed", "voorwaarde", "b<Enter><Tab><Tab><Tab>", "4 van 4", ""},
};
enum { SHEETS = sizeof sheets / sizeof *sheets };

static void wait_kept(struct desk *d)
{
	int64_t deadline = harness_deadline(KEPT_MS);

	while (harness_now() < deadline)
		(void)term_pump(d->term, deadline);
}

static void type_half(struct desk *d, const struct sheet *sheet)
{
	desk_woman(d, "Fouzia");
	term_keys(d->term, sheet->keys);
	term_wait(d->term, sheet->sees, TERM_MS);
	desk_type(d, HALF);
	term_wait(d->term, HALF "_", TERM_MS);
}

static void by_lock(struct desk *d)
{
	term_signal(d->term, SIGUSR1);
	term_wait(d->term, LOCK_ASKS, TERM_MS);
	lock_sees_nothing(d, "locked");
	assert_false(term_shows(d->term, HALF));
	lock_open(d);
}

/* Stopped from outside; going on, it is locked. */
static void by_stop(struct desk *d)
{
	term_signal(d->term, SIGTSTP);
	wait_kept(d);
	assert_false(term_shows(d->term, HALF));
	term_signal(d->term, SIGCONT);
	term_wait(d->term, LOCK_ASKS, TERM_MS);
	lock_open(d);
}

static void by_end(struct desk *d, int number)
{
	term_signal(d->term, number);
	assert_int_equal(term_exit_status(d->term, TERM_MS), 0);
	term_free(d->term);
	desk_sit(d);
}

static void by_term(struct desk *d)
{
	by_end(d, SIGTERM);
}

static void by_hangup(struct desk *d)
{
	by_end(d, SIGHUP);
}

static void by_crash(struct desk *d)
{
	wait_kept(d);
	term_kill9(d->term);
	term_drop(d->term);
	desk_sit(d);
}

static void (*const ends[])(struct desk *d) = {by_lock, by_term, by_crash, by_hangup, by_stop};
enum { ENDS = sizeof ends / sizeof *ends };

/* The line at home is the first of what is not finished, with the focus. */
static void opens_from_home(struct desk *d, const struct sheet *sheet)
{
	char *line = harness_format("> F.     %-12s " WAITS, sheet->word),
	     *typed = harness_format("%s" HALF "_", sheet->before);

	term_wait(d->term, line, TERM_MS);
	term_settle(d->term, TERM_MS);
	term_keys(d->term, "<Enter>");
	term_wait(d->term, typed, TERM_MS);
	term_wait(d->term, "Dit typte je eerder", TERM_MS);
	free(line);
	free(typed);
}

static void throw_away(struct desk *d)
{
	term_keys(d->term, "<Esc>");
	term_wait(d->term, "2 weggooien", TERM_MS);
	term_keys(d->term, "2");
	term_wait_gone(d->term, HALF, TERM_MS);
	desk_home(d);
	assert_false(term_shows(d->term, WAITS));
}

static void every_sheet_comes_back(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	for (size_t i = 0; i < SHEETS; i++) {
		type_half(&d, &sheets[i]);
		ends[i % ENDS](&d);
		opens_from_home(&d, &sheets[i]);
		throw_away(&d);
	}
	desk_rise(&d);
	free(DESK_RUN(&d, 0, "check"));
	desk_close(&d);
}

static void every_end_is_survived(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	type_half(&d, &sheets[0]);
	for (size_t i = 0; i < ENDS; i++) {
		ends[i](&d);
		opens_from_home(&d, &sheets[0]);
		term_keys(d.term, "<Left><Left>");
		term_settle(d.term, TERM_MS);
		term_keys(d.term, "<End>");
	}
	throw_away(&d);
	desk_rise(&d);
	desk_close(&d);
}

static size_t notes_of(struct desk *d)
{
	char *id = desk_client(d, "Fouzia", 0);
	json_t *shown = desk_show(d, id);
	size_t count = json_array_size(json_object_get(shown, "notes"));

	json_decref(shown);
	free(id);
	return count;
}

/* Found another way, saved once: one note more, and nothing waits. */
static void another_way_finds_it_too(void **state)
{
	struct desk d;
	size_t before;

	(void)state;
	desk_open(&d, "nl");
	before = notes_of(&d);
	desk_sit(&d);
	type_half(&d, &sheets[0]);
	by_crash(&d);
	desk_woman(&d, "Fouzia");
	term_keys(d.term, "n");
	term_wait(d.term, HALF "_", TERM_MS);
	term_keys(d.term, " en heel<Enter>");
	term_wait(d.term, "2 van 2", TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait_gone(d.term, "2 van 2", TERM_MS);
	desk_home(&d);
	assert_false(term_shows(d.term, WAITS));
	by_crash(&d);
	assert_false(term_shows(d.term, WAITS));
	desk_rise(&d);
	assert_int_equal(notes_of(&d), before + 1);
	desk_close(&d);
}

/* The field with the cursor and the choices come back as well. */
static void the_place_comes_back(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	type_half(&d, &sheets[4]);
	term_keys(d.term, "<Enter>stage<Enter>2");
	term_wait(d.term, "4 van 4", TERM_MS);
	term_keys(d.term, "<S-Tab><S-Tab>");
	term_wait(d.term, "2 van 4", TERM_MS);
	term_keys(d.term, "<Left><Left>");
	by_crash(&d);
	term_wait(d.term, WAITS, TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "2 van 4", TERM_MS);
	term_keys(d.term, "X");
	term_wait(d.term, "staXge", TERM_MS);
	assert_true(term_shows(d.term, "Welke organisatie: " HALF));
	assert_true(term_shows(d.term, "Akkoord: "));
	throw_away(&d);
	desk_rise(&d);
	desk_close(&d);
}

/* On another day "tomorrow" is still the day that was meant. */
static void tomorrow_is_what_it_was(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	desk_woman(&d, "Fouzia");
	term_keys(d.term, "an<Tab>morgen<Tab>");
	term_wait(d.term, "Welke dag: zo 22 november 2026", TERM_MS);
	term_signal(d.term, SIGTERM);
	assert_int_equal(term_exit_status(d.term, TERM_MS), 0);
	term_free(d.term);
	d.clock = "2026-11-22T09:00";
	desk_sit(&d);
	term_wait(d.term, WAITS, TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "Welke dag: zo 22 november 2026", TERM_MS);
	term_keys(d.term, "<S-Tab>");
	term_wait(d.term, "22-11-2026_", TERM_MS);
	desk_close(&d);
}

static void status_is(struct desk *d, const char *want)
{
	char *id = desk_client(d, "Saida", 0);
	json_t *shown = desk_show(d, id);

	desk_equal(desk_item(shown, "referrals", "organisation", "Taal in de buurt"), "status", want);
	json_decref(shown);
	free(id);
}

/* Her referral says something else by now: nothing of it is written over without a word. */
static void a_change_meanwhile_is_told(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	desk_woman(&d, "Saida");
	term_keys(d.term, "vl<Enter>w<Tab><Tab><Tab><Tab>");
	term_wait(d.term, "5 van 6", TERM_MS);
	desk_choice(&d, "referral_status", "started");
	term_wait(d.term, "6 van 6", TERM_MS);
	by_lock(&d);
	desk_woman(&d, "Saida");
	term_keys(d.term, "vl<Enter>");
	term_wait(d.term, "Wat is de volgende stap?", TERM_MS);
	desk_pick(&d, "toegelaten");
	term_wait(d.term, "21-11-26  toegelaten", TERM_MS);
	term_keys(d.term, "w");
	term_wait(d.term, "Ondertussen is haar dossier", TERM_MS);
	term_wait(d.term, "6 van 6", TERM_MS);
	term_keys(d.term, "<S-Tab>");
	term_wait(d.term, "In haar dossier staat nu: toegelaten", TERM_MS);
	term_keys(d.term, "<Tab><Enter>");
	term_wait(d.term, "Ondertussen veranderd: Hoe ver is het.", TERM_MS);
	term_keys(d.term, "2");
	term_wait_gone(d.term, "Ondertussen veranderd", TERM_MS);
	by_crash(&d);
	desk_rise(&d);
	status_is(&d, "accepted");
	desk_sit(&d);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "Ondertussen is haar dossier", TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "1 wat ik typte bewaren", TERM_MS);
	term_keys(d.term, "1");
	term_wait_gone(d.term, "6 van 6", TERM_MS);
	desk_home(&d);
	assert_false(term_shows(d.term, WAITS));
	desk_rise(&d);
	status_is(&d, "started");
	desk_close(&d);
}

/* The right answer, typed; until the reason is given it waits too. */
static void a_correction_comes_back(void **state)
{
	struct desk d;
	char *id;
	json_t *shown;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	desk_woman(&d, "Fouzia");
	term_keys(d.term, "w1");
	term_wait(d.term, "Wat doet u nu?", TERM_MS);
	term_keys(d.term, "1");
	term_wait(d.term, "Het goede antwoord", TERM_MS);
	desk_type(&d, " " HALF);
	term_wait(d.term, "getypt_", TERM_MS);
	by_lock(&d);
	term_wait(d.term, "> F.     verbetering  " WAITS, TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "niveau 3. Sneeuwklokje half_", TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "Waarom?", TERM_MS);
	by_crash(&d);
	term_wait(d.term, "> F.     verbetering  " WAITS, TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "niveau 3. Sneeuwklokje half_", TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "Waarom?", TERM_MS);
	term_keys(d.term, "1");
	term_wait(d.term, "Verbeterd.", TERM_MS);
	desk_home(&d);
	assert_false(term_shows(d.term, WAITS));
	desk_rise(&d);
	id = desk_client(&d, "Fouzia", 0);
	shown = desk_show(&d, id);
	free(id);
	id = json_dumps(shown, JSON_COMPACT);
	assert_non_null(strstr(id, "niveau 3. " HALF "\""));
	free(id);
	json_decref(shown);
	free(DESK_RUN(&d, 0, "check"));
	desk_close(&d);
}

/* Kept of something that is not in her file any more, as when its talk went to another woman. */
static void keep_of_nothing(struct desk *d, const char *client)
{
	static const struct care_kept_field fields[] = {{HALF, ""}, {NULL, ""}, {"lang", ""}};
	struct error e = ERROR_INIT;
	struct moment now;
	int64_t ms;
	struct clock clock;
	char *folder = lock_folder(d);
	struct care_session *s = NULL;

	assert_true(moment_read(DESK_TIME ":00Z", &now));
	ms = moment_ms(&now);
	clock = clock_fixed(&ms);
	assert_int_equal(care_session_open(&(struct care_options){.data = folder,
								  .share = getenv("TREDE_SHARE"),
								  .language = "nl",
								  .practice = true,
								  .clock = &clock},
					   &s, &e),
			 OK);
	assert_int_equal(
		care_kept_set(s,
			      &(struct care_kept){.place = {.kind = "goal",
							    .client = client,
							    .id = "gone"},
						  .fields = fields,
						  .field_count = 3},
			      &e),
		OK);
	care_session_close(s);
	free(folder);
}

/* The words are not lost: they are a note, not saved yet. */
static void what_it_was_about_is_gone(void **state)
{
	struct desk d;
	char *id;

	(void)state;
	desk_open(&d, "nl");
	id = desk_client(&d, "Fouzia", 0);
	keep_of_nothing(&d, id);
	desk_sit(&d);
	term_wait(d.term, "> F.     doel         " WAITS, TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "notitie die nog niet bewaard is", TERM_MS);
	term_wait(d.term, HALF, TERM_MS);
	term_wait(d.term, "lang_", TERM_MS);
	by_crash(&d);
	term_wait(d.term, "> F.     notitie      " WAITS, TERM_MS);
	assert_false(term_shows(d.term, "doel   "));
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "lang_", TERM_MS);
	throw_away(&d);
	desk_rise(&d);
	free(id);
	desk_close(&d);
}

/* The reason at the end of a trajectory, which has no sheet of its own while it is asked. */
static void why_it_ended_comes_back(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	desk_woman(&d, "Fouzia");
	term_keys(d.term, "w<End><Enter>");
	term_wait(d.term, "Verder naar", TERM_MS);
	term_keys(d.term, "1");
	term_wait(d.term, "Afgesloten.", TERM_MS);
	desk_type(&d, HALF);
	by_crash(&d);
	term_wait(d.term, WAITS, TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, HALF "_", TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait_gone(d.term, "1 van 1", TERM_MS);
	desk_home(&d);
	assert_false(term_shows(d.term, WAITS));
	desk_rise(&d);
	desk_close(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sheet_comes_back),
		cmocka_unit_test(every_end_is_survived),
		cmocka_unit_test(another_way_finds_it_too),
		cmocka_unit_test(the_place_comes_back),
		cmocka_unit_test(tomorrow_is_what_it_was),
		cmocka_unit_test(a_change_meanwhile_is_told),
		cmocka_unit_test(a_correction_comes_back),
		cmocka_unit_test(what_it_was_about_is_gone),
		cmocka_unit_test(why_it_ended_comes_back),
	};

	return cmocka_run_group_tests_name("kept", tests, NULL, NULL);
}
