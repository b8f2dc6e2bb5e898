/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Any moment: ^L, a signal or a terminal that goes, between random keys on random screens.  MOMENTS
 * says how many (100, fewer with a sanitizer; a fifth of it where trede is started anew each time), SEED where to begin.
 */
#include <signal.h>

#include "inside.h"
#include "lock.h"

enum {
	BLANK_MOST_MS = 50, /* p99 */
	END_MOST_MS = 1000,
	LINE_MOST = 40, /* letters in one field before it is emptied */
	DELAY_MOST_US = 30000,
	PASTE_BYTES = 1 << 20
};

static uint64_t seed;

static uint64_t draw(uint64_t below)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return seed * 2685821657736338717u % below;
}

#ifdef __SANITIZE_ADDRESS__
enum { MOMENTS = 30 };
#else
enum { MOMENTS = 100 };
#endif

static int setting(const char *name, int otherwise)
{
	const char *set = getenv(name);

	return set && *set ? (int)strtol(set, NULL, 10) : otherwise;
}

/* From the question: what opens something, and the way back. */
static const struct detour {
	const char *there, *sees, *back;
} detours[] = {
	{"", LOCK_NAME, ""},
	{"", LOCK_NAME, ""},
	{"", LOCK_NAME, ""},
	{"<F1>", "Hulp", "<Esc>"},
	{"<C-p>", "Wat wil je doen", "<Esc>"},
	{"<C-p>a", "Wat wil je doen", "<Esc>"},
	{"<C-g>", "Waarom is er geen", "<Esc>"},
	{"<C-o>", "wie zegt het", "<Esc>"},
	{"<C-o>1", "Opmerking", "<Esc>"},
	{"<C-f>", "Zoek een vraag", "<Esc>"},
	{"<C-f><C-f>", "opzoeken", "<Esc>"},
	{"<C-t>", "Waarmee", "<Esc>"},
};
enum { DETOURS = sizeof detours / sizeof *detours };

static void sit_with(struct desk *d, struct str *typed)
{
	desk_open(d, "nl");
	desk_sit(d);
	str_set(typed, "Begin ");
	lock_type_half(d, LOCK_NAME, "Begin");
	term_keys(d->term, " ");
}

static void type_some(struct desk *d, struct str *typed)
{
	if (typed->len > LINE_MOST) {
		term_keys(d->term, "<C-u>");
		str_reset(typed);
	}
	for (uint64_t n = 1 + draw(6); n > 0; n--) {
		char letter = (char)('a' + draw(26));

		str_add_char(typed, letter);
		term_send(d->term, &letter, 1);
	}
}

static void wait_typed(struct desk *d, const struct str *typed)
{
	char *text = harness_format("%s_", typed->bytes);

	term_wait(d->term, text, TERM_MS);
	free(text);
}

static int by_size(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* ms from ^L until nothing but the blank screen is to be seen. */
static int64_t blank_ns(struct desk *d)
{
	int64_t from = harness_now();

	term_keys(d->term, "<C-l>");
	term_wait_row(d->term, 0, LOCK_ORGANISATION, TERM_MS);
	return harness_now() - from;
}

static void a_moment(struct desk *d, struct str *typed, int64_t *took)
{
	const struct detour *way = &detours[draw(DETOURS)];

	type_some(d, typed);
	term_keys(d->term, way->there);
	if (way->there[0] && draw(2))
		term_wait(d->term, way->sees, TERM_MS);
	if (draw(2))
		term_let(d->term, (int64_t)draw(DELAY_MOST_US));
	*took = blank_ns(d);
	lock_sees_nothing(d, way->there);
	if (draw(2))
		term_settle(d->term, TERM_MS);
	term_keys(d->term, " ");
	term_wait(d->term, way->sees, TERM_MS);
	term_keys(d->term, way->back);
	wait_typed(d, typed);
}

static void blank_at_any_moment(void **state)
{
	int count = setting("MOMENTS", MOMENTS);
	int64_t *took = harness_need(calloc((size_t)count, sizeof *took)), p99;
	struct str typed = STR_INIT;
	struct desk d;

	(void)state;
	sit_with(&d, &typed);
	for (int i = 0; i < count; i++)
		a_moment(&d, &typed, &took[i]);
	qsort(took, (size_t)count, sizeof *took, by_size);
	p99 = took[count - 1 - count / 100];
	print_message("%d times ^L: p50 %.1f ms, p99 %.1f ms, most %.1f ms\n", count,
		      (double)took[count / 2] / 1e6, (double)p99 / 1e6,
		      (double)took[count - 1] / 1e6);
	assert_true(p99 <= (harness_deadline(BLANK_MOST_MS) - harness_now()));
	desk_rise(&d);
	free(DESK_RUN(&d, 0, "check"));
	desk_close(&d);
	str_release(&typed);
	free(took);
}

/* ---- a paste is text ---- */

static char *hostile_paste(void)
{
	static const char *const parts[] = {"tekst ", "\033", "\n", "\r", "\003", "\021", "\014",
					    "\t", "\033[A", "\033OP", "\020", "1", "\016", "g",
					    "\033[200~", "\033]52;c;eA==\007", "\177", "\302\233"};
	struct str all = STR_INIT;

	while (all.len < PASTE_BYTES)
		str_add(&all, parts[draw(sizeof parts / sizeof *parts)]);
	return str_detach(&all);
}

static void a_large_paste_is_text(void **state)
{
	static const struct {
		const char *keys, *sees;
	} screens[] = {
		{"fouzia<Enter>", "g gesprek"},
		{"fouzia<Enter>a", "Afspraken"},
		{"<C-o>", "Instellingen"},
	};
	char *paste = hostile_paste();
	struct str typed = STR_INIT;
	struct desk d;

	(void)state;
	sit_with(&d, &typed);
	term_paste(d.term, paste);
	term_wait(d.term, "te lang", 6 * TERM_MS);
	term_wait_row(d.term, 0, LOCK_NAME, TERM_MS);
	assert_true(term_shows(d.term, "Waarmee"));
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		char *before, *after;

		desk_home(&d);
		term_keys(d.term, screens[i].keys);
		term_wait(d.term, screens[i].sees, TERM_MS);
		term_settle(d.term, TERM_MS);
		before = term_row(d.term, 0);
		term_paste(d.term, paste);
		term_settle(d.term, 6 * TERM_MS);
		after = term_row(d.term, 0);
		assert_string_equal(before, after);
		assert_true(term_shows(d.term, screens[i].sees));
		free(before);
		free(after);
	}
	desk_rise(&d);
	free(DESK_RUN(&d, 0, "check"));
	desk_close(&d); /* fails when anything foreign was sent, OSC 52 too */
	str_release(&typed);
	free(paste);
}

