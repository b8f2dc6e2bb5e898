/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_lex.h"

/* Quotes as word processors make them, which pyxform turns into straight ones too. */
static const char *const curly_single[] = {"\u2018", "\u2019", "\u201a", "\u201b", NULL};
static const char *const curly_double[] = {"\u201c", "\u201d", "\u201e", "\u201f", NULL};

static size_t curly_length(const char *at, const char *const *quotes)
{
	for (; *at == '\xe2' && *quotes != NULL; quotes++)
		if (strncmp(at, *quotes, strlen(*quotes)) == 0)
			return strlen(*quotes);
	return 0;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_hard_blank(const char *p)
{
	return p[0] == '\xc2' && p[1] == '\xa0';
}

/* Letters of other scripts count, quotes of word processors and hard blanks do not. */
static bool is_name_start(const char *p)
{
	if ((unsigned char)*p < 0x80)
		return (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || *p == '_';
	return !is_hard_blank(p) && curly_length(p, curly_single) == 0 &&
	       curly_length(p, curly_double) == 0;
}

static bool is_name_char(const char *p)
{
	return is_name_start(p) || is_digit(*p) || *p == '-' || *p == '.';
}

static void take(struct expr_lexer *l, enum expr_token token, size_t len)
{
	l->token = token;
	l->next = l->from + len;
}

static void bad(struct expr_lexer *l, const char *fault)
{
	l->token = EXPR_T_BAD;
	l->fault = fault;
}

/* Where the string that was opened at from ends; NULL when nothing ends it. */
static const char *string_end(const char *at, char straight, const char *const *curly,
			      bool was_curly, size_t *quote_len)
{
	for (const char *p = at; *p != '\0'; p++) {
		*quote_len = *p == straight ? 1 : was_curly ? curly_length(p, curly) : 0;
		if (*quote_len > 0)
			return p;
	}
	return NULL;
}

/*
 * A string opened straight may hold a curly apostrophe (foto’s), unless only a curly one
 * closes it.
 */
static bool lex_string(struct expr_lexer *l)
{
	const char *end;
	size_t open, close = 0;

	for (int i = 0; i < 2; i++) {
		const char *const *curly = i == 0 ? curly_single : curly_double;
		char straight = i == 0 ? '\'' : '"';

		open = *l->from == straight ? 1 : curly_length(l->from, curly);
		if (open == 0)
			continue;
		l->bytes = l->from + open;
		end = string_end(l->bytes, straight, curly, open > 1, &close);
		if (end == NULL)
			end = string_end(l->bytes, straight, curly, true, &close);
		if (end == NULL) {
			bad(l, _("The text that starts here has no closing quote."));
			return true;
		}
		l->len = (size_t)(end - l->bytes);
		take(l, EXPR_T_TEXT, open + l->len + close);
		return true;
	}
	return false;
}

static void lex_number(struct expr_lexer *l)
{
	const char *p = l->from;
	char *copy;

	for (l->number = 0; is_digit(*p); p++)
		l->number = l->number * 10 + (*p - '0');
	take(l, EXPR_T_NUMBER, (size_t)(p - l->from));
	if (*p != '.' && l->number < 1e15)
		return;
	if (*p == '.')
		for (p++; is_digit(*p);)
			p++;
	copy = mem_bytes(l->from, (size_t)(p - l->from));
	l->number = expr_number_read(copy);
	free(copy);
	take(l, EXPR_T_NUMBER, (size_t)(p - l->from));
}

/* ${name}, blanks inside the braces forgiven. */
static void lex_row(struct expr_lexer *l)
{
	const char *p = l->from + 2, *end;

	while (expr_space(*p))
		p++;
	l->bytes = p;
	while (*p != '\0' && *p != '}' && *p != '$')
		p++;
	if (*p != '}') {
		bad(l, _("The ${ that starts here has no }."));
		return;
	}
	end = p;
	while (end > l->bytes && expr_space(end[-1]))
		end--;
	l->len = (size_t)(end - l->bytes);
	take(l, EXPR_T_ROW, (size_t)(p + 1 - l->from));
	if (l->len == 0)
		bad(l, _("A name is missing between ${ and }."));
}

/* A prefix may hold one colon: jr:choice-name. */
static void lex_name(struct expr_lexer *l)
{
	const char *p = l->from;

	while (is_name_char(p) || (*p == ':' && is_name_start(p + 1)))
		p++;
	l->bytes = l->from;
	l->len = (size_t)(p - l->from);
	take(l, EXPR_T_NAME, l->len);
}

static const struct operator_name {
	const char *text;
	enum expr_operator operator;
	bool is_word;
} operators[] = {
	{"!=", EXPR_DIFFER, false},	{"<=", EXPR_LESS_EQUAL, false},
	{">=", EXPR_MORE_EQUAL, false}, {"=", EXPR_EQUAL, false},
	{"<", EXPR_LESS, false},	{">", EXPR_MORE, false},
	{"+", EXPR_PLUS, false},	{"-", EXPR_MINUS, false},
	{"*", EXPR_TIMES, false},	{"or", EXPR_OR, true},
	{"and", EXPR_AND, true},	{"div", EXPR_DIV, true},
	{"mod", EXPR_MOD, true},
};

static bool lex_operator(struct expr_lexer *l)
{
	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
		const struct operator_name *o = &operators[i];
		size_t len = strlen(o->text);

		if (*l->from != *o->text || strncmp(l->from, o->text, len) != 0)
			continue;
		if (o->is_word && is_name_start(l->from + len))
			continue;
		l->operator = o->operator;
		take(l, EXPR_T_OPERATOR, len);
		return true;
	}
	return false;
}

/* What XPath has and forms may not use, each with what to write in its place. */
static const struct {
	const char *begin;
	const char *text;
} refused[] = {
	{"//", N_("// is not known here: write the whole path, or ${name}.")},
	{"::", N_("Axes (::) are not known here: write the name alone.")},
	{"@", N_("Attributes (@) are not known here.")},
	{"|", N_("| is not known here: write 'or' between two conditions.")},
	{"&", N_("& is not known here: write 'and' between two conditions.")},
	{"$", N_("A question is written ${name}.")},
	{"{", N_("A question is written ${name}.")},
	{";", N_("Between two values stands a comma, not a semicolon.")},
	{"%", N_("% is not known here: write 'mod' for what a division leaves.")},
	{"!", N_("! is not known here: write not(...) round a condition.")},
	{"", N_("This character does not belong in an expression.")},
};

/* Operators as other languages have them: the second character is one too many, or misplaced. */
static const struct {
	char pair[3];
	const char *text;
} pairs[] = {
	{"/*", N_("* is not known here: name the question.")},
	{"==", N_("Write one =, not two.")},
	{"=>", N_("Write >=, not =>.")},
	{"=<", N_("Write <=, not =<.")},
	{"<>", N_("Write !=, not <>.")},
};

static const char *refused_pair(const struct expr_lexer *l)
{
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (l->from > l->text && strncmp(l->from - 1, pairs[i].pair, 2) == 0)
			return _(pairs[i].text);
	return NULL;
}

static void lex_refused(struct expr_lexer *l)
{
	const char *pair = refused_pair(l);
	size_t i = 0;

	if (pair != NULL)
		bad(l, pair);
	else if (*l->from == '*')
		bad(l, _("There is nothing to multiply before this *."));
	else {
		while (!text_begins(l->from, refused[i].begin))
			i++;
		bad(l, _(refused[i].text));
	}
}

static bool ends_operand(enum expr_token token)
{
	return token == EXPR_T_TEXT || token == EXPR_T_NUMBER || token == EXPR_T_NAME ||
	       token == EXPR_T_ROW || token == EXPR_T_SELF || token == EXPR_T_CLOSE ||
	       token == EXPR_T_UP || token == EXPR_T_RIGHT;
}

static bool lex_mark(struct expr_lexer *l)
{
	static const struct {
		char c;
		enum expr_token token;
	} marks[] = {{'(', EXPR_T_OPEN}, {')', EXPR_T_CLOSE}, {',', EXPR_T_COMMA},
		     {'/', EXPR_T_SLASH}, {'[', EXPR_T_LEFT}, {']', EXPR_T_RIGHT}};

	if (text_begins(l->from, "//"))
		return false;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (*l->from == marks[i].c) {
			take(l, marks[i].token, 1);
			return true;
		}
	}
	return false;
}

