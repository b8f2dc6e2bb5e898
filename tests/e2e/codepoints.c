/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Every code point there is, surrogates and noncharacters too, pasted into a text field and so put
 * on the screen: whatever comes in, only our own sequences may go out.  Takes about a minute.
 */
#include "desk.h"
#include "keys.h"

enum {
	LAST = 0x10ffff,
	AT_ONCE = 350, /* with a blank behind each they fill the twelve lines of the field */
	ROWS = 40,
	COLS = 140,
	STEP = 0x20000
};

static const char form[] = "survey:\n"
			   "- type: text\n"
			   "  name: words\n"
			   "  label: Anything at all\n"
			   "  appearance: multiline\n";

/* As UTF-8 would write it; surrogates are not UTF-8, which is the point. */
static void add_code(struct str *out, uint32_t c)
{
	if (c < 0x80) {
		str_add_char(out, (char)c);
		return;
	}
	if (c < 0x800) {
		str_add_char(out, (char)(0xc0 | c >> 6));
	} else if (c < 0x10000) {
		str_add_char(out, (char)(0xe0 | c >> 12));
		str_add_char(out, (char)(0x80 | (c >> 6 & 0x3f)));
	} else {
		str_add_char(out, (char)(0xf0 | c >> 18));
		str_add_char(out, (char)(0x80 | (c >> 12 & 0x3f)));
		str_add_char(out, (char)(0x80 | (c >> 6 & 0x3f)));
	}
	str_add_char(out, (char)(0x80 | (c & 0x3f)));
}

/* The number behind them shows that all of them were read. */
static uint32_t put(struct term *t, uint32_t first)
{
	struct str text = STR_INIT;
	char mark[16];
	uint32_t c = first;

	str_add(&text, "\033[200~");
	for (; c <= LAST && c < first + AT_ONCE; c++) {
		add_code(&text, c);
		str_add_char(&text, ' ');
	}
	snprintf(mark, sizeof mark, "<%06X>", c);
	str_add(&text, mark);
	str_add(&text, "\033[201~");
	term_send(t, text.bytes, text.len);
	term_wait(t, mark, TERM_MS);
	if (term_foreign(t))
		fail_msg("U+%06X to U+%06X: sent to the terminal: %s", first, c - 1,
			 term_foreign(t));
	term_keys(t, "<C-u>");
	str_release(&text);
	return c;
}

static void every_code_point(void **state)
{
	struct place *p = place_new();
	char *path;
	struct term *t;

	(void)state;
	place_write(p, "form.yaml", form);
	path = place_path(p, "form.yaml");
	t = term_start(&(struct term_opts){
		.argv = (const char *const[]){"form", "try", path, NULL},
		.place = p,
		.rows = ROWS,
		.cols = COLS});
	term_wait(t, "Anything at all", TERM_MS);
	for (uint32_t next = 0; next <= LAST;) {
		if (next % STEP < AT_ONCE)
			fprintf(stderr, "U+%06X\n", next);
		next = put(t, next);
	}
	term_free(t);
	place_free(p);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(every_code_point)};

	return cmocka_run_group_tests_name("codepoints", tests, NULL, NULL);
}
