/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/form_files.h"

#include <string.h>

static enum err read_beside(void *data, const char *name, struct str *out, struct error *e)
{
	const struct care_form_folder *f = data;
	char *path;
	enum err rc;

	if (strchr(name, '/') != NULL || name[0] == '.')
		return error_set(e, ERR_INVALID, _("'%.80s' is no plain file name."), name);
	path = file_path(f->path, name);
	if (file_exists(path))
		rc = file_read(path, FORM_FILE_BYTES, out, e);
	else
		rc = error_set(e, f->must_be_there ? ERR_FILE : ERR_NOT_FOUND,
			       _("The file '%.80s' is not there; put it beside the form."), name);
	free(path);
	return rc;
}

void care_form_folder_init(struct care_form_folder *f, const char *form_path)
{
	const char *slash = strrchr(form_path, '/');

	if (slash == NULL)
		f->path = mem_text(".");
	else if (slash == form_path)
		f->path = mem_text("/");
	else
		f->path = mem_bytes(form_path, (size_t)(slash - form_path));
	f->must_be_there = false;
	f->files = (struct form_files){.read = read_beside, .data = f};
}

void care_form_folder_release(struct care_form_folder *f)
{
	free(f->path);
	f->path = NULL;
}
