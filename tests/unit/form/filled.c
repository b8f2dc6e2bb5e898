/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filled.h"

void filled_open(struct filled *x, const char *yaml)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str text = STR_INIT;

	x->form = form_read(yaml, strlen(yaml), NULL, &problems);
	form_problems_write(&text, &problems, "form");
	if (x->form == NULL)
		fail_msg("%s", text.bytes);
	str_release(&text);
	form_problems_release(&problems);
	x->now = 1795342800000; /* 2026-11-22T10:20Z */
	x->clock = clock_fixed(&x->now);
	x->host = (struct form_host){.clock = &x->clock,
				     .language = "nl",
				     .seed = 7,
				     .email = "w@example.org",
				     .phone = "0612345678"};
	x->f = form_filling_new(x->form, &x->host);
}

void filled_close(struct filled *x)
{
	form_filling_free(x->f);
	form_free(x->form);
}

int filled_at(const struct filled *x, const char *path)
{
	int spot = form_filling_spot(x->f, path);

	if (spot == FORM_NONE)
		fail_msg("no spot %s", path);
	return spot;
}

int filled_add(struct filled *x, const char *list)
{
	struct error e = ERROR_INIT;
	int instance;

	if (form_filling_add(x->f, filled_at(x, list), &instance, &e) != OK)
		fail_msg("%s: %s", list, e.text);
	return instance;
}

void filled_expect_added(struct filled *x, const char *list, const char *path)
{
	int instance = filled_add(x, list);

	assert_int_equal(instance, filled_at(x, path));
}

void filled_give(struct filled *x, const char *path, const char *value)
{
	struct error e = ERROR_INIT;

	if (form_filling_answer(x->f, filled_at(x, path), value, &e) != OK)
		fail_msg("%s: '%s' was refused: %s", path, value, e.text);
}

void filled_refuse(struct filled *x, const char *path, const char *value, const char *why)
{
	struct error e = ERROR_INIT;

	assert_int_equal(form_filling_answer(x->f, filled_at(x, path), value, &e),
			 ERR_INVALID);
	assert_string_equal(e.text, why);
}

void filled_expect(const struct filled *x, const char *path, const char *value)
{
	const char *is = form_filling_value(x->f, filled_at(x, path));

	if (strcmp(is, value) != 0)
		fail_msg("%s is '%s', not '%s'", path, is, value);
}

/* All spots by path, with their values. */
void filled_tell_all(const struct form_filling *f, struct str *out)
{
	int count;
	const int *spots = form_filling_spots(f, &count);

	for (int i = 0; i < count; i++) {
		str_add(out, i > 0 ? " " : "");
		form_filling_path(f, spots[i], out);
		if (*form_filling_value(f, spots[i]) != '\0')
			str_addf(out, "=%s", form_filling_value(f, spots[i]));
	}
}

void filled_expect_all(const struct form_filling *f, const char *wanted)
{
	struct str text = STR_INIT;

	filled_tell_all(f, &text);
	assert_string_equal(text.bytes, wanted);
	str_release(&text);
}

/* What changed, sorted by spot: + came, - went, = another value. */
void filled_expect_changes(const struct form_filling *f, const char *wanted)
{
	struct str text = STR_INIT;
	int count;
	const struct form_change *c = form_filling_changes(f, &count);

	for (int i = 0; i < count; i++) {
		str_add(&text, i > 0 ? " " : "");
		str_add(&text, c[i].is_relevant == c[i].was_relevant ? ""
			       : c[i].is_relevant		     ? "+"
								     : "-");
		str_add(&text, c[i].value_changed ? "=" : "");
		form_filling_path(f, c[i].spot, &text);
	}
	assert_string_equal(text.bytes, wanted);
	str_release(&text);
}
