/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gap.h"

#include <fcntl.h>
#include <unistd.h>

#include "store/seal_inner.h"

/*
 * SQLite takes the first frame that does not fit for the end of the log, since that is what a power
 * cut leaves.  A damaged frame in the middle looks the same, and all that was confirmed after it
 * would go without a word.  The two can be told apart: a transaction is begun in the log only when
 * the one before it is on disk, so a frame that goes on, checksum and all, from a frame that
 * committed proves that this one was on disk once.
 */
struct log {
	int fd;
	const struct vault_key *key;
	uint64_t salts;
	bool is_big; /* which way round checksums count (fileformat2, 4.2) */
	unsigned char frame[FRAME], plain[PAGE];
};

struct sum {
	uint32_t a, b;
};

static uint32_t word(const struct log *l, const unsigned char *b)
{
	return l->is_big ? big_32(b)
			 : (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];
}

static struct sum go_on(const struct log *l, struct sum sum, const unsigned char *bytes, int n)
{
	for (int i = 0; i < n; i += 8) {
		sum.a += word(l, bytes + i) + sum.b;
		sum.b += word(l, bytes + i + 4) + sum.a;
	}
	return sum;
}

/* A start that SQLite refuses may be damaged in any of its fields: none is believed alone. */
static bool read_start(struct log *l, struct sum *sum)
{
	enum { BIG_MAGIC = 0x377f0683, SALTS_AT = 16, SUM_AT = 24 };
	unsigned char start[LOG_START];

	if (pread(l->fd, start, sizeof start, 0) != (ssize_t)sizeof start)
		return false;
	l->is_big = big_32(start) == BIG_MAGIC;
	l->salts = big_64(start + SALTS_AT);
	*sum = (struct sum){big_32(start + SUM_AT), big_32(start + SUM_AT + 4)};
	return true;
}

static bool read_frame(struct log *l, size_t index)
{
	return pread(l->fd, l->frame, FRAME, LOG_START + (int64_t)index * FRAME) == FRAME;
}

static struct sum sum_of(const struct log *l, size_t index)
{
	unsigned char shown[8];

	memcpy(shown, l->frame + 16, sizeof shown);
	vault_checksum_show(l->key, LOG_START + (int64_t)index * FRAME, big_64(l->frame + 8), shown);
	return (struct sum){big_32(shown), big_32(shown + 4)};
}

/* Does the frame that was read last go on from this sum? */
static bool follows(struct log *l, struct sum before, struct sum sum)
{
	if (!vault_page_open(l->key, big_32(l->frame), l->frame + FRAME_HEAD, l->plain))
		return false;
	before = go_on(l, before, l->frame, 8);
	before = go_on(l, before, l->plain, PAGE);
	return before.a == sum.a && before.b == sum.b;
}

static bool has_later_commit(struct log *l, size_t index)
{
	struct sum before = {0, 0}, sum;
	bool did_commit = false;

	for (; read_frame(l, index); index++) {
		bool is_ours = big_64(l->frame + 8) == l->salts;

		sum = sum_of(l, index);
		if (is_ours && did_commit && follows(l, before, sum))
			return true;
		did_commit = is_ours && big_32(l->frame + 4) != 0;
		before = sum;
	}
	return false;
}

/* SQLite looked at no frame: is there one that goes on from the start? */
static bool has_lost_start(struct log *l, struct sum start)
{
	return read_frame(l, 0) && follows(l, start, sum_of(l, 0));
}

bool gap_in_log(const char *path, const struct vault_key *key, size_t end)
{
	struct log *l = mem_new(sizeof *l);
	struct str name = STR_INIT;
	struct sum start;
	bool is_gap = false;

	str_addf(&name, "%s-wal", path);
	l->key = key;
	l->fd = open(name.bytes, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (l->fd >= 0 && read_start(l, &start))
		is_gap = (end == 0 && has_lost_start(l, start)) ||
			 has_later_commit(l, end > 0 ? end - 1 : 0);
	if (l->fd >= 0)
		(void)close(l->fd); /* nothing was written; the log carries no locks */
	explicit_bzero(l->plain, sizeof l->plain);
	str_release(&name);
	free(l);
	return is_gap;
}
