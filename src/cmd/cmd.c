/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/cmd.h"

#include <errno.h>
#include <getopt.h>
#include <unistd.h>

#define BIT(option) (UINT64_C(1) << (option))

static const uint64_t anywhere = BIT(CMD_PRACTICE) | BIT(CMD_DATA) | BIT(CMD_SHARE) |
				 BIT(CMD_CLOCK) | BIT(CMD_SEED) | BIT(CMD_LANGUAGE) |
				 BIT(CMD_HELP) | BIT(CMD_VERSION);

/* What every command takes that opens the file, and the screens. */
#define OPENS (BIT(CMD_WORKER) | BIT(CMD_PASSPHRASE_FD))
static const uint64_t on_screen = OPENS | BIT(CMD_LOCK);

static const struct {
	const char *name;
	char letter;	   /* 0: long form only */
	const char *value; /* what it takes; NULL: nothing */
} options[CMD_OPTIONS] = {
	[CMD_PRACTICE] = {"practice", 0, NULL},
	[CMD_DATA] = {"data", 0, "DIR"},
	[CMD_SHARE] = {"share", 0, "DIR"},
	[CMD_CLOCK] = {"clock", 0, "TIME[*FACTOR]"},
	[CMD_SEED] = {"seed", 0, "N"},
	[CMD_LANGUAGE] = {"language", 0, "nl|en"},
	[CMD_HELP] = {"help", 'h', NULL},
	[CMD_VERSION] = {"version", 'V', NULL},
	[CMD_JSON] = {"json", 0, NULL},
	[CMD_BATCH] = {"batch", 0, NULL},
	[CMD_MOST] = {"most", 'n', "N"},
	[CMD_ORGANISATION] = {"organisation", 0, "NAME"},
	[CMD_WORKER] = {"worker", 0, "NAME"},
	[CMD_CLIENT] = {"client", 0, "ID"},
	[CMD_ANSWERS] = {"answers", 0, "FILE"},
	[CMD_DATE] = {"date", 0, "DATE"},
	[CMD_BY] = {"by", 0, "WORKER"},
	[CMD_FACTS] = {"facts", 0, "FILE"},
	[CMD_PAGE] = {"page", 0, "KIND"},
	[CMD_TEXT] = {"text", 0, NULL},
	[CMD_HTML] = {"html", 0, NULL},
	[CMD_PRINTER] = {"printer", 0, NULL},
	[CMD_FOR] = {"for", 0, "ORGANISATION"},
	[CMD_ANONYMOUS] = {"anonymous", 0, NULL},
	[CMD_OFFICIAL] = {"official", 0, NULL},
	[CMD_REBUILD] = {"rebuild", 0, NULL},
	[CMD_STRICT] = {"strict", 0, NULL},
	[CMD_PASSPHRASE_FD] = {"passphrase-fd", 0, "N"},
	[CMD_NEW_PASSPHRASE_FD] = {"new-passphrase-fd", 0, "N"},
	[CMD_RECOVERY_FD] = {"recovery-fd", 0, "N"},
	[CMD_LOCK] = {"lock", 0, NULL},
	[CMD_MAP] = {"map", 0, "FILE"},
	[CMD_REJECTS] = {"rejects", 0, "FILE"},
	[CMD_DRY_RUN] = {"dry-run", 0, NULL},
	[CMD_ALIKE] = {"alike", 0, NULL},
	[CMD_FROM] = {"from", 0, "DATE"},
	[CMD_TO] = {"to", 0, "DATE"},
	[CMD_CSV] = {"csv", 0, NULL},
	[CMD_FORMAT] = {"format", 0, "FORMAT"},
};

