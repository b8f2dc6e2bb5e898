/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "inside.h"
#include "steps.h"

/* The screen as it stands in a golden file: its rows, and the cursor on a last line. */
static char *picture(struct term *t)
{
	char *screen = term_screen(t), *text;
	int row, col;

	if (term_cursor(t, &row, &col))
		text = harness_format("%s-- cursor %d,%d\n", screen, row, col);
	else
		text = harness_format("%s-- cursor hidden\n", screen);
	free(screen);
	return text;
}

static char *read_file(const char *path)
{
	char *text = NULL;
	size_t room = 0;
	FILE *f = fopen(path, "r");

	if (!f)
		return NULL;
	if (getdelim(&text, &room, '\0', f) < 0) {
		free(text);
		text = NULL;
	}
	fclose(f);
	return text;
}

static bool write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	return f && fputs(text, f) >= 0 && fclose(f) == 0;
}

static void show_difference(const char *before, const char *after)
{
	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0) {
		(void)dup2(STDERR_FILENO, STDOUT_FILENO);
		execlp("diff", "diff", "-u", before, after, (char *)NULL);
		_exit(127);
	}
	if (pid > 0)
		waitpid(pid, NULL, 0);
}

bool golden_check(struct term *t, const char *folder, const char *name, bool update)
{
	char *path = harness_format("%s/%s.txt", folder, name);
	char *fresh = harness_format("%s/golden.txt", place_folder(term_place(t)));
	char *now = picture(t), *want = read_file(path);
	bool same = want && strcmp(now, want) == 0;

	if (!same) {
		if (!write_file(fresh, now))
			fprintf(stderr, "%s: %s\n", fresh, strerror(errno));
		show_difference(want ? path : "/dev/null", fresh);
	}
	if (!same && update)
		same = write_file(path, now);
	free(path);
	free(fresh);
	free(now);
	free(want);
	return same;
}
