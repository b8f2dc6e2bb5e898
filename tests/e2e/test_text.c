/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A text of every Unicode block, typed and pasted in every kind of field at 80x24: no cell outside
 * the field changes, the cursor stays in it, and nothing is sent that is not ours.
 */
#include <locale.h>

#include "blocks.h"
#include "desk.h"
#include "inside.h"

enum { ROWS = 24, COLS = 80, TYPED = 0, PASTED = 1 };

/* Cells as they stand; a field may change between first and last row, from column left on. */
struct cells {
	uint32_t at[ROWS][COLS][VTERM_MAX_CHARS_PER_CELL];
};

struct field {
	const char *name;
	void (*open)(struct desk *d);
	bool has_more_below; /* what is found, or how a date was understood; a count behind it */
	const char *begin;   /* text to begin with; NULL: none */
};

static void take(struct term *t, struct cells *c)
{
	VTermScreenCell cell;

	memset(c, 0, sizeof *c);
	for (int y = 0; y < ROWS; y++)
		for (int x = 0; x < COLS; x++) {
			if (!vterm_screen_get_cell(t->screen, (VTermPos){y, x}, &cell))
				continue;
			for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
				c->at[y][x][i] = cell.chars[i];
			if (!c->at[y][x][0])
				c->at[y][x][0] = ' ';
		}
}

static bool same_cell(const struct cells *a, const struct cells *b, int y, int x)
{
	return memcmp(a->at[y][x], b->at[y][x], sizeof a->at[y][x]) == 0;
}

/* Where the empty field is: the underscores around the cursor, and those straight below. */
struct rect {
	int top, bottom, left, right;
};

static bool is_line(const struct cells *c, int y, int x)
{
	return c->at[y][x][0] == '_';
}

static void find_field(struct term *t, const struct cells *c, struct rect *r)
{
	int y, x;

	assert_true(term_cursor(t, &y, &x));
	*r = (struct rect){y, y, x, x};
	if (!is_line(c, y, x))
		term_print(t, "no field here");
	assert_true(is_line(c, y, x));
	while (r->left > 0 && is_line(c, y, r->left - 1))
		r->left--;
	while (r->right + 1 < COLS && is_line(c, y, r->right + 1))
		r->right++;
	while (r->bottom + 1 < ROWS && is_line(c, r->bottom + 1, r->left))
		r->bottom++;
}

static void check(struct desk *d, const struct field *f, const struct block *b,
		  const struct cells *before, const struct rect *r)
{
	static struct cells now;
	int y, x;

	take(d->term, &now);
	for (y = 0; y < ROWS; y++) {
		if (f->has_more_below && y > r->bottom && y < ROWS - 2)
			continue;
		for (x = 0; x < COLS; x++) {
			bool is_inside = y >= r->top && y <= r->bottom && x >= r->left &&
					 x <= r->right;

			if (is_inside || same_cell(before, &now, y, x) ||
			    (f->has_more_below && y == r->top && x > r->right))
				continue;
			term_print(d->term, b->name);
			fail_msg("%s, %s: the cell at %d,%d changed", f->name, b->name, y, x);
		}
	}
	assert_true(term_cursor(d->term, &y, &x));
	if (y < r->top || y > r->bottom || x < r->left || x > r->right)
		fail_msg("%s, %s: the cursor is at %d,%d", f->name, b->name, y, x);
	if (term_foreign(d->term))
		fail_msg("%s, %s: sent: %s", f->name, b->name, term_foreign(d->term));
}

/* What was typed is there: the field begins with something else than its line. */
static void check_is_there(struct desk *d, const struct block *b, const char *text,
			   const struct rect *r)
{
	static struct cells now;

	take(d->term, &now);
	if (*text && is_line(&now, r->top, r->left)) {
		term_print(d->term, b->name);
		fail_msg("%s: nothing of it is seen", b->name);
	}
}

