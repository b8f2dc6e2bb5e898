/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/talk.h"

static uint64_t next_random(void *data)
{
	uint64_t n;

	vault_random_bytes(care_session_random(data), &n, sizeof n);
	return n;
}

static void set_word(struct talk *t, const char *language, const char *word)
{
	static const char name[] = "${called}";
	const char *value = care_address_word(care_session_config(t->session),
					      t->address_form, word, language);

	form_filling_set_word(t->filling, language, word,
			      text_equal(value, name) ? t->called : value);
}

void talk_set_words(struct talk *t, const char *address_form, const char *called)
{
	static const char *const languages[] = {"nl", "en"};
	char *form = mem_text(text_is_empty(address_form) ? "mevrouw" : address_form);
	char *name = mem_text(called ? called : "");

	free(t->address_form);
	free(t->called);
	t->address_form = form;
	t->called = name;
	for (size_t l = 0; l < sizeof languages / sizeof *languages; l++)
		for (const char *const *word = form_words; *word; word++)
			set_word(t, languages[l], *word);
}

void talk_follow_words(struct talk *t, int row)
{
	const char *fact = t->form->rows[row].save_to;
	const char *value = form_filling_seen(t->filling, row);

	if (text_equal(fact, "address_form"))
		talk_set_words(t, *value ? value : t->known_address_form, t->called);
	if (text_equal(fact, "called"))
		talk_set_words(t, t->address_form, *value ? value : t->known_called);
}

void talk_start(struct talk *t, const char *address_form, const char *called)
{
	t->host = (struct form_host){
		.clock = care_session_clock(t->session),
		.random = next_random,
		.data = t->session,
		.username = care_session_worker(t->session),
		.deviceid = store_device(care_session_store(t->session)),
		.language = care_session_language(t->session),
	};
	t->filling = form_filling_new(t->form, &t->host);
	t->remarks = mem_array((size_t)t->form->row_count + 1, sizeof *t->remarks);
	t->known_address_form = mem_text(address_form);
	t->known_called = mem_text(called);
	talk_set_words(t, address_form, called);
}

static void release_remark(struct care_remark *remark)
{
	free((char *)(uintptr_t)remark->speaker);
	free((char *)(uintptr_t)remark->who);
	free((char *)(uintptr_t)remark->text);
}

void talk_end(struct talk *t)
{
	for (int row = 0; t->remarks && row < t->form->row_count; row++) {
		for (int i = 0; i < t->remarks[row].count; i++)
			release_remark(&t->remarks[row].items[i]);
		free(t->remarks[row].items);
	}
	free(t->remarks);
	free(t->address_form);
	free(t->called);
	free(t->known_address_form);
	free(t->known_called);
	form_filling_free(t->filling);
	*t = (struct talk){0};
}

static bool is_of_part(const struct talk *t, const struct form_row *row)
{
	if (t->part == CARE_LATER)
		return row->later;
	return !row->later && (row->part == FORM_ALONE) == (t->part == CARE_ALONE);
}

bool talk_is_asked(const struct talk *t, int row)
{
	const struct form_row *r = &t->form->rows[row];

	return form_row_is_shown(r) && is_of_part(t, r) &&
	       form_filling_is_relevant(t->filling, row);
}

void talk_progress(const struct talk *t, int *asked, int *all)
{
	*asked = *all = 0;
	for (int row = 0; row < t->form->row_count; row++) {
		enum form_state state;

		if (!form_row_is_question(&t->form->rows[row]) || !talk_is_asked(t, row))
			continue;
		state = form_filling_state(t->filling, row);
		*asked += state == FORM_STATE_ANSWERED || state == FORM_STATE_NO_ANSWER;
		++*all;
	}
}

/*
 * Whether a row can stop the talk: what is meant for later is not missed before that, and
 * a talk for later keeps only what it asked.
 */
static bool is_in_the_way(const struct talk *t, int row, enum form_state state)
{
	bool later = t->form->rows[row].later;

	if (state == FORM_STATE_REQUIRED)
		return later == (t->part == CARE_LATER);
	return state == FORM_STATE_INVALID && (later || t->part != CARE_LATER);
}

/* A date may be partial ("in mei"); what becomes an appointment may not. */
static bool is_half_a_day(const struct talk *t, int row)
{
	struct date day;

	return t->form->rows[row].type == FORM_DATE &&
	       date_read(form_filling_seen(t->filling, row), &day) && !date_is_full(&day);
}

enum err talk_check(const struct talk *t, int *first, struct error *e)
{
	*first = FORM_NONE;
	for (int row = 0; row < t->form->row_count; row++) {
		enum form_state state = form_filling_state(t->filling, row);

		if (!is_in_the_way(t, row, state) ||
		    t->form->rows[row].type == FORM_GROUP)
			continue;
		*first = row;
		return error_set(e, ERR_INVALID,
				 state == FORM_STATE_REQUIRED
					 ? _("One question must still be answered.")
					 : _("One answer is not right yet."));
	}
	for (int row = 0; row < t->form->row_count; row++)
		if (talk_is_own_entry(t->form->rows[row].save_to) &&
		    is_half_a_day(t, row)) {
			*first = row;
			return error_set(e, ERR_INVALID,
					 _("An appointment needs a day."));
		}
	return OK;
}

void talk_set_remark(struct talk *t, int row, int n, const struct care_remark *remark)
{
	struct talk_remarks *list = &t->remarks[row];
	struct care_remark copy = {0};

	if (n < 0 || n > list->count)
		return;
	if (!text_is_empty(remark->text)) /* first: it may be the one that is replaced */
		copy = (struct care_remark){mem_text(remark->speaker),
					    mem_text(remark->who ? remark->who : ""),
					    mem_text(remark->text)};
	if (n < list->count)
		release_remark(&list->items[n]);
	if (copy.text && n == list->count)
		list->items = mem_resize(list->items, (size_t)++list->count,
					 sizeof *list->items);
	if (copy.text)
		list->items[n] = copy;
	else if (n < list->count)
		memmove(&list->items[n], &list->items[n + 1],
			(size_t)(--list->count - n) * sizeof *list->items);
}

enum err talk_check_remark(const struct talk *t, const struct care_remark *remark,
			   struct error *e)
{
	if (!text_is_empty(remark->speaker) &&
	    care_config_item(care_session_config(t->session), "speaker", remark->speaker))
		return OK;
	return error_set(e, ERR_INVALID, _("A remark is spoken by she, i or other."));
}

void talk_write_remarks(const struct talk *t, int row, struct str *out)
{
	const struct talk_remarks *list = &t->remarks[row];
	json_t *array;

	if (list->count == 0)
		return;
	array = json_array();
	for (int i = 0; i < list->count; i++) {
		json_t *remark = json_object();

		json_put_text(remark, "speaker", list->items[i].speaker);
		json_put_text(remark, "who", list->items[i].who);
		json_put_text(remark, "text", list->items[i].text);
		json_array_append_new(array, remark);
	}
	json_text_write(out, array);
	json_decref(array);
}

enum err talk_read_remarks(struct talk *t, int row, const json_t *array, struct error *e)
{
	enum err rc = OK;
	size_t i;
	json_t *item;

	json_array_foreach(array, i, item)
	{
		const struct care_remark remark = {json_at_text(item, "speaker"),
						   json_at_text(item, "who"),
						   json_at_text(item, "text")};

		if (rc == OK)
			rc = talk_check_remark(t, &remark, e);
		if (rc == OK)
			talk_set_remark(t, row, t->remarks[row].count, &remark);
	}
	return rc;
}
