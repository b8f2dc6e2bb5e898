/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_COLUMNS_H
#define FORM_COLUMNS_H

#include "form/model.h"

/*
 * The vocabulary of XLSForm (https://xlsform.org/en/ref-table/) and what trede does with each word
 * of it: one table for the columns of each sheet, one for types, one for appearances.
 */
enum form_mark {
	FORM_MARK_HERE,  /* works */
	FORM_MARK_LATER, /* refused: not in this version */
	FORM_MARK_IDLE   /* accepted with a warning: means nothing on a terminal */
};

enum form_sheet {
	FORM_SHEET_SURVEY, FORM_SHEET_CHOICES, FORM_SHEET_SETTINGS,
	FORM_SHEET_EXTERNAL, /* choices of select_one_external, with the columns of choices */
	FORM_SHEET_ENTITIES, FORM_SHEETS
};

extern const char *const form_sheet_names[FORM_SHEETS];

enum form_column_kind {
	FORM_COLUMN_WORD,       /* a name, a type, a list of words */
	FORM_COLUMN_TEXTS,      /* one text a language */
	FORM_COLUMN_EXPRESSION,
	FORM_COLUMN_FLAG,       /* yes or no */
	FORM_COLUMN_CONDITION,  /* yes, no or an expression */
	FORM_COLUMN_ROWS,       /* questions: the rows of a nested group */
	FORM_COLUMN_REMARK      /* for people who read the file */
};

enum form_column_id {
	FORM_COLUMN_NONE,
	FORM_COLUMN_TYPE, FORM_COLUMN_NAME, FORM_COLUMN_QUESTIONS, FORM_COLUMN_LABEL,
	FORM_COLUMN_HINT, FORM_COLUMN_GUIDANCE, FORM_COLUMN_PAGE_LABEL,
	FORM_COLUMN_CONSTRAINT_MESSAGE, FORM_COLUMN_REQUIRED_MESSAGE, FORM_COLUMN_RELEVANT,
	FORM_COLUMN_REQUIRED, FORM_COLUMN_CONSTRAINT, FORM_COLUMN_READ_ONLY,
	FORM_COLUMN_CALCULATION, FORM_COLUMN_DEFAULT, FORM_COLUMN_CHOICE_FILTER,
	FORM_COLUMN_APPEARANCE, FORM_COLUMN_SAVE_TO, FORM_COLUMN_SENSITIVE, FORM_COLUMN_LATER,
	FORM_COLUMN_PART, FORM_COLUMN_LIST_NAME, FORM_COLUMN_TITLE, FORM_COLUMN_FORM_ID,
	FORM_COLUMN_VERSION, FORM_COLUMN_DEFAULT_LANGUAGE, FORM_COLUMN_INSTANCE_NAME,
	FORM_COLUMN_DUPLICATES, FORM_COLUMN_LANGUAGES, FORM_COLUMN_REPEAT_COUNT,
	FORM_COLUMN_PARAMETERS, FORM_COLUMN_TRIGGER, FORM_COLUMN_TEXT_ROWS,
	FORM_COLUMN_ENTITY_ID, FORM_COLUMN_CREATE_IF, FORM_COLUMN_UPDATE_IF,
	FORM_COLUMNS
};

struct form_column {
	const char *name; /* lower case, _ for a blank; a * at the end stands for anything */
	enum form_mark mark;
	enum form_column_kind kind;
	enum form_column_id id;
	size_t member;    /* of struct form_row; CONDITION: of the expression */
	size_t flag;      /* CONDITION: the bool for a plain yes */
};

enum form_type_flags {
	FORM_TYPE_LIST = 1 << 0,   /* the name of a list follows */
	FORM_TYPE_BEGIN = 1 << 1,  /* a group begins */
	FORM_TYPE_END = 1 << 2,    /* a group ends */
	FORM_TYPE_NESTED = 1 << 3, /* a group that holds its rows under 'questions' */
	FORM_TYPE_REPEAT = 1 << 4, /* ... and is a repeat */
	FORM_TYPE_MORE = 1 << 5,   /* something else follows, of no use here */
	FORM_TYPE_FILE = 1 << 6,   /* the name of a file of choices follows */
	FORM_TYPE_TABLE = 1 << 7,  /* the row's name is that of a file, without .csv */
	FORM_TYPE_EXTERNAL = 1 << 8 /* the list stands in external_choices */
};

struct form_type_word {
	const char *name;
	enum form_mark mark;
	enum form_type type;
	unsigned flags;
};

/* Where an appearance has a meaning. */
enum form_place {
	FORM_ON_GROUP = 1, FORM_ON_TEXT = 2, FORM_ON_NUMBER = 4, FORM_ON_SELECT = 8,
	FORM_ON_DATE = 16, FORM_ON_ALL = 31
};

struct form_look {
	const char *name; /* as a column's */
	enum form_mark mark;
	enum form_appearance look; /* 0: none of ours */
	unsigned places;
};

/* A header without its language; case and blanks do not count.  NULL: unknown. */
const struct form_column *form_column_find(enum form_sheet sheet, const char *header, size_t len);
const char *form_column_nearest(enum form_sheet sheet, const char *header, size_t len);

/* A type cell in its words; *used gets how many of them name the type.  NULL: unknown. */
const struct form_type_word *form_type_find(const char *const *words, int count, int *used);
const char *form_type_nearest(const char *word);

const struct form_look *form_look_find(const char *word);
const char *form_look_nearest(const char *word);

bool form_columns_are_sorted(void); /* for the test: types are found by halving */

#endif
