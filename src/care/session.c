/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/session.h"

#include <unistd.h>

#include "care/session_inner.h"
#include "find/find.h"

/* Raised when derive makes other rows of the same entries. */
#define DERIVE_VERSION "1"

static enum err data_folder(const struct care_options *o, char **out, struct error *e)
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

	return rc == OK ? data_folder(o, &s->data, e) : rc;
}

static enum err store_start(struct care_session *s, const struct care_options *o, bool create,
			    struct error *e)
{
	char *path = NULL;
	struct store_options so = {.create = create, .practice = o->practice, .clock = &s->clock};
	enum err rc = create ? file_make_folders(s->data, e) : OK;

	if (rc != OK)
		return rc;
	so.random = o->is_seeded ? vault_random_seeded(o->seed) : vault_random_system();
	path = file_path(s->data, "trede.db");
	so.path = path;
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

static void worker_take(struct care_session *s, const char *id)
{
	(void)snprintf(s->worker, sizeof s->worker, "%s", id);
}

static enum err worker_start(struct care_session *s, struct error *e)
{
	struct str last = STR_INIT;
	enum err rc = store_meta(s->store, "worker", &last, e);

	if (care_pair_value(&s->workers, last.bytes) != NULL)
		worker_take(s, last.bytes);
	else if (s->workers.count > 0)
		worker_take(s, s->worker_ids[0]);
	str_release(&last);
	return rc;
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
		rc = store_start(s, o, false, e);
	if (rc == OK)
		rc = config_start(s, e);
	if (rc == OK)
		rc = derived_start(s, e);
	if (rc == OK)
		rc = care_session_reload(s, e);
	if (rc == OK)
		rc = worker_start(s, e);
	return finish(s, rc, out);
}

static enum err worker_append(struct care_session *s, const char *name, char id[STORE_ID_BYTES],
			      struct error *e)
{
	json_t *body = json_object();
	struct str text = STR_INIT, clean = STR_INIT;
	struct store_new_entry entry = {.kind = "worker"};
	enum err rc;

	str_set(&clean, name);
	text_trim(&clean);
	if (clean.len == 0 || !text_is_utf8(clean.bytes, clean.len)) {
		rc = error_set(e, ERR_INVALID, _("A worker needs a name."));
	} else {
		json_object_set_new(body, "v", json_integer(CARE_BODY_VERSION));
		json_put_text(body, "name", clean.bytes);
		json_text_write(&text, body);
		entry.body = text.bytes;
		entry.body_len = text.len;
		rc = care_append(s, &entry, id, e);
	}
	json_decref(body);
	str_release(&text);
	str_release(&clean);
	return rc;
}

static enum err first_entries(struct care_session *s, const char *organisation,
			      const char *worker, struct error *e)
{
	char id[STORE_ID_BYTES];
	enum err rc = store_begin(s->store, e);

	if (rc != OK)
		return rc;
	rc = worker_append(s, worker, id, e);
	if (rc == OK) {
		worker_take(s, id);
		rc = store_set_meta(s->store, "worker", id, e);
	}
	if (rc == OK)
		rc = care_setting_set(s, "organisation", organisation, e);
	if (rc == OK)
		rc = store_set_meta(s->store, "derived", s->derived, e);
	if (rc == OK)
		return store_commit(s->store, e);
	store_rollback(s->store);
	return rc;
}

enum err care_session_create(const struct care_options *o, const char *organisation,
			     const char *worker, struct care_session **out, struct error *e)
{
	struct care_session *s;
	enum err rc;

	*out = NULL;
	if (!o->practice)
		return error_set(e, ERR_INVALID,
				 _("Only practice files can be made until files are sealed; "
				   "add --practice."));
	if (text_is_empty(organisation) || text_is_empty(worker))
		return error_set(e, ERR_INVALID,
				 _("A new file needs the name of the organisation and of a "
				   "worker."));
	s = session_new(o);
	rc = places_start(s, o, e);
	if (rc == OK)
		rc = config_start(s, e); /* before there is a file, so that a failure leaves none */
	if (rc == OK)
		rc = store_start(s, o, true, e);
	if (rc == OK)
		rc = first_entries(s, organisation, worker, e);
	return finish(s, rc, out);
}

void care_session_close(struct care_session *s)
{
	if (s == NULL)
		return;
	care_forms_release(s);
	care_pairs_release(&s->workers);
	care_pairs_release(&s->settings);
	free(s->worker_ids);
	care_config_free(s->config);
	store_close(s->store);
	free(s->derived);
	free(s->data);
	free(s->share);
	free(s);
}

void care_session_undo(struct care_session *s)
{
	static const char *const names[] = {"trede.db", "trede.db-wal"};
	char *folder = mem_text(s->data);

	care_session_close(s);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char *path = file_path(folder, names[i]);

		(void)unlink(path); /* not there: nothing to undo */
		free(path);
	}
	free(folder);
}

static int by_name(const void *a, const void *b)
{
	const struct care_pair *const *x = a, *const *y = b;
	struct str left = STR_INIT, right = STR_INIT;
	int order;

	find_fold((*x)->value, strlen((*x)->value), &left);
	find_fold((*y)->value, strlen((*y)->value), &right);
	order = strcmp(left.bytes, right.bytes);
	str_release(&left);
	str_release(&right);
	return order != 0 ? order : strcmp((*x)->key, (*y)->key);
}

