/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A place on the map as it is typed: latitude and longitude in degrees. */
#include "ui/figure.h"

enum { NUMBERS_MOST = 4, LATITUDE_MOST = 90, LONGITUDE_MOST = 180 };

struct place {
	struct str numbers[NUMBERS_MOST];
	int count;
	bool has_letter[NUMBERS_MOST];
	char before; /* a letter that stands before its number */
};

/* N, Z or S, O or E, W and what may follow them: NB, OL.  South and west are below nothing. */
static int letter_axis(char c)
{
	if (c && strchr("NnZzSs", c))
		return 0;
	return c && strchr("OoEeWw", c) ? 1 : -1;
}

static bool letter_put(struct place *p, int index, char letter)
{
	if (letter_axis(letter) != index || p->has_letter[index])
		return false;
	p->has_letter[index] = true;
	if (strchr("ZzSsWw", letter) && p->numbers[index].bytes[0] != '-')
		str_insert(&p->numbers[index], 0, "-", 1);
	return true;
}

/* The number that begins at *at; comma: whether one in it is its decimal mark. */
static bool number_take(struct place *p, const char **at, bool comma)
{
	const char *text = *at;
	struct str *number;
	double value;

	if (p->count == NUMBERS_MOST)
		return false;
	number = &p->numbers[p->count++];
	str_add_bytes(number, text, *text == '-');
	text += *text == '-';
	for (; (*text >= '0' && *text <= '9') || *text == '.' || (comma && *text == ','); text++)
		str_add_char(number, *text == ',' ? '.' : *text);
	*at = text;
	if (!ui_figure_value(number->bytes, &value))
		return false;
	if (p->before && !letter_put(p, p->count - 1, p->before))
		return false;
	p->before = '\0';
	return true;
}

static bool letter_take(struct place *p, const char **at)
{
	char letter = **at;

	if (letter_axis(letter) < 0)
		return false;
	*at += 1 + ((*at)[1] && strchr("BbLl", (*at)[1]) != NULL);
	if (p->count > 0 && !p->has_letter[p->count - 1] &&
	    letter_axis(letter) == p->count - 1)
		return letter_put(p, p->count - 1, letter);
	if (p->before)
		return false;
	p->before = letter;
	return true;
}

static bool place_take(struct place *p, const char *text, bool comma)
{
	static const char degree[] = "\302\260";

	while (*text) {
		if ((*text >= '0' && *text <= '9') || *text == '-') {
			if (!number_take(p, &text, comma))
				return false;
		} else if (*text == ' ' || *text == '\t' || *text == ';' || *text == ',') {
			text++;
		} else if (text_begins(text, degree)) {
			text += strlen(degree);
		} else if (!letter_take(p, &text)) {
			return false;
		}
	}
	return p->count >= 2 && !p->before;
}

static bool is_on_earth(const struct place *p)
{
	double latitude, longitude;

	return ui_figure_value(p->numbers[0].bytes, &latitude) &&
	       ui_figure_value(p->numbers[1].bytes, &longitude) &&
	       latitude >= -LATITUDE_MOST && latitude <= LATITUDE_MOST &&
	       longitude >= -LONGITUDE_MOST && longitude <= LONGITUDE_MOST;
}

static void show(const struct place *p, struct str *out)
{
	const char *latitude = p->numbers[0].bytes, *longitude = p->numbers[1].bytes;

	str_addf(out, *latitude == '-' ? _("%s south") : _("%s north"),
		 latitude + (*latitude == '-'));
	str_add(out, ", ");
	str_addf(out, *longitude == '-' ? _("%s west") : _("%s east"),
		 longitude + (*longitude == '-'));
}

/* One point in text; comma: as in number_take. */
static bool point_read(const char *text, bool comma, struct str *out, struct str *shown)
{
	struct place p = {.count = 0};
	bool is_good;

	for (int i = 0; i < NUMBERS_MOST; i++)
		p.numbers[i] = (struct str)STR_INIT;
	/* "52,07" may be two whole numbers or the half of a place. */
	is_good = (comma || strchr(text, '.') || !strchr(text, ',')) &&
		  place_take(&p, text, comma) && is_on_earth(&p);
	for (int i = 0; i < p.count && is_good; i++)
		str_addf(out, "%s%s", i > 0 ? " " : "", p.numbers[i].bytes);
	if (is_good)
		show(&p, shown);
	for (int i = 0; i < NUMBERS_MOST; i++)
		str_release(&p.numbers[i]);
	return is_good;
}

/* A comma is a decimal mark where no point is, and something else stands between the numbers. */
static bool has_decimal_comma(const char *text)
{
	return !strchr(text, '.') && strpbrk(text, "; ") != NULL;
}

static bool points_read(const char *text, struct str *out, struct str *shown)
{
	bool comma = has_decimal_comma(text), is_good = true;
	struct str one = STR_INIT;
	int count = 0;

	while (*text && is_good) {
		size_t len = strcspn(text, ";\n");

		str_reset(&one);
		str_add_bytes(&one, text, len);
		text_trim(&one);
		if (one.len) {
			str_add(out, count++ ? "; " : "");
			is_good = point_read(one.bytes, comma, out, shown);
		}
		text += len + (text[len] != '\0');
	}
	str_reset(shown);
	str_addf(shown, ngettext("%d point", "%d points", (unsigned long)count), count);
	str_release(&one);
	return is_good && count > 0;
}

bool ui_place_read(const char *typed, bool many, struct str *out, struct str *shown)
{
	struct str text = STR_INIT;
	bool is_good;

	str_reset(out);
	str_reset(shown);
	str_set(&text, typed);
	text_trim(&text);
	is_good = text.len == 0;
	if (!is_good)
		is_good = many ? points_read(text.bytes, out, shown)
			       : point_read(text.bytes, has_decimal_comma(text.bytes), out,
					    shown);
	if (!is_good) {
		str_reset(out);
		str_reset(shown);
	}
	str_release(&text);
	return is_good;
}
