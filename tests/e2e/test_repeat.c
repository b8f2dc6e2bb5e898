/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Repeats by keyboard: children with schools in them are added, changed, moved, taken out and put
 * back; what it costs in keys; a crash in the middle; what is sensitive; what falls away.
 */
#include "desk.h"
#include "keys.h"

#define FORM "tests/data/intake-kinderen.yaml"
#define HERE "data/trede/practice/forms/family.yaml"

enum {
	FORM_BYTES = 1 << 20,
	SAVED_US = 1000000, /* the last second of typing may go at a crash */
	KEYS_MOST = 10      /* three children of two questions, from the list to what follows */
};

static void put_form(struct desk *d)
{
	struct str bytes = STR_INIT;
	struct error e = ERROR_INIT;

	if (file_read(FORM, FORM_BYTES, &bytes, &e) != OK)
		fail_msg("%s", e.text);
	place_write(d->place, HERE, bytes.bytes);
	str_release(&bytes);
}

/* Keys, and what must be on the screen then. */
static int press(struct desk *d, const char *keys, const char *sees)
{
	int count = term_keys(d->term, keys);

	term_wait(d->term, sees, TERM_MS);
	return count;
}

static int type(struct desk *d, const char *text, const char *sees)
{
	desk_type(d, text);
	return press(d, "<Enter>", sees);
}

/* At the list of children, still empty; present: 1 she alone, 2 family. */
static void begin(struct desk *d, const char *present)
{
	desk_open(d, "nl");
	put_form(d);
	desk_sit(d);
	desk_woman(d, "Ann");
	term_keys(d->term, "g");
	desk_pick(d, "Gezin");
	term_wait(d->term, "Wie is erbij?", TERM_MS);
	press(d, present, "Heeft u kinderen?");
	press(d, "1", "de eerste toevoegen");
}

/* From the list; the children are too young for school. */
static int add(struct desk *d, const char *name, const char *age)
{
	char *told = harness_format("%s, %s", name, age);
	int keys = press(d, "a", "Hoe heet uw kind?");

	keys += type(d, name, "Hoe oud is");
	keys += type(d, age, told);
	term_wait(d->term, "nog een", TERM_MS);
	free(told);
	return keys;
}

static void three_children(struct desk *d)
{
	(void)add(d, "Amira", "2");
	(void)add(d, "Sem", "3");
	(void)add(d, "Noor", "1");
}

static void keys_of_three_children(void **state)
{
	struct desk d;
	int keys;

	(void)state;
	begin(&d, "1");
	keys = add(&d, "Amira", "2") + add(&d, "Sem", "3") + add(&d, "Noor", "1");
	keys += press(&d, "<Enter>", "Samen 3 kinderen en 0 schooldagen.");
	printf("3 children of 2 questions: %d keys that are not text\n", keys);
	assert_in_range(keys, 1, KEYS_MOST);
	desk_close(&d);
}

/* Sem turns out to be older, and goes to school. */
static void change_sem(struct desk *d)
{
	term_keys(d->term, "2");
	term_wait(d->term, "Kinderen \302\267 2 van 3 \302\267 Sem", TERM_MS);
	press(d, "<Enter>", "Hoe oud is Sem?");
	type(d, "9", "Scholen");
	press(d, "a", "Naar welke school gaat Sem?");
	type(d, "De Regenboog", "Hoeveel dagen in de week?");
	term_wait(d->term, "Sem \302\267 Scholen \302\267 1 van 1 \302\267 De Regenboog", TERM_MS);
	type(d, "4", "De Regenboog, 4");
	press(d, "<Enter>", "Sem gaat 4 dagen in de week naar school.");
	press(d, "<Enter>", "2 \342\234\223 Sem, 9");
}

