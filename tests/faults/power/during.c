/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * during [-n KILLS]: backups while somebody works.  Each good one opens and holds a
 * moment of the day, and says so in its counts; when it is killed, when the stick is
 * full, when what was written is not what can be read, the backup of before is still
 * there, byte by byte, and the next one succeeds.
 */
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "care/derive.h"

#include "store/store.h"

#include "rig.h"
#include "work.h"

enum {
	DAY = 3000,
	SIZES = 12,
	HEAD = 65536,
	PAGE = 4096,
	EDITS = 3, /* after each step */
	EDITS_PER_SECOND = 100
};

struct during {
	struct play p; /* its session is open; states since the last backup began */
	char *data, *stick, *backup, *part, *aside;
	struct state good; /* what the backup on the stick holds */
	long steps;	   /* of one backup */
	long tried, restored;
	int64_t edits, copy_ms;
	bool is_wrong;
};

static void wrong(struct during *d, const char *what, const struct error *e)
{
	fprintf(stderr, "during: %s: %s (%s)\n", what, e ? e->text : "",
		e ? e->detail : "");
	d->is_wrong = true;
}

static bool edit(struct during *d)
{
	d->edits += EDITS;
	return rig_work(&d->p, EDITS);
}

static int64_t now_ms(void)
{
	struct clock clock = clock_system();

	return clock_now(&clock);
}

static enum err begin(struct during *d, struct store_backup **b, struct error *e)
{
	d->tried++;
	return store_backup_begin(care_session_store(d->p.session),
				  state_keys(d->p.session), d->backup, b, e);
}

/* The pages, with edits after each step; at most so many steps. */
static enum err copy(struct during *d, struct store_backup *b, long most, bool *is_done,
		     struct error *e)
{
	int64_t done = 0, all = 1, began = now_ms();
	enum err rc = OK;

	for (long n = 0; rc == OK && n < most && done < all; n++) {
		rc = store_backup_step(b, &done, &all, e);
		if (rc == OK && done < all && !edit(d))
			rc = error_set(e, ERR_USAGE, "%s", d->p.why.text);
	}
	*is_done = rc == OK && done == all;
	d->copy_ms += now_ms() - began;
	return rc;
}

static bool says_the_same(const struct store_backup_about *about, const struct state *s)
{
	return about->entries == s->entries && about->drafts == s->drafts &&
	       about->clients == s->clients;
}

/* Put back in another place, it is what 'among' states allow; found becomes what it
 * holds. */
static bool restore(struct during *d, size_t from, struct state *found)
{
	char *place = file_path(d->p.place, "restored");
	struct care_options o = rig_options(&d->p, place);
	struct secret passphrase = SECRET_INIT;
	struct store_backup_about about = {.path = NULL};
	struct image image = {.why = STR_INIT};
	struct error e = ERROR_INIT;
	bool good = false;

	disk_remove(place);
	(void)secret_add(&passphrase, CARE_PRACTICE_PASSPHRASE,
			 strlen(CARE_PRACTICE_PASSPHRASE));
	if (mkdir(place, 0700) != 0 ||
	    store_restore(d->backup, place, "", &passphrase, true, &d->p.clock, NULL,
			  NULL, &about, &e) != OK)
		wrong(d, "the backup does not restore", &e);
	else if (rig_read(&o, &image, found) != RIG_WHOLE)
		wrong(d, image.why.bytes, NULL);
	else
		good = says_the_same(&about, found);
	bool is_moment = state_is_same(found, &d->good);
	for (size_t i = from; good && i < d->p.count; i++)
		is_moment = is_moment || state_is_same(found, &d->p.states[i]);
	if (good && !is_moment)
		wrong(d, "the backup is no moment of the day", NULL);
	d->restored += good && is_moment;
	store_backup_about_release(&about);
	secret_release(&passphrase);
	str_release(&image.why);
	disk_remove(place);
	free(place);
	return good && is_moment;
}

