/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <unistd.h>

#include <sqlite3.h>

#include "groups.h"
#include "store/seal.h"

/* The seal without SQLite above it: each shape of call, and what is refused. */
enum { PAGE = 4096, HEAD = 24, FRAME = HEAD + PAGE, START = 32, TAIL = 40 };

struct raw {
	struct vault_key *key;
	struct seal *seal;
	sqlite3_vfs *vfs;
	const char *name; /* as SQLite hands it over */
	char *folder, *path, *log_path;
	sqlite3_file *db, *log;
	unsigned char page[PAGE], out[FRAME];
};

static int open_as(struct raw *r, const char *name, int flags, sqlite3_file *f)
{
	int out = 0;

	return r->vfs->xOpen(r->vfs, name, f, flags | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
			     &out);
}

static void begin(struct raw *r, int64_t base)
{
	char folder[] = "/tmp/trede-seal-XXXXXX";
	struct str journal = STR_INIT, log = STR_INIT;

	*r = (struct raw){.key = NULL};
	(void)seal_lock_cache(); /* as every connection does, before SQLite starts */
	assert_ok(vault_start(NULL));
	assert_ok(vault_key_new(&r->key, NULL));
	assert_non_null(mkdtemp(folder));
	r->folder = mem_text(folder);
	r->path = file_path(folder, "db");
	str_addf(&journal, "%s-journal", r->path);
	str_addf(&log, "%s-wal", r->path);
	r->name = sqlite3_create_filename(r->path, journal.bytes, log.bytes, 0, NULL);
	r->log_path = mem_text(log.bytes);
	r->seal = seal_new(r->key, base);
	r->vfs = sqlite3_vfs_find(seal_name(r->seal));
	assert_non_null(r->vfs);
	r->db = mem_new((size_t)r->vfs->szOsFile);
	r->log = mem_new((size_t)r->vfs->szOsFile);
	assert_int_equal(open_as(r, r->name, SQLITE_OPEN_MAIN_DB, r->db), SQLITE_OK);
	assert_int_equal(open_as(r, sqlite3_filename_wal(r->name), SQLITE_OPEN_WAL, r->log),
			 SQLITE_OK);
	str_release(&journal);
	str_release(&log);
	memset(r->page, 'x', PAGE - TAIL);
}

static void end(struct raw *r)
{
	(void)r->log->pMethods->xClose(r->log);
	(void)r->db->pMethods->xClose(r->db);
	seal_free(r->seal);
	vault_key_free(r->key);
	(void)unlink(r->path);
	(void)unlink(r->log_path);
	assert_int_equal(rmdir(r->folder), 0); /* nothing else was ever made there */
	sqlite3_free_filename((char *)(uintptr_t)r->name);
	free(r->db);
	free(r->log);
	free(r->folder);
	free(r->path);
	free(r->log_path);
}

static int get(struct raw *r, sqlite3_file *f, int n, int64_t at)
{
	memset(r->out, 0x5a, sizeof r->out);
	return f->pMethods->xRead(f, r->out, n, at);
}

static int put(sqlite3_file *f, const void *in, int n, int64_t at)
{
	return f->pMethods->xWrite(f, in, n, at);
}

static void on_disk(const char *path, void *out, size_t n, off_t at)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(pread(fd, out, n, at), (ssize_t)n);
	assert_int_equal(close(fd), 0);
}

static void to_disk(const char *path, const void *in, size_t n, off_t at)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, in, n, at), (ssize_t)n);
	assert_int_equal(close(fd), 0);
}

static off_t size_of(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	off_t size = lseek(fd, 0, SEEK_END);

	assert_int_equal(close(fd), 0);
	return size;
}

static bool is_zero(const unsigned char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (bytes[i] != 0)
			return false;
	return true;
}

/* Page 1 as SQLite would write it. */
static void make_first(struct raw *r)
{
	memcpy(r->page, "SQLite format 3\0\x10\0\x02\x02\x28\x40\x20\x20", HEAD);
}

static void frame_head(unsigned char head[HEAD], uint32_t page, char salt)
{
	memset(head, 0, HEAD);
	head[0] = (unsigned char)(page >> 24);
	head[3] = (unsigned char)page;
	memset(head + 8, salt, 8);
	memcpy(head + 16, "checksum", 8);
}

static int64_t frame_at(int n)
{
	return START + (int64_t)n * FRAME;
}

