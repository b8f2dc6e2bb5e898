/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lib.h"

enum {
	FRAME = sizeof(struct frame),
	LOG_HEAD = 32,
	MORE = 64
}; /* MORE: that a change may add */

void sheets_copy(const struct sheets *from, struct sheets *to)
{
	*to = *from;
	to->pages = mem_resize(NULL, from->page_count + MORE, VAULT_PAGE_BYTES);
	to->frames = mem_resize(NULL, from->frame_count + MORE, FRAME);
	to->page_room = from->page_count + MORE;
	to->frame_room = from->frame_count + MORE;
	if (from->page_count > 0)
		memcpy(to->pages, from->pages, from->page_count * VAULT_PAGE_BYTES);
	if (from->frame_count > 0)
		memcpy(to->frames, from->frames, from->frame_count * FRAME);
}

void sheets_free(struct sheets *s)
{
	free(s->pages);
	free(s->frames);
}

void sheets_open_pages(struct sheets *s, const struct vault_key *key, const char *bytes,
		       size_t len)
{
	s->page_count = len / VAULT_PAGE_BYTES;
	MUST(s->page_count > 0 && len % VAULT_PAGE_BYTES == 0);
	s->pages = mem_array(s->page_count, VAULT_PAGE_BYTES);
	for (size_t i = 0; i < s->page_count; i++)
		MUST(vault_page_open(key, (uint32_t)i + 1,
				     (const unsigned char *)bytes + i * VAULT_PAGE_BYTES,
				     s->pages[i]));
}

static void put_big(unsigned char *at, uint32_t n)
{
	at[0] = (unsigned char)(n >> 24);
	at[1] = (unsigned char)(n >> 16);
	at[2] = (unsigned char)(n >> 8);
	at[3] = (unsigned char)n;
}

static uint32_t get_big(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 |
	       at[3];
}

/* A page of the file or of the log; NULL when there is none. */
static unsigned char *some_page(struct sheets *s, struct input *in)
{
	size_t at = take_below(in, s->page_count + s->frame_count);

	if (at < s->page_count)
		return s->pages[at];
	return s->frame_count > 0 ? s->frames[at - s->page_count].page : NULL;
}

static void change_bytes(struct sheets *s, struct input *in)
{
	unsigned char *page = some_page(s, in);
	size_t at = take_below(in, VAULT_PAGE_BYTES), len = take_8(in) % 33;

	for (; page && len > 0 && at < VAULT_PAGE_BYTES; len--)
		page[at++] = (unsigned char)take_8(in);
}

/* Type, free blocks, cells, where they begin: what a page says of itself. */
static void change_head(struct sheets *s, struct input *in)
{
	unsigned char *page = some_page(s, in);
	size_t at = take_8(in) % 64 + (page == s->pages[0] ? 100 : 0);

	if (page) {
		page[at] = (unsigned char)take_8(in);
		page[at + 1] = (unsigned char)take_8(in);
	}
}

static void change_file_head(struct sheets *s, struct input *in)
{
	size_t at = take_below(in, 100);

	if (s->page_count > 0)
		s->pages[0][at] = (unsigned char)take_8(in);
}

static void copy_page(struct sheets *s, struct input *in)
{
	unsigned char *to = some_page(s, in), *from = some_page(s, in);

	if (to && from)
		memmove(to, from, VAULT_PAGE_BYTES);
}

static void fill_part(struct sheets *s, struct input *in)
{
	unsigned char *page = some_page(s, in);
	size_t at = take_below(in, VAULT_PAGE_BYTES), len = take_16(in);

	if (page)
		memset(page + at, (int)take_8(in),
		       len < VAULT_PAGE_BYTES - at ? len : VAULT_PAGE_BYTES - at);
}

static void change_frame(struct sheets *s, struct input *in)
{
	size_t at = take_below(in, s->frame_count), field = take_8(in) % 6;

	if (s->frame_count > 0)
		put_big(s->frames[at].head + field * 4, take_32(in));
}

static void change_log_head(struct sheets *s, struct input *in)
{
	size_t field = take_8(in) % 8;

	put_big(s->log_head + field * 4, take_32(in));
}

/* Cut off, or one more: a copy of another. */
static void change_counts(struct sheets *s, struct input *in)
{
	size_t at = take_16(in);

	if (at & 1 && s->page_count > 0 && s->page_count < s->page_room) {
		size_t from = at / 2 % s->page_count;

		memcpy(s->pages[s->page_count], s->pages[from], VAULT_PAGE_BYTES);
		s->page_count++;
	} else if (s->page_count > 0) {
		s->page_count = at / 2 % s->page_count;
	}
	at = take_16(in);
	if (at & 1 && s->frame_count > 0 && s->frame_count < s->frame_room) {
		s->frames[s->frame_count] = s->frames[at / 2 % s->frame_count];
		s->frame_count++;
	} else if (s->frame_count > 0) {
		s->frame_count = at / 2 % s->frame_count;
	}
}

void sheets_change(struct sheets *s, struct input *in)
{
	static void (*const changes[])(struct sheets *, struct input *) = {
		change_bytes, change_head,  change_head,     change_file_head, copy_page,
		fill_part,    change_frame, change_log_head, change_counts,
	};

	while (!is_empty(in))
		changes[take_8(in) % (sizeof changes / sizeof *changes)](s, in);
}

/* SQLite's checksum over words in the order that the log's first number says. */
static void add_to_sum(uint32_t sum[2], const unsigned char *bytes, size_t len,
		       bool is_big)
{
	for (size_t i = 0; i + 8 <= len; i += 8) {
		uint32_t a = get_big(bytes + i), b = get_big(bytes + i + 4);

		sum[0] += (is_big ? a : __builtin_bswap32(a)) + sum[1];
		sum[1] += (is_big ? b : __builtin_bswap32(b)) + sum[0];
	}
}

static void seal_frame(struct frame *f, const struct vault_key *key, int64_t place,
		       struct str *log)
{
	uint64_t salts = (uint64_t)get_big(f->head + 8) << 32 | get_big(f->head + 12);
	struct frame sealed = *f;

	vault_page_seal(key, get_big(f->head), f->page, sealed.page);
	vault_checksum_hide(key, place, salts, sealed.head + 16);
	str_add_bytes(log, (const char *)&sealed, FRAME);
}

void sheets_seal(struct sheets *s, const struct vault_key *key, bool is_summed,
		 struct str *file, struct str *log)
{
	bool is_big = s->log_head[3] & 1;
	unsigned char sealed[VAULT_PAGE_BYTES];
	uint32_t sum[2] = {0, 0};

	str_reset(file);
	str_reset(log);
	for (size_t i = 0; i < s->page_count; i++) {
		vault_page_seal(key, (uint32_t)i + 1, s->pages[i], sealed);
		str_add_bytes(file, (const char *)sealed, sizeof sealed);
	}
	add_to_sum(sum, s->log_head, 24, is_big);
	if (is_summed) {
		put_big(s->log_head + 24, sum[0]);
		put_big(s->log_head + 28, sum[1]);
	}
	str_add_bytes(log, (const char *)s->log_head, LOG_HEAD);
	for (size_t i = 0; i < s->frame_count; i++) {
		struct frame *f = &s->frames[i];

		add_to_sum(sum, f->head, 8, is_big);
		add_to_sum(sum, f->page, VAULT_PAGE_BYTES, is_big);
		if (is_summed) {
			put_big(f->head + 16, sum[0]);
			put_big(f->head + 20, sum[1]);
		}
		seal_frame(f, key, (int64_t)(LOG_HEAD + i * FRAME), log);
	}
}
