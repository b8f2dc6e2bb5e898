/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive_run.h"
#include "care/refer.h"
#include "find/find.h"

/* Derived rows of one client: they hold what lists and reports need, and nothing that depends on today. */

static void date_text(const struct date *d, struct str *out)
{
	if (d->year != 0)
		date_write(out, d, DATE_ISO, "en");
}

const char *derive_date(struct arena *a, const struct date *d)
{
	struct str text = STR_INIT;
	const char *kept;

	date_text(d, &text);
	kept = arena_text(a, text.bytes);
	str_release(&text);
	return kept;
}

static void facts_json(const struct care_dossier *d, struct str *out)
{
	for (int i = 0; i < d->fact_count; i++) {
		str_add_char(out, i == 0 ? '{' : ',');
		json_text_quote(out, d->facts[i].name);
		str_add_char(out, ':');
		json_text_quote(out, d->facts[i].value);
	}
	str_add(out, d->fact_count > 0 ? "}" : "{}");
}

/* Which fact stands for what she is called; "called" when nothing is known. */
static const char *called_by(const struct care_dossier *d)
{
	static const char *const names[] = {"called", "given_name", "family_name", "file_number"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (*care_fact_value(d, names[i]) != '\0')
			return names[i];
	return names[0];
}

static char *writable(const char *text)
{
	return (char *)(uintptr_t)text;
}

struct naming {
	struct arena *arena;
	struct store_name *names, *parts;
	size_t name_count, name_room, part_count, part_room;
	unsigned kinds; /* of the name that is cut just now */
};

static void add_part(void *data, const char *folded, const char *spelling)
{
	struct naming *n = data;

	(void)spelling;
	VEC_ROOM(n->parts, n->part_count, n->part_room);
	n->parts[n->part_count++] = (struct store_name){arena_text(n->arena, folded), n->kinds};
	n->kinds &= ~(unsigned)FIND_LEADS;
}

/* A name that she has in two ways is kept once. */
static void add_name(struct naming *n, const char *name, unsigned kinds)
{
	for (size_t i = 0; i < n->name_count; i++)
		if (strcmp(n->names[i].text, name) == 0) {
			n->names[i].kinds |= kinds;
			return;
		}
	VEC_ROOM(n->names, n->name_count, n->name_room);
	n->names[n->name_count++] = (struct store_name){name, kinds};
}

static unsigned kinds_of(const struct care_dossier *d, const struct care_fact *fact)
{
	static const struct { const char *fact; unsigned kind; } names[] = {
		{"called", FIND_CALLED},        {"given_name", FIND_GIVEN},
		{"family_name", FIND_FAMILY},   {"maiden_name", FIND_MAIDEN},
		{"partner_name", FIND_PARTNER}, {"other_names", FIND_OTHER},
	};

	for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
		if (strcmp(fact->name, names[k].fact) != 0)
			continue;
		if (!text_equal(care_fact_value(d, fact->name), fact->value))
			return FIND_EARLIER;
		return names[k].kind |
		       (strcmp(fact->name, called_by(d)) == 0 ? (unsigned)FIND_CALLED : 0);
	}
	return 0;
}

/* Every spelling she was ever known by stays findable. */
static void names_of(const struct care_dossier *d, struct naming *n)
{
	for (int i = 0; i < d->history_count; i++) {
		unsigned kinds = kinds_of(d, &d->history[i]);

		if (kinds != 0 && *d->history[i].value != '\0')
			add_name(n, d->history[i].value, kinds);
	}
	for (size_t i = 0; i < n->name_count; i++) {
		n->kinds = n->names[i].kinds;
		if (n->kinds & FIND_CALLED)
			n->kinds |= FIND_LEADS;
		find_parts(n->names[i].text, add_part, n);
	}
}

enum { PHONE_LEAST = 4 }; /* what is shorter is no number that anybody types the end of */

