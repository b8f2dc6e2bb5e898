/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/preferences.h"

#include "base/base.h"

enum { BYTES_MOST = 65536 };

/* NULL when there is no home to put it in; the caller frees. */
static char *folder(void)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	char *base = NULL, *path;

	if (config && config[0] == '/')
		return file_path(config, "trede");
	if (!home || home[0] != '/')
		return NULL;
	base = file_path(home, ".config");
	path = file_path(base, "trede");
	free(base);
	return path;
}

/* Whether the line sets name; *value gets where its value begins. */
static bool is_line_of(const char *line, size_t len, const char *name, size_t *value)
{
	size_t at = strlen(name);

	if (len < at || strncmp(line, name, at) != 0)
		return false;
	at += strspn(line + at, " ");
	if (at >= len || line[at] != '=')
		return false;
	at++;
	*value = at + strspn(line + at, " ");
	return true;
}

static bool all_read(struct str *out)
{
	char *dir = folder(), *path = dir ? file_path(dir, "settings") : NULL;
	bool is_read =
		path && file_exists(path) && file_read(path, BYTES_MOST, out, NULL) == OK;

	free(dir);
	free(path);
	return is_read;
}

bool ui_preference_read(const char *name, struct str *out)
{
	struct str all = STR_INIT;
	bool is_found = false;

	str_reset(out);
	if (all_read(&all)) {
		for (size_t at = 0, len, value; at < all.len; at += len + 1) {
			len = strcspn(all.bytes + at, "\n");
			if (!is_line_of(all.bytes + at, len, name, &value) || value > len)
				continue;
			str_reset(out);
			str_add_bytes(out, all.bytes + at + value, len - value);
			text_trim(out);
			is_found = true;
		}
	}
	str_release(&all);
	return is_found;
}

static void without(const struct str *all, const char *name, struct str *out)
{
	size_t value;

	for (size_t at = 0, len; at < all->len; at += len + 1) {
		len = strcspn(all->bytes + at, "\n");
		if (is_line_of(all->bytes + at, len, name, &value))
			continue;
		str_add_bytes(out, all->bytes + at, len);
		str_add_char(out, '\n');
	}
}

enum err ui_preference_set(const char *name, const char *value, struct error *e)
{
	struct str all = STR_INIT, text = STR_INIT;
	char *dir = folder(), *path;
	enum err rc;

	if (!dir)
		return error_set(e, ERR_FILE,
				 _("There is no home folder to keep settings in."));
	(void)all_read(&all); /* none yet: an empty one */
	without(&all, name, &text);
	str_addf(&text, "%s = %s\n", name, value);
	path = file_path(dir, "settings");
	rc = file_make_folders(dir, e);
	if (rc == OK)
		rc = file_replace(path, NULL, text.bytes, text.len, e);
	free(path);
	free(dir);
	str_release(&all);
	str_release(&text);
	return rc;
}
