/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/tree.h"

#include <sys/mman.h>
#include <unistd.h>
#include <yaml.h>

#include "form/names.h"

/* One list or map that is open. */
struct frame {
	struct form_node *node;
	struct form_node **tail;  /* where the next child goes */
	struct form_node *member; /* a key was read, its value comes */
	size_t keys;		  /* where its keys begin in tree->keys */
};

struct tree {
	struct arena *nodes, *texts;
	struct form_problems *problems;
	yaml_parser_t parser;
	struct form_names names; /* every key once */
	unsigned *followers; /* by number of a key: what came after it last time */
	size_t follower_count, follower_room;
	unsigned last_key;
	struct frame stack[FORM_TREE_DEPTH];
	int depth;
	struct form_node *root;
	unsigned count;
	struct form_node *free; /* nodes taken from the arena and not used yet */
	unsigned free_count, free_next;
	struct form_node **keys; /* of all open maps */
	size_t key_count, key_room;
	bool is_done;
};

/* What libyaml says, and what to do about it. */
static const struct {
	const char *problem, *advice;
} advices[] = {
	{"mapping values are not allowed",
	 N_("A text that holds ': ' must stand between quotes (or the line is indented "
	    "wrongly).")},
	{"block sequence entries are not allowed",
	 N_("A list item ('- ') cannot begin here.")},
	{"mapping keys are not allowed", N_("A key cannot begin here.")},
	{"could not find expected ':'", N_("A ':' is missing behind a key (or a text of "
					   "several lines is not indented).")},
	{"found character that cannot start any token",
	 N_("A text cannot begin with this character (a tab, @, ` or %): indent with "
	    "spaces, or put the text between quotes.")},
	{"found a tab character", N_("Indent with spaces, not with tabs.")},
	{"found unexpected end of stream", N_("A quote is opened and never closed.")},
	{"found unexpected document indicator",
	 N_("A quote is opened and never closed.")},
	{"found unknown escape character",
	 N_("This backslash means nothing between double quotes: use single quotes.")},
	{"did not find expected hexdecimal number",
	 N_("This backslash means nothing between double quotes: use single quotes.")},
	{"found invalid Unicode character escape code",
	 N_("This backslash means nothing between double quotes: use single quotes.")},
	{"did not find expected key", N_("This line is not indented like the ones it "
					 "belongs to (or a quote is missing).")},
	{"did not find expected '-' indicator",
	 N_("This line is not indented like the list it belongs to.")},
	{"did not find expected ',' or",
	 N_("A } or ] is missing here, or quotes round a text that holds : , { or }.")},
	{"did not find expected comment or line break",
	 N_("A text cannot begin with > or |: put it between quotes.")},
	{"did not find expected whitespace or line break",
	 N_("A text cannot begin with !: put it between quotes.")},
	{"did not find expected '!'", N_("A text cannot begin with !: put it between quotes.")},
	{"did not find expected tag URI",
	 N_("A text cannot begin with !: put it between quotes.")},
	{"did not find expected alphabetic or numeric character",
	 N_("A text cannot begin with * or &: put it between quotes.")},
	{"did not find expected node content", N_("A text is missing here.")},
	{"did not find expected <document start>",
	 N_("This line does not belong to what stands above it: look at its "
	    "indentation.")},
	{"control characters are not allowed",
	 N_("A control character stands here: take it out.")},
	{"UTF-8", N_("The file is not UTF-8 here: save it as UTF-8.")},
	{"invalid Unicode character",
	 N_("The file is not UTF-8 here: save it as UTF-8.")},
};

static bool refuse(struct tree *t, const yaml_mark_t *mark, const char *sentence)
{
	form_problems_add(t->problems, FORM_ERROR, (unsigned)mark->line + 1,
			  (unsigned)mark->column + 1, "%s", sentence);
	return false;
}

/* Line and column of a byte; both from 0, the column in characters. */
static yaml_mark_t mark_of_byte(const char *bytes, size_t len, size_t at)
{
	yaml_mark_t mark = {0, 0, 0};

	for (size_t i = 0; i < at && i < len; i++) {
		if (bytes[i] == '\n') {
			mark.line++;
			mark.column = 0;
		} else if (((unsigned char)bytes[i] & 0xc0) != 0x80) {
			mark.column++;
		}
	}
	return mark;
}

/* libyaml points behind the byte that is wrong. */
static size_t first_bad_byte(const char *bytes, size_t len, size_t otherwise)
{
	for (size_t at = 0; at < len;) {
		uint32_t code;
		int used = text_decode(bytes + at, len - at, &code);

		if (code == 0xfffd && used == 1)
			return at;
		at += (size_t)used;
	}
	return otherwise;
}

