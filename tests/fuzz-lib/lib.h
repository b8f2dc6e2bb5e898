/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_FUZZ_LIB_H
#define TESTS_FUZZ_LIB_H

#include "store/keys_inner.h"
#include "store/store.h"

/*
 * What the libFuzzer targets share.  Authentication stops nearly every change of a sealed
 * file, so an input is mostly a list of changes to what lies below the seal; then all is
 * sealed again with the right key and the right checksums, as somebody with the key could
 * do it.
 */
#define MUST(what) ((what) ? (void)0 : lib_broken(__FILE__, __LINE__, #what))
_Noreturn void lib_broken(const char *file, int line, const char *what);

/* Reads an input from its beginning; zeros behind its end. */
struct input {
	const uint8_t *bytes;
	size_t len, at;
};
unsigned int take_8(struct input *in);
unsigned int take_16(struct input *in);
uint32_t take_32(struct input *in);
size_t take_below(struct input *in, size_t n); /* 0 to n - 1; 0 when n is 0 */
bool is_empty(const struct input *in);

struct frame {
	unsigned char head[24]; /* page number, size, salts, checksum; big-endian */
	unsigned char page[VAULT_PAGE_BYTES];
};

/* Plain pages, and the frames of the log. */
struct sheets {
	unsigned char (*pages)[VAULT_PAGE_BYTES];
	size_t page_count, page_room;
	struct frame *frames;
	size_t frame_count, frame_room;
	unsigned char log_head[32];
};
void sheets_copy(const struct sheets *from, struct sheets *to);
void sheets_free(struct sheets *s);
void sheets_change(struct sheets *s, struct input *in); /* until the input is empty */
/* Seals everything into the bytes of the file and of its log; the checksums fit when
 * is_summed. */
void sheets_seal(struct sheets *s, const struct vault_key *key, bool is_summed,
		 struct str *file, struct str *log);
/* bytes: sealed pages, whole ones. */
void sheets_open_pages(struct sheets *s, const struct vault_key *key, const char *bytes,
		       size_t len);

/* A practice file with some of everything in it, in a folder of its own that goes at the
 * end. */
struct sample {
	char *root, *folder, *path, *log; /* folder in root: of the file */
	struct store_keys *keys;
	struct secret passphrase; /* of the worker "els" */
	int64_t now;
	struct clock clock;
	struct sheets sheets;
};
void sample_make(struct sample *s);
enum err sample_open(struct sample *s, const char *path, const struct store_keys *keys,
		     bool create, struct store **out, struct error *e);
void sample_use(struct store *s); /* reads all there is, checks, writes, computes */
void lib_put(const char *path, const char *bytes, size_t len);
void lib_take_away(const char *folder); /* its files and folders, not itself */

#endif
