/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the social map shows: a line for each thing that can be chosen on.  Parent: the social map, or
 * what fits a woman.  Data: the caller's filter, changed at once.  Requests: a digit or Enter opens a
 * line; a shows all again; Esc goes back.
 */
#include "ui/ask.h"
#include "ui/list.h"
#include "ui/social.h"
#include "ui/ticks.h"

enum { LABEL_COLUMNS = 28, NARROW_LABEL_COLUMNS = 16, NARROW = 60 };

enum what { SET, DISTRICT, ONLY_STALE, WITH_CLOSED };

static const struct {
	const char *label;
	enum what what;
	enum map_list list; /* of a SET */
	size_t at;          /* where in the filter */
} parts[] = {
	{N_("Rung"), SET, MAP_LIST_LADDER, offsetof(struct map_filter, rungs)},
	{N_("Income"), SET, MAP_LIST_BENEFIT, offsetof(struct map_filter, benefits)},
	{N_("District or town"), DISTRICT, MAP_LIST_NONE, 0},
	{N_("Spoken there"), SET, MAP_LIST_LANGUAGES, offsetof(struct map_filter, languages)},
	{N_("Theme"), SET, MAP_LIST_THEMES, offsetof(struct map_filter, themes)},
	{N_("What is needed"), SET, MAP_LIST_PRECONDITIONS,
	 offsetof(struct map_filter, preconditions)},
	{N_("Children"), SET, MAP_LIST_CHILDCARE, offsetof(struct map_filter, childcare)},
	{N_("When"), SET, MAP_LIST_DAYPARTS, offsetof(struct map_filter, dayparts)},
	{N_("Kind"), SET, MAP_LIST_KINDS, offsetof(struct map_filter, kinds)},
	{N_("Only not checked for long"), ONLY_STALE, MAP_LIST_NONE, 0},
	{N_("Also what is closed"), WITH_CLOSED, MAP_LIST_NONE, 0},
};
enum { PARTS = sizeof parts / sizeof *parts };

struct filters {
	struct map_filter *filter; /* the caller's */
	struct ui_list list;
	struct ui_area body;
	bool ticked[MAP_SET_MOST]; /* of the open line */
	int open;                  /* -1: none */
};

/* The filter's own text, though those who read it may not change it. */
static void district_free(struct map_filter *filter)
{
	free((void *)(uintptr_t)filter->district);
	filter->district = NULL;
}

void ui_social_filter_release(struct map_filter *filter)
{
	district_free(filter);
	*filter = (struct map_filter){.district = NULL};
}

static struct map_set *set_of(struct map_filter *filter, int part)
{
	return (struct map_set *)(void *)((char *)filter + parts[part].at);
}

static const struct map_set *set_read(const struct map_filter *filter, int part)
{
	return (const struct map_set *)(const void *)((const char *)filter + parts[part].at);
}

/* How many of its words a set can hold. */
static int word_count(const struct app *a, int part)
{
	int count = care_map_words(a->session)->lists[parts[part].list].count;

	return count < MAP_SET_MOST ? count : MAP_SET_MOST;
}

static const char *word(const struct app *a, int part, int index)
{
	return care_map_words(a->session)->lists[parts[part].list].words[index].label;
}

/* A rung is told by its number, all else by its words. */
static const char *short_word(const struct app *a, int part, int index)
{
	const struct map_word *words =
		care_map_words(a->session)->lists[parts[part].list].words;

	return parts[part].list == MAP_LIST_LADDER ? words[index].key : words[index].label;
}

static void set_add(const struct app *a, const struct map_filter *filter, int part,
		    struct str *out)
{
	const struct map_set *set = set_read(filter, part);

	for (int i = 0, n = 0; i < word_count(a, part); i++) {
		if (map_set_has(set, i))
			str_addf(out, "%s%s", n++ ? ", " : "", short_word(a, part, i));
	}
}

/* A line in words; nothing when all pass it. */
static void part_add(const struct app *a, const struct map_filter *filter, int part,
		     struct str *out)
{
	switch (parts[part].what) {
	case SET:
		set_add(a, filter, part, out);
		break;
	case DISTRICT:
		str_add(out, filter->district);
		break;
	case ONLY_STALE:
		str_add(out, filter->only_stale ? _("yes") : "");
		break;
	case WITH_CLOSED:
		str_add(out, filter->with_closed ? _("yes") : "");
		break;
	}
}

