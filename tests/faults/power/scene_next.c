/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rig.h"

/*
 * The upgrade of the tables: this program is built one step further (next.awk), the file
 * is made by the program as it is ($TREDE).  Whenever the power goes, the file is as the
 * present program makes it or as this one does: the present one opens it, or says in one
 * line that it is newer; this one opens it always.
 */
enum { ANSWER_MOST = 4096, EXIT_NEWER = 4 };

struct answer {
	int status;
	char text[ANSWER_MOST]; /* of standard error */
};

static void run_present(const struct play *p, const char *program, const char *folder,
			const char *command, int errors)
{
	const char *const words[] = {program, "--share",    p->share, "--data",
				     folder,  "--practice", command};
	char *argv[sizeof words / sizeof *words + 1] = {NULL};
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		argv[i] = mem_text(words[i]);
	if (dup2(nothing, 0) >= 0 && dup2(nothing, 1) >= 0 && dup2(errors, 2) >= 0)
		execv(program, argv);
	_exit(127);
}

static struct answer ask_present(const struct play *p, const char *folder,
				 const char *command)
{
	const char *program = getenv("TREDE");
	struct answer answer = {.status = -1};
	int ends[2], status = 0;
	size_t len = 0;

	if (!program || pipe(ends) != 0)
		return answer;
	pid_t child = fork();
	if (child == 0)
		run_present(p, program, folder, command, ends[1]);
	close(ends[1]);
	for (ssize_t n = 1; n > 0 && len<ANSWER_MOST - 1; len += n> 0 ? (size_t)n : 0)
		n = read(ends[0], answer.text + len, ANSWER_MOST - 1 - len);
	close(ends[0]);
	if (waitpid(child, &status, 0) == child && WIFEXITED(status))
		answer.status = WEXITSTATUS(status);
	return answer;
}

static bool is_one_line(const char *text)
{
	const char *end = strchr(text, '\n');

	return end && end > text && !end[1];
}

/* What this program makes, the present one refuses, and leaves as it is. */
static bool is_refused_whole(struct play *p)
{
	char *file = file_path(p->place, "newer"),
	     *before = file_path(p->place, "newer-before");
	bool good = disk_copy(p->made, file) && disk_copy(file, before);
	struct answer answer = ask_present(p, file, "check");

	good = good && answer.status == EXIT_NEWER && is_one_line(answer.text) &&
	       disk_is_same(file, before);
	if (!good)
		fprintf(stderr, "a newer file: exit %d, %s", answer.status, answer.text);
	disk_remove(file);
	disk_remove(before);
	free(file);
	free(before);
	return good;
}

static bool prepare_present(struct play *p)
{
	struct answer answer = ask_present(p, p->folder, "init");

	if (answer.status != 0)
		fprintf(stderr, "the present program makes no file: %s\n", answer.text);
	return answer.status == 0 && is_refused_whole(p);
}

/* Two openings: the first one does the step, the second finds it done. */
static bool act_upgrade(struct play *p)
{
	if (!rig_open(p) || !rig_reached(p))
		return false;
	rig_close(p);
	return rig_open(p) && rig_work(p, 4);
}

static enum verdict look_upgrade(const struct play *p, struct image *image)
{
	struct answer answer = ask_present(p, image->folder, "check");
	struct state now;
	int64_t further = -1;
	struct care_options o = rig_options(p, image->folder);
	enum verdict verdict = RIG_WHOLE;

	if (answer.status == 0 ? image->reached > 0
			       : answer.status != EXIT_NEWER || !is_one_line(answer.text))
		verdict = rig_says(image, RIG_BROKEN, answer.text, NULL);
	if (verdict == RIG_WHOLE)
		verdict = rig_look(p, &o, image);
	if (verdict == RIG_WHOLE)
		verdict = rig_read(&o, image, &now);
	if (verdict == RIG_WHOLE &&
	    (!state_count(&o, "SELECT count(*) FROM further", &further) || further <= 0 ||
	     further > now.entries))
		verdict = rig_says(image, RIG_HALF, "the step is there in part", NULL);
	return verdict;
}

const struct scene rig_scenes[] = {
	{"upgrade", 100, prepare_present, act_upgrade, look_upgrade},
	{NULL, 0, NULL, NULL, NULL},
};
