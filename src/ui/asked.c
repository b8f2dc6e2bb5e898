/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is worth asking, on one sheet.  Parent: what fits her.  Data: the names of the facts.
 * Requests: those of a sheet; what was filled in is known of her from today.
 */
#include "ui/screens.h"
#include "ui/woman.h"

enum { FIELDS_MOST = 8 };

/* Facts that are no choice of one; what list the keys come from is asked of the configuration. */
static const struct {
	const char *fact;
	enum ui_field_kind kind;
	const char *hint;
} kinds[] = {
	{"birth_date", UI_FIELD_DATE, N_("A year will do; so will about: ~1980.")},
	{"district", UI_FIELD_LINE, NULL},
	{"hours_available", UI_FIELD_LINE, N_("A number: 16.")},
	{"benefit", UI_FIELD_CHOICES, NULL},
	{"languages", UI_FIELD_CHOICES, NULL},
	{"available_dayparts", UI_FIELD_CHOICES, NULL},
	{"load_kinds", UI_FIELD_CHOICES, NULL},
	{"barriers", UI_FIELD_CHOICES, NULL},
	{"wish_kinds", UI_FIELD_CHOICES, NULL},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* The names in 'of' one after the other; NULL at the end. */
static char *name_next(const char **at)
{
	size_t len;

	*at += strspn(*at, " ");
	len = strcspn(*at, " ");
	if (len == 0)
		return NULL;
	*at += len;
	return mem_bytes(*at - len, len);
}

static enum err save(struct app *a, void *data, const char *const *values, struct error *e)
{
	struct ui_edit *edit = data;
	const struct care_dossier *d = edit->woman->dossier;
	json_t *facts = json_object();
	const char *at = edit->of;
	char *name;
	enum err rc = OK;

	for (int i = 0; i < FIELDS_MOST && (name = name_next(&at)); i++) {
		if (!text_equal(values[i], care_fact_value(d, name)))
			(void)json_object_set_new(facts, name, json_of_text(values[i]));
		free(name);
	}
	if (json_object_size(facts) > 0)
		rc = ui_edit_saved(a, edit,
				   care_set_facts(a->session, edit->woman->id, facts, NULL, e));
	json_decref(facts);
	return rc;
}

static struct ui_field field_of(const struct app *a, const struct care_dossier *d,
				const char *fact, struct ui_choices *list)
{
	const struct care_item *item =
		care_config_item(care_session_config(a->session), "facts", fact);
	struct ui_field f = {.kind = UI_FIELD_LINE,
			     .label = ui_label(a, "facts", fact),
			     .value = care_fact_value(d, fact),
			     .sense = DATE_PAST};

	if (item && item->list) {
		*list = ui_choices_of(a, item->list);
		f.kind = UI_FIELD_CHOICE;
		f.keys = list->keys;
		f.labels = list->labels;
		f.count = list->count;
	}
	for (int i = 0; i < KINDS; i++) {
		if (!text_equal(kinds[i].fact, fact))
			continue;
		f.kind = kinds[i].kind;
		f.hint = kinds[i].hint ? _(kinds[i].hint) : NULL;
	}
	return f;
}

void ui_asked_sheet(struct app *a, struct ui_woman *w, const char *facts)
{
	struct ui_field fields[FIELDS_MOST];
	struct ui_choices lists[FIELDS_MOST] = {{NULL, NULL, 0}};
	const char *at = facts;
	struct str names = STR_INIT;
	char *name;
	int count = 0;

	while (count < FIELDS_MOST && (name = name_next(&at))) {
		const struct care_item *item =
			care_config_item(care_session_config(a->session), "facts", name);

		if (item) {
			fields[count] = field_of(a, w->dossier, name, &lists[count]);
			str_addf(&names, "%s%s", count++ ? " " : "", name);
		}
		free(name);
	}
	if (count)
		ui_edit_sheet(a, _("What is worth asking"), fields, count, save,
			      ui_edit_new(w, "asked", NULL, names.bytes));
	for (int i = 0; i < count; i++)
		ui_choices_release(&lists[i]);
	str_release(&names);
}
