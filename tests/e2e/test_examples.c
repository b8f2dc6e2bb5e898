/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Each of the eleven examples of the practice file, entered once more by keyboard, and read back
 * from 'show --json'.  Rachid is spoken of as hij and zijn.
 */
#include "enter.h"
#include "keys.h"

enum { EXAMPLES = 11 };

static json_t *read_examples(void)
{
	char *path = harness_format("%s/config/examples.json", getenv("TREDE_SHARE"));
	json_error_t e;
	json_t *all = json_load_file(path, 0, &e);

	if (!all)
		fail_msg("%s: %s", path, e.text);
	free(path);
	return all;
}

/* Choices may stand in another order: the form's. */
static bool same_words(const char *a, const char *b)
{
	size_t len = strlen(b);

	if (strlen(a) != len)
		return false;
	while (*a) {
		size_t n = strcspn(a, " ");
		bool found = false;

		for (const char *at = b; *at && !found;) {
			size_t m = strcspn(at, " ");

			found = m == n && memcmp(at, a, n) == 0;
			at += m;
			at += strspn(at, " ");
		}
		if (!found)
			return false;
		a += n;
		a += strspn(a, " ");
	}
	return true;
}

/*
 * Every key of want stands so in got, but for those that the screens date or count themselves, and what a referral
 * is told on the card and in its steps (test_refer).
 */
static void assert_has(const json_t *want, const json_t *got, const char *what)
{
	static const char *const other[] = {
		"on",	  "since",  "steps",	  "done",	"paused",    "time",	"rung",
		"state",  "remarks", "offer",	  "shares",	"caller",    "along",	"call_back",
		"expires", "meeting", "logged",	  "reason",	"outcome",   "status",	"feedback",
		"agreements"};
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)want, key, value)
	{
		bool is_other = false;

		for (size_t i = 0; i < sizeof other / sizeof *other; i++)
			is_other |= strcmp(key, other[i]) == 0;
		if (is_other)
			continue;
		if (!same_words(json_string_value(value), json_at_text(got, key)))
			fail_msg("%s: %s is \"%s\", not \"%s\"", what, key,
				 json_at_text(got, key), json_string_value(value));
	}
}

static void check_answer(const json_t *want, const json_t *got, const char *name)
{
	const json_t *mine = json_object_get(want, "remarks"),
		     *theirs = json_object_get(got, "remarks");
	const char *value =
		json_is_string(want) ? json_string_value(want) : json_at_text(want, "value");

	if (!same_words(value, json_at_text(got, "value")))
		fail_msg("%s is \"%s\", not \"%s\"", name, json_at_text(got, "value"), value);
	desk_equal(got, "status", json_at_text(want, "status"));
	if (json_array_size(mine) != json_array_size(theirs))
		fail_msg("%s has %zu remarks", name, json_array_size(theirs));
	for (size_t i = 0; i < json_array_size(mine); i++)
		assert_has(json_array_get(mine, i), json_array_get(theirs, i), name);
}

/* An answer of the talk of that day; what was for later stands in a second one. */
static const json_t *answer_on(const json_t *shown, const json_t *talk, const char *name)
{
	const json_t *all = json_object_get(shown, "interviews");

	for (size_t i = 0; i < json_array_size(all); i++) {
		const json_t *one = json_array_get(all, i),
			     *answers = json_object_get(one, "answers");

		if (strcmp(json_at_text(one, "form"), json_at_text(talk, "form")) != 0 ||
		    strcmp(json_at_text(one, "on"), json_at_text(talk, "on")) != 0)
			continue;
		for (size_t k = 0; k < json_array_size(answers); k++) {
			const json_t *answer = json_array_get(answers, k);
			const char *path = json_at_text(answer, "path");
			const char *slash = strrchr(path, '/');

			if (strcmp(slash ? slash + 1 : path, name) == 0)
				return answer;
		}
	}
	fail_msg("%s: no answer to %s", json_at_text(talk, "form"), name);
	return NULL;
}

static void check_interviews(const json_t *client, const json_t *shown)
{
	const json_t *all = json_object_get(client, "interviews");

	for (size_t i = 0; i < json_array_size(all); i++) {
		const json_t *talk = json_array_get(all, i);
		const char *name;
		json_t *answer;

		json_object_foreach(json_object_get(talk, "answers"), name, answer)
			check_answer(answer, answer_on(shown, talk, name), name);
	}
}

static void check_goals(const json_t *client, const json_t *shown)
{
	const json_t *goals = json_object_get(client, "goals");

	for (size_t i = 0; i < json_array_size(goals); i++) {
		const json_t *want = json_array_get(goals, i);
		const json_t *got = desk_item(shown, "goals", "text", json_at_text(want, "text"));
		const json_t *steps = json_object_get(want, "steps");

		assert_has(want, got, "goal");
		assert_int_equal(json_at_int(want, "rung", 0), json_at_int(got, "rung", -1));
		desk_equal(got, "state",
			   *json_at_text(want, "state") ? json_at_text(want, "state") : "open");
		for (size_t k = 0; k < json_array_size(steps); k++) {
			const json_t *step = json_array_get(steps, k);
			const json_t *its =
				desk_item(got, "steps", "text", json_at_text(step, "text"));

			assert_has(step, its, "step");
			desk_equal(its, "state", json_at_true(step, "done")	? "done"
						 : json_at_true(step, "paused") ? "paused"
										: "open");
		}
	}
}

