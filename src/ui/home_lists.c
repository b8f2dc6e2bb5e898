/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/home_lists.h"

#include "ui/screens.h"
#include "ui/woman.h"

enum { DUE_LEAST = 1, TITLE_COLUMNS = 12, PROGRESS_COLUMNS = 28, INITIALS_COLUMNS = 6 };

void ui_today_init(struct ui_today *t)
{
	*t = (struct ui_today){.today = {.arena = ARENA_INIT},
				.kept = {.arena = ARENA_INIT}};
}

void ui_today_release(struct ui_today *t)
{
	care_today_release(&t->today);
	care_kept_release(&t->kept);
	free(t->due);
	t->due = NULL;
}

/* A step and the appointment made for it say the same: one line tells both. */
static bool is_told(const struct ui_today *t, const struct care_due *due)
{
	for (int i = 0; i < t->today.due_count; i++) {
		const struct care_due *other = &t->today.due[i];

		if (text_equal(due->kind, "step") && !text_equal(other->kind, "step") &&
		    text_equal(due->client, other->client) &&
		    date_compare(&due->due, &other->due) == 0 &&
		    strcasecmp(due->about, other->about) == 0)
			return true;
	}
	return false;
}

/* Today by the clock, then what has no hour, then what was due before. */
static int place_of(const struct care_due *due)
{
	return due->is_late ? 2 : due->minutes < 0;
}

static void order(struct ui_today *t)
{
	t->due_count = 0;
	free(t->due);
	t->due = mem_array((size_t)t->today.due_count + 1, sizeof *t->due);
	for (int place = 0; place <= 2; place++) {
		for (int i = 0; i < t->today.due_count; i++) {
			const struct care_due *due = &t->today.due[i];

			if (place_of(due) == place && !is_told(t, due))
				t->due[t->due_count++] = i;
		}
	}
}

void ui_today_read(struct app *a, struct ui_today *t)
{
	struct error e = ERROR_INIT;
	int count;

	care_today_release(&t->today);
	if (care_today_read(a->session, 0, NULL, &t->today, &e) != OK)
		ui_error(a, &e);
	care_kept_release(&t->kept);
	if (care_kept_read(a->session, NULL, &t->kept, &e) != OK)
		ui_error(a, &e);
	order(t);
	count = ui_today_count(t);
	if (t->at >= count)
		t->at = count ? count - 1 : 0;
}

static int unfinished_of(const struct ui_today *t)
{
	return t->kept.count + t->today.unfinished_count;
}

int ui_today_count(const struct ui_today *t)
{
	return t->due_count + unfinished_of(t);
}

void ui_today_first(struct ui_today *t)
{
	t->at = unfinished_of(t) ? t->due_count : 0;
}

unsigned ui_today_request(struct ui_today *t, enum ui_request r)
{
	int last = ui_today_count(t) - 1, at = t->at;

	if (r == UI_REQ_UP || r == UI_REQ_DOWN)
		at += r == UI_REQ_UP ? -1 : 1;
	else if (r == UI_REQ_PAGE_UP || r == UI_REQ_FIRST)
		at = 0;
	else if (r == UI_REQ_PAGE_DOWN || r == UI_REQ_LAST)
		at = last;
	else
		return UI_IGNORED;
	t->at = at > last ? last : at;
	t->at = t->at < 0 ? 0 : t->at;
	return UI_REDRAW;
}

/* Her file comes below it, so that Esc goes the same way back as from there. */
static void draft_open(struct app *a, const struct care_unfinished *u)
{
	struct error e = ERROR_INIT;
	struct care_interview *iv = NULL;
	struct ui_woman *w;

	if (care_interview_resume(a->session, u->draft, &iv, &e) != OK) {
		ui_error(a, &e);
		return;
	}
	w = ui_woman_open(a, u->client);
	if (w) {
		ui_client_push_open(a, w);
		w->is_stale = true;
	}
	ui_interview_push(a, iv);
}