/* A value stands behind a value: what should have joined them is missing, or written otherwise. */
static const char *missing_operator(const struct expr_lexer *l)
{
	if (strncasecmp(l->from, "and", 3) == 0 && !is_name_char(l->from + 3))
		return _("Write 'and' in small letters.");
	if (strncasecmp(l->from, "or", 2) == 0 && !is_name_char(l->from + 2))
		return _("Write 'or' in small letters.");
	if (*l->from == '$' && l->from[1] != '{')
		return _("A question is written ${name}.");
	return _("An operator is missing before this: and, or, =, + ...");
}

static void lex_operand(struct expr_lexer *l)
{
	const char *p = l->from;

	if (lex_string(l))
		return;
	if (is_digit(*p) || (*p == '.' && is_digit(p[1])))
		lex_number(l);
	else if (text_begins(p, "${"))
		lex_row(l);
	else if (text_begins(p, ".."))
		take(l, EXPR_T_UP, 2);
	else if (*p == '.')
		take(l, EXPR_T_SELF, 1);
	else if (is_name_start(p))
		lex_name(l);
	else if (*p == '-') /* a sign; other operators need something before them */
		(void)lex_operator(l);
	else
		lex_refused(l);
}

void expr_lex_next(struct expr_lexer *l)
{
	bool operand_before = ends_operand(l->token);

	while (expr_space(*l->next) || is_hard_blank(l->next))
		l->next += is_hard_blank(l->next) ? 2 : 1;
	l->from = l->next;
	l->operator = EXPR_NO_OPERATOR;
	if (*l->from == '\0')
		take(l, EXPR_T_END, 0);
	else if (lex_mark(l))
		return;
	else if (!operand_before)
		lex_operand(l);
	else if (is_digit(*l->from) || is_name_start(l->from) || *l->from == '$' ||
		 *l->from == '\'' || *l->from == '"') {
		if (!lex_operator(l))
			bad(l, missing_operator(l));
	} else if (!lex_operator(l)) {
		lex_refused(l);
	}
}

void expr_lex_start(struct expr_lexer *l, const char *text)
{
	*l = (struct expr_lexer){.text = text, .next = text, .token = EXPR_T_COMMA};
	expr_lex_next(l);
}

unsigned expr_lex_column(const struct expr_lexer *l, const char *at)
{
	unsigned column = 0;

	for (const char *p = l->text; p < at; p++)
		column += ((unsigned char)*p & 0xc0) != 0x80;
	return column;
}
