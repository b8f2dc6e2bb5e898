/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft.h"

#include "base/base.h"
#include "support/sealed.h"

static char *column(sqlite3_stmt *q, int i)
{
	const unsigned char *text = sqlite3_column_text(q, i);

	return mem_text(text ? (const char *)text : "");
}

/* A path's last part is the name of the question. */
static char *name_of(char *path)
{
	char *slash = strrchr(path, '/'), *name = mem_text(slash ? slash + 1 : path);

	free(path);
	return name;
}

static bool read_answers(struct draft_on_disk *d, sqlite3 *db, const char *id)
{
	sqlite3_stmt *q = NULL;
	int rc = sqlite3_prepare_v2(
		db, "SELECT path, value FROM draft_answer WHERE draft = ?1", -1, &q,
		NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_bind_text(q, 1, id, -1, SQLITE_STATIC);
	while (rc == SQLITE_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		VEC_ROOM(d->answers, d->count, d->room);
		d->answers[d->count].name = name_of(column(q, 0));
		d->answers[d->count++].value = column(q, 1);
		rc = SQLITE_OK;
	}
	sqlite3_finalize(q);
	return rc == SQLITE_DONE;
}

static bool read_draft(struct draft_on_disk *d, sqlite3 *db)
{
	static const char newest[] =
		"SELECT id, at_path, typed FROM draft ORDER BY id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	char *id = NULL;
	int rc = sqlite3_prepare_v2(db, newest, -1, &q, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(q);
	if (rc == SQLITE_ROW) {
		d->is_there = true;
		id = column(q, 0);
		d->at = name_of(column(q, 1));
		d->typed = column(q, 2);
	}
	sqlite3_finalize(q);
	bool good = rc == SQLITE_DONE || (rc == SQLITE_ROW && read_answers(d, db, id));
	free(id);
	return good;
}

bool draft_read(struct draft_on_disk *d, const char *folder)
{
	struct sealed file;
	bool good;

	*d = (struct draft_on_disk){0};
	if (!sealed_open(&file, folder))
		return false;
	good = read_draft(d, file.db);
	if (!good)
		fprintf(stderr, "%s: %s\n", folder, sqlite3_errmsg(file.db));
	sealed_close(&file);
	return good;
}

const char *draft_value(const struct draft_on_disk *d, const char *name)
{
	for (size_t i = 0; i < d->count; i++)
		if (text_equal(d->answers[i].name, name))
			return d->answers[i].value;
	return NULL;
}

void draft_release(struct draft_on_disk *d)
{
	for (size_t i = 0; i < d->count; i++) {
		free(d->answers[i].name);
		free(d->answers[i].value);
	}
	free(d->answers);
	free(d->at);
	free(d->typed);
	*d = (struct draft_on_disk){0};
}
