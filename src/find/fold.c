/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find/fold.h"

/*
 * What is left of Latin letters: a letter for itself, a capital for a row of 'several', a dot for a
 * letter that stays as it is.  Made from the canonical decompositions of Unicode, with the letters
 * that have none (ı ł ø đ ß æ ə ...) as people type them.
 */
static const char latin[] = /* U+00C0 to U+02AF */
	"aaaaaaAceeeeiiiidnooooo.ouuuuyBCaaaaaaAceeeeiiiidnooooo.ouuuuyBy" /* 00C0 */
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiDDjjkkklllllll" /* 0100 */
	"lllnnnnnnnnnooooooEErrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs" /* 0140 */
	"bbbb..occdddddeeeffggFiikkllmnnoooGGppr..ssttttuuuvyyzzzzzz....w" /* 0180 */
	"....HHHIIIJJJaaiioouuuuuuuuuueaaaaAAggggkkoooozzjHHHggFwnnaaAAoo" /* 01C0 */
	"aaaaeeeeiiiioooorrrruuuussttyyhhndKKzzaaeeooooooooyylntjLMacclts" /* 0200 */
	"z..buveejjqqrryyaa.bo.dd.e.e....g..g..h.iiil.....mn..o........r." /* 0240 */
	"r..s....tuuv...y..z............................."; /* 0280 */

static const char latin_additional[] = /* U+1E00 to U+1EFF */
	"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" /* 1E00 */
	"mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" /* 1E40 */
	"wwwwwwwwwwxxxxyyzzzzzzhtwy..ssC.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" /* 1E80 */
	"eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......"; /* 1EC0 */

static const char *const several[] = {"ae", "th", "ss", "ij", "oe", "hv", "oi",
				      "dz", "lj", "nj", "ou", "db", "qp"};

static const struct span {
	uint32_t first, last;
} blanks[] = {
	{0x00, 0x26},     {0x28, 0x2f},     {0x3a, 0x40},     {0x5b, 0x5f},     {0x7b, 0xa9},
	{0xab, 0xac},     {0xae, 0xb3},     {0xb6, 0xb6},     {0xb8, 0xb9},     {0xbb, 0xbf},
	{0xd7, 0xd7},     {0xf7, 0xf7},     {0x60c, 0x60c},   {0x61b, 0x61b},   {0x2000, 0x200a},
	{0x2010, 0x2017}, {0x201c, 0x2029}, {0x202f, 0x2031}, {0x2035, 0x205f}, {0x2212, 0x2212},
	{0x3000, 0x3003}, {0xff0c, 0xff0e},
}, nothings[] = {
	{0x27, 0x27},     {0x60, 0x60},     {0xad, 0xad},     {0xb4, 0xb4},     {0xb7, 0xb7},
	{0x2b9, 0x2df},   {0x2ec, 0x2ff},   {0x55a, 0x55a},   {0x5f3, 0x5f3},   {0x61c, 0x61c},
	{0x640, 0x640},   {0x200b, 0x200f}, {0x2018, 0x201b}, {0x202a, 0x202e}, {0x2032, 0x2034},
	{0x2060, 0x206f}, {0xa78b, 0xa78c}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}, {0xff07, 0xff07},
}, marks[] = {
	{0x300, 0x36f}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x20d0, 0x20ff}, {0xfe20, 0xfe2f},
};

#define SPANS(table) table, sizeof(table) / sizeof *(table)

static bool is_in(uint32_t code, const struct span *spans, size_t count)
{
	for (size_t i = 0; i < count && spans[i].first <= code; i++)
		if (code <= spans[i].last)
			return true;
	return false;
}

enum fold_class fold_class_of(uint32_t code)
{
	if (is_in(code, SPANS(nothings)))
		return FOLD_NOTHING;
	return is_in(code, SPANS(blanks)) ? FOLD_BLANK : FOLD_LETTER;
}

bool fold_is_hyphen(uint32_t code)
{
	return code == '-' || (code >= 0x2010 && code <= 0x2015);
}

/* The Latin letters that code becomes, or NULL when it is none; one has room for a letter. */
static const char *latin_of(uint32_t code, char one[2])
{
	char cell = '.';

	if (code < 0x80)
		cell = (char)(code >= 'A' && code <= 'Z' ? code - 'A' + 'a' : code);
	else if (code >= 0xc0 && code < 0xc0 + sizeof latin - 1)
		cell = latin[code - 0xc0];
	else if (code >= 0x1e00 && code < 0x1e00 + sizeof latin_additional - 1)
		cell = latin_additional[code - 0x1e00];
	else if (code == 0xaa || code == 0xba)
		cell = code == 0xaa ? 'a' : 'o';
	if (cell == '.')
		return NULL;
	if (cell >= 'A' && cell <= 'Z')
		return several[cell - 'A'];
	one[0] = cell;
	one[1] = '\0';
	return one;
}

/* Adds one character that stays; true when what was added is Latin. */
static bool add_letter(struct str *out, uint32_t code)
{
	char one[2];
	const char *letters = latin_of(code, one);

	if (letters)
		str_add(out, letters);
	else
		text_encode(out, code);
	return letters != NULL;
}

static void fold_composed(const char *text, size_t len, struct str *out)
{
	bool is_latin = true, is_blank_due = false;
	size_t start = out->len;

	for (size_t at = 0; at < len;) {
		uint32_t code;
		enum fold_class class;

		at += (size_t)text_decode(text + at, len - at, &code);
		class = fold_class_of(code);
		if (class == FOLD_BLANK && out->len > start)
			is_blank_due = true;
		/* a mark that did not compose vanishes from a Latin letter and stays elsewhere */
		if (class != FOLD_LETTER || (is_latin && is_in(code, SPANS(marks))))
			continue;
		if (is_blank_due)
			str_add_char(out, ' ');
		is_blank_due = false;
		is_latin = add_letter(out, code);
	}
}

void find_fold(const char *text, size_t len, struct str *out)
{
	struct str composed = STR_INIT;
	bool is_ascii = true;

	str_reset(out);
	for (size_t i = 0; i < len && is_ascii; i++)
		is_ascii = (unsigned char)text[i] < 0x80;
	if (is_ascii) {
		fold_composed(text, len, out);
		return;
	}
	str_add_bytes(&composed, text, len);
	text_nfc(&composed);
	text_lower(&composed); /* before the table: some capitals lie outside its blocks */
	fold_composed(composed.bytes, composed.len, out);
	str_release(&composed);
}
