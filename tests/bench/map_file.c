/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * map_file import FOLDER MAP [again]: reads a social map (a file or a folder) as trede does, into a new sealed file of
 * FOLDER (again: into the one that is there).  map_file export FOLDER FORMAT OUT: writes it.  Each prints how long it took from
 * the open file on, and what it took of memory.
 */
#include <string.h>
#include <unistd.h>

#include "care/care.h"
#include "cmd/map_files.h"

#include "proc.h"

static double peak_mb(void)
{
	return (double)proc_field(getpid(), "status", "VmHWM:") / 1024;
}

static void count_bad(void *data, const char *file, unsigned line, const char *why,
		      const char *row, size_t len)
{
	int *said = data;

	(void)row;
	(void)len;
	if ((*said)++ < 5)
		fprintf(stderr, "%s, line %u: %s\n", file, line, why);
}

static enum err import(struct care_session *s, const char *from, double *ms, struct error *e)
{
	struct map_input in;
	struct care_map_count n = {0};
	int bad = 0;
	double before = peak_mb(), begun = now_us(), used = proc_cpu(getpid());
	enum err rc = map_input_read(&in, &from, 1, e);
	struct care_map_import o = {.format = in.format,
				    .files = in.files,
				    .file_count = in.count,
				    .bad = count_bad,
				    .data = &bad};

	if (rc == OK)
		rc = care_map_import(s, &o, &n, e);
	*ms = (now_us() - begun) / 1000;
	map_input_release(&in);
	if (rc == OK)
		printf("%lld organisations, %lld offers: %lld new, %lld changed, %lld as they were, %lld "
		       "not taken: %.0f ms, %.0f of the processor; %.1f MB of memory at most (%.1f "
		       "before)\n",
		       (long long)n.organisations, (long long)n.offers, (long long)n.added,
		       (long long)n.changed, (long long)n.same, (long long)n.rejected, *ms,
		       (proc_cpu(getpid()) - used) / 1000, peak_mb(), before);
	return rc;
}

static enum err export(struct care_session *s, const char *format, const char *to,
		       struct error *e)
{
	static const struct {
		const char *name;
		enum err (*write)(const struct map *, map_write, void *, struct map_written *,
				  struct error *);
	} formats[] = {{"json", map_write_json},
		       {"package", map_write_package},
		       {"csv", map_write_plain}};
	struct map_written n = {0};
	struct map_output out;
	double before = peak_mb(), begun = now_us(), used = proc_cpu(getpid());
	enum err rc = map_output_begin(&out, to, text_equal(format, "package"), e);

	for (size_t i = 0; i < sizeof formats / sizeof *formats && rc == OK; i++)
		if (text_equal(formats[i].name, format))
			rc = formats[i].write(care_map(s), map_output_write, &out, &n, e);
	rc = map_output_end(&out, rc, e);
	if (rc == OK)
		printf("%s: %lld organisations, %lld offers: %.0f ms, %.0f of the processor; %.1f MB of "
		       "memory at most (%.1f before)\n",
		       format, (long long)n.organisations, (long long)n.offers,
		       (now_us() - begun) / 1000, (proc_cpu(getpid()) - used) / 1000, peak_mb(),
		       before);
	return rc;
}

static enum err usage(struct error *e)
{
	return error_set(e, ERR_USAGE, "map_file import FOLDER MAP [again] | export FOLDER FORMAT OUT");
}

int main(int argc, char **argv)
{
	bool imports = argc > 3 && text_equal(argv[1], "import");
	bool exports = argc > 4 && text_equal(argv[1], "export");
	struct clock clock = clock_system();
	struct care_options options = {.share = getenv("TREDE_SHARE"),
				       .data = argc > 2 ? argv[2] : ".",
				       .language = "nl",
				       .practice = true,
				       .clock = &clock};
	struct care_session *session = NULL;
	struct error e = ERROR_INIT;
	struct secret recovery = SECRET_INIT;
	double ms = 0, most = getenv("MOST_MS") ? strtod(getenv("MOST_MS"), NULL) : 0;
	enum err rc = imports || exports ? OK : usage(&e);

	if (options.share == NULL)
		options.share = TREDE_SHARE;
	i18n_start("nl", "");
	if (rc == OK && imports && argc == 4)
		rc = care_session_create(&options, "Centrum", "Els", &recovery, &e);
	if (rc == OK)
		rc = care_session_open(&options, &session, &e);
	if (rc == OK)
		rc = imports ? import(session, argv[3], &ms, &e)
			     : export(session, argv[3], argv[4], &e);
	if (rc == OK && most > 0 && ms > most)
		rc = error_set(&e, ERR_INVALID, "more than the %.0f ms that it may take", most);
	if (rc != OK)
		fprintf(stderr, "map_file: %s %s\n", e.text, e.detail);
	care_session_close(session);
	secret_release(&recovery);
	return error_exit_status(rc);
}
