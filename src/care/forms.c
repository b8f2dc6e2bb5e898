/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/form_files.h"
#include "care/session_inner.h"

/*
 * Forms: the data folder's go before those that ship.  A form is read once a session and kept; the
 * file keeps the bytes of each that was ever used and of the files it names, under their hash, so that an old interview is
 * always shown with its own questions.
 */

static struct care_known_form *known_by_hash(struct care_session *s, const char *hash)
{
	for (size_t i = 0; i < s->form_count; i++)
		if (strcmp(s->forms[i].hash, hash) == 0)
			return &s->forms[i];
	return NULL;
}

/* A form without files is its text: the one that was read before will do. */
static struct care_known_form *known_by_text(struct care_session *s, const char *text, size_t len)
{
	for (size_t i = 0; i < s->form_count; i++) {
		const struct care_form_bytes *b = &s->forms[i].bytes;

		if (b->count == 0 && b->len == len && memcmp(b->text, text, len) == 0)
			return &s->forms[i];
	}
	return NULL;
}

/* Keeps what was read, unless the same form with the same files was known. */
static struct care_known_form *known_keep(struct care_session *s, struct form *form,
					  struct care_form_bytes *bytes)
{
	struct care_known_form *known;
	char hash[65];

	care_form_bytes_close(bytes, hash);
	known = known_by_hash(s, hash);
	if (known != NULL) {
		form_free(form);
		care_form_bytes_release(bytes);
		return known;
	}
	VEC_ROOM(s->forms, s->form_count, s->form_room);
	known = &s->forms[s->form_count++];
	*known = (struct care_known_form){.form = form, .bytes = *bytes};
	memcpy(known->hash, hash, sizeof known->hash);
	return known;
}

static void say_why(const struct form_problems *problems, struct str *why)
{
	for (size_t i = 0; i < problems->count; i++)
		if (problems->items[i].severity == FORM_ERROR) {
			str_addf(why, _("line %u: %s"), problems->items[i].line,
				 problems->items[i].text);
			return;
		}
}

/* Reads a form and keeps it; NULL and the first problem in *why when it is broken. */
static struct care_known_form *known_add(struct care_session *s, const char *text, size_t len,
					 const struct form_files *files, struct str *why)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct care_known_form *known = known_by_text(s, text, len);
	struct care_form_bytes bytes;
	struct form *form;

	if (known != NULL)
		return known;
	care_form_bytes_init(&bytes, text, len, files);
	form = form_read(text, len, &bytes.reading, &problems);
	if (form != NULL) {
		known = known_keep(s, form, &bytes);
	} else {
		care_form_bytes_release(&bytes);
		if (why != NULL)
			say_why(&problems, why);
	}
	form_problems_release(&problems);
	return known;
}

static enum err file_to_form(struct care_session *s, const char *path,
			     struct care_known_form **out, struct str *why, struct error *e)
{
	struct str text = STR_INIT;
	struct care_form_folder folder;
	enum err rc = file_read(path, FORM_TREE_BYTES, &text, e);

	*out = NULL;
	if (rc == OK) {
		care_form_folder_init(&folder, path);
		folder.must_be_there = true;
		*out = known_add(s, text.bytes, text.len, &folder.files, why);
		care_form_folder_release(&folder);
		if (*out != NULL)
			(*out)->is_current = true;
	}
	str_release(&text);
	return rc;
}

static char *forms_folder(const struct care_session *s, int which)
{
	return file_path(which == 0 ? s->data : s->share, "forms");
}

enum { FOLDERS = 2 };

static bool is_plain_name(const char *id)
{
	size_t len = strlen(id);

	return len > 0 && len < 200 &&
	       strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == len;
}

/* The file of that name first: nearly always it is the one, and no other form need be read. */
static enum err by_file_name(struct care_session *s, const char *id, struct care_known_form **out,
			     struct error *e)
{
	enum err rc = OK;

	*out = NULL;
	for (int i = 0; i < FOLDERS && *out == NULL && rc == OK && is_plain_name(id); i++) {
		char *folder = forms_folder(s, i);
		struct str name = STR_INIT, why = STR_INIT;
		char *path;

		str_addf(&name, "%s.yaml", id);
		path = file_path(folder, name.bytes);
		if (file_exists(path))
			rc = file_to_form(s, path, out, &why, e);
		if (why.len > 0)
			rc = error_set(e, ERR_INVALID, _("The form %s is broken: %s"), id,
				       why.bytes);
		if (*out != NULL && !text_equal((*out)->form->id, id))
			*out = NULL;
		str_release(&name);
		str_release(&why);
		free(path);
		free(folder);
	}
	return rc;
}

