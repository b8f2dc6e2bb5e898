/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_MODEL_H
#define FORM_MODEL_H

#include "form/expr.h"
#include "form/problem.h"

/*
 * A form as read and checked.  Rows stand in form order; groups are rows too, and each row knows
 * its group.  Everything lives in the form's arena and is borrowed by whoever holds the form.
 * The vocabulary is that of XLSForm (https://xlsform.org/en/ref-table/).
 */
enum { FORM_NONE = -1, FORM_LANGUAGES_MOST = 32, FORM_ROWS_MOST = 5000 };

enum form_type {
	FORM_TEXT, FORM_INTEGER, FORM_DECIMAL, FORM_SELECT_ONE, FORM_SELECT_MULTIPLE,
	FORM_NOTE, FORM_CALCULATE, FORM_HIDDEN, FORM_DATE, FORM_TIME, FORM_DATETIME,
	FORM_ACKNOWLEDGE, FORM_GROUP,
	FORM_START, FORM_END, FORM_TODAY, FORM_USERNAME, FORM_DEVICEID, /* metadata */
	FORM_NOT_ASKED /* media, maps: kept, shown as "wordt hier niet gevraagd" */
};

enum form_part { FORM_TOGETHER, FORM_ALONE };

enum form_appearance {
	FORM_FIELD_LIST = 1 << 0,  /* group: all on one screen */
	FORM_MULTILINE = 1 << 1,
	FORM_NUMBERS = 1 << 2,
	FORM_MASKED = 1 << 3,
	FORM_HIDDEN_LOOK = 1 << 4,
	FORM_SEARCH = 1 << 5,      /* minimal, search, autocomplete: filter as you type */
	FORM_QUICK = 1 << 6
};

/* One text per language, in the order of form->languages; NULL where a language has none. */
typedef const char *const *form_texts;

struct form_choice {
	const char *name;
	form_texts label;
	const char *const *columns; /* values of list->columns, "" where empty */
	unsigned line;
};

struct form_list {
	const char *name;
	struct form_choice *choices;
	unsigned count;
	const char *const *columns; /* names of the filter columns */
	unsigned column_count;
	unsigned line;
	const struct form_names *names; /* of the choices, for form_list_choice */
};

struct form_row {
	enum form_type type;
	int index;             /* in form->rows */
	int parent;            /* the group's row, or FORM_NONE */
	int end;               /* one past the last row inside a group; index + 1 for others */
	const char *name;      /* unique in the form, else a warning */
	const char *path;      /* group names and name: grp/name; the key of an answer for ever */
	const char *number;    /* fixed, also on paper: "12", "12a" for a follow-up; NULL: not numbered */
	form_texts label, hint, guidance, page_label, constraint_message, required_message;
	const struct form_list *list; /* selects */
	const struct form_expr *relevant, *required, *constraint, *read_only, *calculation,
		*dynamic_default, *choice_filter; /* NULL: none */
	const char *fixed_default;    /* NULL: none */
	bool always_required;         /* required: yes */
	bool always_read_only;        /* inherited from the group */
	const char *save_to;          /* a fact's name, or NULL */
	bool sensitive;               /* not on a shared screen, not in lists; inherited from the group */
	bool later;                   /* for a later talk; inherited from the group */
	enum form_part part;          /* inherited from the group */
	unsigned appearance;          /* enum form_appearance, or-ed */
	unsigned line;
};

struct form {
	struct arena arena;
	const char *title;            /* in the default language */
	form_texts titles;            /* by language */
	const char *id, *version;
	const char *const *languages; /* "Nederlands (nl)"; "default" for a bare label */
	const char *const *codes;     /* "nl"; "" where the name has none */
	int language_count;
	int default_language;
	struct form_row *rows;
	int row_count;
	struct form_list *lists;
	int list_count;
	const struct form_expr *instance_name; /* NULL: none */
	bool is_flat;                 /* needed no folding */
	struct form_graph *graph;     /* who reads whom, for the filling */
	const struct form_names *names, *paths; /* of the rows, for form_find */
};

/*
 * Reads, folds (nested to flat), checks and compiles.  Returns the form when there is no error
 * (warnings may be there), else NULL.  The caller owns the form.
 */
struct form *form_read(const char *bytes, size_t len, struct form_problems *problems);
void form_free(struct form *form);

int form_find(const struct form *form, const char *name); /* by unique name, else by path; FORM_NONE */
int form_find_path(const struct form *form, const char *path);
int form_language(const struct form *form, const char *code); /* by "nl"; else the default */
bool form_row_is_question(const struct form_row *row); /* something a worker can answer */
bool form_row_is_shown(const struct form_row *row);    /* a question or a note, not hidden by look */

/* Names that ${} may use without a row, NULL at the end: aanspreek zij haar Aanspreek Zij Haar. */
extern const char *const form_words[];

/* The text in language, else in the default, else in any; "" when there is none. */
const char *form_text(const struct form *form, form_texts texts, int language);
const struct form_choice *form_list_choice(const struct form_list *list, const char *name);

#endif
