/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/* What several kinds of page say in the same way. */

void page_date(struct str *out, const struct page_source *from, const struct date *date)
{
	if (date->year != 0)
		date_write(out, date, DATE_LONG, from->language);
}

const char *page_label(const struct page_source *from, const char *list, const char *key)
{
	return text_is_empty(key) ? "" : care_label(from->config, list, key, from->language);
}

static const struct care_item *rung_item(const struct page_source *from, int level)
{
	char key[2] = {(char)('0' + level), '\0'};

	return care_config_item(from->config, "ladder", key);
}

void page_rung(struct str *out, const struct page_source *from, int level)
{
	const struct care_item *item = rung_item(from, level);
	bool is_dutch = text_equal(from->language, "nl");

	if (!item)
		return;
	str_addf(out, "%d %s", level, is_dutch ? item->nl : item->en);
	if (from->options->has_official_names)
		str_addf(out, " (%s)", is_dutch ? item->official_nl : item->official_en);
}

/* The six short names, for the ladder's rows; they live as long as the configuration. */
static const char *const *rung_names(struct page *p, const struct page_source *from)
{
	const char **names = arena_array(&p->arena, 6, sizeof *names);

	for (int level = 1; level <= 6; level++) {
		const struct care_item *item = rung_item(from, level);

		names[level - 1] = !item ? "" : text_equal(from->language, "nl") ? item->nl : item->en;
	}
	return names;
}

void page_add_ladder(struct page *p, const struct page_source *from, int goal_rung)
{
	const struct care_dossier *d = from->dossier;
	struct care_rung *rungs;

	if (d->rung_count == 0)
		return;
	rungs = arena_array(&p->arena, (size_t)d->rung_count, sizeof *rungs);
	for (int i = 0; i < d->rung_count; i++)
		rungs[i] = (struct care_rung){.on = d->rungs[i].on, .level = d->rungs[i].level};
	page_add_block(p, &(struct page_block){.kind = PAGE_LADDER,
					       .rungs = rungs,
					       .rung_count = d->rung_count,
					       .goal_rung = goal_rung,
					       .cells = rung_names(p, from)});
}

void page_add_fact(struct page *p, const struct page_source *from, const char *name)
{
	struct str text = STR_INIT;

	care_fact_shown(from->session, from->dossier, name, &text);
	page_add_field(p, page_label(from, "facts", name), text.bytes);
	str_release(&text);
}

void page_open_barriers(struct str *out, const struct page_source *from)
{
	int count;
	const struct care_item *items = care_config_list(from->config, "barriers", &count);

	for (int i = 0; i < count; i++)
		if (!items[i].is_shielded &&
		    care_fact_holds(from->dossier, "barriers", items[i].key)) {
			str_add(out, out->len ? "; " : "");
			str_add(out, page_label(from, "barriers", items[i].key));
		}
}

/* Headings are compared as written for mevrouw: a form may say meneer, or name the word of address. */
static void as_for_mevrouw(struct str *out, const char *text)
{
	static const struct {
		const char *from, *to;
	} words[] = {{"meneer", "mevrouw"}, {"Meneer", "Mevrouw"}, {"${aanspreek}", "mevrouw"}};

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

static bool is_under(const struct form *form, const struct form_row *row, const char *heading)
{
	struct str label = STR_INIT, wanted = STR_INIT;
	bool same;

	as_for_mevrouw(&label, form_text(form, row->page_label, form_language(form, "nl")));
	as_for_mevrouw(&wanted, heading);
	same = label.len > 0 && strcmp(label.bytes, wanted.bytes) == 0;
	str_release(&label);
	str_release(&wanted);
	return same;
}

/* Her words first, then the worker's and others', each voice named. */
static void add_voices(struct str *out, const struct page_source *from,
		       const struct care_answer *answer)
{
	str_add(out, answer->status == FORM_STATUS_NONE ? answer->value
		     : answer->status == FORM_STATUS_REFUSED
			     ? ""
			     : page_label(from, "no_answer", form_status_key(answer->status)));
	for (int i = 0; i < answer->remark_count; i++) {
		const struct care_remark *remark = &answer->remarks[i];

		str_addf(out, "%s%s: %s", out->len ? "\n" : "",
			 text_is_empty(remark->who) ? page_label(from, "speaker", remark->speaker)
						    : remark->who,
			 remark->text);
	}
}

static bool answer_in(struct str *out, const struct page_source *from,
		      const struct care_finished *interview, const char *heading)
{
	const struct form *form;
	struct error ignored = ERROR_INIT; /* an old form that cannot be read says nothing here */

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

void page_answer_under(struct str *out, const struct page_source *from, const char *heading)
{
	const struct care_dossier *d = from->dossier;

	for (int i = d->interview_count - 1; i >= 0; i--)
		if (!d->interviews[i].is_moved && answer_in(out, from, &d->interviews[i], heading))
			return;
}
