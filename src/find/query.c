/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/query_part.h"

enum {
	TYPED_BYTES = 500,
	LETTERS_LEAST = 2,
	IDEOGRAPHS = 0x2e80 /* from here on one character says as much as two letters */
};

/* Digits of other scripts begin here, each followed by nine more. */
static const uint32_t zeroes[] = {0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10};

/* Characters that stand for one that shapes are made of. */
static const struct {
	uint32_t first, last;
	char plain;
} stand_ins[] = {
	{0x00, 0x1f, ' '},       {0x7f, 0xa0, ' '},       {0xb1, 0xb1, '~'},
	{0xb4, 0xb4, '\''},      {0x60, 0x60, '\''},      {0x2000, 0x200a, ' '},
	{0x2010, 0x2015, '-'},   {0x2018, 0x201b, '\''},  {0x2028, 0x2029, ' '},
	{0x202f, 0x202f, ' '},   {0x2032, 0x2032, '\''},  {0x2044, 0x2044, '/'},
	{0x205f, 0x205f, ' '},   {0x2212, 0x2212, '-'},   {0x2248, 0x2248, '~'},
	{0x3000, 0x3000, ' '},   {0xfe58, 0xfe58, '-'},   {0xfe63, 0xfe63, '-'},
	{0xff07, 0xff07, '\''},  {0xfffd, 0xfffd, ' '},
};

static uint32_t plain_of(uint32_t code)
{
	for (size_t i = 0; i < sizeof zeroes / sizeof *zeroes; i++)
		if (code >= zeroes[i] && code < zeroes[i] + 10)
			return '0' + code - zeroes[i];
	for (size_t i = 0; i < sizeof stand_ins / sizeof *stand_ins; i++)
		if (code >= stand_ins[i].first && code <= stand_ins[i].last)
			return (uint32_t)stand_ins[i].plain;
	if (code >= 0xff01 && code <= 0xff5e) /* of full width */
		return code - 0xff01 + '!';
	return code;
}

static void make_plain(const char *typed, struct str *out)
{
	size_t len = strnlen(typed, TYPED_BYTES);

	for (size_t at = 0; at < len;) {
		uint32_t code;

		at += (size_t)text_decode(typed + at, len - at, &code);
		text_encode(out, plain_of(code));
	}
}

static void cut_tokens(const char *plain, struct query_tokens *out)
{
	static const char between[] = " ,;|\"()[]{}?!";

	for (const char *at = plain + strspn(plain, between);
	     *at != '\0' && out->count < QUERY_TOKENS_MOST; at += strspn(at, between)) {
		size_t len = strcspn(at, between);

		out->items[out->count++] = (struct query_token){at, len};
		at += len;
	}
}

static size_t letters_in(const struct str *word)
{
	size_t n = 0;

	for (size_t at = 0; at < word->len;) {
		uint32_t code;

		at += (size_t)text_decode(word->bytes + at, word->len - at, &code);
		n += code >= IDEOGRAPHS ? 2 : 1;
	}
	return n;
}

static void query_clear(struct find_query *q)
{
	*q = (struct find_query){.whole = STR_INIT, .postcode = STR_INIT, .phone = STR_INIT,
				 .file_number = STR_INIT};
	for (int i = 0; i < FIND_WORDS_MOST; i++)
		q->words[i] = (struct str)STR_INIT;
	for (int i = 0; i < FIND_OTHERS_MOST; i++)
		q->others[i].folded = (struct str)STR_INIT;
}

/* The rest follows from what is set. */
static void finish(struct find_query *q)
{
	size_t letters = 0;

	for (int i = 0; i < q->word_count; i++)
		letters += letters_in(&q->words[i]);
	if (q->birth.year > 0)
		(void)snprintf(q->birth_year, sizeof q->birth_year, "%04u",
			       (unsigned)q->birth.year % 10000U);
	q->is_empty = letters < LETTERS_LEAST && q->birth.year == 0 && q->postcode.len == 0 &&
		      q->phone.len == 0 && q->file_number.len == 0;
}

/* Keys and dates go into q; names are visited.  true: there was more than names. */
static bool read_line(const char *typed, struct find_query *q,
		      void (*on_name)(void *data, const char *text, size_t len), void *data)
{
	struct query_tokens tokens = {.count = 0};
	struct str plain = STR_INIT;
	bool has_more = false;

	make_plain(typed, &plain);
	cut_tokens(plain.bytes, &tokens);
	for (size_t at = 0; at < tokens.count;) {
		size_t used = query_shape_read(q, &tokens, at);

		if (used == 0)
			on_name(data, tokens.items[at].text, tokens.items[at].len);
		has_more = has_more || used > 0;
		at += used > 0 ? used : 1;
	}
	str_release(&plain);
	return has_more;
}

static void add_words(void *data, const char *text, size_t len)
{
	find_words_cut(data, text, len);
}

void find_query_read(const char *typed, struct find_query *out)
{
	struct find_words words = FIND_WORDS_INIT;

	query_clear(out);
	(void)read_line(typed, out, add_words, &words);
	query_words_settle(out, &words);
	finish(out);
	/* "van den b": what is left out was typed all the same */
	if (out->word_count > 0 && words.count > (size_t)out->word_count)
		out->is_empty = false;
	find_words_release(&words);
}

static void add_text(void *data, const char *text, size_t len)
{
	struct str *out = data;

	str_add(out, out->len > 0 ? " " : "");
	str_add_bytes(out, text, len);
}

void find_query_names(const char *typed, struct str *out)
{
	struct find_query q;
	struct str names = STR_INIT;

	query_clear(&q);
	str_set(out, read_line(typed, &q, add_text, &names) ? names.bytes : typed);
	find_query_release(&q);
	str_release(&names);
}

static bool is_there(const struct find_words *w, size_t count, const struct find_word *word)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(w->items[i].folded.bytes, word->folded.bytes) == 0)
			return true;
	return false;
}

/* The called name is mostly the given name again. */
static void drop_said_before(struct find_words *w, size_t from)
{
	size_t kept = from;

	for (size_t i = from; i < w->count; i++) {
		if (is_there(w, from, &w->items[i]))
			str_release(&w->items[i].folded);
		else
			w->items[kept++] = w->items[i];
	}
	w->count = kept;
}

void find_query_of(const char *const *names, int count, const struct find_birth *birth,
		   struct find_query *out)
{
	struct find_words words = FIND_WORDS_INIT;

	query_clear(out);
	for (int i = 0; i < count; i++) {
		size_t from = words.count;

		find_words_cut(&words, names[i], strlen(names[i]));
		drop_said_before(&words, from);
	}
	query_words_settle(out, &words);
	out->birth = *birth;
	finish(out);
	find_words_release(&words);
}

void find_query_release(struct find_query *q)
{
	for (int i = 0; i < FIND_WORDS_MOST; i++)
		str_release(&q->words[i]);
	for (int i = 0; i < FIND_OTHERS_MOST; i++)
		str_release(&q->others[i].folded);
	str_release(&q->whole);
	str_release(&q->postcode);
	str_release(&q->phone);
	str_release(&q->file_number);
}
