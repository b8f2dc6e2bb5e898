/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/dossier.h"

#include "care/derive.h"
#include "care/home.h"
#include "care/names.h"
#include "find/find.h"

enum err care_dossier_open(struct care_session *s, const char *client, const char *action,
			   struct care_dossier **out, struct error *e)
{
	struct store *store = care_session_store(s);
	struct store_client row = {0};
	enum err rc = care_client_get(s, client, &row, e);

	*out = NULL;
	if (rc == OK)
		rc = store_access_append(store, care_session_worker(s), action, row.id, -1, e);
	if (rc == OK && text_equal(action, "open"))
		care_names_seen(s, row.id);
	store_client_release(&row);
	if (rc == OK)
		rc = care_derive_client(s, client, out, e);
	if (rc == OK)
		rc = care_dossier_dress(s, *out, e);
	if (rc != OK) {
		care_dossier_free(*out);
		*out = NULL;
	}
	return rc;
}

void care_dossier_free(struct care_dossier *d)
{
	if (d == NULL)
		return;
	arena_release(&d->arena);
	free(d);
}

static const char *name_of(struct care_session *s, struct care_dossier *d, const char *worker)
{
	return arena_text(&d->arena, care_worker_name(s, worker));
}

static void dress_names(struct care_session *s, struct care_dossier *d)
{
	for (int i = 0; i < d->line_count; i++)
		d->lines[i].author = name_of(s, d, d->lines[i].author);
	for (int i = 0; i < d->rung_count; i++)
		d->rungs[i].author = name_of(s, d, d->rungs[i].author);
	for (int i = 0; i < d->note_count; i++)
		d->notes[i].author = name_of(s, d, d->notes[i].author);
	for (int i = 0; i < d->referral_count; i++)
		for (int j = 0; j < d->referrals[i].step_count; j++)
			d->referrals[i].steps[j].author =
				name_of(s, d, d->referrals[i].steps[j].author);
	for (int i = 0; i < d->interview_count; i++) {
		struct care_finished *talk = &d->interviews[i];

		talk->author = name_of(s, d, talk->author);
		talk->conducted_by = name_of(s, d, talk->conducted_by);
		talk->title = arena_text(&d->arena, care_form_title_of(s, talk->form_hash));
		if (*talk->title == '\0')
			talk->title = talk->form_id;
	}
}

static int place_in(const struct care_item *items, int count, const char *key)
{
	for (int i = 0; i < count; i++)
		if (strcmp(items[i].key, key) == 0)
			return i;
	return count;
}

/* Eleven lines at most: the simplest sort does. */
static void dress_preconditions(struct care_session *s, struct care_dossier *d)
{
	const struct care_item *items;
	int count;

	if (d->precondition_count < 2)
		return;
	items = care_config_list(care_session_config(s), "preconditions", &count);
	for (int i = 1; i < d->precondition_count; i++) {
		const struct care_precondition p = d->preconditions[i];
		int place = place_in(items, count, p.key), j = i;

		for (; j > 0 && place_in(items, count, d->preconditions[j - 1].key) > place; j--)
			d->preconditions[j] = d->preconditions[j - 1];
		d->preconditions[j] = p;
	}
}

enum err care_dossier_dress(struct care_session *s, struct care_dossier *d, struct error *e)
{
	(void)e;
	dress_names(s, d);
	dress_preconditions(s, d);
	care_lines_build(s, d);
	return OK;
}

static int by_name(const void *key, const void *item)
{
	const struct care_fact *fact = item;

	return strcmp(key, fact->name);
}

const char *care_fact_value(const struct care_dossier *d, const char *name)
{
	const struct care_fact *fact =
		d->fact_count == 0 ? NULL
				   : bsearch(name, d->facts, (size_t)d->fact_count,
					     sizeof *d->facts, by_name);

	return fact != NULL ? fact->value : "";
}

bool care_fact_holds(const struct care_dossier *d, const char *name, const char *item)
{
	return care_words_hold(care_fact_value(d, name), item);
}

/* One key in words.  Shielded details are left out, and details whose group is said: that is the short of it. */
static void add_label(const struct care_session *s, const char *list, const char *key,
		      const char *all, struct str *out)
{
	const struct care_config *c = care_session_config(s);
	const struct care_item *item = care_config_item(c, list, key);

	if (*key == '\0' || (item != NULL && item->is_shielded))
		return;
	if (item != NULL && item->group != NULL && care_words_hold(all, item->group))
		return;
	if (out->len > 0)
		str_add(out, ", ");
	str_add(out, care_label(c, list, key, care_session_language(s)));
}

static void show_words(const struct care_session *s, const char *list, const char *value,
		       struct str *out)
{
	for (const char *at = value; *at != '\0'; at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");
		char *key = mem_bytes(at, len);

		add_label(s, list, key, value, out);
		free(key);
		at += len;
	}
}