static void put_frame(struct raw *r, int n, uint32_t page)
{
	unsigned char head[HEAD];

	frame_head(head, page, 's');
	assert_int_equal(put(r->log, head, HEAD, frame_at(n)), SQLITE_OK);
	assert_int_equal(put(r->log, r->page, PAGE, frame_at(n) + HEAD), SQLITE_OK);
}

static const struct {
	int n;
	int64_t at;
} foreign_to_db[] = {
	{1, 0}, {4, 0}, {16, 0}, {99, 0}, {101, 0}, {100, 4096}, {16, 23}, {16, 4120}, {512, 0},
	{4096, 1}, {4096, 4095}, {4096, -4096}, {8192, 0}, {1024, 1024}, {4095, 0}, {0, 0}, {24, 32},
	{4120, 32}, {8, 24}, {32, 0},
}, foreign_to_log[] = {
	{1, 0}, {31, 0}, {33, 0}, {32, 32}, {100, 0}, {16, 24}, {24, 0}, {24, 33}, {24, 24},
	{4096, 0}, {4096, 32}, {4096, 4096}, {4120, 0}, {4120, 33}, {8, 0}, {8, 32}, {8, 40}, {4, 24},
	{536, 32}, {8192, 56}, {24, -4088}, {0, 32},
};

static void test_other_shapes_are_refused(void **state)
{
	struct raw r;
	unsigned char big[2 * PAGE] = {0};

	(void)state;
	begin(&r, 0);
	for (size_t i = 0; i < sizeof foreign_to_db / sizeof *foreign_to_db; i++) {
		int n = foreign_to_db[i].n;
		int64_t at = foreign_to_db[i].at;

		assert_int_equal(r.db->pMethods->xRead(r.db, big, n, at), SQLITE_IOERR_READ);
		assert_int_equal(put(r.db, big, n, at), SQLITE_IOERR_WRITE);
	}
	for (size_t i = 0; i < sizeof foreign_to_log / sizeof *foreign_to_log; i++) {
		int n = foreign_to_log[i].n;
		int64_t at = foreign_to_log[i].at;

		assert_int_equal(r.log->pMethods->xRead(r.log, big, n, at), SQLITE_IOERR_READ);
		assert_int_equal(put(r.log, big, n, at), SQLITE_IOERR_WRITE);
	}
	/* shapes that are only read, or only written */
	assert_int_equal(put(r.db, big, 100, 0), SQLITE_IOERR_WRITE);
	assert_int_equal(put(r.db, big, 16, 24), SQLITE_IOERR_WRITE);
	assert_int_equal(put(r.log, big, 8, 24), SQLITE_IOERR_WRITE);
	assert_int_equal(put(r.log, big, 8, 48), SQLITE_IOERR_WRITE);
	assert_int_equal(put(r.log, big, FRAME, START), SQLITE_IOERR_WRITE);
	assert_int_equal(get(&r, r.log, HEAD, START), SQLITE_IOERR_READ);
	assert_int_equal(size_of(r.path), 0);
	assert_int_equal(size_of(r.log_path), 0);
	end(&r);
}

static void test_pages_that_may_not_be(void **state)
{
	struct raw r;
	unsigned char start[START] = {0x37, 0x7f, 6, 0x82, 0, 0, 0, 0, 0, 0, 2, 0};

	(void)state;
	begin(&r, 0);
	make_first(&r);
	r.page[20] = 0; /* no reserved bytes */
	assert_int_equal(put(r.db, r.page, PAGE, 0), SQLITE_IOERR_WRITE);
	make_first(&r);
	r.page[16] = 2; /* pages of 512 */
	assert_int_equal(put(r.db, r.page, PAGE, 0), SQLITE_IOERR_WRITE);
	make_first(&r);
	r.page[PAGE - TAIL] = 1; /* would be lost */
	assert_int_equal(put(r.db, r.page, PAGE, PAGE), SQLITE_IOERR_WRITE);
	r.page[PAGE - TAIL] = 0;
	r.page[PAGE - 1] = 1;
	assert_int_equal(put(r.db, r.page, PAGE, PAGE), SQLITE_IOERR_WRITE);
	assert_int_equal(put(r.log, start, START, 0), SQLITE_IOERR_WRITE); /* a log of 512 */
	assert_int_equal(size_of(r.path), 0);
	assert_int_equal(size_of(r.log_path), 0);
	end(&r);
}