static struct care_known_form *current_by_id(struct care_session *s, const char *id)
{
	for (size_t i = 0; i < s->form_count; i++)
		if (s->forms[i].is_current && text_equal(s->forms[i].form->id, id))
			return &s->forms[i];
	return NULL;
}

static bool is_offered(const struct care_session *s, const char *id)
{
	for (int i = 0; i < s->offered_count; i++)
		if (text_equal(s->offered[i].id, id))
			return true;
	return false;
}

static char *name_without_suffix(struct arena *a, const char *name)
{
	return arena_bytes(a, name, strlen(name) - strlen(".yaml"));
}

static const char *title_in(const struct care_session *s, const struct form *form)
{
	const char *title = form_text(form, form->titles, form_language(form, s->language));

	return *title != '\0' ? title : form->title;
}

static bool has_other_current(const struct care_session *s, const struct care_known_form *known)
{
	for (size_t i = 0; i < s->form_count; i++)
		if (&s->forms[i] != known && s->forms[i].is_current &&
		    text_equal(s->forms[i].form->id, known->form->id))
			return true;
	return false;
}

static void offer_file(struct care_session *s, const char *folder, const char *name, size_t *room)
{
	char *path = file_path(folder, name);
	struct str why = STR_INIT;
	struct error e = ERROR_INIT;
	struct care_known_form *known;
	struct arena *a = &s->offered_arena;
	struct care_form one = {.problem = ""};
	size_t count = (size_t)s->offered_count;

	if (file_to_form(s, path, &known, &why, &e) != OK)
		str_set(&why, e.text);
	one.is_usable = known != NULL;
	one.id = known != NULL ? arena_text(a, known->form->id) : name_without_suffix(a, name);
	one.title = known != NULL ? arena_text(a, title_in(s, known->form)) : one.id;
	if (known == NULL)
		one.problem = arena_text(a, why.bytes);
	if (!is_offered(s, one.id)) {
		VEC_ROOM(s->offered, count, *room);
		s->offered[s->offered_count++] = one;
	} else if (known != NULL && has_other_current(s, known)) {
		known->is_current = false; /* the data folder's own goes first */
	}
	str_release(&why);
	free(path);
}

static int by_usual_order(const void *a, const void *b)
{
	static const char *const usual[] = {"intake", "progress", "home-visit", "home_visit",
					    "success-story", "success_story", "exit"};
	const struct care_form *x = a, *y = b;
	size_t places[2], n = sizeof usual / sizeof *usual;

	for (places[0] = 0; places[0] < n && !text_equal(usual[places[0]], x->id);)
		places[0]++;
	for (places[1] = 0; places[1] < n && !text_equal(usual[places[1]], y->id);)
		places[1]++;
	if (places[0] != places[1])
		return places[0] < places[1] ? -1 : 1;
	return strcmp(x->title, y->title);
}

static void offers_forget(struct care_session *s)
{
	free(s->offered);
	arena_release(&s->offered_arena);
	s->offered = NULL;
	s->offered_count = 0;
}

enum err care_forms(struct care_session *s, const struct care_form **out, int *count,
		    struct error *e)
{
	size_t room = 0;

	(void)e; /* a broken form is a line in the list, not a failure */
	*out = s->offered;
	*count = s->offered_count;
	if (s->offered_count > 0 && strcmp(s->offered_language, s->language) == 0)
		return OK;
	offers_forget(s);
	(void)snprintf(s->offered_language, sizeof s->offered_language, "%s", s->language);
	for (int i = 0; i < FOLDERS; i++) {
		char *folder = forms_folder(s, i);
		char **names = NULL;
		size_t n = file_list(folder, ".yaml", &names);

		for (size_t j = 0; j < n; j++) {
			offer_file(s, folder, names[j], &room);
			free(names[j]);
		}
		free(names);
		free(folder);
	}
	if (s->offered_count > 1)
		qsort(s->offered, (size_t)s->offered_count, sizeof *s->offered, by_usual_order);
	*out = s->offered;
	*count = s->offered_count;
	return OK;
}

enum err care_form_by_id(struct care_session *s, const char *id, const struct form **out,
			 char hash[65], struct error *e)
{
	struct care_known_form *known = current_by_id(s, id);
	const struct care_form *forms;
	int count;
	enum err rc = OK;

	if (known == NULL)
		rc = by_file_name(s, id, &known, e);
	if (rc == OK && known == NULL) {
		rc = care_forms(s, &forms, &count, e);
		known = current_by_id(s, id);
	}
	if (rc != OK)
		return rc;
	if (known == NULL)
		return error_set(e, ERR_NOT_FOUND, _("There is no form '%s'."), id);
	*out = known->form;
	memcpy(hash, known->hash, sizeof known->hash);
	return OK;
}