static void change_the_list(struct desk *d)
{
	desk_focus(d, "Sem, 9");
	press(d, "<lt>", "1 \342\234\223 Sem, 9");
	desk_focus(d, "Noor, 1");
	press(d, "x", "Weggehaald: Noor. ^Z zet terug.");
	term_wait_gone(d->term, "Noor, 1", TERM_MS);
	press(d, "<C-z>", "Teruggezet: Noor.");
	term_wait(d->term, "3 \342\234\223 Noor, 1", TERM_MS);
	press(d, "<C-y>", "Weggehaald: Noor.");
	term_wait_gone(d->term, "Noor, 1", TERM_MS);
	press(d, "<C-z>", "3 \342\234\223 Noor, 1");
	press(d, "<C-z>", "Verplaatst: Sem.");
	term_wait(d->term, "2 \342\234\223 Sem, 9", TERM_MS);
	press(d, "<C-y>", "1 \342\234\223 Sem, 9");
	desk_focus(d, "Amira, 2");
	press(d, "x", "Weggehaald: Amira. ^Z zet terug.");
}

/* Killed in the middle of a name; at home it waits. */
static void crash(struct desk *d)
{
	press(d, "a", "Hoe heet uw kind?");
	term_wait(d->term, "Kinderen \302\267 3 van 3", TERM_MS);
	desk_type(d, "Fati");
	term_wait(d->term, "Fati_", TERM_MS);
	term_let(d->term, SAVED_US);
	term_kill9(d->term);
	term_drop(d->term);
	desk_sit(d);
	term_wait(d->term, "Gezin", TERM_MS);
	term_settle(d->term, TERM_MS);
	desk_focus(d, "Gezin");
	press(d, "<Enter>", "Kinderen \302\267 3 van 3");
	term_wait(d->term, "Fati_", TERM_MS);
	type(d, "ma", "Hoe oud is Fatima?");
	type(d, "1", "3 \342\234\223 Fatima, 1");
	term_wait(d->term, "2 \342\234\223 Noor, 1", TERM_MS);
}

/* Undo reaches back to before the crash. */
static void undo_what_was(struct desk *d)
{
	press(d, "<C-z>", "Teruggezet: Amira.");
	term_wait(d->term, "Amira, 2", TERM_MS);
	press(d, "<C-y>", "Weggehaald: Amira.");
	term_wait_gone(d->term, "Amira, 2", TERM_MS);
}

/* The number of jobs is known: one follows upon the other. */
static void jobs(struct desk *d)
{
	press(d, "<Enter>", "Hoeveel banen heeft u gehad?");
	type(d, "2", "Het aantal volgt uit vraag");
	press(d, "a", "Het aantal volgt uit vraag");
	press(d, "<Enter>", "Baan \302\267 1 van 2");
	type(d, "Koken", "Baan \302\267 2 van 2");
	type(d, "Naaien", "2 \342\234\223 Baan Naaien");
	press(d, "<S-Tab>", "Hoeveel banen heeft u gehad?");
	type(d, "1", "Door deze wijziging vervalt 1 antwoord");
	term_wait_gone(d->term, "Baan Naaien", TERM_MS);
	press(d, "<S-Tab>", "Hoeveel banen heeft u gehad?");
	type(d, "2", "2 \342\234\223 Baan Naaien");
	press(d, "<Enter>", "Wat wilt u het liefst?");
	type(d, "Rust", "overzicht");
}

/* What was said of whom stands together; one answer of one child is corrected. */
static void read_and_correct(struct desk *d)
{
	desk_focus(d, "gezin");
	press(d, "<Enter>", "Kinderen \302\267 1 van 3 \302\267 Sem");
	term_wait(d->term, "Scholen \302\267 1 van 1 \302\267 De Regenboog", TERM_MS);
	press(d, "<Esc>", "gezin");
	press(d, "w", "Verbeteren: 21-11-26");
	press(d, "1", "Wat klopt er niet?");
	desk_type(d, "welke school");
	term_wait(d->term, "(Sem, De Regenboog)", TERM_MS);
	press(d, "<Enter>", "Het goede antwoord");
	term_keys(d->term, "<C-u>");
	type(d, "De Brug", "Waarom?");
	press(d, "1", "Verbeterd");
}

