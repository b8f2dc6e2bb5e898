/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <sys/stat.h>

#include "care/derive.h"

#include "store/store.h"

#include "rig.h"

/*
 * Backup and restore.  What is recorded is a folder with two in it: the file's, and a
 * stick with a backup of the day before.  Whenever the power goes there is a good backup
 * on the stick, the old one or the new one, and the file is there, the old one or the
 * restored one.
 */
enum { STEPS_BETWEEN = 1, WORK_BEFORE = 6 };

struct copies {
	struct state old;     /* what the backup of the day before holds */
	struct state present; /* what the file held before it was restored */
	size_t at_least;      /* what a new backup holds: this state or a later one */
	size_t finished;      /* marks when the new one had been called good */
};

struct pair { /* the two folders, as paths */
	char *data, *stick, *backup;
};

static struct pair pair_of(const char *folder)
{
	struct pair pair = {file_path(folder, "data"), file_path(folder, "stick"), NULL};

	pair.backup = file_path(pair.stick, "trede.backup");
	return pair;
}

static void pair_release(struct pair *pair)
{
	free(pair->data);
	free(pair->stick);
	free(pair->backup);
}

/* Each step of it after a step of work, when there is work. */
static bool back_up(struct play *p, const char *path, long work, size_t *at_least)
{
	struct store_backup *b = NULL;
	struct store_backup_about about = {.path = NULL};
	int64_t done = 0, all = 1;
	enum err rc = store_backup_begin(care_session_store(p->session),
					 state_keys(p->session), path, &b, &p->why);

	while (rc == OK && done < all) {
		if (work > 0 && !rig_work(p, STEPS_BETWEEN))
			rc = ERR_USAGE;
		work--;
		*at_least = p->count;
		if (rc == OK)
			rc = store_backup_step(b, &done, &all, &p->why);
	}
	if (rc == OK)
		rc = store_backup_finish(b, &about, &p->why);
	else
		store_backup_drop(b);
	store_backup_about_release(&about);
	return rc == OK;
}

/* A file with a backup, in which was worked since. */
static bool prepare(struct play *p)
{
	struct copies *copies = mem_new(sizeof *copies);
	struct pair pair = pair_of(p->folder);
	size_t unused;
	bool good = mkdir(p->folder, 0700) == 0 && mkdir(pair.stick, 0700) == 0 &&
		    disk_copy(p->made, pair.data) && rig_session(p, pair.data) &&
		    state_read(p->session, &copies->old) &&
		    back_up(p, pair.backup, 0, &unused) && rig_work(p, WORK_BEFORE) &&
		    state_read(p->session, &copies->present);

	p->data = copies;
	p->count = 0;
	rig_close(p);
	pair_release(&pair);
	return good;
}

bool rig_prepare_backup(struct play *p)
{
	return prepare(p);
}

bool rig_prepare_restore(struct play *p)
{
	return prepare(p);
}

bool rig_act_backup(struct play *p)
{
	struct copies *copies = p->data;
	struct pair pair = pair_of(p->folder);
	bool good = rig_session(p, pair.data) && rig_reached(p) &&
		    back_up(p, pair.backup, p->steps, &copies->at_least) &&
		    rig_reached(p);

	copies->finished = p->count;
	pair_release(&pair);
	return good;
}

bool rig_act_restore(struct play *p)
{
	struct pair pair = pair_of(p->folder);
	struct secret passphrase = SECRET_INIT;
	struct store_backup_about about = {.path = NULL};

	(void)secret_add(&passphrase, CARE_PRACTICE_PASSPHRASE,
			 strlen(CARE_PRACTICE_PASSPHRASE));
	bool good = rig_reached_empty(p) &&
		    store_restore(pair.backup, pair.data, "", &passphrase, true,
				  &p->clock, NULL, NULL, &about, &p->why) == OK &&
		    rig_reached_empty(p);
	store_backup_about_release(&about);
	secret_release(&passphrase);
	pair_release(&pair);
	return good;
}

