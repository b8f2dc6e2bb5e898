/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk.h"

#include <signal.h>
#include <unistd.h>

/* One thing that a worker does, and the choice of the next. */
enum { CHANGE = 4, LISTS = 3, REMARK = 1, PLACE = 1, LOOK = 1, NO_ANSWER = 8, SKIP = 10, HUNDRED = 100 };

uint64_t walk_draw(uint64_t *chance)
{
	uint64_t n = *chance += UINT64_C(0x9e3779b97f4a7c15);

	n = (n ^ n >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	n = (n ^ n >> 27) * UINT64_C(0x94d049bb133111eb);
	return n ^ n >> 31;
}

int walk_below(uint64_t *chance, int n)
{
	uint64_t drawn = walk_draw(chance); /* also when there is no choice */

	return n < 1 ? 0 : (int)(drawn % (uint64_t)n);
}

uint64_t walk_hash(const char *text)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
	return hash;
}

static const struct form_filling *filling(const struct walk *w)
{
	return care_interview_filling(w->iv);
}

static const struct form_row *row_at(const struct walk *w, int spot)
{
	return &care_interview_form(w->iv)->rows[form_filling_row(filling(w), spot)];
}

static int draw(struct walk *w, int n)
{
	return walk_below(&w->state->chance, n);
}

static uint64_t hash_of(const struct walk *w, int spot)
{
	struct str path = STR_INIT;
	uint64_t hash;

	form_filling_path(filling(w), spot, &path);
	hash = walk_hash(path.bytes);
	str_release(&path);
	return hash;
}

static bool *visited_at(struct walk *w, int spot)
{
	if (spot >= w->visited_room) {
		int room = 2 * spot + 64;

		w->visited = mem_resize(w->visited, (size_t)room, sizeof *w->visited);
		memset(&w->visited[w->visited_room], 0,
		       (size_t)(room - w->visited_room) * sizeof *w->visited);
		w->visited_room = room;
	}
	return &w->visited[spot];
}

static void visit(struct walk *w, int spot)
{
	if (*visited_at(w, spot))
		return;
	*visited_at(w, spot) = true;
	if (w->state->visited_count < WALK_VISITED_MOST)
		w->state->visited[w->state->visited_count++] = hash_of(w, spot);
}

