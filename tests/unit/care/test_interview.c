/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "talks.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

/* An interview in progress: every answer is on disk when it is given, and comes back as
 * it was. */

static void begin_keeps_defaults(void **state)
{
	struct talks t;
	struct care_interview *iv;

	(void)state;
	talks_make(&t);
	iv = talks_begin(&t, "probe", CARE_TOGETHER);
	assert_string_equal(value_of(iv, "story"), "niets");
	assert_int_equal(care_interview_row(iv), FORM_NONE);
	assert_string_equal(care_interview_client(iv), t.client);
	assert_string_equal(care_interview_called(iv), "Naima");
	assert_int_equal(care_interview_saved_ms(iv), t.p.now);
	assert_true(care_interview_is_recorded(iv));
	iv = talks_again(&t, iv);
	assert_string_equal(value_of(iv, "story"), "niets");
	assert_int_equal(
		form_filling_origin(care_interview_filling(iv), row_of(iv, "story")),
		FORM_ORIGIN_DEFAULT);
	care_interview_free(iv);
	talks_remove(&t);
}

/* No file of this process may grow: what a full disk does. */
static void disk_is_full(bool is_full)
{
	struct rlimit limit;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = is_full ? 0 : limit.rlim_max;
	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void what_was_not_written_goes_with_the_next(void **state)
{
	static const struct care_remark remark = {"she", "", "januari"};
	const struct care_remark *remarks;
	struct talks t;
	struct care_interview *iv;
	struct error e = ERROR_INIT;
	enum err answered, told, placed;

	(void)state;
	talks_make(&t);
	iv = talks_begin(&t, "probe", CARE_TOGETHER);
	answer(iv, "called", "Naima");
	assert_true(care_interview_is_saved(iv));
	disk_is_full(true);
	answered = care_interview_answer(iv, row_of(iv, "hours"), "12", &e);
	told = care_interview_set_remark(iv, row_of(iv, "work"), 0, &remark, &e);
	placed = care_interview_place(iv, row_of(iv, "work"), "half", 4, &e);
	disk_is_full(false);
	assert_int_not_equal(answered, OK);
	assert_int_not_equal(told, OK);
	assert_int_not_equal(placed, OK);
	assert_false(care_interview_is_saved(iv));
	assert_string_equal(value_of(iv, "hours"), "12");
	answer(iv, "child", "yes");
	assert_true(care_interview_is_saved(iv));
	iv = talks_again(&t, iv);
	assert_string_equal(value_of(iv, "hours"), "12");
	assert_string_equal(value_of(iv, "child"), "yes");
	assert_int_equal(care_interview_remarks(iv, row_of(iv, "work"), &remarks), 1);
	assert_string_equal(remarks[0].text, "januari");
	care_interview_free(iv);
	talks_remove(&t);
}

/* An old interview brings the form that ships to memory first. */
static void the_own_form_goes_before_one_that_ships(void **state)
{
	static const char own[] = "settings: {form_id: intake, form_title: Eigen}\n"
				  "survey:\n- {type: text, name: called, label: Naam}\n";
	struct talks t;
	struct care_interview *iv;
	const struct care_form *forms;
	const struct form *form;
	struct error e = ERROR_INIT;
	char hash[65], own_hash[65];
	char *folder, *path;
	int count;

	(void)state;
	talks_make(&t);
	must(care_form_by_id(t.p.s, "intake", &form, hash, &e), &e);
	iv = talks_begin(&t, "intake", CARE_TOGETHER);
	care_interview_free(iv);
	folder = file_path(t.p.folder, "forms");
	path = file_path(folder, "intake.yaml");
	must(file_write_new(path, own, sizeof own - 1, &e), &e);
	place_reopen(&t.p);
	must(care_form_by_hash(t.p.s, hash, &form, &e), &e);
	must(care_forms(t.p.s, &forms, &count, &e), &e);
	must(care_form_by_id(t.p.s, "intake", &form, own_hash, &e), &e);
	assert_string_not_equal(own_hash, hash);
	assert_int_equal(form->row_count, 1);
	assert_int_equal(unlink(path), 0);
	free(folder);
	free(path);
	talks_remove(&t);
}

static void begin_of_nothing(void **state)
{
	struct talks t;
	struct care_interview *iv = NULL;
	struct error e = ERROR_INIT;

	(void)state;
	talks_make(&t);
	assert_int_equal(
		care_interview_begin(t.p.s, t.client, "nothing", CARE_TOGETHER, &iv, &e),
		ERR_NOT_FOUND);
	assert_int_equal(
		care_interview_begin(t.p.s, "nobody", "probe", CARE_TOGETHER, &iv, &e),
		ERR_NOT_FOUND);
	assert_int_equal(care_interview_resume(t.p.s, "no draft", &iv, &e),
			 ERR_NOT_FOUND);
	assert_null(iv);
	assert_int_equal(draft_count(&t, NULL), 0);
	care_interview_free(NULL);
	talks_remove(&t);
}

static void answers_are_on_disk(void **state)
{
	static const char *const given[][2] = {{"called", "Na\xc3\xafma"},
					       {"child", "yes"},
					       {"care", "childcare/childcare_cost"},
					       {"barriers", "money travel"},
					       {"hours", "12"},
					       {"story", "line one\nline two"},
					       {"story", ""}};
	struct talks t;
	struct care_interview *iv;

	(void)state;
	talks_make(&t);
	iv = talks_begin(&t, "probe", CARE_TOGETHER);
	for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
		t.p.now += 1000;
		answer(iv, given[i][0], given[i][1]);
		assert_int_equal(care_interview_saved_ms(iv), t.p.now);
		iv = talks_again(&t, iv);
		assert_string_equal(value_of(iv, given[i][0]), given[i][1]);
		assert_int_equal(care_interview_row(iv), row_of(iv, given[i][0]));
	}
	assert_string_equal(value_of(iv, "hours"), "12");
	assert_string_equal(care_interview_called(iv), "Na\xc3\xafma");
	assert_int_equal(
		form_filling_origin(care_interview_filling(iv), row_of(iv, "story")),
		FORM_ORIGIN_TYPED);
	care_interview_free(iv);
	talks_remove(&t);
}

