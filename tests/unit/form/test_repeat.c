/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filled.h"

/* Repeats of a filling: homes with children with toys. */
static const char homes[] = "survey:\n"
			    "- {type: integer, name: wanted, label: Hoeveel}\n"
			    "- {type: begin_repeat, name: home, label: Huis}\n"
			    "- {type: text, name: street, label: Straat, default: Kade}\n"
			    "- {type: begin_repeat, name: child, label: Kind}\n"
			    "- {type: text, name: called, label: Naam, required: yes}\n"
			    "- {type: integer, name: age, label: Leeftijd}\n"
			    "- {type: begin_repeat, name: toy, label: Speelgoed}\n"
			    "- {type: text, name: kind, label: Soort}\n"
			    "- {type: end_repeat, name: toy}\n"
			    "- {type: end_repeat, name: child}\n"
			    "- {type: end_repeat, name: home}\n"
			    "- {type: text, name: remark, label: Nog iets}\n"
			    "settings: {form_id: t, form_title: T, version: 1}\n";

static int set_up(void **state)
{
	struct filled *x = mem_new(sizeof *x);

	(void)setenv("TZ", "UTC", 1);
	tzset();
	filled_open(x, homes);
	*state = x;
	return 0;
}

static int tear_down(void **state)
{
	filled_close(*state);
	free(*state);
	return 0;
}

static void nests_three_deep(void **state)
{
	struct filled *x = *state;
	int home, child, count;

	form_filling_begin(x->f);
	filled_expect_all(x->f, "wanted home remark");
	home = filled_add(x, "home");
	filled_expect_changes(x->f, "+=home#1 +=home#1/street +home#1/child");
	filled_expect_added(x, "home", "home#2");
	child = filled_add(x, "home#1/child");
	(void)filled_add(x, "home#2/child");
	(void)filled_add(x, "home#1/child#1/toy");
	filled_give(x, "home#1/child#1/toy#1/kind", "pop");
	filled_give(x, "home#2/child#1/called", "Ali");
	filled_expect_all(
		x->f,
		"wanted home home#1=1 home#1/street=Kade home#1/child home#1/child#1=1 "
		"home#1/child#1/called home#1/child#1/age home#1/child#1/toy "
		"home#1/child#1/toy#1=1 home#1/child#1/toy#1/kind=pop "
		"home#2=2 home#2/street=Kade home#2/child home#2/child#1=1 "
		"home#2/child#1/called=Ali home#2/child#1/age home#2/child#1/toy remark");
	assert_true(form_filling_is_list(x->f, filled_at(x, "home#1/child")));
	assert_false(form_filling_is_instance(x->f, filled_at(x, "home#1/child")));
	assert_true(form_filling_is_instance(x->f, child));
	assert_false(form_filling_is_list(x->f, child));
	assert_int_equal(form_filling_list(x->f, child), filled_at(x, "home#1/child"));
	assert_int_equal(form_filling_parent(x->f, child), home);
	assert_int_equal(form_filling_parent(x->f, filled_at(x, "home#1/child#1/age")),
			 child);
	assert_int_equal(form_filling_parent(x->f, home), FORM_NONE);
	assert_int_equal(form_filling_instance(x->f, filled_at(x, "home#1/child#1/age")),
			 child);
	assert_int_equal(form_filling_instance(x->f, child), child);
	assert_int_equal(form_filling_instance(x->f, filled_at(x, "remark")), FORM_NONE);
	assert_int_equal(form_filling_instance(x->f, filled_at(x, "home")), FORM_NONE);
	assert_int_equal(form_filling_member(x->f, child, form_find(x->form, "age")),
			 filled_at(x, "home#1/child#1/age"));
	assert_int_equal(form_filling_member(x->f, child, form_find(x->form, "kind")),
			 FORM_NONE);
	assert_int_equal(form_filling_member(x->f, FORM_NONE, form_find(x->form, "age")),
			 FORM_NONE);
	assert_int_equal(
		form_filling_member(x->f, FORM_NONE, form_find(x->form, "remark")),
		filled_at(x, "remark"));
	assert_int_equal(form_filling_row(x->f, child), form_find(x->form, "child"));
	assert_int_equal(form_filling_instances(x->f, filled_at(x, "home"), &count)[0],
			 home);
	assert_int_equal(count, 2);
	/* a row inside a repeat stands nowhere outside it */
	assert_false(form_filling_is_relevant(x->f, form_find(x->form, "age")));
	assert_int_equal(form_filling_answer(x->f, form_find(x->form, "age"), "3", NULL),
			 ERR_INVALID);
	filled_refuse(x, "home#1/child#1/age", "3.5",
		      "A whole number is wanted here, such as 3.");
	assert_int_equal(form_filling_state(x->f, filled_at(x, "home")),
			 FORM_STATE_REQUIRED);
	assert_int_equal(form_filling_state(x->f, filled_at(x, "home#2")),
			 FORM_STATE_OPEN);
	assert_int_equal(form_filling_open(x->f, &count), 1);
	assert_int_equal(count, filled_at(x, "home#1/child#1/called"));
	form_filling_progress(x->f, FORM_TOGETHER, &home, &count);
	assert_int_equal(home, 4);
	assert_int_equal(count, 9);
}

