/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choices of a question: what is offered, what passes the letters typed, what is taken. */
#include "ui/sitting.h"

static const struct form_row *row_of(const struct ui_sitting *s)
{
	return ui_talk_row(&s->talk, s->spot);
}

bool ui_input_is_choice(const struct ui_sitting *s)
{
	return s->input == UI_INPUT_ONE || s->input == UI_INPUT_MANY;
}

bool ui_input_has_list(const struct ui_sitting *s)
{
	return ui_input_is_choice(s) || s->input == UI_INPUT_RANK;
}

bool ui_input_has_filter(const struct ui_sitting *s)
{
	return ui_input_is_choice(s) && s->offered > UI_CHOICE_DIGITS;
}

void ui_choice_texts(const struct ui_sitting *s, int index, struct ui_texts *out)
{
	const struct form_row *r = row_of(s);

	if (r->type == FORM_ACKNOWLEDGE)
		ui_texts_add_plain(out, _("agreed"));
	else
		ui_question_texts(s, s->spot, r->list->choices[index].label, out);
}

static void offers_load(struct ui_sitting *s)
{
	const struct form_row *r = row_of(s);
	static const int agreed[] = {0};
	const int *offers = agreed;
	int count = 1;

	if (r->type != FORM_ACKNOWLEDGE)
		offers = form_filling_choices(s->talk.filling, s->spot, &count);
	if (count > s->offer_room) {
		s->offers = mem_resize(s->offers, (size_t)count, sizeof *s->offers);
		s->choices = mem_resize(s->choices, (size_t)count, sizeof *s->choices);
		s->offer_room = s->choice_room = count;
	}
	for (int i = 0; i < count; i++)
		s->offers[i] = offers[i];
	s->offered = count;
}

/* A label without a name or a mark in it is what it reads as. */
static const char *plain_label(const struct ui_sitting *s, const struct form_choice *c)
{
	const char *label;

	if (s->together > s->talk.form->language_count)
		return NULL;
	label = form_text(s->talk.form, c->label,
			  s->together ? s->together - 1 : s->talk.language);
	return strpbrk(label, "*_<&#\\$[") ? NULL : label;
}

static void words_load(struct ui_sitting *s)
{
	struct ui_texts texts = UI_TEXTS_INIT;
	struct str text = STR_INIT;

	ui_words_release(&s->words);
	for (int i = 0; i < s->offered; i++) {
		const struct form_choice *c = &row_of(s)->list->choices[s->offers[i]];
		const char *plain = plain_label(s, c);

		if (plain) {
			ui_words_add(&s->words, plain, c->name);
			continue;
		}
		str_reset(&text);
		ui_choice_texts(s, s->offers[i], &texts);
		ui_texts_join(&texts, &text);
		ui_texts_release(&texts);
		ui_words_add(&s->words, text.bytes, c->name);
	}
	str_release(&text);
}

void ui_input_filter(struct app *a, struct ui_sitting *s)
{
	bool is_typed = ui_input_has_filter(s) && !ui_editor_is_empty(&s->editor);

	(void)a;
	s->at = s->top = 0;
	s->has_moved = is_typed;
	s->choice_count = s->offered;
	if (!is_typed) {
		for (int i = 0; i < s->offered; i++)
			s->choices[i] = s->offers[i];
		return;
	}
	if (s->words.count == 0)
		words_load(s);
	s->choice_count =
		(int)ui_words_find(&s->words, s->editor.text.bytes, s->choices);
	for (int i = 0; i < s->choice_count; i++)
		s->choices[i] = s->offers[s->choices[i]];
}

void ui_choices_relabel(struct app *a, struct ui_sitting *s)
{
	ui_words_release(&s->words);
	if (ui_input_has_filter(s) && !ui_editor_is_empty(&s->editor))
		ui_input_filter(a, s);
}

/* The next name of a list with blanks between; NULL at the end. */
static const char *name_next(const char **at, size_t *len)
{
	const char *name;

	*at += strspn(*at, " ");
	name = *at;
	*len = strcspn(name, " ");
	*at += *len;
	return *len ? name : NULL;
}

static int index_of(const struct form_list *list, const char *name, size_t len)
{
	struct str one = STR_INIT;
	const struct form_choice *c;

	str_add_bytes(&one, name, len);
	c = form_list_choice(list, one.bytes);
	str_release(&one);
	return c ? (int)(c - list->choices) : -1;
}

