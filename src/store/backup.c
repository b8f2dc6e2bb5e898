/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/bundle.h"
#include "store/copy.h"
#include "store/keys_inner.h"
#include "store/rights.h"
#include "store/schema.h"

enum { SEND_BYTES = 2 << 20, STEPS_A_LOOK = 1000 /* of SQLite: far below a millisecond */ };

struct store_backup {
	struct store *from;
	const struct store_keys *keys;
	char *path, *part; /* whole paths: where it goes, and what it is called until then */
	struct copy copy;
	int fd;              /* of part; -1 none */
	int64_t pages, sent; /* pages in it, and how many were handed to the disk */
	struct copy_tip tip; /* what the file held when the last page was copied */
	struct bundle head;  /* what proving counted */
	pthread_t prover;
	bool is_copied;        /* every page; the copying has ended */
	bool is_begun;         /* the prover was started */
	atomic_bool is_proven; /* it is through: proven and why are set */
	atomic_bool is_dropped; /* nobody waits for what the prover finds */
	pthread_mutex_t lock;   /* of proving */
	sqlite3 *proving;       /* the prover's connection while it is open */
	enum err proven;
	struct error why;
};

/* A sentence about the stick in the place of one about the file. */
static enum err about_place(enum err err, struct error *e)
{
	if (err == ERR_FULL)
		error_set(e, err,
			  _("There is no room for the backup there. Make room, or choose another "
			    "place."));
	else if (err == ERR_FILE)
		error_set(e, err,
			  _("The backup cannot be written there. See whether the stick is in and "
			    "may be written, then try again."));
	return err;
}

static enum err place_error(struct error *e)
{
	struct error mine = ERROR_INIT;
	enum err err = rights_error("", &mine);

	(void)about_place(err, e);
	error_detail(e, "%s", mine.detail);
	return err;
}

/* Links resolved, so that one place has one name; NULL when the folder is not there. */
static char *whole_path(const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	char *folder = slash ? mem_bytes(path, slash == path ? 1 : (size_t)(slash - path))
			     : mem_text(".");
	char *real = realpath(folder, NULL), *whole = NULL;

	if (real && *name && strcmp(name, ".") != 0 && strcmp(name, "..") != 0)
		whole = file_path(real, name);
	free(real);
	free(folder);
	return whole;
}

/* In the folder of the file a backup goes down with it. */
static bool is_beside(const char *whole, const char *folder)
{
	char *real = realpath(folder, NULL);
	size_t len = real ? strlen(real) : 0;
	bool is = real && strncmp(whole, real, len) == 0 && (whole[len] == '/' || len == 1);

	free(real);
	return is;
}

/* A backup may take the place of an earlier one, and of nothing else. */
static enum err look_at_target(const char *path, struct error *e)
{
	char start[8] = "";
	bool is_ours = false;
	struct stat st;

	if (lstat(path, &st) != 0)
		return errno == ENOENT ? OK : place_error(e);
	if (S_ISREG(st.st_mode)) {
		int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

		if (fd < 0)
			return place_error(e);
		is_ours = st.st_size == 0 ||
			  (pread(fd, start, sizeof start, 0) == (ssize_t)sizeof start &&
			   memcmp(start, BUNDLE_MAGIC, sizeof start) == 0);
		(void)close(fd); /* nothing was written */
	}
	if (is_ours)
		return OK;
	return error_set(e, ERR_INVALID,
			 _("There is something else of this name already. Choose another name."));
}

static enum err choose_path(struct store_backup *b, const char *path, struct error *e)
{
	struct str part = STR_INIT;

	b->path = whole_path(path);
	if (!b->path)
		return error_set(e, ERR_FILE,
				 _("There is no such folder, or it lacks the name of a file. See "
				   "whether the stick is in."));
	if (is_beside(b->path, store_keys_folder(b->keys)))
		return error_set(e, ERR_INVALID,
				 _("This is the folder of the file itself. Put the backup "
				   "somewhere else, on a stick."));
	str_addf(&part, "%s.part", b->path);
	b->part = str_detach(&part);
	return look_at_target(b->path, e);
}

static void remove_part(const struct store_backup *b)
{
	struct str log = STR_INIT;

	if (!b->part)
		return;
	str_addf(&log, "%s-wal", b->part);
	(void)unlink(log.bytes); /* mostly there is none */
	(void)unlink(b->part);
	str_release(&log);
}

