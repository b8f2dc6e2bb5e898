/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Settings: what can be set, as a list.  Parent: home.  The first is one sheet: the language of this
 * laptop, and what the whole centre shares.
 */
#include "ui/account.h"
#include "ui/list.h"
#include "ui/preferences.h"
#include "ui/screens.h"
#include "ui/sheet.h"

enum { LANGUAGE, NAMES, WEEKS, BLANK, LOCK, FIELDS, WEEKS_MOST = 520, MINUTES_MOST = 60 };
enum { LOCK_MINUTES_MOST = 480 };

struct settings {
	struct ui_list list;
	struct ui_area body;
};

static enum err number_check(const char *text, const char *label, long most,
			     struct error *e)
{
	char *end = NULL;
	long n = strtol(text, &end, 10);

	if (*text && *end == '\0' && n >= 1 && n <= most)
		return OK;
	return error_set(e, ERR_INVALID, _("%s: type a number from 1 to %ld."), label,
			 most);
}

static enum err write(struct app *a, const char *name, const char *value, struct error *e)
{
	if (text_equal(care_setting(a->session, name, ""), value))
		return OK;
	return care_setting_set(a->session, name, value, e);
}

/* At once, and when trede is opened again on this laptop. */
static enum err language_set(struct app *a, const char *language, struct error *e)
{
	enum err rc;

	if (text_equal(language, ui_language(a)))
		return OK;
	rc = ui_preference_set("language", language, e);
	if (rc != OK)
		return rc;
	care_session_set_language(a->session, language);
	i18n_start(language, NULL);
	a->pending |= UI_RELAYOUT | UI_REDRAW;
	return OK;
}

static enum err save(struct app *a, void *data, const char *const *values,
		     struct error *e)
{
	enum err rc = number_check(values[WEEKS], _("Out of sight after so many weeks"),
				   WEEKS_MOST, e);

	(void)data;
	if (rc == OK)
		rc = number_check(values[BLANK],
				  _("Blank the screen after so many minutes"),
				  MINUTES_MOST, e);
	if (rc == OK)
		rc = number_check(values[LOCK], _("Ask for the passphrase after so many minutes"),
				  LOCK_MINUTES_MOST, e);
	if (rc == OK)
		rc = write(a, "names_in_lists", values[NAMES], e);
	if (rc == OK)
		rc = write(a, "away_weeks", values[WEEKS], e);
	if (rc == OK)
		rc = write(a, "blank_minutes", values[BLANK], e);
	if (rc == OK)
		rc = write(a, "lock_minutes", values[LOCK], e);
	if (rc == OK)
		rc = language_set(a, values[LANGUAGE], e);
	if (rc == OK)
		ui_saved(a);
	return rc;
}

static void sheet_push(struct app *a)
{
	static const char *const name_keys[] = {"full", "initials"};
	static const char *const language_keys[] = {"nl", "en"};
	static const char *const language_labels[] = {"Nederlands", "English"};
	const char *const name_labels[] = {_("in full"), _("initials only")};
	const struct ui_field fields[FIELDS] = {
		[LANGUAGE] = {.kind = UI_FIELD_CHOICE,
			      .label = _("Language"),
			      .keys = language_keys,
			      .labels = language_labels,
			      .count = 2,
			      .value = ui_language(a),
			      .hint = _("On this laptop.")},
		[NAMES] = {.kind = UI_FIELD_CHOICE,
			   .label = _("Names in lists"),
			   .keys = name_keys,
			   .labels = name_labels,
			   .count = 2,
			   .value = care_setting(a->session, "names_in_lists", "full"),
			   .hint = _("For the whole centre.")},
		[WEEKS] = {.kind = UI_FIELD_LINE,
			   .label = _("Out of sight after so many weeks"),
			   .value = care_setting(a->session, "away_weeks", "8"),
			   .is_required = true},
		[BLANK] = {.kind = UI_FIELD_LINE,
			   .label = _("Blank the screen after so many minutes"),
			   .value = care_setting(a->session, "blank_minutes", "5"),
			   .is_required = true},
		[LOCK] = {.kind = UI_FIELD_LINE,
			  .label = _("Ask for the passphrase after so many minutes"),
			  .value = care_setting(a->session, "lock_minutes", "30"),
			  .is_required = true},
	};

	ui_sheet_push(a, _("Settings"), fields, FIELDS, save, NULL, NULL);
}

static const struct {
	const char *label;
	void (*push)(struct app *a);
} choices[] = {
	{N_("language, names in lists, when the screen goes blank"), sheet_push},
	{N_("workers and passphrases"), ui_workers_push},
	{N_("my short code"), ui_code_push},
	{N_("backup"), ui_backup_push},
};

enum { CHOICES = sizeof choices / sizeof *choices };

static void row(const struct app *a, void *data, int index, struct str *out)
{
	(void)a;
	(void)data;
	str_add(out, _(choices[index].label));
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	(void)a;
	(void)data;
	(void)right;
	str_add(left, _("Settings"));
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct settings *s = data;

	(void)a;
	s->body = *body;
}

static void draw(struct app *a, void *data)
{
	struct settings *s = data;

	ui_list_draw(a, &s->list, &s->body);
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct settings *s = data;
	int index = r == UI_REQ_PICK   ? ui_list_pick(&s->list, digit)
		    : r == UI_REQ_OPEN ? ui_list_at(&s->list)
				       : -1;

	if (index < 0)
		return ui_list_request(&s->list, r);
	ui_list_focus(&s->list, index);
	choices[index].push(a);
	return UI_REDRAW;
}

static void leave(struct app *a, void *data)
{
	struct settings *s = data;

	(void)a;
	ui_list_release(&s->list);
	free(s);
}

static const struct ui_screen_ops settings_ops = {
	.name = "settings",
	.map = UI_MAP_CHOOSE,
	.title = title,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
	.leave = leave,
};

void ui_settings_push(struct app *a)
{
	struct settings *s = mem_new(sizeof *s);

	ui_list_init(&s->list, row, s);
	s->list.has_digits = true;
	ui_list_set_count(&s->list, CHOICES);
	ui_push(a, &settings_ops, s);
}
