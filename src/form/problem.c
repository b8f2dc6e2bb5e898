/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/problem.h"

/* A cut value may end within a character: only whole ones stay. */
static void keep_whole(struct str *text)
{
	size_t kept = 0;

	for (size_t at = 0; at < text->len;) {
		uint32_t code;
		int used = text_decode(text->bytes + at, text->len - at, &code);

		if (code != 0xfffd) {
			memmove(text->bytes + kept, text->bytes + at, (size_t)used);
			kept += (size_t)used;
		}
		at += (size_t)used;
	}
	str_cut(text, kept);
}

void form_problems_add(struct form_problems *p, enum form_severity severity,
		       unsigned line, unsigned column, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	if (severity == FORM_ERROR)
		p->errors++;
	if (p->count >= FORM_PROBLEMS_MOST) {
		p->dropped++;
		return;
	}
	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	keep_whole(&text);
	VEC_ROOM(p->items, p->count, p->room);
	p->items[p->count++] = (struct form_problem){
		.line = line ? line : 1,
		.column = column ? column : 1,
		.severity = severity,
		.text = arena_bytes(&p->arena, text.bytes, text.len),
	};
	str_release(&text);
}

void form_problems_release(struct form_problems *p)
{
	free(p->items);
	arena_release(&p->arena);
	*p = (struct form_problems)FORM_PROBLEMS_INIT;
}

/* By place; what stands at one place keeps the order in which it was found. */
static int compare(const void *a, const void *b)
{
	const struct form_problem *const *x = a;
	const struct form_problem *const *y = b;

	if ((*x)->line != (*y)->line)
		return (*x)->line < (*y)->line ? -1 : 1;
	if ((*x)->column != (*y)->column)
		return (*x)->column < (*y)->column ? -1 : 1;
	return *x < *y ? -1 : *x > *y;
}

/* A line is one finding: neither a name nor a form can make it two. */
static void add_line(struct str *out, const char *text)
{
	for (; *text; text++)
		str_add_char(out, *text == '\n' || *text == '\r' ? ' ' : *text);
}

void form_problems_write(struct str *out, const struct form_problems *p, const char *file)
{
	const struct form_problem **sorted;

	if (!p->count)
		return;
	sorted = mem_array(p->count, sizeof *sorted);
	for (size_t i = 0; i < p->count; i++)
		sorted[i] = &p->items[i];
	qsort(sorted, p->count, sizeof *sorted, compare);
	for (size_t i = 0; i < p->count; i++) {
		bool is_error = sorted[i]->severity == FORM_ERROR;

		add_line(out, file);
		str_addf(out, ":%u:%u: %s: ", sorted[i]->line, sorted[i]->column,
			 is_error ? "error" : "warning");
		add_line(out, sorted[i]->text);
		str_add_char(out, '\n');
	}
	if (p->dropped)
		str_addf(out, _("%s: and %zu more\n"), file, p->dropped);
	free(sorted);
}