static void whole_talk(void **state)
{
	struct desk d;
	char *id, *page;
	json_t *shown;

	(void)state;
	begin(&d, "1");
	three_children(&d);
	change_sem(&d);
	change_the_list(&d);
	crash(&d);
	undo_what_was(&d);
	press(&d, "<Tab>", "Samen 3 kinderen en 4 schooldagen.");
	jobs(&d);
	term_wait(d.term, "3: Sem, Noor, Fatima", TERM_MS);
	term_wait(d.term, "alles gevraagd", TERM_MS);
	press(&d, "a", "afronden");
	press(&d, "<Enter>", "Het gesprek is afgerond");
	read_and_correct(&d);
	desk_rise(&d);
	id = desk_client(&d, "Ann", 0);
	shown = desk_show(&d, id);
	desk_equal(desk_answer(shown, "family", "school_name"), "value", "De Brug");
	page = DESK_RUN(&d, 0, "print", id, "--page", "case", "--text");
	assert_non_null(strstr(page, "Fatima"));
	assert_non_null(strstr(page, "Sem"));
	assert_null(strstr(page, "Amira"));
	free(page);
	json_decref(shown);
	free(id);
	desk_close(&d);
}

/* Esc goes from the question to its list, to the list that this is in, to the overview. */
static void one_up(void **state)
{
	struct desk d;

	(void)state;
	begin(&d, "1");
	press(&d, "a", "Hoe heet uw kind?");
	type(&d, "Sem", "Hoe oud is Sem?");
	type(&d, "9", "Scholen");
	press(&d, "a", "Naar welke school gaat Sem?");
	press(&d, "<Esc>", "1   nog leeg");
	press(&d, "<Esc>", "Sem, 9");
	press(&d, "<Esc>", "overzicht");
	term_wait(d.term, "1: Sem", TERM_MS);
	press(&d, "<F2>", "Naar welke school gaat Sem?");
	press(&d, "<F2>", "Hoeveel dagen in de week?");
	press(&d, "<F2>", "Hoeveel banen heeft u gehad?");
	desk_close(&d);
}

/* With family beside her, what is sensitive waits. */
static void sensitive(void **state)
{
	struct desk d;
	json_t *shown;
	char *id;

	(void)state;
	begin(&d, "2");
	press(&d, "a", "Hoe heet uw kind?");
	type(&d, "Lina", "Hoe oud is Lina?");
	type(&d, "14", "Scholen");
	press(&d, "<Esc>", "Lina, 14");
	press(&d, "<Esc>", "overzicht");
	term_wait_gone(d.term, "zorgen", TERM_MS);
	press(&d, "a", "afronden");
	press(&d, "<Enter>", "Het gesprek is afgerond");
	desk_rise(&d);
	id = desk_client(&d, "Ann", 0);
	shown = desk_show(&d, id);
	desk_equal(desk_answer(shown, "family", "worry"), "status", "later");
	json_decref(shown);
	free(id);
	desk_close(&d);
}

static void not_on_a_shared_screen(void **state)
{
	struct desk d;

	(void)state;
	begin(&d, "1");
	press(&d, "a", "Hoe heet uw kind?");
	type(&d, "Lina", "Hoe oud is Lina?");
	type(&d, "14", "Waar maakt u zich zorgen over bij Lina?");
	press(&d, "<C-t>", "niet voor een scherm dat jullie samen bekijken");
	type(&d, "Zij spijbelt", "Scholen");
	press(&d, "<Tab>", "Lina, 14");
	term_settle(d.term, TERM_MS);
	assert_false(term_shows(d.term, "spijbelt"));
	press(&d, "<C-t>", "^T: ");
	assert_false(term_shows(d.term, "spijbelt"));
	press(&d, "1", "Hoe heet uw kind?");
	press(&d, "<Enter>", "Hoe oud is Lina?");
	press(&d, "<Enter>", "Scholen");
	assert_false(term_shows(d.term, "zorgen"));
	desk_close(&d);
}

/* What no longer applies is told before it falls away. */
static void falls_away(void **state)
{
	struct desk d;

	(void)state;
	begin(&d, "1");
	(void)add(&d, "Sem", "3");
	press(&d, "<S-Tab>", "Heeft u kinderen?");
	press(&d, "2", "Door deze wijziging vervallen 2 antwoorden");
	press(&d, "<Esc>", "overzicht");
	press(&d, "a", "Deze antwoorden vervallen, want de vraag is niet meer aan de orde:");
	term_wait(d.term, "Hoe oud is ..? (Sem): 3", TERM_MS);
	press(&d, "2", "Gezin");
	term_wait_gone(d.term, "vervallen", TERM_MS);
	desk_close(&d);
}

