/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/hits.h"

#include "care/derive.h"
#include "find/find.h"

void care_row_whole_name(const struct store_client *row, struct str *out)
{
	str_add(out, row->called);
	if (!text_is_empty(row->family_name) && !strstr(row->called, row->family_name))
		str_addf(out, "%s%s", out->len ? " " : "", row->family_name);
	if (out->len == 0)
		str_add(out, row->file_number);
}

void care_row_name(const struct care_session *s, const struct store_client *row, struct str *out)
{
	if (!text_equal(care_setting(s, "names_in_lists", "full"), "initials")) {
		care_row_whole_name(row, out);
		return;
	}
	care_initials(row->called, row->family_name, out);
	if (out->len == 0)
		str_add(out, row->file_number);
}

static bool is_shown_already(const struct care_hit *hit, const char *spelling)
{
	struct str shown = STR_INIT, part = STR_INIT;
	bool is_there;

	str_addf(&shown, "%s %s", hit->called, hit->family);
	find_fold(spelling, strlen(spelling), &part);
	is_there = part.len == 0;
	if (!is_there) {
		struct str folded = STR_INIT;

		find_fold(shown.bytes, shown.len, &folded);
		is_there = strstr(folded.bytes, part.bytes) != NULL;
		str_release(&folded);
	}
	str_release(&shown);
	str_release(&part);
	return is_there;
}

struct care_hit *care_hits_row(const struct care_session *s, struct care_hits *out,
			       const struct store_client *row)
{
	struct arena *a = &out->arena;
	size_t count = (size_t)out->count;
	struct str shown = STR_INIT;
	struct care_hit *hit;

	VEC_ROOM(out->items, count, out->room);
	hit = &out->items[out->count++];
	care_row_name(s, row, &shown);
	*hit = (struct care_hit){
		.client = arena_text(a, row->id),
		.shown = arena_text(a, shown.bytes),
		.called = arena_text(a, row->called),
		.given = arena_text(a, row->given_name),
		.family = arena_text(a, row->family_name),
		.birth = arena_text(a, row->birth_date),
		.spelling = "",
		.file_number = arena_text(a, row->file_number),
		.district = arena_text(a, row->district),
		.status = arena_text(a, row->status),
		.ladder_level = (int)row->ladder_level,
	};
	str_release(&shown);
	return hit;
}

void care_hit_set_spelling(struct care_hits *out, struct care_hit *hit, const char *spelling)
{
	if (!text_is_empty(spelling) && !is_shown_already(hit, spelling))
		hit->spelling = arena_text(&out->arena, spelling);
}

void care_hits_copy(struct care_hits *to, const struct care_hit *hit)
{
	struct arena *a = &to->arena;
	size_t count = (size_t)to->count;
	struct care_hit *copy;

	VEC_ROOM(to->items, count, to->room);
	copy = &to->items[to->count++];
	*copy = *hit;
	copy->client = arena_text(a, hit->client);
	copy->shown = arena_text(a, hit->shown);
	copy->called = arena_text(a, hit->called);
	copy->given = arena_text(a, hit->given);
	copy->family = arena_text(a, hit->family);
	copy->birth = arena_text(a, hit->birth);
	copy->spelling = arena_text(a, hit->spelling);
	copy->file_number = arena_text(a, hit->file_number);
	copy->district = arena_text(a, hit->district);
	copy->status = arena_text(a, hit->status);
}

void care_hits_release(struct care_hits *h)
{
	free(h->items);
	arena_release(&h->arena);
	*h = (struct care_hits){0};
}
