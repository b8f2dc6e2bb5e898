/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive_run.h"
#include "care/refer.h"

/* What happened, for reports: a narrow row for each, on its day and in the district where she lived then. */

/* Where she lived that day: the last that was said about it, else where she lives now. */
static const char *district_on(const struct care_dossier *d, const struct date *on)
{
	const char *district = care_fact_value(d, "district");

	for (int i = 0; i < d->history_count; i++)
		if (strcmp(d->history[i].name, "district") == 0 &&
		    date_compare(&d->history[i].on, on) <= 0)
			district = d->history[i].value;
	return district;
}

static enum err write_event(struct store *store, struct arena *a, const struct care_dossier *d,
			    const struct date *on, const char *kind, const char *detail,
			    struct error *e)
{
	struct store_event row = {d->id, derive_date(a, on), kind, district_on(d, on), detail};

	return store_event_put(store, &row, e);
}

/* All that a report tells of it; the words stay in the dossier. */
static const char *gap_detail(struct arena *a, const struct care_gap *gap)
{
	json_t *detail = json_object();
	struct str text = STR_INIT;
	const char *kept;

	json_put_text(detail, "what", gap->what);
	json_put_text(detail, "where", gap->where);
	json_put_text(detail, "daypart", gap->daypart);
	json_put_text(detail, "benefit", gap->benefit);
	json_put_text(detail, "level", gap->level);
	json_put_text(detail, "state", gap->state);
	json_text_write(&text, detail);
	json_decref(detail);
	kept = arena_text(a, text.bytes);
	str_release(&text);
	return kept;
}

static enum err write_gaps(struct store *store, struct arena *a, const struct care_dossier *d,
			   struct error *e)
{
	enum err rc = OK;

	for (int i = 0; i < d->gap_count && rc == OK; i++) {
		const struct care_gap *gap = &d->gaps[i];
		struct store_event row = {d->id, derive_date(a, &gap->on), "gap",
					  *gap->district != '\0' ? gap->district
								 : district_on(d, &gap->on),
					  gap_detail(a, gap)};

		rc = store_event_put(store, &row, e);
	}
	return rc;
}

static enum err write_ends(struct store *store, struct arena *a, const struct care_dossier *d,
			   struct error *e)
{
	enum err rc = OK;

	for (int i = 0; i < d->referral_count && rc == OK; i++) {
		const struct care_referral *r = &d->referrals[i];
		const char *why = text_equal(r->status, "finished") ? r->outcome : r->reason;

		if (!care_referral_runs(r))
			rc = write_event(store, a, d, &r->steps[r->step_count - 1].on,
					 "referral_end",
					 arena_format(a, "%s %s", r->status,
						      *why != '\0' ? why : "-"),
					 e);
	}
	return rc;
}

static const char *event_detail(const struct care_dossier *d, const struct care_line *line)
{
	if (line->kind == CARE_INTERVIEW)
		return d->interviews[line->item].form_id;
	if (line->kind == CARE_REFERRAL)
		return d->referrals[line->item].organisation;
	return "";
}

/* Lines stand newest first: who came together in one dossier was registered when the first was. */
static bool is_first_of_kind(const struct care_dossier *d, const struct care_line *line)
{
	for (const struct care_line *older = line + 1; older < d->lines + d->line_count; older++)
		if (older->kind == line->kind)
			return false;
	return true;
}

static const char *event_kind(const struct care_dossier *d, const struct care_line *line)
{
	switch (line->kind) {
	case CARE_CLIENT:
		return is_first_of_kind(d, line) ? "registered" : NULL;
	case CARE_INTERVIEW:
		return d->interviews[line->item].is_moved ? NULL : "interview";
	case CARE_REFERRAL:
		return "referral";
	case CARE_RETURNED:
		return "returned";
	case CARE_FACTS:
	case CARE_CORRECTION:
	case CARE_GOAL:
	case CARE_STEP:
	case CARE_APPOINTMENT:
	case CARE_NOTE:
	case CARE_CONSENT:
	case CARE_PRECONDITION:
	case CARE_MERGE:
	case CARE_GAP:
	case CARE_OTHER:
		break;
	}
	return NULL;
}

static enum err write_closings(struct store *store, struct arena *a, const struct care_dossier *d,
			       struct error *e)
{
	enum err rc = OK;

	for (int i = 0; i < d->history_count && rc == OK; i++) {
		const struct care_fact *fact = &d->history[i];

		if (strcmp(fact->name, "outflow") == 0 && *fact->value != '\0')
			rc = write_event(store, a, d, &fact->on, "outflow", fact->value, e);
	}
	return rc;
}

enum err derive_events(struct store *store, struct arena *a, const struct care_dossier *d,
		       struct error *e)
{
	enum err rc = OK;

	for (int i = 0; i < d->line_count && rc == OK; i++) {
		const char *kind = event_kind(d, &d->lines[i]);

		if (kind != NULL)
			rc = write_event(store, a, d, &d->lines[i].on, kind,
					 event_detail(d, &d->lines[i]), e);
	}
	for (int i = 0; i < d->rung_count && rc == OK; i++)
		rc = write_event(store, a, d, &d->rungs[i].on, "rung",
				 arena_format(a, "%d", d->rungs[i].level), e);
	if (rc == OK)
		rc = write_closings(store, a, d, e);
	if (rc == OK)
		rc = write_ends(store, a, d, e);
	return rc == OK ? write_gaps(store, a, d, e) : rc;
}
