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

static bool answer_in(struct str *out, const struct page_source *from,
		      const struct care_finished *interview, const char *heading)
{
	const struct form *form;
	struct error ignored =
		ERROR_INIT; /* an old form that cannot be read says nothing here */

	if (care_form_by_hash(from->session, interview->form_hash, &form, &ignored) != OK)
		return false;
	for (int i = 0; i < interview->answer_count; i++) {
		int row = form_find_path(form, interview->answers[i].path);

		if (row == FORM_NONE || form->rows[row].sensitive ||
		    !is_under(form, &form->rows[row], heading))
			continue;
		add_voices(out, from, &interview->answers[i]);
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
			int row = form_find_path(form, talk->answers[n].path);

			if (is_named(talk->answers[n].path, name) && row != FORM_NONE &&
			    !form->rows[row].sensitive)
				str_set(out, talk->answers[n].value);
		}
	}
}
