/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/care.h"
#include "care/derive.h"
#include "fuzz.h"

/* Bodies of entries, spoilt, through every reader and through derive: an error or a dossier. */
enum { ENTRIES_MOST = 24 };

/* Well-formed bodies of each kind, with what a spoiler seldom makes by itself. */
static const struct sample {
	const char *kind, *body;
} samples[] = {
	{"client", "{\"v\":1,\"facts\":{\"called\":\"Naima\",\"birth_date\":\"~1981\"}}"},
	{"facts", "{\"v\":1,\"facts\":{\"district\":\"Laak\",\"precondition_childcare\":\"yes:a:b:c\","
		  "\"outflow\":\"paid\",\"status\":\"closed\"}}"},
	{"interview",
	 "{\"v\":1,\"form\":\"progress\",\"conducted_by\":\"w\",\"answers\":[{\"path\":\"now/changed\","
	 "\"value\":\"fine\",\"remarks\":[{\"speaker\":\"other\",\"who\":\"sister\",\"text\":\"busy\"}]},"
	 "{\"path\":\"now/benefit\",\"status\":\"refused\"}],\"notes\":[\"call\"],\"facts\":{"
	 "\"ladder_derived\":\"2\",\"ladder_level\":\"3\",\"growth_level\":\"4\",\"growth_term\":\"m6\"}}"},
	{"correction", "{\"v\":1,\"reason\":\"typo\",\"after\":\"e1\",\"answers\":[{\"path\":"
		       "\"now/changed\",\"value\":\"x\"}],\"facts\":{\"ladder_level\":\"2\"}}"},
	{"correction", "{\"v\":1,\"reason\":\"other_person\",\"to\":\"e2\"}"},
	{"correction", "{\"v\":1,\"reason\":\"changed\",\"facts\":{\"called\":\"\"}}"},
	{"goal", "{\"v\":1,\"text\":\"A2\",\"term\":\"short\",\"state\":\"reached\",\"rung\":3}"},
	{"step", "{\"v\":1,\"goal\":\"e3\",\"text\":\"ask\",\"state\":\"done\",\"due\":\"2026-12-01\"}"},
	{"appointment", "{\"v\":1,\"kind\":\"three_way\",\"state\":\"planned\",\"due\":\"2026-11-30\","
			"\"time\":\"09:30\",\"referral\":\"e9\",\"agreements\":[{\"party\":\"she\",\"text\":\"calls\"},{}]}"},
	{"referral", "{\"v\":1,\"organisation\":\"ROC\",\"status\":\"started\",\"call_back\":"
		     "\"2026-12-05\"}"},
	{"referral", "{\"v\":1,\"organisation\":\"ROC\",\"agreed\":\"yes\",\"status\":\"waitlist\",\"offer\":\"e1\","
		     "\"shares\":\"name\",\"reason\":\"full\",\"meeting\":\"2026-12-01\",\"time\":\"09:30\","
		     "\"expires\":\"2027-01-16\",\"asked\":\"2026-11-21\",\"logged\":true}"},
	{"gap", "{\"v\":1,\"what\":\"childcare\",\"where\":\"too_far\",\"daypart\":\"morning\",\"state\":\"open\"}"},
	{"note", "{\"v\":1,\"text\":\"called\",\"speaker\":\"i\"}"},
	{"consent", "{\"v\":1,\"organisation\":\"ROC\",\"kinds\":\"name\",\"until\":\"2027-06-30\","
		    "\"withdrawn\":true}"},
	{"precondition", "{\"v\":1,\"key\":\"childcare\",\"needed\":\"yes\",\"since\":\"2026-01\"}"},
	{"returned", "{\"v\":1}"},
	{"nothing", "[]"},
};

enum { SAMPLES = sizeof samples / sizeof *samples };

static const char *const words[] = {
	"{\"v\":1}", "{\"v\":2}", "{\"v\":\"1\"}", "[]", "{}", "\"answers\":", "\"facts\":", "\"notes\":",
	"\"remarks\":", "null", "1e999", "-0", "\"path\":", "\"value\":{\"sealed\":\"aa\"}", "\"e1\"",
	"\"time\":\"+9:-1\"", "\"due\":\"~1980\"", "\"rung\":99999999999", "\"reason\":\"changed\"", NULL,
};

