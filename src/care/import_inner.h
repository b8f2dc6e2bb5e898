/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_IMPORT_INNER_H
#define CARE_IMPORT_INNER_H

#include "care/body.h"
#include "care/import.h"

/* For import*.c alone. */

/* import_source.c: the file as rows of cells. */
struct import_source {
	const struct care_import_file *file;
	struct encoding_guess guess;
	unsigned char hash[VAULT_HASH_BYTES]; /* of its bytes; of import_source_look */
	enum encoding encoding;
	size_t mark;
	int64_t read_at;       /* bytes read */
	struct str raw, text;  /* a piece as it is; as UTF-8, from the row that is read next */
	bool is_read, is_over; /* all is in text; all is with the reader */
	struct csv_reader csv;
};
/* Reads it through once: what it is.  pause true: stop here, *was_stopped. */
enum err import_source_look(struct import_source *s, const struct care_import_file *file,
			    bool (*pause)(void *data, int64_t bytes), void *data,
			    bool *was_stopped, struct error *e);
/* From the beginning: the next row is the header. */
enum err import_source_begin(struct import_source *s, struct error *e);
/*
 * CSV_ROW, CSV_BAD (why says what, after "line N: ") or CSV_END in *step; an error when it cannot be
 * read.
 */
enum err import_source_next(struct import_source *s, enum csv_step *step, struct error *why,
			    struct error *e);
int64_t import_source_done(const struct import_source *s); /* bytes behind the last row */
void import_source_release(struct import_source *s);

/* import_map.c: which column says what. */
enum import_kind {
	IMPORT_LINE,  /* one line of text */
	IMPORT_TEXT,  /* may go over several lines */
	IMPORT_DATE,  /* a date of birth */
	IMPORT_DAY,   /* a full day up to today */
	IMPORT_PHONE,
	IMPORT_POSTCODE,
	IMPORT_KEY,   /* a key or a label of a list */
	IMPORT_KEYS,  /* several of them */
	IMPORT_WORKER
};

struct import_word { /* what a cell may say, folded, and what is meant */
	const char *folded, *key;
};

struct import_column {
	size_t at;           /* which cell */
	const char *heading; /* as it stands in the file */
	const struct import_word *words; /* of the mapping file */
	int word_count;
};

enum { IMPORT_FACTS_MOST = 64, IMPORT_JOINED_MOST = 8 };

struct import_fact {
	const char *name; /* or "on", "note" */
	enum import_kind kind;
	struct import_column columns[IMPORT_JOINED_MOST]; /* joined with a blank, in this order */
	int column_count;
	bool has_prefix;     /* the first column stands before what another one gives */
	const struct import_word *words; /* labels and keys of its list */
	int word_count;
	struct str last, last_value; /* a cell is often what it was a row before */
};

struct import_map {
	struct arena arena;
	struct import_fact facts[IMPORT_FACTS_MOST];
	int count;
	int file_number, on, note; /* which of them; -1 none */
};
/* The header as the source has it now.  Release in any case. */
enum err import_map_read(struct care_session *s, const struct care_import_options *o,
			 const struct csv_reader *header, struct import_map *out,
			 struct error *e);
void import_map_release(struct import_map *m);

/* import_fact.c: what a fact wants of its cells. */
/* As text_fold_bare has it. */
const char *import_folded(struct arena *a, const char *text, size_t len);
/* A word once; there must be room. */
void import_word_add(struct arena *a, struct import_word *words, int *count, const char *text,
		     size_t len, const char *key);
/* Of the map; NULL: not in it, and it may not be added or there are too many. */
struct import_fact *import_fact_of(struct care_session *s, struct import_map *map, const char *name,
				   bool may_add);

/* import_value.c: what stands in cells, as the fact wants it. */
/* raw is trimmed and not empty; out gets the value.  ERR_INVALID says why it cannot be. */
enum err import_value(struct care_session *s, struct import_fact *fact, const struct date *today,
		      const char *raw, struct str *out, struct error *why);
