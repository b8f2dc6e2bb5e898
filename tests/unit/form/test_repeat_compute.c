/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filled.h"

/* What the expressions of a form with repeats make of an answer, and what they leave
 * alone. */
#define SETTINGS "settings: {form_id: t, form_title: T, version: 1}\n"

static const char children[] =
	"survey:\n"
	"- {type: integer, name: fee, label: Prijs}\n"
	"- {type: begin_repeat, name: child, label: Kind}\n"
	"- {type: text, name: called, label: Naam}\n"
	"- {type: integer, name: age, label: Leeftijd}\n"
	"- {type: text, name: school, label: 'School van ${called}', relevant: '${age} > "
	"3'}\n"
	"- {type: calculate, name: place, calculation: position(..)}\n"
	"- {type: calculate, name: cost, calculation: '${age} * ${fee}'}\n"
	"- {type: calculate, name: seen, calculation: 'concat(now(), ${called})'}\n"
	"- {type: calculate, name: before, calculation: "
	"'indexed-repeat(${age}, ${child}, position(..) - 1)'}\n"
	"- {type: end_repeat, name: child}\n"
	"- {type: calculate, name: total, calculation: 'sum(${age})'}\n"
	"- {type: calculate, name: many, calculation: 'count(${child})'}\n"
	"- {type: calculate, name: schools, calculation: 'count(${school})'}\n"
	"- {type: calculate, name: names, calculation: \"join(', ', ${called})\"}\n"
	"- {type: calculate, name: second, calculation: 'indexed-repeat(${called}, "
	"${child}, 2)'}\n"
	"- {type: calculate, name: alone, calculation: 'concat(now(), ${fee})'}\n"
	"- {type: note, name: told, label: 'Kinderen: ${called}'}\n" SETTINGS;

static void open_children(struct filled *x, int count)
{
	filled_open(x, children);
	form_filling_begin(x->f);
	for (int i = 0; i < count; i++)
		(void)filled_add(x, "child");
}

static void expect_state(const struct filled *x, const char *path, enum form_state state)
{
	assert_int_equal(form_filling_state(x->f, filled_at(x, path)), state);
}

/* An answer may become wrong, and right again, by what its constraint reads. */
static void constraints_follow(void **state)
{
	static const char yaml[] =
		"survey:\n"
		"- {type: integer, name: most, label: M}\n"
		"- {type: begin_repeat, name: child, label: Kind}\n"
		"- {type: integer, name: days, label: D, constraint: '. <= ${most}'}\n"
		"- {type: text, name: called, label: N, constraint: 'position(..) > 1 or "
		"count(${child}[called = current()/../called]) < 3'}\n"
		"- {type: end_repeat, name: child}\n" SETTINGS;
	struct filled x;

	(void)state;
	filled_open(&x, yaml);
	form_filling_begin(x.f);
	filled_give(&x, "most", "10");
	for (int i = 0; i < 3; i++)
		(void)filled_add(&x, "child");
	filled_give(&x, "child#1/days", "5");
	expect_state(&x, "child#1/days", FORM_STATE_ANSWERED);
	filled_give(&x, "most", "3");
	expect_state(&x, "child#1/days", FORM_STATE_INVALID);
	filled_give(&x, "most", "7");
	expect_state(&x, "child#1/days", FORM_STATE_ANSWERED);
	filled_give(&x, "child#1/called", "Sem");
	filled_give(&x, "child#2/called", "Sem");
	expect_state(&x, "child#1/called", FORM_STATE_ANSWERED);
	filled_give(&x, "child#3/called", "Sem");
	expect_state(&x, "child#1/called", FORM_STATE_INVALID);
	assert_int_equal(form_filling_take_out(x.f, filled_at(&x, "child#2"), NULL), OK);
	expect_state(&x, "child#1/called", FORM_STATE_ANSWERED);
	filled_close(&x);
}

