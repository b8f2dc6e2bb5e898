/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "daitch.h"

#include <stdbool.h>

enum { DIGITS = 6 };

/* Digits at the start of a word, before a vowel, elsewhere; | parts alternatives. */
static const struct rule {
	const char *letters, *start, *vowel, *other;
} rules[] = {
	/* for each first letter the longest first */
	{"ai", "0", "1", ""},	     {"aj", "0", "1", ""},	  {"ay", "0", "1", ""},
	{"au", "0", "7", ""},	     {"a", "0", "", ""},	  {"b", "7", "7", "7"},
	{"chs", "5", "54", "54"},    {"csz", "4", "4", "4"},	  {"czs", "4", "4", "4"},
	{"ch", "4|5", "4|5", "4|5"}, {"ck", "5|45", "5|45", "5|45"},
	{"cs", "4", "4", "4"},	     {"cz", "4", "4", "4"},	  {"c", "4|5", "4|5", "4|5"},
	{"drz", "4", "4", "4"},	     {"drs", "4", "4", "4"},	  {"dsh", "4", "4", "4"},
	{"dsz", "4", "4", "4"},	     {"dzh", "4", "4", "4"},	  {"dzs", "4", "4", "4"},
	{"ds", "4", "4", "4"},	     {"dt", "3", "3", "3"},	  {"dz", "4", "4", "4"},
	{"d", "3", "3", "3"},	     {"ei", "0", "1", ""},	  {"ej", "0", "1", ""},
	{"eu", "1", "1", ""},	     {"ey", "0", "1", ""},	  {"e", "0", "", ""},
	{"fb", "7", "7", "7"},	     {"f", "7", "7", "7"},	  {"g", "5", "5", "5"},
	{"h", "5", "5", ""},	     {"ia", "1", "", ""},	  {"ie", "1", "", ""},
	{"io", "1", "", ""},	     {"iu", "1", "", ""},	  {"i", "0", "", ""},
	{"j", "1|4", "|4", "|4"},    {"kh", "5", "5", "5"},	  {"ks", "5", "54", "54"},
	{"k", "5", "5", "5"},	     {"l", "8", "8", "8"},	  {"mn", "66", "66", "66"},
	{"m", "6", "6", "6"},	     {"nm", "66", "66", "66"},	  {"n", "6", "6", "6"},
	{"oi", "0", "1", ""},	     {"oj", "0", "1", ""},	  {"oy", "0", "1", ""},
	{"o", "0", "", ""},	     {"pf", "7", "7", "7"},	  {"ph", "7", "7", "7"},
	{"p", "7", "7", "7"},	     {"q", "5", "5", "5"},	  {"rs", "4|94", "4|94", "4|94"},
	{"rz", "4|94", "4|94", "4|94"},				  {"r", "9", "9", "9"},
	{"schtsch", "2", "4", "4"},  {"schtsh", "2", "4", "4"},	  {"schtch", "2", "4", "4"},
	{"shtch", "2", "4", "4"},    {"shtsh", "2", "4", "4"},	  {"stsch", "2", "4", "4"},
	{"schd", "2", "43", "43"},   {"scht", "2", "43", "43"},	  {"shch", "2", "4", "4"},
	{"stch", "2", "4", "4"},     {"strs", "2", "4", "4"},	  {"strz", "2", "4", "4"},
	{"stsh", "2", "4", "4"},     {"szcs", "2", "4", "4"},	  {"szcz", "2", "4", "4"},
	{"sch", "4", "4", "4"},	     {"shd", "2", "43", "43"},	  {"sht", "2", "43", "43"},
	{"szd", "2", "43", "43"},    {"szt", "2", "43", "43"},	  {"sc", "2", "4", "4"},
	{"sd", "2", "43", "43"},     {"sh", "4", "4", "4"},	  {"st", "2", "43", "43"},
	{"sz", "4", "4", "4"},	     {"s", "4", "4", "4"},	  {"ttsch", "4", "4", "4"},
	{"tsch", "4", "4", "4"},     {"ttch", "4", "4", "4"},	  {"ttsz", "4", "4", "4"},
	{"tch", "4", "4", "4"},	     {"trs", "4", "4", "4"},	  {"trz", "4", "4", "4"},
	{"tsh", "4", "4", "4"},	     {"tsz", "4", "4", "4"},	  {"tts", "4", "4", "4"},
	{"ttz", "4", "4", "4"},	     {"tzs", "4", "4", "4"},	  {"tc", "4", "4", "4"},
	{"th", "3", "3", "3"},	     {"ts", "4", "4", "4"},	  {"tz", "4", "4", "4"},
	{"t", "3", "3", "3"},	     {"ue", "0", "1", ""},	  {"ui", "0", "1", ""},
	{"uj", "0", "1", ""},	     {"uy", "0", "1", ""},	  {"u", "0", "", ""},
	{"v", "7", "7", "7"},	     {"w", "7", "7", "7"},	  {"x", "5", "54", "54"},
	{"y", "1", "", ""},	     {"zhdzh", "2", "4", "4"},	  {"zdzh", "2", "4", "4"},
	{"zsch", "4", "4", "4"},     {"zdz", "2", "4", "4"},	  {"zhd", "2", "43", "43"},
	{"zsh", "4", "4", "4"},	     {"zd", "2", "43", "43"},	  {"zh", "4", "4", "4"},
	{"zs", "4", "4", "4"},	     {"z", "4", "4", "4"},
};

