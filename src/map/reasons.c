/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/match.h"

#include "map/asks.h"
#include "map/shelf.h"

#include "base/base.h"

/*
 * A verdict in words: what the offer asks or brings, short enough for half a line.  Each criterion has a
 * sayer; what is silent says nothing.  What is shielded of her is said by its group.
 */
struct saying {
	const struct map_words *words;
	const struct map_woman *woman;
	const struct map_fit *fit;
	enum map_verdict verdict;
};
typedef void (*sayer)(const struct saying *s, struct str *out);

/* What the offer says, else what its organisation does. */
static const char *said(const struct saying *s, enum map_field field)
{
	const char *own = s->fit->offer.values[field];
	const char *lent = s->fit->organisation.values[field];

	return *own != '\0' || lent == NULL ? own : lent;
}

static int number_said(const struct saying *s, enum map_field field)
{
	const char *text = s->fit->offer.values[field];

	return *text >= '0' && *text <= '9' ? (int)strtol(text, NULL, 10) : -1;
}

/* ---- lists of labels ---- */

/* The next key of a blank-separated list; its length, 0 at the end. */
static size_t key_next(const char **keys)
{
	*keys += strspn(*keys, " ");
	return strcspn(*keys, " ");
}

/* A detail that is shielded is said by its group. */
static void label_add(const struct saying *s, enum map_list list, const char *key, struct str *out)
{
	bool is_shielded = list == MAP_LIST_BARRIERS &&
			   map_set_has(&s->words->shielded, map_word_at(s->words, list, key));
	char *group = mem_bytes(key, strcspn(key, "/"));

	str_add(out, map_word_label(s->words, list, is_shielded ? group : key));
	free(group);
}

/* Whether another key of the list says more than this group does. */
static bool has_detail(const char *keys, const char *group, size_t len)
{
	for (size_t n; (n = key_next(&keys)) > 0; keys += n)
		if (n > len && keys[len] == '/' && strncmp(keys, group, len) == 0)
			return true;
	return false;
}

/* The keys that are in 'only' too (NULL: all). */
static void common_keys(const struct saying *s, enum map_list list, const char *keys,
			const struct map_set *only, struct str *out)
{
	for (size_t n; (n = key_next(&keys)) > 0; keys += n) {
		char *key = mem_bytes(keys, n);

		if (only == NULL || map_set_has(only, map_word_at(s->words, list, key)))
			str_addf(out, "%s%s", out->len > 0 ? " " : "", key);
		free(key);
	}
}

static bool is_said_already(const struct str *out, size_t from, const char *label)
{
	const char *at = strstr(out->bytes + from, label);

	return at != NULL && (at == out->bytes + from || at[-1] == ' ');
}

/* Their labels, ", " between, each once. */
static void labels_add(const struct saying *s, enum map_list list, const char *keys,
		       const struct map_set *only, struct str *out)
{
	struct str common = STR_INIT, label = STR_INIT;
	size_t from = out->len;
	const char *at;

	common_keys(s, list, keys, only, &common);
	at = common.bytes;
	for (size_t n; (n = key_next(&at)) > 0; at += n) {
		char *key = mem_bytes(at, n);

		str_reset(&label);
		label_add(s, list, key, &label);
		if (!has_detail(common.bytes, key, n) && !is_said_already(out, from, label.bytes))
			str_addf(out, "%s%s", out->len > from ? ", " : "", label.bytes);
		free(key);
	}
	str_release(&common);
	str_release(&label);
}

static void field_labels(const struct saying *s, enum map_field field,
			 const struct map_set *only, struct str *out)
{
	labels_add(s, map_field_info(field)->list, said(s, field), only, out);
}

/* A sentence with the labels of a field in it. */
static void sentence(const struct saying *s, const char *format, enum map_field field,
		     const struct map_set *only, struct str *out)
{
	struct str labels = STR_INIT;
	const char *gap = strstr(format, "%s");

	field_labels(s, field, only, &labels);
	str_add_bytes(out, format, (size_t)(gap - format));
	str_add(out, labels.bytes);
	str_add(out, gap + 2);
	str_release(&labels);
}

