/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/backup.h"

#include <unistd.h>

#include "care/mounts.h"
#include "care/session_inner.h"

enum { MOUNTS_BYTES = 1 << 20 };

struct care_backup {
	struct store_backup *inner;
};

void care_backup_about_release(struct care_backup_about *a)
{
	str_release(&a->path);
	*a = (struct care_backup_about)CARE_BACKUP_NONE;
}

static void fill(struct care_backup_about *out, struct store_backup_about *from)
{
	*out = (struct care_backup_about)CARE_BACKUP_NONE;
	if (from->path) {
		out->made = moment_of_ms(from->made_ms);
		out->entries = from->entries;
		out->clients = from->clients;
		out->drafts = from->drafts;
		str_set(&out->path, from->path);
	}
	store_backup_about_release(from);
}

char *care_backup_name(const struct care_session *s, const char *folder)
{
	struct date today = care_session_today(s);
	struct str name = STR_INIT;
	char *path;

	str_add(&name, "trede-");
	date_write(&name, &today, DATE_ISO, "en");
	str_add(&name, ".backup");
	path = file_path(folder, name.bytes);
	str_release(&name);
	return path;
}

size_t care_backup_places(char ***folders)
{
	struct str text = STR_INIT;
	size_t count = 0, kept = 0;

	*folders = NULL;
	if (file_read("/proc/self/mountinfo", MOUNTS_BYTES, &text, NULL) == OK)
		count = care_mounts_read(text.bytes, folders);
	for (size_t i = 0; i < count; i++) {
		if (access((*folders)[i], W_OK | X_OK) == 0)
			(*folders)[kept++] = (*folders)[i];
		else
			free((*folders)[i]);
	}
	str_release(&text);
	return kept;
}

enum err care_backup_begin(struct care_session *s, const char *path, struct care_backup **out,
			   struct error *e)
{
	struct store_backup *inner = NULL;
	enum err rc = store_backup_begin(s->store, s->keys, path, &inner, e);

	*out = NULL;
	if (rc == OK) {
		*out = mem_new(sizeof **out);
		(*out)->inner = inner;
	}
	return rc;
}

enum err care_backup_step(struct care_backup *b, int64_t *done, int64_t *all, struct error *e)
{
	return store_backup_step(b->inner, done, all, e);
}

enum err care_backup_prove(struct care_backup *b, bool *is_done, struct error *e)
{
	return store_backup_prove(b->inner, is_done, e);
}

enum err care_backup_finish(struct care_backup *b, struct care_backup_about *out, struct error *e)
{
	struct store_backup_about about = {.path = NULL};
	enum err rc = store_backup_finish(b->inner, &about, e);

	free(b);
	fill(out, &about);
	return rc;
}

void care_backup_drop(struct care_backup *b)
{
	if (!b)
		return;
	store_backup_drop(b->inner);
	free(b);
}

enum err care_backup_last(struct care_session *s, struct care_backup_about *out, struct error *e)
{
	struct store_backup_about about = {.path = NULL};
	enum err rc = store_backup_last(s->data, &about, e);

	fill(out, &about);
	return rc;
}

enum err care_restore(const struct care_options *o, const char *path,
		      void (*progress)(void *data, int64_t done, int64_t all), void *data,
		      struct care_backup_about *out, struct error *e)
{
	struct clock clock = o->clock ? *o->clock : clock_system();
	struct store_backup_about about = {.path = NULL};
	struct secret own = SECRET_INIT;
	const struct secret *passphrase = NULL;
	struct str name = STR_INIT;
	char *folder = NULL;
	enum err rc = care_data_folder(o, &folder, e);

	if (rc == OK)
		rc = care_passphrase_of(o, &own, &passphrase, e);
	if (rc == OK)
		rc = file_make_folders(folder, e);
	if (!text_is_empty(o->worker))
		care_worker_fold(o->worker, &name);
	if (rc == OK)
		rc = store_restore(path, folder, name.bytes, passphrase, o->practice, &clock,
				   progress, data, &about, e);
	fill(out, &about);
	secret_release(&own);
	str_release(&name);
	free(folder);
	return rc;
}