/* Its head stays empty until all behind it was proven. */
static enum err make_part(struct store_backup *b, struct error *e)
{
	remove_part(b);
	b->fd = open(b->part, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (b->fd < 0)
		return place_error(e);
	(void)fchmod(b->fd, 0600); /* a stick may have no rights */
	return ftruncate(b->fd, BUNDLE_HEAD) == 0 ? OK : place_error(e);
}

enum err store_backup_begin(struct store *s, const struct store_keys *k, const char *path,
			    struct store_backup **out, struct error *e)
{
	struct store_backup *b = mem_new(sizeof *b);
	enum err err;

	*out = NULL;
	b->from = s;
	b->keys = k;
	b->fd = -1;
	b->lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
	b->head.keys = (struct str)STR_INIT;
	err = choose_path(b, path, e);
	if (err == OK)
		err = make_part(b, e);
	if (err == OK)
		err = about_place(copy_begin(&b->copy, s, b->part, store_keys_key(k), BUNDLE_HEAD,
					     e),
				  e);
	if (err == OK)
		*out = b;
	else
		store_backup_drop(b);
	return err;
}

/* Hands on what was written, so that the last step does not wait for all of it. */
static void send_on(struct store_backup *b, int64_t done)
{
	int64_t at = BUNDLE_HEAD + b->sent * VAULT_PAGE_BYTES;
	int64_t len = (done - b->sent) * VAULT_PAGE_BYTES;

	if (len >= SEND_BYTES) {
		(void)sync_file_range(b->fd, at, len, SYNC_FILE_RANGE_WRITE); /* a hint */
		b->sent = done;
	}
}

enum err store_backup_step(struct store_backup *b, int64_t *done, int64_t *all, struct error *e)
{
	enum err err;

	if (b->is_copied) {
		*done = *all = b->pages;
		return OK;
	}
	err = about_place(copy_step(&b->copy, done, all, e), e);
	if (err == OK)
		send_on(b, *done);
	if (err == OK && b->copy.is_done) {
		b->pages = *all;
		err = copy_tip_read(b->from, b->from->device, &b->tip, e);
		b->is_copied = err == OK;
		copy_end(&b->copy); /* here: it speaks to the file that work goes on in */
	}
	return err;
}

static enum err not_good(struct error *e)
{
	return error_set(e, ERR_DAMAGED,
			 _("The backup is not what was written, so it was thrown away. Use "
			   "another stick."));
}

/* Locking waits for the prover, and until then the key is in memory. */
static int must_stop(void *data)
{
	struct store_backup *b = data;

	return atomic_load(&b->is_dropped);
}

static void set_proving(struct store_backup *b, sqlite3 *db)
{
	(void)pthread_mutex_lock(&b->lock); /* cannot fail for such a lock */
	b->proving = db;
	(void)pthread_mutex_unlock(&b->lock);
}

/* must_stop stops what begins from now on, but not a check of the tables: that looks only at this. */
static void stop_proving(struct store_backup *b)
{
	atomic_store(&b->is_dropped, true);
	while (b->is_begun && !atomic_load(&b->is_proven)) {
		(void)pthread_mutex_lock(&b->lock);
		if (b->proving)
			sqlite3_interrupt(b->proving);
		(void)pthread_mutex_unlock(&b->lock);
		(void)poll(NULL, 0, 1);
	}
}

/* From the disk itself, as far as the system lets us: what it still holds in memory is let go. */
static enum err prove(struct store_backup *b, struct error *e)
{
	struct sql_place place = {.path = b->part,
				  .key = store_keys_key(b->keys),
				  .base = BUNDLE_HEAD};
	struct store *made = mem_new(sizeof *made);
	struct store_check check = {.first_fault = STR_INIT};
	struct copy_tip tip = {0};
	struct error mine = ERROR_INIT;
	enum err err;

