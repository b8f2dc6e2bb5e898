/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "steps.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "inside.h"

/* Where in a script we are, for messages. */
struct spot {
	const char *file;
	int line;
};

typedef void step_fn(struct steps *s, char *rest, const struct spot *at);

void steps_begin(struct steps *s)
{
	memset(s, 0, sizeof *s);
	s->place = place_new();
	s->rows = 24;
	s->cols = 80;
}

void steps_end(struct steps *s)
{
	struct term *t = s->term;
	struct place *p = s->place;

	free(s->terminal);
	place_strings_free(s->env);
	memset(s, 0, sizeof *s);
	if (t)
		term_free(t);
	place_free(p);
}

static void add_word(char ***words, size_t *count, char *word)
{
	*words = harness_need(realloc(*words, (*count + 2) * sizeof **words));
	(*words)[(*count)++] = word;
	(*words)[*count] = NULL;
}

/* One word at p, with its quotes taken off and $HOME filled in. */
static char *next_word(const char **p, const char *home)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = harness_need(open_memstream(&text, &len));
	bool quoted = false;

	for (; **p && (quoted || **p != ' '); (*p)++) {
		if (**p == '"') {
			quoted = !quoted;
		} else if (strncmp(*p, "$HOME", 5) == 0) {
			fputs(home, out);
			*p += 4;
		} else {
			fputc(**p, out);
		}
	}
	fclose(out);
	return harness_need(text);
}

char **steps_split(const char *args, const char *home)
{
	char **words = harness_need(calloc(1, sizeof *words));
	size_t count = 0;

	for (args += strspn(args, " "); *args; args += strspn(args, " "))
		add_word(&words, &count, next_word(&args, home));
	return words;
}

/* The text of a step; quotes around it go. */
static char *text_of(char *rest)
{
	size_t n = strlen(rest);

	if (n >= 2 && rest[0] == '"' && rest[n - 1] == '"') {
		rest[n - 1] = '\0';
		return rest + 1;
	}
	return rest;
}

static void two_numbers(const char *rest, int *a, int *b, const struct spot *at)
{
	if (sscanf(rest, "%d %d", a, b) != 2)
		harness_fail(at->file, at->line, "%s:%d: two numbers, please: %s",
			     at->file, at->line, rest);
}

static struct term *running(const struct steps *s, const struct spot *at)
{
	if (!s->term)
		harness_fail(at->file, at->line, "%s:%d: nothing runs yet", at->file,
			     at->line);
	return s->term;
}

static void step_size(struct steps *s, char *rest, const struct spot *at)
{
	two_numbers(rest, &s->cols, &s->rows, at);
}

static void step_resize(struct steps *s, char *rest, const struct spot *at)
{
	int cols, rows;

	two_numbers(rest, &cols, &rows, at);
	term_resize(running(s, at), rows, cols);
	term_settle_at(s->term, TERM_MS, at->file, at->line);
}

static void step_term(struct steps *s, char *rest, const struct spot *at)
{
	(void)at;
	free(s->terminal);
	s->terminal = harness_format("%s", rest);
}

static void step_env(struct steps *s, char *rest, const struct spot *at)
{
	(void)at;
	add_word(&s->env, &s->env_count, harness_format("%s", rest));
}

static void run_command(struct steps *s, const char *args, int want,
			const struct spot *at)
{
	char **argv = steps_split(args, place_folder(s->place));
	struct ran r = place_run(s->place, NULL, (const char *const *)argv);
	bool right = r.status == want;

	if (!right)
		fprintf(stderr, "%s:%d: trede %s: exit status %d, not %d\n%s%s", at->file,
			at->line, args, r.status, want, r.out, r.err);
	place_strings_free(argv);
	ran_free(&r);
	if (!right)
		harness_fail(at->file, at->line, "wrong exit status");
}

static void step_command(struct steps *s, char *rest, const struct spot *at)
{
	run_command(s, rest, 0, at);
}

static void step_refuse(struct steps *s, char *rest, const struct spot *at)
{
	char *args;
	long want = strtol(rest, &args, 10);

	run_command(s, args, (int)want, at);
}

static void step_run(struct steps *s, char *rest, const struct spot *at)
{
	char **argv = steps_split(rest, place_folder(s->place));

	(void)at;
	if (s->term)
		term_free(s->term);
	s->term = term_start(&(struct term_opts){
		.argv = (const char *const *)argv,
		.rows = s->rows,
		.cols = s->cols,
		.term = s->terminal,
		.place = s->place,
		.env = (const char *const *)s->env,
	});
	place_strings_free(argv);
}

static void step_keys(struct steps *s, char *rest, const struct spot *at)
{
	term_keys(running(s, at), text_of(rest));
}

static void step_paste(struct steps *s, char *rest, const struct spot *at)
{
	term_paste(running(s, at), text_of(rest));
}

static void step_wait(struct steps *s, char *rest, const struct spot *at)
{
	term_wait_at(running(s, at), text_of(rest), TERM_MS, at->file, at->line);
}

