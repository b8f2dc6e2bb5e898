/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Every screen: the cursor stands on its focus, what is pasted where no text goes does nothing,
 * and when the program is told to end there (log-out, a closed window), it ends with 0, has kept
 * what was typed, and leaves a terminal that can be used.
 */
#include <signal.h>
#include <termios.h>

#include "desk.h"
#include "inside.h"

#define HALF "Zij zoekt opvang"
#define TALK "karin<Enter>g1" /* the one that is not finished */
#define TEXT TALK "<C-f>hoe gaat<Enter>"

enum focus {
	MARK,  /* the cursor stands on the mark of a line */
	FIELD, /* on a line where text goes */
	ANY
};

static const struct way {
	const char *name, *sees, *keys; /* from home */
	enum focus focus;
} ways[] = {
	{"home", "Nog niet af", "", MARK},
	{"search", "Fouzia", "fo", FIELD},
	{"nobody", "Niemand gevonden", "zzz", FIELD},
	{"a new woman", "Nieuw: hoe mag ik", "<C-n>", ANY},
	{"home help", "Hulp", "<F1>", ANY},
	{"commands", "Wat wil je doen?", "<C-p>", FIELD},
	{"lists", "Tab zoeken", "<Tab>", MARK},
	{"agenda", "Agenda", "<Tab>a", MARK},
	{"out of sight", "Uit beeld", "<Tab>u", MARK},
	{"settings", "Instellingen", "<C-o>", MARK},
	{"what is set", "1 van 5", "<C-o>1", MARK},
	{"workers", "dat ben jij", "<C-o>2", MARK},
	{"a colleague", "Een collega", "<C-o>2n", FIELD},
	{"her passphrase", "Oude zin", "<C-o>2w", FIELD},
	{"recovery code", "op papier", "<C-o>2h1", ANY},
	{"short code", "4 tot 6 cijfers", "<C-o>3", FIELD},
	{"backup", "zelf een map typen", "<C-o>4", MARK},
	{"backup where", "In welke map?", "<C-o>4<End><Enter>", FIELD},
	{"locked", "Wachtwoordzin kwijt?", "<C-p>slot<Enter>", FIELD},
	{"client", "g gesprek", "fouzia<Enter>", MARK},
	{"talks", "Gesprek ", "fouzia<Enter>g", MARK},
	{"goals", "Doelen ", "fouzia<Enter>d", MARK},
	{"a goal", "Nieuw doel", "fouzia<Enter>dn", FIELD},
	{"appointments", "Afspraken ", "fouzia<Enter>a", MARK},
	{"what fits", "Verwijzen", "fouzia<Enter>v", ANY},
	{"search in it", "Zoek:", "fouzia<Enter>v/", FIELD},
	{"nothing fits", "2 van 7", "fouzia<Enter>vx<Tab>", MARK},
	{"referrals", "Doorverwezen", "fouzia<Enter>vl", MARK},
	{"a referral", "Welke organisatie", "fouzia<Enter>vln", FIELD},
	{"its steps", "Wat is de volgende stap?", "maria<Enter>vl<Enter>", MARK},
	{"preconditions", "Wat is nodig", "fouzia<Enter>b", MARK},
	{"consents", "Toestemming ", "fouzia<Enter>t", MARK},
	{"a consent", "Nieuwe toestemming", "fouzia<Enter>tn", FIELD},
	{"a note", "Nieuwe notitie", "fouzia<Enter>n", FIELD},
	{"change", "Wijzigen", "fouzia<Enter>w", MARK},
	{"contact", "Contact", "fouzia<Enter>c", MARK},
	{"print", "Printen", "fouzia<Enter>p", MARK},
	{"where to print", "Waarheen?", "fouzia<Enter>p1", ANY},
	{"a page", "regel ", "ann<Enter>p11", ANY},
	{"several lines", "Hoe gaat het?", TEXT, FIELD},
	{"many choices", "Wat maakt het nu lastig", TALK "<C-f>lastig<Enter>", MARK},
	{"a long list", "Zoek:", TALK "<C-f>inkomsten<Enter>", FIELD},
	{"one choice", "( ) 1", TALK "<C-f>met uw doel<Enter>", MARK},
	{"together", "Hoe gaat het?", TEXT "<C-t>", FIELD},
	{"find a question", "Zoek een vraag", TEXT "<C-f>", FIELD},
	{"find a woman", "opzoeken", TEXT "<C-f><C-f>", FIELD},
	{"whose remark", "wie zegt het?", TEXT "<C-o>", ANY},
	{"a remark", "Opmerking", TEXT "<C-o>1", FIELD},
	{"no answer", "Waarom is er geen", TEXT "<C-g>", ANY},
	{"a scratch line", "Kladregel", TEXT "<C-n>", FIELD},
	{"overview", "overzicht", TEXT "<Esc>", MARK},
	{"finish", "1 afronden", TEXT "<Esc>a", ANY},
	{"blank", "Jasmijn   ", TEXT "<C-l>", ANY},
};
enum { WAYS = sizeof ways / sizeof *ways };

static void go(struct desk *d, const struct way *way)
{
	term_keys(d->term, way->keys);
	term_wait(d->term, way->sees, TERM_MS);
	term_settle(d->term, TERM_MS);
}

