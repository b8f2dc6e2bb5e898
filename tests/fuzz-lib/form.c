/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Form files: what is before the first NUL is read as a form; when it is one, what is
 * behind it fills it.  It is resumed from its own answers, and written in both layouts.
 */
#include "filling.h"
#include "support/same_form.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	i18n_start("en", NULL);
	return 0;
}

static void fill(const struct form *form, struct input *in)
{
	struct form_filling *f = lib_fill(form, in), *copy, *again;

	lib_look(form, f);
	copy = form_filling_copy(f);
	MUST(lib_is_same(f, copy));
	again = lib_resume(form, f);
	lib_look(form, again);
	MUST(lib_is_same(f, again));
	form_filling_free(again);
	form_filling_free(copy);
	form_filling_free(f);
}

static void write(const struct form *form, const struct str *text,
		  enum form_layout layout)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str out = STR_INIT, twice = STR_INIT, why = STR_INIT;
	struct form *again;

	if (form_write(text->bytes, text->len, layout, &lib_files, &out, &problems)) {
		again = lib_form(out.bytes, out.len, &lib_files);
		MUST(again != NULL && text_is_utf8(out.bytes, out.len));
		if (!same_form(form, again, &why) || !same_cells(text, &out, &why)) {
			(void)fprintf(stderr, "%s\n", why.bytes);
			MUST(!"the same form");
		}
		MUST(form_write(out.bytes, out.len, layout, &lib_files, &twice,
				&problems));
		MUST(text_equal(out.bytes, twice.bytes));
		form_free(again);
	} else {
		MUST(problems.errors > 0 && out.len == 0);
	}
	form_problems_release(&problems);
	str_release(&out);
	str_release(&twice);
	str_release(&why);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = memchr(data, 0, size);
	size_t len = end ? (size_t)(end - data) : size;
	struct input in = {data, size, len + 1};
	struct str text = STR_INIT;
	struct form *form;

	str_add_bytes(&text, (const char *)data, len);
	form = lib_form(text.bytes, text.len, &lib_files);
	if (form) {
		fill(form, &in);
		write(form, &text, FORM_FLAT);
		write(form, &text, FORM_NESTED);
	}
	form_free(form);
	str_release(&text);
	return 0;
}
