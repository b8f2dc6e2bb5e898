/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/cmd.h"

#include "page/page.h"

/*
 * What was missing in a period.  Whatever leaves here leaves the house, so small numbers are masked in every way out
 *, and there is no option that tells them.
 */
static enum err read_day(const char *text, const char *option, struct date *out, struct error *e)
{
	if (!text)
		return OK;
	if (!date_read(text, out) || !date_is_full(out) || out->about)
		return error_set(e, ERR_USAGE, _("--%s wants a day such as 2026-11-21."), option);
	return OK;
}

/* Without --from the year of --to from its first day on; without --to up to today. */
static enum err read_period(const struct cmd_args *args, struct date today, struct date *from,
			    struct date *to, struct error *e)
{
	enum err rc;

	*to = today;
	rc = read_day(args->values[CMD_TO], "to", to, e);
	*from = (struct date){to->year, 1, 1, false};
	if (rc == OK)
		rc = read_day(args->values[CMD_FROM], "from", from, e);
	if (rc == OK && date_compare(from, to) > 0)
		rc = error_set(e, ERR_USAGE, _("--from is a day before --to, or the same day."));
	return rc;
}

static enum err write_as(const struct cmd_args *args, struct care_session *s,
			 const struct care_gaps *gaps, struct error *e)
{
	const char *language = args->options.language;
	struct str out = STR_INIT;
	struct page *page;
	enum err rc = OK;

	if (args->values[CMD_JSON]) {
		cmd_write_json(page_gaps_json(s, gaps, true, language));
		return OK;
	}
	page = page_gaps(s, gaps, true, language);
	if (args->values[CMD_PRINTER])
		rc = page_print(page, e);
	else if (args->values[CMD_CSV])
		page_gaps_csv(s, gaps, true, language, &out);
	else if (args->values[CMD_HTML])
		page_html(page, &out);
	else
		page_text(page, 80, &out);
	cmd_write(&out);
	page_free(page);
	str_release(&out);
	return rc;
}

static int ways_of(const struct cmd_args *args)
{
	static const enum cmd_option ways[] = {CMD_TEXT, CMD_HTML, CMD_JSON, CMD_CSV, CMD_PRINTER};
	int given = 0;

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		given += args->values[ways[i]] != NULL;
	return given;
}

enum err cmd_report_gaps(struct cmd_args *args, struct error *e)
{
	struct care_session *session = NULL;
	struct care_gaps gaps = {.arena = ARENA_INIT};
	struct date from, to;
	enum err rc;

	if (ways_of(args) > 1)
		return error_set(e, ERR_USAGE,
				 _("A report goes out in one way: --text, --html, --json, --csv or "
				   "--printer."));
	rc = cmd_session(args, &session, e);
	if (rc == OK)
		rc = read_period(args, care_session_today(session), &from, &to, e);
	if (rc == OK)
		rc = care_gaps_read(session, &from, &to, &gaps, e);
	if (rc == OK)
		rc = write_as(args, session, &gaps, e);
	care_gaps_release(&gaps);
	care_session_close(session);
	return rc;
}
