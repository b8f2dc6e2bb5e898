/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/alike.h"

#include <ctype.h>

#include "care/interview_run.h"
#include "care/names.h"
#include "find/find.h"
#include "store/store.h"

/*
 * Who may be here already: what is known of her is asked of the names in memory, and of the keys, and
 * each that comes near is weighed by what both dates of birth say.
 */
enum { HITS_MOST = 20, PHONE_DIGITS = 9, VARIANTS_MOST = 4 };

struct looking {
	struct care_session *s;
	const char *client;  /* the keeper's id; "" not in the file */
	json_t *facts;       /* of her */
	struct find_birth birth;
	struct str phone;    /* its last digits; "" none */
	struct find_hit found[HITS_MOST * VARIANTS_MOST];
	int count;
	struct care_alikes *out;
	size_t room;
};

static const char *fact(const struct looking *l, const char *name)
{
	return json_at_text(l->facts, name);
}

/* Without the 0 or 31 that some write before it; shorter ones are not a whole number. */
static void phone_end(const char *phone, struct str *out)
{
	str_reset(out);
	for (; *phone != '\0'; phone++)
		if (isdigit((unsigned char)*phone))
			str_add_char(out, *phone);
	if (out->len < PHONE_DIGITS)
		str_reset(out);
	else
		str_remove(out, 0, out->len - PHONE_DIGITS);
}

/* ---- asking ---- */

static void found_add(struct looking *l, uint32_t number, int score)
{
	for (int i = 0; i < l->count; i++) {
		if (l->found[i].number != number)
			continue;
		if (score > l->found[i].score)
			l->found[i].score = score;
		return;
	}
	if (l->count < (int)(sizeof l->found / sizeof *l->found))
		l->found[l->count++] = (struct find_hit){number, score};
}

static enum err ask(struct looking *l, const char *given, const char *family, struct error *e)
{
	const char *const names[] = {given, family};
	struct find_hit hits[HITS_MOST];
	struct find_search *search;
	struct find_query q;
	bool is_asked;
	int64_t total;
	int count;
	enum err rc = care_names_search(l->s, l, &search, &is_asked, e);

	if (rc != OK || search == NULL)
		return rc;
	find_query_of(names, 2, &l->birth, &q);
	if (!q.is_empty && q.word_count > 0) {
		find_search_among(search, NULL, 0);
		find_search_ask(search, &q);
		while (find_search_go(search, NULL, NULL) != FIND_FINAL)
			;
		count = find_search_hits(search, hits, HITS_MOST, &total);
		for (int i = 0; i < count; i++)
			found_add(l, hits[i].number, hits[i].score);
	}
	find_query_release(&q);
	return OK;
}

static bool is_known_in(const char *const (*asked)[2], int count, const char *given,
			const char *family)
{
	for (int i = 0; i < count; i++)
		if (strcmp(asked[i][0], given) == 0 && strcmp(asked[i][1], family) == 0)
			return true;
	return false;
}

static bool first_names(const struct looking *l, const char **given, const char **family)
{
	*given = fact(l, "given_name");
	*family = fact(l, "family_name");
	if (**given == '\0')
		*given = fact(l, "called");
	return **given != '\0' || **family != '\0';
}

/* By each name she may have been written down with: married, maiden, and what she is called. */
static enum err ask_names(struct looking *l, struct error *e)
{
	static const char *const pairs[VARIANTS_MOST][2] = {{"given_name", "family_name"},
							    {"called", "family_name"},
							    {"given_name", "maiden_name"},
							    {"given_name", "partner_name"}};
	const char *asked[VARIANTS_MOST][2];
	int count = 0;
	enum err rc = OK;

	for (int i = 0; i < VARIANTS_MOST && rc == OK; i++) {
		const char *given = fact(l, pairs[i][0]), *family = fact(l, pairs[i][1]);

		if (*given == '\0')
			given = fact(l, "called");
		if ((i > 1 && *family == '\0') || (*given == '\0' && *family == '\0') ||
		    is_known_in((const char *const (*)[2])asked, count, given, family))
			continue;
		asked[count][0] = given;
		asked[count++][1] = family;
		rc = ask(l, given, family, e);
	}
	return rc;
}

static void on_key(void *data, uint32_t number)
{
	found_add(data, number, 0);
}

static enum err ask_keys(struct looking *l, struct error *e)
{
	struct store *store = care_session_store(l->s);
	enum err rc = OK;