/* needed:status:where; the last may be free text that holds colons. */
static void show_precondition(const struct care_session *s, const char *value, struct str *out)
{
	static const char *const lists[] = {"needed", "precondition_status", "availability"};
	enum { PARTS = sizeof lists / sizeof *lists };

	for (int i = 0; i < PARTS; i++) {
		size_t len = i == PARTS - 1 ? strlen(value) : strcspn(value, ":");
		char *key = mem_bytes(value, len);

		add_label(s, lists[i], key, "", out);
		free(key);
		value += len;
		value += *value == ':';
	}
}

void care_fact_shown(const struct care_session *s, const struct care_dossier *d,
		     const char *name, struct str *out)
{
	const char *value = care_fact_value(d, name);
	const struct care_item *item =
		care_config_item(care_session_config(s), "facts", name);
	struct str shown = STR_INIT;
	struct date date;

	if (text_begins(name, "precondition_"))
		show_precondition(s, value, &shown);
	else if (text_equal(name, "birth_date") && date_read(value, &date) && date_is_full(&date))
		date_write(&shown, &date, DATE_LONG, care_session_language(s));
	else if (item == NULL || item->list == NULL)
		str_add(&shown, value);
	else
		show_words(s, item->list, value, &shown);
	str_add(out, shown.bytes);
	str_release(&shown);
}

static bool holds_folded(const char *text, const char *part)
{
	struct str whole = STR_INIT, piece = STR_INIT;
	bool holds;

	find_fold(text, strlen(text), &whole);
	find_fold(part, strlen(part), &piece);
	holds = piece.len > 0 && strstr(whole.bytes, piece.bytes) != NULL;
	str_release(&whole);
	str_release(&piece);
	return holds;
}

static const char *first_name(const struct care_dossier *d)
{
	const char *called = care_fact_value(d, "called");

	return *called != '\0' ? called : care_fact_value(d, "given_name");
}

void care_dossier_name(const struct care_dossier *d, struct str *out)
{
	const char *first = first_name(d), *family = care_fact_value(d, "family_name");

	str_add(out, first);
	if (*family != '\0' && !holds_folded(first, family)) {
		if (*first != '\0')
			str_add_char(out, ' ');
		str_add(out, family);
	}
	if (*first == '\0' && *family == '\0')
		str_add(out, care_fact_value(d, "file_number"));
}

void care_dossier_initials(const struct care_dossier *d, struct str *out)
{
	const char *first = first_name(d), *family = care_fact_value(d, "family_name");

	if (*first == '\0' && *family == '\0')
		str_add(out, care_fact_value(d, "file_number"));
	else
		care_initials(first, family, out);
}

int care_dossier_age(const struct care_session *s, const struct care_dossier *d)
{
	struct date birth, today = care_session_today(s);

	if (!date_read(care_fact_value(d, "birth_date"), &birth))
		return -1;
	return date_years_between(&birth, &today);
}

bool care_organisation_is(const char *a, const char *b)
{
	struct str left = STR_INIT, right = STR_INIT;
	bool same;

	find_fold(a, strlen(a), &left);
	find_fold(b, strlen(b), &right);
	same = strcmp(a, b) == 0 || (left.len > 0 && strcmp(left.bytes, right.bytes) == 0);
	str_release(&left);
	str_release(&right);
	return same;
}

const struct care_consent *care_consent_for(const struct care_dossier *d, const char *organisation)
{
	for (int i = d->consent_count - 1; i >= 0; i--)
		if (d->consents[i].is_valid &&
		    care_organisation_is(d->consents[i].organisation, organisation))
			return &d->consents[i];
	return NULL;
}

enum err care_client_by_text(struct care_session *s, const char *text, char id[37],
			     struct error *e)
{
	struct store_client row = {0};
	struct care_hits hits;
	enum err rc;

	if (strlen(text) == STORE_ID_BYTES - 1 &&
	    care_client_get(s, text, &row, NULL) == OK) {
		(void)snprintf(id, STORE_ID_BYTES, "%s", row.id);
		store_client_release(&row);
		return OK;
	}
	rc = care_find_exact(s, text, 2, &hits, e);
	if (rc == OK)
		rc = care_find_done(s, hits.total, e);
	if (rc == OK && hits.count == 0)
		rc = error_set(e, ERR_NOT_FOUND, _("Nobody was found by that text."));
	else if (rc == OK && (hits.count > 1 || hits.total > 1))
		rc = error_set(e, ERR_INVALID,
			       _("%d people can be meant by that text; use the file number or add "
				 "a birth year."),
			       (int)hits.total);
	else if (rc == OK)
		(void)snprintf(id, STORE_ID_BYTES, "%s", hits.items[0].client);
	care_hits_release(&hits);
	return rc;
}
