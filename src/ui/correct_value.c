/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The right answer to a question of a finished talk: a choice, an order, or a field. */
#include "ui/correct.h"
#include "ui/field.h"

const struct care_finished *ui_change_talk(const struct ui_change *c)
{
	return &c->woman->dossier->interviews[c->interview];
}

const struct form_row *ui_change_row(const struct ui_change *c)
{
	return &c->finished.form->rows[form_filling_row(c->finished.filling, c->spot)];
}

static void place_set(struct ui_change *c)
{
	struct str path = STR_INIT;

	free(c->talk);
	free(c->path);
	c->talk = mem_text(ui_change_talk(c)->id);
	form_filling_path(c->finished.filling, c->spot, &path);
	c->path = str_detach(&path);
	c->place = (struct care_kept_place){
		.kind = "answer", .client = c->woman->id, .id = c->talk, .of = c->path};
}

static void value_set(struct ui_change *c, const char *value)
{
	free(c->value);
	c->value = mem_text(value);
}

static enum err value_typed(struct app *a, void *data, const char *const *values,
			    struct error *e)
{
	struct ui_change *c = data;

	(void)a;
	(void)e;
	value_set(c, values[0]);
	c->is_answered = true;
	return OK;
}

static unsigned value_chosen(struct app *a, void *data, int index)
{
	struct ui_change *c = data;
	int choice, count;

	if (index < 0)
		return UI_REDRAW;
	choice = form_filling_choices(c->finished.filling, c->spot, &count)[index];
	value_set(c, ui_change_row(c)->list->choices[choice].name);
	ui_change_reason(a, c);
	return UI_REDRAW;
}

/* As the question shows it; until the next question. */
static const char *label_of(struct ui_change *c, int choice)
{
	struct str text = STR_INIT;
	const char *label;

	form_filling_text(c->finished.filling, c->spot,
			  ui_change_row(c)->list->choices[choice].label, c->finished.language,
			  &text);
	label = arena_text(&c->labels, text.bytes);
	str_release(&text);
	return label;
}

/* The choices that have no place yet in c->value, in the order of the list; the caller frees. */
static int *unplaced(const struct ui_change *c, int *count)
{
	const struct form_list *list = ui_change_row(c)->list;
	struct str padded = STR_INIT, name = STR_INIT;
	int *left = mem_array(list->count + 1, sizeof *left);

	*count = 0;
	str_addf(&padded, " %s ", c->value);
	for (unsigned i = 0; i < list->count; i++) {
		str_reset(&name);
		str_addf(&name, " %s ", list->choices[i].name);
		if (!strstr(padded.bytes, name.bytes))
			left[(*count)++] = (int)i;
	}
	str_release(&padded);
	str_release(&name);
	return left;
}

static void value_append(struct ui_change *c, int choice)
{
	struct str value = STR_INIT;

	str_addf(&value, "%s%s%s", c->value, *c->value ? " " : "",
		 ui_change_row(c)->list->choices[choice].name);
	free(c->value);
	c->value = str_detach(&value);
}

static void rank_ask(struct app *a, struct ui_change *c);

static unsigned rank_chosen(struct app *a, void *data, int index)
{
	struct ui_change *c = data;
	int count, *left = unplaced(c, &count);

	if (index >= 0 && index < count) {
		value_append(c, left[index]);
		rank_ask(a, c);
	}
	free(left);
	return UI_REDRAW;
}

/* A rank is asked place by place; the last one follows. */
static void rank_ask(struct app *a, struct ui_change *c)
{
	int count, *left = unplaced(c, &count);
	const struct form_list *list = ui_change_row(c)->list;
	const char **labels = mem_array((size_t)count + 1, sizeof *labels);
	struct str title = STR_INIT;

	for (int i = 0; i < count; i++)
		labels[i] = label_of(c, left[i]);
	ui_finished_question(&c->finished, c->spot, &title);
	str_addf(&title, _(" Place %d:"), (int)list->count - count + 1);
	if (count > 1) {
		ui_choose_push(a, title.bytes, labels, count, rank_chosen, c);
	} else {
		if (count == 1)
			value_append(c, left[0]);
		ui_change_reason(a, c);
	}
	str_release(&title);
	free(labels);
	free(left);
}

/* What is offered now. */
static void choices_of(struct ui_change *c, struct ui_choices *out)
{
	const struct form_list *list = ui_change_row(c)->list;
	const int *offered =
		form_filling_choices(c->finished.filling, c->spot, &out->count);

	out->keys = mem_array((size_t)out->count + 1, sizeof *out->keys);
	out->labels = mem_array((size_t)out->count + 1, sizeof *out->labels);
	for (int i = 0; i < out->count; i++) {
		out->keys[i] = list->choices[offered[i]].name;
		out->labels[i] = label_of(c, offered[i]);
	}
}

static enum ui_field_kind kind_of(const struct form_row *row)
{
	if (row->type == FORM_SELECT_MULTIPLE)
		return UI_FIELD_CHOICES;
	if (row->type == FORM_DATE)
		return UI_FIELD_DATE;
	if (row->type == FORM_TIME)
		return UI_FIELD_TIME;
	return row->appearance & FORM_MULTILINE ? UI_FIELD_TEXT : UI_FIELD_LINE;
}

void ui_change_ask(struct app *a, struct ui_change *c)
{
	const struct ui_talk talk = ui_finished_talk(&c->finished);
	const struct form_row *r = ui_change_row(c);
	struct ui_choices list = {NULL, NULL, 0};
	struct str question = STR_INIT, heading = STR_INIT;
	struct ui_field field;

	arena_release(&c->labels);
	place_set(c);
	ui_finished_question(&c->finished, c->spot, &question);
	ui_instance_place_add(&talk, c->spot, &question);
	if (r->list)
		choices_of(c, &list);
	if (r->type == FORM_RANK) {
		value_set(c, "");
		rank_ask(a, c);
	} else if (r->type == FORM_SELECT_ONE) {
		ui_choose_push(a, question.bytes, list.labels, list.count, value_chosen,
			       c);
	} else {
		field = (struct ui_field){
			.kind = kind_of(r),
			.label = question.bytes,
			.value = form_filling_value(c->finished.filling, c->spot),
			.keys = list.keys,
			.labels = list.labels,
			.count = list.count,
			.sense = DATE_ANY,
			.is_whole_day = r->type == FORM_DATE};
		ui_woman_title(a, c->woman, _("The right answer"), &heading);
		ui_sheet_push_kept(a, heading.bytes, &field, 1, value_typed, c, NULL,
				   &c->place);
	}
	ui_choices_release(&list);
	str_release(&question);
	str_release(&heading);
}
