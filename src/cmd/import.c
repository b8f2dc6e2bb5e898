/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "cmd/rejects.h"

struct importing {
	struct cmd_args *args;
	int fd;
	struct rejects rejects;
	sigset_t stops;
	struct progress progress;
};

static enum err open_file(const char *path, int *fd, int64_t *bytes, struct error *e)
{
	struct stat about;

	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (*fd >= 0 && fstat(*fd, &about) == 0 && S_ISREG(about.st_mode)) {
		*bytes = about.st_size;
		return OK;
	}
	(void)error_set(e, ERR_FILE, _("%s: there is no such file, or it cannot be read."), path);
	error_detail(e, "errno %d", errno);
	return ERR_FILE;
}

static enum err read_piece(void *data, int64_t at, char *out, size_t room, size_t *got,
			   struct error *e)
{
	const struct importing *im = data;
	ssize_t n;

	do
		n = pread(im->fd, out, room, at);
	while (n < 0 && errno == EINTR);
	*got = n > 0 ? (size_t)n : 0;
	if (n >= 0)
		return OK;
	(void)error_set(e, ERR_FILE, _("%s cannot be read any further."), im->args->words[0]);
	error_detail(e, "errno %d", errno);
	return ERR_FILE;
}

static void tell(void *data, const char *sentence)
{
	struct importing *im = data;

	progress_clear(&im->progress);
	gate_complain("%s", sentence);
}

static void reject(void *data, unsigned line, const char *why, const char *row, size_t len,
		   char separator)
{
	struct importing *im = data;

	if (line == 0)
		rejects_header(&im->rejects, row, len, separator);
	else
		rejects_add(&im->rejects, "", line, why, row, len, separator);
}

static bool progress(void *data, const struct care_import_count *n)
{
	struct importing *im = data;
	const struct progress_now now = {n->done_bytes, n->all_bytes > 0 ? n->all_bytes : 1,
					 n->rows, n->findable};
	sigset_t pending;

	progress_show(&im->progress, &now);
	if (sigpending(&pending) != 0)
		return false;
	return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1 ||
	       sigismember(&pending, SIGHUP) == 1;
}

/* While rows are written these only ask for the end; they wait until somebody looks. */
static void stops_hold(struct importing *im)
{
	(void)sigemptyset(&im->stops);
	(void)sigaddset(&im->stops, SIGINT);
	(void)sigaddset(&im->stops, SIGTERM);
	(void)sigaddset(&im->stops, SIGHUP);
	(void)sigprocmask(SIG_BLOCK, &im->stops, NULL);
}

static void stops_release(struct importing *im)
{
	const struct timespec now = {0};

	while (sigtimedwait(&im->stops, NULL, &now) > 0)
		;
	(void)sigprocmask(SIG_UNBLOCK, &im->stops, NULL);
}

static void write_json(const struct care_import_count *n)
{
	json_t *object = json_object();

	json_object_set_new(object, "rows", json_integer(n->rows));
	json_object_set_new(object, "added", json_integer(n->added));
	json_object_set_new(object, "changed", json_integer(n->changed));
	json_object_set_new(object, "same", json_integer(n->same));
	json_object_set_new(object, "rejected", json_integer(n->rejected));
	json_object_set_new(object, "alike", json_integer(n->alike));
	json_object_set_new(object, "findable", json_integer(n->findable));
	cmd_write_json(object);
}

static void write_text(const struct care_import_count *n, bool is_dry)
{
	const int64_t numbers[] = {n->rows, n->added, n->changed, n->same, n->rejected};
	struct str text[5] = {STR_INIT, STR_INIT, STR_INIT, STR_INIT, STR_INIT}, out = STR_INIT;

	for (size_t i = 0; i < 5; i++)
		progress_number(&text[i], numbers[i]);
	str_addf(&out,
		 is_dry ? _("Nothing was written. %s rows would give: %s new, %s changed, %s as they "
			    "were, %s that cannot be used.\n")
			: _("%s rows: %s new, %s changed, %s as they were, %s that cannot be used.\n"),
		 text[0].bytes, text[1].bytes, text[2].bytes, text[3].bytes, text[4].bytes);
	cmd_write(&out);
	for (size_t i = 0; i < 5; i++)
		str_release(&text[i]);
	str_release(&out);
}

