/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <string.h>

#include <sqlite3.h>

#include "faulty.h"

struct file {
	sqlite3_file base;
	sqlite3_file *real; /* behind this struct */
};

static struct {
	sqlite3_vfs vfs;
	sqlite3_vfs *real;
	enum fault_kind kind;
	int left; /* calls until it strikes; 0: not armed */
	bool for_ever, has_struck;
	int last_errno;
} faulty;

static sqlite3_file *real_of(sqlite3_file *f)
{
	return ((struct file *)(void *)f)->real;
}

static bool strikes(void)
{
	if (faulty.left == 0 || (faulty.has_struck && !faulty.for_ever))
		return false;
	if (!faulty.has_struck && --faulty.left > 0)
		return false;
	faulty.left = 1;
	faulty.has_struck = true;
	return true;
}

static int failure(int io_code, bool is_write)
{
	faulty.last_errno = faulty.kind == FAULT_FULL    ? ENOSPC
			    : faulty.kind == FAULT_QUOTA ? EDQUOT
							 : EIO;
	return faulty.kind == FAULT_FULL && is_write ? SQLITE_FULL : io_code;
}

static int f_close(sqlite3_file *f)
{
	return real_of(f)->pMethods->xClose(real_of(f));
}

static int f_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
	return real_of(f)->pMethods->xRead(real_of(f), to, n, at);
}

static int f_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
	if (strikes())
		return failure(SQLITE_IOERR_WRITE, true);
	return real_of(f)->pMethods->xWrite(real_of(f), from, n, at);
}

static int f_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	if (strikes())
		return failure(SQLITE_IOERR_TRUNCATE, false);
	return real_of(f)->pMethods->xTruncate(real_of(f), size);
}

static int f_sync(sqlite3_file *f, int flags)
{
	if (strikes())
		return failure(SQLITE_IOERR_FSYNC, false);
	return real_of(f)->pMethods->xSync(real_of(f), flags);
}

static int f_size(sqlite3_file *f, sqlite3_int64 *out)
{
	return real_of(f)->pMethods->xFileSize(real_of(f), out);
}

static int f_lock(sqlite3_file *f, int level)
{
	return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int f_unlock(sqlite3_file *f, int level)
{
	return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int f_reserved(sqlite3_file *f, int *out)
{
	return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}

static int f_control(sqlite3_file *f, int op, void *arg)
{
	if (op == SQLITE_FCNTL_LAST_ERRNO && faulty.has_struck) {
		*(int *)arg = faulty.last_errno;
		return SQLITE_OK;
	}
	return real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
}

static int f_sector(sqlite3_file *f)
{
	return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int f_device(sqlite3_file *f)
{
	return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static const sqlite3_io_methods methods = {
	.iVersion = 1,
	.xClose = f_close,
	.xRead = f_read,
	.xWrite = f_write,
	.xTruncate = f_truncate,
	.xSync = f_sync,
	.xFileSize = f_size,
	.xLock = f_lock,
	.xUnlock = f_unlock,
	.xCheckReservedLock = f_reserved,
	.xFileControl = f_control,
	.xSectorSize = f_sector,
	.xDeviceCharacteristics = f_device,
};

static int v_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out)
{
	struct file *file = (struct file *)(void *)f;
	int rc;

	(void)vfs;
	file->base.pMethods = NULL;
	file->real = (sqlite3_file *)(void *)(file + 1);
	if ((flags & SQLITE_OPEN_WAL) && strikes())
		return failure(SQLITE_CANTOPEN, false);
	rc = faulty.real->xOpen(faulty.real, name, file->real, flags, out);
	if (file->real->pMethods)
		file->base.pMethods = &methods;
	return rc;
}

static int v_last_error(sqlite3_vfs *vfs, int size, char *out)
{
	(void)vfs;
	if (faulty.has_struck)
		return faulty.last_errno;
	return faulty.real->xGetLastError(faulty.real, size, out);
}

void faulty_install(void)
{
	faulty.real = sqlite3_vfs_find(NULL);
	faulty.vfs = *faulty.real;
	faulty.vfs.iVersion = 1;
	faulty.vfs.pNext = NULL;
	faulty.vfs.zName = "faulty";
	faulty.vfs.szOsFile = (int)sizeof(struct file) + faulty.real->szOsFile;
	faulty.vfs.xOpen = v_open;
	faulty.vfs.xGetLastError = v_last_error;
	(void)sqlite3_vfs_register(&faulty.vfs, 1);
}

void faulty_remove(void)
{
	(void)sqlite3_vfs_unregister(&faulty.vfs);
	(void)sqlite3_vfs_register(faulty.real, 1);
}

void faulty_arm(enum fault_kind kind, int nth, bool for_ever)
{
	faulty.kind = kind;
	faulty.left = nth;
	faulty.for_ever = for_ever;
	faulty.has_struck = false;
	faulty.last_errno = 0;
}

bool faulty_disarm(void)
{
	bool has_struck = faulty.has_struck;

	faulty.left = 0;
	faulty.has_struck = false;
	return has_struck;
}
