/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>

#include "store/hold.h"
#include "store/seal_inner.h"

/*
 * The VFS: which files there are, and which calls reach them.  Methods of version 1 on
 * purpose: no shared memory beside the file and no memory mapping of it.
 */
static struct seal_file *file_of(sqlite3_file *f)
{
	return (struct seal_file *)(void *)f;
}

static sqlite3_file *real_of(sqlite3_file *f)
{
	return file_of(f)->real;
}

int seal_read(struct seal_file *f, int64_t at, void *out, int n)
{
	return f->real->pMethods->xRead(f->real, out, n, f->from + at);
}

int seal_write(struct seal_file *f, int64_t at, const void *in, int n)
{
	return f->real->pMethods->xWrite(f->real, in, n, f->from + at);
}

/* NULL: SQLite never asks this. */
static const struct seal_shape *shape_of(const struct seal_file *f, int n, int64_t at)
{
	for (size_t i = 0; i < f->kind->count; i++) {
		const struct seal_shape *shape = &f->kind->shapes[i];
		int64_t after = at - shape->first;

		if (shape->bytes == n && after >= 0 &&
		    (shape->every == 0 ? after == 0 : after % shape->every == 0))
			return shape;
	}
	return NULL;
}

static int on_read(sqlite3_file *file, void *out, int n, sqlite3_int64 at)
{
	struct seal_file *f = file_of(file);
	const struct seal_shape *shape = shape_of(f, n, at);

	if (shape && shape->is_clear)
		return seal_read(f, at, out, n);
	return shape && shape->read ? shape->read(f, at, out) : SQLITE_IOERR_READ;
}

static int on_write(sqlite3_file *file, const void *in, int n, sqlite3_int64 at)
{
	struct seal_file *f = file_of(file);
	const struct seal_shape *shape = shape_of(f, n, at);

	return shape && shape->write ? shape->write(f, at, in) : SQLITE_IOERR_WRITE;
}

static int on_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	struct seal_file *f = file_of(file);

	if (size < 0 || (f->kind->grain == 0 ? size != 0 : size % f->kind->grain != 0))
		return SQLITE_IOERR_TRUNCATE;
	return f->real->pMethods->xTruncate(f->real, f->from + size);
}

static int on_size(sqlite3_file *file, sqlite3_int64 *out)
{
	struct seal_file *f = file_of(file);
	int rc = f->real->pMethods->xFileSize(f->real, out);

	*out = rc == SQLITE_OK && *out > f->from ? *out - f->from : 0;
	return rc;
}

