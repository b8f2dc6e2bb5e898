/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MAP_EXCHANGE_H
#define MAP_EXCHANGE_H

#include "map/record.h"

struct map;

/* A spreadsheet takes a cell that begins with one of these for a formula; an apostrophe before it makes it text. */
#define MAP_CSV_SIGNS "=+-@"

/*
 * Open Referral HSDS 3.0 as JSON and as a package of CSV files (1.1 and 2 are mapped to it), and plain CSV whose
 * columns are told by their headings or by a mapping file.  Reading is pure: bytes to records.  All
 * input is hostile: a row or object that cannot be used is handed to bad with its line (JSON: its place, 1 for
 * the first) and why, and the rest goes on.
 */
struct map_sink {
	/*
	 * Checked by map_record_check, but an offer whose status is not said has none.  r->values[MAP_SOURCE] is its id in the file ("" none).  r->id
	 * is what the file knows it by, made up where it has no id; of an offer r->organisation is
	 * the r->id of its organisation, which came before it.  All until it returns.  Not OK: this
	 * record is bad, and so are the offers of an organisation that is.
	 */
	enum err (*record)(void *data, const struct map_record *r, unsigned line, struct error *e);
	void (*bad)(void *data, const char *file, unsigned line, const char *why, const char *row,
		    size_t len);
	void (*tell)(void *data, const char *sentence); /* about the file as a whole: an unknown column */
	void *data;
};

struct map_file { /* of a package: "services.csv", "organizations.csv" */
	const char *name, *bytes;
	size_t len;
};

/* A mapping file, as care reads it (YAML). */
struct map_value { /* what a cell says, and what is meant; "-" nothing */
	const char *text, *key;
};
struct map_column {
	const char *heading, *field; /* "organisation.phone"; "-" passed over */
	unsigned line, heading_line;
	bool joins; /* behind what another column gives */
	const struct map_value *values;
	int value_count;
};
struct map_mapping {
	const char *name; /* of the file */
	const struct map_column *columns;
	int count;
};

/* Is it called as a file of a package, of any version: services.csv, organizations.csv? */
bool map_is_of_package(const char *name);
/* ERR_INVALID: nothing in it can be used; which file and why. */
enum err map_read_json(const struct map_words *w, const struct map_file *file,
		       const struct map_sink *sink, struct error *e);
enum err map_read_package(const struct map_words *w, const struct map_file *files, int count,
			  const struct map_sink *sink, struct error *e);
/*
 * One row: an offer with its organisation, or an organisation alone.  mapping (NULL none): columns of it with
 * organisation. or offer. before the field's name where it is not plain, "-" to pass over, "+" joins
 * (as trede import clients has it); the other headings are the names of fields or labels in either language.  A column
 * nobody knows is told once and kept in 'more' under its heading (organisation. cut off): of the offer, or of the
 * organisation where it has organisation. before it or the row no offer.  "more" and "organisation.more" hold
 * the rest of 'more' as JSON.  Of a cell that begins with apostrophes and then a sign of MAP_CSV_SIGNS, one
 * apostrophe is no part.
 */
enum err map_read_plain(const struct map_words *w, const struct map_file *file,
			const struct map_mapping *mapping, const struct map_sink *sink,
			struct error *e);

/*
 * Writing: the whole map.  write gets pieces in order; not OK ends it.  A secret address is left out, and with it all
 * that could tell it (hsds.h); who reads the file into this map again keeps what is there.
 */
typedef enum err (*map_write)(void *data, const char *file, const char *bytes, size_t len,
			      struct error *e); /* file: of a package; "" */
struct map_written {
	int64_t organisations, offers;
	int64_t secret; /* of these: a secret address was left out */
};
enum err map_write_json(const struct map *m, map_write write, void *data, struct map_written *out,
			struct error *e);
/* HSDS 3.0 with datapackage.json; files come by turns, each from its beginning. */
enum err map_write_package(const struct map *m, map_write write, void *data,
			   struct map_written *out, struct error *e);
enum err map_write_plain(const struct map *m, map_write write, void *data, struct map_written *out,
			 struct error *e);
/*
 * What may stand on paper and in files of a field: its text, "" where that tells a secret address.  organisation:
 * that of an offer, else NULL.
 */
const char *map_outside(struct arena *a, const struct map_record *r,
			const struct map_record *organisation, enum map_field field);
/* vCard 4.0 (RFC 6350) of an organisation; without address when that is secret. */
void map_vcard(const struct map_words *w, const struct map_record *organisation, struct str *out);

#endif
