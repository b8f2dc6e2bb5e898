/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "cmd/cmd.h"
#include "cmd/map_files.h"
#include "cmd/rejects.h"

/* ---- import ---- */

struct importing {
	struct cmd_args *args;
	struct map_input in;
	struct str mapping, header; /* header: of a plain file, as UTF-8 */
	char separator;
	struct rejects rejects;
};

/* The first line that is not empty, as UTF-8: rows that are put aside stand below it. */
static void header_find(struct importing *im)
{
	const struct map_file *file = &im->in.files[0];
	struct encoding_guess guess = {0};
	struct str text = STR_INIT;
	enum encoding from;
	size_t mark, begin, end;

	encoding_look(&guess, file->bytes, file->len);
	from = encoding_guessed(&guess, &mark);
	(void)encoding_decode(from, file->bytes + mark, file->len - mark, true, &text);
	begin = strspn(text.bytes, "\r\n");
	end = begin + strcspn(text.bytes + begin, "\r\n");
	str_add_bytes(&im->header, text.bytes + begin, end - begin);
	im->separator = csv_separator(text.bytes, text.len, ",;\t|");
	str_release(&text);
}

static void bad(void *data, const char *file, unsigned line, const char *why, const char *row,
		size_t len)
{
	struct importing *im = data;

	if (im->in.format != CARE_MAP_PLAIN) {
		rejects_add_whole(&im->rejects, im->in.count > 1 ? file : "", line, why, row, len);
		return;
	}
	if (im->rejects.told == 0)
		rejects_header(&im->rejects, im->header.bytes, im->header.len, im->separator);
	rejects_add(&im->rejects, "", line, why, row, len, im->separator);
}

static void tell(void *data, const char *sentence)
{
	(void)data;
	gate_complain("%s", sentence);
}

static void counts_json(const struct care_map_count *n)
{
	json_t *object = json_object();

	json_object_set_new(object, "organisations", json_integer(n->organisations));
	json_object_set_new(object, "offers", json_integer(n->offers));
	json_object_set_new(object, "added", json_integer(n->added));
	json_object_set_new(object, "changed", json_integer(n->changed));
	json_object_set_new(object, "same", json_integer(n->same));
	json_object_set_new(object, "rejected", json_integer(n->rejected));
	cmd_write_json(object);
}

enum { NUMBERS = 6 };
static void counts_text(const struct care_map_count *n, bool is_dry)
{
	const int64_t numbers[NUMBERS] = {n->organisations, n->offers, n->added,
					  n->changed,	    n->same,   n->rejected};
	struct str text[NUMBERS], out = STR_INIT;

	for (size_t i = 0; i < NUMBERS; i++) {
		text[i] = (struct str)STR_INIT;
		progress_number(&text[i], numbers[i]);
	}
	str_addf(&out,
		 is_dry ? _("Nothing was written. Organisations: %s; offers: %s. That would give: %s "
			    "new, %s changed, %s as they were; rows that cannot be used: %s.\n")
			: _("Organisations: %s; offers: %s. That gave: %s new, %s changed, %s as "
			    "they were; rows that cannot be used: %s.\n"),
		 text[0].bytes, text[1].bytes, text[2].bytes, text[3].bytes, text[4].bytes,
		 text[5].bytes);
	cmd_write(&out);
	for (size_t i = 0; i < NUMBERS; i++)
		str_release(&text[i]);
	str_release(&out);
}

static enum err judge(const struct importing *im, const struct care_map_count *n, struct error *e)
{
	if (n->rejected == 0)
		return OK;
	if (im->rejects.is_dry)
		return error_set(e, ERR_INVALID,
				 _("Rows that cannot be used: %lld. Nothing was written."),
				 (long long)n->rejected);
	return error_set(e, ERR_INVALID,
			 im->in.format == CARE_MAP_PLAIN
				 ? _("Rows that were not taken: %lld. They stand in %s, each with why; "
				     "mend them there and import that file.")
				 : _("Rows that were not taken: %lld. They stand in %s, each with why; "
				     "mend them where they came from and import that again."),
			 (long long)n->rejected, im->rejects.path.bytes);
}

static enum err import(struct importing *im, struct care_session *session, struct error *e)
{
	const struct cmd_args *args = im->args;
	const struct map_file mapping = {args->values[CMD_MAP], im->mapping.bytes,
					 im->mapping.len};
	const struct care_map_import o = {.format = im->in.format,
					  .files = im->in.files,
					  .file_count = im->in.count,
					  .mapping = args->values[CMD_MAP] ? &mapping : NULL,
					  .is_dry = args->values[CMD_DRY_RUN] != NULL,
					  .bad = bad,
					  .tell = tell,
					  .data = im};
	struct care_map_count n = {0};
	enum err rc = care_map_import(session, &o, &n, e), written;

	written = rejects_end(&im->rejects, rc == OK ? e : NULL);
	rc = rc == OK ? written : rc;
	if (rc != OK)
		return rc;
	if (args->values[CMD_JSON])
		counts_json(&n);
	else
		counts_text(&n, o.is_dry);
	return judge(im, &n, e);
}