static int on_sync(sqlite3_file *file, int flags)
{
	return real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int on_lock(sqlite3_file *file, int level)
{
	return level == SQLITE_LOCK_NONE ? SQLITE_OK : hold_whole(real_of(file), file_of(file)->seal->real);
}

static int on_unlock(sqlite3_file *file, int level)
{
	return level != SQLITE_LOCK_NONE ? SQLITE_OK
					 : real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int on_reserved(sqlite3_file *file, int *out)
{
	return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
}

/* Another page size, and pages mapped past the seal. */
static bool is_swallowed(const char *pragma)
{
	return sqlite3_stricmp(pragma, "page_size") == 0 ||
	       sqlite3_stricmp(pragma, "mmap_size") == 0;
}

static int on_control(sqlite3_file *file, int op, void *arg)
{
	switch (op) {
	case SQLITE_FCNTL_PRAGMA:
		return is_swallowed(((char **)arg)[1]) ? SQLITE_OK : SQLITE_NOTFOUND;
	case SQLITE_FCNTL_MMAP_SIZE:
		*(sqlite3_int64 *)arg = 0;
		return SQLITE_OK;
	case SQLITE_FCNTL_POWERSAFE_OVERWRITE:
		*(int *)arg = 1;
		return SQLITE_OK;
	case SQLITE_FCNTL_LAST_ERRNO:
	case SQLITE_FCNTL_LOCKSTATE:
	case SQLITE_FCNTL_HAS_MOVED:
	case SQLITE_FCNTL_PERSIST_WAL:
		return real_of(file)->pMethods->xFileControl(real_of(file), op, arg);
	default: /* hints of sizes and chunks are about offsets that we shift */
		return SQLITE_NOTFOUND;
	}
}

static int on_sector(sqlite3_file *file)
{
	(void)file;
	return PAGE;
}

/* Nothing that the system below promises changes the shapes of writes.  Without powersafe
 * overwrite the log would be padded and its writes split. */
static int on_device(sqlite3_file *file)
{
	(void)file;
	return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int on_close(sqlite3_file *file)
{
	struct seal_file *f = file_of(file);

	if (f->kind == &seal_db)
		f->seal->path = NULL;
	f->seal->count = 0; /* the log is recovered anew when it is opened again */
	file->pMethods = NULL;
	return f->real->pMethods->xClose(f->real);
}

static const sqlite3_io_methods methods = {
	.iVersion = 1,
	.xClose = on_close,
	.xRead = on_read,
	.xWrite = on_write,
	.xTruncate = on_truncate,
	.xSync = on_sync,
	.xFileSize = on_size,
	.xLock = on_lock,
	.xUnlock = on_unlock,
	.xCheckReservedLock = on_reserved,
	.xFileControl = on_control,
	.xSectorSize = on_sector,
	.xDeviceCharacteristics = on_device,
};

static bool is_our_log(const struct seal *s, const char *name)
{
	return s->path && name && strcmp(name, sqlite3_filename_wal(s->path)) == 0;
}

/* One file and its log: no second file (ATTACH), no rollback journal, nothing temporary. */
static const struct seal_kind *kind_of(const struct seal *s, const char *name, int flags)
{
	if (flags & SQLITE_OPEN_MAIN_DB && name && !s->path)
		return &seal_db;
	if (flags & SQLITE_OPEN_WAL && is_our_log(s, name))
		return &seal_log;
	return NULL;
}

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
		     int *out)
{
	struct seal *s = vfs->pAppData;
	struct seal_file *f = file_of(file);
	int rc;

	*f = (struct seal_file){.seal = s, .real = (sqlite3_file *)(void *)(f + 1)};
	f->kind = kind_of(s, name, flags);
	if (!f->kind)
		return SQLITE_CANTOPEN;
	rc = s->real->xOpen(s->real, name, f->real, flags, out);
	if (rc != SQLITE_OK && f->real->pMethods)
		(void)f->real->pMethods->xClose(f->real);
	if (rc != SQLITE_OK)
		return rc;
	if (f->kind == &seal_db) {
		s->path = name;
		f->from = s->base;
	}
	file->pMethods = &methods;
	return SQLITE_OK;
}

static int delete_file(sqlite3_vfs *vfs, const char *name, int is_synced)
{
	struct seal *s = vfs->pAppData;

	return is_our_log(s, name) ? s->real->xDelete(s->real, name, is_synced)
				   : SQLITE_IOERR_DELETE;
}

/* A rollback journal that somebody laid beside the file is not there: its plain pages
 * would be played into it. */
static int is_there(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
	struct seal *s = vfs->pAppData;

	*out = 0;
	return is_our_log(s, name) ? s->real->xAccess(s->real, name, flags, out) : SQLITE_OK;
}

/*
 * As it is: SQLite would put in its place what a link leads to, and with the name opened as given the
 * system below refuses a link (O_NOFOLLOW).  On a stick somebody else may put one there.
 */
static int full_name(sqlite3_vfs *vfs, const char *name, int room, char *out)
{
	int len = snprintf(out, (size_t)room, "%s", name);

	(void)vfs;
	return len >= 0 && len < room ? SQLITE_OK : SQLITE_CANTOPEN;
}

struct seal *seal_new(const struct vault_key *key, int64_t base)
{
	struct seal *s = mem_new(sizeof *s);

	assert(key && base >= 0 && base % PAGE == 0);
	s->real = sqlite3_vfs_find(NULL);
	s->key = key;
	s->base = base;
	(void)snprintf(s->name, sizeof s->name, "sealed-%llx", /* no other lives there */
		       (unsigned long long)(uintptr_t)s);
	s->vfs = (sqlite3_vfs){
		.iVersion = 1,
		.szOsFile = (int)sizeof(struct seal_file) + s->real->szOsFile,
		.mxPathname = s->real->mxPathname,
		.zName = s->name,
		.pAppData = s,
		.xOpen = open_file,
		.xDelete = delete_file,
		.xAccess = is_there,
		.xFullPathname = full_name,
		.xRandomness = s->real->xRandomness, /* these four look at no VFS */
		.xSleep = s->real->xSleep,
		.xCurrentTime = s->real->xCurrentTime,
		.xGetLastError = s->real->xGetLastError, /* no xDlOpen: extensions stay off */
	};
	(void)sqlite3_vfs_register(&s->vfs, 0); /* fails only when SQLite cannot start */
	return s;
}

const char *seal_name(const struct seal *s)
{
	return s->name;
}

bool seal_is_plain(const struct seal *s)
{
	return s->is_plain;
}

size_t seal_log_end(const struct seal *s)
{
	return s->count;
}

void seal_free(struct seal *s)
{
	if (!s)
		return;
	assert(!s->path); /* its connection is closed */
	(void)sqlite3_vfs_unregister(&s->vfs);
	free(s->frames);
	free(s);
}
