/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_parse.h"
#include "form/names.h"

/*
 * Paths, resolved to rows while they are read.  A trail starts at an anchor, a row that holds the
 * reader or the candidate (FORM_NONE: the form), and goes down over steps; '..' takes a step back, or
 * moves the anchor up.
 */
struct trail {
	bool is_of_candidate;
	bool is_absolute; /* /data/..: means the reader's own instances */
	int anchor;
	struct expr_step *last; /* NULL: at the anchor */
};

static const struct form *form_of(const struct expr_parser *p)
{
	return p->scope == NULL ? NULL : p->scope->form;
}

int expr_common(const struct form *form, int repeat, int row)
{
	while (repeat != FORM_NONE && (row <= repeat || row >= form->rows[repeat].end))
		repeat = form->rows[repeat].repeat;
	return repeat;
}

/* The repeat whose instance a row stands in; an instance stands in itself. */
static int inside(const struct form *form, int row)
{
	if (row == FORM_NONE || form->rows[row].type == FORM_REPEAT)
		return row;
	return form->rows[row].repeat;
}

static int own_repeat(const struct expr_parser *p)
{
	int row = p->scope->row;

	return row == FORM_NONE ? FORM_NONE : p->scope->form->rows[row].repeat;
}

/*
 * What a candidate reads, its reader reads within the instance that both share.
 */
static int within_for_reader(const struct expr_parser *p, const struct trail *t, int within)
{
	int shared = p->place.within;

	if (!t->is_of_candidate)
		return within;
	while (shared != FORM_NONE && shared != within)
		shared = p->scope->form->rows[shared].repeat;
	return shared == within ? within : p->place.within;
}

static struct expr_step *new_step(struct expr_parser *p, int row)
{
	struct expr_step *s = arena_new(p->arena, sizeof *s);

	s->row = row;
	return s;
}

/* Whose instances ${row} means: the candidate's where it stands in that repeat, else the own. */
static int choose_reader(const struct expr_parser *p, struct trail *t, int row)
{
	const struct form *form = p->scope->form;
	int own = expr_common(form, own_repeat(p), row), other, at;

	if (!p->place.is_candidate || p->place.list != NULL)
		return own;
	at = inside(form, p->place.row);
	other = expr_common(form, at, row);
	t->is_of_candidate = other != FORM_NONE && (other == at || other > own);
	return t->is_of_candidate ? other : own;
}

/* ${row}: all steps from the shared instance down, so that '..' and conditions find them. */
static void start_at_row(struct expr_parser *p, struct trail *t, int row)
{
	struct expr_step **above = &t->last;

	t->anchor = choose_reader(p, t, row);
	for (int i = row; i != t->anchor; i = p->scope->form->rows[i].parent) {
		*above = new_step(p, i);
		above = &(*above)->above;
	}
}

static bool go_up(struct expr_parser *p, struct trail *t, const char *at)
{
	if (t->last != NULL && t->last->conditions != NULL) {
		(void)expr_fail_at(p, at,
				   _("A path cannot go up behind a condition in [ ]."));
		return false;
	}
	if (t->last != NULL) {
		t->last = t->last->above;
		return true;
	}
	if (t->anchor == FORM_NONE) {
		(void)expr_fail_at(p, at, _("There is nothing above the form."));
		return false;
	}
	t->anchor = p->scope->form->rows[t->anchor].parent;
	return true;
}

static int trail_row(const struct trail *t)
{
	return t->last == NULL ? t->anchor : t->last->row;
}

static int next_child(const struct form *form, int group, int child)
{
	int end = group == FORM_NONE ? form->row_count : form->rows[group].end;
	int next = child == FORM_NONE ? group + 1 : form->rows[child].end;

	return next < end ? next : FORM_NONE;
}

/* By the index of paths where the form has one: a form may have thousands of rows in one group. */
static int find_child(const struct form *form, int group, const char *name)
{
	struct str path = STR_INIT;
	int child = FORM_NONE;

	if (form->paths != NULL) {
		if (group != FORM_NONE)
			str_addf(&path, "%s/", form->rows[group].path);
		str_add(&path, name);
		child = form_find_path(form, path.bytes);
		str_release(&path);
		return child;
	}
	do
		child = next_child(form, group, child);
	while (child != FORM_NONE && strcmp(form->rows[child].name, name) != 0);
	return child;
}

enum { NEAR_MOST = 500 };

