/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/form_bytes.h"

#include <stdlib.h>
#include <string.h>

static const struct care_form_file *file_named(const struct care_form_bytes *b,
					       const char *name)
{
	for (size_t i = 0; i < b->count; i++)
		if (strcmp(b->files[i].name, name) == 0)
			return &b->files[i];
	return NULL;
}

/* What cannot be stored as it is does not get into a form either. */
static enum err check_file(const struct care_form_bytes *b, const char *name,
			   const struct str *bytes, struct error *e)
{
	if (!text_is_utf8(bytes->bytes, bytes->len))
		return error_set(e, ERR_INVALID, _("The file '%.80s' is not UTF-8 text."),
				 name);
	if (bytes->len > CARE_FORM_FILES_BYTES - b->used)
		return error_set(e, ERR_INVALID,
				 _("The files of this form are more than %d MiB together."),
				 CARE_FORM_FILES_BYTES >> 20);
	return OK;
}

static enum err read_and_keep(void *data, const char *name, struct str *out,
			      struct error *e)
{
	struct care_form_bytes *b = data;
	const struct care_form_file *known = file_named(b, name);
	enum err rc;

	if (known) {
		str_add_bytes(out, known->bytes.bytes, known->bytes.len);
		return OK;
	}
	rc = b->from.read(b->from.data, name, out, e);
	if (rc == OK)
		rc = check_file(b, name, out, e);
	if (rc != OK)
		return rc;
	VEC_ROOM(b->files, b->count, b->room);
	b->files[b->count] = (struct care_form_file){mem_text(name), STR_INIT};
	str_add_bytes(&b->files[b->count++].bytes, out->bytes, out->len);
	b->used += out->len;
	return OK;
}

static enum err read_nothing(void *data, const char *name, struct str *out,
			     struct error *e)
{
	(void)data;
	(void)out;
	return error_set(e, ERR_NOT_FOUND, _("The file '%.80s' is not there."), name);
}

void care_form_bytes_init(struct care_form_bytes *b, const char *text, size_t len,
			  const struct form_files *from)
{
	*b = (struct care_form_bytes){.text = mem_bytes(text, len), .len = len};
	b->from = from ? *from : (struct form_files){read_nothing, NULL};
	b->reading = (struct form_files){read_and_keep, b};
}

static int by_name(const void *a, const void *b)
{
	const struct care_form_file *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static void add_field(struct vault_hash *h, const void *bytes, size_t len)
{
	vault_hash_add_u64(h, len);
	vault_hash_add(h, bytes, len);
}

void care_form_bytes_close(struct care_form_bytes *b, char hash[65])
{
	unsigned char digest[VAULT_HASH_BYTES];
	struct vault_hash h;
	struct str hex = STR_INIT;

	if (b->count > 1)
		qsort(b->files, b->count, sizeof *b->files, by_name);
	vault_hash_begin(&h);
	if (b->count == 0)
		vault_hash_add(&h, b->text, b->len);
	else
		add_field(&h, b->text, b->len);
	for (size_t i = 0; i < b->count; i++) {
		add_field(&h, b->files[i].name, strlen(b->files[i].name));
		add_field(&h, b->files[i].bytes.bytes, b->files[i].bytes.len);
	}
	vault_hash_end(&h, digest);
	vault_hex(digest, sizeof digest, &hex);
	(void)snprintf(hash, 65, "%s", hex.bytes);
	str_release(&hex);
}

void care_form_bytes_release(struct care_form_bytes *b)
{
	for (size_t i = 0; i < b->count; i++) {
		free(b->files[i].name);
		str_release(&b->files[i].bytes);
	}
	free(b->files);
	free(b->text);
	*b = (struct care_form_bytes){0};
}

void care_form_bytes_put(const struct care_form_bytes *b, json_t *body)
{
	json_t *files = b->count > 0 ? json_object() : NULL;

	for (size_t i = 0; i < b->count; i++)
		json_object_set_new(files, b->files[i].name,
				    json_of_text(b->files[i].bytes.bytes));
	if (files)
		json_object_set_new(body, "files", files);
}

static enum err read_stored(void *data, const char *name, struct str *out,
			    struct error *e)
{
	const json_t *text = json_object_get(json_object_get(data, "files"), name);

	if (!json_is_string(text))
		return read_nothing(NULL, name, out, e);
	str_add_bytes(out, json_string_value(text), json_string_length(text));
	return OK;
}

struct form_files care_form_bytes_stored(const json_t *body)
{
	return (struct form_files){read_stored, (void *)(uintptr_t)body};
}