/* The last character before a place on its line that is no blank; 0: there is none. */
static char before_mark(const char *bytes, size_t len, const yaml_mark_t *mark)
{
	yaml_mark_t at = {0, 0, 0};
	char last = 0;

	for (size_t i = 0; i < len && (at.line < mark->line || at.column < mark->column); i++) {
		if (bytes[i] == '\n') {
			if (at.line++ == mark->line)
				break;
			at.column = 0;
			last = 0;
			continue;
		}
		at.column += ((unsigned char)bytes[i] & 0xc0) != 0x80;
		if (bytes[i] != ' ')
			last = bytes[i];
	}
	return last;
}

/* What is not closed or not finished is found lines below the place where it began. */
static yaml_mark_t place_of(const yaml_parser_t *p)
{
	static const char *const began_above[] = {
		"did not find expected ',' or", "could not find expected ':'",
		"found unexpected end of stream", "found unexpected document indicator"};

	for (size_t i = 0; i < sizeof began_above / sizeof *began_above; i++)
		if (strstr(p->problem, began_above[i]) && p->context &&
		    p->context_mark.line < p->problem_mark.line)
			return p->context_mark;
	return p->problem_mark;
}

static bool refuse_syntax(struct tree *t, const char *bytes, size_t len)
{
	const yaml_parser_t *p = &t->parser;
	const char *problem = p->problem ? p->problem : "";
	yaml_mark_t mark = p->problem ? place_of(p) : p->problem_mark;

	if (p->error == YAML_MEMORY_ERROR)
		mem_fail();
	if (p->error == YAML_READER_ERROR)
		mark = mark_of_byte(bytes, len,
				    first_bad_byte(bytes, len, p->problem_offset));
	if (strstr(problem, "did not find expected key") &&
	    strchr("}]'\"", before_mark(bytes, len, &mark)) && before_mark(bytes, len, &mark))
		return refuse(t, &mark,
			      _("Nothing may follow this quote or bracket: put quotes round all "
				"of it."));
	for (size_t i = 0; i < sizeof advices / sizeof *advices; i++) {
		if (strstr(problem, advices[i].problem))
			return refuse(t, &mark, _(advices[i].advice));
	}
	form_problems_add(t->problems, FORM_ERROR, (unsigned)mark.line + 1,
			  (unsigned)mark.column + 1, _("This is not YAML: %s"), problem);
	return false;
}

static struct frame *top(struct tree *t)
{
	return t->depth ? &t->stack[t->depth - 1] : NULL;
}

/*
 * Nodes are taken by the thousand, as many as a form of this size needs, and their pages
 * asked for at once: faulting them in one by one costs as much as filling them.
 */
static struct form_node *new_node(struct tree *t)
{
	enum { LEAST = 64, MOST = 8192, WARM_BYTES = 128 << 10 };

	if (!t->free_count) {
		size_t page = (size_t)sysconf(_SC_PAGESIZE), bytes;
		uintptr_t from;

		t->free_count = t->free_next < LEAST ? LEAST : t->free_next;
		t->free_next = t->free_count < MOST ? t->free_count * 2 : MOST;
		bytes = t->free_count * sizeof *t->free;
		t->free = arena_new(t->nodes, bytes);
		from = ((uintptr_t)t->free + page - 1) & ~(uintptr_t)(page - 1);
		if (bytes >
		    WARM_BYTES) /* a kernel that cannot says no, and nothing is lost */
			(void)madvise((void *)from,
				      (bytes - (from - (uintptr_t)t->free)) & ~(page - 1),
				      MADV_POPULATE_WRITE);
	}
	t->free_count--;
	return t->free++;
}

static uint16_t column_of(size_t column)
{
	return column < FORM_NODE_COLUMN ? (uint16_t)column : FORM_NODE_COLUMN;
}

/* The node that a value goes into: a member whose key was read, a new list item, or the
 * root. */
static struct form_node *next_node(struct tree *t, const yaml_mark_t *mark)
{
	struct frame *f = top(t);
	struct form_node *node;

	if (f && f->member) {
		node = f->member;
		f->member = NULL;
	} else {
		if (++t->count > FORM_TREE_NODES) {
			(void)refuse(t, mark, _("The file holds too much from here on."));
			return NULL;
		}
		node = new_node(t);
		if (f) {
			*f->tail = node;
			f->tail = &node->next;
		} else {
			t->root = node;
		}
	}
	node->line = (unsigned)mark->line + 1;
	node->column = column_of(mark->column + 1);
	return node;
}

static bool is_key_next(const struct frame *f)
{
	return f && f->node->kind == FORM_NODE_MAP && !f->member;
}

static bool check_marks(struct tree *t, const yaml_event_t *event,
			const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor)
		return refuse(t, &event->start_mark,
			      _("Anchors (&name) are refused: write it out, or put it "
				"between quotes."));
	if (tag)
		return refuse(
			t, &event->start_mark,
			_("Tags (!name) are refused: put the text between quotes."));
	return true;
}

