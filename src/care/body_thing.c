/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/body.h"

/* Goals, steps, appointments ...: a body is a row of members, told by a table a kind. */

enum member_type {
	MEMBER_TEXT, MEMBER_KEPT /* a text; NULL: as it was */, MEMBER_DATE, MEMBER_RUNG, MEMBER_MINUTES,
	MEMBER_TRUE, MEMBER_AGREEMENTS
};

struct member {
	const char *key;
	enum member_type type;
	size_t at; /* offset in the struct */
};

#define TEXT(s, m) {#m, MEMBER_TEXT, offsetof(struct s, m)}
#define KEPT(s, m) {#m, MEMBER_KEPT, offsetof(struct s, m)}
#define DATE(s, m) {#m, MEMBER_DATE, offsetof(struct s, m)}

static const struct member goal[] = {
	TEXT(care_goal, text), TEXT(care_goal, term), TEXT(care_goal, realistic),
	TEXT(care_goal, state), {"rung", MEMBER_RUNG, offsetof(struct care_goal, rung)}, {0},
};

static const struct member step[] = {
	TEXT(care_step, goal), TEXT(care_step, text), TEXT(care_step, by), TEXT(care_step, kind),
	TEXT(care_step, certain), TEXT(care_step, state), DATE(care_step, due), {0},
};

static const struct member appointment[] = {
	TEXT(care_appointment, kind), TEXT(care_appointment, with),
	TEXT(care_appointment, about), TEXT(care_appointment, state),
	DATE(care_appointment, due),
	{"time", MEMBER_MINUTES, offsetof(struct care_appointment, minutes)},
	KEPT(care_appointment, referral), {"agreements", MEMBER_AGREEMENTS, 0}, {0},
};

static const struct member referral[] = {
	TEXT(care_referral, organisation), TEXT(care_referral, what), TEXT(care_referral, agreed),
	TEXT(care_referral, status), TEXT(care_referral, feedback),
	DATE(care_referral, call_back),
	KEPT(care_referral, organisation_id), KEPT(care_referral, offer),
	KEPT(care_referral, shares), KEPT(care_referral, caller), KEPT(care_referral, along),
	KEPT(care_referral, reason), KEPT(care_referral, outcome),
	KEPT(care_referral, outcome_text), KEPT(care_referral, before),
	DATE(care_referral, meeting),
	{"time", MEMBER_MINUTES, offsetof(struct care_referral, minutes)},
	DATE(care_referral, expires), DATE(care_referral, asked),
	{"logged", MEMBER_TRUE, offsetof(struct care_referral, is_logged)}, {0},
};

static const struct member gap[] = {
	TEXT(care_gap, what), TEXT(care_gap, where), TEXT(care_gap, daypart),
	TEXT(care_gap, district), TEXT(care_gap, benefit), TEXT(care_gap, level),
	TEXT(care_gap, text), TEXT(care_gap, state), {0},
};

static const struct member note[] = {
	TEXT(care_note, text), TEXT(care_note, speaker), {0},
};

static const struct member consent[] = {
	TEXT(care_consent, organisation), TEXT(care_consent, kinds), TEXT(care_consent, how),
	DATE(care_consent, until),
	{"withdrawn", MEMBER_TRUE, offsetof(struct care_consent, is_withdrawn)}, {0},
};

static const struct member precondition[] = {
	TEXT(care_precondition, key), TEXT(care_precondition, needed),
	TEXT(care_precondition, status), TEXT(care_precondition, where),
	TEXT(care_precondition, speaker), TEXT(care_precondition, note),
	DATE(care_precondition, since), {0},
};

static const struct member *const kinds[] = {
	[BODY_GOAL] = goal,         [BODY_STEP] = step,       [BODY_APPOINTMENT] = appointment,
	[BODY_REFERRAL] = referral, [BODY_NOTE] = note,       [BODY_CONSENT] = consent,
	[BODY_PRECONDITION] = precondition, [BODY_GAP] = gap,
};

static int minutes_read(const char *text)
{
	int hour, minute;
	char end;

	if (strlen(text) != 5 || sscanf(text, "%2d:%2d%c", &hour, &minute, &end) != 2)
		return -1;
	return hour < 0 || hour > 23 || minute < 0 || minute > 59 ? -1 : hour * 60 + minute;
}

/* What is no rung is none: screens and pages count on 0 to 6. */
static int rung_read(int64_t number)
{
	return number >= 1 && number <= 6 ? (int)number : 0;
}

