/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/refer.h"

#include "care/record.h"
#include "care/record_thing.h"

/* What comes around a referral: calls afterwards, and days on which nobody is there. */

enum { SATURDAY = 5, WEEK = 7 };

/* Nobody is called at the weekend: the Monday after. */
static struct date working_day(const struct date *day)
{
	int weekday = date_weekday(day);

	return weekday < SATURDAY ? *day : date_of_days(date_days(day) + WEEK - weekday);
}

static const struct { int months; const char *about; } moments[CARE_AFTERCARE_MOMENTS] = {
	{1, N_("after a month: how is it going? Ask the employer too")},
	{3, N_("after 3 months: how is it going? Ask the employer too")},
	{6, N_("after half a year: how is it going? Ask the employer too")},
	{12, N_("after a year: how is it going? Ask the employer too")},
};

void care_aftercare_propose(const struct date *from, struct date out[CARE_AFTERCARE_MOMENTS])
{
	for (int i = 0; i < CARE_AFTERCARE_MOMENTS; i++) {
		struct date day = date_add_months(from, moments[i].months);

		out[i] = working_day(&day);
	}
}

static enum err moments_save(struct care_session *s, const char *client, const char *organisation,
			     const struct date *from, unsigned chosen, struct error *e)
{
	struct date days[CARE_AFTERCARE_MOMENTS];
	enum err rc = OK;

	care_aftercare_propose(from, days);
	for (int i = 0; i < CARE_AFTERCARE_MOMENTS && rc == OK; i++) {
		const struct care_appointment a = {.kind = "aftercare",
						   .with = organisation,
						   .about = _(moments[i].about),
						   .due = days[i],
						   .minutes = -1};

		if (chosen & 1u << i)
			rc = care_save_appointment(s, client, &a, NULL, e);
	}
	return rc;
}

enum err care_aftercare_plan(struct care_session *s, const char *client, const char *organisation,
			     const struct date *from, unsigned chosen, struct error *e)
{
	struct store *store = care_session_store(s);
	enum err rc = OK;

	if (from->year == 0 || !date_is_full(from) || !date_is_valid(from))
		rc = error_set(e, ERR_INVALID, _("Give the whole day: day, month and year."));
	else if ((chosen & ((1u << CARE_AFTERCARE_MOMENTS) - 1)) == 0)
		rc = error_set(e, ERR_INVALID, _("Choose at least one moment to ask how it is "
						 "going."));
	if (rc == OK)
		rc = record_must_have(organisation, _("Write down which organisation."), e);
	if (rc == OK)
		rc = store_begin(store, e);
	if (rc != OK)
		return rc;
	rc = moments_save(s, client, organisation, from, chosen, e);
	if (rc == OK)
		return store_commit(store, e);
	store_rollback(store);
	return rc;
}

/* ---- quiet times ---- */

struct quiet { /* the key of an item: "2027-02-08/2027-03-09", with ~ before it "about" */
	struct date from, until;
	bool is_about;
};

static bool quiet_read(const char *key, struct quiet *out)
{
	char from[16];
	size_t len;

	out->is_about = *key == '~';
	key += out->is_about;
	len = strcspn(key, "/");
	if (key[len] != '/' || len >= sizeof from)
		return false;
	memcpy(from, key, len);
	from[len] = '\0';
	return date_read(from, &out->from) && date_read(key + len + 1, &out->until) &&
	       date_is_full(&out->from) && date_is_full(&out->until);
}

static void day_add(const struct date *day, const char *language, struct str *out)
{
	str_addf(out, "%d %s", day->day, date_month_name(day->month, false, language));
}

static void quiet_add(const struct quiet *quiet, const char *name, const char *language,
		      struct str *out)
{
	struct str from = STR_INIT, until = STR_INIT;

	day_add(&quiet->from, language, &from);
	day_add(&quiet->until, language, &until);
	str_addf(out, "%s%s (", out->len > 0 ? ", " : "", name);
	str_addf(out, quiet->is_about ? _("about %s to %s") : _("%s to %s"), from.bytes,
		 until.bytes);
	str_add_char(out, ')');
	str_release(&from);
	str_release(&until);
}

void care_quiet_time(struct care_session *s, const struct date *day, struct str *out)
{
	const char *language = care_session_language(s);
	int count;
	const struct care_item *items =
		care_config_list(care_session_config(s), "quiet_times", &count);
	struct str times = STR_INIT;
	struct quiet quiet;

	for (int i = 0; i < count && date_is_full(day); i++)
		if (quiet_read(items[i].key, &quiet) && date_compare(&quiet.from, day) <= 0 &&
		    date_compare(day, &quiet.until) <= 0)
			quiet_add(&quiet, text_equal(language, "nl") ? items[i].nl : items[i].en,
				  language, &times);
	if (times.len > 0)
		str_addf(out, _("That falls in %s."), times.bytes);
	str_release(&times);
}
