/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/form.h"
#include "form/eval.h"
#include "fuzz.h"

/* Expressions: made of the words of the language, and spoilt ones. */
static const char *const words[] = {
	"1", "2", "0.5", "'a'", "\"b\"", "''", ".", "..", "(", ")", ",", " + ", " - ", " * ", " div ",
	" mod ", " = ", " != ", " < ", " <= ", " > ", " and ", " or ", " | ", "-", "${a}", "${called}",
	"if(", "coalesce(", "once(", "string(", "number(", "boolean(", "not(", "concat(", "substr(",
	"substring-before(", "string-length(", "normalize-space(", "translate(", "contains(",
	"starts-with(", "ends-with(", "regex(", "selected(", "selected-at(", "count-selected(",
	"jr:choice-name(", "int(", "round(", "floor(", "ceiling(", "abs(", "pow(", "log(", "log10(",
	"sqrt(", "exp(", "exp10(", "sin(", "pi()", "min(", "max(", "sum(", "count(", "random()",
	"now()", "today()", "date(", "date-time(", "decimal-date-time(", "decimal-time(",
	"format-date(", "format-date-time(", "position(", "checklist(", "weighted-checklist(",
	"digest(", "base64-decode(", "uuid()", "true()", "false()", "boolean-from-string(",
	"'(a+)+$'", "'[[:alpha:]]{1,99999}'", "'(?:a|b)*?'", "'2024-02-29'", "'%Y-%n-%3'", "1e308",
	NULL,
};

static void make(struct fuzz *f, struct str *out)
{
	size_t n = fuzz_below(f, 40) + 1, words_count = sizeof words / sizeof *words - 1;
	int open = 0;

	str_reset(out);
	for (; n > 0; n--) {
		const char *word = words[fuzz_below(f, words_count)];

		open += strchr(word, '(') && !strchr(word, ')') ? 1 : 0;
		str_add(out, word);
	}
	for (; open > 0; open--)
		str_add_char(out, ')');
}

/* One argument or two of one function: what a jumble of words seldom gets past the parser. */
static void make_call(struct fuzz *f, struct str *out)
{
	size_t words_count = sizeof words / sizeof *words - 1;
	const char *head;

	do
		head = words[fuzz_below(f, words_count)];
	while (!strchr(head, '('));
	str_set(out, head);
	for (size_t n = fuzz_below(f, 4); n > 0 && !strchr(head, ')'); n--) {
		const char *item;

		do
			item = words[fuzz_below(f, words_count)];
		while (strchr(item, '(') && !strchr(item, ')'));
		str_add(out, item);
		str_add(out, n > 1 ? "," : "");
	}
	str_add(out, strchr(head, ')') ? "" : ")");
}

static void round_of(struct fuzz *f, void *data)
{
	const struct form_host host = {.clock = data, .language = "en"};
	struct str text = STR_INIT, out = STR_INIT;

	if (fuzz_chance(f, 2))
		make_call(f, &text);
	else
		make(f, &text);
	if (fuzz_chance(f, 3))
		fuzz_spoil(f, &text, words);
	form_eval_line(text.bytes, &host, &out);
	FUZZ_HOLDS(f, strchr(out.bytes, '\n') == NULL);
	str_release(&text);
	str_release(&out);
}

int main(int argc, char **argv)
{
	int64_t now = 1790000000000;
	struct clock clock = clock_fixed(&now);

	i18n_start("en", NULL);
	return fuzz_run(argc, argv, round_of, &clock);
}
