/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed in a sheet and not saved. */
#include "care/kept_inner.h"
#include "care/session_inner.h"
#include "talks.h"

#define SAMPLE_CLIENT "019a0000-0000-7000-8000-000000000001"

static struct care_kept note_of(const char *client, const struct care_kept_field *fields,
				int count)
{
	return (struct care_kept){.place = {.kind = "note", .client = client},
				  .fields = fields,
				  .field_count = count,
				  .at = count - 1,
				  .cursor = 2};
}

static void set(struct place *p, const struct care_kept *kept)
{
	struct error e = ERROR_INIT;

	must(care_kept_set(p->s, kept, &e), &e);
}

static int count_of(struct place *p, const char *client)
{
	struct care_kept_list list;
	struct error e = ERROR_INIT;
	int count;

	must(care_kept_read(p->s, client, &list, &e), &e);
	count = list.count;
	care_kept_release(&list);
	return count;
}

static void it_comes_back(void **state)
{
	static const struct care_kept_field fields[] = {
		{"half\nénmeer", ""}, {NULL, "i"}, {"", "was iets"}};
	struct talks t;
	struct care_kept kept;
	struct care_kept_list list;
	const struct care_kept *back;
	struct error e = ERROR_INIT;

	(void)state;
	talks_make(&t);
	kept = note_of(t.client, fields, 3);
	set(&t.p, &kept);
	place_reopen(&t.p);
	must(care_kept_read(t.p.s, NULL, &list, &e), &e);
	assert_int_equal(list.count, 1);
	back = care_kept_find(&list, &kept.place);
	assert_ptr_equal(back, &list.items[0]);
	assert_string_equal(back->initials, "N.B.");
	assert_int_equal(back->kept_ms, t.p.now);
	assert_int_equal(back->at, 2);
	assert_int_equal(back->cursor, 2);
	assert_int_equal(back->field_count, 3);
	assert_string_equal(back->fields[0].typed, "half\nénmeer");
	assert_string_equal(back->fields[0].was, "");
	assert_null(back->fields[1].typed);
	assert_string_equal(back->fields[2].typed, "");
	assert_string_equal(back->fields[2].was, "was iets");
	care_kept_release(&list);
	talks_remove(&t);
}

/* What is of the social map is about nobody, and no woman's list tells it. */
static void the_map_is_nobodys(void **state)
{
	struct care_kept_field field = {"Wereldhuis", ""};
	const struct care_kept kept = {.place = {.kind = "organisation", .client = "", .of = ""},
				       .fields = &field,
				       .field_count = 1};
	struct care_kept_list list;
	struct talks t;
	struct error e = ERROR_INIT;

	(void)state;
	talks_make(&t);
	set(&t.p, &kept);
	place_reopen(&t.p);
	must(care_kept_read(t.p.s, "", &list, &e), &e);
	assert_int_equal(list.count, 1);
	assert_non_null(care_kept_find(&list, &kept.place));
	assert_string_equal(list.items[0].called, "");
	assert_string_equal(list.items[0].initials, "");
	assert_string_equal(list.items[0].fields[0].typed, "Wereldhuis");
	care_kept_release(&list);
	assert_int_equal(count_of(&t.p, NULL), 1);
	assert_int_equal(count_of(&t.p, t.client), 0);
	must(care_kept_forget(t.p.s, &kept.place, &e), &e);
	assert_int_equal(count_of(&t.p, NULL), 0);
	talks_remove(&t);
}

/* A place is kind, woman, thing and what that belongs to; the newest of each stands first. */
static void one_of_each_place(void **state)
{
	struct care_kept_field field = {"een", NULL};
	struct talks t;
	struct care_kept kept;
	struct care_kept_list list;
	struct error e = ERROR_INIT;

	(void)state;
	talks_make(&t);
	kept = note_of(t.client, &field, 1);
	set(&t.p, &kept);
	kept.place.id = "x";
	field.typed = "twee";
	set(&t.p, &kept);
	kept.place.id = NULL;
	field.typed = "drie";
	set(&t.p, &kept);
	must(care_kept_read(t.p.s, t.client, &list, &e), &e);
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].fields[0].typed, "drie");
	assert_string_equal(list.items[1].fields[0].typed, "twee");
	care_kept_release(&list);
	must(care_kept_forget(t.p.s, &kept.place, &e), &e);
	must(care_kept_forget(t.p.s, &kept.place, &e), &e); /* nothing of it any more */
	assert_int_equal(count_of(&t.p, t.client), 1);
	assert_int_equal(count_of(&t.p, "somebody else"), 0);
	talks_remove(&t);
}

