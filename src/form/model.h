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
	FORM_EMAIL, FORM_PHONE,        /* metadata too: the worker's */
	FORM_REPEAT,                   /* a group that is asked once for each instance */
	FORM_RANK,                     /* all choices of a list, in her order, blanks between */
	FORM_RANGE,                    /* a number of row->range */
	FORM_POINT,                    /* "latitude longitude [altitude [accuracy]]" */
	FORM_POINTS,                   /* geotrace, geoshape: points with ; between */
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
	FORM_QUICK = 1 << 6,
	FORM_COUNTER = 1 << 7,     /* a number with + and - */
	FORM_THOUSANDS = 1 << 8,   /* a number shown as 12.500 */
	FORM_MONTH_YEAR = 1 << 9,  /* a date of which the day, or the month too, does not count */
	FORM_YEAR = 1 << 10,
	FORM_GRID = 1 << 11,       /* a select_one in a grid: list-nolabel, or inside a table-list */
	FORM_GRID_HEAD = 1 << 12,  /* 'label': shows the choices above the grid, asks nothing */
	FORM_TABLE_LIST = 1 << 13  /* group: its select_ones of one list are a grid */
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
	const char *name;     /* of the choices, or of the file without .csv */
	bool is_file;         /* rows of a CSV file: see struct form_files */
	bool is_missing;      /* ... that is not there: no choices, and any column */
	struct form_choice *choices;
	unsigned count;
	const char *const *columns; /* names of the filter columns */
	unsigned column_count;
	unsigned line;
	const struct form_names *names; /* of the choices, for form_list_choice */
	struct form_index **indexes;    /* by column, made when first asked for: form_list_rows */
};

struct form_range { /* FORM_RANGE: from start to end by step, which is more than 0 */
	double start, end, step;
	bool is_whole; /* all three are whole numbers: so is the answer */
};

struct form_row {
	enum form_type type;
	int index;             /* in form->rows */
	int parent;            /* the group's row, or FORM_NONE */
	int repeat;            /* the innermost repeat it stands in, not itself; FORM_NONE outside */
	int end;               /* one past the last row inside a group; index + 1 for others */
	const char *name;      /* unique in the form, else a warning */
	const char *path;      /* group names and name: grp/name; the key of an answer for ever */
	const char *number;    /* fixed, also on paper: "12", "12a" for a follow-up; NULL: not numbered */
	form_texts label, hint, guidance, page_label, constraint_message, required_message;
	const struct form_list *list; /* selects */
	const struct form_expr *relevant, *required, *constraint, *read_only, *calculation,
		*dynamic_default, *choice_filter; /* NULL: none */
	const char *fixed_default;    /* NULL: none */
	const struct form_expr *repeat_count; /* of a repeat; NULL: the worker adds instances */
	const struct form_expr *seed;         /* of randomize; NULL: the host's */
	const int *triggers;          /* its calculation runs only when one of these is answered */
	int trigger_count;            /* 0: whenever what it reads changes */
	bool is_shuffled;             /* parameters: randomize=true */
	int text_rows;                /* parameters rows, column rows: lines of the field; 0 not said */
	struct form_range range;
	bool always_required;         /* required: yes */
	bool always_read_only;        /* inherited from the group */
	const char *save_to;          /* a fact's name, or NULL */
	bool sensitive;               /* not on a shared screen, not in lists; inherited from the group */
	bool later;                   /* for a later talk; inherited from the group */
	enum form_part part;          /* inherited from the group */
	unsigned appearance;          /* enum form_appearance, or-ed */
	unsigned line, column;        /* where it stands in the file */
};

/*
 * The sheet 'entities': when an interview changes what is known of the client.  Facts of save_to
 * are kept when there is no such sheet, when neither condition is given, or when one of them holds.
 */
struct form_entity {
	const char *list_name;
	const struct form_expr *label, *entity_id, *create_if, *update_if; /* NULL: not given */
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
	const struct form_entity *entity;      /* NULL: no such sheet */
	bool has_repeats;
	bool is_flat;                 /* needed no folding */
	struct form_graph *graph;     /* who reads whom, for the filling */
	const struct form_names *names, *paths; /* of the rows, for form_find */
	const struct form_names *list_names;    /* for form_list_find */
};

/* The files that a form names: "places.csv".  Only plain names, without a folder, are asked for. */
struct form_files {
	/* Replaces what out holds.  ERR_NOT_FOUND: a warning, and the list is empty; any other: refused. */
	enum err (*read)(void *data, const char *name, struct str *out, struct error *e);
	void *data;
};

enum { FORM_FILE_BYTES = 8 << 20, FORM_FILE_ROWS = 100000, FORM_FILES_MOST = 32 };

/*
 * Reads, folds (nested to flat), checks and compiles.  Returns the form when there is no error
 * (warnings may be there), else NULL.  The caller owns the form.  files NULL: a form that names a
 * file is refused.  Each file is read once; a broken one is a problem at the row that names it.
 */
struct form *form_read(const char *bytes, size_t len, const struct form_files *files,
		       struct form_problems *problems);
void form_free(struct form *form);

int form_find(const struct form *form, const char *name); /* by unique name, else by path; FORM_NONE */
int form_find_path(const struct form *form, const char *path);
int form_language(const struct form *form, const char *code); /* by "nl"; else the default */
bool form_row_is_question(const struct form_row *row); /* something a worker can answer */
bool form_row_is_shown(const struct form_row *row);    /* a question or a note, not hidden by look */
bool form_row_is_group(const struct form_row *row);    /* a group or a repeat */
bool form_language_is_rtl(const struct form *form, int language); /* by its code: ar, fa, ur ... */

/* Names that ${} may use without a row, NULL at the end: aanspreek zij haar Aanspreek Zij Haar. */
extern const char *const form_words[];
bool form_is_word(const char *name);

/* The text in language, else in the default, else in any; "" when there is none. */
const char *form_text(const struct form *form, form_texts texts, int language);
const struct form_choice *form_list_choice(const struct form_list *list, const char *name);

/* A list of choices or of rows of a file, by name: what instance() and pulldata() name; NULL: none. */
const struct form_list *form_list_find(const struct form *form, const char *name);
/* Of a column of the list: "name" FORM_CELL_NAME, "label" ..., its number; FORM_CELL_NONE. */
enum { FORM_CELL_NAME = -1, FORM_CELL_LABEL = -2, FORM_CELL_NONE = -3 };
int form_list_column(const struct form_list *list, const char *name);
const char *form_list_cell(const struct form *form, const struct form_list *list, int choice,
			   int column, int language);
/*
 * The choices whose column holds exactly value, in order; borrowed from the list for ever.  The first call for a
 * column makes its index (a hash of all its values), so a cascade over thousands costs what it finds.
 * Not for FORM_CELL_LABEL.
 */
const int *form_list_rows(const struct form_list *list, int column, const char *value, int *count);

#endif
