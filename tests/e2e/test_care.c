/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a worker does in an interview beside answering, each with its key, read back from the file:
 * the previous answer, remarks, no answer, scratch lines, finding, the start sheet, and what she
 * decides alone.
 */
#include <unistd.h>

#include "desk.h"
#include "keys.h"

#define SITUATION "Wat doet u nu?"
#define CHANGED "Hoe gaat het? Wat is er veranderd"

/* Her progress interview, at its second question. */
static void begin(struct desk *d, const char *name)
{
	desk_open(d, "nl");
	desk_sit(d);
	desk_woman(d, name);
	term_keys(d->term, "g");
	desk_pick(d, "Voortgang");
	term_wait(d->term, "Is er iemand met u meegekomen?", TERM_MS);
	term_keys(d->term, "1<Enter>");
	term_wait(d->term, CHANGED, TERM_MS);
}

/* Finished with whatever is still open; the file as show tells it. */
static json_t *finished(struct desk *d, const char *name)
{
	char *id;
	json_t *shown;

	term_keys(d->term, "<Esc>");
	term_wait_row(d->term, 0, "overzicht", TERM_MS);
	term_keys(d->term, "a<Enter>");
	term_wait(d->term, "Het gesprek is afgerond", TERM_MS);
	desk_rise(d);
	id = desk_client(d, name, 0);
	shown = desk_show(d, id);
	free(id);
	return shown;
}

static void done(struct desk *d, json_t *shown)
{
	json_decref(shown);
	desk_close(d);
}

static const json_t *remark(const json_t *answer, size_t n)
{
	const json_t *remarks = json_object_get(answer, "remarks");

	assert_true(json_array_size(remarks) > n);
	return json_array_get(remarks, n);
}

static void previous_answer(void **state)
{
	struct desk d;
	json_t *shown;
	char *before;

	(void)state;
	begin(&d, "Ann");
	term_keys(d.term, "<Tab>");
	term_wait(d.term, SITUATION, TERM_MS);
	term_wait(d.term, "Vorige keer (28-09-26): Werkt als sociaal", TERM_MS);
	term_keys(d.term, "<C-r>");
	term_wait(d.term, "Welke inkomsten heeft u?", TERM_MS);
	shown = finished(&d, "Ann");
	before = harness_format("%s", desk_text(json_object_get(shown, "facts"), "situation"));
	assert_true(strncmp(before, "Werkt als sociaal", 17) == 0);
	desk_equal(desk_answer(shown, "progress", "situation"), "value", before);
	free(before);
	done(&d, shown);
}

static void remarks(void **state)
{
	struct desk d;
	const json_t *answer;
	json_t *shown;

	(void)state;
	begin(&d, "Ann");
	term_keys(d.term, "<C-o>1Mijn man helpt mee.<Enter>");
	term_wait(d.term, "zij: Mijn man helpt mee.", TERM_MS);
	term_keys(d.term, "<C-o>22Zij straalt.<Enter>"); /* 2: a new one; 2: I */
	term_wait(d.term, "ik: Zij straalt.", TERM_MS);
	term_keys(d.term, "<C-o>33haar zus<Enter>Ze slaapt slecht.<Enter>");
	term_wait(d.term, "haar zus: Ze slaapt slecht.", TERM_MS);
	desk_type(&d, "Goed.");
	term_keys(d.term, "<Enter>");
	term_wait(d.term, SITUATION, TERM_MS);
	shown = finished(&d, "Ann");
	answer = desk_answer(shown, "progress", "changed");
	desk_equal(answer, "value", "Goed.");
	desk_equal(remark(answer, 0), "speaker", "she");
	desk_equal(remark(answer, 0), "text", "Mijn man helpt mee.");
	desk_equal(remark(answer, 1), "speaker", "i");
	desk_equal(remark(answer, 1), "text", "Zij straalt.");
	desk_equal(remark(answer, 2), "speaker", "other");
	desk_equal(remark(answer, 2), "who", "haar zus");
	desk_equal(remark(answer, 2), "text", "Ze slaapt slecht.");
	done(&d, shown);
}