static bool is_on_focus(struct term *t, enum focus focus)
{
	VTermScreenCell cell;
	char *line;
	int row, col;
	bool is;

	if (!term_cursor(t, &row, &col))
		return false;
	line = term_row(t, row);
	is = *line || focus == ANY;
	if (focus == MARK)
		is = vterm_screen_get_cell(t->screen, (VTermPos){row, col}, &cell) &&
		     cell.chars[0] == '>';
	else if (focus == FIELD)
		is = strchr(line, '_') != NULL;
	free(line);
	return is;
}

static void the_cursor_is_on_the_focus(void **state)
{
	static const int sizes[][2] = {{12, 40}, {100, 300}, {24, 80}};
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	for (size_t i = 0; i < WAYS; i++) {
		desk_sit(&d);
		go(&d, &ways[i]);
		for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
			term_resize(d.term, sizes[k][0], sizes[k][1]);
			term_settle(d.term, TERM_MS);
			if (is_on_focus(d.term, ways[i].focus))
				continue;
			term_print(d.term, ways[i].name);
			fail_msg("%s: the cursor is not on the focus at %dx%d", ways[i].name,
				 sizes[k][1], sizes[k][0]);
		}
		term_signal(d.term, SIGTERM);
		assert_int_equal(term_exit_status(d.term, TERM_MS), 0);
		term_free(d.term);
		d.term = NULL;
	}
	desk_close(&d);
}

/* The plain screen again, with a cursor, an ordinary line mode and no marks around a paste. */
static void is_sane(struct term *t, const char *name, const struct termios *before)
{
	struct termios now;
	char *screen = term_screen(t);
	int row, col;
	bool is = term_cursor(t, &row, &col) && !t->sequence.paste && !t->sequence.keypad &&
		  tcgetattr(t->fd, &now) == 0 && now.c_lflag == before->c_lflag &&
		  now.c_iflag == before->c_iflag && now.c_oflag == before->c_oflag &&
		  strspn(screen, " \n") == strlen(screen) && !term_foreign(t);

	if (!is) {
		term_print(t, name);
		fail_msg("%s: the terminal is left in disorder", name);
	}
	free(screen);
}

/* A terminal as a shell has it, to compare with. */
static struct termios fresh_modes(void)
{
	struct termios modes;
	struct term *t = TERM_START("--version");

	assert_int_equal(term_exit_status(t, TERM_MS), 0);
	assert_int_equal(tcgetattr(t->fd, &modes), 0);
	term_free(t);
	return modes;
}

static void ends_well_everywhere(void **state)
{
	static const int numbers[] = {SIGTERM, SIGHUP, SIGINT};
	struct termios before = fresh_modes();
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	for (size_t i = 0; i < WAYS; i++) {
		desk_sit(&d);
		go(&d, &ways[i]);
		term_signal(d.term, numbers[i % 3]);
		if (term_exit_status(d.term, TERM_MS) != 0) {
			term_print(d.term, ways[i].name);
			fail_msg("%s: signal %d does not end it with 0", ways[i].name,
				 numbers[i % 3]);
		}
		is_sane(d.term, ways[i].name, &before);
		term_free(d.term);
		d.term = NULL;
	}
	free(DESK_RUN(&d, 0, "check"));
	desk_close(&d);
}

/* Half a text, then the end in four ways: it stands there again, the cursor behind it. */
static void what_was_typed_is_kept(void **state)
{
	static const int ends[] = {SIGTERM, SIGHUP, SIGINT, 0};
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		char *name = harness_format("Woman%d", (int)i);

		desk_sit(&d);
		desk_register(&d, name);
		term_wait(d.term, "Mag ik opschrijven", TERM_MS);
		term_keys(d.term, "1");
		term_wait(d.term, "Waarmee", TERM_MS);
		term_keys(d.term, HALF);
		term_wait(d.term, HALF, TERM_MS);
		if (ends[i])
			term_signal(d.term, ends[i]);
		else
			term_close_pty(d.term);
		assert_int_equal(term_exit_status(d.term, TERM_MS), 0);
		term_free(d.term);
		desk_sit(&d);
		desk_woman(&d, name);
		term_keys(d.term, "g1");
		term_wait(d.term, HALF "_", TERM_MS);
		desk_rise(&d);
		free(name);
	}
	desk_close(&d);
}

/* Letters are commands on these; a paste is none. */
static void a_paste_is_no_command(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	for (size_t i = 0; i < WAYS; i++) {
		char *before, *after;

		if (ways[i].focus != MARK || strncmp(ways[i].keys, "fouzia", 6) != 0)
			continue;
		go(&d, &ways[i]);
		before = term_screen(d.term);
		term_paste(d.term, "gdanpw1\n2x\003\033");
		term_settle(d.term, TERM_MS);
		after = term_screen(d.term);
		if (strcmp(before, after) != 0) {
			term_print(d.term, ways[i].name);
			fail_msg("%s: a paste did something", ways[i].name);
		}
		free(before);
		free(after);
		desk_home(&d);
	}
	desk_rise(&d);
	desk_close(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_cursor_is_on_the_focus),
		cmocka_unit_test(ends_well_everywhere),
		cmocka_unit_test(what_was_typed_is_kept),
		cmocka_unit_test(a_paste_is_no_command),
	};

	return cmocka_run_group_tests_name("ends", tests, NULL, NULL);
}