/* ---- each criterion ---- */

static void say_wait(int weeks, struct str *out)
{
	if (weeks == 0)
		str_add(out, _("no waiting time"));
	else
		str_addf(out, ngettext("%d week of waiting", "%d weeks of waiting",
				       (unsigned long)weeks), weeks);
}

static void say_open(const struct saying *s, struct str *out)
{
	const struct map_record *offer = &s->fit->offer, *organisation = &s->fit->organisation;
	int weeks = number_said(s, MAP_WAIT_WEEKS);
	bool is_closed = !map_record_is_open(offer) || (organisation->values[MAP_STATUS] != NULL &&
							!map_record_is_open(organisation));

	if (is_closed)
		str_add(out, map_word_label(s->words, MAP_LIST_STATUS,
					    map_record_is_open(offer)
						    ? organisation->values[MAP_STATUS]
						    : offer->values[MAP_STATUS]));
	else if (s->verdict == MAP_NOT)
		str_add(out, _("full, no places"));
	else if (weeks >= 0)
		say_wait(weeks, out);
	else
		str_add(out, _("open"));
}

/* Whether an area as it is written is hers. */
static bool is_hers(const struct saying *s, const char *area)
{
	struct str names = STR_INIT, town = STR_INIT;
	bool is = false;

	asks_areas_add(area, &names);
	map_place_fold(said(s, MAP_CITY), &town);
	for (size_t at = 0; at < names.len && !is; at += strlen(names.bytes + at) + 1)
		is = asks_area(names.bytes + at, town.bytes, s->woman) == MAP_FITS;
	str_release(&names);
	str_release(&town);
	return is;
}

/* The areas that are hers, or all of them. */
static void areas_add(const struct saying *s, bool only_hers, struct str *out)
{
	const char *areas = said(s, MAP_AREAS);
	size_t from = out->len;

	while (*areas != '\0') {
		size_t len = strcspn(areas, ",");
		struct str area = STR_INIT;

		str_add_bytes(&area, areas, len);
		text_trim(&area);
		if (area.len > 0 && (!only_hers || is_hers(s, area.bytes)))
			str_addf(out, "%s%s", out->len > from ? ", " : "", area.bytes);
		str_release(&area);
		areas += len + (areas[len] == ',');
	}
}

static void say_area(const struct saying *s, struct str *out)
{
	if (*said(s, MAP_AREAS) == '\0') {
		str_addf(out, _("is in %s; ask who may come"), said(s, MAP_CITY));
		return;
	}
	if (s->verdict != MAP_FITS)
		str_add(out, _("only in "));
	areas_add(s, s->verdict == MAP_FITS, out);
}

static bool has_key(const struct saying *s, enum map_list list, const struct map_set *set,
		    const char *key)
{
	return map_set_has(set, map_word_at(s->words, list, key));
}

/* What is open to nearly all: those that it is not open to, as keys. */
static bool is_closed_to_few(const struct saying *s, const struct map_set *open_to, struct str *few)
{
	int all = s->words->lists[MAP_LIST_BENEFIT].count, closed = 0;

	for (int i = 0; i < all; i++) {
		const char *key = s->words->lists[MAP_LIST_BENEFIT].words[i].key;

		if (map_set_has(open_to, i) || text_equal(key, "unknown"))
			continue;
		str_addf(few, "%s%s", closed++ > 0 ? " " : "", key);
	}
	return closed > 0 && closed * 3 < all;
}

static void say_only_with(const struct saying *s, const struct map_set *open_to, struct str *out)
{
	struct str few = STR_INIT;

	if (is_closed_to_few(s, open_to, &few)) {
		str_add(out, _("not with "));
		labels_add(s, MAP_LIST_BENEFIT, few.bytes, NULL, out);
	} else {
		sentence(s, _("only with %s"), MAP_BENEFITS, NULL, out);
	}
	str_release(&few);
}

