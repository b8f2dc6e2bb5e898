/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_READ_H
#define FORM_READ_H

#include "form/columns.h"
#include "form/names.h"
#include "form/tree.h"

/*
 * Inside the reader of forms (form_read): what its parts share.  The file is read as a tree, whose
 * texts live in the form's arena and whose nodes are let go at the end.  Then: settings, what the
 * columns and languages are, choices, rows, and once all names are known expressions and checks.
 *
 *   read.c           the order of things; what a cell holds
 *   read_header.c    columns and languages, texts by language
 *   read_settings.c  the sheet settings
 *   read_choices.c   the sheet choices, or_other
 *   read_survey.c    the sheet survey: rows, groups, types
 *   read_type.c      one type cell
 *   read_looks.c     appearances, save_to
 *   read_parameters.c  parameters, triggers, rows; what has a meaning on some rows only
 *   read_files.c     files of choices
 *   read_entities.c  the sheet entities
 *   compile.c        expressions and defaults of rows
 *   check.c          what no single cell can tell
 *   expr_values.c   expressions that speak of choices and columns a list does not have
 *   number.c         question numbers
 */
struct form_header {
	const char *text;                 /* as it stands in the file */
	const struct form_column *column; /* NULL: unknown */
	int language;                     /* FORM_NONE: bare */
};

struct form_type_cell {
	const struct form_type_word *word; /* NULL: unknown, taken as text */
	const struct form_list *list;
	const char *file;                 /* of choices, as written; NULL: none */
	bool has_other;
};

struct form_reader {
	struct form *form;
	struct arena *arena;   /* the form's */
	struct arena scratch;  /* gone at the end */
	struct form_problems *problems;
	const struct form_files *files; /* NULL: none can be read */

	const struct form_node *sheets[FORM_SHEETS]; /* NULL: not there; settings: its one row */
	unsigned keys;                     /* different keys in the file */
	struct form_header **headers[FORM_SHEETS]; /* by number of the key; NULL: not seen yet */
	const struct form_node *columns;   /* of a workbook, by sheet, as yxf keeps them; NULL: none */
	int *key_languages;                /* by number of the key: language + 1; 0 not seen yet */

	const char *languages[FORM_LANGUAGES_MOST];
	const char *codes[FORM_LANGUAGES_MOST];
	int language_count;
	int default_language;              /* FORM_NONE until it is known */
	bool are_languages_declared;
	bool is_language_used[FORM_LANGUAGES_MOST];
	bool is_undeclared[FORM_LANGUAGES_MOST]; /* told once: a slip, no language */
	bool has_column[FORM_LANGUAGES_MOST]; /* label::Nederlands */
	const struct form_node *unknown_setting; /* the first; NULL: none */
	const char *unknown_settings;
	int unknown_count;
	const struct form_node *default_cell; /* where settings name the default language */

	struct form_names lists;           /* name to number in form->lists; in the form's arena */
	struct form_names external;        /* likewise, of external_choices alone */
	int list_room;                     /* of form->lists: choices, and some for files */
	struct form_file *file_list;       /* read_files.c: what was read, at most FORM_FILES_MOST */
	int file_count;
	struct select_list *select_lists;  /* read_files.c */
	size_t select_count, select_room;
	bool has_parameters;               /* or another column of read_parameters.c */
	bool has_pulldata;                 /* the word stands somewhere in the form */
	size_t file_bytes, file_cells;     /* of all files together */
	const struct form_list **with_other; /* by number of the list: its copy with 'other' */
	bool *are_blanks_checked[2];       /* by number of the list: for one choice, for several */
	struct form_names types;           /* type cells without complaint: see below */
	struct form_type_cell *type_cells;
	size_t type_count, type_room;
	struct form_names warned;          /* words that were warned of, once each */
	const struct form_node **nodes;    /* by row; NULL: made by or_other */
	int room;                          /* of form->rows and nodes */
	bool are_rows_full;
	bool may_repeat_choices;
	bool is_folded;                    /* something was nested */
	bool is_unsound;                   /* the graph would complain of the same again */
	unsigned budget;                   /* for suggestions */

	int row;                           /* whose expression is compiled; NONE: the form's own */
	int bound;                         /* the row that bound_name means; or NONE */
	const char *bound_name;
	unsigned line, column;             /* of the cell that is being compiled */
};

/* read.c */
#define FORM_COMPLAIN(r, node, ...)                                                                \
	form_problems_add((r)->problems, FORM_ERROR, (node)->line, (node)->column, __VA_ARGS__)
#define FORM_WARN(r, node, ...)                                                                    \
	form_problems_add((r)->problems, FORM_WARNING, (node)->line, (node)->column, __VA_ARGS__)
#define FORM_COMPLAIN_KEY(r, node, ...)                                                            \
	form_problems_add((r)->problems, FORM_ERROR, (node)->key_line, (node)->key_column,         \
			  __VA_ARGS__)
#define FORM_WARN_KEY(r, node, ...)                                                                \
	form_problems_add((r)->problems, FORM_WARNING, (node)->key_line, (node)->key_column,       \
			  __VA_ARGS__)

