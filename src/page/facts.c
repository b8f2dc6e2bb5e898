/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/* Facts and words that several kinds of page say in the same way. */

void page_date(struct str *out, const struct page_source *from, const struct date *date)
{
	if (date->year != 0)
		date_write(out, date, DATE_LONG, from->language);
}

const char *page_label(const struct page_source *from, const char *list, const char *key)
{
	return text_is_empty(key) ? ""
				  : care_label(from->config, list, key, from->language);
}

/* The one whose form of address is her name must stay without it on an anonymous page. */
const char *page_address(const struct page_source *from, const char *word,
			 const char *language)
{
	const char *form = care_fact_value(from->dossier, "address_form");
	const char *called = care_fact_value(from->dossier, "called");
	const char *value;

	if (!*form)
		form = "mevrouw";
	if (text_equal(form, "name") &&
	    (from->options->is_anonymous || !*called || !page_may_share(from, "name")))
		form = "none";
	value = care_address_word(from->config, form, word, language);
	return text_equal(value, "${called}") ? called : value;
}

void page_words(struct str *out, const struct page_source *from, const char *text,
		const char *language)
{
	const char *at;

	while ((at = strstr(text, "${"))) {
		const char *end = strchr(at, '}');
		char *word;

		if (!end)
			break;
		word = mem_bytes(at + 2, (size_t)(end - at) - 2);
		str_add_bytes(out, text, (size_t)(at - text));
		str_add(out, page_address(from, word, language));
		free(word);
		text = end + 1;
	}
	str_add(out, text);
}

static const struct care_item *rung_item(const struct page_source *from, int level)
{
	char key[2] = {(char)('0' + level), '\0'};

	return care_config_item(from->config, "ladder", key);
}

void page_rung(struct str *out, const struct page_source *from, int level)
{
	const struct care_item *item = rung_item(from, level);
	bool is_dutch = text_equal(from->language, "nl");

	if (!item)
		return;
	str_addf(out, "%d %s", level, is_dutch ? item->nl : item->en);
	if (from->options->has_official_names)
		str_addf(out, " (%s)", is_dutch ? item->official_nl : item->official_en);
}

/* The six short names, for the ladder's rows; they live as long as the configuration. */
static const char *const *rung_names(struct page *p, const struct page_source *from)
{
	const char **names = arena_array(&p->arena, 6, sizeof *names);

	for (int level = 1; level <= 6; level++) {
		const struct care_item *item = rung_item(from, level);

		names[level - 1] = !item			      ? ""
				   : text_equal(from->language, "nl") ? item->nl
								      : item->en;
	}
	return names;
}

void page_add_ladder(struct page *p, const struct page_source *from, int goal_rung)
{
	const struct care_dossier *d = from->dossier;
	struct care_rung *rungs;

	if (d->rung_count == 0)
		return;
	rungs = arena_array(&p->arena, (size_t)d->rung_count, sizeof *rungs);
	for (int i = 0; i < d->rung_count; i++)
		rungs[i] = (struct care_rung){.on = d->rungs[i].on,
					      .level = d->rungs[i].level};
	page_add_block(p, &(struct page_block){.kind = PAGE_LADDER,
					       .rungs = rungs,
					       .rung_count = d->rung_count,
					       .goal_rung = goal_rung,
					       .cells = rung_names(p, from)});
}

/* What sensitive questions of the talk that told this fact were answered with,
 * blank-separated. */
static void private_words(struct str *out, const struct page_source *from,
			  const struct care_fact *fact)
{
	const struct care_dossier *d = from->dossier;
	const struct form *form;
	struct error ignored =
		ERROR_INIT; /* a form that cannot be read hides nothing it names */

	for (int i = 0; i < d->interview_count; i++) {
		const struct care_finished *talk = &d->interviews[i];

		if (!text_equal(talk->id, fact->entry) ||
		    care_form_by_hash(from->session, talk->form_hash, &form, &ignored) !=
			    OK)
			continue;
		for (int n = 0; n < talk->answer_count; n++) {
			int row = care_row_of_path(form, talk->answers[n].path);

			if (row != FORM_NONE && form->rows[row].sensitive &&
			    text_equal(form->rows[row].save_to, fact->name))
				str_addf(out, "%s%s", out->len ? " " : "",
					 talk->answers[n].value);
		}
	}
}

