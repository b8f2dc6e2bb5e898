/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * powerloss [-n IMAGES] [-s SEED] [-i IMAGE] [-u] [SCENE...]: plays each scene and looks
 * at IMAGES (300) disks as the power may leave them, at each sync and at random points
 * between.  Nothing that was called saved may be lost and nothing may be broken.  With -u
 * the scenes are played with synchronous=NORMAL, and answers must be lost: else the rig
 * sees nothing.  -i looks at one image.
 */
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crew.h"
#include "rig.h"

enum {
	SHOWN = RIG_VERDICTS, /* in the sums, behind a count for each verdict */
	SHOWN_MOST = 5,
	ALL_SHARES = 100,
	GONE_US = 1000
};

struct order { /* what is asked on the command line */
	long images, only;
	uint64_t seed;
	bool is_normal;
};

struct cut {
	size_t at;
	long number;
};

static int by_place(const void *a, const void *b)
{
	const struct cut *x = a, *y = b;

	return x->at != y->at ? (x->at < y->at ? -1 : 1)
			      : (x->number > y->number) - (x->number < y->number);
}

/* Each sync in turn: just before it returned, just after, and points since the one
 * before. */
static struct cut *choose_cuts(const struct disk_log *log, long count, uint64_t *random)
{
	struct cut *cuts = mem_array((size_t)count, sizeof *cuts);
	size_t *syncs = mem_array(log->count + 1, sizeof *syncs), sync_count = 0;

	for (size_t i = 0; i < log->count; i++)
		if (log->events[i].what == DISK_SYNC)
			syncs[sync_count++] = i;
	if (sync_count == 0 || syncs[sync_count - 1] != log->count)
		syncs[sync_count++] = log->count;
	for (long n = 0; n < count; n++) {
		size_t round = (size_t)n / sync_count, s = (size_t)n % sync_count;
		if ((size_t)count < sync_count)
			s = (size_t)disk_draw(random, sync_count);
		size_t from = s > 0 ? syncs[s - 1] + 1 : 0, to = syncs[s];
		cuts[n].number = n;
		cuts[n].at = round == 0 && (size_t)count >= sync_count
				     ? to
				     : from + (size_t)disk_draw(random, to - from + 1);
	}
	free(syncs);
	qsort(cuts, (size_t)count, sizeof *cuts, by_place);
	return cuts;
}

static size_t reached_at(const struct disk_log *log, size_t cut)
{
	for (size_t i = cut; i > 0; i--)
		if (log->events[i - 1].what == DISK_MARK)
			return (size_t)log->events[i - 1].target;
	return 0;
}

static void tell(const struct scene *scene, const struct order *o, const struct cut *cut,
		 enum disk_kind kind, const struct image *image)
{
	static const char *const kinds[DISK_KINDS] = {"nothing", "all",	    "ordered",
						      "parts",	 "entries", "bytes"};

	fprintf(stderr,
		"powerloss %s-n %ld -s %llu -i %ld %s: event %zu, %s, after step %zu: "
		"%s\n",
		o->is_normal ? "-u " : "", o->images, (unsigned long long)o->seed,
		cut->number, scene->name, cut->at, kinds[kind], image->reached,
		image->why.bytes);
}

struct look { /* what the processes that look are given */
	const struct scene *scene;
	const struct play *play;
	const struct order *order;
	const struct cut *cuts;
	long count;
};

static void look_at(const struct look *l, const struct disk_cursor *cursor,
		    const struct cut *cut, long sums[CREW_SUMS])
{
	const struct order *o = l->order;
	uint64_t random = (o->seed * 1000003 + (uint64_t)cut->number) *
				  UINT64_C(0x9e3779b97f4a7c15) |
			  1;
	struct str folder = STR_INIT;
	struct image image = {.why = STR_INIT, .number = cut->number};

	for (int i = 0; i < 8; i++)
		(void)disk_draw(&random, 2);
	/* Half of them any part of what is not certain, the others by the rule of their
	 * kind. */
	enum disk_kind kind = disk_draw(&random, 2)
				      ? DISK_PARTS
				      : (enum disk_kind)disk_draw(&random, DISK_KINDS);
	str_addf(&folder, "%s/image-%d", l->play->place, (int)getpid());
	disk_remove(folder.bytes);
	image.folder = folder.bytes;
	image.reached = reached_at(&l->play->log, cut->at);
	if (!disk_image(cursor, kind, &random, folder.bytes)) {
		perror(folder.bytes);
		_exit(2);
	}
	crew_turn();
	enum verdict verdict = l->scene->look(l->play, &image);
	bool is_right = verdict == RIG_WHOLE || (o->is_normal && verdict == RIG_LOST);
	sums[verdict]++;
	if (!is_right && ++sums[SHOWN] <= SHOWN_MOST)
		tell(l->scene, o, cut, kind, &image);
	if (o->only < 0)
		disk_remove(folder.bytes);
	else
		fprintf(stderr, "%s\n", folder.bytes);
	str_release(&folder);
	str_release(&image.why);
}

static void work(void *data, int worker, long sums[CREW_SUMS])
{
	const struct look *l = data;
	struct disk_cursor cursor;

	disk_skip_syncs(true);
	disk_cursor_start(&cursor, &l->play->log);
	for (long i = worker; i < l->count; i += CREW_SIZE) {
		if (l->order->only >= 0 && l->cuts[i].number != l->order->only)
			continue;
		disk_cursor_move(&cursor, l->cuts[i].at);
		look_at(l, &cursor, &l->cuts[i], sums);
	}
	disk_cursor_release(&cursor);
}