static void refused_answers_leave_nothing(void **state)
{
	static const char *const refused[][2] = {
		{"hours", "61"},    {"hours", "many"},
		{"child", "maybe"}, {"barriers", "money rain"},
		{"next", "soon"},   {"part_of_town", "hof"}};
	struct talks t;
	struct care_interview *iv;
	struct error e = ERROR_INIT;

	(void)state;
	talks_make(&t);
	iv = talks_begin(&t, "probe", CARE_TOGETHER);
	answer(iv, "hours", "8");
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		e = (struct error)ERROR_INIT;
		assert_int_equal(care_interview_answer(iv, row_of(iv, refused[i][0]),
						       refused[i][1], &e),
				 ERR_INVALID);
		assert_true(e.text[0] != '\0');
		assert_int_equal(care_interview_row(iv), row_of(iv, "hours"));
	}
	assert_int_equal(care_interview_answer(iv, row_of(iv, "hours"), "61", &e),
			 ERR_INVALID);
	assert_string_equal(e.text, "At most 60.");
	iv = talks_again(&t, iv);
	assert_string_equal(value_of(iv, "hours"), "8");
	assert_string_equal(value_of(iv, "child"), "");
	care_interview_free(iv);
	talks_remove(&t);
}

static void half_typed_text_comes_back(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct error e = ERROR_INIT;
	int64_t cursor;

	(void)state;
	talks_make(&t);
	iv = talks_begin(&t, "probe", CARE_TOGETHER);
	must(care_interview_place(iv, row_of(iv, "work"), "half a sen", 4, &e), &e);
	iv = talks_again(&t, iv);
	assert_int_equal(care_interview_row(iv), row_of(iv, "work"));
	assert_string_equal(care_interview_typed(iv, &cursor), "half a sen");
	assert_int_equal(cursor, 4);
	assert_string_equal(value_of(iv, "work"), "");
	/* It becomes the answer: nothing is half typed any more, on disk neither. */
	answer(iv, "work", "half a sentence");
	iv = talks_again(&t, iv);
	assert_int_equal(care_interview_row(iv), row_of(iv, "work"));
	assert_string_equal(care_interview_typed(iv, &cursor), "");
	assert_int_equal(cursor, 0);
	assert_string_equal(value_of(iv, "work"), "half a sentence");
	must(care_interview_place(iv, FORM_NONE, "", 0, &e), &e);
	iv = talks_again(&t, iv);
	assert_int_equal(care_interview_row(iv), FORM_NONE);
	care_interview_free(iv);
	talks_remove(&t);
}

