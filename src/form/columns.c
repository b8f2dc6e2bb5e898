/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/columns.h"

#include <ctype.h>

#include "form/names.h"

const char *const form_sheet_names[FORM_SHEETS] = {
	[FORM_SHEET_SURVEY] = "survey",	    [FORM_SHEET_CHOICES] = "choices",
	[FORM_SHEET_SETTINGS] = "settings", [FORM_SHEET_EXTERNAL] = "external_choices",
	[FORM_SHEET_ENTITIES] = "entities",
};

#define HERE FORM_MARK_HERE
#define LATER FORM_MARK_LATER
#define IDLE FORM_MARK_IDLE
/* clang-format off: tables of one line each */
#define WORD(name, id) {name, HERE, FORM_COLUMN_WORD, id, 0, 0}
#define TEXTS(name, id, member)                                                                    \
	{name, HERE, FORM_COLUMN_TEXTS, id, offsetof(struct form_row, member), 0}
#define EXPRESSION(name, id, member)                                                               \
	{name, HERE, FORM_COLUMN_EXPRESSION, id, offsetof(struct form_row, member), 0}
#define CONDITION(name, id, member, flag)                                                          \
	{name, HERE, FORM_COLUMN_CONDITION, id, offsetof(struct form_row, member),                 \
	 offsetof(struct form_row, flag)}
#define FLAG(name, id, member)                                                                     \
	{name, HERE, FORM_COLUMN_FLAG, id, offsetof(struct form_row, member), 0}
#define IDLING(name) {name, IDLE, FORM_COLUMN_WORD, FORM_COLUMN_NONE, 0, 0}
#define REMARK(name) {name, HERE, FORM_COLUMN_REMARK, FORM_COLUMN_NONE, 0, 0}
#define END {NULL, HERE, FORM_COLUMN_WORD, FORM_COLUMN_NONE, 0, 0}

static const struct form_column survey[] = {
	WORD("type", FORM_COLUMN_TYPE),
	WORD("name", FORM_COLUMN_NAME),
	TEXTS("label", FORM_COLUMN_LABEL, label),
	TEXTS("hint", FORM_COLUMN_HINT, hint),
	TEXTS("guidance_hint", FORM_COLUMN_GUIDANCE, guidance),
	TEXTS("page_label", FORM_COLUMN_PAGE_LABEL, page_label),
	TEXTS("constraint_message", FORM_COLUMN_CONSTRAINT_MESSAGE, constraint_message),
	TEXTS("required_message", FORM_COLUMN_REQUIRED_MESSAGE, required_message),
	EXPRESSION("relevant", FORM_COLUMN_RELEVANT, relevant),
	EXPRESSION("relevance", FORM_COLUMN_RELEVANT, relevant),
	CONDITION("required", FORM_COLUMN_REQUIRED, required, always_required),
	CONDITION("read_only", FORM_COLUMN_READ_ONLY, read_only, always_read_only),
	CONDITION("readonly", FORM_COLUMN_READ_ONLY, read_only, always_read_only),
	EXPRESSION("constraint", FORM_COLUMN_CONSTRAINT, constraint),
	EXPRESSION("calculation", FORM_COLUMN_CALCULATION, calculation),
	EXPRESSION("calculate", FORM_COLUMN_CALCULATION, calculation),
	EXPRESSION("choice_filter", FORM_COLUMN_CHOICE_FILTER, choice_filter),
	EXPRESSION("repeat_count", FORM_COLUMN_REPEAT_COUNT, repeat_count),
	WORD("default", FORM_COLUMN_DEFAULT),
	WORD("appearance", FORM_COLUMN_APPEARANCE),
	WORD("save_to", FORM_COLUMN_SAVE_TO),
	WORD("part", FORM_COLUMN_PART),
	FLAG("sensitive", FORM_COLUMN_SENSITIVE, sensitive),
	FLAG("later", FORM_COLUMN_LATER, later),
	{"questions", HERE, FORM_COLUMN_ROWS, FORM_COLUMN_QUESTIONS, 0, 0},
	REMARK("#"),
	WORD("parameters", FORM_COLUMN_PARAMETERS),
	WORD("trigger", FORM_COLUMN_TRIGGER),
	WORD("rows", FORM_COLUMN_TEXT_ROWS),
	IDLING("image"), IDLING("big-image"), IDLING("audio"), IDLING("video"),
	IDLING("autoplay"), IDLING("media"), IDLING("instance"), IDLING("bind"),
	IDLING("body"), IDLING("compact_tag"), IDLING("sms_*"),
	END
};

