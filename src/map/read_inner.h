/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MAP_READ_INNER_H
#define MAP_READ_INNER_H

#include "map/exchange.h"
#include "map/hsds.h"

/* For read_*.c alone. */
enum {
	READ_FILE_BYTES = 64 << 20,
	READ_KEPT_BYTES = 768 << 20,  /* of memory, for what is kept of all rows */
	READ_ROW_COSTS = 1280,        /* of these for a row, however short it is */
	READ_RECORD_BYTES = 4 << 20,  /* of rows below one record: more than it could keep */
};
/* ERR_INVALID: which file is too large. */
enum err read_size_check(const struct map_file *file, struct error *e);
enum err read_too_much(const struct map_file *file, struct error *e); /* its rows are too many */

/* read_rows.c: a CSV file as rows; bad ones are handed to the sink by it. */
struct read_rows {
	const struct map_file *file;
	const struct map_sink *sink;
	struct str text;      /* the file as UTF-8 */
	size_t begin;         /* of what the reader has now, in text */
	struct csv_reader csv;
	struct arena arena;   /* names of columns */
	const char **names;   /* as they stand there, trimmed; never empty, each once */
	size_t width;
};
/* ERR_INVALID: it has no first line. */
enum err read_rows_begin(struct read_rows *r, const struct map_file *file,
			 const struct map_sink *sink, struct error *e);
bool read_rows_next(struct read_rows *r); /* cells are in csv.cells, 'width' of them */
const char *read_rows_raw(const struct read_rows *r, size_t *len);
/* Trimmed, without the apostrophe that keeps a spreadsheet from computing it. */
const char *read_cell(struct arena *a, const char *cell);
void read_rows_release(struct read_rows *r);

/* read_columns.c: what the columns of a plain file say. */
struct read_column {
	enum { READ_SKIP, READ_FIELD, READ_MORE, READ_UNKNOWN } what;
	enum map_kind kind;
	int field;           /* READ_FIELD */
	const char *heading; /* under which is kept what is not known or no field can be */
	bool is_told;        /* that something of it could not be */
	bool joins;          /* behind the column before it that gives the same field */
	int order;           /* in which joined columns come */
	const struct map_column *from; /* of the mapping; NULL */
};
struct read_columns {
	struct read_column *columns;
	size_t count;
	bool has_offers;
	bool is_one; /* no column names the organisation: an offer and its organisation have one name */
};
/* ERR_INVALID: the mapping cannot be; or no column is a name. */
enum err read_columns_find(struct arena *a, const struct map_words *w, const struct read_rows *rows,
			   const struct map_mapping *mapping, const struct map_sink *sink,
			   struct read_columns *out, struct error *e);

/* read_tables.c and read_names.c: rows of HSDS tables, put together by their ids. */
#define READ_TABLES(X)                                                                             \
	X(ORGANIZATION) X(SERVICE) X(SERVICE_AT_LOCATION) X(LOCATION) X(ADDRESS) X(PHONE)          \
	X(CONTACT) X(SCHEDULE) X(LANGUAGE) X(SERVICE_AREA) X(COST_OPTION) X(REQUIRED_DOCUMENT)     \
	X(FUNDING) X(ACCESSIBILITY) X(PROGRAM) X(IDENTIFIER) X(CAPACITY) X(UNIT) X(URL)            \
	X(METADATA) X(ATTRIBUTE) X(TAXONOMY) X(TERM) X(ELIGIBILITY) X(PAYMENT)
#define READ_TABLE_ID(id) READ_##id,
enum read_table { READ_TABLES(READ_TABLE_ID) READ_TABLE_COUNT };
#undef READ_TABLE_ID

struct read_source { /* a file of a package, an array of a JSON file */
	const char *file;          /* as it is told */
	const char **names;        /* of the cells, as HSDS 3.0 has them */
	size_t width, names_len;   /* names_len: of all of them */
	const char *set, *to;      /* a column that each row has because of the file it is in; NULL */
};

struct read_row {
	const struct read_source *from;
	const char **cells; /* "" empty; NULL: object has it */
	json_t *object;     /* borrowed */
	json_t *shared;     /* what several hold; NULL */
	size_t shared_bytes; /* as weights have it, with all below it */
	const char *raw;    /* of a cell row */
	size_t raw_len;
	size_t weight;       /* of a copy in bytes, once it was asked for */
	unsigned line;
	bool is_used, is_double;
};

