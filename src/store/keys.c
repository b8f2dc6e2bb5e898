/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <unistd.h>

#include "store/hold.h"
#include "store/keys_inner.h"
#include "store/renew.h"
#include "store/rights.h"
#include "store/tries.h"

struct store_keys {
	char *folder;
	struct vault_keyring *ring;
	struct vault_key *key;
	struct str written; /* the bytes of trede.keys as this process knows them; "" none */
	enum vault_cost cost;
	char worker[VAULT_WORKER_BYTES];
};

/* A key file of the folder, as bytes and read. */
struct source {
	struct str bytes;
	struct vault_keyring *ring;
	bool is_old; /* from trede.keys.old */
};

static void source_release(struct source *s)
{
	str_release(&s->bytes);
	vault_keyring_free(s->ring);
	s->ring = NULL;
}

static enum err read_one(const char *folder, const char *name, struct source *out,
			 struct error *e)
{
	char *path = file_path(folder, name);
	enum err err = rights_file(path, e);

	if (err == OK) {
		err = file_read(path, VAULT_KEYRING_MOST, &out->bytes, e);
		if (err == ERR_INVALID) /* larger than any key file */
			err = error_set(e, ERR_DAMAGED,
					_("The key file is damaged. Put back a backup."));
	}
	if (err == OK)
		err = vault_keyring_read(out->bytes.bytes, out->bytes.len, &out->ring, e);
	free(path);
	return err;
}

/* The copy before it is read only when there is nothing to read in the present one. */
static enum err read_source(const char *folder, struct source *out, struct error *e)
{
	struct error mine = ERROR_INIT;
	enum err err = read_one(folder, KEYS_FILE, out, &mine);

	if ((err == ERR_DAMAGED || err == ERR_NOT_FOUND) &&
	    read_one(folder, KEYS_OLD, out, NULL) == OK) {
		out->is_old = true;
		return OK;
	}
	if (err != OK && e)
		*e = mine;
	return err;
}

static bool is_sqlite(const char *path)
{
	static const char magic[16] = "SQLite format 3";
	char bytes[sizeof magic];
	bool is = false;
	int fd;

	if (rights_file(path, NULL) != OK || hold_of(path) == HOLD_HERE)
		return false;
	fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return false;
	is = pread(fd, bytes, sizeof bytes, 0) == (ssize_t)sizeof bytes &&
	     memcmp(bytes, magic, sizeof magic) == 0;
	(void)close(fd); /* nothing was written */
	return is;
}

static int count_workers(const struct vault_keyring *r)
{
	int n = 0;

	for (int i = 0; i < vault_keyring_count(r); i++)
		n += vault_keyring_kind(r, i) == VAULT_SLOT_WORKER;
	return n;
}

/* A key file that is damaged or newer is told of when she gives her passphrase, not before. */
enum err store_keys_look(const char *folder, struct store_keys_about *out, struct error *e)
{
	struct source source = {.bytes = STR_INIT};
	char *db = file_path(folder, KEYS_DB);
	enum err err;

	*out = (struct store_keys_about){.label = STR_INIT};
	err = vault_start(e);
	if (err == OK)
		err = rights_folder_of(db, e);
	if (err == OK)
		err = store_settle(folder, e);
	out->is_in_use = err == ERR_BUSY || hold_of(db) == HOLD_ELSEWHERE;
	if (err == ERR_BUSY) /* what it prepared is put in place when it has ended */
		err = OK;
	if (err == OK)
		err = read_source(folder, &source, e);
	if (err == OK) {
		out->workers = count_workers(source.ring);
		str_set(&out->label, vault_keyring_label(source.ring));
		out->wait_ms = tries_wait_ms(folder);
	}
	out->exists = err != ERR_NOT_FOUND || file_exists(db);
	out->is_plain = err == ERR_NOT_FOUND && is_sqlite(db);
	source_release(&source);
	free(db);
	if (err != ERR_NOT_FOUND && err != ERR_DAMAGED && err != ERR_NEWER)
		return err;
	if (e) /* what was told of reading it is no failure here */
		*e = (struct error)ERROR_INIT;
	return OK;
}

void store_keys_about_release(struct store_keys_about *a)
{
	str_release(&a->label);
	*a = (struct store_keys_about){.label = STR_INIT};
}

static struct store_keys *keys_new(const char *folder, enum vault_cost cost)
{
	struct store_keys *k = mem_new(sizeof *k);

	k->folder = mem_text(folder);
	k->written = (struct str)STR_INIT;
	k->cost = cost;
	return k;
}

void store_keys_close(struct store_keys *k)
{
	if (!k)
		return;
	vault_key_free(k->key);
	vault_keyring_free(k->ring);
	str_release(&k->written);
	free(k->folder);
	free(k);
}

/* There is no key file: what is there instead? */
static enum err say_keyless(const char *folder, struct error *e)
{
	char *db = file_path(folder, KEYS_DB);
	enum err err = rights_file(db, e); /* ERR_NOT_FOUND: there is nothing at all */

