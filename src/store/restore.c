/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/bundle.h"
#include "store/hold.h"
#include "store/keys_inner.h"
#include "store/renew.h"
#include "store/rights.h"
#include "store/settle.h"
#include "store/sql.h"

enum { PIECE = 1 << 20 }; /* copied at once */

struct restoring {
	const char *path, *folder;
	int fd;          /* of the backup */
	struct bundle head;
	char *part, *db; /* next.part, and the file in it */
	struct store_keys *keys;
	void (*progress)(void *data, int64_t done, int64_t all);
	void *data;
};

static enum err cannot_read(struct error *e)
{
	int why = errno;

	error_set(e, ERR_FILE,
		  _("The backup cannot be read. See whether the stick is in, then try again."));
	error_detail(e, "errno %d", why);
	return ERR_FILE;
}

static enum err cut_off(struct error *e)
{
	return error_set(e, ERR_DAMAGED,
			 _("This backup is damaged or not complete. Take another one."));
}

/* false: a failure, or fewer bytes than there should be (errno 0). */
static bool read_whole(int fd, char *out, size_t len, int64_t at)
{
	errno = 0;
	while (len > 0) {
		ssize_t n = pread(fd, out, len, (off_t)at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		out += n;
		at += n;
		len -= (size_t)n;
	}
	return true;
}

static enum err open_backup(struct restoring *r, struct error *e)
{
	char *head = mem_new(BUNDLE_HEAD);
	struct stat st;
	enum err err = OK;

	r->fd = open(r->path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC); /* no FIFO waits */
	if (r->fd < 0 || fstat(r->fd, &st) != 0)
		err = cannot_read(e);
	else if (!S_ISREG(st.st_mode))
		err = error_set(e, ERR_INVALID,
				_("This is not a backup of trede. Choose another file."));
	else if (!read_whole(r->fd, head, BUNDLE_HEAD, 0) && errno != 0)
		err = cannot_read(e);
	else
		err = bundle_read(head, st.st_size, &r->head, e); /* zeros where it ended */
	free(head);
	return err;
}

static enum err write_piece(int fd, const char *bytes, size_t len, struct error *e)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return rights_error(_("The file cannot be made. See whether its folder is "
					      "there and may be written."),
					    e);
		bytes += n;
		len -= (size_t)n;
	}
	return OK;
}

/* The pages as they are: they are sealed under the key of the key file that comes with them. */
static enum err copy_pages(struct restoring *r, int to, struct error *e)
{
	int64_t all = r->head.pages * VAULT_PAGE_BYTES, done = 0;
	char *piece = mem_new(PIECE);
	enum err err = OK;

	while (err == OK && done < all) {
		size_t len = all - done < PIECE ? (size_t)(all - done) : PIECE;

		if (!read_whole(r->fd, piece, len, BUNDLE_HEAD + done))
			err = errno == 0 ? cut_off(e) : cannot_read(e);
		else
			err = write_piece(to, piece, len, e);
		done += (int64_t)len;
		if (err == OK && r->progress)
			r->progress(r->data, done / VAULT_PAGE_BYTES, r->head.pages);
	}
	free(piece);
	return err;
}

static enum err make_pair(struct restoring *r, struct error *e)
{
	char *keys = file_path(r->part, KEYS_FILE);
	enum err err = file_write_new(keys, r->head.keys.bytes, r->head.keys.len, e);
	int fd = -1;

	if (err == OK)
		err = file_write_new(r->db, "", 0, e);
	if (err == OK) {
		fd = open(r->db, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
		err = fd >= 0 ? copy_pages(r, fd, e) : cannot_read(e);
	}
	if (fd >= 0 && (fsync(fd) != 0 || close(fd) != 0) && err == OK)
		err = rights_error(_("The file cannot be made. See whether its folder is there and "
				     "may be written."),
				   e);
	free(keys);
	return err;
}

/* Women are counted in rows that an update of trede makes anew: none yet is right too. */
static bool is_as_said(struct store *s, const struct bundle *head, const struct store_check *c)
{
	int64_t clients = store_client_count(s);

	return c->faults == 0 && c->entries == head->entries && c->drafts == head->drafts &&
	       (clients == head->clients || clients == 0);
}

/* As it will be opened from now on, brought up to date, and then checked whole. */
static enum err prove(struct restoring *r, bool is_practice, const struct clock *clock,
		      struct error *e)
{
	struct store_options o = {.path = r->db,
				  .keys = r->keys,
				  .practice = is_practice,
				  .clock = clock,
				  .random = vault_random_system()};
	struct store_check check = {.first_fault = STR_INIT};
	struct store *s = NULL;
	enum err err = store_open(&s, &o, e);

	if (err == OK)
		err = store_check(s, &check, e);
	if (err == OK && !is_as_said(s, &r->head, &check))
		err = cut_off(e);
	else if (err == ERR_DAMAGED)
		(void)cut_off(e);
	store_check_release(&check);
	store_close(s);
	return err;
}

/* Nothing outside next.part is touched before this has gone well. */
static enum err prepare(struct restoring *r, const char *name, const struct secret *passphrase,
			bool is_practice, const struct clock *clock, struct error *e)
{
	enum err err = keys_of_bytes(r->folder, &r->head.keys, name, passphrase, &r->keys, e);

	if (err == OK)
		err = store_part_begin(r->folder, &r->part, e);
	if (err == OK) {
		r->db = file_path(r->part, KEYS_DB);
		err = make_pair(r, e);
	}
	if (err == OK)
		err = prove(r, is_practice, clock, e);
	return err;
}

static enum err require_closed(const char *folder, struct error *e)
{
	char *db = file_path(folder, KEYS_DB);
	enum err err = rights_folder_of(db, e);

	if (err == OK && hold_of(db) != HOLD_NONE)
		err = error_set(e, ERR_BUSY,
				_("trede is already open on this laptop. Close it there, then try "
				  "again."));
	free(db);
	return err == OK ? store_settle(folder, e) : err;
}

enum err store_restore(const char *path, const char *folder, const char *name,
		       const struct secret *passphrase, bool is_practice, const struct clock *clock,
		       void (*progress)(void *data, int64_t done, int64_t all), void *data,
		       struct store_backup_about *out, struct error *e)
{
	struct restoring r = {.path = path,
			      .folder = folder,
			      .fd = -1,
			      .head = {.keys = STR_INIT},
			      .progress = progress,
			      .data = data};
	enum err err = vault_start(e);

	*out = (struct store_backup_about){0};
	if (err == OK)
		err = require_closed(folder, e);
	if (err == OK)
		err = open_backup(&r, e);
	if (err == OK)
		err = prepare(&r, name, passphrase, is_practice, clock, e);
	store_keys_close(r.keys);
	if (err == OK)
		err = settle_decide(folder, SETTLE_RESTORED, e);
	if (err == OK)
		err = store_settle(folder, e);
	else if (r.part)
		settle_drop(folder);
	if (err == OK)
		*out = (struct store_backup_about){r.head.made_ms, r.head.entries, r.head.clients,
						   r.head.drafts, mem_text(path)};
	if (r.fd >= 0)
		(void)close(r.fd); /* nothing was written */
	str_release(&r.head.keys);
	free(r.db);
	free(r.part);
	return err;
}