static void sums_from_outside(void **state)
{
	struct filled x;

	(void)state;
	open_children(&x, 3);
	filled_expect(&x, "many", "3");
	filled_give(&x, "child#1/age", "2");
	filled_give(&x, "child#3/age", "5");
	filled_expect(&x, "total", "7");
	filled_give(&x, "fee", "10");
	filled_expect(&x, "child#1/cost", "20");
	filled_expect(&x, "child#2/cost", "");
	filled_expect(&x, "child#3/cost", "50");
	filled_expect(&x, "schools", "1"); /* only where it is asked */
	filled_give(&x, "child#3/age", "3");
	filled_expect(&x, "schools", "0");
	filled_give(&x, "child#1/called", "Ali");
	filled_give(&x, "child#2/called", "Bo");
	filled_expect(&x, "names", "Ali, Bo, ");
	filled_expect(&x, "second", "Bo");
	assert_int_equal(form_filling_take_out(x.f, filled_at(&x, "child#1"), NULL), OK);
	filled_expect(&x, "total", "3");
	filled_expect(&x, "many", "2");
	filled_expect(&x, "names", "Bo, ");
	filled_expect(&x, "second", "");
	filled_expect(&x, "child#2/place", "1");
	assert_int_equal(form_filling_put_back(x.f, filled_at(&x, "child#1"), NULL), OK);
	filled_expect(&x, "total", "5");
	filled_expect(&x, "names", "Ali, Bo, ");
	assert_int_equal(form_filling_move(x.f, filled_at(&x, "child#1"), 2, NULL), OK);
	filled_expect(&x, "names", "Bo, Ali, ");
	filled_expect(&x, "second", "Ali");
	filled_expect(&x, "child#1/place", "2");
	filled_expect(&x, "child#2/place", "1");
	filled_close(&x);
}

/* A calculation with now() in it has another value whenever it is computed. */
static void computes_nothing_else(void **state)
{
	struct filled x;

	(void)state;
	open_children(&x, 3);
	filled_give(&x, "fee", "2");
	x.now += 1000;
	filled_give(&x, "child#2/age", "2");
	filled_expect_changes(x.f, "=child#2/cost =child#3/before =total");
	x.now += 1000;
	filled_give(&x, "child#2/called", "Bo");
	filled_expect_changes(x.f, "=child#2/seen =names =second");
	x.now += 1000;
	filled_give(&x, "child#2/age", "4");
	filled_expect_changes(x.f, "+child#2/school =child#2/cost =child#3/before =total "
				   "=schools");
	x.now += 1000;
	filled_give(&x, "fee", "3");
	filled_expect_changes(x.f, "=child#2/cost =alone");
	x.now += 1000;
	(void)filled_add(&x, "child");
	filled_expect_changes(x.f,
			      "+=child#4 +child#4/called +child#4/age +=child#4/place "
			      "+child#4/cost +=child#4/seen +child#4/before =many "
			      "=names");
	x.now += 1000;
	assert_int_equal(form_filling_take_out(x.f, filled_at(&x, "child#1"), NULL), OK);
	filled_expect_changes(
		x.f, "-=child#1 =child#2 =child#3 =child#4 -child#1/called -child#1/age "
		     "-child#1/place =child#2/place =child#3/place =child#4/place "
		     "-child#1/cost -child#1/seen -child#1/before "
		     "=many =names =second");
	filled_close(&x);
}

static const char nested[] =
	"survey:\n"
	"- {type: begin_repeat, name: home, label: Huis}\n"
	"- {type: text, name: street, label: Straat}\n"
	"- {type: begin_repeat, name: child, label: Kind}\n"
	"- {type: integer, name: age, label: Leeftijd}\n"
	"- {type: calculate, name: where, calculation: 'concat(${street}, "
	"position(../..), position(..))'}\n"
	"- {type: end_repeat, name: child}\n"
	"- {type: calculate, name: years, calculation: 'sum(${age})'}\n"
	"- {type: calculate, name: heads, calculation: 'count(${child})'}\n"
	"- {type: end_repeat, name: home}\n"
	"- {type: calculate, name: all, calculation: 'sum(${age})'}\n"
	"- {type: calculate, name: people, calculation: 'count(${child})'}\n"
	"- {type: calculate, name: homes, calculation: 'sum(${years})'}\n" SETTINGS;