static void say_benefit(const struct saying *s, struct str *out)
{
	const struct map_set *hers = &s->woman->benefits;
	bool is_without = has_key(s, MAP_LIST_BENEFIT, hers, "nug");
	struct map_set open_to =
		map_set_of(s->words, MAP_LIST_BENEFIT, s->fit->offer.values[MAP_BENEFITS]);

	if (s->verdict == MAP_FITS && is_without &&
	    has_key(s, MAP_LIST_BENEFIT, &open_to, "nug"))
		str_add(out, _("also without a benefit"));
	else if (s->verdict == MAP_FITS)
		sentence(s, _("also with %s"), MAP_BENEFITS, hers, out);
	else if (s->verdict == MAP_NOT && is_without)
		str_add(out, _("not without a benefit"));
	else if (map_set_is_empty(&open_to))
		sentence(s, _("with %s the municipality must consent"), MAP_CONSENT_FOR, NULL, out);
	else
		say_only_with(s, &open_to, out);
}

static void say_consent(const struct saying *s, struct str *out)
{
	if (s->verdict == MAP_FITS)
		str_add(out, _("the municipality consents"));
	else if (s->verdict == MAP_NOT)
		str_add(out, _("the municipality refused consent"));
	else if (s->woman->consent == MAP_CONSENT_ASKED)
		str_add(out, _("wait for the consent of the municipality"));
	else
		str_add(out, _("ask the municipality for consent"));
}

/* Bits of rungs 1 to 6 as "2 to 4", or one by one where some are missing between. */
static void rungs_add(unsigned rungs, struct str *out)
{
	int first = __builtin_ctz(rungs) + 1, last = 32 - __builtin_clz(rungs);
	bool is_whole = rungs == ((1u << last) - 1u) - ((1u << (first - 1)) - 1u);

	if (first == last)
		str_addf(out, _("rung %d"), first);
	else if (is_whole)
		str_addf(out, _("rung %d to %d"), first, last);
	else
		for (int rung = first; rung <= last; rung++)
			if (rungs & 1u << (rung - 1))
				str_addf(out, rung == first ? _("rung %d") : ", %d", rung);
}

static void say_rung(const struct saying *s, struct str *out)
{
	int hers = s->woman->rung;
	unsigned rungs = 0;

	for (const char *at = s->fit->offer.values[MAP_RUNGS]; *at != '\0'; at++)
		if (*at >= '1' && *at <= '6')
			rungs |= 1u << (*at - '1');
	if (rungs == 0)
		return;
	rungs_add(rungs, out);
	if (s->verdict == MAP_FITS && hers >= 1 && hers <= 6 && !(rungs & 1u << (hers - 1)))
		str_add(out, _(", the next step"));
}

static void say_level(const struct saying *s, struct str *out)
{
	static const struct {
		const char *key, *text;
	} levels[] = {
		{"low", N_("low")}, {"middle", N_("middle")}, {"high", N_("high")},
	};
	size_t from;

	str_add(out, _("level of taking part: "));
	from = out->len;
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
		struct map_set of = map_set_of(s->words, MAP_LIST_LEVELS,
					       s->fit->offer.values[MAP_LEVELS]);

		if (has_key(s, MAP_LIST_LEVELS, &of, levels[i].key))
			str_addf(out, "%s%s", out->len > from ? ", " : "", _(levels[i].text));
	}
}

static void say_women(const struct saying *s, struct str *out)
{
	(void)s; /* the same whoever asks */
	str_add(out, _("women only"));
}

static void say_age(const struct saying *s, struct str *out)
{
	int from = number_said(s, MAP_AGE_FROM), to = number_said(s, MAP_AGE_TO);

	if (from >= 0 && to >= 0)
		str_addf(out, _("%d to %d years old"), from, to);
	else if (from >= 0)
		str_addf(out, _("from %d years old"), from);
	else
		str_addf(out, _("up to %d years old"), to);
}

