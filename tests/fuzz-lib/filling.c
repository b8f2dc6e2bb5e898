/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filling.h"

#include <sodium.h>

static enum err read_file(void *data, const char *name, struct str *out, struct error *e)
{
	(void)data;
	if (text_equal(name, "places.csv"))
		str_set(out,
			"name,label,region,n\nlaak,Laak,a,1\nzuid,\"Zuid, West\",b,2\n"
			"noord,Noord,a,3\n");
	else if (text_equal(name, "people.csv"))
		str_set(out, "name;label;place\nels;Els;laak\nan;An;zuid\n");
	else
		return error_set(e, ERR_NOT_FOUND, "There is no such file.");
	return OK;
}

const struct form_files lib_files = {read_file, NULL};

static uint64_t draw(void *data)
{
	(void)data;
	return 0x9e3779b97f4a7c15u;
}

static void digest(enum form_digest kind, const void *bytes, size_t len,
		   unsigned char *out)
{
	if (kind == FORM_SHA256)
		crypto_hash_sha256(out, bytes, len);
	else
		crypto_hash_sha512(out, bytes, len);
}

static int64_t stands = 1795341600000;

static int64_t now_ms(void *data)
{
	return *(const int64_t *)data;
}

const struct form_host *lib_host(void)
{
	static const struct clock standing = {now_ms, &stands};
	static const struct form_host host = {.clock = &standing,
					      .random = draw,
					      .username = "w1",
					      .deviceid = "d1",
					      .language = "nl",
					      .email = "els@example.org",
					      .phone = "070",
					      .seed = 7,
					      .digest = digest};

	return &host;
}

struct form *lib_form(const char *bytes, size_t len, const struct form_files *files)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *form = form_read(bytes, len, files, &problems);
	struct str said = STR_INIT;

	form_problems_write(&said, &problems, "f");
	MUST(text_is_utf8(said.bytes, said.len));
	MUST((form == NULL) == (problems.errors > 0));
	str_release(&said);
	form_problems_release(&problems);
	return form;
}

/* Something to answer with: a choice, a usual text, or bytes of the input. */
static void take_value(struct input *in, const struct form_list *list, struct str *out)
{
	static const char *const usual[] = {
		"",	      "1",	    "0",	"-1",
		"3.5",	      "2026-11-22", "10:42",	"x",
		"1981-05-12", "OK",	    "een twee", "true",
		"1e9",	      "52.1 4.3",   "1 2;3 4",	"2026-11-22T10:42:00.000+01:00",
		"é",	      "100000"};
	unsigned how = take_8(in);

	str_reset(out);
	if (list && list->count && how % 4 != 3) {
		str_add(out, list->choices[take_below(in, list->count)].name);
		if (how % 4 == 2)
			str_addf(out, " %s",
				 list->choices[take_below(in, list->count)].name);
	} else if (how % 2) {
		str_add(out, usual[take_below(in, sizeof usual / sizeof *usual)]);
	} else {
		for (size_t n = take_8(in) % 24; n > 0; n--)
			text_encode(out, 0x20 + take_8(in) % 0x5f);
	}
}

static int take_spot(struct input *in, const struct form_filling *f)
{
	int count;
	const int *spots = form_filling_spots(f, &count);

	return count ? spots[take_below(in, (size_t)count)] : FORM_NONE;
}

/* One that stands in the list, or stood there. */
static int take_instance(struct input *in, const struct form_filling *f, int spot)
{
	int list = form_filling_is_list(f, spot)       ? spot
		   : form_filling_is_instance(f, spot) ? form_filling_list(f, spot)
						       : FORM_NONE;
	int count = 0;
	const int *instances = list < 0 ? NULL : form_filling_instances(f, list, &count);

	return count ? instances[take_below(in, (size_t)count)] : FORM_NONE;
}

/* The last few that were taken out. */
struct taken {
	int out[8], count;
};

static void change_instances(struct form_filling *f, struct input *in, int spot,
			     struct taken *taken)
{
	enum { INSTANCES = 6 };
	int instance = take_instance(in, f, spot), count = 0, added;
	struct error e = ERROR_INIT;

	switch (take_8(in) % 5) {
	case 0:
	case 1:
		if (form_filling_is_list(f, spot))
			(void)form_filling_instances(f, spot, &count);
		if (form_filling_is_list(f, spot) && count < INSTANCES &&
		    form_filling_add(f, spot, &added, &e) == OK)
			MUST(form_filling_is_instance(f, added) &&
			     form_filling_list(f, added) == spot);
		break;
	case 2:
		if (instance >= 0 && form_filling_take_out(f, instance, &e) == OK)
			taken->out[taken->count++ % 8] = instance;
		break;
	case 3:
		if (taken->count > 0)
			(void)form_filling_put_back(f, taken->out[--taken->count % 8],
						    &e);
		break;
	default:
		if (instance >= 0)
			(void)form_filling_move(f, instance, (int)take_8(in) % 8, &e);
		break;
	}
}

static void change(const struct form *form, struct form_filling *f, struct input *in,
		   struct taken *taken)
{
	int spot = take_spot(in, f), count;
	unsigned what = take_8(in) % 8;
	struct error e = ERROR_INIT;
	struct str value = STR_INIT;

