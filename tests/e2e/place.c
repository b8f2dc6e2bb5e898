/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "inside.h"

struct place {
	char *folder;
	struct place *next;
};

/* For atexit: a failing cmocka test jumps past its place_free. */
static struct place *all_places;

void *harness_need(void *memory)
{
	if (!memory) {
		fputs("harness: out of memory\n", stderr);
		_exit(99);
	}
	return memory;
}

char *harness_format(const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		text = NULL;
	va_end(args);
	return harness_need(text);
}

static int remove_one(const char *path, const struct stat *info, int kind,
		      struct FTW *ftw)
{
	(void)info;
	(void)ftw;
	if (kind == FTW_DP || kind == FTW_DNR || kind == FTW_D)
		return rmdir(path);
	return unlink(path);
}

/* A test may have taken the right to write from a folder. */
static int open_one(const char *path, const struct stat *info, int kind, struct FTW *ftw)
{
	(void)info;
	(void)ftw;
	return kind == FTW_D || kind == FTW_DNR ? chmod(path, 0700) : 0;
}

static void remove_folder(const char *folder)
{
	nftw(folder, open_one, 16, FTW_PHYS);
	nftw(folder, remove_one, 16, FTW_PHYS | FTW_DEPTH);
}

static void remove_all(void)
{
	for (struct place *p = all_places; p; p = p->next)
		remove_folder(p->folder);
}

struct place *place_new(void)
{
	const char *base = getenv("TMPDIR");
	struct place *p = harness_need(calloc(1, sizeof *p));

	p->folder = harness_format("%s/trede-test-XXXXXX", base && *base ? base : "/tmp");
	if (!mkdtemp(p->folder)) {
		fprintf(stderr, "harness: %s: %s\n", p->folder, strerror(errno));
		_exit(99);
	}
	if (!all_places)
		atexit(remove_all);
	p->next = all_places;
	all_places = p;
	return p;
}

char *place_sanitizer_report(const struct place *p)
{
	DIR *dir = opendir(p->folder);
	struct dirent *entry;
	char *found = NULL;

	while (dir && !found && (entry = readdir(dir))) {
		if (strncmp(entry->d_name, "sanitizer", 9) != 0)
			continue;
		found = place_read(p, entry->d_name);
		if (found && !*found) {
			free(found);
			found = NULL;
		}
	}
	if (dir)
		closedir(dir);
	return found;
}

void place_free(struct place *p)
{
	struct place **at = &all_places;

	if (!p)
		return;
	while (*at && *at != p)
		at = &(*at)->next;
	if (*at)
		*at = p->next;
	char *report = place_sanitizer_report(p);
	remove_folder(p->folder);
	free(p->folder);
	free(p);
	if (report)
		harness_fail(__FILE__, __LINE__, "a sanitizer wrote:\n%s", report);
}

const char *place_folder(const struct place *p)
{
	return p->folder;
}

char *place_path(const struct place *p, const char *name)
{
	return harness_format("%s/%s", p->folder, name);
}

static void make_parents(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		(void)mkdir(path,
			    0700); /* most are there; fopen tells when one is missing */
		*slash = '/';
	}
}

void place_write(const struct place *p, const char *name, const char *text)
{
	char *path = place_path(p, name);

	make_parents(path);
	FILE *f = fopen(path, "w");
	if (!f || fputs(text, f) < 0 || fclose(f) != 0)
		harness_fail(__FILE__, __LINE__, "%s: %s", path, strerror(errno));
	free(path);
}

char *place_read(const struct place *p, const char *name)
{
	char *path = place_path(p, name), *text = NULL;
	size_t room = 0;
	FILE *f = fopen(path, "r");

	free(path);
	if (!f)
		return NULL;
	if (getdelim(&text, &room, '\0', f) < 0) {
		free(text);
		text = harness_format("%s", "");
	}
	fclose(f);
	return text;
}

/* ---- the program, its arguments and its environment ---- */

struct strings {
	char **at;
	size_t count;
};

static void add_string(struct strings *s, char *owned)
{
	s->at = harness_need(realloc(s->at, (s->count + 2) * sizeof *s->at));
	s->at[s->count++] = owned;
	s->at[s->count] = NULL;
}

void place_strings_free(char **strings)
{
	for (char **s = strings; s && *s; s++)
		free(*s);
	free(strings);
}

static void add_words(struct strings *s, const char *words)
{
	size_t n;

	for (words += strspn(words, " "); *words; words += strspn(words, " ")) {
		n = strcspn(words, " ");
		add_string(s, harness_format("%.*s", (int)n, words));
		words += n;
	}
}

char **place_command(const char *program, const char *data, const char *const argv[])
{
	const char *trede = getenv("TREDE"), *share = getenv("TREDE_SHARE");
	const char *wrap = getenv("TREDE_WRAP");
	struct strings s = {NULL, 0};

	if (!program && wrap)
		add_words(&s, wrap);
	if (program)
		add_string(&s, harness_format("%s", program));
	else
		add_string(&s,
			   harness_format("%s", trede ? trede : "build/release/trede"));
	if (!program && share) {
		add_string(&s, harness_format("--share"));
		add_string(&s, harness_format("%s", share));
	}
	if (data) {
		add_string(&s, harness_format("--data"));
		add_string(&s, harness_format("%s", data));
	}
	for (; argv && *argv; argv++)
		add_string(&s, harness_format("%s", *argv));
	return s.at;
}

