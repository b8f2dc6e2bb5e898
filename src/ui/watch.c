/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/watch.h"

#include "ui/screens.h"

enum { MINUTE_MS = 60000, MINUTES_MOST = 24 * 60 };

static int64_t setting_ms(const struct app *a, const char *name, int otherwise)
{
	const char *set = a->session ? care_setting(a->session, name, "") : "";
	long minutes = *set ? strtol(set, NULL, 10) : otherwise;

	return minutes > 0 && minutes <= MINUTES_MOST ? minutes * MINUTE_MS
						      : (int64_t)otherwise * MINUTE_MS;
}

/* The lock screen shows no more than a blank one. */
static bool may_blank(const struct app *a)
{
	const struct ui_screen *top = a->depth ? &a->screens[a->depth - 1] : NULL;

	return a->care && top && !ui_is_blank(a) && top->ops->map != UI_MAP_LOCKED;
}

static int64_t left_ms(const struct app *a, int64_t limit)
{
	int64_t left = a->last_key_ms + limit - clock_lapse(a->clock);

	return left < 0 ? 0 : left;
}

static int64_t lock_left(const struct app *a)
{
	return a->session ? left_ms(a, setting_ms(a, "lock_minutes", UI_LOCK_MINUTES)) : -1;
}

static int64_t blank_left(const struct app *a)
{
	return may_blank(a) ? left_ms(a, setting_ms(a, "blank_minutes", UI_BLANK_MINUTES)) : -1;
}

int64_t ui_watch_wait(const struct app *a)
{
	int64_t lock = lock_left(a), blank = blank_left(a);
	int64_t left = blank >= 0 && (lock < 0 || blank < lock) ? blank : lock;

	return left < 0 ? -1 : clock_wait(a->clock, left);
}

void ui_watch_look(struct app *a)
{
	if (a->is_locking || !a->depth)
		return;
	if (lock_left(a) == 0)
		ui_lock(a);
	else if (blank_left(a) == 0)
		ui_blank_push(a);
}

bool ui_watch_slept(struct app *a)
{
	int64_t before = a->slept_ms;

	a->slept_ms = clock_slept();
	return a->session && a->slept_ms - before > UI_SLEPT_MS;
}

void ui_watch_warn(struct app *a)
{
	long locked = swap_locked_kb("/proc/self/status");

	if (!a->session || care_session_is_practice(a->session))
		return;
	if (swap_look("/proc/swaps", "/sys/class/block") == SWAP_PLAIN)
		ui_message(a, "%s",
			   _("This laptop has swap that is not encrypted: what you read may stay on "
			     "its disk. Ask who looks after it to encrypt that."));
	else if (locked >= 0 && locked < UI_LOCKED_LEAST_KB)
		ui_message(a, "%s",
			   _("This laptop does not let trede hold its memory: what you read may come "
			     "on its disk. Ask who looks after it (ulimit -l 8192)."));
}
