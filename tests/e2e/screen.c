/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inside.h"

static void put_utf8(FILE *out, uint32_t c)
{
	if (c < 0x80) {
		fputc((int)c, out);
		return;
	}
	if (c < 0x800) {
		fputc((int)(0xc0 | c >> 6), out);
	} else if (c < 0x10000) {
		fputc((int)(0xe0 | c >> 12), out);
		fputc((int)(0x80 | (c >> 6 & 0x3f)), out);
	} else {
		fputc((int)(0xf0 | c >> 18), out);
		fputc((int)(0x80 | (c >> 12 & 0x3f)), out);
		fputc((int)(0x80 | (c >> 6 & 0x3f)), out);
	}
	fputc((int)(0x80 | (c & 0x3f)), out);
}

static void put_cell(FILE *out, const VTermScreenCell *cell)
{
	if (cell->chars[0] == (uint32_t)-1) /* the right half of a wide one */
		return;
	if (cell->chars[0] == 0)
		fputc(' ', out);
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		put_utf8(out, cell->chars[i]);
}

static void cut_blanks(char *text)
{
	size_t n = strlen(text);

	while (n > 0 && text[n - 1] == ' ')
		text[--n] = '\0';
}

char *term_row(struct term *t, int row)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = harness_need(open_memstream(&text, &len));
	VTermScreenCell cell;

	for (int col = 0; col < t->cols; col++)
		if (vterm_screen_get_cell(t->screen, (VTermPos){row, col}, &cell))
			put_cell(out, &cell);
	fclose(out);
	cut_blanks(harness_need(text));
	return text;
}

char *term_screen(struct term *t)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = harness_need(open_memstream(&text, &len));

	for (int row = 0; row < t->rows; row++) {
		char *line = term_row(t, row);
		fprintf(out, "%s\n", line);
		free(line);
	}
	fclose(out);
	return harness_need(text);
}

/* libvterm hands over each row that leaves the top of the plain screen. */
int screen_keep_row(int cols, const VTermScreenCell *cells, void *user);
int screen_keep_row(int cols, const VTermScreenCell *cells, void *user)
{
	struct term *t = user;
	char *text = NULL;
	size_t len = 0;
	FILE *out = harness_need(open_memstream(&text, &len));

	for (int col = 0; col < cols; col++)
		put_cell(out, &cells[col]);
	fclose(out);
	cut_blanks(harness_need(text));
	fprintf(t->scrolled, "%s\n", text);
	free(text);
	return 1;
}

char *term_scrollback(struct term *t)
{
	while (term_pump(t, 0) > 0)
		;
	fflush(t->scrolled);
	return harness_format("%s", t->scrollback);
}

static bool screen_has(struct term *t, const char *text)
{
	char *screen = term_screen(t);
	bool has = strstr(screen, text) != NULL;

	free(screen);
	return has;
}

bool term_shows(struct term *t, const char *text)
{
	while (term_pump(t, 0) > 0)
		;
	return screen_has(t, text);
}

/* What a wait looks for. */
struct wanted {
	const char *text;
	int row; /* -1: anywhere */
	bool gone;
};

static bool fulfilled(struct term *t, const struct wanted *w)
{
	char *row;
	bool has;

	if (w->row < 0)
		return screen_has(t, w->text) != w->gone;
	row = term_row(t, w->row);
	has = strstr(row, w->text) != NULL;
	free(row);
	return has != w->gone;
}

static bool await(struct term *t, const struct wanted *w, int ms)
{
	int64_t deadline = harness_deadline(ms);
	int got = 1;

	while (term_pump(t, 0) > 0)
		;
	while (!fulfilled(t, w)) {
		if (got <= 0)
			return false;
		got = term_pump(t, deadline);
		while (got > 0 && term_pump(t, 0) > 0)
			;
	}
	return true;
}

bool term_sees(struct term *t, const char *text, int ms)
{
	return await(t, &(struct wanted){text, -1, false}, ms);
}

bool term_sees_gone(struct term *t, const char *text, int ms)
{
	return await(t, &(struct wanted){text, -1, true}, ms);
}

bool term_sees_in_row(struct term *t, int row, const char *text, int ms)
{
	return await(t, &(struct wanted){text, row, false}, ms);
}

