/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>

#include "cmd/cmd.h"

#include "map/map.h"

/*
 * Which offers fit her, best first, for people or for machines; the names of the JSON are documented in trede(1).
 * It is a look at her file, and logged as one before anything is written.
 */
enum { OFFERS_USUAL = 10, OFFERS_MOST = 100 };

struct matching {
	struct care_session *session;
	const struct map *map;
	const struct map_rules *rules;
	struct map_woman woman;
	struct map_fits fits;
	struct care_dossier *dossier;
};

static const char *const verdict_names[] = {
	[MAP_SILENT] = "silent", [MAP_FITS] = "fits", [MAP_UNKNOWN] = "unknown", [MAP_NOT] = "not"};

static void put(json_t *object, const char *name, const char *text)
{
	json_object_set_new(object, name, json_of_text(text));
}

/* ---- for machines ---- */

static void rule_to_json(void *data, const struct map_rule *rule)
{
	json_t *warning = json_object();
	struct str doubt = STR_INIT;

	map_rule_doubt(rule, &doubt);
	put(warning, "rule", rule->id);
	put(warning, "text", rule->text);
	put(warning, "doubt", doubt.bytes);
	put(warning, "source", rule->source);
	json_array_append_new(data, warning);
	str_release(&doubt);
}

static json_t *warnings_json(const struct matching *m, const struct map_fit *fit)
{
	json_t *warnings = json_array();

	map_rules_hold(m->rules, &m->woman, m->map->words, fit, &m->map->today, rule_to_json,
		       warnings);
	return warnings;
}

static json_t *reasons_json(const struct matching *m, const struct map_fit *fit)
{
	json_t *reasons = json_array();

	for (int c = 0; c < MAP_CRITERION_COUNT; c++) {
		struct str text = STR_INIT;
		json_t *reason;

		if (fit->verdicts[c] == MAP_SILENT)
			continue;
		reason = json_object();
		map_reason(m->map, &m->woman, fit, (enum map_criterion)c, &text);
		put(reason, "criterion", map_criterion_name((enum map_criterion)c));
		put(reason, "verdict", verdict_names[fit->verdicts[c]]);
		put(reason, "text", text.bytes);
		put(reason, "fact", map_criterion_fact((enum map_criterion)c));
		json_array_append_new(reasons, reason);
		str_release(&text);
	}
	return reasons;
}

static json_t *fit_json(const struct matching *m, const struct map_fit *fit)
{
	json_t *object = json_object();
	struct str said = STR_INIT;

	map_fit_said(fit, &said);
	put(object, "offer", fit->offer.id);
	put(object, "name", fit->offer.values[MAP_NAME]);
	put(object, "organisation", fit->offer.organisation);
	put(object, "organisation_name", fit->organisation.values[MAP_NAME]);
	put(object, "verdict", fit->missing > 0 ? "not" : fit->unknown > 0 ? "unknown" : "fits");
	put(object, "said", said.bytes);
	json_object_set_new(object, "missing", json_integer(fit->missing));
	json_object_set_new(object, "unknown", json_integer(fit->unknown));
	json_object_set_new(object, "stale", json_boolean(fit->is_stale));
	json_object_set_new(object, "reasons", reasons_json(m, fit));
	json_object_set_new(object, "warnings", warnings_json(m, fit));
	str_release(&said);
	return object;
}

static json_t *asking_json(const struct map_fits *fits)
{
	enum map_criterion ask[MAP_CRITERION_COUNT];
	int count = map_to_ask(fits, ask);
	json_t *array = json_array();

	for (int i = 0; i < count; i++) {
		json_t *fact = json_object();

		put(fact, "fact", map_criterion_fact(ask[i]));
		json_object_set_new(fact, "offers", json_integer(fits->waiting_on[ask[i]]));
		json_array_append_new(array, fact);
	}
	return array;
}

static bool holds(const json_t *keys, const char *key)
{
	for (size_t i = 0; i < json_array_size(keys); i++)
		if (text_equal(json_string_value(json_array_get(keys, i)), key))
			return true;
	return false;
}

/* As a gap is told: of what is shielded the group, once. */
static json_t *set_json(const struct matching *m, enum map_list list, const struct map_set *set)
{
	const struct care_config *config = care_session_config(m->session);
	const struct map_words *w = m->map->words;
	json_t *keys = json_array();

	for (int i = 0; i < w->lists[list].count; i++) {
		const char *key = care_gap_told(config, w->lists[list].words[i].key);

		if (map_set_has(set, i) && !holds(keys, key))
			json_array_append_new(keys, json_of_text(key));
	}
	return keys;
}

