/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/refer.h"

#include "care/record_thing.h"

/* Nothing fits: what is written down of it, and what all of it comes to in a period. */

const char *care_gap_told(const struct care_config *c, const char *what)
{
	const struct care_item *item = care_config_item(c, "preconditions", what);
	char *group;

	if (item == NULL)
		item = care_config_item(c, "barriers", what);
	if (item != NULL)
		return item->is_shielded && item->group != NULL ? item->group : item->key;
	group = mem_bytes(what, strcspn(what, "/"));
	item = care_config_item(c, "barriers", group);
	free(group);
	return item != NULL ? item->key : "other";
}

/* ---- what is proposed ---- */

static const char *copy(struct arena *a, const char *text)
{
	return text_is_empty(text) ? "" : arena_text(a, text);
}

/* The first of a list that nobody serves, as it may be told. */
static const char *first_unserved(const struct care_config *c, const char *list,
				  const struct map_set *unserved)
{
	int count;
	const struct care_item *items = care_config_list(c, list, &count);

	for (int i = 0; i < count; i++)
		if (map_set_has(unserved, i))
			return care_gap_told(c, items[i].key);
	return "";
}

static const struct care_precondition *precondition_of(const struct care_dossier *d, const char *key)
{
	for (int i = 0; i < d->precondition_count; i++)
		if (text_equal(d->preconditions[i].key, key))
			return &d->preconditions[i];
	return NULL;
}

/* Without a match: the first thing that she needs and that is not arranged. */
static const char *first_needed(const struct care_dossier *d)
{
	for (int i = 0; i < d->precondition_count; i++) {
		const struct care_precondition *p = &d->preconditions[i];

		if (text_equal(p->needed, "yes") && !text_equal(p->status, "arranged"))
			return p->key;
	}
	return "";
}

static const char *what_is_missing(const struct care_config *c, const struct care_dossier *d,
				   const struct map_fits *fits)
{
	const char *what = "";

	if (fits != NULL)
		what = first_unserved(c, "preconditions", &fits->needs_unserved);
	if (fits != NULL && *what == '\0')
		what = first_unserved(c, "barriers", &fits->barriers_unserved);
	return *what != '\0' ? what : first_needed(d);
}

/* Where it can be had, when it was written down as one of the choices. */
static const char *where_of(const struct care_config *c, const struct care_dossier *d,
			    const char *what)
{
	const struct care_precondition *p = precondition_of(d, what);

	if (p != NULL && !text_is_empty(p->where) && !text_equal(p->where, "unknown") &&
	    care_config_item(c, "availability", p->where) != NULL)
		return p->where;
	return "not_available";
}

/* Only keys that can be kept: facts may hold words of a form of the centre's own. */
static const char *keys_of(const struct care_config *c, const char *list, const char *keys,
			   struct arena *a)
{
	struct str known = STR_INIT, key = STR_INIT;
	const char *kept;

	for (const char *at = keys + strspn(keys, " "); *at != '\0'; at += strspn(at, " ")) {
		str_reset(&key);
		str_add_bytes(&key, at, strcspn(at, " "));
		at += key.len;
		if (care_config_item(c, list, key.bytes) != NULL)
			str_addf(&known, "%s%s", known.len > 0 ? " " : "", key.bytes);
	}
	kept = arena_text(a, known.bytes);
	str_release(&known);
	str_release(&key);
	return kept;
}

void care_gap_propose(struct care_session *s, const struct care_dossier *d,
		      const struct map_fits *fits, struct arena *a, struct care_gap *out)
{
	const struct care_config *c = care_session_config(s);
	const char *what = what_is_missing(c, d, fits);

	*out = (struct care_gap){
		.id = "",
		.what = copy(a, what),
		.where = copy(a, where_of(c, d, what)),
		.daypart = keys_of(c, "available_dayparts",
				   care_fact_value(d, "available_dayparts"), a),
		.district = copy(a, care_fact_value(d, "district")),
		.benefit = keys_of(c, "benefit", care_fact_value(d, "benefit"), a),
		.level = keys_of(c, "participation_level",
				 care_fact_value(d, "participation_level"), a),
		.text = "",
		.state = "open",
		.on = care_session_today(s),
	};
}

static enum err what_must_be(struct care_session *s, const char *what, struct error *e)
{
	const struct care_config *c = care_session_config(s);

	if (!text_is_empty(what) && (care_config_item(c, "preconditions", what) != NULL ||
				     care_config_item(c, "barriers", what) != NULL))
		return OK;
	return error_set(e, ERR_INVALID, _("Choose what was missing: something that is needed, or "
					   "something that is in the way."));
}

enum err care_save_gap(struct care_session *s, const char *client, const struct care_gap *g,
		       char id[37], struct error *e)
{
	struct care_gap full = *g;
	struct record_thing thing = {"gap", BODY_GAP, g->id, g->on, &full, false};
	const struct { const char *list, *keys; } lists[] = {
		{"availability", g->where},	   {"available_dayparts", g->daypart},
		{"benefit", g->benefit},	   {"participation_level", g->level},
	};
	enum err rc = what_must_be(s, g->what, e);

	full.state = record_or_else(g->state, "open");
	for (size_t i = 0; i < sizeof lists / sizeof *lists && rc == OK; i++)
		rc = record_must_be_keys(s, lists[i].list, lists[i].keys, e);
	if (rc == OK)
		rc = record_must_be_key(s, "gap_state", full.state, e);
	if (rc == OK)
		rc = record_must_be_text(g->text, e);
	if (rc == OK)
		rc = record_must_be_text(g->district, e);
	return rc == OK ? record_thing_save(s, client, &thing, id, e) : rc;
}
