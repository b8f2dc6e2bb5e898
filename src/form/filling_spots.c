/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/filling_state.h"

/* Which spots there are and how they hang together. */

bool filling_stands_in(const struct form_filling *f, int block, int row)
{
	const struct filling_block *b = &f->blocks[block];

	return row >= 0 && row < f->form->row_count &&
	       (f->form->rows[row].repeat == b->repeat || row == b->repeat);
}

int filling_spot_in(const struct form_filling *f, int block, int row)
{
	return f->blocks[block].base + row - f->blocks[block].first;
}

bool filling_is_spot(const struct form_filling *f, int spot)
{
	return spot >= 0 && spot < (int)f->spot_count && f->at[spot].is_live;
}

struct filling_list *filling_list_of(const struct form_filling *f, int list_spot)
{
	return &f->lists[f->at[list_spot].list];
}

int filling_block_of(const struct form_filling *f, int instance)
{
	return f->at[instance].block;
}

int filling_climb(const struct form_filling *f, int block, int repeat)
{
	while (f->blocks[block].repeat != repeat && block != FILLING_ROOT)
		block = f->blocks[block].parent;
	return block;
}

bool filling_is_gone(const struct form_filling *f, int spot)
{
	for (int b = f->at[spot].block; b != FILLING_ROOT; b = f->blocks[b].parent) {
		if (f->blocks[b].position == 0)
			return true;
	}
	return false;
}

/* Of the repeats round a row, the one whose list stands in the block. */
static int repeat_below(const struct form_filling *f, int block, int repeat)
{
	while (repeat != FORM_NONE &&
	       f->form->rows[repeat].repeat != f->blocks[block].repeat)
		repeat = f->form->rows[repeat].repeat;
	return repeat;
}

bool filling_sees(const struct form_filling *f, int block, int row)
{
	int repeat = f->form->rows[row].repeat;

	return repeat == f->blocks[block].repeat ||
	       repeat_below(f, block, repeat) != FORM_NONE;
}

void filling_each_under(const struct form_filling *f, int block, int row,
			void (*visit)(void *data, int spot), void *data)
{
	const struct filling_list *list;
	int repeat;

	if (f->form->rows[row].repeat == f->blocks[block].repeat) {
		visit(data, filling_spot_in(f, block, row));
		return;
	}
	repeat = repeat_below(f, block, f->form->rows[row].repeat);
	if (repeat == FORM_NONE)
		return;
	list = filling_list_of(f, filling_spot_in(f, block, repeat));
	for (int i = 0; i < list->live_count; i++)
		filling_each_under(f, filling_block_of(f, list->live[i]), row, visit,
				   data);
}

static int add_list(struct form_filling *f, int spot)
{
	VEC_ROOM(f->lists, f->list_count, f->list_room);
	f->lists[f->list_count] = (struct filling_list){
		.spot = spot, .row = f->at[spot].row, .limit = INT32_MAX};
	return (int)f->list_count++;
}

static void add_spot(struct form_filling *f, int block, int row)
{
	bool is_own = row == f->blocks[block].repeat;
	struct filling_spot *s;

	VEC_ROOM(f->at, f->spot_count, f->spot_room);
	s = &f->at[f->spot_count];
	*s = (struct filling_spot){.value = STR_INIT,
				   .row = row,
				   .block = block,
				   .list = FORM_NONE,
				   .is_live = filling_stands_in(f, block, row)};
	s->relevant = s->is_live;
	f->spot_count++;
	if (s->is_live && !is_own && f->form->rows[row].type == FORM_REPEAT)
		f->at[f->spot_count - 1].list = add_list(f, (int)f->spot_count - 1);
}

int filling_add_block(struct form_filling *f, int list, int number)
{
	int repeat = list == FORM_NONE ? FORM_NONE : f->lists[list].row;
	int first = repeat == FORM_NONE ? 0 : repeat;
	int end = repeat == FORM_NONE ? f->form->row_count : f->form->rows[repeat].end;
	int block = (int)f->block_count;

	VEC_ROOM(f->blocks, f->block_count, f->block_room);
	f->blocks[f->block_count++] = (struct filling_block){
		.base = (int)f->spot_count,
		.first = first,
		.repeat = repeat,
		.parent =
			list == FORM_NONE ? FORM_NONE : f->at[f->lists[list].spot].block,
		.list = list,
		.number = number};
	for (int row = first; row < end; row++)
		add_spot(f, block, row);
	return block;
}