static enum err mapping_read(struct importing *im, struct error *e)
{
	const char *path = im->args->values[CMD_MAP];

	if (!path)
		return OK;
	if (im->in.format != CARE_MAP_PLAIN)
		return error_set(e, ERR_USAGE, _("--map goes with one CSV file of your own, not with "
						 "JSON or a package."));
	return file_read(path, FORM_TREE_BYTES, &im->mapping, e);
}

enum err cmd_map_import(struct cmd_args *args, struct error *e)
{
	struct importing im = {.args = args, .mapping = STR_INIT, .header = STR_INIT};
	struct care_session *session = NULL;
	enum err rc = map_input_read(&im.in, args->words, args->word_count, e);
	size_t len = strlen(args->words[0]);
	char *first = mem_bytes(args->words[0], len);

	while (len > 1 && first[len - 1] == '/') /* beside the folder, not in it */
		first[--len] = '\0';
	rejects_begin(&im.rejects, args->values[CMD_REJECTS], first,
		      args->values[CMD_DRY_RUN] != NULL, NULL);
	if (rc == OK)
		rc = mapping_read(&im, e);
	if (rc == OK && im.in.format == CARE_MAP_PLAIN)
		header_find(&im);
	if (rc == OK)
		rc = cmd_session(args, &session, e);
	if (rc == OK)
		rc = import(&im, session, e);
	care_session_close(session);
	map_input_release(&im.in);
	rejects_release(&im.rejects);
	str_release(&im.mapping);
	str_release(&im.header);
	free(first);
	return rc;
}

/* ---- export ---- */

enum format { FORMAT_JSON, FORMAT_PACKAGE, FORMAT_CSV, FORMAT_VCARD, FORMATS };
static const struct {
	const char *name, *ending;
} formats[FORMATS] = {[FORMAT_JSON] = {"json", ".json"},
		      [FORMAT_PACKAGE] = {"package", NULL},
		      [FORMAT_CSV] = {"csv", ".csv"},
		      [FORMAT_VCARD] = {"vcard", ".vcf"}};

static enum err format_of(const struct cmd_args *args, enum format *out, struct error *e)
{
	const char *path = args->words[0], *said = args->values[CMD_FORMAT];
	size_t len = strlen(path);

	*out = FORMAT_PACKAGE; /* a folder */
	for (int i = 0; i < FORMATS; i++) {
		size_t tail = formats[i].ending ? strlen(formats[i].ending) : 0;

		if (said && text_equal(said, formats[i].name)) {
			*out = (enum format)i;
			return OK;
		}
		if (!said && tail > 0 && len > tail &&
		    !strcasecmp(path + len - tail, formats[i].ending))
			*out = (enum format)i;
	}
	if (said)
		return error_set(e, ERR_USAGE, _("--format is json, package, csv or vcard."));
	if (*out == FORMAT_PACKAGE && len > 4 && !strcasecmp(path + len - 4, ".zip"))
		return error_set(e, ERR_USAGE,
				 _("A package is a folder: give a name without .zip, and pack it "
				   "yourself."));
	return OK;
}

struct cards {
	const struct map *m;
	struct map_output *out;
	struct map_written *count;
};

static enum err card_write(void *data, const struct map_record *r, struct error *e)
{
	struct cards *c = data;
	struct str text = STR_INIT;
	enum err rc = OK;

	if (map_record_is_open(r)) {
		map_vcard(c->m->words, r, &text);
		rc = map_output_write(c->out, "", text.bytes, text.len, e);
		c->count->organisations++;
		c->count->secret += text_equal(r->values[MAP_CONFIDENTIAL], "yes");
	}
	str_release(&text);
	return rc;
}

static enum err write_as(const struct map *m, enum format format, struct map_output *out,
			 struct map_written *count, struct error *e)
{
	struct cards cards = {m, out, count};

	switch (format) {
	case FORMAT_JSON:
		return map_write_json(m, map_output_write, out, count, e);
	case FORMAT_PACKAGE:
		return map_write_package(m, map_output_write, out, count, e);
	case FORMAT_CSV:
		return map_write_plain(m, map_output_write, out, count, e);
	case FORMAT_VCARD:
		return map_all(m, MAP_ORGANISATION, card_write, &cards, e);
	case FORMATS:
		break;
	}
	return error_set(e, ERR_USAGE, _("--format is json, package, csv or vcard."));
}

static void written_tell(const struct cmd_args *args, const struct map_written *n)
{
	struct str organisations = STR_INIT, offers = STR_INIT, out = STR_INIT;

	progress_number(&organisations, n->organisations);
	progress_number(&offers, n->offers);
	str_addf(&out, _("Written to %s. Organisations: %s; offers: %s.\n"), args->words[0],
		 organisations.bytes, offers.bytes);
	cmd_write(&out);
	if (n->secret > 0)
		gate_complain(_("Secret addresses that were left out: %lld."),
			      (long long)n->secret);
	str_release(&organisations);
	str_release(&offers);
	str_release(&out);
}

