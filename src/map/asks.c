/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/asks.h"

#include "base/base.h"

/* The folded text in at most so many bytes, whole characters. */
static void fold_within(const char *text, size_t most, struct str *out)
{
	struct str folded = STR_INIT;

	text_fold(&folded, text, strlen(text));
	text_trim(&folded);
	if (folded.len > most) {
		size_t at = most;

		while (at > 0 && ((unsigned char)folded.bytes[at] & 0xc0) == 0x80)
			at--;
		str_cut(&folded, at);
	}
	str_add_bytes(out, folded.bytes, folded.len);
	str_release(&folded);
}

void asks_name(const char *name, struct str *out)
{
	fold_within(name, ASKS_NAME_BYTES, out);
}

/* ---- packing ---- */

struct packing {
	const struct map_words *words;
	const struct map_record *offer, *organisation;
	unsigned char head[ASKS_HEAD_BYTES];
	struct map_set sets[ASKS_SETS];
};

/* What the offer says, else what its organisation does. */
static const char *said(const struct packing *p, enum map_field field)
{
	const char *own = p->offer->values[field];

	if (*own != '\0' || p->organisation == NULL)
		return own;
	return p->organisation->values[field];
}

static bool says_yes(const struct packing *p, enum map_field field)
{
	return text_equal(p->offer->values[field], "yes");
}

static unsigned char place_of(const struct packing *p, enum map_list list, const char *key)
{
	int at = *key != '\0' ? map_word_at(p->words, list, key) : -1;

	return at < 0 || at >= ASKS_NONE ? ASKS_NONE : (unsigned char)at;
}

/* A number of at most 254; larger ones are that. */
static unsigned char number_of(const char *text)
{
	long n = strtol(text, NULL, 10);

	if (*text < '0' || *text > '9')
		return ASKS_NONE;
	return n >= ASKS_NONE ? ASKS_NONE - 1 : (unsigned char)n;
}

/* At least nothing is no condition. */
static unsigned char least_of(const char *text)
{
	unsigned char n = number_of(text);

	return n == 0 ? ASKS_NONE : n;
}

/* Nor is "0 to 99 years old", as directories fill what must be filled. */
static unsigned char oldest_of(const char *text)
{
	unsigned char n = number_of(text);

	return n >= 99 ? ASKS_NONE : n;
}

static unsigned char rungs_of(const char *keys)
{
	unsigned char rungs = 0;

	for (; *keys != '\0'; keys++)
		if (*keys >= '1' && *keys <= '6')
			rungs |= (unsigned char)(1u << (*keys - '1'));
	return rungs;
}

static unsigned char care_of(const char *key)
{
	static const char *const keys[] = {"", "none", "along", "next_to", "on_site", "own"};

	for (size_t i = 1; i < sizeof keys / sizeof *keys; i++)
		if (text_equal(key, keys[i]))
			return (unsigned char)i;
	return ASKS_CARE_UNSAID;
}

static void flags_pack(struct packing *p)
{
	unsigned flags = 0;
	bool is_full = text_equal(p->offer->values[MAP_CAPACITY], "0") &&
		       *p->offer->values[MAP_WAIT_WEEKS] == '\0';

	if (!map_record_is_open(p->offer) ||
	    (p->organisation != NULL && !map_record_is_open(p->organisation)))
		flags |= ASKS_CLOSED;
	flags |= is_full ? ASKS_FULL : 0u;
	flags |= says_yes(p, MAP_WOMEN_ONLY) ? ASKS_WOMEN : 0u;
	flags |= says_yes(p, MAP_DIPLOMA) ? ASKS_DIPLOMA : 0u;
	flags |= says_yes(p, MAP_WORK_PERMIT) ? ASKS_PERMIT : 0u;
	p->head[ASKS_AT_FLAGS] = (unsigned char)flags;
}

static void checked_pack(struct packing *p)
{
	struct date on;
	uint32_t days = 0;

	if (date_read(p->offer->values[MAP_CHECKED_ON], &on) && date_days(&on) > 0)
		days = (uint32_t)date_days(&on);
	for (int i = 0; i < 4; i++)
		p->head[ASKS_AT_CHECKED + i] = (unsigned char)(days >> (8 * i));
}

