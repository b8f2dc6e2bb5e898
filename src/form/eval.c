/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/eval.h"

/* A line of input is escaped as a line of output is: \n \r \t and \\; a lone \d stays. */
static void add_unescaped(struct str *out, const char *line)
{
	static const char from[] = "nrt\\", to[] = "\n\r\t\\";

	for (; *line != '\0'; line++) {
		const char *known =
			*line == '\\' && line[1] != '\0' ? strchr(from, line[1]) : NULL;

		str_add_char(out, known != NULL ? to[known - from] : *line);
		line += known != NULL;
	}
}

static void add_escaped(struct str *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			str_add(out, "\\n");
		else if (*text == '\\')
			str_add(out, "\\\\");
		else
			str_add_char(out, *text);
	}
}

static void add_error(struct str *out, const char *text)
{
	str_add(out, "error: ");
	add_escaped(out, text);
}

void form_eval_line(const char *expression, const struct form_host *host, struct str *out)
{
	const struct form_env env = {.spot = -1,
				     .clock = host->clock,
				     .random = host->random,
				     .data = host->data,
				     .digest = host->digest,
				     .language = host->language};
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct arena arena = ARENA_INIT;
	struct str text = STR_INIT;
	struct error e = ERROR_INIT;
	struct form_value value;
	const struct form_expr *expr;

	add_unescaped(&text, expression);
	expr = form_expr_compile(&arena, text.bytes, NULL, false, 1, 1, &problems);
	if (expr == NULL)
		add_error(out, problems.count > 0 ? problems.items[0].text : "");
	else if (form_expr_evaluate(expr, &env, &arena, &value, &e) != OK)
		add_error(out, e.text);
	else
		add_escaped(out, form_value_text(&value, &arena));
	str_release(&text);
	arena_release(&arena);
	form_problems_release(&problems);
}