static const char *unknown_child(struct expr_parser *p, int group, const char *name)
{
	const struct form *form = p->scope->form;
	const char *near = NULL;
	int best = strlen(name) < 3 ? 2 : 3, child = FORM_NONE;

	for (int i = 0; i < NEAR_MOST && expr_may_suggest(p); i++) {
		child = next_child(form, group, child);
		if (child == FORM_NONE)
			break;
		if (form_names_is_nearer(name, form->rows[child].name, &best))
			near = form->rows[child].name;
	}
	if (group == FORM_NONE)
		return expr_with_near(
			p,
			arena_format(p->arena, _("There is no '%.60s' at the top of the form"),
				     name),
			near);
	return expr_with_near(p,
			      arena_format(p->arena, _("There is no '%.60s' in '%.60s'"), name,
					   form->rows[group].name),
			      near);
}

static bool go_down(struct expr_parser *p, struct trail *t, const char *name, const char *at)
{
	const struct form *form = p->scope->form;
	int group = trail_row(t), child;
	struct expr_step *step;

	if (group != FORM_NONE && !form_row_is_group(&form->rows[group])) {
		(void)expr_fail_at(p, at,
				   arena_format(p->arena,
						_("'%.60s' is a question: nothing stands "
						  "below it."),
						form->rows[group].name));
		return false;
	}
	child = find_child(form, group, name);
	if (child == FORM_NONE) {
		(void)expr_fail_at(p, at, unknown_child(p, group, name));
		return false;
	}
	step = new_step(p, child);
	step->above = t->last;
	t->last = step;
	return true;
}

static bool parse_step_conditions(struct expr_parser *p, struct trail *t)
{
	struct expr_place place = {.is_candidate = true};

	if (p->lexer.token != EXPR_T_LEFT)
		return true;
	if (t->last == NULL) {
		(void)expr_fail(p, _("A condition in [ ] belongs behind a name in a path."));
		return false;
	}
	place.row = t->last->row;
	place.within = within_for_reader(p, t, inside(form_of(p), t->anchor));
	return expr_parse_conditions(p, &place, &t->last->conditions);
}

static bool parse_step(struct expr_parser *p, struct trail *t)
{
	const char *at = p->lexer.from, *name;

	switch (p->lexer.token) {
	case EXPR_T_UP:
		expr_lex_next(&p->lexer);
		return go_up(p, t, at);
	case EXPR_T_SELF:
		expr_lex_next(&p->lexer);
		return true;
	case EXPR_T_NAME:
		name = arena_bytes(p->arena, p->lexer.bytes, p->lexer.len);
		expr_lex_next(&p->lexer);
		if (p->lexer.token == EXPR_T_OPEN)
			(void)expr_fail_at(p, at,
					   arena_format(p->arena,
							_("%.60s() is not known in a path: "
							  "the name is enough."),
							name));
		return !p->failed && go_down(p, t, name, at);
	case EXPR_T_NUMBER:
	case EXPR_T_ROW:
	case EXPR_T_OPEN:
		(void)expr_fail(p, _("To divide, write 'div'."));
		return false;
	case EXPR_T_END:
	case EXPR_T_TEXT:
	case EXPR_T_SLASH:
	case EXPR_T_LEFT:
	case EXPR_T_RIGHT:
	case EXPR_T_CLOSE:
	case EXPR_T_COMMA:
	case EXPR_T_OPERATOR:
	case EXPR_T_BAD:
		break;
	}
	(void)expr_fail_or(p, _("A name is missing behind this /."));
	return false;
}

static bool parse_steps(struct expr_parser *p, struct trail *t)
{
	if (!parse_step_conditions(p, t))
		return false;
	while (p->lexer.token == EXPR_T_SLASH) {
		expr_lex_next(&p->lexer);
		if (!parse_step(p, t) || !parse_step_conditions(p, t))
			return false;
	}
	return true;
}

/*
 * An absolute path means the reader's own instances, as ${name} does: what both share is
 * no step, but where a condition chooses among all.
 */
static void share_instances(struct expr_parser *p, struct trail *t)
{
	struct expr_step *below = t->last, *shared = NULL;
	int anchor;

	if (t->last == NULL)
		return;
	anchor = choose_reader(p, t, t->last->row);
	for (struct expr_step *s = t->last; s != NULL; s = s->above) {
		if (s->conditions != NULL)
			shared = NULL;
		else if (shared == NULL && s != t->last && s->row <= anchor &&
			 p->scope->form->rows[s->row].type == FORM_REPEAT)
			shared = s;
	}
	if (shared == NULL) {
		t->is_of_candidate = false;
		return;
	}
	while (below->above != shared)
		below = below->above;
	below->above = NULL;
	t->anchor = shared->row;
}