static const struct form_column choices[] = {
	WORD("list_name", FORM_COLUMN_LIST_NAME),
	WORD("name", FORM_COLUMN_NAME),
	WORD("value", FORM_COLUMN_NAME),
	{"label", HERE, FORM_COLUMN_TEXTS, FORM_COLUMN_LABEL, 0, 0},
	REMARK("#"),
	IDLING("image"), IDLING("big-image"), IDLING("audio"), IDLING("video"),
	IDLING("media"), IDLING("geometry"),
	END
};

/* An interview that changes what is known: one row (https://docs.getodk.org/entities-intro/). */
static const struct form_column entities[] = {
	WORD("list_name", FORM_COLUMN_LIST_NAME),
	WORD("dataset", FORM_COLUMN_LIST_NAME),
	WORD("label", FORM_COLUMN_LABEL),
	WORD("entity_id", FORM_COLUMN_ENTITY_ID),
	WORD("create_if", FORM_COLUMN_CREATE_IF),
	WORD("update_if", FORM_COLUMN_UPDATE_IF),
	REMARK("#"),
	END
};

static const struct form_column settings[] = {
	{"form_title", HERE, FORM_COLUMN_TEXTS, FORM_COLUMN_TITLE, 0, 0},
	{"title", HERE, FORM_COLUMN_TEXTS, FORM_COLUMN_TITLE, 0, 0},
	WORD("form_id", FORM_COLUMN_FORM_ID),
	WORD("id_string", FORM_COLUMN_FORM_ID),
	WORD("version", FORM_COLUMN_VERSION),
	WORD("default_language", FORM_COLUMN_DEFAULT_LANGUAGE),
	{"instance_name", HERE, FORM_COLUMN_EXPRESSION, FORM_COLUMN_INSTANCE_NAME, 0, 0},
	WORD("allow_choice_duplicates", FORM_COLUMN_DUPLICATES),
	{"languages", HERE, FORM_COLUMN_ROWS, FORM_COLUMN_LANGUAGES, 0, 0},
	REMARK("#"),
	REMARK("name"), REMARK("namespaces"), REMARK("public_key"), REMARK("submission_url"),
	REMARK("auto_send"), REMARK("auto_delete"), REMARK("client_editable"),
	REMARK("prefix"), REMARK("delimiter"), REMARK("clean_text_values"),
	IDLING("style"), IDLING("sms_*"),
	END
};

static const struct form_column *const sheets[FORM_SHEETS] = {
	survey, choices, settings, choices, entities,
};

