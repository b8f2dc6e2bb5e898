/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The agenda: what is late, and the coming four weeks.  Parent: home.  Data: the lines.
 * Requests: Enter opens her file.
 */
#include "ui/home_lists.h"
#include "ui/screens.h"
#include "ui/woman.h"
#include "ui/women.h"

enum { DAYS = 28, DAY_COLUMNS = 11 };

static void row(const struct app *a, void *data, int index, struct str *out)
{
	const struct care_today *days = data;
	const struct care_due *due = &days->due[index];
	struct str day = STR_INIT;

	if (!due->is_late) {
		ui_date_add(a, &due->due, DATE_DAY, &day);
		ui_cell(out, day.bytes, DAY_COLUMNS);
	}
	ui_due_add(a, due, out);
	str_release(&day);
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct date today = clock_today(a->clock);

	(void)data;
	str_add(left, _("Agenda: the coming four weeks"));
	ui_date_add(a, &today, DATE_DAY, right);
}

static int read_days(struct app *a, void *data)
{
	struct care_today *days = data;
	struct error e = ERROR_INIT;

	care_today_release(days);
	if (care_today_read(a->session, DAYS, NULL, days, &e) != OK)
		ui_error(a, &e);
	return days->due_count;
}

static const char *client(const void *data, int index)
{
	const struct care_today *days = data;

	return days->due[index].client;
}

static void open(struct app *a, const void *data, int index)
{
	const struct care_today *days = data;

	ui_due_open(a, &days->due[index]);
}

static void release(void *data)
{
	care_today_release(data);
	free(data);
}

static const struct ui_women agenda = {
	.empty = N_("Nothing in the coming four weeks."),
	.title = title,
	.read = read_days,
	.row = row,
	.client = client,
	.open = open,
	.release = release,
};

void ui_agenda_push(struct app *a)
{
	ui_women_push(a, &agenda, mem_new(sizeof(struct care_today)));
}
