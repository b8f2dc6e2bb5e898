/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Making a backup.  Parent: home.  Data: the places where a stick may be, looked for again and
 * again; the backup while it is made, some pages at each tick, so that every key is answered
 * meanwhile.  Requests: a digit or Enter begins at that place, the last line is for typing a
 * folder; Esc while it is made asks whether to stop.
 */
#include "ui/ask.h"
#include "ui/list.h"
#include "ui/progress.h"
#include "ui/screens.h"
#include "ui/woman.h"

enum { LOOK_MS = 2000, STEP_MS = 30, OLD_DAYS = 7 };
enum state { CHOOSING, MAKING, CHECKING, MADE };

struct backup {
	struct ui_list list;
	struct ui_area body;
	char **folders;
	size_t count;
	struct care_backup *making;
	enum state state;
	int64_t done, all, due;
	char *path;
	struct str last, result;
};

/* The day of the last good one; false: there is none. */
static bool last_day(struct app *a, struct str *day, bool *is_old)
{
	struct care_backup_about about = CARE_BACKUP_NONE;
	struct date today = clock_today(a->clock);
	bool is_there = care_backup_last(a->session, &about, NULL) == OK && about.made.date.year;

	*is_old = true;
	if (is_there) {
		ui_date_add(a, &about.made.date, DATE_DAY, day);
		*is_old = date_days(&today) - date_days(&about.made.date) > OLD_DAYS;
	}
	care_backup_about_release(&about);
	return is_there;
}

bool ui_backup_told(struct app *a, struct str *out)
{
	struct str day = STR_INIT;
	bool is_old;

	if (care_session_is_practice(a->session))
		return false;
	if (!last_day(a, &day, &is_old))
		str_add(out, _("No backup yet: ^G makes one"));
	else
		str_addf(out, is_old ? _("The backup of %s is old: ^G") : _("Last backup: %s"),
			 day.bytes);
	str_release(&day);
	return is_old;
}

static void row(const struct app *a, void *data, int index, struct str *out)
{
	const struct backup *b = data;

	(void)a;
	str_add(out, (size_t)index < b->count ? b->folders[index] : _("type a folder"));
}

static void folders_free(struct backup *b)
{
	for (size_t i = 0; i < b->count; i++)
		free(b->folders[i]);
	free(b->folders);
	b->folders = NULL;
	b->count = 0;
}

static void look(struct backup *b)
{
	folders_free(b);
	b->count = care_backup_places(&b->folders);
	ui_list_set_count(&b->list, (int)b->count + 1);
	b->due = ui_now_ms() + LOOK_MS;
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	(void)data;
	str_add(left, _("Backup"));
	str_add(right, care_session_organisation(a->session));
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct backup *b = data;

	(void)a;
	b->body = *body;
}

static void choosing_draw(struct app *a, struct backup *b)
{
	struct ui_area list = b->body;
	int used = 0;

	if (b->last.len)
		used = ui_paint_wrapped(a, &list, 0, 2, UI_PLAIN, b->last.bytes);
	list.y += used;
	list.lines -= used;
	used = ui_paint_wrapped(a, &list, 0, 2, UI_PLAIN,
				b->count ? _("Where to? The copy is sealed, as the file is.")
					 : _("No stick is found. Put one in, or type a "
					     "folder.")) +
	       1;
	list.y += used;
	list.lines -= used;
	ui_list_draw(a, &b->list, &list);
}

static void making_draw(struct app *a, struct backup *b)
{
	int used = ui_paint_wrapped(a, &b->body, 0, 2, UI_PLAIN, b->path) + 1;

	ui_progress_draw(a, &b->body, used,
			 b->state == CHECKING ? _("Checking") : _("Copying"), b->done,
			 b->all ? b->all : 1);
	ui_cursor(a, &b->body, used, 0);
}

static void draw(struct app *a, void *data)
{
	struct backup *b = data;

	if (b->state == CHOOSING) {
		choosing_draw(a, b);
	} else if (b->state == MADE) {
		(void)ui_paint_wrapped(a, &b->body, 0, 2, UI_PLAIN, b->result.bytes);
		ui_cursor(a, &b->body, 0, 0);
	} else {
		making_draw(a, b);
	}
}

static enum ui_map map_now(const struct app *a, const void *data)
{
	static const enum ui_map maps[] = {[CHOOSING] = UI_MAP_BACKUP,
					   [MAKING] = UI_MAP_BACKUP_BUSY,
					   [CHECKING] = UI_MAP_BACKUP_BUSY,
					   [MADE] = UI_MAP_BACKUP_MADE};
	const struct backup *b = data;

	(void)a;
	return maps[b->state];
}

static unsigned failed(struct app *a, struct backup *b, const struct error *e)
{
	b->state = CHOOSING;
	b->making = NULL;
	look(b);
	ui_error(a, e);
	return UI_REDRAW;
}

static unsigned begin(struct app *a, struct backup *b, const char *folder)
{
	struct error e = ERROR_INIT;

	free(b->path);
	b->path = care_backup_name(a->session, folder);
	b->done = b->all = 0;
	if (care_backup_begin(a->session, b->path, &b->making, &e) != OK)
		return failed(a, b, &e);
	b->state = MAKING;
	b->due = ui_now_ms();
	return UI_REDRAW;
}

