/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FAULTS_RIG_H
#define FAULTS_RIG_H

#include "care/accounts.h"

#include "disk.h"
#include "state.h"

/*
 * A scene is played once on a recorded folder; then images of the disk at many of its
 * events are made, and each is looked at as a laptop would after the power came back.
 */
enum verdict {
	RIG_WHOLE,
	RIG_LOST,   /* something that had been called saved is not there */
	RIG_HALF,   /* neither what was before a step nor what was after it */
	RIG_BROKEN, /* does not open, a chain, a page or a derived row is wrong */
	RIG_VERDICTS
};

struct play {
	const char *share;
	char *place;	      /* a folder of the run's own, removed at its end */
	char *folder;	      /* below it: what is recorded */
	char *made;	      /* below it: a practice file as init makes it */
	struct state *states; /* after each step; the first one before any */
	size_t count, room;
	struct care_session *session;
	struct disk_log log;
	struct clock clock;
	uint64_t random;
	bool is_normal; /* synchronous=NORMAL: the rig must see losses */
	long steps;
	void *data; /* the scene's own */
	struct error why;
};

struct image {
	const char *folder;
	size_t reached; /* states that had been reached for certain */
	long number;
	struct str why; /* when it is not whole */
};

struct scene {
	const char *name;
	int share;			 /* of the images, in hundreds */
	bool (*prepare)(struct play *p); /* makes p->folder */
	bool (*act)(struct play *p);
	enum verdict (*look)(const struct play *p, struct image *image);
};
extern const struct scene rig_scenes[]; /* ends with a name NULL */

struct care_options rig_options(const struct play *p, const char *folder);
bool rig_reached(void *play);		/* one more state, of p->session */
bool rig_reached_empty(struct play *p); /* one more: a state that no open file tells of */
bool rig_open(struct play *p);
void rig_close(struct play *p);
bool rig_prepare_file(struct play *p); /* p->folder as init makes it */
bool rig_work(struct play *p, long steps);
bool rig_make_file(struct play *p, const char *folder);

/* Opens the file in the image with o, checks it, and compares with the states that it may
 * have. */
enum verdict rig_look(const struct play *p, const struct care_options *o,
		      struct image *image);
enum verdict rig_look_file(const struct play *p,
			   struct image *image); /* with the usual options */
enum verdict rig_says(struct image *image, enum verdict verdict, const char *what,
		      const struct error *e);

/* Opens, reads and checks it, compares with nothing. */
enum verdict rig_read(const struct care_options *o, struct image *image,
		      struct state *out);
bool rig_session(struct play *p, const char *folder); /* as rig_open, elsewhere */

/* Scenes that have a file of their own. */
bool rig_prepare_backup(struct play *p);
bool rig_act_backup(struct play *p);
enum verdict rig_look_backup(const struct play *p, struct image *image);
bool rig_prepare_restore(struct play *p);
bool rig_act_restore(struct play *p);
enum verdict rig_look_restore(const struct play *p, struct image *image);
bool rig_act_people(struct play *p);
bool rig_act_import(struct play *p);
enum verdict rig_look_people(const struct play *p, struct image *image);

#endif