static void there_are_not_too_many(void **state)
{
	const struct care_kept_field field = {"een", NULL};
	struct talks t;
	struct care_kept kept;
	struct error e = ERROR_INIT;
	char id[16];

	(void)state;
	talks_make(&t);
	kept = note_of(t.client, &field, 1);
	kept.place.id = id;
	for (int i = 0; i < CARE_KEPT_MOST; i++) {
		(void)snprintf(id, sizeof id, "%d", i);
		set(&t.p, &kept);
	}
	set(&t.p, &kept); /* the same once more */
	(void)snprintf(id, sizeof id, "more");
	assert_int_equal(care_kept_set(t.p.s, &kept, &e), ERR_INVALID);
	assert_int_equal(count_of(&t.p, NULL), CARE_KEPT_MOST);
	talks_remove(&t);
}

static int notes_of(struct talks *t)
{
	struct care_dossier *d = dossier(&t->p, t->client);
	int count = d->note_count;

	care_dossier_free(d);
	return count;
}

/* Saved and forgotten, or neither. */
static void saving_and_forgetting_are_one(void **state)
{
	static const struct care_kept_field field = {"half", NULL};
	static const struct care_note note = {.text = "heel", .speaker = "i"};
	struct talks t;
	struct care_kept kept;
	struct error e = ERROR_INIT;

	(void)state;
	talks_make(&t);
	kept = note_of(t.client, &field, 1);
	set(&t.p, &kept);
	must(care_kept_begin(t.p.s, &e), &e);
	must(care_save_note(t.p.s, t.client, &note, NULL, &e), &e);
	assert_int_equal(care_kept_end(t.p.s, &kept.place, ERR_INVALID, &e), ERR_INVALID);
	assert_int_equal(count_of(&t.p, NULL), 1);
	assert_int_equal(notes_of(&t), 0);
	must(care_kept_begin(t.p.s, &e), &e);
	must(care_kept_end(t.p.s, &kept.place,
			   care_save_note(t.p.s, t.client, &note, NULL, &e), &e),
	     &e);
	place_reopen(&t.p);
	assert_int_equal(count_of(&t.p, NULL), 0);
	assert_int_equal(notes_of(&t), 1);
	must_rebuild_equal(&t.p);
	talks_remove(&t);
}

static void a_colleague_does_not_see_it(void **state)
{
	static const struct care_kept_field field = {"half", NULL};
	struct talks t;
	struct care_kept kept;
	struct error e = ERROR_INIT;
	char els[37], samira[37];

	(void)state;
	talks_make(&t);
	(void)snprintf(samira, sizeof samira, "%s", care_session_worker(t.p.s));
	must(care_worker_by_name(t.p.s, "Els", true, els, &e), &e);
	kept = note_of(t.client, &field, 1);
	set(&t.p, &kept);
	must(care_session_set_worker(t.p.s, els, &e), &e);
	assert_int_equal(count_of(&t.p, NULL), 0);
	set(&t.p, &kept);
	must(care_session_set_worker(t.p.s, samira, &e), &e);
	assert_int_equal(count_of(&t.p, NULL), 1);
	must(care_kept_forget_worker(t.p.s, els, &e), &e); /* taken out: hers alone goes */
	assert_int_equal(count_of(&t.p, NULL), 1);
	must(care_session_set_worker(t.p.s, els, &e), &e);
	assert_int_equal(count_of(&t.p, NULL), 0);
	talks_remove(&t);
}

/* Who does not want to be written down is not in there either. */
static void it_goes_with_her(void **state)
{
	static const struct care_kept_field field = {"Xanthippe belt", NULL};
	struct talks t;
	struct care_kept kept;
	struct care_interview *iv = NULL;
	struct error e = ERROR_INIT;
	char other[37];
	struct str text = STR_INIT, key = STR_INIT;

	(void)state;
	talks_make(&t);
	register_as(&t.p, "{\"called\":\"Xanthippe\"}", "2026-11-21", other);
	kept = note_of(other, &field, 1);
	set(&t.p, &kept);
	kept = note_of(t.client, &field, 1);
	set(&t.p, &kept);
	must(care_interview_begin(t.p.s, other, "probe", CARE_TOGETHER, &iv, &e), &e);
	must(care_interview_stop_recording(iv, &e), &e);
	care_interview_free(iv);
	str_addf(&key, "sheet.%s", care_session_worker(t.p.s));
	must(store_meta(t.p.s->store, key.bytes, &text, &e), &e);
	assert_null(strstr(text.bytes, other));
	assert_non_null(strstr(text.bytes, t.client));
	str_release(&text);
	str_release(&key);
	talks_remove(&t);
}

