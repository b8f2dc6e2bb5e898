/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/filling_state.h"

/* Which spots there are and how they hang together. */

int form_filling_row(const struct form_filling *f, int spot)
{
	(void)f;
	return spot;
}

int form_filling_spot(const struct form_filling *f, const char *path)
{
	return form_find_path(f->form, path);
}

void form_filling_path(const struct form_filling *f, int spot, struct str *out)
{
	str_add(out, f->form->rows[spot].path);
}

const int *form_filling_spots(const struct form_filling *f, int *count)
{
	*count = f->form->row_count;
	return f->spots;
}

int form_filling_parent(const struct form_filling *f, int spot)
{
	return f->form->rows[spot].parent;
}

bool form_filling_is_list(const struct form_filling *f, int spot)
{
	return f->form->rows[spot].type == FORM_REPEAT;
}

bool form_filling_is_instance(const struct form_filling *f, int spot)
{
	(void)f;
	(void)spot;
	return false;
}

int form_filling_instance(const struct form_filling *f, int spot)
{
	(void)f;
	(void)spot;
	return FORM_NONE;
}

int form_filling_member(const struct form_filling *f, int instance, int row)
{
	(void)f;
	(void)instance;
	return row;
}
