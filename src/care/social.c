/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/session_inner.h"
#include "care/social_inner.h"

/* The social map of a session, and what is written to it: each version is one entry. */

struct care_social {
	struct arena arena;
	struct map_words words;
	struct map map;
};

void care_social_free(struct care_social *social)
{
	if (social == NULL)
		return;
	arena_release(&social->arena);
	free(social);
}

/* Its words and keys are config's, which lives as long as the session. */
static void list_fill(struct care_social *social, const struct care_config *config,
		      enum map_list list, bool is_english)
{
	int count;
	const struct care_item *items = care_config_list(config, map_list_name(list), &count);
	struct map_word *words;

	if (count == 0)
		return;
	words = arena_array(&social->arena, (size_t)count, sizeof *words);
	for (int i = 0; i < count; i++)
		words[i] = (struct map_word){
			.key = items[i].key,
			.label = is_english ? items[i].en : items[i].nl,
			.other = is_english ? items[i].nl : items[i].en,
		};
	social->words.lists[list].words = words;
	social->words.lists[list].count = count;
}

/* What is in her way and is no matter for lists: matching says its group. */
static void shielded_fill(struct care_social *social, const struct care_config *config)
{
	const char *list = map_list_name(MAP_LIST_BARRIERS);
	struct map_set *shielded = &social->words.shielded;
	int count;
	const struct care_item *items = care_config_list(config, list, &count);

	for (int i = 0; i < count && i < MAP_SET_MOST; i++)
		if (items[i].is_shielded)
			shielded->bits[i / 64] |= UINT64_C(1) << (i % 64);
}

static void words_fill(struct care_session *s)
{
	struct care_social *social = s->social;

	arena_release(&social->arena);
	social->words = (struct map_words){.language = text_equal(s->language, "en") ? "en" : "nl"};
	for (int i = MAP_LIST_NONE + 1; i < MAP_LISTS; i++)
		list_fill(social, s->config, (enum map_list)i,
			  text_equal(social->words.language, "en"));
	shielded_fill(social, s->config);
}

const struct map_words *care_map_words(struct care_session *s)
{
	if (s->social == NULL)
		s->social = mem_new(sizeof *s->social);
	if (s->social->words.language == NULL ||
	    !text_equal(s->social->words.language, s->language))
		words_fill(s);
	return &s->social->words;
}

const struct map *care_map(struct care_session *s)
{
	const struct map_words *words = care_map_words(s);

	s->social->map = (struct map){s->store, words, care_session_today(s)};
	return &s->social->map;
}

const char *care_map_entry_kind(enum map_kind kind)
{
	return kind == MAP_OFFER ? "offer" : "organisation";
}

enum err care_map_read(const struct store_social *row, struct arena *a, struct map_record *out,
		       struct error *e)
{
	enum err rc;

	map_record_empty(out, row->kind == STORE_OFFER ? MAP_OFFER : MAP_ORGANISATION);
	rc = map_body_read(a, row->body, strlen(row->body), out, e);
	if (rc == OK) {
		out->id = arena_text(a, row->id);
		out->entry = arena_text(a, row->entry);
	}
	return rc;
}

enum err care_map_row(struct care_session *s, enum map_kind kind, const char *id, struct arena *a,
		      struct store_social *row, struct map_record *out, struct error *e)
{
	enum store_social_kind of = kind == MAP_OFFER ? STORE_OFFER : STORE_ORGANISATION;
	enum err rc = store_social_get(s->store, of, id, row, e);

	map_record_empty(out, kind);
	return rc == OK ? care_map_read(row, a, out, e) : rc;
}

/* What is there already, for a next version. */
struct before {
	struct arena arena;
	struct store_social row;
	struct map_record record;
};

static void before_release(struct before *b)
{
	store_social_release(&b->row);
	arena_release(&b->arena);
}

static enum err before_read(struct care_session *s, enum map_kind kind, const char *id,
			    struct before *out, struct error *e)
{
	return care_map_row(s, kind, id, &out->arena, &out->row, &out->record, e);
}

static enum err organisation_must_be(struct care_session *s, const struct map_record *r,
				     struct error *e)
{
	struct store_social row = {0};
	enum err rc;