static const struct cmd commands[] = {
	{"init", NULL, "[--practice] [--organisation NAME] [--worker NAME] [--recovery-fd N]",
	 N_("make a new file; with --practice one with the examples"),
	 OPENS | BIT(CMD_ORGANISATION) | BIT(CMD_RECOVERY_FD), 0, 0, cmd_init},
	{"form", "check", "[--strict] FILE...", N_("say every mistake in a form, with its place"),
	 BIT(CMD_STRICT), 1, 1000, cmd_form_check},
	{"form", "try", "FILE", N_("fill a form on screen and keep nothing"), 0, 1, 1,
	 NULL},
	{"form", "eval", "", N_("work out expressions, one a line"), 0, 0, 0,
	 cmd_form_eval},
	{"form", "paper", "[--html] FILE", N_("write a form as a blank interview for paper"),
	 BIT(CMD_HTML) | BIT(CMD_TEXT), 1, 1, cmd_form_paper},
	{"form", "flat", "FILE", N_("write a form flat, as yxf makes a workbook of it"), 0, 1, 1,
	 cmd_form_flat},
	{"form", "nested", "FILE", N_("write a form nested, as people write it by hand"), 0, 1, 1,
	 cmd_form_nested},
	{"add", NULL, "--facts FILE [--date DATE]", N_("add a woman from a JSON object of facts"),
	 OPENS | BIT(CMD_FACTS) | BIT(CMD_DATE), 0, 0, cmd_add},
	{"import", "clients", "FILE.csv [--map FILE] [--rejects FILE] [--date DATE] [--dry-run] [--alike] "
	 "[--json]",
	 N_("add many women, or change them, from a file of rows"),
	 OPENS | BIT(CMD_MAP) | BIT(CMD_REJECTS) | BIT(CMD_DRY_RUN) | BIT(CMD_ALIKE) |
		 BIT(CMD_DATE) | BIT(CMD_JSON),
	 1, 1, cmd_import_clients},
	{"fill", NULL, "FORM --client ID --answers FILE",
	 N_("do an interview without the screen"),
	 OPENS | BIT(CMD_CLIENT) | BIT(CMD_ANSWERS) | BIT(CMD_DATE) | BIT(CMD_BY), 1, 1,
	 cmd_fill},
	{"find", NULL, "[--json] [-n NUMBER] TEXT... | --batch", N_("look somebody up"),
	 OPENS | BIT(CMD_JSON) | BIT(CMD_BATCH) | BIT(CMD_MOST), 0, 64, cmd_find},
	{"show", NULL, "[--json] CLIENT", N_("show a trajectory"), OPENS | BIT(CMD_JSON), 1, 1, cmd_show},
	{"match", NULL, "[--json] [-n NUMBER] CLIENT", N_("which offers fit her, and why"),
	 OPENS | BIT(CMD_JSON) | BIT(CMD_MOST), 1, 1, cmd_match},
	{"print", NULL, "CLIENT [--page KIND] [--text|--html|--printer]",
	 N_("make a page"),
	 OPENS | BIT(CMD_PAGE) | BIT(CMD_TEXT) | BIT(CMD_HTML) | BIT(CMD_PRINTER) | BIT(CMD_FOR) |
		 BIT(CMD_ANONYMOUS) | BIT(CMD_OFFICIAL) | BIT(CMD_JSON),
	 1, 1, cmd_print},
	{"report", "gaps", "[--from DATE] [--to DATE] [--text|--html|--json|--csv|--printer]",
	 N_("count what was missing: no offer that fits"),
	 OPENS | BIT(CMD_FROM) | BIT(CMD_TO) | BIT(CMD_TEXT) | BIT(CMD_HTML) | BIT(CMD_JSON) |
		 BIT(CMD_CSV) | BIT(CMD_PRINTER),
	 0, 0, cmd_report_gaps},
	{"map", "import", "FILE... [--map FILE] [--rejects FILE] [--dry-run] [--json]",
	 N_("take organisations and what they offer into the social map"),
	 OPENS | BIT(CMD_MAP) | BIT(CMD_REJECTS) | BIT(CMD_DRY_RUN) | BIT(CMD_JSON), 1, 64,
	 cmd_map_import},
	{"map", "export", "FILE|FOLDER [--format json|package|csv|vcard]",
	 N_("write the social map for others"), OPENS | BIT(CMD_FORMAT), 1, 1, cmd_map_export},
	{"map", "list", "[--json] [-n NUMBER] [WORDS...]", N_("look up organisations and offers"),
	 OPENS | BIT(CMD_JSON) | BIT(CMD_MOST), 0, 64, cmd_map_list},
	{"check", NULL, "[--rebuild] [--json]", N_("check the whole file"),
	 OPENS | BIT(CMD_REBUILD) | BIT(CMD_JSON), 0, 0, cmd_check},
	{"backup", NULL, "FILE [--json]", N_("make a sealed copy, and check it"),
	 OPENS | BIT(CMD_JSON), 1, 1, cmd_backup},
	{"restore", NULL, "FILE", N_("put a backup in the place of the file, which is kept"), OPENS,
	 1, 1, cmd_restore},
	{"users", "list", "[--json]", N_("who works here, and who may open the file"),
	 OPENS | BIT(CMD_JSON), 0, 0, cmd_users_list},
	{"users", "add", "NAME", N_("give a colleague a passphrase of her own"),
	 OPENS | BIT(CMD_NEW_PASSPHRASE_FD), 1, 1, cmd_users_add},
	{"users", "passphrase", "[NAME]",
	 N_("change your passphrase; with the recovery code that of NAME"),
	 OPENS | BIT(CMD_NEW_PASSPHRASE_FD), 0, 1, cmd_users_passphrase},
	{"users", "remove", "NAME", N_("somebody who left may not open the file any more"), OPENS,
	 1, 1, cmd_users_remove},
	{"users", "recovery", "[--recovery-fd N]", N_("make a new recovery code"),
	 OPENS | BIT(CMD_RECOVERY_FD), 0, 0, cmd_users_recovery},
};

