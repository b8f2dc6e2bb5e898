/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "form/shuffle.h"

#include "filled.h"
#include "reader.h"

/* Scales, places, marks in texts, the order of shuffled choices. */
#define SETTINGS    "settings: {form_id: t, form_title: T, version: 1}\n"
#define WRONG_PLACE "A place is wanted here as latitude and longitude, such as 52.07 4.3."
#define WRONG_PLACES                                                                     \
	"Two places or more are wanted here, with ; between them, such as 52.07 4.3; "   \
	"52.1 4.4."

static const char typed[] =
	"survey:\n"
	"- {type: email, name: mail}\n"
	"- {type: phonenumber, name: phone}\n"
	"- {type: range, name: scale, label: S, parameters: 'start=1 end=10 step=3'}\n"
	"- {type: range, name: down, label: S, parameters: 'start=-5 end=5 step=0.5'}\n"
	"- {type: geopoint, name: here, label: H}\n"
	"- {type: geotrace, name: way, label: W}\n"
	"- {type: date, name: month, label: M, appearance: month-year}\n"
	"- {type: date, name: year, label: Y, appearance: year}\n" SETTINGS;

static void checks_types(void **state)
{
	static const struct {
		const char *name, *given, *stored, *why; /* stored NULL: refused */
	} rows[] = {
		{"scale", "7", "7", ""},
		{"scale", "5", NULL,
		 "A number from 1 to 10 is wanted here, in steps of 3."},
		{"scale", "13", NULL,
		 "A number from 1 to 10 is wanted here, in steps of 3."},
		{"scale", "1.0", NULL,
		 "A number from 1 to 10 is wanted here, in steps of 3."},
		{"down", "-4,5", "-4.5", ""},
		{"down", "5", "5", ""},
		{"down", "0.25", NULL,
		 "A number from -5 to 5 is wanted here, in steps of 0.5."},
		{"down", "x", NULL,
		 "A number from -5 to 5 is wanted here, in steps of 0.5."},
		{"here", " 52,07   4,3 ", "52.07 4.3", ""},
		{"here", "52.07, 4.3", "52.07 4.3", ""},
		{"here", "-90 +180 12.5 3", "-90 180 12.5 3", ""},
		{"here", "90.1 4.3", NULL, WRONG_PLACE},
		{"here", "52.07 180.1", NULL, WRONG_PLACE},
		{"here", "52.07", NULL, WRONG_PLACE},
		{"here", "52.07 4.3 1 -1", NULL, WRONG_PLACE},
		{"here", "52.07 4.3 1 1 1", NULL, WRONG_PLACE},
		{"here", "52.07 4.3; 52.07 4.3", NULL, WRONG_PLACE},
		{"here", "Delft", NULL, WRONG_PLACE},
		{"here", "52.07 4.3e1", NULL, WRONG_PLACE},
		{"way", "52,07 4,3;52.1 4.4 ;", "52.07 4.3; 52.1 4.4", ""},
		{"way", "52.07 4.3", NULL, WRONG_PLACES},
		{"way", "52.07 4.3;;52.1 4.4", NULL, WRONG_PLACES},
		{"way", ";", NULL, WRONG_PLACES},
		{"month", "2026-05", "2026-05", ""},
		{"year", "2026", "2026", ""},
	};
	struct filled x;

	(void)state;
	filled_open(&x, typed);
	form_filling_begin(x.f);
	filled_expect(&x, "mail", "w@example.org");
	filled_expect(&x, "phone", "0612345678");
	assert_int_equal(form_filling_origin(x.f, filled_at(&x, "phone")),
			 FORM_ORIGIN_PRELOAD);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].stored == NULL) {
			filled_refuse(&x, rows[i].name, rows[i].given, rows[i].why);
			continue;
		}
		filled_give(&x, rows[i].name, rows[i].given);
		filled_expect(&x, rows[i].name, rows[i].stored);
	}
	filled_close(&x);
}

static void expect_shown(const struct filled *x, const char *path, const char *wanted)
{
	struct str text = STR_INIT;

	form_filling_shown(x->f, filled_at(x, path), 0, &text);
	assert_string_equal(text.bytes, wanted);
	str_release(&text);
}

static void shows_months_and_years(void **state)
{
	struct filled x;

	(void)state;
	filled_open(&x, typed);
	form_filling_begin(x.f);
	filled_give(&x, "month", "2026-05-01");
	filled_give(&x, "year", "2026-01-01");
	expect_shown(&x, "month", "mei 2026");
	expect_shown(&x, "year", "2026");
	filled_close(&x);
}

