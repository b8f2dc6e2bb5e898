/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/page.h"

#include "fuzz.h"
#include "support/same_form.h"

/*
 * Form files: those that ship, spoilt; what is still a form is filled with anything,
 * printed, and written flat and nested.
 */
static const char *const words[] = {
	"- ",
	"\n",
	"\n  ",
	"type: ",
	"name: ",
	"label: ",
	"select_one ",
	"select_multiple ",
	"begin_group",
	"end_group",
	"relevant: ",
	"constraint: ",
	"required: yes",
	"calculation: ",
	"default: ",
	"choice_filter: ",
	"save_to: ",
	"bind::trede:part: ",
	"label::Nederlands (nl): ",
	"survey:",
	"choices:",
	"settings:",
	"or_other",
	"${called}",
	"${a}",
	"calculate",
	"integer",
	"date",
	"hidden",
	"note",
	"repeat",
	"read_only: yes",
	"appearance: ",
	"trigger: ${a}",
	"begin_repeat",
	"end_repeat",
	"type: repeat",
	"questions:",
	"repeat_count: ",
	"../",
	"../n",
	"/x/r/",
	"[",
	"]",
	"[1]",
	"[name = ",
	"position(..)",
	"sum(${i})",
	"count(${r})",
	"current()/",
	"indexed-repeat(",
	"instance('places')/root/item",
	"pulldata('places', 'label', 'name', ",
	"select_one_from_file places.csv",
	"select_multiple_from_file places.csv",
	"places.csv",
	"csv-external",
	"rank yn",
	"range",
	"geopoint",
	"geotrace",
	"parameters: ",
	"start=1 end=9",
	"step=0",
	"randomize=true",
	"seed=",
	"counter",
	"table-list",
	"list-nolabel",
	"month-year",
	"media::image: ",
	"'#': ",
	"yxf:",
	"headers:",
	"entities:",
	"{nl: ",
	"random()",
	"once(",
	NULL,
};

static enum err read_file(void *data, const char *name, struct str *out, struct error *e)
{
	(void)data;
	if (!text_equal(name, "places.csv"))
		return error_set(e, ERR_NOT_FOUND, "There is no such file.");
	str_set(out, "name,label,k\nlaak,Laak,2\nzuid,\"Zuid, West\",4\n");
	return OK;
}

static const struct form_files files = {read_file, NULL};

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

static int any_spot(struct fuzz *f, const struct form_filling *filling)
{
	int count;
	const int *spots = form_filling_spots(filling, &count);

	return count > 0 ? spots[fuzz_below(f, (size_t)count)] : FORM_NONE;
}

/* One comes, goes, comes back or moves; what a list holds stays in its order. */
static void change_instances(struct fuzz *f, struct form_filling *filling, int spot,
			     int *gone)
{
	struct error e = ERROR_INIT;
	int added = FORM_NONE, count, position;
	const int *instances;

	if (form_filling_is_instance(filling, spot)) {
		if (fuzz_chance(f, 2))
			(void)form_filling_move(filling, spot, (int)fuzz_below(f, 9), &e);
		else if (form_filling_take_out(filling, spot, &e) == OK)
			*gone = spot;
	} else if (*gone >= 0 && fuzz_chance(f, 2)) {
		(void)form_filling_put_back(filling, *gone, &e);
		*gone = FORM_NONE;
	} else if (form_filling_is_list(filling, spot) &&
		   form_filling_add(filling, spot, &added, &e) == OK) {
		FUZZ_HOLDS(f, form_filling_list(filling, added) == spot);
	}
	if (!form_filling_is_list(filling, spot))
		return;
	instances = form_filling_instances(filling, spot, &count);
	for (int i = 0; i < count; i++) {
		position = form_filling_position(filling, instances[i]);
		FUZZ_HOLDS(f, position == i + 1);
	}
}

static void answer(struct fuzz *f, struct form_filling *filling, const struct form *form,
		   int spot)
{
	const struct form_list *list = form->rows[form_filling_row(filling, spot)].list;
	struct error e = ERROR_INIT;
	struct str value = STR_INIT;
	int count;

	fuzz_bytes(f, &value, 20);
	if (list && list->count > 0 && !fuzz_chance(f, 4))
		str_set(&value, list->choices[fuzz_below(f, list->count)].name);
	else if (fuzz_chance(f, 3))
		str_set(&value, fuzz_chance(f, 2) ? "3" : "2");
	if (fuzz_chance(f, 6))
		(void)form_filling_no_answer(filling, spot,
					     (enum form_status)fuzz_below(f, 5), &e);
	else
		(void)form_filling_answer(filling, spot, value.bytes, &e);
	(void)form_filling_changes(filling, &count);
	str_release(&value);
}

static void show(struct fuzz *f, const struct form_filling *filling,
		 const struct form *form, int spot)
{
	const struct form_row *row = &form->rows[form_filling_row(filling, spot)];
	struct form_marks marks = {NULL, 0, 0};
	struct str text = STR_INIT;

	form_filling_path(filling, spot, &text);
	FUZZ_HOLDS(f, form_filling_spot(filling, text.bytes) == spot);
	form_filling_text(filling, spot, row->label, 0, &text);
	form_filling_shown(filling, spot, form->language_count - 1, &text);
	str_reset(&text);
	form_filling_marked(filling, spot, row->label, 0, &text, &marks);
	for (size_t i = 0; i < marks.count; i++)
		FUZZ_HOLDS(f, marks.items[i].from < marks.items[i].end &&
				      marks.items[i].end <= text.len);
	free(marks.items);
	str_release(&text);
}

