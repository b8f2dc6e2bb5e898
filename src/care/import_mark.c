/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive.h"
#include "care/import_inner.h"

/* docs/format.md, meta: "import." and a hash over the file and the mapping. */

static void key_make(const struct import_source *source, const struct care_import_options *o,
		     struct import_mark *m)
{
	unsigned char digest[VAULT_HASH_BYTES];
	struct vault_hash h;
	struct str key = STR_INIT;

	vault_hash_begin(&h);
	vault_hash_add(&h, source->hash, sizeof source->hash);
	if (o->mapping != NULL)
		vault_hash_add(&h, o->mapping, o->mapping_len);
	vault_hash_end(&h, digest);
	str_add(&key, "import.");
	vault_hex(digest, sizeof digest, &key);
	(void)snprintf(m->key, sizeof m->key, "%s", key.bytes);
	str_release(&key);
}

enum err import_mark_read(struct care_session *s, const struct import_source *source,
			  const struct care_import_options *o, struct import_mark *out,
			  struct error *e)
{
	struct str text = STR_INIT;
	json_t *body = NULL, *one;
	size_t i;
	enum err rc;

	*out = (struct import_mark){.rows = 0};
	key_make(source, o, out);
	rc = store_meta(care_session_store(s), out->key, &text, e);
	if (rc == OK && text.len > 0)
		rc = body_open(text.bytes, text.len, &body, e);
	if (rc == OK && body != NULL) {
		out->rows = json_at_int(body, "rows", 0);
		json_array_foreach(json_object_get(body, "passed"), i, one)
			import_mark_pass(out, json_integer_value(one));
	}
	json_decref(body);
	str_release(&text);
	return rc;
}

void import_mark_pass(struct import_mark *m, int64_t row)
{
	if (m->passed_count == IMPORT_PASSED_MOST)
		return;
	VEC_ROOM(m->passed, m->passed_count, m->passed_room);
	m->passed[m->passed_count++] = row;
}

enum err import_mark_write(struct care_session *s, const struct import_mark *m, struct error *e)
{
	json_t *body = json_object(), *passed = json_array();
	struct str text = STR_INIT;
	enum err rc;

	json_object_set_new(body, "v", json_integer(CARE_BODY_VERSION));
	json_object_set_new(body, "rows", json_integer(m->rows));
	for (size_t i = 0; i < m->passed_count; i++)
		json_array_append_new(passed, json_integer(m->passed[i]));
	json_object_set_new(body, "passed", passed);
	json_text_write(&text, body);
	json_decref(body);
	rc = store_set_meta(care_session_store(s), m->key, text.bytes, e);
	str_release(&text);
	return rc;
}

void import_mark_release(struct import_mark *m)
{
	free(m->passed);
	*m = (struct import_mark){.rows = 0};
}