static void sums_at_each_level(void **state)
{
	struct filled x;

	(void)state;
	filled_open(&x, nested);
	form_filling_begin(x.f);
	(void)filled_add(&x, "home");
	(void)filled_add(&x, "home");
	(void)filled_add(&x, "home#1/child");
	(void)filled_add(&x, "home#1/child");
	(void)filled_add(&x, "home#2/child");
	filled_give(&x, "home#1/child#1/age", "1");
	filled_give(&x, "home#1/child#2/age", "2");
	filled_expect_changes(x.f, "=home#1/years =all =homes");
	filled_give(&x, "home#2/child#1/age", "4");
	filled_expect(&x, "home#1/years", "3");
	filled_expect(&x, "home#2/years", "4");
	filled_expect(&x, "home#1/heads", "2");
	filled_expect(&x, "all", "7");
	filled_expect(&x, "homes", "7");
	filled_expect(&x, "people", "3");
	filled_give(&x, "home#2/street", "Kade");
	filled_expect_changes(x.f, "=home#2/child#1/where");
	filled_expect(&x, "home#2/child#1/where", "Kade21");
	assert_int_equal(form_filling_take_out(x.f, filled_at(&x, "home#1"), NULL), OK);
	filled_expect(&x, "home#2/child#1/where", "Kade11");
	filled_expect(&x, "all", "4");
	filled_expect(&x, "people", "1");
	assert_int_equal(form_filling_put_back(x.f, filled_at(&x, "home#1"), NULL), OK);
	filled_expect(&x, "all", "7");
	filled_expect(&x, "home#2/child#1/where", "Kade21");
	assert_int_equal(
		form_filling_take_out(x.f, filled_at(&x, "home#1/child#1"), NULL), OK);
	filled_expect(&x, "home#1/years", "2");
	filled_expect(&x, "all", "6");
	filled_close(&x);
}

static const char counted[] =
	"survey:\n"
	"- {type: integer, name: n, label: Hoeveel}\n"
	"- {type: text, name: who, label: Wie}\n"
	"- {type: acknowledge, name: closed, label: Dicht}\n"
	"- {type: begin_group, name: g, label: G, relevant: \"${closed} = ''\"}\n"
	"- {type: begin_repeat, name: child, label: Kind, repeat_count: '${n}'}\n"
	"- {type: text, name: called, label: Naam, default: 'concat(${who}, "
	"position(..))'}\n"
	"- {type: text, name: kind, label: Soort, default: mens}\n"
	"- {type: calculate, name: first, calculation: 'once(concat(${called}, "
	"now()))'}\n"
	"- {type: end_repeat, name: child}\n"
	"- {type: end_group, name: g}\n"
	"- {type: calculate, name: names, calculation: \"join(' ', "
	"${called})\"}\n" SETTINGS;

static void grows_and_shrinks(void **state)
{
	struct filled x;
	struct error e = ERROR_INIT;
	int instance, count;

	(void)state;
	filled_open(&x, counted);
	form_filling_begin(x.f);
	filled_give(&x, "who", "k");
	filled_give(&x, "n", "2");
	filled_expect_changes(x.f, "+=g/child#1 +=g/child#1/called +=g/child#1/kind "
				   "+=g/child#1/first +=g/child#2 +=g/child#2/called "
				   "+=g/child#2/kind +=g/child#2/first =names");
	filled_expect(&x, "names", "k1 k2");
	filled_expect(&x, "g/child#1/kind", "mens");
	assert_int_equal(form_filling_origin(x.f, filled_at(&x, "g/child#1/called")),
			 FORM_ORIGIN_ONCE);
	filled_give(&x, "g/child#2/called", "Bo");
	filled_give(&x, "n", "1");
	filled_expect_changes(x.f, "-g/child#2 -g/child#2/called -g/child#2/kind "
				   "-g/child#2/first =names");
	filled_expect(&x, "names", "k1");
	filled_expect(&x, "g/child#2", "2"); /* its place stays */
	assert_int_equal(form_filling_state(x.f, filled_at(&x, "g/child#2")),
			 FORM_STATE_IRRELEVANT);
	filled_give(&x, "who", "z"); /* defaults run once */
	filled_give(&x, "n", "3");
	filled_expect(&x, "names", "k1 Bo z3");
	filled_give(&x, "closed", "OK");
	filled_expect(&x, "names", "");
	filled_give(&x, "n", "4");
	filled_give(&x, "closed", "");
	filled_expect(&x, "names", "k1 Bo z3 z4");
	filled_give(&x, "n", "-3");
	filled_expect(&x, "names", "");
	filled_give(&x, "n", "");
	filled_expect(&x, "names", "");
	filled_give(&x, "n", "2000000");
	(void)form_filling_instances(x.f, filled_at(&x, "g/child"), &count);
	assert_int_equal(count, FORM_INSTANCES_MOST);
	assert_int_equal(form_filling_add(x.f, filled_at(&x, "g/child"), &instance, &e),
			 ERR_INVALID);
	assert_string_equal(e.text,
			    "How many there are here follows from another answer.");
	assert_false(form_filling_may_change(x.f, filled_at(&x, "g/child")));
	filled_close(&x);
}

