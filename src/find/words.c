/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/words.h"

#include "find/fold.h"

static const char *const loose[] = {
	"al",  "el",  "van", "der", "den", "de",  "d",   "v",   "vd",  "vdr", "vh",     "ter",    "ten",
	"te",  "la",  "le",  "du",  "y",   "het", "t",   "op",  "in",  "von", "da",     "do",     "dos",
	"di",  "del", "las", "los", "des", "ul",  "vanden", "vander", "vande",
};
static const char *const fusing[] = {
	"ben",    "bin",   "bint", "ibn", "abu", "abou", "abi",   "abd", "abdel", "abdul", "abdal",
	"abdoel", "bou",   "ait",  "ould", "oulad", "oum", "umm", "um",  "mc",    "mac",
};
/* Beginnings and ends of names that are one name for some and two words for others. */
static const char *const heads[] = {
	"gebre",  "ghebre", "gebra", "gabra", "haile",  "hayle", "wolde", "welde", "tekle", "habte",
	"amde",   "zera",   "kifle", "wongso", "karto", "kromo", "sastro", "pawiro", "karso", "soero",
	"singo",  "atmo",   "djojo", "soemo", "ram",    "noor",  "nour",  "nur",   "badr",  "fakhr",
	"shams",  "anne",   "marie", "rose",  "jean",
};
static const char *const tails[] = {
	"eddine", "edine",  "eddin",  "uddin",  "oeddin", "din",    "dine",     "deen",    "allah",
	"ullah",  "oellah", "zadeh",  "zade",   "zada",   "pour",   "pur",      "poor",    "nejad",
	"nezhad", "nia",    "zai",    "zay",    "khel",   "persad", "narain",   "dew",     "nath",
	"singh",  "gul",    "nur",    "can",    "han",    "nisa",   "oglu",     "meskel",  "mariam",
	"maryam", "yesus",  "medhin", "tsion",  "kidan",  "mikael", "selassie", "sillase", "giorgis",
	"zahra",  "zohra",  "islam",  "haq",    "rahman",
};

/* Particles that are written as one with a word, longest first, and how many letters must be left. */
static const struct {
	const char *begin;
	size_t stored, typed; /* a question may try what is not worth a place in memory */
} particles[] = {
	{"abdoel", 4, 3}, {"vanden", 4, 3}, {"vander", 4, 3}, {"vande", 4, 4}, {"abdel", 4, 3},
	{"abdul", 4, 3},  {"abdal", 4, 3},  {"opden", 5, 4},  {"vant", 5, 3},  {"dela", 5, 4},
	{"van", 5, 4},    {"von", 5, 4},    {"ben", 5, 5},    {"den", 6, 4},   {"ter", 6, 4},
	{"ten", 6, 4},    {"dos", 6, 5},    {"int", 6, 4},    {"el", 5, 3},    {"al", 5, 3},
	{"de", 7, 4},     {"da", 7, 5},     {"la", 7, 4},     {"di", 7, 5},
};

enum {
	WORDS_MOST = 64,
	ARTICLE_REST = 5,   /* letters behind the article of Errachidi */
	ONE_NAME_MOST = 10, /* letters of two short words that may be one name: Mei Ling */
	ONE_HYPHEN_MOST = 12
};

#define IS_ONE_OF(folded, list) is_one_of(folded, list, sizeof(list) / sizeof *(list))
static bool is_one_of(const char *folded, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(folded, list[i]) == 0)
			return true;
	return false;
}

/*
 * The l of an Arabic article becomes the first sound of the name: ez-Zahra, er Rachidi, Zia ur Rahman.
 * With an a it may be a Dutch name (An Nooten), unless a hyphen or the name says otherwise.
 */
static bool is_article(const char *folded, const struct find_word *next)
{
	size_t len = strlen(folded);
	bool is_sure = folded[0] == 'e' || folded[0] == 'u' ||
		       (folded[0] == 'a' && (next->is_joined || IS_ONE_OF(next->folded.bytes, tails)));

	return len >= 2 && len <= 3 && is_sure && strchr("cdnrstz", folded[1]) &&
	       strncmp(folded + 1, next->folded.bytes, len - 1) == 0;
}

bool find_words_is_loose(const struct find_words *w, size_t at)
{
	const struct find_word *word = &w->items[at];

	return IS_ONE_OF(word->folded.bytes, loose) ||
	       (at + 1 < w->count && is_article(word->folded.bytes, word + 1));
}

