/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text to be read.  Parent: any screen.  Data: the text.  Requests: moving; Esc and Enter
 * go back. */
#include "ui/pager.h"

#include "ui/app.h"

void ui_pager_init(struct ui_pager *p, const char *text, bool is_wrapped)
{
	*p = (struct ui_pager){.text = STR_INIT, .is_wrapped = is_wrapped, .lines = 1};
	gate_add(&p->text, text, strlen(text), GATE_TEXT);
}

void ui_pager_release(struct ui_pager *p)
{
	str_release(&p->text);
	free(p->starts);
	p->starts = NULL;
	p->count = p->room = 0;
}

static void start_add(struct ui_pager *p, size_t at)
{
	size_t room = (size_t)p->room;

	VEC_ROOM(p->starts, (size_t)p->count, room);
	p->room = (int)room;
	p->starts[p->count++] = at;
}

static void lines_find(struct ui_pager *p, int columns)
{
	size_t at = 0, next = 0;

	if (p->columns == columns && p->count)
		return;
	p->columns = columns;
	p->count = 0;
	while (at < p->text.len) {
		start_add(p, at);
		if (p->is_wrapped) {
			(void)text_wrap(p->text.bytes + at, p->text.len - at, columns,
					&next);
		} else {
			next = strcspn(p->text.bytes + at, "\n");
			next += at + next < p->text.len;
		}
		at += next;
	}
}

static void top_bound(struct ui_pager *p)
{
	if (p->top > p->count - p->lines)
		p->top = p->count - p->lines;
	if (p->top < 0)
		p->top = 0;
}

unsigned ui_pager_request(struct ui_pager *p, enum ui_request r)
{
	int page = p->lines > 2 ? p->lines - 1 : 1;

	switch ((int)r) {
	case UI_REQ_UP:
		p->top--;
		break;
	case UI_REQ_DOWN:
		p->top++;
		break;
	case UI_REQ_PAGE_UP:
		p->top -= page;
		break;
	case UI_REQ_PAGE_DOWN:
		p->top += page;
		break;
	case UI_REQ_FIRST:
		p->top = 0;
		break;
	case UI_REQ_LAST:
		p->top = p->count;
		break;
	default:
		return UI_IGNORED;
	}
	top_bound(p);
	return UI_REDRAW;
}

void ui_pager_draw(struct app *a, struct ui_pager *p, const struct ui_area *area)
{
	struct str line = STR_INIT;

	if (area->columns < 2 || area->lines < 1)
		return;
	lines_find(p, area->columns);
	p->lines = area->lines;
	top_bound(p);
	for (int y = 0; y < area->lines && p->top + y < p->count; y++) {
		size_t from = p->starts[p->top + y];
		size_t to = p->top + y + 1 < p->count ? p->starts[p->top + y + 1]
						      : p->text.len;

		str_reset(&line);
		str_add_bytes(&line, p->text.bytes + from, to - from);
		if (line.len && line.bytes[line.len - 1] == '\n')
			str_cut(&line, line.len - 1);
		(void)ui_paint(a, area, y, 0, UI_PLAIN, line.bytes);
	}
	ui_cursor(a, area, 0, 0);
	str_release(&line);
}

struct pager_screen {
	struct ui_pager pager;
	struct ui_area body;
	char *title;
};

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct pager_screen *s = data;
	int last = s->pager.top + s->pager.lines;

	(void)a;
	str_add(left, s->title);
	if (s->pager.count > s->pager.lines)
		str_addf(right, _("line %d of %d"),
			 last < s->pager.count ? last : s->pager.count, s->pager.count);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct pager_screen *s = data;

	(void)a;
	s->body = *body;
	if (body->columns >= 2 && body->lines >= 1) {
		lines_find(&s->pager, body->columns);
		s->pager.lines = body->lines;
		top_bound(&s->pager);
	}
}

static void draw(struct app *a, void *data)
{
	struct pager_screen *s = data;

	ui_pager_draw(a, &s->pager, &s->body);
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct pager_screen *s = data;

	(void)a;
	(void)digit;
	if (r == UI_REQ_HELP)
		return UI_CLOSE; /* the key that opened help also closes it */
	return ui_pager_request(&s->pager, r);
}

static void leave(struct app *a, void *data)
{
	struct pager_screen *s = data;

	(void)a;
	ui_pager_release(&s->pager);
	free(s->title);
	free(s);
}

static const struct ui_screen_ops pager_ops = {
	.name = "pager",
	.map = UI_MAP_PAGER,
	.title = title,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
	.leave = leave,
};

void ui_pager_push(struct app *a, const char *heading, const char *text, bool is_wrapped)
{
	struct pager_screen *s = mem_new(sizeof *s);

	ui_pager_init(&s->pager, text, is_wrapped);
	s->title = mem_text(heading);
	ui_push(a, &pager_ops, s);
}
