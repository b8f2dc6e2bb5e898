/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/*
 * A blank interview for paper: the numbers and the digits of the screen, so that what was
 * ticked at a kitchen table is typed in without searching.
 */
enum { LINES_TEXT = 4, LINES_SHORT = 1, DIGITS = 10, ABREAST = 3, ABREAST_COLUMNS = 20 };

/* A long list has no digits on the screen either; here a few stand on a line. */
static void add_many(struct page *p, const struct form *form,
		     const struct form_list *list, int language)
{
	for (unsigned i = 0; i < list->count; i += ABREAST) {
		struct str line = STR_INIT;

		for (unsigned n = i; n < i + ABREAST && n < list->count; n++) {
			const char *label =
				form_text(form, list->choices[n].label, language);

			str_add(&line, n > i ? "  [ ] " : "");
			str_add(&line, label);
			if (n + 1 < i + ABREAST && n + 1 < list->count)
				str_pad(&line,
					ABREAST_COLUMNS -
						text_columns(label, strlen(label)));
		}
		page_add_item(p, "[ ]", line.bytes);
		str_release(&line);
	}
}

static void add_choices(struct page *p, const struct form *form,
			const struct form_row *row, int language)
{
	if (row->list->count > DIGITS) {
		add_many(p, form, row->list, language);
		return;
	}
	for (unsigned i = 0; i < row->list->count; i++) {
		struct str mark = STR_INIT;

		str_addf(&mark, "[ ] %u", (i + 1) % DIGITS);
		page_add_item(p, mark.bytes,
			      form_text(form, row->list->choices[i].label, language));
		str_release(&mark);
	}
}

/* ${names} stay as a blank to fill in: on paper nothing is known yet. */
static void add_label(struct str *out, const char *label)
{
	const char *from;

	while ((from = strstr(label, "${"))) {
		const char *to = strchr(from, '}');

		str_add_bytes(out, label, (size_t)(from - label));
		str_add(out, "____");
		label = to ? to + 1 : from + 2;
	}
	str_add(out, label);
}

static void add_hint(struct page *p, const char *hint)
{
	struct str line = STR_INIT;

	add_label(&line, hint);
	page_add_paragraph(p, line.bytes);
	str_release(&line);
}

static void add_question(struct page *p, const struct form *form,
			 const struct form_row *row, int language)
{
	struct str line = STR_INIT;

	if (row->number)
		str_addf(&line, "%s. ", row->number);
	add_label(&line, form_text(form, row->label, language));
	page_add_heading(p, 3, line.bytes);
	str_release(&line);
	if (!row->list || row->list->count <= DIGITS) /* else it is about typing */
		add_hint(p, form_text(form, row->hint, language));
	if (row->list)
		add_choices(p, form, row, language);
	else if (form_row_is_question(row))
		page_add_lines(p, row->appearance & FORM_MULTILINE ? LINES_TEXT
								   : LINES_SHORT);
}

static void add_group(struct page *p, const char *label)
{
	struct str line = STR_INIT;

	add_label(&line, label);
	page_add_heading(p, 2, line.bytes);
	str_release(&line);
}

static void add_start(struct page *p)
{
	page_add_field(p, _("Date"), "____ - ____ - ________");
	page_add_field(p, _("Held by"), "______________________________");
	page_add_field(p, _("Typed in by"), "______________________________");
}

struct page *page_blank_form(const struct form *form, const char *language)
{
	int code = form_language(form, language);
	struct page *p =
		page_new(PAGE_KINDS, form_text(form, form->titles, code), language);

	add_start(p);
	for (int i = 0; i < form->row_count; i++) {
		const struct form_row *row = &form->rows[i];

		if (row->type == FORM_GROUP)
			add_group(p, form_text(form, row->label, code));
		else if (form_row_is_shown(row))
			add_question(p, form, row, code);
	}
	return p;
}
