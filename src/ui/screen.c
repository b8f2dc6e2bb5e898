/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/screen.h"

#include <assert.h>

#include "ui/app.h"
#include "ui/ncurses.h"
#include "ui/screens.h"

enum { MESSAGE_LINES_MOST = 4, MESSAGE_INDENT = 2, WIDE = 60 };

static struct ui_screen *top_screen(const struct app *a)
{
	return a->depth ? &a->screens[a->depth - 1] : NULL;
}

int ui_depth(const struct app *a)
{
	return (int)a->depth;
}

int ui_screen_index(const struct app *a, const void *data)
{
	size_t i = a->depth;

	while (i > 0 && a->screens[i - 1].data != data)
		i--;
	assert(i > 0);
	return (int)i - 1;
}

void ui_push(struct app *a, const struct ui_screen_ops *ops, void *data)
{
	VEC_ROOM(a->screens, a->depth, a->room);
	a->screens[a->depth++] = (struct ui_screen){ops, data};
	a->pending |= UI_RELAYOUT | UI_REDRAW;
	if (ops->enter)
		ops->enter(a, data);
}

void ui_close_to(struct app *a, int depth)
{
	a->close_to = depth;
}

/* leave may push another screen; only when it did not, the one below comes on top again.
 */
static void close_at(struct app *a, size_t i)
{
	struct ui_screen closed = a->screens[i];
	size_t after = a->depth - 1;

	memmove(&a->screens[i], &a->screens[i + 1], (after - i) * sizeof *a->screens);
	a->depth = after;
	a->pending |= UI_RELAYOUT | UI_REDRAW;
	if (closed.ops->leave)
		closed.ops->leave(a, closed.data);
	if (i == after && a->depth == after && after > 0 && !a->is_ending &&
	    a->screens[after - 1].ops->enter)
		a->screens[after - 1].ops->enter(a, a->screens[after - 1].data);
}

static void generic_request(struct app *a, enum ui_request r)
{
	struct str saved = STR_INIT;

	if (r == UI_REQ_BACK && a->depth > 0) {
		close_at(a, a->depth - 1);
	} else if (r == UI_REQ_HELP) {
		ui_help_push(a);
	} else if (r == UI_REQ_COMMANDS) {
		ui_commands_push(a);
	} else if (r == UI_REQ_FIND && a->session && !care_session_is_recovery(a->session)) {
		ui_find_push(a, "");
	} else if (r == UI_REQ_SOCIAL_MAP && a->session && !care_session_is_recovery(a->session)) {
		ui_social_push(a);
	} else if (r == UI_REQ_BLANK) {
		ui_blank_push(a);
	} else if (r == UI_REQ_SAVED) {
		ui_screens_save(a);
		ui_saved_add(a, &saved);
		if (!a->session)
			ui_message(a, "%s", _("This is only a try: nothing is kept."));
		else if (a->saved_ms)
			ui_message(a, _("Everything is already saved (%s)."),
				   saved.bytes + strcspn(saved.bytes, "0123456789"));
		else
			ui_message(a, "%s", _("Everything is already saved."));
	} else if (r == UI_REQ_STOP) {
		ui_screens_save(a);
		ui_message(a, "%s", _("To stop: Esc. Everything is saved."));
	}
	str_release(&saved);
}

void ui_screen_apply(struct app *a, size_t index, unsigned flags)
{
	a->pending |= flags & (UI_REDRAW | UI_RELAYOUT | UI_FIELD | UI_HEADER);
	if (flags & UI_CLOSE && index < a->depth)
		close_at(a, index);
	if (a->close_to >= 0) {
		size_t keep = (size_t)a->close_to;

		a->close_to = -1;
		while (a->depth > keep)
			close_at(a, a->depth - 1);
	}
	if (a->after) {
		void (*after)(struct app *, void *) = a->after;

		a->after = NULL;
		after(a, a->after_data);
	}
}

const struct ui_keymap *ui_keymap_now(const struct app *a)
{
	const struct ui_screen *s = top_screen(a);

	if (!s)
		return ui_keymap_of(UI_MAP_GENERIC);
	return ui_keymap_of(s->ops->map_now ? s->ops->map_now(a, s->data) : s->ops->map);
}

