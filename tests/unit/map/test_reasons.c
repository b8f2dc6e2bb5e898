/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spec.h"

/* What a worker reads, in both languages: one table, offer against woman. */
struct said {
	const char *offer, *organisation, *woman;
	enum map_criterion on;
	const char *nl, *en;
};

static const struct said said[] = {
	{"", "", "", MAP_ON_OPEN, "open", "open"},
	{"wait_weeks=6", "", "", MAP_ON_OPEN, "wachttijd 6 weken", "6 weeks of waiting"},
	{"wait_weeks=1", "", "", MAP_ON_OPEN, "wachttijd 1 week", "1 week of waiting"},
	{"wait_weeks=0", "", "", MAP_ON_OPEN, "geen wachttijd", "no waiting time"},
	{"status=inactive", "", "", MAP_ON_OPEN, "staat even stil", "paused"},
	{"", "status=temporarily_closed", "", MAP_ON_OPEN, "tijdelijk dicht", "closed for a time"},
	{"capacity=0", "", "", MAP_ON_OPEN, "vol, geen plek", "full, no places"},
	{"areas=Rotterdam, Den Haag", "", "city=den haag", MAP_ON_AREA, "Den Haag", "Den Haag"},
	{"", "areas='s-Gravenhage", "city=den haag", MAP_ON_AREA, "'s-Gravenhage", "'s-Gravenhage"},
	{"areas=Rotterdam, Delft", "", "city=den haag;district=laak", MAP_ON_AREA,
	 "alleen in Rotterdam, Delft", "only in Rotterdam, Delft"},
	{"areas=Haaglanden, Rotterdam", "", "city=delft", MAP_ON_AREA, "Haaglanden", "Haaglanden"},
	{"", "city=Den Haag", "city=amsterdam", MAP_ON_AREA,
	 "is in Den Haag; vraag wie er mag komen",
	 "is in Den Haag; ask who may come"},
	{"benefits=wwb nug", "", "benefit=nug", MAP_ON_BENEFIT, "ook zonder uitkering",
	 "also without a benefit"},
	{"benefits=wwb ww_uwv", "", "benefit=nug", MAP_ON_BENEFIT, "niet zonder uitkering",
	 "not without a benefit"},
	{"benefits=wwb nug", "", "benefit=wwb", MAP_ON_BENEFIT, "ook met bijstand (Participatiewet)",
	 "also with social assistance (Participatiewet)"},
	{"benefits=ww_uwv", "", "benefit=wwb", MAP_ON_BENEFIT, "alleen met WW (UWV)",
	 "only with unemployment benefit (WW)"},
	{"benefits=ww_uwv", "", "", MAP_ON_BENEFIT, "alleen met WW (UWV)",
	 "only with unemployment benefit (WW)"},
	{"benefits=wwb nug ww_uwv working zw wia wajong anw alimony partner_income living_allowance "
	 "limor", "", "", MAP_ON_BENEFIT, "niet met AOW (pensioen)", "not with state pension (AOW)"},
	{"consent_for=wwb", "", "", MAP_ON_BENEFIT,
	 "met bijstand (Participatiewet): toestemming van de gemeente nodig",
	 "with social assistance (Participatiewet) the municipality must consent"},
	{"consent_for=wwb", "", "benefit=wwb", MAP_ON_CONSENT, "toestemming van de gemeente vragen",
	 "ask the municipality for consent"},
	{"consent_for=wwb", "", "benefit=wwb;consent=asked", MAP_ON_CONSENT,
	 "wacht op toestemming van de gemeente", "wait for the consent of the municipality"},
	{"consent_for=wwb", "", "benefit=wwb;consent=given", MAP_ON_CONSENT,
	 "toestemming van de gemeente is er", "the municipality consents"},
	{"consent_for=wwb", "", "benefit=wwb;consent=refused", MAP_ON_CONSENT,
	 "geen toestemming van de gemeente", "the municipality refused consent"},
	{"rungs=2 3 4", "", "rung=3", MAP_ON_RUNG, "trede 2 t/m 4", "rung 2 to 4"},
	{"rungs=5", "", "rung=3", MAP_ON_RUNG, "trede 5", "rung 5"},
	{"rungs=1 3", "", "rung=3", MAP_ON_RUNG, "trede 1, 3", "rung 1, 3"},
	{"rungs=1 2 3 4 5 6", "", "rung=3", MAP_ON_RUNG, "trede 1 t/m 6", "rung 1 to 6"},
	{"rungs=4", "", "rung=3;growth=4", MAP_ON_RUNG, "trede 4, de volgende stap",
	 "rung 4, the next step"},
	{"levels=low middle", "", "level=low", MAP_ON_LEVEL, "niveau van meedoen: laag, midden",
	 "level of taking part: low, middle"},
	{"women_only=yes", "", "sex=woman", MAP_ON_WOMEN, "alleen vrouwen", "women only"},
	{"age_from=18;age_to=27", "", "age=20", MAP_ON_AGE, "18 t/m 27 jaar", "18 to 27 years old"},
	{"age_from=55", "", "age=20", MAP_ON_AGE, "vanaf 55 jaar", "from 55 years old"},
	{"age_to=27", "", "", MAP_ON_AGE, "t/m 27 jaar", "up to 27 years old"},
	{"language_from=a2", "", "dutch=b1", MAP_ON_LANGUAGE, "taal vanaf A2", "Dutch from A2"},
	{"language_to=b1", "", "dutch=b2", MAP_ON_LANGUAGE, "taal t/m B1", "Dutch up to B1"},
	{"language_from=a1;language_to=b1", "", "dutch=a2", MAP_ON_LANGUAGE, "taal A1 t/m B1",
	 "Dutch A1 to B1"},
	{"languages=nl ar", "", "dutch=a1;languages=ar", MAP_ON_SPEAKS, "daar spreken ze Arabisch",
	 "Arabic is spoken there"},
	{"childcare=along", "", "youngest=0-1", MAP_ON_CHILDREN, "kinderen horen erbij",
	 "children belong there"},
	{"childcare=next_to;dayparts=morning", "", "youngest=0-1", MAP_ON_CHILDREN,
	 "opvang: alleen 's ochtends", "childcare: only in the morning"},
	{"childcare=own", "", "youngest=0-1;along=no", MAP_ON_CHILDREN, "zelf regelen, kosten terug",
	 "own arrangement, costs paid back"},
	{"childcare=none", "", "youngest=0-1;along=yes", MAP_ON_CHILDREN, "geen opvang", "no childcare"},
	{"child_from=4-11", "", "youngest=2-3", MAP_ON_CHILD_AGE, "jongste kind 4 t/m 11 jaar of ouder",
	 "youngest child 4 to 11 or older"},
	{"childcare=none", "", "", MAP_ON_CHILD_AGE, "geen opvang", "no childcare"},
	{"dayparts=evening", "", "dayparts=morning", MAP_ON_DAYPART, "alleen 's avonds",
	 "only in the evening"},
	{"dayparts=morning mon", "", "dayparts=morning", MAP_ON_DAYPART, "ochtend, maandag",
	 "morning, Monday"},
	{"hours_from=24", "", "hours=16", MAP_ON_HOURS, "minstens 24 uur per week",
	 "at least 24 hours a week"},
	{"loads=lifting standing", "", "loads=lifting", MAP_ON_LOAD, "vraagt zwaar tillen",
	 "asks heavy lifting"},
	{"loads=lifting standing", "", "", MAP_ON_LOAD, "vraagt zwaar tillen, lang staan",
	 "asks heavy lifting, long standing"},
	{"loads=lifting", "", "loads=", MAP_ON_LOAD, "zwaar tillen: geen bezwaar",
	 "heavy lifting: no objection"},
	{"diploma=yes", "", "diploma=no", MAP_ON_DIPLOMA, "vraagt een startkwalificatie",
	 "asks a start qualification"},
	{"work_permit=yes", "", "no_permit=1", MAP_ON_PERMIT, "vraag na of werken mag",
	 "ask whether working is allowed"},
	{"preconditions=language childcare", "", "needs=language", MAP_ON_NEED,
	 "helpt met: taal verder omhoog", "helps with: language further up"},
	{"", "preconditions=language", "needs=language", MAP_ON_NEED, "helpt met: taal verder omhoog",
	 "helps with: language further up"},
	{"helps=childcare childcare/childcare_cost", "", "barriers=childcare childcare/childcare_cost",
	 MAP_ON_BARRIER, "helpt bij: opvang is te duur",
	 "helps when this is in the way: childcare costs too much"},
	/* What is shielded is said by its group. */
	{"helps=home/domestic_violence", "", "barriers=home home/domestic_violence", MAP_ON_BARRIER,
	 "helpt bij: thuis of familie", "helps when this is in the way: home or family"},
	{"helps=health health/mental_health health/physical_health", "",
	 "barriers=health health/mental_health health/physical_health", MAP_ON_BARRIER,
	 "helpt bij: gezondheid", "helps when this is in the way: health"},
	{"wishes=work_learning dutch", "", "wishes=work_learning", MAP_ON_WISH,
	 "wens: leren en werken tegelijk (BBL)", "wish: learning on the job (BBL)"},
	/* What is silent says nothing. */
	{"", "", "", MAP_ON_RUNG, "", ""},
	{"rungs=4", "", "", MAP_ON_NEED, "", ""},
};