static void clear(struct desk *d, const struct field *f)
{
	term_keys(d->term, "<End><C-u>");
	if (f->begin)
		desk_type(d, f->begin);
	term_settle(d->term, TERM_MS);
}

/* The columns that the emulator goes on for a text that has passed the gate. */
static int emulated_columns(VTerm *vt, const struct str *text)
{
	VTermPos at;

	vterm_input_write(vt, "\033[H\033[2J", 7);
	vterm_input_write(vt, text->bytes, text->len);
	vterm_state_get_cursorpos(vterm_obtain_state(vt), &at);
	return at.col;
}

/*
 * The emulator's tables of widths are older than the C library's.  What it counts otherwise it
 * would draw elsewhere, whatever the program does: such graphemes are left out.
 */
static void usable(VTerm *vt, const char *text, struct str *out)
{
	struct str gated = STR_INIT;
	size_t len = strlen(text), next;

	for (size_t at = 0; at < len; at = next) {
		next = text_next(text, len, at);
		str_reset(&gated);
		gate_add(&gated, text + at, next - at, GATE_LINE);
		if (emulated_columns(vt, &gated) == text_columns(gated.bytes, gated.len))
			str_add_bytes(out, text + at, next - at);
	}
	str_release(&gated);
}

static void texts_make(char *texts[BLOCKS])
{
	VTerm *vt = harness_need(vterm_new(1, COLS));
	struct str text = STR_INIT;
	int missing = 0;

	vterm_set_utf8(vt, 1);
	vterm_screen_reset(vterm_obtain_screen(vt), 1);
	for (int i = 0; i < BLOCKS; i++) {
		str_reset(&text);
		usable(vt, blocks[i].text, &text);
		missing += text.len == 0;
		texts[i] = mem_text(text.bytes);
	}
	if (missing)
		printf("the emulator cannot count %d of %d texts\n", missing, BLOCKS);
	str_release(&text);
	vterm_free(vt);
}

static void all_blocks(struct desk *d, const struct field *f)
{
	static struct cells before, now;
	char *texts[BLOCKS];
	struct rect r;

	texts_make(texts);
	clear(d, f);
	take(d->term, &before);
	find_field(d->term, &before, &r);
	r.left -= f->begin ? (int)strlen(f->begin) : 0;
	for (int i = 0; i < BLOCKS; i++) {
		if (i % 2 == TYPED)
			desk_type(d, texts[i]);
		else
			term_paste(d->term, texts[i]);
		term_settle(d->term, TERM_MS);
		check(d, f, &blocks[i], &before, &r);
		check_is_there(d, &blocks[i], texts[i], &r);
		clear(d, f);
		take(d->term, &now);
		if (memcmp(&now, &before, sizeof now) != 0) {
			term_print(d->term, blocks[i].name);
			fail_msg("%s, %s: something stays behind", f->name, blocks[i].name);
		}
		free(texts[i]);
	}
}

static void open_home(struct desk *d)
{
	(void)d;
}

static void open_find(struct desk *d)
{
	desk_woman(d, "Ann");
	term_keys(d->term, "<C-f>");
	term_wait(d->term, "Iemand opzoeken", TERM_MS);
}

static void open_register(struct desk *d)
{
	term_keys(d->term, "<C-n>");
	term_wait(d->term, "Nieuw: hoe mag ik u noemen?", TERM_MS);
}

static void open_commands(struct desk *d)
{
	desk_woman(d, "Ann");
	term_keys(d->term, "<C-p>");
	term_wait(d->term, "Wat wil je doen?", TERM_MS);
}

static void open_lines(struct desk *d)
{
	desk_register(d, "Naima");
	term_wait(d->term, "Mag ik opschrijven", TERM_MS);
	term_keys(d->term, "1");
	term_wait(d->term, "Waarmee kan ik u helpen?", TERM_MS);
}