static bool same_name(const char *a, const char *b)
{
	size_t n = strcspn(a, "=");

	return n == strcspn(b, "=") && memcmp(a, b, n) == 0;
}

/* "NAME=VALUE" replaces or is added; "NAME" alone takes away.  Owns pair. */
static void set_pair(struct strings *s, char *pair)
{
	size_t i = 0;

	while (i < s->count && !same_name(s->at[i], pair))
		i++;
	if (i < s->count) {
		free(s->at[i]);
		s->at[i] = s->at[--s->count];
		s->at[s->count] = NULL;
	}
	if (strchr(pair, '='))
		add_string(s, pair);
	else
		free(pair);
}

char **place_environment(const struct place *p, const char *term,
			 const char *const more[])
{
	static const char *const keep[] = {"PATH", "TMPDIR", "LD_LIBRARY_PATH",
					   "GCOV_PREFIX", "LLVM_PROFILE_FILE"};
	static const char *const sanitizers[] = {"ASAN_OPTIONS", "UBSAN_OPTIONS",
						 "LSAN_OPTIONS"};
	struct strings s = {NULL, 0};

	add_string(&s, harness_format("LC_ALL=C.UTF-8"));
	add_string(&s, harness_format("TZ=Europe/Amsterdam"));
	add_string(&s, harness_format("HOME=%s", p->folder));
	add_string(&s, harness_format("XDG_DATA_HOME=%s/data", p->folder));
	add_string(&s, harness_format("XDG_CONFIG_HOME=%s/config", p->folder));
	for (size_t i = 0; i < sizeof keep / sizeof *keep; i++)
		if (getenv(keep[i]))
			add_string(&s, harness_format("%s=%s", keep[i], getenv(keep[i])));
	for (size_t i = 0; i < sizeof sanitizers / sizeof *sanitizers; i++) {
		const char *set = getenv(sanitizers[i]);
		add_string(&s,
			   harness_format("%s=%s%slog_path=%s/sanitizer", sanitizers[i],
					  set ? set : "", set ? ":" : "", p->folder));
	}
	if (!term || *term)
		add_string(&s, harness_format("TERM=%s", term ? term : "xterm-256color"));
	for (; more && *more; more++)
		set_pair(&s, harness_format("%s", *more));
	return s.at;
}

/* ---- a command without a terminal ---- */

static FILE *scratch(const struct place *p, const char *content)
{
	char *path = place_path(p, "ran-XXXXXX");
	int fd = mkostemp(path, O_CLOEXEC);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w+");

	if (!f || unlink(path) != 0 || fputs(content, f) < 0 || fflush(f) != 0)
		harness_fail(__FILE__, __LINE__, "%s: %s", path, strerror(errno));
	rewind(f);
	free(path);
	return f;
}

static char *all_of(FILE *f)
{
	char *text = NULL;
	size_t room = 0;

	rewind(f);
	if (getdelim(&text, &room, '\0', f) < 0) {
		free(text);
		text = harness_format("%s", "");
	}
	fclose(f);
	return text;
}

__attribute__((noreturn)) static void become(char **command, char **env, FILE *in,
					     FILE *out, FILE *err)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setsid(); /* no terminal of whoever runs the tests */
	if (dup2(fileno(in), 0) == 0 && dup2(fileno(out), 1) == 1 &&
	    dup2(fileno(err), 2) == 2)
		execvpe(command[0], command, env);
	_exit(127);
}

static int reap(pid_t pid, int64_t deadline)
{
	struct pollfd ended = {.fd = pidfd_open(pid, 0), .events = POLLIN};
	int64_t left = (deadline - harness_now()) / 1000000;
	int status;

	while (poll(&ended, 1, left > 0 ? (int)left : 0) < 0 && errno == EINTR)
		;
	close(ended.fd);
	if (!(ended.revents & POLLIN)) {
		kill(pid, SIGKILL);
		waitpid(pid, &status, 0);
		return -1;
	}
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

struct ran place_run(struct place *p, const char *input, const char *const argv[])
{
	FILE *in = scratch(p, input ? input : ""), *out = scratch(p, ""),
	     *err = scratch(p, "");
	char **command = place_command(NULL, NULL, argv);
	char **env = place_environment(p, "dumb", NULL);
	struct ran r;

	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0)
		become(command, env, in, out, err);
	r.status = pid < 0 ? -1 : reap(pid, harness_deadline(6 * TERM_MS));
	r.out = all_of(out);
	r.err = all_of(err);
	fclose(in);
	place_strings_free(command);
	place_strings_free(env);
	return r;
}

void ran_free(struct ran *r)
{
	free(r->out);
	free(r->err);
	r->out = r->err = NULL;
}
