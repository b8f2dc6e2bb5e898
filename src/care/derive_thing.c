/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive_run.h"

/*
 * Things that are written again when they change: each version is an entry, the later recorded one
 * counts.  Goals, steps, referrals, gaps and appointments are their own subject; a note or a consent
 * has the client as subject and is followed back through what it replaces.
 */
struct version {
	const struct derive_entry *entry;
	const struct kind *kind;
	const char *root; /* the id of the thing */
};

struct group {
	const char *root; /* its id, also where the entry that began it is erased */
	const struct derive_entry *first, *last;
	const struct version *versions; /* all of them, as they were recorded */
	int version_count;
	const struct kind *kind;
	bool has_conflict;
};

struct kind {
	const char *name;
	enum care_kind line;
	enum err (*read)(struct derive_run *run, const struct group *g, struct error *e);
};

static enum err read_goal(struct derive_run *run, const struct group *g, struct error *e)
{
	struct care_goal *goal = &run->d->goals[run->d->goal_count++];

	goal->id = g->root;
	goal->on = g->first->on;
	return body_thing_read(&run->d->arena, BODY_GOAL, g->last->body, g->last->body_len, goal,
			       e);
}

/* Goals come before steps, so they are all there; a step of a goal elsewhere is not shown. */
static enum err read_step(struct derive_run *run, const struct group *g, struct error *e)
{
	struct care_step step = {.id = g->root, .on = g->first->on};
	struct arena *a = &run->d->arena;
	enum err rc = body_thing_read(a, BODY_STEP, g->last->body, g->last->body_len, &step, e);

	for (int i = 0; rc == OK && i < run->d->goal_count; i++) {
		struct care_goal *goal = &run->d->goals[i];

		if (strcmp(goal->id, step.goal) != 0)
			continue;
		if (goal->steps == NULL)
			goal->steps = arena_array(a, (size_t)run->count, sizeof *goal->steps);
		goal->steps[goal->step_count++] = step;
	}
	return rc;
}

static enum err read_appointment(struct derive_run *run, const struct group *g, struct error *e)
{
	struct care_appointment *a = &run->d->appointments[run->d->appointment_count++];

	a->id = g->root;
	a->on = g->first->on;
	return body_thing_read(&run->d->arena, BODY_APPOINTMENT, g->last->body,
			       g->last->body_len, a, e);
}

/* A reason that is given later, of the same status, is that of the step. */
static void step_add(struct care_referral *r, const struct care_referral *version,
		     const struct derive_entry *entry)
{
	struct care_referral_step *last = r->steps + r->step_count - 1;

	if (r->step_count > 0 && strcmp(last->status, version->status) == 0) {
		if (*version->reason != '\0')
			last->reason = version->reason;
		return;
	}
	r->steps[r->step_count++] = (struct care_referral_step){version->status, version->reason,
								entry->author, entry->on};
}

/* The last version is what it is now; where a status became another one is a step. */
static enum err read_referral(struct derive_run *run, const struct group *g, struct error *e)
{
	struct care_referral *r = &run->d->referrals[run->d->referral_count++];
	struct arena *a = &run->d->arena;
	struct care_referral version = {0};
	enum err rc = OK;

	r->steps = arena_array(a, (size_t)g->version_count, sizeof *r->steps);
	for (int i = 0; i < g->version_count && rc == OK; i++) {
		const struct derive_entry *entry = g->versions[i].entry;

		rc = body_thing_read(a, BODY_REFERRAL, entry->body, entry->body_len, &version, e);
		if (rc == OK)
			step_add(r, &version, entry);
	}
	version.steps = r->steps;
	version.step_count = r->step_count;
	*r = version;
	r->id = g->root;
	r->on = g->first->on;
	return rc;
}

static enum err read_gap(struct derive_run *run, const struct group *g, struct error *e)
{
	struct care_gap *gap = &run->d->gaps[run->d->gap_count++];

	gap->id = g->root;
	gap->on = g->first->on;
	return body_thing_read(&run->d->arena, BODY_GAP, g->last->body, g->last->body_len, gap, e);
}

static enum err read_note(struct derive_run *run, const struct group *g, struct error *e)
{
	struct care_note *note = &run->d->notes[run->d->note_count++];

	note->id = g->root;
	note->on = g->first->on;
	note->author = g->first->author;
	return body_thing_read(&run->d->arena, BODY_NOTE, g->last->body, g->last->body_len, note,
			       e);
}

static enum err read_consent(struct derive_run *run, const struct group *g, struct error *e)
{
	struct care_consent *c = &run->d->consents[run->d->consent_count++];
	const struct date *today = run->today;
	enum err rc;

	c->id = g->root;
	c->on = g->first->on;
	rc = body_thing_read(&run->d->arena, BODY_CONSENT, g->last->body, g->last->body_len, c,
			     e);
	c->is_valid = !c->is_withdrawn && date_compare(&c->on, today) <= 0 &&
		      (c->until.year == 0 || date_compare(&c->until, today) >= 0);
	return rc;
}

