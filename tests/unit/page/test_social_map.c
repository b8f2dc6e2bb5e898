/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

/* The social map on paper. */

struct saved {
	enum map_kind kind;
	const char *organisation, *name, *phone, *tasks, *street, *postcode, *city, *confidential,
		*checked;
};

static void save(struct place *p, const struct saved *w, char id[37])
{
	struct error e = ERROR_INIT;
	struct map_record r;

	map_record_empty(&r, w->kind);
	r.organisation = w->organisation ? w->organisation : "";
	r.values[MAP_NAME] = w->name;
	r.values[MAP_PHONE] = w->phone ? w->phone : "";
	r.values[MAP_TASKS] = w->tasks ? w->tasks : "";
	r.values[MAP_FOR_WHOM] = "vrouwen met kinderen";
	r.values[MAP_STREET] = w->street ? w->street : "";
	r.values[MAP_POSTCODE] = w->postcode ? w->postcode : "";
	r.values[MAP_CITY] = w->city ? w->city : "";
	r.values[MAP_CONFIDENTIAL] = w->confidential ? w->confidential : "";
	r.values[MAP_CHECKED_ON] = w->checked ? w->checked : "2026-11-01";
	must(care_map_save(p->s, &r, id, &e), &e);
}

static void print(struct place *p, const struct map_filter *filter, struct str *out)
{
	struct error e = ERROR_INIT;
	struct page *page = NULL;

	must(page_social_map(p->s, filter, &page, &e), &e);
	set_as(page, SET_TEXT, out);
	assert_true(widest_line(out->bytes) <= 80);
	page_free(page);
}

static void never_a_secret_address(void **state)
{
	struct place *p = *state;
	struct str text = STR_INIT;
	char shelter[37], open[37], id[37];

	save(p, &(struct saved){MAP_ORGANISATION, NULL, "Aaltje Noodopvang", "070 123 45 67",
				"Dag en nacht opvang.", "Verborgenlaan 12", "2599 ZZ", "Geheimstad",
				"yes", NULL},
	     shelter);
	save(p, &(struct saved){MAP_OFFER, shelter, "Aaltje inloop", NULL,
				"Komt u naar Verborgenlaan 12.", NULL, NULL, NULL, NULL, NULL},
	     id);
	save(p, &(struct saved){MAP_ORGANISATION, NULL, "Aaltje Buurthuis", "070 765 43 21",
				"Koffie en taal.", "Dorpsweg 1", "2511 AA", "Den Haag", NULL,
				"2025-01-01"},
	     open);
	print(p, NULL, &text);
	must_hold(text.bytes, "Aaltje Noodopvang");
	must_hold(text.bytes, "Dag en nacht opvang.");
	must_hold(text.bytes, "070");
	must_hold(text.bytes, "Aaltje inloop");
	must_hold(text.bytes, "Koffie en taal.");
	must_hold(text.bytes, "vrouwen met kinderen");
	must_hold(text.bytes, "Een half jaar niet nagekeken: bel eerst.");
	must_hold(text.bytes, "Den Haag");
	must_not_hold(text.bytes, "Verborgenlaan");
	must_not_hold(text.bytes, "2599");
	must_not_hold(text.bytes, "Geheimstad");
	must_not_hold(text.bytes, "Dorpsweg");
	str_release(&text);
}

static void what_is_gone_is_not_printed(void **state)
{
	const struct map_filter stale = {.district = "", .only_stale = true};
	const struct map_filter elsewhere = {.district = "Nergenshuizen"};
	struct place *p = *state;
	struct str text = STR_INIT;
	struct error e = ERROR_INIT;
	char id[37], gone[37];

	save(p, &(struct saved){.kind = MAP_ORGANISATION, .name = "Bo Vers"}, id);
	save(p, &(struct saved){.kind = MAP_ORGANISATION, .name = "Bo Oud", .checked = "2025-01-01"}, id);
	save(p, &(struct saved){.kind = MAP_ORGANISATION, .name = "Bo Weg"}, gone);
	must(care_map_retire(p->s, MAP_ORGANISATION, gone, true, &e), &e);
	print(p, NULL, &text);
	must_hold(text.bytes, "Bo Vers");
	must_hold(text.bytes, "Bo Oud");
	must_not_hold(text.bytes, "Bo Weg");
	print(p, &stale, &text);
	must_hold(text.bytes, "Bo Oud");
	must_not_hold(text.bytes, "Bo Vers");
	print(p, &elsewhere, &text);
	must_hold(text.bytes, "In de sociale kaart is niets dat hierbij past.");
	must_not_hold(text.bytes, "Bo ");
	str_release(&text);
}

enum { MANY = 250 };

/* More than are read at once: each once, by name. */
static void all_of_many(void **state)
{
	struct place *p = *state;
	struct str text = STR_INIT;
	char id[37], name[32];
	const char *at;

	for (int i = 0; i < MANY; i++) {
		(void)snprintf(name, sizeof name, "Veel %03d.", i);
		save(p, &(struct saved){.kind = MAP_ORGANISATION, .name = name}, id);
	}
	print(p, NULL, &text);
	at = text.bytes;
	for (int i = 0; i < MANY; i++) {
		(void)snprintf(name, sizeof name, "\nVeel %03d.\n", i);
		at = strstr(at, name);
		if (!at)
			fail_msg("%s is not in its place", name);
		if (strstr(at + 1, name))
			fail_msg("%s stands there twice", name);
	}
	str_release(&text);
}

int social_map_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(never_a_secret_address, place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(what_is_gone_is_not_printed, place_setup,
						place_teardown),
		cmocka_unit_test_setup_teardown(all_of_many, place_setup, place_teardown),
	};

	return cmocka_run_group_tests_name("social map", tests, NULL, NULL);
}
