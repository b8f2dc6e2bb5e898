/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spec.h"

#include "care/care.h"
#include "care/rules.h"

/* The rules that ship, each holding and not holding; and what is refused of a file. */
static const struct date today = {2026, 11, 21, false};

struct fixture {
	struct real_words words;
	struct arena arena;
	struct map_rule rules[CARE_RULES_MOST];
	struct care_rules_in in;
};

static void fixture_begin(struct fixture *f, const char *language)
{
	real_words(&f->words, language);
	f->in = (struct care_rules_in){.arena = &f->arena, .words = &f->words.words, .rules = f->rules};
}

static void shipped_read(struct fixture *f)
{
	char *path = file_path(getenv("TREDE_SHARE"), "config/rules/landelijk.yaml");
	struct str bytes = STR_INIT;
	struct error e = ERROR_INIT;

	assert_int_equal(file_read(path, 1 << 20, &bytes, &e), OK);
	if (care_rules_read(&f->in, "landelijk.yaml", bytes.bytes, bytes.len, &e) != OK)
		fail_msg("%s", e.text);
	str_release(&bytes);
	free(path);
}

static int fixture_make(void **state)
{
	struct fixture *f = mem_new(sizeof *f);

	fixture_begin(f, "nl");
	shipped_read(f);
	*state = f;
	return 0;
}

static int fixture_drop(void **state)
{
	struct fixture *f = *state;

	real_words_release(&f->words);
	arena_release(&f->arena);
	free(f);
	return 0;
}

struct seen {
	const char *id;
	bool holds;
};

static void see(void *data, const struct map_rule *rule)
{
	struct seen *seen = data;

	if (text_equal(rule->id, seen->id))
		seen->holds = true;
}

/* offer NULL: about her alone. */
static bool holds(struct fixture *f, const char *id, const char *woman, const char *offer,
		  const struct date *on)
{
	struct map_rules rules = {f->in.rules, f->in.count};
	struct map_woman she = woman_of(&f->arena, f->in.words, woman);
	struct map_fit fit = {.offer = record_of(&f->arena, MAP_OFFER, offer ? offer : ""),
			      .organisation = record_of(&f->arena, MAP_ORGANISATION, "")};
	struct seen seen = {id, false};

	map_rules_hold(&rules, &she, f->in.words, offer ? &fit : NULL, on, see, &seen);
	return seen.holds;
}

static const struct {
	const char *id, *woman, *offer;
	bool holds;
} cases[] = {
	{"E1", "benefit=wwb", "kinds=women_centre", true},
	{"E1", "benefit=wwb;consent=asked", "kinds=welfare", true},
	{"E1", "benefit=wwb;consent=given", "kinds=women_centre", false},
	{"E1", "benefit=nug", "kinds=women_centre", false},
	{"E1", "benefit=wwb", "kinds=education", false},
	{"E1", "benefit=wwb", "", false},
	{"E2", "benefit=wwb;trajectory=1", "kinds=activation", true},
	{"E2", "benefit=wwb", "kinds=activation", false},
	{"E2", "benefit=ww_uwv;trajectory=1", "kinds=activation", false},
	{"E3", "benefit=nug", "kinds=reintegration", true},
	{"E3", "benefit=wwb", "kinds=reintegration", false},
	{"E3", "", "kinds=reintegration", false},
	{"E3", "benefit=nug", "kinds=language", false},
	{"E4", "benefit=wwb;wishes=education", NULL, true},
	{"E4", "benefit=wwb;wishes=dutch", NULL, false},
	{"E4", "benefit=nug;wishes=education", NULL, false},
	{"E5", "age=30;wishes=education", NULL, true},
	{"E5", "age=29;wishes=education", NULL, false},
	{"E5", "wishes=education", NULL, false},
	{"E6", "rung=3", "kinds=reintegration", true},
	{"E6", "rung=4", "kinds=reintegration", false},
	{"E6", "", "kinds=reintegration", false},
	{"E7", "needs=childcare;benefit=nug", NULL, true},
	{"E7", "needs=childcare;benefit=wwb", NULL, false},
	{"E7", "benefit=nug", NULL, false},
	{"E8", "dutch=a1;wishes=education", NULL, true},
	{"E8", "dutch=alfa;wishes=work_learning", NULL, true},
	{"E8", "dutch=a2;wishes=education", NULL, false},
	{"E8", "wishes=education", NULL, false},
	{"E9", "dutch=a2", "kinds=language", true},
	{"E9", "dutch=a1", "kinds=language", false},
	{"E9", "", "kinds=language", false},
	{"E10", "barriers=childcare", "kinds=language", true},
	{"E10", "barriers=where_to_start where_to_start/time_management", "kinds=language", true},
	{"E10", "barriers=money", "kinds=language", false},
	{"E10", "barriers=childcare", "kinds=education", false},
	{"E11", "wishes=paid_work;hours=16", NULL, true},
	{"E11", "wishes=paid_work;hours=20", NULL, false},
	{"E11", "wishes=paid_work", NULL, false},
	{"E11", "wishes=volunteer;hours=16", NULL, false},
	{"E12", "benefit=ww_uwv;trajectory=1;wishes=own_firm", NULL, true},
	{"E12", "benefit=ww_uwv;wishes=own_firm", NULL, false},
	{"E12", "benefit=wwb;trajectory=1;wishes=own_firm", NULL, false},
	{"E13", "barriers=rules rules/work_permit_status", "kinds=employer", true},
	{"E13", "barriers=rules", "kinds=employer", false},
	{"E13", "barriers=rules/work_permit_status", "kinds=language", false},
	{"E14", "wishes=work_learning;hours=23", NULL, true},
	{"E14", "wishes=work_learning;hours=24", NULL, false},
	{"E14", "wishes=work_learning", NULL, false},
	{"E15", "sex=man", "kinds=enterprise", true},
	{"E15", "sex=woman", "kinds=enterprise", false},
	{"E15", "", "kinds=enterprise", false},
	{"E16", "youngest=0-1", "child_from=4-11", true},
	{"E16", "youngest=4-11", "child_from=4-11", false},
	{"E16", "youngest=none", "child_from=4-11", false},
	{"E16", "youngest=0-1", "", false},
	{"E16", "", "child_from=4-11", false},
};