/* Sorted by name. */
static const struct form_type_word types[] = {
	{"acknowledge", HERE, FORM_ACKNOWLEDGE, 0},
	{"add_acknowledge_prompt", HERE, FORM_ACKNOWLEDGE, 0},
	{"add_audio_prompt", IDLE, FORM_NOT_ASKED, 0},
	{"add_barcode_prompt", HERE, FORM_TEXT, 0},
	{"add_date_prompt", HERE, FORM_DATE, 0},
	{"add_date_time_prompt", HERE, FORM_DATETIME, 0},
	{"add_decimal_prompt", HERE, FORM_DECIMAL, 0},
	{"add_image_prompt", IDLE, FORM_NOT_ASKED, 0},
	{"add_integer_prompt", HERE, FORM_INTEGER, 0},
	{"add_location_prompt", HERE, FORM_POINT, 0},
	{"add_note_prompt", HERE, FORM_NOTE, 0},
	{"add_select_multiple_prompt_using", HERE, FORM_SELECT_MULTIPLE,
	 FORM_TYPE_LIST},
	{"add_select_one_prompt_using", HERE, FORM_SELECT_ONE, FORM_TYPE_LIST},
	{"add_text_prompt", HERE, FORM_TEXT, 0},
	{"add_video_prompt", IDLE, FORM_NOT_ASKED, 0},
	{"audio", IDLE, FORM_NOT_ASKED, 0},
	{"audit", IDLE, FORM_HIDDEN, 0},
	{"background-audio", IDLE, FORM_HIDDEN, 0},
	{"background-geopoint", IDLE, FORM_HIDDEN, 0},
	{"barcode", HERE, FORM_TEXT, 0},
	{"begin_group", HERE, FORM_GROUP, FORM_TYPE_BEGIN},
	{"begin_lgroup", HERE, FORM_REPEAT, FORM_TYPE_BEGIN | FORM_TYPE_REPEAT},
	{"begin_loop", LATER, FORM_GROUP,
	 FORM_TYPE_BEGIN | FORM_TYPE_REPEAT | FORM_TYPE_MORE},
	{"begin_looped_group", LATER, FORM_GROUP,
	 FORM_TYPE_BEGIN | FORM_TYPE_REPEAT},
	{"begin_repeat", HERE, FORM_REPEAT, FORM_TYPE_BEGIN | FORM_TYPE_REPEAT},
	{"calculate", HERE, FORM_CALCULATE, 0},
	{"calculation", HERE, FORM_CALCULATE, 0},
	{"cascading_select", IDLE, FORM_NOT_ASKED, FORM_TYPE_MORE},
	{"csv-external", HERE, FORM_HIDDEN, FORM_TYPE_TABLE},
	{"date", HERE, FORM_DATE, 0},
	{"date_time", HERE, FORM_DATETIME, 0},
	{"datetime", HERE, FORM_DATETIME, 0},
	{"decimal", HERE, FORM_DECIMAL, 0},
	{"device_id", HERE, FORM_DEVICEID, 0},
	{"deviceid", HERE, FORM_DEVICEID, 0},
	{"email", HERE, FORM_EMAIL, 0},
	{"end", HERE, FORM_END, 0},
	{"end_group", HERE, FORM_GROUP, FORM_TYPE_END},
	{"end_lgroup", HERE, FORM_GROUP, FORM_TYPE_END | FORM_TYPE_REPEAT},
	{"end_loop", HERE, FORM_GROUP, FORM_TYPE_END | FORM_TYPE_REPEAT},
	{"end_looped_group", HERE, FORM_GROUP,
	 FORM_TYPE_END | FORM_TYPE_REPEAT},
	{"end_repeat", HERE, FORM_GROUP, FORM_TYPE_END | FORM_TYPE_REPEAT},
	{"end_time", HERE, FORM_END, 0},
	{"file", IDLE, FORM_NOT_ASKED, 0},
	{"geopoint", HERE, FORM_POINT, 0},
	{"geoshape", HERE, FORM_POINTS, 0},
	{"geotrace", HERE, FORM_POINTS, 0},
	{"get_device_id", HERE, FORM_DEVICEID, 0},
	{"get_end_time", HERE, FORM_END, 0},
	{"get_phone_number", HERE, FORM_PHONE, 0},
	{"get_sim_id", IDLE, FORM_HIDDEN, 0},
	{"get_start_time", HERE, FORM_START, 0},
	{"get_subscriber_id", IDLE, FORM_HIDDEN, 0},
	{"get_today", HERE, FORM_TODAY, 0},
	{"gps", HERE, FORM_POINT, 0},
	{"group", HERE, FORM_GROUP, FORM_TYPE_NESTED},
	{"hidden", HERE, FORM_HIDDEN, 0},
	{"image", IDLE, FORM_NOT_ASKED, 0},
	{"imei", IDLE, FORM_HIDDEN, 0},
	{"include", IDLE, FORM_NOT_ASKED, FORM_TYPE_MORE},
	{"int", HERE, FORM_INTEGER, 0},
	{"integer", HERE, FORM_INTEGER, 0},
	{"lgroup", HERE, FORM_REPEAT, FORM_TYPE_NESTED | FORM_TYPE_REPEAT},
	{"location", HERE, FORM_POINT, 0},
	{"loop", LATER, FORM_GROUP,
	 FORM_TYPE_NESTED | FORM_TYPE_REPEAT | FORM_TYPE_MORE},
	{"note", HERE, FORM_NOTE, 0},
	{"number_of_days_in_last_month", IDLE, FORM_NOT_ASKED, 0},
	{"number_of_days_in_last_six_months", IDLE, FORM_NOT_ASKED, 0},
	{"number_of_days_in_last_year", IDLE, FORM_NOT_ASKED, 0},
	{"osm", IDLE, FORM_NOT_ASKED, 0},
	{"percentage", IDLE, FORM_NOT_ASKED, FORM_TYPE_MORE},
	{"phone_number", HERE, FORM_PHONE, 0},
	{"phonenumber", HERE, FORM_PHONE, 0},
	{"photo", IDLE, FORM_NOT_ASKED, 0},
	{"q_audio", IDLE, FORM_NOT_ASKED, 0},
	{"q_barcode", HERE, FORM_TEXT, 0},
	{"q_date", HERE, FORM_DATE, 0},
	{"q_decimal", HERE, FORM_DECIMAL, 0},
	{"q_geopoint", HERE, FORM_POINT, 0},
	{"q_image", IDLE, FORM_NOT_ASKED, 0},
	{"q_int", HERE, FORM_INTEGER, 0},
	{"q_string", HERE, FORM_TEXT, 0},
	{"q_video", IDLE, FORM_NOT_ASKED, 0},
	{"range", HERE, FORM_RANGE, 0},
	{"rank", HERE, FORM_RANK, FORM_TYPE_LIST},
	{"repeat", HERE, FORM_REPEAT, FORM_TYPE_NESTED | FORM_TYPE_REPEAT},
	{"select1", HERE, FORM_SELECT_ONE, FORM_TYPE_LIST},
	{"select_all_that_apply", HERE, FORM_SELECT_MULTIPLE, FORM_TYPE_LIST},
	{"select_all_that_apply_from", HERE, FORM_SELECT_MULTIPLE,
	 FORM_TYPE_LIST},
	{"select_multiple", HERE, FORM_SELECT_MULTIPLE, FORM_TYPE_LIST},
	{"select_multiple_from", HERE, FORM_SELECT_MULTIPLE, FORM_TYPE_LIST},
	{"select_multiple_from_file", HERE, FORM_SELECT_MULTIPLE, FORM_TYPE_FILE},
	{"select_one", HERE, FORM_SELECT_ONE, FORM_TYPE_LIST},
	{"select_one_external", HERE, FORM_SELECT_ONE,
	 FORM_TYPE_LIST | FORM_TYPE_EXTERNAL},
	{"select_one_from", HERE, FORM_SELECT_ONE, FORM_TYPE_LIST},
	{"select_one_from_file", HERE, FORM_SELECT_ONE, FORM_TYPE_FILE},
	{"sim_id", IDLE, FORM_HIDDEN, 0},
	{"simserial", IDLE, FORM_HIDDEN, 0},
	{"start", HERE, FORM_START, 0},
	{"start-geopoint", IDLE, FORM_HIDDEN, 0},
	{"start_time", HERE, FORM_START, 0},
	{"string", HERE, FORM_TEXT, 0},
	{"subscriber_id", IDLE, FORM_HIDDEN, 0},
	{"subscriberid", IDLE, FORM_HIDDEN, 0},
	{"text", HERE, FORM_TEXT, 0},
	{"time", HERE, FORM_TIME, 0},
	{"today", HERE, FORM_TODAY, 0},
	{"trigger", HERE, FORM_ACKNOWLEDGE, 0},
	{"uri:deviceid", HERE, FORM_DEVICEID, 0},
	{"uri:email", HERE, FORM_EMAIL, 0},
	{"uri:phonenumber", HERE, FORM_PHONE, 0},
	{"uri:simserial", IDLE, FORM_HIDDEN, 0},
	{"uri:subscriberid", IDLE, FORM_HIDDEN, 0},
	{"uri:username", HERE, FORM_USERNAME, 0},
	{"username", HERE, FORM_USERNAME, 0},
	{"video", IDLE, FORM_NOT_ASKED, 0},
	{"xml-external", IDLE, FORM_HIDDEN, 0},
};