static void four_kinds_of_no_answer(void **state)
{
	static const enum form_status kinds[] = {FORM_STATUS_UNKNOWN, FORM_STATUS_REFUSED,
						 FORM_STATUS_LATER,
						 FORM_STATUS_NOT_APPLICABLE};
	struct talks t;
	struct care_interview *iv;
	struct error e = ERROR_INIT;

	(void)state;
	talks_make(&t);
	iv = talks_begin(&t, "probe", CARE_TOGETHER);
	for (size_t i = 0; i < 4; i++) {
		answer(iv, "work", "something");
		must(care_interview_no_answer(iv, row_of(iv, "work"), kinds[i], &e), &e);
		iv = talks_again(&t, iv);
		assert_string_equal(value_of(iv, "work"), "");
		assert_int_equal(form_filling_status(care_interview_filling(iv),
						     row_of(iv, "work")),
				 kinds[i]);
	}
	answer(iv, "work", "an answer after all");
	assert_int_equal(
		form_filling_status(care_interview_filling(iv), row_of(iv, "work")),
		FORM_STATUS_NONE);
	care_interview_free(iv);
	talks_remove(&t);
}

static void a_choice_that_goes_is_kept_so(void **state)
{
	struct talks t;
	struct care_interview *iv;

	(void)state;
	talks_make(&t);
	iv = talks_begin(&t, "probe", CARE_TOGETHER);
	answer(iv, "town", "delft");
	answer(iv, "part_of_town", "hof");
	assert_int_equal(care_interview_consequences(iv, row_of(iv, "town"), "leiden"),
			 1);
	answer(iv, "town", "leiden");
	assert_string_equal(value_of(iv, "part_of_town"), "");
	iv = talks_again(&t, iv);
	assert_string_equal(value_of(iv, "part_of_town"), "");
	care_interview_free(iv);
	talks_remove(&t);
}

static void consequences_change_nothing(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct error e = ERROR_INIT;

	(void)state;
	talks_make(&t);
	iv = talks_begin(&t, "probe", CARE_TOGETHER);
	answer(iv, "child", "yes");
	assert_int_equal(care_interview_consequences(iv, row_of(iv, "child"), "no"), 0);
	answer(iv, "care", "childcare/childcare_cost");
	must(care_interview_no_answer(iv, row_of(iv, "care_more"), FORM_STATUS_LATER, &e),
	     &e);
	answer(iv, "hours", "3");
	assert_int_equal(care_interview_consequences(iv, row_of(iv, "child"), "no"), 2);
	assert_int_equal(care_interview_consequences(iv, row_of(iv, "child"), "yes"), 0);
	assert_int_equal(care_interview_consequences(iv, row_of(iv, "child"), "perhaps"),
			 0);
	assert_string_equal(value_of(iv, "child"), "yes");
	assert_string_equal(value_of(iv, "care"), "childcare/childcare_cost");
	assert_true(
		form_filling_is_relevant(care_interview_filling(iv), row_of(iv, "care")));
	assert_int_equal(
		form_filling_status(care_interview_filling(iv), row_of(iv, "care_more")),
		FORM_STATUS_LATER);
	assert_int_equal(care_interview_row(iv), row_of(iv, "hours"));
	iv = talks_again(&t, iv);
	assert_string_equal(value_of(iv, "child"), "yes");
	assert_string_equal(value_of(iv, "care"), "childcare/childcare_cost");
	care_interview_free(iv);
	talks_remove(&t);
}