	if (l->phone.len > 0)
		rc = store_key_find(store, STORE_KEY_PHONE, l->phone.bytes, HITS_MOST, on_key, l,
				    e);
	if (rc == OK && *fact(l, "file_number") != '\0')
		rc = store_key_find(store, STORE_KEY_FILE_NUMBER, fact(l, "file_number"), HITS_MOST,
				    on_key, l, e);
	return rc;
}

/* ---- weighing ---- */

static bool is_full(const struct find_birth *b)
{
	return b->month != 0 && b->day != 0 && !b->is_about;
}

static int line_score(const struct looking *l, const struct find_birth *other)
{
	if (l->birth.year == 0 || other->year == 0)
		return CARE_LINE_NAME;
	return is_full(&l->birth) && is_full(other) ? CARE_LINE_FULL : CARE_LINE_YEAR;
}

static bool is_same_folded(const char *one, const char *other)
{
	struct str a = STR_INIT, b = STR_INIT;
	bool is_same;

	find_fold(one, strlen(one), &a);
	find_fold(other, strlen(other), &b);
	is_same = a.len > 0 && strcmp(a.bytes, b.bytes) == 0;
	str_release(&a);
	str_release(&b);
	return is_same;
}

static const char *given_of(const json_t *facts)
{
	const char *given = json_at_text(facts, "given_name");

	return *given != '\0' ? given : json_at_text(facts, "called");
}

/* One family name and two given names that are not one: a sister, or her twin. */
static bool may_be_sister(const struct looking *l, const json_t *other)
{
	return is_same_folded(fact(l, "family_name"), json_at_text(other, "family_name")) &&
	       find_names_likeness(given_of(l->facts), given_of(other)) < CARE_TWIN_LIKENESS;
}

static bool has_same_phone(const struct looking *l, const json_t *other)
{
	struct str end = STR_INIT;
	bool is_equal;

	phone_end(json_at_text(other, "phone"), &end);
	is_equal = l->phone.len > 0 && strcmp(end.bytes, l->phone.bytes) == 0;
	str_release(&end);
	return is_equal;
}

static bool has_same_key(const struct looking *l, const json_t *other)
{
	return has_same_phone(l, other) ||
	       is_same_folded(fact(l, "email"), json_at_text(other, "email")) ||
	       is_same_folded(fact(l, "file_number"), json_at_text(other, "file_number"));
}

/* An equal phone, e-mail or number says something alone; names say it with the birth. */
static enum care_zone zone_of(const struct looking *l, const json_t *other, int score,
			      bool has_key)
{
	struct find_birth birth = find_birth_read(json_at_text(other, "birth_date"));
	int weight = find_birth_weight(&l->birth, &birth);
	int more = care_client_count(l->s) > CARE_MANY ? CARE_MANY_MORE : 0;

	if (score >= CARE_CARD_SCORE + more && weight >= CARE_CARD_BIRTH && is_full(&birth) &&
	    is_full(&l->birth) && !may_be_sister(l, other))
		return CARE_CARD;
	if (weight >= 0 && score >= line_score(l, &birth) + more)
		return CARE_LINE;
	return has_key ? CARE_LINE : CARE_APART;
}

static void fill(struct looking *l, const struct store_client *row, struct care_alike *to)
{
	struct arena *a = &l->out->arena;
	struct str shown = STR_INIT, name = STR_INIT;

	care_row_name(l->s, row, &shown);
	care_row_whole_name(row, &name);
	*to = (struct care_alike){
		.client = arena_text(a, row->id),
		.shown = arena_text(a, shown.bytes),
		.name = arena_text(a, name.bytes),
		.birth = arena_text(a, row->birth_date),
		.file_number = arena_text(a, row->file_number),
		.district = arena_text(a, row->district),
		.last_seen = arena_text(a, row->last_seen),
		.spelling = "",
		.phone = "",
	};
	str_release(&shown);
	str_release(&name);
}

static struct care_alike *alike_add(struct looking *l, const struct store_client *row,
				    const json_t *facts)
{
	struct care_alikes *out = l->out;
	size_t count = (size_t)out->count;
	struct care_alike *one;

	VEC_ROOM(out->items, count, l->room);
	one = &out->items[out->count++];
	fill(l, row, one);
	one->phone = arena_text(&out->arena, json_at_text(facts, "phone"));
	one->has_same_phone = has_same_phone(l, facts);
	return one;
}

static enum err weigh_row(struct looking *l, const struct store_client *row, int score,
			  struct error *e)
{
	enum care_verdict said = CARE_UNASKED;
	json_t *facts = NULL;
	enum care_zone zone;
	enum err rc = json_text_read(row->facts, strlen(row->facts), &facts, e);

