/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/cmd.h"

#include "page/page.h"

static enum err write_page(const struct cmd_args *args, const struct page *page,
			   struct error *e)
{
	struct str out = STR_INIT;

	if (args->values[CMD_PRINTER])
		return page_print(page, e);
	if (args->values[CMD_JSON])
		page_json(page, &out);
	else if (args->values[CMD_HTML])
		page_html(page, &out);
	else
		page_text(page, page->is_landscape ? 132 : 80, &out);
	cmd_write(&out);
	str_release(&out);
	return OK;
}

static int ways_of(const struct cmd_args *args)
{
	static const enum cmd_option ways[] = {CMD_TEXT, CMD_HTML, CMD_JSON, CMD_PRINTER};
	int given = 0;

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		given += args->values[ways[i]] != NULL;
	return given;
}

enum err cmd_print(struct cmd_args *args, struct error *e)
{
	struct page_options options = {
		.organisation = args->values[CMD_FOR],
		.is_anonymous = args->values[CMD_ANONYMOUS] != NULL,
		.has_official_names = args->values[CMD_OFFICIAL] != NULL,
		.language = args->options.language};
	const char *key = args->values[CMD_PAGE];
	enum page_kind kind = PAGE_SUMMARY;
	struct care_session *session = NULL;
	struct care_dossier *dossier = NULL;
	struct page *page = NULL;
	char client[37];
	enum err rc;

	if (ways_of(args) > 1)
		return error_set(e, ERR_USAGE,
				 _("A page goes out in one way: --text, --html, --json "
				   "or --printer."));
	if (key && !page_kind_read(key, &kind))
		return error_set(
			e, ERR_USAGE,
			_("--page is one of: summary trajectory case agreements known three-way"));
	rc = cmd_session(args, &session, e);
	if (rc == OK)
		rc = care_client_by_text(session, args->words[0], client, e);
	if (rc == OK)
		rc = care_dossier_open(session, client, "print", &dossier, e);
	if (rc == OK)
		rc = page_make(session, dossier, kind, &options, &page, e);
	if (rc == OK)
		rc = write_page(args, page, e);
	page_free(page);
	care_dossier_free(dossier);
	care_session_close(session);
	return rc;
}
