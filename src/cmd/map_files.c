/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/map_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MOST = 64 << 20 };

static bool is_folder(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool ends_in(const char *path, const char *suffix)
{
	size_t len = strlen(path), tail = strlen(suffix);

	return len >= tail && !strcasecmp(path + len - tail, suffix);
}

/* A zip file, as packages come and as spreadsheets are within. */
static enum err refuse_zip(const char *path, const struct str *bytes, struct error *e)
{
	if (bytes->len < 4 || memcmp(bytes->bytes, "PK\3\4", 4) != 0)
		return OK;
	if (ends_in(path, ".zip"))
		return error_set(e, ERR_INVALID,
				 _("%s is packed. Unpack it into a folder, and import that folder."),
				 path);
	return error_set(e, ERR_INVALID,
			 _("%s is a spreadsheet. Save it there as CSV, and import that file."),
			 path);
}

static enum err add_file(struct map_input *in, const char *path, struct error *e)
{
	struct str *bytes = &in->bytes[in->count];
	enum err rc;

	if (in->count == MAP_INPUT_MOST)
		return error_set(e, ERR_INVALID, _("These are too many files for one package."));
	rc = file_read(path, FILE_MOST, bytes, e);
	if (rc == OK)
		rc = refuse_zip(path, bytes, e);
	if (rc != OK)
		return rc;
	in->names[in->count] = mem_text(last_part(path));
	in->files[in->count] = (struct map_file){in->names[in->count], bytes->bytes, bytes->len};
	in->count++;
	return OK;
}

static enum err add_folder(struct map_input *in, const char *folder, struct error *e)
{
	char **names = NULL;
	size_t count = file_list(folder, ".csv", &names);
	enum err rc = OK;

	for (size_t i = 0; i < count; i++) {
		char *path = file_path(folder, names[i]);

		if (rc == OK)
			rc = add_file(in, path, e);
		free(path);
		free(names[i]);
	}
	free(names);
	if (rc == OK && in->count == 0)
		rc = error_set(e, ERR_INVALID,
			       _("%s holds no CSV files. Name the folder in which services.csv stands."),
			       folder);
	return rc;
}

/* By its first sign, whatever it is called; a mark may stand before it. */
static bool is_json(const struct map_file *file)
{
	size_t at = file->len >= 3 && !memcmp(file->bytes, "\xef\xbb\xbf", 3) ? 3 : 0;

	while (at < file->len && strchr(" \t\r\n", file->bytes[at]) != NULL && file->bytes[at])
		at++;
	return ends_in(file->name, ".json") ||
	       (at < file->len && (file->bytes[at] == '{' || file->bytes[at] == '['));
}

static enum err judge(struct map_input *in, bool is_package, struct error *e)
{
	in->format = is_package ? CARE_MAP_PACKAGE : CARE_MAP_PLAIN;
	for (int i = 0; i < in->count; i++) {
		if (!is_json(&in->files[i]))
			continue;
		if (in->count > 1)
			return error_set(e, ERR_USAGE,
					 _("%s is JSON: import it by itself, one file at a time."),
					 in->files[i].name);
		in->format = CARE_MAP_JSON;
	}
	if (in->format == CARE_MAP_PLAIN && map_is_of_package(in->files[0].name))
		in->format = CARE_MAP_PACKAGE;
	return OK;
}

enum err map_input_read(struct map_input *in, const char *const *words, int count, struct error *e)
{
	bool has_folder = count == 1 && is_folder(words[0]);
	enum err rc = OK;

	*in = (struct map_input){0};
	for (int i = 0; i < MAP_INPUT_MOST; i++)
		in->bytes[i] = (struct str)STR_INIT;
	if (has_folder)
		rc = add_folder(in, words[0], e);
	for (int i = 0; i < count && rc == OK && !has_folder; i++)
		rc = add_file(in, words[i], e);
	return rc == OK ? judge(in, has_folder || count > 1, e) : rc;
}

void map_input_release(struct map_input *in)
{
	for (int i = 0; i < MAP_INPUT_MOST; i++) {
		str_release(&in->bytes[i]);
		free(in->names[i]);
	}
}

static enum err failed(const char *path, struct error *e)
{
	int number = errno;

	(void)error_set(e, number == ENOSPC || number == EDQUOT ? ERR_FULL : ERR_FILE,
			number == ENOSPC || number == EDQUOT
				? _("%s: the disk is full. Make room and try again.")
				: _("%s cannot be written. Choose another place."),
			path);
	error_detail(e, "errno %d", number);
	return number == ENOSPC || number == EDQUOT ? ERR_FULL : ERR_FILE;
}

static enum err is_there(const char *path, struct error *e)
{
	return error_set(e, ERR_INVALID, _("%s is there already. Choose another name."), path);
}

enum err map_output_begin(struct map_output *out, const char *path, bool folder, struct error *e)
{
	size_t len = strlen(path);

	*out = (struct map_output){.path = path, .part = STR_INIT, .is_folder = folder};
	while (len > 1 && path[len - 1] == '/')
		len--;
	str_add_bytes(&out->part, path, len);
	str_add(&out->part, ".new");
	if (file_exists(path) && (!folder || (rmdir(path) != 0 && errno != ENOENT)))
		return is_there(path, e);
	if (folder && mkdir(out->part.bytes, 0700) != 0)
		return errno == EEXIST ? is_there(out->part.bytes, e)
				       : failed(out->part.bytes, e);
	return OK;
}

static char *path_of(const struct map_output *out, const char *file)
{
	return out->is_folder ? file_path(out->part.bytes, file) : mem_text(out->part.bytes);
}

static FILE *stream_of(struct map_output *out, const char *file)
{
	char *path;
	int fd;

	for (int i = 0; i < out->count; i++)
		if (text_equal(out->files[i].name, file))
			return out->files[i].stream;
	if (out->count == MAP_INPUT_MOST)
		return NULL;
	path = path_of(out, file);
	if (!out->is_folder)
		(void)unlink(path); /* of a run that was cut off */
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	free(path);
	if (fd < 0)
		return NULL;
	out->files[out->count].name = mem_text(file);
	out->files[out->count].stream = fdopen(fd, "w");
	return out->files[out->count++].stream;
}

enum err map_output_write(void *data, const char *file, const char *bytes, size_t len,
			  struct error *e)
{
	struct map_output *out = data;
	FILE *stream = stream_of(out, file);

	if (stream && fwrite(bytes, 1, len, stream) == len)
		return OK;
	return failed(out->path, e);
}

static enum err close_all(struct map_output *out, enum err rc, struct error *e)
{
	for (int i = 0; i < out->count; i++) {
		FILE *stream = out->files[i].stream;

		if (stream == NULL)
			continue;
		if (rc == OK && (fflush(stream) != 0 || fsync(fileno(stream)) != 0))
			rc = failed(out->path, e);
		if (fclose(stream) != 0 && rc == OK)
			rc = failed(out->path, e);
	}
	return rc;
}

static void remove_all(const struct map_output *out)
{
	for (int i = 0; i < out->count; i++) {
		char *path = path_of(out, out->files[i].name);

		(void)unlink(path);
		free(path);
	}
	if (out->is_folder)
		(void)rmdir(out->part.bytes);
}

enum err map_output_end(struct map_output *out, enum err rc, struct error *e)
{
	rc = close_all(out, rc, e);
	if (rc == OK && rename(out->part.bytes, out->path) != 0)
		rc = failed(out->path, e);
	if (rc == OK)
		(void)file_sync_folder_of(out->path);
	else
		remove_all(out);
	for (int i = 0; i < out->count; i++)
		free(out->files[i].name);
	str_release(&out->part);
	return rc;
}
