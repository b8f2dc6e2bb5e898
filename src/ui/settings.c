/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings as one sheet: the language of this laptop, and what the whole centre shares.
 * Parent: home. */
#include "ui/preferences.h"
#include "ui/screens.h"
#include "ui/sheet.h"

enum { LANGUAGE, NAMES, WEEKS, BLANK, FIELDS, WEEKS_MOST = 520, MINUTES_MOST = 60 };

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
		rc = write(a, "names_in_lists", values[NAMES], e);
	if (rc == OK)
		rc = write(a, "away_weeks", values[WEEKS], e);
	if (rc == OK)
		rc = write(a, "blank_minutes", values[BLANK], e);
	if (rc == OK)
		rc = language_set(a, values[LANGUAGE], e);
	if (rc == OK)
		ui_saved(a);
	return rc;
}

void ui_settings_push(struct app *a)
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
	};

	ui_sheet_push(a, _("Settings"), fields, FIELDS, save, NULL, NULL);
}