/* Keeps the steps that choose: repeats, those with a condition, and the last. */
static const struct expr_step *keep_steps(struct expr_parser *p, const struct trail *t)
{
	const struct form *form = p->scope->form;
	struct expr_step *first = NULL;

	for (struct expr_step *s = t->last; s != NULL; s = s->above) {
		if (s != t->last && s->conditions == NULL &&
		    form->rows[s->row].type != FORM_REPEAT)
			continue;
		s->next = first;
		first = s;
	}
	if (first == NULL && t->anchor != inside(form, t->anchor))
		first = new_step(p, t->anchor); /* a group, or the candidate itself */
	return first;
}

static bool is_one(const struct form *form, const struct expr_path *path)
{
	return path->first == NULL ||
	       (path->first->next == NULL && path->first->conditions == NULL &&
		form->rows[path->first->row].type != FORM_REPEAT);
}

static void add_reads(struct expr_parser *p, const struct trail *t,
		      const struct expr_path *path)
{
	const struct form *form = p->scope->form;
	int within = within_for_reader(p, t, path->within);

	for (const struct expr_step *s = path->first; s != NULL; s = s->next)
		if (form->rows[s->row].type == FORM_REPEAT)
			expr_add_read(p, s->row, within);
	expr_add_read(p, trail_row(t), within);
}

static bool is_of_form(const struct form *form, const struct expr_path *path)
{
	const struct expr_step *s = path->first;

	return s != NULL && is_one(form, path) && form->rows[s->row].repeat == FORM_NONE;
}

static struct expr_node *finish_path(struct expr_parser *p, struct trail *t)
{
	const struct form *form = p->scope->form;
	struct expr_path *path = arena_new(p->arena, sizeof *path);
	struct expr_node *n = expr_new(p, EXPR_ROW);

	if (trail_row(t) == FORM_NONE)
		return expr_new(p, EXPR_WHOLE);
	if (t->is_absolute)
		share_instances(p, t);
	path->is_of_candidate = t->is_of_candidate;
	path->within = inside(form, t->anchor);
	path->is_at_instance = t->is_of_candidate && path->within == p->place.row;
	path->first = keep_steps(p, t);
	path->is_one = is_one(form, path);
	n->row = trail_row(t);
	n->is_many = !path->is_one;
	if (!is_of_form(form, path))
		n->path = path;
	add_reads(p, t, path);
	return n;
}

static struct expr_node *word_or_fault(struct expr_parser *p, const char *name,
				       const char *at)
{
	struct expr_node *n;

	if (p->scope == NULL || !form_is_word(name))
		return expr_fault(p, at, expr_unknown_name(p, name));
	n = expr_new(p, EXPR_WORD);
	n->text = name;
	return n;
}

/* A row of the form itself, as nearly all are: nothing to be worked out. */
static struct expr_node *plain_row(struct expr_parser *p, int row)
{
	struct expr_node *n = expr_new(p, EXPR_ROW);

	n->row = row;
	expr_add_read(p, row, FORM_NONE);
	return n;
}

struct expr_node *expr_parse_row(struct expr_parser *p)
{
	const char *name = arena_bytes(p->arena, p->lexer.bytes, p->lexer.len);
	const char *at = p->lexer.from;
	struct trail t = {.last = NULL};
	int row = p->scope == NULL ? FORM_NONE : p->scope->find(p->scope->data, name);
	bool goes_on;

	expr_lex_next(&p->lexer);
	if (row == FORM_NONE)
		return word_or_fault(p, name, at);
	goes_on = p->lexer.token == EXPR_T_SLASH || p->lexer.token == EXPR_T_LEFT;
	if (form_of(p) == NULL || (!goes_on && p->scope->form->rows[row].repeat == FORM_NONE &&
				   p->scope->form->rows[row].type != FORM_REPEAT))
		return plain_row(p, row);
	start_at_row(p, &t, row);
	return parse_steps(p, &t) ? finish_path(p, &t) : NULL;
}

struct expr_node *expr_pathless(struct expr_parser *p, const char *at)
{
	const struct expr_place nowhere = {.row = FORM_NONE, .within = FORM_NONE};
	struct expr_condition *ignored = NULL;

	for (;;) {
		if (p->lexer.token == EXPR_T_UP || p->lexer.token == EXPR_T_SELF ||
		    p->lexer.token == EXPR_T_NAME)
			expr_lex_next(&p->lexer);
		if (!expr_parse_conditions(p, &nowhere, &ignored))
			return NULL;
		if (p->lexer.token != EXPR_T_SLASH)
			break;
		expr_lex_next(&p->lexer);
		if (p->lexer.token != EXPR_T_UP && p->lexer.token != EXPR_T_SELF &&
		    p->lexer.token != EXPR_T_NAME)
			return expr_fail_or(p, _("A name is missing behind this /."));
	}
	return expr_fault(p, at, _("There is no form here that a path could lead through."));
}