bool filling_has_room(const struct form_filling *f, int list)
{
	const struct filling_list *l = &f->lists[list];
	const struct form_row *row = &f->form->rows[l->row];
	size_t more = (size_t)(row->end - row->index);

	return l->count < FORM_INSTANCES_MOST &&
	       f->spot_count + more <= FORM_SPOTS_MOST &&
	       (l->count == 0 ||
		f->blocks[f->at[l->by_number[l->count - 1]].block].number <
			FILLING_NUMBER_MOST);
}

int filling_find_number(const struct form_filling *f, int list, int number, int *at)
{
	const struct filling_list *l = &f->lists[list];
	int low = 0, high = l->count;

	while (low < high) {
		int middle = low + (high - low) / 2;

		if (f->blocks[f->at[l->by_number[middle]].block].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	*at = low;
	if (low < l->count && f->blocks[f->at[l->by_number[low]].block].number == number)
		return l->by_number[low];
	return FORM_NONE;
}

/* A path on its way: where it has come in the filling, as far as that is there. */
struct walker {
	const struct form_filling *f;
	struct form_filling *maker; /* the same; NULL: nothing is made */
	int block;		    /* FORM_NONE: not there yet */
	int repeat;
	size_t missing;	  /* spots that would have to be made */
	struct str plain; /* the path without numbers */
};

static bool read_number(const char **path, int *number)
{
	const char *p = *path + 1;

	*number = 0;
	for (; *p >= '0' && *p <= '9' && *number <= FILLING_NUMBER_MOST; p++) {
		if (*number == 0 && *p == '0')
			return false;
		*number = *number * 10 + *p - '0';
	}
	*path = p;
	return *number > 0 && *number <= FILLING_NUMBER_MOST;
}

static bool enter_instance(struct walker *w, int number)
{
	int row = form_find_path(w->f->form, w->plain.bytes), instance, list, at;
	const struct form_row *r = row == FORM_NONE ? NULL : &w->f->form->rows[row];

	if (r == NULL || r->type != FORM_REPEAT || r->repeat != w->repeat)
		return false;
	w->repeat = row;
	if (w->block == FORM_NONE) {
		w->missing += (size_t)(r->end - row);
		return true;
	}
	list = w->f->at[filling_spot_in(w->f, w->block, row)].list;
	instance = filling_find_number(w->f, list, number, &at);
	if (instance == FORM_NONE && w->f->lists[list].count >= FORM_INSTANCES_MOST)
		return false;
	if (instance == FORM_NONE && w->maker != NULL)
		instance = filling_make_instance(w->maker, list, number);
	if (instance == FORM_NONE)
		w->missing += (size_t)(r->end - row);
	w->block = instance == FORM_NONE ? FORM_NONE : filling_block_of(w->f, instance);
	return true;
}

/* false: there is no such path; *row gets what it names, the repeat's of an instance. */
static bool walk_path(struct walker *w, const char *path, int *row)
{
	bool is_instance = false;

	for (;; path++) {
		size_t len = strcspn(path, "/#");
		int number;

		str_add_bytes(&w->plain, path, len);
		path += len;
		is_instance = *path == '#';
		if (is_instance &&
		    (!read_number(&path, &number) || !enter_instance(w, number)))
			return false;
		if (*path != '/')
			break;
		str_add_char(&w->plain, '/');
	}
	*row = is_instance ? w->repeat : form_find_path(w->f->form, w->plain.bytes);
	return *path == '\0' && *row != FORM_NONE &&
	       (is_instance || w->f->form->rows[*row].repeat == w->repeat);
}

static int look_path(const struct form_filling *f, struct form_filling *maker,
		     const char *path, size_t *missing)
{
	struct walker w = {f, maker, FILLING_ROOT, FORM_NONE, 0, STR_INIT};
	int row, spot = FORM_NONE;

	*missing = 0;
	if (walk_path(&w, path, &row)) {
		*missing = w.missing;
		if (w.block != FORM_NONE)
			spot = filling_spot_in(f, w.block, row);
	}
	str_release(&w.plain);
	return spot;
}

int form_filling_spot(const struct form_filling *f, const char *path)
{
	size_t missing;

	return look_path(f, NULL, path, &missing);
}

int filling_make_path(struct form_filling *f, const char *path)
{
	size_t missing;
	int spot = look_path(f, NULL, path, &missing);

	if (spot != FORM_NONE || missing == 0 ||
	    f->spot_count + missing > FORM_SPOTS_MOST)
		return spot;
	return look_path(f, f, path, &missing);
}

void form_filling_path(const struct form_filling *f, int spot, struct str *out)
{
	const struct filling_block *b = &f->blocks[f->at[spot].block];
	const char *path = filling_row(f, spot)->path;

	if (b->list == FORM_NONE) {
		str_add(out, path);
	} else if (spot == b->base) {
		form_filling_path(f, f->lists[b->list].spot, out);
		str_addf(out, "#%d", b->number);
	} else {
		form_filling_path(f, b->base, out);
		str_add(out, path + strlen(f->form->rows[b->repeat].path));
	}
}

int form_filling_row(const struct form_filling *f, int spot)
{
	return f->at[spot].row;
}

static void add_order(struct filling_order *o, int spot)
{
	VEC_ROOM(o->spots, o->count, o->room);
	o->spots[o->count++] = spot;
}

/* As deep as repeats stand in each other. */
static void order_block(const struct form_filling *f, int block, struct filling_order *o)
{
	const struct filling_block *b = &f->blocks[block];
	int end = b->repeat == FORM_NONE ? f->form->row_count
					 : f->form->rows[b->repeat].end;
	int row = b->repeat == FORM_NONE ? 0 : b->repeat + 1;

	while (row < end) {
		int spot = filling_spot_in(f, block, row);
		const struct filling_list *list;

		add_order(o, spot);
		if (f->form->rows[row].type != FORM_REPEAT) {
			row++;
			continue;
		}
		list = filling_list_of(f, spot);
		for (int i = 0; i < list->live_count; i++) {
			add_order(o, list->live[i]);
			order_block(f, filling_block_of(f, list->live[i]), o);
		}
		row = f->form->rows[row].end;
	}
}

const int *form_filling_spots(const struct form_filling *f, int *count)
{
	if (!f->order->is_known) {
		f->order->count = 0;
		order_block(f, FILLING_ROOT, f->order);
		f->order->is_known = true;
	}
	*count = (int)f->order->count;
	return f->order->spots;
}

int form_filling_parent(const struct form_filling *f, int spot)
{
	const struct filling_block *b = &f->blocks[f->at[spot].block];
	int parent;

	if (b->list != FORM_NONE && spot == b->base)
		return form_filling_parent(f, f->lists[b->list].spot);
	parent = filling_row(f, spot)->parent;
	return parent == FORM_NONE ? FORM_NONE
				   : filling_spot_in(f, f->at[spot].block, parent);
}

bool form_filling_is_list(const struct form_filling *f, int spot)
{
	return filling_is_spot(f, spot) && f->at[spot].list != FORM_NONE;
}

bool form_filling_is_instance(const struct form_filling *f, int spot)
{
	return filling_is_spot(f, spot) && f->at[spot].block != FILLING_ROOT &&
	       spot == f->blocks[f->at[spot].block].base;
}

const int *form_filling_instances(const struct form_filling *f, int list, int *count)
{
	*count = 0;
	if (!form_filling_is_list(f, list))
		return NULL;
	*count = filling_list_of(f, list)->live_count;
	return filling_list_of(f, list)->live;
}

int form_filling_list(const struct form_filling *f, int instance)
{
	return f->lists[f->blocks[f->at[instance].block].list].spot;
}

int form_filling_instance(const struct form_filling *f, int spot)
{
	int block = f->at[spot].block;

	return block == FILLING_ROOT ? FORM_NONE : f->blocks[block].base;
}

int form_filling_member(const struct form_filling *f, int instance, int row)
{
	int block = instance == FORM_NONE ? FILLING_ROOT : f->at[instance].block;

	return filling_stands_in(f, block, row) ? filling_spot_in(f, block, row)
						: FORM_NONE;
}

int form_filling_position(const struct form_filling *f, int instance)
{
	return f->blocks[f->at[instance].block].position;
}
