/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/rules.h"

#include "base/base.h"

/* A rule is a list of conditions; each has a way to be written and a way to hold. */
enum { CHILD_OF_OFFER = -1 };

struct seen {
	const struct map_woman *woman;
	const struct map_words *words;
	const struct map_fit *fit; /* NULL: about her alone */
};
typedef bool (*holds)(const struct seen *s, const struct map_condition *c);

static bool holds_benefit(const struct seen *s, const struct map_condition *c)
{
	return map_sets_meet(&c->set, &s->woman->benefits);
}

static bool holds_wish(const struct seen *s, const struct map_condition *c)
{
	return map_sets_meet(&c->set, &s->woman->wishes);
}

/* The offer's kinds; what it does not say is its organisation's. */
static bool holds_kind(const struct seen *s, const struct map_condition *c)
{
	const char *kinds = s->fit->offer.values[MAP_KINDS];
	const char *lent = s->fit->organisation.values[MAP_KINDS];
	struct map_set of = map_set_of(s->words, MAP_LIST_KINDS,
				       *kinds == '\0' && lent != NULL ? lent : kinds);

	return map_sets_meet(&c->set, &of);
}

static bool holds_barrier(const struct seen *s, const struct map_condition *c)
{
	return map_sets_meet(&c->set, &s->woman->barriers);
}

static bool holds_need(const struct seen *s, const struct map_condition *c)
{
	return map_sets_meet(&c->set, &s->woman->needs);
}

static bool holds_age(const struct seen *s, const struct map_condition *c)
{
	return s->woman->age >= c->number;
}

static bool holds_language_below(const struct seen *s, const struct map_condition *c)
{
	return s->woman->language_level >= 0 && s->woman->language_level < c->number;
}

static bool holds_language_from(const struct seen *s, const struct map_condition *c)
{
	return s->woman->language_level >= 0 && s->woman->language_level >= c->number;
}

static bool holds_hours(const struct seen *s, const struct map_condition *c)
{
	return s->woman->hours >= 0 && s->woman->hours < c->number;
}

static bool holds_consent(const struct seen *s, const struct map_condition *c)
{
	return !map_set_has(&c->set, (int)s->woman->consent);
}

static bool holds_child(const struct seen *s, const struct map_condition *c)
{
	int none = map_word_at(s->words, MAP_LIST_YOUNGEST, "none");
	int from = c->number;

	if (from == CHILD_OF_OFFER)
		from = map_word_at(s->words, MAP_LIST_YOUNGEST,
				   s->fit->offer.values[MAP_CHILD_FROM]);
	return s->woman->youngest >= 0 && s->woman->youngest != none && s->woman->youngest < from;
}

static bool holds_sex(const struct seen *s, const struct map_condition *c)
{
	return map_set_has(&c->set, (int)s->woman->sex);
}

static bool holds_rung(const struct seen *s, const struct map_condition *c)
{
	return s->woman->rung > 0 && s->woman->rung < c->number;
}

static bool holds_trajectory(const struct seen *s, const struct map_condition *c)
{
	(void)c; /* "yes" is the only way to write it */
	return s->woman->is_in_trajectory;
}

static const struct {
	const char *name;
	enum { KEYS, KEY, NUMBER } value;
	enum map_list list;
	bool is_about_offer;
	holds holds;
} conditions[MAP_RULE_CONDITIONS] = {
	[MAP_RULE_BENEFIT] = {"benefit", KEYS, MAP_LIST_BENEFIT, false, holds_benefit},
	[MAP_RULE_WISH] = {"wish", KEYS, MAP_LIST_WISHES, false, holds_wish},
	[MAP_RULE_KIND] = {"kind", KEYS, MAP_LIST_KINDS, true, holds_kind},
	[MAP_RULE_BARRIER] = {"barrier", KEYS, MAP_LIST_BARRIERS, false, holds_barrier},
	[MAP_RULE_NEED] = {"need", KEYS, MAP_LIST_PRECONDITIONS, false, holds_need},
	[MAP_RULE_AGE_FROM] = {"age_from", NUMBER, MAP_LIST_NONE, false, holds_age},
	[MAP_RULE_LANGUAGE_BELOW] = {"language_below", KEY, MAP_LIST_LANGUAGE_LEVEL, false,
				     holds_language_below},
	[MAP_RULE_HOURS_BELOW] = {"hours_below", NUMBER, MAP_LIST_NONE, false, holds_hours},
	[MAP_RULE_CONSENT_NOT] = {"consent_not", KEYS, MAP_LIST_NONE, false, holds_consent},
	[MAP_RULE_CHILD_YOUNGER] = {"child_younger", KEY, MAP_LIST_YOUNGEST, false,
				    holds_child},
	[MAP_RULE_SEX] = {"sex", KEYS, MAP_LIST_NONE, false, holds_sex},
	[MAP_RULE_RUNG_BELOW] = {"rung_below", NUMBER, MAP_LIST_NONE, false, holds_rung},
	[MAP_RULE_LANGUAGE_FROM] = {"language_from", KEY, MAP_LIST_LANGUAGE_LEVEL, false,
				    holds_language_from},
	[MAP_RULE_IN_TRAJECTORY] = {"in_trajectory", KEY, MAP_LIST_YES_NO, false,
				    holds_trajectory},
};