enum err cmd_map_export(struct cmd_args *args, struct error *e)
{
	struct care_session *session = NULL;
	struct map_written count = {0};
	struct map_output out = {.part = STR_INIT};
	enum format format;
	enum err rc = format_of(args, &format, e);

	if (rc == OK)
		rc = cmd_session(args, &session, e);
	if (rc == OK) {
		rc = map_output_begin(&out, args->words[0], format == FORMAT_PACKAGE, e);
		if (rc == OK) {
			rc = write_as(care_map(session), format, &out, &count, e);
			if (rc == OK) /* a map with nothing in it is a file too */
				rc = map_output_write(&out,
						      format == FORMAT_PACKAGE ? "datapackage.json"
									       : "",
						      "", 0, e);
			rc = map_output_end(&out, rc, e);
		} else {
			str_release(&out.part);
		}
	}
	if (rc == OK)
		written_tell(args, &count);
	care_session_close(session);
	return rc;
}

/* ---- list ---- */

/* A line is one, whatever a name holds. */
static void add_part(struct str *out, const char *text)
{
	if (text_is_empty(text))
		return;
	str_add(out, out->len > 0 && out->bytes[out->len - 1] != '\n' ? "  " : "");
	for (; *text != '\0'; text++)
		str_add_char(out, (unsigned char)*text < ' ' ? ' ' : *text);
}

static void line_text(struct str *out, const struct map_line *line)
{
	add_part(out, line->name);
	add_part(out, line->organisation_name);
	add_part(out, line->place);
	add_part(out, line->phone);
	if (!line->is_open)
		add_part(out, _("not open now"));
	else if (line->is_stale)
		add_part(out, _("to be checked"));
	str_add_char(out, '\n');
}

static void put(json_t *object, const char *name, const char *text)
{
	json_object_set_new(object, name, json_of_text(text));
}

static json_t *line_json(const struct map_line *line)
{
	json_t *object = json_object();

	put(object, "kind", line->kind == MAP_OFFER ? "offer" : "organisation");
	put(object, "id", line->id);
	put(object, "name", line->name);
	put(object, "organisation", line->organisation_name);
	put(object, "place", line->place);
	put(object, "phone", line->phone);
	put(object, "checked_on", line->checked_on);
	json_object_set_new(object, "stale", json_boolean(line->is_stale));
	json_object_set_new(object, "open", json_boolean(line->is_open));
	return object;
}

/* Page by page, until there are so many. */
static enum err list_pages(const struct map *m, const char *typed, int most, json_t *array,
			   struct str *out, struct error *e)
{
	enum { PAGE = 100 };
	struct map_lines page = {.arena = ARENA_INIT}, before = {.arena = ARENA_INIT};
	bool has_more = true;
	enum err rc = OK;

	while (rc == OK && has_more && most > 0) {
		rc = map_browse(m, typed, NULL, most < PAGE ? most : PAGE,
				before.count > 0 ? &before.items[before.count - 1] : NULL, &page, e);
		for (int i = 0; i < page.count && rc == OK; i++) {
			line_text(out, &page.items[i]);
			json_array_append_new(array, line_json(&page.items[i]));
		}
		most -= page.count;
		has_more = page.has_more && page.count > 0;
		map_lines_release(&before);
		before = page;
		page = (struct map_lines){.arena = ARENA_INIT};
	}
	map_lines_release(&before);
	map_lines_release(&page);
	return rc;
}

static enum err most_of(const char *text, int *most, struct error *e)
{
	enum { USUAL = 100, HIGHEST = 100000 };
	char *end;
	long n;

	*most = USUAL;
	if (!text)
		return OK;
	n = strtol(text, &end, 10);
	if (*text == '\0' || *end != '\0' || n < 1 || n > HIGHEST)
		return error_set(e, ERR_USAGE, _("-n wants a number from 1 to 100000."));
	*most = (int)n;
	return OK;
}

enum err cmd_map_list(struct cmd_args *args, struct error *e)
{
	struct care_session *session = NULL;
	struct str typed = STR_INIT, out = STR_INIT;
	json_t *array = json_array();
	int most;
	enum err rc = most_of(args->values[CMD_MOST], &most, e);

	for (int i = 0; i < args->word_count; i++)
		str_addf(&typed, "%s%s", i > 0 ? " " : "", args->words[i]);
	if (rc == OK)
		rc = cmd_session(args, &session, e);
	if (rc == OK)
		rc = list_pages(care_map(session), typed.bytes, most, array, &out, e);
	if (rc == OK && args->values[CMD_JSON])
		cmd_write_json(json_incref(array));
	else if (rc == OK)
		cmd_write(&out);
	if (rc == OK && json_array_size(array) == 0 && !args->values[CMD_JSON])
		rc = error_set(e, ERR_NOT_FOUND, _("Nothing on the social map was found."));
	json_decref(array);
	care_session_close(session);
	str_release(&typed);
	str_release(&out);
	return rc;
}
