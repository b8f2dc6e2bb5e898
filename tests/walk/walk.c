/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * walk [-n FILLS] [-s SEED] [-k EVERY] FORM...: fills each form FILLS times (1000) by chance, in a
 * sealed practice file, and checks what is kept.  Every EVERY-th time (10) the same is done twice
 * more: once whole, and once with the program killed right after a random action and the interview
 * resumed in another session; all three must end with the same answers.  One line a form.
 *
 * A form that is not there is skipped with one line.  Files that a form names and that do not lie
 * beside it are made up.
 */
#include "walk.h"

#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "care/session_inner.h"

static const char *const kept_files[] = {"trede.db", "trede.keys"};
static const char *const other_files[] = {"trede.db-wal", "trede.keys.old", "trede.tries"};

struct place { /* a practice file and what it looked like before the first interview */
	char folder[64];
	char *forms; /* its folder of forms */
	struct str before[sizeof kept_files / sizeof *kept_files];
	int64_t now;
	struct clock clock;
	struct care_options options;
	char client[37];
};

struct subject { /* the form that is walked */
	const char *path;
	struct form *form;
	struct walk_hints hints;
	char id[200];
};

struct tally {
	int fills, killed, stuck, wrong;
	long answers;
};

static void end(const char *what, const struct error *e)
{
	(void)fprintf(stderr, "walk: %s: %s\n", what, e->text);
	exit(1);
}

static void need(enum err rc, const char *what, const struct error *e)
{
	if (rc != OK)
		end(what, e);
}

static void write_file(const char *folder, const char *name, const struct str *bytes)
{
	struct error e = ERROR_INIT;
	char *path = file_path(folder, name);

	(void)unlink(path); /* mostly there is none */
	need(file_write_new(path, bytes->bytes, bytes->len, &e), path, &e);
	free(path);
}

static void remove_file(const char *folder, const char *name)
{
	char *path = file_path(folder, name);

	(void)unlink(path);
	free(path);
}

/* Puts the file back as it was: the same seed then draws the same ids. */
static void place_restore(const struct place *p)
{
	for (size_t i = 0; i < sizeof other_files / sizeof *other_files; i++)
		remove_file(p->folder, other_files[i]);
	for (size_t i = 0; i < sizeof kept_files / sizeof *kept_files; i++)
		write_file(p->folder, kept_files[i], &p->before[i]);
}

static struct care_session *place_open(const struct place *p)
{
	struct care_session *s = NULL;
	struct error e = ERROR_INIT;

	need(care_session_open(&p->options, &s, &e), "opening", &e);
	return s;
}

static void place_register(struct place *p)
{
	struct error e = ERROR_INIT;
	struct care_session *s = place_open(p);
	struct date on = {2026, 11, 20, false};
	json_t *facts = json_pack("{s:s, s:s}", "called", "Naima", "family_name", "Bouzid");

	need(care_register(s, facts, &on, p->client, &e), "registering", &e);
	json_decref(facts);
	care_session_close(s);
}

static void place_make(struct place *p)
{
	struct error e = ERROR_INIT;
	struct secret recovery = SECRET_INIT;
	struct moment noon;
	const char *shm = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

	(void)snprintf(p->folder, sizeof p->folder, "%s/trede-walk-XXXXXX", shm);
	if (!mkdtemp(p->folder) || !moment_read("2026-11-21T10:42:00Z", &noon))
		end(p->folder, &e);
	p->now = moment_ms(&noon);
	p->clock = clock_fixed(&p->now);
	p->options = (struct care_options){.data = p->folder,
					   .share = getenv("TREDE_SHARE"),
					   .language = "nl",
					   .practice = true,
					   .clock = &p->clock,
					   .is_seeded = true,
					   .seed = 7};
	p->forms = file_path(p->folder, "forms");
	need(file_make_folders(p->forms, &e), p->forms, &e);
	need(care_session_make(&p->options, "Jasmijn", "Samira", false, &recovery, &e),
	     "making", &e);
	secret_release(&recovery);
	place_register(p);
	for (size_t i = 0; i < sizeof kept_files / sizeof *kept_files; i++) {
		char *path = file_path(p->folder, kept_files[i]);

		need(file_read(path, 64 << 20, &p->before[i], &e), path, &e);
		free(path);
	}
}

static void remove_forms(const struct place *p)
{
	char **names = NULL;
	size_t count = file_list(p->forms, "", &names);

	for (size_t i = 0; i < count; i++) {
		remove_file(p->forms, names[i]);
		free(names[i]);
	}
	free(names);
}

static void place_remove(struct place *p)
{
	remove_forms(p);
	(void)rmdir(p->forms);
	for (size_t i = 0; i < sizeof kept_files / sizeof *kept_files; i++) {
		remove_file(p->folder, kept_files[i]);
		str_release(&p->before[i]);
	}
	for (size_t i = 0; i < sizeof other_files / sizeof *other_files; i++)
		remove_file(p->folder, other_files[i]);
	(void)rmdir(p->folder);
	free(p->forms);
}

