/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/mapping.h"

/* Is this all that stands behind the colon of its line? */
static bool is_alone(const char *bytes, size_t len, size_t at)
{
	size_t next = at + 1, before = at;

	while (before > 0 && bytes[before - 1] == ' ')
		before--;
	while (next < len && (bytes[next] == ' ' || bytes[next] == '\t' || bytes[next] == '\r'))
		next++;
	return before > 0 && before < at && bytes[before - 1] == ':' &&
	       (next == len || bytes[next] == '\n' || bytes[next] == '#');
}

/* People write a dash without quotes; to YAML it would begin a list. */
static void quote_dashes(const char *bytes, size_t len, struct str *out)
{
	for (size_t at = 0; at < len; at++) {
		if (bytes[at] == '-' && is_alone(bytes, len, at))
			str_add(out, "'-'");
		else
			str_add_bytes(out, bytes + at, 1);
	}
}

static size_t count_of(const struct form_node *node)
{
	size_t n = 0;

	for (const struct form_node *v = node->first; v != NULL; v = v->next)
		n++;
	return n;
}

static void values_take(struct arena *a, const struct form_node *values, struct map_column *out)
{
	struct map_value *kept;

	if (values == NULL || values->kind != FORM_NODE_MAP || values->first == NULL)
		return;
	kept = arena_array(a, count_of(values), sizeof *kept);
	for (const struct form_node *v = values->first; v != NULL; v = v->next)
		kept[out->value_count++] = (struct map_value){v->key, v->text != NULL ? v->text : ""};
	out->values = kept;
}

static void column_take(struct arena *a, const struct form_node *node, struct map_column *out)
{
	const char *name = node->text;

	if (node->kind == FORM_NODE_MAP) {
		name = form_node_text(node, "fact");
		if (text_is_empty(name))
			name = form_node_text(node, "field");
		values_take(a, form_node_at(node, "values"), out);
	}
	name = name != NULL ? name : "";
	out->heading = node->key;
	out->line = node->line;
	out->heading_line = node->key_line;
	out->joins = *name == '+';
	name += out->joins;
	out->field = name + strspn(name, " ");
}

static enum err bad(const char *name, unsigned line, const char *why, struct error *e)
{
	return error_set(e, ERR_INVALID, _("%s, line %u: %s"), name, line, why);
}

enum err care_mapping_read(struct arena *a, const char *name, const char *bytes, size_t len,
			   struct map_mapping *out, struct error *e)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str text = STR_INIT;
	const struct form_node *root;
	struct map_column *columns;
	enum err rc = OK;

	*out = (struct map_mapping){.name = name};
	quote_dashes(bytes, len, &text);
	root = form_tree_read(a, text.bytes, text.len, &problems);
	if (problems.count > 0)
		rc = bad(name, problems.items[0].line, problems.items[0].text, e);
	else if (root == NULL || root->kind != FORM_NODE_MAP)
		rc = bad(name, 1, _("a mapping file has lines such as 'Voornaam: given_name'."), e);
	if (rc == OK) {
		columns = arena_array(a, count_of(root) + 1, sizeof *columns);
		for (const struct form_node *n = root->first; n != NULL; n = n->next)
			column_take(a, n, &columns[out->count++]);
		out->columns = columns;
	}
	form_problems_release(&problems);
	str_release(&text);
	return rc;
}