	if (r->kind != MAP_OFFER)
		return OK;
	rc = store_social_get(s->store, STORE_ORGANISATION, r->organisation, &row, e);
	store_social_release(&row);
	if (rc == ERR_NOT_FOUND)
		return error_set(e, ERR_INVALID, _("An offer is of an organisation: write that "
						   "one down first, or choose it."));
	return rc;
}

enum err care_map_append(struct care_session *s, const struct map_record *r,
			 const struct store_social *before, char id[STORE_ID_BYTES],
			 struct error *e)
{
	struct str body = STR_INIT;
	struct store_new_entry entry = {.kind = care_map_entry_kind(r->kind)};
	char made[STORE_ID_BYTES];
	enum err rc;

	if (before == NULL) {
		map_body_write(r, &body);
	} else {
		entry.subject = before->id;
		entry.replaces = before->entry;
		map_body_write_again(r, before->body, strlen(before->body), &body);
	}
	entry.body = body.bytes;
	entry.body_len = body.len;
	rc = care_append(s, &entry, made, e);
	if (rc == OK && id != NULL)
		(void)snprintf(id, STORE_ID_BYTES, "%s", before == NULL ? made : before->id);
	str_release(&body);
	return rc;
}

enum err care_map_append_new(struct care_session *s, const struct map_record *r,
			     const struct map_record *organisation, char id[STORE_ID_BYTES],
			     struct error *e)
{
	struct date today = care_session_today(s);
	struct str body = STR_INIT, on = STR_INIT;
	struct store_new_entry entry = {.kind = care_map_entry_kind(r->kind)};
	enum err rc = store_begin(s->store, e);

	if (rc != OK)
		return rc;
	date_write(&on, &today, DATE_ISO, "en");
	map_body_write(r, &body);
	entry.on = on.bytes;
	entry.author = s->worker[0] != '\0' ? s->worker : NULL;
	entry.body = body.bytes;
	entry.body_len = body.len;
	rc = store_entry_append(s->store, &entry, id, e);
	if (rc == OK)
		rc = care_derive_map_new(s, r, organisation, id, &body, e);
	str_release(&body);
	str_release(&on);
	if (rc == OK)
		return store_commit(s->store, e);
	store_rollback(s->store);
	return rc;
}

/* Who writes down a new one knows it of today. */
static void checked_today(const struct care_session *s, struct arena *a, struct map_record *r)
{
	struct date today = care_session_today(s);
	struct str day = STR_INIT;

	if (!text_is_empty(r->values[MAP_CHECKED_ON]))
		return;
	date_write(&day, &today, DATE_ISO, "en");
	r->values[MAP_CHECKED_ON] = arena_text(a, day.bytes);
	r->values[MAP_CHECKED_BY] = s->worker;
	str_release(&day);
}

static enum err save_new(struct care_session *s, const struct map_record *r, char id[37],
			 struct error *e)
{
	struct arena a = ARENA_INIT;
	struct map_record made = *r;
	enum err rc;

	checked_today(s, &a, &made);
	rc = map_record_check(&a, care_map_words(s), &made, e);
	if (made.kind == MAP_ORGANISATION)
		made.organisation = "";
	if (rc == OK)
		rc = organisation_must_be(s, &made, e);
	if (rc == OK)
		rc = care_map_append(s, &made, NULL, id, e);
	arena_release(&a);
	return rc;
}

static enum err save_again(struct care_session *s, const struct map_record *r, char id[37],
			   struct error *e)
{
	struct before before = {.arena = ARENA_INIT};
	struct map_record made = *r;
	enum err rc = before_read(s, r->kind, r->id, &before, e);

	if (rc == OK)
		rc = map_record_check_again(&before.arena, care_map_words(s), &before.record,
					    &made, e);
	if (made.kind == MAP_ORGANISATION)
		made.organisation = "";
	if (rc == OK && strcmp(made.organisation, before.record.organisation) != 0)
		rc = organisation_must_be(s, &made, e);
	if (rc == OK && !map_records_equal(&made, &before.record))
		rc = care_map_append(s, &made, &before.row, NULL, e);
	if (rc == OK && id != NULL)
		(void)snprintf(id, STORE_ID_BYTES, "%s", before.row.id);
	before_release(&before);
	return rc;
}

enum err care_map_save(struct care_session *s, const struct map_record *r, char id[37],
		       struct error *e)
{
	return text_is_empty(r->id) ? save_new(s, r, id, e) : save_again(s, r, id, e);
}
