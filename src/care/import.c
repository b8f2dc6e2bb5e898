/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive.h"
#include "care/home.h"
#include "care/import_inner.h"
#include "care/record_fact.h"

/*
 * The file is read twice: once for what it is (its hash, its encoding), once row by row; and in
 * between for its file numbers, when it has them, so that a number which is given out is not one that
 * comes further on.
 */
enum {
	BATCH_ROWS = 20000, /* in a transaction */
	TELL_ROWS = 200,    /* between two calls of progress */
	PASSED_OTHER = -1   /* a passed row: its number, negative when it is somebody else's number */
};

struct import {
	struct care_session *s;
	const struct care_import_options *o;
	struct care_import_count *count;
	struct import_source source;
	struct import_map map;
	struct import_row row;
	struct import_set numbers, people; /* of who is in the file; people of the rows too */
	struct import_set away;            /* numbers of who is in another dossier */
	struct import_set coming;          /* file numbers of the rows; marked: seen */
	struct import_mark mark;
	struct import_writer writer;
	struct date today;
	struct str on, header;
	int64_t at, earlier; /* the row that is read; how many an earlier run had done */
	int untold, batch;
	bool has_unnumbered; /* rows that are known by name and date of birth only */
	bool was_stopped, has_rejects;
};

static void progress(struct import *m)
{
	m->count->done_bytes = import_source_done(&m->source);
	if (m->o->progress != NULL && m->o->progress(m->o->data, m->count))
		m->was_stopped = true;
	m->untold = 0;
}

static bool on_look(void *data, int64_t bytes)
{
	struct import *m = data;

	(void)bytes; /* of the count nothing is behind us yet */
	return m->o->progress != NULL && m->o->progress(m->o->data, m->count);
}

static enum err header_read(struct import *m, struct error *e)
{
	struct error why = ERROR_INIT;
	enum csv_step step;
	enum err rc = import_source_begin(&m->source, e);

	if (rc == OK)
		rc = import_source_next(&m->source, &step, &why, e);
	if (rc != OK)
		return rc;
	if (step == CSV_END)
		return error_set(e, ERR_INVALID, _("line 1: the file is empty."));
	return step == CSV_BAD ? error_set(e, ERR_INVALID, "%s", why.text) : OK;
}

static enum err columns_read(struct import *m, struct error *e)
{
	const struct csv_reader *csv = &m->source.csv;
	enum err rc = header_read(m, e);

	if (rc != OK)
		return rc;
	str_add_bytes(&m->header, csv->bytes + csv->row_at, csv->row_len);
	return import_map_read(m->s, m->o, csv, &m->map, e);
}

/* File numbers that come, and how many rows there are. */
static enum err numbers_read(struct import *m, struct error *e)
{
	struct error why;
	enum csv_step step = CSV_ROW;
	enum err rc = OK;

	m->has_unnumbered = m->map.file_number < 0;
	if (m->has_unnumbered)
		return OK;
	while (rc == OK && step != CSV_END && !m->was_stopped) {
		rc = import_source_next(&m->source, &step, &why, e);
		if (rc == OK && step == CSV_ROW) {
			const char *number =
				import_row_number(&m->map, &m->source.csv, &m->row);

			if (*number != '\0')
				(void)import_set_add(&m->coming,
						     import_number_hash(&m->coming, number));
			else
				m->has_unnumbered = true;
			m->count->all_rows++;
		}
		if (++m->untold >= TELL_ROWS)
			progress(m);
	}
	return rc == OK ? header_read(m, e) : rc;
}

static void reject(struct import *m, unsigned line, const char *why)
{
	const struct csv_reader *csv = &m->source.csv;

	m->count->rejected++;
	if (m->o->reject == NULL)
		return;
	if (!m->has_rejects)
		m->o->reject(m->o->data, 0, NULL, m->header.bytes, m->header.len, csv->separator);
	m->has_rejects = true;
	m->o->reject(m->o->data, line, why, csv->bytes + csv->row_at, csv->row_len,
		     csv->separator);
}