/* A value that may stand anywhere in JSON, and where it stands is mostly of the wrong type. */
static json_t *some_value(struct fuzz *f)
{
	static const char *const texts[] = {"", "e1", "e3", "yes", "9", "3", "24:00", "-1:00", "2026-02-30",
					    "9999-12-31", "m9", "y99", "\033[2J", "a:b:c:d:", "done",
					    "open", "precondition_", "other_person", "typo"};

	switch (fuzz_below(f, 8)) {
	case 0:
		return json_integer((json_int_t)fuzz_next(f));
	case 1:
		return json_integer((json_int_t)fuzz_below(f, 9) - 1);
	case 2:
		return json_real(1e300);
	case 3:
		return json_array();
	case 4:
		return json_pack("{s:s,s:[n,b]}", "path", "e1", "facts", 1);
	case 5:
		return json_null();
	default:
		return json_string(texts[fuzz_below(f, sizeof texts / sizeof *texts)]);
	}
}

/* Goes down to a random member and puts something else there. */
static void spoil_value(struct fuzz *f, json_t *at)
{
	size_t size = json_is_object(at) ? json_object_size(at) : json_array_size(at), i, n = 0;
	size_t chosen = fuzz_below(f, size);
	const char *key;
	json_t *item;

	if (json_is_object(at) && fuzz_chance(f, 6))
		json_object_set_new(at, fuzz_chance(f, 2) ? "facts" : "precondition_", some_value(f));
	json_array_foreach(at, i, item) {
		if (i != chosen)
			continue;
		if (fuzz_chance(f, 2))
			spoil_value(f, item);
		else
			json_array_set_new(at, i, some_value(f));
		return;
	}
	json_object_foreach(at, key, item) {
		if (n++ != chosen)
			continue;
		if (json_is_string(item) || json_is_integer(item) || fuzz_chance(f, 3))
			json_object_set_new(at, key, some_value(f));
		else
			spoil_value(f, item);
		return;
	}
}

static void spoil_shape(struct fuzz *f, struct str *body)
{
	json_t *root = NULL;

	if (json_text_read(body->bytes, body->len, &root, NULL) != OK)
		return;
	for (size_t n = fuzz_below(f, 3) + 1; n > 0; n--)
		spoil_value(f, root);
	str_reset(body);
	json_text_write(body, root);
	json_decref(root);
}

static const char *some_id(struct fuzz *f, struct arena *a)
{
	return arena_format(a, "e%u", (unsigned)fuzz_below(f, ENTRIES_MOST));
}

static struct derive_entry make_entry(struct fuzz *f, struct arena *a, int n)
{
	static const char *const days[] = {"2026-01-01", "2026", "~1980", "2026-02", "", "9999-12-31"};
	const struct sample *from = &samples[fuzz_below(f, SAMPLES)];
	struct str body = STR_INIT;
	struct derive_entry entry = {
		.device = fuzz_chance(f, 2) ? "d" : "e",
		.id = arena_format(a, "e%d", n),
		.kind = fuzz_chance(f, 8) ? samples[fuzz_below(f, SAMPLES)].kind : from->kind,
		.subject = fuzz_chance(f, 2) ? "e0" : some_id(f, a),
		.author = "w",
		.replaces = fuzz_chance(f, 3) ? "" : some_id(f, a),
		.form = fuzz_chance(f, 3) ? "" : "h",
		.hlc = fuzz_chance(f, 9) ? (int64_t)fuzz_next(f) : (int64_t)fuzz_below(f, 9),
	};

	(void)date_read(days[fuzz_below(f, sizeof days / sizeof *days)], &entry.on);
	str_set(&body, from->body);
	if (fuzz_chance(f, 2))
		spoil_shape(f, &body);
	if (fuzz_chance(f, 4))
		fuzz_spoil(f, &body, words);
	entry.body = arena_bytes(a, body.bytes, body.len);
	entry.body_len = body.len;
	str_release(&body);
	return entry;
}