	if (rc != OK)
		return rc;
	zone = zone_of(l, facts, score, has_same_key(l, facts));
	if (zone != CARE_APART && *l->client != '\0')
		rc = care_alike_verdict(l->s, l->client, row->id, &said, e);
	if (rc == OK && zone != CARE_APART && said != CARE_DIFFERENT) {
		struct care_alike *one = alike_add(l, row, facts);

		one->zone = said == CARE_UNDECIDED ? CARE_LINE : zone;
		one->verdict = said;
		one->score = score;
	}
	json_decref(facts);
	return rc;
}

static enum err weigh(struct looking *l, const struct find_hit *hit, struct error *e)
{
	struct store_client row = {0};
	enum err rc = store_client_by_number(care_session_store(l->s), hit->number, &row, e);

	if (rc == ERR_NOT_FOUND) /* she went meanwhile */
		return OK;
	if (rc == OK && strcmp(row.id, l->client) != 0)
		rc = weigh_row(l, &row, hit->score, e);
	store_client_release(&row);
	return rc;
}

static int nearest_first(const void *a, const void *b)
{
	const struct care_alike *x = a, *y = b;

	if (x->zone != y->zone)
		return x->zone > y->zone ? -1 : 1;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return strcmp(x->client, y->client);
}

static bool is_by_name(const struct looking *l, const struct care_alike *one)
{
	struct find_birth birth = find_birth_read(one->birth);

	return one->zone == CARE_LINE && !one->has_same_phone &&
	       one->score >= CARE_LINE_NAME && line_score(l, &birth) == CARE_LINE_NAME;
}

/* A name that many have says nothing without a date of birth. */
static void leave_common(struct looking *l)
{
	struct care_alikes *out = l->out;
	int by_name = 0, kept = 0;

	for (int i = 0; i < out->count; i++)
		by_name += is_by_name(l, &out->items[i]);
	for (int i = 0; i < out->count; i++)
		if (by_name <= CARE_FEW || !is_by_name(l, &out->items[i]))
			out->items[kept++] = out->items[i];
	out->count = kept;
}

static void settle(struct looking *l)
{
	struct care_alikes *out = l->out;

	leave_common(l);
	if (out->count > 1)
		qsort(out->items, (size_t)out->count, sizeof *out->items, nearest_first);
	if (out->count > CARE_ALIKE_MOST)
		out->count = CARE_ALIKE_MOST;
}

/* ---- who she is ---- */

/* What is known of her, and facts over it. */
static enum err self_read(struct looking *l, const char *client, const json_t *facts,
			  struct error *e)
{
	struct store_client row = {0};
	json_t *known = NULL;
	enum err rc = OK;

	l->client = "";
	if (client != NULL) {
		rc = care_client_get(l->s, client, &row, e);
		if (rc == OK)
			rc = json_text_read(row.facts, strlen(row.facts), &known, e);
		if (rc == OK) {
			fill(l, &row, &l->out->self);
			l->client = l->out->self.client;
		}
	} else {
		l->out->self = (struct care_alike){.client = "", .file_number = "",
						   .last_seen = "", .spelling = ""};
	}
	store_client_release(&row);
	l->facts = known != NULL ? known : json_object();
	if (rc == OK && facts != NULL)
		(void)json_object_update(l->facts, (json_t *)(uintptr_t)facts); /* reads it */
	return rc;
}

/* On the card she is as she was told of last. */
static void self_dress(struct looking *l)
{
	struct care_alike *self = &l->out->self;
	struct arena *a = &l->out->arena;
	struct store_client row = {
		.called = (char *)(uintptr_t)fact(l, "called"),
		.family_name = (char *)(uintptr_t)fact(l, "family_name"),
		.file_number = (char *)(uintptr_t)self->file_number,
	};
	struct str shown = STR_INIT, name = STR_INIT;

	if (*row.called == '\0')
		row.called = (char *)(uintptr_t)fact(l, "given_name");
	care_row_name(l->s, &row, &shown);
	care_row_whole_name(&row, &name);
	self->shown = arena_text(a, shown.bytes);
	self->name = arena_text(a, name.bytes);
	self->birth = arena_text(a, fact(l, "birth_date"));
	self->district = arena_text(a, fact(l, "district"));
	self->phone = arena_text(a, fact(l, "phone"));
	str_release(&shown);
	str_release(&name);
}

static enum err look(struct looking *l, struct error *e)
{
	enum err rc;

	self_dress(l);
	l->birth = find_birth_read(fact(l, "birth_date"));
	phone_end(fact(l, "phone"), &l->phone);
	rc = ask_names(l, e);
	if (rc == OK)
		rc = ask_keys(l, e);
	for (int i = 0; i < l->count && rc == OK; i++)
		rc = weigh(l, &l->found[i], e);
	settle(l);
	if (rc == OK && l->out->count > 0)
		rc = care_find_done(l->s, l->out->count, e);
	return rc;
}