static void speak(const char *language)
{
	struct str folder = STR_INIT;

	str_addf(&folder, "%s/locale", getenv("TREDE_SHARE"));
	i18n_start(language, folder.bytes);
	str_release(&folder);
}

static void check_one(const struct map *m, const struct said *s, const char *expected)
{
	struct arena a = ARENA_INIT;
	struct map_woman she = woman_of(&a, m->words, s->woman);
	struct map_fit fit = {.offer = record_of(&a, MAP_OFFER, s->offer),
			      .organisation = record_of(&a, MAP_ORGANISATION, s->organisation)};
	struct str bytes = STR_INIT, reason = STR_INIT;

	map_asks_pack(m->words, &fit.offer, &fit.organisation, &bytes);
	(void)map_asks_weigh(bytes.bytes, bytes.len, &she, &m->today, fit.verdicts);
	map_reason(m, &she, &fit, s->on, &reason);
	if (!text_equal(reason.bytes, expected))
		fail_msg("'%s' against '%s' says '%s', not '%s'", s->offer, s->woman, reason.bytes,
			 expected);
	for (int c = 0; c < MAP_CRITERION_COUNT; c++) { /* all are said, or silent */
		str_reset(&reason);
		map_reason(m, &she, &fit, (enum map_criterion)c, &reason);
		assert_int_equal(reason.len > 0, fit.verdicts[c] != MAP_SILENT);
	}
	str_release(&bytes);
	str_release(&reason);
	arena_release(&a);
}

