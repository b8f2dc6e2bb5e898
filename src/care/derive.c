/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive.h"

#include "care/derive_run.h"

/* Facts: what is true now, and everything that ever was, in the order facts count. */

bool derive_is(const struct derive_entry *entry, const char *kind)
{
	return strcmp(entry->kind, kind) == 0;
}

int derive_recorded_order(const struct derive_entry *a, const struct derive_entry *b)
{
	if (a->hlc != b->hlc)
		return a->hlc < b->hlc ? -1 : 1;
	return strcmp(a->device, b->device);
}

struct derive_line *derive_line_add(struct derive_run *run, enum care_kind kind,
				    const struct derive_entry *entry)
{
	struct derive_line *line = &run->lines[run->line_count++];

	*line = (struct derive_line){.hlc = entry->hlc, .device = entry->device};
	line->line.kind = kind;
	line->line.on = entry->on;
	line->line.entry = entry->id;
	line->line.subject = entry->subject;
	line->line.author = entry->author;
	line->line.title = line->line.text = line->line.state = "";
	line->line.item = -1;
	return line;
}

static void fact_add(struct derive_run *run, const struct derive_entry *entry, const char *name,
		     const char *value)
{
	size_t count = (size_t)run->history_count;

	if (count == run->history_room)
		run->history = mem_grow(run->history, &run->history_room, sizeof *run->history);
	run->history[run->history_count++] =
		(struct care_fact){.name = name, .value = value, .entry = entry->id,
				   .on = entry->on};
}

static void facts_add(struct derive_run *run, const struct derive_entry *entry,
		      const char *author, const struct body_fact *facts, int count)
{
	for (int i = 0; i < count; i++)
		fact_add(run, entry, facts[i].name, facts[i].value);
	derive_ladder_add(run, entry, author, facts, count);
}

static enum err facts_of_body(struct derive_run *run, const struct derive_entry *entry,
			      enum care_kind kind, struct error *e)
{
	const struct body_fact *facts = NULL;
	int count = 0;
	enum err rc = body_facts_read(&run->d->arena, entry->body, entry->body_len, &facts,
				      &count, e);

	if (rc != OK)
		return rc;
	(void)derive_line_add(run, kind, entry);
	facts_add(run, entry, entry->author, facts, count);
	return OK;
}

static enum err on_client(struct derive_run *run, const struct derive_entry *entry,
			  struct error *e)
{
	return facts_of_body(run, entry, CARE_CLIENT, e);
}

static enum err on_facts(struct derive_run *run, const struct derive_entry *entry,
			 struct error *e)
{
	return facts_of_body(run, entry, CARE_FACTS, e);
}

static enum err on_interview(struct derive_run *run, const struct derive_entry *entry,
			     struct error *e)
{
	(void)e;
	for (int i = 0; i < run->talk_count; i++) {
		const struct derive_talk *talk = &run->talks[i];
		struct derive_line *line;

		if (talk->entry != entry)
			continue;
		line = derive_line_add(run, CARE_INTERVIEW, entry);
		line->line.item = i;
		line->line.author = talk->out->conducted_by;
		line->line.changed = talk->corrected;
		line->line.has_conflict = talk->has_conflict;
		if (!talk->out->is_moved)
			facts_add(run, entry, talk->out->conducted_by, talk->body.facts,
				  talk->body.fact_count);
	}
	return OK;
}

static enum err on_correction(struct derive_run *run, const struct derive_entry *entry,
			      struct error *e)
{
	(void)e;
	for (int i = 0; i < run->correction_count; i++) {
		const struct body_correction *body = &run->correction_bodies[i];

		if (run->corrections[i] != entry || body->reason != CARE_CHANGED)
			continue;
		(void)derive_line_add(run, CARE_CORRECTION, entry);
		facts_add(run, entry, entry->author, body->facts, body->fact_count);
	}
	return OK;
}

static enum err on_precondition(struct derive_run *run, const struct derive_entry *entry,
				struct error *e)
{
	struct arena *a = &run->d->arena;
	struct care_precondition p = {0};
	enum err rc = body_thing_read(a, BODY_PRECONDITION, entry->body, entry->body_len, &p, e);

	if (rc != OK || *p.key == '\0')
		return rc;
	(void)derive_line_add(run, CARE_PRECONDITION, entry);
	fact_add(run, entry, arena_format(a, "precondition_%s", p.key),
		 arena_format(a, "%s:%s:%s", p.needed, p.status, p.where));
	return OK;
}

static enum err on_returned(struct derive_run *run, const struct derive_entry *entry,
			    struct error *e)
{
	(void)e;
	(void)derive_line_add(run, CARE_RETURNED, entry);
	fact_add(run, entry, "status", "open");
	fact_add(run, entry, "outflow", "");
	run->d->has_returned = true;
	return OK;
}

static enum err on_merge(struct derive_run *run, const struct derive_entry *entry,
			 struct error *e)
{
	struct body_merge body;
	enum err rc = derive_merge(run, entry, &body, e);

	if (rc == OK && body.are == CARE_SAME)
		facts_add(run, entry, entry->author, body.facts, body.fact_count);
	return rc;
}

