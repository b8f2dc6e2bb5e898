/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "talks.h"

#include <sys/stat.h>
#include <unistd.h>

#include "care/session_inner.h"
#include "store/keys_inner.h"

/* Small, with one of everything an interview can meet. */
static const char probe[] =
	"settings:\n"
	"  form_title: {nl: Proef, en: Probe}\n"
	"  form_id: probe\n"
	"  default_language: nl\n"
	"  languages: {nl: Nederlands, en: English}\n"
	"survey:\n"
	"- {type: text, name: called, label: {nl: Naam, en: Name}, save_to: called, "
	"required: yes}\n"
	"- {type: select_one address_form, name: address_form, label: {nl: Aanspreken, "
	"en: Address}, "
	"save_to: address_form}\n"
	"- {type: text, name: work, label: {nl: 'Wat wil ${zij} met ${haar} werk?', "
	"en: 'What does ${zij} want of ${haar} work?'}}\n"
	"- {type: select_one yes_no, name: child, label: {nl: Kinderen, en: Children}}\n"
	"- {type: select_multiple care, name: care, label: {nl: Opvang, en: Care}, "
	"relevant: \"${child} = 'yes'\", save_to: barriers}\n"
	"- {type: text, name: care_more, label: {nl: Meer, en: More}, relevant: "
	"\"${child} = 'yes'\"}\n"
	"- {type: select_multiple barriers, name: barriers, label: {nl: Lastig, en: "
	"Difficult}, "
	"save_to: barriers}\n"
	"- {type: select_one barriers, name: worst, label: {nl: Ergst, en: Worst}, "
	"save_to: barriers}\n"
	"- {type: integer, name: hours, label: {nl: Uren, en: Hours}, constraint: '. <= "
	"60', "
	"constraint_message: {nl: Hooguit 60., en: At most 60.}}\n"
	"- {type: select_one towns, name: town, label: {nl: Stad, en: Town}}\n"
	"- {type: select_one parts, name: part_of_town, label: {nl: Wijk, en: Part}, "
	"choice_filter: 'town = ${town}'}\n"
	"- {type: text, name: need, label: {nl: Nodig, en: Need}, save_to: "
	"precondition_childcare}\n"
	"- {type: date, name: next, label: {nl: Weer, en: Next}, save_to: "
	"appointment_date}\n"
	"- {type: time, name: hour, label: {nl: Hoe laat, en: Hour}, save_to: "
	"appointment_time}\n"
	"- {type: text, name: story, label: {nl: Verhaal, en: Story}, default: niets}\n"
	"- {type: text, name: view, label: {nl: Indruk, en: View}, part: alone}\n"
	"- {type: select_one ladder, name: ladder_level, label: {nl: Trede, en: Rung}, "
	"part: alone, "
	"save_to: ladder_level}\n"
	"- {type: text, name: school, label: {nl: School, en: School}, later: yes, "
	"relevant: \"${child} = 'yes'\", required: yes}\n"
	"choices:\n"
	"  address_form: {mevrouw: {nl: mevrouw, en: she}, meneer: {nl: meneer, en: he}, "
	"name: {nl: naam, en: name}}\n"
	"  yes_no: {yes: {nl: ja, en: yes}, no: {nl: nee, en: no}}\n"
	"  care: {childcare/childcare_cost: {nl: te duur, en: too dear}, "
	"childcare/childcare_availability: {nl: geen plek, en: no place}}\n"
	"  barriers: {childcare: {nl: opvang, en: childcare}, money: {nl: geld, en: "
	"money}, "
	"travel: {nl: reizen, en: travel}}\n"
	"  ladder: {'1': {nl: een, en: one}, '2': {nl: twee, en: two}, '3': {nl: drie, "
	"en: three}}\n"
	"  towns: {delft: {nl: Delft, en: Delft}, leiden: {nl: Leiden, en: Leiden}}\n"
	"  parts:\n"
	"  - {name: hof, label: {nl: Hof, en: Court}, town: delft}\n"
	"  - {name: waard, label: {nl: Waard, en: Waard}, town: leiden}\n";

static char *probe_path(const struct talks *t, bool is_folder)
{
	char *folder = file_path(t->p.folder, "forms");
	char *path = file_path(folder, "probe.yaml");

	free(is_folder ? path : folder);
	return is_folder ? folder : path;
}

void talks_make(struct talks *t)
{
	struct error e = ERROR_INIT;
	char *folder, *path;

	place_make(&t->p);
	folder = probe_path(t, true);
	path = probe_path(t, false);
	must(file_make_folders(folder, &e), &e);
	must(file_write_new(path, probe, strlen(probe), &e), &e);
	free(folder);
	free(path);
	register_as(&t->p, "{\"called\":\"Naima\",\"family_name\":\"Bouzid\"}",
		    "2026-01-05", t->client);
}

void talks_remove(struct talks *t)
{
	char *folder = probe_path(t, true), *path = probe_path(t, false);

	must_rebuild_equal(&t->p);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
	free(folder);
	free(path);
	place_remove(&t->p);
}

struct care_interview *talks_begin(struct talks *t, const char *form, enum care_part part)
{
	struct care_interview *iv = NULL;
	struct error e = ERROR_INIT;