static void each_rule_holds_and_does_not(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (holds(f, cases[i].id, cases[i].woman, cases[i].offer, &today) != cases[i].holds)
			fail_msg("%s for '%s' and '%s'", cases[i].id, cases[i].woman,
				 cases[i].offer ? cases[i].offer : "");
}

static void all_sixteen_are_there(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(f->in.count, 16);
	for (int n = 1; n <= 16; n++) {
		char id[16];
		int yes = 0, no = 0;

		(void)snprintf(id, sizeof id, "E%d", n);
		for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
			yes += text_equal(cases[i].id, id) && cases[i].holds;
			no += text_equal(cases[i].id, id) && !cases[i].holds;
		}
		assert_true(yes > 0 && no > 0);
	}
	for (int i = 0; i < f->in.count; i++) {
		assert_string_not_equal(f->in.rules[i].text, "");
		assert_string_not_equal(f->in.rules[i].source, "");
		assert_true(f->in.rules[i].from.year > 0);
	}
}

static void a_rule_says_its_year(void **state)
{
	struct fixture *f = *state;
	struct map_rule undated = {.id = "x"};
	struct str out = STR_INIT, folder = STR_INIT;

	str_addf(&folder, "%s/locale", getenv("TREDE_SHARE"));
	i18n_start("nl", folder.bytes);
	map_rule_doubt(&f->in.rules[0], &out);
	assert_string_equal(out.bytes, "regel uit 2010, vraag na bij de gemeente");
	str_reset(&out);
	map_rule_doubt(&undated, &out);
	assert_string_equal(out.bytes, "vraag bij de gemeente na of deze regel nog geldt");
	i18n_start("en", folder.bytes);
	str_reset(&out);
	map_rule_doubt(&f->in.rules[0], &out);
	assert_string_equal(out.bytes, "rule of 2010, ask the municipality");
	str_release(&folder);
	str_release(&out);
}

static enum err read_text(struct fixture *f, const char *yaml, struct error *e)
{
	*e = (struct error)ERROR_INIT;
	return care_rules_read(&f->in, "x.yaml", yaml, strlen(yaml), e);
}

#define RULE "rules:\n- id: X1\n  nl: tekst\n  en: text\n"

static void town_and_time_count(void **state)
{
	static const char yaml[] = "municipality: \"'s-Gravenhage\"\n" RULE
				   "  from: 2026-07-01\n  until: 2026\n  if: {benefit: wwb}\n";
	struct fixture *f = *state;
	struct error e;
	struct date before = {2026, 6, 30, false}, first = {2026, 7, 1, false};
	struct date last = {2026, 12, 31, false}, after = {2027, 1, 1, false};

	assert_int_equal(read_text(f, yaml, &e), OK);
	assert_string_equal(f->in.rules[f->in.count - 1].text, "tekst");
	assert_false(holds(f, "X1", "benefit=wwb;city=den haag", NULL, &before));
	assert_true(holds(f, "X1", "benefit=wwb;city=den haag", NULL, &first));
	assert_true(holds(f, "X1", "benefit=wwb;city=den haag", NULL, &last));
	assert_false(holds(f, "X1", "benefit=wwb;city=den haag", NULL, &after));
	assert_false(holds(f, "X1", "benefit=wwb;city=delft", NULL, &first));
	assert_false(holds(f, "X1", "benefit=wwb", NULL, &first));
	assert_false(holds(f, "X1", "benefit=wwb;city=den haag", "kinds=language", &first));
}

