/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

/* Nothing fits, and what comes around a referral; the clock stands on Saturday 21 November 2026. */

static void day_is(const struct date *d, const char *iso)
{
	struct str text = STR_INIT;

	date_write(&text, d, DATE_ISO, "en");
	assert_string_equal(text.bytes, iso);
	str_release(&text);
}

static void woman(struct place *p, const char *district, char id[37])
{
	struct str json = STR_INIT;

	str_addf(&json, "{\"called\":\"Naima\",\"district\":\"%s\",\"benefit\":\"nug\","
			"\"available_dayparts\":\"morning mon\",\"participation_level\":\"middle\"}",
		 district);
	register_as(p, json.bytes, "2026-01-05", id);
	str_release(&json);
}

static void gap_on(struct place *p, const char *client, const char *what, const char *daypart,
		   const char *district, const char *on, char id[37])
{
	const struct care_gap g = {.what = what, .where = "not_available", .daypart = daypart,
				   .district = district, .benefit = "nug wwb", .text = "words",
				   .on = day(on)};
	struct error e = ERROR_INIT;

	must(care_save_gap(p->s, client, &g, id, &e), &e);
}

static void test_gap(void **state)
{
	struct error e = ERROR_INIT;
	struct care_dossier *d;
	struct care_gap g;
	struct place p;
	char id[37], gap[37];

	(void)state;
	place_make(&p);
	woman(&p, "Laak", id);
	gap_on(&p, id, "childcare", "morning", "Escamp", "2026-10-31", gap);
	d = dossier(&p, id);
	assert_int_equal(d->gap_count, 1);
	assert_string_equal(d->gaps[0].id, gap);
	assert_string_equal(d->gaps[0].state, "open");
	assert_string_equal(d->gaps[0].benefit, "nug wwb");
	assert_string_equal(d->gaps[0].level, "");
	assert_string_equal(line_of(d, "nothing that fits")->text,
			    "care for the children, not available");
	assert_string_equal(line_of(d, "nothing that fits")->state, "");
	assert_int_equal(line_of(d, "nothing that fits")->item, 0);
	g = d->gaps[0];
	g.state = "solved";
	must(care_save_gap(p.s, id, &g, NULL, &e), &e);
	care_dossier_free(d);
	d = dossier(&p, id);
	assert_int_equal(d->gap_count, 1);
	day_is(&d->gaps[0].on, "2026-10-31");
	assert_string_equal(line_of(d, "nothing that fits")->state, "found later 21 Nov");
	care_dossier_free(d);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_gap_refused(void **state)
{
	static const struct care_gap bad[] = {
		{.what = ""},
		{.what = NULL},
		{.what = "horoscope"},
		{.what = "childcare", .where = "nowhere"},
		{.what = "childcare", .daypart = "morning midnight"},
		{.what = "childcare", .benefit = "lottery"},
		{.what = "childcare", .level = "9"},
		{.what = "childcare", .state = "perhaps"},
		{.what = "childcare", .text = "\xff"},
		{.what = "childcare", .district = "\xff"},
		{.what = "childcare", .id = "019a0000-0000-7000-8000-00000000dead"},
	};
	struct care_dossier *d;
	struct place p;
	char id[37];

	(void)state;
	place_make(&p);
	woman(&p, "Laak", id);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct error e = ERROR_INIT;
		enum err rc = care_save_gap(p.s, id, &bad[i], NULL, &e);

		assert_int_equal(rc, bad[i].id != NULL ? ERR_NOT_FOUND : ERR_INVALID);
		assert_int_not_equal(e.text[0], '\0');
	}
	d = dossier(&p, id);
	assert_int_equal(d->gap_count, 0);
	care_dossier_free(d);
	place_remove(&p);
}

static void set_bit(const struct care_session *s, const char *list, const char *key,
		    struct map_set *set)
{
	int count;
	const struct care_item *items = care_config_list(care_session_config(s), list, &count);

	for (int i = 0; i < count; i++)
		if (text_equal(items[i].key, key))
			set->bits[i / 64] |= (uint64_t)1 << (i % 64);
}

