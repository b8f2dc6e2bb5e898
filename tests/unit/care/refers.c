/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "refers.h"

void refers_naima(struct place *p, char id[37])
{
	place_make(p);
	register_as(p, "{\"called\":\"Naima\",\"family_name\":\"Bouzid\",\"district\":\"Laak\"}",
		    "2026-03-03", id);
}

void refers_fit(struct map_fit *fit)
{
	*fit = (struct map_fit){0};
	map_record_empty(&fit->organisation, MAP_ORGANISATION);
	map_record_empty(&fit->offer, MAP_OFFER);
	fit->organisation.id = REFERS_ORGANISATION;
	fit->organisation.values[MAP_NAME] = "Taalhuis De Linde";
	fit->offer.id = REFERS_OFFER;
	fit->offer.values[MAP_NAME] = "Taalgroep overdag";
	fit->verdicts[MAP_ON_LANGUAGE] = MAP_FITS;
	fit->verdicts[MAP_ON_BENEFIT] = MAP_UNKNOWN;
	fit->verdicts[MAP_ON_DAYPART] = MAP_NOT;
	fit->verdicts[MAP_ON_LOAD] = MAP_FITS;
	fit->verdicts[MAP_ON_BARRIER] = MAP_FITS;
}

void refers_propose(struct place *p, const char *client, struct arena *a, struct care_referral *r)
{
	struct care_dossier *d = dossier(p, client);
	struct map_fit fit;

	refers_fit(&fit);
	care_referral_propose(p->s, d, &fit, a, r);
	care_dossier_free(d);
}

void refers_refer(struct place *p, const char *client, char id[37])
{
	struct arena a = ARENA_INIT;
	struct error e = ERROR_INIT;
	struct care_referral r;

	refers_propose(p, client, &a, &r);
	r.agreed = "yes";
	must(care_refer(p->s, client, &r, id, &e), &e);
	arena_release(&a);
}

enum err refers_step(struct place *p, const char *client, const char *status, const char *reason,
		     const char *text)
{
	struct care_dossier *d = dossier(p, client);
	struct error e = ERROR_INIT;
	enum err rc = care_referral_step(p->s, d, d->referral_count - 1, status, reason, text, &e);

	if (rc != OK)
		assert_int_not_equal(e.text[0], '\0');
	care_dossier_free(d);
	return rc;
}

void refers_day_is(const struct date *d, const char *iso)
{
	struct str text = STR_INIT;

	if (d->year != 0)
		date_write(&text, d, DATE_ISO, "en");
	assert_string_equal(text.bytes, iso);
	str_release(&text);
}