static void marks_texts(void **state)
{
	static const struct {
		const char *label, *wanted; /* [bold] {underlined} <both> */
	} rows[] = {
		{"plain", "plain"},
		{"**dik** en *schuin* en __dik__ en _schuin_",
		 "[dik] en {schuin} en [dik] en {schuin}"},
		{"**a *b* c**", "[a ]<b>[ c]"},
		{"***x*** y", "<x> y"},
		{"<b>dik</b> <strong>dik</strong> <u>o</u> <em>o</em> <i>o</i>",
		 "[dik] [dik] {o} {o} {o}"},
		{"<B>dik <I>en</I></B>", "[dik ]<en>"},
		{"<span style=\"color:red\">rood</span> <bold>x</bold>", "rood x"},
		{"</b>a <b>open", "a [open]"},
		{"**${q}** ${q}", "[*Bo*] *Bo*"},
		{"<b>${s}</b> ${s}", "[een ]<twee> een {twee}"},
		{"<b></b>x", "x"},
		{"2 ** 3 ** 4", "2 ** 3 ** 4"},
	};
	static const char *const marks[][2] = {
		{"", ""}, {"[", "]"}, {"{", "}"}, {"<", ">"}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str yaml = STR_INIT, text = STR_INIT, drawn = STR_INIT;
		struct form_marks found = {NULL, 0, 0};
		struct filled x;
		size_t at = 0;

		str_addf(&yaml,
			 "survey:\n- {type: text, name: q, label: Q}\n"
			 "- {type: select_one l, name: s, label: S}\n"
			 "- type: note\n  name: n\n  label: |-\n    %s\n"
			 "choices:\n  l:\n  - {name: a, label: 'een *twee*'}\n" SETTINGS,
			 rows[i].label);
		filled_open(&x, yaml.bytes);
		form_filling_begin(x.f);
		filled_give(&x, "q", "*Bo*");
		filled_give(&x, "s", "a");
		form_filling_marked(x.f, filled_at(&x, "n"), x.form->rows[2].label, 0,
				    &text, &found);
		for (size_t m = 0; m < found.count; m++) {
			const struct form_marked *mark = &found.items[m];

			assert_true(mark->from >= at && mark->end > mark->from);
			str_add_bytes(&drawn, text.bytes + at, mark->from - at);
			str_add(&drawn, marks[mark->kinds][0]);
			str_add_bytes(&drawn, text.bytes + mark->from,
				      mark->end - mark->from);
			str_add(&drawn, marks[mark->kinds][1]);
			at = mark->end;
		}
		str_add(&drawn, text.bytes + at);
		assert_string_equal(drawn.bytes, rows[i].wanted);
		str_reset(&drawn);
		form_filling_text(x.f, filled_at(&x, "n"), x.form->rows[2].label, 0,
				  &drawn);
		assert_string_equal(drawn.bytes, text.bytes);
		filled_close(&x);
		free(found.items);
		str_release(&yaml);
		str_release(&text);
		str_release(&drawn);
	}
}

/* As the tests of ODK Web Forms and of its forerunners have them. */
static void shuffles_as_odk(void **state)
{
	static const struct {
		double seed;
		const char *order;
	} rows[] = {{42, "AFCBDE"},  {-42, "EDAFBC"},	   {1, "BFEACD"},
		    {1.9, "BFEACD"}, {11111111, "ACDBFE"}, {2147483647.0 + 42, "AFCBDE"}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int items[] = {'A', 'B', 'C', 'D', 'E', 'F'};
		char order[7] = "";

		form_shuffle(items, 6, rows[i].seed);
		for (int k = 0; k < 6; k++)
			order[k] = (char)items[k];
		assert_string_equal(order, rows[i].order);
	}
}

static void shuffles_with_any_seed(void **state)
{
	static const double seeds[] = {0,	 -0.5,	    1e300, -1e300,
				       INFINITY, -INFINITY, NAN,   2147483647.0};

	(void)state;
	for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
		int items[100], sum = 0;

		for (int k = 0; k < 100; k++)
			items[k] = k;
		form_shuffle(items, 100, seeds[i]);
		for (int k = 0; k < 100; k++)
			sum += items[k];
		assert_int_equal(sum, 4950);
	}
	form_shuffle(NULL, 0, 1);
}

