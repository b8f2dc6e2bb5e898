/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive.h"
#include "care/session_inner.h"

/* Derived rows are thrown away and made again from the entries; nothing may come out differently. */
static enum err rebuild(struct care_session *s, void (*progress)(void *, int64_t, int64_t),
			void *data, bool *is_equal, struct error *e)
{
	unsigned char before[VAULT_HASH_BYTES], after[VAULT_HASH_BYTES];
	enum err rc = store_begin(s->store, e);

	if (rc != OK)
		return rc;
	rc = store_derived_digest(s->store, before, e);
	if (rc == OK)
		rc = store_derived_clear(s->store, e);
	if (rc == OK)
		rc = care_derive_all(s, progress, data, e);
	if (rc == OK)
		rc = store_derived_digest(s->store, after, e);
	if (rc == OK)
		rc = store_set_meta(s->store, "derived", care_derived_version(s), e);
	if (rc != OK) {
		store_rollback(s->store);
		return rc;
	}
	*is_equal = memcmp(before, after, sizeof before) == 0;
	return store_commit(s->store, e);
}

static void config_look(struct care_session *s, struct care_check *out)
{
	struct error problem = ERROR_INIT;

	care_config_parse(s->config);
	if (care_config_problem(s->config, &problem) == OK)
		return;
	if (out->faults++ == 0)
		str_set(&out->first_fault, problem.text);
}

static enum err gap_look(struct care_session *s, struct care_check *out, struct error *e)
{
	struct str told = STR_INIT;
	enum err rc = care_session_gap(s, &told, e);

	if (told.len > 0 && out->faults++ == 0)
		str_set(&out->first_fault, told.bytes);
	str_release(&told);
	return rc;
}

enum err care_check(struct care_session *s, bool is_rebuild,
		    void (*progress)(void *data, int64_t done, int64_t all), void *data,
		    struct care_check *out, struct error *e)
{
	struct store_check found = {.first_fault = STR_INIT};
	enum err rc = store_check(s->store, &found, e);

	*out = (struct care_check){
		.entries = found.entries,
		.clients = store_client_count(s->store),
		.drafts = found.drafts,
		.accesses = found.accesses,
		.faults = found.faults,
		.first_fault = STR_INIT,
	};
	str_set(&out->first_fault, found.first_fault.bytes);
	store_check_release(&found);
	if (rc == OK)
		rc = gap_look(s, out, e);
	if (rc == OK)
		config_look(s, out);
	if (rc == OK && is_rebuild) {
		rc = rebuild(s, progress, data, &out->rebuild_equal, e);
		out->rebuilt = rc == OK;
	}
	return rc;
}
