/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filled.h"

/* Changes at random: what was computed bit by bit must be as if computed at once. */
#define SETTINGS "settings: {form_id: t, form_title: T, version: 1}\n"

static unsigned roll(unsigned *seed, unsigned most)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % most;
}

static void change_something(struct filled *x, unsigned *seed)
{
	char value[8];
	int count, list, all, other;
	const int *spots = form_filling_spots(x->f, &count);
	int spot = spots[roll(seed, (unsigned)count)];
	const int *instances;

	(void)snprintf(value, sizeof value, "%u", roll(seed, 9));
	if (!form_filling_is_list(x->f, spot) && !form_filling_is_instance(x->f, spot)) {
		(void)form_filling_answer(x->f, spot, roll(seed, 4) == 0 ? "" : value,
					  NULL);
		return;
	}
	list = form_filling_is_list(x->f, spot) ? spot : form_filling_list(x->f, spot);
	instances = form_filling_instances(x->f, list, &all);
	if (all < 2 || (all < 5 && roll(seed, 2) == 0)) {
		(void)form_filling_add(x->f, list, &other, NULL);
		return;
	}
	other = instances[roll(seed, (unsigned)all)];
	if (roll(seed, 3) == 0) {
		(void)form_filling_take_out(x->f, other, NULL);
		if (roll(seed, 2) == 0)
			(void)form_filling_put_back(x->f, other, NULL);
	} else {
		(void)form_filling_move(x->f, other, 1 + (int)roll(seed, (unsigned)all),
					NULL);
	}
}

static void tell_seen(const struct form_filling *f, struct str *out)
{
	int count;
	const int *spots = form_filling_spots(f, &count);

	for (int i = 0; i < count; i++) {
		form_filling_path(f, spots[i], out);
		str_addf(out, form_filling_is_relevant(f, spots[i]) ? "=%s\n" : "-%s\n",
			 form_filling_value(f, spots[i]));
	}
}

/* Computed step by step, all is as if it were computed at once. */
static void expect_as_fresh(struct filled *x, const char *yaml)
{
	struct filled y;
	struct str step = STR_INIT, fresh = STR_INIT, path = STR_INIT;
	int count;
	const int *spots = form_filling_spots(x->f, &count);

	filled_open(&y, yaml);
	for (int i = 0; i < count; i++) {
		str_reset(&path);
		form_filling_path(x->f, spots[i], &path);
		assert_true(form_filling_restore(y.f, path.bytes,
						 form_filling_value(x->f, spots[i]),
						 FORM_STATUS_NONE, FORM_ORIGIN_TYPED));
	}
	form_filling_resume(y.f);
	tell_seen(x->f, &step);
	tell_seen(y.f, &fresh);
	assert_string_equal(step.bytes, fresh.bytes);
	filled_close(&y);
	str_release(&step);
	str_release(&fresh);
	str_release(&path);
}

static const char mixed[] =
	"survey:\n"
	"- {type: integer, name: n, label: N}\n"
	"- {type: begin_repeat, name: r, label: R, relevant: '${n} != 3'}\n"
	"- {type: integer, name: a, label: A}\n"
	"- {type: calculate, name: share, calculation: '${a} div sum(../../r/a)'}\n"
	"- {type: calculate, name: earlier, calculation: "
	"'indexed-repeat(${a}, ${r}, position(..) - 1)'}\n"
	"- {type: begin_group, name: g, label: G, relevant: 'position(..) <= ${n}'}\n"
	"- {type: integer, name: b, label: B, relevant: '${a} > 2'}\n"
	"- {type: begin_repeat, name: s, label: S, relevant: '${b} != 4'}\n"
	"- {type: integer, name: c, label: C, constraint: '. < 4'}\n"
	"- {type: calculate, name: d, calculation: 'concat(${a}, ${c}, position(..), "
	"position(../../..))'}\n"
	"- {type: begin_repeat, name: t, label: T, repeat_count: '${c}'}\n"
	"- {type: integer, name: u, label: U}\n"
	"- {type: calculate, name: v, calculation: '${u} + ${c} + ${b}'}\n"
	"- {type: end_repeat, name: t}\n"
	"- {type: calculate, name: us, calculation: 'sum(${v})'}\n"
	"- {type: end_repeat, name: s}\n"
	"- {type: end_group, name: g}\n"
	"- {type: calculate, name: cs, calculation: \"join('-', ${c})\"}\n"
	"- {type: calculate, name: gs, calculation: 'count(${s})'}\n"
	"- {type: end_repeat, name: r}\n"
	"- {type: calculate, name: ds, calculation: \"join('-', ${d})\"}\n"
	"- {type: calculate, name: rs, calculation: 'count(${r})'}\n"
	"- {type: calculate, name: big, calculation: 'count(${r}[./a > 3])'}\n"
	"- {type: calculate, name: vs, calculation: 'sum(${v}) + count(${b}) + "
	"count(${t})'}\n"
	"- {type: calculate, name: last, calculation: 'indexed-repeat(${c}, ${r}, ${n}, "
	"${s}, 1)'}\n" SETTINGS;

static void is_as_if_computed_at_once(void **state)
{
	enum { STEPS = 3000, LOOK_AFTER = 10 };
	struct filled x;
	unsigned seed = 1;

	(void)state;
	filled_open(&x, mixed);
	form_filling_begin(x.f);
	for (int i = 0; i < STEPS; i++) {
		change_something(&x, &seed);
		if (i % LOOK_AFTER == 0)
			expect_as_fresh(&x, mixed);
	}
	filled_close(&x);
}

int repeat_random_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_as_if_computed_at_once),
	};

	return cmocka_run_group_tests_name("repeat random", tests, NULL, NULL);
}
