/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/alike.h"
#include "care/import.h"
#include "rig.h"

/*
 * Rows come from a file, what differs in them, and the same again; then two of whom were registered by
 * hand are put together, one of them comes in a file under her old number, and they part.
 */
enum { ROWS = 120 };

static enum err read_piece(void *data, int64_t at, char *out, size_t room, size_t *got,
			   struct error *e)
{
	const struct str *text = data;
	size_t left = text->len - (size_t)at;

	(void)e;
	*got = left < room ? left : room;
	memcpy(out, text->bytes + at, *got);
	return OK;
}

/* Every third without a number, each fifth a row that cannot be used. */
static void rows_make(struct str *out, int from, const char *phone)
{
	str_set(out, "file_number;given_name;family_name;birth_date;phone;note\n");
	for (int i = from; i < from + ROWS; i++)
		str_addf(out, "%s%.0d;Voor%d;van den Achter%d;%s%d;%s;zij kwam binnen\n",
			 i % 3 ? "R-" : "", i % 3 ? i : 0, i, i % 17, i % 5 ? "" : "nee ",
			 1940 + i % 60, phone);
}

static bool import(struct play *p, struct str *text)
{
	const struct care_import_options o = {
		.file = {read_piece, text, (int64_t)text->len}, .data = text};
	struct care_import_count n;
	bool was_stopped;

	return care_import_clients(p->session, &o, &n, &was_stopped, &p->why) == OK &&
	       rig_reached(p);
}

static bool enter(struct play *p, const char *facts, char id[37])
{
	struct date today = care_session_today(p->session);
	json_t *object = NULL;
	bool good = json_text_read(facts, strlen(facts), &object, &p->why) == OK &&
		    care_register(p->session, object, &today, id, &p->why) == OK;

	json_decref(object);
	return good && rig_reached(p);
}

static bool together_and_apart(struct play *p, struct str *text)
{
	char one[37], other[37];
	bool good = enter(p, "{\"called\":\"Naima\",\"file_number\":\"M-1\"}", one) &&
		    enter(p, "{\"called\":\"Naïma\",\"file_number\":\"M-2\"}", other) &&
		    care_merge(p->session, one, other, &p->why) == OK && rig_reached(p);

	str_set(text, "file_number;phone\nM-2;070-1234567\nM-1;070-7654321\n");
	return good && import(p, text) &&
	       care_unmerge(p->session, one, other, &p->why) == OK && rig_reached(p) &&
	       care_alike_answer(p->session, one, other, CARE_UNDECIDED, &p->why) == OK &&
	       rig_reached(p);
}

bool rig_act_import(struct play *p)
{
	struct str text = STR_INIT;
	bool good = rig_open(p) && rig_reached(p);

	rows_make(&text, 0, "06-12345678");
	good = good && import(p, &text) && import(p, &text);
	rows_make(&text, ROWS / 2, "06-87654321");
	good = good && import(p, &text) && together_and_apart(p, &text);
	str_release(&text);
	return good;
}
