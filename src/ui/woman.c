/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/woman.h"

struct ui_woman *ui_woman_open(struct app *a, const char *client)
{
	struct error e = ERROR_INIT;
	struct ui_woman *w = mem_new(sizeof *w);

	(void)snprintf(w->id, sizeof w->id, "%s", client);
	if (care_dossier_open(a->session, client, "open", &w->dossier, &e) != OK) {
		ui_error(a, &e);
		free(w);
		return NULL;
	}
	(void)snprintf(w->id, sizeof w->id, "%s", w->dossier->id); /* she may be in another one */
	w->users = 1;
	return w;
}

struct ui_woman *ui_woman_hold(struct ui_woman *w)
{
	w->users++;
	return w;
}

void ui_woman_drop(struct ui_woman *w)
{
	if (!w || --w->users > 0)
		return;
	care_dossier_free(w->dossier);
	free(w);
}

void ui_woman_fresh(struct app *a, struct ui_woman *w)
{
	struct error e = ERROR_INIT;
	struct care_dossier *d;
	enum err rc;

	if (!w->is_stale)
		return;
	rc = care_dossier_open(a->session, w->id, "open", &d, &e);
	if (rc != OK) {
		w->is_gone = rc == ERR_NOT_FOUND;
		if (!w->is_gone)
			ui_error(a, &e);
		return;
	}
	care_dossier_free(w->dossier);
	w->dossier = d;
	(void)snprintf(w->id, sizeof w->id, "%s", d->id);
	w->is_stale = false;
}

void ui_woman_changed(struct app *a, struct ui_woman *w)
{
	w->is_stale = true;
	ui_saved(a);
}

void ui_woman_title(const struct app *a, const struct ui_woman *w, const char *what,
		    struct str *out)
{
	str_addf(out, "%s %s ", what, a->theme.marks[UI_MARK_DOT]);
	care_dossier_name(w->dossier, out);
}

struct ui_edit *ui_edit_new(struct ui_woman *w, const char *kind, const char *id, const char *of)
{
	struct ui_edit *edit = mem_new(sizeof *edit);

	edit->woman = ui_woman_hold(w);
	edit->id = mem_text(id);
	edit->of = mem_text(of);
	edit->place = (struct care_kept_place){
		.kind = kind, .client = edit->woman->id, .id = edit->id, .of = edit->of};
	return edit;
}

static void ui_edit_free(void *data)
{
	struct ui_edit *edit = data;

	ui_woman_drop(edit->woman);
	free(edit->id);
	free(edit->of);
	free(edit);
}

void ui_edit_sheet(struct app *a, const char *heading, const struct ui_field *fields,
		   int count, ui_sheet_save save, struct ui_edit *edit)
{
	struct str title = STR_INIT;

	ui_woman_title(a, edit->woman, heading, &title);
	ui_sheet_push_kept(a, title.bytes, fields, count, save, edit, ui_edit_free,
			   &edit->place);
	str_release(&title);
}

enum err ui_edit_saved(struct app *a, struct ui_edit *edit, enum err rc)
{
	if (rc == OK)
		ui_woman_changed(a, edit->woman);
	return rc;
}

struct ui_choices ui_choices_of(const struct app *a, const char *list)
{
	const struct care_config *config = care_session_config(a->session);
	struct ui_choices c = {NULL, NULL, 0};
	const struct care_item *items = care_config_list(config, list, &c.count);

	c.keys = mem_array((size_t)c.count + 1, sizeof *c.keys);
	c.labels = mem_array((size_t)c.count + 1, sizeof *c.labels);
	for (int i = 0; i < c.count; i++) {
		c.keys[i] = items[i].key;
		c.labels[i] = ui_label(a, list, items[i].key);
	}
	return c;
}

void ui_choices_release(struct ui_choices *c)
{
	free(c->keys);
	free(c->labels);
	*c = (struct ui_choices){NULL, NULL, 0};
}

struct ui_field ui_choice_field(const char *label, const struct ui_choices *c,
				const char *value)
{
	return (struct ui_field){.kind = UI_FIELD_CHOICE,
				 .label = label,
				 .value = value,
				 .keys = c->keys,
				 .labels = c->labels,
				 .count = c->count};
}

const char *ui_label(const struct app *a, const char *list, const char *key)
{
	if (text_is_empty(key))
		return "";
	return care_label(care_session_config(a->session), list, key, ui_language(a));
}

void ui_date_add(const struct app *a, const struct date *d, enum date_style style,
		 struct str *out)
{
	if (d->year)
		date_write(out, d, style, ui_language(a));
}

struct date ui_date_of(const char *iso)
{
	struct date d = {0, 0, 0, false};

	if (!iso || !date_read(iso, &d))
		d = (struct date){0, 0, 0, false};
	return d;
}

void ui_number_add(const struct app *a, int64_t n, struct str *out)
{
	const char *mark = text_equal(ui_language(a), "nl") ? "." : ",";

	if (n >= 1000)
		ui_number_add(a, n / 1000, out);
	if (n >= 1000)
		str_addf(out, "%s%03d", mark, (int)(n % 1000));
	else
		str_addf(out, "%d", (int)n);
}

void ui_time_add(int minutes, struct str *out)
{
	if (minutes >= 0)
		str_addf(out, "%02d:%02d", minutes / 60 % 24, minutes % 60);
}