static void check_all(const char *language)
{
	struct real_words r;
	struct map m = {.today = {2026, 11, 21, false}};
	bool is_dutch = text_equal(language, "nl");

	real_words(&r, language);
	m.words = &r.words;
	speak(language);
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		check_one(&m, &said[i], is_dutch ? said[i].nl : said[i].en);
	speak("en");
	real_words_release(&r);
}

static void reasons_are_said_in_dutch(void **state)
{
	(void)state;
	check_all("nl");
}

static void reasons_are_said_in_english(void **state)
{
	(void)state;
	check_all("en");
}

/* As many columns as a card gives them, in either language; what is hidden stands on none. */
static void labels_fit_their_card(void **state)
{
	static const char *const languages[] = {"nl", "en"};
	enum { CARD_COLUMNS = 27 };

	(void)state;
	for (int l = 0; l < 2; l++) {
		speak(languages[l]);
		for (int i = 0; i < MAP_FIELD_COUNT; i++) {
			const struct map_field_info *info = map_field_info((enum map_field)i);
			const char *label = _(info->label);

			if (info->type != MAP_TYPE_HIDDEN &&
			    text_columns(label, strlen(label)) > CARD_COLUMNS)
				fail_msg("'%s' is cut on a card", label);
		}
	}
	speak("en");
}