static void head_pack(struct packing *p)
{
	static const struct {
		enum asks_byte at;
		enum map_list list;
		enum map_field field;
	} keys[] = {
		{ASKS_AT_CHILDCARE, MAP_LIST_CHILDCARE, MAP_CHILDCARE},
		{ASKS_AT_CHILD_FROM, MAP_LIST_YOUNGEST, MAP_CHILD_FROM},
		{ASKS_AT_LANGUAGE_FROM, MAP_LIST_LANGUAGE_LEVEL, MAP_LANGUAGE_FROM},
		{ASKS_AT_LANGUAGE_TO, MAP_LIST_LANGUAGE_LEVEL, MAP_LANGUAGE_TO},
	};
	static const struct {
		enum asks_byte at;
		enum map_list list;
		const char *key;
	} known[] = { /* where the keys stand that the weighing itself means */
		{ASKS_AT_CHILD_NONE, MAP_LIST_YOUNGEST, "none"},
		{ASKS_AT_CHILD_SCHOOL, MAP_LIST_YOUNGEST, "4-11"},
		{ASKS_AT_LANGUAGE_A2, MAP_LIST_LANGUAGE_LEVEL, "a2"},
		{ASKS_AT_CARE_NEED, MAP_LIST_PRECONDITIONS, "childcare"},
		{ASKS_AT_CARE_BARRIER, MAP_LIST_BARRIERS, "childcare"},
	};
	const char *const *values = p->offer->values;

	p->head[ASKS_AT_VERSION] = ASKS_VERSION;
	p->head[ASKS_AT_RUNGS] = rungs_of(values[MAP_RUNGS]);
	p->head[ASKS_AT_LEVELS] =
		(unsigned char)map_set_of(p->words, MAP_LIST_LEVELS, values[MAP_LEVELS]).bits[0];
	p->head[ASKS_AT_CARE] = care_of(values[MAP_CHILDCARE]);
	p->head[ASKS_AT_AGE_FROM] = least_of(values[MAP_AGE_FROM]);
	p->head[ASKS_AT_AGE_TO] = oldest_of(values[MAP_AGE_TO]);
	p->head[ASKS_AT_HOURS_FROM] = least_of(values[MAP_HOURS_FROM]);
	p->head[ASKS_AT_WAIT_WEEKS] = number_of(values[MAP_WAIT_WEEKS]);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		p->head[keys[i].at] = place_of(p, keys[i].list, values[keys[i].field]);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		p->head[known[i].at] = place_of(p, known[i].list, known[i].key);
	flags_pack(p);
	checked_pack(p);
}

static void set_add(struct map_set *set, int at)
{
	if (at >= 0 && at < MAP_SET_MOST)
		set->bits[at / 64] |= UINT64_C(1) << (at % 64);
}

static void set_drop(struct map_set *set, int at)
{
	if (at >= 0 && at < MAP_SET_MOST)
		set->bits[at / 64] &= ~(UINT64_C(1) << (at % 64));
}

/*
 * The list has parts of a day and days of the week in one.  School hours are a morning and a piece of the
 * afternoon.
 */
static void dayparts_pack(struct packing *p)
{
	static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
	const struct map_set *dayparts = &p->sets[ASKS_DAYPARTS];
	int morning = map_word_at(p->words, MAP_LIST_DAYPARTS, "morning");
	int afternoon = map_word_at(p->words, MAP_LIST_DAYPARTS, "afternoon");
	int school = map_word_at(p->words, MAP_LIST_DAYPARTS, "school_hours");

	if (map_set_is_empty(dayparts))
		return;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		set_add(&p->sets[ASKS_DAYS], map_word_at(p->words, MAP_LIST_DAYPARTS, days[i]));
	for (int i = 0; i < 2; i++)
		p->sets[ASKS_DAYPARTS_MEET].bits[i] =
			dayparts->bits[i] & ~p->sets[ASKS_DAYS].bits[i];
	if (morning >= 0 && map_set_has(dayparts, morning))
		set_add(&p->sets[ASKS_DAYPARTS_MEET], school);
	if (school >= 0 && map_set_has(dayparts, school)) {
		set_add(&p->sets[ASKS_DAYPARTS_MEET], morning);
		set_add(&p->sets[ASKS_DAYPARTS_MAYBE], afternoon);
	}
	if (afternoon >= 0 && map_set_has(dayparts, afternoon))
		set_add(&p->sets[ASKS_DAYPARTS_MAYBE], school);
}

static void sets_pack(struct packing *p)
{
	static const struct {
		enum asks_set set;
		enum map_list list;
		enum map_field field;
	} sets[] = {
		{ASKS_BENEFITS, MAP_LIST_BENEFIT, MAP_BENEFITS},
		{ASKS_CONSENT_FOR, MAP_LIST_BENEFIT, MAP_CONSENT_FOR},
		{ASKS_LANGUAGES, MAP_LIST_LANGUAGES, MAP_LANGUAGES},
		{ASKS_LOADS, MAP_LIST_LOADS, MAP_LOADS},
		{ASKS_PRECONDITIONS, MAP_LIST_PRECONDITIONS, MAP_PRECONDITIONS},
		{ASKS_WISHES, MAP_LIST_WISHES, MAP_WISHES},
		{ASKS_THEMES, MAP_LIST_THEMES, MAP_THEMES},
		{ASKS_KINDS, MAP_LIST_KINDS, MAP_KINDS},
		{ASKS_DAYPARTS, MAP_LIST_DAYPARTS, MAP_DAYPARTS},
	};

	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		p->sets[sets[i].set] =
			map_set_of(p->words, sets[i].list, said(p, sets[i].field));
	p->sets[ASKS_HELPS] = asks_helps(p->words, said(p, MAP_HELPS));
	set_drop(&p->sets[ASKS_LOADS], map_word_at(p->words, MAP_LIST_LOADS, "none"));
	dayparts_pack(p);
}

