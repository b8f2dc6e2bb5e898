/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/record_fact.h"

#include <inttypes.h>

#include "care/record.h"
#include "find/find.h"

void record_facts_release(struct record_facts *f)
{
	free(f->items);
	arena_release(&f->arena);
	*f = (struct record_facts){0};
}

static void add_word(struct str *out, const char *word)
{
	if (out->len > 0)
		str_add_char(out, ' ');
	str_add(out, word);
}

/* Text as it is, a number as written, a list as blank-separated keys; false for anything else. */
static bool value_text(const json_t *value, struct str *out)
{
	size_t i;
	json_t *item;

	if (json_is_string(value)) {
		str_add(out, json_string_value(value));
	} else if (json_is_integer(value)) {
		str_addf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	} else if (json_is_array(value)) {
		json_array_foreach(value, i, item) {
			if (!json_is_string(item))
				return false;
			add_word(out, json_string_value(item));
		}
	} else {
		return json_is_null(value);
	}
	return true;
}

static enum err words_check(struct care_session *s, const char *name, const char *list,
			    const char *value, struct error *e)
{
	enum err rc = OK;

	while (*value != '\0' && rc == OK) {
		size_t len = strcspn(value, " ");
		char *word = mem_bytes(value, len);

		if (len > 0 && care_config_item(care_session_config(s), list, word) == NULL)
			rc = error_set(e, ERR_INVALID, _("'%s' is not a key that the fact %s can "
							 "have."), word, name);
		free(word);
		value += len + strspn(value + len, " ");
	}
	return rc;
}

static enum err value_check(struct care_session *s, const char *name, const char *value,
			    struct error *e)
{
	const struct care_fact_kind *kind = care_fact_kind(name);
	const struct care_item *item = care_config_item(care_session_config(s), "facts", name);
	struct date date;

	if (!text_is_utf8(value, strlen(value)) || strlen(value) > RECORD_TEXT_BYTES)
		return error_set(e, ERR_INVALID, _("The fact %s is too long or is no text."),
				 name);
	if (kind != NULL && kind->is_date && *value != '\0' && !date_read(value, &date))
		return error_set(e, ERR_INVALID,
				 _("The fact %s is a date: 1981-05-03, 1981-05, 1981 or ~1981."),
				 name);
	if (kind != NULL && item != NULL && item->list != NULL)
		return words_check(s, name, item->list, value, e);
	return OK;
}

static enum err fact_read(struct care_session *s, const char *name, const json_t *value,
			  struct record_facts *out, struct error *e)
{
	struct str text = STR_INIT;
	enum err rc = OK;

	if (!care_fact_is_known(name) &&
	    care_config_item(care_session_config(s), "facts", name) == NULL)
		return error_set(e, ERR_INVALID, _("There is no fact called '%s'."), name);
	if (!value_text(value, &text))
		rc = error_set(e, ERR_INVALID, _("The fact %s must be text or a list of keys."),
			       name);
	text_trim(&text);
	text_nfc(&text);
	if (rc == OK)
		rc = value_check(s, name, text.bytes, e);
	if (rc == OK) {
		VEC_ROOM(out->items, out->count, out->room);
		out->items[out->count++] = (struct body_fact){
			arena_text(&out->arena, name), arena_text(&out->arena, text.bytes)};
	}
	str_release(&text);
	return rc;
}

enum err record_facts_read(struct care_session *s, const json_t *facts, struct record_facts *out,
			   struct error *e)
{
	/* jansson wants a pointer it may change to walk an object, and changes nothing */
	json_t *object = (json_t *)(uintptr_t)facts;
	const char *name;
	json_t *value;
	enum err rc = OK;

	if (!json_is_object(facts))
		return error_set(e, ERR_INVALID,
				 _("Facts are one JSON object: {\"called\": \"Naima\"}."));
	json_object_foreach(object, name, value) {
		rc = fact_read(s, name, value, out, e);
		if (rc != OK)
			break;
	}
	return rc;
}

static void note_taken(void *data, uint32_t number)
{
	(void)number;
	*(bool *)data = true;
}

static enum err is_taken(struct care_session *s, const char *number, bool *out, struct error *e)
{
	char keeper[STORE_ID_BYTES];
	enum err rc = care_number_keeper(care_session_store(s), number, keeper, e);

	*out = rc == OK && keeper[0] != '\0';
	return rc != OK ? rc
			: store_key_find(care_session_store(s), STORE_KEY_FILE_NUMBER, number, 1,
					 note_taken, out, e);
}

char record_number_letter(const struct care_session *s)
{
	struct str folded = STR_INIT;
	const char *organisation = care_session_organisation(s);
	char letter;

	find_fold(organisation, strlen(organisation), &folded);
	letter = folded.bytes[0] >= 'a' && folded.bytes[0] <= 'z'
			 ? (char)(folded.bytes[0] - 'a' + 'A')
			 : 'T';
	str_release(&folded);
	return letter;
}

/* J-0001: the organisation's first letter and a number that nobody has. */
static enum err number_give(struct care_session *s, struct record_facts *facts, struct error *e)
{
	struct str number = STR_INIT;
	int64_t n = store_client_count(care_session_store(s));
	char letter = record_number_letter(s);
	bool taken = true;
	enum err rc = OK;

	while (rc == OK && taken) {
		str_reset(&number);
		str_addf(&number, "%c-%04" PRId64, letter, ++n);
		rc = is_taken(s, number.bytes, &taken, e);
	}
	if (rc == OK) {
		VEC_ROOM(facts->items, facts->count, facts->room);
		facts->items[facts->count++] = (struct body_fact){
			"file_number", arena_text(&facts->arena, number.bytes)};
	}
	str_release(&number);
	return rc;
}

enum err record_file_number(struct care_session *s, struct record_facts *facts, struct error *e)
{
	bool taken = false;
	enum err rc;

	for (size_t i = 0; i < facts->count; i++) {
		if (strcmp(facts->items[i].name, "file_number") != 0 ||
		    *facts->items[i].value == '\0')
			continue;
		rc = is_taken(s, facts->items[i].value, &taken, e);
		if (rc == OK && taken)
			rc = error_set(e, ERR_INVALID, _("Somebody else has this file number."));
		return rc;
	}
	return number_give(s, facts, e);
}