static void test_frames_in_order(void **state)
{
	struct raw r;
	unsigned char head[HEAD];

	(void)state;
	begin(&r, 0);
	frame_head(head, 7, 's');
	assert_int_equal(put(r.log, r.page, PAGE, frame_at(0) + HEAD), SQLITE_IOERR_WRITE);
	assert_int_equal(put(r.log, head, HEAD, frame_at(1)), SQLITE_IOERR_WRITE); /* a gap */
	frame_head(head, 0, 's');
	assert_int_equal(put(r.log, head, HEAD, frame_at(0)), SQLITE_IOERR_WRITE); /* no page 0 */
	put_frame(&r, 0, 7);
	put_frame(&r, 1, 8);
	assert_int_equal(put(r.log, r.page, PAGE, frame_at(0) + HEAD), SQLITE_OK); /* again */
	assert_int_equal(get(&r, r.log, PAGE, frame_at(0) + HEAD), SQLITE_OK);
	assert_memory_equal(r.out, r.page, PAGE);
	end(&r);
}

static void test_cuts(void **state)
{
	static const int64_t refused[] = {-1, -4096, 1, 4095, 4097, 512};
	struct raw r;

	(void)state;
	begin(&r, 0);
	put_frame(&r, 0, 2);
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		assert_int_equal(r.db->pMethods->xTruncate(r.db, refused[i]),
				 SQLITE_IOERR_TRUNCATE);
		assert_int_equal(r.log->pMethods->xTruncate(r.log, refused[i]),
				 SQLITE_IOERR_TRUNCATE);
	}
	assert_int_equal(r.log->pMethods->xTruncate(r.log, 4096), SQLITE_IOERR_TRUNCATE);
	assert_int_equal(put(r.db, r.page, PAGE, 2 * PAGE), SQLITE_OK);
	assert_int_equal(r.db->pMethods->xTruncate(r.db, PAGE), SQLITE_OK);
	assert_int_equal(size_of(r.path), PAGE);
	assert_int_equal(r.log->pMethods->xTruncate(r.log, 0), SQLITE_OK);
	assert_int_equal(size_of(r.log_path), 0);
	end(&r);
}

static void test_other_files_do_not_open(void **state)
{
	static const int kinds[] = {
		SQLITE_OPEN_TEMP_DB, SQLITE_OPEN_TRANSIENT_DB, SQLITE_OPEN_TEMP_JOURNAL,
		SQLITE_OPEN_SUBJOURNAL, SQLITE_OPEN_SUPER_JOURNAL, SQLITE_OPEN_MAIN_JOURNAL,
		SQLITE_OPEN_MAIN_DB /* a second one */, 0,
	};
	struct raw r;
	sqlite3_file *f;
	int is_there = 1;

	(void)state;
	begin(&r, 0);
	f = mem_new((size_t)r.vfs->szOsFile);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		assert_int_equal(open_as(&r, NULL, kinds[i], f), SQLITE_CANTOPEN);
		assert_null(f->pMethods);
		assert_int_equal(open_as(&r, r.name, kinds[i], f), SQLITE_CANTOPEN);
		assert_int_equal(open_as(&r, sqlite3_filename_journal(r.name), kinds[i], f),
				 SQLITE_CANTOPEN);
		assert_int_equal(open_as(&r, r.folder, kinds[i], f), SQLITE_CANTOPEN);
	}
	assert_int_equal(open_as(&r, r.path, SQLITE_OPEN_WAL, f), SQLITE_CANTOPEN);
	assert_int_equal(open_as(&r, NULL, SQLITE_OPEN_WAL, f), SQLITE_CANTOPEN);
	assert_int_equal(r.vfs->xDelete(r.vfs, r.path, 0), SQLITE_IOERR_DELETE);
	assert_int_equal(size_of(r.path), 0); /* still there */
	assert_int_equal(r.vfs->xAccess(r.vfs, r.path, SQLITE_ACCESS_EXISTS, &is_there), SQLITE_OK);
	assert_int_equal(is_there, 0);
	free(f);
	end(&r); /* finds an empty folder */
}