static void fit_is(int missing, int unknown, const char *expected)
{
	struct map_fit fit = {.missing = missing, .unknown = unknown};
	struct str out = STR_INIT;

	map_fit_said(&fit, &out);
	assert_string_equal(out.bytes, expected);
	str_release(&out);
}

static void a_fit_is_said_in_a_few_words(void **state)
{
	(void)state;
	speak("nl");
	fit_is(0, 0, "past");
	fit_is(0, 1, "nog 1 ding navragen");
	fit_is(0, 3, "nog 3 dingen navragen");
	fit_is(2, 3, "past nog niet");
	speak("en");
	fit_is(0, 0, "fits");
	fit_is(0, 1, "1 thing left to ask");
	fit_is(1, 0, "does not fit yet");
}

/* The criteria of a fit in the order in which they are said. */
static void reasons_are(const struct map_words *w, const char *offer, const char *woman,
			const char *expected)
{
	struct arena a = ARENA_INIT;
	struct map_woman she = woman_of(&a, w, woman);
	struct map_fit fit = {.offer = record_of(&a, MAP_OFFER, offer)};
	const struct date today = {2026, 11, 21, false};
	enum map_criterion order[MAP_CRITERION_COUNT];
	struct str bytes = STR_INIT, names = STR_INIT;
	int count;

	map_asks_pack(w, &fit.offer, NULL, &bytes);
	(void)map_asks_weigh(bytes.bytes, bytes.len, &she, &today, fit.verdicts);
	count = map_reasons(&fit, order);
	for (int i = 0; i < count; i++)
		str_addf(&names, "%s%s", i > 0 ? " " : "", map_criterion_name(order[i]));
	assert_string_equal(names.bytes, expected);
	str_release(&bytes);
	str_release(&names);
	arena_release(&a);
}

static void what_it_brings_is_said_first(void **state)
{
	struct real_words r;

	(void)state;
	real_words(&r, "en");
	reasons_are(&r.words, "areas=Den Haag", "city=den haag", "area");
	reasons_are(&r.words, "", "", "");
	reasons_are(&r.words, "wait_weeks=6", "", "open");
	reasons_are(&r.words, "status=inactive", "", "open");
	reasons_are(&r.words,
		    "areas=Den Haag;benefits=wwb;hours_from=8;women_only=yes;preconditions=language;"
		    "wishes=dutch;helps=language",
		    "city=den haag;benefit=nug;sex=woman;needs=language;wishes=dutch;barriers=language",
		    "need barrier wish benefit hours area women");
	real_words_release(&r);
}

static void advice_has(const struct map *m, const char *woman, const char *words)
{
	struct arena a = ARENA_INIT;
	struct map_woman she = woman_of(&a, m->words, woman);
	struct str out = STR_INIT;

	map_advice(m, &she, &out);
	if (*words == '\0')
		assert_string_equal(out.bytes, "");
	else
		assert_non_null(strstr(out.bytes, words));
	str_release(&out);
	arena_release(&a);
}

static void advice_has_the_three_mottos(void **state)
{
	struct real_words r;
	struct map m = {.today = {2026, 11, 21, false}};

	(void)state;
	real_words(&r, "nl");
	m.words = &r.words;
	speak("nl");
	advice_has(&m, "level=low", "Kinderen horen erbij");
	advice_has(&m, "level=middle", "Opvang naast de activiteit");
	advice_has(&m, "level=high", "Opvang zelf regelen, kosten terug");
	advice_has(&m, "rung=1", ""); /* a level never follows from the rung */
	speak("en");
	advice_has(&m, "level=low", "Children belong there");
	real_words_release(&r);
}

int group_reasons(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reasons_are_said_in_dutch),
		cmocka_unit_test(reasons_are_said_in_english),
		cmocka_unit_test(labels_fit_their_card),
		cmocka_unit_test(a_fit_is_said_in_a_few_words),
		cmocka_unit_test(what_it_brings_is_said_first),
		cmocka_unit_test(advice_has_the_three_mottos),
	};

	return cmocka_run_group_tests_name("reasons", tests, NULL, NULL);
}
