/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/accounts.h"

#include "care/kept_inner.h"
#include "care/session_inner.h"

static int characters(const struct secret *p)
{
	int count = 0;

	for (size_t at = 0; at < p->len; count++)
		at = text_next(p->bytes, p->len, at);
	return count;
}

static bool is_one_character(const struct secret *p)
{
	size_t first = text_next(p->bytes, p->len, 0);

	for (size_t at = first; at < p->len; at += first)
		if (p->len - at < first || memcmp(p->bytes, p->bytes + at, first) != 0)
			return false;
	return true;
}

enum err care_passphrase_check(const struct care_options *o, const struct secret *passphrase,
			       struct error *e)
{
	if (passphrase->len == 0)
		return error_set(e, ERR_INVALID, _("The passphrase is empty."));
	if (!text_is_utf8(passphrase->bytes, passphrase->len))
		return error_set(e, ERR_INVALID,
				 _("The passphrase holds signs that cannot be read. Type it with "
				   "other ones."));
	if (o->practice)
		return OK;
	if (characters(passphrase) < CARE_PASSPHRASE_LEAST)
		return error_set(e, ERR_INVALID,
				 _("The passphrase is too short: at least %d characters, such as "
				   "three words."),
				 CARE_PASSPHRASE_LEAST);
	if (is_one_character(passphrase))
		return error_set(e, ERR_INVALID,
				 _("This is one and the same character. Take three words, for "
				   "instance."));
	return OK;
}

static enum err check(const struct care_session *s, const struct secret *passphrase,
		      struct error *e)
{
	const struct care_options o = {.practice = s->is_practice};

	return care_passphrase_check(&o, passphrase, e);
}

bool care_session_is_recovery(const struct care_session *s)
{
	return s->is_recovery;
}

bool care_worker_may_log_in(const struct care_session *s, const char *id)
{
	return store_keys_has(s->keys, id);
}

/* The first word of a folded name: how she calls herself. */
static void first_word(const struct str *folded, struct str *out)
{
	size_t len = strcspn(folded->bytes, " ");

	str_reset(out);
	str_add_bytes(out, folded->bytes, len);
}

/* Is this all of the name of somebody else who may log in? */
static bool is_whole_name(const struct care_session *s, const char *folded, const char *but)
{
	struct str other = STR_INIT;
	bool is = false;

	for (size_t i = 0; i < s->workers.count && !is; i++) {
		const struct care_pair *worker = &s->workers.items[i];

		if (strcmp(worker->key, but) == 0 || !store_keys_has(s->keys, worker->key))
			continue;
		care_worker_fold(worker->value, &other);
		is = strcmp(folded, other.bytes) == 0;
	}
	str_release(&other);
	return is;
}

enum err care_worker_key(struct care_session *s, const char *id, const struct secret *passphrase,
			 struct error *e)
{
	struct str whole = STR_INIT, first = STR_INIT;
	const char *names[2] = {NULL, NULL};
	enum err rc;

	care_worker_fold(care_worker_name(s, id), &whole);
	first_word(&whole, &first);
	names[0] = whole.bytes;
	if (first.len < whole.len && !is_whole_name(s, first.bytes, id))
		names[1] = first.bytes;
	rc = store_keys_set(s->keys, id, names, passphrase, e);
	str_release(&whole);
	str_release(&first);
	return rc;
}

/*
 * By her whole name everybody can be told from everybody.  One of a single word would be taken for
 * the first word of another's.
 */
static enum err name_must_be_free(const struct care_session *s, const char *name, struct error *e)
{
	struct str folded = STR_INIT, other = STR_INIT, first = STR_INIT;
	enum err rc = OK;