bool import_date_read(const char *raw, const struct date *today, struct date *out);

/* import_row.c: a row as facts. */
struct import_row {
	struct body_fact facts[IMPORT_FACTS_MOST + 1]; /* texts in 'values', until the next row */
	int count;
	const char *file_number; /* "" none */
	const char *note;        /* "" none */
	const char *on;          /* "" none */
	const char *given, *family, *birth, *postcode; /* "" none; given falls back to called */
	struct str values, value, cell; /* the row's own */
	char given_number[32];        /* where the file has none */
	size_t starts[IMPORT_FACTS_MOST];
	bool is_blank; /* no cell says anything */
	bool is_split; /* a line break stands where none may be: a quote that was never closed */
};
enum err import_row_read(struct care_session *s, struct import_map *map,
			 const struct csv_reader *csv, const struct date *today,
			 struct import_row *out, struct error *why);
void import_row_release(struct import_row *r);
/* The file number alone, as the row would have it; "" none. */
const char *import_row_number(const struct import_map *map, const struct csv_reader *csv,
			      struct import_row *r);

/* import_known.c: file numbers and people that are there, as hashes. */
struct import_set {
	uint64_t *slots; /* 0 is free; the lowest bit is a mark */
	size_t count, room;
	uint64_t seed;
};
uint64_t import_number_hash(const struct import_set *set, const char *number);
/* Name and date of birth (without one the postcode); 0 when that says too little. */
uint64_t import_person_hash(const struct import_set *set, const char *given, const char *family,
			    const char *birth, const char *postcode);
bool import_set_has(const struct import_set *set, uint64_t hash);
bool import_set_add(struct import_set *set, uint64_t hash); /* false: it was there */
bool import_set_mark(struct import_set *set, uint64_t hash); /* false: it was marked */
void import_set_release(struct import_set *set);
/* Of everybody in the file; away: numbers of who was merged into another dossier; people may be NULL. */
enum err import_known_read(struct care_session *s, struct import_set *numbers,
			   struct import_set *away, struct import_set *people, struct error *e);

/* import_mark.c: how far this file has come, in the same transactions (docs/format.md, meta). */
struct import_mark {
	char key[96];
	int64_t rows;      /* done */
	int64_t *passed;   /* of these: what the file's contents then forbade, in order */
	size_t passed_count, passed_room, passed_at;
};
enum { IMPORT_PASSED_MOST = 20000 };
enum err import_mark_read(struct care_session *s, const struct import_source *source,
			  const struct care_import_options *o, struct import_mark *out,
			  struct error *e);
enum err import_mark_write(struct care_session *s, const struct import_mark *m,
			   struct error *e);
void import_mark_pass(struct import_mark *m, int64_t row);
void import_mark_release(struct import_mark *m);

/* import_write.c: rows into the file, many in a transaction. */
struct import_writer {
	struct care_session *s;
	const char *on;   /* ISO, for rows that do not say */
	bool is_dry, is_open, is_bulk;
	int64_t next_number;
	char letter;
	struct str body;
};
enum import_outcome { IMPORT_ADDED, IMPORT_CHANGED, IMPORT_SAME };
enum err import_write_begin(struct import_writer *w, struct error *e); /* cheap when it is open */
enum err import_write_end(struct import_writer *w, const struct import_mark *m, struct error *e);
int64_t import_write_findable(const struct import_writer *w);
/* All is written; a transaction that is open is undone.  Everybody can be found afterwards. */
enum err import_write_settle(struct import_writer *w, struct error *e);
/* A new client; without a file number one that none of these 'most' sets has. */
enum err import_write_client(struct import_writer *w, struct import_row *row,
			     const struct import_set *const *taken, int most, struct error *e);
/*
 * Who has this number: what differs.  *is_other: she has another name and another date of birth;
 * nothing is written.
 */
enum err import_write_change(struct import_writer *w, const struct import_row *row,
			     enum import_outcome *out, bool *is_other, struct error *e);
void import_writer_release(struct import_writer *w);

#endif
