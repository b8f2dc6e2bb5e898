/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A backup in the place of the file.  Parent: the lock screen or the wizard.  Data: the backups that
 * lie where a stick may be.  Requests: a digit or Enter chooses one, the last line is for typing
 * where it is; then a name and a passphrase of that backup.
 */
#include "ui/account.h"
#include "ui/ask.h"
#include "ui/list.h"
#include "ui/progress.h"
#include "ui/screens.h"
#include "ui/woman.h"

enum { LOOK_MS = 2000 };

struct restore {
	struct ui_list list;
	struct ui_area body;
	char **paths;
	size_t count, room;
	char *chosen;
	bool has_file; /* what is put back comes in the place of another */
	int64_t due;   /* when to look for a stick again */
};

static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void row(const struct app *a, void *data, int index, struct str *out)
{
	const struct restore *r = data;
	const char *path;

	(void)a;
	if ((size_t)index >= r->count) {
		str_add(out, _("type where it is"));
		return;
	}
	path = r->paths[index];
	str_addf(out, "%s  %.*s", name_of(path), (int)(name_of(path) - path), path);
}

static void paths_free(struct restore *r)
{
	for (size_t i = 0; i < r->count; i++)
		free(r->paths[i]);
	r->count = 0;
}

static void folder_read(struct restore *r, const char *folder)
{
	char **names = NULL;
	size_t count = file_list(folder, ".backup", &names);

	for (size_t i = count; i-- > 0;) { /* the newest, by its name, first */
		VEC_ROOM(r->paths, r->count, r->room);
		r->paths[r->count++] = file_path(folder, names[i]);
		free(names[i]);
	}
	free(names);
}

static void read_all(struct restore *r)
{
	char **folders = NULL;
	size_t count = care_backup_places(&folders);

	paths_free(r);
	for (size_t i = 0; i < count; i++) {
		folder_read(r, folders[i]);
		free(folders[i]);
	}
	free(folders);
	ui_list_set_count(&r->list, (int)r->count + 1);
	r->due = ui_now_ms() + LOOK_MS;
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	(void)a;
	(void)data;
	(void)right;
	str_add(left, _("Put back a backup"));
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct restore *r = data;

	(void)a;
	r->body = *body;
}

static const char *question(const struct restore *r)
{
	if (!r->count)
		return _("No backup is found. Put the stick in, or type where the backup is.");
	return r->has_file ? _("Which backup? The file that is on this laptop now is kept "
			       "beside it.")
			   : _("Which backup?");
}

static void draw(struct app *a, void *data)
{
	struct restore *r = data;
	struct ui_area list = r->body;
	int used = ui_paint_wrapped(a, &r->body, 0, 2, UI_PLAIN, question(r)) + 1;

	list.y += used;
	list.lines -= used;
	ui_list_draw(a, &r->list, &list);
}

static void lock_again(struct app *a, void *data)
{
	(void)data;
	ui_locked_push(a);
}

static void tell(struct app *a, const struct care_backup_about *about)
{
	struct str clients = STR_INIT, day = STR_INIT;

	ui_number_add(a, about->clients, &clients);
	ui_date_add(a, &about->made.date, DATE_LONG, &day);
	ui_message(a, _("The backup of %s is put back and checked. Women in it: %s. Log in."),
		   day.bytes, clients.bytes);
	str_release(&clients);
	str_release(&day);
}

static enum err put_back(struct app *a, struct restore *r, struct ui_panel *p,
			 struct error *e)
{
	struct care_backup_about about = CARE_BACKUP_NONE;
	struct ui_busy_with with = {a, _("Checking and putting back"), -1};
	struct care_options o = *a->care;
	struct str name = STR_INIT;
	enum err rc;

	ui_panel_take(p, 0, &name);
	o.worker = name.bytes;
	o.passphrase = ui_panel_secret(p, 1);
	ui_busy(a, _("One moment, please ..."));
	rc = care_restore(&o, r->chosen, ui_busy_progress, &with, &about, e);
	if (rc == OK)
		tell(a, &about);
	care_backup_about_release(&about);
	str_release(&name);
	return rc;
}