enum { COMMANDS = sizeof commands / sizeof *commands };

void cmd_help(FILE *to)
{
	fprintf(to, "trede [--practice] [--data DIR] [--share DIR] [--language nl|en]\n"
		    "      [--worker NAME] [--passphrase-fd N] [--lock]\n");
	for (int i = 0; i < COMMANDS; i++)
		fprintf(to, "trede %s%s%s%s%s\n    %s\n", commands[i].name,
			commands[i].second ? " " : "",
			commands[i].second ? commands[i].second : "",
			*commands[i].usage ? " " : "", commands[i].usage, _(commands[i].help));
}

enum { LONG_FORM = 256 }; /* getopt_long says so much more than the number of the option */

/* CMD_OPTIONS: none of ours. */
static int option_of(int at)
{
	if (at >= LONG_FORM)
		return at - LONG_FORM;
	for (int i = 0; i < CMD_OPTIONS; i++)
		if (options[i].letter && options[i].letter == at)
			return i;
	return CMD_OPTIONS;
}

/* *bad gets what is not understood; it is complained of when the language is known. */
static void read_options(int argc, char **argv, struct cmd_args *args, const char **bad)
{
	struct option table[CMD_OPTIONS + 1] = {{0}};
	int at;

	for (int i = 0; i < CMD_OPTIONS; i++)
		table[i] = (struct option){options[i].name,
					   options[i].value ? required_argument
							    : no_argument,
					   NULL, LONG_FORM + i};
	opterr = 0;
	while ((at = getopt_long(argc, argv, ":hVn:", table, NULL)) != -1) {
		int i = option_of(at);

		if (i == CMD_OPTIONS)
			*bad = *bad ? *bad : argv[optind - 1];
		else
			args->values[i] = optarg ? optarg : "";
	}
	args->words = (const char *const *)argv + optind;
	args->word_count = argc - optind;
}

static enum err check_options(const char *bad, struct error *e)
{
	if (!bad)
		return OK;
	return error_set(
		e, ERR_USAGE,
		_("Option %s is not known or lacks its value; see trede --help."), bad);
}