static void agreements_read(struct arena *a, const json_t *list, struct care_appointment *out)
{
	size_t n = json_array_size(list);
	struct care_agreement *all = arena_array(a, n + 1, sizeof *all);

	for (size_t i = 0; i < n; i++) {
		const json_t *one = json_array_get(list, i);

		all[i].party = arena_text(a, json_at_text(one, "party"));
		all[i].text = arena_text(a, json_at_text(one, "text"));
	}
	out->agreements = all;
	out->agreement_count = (int)n;
}

static void agreements_write(const struct care_appointment *from, json_t *body)
{
	json_t *list;

	if (from->agreements == NULL)
		return;
	(void)json_object_del(body, "agreements"); /* -1 when it was not there: fine */
	if (from->agreement_count == 0)
		return;
	list = json_array();
	for (int i = 0; i < from->agreement_count; i++) {
		json_t *one = json_object();

		json_put_text(one, "party", from->agreements[i].party);
		json_put_text(one, "text", from->agreements[i].text);
		json_array_append_new(list, one);
	}
	json_object_set_new(body, "agreements", list);
}

static void member_read(struct arena *a, const struct member *m, const json_t *body, void *thing)
{
	char *at = (char *)thing + m->at;
	const char *text = json_at_text(body, m->key);

	switch (m->type) {
	case MEMBER_TEXT:
	case MEMBER_KEPT:
		*(const char **)(void *)at = *text == '\0' ? "" : arena_text(a, text);
		break;
	case MEMBER_DATE:
		if (!date_read(text, (struct date *)(void *)at))
			*(struct date *)(void *)at = (struct date){0};
		break;
	case MEMBER_RUNG:
		*(int *)(void *)at = rung_read(json_at_int(body, m->key, 0));
		break;
	case MEMBER_MINUTES:
		*(int *)(void *)at = minutes_read(text);
		break;
	case MEMBER_TRUE:
		*(bool *)(void *)at = json_at_true(body, m->key);
		break;
	case MEMBER_AGREEMENTS:
		agreements_read(a, json_object_get(body, m->key), thing);
		break;
	}
}

enum err body_thing_read(struct arena *a, enum body_kind kind, const char *bytes, size_t len,
			 void *thing, struct error *e)
{
	json_t *body;
	enum err rc = body_open(bytes, len, &body, e);

	if (rc != OK)
		return rc;
	for (const struct member *m = kinds[kind]; m->key != NULL; m++)
		member_read(a, m, body, thing);
	json_decref(body);
	return OK;
}

/* An empty member is left out, also where the body before had it. */
static void member_write(const struct member *m, const void *thing, json_t *body)
{
	const char *at = (const char *)thing + m->at;
	struct str text = STR_INIT;
	int number;

	if (m->type == MEMBER_AGREEMENTS) {
		agreements_write(thing, body);
		return;
	}
	if (m->type == MEMBER_KEPT && *(const char *const *)(const void *)at == NULL)
		return;
	(void)json_object_del(body, m->key); /* -1 when it was not there: fine */
	switch (m->type) {
	case MEMBER_AGREEMENTS:
		break;
	case MEMBER_TEXT:
	case MEMBER_KEPT:
		json_put_text(body, m->key, *(const char *const *)(const void *)at);
		break;
	case MEMBER_DATE:
		if (((const struct date *)(const void *)at)->year != 0)
			date_write(&text, (const struct date *)(const void *)at, DATE_ISO, "en");
		json_put_text(body, m->key, text.bytes);
		break;
	case MEMBER_RUNG:
		number = *(const int *)(const void *)at;
		if (number != 0)
			json_object_set_new(body, m->key, json_integer(number));
		break;
	case MEMBER_MINUTES:
		number = *(const int *)(const void *)at;
		if (number >= 0 && number < 24 * 60)
			str_addf(&text, "%02d:%02d", number / 60, number % 60);
		json_put_text(body, m->key, text.bytes);
		break;
	case MEMBER_TRUE:
		if (*(const bool *)(const void *)at)
			json_object_set_new(body, m->key, json_true());
		break;
	}
	str_release(&text);
}

enum err body_thing_write(enum body_kind kind, const void *thing, const char *before,
			  size_t before_len, struct str *out, struct error *e)
{
	json_t *body = NULL;
	enum err rc = OK;

	if (before != NULL)
		rc = body_open(before, before_len, &body, e);
	else
		body = json_object();
	if (rc != OK)
		return rc;
	json_object_set_new(body, "v", json_integer(CARE_BODY_VERSION));
	for (const struct member *m = kinds[kind]; m->key != NULL; m++)
		member_write(m, thing, body);
	json_text_write(out, body);
	json_decref(body);
	return OK;
}