bool expr_is_bare(struct expr_parser *p)
{
	struct expr_lexer ahead = p->lexer;

	if (ahead.token != EXPR_T_NAME)
		return false;
	expr_lex_next(&ahead);
	return ahead.token != EXPR_T_SLASH && ahead.token != EXPR_T_LEFT;
}

/* What a lone name most likely was to be: a call, a question or a text. */
static const char *meant_by(struct expr_parser *p, const char *name)
{
	if (p->scope->find(p->scope->data, name) != FORM_NONE)
		return arena_format(
			p->arena,
			_("'%.60s' means nothing by itself: a question is written ${%.60s}."),
			name, name);
	if (expr_function_find(name, strlen(name)) != NULL)
		return arena_format(
			p->arena,
			_("'%.60s' means nothing by itself: the function is written %.60s()."),
			name, name);
	return arena_format(p->arena,
			    _("'%.60s' means nothing by itself: a text stands in quotes, '%.60s'."),
			    name, name);
}

static struct expr_node *unknown_bare(struct expr_parser *p, const char *at,
				      const char *name)
{
	if (p->scope == NULL)
		return expr_fault(
			p, at, arena_format(p->arena, _("The name '%.60s' means nothing here."), name));
	return expr_fail_at(p, at, meant_by(p, name));
}

/*
 * Without an own row, or where it is a question, a name leads nowhere; of an own group it names what
 * stands in it, but who writes one that is not there meant something else.
 */
static bool is_lone_name(struct expr_parser *p)
{
	const struct form *form = form_of(p);
	char *name;
	bool leads;

	if (!expr_is_bare(p))
		return false;
	if (form == NULL || p->place.row == FORM_NONE ||
	    !form_row_is_group(&form->rows[p->place.row]))
		return true;
	name = mem_bytes(p->lexer.bytes, p->lexer.len);
	leads = p->place.is_candidate || find_child(form, p->place.row, name) != FORM_NONE;
	free(name);
	return !leads;
}

static struct expr_node *parse_self(struct expr_parser *p)
{
	struct expr_node *n = expr_new(p, EXPR_SELF);

	p->reads_self = true;
	n->row = p->scope == NULL ? FORM_NONE : p->scope->row;
	expr_lex_next(&p->lexer);
	return n;
}

static bool is_lone_self(struct expr_parser *p)
{
	struct expr_lexer ahead = p->lexer;

	if (ahead.token != EXPR_T_SELF)
		return false;
	expr_lex_next(&ahead);
	return ahead.token != EXPR_T_SLASH && ahead.token != EXPR_T_LEFT;
}

/* /data/...: the first name is the form's, whatever it is called. */
static bool start_at_form(struct expr_parser *p, struct trail *t)
{
	*t = (struct trail){.anchor = FORM_NONE, .is_absolute = true};
	expr_lex_next(&p->lexer);
	if (p->lexer.token != EXPR_T_NAME) {
		(void)expr_fail_or(p, _("A name is missing behind this /."));
		return false;
	}
	expr_lex_next(&p->lexer);
	return true;
}

struct expr_node *expr_parse_path(struct expr_parser *p)
{
	const char *at = p->lexer.from, *name;
	struct trail t = {.is_of_candidate = p->place.is_candidate, .anchor = p->place.row};
	bool is_absolute = p->lexer.token == EXPR_T_SLASH;

	if (p->place.list != NULL && !is_absolute)
		return expr_parse_in_list(p);
	if (!p->place.is_candidate && is_lone_self(p))
		return parse_self(p);
	if (is_lone_name(p)) {
		name = arena_bytes(p->arena, p->lexer.bytes, p->lexer.len);
		expr_lex_next(&p->lexer);
		return unknown_bare(p, at, name);
	}
	if (form_of(p) == NULL)
		return expr_pathless(p, at);
	if (is_absolute ? !start_at_form(p, &t) : !parse_step(p, &t))
		return NULL;
	return parse_steps(p, &t) ? finish_path(p, &t) : NULL;
}

struct expr_node *expr_parse_current(struct expr_parser *p)
{
	const struct expr_lexer at = p->lexer; /* behind its brackets */
	struct trail t = {.anchor = p->scope == NULL ? FORM_NONE : p->scope->row};

	if (p->lexer.token != EXPR_T_SLASH) {
		struct expr_node *n = expr_new(p, EXPR_SELF);

		p->reads_self = true;
		n->row = t.anchor;
		return n;
	}
	expr_lex_next(&p->lexer);
	if (is_lone_self(p))
		return parse_self(p);
	if (form_of(p) == NULL)
		return expr_pathless(p, at.from);
	p->lexer = at;
	return parse_steps(p, &t) ? finish_path(p, &t) : NULL;
}