static const char late[] =
	"survey:\n"
	"- {type: integer, name: kids, label: K}\n"
	"- {type: begin_repeat, name: r, label: R, repeat_count: '${kids}'}\n"
	"- {type: text, name: of, label: O, default: \"concat(position(..), ' van ', "
	"${all})\"}\n"
	"- {type: begin_repeat, name: s, label: S, repeat_count: '2'}\n"
	"- {type: text, name: is, label: I, default: 'concat(${of}, \"-\", "
	"position(..))'}\n"
	"- {type: end_repeat, name: s}\n"
	"- {type: end_repeat, name: r}\n"
	"- {type: calculate, name: all, calculation: '${kids} + ${more}'}\n"
	"- {type: calculate, name: more, calculation: '${kids} * 2'}\n"
	"- {type: calculate, name: told, calculation: \"join(';', ${is})\"}\n" SETTINGS;

/* Defaults of instances that a count makes read what the same answer changed elsewhere.
 */
static void defaults_come_last(void **state)
{
	struct filled x;

	(void)state;
	filled_open(&x, late);
	form_filling_begin(x.f);
	filled_give(&x, "kids", "2");
	filled_expect(&x, "r#2/of", "2 van 6");
	filled_expect(&x, "told", "1 van 6-1;1 van 6-2;2 van 6-1;2 van 6-2");
	filled_close(&x);
}

/* Resumed, what was stored is there again, and nothing gets a default once more. */
static void resumes_as_it_was(void **state)
{
	struct filled x, y;
	struct str before = STR_INIT;
	const int *spots;
	int count;

	(void)state;
	filled_open(&x, counted);
	form_filling_begin(x.f);
	filled_give(&x, "who", "k");
	filled_give(&x, "n", "3");
	filled_give(&x, "g/child#2/called", "");
	filled_give(&x, "n", "2");
	filled_tell_all(x.f, &before);
	filled_open(&y, counted);
	y.now += 5000;
	spots = form_filling_spots(x.f, &count);
	for (int i = count - 1; i >= 0; i--) {
		struct str path = STR_INIT;

		form_filling_path(x.f, spots[i], &path);
		if (*form_filling_value(x.f, spots[i]) != '\0')
			assert_true(form_filling_restore(
				y.f, path.bytes, form_filling_value(x.f, spots[i]),
				FORM_STATUS_NONE, FORM_ORIGIN_TYPED));
		str_release(&path);
	}
	form_filling_resume(y.f);
	filled_expect_all(y.f, before.bytes);
	assert_false(form_filling_is_relevant(y.f, filled_at(&y, "g/child#3")));
	str_release(&before);
	filled_close(&x);
	filled_close(&y);
}

/* Each choice once, as forms elsewhere say it: in the filter itself, and by a calculation. */
static const char once_each[] =
	"survey:\n"
	"- {type: begin_repeat, name: r, label: R}\n"
	"- {type: select_one l, name: s, label: S, choice_filter: \"not(selected(join(' ', "
	"${r}/s), name)) or name = ${s}\"}\n"
	"- {type: select_one l, name: t, label: T, choice_filter: \"not(selected(${taken}, "
	"name)) or name = ${t}\"}\n"
	"- {type: end_repeat}\n"
	"- {type: calculate, name: taken, calculation: \"join(' ', ${t})\"}\n"
	"choices: {l: {a: A, b: B, c: C}}\n" SETTINGS;

static void expect_offered(const struct filled *x, const char *path, const char *names)
{
	int spot = filled_at(x, path), count;
	const int *choices = form_filling_choices(x->f, spot, &count);
	const struct form_list *list = x->form->rows[form_filling_row(x->f, spot)].list;
	struct str text = STR_INIT;

	for (int i = 0; i < count; i++)
		str_add(&text, list->choices[choices[i]].name);
	assert_string_equal(text.bytes, names);
	str_release(&text);
}

static void offers_each_once(void **state)
{
	struct filled x;

	(void)state;
	filled_open(&x, once_each);
	form_filling_begin(x.f);
	for (int i = 0; i < 3; i++)
		(void)filled_add(&x, "r");
	for (int k = 0; k < 2; k++) {
		const char *first = k == 0 ? "r#1/s" : "r#1/t";
		const char *second = k == 0 ? "r#2/s" : "r#2/t";

		filled_give(&x, first, "a");
		filled_give(&x, second, "b");
		expect_offered(&x, first, "ac");
		expect_offered(&x, second, "bc");
		expect_offered(&x, k == 0 ? "r#3/s" : "r#3/t", "c");
		filled_give(&x, first, "c");
		expect_offered(&x, second, "ab");
		filled_expect(&x, second, "b");
		filled_give(&x, first, "");
		expect_offered(&x, second, "abc");
	}
	filled_close(&x);
}