static const char cascade[] =
	"survey:\n"
	"- {type: select_one towns, name: town, label: T}\n"
	"- {type: select_one parts, name: part, label: P, choice_filter: 'town = ${town}'}\n"
	"- {type: integer, name: age, label: A, constraint: '${age} > 3 and . = ${age}'}\n"
	"choices:\n"
	"  towns: {delft: Delft, leiden: Leiden}\n"
	"  parts:\n"
	"  - {name: '1', label: Hof, town: delft}\n"
	"  - {name: '2', label: Waard, town: delft}\n"
	"  - {name: '1', label: Merenwijk, town: leiden}\n"
	"settings: {form_id: t, form_title: T, version: 1, allow_choice_duplicates: yes}\n";

/* Of several choices of one name that which is offered counts; a constraint may name itself. */
static void names_more_than_once(void **state)
{
	struct filled x;
	struct str shown = STR_INIT;

	(void)state;
	filled_open(&x, cascade);
	filled_give(&x, "town", "leiden");
	filled_refuse(&x, "part", "2", "This is not one of the choices offered now.");
	filled_give(&x, "part", "1");
	form_filling_shown(x.f, filled_at(&x, "part"), 0, &shown);
	assert_string_equal(shown.bytes, "Merenwijk");
	filled_give(&x, "town", "delft");
	filled_expect(&x, "part", "1");
	filled_give(&x, "part", "2");
	filled_give(&x, "town", "leiden");
	filled_expect(&x, "part", "");
	filled_give(&x, "age", "4");
	assert_int_not_equal(form_filling_answer(x.f, filled_at(&x, "age"), "3", NULL), OK);
	filled_expect(&x, "age", "4");
	str_release(&shown);
	filled_close(&x);
}

/* A default is taken as the same answer would be. */
static void takes_defaults_as_answers(void **state)
{
	static const char yaml[] =
		"survey:\n"
		"- {type: decimal, name: price, label: P, default: '2,5'}\n"
		"- {type: geopoint, name: here, label: H, default: '52.07, 4.3'}\n"
		"- {type: range, name: scale, label: S, default: '3'}\n"
		"- {type: range, name: half, label: S, parameters: 'step=0.5', default: "
		"'3.0'}\n"
		"- {type: calculate, name: same, calculation: '${scale} = ${half}'}\n"
		"- {type: note, name: told, label: 'Gelijk: ${same}'}\n" SETTINGS;
	struct filled x;

	(void)state;
	filled_open(&x, yaml);
	form_filling_begin(x.f);
	filled_expect(&x, "price", "2.5");
	filled_expect(&x, "here", "52.07 4.3");
	filled_expect(&x, "same", "true");
	filled_close(&x);
	expect_problems(
		"survey:\n"
		"- {type: decimal, name: a, label: A, default: '+5'}\n"
		"- {type: range, name: b, label: B, default: '11'}\n"
		"- {type: acknowledge, name: c, label: C, default: 'yes'}\n"
		"- {type: geopoint, name: d, label: D, default: here}\n"
		"- {type: time, name: e, label: E, default: '25:99'}\n" SETTINGS,
		"f:2:48: error: The default '+5' does not fit this type.\n"
		"f:3:46: error: The default '11' does not fit this type.\n"
		"f:4:52: error: The default 'yes' does not fit this type.\n"
		"f:5:48: error: The default 'here' does not fit this type.\n"
		"f:6:45: error: The default '25:99' does not fit this type.\n");
}

/* An empty question that comes or goes changes how many there are. */
static void counts_what_is_empty(void **state)
{
	static const char yaml[] =
		"survey:\n"
		"- {type: integer, name: n, label: N}\n"
		"- {type: text, name: q, label: Q, relevant: '${n} = 1'}\n"
		"- {type: calculate, name: many, calculation: 'count(${q})'}\n"
		"- {type: calculate, name: all, calculation: \"join('-', ${q}, ${n})\"}\n" SETTINGS;
	struct filled x;

	(void)state;
	filled_open(&x, yaml);
	form_filling_begin(x.f);
	filled_expect(&x, "many", "0");
	filled_give(&x, "n", "1");
	filled_expect(&x, "many", "1");
	filled_expect(&x, "all", "-1");
	filled_give(&x, "n", "2");
	filled_expect(&x, "many", "0");
	filled_expect(&x, "all", "2");
	filled_close(&x);
}

int filling_types_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(checks_types),
		cmocka_unit_test(shows_months_and_years),
		cmocka_unit_test(marks_texts),
		cmocka_unit_test(shuffles_as_odk),
		cmocka_unit_test(shuffles_with_any_seed),
		cmocka_unit_test(names_more_than_once),
		cmocka_unit_test(takes_defaults_as_answers),
		cmocka_unit_test(counts_what_is_empty),
	};

	return cmocka_run_group_tests_name("filling types", tests, NULL, NULL);
}