#define LOOK(name, look, places) {name, HERE, look, places}
#define NO_LOOK(name) {name, IDLE, 0, FORM_ON_ALL}

static const struct form_look looks[] = {
	LOOK("field-list", FORM_FIELD_LIST, FORM_ON_GROUP),
	LOOK("table-list", FORM_TABLE_LIST, FORM_ON_GROUP),
	LOOK("multiline", FORM_MULTILINE, FORM_ON_TEXT),
	LOOK("numbers", FORM_NUMBERS, FORM_ON_TEXT | FORM_ON_NUMBER),
	LOOK("masked", FORM_MASKED, FORM_ON_TEXT | FORM_ON_NUMBER),
	LOOK("hidden", FORM_HIDDEN_LOOK, FORM_ON_ALL),
	LOOK("minimal", FORM_SEARCH, FORM_ON_SELECT),
	LOOK("search", FORM_SEARCH, FORM_ON_SELECT),
	LOOK("autocomplete", FORM_SEARCH, FORM_ON_SELECT),
	LOOK("quick", FORM_QUICK, FORM_ON_SELECT),
	LOOK("list-nolabel", FORM_GRID, FORM_ON_SELECT),
	LOOK("label", FORM_GRID_HEAD, FORM_ON_SELECT),
	LOOK("list", 0, FORM_ON_SELECT),
	LOOK("counter", FORM_COUNTER, FORM_ON_NUMBER),
	LOOK("thousands-sep", FORM_THOUSANDS, FORM_ON_NUMBER | FORM_ON_TEXT),
	LOOK("month-year", FORM_MONTH_YEAR, FORM_ON_DATE),
	LOOK("year", FORM_YEAR, FORM_ON_DATE),
	LOOK("url", 0, FORM_ON_ALL),
	NO_LOOK("search(*"),
	NO_LOOK("columns"), NO_LOOK("columns-*"), NO_LOOK("compact"), NO_LOOK("compact-*"),
	NO_LOOK("quickcompact"), NO_LOOK("quickcompact-*"), NO_LOOK("horizontal"),
	NO_LOOK("horizontal-compact"), NO_LOOK("no-buttons"), NO_LOOK("likert"),
	NO_LOOK("picker"), NO_LOOK("rating"), NO_LOOK("vertical"), NO_LOOK("no-ticks"),
	NO_LOOK("w1"), NO_LOOK("w2"), NO_LOOK("w3"), NO_LOOK("w4"), NO_LOOK("w5"),
	NO_LOOK("w6"), NO_LOOK("w7"), NO_LOOK("w8"), NO_LOOK("w9"), NO_LOOK("w10"),
	NO_LOOK("w11"), NO_LOOK("w12"), NO_LOOK("h1"), NO_LOOK("h2"), NO_LOOK("h3"),
	NO_LOOK("h4"), NO_LOOK("h5"), NO_LOOK("center"), NO_LOOK("li"), NO_LOOK("blue"),
	NO_LOOK("red"), NO_LOOK("green"), NO_LOOK("yellow"), NO_LOOK("orange"),
	NO_LOOK("purple"), NO_LOOK("pink"), NO_LOOK("gray"), NO_LOOK("black"),
	NO_LOOK("ethiopian"), NO_LOOK("coptic"), NO_LOOK("islamic"), NO_LOOK("bikram-sambat"),
	NO_LOOK("myanmar"), NO_LOOK("persian"), NO_LOOK("no-calendar"), NO_LOOK("map"),
	NO_LOOK("maps"), NO_LOOK("placement-map"), NO_LOOK("hide-input"), NO_LOOK("image-map"),
	NO_LOOK("bearing"), NO_LOOK("new"), NO_LOOK("new-front"), NO_LOOK("front"),
	NO_LOOK("draw"), NO_LOOK("annotate"), NO_LOOK("signature"), NO_LOOK("hidden-answer"),
	NO_LOOK("printer"), NO_LOOK("printer:*"), NO_LOOK("ex:*"), NO_LOOK("summary"),
	{NULL, HERE, 0, 0}
};