enum err care_alike_find(struct care_session *s, const char *client, const json_t *facts,
			 struct care_alikes *out, struct error *e)
{
	struct looking l = {.s = s, .out = out, .phone = STR_INIT};
	enum err rc;

	*out = (struct care_alikes){.arena = ARENA_INIT};
	rc = self_read(&l, client, facts, e);
	if (rc == OK)
		rc = look(&l, e);
	json_decref(l.facts);
	str_release(&l.phone);
	if (rc != OK)
		care_alikes_release(out);
	return rc;
}

static const char *const telling[] = {"called", "given_name", "family_name", "maiden_name",
				      "partner_name", "birth_date", "phone", "email"};

bool care_alike_asks(const char *name)
{
	for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
		if (text_equal(telling[i], name))
			return true;
	return false;
}

static json_t *said_in_talk(const struct care_interview *iv)
{
	struct arena a = ARENA_INIT;
	json_t *facts = json_object();
	int count;
	const struct body_fact *said = talk_facts(&iv->talk, &a, &count);

	for (int i = 0; i < count; i++)
		if (care_alike_asks(said[i].name))
			json_put_text(facts, said[i].name, said[i].value);
	arena_release(&a);
	return facts;
}

enum err care_alike_of_talk(const struct care_interview *iv, struct care_alikes *out,
			    struct error *e)
{
	json_t *facts = said_in_talk(iv);
	enum err rc = care_alike_find(iv->session, iv->client, facts, out, e);

	json_decref(facts);
	return rc;
}

static void question_begin(struct looking *l, struct find_search *search)
{
	const char *names[2];
	struct find_query q;

	if (!first_names(l, &names[0], &names[1]))
		return;
	l->birth = find_birth_read(fact(l, "birth_date"));
	find_query_of(names, 2, &l->birth, &q);
	find_search_among(search, NULL, 0);
	find_search_ask(search, &q);
	find_query_release(&q);
}

static enum err prepare(struct looking *l, const void *asker, bool is_anew, care_pause pause,
			void *data, bool *is_over, struct error *e)
{
	struct find_search *search;
	bool is_asked;
	enum err rc = care_names_search(l->s, asker, &search, &is_asked, e);

	*is_over = true;
	if (rc != OK || search == NULL)
		return rc;
	if (is_anew || !is_asked)
		question_begin(l, search);
	do {
		*is_over = find_search_go(search, pause, data) == FIND_FINAL;
	} while (!*is_over && !pause(data));
	return OK;
}

enum err care_alike_prepare(const struct care_interview *iv, bool is_anew, care_pause pause,
			    void *data, bool *is_over, struct error *e)
{
	struct care_alikes self = {.arena = ARENA_INIT};
	struct looking l = {.s = iv->session, .out = &self, .phone = STR_INIT};
	json_t *facts = said_in_talk(iv);
	enum err rc = self_read(&l, iv->client, facts, e);

	if (rc == OK)
		rc = prepare(&l, iv, is_anew, pause, data, is_over, e);
	json_decref(facts);
	json_decref(l.facts);
	care_alikes_release(&self);
	return rc;
}

enum err care_alike_pair(struct care_session *s, const char *client, const char *other,
			 struct care_alikes *out, struct error *e)
{
	struct looking l = {.s = s, .out = out, .phone = STR_INIT};
	struct store_client row = {0};
	json_t *facts = NULL;
	enum err rc;

	*out = (struct care_alikes){.arena = ARENA_INIT};
	rc = self_read(&l, client, NULL, e);
	if (rc == OK)
		rc = care_client_get(s, other, &row, e);
	if (rc == OK && strcmp(row.id, l.client) == 0)
		rc = error_set(e, ERR_INVALID, _("These two are one dossier already."));
	if (rc == OK)
		rc = json_text_read(row.facts, strlen(row.facts), &facts, e);
	if (rc == OK)
		rc = care_find_done(s, 1, e);
	if (rc == OK) {
		phone_end(fact(&l, "phone"), &l.phone);
		self_dress(&l);
		(void)alike_add(&l, &row, facts);
	} else {
		care_alikes_release(out);
	}
	store_client_release(&row);
	json_decref(facts);
	json_decref(l.facts);
	str_release(&l.phone);
	return rc;
}

void care_alikes_release(struct care_alikes *a)
{
	free(a->items);
	arena_release(&a->arena);
	*a = (struct care_alikes){.arena = ARENA_INIT};
}