/* What nobody serves first; a shielded barrier is proposed as its group. */
static void test_proposal(void **state)
{
	struct care_precondition one = {.key = "education_funding", .needed = "yes",
					.status = "missing", .where = "too_dear"};
	struct arena a = ARENA_INIT;
	struct map_fits fits = {.arena = ARENA_INIT};
	struct error e = ERROR_INIT;
	struct care_dossier *d;
	struct care_gap g;
	struct place p;
	char id[37];

	(void)state;
	place_make(&p);
	woman(&p, "Laak", id);
	d = dossier(&p, id);
	care_gap_propose(p.s, d, NULL, &a, &g);
	assert_string_equal(g.what, "");
	care_dossier_free(d);
	must(care_save_precondition(p.s, id, &one, &e), &e);
	d = dossier(&p, id);
	care_gap_propose(p.s, d, &fits, &a, &g);
	assert_string_equal(g.what, "education_funding");
	assert_string_equal(g.where, "too_dear");
	assert_string_equal(g.daypart, "morning mon");
	assert_string_equal(g.district, "Laak");
	assert_string_equal(g.benefit, "nug");
	assert_string_equal(g.level, "middle");
	set_bit(p.s, "barriers", "home/forced_marriage", &fits.barriers_unserved);
	care_gap_propose(p.s, d, &fits, &a, &g);
	assert_string_equal(g.what, "home");
	assert_string_equal(g.where, "not_available");
	set_bit(p.s, "preconditions", "childcare", &fits.needs_unserved);
	care_gap_propose(p.s, d, &fits, &a, &g);
	assert_string_equal(g.what, "childcare");
	care_dossier_free(d);
	arena_release(&a);
	place_remove(&p);
}

static void read_gaps(struct place *p, const char *from, const char *to, struct care_gaps *out)
{
	struct date first = day(from), last = day(to);
	struct error e = ERROR_INIT;

	must(care_gaps_read(p->s, &first, &last, out, &e), &e);
}

static int part_of(const struct care_gap_sum *sum, enum care_gap_by by, const char *value)
{
	for (int i = 0; i < sum->part_counts[by]; i++)
		if (strcmp(sum->parts[by][i].value, value) == 0)
			return sum->parts[by][i].women;
	return 0;
}

