/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/* Through lp, from a pipe: no temporary file, and a job name that says nothing. */

bool page_has_printer(void)
{
	static const char *const ask[] = {"lpstat", "-e", NULL};
	struct error ignored = ERROR_INIT; /* no lpstat, no printer: the answer is no */
	struct str answer = STR_INIT;
	bool has = child_exists("lp") && child_exists("lpstat") &&
		   child_ask(ask, &answer, &ignored) == OK && answer.len > 0;

	str_release(&answer);
	return has;
}

enum err page_print(const struct page *p, struct error *e)
{
	static const char *const portrait[] = {"lp", "-s", "-t", "trede", "-", NULL};
	static const char *const landscape[] = {
		"lp", "-s", "-t", "trede", "-o", "landscape", "-o", "cpi=17", "-", NULL};
	struct str text = STR_INIT;
	enum err rc;

	if (!page_has_printer())
		return error_set(
			e, ERR_NOT_FOUND,
			_("There is no printer; show the page on screen or save it as a "
			  "file."));
	page_text(p, p->is_landscape ? 132 : 80, &text);
	rc = child_feed(p->is_landscape ? landscape : portrait, text.bytes, text.len, e);
	str_release(&text);
	return rc;
}
