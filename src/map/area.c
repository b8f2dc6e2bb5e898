/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/asks.h"

#include "base/base.h"

/*
 * Where an offer works, as people write it: a town, a district, the beginning of a postcode or a range of them, a
 * region, the whole country, "Den Haag e.o.".  Packed it is names that can be held against hers.
 */

/* Names of one town that people use beside each other; folded, as all here. */
static const struct {
	const char *from, *to;
} towns[] = {
	{"'s-gravenhage", "den haag"},	  {"s-gravenhage", "den haag"},
	{"s gravenhage", "den haag"},	  {"the hague", "den haag"},
	{"'s-hertogenbosch", "den bosch"}, {"s-hertogenbosch", "den bosch"},
};

static const struct {
	const char *name, *towns[10];
} regions[] = {
	{"haaglanden",
	 {"den haag", "delft", "leidschendam-voorburg", "midden-delfland", "pijnacker-nootdorp",
	  "rijswijk", "wassenaar", "westland", "zoetermeer", NULL}},
};

/* Larger than a town; which towns belong to it is not known here. */
static const char *const wider[] = {
	"drenthe",	 "flevoland",	 "friesland",	  "fryslan",   "gelderland",
	"noord-brabant", "brabant",	 "noord-holland", "overijssel", "zeeland",
	"zuid-holland",	 "limburg",	 "randstad",	  "rijnmond",  "drechtsteden",
	"twente",	 "kennemerland", "het gooi",	  "achterhoek", "veluwe",
};

static const char *const everywhere[] = {
	"nederland", "heel nederland", "landelijk",   "het hele land", "heel het land",
	"overal",    "nationwide",     "netherlands", "the netherlands", "online",
};

/* Never the district of another town. */
static const char *const large[] = {
	"amsterdam", "rotterdam",  "den haag",	  "utrecht",   "eindhoven", "groningen", "tilburg",
	"almere",    "breda",	   "nijmegen",	  "apeldoorn", "arnhem",    "haarlem",	 "enschede",
	"amersfoort", "den bosch", "zwolle",	  "zoetermeer", "leiden",   "leeuwarden", "maastricht",
	"dordrecht", "delft",	   "deventer",	  "rijswijk",  "wassenaar", "westland",
};

#define AMONG(list, text) is_among(list, sizeof list / sizeof *list, text)
static bool is_among(const char *const *list, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i], text) == 0)
			return true;
	return false;
}

/* The beginning of a postcode has no blanks: "2516 AB" and "2516ab" are one. */
static void postcode_close(struct str *s)
{
	size_t to = 0;

	if (s->len == 0 || s->bytes[0] < '0' || s->bytes[0] > '9')
		return;
	for (size_t i = 0; i < s->len; i++)
		if (s->bytes[i] != ' ')
			s->bytes[to++] = s->bytes[i];
	str_cut(s, to);
}

void map_place_fold(const char *text, struct str *out)
{
	struct str place = STR_INIT;

	text_fold(&place, text, strlen(text));
	text_trim(&place);
	postcode_close(&place);
	for (size_t i = 0; i < sizeof towns / sizeof *towns; i++)
		if (text_equal(place.bytes, towns[i].from))
			str_set(&place, towns[i].to);
	str_add(out, place.bytes);
	str_release(&place);
}

/* ---- packing ---- */

static void name_add(struct str *out, const char *mark, const char *name)
{
	size_t before = out->len;

	str_add(out, mark);
	map_place_fold(name, out);
	if (out->len > before)
		str_add_bytes(out, "", 1);
}

static bool region_add(const char *name, struct str *out)
{
	for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
		if (strcmp(regions[i].name, name) != 0)
			continue;
		for (const char *const *town = regions[i].towns; *town != NULL; town++)
			name_add(out, "", *town);
		return true;
	}
	return false;
}

/* "2500-2599", "2500 t/m 2599": whole ones alone. */
static bool range_add(const char *place, struct str *out)
{
	static const char *const between[] = {"-", "t/m", "tot", "tm"};
	const char *digits = "0123456789";

	if (strspn(place, digits) != 4)
		return false;
	for (size_t i = 0; i < sizeof between / sizeof *between; i++) {
		const char *to = place + 4 + strlen(between[i]);

		if (!text_begins(place + 4, between[i]) || strspn(to, digits) != 4 || to[4] != '\0')
			continue;
		str_addf(out, "%.4s-%s", place, to);
		str_add_bytes(out, "", 1);
		return true;
	}
	return false;
}