static void takes_out_and_puts_back(void **state)
{
	struct filled *x = *state;
	struct error e = ERROR_INIT;
	int one, two, three;

	form_filling_begin(x->f);
	one = filled_add(x, "home");
	two = filled_add(x, "home");
	three = filled_add(x, "home");
	(void)filled_add(x, "home#2/child");
	filled_give(x, "home#2/child#1/called", "Ali");
	assert_int_equal(form_filling_take_out(x->f, two, &e), OK);
	filled_expect_changes(
		x->f, "-=home#2 =home#3 -home#2/street -home#2/child -home#2/child#1 "
		      "-home#2/child#1/called -home#2/child#1/age -home#2/child#1/toy");
	filled_expect_all(x->f,
			  "wanted home home#1=1 home#1/street=Kade home#1/child home#3=2 "
			  "home#3/street=Kade home#3/child remark");
	filled_expect(x, "home#2", "0");
	filled_expect(x, "home#2/child#1/called", "Ali");
	assert_string_equal(
		form_filling_seen(x->f, filled_at(x, "home#2/child#1/called")), "");
	assert_int_equal(form_filling_state(x->f, two), FORM_STATE_IRRELEVANT);
	assert_int_equal(form_filling_position(x->f, two), 0);
	assert_int_equal(
		form_filling_answer(x->f, filled_at(x, "home#2/street"), "x", NULL),
		ERR_INVALID);
	assert_false(form_filling_may_change(x->f, filled_at(x, "home#2/child")));
	assert_int_equal(form_filling_move(x->f, two, 1, &e), ERR_INVALID);
	/* what is out has its place between the others, also when these go */
	assert_int_equal(form_filling_take_out(x->f, one, &e), OK);
	assert_int_equal(form_filling_put_back(x->f, two, &e), OK);
	assert_int_equal(form_filling_position(x->f, two), 1);
	assert_int_equal(form_filling_put_back(x->f, one, &e), OK);
	assert_int_equal(form_filling_position(x->f, one), 1);
	assert_int_equal(form_filling_position(x->f, three), 3);
	assert_string_equal(
		form_filling_seen(x->f, filled_at(x, "home#2/child#1/called")), "Ali");
	assert_int_equal(form_filling_put_back(x->f, one, &e), OK); /* it is there */
	assert_int_equal(form_filling_take_out(x->f, three, &e), OK);
	assert_int_equal(form_filling_take_out(x->f, three, &e), OK);
	filled_expect_added(x, "home", "home#4"); /* never #3 again */
	assert_int_equal(form_filling_take_out(x->f, filled_at(x, "home"), &e),
			 ERR_INVALID);
	assert_int_equal(form_filling_add(x->f, filled_at(x, "remark"), &one, &e),
			 ERR_INVALID);
	assert_int_equal(one, FORM_NONE);
	assert_string_equal(e.text, "Nothing can be added or taken away here.");
}

static void moves(void **state)
{
	struct filled *x = *state;
	struct error e = ERROR_INIT;

	form_filling_begin(x->f);
	for (int i = 0; i < 4; i++)
		(void)filled_add(x, "home");
	assert_int_equal(form_filling_take_out(x->f, filled_at(x, "home#2"), &e), OK);
	assert_int_equal(form_filling_move(x->f, filled_at(x, "home#4"), 1, &e), OK);
	filled_expect_changes(x->f, "=home#4 =home#1 =home#3");
	filled_expect(x, "home#4", "1");
	filled_expect(x, "home#1", "2");
	filled_expect(x, "home#3", "3");
	assert_int_equal(form_filling_move(x->f, filled_at(x, "home#4"), 3, &e), OK);
	filled_expect(x, "home#4", "3");
	assert_int_equal(form_filling_move(x->f, filled_at(x, "home#4"), 3, &e), OK);
	assert_int_equal(form_filling_move(x->f, filled_at(x, "home#4"), 4, &e),
			 ERR_INVALID);
	assert_int_equal(form_filling_move(x->f, filled_at(x, "home#4"), 0, &e),
			 ERR_INVALID);
	assert_int_equal(form_filling_put_back(x->f, filled_at(x, "home#2"), &e), OK);
	filled_expect(x, "home#2", "2");
}

static bool restore(struct filled *x, const char *path, const char *value)
{
	return form_filling_restore(x->f, path, value, FORM_STATUS_NONE,
				    FORM_ORIGIN_TYPED);
}

