/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed in a sheet is on disk within a second, though it is not saved yet. */
#include "ui/field.h"
#include "ui/sheet_inner.h"

enum { NOW_COLUMNS = 60 };

void sheet_kept_touch(struct sheet *s)
{
	if (!s->place)
		return;
	s->is_unkept = true;
	s->last_key = ui_now_ms();
	s->first_unkept = s->first_unkept ? s->first_unkept : s->last_key;
}

int64_t sheet_kept_wake(const struct app *a, const void *data)
{
	const struct sheet *s = data;
	int64_t pause = s->last_key + UI_PAUSE_MS, most = s->first_unkept + UI_UNSAVED_MOST_MS;

	(void)a;
	if (!s->first_unkept)
		return -1;
	return pause < most ? pause : most;
}

unsigned sheet_kept_tick(struct app *a, void *data)
{
	sheet_kept_save(a, data);
	return UI_HEADER;
}

/* A new thing as a whole; of one that is there only what she changed, the rest stays as it is then. */
static void field_give(const struct sheet *s, const struct sheet_field *f,
		       struct care_kept_field *out)
{
	bool is_new = text_is_empty(s->place->id);

	*out = (struct care_kept_field){.was = f->was};
	if (f->is_touched || is_new)
		out->typed = sheet_is_choice(f) ? f->value.bytes : f->editor.text.bytes;
}

static enum err keep(struct app *a, const struct sheet *s, struct error *e)
{
	struct care_kept_field *fields = mem_array((size_t)s->count, sizeof *fields);
	const struct sheet_field *here = &s->fields[s->at];
	struct care_kept kept = {.place = *s->place,
				 .fields = fields,
				 .field_count = s->count,
				 .at = s->at,
				 .cursor = sheet_is_choice(here) ? 0 : here->editor.cursor};
	enum err rc;

	for (int i = 0; i < s->count; i++)
		field_give(s, &s->fields[i], &fields[i]);
	rc = care_kept_set(a->session, &kept, e);
	free(fields);
	return rc;
}

/* When it fails the next key tries again, and so does a lock. */
void sheet_kept_save(struct app *a, void *data)
{
	struct sheet *s = data;
	struct error e = ERROR_INIT;

	s->first_unkept = 0;
	if (!s->is_unkept)
		return;
	if (keep(a, s, &e) != OK) {
		ui_error(a, &e);
		return;
	}
	s->is_unkept = false;
	s->has_kept = true;
}

void sheet_kept_forget(struct app *a, struct sheet *s)
{
	struct error e = ERROR_INIT;

	s->is_unkept = false;
	s->first_unkept = 0;
	if (s->has_kept && care_kept_forget(a->session, s->place, &e) != OK)
		ui_error(a, &e);
}

enum err sheet_kept_settle(struct app *a, struct sheet *s, const char *const *values,
			   struct error *e)
{
	enum err rc = s->has_kept ? care_kept_begin(a->session, e) : OK;

	if (rc == OK) {
		rc = s->save(a, s->data, values, e);
		if (s->has_kept)
			rc = care_kept_end(a->session, s->place, rc, e);
	}
	if (rc == OK) {
		s->is_unkept = false;
		s->first_unkept = 0;
	}
	return rc;
}

/* What the record says now stands above what she typed, also when she comes back once more. */
static void conflict_set(const struct sheet *s, struct sheet_field *f, const char *was)
{
	const char *stands = text_is_empty(s->place->client) ? _("There stands now: ")
							     : _("In her file stands now: ");
	struct str now = STR_INIT, hint = STR_INIT;

	f->is_conflict = true;
	free(f->was);
	f->was = mem_text(was);
	sheet_field_add(f, &now);
	if (f->hint)
		str_addf(&hint, "%s ", f->hint);
	str_add(&hint, stands);
	ui_clip_told(&hint, now.len ? now.bytes : _("nothing"),
		     now.len ? now.len : strlen(_("nothing")), NOW_COLUMNS, 0);
	free(f->hint);
	f->hint = str_detach(&hint);
	str_release(&now);
}

/* "Tomorrow" is what it was on the day that she typed it. */
static void date_hold(const struct app *a, struct sheet_field *f, int64_t kept_ms)
{
	struct date then = moment_of_ms(kept_ms).date;
	struct str iso = STR_INIT, shown = STR_INIT, typed = STR_INIT;

	if (ui_date_understand(f->editor.text.bytes, &then, f->sense, ui_language(a), &iso,
			       &shown) &&
	    !text_equal(iso.bytes, f->value.bytes)) {
		ui_date_typed(iso.bytes, &typed);
		sheet_field_set(a, f, typed.bytes);
	}
	str_release(&iso);
	str_release(&shown);
	str_release(&typed);
}

static bool field_load(const struct app *a, const struct sheet *s, struct sheet_field *f,
		       const struct care_kept_field *kept)
{
	const char *now = sheet_is_choice(f) ? f->value.bytes : f->editor.text.bytes;
	bool is_changed = !text_is_empty(s->place->id) && !text_equal(f->was, kept->was) &&
			  !text_equal(now, kept->typed);

	if (is_changed)
		conflict_set(s, f, kept->was);
	sheet_field_set(a, f, kept->typed);
	f->is_touched = true;
	return is_changed;
}

static void told(struct app *a, const struct sheet *s, bool is_conflict)
{
	const char *text = _("You typed this and did not save it yet.");

	if (is_conflict && text_is_empty(s->place->client))
		text = _("You typed this and did not save it. Meanwhile it was changed: look before "
			 "you save.");
	else if (is_conflict)
		text = _("You typed this and did not save it. Meanwhile her file was "
			 "changed: look before you save.");
	ui_message(a, "%s", text);
}

static void load(struct app *a, struct sheet *s, const struct care_kept *kept)
{
	bool is_conflict = false;
	struct sheet_field *here;

	for (int i = 0; i < s->count && i < kept->field_count; i++) {
		if (!kept->fields[i].typed)
			continue;
		is_conflict |= field_load(a, s, &s->fields[i], &kept->fields[i]);
		if (s->fields[i].kind == UI_FIELD_DATE && kept->kept_ms)
			date_hold(a, &s->fields[i], kept->kept_ms);
	}
	s->at = kept->at < s->count ? kept->at : s->count - 1;
	here = &s->fields[s->at];
	if (!sheet_is_choice(here))
		ui_editor_set_cursor(&here->editor, kept->cursor);
	s->is_changed = s->has_kept = true;
	told(a, s, is_conflict);
}

void sheet_kept_load(struct app *a, struct sheet *s)
{
	struct care_kept_list list = {.arena = ARENA_INIT};
	struct error e = ERROR_INIT;
	const struct care_kept *kept = NULL;

	if (!s->place)
		return;
	if (care_kept_read(a->session, s->place->client, &list, &e) == OK)
		kept = care_kept_find(&list, s->place);
	else
		ui_error(a, &e);
	if (kept)
		load(a, s, kept);
	care_kept_release(&list);
}

void sheet_kept_conflicts(const struct sheet *s, struct str *out)
{
	for (int i = 0; i < s->count; i++) {
		if (s->fields[i].is_conflict)
			str_addf(out, "%s%s", out->len ? ", " : "", s->fields[i].label);
	}
}
