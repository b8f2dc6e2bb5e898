/* SPDX-License-Identifier: GPL-3.0-or-later */

/* trede: reads its arguments and goes to a command or to the screens. */
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

static enum err show_screens(struct cmd_args *args, struct error *e)
{
	const struct ui_options screens = screen_options(args);
	struct care_session *session = NULL;
	enum err rc = need_terminal(e);

	if (rc == OK)
		rc = cmd_session(args, &session, e);
	if (rc == OK)
		rc = ui_run(session, &screens, e);
	care_session_close(session);
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

static enum err run(int argc, char **argv, struct cmd_args *args, struct error *e)
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
		return show_screens(args, e);
	return cmd->run ? cmd->run(args, e) : try_form(args, e);
}

int main(int argc, char **argv)
{
	struct error e = ERROR_INIT;
	struct cmd_args args;

	close_the_curtains();
	take_closed_places();
	ignore_limits();
	json_start();
	(void)run(argc, argv, &args, &e);
	if ((fflush(stdout) != 0 || ferror(stdout)) && e.code == OK)
		(void)error_set(&e, ERR_FULL, _("The output could not be written; is the disk full?"));
	return cmd_report(&e);
}
