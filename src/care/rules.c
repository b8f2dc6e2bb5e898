/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/rules.h"

#include "care/session_inner.h"
#include "care/social.h"

/*
 * Benefit rules from config/rules (trede-rules(5)), read when first asked for.  Who writes one is told of every mistake
 * with its place; a rule that is only half understood warns of nothing.
 */
enum { RULE_FILES_MOST = 64 };

struct reading {
	struct care_rules_in *in;
	const char *name;
	struct error *e;
};

static enum err wrong(const struct reading *r, unsigned line, unsigned column, const char *format,
		      ...) __attribute__((format(printf, 4, 5)));

static enum err wrong(const struct reading *r, unsigned line, unsigned column, const char *format,
		      ...)
{
	struct str text = STR_INIT;
	va_list args;
	enum err rc;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	rc = error_set(r->e, ERR_INVALID, "config/rules/%s:%u:%u: %s", r->name, line, column,
		       text.bytes);
	str_release(&text);
	return rc;
}

/* A member whose key is none of these; ends with NULL. */
static enum err keys_check(const struct reading *r, const struct form_node *map,
			   const char *const *known)
{
	for (const struct form_node *n = map->first; n != NULL; n = n->next) {
		int i = 0;

		while (known[i] != NULL && !text_equal(n->key, known[i]))
			i++;
		if (known[i] == NULL)
			return wrong(r, n->key_line, n->key_column,
				     _("there is no '%s' here; see trede-rules(5)"), n->key);
	}
	return OK;
}

/* A text that may be absent; otherwise must be one. */
static enum err text_read(const struct reading *r, const struct form_node *map, const char *key,
			  const char **out)
{
	const struct form_node *n = form_node_at(map, key);

	*out = "";
	if (n == NULL)
		return OK;
	if (n->kind != FORM_NODE_TEXT)
		return wrong(r, n->line, n->column, _("'%s' wants one text"), key);
	*out = n->text;
	return OK;
}

static enum err must_text(const struct reading *r, const struct form_node *map, const char *key,
			  const char **out)
{
	enum err rc = text_read(r, map, key, out);

	if (rc == OK && **out == '\0')
		return wrong(r, map->line, map->column, _("a rule wants '%s'"), key);
	return rc;
}

/* A year, a month or a day. */
static enum err date_at(const struct reading *r, const struct form_node *map, const char *key,
			struct date *out)
{
	const struct form_node *n = form_node_at(map, key);
	const char *text;
	enum err rc = text_read(r, map, key, &text);

	*out = (struct date){0};
	if (rc != OK || *text == '\0')
		return rc;
	if (!date_read(text, out) || out->about)
		return wrong(r, n->line, n->column,
			     _("'%s' wants a year or a day such as 2010-01-01"), key);
	return OK;
}

/* Until a year is until its last day. */
static void date_to_end(struct date *d)
{
	struct date next;

	if (d->year == 0 || d->day > 0)
		return;
	next = (struct date){d->year, d->month > 0 ? d->month : 12, 1, false};
	next = date_add_months(&next, 1);
	*d = date_of_days(date_days(&next) - 1);
}

static int condition_of(const char *name)
{
	for (int on = 0; on < MAP_RULE_CONDITIONS; on++)
		if (text_equal(map_rule_on_name((enum map_rule_on)on), name))
			return on;
	return -1;
}

static enum err condition_read(const struct reading *r, const struct form_node *n,
			       struct map_condition *out)
{
	int on = condition_of(n->key), at;

	if (on < 0)
		return wrong(r, n->key_line, n->key_column,
			     _("there is no condition '%s'; see trede-rules(5)"), n->key);
	if (n->kind != FORM_NODE_TEXT)
		return wrong(r, n->line, n->column, _("'%s' wants one text"), n->key);
	at = map_condition_read(r->in->words, (enum map_rule_on)on, n->text, out);
	if (at < 0)
		return OK;
	if (n->text[at] == '\0')
		return wrong(r, n->line, n->column, _("'%s' wants a value"), n->key);
	return wrong(r, n->line, n->column + (unsigned)at, _("'%s' cannot have '%.*s'"), n->key,
		     (int)strcspn(n->text + at, " "), n->text + at);
}

