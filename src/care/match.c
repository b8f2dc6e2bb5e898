/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/refer.h"
#include "care/session_inner.h"
#include "care/social.h"

/* What matching wants to know of a woman, from her dossier; what nobody asked her stays not known. */

struct key_value {
	const char *key;
	int value;
};

/* The value of a key; 0: it is none of these, and so not known. */
static int value_of(const struct key_value *known, const char *key)
{
	for (; known->key != NULL; known++)
		if (text_equal(known->key, key))
			return known->value;
	return 0;
}

static struct map_set fact_set(const struct map_words *w, const struct care_dossier *d,
			       enum map_list list, const char *fact)
{
	return map_set_of(w, list, care_fact_value(d, fact));
}

static void set_drop(struct map_set *set, int at)
{
	if (at >= 0 && at < MAP_SET_MOST)
		set->bits[at / 64] &= ~(UINT64_C(1) << (at % 64));
}

static void set_take(struct map_set *set, int at)
{
	if (at >= 0 && at < MAP_SET_MOST)
		set->bits[at / 64] |= UINT64_C(1) << (at % 64);
}

/* A whole number at the front; -1 there is none. */
static int fact_number(const struct care_dossier *d, const char *fact)
{
	const char *text = care_fact_value(d, fact);
	long n = strtol(text, NULL, 10);

	return *text < '0' || *text > '9' || n > 9999 ? -1 : (int)n;
}

static int rung_of(const struct care_dossier *d, const char *fact)
{
	int rung = fact_number(d, fact);

	return rung >= 1 && rung <= 6 ? rung : 0;
}

static void rungs_take(const struct care_dossier *d, struct map_woman *out)
{
	out->rung = rung_of(d, "ladder_level");
	if (out->rung == 0)
		out->rung = rung_of(d, "ladder_derived");
	out->growth_rung = rung_of(d, "growth_level");
}

/* What she speaks counts where nobody wrote down one level for all. */
static int language_of(const struct map_words *w, const struct care_dossier *d)
{
	int at = map_word_at(w, MAP_LIST_LANGUAGE_LEVEL, care_fact_value(d, "language_level"));

	return at >= 0 ? at
		       : map_word_at(w, MAP_LIST_LANGUAGE_LEVEL,
				     care_fact_value(d, "language_level_speak"));
}

/* Where she named what it is about, the group says no more: schulden is not all that is about money. */
static void barriers_take(const struct map_words *w, const struct care_dossier *d,
			  struct map_woman *out)
{
	const char *at = care_fact_value(d, "barriers");
	struct str group = STR_INIT;
	size_t len;

	out->barriers = map_set_of(w, MAP_LIST_BARRIERS, at);
	for (; *(at += strspn(at, " ")) != '\0'; at += len) {
		const char *slash;

		len = strcspn(at, " ");
		slash = memchr(at, '/', len);
		if (slash == NULL)
			continue;
		str_reset(&group);
		str_add_bytes(&group, at, (size_t)(slash - at));
		set_drop(&out->barriers, map_word_at(w, MAP_LIST_BARRIERS, group.bytes));
	}
	str_release(&group);
}

static void lists_take(const struct map_words *w, const struct care_dossier *d,
		       struct map_woman *out)
{
	const char *dutch = care_fact_value(d, "more_dutch");

	out->benefits = fact_set(w, d, MAP_LIST_BENEFIT, "benefit");
	set_drop(&out->benefits, map_word_at(w, MAP_LIST_BENEFIT, "unknown"));
	out->levels = fact_set(w, d, MAP_LIST_LEVELS, "participation_level");
	out->dayparts = fact_set(w, d, MAP_LIST_DAYPARTS, "available_dayparts");
	out->loads = fact_set(w, d, MAP_LIST_LOADS, "load_kinds");
	set_drop(&out->loads, map_word_at(w, MAP_LIST_LOADS, "none"));
	out->loads_known = *care_fact_value(d, "load_kinds") != '\0';
	out->languages = fact_set(w, d, MAP_LIST_LANGUAGES, "languages");
	barriers_take(w, d, out);
	out->wishes = fact_set(w, d, MAP_LIST_WISHES, "wish_kinds");
	set_drop(&out->wishes, map_word_at(w, MAP_LIST_WISHES, "other"));
	if (text_equal(dutch, "yes") || text_equal(dutch, "waitlist"))
		set_take(&out->wishes, map_word_at(w, MAP_LIST_WISHES, "dutch"));
}

/* Needed and not arranged. */
static void needs_take(const struct map_words *w, const struct care_dossier *d,
		       struct map_woman *out)
{
	for (int i = 0; i < d->precondition_count; i++) {
		const struct care_precondition *p = &d->preconditions[i];

		if (text_equal(p->needed, "yes") && !text_equal(p->status, "arranged") &&
		    !text_equal(p->status, "not_applicable"))
			set_take(&out->needs, map_word_at(w, MAP_LIST_PRECONDITIONS, p->key));
	}
}

