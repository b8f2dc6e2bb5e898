/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CMD_MAP_FILES_H
#define CMD_MAP_FILES_H

#include "care/care.h"

/* Files of a social map: which format they are, and new ones that are whole when they get their name. */
enum { MAP_INPUT_MOST = 64 }; /* files of a package */

struct map_input {
	int format; /* of struct care_map_import */
	struct map_file files[MAP_INPUT_MOST];
	struct str bytes[MAP_INPUT_MOST];
	char *names[MAP_INPUT_MOST]; /* without their folder */
	int count;
};
/* One file, a folder, or the files of a package; what is neither is refused with what to do. */
enum err map_input_read(struct map_input *in, const char *const *words, int count,
			struct error *e);
void map_input_release(struct map_input *in); /* also after an error */

struct map_output {
	const char *path;
	struct str part; /* the file or folder until it is whole */
	bool is_folder;
	struct {
		char *name;
		FILE *stream;
	} files[MAP_INPUT_MOST];
	int count;
};
/* ERR_INVALID: something is there already.  An empty folder may be. */
enum err map_output_begin(struct map_output *out, const char *path, bool is_folder,
			  struct error *e);
enum err map_output_write(void *out, const char *file, const char *bytes, size_t len,
			  struct error *e); /* a map_write */
/* rc: how the writing ended; what is not whole goes. */
enum err map_output_end(struct map_output *out, enum err rc, struct error *e);

#endif
