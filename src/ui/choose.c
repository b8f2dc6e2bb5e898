/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Choosing one line.  Parent: any screen.  Data: copies of the lines.  Requests: digits
 * when there are at most ten, else a filter; Enter chooses, Esc chooses nothing.
 */
#include "ui/app.h"
#include "ui/editor.h"
#include "ui/list.h"
#include "ui/screens.h"

enum { DIGITS_MOST = 10 };

struct choose {
	struct ui_list list;
	struct ui_editor filter;
	struct ui_area body;
	char *title, **labels, **words; /* words: NULL when the labels are searched */
	int count, chosen;
	ui_chosen call;
	void *data;
};

static bool has_filter(const struct choose *c)
{
	return c->count > DIGITS_MOST;
}

static void row(const struct app *a, void *data, int index, struct str *out)
{
	struct choose *c = data;

	(void)a;
	str_add(out, c->labels[index]);
}

static void words_of(const struct app *a, void *data, int index, struct str *out)
{
	struct choose *c = data;

	(void)a;
	str_add(out, c->words[index]);
}

static enum ui_map map_now(const struct app *a, const void *data)
{
	(void)a;
	return has_filter(data) ? UI_MAP_FILTER : UI_MAP_CHOOSE;
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct choose *c = data;

	(void)a;
	(void)right;
	str_add(left, c->title);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct choose *c = data;

	(void)a;
	c->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct choose *c = data;
	struct ui_area area = c->body, line = c->body;
	int used;

	if (has_filter(c)) {
		used = ui_paint(a, &area, 0, 2, UI_PLAIN, _("Search:")) + 3;
		line.x += used;
		line.columns -= used + 2;
		line.lines = 1;
		area.y += 1;
		area.lines -= 1;
	}
	ui_list_draw(a, &c->list, &area);
	if (has_filter(c))
		ui_editor_draw(a, &c->filter, &line, true);
}

static unsigned choose_index(struct choose *c, int index)
{
	if (index < 0)
		return UI_NOTHING;
	c->chosen = index;
	return UI_CLOSE;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct choose *c = data;
	unsigned flags;

	if (r == UI_REQ_OPEN)
		return choose_index(c, ui_list_at(&c->list));
	if (r == UI_REQ_PICK)
		return choose_index(c, ui_list_pick(&c->list, digit));
	if (r == UI_REQ_BACK)
		return UI_CLOSE;
	if (r == UI_REQ_FIND && c->words && a->session) { /* women in place of questions */
		ui_find_push(a, c->filter.text.bytes);
		return UI_CLOSE;
	}
	flags = ui_list_request(&c->list, r);
	if (flags != UI_IGNORED || !has_filter(c))
		return flags;
	flags = ui_editor_request(&c->filter, r);
	if (flags != UI_FIELD)
		return flags;
	ui_list_filter(a, &c->list, c->filter.text.bytes);
	return UI_REDRAW;
}

static unsigned on_text(struct app *a, void *data, const char *text, size_t len,
			bool is_paste)
{
	struct choose *c = data;

	(void)is_paste;
	if (!has_filter(c))
		return UI_NOTHING;
	(void)ui_editor_type(&c->filter, text, len);
	ui_list_filter(a, &c->list, c->filter.text.bytes);
	return UI_REDRAW;
}

static void texts_free(char **texts, int count)
{
	for (int i = 0; texts && i < count; i++)
		free(texts[i]);
	free(texts);
}

static void leave(struct app *a, void *data)
{
	struct choose *c = data;
	ui_chosen call = c->call;
	void *caller = c->data;
	int chosen = c->chosen;
	size_t index = a->depth - 1;

	ui_list_release(&c->list);
	ui_editor_release(&c->filter);
	texts_free(c->labels, c->count);
	texts_free(c->words, c->count);
	free(c->title);
	free(c);
	if (!a->is_ending)
		ui_screen_apply(a, index, call(a, caller, chosen));
}

static const struct ui_screen_ops choose_ops = {
	.name = "choose",
	.map_now = map_now,
	.title = title,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
	.on_text = on_text,
	.leave = leave,
};

static char **texts_copy(const char *const *texts, int count)
{
	char **copy = mem_array((size_t)count + 1, sizeof *copy);

	for (int i = 0; i < count; i++)
		copy[i] = mem_text(texts[i]);
	return copy;
}

void ui_choose_words_push(struct app *a, const char *heading, const char *const *labels,
			  const char *const *words, int count, ui_chosen chosen,
			  void *data)
{
	struct choose *c = mem_new(sizeof *c);

	ui_list_init(&c->list, row, c);
	ui_editor_init(&c->filter, false);
	c->labels = texts_copy(labels, count);
	c->words = words ? texts_copy(words, count) : NULL;
	c->title = mem_text(heading);
	c->count = count;
	c->chosen = -1;
	c->call = chosen;
	c->data = data;
	c->list.words = words ? words_of : NULL;
	c->list.has_digits = !has_filter(c);
	c->list.empty = words && a->session
				? _("No question has these letters. ^F looks for a woman.")
				: _("Nothing has these letters.");
	ui_list_set_count(&c->list, count);
	ui_push(a, &choose_ops, c);
}

void ui_choose_push(struct app *a, const char *heading, const char *const *labels,
		    int count, ui_chosen chosen, void *data)
{
	ui_choose_words_push(a, heading, labels, NULL, count, chosen, data);
}