/* A start qualification is havo, vwo or mbo 2; a foreign diploma is to be valued first. */
static int diploma_of(const struct care_dossier *d)
{
	static const struct key_value told[] = {
		{"yes", MAP_DIPLOMA_YES}, {"no", MAP_DIPLOMA_NO}, {NULL, 0}};
	static const struct key_value schools[] = {
		{"mbo2", MAP_DIPLOMA_YES}, {"mbo34", MAP_DIPLOMA_YES}, {"higher", MAP_DIPLOMA_YES},
		{"none", MAP_DIPLOMA_NO}, {"primary", MAP_DIPLOMA_NO}, {NULL, 0}};
	const char *said = care_fact_value(d, "start_qualification");

	return *said != '\0' ? value_of(told, said)
			     : value_of(schools, care_fact_value(d, "education"));
}

static void choices_take(const struct care_dossier *d, struct map_woman *out)
{
	static const struct key_value sexes[] = {
		{"mevrouw", MAP_SEX_WOMAN}, {"meneer", MAP_SEX_MAN}, {NULL, 0}};
	static const struct key_value alongs[] = {{"yes", MAP_ALONG_YES},
						  {"if_needed", MAP_ALONG_IF_NEEDED},
						  {"no", MAP_ALONG_NO}, {NULL, 0}};
	static const struct key_value consents[] = {
		{"not_asked", MAP_CONSENT_NOT_ASKED}, {"asked", MAP_CONSENT_ASKED},
		{"given", MAP_CONSENT_GIVEN}, {"refused", MAP_CONSENT_REFUSED}, {NULL, 0}};

	out->sex = value_of(sexes, care_fact_value(d, "address_form"));
	out->along = value_of(alongs, care_fact_value(d, "children_come_along"));
	out->consent = value_of(consents, care_fact_value(d, "benefit_consent"));
	out->diploma = diploma_of(d);
}

/* Ended in a way that makes the same offer a poor proposal. */
static bool ended_badly(const struct care_referral *r)
{
	static const char *const bad[] = {"refused", "no_show", "withdrawn", "expired"};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (text_equal(r->status, bad[i]))
			return true;
	return text_equal(r->status, "finished") && text_equal(r->outcome, "not_reached");
}

static void referrals_take(const struct care_dossier *d, struct arena *a, struct map_woman *out)
{
	struct str tried = STR_INIT;
	bool has_assistance = care_fact_holds(d, "benefit", "wwb");

	out->is_in_trajectory = care_fact_holds(d, "barriers", "rules/other_traject_running");
	for (int i = 0; i < d->referral_count; i++) {
		const struct care_referral *r = &d->referrals[i];

		if (has_assistance && text_equal(r->status, "started"))
			out->is_in_trajectory = true;
		if (ended_badly(r) && !text_is_empty(r->offer))
			str_addf(&tried, "%s%s", tried.len > 0 ? " " : "", r->offer);
	}
	out->tried = arena_text(a, tried.bytes);
	str_release(&tried);
}

static const char *place_of(const struct care_dossier *d, const char *fact, struct arena *a)
{
	struct str place = STR_INIT;
	const char *kept;

	map_place_fold(care_fact_value(d, fact), &place);
	kept = arena_text(a, place.bytes);
	str_release(&place);
	return kept;
}

/* The first talk asks her district alone: the town is that of the offers that stand there. */
static void places_take(struct care_session *s, const struct care_dossier *d, struct arena *a,
			struct map_woman *out)
{
	struct error ignored = ERROR_INIT;

	out->city = place_of(d, "city", a);
	out->district = place_of(d, "district", a);
	out->postcode = place_of(d, "postcode", a);
	if (*out->city == '\0' && *out->district != '\0' &&
	    map_town_of(care_map(s), out->district, a, &out->city, &ignored) != OK)
		out->city = ""; /* not known: her area is asked instead */
}

void care_match_woman(struct care_session *s, const struct care_dossier *d, struct arena *a,
		      struct map_woman *out)
{
	const struct map_words *w = care_map_words(s);

	*out = (struct map_woman){0};
	rungs_take(d, out);
	out->age = care_dossier_age(s, d);
	out->language_level = language_of(w, d);
	out->youngest = map_word_at(w, MAP_LIST_YOUNGEST, care_fact_value(d, "youngest_child"));
	out->hours = fact_number(d, "hours_available");
	lists_take(w, d, out);
	needs_take(w, d, out);
	choices_take(d, out);
	out->has_no_permit = care_fact_holds(d, "barriers", "rules/work_permit_status");
	referrals_take(d, a, out);
	places_take(s, d, a, out);
	map_woman_settle(w, out);
}