static int minutes_of(const char *time)
{
	int hour, minute;

	return sscanf(time, "%d:%d", &hour, &minute) == 2 ? 60 * hour + minute : -1;
}

/* One of each 'what'. */
static void check_referrals(const json_t *client, const json_t *shown)
{
	const json_t *all = json_object_get(client, "referrals");

	for (size_t i = 0; i < json_array_size(all); i++) {
		const json_t *want = json_array_get(all, i);
		const json_t *got = desk_item(shown, "referrals", "what", json_at_text(want, "what"));

		assert_has(want, got, "referral");
		desk_equal(got, "status", enter_last(want, "status"));
		desk_equal(got, "feedback", enter_last(want, "feedback"));
	}
}

static void check_things(const json_t *client, const json_t *shown, const char *list,
			 const char *by)
{
	const json_t *all = json_object_get(client, list);

	for (size_t i = 0; i < json_array_size(all); i++) {
		const json_t *want = json_array_get(all, i);
		const json_t *got = desk_item(shown, list, by, json_at_text(want, by));

		assert_has(want, got, list);
		if (strcmp(list, "appointments") == 0)
			assert_int_equal(json_at_int(got, "minutes", -2),
					 minutes_of(json_at_text(want, "time")));
	}
}

/* The last one of each key counts. */
static void check_preconditions(const json_t *client, const json_t *shown)
{
	const json_t *all = json_object_get(client, "preconditions");

	for (size_t i = 0; i < json_array_size(all); i++) {
		const json_t *want = json_array_get(all, i);
		const char *key = json_at_text(want, "key");
		bool is_last = true;

		for (size_t k = i + 1; k < json_array_size(all); k++)
			is_last &= strcmp(key, json_at_text(json_array_get(all, k), "key")) != 0;
		if (is_last)
			assert_has(want, desk_item(shown, "preconditions", "key", key), key);
	}
}

static void check_client(const json_t *client, const json_t *shown)
{
	const json_t *facts = json_object_get(client, "facts"),
		     *got = json_object_get(shown, "facts");

	desk_equal(got, "called", json_at_text(facts, "called"));
	desk_equal(got, "address_form", json_at_text(facts, "address_form"));
	desk_equal(got, "city", json_at_text(facts, "city"));
	desk_equal(got, "birth_date", json_at_text(facts, "birth_date"));
	check_interviews(client, shown);
	check_goals(client, shown);
	check_referrals(client, shown);
	check_things(client, shown, "appointments", "about");
	check_things(client, shown, "consents", "organisation");
	check_things(client, shown, "notes", "text");
	check_preconditions(client, shown);
}

/* Her namesake of the practice file is found as well: the one that is new is ours. */
static char *new_client(struct desk *d, const char *name, const char *old)
{
	char *id = desk_client(d, name, 0);

	if (strcmp(id, old) != 0)
		return id;
	free(id);
	return desk_client(d, name, 1);
}

static void example(void **state)
{
	json_t *all = read_examples(), *shown;
	struct desk d;
	struct enter n = {.desk = &d};
	const char *name;
	char *old, *id;

	n.client = json_array_get(json_object_get(all, "clients"), (size_t)(uintptr_t)*state);
	name = json_at_text(json_object_get(n.client, "facts"), "called");
	desk_open(&d, "nl");
	old = desk_client(&d, name, 0);
	desk_sit(&d);
	enter_client(&n);
	desk_rise(&d);
	id = new_client(&d, name, old);
	shown = desk_show(&d, id);
	check_client(n.client, shown);
	if (strcmp(json_at_text(json_object_get(n.client, "facts"), "address_form"), "meneer") == 0)
		assert_true(n.has_said_hij && n.has_said_zijn);
	json_decref(shown);
	json_decref(all);
	free(old);
	free(id);
	desk_close(&d);
}

int main(void)
{
	struct CMUnitTest tests[EXAMPLES] = {{0}};
	json_t *all = read_examples();
	const json_t *clients = json_object_get(all, "clients");
	int failed;

	if (json_array_size(clients) != EXAMPLES) {
		fprintf(stderr, "there should be %d examples\n", EXAMPLES);
		return 1;
	}
	for (size_t i = 0; i < EXAMPLES; i++)
		tests[i] = (struct CMUnitTest){
			.name = json_at_text(
				json_object_get(json_array_get(clients, i), "facts"), "called"),
			.test_func = example,
			.initial_state = (void *)(uintptr_t)i,
		};
	failed = cmocka_run_group_tests_name("examples", tests, NULL, NULL);
	json_decref(all);
	return failed;
}
