/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/postings.h"

enum { STEP_BYTES = 5 }; /* of 34 bits, seven a byte */

void postings_add(struct postings *p, uint32_t before, uint32_t number, unsigned kinds)
{
	uint64_t step = (uint64_t)(number - before) << 2 | kinds;

	if (p->room - p->used < STEP_BYTES) {
		p->room += p->room / 4 + 65536;
		p->bytes = mem_resize(p->bytes, p->room, 1);
	}
	for (; step >= 0x80; step >>= 7)
		p->bytes[p->used++] = (uint8_t)(step | 0x80);
	p->bytes[p->used++] = (uint8_t)step;
}

void postings_trim(struct postings *p)
{
	p->bytes = mem_resize(p->bytes, p->used, 1);
	p->room = p->used;
}

void postings_release(struct postings *p)
{
	free(p->bytes);
	*p = (struct postings){NULL, 0, 0};
}

struct posting_reader postings_read(const struct postings *p, uint32_t at, uint32_t count)
{
	return (struct posting_reader){p->bytes ? p->bytes + at : NULL, 0, count};
}