static void no_answer(void **state)
{
	static const struct {
		const char *key, *name, *status, *next;
	} four[] = {
		{"1", "changed", "unknown", SITUATION},
		{"2", "situation", "refused", "Welke inkomsten"},
		{"3", "benefit", "later", "Hoe staat het met uw doel"},
		{"4", "goal_progress", "not_applicable", "Wat wilt u nu bereiken"},
	};
	struct desk d;
	json_t *shown;

	(void)state;
	begin(&d, "Ann");
	for (size_t i = 0; i < 4; i++) {
		term_keys(d.term, "<C-g>");
		term_wait(d.term, "1 weet niet  2 zegt ze liever niet",
			  TERM_MS);
		term_keys(d.term, four[i].key);
		term_wait(d.term, four[i].next, TERM_MS);
	}
	shown = finished(&d, "Ann");
	for (size_t i = 0; i < 4; i++) {
		desk_equal(desk_answer(shown, "progress", four[i].name), "status", four[i].status);
		desk_equal(desk_answer(shown, "progress", four[i].name), "value", "");
	}
	done(&d, shown);
}

static void scratch_lines(void **state)
{
	struct desk d;
	const json_t *talk, *all;
	json_t *shown;

	(void)state;
	begin(&d, "Ann");
	desk_type(&d, "Half");
	term_keys(d.term, "<C-n>Zoon begint in maart.<Enter><C-n>Bel de school.<Enter>");
	term_wait(d.term, "Half_", TERM_MS);
	term_keys(d.term, "<Esc>");
	term_wait_row(d.term, 0, "overzicht", TERM_MS);
	term_keys(d.term, "<End>"); /* they stand at the bottom */
	desk_focus(&d, "Zoon begint in maart.");
	term_keys(d.term, "h");
	term_wait(d.term, "Aan welke vraag hang je deze regel?", TERM_MS);
	desk_type(&d, "nu nodig");
	term_wait(d.term, "Wat is er nu nodig?", TERM_MS);
	term_keys(d.term, "<Enter>");
	term_wait_row(d.term, 0, "overzicht", TERM_MS);
	term_keys(d.term, "<Home><Enter>");
	term_settle(d.term, TERM_MS);
	shown = finished(&d, "Ann");
	desk_equal(remark(desk_answer(shown, "progress", "needed"), 0), "text",
		   "Zoon begint in maart.");
	desk_equal(remark(desk_answer(shown, "progress", "needed"), 0), "speaker", "i");
	all = json_object_get(shown, "interviews");
	talk = json_array_get(all, json_array_size(all) - 1);
	assert_int_equal(json_array_size(json_object_get(talk, "notes")), 1);
	assert_string_equal(json_string_value(json_array_get(json_object_get(talk, "notes"), 0)),
			    "Bel de school.");
	done(&d, shown);
}

static long accesses(struct desk *d)
{
	char *text = DESK_RUN(d, 0, "check", "--json");
	json_t *check = json_loads(text, 0, NULL);
	long count = (long)json_at_int(check, "accesses", -1);

	assert_true(count >= 0);
	json_decref(check);
	free(text);
	return count;
}

static void answer_elsewhere(struct desk *d, const char *words, const char *question,
			     const char *text)
{
	term_keys(d->term, "<C-f>");
	term_wait(d->term, "Zoek een vraag", TERM_MS);
	desk_type(d, words);
	term_keys(d->term, "<Enter>");
	term_wait(d->term, question, TERM_MS);
	desk_type(d, text);
	term_keys(d->term, "<Enter>");
}

static void assert_cursor(struct desk *d, int row, int col)
{
	int now_row, now_col;

	term_settle(d->term, TERM_MS);
	assert_true(term_cursor(d->term, &now_row, &now_col));
	assert_int_equal(row, now_row);
	assert_int_equal(col, now_col);
}