static void put(struct place *p, const char *value)
{
	struct str key = STR_INIT;
	struct error e = ERROR_INIT;

	str_addf(&key, "sheet.%s", care_session_worker(p->s));
	must(store_set_meta(p->s->store, key.bytes, value, &e), &e);
	str_release(&key);
}

/* In the sample her id is another one. */
static char *sample(const char *client)
{
	struct str text = STR_INIT;
	struct error e = ERROR_INIT;
	char *at;

	must(file_read("tests/data/kept-1.json", 1 << 16, &text, &e), &e);
	while ((at = strstr(text.bytes, SAMPLE_CLIENT)))
		memcpy(at, client, strlen(SAMPLE_CLIENT));
	return str_detach(&text);
}

static void the_sample_is_read_for_ever(void **state)
{
	struct talks t;
	struct care_kept_list list;
	struct error e = ERROR_INIT;
	char *text;

	(void)state;
	talks_make(&t);
	text = sample(t.client);
	put(&t.p, text);
	must(care_kept_read(t.p.s, NULL, &list, &e), &e);
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].place.kind, "step");
	assert_string_equal(list.items[0].place.of, "019a0000-0000-7000-8000-000000000002");
	assert_int_equal(list.items[0].at, 2);
	assert_null(list.items[0].fields[0].typed);
	assert_string_equal(list.items[0].fields[1].typed, "Samira én zij");
	assert_string_equal(list.items[0].fields[1].was, "Samira");
	assert_string_equal(list.items[1].place.id, "");
	assert_string_equal(list.items[1].fields[0].typed, "half");
	care_kept_release(&list);
	free(text);
	talks_remove(&t);
}

/* What nobody here wrote: nothing of it, or what can be read of it. */
static void hostile_text_is_passed_over(void **state)
{
	static const char *const bad[] = {
		"{", "[]", "null", "{\"v\":2,\"sheets\":[{}]}", "{\"v\":1}",
		"{\"v\":1,\"sheets\":{}}", "{\"v\":1,\"sheets\":[null,3,[],{\"client\":7}]}"};
	struct care_kept_list list;
	struct talks t;
	struct str text = STR_INIT;
	struct error e = ERROR_INIT;

	(void)state;
	talks_make(&t);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		put(&t.p, bad[i]);
		assert_int_equal(count_of(&t.p, NULL), 0);
	}
	str_addf(&text,
		 "{\"v\":1,\"sheets\":[{\"client\":\"%s\",\"kind\":[],\"at\":-5,"
		 "\"cursor\":-9223372036854775807,\"kept\":\"never\",\"fields\":[{\"typed\":8},7",
		 t.client);
	for (int i = 0; i < 1000; i++)
		str_add(&text, ",null");
	str_add(&text, "]}]}");
	put(&t.p, text.bytes);
	must(care_kept_read(t.p.s, NULL, &list, &e), &e);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.items[0].place.kind, "");
	assert_int_equal(list.items[0].at, 0);
	assert_int_equal(list.items[0].cursor, 0);
	assert_in_range(list.items[0].field_count, 1, 100);
	assert_null(list.items[0].fields[0].typed);
	care_kept_release(&list);
	str_release(&text);
	talks_remove(&t);
}

int kept_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_comes_back),
		cmocka_unit_test(the_map_is_nobodys),
		cmocka_unit_test(one_of_each_place),
		cmocka_unit_test(there_are_not_too_many),
		cmocka_unit_test(saving_and_forgetting_are_one),
		cmocka_unit_test(a_colleague_does_not_see_it),
		cmocka_unit_test(it_goes_with_her),
		cmocka_unit_test(the_sample_is_read_for_ever),
		cmocka_unit_test(hostile_text_is_passed_over),
	};

	return cmocka_run_group_tests_name("what is not saved yet", tests, NULL, NULL);
}
