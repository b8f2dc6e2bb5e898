/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/read.h"

static bool is_numbered(const struct form_row *row)
{
	return form_row_is_question(row) && !(row->appearance & FORM_HIDDEN_LOOK);
}

/* Its own condition reads a question: it follows from that one. */
static bool is_follow_up(const struct form_reader *r, const struct form_row *row)
{
	int count = 0;
	const struct form_reading *reads = row->relevant ? form_expr_reads(row->relevant, &count) : NULL;

	for (int i = 0; i < count; i++) {
		if (form_row_is_question(&r->form->rows[reads[i].row]))
			return true;
	}
	return false;
}

/* 1 is a, 26 is z, 27 is aa. */
static const char *number_text(struct form_reader *r, int number, int letter)
{
	char text[32], *at = text + sizeof text - 1;

	*at = '\0';
	for (; letter > 0; letter = (letter - 1) / 26)
		*--at = (char)('a' + (letter - 1) % 26);
	for (; number > 0; number /= 10)
		*--at = (char)('0' + number % 10);
	return arena_bytes(r->arena, at, (size_t)(text + sizeof text - 1 - at));
}

void form_rows_number(struct form_reader *r)
{
	int number = 0, letter = 0;

	for (int i = 0; i < r->form->row_count; i++) {
		struct form_row *row = &r->form->rows[i];

		if (!is_numbered(row))
			continue;
		if (number && is_follow_up(r, row)) {
			letter++;
		} else {
			number++;
			letter = 0;
		}
		row->number = number_text(r, number, letter);
	}
}