	if (spot < 0)
		return;
	take_value(in, form->rows[form_filling_row(f, spot)].list, &value);
	if (what == 0)
		(void)form_filling_no_answer(f, spot, (enum form_status)(take_8(in) % 5),
					     &e);
	else if (what < 3)
		change_instances(f, in, spot, taken);
	else if (form_filling_answer(f, spot, value.bytes, &e) == OK)
		MUST(e.code == OK);
	else
		MUST(e.text[0]);
	MUST(form_filling_changes(f, &count) || count == 0);
	str_release(&value);
}

struct form_filling *lib_fill(const struct form *form, struct input *in)
{
	enum { CHANGES = 60 };
	struct form_filling *f = form_filling_new(form, lib_host());
	struct taken taken = {{0}, 0};

	for (const char *const *word = form_words; *word; word++)
		form_filling_set_word(f, "nl", *word, "zij");
	form_filling_begin(f);
	for (int n = 0; n < CHANGES && !is_empty(in); n++)
		change(form, f, in, &taken);
	return f;
}

static void look_at(const struct form *form, const struct form_filling *f, int spot)
{
	const struct form_row *row = &form->rows[form_filling_row(f, spot)];
	struct str text = STR_INIT;
	struct form_marks marks = {NULL, 0, 0};
	int count;

	form_filling_path(f, spot, &text);
	MUST(form_filling_spot(f, text.bytes) == spot);
	MUST(form_filling_is_relevant(f, spot) || !*form_filling_seen(f, spot));
	(void)form_filling_state(f, spot);
	str_reset(&text);
	form_filling_text(f, spot, row->label, 0, &text);
	MUST(text_is_utf8(text.bytes, text.len));
	str_reset(&text);
	form_filling_marked(f, spot, row->label, form->language_count - 1, &text, &marks);
	for (size_t i = 0; i < marks.count; i++)
		MUST(marks.items[i].from < marks.items[i].end &&
		     marks.items[i].end <= text.len);
	str_reset(&text);
	form_filling_shown(f, spot, 0, &text);
	MUST(text_is_utf8(text.bytes, text.len));
	if (row->list) {
		const int *choices = form_filling_choices(f, spot, &count);

		for (int i = 0; i < count; i++)
			MUST(choices[i] >= 0 && (unsigned)choices[i] < row->list->count &&
			     form_filling_is_offered(f, spot, choices[i]));
	}
	free(marks.items);
	str_release(&text);
}

enum { LOOKED_AT = 400 }; /* spots; a form of thousands of rows is one of the same few */

void lib_look(const struct form *form, const struct form_filling *f)
{
	int count, open = form_filling_open(f, &count), first = count, asked, all;
	const int *spots = form_filling_spots(f, &count);

	MUST(open >= 0 && (open == 0 || first >= 0));
	form_filling_progress(f, FORM_TOGETHER, &asked, &all);
	MUST(asked >= 0 && asked <= all);
	for (int i = 0; i < count && i < LOOKED_AT; i++)
		look_at(form, f, spots[i]);
}

static bool is_spot_same(const struct form_filling *a, int x,
			 const struct form_filling *b, int y)
{
	return form_filling_row(a, x) == form_filling_row(b, y) &&
	       form_filling_is_relevant(a, x) == form_filling_is_relevant(b, y) &&
	       form_filling_is_required(a, x) == form_filling_is_required(b, y) &&
	       form_filling_is_read_only(a, x) == form_filling_is_read_only(b, y) &&
	       form_filling_status(a, x) == form_filling_status(b, y) &&
	       form_filling_state(a, x) == form_filling_state(b, y) &&
	       text_equal(form_filling_value(a, x), form_filling_value(b, y)) &&
	       text_equal(form_filling_seen(a, x), form_filling_seen(b, y));
}

static void say_spot(const char *what, const struct form_filling *f, int spot)
{
	struct str path = STR_INIT;

	form_filling_path(f, spot, &path);
	(void)fprintf(stderr, "%s %s: '%s', relevant %d, state %d\n", what, path.bytes,
		      form_filling_value(f, spot), form_filling_is_relevant(f, spot),
		      (int)form_filling_state(f, spot));
	str_release(&path);
}

bool lib_is_same(const struct form_filling *a, const struct form_filling *b)
{
	int n, m;
	const int *x = form_filling_spots(a, &n), *y = form_filling_spots(b, &m);

	for (int i = 0; i < n && n == m; i++) {
		if (is_spot_same(a, x[i], b, y[i]))
			continue;
		say_spot("one", a, x[i]);
		say_spot("other", b, y[i]);
		return false;
	}
	return n == m;
}

/* As a draft does: what is told of a spot, an instance being an answer too. */
static void restore(struct form_filling *to, const struct form_filling *f, int spot)
{
	struct str path = STR_INIT;

	form_filling_path(f, spot, &path);
	MUST(form_filling_restore(to, path.bytes, form_filling_value(f, spot),
				  form_filling_status(f, spot),
				  form_filling_origin(f, spot)));
	str_release(&path);
}

struct form_filling *lib_resume(const struct form *form, const struct form_filling *f)
{
	struct form_filling *to = form_filling_new(form, lib_host());
	int count;
	const int *spots = form_filling_spots(f, &count);

	for (const char *const *word = form_words; *word; word++)
		form_filling_set_word(to, "nl", *word, "zij");
	for (int i = count; i-- > 0;) {
		if (*form_filling_value(f, spots[i]) || form_filling_status(f, spots[i]))
			restore(to, f, spots[i]);
	}
	form_filling_resume(to);
	return to;
}