static enum err conditions_read(const struct reading *r, const struct form_node *rule,
				struct map_rule *out)
{
	const struct form_node *list = form_node_at(rule, "if");
	struct map_condition *conditions;
	enum err rc = OK;

	if (list == NULL || list->kind != FORM_NODE_MAP || list->first == NULL)
		return wrong(r, rule->line, rule->column, _("a rule wants conditions under 'if'"));
	conditions = arena_array(r->in->arena, MAP_RULE_CONDITIONS, sizeof *conditions);
	for (const struct form_node *n = list->first; rc == OK && n != NULL; n = n->next) {
		rc = condition_read(r, n, &conditions[out->condition_count]);
		if (rc == OK && map_condition_is_about_offer(&conditions[out->condition_count]))
			out->is_about_offer = true;
		out->condition_count++;
	}
	out->conditions = conditions;
	return rc;
}

/* A rule warns and does nothing else; who writes something else is mistaken. */
static enum err severity_check(const struct reading *r, const struct form_node *rule)
{
	const char *severity;
	enum err rc = text_read(r, rule, "severity", &severity);

	if (rc == OK && *severity != '\0' && !text_equal(severity, "warn"))
		return wrong(r, form_node_at(rule, "severity")->line,
			     form_node_at(rule, "severity")->column,
			     _("a rule can only warn: write 'warn'"));
	return rc;
}

static enum err id_check(const struct reading *r, const struct form_node *rule, const char *id)
{
	for (int i = 0; i < r->in->count; i++)
		if (text_equal(r->in->rules[i].id, id))
			return wrong(r, rule->line, rule->column,
				     _("there is a rule '%s' already"), id);
	return OK;
}

static enum err rule_read(const struct reading *r, const struct form_node *node,
			  const char *municipality)
{
	static const char *const known[] = {"id", "from", "until", "source", "severity", "nl",
					    "en", "if", NULL};
	struct map_rule *rule = &r->in->rules[r->in->count];
	const char *nl = "", *en = "";
	enum err rc;

	if (node->kind != FORM_NODE_MAP)
		return wrong(r, node->line, node->column, _("this is no rule; see trede-rules(5)"));
	if (r->in->count == CARE_RULES_MOST)
		return wrong(r, node->line, node->column, _("more than %d rules"), CARE_RULES_MOST);
	*rule = (struct map_rule){.municipality = municipality};
	if ((rc = keys_check(r, node, known)) != OK ||
	    (rc = must_text(r, node, "id", &rule->id)) != OK ||
	    (rc = id_check(r, node, rule->id)) != OK ||
	    (rc = text_read(r, node, "source", &rule->source)) != OK ||
	    (rc = severity_check(r, node)) != OK ||
	    (rc = must_text(r, node, "nl", &nl)) != OK ||
	    (rc = must_text(r, node, "en", &en)) != OK ||
	    (rc = date_at(r, node, "from", &rule->from)) != OK ||
	    (rc = date_at(r, node, "until", &rule->until)) != OK ||
	    (rc = conditions_read(r, node, rule)) != OK)
		return rc;
	date_to_end(&rule->until);
	rule->text = text_equal(r->in->words->language, "nl") ? nl : en;
	r->in->count++;
	return OK;
}

static enum err root_read(const struct reading *r, const struct form_node *root)
{
	static const char *const known[] = {"municipality", "rules", NULL};
	const struct form_node *list = form_node_at(root, "rules");
	const char *municipality = "";
	enum err rc = keys_check(r, root, known);

