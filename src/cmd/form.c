/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/cmd.h"

#include "care/care.h"
#include "page/page.h"

/* Forms on the command line: check, eval, paper, flat, nested.  Trying one on screen is main.c's. */

enum err cmd_form_file(const char *path, struct form **out,
		       struct form_problems *problems, struct error *e)
{
	struct care_form_folder folder;
	struct str bytes = STR_INIT;
	enum err rc = file_read(path, FORM_TREE_BYTES + 1, &bytes, e);

	*out = NULL;
	care_form_folder_init(&folder, path);
	if (rc == OK)
		*out = form_read(bytes.bytes, bytes.len, &folder.files, problems);
	care_form_folder_release(&folder);
	str_release(&bytes);
	if (rc == OK && !*out)
		rc = error_set(e, ERR_INVALID, _("%s has mistakes; see the lines above."),
			       path);
	return rc;
}

static void write_problems(const char *path, const struct form_problems *problems)
{
	struct str text = STR_INIT;

	form_problems_write(&text, problems, path);
	gate_write(stderr, text.bytes, text.len);
	str_release(&text);
}

enum err cmd_form_check(struct cmd_args *args, struct error *e)
{
	bool is_strict = args->values[CMD_STRICT] != NULL;
	enum err worst = OK;

	for (int i = 0; i < args->word_count; i++) {
		struct form_problems problems = FORM_PROBLEMS_INIT;
		struct form *form;
		enum err rc = cmd_form_file(args->words[i], &form, &problems, e);

		write_problems(args->words[i], &problems);
		if (rc == OK && is_strict && problems.count > 0)
			rc = error_set(e, ERR_INVALID,
				       _("%s has warnings; see the lines above."),
				       args->words[i]);
		if (rc != OK)
			worst = rc;
		form_free(form);
		form_problems_release(&problems);
	}
	return worst;
}

/* The next number of a seed: splitmix64. */
static uint64_t seeded_random(void *data)
{
	uint64_t *seed = data, z = (*seed += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

enum err cmd_form_eval(struct cmd_args *args, struct error *e)
{
	uint64_t seed = args->options.seed;
	const struct form_host host = {
		.clock = &args->clock,
		.random = args->options.is_seeded ? seeded_random : care_form_random,
		.data = &seed,
		.language = "en",
		.digest = care_form_digest};
	struct str out = STR_INIT;
	char *line = NULL;
	size_t room = 0;
	ssize_t len;

	(void)e;
	while ((len = getline(&line, &room, stdin)) > 0) {
		if (line[len - 1] == '\n')
			line[len - 1] = '\0';
		str_reset(&out);
		form_eval_line(line, &host, &out);
		str_add_char(&out, '\n');
		cmd_write(&out);
	}
	free(line);
	str_release(&out);
	return OK;
}

static enum err write_layout(struct cmd_args *args, enum form_layout layout, struct error *e)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str bytes = STR_INIT, out = STR_INIT;
	const char *path = args->words[0];
	struct care_form_folder folder;
	enum err rc = file_read(path, FORM_TREE_BYTES + 1, &bytes, e);

	care_form_folder_init(&folder, path);
	if (rc == OK && !form_write(bytes.bytes, bytes.len, layout, &folder.files, &out,
				    &problems))
		rc = error_set(e, ERR_INVALID, _("%s has mistakes; see the lines above."),
			       path);
	write_problems(path, &problems);
	if (rc == OK)
		cmd_write(&out);
	care_form_folder_release(&folder);
	form_problems_release(&problems);
	str_release(&bytes);
	str_release(&out);
	return rc;
}

enum err cmd_form_flat(struct cmd_args *args, struct error *e)
{
	return write_layout(args, FORM_FLAT, e);
}

enum err cmd_form_nested(struct cmd_args *args, struct error *e)
{
	return write_layout(args, FORM_NESTED, e);
}

enum err cmd_form_paper(struct cmd_args *args, struct error *e)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str out = STR_INIT;
	struct form *form;
	enum err rc = cmd_form_file(args->words[0], &form, &problems, e);

	if (rc == OK) {
		struct page *page = page_blank_form(form, args->options.language);

		if (args->values[CMD_HTML])
			page_html(page, &out);
		else
			page_text(page, 80, &out);
		cmd_write(&out);
		page_free(page);
	} else {
		write_problems(args->words[0], &problems);
	}
	str_release(&out);
	form_free(form);
	form_problems_release(&problems);
	return rc;
}
