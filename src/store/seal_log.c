/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/seal_inner.h"

/*
 * The log: 32 bytes, then frames of a header and a page.  SQLite's cumulative checksum in a
 * frame's header is a linear function of the plain pages: it goes to disk hidden.  The rest
 * of a header (page number, size, salts) stays readable.
 *
 * Which page a frame holds is remembered when it is written or recovered and never read
 * again: two frames that are exchanged behind our back do not open as each other's.
 */
enum { SIZE_AT = 8, SALTS_AT = 8, SUM_AT = 16, SUM = 8 };

/* at: anywhere in the frame. */
static size_t index_of(int64_t at)
{
	return (size_t)((at - LOG_START) / FRAME);
}

static uint32_t remembered(const struct seal *s, int64_t at)
{
	return index_of(at) < s->count ? s->frames[index_of(at)] : 0;
}

/* A frame is written or recovered after the one before it, or again: false for any other. */
static bool remember(struct seal *s, int64_t at, uint32_t number)
{
	if (index_of(at) > s->count)
		return false;
	if (index_of(at) == s->count) {
		VEC_ROOM(s->frames, s->count, s->room);
		s->count++;
	}
	s->frames[index_of(at)] = number;
	return true;
}

static int write_start(struct seal_file *f, int64_t at, const unsigned char *in)
{
	if (big_32(in + SIZE_AT) != PAGE)
		return SQLITE_IOERR_WRITE;
	return seal_write(f, at, in, LOG_START);
}

static int write_head(struct seal_file *f, int64_t at, const unsigned char *in)
{
	struct seal *s = f->seal;

	if (big_32(in) == 0 || !remember(s, at, big_32(in)))
		return SQLITE_IOERR_WRITE;
	memcpy(s->sealed, in, FRAME_HEAD);
	vault_checksum_hide(s->key, at, big_64(in + SALTS_AT), s->sealed + SUM_AT);
	return seal_write(f, at, s->sealed, FRAME_HEAD);
}

static int read_sum(struct seal_file *f, int64_t at, unsigned char *out)
{
	struct seal *s = f->seal;
	int rc = seal_read(f, at - SUM, s->sealed, SUM + SUM); /* the salts stand before it */

	memcpy(out, s->sealed + SUM, SUM);
	if (rc == SQLITE_OK)
		vault_checksum_show(s->key, at - SUM_AT, big_64(s->sealed), out);
	return rc;
}

static int write_body(struct seal_file *f, int64_t at, const unsigned char *in)
{
	if (!seal_page(f->seal, remembered(f->seal, at), in))
		return SQLITE_IOERR_WRITE;
	return seal_write(f, at, f->seal->sealed, PAGE);
}

static int read_body(struct seal_file *f, int64_t at, unsigned char *out)
{
	struct seal *s = f->seal;
	uint32_t number = remembered(s, at);
	int rc = seal_read(f, at, s->sealed, PAGE);

	if (rc == SQLITE_OK && number != 0 && vault_page_open(s->key, number, s->sealed, out))
		return SQLITE_OK;
	memset(out, 0, PAGE);
	return rc == SQLITE_OK ? SQLITE_IOERR_DATA : rc;
}

/*
 * Recovery reads whole frames, as do new checksums in a transaction that wrote a page twice.
 * A body that does not open ends recovery there, like a torn one in any log of SQLite: handed
 * on as it is, it does not fit the checksum.  An error would make every power cut final.
 */
static int read_frame(struct seal_file *f, int64_t at, unsigned char *out)
{
	struct seal *s = f->seal;
	int rc = seal_read(f, at, s->sealed, FRAME);
	uint32_t number = big_32(s->sealed);
	bool is_open =
		rc == SQLITE_OK &&
		vault_page_open(s->key, number, s->sealed + FRAME_HEAD, out + FRAME_HEAD);

	if (rc != SQLITE_OK)
		return rc;
	if (!is_open && remembered(s, at) != 0)
		return SQLITE_IOERR_DATA; /* it was ours before */
	if (!is_open)
		memcpy(out + FRAME_HEAD, s->sealed + FRAME_HEAD, PAGE);
	if (!remember(s, at, is_open ? number : 0))
		return SQLITE_IOERR_READ;
	memcpy(out, s->sealed, FRAME_HEAD);
	vault_checksum_show(s->key, at, big_64(out + SALTS_AT), out + SUM_AT);
	return SQLITE_OK;
}

static const struct seal_shape shapes[] = {
	{LOG_START, 0, 0, .is_clear = true, .write = write_start},
	{SUM, LOG_START - SUM, 0, .is_clear = true}, /* of those 32 bytes */
	{FRAME_HEAD, LOG_START, FRAME, .write = write_head},
	{SUM, LOG_START + SUM_AT, FRAME, .read = read_sum},
	{PAGE, LOG_START + FRAME_HEAD, FRAME, .read = read_body, .write = write_body},
	{FRAME, LOG_START, FRAME, .read = read_frame},
};

const struct seal_kind seal_log = {
	.shapes = shapes,
	.count = sizeof shapes / sizeof *shapes,
};
