/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "talks.h"

/* An interview without a screen, and the examples that are filled in that way. */

static void fills_every_kind_of_answer(void **state)
{
	struct talks t;
	struct care_dossier *d;
	const struct care_finished *talk;
	char entry[37];

	(void)state;
	talks_make(&t);
	fill(&t, t.client, "probe", "2026-11-20",
	     "{\"called\":\"Naima\",\"hours\":12,\"barriers\":[\"travel\",\"money\"],"
	     "\"child\":true,\"story\":{\"status\":\"refused\"},\"work\":{\"value\":"
	     "\"cooking\","
	     "\"remarks\":[{\"speaker\":\"other\",\"who\":\"son\",\"text\":\"often\"}]}}",
	     entry);
	d = dossier(&t.p, t.client);
	talk = talk_of(d, entry);
	assert_string_equal(answer_in(talk, "hours")->value, "12");
	assert_string_equal(answer_in(talk, "barriers")->value, "money travel");
	assert_string_equal(answer_in(talk, "child")->value, "yes");
	assert_int_equal(answer_in(talk, "story")->status, FORM_STATUS_REFUSED);
	assert_string_equal(answer_in(talk, "story")->value, "");
	assert_string_equal(answer_in(talk, "work")->remarks[0].who, "son");
	care_dossier_free(d);
	talks_remove(&t);
}

static void refuses_what_it_would_leave_out(void **state)
{
	static const struct {
		const char *json, *notes, *names; /* names: what the sentence speaks of */
	} tries[] = {
		{"{\"called\":\"N\",\"colour\":\"red\"}", NULL, "colour"},
		{"{\"called\":\"N\",\"care\":\"childcare/childcare_cost\"}", NULL,
		 "care"},
		{"{\"called\":\"N\",\"hours\":\"many\"}", NULL, "hours"},
		{"{\"called\":\"N\",\"hours\":null}", NULL, "hours"},
		{"{\"called\":\"N\",\"work\":[\"a\"]}", NULL, "work"},
		{"{\"called\":\"N\",\"work\":{\"status\":\"perhaps\"}}", NULL, "work"},
		{"{\"called\":\"N\",\"work\":{\"value\":\"a\",\"status\":\"later\"}}",
		 NULL, "work"},
		{"{\"called\":\"N\",\"work\":{\"valeu\":\"a\"}}", NULL, "valeu"},
		{"{\"called\":\"N\",\"work\":{\"value\":\"a\",\"remarks\":\"x\"}}", NULL,
		 "work"},
		{"{\"called\":\"N\",\"work\":{\"remarks\":[{\"speaker\":\"cat\",\"text\":"
		 "\"x\"}]}}",
		 NULL, "spoken"},
		{"{\"called\":\"N\",\"work\":{\"remarks\":[{\"speaker\":\"she\"}]}}",
		 NULL, "work"},
		{"{\"called\":\"\"}", NULL, "called"},
		{"{}", NULL, "called"},
		{"[]", NULL, "object"},
		{"{\"called\":\"N\"}", "[1]", "otes"},
		{"{\"called\":\"N\"}", "{}", "otes"},
		{"{\"called\":\"N\",\"next\":\"2026-12\"}", NULL, "next"},
	};
	struct talks t;
	struct care_dossier *d;

	(void)state;
	talks_make(&t);
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		struct error e = ERROR_INIT;

		if (fill_error(&t, "probe", tries[i].json, tries[i].notes, &e) !=
			    ERR_INVALID ||
		    !strstr(e.text, tries[i].names))
			fail_msg("%s: %d %s", tries[i].json, e.code, e.text);
	}
	d = dossier(&t.p, t.client);
	assert_int_equal(d->interview_count, 0);
	care_dossier_free(d);
	talks_remove(&t);
}

