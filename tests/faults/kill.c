/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * kill [-n COUNT] [-s SEED] [-k KEY] SCRIPT: does the interview of the script by keyboard
 * in the practice file and ends the program with kill -9 at a random key, a random moment
 * after it; COUNT times (20).  Then trede check must be clean, and on disk must be: each
 * answer that the screen had gone on from; of the text being typed all but the last
 * second; nothing that was not typed.  Started again, the program stands at the same
 * text.  KEY picks the key instead (a large number: the last one).
 *
 * kill -f FAULT -c CALL [-t STEP] [-n COUNT] SCRIPT: the whole script, with FAULT (fault.h) at
 * system call CALL, CALL + STEP ... of the program until it is too short for that.  STRIKE in the
 * environment is the program that does it.  When writing fails, the screen must say so and the
 * program live on; once there is room again all must be saved, and then it is killed.
 */
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"

#include "../e2e/harness.h"
#include "draft.h"
#include "fault.h"
#include "script.h"

enum { LOST_MOST_MS = 1000, PAUSE_ONE_IN = 20, PAUSE_MOST_MS = 1100, AGAIN_MS = 2000 };

static const char practice[] = "data/trede/practice";

struct run {
	const struct script *script;
	uint64_t random;
	struct place *place;
	struct term *term;
	const struct fault *fault; /* NULL: a random moment */
	long call;
	char *space;	     /* the file that says there is room again */
	bool is_struck, said_unsaved;
	size_t last;	     /* the key after which it is killed */
	size_t sent;	     /* keys of the script that were sent */
	int64_t *settled_ms; /* of each key: when the screen had followed; 0 not yet */
	int64_t killed_ms;
	struct draft_on_disk disk;
	const char *wrong; /* NULL: all is well */
	size_t wrong_key;
};

/* Over all runs. */
struct sum {
	int kills;
	int64_t lost_ms; /* the oldest key that was lost */
	size_t lost_letters;
};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* xorshift64*: the same seed gives the same kills. */
static uint64_t draw(struct run *r, uint64_t below)
{
	r->random ^= r->random >> 12;
	r->random ^= r->random << 25;
	r->random ^= r->random >> 27;
	return (r->random * UINT64_C(2685821657736338717) >> 32) % below;
}

static bool copy_file(const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	struct stat info;
	bool good = in >= 0 && out >= 0 && fstat(in, &info) == 0 &&
		    sendfile(out, in, NULL, (size_t)info.st_size) == info.st_size;

	if (in >= 0)
		close(in);
	return (out < 0 || close(out) == 0) && good;
}

/* Each run begins with the practice file as it was made. */
static bool copy_practice(const struct place *from, const struct place *to)
{
	char *source = place_path(from, practice), *target = place_path(to, practice);
	struct error e = ERROR_INIT;
	struct dirent *entry;
	DIR *dir = opendir(source);
	bool good = dir && file_make_folders(target, &e) == OK;

	while (good && (entry = readdir(dir))) {
		if (entry->d_type != DT_REG)
			continue;
		char *a = file_path(source, entry->d_name),
		     *b = file_path(target, entry->d_name);
		good = copy_file(a, b);
		free(a);
		free(b);
	}
	if (dir)
		closedir(dir);
	free(source);
	free(target);
	return good;
}

static struct term *start(struct place *place)
{
	return term_start(&(struct term_opts){
		.argv = (const char *const[]){"--practice", NULL},
		.place = place,
	});
}

/* Lets the program be for a while, as a worker does who thinks. */
static void pass(struct run *r, uint64_t us)
{
	term_let(r->term, (int64_t)us);
}

static bool send_key(struct run *r, size_t i)
{
	const struct script_key *key = &r->script->keys[i];

	if (key->wait)
		return term_sees(r->term, key->wait, TERM_MS);
	term_keys(r->term, key->bytes);
	return true;
}