/* A woman counts once for each 'what' and each value, however often it was written down. */
static void test_counted(void **state)
{
	struct care_gaps gaps;
	const struct care_gap_sum *sum;
	struct place p;
	char a[37], b[37], c[37], gap[37];

	(void)state;
	place_make(&p);
	woman(&p, "Laak", a);
	woman(&p, "Escamp", b);
	woman(&p, "", c);
	gap_on(&p, a, "childcare", "morning", "", "2026-01-01", gap);
	gap_on(&p, a, "childcare", "morning", "", "2026-06-01", gap);
	gap_on(&p, a, "childcare", "evening", "Segbroek", "2026-06-01", gap);
	gap_on(&p, b, "childcare", "", "", "2026-12-31", gap);
	gap_on(&p, c, "childcare", "morning evening", "", "2026-05-05", gap);
	gap_on(&p, c, "home/forced_marriage", "", "", "2026-05-05", gap);
	gap_on(&p, c, "home/forced_marriage", "", "", "2027-01-01", gap);
	read_gaps(&p, "2026-01-01", "2026-12-31", &gaps);
	assert_int_equal(gaps.women, 3);
	assert_int_equal(gaps.sum_count, 2);
	sum = &gaps.sums[0];
	assert_string_equal(sum->what, "childcare");
	assert_int_equal(sum->women, 3);
	assert_int_equal(part_of(sum, CARE_GAP_DAYPART, "morning"), 2);
	assert_int_equal(part_of(sum, CARE_GAP_DAYPART, "evening"), 2);
	assert_int_equal(part_of(sum, CARE_GAP_DAYPART, ""), 1);
	assert_int_equal(part_of(sum, CARE_GAP_DISTRICT, "Laak"), 1);
	assert_int_equal(part_of(sum, CARE_GAP_DISTRICT, "Segbroek"), 1);
	assert_int_equal(part_of(sum, CARE_GAP_DISTRICT, "Escamp"), 1);
	assert_int_equal(part_of(sum, CARE_GAP_DISTRICT, ""), 1);
	assert_string_equal(sum->parts[CARE_GAP_DISTRICT][0].value, ""); /* as many: by their text */
	assert_int_equal(part_of(sum, CARE_GAP_BENEFIT, "nug"), 3);
	assert_int_equal(part_of(sum, CARE_GAP_BENEFIT, "wwb"), 3);
	assert_int_equal(part_of(sum, CARE_GAP_WHERE, "not_available"), 3);
	assert_int_equal(part_of(sum, CARE_GAP_LEVEL, ""), 3);
	assert_string_equal(gaps.sums[1].what, "home"); /* what is shielded stays here */
	assert_int_equal(gaps.sums[1].women, 1);
	care_gaps_release(&gaps);
	read_gaps(&p, "2027-01-01", "2027-12-31", &gaps);
	assert_int_equal(gaps.women, 1);
	assert_int_equal(gaps.sum_count, 1);
	care_gaps_release(&gaps);
	read_gaps(&p, "2020-01-01", "2020-12-31", &gaps);
	assert_int_equal(gaps.women, 0);
	assert_int_equal(gaps.sum_count, 0);
	care_gaps_release(&gaps);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void append(struct place *p, const char *client, const char *kind, const char *body)
{
	const struct store_new_entry entry = {.kind = kind, .client = client, .body = body,
					      .on = "2026-11-20", .body_len = strlen(body)};
	struct error e = ERROR_INIT;
	char id[37];

	must(care_append(p->s, &entry, id, &e), &e);
}

/* Keys of a later version: what is not known may be shielded, so its group is told, and nothing is lost or refused. */
static void test_of_a_later_version(void **state)
{
	static const struct { const char *what, *told; } keys[] = {
		{"childcare", "childcare"},		{"home/forced_marriage", "home"},
		{"health/mental_health", "health"},	{"health/something_new", "health"},
		{"home/housing", "home/housing"},	{"new_group/new_detail", "other"},
		{"", "other"},
	};
	struct care_dossier *d;
	struct care_gaps gaps;
	struct place p;
	char id[37];

	(void)state;
	place_make(&p);
	woman(&p, "Laak", id);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		assert_string_equal(care_gap_told(care_session_config(p.s), keys[i].what),
				    keys[i].told);
	append(&p, id, "gap", "{\"v\":1,\"what\":\"health/something_new\",\"where\":\"on_the_moon\","
			      "\"state\":\"half\",\"more\":[1]}");
	append(&p, id, "referral", "{\"v\":1,\"organisation\":\"X\",\"agreed\":\"yes\","
				   "\"status\":\"parked\",\"shares\":\"name horoscope\","
				   "\"call_back\":\"2026-12\",\"expires\":\"2026-12-01\"}");
	append(&p, id, "appointment", "{\"v\":1,\"kind\":\"five_way\",\"agreements\":[7,{\"party\":1}]}");
	append(&p, id, "consent", "{\"v\":1,\"organisation\":\"X\",\"kinds\":\"name horoscope\"}");
	d = dossier(&p, id);
	assert_int_equal(d->gap_count, 1);
	assert_non_null(strstr(line_of(d, "nothing that fits")->text, "health"));
	assert_null(strstr(line_of(d, "nothing that fits")->text, "something_new"));
	assert_true(care_referral_runs(&d->referrals[0]));
	assert_false(care_referral_waits(&d->referrals[0]));
	assert_int_equal(d->appointments[0].agreement_count, 2);
	care_dossier_free(d);
	read_gaps(&p, "2026-01-01", "2026-12-31", &gaps);
	assert_int_equal(gaps.sum_count, 1);
	assert_string_equal(gaps.sums[0].what, "health");
	care_gaps_release(&gaps);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_erased(void **state)
{
	struct store_entry entry = {0};
	struct error e = ERROR_INIT;
	struct care_gaps gaps;
	struct care_dossier *d;
	struct place p;
	char id[37], gap[37];

	(void)state;
	place_make(&p);
	woman(&p, "Laak", id);
	gap_on(&p, id, "childcare", "morning", "", "2026-06-01", gap);
	must(store_entry_get(care_session_store(p.s), gap, &entry, &e), &e);
	must(store_entry_erase(care_session_store(p.s), entry.device, entry.dseq, &e), &e);
	store_entry_release(&entry);
	must(care_derive_again(p.s, id, &e), &e);
	d = dossier(&p, id);
	assert_int_equal(d->gap_count, 0);
	care_dossier_free(d);
	read_gaps(&p, "2026-01-01", "2026-12-31", &gaps);
	assert_int_equal(gaps.women, 0);
	care_gaps_release(&gaps);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_merged(void **state)
{
	struct error e = ERROR_INIT;
	struct care_gaps gaps;
	struct place p;
	char a[37], b[37], gap[37];

	(void)state;
	place_make(&p);
	woman(&p, "Laak", a);
	woman(&p, "Escamp", b);
	gap_on(&p, a, "childcare", "morning", "", "2026-06-01", gap);
	gap_on(&p, b, "childcare", "morning", "", "2026-07-01", gap);
	read_gaps(&p, "2026-01-01", "2026-12-31", &gaps);
	assert_int_equal(gaps.women, 2);
	care_gaps_release(&gaps);
	must(care_merge(p.s, a, b, &e), &e);
	read_gaps(&p, "2026-01-01", "2026-12-31", &gaps);
	assert_int_equal(gaps.women, 1);
	assert_int_equal(gaps.sums[0].women, 1);
	assert_int_equal(part_of(&gaps.sums[0], CARE_GAP_DAYPART, "morning"), 1);
	care_gaps_release(&gaps);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_masked(void **state)
{
	static const struct { int n; bool is_masked; const char *said; } counts[] = {
		{0, true, "0"}, {1, true, "<5"}, {4, true, "<5"}, {5, true, "5"}, {4, false, "4"},
	};
	struct str text = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		str_reset(&text);
		care_count_add(counts[i].n, counts[i].is_masked, &text);
		assert_string_equal(text.bytes, counts[i].said);
	}
	str_release(&text);
}

/* Months end where they end, and nobody is called at the weekend. */
static void test_aftercare_days(void **state)
{
	static const char *const cases[][5] = {
		{"2026-11-21", "2026-12-21", "2027-02-22", "2027-05-21", "2027-11-22"},
		{"2026-01-31", "2026-03-02", "2026-04-30", "2026-07-31", "2027-02-01"},
		{"2027-11-30", "2027-12-30", "2028-02-29", "2028-05-30", "2028-11-30"},
		{"2026-12-31", "2027-02-01", "2027-03-31", "2027-06-30", "2027-12-31"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct date from = day(cases[i][0]), days[CARE_AFTERCARE_MOMENTS];

		care_aftercare_propose(&from, days);
		for (int m = 0; m < CARE_AFTERCARE_MOMENTS; m++) {
			day_is(&days[m], cases[i][m + 1]);
			assert_true(date_weekday(&days[m]) < 5);
		}
	}
}

static void test_aftercare(void **state)
{
	struct date from = day("2026-11-21"), month = {2026, 11, 0, false};
	struct error e = ERROR_INIT;
	struct care_dossier *d;
	struct place p;
	char id[37];

	(void)state;
	place_make(&p);
	woman(&p, "Laak", id);
	assert_int_equal(care_aftercare_plan(p.s, id, "", &from, 15, &e), ERR_INVALID);
	assert_int_equal(care_aftercare_plan(p.s, id, "Zorghuis", &from, 0, &e), ERR_INVALID);
	assert_int_equal(care_aftercare_plan(p.s, id, "Zorghuis", &from, 16, &e), ERR_INVALID);
	assert_int_equal(care_aftercare_plan(p.s, id, "Zorghuis", &month, 15, &e), ERR_INVALID);
	assert_int_equal(care_aftercare_plan(p.s, "nobody", "Zorghuis", &from, 15, &e),
			 ERR_NOT_FOUND);
	must(care_aftercare_plan(p.s, id, "Zorghuis", &from, 1 | 8, &e), &e);
	d = dossier(&p, id);
	assert_int_equal(d->appointment_count, 2);
	assert_string_equal(d->appointments[0].kind, "aftercare");
	assert_string_equal(d->appointments[0].with, "Zorghuis");
	assert_non_null(strstr(d->appointments[0].about, "employer"));
	day_is(&d->appointments[0].due, "2026-12-21");
	day_is(&d->appointments[1].due, "2027-11-22");
	care_dossier_free(d);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_quiet_times(void **state)
{
	static const struct { const char *on, *said; } days[] = {
		{"2027-02-07", ""},
		{"2027-02-08", "That falls in Ramadan (about 8 Feb to 9 Mar)."},
		{"2027-03-09", "That falls in Ramadan (about 8 Feb to 9 Mar)."},
		{"2027-03-10", ""},
		{"2031-01-01", "That falls in Ramadan (about 26 Dec to 23 Jan)."},
		{"2026-07-04", "That falls in the school holiday in the north (4 Jul to 16 Aug)."},
		{"2026-08-29", "That falls in the school holiday in the middle (18 Jul to 30 Aug)."},
		{"2030-07-10", "That falls in the summer holiday of the schools (about 6 Jul to 1 Sep)."},
		{"2026-11-21", ""},
		{"2027-02", ""},
	};
	struct str text = STR_INIT;
	struct place p;

	(void)state;
	place_make(&p);
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct date on = day(days[i].on);

		str_reset(&text);
		care_quiet_time(p.s, &on, &text);
		assert_string_equal(text.bytes, days[i].said);
	}
	str_release(&text);
	place_remove(&p);
}

static void benefit_consent(struct place *p, const char *client, const char *answer, const char *on)
{
	struct date then = day(on);
	struct error e = ERROR_INIT;
	json_t *facts = json_object();

	json_put_text(facts, "benefit_consent", answer);
	must(care_set_facts(p->s, client, facts, &then, &e), &e);
	json_decref(facts);
}

static void asked_of(struct place *p, int days, const char *due)
{
	struct error e = ERROR_INIT;
	struct care_today today;
	int count = 0;

	must(care_today_read(p->s, days, NULL, &today, &e), &e);
	for (int i = 0; i < today.due_count; i++)
		if (text_equal(today.due[i].kind, "benefit_consent")) {
			day_is(&today.due[i].due, due);
			count++;
		}
	assert_int_equal(count, *due != '\0');
	care_today_release(&today);
}

/* Asked and not answered comes back; an answer takes it away, wherever it was given. */
static void test_benefit_consent(void **state)
{
	struct error e = ERROR_INIT;
	struct care_dossier *d;
	struct place p;
	char id[37], talk[37];

	(void)state;
	place_make(&p);
	woman(&p, "Laak", id);
	benefit_consent(&p, id, "not_asked", "2026-11-10");
	asked_of(&p, 60, "");
	benefit_consent(&p, id, "asked", "2026-11-20");
	asked_of(&p, 12, "");
	asked_of(&p, 13, "2026-12-04");
	place_days(&p, 30);
	asked_of(&p, 0, "2026-12-04");
	interview_on(&p, id, "2026-12-20", "benefit_consent=asked", "later", talk); /* asked again */
	asked_of(&p, 60, "2027-01-03");
	must_rebuild_equal(&p);
	benefit_consent(&p, id, "refused", "2026-12-21");
	asked_of(&p, 60, "");
	d = dossier(&p, id);
	assert_string_equal(care_fact_value(d, "benefit_consent"), "refused");
	for (int i = 0, n = 0; i < d->history_count; i++)
		if (text_equal(d->history[i].value, "asked"))
			day_is(&d->history[i].on, n++ == 0 ? "2026-11-20" : "2026-12-20");
	care_dossier_free(d);
	benefit_consent(&p, id, "asked", "2027-02-15"); /* her own day: not before it */
	asked_of(&p, 60, "");
	must(care_close_trajectory(p.s, id, "moved", NULL, &e), &e);
	asked_of(&p, 400, "");
	must_rebuild_equal(&p);
	place_remove(&p);
}

/* What each party of a 3-gesprek promised. */
static void test_agreements(void **state)
{
	const struct care_agreement two[] = {{"she", "calls when she is ill"},
					     {"school", "begins at half past nine"}};
	const struct care_agreement empty[] = {{"she", ""}};
	struct care_appointment a = {.kind = "three_way", .with = "school", .about = "hours",
				     .due = day("2026-11-30"), .minutes = 660,
				     .agreements = two, .agreement_count = 2};
	struct error e = ERROR_INIT;
	struct care_dossier *d;
	struct place p;
	char id[37], at[37];

	(void)state;
	place_make(&p);
	woman(&p, "Laak", id);
	must(care_save_appointment(p.s, id, &a, at, &e), &e);
	a.id = at;
	a.agreements = NULL; /* not touched */
	a.agreement_count = 0;
	a.state = "done";
	must(care_save_appointment(p.s, id, &a, NULL, &e), &e);
	d = dossier(&p, id);
	assert_int_equal(d->appointments[0].agreement_count, 2);
	assert_string_equal(d->appointments[0].agreements[1].party, "school");
	assert_string_equal(d->appointments[0].agreements[1].text, "begins at half past nine");
	assert_string_equal(d->appointments[0].referral, "");
	care_dossier_free(d);
	a.agreements = empty;
	a.agreement_count = 1;
	assert_int_equal(care_save_appointment(p.s, id, &a, NULL, &e), ERR_INVALID);
	a.agreement_count = CARE_AGREEMENTS_MOST + 1;
	assert_int_equal(care_save_appointment(p.s, id, &a, NULL, &e), ERR_INVALID);
	a.agreement_count = 0;
	must(care_save_appointment(p.s, id, &a, NULL, &e), &e);
	d = dossier(&p, id);
	assert_int_equal(d->appointments[0].agreement_count, 0);
	care_dossier_free(d);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static const char *cell(struct arena *a, const char **at)
{
	size_t len = strcspn(*at, "\t\n");
	const char *text = arena_bytes(a, *at, len);

	*at += len + 1;
	return text;
}

/* tests/data/bodies-4.tsv is never changed. */
static void test_kept_sample(void **state)
{
	struct care_dossier d = {.arena = ARENA_INIT};
	struct date today = day("2026-11-21");
	struct derive_entry entries[20];
	struct arena a = ARENA_INIT;
	struct error e = ERROR_INIT;
	struct str text = STR_INIT;
	const struct care_referral *r;
	int count = 0;

	(void)state;
	must(file_read("tests/data/bodies-4.tsv", 1 << 20, &text, &e), &e);
	for (const char *at = text.bytes; *at != '\0'; count++) {
		const char *cells[5];

		assert_true(count < 20);
		for (int i = 0; i < 5; i++)
			cells[i] = cell(&a, &at);
		entries[count] = (struct derive_entry){
			.device = "d1", .kind = cells[0], .id = cells[1], .subject = cells[2],
			.author = "w", .replaces = cells[3], .form = "", .body = cells[4],
			.body_len = strlen(cells[4]), .hlc = count, .on = day("2026-11-01")};
	}
	must(care_derive("c", entries, count, &today, &d, &e), &e);
	r = &d.referrals[0];
	assert_string_equal(r->id, "r1");
	assert_int_equal(r->step_count, 3);
	assert_string_equal(r->steps[0].status, "referred");
	assert_string_equal(r->status, "finished");
	assert_string_equal(r->outcome, "partly");
	assert_string_equal(r->outcome_text, "tot A2, daarna verhuisd");
	assert_string_equal(r->before, "");
	assert_int_equal(r->minutes, -1);
	assert_true(r->is_logged);
	assert_int_equal(d.appointments[0].agreement_count, 2);
	assert_string_equal(d.appointments[0].agreements[0].party, "zij");
	assert_string_equal(d.appointments[0].referral, "r1");
	assert_int_equal(d.gap_count, 1);
	assert_string_equal(d.gaps[0].daypart, "morning school_hours");
	assert_string_equal(d.gaps[0].district, "Escamp");
	assert_string_equal(d.gaps[0].state, "solved");
	str_release(&text);
	arena_release(&a);
	arena_release(&d.arena);
}

int gap_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_gap),
		cmocka_unit_test(test_gap_refused),
		cmocka_unit_test(test_proposal),
		cmocka_unit_test(test_counted),
		cmocka_unit_test(test_of_a_later_version),
		cmocka_unit_test(test_erased),
		cmocka_unit_test(test_merged),
		cmocka_unit_test(test_masked),
		cmocka_unit_test(test_aftercare_days),
		cmocka_unit_test(test_aftercare),
		cmocka_unit_test(test_quiet_times),
		cmocka_unit_test(test_benefit_consent),
		cmocka_unit_test(test_agreements),
		cmocka_unit_test(test_kept_sample),
	};

	return cmocka_run_group_tests_name("gap", tests, NULL, NULL);
}