static void answer_all(struct fuzz *f, struct form_filling *filling,
		       const struct form *form)
{
	int gone = FORM_NONE;

	for (int n = 0; n < 40; n++) {
		int spot = any_spot(f, filling);

		if (spot < 0)
			return;
		if (form->has_repeats && fuzz_chance(f, 3))
			change_instances(f, filling, spot, &gone);
		else
			answer(f, filling, form, spot);
		spot = any_spot(f, filling);
		if (spot >= 0)
			show(f, filling, form, spot);
	}
}

/* Anything under a path that may be, in instances too. */
static void restore(struct fuzz *f, struct form_filling *filling, const struct form *form,
		    int row)
{
	const struct form_row *r = &form->rows[row];
	struct str path = STR_INIT, value = STR_INIT;

	fuzz_bytes(f, &value, 30);
	if (r->repeat >= 0) {
		const char *repeat = form->rows[r->repeat].path;

		str_addf(&path, "%s#%d%s", repeat, (int)fuzz_below(f, 4) + 1,
			 r->path + strlen(repeat));
	} else {
		str_add(&path, r->path);
	}
	if (r->type == FORM_REPEAT)
		str_addf(&path, "#%d", (int)fuzz_below(f, 4) + 1);
	if (r->type == FORM_REPEAT && !fuzz_chance(f, 4)) {
		str_reset(&value);
		str_addf(&value, "%d", (int)fuzz_below(f, 4));
	}
	(void)form_filling_restore(filling, path.bytes, value.bytes,
				   (enum form_status)fuzz_below(f, 5),
				   (enum form_origin)fuzz_below(f, 4));
	str_release(&path);
	str_release(&value);
}

static void fill(struct fuzz *f, const struct forms *forms, const struct form *form)
{
	const struct form_host host = {.clock = &forms->clock,
				       .random = next_random,
				       .data = f,
				       .username = "u",
				       .deviceid = "d",
				       .language = "nl"};
	struct form_filling *filling = form_filling_new(form, &host);

	for (const char *const *word = form_words; *word; word++)
		form_filling_set_word(filling, "nl", *word, "zij");
	if (fuzz_chance(f, 2)) {
		form_filling_begin(filling);
	} else {
		for (int row = 0; row < form->row_count; row++)
			restore(f, filling, form, row);
		form_filling_resume(filling);
	}
	answer_all(f, filling, form);
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

/* What is written is the same form, holds the same cells and is written the same again.
 */
static void write(struct fuzz *f, const struct form *form, const struct str *text,
		  enum form_layout layout)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str out = STR_INIT, twice = STR_INIT, why = STR_INIT;
	struct form *again;

	if (form_write(text->bytes, text->len, layout, &files, &out, &problems)) {
		again = form_read(out.bytes, out.len, &files, &problems);
		FUZZ_HOLDS(f, again && same_form(form, again, &why) &&
				      same_cells(text, &out, &why));
		FUZZ_HOLDS(f, form_write(out.bytes, out.len, layout, &files, &twice,
					 &problems));
		FUZZ_HOLDS(f, text_equal(out.bytes, twice.bytes));
		form_free(again);
	} else {
		FUZZ_HOLDS(f, problems.errors > 0 && out.len == 0);
	}
	form_problems_release(&problems);
	str_release(&out);
	str_release(&twice);
	str_release(&why);
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
	form = form_read(text.bytes, text.len, &files, &problems);
	form_problems_write(&said, &problems, "f");
	FUZZ_HOLDS(f, text_is_utf8(said.bytes, said.len));
	FUZZ_HOLDS(f, (form == NULL) == (problems.errors > 0));
	if (form) {
		fill(f, forms, form);
		print(form);
		write(f, form, &text, FORM_FLAT);
		write(f, form, &text, FORM_NESTED);
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
	"  - {type: select_multiple yn or_other, name: o, label: O}\n"
	"  - {type: calculate, name: c, calculation: '${n} * 2 + count-selected(${o})'}\n"
	"  - {type: select_multiple yn, name: m, label: M, choice_filter: 'k = "
	"${c}'}\n"
	"  - {type: end_group}\n"
	"  - {type: date, name: d, label: D, default: today()}\n"
	"  - {type: begin_repeat, name: r, label: R, relevant: \"${n} > 1\"}\n"
	"  - {type: integer, name: i, label: I, constraint: '. < 9'}\n"
	"  - {type: calculate, name: j, calculation: 'position(..) + ${i} + ${n}'}\n"
	"  - {type: begin_repeat, name: s, repeat_count: '${i}'}\n"
	"  - {type: rank yn, name: k, label: K}\n"
	"  - {type: end_repeat}\n"
	"  - {type: end_repeat}\n"
	"  - {type: calculate, name: t, calculation: 'sum(${i}) + count(${r})'}\n"
	"  - {type: range, name: v, label: V, parameters: start=1 end=9 step=2}\n"
	"  - {type: select_one_from_file places.csv, name: p, label: P, choice_filter: "
	"'k = ${c}'}\n"
	"  - {type: geopoint, name: w, label: W}\n"
	"choices:\n  - {list_name: yn, name: y, label: Ja, k: 2}\n"
	"  - {list_name: yn, name: n, label: Nee, k: 4}\n";

/* A spoilt form is seldom one when it was none before. */
static bool is_small_a_form(void)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *form = form_read(small, sizeof small - 1, &files, &problems);
	struct str said = STR_INIT;

	form_problems_write(&said, &problems, "small");
	if (!form)
		(void)fputs(said.bytes, stderr);
	form_free(form);
	form_problems_release(&problems);
	str_release(&said);
	return form != NULL;
}

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
	status = is_small_a_form() ? fuzz_run(argc, argv, round_of, &forms) : 1;
	for (size_t i = 0; i < forms.count; i++)
		str_release(&forms.texts[i]);
	return status;
}