static void remarks_of_three_voices(void **state)
{
	static const struct care_remark said[] = {
		{"she", "", "my youngest starts school"},
		{"i", NULL, "looks tired"},
		{"other", "sister", "she can do it"}};
	const struct care_remark *list;
	struct talks t;
	struct care_interview *iv;
	struct error e = ERROR_INIT;
	int row;

	(void)state;
	talks_make(&t);
	iv = talks_begin(&t, "probe", CARE_TOGETHER);
	row = row_of(iv, "work");
	for (int i = 0; i < 3; i++)
		must(care_interview_set_remark(iv, row, i, &said[i], &e), &e);
	iv = talks_again(&t, iv);
	assert_int_equal(care_interview_remarks(iv, row, &list), 3);
	assert_string_equal(list[0].speaker, "she");
	assert_string_equal(list[1].text, "looks tired");
	assert_string_equal(list[2].who, "sister");
	/* Only the speaker changes: the text handed over is the one that is kept. */
	must(care_interview_set_remark(iv, row, 0,
				       &(struct care_remark){"i", "", list[0].text}, &e),
	     &e);
	must(care_interview_set_remark(iv, row, 1, &(struct care_remark){"i", "", ""},
				       &e),
	     &e);
	assert_int_equal(
		care_interview_set_remark(iv, row, 1,
					  &(struct care_remark){"dog", "", "woof"}, &e),
		ERR_INVALID);
	iv = talks_again(&t, iv);
	assert_int_equal(care_interview_remarks(iv, row, &list), 2);
	assert_string_equal(list[0].speaker, "i");
	assert_string_equal(list[0].text, "my youngest starts school");
	assert_string_equal(list[1].speaker, "other");
	answer(iv, "work", "an answer leaves the remarks");
	assert_int_equal(care_interview_remarks(iv, row, &list), 2);
	care_interview_free(iv);
	talks_remove(&t);
}

static void scratch_lines_hung_and_dropped(void **state)
{
	const struct care_remark *list;
	const char *const *notes;
	struct talks t;
	struct care_interview *iv;
	struct error e = ERROR_INIT;
	int row;

	(void)state;
	talks_make(&t);
	iv = talks_begin(&t, "probe", CARE_TOGETHER);
	row = row_of(iv, "work");
	must(care_interview_add_note(iv, "first", &e), &e);
	must(care_interview_add_note(iv, "", &e), &e);
	must(care_interview_add_note(iv, "second", &e), &e);
	must(care_interview_add_note(iv, "third", &e), &e);
	assert_int_equal(care_interview_notes(iv, &notes), 3);
	must(care_interview_hang_note(iv, 1, row, &e), &e);
	must(care_interview_hang_note(iv, 0, FORM_NONE, &e), &e);
	assert_int_equal(care_interview_hang_note(iv, 1, row, &e), ERR_NOT_FOUND);
	iv = talks_again(&t, iv);
	assert_int_equal(care_interview_notes(iv, &notes), 1);
	assert_string_equal(notes[0], "third");
	assert_int_equal(care_interview_remarks(iv, row, &list), 1);
	assert_string_equal(list[0].text, "second");
	assert_string_equal(list[0].speaker, "i");
	must(care_interview_add_note(iv, "fourth", &e), &e);
	iv = talks_again(&t, iv);
	assert_int_equal(care_interview_notes(iv, &notes), 2);
	assert_string_equal(notes[1], "fourth");
	care_interview_free(iv);
	talks_remove(&t);
}