void ui_due_open(struct app *a, const struct care_due *due)
{
	struct ui_woman *w = ui_woman_open(a, due->client);

	if (!w)
		return;
	ui_client_push_open(a, w);
	for (int i = 0; i < w->dossier->referral_count; i++) {
		if (text_equal(w->dossier->referrals[i].id, due->subject))
			ui_referral_push(a, w, due->subject);
	}
}

void ui_today_open(struct app *a, struct ui_today *t)
{
	int at = t->at - t->due_count; /* in what is not finished */

	if (t->at >= ui_today_count(t))
		return;
	if (at < 0)
		ui_due_open(a, &t->today.due[t->due[t->at]]);
	else if (at < t->kept.count)
		ui_kept_open(a, &t->kept.items[at]);
	else
		draft_open(a, &t->today.unfinished[at - t->kept.count]);
}

/* Of a referral: we call, they should have called, or it is her first day there. */
static void about_add(const struct app *a, const struct care_due *due, struct str *out)
{
	const char *what = text_is_empty(due->about) ? due->with : due->about;

	if (text_equal(due->kind, "call_back")) {
		str_addf(out, _("call about %s"), what);
	} else if (text_equal(due->kind, "ask_her")) {
		str_addf(out, _("not sent yet: %s"), what);
	} else if (text_equal(due->kind, "benefit_consent")) {
		str_add(out, _("call the municipality: is there an answer?"));
	} else if (text_equal(due->kind, "expires")) {
		str_addf(out, _("no word: call about %s"), what);
	} else if (text_equal(due->kind, "meeting")) {
		str_addf(out, _("first appointment: %s"), what);
	} else if (!text_is_empty(due->about)) {
		str_add(out, due->about);
	} else {
		str_add(out, ui_label(a, "appointment_kind", due->kind));
	}
}

void ui_due_add(const struct app *a, const struct care_due *due, struct str *out)
{
	struct str about = STR_INIT, day = STR_INIT, time = STR_INIT;

	about_add(a, due, &about);
	ui_time_add(due->minutes, &time);
	if (due->is_late) {
		ui_date_add(a, &due->due, DATE_DAY, &day);
		str_addf(out, _("was due %s"), day.bytes);
		str_addf(out, "  %s  %s", due->initials, about.bytes);
	} else {
		ui_cell(out, time.bytes, 6);
		ui_cell(out, due->initials, INITIALS_COLUMNS - 1);
		str_addf(out, " %s", about.bytes);
	}
	str_release(&about);
	str_release(&day);
	str_release(&time);
}

void ui_when_add(const struct app *a, int64_t ms, struct str *out)
{
	struct moment m = moment_of_ms(ms);
	struct date today = clock_today(a->clock);
	int64_t days = date_days(&today) - date_days(&m.date);

	if (ms <= 0)
		return;
	if (days == 0 || days == 1)
		str_addf(out, days ? _("yesterday %02d:%02d") : _("today %02d:%02d"),
			 m.hour, m.minute);
	else
		str_addf(out, "%d %s", m.date.day,
			 date_month_name(m.date.month, false, ui_language(a)));
}

void ui_progress_add(const struct care_unfinished *u, struct str *out)
{
	int left = u->total - u->asked;

	if (text_equal(u->part, "alone") && left > 0)
		str_addf(out,
			 left == 1 ? _("%d question left for yourself")
				   : _("%d questions left for yourself"),
			 left);
	else if (text_equal(u->part, "alone") || (u->total && left <= 0))
		str_add(out, _("only to be finished"));
	else
		str_addf(out, _("%d of %d"), u->asked, u->total);
}

static void unfinished_line(const struct care_unfinished *u, struct str *out)
{
	ui_cell(out, u->initials, INITIALS_COLUMNS);
	ui_cell(out, u->form_title, TITLE_COLUMNS);
	ui_progress_add(u, out);
	if (!u->is_mine && !text_is_empty(u->author_name))
		str_addf(out, _(", by %s"), u->author_name);
}

