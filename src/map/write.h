/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MAP_WRITE_H
#define MAP_WRITE_H

#include "map/exchange.h"

/* What the writers of the map share (not part of map.h): what may not be told, and every record by turns. */

/* An address that may not be told: of the record, and of the organisation of an offer. */
struct map_secret {
	bool hides;
	const char *told_by[4]; /* folded, without blanks: streets without number, postcodes; "" none */
};
/* May this value not be written?  What stands of the address, and a text in which it can be read. */
bool map_secret_hides(const struct map_secret *s, enum map_field field, const char *text);
bool map_secret_hides_more(const struct map_secret *s, const char *more);
bool map_secret_has_address(const struct map_secret *s, const struct map_record *r); /* that is left out */
/* Of r; organisation may be NULL.  Texts in the arena. */
void map_secret_of(struct arena *a, const struct map_record *r,
		   const struct map_record *organisation, struct map_secret *out);

/* The id under which a record is written: its source, else its subject. */
const char *map_written_id(const struct map_record *r);

/*
 * Every organisation by name, then every offer by name; organisation: the id of an offer's as it is
 * written, "" for an organisation.  All until it returns.
 */
typedef enum err (*map_write_visit)(void *data, const struct map_record *r,
				    const char *organisation, const struct map_secret *secret,
				    struct error *e);
enum err map_write_all(const struct map *m, map_write_visit visit, void *data,
		       struct map_written *count, struct error *e);

/*
 * Does it begin with apostrophes and a sign of MAP_CSV_SIGNS?  What is read takes off one apostrophe before a sign, so one
 * more goes before those that stand there.
 */
bool map_cell_is_marked(const char *text);
/* A cell between separators, in quotes where it needs them. */
void map_write_cell(struct str *out, const char *text);

/* Can it be a cell and come back as it is: a text without blanks around it, a number? */
bool map_is_cell(const json_t *value);
/* JSON with its keys in order, whatever file they came from: two exports of one map are the same bytes. */
void map_write_json_text(struct str *out, const json_t *value);
bool map_is_json_heading(const char *name); /* ends as a heading above JSON does (hsds.h) */

/* read_columns.c: would a plain file's reader take this heading for one that it knows? */
bool map_is_heading(const struct map_words *w, const char *heading);

/* write_seen.c: rows of a package of which others may be the same one: a location of two services. */
struct write_seen {
	struct write_seen_row {
		uint64_t id, holds;
	} *rows;
	size_t count, room; /* room: a power of two */
};
uint64_t write_seen_holds(const json_t *value); /* what it holds, whatever the order of its keys */
bool write_seen_differs(struct write_seen *w, const char *table, const char *id,
			uint64_t holds); /* there is one of this id that holds something else */
bool write_seen_add(struct write_seen *w, const char *table, const char *id,
		    uint64_t holds); /* true: it was there */
void write_seen_forget(struct write_seen *w);

/* Bytes of one file on their way out, in pieces of some size. */
enum { MAP_WRITE_PIECE = 64 << 10 };
enum err map_write_some(map_write write, void *data, const char *file, struct str *text,
			size_t least, struct error *e); /* empties text when it has least bytes */

#endif
