/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "tests.h"

void must(enum err rc, const struct error *e)
{
	if (rc != OK)
		print_error("%s (%s)\n", e->text, e->detail);
	assert_int_equal(rc, OK);
}

int place_setup(void **state)
{
	struct place *p = mem_new(sizeof *p);
	struct error e = ERROR_INIT;
	struct secret recovery = SECRET_INIT;
	struct moment noon;

	*p = (struct place){.folder = "/tmp/trede-page-XXXXXX"};
	assert_non_null(mkdtemp(p->folder));
	assert_true(moment_read("2026-11-21T10:42:00Z", &noon));
	p->now = moment_ms(&noon);
	p->clock = clock_fixed(&p->now);
	p->options = (struct care_options){.data = p->folder,
					   .share = getenv("TREDE_SHARE"),
					   .language = "nl",
					   .practice = true,
					   .clock = &p->clock,
					   .is_seeded = true,
					   .seed = 7};
	must(care_session_create(&p->options, "Jasmijn", "Samira El Idrissi", &recovery, &e), &e);
	secret_release(&recovery);
	must(care_session_open(&p->options, &p->s, &e), &e);
	*state = p;
	return 0;
}

int place_teardown(void **state)
{
	static const char *const files[] = {
		"trede.db",	  "trede.db-wal", "trede.keys",	     "trede.keys.old",
		"trede.keys.new", "trede.tries",  "forms/secret.yaml",
		"forms/wishes.yaml"};
	struct place *p = *state;
	char *forms = file_path(p->folder, "forms");

	care_session_close(p->s);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		char *path = file_path(p->folder, files[i]);

		(void)unlink(path); /* most are not there */
		free(path);
	}
	(void)rmdir(forms);
	free(forms);
	(void)rmdir(p->folder);
	free(p);
	return 0;
}

void register_as(struct place *p, const char *json, char id[37])
{
	struct error e = ERROR_INIT;
	struct date on = {2026, 1, 5, false};
	json_t *facts;

	must(json_text_read(json, strlen(json), &facts, &e), &e);
	must(care_register(p->s, facts, &on, id, &e), &e);
	json_decref(facts);
}

void fill(struct place *p, const char *client, const char *form, const char *json)
{
	struct error e = ERROR_INIT;
	struct date on = {2026, 11, 20, false};
	json_t *answers;
	char entry[37];

	must(json_text_read(json, strlen(json), &answers, &e), &e);
	must(care_fill(p->s, client, form, answers, NULL, &on, care_session_worker(p->s),
		       entry, &e),
	     &e);
	json_decref(answers);
}

void consent(struct place *p, const char *client, const char *organisation,
	     const char *kinds)
{
	struct error e = ERROR_INIT;
	struct care_consent c = {.organisation = organisation,
				 .kinds = kinds,
				 .how = "spoken",
				 .on = {2026, 11, 20, false},
				 .until = {2027, 6, 30, false}};

	must(care_save_consent(p->s, client, &c, NULL, &e), &e);
}

static struct care_dossier *dossier(struct place *p, const char *client)
{
	struct care_dossier *d = NULL;
	struct error e = ERROR_INIT;
	char id[37];

	if (care_client_by_text(p->s, client, id, &e) != OK)
		(void)snprintf(id, sizeof id, "%s", client);
	must(care_dossier_open(p->s, id, "print", &d, &e), &e);
	return d;
}

void talk_of_three(struct place *p, const char *client, const char *party, const char *text)
{
	const struct care_agreement agreed = {party, text};
	const struct care_appointment a = {.kind = "three_way",
					   .with = "Werkplein",
					   .about = "werk",
					   .state = "done",
					   .due = {2026, 11, 20, false},
					   .on = {2026, 11, 20, false},
					   .minutes = -1,
					   .agreements = &agreed,
					   .agreement_count = 1};
	struct error e = ERROR_INIT;

	must(care_save_appointment(p->s, client, &a, NULL, &e), &e);
}

static const struct page_options plain = {.language = "nl"};

struct page *page_of(struct place *p, const char *client, enum page_kind kind,
		     const struct page_options *o)
{
	struct care_dossier *d = dossier(p, client);
	struct error e = ERROR_INIT;
	struct page *page = NULL;

	if (kind == PAGE_THREE_WAY && !page_has_three_way(d)) {
		talk_of_three(p, d->id, "Werkplein", "belt volgende week");
		care_dossier_free(d);
		d = dossier(p, client);
	}
	must(page_make(p->s, d, kind, o ? o : &plain, &page, &e), &e);
	care_dossier_free(d);
	return page;
}

enum err page_refused(struct place *p, const char *client, const struct page_options *o,
		      struct error *e)
{
	struct care_dossier *d = dossier(p, client);
	struct page *page = NULL;
	enum err rc = page_make(p->s, d, PAGE_SUMMARY, o ? o : &plain, &page, e);

	page_free(page);
	care_dossier_free(d);
	return rc;
}

void set_as(const struct page *page, enum set set, struct str *out)
{
	str_reset(out);
	if (set == SET_TEXT)
		page_text(page, page->is_landscape ? 132 : 80, out);
	else if (set == SET_HTML)
		page_html(page, out);
	else
		page_json(page, out);
}

void text_of(struct place *p, const char *client, enum page_kind kind,
	     const struct page_options *o, struct str *out)
{
	struct page *page = page_of(p, client, kind, o);

	set_as(page, SET_TEXT, out);
	page_free(page);
}

int lines_of(const char *text)
{
	int lines = 0;

	for (; *text; text++)
		lines += *text == '\n';
	return lines;
}

int widest_line(const char *text)
{
	int widest = 0;

	while (*text) {
		size_t len = strcspn(text, "\n");
		int columns = text_columns(text, len);

		widest = columns > widest ? columns : widest;
		text += len + (text[len] == '\n');
	}
	return widest;
}

void squeeze(const char *text, struct str *out)
{
	str_reset(out);
	for (; *text; text++) {
		char c = strchr("\n\t", *text) ? ' ' : *text;

		if (c != ' ' || (out->len > 0 && out->bytes[out->len - 1] != ' '))
			str_add_char(out, c);
	}
}

void must_hold(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("'%s' is not in:\n%s", part, text);
}

void must_not_hold(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("'%s' is in:\n%s", part, text);
}
