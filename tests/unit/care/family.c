/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "family.h"

#include <unistd.h>

static const char family[] =
	"settings: {form_title: Gezin, form_id: family, default_language: nl, "
	"languages: {nl: Nederlands}}\n"
	"entities:\n"
	"- {list_name: clients, label: \"'x'\", update_if: \"${keep} != 'no'\"}\n"
	"survey:\n"
	"- {type: select_one yes_no, name: keep, label: Bewaren}\n"
	"- {type: select_one yes_no, name: has_children, label: Kinderen}\n"
	"- {type: begin_repeat, name: child, label: Kind, relevant: \"${has_children} = "
	"'yes'\"}\n"
	"- {type: text, name: name, label: Naam, required: yes, save_to: child_names}\n"
	"- {type: integer, name: age, label: Leeftijd, constraint: '. < 25', save_to: "
	"child_ages}\n"
	"- {type: select_one care, name: care, label: Opvang, default: unknown, save_to: "
	"child_care}\n"
	"- {type: text, name: diploma, label: Diploma, relevant: '${age} > 11'}\n"
	"- {type: begin_repeat, name: school, label: School}\n"
	"- {type: text, name: place, label: Waar}\n"
	"- {type: end_repeat}\n"
	"- {type: end_repeat}\n"
	"- {type: integer, name: jobs, label: Banen}\n"
	"- {type: begin_repeat, name: job, label: Baan, repeat_count: '${jobs}'}\n"
	"- {type: text, name: what, label: Wat}\n"
	"- {type: end_repeat}\n"
	"- {type: text, name: rest, label: Verder}\n"
	"choices:\n"
	"  yes_no: {yes: {nl: ja}, no: {nl: nee}}\n"
	"  care: {unknown: {nl: onbekend}, none: {nl: geen}, day: {nl: dag}}\n";

/* entities are a sheet of the flat layout; nested forms may have it too. */
void family_write(struct talks *t, const char *name, const char *text)
{
	struct error e = ERROR_INIT;
	char *folder = file_path(t->p.folder, "forms"), *path = file_path(folder, name);

	must(file_write_new(path, text, strlen(text), &e), &e);
	free(path);
	free(folder);
}

void family_remove(struct talks *t, const char *name)
{
	char *folder = file_path(t->p.folder, "forms"), *path = file_path(folder, name);

	assert_int_equal(unlink(path), 0);
	free(path);
	free(folder);
}

void family_make(struct talks *t)
{
	talks_make(t);
	family_write(t, "family.yaml", family);
}

void family_unmake(struct talks *t)
{
	family_remove(t, "family.yaml");
	talks_remove(t);
}

int family_spot(const struct care_interview *iv, const char *path)
{
	int found = form_filling_spot(care_interview_filling(iv), path);

	if (found == FORM_NONE)
		print_error("no spot '%s'\n", path);
	assert_int_not_equal(found, FORM_NONE);
	return found;
}

const char *family_at(const struct care_interview *iv, const char *path)
{
	return form_filling_value(care_interview_filling(iv), family_spot(iv, path));
}

void family_say(struct care_interview *iv, const char *path, const char *value)
{
	struct error e = ERROR_INIT;

	must(care_interview_answer(iv, family_spot(iv, path), value, &e), &e);
}

void family_add(struct care_interview *iv, const char *list, const char *wanted)
{
	struct error e = ERROR_INIT;
	struct str path = STR_INIT;
	int instance;

	must(care_interview_add(iv, family_spot(iv, list), &instance, &e), &e);
	form_filling_path(care_interview_filling(iv), instance, &path);
	assert_string_equal(path.bytes, wanted);
	str_release(&path);
}

void family_three(struct care_interview *iv)
{
	family_say(iv, "has_children", "yes");
	family_add(iv, "child", "child#1");
	family_say(iv, "child#1/name", "Amal");
	family_say(iv, "child#1/age", "3");
	family_add(iv, "child", "child#2");
	family_say(iv, "child#2/name", "Bilal");
	family_say(iv, "child#2/age", "14");
	family_say(iv, "child#2/diploma", "mavo");
	family_add(iv, "child", "child#3");
	family_say(iv, "child#3/name", "Chadia");
	family_say(iv, "child#3/age", "3");
	family_add(iv, "child#3/school", "child#3/school#1");
	family_say(iv, "child#3/school#1/place", "Laak");
}

void family_correct(struct talks *t, const char *entry, const char *path,
		    const char *value)
{
	struct error e = ERROR_INIT;

	must(care_correct_answer(t->p.s, t->client, entry, path, value, CARE_TYPO, &e),
	     &e);
}