static void say_language(const struct saying *s, struct str *out)
{
	const char *from = s->fit->offer.values[MAP_LANGUAGE_FROM];
	const char *to = s->fit->offer.values[MAP_LANGUAGE_TO];
	const char *from_label = map_word_label(s->words, MAP_LIST_LANGUAGE_LEVEL, from);
	const char *to_label = map_word_label(s->words, MAP_LIST_LANGUAGE_LEVEL, to);

	if (*from != '\0' && *to != '\0')
		str_addf(out, _("Dutch %s to %s"), from_label, to_label);
	else if (*from != '\0')
		str_addf(out, _("Dutch from %s"), from_label);
	else
		str_addf(out, _("Dutch up to %s"), to_label);
}

static void say_speaks(const struct saying *s, struct str *out)
{
	bool fits = s->verdict == MAP_FITS;

	sentence(s, fits ? _("%s is spoken there") : _("languages there: %s"), MAP_LANGUAGES,
		 fits ? &s->woman->languages : NULL, out);
}

/* "only in the morning", when there is one part of a day and no more. */
static const char *only_daypart(const struct saying *s)
{
	static const struct {
		const char *key, *text;
	} parts[] = {
		{"morning", N_("only in the morning")},
		{"afternoon", N_("only in the afternoon")},
		{"evening", N_("only in the evening")},
		{"school_hours", N_("only during school hours")},
		{"weekend", N_("only in the weekend")},
	};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (text_equal(s->fit->offer.values[MAP_DAYPARTS], parts[i].key))
			return _(parts[i].text);
	return NULL;
}

/* Care that is there while the activity is goes by its hours. */
static void say_children(const struct saying *s, struct str *out)
{
	const char *care = s->fit->offer.values[MAP_CHILDCARE];
	bool is_there = text_equal(care, "next_to") || text_equal(care, "on_site");
	const char *only = is_there ? only_daypart(s) : NULL;

	if (only != NULL)
		str_addf(out, _("childcare: %s"), only);
	else
		field_labels(s, MAP_CHILDCARE, NULL, out);
}

static void say_child_age(const struct saying *s, struct str *out)
{
	const char *from = s->fit->offer.values[MAP_CHILD_FROM];

	if (*from == '\0')
		field_labels(s, MAP_CHILDCARE, NULL, out);
	else
		str_addf(out, _("youngest child %s or older"),
			 map_word_label(s->words, MAP_LIST_YOUNGEST, from));
}

static void say_daypart(const struct saying *s, struct str *out)
{
	const char *only = only_daypart(s);

	if (only != NULL)
		str_add(out, only);
	else
		field_labels(s, MAP_DAYPARTS, NULL, out);
}

static void say_hours(const struct saying *s, struct str *out)
{
	str_addf(out, _("at least %d hours a week"), number_said(s, MAP_HOURS_FROM));
}

static void say_load(const struct saying *s, struct str *out)
{
	sentence(s, s->verdict == MAP_FITS ? _("%s: no objection") : _("asks %s"), MAP_LOADS,
		 s->verdict == MAP_NOT ? &s->woman->loads : NULL, out);
}

static void say_diploma(const struct saying *s, struct str *out)
{
	(void)s; /* the mark says whether it is there */
	str_add(out, _("asks a start qualification"));
}

static void say_permit(const struct saying *s, struct str *out)
{
	(void)s; /* only ever unknown */
	str_add(out, _("ask whether working is allowed"));
}

static void say_need(const struct saying *s, struct str *out)
{
	sentence(s, _("helps with: %s"), MAP_PRECONDITIONS, &s->woman->needs, out);
}

