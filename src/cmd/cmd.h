/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CMD_CMD_H
#define CMD_CMD_H

/*
 * The command line: one file per command, one table of commands and one of options.  Commands are
 * for scripts, tests and rescue; the screens are for people.  A command gets read arguments and
 * returns an error; only cmd_report turns one into a line on standard error and an exit status.
 *
 *   cmd.c     the tables, reading arguments     init.c   a new file
 *   form.c    form check and others           add.c    a client from facts
 *   fill.c    an interview from a JSON file     find.c   looking somebody up
 *   show.c    a trajectory, as text or JSON     print.c  pages
 *   check.c   the whole file                users.c  who may open the file
 *   report.c  what was missing in a period
 *   import.c  many clients from a file      progress.c  how far something is, on a terminal
 *   rejects.c  rows of an import that cannot be used
 *   map.c     the social map from and to files, and a list of it    map_files.c  those files
 *   backup.c  a sealed copy elsewhere       restore.c  a backup in the place of the file
 *   match.c   which offers fit her
 *   secret.c  passphrases and the recovery code, from and to a terminal or a descriptor
 */
#include "care/care.h"

enum cmd_option {
	CMD_PRACTICE, CMD_DATA, CMD_SHARE, CMD_CLOCK, CMD_SEED, CMD_LANGUAGE, CMD_HELP, CMD_VERSION,
	CMD_JSON, CMD_BATCH, CMD_MOST, CMD_ORGANISATION, CMD_WORKER, CMD_CLIENT, CMD_ANSWERS,
	CMD_DATE, CMD_BY, CMD_FACTS, CMD_PAGE, CMD_TEXT, CMD_HTML, CMD_PRINTER, CMD_FOR,
	CMD_ANONYMOUS, CMD_OFFICIAL, CMD_REBUILD, CMD_STRICT, CMD_PASSPHRASE_FD,
	CMD_NEW_PASSPHRASE_FD, CMD_RECOVERY_FD, CMD_LOCK, CMD_MAP, CMD_REJECTS, CMD_DRY_RUN,
	CMD_ALIKE, CMD_FROM, CMD_TO, CMD_CSV, CMD_FORMAT,
	CMD_OPTIONS
};

struct cmd_args {
	const char *values[CMD_OPTIONS]; /* NULL: not given; "" for one without a value */
	const char *const *words;        /* what is not an option, the command's name left out */
	int word_count;
	const char *share;               /* resolved */
	struct clock clock;
	int64_t fixed_ms;                /* --clock TIME: the clock stands there */
	struct clock_run run;            /* --clock TIME*FACTOR: it runs from there */
	struct care_options options;
	struct secret passphrase; /* of --passphrase-fd or as typed; cmd_forget */
};

struct cmd {
	const char *name, *second; /* "form", "check"; second NULL for most */
	const char *usage;         /* what follows the name */
	const char *help;          /* one line */
	uint64_t allowed;          /* options, as bits 1 << enum cmd_option */
	int words_least, words_most;
	enum err (*run)(struct cmd_args *args, struct error *e); /* NULL: main.c's own (the screens) */
};

/*
 * Reads argv into args and finds the command; language is what the laptop is set to, "" for Dutch.  *out is NULL for the screens (no command named).
 * args must stay where it is while its clock is used.
 */
enum err cmd_read(int argc, char **argv, const char *language, struct cmd_args *args,
		  const struct cmd **out, struct error *e);
void cmd_help(FILE *to);

/* One line on standard error; the exit status. */
int cmd_report(const struct error *e);

/*
 * The passphrase for options, from --passphrase-fd; without that it is asked on the terminal when
 * asks is set and the file is not for practice.  cmd_forget wipes it, again too.
 */
enum err cmd_passphrase(struct cmd_args *args, bool asks, struct error *e);
void cmd_forget(struct cmd_args *args);
/* A new one: from this option's descriptor, a practice file's own, or typed twice. */
enum err cmd_new_passphrase(const struct cmd_args *args, enum cmd_option fd, struct secret *out,
			    struct error *e);
/* Is there somewhere for the recovery code to go: --recovery-fd, or a terminal?  Asked before it is made. */
enum err cmd_recovery_place(const struct cmd_args *args, struct error *e);
enum err cmd_recovery_write(const struct cmd_args *args, const struct secret *code,
			    struct error *e);

/* Shared by the commands. */
enum err cmd_session(struct cmd_args *args, struct care_session **out, struct error *e);
enum err cmd_json_file(const char *path, json_t **out, struct error *e); /* an object, 1 MiB at most */
/* A day up to today; today when text is NULL. */
enum err cmd_date(const char *text, struct date today, struct date *out, struct error *e);
void cmd_write(const struct str *text);             /* standard output, gated on a terminal */
void cmd_write_json(json_t *value);                 /* takes the reference; a newline behind it */
enum err cmd_form_file(const char *path, struct form **out, struct form_problems *problems,
		       struct error *e);

enum err cmd_init(struct cmd_args *args, struct error *e);
enum err cmd_form_check(struct cmd_args *args, struct error *e);
enum err cmd_form_eval(struct cmd_args *args, struct error *e);
enum err cmd_form_flat(struct cmd_args *args, struct error *e);
enum err cmd_form_nested(struct cmd_args *args, struct error *e);
enum err cmd_form_paper(struct cmd_args *args, struct error *e);
enum err cmd_add(struct cmd_args *args, struct error *e);
enum err cmd_fill(struct cmd_args *args, struct error *e);
enum err cmd_find(struct cmd_args *args, struct error *e);
enum err cmd_show(struct cmd_args *args, struct error *e);
enum err cmd_match(struct cmd_args *args, struct error *e);
enum err cmd_report_gaps(struct cmd_args *args, struct error *e);
enum err cmd_print(struct cmd_args *args, struct error *e);
enum err cmd_import_clients(struct cmd_args *args, struct error *e);
enum err cmd_map_import(struct cmd_args *args, struct error *e);
enum err cmd_map_export(struct cmd_args *args, struct error *e);
enum err cmd_map_list(struct cmd_args *args, struct error *e);
enum err cmd_check(struct cmd_args *args, struct error *e);
enum err cmd_backup(struct cmd_args *args, struct error *e);
enum err cmd_restore(struct cmd_args *args, struct error *e);
enum err cmd_users_list(struct cmd_args *args, struct error *e);
enum err cmd_users_add(struct cmd_args *args, struct error *e);
enum err cmd_users_passphrase(struct cmd_args *args, struct error *e);
enum err cmd_users_remove(struct cmd_args *args, struct error *e);
enum err cmd_users_recovery(struct cmd_args *args, struct error *e);

#endif