static enum err done(struct app *a, void *data, struct ui_panel *p, struct error *e)
{
	enum err rc = ui_panel_need(p, 1, e);

	if (rc == OK)
		rc = put_back(a, data, p, e);
	if (rc == ERR_PASSPHRASE)
		ui_panel_forget(p, 1);
	if (rc != OK)
		return rc;
	ui_close_to(a, 0);
	a->after = lock_again;
	a->after_data = NULL;
	return OK;
}

static void ask_passphrase(struct app *a, struct restore *r, const char *path)
{
	struct str text = STR_INIT;
	struct ui_panel p;

	free(r->chosen);
	r->chosen = mem_text(path);
	str_addf(&text, _("%s: with a name and passphrase of when it was made."),
		 name_of(path));
	ui_panel_init(&p, text.bytes);
	str_set(&p.note, _("Passphrase lost? Leave the name empty and type the recovery code."));
	ui_panel_add(&p, _("Name"), false);
	ui_panel_add(&p, _("Passphrase"), true);
	ui_panel_push(a, _("Put back a backup"), &p, done, r);
	str_release(&text);
}

static unsigned path_typed(struct app *a, void *data, const char *text)
{
	struct restore *r = data;

	if (text_is_empty(text))
		return UI_REDRAW;
	if (file_exists(text)) {
		ask_passphrase(a, r, text);
		return UI_REDRAW;
	}
	free(r->chosen); /* stands there when she types it again */
	r->chosen = mem_text(text);
	ui_message(a, _("There is no file %s. Type the whole path, as /media/..."), text);
	return UI_REDRAW;
}

static void ask_path(struct app *a, struct restore *r, const char *initial)
{
	ui_ask_text(a, _("Where is the backup?"), initial, path_typed, r);
}

static unsigned choose(struct app *a, struct restore *r, int index)
{
	if (index < 0)
		return UI_NOTHING;
	if ((size_t)index < r->count)
		ask_passphrase(a, r, r->paths[index]);
	else
		ask_path(a, r, r->chosen ? r->chosen : "");
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request q, int digit)
{
	struct restore *r = data;

	if (q == UI_REQ_OPEN)
		return choose(a, r, ui_list_at(&r->list));
	if (q == UI_REQ_PICK)
		return choose(a, r, ui_list_pick(&r->list, digit));
	return ui_list_request(&r->list, q);
}

/* Where it is can be typed without choosing to. */
static unsigned on_text(struct app *a, void *data, const char *text, size_t len,
			bool is_paste)
{
	(void)len;
	(void)is_paste;
	if (text_is_empty(text))
		return UI_NOTHING;
	ask_path(a, data, text);
	return UI_REDRAW;
}

static int64_t wake(const struct app *a, const void *data)
{
	const struct restore *r = data;

	(void)a;
	return r->due;
}

static unsigned tick(struct app *a, void *data)
{
	(void)a;
	read_all(data);
	return UI_REDRAW;
}

static void leave(struct app *a, void *data)
{
	struct restore *r = data;

	(void)a;
	paths_free(r);
	free(r->paths);
	free(r->chosen);
	ui_list_release(&r->list);
	free(r);
}

static const struct ui_screen_ops restore_ops = {
	.name = "restore",
	.map = UI_MAP_CHOOSE,
	.title = title,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
	.on_text = on_text,
	.leave = leave,
	.wake = wake,
	.tick = tick,
};

void ui_restore_push(struct app *a)
{
	struct restore *r = mem_new(sizeof *r);
	struct care_place place = {.organisation = STR_INIT};

	ui_list_init(&r->list, row, r);
	r->list.has_digits = true;
	/* a file nobody can read is one */
	r->has_file = care_place_look(a->care, &place, NULL) != OK || place.exists;
	care_place_release(&place);
	read_all(r);
	ui_push(a, &restore_ops, r);
}