static void days_forms_and_women_must_be(void **state)
{
	struct talks t;
	struct error e = ERROR_INIT;
	struct date tomorrow = day("2026-11-22"), month = {2026, 11, 0, false},
		    today = day("2026-11-21");
	json_t *answers = json_pack("{s:s}", "called", "Naima");
	const char *by;
	char entry[37];

	(void)state;
	talks_make(&t);
	by = care_session_worker(t.p.s);
	assert_int_equal(care_fill(t.p.s, t.client, "probe", answers, NULL, &tomorrow, by,
				   entry, &e),
			 ERR_INVALID);
	assert_int_equal(
		care_fill(t.p.s, t.client, "probe", answers, NULL, &month, by, entry, &e),
		ERR_INVALID);
	assert_int_equal(
		care_fill(t.p.s, t.client, "none", answers, NULL, &today, by, entry, &e),
		ERR_NOT_FOUND);
	assert_int_equal(
		care_fill(t.p.s, "nobody", "probe", answers, NULL, &today, by, entry, &e),
		ERR_NOT_FOUND);
	json_decref(answers);
	talks_remove(&t);
}

static json_t *examples(struct place *p)
{
	char *folder = file_path(p->options.share, "config");
	char *path = file_path(folder, "examples.json");
	struct str text = STR_INIT;
	struct error e = ERROR_INIT;
	json_t *all = NULL;

	must(file_read(path, 1 << 20, &text, &e), &e);
	must(json_text_read(text.bytes, text.len, &all, &e), &e);
	str_release(&text);
	free(path);
	free(folder);
	return all;
}

/* The rungs of an example as its interviews give them, oldest first. */
static int rungs_in(const json_t *client, int levels[16])
{
	size_t i;
	json_t *talk;
	int count = 0;

	json_array_foreach(json_object_get(client, "interviews"), i, talk)
	{
		const json_t *answers = json_object_get(talk, "answers");
		const char *level = json_at_text(answers, "ladder_level");

		if (*level && count < 16)
			levels[count++] = atoi(level);
	}
	return count;
}

static void check_example(struct place *p, const json_t *client)
{
	const char *number =
		json_at_text(json_object_get(client, "facts"), "file_number");
	struct error e = ERROR_INIT;
	struct care_dossier *d;
	int levels[16], count = rungs_in(client, levels);
	char id[37];

	must(care_client_by_text(p->s, number, id, &e), &e);
	d = dossier(p, id);
	assert_int_equal(d->interview_count,
			 (int)json_array_size(json_object_get(client, "interviews")));
	assert_int_equal(d->rung_count, count);
	for (int i = 0; i < count; i++)
		assert_int_equal(d->rungs[i].level, levels[i]);
	assert_int_equal(d->goal_count,
			 (int)json_array_size(json_object_get(client, "goals")));
	assert_int_equal(d->consent_count,
			 (int)json_array_size(json_object_get(client, "consents")));
	for (int i = 0; i < d->appointment_count; i++) /* none twice */
		for (int k = 0; k < i; k++)
			assert_int_not_equal(date_compare(&d->appointments[i].due,
							  &d->appointments[k].due),
					     0);
	care_dossier_free(d);
}

static void eleven_examples(void **state)
{
	struct place p;
	struct error e = ERROR_INIT;
	struct care_today today;
	json_t *all, *client;
	size_t i;

	(void)state;
	place_make(&p);
	must(care_practice_fill(p.s, &e), &e);
	assert_int_equal(care_client_count(p.s), 11);
	all = examples(&p);
	json_array_foreach(json_object_get(all, "clients"), i, client)
		check_example(&p, client);
	json_decref(all);
	must(care_today_read(p.s, 60, NULL, &today, &e), &e);
	assert_int_equal(today.unfinished_count, 2);
	care_today_release(&today);
	must_rebuild_equal(&p);
	place_remove(&p);
}

