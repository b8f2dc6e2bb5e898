/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/typed.h"

#include <string.h>

#include "base/str.h"
#include "base/text.h"

struct word {
	const char *text;
	enum kind kind;
	int value;
};

static const struct word words[] = {
	{"vandaag", DAY, 0},	  {"nu", DAY, 0},
	{"vanochtend", DAY, 0},	  {"vanmorgen", DAY, 0},
	{"vanmiddag", DAY, 0},	  {"vanavond", DAY, 0},
	{"today", DAY, 0},	  {"now", DAY, 0},
	{"gisteren", DAY, -1},	  {"gister", DAY, -1},
	{"yesterday", DAY, -1},	  {"eergisteren", DAY, -2},
	{"morgen", DAY, 1},	  {"tomorrow", DAY, 1},
	{"overmorgen", DAY, 2},

	{"maandag", WEEKDAY, 0},  {"ma", WEEKDAY, 0},
	{"monday", WEEKDAY, 0},	  {"mon", WEEKDAY, 0},
	{"dinsdag", WEEKDAY, 1},  {"di", WEEKDAY, 1},
	{"tuesday", WEEKDAY, 1},  {"tue", WEEKDAY, 1},
	{"tues", WEEKDAY, 1},	  {"woensdag", WEEKDAY, 2},
	{"wo", WEEKDAY, 2},	  {"wednesday", WEEKDAY, 2},
	{"wed", WEEKDAY, 2},	  {"donderdag", WEEKDAY, 3},
	{"do", WEEKDAY, 3},	  {"thursday", WEEKDAY, 3},
	{"thu", WEEKDAY, 3},	  {"thur", WEEKDAY, 3},
	{"thurs", WEEKDAY, 3},	  {"vrijdag", WEEKDAY, 4},
	{"vr", WEEKDAY, 4},	  {"friday", WEEKDAY, 4},
	{"fri", WEEKDAY, 4},	  {"zaterdag", WEEKDAY, 5},
	{"za", WEEKDAY, 5},	  {"saturday", WEEKDAY, 5},
	{"sat", WEEKDAY, 5},	  {"zondag", WEEKDAY, 6},
	{"zo", WEEKDAY, 6},	  {"sunday", WEEKDAY, 6},
	{"sun", WEEKDAY, 6},

	{"mrt", MONTH, 3},	  {"mei", MONTH, 5},
	{"may", MONTH, 5},	  {"okt", MONTH, 10},
	{"oct", MONTH, 10},	  {"sept", MONTH, 9},

	{"dag", UNIT, 'd'},	  {"dagen", UNIT, 'd'},
	{"day", UNIT, 'd'},	  {"days", UNIT, 'd'},
	{"week", UNIT, 'w'},	  {"weken", UNIT, 'w'},
	{"weeks", UNIT, 'w'},	  {"wk", UNIT, 'w'},
	{"maand", UNIT, 'm'},	  {"maanden", UNIT, 'm'},
	{"month", UNIT, 'm'},	  {"months", UNIT, 'm'},
	{"mnd", UNIT, 'm'},	  {"jaar", UNIT, 'y'},
	{"jaren", UNIT, 'y'},	  {"jr", UNIT, 'y'},
	{"year", UNIT, 'y'},	  {"years", UNIT, 'y'},
	{"yr", UNIT, 'y'},	  {"yrs", UNIT, 'y'},

	{"een", NUMBER, 1},	  {"één", NUMBER, 1},
	{"a", NUMBER, 1},	  {"an", NUMBER, 1},
	{"one", NUMBER, 1},	  {"twee", NUMBER, 2},
	{"two", NUMBER, 2},	  {"drie", NUMBER, 3},
	{"three", NUMBER, 3},	  {"vier", NUMBER, 4},
	{"four", NUMBER, 4},	  {"vijf", NUMBER, 5},
	{"five", NUMBER, 5},	  {"zes", NUMBER, 6},
	{"six", NUMBER, 6},	  {"zeven", NUMBER, 7},
	{"seven", NUMBER, 7},	  {"acht", NUMBER, 8},
	{"eight", NUMBER, 8},	  {"negen", NUMBER, 9},
	{"nine", NUMBER, 9},	  {"tien", NUMBER, 10},
	{"ten", NUMBER, 10},	  {"twaalf", NUMBER, 12},
	{"twelve", NUMBER, 12},	  {"veertien", NUMBER, 14},
	{"fourteen", NUMBER, 14},

	{"over", AHEAD, 0},	  {"geleden", BACK, 0},
	{"ago", BACK, 0},	  {"oud", OLD, 0},
	{"old", OLD, 0},	  {"half", HALF, 0},
	{"halve", HALF, 0},	  {"in", PLACE, 0},
	{"volgende", NEXT, 0},	  {"volgend", NEXT, 0},
	{"komende", NEXT, 0},	  {"komend", NEXT, 0},
	{"aanstaande", NEXT, 0},  {"next", NEXT, 0},
	{"coming", NEXT, 0},	  {"vorige", LAST, 0},
	{"vorig", LAST, 0},	  {"afgelopen", LAST, 0},
	{"last", LAST, 0},	  {"ongeveer", ABOUT, 0},
	{"ong", ABOUT, 0},	  {"ca", ABOUT, 0},
	{"circa", ABOUT, 0},	  {"rond", ABOUT, 0},
	{"about", ABOUT, 0},	  {"around", ABOUT, 0},
	{"approx", ABOUT, 0},	  {"zo'n", ABOUT, 0},
	{"rondom", ABOUT, 0},	  {"op", FILLER, 0},
	{"de", FILLER, 0},	  {"het", FILLER, 0},
	{"van", FILLER, 0},	  {"the", FILLER, 0},
	{"of", FILLER, 0},	  {"on", FILLER, 0},
	{"e", FILLER, 0},	  {"ste", FILLER, 0},
	{"st", FILLER, 0},	  {"nd", FILLER, 0},
	{"rd", FILLER, 0},	  {"th", FILLER, 0},
	{"begin", FILLER, 0},	  {"eind", FILLER, 0},
	{"medio", FILLER, 0},	  {"geboren", FILLER, 0},
	{"born", FILLER, 0},	  {"sinds", FILLER, 0},
	{"since", FILLER, 0},
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static bool add_token(struct reading *r, char kind, int value, int digits)
{
	if (kind == FILLER)
		return true;
	if (kind == ABOUT) {
		r->about = true;
		return true;
	}
	if (r->count == TYPED_TOKENS)
		return false;
	r->kinds[r->count] = kind;
	r->token[r->count++] = (struct token){value, digits};
	return true;
}

static bool add_word(struct reading *r, const char *text, size_t len)
{
	for (int month = 1; month <= 12; month++) {
		for (int i = 0; i < 4; i++) {
			const char *name =
				date_month_name(month, i & 1, i & 2 ? "nl" : "en");

			if (strlen(name) == len && strncasecmp(name, text, len) == 0)
				return add_token(r, MONTH, month, 0);
		}
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i].text) == len && memcmp(words[i].text, text, len) == 0)
			return add_token(r, (char)words[i].kind, words[i].value, 0);
	return false;
}