static const struct {
	const char *kind;
	enum err (*read)(struct derive_run *, const struct derive_entry *, struct error *);
} tellers[] = {
	{"client", on_client},           {"facts", on_facts},
	{"interview", on_interview},     {"correction", on_correction},
	{"precondition", on_precondition}, {"returned", on_returned},
	{"merge", on_merge},
};

/* A kind that this program does not know is kept and passed over. */
static enum err entry_tell(struct derive_run *run, const struct derive_entry *entry,
			   struct error *e)
{
	struct care_dossier *d = run->d;

	if (entry->on.year != 0 &&
	    (d->first.year == 0 || date_compare(&entry->on, &d->first) < 0))
		d->first = entry->on;
	for (size_t i = 0; i < sizeof tellers / sizeof *tellers; i++)
		if (derive_is(entry, tellers[i].kind))
			return tellers[i].read(run, entry, e);
	return OK;
}

static int by_name_then_place(const void *a, const void *b)
{
	const struct care_fact *const *x = a, *const *y = b;
	int order = strcmp((*x)->name, (*y)->name);

	if (order != 0)
		return order;
	return *x < *y ? -1 : *x > *y;
}

/* The last of each name counts; an empty value means that nothing is known any more. */
static void facts_settle(struct derive_run *run)
{
	struct care_dossier *d = run->d;
	size_t n = (size_t)run->history_count;
	const struct care_fact **sorted;

	if (n == 0)
		return;
	d->history = arena_array(&d->arena, n, sizeof *d->history);
	memcpy(d->history, run->history, n * sizeof *d->history);
	d->history_count = run->history_count;
	d->facts = arena_array(&d->arena, n, sizeof *d->facts);
	sorted = mem_array(n, sizeof *sorted);
	for (size_t i = 0; i < n; i++)
		sorted[i] = &d->history[i];
	qsort(sorted, n, sizeof *sorted, by_name_then_place);
	for (size_t i = 0; i < n; i++) {
		bool is_last = i + 1 == n || strcmp(sorted[i]->name, sorted[i + 1]->name) != 0;

		if (is_last && *sorted[i]->value != '\0')
			d->facts[d->fact_count++] = *sorted[i];
	}
	free(sorted);
}

static int newest_first(const void *a, const void *b)
{
	const struct derive_line *x = a, *y = b;
	int order = date_compare(&y->line.on, &x->line.on);

	if (order != 0)
		return order;
	if (x->hlc != y->hlc)
		return x->hlc > y->hlc ? -1 : 1;
	order = strcmp(y->device, x->device);
	return order != 0 ? order : strcmp(y->line.entry, x->line.entry);
}

static void lines_settle(struct derive_run *run)
{
	struct care_dossier *d = run->d;

	if (run->line_count == 0)
		return;
	qsort(run->lines, (size_t)run->line_count, sizeof *run->lines, newest_first);
	d->lines = arena_array(&d->arena, (size_t)run->line_count, sizeof *d->lines);
	for (int i = 0; i < run->line_count; i++)
		d->lines[i] = run->lines[i].line;
	d->line_count = run->line_count;
}

static void talk_seen(struct care_dossier *d, const struct date *on)
{
	if (on->year != 0 && (d->last_talk.year == 0 || date_compare(on, &d->last_talk) > 0))
		d->last_talk = *on;
}

static void state_settle(struct care_dossier *d)
{
	const struct care_appointment *a = d->appointments;

	d->is_open = !text_equal(care_fact_value(d, "status"), "closed");
	d->outflow = d->is_open ? "" : care_fact_value(d, "outflow");
	for (int i = 0; i < d->interview_count; i++)
		if (!d->interviews[i].is_moved)
			talk_seen(d, &d->interviews[i].on);
	for (int i = 0; i < d->appointment_count; i++)
		if (text_equal(a[i].state, "done"))
			talk_seen(d, &a[i].due);
}

/* Of the arrays below none gets more than one item an entry, so they are made once. */
static void run_begin(struct derive_run *run)
{
	struct care_dossier *d = run->d;
	size_t n = run->count > 0 ? (size_t)run->count : 1;

	run->lines = mem_array(n, sizeof *run->lines);
	run->talks = mem_array(n, sizeof *run->talks);
	run->corrections = mem_array(n, sizeof *run->corrections);
	run->correction_bodies = mem_array(n, sizeof *run->correction_bodies);
	d->rungs = arena_array(&d->arena, n, sizeof *d->rungs);
	d->growths = arena_array(&d->arena, n, sizeof *d->growths);
}

static void run_end(struct derive_run *run)
{
	free(run->lines);
	free(run->talks);
	free(run->corrections);
	free(run->correction_bodies);
	free(run->history);
}

enum err care_derive(const char *client, const struct derive_entry *entries, int count,
		     const struct date *today, struct care_dossier *out, struct error *e)
{
	struct derive_run run = {.d = out, .entries = entries, .count = count, .today = today};
	enum err rc;

	out->id = arena_text(&out->arena, client);
	run_begin(&run);
	rc = derive_talks(&run, e);
	for (int i = 0; rc == OK && i < count; i++)
		rc = entry_tell(&run, &entries[i], e);
	if (rc == OK) {
		facts_settle(&run);
		rc = derive_subjects(&run, e);
	}
	if (rc == OK) {
		derive_growth_judge(&run);
		lines_settle(&run);
		state_settle(out);
	}
	run_end(&run);
	return rc;
}
