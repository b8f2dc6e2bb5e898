/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/read.h"

static void refuse_later(struct form_reader *r, const struct form_node *cell,
			 const struct form_type_word *word)
{
	if (word->flags & FORM_TYPE_REPEAT)
		FORM_COMPLAIN(r, cell,
			      _("'%s' is not understood: write a repeat (begin_repeat), "
				"with repeat_count if the number is known."),
			      word->name);
	else
		FORM_COMPLAIN(
			r, cell,
			_("The type '%.40s' does not work in this version of trede."),
			word->name);
}

static const struct form_list *find_list(struct form_reader *r,
					 const struct form_node *cell, const char *name,
					 bool is_external)
{
	const struct form_list *list =
		is_external ? form_list_external(r, name) : form_list_named(r, name);

	if (!strncmp(name, "${", 2))
		FORM_COMPLAIN(
			r, cell,
			_("Choices from a repeat do not work in this version of trede."));
	else if (!list)
		FORM_COMPLAIN(r, cell, _("There is no list '%.60s' in choices%s"), name,
			      form_did_you_mean(r, form_names_nearest(&r->lists, name,
								      &r->budget)));
	return list;
}

/* or_other, or other, or specify other */
static bool is_other(const char *const *words, int count)
{
	if (count == 1)
		return !strcasecmp(words[0], "or_other") ||
		       !strcasecmp(words[0], "or_specify_other");
	return count >= 2 && count <= 3 && !strcasecmp(words[0], "or") &&
	       !strcasecmp(words[count - 1], "other") &&
	       (count == 2 || !strcasecmp(words[1], "specify"));
}

static void read_list(struct form_reader *r, const struct form_node *cell,
		      const char *const *words, int count, struct form_type_cell *type)
{
	if (!count) {
		FORM_COMPLAIN(r, cell,
			      _("The name of the list is missing, as in '%s yes_no'."),
			      type->word->name);
		return;
	}
	type->list =
		find_list(r, cell, words[0], type->word->flags & FORM_TYPE_EXTERNAL);
	if (count == 1)
		return;
	type->has_other = is_other(words + 1, count - 1);
	if (!type->has_other)
		FORM_COMPLAIN(r, cell,
			      _("'%.40s' is not understood here; only or_other may "
				"follow the list."),
			      words[1]);
	if (type->has_other && type->list)
		type->list = form_list_with_other(r, type->list);
}

static void read_file_name(struct form_reader *r, const struct form_node *cell,
			   const char *const *words, int count,
			   struct form_type_cell *type)
{
	if (!count)
		FORM_COMPLAIN(
			r, cell,
			_("The name of the file is missing, as in '%s places.csv'."),
			type->word->name);
	else if (count > 1)
		FORM_COMPLAIN(r, cell,
			      _("'%.40s' is not understood here; nothing may follow the "
				"name of the file."),
			      words[1]);
	else
		type->file = words[0];
}

static void warn_unknown(struct form_reader *r, const struct form_node *cell,
			 const char *text, const char *word)
{
	FORM_WARN(r, cell, _("Unknown type '%.40s', asked as text%s"), text,
		  form_did_you_mean(r, form_may_suggest(r) ? form_type_nearest(word)
							   : NULL));
}

static struct form_type_cell read_cell(struct form_reader *r,
				       const struct form_node *cell, const char *text)
{
	struct form_type_cell type = {NULL, NULL, NULL, false};
	int count, used;
	const char **words = form_words_of(r, text, &count);

	type.word = form_type_find(words, count, &used);
	if (type.word && used < count &&
	    !(type.word->flags & (FORM_TYPE_LIST | FORM_TYPE_MORE | FORM_TYPE_FILE)))
		type.word = NULL;
	if (!type.word) {
		if (count)
			warn_unknown(r, cell, text, words[0]);
		return type;
	}
	if (type.word->mark == FORM_MARK_LATER)
		refuse_later(r, cell, type.word);
	else if (type.word->mark == FORM_MARK_IDLE && type.word->type == FORM_HIDDEN)
		FORM_WARN(r, cell, _("The type '%.40s' is not used in trede."),
			  type.word->name);
	else if (type.word->mark == FORM_MARK_IDLE)
		FORM_WARN(r, cell,
			  _("The type '%.40s' is not asked in trede: it is shown as not "
			    "asked."),
			  type.word->name);
	if (type.word->flags & FORM_TYPE_LIST)
		read_list(r, cell, words + used, count - used, &type);
	if (type.word->flags & FORM_TYPE_FILE)
		read_file_name(r, cell, words + used, count - used, &type);
	return type;
}

/* Most rows have a type that an earlier row had; what was complained of is read again
 * each time. */
struct form_type_cell form_type_read(struct form_reader *r, const struct form_node *cell)
{
	const char *text = form_cell_text(r, cell);
	size_t complaints = r->problems->count + r->problems->dropped;
	int known = form_names_find(&r->types, text);
	struct form_type_cell type;

	if (known >= 0)
		return r->type_cells[known];
	type = read_cell(r, cell, text);
	if (r->problems->count + r->problems->dropped != complaints)
		return type;
	VEC_ROOM(r->type_cells, r->type_count, r->type_room);
	(void)form_names_add(&r->types, text, (int)r->type_count);
	r->type_cells[r->type_count++] = type;
	return type;
}
