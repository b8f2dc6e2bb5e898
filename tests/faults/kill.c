/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * kill [-n COUNT] [-s SEED] [-k KEY] SCRIPT: does the interview of the script by keyboard
 * in the practice file and ends the program with kill -9 at a random key, a random moment
 * after it; COUNT times (20).  Then trede check must be clean, and on disk must be: each
 * answer that the screen had gone on from; of the text being typed all but the last
 * second; nothing that was not typed.  Started again, the program stands at the same
 * text.  KEY picks the key instead (a large number: the last one).
 */
#include <dirent.h>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"

#include "../e2e/harness.h"
#include "draft.h"
#include "script.h"

enum { LOST_MOST_MS = 1000, PAUSE_ONE_IN = 20, PAUSE_MOST_MS = 1100 };

static const char practice[] = "data/trede/practice";

struct run {
	const struct script *script;
	uint64_t random;
	struct place *place;
	struct term *term;
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

static bool kill_once(const struct script *script, const struct place *made,
		      uint64_t seed, long key, struct sum *sum)
{
	struct run r = {.script = script,
			.random = seed * UINT64_C(0x9e3779b97f4a7c15) | 1};

	r.place = place_new();
	r.settled_ms = mem_array(script->count, sizeof *r.settled_ms);
	for (int i = 0; i < 8; i++)
		(void)draw(&r, 2);
	if (!copy_practice(made, r.place)) {
		perror("the practice file");
		exit(2);
	}
	r.term = start(r.place);
	r.last = (size_t)draw(&r, script->count);
	if (key >= 0)
		r.last = (size_t)key < script->count ? (size_t)key : script->count - 1;
	type_and_kill(&r);
	term_drop(r.term);
	if (!r.wrong)
		verify(&r, sum);
	if (!r.wrong)
		resume(&r);
	if (r.wrong)
		fprintf(stderr,
			"kill -n 1 -s %llu: key %zu of %zu (%s): %s; on disk \"%s\" "
			"\"%s\"\n",
			(unsigned long long)seed, r.wrong_key, r.sent,
			r.wrong_key < script->count && script->keys[r.wrong_key].value
				? script->keys[r.wrong_key].value
				: "",
			r.wrong, r.disk.at ? r.disk.at : "",
			r.disk.typed ? r.disk.typed : "");
	sum->kills++;
	draft_release(&r.disk);
	free(r.settled_ms);
	place_free(r.place);
	return !r.wrong;
}

int main(int argc, char **argv)
{
	long count = 20, seed = 1, key = -1;
	struct sum sum = {0};
	struct script script;
	int failed = 0, option;

	while ((option = getopt(argc, argv, "n:s:k:")) != -1)
		*(option == 's'	  ? &seed
		  : option == 'k' ? &key
				  : &count) = strtol(optarg ? optarg : "0", NULL, 10);
	if (optind + 1 != argc || count < 1 || !script_read(&script, argv[optind])) {
		fputs("usage: kill [-n COUNT] [-s SEED] [-k KEY] SCRIPT\n", stderr);
		return 2;
	}
	struct place *made = place_new();
	struct ran init = PLACE_RUN(made, NULL, "init", "--practice");
	if (init.status != 0) {
		fputs(init.err, stderr);
		return 2;
	}
	for (long i = 0; i < count; i++)
		failed += !kill_once(&script, made, (uint64_t)(seed + i), key, &sum);
	printf("%d kills, %d failed; at most the last %lld ms of typing were lost (%zu letters)\n",
	       sum.kills, failed, (long long)sum.lost_ms, sum.lost_letters);
	ran_free(&init);
	place_free(made);
	script_release(&script);
	return failed ? 1 : 0;
}
