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

/* ---- an offer by its name ---- */

enum { NAMES_MOST = 1000 };

struct named {
	const char *name;
	char id[37];
};

static enum err look(void *data, const struct store_social *row, struct error *e)
{
	struct named *n = data;

	(void)e;
	if (n->id[0] == '\0' && text_equal(row->name, n->name))
		snprintf(n->id, sizeof n->id, "%s", row->id);
	return OK;
}

static enum err find_name(struct care_session *s, enum store_social_kind kind, const char *parent,
			  struct named *n, struct error *e)
{
	const struct store_social_find find = {
		.kind = kind, .parent = parent, .most = NAMES_MOST};
	enum err rc = store_social_list(care_session_store(s), &find, look, n, e);

	if (rc == OK && n->id[0] == '\0')
		rc = error_set(e, ERR_NOT_FOUND, "config/map/sample.csv: '%.80s'", n->name);
	return rc;
}

enum err care_practice_offer(struct care_session *s, const char *organisation, const char *offer,
			     struct store_social *out, struct error *e)
{
	struct named place = {organisation, ""}, what = {offer, ""};
	enum err rc;

	*out = (struct store_social){0};
	if (*offer == '\0')
		return OK;
	rc = find_name(s, STORE_ORGANISATION, NULL, &place, e);
	if (rc == OK)
		rc = find_name(s, STORE_OFFER, place.id, &what, e);
	return rc == OK ? store_social_get(care_session_store(s), STORE_OFFER, what.id, out, e) : rc;
}
