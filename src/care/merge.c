/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/alike.h"

#include "care/derive.h"

/* What a worker says of two women, each time one entry; how it is read is in derive_merge.c. */

void care_birth_year_add(const char *birth, struct str *out)
{
	size_t len = strcspn(birth, "-");

	if (len > 0)
		str_addf(out, ", %.*s", (int)len, birth);
}

static enum err say(struct care_session *s, const char *client, const char *other,
		    const struct body_merge *body, const char *replaces, struct error *e)
{
	struct store_new_entry entry = {
		.kind = "merge", .client = client, .subject = other, .replaces = replaces};
	struct str bytes = STR_INIT;
	char id[STORE_ID_BYTES];
	enum err rc;

	body_merge_write(body, &bytes);
	entry.body = bytes.bytes;
	entry.body_len = bytes.len;
	rc = care_append(s, &entry, id, e);
	str_release(&bytes);
	return rc;
}

/* Both as the dossiers they are in now, which must be two. */
static enum err two_dossiers(struct care_session *s, const char *one, const char *other,
			     char first[STORE_ID_BYTES], char second[STORE_ID_BYTES],
			     struct error *e)
{
	struct store *store = care_session_store(s);
	enum err rc = care_client_must_be(s, one, e);

	if (rc == OK)
		rc = care_client_must_be(s, other, e);
	if (rc == OK)
		rc = care_keeper(store, one, first, e);
	if (rc == OK)
		rc = care_keeper(store, other, second, e);
	if (rc == OK && strcmp(first, second) == 0)
		rc = error_set(e, ERR_INVALID, _("These two are one dossier already."));
	return rc;
}

enum err care_alike_answer(struct care_session *s, const char *client, const char *other,
			   enum care_verdict verdict, struct error *e)
{
	const struct body_merge body = {.are = verdict};
	char first[STORE_ID_BYTES], second[STORE_ID_BYTES];
	enum err rc = two_dossiers(s, client, other, first, second, e);

	if (rc == OK && verdict != CARE_DIFFERENT && verdict != CARE_UNDECIDED)
		rc = error_set(e, ERR_USAGE, _("Two women are merged, another, or undecided."));
	return rc == OK ? say(s, first, second, &body, NULL, e) : rc;
}

/* Of all who are in the one dossier and all who are in the other: that two differ says most. */
static enum err said_of_members(struct store *store, const char *one, const char *other,
				enum care_verdict *out, struct error *e)
{
	char (*left)[STORE_ID_BYTES] = NULL, (*right)[STORE_ID_BYTES] = NULL;
	int left_count = 0, right_count = 0;
	enum err rc = care_members(store, one, &left, &left_count, e);

	if (rc == OK)
		rc = care_members(store, other, &right, &right_count, e);
	for (int i = 0; i < left_count; i++)
		for (int j = 0; j < right_count && rc == OK; j++) {
			enum care_verdict said;

			rc = care_pair_said(store, left[i], right[j], &said, e);
			if (said == CARE_DIFFERENT || *out == CARE_UNASKED)
				*out = said;
		}
	free(left);
	free(right);
	return rc;
}

enum err care_alike_verdict(struct care_session *s, const char *client, const char *other,
			    enum care_verdict *out, struct error *e)
{
	struct store *store = care_session_store(s);
	char first[STORE_ID_BYTES], second[STORE_ID_BYTES];
	enum err rc = care_keeper(store, client, first, e);

	*out = CARE_UNASKED;
	if (rc == OK)
		rc = care_keeper(store, other, second, e);
	if (rc != OK)
		return rc;
	if (strcmp(first, second) == 0) {
		*out = CARE_SAME;
		return OK;
	}
	return said_of_members(store, first, second, out, e);
}

/* By these the dossier that is kept goes on being known. */
static const char *const kept_facts[] = {"called", "given_name", "family_name", "file_number",
					 "birth_date"};
enum { KEPT_FACTS = sizeof kept_facts / sizeof *kept_facts, FACTS_MOST = KEPT_FACTS + 2 };

static bool is_full_date(const char *text)
{
	struct date d;

	return date_read(text, &d) && date_is_full(&d) && !d.about;
}

/* A whole date of birth tells more than a year, whoever has it. */
static const char *kept_value(const struct care_dossier *keep, const struct care_dossier *away,
			      const char *name)
{
	const char *here = care_fact_value(keep, name), *there = care_fact_value(away, name);

	if (text_equal(name, "birth_date") && !is_full_date(here) && is_full_date(there))
		return there;
	return here;
}