static const struct care_fact *fact_named(const struct care_dossier *d, const char *name)
{
	for (int i = 0; i < d->fact_count; i++)
		if (text_equal(d->facts[i].name, name))
			return &d->facts[i];
	return NULL;
}

static bool holds_word(const char *list, const char *word, size_t len)
{
	while (*list) {
		size_t own = strcspn(list, " ");

		if (own == len && memcmp(list, word, len) == 0)
			return true;
		list += own + strspn(list + own, " ");
	}
	return false;
}

/* Keys of a list fact that may be printed, blank-separated; false when some may not. */
static bool open_words(struct str *out, const struct page_source *from, const char *name,
		       const char *list)
{
	const struct care_fact *fact = fact_named(from->dossier, name);
	struct str hidden = STR_INIT;
	bool all = true;

	if (!fact)
		return true;
	private_words(&hidden, from, fact);
	for (const char *at = fact->value; *at; at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");
		char *key = mem_bytes(at, len);
		const struct care_item *item = care_config_item(from->config, list, key);

		if ((item && item->is_shielded) || holds_word(hidden.bytes, key, len))
			all = false;
		else
			str_addf(out, "%s%s", out->len ? " " : "", key);
		free(key);
		at += len;
	}
	str_release(&hidden);
	return all;
}

static void add_labels(struct str *out, const struct page_source *from, const char *list,
		       const char *words)
{
	for (const char *at = words; *at; at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");
		char *key = mem_bytes(at, len);

		str_add(out, out->len ? ", " : "");
		str_add(out, page_label(from, list, key));
		free(key);
		at += len;
	}
}

/* Text or a date: whole, or not at all when it was asked as sensitive. */
static void add_plain(struct str *out, const struct page_source *from, const char *name)
{
	const struct care_fact *fact = fact_named(from->dossier, name);
	struct str hidden = STR_INIT;
	struct date date;

	if (!fact)
		return;
	private_words(&hidden, from, fact);
	if (hidden.len == 0 && text_equal(name, "birth_date") &&
	    date_read(fact->value, &date))
		page_date(out, from, &date);
	else if (hidden.len == 0)
		str_add(out, fact->value);
	str_release(&hidden);
}

bool page_fact_text(struct str *out, const struct page_source *from, const char *name)
{
	const struct care_item *item = care_config_item(from->config, "facts", name);
	struct str words = STR_INIT;
	bool all = true;

	if (item && item->list) {
		all = open_words(&words, from, name, item->list);
		add_labels(out, from, item->list, words.bytes);
	} else {
		add_plain(out, from, name);
	}
	str_release(&words);
	return all;
}

static bool tells_who(const char *name)
{
	static const char *const facts[] = {"called",	   "given_name",   "family_name",
					    "maiden_name", "partner_name", "other_names",
					    "birth_date",  "file_number",  "phone",
					    "email",	   "postcode",	   "house_number",
					    NULL};

	for (const char *const *fact = facts; *fact; fact++)
		if (text_equal(name, *fact))
			return true;
	return false;
}

void page_add_fact(struct page *p, const struct page_source *from, const char *name)
{
	struct str text = STR_INIT;

	if (from->options->is_anonymous && tells_who(name))
		return;
	page_fact_text(&text, from, name);
	page_add_field(p, page_label(from, "facts", name), text.bytes);
	str_release(&text);
}

static void add_details(struct str *out, const struct page_source *from,
			const char *words, const struct care_item *items, int count,
			const char *group)
{
	bool any = false;

	for (int i = 0; i < count; i++)
		if (text_equal(items[i].group, group) &&
		    holds_word(words, items[i].key, strlen(items[i].key))) {
			str_addf(out, "%s%s", any ? ", " : " (",
				 page_label(from, "barriers", items[i].key));
			any = true;
		}
	str_add(out, any ? ")" : "");
}

bool page_open_barriers(struct str *out, const struct page_source *from, const char *name)
{
	int count;
	const struct care_item *items =
		care_config_list(from->config, "barriers", &count);
	struct str words = STR_INIT;
	bool all = open_words(&words, from, name, "barriers");

	for (int i = 0; i < count; i++)
		if (!items[i].group &&
		    holds_word(words.bytes, items[i].key, strlen(items[i].key))) {
			str_addf(out, "%s%s", out->len ? "; " : "",
				 page_label(from, "barriers", items[i].key));
			add_details(out, from, words.bytes, items, count, items[i].key);
		}
	str_release(&words);
	return all;
}
