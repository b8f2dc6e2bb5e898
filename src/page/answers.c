/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/* What was answered under a heading of a page, in the voices of who said it. */

/* Headings are compared as written for mevrouw: a form may say meneer, or name the word
 * of address. */
static void as_for_mevrouw(struct str *out, const char *text)
{
	static const struct {
		const char *from, *to;
	} words[] = {{"meneer", "mevrouw"},
		     {"Meneer", "Mevrouw"},
		     {"${aanspreek}", "mevrouw"}};

	while (*text) {
		size_t step = 0;

		for (size_t i = 0; i < sizeof words / sizeof *words && step == 0; i++)
			if (text_begins(text, words[i].from)) {
				str_add(out, words[i].to);
				step = strlen(words[i].from);
			}
		if (step == 0)
			str_add_char(out, *text);
		text += step ? step : 1;
	}
}

static bool is_under(const struct form *form, const struct form_row *row,
		     const char *heading)
{
	struct str label = STR_INIT, wanted = STR_INIT;
	bool same;

	as_for_mevrouw(&label,
		       form_text(form, row->page_label, form_language(form, "nl")));
	as_for_mevrouw(&wanted, heading);
	same = label.len > 0 && strcmp(label.bytes, wanted.bytes) == 0;
	str_release(&label);
	str_release(&wanted);
	return same;
}

static const char *voice(const struct page_source *from, const struct care_remark *remark)
{
	if (text_equal(remark->speaker, "she"))
		return page_address(from, "Aanspreek", from->language);
	if (text_equal(remark->speaker, "i"))
		return _("Guide");
	return text_is_empty(remark->who) ? _("Somebody else") : remark->who;
}

/* Her answer first, without a name to it, then what she, the worker and others added. */
static void add_voices(struct str *out, const struct page_source *from,
		       const struct care_answer *answer)
{
	str_add(out,
		answer->status == FORM_STATUS_NONE ? answer->value
		: answer->status == FORM_STATUS_REFUSED
			? ""
			: page_label(from, "no_answer", form_status_key(answer->status)));
	for (int i = 0; i < answer->remark_count; i++)
		str_addf(out, "%s%s: %s", out->len ? "\n" : "",
			 voice(from, &answer->remarks[i]), answer->remarks[i].text);
}

/* What a correction took away is no answer any more. */
static bool is_there(const struct care_answer *answer)
{
	return *answer->value || answer->status != FORM_STATUS_NONE ||
	       answer->remark_count > 0;
}

static const char *value_at(const struct care_finished *interview, const char *path,
			    size_t len)
{
	for (int i = 0; i < interview->answer_count; i++)
		if (strncmp(interview->answers[i].path, path, len) == 0 &&
		    !interview->answers[i].path[len])
			return interview->answers[i].value;
	return "";
}

/* "Child 1", "Child 1, School 2": each instance in a path, by its label and its place. */
static void add_instances(struct str *out, const struct page_source *from,
			  const struct form *form, const struct care_finished *interview,
			  const char *path)
{
	int language = form_language(form, from->language);
	size_t start = out->len;

	for (const char *at = strchr(path, '#'); at; at = strchr(at + 1, '#')) {
		size_t len = (size_t)(at - path) + strcspn(at, "/");
		char *instance = mem_bytes(path, len);
		int row = care_row_of_path(form, instance);
		const struct form_row *repeat = row == FORM_NONE ? NULL : &form->rows[row];
		const char *label = repeat ? form_text(form, repeat->label, language) : "";

		str_addf(out, "%s%s %s", out->len > start ? ", " : "",
			 *label ? label : repeat ? repeat->name : "",
			 value_at(interview, path, len));
		free(instance);
	}
}

/* One after another, each under the small heading of its instance. */
static void add_of_instances(struct str *out, const struct page_source *from,
			     const struct form *form,
			     const struct care_finished *interview, int row)
{
	struct str heading = STR_INIT, voices = STR_INIT;

	for (int i = 0; i < interview->answer_count; i++) {
		const struct care_answer *answer = &interview->answers[i];

		if (!is_there(answer) || care_row_of_path(form, answer->path) != row)
			continue;
		str_reset(&heading);
		str_reset(&voices);
		add_instances(&heading, from, form, interview, answer->path);
		add_voices(&voices, from, answer);
		if (voices.len > 0)
			str_addf(out, "%s%s\n%s", out->len ? "\n" : "", heading.bytes,
				 voices.bytes);
	}
	str_release(&heading);
	str_release(&voices);
}

static bool answer_in(struct str *out, const struct page_source *from,
		      const struct care_finished *interview, const char *heading)
{
	const struct form *form;
	struct error ignored =
		ERROR_INIT; /* an old form that cannot be read says nothing here */

	if (care_form_by_hash(from->session, interview->form_hash, &form, &ignored) != OK)
		return false;
	for (int i = 0; i < interview->answer_count; i++) {
		int row = care_row_of_path(form, interview->answers[i].path);

		if (row == FORM_NONE || form->rows[row].sensitive ||
		    !is_under(form, &form->rows[row], heading) ||
		    form_row_is_group(&form->rows[row]))
			continue;
		if (form->rows[row].repeat == FORM_NONE)
			add_voices(out, from, &interview->answers[i]);
		else
			add_of_instances(out, from, form, interview, row);
		if (out->len > 0)
			return true;
	}
	return false;
}

void page_answer_under(struct str *out, const struct page_source *from,
		       const char *heading)
{
	const struct care_dossier *d = from->dossier;

	for (int i = d->interview_count - 1; i >= 0; i--)
		if (!d->interviews[i].is_moved &&
		    answer_in(out, from, &d->interviews[i], heading))
			return;
}

/* A question is known by its name, as last in its path. */
static bool is_named(const char *path, const char *name)
{
	const char *last = strrchr(path, '/');

	return text_equal(last ? last + 1 : path, name);
}

/* Of a repeat what all instances say, else the last. */
static void take_value(struct str *out, const struct form_row *row, const char *value)
{
	if (row->repeat == FORM_NONE)
		str_set(out, value);
	else if (*value)
		str_addf(out, "%s%s", out->len ? ", " : "", value);
}

void page_last_answer(struct str *out, const struct page_source *from, const char *name)
{
	const struct care_dossier *d = from->dossier;
	const struct form *form;
	struct error ignored = ERROR_INIT; /* as above */

	for (int i = d->interview_count - 1; i >= 0 && out->len == 0; i--) {
		const struct care_finished *talk = &d->interviews[i];

		if (talk->is_moved || care_form_by_hash(from->session, talk->form_hash,
							&form, &ignored) != OK)
			continue;
		for (int n = 0; n < talk->answer_count; n++) {
			int row = care_row_of_path(form, talk->answers[n].path);

			if (is_named(talk->answers[n].path, name) && row != FORM_NONE &&
			    !form->rows[row].sensitive)
				take_value(out, &form->rows[row], talk->answers[n].value);
		}
	}
}
