/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/session.h"

#include "care/session_inner.h"
#include "find/find.h"

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
	const struct care_pair **sorted = mem_array(s->workers.count + 1, sizeof *sorted);
	size_t n = 0;

	for (size_t i = 0; i < s->workers.count; i++)
		if (care_worker_is_here(s, s->workers.items[i].key))
			sorted[n++] = &s->workers.items[i];
	qsort(sorted, n, sizeof *sorted, by_name);
	free(s->worker_ids);
	s->worker_ids = mem_array(n + 1, sizeof *s->worker_ids);
	for (size_t i = 0; i < n; i++)
		s->worker_ids[i] = sorted[i]->key;
	s->worker_count = (int)n;
	free(sorted);
}

enum err care_session_reload(struct care_session *s, struct error *e)
{
	enum err rc = care_pairs_read(s, "worker", &s->workers, e);

	if (rc == OK)
		rc = care_pairs_read(s, "left", &s->left, e);
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

/* The key file decides: who may still open the file has not left, whatever was begun. */
bool care_worker_is_here(const struct care_session *s, const char *id)
{
	return text_is_empty(care_pair_value(&s->left, id)) ||
	       (s->keys != NULL && store_keys_has(s->keys, id));
}

void care_worker_fold(const char *name, struct str *out)
{
	find_fold(name, strlen(name), out);
	if (out->len == 0) /* a script that is not folded */
		str_set(out, name);
}

bool care_worker_is_named(const char *name, const char *typed)
{
	struct str left = STR_INIT, right = STR_INIT;
	bool is_same;

	care_worker_fold(name, &left);
	care_worker_fold(typed, &right);
	is_same = strcmp(left.bytes, right.bytes) == 0;
	str_release(&left);
	str_release(&right);
	return is_same;
}

enum err care_worker_append(struct care_session *s, const char *id, const char *name, bool has_left,
			    char out[STORE_ID_BYTES], struct error *e)
{
	json_t *body = json_object();
	struct str text = STR_INIT, clean = STR_INIT;
	struct store_new_entry entry = {.kind = "worker", .subject = id};
	enum err rc;

	str_set(&clean, name);
	text_trim(&clean);
	if (clean.len == 0 || !text_is_utf8(clean.bytes, clean.len)) {
		rc = error_set(e, ERR_INVALID, _("A worker needs a name."));
	} else {
		json_object_set_new(body, "v", json_integer(CARE_BODY_VERSION));
		json_put_text(body, "name", clean.bytes);
		if (has_left)
			json_object_set_new(body, "left", json_true());
		json_text_write(&text, body);
		entry.body = text.bytes;
		entry.body_len = text.len;
		rc = care_append(s, &entry, out, e);
	}
	json_decref(body);
	str_release(&text);
	str_release(&clean);
	return rc;
}

/* Of two with one name, who left counts only when the other is not there. */
const char *care_worker_find(const struct care_session *s, const char *typed)
{
	const char *gone = NULL;

	for (size_t i = 0; i < s->workers.count; i++) {
		const struct care_pair *worker = &s->workers.items[i];

		if (strcmp(worker->key, typed) != 0 && !care_worker_is_named(worker->value, typed))
			continue;
		if (care_worker_is_here(s, worker->key))
			return worker->key;
		gone = worker->key;
	}
	return gone;
}

/* As colleagues call her; NULL too when there are two of them. */
static const char *find_by_first(const struct care_session *s, const char *typed)
{
	struct str name = STR_INIT, wanted = STR_INIT;
	const char *found = NULL;
	bool is_one = true;

	care_worker_fold(typed, &wanted);
	for (int i = 0; i < s->worker_count; i++) {
		care_worker_fold(care_worker_name(s, s->worker_ids[i]), &name);
		if (strcspn(name.bytes, " ") != wanted.len ||
		    memcmp(name.bytes, wanted.bytes, wanted.len) != 0)
			continue;
		is_one = found == NULL;
		found = s->worker_ids[i];
		if (!is_one)
			break;
	}
	str_release(&name);
	str_release(&wanted);
	return is_one ? found : NULL;
}

enum err care_worker_by_name(struct care_session *s, const char *name, bool may_add, char id[37],
			     struct error *e)
{
	const char *known = care_worker_find(s, name);

	if (known != NULL) {
		(void)snprintf(id, STORE_ID_BYTES, "%s", known);
		return OK;
	}
	if (may_add)
		return care_worker_append(s, NULL, name, false, id, e);
	known = find_by_first(s, name);
	if (known != NULL) {
		(void)snprintf(id, STORE_ID_BYTES, "%s", known);
		return OK;
	}
	return error_set(e, ERR_NOT_FOUND, _("There is no worker with that name."));
}

int care_workers(const struct care_session *s, const char *const **ids)
{
	*ids = s->worker_ids;
	return s->worker_count;
}

void care_worker_take(struct care_session *s, const char *id)
{
	(void)snprintf(s->worker, sizeof s->worker, "%s", id);
}

enum err care_session_set_worker(struct care_session *s, const char *id, struct error *e)
{
	if (care_pair_value(&s->workers, id) == NULL)
		return error_set(e, ERR_NOT_FOUND, _("There is no worker with that name."));
	if (!s->is_practice)
		return error_set(e, ERR_INVALID, _("Another worker logs in with her passphrase."));
	care_worker_take(s, id);
	return OK;
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

enum err care_setting_append(struct care_session *s, const char *name, const char *value,
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

enum err care_setting_set(struct care_session *s, const char *name, const char *value,
			  struct error *e)
{
	enum err rc = care_setting_append(s, name, value, e);

	if (rc == OK && text_equal(name, "organisation"))
		rc = store_keys_set_label(s->keys, value, e); /* for the lock screen */
	return rc;
}