const char *map_rule_on_name(enum map_rule_on on)
{
	return conditions[on].name;
}

bool map_condition_is_about_offer(const struct map_condition *c)
{
	return conditions[c->on].is_about_offer ||
	       (c->on == MAP_RULE_CHILD_YOUNGER && c->number == CHILD_OF_OFFER);
}

/* ---- reading a value ---- */

/* Keys that are in no list of config, with the bit that a woman's value has. */
static const struct {
	enum map_rule_on on;
	const char *key;
	int at;
} own_keys[] = {
	{MAP_RULE_CONSENT_NOT, "not_asked", MAP_CONSENT_NOT_ASKED},
	{MAP_RULE_CONSENT_NOT, "asked", MAP_CONSENT_ASKED},
	{MAP_RULE_CONSENT_NOT, "given", MAP_CONSENT_GIVEN},
	{MAP_RULE_CONSENT_NOT, "refused", MAP_CONSENT_REFUSED},
	{MAP_RULE_SEX, "woman", MAP_SEX_WOMAN},
	{MAP_RULE_SEX, "man", MAP_SEX_MAN},
	{MAP_RULE_CHILD_YOUNGER, "offer", CHILD_OF_OFFER},
};

enum { KEY_UNKNOWN = -2 };

static int key_at(const struct map_words *w, enum map_rule_on on, const char *key)
{
	int at = KEY_UNKNOWN;

	for (size_t i = 0; i < sizeof own_keys / sizeof *own_keys; i++)
		if (own_keys[i].on == on && text_equal(own_keys[i].key, key))
			return own_keys[i].at;
	if (on == MAP_RULE_IN_TRAJECTORY)
		return text_equal(key, "yes") ? 1 : KEY_UNKNOWN;
	if (conditions[on].list != MAP_LIST_NONE)
		at = map_word_at(w, conditions[on].list, key);
	return at < 0 || at >= MAP_SET_MOST ? KEY_UNKNOWN : at;
}

static int number_read(const char *value, struct map_condition *out)
{
	size_t digits = strspn(value, "0123456789");

	if (digits == 0 || digits > 4 || value[digits] != '\0')
		return 0;
	out->number = (int)strtol(value, NULL, 10);
	return -1;
}

int map_condition_read(const struct map_words *w, enum map_rule_on on, const char *value,
		       struct map_condition *out)
{
	const char *at = value + strspn(value, " ");
	bool is_one = conditions[on].value == KEY;
	int count = 0;

	*out = (struct map_condition){.on = on};
	if (conditions[on].value == NUMBER)
		return number_read(value, out);
	for (; *at != '\0'; at += strspn(at, " "), count++) {
		size_t len = strcspn(at, " ");
		char *key = mem_bytes(at, len);
		int place = key_at(w, on, key);

		free(key);
		if (place == KEY_UNKNOWN || (is_one && count > 0))
			return (int)(at - value);
		out->number = place;
		if (place >= 0)
			out->set.bits[place / 64] |= UINT64_C(1) << (place % 64);
		at += len;
	}
	return count > 0 ? -1 : 0;
}

/* ---- holding ---- */

static bool is_in_town(const struct map_rule *rule, const struct map_woman *woman)
{
	struct str town = STR_INIT;
	bool is;

	map_place_fold(rule->municipality, &town);
	is = town.len == 0 || text_equal(town.bytes, woman->city);
	str_release(&town);
	return is;
}

static bool is_in_time(const struct map_rule *rule, const struct date *today)
{
	return (rule->from.year == 0 || date_compare(&rule->from, today) <= 0) &&
	       (rule->until.year == 0 || date_compare(&rule->until, today) >= 0);
}

static bool rule_holds(const struct map_rule *rule, const struct seen *s, const struct date *today)
{
	if (rule->condition_count == 0 || (rule->is_about_offer && s->fit == NULL) ||
	    !is_in_time(rule, today) || !is_in_town(rule, s->woman))
		return false;
	for (int i = 0; i < rule->condition_count; i++)
		if (!conditions[rule->conditions[i].on].holds(s, &rule->conditions[i]))
			return false;
	return true;
}

void map_rules_hold(const struct map_rules *rules, const struct map_woman *woman,
		    const struct map_words *w, const struct map_fit *fit, const struct date *today,
		    void (*visit)(void *data, const struct map_rule *rule), void *data)
{
	struct seen s = {woman, w, fit};

	for (int i = 0; i < rules->count; i++)
		if (rules->rules[i].is_about_offer == (fit != NULL) &&
		    rule_holds(&rules->rules[i], &s, today))
			visit(data, &rules->rules[i]);
}

void map_rule_doubt(const struct map_rule *rule, struct str *out)
{
	if (rule->from.year > 0)
		str_addf(out, _("rule of %d, ask the municipality"), rule->from.year);
	else
		str_add(out, _("ask the municipality whether this rule still holds"));
}