static void workers_sort(struct care_session *s)
{
	size_t n = s->workers.count;
	const struct care_pair **sorted;

	free(s->worker_ids);
	s->worker_ids = NULL;
	if (n == 0)
		return;
	s->worker_ids = mem_array(n, sizeof *s->worker_ids);
	sorted = mem_array(n, sizeof *sorted);
	for (size_t i = 0; i < n; i++)
		sorted[i] = &s->workers.items[i];
	qsort(sorted, n, sizeof *sorted, by_name);
	for (size_t i = 0; i < n; i++)
		s->worker_ids[i] = sorted[i]->key;
	free(sorted);
}

enum err care_session_reload(struct care_session *s, struct error *e)
{
	enum err rc = care_pairs_read(s, "worker", &s->workers, e);

	if (rc == OK)
		rc = care_pairs_read(s, "setting", &s->settings, e);
	workers_sort(s);
	return rc;
}

const char *care_session_organisation(const struct care_session *s)
{
	return care_setting(s, "organisation", "");
}

const char *care_session_worker(const struct care_session *s)
{
	return s->worker;
}

const char *care_session_worker_name(const struct care_session *s)
{
	return care_worker_name(s, s->worker);
}

const char *care_worker_name(const struct care_session *s, const char *id)
{
	const char *name = care_pair_value(&s->workers, id);

	return name != NULL ? name : "";
}

static bool is_same_name(const char *a, const char *b)
{
	struct str left = STR_INIT, right = STR_INIT;
	bool is_same;

	find_fold(a, strlen(a), &left);
	find_fold(b, strlen(b), &right);
	is_same = left.len > 0 ? strcmp(left.bytes, right.bytes) == 0 : strcmp(a, b) == 0;
	str_release(&left);
	str_release(&right);
	return is_same;
}

enum err care_worker_by_name(struct care_session *s, const char *name, bool may_add, char id[37],
			     struct error *e)
{
	for (size_t i = 0; i < s->workers.count; i++) {
		const struct care_pair *worker = &s->workers.items[i];

		if (strcmp(worker->key, name) == 0 || is_same_name(worker->value, name)) {
			(void)snprintf(id, STORE_ID_BYTES, "%s", worker->key);
			return OK;
		}
	}
	if (may_add)
		return worker_append(s, name, id, e);
	return error_set(e, ERR_NOT_FOUND, _("There is no worker with that name."));
}

int care_workers(const struct care_session *s, const char *const **ids)
{
	*ids = s->worker_ids;
	return (int)s->workers.count;
}

enum err care_session_set_worker(struct care_session *s, const char *id, struct error *e)
{
	enum err rc;

	if (care_pair_value(&s->workers, id) == NULL)
		return error_set(e, ERR_NOT_FOUND, _("There is no worker with that name."));
	rc = store_set_meta(s->store, "worker", id, e);
	if (rc == OK)
		worker_take(s, id);
	return rc;
}

enum care_clock care_session_clock_state(struct care_session *s)
{
	switch (store_clock_check(s->store)) {
	case STORE_CLOCK_BEHIND:
		return CARE_CLOCK_BEHIND;
	case STORE_CLOCK_AHEAD:
		return CARE_CLOCK_AHEAD;
	case STORE_CLOCK_FINE:
		break;
	}
	return CARE_CLOCK_FINE;
}

const struct care_config *care_session_config(const struct care_session *s)
{
	return s->config;
}

const struct clock *care_session_clock(const struct care_session *s)
{
	return &s->clock;
}

struct date care_session_today(const struct care_session *s)
{
	return clock_today(&s->clock);
}

const char *care_session_language(const struct care_session *s)
{
	return s->language;
}

void care_session_set_language(struct care_session *s, const char *language)
{
	(void)snprintf(s->language, sizeof s->language, "%s",
		       text_equal(language, "en") ? "en" : "nl");
}

bool care_session_is_practice(const struct care_session *s)
{
	return s->is_practice;
}

struct store *care_session_store(struct care_session *s)
{
	return s->store;
}

struct vault_random *care_session_random(struct care_session *s)
{
	return &s->random;
}

const char *care_session_data(const struct care_session *s)
{
	return s->data;
}

const char *care_session_share(const struct care_session *s)
{
	return s->share;
}

const char *care_derived_version(const struct care_session *s)
{
	return s->derived;
}

const char *care_setting(const struct care_session *s, const char *name, const char *otherwise)
{
	const char *value = care_pair_value(&s->settings, name);

	return text_is_empty(value) ? otherwise : value;
}

enum err care_setting_set(struct care_session *s, const char *name, const char *value,
			  struct error *e)
{
	json_t *body = json_object();
	struct str text = STR_INIT;
	struct store_new_entry entry = {.kind = "setting"};
	char id[STORE_ID_BYTES];
	enum err rc;

	json_object_set_new(body, "v", json_integer(CARE_BODY_VERSION));
	json_put_text(body, "key", name);
	json_put_text(body, "value", value);
	json_text_write(&text, body);
	json_decref(body);
	entry.body = text.bytes;
	entry.body_len = text.len;
	rc = care_append(s, &entry, id, e);
	str_release(&text);
	return rc;
}