/* One that has all it needs. */
static void must_succeed(struct during *d)
{
	struct store_backup *b = NULL;
	struct store_backup_about about = {.path = NULL};
	struct error e = ERROR_INIT;
	struct state found = {0};
	bool is_done = false;
	size_t from = d->p.count - 1;
	enum err rc = begin(d, &b, &e);

	if (rc == OK)
		rc = copy(d, b, DAY, &is_done, &e);
	if (rc == OK && is_done)
		rc = store_backup_finish(b, &about, &e);
	if (rc != OK || !is_done)
		wrong(d, "a backup that has all it needs fails", &e);
	if (rc == OK && restore(d, from, &found)) {
		if (state_is_same(&found, &d->good) && d->steps > 1)
			wrong(d, "the new backup holds nothing new", NULL);
		d->good = found;
	}
	store_backup_about_release(&about);
}

static void keep_aside(struct during *d)
{
	disk_remove(d->aside);
	if (!disk_copy(d->backup, d->aside))
		wrong(d, "it cannot be put aside", NULL);
}

/* The good one is what it was, and nothing else lies there. */
static void must_be_kept(struct during *d, const char *when, bool may_have_part)
{
	if (!disk_is_same(d->backup, d->aside))
		wrong(d, when, NULL);
	if (!may_have_part && file_exists(d->part))
		wrong(d, "something was left on the stick", NULL);
}

/* In the process that makes it, after so many steps; the disk keeps all that was written.
 */
static void kill_after(struct during *d, long steps)
{
	int status = 0;
	struct error e = ERROR_INIT;

	keep_aside(d);
	fflush(stdout);
	rig_close(&d->p);
	pid_t child = fork();
	if (child == 0) {
		struct store_backup *b = NULL;
		bool is_done = false;
		if (!rig_session(&d->p, d->data) || begin(d, &b, &e) != OK ||
		    copy(d, b, steps, &is_done, &e) != OK)
			_exit(1);
		_exit(0);
	}
	if (waitpid(child, &status, 0) != child || status != 0)
		wrong(d, "the process to be killed could not begin", NULL);
	must_be_kept(d, "killed: the backup of before is gone", true);
	if (!rig_session(&d->p, d->data) || !rig_reached(&d->p))
		wrong(d, "killed: the file does not open", &d->p.why);
}

static void fill_at(struct during *d, int64_t bytes)
{
	struct store_backup *b = NULL;
	struct store_backup_about about = {.path = NULL};
	struct error e = ERROR_INIT;
	bool is_done = false;

	keep_aside(d);
	disk_fill(d->stick, bytes);
	enum err rc = begin(d, &b, &e);
	if (rc == OK) {
		rc = copy(d, b, DAY, &is_done, &e);
		if (rc == OK)
			rc = store_backup_finish(b, &about, &e);
		else
			store_backup_drop(b);
	}
	disk_fill(NULL, 0);
	if (rc != ERR_FULL)
		wrong(d, "a full stick is not told of", &e);
	must_be_kept(d, "full: the backup of before is gone", false);
	store_backup_about_release(&about);
}

/* What was written is not what can be read: found before it takes the place of the old
 * one. */
static void spoil(struct during *d, int64_t at)
{
	struct store_backup *b = NULL;
	struct store_backup_about about = {.path = NULL};
	struct error e = ERROR_INIT;
	bool is_done = false;

	keep_aside(d);
	enum err rc = begin(d, &b, &e);
	if (rc == OK)
		rc = copy(d, b, DAY, &is_done, &e);
	if (rc == OK && is_done) {
		(void)disk_flip(d->part, at, 3);
		rc = store_backup_finish(b, &about, &e);
	} else {
		store_backup_drop(b);
	}
	if (rc != ERR_DAMAGED)
		wrong(d, "a spoilt backup is called good", &e);
	must_be_kept(d, "spoilt: the backup of before is gone", false);
	store_backup_about_release(&about);
}

/* Never where the file is, by whatever name. */
static void refuse(struct during *d, const char *path)
{
	char *db = file_path(d->data, "trede.db"),
	     *before = file_path(d->p.place, "db-before");
	struct store_backup *b = NULL;
	struct error e = ERROR_INIT;

	disk_remove(before);
	bool good = disk_copy(db, before) &&
		    store_backup_begin(care_session_store(d->p.session),
				       state_keys(d->p.session), path, &b,
				       &e) == ERR_INVALID &&
		    disk_is_same(db, before);
	if (!good)
		wrong(d, path, &e);
	store_backup_drop(b);
	free(db);
	free(before);
}

