/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/alias.h"
#include "find/find.h"
#include "fuzz.h"

/* The gate, graphemes and columns, look-up queries and names, dates and times. */
static const char *const words[] = {
	"12", "3", "1981", "84", "'84", "~1980", "2516", "XX", "J-0001", "mei", "maart", "over ", "weken",
	"maanden", " geleden", "maandag", "volgende ", "vorige ", "half ", "half 3", "14:30", "9u", "jaar",
	"oud", "ongeveer ", "-", "/", ".", " ", "el ", "van der ", "ben ", "abdel", "\314\201", "\331\204",
	"T10:42", "+14:00", "Z", ".123", "29 feb", "99999999", "een", "twee ", NULL,
};

/* What is let through holds nothing that is refused, fits its columns and passes unchanged. */
static void try_gate(struct fuzz *f, const struct str *text)
{
	struct str once = STR_INIT, twice = STR_INIT;
	int used = 0;
	size_t fits;

	gate_add(&once, text->bytes, text->len, GATE_TEXT);
	FUZZ_HOLDS(f, text_is_utf8(once.bytes, once.len));
	for (size_t at = 0; at < once.len;) {
		uint32_t code;

		at += (size_t)text_decode(once.bytes + at, once.len - at, &code);
		FUZZ_HOLDS(f, code >= 0x20 || code == '\n');
		FUZZ_HOLDS(f, code < 0x7f || code > 0x9f);
		FUZZ_HOLDS(f, code == '\n' || code == 0x200c || code == 0x200d ||
				      !gate_is_refused(code));
	}
	gate_add(&twice, once.bytes, once.len, GATE_TEXT);
	FUZZ_HOLDS(f, text_equal(once.bytes, twice.bytes));
	fits = text_fit(once.bytes, once.len, 20, &used);
	FUZZ_HOLDS(f, used <= 20 && fits <= once.len);
	str_release(&once);
	str_release(&twice);
}

static void try_graphemes(struct fuzz *f, const struct str *text)
{
	size_t at = 0, next, lines = 0;

	while (at < text->len) {
		next = text_next(text->bytes, text->len, at);
		FUZZ_HOLDS(f, next > at && next <= text->len);
		FUZZ_HOLDS(f, text_prev(text->bytes, text->len, next) == at);
		at = next;
	}
	for (at = 0; at < text->len; at += next, lines++) {
		FUZZ_HOLDS(f, text_wrap(text->bytes + at, text->len - at, 7, &next) <= next);
		FUZZ_HOLDS(f, next > 0);
	}
	at = fuzz_below(f, text->len + 1);
	FUZZ_HOLDS(f, text_word_prev(text->bytes, text->len, at) <= at);
	FUZZ_HOLDS(f, text_word_next(text->bytes, text->len, at) >= at);
	(void)lines;
}

static void count_part(void *data, const char *folded, const char *spelling)
{
	size_t *count = data;

	*count += strlen(folded) + strlen(spelling) > 0;
}

static void try_names(struct fuzz *f, const struct str *text)
{
	struct str once = STR_INIT, twice = STR_INIT;
	struct find_query q;
	size_t parts = 0;

	/* once is enough for any name; marks of one script on letters of another may need two */
	find_fold(text->bytes, text->len, &once);
	find_fold(once.bytes, once.len, &twice);
	find_fold(twice.bytes, twice.len, &once);
	FUZZ_HOLDS(f, !text_is_utf8(text->bytes, text->len) || text_equal(once.bytes, twice.bytes));
	find_parts(text->bytes, count_part, &parts);
	find_query_read(text->bytes, &q);
	FUZZ_HOLDS(f, q.word_count >= 0 && q.word_count <= FIND_WORDS_MOST);
	for (int i = 0; i < q.other_count; i++)
		FUZZ_HOLDS(f, q.others[i].first <= q.others[i].last &&
				      q.others[i].last < q.word_count &&
				      q.others[i].folded.len > 0);
	find_query_release(&q);
	str_release(&once);
	str_release(&twice);
}

static void see_alias(void *data, const char *folded)
{
	*(bool *)data = folded[0] != '\0';
}

static void try_aliases(struct fuzz *f, const struct str *text)
{
	struct find_aliases *a = NULL;
	struct error e = ERROR_INIT;
	bool is_there = true;
	enum err rc = find_aliases_read(text->bytes, text->len, &a, &e);

	FUZZ_HOLDS(f, rc == OK ? a != NULL : a == NULL && e.text[0] != '\0');
	find_aliases_of(a, text->bytes, see_alias, &is_there);
	FUZZ_HOLDS(f, is_there);
	find_aliases_free(a);
}

static void try_dates(struct fuzz *f, const struct str *text)
{
	struct date today = date_of_days((int64_t)fuzz_below(f, 3652000) - 719162), d;
	struct str iso = STR_INIT;
	struct moment m;
	int minutes = date_understand_time(text->bytes);

	FUZZ_HOLDS(f, minutes >= -1 && minutes < 24 * 60);
	if (date_understand(text->bytes, &today, (enum date_sense)fuzz_below(f, 3), &d)) {
		struct date again;

		FUZZ_HOLDS(f, date_is_valid(&d));
		date_write(&iso, &d, DATE_ISO, "en");
		FUZZ_HOLDS(f, date_read(iso.bytes, &again) && date_compare(&again, &d) == 0);
		for (int style = DATE_ISO; style <= DATE_MONTH; style++)
			date_write(&iso, &d, (enum date_style)style, "nl");
		(void)date_add_months(&d, (int)fuzz_next(f));
		(void)date_years_between(&d, &today);
	}
	if (moment_read(text->bytes, &m))
		(void)moment_of_ms(moment_ms(&m));
	(void)moment_of_ms((int64_t)fuzz_next(f));
	str_release(&iso);
}

static void round_of(struct fuzz *f, void *data)
{
	struct str text = STR_INIT, low = STR_INIT;

	(void)data;
	if (fuzz_chance(f, 2))
		fuzz_bytes(f, &text, 200);
	else
		for (size_t n = fuzz_below(f, 8) + 1; n > 0; n--)
			str_add(&text, words[fuzz_below(f, sizeof words / sizeof *words - 1)]);
	if (fuzz_chance(f, 3))
		fuzz_spoil(f, &text, words);
	str_cut(&text, strlen(text.bytes)); /* a NUL never gets this far */
	try_gate(f, &text);
	try_graphemes(f, &text);
	try_names(f, &text);
	try_aliases(f, &text);
	try_dates(f, &text);
	str_add(&low, text.bytes);
	text_nfc(&low);
	text_lower(&low);
	text_trim(&low);
	(void)text_distance(low.bytes, text.bytes, 3);
	str_release(&text);
	str_release(&low);
}

int main(int argc, char **argv)
{
	i18n_start("en", NULL);
	return fuzz_run(argc, argv, round_of, NULL);
}