/* A form that is tried is read again when its file changes, and keeps what was said. */
static void tried(void **state)
{
	struct place *p = place_new();
	struct str bytes = STR_INIT;
	struct error e = ERROR_INIT;
	struct desk d = {.place = p};
	char *path = place_path(p, "family.yaml"), *broken;

	(void)state;
	assert_int_equal(file_read(FORM, FORM_BYTES, &bytes, &e), OK);
	place_write(p, "family.yaml", bytes.bytes);
	d.term = term_start(&(struct term_opts){
		.argv = (const char *const[]){"form", "try", path, NULL}, .place = p});
	term_wait(d.term, "Wie is erbij?", TERM_MS);
	press(&d, "1", "Heeft u kinderen?");
	press(&d, "1", "de eerste toevoegen");
	three_children(&d);
	broken = harness_format("%s", bytes.bytes);
	memcpy(strstr(broken, "${has_children}"), "${hus_children}", strlen("${hus_children}"));
	place_write(p, "family.yaml", broken);
	term_wait(d.term, "'hus_children'", TERM_MS);
	term_wait(d.term, "3 \342\234\223 Noor, 1", TERM_MS);
	free(broken);
	broken = harness_format("%s\n", bytes.bytes);
	memcpy(strstr(broken, "nl: Kinderen"), "nl: Kleintje", strlen("nl: Kleintje"));
	place_write(p, "family.yaml", broken);
	term_wait(d.term, "Het formulier is opnieuw gelezen", TERM_MS);
	term_wait(d.term, "Kleintje", TERM_MS);
	term_wait(d.term, "3 \342\234\223 Noor, 1", TERM_MS);
	press(&d, "2", "Kleintje \302\267 2 van 3 \302\267 Sem");
	free(broken);
	free(path);
	str_release(&bytes);
	term_drop(d.term);
	place_free(p);
}

static struct term *try_form(struct place *p, const char *form)
{
	char *path = place_path(p, "form.yaml");
	struct term *t;

	place_write(p, "form.yaml", form);
	t = term_start(&(struct term_opts){
		.argv = (const char *const[]){"form", "try", path, NULL}, .place = p});
	free(path);
	return t;
}

/* The text with what stands from one place up to another written otherwise. */
static char *otherwise(const char *text, const char *from, const char *to, const char *instead)
{
	const char *begin = strstr(text, from), *end = strstr(text, to);

	assert_true(begin && end && begin < end);
	return harness_format("%.*s%s%s", (int)(begin - text), text, instead, end);
}

/* What is given stays with a question that only changes its name, and waits for one that went. */
static void tried_and_mended(void **state)
{
	static const char form[] = "survey:\n"
				   "- {type: text, name: a, label: Hoe heet zij?}\n"
				   "- {type: repeat, name: kid, label: Kind, questions: [\n"
				   "    {type: text, name: called, label: Hoe heet het kind?}]}\n"
				   "- {type: text, name: z, label: En nu?}\n"
				   "- {type: text, name: zz, label: En dan?}\n"
				   "settings: {form_title: Proef, form_id: p, version: 1}\n";
	struct place *p = place_new();
	struct desk d = {.place = p, .term = try_form(p, form)};
	char *other = otherwise(form, "- {type: repeat", "- {type: text, name: z,", "");
	char *gone = otherwise(other, "- {type: text, name: zz,", "settings:", "");

	(void)state;
	term_wait(d.term, "Hoe heet zij?", TERM_MS);
	type(&d, "Naima", "de eerste toevoegen");
	press(&d, "a", "Hoe heet het kind?");
	type(&d, "Sam", "1 \342\234\223 Sam");
	press(&d, "<Enter>", "En nu?");
	type(&d, "Thee", "En dan?");
	place_write(p, "form.yaml", other);
	term_wait(d.term, "opnieuw gelezen", TERM_MS);
	term_wait(d.term, "3  En dan?", TERM_MS);
	term_keys(d.term, "Half"); /* what is typed at a question that goes is no answer to another */
	term_wait(d.term, "Half", TERM_MS);
	place_write(p, "form.yaml", gone);
	term_wait_gone(d.term, "Half", TERM_MS);
	term_wait(d.term, "2  En nu?", TERM_MS);
	place_write(p, "form.yaml", "survey: [");
	term_wait(d.term, "er is een fout in het bestand", TERM_MS);
	free(other);
	other = otherwise(form, "z, label: En nu", ", label: En nu", "now");
	place_write(p, "form.yaml", other);
	term_wait(d.term, "niets wordt bewaard", TERM_MS);
	press(&d, "<Esc>", "1: Sam");
	term_wait(d.term, "Naima", TERM_MS);
	term_wait(d.term, "Thee", TERM_MS);
	free(gone);
	free(other);
	term_drop(d.term);
	place_free(p);
}