static bool open_node(struct tree *t, const yaml_event_t *event, enum form_node_kind kind)
{
	struct form_node *node;

	if (is_key_next(top(t)))
		return refuse(t, &event->start_mark, _("A key must be a plain text."));
	if (t->depth == FORM_TREE_DEPTH)
		return refuse(t, &event->start_mark,
			      _("This is nested too deeply (64 at most)."));
	node = next_node(t, &event->start_mark);
	if (!node)
		return false;
	node->kind = kind;
	t->stack[t->depth++] = (struct frame){node, &node->first, NULL, t->key_count};
	return true;
}

static int compare_keys(const void *a, const void *b)
{
	const struct form_node *const *x = a;
	const struct form_node *const *y = b;

	if ((*x)->key_number != (*y)->key_number)
		return (*x)->key_number < (*y)->key_number ? -1 : 1;
	return (*x)->key_line != (*y)->key_line
		       ? ((*x)->key_line < (*y)->key_line ? -1 : 1)
		       : (int)(*x)->key_column - (int)(*y)->key_column;
}

static void complain_twice(struct tree *t, const struct form_node *again,
			   const struct form_node *before)
{
	form_problems_add(t->problems, FORM_ERROR, again->key_line, again->key_column,
			  _("'%.60s' stands here twice (first on line %u)."), again->key,
			  before->key_line);
}

/* Few keys are compared with each other; many are sorted. */
static void check_keys(struct tree *t, struct form_node **keys, size_t count)
{
	if (count > 24) {
		qsort(keys, count, sizeof *keys, compare_keys);
		for (size_t i = 1; i < count; i++) {
			if (keys[i]->key_number == keys[i - 1]->key_number)
				complain_twice(t, keys[i], keys[i - 1]);
		}
		return;
	}
	for (size_t i = 1; i < count; i++) {
		for (size_t k = 0; k < i; k++) {
			if (keys[i]->key_number == keys[k]->key_number) {
				complain_twice(t, keys[i], keys[k]);
				break;
			}
		}
	}
}

static bool close_node(struct tree *t)
{
	const struct frame *f = &t->stack[--t->depth];

	if (f->node->kind == FORM_NODE_MAP && t->key_count > f->keys) {
		check_keys(t, t->keys + f->keys, t->key_count - f->keys);
		t->key_count = f->keys;
	}
	return true;
}

/* Rows have the same keys in the same order: the one that followed before is tried first.
 */
static unsigned key_number(struct tree *t, const char *text, size_t len)
{
	unsigned *guess, number;

	if (!t->follower_count) {
		VEC_ROOM(t->followers, t->follower_count, t->follower_room);
		t->followers[t->follower_count++] = 0;
	}
	guess = &t->followers[t->last_key];
	number = *guess;
	if (number >= t->names.count || strcmp(t->names.keys[number], text)) {
		number = (unsigned)form_names_intern(&t->names, text, len, t->texts);
		*guess = number;
		while (t->follower_count <= number) {
			VEC_ROOM(t->followers, t->follower_count, t->follower_room);
			t->followers[t->follower_count++] = 0;
		}
	}
	t->last_key = number;
	return number;
}

static bool read_key(struct tree *t, const yaml_event_t *event)
{
	const char *text = (const char *)event->data.scalar.value;
	size_t len = event->data.scalar.length;
	struct frame *f = top(t);
	struct form_node *node;

	if (len == 2 && text[0] == '<' && text[1] == '<')
		return refuse(t, &event->start_mark,
			      _("Merge keys (<<) are refused: write it out."));
	node = next_node(t, &event->start_mark);
	if (!node)
		return false;
	node->key_number = key_number(t, text, len);
	node->key = t->names.keys[node->key_number];
	node->key_line = node->line;
	node->key_column = node->column;
	f->member = node;
	VEC_ROOM(t->keys, t->key_count, t->key_room);
	t->keys[t->key_count++] = node;
	return true;
}

/* Where the text itself begins: behind a quote, on the line below a | or >. */
static void settle_place(struct form_node *node, yaml_scalar_style_t style)
{
	if (style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
	    style == YAML_DOUBLE_QUOTED_SCALAR_STYLE) {
		node->column = column_of(node->column + 1u);
	} else if (style == YAML_LITERAL_SCALAR_STYLE ||
		   style == YAML_FOLDED_SCALAR_STYLE) {
		node->line++;
		node->column = 1;
	}
}