/* The form's files go to the practice file's folder; those that are not there are made up. */
struct bringing {
	struct care_form_folder beside;
	const struct place *place;
	const char *text;
	const struct form *form; /* as it was read with other files; NULL: not yet */
	bool is_made_up;
};

static enum err bring(void *data, const char *name, struct str *out, struct error *e)
{
	struct bringing *b = data;

	if (b->beside.files.read(b->beside.files.data, name, out, e) != OK) {
		walk_made_up_file(b->form, b->text, name, out);
		b->is_made_up = true;
	}
	write_file(b->place->forms, name, out);
	return OK;
}

static bool subject_read(struct subject *s, const struct place *p)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct bringing b = {.place = p};
	struct form_files files = {bring, &b};
	struct str text = STR_INIT;
	struct error e = ERROR_INIT;

	remove_forms(p);
	need(file_read(s->path, 1 << 20, &text, &e), s->path, &e);
	b.text = text.bytes;
	care_form_folder_init(&b.beside, s->path);
	s->form = form_read(text.bytes, text.len, &files, &problems);
	if (s->form && b.is_made_up) { /* now it is known what its filters ask for */
		b.form = s->form;
		s->form = form_read(text.bytes, text.len, &files, &problems);
		form_free((struct form *)(uintptr_t)b.form);
	}
	care_form_folder_release(&b.beside);
	for (size_t i = 0; i < problems.count && !s->form; i++)
		if (problems.items[i].severity == FORM_ERROR) {
			printf("%s: cannot be read: line %u: %s\n", s->path,
			       problems.items[i].line, problems.items[i].text);
			break;
		}
	form_problems_release(&problems);
	if (s->form) {
		write_file(p->forms, "walk.yaml", &text);
		walk_hints_read(s->form, text.bytes, &s->hints);
		(void)snprintf(s->id, sizeof s->id, "%s", s->form->id);
	}
	str_release(&text);
	return s->form != NULL;
}

/* One interview, or the rest of one: draft NULL begins it.  The answers, or what is wrong. */
static bool walk_on(const struct place *p, const struct subject *subject,
		    struct walk_state *state, bool is_begun, struct str *answers,
		    struct str *wrong)
{
	struct walk w = {.state = state, .hints = &subject->hints, .wrong = STR_INIT};
	struct care_session *s = place_open(p);
	struct care_dossier *d = NULL;
	struct error e = ERROR_INIT;
	char entry[37];
	bool is_finished;

	need(is_begun ? care_interview_resume(s, state->draft, &w.iv, &e)
		      : care_interview_begin(s, p->client, subject->id, CARE_TOGETHER, &w.iv,
					     &e),
	     subject->path, &e);
	(void)snprintf(state->draft, sizeof state->draft, "%s", care_interview_draft(w.iv));
	walk_begin(&w);
	is_finished = walk_finish(&w, entry);
	if (is_finished) {
		need(care_dossier_open(s, p->client, "open", &d, &e), "her dossier", &e);
		walk_check(&w, &d->interviews[d->interview_count - 1], answers);
		care_dossier_free(d);
	}
	str_add(wrong, w.wrong.bytes);
	care_interview_free(w.iv);
	walk_end(&w);
	care_session_close(s);
	return is_finished && wrong->len == 0;
}

static void state_start(struct walk_state *state, uint64_t seed, long kill_at)
{
	memset(state, 0, sizeof *state);
	state->chance = seed;
	state->kill_at = kill_at;
}

static bool walk_whole(const struct place *p, const struct subject *subject,
		       struct walk_state *state, uint64_t seed, struct str *answers,
		       struct str *wrong)
{
	place_restore(p);
	state_start(state, seed, 0);
	return walk_on(p, subject, state, false, answers, wrong);
}

/* Killed by itself at the action, in another process; then resumed here. */
static bool walk_killed(const struct place *p, const struct subject *subject,
			struct walk_state *state, uint64_t seed, long kill_at,
			struct str *answers, struct str *wrong)
{
	pid_t child;
	int status = 0;

	place_restore(p);
	state_start(state, seed, kill_at);
	(void)fflush(stdout);
	child = fork();
	if (child == 0) {
		struct str said = STR_INIT;

		(void)walk_on(p, subject, state, false, answers, &said);
		(void)fprintf(stderr, "%s", said.bytes);
		_exit(1);
	}
	if (child < 0 || waitpid(child, &status, 0) != child || !WIFSIGNALED(status) ||
	    WTERMSIG(status) != SIGKILL) {
		str_addf(wrong, "was not killed at action %ld\n", kill_at);
		return false;
	}
	state->kill_at = 0;
	return walk_on(p, subject, state, true, answers, wrong);
}