static void end_phone(struct str *digits, struct str *out)
{
	if (digits->len >= PHONE_LEAST) {
		if (out->len > 0)
			str_add_char(out, ' ');
		for (size_t i = digits->len; i > 0; i--)
			str_add_char(out, digits->bytes[i - 1]);
	}
	str_reset(digits);
}

/* As a key has them: blanks, dots and dashes are inside a number, anything else is between two. */
static void phones_of(const char *said, struct str *out)
{
	struct str digits = STR_INIT;

	for (; *said; said++)
		if (*said >= '0' && *said <= '9')
			str_add_char(&digits, *said);
		else if (!strchr(" .-()", *said))
			end_phone(&digits, out);
	end_phone(&digits, out);
	str_release(&digits);
}

/* Registering is meeting her too: until the first talk she was last seen that day. */
static enum err write_client(struct store *store, struct arena *a, const struct care_dossier *d,
			     struct error *e)
{
	const struct date *seen = d->last_talk.year != 0 ? &d->last_talk : &d->first;
	struct str facts = STR_INIT, phones = STR_INIT;
	struct naming n = {.arena = a};
	struct store_client row = {
		.id = writable(d->id),
		.called = writable(care_fact_value(d, called_by(d))),
		.given_name = writable(care_fact_value(d, "given_name")),
		.family_name = writable(care_fact_value(d, "family_name")),
		.birth_date = writable(care_fact_value(d, "birth_date")),
		.file_number = writable(care_fact_value(d, "file_number")),
		.postcode = writable(care_fact_value(d, "postcode")),
		.district = writable(care_fact_value(d, "district")),
		.status = writable(d->is_open ? "open" : "closed"),
		.last_seen = writable(derive_date(a, seen)),
		.ladder_level = d->rung_count > 0 ? d->rungs[d->rung_count - 1].level : 0,
	};
	enum err rc;

	facts_json(d, &facts);
	phones_of(care_fact_value(d, "phone"), &phones);
	row.facts = facts.bytes;
	row.phones = phones.bytes;
	names_of(d, &n);
	rc = store_client_put(store, &row,
			      &(struct store_names){n.names, n.parts, (int)n.name_count,
						    (int)n.part_count},
			      e);
	free(n.names);
	free(n.parts);
	str_release(&facts);
	str_release(&phones);
	return rc;
}

static enum err write_due(struct store *store, struct arena *a, const struct care_dossier *d,
			  struct store_agenda *row, const struct date *due, struct error *e)
{
	if (due->year == 0)
		return OK;
	row->due = writable(derive_date(a, due));
	row->client = writable(d->id);
	return store_agenda_put(store, row, e);
}

static const char *time_text(struct arena *a, int minutes)
{
	return minutes < 0 ? "" : arena_format(a, "%02d:%02d", minutes / 60, minutes % 60);
}

static enum err write_appointments(struct store *store, struct arena *a,
				   const struct care_dossier *d, struct error *e)
{
	enum err rc = OK;

	for (int i = 0; i < d->appointment_count && rc == OK; i++) {
		const struct care_appointment *p = &d->appointments[i];
		struct store_agenda row = {.time = writable(time_text(a, p->minutes)),
					   .subject = writable(p->id),
					   .kind = writable(p->kind), .about = writable(p->about),
					   .with = writable(p->with)};

		if (text_equal(p->state, "planned") || text_is_empty(p->state))
			rc = write_due(store, a, d, &row, &p->due, e);
	}
	return rc;
}

static enum err write_waiting(struct store *store, struct arena *a, const struct care_dossier *d,
			      const struct care_referral *r, struct error *e)
{
	const struct date *since = &r->steps[r->step_count - 1].on;
	const struct store_waiting row = {
		.offer = r->offer,
		.since = derive_date(a, since),
		.client = d->id,
		.referral = r->id,
		.asked = derive_date(a, r->asked.year != 0 ? &r->asked : since),
	};

	if (!text_equal(r->status, "waitlist") || *r->offer == '\0')
		return OK;
	return store_waiting_put(store, &row, e);
}