static int facts_fill(const struct care_dossier *keep, const struct care_dossier *away,
		      struct body_fact *out)
{
	int n = 0;

	for (int i = 0; i < KEPT_FACTS; i++) {
		const char *value = kept_value(keep, away, kept_facts[i]);

		if (*value != '\0')
			out[n++] = (struct body_fact){kept_facts[i], value};
	}
	if (keep->is_open == away->is_open)
		return n;
	out[n++] = (struct body_fact){"status", "open"};
	out[n++] = (struct body_fact){"outflow", ""};
	return n;
}

enum err care_merge(struct care_session *s, const char *keep, const char *away, struct error *e)
{
	struct body_fact facts[FACTS_MOST];
	struct body_merge body = {.are = CARE_SAME, .facts = facts};
	struct care_dossier *kept = NULL, *other = NULL;
	char first[STORE_ID_BYTES], second[STORE_ID_BYTES];
	enum err rc = two_dossiers(s, keep, away, first, second, e);

	if (rc == OK)
		rc = care_derive_client(s, first, &kept, e);
	if (rc == OK)
		rc = care_derive_client(s, second, &other, e);
	if (rc == OK) {
		body.fact_count = facts_fill(kept, other, facts);
		rc = say(s, first, second, &body, NULL, e);
	}
	care_dossier_free(kept);
	care_dossier_free(other);
	return rc;
}

/* The entry that registered her has her id. */
static int64_t registered_at(struct store *store, const char *client)
{
	struct store_entry entry = {0};
	int64_t hlc = INT64_MAX; /* erased: she is not the older one */

	if (store_entry_get(store, client, &entry, NULL) == OK)
		hlc = entry.hlc;
	store_entry_release(&entry);
	return hlc;
}

enum err care_merge_pair(struct care_session *s, const char *one, const char *other,
			 struct error *e)
{
	struct store *store = care_session_store(s);
	char first[STORE_ID_BYTES], second[STORE_ID_BYTES];
	enum err rc = two_dossiers(s, one, other, first, second, e);

	if (rc != OK)
		return rc;
	if (registered_at(store, second) < registered_at(store, first))
		return care_merge(s, second, first, e);
	return care_merge(s, first, second, e);
}

struct merge_entry { /* the last word that these are one, in either direction */
	char id[STORE_ID_BYTES], client[STORE_ID_BYTES], subject[STORE_ID_BYTES];
	int64_t hlc;
};

static enum err on_word(void *data, const struct store_entry *entry, struct error *e)
{
	struct merge_entry *found = data;
	struct arena a = ARENA_INIT;
	struct body_merge body;
	enum err rc;

	if (!text_equal(entry->kind, "merge") || entry->body == NULL || entry->hlc < found->hlc)
		return OK;
	rc = body_merge_read(&a, entry->body, entry->body_len, &body, e);
	if (rc == OK && body.are == CARE_SAME) {
		found->hlc = entry->hlc;
		(void)snprintf(found->id, sizeof found->id, "%s", entry->id);
		(void)snprintf(found->client, sizeof found->client, "%s", entry->client);
		(void)snprintf(found->subject, sizeof found->subject, "%s", entry->subject);
	}
	arena_release(&a);
	return rc;
}

enum err care_unmerge(struct care_session *s, const char *keep, const char *away,
		      struct error *e)
{
	static const struct body_merge body = {.are = CARE_DIFFERENT};
	struct store *store = care_session_store(s);
	struct merge_entry found = {0};
	enum care_verdict said = CARE_UNASKED, same = CARE_UNASKED;
	enum err rc = store_entries_of_subject(store, away, on_word, &found, e);

	if (rc == OK && found.id[0] != '\0')
		rc = care_pair_said(store, found.client, found.subject, &said, e);
	if (rc == OK)
		rc = care_alike_verdict(s, keep, away, &same, e);
	if (rc == OK && (said != CARE_SAME || same != CARE_SAME))
		rc = error_set(e, ERR_NOT_FOUND, _("These two were not merged."));
	return rc == OK ? say(s, found.client, found.subject, &body, found.id, e) : rc;
}

int care_merged(struct care_session *s, const char *keep, char (*out)[37], int most)
{
	char (*members)[STORE_ID_BYTES] = NULL;
	int count = 0, n = 0;

	if (care_members(care_session_store(s), keep, &members, &count, NULL) == OK)
		for (int i = 1; i < count && n < most; i++)
			memcpy(out[n++], members[i], sizeof members[i]);
	free(members);
	return n;
}
