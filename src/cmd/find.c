/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/cmd.h"

/* Empty texts are written too: every hit has the same names. */
static void put(json_t *object, const char *name, const char *text)
{
	json_object_set_new(object, name, json_of_text(text));
}

static json_t *hit_json(const struct care_hit *hit)
{
	json_t *object = json_object();

	put(object, "client", hit->client);
	put(object, "file_number", hit->file_number);
	put(object, "given_name", hit->given);
	put(object, "family_name", hit->family);
	put(object, "birth_date", hit->birth);
	json_object_set_new(object, "ladder_level", json_integer(hit->ladder_level));
	return object;
}

static json_t *hits_json(const struct care_hits *hits)
{
	json_t *array = json_array();

	for (int i = 0; i < hits->count; i++)
		json_array_append_new(array, hit_json(&hits->items[i]));
	return array;
}

/* A line is one woman, whatever her name holds. */
static void add_text(struct str *out, const char *text)
{
	for (; *text; text++)
		str_add_char(out, (unsigned char)*text < ' ' ? ' ' : *text);
}

static void add_part(struct str *out, const char *text)
{
	if (text_is_empty(text))
		return;
	str_add(out, "  ");
	add_text(out, text);
}

static void write_lines(const struct care_hits *hits)
{
	struct str out = STR_INIT;

	for (int i = 0; i < hits->count; i++) {
		const struct care_hit *hit = &hits->items[i];

		add_text(&out, hit->file_number);
		add_part(&out, hit->shown ? hit->shown : hit->called);
		add_part(&out, hit->birth);
		add_part(&out, hit->spelling);
		str_add_char(&out, '\n');
	}
	cmd_write(&out);
	str_release(&out);
}

/* One look-up; the array of a batch stands on one line. */
static enum err look_up(struct care_session *session, const char *typed, int most,
			const struct cmd_args *args, struct error *e)
{
	struct care_hits hits = {0};
	struct str line = STR_INIT;
	enum err rc = care_find(session, typed, most, &hits, e);

	if (rc == OK) /* logged before anything is shown */
		rc = care_find_done(session, hits.total, e);
	if (rc == OK && args->values[CMD_BATCH]) {
		json_t *array = hits_json(&hits);

		json_text_write(&line, array);
		str_add_char(&line, '\n');
		cmd_write(&line);
		(void)fflush(stdout); /* who asks line by line waits for it */
		json_decref(array);
	} else if (rc == OK && args->values[CMD_JSON]) {
		cmd_write_json(hits_json(&hits));
	} else if (rc == OK) {
		write_lines(&hits);
		if (hits.count == 0)
			rc = error_set(e, ERR_NOT_FOUND, _("Nobody was found."));
	}
	str_release(&line);
	care_hits_release(&hits);
	return rc;
}

static enum err look_up_batch(struct care_session *session, int most,
			      const struct cmd_args *args, struct error *e)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t len;
	enum err rc = OK;

	while (rc == OK && (len = getline(&line, &room, stdin)) > 0) {
		if (line[len - 1] == '\n')
			line[len - 1] = '\0';
		rc = look_up(session, line, most, args, e);
	}
	free(line);
	return rc;
}

static enum err read_most(const char *text, int *most, struct error *e)
{
	enum { HIGHEST = 1000 };
	char *end;
	long n;

	*most = CARE_HITS_MOST;
	if (!text)
		return OK;
	n = strtol(text, &end, 10);
	if (!*text || *end || n < 1 || n > HIGHEST)
		return error_set(e, ERR_USAGE, _("-n wants a number from 1 to 1000."));
	*most = (int)n;
	return OK;
}

enum err cmd_find(struct cmd_args *args, struct error *e)
{
	struct care_session *session = NULL;
	struct str typed = STR_INIT;
	int most;
	bool is_batch = args->values[CMD_BATCH] != NULL;
	enum err rc = read_most(args->values[CMD_MOST], &most, e);

	if (rc == OK && is_batch != (args->word_count == 0))
		rc = error_set(e, ERR_USAGE, _("Use it so: trede %s%s%s %s"), "find", "",
			       "", "TEXT... | --batch");
	for (int i = 0; i < args->word_count; i++) {
		str_add(&typed, i ? " " : "");
		str_add(&typed, args->words[i]);
	}
	if (rc == OK)
		rc = cmd_session(args, &session, e);
	if (rc == OK && is_batch)
		rc = look_up_batch(session, most, args, e);
	else if (rc == OK)
		rc = look_up(session, typed.bytes, most, args, e);
	care_session_close(session);
	str_release(&typed);
	return rc;
}