/* clang-format on */

enum { WORD_BYTES = 80 }; /* longer than any word of the tables */

/* Lower case, runs of blanks and _ as one _; false when it is too long for any table. */
static bool fold(const char *text, size_t len, char out[WORD_BYTES])
{
	size_t n = 0;

	while (len && isspace((unsigned char)text[len - 1]))
		len--;
	for (size_t i = 0; i < len; i++) {
		bool is_gap = isspace((unsigned char)text[i]) || text[i] == '_';

		if (is_gap && (n == 0 || out[n - 1] == '_'))
			continue;
		if (n == WORD_BYTES - 1)
			return false;
		out[n++] = is_gap ? '_' : (char)tolower((unsigned char)text[i]);
	}
	out[n] = '\0';
	return true;
}

static bool matches(const char *name, const char *word)
{
	size_t len = strlen(name);

	if (name[len - 1] == '*')
		return !strncmp(name, word, len - 1);
	return !strcmp(name, word);
}

const struct form_column *form_column_find(enum form_sheet sheet, const char *header, size_t len)
{
	char word[WORD_BYTES];

	if (!fold(header, len, word))
		return NULL;
	for (const struct form_column *c = sheets[sheet]; c->name; c++) {
		if (matches(c->name, word))
			return c;
	}
	return NULL;
}