void ui_dispatch_request(struct app *a, enum ui_request r, int digit)
{
	size_t index = a->depth - 1;
	struct ui_screen *s = top_screen(a);
	unsigned flags = UI_IGNORED;

	if (!s)
		return;
	if (s->ops->on_request)
		flags = s->ops->on_request(a, s->data, r, digit);
	if (flags & UI_IGNORED)
		generic_request(a, r);
	ui_screen_apply(a, index, flags);
	if (a->queued != UI_REQ_NONE) {
		r = a->queued;
		a->queued = UI_REQ_NONE;
		ui_dispatch_request(a, r, 0);
	}
}

void ui_dispatch_text(struct app *a, const char *text, size_t len, bool is_paste)
{
	size_t index = a->depth - 1;
	struct ui_screen *s = top_screen(a);

	if (s && s->ops->on_text)
		ui_screen_apply(a, index,
				s->ops->on_text(a, s->data, text, len, is_paste));
}

void ui_dispatch_key(struct app *a, int key)
{
	const struct ui_screen *s = top_screen(a);
	struct str text = STR_INIT;
	enum ui_request r;
	int digit = 0;

	if (!s)
		return;
	if (a->message.len && !s->ops->is_bare) { /* there it does not show */
		str_reset(&a->message);
		a->pending |= UI_REDRAW;
	}
	r = ui_keymap_lookup(ui_keymap_now(a), key, &digit);
	if (r != UI_REQ_NONE) {
		ui_dispatch_request(a, r, digit);
	} else if (key >= ' ' && key < UI_KEY_NONE) {
		text_encode(&text, (uint32_t)key);
		ui_dispatch_text(a, text.bytes, text.len, false);
		str_release(&text);
	} else if (s->ops->is_bare) {
		ui_dispatch_text(a, "", 0, false);
	}
}

void ui_screens_save(struct app *a)
{
	for (size_t i = 0; i < a->depth; i++) {
		if (a->screens[i].ops->save)
			a->screens[i].ops->save(a, a->screens[i].data);
	}
}

int64_t ui_screens_wake(const struct app *a)
{
	int64_t first = -1;

	for (size_t i = 0; i < a->depth; i++) {
		const struct ui_screen *s = &a->screens[i];
		int64_t at = s->ops->wake ? s->ops->wake(a, s->data) : -1;

		if (at >= 0 && (first < 0 || at < first))
			first = at;
	}
	return first;
}

void ui_screens_tick(struct app *a)
{
	int64_t now = ui_now_ms();

	for (size_t i = 0; i < a->depth; i++) {
		struct ui_screen s = a->screens[i];
		int64_t at = s.ops->wake ? s.ops->wake(a, s.data) : -1;

		if (at >= 0 && at <= now && s.ops->tick)
			ui_screen_apply(a, i, s.ops->tick(a, s.data));
	}
}

void ui_screens_close(struct app *a)
{
	a->is_ending = true;
	while (a->depth)
		close_at(a, a->depth - 1);
	free(a->screens);
	a->screens = NULL;
	a->room = 0;
}

static struct ui_area body_of(const struct app *a, const struct ui_screen *s)
{
	if (s->ops->is_bare)
		return (struct ui_area){0, 0, a->lines, a->columns};
	return (struct ui_area){2, 0, a->lines - 4, a->columns};
}

void ui_screens_layout(struct app *a)
{
	for (size_t i = 0; i < a->depth; i++) {
		struct ui_area body = body_of(a, &a->screens[i]);

		if (a->screens[i].ops->layout)
			a->screens[i].ops->layout(a, a->screens[i].data, &body);
	}
}

/* The lowest screen that is to be seen: the first one from the top that is no overlay. */
static size_t base_index(const struct app *a)
{
	size_t i = a->depth - 1;

	while (i > 0 && a->screens[i].ops->is_overlay)
		i--;
	return i;
}

/* Whose file is open stands on the left: in a long line it is the right side that is cut.
 */
static int header_left(const struct app *a, const struct str *left,
		       const struct str *right)
{
	int wanted = text_columns(left->bytes, left->len) + 1;
	int least = a->columns < WIDE ? a->columns / 3 : a->columns / 2;
	int room = a->columns - text_columns(right->bytes, right->len);

	if (wanted < least)
		least = wanted;
	if (least < a->columns / 3)
		least = a->columns / 3;
	return room < least ? least : room;
}