void ui_social_filter_add(struct app *a, const struct map_filter *filter, struct str *out)
{
	struct str one = STR_INIT;

	for (int i = 0; i < PARTS; i++) {
		str_reset(&one);
		part_add(a, filter, i, &one);
		if (one.len == 0)
			continue;
		str_add(out, out->len && out->bytes[out->len - 1] != ' ' ? ", " : "");
		if (parts[i].what == ONLY_STALE)
			str_add(out, _("not checked for long"));
		else if (parts[i].what == WITH_CLOSED)
			str_add(out, _("also closed"));
		else if (parts[i].list == MAP_LIST_LADDER)
			str_addf(out, _("rung %s"), one.bytes);
		else
			str_add(out, one.bytes);
	}
	str_release(&one);
}

static void row(const struct app *a, void *data, int index, struct str *out)
{
	struct filters *f = data;
	bool is_narrow = a->columns < NARROW;
	struct str value = STR_INIT;

	part_add(a, f->filter, index, &value);
	ui_cell(out, _(parts[index].label), is_narrow ? NARROW_LABEL_COLUMNS : LABEL_COLUMNS);
	if (value.len)
		str_add(out, value.bytes);
	else
		str_add(out, parts[index].what == SET || parts[index].what == DISTRICT ? _("all")
										       : _("no"));
	str_release(&value);
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct filters *f = data;

	(void)right;
	str_add(left, _("What do you want to see?"));
	if (map_filter_is_empty(f->filter))
		return;
	str_addf(left, " %s ", a->theme.marks[UI_MARK_DOT]);
	ui_social_filter_add(a, f->filter, left);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct filters *f = data;

	(void)a;
	f->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct filters *f = data;

	ui_list_draw(a, &f->list, &f->body);
}

/* What was ticked above is what passes. */
static void enter(struct app *a, void *data)
{
	struct filters *f = data;
	struct map_set set = {{0, 0}};

	if (f->open < 0)
		return;
	for (int i = 0; i < word_count(a, f->open); i++) {
		if (f->ticked[i])
			set.bits[i / 64] |= UINT64_C(1) << (i % 64);
	}
	*set_of(f->filter, f->open) = set;
	f->open = -1;
}

static void set_open(struct app *a, struct filters *f, int part)
{
	int count = word_count(a, part);
	const char **labels = mem_array((size_t)count + 1, sizeof *labels);

	for (int i = 0; i < count; i++) {
		labels[i] = word(a, part, i);
		f->ticked[i] = map_set_has(set_read(f->filter, part), i);
	}
	f->open = part;
	ui_ticks_push(a, _(parts[part].label), labels, count, f->ticked);
	free(labels);
}

static unsigned district_typed(struct app *a, void *data, const char *text)
{
	struct filters *f = data;

	(void)a;
	if (!text)
		return UI_REDRAW;
	district_free(f->filter);
	f->filter->district = *text ? mem_text(text) : NULL;
	return UI_REDRAW | UI_HEADER;
}

static unsigned open_part(struct app *a, struct filters *f, int part)
{
	if (part < 0)
		return UI_NOTHING;
	ui_list_focus(&f->list, part);
	switch (parts[part].what) {
	case SET:
		set_open(a, f, part);
		break;
	case DISTRICT:
		ui_ask_text(a, _("Which district or town? Empty: all."),
			    f->filter->district ? f->filter->district : "", district_typed, f);
		break;
	case ONLY_STALE:
		f->filter->only_stale = !f->filter->only_stale;
		break;
	case WITH_CLOSED:
		f->filter->with_closed = !f->filter->with_closed;
		break;
	}
	return UI_REDRAW | UI_HEADER;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct filters *f = data;

	if (r == UI_REQ_PICK)
		return open_part(a, f, ui_list_pick(&f->list, digit));
	if (r == UI_REQ_OPEN || r == UI_REQ_TOGGLE)
		return open_part(a, f, ui_list_at(&f->list));
	if (r != UI_REQ_SHOW_ALL)
		return ui_list_request(&f->list, r);
	ui_social_filter_release(f->filter);
	return UI_REDRAW | UI_HEADER;
}

static void leave(struct app *a, void *data)
{
	struct filters *f = data;

	(void)a;
	ui_list_release(&f->list);
	free(f);
}

static const struct ui_screen_ops filters_ops = {
	.name = "filters",
	.map = UI_MAP_FILTERS,
	.title = title,
	.enter = enter,
	.leave = leave,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
};

void ui_social_filter_push(struct app *a, struct map_filter *filter)
{
	struct filters *f = mem_new(sizeof *f);

	f->filter = filter;
	f->open = -1;
	ui_list_init(&f->list, row, f);
	f->list.has_digits = true;
	ui_list_set_count(&f->list, PARTS);
	ui_push(a, &filters_ops, f);
}
