/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The reader of the file and its log.  The first byte of an input says where its changes
 * go: into the sealed bytes, or below the seal, with checksums that fit or not.
 */
#include <unistd.h>

#include "lib.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { IN_SEALED = 1, NO_LOG = 2, NO_SUMS = 4 };

static struct sample sample;

static void change_sealed(struct str *file, struct str *log, struct input *in)
{
	while (!is_empty(in)) {
		struct str *s = take_8(in) & 1 ? log : file;
		size_t at = s->len > 0 ? take_32(in) % s->len : 0, len = take_8(in) % 64;

		if (take_8(in) % 16 == 0)
			str_cut(s, at);
		for (; len > 0 && at < s->len; len--)
			s->bytes[at++] = (char)take_8(in);
	}
}

/* Writes the file and its log, and opens them. */
static enum err open_changed(struct input *in, struct store **out, struct error *e)
{
	struct str file = STR_INIT, log = STR_INIT;
	unsigned int how = take_8(in);
	struct sheets sheets;

	sheets_copy(&sample.sheets, &sheets);
	if (!(how & IN_SEALED))
		sheets_change(&sheets, in);
	sheets_seal(&sheets, store_keys_key(sample.keys), !(how & NO_SUMS), &file, &log);
	if (how & IN_SEALED)
		change_sealed(&file, &log, in);
	lib_take_away(sample.folder);
	lib_put(sample.path, file.bytes, file.len);
	if (!(how & NO_LOG))
		lib_put(sample.log, log.bytes, log.len);
	sheets_free(&sheets);
	str_release(&file);
	str_release(&log);
	return sample_open(&sample, sample.path, sample.keys, false, out, e);
}

/* Without a change all is there, what only the log holds too: the harness can see. */
static void see_sound(void)
{
	struct store_check c = {.first_fault = STR_INIT};
	struct input nothing = {NULL, 0, 0};
	struct store *s = NULL;

	MUST(open_changed(&nothing, &s, NULL) == OK);
	MUST(store_check(s, &c, NULL) == OK);
	MUST(c.faults == 0 && c.entries == 14 && c.drafts == 2);
	store_check_release(&c);
	store_close(s);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	sample_make(&sample);
	see_sound();
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = {data, size, 0};
	struct error e = ERROR_INIT;
	struct store *s = NULL;
	enum err rc = open_changed(&in, &s, &e);

	MUST((rc == OK) == (s != NULL) && (rc == OK || e.text[0]));
	if (s)
		sample_use(s);
	store_close(s);
	return 0;
}
