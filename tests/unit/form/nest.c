/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nest.h"

#include "form/index.h"
#include "form/names.h"

static const struct {
	const char *name;
	enum form_type type;
	int parent, repeat, end;
} made[NEST_ROWS] = {
	[TOWN] = {"town", FORM_TEXT, -1, -1, 1},
	[HOME] = {"home", FORM_GROUP, -1, -1, PICK},
	[STREET] = {"street", FORM_TEXT, HOME, -1, CHILD},
	[CHILD] = {"child", FORM_REPEAT, HOME, -1, TOTAL},
	[NAME] = {"name", FORM_TEXT, CHILD, CHILD, AGE},
	[AGE] = {"age", FORM_INTEGER, CHILD, CHILD, TOY},
	[TOY] = {"toy", FORM_REPEAT, CHILD, CHILD, SUM},
	[WHAT] = {"what", FORM_TEXT, TOY, TOY, PRICE},
	[PRICE] = {"price", FORM_DECIMAL, TOY, TOY, PART},
	[PART] = {"part", FORM_REPEAT, TOY, TOY, SUM},
	[PIECE] = {"piece", FORM_TEXT, PART, PART, SUM},
	[SUM] = {"sum", FORM_CALCULATE, CHILD, CHILD, TOTAL},
	[TOTAL] = {"total", FORM_CALCULATE, HOME, -1, PICK},
	[PICK] = {"pick", FORM_SELECT_ONE, -1, -1, OTHER},
	[OTHER] = {"other", FORM_REPEAT, -1, -1, MANY},
	[NOTE] = {"note", FORM_TEXT, OTHER, OTHER, MANY},
	[MANY] = {"many", FORM_SELECT_MULTIPLE, -1, -1, NEST_ROWS},
};

static const char *const columns[] = {"in", "code-2"};
static const char *const cells[][2] = {{"nl", "1"}, {"nl", "02"}, {"be", "3"}, {"", "2"}};
static const char *const names[] = {"delft", "leiden", "gent", "nergens"};
static const char *const labels[][1] = {{"Delft"}, {"Leiden"}, {"Gent"}, {"Nergens"}};
enum { PLACES = 4 };

static int new_spot(struct nest *n, int row, int instance)
{
	assert_true(n->count < NEST_SPOTS);
	n->spots[n->count] = (struct nest_spot){.row = row, .instance = instance, .value = ""};
	return n->count++;
}

int nest_at(const struct nest *n, int instance, int row)
{
	return instance == FORM_NONE ? row : instance + row - n->spots[instance].row;
}

int nest_add(struct nest *n, int list)
{
	int row = n->spots[list].row, instance = n->count;
	struct nest_spot *l = &n->spots[list];

	assert_int_equal(n->rows[row].type, FORM_REPEAT);
	for (int r = row; r < n->rows[row].end; r++)
		(void)new_spot(n, r, instance);
	n->spots[instance].list = list;
	n->spots[instance].place = l->kid_count + 1;
	n->spots[instance].value = "7"; /* its place: never what an expression sees */
	l->kids[l->kid_count++] = instance;
	return instance;
}

void nest_put(struct nest *n, int instance, int row, const char *value)
{
	n->spots[nest_at(n, instance, row)].value = value;
}

static int add_child(struct nest *n, const char *name, const char *age)
{
	int child = nest_add(n, CHILD);

	nest_put(n, child, NAME, name);
	nest_put(n, child, AGE, age);
	return child;
}

static int add_toy(struct nest *n, int child, const char *what, const char *price)
{
	int toy = nest_add(n, nest_at(n, child, TOY));

	nest_put(n, toy, WHAT, what);
	nest_put(n, toy, PRICE, price);
	return toy;
}

static void fill(struct nest *n)
{
	int part;

	nest_put(n, FORM_NONE, TOWN, "delft");
	n->ann = add_child(n, "Ann", "7");
	n->ball = add_toy(n, n->ann, "ball", "2.50");
	n->doll = add_toy(n, n->ann, "doll", "4");
	part = nest_add(n, nest_at(n, n->ball, PART));
	nest_put(n, part, PIECE, "left");
	part = nest_add(n, nest_at(n, n->ball, PART));
	nest_put(n, part, PIECE, "right");
	n->bo = add_child(n, "Bo", "3");
	n->cy = add_child(n, "Cy", "9");
	(void)add_toy(n, n->cy, "kite", "1");
	for (int i = n->cy; i < n->count; i++)
		n->spots[i].irrelevant = true;
}

static void make_list(struct nest *n)
{
	struct form_choice *choices = arena_array(&n->arena, PLACES, sizeof *choices);
	struct form_names *index = arena_new(&n->arena, sizeof *index);

	form_names_init(index, &n->arena, PLACES);
	for (int i = 0; i < PLACES; i++) {
		choices[i] = (struct form_choice){
			.name = names[i], .label = labels[i], .columns = cells[i]};
		(void)form_names_add(index, names[i], i);
	}
	n->places = (struct form_list){
		.name = "places", .choices = choices, .count = PLACES, .columns = columns, .column_count = 2, .names = index,
		.indexes = form_indexes_new(&n->arena, 2)};
}