static void step_gone(struct steps *s, char *rest, const struct spot *at)
{
	term_wait_gone_at(running(s, at), text_of(rest), TERM_MS, at->file, at->line);
}

static void step_row(struct steps *s, char *rest, const struct spot *at)
{
	char *text;
	long row = strtol(rest, &text, 10);

	text += strspn(text, " ");
	term_wait_row_at(running(s, at), (int)row, text_of(text), TERM_MS, at->file,
			 at->line);
}

static void step_settle(struct steps *s, char *rest, const struct spot *at)
{
	(void)rest;
	term_settle_at(running(s, at), TERM_MS, at->file, at->line);
}

static void step_cursor(struct steps *s, char *rest, const struct spot *at)
{
	int want_row, want_col, row, col;

	two_numbers(rest, &want_row, &want_col, at);
	step_settle(s, rest, at);
	if (term_cursor(s->term, &row, &col) && row == want_row && col == want_col)
		return;
	term_print(s->term, "the cursor is not there");
	harness_fail(at->file, at->line, "%s:%d: cursor %d,%d, want %s", at->file,
		     at->line, row, col, rest);
}

static void step_signal(struct steps *s, char *rest, const struct spot *at)
{
	term_signal(running(s, at), (int)strtol(rest, NULL, 10));
}

static void step_close(struct steps *s, char *rest, const struct spot *at)
{
	(void)rest;
	term_close_pty(running(s, at));
}

static void step_exit(struct steps *s, char *rest, const struct spot *at)
{
	int want = (int)strtol(rest, NULL, 10),
	    got = term_exit_status(running(s, at), TERM_MS);

	if (got == want)
		return;
	term_print(s->term, "at the end");
	harness_fail(at->file, at->line, "%s:%d: exit status %d, want %d", at->file,
		     at->line, got, want);
}

static void step_golden(struct steps *s, char *rest, const struct spot *at)
{
	step_settle(s, rest, at);
	if (!golden_check(s->term, s->golden, rest, s->update))
		harness_fail(at->file, at->line, "%s:%d: the screen is not golden/%s.txt",
			     at->file, at->line, rest);
}

static void step_show(struct steps *s, char *rest, const struct spot *at)
{
	char *screen;

	step_settle(s, rest, at);
	if (!s->show)
		return;
	screen = term_screen(s->term);
	fprintf(s->show, "\n-- %s\n%s", rest, screen);
	fflush(s->show);
	free(screen);
}

static void step_include(struct steps *s, char *rest, const struct spot *at)
{
	const char *slash = strrchr(at->file, '/');
	char *path = harness_format("%.*s%s", slash ? (int)(slash - at->file) + 1 : 0,
				    at->file, rest);

	steps_run_file(s, path);
	free(path);
}

static const struct {
	const char *word;
	step_fn *run;
} all_steps[] = {
	{"size", step_size},	   {"resize", step_resize},   {"term", step_term},
	{"env", step_env},	   {"command", step_command}, {"refuse", step_refuse},
	{"run", step_run},	   {"keys", step_keys},	      {"paste", step_paste},
	{"wait", step_wait},	   {"gone", step_gone},	      {"row", step_row},
	{"settle", step_settle},   {"cursor", step_cursor},   {"signal", step_signal},
	{"close", step_close},	   {"exit", step_exit},	      {"golden", step_golden},
	{"include", step_include}, {"show", step_show},
};

/* "file NAME", its lines, "end". */
static void write_file(struct steps *s, const char *name, FILE *f, struct spot *at)
{
	char *line = NULL, *text = NULL;
	size_t room = 0, len = 0;
	FILE *out = harness_need(open_memstream(&text, &len));

	while (getline(&line, &room, f) >= 0) {
		at->line++;
		if (strcmp(line, "end\n") == 0)
			break;
		fputs(line, out);
	}
	fclose(out);
	place_write(s->place, name, text);
	free(text);
	free(line);
}

static void obey(struct steps *s, const char *word, char *rest, const struct spot *at)
{
	for (size_t i = 0; i < sizeof all_steps / sizeof *all_steps; i++) {
		if (strcmp(word, all_steps[i].word) == 0) {
			all_steps[i].run(s, rest, at);
			return;
		}
	}
	harness_fail(at->file, at->line, "%s:%d: no step is called \"%s\"", at->file,
		     at->line, word);
}

void steps_run_file(struct steps *s, const char *path)
{
	struct spot at = {path, 0};
	char *line = NULL;
	size_t room = 0;
	FILE *f = fopen(path, "r");

	if (!f)
		harness_fail(__FILE__, __LINE__, "%s: %s", path, strerror(errno));
	while (getline(&line, &room, f) >= 0) {
		at.line++;
		line[strcspn(line, "\n")] = '\0';
		char *word = line + strspn(line, " \t"),
		     *rest = word + strcspn(word, " ");
		if (!*word || *word == '#')
			continue;
		if (*rest)
			*rest++ = '\0';
		if (strcmp(word, "file") == 0)
			write_file(s, rest, f, &at);
		else
			obey(s, word, rest, &at);
	}
	free(line);
	fclose(f);
}