static bool cut_before(struct str *s, const char *begin)
{
	bool is = text_begins(s->bytes, begin) && s->len > strlen(begin);

	if (is)
		str_remove(s, 0, strlen(begin));
	return is;
}

static bool cut_behind(struct str *s, const char *end)
{
	size_t len = strlen(end);
	bool is = s->len > len && strcmp(s->bytes + s->len - len, end) == 0;

	if (is)
		str_cut(s, s->len - len);
	return is;
}

/* What stands around the name; true: what lies around the place belongs to it too. */
static bool dressing_cut(struct str *place)
{
	static const char *const same[] = {"gemeente ", "heel ", "de hele stad ", "stad "};
	static const char *const around[] = {"regio ", "omgeving ", "provincie "};
	static const char *const behind[] = {" en omgeving", " e.o.", " eo", " en omstreken"};
	bool is_wide = false;

	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
		is_wide |= cut_behind(place, behind[i]);
	for (size_t i = 0; i < sizeof around / sizeof *around; i++)
		is_wide |= cut_before(place, around[i]);
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		(void)cut_before(place, same[i]);
	return is_wide;
}

/* "Den Haag en Delft", "Laak/Escamp": each; a name of three words stays one too. */
static void parts_add(const char *place, struct str *out)
{
	for (const char *at = place; *at != '\0';) {
		const char *slash = strchr(at, '/'), *and = strstr(at, " en ");
		const char *end = slash != NULL && (and == NULL || slash < and) ? slash : and;
		size_t len = end != NULL ? (size_t)(end - at) : strlen(at);
		char *part = mem_bytes(at, len);

		if (len < strlen(place))
			name_add(out, "", part);
		free(part);
		at += len + (end == NULL ? 0 : end == slash ? 1 : strlen(" en "));
	}
}

void asks_areas_add(const char *area, struct str *out)
{
	struct str place = STR_INIT;
	bool is_wide;

	map_place_fold(area, &place);
	if (AMONG(everywhere, place.bytes)) {
		str_add_bytes(out, "*", 2);
	} else if (place.len > 0 && !range_add(place.bytes, out)) {
		is_wide = dressing_cut(&place);
		if (!region_add(place.bytes, out) && !AMONG(wider, place.bytes)) {
			name_add(out, "", place.bytes);
			parts_add(place.bytes, out);
		} else if (AMONG(wider, place.bytes)) {
			is_wide = true;
		}
		if (is_wide)
			name_add(out, "~", place.bytes);
	}
	str_release(&place);
}

/* ---- against hers ---- */

static enum map_verdict postcode_judge(const char *area, const struct map_woman *w)
{
	bool is_range = strlen(area) == 9 && area[4] == '-';

	if (*w->postcode == '\0')
		return MAP_UNKNOWN;
	if (!is_range)
		return strncmp(w->postcode, area, strlen(area)) == 0 ? MAP_FITS : MAP_NOT;
	return strncmp(w->postcode, area, 4) >= 0 && strncmp(w->postcode, area + 5, 4) <= 0
		       ? MAP_FITS
		       : MAP_NOT;
}

static bool is_other_town(const char *town, const struct map_woman *w)
{
	return *town != '\0' && *w->city != '\0' && strcmp(town, w->city) != 0;
}

enum map_verdict asks_area(const char *area, const char *town, const struct map_woman *w)
{
	if (*area == '*')
		return MAP_FITS;
	if (*area == '~')
		return MAP_UNKNOWN;
	if (*area >= '0' && *area <= '9')
		return postcode_judge(area, w);
	if (strcmp(area, w->city) == 0)
		return MAP_FITS;
	if (strcmp(area, w->district) == 0) /* every town has its Centrum */
		return is_other_town(town, w) ? MAP_UNKNOWN : MAP_FITS;
	if (*w->city == '\0')
		return MAP_UNKNOWN;
	return *w->district == '\0' && !is_other_town(town, w) && !AMONG(large, area) ? MAP_UNKNOWN
										       : MAP_NOT;
}
