/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * "Geen passend aanbod": what was missing, where and when she would need it.  Parent: what fits her,
 * or her file.  Data: one gap; a new one begins with what is known of her.  Requests: those of a
 * sheet.
 */
#include "ui/screens.h"
#include "ui/woman.h"

enum { WHAT, WHERE, DAYPART, DISTRICT, BENEFIT, LEVEL, TEXT, STATE, FIELDS };

/* What can be missing: the preconditions, and what is in her way that is none of them. */
struct whats {
	const char **keys, **labels;
	size_t count, keys_room, labels_room;
};

static void what_add(struct whats *w, const char *key, const char *label)
{
	size_t labels = w->count;

	for (size_t i = 0; i < w->count; i++) {
		if (text_equal(w->keys[i], key))
			return;
	}
	VEC_ROOM(w->keys, w->count, w->keys_room);
	VEC_ROOM(w->labels, labels, w->labels_room);
	w->keys[w->count] = key;
	w->labels[w->count++] = label;
}

static void what_add_key(const struct app *a, struct whats *w, const char *key)
{
	const struct care_config *config = care_session_config(a->session);
	const struct care_item *need = care_config_item(config, "preconditions", key),
			       *barrier = care_config_item(config, "barriers", key);

	if (need)
		what_add(w, need->key, ui_label(a, "preconditions", need->key));
	else if (barrier)
		what_add(w, barrier->key, ui_label(a, "barriers", barrier->key));
}

/* What is shielded is in no report: it is not to be chosen here. */
static void barriers_add(const struct app *a, const struct care_dossier *d, struct whats *w)
{
	const struct care_config *config = care_session_config(a->session);
	int count = 0;
	const struct care_item *items = care_config_list(config, "barriers", &count);

	for (int i = 0; i < count; i++) {
		if (!items[i].is_shielded && care_fact_holds(d, "barriers", items[i].key))
			what_add_key(a, w, items[i].key);
	}
}

static struct ui_choices whats_of(const struct app *a, const struct care_dossier *d,
				  const char *what)
{
	struct whats w = {NULL, NULL, 0, 0, 0};
	int count = 0;
	const struct care_item *items =
		care_config_list(care_session_config(a->session), "preconditions", &count);

	for (int i = 0; i < count; i++)
		what_add_key(a, &w, items[i].key);
	barriers_add(a, d, &w);
	what_add_key(a, &w, what ? what : "");
	return (struct ui_choices){w.keys, w.labels, (int)w.count};
}

static enum err save(struct app *a, void *data, const char *const *values, struct error *e)
{
	struct ui_edit *edit = data;
	const struct care_gap gap = {.id = edit->id,
				     .what = values[WHAT],
				     .where = values[WHERE],
				     .daypart = values[DAYPART],
				     .district = values[DISTRICT],
				     .benefit = values[BENEFIT],
				     .level = values[LEVEL],
				     .text = values[TEXT],
				     .state = edit->id ? values[STATE] : "open"};
	enum err rc = care_save_gap(a->session, edit->woman->id, &gap, NULL, e);

	if (rc == OK && !edit->id)
		ui_message(a, "%s",
			   _("Written down.  It counts in the report of what is missing, without a "
			     "name."));
	return ui_edit_saved(a, edit, rc);
}

static void sheet(struct app *a, struct ui_woman *w, const struct care_gap *g)
{
	struct ui_choices what = whats_of(a, w->dossier, g->what),
			  where = ui_choices_of(a, "availability"),
			  dayparts = ui_choices_of(a, "available_dayparts"),
			  benefits = ui_choices_of(a, "benefit"),
			  levels = ui_choices_of(a, "participation_level"),
			  states = ui_choices_of(a, "gap_state");
	struct ui_field fields[FIELDS] = {
		[WHAT] = ui_choice_field(_("What did she miss"), &what, g->what),
		[WHERE] = ui_choice_field(_("Where available"), &where, g->where),
		[DAYPART] = ui_choice_field(_("When it is needed"), &dayparts, g->daypart),
		[DISTRICT] = {.kind = UI_FIELD_LINE, .label = _("District"), .value = g->district},
		[BENEFIT] = ui_choice_field(_("Income"), &benefits, g->benefit),
		[LEVEL] = ui_choice_field(_("Kind of offer"), &levels, g->level),
		[TEXT] = {.kind = UI_FIELD_LINE,
			  .label = _("In a few words"),
			  .value = g->text,
			  .hint = _("Stays in her file; it is in no report.")},
		[STATE] = ui_choice_field(_("Solved"), &states, g->state),
	};

	fields[WHAT].is_required = true;
	fields[DAYPART].kind = fields[BENEFIT].kind = UI_FIELD_CHOICES;
	ui_edit_sheet(a, _("Nothing fits"), fields, g->id ? FIELDS : STATE, save,
		      ui_edit_new(w, "gap", g->id, NULL));
	ui_choices_release(&what);
	ui_choices_release(&where);
	ui_choices_release(&dayparts);
	ui_choices_release(&benefits);
	ui_choices_release(&levels);
	ui_choices_release(&states);
}

static void propose(struct app *a, const struct care_dossier *d, struct arena *arena,
		    struct care_gap *out)
{
	struct map_fits fits = {.arena = ARENA_INIT};
	struct map_woman her;
	struct error e = ERROR_INIT;

	care_match_woman(a->session, d, arena, &her);
	if (map_match(care_map(a->session), &her, NULL, "", 1, NULL, &fits, &e) != OK)
		ui_error(a, &e);
	care_gap_propose(a->session, d, &fits, arena, out);
	out->id = NULL;
	map_fits_release(&fits);
}

void ui_gap_sheet(struct app *a, struct ui_woman *w, int index)
{
	struct arena arena = ARENA_INIT;
	struct care_gap fresh = {0};

	if (index < 0)
		propose(a, w->dossier, &arena, &fresh);
	sheet(a, w, index < 0 ? &fresh : &w->dossier->gaps[index]);
	arena_release(&arena);
}
