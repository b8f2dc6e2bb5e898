/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/seal_inner.h"

/* How a file of ours begins (SQLite's file format, 1.3): page size, WAL, reserved bytes. */
static const unsigned char start[] = {
	'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', 0,
	PAGE >> 8, 0, 2, 2, VAULT_PAGE_TAIL, 64, 32, 32};
enum { MAGIC = 16, PAGE_SIZE_AT = 16, RESERVE_AT = 20, START_READ = 100, COUNTERS = 16 };

/*
 * The first read of all, before SQLite looks at the log.  Page 1 may be torn on disk and
 * whole in the log when the power went in a checkpoint, so this is answered without it.
 * Nothing is believed by it: page 1 itself is read and opened next.
 */
static int read_start(struct seal_file *f, int64_t at, unsigned char *out)
{
	int rc = seal_read(f, at, f->seal->sealed, PAGE);

	memset(out, 0, START_READ);
	f->seal->is_plain = memcmp(f->seal->sealed, start, MAGIC) == 0;
	if (rc == SQLITE_OK)
		memcpy(out, start, sizeof start);
	return rc;
}

/* SQLite compares these with what it saw in page 1.  Zeros differ: it reads its pages again. */
static int read_counters(struct seal_file *f, int64_t at, unsigned char *out)
{
	(void)f;
	(void)at;
	memset(out, 0, COUNTERS);
	return SQLITE_OK;
}

static uint32_t page_at(int64_t at)
{
	return (uint32_t)(at / PAGE) + 1;
}

/* Behind the end there is no page either: SQLite would take the missing one for zeros. */
static int read_page(struct seal_file *f, int64_t at, unsigned char *out)
{
	struct seal *s = f->seal;
	int rc = seal_read(f, at, s->sealed, PAGE);

	if (rc == SQLITE_OK && vault_page_open(s->key, page_at(at), s->sealed, out))
		return SQLITE_OK;
	memset(out, 0, PAGE);
	if (rc != SQLITE_OK && rc != SQLITE_IOERR_SHORT_READ)
		return rc;
	return page_at(at) == 1 ? SQLITE_NOTADB : SQLITE_IOERR_DATA;
}

static int write_page(struct seal_file *f, int64_t at, const unsigned char *in)
{
	if (!seal_page(f->seal, page_at(at), in))
		return SQLITE_IOERR_WRITE;
	return seal_write(f, at, f->seal->sealed, PAGE);
}

/* The reserved bytes are not kept, but the log's checksums are over them: they stay zero. */
static bool is_tail_zero(const unsigned char *page)
{
	for (int i = PAGE - VAULT_PAGE_TAIL; i < PAGE; i++)
		if (page[i] != 0)
			return false;
	return true;
}

bool seal_page(struct seal *s, uint32_t number, const unsigned char *page)
{
	if (number == 1 && (memcmp(page + PAGE_SIZE_AT, start + PAGE_SIZE_AT, 2) != 0 ||
			    page[RESERVE_AT] != VAULT_PAGE_TAIL))
		return false;
	if (number == 0 || !is_tail_zero(page))
		return false;
	vault_page_seal(s->key, number, page, s->sealed);
	return true;
}

static const struct seal_shape shapes[] = {
	{START_READ, 0, 0, .read = read_start},
	{COUNTERS, 24, 0, .read = read_counters},
	{PAGE, 0, PAGE, .read = read_page, .write = write_page},
};

const struct seal_kind seal_db = {
	.shapes = shapes,
	.count = sizeof shapes / sizeof *shapes,
	.grain = PAGE,
};
