/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk.h"

#include "keys.h"

enum { WORDS_MOST = 32, DEPTH_MOST = 12 };

/* What home alone says, by language. */
static const char *search_line(const struct desk *d)
{
	return strcmp(d->language, "en") == 0 ? "Search: ___" : "Zoek: ___";
}

void desk_open(struct desk *d, const char *language)
{
	desk_open_in(d, place_new(), language);
}

void desk_open_in(struct desk *d, struct place *p, const char *language)
{
	struct error e = ERROR_INIT;

	*d = (struct desk){
		.place = p, .language = language, .clock = DESK_BEFORE};
	free(DESK_RUN(d, 0, "init"));
	d->clock = DESK_TIME;
	if (care_config_read(&d->config, NULL, getenv("TREDE_SHARE"), &e) != OK)
		fail_msg("%s", e.text);
}

void desk_sit(struct desk *d)
{
	const char *const argv[] = {"--practice", "--clock",  d->clock,	   "--seed", "1",
				    "--language", d->language, NULL};

	d->term = term_start(&(struct term_opts){.argv = argv,
						 .place = d->place,
						 .rows = d->rows,
						 .cols = d->cols,
						 .term = d->name,
						 .env = d->env});
	term_wait(d->term, search_line(d), TERM_MS);
}

void desk_home(struct desk *d)
{
	for (int i = 0; i < DEPTH_MOST; i++) {
		char *row;
		bool is_home;

		term_settle(d->term, TERM_MS);
		row = term_row(d->term, 0);
		is_home = strncmp(row, "trede ", 6) == 0;
		free(row);
		if (is_home && term_shows(d->term, search_line(d)) &&
		    !term_shows(d->term, "a agenda")) /* letters are commands there */
			return;
		term_keys(d->term, "<Esc>");
	}
	term_print(d->term, "this should be home");
	fail_msg("home is not reached");
}

void desk_rise(struct desk *d)
{
	desk_home(d);
	term_keys(d->term, "<Esc>1");
	assert_int_equal(term_exit_status(d->term, TERM_MS), 0);
	term_free(d->term);
	d->term = NULL;
}

void desk_close(struct desk *d)
{
	if (d->term)
		term_free(d->term);
	d->term = NULL;
	care_config_free(d->config);
	place_free(d->place);
}

void desk_type(struct desk *d, const char *text)
{
	term_send(d->term, text, strlen(text));
}

void desk_woman(struct desk *d, const char *name)
{
	desk_type(d, name);
	term_wait(d->term, name, TERM_MS);
	term_settle(d->term, TERM_MS); /* the list too, which comes after the letters */
	term_keys(d->term, "<Enter>");
	term_wait_gone(d->term, search_line(d), TERM_MS);
	term_wait_row(d->term, 0, name, TERM_MS);
}

void desk_register(struct desk *d, const char *name)
{
	term_keys(d->term, "<C-n>");
	desk_type(d, name);
	term_keys(d->term, "<Enter>");
	term_wait_row(d->term, 0, name, TERM_MS);
}

/* "> 3  text", "  [ ] 3  text": the last digit before it. */
void desk_pick(struct desk *d, const char *text)
{
	int row, col;
	char *line, *at, key[2] = "";

	term_wait(d->term, text, TERM_MS);
	term_settle(d->term, TERM_MS);
	assert_true(term_find(d->term, text, &row, &col));
	line = term_row(d->term, row);
	at = strstr(line, text);
	while (at > line && !key[0])
		if (*--at >= '0' && *at <= '9')
			key[0] = *at;
	free(line);
	if (!key[0])
		term_print(d->term, text);
	assert_true(key[0] != '\0');
	term_keys(d->term, key);
}

void desk_back(struct desk *d, const char *text)
{
	for (int i = 0; i < DEPTH_MOST; i++) {
		term_settle(d->term, TERM_MS);
		if (term_shows(d->term, text))
			return;
		term_keys(d->term, "<Esc>");
	}
	term_wait(d->term, text, TERM_MS);
}

void desk_focus(struct desk *d, const char *text)
{
	int row, col, at;

	term_wait(d->term, text, TERM_MS);
	term_settle(d->term, TERM_MS);
	assert_true(term_find(d->term, text, &row, &col));
	assert_true(term_cursor(d->term, &at, &col));
	for (; at < row; at++)
		term_keys(d->term, "<Down>");
	for (; at > row; at--)
		term_keys(d->term, "<Up>");
}

void desk_field(struct desk *d, const char *text)
{
	if (*text)
		term_keys(d->term, "<End><C-u>");
	desk_type(d, text);
	term_keys(d->term, "<Enter>");
}