/* Another question, and another woman, in the middle of a word; then back to the same spot. */
static void finding(void **state)
{
	struct desk d;
	int row, col;
	json_t *shown;
	long before;

	(void)state;
	begin(&d, "Ann");
	desk_rise(&d);
	before = accesses(&d);
	desk_sit(&d);
	term_keys(d.term, "<Enter>");
	term_wait(d.term, CHANGED, TERM_MS);
	desk_type(&d, "Zij is nu bezig met");
	term_keys(d.term, "<Left><Left><Left>");
	term_settle(d.term, TERM_MS);
	assert_true(term_cursor(d.term, &row, &col));
	answer_elsewhere(&d, "spreken we af", "Wat spreken we af? Wie doet wat?", "Samen bellen.");
	term_wait(d.term, "Zij is nu bezig met_", TERM_MS);
	assert_cursor(&d, row, col);
	answer_elsewhere(&d, "jouw indruk", "Wat is jouw indruk?", "Ze komt er wel.");
	term_wait(d.term, "Zij is nu bezig met_", TERM_MS);
	assert_cursor(&d, row, col);
	term_keys(d.term, "<C-f><C-f>");
	term_wait(d.term, "Iemand opzoeken", TERM_MS);
	desk_type(&d, "Fouzia");
	term_keys(d.term, "<Enter>");
	term_wait_row(d.term, 0, "Fouzia", TERM_MS);
	term_keys(d.term, "<Esc><Esc>");
	term_settle(d.term, TERM_MS);
	if (!term_shows(d.term, "Zij is nu bezig met_"))
		term_keys(d.term, "<Esc>");
	term_wait(d.term, "Zij is nu bezig met_", TERM_MS);
	assert_cursor(&d, row, col);
	term_keys(d.term, "<Enter>"); /* still together: the next one is not of the part alone */
	term_wait(d.term, SITUATION, TERM_MS);
	shown = finished(&d, "Ann");
	desk_equal(desk_answer(shown, "progress", "impression"), "value", "Ze komt er wel.");
	desk_equal(desk_answer(shown, "progress", "agreed"), "value", "Samen bellen.");
	desk_equal(desk_answer(shown, "progress", "changed"), "value", "Zij is nu bezig met");
	assert_true(accesses(&d) >= before + 3); /* Ann, the search, Fouzia */
	done(&d, shown);
}

/* What is shipped, but with a colleague who held the first interview. */
static void colleague_share(struct place *p)
{
	static const char from[] = "\"by\": \"Samira El Idrissi\"", to[] = "\"by\": \"Fatma Demir\"";
	static const char *const linked[] = {"forms", "locale", "config/map", "config/rules"};
	const char *share = getenv("TREDE_SHARE");
	char *path = harness_format("%s/config/examples.json", share), **names = NULL, *found;
	char *folder = harness_format("%s/config", share), *link, *target;
	struct str text = STR_INIT;
	struct error e = ERROR_INIT;
	size_t count = file_list(folder, ".yaml", &names);

	if (file_read(path, 1 << 20, &text, &e) != OK)
		fail_msg("%s", e.text);
	found = strstr(text.bytes, from);
	assert_non_null(found);
	{
		size_t at = (size_t)(found - text.bytes);

		str_remove(&text, at, strlen(from));
		str_insert(&text, at, to, strlen(to));
	}
	place_write(p, "share/config/examples.json", text.bytes);
	for (size_t i = 0; i < count; i++) {
		target = harness_format("%s/%s", folder, names[i]);
		link = harness_format("%s/share/config/%s", place_folder(p), names[i]);
		assert_int_equal(symlink(target, link), 0);
		free(target);
		free(link);
		free(names[i]);
	}
	for (size_t i = 0; i < sizeof linked / sizeof *linked; i++) {
		target = harness_format("%s/%s", share, linked[i]);
		link = harness_format("%s/share/%s", place_folder(p), linked[i]);
		assert_int_equal(symlink(target, link), 0);
		free(target);
		free(link);
	}
	free(names);
	free(path);
	free(folder);
	str_release(&text);
}