static void test_no_page_is_seen_or_changed(void **state)
{
	struct raw r;
	unsigned char kept[PAGE], one[PAGE], two[PAGE];

	(void)state;
	begin(&r, 0);
	memcpy(kept, r.page, PAGE);
	assert_int_equal(put(r.db, r.page, PAGE, PAGE), SQLITE_OK);
	put_frame(&r, 0, 2);
	assert_memory_equal(r.page, kept, PAGE); /* SQLite's own is as it was */
	on_disk(r.path, one, PAGE, PAGE);
	assert_int_equal(put(r.db, r.page, PAGE, PAGE), SQLITE_OK);
	on_disk(r.path, two, PAGE, PAGE);
	assert_memory_not_equal(one, two, 64); /* the same page, other bytes */
	on_disk(r.log_path, one, PAGE, START + HEAD);
	assert_memory_not_equal(one, two, 64);
	assert_null(memmem(one, PAGE, "xxxx", 4));
	assert_null(memmem(two, PAGE, "xxxx", 4));
	assert_int_equal(get(&r, r.db, PAGE, PAGE), SQLITE_OK);
	assert_memory_equal(r.out, kept, PAGE);
	end(&r);
}

static void expect_bad(struct raw *r, int number, int rc)
{
	assert_int_equal(get(r, r->db, PAGE, (int64_t)(number - 1) * PAGE), rc);
	assert_true(is_zero(r->out, PAGE));
}

static void test_changed_pages(void **state)
{
	struct raw r;
	unsigned char two[PAGE], three[PAGE], zeros[PAGE] = {0}, bit;

	(void)state;
	begin(&r, 0);
	make_first(&r);
	for (int i = 0; i < 4; i++)
		assert_int_equal(put(r.db, r.page, PAGE, (int64_t)i * PAGE), SQLITE_OK);
	on_disk(r.path, two, PAGE, PAGE);
	on_disk(r.path, three, PAGE, 2 * PAGE);
	for (int at = 0; at < PAGE; at += 97) { /* one bit, in each part of the page */
		bit = two[at] ^ 4;
		to_disk(r.path, &bit, 1, PAGE + at);
		expect_bad(&r, 2, SQLITE_IOERR_DATA);
		to_disk(r.path, &two[at], 1, PAGE + at);
	}
	assert_int_equal(get(&r, r.db, PAGE, PAGE), SQLITE_OK);
	to_disk(r.path, three, PAGE, PAGE); /* exchanged */
	to_disk(r.path, two, PAGE, 2 * PAGE);
	expect_bad(&r, 2, SQLITE_IOERR_DATA);
	expect_bad(&r, 3, SQLITE_IOERR_DATA);
	to_disk(r.path, zeros, PAGE, 3 * PAGE);
	expect_bad(&r, 4, SQLITE_IOERR_DATA);
	expect_bad(&r, 5, SQLITE_IOERR_DATA); /* behind the end */
	assert_int_equal(truncate(r.path, 3 * PAGE + 100), 0);
	expect_bad(&r, 4, SQLITE_IOERR_DATA);
	on_disk(r.path, &bit, 1, 5);
	bit ^= 4; /* a byte of noise may be zero by itself */
	to_disk(r.path, &bit, 1, 5);
	expect_bad(&r, 1, SQLITE_NOTADB);
	end(&r);
}

static void test_the_first_reads(void **state)
{
	struct raw r;
	unsigned char torn[1024] = {1};

	(void)state;
	begin(&r, 0);
	assert_int_equal(get(&r, r.db, 100, 0), SQLITE_IOERR_SHORT_READ); /* empty */
	assert_true(is_zero(r.out, 100));
	make_first(&r);
	r.page[30] = 9;
	assert_int_equal(put(r.db, r.page, PAGE, 0), SQLITE_OK);
	to_disk(r.path, torn, sizeof torn, 2048);
	assert_int_equal(get(&r, r.db, 100, 0), SQLITE_OK); /* although page 1 is torn */
	assert_memory_equal(r.out, r.page, HEAD);
	assert_true(is_zero(r.out + HEAD, 100 - HEAD));
	assert_int_equal(get(&r, r.db, 16, 24), SQLITE_OK);
	assert_true(is_zero(r.out, 16));
	expect_bad(&r, 1, SQLITE_NOTADB);
	assert_false(seal_is_plain(r.seal));
	to_disk(r.path, r.page, PAGE, 0);
	assert_int_equal(get(&r, r.db, 100, 0), SQLITE_OK);
	assert_true(seal_is_plain(r.seal));
	expect_bad(&r, 1, SQLITE_NOTADB);
	end(&r);
}

