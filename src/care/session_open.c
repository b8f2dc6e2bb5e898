/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/accounts.h"
#include "care/names.h"
#include "care/practice.h"
#include "care/rules.h"
#include "care/session_inner.h"
#include "care/social_inner.h"

/* Making the file, opening it and closing it again. */

/* Raised when derive makes other rows of the same entries. */
#define DERIVE_VERSION "4"

enum err care_data_folder(const struct care_options *o, char **out, struct error *e)
{
	const char *base = getenv("XDG_DATA_HOME");
	const char *home = getenv("HOME");
	struct str path = STR_INIT;

	if (o->data != NULL) {
		str_set(&path, o->data);
	} else if (base != NULL && *base == '/') {
		str_addf(&path, "%s/trede", base);
	} else if (home != NULL && *home == '/') {
		str_addf(&path, "%s/.local/share/trede", home);
	} else {
		return error_set(e, ERR_FILE, _("There is no place for the file: set HOME, or "
						"say where with --data."));
	}
	if (o->data == NULL && o->practice)
		str_add(&path, "/practice");
	*out = str_detach(&path);
	return OK;
}

enum err care_place_look(const struct care_options *o, struct care_place *out, struct error *e)
{
	struct store_keys_about about = {.label = STR_INIT};
	char *folder = NULL;
	enum err rc = vault_start(e);

	*out = (struct care_place){.organisation = STR_INIT};
	if (rc == OK)
		rc = care_data_folder(o, &folder, e);
	if (rc == OK)
		rc = store_keys_look(folder, &about, e);
	if (rc == OK) {
		out->exists = about.exists;
		out->is_plain = about.is_plain;
		out->is_in_use = about.is_in_use;
		out->asks_name = about.workers > 1;
		out->wait_ms = about.wait_ms;
		str_set(&out->organisation, about.label.bytes);
	}
	store_keys_about_release(&about);
	free(folder);
	return rc;
}

void care_place_release(struct care_place *p)
{
	str_release(&p->organisation);
}

static struct care_session *session_new(const struct care_options *o)
{
	struct care_session *s = mem_new(sizeof *s);

	s->share = mem_text(o->share);
	s->is_practice = o->practice;
	s->clock = o->clock != NULL ? *o->clock : clock_system();
	s->random = o->is_seeded ? vault_random_seeded(o->seed + 1) : vault_random_system();
	care_session_set_language(s, o->language);
	return s;
}

/* What opening and making a file both need first: hashes, and the folder. */
static enum err places_start(struct care_session *s, const struct care_options *o,
			     struct error *e)
{
	enum err rc = vault_start(e);

	return rc == OK ? care_data_folder(o, &s->data, e) : rc;
}

enum err care_passphrase_of(const struct care_options *o, struct secret *own,
			    const struct secret **out, struct error *e)
{
	*out = o->passphrase != NULL ? o->passphrase : own;
	if (o->passphrase != NULL)
		return OK;
	if (!o->practice)
		return error_set(e, ERR_PASSPHRASE, _("The file opens with a passphrase only."));
	(void)secret_add(own, CARE_PRACTICE_PASSPHRASE, strlen(CARE_PRACTICE_PASSPHRASE));
	return OK; /* it fits: far shorter than SECRET_MOST */
}

static enum err store_start(struct care_session *s, const struct care_options *o,
			    const char *folder, bool create, struct error *e)
{
	char *path = file_path(folder, "trede.db");
	struct store_options so = {.path = path, .keys = s->keys, .create = create,
				   .practice = o->practice, .clock = &s->clock};
	enum err rc;

	so.random = o->is_seeded ? vault_random_seeded(o->seed) : vault_random_system();
	rc = store_open(&s->store, &so, e);
	free(path);
	return rc;
}

static enum err config_start(struct care_session *s, struct error *e)
{
	struct str version = STR_INIT;
	enum err rc = care_config_read(&s->config, s->data, s->share, e);

	if (rc != OK)
		return rc;
	str_addf(&version, "%s %s", DERIVE_VERSION, care_config_hash(s->config));
	s->derived = str_detach(&version);
	return OK;
}

static enum err rebuild(struct care_session *s, struct error *e)
{
	enum err rc = store_begin(s->store, e);

	if (rc != OK)
		return rc;
	rc = store_derived_clear(s->store, e);
	if (rc == OK)
		rc = care_derive_all(s, NULL, NULL, e);
	if (rc == OK)
		rc = store_set_meta(s->store, "derived", s->derived, e);
	if (rc == OK)
		return store_commit(s->store, e);
	store_rollback(s->store);
	return rc;
}

static enum err derived_start(struct care_session *s, struct error *e)
{
	struct str is = STR_INIT;
	enum err rc = store_meta(s->store, "derived", &is, e);

	if (rc == OK && !text_equal(is.bytes, s->derived))
		rc = rebuild(s, e);
	str_release(&is);
	return rc;
}