static bool is_away(const struct import *m)
{
	return *m->row.file_number != '\0' &&
	       import_set_has(&m->away, import_number_hash(&m->away, m->row.file_number));
}

static const char *why_passed(const struct import *m, bool is_other)
{
	if (!is_other)
		return _("somebody of this name and date of birth is there already.");
	return is_away(m) ? _("whoever had this file number is in another dossier now; use the "
			      "number of that one.")
			  : _("somebody of another name and date of birth has this file number.");
}

/* What only the file's contents forbid: remembered, for who goes on after a stop. */
static void pass(struct import *m, bool is_other)
{
	import_mark_pass(&m->mark, is_other ? PASSED_OTHER * m->at : m->at);
	m->count->alike += !is_other;
	reject(m, m->source.csv.line, why_passed(m, is_other));
}

static enum err number_take(struct import *m, struct error *e)
{
	enum import_outcome outcome;
	bool is_other;
	enum err rc = import_write_change(&m->writer, &m->row, &outcome, &is_other, e);

	if (rc != OK)
		return rc;
	if (is_other)
		pass(m, true);
	else if (outcome == IMPORT_CHANGED)
		m->count->changed++;
	else
		m->count->same++;
	return OK;
}

static enum err client_take(struct import *m, struct error *e)
{
	uint64_t person = m->has_unnumbered
				  ? import_person_hash(&m->people, m->row.given, m->row.family,
						       m->row.birth, m->row.postcode)
				  : 0;
	bool is_new = person == 0 || import_set_add(&m->people, person);
	const struct import_set *const taken[] = {&m->numbers, &m->away, &m->coming};
	enum err rc;

	if (!is_new && *m->row.file_number == '\0' && !m->o->takes_alike) {
		pass(m, false);
		return OK;
	}
	rc = import_write_client(&m->writer, &m->row, taken, 3, e);
	m->count->added += rc == OK;
	return rc;
}

/* Done by an earlier run: who was passed over then is told again, the others are as they are. */
static void earlier_tell(struct import *m)
{
	struct import_mark *mark = &m->mark;
	int64_t passed = mark->passed_at < mark->passed_count ? mark->passed[mark->passed_at] : 0;

	m->count->earlier++;
	if (passed != m->at && passed != PASSED_OTHER * m->at) {
		m->count->same++;
		return;
	}
	mark->passed_at++;
	m->count->alike += passed > 0;
	reject(m, m->source.csv.line, why_passed(m, passed < 0));
}

static enum err row_write(struct import *m, struct error *e)
{
	enum err rc = import_write_begin(&m->writer, e);

	if (rc != OK)
		return rc;
	m->batch++;
	if (*m->row.file_number != '\0' &&
	    import_set_has(&m->numbers, import_number_hash(&m->numbers, m->row.file_number)))
		return number_take(m, e);
	if (!is_away(m))
		return client_take(m, e);
	pass(m, true); /* which of the two lists is right a person knows */
	return OK;
}

/* Files that were put behind one another bring it along. */
static bool is_header(const struct import *m)
{
	const struct csv_reader *csv = &m->source.csv;

	return csv->row_len == m->header.len &&
	       memcmp(csv->bytes + csv->row_at, m->header.bytes, m->header.len) == 0;
}

static enum err row_take(struct import *m, struct error *e)
{
	struct error why = ERROR_INIT;
	unsigned line = m->source.csv.line;

	if (import_row_read(m->s, &m->map, &m->source.csv, &m->today, &m->row, &why) != OK) {
		m->at++;
		if (m->row.is_split)
			(void)csv_reader_split(&m->source.csv);
		reject(m, line, why.text);
		return OK;
	}
	if (m->row.is_blank)
		return OK;
	m->at++;
	if (is_header(m)) {
		reject(m, line, _("this is the first row once more."));
		return OK;
	}
	if (*m->row.file_number != '\0' &&
	    !import_set_mark(&m->coming, import_number_hash(&m->coming, m->row.file_number))) {
		reject(m, line, _("this file number stands on an earlier line too."));
		return OK;
	}
	if (m->at > m->earlier)
		return row_write(m, e);
	earlier_tell(m);
	return OK;
}

