/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * trede: reads its arguments and goes to a command or to the screens.  Locking ends here too: the
 * program takes its own place, so that the kernel takes all that it had in memory.
 */
#include <stdio_ext.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "ui/ui.h"

/* What she said must not end up in a core file, nor in reach of another process of the same user. */
static void close_the_curtains(void)
{
	const struct rlimit none = {0, 0};

	(void)setrlimit(RLIMIT_CORE, &none);
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/*
 * Started without one of the three, the file of women could get its number, and a message would be
 * written into it.  The place is taken by what fails when it is used, as the closed one would.
 */
static void take_closed_places(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			(void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/*
 * What was held back while the terminal was given back comes now, when nothing is open yet: a stop
 * (^Z) stops here, and goes on at the lock screen.  SIGUSR1 is for the screens: whoever sends it to
 * all of trede must not end a command.
 */
static void take_held_signals(void)
{
	sigset_t none;

	(void)signal(SIGUSR1, SIG_IGN);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Comes when nothing holds it back any more, so in who takes our place. */
static void stop_soon(void)
{
	sigset_t stop;

	(void)sigemptyset(&stop);
	(void)sigaddset(&stop, SIGTSTP);
	(void)sigprocmask(SIG_BLOCK, &stop, NULL);
	(void)signal(SIGTSTP, SIG_DFL);
	(void)raise(SIGTSTP);
}

/* How many arguments from here on are --passphrase-fd, written in any way that getopt takes. */
static int passphrase_words(const char *word)
{
	static const char name[] = "--passphrase-fd", least[] = "--pas";
	size_t len = strcspn(word, "=");

	if (len < sizeof least - 1 || len > sizeof name - 1 || strncmp(word, name, len) != 0)
		return 0;
	return word[len] ? 1 : 2;
}

/* The same again, but at the lock screen, and with nothing that was read from a descriptor. */
static char **lock_arguments(int argc, char **argv)
{
	static char lock[] = "--lock";
	char **words = mem_array((size_t)argc + 2, sizeof *words);
	int count = 0;

	words[count++] = argv[0];
	words[count++] = lock;
	for (int i = 1; i < argc; i++) {
		int skip = passphrase_words(argv[i]);

		if (skip == 0 && !text_equal(argv[i], lock))
			words[count++] = argv[i];
		i += skip == 2;
	}
	return words;
}

static enum err lock(int argc, char **argv, bool is_to_stop, struct error *e)
{
	char **words = lock_arguments(argc, argv);

	if (is_to_stop)
		stop_soon();
	(void)execve("/proc/self/exe", words, environ);
	free(words);
	return error_set(e, ERR_FILE, "%s",
			 _("trede is locked, all is saved and closed. Start it again to go on."));
}

/* A file that may grow no more is a full disk with a message, not a silent end. */
static void ignore_limits(void)
{
	(void)signal(SIGXFSZ, SIG_IGN);
}

static enum err need_terminal(struct error *e)
{
	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
		return OK;
	return error_set(e, ERR_USAGE,
			 _("The screens need a terminal: open one and type trede there."));
}

/* Language, colours and drawing as this laptop is set (docs/format.md, "The settings file"). */
static bool is_set(const char *name, const char *value)
{
	struct str set = STR_INIT;
	bool is = ui_preference_read(name, &set) && text_equal(set.bytes, value);

	str_release(&set);
	return is;
}

static struct ui_options screen_options(const struct cmd_args *args)
{
	return (struct ui_options){.clock = &args->clock,
				   .language = args->options.language,
				   .is_monochrome = is_set("colours", "no"),
				   .is_ascii = is_set("drawing", "ascii")};
}

/* The lid was closed or the terminal went away: what was still to be painted is nobody's loss. */
static void forget_output(void)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return;
	__fpurge(stdout);
	clearerr(stdout);
}

static enum err show_screens(struct cmd_args *args, enum ui_end *end, struct error *e)
{
	const struct ui_options screens = screen_options(args);
	enum err rc = need_terminal(e);

	if (rc == OK)
		rc = cmd_passphrase(args, false, e);
	if (rc == OK)
		rc = ui_run(&args->options, args->values[CMD_LOCK] != NULL, &screens, end, e);
	cmd_forget(args);
	forget_output();
	return rc;
}

static enum err try_form(struct cmd_args *args, struct error *e)
{
	const struct ui_options screens = screen_options(args);
	enum err rc = need_terminal(e);

	if (rc == OK)
		rc = ui_try_form(args->words[0], &screens, e);
	forget_output();
	return rc;
}

static enum err run(int argc, char **argv, struct cmd_args *args, enum ui_end *end,
		    struct error *e)
{
	const struct cmd *cmd = NULL;
	enum err rc = cmd_read(argc, argv, is_set("language", "en") ? "en" : "nl", args, &cmd, e);

	if (rc != OK)
		return rc;
	if (args->values[CMD_HELP]) {
		cmd_help(stdout);
		return OK;
	}
	if (args->values[CMD_VERSION]) {
		puts("trede " TREDE_VERSION);
		return OK;
	}
	if (!cmd)
		return show_screens(args, end, e);
	rc = cmd->run ? cmd->run(args, e) : try_form(args, e);
	care_damage_tell(&args->options, e);
	return rc;
}

int main(int argc, char **argv)
{
	struct error e = ERROR_INIT;
	struct cmd_args args;
	enum ui_end end = UI_END_STOP;

	close_the_curtains();
	(void)prctl(PR_SET_NAME, "trede", 0, 0, 0); /* after locking it would be called exe */
	take_held_signals();
	take_closed_places();
	ignore_limits();
	json_start();
	if (run(argc, argv, &args, &end, &e) == OK)
		e.code = OK; /* what was tried on the way and did not matter */
	if (e.code == OK && end != UI_END_STOP)
		(void)lock(argc, argv, end == UI_END_STOP_THEN_LOCK, &e);
	if ((fflush(stdout) != 0 || ferror(stdout)) && e.code == OK)
		(void)error_set(&e, ERR_FULL, _("The output could not be written; is the disk full?"));
	return cmd_report(&e);
}
