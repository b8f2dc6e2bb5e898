/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form that is only tried: read from its file, and again when that or a file beside it
 * changes. */
#include <sys/stat.h>

#include "ui/talk.h"

#include "base/base.h"

enum { FORM_BYTES_MOST = 4 << 20 };

/* A try needs no secrets: splitmix64 from the time it began. */
static uint64_t try_random(void *data)
{
	struct ui_try *try = data;
	uint64_t z = (try->seed += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/* The first mistake, that is no mere warning. */
static void mistake_add(const struct form_problems *problems, const char *path,
			struct str *out)
{
	const struct form_problem *first = NULL;

	for (size_t i = 0; i < problems->count; i++) {
		const struct form_problem *p = &problems->items[i];

		if (p->severity == FORM_ERROR &&
		    (!first || p->line < first->line ||
		     (p->line == first->line && p->column < first->column)))
			first = p;
	}
	if (first)
		str_addf(out, "%s:%u:%u: %s", path, first->line, first->column,
			 first->text);
}

static void marks_drop(struct ui_try *try)
{
	for (size_t i = 0; i < try->mark_count; i++)
		free(try->marks[i].path);
	try->mark_count = 0;
}

static void answer_free(struct ui_try_answer *a)
{
	free(a->row);
	free(a->path);
	free(a->value);
}

void ui_try_free(struct ui_try *try)
{
	marks_drop(try);
	for (size_t i = 0; i < try->left_count; i++)
		answer_free(&try->left[i]);
	free(try->left);
	free(try->marks);
	free(try->path);
	free(try);
}

static struct ui_try_mark mark_of(char *path)
{
	struct ui_try_mark mark = {path, -1, -1};
	struct stat st;

	if (stat(path, &st) < 0)
		return mark;
	mark.size = st.st_size;
	mark.changed_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
	return mark;
}

static void mark_add(struct ui_try *try, char *path)
{
	VEC_ROOM(try->marks, try->mark_count, try->mark_room);
	try->marks[try->mark_count++] = mark_of(path);
}

struct reading {
	struct ui_try *try;
	struct care_form_folder folder;
};

static enum err read_beside(void *data, const char *name, struct str *out,
			    struct error *e)
{
	struct reading *r = data;

	mark_add(r->try, file_path(r->folder.path, name));
	return r->folder.files.read(r->folder.files.data, name, out, e);
}

/* The form, and marks of all files that it is made of. */
static struct form *form_load(struct ui_try *try, struct error *e)
{
	struct str bytes = STR_INIT, text = STR_INIT;
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct reading reading = {.try = try};
	const struct form_files files = {.read = read_beside, .data = &reading};
	struct form *form = NULL;

	marks_drop(try);
	mark_add(try, mem_text(try->path));
	care_form_folder_init(&reading.folder, try->path);
	if (file_read(try->path, FORM_BYTES_MOST, &bytes, e) == OK) {
		form = form_read(bytes.bytes, bytes.len, &files, &problems);
		if (!form) {
			mistake_add(&problems, try->path, &text);
			(void)error_set(e, ERR_INVALID, "%s", text.bytes);
		}
	}
	care_form_folder_release(&reading.folder);
	form_problems_release(&problems);
	str_release(&bytes);
	str_release(&text);
	return form;
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
	struct ui_try *try = mem_new(sizeof *try);
	struct form *form;

	try->path = mem_text(path);
	form = form_load(try, e);
	if (!form) {
		ui_try_free(try);
		return e && e->code != OK ? e->code : ERR_INVALID;
	}
	try->clock = clock ? *clock : clock_system();
	try->seed = (uint64_t)clock_now(&try->clock);
	try->host = (struct form_host){.clock = &try->clock,
				       .random = try_random,
				       .data = try,
				       .username = "",
				       .deviceid = "",
				       .language = language,
				       .seed = try->seed,
				       .digest = care_form_digest};
	*t = (struct ui_talk){.try = try, .form = form};
	t->own = form_filling_new(form, &try->host);
	words_set(t->own);
	form_filling_begin(t->own);
	t->filling = t->own;
	t->language = form_language(form, language);
	return OK;
}

static bool is_given(const struct ui_talk *t, int spot)
{
	if (ui_talk_row(t, spot)->type == FORM_REPEAT)
		return form_filling_is_instance(t->filling, spot);
	return *form_filling_value(t->filling, spot) ||
	       form_filling_status(t->filling, spot) != FORM_STATUS_NONE;
}

static bool is_same_text(form_texts a, form_texts b, int count)
{
	for (int i = 0; a && b && i < count; i++)
		if (!text_equal(a[i] ? a[i] : "", b[i] ? b[i] : ""))
			return false;
	return a && b;
}

static size_t folder_length(const char *path)
{
	const char *last = strrchr(path, '/');

	return last ? (size_t)(last - path) + 1 : 0;
}

/* The question that only its name was changed of: new, in the same group, with type and label of it. */
static const struct form_row *renamed(const struct ui_talk *t, const struct form *form,
				      const struct form_row *was)
{
	size_t folder = folder_length(was->path);
	const struct form_row *found = NULL;

	for (int i = 0; i < form->row_count && form->language_count == t->form->language_count;
	     i++) {
		const struct form_row *r = &form->rows[i];

		if (r->type != was->type || form_row_is_group(r) ||
		    folder_length(r->path) != folder ||
		    strncmp(r->path, was->path, folder) != 0 ||
		    form_find_path(t->form, r->path) != FORM_NONE ||
		    !is_same_text(r->label, was->label, form->language_count))
			continue;
		if (found)
			return NULL; /* one of two: who knows which */
		found = r;
	}
	return found;
}

/* The row that takes over what was given at a row of this path and type; NULL: none. */
static const struct form_row *row_again(const struct form *form, const char *path,
					enum form_type type)
{
	int row = form_find_path(form, path);

	return row == FORM_NONE || form->rows[row].type != type ? NULL : &form->rows[row];
}

static void leave(struct ui_talk *t, int spot, const char *path)
{
	struct ui_try *try = t->try;

	VEC_ROOM(try->left, try->left_count, try->left_room);
	try->left[try->left_count++] = (struct ui_try_answer){
		.row = mem_text(ui_talk_row(t, spot)->path),
		.path = mem_text(path),
		.value = mem_text(form_filling_value(t->filling, spot)),
		.type = ui_talk_row(t, spot)->type,
		.status = form_filling_status(t->filling, spot),
		.origin = form_filling_origin(t->filling, spot)};
}

/* The path of a spot in the form as it is now; NULL: its question went.  path is set either way. */
static const struct form_row *path_again(const struct ui_talk *t, const struct form *form, int spot,
					 struct str *path)
{
	const struct form_row *was = ui_talk_row(t, spot);
	const struct form_row *now = row_again(form, was->path, was->type);

	str_reset(path);
	form_filling_path(t->filling, spot, path);
	if (now || form_find_path(form, was->path) != FORM_NONE)
		return now;
	now = renamed(t, form, was);
	if (now) {
		str_cut(path, folder_length(path->bytes));
		str_add(path, now->name);
	}
	return now;
}

/* One answer goes over to the form as it is now, or waits until its question is back. */
static void carry(struct ui_talk *t, const struct form *form, struct form_filling *f, int spot)
{
	struct str path = STR_INIT;

	if (!path_again(t, form, spot, &path) ||
	    !form_filling_restore(f, path.bytes, form_filling_value(t->filling, spot),
					  form_filling_status(t->filling, spot),
					  form_filling_origin(t->filling, spot)))
		leave(t, spot, path.bytes);
	str_release(&path);
}

static void bring_back(struct ui_try *try, const struct form *form, struct form_filling *f)
{
	size_t kept = 0;

	for (size_t i = 0; i < try->left_count; i++) {
		struct ui_try_answer *a = &try->left[i];

		if (row_again(form, a->row, a->type) &&
		    form_filling_restore(f, a->path, a->value, a->status, a->origin))
			answer_free(a);
		else
			try->left[kept++] = *a;
	}
	try->left_count = kept;
}

/* Carries the answers over into a filling of the form as it is now. */
static void refill(struct ui_talk *t, struct form *form)
{
	struct form_filling *f = form_filling_new(form, &t->try->host);
	int count;
	const int *spots = form_filling_spots(t->filling, &count);

	words_set(f);
	bring_back(t->try, form, f);
	for (int i = 0; i < count; i++)
		if (is_given(t, spots[i]))
			carry(t, form, f, spots[i]);
	form_filling_resume(f);
	form_filling_free(t->own);
	form_free((struct form *)(uintptr_t)t->form);
	t->form = form;
	t->filling = t->own = f;
	t->language = form_language(form, t->try->host.language);
}

/* An editor may take the form away for a moment. */
static bool has_changed(const struct ui_try *try)
{
	bool is_changed = false;

	for (size_t i = 0; i < try->mark_count; i++) {
		const struct ui_try_mark *was = &try->marks[i];
		struct ui_try_mark now = mark_of(was->path);

		if (i == 0 && now.size < 0)
			return false;
		is_changed |= now.size != was->size || now.changed_ns != was->changed_ns;
	}
	return is_changed;
}

enum err ui_talk_reload(struct ui_talk *t, struct str *here, bool *was_read, struct error *e)
{
	struct form *form;
	int spot;

	*was_read = false;
	if (!t->try || !has_changed(t->try))
		return OK;
	*was_read = true;
	form = form_load(t->try, e);
	t->try->is_broken = !form;
	if (!form)
		return e->code != OK ? e->code : ERR_INVALID;
	spot = here->len ? form_filling_spot(t->filling, here->bytes) : FORM_NONE;
	if (spot != FORM_NONE)
		(void)path_again(t, form, spot, here);
	refill(t, form);
	return OK;
}
