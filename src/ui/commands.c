/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ^P: everything that can be done on the screen below, by name.  Parent: any screen.
 * Data: the keymap of the screen below.  Requests: typing filters, Enter does it there,
 * Esc does nothing.
 */
#include "ui/app.h"
#include "ui/editor.h"
#include "ui/list.h"
#include "ui/screens.h"

enum { KEY_COLUMNS = 10 };

struct commands {
	struct ui_list list;
	struct ui_editor filter;
	struct ui_area body;
	const struct ui_keymap *map;
	int *bindings; /* those worth a name: not moving, not editing, one per request */
	int count;
};

static bool is_command(const struct ui_keymap *map, int index)
{
	const struct ui_binding *b = &map->bindings[index];
	enum ui_group group = ui_request_info(b->request)->group;

	if (group == UI_GROUP_MOVE || group == UI_GROUP_EDIT || b->last > b->key ||
	    b->request == UI_REQ_COMMANDS)
		return false;
	for (int i = 0; i < index; i++) {
		if (map->bindings[i].request == b->request)
			return false;
	}
	return true;
}

static void row(const struct app *a, void *data, int index, struct str *out)
{
	struct commands *c = data;
	const struct ui_binding *b = &c->map->bindings[c->bindings[index]];
	struct str key = STR_INIT;

	ui_key_show(&key, b, a->theme.is_ascii);
	ui_cell(out, key.bytes, KEY_COLUMNS);
	str_addf(out, "%s  ",
		 _(b->label ? b->label : ui_request_info(b->request)->label));
	str_addf(out, "(%s)", _(ui_request_info(b->request)->help));
	str_release(&key);
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	(void)a;
	(void)data;
	(void)right;
	str_add(left, _("What do you want to do?"));
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct commands *c = data;

	(void)a;
	c->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct commands *c = data;
	struct ui_area line = c->body, area = c->body;
	int used = ui_paint(a, &line, 0, 2, UI_PLAIN, _("Search:")) + 3;

	line = (struct ui_area){line.y, line.x + used, 1, line.columns - used - 2};
	area.y++;
	area.lines--;
	ui_list_draw(a, &c->list, &area);
	ui_editor_draw(a, &c->filter, &line, true);
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct commands *c = data;
	unsigned flags;

	(void)digit;
	if (r == UI_REQ_OPEN) {
		int at = ui_list_at(&c->list);

		if (at >= 0)
			a->queued = c->map->bindings[c->bindings[at]].request;
		return at >= 0 ? UI_CLOSE : UI_NOTHING;
	}
	flags = ui_list_request(&c->list, r);
	if (flags != UI_IGNORED)
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
	struct commands *c = data;

	(void)is_paste;
	(void)ui_editor_type(&c->filter, text, len);
	ui_list_filter(a, &c->list, c->filter.text.bytes);
	return UI_REDRAW;
}

static void leave(struct app *a, void *data)
{
	struct commands *c = data;

	(void)a;
	ui_list_release(&c->list);
	ui_editor_release(&c->filter);
	free(c->bindings);
	free(c);
}

static const struct ui_screen_ops commands_ops = {
	.name = "commands",
	.map = UI_MAP_FILTER,
	.title = title,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
	.on_text = on_text,
	.leave = leave,
};

void ui_commands_push(struct app *a)
{
	struct commands *c;

	if (a->screens[a->depth - 1].ops == &commands_ops)
		return;
	c = mem_new(sizeof *c);
	c->map = ui_keymap_now(a);
	c->bindings = mem_array((size_t)c->map->count + 1, sizeof *c->bindings);
	for (int i = 0; i < c->map->count; i++) {
		if (is_command(c->map, i))
			c->bindings[c->count++] = i;
	}
	ui_editor_init(&c->filter, false);
	ui_list_init(&c->list, row, c);
	c->list.empty = _("Nothing has these letters.");
	ui_list_set_count(&c->list, c->count);
	ui_push(a, &commands_ops, c);
}