/* A set without its zero bytes at the end; its size goes into the head. */
static void set_write(struct packing *p, enum asks_set set, struct str *out)
{
	unsigned char bytes[16];
	size_t len = 0;

	for (size_t i = 0; i < sizeof bytes; i++) {
		bytes[i] = (unsigned char)(p->sets[set].bits[i / 8] >> (8 * (i % 8)));
		if (bytes[i] != 0)
			len = i + 1;
	}
	p->head[ASKS_AT_SIZES + set] = (unsigned char)len;
	str_add_bytes(out, (const char *)bytes, len);
}

/* The organisation's name is looked for too: a worker knows the place better than the course. */
static void words_write(const struct packing *p, struct str *out)
{
	struct str all = STR_INIT;

	str_add(&all, p->offer->values[MAP_OTHER_NAME]);
	if (p->organisation != NULL)
		str_addf(&all, " %s %s", p->organisation->values[MAP_NAME],
			 p->organisation->values[MAP_OTHER_NAME]);
	fold_within(all.bytes, ASKS_WORDS_BYTES, out);
	str_add_bytes(out, "", 1);
	str_release(&all);
}

static void places_write(const struct packing *p, struct str *out)
{
	const char *areas = said(p, MAP_AREAS);
	size_t begin = out->len;

	map_place_fold(said(p, MAP_CITY), out);
	str_add_bytes(out, "", 1);
	map_place_fold(said(p, MAP_DISTRICT), out);
	str_add_bytes(out, "", 1);
	while (*areas != '\0' && out->len - begin < ASKS_PLACES_BYTES) {
		size_t len = strcspn(areas, ",");
		char *area = mem_bytes(areas, len);

		asks_areas_add(area, out);
		free(area);
		areas += len + (areas[len] == ',');
	}
}

void map_asks_pack(const struct map_words *w, const struct map_record *offer,
		   const struct map_record *organisation, struct str *out)
{
	struct packing p = {.words = w, .offer = offer, .organisation = organisation};
	struct str tail = STR_INIT;

	if (text_equal(offer->values[MAP_STATUS], "defunct") ||
	    (organisation != NULL && text_equal(organisation->values[MAP_STATUS], "defunct")))
		return;
	head_pack(&p);
	sets_pack(&p);
	for (int i = 0; i < ASKS_SETS; i++)
		set_write(&p, (enum asks_set)i, &tail);
	asks_name(offer->values[MAP_NAME], &tail);
	str_add_bytes(&tail, "", 1);
	words_write(&p, &tail);
	places_write(&p, &tail);
	str_add_bytes(out, (const char *)p.head, sizeof p.head);
	str_add_bytes(out, tail.bytes, tail.len);
	str_release(&tail);
}

/* ---- reading ---- */

/* The text that begins at *at and ends with a NUL before end; NULL: it does not. */
static const char *text_take(const char **at, const char *end)
{
	const char *text = *at;
	const char *nul = memchr(text, '\0', (size_t)(end - text));

	if (nul != NULL)
		*at = nul + 1;
	return nul != NULL ? text : NULL;
}

static void set_read(const unsigned char *bytes, unsigned len, struct map_set *out)
{
	*out = (struct map_set){{0, 0}};
	for (unsigned i = 0; i < len; i++)
		out->bits[i / 8] |= (uint64_t)bytes[i] << (8 * (i % 8));
}

bool asks_read(const void *bytes, size_t len, struct asks *out)
{
	const unsigned char *head = bytes;
	const char *at = (const char *)bytes + ASKS_HEAD_BYTES, *end = (const char *)bytes + len;

	if (len < ASKS_HEAD_BYTES || head[ASKS_AT_VERSION] != ASKS_VERSION)
		return false;
	out->head = head;
	for (int i = 0; i < ASKS_SETS; i++) {
		unsigned size = head[ASKS_AT_SIZES + i];

		if (size > 16 || size > (size_t)(end - at))
			return false;
		set_read((const unsigned char *)at, size, &out->sets[i]);
		at += size;
	}
	out->checked = (int)((head[ASKS_AT_CHECKED] | (unsigned)head[ASKS_AT_CHECKED + 1] << 8 |
			      (unsigned)head[ASKS_AT_CHECKED + 2] << 16 |
			      (unsigned)head[ASKS_AT_CHECKED + 3] << 24) & 0x7fffffff);
	out->name = text_take(&at, end);
	out->words = out->name != NULL ? text_take(&at, end) : NULL;
	out->town = out->words != NULL ? text_take(&at, end) : NULL;
	out->district = out->town != NULL ? text_take(&at, end) : NULL;
	out->areas = at;
	out->end = end;
	return out->district != NULL && (at == end || end[-1] == '\0');
}
