/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * match_offers FOLDER OFFERS: a new sealed file of the folder with an organisation for each four offers, of which every one
 * asks and brings something; then one woman is matched with all of them, a page of 20, many times.  Prints what an offer takes
 * as bytes, how long a match takes and the most memory that the process had.
 */
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "care/care.h"
#include "map/map.h"
#include "store/store.h"

#include "figures.h"
#include "proc.h"

enum { AT_ONCE = 5000, MATCHES = 31, PAGE = 20, VALUES = 16 };

/* Something of each list in turn; an empty text says nothing. */
static const struct {
	enum map_field field;
	const char *values[VALUES];
} said[] = {
	{MAP_KINDS, {"women_centre", "language", "welfare", "volunteering", "activation",
		     "reintegration", "education", "childcare", "employer"}},
	{MAP_PRECONDITIONS, {"training", "guidance", "language", "", "work_experience childcare",
			     "education_intake education_funding", "entrepreneurship"}},
	{MAP_HELPS, {"home home/isolation", "language language/script", "", "money/debts",
		     "where_to_start where_to_start/insecurity", "childcare"}},
	{MAP_WISHES, {"dutch", "contacts activities", "", "work_learning", "paid_work"}},
	{MAP_RUNGS, {"1 2", "2 3 4", "", "3 4", "4 5 6"}},
	{MAP_BENEFITS, {"", "wwb nug", "wwb ww_uwv", ""}},
	{MAP_CONSENT_FOR, {"", "wwb", "", "", ""}},
	{MAP_WOMEN_ONLY, {"", "yes", ""}},
	{MAP_LANGUAGE_FROM, {"", "a1", "a2", "", "b1"}},
	{MAP_LANGUAGES, {"nl", "", "nl ar", "nl tr"}},
	{MAP_CHILDCARE, {"", "along", "none", "next_to", "", "on_site", "own"}},
	{MAP_DAYPARTS, {"morning", "", "morning afternoon mon tue", "evening"}},
	{MAP_HOURS_FROM, {"", "", "24", "8"}},
	{MAP_LOADS, {"", "", "", "lifting standing", "sitting"}},
	{MAP_THEMES, {"women", "mixed integration", "activation", ""}},
	{MAP_LEVELS, {"", "low", "middle", "middle high"}},
	{MAP_AREAS, {"Den Haag", "Den Haag, Rijswijk", "", "Rotterdam", "Laak, Escamp", "2516, 2521"}},
	{MAP_DISTRICT, {"Laak", "Escamp", "Centrum", ""}},
	{MAP_CITY, {"Den Haag", "Den Haag", "Rotterdam"}},
	{MAP_WAIT_WEEKS, {"", "0", "6", "12"}},
	{MAP_CHECKED_ON, {"2026-10-02", "", "2026-03-01", "2025-01-15"}},
	{MAP_TASKS, {"Elke week samen oefenen, met koffie en tijd voor vragen. Wie niet kan komen, belt even; "
		     "de begeleider denkt mee over opvang, reizen en wat er verder nodig is."}},
};

static const char *value_at(size_t field, int n)
{
	int count = 0;

	while (count < VALUES && said[field].values[count] != NULL)
		count++;
	return said[field].values[(n * 31 + n / 7 + (int)field * n / 3) % count];
}

struct filling {
	struct store *s;
	const struct map_words *words;
	int64_t bytes;
};

static enum err row_put(struct filling *f, enum store_social_kind kind, char *id, char *parent,
			struct map_record *r, const struct str *asks, struct error *e)
{
	struct str body = STR_INIT, sort = STR_INIT;
	struct store_social row;
	enum err rc;

	map_body_write(r, &body);
	text_fold(&sort, r->values[MAP_NAME], strlen(r->values[MAP_NAME]));
	row = (struct store_social){.kind = kind, .id = id, .entry = id, .parent = parent,
				    .name = sort.bytes, .sort = sort.bytes, .status = id,
				    .source = parent + strlen(parent), .body = body.bytes,
				    .checked = parent + strlen(parent), .hlc = 1};
	rc = store_social_put(f->s, &row, NULL, 0, asks ? asks->bytes : NULL, asks ? asks->len : 0,
			      e);
	str_release(&body);
	str_release(&sort);
	return rc;
}

static enum err put_one(struct filling *f, int n, struct error *e)
{
	struct map_record organisation, offer;
	char id[STORE_ID_BYTES], parent[16], name[80], of[80];
	struct str asks = STR_INIT;
	enum err rc = OK;

	map_record_empty(&organisation, MAP_ORGANISATION);
	map_record_empty(&offer, MAP_OFFER);
	(void)snprintf(parent, sizeof parent, "org%d", n / 4);
	(void)snprintf(of, sizeof of, "Buurthuis nummer %d", n / 4);
	(void)snprintf(name, sizeof name, "Samen verder op %s %d", n % 3 ? "de dinsdag" : "weg", n);
	organisation.values[MAP_NAME] = of;
	offer.values[MAP_NAME] = name;
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		offer.values[said[i].field] = value_at(i, n);
	store_new_id(f->s, id);
	map_asks_pack(f->words, &offer, &organisation, &asks);
	f->bytes += (int64_t)asks.len;
	if (n % 4 == 0)
		rc = row_put(f, STORE_ORGANISATION, parent, parent, &organisation, NULL, e);
	if (rc == OK)
		rc = row_put(f, STORE_OFFER, id, parent, &offer, &asks, e);
	str_release(&asks);
	return rc;
}