/* An answer that another one makes wrong: marked, found, and told why. */
static void wrong_by_another(void **state)
{
	static const char form[] = "survey:\n"
				   "- type: group\n"
				   "  name: one\n"
				   "  label: Aantal\n"
				   "  questions:\n"
				   "  - type: integer\n"
				   "    name: most\n"
				   "    label: Hoeveel mag het zijn?\n"
				   "  - type: integer\n"
				   "    name: n\n"
				   "    label: Hoeveel is het?\n"
				   "    constraint: . <= ${most}\n"
				   "    constraint_message: Niet meer dan mag.\n"
				   "- type: text\n"
				   "  name: t\n"
				   "  label: En verder?\n"
				   "settings:\n"
				   "  form_title: Aantallen\n"
				   "  form_id: numbers\n"
				   "  version: 1\n";
	struct place *p = place_new();
	struct desk d = {.place = p, .term = try_form(p, form)};

	(void)state;
	term_wait(d.term, "Hoeveel mag het zijn?", TERM_MS);
	type(&d, "5", "Hoeveel is het?");
	type(&d, "4", "En verder?");
	term_wait(d.term, "\342\234\223 Aantal", TERM_MS);
	press(&d, "<S-Tab>", "2  Hoeveel is het?");
	press(&d, "<S-Tab>", "1  Hoeveel mag het zijn?");
	term_settle(d.term, TERM_MS);
	type(&d, "2", "! Niet meer dan mag.");
	press(&d, "<Tab>", "En verder?");
	term_wait(d.term, "\342\234\227 Aantal", TERM_MS);
	press(&d, "<F2>", "! Niet meer dan mag.");
	press(&d, "<Esc>", "klopt nog niet");
	term_wait(d.term, "\342\234\227 Aantal", TERM_MS);
	term_drop(d.term);
	place_free(p);
}

/* A file beside it counts as the form. */
static void tried_beside(void **state)
{
	static const char form[] = "survey:\n"
				   "- type: text\n"
				   "  name: a\n"
				   "  label: Hoe heet zij?\n"
				   "- type: select_one_from_file places.csv\n"
				   "  name: b\n"
				   "  label: Welke wijk?\n"
				   "settings:\n"
				   "  form_title: Wijk\n"
				   "  form_id: place\n"
				   "  version: 1\n";
	struct place *p = place_new();
	struct desk d = {.place = p};

	(void)state;
	place_write(p, "places.csv", "name,label\nlaak,Laak\n");
	d.term = try_form(p, form);
	term_wait(d.term, "Hoe heet zij?", TERM_MS);
	type(&d, "Naima", "( ) 1  Laak");
	place_write(p, "places.csv", "name,label\nlaak,Laak\nescamp,Escamp\n");
	term_wait(d.term, "( ) 2  Escamp", TERM_MS);
	term_wait(d.term, "Naima", TERM_MS);
	term_drop(d.term);
	place_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_of_three_children), cmocka_unit_test(whole_talk),
		cmocka_unit_test(one_up),		  cmocka_unit_test(sensitive),
		cmocka_unit_test(not_on_a_shared_screen), cmocka_unit_test(falls_away),
		cmocka_unit_test(tried), cmocka_unit_test(tried_beside),
		cmocka_unit_test(tried_and_mended),
		cmocka_unit_test(wrong_by_another),
	};

	return cmocka_run_group_tests_name("repeat", tests, NULL, NULL);
}