static const struct kind kinds[] = { /* in the order they are read: goals before steps */
	{"goal", CARE_GOAL, read_goal},
	{"step", CARE_STEP, read_step},
	{"appointment", CARE_APPOINTMENT, read_appointment},
	{"referral", CARE_REFERRAL, read_referral},
	{"gap", CARE_GAP, read_gap},
	{"note", CARE_NOTE, read_note},
	{"consent", CARE_CONSENT, read_consent},
};

static int by_id(const void *a, const void *b)
{
	const struct derive_entry *const *x = a, *const *y = b;

	return strcmp((*x)->id, (*y)->id);
}

static const struct derive_entry *entry_at(const struct derive_entry *const *sorted, size_t count,
					   const char *id)
{
	const struct derive_entry key = {.id = id};
	const struct derive_entry *key_at = &key;
	const struct derive_entry *const *found =
		bsearch(&key_at, sorted, count, sizeof *sorted, by_id);

	return found != NULL ? *found : NULL;
}

/* Bounded by the number of entries: a circle of replacements ends there. */
static const char *root_of(const struct derive_run *run, const struct derive_entry *entry,
			   const struct derive_entry *const *sorted)
{
	const struct derive_entry *before = entry;

	if (strcmp(entry->subject, run->d->id) != 0)
		return entry->subject;
	for (int i = 0; i < run->count && before != NULL && *entry->replaces != '\0'; i++) {
		before = entry_at(sorted, (size_t)run->count, entry->replaces);
		if (before != NULL)
			entry = before;
	}
	return entry->id;
}

static int by_thing(const void *a, const void *b)
{
	const struct version *x = a, *y = b;
	int order = strcmp(x->root, y->root);

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return order != 0 ? order : derive_recorded_order(x->entry, y->entry);
}

static int by_first(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	int order = date_compare(&x->first->on, &y->first->on);

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return order != 0 ? order : derive_recorded_order(x->first, y->first);
}

static int versions_collect(const struct derive_run *run, struct version *versions)
{
	const struct derive_entry **sorted = mem_array((size_t)run->count, sizeof *sorted);
	int count = 0;

	for (int i = 0; i < run->count; i++)
		sorted[i] = &run->entries[i];
	qsort(sorted, (size_t)run->count, sizeof *sorted, by_id);
	for (int i = 0; i < run->count; i++) {
		const struct derive_entry *entry = &run->entries[i];

		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
			if (derive_is(entry, kinds[k].name))
				versions[count++] = (struct version){
					entry, &kinds[k],
					root_of(run, entry, sorted)};
	}
	free(sorted);
	qsort(versions, (size_t)count, sizeof *versions, by_thing);
	return count;
}

/* Open as long as nobody wrote a version after both that replace the same one. */
static bool is_in_conflict(const struct version *versions, int count)
{
	const char *last = versions[count - 1].entry->replaces;

	for (int i = 0; *last != '\0' && i < count - 1; i++)
		if (strcmp(versions[i].entry->replaces, last) == 0)
			return true;
	return false;
}

static int groups_make(const struct version *versions, int count, struct group *groups)
{
	int made = 0, end;

	for (int i = 0; i < count; i = end) {
		for (end = i + 1; end < count; end++)
			if (versions[end].kind != versions[i].kind ||
			    strcmp(versions[end].root, versions[i].root) != 0)
				break;
		groups[made++] = (struct group){
			.root = versions[i].root,
			.first = versions[i].entry,
			.last = versions[end - 1].entry,
			.versions = &versions[i],
			.version_count = end - i,
			.kind = versions[i].kind,
			.has_conflict = is_in_conflict(&versions[i], end - i)};
	}
	qsort(groups, (size_t)made, sizeof *groups, by_first);
	return made;
}

static void room_make(struct care_dossier *d, size_t n)
{
	d->goals = arena_array(&d->arena, n, sizeof *d->goals);
	d->appointments = arena_array(&d->arena, n, sizeof *d->appointments);
	d->referrals = arena_array(&d->arena, n, sizeof *d->referrals);
	d->gaps = arena_array(&d->arena, n, sizeof *d->gaps);
	d->notes = arena_array(&d->arena, n, sizeof *d->notes);
	d->consents = arena_array(&d->arena, n, sizeof *d->consents);
}

/* What was kept stands where it took place, what is to come where it was made. */
static struct date appointment_day(const struct care_appointment *a)
{
	bool has_been = text_equal(a->state, "done") || text_equal(a->state, "missed");

	return has_been && a->due.year != 0 ? a->due : a->on;
}

/* The day of its last step, which is what its line tells; none while it is as it began. */
static struct date referral_changed(const struct care_referral *r)
{
	return r->step_count > 1 ? r->steps[r->step_count - 1].on : (struct date){0};
}

static void group_line(struct derive_run *run, const struct group *g)
{
	struct care_line *line = &derive_line_add(run, g->kind->line, g->first)->line;

	line->entry = g->last->id;
	line->subject = g->root;
	line->has_conflict = g->has_conflict;
	if (g->first != g->last)
		line->changed = g->last->on;
	if (g->kind->line == CARE_APPOINTMENT)
		line->on = appointment_day(&run->d->appointments[run->d->appointment_count - 1]);
	if (g->kind->line == CARE_REFERRAL)
		line->changed =
			referral_changed(&run->d->referrals[run->d->referral_count - 1]);
}