	if (err == OK && is_sqlite(db))
		err = error_set(e, ERR_INVALID,
				_("This file was made by an earlier trede and is not sealed. Make "
				  "a new one with: trede init"));
	else if (err == OK)
		err = error_set(e, ERR_DAMAGED,
				_("The key file is gone, and without it the file cannot be read. "
				  "Put a backup back with: trede restore FILE"));
	free(db);
	return err;
}

static enum err refuse_for(int64_t wait_ms, struct error *e)
{
	return error_set(e, ERR_PASSPHRASE,
			 _("That was wrong several times. Wait %lld seconds, then try again."),
			 (long long)(wait_ms + 999) / 1000);
}

/*
 * One try, if it is taken; a wrong one counts.  A right one forgets those before it, but not on a ring
 * that came from elsewhere: anybody can make one whose passphrase he knows.
 */
static enum err try_ring(const char *folder, const struct vault_keyring *ring, bool is_ours,
			 const char *name, const struct secret *passphrase, bool try_all,
			 struct vault_key **key, int *slot, struct error *e)
{
	struct tries tries = tries_begin(folder);
	enum err err;

	if (tries.wait_ms > 0) {
		err = refuse_for(tries.wait_ms, e);
	} else {
		err = vault_keyring_open(ring, name, passphrase, try_all, key, slot, e);
		if (err == ERR_PASSPHRASE)
			tries_count(&tries);
		if (err == OK && is_ours)
			tries_forget(&tries);
	}
	tries_end(&tries);
	return err;
}

static void drop(const struct store_keys *k, const char *name)
{
	char *path = file_path(k->folder, name);

	(void)unlink(path); /* mostly there is none; else the next log-in does it */
	free(path);
}

/* She is in with the present key file: an older passphrase must not open the one before it.  What was
 * never finished goes too, when nobody can be at work on it. */
static void drop_old(const struct store_keys *k)
{
	char *db = file_path(k->folder, KEYS_DB);

	drop(k, KEYS_OLD);
	if (hold_of(db) == HOLD_NONE) {
		drop(k, KEYS_NEW);
		drop(k, KEYS_OLD ".new");
	}
	free(db);
}

/* One try on source, whose ring k takes over. */
static enum err enter(struct store_keys *k, struct source *source, bool is_ours, const char *name,
		      const struct secret *passphrase, bool try_all, struct error *e)
{
	int slot = 0;
	enum err err = try_ring(k->folder, source->ring, is_ours, name, passphrase, try_all,
				&k->key, &slot, e);

	if (err != OK)
		return err;
	k->ring = source->ring;
	source->ring = NULL;
	if (vault_keyring_is_cheap(k->ring))
		k->cost = VAULT_COST_SMALLEST;
	(void)snprintf(k->worker, sizeof k->worker, "%s", vault_keyring_worker(k->ring, slot));
	return OK;
}

static enum err give(struct store_keys *k, enum err err, struct store_keys **out)
{
	*out = err == OK ? k : NULL;
	if (err != OK)
		store_keys_close(k);
	return err;
}

enum err store_keys_open(const char *folder, const char *name, const struct secret *passphrase,
			 bool try_all, struct store_keys **out, struct error *e)
{
	struct store_keys *k = keys_new(folder, VAULT_COST_FULL);
	struct source source = {.bytes = STR_INIT};
	char *path = file_path(folder, KEYS_FILE);
	enum err err = vault_start(e);

	if (err == OK)
		err = rights_folder_of(path, e);
	if (err == OK)
		err = store_settle(folder, e);
	if (err == OK) {
		err = read_source(folder, &source, e);
		if (err == ERR_NOT_FOUND)
			err = say_keyless(folder, e);
	}
	if (err == OK)
		err = enter(k, &source, true, name, passphrase, try_all, e);
	if (err == OK && !source.is_old) {
		str_add_bytes(&k->written, source.bytes.bytes, source.bytes.len);
		drop_old(k);
	}
	source_release(&source);
	free(path);
	return give(k, err, out);
}

enum err keys_of_bytes(const char *folder, const struct str *bytes, const char *name,
		       const struct secret *passphrase, struct store_keys **out, struct error *e)
{
	struct store_keys *k = keys_new(folder, VAULT_COST_FULL);
	struct source source = {.bytes = STR_INIT};
	enum err err = vault_keyring_read(bytes->bytes, bytes->len, &source.ring, e);

	if (err == OK)
		err = enter(k, &source, false, name, passphrase, true, e);
	source_release(&source);
	return give(k, err, out);
}

const char *store_keys_worker(const struct store_keys *k)
{
	return k->worker;
}

bool store_keys_has(const struct store_keys *k, const char *worker)
{
	for (int i = 0; i < vault_keyring_count(k->ring); i++)
		if (vault_keyring_kind(k->ring, i) == VAULT_SLOT_WORKER &&
		    text_equal(vault_keyring_worker(k->ring, i), worker))
			return true;
	return false;
}

const struct vault_key *store_keys_key(const struct store_keys *k)
{
	return k->key;
}