static void previous_by_fact_and_path(void **state)
{
	struct care_previous before, other;
	struct talks t;
	struct care_interview *iv;
	char entry[37];

	(void)state;
	talks_make(&t);
	fill(&t, t.client, "probe", "2026-03-18",
	     "{\"called\":\"Naima\",\"work\":\"cooking\",\"child\":\"yes\","
	     "\"care\":\"childcare/childcare_cost\",\"barriers\":\"childcare money\","
	     "\"story\":\"\"}",
	     entry);
	iv = talks_begin(&t, "probe", CARE_TOGETHER);
	assert_true(care_interview_previous(iv, row_of(iv, "work"), &before));
	assert_string_equal(before.value, "cooking");
	assert_int_equal(before.on.month, 3);
	assert_true(care_interview_previous(iv, row_of(iv, "barriers"), &before));
	assert_string_equal(before.value, "childcare money");
	assert_string_equal(before.shown, "childcare, money");
	assert_true(care_interview_previous(iv, row_of(iv, "care"), &other));
	assert_string_equal(other.value, "childcare/childcare_cost");
	assert_string_equal(other.shown, "too dear");
	assert_string_equal(before.shown,
			    "childcare, money"); /* owned by the interview */
	assert_false(care_interview_previous(iv, row_of(iv, "worst"),
					     &other)); /* which of two? */
	assert_true(care_interview_previous(iv, row_of(iv, "called"), &other));
	assert_string_equal(other.value, "Naima");
	assert_false(care_interview_previous(iv, row_of(iv, "hours"), &other));
	assert_false(care_interview_previous(iv, row_of(iv, "story"), &other));
	/* Taking it is answering with it. */
	answer(iv, "barriers", before.value);
	care_session_set_language(t.p.s, "nl");
	assert_true(care_interview_previous(iv, row_of(iv, "barriers"), &other));
	assert_string_equal(other.shown, "opvang, geld");
	care_interview_free(iv);
	talks_remove(&t);
}

static void parts_and_progress(void **state)
{
	struct care_today today;
	struct talks t;
	struct care_interview *iv;
	struct error e = ERROR_INIT;

	(void)state;
	talks_make(&t);
	iv = talks_begin(&t, "probe", CARE_TOGETHER);
	assert_true(care_interview_is_asked(iv, row_of(iv, "called")));
	assert_false(care_interview_is_asked(iv, row_of(iv, "care"))); /* not relevant */
	assert_false(care_interview_is_asked(iv, row_of(iv, "view")));
	assert_false(care_interview_is_asked(iv, row_of(iv, "school")));
	answer(iv, "called", "Naima");
	must(care_interview_no_answer(iv, row_of(iv, "hours"), FORM_STATUS_UNKNOWN, &e),
	     &e);
	must(care_today_read(t.p.s, 7, NULL, &today, &e), &e);
	assert_int_equal(today.unfinished_count, 1);
	assert_int_equal(today.unfinished[0].asked, 3); /* with the default of story */
	assert_int_equal(today.unfinished[0].total, 13);
	care_today_release(&today);
	must(care_interview_set_part(iv, CARE_ALONE, &e), &e);
	assert_false(care_interview_is_asked(iv, row_of(iv, "called")));
	assert_true(care_interview_is_asked(iv, row_of(iv, "view")));
	iv = talks_again(&t, iv);
	assert_int_equal(care_interview_part(iv), CARE_ALONE);
	must(care_today_read(t.p.s, 7, NULL, &today, &e), &e);
	assert_string_equal(today.unfinished[0].part, "alone");
	assert_int_equal(today.unfinished[0].asked, 0);
	assert_int_equal(today.unfinished[0].total, 2);
	care_today_release(&today);
	care_interview_free(iv);
	talks_remove(&t);
}

static void start_is_kept(void **state)
{
	struct talks t;
	struct care_interview *iv;
	struct error e = ERROR_INIT;
	struct date on = {2026, 11, 19, false}, tomorrow = {2026, 11, 22, false},
		    partly = {2026, 11, 0, false};
	char other[37];

	(void)state;
	talks_make(&t);
	iv = talks_begin(&t, "probe", CARE_TOGETHER);
	must(care_worker_by_name(t.p.s, "Fatma Yilmaz", true, other, &e), &e);
	must(care_interview_set_start(iv, &on, other, &e), &e);
	assert_int_equal(care_interview_set_start(iv, &tomorrow, other, &e), ERR_INVALID);
	assert_int_equal(care_interview_set_start(iv, &partly, other, &e), ERR_INVALID);
	assert_int_equal(care_interview_set_start(iv, &on, "nobody", &e), ERR_NOT_FOUND);
	iv = talks_again(&t, iv);
	assert_int_equal(care_interview_on(iv).day, 19);
	assert_string_equal(care_interview_conducted_by(iv), other);
	care_interview_free(iv);
	talks_remove(&t);
}

