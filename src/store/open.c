/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/bulk_inner.h"
#include "store/gap.h"
#include "store/keys_inner.h"
#include "store/rights.h"
#include "store/schema.h"

enum {
	UNFINISHED_MOST = 4096, /* a file that was made but never got its tables has one page */
	COUNTER_PER_OPEN = 32 /* bits of random draws before two openings of a seed would meet */
};

static bool is_in_memory(const char *path)
{
	return strcmp(path, ":memory:") == 0;
}

/* Makes the file with its final rights, before SQLite sees it. */
static enum err make_file(const char *path, bool *is_made, struct error *e)
{
	int fd = open(path, O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0600);
	struct stat st;

	*is_made = fd >= 0;
	if (fd >= 0 && fchmod(fd, 0600) == 0 && close(fd) == 0)
		return OK;
	if (fd < 0 && errno == EEXIST) {
		if (lstat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= UNFINISHED_MOST)
			return OK; /* perhaps an unfinished making: schema_is_empty decides */
		return error_set(e, ERR_INVALID, _("There is a file here already."));
	}
	return rights_error(_("The file cannot be made. See whether its folder is there and may "
			      "be written."),
			    e);
}

/* SQLite would take an empty file for a new one, and throw away the log beside it. */
static enum err refuse_empty(const char *path, struct error *e)
{
	struct stat st;

	return stat(path, &st) == 0 && st.st_size == 0 ? sql_error(NULL, SQLITE_NOTADB, e) : OK;
}

/* A seeded file opened twice must not make the same ids twice: each opening draws from a stretch of
 * its own. */
static enum err count_opening(struct store *s, struct error *e)
{
	struct str text = STR_INIT;
	enum err err;

	if (!s->random.seeded)
		return OK;
	err = store_meta(s, "openings", &text, e);
	if (err == OK) {
		unsigned long long n = strtoull(text.bytes, NULL, 10);

		s->random.counter = (uint64_t)(n + 1) << COUNTER_PER_OPEN;
		str_reset(&text);
		str_addf(&text, "%llu", n + 1);
		err = store_set_meta(s, "openings", text.bytes, e);
	}
	str_release(&text);
	return err;
}

static enum err check_practice(struct store *s, bool practice, struct error *e)
{
	struct str text = STR_INIT;
	enum err err = store_meta(s, "practice", &text, e);

	s->is_practice = strcmp(text.bytes, "1") == 0;
	str_release(&text);
	if (err != OK || s->is_practice == practice)
		return err;
	return error_set(e, ERR_INVALID, "%s",
			 practice ? _("This is not a practice file. Leave --practice away.")
				  : _("This is a practice file. Open it with --practice."));
}

static enum err read_identity(struct store *s, bool practice, struct error *e)
{
	struct str text = STR_INIT;
	enum err err = check_practice(s, practice, e);

	if (err == OK)
		err = store_meta(s, "device", &text, e);
	if (err == OK && text.len != STORE_ID_BYTES - 1)
		err = sql_error(s->db, SQLITE_CORRUPT, e);
	if (err == OK)
		memcpy(s->device, text.bytes, STORE_ID_BYTES);
	str_release(&text);
	return err == OK ? count_opening(s, e) : err;
}

static enum err read_last_hlc(struct store *s, enum sql_id id, struct error *e)
{
	struct sql q = sql_take(s, id);

	sql_text(&q, ":device", s->device);
	if (sql_row(&q) && sql_number(&q, 1) > s->hlc)
		s->hlc = sql_number(&q, 1);
	return sql_end(&q, e);
}

static enum err write_identity(struct store *s, bool practice, struct error *e)
{
	char device[STORE_ID_BYTES];
	enum err err;

	store_new_id(s, device);
	err = store_set_meta(s, "device", device, e);
	if (err == OK)
		err = store_set_meta(s, "practice", practice ? "1" : "0", e);
	if (err == OK)
		err = store_set_meta(s, "openings", "0", e);
	return err;
}

/* All of a new file is one transaction: there is either nothing in it or everything. */
static enum err lay_out(struct store *s, bool practice, struct error *e)
{
	bool is_empty = false;
	enum err err = schema_is_empty(s, &is_empty, e);

	if (err == OK && !is_empty)
		err = error_set(e, ERR_INVALID, _("There is a file here already."));
	if (err == OK)
		err = store_begin(s, e);
	if (err != OK)
		return err;
	err = schema_migrate(s, true, e);
	if (err == OK)
		err = write_identity(s, practice, e);
	if (err == OK)
		err = schema_derive(s, e);
	return store_finish(s, err, e);
}

static enum err open_tables(struct store *s, const struct store_options *o, struct error *e)
{
	enum err err = OK;

	if (o->create)
		err = lay_out(s, o->practice, e);
	else
		err = schema_migrate(s, false, e);
	if (err == OK && !o->create)
		err = schema_derive(s, e);
	if (err == OK && !o->create)
		err = bulk_recover(s, e);
	if (err == OK)
		err = read_identity(s, o->practice, e);
	if (err == OK)
		err = read_last_hlc(s, SQL_ENTRY_LAST, e);
	if (err == OK)
		err = read_last_hlc(s, SQL_ACCESS_LAST, e);
	return err;
}

static void remove_made(const char *path)
{
	static const char *const suffixes[] = {"", "-wal", "-journal"};
	struct str name = STR_INIT;

	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		str_set(&name, path);
		str_add(&name, suffixes[i]);
		(void)unlink(name.bytes); /* what is not there is fine */
	}
	str_release(&name);
}

static enum err connect(struct store *s, const struct store_options *o, struct error *e)
{
	struct sql_place place = {.path = o->path, .is_new = o->create};

	if (!is_in_memory(o->path)) {
		assert(o->keys); /* no file is ever made that is not sealed */
		place.key = store_keys_key(o->keys);
	}
	return sql_connect(s, &place, e);
}

/* Kept in the file at once, since the next thing written takes the proof away. */
static enum err note_gap(struct store *s, struct error *e)
{
	struct str now = STR_INIT;
	enum err err;

	str_addf(&now, "%lld", (long long)clock_now(s->clock));
	err = store_set_meta(s, "gap", now.bytes, e);
	str_release(&now);
	return err;
}

enum err store_open(struct store **out, const struct store_options *o, struct error *e)
{
	struct store *s = mem_new(sizeof *s);
	bool is_made = false, has_gap = false;
	enum err err = vault_start(e);

	*out = NULL;
	s->clock = o->clock;
	s->random = o->random;
	if (err == OK && !is_in_memory(o->path))
		err = rights_folder_of(o->path, e);
	if (err == OK && o->create && !is_in_memory(o->path))
		err = make_file(o->path, &is_made, e);
	if (err == OK && !is_in_memory(o->path))
		err = rights_file(o->path, e);
	if (err == OK && !o->create && !is_in_memory(o->path))
		err = refuse_empty(o->path, e);
	if (err == OK)
		err = connect(s, o, e);
	if (err == OK && s->seal && !o->create)
		has_gap = gap_in_log(o->path, store_keys_key(o->keys), seal_log_end(s->seal));
	if (err == OK)
		err = open_tables(s, o, e);
	if (err == OK && has_gap)
		err = note_gap(s, e);
	if (err == OK) {
		*out = s;
		return OK;
	}
	store_close(s);
	if (is_made)
		remove_made(o->path);
	return err;
}
