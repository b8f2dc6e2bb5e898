/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FAULTS_SCRIPT_H
#define FAULTS_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * An interview as keys, with what each key puts in the draft.  One line a step, '#' a
 * remark:
 *
 *   keys KEYS                 keys as term_keys has them, which answer nothing
 *   wait TEXT                 until it is on the screen
 *   choose NAME VALUE KEYS    then NAME is answered with VALUE; blanks in VALUE are
 * written ',' type NAME KEYS TEXT       TEXT letter by letter in the field of NAME; KEYS
 * leave the field resume KEYS               what brings a restarted program back to the
 * draft (anywhere)
 */
struct script_key {
	char *bytes;	   /* one key in the notation of term_keys; NULL: a wait */
	char *wait;	   /* text to wait for */
	const char *name;  /* the question that this key touches; NULL none */
	char *value;	   /* what stands there after this key */
	const char *whole; /* what will stand there in the end */
	bool is_typing;	   /* value is still being typed */
};

struct script {
	struct script_key *keys;
	size_t count, room;
	char **texts; /* owns names, whole values */
	size_t text_count, text_room;
	char *resume; /* NULL: not told */
};

bool script_read(struct script *s,
		 const char *path); /* says what is wrong on standard error */
void script_release(struct script *s);

#endif