static void two_drafts_of_two_workers(void **state)
{
	struct talks t;
	struct care_interview *mine, *theirs;
	struct error e = ERROR_INIT;
	struct care_today today;
	char other[37], me[37];

	(void)state;
	talks_make(&t);
	(void)snprintf(me, sizeof me, "%s", care_session_worker(t.p.s));
	must(care_worker_by_name(t.p.s, "Fatma Yilmaz", true, other, &e), &e);
	mine = talks_begin(&t, "probe", CARE_TOGETHER);
	must(care_session_set_worker(t.p.s, other, &e), &e);
	theirs = talks_begin(&t, "probe", CARE_TOGETHER);
	answer(mine, "work", "mine");
	answer(theirs, "work", "theirs");
	must(care_today_read(t.p.s, 7, t.client, &today, &e), &e);
	assert_int_equal(today.unfinished_count, 2);
	assert_int_not_equal(today.unfinished[0].is_mine, today.unfinished[1].is_mine);
	care_today_release(&today);
	assert_string_equal(value_of(mine, "work"), "mine");
	must(care_interview_discard(theirs, &e), &e);
	care_interview_free(theirs);
	mine = talks_again(&t, mine);
	assert_string_equal(value_of(mine, "work"), "mine");
	assert_int_equal(draft_count(&t, t.client), 1);
	care_interview_free(mine);
	talks_remove(&t);
}

static const char *text_of(const struct care_interview *iv, const char *name,
			   struct str *out)
{
	const struct form *form = care_interview_form(iv);

	str_reset(out);
	form_filling_text(care_interview_filling(iv), FORM_NONE, form->rows[row_of(iv, name)].label,
			  form_language(form, "nl"), out);
	return out->bytes;
}

static void words_follow_the_form_of_address(void **state)
{
	struct str text = STR_INIT;
	struct talks t;
	struct care_interview *iv;

	(void)state;
	talks_make(&t);
	iv = talks_begin(&t, "probe", CARE_TOGETHER);
	assert_string_equal(text_of(iv, "work", &text), "Wat wil zij met haar werk?");
	answer(iv, "address_form", "meneer");
	assert_string_equal(text_of(iv, "work", &text), "Wat wil hij met zijn werk?");
	iv = talks_again(&t, iv);
	assert_string_equal(text_of(iv, "work", &text), "Wat wil hij met zijn werk?");
	answer(iv, "address_form", "name");
	assert_string_equal(text_of(iv, "work", &text), "Wat wil Naima met diens werk?");
	answer(iv, "called", "Sam");
	assert_string_equal(text_of(iv, "work", &text), "Wat wil Sam met diens werk?");
	answer(iv, "address_form", ""); /* taken back: as it was known */
	assert_string_equal(text_of(iv, "work", &text), "Wat wil zij met haar werk?");
	care_interview_free(iv);
	str_release(&text);
	talks_remove(&t);
}

int interview_begin_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(begin_keeps_defaults),
		cmocka_unit_test(begin_of_nothing),
		cmocka_unit_test(answers_are_on_disk),
		cmocka_unit_test(refused_answers_leave_nothing),
		cmocka_unit_test(half_typed_text_comes_back),
		cmocka_unit_test(four_kinds_of_no_answer),
		cmocka_unit_test(a_choice_that_goes_is_kept_so),
		cmocka_unit_test(consequences_change_nothing),
		cmocka_unit_test(remarks_of_three_voices),
		cmocka_unit_test(scratch_lines_hung_and_dropped),
		cmocka_unit_test(previous_by_fact_and_path),
		cmocka_unit_test(parts_and_progress),
		cmocka_unit_test(start_is_kept),
		cmocka_unit_test(the_own_form_goes_before_one_that_ships),
		cmocka_unit_test(what_was_not_written_goes_with_the_next),
		cmocka_unit_test(two_drafts_of_two_workers),
		cmocka_unit_test(words_follow_the_form_of_address),
	};

	return cmocka_run_group_tests_name("interview in progress", tests, NULL, NULL);
}