	care_worker_fold(name, &folded);
	for (size_t i = 0; i < s->workers.count && rc == OK; i++) {
		const struct care_pair *worker = &s->workers.items[i];

		if (!store_keys_has(s->keys, worker->key))
			continue;
		care_worker_fold(worker->value, &other);
		first_word(&other, &first);
		if (strcmp(folded.bytes, other.bytes) == 0)
			rc = error_set(e, ERR_INVALID,
				       _("Somebody of that name can log in already. Add something "
					 "to tell them apart."));
		else if (strcmp(folded.bytes, first.bytes) == 0)
			rc = error_set(e, ERR_INVALID,
				       _("Somebody else is called so too. Add her family name."));
	}
	str_release(&folded);
	str_release(&other);
	str_release(&first);
	return rc;
}

/* Her id: of who has this name already, back again if she had left, or of somebody new. */
static enum err worker_of_name(struct care_session *s, const char *name, char id[STORE_ID_BYTES],
			       struct error *e)
{
	char entry[STORE_ID_BYTES];
	const char *known = care_worker_find(s, name);

	if (known == NULL)
		return care_worker_append(s, NULL, name, false, id, e);
	(void)snprintf(id, STORE_ID_BYTES, "%s", known);
	if (text_is_empty(care_pair_value(&s->left, id)))
		return OK;
	return care_worker_append(s, id, care_worker_name(s, id), false, entry, e);
}

enum err care_worker_add(struct care_session *s, const char *name, const struct secret *passphrase,
			 char id[37], struct error *e)
{
	char who[STORE_ID_BYTES] = "";
	enum err rc = check(s, passphrase, e);

	if (rc == OK)
		rc = name_must_be_free(s, name, e);
	if (rc == OK)
		rc = worker_of_name(s, name, who, e);
	if (rc == OK)
		rc = care_worker_key(s, who, passphrase, e);
	if (rc == OK && id != NULL)
		(void)snprintf(id, STORE_ID_BYTES, "%s", who);
	return rc;
}

enum err care_worker_change(struct care_session *s, const struct secret *old,
			    const struct secret *passphrase, struct error *e)
{
	enum err rc = check(s, passphrase, e);

	if (rc == OK)
		rc = store_keys_prove(s->keys, s->worker, old, e);
	if (rc == OK)
		rc = care_worker_key(s, s->worker, passphrase, e);
	return rc;
}

static enum err who_is_back(struct care_session *s, const char *id, const char *name,
			    char who[STORE_ID_BYTES], struct error *e)
{
	if (text_is_empty(id))
		return worker_of_name(s, name != NULL ? name : "", who, e);
	if (!care_worker_is_here(s, id) || text_is_empty(care_worker_name(s, id)))
		return error_set(e, ERR_NOT_FOUND, _("There is no worker with that name."));
	(void)snprintf(who, STORE_ID_BYTES, "%s", id);
	return OK;
}

enum err care_recovered(struct care_session *s, const char *id, const char *name,
			const struct secret *passphrase, struct error *e)
{
	char who[STORE_ID_BYTES] = "";
	enum err rc = check(s, passphrase, e);

	if (rc == OK && !s->is_recovery)
		rc = error_set(e, ERR_USAGE, _("This is for who opened the file with the recovery "
					       "code."));
	if (rc == OK)
		rc = who_is_back(s, id, name, who, e);
	if (rc == OK)
		rc = care_worker_key(s, who, passphrase, e);
	if (rc != OK)
		return rc;
	care_worker_take(s, who);
	s->is_recovery = false;
	return OK;
}

static enum err code_forget(struct care_session *s, const char *id, struct error *e);

/* Written first, so that the new file says it; while she has her slot it does not count. */
enum err care_worker_remove(struct care_session *s, const char *id,
			    void (*progress)(void *data, int64_t done, int64_t all), void *data,
			    struct error *e)
{
	char entry[STORE_ID_BYTES];
	enum err rc;

