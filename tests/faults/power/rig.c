/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rig.h"

#include "work.h"

enum { GOES_ON_EACH = 8 }; /* images after which it is also worked in the file */

struct care_options rig_options(const struct play *p, const char *folder)
{
	return (struct care_options){.data = folder,
				     .share = p->share,
				     .language = "nl",
				     .practice = true,
				     .clock = &p->clock};
}

bool rig_session(struct play *p, const char *folder)
{
	struct care_options o = rig_options(p, folder);

	return care_session_open(&o, &p->session, &p->why) == OK;
}

bool rig_open(struct play *p)
{
	return rig_session(p, p->folder);
}

void rig_close(struct play *p)
{
	care_session_close(p->session);
	p->session = NULL;
}

bool rig_make_file(struct play *p, const char *folder)
{
	struct care_options o = rig_options(p, folder);
	struct secret recovery = SECRET_INIT;
	enum err rc = care_session_create(&o, "Vrouwencentrum Jasmijn",
					  "Samira El Idrissi", &recovery, &p->why);

	secret_release(&recovery);
	return rc == OK;
}

bool rig_prepare_file(struct play *p)
{
	return disk_copy(p->made, p->folder);
}

static bool add_state(struct play *p, struct state state)
{
	VEC_ROOM(p->states, p->count, p->room);
	p->states[p->count++] = state;
	disk_mark((int)p->count);
	return true;
}

bool rig_reached(void *play)
{
	struct play *p = play;
	struct state now;

	return state_read(p->session, &now) && add_state(p, now);
}

bool rig_work(struct play *p, long steps)
{
	struct work w = {.session = p->session,
			 .done = rig_reached,
			 .data = p,
			 .random = p->random,
			 .steps = steps};
	bool good = work_day(&w);

	if (!good)
		p->why = w.why;
	return good;
}

bool rig_reached_empty(struct play *p)
{
	return add_state(p, (struct state){0});
}

enum verdict rig_says(struct image *image, enum verdict verdict, const char *what,
		      const struct error *e)
{
	str_set(&image->why, what);
	if (e)
		str_addf(&image->why, ": %s (%s)", e->text, e->detail);
	return verdict;
}

static enum verdict compare(const struct play *p, struct image *image,
			    const struct state *now)
{
	size_t least = image->reached > 0 ? image->reached - 1 : 0;
	bool is_old = false;

	for (size_t i = least; i <= image->reached && i < p->count; i++)
		if (state_is_same(now, &p->states[i]))
			return RIG_WHOLE;
	if (image->reached > 0 && image->reached < p->count &&
	    state_is_between(now, &p->states[least], &p->states[image->reached]))
		return RIG_WHOLE;
	for (size_t i = 0; i < least; i++)
		is_old = is_old || state_is_same(now, &p->states[i]) ||
			 state_is_between(now, &p->states[i], &p->states[i + 1]);
	const struct state *want = &p->states[least];
	rig_says(image, RIG_LOST, is_old ? "an earlier state" : "no state that ever was",
		 NULL);
	str_addf(&image->why,
		 ": entries %lld of %lld, accesses %lld of %lld, drafts %lld of %lld, "
		 "answers "
		 "%lld of %lld",
		 (long long)now->entries, (long long)want->entries,
		 (long long)now->accesses, (long long)want->accesses,
		 (long long)now->drafts, (long long)want->drafts, (long long)now->answers,
		 (long long)want->answers);
	return is_old ? RIG_LOST : RIG_HALF;
}

/* With fewer syncs the log may really lack its middle, and the file says so: that is the loss. */
static enum verdict check(bool is_normal, struct care_session *s, struct image *image)
{
	struct care_check found = {.first_fault = STR_INIT};
	struct error e = ERROR_INIT;
	enum verdict verdict = RIG_WHOLE;

	if (is_normal)
		(void)care_session_gap_seen(s, NULL);
	if (care_check(s, true, NULL, NULL, &found, &e) != OK)
		verdict = rig_says(image, RIG_BROKEN, "check fails", &e);
	else if (found.faults > 0)
		verdict = rig_says(image, RIG_BROKEN, found.first_fault.bytes, NULL);
	else if (!found.rebuild_equal)
		verdict = rig_says(image, RIG_BROKEN, "derived rows differ", NULL);
	str_release(&found.first_fault);
	return verdict;
}

/* A woman is registered, the file closed and opened: she is there. */
static enum verdict go_on(const struct care_options *o, struct care_session **s,
			  struct image *image)
{
	struct date today = care_session_today(*s);
	struct state before, after;
	struct error e = ERROR_INIT;
	json_t *facts = json_object();
	char id[37];

	json_put_text(facts, "called", "Na de storing");
	enum err rc = care_register(*s, facts, &today, id, &e);
	json_decref(facts);
	if (rc != OK || !state_read(*s, &before))
		return rig_says(image, RIG_BROKEN, "cannot be worked in", &e);
	care_session_close(*s);
	*s = NULL;
	if (care_session_open(o, s, &e) != OK || !state_read(*s, &after))
		return rig_says(image, RIG_BROKEN, "does not open again", &e);
	return state_is_same(&before, &after)
		       ? RIG_WHOLE
		       : rig_says(image, RIG_BROKEN, "loses work", NULL);
}

enum verdict rig_read(const struct care_options *o, struct image *image,
		      struct state *out)
{
	struct care_session *s = NULL;
	struct error e = ERROR_INIT;

	if (care_session_open(o, &s, &e) != OK)
		return rig_says(image, RIG_BROKEN, "does not open", &e);
	enum verdict verdict =
		state_read(s, out) ? check(false, s, image)
				   : rig_says(image, RIG_BROKEN, "cannot be read", NULL);
	care_session_close(s);
	return verdict;
}

enum verdict rig_look(const struct play *p, const struct care_options *o,
		      struct image *image)
{
	struct care_session *s = NULL;
	struct error e = ERROR_INIT;
	struct state now;
	enum verdict verdict;

	if (care_session_open(o, &s, &e) != OK)
		return rig_says(image, RIG_BROKEN, "does not open", &e);
	if (!state_read(s, &now))
		verdict = rig_says(image, RIG_BROKEN, "cannot be read", NULL);
	else
		verdict = compare(p, image, &now);
	if (verdict == RIG_WHOLE || verdict == RIG_LOST) {
		enum verdict checked = check(p->is_normal, s, image);
		verdict = checked == RIG_WHOLE ? verdict : checked;
	}
	if (verdict == RIG_WHOLE && image->number % GOES_ON_EACH == 0)
		verdict = go_on(o, &s, image);
	care_session_close(s);
	return verdict;
}

enum verdict rig_look_file(const struct play *p, struct image *image)
{
	struct care_options o = rig_options(p, image->folder);

	return rig_look(p, &o, image);
}