static void read_all(const struct derive_entry *entry)
{
	struct arena a = ARENA_INIT;
	struct error e = ERROR_INIT;
	struct body_interview interview = {0};
	struct body_correction correction = {0};
	const struct body_fact *facts;
	struct str out = STR_INIT;
	union {
		struct care_goal goal;
		struct care_step step;
		struct care_appointment appointment;
		struct care_referral referral;
		struct care_note note;
		struct care_consent consent;
		struct care_precondition precondition;
	} thing;
	int count;

	if (body_interview_read(&a, entry->body, entry->body_len, &interview, &e) == OK)
		body_interview_write(&interview, &out);
	str_reset(&out);
	if (body_correction_read(&a, entry->body, entry->body_len, &correction, &e) == OK)
		body_correction_write(&correction, &out);
	str_reset(&out);
	if (body_facts_read(&a, entry->body, entry->body_len, &facts, &count, &e) == OK)
		body_facts_write(facts, count, &out);
	for (int kind = BODY_GOAL; kind <= BODY_PRECONDITION; kind++) {
		memset(&thing, 0, sizeof thing);
		str_reset(&out);
		if (body_thing_read(&a, (enum body_kind)kind, entry->body, entry->body_len, &thing,
				    &e) == OK)
			(void)body_thing_write((enum body_kind)kind, &thing, entry->body,
					       entry->body_len, &out, &e);
	}
	str_release(&out);
	arena_release(&a);
}

/* What derive hands out must be whole: texts where texts are promised, items where lines point. */
static void look_over(struct fuzz *f, const struct care_dossier *d)
{
	for (int i = 0; i < d->fact_count; i++)
		FUZZ_HOLDS(f, d->facts[i].name && d->facts[i].value && d->facts[i].entry);
	for (int i = 0; i < d->line_count; i++) {
		const struct care_line *line = &d->lines[i];
		int counts[CARE_OTHER + 1] = {[CARE_GOAL] = d->goal_count,
					      [CARE_INTERVIEW] = d->interview_count,
					      [CARE_REFERRAL] = d->referral_count,
					      [CARE_APPOINTMENT] = d->appointment_count,
					      [CARE_NOTE] = d->note_count,
					      [CARE_CONSENT] = d->consent_count};

		FUZZ_HOLDS(f, line->title && line->text && line->state && line->entry);
		FUZZ_HOLDS(f, counts[line->kind] == 0 ||
				      (line->item >= 0 && line->item < counts[line->kind]));
	}
	for (int i = 0; i < d->rung_count; i++)
		FUZZ_HOLDS(f, d->rungs[i].level >= 1 && d->rungs[i].level <= 6);
	for (int i = 0; i < d->goal_count; i++)
		FUZZ_HOLDS(f, d->goals[i].text && d->goals[i].rung >= 0 && d->goals[i].rung <= 6);
	for (int i = 0; i < d->appointment_count; i++)
		FUZZ_HOLDS(f, d->appointments[i].minutes >= -1 &&
				      d->appointments[i].minutes < 24 * 60);
	for (int i = 0; i < d->interview_count; i++)
		for (int j = 0; j < d->interviews[i].answer_count; j++)
			FUZZ_HOLDS(f, d->interviews[i].answers[j].path &&
					      d->interviews[i].answers[j].value);
}

static void round_of(struct fuzz *f, void *data)
{
	struct derive_entry entries[ENTRIES_MOST];
	struct care_dossier d = {.arena = ARENA_INIT};
	const struct date today = {2026, 11, 21, false};
	struct arena a = ARENA_INIT;
	struct error e = ERROR_INIT;
	int count = (int)fuzz_below(f, ENTRIES_MOST) + 1;

	(void)data;
	for (int i = 0; i < count; i++)
		entries[i] = make_entry(f, &a, fuzz_chance(f, 30) ? 0 : i);
	read_all(&entries[0]);
	if (care_derive("e0", entries, count, &today, &d, &e) == OK)
		look_over(f, &d);
	else
		FUZZ_HOLDS(f, *e.text);
	arena_release(&d.arena);
	/* one at a time too: together the first that is broken stops the rest */
	for (int i = 0; i < count; i++) {
		struct care_dossier one = {.arena = ARENA_INIT};

		if (care_derive("e0", &entries[i], 1, &today, &one, &e) == OK)
			look_over(f, &one);
		arena_release(&one.arena);
	}
	arena_release(&a);
}

int main(int argc, char **argv)
{
	i18n_start("en", NULL);
	return fuzz_run(argc, argv, round_of, NULL);
}
