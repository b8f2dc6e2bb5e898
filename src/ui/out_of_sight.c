/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is out of sight: women nobody spoke to for n weeks, longest first.  Parent: home.
 * Data: the women.  Requests: Enter opens her file.
 */
#include "ui/home_find.h"
#include "ui/screens.h"
#include "ui/woman.h"
#include "ui/women.h"

enum { WEEKS = 8, WOMEN_MOST = 200, NAME_COLUMNS = 26 };

struct away {
	struct care_hits hits;
	int weeks;
};

static void row(const struct app *a, void *data, int index, struct str *out)
{
	struct away *w = data;
	const struct care_hit *h = &w->hits.items[index];
	struct date last = ui_date_of(h->birth);
	struct str name = STR_INIT, day = STR_INIT;

	ui_hit_name(a, h, &name);
	ui_cell(out, name.bytes,
		a->columns < 2 * NAME_COLUMNS ? NAME_COLUMNS / 2 + 3 : NAME_COLUMNS);
	ui_date_add(a, &last, DATE_LONG, &day);
	if (day.len)
		str_addf(out, _("last spoken to %s"), day.bytes);
	else
		str_add(out, _("no talk yet"));
	str_release(&name);
	str_release(&day);
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct away *w = data;

	(void)a;
	str_addf(left, _("Out of sight: not spoken to for %d weeks"), w->weeks);
	str_addf(right, "%d", w->hits.count);
}

static int read_women(struct app *a, void *data)
{
	struct away *w = data;
	struct error e = ERROR_INIT;
	const char *weeks = care_setting(a->session, "away_weeks", "");

	w->weeks = *weeks ? (int)strtol(weeks, NULL, 10) : WEEKS;
	w->weeks = w->weeks < 1 ? WEEKS : w->weeks;
	care_hits_release(&w->hits);
	if (care_out_of_sight(a->session, w->weeks, WOMEN_MOST, &w->hits, &e) != OK)
		ui_error(a, &e);
	return w->hits.count;
}

static const char *client(const void *data, int index)
{
	const struct away *w = data;

	return w->hits.items[index].client;
}

static void release(void *data)
{
	struct away *w = data;

	care_hits_release(&w->hits);
	free(w);
}

static const struct ui_women out_of_sight = {
	.empty = N_("Nobody is out of sight."),
	.title = title,
	.read = read_women,
	.row = row,
	.client = client,
	.release = release,
};

void ui_out_of_sight_push(struct app *a)
{
	ui_women_push(a, &out_of_sight, mem_new(sizeof(struct away)));
}