/* The first ten have a digit; the others are walked to. */
static void press_key_of(struct desk *d, const char *list, const char *key)
{
	int count = 0, at = 0;
	const struct care_item *items = care_config_list(d->config, list, &count);
	char digit[2] = "";

	while (at < count && strcmp(items[at].key, key) != 0)
		at++;
	if (at == count)
		fail_msg("%s has no %s", list, key);
	digit[0] = (char)('0' + (at + 1) % 10);
	if (at < 10) {
		term_keys(d->term, digit);
		return;
	}
	for (int i = 0; i < count; i++)
		term_keys(d->term, "<Up>");
	for (int i = 0; i < at; i++)
		term_keys(d->term, "<Down>");
	term_keys(d->term, "<Space>");
}

/* In a sheet the digit goes on to the next field, if there is one. */
void desk_choice(struct desk *d, const char *list, const char *key)
{
	if (*key)
		press_key_of(d, list, key);
	else
		term_keys(d->term, "<Enter>");
}

void desk_choices(struct desk *d, const char *list, const char *keys)
{
	while (*keys) {
		size_t n = strcspn(keys, " ");
		char *key = harness_format("%.*s", (int)n, keys);

		press_key_of(d, list, key);
		free(key);
		keys += n;
		keys += strspn(keys, " ");
	}
	term_keys(d->term, "<Enter>");
}

const char *desk_label(const struct desk *d, const char *list, const char *key)
{
	return care_label(d->config, list, key, d->language);
}

char *desk_run(struct desk *d, int want, const char *const words[])
{
	const char *argv[WORDS_MOST] = {"--practice", "--clock",  d->clock,   "--seed", "1",
					"--language", d->language};
	size_t n = 7;
	struct ran r;
	char *out;

	while (*words && n + 1 < WORDS_MOST)
		argv[n++] = *words++;
	r = place_run(d->place, NULL, argv);
	if (r.status != want)
		fail_msg("trede %s: exit status %d, not %d: %s", argv[7], r.status, want,
			 r.err);
	out = harness_format("%s", r.out);
	ran_free(&r);
	return out;
}

static json_t *read_json(char *text)
{
	struct error e = ERROR_INIT;
	json_t *value = NULL;

	if (json_text_read(text, strlen(text), &value, &e) != OK)
		fail_msg("no JSON: %s", e.text);
	free(text);
	return value;
}

json_t *desk_show(struct desk *d, const char *client)
{
	return read_json(DESK_RUN(d, 0, "show", client, "--json"));
}

static json_t *find(struct desk *d, const char *name)
{
	return read_json(DESK_RUN(d, 0, "find", name, "--json"));
}

int desk_found(struct desk *d, const char *name)
{
	json_t *all = find(d, name);
	int count = (int)json_array_size(all);

	json_decref(all);
	return count;
}

char *desk_client(struct desk *d, const char *name, int n)
{
	json_t *all = find(d, name);
	char *id = harness_format(
		"%s", json_at_text(json_array_get(all, (size_t)n), "client"));

	json_decref(all);
	if (!*id)
		fail_msg("nobody is found as %s", name);
	return id;
}

const json_t *desk_item(const json_t *object, const char *list, const char *key,
			const char *value)
{
	const json_t *array = json_object_get(object, list);
	char *dump;

	for (size_t i = 0; i < json_array_size(array); i++) {
		const json_t *item = json_array_get(array, i);

		if (strcmp(json_at_text(item, key), value) == 0)
			return item;
	}
	dump = json_dumps(array, JSON_INDENT(1));
	fprintf(stderr, "%s: %s\n", list, dump ? dump : "not there");
	free(dump);
	fail_msg("%s has none with %s \"%s\"", list, key, value);
	return NULL;
}

const char *desk_text(const json_t *object, const char *key)
{
	return json_at_text(object, key);
}

void desk_equal(const json_t *object, const char *key, const char *want)
{
	const char *got = json_at_text(object, key);

	if (strcmp(got, want) != 0)
		fail_msg("%s is \"%s\", not \"%s\"", key, got, want);
}

static bool is_path_of(const char *path, const char *name)
{
	const char *slash = strrchr(path, '/');

	return strcmp(slash ? slash + 1 : path, name) == 0;
}

const json_t *desk_answer(const json_t *shown, const char *form, const char *name)
{
	const json_t *all = json_object_get(shown, "interviews");

	for (size_t i = json_array_size(all); i-- > 0;) {
		const json_t *one = json_array_get(all, i),
			     *answers = json_object_get(one, "answers");

		if (strcmp(json_at_text(one, "form"), form) != 0)
			continue;
		for (size_t k = 0; k < json_array_size(answers); k++) {
			const json_t *answer = json_array_get(answers, k);

			if (is_path_of(json_at_text(answer, "path"), name))
				return answer;
		}
	}
	fail_msg("no interview of %s has an answer to %s", form, name);
	return NULL;
}
