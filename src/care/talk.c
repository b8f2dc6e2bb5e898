/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/talk.h"

#include "care/form_host.h"

static uint64_t next_random(void *data)
{
	uint64_t n;

	vault_random_bytes(care_session_random(data), &n, sizeof n);
	return n;
}

const char *talk_word(const struct talk *t, const char *language, const char *word)
{
	static const char name[] = "${called}";
	const char *value = care_address_word(care_session_config(t->session),
					      t->address_form, word, language);

	return text_equal(value, name) ? t->called : value;
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
			form_filling_set_word(t->filling, languages[l], *word,
					      talk_word(t, languages[l], *word));
}

const struct form_row *talk_row(const struct talk *t, int spot)
{
	return &t->form->rows[form_filling_row(t->filling, spot)];
}

/* What is said of others, in a repeat, is not what she is called. */
void talk_follow_words(struct talk *t, int spot)
{
	const struct form_row *row = talk_row(t, spot);
	const char *fact = row->repeat == FORM_NONE ? row->save_to : NULL;
	const char *value = form_filling_seen(t->filling, spot);

	if (text_equal(fact, "address_form"))
		talk_set_words(t, *value ? value : t->known_address_form, t->called);
	if (text_equal(fact, "called"))
		talk_set_words(t, t->address_form, *value ? value : t->known_called);
}

/* Its hex digits as two numbers, one laid over the other. */
static uint64_t seed_of(const char *draft)
{
	enum { DIGITS = 16 };
	static const char hex[] = "0123456789abcdef";
	uint64_t halves[2] = {0, 0};

	for (int digits = 0; *draft && digits < 2 * DIGITS; draft++) {
		const char *digit = strchr(hex, *draft);

		if (!digit)
			continue;
		halves[digits / DIGITS] = halves[digits / DIGITS] << 4 | (uint64_t)(digit - hex);
		digits++;
	}
	return halves[0] ^ halves[1];
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
		.seed = seed_of(t->draft),
		.digest = care_form_digest,
	};
	t->filling = form_filling_new(t->form, &t->host);
	t->known_address_form = mem_text(address_form);
	t->known_called = mem_text(called);
	talk_set_words(t, address_form, called);
}

void talk_restore(struct talk *t, const struct care_finished *from,
		  enum form_origin origin)
{
	for (int i = 0; i < from->answer_count; i++) {
		const struct care_answer *answer = &from->answers[i];

		if (!*answer->value && answer->status == FORM_STATUS_NONE &&
		    strchr(answer->path, '#'))
			continue;
		(void)form_filling_restore(t->filling, answer->path, answer->value,
					   answer->status, origin);
	}
}

static void release_remark(struct care_remark *remark)
{
	free((char *)(uintptr_t)remark->speaker);
	free((char *)(uintptr_t)remark->who);
	free((char *)(uintptr_t)remark->text);
}

void talk_end(struct talk *t)
{
	for (int spot = 0; spot < t->remark_room; spot++) {
		for (int i = 0; i < t->remarks[spot].count; i++)
			release_remark(&t->remarks[spot].items[i]);
		free(t->remarks[spot].items);
	}
	free(t->remarks);
	free(t->address_form);
	free(t->called);
	free(t->known_address_form);
	free(t->known_called);
	form_filling_free(t->filling);
	form_filling_free(t->before);
	free(t->left);
	*t = (struct talk){0};
}

static bool is_of_part(const struct talk *t, int spot)
{
	const struct form_row *row = talk_row(t, spot);

	if (t->part == CARE_LATER)
		return talk_is_for_now(t, spot);
	return !row->later && (row->part == FORM_ALONE) == (t->part == CARE_ALONE);
}

bool talk_is_asked(const struct talk *t, int spot)
{
	const struct form_row *row = talk_row(t, spot);

	if (!is_of_part(t, spot) || !form_filling_is_relevant(t->filling, spot))
		return false;
	if (form_filling_is_list(t->filling, spot))
		return !row->repeat_count && !form_filling_is_read_only(t->filling, spot);
	return form_row_is_shown(row);
}