static enum err judge(struct importing *im, const struct care_import_count *n, bool was_stopped,
		      struct error *e)
{
	if (was_stopped)
		return error_set(e, ERR_INVALID,
				 _("Stopped. What was done is kept; the same command goes on there."));
	if (n->rejected > 0 && im->args->values[CMD_DRY_RUN])
		return error_set(e, ERR_INVALID,
				 _("Rows that cannot be used: %lld. Nothing was written."),
				 (long long)n->rejected);
	if (n->alike > 0)
		return error_set(e, ERR_INVALID,
				 _("Rows that were not taken: %lld, of which %lld because somebody like "
				   "her is there. They stand in %s; with --alike these can be taken "
				   "from there."),
				 (long long)n->rejected, (long long)n->alike, im->rejects.path.bytes);
	if (n->rejected > 0)
		return error_set(e, ERR_INVALID,
				 _("Rows that were not taken: %lld. They stand in %s, each with why; "
				   "mend them there and import that file."),
				 (long long)n->rejected, im->rejects.path.bytes);
	return OK;
}

static enum err import(struct importing *im, struct care_session *session,
		       struct care_import_options *o, struct error *e)
{
	struct care_import_count n = {0};
	bool was_stopped = false;
	enum err rc, written;

	progress_begin(&im->progress, &im->args->clock);
	stops_hold(im);
	rc = care_import_clients(session, o, &n, &was_stopped, e);
	progress_clear(&im->progress);
	written = rejects_end(&im->rejects, rc == OK ? e : NULL);
	stops_release(im);
	rc = rc == OK ? written : rc;
	if (rc != OK)
		return rc;
	if (im->args->values[CMD_JSON])
		write_json(&n);
	else
		write_text(&n, o->is_dry);
	return judge(im, &n, was_stopped, e);
}

static enum err options_read(struct importing *im, struct care_session *session,
			     struct care_import_options *o, struct str *mapping, struct error *e)
{
	const struct cmd_args *args = im->args;
	enum err rc = cmd_date(args->values[CMD_DATE], care_session_today(session), &o->on, e);

	if (rc == OK && args->values[CMD_MAP]) {
		rc = file_read(args->values[CMD_MAP], FORM_TREE_BYTES, mapping, e);
		o->mapping = mapping->bytes;
		o->mapping_len = mapping->len;
		o->mapping_name = args->values[CMD_MAP];
	}
	o->is_dry = args->values[CMD_DRY_RUN] != NULL;
	o->takes_alike = args->values[CMD_ALIKE] != NULL;
	return rc;
}

enum err cmd_import_clients(struct cmd_args *args, struct error *e)
{
	struct importing im = {.args = args, .fd = -1};
	struct care_import_options o = {.file = {read_piece, &im, 0},
					.tell = tell,
					.reject = reject,
					.progress = progress,
					.data = &im};
	struct care_session *session = NULL;
	struct str mapping = STR_INIT;
	enum err rc = open_file(args->words[0], &im.fd, &o.file.bytes, e);

	rejects_begin(&im.rejects, args->values[CMD_REJECTS], args->words[0],
		      args->values[CMD_DRY_RUN] != NULL, &im.progress);
	if (rc == OK)
		rc = cmd_session(args, &session, e);
	if (rc == OK)
		rc = options_read(&im, session, &o, &mapping, e);
	if (rc == OK)
		rc = import(&im, session, &o, e);
	care_session_close(session);
	if (im.fd >= 0)
		(void)close(im.fd); /* only read from */
	str_release(&mapping);
	rejects_release(&im.rejects);
	return rc;
}
