/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static enum err read_number(const char *text, int *fd, struct error *e)
{
	enum { DIGITS = 6 };

	*fd = 0;
	for (const char *p = text; *p >= '0' && *p <= '9' && p - text < DIGITS; p++)
		*fd = *fd * 10 + (*p - '0');
	if (*text && strspn(text, "0123456789") == strlen(text) && strlen(text) <= DIGITS)
		return OK;
	return error_set(e, ERR_USAGE, _("A descriptor is a number, such as 3."));
}

static enum err read_line(const char *number, struct secret *out, struct error *e)
{
	int fd;
	enum err rc = read_number(number, &fd, e);

	return rc == OK ? secret_read(fd, out, e) : rc;
}

/* Nothing is asked for a file that cannot be opened anyway. */
static enum err ask(const struct cmd_args *args, struct secret *out, struct error *e)
{
	struct care_place place;
	enum err rc = care_place_look(&args->options, &place, e);

	if (rc == OK && place.exists)
		rc = secret_ask(_("Passphrase: "), out, e);
	care_place_release(&place);
	return rc;
}

enum err cmd_passphrase(struct cmd_args *args, bool asks, struct error *e)
{
	const char *number = args->values[CMD_PASSPHRASE_FD];
	enum err rc = OK;

	if (number)
		rc = read_line(number, &args->passphrase, e);
	else if (asks && !args->options.practice)
		rc = ask(args, &args->passphrase, e);
	else
		return OK;
	args->options.passphrase = rc == OK ? &args->passphrase : NULL;
	args->options.tries_all = !args->values[CMD_WORKER];
	return rc;
}

void cmd_forget(struct cmd_args *args)
{
	args->options.passphrase = NULL;
	secret_release(&args->passphrase);
}

static enum err ask_twice(const struct care_options *o, struct secret *out, struct error *e)
{
	struct secret again = SECRET_INIT;
	enum err rc = secret_ask(_("New passphrase: "), out, e);

	if (rc == OK)
		rc = care_passphrase_check(o, out, e);
	if (rc == OK)
		rc = secret_ask(_("The same once more: "), &again, e);
	if (rc == OK && !secret_equal(out, &again))
		rc = error_set(e, ERR_INVALID,
			       _("The two were not the same. Nothing was changed; try again."));
	secret_release(&again);
	return rc;
}

enum err cmd_new_passphrase(const struct cmd_args *args, enum cmd_option fd, struct secret *out,
			    struct error *e)
{
	if (args->values[fd])
		return read_line(args->values[fd], out, e);
	if (!args->options.practice)
		return ask_twice(&args->options, out, e);
	(void)secret_add(out, CARE_PRACTICE_PASSPHRASE, strlen(CARE_PRACTICE_PASSPHRASE));
	return OK; /* it fits: far shorter than SECRET_MOST */
}

enum err cmd_recovery_place(const struct cmd_args *args, struct error *e)
{
	const char *number = args->values[CMD_RECOVERY_FD];
	int fd, flags;
	enum err rc;

	if (!number)
		return isatty(STDOUT_FILENO)
			       ? OK
			       : error_set(e, ERR_USAGE,
					   _("There is nowhere to show the recovery code: use a "
					     "terminal, or --recovery-fd N."));
	rc = read_number(number, &fd, e);
	if (rc != OK)
		return rc;
	flags = fcntl(fd, F_GETFL);
	if (flags < 0 || (flags & O_ACCMODE) == O_RDONLY)
		return error_set(e, ERR_USAGE, _("Nothing can be written to descriptor %d."), fd);
	return OK;
}

static enum err lost(struct error *e)
{
	return error_set(e, ERR_FILE,
			 _("The recovery code could not be written. Make a new one with: trede users "
			   "recovery"));
}

static bool write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

/* Not through stdio, whose buffers nobody wipes. */
enum err cmd_recovery_write(const struct cmd_args *args, const struct secret *code,
			    struct error *e)
{
	const char *number = args->values[CMD_RECOVERY_FD];
	int fd = STDOUT_FILENO;
	bool is_written;

	if (number && read_number(number, &fd, e) != OK)
		return ERR_USAGE;
	if (!number)
		puts(_("Recovery code. Write it on paper and keep it away from the laptop; it opens "
		       "the file when a passphrase is forgotten, and is shown this once:"));
	if (fflush(stdout) != 0)
		return lost(e);
	is_written = write_all(fd, code->bytes, code->len) && write_all(fd, "\n", 1);
	if (number && close(fd) != 0)
		is_written = false;
	return is_written ? OK : lost(e);
}