/* Hers of what it helps with: a group of hers stands for whatever of it the offer names. */
static void say_barrier(const struct saying *s, struct str *out)
{
	const struct map_words *w = s->words;
	struct map_set helped = asks_helps(w, said(s, MAP_HELPS));
	struct str keys = STR_INIT, labels = STR_INIT;

	for (int i = 0; i < w->lists[MAP_LIST_BARRIERS].count; i++)
		if (map_set_has(&helped, i) && map_set_has(&s->woman->specific, i))
			str_addf(&keys, "%s%s", keys.len > 0 ? " " : "",
				 w->lists[MAP_LIST_BARRIERS].words[i].key);
	labels_add(s, MAP_LIST_BARRIERS, keys.bytes, NULL, &labels);
	str_addf(out, _("helps when this is in the way: %s"), labels.bytes);
	str_release(&keys);
	str_release(&labels);
}

static void say_wish(const struct saying *s, struct str *out)
{
	sentence(s, _("wish: %s"), MAP_WISHES, &s->woman->wishes, out);
}

static const sayer sayers[MAP_CRITERION_COUNT] = {
	[MAP_ON_OPEN] = say_open,	  [MAP_ON_AREA] = say_area,
	[MAP_ON_BENEFIT] = say_benefit,	  [MAP_ON_CONSENT] = say_consent,
	[MAP_ON_RUNG] = say_rung,	  [MAP_ON_LEVEL] = say_level,
	[MAP_ON_WOMEN] = say_women,	  [MAP_ON_AGE] = say_age,
	[MAP_ON_LANGUAGE] = say_language, [MAP_ON_SPEAKS] = say_speaks,
	[MAP_ON_CHILDREN] = say_children, [MAP_ON_CHILD_AGE] = say_child_age,
	[MAP_ON_DAYPART] = say_daypart,	  [MAP_ON_HOURS] = say_hours,
	[MAP_ON_LOAD] = say_load,	  [MAP_ON_DIPLOMA] = say_diploma,
	[MAP_ON_PERMIT] = say_permit,	  [MAP_ON_NEED] = say_need,
	[MAP_ON_BARRIER] = say_barrier,	  [MAP_ON_WISH] = say_wish,
};

void map_reason(const struct map *m, const struct map_woman *woman, const struct map_fit *fit,
		enum map_criterion c, struct str *out)
{
	struct saying s = {m->words, woman, fit, (enum map_verdict)fit->verdicts[c]};

	if (s.verdict != MAP_SILENT)
		sayers[c](&s, out);
}

static bool is_brought(enum map_criterion c)
{
	return c == MAP_ON_NEED || c == MAP_ON_BARRIER || c == MAP_ON_WISH;
}

static bool is_worth_a_line(const struct map_fit *fit, enum map_criterion c)
{
	return c != MAP_ON_OPEN || fit->verdicts[c] != MAP_FITS ||
	       *fit->offer.values[MAP_WAIT_WEEKS] != '\0';
}

int map_reasons(const struct map_fit *fit, enum map_criterion out[MAP_CRITERION_COUNT])
{
	static const struct {
		enum map_verdict verdict;
		bool is_brought;
	} order[] = {{MAP_FITS, true}, {MAP_NOT, false}, {MAP_UNKNOWN, false}, {MAP_FITS, false}};
	int count = 0;

	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		for (int c = 0; c < MAP_CRITERION_COUNT; c++)
			if (fit->verdicts[c] == (unsigned)order[i].verdict &&
			    is_brought((enum map_criterion)c) == order[i].is_brought &&
			    is_worth_a_line(fit, (enum map_criterion)c))
				out[count++] = (enum map_criterion)c;
	return count;
}

void map_fit_said(const struct map_fit *fit, struct str *out)
{
	if (fit->missing > 0)
		str_add(out, _("does not fit yet"));
	else if (fit->unknown > 0)
		str_addf(out, ngettext("%d thing left to ask", "%d things left to ask",
				       (unsigned long)fit->unknown), fit->unknown);
	else
		str_add(out, _("fits"));
}