static int by_hash(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void walk_begin(struct walk *w)
{
	size_t known = (size_t)w->state->visited_count;
	uint64_t *sorted = mem_array(known + 1, sizeof *sorted);
	int count;
	const int *spots = form_filling_spots(filling(w), &count);

	memcpy(sorted, w->state->visited, known * sizeof *sorted);
	qsort(sorted, known, sizeof *sorted, by_hash);
	for (int i = 0; i < count && known > 0; i++) {
		uint64_t hash = hash_of(w, spots[i]);

		if (bsearch(&hash, sorted, known, sizeof *sorted, by_hash))
			*visited_at(w, spots[i]) = true;
	}
	free(sorted);
}

void walk_end(struct walk *w)
{
	free(w->visited);
	str_release(&w->wrong);
}

/* What was done is on disk: from here on a killed program has lost nothing. */
static void done(struct walk *w)
{
	w->state->actions++;
	if (w->state->actions == w->state->kill_at)
		(void)kill(getpid(), SIGKILL);
}

static void must(struct walk *w, enum err rc, const struct error *e)
{
	if (rc == OK)
		done(w);
	else
		str_addf(&w->wrong, "action %ld: %s\n", w->state->actions + 1, e->text);
}

static bool can_answer(const struct walk *w, int spot)
{
	const struct form_row *row = row_at(w, spot);

	return form_row_is_question(row) && care_interview_is_asked(w->iv, spot) &&
	       !form_filling_is_read_only(filling(w), spot) &&
	       (!row->calculation || row->trigger_count > 0);
}

static bool can_change(const struct walk *w, int spot)
{
	return form_filling_is_list(filling(w), spot) &&
	       care_interview_is_asked(w->iv, spot) &&
	       form_filling_may_change(filling(w), spot);
}

static void no_answer(struct walk *w, int spot)
{
	static const enum form_status kinds[] = {FORM_STATUS_UNKNOWN, FORM_STATUS_REFUSED,
						 FORM_STATUS_LATER,
						 FORM_STATUS_NOT_APPLICABLE};
	struct error e = ERROR_INIT;

	must(w, care_interview_no_answer(w->iv, spot, kinds[draw(w, 4)], &e), &e);
}

/* The values in a circle, from one that is likely; the first that is taken. */
static bool try_values(struct walk *w, int spot, struct error *e)
{
	struct walk_values values;
	size_t start;
	bool is_taken = false;

	walk_values_make(filling(w), care_interview_form(w->iv), spot,
			 &w->hints->rows[row_at(w, spot)->index], &w->state->chance,
			 &values);
	start = (size_t)draw(w, (int)values.likely);
	for (size_t i = 0; i < values.count && !is_taken; i++) {
		const char *value = values.items[(start + i) % values.count];
		enum err rc = *value ? care_interview_answer(w->iv, spot, value, e)
				     : ERR_INVALID;

		if (rc != OK && rc != ERR_INVALID)
			str_addf(&w->wrong, "'%.60s': %s\n", value, e->text);
		is_taken = rc == OK;
	}
	walk_values_release(&values);
	return is_taken;
}

/* Nothing that was tried is taken, and the form wants an answer. */
static void note_stuck(struct walk *w, int spot, const char *why)
{
	struct str path = STR_INIT;

	form_filling_path(filling(w), spot, &path);
	w->state->stuck++;
	(void)snprintf(w->state->stuck_at, sizeof w->state->stuck_at, "%s", path.bytes);
	(void)snprintf(w->state->why, sizeof w->state->why, "%s", why);
	str_release(&path);
}

static void visit_again(struct walk *w, int spot)
{
	uint64_t hash = hash_of(w, spot);
	int kept = 0;

	*visited_at(w, spot) = false;
	for (int i = 0; i < w->state->visited_count; i++)
		if (w->state->visited[i] != hash)
			w->state->visited[kept++] = w->state->visited[i];
	w->state->visited_count = kept;
}

/* What is named there and has no answer, also by way of what is computed. */
static bool ask_named(struct walk *w, int spot, int depth)
{
	enum { DEPTH_MOST = 3 };
	const struct walk_hint *hint = &w->hints->rows[row_at(w, spot)->index];
	bool any = false;

	for (size_t i = 0; i < hint->name_count && depth < DEPTH_MOST; i++) {
		int other = walk_spot_of(filling(w), care_interview_form(w->iv), spot,
					 hint->names[i]);

		if (other == FORM_NONE || other == spot ||
		    *form_filling_value(filling(w), other))
			continue;
		if (can_answer(w, other))
			visit_again(w, other);
		any |= can_answer(w, other) || ask_named(w, other, depth + 1);
	}
	return any;
}

/* What it depends on has no answer: a worker asks that first, and then this again. */
static bool ask_first(struct walk *w, int spot)
{
	if (++w->state->retries > WALK_RETRIES_MOST || !ask_named(w, spot, 0))
		return false;
	visit_again(w, spot);
	return true;
}

static void answer(struct walk *w, int spot)
{
	bool is_required = form_filling_is_required(filling(w), spot);
	struct error e = ERROR_INIT;
	int roll = draw(w, HUNDRED);

	visit(w, spot);
	if (roll < NO_ANSWER) {
		no_answer(w, spot);
	} else if (is_required || roll >= NO_ANSWER + SKIP) {
		if (try_values(w, spot, &e)) {
			done(w);
			return;
		}
		if (is_required && ask_first(w, spot))
			return;
		if (is_required)
			note_stuck(w, spot, e.text);
		no_answer(w, spot);
	}
}

/* One more, or that is all. */
static void fill_list(struct walk *w, int list)
{
	enum { MOST = 3, MOST_INSIDE = 2 };
	int count, instance;
	struct error e = ERROR_INIT;
	bool is_inside = form_filling_instance(filling(w), list) != FORM_NONE;

	(void)form_filling_instances(filling(w), list, &count);
	if (count >= (is_inside ? MOST_INSIDE : MOST) || draw(w, 3) == 0)
		visit(w, list);
	else
		must(w, care_interview_add(w->iv, list, &instance, &e), &e);
}

/* One of those that fit, by chance; FORM_NONE when none does. */
static int pick(struct walk *w, bool (*fits)(const struct walk *w, int spot))
{
	int count, found = 0, nth;
	const int *spots = form_filling_spots(filling(w), &count);

	for (int i = 0; i < count; i++)
		found += fits(w, spots[i]);
	nth = draw(w, found);
	for (int i = 0; i < count; i++)
		if (fits(w, spots[i]) && nth-- == 0)
			return spots[i];
	return FORM_NONE;
}

static void change_list(struct walk *w, int list)
{
	enum { KINDS = 4 };
	int count, made, kind = draw(w, KINDS), nth = draw(w, INT32_MAX);
	const int *instances = form_filling_instances(filling(w), list, &count), *taken;
	int out = care_interview_taken_out(w->iv, list, &taken);
	struct error e = ERROR_INIT;

	if (kind == 0 && count < FORM_INSTANCES_MOST)
		must(w, care_interview_add(w->iv, list, &made, &e), &e);
	else if (kind == 1 && count > 0)
		must(w, care_interview_take_out(w->iv, instances[nth % count], &e), &e);
	else if (kind == 2 && out > 0)
		must(w, care_interview_put_back(w->iv, taken[nth % out], &e), &e);
	else if (kind == 3 && count > 1)
		must(w,
		     care_interview_move(w->iv, instances[nth % count],
					 1 + nth / count % count, &e),
		     &e);
}

static void remark(struct walk *w, int spot)
{
	const struct care_remark one = {draw(w, 2) ? "she" : "i", "", "een opmerking"};
	const struct care_remark *remarks;
	struct error e = ERROR_INIT;
	int count = care_interview_remarks(w->iv, spot, &remarks);

	must(w, care_interview_set_remark(w->iv, spot, count, &one, &e), &e);
}

static void half_typed(struct walk *w, int spot)
{
	struct error e = ERROR_INIT;

	must(w, care_interview_place(w->iv, spot, "half ge", 7, &e), &e);
}

/* Only looking: what she said before, what an answer would undo. */
static void look(struct walk *w, int spot)
{
	struct care_previous before;
	const int *spots;

	(void)care_interview_previous(w->iv, spot, &before);
	(void)care_interview_consequence_spots(w->iv, spot, "", &spots);
	(void)care_interview_dropped(w->iv, &spots);
}

static const struct {
	int per_hundred;
	bool (*fits)(const struct walk *w, int spot);
	void (*act)(struct walk *w, int spot);
} out_of_order[] = {
	{CHANGE, can_answer, answer}, {LISTS, can_change, change_list},
	{REMARK, can_answer, remark}, {PLACE, can_answer, half_typed},
	{LOOK, can_answer, look},
};

/* Now and then something else than the next question. */
static bool step_aside(struct walk *w)
{
	int roll = draw(w, HUNDRED);

	for (size_t i = 0; i < sizeof out_of_order / sizeof *out_of_order; i++) {
		roll -= out_of_order[i].per_hundred;
		if (roll < 0 && w->state->extra < WALK_EXTRA_MOST) {
			int spot = pick(w, out_of_order[i].fits);

			w->state->extra++;
			if (spot != FORM_NONE)
				out_of_order[i].act(w, spot);
			return spot != FORM_NONE;
		}
		if (roll < 0)
			return false;
	}
	return false;
}

bool walk_step(struct walk *w)
{
	int count;
	const int *spots;

	if (step_aside(w))
		return true;
	spots = form_filling_spots(filling(w), &count);
	for (int i = 0; i < count; i++) {
		int spot = spots[i];

		if (*visited_at(w, spot))
			continue;
		if (can_answer(w, spot)) {
			answer(w, spot);
			return true;
		}
		if (can_change(w, spot)) {
			fill_list(w, spot);
			return true;
		}
	}
	return false;
}

static void other_part(struct walk *w, enum care_part part)
{
	struct error e = ERROR_INIT;

	must(w, care_interview_set_part(w->iv, part, &e), &e);
}

/* Finishing names a question: a worker goes there and answers it. */
static bool go_back(struct walk *w, int first)
{
	enum care_part part = row_at(w, first)->part == FORM_ALONE ? CARE_ALONE : CARE_TOGETHER;

	if (++w->state->retries > WALK_RETRIES_MOST ||
	    form_filling_is_read_only(filling(w), first) || row_at(w, first)->calculation) {
		note_stuck(w, first, "cannot be finished");
		return false;
	}
	visit_again(w, first);
	if (care_interview_part(w->iv) != part)
		other_part(w, part);
	return true;
}

bool walk_finish(struct walk *w, char entry[37])
{
	struct error e = ERROR_INIT;
	int first;

	while (w->wrong.len == 0) {
		enum err rc;

		while (w->wrong.len == 0 && walk_step(w))
			;
		if (care_interview_part(w->iv) == CARE_TOGETHER) {
			other_part(w, CARE_ALONE);
			continue;
		}
		rc = care_interview_finish(w->iv, entry, &first, &e);
		if (rc == OK)
			return true;
		if (rc != ERR_INVALID || first == FORM_NONE)
			str_addf(&w->wrong, "finishing: %s\n", e.text);
		else if (!go_back(w, first))
			return false;
	}
	return false;
}