/* What the thing row says of a stored form; kept, so that lists need not ask the file again. */
static const json_t *stored_about(struct care_session *s, const char *hash)
{
	struct str text = STR_INIT;
	json_t *about = NULL;

	if (text_is_empty(hash) || strlen(hash) > 64)
		return NULL;
	for (size_t i = 0; i < s->stored_count; i++)
		if (strcmp(s->stored[i].hash, hash) == 0)
			return s->stored[i].about;
	if (store_thing(s->store, "form", hash, &text, NULL) == OK && text.len > 0 &&
	    json_text_read(text.bytes, text.len, &about, NULL) == OK) {
		VEC_ROOM(s->stored, s->stored_count, s->stored_room);
		s->stored[s->stored_count] = (struct care_stored_form){.about = about};
		(void)snprintf(s->stored[s->stored_count++].hash, 65, "%s", hash);
	}
	str_release(&text);
	return about;
}

const char *care_form_id_of(struct care_session *s, const char *hash)
{
	return json_at_text(stored_about(s, hash), "id");
}

const char *care_form_title_of(struct care_session *s, const char *hash)
{
	json_t *titles = json_object_get(stored_about(s, hash), "titles");
	const char *title = json_at_text(titles, s->language);
	const char *key;
	json_t *value;

	json_object_foreach(titles, key, value)
		if (*title == '\0' && json_is_string(value))
			title = json_string_value(value);
	return title;
}

enum err care_form_by_hash(struct care_session *s, const char *hash, const struct form **out,
			   struct error *e)
{
	struct care_known_form *known = known_by_hash(s, hash);
	struct store_entry entry = {0};
	json_t *body = NULL;
	enum err rc = OK;

	if (known == NULL) {
		rc = store_entry_get(s->store, json_at_text(stored_about(s, hash), "entry"),
				     &entry, e);
		if (rc == OK)
			rc = body_open(entry.body, entry.body_len, &body, e);
		if (rc == OK) {
			const char *text = json_at_text(body, "text");
			const struct form_files files = care_form_bytes_stored(body);

			known = known_add(s, text, strlen(text), &files, NULL);
		}
		json_decref(body);
		store_entry_release(&entry);
	}
	if (known == NULL)
		return error_set(e, rc == OK ? ERR_INVALID : rc,
				 _("The form of this interview is not in the file; its answers "
				   "are."));
	*out = known->form;
	return OK;
}

static json_t *titles_json(const struct form *form)
{
	json_t *titles = json_object();

	for (int i = 0; i < form->language_count; i++) {
		const char *title = form_text(form, form->titles, i);
		const char *code = *form->codes[i] != '\0' ? form->codes[i] : "default";

		json_put_text(titles, code, *title != '\0' ? title : form->title);
	}
	return titles;
}

enum err care_form_keep(struct care_session *s, const char *hash, struct error *e)
{
	const struct care_known_form *known = known_by_hash(s, hash);
	struct store_new_entry entry = {.kind = "form", .form = hash};
	struct str text = STR_INIT;
	char id[STORE_ID_BYTES];
	json_t *body;
	enum err rc;

	if (stored_about(s, hash) != NULL)
		return OK;
	if (known == NULL)
		return error_set(e, ERR_NOT_FOUND, _("There is no such form."));
	body = json_object();
	json_object_set_new(body, "v", json_integer(CARE_BODY_VERSION));
	json_put_text(body, "id", known->form->id);
	json_object_set_new(body, "titles", titles_json(known->form));
	json_put_text(body, "text", known->bytes.text);
	care_form_bytes_put(&known->bytes, body);
	json_text_write(&text, body);
	json_decref(body);
	entry.body = text.bytes;
	entry.body_len = text.len;
	rc = care_append(s, &entry, id, e);
	str_release(&text);
	return rc;
}

void care_forms_release(struct care_session *s)
{
	offers_forget(s);
	for (size_t i = 0; i < s->form_count; i++) {
		form_free(s->forms[i].form);
		care_form_bytes_release(&s->forms[i].bytes);
	}
	free(s->forms);
	for (size_t i = 0; i < s->stored_count; i++)
		json_decref(s->stored[i].about);
	free(s->stored);
}