void term_print(struct term *t, const char *why)
{
	char *screen = term_screen(t), *line = screen, *next;
	int row = 0, col = 0;
	bool visible = term_cursor(t, &row, &col);

	fprintf(stderr, "%s; the screen (cursor %d,%d%s):\n", why, row, col,
		visible ? "" : ", hidden");
	for (size_t n = strlen(screen); n > 1 && screen[n - 2] == '\n'; n--)
		screen[n - 1] = '\0';
	for (; (next = strchr(line, '\n')); line = next + 1)
		fprintf(stderr, "| %.*s\n", (int)(next - line), line);
	free(screen);
}

__attribute__((noreturn)) static void
give_up(struct term *t, const char *text, const char *what, const char *file, int line)
{
	char *why = harness_format("%s:%d: %s \"%s\"%s", file, line, what, text,
				   t->reaped ? " (the program has ended)" : "");

	term_print(t, why);
	free(why);
	harness_fail(file, line, "%s \"%s\"", what, text);
}

void term_wait_at(struct term *t, const char *text, int ms, const char *file, int line)
{
	if (!term_sees(t, text, ms))
		give_up(t, text, "waited in vain for", file, line);
}

void term_wait_gone_at(struct term *t, const char *text, int ms, const char *file,
		       int line)
{
	if (!term_sees_gone(t, text, ms))
		give_up(t, text, "still there:", file, line);
}

void term_wait_row_at(struct term *t, int row, const char *text, int ms, const char *file,
		      int line)
{
	if (!term_sees_in_row(t, row, text, ms))
		give_up(t, text, "waited in vain in its row for", file, line);
}

void term_settle_at(struct term *t, int ms, const char *file, int line)
{
	if (!term_settles(t, ms))
		give_up(t, "", "the program does not come to rest", file, line);
}

bool term_cursor(struct term *t, int *row, int *col)
{
	VTermPos at;

	while (term_pump(t, 0) > 0)
		;
	vterm_state_get_cursorpos(t->state, &at);
	*row = at.row;
	*col = at.col;
	return !t->cursor_hidden;
}

/* The column of the cell where byte 'at' of the row's text stands. */
static int column_of(struct term *t, int row, size_t at)
{
	VTermScreenCell cell;

	for (int col = 0; col < t->cols; col++) {
		char *text = NULL;
		size_t len = 0;
		FILE *out = harness_need(open_memstream(&text, &len));
		if (vterm_screen_get_cell(t->screen, (VTermPos){row, col}, &cell))
			put_cell(out, &cell);
		fclose(out);
		free(text);
		if (at < len)
			return col;
		at -= len;
	}
	return t->cols;
}

bool term_find(struct term *t, const char *text, int *row, int *col)
{
	while (term_pump(t, 0) > 0)
		;
	for (int r = 0; r < t->rows; r++) {
		char *line = term_row(t, r), *found = strstr(line, text);
		size_t at = found ? (size_t)(found - line) : 0;
		free(line);
		if (found) {
			*row = r;
			*col = column_of(t, r, at);
			return true;
		}
	}
	return false;
}

static VTermScreenCell cell_at(struct term *t, int row, int col)
{
	VTermScreenCell cell = {.width = 1};

	while (term_pump(t, 0) > 0)
		;
	(void)vterm_screen_get_cell(t->screen, (VTermPos){row, col}, &cell);
	return cell;
}

bool term_is_reverse(struct term *t, int row, int col)
{
	return cell_at(t, row, col).attrs.reverse;
}

bool term_is_bold(struct term *t, int row, int col)
{
	return cell_at(t, row, col).attrs.bold;
}

bool term_is_plain(struct term *t, int row, int col)
{
	VTermScreenCell c = cell_at(t, row, col);

	return !c.attrs.reverse && !c.attrs.bold && !c.attrs.underline &&
	       !c.attrs.blink && VTERM_COLOR_IS_DEFAULT_FG(&c.fg) &&
	       VTERM_COLOR_IS_DEFAULT_BG(&c.bg);
}

size_t term_bytes(struct term *t)
{
	while (term_pump(t, 0) > 0)
		;
	size_t bytes = t->bytes;
	t->bytes = 0;
	return bytes;
}

const char *term_foreign(struct term *t)
{
	while (term_pump(t, 0) > 0)
		;
	return t->sequence.foreign[0] ? t->sequence.foreign : NULL;
}
