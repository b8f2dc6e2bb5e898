/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/renew.h"

#include "store/copy.h"
#include "store/keys_inner.h"
#include "store/settle.h"

/* The key file without her, with every slot that stays holding the new key. */
static enum err make_keys(const struct store_keys *k, const char *without,
			  const struct vault_key *key, const char *part, struct error *e)
{
	struct vault_keyring *ring = keys_copy(store_keys_ring(k), e);
	char *path = file_path(part, KEYS_FILE);
	struct str bytes = STR_INIT;
	enum err err = ring ? OK : ERR_DAMAGED;

	if (err == OK) {
		if (*without)
			(void)vault_keyring_remove(ring, without); /* she may have had none */
		vault_keyring_rekey(ring, key);
		vault_keyring_write(ring, &bytes);
		err = file_write_new(path, bytes.bytes, bytes.len, e);
	}
	str_release(&bytes);
	free(path);
	vault_keyring_free(ring);
	return err;
}

static enum err copy_all(struct store *s, const char *path, const struct vault_key *key,
			 void (*progress)(void *data, int64_t done, int64_t all), void *data,
			 struct error *e)
{
	struct copy c = {0};
	int64_t done = 0, all = 0;
	enum err err = file_write_new(path, "", 0, e);

	if (err == OK)
		err = copy_begin(&c, s, path, key, 0, e);
	while (err == OK && !c.is_done) {
		err = copy_step(&c, &done, &all, e);
		if (err == OK && progress)
			progress(data, done, all);
	}
	copy_end(&c);
	return err;
}

/* What was written is read back whole, and holds what the present file holds. */
static enum err prove(struct store *s, const char *path, const struct vault_key *key,
		      struct error *e)
{
	struct sql_place place = {.path = path, .key = key};
	struct store *made = mem_new(sizeof *made);
	struct store_check check = {.first_fault = STR_INIT};
	struct copy_tip was, is;
	enum err err;

	made->clock = s->clock;
	err = sql_connect(made, &place, e);
	if (err == OK)
		err = store_check(made, &check, e);
	if (err == OK)
		err = copy_tip_read(s, s->device, &was, e);
	if (err == OK)
		err = copy_tip_read(made, s->device, &is, e);
	if (err == OK && (check.faults > 0 || !copy_tip_equal(&was, &is)))
		err = error_set(e, ERR_DAMAGED,
				_("The new file does not hold what the present one holds. Nothing "
				  "was changed; check the file with: trede check"));
	store_check_release(&check);
	store_close(made);
	return err;
}

static bool is_last(const struct store_keys *k, const char *without)
{
	const struct vault_keyring *ring = store_keys_ring(k);

	for (int i = 0; i < vault_keyring_count(ring); i++)
		if (vault_keyring_kind(ring, i) == VAULT_SLOT_WORKER &&
		    !text_equal(vault_keyring_worker(ring, i), without))
			return false;
	return true;
}

enum err store_renew(struct store *s, const struct store_keys *k, const char *without,
		     void (*progress)(void *data, int64_t done, int64_t all), void *data,
		     struct error *e)
{
	const char *folder = store_keys_folder(k);
	struct vault_key *key = NULL;
	char *part = NULL, *path = NULL;
	enum err err;

	if (is_last(k, without))
		return error_set(e, ERR_INVALID,
				 _("Nobody else can open the file. Add a colleague first."));
	err = vault_key_new(&key, e);
	if (err == OK)
		err = store_part_begin(folder, &part, e);
	if (err == OK)
		err = make_keys(k, without, key, part, e);
	if (err == OK) {
		path = file_path(part, KEYS_DB);
		err = copy_all(s, path, key, progress, data, e);
	}
	if (err == OK)
		err = prove(s, path, key, e);
	if (err == OK)
		err = settle_decide(folder, SETTLE_RENEWED, e);
	if (err != OK && part)
		settle_drop(folder);
	free(path);
	free(part);
	vault_key_free(key);
	return err;
}