static void restores_in_any_order(void **state)
{
	struct filled *x = *state;

	assert_true(restore(x, "home#7/child#2/toy#1/kind", "bal"));
	assert_true(restore(x, "home#3", "1"));
	assert_true(restore(x, "home#9/street", "Laan")); /* no place: last, by number */
	assert_true(restore(x, "home#8", "x"));
	assert_true(restore(x, "home#7", "2"));
	assert_true(restore(x, "home#4", "0"));
	assert_true(restore(x, "home#4/street", "Weg"));
	assert_true(restore(x, "home#7/child#2", "1"));
	assert_true(restore(x, "home#7/child#2/toy#1", "1"));
	form_filling_resume(x->f);
	filled_expect_all(
		x->f,
		"wanted home home#3=1 home#3/street home#3/child home#7=2 home#7/street "
		"home#7/child home#7/child#2=1 home#7/child#2/called home#7/child#2/age "
		"home#7/child#2/toy home#7/child#2/toy#1=1 home#7/child#2/toy#1/kind=bal "
		"home#8=3 home#8/street home#8/child home#9=4 home#9/street=Laan "
		"home#9/child "
		"remark");
	filled_expect(x, "home#4", "0");
	filled_expect(x, "home#4/street", "Weg");
	assert_int_equal(form_filling_put_back(x->f, filled_at(x, "home#4"), NULL), OK);
	assert_string_equal(form_filling_seen(x->f, filled_at(x, "home#4/street")),
			    "Weg");
	filled_expect_added(x, "home", "home#10");
}

static void refuses_hostile_paths(void **state)
{
	static const char *const paths[] = {"",
					    "/",
					    "#",
					    "home#",
					    "home#0",
					    "home#01",
					    "home#-1",
					    "home#1x",
					    "home#+1",
					    "home#1000001",
					    "home#99999999999999999999",
					    "home#1/",
					    "home#1/child#",
					    "home/street",
					    "home/child#1/called",
					    "home#1/called",
					    "home#1#2",
					    "remark#1",
					    "wanted#1/street",
					    "home#1/child#1/called#1",
					    "home#1/nothing",
					    "#1",
					    "home# 1",
					    "home#1/child#1/toy#1/kind/",
					    "home#1//street",
					    "home#1/home#1/street"};
	struct filled *x = *state;
	struct str path = STR_INIT;
	int spots, count = 0;

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		if (restore(x, paths[i], "1"))
			fail_msg("'%s' was taken", paths[i]);
		assert_int_equal(form_filling_spot(x->f, paths[i]), FORM_NONE);
	}
	form_filling_resume(x->f);
	filled_expect_all(x->f, "wanted home remark");
	assert_true(restore(x, "home#1000000", "1"));
	form_filling_resume(x->f);
	assert_int_equal(form_filling_add(x->f, filled_at(x, "home"), &spots, NULL),
			 ERR_INVALID);
	for (int i = 1; i < 2000; i++) {
		str_reset(&path);
		str_addf(&path, "home#%d", i);
		count += restore(x, path.bytes, "0");
	}
	assert_int_equal(count, FORM_INSTANCES_MOST - 1);
	for (int i = 1; i < 40000; i++) {
		str_reset(&path);
		str_addf(&path, "home#%d/child#%d/called", i % 900 + 1, i);
		count += restore(x, path.bytes, "x");
	}
	form_filling_resume(x->f);
	(void)form_filling_spots(x->f, &spots);
	assert_true(spots <= FORM_SPOTS_MOST);
	str_release(&path);
}

static void stops_at_the_most(void **state)
{
	struct filled *x = *state;
	struct error e = ERROR_INIT;
	int instance;

	form_filling_begin(x->f);
	for (int i = 0; i < FORM_INSTANCES_MOST; i++)
		(void)filled_add(x, "home");
	assert_int_equal(form_filling_add(x->f, filled_at(x, "home"), &instance, &e),
			 ERR_INVALID);
	assert_string_equal(e.text, "There is no room for more here: the most is 1000.");
	assert_int_equal(instance, FORM_NONE);
	for (int i = 1; i <= FORM_INSTANCES_MOST; i++) {
		struct str path = STR_INIT;

		str_addf(&path, "home#%d/child", i);
		while (form_filling_add(x->f, filled_at(x, path.bytes), &instance, &e) ==
		       OK)
			;
		str_release(&path);
	}
	(void)form_filling_spots(x->f, &instance);
	assert_true(instance > 50000 && instance <= FORM_SPOTS_MOST);
}