/* Until there is word we ask, and she may have a first appointment there; afterwards only we ask. */
static enum err write_referral(struct store *store, struct arena *a, const struct care_dossier *d,
			       const struct care_referral *r, struct error *e)
{
	struct date call_back, expires;
	const struct { const char *kind; const struct date *due; const char *time; } lines[] = {
		{care_referral_is_sent(r) ? "call_back" : "ask_her", &call_back, ""},
		{"expires", &expires, ""},
		{"meeting", &r->meeting, time_text(a, r->minutes)},
	};
	size_t count = care_referral_waits(r) ? sizeof lines / sizeof *lines : 1;
	enum err rc = write_waiting(store, a, d, r, e);

	care_referral_days(r, &call_back, &expires);
	for (size_t i = 0; i < count && rc == OK; i++) {
		struct store_agenda row = {.time = writable(lines[i].time),
					   .subject = writable(r->id),
					   .kind = writable(lines[i].kind),
					   .about = writable(r->what),
					   .with = writable(r->organisation)};

		rc = write_due(store, a, d, &row, lines[i].due, e);
	}
	return rc;
}

static enum err write_referrals(struct store *store, struct arena *a,
				const struct care_dossier *d, struct error *e)
{
	enum err rc = OK;

	for (int i = 0; i < d->referral_count && rc == OK; i++)
		if (care_referral_runs(&d->referrals[i]))
			rc = write_referral(store, a, d, &d->referrals[i], e);
	return rc;
}

static enum err write_steps(struct store *store, struct arena *a, const struct care_dossier *d,
			    struct error *e)
{
	enum err rc = OK;

	for (int i = 0; i < d->goal_count; i++) {
		for (int j = 0; j < d->goals[i].step_count && rc == OK; j++) {
			const struct care_step *step = &d->goals[i].steps[j];
			struct store_agenda row = {.time = writable(""),
						   .subject = writable(step->id),
						   .kind = writable("step"),
						   .about = writable(step->text),
						   .with = writable(step->by)};

			if (text_equal(step->state, "open"))
				rc = write_due(store, a, d, &row, &step->due, e);
		}
	}
	return rc;
}

/* An answer that was asked for is asked about, wherever the question was written down. */
static enum err write_benefit_consent(struct store *store, struct arena *a,
				      const struct care_dossier *d, struct error *e)
{
	struct store_agenda row = {.time = writable(""), .subject = writable(d->id),
				   .kind = writable("benefit_consent"), .about = writable(""),
				   .with = writable("")};
	enum err rc = OK;

	for (int i = 0; i < d->fact_count && d->is_open && rc == OK; i++) {
		const struct care_fact *fact = &d->facts[i];
		struct date due;

		if (!text_equal(fact->name, "benefit_consent") || !text_equal(fact->value, "asked") ||
		    !date_is_full(&fact->on))
			continue;
		due = date_of_days(date_days(&fact->on) + CARE_CALL_BACK_DAYS);
		rc = write_due(store, a, d, &row, &due, e);
	}
	return rc;
}

enum err care_derive_write(struct store *store, const struct care_dossier *d, struct error *e)
{
	static enum err (*const writers[])(struct store *, struct arena *,
					   const struct care_dossier *, struct error *) = {
		write_client, write_appointments, write_referrals, write_steps,
		write_benefit_consent, derive_events,
	};
	struct arena a = ARENA_INIT;
	enum err rc = OK;

	if (d->line_count == 0) /* all her entries are erased: no rows */
		return store_client_forget_rows(store, d->id, e);
	for (size_t i = 0; i < sizeof writers / sizeof *writers && rc == OK; i++)
		rc = writers[i](store, &a, d, e); /* the client first: what she had goes with it */
	arena_release(&a);
	return rc;
}