	if (s->is_recovery)
		return error_set(e, ERR_USAGE, _("Say first who you are, with a new passphrase."));
	if (text_equal(id, s->worker))
		return error_set(e, ERR_INVALID,
				 _("You cannot take yourself out; a colleague can do that."));
	if (text_is_empty(care_worker_name(s, id)) || !care_worker_is_here(s, id))
		return error_set(e, ERR_NOT_FOUND, _("There is no worker with that name."));
	rc = code_forget(s, id, e);
	if (rc == OK)
		rc = care_kept_forget_worker(s, id, e);
	if (rc == OK)
		rc = care_worker_append(s, id, care_worker_name(s, id), true, entry, e);
	if (rc == OK && store_keys_has(s->keys, id))
		rc = store_renew(s->store, s->keys, id, progress, data, e);
	return rc;
}

enum err care_recovery_renew(struct care_session *s, struct secret *code, struct error *e)
{
	if (s->is_recovery)
		return error_set(e, ERR_USAGE, _("Say first who you are, with a new passphrase."));
	return store_keys_set_recovery(s->keys, code, e);
}

/* Inside the file: salt and hash as hex, one behind the other. */
enum { SALT_BYTES = 16 };

static void code_key(const char *worker, struct str *out)
{
	str_set(out, "code.");
	str_add(out, worker);
}

static void code_hash(const char *salt, const struct secret *digits, struct str *out)
{
	unsigned char hash[VAULT_HASH_BYTES];
	struct vault_hash h;

	vault_hash_begin(&h);
	vault_hash_add(&h, salt, (size_t)SALT_BYTES * 2);
	vault_hash_add(&h, digits->bytes, digits->len);
	vault_hash_end(&h, hash);
	str_reset(out);
	str_add_bytes(out, salt, (size_t)SALT_BYTES * 2);
	vault_hex(hash, sizeof hash, out);
}

static bool code_read(struct care_session *s, struct str *out)
{
	struct str key = STR_INIT;
	bool is_set;

	code_key(s->worker, &key);
	is_set = store_meta(s->store, key.bytes, out, NULL) == OK &&
		 out->len == (size_t)(SALT_BYTES + VAULT_HASH_BYTES) * 2;
	str_release(&key);
	return is_set;
}

static enum err code_write(struct care_session *s, const char *worker, const char *value,
			   struct error *e)
{
	struct str key = STR_INIT;
	enum err rc;

	code_key(worker, &key);
	rc = store_set_meta(s->store, key.bytes, value, e);
	str_release(&key);
	return rc;
}

static enum err code_forget(struct care_session *s, const char *id, struct error *e)
{
	return code_write(s, id, "", e);
}

bool care_code_is_set(struct care_session *s)
{
	struct str kept = STR_INIT;
	bool is_set = code_read(s, &kept);

	str_release(&kept);
	return is_set;
}

enum err care_code_set(struct care_session *s, const struct secret *digits, struct error *e)
{
	unsigned char salt[SALT_BYTES];
	struct str hex = STR_INIT, value = STR_INIT;
	enum err rc;

	if (digits->len == 0 && s->is_practice)
		return code_forget(s, s->worker, e);
	if (digits->len < CARE_CODE_LEAST || digits->len > CARE_CODE_MOST ||
	    strspn(digits->bytes, "0123456789") != digits->len)
		return error_set(e, ERR_INVALID, _("The short code is %d to %d digits."),
				 CARE_CODE_LEAST, CARE_CODE_MOST);
	vault_random_bytes(&s->random, salt, sizeof salt);
	vault_hex(salt, sizeof salt, &hex);
	code_hash(hex.bytes, digits, &value);
	rc = code_write(s, s->worker, value.bytes, e);
	str_release(&hex);
	str_release(&value);
	return rc;
}

bool care_code_fits(struct care_session *s, const struct secret *digits)
{
	struct str kept = STR_INIT, given = STR_INIT;
	bool fits = code_read(s, &kept) && digits->len > 0;

	if (fits) {
		code_hash(kept.bytes, digits, &given);
		fits = text_equal(kept.bytes, given.bytes);
	}
	str_release(&kept);
	str_release(&given);
	return fits;
}