static enum err fill(struct filling *f, int offers, struct error *e)
{
	enum err rc = OK;

	for (int n = 0; rc == OK && n < offers;) {
		rc = store_begin(f->s, e);
		for (int i = 0; rc == OK && i < AT_ONCE && n < offers; i++)
			rc = put_one(f, n++, e);
		if (rc == OK)
			rc = store_commit(f->s, e);
	}
	return rc;
}

static struct map_woman the_woman(const struct map_words *w)
{
	return (struct map_woman){
		.rung = 2, .growth_rung = 3, .age = 34, .language_level = 3, .youngest = 2,
		.hours = 16, .city = "den haag", .district = "laak", .postcode = "2516xx",
		.tried = "", .sex = MAP_SEX_WOMAN, .along = MAP_ALONG_IF_NEEDED,
		.benefits = map_set_of(w, MAP_LIST_BENEFIT, "wwb"),
		.dayparts = map_set_of(w, MAP_LIST_DAYPARTS, "school_hours"),
		.languages = map_set_of(w, MAP_LIST_LANGUAGES, "ar nl"),
		.wishes = map_set_of(w, MAP_LIST_WISHES, "dutch work_learning"),
		.needs = map_set_of(w, MAP_LIST_PRECONDITIONS, "language childcare training"),
		.barriers = map_set_of(w, MAP_LIST_BARRIERS, "childcare language language/script")};
}

static enum err measure(struct store *s, const struct map_words *w, struct error *e)
{
	struct map map = {s, w, {2026, 11, 21, false}};
	struct map_woman she = the_woman(w);
	double times[MATCHES];
	struct map_fits fits;
	enum err rc = OK;

	for (int i = 0; rc == OK && i < MATCHES; i++) {
		double from = now_us();

		rc = map_match(&map, &she, NULL, "", PAGE, NULL, &fits, e);
		times[i] = now_us() - from;
		if (rc == OK && i == MATCHES - 1)
			printf("offers %lld, fitting %lld, asking %lld, page %d\n",
			       (long long)fits.offers, (long long)fits.fitting,
			       (long long)fits.asking, fits.count);
		map_fits_release(&fits);
	}
	qsort(times, MATCHES, sizeof *times, figures_by_value);
	printf("match: median %.2f ms, fastest %.2f ms, slowest %.2f ms\n", times[MATCHES / 2] / 1e3,
	       times[0] / 1e3, times[MATCHES - 1] / 1e3);
	return rc;
}

static void words_fill(struct map_words *w, const struct care_config *config)
{
	for (int i = MAP_LIST_NONE + 1; i < MAP_LISTS; i++) {
		int count;
		const struct care_item *items =
			care_config_list(config, map_list_name((enum map_list)i), &count);
		struct map_word *words = mem_array((size_t)count + 1, sizeof *words);

		for (int k = 0; k < count; k++)
			words[k] = (struct map_word){.key = items[k].key, .label = items[k].nl};
		w->lists[i].words = words; /* until the process ends */
		w->lists[i].count = count;
	}
}

/* A process of its own writes, so that the memory of this one is what matching takes. */
static enum err fill_apart(struct store_options *o, const struct map_words *w, int offers,
			   struct error *e)
{
	struct filling f = {.words = w};
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		enum err rc = store_open(&f.s, o, e);

		if (rc == OK)
			rc = fill(&f, offers, e);
		store_close(f.s);
		printf("%d offers, %.0f bytes each for what they ask\n", offers,
		       (double)f.bytes / offers);
		if (rc != OK)
			gate_complain("%s", e->text);
		(void)fflush(stdout);
		_exit(rc != OK);
	}
	if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
		return error_set(e, ERR_FILE, "The offers could not be written.");
	return OK;
}

static enum err run(struct store_options *o, const struct map_words *w, int offers, struct error *e)
{
	struct store *s = NULL;
	enum err rc;

	o->create = true;
	rc = fill_apart(o, w, offers, e);
	o->create = false;
	if (rc == OK)
		rc = store_open(&s, o, e);
	if (rc == OK)
		rc = measure(s, w, e);
	if (rc == OK)
		printf("peak memory %ld kB\n", proc_field(getpid(), "status", "VmHWM:"));
	store_close(s);
	return rc;
}

int main(int argc, char **argv)
{
	struct clock clock = clock_system();
	struct error e = ERROR_INIT;
	struct store_options o = {.practice = true, .clock = &clock, .random = vault_random_system()};
	struct secret recovery = SECRET_INIT;
	struct store_keys *keys = NULL;
	struct care_config *config = NULL;
	struct map_words words = {.language = "nl"};
	char *path;
	enum err rc;

	if (argc != 3 || atoi(argv[2]) < 1)
		return 2;
	path = file_path(argv[1], "match.trede");
	o.path = path;
	rc = care_config_read(&config, NULL, getenv("TREDE_SHARE"), &e);
	if (rc == OK)
		rc = store_keys_new(argv[1], "", true, &recovery, &keys, &e);
	o.keys = keys;
	if (rc == OK) {
		words_fill(&words, config);
		rc = run(&o, &words, atoi(argv[2]), &e);
	}
	store_keys_close(keys);
	secret_release(&recovery);
	care_config_free(config);
	free(path);
	if (rc != OK)
		gate_complain("%s", e.text);
	return error_exit_status(rc);
}
