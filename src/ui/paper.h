/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_PAPER_H
#define UI_PAPER_H

#include "ui/app.h"

#include "page/page.h"

/*
 * A new file where the worker says.  bytes is called with the path that was typed; when it fails that is
 * told, and when the path will not do she is asked for another.  All of it belongs to the screen
 * that asks, which lives on.
 */
struct ui_file {
	enum err (*bytes)(struct app *a, void *data, const char *path, struct str *out,
			  struct error *e);
	void *data;
	const char *question;
	bool is_open; /* nothing of a woman stands in it */
};
void ui_file_ask(struct app *a, struct ui_file *f, const char *proposed);

/*
 * A page on its way out: on the screen, to a file, to the printer.  make is called once for each way, with
 * what is logged of it: "show", "export" or "print".
 */
struct ui_paper {
	enum err (*make)(struct app *a, void *data, const char *action, struct page **out,
			 struct error *e);
	void *data;
	const char *name; /* of the file that is proposed: "~/case-12.html" */
	bool is_open;     /* nothing of a woman stands on it */
	struct ui_file file; /* its own affair */
};
void ui_paper_show(struct app *a, const struct ui_paper *p); /* on the screen at once */
void ui_paper_ask(struct app *a, struct ui_paper *p);        /* where to */

#endif