static const struct cmd *find_command(const struct cmd_args *args, int *used)
{
	for (int i = 0; i < COMMANDS; i++) {
		*used = commands[i].second ? 2 : 1;
		if (args->word_count >= *used &&
		    text_equal(args->words[0], commands[i].name) &&
		    (!commands[i].second ||
		     text_equal(args->words[1], commands[i].second)))
			return &commands[i];
	}
	return NULL;
}

/* What there is, of which only the first word was given, or another second one. */
static enum err no_command(const struct cmd_args *args, struct error *e)
{
	struct str seconds = STR_INIT;
	enum err rc;

	for (int i = 0; i < COMMANDS; i++)
		if (commands[i].second && text_equal(args->words[0], commands[i].name))
			str_addf(&seconds, "%s%s", seconds.len ? ", " : "", commands[i].second);
	rc = seconds.len ? error_set(e, ERR_USAGE,
				     _("Behind 'trede %s' one of these is wanted: %s; see trede "
				       "--help."),
				     args->words[0], seconds.bytes)
			 : error_set(e, ERR_USAGE, _("There is no command '%s'; see trede --help."),
				     args->words[0]);
	str_release(&seconds);
	return rc;
}

static enum err check_use(const struct cmd *cmd, const struct cmd_args *args,
			  struct error *e)
{
	uint64_t allowed = anywhere | (cmd ? cmd->allowed : on_screen);

	for (int i = 0; i < CMD_OPTIONS; i++)
		if (args->values[i] && !(allowed & BIT(i)))
			return error_set(
				e, ERR_USAGE,
				_("Option --%s does not belong to this command; see "
				  "trede --help."),
				options[i].name);
	if (cmd &&
	    (args->word_count < cmd->words_least || args->word_count > cmd->words_most))
		return error_set(e, ERR_USAGE, _("Use it so: trede %s%s%s %s"), cmd->name,
				 cmd->second ? " " : "", cmd->second ? cmd->second : "",
				 cmd->usage);
	return OK;
}

enum { FACTOR_MOST = 3600 };

/* What stands behind the star, 1 to FACTOR_MOST; 0: not that. */
static int read_factor(const char *text)
{
	int n = 0;

	for (; *text >= '0' && *text <= '9' && n <= FACTOR_MOST; text++)
		n = n * 10 + (*text - '0');
	return *text || n > FACTOR_MOST ? 0 : n;
}

/* 2026-11-21T10:42: it stands there; 2026-11-21T10:42*600: it runs on, so many times too fast. */
static bool clock_understood(struct cmd_args *args)
{
	const char *text = args->values[CMD_CLOCK];
	size_t len = strcspn(text, "*");
	char *time = mem_bytes(text, len);
	struct moment moment;
	bool is = moment_read(time, &moment);

	free(time);
	args->run.factor = text[len] ? read_factor(text + len + 1) : 0;
	if (!is || (text[len] && !args->run.factor))
		return false;
	args->fixed_ms = args->run.start_ms = moment_ms(&moment);
	args->clock = args->run.factor ? clock_running(&args->run) : clock_fixed(&args->fixed_ms);
	return true;
}

static enum err read_clock(struct cmd_args *args, struct error *e)
{
	args->clock = clock_system();
	if (!args->values[CMD_CLOCK])
		return OK;
	if (!args->values[CMD_PRACTICE])
		return error_set(e, ERR_USAGE,
				 _("--clock and --seed go with --practice only."));
	if (!clock_understood(args))
		return error_set(e, ERR_USAGE,
				 _("--clock wants a time such as 2026-11-21T10:42."));
	return OK;
}

static enum err read_seed(struct cmd_args *args, struct error *e)
{
	const char *seed = args->values[CMD_SEED];
	char *end;

	if (!seed)
		return OK;
	if (!args->values[CMD_PRACTICE])
		return error_set(e, ERR_USAGE,
				 _("--clock and --seed go with --practice only."));
	args->options.is_seeded = true;
	errno = 0;
	args->options.seed = strtoull(seed, &end, 10);
	if (*seed < '0' || *seed > '9' || *end || errno)
		return error_set(e, ERR_USAGE, _("--seed wants a number."));
	return OK;
}

