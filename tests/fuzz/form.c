/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "page/page.h"

/* Form files: those that ship, spoilt; what is still a form is filled with anything and printed. */
static const char *const words[] = {
	"- ", "\n", "\n  ", "type: ", "name: ", "label: ", "select_one ", "select_multiple ",
	"begin_group", "end_group", "relevant: ", "constraint: ", "required: yes", "calculation: ",
	"default: ", "choice_filter: ", "save_to: ", "bind::trede:part: ", "label::Nederlands (nl): ",
	"survey:", "choices:", "settings:", "or_other", "${called}", "${a}", "calculate", "integer",
	"date", "hidden", "note", "repeat", "read_only: yes", "appearance: ", "trigger: ", NULL,
};

struct forms {
	struct str texts[64];
	size_t count;
	struct clock clock;
	int64_t now;
};

static uint64_t next_random(void *data)
{
	return fuzz_next(data);
}

static void answer_all(struct fuzz *f, struct form_filling *filling, const struct form *form)
{
	struct error e = ERROR_INIT;
	struct str value = STR_INIT;
	int count;

	for (int n = 0; n < 40 && form->row_count > 0; n++) {
		int row = (int)fuzz_below(f, (size_t)form->row_count);
		const struct form_list *list = form->rows[row].list;

		fuzz_bytes(f, &value, 20);
		if (list && list->count > 0 && !fuzz_chance(f, 4))
			str_set(&value, list->choices[fuzz_below(f, list->count)].name);
		if (fuzz_chance(f, 6))
			(void)form_filling_no_answer(filling, row,
						     (enum form_status)fuzz_below(f, 5), &e);
		else
			(void)form_filling_answer(filling, row, value.bytes, &e);
		(void)form_filling_changes(filling, &count);
		str_reset(&value);
		form_filling_text(filling, row, form->rows[row].label, 0, &value);
		form_filling_shown(filling, row, form->language_count - 1, &value);
	}
	str_release(&value);
}

static void fill(struct fuzz *f, const struct forms *forms, const struct form *form)
{
	const struct form_host host = {.clock = &forms->clock, .random = next_random, .data = f,
				       .username = "u", .deviceid = "d", .language = "nl"};
	struct form_filling *filling = form_filling_new(form, &host);
	struct str value = STR_INIT;

	for (const char *const *word = form_words; *word; word++)
		form_filling_set_word(filling, "nl", *word, "zij");
	if (fuzz_chance(f, 2)) {
		form_filling_begin(filling);
	} else {
		for (int row = 0; row < form->row_count; row++) {
			fuzz_bytes(f, &value, 30);
			form_filling_restore(filling, form->rows[row].path, value.bytes,
					     (enum form_status)fuzz_below(f, 5),
					     (enum form_origin)fuzz_below(f, 4));
		}
		form_filling_resume(filling);
	}
	answer_all(f, filling, form);
	str_release(&value);
	form_filling_free(filling);
}

static void print(const struct form *form)
{
	struct page *page = page_blank_form(form, "nl");
	struct str out = STR_INIT;

	page_text(page, 80, &out);
	page_html(page, &out);
	page_free(page);
	str_release(&out);
}

static void round_of(struct fuzz *f, void *data)
{
	struct forms *forms = data;
	const struct str *from = &forms->texts[fuzz_below(f, forms->count)];
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str text = STR_INIT, said = STR_INIT;
	struct form *form;

	str_add_bytes(&text, from->bytes, from->len);
	fuzz_spoil(f, &text, words);
	form = form_read(text.bytes, text.len, NULL, &problems);
	form_problems_write(&said, &problems, "f");
	FUZZ_HOLDS(f, text_is_utf8(said.bytes, said.len));
	FUZZ_HOLDS(f, (form == NULL) == (problems.errors > 0));
	if (form) {
		fill(f, forms, form);
		print(form);
	}
	form_free(form);
	form_problems_release(&problems);
	str_release(&text);
	str_release(&said);
}

/* A small one gets through the reader far more often than the long ones that ship. */
static const char small[] =
	"settings:\n  form_title: x\n  form_id: x\n  default_language: Nederlands (nl)\n"
	"survey:\n  - {type: text, name: called, label: Naam, save_to: called}\n"
	"  - {type: select_one yn, name: a, label: 'Ja ${called}?', required: 'yes'}\n"
	"  - {type: begin_group, name: g, label: G, relevant: \"${a} = 'y'\"}\n"
	"  - {type: integer, name: n, label: N, constraint: '. > 0 and . < 10'}\n"
	"  - {type: calculate, name: c, calculation: '${n} * 2 + count-selected(${m})'}\n"
	"  - {type: select_multiple yn or_other, name: m, label: M, choice_filter: 'k = ${c}'}\n"
	"  - {type: end_group}\n"
	"  - {type: date, name: d, label: D, default: today()}\n"
	"choices:\n  - {list_name: yn, name: y, label: Ja, k: 2}\n"
	"  - {list_name: yn, name: n, label: Nee, k: 4}\n";

int main(int argc, char **argv)
{
	struct forms forms = {.now = 1790000000000};
	const char *share = getenv("TREDE_SHARE");
	char *folder = file_path(share ? share : ".", "forms"), **names = NULL;
	size_t count = file_list(folder, ".yaml", &names);
	int status;

	i18n_start("en", NULL);
	forms.clock = clock_fixed(&forms.now);
	for (size_t i = 0; i < sizeof forms.texts / sizeof *forms.texts; i++)
		forms.texts[i] = (struct str)STR_INIT;
	for (size_t i = 0; i < 8; i++)
		str_set(&forms.texts[forms.count++], small);
	for (size_t i = 0; i < count; i++) {
		char *path = file_path(folder, names[i]);

		if (forms.count < sizeof forms.texts / sizeof *forms.texts)
			fuzz_file(path, &forms.texts[forms.count++]);
		free(path);
		free(names[i]);
	}
	free(names);
	free(folder);
	status = fuzz_run(argc, argv, round_of, &forms);
	for (size_t i = 0; i < forms.count; i++)
		str_release(&forms.texts[i]);
	return status;
}