static bool read_scalar(struct tree *t, const yaml_event_t *event)
{
	const char *text = (const char *)event->data.scalar.value;
	size_t len = event->data.scalar.length;
	struct form_node *node;

	if (!check_marks(t, event, event->data.scalar.anchor, event->data.scalar.tag))
		return false;
	if (len > FORM_TREE_SCALAR)
		return refuse(t, &event->start_mark,
			      _("This text is too long (64 kB at most)."));
	if (memchr(text, 0, len))
		return refuse(t, &event->start_mark,
			      _("This text holds a NUL character."));
	if (is_key_next(top(t)))
		return read_key(t, event);
	node = next_node(t, &event->start_mark);
	if (!node)
		return false;
	node->text = len ? arena_bytes(t->texts, text, len) : "";
	settle_place(node, event->data.scalar.style);
	return true;
}

static bool start_document(struct tree *t, const yaml_event_t *event)
{
	if (t->root)
		return refuse(
			t, &event->start_mark,
			_("A second document begins here: one file is one document."));
	if (event->data.document_start.tag_directives.start !=
	    event->data.document_start.tag_directives.end)
		return refuse(t, &event->start_mark, _("%TAG lines are refused."));
	return true;
}

/* False ends the reading: it was refused. */
static bool take(struct tree *t, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return read_scalar(t, event);
	case YAML_SEQUENCE_START_EVENT:
		return check_marks(t, event, event->data.sequence_start.anchor,
				   event->data.sequence_start.tag) &&
		       open_node(t, event, FORM_NODE_LIST);
	case YAML_MAPPING_START_EVENT:
		return check_marks(t, event, event->data.mapping_start.anchor,
				   event->data.mapping_start.tag) &&
		       open_node(t, event, FORM_NODE_MAP);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return close_node(t);
	case YAML_ALIAS_EVENT:
		return refuse(t, &event->start_mark,
			      _("Aliases (*name) are refused: write it out, or put it "
				"between quotes."));
	case YAML_DOCUMENT_START_EVENT:
		return start_document(t, event);
	case YAML_STREAM_END_EVENT:
		t->is_done = true;
		return true;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		return true;
	}
	return true;
}

static bool read_events(struct tree *t, const char *bytes, size_t len)
{
	bool is_fine = true;

	if (!yaml_parser_initialize(&t->parser))
		mem_fail();
	yaml_parser_set_encoding(&t->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&t->parser, (const unsigned char *)bytes, len);
	while (is_fine && !t->is_done) {
		yaml_event_t event;

		if (yaml_parser_parse(&t->parser, &event)) {
			is_fine = take(t, &event);
			yaml_event_delete(&event);
		} else {
			is_fine = refuse_syntax(t, bytes, len);
		}
	}
	yaml_parser_delete(&t->parser);
	return is_fine;
}

/* .xlsx is a zip, .xls older: the first thing that somebody tries. */
static bool is_workbook(const char *bytes, size_t len)
{
	static const char zip[] = "PK\003\004", old[] = "\xd0\xcf\x11\xe0";

	return len > 4 && (memcmp(bytes, zip, 4) == 0 || memcmp(bytes, old, 4) == 0);
}

const struct form_node *form_tree_load(struct arena *nodes, struct arena *texts,
				       const char *bytes, size_t len, unsigned *keys,
				       struct form_problems *problems)
{
	struct tree t = {.nodes = nodes, .texts = texts, .problems = problems};
	yaml_mark_t mark;
	bool is_fine;
	enum { BYTES_A_NODE = 22 }; /* of the forms that were measured */

	*keys = 0;
	if (is_workbook(bytes, len)) {
		mark = mark_of_byte(bytes, len, 0);
		(void)refuse(&t, &mark,
			     _("This is a workbook, and a form is YAML: yxf turns one into the "
			       "other."));
		return NULL;
	}
	if (len > FORM_TREE_BYTES) {
		mark = mark_of_byte(bytes, len, FORM_TREE_BYTES);
		(void)refuse(&t, &mark, _("The file is too large: 1 MiB at most."));
		return NULL;
	}
	t.free_next = (unsigned)(len / BYTES_A_NODE);
	form_names_init(&t.names, nodes, 0);
	is_fine = read_events(&t, bytes, len);
	free(t.keys);
	free(t.followers);
	*keys = t.names.count;
	return is_fine ? t.root : NULL;
}

const struct form_node *form_tree_read(struct arena *arena, const char *bytes, size_t len,
				       struct form_problems *problems)
{
	size_t errors = problems->errors;
	unsigned keys;
	const struct form_node *root =
		form_tree_load(arena, arena, bytes, len, &keys, problems);

	return problems->errors == errors ? root : NULL;
}

const struct form_node *form_node_at(const struct form_node *map, const char *key)
{
	if (!map || map->kind != FORM_NODE_MAP)
		return NULL;
	for (const struct form_node *n = map->first; n; n = n->next) {
		if (!strcmp(n->key, key))
			return n;
	}
	return NULL;
}

const char *form_node_text(const struct form_node *map, const char *key)
{
	const struct form_node *n = form_node_at(map, key);

	return n && n->kind == FORM_NODE_TEXT ? n->text : "";
}