static const char triggered[] =
	"survey:\n"
	"- {type: text, name: a, label: A}\n"
	"- {type: text, name: b, label: B}\n"
	"- {type: calculate, name: counted, calculation: 'coalesce(${counted}, 0) + 1', "
	"trigger: '${a}'}\n"
	"- {type: text, name: typed, label: T, calculation: 'concat(${a}, ${b})', "
	"trigger: '${a}'}\n"
	"- {type: text, name: emptied, label: E, trigger: '${b}'}\n"
	"- {type: begin_repeat, name: r, label: R}\n"
	"- {type: text, name: x, label: X}\n"
	"- {type: calculate, name: own, calculation: 'concat(${x}, ${a})', trigger: "
	"'${x}'}\n"
	"- {type: calculate, name: every, calculation: 'concat(${x}, ${a})', trigger: "
	"'${a}'}\n"
	"- {type: end_repeat, name: r}\n"
	"- {type: calculate, name: any, calculation: 'count(${r})', trigger: '${x}'}\n"
	"- {type: calculate, name: reads, calculation: 'concat(${typed}, "
	"\"!\")'}\n" SETTINGS;

static void pulls_triggers(void **state)
{
	struct filled x;

	(void)state;
	filled_open(&x, triggered);
	form_filling_begin(x.f);
	filled_expect(&x, "counted", "");
	filled_give(&x, "b", "2");
	filled_expect(&x, "typed", "");
	filled_give(&x, "a", "1");
	filled_expect(&x, "counted", "1");
	filled_expect(&x, "typed", "12");
	filled_expect(&x, "reads", "12!");
	filled_give(&x, "a", "1"); /* the same once more is no change */
	filled_expect(&x, "counted", "1");
	filled_give(&x, "typed",
		    "eigen"); /* a question with a trigger may be answered too */
	filled_give(&x, "emptied", "x");
	filled_give(&x, "b", "3");
	filled_expect(&x, "typed", "eigen");
	filled_expect(&x, "emptied", "");
	assert_int_equal(form_filling_no_answer(x.f, filled_at(&x, "a"),
						FORM_STATUS_UNKNOWN, NULL),
			 OK);
	filled_expect(&x, "counted", "2");
	(void)filled_add(&x, "r");
	(void)filled_add(&x, "r");
	filled_give(&x, "r#1/x", "p");
	filled_expect(&x, "r#1/own", "p");
	filled_expect(&x, "r#2/own", "");
	filled_expect(&x, "any", "2");
	filled_give(&x, "a", "q");
	filled_expect(&x, "r#1/every", "pq");
	filled_expect(&x, "r#2/every", "q");
	filled_expect(&x, "r#1/own", "p");
	form_filling_resume(x.f);
	filled_expect(&x, "counted", "3");
	filled_close(&x);
}

static const char cities[] = "survey:\n"
			     "- {type: begin_repeat, name: stay, label: Verblijf}\n"
			     "- {type: select_one land, name: land, label: Land}\n"
			     "- {type: select_multiple city, name: city, label: Stad, "
			     "choice_filter: 'in = ${land}'}\n"
			     "- {type: rank city, name: liked, label: Volgorde, "
			     "choice_filter: 'in = ${land}'}\n"
			     "- {type: select_one city, name: mixed, label: Stad, "
			     "parameters: randomize=true}\n"
			     "- {type: select_one city, name: fixed, label: Stad, "
			     "parameters: 'randomize=true, seed=42'}\n"
			     "- {type: end_repeat, name: stay}\n"
			     "choices:\n"
			     "  land: {nl: Nederland, be: Belgie}\n"
			     "  city:\n"
			     "  - {name: a, label: Delft, in: nl}\n"
			     "  - {name: b, label: Leiden, in: nl}\n"
			     "  - {name: c, label: Gouda, in: nl}\n"
			     "  - {name: d, label: Gent, in: be}\n"
			     "  - {name: e, label: Luik, in: be}\n"
			     "  - {name: f, label: Namen, in: be}\n" SETTINGS;

