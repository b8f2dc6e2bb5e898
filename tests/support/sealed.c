/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sealed.h"

#include "care/session.h"

static const char *const pragmas[] = {
	"PRAGMA locking_mode=exclusive",
	"PRAGMA temp_store=memory",
	"PRAGMA synchronous=off",
};

static enum err open_keys(struct sealed *s, const char *folder, struct error *e)
{
	struct secret own = SECRET_INIT;
	enum err rc = vault_start(e);

	(void)secret_add(&own, CARE_PRACTICE_PASSPHRASE, strlen(CARE_PRACTICE_PASSPHRASE));
	if (rc == OK)
		rc = store_keys_open(folder, "", &own, true, &s->keys, e);
	secret_release(&own);
	return rc;
}

static bool connect(struct sealed *s, const char *folder)
{
	char *path = file_path(folder, KEYS_DB);
	int rc;

	s->seal = seal_new(store_keys_key(s->keys), 0);
	rc = sqlite3_open_v2(path, &s->db, SQLITE_OPEN_READWRITE, seal_name(s->seal));
	for (size_t i = 0; i < sizeof pragmas / sizeof *pragmas && rc == SQLITE_OK; i++)
		rc = sqlite3_exec(s->db, pragmas[i], NULL, NULL, NULL);
	free(path);
	return rc == SQLITE_OK;
}

bool sealed_open(struct sealed *s, const char *folder)
{
	struct error e = ERROR_INIT;

	*s = (struct sealed){0};
	if (open_keys(s, folder, &e) != OK) {
		fprintf(stderr, "%s: %s (%s)\n", folder, e.text, e.detail);
		return false;
	}
	if (connect(s, folder))
		return true;
	fprintf(stderr, "%s: %s\n", folder, sqlite3_errmsg(s->db));
	sealed_close(s);
	return false;
}

void sealed_close(struct sealed *s)
{
	(void)sqlite3_close(s->db); /* whoever used it has finalized its statements */
	seal_free(s->seal);
	store_keys_close(s->keys);
	*s = (struct sealed){0};
}
