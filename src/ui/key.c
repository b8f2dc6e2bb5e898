/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/key.h"

#include "base/base.h"

#define KEYMAP_TABLES
#include "keymap.inc"
#undef KEYMAP_TABLES

#define UI_REQUEST_ROW(id, name, label, help, group)                                     \
	[UI_REQ_##id] = {name, label, help, UI_GROUP_##group},
static const struct ui_request_info requests[UI_REQ_COUNT] = {
	[UI_REQ_NONE] = {"", "", "", UI_GROUP_NONE}, UI_REQUESTS(UI_REQUEST_ROW)};

static const char *const group_titles[UI_GROUP_COUNT] = {
	"",	      N_("Going on and back"), N_("In the interview"), N_("The work"),
	N_("Moving"), N_("In a text field"),   N_("Always"),
};

static const struct {
	int key;
	const char *name;
} key_names[] = {
	{UI_KEY_ENTER, "Enter"},
	{UI_KEY_NEWLINE, "^J"},
	{UI_KEY_ALT_ENTER, "Alt-Enter"},
	{UI_KEY_TAB, "Tab"},
	{UI_KEY_BACKTAB, "S-Tab"},
	{UI_KEY_ESC, "Esc"},
	{UI_KEY_BACKSPACE, "Backspace"},
	{UI_KEY_DELETE, "Del"},
	{UI_KEY_HOME, "Home"},
	{UI_KEY_END, "End"},
	{UI_KEY_PAGE_UP, "PgUp"},
	{UI_KEY_PAGE_DOWN, "PgDn"},
	{UI_KEY_F1, "F1"},
	{UI_KEY_F2, "F2"},
	{UI_KEY_F3, "F3"},
};

static const struct {
	int key;
	const char *drawn, *ascii;
} arrows[] = {
	{UI_KEY_UP, "\342\206\221", "Up"},
	{UI_KEY_DOWN, "\342\206\223", "Down"},
	{UI_KEY_LEFT, "\342\206\220", "Left"},
	{UI_KEY_RIGHT, "\342\206\222", "Right"},
};

enum { LENGTH_KEY_COLUMN = 16 };

const struct ui_request_info *ui_request_info(enum ui_request r)
{
	return &requests[r < UI_REQ_COUNT ? r : UI_REQ_NONE];
}

const char *ui_group_title(enum ui_group g)
{
	return g > UI_GROUP_NONE && g < UI_GROUP_COUNT ? _(group_titles[g]) : "";
}

const struct ui_keymap *ui_keymap_of(enum ui_map map)
{
	return &keymaps[map < UI_MAP_COUNT ? map : UI_MAP_GENERIC];
}

enum ui_request ui_keymap_lookup(const struct ui_keymap *map, int key, int *arg)
{
	for (int i = 0; i < map->count; i++) {
		const struct ui_binding *b = &map->bindings[i];

		if (key < b->key || key > b->last)
			continue;
		*arg = b->last > b->key ? key - '0' : 0;
		return b->request;
	}
	return UI_REQ_NONE;
}

static bool arrow_show(struct str *out, int key, bool ascii)
{
	for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++) {
		if (arrows[i].key != key)
			continue;
		str_add(out, ascii ? arrows[i].ascii : arrows[i].drawn);
		return true;
	}
	return false;
}

void ui_key_show(struct str *out, const struct ui_binding *b, bool ascii)
{
	if (b->last > b->key) {
		str_addf(out, "%c-%c", b->key == '0' ? '1' : b->key, b->last);
		return;
	}
	if (b->key == UI_KEY_NONE || arrow_show(out, b->key, ascii))
		return;
	for (size_t i = 0; i < sizeof key_names / sizeof *key_names; i++) {
		if (key_names[i].key == b->key) {
			str_add(out, key_names[i].name);
			return;
		}
	}
	if (b->key > UI_KEY_CTRL)
		str_addf(out, "^%c", b->key - UI_KEY_CTRL);
	else if (b->key == ' ')
		str_add(out, _("Space"));
	else
		text_encode(out, (uint32_t)b->key);
}

static void binding_show(struct str *out, const struct ui_binding *b, bool ascii)
{
	ui_key_show(out, b, ascii);
	str_add_char(out, ' ');
	str_add(out, _(b->label ? b->label : requests[b->request].label));
}

/* The help key closes the footer, so it is set apart. */
static const struct ui_binding *help_binding(const struct ui_keymap *map)
{
	for (int i = 0; i < map->count; i++) {
		if (map->bindings[i].request == UI_REQ_HELP)
			return &map->bindings[i];
	}
	return NULL;
}

void ui_keymap_footer(const struct ui_keymap *map, int columns, bool ascii,
		      struct str *out)
{
	const struct ui_binding *help = help_binding(map);
	struct str one = STR_INIT, last = STR_INIT;
	int used = 0, room = columns;

	if (help)
		binding_show(&last, help, ascii);
	room -= text_columns(last.bytes, last.len) + 2;
	for (int i = 0; i < map->count; i++) {
		const struct ui_binding *b = &map->bindings[i];

		if (!b->in_footer || b->request == UI_REQ_HELP)
			continue;
		str_reset(&one);
		binding_show(&one, b, ascii);
		if (used + text_columns(one.bytes, one.len) > room)
			break;
		used += text_columns(one.bytes, one.len) + 2;
		str_add(out, one.bytes);
		str_add(out, "  ");
	}
	str_add(out, last.bytes);
	str_release(&one);
	str_release(&last);
}

/* All keys of one request on one line, so that ^E and End stand together. */
static void help_line(const struct ui_keymap *map, int first, bool ascii, struct str *out)
{
	const struct ui_binding *b = &map->bindings[first];
	struct str keys = STR_INIT;

	for (int i = first; i < map->count; i++) {
		if (map->bindings[i].request != b->request)
			continue;
		if (keys.len)
			str_add_char(&keys, ' ');
		ui_key_show(&keys, &map->bindings[i], ascii);
	}
	if (!keys.len)
		str_add(&keys, "^P");
	str_addf(out, "  %s", keys.bytes);
	str_pad(out, LENGTH_KEY_COLUMN - text_columns(keys.bytes, keys.len));
	str_addf(out, "  %s\n", _(requests[b->request].help));
	str_release(&keys);
}

static bool is_first_of_request(const struct ui_keymap *map, int index)
{
	for (int i = 0; i < index; i++) {
		if (map->bindings[i].request == map->bindings[index].request)
			return false;
	}
	return true;
}

void ui_keymap_help(const struct ui_keymap *map, bool ascii, struct str *out)
{
	for (int g = UI_GROUP_NONE + 1; g < UI_GROUP_COUNT; g++) {
		bool has_title = false;

		for (int i = 0; i < map->count; i++) {
			if ((int)requests[map->bindings[i].request].group != g ||
			    !is_first_of_request(map, i))
				continue;
			if (!has_title)
				str_addf(out, "%s%s\n", out->len ? "\n" : "",
					 ui_group_title((enum ui_group)g));
			has_title = true;
			help_line(map, i, ascii, out);
		}
	}
}
