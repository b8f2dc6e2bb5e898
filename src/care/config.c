/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/config.h"

#include "care/config_read.h"
#include "store/store.h"

/*
 * Reading the bytes and hashing them is all that opening a file needs; the YAML is looked into when
 * the first list is asked for, so that starting up does not pay for it.
 */
enum { CONFIG_FILES_MOST = 64, CONFIG_LISTS_MOST = 512 };

struct list {
	const char *name;
	struct care_item *items;
	int count;
};

struct care_config {
	struct arena arena;
	struct source { const char *name; struct str bytes; } *sources;
	size_t source_count;
	char hash[2 * VAULT_HASH_BYTES + 1];
	struct list *lists;
	int list_count;
	bool is_parsed;
	struct error problem; /* why the YAML is no good; code OK when it is fine */
};

static void hash_sources(struct care_config *c)
{
	unsigned char digest[VAULT_HASH_BYTES];
	struct vault_hash h;
	struct str hex = STR_INIT;

	vault_hash_begin(&h);
	for (size_t i = 0; i < c->source_count; i++) {
		const struct source *s = &c->sources[i];

		vault_hash_add_u64(&h, strlen(s->name));
		vault_hash_add(&h, s->name, strlen(s->name));
		vault_hash_add_u64(&h, s->bytes.len);
		vault_hash_add(&h, s->bytes.bytes, s->bytes.len);
	}
	vault_hash_end(&h, digest);
	vault_hex(digest, sizeof digest, &hex);
	memcpy(c->hash, hex.bytes, sizeof c->hash);
	str_release(&hex);
}

/* A file of the centre's own, in the data folder, takes the place of the one that ships. */
static char *source_path(const char *own, const char *folder, const char *name)
{
	char *path = own ? file_path(own, name) : NULL;

	if (path && file_exists(path))
		return path;
	free(path);
	return file_path(folder, name);
}

static enum err sources_read(struct care_config *c, const char *own, const char *folder,
			     struct error *e)
{
	char **names = NULL;
	size_t count = file_list(folder, ".yaml", &names);
	enum err rc = OK;

	if (count == 0 || count > CONFIG_FILES_MOST)
		rc = error_set(e, ERR_FILE,
			       _("The configuration of trede is not there; install trede again "
				 "or say where with --share."));
	else
		c->sources = arena_array(&c->arena, count, sizeof *c->sources);
	for (size_t i = 0; rc == OK && i < count; i++) {
		struct source *s = &c->sources[c->source_count++];
		char *path = source_path(own, folder, names[i]);

		*s = (struct source){arena_text(&c->arena, names[i]), STR_INIT};
		rc = file_read(path, FORM_TREE_BYTES, &s->bytes, e);
		free(path);
	}
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
	return rc;
}

enum err care_config_read(struct care_config **out, const char *data, const char *share,
			  struct error *e)
{
	struct care_config *c = mem_new(sizeof *c);
	char *own = data ? file_path(data, "config") : NULL;
	char *folder = file_path(share, "config");
	enum err rc = sources_read(c, own, folder, e);

	free(own);
	free(folder);
	if (rc != OK) {
		care_config_free(c);
		*out = NULL;
		return rc;
	}
	hash_sources(c);
	*out = c;
	return OK;
}

void care_config_free(struct care_config *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < c->source_count; i++)
		str_release(&c->sources[i].bytes);
	arena_release(&c->arena);
	free(c);
}

static const char *text_or(const char *text, const char *otherwise)
{
	return *text != '\0' ? text : otherwise;
}

static void item_read(const struct form_node *node, struct care_item *item)
{
	item->key = form_node_text(node, "key");
	item->group = text_or(form_node_text(node, "group"), NULL);
	item->list = text_or(form_node_text(node, "list"), NULL);
	item->nl = text_or(form_node_text(node, "nl"), item->key);
	item->en = text_or(form_node_text(node, "en"), item->nl);
	item->official_nl = text_or(form_node_text(node, "official_nl"), item->nl);
	item->official_en = text_or(form_node_text(node, "official_en"), item->en);
	item->is_shielded = text_equal(form_node_text(node, "shielded"), "yes");
}