static void copies_exactly(void **state)
{
	struct filled *x = *state;
	struct form_filling *copy;
	struct str text = STR_INIT;

	form_filling_begin(x->f);
	(void)filled_add(x, "home");
	(void)filled_add(x, "home");
	(void)filled_add(x, "home");
	filled_give(x, "home#2/street", "Laan");
	assert_int_equal(form_filling_take_out(x->f, filled_at(x, "home#1"), NULL), OK);
	assert_int_equal(form_filling_move(x->f, filled_at(x, "home#3"), 1, NULL), OK);
	filled_tell_all(x->f, &text);
	copy = form_filling_copy(x->f);
	filled_expect_all(copy, text.bytes);
	assert_int_equal(form_filling_origin(copy, filled_at(x, "home#2/street")),
			 FORM_ORIGIN_TYPED);
	assert_int_equal(form_filling_origin(copy, filled_at(x, "home#3/street")),
			 FORM_ORIGIN_DEFAULT);
	assert_string_equal(form_filling_value(copy, filled_at(x, "home#1/street")),
			    "Kade");
	assert_int_equal(form_filling_put_back(copy, filled_at(x, "home#1"), NULL), OK);
	assert_int_equal(form_filling_position(copy, filled_at(x, "home#1")), 1);
	assert_int_equal(
		form_filling_answer(copy, filled_at(x, "home#2/street"), "Plein", NULL),
		OK);
	filled_expect_all(x->f, text.bytes); /* untouched */
	form_filling_free(copy);
	str_release(&text);
}

static const char locked[] =
	"survey:\n"
	"- {type: text, name: key, label: Sleutel}\n"
	"- {type: begin_group, name: g, label: G, read_only: \"${key} = 'dicht'\", "
	"relevant: \"${key} != 'weg'\"}\n"
	"- {type: begin_repeat, name: r, label: R}\n"
	"- {type: begin_repeat, name: s, label: S}\n"
	"- {type: text, name: q, label: Q, required: \"${key} = 'moet'\"}\n"
	"- {type: end_repeat, name: s}\n"
	"- {type: end_repeat, name: r}\n"
	"- {type: end_group, name: g}\n"
	"settings: {form_id: t, form_title: T, version: 1}\n";

static void locks_what_stands_in_it(void **state)
{
	struct filled x;
	int instance;

	(void)state;
	filled_open(&x, locked);
	form_filling_begin(x.f);
	(void)filled_add(&x, "g/r");
	(void)filled_add(&x, "g/r#1/s");
	filled_give(&x, "key", "dicht");
	assert_true(form_filling_is_read_only(x.f, filled_at(&x, "g/r#1/s#1/q")));
	filled_refuse(&x, "g/r#1/s#1/q", "x", "This answer cannot be changed.");
	assert_false(form_filling_may_change(x.f, filled_at(&x, "g/r#1/s")));
	assert_int_equal(form_filling_add(x.f, filled_at(&x, "g/r"), &instance, NULL),
			 ERR_INVALID);
	assert_int_equal(form_filling_take_out(x.f, filled_at(&x, "g/r#1"), NULL),
			 ERR_INVALID);
	filled_give(&x, "key", "moet");
	assert_false(form_filling_is_read_only(x.f, filled_at(&x, "g/r#1/s#1/q")));
	assert_int_equal(form_filling_state(x.f, filled_at(&x, "g/r#1/s#1/q")),
			 FORM_STATE_REQUIRED);
	assert_int_equal(form_filling_state(x.f, filled_at(&x, "g")),
			 FORM_STATE_REQUIRED);
	filled_give(&x, "g/r#1/s#1/q", "x");
	assert_int_equal(form_filling_state(x.f, filled_at(&x, "g/r#1")),
			 FORM_STATE_ANSWERED);
	filled_give(&x, "key", "weg");
	filled_expect_changes(x.f, "-g -g/r -g/r#1 -g/r#1/s -g/r#1/s#1 -g/r#1/s#1/q");
	assert_false(form_filling_may_change(x.f, filled_at(&x, "g/r")));
	filled_give(&x, "key", "");
	assert_string_equal(form_filling_seen(x.f, filled_at(&x, "g/r#1/s#1/q")), "x");
	(void)filled_add(&x, "g/r#1/s");
	assert_false(form_filling_is_required(x.f, filled_at(&x, "g/r#1/s#2/q")));
	filled_close(&x);
}

int repeat_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nests_three_deep, set_up, tear_down),
		cmocka_unit_test_setup_teardown(takes_out_and_puts_back, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(moves, set_up, tear_down),
		cmocka_unit_test_setup_teardown(restores_in_any_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(refuses_hostile_paths, set_up, tear_down),
		cmocka_unit_test_setup_teardown(stops_at_the_most, set_up, tear_down),
		cmocka_unit_test_setup_teardown(copies_exactly, set_up, tear_down),
		cmocka_unit_test(locks_what_stands_in_it),
	};

	return cmocka_run_group_tests_name("repeat", tests, NULL, NULL);
}
