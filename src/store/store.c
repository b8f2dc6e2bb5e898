/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/bulk_inner.h"

enum { DAY_MS = 24 * 60 * 60 * 1000, ID_COUNT_MOST = 0xfff, HLC_COUNTS = 65536 };

bool store_is_practice(const struct store *s)
{
	return s->is_practice;
}

const char *store_device(const struct store *s)
{
	return s->device;
}

int64_t store_next_hlc(struct store *s)
{
	int64_t now;

	/* a clock far beyond its time, or a damaged file, ends at the last number there is */
	if (__builtin_mul_overflow(clock_now(s->clock), HLC_COUNTS, &now))
		now = INT64_MAX;
	if (now > s->hlc)
		s->hlc = now;
	else if (s->hlc < INT64_MAX)
		s->hlc++; /* a full counter carries into the milliseconds */
	return s->hlc;
}

/* A UUIDv7 that grows within this process too: the 12 bits after the time count the ids of one
 * millisecond, and borrow the next millisecond when they run out. */
void store_new_id(struct store *s, char out[STORE_ID_BYTES])
{
	int64_t now = clock_now(s->clock);
	unsigned char r[8];

	if (now > s->id_ms) {
		s->id_ms = now;
		s->id_count = 0;
	} else if (++s->id_count > ID_COUNT_MOST) {
		s->id_ms++;
		s->id_count = 0;
	}
	vault_random_bytes(&s->random, r, sizeof r);
	(void)snprintf(out, STORE_ID_BYTES,
		       "%08x-%04x-7%03x-%02x%02x-%02x%02x%02x%02x%02x%02x",
		       (unsigned)((uint64_t)s->id_ms >> 16 & 0xffffffff),
		       (unsigned)((uint64_t)s->id_ms & 0xffff), s->id_count,
		       (r[0] & 0x3fU) | 0x80U, r[1], r[2], r[3], r[4], r[5], r[6], r[7]);
}

static enum err lost(struct error *e)
{
	return error_set(e, ERR_FILE,
			 _("This could not be saved. What was saved before is still there; try "
			   "again."));
}

/* In a bulk there are no savepoints: SQLite would copy each page that is touched in one. */
static enum err do_level(struct store *s, enum sql_id outermost, enum sql_id inner,
			 bool is_outermost, struct error *e)
{
	if (is_outermost)
		return sql_do(s, outermost, e);
	return s->bulk ? OK : sql_do(s, inner, e);
}

enum err store_begin(struct store *s, struct error *e)
{
	enum err err;

	if (s->depth > 0 && sqlite3_get_autocommit(s->db))
		return lost(e); /* a failure has already undone the transaction around it */
	err = do_level(s, SQL_BEGIN, SQL_SAVEPOINT, s->depth == 0, e);
	if (err == OK)
		s->depth++;
	return err;
}

enum err store_commit(struct store *s, struct error *e)
{
	enum err err = OK;

	if (s->depth == 0 || sqlite3_get_autocommit(s->db)) {
		if (s->depth > 0)
			s->depth--;
		return lost(e);
	}
	if (s->bulk && s->depth == 1)
		err = bulk_before_commit(s, e);
	if (err == OK)
		err = do_level(s, SQL_COMMIT, SQL_RELEASE, s->depth == 1, e);
	if (err == OK)
		s->depth--;
	else
		store_rollback(s);
	return err;
}

void store_rollback(struct store *s)
{
	if (s->depth == 0)
		return;
	if (!sqlite3_get_autocommit(s->db)) { /* else SQLite has done it already */
		if (s->depth == 1 || s->bulk) {
			(void)sql_do(s, SQL_ROLLBACK, NULL); /* nothing is left to undo it with */
		} else {
			(void)sql_do(s, SQL_ROLLBACK_TO, NULL);
			(void)sql_do(s, SQL_RELEASE, NULL);
		}
	}
	if (s->bulk)
		bulk_undone(s);
	s->depth--;
}

enum err store_finish(struct store *s, enum err err, struct error *e)
{
	if (err == OK)
		return store_commit(s, e);
	store_rollback(s);
	return err;
}

enum err store_meta(struct store *s, const char *key, struct str *out, struct error *e)
{
	struct sql q = sql_take(s, SQL_META_GET);

	str_reset(out);
	sql_text(&q, ":key", key);
	if (sql_row(&q))
		str_set(out, sql_peek(&q, 0));
	return sql_end(&q, e);
}

enum err store_set_meta(struct store *s, const char *key, const char *value, struct error *e)
{
	struct sql q = sql_take(s, SQL_META_SET);

	sql_text(&q, ":key", key);
	sql_text(&q, ":value", value);
	return sql_run(&q, e);
}

enum err store_gap(struct store *s, int64_t *when_ms, struct error *e)
{
	struct str text = STR_INIT;
	enum err err = store_meta(s, "gap", &text, e);

	*when_ms = strtoll(text.bytes, NULL, 10);
	str_release(&text);
	return err;
}

enum err store_gap_seen(struct store *s, struct error *e)
{
	return store_set_meta(s, "gap", "", e);
}

enum store_clock_state store_clock_check(struct store *s)
{
	int64_t last = s->hlc / HLC_COUNTS, now = clock_now(s->clock);

	if (s->hlc == 0)
		return STORE_CLOCK_FINE;
	if (now < last)
		return STORE_CLOCK_BEHIND;
	return now - last > DAY_MS ? STORE_CLOCK_AHEAD : STORE_CLOCK_FINE;
}

enum err store_empty_log(struct store *s, struct error *e)
{
	int rc = sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

	return rc == SQLITE_OK ? OK : sql_error(s->db, rc, e);
}