	if (rc == OK)
		rc = text_read(r, root, "municipality", &municipality);
	if (rc == OK && (list == NULL || list->kind != FORM_NODE_LIST))
		rc = wrong(r, root->line, root->column, _("a list of 'rules' is wanted"));
	for (const struct form_node *n = rc == OK ? list->first : NULL; rc == OK && n != NULL;
	     n = n->next)
		rc = rule_read(r, n, municipality);
	return rc;
}

enum err care_rules_read(struct care_rules_in *in, const char *name, const char *bytes, size_t len,
			 struct error *e)
{
	struct reading r = {in, name, e};
	struct form_problems problems = FORM_PROBLEMS_INIT;
	const struct form_node *root = form_tree_read(in->arena, bytes, len, &problems);
	enum err rc;

	if (problems.errors > 0 && problems.count > 0)
		rc = wrong(&r, problems.items[0].line, problems.items[0].column, "%s",
			   problems.items[0].text);
	else if (root == NULL || root->kind != FORM_NODE_MAP)
		rc = wrong(&r, 1, 1, _("a list of 'rules' is wanted"));
	else
		rc = root_read(&r, root);
	form_problems_release(&problems);
	return rc;
}

/* ---- the files ---- */

struct care_rules {
	struct arena arena;
	char language[3];
	struct map_rules rules;
};

void care_rules_free(struct care_rules *rules)
{
	if (rules == NULL)
		return;
	arena_release(&rules->arena);
	free(rules);
}

static enum err file_take(struct care_rules_in *in, const char *folder, const char *name,
			  struct error *e)
{
	char *path = file_path(folder, name);
	struct str bytes = STR_INIT;
	enum err rc = file_read(path, FORM_TREE_BYTES, &bytes, e);

	if (rc == OK)
		rc = care_rules_read(in, name, bytes.bytes, bytes.len, e);
	str_release(&bytes);
	free(path);
	return rc;
}

static bool is_in(const char *folder, const char *name)
{
	char *path = folder != NULL ? file_path(folder, name) : NULL;
	bool is = path != NULL && file_exists(path);

	free(path);
	return is;
}

/* Every file of folder but those that stand in 'instead' too. */
static enum err folder_take(struct care_rules_in *in, const char *folder, const char *instead,
			    struct error *e)
{
	char **names = NULL;
	size_t count = file_list(folder, ".yaml", &names);
	enum err rc = OK;

	if (count > RULE_FILES_MOST)
		rc = error_set(e, ERR_INVALID, _("%s has more than %d files with rules."), folder,
			       RULE_FILES_MOST);
	for (size_t i = 0; i < count; i++) {
		if (rc == OK && !is_in(instead, names[i]))
			rc = file_take(in, folder, names[i], e);
		free(names[i]);
	}
	free(names);
	return rc;
}

static enum err rules_fill(struct care_session *s, struct care_rules *out, struct error *e)
{
	struct care_rules_in in = {.arena = &out->arena, .words = care_map_words(s)};
	char *share = file_path(s->share, "config/rules");
	char *own = file_path(s->data, "config/rules");
	enum err rc;

	in.rules = arena_array(&out->arena, CARE_RULES_MOST, sizeof *in.rules);
	rc = folder_take(&in, share, own, e);
	if (rc == OK)
		rc = folder_take(&in, own, NULL, e);
	out->rules = (struct map_rules){in.rules, in.count};
	(void)snprintf(out->language, sizeof out->language, "%s", s->language);
	free(share);
	free(own);
	return rc;
}

enum err care_map_rules(struct care_session *s, const struct map_rules **out, struct error *e)
{
	struct care_rules *rules;
	enum err rc;

	if (s->rules == NULL || !text_equal(s->rules->language, s->language)) {
		rules = mem_new(sizeof *rules);
		rc = rules_fill(s, rules, e);
		if (rc != OK) {
			care_rules_free(rules);
			return rc;
		}
		care_rules_free(s->rules);
		s->rules = rules;
	}
	*out = &s->rules->rules;
	return OK;
}