	(void)posix_fadvise(b->fd, 0, 0, POSIX_FADV_DONTNEED);
	made->clock = b->from->clock;
	err = sql_connect(made, &place, &mine);
	set_proving(b, made->db);
	if (err == OK) {
		sqlite3_progress_handler(made->db, STEPS_A_LOOK, must_stop, b);
		err = store_check(made, &check, &mine);
	}
	if (err == OK)
		err = copy_tip_read(made, b->from->device, &tip, &mine);
	if (err == ERR_DAMAGED || (err == OK && (check.faults > 0 ||
						 !copy_tip_equal(&tip, &b->tip))))
		err = not_good(e);
	else if (err != OK && e)
		*e = mine;
	b->head.entries = check.entries;
	b->head.clients = tip.clients;
	b->head.drafts = check.drafts;
	store_check_release(&check);
	set_proving(b, NULL);
	store_close(made);
	return err == ERR_DAMAGED ? err : about_place(err, e);
}

/* It has its own connection, and of b it writes only what is read after it. */
static void *run_prover(void *data)
{
	struct store_backup *b = data;

	b->proven = prove(b, &b->why);
	atomic_store(&b->is_proven, true);
	return NULL;
}

/* Signals are for the thread that has the terminal. */
static bool start_prover(struct store_backup *b)
{
	sigset_t all, before;

	sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	b->is_begun = pthread_create(&b->prover, NULL, run_prover, b) == 0;
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return b->is_begun;
}

static enum err incomplete(struct error *e)
{
	return error_set(e, ERR_USAGE, _("The backup is not complete yet."));
}

enum err store_backup_prove(struct store_backup *b, bool *is_done, struct error *e)
{
	*is_done = true;
	if (!b->is_copied)
		return incomplete(e);
	if (!b->is_begun && !start_prover(b))
		return OK; /* no thread to be had: finish does it */
	*is_done = atomic_load(&b->is_proven);
	return OK;
}

/* What the prover found, when it is through. */
static enum err proof(struct store_backup *b, struct error *e)
{
	if (!b->is_begun)
		return prove(b, e);
	(void)pthread_join(b->prover, NULL); /* cannot fail: it is ours and joined once */
	b->is_begun = false;
	if (b->proven != OK && e)
		*e = b->why;
	return b->proven;
}

static bool write_whole(int fd, const struct str *bytes)
{
	size_t done = 0;

	while (done < bytes->len) {
		ssize_t n = pwrite(fd, bytes->bytes + done, bytes->len - done, (off_t)done);

		if (n < 0 && errno != EINTR)
			return false;
		done += n > 0 ? (size_t)n : 0;
	}
	return true;
}

/* The head, and then read back with the length of the file: what a reader will see. */
static enum err write_head(struct store_backup *b, struct error *e)
{
	struct bundle seen = {.keys = STR_INIT};
	struct str bytes = STR_INIT;
	struct stat st = {0};
	enum err err = OK;

	bundle_write(&b->head, &bytes);
	if (!write_whole(b->fd, &bytes) || fsync(b->fd) != 0 || fstat(b->fd, &st) != 0)
		err = place_error(e);
	(void)posix_fadvise(b->fd, 0, BUNDLE_HEAD, POSIX_FADV_DONTNEED);
	if (err == OK && pread(b->fd, bytes.bytes, BUNDLE_HEAD, 0) != BUNDLE_HEAD)
		err = place_error(e);
	if (err == OK && bundle_read(bytes.bytes, st.st_size, &seen, NULL) != OK)
		err = not_good(e);
	str_release(&seen.keys);
	str_release(&bytes);
	return err;
}

static enum err put_in_place(struct store_backup *b, struct error *e)
{
	if (rename(b->part, b->path) != 0)
		return place_error(e);
	errno = file_sync_folder_of(b->path);
	return errno == 0 ? OK : place_error(e);
}

/* The key file as the file has it now: who may open the backup. */
static enum err fill_head(struct store_backup *b, struct error *e)
{
	b->head.made_ms = clock_now(b->from->clock);
	b->head.pages = b->pages;
	b->head.tables = SCHEMA_VERSION;
	vault_keyring_write(store_keys_ring(b->keys), &b->head.keys);
	return b->head.keys.len <= BUNDLE_KEYS_MOST ? OK : not_good(e);
}

enum err store_backup_finish(struct store_backup *b, struct store_backup_about *out,
			     struct error *e)
{
	enum err err = b->is_copied ? proof(b, e) : incomplete(e);

	*out = (struct store_backup_about){0};
	if (err == OK)
		err = fill_head(b, e);
	if (err == OK)
		err = write_head(b, e);
	if (err == OK)
		err = put_in_place(b, e);
	if (err == OK) {
		*out = (struct store_backup_about){b->head.made_ms, b->head.entries,
						   b->head.clients, b->head.drafts,
						   mem_text(b->path)};
		/* good it is, noted or not: the disk of the laptop may be full */
		(void)bundle_note(store_keys_folder(b->keys), out, NULL);
	}
	store_backup_drop(b);
	return err;
}

void store_backup_drop(struct store_backup *b)
{
	if (!b)
		return;
	stop_proving(b);
	if (b->is_begun)
		(void)proof(b, NULL);
	copy_end(&b->copy);
	if (b->fd >= 0) {
		(void)close(b->fd); /* what was to be kept was synced */
		remove_part(b);     /* when it was renamed there is none */
	}
	str_release(&b->head.keys);
	(void)pthread_mutex_destroy(&b->lock);
	free(b->path);
	free(b->part);
	free(b);
}
