/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_FORM_FILES_H
#define CARE_FORM_FILES_H

#include "form/form.h"

/*
 * The files that a form names lie beside it: read from the folder that the form's own file is in.
 * For form_read; needs no session.
 *
 *	struct care_form_folder folder;
 *
 *	care_form_folder_init(&folder, path);
 *	form = form_read(bytes, len, &folder.files, &problems);
 *	care_form_folder_release(&folder);
 */
struct care_form_folder {
	struct form_files files; /* valid until the release; not to be copied elsewhere */
	char *path;
	bool must_be_there; /* no interview begins without its files; false: a warning, and no choices */
};

void care_form_folder_init(struct care_form_folder *f, const char *form_path);
void care_form_folder_release(struct care_form_folder *f);

#endif
