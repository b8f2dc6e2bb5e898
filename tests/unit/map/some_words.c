/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

static const struct map_word ladder[] = {
	{"1", "mostly at home", "vooral thuis"},
	{"2", "contact outside the home", "contact buiten de deur"},
	{"3", "takes part in activities", "doet mee met activiteiten"},
	{"4", "volunteer work", "vrijwilligerswerk of stage"},
	{"5", "paid work with support", "betaald werk met hulp"},
	{"6", "paid work", "betaald werk"},
};
static const struct map_word preconditions[] = {
	{"training", "training", "trainingen"},
	{"language", "language", "taal"},
	{"childcare", "childcare", "kinderopvang"},
};
static const struct map_word benefit[] = {
	{"wwb", "social assistance", "bijstand (Participatiewet)"},
	{"nug", "no benefit", "geen uitkering"},
	{"ww_uwv", "unemployment benefit", "WW"},
};
static const struct map_word barriers[] = {
	{"language", "the Dutch language", "de Nederlandse taal"},
	{"home", "home or family", "thuis of familie"},
	{"home/isolation", "few people around", "weinig mensen om zich heen"},
	{"language/language_level", "Dutch not enough", "taal niet genoeg"},
};
static const struct map_word wishes[] = {
	{"dutch", "better Dutch", "beter Nederlands"},
	{"paid_work", "paid work", "betaald werk"},
};
static const struct map_word levels[] = {
	{"low", "low", "laag"}, {"middle", "middle", "midden"}, {"high", "high", "hoog"}};
static const struct map_word language_levels[] = {
	{"alfa", "learns to read", "leert lezen en schrijven"},
	{"a1", "A1", "A1"},
	{"a2", "A2", "A2"},
	{"b1", "B1", "B1"},
};
static const struct map_word languages[] = {
	{"nl", "Dutch", "Nederlands"}, {"ar", "Arabic", "Arabisch"}, {"tr", "Turkish", "Turks"}};
static const struct map_word dayparts[] = {
	{"morning", "morning", "ochtend"},
	{"afternoon", "afternoon", "middag"},
	{"evening", "evening", "avond"},
};
static const struct map_word youngest[] = {
	{"none", "no children", "geen kinderen"}, {"0-1", "0 or 1", "0 of 1"}, {"4-11", "4 to 11", "4 tot 11"}};
static const struct map_word loads[] = {
	{"lifting", "heavy lifting", "zwaar tillen"}, {"sitting", "long sitting", "lang zitten"}};
static const struct map_word kinds[] = {
	{"women_centre", "women's or community centre", "vrouwencentrum, buurthuis"},
	{"language", "language", "taal"},
	{"welfare", "neighbourhood team, social work", "wijkteam, maatschappelijk werk"},
};
static const struct map_word themes[] = {
	{"women", "women only", "alleen vrouwen"}, {"parenting", "parenting", "opvoeding"}};
static const struct map_word childcare[] = {
	{"none", "no childcare", "geen opvang"},
	{"along", "children belong there", "kinderen horen erbij"},
	{"next_to", "childcare next to the activity", "opvang naast de activiteit"},
};
static const struct map_word status[] = {
	{"active", "open", "open"},
	{"inactive", "paused", "staat even stil"},
	{"defunct", "no longer there", "bestaat niet meer"},
};
static const struct map_word duty[] = {
	{"voluntary", "voluntary", "vrijwillig"}, {"obligatory", "obligatory", "verplicht"}};
static const struct map_word yes_no[] = {{"yes", "yes", "ja"}, {"no", "no", "nee"}};
static const struct map_word columns[] = {
	{"organisation", "Organisation, Agency", "Organisatie, Instelling"},
	{"offer", "Offer, Service", "Aanbod, Cursus"},
	{"name", "Name", "Naam"},
	{"phone", "Phone, Telephone", "Telefoon, Tel."},
	{"street", "Address", "Adres"},
};

#define LIST(words) {words, (int)(sizeof words / sizeof *words)}
const struct map_words some_words = {
	.lists = {
		[MAP_LIST_LADDER] = LIST(ladder),
		[MAP_LIST_PRECONDITIONS] = LIST(preconditions),
		[MAP_LIST_BENEFIT] = LIST(benefit),
		[MAP_LIST_BARRIERS] = LIST(barriers),
		[MAP_LIST_WISHES] = LIST(wishes),
		[MAP_LIST_LEVELS] = LIST(levels),
		[MAP_LIST_LANGUAGE_LEVEL] = LIST(language_levels),
		[MAP_LIST_LANGUAGES] = LIST(languages),
		[MAP_LIST_DAYPARTS] = LIST(dayparts),
		[MAP_LIST_YOUNGEST] = LIST(youngest),
		[MAP_LIST_LOADS] = LIST(loads),
		[MAP_LIST_KINDS] = LIST(kinds),
		[MAP_LIST_THEMES] = LIST(themes),
		[MAP_LIST_CHILDCARE] = LIST(childcare),
		[MAP_LIST_STATUS] = LIST(status),
		[MAP_LIST_DUTY] = LIST(duty),
		[MAP_LIST_YES_NO] = LIST(yes_no),
		[MAP_LIST_COLUMNS] = LIST(columns),
	},
	.language = "en",
};
