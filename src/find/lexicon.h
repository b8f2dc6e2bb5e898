/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FIND_LEXICON_H
#define FIND_LEXICON_H

#include "find/sorting.h"
#include "find/sound.h"

/*
 * For this room only: the parts that were loaded, each once, in two orders.  By text: where a typed
 * beginning is found.  By sound: one row of bytes for a walk that does a beginning once; a part in it
 * is how many sounds it shares with the part before, how many it has, and the others.
 */
struct lexicon_part {
	uint32_t text;     /* where its spelling begins */
	uint32_t postings; /* where its postings begin */
	uint32_t count;    /* of them */
};

enum lexicon_stage { LEXICON_TEXT, LEXICON_SOUND, LEXICON_CODE, LEXICON_READY };

struct lexicon {
	struct lexicon_part *parts;
	uint8_t *sound_counts;       /* of each part */
	uint32_t count, parts_room;
	char *text;                  /* spellings with a NUL behind each */
	size_t text_used, text_room;
	uint32_t *by_text, *by_sound;
	uint8_t *walk;
	size_t walk_used, walk_room;

	/* while it is loaded and settled */
	enum lexicon_stage stage;
	bool is_sorting;
	struct sorting sorting;
	uint32_t *ids;
	uint32_t cursor;             /* the part asked for last */
	uint8_t *sounds;             /* of all parts */
	uint32_t *sounds_at;
	size_t sounds_used, sounds_room, coded;
};

void lexicon_init(struct lexicon *l);
/* While it is loaded; ids ascend, what is out of order is passed over. */
void lexicon_add(struct lexicon *l, uint32_t id, const char *folded);
/* The part with this id, or NULL; quickest for ids that ascend. */
struct lexicon_part *lexicon_by_id(struct lexicon *l, uint32_t id);
/* Puts it in order, about 'steps' comparisons at once; true: done. */
bool lexicon_settle(struct lexicon *l, size_t steps);
size_t lexicon_bytes(const struct lexicon *l);
void lexicon_release(struct lexicon *l); /* wiped */

static inline const char *lexicon_text(const struct lexicon *l, uint32_t part)
{
	return l->text + l->parts[part].text;
}
/* Places in by_text of what begins as typed: from *first up to *end. */
void lexicon_range(const struct lexicon *l, const char *typed, uint32_t *first, uint32_t *end);

#endif
