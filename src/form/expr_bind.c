/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_parse.h"

/*
 * jr:choice-name(value, '${question}'): the question is bound now; a path names its last
 * part.
 */
static const char *bind_choice_name(struct expr_parser *p, struct expr_node *call)
{
	const struct expr_node *named = call->first->next;
	const char *from, *name;
	size_t len;

	if (named->kind != EXPR_TEXT || p->scope == NULL)
		return _("jr:choice-name wants the name of a question in quotes as its "
			 "second "
			 "part: '${name}'.");
	from = strrchr(named->text, '/') != NULL ? strrchr(named->text, '/') + 1
						 : named->text;
	len = strlen(from);
	if (len > 3 && text_begins(from, "${") && from[len - 1] == '}') {
		from += 2;
		len -= 3;
	}
	name = arena_bytes(p->arena, from, len);
	call->row = p->scope->find(p->scope->data, name);
	return call->row == FORM_NONE ? expr_unknown_name(p, name) : NULL;
}

/* A pattern that is a literal is compiled once, and its mistakes are found now. */
static const char *bind_pattern(struct expr_parser *p, struct expr_node *call)
{
	const struct expr_node *pattern = call->first->next;
	struct error e = ERROR_INIT;

	if (pattern->kind != EXPR_TEXT)
		return NULL;
	call->regex = form_regex_compile(p->arena, pattern->text, &e);
	return call->regex == NULL ? arena_text(p->arena, e.text) : NULL;
}

/* What forms elsewhere may say and these not, by why. */
static const char *const maps[] = {"area", "distance", "geofence", "intersects", NULL};
static const char *const phones[] = {"depend", "property", "version", NULL};
static const char *const xml[] = {"id",	  "jr:itext",	   "lang", "local-name",
				  "name", "namespace-uri", NULL};
static const char *const cht[] = {"parse-timestamp-to-date", "z-score", NULL};

static bool is_among(const char *name, const char *const *names)
{
	while (*names != NULL && strcmp(*names, name) != 0)
		names++;
	return *names != NULL;
}

static const char *unknown_function(struct expr_parser *p, const char *name)
{
	if (is_among(name, maps))
		return arena_format(
			p->arena, _("trede works no maps out: there is no %s() here."), name);
	if (is_among(name, phones))
		return arena_format(
			p->arena, _("%s() asks something of a phone: it is not here."), name);
	if (is_among(name, xml))
		return arena_format(p->arena,
				    _("%s() asks how a form is written: it is not here."),
				    name);
	if (is_among(name, cht))
		return arena_format(p->arena, _("%s() belongs to CHT: it is not here."),
				    name);
	if (strcmp(name, "extract-signed") == 0)
		return arena_format(p->arena,
				    _("trede checks no signatures: there is no %s() here."),
				    name);
	return expr_with_near(p,
			      arena_format(p->arena, _("There is no function '%.60s'"), name),
			      expr_function_suggest(p->arena, name));
}

static const char *wrong_count(struct expr_parser *p, const struct expr_function *f, int count)
{
	if (f->least == f->most)
		return arena_format(p->arena, _("Wrong number of values for %s(): it wants %d, and has %d."),
				    f->name, f->least, count);
	if (count < f->least)
		return arena_format(p->arena, _("Too few values for %s(): at least %d, and it has %d."),
				    f->name, f->least, count);
	return arena_format(p->arena, _("Too many values for %s(): at most %d, and it has %d."),
			    f->name, f->most, count);
}

/* indexed-repeat(${question}, ${repeat}, number, ...): the repeats hold the question. */
static const char *bind_indexed(struct expr_parser *p, struct expr_node *call)
{
	const struct form *form = p->scope == NULL ? NULL : p->scope->form;
	const struct expr_node *n = call->first;
	int row = n->row, within, outermost = FORM_NONE;

	if (form == NULL || n->kind != EXPR_ROW || call->count % 2 == 0)
		return _("indexed-repeat() wants a ${question}, and for each repeat its "
			 "${name} and a number.");
	for (n = n->next; n != NULL; n = n->next->next) {
		if (n->kind != EXPR_ROW || form->rows[n->row].type != FORM_REPEAT ||
		    row <= n->row || row >= form->rows[n->row].end)
			return arena_format(p->arena,
					    _("indexed-repeat(): '%.60s' stands in no such "
					      "repeat."),
					    form->rows[row].name);
		if (outermost == FORM_NONE || n->row < outermost)
			outermost = n->row;
	}
	within = p->scope->row == FORM_NONE ? FORM_NONE : form->rows[p->scope->row].repeat;
	within = expr_common(form, within, outermost);
	expr_add_read(p, row, within);
	for (int r = form->rows[row].repeat; r != within; r = form->rows[r].repeat)
		expr_add_read(p, r, within);
	call->row = row;
	return NULL;
}

