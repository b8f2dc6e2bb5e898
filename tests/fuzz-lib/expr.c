/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Expressions: what is before the first NUL stands in one cell of a form with repeats in
 * repeats; what is behind it says in which cell, and fills the form.  Filled twice alike,
 * all is the same twice.
 */
#include "filling.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	i18n_start("en", NULL);
	return 0;
}

/* Cells that hold an expression, and where their row stands. */
static const struct {
	const char *column;
	enum { OUTSIDE, IN_CHILD, IN_TOY, AFTER } place;
} cells[] = {
	{"calculation", OUTSIDE},  {"calculation", IN_CHILD},
	{"calculation", IN_TOY},   {"calculation", AFTER},
	{"constraint", OUTSIDE},   {"constraint", IN_TOY},
	{"relevant", IN_CHILD},	   {"relevant", AFTER},
	{"required", IN_CHILD},	   {"read_only", IN_TOY},
	{"choice_filter", AFTER},  {"choice_filter", IN_CHILD},
	{"default", OUTSIDE},	   {"default", IN_TOY},
	{"repeat_count", OUTSIDE}, {"repeat_count", IN_CHILD},
};

static void add_quoted(struct str *out, const char *text, size_t len)
{
	str_add_char(out, '"');
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '"' || text[i] == '\\')
			str_add_char(out, '\\');
		str_add_bytes(out, text + i, 1);
	}
	str_add(out, "\"\n");
}

/* One row more, at its place: with the expression in its cell. */
static void add_probe(struct str *out, int place, size_t cell, const char *text,
		      size_t len)
{
	const char *column = cells[cell].column;
	const char *type = text_equal(column, "calculation")	 ? "calculate"
			   : text_equal(column, "choice_filter") ? "select_one places"
								 : "text";

	if ((int)cells[cell].place != place)
		return;
	if (text_equal(column, "repeat_count"))
		str_add(out, "- type: begin_repeat\n  name: probe\n  label: P\n");
	else
		str_addf(out, "- type: %s\n  name: probe\n  label: P ${n}\n", type);
	str_addf(out, "  %s: ", column);
	add_quoted(out, text, len);
	if (text_equal(column, "repeat_count"))
		str_add(out,
			"- type: text\n  name: inner\n  label: I\n- type: end_repeat\n");
}

static const char *const parts[] = {
	"settings:\n  form_id: f\n  form_title: F\n  default_language: nl\n"
	"choices:\n"
	"- {list_name: yn, name: 'yes', label: Ja, k: 1}\n"
	"- {list_name: yn, name: 'no', label: Nee, k: 2}\n"
	"- {list_name: places, name: laak, label: Laak, k: 1, region: a}\n"
	"- {list_name: places, name: zuid, label: Zuid, k: 2, region: b}\n"
	"survey:\n"
	"- {type: text, name: a, label: A}\n"
	"- {type: integer, name: n, label: N}\n"
	"- {type: date, name: d, label: D}\n"
	"- {type: select_one yn, name: one, label: O}\n"
	"- {type: select_multiple places, name: many, label: M}\n",
	"- {type: begin_group, name: g, label: G}\n"
	"- {type: begin_repeat, name: child, label: C}\n"
	"- {type: text, name: name, label: N}\n"
	"- {type: integer, name: age, label: Y}\n",
	("- {type: begin_repeat, name: toy, label: T}\n"
	 "- {type: decimal, name: price, label: P}\n"),
	"- {type: end_repeat}\n- {type: end_repeat}\n- {type: end_group}\n",
};

static void write_form(struct str *out, size_t cell, const char *text, size_t len)
{
	static const int places[] = {OUTSIDE, IN_CHILD, IN_TOY, AFTER};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		str_add(out, parts[i]);
		add_probe(out, places[i], cell, text, len);
	}
}

/* Without a form: the same line twice, and it is one line. */
static void evaluate_alone(const char *text)
{
	struct str one = STR_INIT, other = STR_INIT;

	form_eval_line(text, lib_host(), &one);
	form_eval_line(text, lib_host(), &other);
	MUST(text_equal(one.bytes, other.bytes));
	MUST(!strchr(one.bytes, '\n'));
	str_release(&one);
	str_release(&other);
}

static void fill_twice(const struct form *form, const struct input *in)
{
	struct input first = *in, second = *in;
	struct form_filling *f = lib_fill(form, &first), *again = lib_fill(form, &second);

	MUST(lib_is_same(f, again));
	lib_look(form, f);
	form_filling_free(again);
	again = lib_resume(form, f);
	MUST(lib_is_same(f, again));
	form_filling_free(again);
	form_filling_free(f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = memchr(data, 0, size);
	size_t len = end ? (size_t)(end - data) : size;
	struct input in = {data, size, len + 1};
	char *text = mem_bytes((const char *)data, len);
	struct str file = STR_INIT;
	struct form *form;

	if (text_is_utf8(text, len))
		evaluate_alone(text);
	write_form(&file, take_8(&in) % (sizeof cells / sizeof *cells), text, len);
	form = lib_form(file.bytes, file.len, &lib_files);
	if (form)
		fill_twice(form, &in);
	form_free(form);
	str_release(&file);
	free(text);
	return 0;
}