static void result_set(struct app *a, struct backup *b,
		       const struct care_backup_about *about)
{
	struct str clients = STR_INIT, entries = STR_INIT, drafts = STR_INIT;

	ui_number_add(a, about->clients, &clients);
	ui_number_add(a, about->entries, &entries);
	ui_number_add(a, about->drafts, &drafts);
	str_reset(&b->result);
	str_addf(&b->result,
		 _("The backup is good. Checked: women %s, lines %s, talks not finished %s.\n"
		   "It is here: %s\nKeep the stick where the laptop is not."),
		 clients.bytes, entries.bytes, drafts.bytes, about->path.bytes);
	str_release(&clients);
	str_release(&entries);
	str_release(&drafts);
}

static unsigned check(struct app *a, struct backup *b)
{
	struct care_backup_about about = CARE_BACKUP_NONE;
	struct error e = ERROR_INIT;
	bool is_done = true;
	enum err rc;

	if (care_backup_prove(b->making, &is_done, &e) == OK && !is_done) {
		b->due = ui_now_ms() + STEP_MS;
		return UI_NOTHING;
	}
	rc = care_backup_finish(b->making, &about, &e);
	b->making = NULL;
	if (rc == OK) {
		b->state = MADE;
		b->due = -1;
		result_set(a, b, &about);
	}
	care_backup_about_release(&about);
	return rc == OK ? UI_REDRAW : failed(a, b, &e);
}

static unsigned copy(struct app *a, struct backup *b)
{
	int64_t until = ui_now_ms() + STEP_MS;
	struct error e = ERROR_INIT;

	do {
		if (care_backup_step(b->making, &b->done, &b->all, &e) != OK) {
			care_backup_drop(b->making);
			return failed(a, b, &e);
		}
	} while (b->done < b->all && ui_now_ms() < until);
	if (b->done >= b->all)
		b->state = CHECKING;
	b->due = ui_now_ms();
	return UI_REDRAW;
}

static int64_t wake(const struct app *a, const void *data)
{
	const struct backup *b = data;

	(void)a;
	return b->due;
}

static unsigned tick(struct app *a, void *data)
{
	struct backup *b = data;

	if (b->state == MAKING)
		return copy(a, b);
	if (b->state == CHECKING)
		return check(a, b);
	look(b);
	return UI_REDRAW;
}

static unsigned folder_typed(struct app *a, void *data, const char *text)
{
	return text_is_empty(text) ? UI_REDRAW : begin(a, data, text);
}

static void ask_folder(struct app *a, struct backup *b, const char *initial)
{
	ui_ask_text(a, _("In which folder?"), initial, folder_typed, b);
}

static unsigned choose(struct app *a, struct backup *b, int index)
{
	if (index < 0)
		return UI_NOTHING;
	if ((size_t)index < b->count)
		return begin(a, b, b->folders[index]);
	ask_folder(a, b, "");
	return UI_REDRAW;
}

static unsigned stop_answered(struct app *a, void *data, int index)
{
	struct backup *b = data;

	(void)a;
	if (index == 0 && b->making) {
		care_backup_drop(b->making);
		b->making = NULL;
		b->state = CHOOSING;
		look(b);
	}
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	const char *const answers[] = {_("stop making it"), _("go on")};
	struct backup *b = data;

	if (b->making && r == UI_REQ_BACK) {
		ui_ask(a, _("The backup is not ready."), answers, 2, stop_answered, b);
		return UI_REDRAW;
	}
	if (b->state == MADE && r == UI_REQ_OPEN)
		return UI_CLOSE;
	if (b->state != CHOOSING)
		return UI_IGNORED;
	if (r == UI_REQ_OPEN)
		return choose(a, b, ui_list_at(&b->list));
	if (r == UI_REQ_PICK)
		return choose(a, b, ui_list_pick(&b->list, digit));
	return ui_list_request(&b->list, r);
}

/* A folder can be typed without choosing to. */
static unsigned on_text(struct app *a, void *data, const char *text, size_t len,
			bool is_paste)
{
	struct backup *b = data;

	(void)len;
	(void)is_paste;
	if (b->state != CHOOSING || text_is_empty(text))
		return UI_NOTHING;
	ask_folder(a, b, text);
	return UI_REDRAW;
}

static void leave(struct app *a, void *data)
{
	struct backup *b = data;

	(void)a;
	if (b->making)
		care_backup_drop(b->making);
	folders_free(b);
	ui_list_release(&b->list);
	str_release(&b->last);
	str_release(&b->result);
	free(b->path);
	free(b);
}

static const struct ui_screen_ops backup_ops = {
	.name = "backup",
	.map_now = map_now,
	.title = title,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
	.on_text = on_text,
	.leave = leave,
	.wake = wake,
	.tick = tick,
};

void ui_backup_push(struct app *a)
{
	struct backup *b = mem_new(sizeof *b);
	struct str day = STR_INIT;
	bool is_old;

	b->last = b->result = (struct str)STR_INIT;
	ui_list_init(&b->list, row, b);
	b->list.has_digits = true;
	if (last_day(a, &day, &is_old))
		str_addf(&b->last, _("Last backup: %s"), day.bytes);
	str_release(&day);
	look(b);
	ui_push(a, &backup_ops, b);
}