static enum err file_must_be(struct care_session *s, struct error *e)
{
	struct store_keys_about about = {.label = STR_INIT};
	enum err rc = store_keys_look(s->data, &about, e);

	if (rc == OK && !about.exists)
		rc = error_set(e, ERR_NOT_FOUND, _("There is no file of trede here yet. Make one "
						   "with: trede init"));
	if (rc == OK && about.is_plain)
		rc = error_set(e, ERR_INVALID,
			       _("These examples are of an earlier trede, which did not seal its "
				 "files. Make them anew with: trede init --practice"));
	store_keys_about_release(&about);
	return rc;
}

static enum err keys_start(struct care_session *s, const struct care_options *o, struct error *e)
{
	struct secret own = SECRET_INIT;
	struct str name = STR_INIT;
	const struct secret *passphrase;
	enum err rc = care_passphrase_of(o, &own, &passphrase, e);
	bool tries_all = o->tries_all || o->passphrase == NULL;

	if (!text_is_empty(o->worker))
		care_worker_fold(o->worker, &name);
	if (rc == OK)
		rc = store_keys_open(s->data, name.bytes, passphrase, tries_all, &s->keys, e);
	secret_release(&own);
	str_release(&name);
	return rc;
}

static enum err tables_start(struct care_session *s, const struct care_options *o,
			     struct error *e)
{
	enum err rc = store_start(s, o, s->data, false, e);

	if (rc == ERR_NOT_FOUND) /* its keys are there, or this would not be reached */
		rc = error_set(e, ERR_DAMAGED,
			       _("The file is gone; only its key file is there. Put a backup back "
				 "with: trede restore FILE"));
	if (rc == OK)
		rc = config_start(s, e);
	if (rc == OK)
		rc = derived_start(s, e);
	if (rc == OK)
		rc = care_session_reload(s, e);
	if (rc != OK)
		return rc;
	care_worker_take(s, store_keys_worker(s->keys));
	s->is_recovery = s->worker[0] == '\0';
	return OK;
}

/* What she can do now; false when there is no backup. */
static bool last_backup(const char *folder, const char *language, struct str *on, struct str *path)
{
	struct store_backup_about last = {.path = NULL};
	struct moment made;
	bool is_there = store_backup_last(folder, &last, NULL) == OK && last.path != NULL;

	if (is_there) {
		made = moment_of_ms(last.made_ms);
		date_write(on, &made.date, DATE_LONG, language);
		str_set(path, last.path);
	}
	store_backup_about_release(&last);
	return is_there;
}

static void name_backup(const struct care_session *s, struct error *e)
{
	struct str on = STR_INIT, path = STR_INIT;
	struct error before = *e;

	if (last_backup(s->data, s->language, &on, &path)) {
		(void)error_set(e, ERR_DAMAGED,
				_("The file is damaged. The last good backup is of %s: put it back "
				  "with trede restore %s"),
				on.bytes, path.bytes);
		error_detail(e, "%s", before.detail);
	}
	str_release(&on);
	str_release(&path);
}

static void add_backup(const char *folder, const char *language, struct error *e)
{
	struct str on = STR_INIT, path = STR_INIT;
	struct error before = *e;

	if (last_backup(folder, text_equal(language, "en") ? "en" : "nl", &on, &path) &&
	    strstr(e->text, path.bytes) == NULL) {
		(void)error_set(e, ERR_DAMAGED, _("%s The last good backup is of %s: %s"),
				before.text, on.bytes, path.bytes);
		error_detail(e, "%s", before.detail);
	}
	str_release(&on);
	str_release(&path);
}

void care_damage_tell(const struct care_options *o, struct error *e)
{
	char *folder = NULL;

	if (e->code == ERR_DAMAGED && care_data_folder(o, &folder, NULL) == OK)
		add_backup(folder, o->language, e);
	free(folder);
}

enum err care_session_gap(struct care_session *s, struct str *out, struct error *e)
{
	struct error told = ERROR_INIT;
	struct str day = STR_INIT;
	struct moment at;
	int64_t when = 0;
	enum err rc = store_gap(s->store, &when, e);

	str_reset(out);
	if (rc != OK || when == 0)
		return rc;
	at = moment_of_ms(when);
	date_write(&day, &at.date, DATE_LONG, s->language);
	(void)error_set(&told, ERR_DAMAGED,
			_("On %s at %02d:%02d part of the file was found damaged. What was written "
			  "last before that may be missing: look it over."),
			day.bytes, at.hour, at.minute);
	add_backup(s->data, s->language, &told);
	str_add(out, told.text);
	str_release(&day);
	return OK;
}

enum err care_session_gap_seen(struct care_session *s, struct error *e)
{
	return store_gap_seen(s->store, e);
}

static enum err finish(struct care_session *s, enum err rc, struct care_session **out)
{
	if (rc != OK) {
		care_session_close(s);
		s = NULL;
	}
	*out = s;
	return rc;
}

