/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/filling_state.h"

/* What a new filling, or a new instance, starts with. */

void filling_give(struct form_filling *f, int spot, const char *value,
		  enum form_origin origin)
{
	str_set(&f->at[spot].value, value);
	f->at[spot].origin = origin;
	f->at[spot].is_checked = false;
}

static void give_moment(struct form_filling *f, int spot, enum form_type type)
{
	struct moment m = clock_moment(f->host->clock);
	struct str text = STR_INIT;

	if (type == FORM_TODAY)
		date_write(&text, &m.date, DATE_ISO, "en");
	else
		moment_write(&text, &m);
	filling_give(f, spot, text.bytes, FORM_ORIGIN_PRELOAD);
	str_release(&text);
}

static const char *host_word(const struct form_host *host, enum form_type type)
{
	if (type == FORM_USERNAME)
		return host->username;
	if (type == FORM_DEVICEID)
		return host->deviceid;
	if (type == FORM_EMAIL)
		return host->email;
	return type == FORM_PHONE ? host->phone : NULL;
}

static void give_preload(struct form_filling *f, int spot)
{
	enum form_type type = filling_row(f, spot)->type;
	const char *word = host_word(f->host, type);

	if (type == FORM_START || type == FORM_END || type == FORM_TODAY)
		give_moment(f, spot, type);
	else if (word != NULL)
		filling_give(f, spot, word, FORM_ORIGIN_PRELOAD);
}

static void give_dynamic(struct form_filling *f, int spot)
{
	const struct form_row *row = filling_row(f, spot);
	const struct filling_focus focus = {spot, -1, "", NULL};
	struct form_value v;

	if (filling_evaluate(f, row->dynamic_default, &focus, &v, NULL) == OK)
		filling_give(f, spot, filling_as_stored(f, row, &v), FORM_ORIGIN_ONCE);
}

/* Dynamic defaults read the fixed ones, so these come first. */
void filling_give_defaults(struct form_filling *f, int block)
{
	const struct filling_block *b = &f->blocks[block];
	int count = b->repeat == FORM_NONE ? f->form->row_count
					   : f->form->rows[b->repeat].end - b->repeat;
	int first = b->base, end = b->base + count;

	for (int spot = first; spot < end; spot++) {
		if (f->at[spot].is_live && filling_row(f, spot)->fixed_default != NULL)
			filling_give(f, spot, filling_row(f, spot)->fixed_default,
				     FORM_ORIGIN_DEFAULT);
	}
	for (int spot = first; spot < end; spot++) {
		if (f->at[spot].is_live)
			give_preload(f, spot);
	}
	for (int spot = first; spot < end; spot++) {
		if (f->at[spot].is_live && filling_row(f, spot)->dynamic_default != NULL)
			give_dynamic(f, spot);
	}
}

/* The interview ends, as far as is known, with its last answer; nobody is told of that.
 */
void filling_move_end(struct form_filling *f)
{
	for (int row = f->first_end; row <= f->last_end; row++) {
		if (f->form->rows[row].type == FORM_END && f->at[row].is_live)
			give_moment(f, row, FORM_END);
	}
}
