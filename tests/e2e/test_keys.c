/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What an interview costs in keys: 31 questions (14 with one choice, 6 with three ticks each, 11
 * with text), from home to the page on the screen, with at most 85 keys that are not text.
 */
#include "desk.h"
#include "keys.h"
#include "walk.h"

enum { KEYS_MOST = 85, ONE = 14, MANY = 6, TEXT = 11, TICKS = 3, FORM_BYTES = 1 << 20 };

struct count {
	int keys, one, many, text;
};

/* The form lies where a centre puts its own. */
static void put_form(struct desk *d)
{
	struct str bytes = STR_INIT;
	struct error e = ERROR_INIT;

	if (file_read("tests/data/thirty-one.yaml", FORM_BYTES, &bytes, &e) != OK)
		fail_msg("%s", e.text);
	place_write(d->place, "data/trede/practice/forms/thirty-one.yaml", bytes.bytes);
	str_release(&bytes);
}

static void press(struct desk *d, struct count *c, const char *keys)
{
	c->keys += term_keys(d->term, keys);
}

static void answer(struct desk *d, struct count *c, const struct form_row *r)
{
	if (r->type == FORM_SELECT_ONE) {
		c->one++;
		press(d, c, "2");
	} else if (r->type == FORM_SELECT_MULTIPLE) {
		c->many++;
		press(d, c, "146<Enter>");
	} else {
		c->text++;
		desk_type(d, "Zij vertelt er iets over, in haar eigen woorden.");
		press(d, c, "<Enter>");
	}
}

static void questions(struct desk *d, struct count *c)
{
	struct walk w;
	char *path = place_path(d->place, "data/trede/practice/forms/thirty-one.yaml");

	walk_open(&w, d->term, path, "nl", "mevrouw", "Naima");
	for (int i = 0; i < w.form->row_count; i++) {
		walk_wait(&w, i);
		answer(d, c, &w.form->rows[i]);
	}
	walk_close(&w);
	free(path);
}

static void from_home_to_the_page(void **state)
{
	struct desk d;
	struct count c = {0, 0, 0, 0};
	json_t *shown;
	char *id;

	(void)state;
	desk_open(&d, "nl");
	put_form(&d);
	desk_sit(&d);
	desk_type(&d, "Angie");
	press(&d, &c, "<Enter>g");
	desk_pick(&d, "Telgesprek");
	c.keys++;
	questions(&d, &c);
	term_wait_row(d.term, 0, "overzicht", TERM_MS);
	press(&d, &c, "a<Enter>");
	term_wait(d.term, "Het gesprek is afgerond", TERM_MS);
	press(&d, &c, "p<Enter><Enter>");
	term_wait_row(d.term, 0, "Casus in vijf kolommen", TERM_MS);
	term_wait(d.term, "Over ", TERM_MS);
	printf("31 questions from home to the printed page: %d keys that are not text\n", c.keys);
	assert_int_equal(c.one, ONE);
	assert_int_equal(c.many, MANY);
	assert_int_equal(c.text, TEXT);
	assert_in_range(c.keys, ONE + MANY * (TICKS + 1) + TEXT, KEYS_MOST);
	desk_rise(&d);
	id = desk_client(&d, "Angie", 0);
	shown = desk_show(&d, id);
	desk_equal(desk_answer(shown, "thirty-one", "one_14"), "value", "f2");
	desk_equal(desk_answer(shown, "thirty-one", "many_6"), "value", "s1 s4 s6");
	desk_equal(desk_answer(shown, "thirty-one", "text_11"), "value",
		   "Zij vertelt er iets over, in haar eigen woorden.");
	json_decref(shown);
	free(id);
	desk_close(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(from_home_to_the_page)};

	return cmocka_run_group_tests_name("keys", tests, NULL, NULL);
}
