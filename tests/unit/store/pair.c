/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pair.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

const char pair_worker[] = "01939e6a-0000-7000-8000-000000000001";
const char pair_other[] = "01939e6a-0000-7000-8000-000000000002";
static const int64_t start = 1795341600000; /* 2026-11-22 10:00 UTC */

char *pair_name(const struct pair *p, const char *name)
{
	return file_path(p->folder, name);
}

bool pair_has(const struct pair *p, const char *name)
{
	char *path = pair_name(p, name);
	struct stat st;
	bool has = lstat(path, &st) == 0;

	free(path);
	return has;
}

static enum err open_store(struct pair *p, const char *path, bool create, struct error *e)
{
	struct store_options o = {.path = path,
				  .keys = p->keys,
				  .create = create,
				  .practice = true,
				  .clock = &p->clock,
				  .random = vault_random_system()};

	return store_open(&p->store, &o, e);
}

static void set(struct pair *p, const char *worker, const char *name, const char *passphrase)
{
	const char *const names[2] = {name, NULL};
	struct secret s = SECRET_INIT;

	assert_true(secret_add(&s, passphrase, strlen(passphrase)));
	assert_ok(store_keys_set(p->keys, worker, names, &s, NULL));
	secret_release(&s);
}

void pair_work(struct pair *p, int entries)
{
	struct store_new_entry entry = {.kind = "note", .client = "c1", .on = "2026-11-22",
					.body = "{\"v\":1}", .body_len = 7};
	char id[STORE_ID_BYTES];

	for (int i = 0; i < entries; i++)
		assert_ok(store_entry_append(p->store, &entry, id, NULL));
}

static void fill(struct pair *p)
{
	struct store_client c = {.id = mem_text("c1"), .called = mem_text("Naima")};
	char *begun = mem_text("2026-11-22T10:00:00.000+01:00"), *who = mem_text("c1");
	struct store_draft d = {.client = who, .begun = begun, .total = 20};

	pair_work(p, 1);
	assert_ok(store_client_put(p->store, &c, NULL, NULL));
	assert_ok(store_draft_create(p->store, &d, NULL));
	assert_ok(store_access_append(p->store, "w1", "open", "c1", -1, NULL));
	store_client_release(&c);
	store_draft_release(&d);
}

void pair_make(struct pair *p)
{
	char name[] = "/tmp/trede-pair-XXXXXX";
	char *part = NULL, *db;

	*p = (struct pair){.now = start, .recovery = SECRET_INIT};
	p->clock = clock_fixed(&p->now);
	assert_non_null(mkdtemp(name));
	p->folder = mem_text(name);
	p->db = pair_name(p, "trede.db");
	assert_ok(store_part_begin(p->folder, &part, NULL));
	assert_ok(store_keys_new(part, "Vrouwencentrum", true, &p->recovery, &p->keys, NULL));
	assert_ok(store_keys_write(p->keys, NULL));
	set(p, pair_worker, "els", PAIR_PASSPHRASE);
	db = file_path(part, "trede.db");
	assert_ok(open_store(p, db, true, NULL));
	fill(p);
	pair_leave(p);
	assert_ok(store_part_adopt(p->folder, false, NULL));
	assert_ok(pair_open(p, NULL));
	free(db);
	free(part);
}

void pair_leave(struct pair *p)
{
	store_close(p->store);
	store_keys_close(p->keys);
	p->store = NULL;
	p->keys = NULL;
}

enum err pair_enter(struct pair *p, const char *name, const char *passphrase, struct error *e)
{
	struct secret s = SECRET_INIT;
	enum err err;

	assert_true(secret_add(&s, passphrase, strlen(passphrase)));
	err = store_keys_open(p->folder, name, &s, false, &p->keys, e);
	secret_release(&s);
	return err;
}

enum err pair_open(struct pair *p, struct error *e)
{
	enum err err = pair_enter(p, "els", PAIR_PASSPHRASE, e);

	return err == OK ? open_store(p, p->db, false, e) : err;
}

void pair_add_other(struct pair *p)
{
	set(p, pair_other, "mia", PAIR_OTHER);
}

int64_t pair_entries(struct pair *p)
{
	struct store_check c;
	int64_t n;

	assert_ok(store_check(p->store, &c, NULL));
	if (c.faults > 0)
		fail_msg("%s", c.first_fault.bytes);
	n = c.entries;
	store_check_release(&c);
	return n;
}

void pair_end(struct pair *p)
{
	pair_leave(p);
	secret_release(&p->recovery);
	pair_remove(p->folder);
	free(p->folder);
	free(p->db);
}

/* Calls back with each name in a folder and whether it is a folder. */
static void each(const char *folder, void (*visit)(const char *path, const char *to, bool is_folder),
		 const char *to)
{
	DIR *dir = opendir(folder);
	struct dirent *item;
	struct stat st;

	while (dir && (item = readdir(dir))) {
		char *path = file_path(folder, item->d_name);
		char *target = to ? file_path(to, item->d_name) : NULL;

		if (strcmp(item->d_name, ".") != 0 && strcmp(item->d_name, "..") != 0 &&
		    lstat(path, &st) == 0)
			visit(path, target, S_ISDIR(st.st_mode));
		free(path);
		free(target);
	}
	if (dir)
		(void)closedir(dir);
}

static void remove_one(const char *path, const char *to, bool is_folder)
{
	(void)to;
	if (is_folder)
		pair_remove(path);
	else
		(void)unlink(path);
}

void pair_remove(const char *folder)
{
	each(folder, remove_one, NULL);
	(void)rmdir(folder);
}

static void copy_one(const char *path, const char *to, bool is_folder)
{
	struct str bytes = STR_INIT;

	if (is_folder) {
		pair_copy(path, to);
		return;
	}
	read_bytes(path, &bytes);
	write_bytes(to, bytes.bytes, bytes.len);
	str_release(&bytes);
}

void pair_copy(const char *from, const char *to)
{
	assert_int_equal(mkdir(to, 0700), 0);
	each(from, copy_one, to);
}

int pair_count(const char *folder, const char *begins)
{
	DIR *dir = opendir(folder);
	struct dirent *item;
	int n = 0;

	while (dir && (item = readdir(dir)))
		n += item->d_name[0] != '.' && text_begins(item->d_name, begins);
	if (dir)
		(void)closedir(dir);
	return n;
}

char *pair_find(const char *folder, const char *begins)
{
	DIR *dir = opendir(folder);
	struct dirent *item;
	char *found = NULL;

	while (dir && !found && (item = readdir(dir)))
		if (text_begins(item->d_name, begins))
			found = file_path(folder, item->d_name);
	if (dir)
		(void)closedir(dir);
	return found;
}

void read_bytes(const char *path, struct str *out)
{
	assert_ok(file_read(path, 1 << 26, out, NULL));
}

void write_bytes(const char *path, const char *bytes, size_t len)
{
	(void)unlink(path);
	assert_ok(file_write_new(path, bytes, len, NULL));
}
