/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Who may open the file, by the keyboard alone: the wizard on an empty laptop, logging in and out, a
 * wrong passphrase, the recovery code, a second worker, one who leaves, a backup and putting it back.
 * Real files with the real cost of a passphrase, so that each log-in takes a while.
 */
#include <sys/stat.h>
#include <unistd.h>

#include "harness.h"
#include "keys.h"

#include "base/base.h"

#define MINE "appel fiets lamp wolk"
#define HERS "tafel regen schip veer"
#define NEXT "maan spijker brood touw"
#define CODE "2468"

enum { OPENS_MS = 30000, SIGNS = 24, CODE_ROWS = 8, SIGNS_A_ROW = 12, MISSES = 3 };

struct centre {
	struct place *place;
	struct term *term;
	char recovery[SIGNS + 1];
};

static void start(struct centre *c)
{
	c->term = term_start(&(struct term_opts){.place = c->place});
}

static void stop(struct centre *c)
{
	term_keys(c->term, "<Esc>");
	term_wait(c->term, "1 stoppen", TERM_MS);
	term_keys(c->term, "1");
	assert_int_equal(term_exit_status(c->term, OPENS_MS), 0);
	term_free(c->term);
	c->term = NULL;
}

static bool is_sign(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

/* A row with nothing but signs and blanks between them is half of the code. */
static size_t row_signs(const char *row, char *out)
{
	size_t count = 0;

	for (; *row; row++) {
		if (*row == ' ')
			continue;
		if (!is_sign(*row) || (row[1] && row[1] != ' ') || count == SIGNS_A_ROW)
			return 0;
		out[count++] = *row;
	}
	return count == SIGNS_A_ROW ? count : 0;
}

static void read_recovery(struct centre *c)
{
	char signs[SIGNS_A_ROW];
	size_t count = 0;

	term_wait_row(c->term, 0, "Herstelcode", OPENS_MS);
	term_settle(c->term, TERM_MS);
	for (int i = 2; i < 2 + CODE_ROWS && count < SIGNS; i++) {
		char *row = term_row(c->term, i);
		size_t found = row_signs(row, signs);

		memcpy(c->recovery + count, signs, found);
		count += found;
		free(row);
	}
	assert_int_equal(count, SIGNS);
	c->recovery[SIGNS] = '\0';
}

/* As a hand copies it: small letters, blanks, an o for a nought, an l for a one. */
static void type_recovery(struct centre *c)
{
	for (size_t i = 0; i < SIGNS; i++) {
		char sign = c->recovery[i];
		char typed[3] = {sign == '0'                   ? 'o'
				 : sign == '1'                 ? 'l'
				 : sign >= 'A' && sign <= 'Z' ? (char)(sign - 'A' + 'a')
							       : sign,
				 i % 6 == 5 ? ' ' : '\0', '\0'};

		term_keys(c->term, typed);
	}
	term_keys(c->term, "<Enter>");
}

/* The code is shown: it is not gone before it was typed back. */
static void copy_recovery(struct centre *c)
{
	read_recovery(c);
	term_keys(c->term, "<Esc>");
	term_wait(c->term, "eerst over op papier", TERM_MS);
	term_keys(c->term, "<Enter>");
	term_wait(c->term, "Typ de code nu over", TERM_MS);
	term_keys(c->term, "0000 0000<Enter>");
	term_wait(c->term, "Dat is de code niet", TERM_MS);
	term_keys(c->term, "<C-u>");
	type_recovery(c);
	term_wait(c->term, "Dat klopt", TERM_MS);
}

static void begin(struct centre *c)
{
	c->place = place_new();
	start(c);
	term_wait(c->term, "nog geen bestand", TERM_MS);
	term_keys(c->term, "1");
	term_wait(c->term, "Hoe heet jullie", TERM_MS);
	term_keys(c->term, "Vrouwencentrum Jasmijn<Enter>Samira<Enter>");
	term_wait(c->term, "vier woorden", TERM_MS);
	term_keys(c->term, MINE "<Enter>" MINE "<Enter>");
	term_wait(c->term, "4 tot 6 cijfers", TERM_MS);
	term_keys(c->term, CODE "<Enter>" CODE "<Enter>");
	copy_recovery(c);
	term_wait(c->term, "Zoek: ___", TERM_MS);
	term_wait_row(c->term, 0, "Samira", TERM_MS);
}

static void end(struct centre *c)
{
	stop(c);
	place_free(c->place);
}

static void logs_in(struct centre *c, const char *name, const char *passphrase)
{
	term_wait(c->term, "Wachtwoordzin kwijt?", TERM_MS);
	if (name) {
		term_keys(c->term, name);
		term_keys(c->term, "<Enter>");
	}
	term_keys(c->term, passphrase);
	term_keys(c->term, "<Enter>");
}

static void is_home(struct centre *c, const char *name)
{
	term_wait(c->term, "Zoek: ___", OPENS_MS);
	term_wait_row(c->term, 0, name, TERM_MS);
}

static void command(struct centre *c, const char *letters, const char *screen)
{
	term_keys(c->term, "<C-p>");
	term_wait(c->term, "Wat wil je doen?", TERM_MS);
	term_keys(c->term, letters);
	term_settle(c->term, TERM_MS);
	term_keys(c->term, "<Enter>");
	term_wait(c->term, screen, OPENS_MS);
}

/* The passphrase of nobody stands anywhere: on the screen, or in what scrolled off it. */
static void shows_no_secret(struct centre *c)
{
	char *screen = term_screen(c->term), *scrolled = term_scrollback(c->term);

	assert_null(strstr(screen, "fiets"));
	assert_null(strstr(scrolled, "fiets"));
	free(screen);
	free(scrolled);
}

/* At the lock screen: after so many a next one is taken later only, and what is typed stays. */
static void waits_after_wrong_ones(struct centre *c)
{
	for (int i = 0; i < MISSES; i++) {
		term_wait(c->term, "Wachtwoordzin  _", OPENS_MS);
		term_keys(c->term, "geraden en mis<Enter>");
		term_wait(c->term, "Dat is niet de wachtwoordzin", OPENS_MS);
	}
	term_wait(c->term, "kan het opnieuw", TERM_MS);
	term_keys(c->term, MINE "<Enter>");
	term_wait_gone(c->term, "kan het opnieuw", OPENS_MS);
	term_keys(c->term, "<Enter>");
	is_home(c, "Samira");
}

static void blank_wants_the_code(struct centre *c)
{
	term_keys(c->term, "<C-l>");
	term_wait_gone(c->term, "Zoek", TERM_MS);
	term_keys(c->term, "1111<Enter>");
	term_wait(c->term, "Dat is niet de code", TERM_MS);
	term_keys(c->term, CODE "<Enter>");
	is_home(c, "Samira");
}

static void from_nothing_to_home_and_back_in(void **state)
{
	struct centre c = {0};

	(void)state;
	begin(&c);
	term_wait(c.term, "Nog geen reservekopie", TERM_MS);
	stop(&c);
	start(&c);
	term_wait_row(c.term, 0, "Vrouwencentrum Jasmijn", TERM_MS);
	assert_false(term_shows(c.term, "Naam"));
	logs_in(&c, NULL, MINE "x");
	term_wait(c.term, "Dat is niet de wachtwoordzin", OPENS_MS);
	shows_no_secret(&c);
	term_keys(c.term, "appel<Home><C-k>");
	term_paste(c.term, MINE);
	term_settle(c.term, TERM_MS);
	shows_no_secret(&c);
	term_keys(c.term, "<Enter>");
	is_home(&c, "Samira");
	blank_wants_the_code(&c);
	command(&c, "slot", "Wachtwoordzin kwijt?");
	waits_after_wrong_ones(&c);
	end(&c);
}

/* Her own passphrase, for which the old one is asked, and a new code on paper. */
static void changes_both(struct centre *c)
{
	command(c, "medew", "dat ben jij");
	term_keys(c->term, "w" HERS "<Enter>" NEXT "<Enter>" NEXT "<Enter>");
	term_wait(c->term, "niet je oude wachtwoordzin", OPENS_MS);
	term_keys(c->term, MINE "<Enter><Enter><Enter>");
	term_wait(c->term, "geldt vanaf nu", OPENS_MS);
	term_keys(c->term, "h");
	term_wait(c->term, "Een nieuwe herstelcode?", TERM_MS);
	term_keys(c->term, "1");
	copy_recovery(c);
	term_keys(c->term, "<Esc>");
	command(c, "slot", "Wachtwoordzin kwijt?");
}

static void is_who_she_is(struct centre *c)
{
	term_wait(c->term, "Wie ben je?", OPENS_MS);
	term_wait(c->term, "1 Samira", TERM_MS);
	term_keys(c->term, "1");
	term_wait(c->term, "vier woorden", TERM_MS);
	term_keys(c->term, HERS "<Enter>" HERS "<Enter>");
	term_wait(c->term, "4 tot 6 cijfers", OPENS_MS);
	term_keys(c->term, CODE "<Enter>" CODE "<Enter>");
	is_home(c, "Samira");
}

static void opens_with_what_is_on_paper(void **state)
{
	struct centre c = {0};
	char old[SIGNS + 1];

	(void)state;
	begin(&c);
	memcpy(old, c.recovery, sizeof old);
	changes_both(&c);
	assert_string_not_equal(old, c.recovery);
	logs_in(&c, NULL, old);
	term_wait(c.term, "Dat is niet de wachtwoordzin", OPENS_MS);
	type_recovery(&c);
	is_who_she_is(&c);
	command(&c, "slot", "Wachtwoordzin kwijt?");
	logs_in(&c, NULL, NEXT);
	term_wait(c.term, "Dat is niet de wachtwoordzin", OPENS_MS);
	term_keys(c.term, HERS "<Enter>");
	is_home(&c, "Samira");
	end(&c);
}

static void adds(struct centre *c)
{
	command(c, "medew", "dat ben jij");
	term_keys(c->term, "n");
	term_wait(c->term, "Een collega", TERM_MS);
	term_keys(c->term, "Fatma<Enter>" HERS "<Enter>" HERS "<Enter>");
	term_wait(c->term, "Fatma kan nu inloggen", OPENS_MS);
}

/* Fatma logs in for the first time, chooses a code, and removes Samira. */
static void fatma_removes_samira(struct centre *c)
{
	logs_in(c, "Fatma", HERS);
	term_wait(c->term, "4 tot 6 cijfers", OPENS_MS);
	term_keys(c->term, "13579<Enter>13579<Enter>");
	is_home(c, "Fatma");
	command(c, "medew", "dat ben jij");
	term_keys(c->term, "x");
	term_wait(c->term, "Jezelf verwijderen", TERM_MS);
	term_keys(c->term, "<Down>x");
	term_wait(c->term, "Samira kan dit bestand", TERM_MS);
	term_keys(c->term, "1");
}

static void a_colleague_comes_and_one_goes(void **state)
{
	struct centre c = {0};

	(void)state;
	begin(&c);
	adds(&c);
	term_keys(c.term, "<Esc>");
	command(&c, "slot", "Wachtwoordzin kwijt?");
	term_wait(c.term, "Naam", TERM_MS);
	logs_in(&c, "Fatma", MINE);
	term_wait(c.term, "passen niet bij elkaar", OPENS_MS);
	term_keys(c.term, "<Up><C-u>");
	fatma_removes_samira(&c);
	term_wait_gone(c.term, "Medewerkers", OPENS_MS);
	term_wait(c.term, "Wachtwoordzin kwijt?", OPENS_MS);
	term_wait_gone(c.term, "Naam", TERM_MS);
	logs_in(&c, NULL, MINE);
	term_wait(c.term, "Dat is niet de wachtwoordzin", OPENS_MS);
	term_keys(c.term, HERS "<Enter>");
	is_home(&c, "Fatma");
	end(&c);
}

/* To the folder stick in her home, by typing where that is. */
static void makes_backup(struct centre *c, const char *stick)
{
	assert_int_equal(mkdir(stick, 0700), 0);
	term_keys(c->term, "<C-g>");
	term_wait_row(c->term, 0, "Reservekopie", TERM_MS);
	term_keys(c->term, "<End><Enter>");
	term_wait(c->term, "In welke map?", TERM_MS);
	term_keys(c->term, stick);
	term_keys(c->term, "<Enter>");
	term_wait(c->term, "De reservekopie is goed. Gecontroleerd: dossiers 0", OPENS_MS);
	term_keys(c->term, "<Enter>");
	term_wait(c->term, "Laatste reservekopie: ", TERM_MS);
}

static char *backup_in(const char *stick)
{
	char **names = NULL, *path;

	assert_int_equal(file_list(stick, ".backup", &names), 1);
	path = file_path(stick, names[0]);
	free(names[0]);
	free(names);
	return path;
}

static void puts_back(struct centre *c, const char *path, const char *passphrase)
{
	term_wait(c->term, "zelf typen waar", TERM_MS);
	term_keys(c->term, "<End><Enter>");
	term_wait(c->term, "Waar staat de reservekopie?", TERM_MS);
	term_keys(c->term, path);
	term_keys(c->term, "<Enter>");
	term_wait(c->term, "typ een naam en wachtwoordzin", TERM_MS);
	term_keys(c->term, "<Enter>");
	term_keys(c->term, passphrase);
	term_keys(c->term, "<Enter>");
}

static void a_backup_opens_on_another_laptop(void **state)
{
	struct centre c = {0}, other = {0};
	char *stick, *path;

	(void)state;
	begin(&c);
	stick = place_path(c.place, "stick");
	makes_backup(&c, stick);
	path = backup_in(stick);
	other.place = place_new();
	start(&other);
	term_wait(other.term, "nog geen bestand", TERM_MS);
	term_keys(other.term, "2");
	puts_back(&other, path, HERS);
	term_wait(other.term, "passen niet bij elkaar", OPENS_MS);
	term_keys(other.term, MINE "<Enter>");
	term_wait(other.term, "is teruggezet en nagekeken. Dossiers: 0", OPENS_MS);
	logs_in(&other, NULL, MINE);
	is_home(&other, "Samira");
	end(&other);
	end(&c);
	free(path);
	free(stick);
}

static struct term *locked_practice(struct place *p)
{
	struct term *t = term_start(&(struct term_opts){
		.place = p, .argv = (const char *const[]){"--practice", "--lock", NULL}});

	term_wait(t, "Wachtwoordzin kwijt?", TERM_MS);
	return t;
}

/* A key file cut short opens for nobody: the screen says what is left to do. */
static void a_damaged_file_points_at_the_backup(void **state)
{
	struct centre c = {.place = place_new()};
	struct ran made = PLACE_RUN(c.place, NULL, "init", "--practice");
	char *keys = place_path(c.place, "data/trede/practice/trede.keys");

	(void)state;
	assert_int_equal(made.status, 0);
	ran_free(&made);
	assert_int_equal(truncate(keys, 200), 0);
	free(keys);
	c.term = locked_practice(c.place);
	term_keys(c.term, "oefenen<Enter>");
	term_wait(c.term, "Met ^R zet je een", OPENS_MS);
	term_keys(c.term, "<C-r>");
	term_wait(c.term, "zelf typen waar hij staat", TERM_MS);
	term_keys(c.term, "/nergens<Enter>");
	term_wait(c.term, "Er is geen bestand /nergens", TERM_MS);
	term_keys(c.term, "<Esc>");
	term_wait(c.term, "Wachtwoordzin kwijt?", TERM_MS);
	stop(&c);
	place_free(c.place);
}

/* Two windows at the lock screen: one opens the file, the other says so until it is let go. */
static void another_window_has_it(void **state)
{
	struct centre one = {.place = place_new()}, two = {.place = one.place};
	struct ran made = PLACE_RUN(one.place, NULL, "init", "--practice");

	(void)state;
	assert_int_equal(made.status, 0);
	ran_free(&made);
	one.term = locked_practice(one.place);
	two.term = locked_practice(two.place);
	term_keys(one.term, "oefenen<Enter>");
	is_home(&one, "oefenen");
	term_keys(two.term, "oefenen<Enter>");
	term_wait(two.term, "staat al open in een ander venster", OPENS_MS);
	stop(&one);
	term_wait_gone(two.term, "staat al open", OPENS_MS);
	term_keys(two.term, "oefenen<Enter>");
	is_home(&two, "oefenen");
	end(&two);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(from_nothing_to_home_and_back_in),
		cmocka_unit_test(opens_with_what_is_on_paper),
		cmocka_unit_test(a_colleague_comes_and_one_goes),
		cmocka_unit_test(another_window_has_it),
		cmocka_unit_test(a_damaged_file_points_at_the_backup),
		cmocka_unit_test(a_backup_opens_on_another_laptop),
	};

	return cmocka_run_group_tests_name("accounts", tests, NULL, NULL);
}