bool find_words_is_fusing(const struct find_words *w, size_t at)
{
	if (!IS_ONE_OF(w->items[at].folded.bytes, fusing))
		return false;
	for (size_t i = at + 1; i < w->count; i++)
		if (!find_words_is_loose(w, i) && !IS_ONE_OF(w->items[i].folded.bytes, fusing))
			return true;
	return false;
}

bool find_words_is_particle(const struct find_words *w, size_t at)
{
	return find_words_is_loose(w, at) || find_words_is_fusing(w, at);
}

size_t find_words_fused_from(const struct find_words *w, size_t at)
{
	size_t first = at;

	for (size_t i = at; i > 0 && find_words_is_particle(w, i - 1); i--)
		if (find_words_is_fusing(w, i - 1))
			first = i - 1;
	return first;
}

bool find_words_are_one(const struct find_words *w, size_t first, size_t last)
{
	const struct find_word *head = &w->items[first], *tail = &w->items[last];

	if (IS_ONE_OF(tail->folded.bytes, tails)) /* also with an article between: Salah ad-Din */
		return true;
	return last == first + 1 &&
	       (head->folded.len + tail->folded.len <=
			(tail->is_joined ? ONE_HYPHEN_MOST : ONE_NAME_MOST) ||
		IS_ONE_OF(head->folded.bytes, heads));
}

/* Errachidi, Ezzahra, Echchaouch: the first sound of the name is there twice. */
static size_t article_before(const char *folded, size_t len)
{
	static const struct {
		const char *begin;
		size_t article;
	} articles[] = {
		{"edd", 2}, {"enn", 2}, {"err", 2}, {"ess", 2}, {"ett", 2}, {"ezz", 2}, {"echch", 3},
		{"eshsh", 3}, {"achch", 3}, {"ashsh", 3},
	};

	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
		if (text_begins(folded, articles[i].begin) &&
		    len >= articles[i].article + ARTICLE_REST)
			return articles[i].article;
	return 0;
}

const char *find_without_particle(const char *folded, bool is_typed)
{
	size_t len = strlen(folded), article;

	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
		size_t begin = strlen(particles[i].begin);
		size_t rest = is_typed ? particles[i].typed : particles[i].stored;

		if (len >= begin + rest && text_begins(folded, particles[i].begin))
			return folded + begin;
	}
	article = article_before(folded, len);
	return article > 0 ? folded + article : NULL;
}

static void add_word(struct find_words *w, const char *text, size_t start, size_t end,
		     bool is_joined)
{
	struct find_word word = {STR_INIT, start, end, is_joined};

	if (w->count == WORDS_MOST)
		return;
	find_fold(text + start, end - start, &word.folded);
	if (word.folded.len == 0) {
		str_release(&word.folded);
		return;
	}
	VEC_ROOM(w->items, w->count, w->room);
	w->items[w->count++] = word;
}

void find_words_cut(struct find_words *w, const char *text, size_t len)
{
	size_t start = 0, between = 0;
	bool has_hyphen = false, is_first = true;

	for (size_t at = 0; at <= len && w->count < WORDS_MOST;) {
		uint32_t code = ' ';
		size_t used = at < len ? (size_t)text_decode(text + at, len - at, &code) : 1;

		if (fold_class_of(code) == FOLD_BLANK) {
			if (at > start) {
				add_word(w, text, start, at, !is_first && has_hyphen && between == 1);
				has_hyphen = is_first = false;
				between = 0;
			}
			has_hyphen = has_hyphen || fold_is_hyphen(code);
			between++;
			start = at + used;
		}
		at += used;
	}
}

void find_words_release(struct find_words *w)
{
	for (size_t i = 0; i < w->count; i++)
		str_release(&w->items[i].folded);
	free(w->items);
	*w = (struct find_words)FIND_WORDS_INIT;
}

void find_words_join(const struct find_words *w, size_t first, size_t last, struct str *out)
{
	str_reset(out);
	for (size_t i = first; i <= last; i++)
		str_add_bytes(out, w->items[i].folded.bytes, w->items[i].folded.len);
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void find_words_whole(const struct find_words *w, struct str *out)
{
	const char *texts[WORDS_MOST];

	str_reset(out);
	for (size_t i = 0; i < w->count; i++)
		texts[i] = w->items[i].folded.bytes;
	qsort(texts, w->count, sizeof *texts, compare_texts);
	for (size_t i = 0; i < w->count; i++) {
		str_add(out, texts[i]);
		str_add_char(out, ' ');
	}
}
