/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>

#include "store/chain.h"

/* One chain as SQL gives it: device, number, hlc, prev_hash, seal_hash, then the sealed columns. */
struct chain_kind {
	enum sql_id all;
	int sealed;     /* how many columns are under the seal */
	bool is_erasable;
	const char *broken, *missing, *changed; /* number and device are added */
};

enum { FIRST_SEALED = 5 };

static const struct chain_kind entries = {
	.all = SQL_ENTRY_CHAIN,
	.sealed = 10,
	.is_erasable = true,
	.broken = N_("An entry does not follow the one before it"),
	.missing = N_("Entries are missing before this one"),
	.changed = N_("An entry is not what was written"),
};

static const struct chain_kind accesses = {
	.all = SQL_ACCESS_CHAIN,
	.sealed = 5,
	.is_erasable = false,
	.broken = N_("In the log of who looked, a line does not follow the one before it"),
	.missing = N_("In the log of who looked, lines are missing before this one"),
	.changed = N_("In the log of who looked, a line is not what was written"),
};

void store_check_release(struct store_check *c)
{
	str_release(&c->first_fault);
	*c = (struct store_check){.first_fault = STR_INIT};
}

static void report(struct store_check *out, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void report(struct store_check *out, const char *format, ...)
{
	va_list args;

	if (out->faults++ > 0)
		return;
	va_start(args, format);
	str_vaddf(&out->first_fault, format, args);
	va_end(args);
}

/* A page that cannot be read is a finding; a disk or memory that fails is an error. */
static enum err end_reading(struct sql *q, struct store_check *out, struct error *e)
{
	struct error mine = ERROR_INIT;
	enum err err = sql_end(q, &mine);

	if (err == ERR_DAMAGED) {
		report(out, "%s", mine.text);
		return OK;
	}
	if (err != OK && e)
		*e = mine;
	return err;
}

/* Of a report of many lines the first that names a place: a sentence is one line. */
static void report_page(struct store_check *out, const char *found)
{
	const char *line = found[0] == '*' && strchr(found, '\n') ? strchr(found, '\n') + 1 : found;
	char *place = mem_bytes(line, strcspn(line, "\n"));

	report(out, _("The file is damaged: %s."), place);
	free(place);
}

/* The places that SQLite names hold page numbers and the names of tables, no values. */
static enum err check_pages(struct store *s, struct store_check *out, struct error *e)
{
	struct sql q = sql_take(s, SQL_CHECK_PAGES);

	while (sql_row(&q))
		if (strcmp(sql_peek(&q, 0), "ok") != 0)
			report_page(out, sql_peek(&q, 0));
	return end_reading(&q, out, e);
}

static enum err check_keys(struct store *s, struct store_check *out, struct error *e)
{
	struct sql q = sql_take(s, SQL_CHECK_KEYS);

	while (sql_row(&q))
		report(out, _("A row of table %s belongs to nothing."), sql_peek(&q, 0));
	return end_reading(&q, out, e);
}

static bool is_erased(struct sql *q, const struct chain_kind *kind)
{
	if (!kind->is_erasable)
		return false;
	for (int i = 0; i < kind->sealed; i++)
		if (!sql_is_null(q, FIRST_SEALED + i))
			return false;
	return true;
}

static void report_link(struct store_check *out, const char *what, const struct chain_link *link)
{
	report(out, _("%s: number %lld of device %s."), _(what), (long long)link->seq,
	       link->device);
}

/* A walk along all chains, device after device. */
struct walk {
	const struct chain_kind *kind;
	struct str device;
	int64_t seq;
	unsigned char link[VAULT_HASH_BYTES]; /* of the last one seen */
	int64_t devices, links;
};

static void check_link(struct walk *w, struct sql *q, struct store_check *out)
{
	struct chain_link link = {.seq = sql_number(q, 1), .hlc = sql_number(q, 2)};
	unsigned char seal[VAULT_HASH_BYTES];
	bool is_shaped = chain_read_hashes(q, 3, &link);

	if (w->links == 0 || strcmp(w->device.bytes, sql_peek(q, 0)) != 0) {
		str_set(&w->device, sql_peek(q, 0));
		w->seq = 0;
		w->devices++;
	}
	w->links++;
	link.device = w->device.bytes;
	if (w->seq == INT64_MAX || link.seq != w->seq + 1)
		report_link(out, w->kind->missing, &link);
	else if (!is_shaped || link.is_first != (link.seq == 1) ||
		 (!link.is_first && memcmp(link.prev, w->link, sizeof w->link) != 0))
		report_link(out, w->kind->broken, &link);
	chain_seal_columns(q, FIRST_SEALED, w->kind->sealed, seal);
	if (!is_erased(q, w->kind) && memcmp(seal, link.seal, sizeof seal) != 0)
		report_link(out, w->kind->changed, &link);
	w->seq = link.seq;
	chain_hash(&link, w->link);
}

static enum err check_chain(struct store *s, const struct chain_kind *kind,
			    struct store_check *out, int64_t *links, int64_t *devices,
			    struct error *e)
{
	struct sql q = sql_take(s, kind->all);
	struct walk w = {.kind = kind, .device = STR_INIT};
	enum err err;

	while (sql_row(&q))
		check_link(&w, &q, out);
	err = end_reading(&q, out, e);
	*links = w.links;
	if (devices)
		*devices = w.devices;
	str_release(&w.device);
	return err;
}

static enum err count(struct store *s, enum sql_id id, struct store_check *out, int64_t *n,
		      struct error *e)
{
	struct sql q = sql_take(s, id);

	*n = sql_row(&q) ? sql_number(&q, 0) : 0;
	return end_reading(&q, out, e);
}

static enum err count_social(struct store *s, enum store_social_kind kind,
			     struct store_check *out, struct error *e)
{
	struct sql q = sql_take(s, SQL_SOCIAL_ROWS);
	int64_t n;
	enum err err;

	sql_int(&q, ":kind", kind);
	n = sql_row(&q) ? sql_number(&q, 0) : 0;
	err = end_reading(&q, out, e);
	if (err == OK && n != store_social_count(s, kind))
		report(out, _("The count of the social map is not right. "
			      "Run: trede check --rebuild"));
	return err;
}

enum err store_check(struct store *s, struct store_check *out, struct error *e)
{
	int64_t clients = 0;
	enum err err;

	*out = (struct store_check){.first_fault = STR_INIT};
	err = check_pages(s, out, e);
	if (err == OK)
		err = check_keys(s, out, e);
	if (err == OK)
		err = check_chain(s, &entries, out, &out->entries, &out->devices, e);
	if (err == OK)
		err = check_chain(s, &accesses, out, &out->accesses, NULL, e);
	if (err == OK)
		err = count(s, SQL_DRAFT_COUNT, out, &out->drafts, e);
	if (err == OK)
		err = count(s, SQL_CLIENT_ROWS, out, &clients, e);
	if (err == OK && clients != store_client_count(s))
		report(out, _("The count of women is not right. Run: trede check --rebuild"));
	if (err == OK)
		err = count_social(s, STORE_ORGANISATION, out, e);
	if (err == OK)
		err = count_social(s, STORE_OFFER, out, e);
	return err;
}
