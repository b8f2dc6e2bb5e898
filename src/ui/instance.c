/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Instances of a repeat in words: what they are called, how many, and where one stands.
 */
#include "ui/app.h"
#include "ui/talk.h"

enum { PART_COLUMNS = 24, NAMES_MOST = 5 };

/* A label that names one of them by ${} is said of that one; for all of them without it.
 */
static const char *label_of(const struct ui_talk *t, int spot)
{
	return form_text(t->form, ui_talk_row(t, spot)->label, t->language);
}

static bool names_one(const struct ui_talk *t, int spot)
{
	return strstr(label_of(t, spot), "${") != NULL;
}

static void add_with_blanks(const char *label, const char *blank, struct str *out)
{
	for (; *label; label++) {
		if (strncmp(label, "${", 2) == 0 && strchr(label, '}')) {
			str_add(out, blank);
			label = strchr(label, '}');
		} else {
			str_add_char(out, *label);
		}
	}
}

static void add_without_names(const char *label, struct str *out)
{
	add_with_blanks(label, "", out);
	while (out->len && strchr(" :-,.(", out->bytes[out->len - 1]))
		str_cut(out, out->len - 1);
	text_trim(out);
}

void ui_repeat_title_add(const struct ui_talk *t, int list, struct str *out)
{
	const struct form_row *r = ui_talk_row(t, list);
	struct str title = STR_INIT;

	if (names_one(t, list))
		add_without_names(label_of(t, list), &title);
	else
		ui_talk_text(t, list, r->label, &title);
	str_add(out, title.len ? title.bytes : r->name);
	str_release(&title);
}

/*
 * What may be read by who looks over a shoulder.  An instance that is not asked any more
 * is still called what it was.
 */
static bool tells(const struct ui_talk *t, int spot)
{
	const struct form_row *r = ui_talk_row(t, spot);
	int instance = form_filling_instance(t->filling, spot);
	const char *value = form_filling_is_relevant(t->filling, instance)
				    ? form_filling_seen(t->filling, spot)
				    : form_filling_value(t->filling, spot);

	return form_row_is_question(r) && form_row_is_shown(r) && !r->sensitive &&
	       !(r->appearance & FORM_MASKED) && r->type != FORM_ACKNOWLEDGE && *value;
}

static void answers_add(const struct ui_talk *t, int instance, int most, struct str *out)
{
	const struct form_row *r = ui_talk_row(t, instance);
	struct str value = STR_INIT;

	for (int row = r->index + 1; row < r->end && most > 0; row++) {
		int spot;

		if (t->form->rows[row].repeat != r->index)
			continue;
		spot = form_filling_member(t->filling, instance, row);
		if (!tells(t, spot))
			continue;
		str_reset(&value);
		form_filling_shown(t->filling, spot, t->language, &value);
		str_add(out, out->len ? ", " : "");
		ui_clip_told(out, value.bytes, value.len, PART_COLUMNS, 0);
		most--;
	}
	str_release(&value);
}

/* Whether a label tells what may not be read by who looks along. */
static bool names_sensitive(const struct ui_talk *t, const char *label)
{
	bool is_sensitive = false;

	while ((label = strstr(label, "${")) && !is_sensitive) {
		size_t len = strcspn(label += 2, "}");
		char *name = mem_bytes(label, len);
		int row = form_find(t->form, name);

		is_sensitive = row != FORM_NONE && t->form->rows[row].sensitive;
		free(name);
	}
	return is_sensitive;
}

void ui_instance_said_add(const struct ui_talk *t, int instance, int most,
			  struct str *out)
{
	struct str text = STR_INIT, label = STR_INIT, title = STR_INIT;

	answers_add(t, instance, most, &text);
	if (text.len && names_one(t, instance) &&
	    !names_sensitive(t, label_of(t, instance))) {
		ui_talk_text(t, instance, ui_talk_row(t, instance)->label, &label);
		text_trim(&label);
		ui_repeat_title_add(t, instance, &title);
	}
	if (!text_equal(label.bytes, title.bytes)) /* what it names is answered */
		str_set(&text, label.bytes);
	str_add(out, text.len ? text.bytes : _("still empty"));
	str_release(&text);
	str_release(&label);
	str_release(&title);
}

void ui_instance_name_add(const struct ui_talk *t, int instance, struct str *out)
{
	struct str text = STR_INIT;
	int position = form_filling_position(t->filling, instance);

	answers_add(t, instance, 1, &text);
	if (text.len || position == 0) {
		ui_instance_said_add(t, instance, 1, out);
	} else {
		ui_repeat_title_add(t, form_filling_list(t->filling, instance), out);
		str_addf(out, " %d", position);
	}
	str_release(&text);
}

void ui_repeat_names_add(const struct ui_talk *t, int list, struct str *out)
{
	int count;
	const int *instances = ui_talk_instances(t, list, &count);

	if (count == 0) {
		str_add(out, _("none"));
		return;
	}
	str_addf(out, "%d: ", count);
	for (int i = 0; i < count && i < NAMES_MOST; i++) {
		str_add(out, i > 0 ? ", " : "");
		ui_instance_said_add(t, instances[i], 1, out);
	}
	if (count > NAMES_MOST)
		str_add(out, " ...");
}

void ui_instance_where_add(const struct ui_talk *t, int spot, const char *dot,
			   struct str *out)
{
	const struct form_filling *f = t->filling;
	int instance = form_filling_instance(f, spot), list, count;
	struct str name = STR_INIT;

	if (instance == FORM_NONE)
		return;
	list = form_filling_list(f, instance);
	ui_instance_where_add(t, list, dot, out);
	(void)ui_talk_instances(t, list, &count);
	if (out->len)
		str_addf(out, " %s ", dot);
	ui_repeat_title_add(t, list, out);
	str_addf(out, " %s ", dot);
	str_addf(out, _("%d of %d"), form_filling_position(f, instance), count);
	answers_add(t, instance, 1, &name);
	if (name.len)
		str_addf(out, " %s %s", dot, name.bytes);
	str_release(&name);
}

void ui_talk_dropped_add(const struct ui_talk *t, int spot, struct str *out)
{
	const struct form_row *r = ui_talk_row(t, spot);

	if (r->number)
		str_addf(out, "%s ", r->number);
	add_with_blanks(label_of(t, spot), "..", out);
	ui_instance_place_add(t, spot, out);
}

void ui_instance_place_add(const struct ui_talk *t, int spot, struct str *out)
{
	int instance = form_filling_instance(t->filling, spot);
	struct str names = STR_INIT, name = STR_INIT;

	if (instance == FORM_NONE)
		return;
	while (instance != FORM_NONE) {
		str_reset(&name);
		ui_instance_name_add(t, instance, &name);
		str_add(&name, names.len ? ", " : "");
		str_insert(&names, 0, name.bytes, name.len);
		instance = form_filling_instance(t->filling,
						 form_filling_list(t->filling, instance));
	}
	str_addf(out, " (%s)", names.bytes);
	str_release(&names);
	str_release(&name);
}