static bool add_number(struct reading *r, const char *text, size_t len)
{
	int value = 0;

	if (len > 8)
		return false;
	for (size_t i = 0; i < len; i++)
		value = value * 10 + (text[i] - '0');
	return add_token(r, NUMBER, value, (int)len);
}

static bool cut(struct reading *r, const char *p)
{
	while (*p) {
		size_t len = 0;

		if (is_digit(*p)) {
			while (is_digit(p[len]))
				len++;
			if (!add_number(r, p, len))
				return false;
		} else if (is_letter(*p)) {
			while (is_letter(p[len]) ||
			       (p[len] == '\'' && is_letter(p[len + 1])))
				len++;
			if (!add_word(r, p, len))
				return false;
		} else if (strchr(" -/.,'", *p)) {
			len = 1;
		} else {
			return false;
		}
		p += len;
	}
	return r->count > 0;
}

static void drop_first(struct reading *r)
{
	memmove(r->kinds, r->kinds + 1, r->count);
	memmove(r->token, r->token + 1, (r->count - 1) * sizeof *r->token);
	r->count--;
}

/* Lower case without a sign that stands for 'about'; false for what can be no date. */
static bool prepare(struct reading *r, const char *typed, struct str *text)
{
	size_t len = typed ? strnlen(typed, TYPED_BYTES + 1) : 0;

	if (len == 0 || len > TYPED_BYTES || !text_is_utf8(typed, len))
		return false;
	str_add(text, typed);
	text_trim(text);
	text_nfc(text);
	text_lower(text);
	if (text_begins(text->bytes, "~")) {
		str_remove(text, 0, 1);
		r->about = true;
	} else if (text_begins(text->bytes, "±")) {
		str_remove(text, 0, strlen("±"));
		r->about = true;
	}
	return true;
}

/* A weekday before a date, and 'in' without a span of time behind it, say nothing. */
static void simplify(struct reading *r)
{
	if (r->kinds[0] == PLACE && strpbrk(r->kinds, "U"))
		r->kinds[0] = AHEAD;
	else if (r->kinds[0] == PLACE)
		drop_first(r);
	if (r->kinds[0] == WEEKDAY && r->count > 1 && strchr("ND", r->kinds[1]))
		drop_first(r);
	if (r->kinds[0] == HALF && r->count > 1 && r->kinds[1] == MONTH)
		drop_first(r); /* half mei */
}

bool typed_cut(struct reading *r, const char *typed)
{
	struct str text = STR_INIT;
	bool ok = prepare(r, typed, &text) && cut(r, text.bytes);

	str_release(&text);
	if (ok)
		simplify(r);
	return ok && r->count > 0;
}