static void compare(const struct str *first, const struct str *other, const char *what,
		    struct str *wrong)
{
	size_t at = 0, line = 0;

	if (wrong->len > 0 || strcmp(first->bytes, other->bytes) == 0)
		return;
	while (first->bytes[at] && first->bytes[at] == other->bytes[at]) {
		line = first->bytes[at] == '\n' ? at + 1 : line;
		at++;
	}
	str_addf(wrong, "%s, and then: %.*s, not %.*s\n", what,
		 (int)strcspn(first->bytes + line, "\n"), first->bytes + line,
		 (int)strcspn(other->bytes + line, "\n"), other->bytes + line);
}

static void walk_again(const struct place *p, const struct subject *subject,
		       struct walk_state *state, uint64_t seed, const struct str *first,
		       struct tally *tally, struct str *wrong)
{
	struct str second = STR_INIT, third = STR_INIT;
	uint64_t chance = seed ^ UINT64_C(0x5bd1e995);
	long kill_at = 1 + walk_below(&chance, (int)state->actions);

	(void)walk_whole(p, subject, state, seed, &second, wrong);
	compare(first, &second, "done twice", wrong);
	(void)walk_killed(p, subject, state, seed, kill_at, &third, wrong);
	compare(first, &third, "killed and resumed", wrong);
	tally->killed++;
	str_release(&second);
	str_release(&third);
}

static long count_lines(const char *text)
{
	long count = 0;

	for (; *text; text++)
		count += *text == '\n';
	return count;
}

static void walk_once(const struct place *p, const struct subject *subject,
		      struct walk_state *state, uint64_t seed, bool is_again,
		      struct tally *tally)
{
	struct str answers = STR_INIT, wrong = STR_INIT;
	bool is_good = walk_whole(p, subject, state, seed, &answers, &wrong);

	tally->fills++;
	tally->answers += count_lines(answers.bytes);
	if (state->stuck > 0 && tally->stuck++ < 3)
		printf("  stuck with seed %llu at %s: %s\n", (unsigned long long)seed,
		       state->stuck_at, state->why);
	if (is_good && is_again && state->actions > 0)
		walk_again(p, subject, state, seed, &answers, tally, &wrong);
	if (wrong.len > 0 && tally->wrong++ < 3)
		printf("  wrong with seed %llu: %s", (unsigned long long)seed, wrong.bytes);
	str_release(&answers);
	str_release(&wrong);
}

static double seconds(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static const char *file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool walk_form(const struct place *p, struct walk_state *state, const char *path,
		      int fills, uint64_t seed, int every)
{
	struct subject subject = {.path = path};
	struct tally tally = {0};
	double began = seconds();

	if (!file_exists(path)) {
		printf("%s: skipped, it is not here\n", path);
		return true;
	}
	if (!subject_read(&subject, p))
		return false;
	for (int i = 0; i < fills; i++)
		walk_once(p, &subject, state, seed + (uint64_t)i * UINT64_C(0x10001),
			  i % every == 0, &tally);
	printf("%-24s %5d fills %8ld answers %4d killed %3d stuck %3d wrong %8.1f s\n",
	       file_name(path), tally.fills, tally.answers, tally.killed, tally.stuck,
	       tally.wrong, seconds() - began);
	(void)fflush(stdout);
	walk_hints_release(&subject.hints);
	form_free(subject.form);
	return tally.wrong == 0 && tally.stuck == 0;
}

static long number_of(const char *text)
{
	char *rest;
	long n = strtol(text, &rest, 10);

	if (rest == text || *rest || n < 1 || n > 1000000) {
		(void)fprintf(stderr, "walk: '%s' is no number to walk with\n", text);
		exit(2);
	}
	return n;
}

int main(int argc, char **argv)
{
	struct place place = {0};
	struct walk_state *state;
	struct error e = ERROR_INIT;
	long fills = 1000, seed = 1, every = 10;
	bool is_good = true;
	int option;

	while ((option = getopt(argc, argv, "n:s:k:")) != -1) {
		if (option == '?')
			return 2;
		*(option == 'n' ? &fills : option == 's' ? &seed : &every) =
			number_of(optarg);
	}
	i18n_start("nl", NULL);
	json_start();
	need(vault_start(&e), "starting", &e);
	state = mmap(NULL, sizeof *state, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
		     -1, 0);
	if (state == MAP_FAILED)
		end("memory", &e);
	for (size_t i = 0; i < sizeof kept_files / sizeof *kept_files; i++)
		place.before[i] = (struct str)STR_INIT;
	place_make(&place);
	for (int i = optind; i < argc; i++)
		is_good &= walk_form(&place, state, argv[i], (int)fills, (uint64_t)seed,
				     (int)every);
	place_remove(&place);
	(void)munmap(state, sizeof *state);
	return !is_good;
}