static void ticks_load(struct ui_sitting *s)
{
	const struct form_row *r = row_of(s);
	const char *at = form_filling_value(s->talk.filling, s->spot), *name;
	int all = r->type == FORM_ACKNOWLEDGE ? 1 : (int)r->list->count;
	size_t len;

	if (all > s->ticked_room) {
		s->ticked = mem_resize(s->ticked, (size_t)all, sizeof *s->ticked);
		s->ticked_room = all;
	}
	for (int i = 0; i < all; i++)
		s->ticked[i] = r->type == FORM_ACKNOWLEDGE && *at != '\0';
	while (r->type != FORM_ACKNOWLEDGE && (name = name_next(&at, &len))) {
		int index = index_of(r->list, name, len);

		if (index >= 0)
			s->ticked[index] = true;
	}
}

void ui_choices_load(struct ui_sitting *s)
{
	ui_editor_set(&s->editor, "");
	s->editor.is_multiline = false;
	ui_words_release(&s->words);
	offers_load(s);
	ui_input_filter(NULL, s);
	ticks_load(s);
	for (int i = 0; i < s->choice_count; i++) {
		if (s->ticked[s->choices[i]]) {
			s->at = i;
			break;
		}
	}
}

void ui_input_choices_value(const struct ui_sitting *s, struct str *out)
{
	const struct form_row *r = row_of(s);

	str_reset(out);
	if (r->type == FORM_ACKNOWLEDGE) {
		str_set(out, s->ticked[0] ? "OK" : "");
		return;
	}
	for (unsigned i = 0; i < r->list->count; i++) {
		if (!s->ticked[i])
			continue;
		if (out->len)
			str_add_char(out, ' ');
		str_add(out, r->list->choices[i].name);
	}
}

static bool is_offered(const struct ui_sitting *s, int index)
{
	for (int i = 0; i < s->offered; i++)
		if (s->offers[i] == index)
			return true;
	return false;
}

/* The choices that have a place, in their order; what is offered no longer has none. */
static int *rank_read(const struct ui_sitting *s, int *count)
{
	int *order = mem_array((size_t)s->offered + 1, sizeof *order);
	const char *at = s->editor.text.bytes, *name;
	size_t len;

	*count = 0;
	while ((name = name_next(&at, &len)) && *count < s->offered) {
		int index = index_of(row_of(s)->list, name, len);
		bool is_new = is_offered(s, index);

		for (int i = 0; i < *count; i++)
			is_new = is_new && order[i] != index;
		if (is_new)
			order[(*count)++] = index;
	}
	return order;
}

static void rank_write(struct ui_sitting *s, const int *order, int count)
{
	struct str text = STR_INIT;

	for (int i = 0; i < count; i++)
		str_addf(&text, "%s%s", i > 0 ? " " : "",
			 row_of(s)->list->choices[order[i]].name);
	ui_editor_set(&s->editor, text.bytes);
	str_release(&text);
}

static int place_in(const int *order, int count, int index)
{
	for (int i = 0; i < count; i++)
		if (order[i] == index)
			return i + 1;
	return 0;
}

int ui_rank_place(const struct ui_sitting *s, int index)
{
	int count, *order = rank_read(s, &count);
	int place = place_in(order, count, index);

	free(order);
	return place;
}

int ui_rank_count(const struct ui_sitting *s)
{
	int count;

	free(rank_read(s, &count));
	return count;
}

void ui_rank_turn(struct ui_sitting *s, int index)
{
	int count, *order = rank_read(s, &count);
	int place = place_in(order, count, index);

	if (place == 0) {
		order[count++] = index;
	} else {
		for (int i = place; i < count; i++)
			order[i - 1] = order[i];
		count--;
	}
	rank_write(s, order, count);
	free(order);
}

void ui_rank_take_last(struct ui_sitting *s)
{
	int count, *order = rank_read(s, &count);

	rank_write(s, order, count > 0 ? count - 1 : 0);
	free(order);
}

void ui_rank_move(struct ui_sitting *s, int index, bool up)
{
	int count, *order = rank_read(s, &count);
	int place = place_in(order, count, index);
	int other = up ? place - 1 : place + 1;

	if (place > 0 && other > 0 && other <= count) {
		order[place - 1] = order[other - 1];
		order[other - 1] = index;
		rank_write(s, order, count);
	}
	free(order);
}

void ui_rank_focus(struct ui_sitting *s)
{
	int count, *order = rank_read(s, &count);

	for (int i = 0; i < s->choice_count && count < s->offered; i++) {
		int position = (s->at + i) % s->choice_count;

		if (place_in(order, count, s->choices[position]) == 0) {
			s->at = position;
			break;
		}
	}
	free(order);
}

bool ui_rank_value(const struct ui_sitting *s, struct str *out)
{
	int count, *order = rank_read(s, &count);
	bool is_whole = count == 0 || count == s->offered;

	str_reset(out);
	for (int i = 0; i < count && is_whole; i++)
		str_addf(out, "%s%s", i > 0 ? " " : "",
			 row_of(s)->list->choices[order[i]].name);
	free(order);
	return is_whole;
}