/* A paste whose end never comes does not keep ^L away. */
static void blank_within_a_paste(void **state)
{
	struct str typed = STR_INIT;
	struct desk d;

	(void)state;
	sit_with(&d, &typed);
	desk_type(&d, "\033[200~geplakt en toen ...");
	term_let(d.term, 700000);
	(void)blank_ns(&d);
	desk_type(&d, "\003\020g1"); /* text still: nothing of it is done */
	lock_is_blank(&d);
	desk_type(&d, "\033[201~");
	term_wait(d.term, "en toen ..._", TERM_MS);
	desk_rise(&d);
	desk_close(&d);
	str_release(&typed);
}

/* ---- ends and signals ---- */

/* Up to some moment in the middle of typing; what is in *typed before is on the screen. */
static void random_moment(struct desk *d, struct str *more)
{
	const struct detour *way = &detours[draw(DETOURS)];

	str_reset(more);
	if (draw(2)) {
		type_some(d, more);
	} else {
		term_keys(d->term, way->there);
	}
	if (draw(4))
		term_let(d->term, (int64_t)draw(DELAY_MOST_US));
}

/* What was to be seen before is there again; of what was being typed perhaps not all. */
static void is_kept(struct desk *d, const char *name)
{
	desk_woman(d, name);
	term_keys(d->term, "g1");
	term_wait(d->term, LOCK_HALF, TERM_MS);
	desk_home(d);
}

static void begin_moment(struct desk *d, const char *name, struct str *more)
{
	if (!d->term)
		desk_sit(d);
	lock_type_half(d, name, LOCK_HALF);
	random_moment(d, more);
}


static void the_terminal_goes_at_any_moment(void **state)
{
	int count = setting("MOMENTS", MOMENTS) / 5;
	struct str more = STR_INIT;
	int64_t longest = 0;
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	for (int i = 0; i < count; i++) {
		char *name = harness_format("%s%d", LOCK_NAME, i);
		int64_t from, took;

		begin_moment(&d, name, &more);
		from = harness_now();
		term_close_pty(d.term);
		assert_int_equal(term_exit_status(d.term, TERM_MS), 0);
		took = harness_now() - from;
		longest = took > longest ? took : longest;
		term_free(d.term);
		desk_sit(&d);
		is_kept(&d, name);
		free(name);
	}
	print_message("%d terminals gone: ended within %.1f ms\n", count, (double)longest / 1e6);
	assert_true(longest <= harness_deadline(END_MOST_MS) - harness_now());
	desk_rise(&d);
	free(DESK_RUN(&d, 0, "check"));
	desk_close(&d);
	str_release(&more);
}

static void signals_at_any_moment(void **state)
{
	static const int numbers[] = {SIGINT,  SIGTERM, SIGQUIT, SIGHUP,
				      SIGTSTP, SIGUSR1, SIGPIPE, SIGCONT};
	int count = setting("MOMENTS", MOMENTS) / 5;
	struct str more = STR_INIT;
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	for (int i = 0; i < count; i++) {
		char *name = harness_format("%s%d", LOCK_NAME, i);
		int number = numbers[i % (int)(sizeof numbers / sizeof *numbers)];

		begin_moment(&d, name, &more);
		term_signal(d.term, number);
		if (number == SIGUSR1 || number == SIGTSTP) {
			lock_is_locked(&d);
			lock_open(&d);
		} else if (number == SIGPIPE || number == SIGCONT) {
			desk_home(&d);
		} else {
			assert_int_equal(term_exit_status(d.term, TERM_MS), 0);
			term_free(d.term);
			desk_sit(&d);
		}
		is_kept(&d, name);
		free(name);
	}
	desk_rise(&d);
	free(DESK_RUN(&d, 0, "check"));
	desk_close(&d);
	str_release(&more);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blank_at_any_moment),
		cmocka_unit_test(a_large_paste_is_text),
		cmocka_unit_test(blank_within_a_paste),
		cmocka_unit_test(the_terminal_goes_at_any_moment),
		cmocka_unit_test(signals_at_any_moment),
	};

	seed = (uint64_t)setting("SEED", 1) * 2654435761u + 1;
	return cmocka_run_group_tests_name("moments", tests, NULL, NULL);
}