/* The text of a cell without blanks around it; "" and a complaint when it is no text. */
const char *form_cell_text(struct form_reader *r, const struct form_node *cell);
const char *form_key_text(struct form_reader *r, const struct form_node *cell); /* of its key */
/* 1 yes, 0 no or empty, -1 something else. */
int form_yes_no(const char *text);
/* Splits a copy of text at blanks into at most most words; *count gets how many there were. */
const char **form_words_of(struct form_reader *r, const char *text, int *count);
/* "; did you mean ...?" or ".", in the scratch arena: ends a sentence. */
const char *form_did_you_mean(struct form_reader *r, const char *near);
bool form_may_suggest(const struct form_reader *r); /* somebody will read it */
/* This word was not warned of yet. */
bool form_is_first(struct form_reader *r, const char *kind, const char *word);
unsigned form_row_column(const struct form_reader *r, const struct form_row *row);
bool form_name_is_legal(const char *name);

/* read_header.c */
struct form_header *form_header_of(struct form_reader *r, enum form_sheet sheet,
				   const struct form_node *cell);
int form_language_named(struct form_reader *r, const char *name, const struct form_node *place);
/* Whether name is one for this language: its whole name, its code, or the name without the code. */
bool form_language_is_called(struct form_reader *r, int language, const char *name);
/* "nl" of "Nederlands (nl)" and of "nl"; "" when a name has no code. */
const char *form_language_code(struct form_reader *r, const char *name);
void form_languages_declare(struct form_reader *r, const struct form_node *map);
/* Room for what the keys of the file mean; the settings are read between this and learn. */
void form_headers_begin(struct form_reader *r, const struct form_node *root);
/* Those of a workbook's columns, in their order: also one that has no text yet. */
void form_languages_of_columns(struct form_reader *r);
void form_headers_learn(struct form_reader *r);
/* Adds what a cell of texts holds to *texts (NULL at first), by language. */
void form_texts_add(struct form_reader *r, const char ***texts, int language,
		    const struct form_node *cell);
/* As form_texts_add: a map of languages. */
void form_texts_add_map(struct form_reader *r, const char ***texts, const struct form_node *map);

/* read_settings.c: the first before languages are learnt, the second after */
void form_settings_read(struct form_reader *r);
void form_titles_read(struct form_reader *r);
/* Names are gathered first, and warned of together. */
void form_settings_unknown(struct form_reader *r, const char *name,
			   const struct form_node *cell);
void form_settings_warn(struct form_reader *r);

/* read_choices.c */
void form_choices_read(struct form_reader *r); /* leaves room for the lists of files */
const struct form_list *form_list_named(struct form_reader *r, const char *name);
const struct form_list *form_list_external(struct form_reader *r, const char *name);
/* The list with the choice 'other' behind it; itself when it has one. */
const struct form_list *form_list_with_other(struct form_reader *r, const struct form_list *list);
/* One text a language from Dutch and English words. */
form_texts form_texts_own(struct form_reader *r, const char *nl, const char *en);

/* read_type.c */
struct form_type_cell form_type_read(struct form_reader *r, const struct form_node *cell);

/* read_looks.c; cell NULL: nothing stands there */
void form_looks_read(struct form_reader *r, const struct form_node *cell, struct form_row *row);
void form_save_to_read(struct form_reader *r, const struct form_node *cell, struct form_row *row);

/* read_parameters.c: key=value, separated by blanks, ; or , */
struct form_parameter {
	const char *key, *value; /* key in lower case; in the form's arena */
};
const struct form_parameter *form_parameters_of(struct form_reader *r,
						const struct form_node *cell, int *count);
const char *form_parameter_text(const struct form_parameter *all, int count, const char *key,
				const char *otherwise);
/* Once all names are known: what parameters, triggers and rows say. */
void form_parameters_read(struct form_reader *r);

/*
 * read_files.c: the list of a file, which is read the first time.  NULL: it cannot be used, and cell was
 * complained of.  Of a file as it is (name without .csv), and as the choices of a select.
 */
const struct form_list *form_list_of_file(struct form_reader *r, const struct form_node *cell,
					  const char *name);
const struct form_list *form_list_of_select(struct form_reader *r, const struct form_node *cell,
					    const char *file, const struct form_node *parameters,
					    bool is_multiple);
/* The files that pulldata() names in the rows' expressions. */
void form_files_of_expressions(struct form_reader *r);
void form_files_release(struct form_reader *r);

/* read_entities.c */
void form_entities_read(struct form_reader *r);

/* read_survey.c */
void form_survey_read(struct form_reader *r);

/* compile.c */
void form_rows_compile(struct form_reader *r);
const struct form_expr *form_cell_compile(struct form_reader *r, const struct form_node *cell,
					  const char *text);
/* The row that ${name} means; FORM_NONE: none, or unclear (then it was complained of). */
int form_reader_find(struct form_reader *r, const char *name, unsigned line, unsigned column);
/* The choice whose label was written in place of its name, else the one of the nearest name; or NULL. */
const char *form_choice_meant(struct form_reader *r, const struct form_list *list, const char *text);
const char *form_reader_suggest(struct form_reader *r, const char *name);

/* check.c, expr_values.c, number.c */
void form_rows_check(struct form_reader *r);
void form_values_check(struct form_reader *r, const struct form_row *row,
		       const struct form_node *cell, const struct form_expr *expr,
		       const char *text);
void form_rows_number(struct form_reader *r);

#endif
