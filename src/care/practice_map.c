/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive.h"
#include "care/practice.h"
#include "care/social.h"

/*
 * The sample map is read as a worker would import it.  It ships, so a row that cannot be used is a fault of
 * ours and stops the making of the file, with its line.
 */
enum { SAMPLE_BYTES = 1 << 20 };

static void refuse(void *data, const char *file, unsigned line, const char *why, const char *row,
		   size_t len)
{
	struct error *e = data;

	(void)row;
	(void)len;
	if (e->code == OK)
		(void)error_set(e, ERR_INVALID, "%s:%u: %s", file, line, why);
}

enum err care_practice_map(struct care_session *s, struct error *e)
{
	char *path = file_path(care_session_share(s), "config/map/sample.csv");
	struct str bytes = STR_INIT;
	struct care_map_count count;
	struct error bad = ERROR_INIT;
	enum err rc = file_read(path, SAMPLE_BYTES, &bytes, e);

	if (rc == OK) {
		const struct map_file file = {"sample.csv", bytes.bytes, bytes.len};
		const struct care_map_import sample = {.format = CARE_MAP_PLAIN,
						       .files = &file,
						       .file_count = 1,
						       .bad = refuse,
						       .data = &bad};

		rc = care_map_import(s, &sample, &count, e);
	}
	if (rc == OK && bad.code != OK) {
		*e = bad;
		rc = bad.code;
	}
	str_release(&bytes);
	free(path);
	return rc;
}
