/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of what fits her, a page at a time: memory is that of the page. */
#include "ui/match.h"

#include "ui/screens.h"

enum { PAGE = 50 };

static void before_forget(struct ui_match *m)
{
	arena_release(&m->before_arena);
	m->page = 0;
}

/* Where the page after this one begins: behind its last offer. */
static void before_keep(struct ui_match *m)
{
	const struct map_fit *last = &m->fits.items[m->fits.count - 1];
	size_t count = m->page;
	struct map_fit *kept;

	VEC_ROOM(m->before, count, m->before_room);
	kept = &m->before[m->page];
	*kept = *last;
	map_record_copy(&m->before_arena, &last->offer, &kept->offer);
	map_record_copy(&m->before_arena, &last->organisation, &kept->organisation);
	m->page++;
}

static void page_read(struct app *a, struct ui_match *m)
{
	const struct map *map = care_map(a->session);
	struct error e = ERROR_INIT;
	struct str typed = STR_INIT;

	ui_editor_take(&m->typed, &typed);
	map_fits_release(&m->fits);
	m->is_to_search = false;
	if (map_match(map, &m->her, &m->filter, typed.bytes, PAGE,
		      m->page ? &m->before[m->page - 1] : NULL, &m->fits, &e) != OK)
		ui_error(a, &e);
	ui_list_set_count(&m->list, m->fits.count);
	m->top = 0;
	str_release(&typed);
}

void ui_match_first(struct app *a, struct ui_match *m)
{
	before_forget(m);
	page_read(a, m);
	ui_list_focus(&m->list, 0);
}

static int place_of(const struct ui_match *m, const char *offer)
{
	for (int i = 0; i < m->fits.count; i++) {
		if (text_equal(m->fits.items[i].offer.id, offer))
			return i;
	}
	return -1;
}

/* What is known of her may have changed: the order too, so it is read from the first page. */
void ui_match_read(struct app *a, struct ui_match *m)
{
	const struct map_fit *at = ui_match_at(m);
	char *offer = at ? mem_text(at->offer.id) : NULL;
	int place;

	ui_woman_fresh(a, m->woman);
	arena_release(&m->her_arena);
	care_match_woman(a->session, m->woman->dossier, &m->her_arena, &m->her);
	before_forget(m);
	page_read(a, m);
	place = offer ? place_of(m, offer) : 0;
	ui_list_focus(&m->list, place < 0 ? 0 : place);
	free(offer);
}

const struct map_fit *ui_match_at(const struct ui_match *m)
{
	int at = ui_list_at(&m->list);

	return at < 0 || at >= m->fits.count ? NULL : &m->fits.items[at];
}

/* Down on the last line of a page is the first of the next, up on the first the last of the one before. */
static bool page_turn(struct app *a, struct ui_match *m, enum ui_request r)
{
	int at = ui_list_at(&m->list);
	bool is_down = r == UI_REQ_DOWN || r == UI_REQ_PAGE_DOWN,
	     is_up = r == UI_REQ_UP || r == UI_REQ_PAGE_UP;

	if (is_down && m->fits.has_more && at == m->fits.count - 1) {
		before_keep(m);
		page_read(a, m);
		ui_list_focus(&m->list, 0);
		return true;
	}
	if (is_up && m->page > 0 && at == 0) {
		m->page--;
		page_read(a, m);
		ui_list_focus(&m->list, m->fits.count - 1);
		return true;
	}
	if (r == UI_REQ_FIRST && m->page > 0) {
		ui_match_first(a, m);
		return true;
	}
	return false;
}

unsigned ui_match_move(struct app *a, struct ui_match *m, enum ui_request r)
{
	unsigned flags;

	if (page_turn(a, m, r))
		return UI_REDRAW;
	flags = ui_list_request(&m->list, r);
	if (flags != UI_IGNORED)
		m->top = 0;
	return flags;
}

void ui_match_release(struct ui_match *m)
{
	map_fits_release(&m->fits);
	ui_social_filter_release(&m->filter);
	arena_release(&m->before_arena);
	arena_release(&m->her_arena);
	free(m->before);
	ui_list_release(&m->list);
	ui_editor_release(&m->typed);
}

static void fact_add(struct str *out, enum map_criterion c)
{
	const char *fact = map_criterion_fact(c);
	size_t len = strlen(fact);

	if (len == 0)
		return;
	for (const char *at = out->bytes; (at = strstr(at, fact)); at += len) {
		if ((at == out->bytes || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return;
	}
	str_addf(out, "%s%s", out->len ? " " : "", fact);
}

void ui_match_to_ask(const struct ui_match *m, struct str *out)
{
	const struct map_fit *fit = ui_match_at(m);
	enum map_criterion ask[MAP_CRITERION_COUNT];
	int count = map_to_ask(&m->fits, ask);
	bool is_place_known = *m->her.city != '\0' && *m->her.district != '\0';

	for (int c = 0; fit && c < MAP_CRITERION_COUNT; c++) {
		if (fit->verdicts[c] == MAP_UNKNOWN && !(c == MAP_ON_AREA && is_place_known))
			fact_add(out, (enum map_criterion)c);
	}
	/* that it was not asked, or refused, is known: but it changes, and is asked for again */
	if (fit && fit->verdicts[MAP_ON_CONSENT] == MAP_NOT)
		fact_add(out, MAP_ON_CONSENT);
	for (int i = 0; i < count; i++) {
		if (ask[i] != MAP_ON_AREA || !is_place_known) /* it is a postcode that is not known */
			fact_add(out, ask[i]);
	}
	if (map_set_is_empty(&m->her.levels))
		fact_add(out, MAP_ON_LEVEL); /* the advice needs it too */
}
