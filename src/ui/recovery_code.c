/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The recovery code, shown once, to be copied onto paper and typed back from it.  Parent: any
 * screen.  Data: the code, the line it is typed on.  Requests: Enter goes to typing it; Esc shows it
 * again, and does not leave before it was typed right.
 */
#include "ui/account.h"

enum { GROUP = 4, GROUPS_A_LINE = 3, SIGN_COLUMNS = 2, INDENT = 2 };

struct recovery {
	struct secret code;
	struct ui_panel panel;
	struct ui_area body;
	bool is_typing;
};

static const char *advice(void)
{
	return _("Copy this recovery code onto paper, and do not keep that with the laptop. "
		 "You see it only once.");
}

/* Upper case and no other sign than those of a code: what is read as 0 or 1 is one. */
static char sign_of(char c)
{
	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	if (c == 'O')
		return '0';
	if (c == 'I' || c == 'L')
		return '1';
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '\0';
}

static char next_sign(const struct secret *s, size_t *at)
{
	while (*at < s->len && sign_of(s->bytes[*at]) == '\0')
		++*at;
	return *at < s->len ? sign_of(s->bytes[(*at)++]) : '\0';
}

static bool is_same(const struct secret *a, const struct secret *b)
{
	size_t i = 0, j = 0;
	char x, y;

	do {
		x = next_sign(a, &i);
		y = next_sign(b, &j);
	} while (x == y && x != '\0');
	return x == y;
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	(void)a;
	(void)data;
	(void)right;
	str_add(left, _("Recovery code"));
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct recovery *r = data;

	(void)a;
	r->body = *body;
}

/* Sign by sign, so that the whole never lies in memory that is not locked. */
static void code_draw(struct app *a, const struct recovery *r, int y, int apart)
{
	size_t at = 0;
	char sign[2] = "";

	for (int i = 0; (sign[0] = next_sign(&r->code, &at)) != '\0'; i++) {
		int group = i / GROUP, line = group / GROUPS_A_LINE;
		int column = i - line * GROUP * GROUPS_A_LINE;

		(void)ui_paint(a, &r->body, y + line * apart,
			       2 * INDENT + column * SIGN_COLUMNS +
				       group % GROUPS_A_LINE * SIGN_COLUMNS,
			       UI_STRONG, sign);
	}
}

static void draw(struct app *a, void *data)
{
	struct recovery *r = data;
	int y, apart;

	if (r->is_typing) {
		ui_panel_draw(a, &r->panel, &r->body);
		return;
	}
	y = ui_paint_wrapped(a, &r->body, 0, INDENT, UI_PLAIN, advice()) + 1;
	apart = y + 2 < r->body.lines ? 2 : 1;
	code_draw(a, r, y, apart);
	ui_cursor(a, &r->body, y, 2 * INDENT);
}

static void draw_field(struct app *a, void *data)
{
	struct recovery *r = data;

	if (r->is_typing)
		ui_panel_draw_field(a, &r->panel);
}

static enum ui_map map_now(const struct app *a, const void *data)
{
	const struct recovery *r = data;

	(void)a;
	return r->is_typing ? UI_MAP_PANEL_END : UI_MAP_RECOVERY_CODE;
}

static unsigned typed(struct app *a, struct recovery *r)
{
	if (is_same(ui_panel_secret(&r->panel, 0), &r->code)) {
		ui_message(a, "%s",
			   _("That is right. Put the paper where the laptop is not."));
		return UI_CLOSE;
	}
	ui_message(a, "%s",
		   _("That is not the code. Look again at what you wrote; Esc shows the "
		     "code once more."));
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request q, int digit)
{
	struct recovery *r = data;
	bool was_typing = r->is_typing;

	(void)digit;
	if (q == UI_REQ_BACK || (q == UI_REQ_OPEN && !was_typing)) {
		r->is_typing = q == UI_REQ_OPEN;
		if (!was_typing && !r->is_typing)
			ui_message(a, "%s", _("First copy the code onto paper, then Enter."));
		return UI_REDRAW;
	}
	if (q == UI_REQ_STOP || q == UI_REQ_SAVED) { /* Esc does not stop here */
		ui_message(a, "%s", _("First copy the code onto paper, then Enter."));
		return UI_REDRAW;
	}
	if (!was_typing)
		return UI_IGNORED;
	return q == UI_REQ_OPEN ? typed(a, r) : ui_panel_request(a, &r->panel, q);
}

static unsigned on_text(struct app *a, void *data, const char *text, size_t len,
			bool is_paste)
{
	struct recovery *r = data;

	(void)a;
	(void)is_paste;
	return r->is_typing ? ui_panel_type(&r->panel, text, len) : UI_NOTHING;
}

static void leave(struct app *a, void *data)
{
	struct recovery *r = data;

	(void)a;
	secret_release(&r->code);
	ui_panel_release(&r->panel);
	free(r);
}

static const struct ui_screen_ops recovery_ops = {
	.name = "recovery code",
	.map_now = map_now,
	.title = title,
	.layout = layout,
	.draw = draw,
	.draw_field = draw_field,
	.on_request = on_request,
	.on_text = on_text,
	.leave = leave,
};

void ui_recovery_code_push(struct app *a, struct secret *code)
{
	struct recovery *r = mem_new(sizeof *r);

	r->code = *code;
	*code = (struct secret)SECRET_INIT;
	ui_panel_init(&r->panel,
		      _("Now type the code from your paper: so you know that it is right."));
	ui_panel_add(&r->panel, _("Recovery code"), true);
	r->panel.lines[0].secret.is_shown = true;
	ui_push(a, &recovery_ops, r);
}