const struct vault_keyring *store_keys_ring(const struct store_keys *k)
{
	return k->ring;
}

const char *store_keys_folder(const struct store_keys *k)
{
	return k->folder;
}

struct vault_keyring *keys_copy(const struct vault_keyring *ring, struct error *e)
{
	struct str bytes = STR_INIT;
	struct vault_keyring *copy = NULL;

	vault_keyring_write(ring, &bytes);
	if (vault_keyring_read(bytes.bytes, bytes.len, &copy, e) != OK)
		copy = NULL;
	str_release(&bytes);
	return copy;
}

/*
 * What is there now is kept as trede.keys.old only when it is what this process read or wrote: a
 * damaged one must not take the place of a good copy.  A write of which it is not known how it ended
 * is taken back, so that the passphrase she knows is the one that holds.
 */
static enum err write_ring(struct store_keys *k, const struct vault_keyring *ring,
			   struct error *e)
{
	char *path = file_path(k->folder, KEYS_FILE), *old = file_path(k->folder, KEYS_OLD);
	struct str now = STR_INIT, next = STR_INIT;
	bool is_known = k->written.len > 0 &&
			file_read(path, VAULT_KEYRING_MOST, &now, NULL) == OK &&
			now.len == k->written.len &&
			memcmp(now.bytes, k->written.bytes, now.len) == 0;
	enum err err;

	vault_keyring_write(ring, &next);
	err = file_replace(path, is_known ? old : NULL, next.bytes, next.len, e);
	if (err == OK) {
		str_reset(&k->written);
		str_add_bytes(&k->written, next.bytes, next.len);
	} else if (is_known && file_read(path, VAULT_KEYRING_MOST, &now, NULL) == OK &&
		   (now.len != k->written.len ||
		    memcmp(now.bytes, k->written.bytes, now.len) != 0)) {
		(void)file_replace(path, NULL, k->written.bytes, k->written.len, NULL);
	}
	str_release(&now);
	str_release(&next);
	free(path);
	free(old);
	return err;
}

/* The changed copy takes the place of the ring once it is on disk. */
static enum err adopt(struct store_keys *k, struct vault_keyring *copy, enum err err,
		      struct error *e)
{
	if (err == OK)
		err = write_ring(k, copy, e);
	if (err == OK) {
		struct vault_keyring *before = k->ring;

		k->ring = copy;
		copy = before;
	}
	vault_keyring_free(copy);
	return err;
}

enum err store_keys_new(const char *folder, const char *label, bool is_practice,
			struct secret *recovery, struct store_keys **out, struct error *e)
{
	static const char *const no_names[2] = {NULL, NULL};
	struct store_keys *k =
		keys_new(folder, is_practice ? VAULT_COST_SMALLEST : VAULT_COST_FULL);
	enum err err = vault_start(e);

	*out = NULL;
	if (err == OK)
		err = vault_key_new(&k->key, e);
	if (err == OK) {
		k->ring = vault_keyring_new(label);
		vault_recovery_new(recovery);
		err = vault_keyring_add(k->ring, k->key, "", no_names, recovery, k->cost, e);
	}
	if (err == OK)
		*out = k;
	else
		store_keys_close(k);
	return err;
}

enum err store_keys_write(struct store_keys *k, struct error *e)
{
	return write_ring(k, k->ring, e);
}

enum err store_keys_set(struct store_keys *k, const char *worker, const char *const names[2],
			const struct secret *passphrase, struct error *e)
{
	struct vault_keyring *copy = keys_copy(k->ring, e);

	if (!copy)
		return ERR_DAMAGED;
	return adopt(k, copy, vault_keyring_add(copy, k->key, worker, names, passphrase, k->cost, e),
		     e);
}

enum err store_keys_set_recovery(struct store_keys *k, struct secret *code, struct error *e)
{
	static const char *const no_names[2] = {NULL, NULL};

	vault_recovery_new(code);
	return store_keys_set(k, "", no_names, code, e);
}

enum err store_keys_set_label(struct store_keys *k, const char *label, struct error *e)
{
	struct vault_keyring *copy = keys_copy(k->ring, e);

	if (!copy)
		return ERR_DAMAGED;
	vault_keyring_set_label(copy, label);
	return adopt(k, copy, OK, e);
}

/* Her slot alone in a copy: one try, whatever the number of colleagues. */
enum err store_keys_prove(struct store_keys *k, const char *worker,
			  const struct secret *passphrase, struct error *e)
{
	struct vault_keyring *copy = keys_copy(k->ring, e);
	struct vault_key *key = NULL;
	enum err err;
	int slot = 0;

	if (!copy)
		return ERR_DAMAGED;
	for (int i = vault_keyring_count(copy) - 1; i >= 0; i--)
		if (!text_equal(vault_keyring_worker(copy, i), worker))
			(void)vault_keyring_remove(copy, vault_keyring_worker(copy, i));
	err = try_ring(k->folder, copy, true, "", passphrase, false, &key, &slot, e);
	vault_key_free(key);
	vault_keyring_free(copy);
	return err;
}
