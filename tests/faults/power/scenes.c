/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rig.h"
#include "work.h"

enum { CHECKPOINT_PAGES = 60 }; /* smaller than SQLite's 1,000: more of them in a short day */

static bool prepare_file(struct play *p)
{
	return disk_copy(p->made, p->folder);
}

static bool work_for(struct play *p, long steps)
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

/* The file is opened, worked in, closed, and once more. */
static bool act_day(struct play *p)
{
	for (int sitting = 0; sitting < 2; sitting++) {
		if (!rig_open(p) ||
		    (p->is_normal && !state_set_pragma(p->session, "PRAGMA synchronous=NORMAL")))
			return false;
		state_checkpoint_every(p->session, CHECKPOINT_PAGES);
		if ((sitting == 0 && !rig_reached(p)) || !work_for(p, p->steps / 2))
			return false;
		rig_close(p);
	}
	return true;
}

/* As it is in use: the log grows to 1,000 pages before it is put in the file. */
static bool act_long(struct play *p)
{
	return rig_open(p) && rig_reached(p) && work_for(p, 400);
}

const struct scene rig_scenes[] = {
	{"day", 50, prepare_file, act_day, rig_look_file},
	{"long", 10, prepare_file, act_long, rig_look_file},
	{NULL, 0, NULL, NULL, NULL},
};