static bool look_at_all(const struct scene *scene, const struct play *p,
			const struct order *o, long count, long sums[CREW_SUMS])
{
	uint64_t random = o->seed * 2654435761u + 1;
	struct cut *cuts = choose_cuts(&p->log, count, &random);
	struct look look = {scene, p, o, cuts, count};
	bool good = crew_run(work, &look, sums);

	free(cuts);
	return good;
}

/* The log, all of it kept, is what lies in the folder: no call was missed. */
static bool log_is_whole(const struct play *p)
{
	struct disk_cursor cursor;
	uint64_t random = 1;
	char *copy = file_path(p->place, "whole");

	disk_cursor_start(&cursor, &p->log);
	disk_cursor_move(&cursor, p->log.count);
	bool good = disk_image(&cursor, DISK_ALL, &random, copy) &&
		    disk_is_same(copy, p->folder);
	disk_cursor_release(&cursor);
	disk_remove(copy);
	free(copy);
	return good;
}

static bool play(const struct scene *scene, struct play *p)
{
	bool good = scene->prepare(p);

	if (good) {
		disk_record(&p->log, p->folder);
		good = scene->act(p);
		rig_close(p);
		disk_stop();
	}
	if (!good) {
		fprintf(stderr, "%s: step %zu cannot be played: %s (%s)\n", scene->name,
			p->count, p->why.text, p->why.detail);
		return false;
	}
	good = log_is_whole(p);
	if (!good)
		fprintf(stderr, "%s: the log misses something\n", scene->name);
	return good;
}

static size_t count_syncs(const struct disk_log *log)
{
	size_t n = 0;

	for (size_t i = 0; i < log->count; i++)
		n += log->events[i].what == DISK_SYNC;
	return n;
}

static bool run(const struct scene *scene, const struct play *base, const struct order *o)
{
	struct play p = *base;
	long sums[CREW_SUMS] = {0};
	long count = o->images * scene->share / ALL_SHARES;

	p.is_normal = o->is_normal;
	p.random = o->seed * UINT64_C(0x9e3779b97f4a7c15) | 1;
	p.steps = count / 12 > 40 ? count / 12 : 40;
	p.folder = file_path(p.place, "live");
	disk_remove(p.folder);
	bool good = play(scene, &p);
	pid_t player = getpid(), looker = good ? fork() : 0;
	if (looker > 0) /* ends here, as a program does whose power went */
		_exit(0);
	while (good && kill(player, 0) == 0)
		(void)usleep(GONE_US);
	good = good && look_at_all(scene, &p, o, count > 0 ? count : 1, sums);
	if (good) {
		printf("%-8s %5ld images (%zu steps, %zu events, %zu syncs): %ld lost, "
		       "%ld half, "
		       "%ld broken\n",
		       scene->name,
		       sums[RIG_WHOLE] + sums[RIG_LOST] + sums[RIG_HALF] +
			       sums[RIG_BROKEN],
		       p.count, p.log.count, count_syncs(&p.log), sums[RIG_LOST],
		       sums[RIG_HALF], sums[RIG_BROKEN]);
		good = sums[RIG_HALF] + sums[RIG_BROKEN] == 0 &&
		       (o->is_normal ? sums[RIG_LOST] > 0 : sums[RIG_LOST] == 0);
		if (o->is_normal && sums[RIG_LOST] == 0)
			fputs("nothing was lost without syncs: the rig is blind\n",
			      stderr);
	}
	fflush(stdout);
	disk_log_release(&p.log);
	free(p.states);
	free(p.folder);
	return good;
}

/* The scene is played in a process that is gone when its disks are looked at. */
static bool run_apart(const struct scene *scene, const struct play *base,
		      const struct order *o)
{
	int status = 0;
	bool good = true;

	fflush(stdout);
	pid_t player = fork();
	if (player == 0)
		_exit(run(scene, base, o) ? 0 : 1);
	while (wait(&status) > 0) /* the one that looks is left to this process */
		good = good && status == 0;
	return good && player > 0;
}

static bool is_asked(const struct scene *scene, char **names, const struct order *o)
{
	if (!*names)
		return !o->is_normal || text_equal(scene->name, "day");
	for (; *names; names++)
		if (text_equal(scene->name, *names))
			return true;
	return false;
}

int main(int argc, char **argv)
{
	struct order o = {.images = 300, .only = -1, .seed = 1};
	const char *share = getenv("TREDE_SHARE");
	struct play base = {.share = share ? share : TREDE_SHARE,
			    .clock = clock_system()};
	int option;
	bool good;

	while ((option = getopt(argc, argv, "n:s:i:u")) != -1) {
		long n = optarg ? strtol(optarg, NULL, 10) : 0;
		if (option == 'n')
			o.images = n;
		else if (option == 's')
			o.seed = (uint64_t)n;
		else if (option == 'i')
			o.only = n;
		else if (option == 'u')
			o.is_normal = true;
		else
			return 2;
	}
	(void)prctl(PR_SET_CHILD_SUBREAPER, 1);
	i18n_start("nl", "");
	base.place = disk_place();
	if (!base.place) {
		perror("powerloss");
		return 2;
	}
	base.made = file_path(base.place, "made");
	bool is_made = rig_make_file(&base, base.made);
	good = is_made;
	if (!good)
		fprintf(stderr, "no practice file: %s (%s)\n", base.why.text,
			base.why.detail);
	for (const struct scene *s = rig_scenes; is_made && s->name; s++)
		if (is_asked(s, argv + optind, &o))
			good = run_apart(s, &base, &o) && good;
	if (o.only < 0)
		disk_remove(base.place);
	free(base.made);
	free(base.place);
	return good ? 0 : 1;
}