enum { NEAR = 3 }; /* distances below this are a slip */

const char *form_column_nearest(enum form_sheet sheet, const char *header, size_t len)
{
	char word[WORD_BYTES];
	const char *near = NULL;
	int best = NEAR;

	if (!fold(header, len, word) || strlen(word) < 3)
		return NULL;
	for (const struct form_column *c = sheets[sheet]; c->name; c++) {
		if (c->mark == HERE && c->name[0] != '#' &&
		    form_names_is_nearer(word, c->name, &best))
			near = c->name;
	}
	return near;
}

static int compare_type(const void *key, const void *item)
{
	const struct form_type_word *word = item;

	return strcmp(key, word->name);
}

static const struct form_type_word *type_at(const char *word)
{
	return bsearch(word, types, sizeof types / sizeof *types, sizeof *types, compare_type);
}

/* The longest run of first words that is a type: select one from file f.csv. */
const struct form_type_word *form_type_find(const char *const *words, int count, int *used)
{
	enum { WORDS_MOST = 8 };
	char all[WORD_BYTES], one[WORD_BYTES];
	const struct form_type_word *best = NULL;
	size_t len = 0;

	*used = 0;
	for (int i = 0; i < count && i < WORDS_MOST; i++) {
		const struct form_type_word *found;
		size_t more;

		if (!fold(words[i], strlen(words[i]), one))
			break;
		more = strlen(one);
		if (len + more + 2 > WORD_BYTES)
			break;
		if (len)
			all[len++] = '_';
		memcpy(all + len, one, more + 1);
		len += more;
		found = type_at(all);
		if (found) {
			best = found;
			*used = i + 1;
		}
	}
	return best;
}

const char *form_type_nearest(const char *word)
{
	char folded[WORD_BYTES];
	const char *near = NULL;
	int best = NEAR;

	if (!fold(word, strlen(word), folded) || strlen(folded) < 3)
		return NULL;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		if (types[i].mark == HERE && form_names_is_nearer(folded, types[i].name, &best))
			near = types[i].name;
	}
	for (size_t i = 0; !near && strlen(folded) > 5 && i < sizeof types / sizeof *types; i++) {
		if (types[i].mark == HERE && text_begins(types[i].name, folded))
			near = types[i].name; /* select_multi */
	}
	return near ? near : text_equal(folded, "number") ? "decimal" : NULL;
}

const struct form_look *form_look_find(const char *word)
{
	char folded[WORD_BYTES];

	if (!fold(word, strlen(word), folded))
		return NULL;
	for (const struct form_look *l = looks; l->name; l++) {
		if (matches(l->name, folded))
			return l;
	}
	return NULL;
}

const char *form_look_nearest(const char *word)
{
	char folded[WORD_BYTES];
	const char *near = NULL;
	int best = NEAR;

	if (!fold(word, strlen(word), folded) || strlen(folded) < 4)
		return NULL;
	for (const struct form_look *l = looks; l->name; l++) {
		if (l->mark == HERE && form_names_is_nearer(folded, l->name, &best))
			near = l->name;
	}
	return near;
}

bool form_columns_are_sorted(void)
{
	for (size_t i = 1; i < sizeof types / sizeof *types; i++) {
		if (strcmp(types[i - 1].name, types[i].name) >= 0)
			return false;
	}
	return true;
}
