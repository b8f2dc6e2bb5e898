/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/home.h"
#include "care/record.h"
#include "care/refer.h"
#include "care/session_inner.h"
#include "care/social.h"

/* Who waits for an offer, and who of them can begin when a place comes free. */

struct waiting {
	struct care_session *s;
	const char *offer;
	struct care_waiting_list *out;
};

static enum err waiting_note(void *data, const struct store_waiting *row, struct error *e)
{
	struct care_waiting_list *out = ((struct waiting *)data)->out;
	size_t count = (size_t)out->count;
	struct care_waiting *w;

	(void)e;
	VEC_ROOM(out->items, count, out->room);
	w = &out->items[out->count++];
	*w = (struct care_waiting){
		.client = arena_text(&out->arena, row->client),
		.referral = arena_text(&out->arena, row->referral),
		.shown = "",
	};
	(void)date_read(row->since, &w->since); /* written by derive from a date */
	(void)date_read(row->asked, &w->asked);
	return OK;
}

static enum err name_take(struct waiting *waiting, struct care_waiting *w, struct error *e)
{
	struct store_client row = {0};
	struct str shown = STR_INIT;
	enum err rc = care_client_get(waiting->s, w->client, &row, e);

	if (rc == OK) {
		care_row_name(waiting->s, &row, &shown);
		w->shown = arena_text(&waiting->out->arena, shown.bytes);
	}
	str_release(&shown);
	store_client_release(&row);
	return rc;
}

/* That it is full is why she waits. */
static int missing_of(const struct map_fit *fit)
{
	bool is_full_alone = fit->verdicts[MAP_ON_OPEN] == MAP_NOT &&
			     map_record_is_open(&fit->offer) &&
			     map_record_is_open(&fit->organisation);

	return fit->missing - is_full_alone;
}

static enum err fit_take(struct waiting *waiting, struct care_waiting *w, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct care_dossier *d = NULL;
	struct map_woman woman;
	struct map_fit fit;
	enum err rc = care_derive_client(waiting->s, w->client, &d, e);

	if (rc == OK) {
		care_match_woman(waiting->s, d, &a, &woman);
		rc = map_match_one(care_map(waiting->s), &woman, waiting->offer, &a, &fit, e);
	}
	if (rc == OK) {
		w->fits = missing_of(&fit) == 0;
		w->unknown = fit.unknown;
	}
	rc = rc == ERR_NOT_FOUND ? OK : rc; /* the offer is not in the map (any more) */
	care_dossier_free(d);
	arena_release(&a);
	return rc;
}

static enum err waiting_fill(struct waiting *waiting, struct care_waiting *w, struct error *e)
{
	struct date today = care_session_today(waiting->s);
	enum err rc = name_take(waiting, w, e);

	w->is_stale = date_days(&today) - date_days(&w->asked) > CARE_WAITING_ASK_DAYS;
	return rc == OK ? fit_take(waiting, w, e) : rc;
}

enum err care_waiting_read(struct care_session *s, const char *offer, struct care_waiting_list *out,
			   struct error *e)
{
	struct waiting waiting = {s, offer, out};
	enum err rc;

	*out = (struct care_waiting_list){.arena = ARENA_INIT};
	rc = store_waiting_list(s->store, offer, waiting_note, &waiting, e);
	for (int i = 0; i < out->count && rc == OK; i++)
		rc = waiting_fill(&waiting, &out->items[i], e);
	if (rc == OK && out->count > 0)
		rc = care_find_done(s, out->count, e);
	if (rc != OK)
		care_waiting_release(out);
	return rc;
}

void care_waiting_release(struct care_waiting_list *l)
{
	free(l->items);
	arena_release(&l->arena);
	*l = (struct care_waiting_list){.arena = ARENA_INIT};
}

static enum err asked_save(struct care_session *s, const struct care_dossier *d,
			   const char *referral, struct error *e)
{
	for (int i = 0; i < d->referral_count; i++) {
		struct care_referral next = d->referrals[i];

		if (!text_equal(next.id, referral))
			continue;
		if (!text_equal(next.status, "waitlist"))
			break;
		next.on = (struct date){0};
		next.asked = care_session_today(s);
		return care_save_referral(s, d->id, &next, NULL, e);
	}
	return error_set(e, ERR_NOT_FOUND, _("This place on the waiting list is not there any more."));
}

enum err care_waiting_asked(struct care_session *s, const char *client, const char *referral,
			    struct error *e)
{
	struct care_dossier *d = NULL;
	enum err rc = care_derive_client(s, client, &d, e);

	if (rc == OK)
		rc = asked_save(s, d, referral, e);
	care_dossier_free(d);
	return rc;
}