static void refuse_source(struct during *d)
{
	char *db = file_path(d->data, "trede.db"),
	     *beside = file_path(d->data, "x.backup"),
	     *link_path = file_path(d->stick, "folder"),
	     *through = file_path(link_path, "x.backup"),
	     *hard = file_path(d->stick, "hard"), *soft = file_path(d->stick, "soft");

	if (symlink(d->data, link_path) != 0 || link(db, hard) != 0 ||
	    symlink(db, soft) != 0)
		wrong(d, "no links can be made", NULL);
	refuse(d, db);
	refuse(d, beside);
	refuse(d, through);
	refuse(d, hard);
	refuse(d, soft);
	(void)unlink(link_path);
	(void)unlink(hard);
	(void)unlink(soft);
	free(db);
	free(beside);
	free(link_path);
	free(through);
	free(hard);
	free(soft);
}

static bool nothing_to_note(void *data)
{
	(void)data;
	return true;
}

/* A file of some size: a backup of it takes more than a step or two. */
static bool fill_file(struct during *d)
{
	struct work w = {.session = d->p.session,
			 .done = nothing_to_note,
			 .random = d->p.random,
			 .steps = DAY};
	bool good = work_day(&w);

	d->p.why = w.why;
	return good;
}

static bool prepare(struct during *d)
{
	d->data = file_path(d->p.place, "data");
	d->stick = file_path(d->p.place, "stick");
	d->backup = file_path(d->stick, "trede.backup");
	d->part = file_path(d->stick, "trede.backup.part");
	d->aside = file_path(d->p.place, "aside");
	d->p.folder = d->data;
	return rig_make_file(&d->p, d->data) && mkdir(d->stick, 0700) == 0 &&
	       rig_session(&d->p, d->data) && fill_file(d) && rig_reached(&d->p);
}

static long count_steps(struct during *d)
{
	struct store_backup *b = NULL;
	struct error e = ERROR_INIT;
	int64_t done = 0, all = 1;
	long n = 0;

	if (begin(d, &b, &e) != OK)
		return 0;
	while (done < all && store_backup_step(b, &done, &all, &e) == OK)
		n++;
	store_backup_drop(b);
	return n;
}

static void run(struct during *d, long kills)
{
	struct stat st = {0};

	must_succeed(d);
	d->steps = count_steps(d);
	must_succeed(d);
	(void)stat(d->backup, &st);
	for (long i = 0; i < kills && !d->is_wrong; i++)
		kill_after(d, i % (d->steps + 1));
	must_succeed(d);
	for (int64_t i = 0; i < SIZES && !d->is_wrong; i++)
		fill_at(d, i < 2 ? i * 100 : st.st_size * i / SIZES);
	must_succeed(d);
	for (int64_t i = 0; i < SIZES && !d->is_wrong; i++)
		spoil(d, HEAD + (st.st_size - HEAD) * i / SIZES + 77);
	must_succeed(d);
	refuse_source(d);
}

static void release(struct during *d)
{
	rig_close(&d->p);
	disk_remove(d->p.place);
	free(d->data);
	free(d->stick);
	free(d->backup);
	free(d->part);
	free(d->aside);
	free(d->p.states);
	free(d->p.place);
}

int main(int argc, char **argv)
{
	const char *share = getenv("TREDE_SHARE");
	struct during d = {.p = {.share = share ? share : TREDE_SHARE,
				 .clock = clock_system(),
				 .random = UINT64_C(0x9e3779b97f4a7c15)}};
	long kills =
		argc > 2 && text_equal(argv[1], "-n") ? strtol(argv[2], NULL, 10) : 12;

	i18n_start("nl", "");
	d.p.place = disk_place();
	if (!d.p.place || !prepare(&d)) {
		fprintf(stderr, "during: %s (%s)\n", d.p.why.text, d.p.why.detail);
		return 2;
	}
	run(&d, kills);
	printf("during: %ld backups of %ld steps begun, %lld edits meanwhile (%lld a "
	       "second); %ld killed, %d "
	       "on a full stick, %d spoilt; %ld good ones, each restored and compared\n",
	       d.tried, d.steps, (long long)d.edits,
	       (long long)(d.edits * 1000 / (d.copy_ms + 1)), kills, SIZES, SIZES,
	       d.restored);
	release(&d);
	return d.is_wrong ? 1 : 0;
}
