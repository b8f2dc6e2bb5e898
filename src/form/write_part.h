/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_WRITE_PART_H
#define FORM_WRITE_PART_H

#include "form/read.h"
#include "form/write.h"

/*
 * Inside the writer of forms (form_write): what its parts share.  The file is read as a tree, the
 * tree is folded to tables of lines and cells as a workbook has them, and these are written in one
 * of two layouts.
 *
 *   write.c            the order of things; reading what was written
 *   write_fold.c       tree to tables
 *   write_languages.c  which languages there are, in which order
 *   write_table.c      columns and their canonical order
 *   write_yaml.c       keys and texts, quoted where YAML wants that
 *   write_flat.c       tables as yxf has them
 *   write_nested.c     tables as people write them: settings, choices, survey
 */
struct form_head { /* a column, of one language where it has any */
	const char *name;
	int language;      /* FORM_NONE: none */
	unsigned rank;     /* by name, in the fixed order */
	unsigned place;    /* 0 for the first column, once form_table_settle was called */
	size_t line;       /* the last line that has it + 1: a line has a column once */
};

struct form_cell {
	unsigned head; /* in table->heads */
	const char *text;
	const char *key; /* as the file calls its column; NULL: it was made here */
};

enum form_line_kind { FORM_LINE_ROW, FORM_LINE_BEGIN, FORM_LINE_END };

struct form_line {
	size_t first, count; /* of its cells */
	size_t end;          /* BEGIN: the line that ends it */
	enum form_line_kind kind;
};

struct form_table {
	const char *name; /* of the sheet */
	int sheet;        /* enum form_sheet, or FORM_NONE: columns as they are called */
	struct form_head *heads;
	size_t head_count, head_room;
	struct form_names index; /* of heads */
	struct form_cell *cells;
	size_t cell_count, cell_room;
	struct form_line *lines;
	size_t line_count, line_room;
};

enum form_text_style {
	FORM_STYLE_BARE,   /* one language: label: Naam */
	FORM_STYLE_KEYS,   /* label: {nl: Naam}, and languages declares each key */
	FORM_STYLE_COLUMNS /* label::Nederlands: Naam */
};

struct form_writer {
	struct form_reader r; /* for languages and what columns mean */
	struct form form;
	struct arena *arena;  /* of the texts here */
	enum form_layout layout;
	enum form_text_style style;
	struct str *out;
	struct form_problems *problems;
	struct form_table *tables;
	size_t table_count, table_room;
	int order[FORM_LANGUAGES_MOST]; /* languages as they are written */
	unsigned place[FORM_LANGUAGES_MOST];
	int order_count;
	const char **open;    /* names of the groups that are open while folding */
	size_t open_count, open_room;
};

/* write_fold.c: false when something has no place in a table (then it was complained of). */
bool form_write_fold(struct form_writer *w, const struct form_node *root);

/* write_languages.c: style, order and place, once all is folded */
void form_write_order(struct form_writer *w);
/* What a text stands under in a mapping: the code, or the name when languages cannot give it back. */
const char *form_write_key(const struct form_writer *w, int language);

/* write_table.c */
struct form_table *form_table_new(struct form_writer *w, const char *name, int sheet);
void form_tables_release(struct form_writer *w);
void form_table_line(struct form_table *t, enum form_line_kind kind); /* cells go in the last one */
/* The column that a key of the file means; its texts are in language. */
const char *form_table_column(const struct form_table *t, const struct form_column *column,
			      const char *key);
/* False: the line has that column. */
bool form_table_cell(struct form_writer *w, struct form_table *t, const char *column, int language,
		     const char *text);
/*
 * The same of a cell of the file.  Two names of one column in one line both stay: the fixed name has
 * the cell that is called so.
 */
bool form_table_keep(struct form_writer *w, struct form_table *t, const char *column, int language,
		     const struct form_node *cell);
/* Orders columns, and with them the cells of each line; ties begins to ends. */
void form_table_settle(struct form_writer *w, struct form_table *t);
const char *form_line_text(const struct form_table *t, const struct form_line *line,
			   const char *column); /* NULL: it has none */
bool form_head_is(const struct form_table *t, const struct form_cell *cell, const char *column);
struct form_table *form_table_named(struct form_writer *w, const char *name); /* NULL: none */
bool form_line_is_remark(const struct form_table *t, const struct form_line *line);

/* write_yaml.c: one member of a mapping, or what is between its key and the next. */
enum form_yaml_place { FORM_YAML_MEMBER, FORM_YAML_FIRST }; /* FIRST: '- ' comes before it */
void form_yaml_key(struct form_writer *w, int indent, enum form_yaml_place place, const char *key);
void form_yaml_text(struct form_writer *w, int indent, const char *text); /* ends the line */
void form_yaml_member(struct form_writer *w, int indent, enum form_yaml_place place,
		      const char *key, const char *text);
void form_yaml_item(struct form_writer *w, int indent, const char *text);
bool form_yaml_is_key(const char *text); /* may be a key of the nested layout */

/* write_flat.c, write_nested.c */
void form_write_flat(struct form_writer *w);
void form_write_nested(struct form_writer *w);
/* The header of a column: label::Nederlands (nl). */
const char *form_write_header(struct form_writer *w, const struct form_head *head);

#endif