static bool is_language(const char *language)
{
	return text_equal(language, "nl") || text_equal(language, "en");
}

/* What was asked for, else what the laptop is set to, else Dutch. */
static enum err read_language(struct cmd_args *args, const char *set, struct error *e)
{
	const char *asked = args->values[CMD_LANGUAGE];
	char *locale;

	args->share = args->values[CMD_SHARE] ? args->values[CMD_SHARE] : TREDE_SHARE;
	args->options.language = is_language(asked)	 ? asked
				 : text_equal(set, "en") ? "en"
							 : "nl";
	locale = file_path(args->share, "locale");
	i18n_start(args->options.language, locale);
	free(locale);
	if (asked && !is_language(asked))
		return error_set(e, ERR_USAGE, _("--language is nl or en."));
	return OK;
}

enum err cmd_read(int argc, char **argv, const char *language, struct cmd_args *args,
		  const struct cmd **out, struct error *e)
{
	const char *bad = NULL;
	int used = 0;
	enum err rc;

	*args = (struct cmd_args){0};
	*out = NULL;
	read_options(argc, argv, args, &bad);
	rc = read_language(args, language, e);
	if (rc == OK)
		rc = check_options(bad, e);
	if (rc == OK)
		rc = read_clock(args, e);
	if (rc == OK)
		rc = read_seed(args, e);
	if (rc != OK)
		return rc;
	args->options.share = args->share;
	args->options.data = args->values[CMD_DATA];
	args->options.practice = args->values[CMD_PRACTICE] != NULL;
	args->options.clock = &args->clock;
	args->options.worker = args->values[CMD_WORKER];
	if (args->word_count > 0 && !(*out = find_command(args, &used)))
		return no_command(args, e);
	args->words += used * (*out != NULL);
	args->word_count -= used * (*out != NULL);
	return check_use(*out, args, e);
}

int cmd_report(const struct error *e)
{
	if (e->code != OK)
		gate_complain("%s", e->text);
	return error_exit_status(e->code);
}

enum err cmd_session(struct cmd_args *args, struct care_session **out, struct error *e)
{
	enum err rc = cmd_passphrase(args, true, e);

	*out = NULL;
	if (rc == OK)
		rc = care_session_open(&args->options, out, e);
	cmd_forget(args);
	if (rc != OK || !care_session_is_recovery(*out))
		return rc;
	care_session_close(*out);
	*out = NULL;
	return error_set(e, ERR_PASSPHRASE,
			 _("This is the recovery code. Make a new passphrase with it first: trede "
			   "users passphrase NAME"));
}

enum err cmd_json_file(const char *path, json_t **out, struct error *e)
{
	enum { MOST = 1 << 20 };
	struct str bytes = STR_INIT;
	enum err rc = file_read(path, MOST, &bytes, e);

	if (rc == OK)
		rc = json_text_read(bytes.bytes, bytes.len, out, e);
	str_release(&bytes);
	if (rc == OK && !json_is_object(*out)) {
		json_decref(*out);
		*out = NULL;
		return error_set(e, ERR_INVALID, _("%s holds no JSON object."), path);
	}
	return rc;
}

enum err cmd_date(const char *text, struct date today, struct date *out, struct error *e)
{
	*out = today;
	if (!text)
		return OK;
	if (!date_read(text, out) || !date_is_full(out))
		return error_set(e, ERR_USAGE,
				 _("--date wants a day such as 2026-11-21."));
	if (date_compare(out, &today) > 0)
		return error_set(e, ERR_USAGE, _("--date is today or earlier."));
	return OK;
}

void cmd_write(const struct str *text)
{
	gate_write(stdout, text->bytes, text->len);
}

void cmd_write_json(json_t *value)
{
	struct str text = STR_INIT;

	json_text_pretty(&text, value);
	str_add_char(&text, '\n');
	cmd_write(&text);
	str_release(&text);
	json_decref(value);
}