struct branch {
	char digits[DIGITS + 1];
	const char *last; /* what was added last, up to its end or | */
	size_t last_len;
};

static const struct rule *rule_for(const char *at)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (strncmp(at, rules[i].letters, strlen(rules[i].letters)) == 0)
			return &rules[i];
	return NULL;
}

static bool is_vowel(char c)
{
	return c && strchr("aeiou", c);
}

static bool same_end(const struct branch *b, const char *digits, size_t len)
{
	return b->last && b->last_len >= len &&
	       strncmp(b->last + b->last_len - len, digits, len) == 0;
}

/* The same sound twice is one, but for m and n side by side. */
static struct branch longer(const struct branch *b, const char *digits, size_t len, bool is_kept)
{
	struct branch out = *b;

	if (is_kept || !same_end(b, digits, len))
		for (size_t i = 0, at = strlen(out.digits); i < len && at < DIGITS; i++)
			out.digits[at++] = digits[i];
	out.last = digits;
	out.last_len = len;
	return out;
}

static bool is_there(const struct branch *all, int count, const struct branch *b)
{
	for (int i = 0; i < count; i++)
		if (strcmp(all[i].digits, b->digits) == 0 && all[i].last_len == b->last_len &&
		    strncmp(all[i].last, b->last, b->last_len) == 0)
			return true;
	return false;
}

/* Every branch with every alternative. */
static int add_digits(struct branch *all, int count, const char *digits, bool is_kept)
{
	struct branch next[DAITCH_MOST];
	int n = 0;

	for (int i = 0; i < count; i++)
		for (const char *at = digits;; at += strcspn(at, "|") + 1) {
			size_t len = strcspn(at, "|");
			struct branch b = longer(&all[i], at, len, is_kept);

			if (n < DAITCH_MOST && !is_there(next, n, &b))
				next[n++] = b;
			if (!at[len])
				break;
		}
	memcpy(all, next, (size_t)n * sizeof *all);
	return n;
}

static uint32_t number_of(const struct branch *b)
{
	char filled[] = "000000";

	memcpy(filled, b->digits, strlen(b->digits));
	return (uint32_t)strtoul(filled, NULL, 10);
}

int daitch_codes(const char *word, uint32_t codes[DAITCH_MOST])
{
	struct branch all[DAITCH_MOST] = {{.digits = ""}};
	int count = 1, n = 0;
	char before = '\0';

	for (const char *at = word; *at;) {
		const struct rule *r = rule_for(at);
		size_t len = r ? strlen(r->letters) : 1;
		bool is_kept = (before == 'm' && *at == 'n') || (before == 'n' && *at == 'm');

		if (r)
			count = add_digits(all, count,
					   at == word		? r->start
					   : is_vowel(at[len]) ? r->vowel
								: r->other,
					   is_kept);
		before = at[len - 1];
		at += len;
	}
	for (int i = 0; i < count; i++) {
		uint32_t code = number_of(&all[i]);
		int k = 0;

		while (k < n && codes[k] != code)
			k++;
		if (k == n)
			codes[n++] = code;
	}
	return n;
}