	must(care_interview_begin(t->p.s, t->client, form, part, &iv, &e), &e);
	return iv;
}

struct care_interview *talks_again(struct talks *t, struct care_interview *iv)
{
	struct error e = ERROR_INIT;
	char draft[37];

	(void)snprintf(draft, sizeof draft, "%s", care_interview_draft(iv));
	care_interview_free(iv);
	place_reopen(&t->p);
	must(care_interview_resume(t->p.s, draft, &iv, &e), &e);
	return iv;
}

int row_of(const struct care_interview *iv, const char *name)
{
	int row = form_find(care_interview_form(iv), name);

	if (row == FORM_NONE)
		print_error("no question '%s'\n", name);
	assert_int_not_equal(row, FORM_NONE);
	return row;
}

void answer(struct care_interview *iv, const char *name, const char *value)
{
	struct error e = ERROR_INIT;

	must(care_interview_answer(iv, row_of(iv, name), value, &e), &e);
}

const char *value_of(const struct care_interview *iv, const char *name)
{
	return form_filling_value(care_interview_filling(iv), row_of(iv, name));
}

void finish(struct care_interview *iv, char entry[37])
{
	struct error e = ERROR_INIT;
	int first;
	enum err rc = care_interview_finish(iv, entry, &first, &e);

	if (rc != OK && first != FORM_NONE)
		print_error("at spot %d\n", first);
	must(rc, &e);
	care_interview_free(iv);
}

void fill(struct talks *t, const char *client, const char *form, const char *on,
	  const char *json, char entry[37])
{
	struct error e = ERROR_INIT;
	struct date when = day(on);
	json_t *answers = NULL;

	must(json_text_read(json, strlen(json), &answers, &e), &e);
	must(care_fill(t->p.s, client, form, answers, NULL, &when,
		       care_session_worker(t->p.s), entry, &e),
	     &e);
	json_decref(answers);
}

enum err fill_error(struct talks *t, const char *form, const char *json,
		    const char *notes, struct error *e)
{
	struct date when = day("2026-11-20");
	json_t *answers = NULL, *lines = NULL;
	char entry[37];
	enum err rc;

	must(json_text_read(json, strlen(json), &answers, e), e);
	if (notes)
		must(json_text_read(notes, strlen(notes), &lines, e), e);
	rc = care_fill(t->p.s, t->client, form, answers, lines, &when,
		       care_session_worker(t->p.s), entry, e);
	json_decref(answers);
	json_decref(lines);
	return rc;
}

static enum err count_draft(void *data, const struct store_draft *draft, struct error *e)
{
	(void)draft;
	(void)e;
	++*(int *)data;
	return OK;
}

int draft_count(struct talks *t, const char *client)
{
	struct error e = ERROR_INIT;
	int count = 0;

	must(store_drafts(care_session_store(t->p.s), client, count_draft, &count, &e),
	     &e);
	return count;
}

const struct care_finished *talk_of(const struct care_dossier *d, const char *entry)
{
	for (int i = 0; i < d->interview_count; i++)
		if (strcmp(d->interviews[i].id, entry) == 0)
			return &d->interviews[i];
	return NULL;
}

const struct care_answer *answer_in(const struct care_finished *talk, const char *path)
{
	assert_non_null(talk);
	for (int i = 0; i < talk->answer_count; i++)
		if (strcmp(talk->answers[i].path, path) == 0)
			return &talk->answers[i];
	return NULL;
}

static bool has(const char *bytes, size_t len, const char *what)
{
	return memmem(bytes, len, what, strlen(what)) != NULL;
}

/* Pages of the file, or frames of its log, as they are under the seal. */
static bool pages_hold(struct talks *t, const struct str *file, bool is_log, const char *what)
{
	enum { LOG_START = 32, FRAME_HEAD = 24 };
	const struct vault_key *key = store_keys_key(t->p.s->keys);
	size_t head = is_log ? FRAME_HEAD : 0, at = is_log ? LOG_START : 0;
	unsigned char plain[VAULT_PAGE_BYTES];
	bool holds = false;

	for (uint32_t n = 1; at + head + sizeof plain <= file->len; n++, at += head + sizeof plain) {
		const unsigned char *page = (const unsigned char *)file->bytes + at;
		uint32_t number = is_log ? (uint32_t)page[0] << 24 | (uint32_t)page[1] << 16 |
						   (uint32_t)page[2] << 8 | page[3]
					 : n;

		if (vault_page_open(key, number, page + head, plain))
			holds |= has((const char *)plain, sizeof plain, what);
	}
	return holds;
}

bool file_holds(struct talks *t, const char *bytes)
{
	static const char *const files[] = {"trede.db", "trede.db-wal"};
	bool holds = false;

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		char *path = file_path(t->p.folder, files[i]);
		struct str text = STR_INIT;
		struct error e = ERROR_INIT;

		if (file_exists(path)) {
			must(file_read(path, 64 << 20, &text, &e), &e);
			assert_false(has(text.bytes, text.len, bytes)); /* it is sealed */
			holds |= pages_hold(t, &text, i == 1, bytes);
		}
		str_release(&text);
		free(path);
	}
	return holds;
}