static void what_is_wrong_is_told_with_its_place(void **state)
{
	static const struct { const char *yaml, *says; } wrong[] = {
		{"", "x.yaml:1:1: a list of 'rules' is wanted"},
		{"- a\n", "x.yaml:1:1: a list of 'rules' is wanted"},
		{"rules: no\n", "x.yaml:1:1: a list of 'rules' is wanted"},
		{"rule: []\n", "x.yaml:1:1: there is no 'rule' here"},
		{"rules:\n- text\n", "x.yaml:2:3: this is no rule"},
		{RULE "  if: {benfit: wwb}\n", "x.yaml:5:8: there is no condition 'benfit'"},
		{RULE "  if: {benefit: wwb nog}\n", "x.yaml:5:21: 'benefit' cannot have 'nog'"},
		{RULE "  if: {benefit: ''}\n", "x.yaml:5:18: 'benefit' wants a value"},
		{RULE "  if: {age_from: oud}\n", "x.yaml:5:18: 'age_from' cannot have 'oud'"},
		{RULE "  if: {age_from: 300000}\n", "'age_from' cannot have '300000'"},
		{RULE "  if: {language_below: a1 a2}\n", "'language_below' cannot have 'a2'"},
		{RULE "  if: {consent_not: yes}\n", "'consent_not' cannot have 'yes'"},
		{RULE "  if: {in_trajectory: no}\n", "'in_trajectory' cannot have 'no'"},
		{RULE "  if: {benefit: [wwb]}\n", "'benefit' wants one text"},
		{RULE "  if: {}\n", "x.yaml:2:3: a rule wants conditions under 'if'"},
		{RULE, "a rule wants conditions under 'if'"},
		{RULE "  sort: a\n", "x.yaml:5:3: there is no 'sort' here"},
		{RULE "  severity: stop\n", "x.yaml:5:13: a rule can only warn: write 'warn'"},
		{RULE "  from: lang geleden\n", "x.yaml:5:9: 'from' wants a year"},
		{RULE "  from: ~2010\n", "'from' wants a year"},
		{RULE "  from: 2010-13-01\n", "'from' wants a year"},
		{"rules:\n- nl: a\n  en: b\n  if: {benefit: wwb}\n", "x.yaml:2:3: a rule wants 'id'"},
		{"rules:\n- id: X\n  en: b\n  if: {benefit: wwb}\n", "a rule wants 'nl'"},
		{"rules:\n- id: E1\n  nl: a\n  en: b\n  if: {benefit: wwb}\n", "there is a rule 'E1' already"},
		{"rules: [\n", "x.yaml:"},
		{"rules: &a []\n", "x.yaml:1:8:"},
	};
	struct fixture *f = *state;
	int before = f->in.count;
	struct error e;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_int_equal(read_text(f, wrong[i].yaml, &e), ERR_INVALID);
		if (strstr(e.text, wrong[i].says) == NULL || !text_begins(e.text, "config/rules/"))
			fail_msg("'%s' says '%s'", wrong[i].yaml, e.text);
		assert_int_equal(f->in.count, before);
	}
}

static void there_is_an_end_to_rules(void **state)
{
	struct fixture *f = *state;
	struct str yaml = STR_INIT;
	struct error e;

	str_add(&yaml, "rules:\n");
	for (int i = 0; i < CARE_RULES_MOST; i++)
		str_addf(&yaml, "- {id: X%d, nl: a, en: b, if: {sex: man}}\n", i);
	assert_int_equal(read_text(f, yaml.bytes, &e), ERR_INVALID);
	assert_non_null(strstr(e.text, "more than 500 rules"));
	assert_int_equal(f->in.count, CARE_RULES_MOST);
	str_release(&yaml);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_make, fixture_drop)

int group_rules(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_rule_holds_and_does_not),
		TEST(all_sixteen_are_there),
		TEST(a_rule_says_its_year),
		TEST(town_and_time_count),
		TEST(what_is_wrong_is_told_with_its_place),
		TEST(there_is_an_end_to_rules),
	};

	return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