static void header_text(struct app *a, struct str *out)
{
	const struct ui_screen *s = &a->screens[base_index(a)];
	struct str left = STR_INIT, right = STR_INIT;
	int room;

	if (s->ops->title)
		s->ops->title(a, s->data, &left, &right);
	room = header_left(a, &left, &right);
	ui_clip_told(out, left.bytes, left.len, right.len ? room - 1 : a->columns, ' ');
	if (right.len) {
		str_add_char(out, ' ');
		ui_clip_told(out, right.bytes, right.len, a->columns - room, ' ');
	}
	str_release(&left);
	str_release(&right);
}

static void header_draw(struct app *a, bool always)
{
	const struct ui_area whole = {0, 0, a->lines, a->columns};
	struct str text = STR_INIT;

	header_text(a, &text);
	if (always || !text_equal(text.bytes, a->header.bytes)) {
		ui_paint_field(a, &whole, 0, 0, a->columns, UI_HEAD, text.bytes);
		str_set(&a->header, text.bytes);
	}
	str_release(&text);
}

/* A long message grows upwards over the body, so that it is always there whole. */
static void message_draw(struct app *a, const struct ui_area *whole)
{
	struct ui_area box = {0, 0, 0, whole->columns};
	enum ui_style style = a->message_is_error ? UI_WARN : UI_STRONG;

	if (!a->message.len)
		return;
	box.lines = ui_wrapped_lines(a->message.bytes, box.columns - MESSAGE_INDENT);
	if (box.lines > MESSAGE_LINES_MOST)
		box.lines = MESSAGE_LINES_MOST;
	box.y = whole->lines - 1 - box.lines;
	ui_paint_clear(a, &box);
	if (a->message_is_error)
		(void)ui_paint(a, &box, 0, 0, style, a->theme.marks[UI_MARK_OPEN]);
	(void)ui_paint_wrapped(a, &box, 0, MESSAGE_INDENT, style, a->message.bytes);
}

static void footer_draw(struct app *a, const struct ui_area *whole)
{
	struct str text = STR_INIT;

	ui_keymap_footer(ui_keymap_now(a), whole->columns, a->theme.is_ascii, &text);
	ui_paint_field(a, whole, whole->lines - 1, 0, whole->columns, UI_MUTED,
		       text.bytes);
	str_release(&text);
}

static void draw_all(struct app *a)
{
	const struct ui_area whole = {0, 0, a->lines, a->columns};
	size_t base = base_index(a);

	erase();
	if (!a->screens[base].ops->is_bare) {
		header_draw(a, true);
		ui_paint_rule(a, &whole, 1, NULL);
		ui_paint_rule(a, &whole, a->lines - 2, NULL);
		footer_draw(a, &whole);
	}
	for (size_t i = base; i < a->depth; i++)
		a->screens[i].ops->draw(a, a->screens[i].data);
	if (!a->screens[base].ops->is_bare)
		message_draw(a, &whole);
}

static void draw_too_small(struct app *a)
{
	const struct ui_area whole = {0, 0, a->lines, a->columns};

	erase();
	(void)ui_paint_wrapped(
		a, &whole, 0, 0, UI_PLAIN,
		_("Make this window larger: 40 by 12 at least. Everything is kept."));
	ui_cursor(a, &whole, 0, 0);
}

void ui_screens_draw(struct app *a)
{
	const struct ui_screen *s = top_screen(a);

	if (!a->pending || !s)
		return;
	if (a->lines < UI_LINES_LEAST || a->columns < UI_COLUMNS_LEAST) {
		draw_too_small(a);
	} else {
		if (a->pending & UI_RELAYOUT)
			ui_screens_layout(a);
		if (a->pending & (UI_RELAYOUT | UI_REDRAW) ||
		    (a->pending & UI_FIELD && !s->ops->draw_field))
			draw_all(a);
		else if (a->pending & UI_FIELD)
			s->ops->draw_field(a, s->data);
		if (a->pending & UI_HEADER && !a->screens[base_index(a)].ops->is_bare)
			header_draw(a, false);
	}
	a->pending = 0;
	move(a->cursor_y, a->cursor_x);
	wnoutrefresh(stdscr);
}