static void test_checksums_are_hidden(void **state)
{
	struct raw r;
	unsigned char head[HEAD], disk[3][HEAD];

	(void)state;
	begin(&r, 0);
	put_frame(&r, 0, 2);
	put_frame(&r, 1, 2); /* the same page and the same checksum */
	on_disk(r.log_path, disk[0], HEAD, frame_at(0));
	on_disk(r.log_path, disk[1], HEAD, frame_at(1));
	frame_head(head, 2, 's');
	assert_memory_equal(disk[0], head, 16); /* all but the checksum */
	assert_memory_not_equal(disk[0] + 16, "checksum", 8);
	assert_memory_not_equal(disk[1] + 16, "checksum", 8);
	assert_memory_not_equal(disk[0] + 16, disk[1] + 16, 8);
	frame_head(head, 2, 't'); /* other salts, in the same place */
	assert_int_equal(put(r.log, head, HEAD, frame_at(0)), SQLITE_OK);
	on_disk(r.log_path, disk[2], HEAD, frame_at(0));
	assert_memory_not_equal(disk[0] + 16, disk[2] + 16, 8);
	memcpy(head + 16, "different", 8); /* the header alone, again: no stream is used twice */
	assert_int_equal(put(r.log, head, HEAD, frame_at(0)), SQLITE_OK);
	on_disk(r.log_path, disk[0], HEAD, frame_at(0));
	for (int i = 0; i < 8; i++)
		disk[0][16 + i] ^= disk[2][16 + i] ^ (unsigned char)("checksum"[i]);
	assert_memory_not_equal(disk[0] + 16, "differen", 8);
	assert_int_equal(get(&r, r.log, 8, frame_at(0) + 16), SQLITE_OK);
	assert_memory_equal(r.out, "differen", 8);
	assert_int_equal(get(&r, r.log, 8, frame_at(1) + 16), SQLITE_OK);
	assert_memory_equal(r.out, "checksum", 8);
	assert_int_equal(get(&r, r.log, FRAME, frame_at(1)), SQLITE_OK);
	frame_head(head, 2, 's');
	assert_memory_equal(r.out, head, HEAD);
	assert_memory_equal(r.out + HEAD, r.page, PAGE);
	end(&r);
}

/* A log that was not written here: after the file was closed and opened again. */
static void test_recovery_hands_on(void **state)
{
	struct raw r;
	unsigned char disk[PAGE];

	(void)state;
	begin(&r, 0);
	put_frame(&r, 0, 2);
	put_frame(&r, 1, 3);
	to_disk(r.log_path, "!", 1, frame_at(1) + HEAD + 100);
	assert_int_equal(get(&r, r.log, FRAME, frame_at(1)), SQLITE_IOERR_DATA); /* it was ours */
	(void)r.log->pMethods->xClose(r.log);
	assert_int_equal(open_as(&r, sqlite3_filename_wal(r.name), SQLITE_OPEN_WAL, r.log),
			 SQLITE_OK);
	assert_int_equal(get(&r, r.log, PAGE, frame_at(0) + HEAD), SQLITE_IOERR_DATA);
	assert_int_equal(get(&r, r.log, FRAME, frame_at(0)), SQLITE_OK);
	assert_memory_equal(r.out + HEAD, r.page, PAGE);
	on_disk(r.log_path, disk, PAGE, frame_at(1) + HEAD);
	assert_int_equal(get(&r, r.log, FRAME, frame_at(1)), SQLITE_OK);
	assert_memory_equal(r.out + HEAD, disk, PAGE); /* as it is: no checksum will fit it */
	assert_int_equal(get(&r, r.log, PAGE, frame_at(0) + HEAD), SQLITE_OK);
	assert_int_equal(get(&r, r.log, PAGE, frame_at(1) + HEAD), SQLITE_IOERR_DATA);
	assert_true(is_zero(r.out, PAGE));
	end(&r);
}

static void test_exchanged_frames(void **state)
{
	struct raw r;
	unsigned char one[FRAME], two[FRAME];

	(void)state;
	begin(&r, 0);
	put_frame(&r, 0, 2);
	put_frame(&r, 1, 3);
	on_disk(r.log_path, one, FRAME, frame_at(0));
	on_disk(r.log_path, two, FRAME, frame_at(1));
	to_disk(r.log_path, two, FRAME, frame_at(0));
	to_disk(r.log_path, one, FRAME, frame_at(1));
	assert_int_equal(get(&r, r.log, PAGE, frame_at(0) + HEAD), SQLITE_IOERR_DATA);
	assert_int_equal(get(&r, r.log, PAGE, frame_at(1) + HEAD), SQLITE_IOERR_DATA);
	end(&r);
}

