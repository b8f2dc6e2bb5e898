/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_RECORD_FACT_H
#define CARE_RECORD_FACT_H

#include "care/derive.h"

/* Facts as somebody hands them in (a flat JSON object), checked and made clean; for record.c. */
enum { RECORD_TEXT_BYTES = 16 << 10 };

struct record_facts {
	struct arena arena;
	struct body_fact *items;
	size_t count, room;
};

void record_facts_release(struct record_facts *f);
enum err record_facts_read(struct care_session *s, const json_t *facts, struct record_facts *out,
			   struct error *e);
char record_number_letter(const struct care_session *s); /* of numbers that are given: the organisation's first */
/* Gives a file number when there is none; refuses one that somebody else has. */
enum err record_file_number(struct care_session *s, struct record_facts *facts, struct error *e);

#endif
