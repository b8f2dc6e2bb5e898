/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/exchange.h"
#include "map/hsds.h"
#include "map/shelf.h"

/* {"version": "3.0", "organizations": [...], "services": [...]}: each record on a line of its own. */
struct writing {
	const struct map *m;
	map_write write;
	void *data;
	struct str text;
	enum map_kind kind;
	bool has_one;
};

static enum err write_record(void *data, const struct map_record *r, const char *organisation,
			     const struct map_secret *secret, struct error *e)
{
	struct writing *w = data;
	json_t *object = map_hsds_of(w->m->words, r, organisation, secret);

	if (r->kind != w->kind) {
		str_add(&w->text, "\n],\n\"services\": [");
		w->has_one = false;
	}
	str_add(&w->text, w->has_one ? ",\n" : "\n");
	map_write_json_text(&w->text, object);
	json_decref(object);
	w->kind = r->kind;
	w->has_one = true;
	return map_write_some(w->write, w->data, "", &w->text, MAP_WRITE_PIECE, e);
}

enum err map_write_json(const struct map *m, map_write write, void *data, struct map_written *out,
			struct error *e)
{
	struct writing w = {m, write, data, STR_INIT, MAP_ORGANISATION, false};
	enum err rc;

	str_add(&w.text, "{\"version\": \"3.0\",\n\"organizations\": [");
	rc = map_write_all(m, write_record, &w, out, e);
	str_add(&w.text, w.kind == MAP_OFFER ? "\n]}\n" : "\n],\n\"services\": []}\n");
	if (rc == OK)
		rc = map_write_some(write, data, "", &w.text, 0, e);
	str_release(&w.text);
	return rc;
}
