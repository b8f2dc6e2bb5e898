/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "offers.h"

#include "keys.h"
#include "lock.h"

enum { VALUES_MOST = 10, MANY = 120 };

struct thing {
	enum map_kind kind; /* an offer is of the organisation above it */
	const char *values[VALUES_MOST][2];
};

static const struct thing things[] = {
	{MAP_ORGANISATION,
	 {{"name", "Huis Zonnebloem"}, {"phone", "070-0000001"}, {"city", "Den Haag"},
	  {"areas", "Den Haag"}}},
	{MAP_OFFER,
	 {{"name", "Zonnebloem leerwerkplek"}, {"kinds", "employer"},
	  {"preconditions", "work_experience"}, {"wishes", "work_learning"}, {"rungs", "4 5"},
	  {"duty", "voluntary"}, {"certain", "yes"}, {"checked_on", "2026-11-02"}}},
	{MAP_OFFER,
	 {{"name", "Zonnebloem op dinsdag"}, {"kinds", "women_centre"},
	  {"preconditions", "guidance work_experience"}, {"rungs", "4 5"}, {"wait_weeks", "6"},
	  {"wait_on", "2026-11-02"}, {"cost", "geen"}, {"checked_on", "2026-11-02"}}},
	{MAP_OFFER,
	 {{"name", "Zonnebloem met uren"}, {"kinds", "activation"},
	  {"preconditions", "work_experience"}, {"rungs", "4 5"}, {"hours_from", "24"},
	  {"checked_on", "2026-11-02"}}},
	{MAP_OFFER,
	 {{"name", "Zonnebloem voor beginners"}, {"kinds", "women_centre"}, {"rungs", "1 2"},
	  {"checked_on", "2026-11-02"}}},
};
enum { THINGS = sizeof things / sizeof *things };

struct care_session *offers_session(struct desk *d, struct clock *clock, int64_t *ms)
{
	struct error e = ERROR_INIT;
	struct moment now;
	char *folder = lock_folder(d);
	struct care_session *s = NULL;

	assert_true(moment_read(DESK_BEFORE ":00Z", &now));
	*ms = moment_ms(&now);
	*clock = clock_fixed(ms);
	assert_int_equal(care_session_open(&(struct care_options){.data = folder,
								  .share = getenv("TREDE_SHARE"),
								  .language = "nl",
								  .practice = true,
								  .clock = clock},
					   &s, &e),
			 OK);
	free(folder);
	return s;
}

static void thing_save(struct care_session *s, const struct thing *t, char organisation[37])
{
	struct error e = ERROR_INIT;
	struct map_record r;
	char id[37];

	map_record_empty(&r, t->kind);
	for (int i = 0; i < VALUES_MOST && t->values[i][0]; i++)
		r.values[map_field_of(t->values[i][0])] = t->values[i][1];
	if (t->kind == MAP_OFFER)
		r.organisation = organisation;
	if (care_map_save(s, &r, id, &e) != OK)
		fail_msg("%s", e.text);
	if (t->kind == MAP_ORGANISATION)
		memcpy(organisation, id, sizeof id);
}

static void many_save(struct care_session *s, char organisation[37])
{
	for (int i = 0; i < MANY; i++) {
		char *name = harness_format("Dahlia groep %03d", i);
		const struct thing one = {MAP_OFFER,
					  {{"name", name}, {"preconditions", "guidance"}}};

		thing_save(s, &one, organisation);
		free(name);
	}
}

void offers_open(struct desk *d, bool has_many)
{
	struct clock clock;
	int64_t ms;
	char organisation[37] = "";
	struct care_session *s;

	desk_open(d, "nl");
	s = offers_session(d, &clock, &ms);
	for (int i = 0; i < THINGS; i++)
		thing_save(s, &things[i], organisation);
	if (has_many)
		many_save(s, organisation);
	care_session_close(s);
	desk_sit(d);
}
