/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/talk.h"

#include <sys/stat.h>

#include "base/base.h"

enum { FORM_BYTES_MOST = 4 << 20 };

void ui_talk_of_interview(struct ui_talk *t, struct care_interview *iv,
			  const char *language)
{
	*t = (struct ui_talk){.iv = iv,
			      .form = care_interview_form(iv),
			      .filling = care_interview_filling(iv)};
	t->language = form_language(t->form, language);
}

/* A try needs no secrets: splitmix64 from the time it began. */
static uint64_t try_random(void *data)
{
	struct ui_try *try = data;
	uint64_t z = (try->seed += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static struct form *form_load(const char *path, struct error *e)
{
	struct str bytes = STR_INIT, text = STR_INIT;
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct care_form_folder folder;
	struct form *form = NULL;

	care_form_folder_init(&folder, path);
	if (file_read(path, FORM_BYTES_MOST, &bytes, e) == OK) {
		form = form_read(bytes.bytes, bytes.len, &folder.files, &problems);
		if (!form) {
			form_problems_write(&text, &problems, path);
			str_cut(&text, strcspn(text.bytes, "\n"));
			(void)error_set(e, ERR_INVALID, "%s", text.bytes);
		}
	}
	care_form_folder_release(&folder);
	form_problems_release(&problems);
	str_release(&bytes);
	str_release(&text);
	return form;
}

static void file_mark(const char *path, int64_t *size, int64_t *changed_ns)
{
	struct stat st;

	*size = *changed_ns = -1;
	if (stat(path, &st) < 0)
		return;
	*size = st.st_size;
	*changed_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
}

/* The words that a form's texts may name; a try has no woman and speaks to mevrouw. */
static void words_set(struct form_filling *f)
{
	static const char *const words[][3] = {
		{"aanspreek", "mevrouw", "madam"},
		{"zij", "zij", "she"},
		{"haar", "haar", "her"},
		{"Aanspreek", "Mevrouw", "Madam"},
		{"Zij", "Zij", "She"},
		{"Haar", "Haar", "Her"},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		form_filling_set_word(f, "nl", words[i][0], words[i][1]);
		form_filling_set_word(f, "en", words[i][0], words[i][2]);
	}
}

enum err ui_talk_of_file(struct ui_talk *t, const char *path, const char *language,
			 const struct clock *clock, struct error *e)
{
	struct form *form = form_load(path, e);
	struct ui_try *try;

	if (!form)
		return e && e->code != OK ? e->code : ERR_INVALID;
	try = mem_new(sizeof *try);
	try->path = mem_text(path);
	try->clock = clock ? *clock : clock_system();
	try->seed = (uint64_t)clock_now(&try->clock);
	try->host = (struct form_host){.clock = &try->clock,
				       .random = try_random,
				       .data = try,
				       .username = "",
				       .deviceid = "",
				       .language = language};
	file_mark(path, &try->size, &try->changed_ns);
	*t = (struct ui_talk){.try = try, .form = form};
	t->own = form_filling_new(form, &try->host);
	words_set(t->own);
	form_filling_begin(t->own);
	t->filling = t->own;
	t->language = form_language(form, language);
	return OK;
}

void ui_talk_release(struct ui_talk *t)
{
	care_interview_free(t->iv);
	if (t->try) {
		form_filling_free(t->own);
		form_free(
			(struct form *)(uintptr_t)t->form); /* a try owns what it lends */
		free(t->try->path);
		free(t->try);
	}
	*t = (struct ui_talk){0};
}

/* Carries the answers over into a filling of the form as it is now. */
static void refill(struct ui_talk *t, struct form *form)
{
	struct form_filling *f = form_filling_new(form, &t->try->host);

	words_set(f);
	for (int i = 0; i < t->form->row_count; i++) {
		const char *path = t->form->rows[i].path;
		int row = form_find_path(form, path);

		if (row != FORM_NONE && form->rows[row].type == t->form->rows[i].type &&
		    form_filling_state(t->filling, i) != FORM_STATE_OPEN)
			form_filling_restore(f, path, form_filling_value(t->filling, i),
					     form_filling_status(t->filling, i),
					     form_filling_origin(t->filling, i));
	}
	form_filling_resume(f);
	form_filling_free(t->own);
	form_free((struct form *)(uintptr_t)t->form);
	t->form = form;
	t->filling = t->own = f;
	t->language = form_language(form, t->try->host.language);
}

enum err ui_talk_reload(struct ui_talk *t, bool *was_read, struct error *e)
{
	struct form *form;
	int64_t size, changed_ns;

	*was_read = false;
	if (!t->try)
		return OK;
	file_mark(t->try->path, &size, &changed_ns);
	if (size < 0 || (size == t->try->size && changed_ns == t->try->changed_ns))
		return OK; /* an editor may take it away for a moment */
	t->try->size = size;
	t->try->changed_ns = changed_ns;
	*was_read = true;
	form = form_load(t->try->path, e);
	if (!form)
		return e->code != OK ? e->code : ERR_INVALID;
	refill(t, form);
	return OK;
}

bool ui_talk_is_asked(const struct ui_talk *t, int row)
{
	const struct form_row *r = &t->form->rows[row];

	if (t->iv)
		return care_interview_is_asked(t->iv, row);
	return form_row_is_shown(r) && form_filling_is_relevant(t->filling, row) &&
	       r->part == (t->part == CARE_ALONE ? FORM_ALONE : FORM_TOGETHER);
}

enum care_part ui_talk_part(const struct ui_talk *t)
{
	return t->iv ? care_interview_part(t->iv) : t->part;
}

enum err ui_talk_set_part(struct ui_talk *t, enum care_part part, struct error *e)
{
	if (t->iv)
		return care_interview_set_part(t->iv, part, e);
	t->part = part;
	return OK;
}

enum err ui_talk_answer(struct ui_talk *t, int row, const char *value, struct error *e)
{
	return t->iv ? care_interview_answer(t->iv, row, value, e)
		     : form_filling_answer(t->own, row, value, e);
}

enum err ui_talk_no_answer(struct ui_talk *t, int row, enum form_status status,
			   struct error *e)
{
	return t->iv ? care_interview_no_answer(t->iv, row, status, e)
		     : form_filling_no_answer(t->own, row, status, e);
}

enum err ui_talk_place(struct ui_talk *t, int row, const char *typed, int64_t cursor,
		       struct error *e)
{
	return t->iv ? care_interview_place(t->iv, row, typed, cursor, e) : OK;
}

int ui_talk_consequences(struct ui_talk *t, int row, const char *value)
{
	return t->iv ? care_interview_consequences(t->iv, row, value) : 0;
}

bool ui_talk_previous(struct ui_talk *t, int row, struct care_previous *out)
{
	return t->iv && care_interview_previous(t->iv, row, out);
}

int ui_talk_remarks(const struct ui_talk *t, int row, const struct care_remark **out)
{
	return t->iv ? care_interview_remarks(t->iv, row, out) : 0;
}

int ui_talk_notes(const struct ui_talk *t, const char *const **out)
{
	return t->iv ? care_interview_notes(t->iv, out) : 0;
}

bool ui_talk_is_recorded(const struct ui_talk *t)
{
	return t->iv && care_interview_is_recorded(t->iv);
}

bool ui_row_is_open(const struct ui_talk *t, int row)
{
	enum form_state state = form_filling_state(t->filling, row);

	return form_row_is_question(&t->form->rows[row]) &&
	       (state == FORM_STATE_OPEN || state == FORM_STATE_REQUIRED ||
		state == FORM_STATE_INVALID);
}

bool ui_talk_has_open(const struct ui_talk *t, enum form_part part)
{
	for (int i = 0; i < t->form->row_count; i++) {
		const struct form_row *r = &t->form->rows[i];

		if (r->part == part && !r->later && form_row_is_shown(r) &&
		    form_filling_is_relevant(t->filling, i) && ui_row_is_open(t, i))
			return true;
	}
	return false;
}

const char *ui_talk_called(const struct ui_talk *t)
{
	const char *called = t->iv ? care_interview_called(t->iv) : "";

	return *called ? called : _("without a name");
}

void ui_talk_progress(const struct ui_talk *t, int *asked, int *all)
{
	*asked = *all = 0;
	for (int i = 0; i < t->form->row_count; i++) {
		if (!form_row_is_question(&t->form->rows[i]) || !ui_talk_is_asked(t, i))
			continue;
		++*all;
		*asked += !ui_row_is_open(t, i);
	}
}

void ui_talk_text(const struct ui_talk *t, int spot, form_texts which,
		  struct str *out)
{
	if (which)
		form_filling_text(t->filling, spot, which, t->language, out);
}