/* Held by a colleague on another day, typed in by Samira. */
static void start_sheet(void **state)
{
	char *share = harness_format("%s", getenv("TREDE_SHARE")), *own;
	struct place *p = place_new();
	const json_t *all, *talk;
	struct desk d;
	json_t *shown;

	(void)state;
	colleague_share(p);
	own = place_path(p, "share");
	setenv("TREDE_SHARE", own, 1);
	desk_open_in(&d, p, "nl");
	desk_sit(&d);
	desk_woman(&d, "Ann");
	term_keys(d.term, "g");
	desk_pick(&d, "Voortgang");
	term_wait(d.term, "Is er iemand", TERM_MS);
	term_keys(d.term, "1<Enter>");
	term_wait(d.term, CHANGED, TERM_MS);
	term_keys(d.term, "<Esc>");
	term_wait_row(d.term, 0, "overzicht", TERM_MS);
	term_keys(d.term, "d");
	desk_field(&d, "2 weken geleden");
	desk_pick(&d, "Fatma Demir");
	term_keys(d.term, "<Enter>");
	term_wait_row(d.term, 0, "overzicht", TERM_MS);
	term_keys(d.term, "<Enter>");
	term_settle(d.term, TERM_MS);
	shown = finished(&d, "Ann");
	all = json_object_get(shown, "interviews");
	talk = json_array_get(all, json_array_size(all) - 1);
	desk_equal(talk, "form", "progress");
	desk_equal(talk, "on", "2026-11-07");
	desk_equal(talk, "conducted_by", "Fatma Demir");
	desk_equal(talk, "author", "Samira El Idrissi");
	done(&d, shown);
	setenv("TREDE_SHARE", share, 1);
	free(share);
	free(own);
}

/* The five questions, her own rung with the reason, growth, and whether it came true. */
static void alone(void **state)
{
	struct desk d;
	const json_t *facts, *rung;
	json_t *shown;

	(void)state;
	begin(&d, "Ann");
	term_keys(d.term, "<Esc>");
	term_wait_row(d.term, 0, "overzicht", TERM_MS);
	desk_focus(&d, "Heeft zij een contract");
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "werkt zij als zzp'er?", TERM_MS);
	term_keys(d.term, "2");
	term_wait(d.term, "elke week onbetaald werk", TERM_MS);
	term_keys(d.term, "2");
	term_wait(d.term, "georganiseerde activiteit", TERM_MS);
	term_keys(d.term, "2");
	term_wait(d.term, "elke week iemand buiten het huishouden", TERM_MS);
	term_keys(d.term, "1");
	term_wait(d.term, "Welke trede is het volgens jou?", TERM_MS);
	term_wait(d.term, "Volgens de vragen: 2", TERM_MS);
	term_keys(d.term, "3");
	term_wait(d.term, "Waarom kies je een andere trede", TERM_MS);
	desk_type(&d, "Zij begint maandag met taalles.");
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "Kwam uit wat je vorige keer", TERM_MS);
	desk_pick(&d, "voor een deel");
	term_wait(d.term, "Wat hielp, of wat stond in de weg?", TERM_MS);
	desk_type(&d, "De opvang kwam.");
	term_keys(d.term, "<Enter>");
	term_wait(d.term, "Welke trede kan zij bereiken?", TERM_MS);
	term_keys(d.term, "5");
	term_wait(d.term, "In hoeveel tijd?", TERM_MS);
	term_keys(d.term, "2");
	term_wait(d.term, "Is dat haalbaar?", TERM_MS);
	term_keys(d.term, "1");
	term_wait(d.term, "jouw indruk", TERM_MS);
	shown = finished(&d, "Ann");
	facts = json_object_get(shown, "facts");
	desk_equal(facts, "ladder_derived", "2");
	desk_equal(facts, "ladder_level", "3");
	desk_equal(facts, "ladder_reason", "Zij begint maandag met taalles.");
	desk_equal(facts, "growth_came_true", "partly");
	desk_equal(facts, "growth_level", "5");
	desk_equal(facts, "growth_realistic", "yes");
	assert_true(*desk_text(facts, "growth_term"));
	rung = desk_item(shown, "rungs", "on", "2026-11-21");
	assert_int_equal(json_at_int(rung, "level", 0), 3);
	assert_int_equal(json_at_int(rung, "derived", 0), 2);
	done(&d, shown);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(previous_answer), cmocka_unit_test(remarks),
		cmocka_unit_test(no_answer),	   cmocka_unit_test(scratch_lines),
		cmocka_unit_test(finding),	   cmocka_unit_test(start_sheet),
		cmocka_unit_test(alone),
	};

	return cmocka_run_group_tests_name("care", tests, NULL, NULL);
}