/* Another question of the same talk, by its words. */
static void open_question(struct desk *d, const char *words, const char *label)
{
	open_lines(d);
	term_keys(d->term, "<C-f>");
	term_wait(d->term, "Zoek een vraag", TERM_MS);
	desk_type(d, words);
	term_keys(d->term, "<Enter>");
	term_wait(d->term, label, TERM_MS);
	term_wait_gone(d->term, "Zoek een vraag", TERM_MS);
}

static void open_line(struct desk *d)
{
	open_question(d, "In welke wijk", "In welke wijk woont u?");
}

static void open_filter(struct desk *d)
{
	open_question(d, "Welke talen", "Welke talen spreekt u?");
}

static void open_date(struct desk *d)
{
	open_question(d, "Wanneer spreken", "Wanneer spreken we elkaar weer?");
}

static void open_remark(struct desk *d)
{
	open_lines(d);
	term_keys(d->term, "<C-o>1");
	term_wait(d->term, "Opmerking (Enter", TERM_MS);
}

static void open_scratch(struct desk *d)
{
	open_lines(d);
	term_keys(d->term, "<C-n>");
	term_wait(d->term, "Kladregel", TERM_MS);
}

static void open_question_list(struct desk *d)
{
	open_lines(d);
	term_keys(d->term, "<C-f>");
	term_wait(d->term, "Zoek een vraag", TERM_MS);
}

static void open_note(struct desk *d)
{
	desk_woman(d, "Ann");
	term_keys(d->term, "n");
	term_wait_row(d->term, 0, "Nieuwe notitie", TERM_MS);
}

static void open_sheet_line(struct desk *d)
{
	desk_woman(d, "Angie");
	term_keys(d->term, "vl");
	term_wait(d->term, "Welke organisatie", TERM_MS);
}

static void open_sheet_date(struct desk *d)
{
	desk_woman(d, "Mirjan");
	term_keys(d->term, "a1");
	term_wait(d->term, "Welke dag", TERM_MS);
}

/* begin: with something typed the focus has left the lists, and the look-up has begun. */
static const struct field fields[] = {
	{"home", open_home, true, "zz"},
	{"find", open_find, true, NULL},
	{"a new woman", open_register, false, NULL},
	{"commands", open_commands, true, NULL},
	{"a question of several lines", open_lines, false, NULL},
	{"a question of one line", open_line, false, NULL},
	{"a long list", open_filter, true, NULL},
	{"a date", open_date, true, NULL},
	{"a remark", open_remark, false, NULL},
	{"a scratch line", open_scratch, false, NULL},
	{"the list of questions", open_question_list, true, NULL},
	{"a note", open_note, false, NULL},
	{"a line of a sheet", open_sheet_line, false, NULL},
	{"a date of a sheet", open_sheet_date, true, NULL},
};
enum { FIELDS = sizeof fields / sizeof *fields };

static void field(void **state)
{
	const struct field *f = *state;
	struct desk d;

	desk_open(&d, "nl");
	desk_sit(&d);
	f->open(&d);
	all_blocks(&d, f);
	desk_close(&d);
}

/* A terminal that is set to Latin-1 sends bytes that are no UTF-8: nothing else may be lost. */
static void not_utf8(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d, "nl");
	desk_sit(&d);
	open_lines(&d);
	desk_type(&d, "caf\351 op de hoek \303z \355\240\200, elke \200 week");
	term_wait(d.term, "caf\357\277\275 op de hoek \357\277\275z \357\277\275, elke \357\277\275 week_",
		  TERM_MS);
	desk_close(&d);
}

int main(void)
{
	struct CMUnitTest tests[FIELDS + 1] = {cmocka_unit_test(not_utf8)};

	setlocale(LC_ALL, "C.UTF-8"); /* the widths of the C library */
	for (size_t i = 0; i < FIELDS; i++)
		tests[i + 1] = (struct CMUnitTest){.name = fields[i].name,
					       .test_func = field,
					       .initial_state = (void *)(uintptr_t)&fields[i]};
	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
