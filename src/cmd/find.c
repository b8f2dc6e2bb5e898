/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <unistd.h>

#include "cmd/cmd.h"

enum {
	GROUP_MOST = 64,  /* questions of a batch that are logged together */
	LINE_MOST = 65536 /* what stands behind so much of a line asks nothing: it is not kept */
};

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

static enum err look_up(struct care_session *session, const char *typed, int most,
			const struct cmd_args *args, struct error *e)
{
	struct care_hits hits = {0};
	enum err rc = care_find(session, typed, most, &hits, e);

	if (rc == OK) /* logged before anything is shown */
		rc = care_find_done(session, hits.total, e);
	if (rc == OK && args->values[CMD_JSON]) {
		cmd_write_json(hits_json(&hits));
	} else if (rc == OK) {
		write_lines(&hits);
		if (hits.count == 0)
			rc = error_set(e, ERR_NOT_FOUND, _("Nobody was found."));
	}
	care_hits_release(&hits);
	return rc;
}

/* The array stands on one line. */
static enum err answer(struct care_session *session, const char *typed, int most, struct str *out,
		       struct error *e)
{
	struct care_hits hits = {0};
	enum err rc = care_find(session, typed, most, &hits, e);

	if (rc == OK)
		rc = care_find_done(session, hits.total, e);
	if (rc == OK) {
		json_t *array = hits_json(&hits);

		json_text_write(out, array);
		str_add_char(out, '\n');
		json_decref(array);
	}
	care_hits_release(&hits);
	return rc;
}

/* Lines that have come and are not answered yet. */
struct asked {
	struct str bytes;
	bool is_over; /* no more will come */
};

static bool has_line(const struct asked *in)
{
	return memchr(in->bytes.bytes, '\n', in->bytes.len) || (in->is_over && in->bytes.len > 0);
}

/* There is no whole line yet. */
static void read_more(struct asked *in)
{
	char piece[4096];
	ssize_t n = read(STDIN_FILENO, piece, sizeof piece);

	if (n > 0) {
		const char *from = piece;

		if (in->bytes.len >= LINE_MOST)
			from = memchr(piece, '\n', (size_t)n);
		if (from)
			str_add_bytes(&in->bytes, from, (size_t)(piece + n - from));
	}
	if (n == 0 || (n < 0 && errno != EINTR))
		in->is_over = true;
	explicit_bzero(piece, sizeof piece);
}

static void take_line(struct asked *in, struct str *line)
{
	const char *end = memchr(in->bytes.bytes, '\n', in->bytes.len);
	size_t len = end ? (size_t)(end - in->bytes.bytes) : in->bytes.len;

	str_reset(line);
	str_add_bytes(line, in->bytes.bytes, len);
	str_remove(&in->bytes, 0, end ? len + 1 : len);
}

/*
 * All that came at once is logged at once, before any of it is shown: who asks line by line waits for
 * the disk at each, and a file of questions does not.
 */
static enum err answer_group(struct care_session *session, int most, struct asked *in,
			     struct error *e)
{
	struct str line = STR_INIT, out = STR_INIT;
	enum err rc = care_finds_begin(session, e), end;

	if (rc != OK)
		return rc;
	for (int i = 0; rc == OK && i < GROUP_MOST && has_line(in); i++) {
		take_line(in, &line);
		rc = answer(session, line.bytes, most, &out, e);
	}
	end = care_finds_end(session, rc, e);
	if (end == OK) {
		cmd_write(&out);
		(void)fflush(stdout); /* who asks waits for it */
	}
	str_release(&line);
	str_release(&out);
	return end;
}

static enum err look_up_batch(struct care_session *session, int most, struct error *e)
{
	struct asked in = {.bytes = STR_INIT};
	enum err rc = OK;

	while (rc == OK && !(in.is_over && in.bytes.len == 0))
		if (has_line(&in))
			rc = answer_group(session, most, &in, e);
		else
			read_more(&in);
	str_release(&in.bytes);
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
		rc = look_up_batch(session, most, e);
	else if (rc == OK)
		rc = look_up(session, typed.bytes, most, args, e);
	care_session_close(session);
	str_release(&typed);
	return rc;
}
