/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What fits her, and why.  Parent: client.  Data: her facts, a page of offers, what is typed and
 * filtered.  Requests: Enter refers her; n asks what is worth asking; x nothing fits; / searches; f
 * filters; l what runs already; o the organisation; Tab more about this one, and advice.
 */
#include "ui/match.h"

#include "ui/screens.h"
#include "ui/work.h"

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct ui_match *m = data;

	ui_woman_title(a, m->woman, _("Refer"), left);
	ui_match_standing(a, m, right);
}

static void enter(struct app *a, void *data)
{
	struct ui_match *m = data;
	struct error e = ERROR_INIT, told = ERROR_INIT;

	if (care_map_rules(a->session, &m->rules, &e) != OK) {
		m->rules = NULL;
		(void)error_set(&told, ERR_INVALID, _("Without the rules of the municipality: %s"),
				e.text);
		ui_error(a, &told);
	}
	ui_match_read(a, m);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct ui_match *m = data;

	(void)a;
	m->body = *body;
}

static void draw(struct app *a, void *data)
{
	ui_match_draw(a, data);
}

static enum ui_map map_now(const struct app *a, const void *data)
{
	const struct ui_match *m = data;

	(void)a;
	return m->is_searching ? UI_MAP_MATCH_SEARCH : UI_MAP_MATCH;
}

static unsigned searched(struct ui_match *m, unsigned flags)
{
	if (!(flags & UI_FIELD))
		return flags;
	m->is_to_search = true;
	return UI_REDRAW;
}

static void search_forget(struct app *a, struct ui_match *m)
{
	m->is_searching = false;
	ui_editor_set(&m->typed, "");
	ui_match_first(a, m);
}

static unsigned search_request(struct app *a, struct ui_match *m, enum ui_request r)
{
	if (m->is_to_search && r != UI_REQ_BACK) /* Enter goes to what was typed, not to what stood there */
		ui_match_first(a, m);
	if (r == UI_REQ_OPEN) {
		m->is_searching = false;
		return UI_REDRAW;
	}
	if (r == UI_REQ_BACK) {
		search_forget(a, m);
		return UI_REDRAW;
	}
	if (r == UI_REQ_UP || r == UI_REQ_DOWN || r == UI_REQ_PAGE_UP || r == UI_REQ_PAGE_DOWN)
		return ui_match_move(a, m, r);
	return searched(m, ui_editor_request(&m->typed, r));
}

static unsigned on_text(struct app *a, void *data, const char *text, size_t len, bool is_paste)
{
	struct ui_match *m = data;

	(void)a;
	(void)is_paste;
	if (!m->is_searching)
		return UI_NOTHING;
	return searched(m, ui_editor_type(&m->typed, text, len));
}

static bool has_work(const struct app *a, const void *data)
{
	const struct ui_match *m = data;

	(void)a;
	return m->is_to_search;
}

static unsigned work(struct app *a, void *data, struct ui_slice *slice)
{
	(void)slice;
	ui_match_first(a, data);
	return UI_REDRAW;
}

static unsigned ask_her(struct app *a, struct ui_match *m)
{
	struct str facts = STR_INIT;

	ui_match_to_ask(m, &facts);
	if (facts.len)
		ui_asked_sheet(a, m->woman, facts.bytes);
	else
		ui_message(a, "%s", _("Everything that these offers ask is known."));
	str_release(&facts);
	return UI_REDRAW;
}

static unsigned part_step(struct ui_match *m, int step)
{
	m->part = (enum ui_match_part)(((int)m->part + step + UI_MATCH_PARTS) % UI_MATCH_PARTS);
	m->top = 0;
	return UI_REDRAW;
}