/* Restored in a place of its own, it holds the old state or a new one. */
static enum verdict look_at_backup(const struct play *p, const struct pair *pair,
				   struct image *image)
{
	const struct copies *copies = p->data;
	char *place = file_path(image->folder, "restored");
	struct care_options o = rig_options(p, place);
	struct secret passphrase = SECRET_INIT;
	struct store_backup_about about = {.path = NULL};
	struct error e = ERROR_INIT;
	struct state now;
	enum verdict verdict;

	(void)secret_add(&passphrase, CARE_PRACTICE_PASSPHRASE,
			 strlen(CARE_PRACTICE_PASSPHRASE));
	if (mkdir(place, 0700) != 0 ||
	    store_restore(pair->backup, place, "", &passphrase, true, &p->clock, NULL,
			  NULL, &about, &e) != OK)
		verdict = rig_says(image, RIG_LOST, "no good backup is left", &e);
	else
		verdict = rig_read(&o, image, &now);
	bool is_new = false,
	     is_old = verdict == RIG_WHOLE && state_is_same(&now, &copies->old);
	for (size_t i = copies->at_least - 1; verdict == RIG_WHOLE && i < p->count; i++)
		is_new = is_new || state_is_same(&now, &p->states[i]);
	if (verdict == RIG_WHOLE && !is_new && !is_old)
		verdict = rig_says(image, RIG_HALF, "the backup holds what never was",
				   NULL);
	if (verdict == RIG_WHOLE && !is_new && image->reached >= copies->finished)
		verdict = rig_says(image, RIG_LOST, "the new backup is gone", NULL);
	store_backup_about_release(&about);
	secret_release(&passphrase);
	free(place);
	return verdict;
}

enum verdict rig_look_backup(const struct play *p, struct image *image)
{
	struct pair pair = pair_of(image->folder);
	struct care_options o = rig_options(p, pair.data);
	enum verdict verdict = look_at_backup(p, &pair, image);

	if (verdict == RIG_WHOLE)
		verdict = rig_look(p, &o, image);
	pair_release(&pair);
	return verdict;
}

/* The file that was there before, in the folder where it is kept. */
static enum verdict look_at_kept(const struct play *p, const char *data,
				 struct image *image)
{
	const struct copies *copies = p->data;
	enum verdict verdict =
		rig_says(image, RIG_LOST, "the file from before is not kept", NULL);
	struct dirent *entry;
	DIR *dir = opendir(data);

	while (dir && (entry = readdir(dir))) {
		if (strncmp(entry->d_name, "kept-", strlen("kept-")) != 0)
			continue;
		char *kept = file_path(data, entry->d_name);
		struct care_options o = rig_options(p, kept);
		struct state now;
		verdict = rig_read(&o, image, &now);
		if (verdict == RIG_WHOLE && !state_is_same(&now, &copies->present))
			verdict = rig_says(image, RIG_LOST,
					   "what is kept is something else", NULL);
		free(kept);
	}
	if (dir)
		closedir(dir);
	return verdict;
}

enum verdict rig_look_restore(const struct play *p, struct image *image)
{
	const struct copies *copies = p->data;
	struct pair pair = pair_of(image->folder);
	struct care_options o = rig_options(p, pair.data);
	struct state now;
	enum verdict verdict = rig_read(&o, image, &now);

	if (verdict == RIG_WHOLE && state_is_same(&now, &copies->old))
		verdict = look_at_kept(p, pair.data, image);
	else if (verdict == RIG_WHOLE && !state_is_same(&now, &copies->present))
		verdict = rig_says(image, RIG_HALF, "neither the file nor the backup",
				   NULL);
	else if (verdict == RIG_WHOLE && image->reached >= 2)
		verdict = rig_says(image, RIG_LOST, "the restored file is gone", NULL);
	pair_release(&pair);
	return verdict;
}