static void write_json(const struct matching *m)
{
	json_t *object = json_object(), *offers = json_array();
	struct str advice = STR_INIT;

	map_advice(m->map, &m->woman, &advice);
	for (int i = 0; i < m->fits.count; i++)
		json_array_append_new(offers, fit_json(m, &m->fits.items[i]));
	put(object, "client", m->dossier->id);
	json_object_set_new(object, "looked_at", json_integer(m->fits.offers));
	json_object_set_new(object, "fitting", json_integer(m->fits.fitting));
	json_object_set_new(object, "asking", json_integer(m->fits.asking));
	json_object_set_new(object, "too_heavy", json_integer(m->fits.too_heavy));
	json_object_set_new(object, "offers", offers);
	json_object_set_new(object, "ask", asking_json(&m->fits));
	json_object_set_new(object, "needs_unserved",
			    set_json(m, MAP_LIST_PRECONDITIONS, &m->fits.needs_unserved));
	json_object_set_new(object, "barriers_unserved",
			    set_json(m, MAP_LIST_BARRIERS, &m->fits.barriers_unserved));
	json_object_set_new(object, "warnings", warnings_json(m, NULL));
	put(object, "advice", advice.bytes);
	cmd_write_json(object);
	str_release(&advice);
}

/* ---- for people ---- */

/* A line is one thing, whatever a name holds. */
static void add_text(struct str *out, const char *text)
{
	for (; *text != '\0'; text++)
		str_add_char(out, (unsigned char)*text < ' ' ? ' ' : *text);
}

static void rule_to_text(void *data, const struct map_rule *rule)
{
	struct str *out = data;

	str_add(out, "   ! ");
	add_text(out, rule->text);
	str_add(out, " (");
	map_rule_doubt(rule, out);
	str_add(out, ")\n");
}

static void add_reasons(const struct matching *m, const struct map_fit *fit, struct str *out)
{
	static const char marks[] = {
		[MAP_SILENT] = ' ', [MAP_FITS] = '+', [MAP_UNKNOWN] = '?', [MAP_NOT] = '-'};
	enum map_criterion reasons[MAP_CRITERION_COUNT];
	int count = map_reasons(fit, reasons);

	for (int i = 0; i < count; i++) {
		struct str reason = STR_INIT;

		map_reason(m->map, &m->woman, fit, reasons[i], &reason);
		str_addf(out, "   %c ", marks[fit->verdicts[reasons[i]]]);
		add_text(out, reason.bytes);
		str_add_char(out, '\n');
		str_release(&reason);
	}
}

static void add_fit(const struct matching *m, const struct map_fit *fit, int n, struct str *out)
{
	str_addf(out, "%d. ", n);
	add_text(out, fit->offer.values[MAP_NAME]);
	if (*fit->organisation.values[MAP_NAME] != '\0') {
		str_add(out, ", ");
		add_text(out, fit->organisation.values[MAP_NAME]);
	}
	str_add(out, ": ");
	map_fit_said(fit, out);
	str_add_char(out, '\n');
	add_reasons(m, fit, out);
	map_rules_hold(m->rules, &m->woman, m->map->words, fit, &m->map->today, rule_to_text, out);
}

static void write_lines(const struct matching *m)
{
	struct str out = STR_INIT;

	map_rules_hold(m->rules, &m->woman, m->map->words, NULL, &m->map->today, rule_to_text,
		       &out);
	for (int i = 0; i < m->fits.count; i++)
		add_fit(m, &m->fits.items[i], i + 1, &out);
	if (m->fits.count == 0)
		str_addf(&out, "%s\n", _("There is no offer on the social map yet."));
	cmd_write(&out);
	str_release(&out);
}

/* ---- the command ---- */

static enum err most_of(const struct cmd_args *args, int *out, struct error *e)
{
	const char *text = args->values[CMD_MOST];
	char *end;
	long n;

	*out = OFFERS_USUAL;
	if (text == NULL)
		return OK;
	errno = 0;
	n = strtol(text, &end, 10);
	if (*text < '1' || *text > '9' || *end != '\0' || errno != 0 || n > OFFERS_MOST)
		return error_set(e, ERR_USAGE, _("-n wants a number from 1 to %d."), OFFERS_MOST);
	*out = (int)n;
	return OK;
}

static enum err match_it(struct matching *m, const char *client, int most, struct error *e)
{
	enum err rc = care_dossier_open(m->session, client, "show", &m->dossier, e);

	if (rc == OK)
		rc = care_map_rules(m->session, &m->rules, e);
	if (rc == OK) {
		m->map = care_map(m->session);
		care_match_woman(m->session, m->dossier, &m->dossier->arena, &m->woman);
		rc = map_match(m->map, &m->woman, NULL, "", most, NULL, &m->fits, e);
	}
	return rc;
}

enum err cmd_match(struct cmd_args *args, struct error *e)
{
	struct matching m = {0};
	char client[37];
	int most;
	enum err rc = most_of(args, &most, e);

	if (rc == OK)
		rc = cmd_session(args, &m.session, e);
	if (rc == OK)
		rc = care_client_by_text(m.session, args->words[0], client, e);
	if (rc == OK)
		rc = match_it(&m, client, most, e);
	if (rc == OK && args->values[CMD_JSON])
		write_json(&m);
	else if (rc == OK)
		write_lines(&m);
	map_fits_release(&m.fits);
	care_dossier_free(m.dossier);
	care_session_close(m.session);
	return rc;
}