/* "line 12: a quote ...": the line is told apart. */
static void row_bad(struct import *m, const struct error *why)
{
	const char *colon = strstr(why->text, ": ");

	m->at++;
	reject(m, m->source.csv.line, colon != NULL ? colon + 2 : why->text);
}

static enum err batch_end(struct import *m, struct error *e)
{
	enum err rc;

	m->mark.rows = m->at > m->earlier ? m->at : m->earlier;
	m->batch = 0;
	rc = import_write_end(&m->writer, &m->mark, e);
	m->count->findable = import_write_findable(&m->writer);
	return rc;
}

static enum err rows_take(struct import *m, struct error *e)
{
	struct error why;
	enum csv_step step = CSV_ROW;
	enum err rc = OK;

	while (rc == OK && !m->was_stopped) {
		rc = import_source_next(&m->source, &step, &why, e);
		if (rc != OK || step == CSV_END)
			break;
		if (step == CSV_BAD)
			row_bad(m, &why);
		else
			rc = row_take(m, e);
		m->count->rows = m->at;
		if (rc == OK && m->batch >= BATCH_ROWS)
			rc = batch_end(m, e);
		if (rc == OK && ++m->untold >= TELL_ROWS)
			progress(m);
	}
	if (rc == OK)
		rc = batch_end(m, e);
	if (rc == OK)
		rc = import_write_settle(&m->writer, e);
	m->count->findable = import_write_findable(&m->writer);
	if (rc == OK)
		progress(m);
	return rc;
}

static void begin(struct import *m)
{
	const struct date *on = m->o->on.year != 0 ? &m->o->on : &m->today;

	*m->count = (struct care_import_count){.all_bytes = m->o->file.bytes,
					       .findable = care_client_count(m->s)};
	date_write(&m->on, on, DATE_ISO, "en");
	m->writer = (struct import_writer){.s = m->s,
					   .on = m->on.bytes,
					   .is_dry = m->o->is_dry,
					   .letter = record_number_letter(m->s),
					   .body = STR_INIT};
	m->row.values = m->row.value = m->row.cell = (struct str)STR_INIT;
}

static void end(struct import *m)
{
	import_writer_release(&m->writer);
	import_mark_release(&m->mark);
	import_set_release(&m->numbers);
	import_set_release(&m->away);
	import_set_release(&m->people);
	import_set_release(&m->coming);
	import_row_release(&m->row);
	import_map_release(&m->map);
	import_source_release(&m->source);
	str_release(&m->on);
	str_release(&m->header);
	free(m);
}

enum err care_import_clients(struct care_session *s, const struct care_import_options *o,
			     struct care_import_count *out, bool *was_stopped, struct error *e)
{
	struct import *m = mem_new(sizeof *m);
	enum err rc;

	*m = (struct import){.s = s, .o = o, .count = out, .on = STR_INIT, .header = STR_INIT};
	m->today = care_session_today(s);
	begin(m);
	rc = import_source_look(&m->source, &o->file, on_look, m, &m->was_stopped, e);
	if (rc == OK)
		rc = columns_read(m, e);
	if (rc == OK)
		rc = import_mark_read(s, &m->source, o, &m->mark, e);
	vault_random_bytes(care_session_random(s), &m->numbers.seed, sizeof m->numbers.seed);
	m->coming.seed = m->away.seed = m->people.seed = m->numbers.seed;
	m->earlier = m->mark.rows;
	if (rc == OK)
		rc = numbers_read(m, e);
	if (rc == OK) /* what is refused tells who is there */
		rc = store_access_append(care_session_store(s), care_session_worker(s), "import",
					 NULL, -1, e);
	if (rc == OK)
		rc = import_known_read(s, &m->numbers, &m->away,
				       m->has_unnumbered ? &m->people : NULL, e);
	if (rc == OK)
		rc = rows_take(m, e);
	*was_stopped = m->was_stopped;
	end(m);
	return rc;
}