/* All keys but the last with the screen following each; then that one, and the kill. */
static void type_and_kill(struct run *r)
{
	for (r->sent = 0; r->sent < r->last; r->sent++) {
		if (!send_key(r, r->sent) || !term_settles(r->term, TERM_MS)) {
			r->wrong = "the screen does not follow the script";
			r->wrong_key = r->sent;
			term_print(r->term, r->wrong);
			return;
		}
		r->settled_ms[r->sent] = now_ms();
		if (draw(r, PAUSE_ONE_IN) == 0)
			pass(r, draw(r, PAUSE_MOST_MS * 1000));
	}
	if (r->script->keys[r->last].bytes)
		(void)send_key(r, r->sent++);
	pass(r, draw(r, 2) ? draw(r, 3000) : draw(r, PAUSE_MOST_MS * 1000));
	r->killed_ms = now_ms();
	term_kill9(r->term);
}

/* ---- faults at a system call ---- */

static bool was_struck(const struct run *r)
{
	struct str path = STR_INIT;

	str_addf(&path, "%s.struck", r->space);
	bool is = file_exists(path.bytes);
	str_release(&path);
	return is;
}

/* Tells the program that strikes: with ".go" it begins to count, with "" the disk has room again. */
static void tell_striker(const struct run *r, const char *what)
{
	struct str path = STR_INIT;

	str_addf(&path, "%s%s", r->space, what);
	int fd = open(path.bytes, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
	str_release(&path);
}

static struct term *start_struck(struct run *r)
{
	char *root = place_path(r->place, ""), call[24];
	const char *strike = getenv("STRIKE");
	struct str wrap = STR_INIT;

	r->space = place_path(r->place, "space");
	root[strlen(root) - 1] = '\0';
	snprintf(call, sizeof call, "%ld", r->call);
	str_addf(&wrap, "%s %s %s %s/data %s", strike ? strike : "strike", r->fault->name, call,
		 root, r->space);
	setenv("TREDE_WRAP", wrap.bytes, 1);
	struct term *term = start(r->place);
	unsetenv("TREDE_WRAP");
	str_release(&wrap);
	free(root);
	return term;
}

/* What could not be done is tried once more, as its sentence says, with room on the disk. */
static bool send_again(struct run *r, size_t i)
{
	if (i == 0 || !was_struck(r))
		return false;
	tell_striker(r, "");
	while (i > 0 && !r->script->keys[i - 1].bytes)
		i--;
	if (i > 0)
		term_keys(r->term, r->script->keys[i - 1].bytes);
	return true;
}

static bool send_struck(struct run *r, size_t i)
{
	const struct script_key *key = &r->script->keys[i];

	if (key->bytes)
		return send_key(r, i) && term_settles(r->term, TERM_MS);
	return term_sees(r->term, key->wait, AGAIN_MS) ||
	       (send_again(r, i) && term_sees(r->term, key->wait, AGAIN_MS)) ||
	       term_sees(r->term, key->wait, AGAIN_MS);
}

/* Its terminal is gone before who strikes it has let it go. */
static int exit_status(const struct run *r)
{
	int64_t until = now_ms() + AGAIN_MS;
	int status = -1;

	while (status < 0 && now_ms() < until) {
		status = term_exit_status(r->term, AGAIN_MS);
		if (status < 0)
			(void)poll(NULL, 0, 1);
	}
	return status;
}

static void look_at_end(struct run *r, size_t i)
{
	int status = exit_status(r);

	if (status == 128 + SIGKILL && r->fault->deed != TRACE_FAIL)
		return;
	term_print(r->term, "it does not live on");
	r->wrong = status < 0 ? "the screen does not follow the script" : "it ended by itself";
	r->wrong_key = i;
}

/* When there is room again: another key, and then all is saved. */
static void save_again(struct run *r)
{
	tell_striker(r, "");
	if (!term_shows(r->term, "NIET bewaard"))
		return;
	r->said_unsaved = true;
	term_keys(r->term, "<PgUp>");
	if (term_sees_gone(r->term, "NIET bewaard", TERM_MS))
		return;
	term_print(r->term, "there is room again");
	r->wrong = "it does not save again";
}

static void type_until_struck(struct run *r)
{
	for (r->sent = 0; r->sent < r->script->count; r->sent++) {
		if (r->script->keys[r->sent].name)
			tell_striker(r, ".go");
		if (!send_struck(r, r->sent)) {
			r->killed_ms = now_ms();
			look_at_end(r, r->sent);
			r->is_struck = was_struck(r);
			return;
		}
		r->settled_ms[r->sent] = now_ms();
	}
	r->is_struck = was_struck(r);
	if (r->is_struck && r->fault->deed == TRACE_FAIL)
		save_again(r);
	r->killed_ms = now_ms();
	term_kill9(r->term);
}

static bool begins_with(const char *text, const char *with)
{
	return text && strncmp(text, with, strlen(with)) == 0;
}

/* What lies on disk for a question: its answer, or the text being typed there. */
static const char *on_disk(const struct run *r, const char *name)
{
	if (r->disk.is_there && text_equal(r->disk.at, name) && *r->disk.typed)
		return r->disk.typed;
	return draft_value(&r->disk, name);
}

static void complain(struct run *r, size_t i, const char *wrong)
{
	if (r->wrong)
		return;
	r->wrong = wrong;
	r->wrong_key = i;
}

/* The last key whose effect on the same question was seen on the screen. */
static bool is_superseded(const struct run *r, size_t i)
{
	for (size_t k = i + 1; k < r->sent; k++)
		if (r->script->keys[k].name == r->script->keys[i].name)
			return true;
	return false;
}

static void verify_key(struct run *r, size_t i, struct sum *sum)
{
	const struct script_key *key = &r->script->keys[i];
	const char *have = on_disk(r, key->name);
	int64_t age = r->killed_ms - r->settled_ms[i];

	if (have && !begins_with(key->whole, have) && !text_equal(have, key->value))
		complain(r, i, "on disk is what was never typed");
	if (!r->settled_ms[i])
		return;
	if (!key->is_typing && !text_equal(have, key->value) && !is_superseded(r, i))
		complain(r, i, "an answer that the screen had gone on from is lost");
	if (!key->is_typing || begins_with(have, key->value))
		return;
	if (age > LOST_MOST_MS)
		complain(r, i, "more than the last second of typing is lost");
	if (age > sum->lost_ms)
		sum->lost_ms = age;
	size_t letters = strlen(key->value) - (have ? strlen(have) : 0);
	if (letters > sum->lost_letters)
		sum->lost_letters = letters;
}

static void verify(struct run *r, struct sum *sum)
{
	char *folder = place_path(r->place, practice);
	struct ran check = PLACE_RUN(r->place, NULL, "check", "--practice");

	if (check.status != 0) {
		fprintf(stderr, "trede check: %d\n%s%s", check.status, check.out,
			check.err);
		complain(r, r->sent, "trede check is not clean");
	}
	ran_free(&check);
	if (!draft_read(&r->disk, folder))
		complain(r, r->sent, "the file cannot be read");
	for (size_t i = 0; i < r->sent; i++)
		if (r->script->keys[i].name)
			verify_key(r, i, sum);
	free(folder);
}

/* The end of the half-typed text, at most one row of it. */
static const char *tail(const char *text)
{
	size_t at = strlen(text);

	while (at > 0 && text[at - 1] == ' ')
		at--;
	while (at > 0 && text[at - 1] != ' ')
		at--;
	return text + at;
}

static void resume(struct run *r)
{
	if (!r->script->resume || !r->disk.is_there || !*r->disk.typed)
		return;
	r->term = start(r->place);
	if (!term_settles(r->term, TERM_MS))
		complain(r, r->sent, "the program does not start again");
	term_keys(r->term, r->script->resume);
	if (!term_sees(r->term, tail(r->disk.typed), TERM_MS)) {
		term_print(r->term, "after the restart");
		complain(r, r->sent, "the half-typed text does not stand there again");
	}
	term_drop(r->term);
}

/* What is to happen: at random by a seed, or a fault at a call. */
struct plan {
	const struct script *script;
	const struct place *made;
	const struct fault *fault;
	long call, key;
	uint64_t seed;
	bool is_over; /* the program makes fewer calls than that */
};

static void explain(const struct run *r, const struct plan *plan)
{
	size_t i = r->wrong_key;
	const char *value = i < r->script->count ? r->script->keys[i].value : NULL;

	if (plan->fault)
		fprintf(stderr, "kill -f %s -c %ld -n 1: ", plan->fault->name, plan->call);
	else
		fprintf(stderr, "kill -n 1 -s %llu: ", (unsigned long long)plan->seed);
	fprintf(stderr, "key %zu of %zu (%s): %s; on disk \"%s\" \"%s\"\n", i, r->sent,
		value ? value : "", r->wrong, r->disk.at ? r->disk.at : "",
		r->disk.typed ? r->disk.typed : "");
}

static bool kill_once(struct plan *plan, struct sum *sum)
{
	const struct script *script = plan->script;
	struct run r = {.script = script,
			.fault = plan->fault,
			.call = plan->call,
			.random = plan->seed * UINT64_C(0x9e3779b97f4a7c15) | 1};

	r.place = place_new();
	r.settled_ms = mem_array(script->count, sizeof *r.settled_ms);
	for (int i = 0; i < 8; i++)
		(void)draw(&r, 2);
	if (!copy_practice(plan->made, r.place)) {
		perror("the practice file");
		exit(2);
	}
	r.term = r.fault ? start_struck(&r) : start(r.place);
	r.last = (size_t)draw(&r, script->count);
	if (plan->key >= 0)
		r.last = (size_t)plan->key < script->count ? (size_t)plan->key
							    : script->count - 1;
	if (r.fault)
		type_until_struck(&r);
	else
		type_and_kill(&r);
	plan->is_over = r.fault && !r.is_struck;
	term_drop(r.term);
	if (!r.wrong)
		verify(&r, sum);
	if (!r.wrong)
		resume(&r);
	if (r.wrong)
		explain(&r, plan);
	sum->kills++;
	draft_release(&r.disk);
	free(r.settled_ms);
	free(r.space);
	place_free(r.place);
	return !r.wrong;
}

static int usage(void)
{
	fputs("usage: kill [-n COUNT] [-s SEED] [-k KEY] SCRIPT\n"
	      "       kill -f FAULT -c CALL [-t STEP] [-n COUNT] SCRIPT\n",
	      stderr);
	return 2;
}

struct wishes {
	long count, step;
	struct plan plan;
};

static bool read_options(struct wishes *w, int argc, char **argv)
{
	int option;

	while ((option = getopt(argc, argv, "n:s:k:f:c:t:")) != -1) {
		long number = strtol(optarg ? optarg : "0", NULL, 10);
		if (option == 'f' && !(w->plan.fault = fault_by_name(optarg)))
			return false;
		else if (option == 's')
			w->plan.seed = (uint64_t)number;
		else if (option == 'k')
			w->plan.key = number;
		else if (option == 'c')
			w->plan.call = number;
		else if (option == 't')
			w->step = number;
		else if (option == 'n')
			w->count = number;
		else if (option == '?')
			return false;
	}
	if (w->count == 0)
		w->count = w->plan.fault ? LONG_MAX : 20;
	return optind + 1 == argc && w->count > 0 && w->step > 0;
}

static int kill_all(struct wishes *w, struct sum *sum)
{
	int failed = 0;

	for (long i = 0; i < w->count && !w->plan.is_over; i++) {
		failed += !kill_once(&w->plan, sum);
		w->plan.seed++;
		w->plan.call += w->step;
	}
	return failed;
}

int main(int argc, char **argv)
{
	struct wishes w = {.step = 1, .plan = {.seed = 1, .key = -1, .call = 1}};
	struct sum sum = {0};
	struct script script;

	if (!read_options(&w, argc, argv) || !script_read(&script, argv[optind]))
		return usage();
	struct place *made = place_new();
	struct ran init = PLACE_RUN(made, NULL, "init", "--practice");
	if (init.status != 0) {
		fputs(init.err, stderr);
		return 2;
	}
	w.plan.script = &script;
	w.plan.made = made;
	int failed = kill_all(&w, &sum);
	printf("%s: %d runs, %d failed; at most the last %lld ms of typing were lost "
	       "(%zu letters)\n",
	       w.plan.fault ? w.plan.fault->name : "kill", sum.kills, failed,
	       (long long)sum.lost_ms, sum.lost_letters);
	ran_free(&init);
	place_free(made);
	script_release(&script);
	return failed ? 1 : 0;
}