static void list_read(struct care_config *c, const struct form_node *node)
{
	struct list *list;
	size_t n = 0;

	if (node->kind != FORM_NODE_LIST || c->list_count == CONFIG_LISTS_MOST)
		return;
	for (const struct form_node *item = node->first; item != NULL; item = item->next)
		n += item->kind == FORM_NODE_MAP && form_node_at(item, "key") != NULL;
	list = &c->lists[c->list_count++];
	list->name = node->key;
	list->items = n > 0 ? arena_array(&c->arena, n, sizeof *list->items) : NULL;
	for (const struct form_node *item = node->first; item != NULL; item = item->next)
		if (item->kind == FORM_NODE_MAP && form_node_at(item, "key") != NULL)
			item_read(item, &list->items[list->count++]);
}

static void source_parse(struct care_config *c, const struct source *s)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	const struct form_node *root =
		form_tree_read(&c->arena, s->bytes.bytes, s->bytes.len, &problems);

	if (root == NULL || root->kind != FORM_NODE_MAP) {
		(void)error_set(&c->problem, ERR_INVALID,
				_("config/%s, line %u: %s"), s->name,
				problems.count > 0 ? problems.items[0].line : 1,
				problems.count > 0 ? problems.items[0].text
						   : _("this is no map of lists"));
	} else {
		for (const struct form_node *list = root->first; list != NULL; list = list->next)
			list_read(c, list);
	}
	form_problems_release(&problems);
}

void care_config_parse(struct care_config *c)
{
	if (c->is_parsed)
		return;
	c->is_parsed = true;
	c->lists = arena_array(&c->arena, CONFIG_LISTS_MOST, sizeof *c->lists);
	for (size_t i = 0; i < c->source_count; i++)
		source_parse(c, &c->sources[i]);
}

enum err care_config_problem(const struct care_config *c, struct error *e)
{
	if (c->problem.code != OK && e != NULL)
		*e = c->problem;
	return c->problem.code;
}

/* Looking into the files late is no change that anybody can see. */
static const struct list *list_at(const struct care_config *c, const char *name)
{
	care_config_parse((struct care_config *)(uintptr_t)c);
	for (int i = 0; i < c->list_count; i++)
		if (strcmp(c->lists[i].name, name) == 0)
			return &c->lists[i];
	return NULL;
}

const struct care_item *care_config_list(const struct care_config *c, const char *list, int *count)
{
	const struct list *found = list_at(c, list);

	*count = found != NULL ? found->count : 0;
	return found != NULL ? found->items : NULL;
}

const struct care_item *care_config_item(const struct care_config *c, const char *list,
					 const char *key)
{
	const struct list *found = list_at(c, list);

	for (int i = 0; found != NULL && i < found->count; i++)
		if (text_equal(found->items[i].key, key))
			return &found->items[i];
	return NULL;
}

const char *care_label(const struct care_config *c, const char *list, const char *key,
		       const char *language)
{
	const struct care_item *item = care_config_item(c, list, key);

	if (item == NULL)
		return key != NULL ? key : "";
	return text_equal(language, "nl") ? item->nl : item->en;
}

const char *care_address_word(const struct care_config *c, const char *address_form,
			      const char *word, const char *language)
{
	const struct list *words = list_at(c, "address_words");

	for (int i = 0; words != NULL && i < words->count; i++) {
		const struct care_item *item = &words->items[i];

		if (text_equal(item->group, address_form) && text_equal(item->key, word))
			return text_equal(language, "nl") ? item->nl : item->en;
	}
	return "";
}

const char *care_config_hash(const struct care_config *c)
{
	return c->hash;
}