/* Every text of the form, with the words of the one it is about. */
static void all_texts(const struct care_interview *iv, struct str *out)
{
	const struct form *form = care_interview_form(iv);
	const struct form_filling *f = care_interview_filling(iv);
	int nl = form_language(form, "nl");

	for (int row = 0; row < form->row_count; row++) {
		form_filling_text(f, row, form->rows[row].label, nl, out);
		form_filling_text(f, row, form->rows[row].hint, nl, out);
		form_filling_text(f, row, form->rows[row].guidance, nl, out);
		form_filling_text(f, row, form->rows[row].page_label, nl, out);
		str_add_char(out, '\n');
	}
}

static bool has_word(const char *text, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = text; (at = strstr(at, word)); at += len)
		if ((at == text || strchr(" \n(/", at[-1])) &&
		    strchr(" \n.,?!/)'", at[len]))
			return true;
	return false;
}

static void rachid_is_meneer(void **state)
{
	static const char *const forms[] = {"intake", "progress", "home-visit",
					    "success-story", "exit"};
	struct place p;
	struct error e = ERROR_INIT;
	char rachid[37];

	(void)state;
	place_make(&p);
	must(care_practice_fill(p.s, &e), &e);
	must(care_client_by_text(p.s, "J-0009", rachid, &e), &e);
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct care_interview *iv = NULL;
		struct str text = STR_INIT;

		must(care_interview_begin(p.s, rachid, forms[i], CARE_TOGETHER, &iv, &e),
		     &e);
		all_texts(iv, &text);
		assert_true(has_word(text.bytes, "hij") || has_word(text.bytes, "zijn") ||
			    has_word(text.bytes, "meneer"));
		if (has_word(text.bytes, "mevrouw") || has_word(text.bytes, "haar") ||
		    has_word(text.bytes, "zij"))
			fail_msg("%s says mevrouw, haar or zij:\n%s", forms[i],
				 text.bytes);
		care_interview_free(iv);
		str_release(&text);
	}
	place_remove(&p);
}

/* What a list shows of a woman, and what a program gets. */
static void a_hit_tells_who_she_is(void **state)
{
	struct talks t;
	struct care_hits hits;
	struct error e = ERROR_INIT;
	char id[37];

	(void)state;
	talks_make(&t);
	register_as(&t.p,
		    "{\"called\":\"Yasmin\",\"given_name\":\"Yasmina\",\"family_name\":"
		    "\"El Idrissi\",\"birth_date\":\"1981-03\"}",
		    "2026-01-05", id);
	must(care_find(t.p.s, "yasm", 10, &hits, &e), &e);
	assert_int_equal(hits.count, 1);
	assert_string_equal(hits.items[0].shown, "Yasmin El Idrissi");
	assert_string_equal(hits.items[0].given, "Yasmina");
	assert_string_equal(hits.items[0].birth, "1981-03");
	care_hits_release(&hits);
	must(care_setting_set(t.p.s, "names_in_lists", "initials", &e), &e);
	must(care_find(t.p.s, "yasm", 10, &hits, &e), &e);
	assert_null(strstr(hits.items[0].shown, "Yasmin"));
	assert_null(strstr(hits.items[0].shown, "Idrissi"));
	assert_true(*hits.items[0].shown != '\0');
	care_hits_release(&hits);
	talks_remove(&t);
}

int interview_fill_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fills_every_kind_of_answer),
		cmocka_unit_test(refuses_what_it_would_leave_out),
		cmocka_unit_test(days_forms_and_women_must_be),
		cmocka_unit_test(eleven_examples),
		cmocka_unit_test(rachid_is_meneer),
		cmocka_unit_test(a_hit_tells_who_she_is),
	};

	return cmocka_run_group_tests_name("interview without a screen", tests, NULL,
					   NULL);
}

int interview_tests(void)
{
	return interview_begin_tests() + interview_end_tests() +
	       interview_correct_tests() + interview_fill_tests() +
	       interview_repeat_tests() + interview_lists_tests() + interview_later_tests();
}