static void test_base(void **state)
{
	struct raw r;
	unsigned char disk[PAGE];
	sqlite3_int64 size = -1;

	(void)state;
	begin(&r, 2 * PAGE);
	assert_int_equal(r.db->pMethods->xFileSize(r.db, &size), SQLITE_OK);
	assert_int_equal(size, 0);
	assert_int_equal(get(&r, r.db, 100, 0), SQLITE_IOERR_SHORT_READ);
	make_first(&r);
	assert_int_equal(put(r.db, r.page, PAGE, 0), SQLITE_OK);
	assert_int_equal(put(r.db, r.page, PAGE, PAGE), SQLITE_OK);
	assert_int_equal(size_of(r.path), 4 * PAGE);
	on_disk(r.path, disk, PAGE, PAGE);
	assert_true(is_zero(disk, PAGE)); /* the head is left alone */
	assert_int_equal(r.db->pMethods->xFileSize(r.db, &size), SQLITE_OK);
	assert_int_equal(size, 2 * PAGE);
	assert_int_equal(get(&r, r.db, PAGE, PAGE), SQLITE_OK);
	assert_memory_equal(r.out, r.page, PAGE);
	assert_int_equal(r.db->pMethods->xTruncate(r.db, PAGE), SQLITE_OK);
	assert_int_equal(size_of(r.path), 3 * PAGE);
	put_frame(&r, 0, 2); /* the log has no head */
	assert_int_equal(size_of(r.log_path), START + FRAME);
	end(&r);
}

static int pragma(struct raw *r, const char *name)
{
	const char *words[4] = {NULL, name, "1024", NULL};

	return r->db->pMethods->xFileControl(r->db, SQLITE_FCNTL_PRAGMA, words);
}

static void test_controls(void **state)
{
	struct raw r;
	sqlite3_int64 wide = 1 << 20;
	int n = 0;

	(void)state;
	begin(&r, 0);
	assert_int_equal(r.db->pMethods->iVersion, 1); /* no shared memory, no mapping */
	assert_int_equal(r.db->pMethods->xSectorSize(r.db), PAGE);
	assert_int_equal(r.db->pMethods->xDeviceCharacteristics(r.db),
			 SQLITE_IOCAP_POWERSAFE_OVERWRITE);
	assert_int_equal(r.db->pMethods->xFileControl(r.db, SQLITE_FCNTL_MMAP_SIZE, &wide),
			 SQLITE_OK);
	assert_int_equal(wide, 0);
	assert_int_equal(r.db->pMethods->xFileControl(r.db, SQLITE_FCNTL_POWERSAFE_OVERWRITE, &n),
			 SQLITE_OK);
	assert_int_equal(n, 1);
	n = -1;
	assert_int_equal(r.db->pMethods->xFileControl(r.db, SQLITE_FCNTL_LAST_ERRNO, &n),
			 SQLITE_OK);
	assert_int_equal(n, 0);
	n = 1 << 20;
	assert_int_equal(r.db->pMethods->xFileControl(r.db, SQLITE_FCNTL_CHUNK_SIZE, &n),
			 SQLITE_NOTFOUND);
	wide = 1 << 20;
	assert_int_equal(r.db->pMethods->xFileControl(r.db, SQLITE_FCNTL_SIZE_HINT, &wide),
			 SQLITE_NOTFOUND);
	assert_int_equal(pragma(&r, "PAGE_SIZE"), SQLITE_OK); /* swallowed */
	assert_int_equal(pragma(&r, "mmap_size"), SQLITE_OK);
	assert_int_equal(pragma(&r, "user_version"), SQLITE_NOTFOUND);
	assert_int_equal(size_of(r.path), 0);
	end(&r);
}

int run_shape_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_other_shapes_are_refused),
		cmocka_unit_test(test_pages_that_may_not_be),
		cmocka_unit_test(test_frames_in_order),
		cmocka_unit_test(test_cuts),
		cmocka_unit_test(test_other_files_do_not_open),
		cmocka_unit_test(test_no_page_is_seen_or_changed),
		cmocka_unit_test(test_changed_pages),
		cmocka_unit_test(test_the_first_reads),
		cmocka_unit_test(test_checksums_are_hidden),
		cmocka_unit_test(test_recovery_hands_on),
		cmocka_unit_test(test_exchanged_frames),
		cmocka_unit_test(test_base),
		cmocka_unit_test(test_controls),
	};

	return cmocka_run_group_tests_name("store: shapes of the seal", tests, NULL, NULL);
}