static int by_due(const void *a, const void *b)
{
	const struct care_appointment *x = a, *y = b;
	int order = date_compare(&x->due, &y->due);

	if (order == 0)
		order = x->minutes < y->minutes ? -1 : x->minutes > y->minutes;
	return order != 0 ? order : strcmp(x->id, y->id);
}

static int item_of(const struct care_dossier *d, const struct care_line *line)
{
#define FIND(array, n)                                                                             \
	for (int i = 0; i < d->n; i++)                                                             \
		if (strcmp(d->array[i].id, line->subject) == 0)                                    \
			return i
	if (line->kind == CARE_GOAL)
		FIND(goals, goal_count);
	if (line->kind == CARE_APPOINTMENT)
		FIND(appointments, appointment_count);
	if (line->kind == CARE_REFERRAL)
		FIND(referrals, referral_count);
	if (line->kind == CARE_GAP)
		FIND(gaps, gap_count);
	if (line->kind == CARE_NOTE)
		FIND(notes, note_count);
	if (line->kind == CARE_CONSENT)
		FIND(consents, consent_count);
#undef FIND
	return line->item;
}

/* Groups are read in their order, so consents are too. */
static void consents_settle(struct derive_run *run, const struct group *groups, int count)
{
	int many = run->d->consent_count, n = 0;
	struct derive_consent *consents;

	if (many < 2)
		return;
	consents = arena_array(&run->d->arena, (size_t)many, sizeof *consents);
	for (int i = 0; i < count && n < many; i++)
		if (groups[i].kind->line == CARE_CONSENT) {
			consents[n] = (struct derive_consent){&run->d->consents[n],
							      groups[i].last, "", false};
			n++;
		}
	derive_consents_narrow(run, consents, n);
}

static enum err things_read(struct derive_run *run, struct error *e)
{
	struct version *versions = mem_array((size_t)run->count, sizeof *versions);
	struct group *groups = mem_array((size_t)run->count, sizeof *groups);
	int count = groups_make(versions, versions_collect(run, versions), groups);
	struct care_dossier *d = run->d;
	enum err rc = OK;

	if (count > 0)
		room_make(d, (size_t)count);
	for (int i = 0; rc == OK && i < count; i++) {
		rc = groups[i].kind->read(run, &groups[i], e);
		group_line(run, &groups[i]);
	}
	if (rc == OK)
		consents_settle(run, groups, count);
	if (d->appointment_count > 1)
		qsort(d->appointments, (size_t)d->appointment_count, sizeof *d->appointments,
		      by_due);
	for (int i = 0; i < run->line_count; i++)
		run->lines[i].line.item = item_of(d, &run->lines[i].line);
	free(groups);
	free(versions);
	return rc;
}

/* The fact precondition_KEY is needed:status:where; 'where' may hold colons. */
static void precondition_of_fact(struct arena *a, const struct care_fact *fact,
				 struct care_precondition *p)
{
	const char *first = strchr(fact->value, ':');
	const char *second = first != NULL ? strchr(first + 1, ':') : NULL;

	*p = (struct care_precondition){.status = "", .where = "", .speaker = "", .note = ""};
	p->on = fact->on;
	p->key = fact->name + strlen("precondition_");
	p->needed = first == NULL ? fact->value
				  : arena_bytes(a, fact->value, (size_t)(first - fact->value));
	if (first != NULL)
		p->status = second == NULL ? first + 1
					   : arena_bytes(a, first + 1, (size_t)(second - first - 1));
	if (second != NULL)
		p->where = second + 1;
}

/* The latest of each key: the current facts say which entry it was. */
static enum err preconditions_read(struct derive_run *run, struct error *e)
{
	struct care_dossier *d = run->d;
	enum err rc = OK;

	if (d->fact_count == 0)
		return OK;
	d->preconditions = arena_array(&d->arena, (size_t)d->fact_count,
				       sizeof *d->preconditions);
	for (int i = 0; rc == OK && i < d->fact_count; i++) {
		const struct care_fact *fact = &d->facts[i];
		struct care_precondition *p = &d->preconditions[d->precondition_count];

		if (!text_begins(fact->name, "precondition_"))
			continue;
		precondition_of_fact(&d->arena, fact, p);
		d->precondition_count++;
		for (int j = 0; rc == OK && j < run->count; j++)
			if (strcmp(run->entries[j].id, fact->entry) == 0 &&
			    derive_is(&run->entries[j], "precondition"))
				rc = body_thing_read(&d->arena, BODY_PRECONDITION,
						     run->entries[j].body,
						     run->entries[j].body_len, p, e);
	}
	return rc;
}

enum err derive_subjects(struct derive_run *run, struct error *e)
{
	enum err rc = run->count > 0 ? things_read(run, e) : OK;

	return rc != OK ? rc : preconditions_read(run, e);
}