static const char *bind_nodes(struct expr_parser *p, struct expr_node *call)
{
	if (expr_is_set(call->first))
		return NULL;
	return arena_format(p->arena,
			    _("%s() wants questions or a repeat: ${name} or a path."),
			    call->function->name);
}

static const char *bind_randomize(struct expr_parser *p, struct expr_node *call)
{
	call->is_many = true;
	return bind_nodes(p, call);
}

/* An algorithm that is a literal is looked at now. */
static const char *bind_digest(struct expr_parser *p, struct expr_node *call)
{
	const struct expr_node *name = call->first->next;

	return name->kind == EXPR_TEXT ? expr_digest_refused(p->arena, name->text) : NULL;
}

static const struct {
	enum err (*call)(struct expr_eval *x, const struct expr_node *call,
			 const struct form_value *args, struct form_value *out);
	const char *(*bind)(struct expr_parser *p, struct expr_node *call); /* what is wrong, or NULL */
} binders[] = {
	{expr_choice_name, bind_choice_name},
	{expr_regex, bind_pattern},
	{expr_indexed_repeat, bind_indexed},
	{expr_count, bind_nodes},
	{expr_randomize, bind_randomize},
	{expr_digest, bind_digest},
};

static struct expr_node *bind_call(struct expr_parser *p, struct expr_node *call,
				   const char *at)
{
	const struct expr_function *f = call->function;
	const char *wrong = NULL;

	if (call->count < f->least || (f->most != EXPR_ANY && call->count > f->most))
		return expr_fault(p, at, wrong_count(p, f, call->count));
	for (size_t i = 0; i < sizeof binders / sizeof *binders; i++)
		if (f->call == binders[i].call)
			wrong = binders[i].bind(p, call);
	return wrong == NULL ? call : expr_fault(p, at, wrong);
}

static bool parse_arguments(struct expr_parser *p, struct expr_node *call)
{
	struct expr_node **tail = &call->first;

	expr_lex_next(&p->lexer); /* past ( */
	if (p->lexer.token == EXPR_T_CLOSE) {
		expr_lex_next(&p->lexer);
		return true;
	}
	for (;;) {
		*tail = expr_parse_operators(p, 0);
		if (*tail == NULL)
			return false;
		tail = &(*tail)->next;
		call->count++;
		if (p->lexer.token == EXPR_T_CLOSE)
			break;
		if (p->lexer.token != EXPR_T_COMMA) {
			(void)expr_fail_or(p, _("A ) is missing here."));
			return false;
		}
		expr_lex_next(&p->lexer);
	}
	expr_lex_next(&p->lexer);
	return true;
}

struct expr_node *expr_parse_call(struct expr_parser *p, const char *bytes, size_t len,
				  const char *at)
{
	struct expr_node *call = expr_new(p, EXPR_CALL), *bound;

	call->function = expr_function_find(bytes, len);
	if (!parse_arguments(p, call))
		return NULL;
	if (call->function == NULL)
		return expr_fault(p, at,
				  unknown_function(p, arena_bytes(p->arena, bytes, len)));
	bound = bind_call(p, call, at);
	if (bound == NULL || bound->kind == EXPR_FAULT)
		return bound;
	if (strcmp(call->function->name, "once") == 0)
		p->keeps = true;
	if (call->function->call == expr_current)
		return expr_parse_current(p);
	if (call->function->call == expr_instance)
		return expr_bind_instance(p, call, at);
	if (call->function->call == expr_pulldata)
		return expr_bind_pulldata(p, call, at);
	return bound;
}