/* A part to be read moves by lines; the list by offers. */
static unsigned move(struct app *a, struct ui_match *m, enum ui_request r)
{
	int page = m->body.lines > 1 ? m->body.lines - 1 : 1;

	if (m->part == UI_MATCH_LIST)
		return ui_match_move(a, m, r);
	switch ((int)r) {
	case UI_REQ_UP:
		m->top--;
		break;
	case UI_REQ_DOWN:
		m->top++;
		break;
	case UI_REQ_PAGE_UP:
		m->top -= page;
		break;
	case UI_REQ_PAGE_DOWN:
		m->top += page;
		break;
	case UI_REQ_FIRST:
		m->top = 0;
		break;
	default:
		return UI_IGNORED;
	}
	return UI_REDRAW; /* drawing keeps it within the text */
}

/* Not a second time: how far the first one is. */
static void running_open(struct app *a, struct ui_match *m, const struct care_referral *runs)
{
	ui_referral_push(a, m->woman, runs->id);
	ui_message(a, "%s", _("This one runs already.  Here you take its next step."));
}

static unsigned offer_request(struct app *a, struct ui_match *m, enum ui_request r)
{
	const struct map_fit *fit = ui_match_at(m);
	const struct care_referral *runs = fit ? ui_match_running(m->woman->dossier, fit) : NULL;

	if (!fit && r == UI_REQ_OPEN)
		ui_message(a, "%s",
			   _("There is no offer on this line. x writes down what is missing."));
	else if (runs && r == UI_REQ_OPEN)
		running_open(a, m, runs);
	else if (fit && r == UI_REQ_OPEN)
		ui_refer_push(a, m->woman, fit);
	else if (fit)
		ui_offer_push(a, fit->offer.id);
	return UI_REDRAW;
}

static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct ui_match *m = data;

	(void)digit;
	if (m->is_searching)
		return search_request(a, m, r);
	switch ((int)r) {
	case UI_REQ_OPEN:
	case UI_REQ_ORGANISATION:
		return offer_request(a, m, r);
	case UI_REQ_ASK_HER:
		return ask_her(a, m);
	case UI_REQ_GAP:
		ui_gap_sheet(a, m->woman, -1);
		return UI_REDRAW;
	case UI_REQ_SEARCH:
		m->is_searching = true;
		m->part = UI_MATCH_LIST;
		return UI_REDRAW;
	case UI_REQ_FILTER:
		ui_social_filter_push(a, &m->filter);
		return UI_REDRAW;
	case UI_REQ_RUNNING:
		ui_referrals_push(a, m->woman);
		return UI_REDRAW;
	case UI_REQ_NEXT:
	case UI_REQ_PREVIOUS:
		return part_step(m, r == UI_REQ_NEXT ? 1 : -1);
	case UI_REQ_BACK:
		if (ui_editor_is_empty(&m->typed))
			return UI_IGNORED;
		search_forget(a, m);
		return UI_REDRAW;
	default:
		return move(a, m, r);
	}
}

static void help(struct app *a, void *data, struct str *out)
{
	(void)data;
	str_addf(out,
		 _("%s fits    ? not known, worth asking    %s does not fit\n"
		   "What does not fit stands below; nothing is forbidden.  Rules of a municipality are a "
		   "warning: they may have changed."),
		 a->theme.marks[UI_MARK_DONE], a->theme.marks[UI_MARK_WRONG]);
}

static void leave(struct app *a, void *data)
{
	struct ui_match *m = data;

	(void)a;
	ui_match_release(m);
	ui_woman_drop(m->woman);
	free(m);
}

static const struct ui_screen_ops match_ops = {
	.name = "match",
	.map_now = map_now,
	.title = title,
	.enter = enter,
	.leave = leave,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
	.on_text = on_text,
	.has_work = has_work,
	.work = work,
	.help = help,
};

void ui_match_push(struct app *a, struct ui_woman *w)
{
	struct ui_match *m = mem_new(sizeof *m);

	m->woman = ui_woman_hold(w);
	m->her_arena = m->before_arena = (struct arena)ARENA_INIT;
	m->fits.arena = (struct arena)ARENA_INIT;
	ui_editor_init(&m->typed, false);
	ui_list_init(&m->list, ui_match_row, m);
	ui_push(a, &match_ops, m);
}