/* read_index.c: rows by a key; keys are borrowed, an empty one is none. */
struct read_index {
	struct read_key *keys;
	size_t count, room;
};
void read_index_add(struct read_index *index, const char *key, size_t row);
void read_index_sort(struct read_index *index); /* before it is asked: all are in */
/* The first row that has the key, and the one behind it; -1 none.  at: where it stands. */
int read_index_at(const struct read_index *index, const char *key, int *at);
int read_index_next(const struct read_index *index, int *at);
void read_index_release(struct read_index *index);

enum { READ_NESTS_MOST = 64 };
struct read_all {
	const struct map_words *words;
	const struct map_sink *sink;
	struct arena arena;
	struct {
		struct read_row *rows;
		size_t count, room;
		struct read_index by_id;
	} tables[READ_TABLE_COUNT];
	struct read_index by_link[READ_NESTS_MOST];
	json_t *organisations; /* keys that were handed on: 1 good, 0 bad */
	json_t *services;      /* ids that were handed on */
	size_t nested, nested_most;
	size_t nested_bytes, nested_bytes_most, record_bytes; /* of all copies; of those of this record */
	size_t kept;           /* of READ_KEPT_BYTES */
	int made_up;           /* keys so far */
	bool has_any;
};
/*
 * Which table a file or an array is, and as what: 'services_taxonomy.csv' are attributes.  has: does it
 * have this column?  READ_TABLE_COUNT: none of HSDS.
 */
enum read_table read_table_of(const char *name, bool (*has)(const void *data, const char *column),
			      const void *data, struct read_source *out);
/* A column as 3.0 calls it in this table. */
const char *read_column_of(enum read_table table, const char *column);
/* Under its new name or an old one; NULL. */
const json_t *read_column_in(enum read_table table, const json_t *object, const char *column);
bool read_column_is_known(enum read_table table, const char *column); /* as 3.0 calls it */
/* Says where a row that stands below another does, or what it points at; array: which it stands in. */
bool read_is_link(const char *array, const char *column);
struct read_row *read_row_add(struct read_all *r, enum read_table table);
void read_tables_run(struct read_all *r); /* all rows are in: joins them, hands them on */
void read_all_release(struct read_all *r);

/* read_hsds.c: objects of HSDS to records. */
struct read_place { /* where it stands, for the sink */
	const char *file;
	unsigned line;
	const char *raw; /* NULL: the object is written out */
	size_t raw_len;
};
void read_organisation(struct read_all *r, json_t *object, const struct read_place *at); /* takes the object */
/* organisation: the key of the one it stands below; NULL none.  Takes the object. */
void read_service(struct read_all *r, json_t *object, const char *organisation,
		  const struct read_place *at);
/*
 * What stands beside the fields of a plain file, as HSDS: what means something there becomes a field where there is none
 * yet, and r->more the rest; r and more stay as they are when nothing does.
 */
enum err read_more_settle(struct arena *a, const struct map_words *w, struct map_record *r,
			  json_t *more, struct error *e);
/* read_filled.c: takes off rows below rows what is no part of them; as deep as JSON may be. */
void read_filled_drop(json_t *row);
/* Not said: null, "", and whatever holds only such. */
bool read_is_nothing(const json_t *value);
/* read_field.c: a text as a field would have it; false: it cannot be one. */
bool read_fits(struct arena *a, const struct map_words *w, enum map_kind kind,
	       enum map_field field, const char *text, const char **out);
/* As map_record_check, but a status that the file does not say is not said: there may be one. */
enum err read_check(struct arena *a, const struct map_words *w, struct map_record *r,
		    struct error *e);
/* What no place holds but something else in the object says; r's empty fields alone. */
void read_derive(struct arena *a, const struct map_words *w, struct map_record *r,
		 const json_t *object);
const char *read_text(struct arena *a, const json_t *value); /* a text or a number; "" */
/* An id as the record of it will have it ("o1 " is "o1"), so that who points at it finds it; "". */
const char *read_id(struct arena *a, const struct map_words *w, const json_t *value);
const char *read_shown(struct arena *a, const char *text); /* as it is told: the begin of its first line */

#endif
