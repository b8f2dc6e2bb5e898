/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/stat.h>

#include "rig.h"
#include "work.h"

enum {
	CHECKPOINT_PAGES =
		60, /* smaller than SQLite's 1,000: more of them in a short day */
	LONG_STEPS = 400
};

/* The file is opened, worked in, closed, and once more. */
static bool act_day(struct play *p)
{
	for (int sitting = 0; sitting < 2; sitting++) {
		if (!rig_open(p) ||
		    (p->is_normal &&
		     !state_set_pragma(p->session, "PRAGMA synchronous=NORMAL")))
			return false;
		state_checkpoint_every(p->session, CHECKPOINT_PAGES);
		if ((sitting == 0 && !rig_reached(p)) || !rig_work(p, p->steps / 2))
			return false;
		rig_close(p);
	}
	return true;
}

/* As it is in use: the log grows to 1,000 pages before it is put in the file. */
static bool act_long(struct play *p)
{
	return rig_open(p) && rig_reached(p) && rig_work(p, LONG_STEPS);
}

static bool prepare_nothing(struct play *p)
{
	return mkdir(p->folder, 0700) == 0;
}

static char *inner_folder(const char *folder)
{
	return file_path(folder, "data/trede");
}

/* A first start: the folders too are new. */
static bool act_init(struct play *p)
{
	char *data = inner_folder(p->folder), *folder = p->folder;
	bool good = rig_reached_empty(p) && rig_make_file(p, data);

	disk_mark(2); /* from here on it is there, as the state read below */
	p->folder = data;
	good = good && rig_open(p) && rig_reached(p);
	rig_close(p);
	p->folder = folder;
	free(data);
	return good;
}

/* Nothing: then a file can be made; or the whole file. */
static enum verdict look_init(const struct play *p, struct image *image)
{
	char *data = inner_folder(image->folder);
	struct care_options o = rig_options(p, data);
	struct care_place place;
	struct error e = ERROR_INIT;
	enum verdict verdict;
	struct play again = *p;

	if (care_place_look(&o, &place, &e) != OK) {
		verdict = rig_says(image, RIG_BROKEN, "cannot be looked at", &e);
	} else if (place.exists) {
		if (image->reached < 2) /* one that came before it was told of */
			image->reached = 2;
		verdict = rig_look(p, &o, image);
	} else if (image->reached >= 2) {
		verdict = rig_says(image, RIG_LOST, "the new file is gone", NULL);
	} else {
		verdict = rig_make_file(&again, data)
				  ? RIG_WHOLE
				  : rig_says(image, RIG_BROKEN, "cannot be made again",
					     &again.why);
	}
	care_place_release(&place);
	free(data);
	return verdict;
}

/* The power went in the middle of a day, with most of it in the log. */
static bool prepare_crashed(struct play *p)
{
	char *folder = p->folder;

	p->folder = file_path(p->place, "crashed");
	disk_remove(p->folder);
	bool good = rig_prepare_file(p) && rig_open(p) && rig_work(p, p->steps) &&
		    disk_copy(p->folder, folder);
	rig_close(p);
	p->count = 0;
	free(p->folder);
	p->folder = folder;
	return good;
}

/* It goes again while the file is brought back. */
static bool act_again(struct play *p)
{
	if (!rig_open(p) || !rig_reached(p))
		return false;
	rig_close(p);
	return rig_open(p) && rig_work(p, 4);
}

const struct scene rig_scenes[] = {
	{"day", 30, rig_prepare_file, act_day, rig_look_file},
	{"long", 10, rig_prepare_file, act_long, rig_look_file},
	{"again", 10, prepare_crashed, act_again, rig_look_file},
	{"init", 8, prepare_nothing, act_init, look_init},
	{"import", 10, rig_prepare_file, rig_act_import, rig_look_file},
	{"people", 10, rig_prepare_file, rig_act_people, rig_look_people},
	{"backup", 11, rig_prepare_backup, rig_act_backup, rig_look_backup},
	{"restore", 11, rig_prepare_restore, rig_act_restore, rig_look_restore},
	{NULL, 0, NULL, NULL, NULL},
};