void talk_progress(const struct talk *t, int *asked, int *all)
{
	int count;
	const int *spots = form_filling_spots(t->filling, &count);

	*asked = *all = 0;
	for (int i = 0; i < count; i++) {
		enum form_state state;

		if (!form_row_is_question(talk_row(t, spots[i])) ||
		    !talk_is_asked(t, spots[i]))
			continue;
		state = form_filling_state(t->filling, spots[i]);
		*asked += state == FORM_STATE_ANSWERED || state == FORM_STATE_NO_ANSWER;
		++*all;
	}
}

/*
 * Whether a spot can stop the talk: what is meant for later is not missed before that, and
 * a talk for later keeps only what it asked.
 */
static bool is_in_the_way(const struct talk *t, int spot, enum form_state state)
{
	bool is_later = t->part == CARE_LATER;

	if (form_row_is_group(talk_row(t, spot)))
		return false;
	if (state == FORM_STATE_REQUIRED)
		return is_later ? talk_is_for_now(t, spot) : !talk_row(t, spot)->later;
	return state == FORM_STATE_INVALID && (!is_later || talk_is_for_now(t, spot));
}

/* A date may be partial ("in mei"); what becomes an appointment may not. */
static bool is_half_a_day(const struct talk *t, int spot)
{
	struct date day;

	return talk_row(t, spot)->type == FORM_DATE &&
	       date_read(form_filling_seen(t->filling, spot), &day) && !date_is_full(&day);
}

enum err talk_check(const struct talk *t, int *first, struct error *e)
{
	int count;
	const int *spots = form_filling_spots(t->filling, &count);

	*first = FORM_NONE;
	for (int i = 0; i < count; i++) {
		enum form_state state = form_filling_state(t->filling, spots[i]);

		if (!is_in_the_way(t, spots[i], state))
			continue;
		*first = spots[i];
		return error_set(e, ERR_INVALID,
				 state == FORM_STATE_REQUIRED
					 ? _("One question must still be answered.")
					 : _("One answer is not right yet."));
	}
	for (int i = 0; i < count; i++)
		if (talk_is_own_entry(talk_row(t, spots[i])->save_to) &&
		    is_half_a_day(t, spots[i])) {
			*first = spots[i];
			return error_set(e, ERR_INVALID,
					 _("An appointment needs a day."));
		}
	return OK;
}

const struct talk_remarks *talk_remarks(const struct talk *t, int spot)
{
	static const struct talk_remarks none = {NULL, 0};

	return spot >= 0 && spot < t->remark_room ? &t->remarks[spot] : &none;
}

/* Spots come with instances, so the array follows them. */
static struct talk_remarks *remarks_at(struct talk *t, int spot)
{
	int room = t->remark_room > 0 ? t->remark_room : t->form->row_count + 1;

	while (room <= spot)
		room += room / 2 + 1;
	if (room > t->remark_room) {
		t->remarks = mem_resize(t->remarks, (size_t)room, sizeof *t->remarks);
		memset(&t->remarks[t->remark_room], 0,
		       (size_t)(room - t->remark_room) * sizeof *t->remarks);
		t->remark_room = room;
	}
	return &t->remarks[spot];
}

bool talk_is_path_of(const char *path, const char *row_path)
{
	for (; *path; path++, row_path++) {
		if (*path == '#')
			path += 1 + strspn(path + 1, "0123456789");
		if (*path != *row_path)
			return false;
		if (!*path)
			return true;
	}
	return !*row_path;
}

int care_row_of_path(const struct form *form, const char *path)
{
	struct str plain = STR_INIT;
	int row;

	while (*path) {
		size_t len = strcspn(path, "#");

		str_add_bytes(&plain, path, len);
		path += len;
		if (*path == '#')
			path += 1 + strspn(path + 1, "0123456789");
	}
	row = form_find_path(form, plain.bytes);
	str_release(&plain);
	return row;
}

void talk_set_remark(struct talk *t, int spot, int n, const struct care_remark *remark)
{
	struct talk_remarks *list = remarks_at(t, spot);
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

void talk_write_remarks(const struct talk *t, int spot, struct str *out)
{
	const struct talk_remarks *list = talk_remarks(t, spot);
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

enum err talk_read_remarks(struct talk *t, int spot, const json_t *array, struct error *e)
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
			talk_set_remark(t, spot, talk_remarks(t, spot)->count, &remark);
	}
	return rc;
}