void nest_make(struct nest *n)
{
	static const char *const languages[] = {"Nederlands (nl)"};

	*n = (struct nest){.arena = ARENA_INIT};
	n->spots = mem_array(NEST_SPOTS, sizeof *n->spots);
	make_list(n);
	for (int i = 0; i < NEST_ROWS; i++) {
		n->rows[i] = (struct form_row){.name = made[i].name,
					       .path = made[i].name,
					       .index = i,
					       .type = made[i].type,
					       .parent = made[i].parent,
					       .repeat = made[i].repeat,
					       .end = made[i].end};
		(void)new_spot(n, i, FORM_NONE);
	}
	n->rows[PICK].list = n->rows[MANY].list = &n->places;
	n->form = (struct form){.rows = n->rows,
				.row_count = NEST_ROWS,
				.languages = languages,
				.language_count = 1,
				.has_repeats = true};
	fill(n);
}

void nest_release(struct nest *n)
{
	free(n->spots);
	arena_release(&n->arena);
}

static int find(void *data, const char *name)
{
	(void)data;
	for (int i = 0; i < NEST_ROWS; i++)
		if (strcmp(made[i].name, name) == 0)
			return i;
	return FORM_NONE;
}

static const struct form_list *find_list(void *data, const char *name)
{
	const struct nest *n = data;

	return strcmp(name, "places") == 0 ? &n->places : NULL;
}

struct form_scope nest_scope(struct nest *n, int row)
{
	return (struct form_scope){
		.find = find, .data = n, .form = &n->form, .row = row, .list = find_list};
}

static const char *value(void *data, int spot)
{
	const struct nest *n = data;

	return n->spots[spot].irrelevant ? "" : n->spots[spot].value;
}

static bool is_relevant(void *data, int spot)
{
	const struct nest *n = data;

	return !n->spots[spot].irrelevant;
}

static int row_of(void *data, int spot)
{
	const struct nest *n = data;

	return n->spots[spot].row;
}

static int within(void *data, int spot, int repeat)
{
	const struct nest *n = data;
	int at = n->spots[spot].instance;

	while (at != FORM_NONE && n->spots[at].row != repeat)
		at = n->spots[n->spots[at].list].instance;
	return at;
}

static int member(void *data, int instance, int row)
{
	return nest_at(data, instance, row);
}

static const int *instances(void *data, int list, int *count)
{
	const struct nest *n = data;

	*count = n->spots[list].kid_count;
	return n->spots[list].kids;
}

static int position(void *data, int instance)
{
	const struct nest *n = data;

	return n->spots[instance].place;
}

static uint64_t draw(void *data)
{
	struct nest *n = data;

	n->drawn = n->drawn * 6364136223846793005u + 1442695040888963407u;
	return n->drawn;
}

struct form_env nest_env(struct nest *n, int spot)
{
	return (struct form_env){.form = &n->form,
				 .spot = spot,
				 .value = value,
				 .is_relevant = is_relevant,
				 .row = row_of,
				 .within = within,
				 .member = member,
				 .instances = instances,
				 .position = position,
				 .random = draw,
				 .self = spot == FORM_NONE ? NULL : n->spots[spot].value,
				 .language = "nl",
				 .data = n};
}

void nest_expect(struct nest *n, int spot, const char *expression, const char *wanted)
{
	struct form_scope scope = nest_scope(n, spot == FORM_NONE ? FORM_NONE : n->spots[spot].row);
	struct form_env env = nest_env(n, spot);
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct arena arena = ARENA_INIT;
	struct error e = ERROR_INIT;
	struct form_value out;
	const struct form_expr *expr =
		form_expr_compile(&arena, expression, &scope, true, 1, 1, &problems);
	const char *text;

	if (expr == NULL)
		fail_msg("%.200s: %u: %s", expression, problems.items[0].column,
			 problems.items[0].text);
	if (form_expr_evaluate(expr, &env, &arena, &out, &e) != OK)
		text = arena_format(&arena, "error: %s", e.text);
	else
		text = form_value_text(&out, &arena);
	if (strcmp(text, wanted) != 0)
		fail_msg("%.200s is %.200s, not %.200s", expression, text, wanted);
	arena_release(&arena);
	form_problems_release(&problems);
}

void nest_refused(struct nest *n, int row, const char *expression, unsigned column,
		  const char *wanted)
{
	struct form_scope scope = nest_scope(n, row);
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct arena arena = ARENA_INIT;

	if (form_expr_compile(&arena, expression, &scope, true, 1, 1, &problems) != NULL)
		fail_msg("%.200s is taken", expression);
	assert_int_equal(problems.count, 1);
	assert_string_equal(problems.items[0].text, wanted);
	if (problems.items[0].column != column)
		fail_msg("%.200s: column %u, not %u", expression, problems.items[0].column, column);
	arena_release(&arena);
	form_problems_release(&problems);
}

void nest_reads(struct nest *n, int row, const char *expression, const char *wanted)
{
	struct form_scope scope = nest_scope(n, row);
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct arena arena = ARENA_INIT;
	struct str text = STR_INIT;
	const struct form_expr *expr =
		form_expr_compile(&arena, expression, &scope, true, 1, 1, &problems);
	const struct form_reading *reads;
	int count;

	assert_non_null(expr);
	reads = form_expr_reads(expr, &count);
	for (int i = 0; i < count; i++)
		str_addf(&text, "%s%s/%s", i > 0 ? " " : "", made[reads[i].row].name,
			 reads[i].within == FORM_NONE ? "" : made[reads[i].within].name);
	if (strcmp(text.bytes, wanted) != 0)
		fail_msg("%s reads %s, not %s", expression, text.bytes, wanted);
	str_release(&text);
	arena_release(&arena);
	form_problems_release(&problems);
}
