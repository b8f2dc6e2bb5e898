/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk.h"

/*
 * Files that a form names and that are not there, made up so that each choice of a cascade leads to
 * some: a column that a filter compares with ${q} holds every answer that q can have.
 */
enum { KINDS = 6, PLAIN_ROWS = 24, ROWS_MOST = 3000, EACH = 2, COLUMNS_MOST = 8, DEPTH_MOST = 5 };

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
static const char word_signs[] =
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789.-";

/* Whether the list of columns has it already. */
static bool has_column(const char *columns, const char *name)
{
	struct str framed = STR_INIT, all = STR_INIT;
	bool has;

	str_addf(&framed, ",%s,", name);
	str_addf(&all, "%s,", columns);
	has = strstr(all.bytes, framed.bytes) != NULL;
	str_release(&framed);
	str_release(&all);
	return has;
}

static void add_words(struct str *columns, const char *from, const char *end)
{
	while (from < end) {
		size_t len = strspn(from, word_signs);
		char *name = mem_bytes(from, len);

		if (from[0] == '$')
			from += strcspn(from, "}\n");
		else if (len > 0 && strchr(letters, *from) && from[len] != '(' &&
			 !has_column(columns->bytes, name))
			str_addf(columns, ",%s", name);
		from += len > 0 ? len : 1;
		free(name);
	}
}

/* Words that a filter or pulldata() may take for columns: too many of them do no harm. */
static void find_columns(struct str *columns, const char *text)
{
	static const char *const marks[] = {"choice_filter:", "parameters:", "pulldata("};

	for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
		for (const char *at = strstr(text, marks[m]); at;
		     at = strstr(at + 1, marks[m])) {
			at += strlen(marks[m]);
			add_words(columns, at, at + strcspn(at, "\n"));
		}
}

struct column { /* the question whose answers it holds */
	char name[60];
	int question;
};

struct made {
	const struct form *form;
	const char *text;
	int depth;
};

/* 'name = ${q}' in the filter of a row. */
static int find_compared(const struct made *m, const struct form_row *row,
			 struct column out[COLUMNS_MOST])
{
	size_t len;
	const char *text = walk_row_text(m->form, m->text, row->index, &len);
	char *own = mem_bytes(text, len), *at = strstr(own, "choice_filter:");
	int count = 0;

	if (at)
		at[strcspn(at, "\n")] = '\0';
	for (char *q = at ? strstr(at, "${") : NULL; q && count < COLUMNS_MOST;
	     q = strstr(q + 1, "${")) {
		char *end = strchr(q, '}'), *last = q;
		size_t word = 0;

		while (last > at && strchr(" =", last[-1]))
			last--;
		while (last - word > at && strchr(word_signs, last[-1 - (long)word]))
			word++;
		if (!end || word == 0 || word >= sizeof out->name)
			continue;
		*end = '\0';
		(void)snprintf(out[count].name, sizeof out->name, "%.*s", (int)word,
			       last - word);
		out[count++].question = form_find(m->form, q + 2);
		*end = '}';
	}
	free(own);
	return count;
}

/* Of the first question that chooses from the file and has a filter. */
static int find_filter(const struct made *m, const char *list,
		       struct column out[COLUMNS_MOST])
{
	for (int i = 0; i < m->form->row_count; i++) {
		const struct form_row *row = &m->form->rows[i];

		if (row->list && row->list->is_file && row->choice_filter &&
		    text_equal(row->list->name, list))
			return find_compared(m, row, out);
	}
	return 0;
}

static int row_count(struct made *m, const char *list);

/* How many answers a question can have. */
static int answer_count(struct made *m, int question)
{
	const struct form_list *list =
		question == FORM_NONE ? NULL : m->form->rows[question].list;

	if (!list)
		return KINDS;
	return list->is_file ? row_count(m, list->name) : (int)list->count;
}

static void add_answer(struct made *m, int question, int n, struct str *out)
{
	const struct form_list *list =
		question == FORM_NONE ? NULL : m->form->rows[question].list;

	if (list && !list->is_file)
		str_add(out, list->choices[n].name);
	else
		str_addf(out, "%d", n + 1);
}

static int row_count(struct made *m, const char *list)
{
	struct column columns[COLUMNS_MOST];
	int count = find_filter(m, list, columns), rows = EACH;

	if (count == 0 || ++m->depth > DEPTH_MOST)
		return count == 0 ? KINDS : EACH;
	for (int i = 0; i < count; i++)
		if (rows < ROWS_MOST)
			rows *= answer_count(m, columns[i].question);
	m->depth--;
	return rows < ROWS_MOST ? rows : ROWS_MOST;
}

static int find_column(const struct column *columns, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (text_equal(columns[i].name, name))
			return i;
	return FORM_NONE;
}

/* All combinations in turn: what is left of the row's number after the columns before it. */
static void add_cells(struct made *m, const struct str *names, int row,
		      const struct column *columns, int count, struct str *out)
{
	int rest = row;

	for (const char *at = names->bytes; *at;) {
		size_t len = strcspn(++at, ",");
		char *name = mem_bytes(at, len);
		int c = find_column(columns, count, name), answers;

		str_add_char(out, ',');
		if (c == FORM_NONE) {
			str_addf(out, "%d", row % KINDS + 1);
		} else {
			answers = answer_count(m, columns[c].question);
			add_answer(m, columns[c].question, rest % answers, out);
			rest /= answers;
		}
		free(name);
		at += len;
	}
}

void walk_made_up_file(const struct form *form, const char *text, const char *file,
		       struct str *out)
{
	struct made m = {form, text, 0};
	struct column columns[COLUMNS_MOST];
	struct str names = STR_INIT, all = STR_INIT;
	char *list = mem_bytes(file, strcspn(file, "."));
	int count = form ? find_filter(&m, list, columns) : 0;
	int rows = form ? row_count(&m, list) : PLAIN_ROWS;

	str_set(&all, ",name,label");
	find_columns(&all, text);
	str_set(&names, all.bytes + strlen(",name,label"));
	str_set(out, all.bytes + 1);
	str_add_char(out, '\n');
	for (int row = 0; row < rows; row++) {
		str_addf(out, "%d,Nr %d", row + 1, row + 1);
		add_cells(&m, &names, row, columns, count, out);
		str_add_char(out, '\n');
	}
	free(list);
	str_release(&names);
	str_release(&all);
}