enum err care_session_open(const struct care_options *o, struct care_session **out,
			   struct error *e)
{
	struct care_session *s = session_new(o);
	enum err rc = places_start(s, o, e);

	if (rc == OK)
		rc = file_must_be(s, e);
	if (rc == OK)
		rc = keys_start(s, o, e);
	if (rc == OK)
		rc = tables_start(s, o, e);
	if (rc == ERR_DAMAGED && e != NULL)
		name_backup(s, e);
	return finish(s, rc, out);
}

static enum err first_entries(struct care_session *s, const char *organisation,
			      const char *worker, struct error *e)
{
	char id[STORE_ID_BYTES];
	enum err rc = store_begin(s->store, e);

	if (rc != OK)
		return rc;
	rc = care_worker_append(s, NULL, worker, false, id, e);
	if (rc == OK) {
		care_worker_take(s, id);
		rc = care_setting_append(s, "organisation", organisation, e);
	}
	if (rc == OK)
		rc = store_set_meta(s->store, "derived", s->derived, e);
	if (rc == OK)
		return store_commit(s->store, e);
	store_rollback(s->store);
	return rc;
}

static enum err fill_part(struct care_session *s, const struct care_options *o, const char *part,
			  const char *organisation, const char *worker,
			  const struct secret *passphrase, bool has_examples, struct error *e)
{
	enum err rc = store_start(s, o, part, true, e);

	if (rc == OK)
		rc = first_entries(s, organisation, worker, e);
	if (rc == OK)
		rc = care_worker_key(s, s->worker, passphrase, e);
	if (rc == OK && has_examples)
		rc = care_practice_fill(s, e);
	return rc;
}

static enum err must_be_free(const struct care_session *s, bool *is_replacing, struct error *e)
{
	struct store_keys_about about = {.label = STR_INIT};
	enum err rc = store_keys_look(s->data, &about, e);

	*is_replacing = about.is_plain && s->is_practice;
	if (rc == OK && about.exists && !*is_replacing)
		rc = error_set(e, ERR_INVALID, _("There is a file here already."));
	store_keys_about_release(&about);
	return rc;
}

/* In a folder beside the place it is for, which it takes at once when all of it is on disk. */
static enum err make_whole(struct care_session *s, const struct care_options *o,
			   const char *organisation, const char *worker,
			   const struct secret *passphrase, bool has_examples,
			   struct secret *recovery, struct error *e)
{
	char *part = NULL;
	enum err rc = file_make_folders(s->data, e);

	if (rc == OK)
		rc = store_part_begin(s->data, &part, e);
	if (rc == OK)
		rc = store_keys_new(part, organisation, o->practice, recovery, &s->keys, e);
	if (rc == OK)
		rc = fill_part(s, o, part, organisation, worker, passphrase, has_examples, e);
	free(part);
	return rc;
}

enum err care_session_make(const struct care_options *o, const char *organisation,
			   const char *worker, bool has_examples, struct secret *recovery,
			   struct error *e)
{
	struct secret own = SECRET_INIT;
	const struct secret *passphrase = NULL;
	struct care_session *s;
	bool is_replacing = false;
	char *folder = NULL;
	enum err rc;

	if (text_is_empty(organisation) || text_is_empty(worker))
		return error_set(e, ERR_INVALID,
				 _("A new file needs the name of the organisation and of a "
				   "worker."));
	s = session_new(o);
	rc = care_passphrase_of(o, &own, &passphrase, e);
	if (rc == OK)
		rc = care_passphrase_check(o, passphrase, e);
	if (rc == OK)
		rc = places_start(s, o, e);
	if (rc == OK)
		rc = must_be_free(s, &is_replacing, e);
	if (rc == OK)
		rc = config_start(s, e); /* before there is a file, so that a failure leaves none */
	if (rc == OK)
		rc = make_whole(s, o, organisation, worker, passphrase, has_examples, recovery, e);
	folder = s->data != NULL ? mem_text(s->data) : NULL;
	care_session_close(s);
	if (rc == OK)
		rc = store_part_adopt(folder, is_replacing, e);
	free(folder);
	secret_release(&own);
	return rc;
}

enum err care_session_create(const struct care_options *o, const char *organisation,
			     const char *worker, struct secret *recovery, struct error *e)
{
	return care_session_make(o, organisation, worker, o->practice, recovery, e);
}

void care_session_close(struct care_session *s)
{
	if (s == NULL)
		return;
	care_names_free(s->names);
	care_social_free(s->social);
	care_forms_release(s);
	care_pairs_release(&s->workers);
	care_pairs_release(&s->left);
	care_pairs_release(&s->settings);
	free(s->worker_ids);
	care_rules_free(s->rules);
	care_config_free(s->config);
	store_close(s->store);
	store_keys_close(s->keys); /* what the store still wrote was sealed with it */
	free(s->derived);
	free(s->data);
	free(s->share);
	free(s);
}