static void expect_choices(const struct filled *x, const char *path, const char *wanted)
{
	int spot = filled_at(x, path), count;
	const int *choices = form_filling_choices(x->f, spot, &count);
	const struct form_list *list = x->form->rows[form_filling_row(x->f, spot)].list;
	struct str text = STR_INIT;

	for (int i = 0; i < count; i++) {
		str_add(&text, list->choices[choices[i]].name);
		assert_true(form_filling_is_offered(x->f, spot, choices[i]));
	}
	assert_string_equal(text.bytes, wanted);
	str_release(&text);
}

static void filters_in_each(void **state)
{
	struct filled x;

	(void)state;
	filled_open(&x, cities);
	form_filling_begin(x.f);
	(void)filled_add(&x, "stay");
	(void)filled_add(&x, "stay");
	expect_choices(&x, "stay#1/city", "");
	filled_give(&x, "stay#1/land", "nl");
	filled_give(&x, "stay#2/land", "be");
	expect_choices(&x, "stay#1/city", "abc");
	expect_choices(&x, "stay#2/city", "def");
	assert_false(form_filling_is_offered(x.f, filled_at(&x, "stay#2/city"), 0));
	filled_give(&x, "stay#1/city", "c a");
	filled_expect(&x, "stay#1/city", "a c");
	filled_refuse(&x, "stay#2/city", "a",
		      "This is not one of the choices offered now.");
	filled_give(&x, "stay#1/liked", "c  a b");
	filled_expect(&x, "stay#1/liked", "c a b");
	filled_refuse(&x, "stay#1/liked", "c a",
		      "All choices are wanted here, each once, in her order.");
	filled_refuse(&x, "stay#1/liked", "c a a",
		      "All choices are wanted here, each once, in her order.");
	filled_refuse(&x, "stay#1/liked", "c a d",
		      "All choices are wanted here, each once, in her order.");
	filled_give(&x, "stay#1/land", "be");
	filled_expect_changes(x.f, "=stay#1/city =stay#1/liked");
	filled_expect(&x, "stay#1/city", "");
	filled_expect(&x, "stay#1/liked", "");
	expect_choices(&x, "stay#1/city", "def");
	filled_close(&x);
}

static void shuffles_alike(void **state)
{
	struct filled x;
	struct form_filling *copy;
	int one, two, count;

	(void)state;
	filled_open(&x, cities);
	form_filling_begin(x.f);
	(void)filled_add(&x, "stay");
	(void)filled_add(&x, "stay");
	one = filled_at(&x, "stay#1/mixed");
	two = filled_at(&x, "stay#2/mixed");
	expect_choices(&x, "stay#1/fixed", "afcbde");
	expect_choices(&x, "stay#2/fixed", "afcbde");
	copy = form_filling_copy(x.f);
	assert_memory_equal(form_filling_choices(x.f, one, &count),
			    form_filling_choices(copy, one, &count), 6 * sizeof(int));
	assert_memory_not_equal(form_filling_choices(x.f, one, &count),
				form_filling_choices(x.f, two, &count), 6 * sizeof(int));
	assert_int_equal(count, 6);
	form_filling_free(copy);
	filled_close(&x);
}

static void names_what_it_sees(void **state)
{
	struct filled x;
	struct str text = STR_INIT;

	(void)state;
	open_children(&x, 3);
	filled_give(&x, "child#1/called", "Ali");
	filled_give(&x, "child#3/called", "*Bo*");
	form_filling_text(x.f, filled_at(&x, "child#3/school"),
			  x.form->rows[form_find(x.form, "school")].label, 0, &text);
	assert_string_equal(text.bytes, "School van *Bo*");
	str_reset(&text);
	form_filling_text(x.f, filled_at(&x, "told"),
			  x.form->rows[form_find(x.form, "told")].label, 0, &text);
	assert_string_equal(text.bytes, "Kinderen: Ali, *Bo*");
	str_release(&text);
	filled_close(&x);
}

int repeat_compute_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(constraints_follow),
		cmocka_unit_test(sums_from_outside),
		cmocka_unit_test(computes_nothing_else),
		cmocka_unit_test(sums_at_each_level),
		cmocka_unit_test(grows_and_shrinks),
		cmocka_unit_test(defaults_come_last),
		cmocka_unit_test(resumes_as_it_was),
		cmocka_unit_test(offers_each_once),
		cmocka_unit_test(pulls_triggers),
		cmocka_unit_test(filters_in_each),
		cmocka_unit_test(shuffles_alike),
		cmocka_unit_test(names_what_it_sees),
	};

	return cmocka_run_group_tests_name("repeat compute", tests, NULL, NULL);
}