static void kept_line(const struct care_kept *kept, struct str *out)
{
	ui_cell(out, kept->initials, INITIALS_COLUMNS);
	ui_cell(out, ui_kept_label(kept), TITLE_COLUMNS);
	str_add(out, _("not saved yet"));
}

static void unfinished_draw(struct app *a, const struct ui_today *t, int at,
			    const struct ui_area *area, int y, enum ui_style style)
{
	const struct care_kept *kept = at < t->kept.count ? &t->kept.items[at] : NULL;
	const struct care_unfinished *u =
		kept ? NULL : &t->today.unfinished[at - t->kept.count];
	struct str line = STR_INIT, when = STR_INIT;

	if (kept)
		kept_line(kept, &line);
	else
		unfinished_line(u, &line);
	ui_when_add(a, kept ? kept->kept_ms : u->begun_ms, &when);
	ui_paint_field(a, area, y, 2, area->columns - 2, style, line.bytes);
	if (area->columns > 2 + text_columns(line.bytes, line.len) + (int)when.len + 2)
		(void)ui_paint_right(a, area, y, style, when.bytes);
	str_release(&line);
	str_release(&when);
}

static void line_draw(struct app *a, struct ui_today *t, int index,
		      const struct ui_area *area, int y, bool has_focus)
{
	bool here = has_focus && index == t->at;
	enum ui_style style = here ? UI_FOCUS : UI_PLAIN;
	struct str line = STR_INIT;

	ui_paint_field(a, area, y, 0, 2, style,
		       here ? a->theme.marks[UI_MARK_HERE] : " ");
	if (index < t->due_count) {
		ui_due_add(a, &t->today.due[t->due[index]], &line);
		ui_paint_field(a, area, y, 2, area->columns - 2, style, line.bytes);
	} else {
		unfinished_draw(a, t, index - t->due_count, area, y, style);
	}
	if (here)
		ui_cursor(a, area, y, 0);
	str_release(&line);
}

/* The lines of one list: from first, count of them; scrolled so that the focus is seen.
 */
static void part_draw(struct app *a, struct ui_today *t, int first, int count, int *top,
		      const struct ui_area *area, bool has_focus)
{
	int at = t->at - first;

	if (at >= 0 && at < count) {
		*top = at < *top ? at : *top;
		*top = at >= *top + area->lines ? at - area->lines + 1 : *top;
	}
	if (*top > count - area->lines)
		*top = count > area->lines ? count - area->lines : 0;
	for (int y = 0; y < area->lines && *top + y < count; y++)
		line_draw(a, t, first + *top + y, area, y, has_focus);
	if (count == 0 && area->lines > 0)
		(void)ui_paint(a, area, 0, 2, UI_MUTED,
			       first ? _("Everything is finished.")
				     : _("Nothing for today."));
}

/* An empty list is one line that says so. */
static int lines_for(int count)
{
	return count > DUE_LEAST ? count : DUE_LEAST;
}

int ui_today_lines(const struct ui_today *t)
{
	return 2 + lines_for(t->due_count) + lines_for(unfinished_of(t));
}

void ui_today_draw(struct app *a, struct ui_today *t, const struct ui_area *area,
		   bool has_focus)
{
	int due = lines_for(t->due_count),
	    unfinished = lines_for(unfinished_of(t));
	int room = area->lines - 2;
	struct ui_area part = *area;

	if (room < 2)
		return;
	if (room > due + unfinished)
		unfinished = room - due;
	if (due + unfinished > room) {
		int half = room / 2;

		unfinished = due <= half	  ? room - due
			     : unfinished <= half ? unfinished
						  : half;
		due = room - unfinished;
	}
	ui_paint_clear(a, area);
	ui_paint_rule(a, area, 0, _("Today"));
	part.y = area->y + 1;
	part.lines = due;
	part_draw(a, t, 0, t->due_count, &t->top_due, &part, has_focus);
	ui_paint_rule(a, area, 1 + due, _("Not finished"));
	part.y = area->y + 2 + due;
	part.lines = room - due;
	part_draw(a, t, t->due_count, unfinished_of(t), &t->top_unfinished, &part, has_focus);
}
