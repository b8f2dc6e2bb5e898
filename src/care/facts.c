/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive.h"
#include "care/record.h"

/* The facts that mean something to the program; config/labels.yaml says which list their keys are of. */
static const struct care_fact_kind kinds[] = {
	{"called", false, false},
	{"given_name", false, false},
	{"family_name", false, false},
	{"maiden_name", false, false},
	{"partner_name", false, false},
	{"other_names", false, false},
	{"birth_date", false, true},
	{"file_number", false, false},
	{"address_form", false, false},
	{"postcode", false, false},
	{"house_number", false, false},
	{"city", false, false},
	{"district", false, false},
	{"phone", false, false},
	{"email", false, false},
	{"safe_contact", true, false},
	{"languages", true, false},
	{"contact_language", false, false},
	{"interpreter", false, false},
	{"language_level", false, false},
	{"language_level_read", false, false},
	{"language_level_write", false, false},
	{"language_level_speak", false, false},
	{"language_level_listen", false, false},
	{"benefit", true, false},
	{"benefit_consent", false, false},
	{"education", false, false},
	{"start_qualification", false, false},
	{"experience", false, false},
	{"talents", false, false},
	{"ladder_derived", false, false},
	{"ladder_level", false, false},
	{"ladder_reason", false, false},
	{"growth_level", false, false},
	{"growth_term", false, false},
	{"growth_realistic", false, false},
	{"participation_level", false, false},
	{"youngest_child", false, false},
	{"children_come_along", false, false},
	{"barriers", true, false},
	{"load_limits", false, false},
	{"load_kinds", true, false},
	{"available_dayparts", true, false},
	{"barriers_well", true, false},
	{"recruit_channel", false, false},
	{"consent_record", false, false},
	{"consent_share", false, false},
	{"consent_contact", false, false},
	{"consent_reports", false, false},
	{"status", false, false},
	{"outflow", false, false},
	{"worker", false, false},
	{"team", false, false},
};

static const struct care_fact_kind precondition = {"precondition_", false, false};

const struct care_fact_kind *care_fact_kind(const char *name)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (text_equal(kinds[i].name, name))
			return &kinds[i];
	return text_begins(name, precondition.name) ? &precondition : NULL;
}

bool care_fact_is_known(const char *name)
{
	return care_fact_kind(name) != NULL;
}

bool care_words_hold(const char *list, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = list; len > 0 && (at = strstr(at, word)) != NULL; at += len)
		if ((at == list || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

/* Where the next word begins, at or after 'at'; the end when there is none. */
static const char *word_at(const char *at)
{
	return at + strspn(at, " -");
}

/* The word a family name is known by: the first with a capital (van den Berg: Berg), else the first. */
static const char *main_word(const char *name)
{
	for (const char *at = word_at(name); *at != '\0'; at = word_at(at + strcspn(at, " -")))
		if (!(*at >= 'a' && *at <= 'z'))
			return at;
	return word_at(name);
}

static void add_initial(const char *word, struct str *out)
{
	size_t len = *word != '\0' ? text_next(word, strlen(word), 0) : 0;

	if (len == 0)
		return;
	if (len == 1 && *word >= 'a' && *word <= 'z')
		str_add_char(out, (char)(*word - 'a' + 'A'));
	else
		str_add_bytes(out, word, len);
	str_add_char(out, '.');
}

/* What she is called may hold both names when no family name was given. */
void care_initials(const char *called, const char *family, struct str *out)
{
	const char *first = word_at(called);
	const char *rest = word_at(first + strcspn(first, " -"));

	add_initial(first, out);
	add_initial(main_word(text_is_empty(family) ? rest : family), out);
}
